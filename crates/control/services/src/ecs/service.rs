//! Services, as far as they can be asked about while none can be created: every name is one that is not
//! there. CreateService and what follows from it come with the scheduler.
//!
//! Must not know: planners.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, op};
use longshore_world::{Scope, Snapshot};

use super::problems::{foreign, invalid, missing};
use super::cluster;
use crate::arn::{self, Arn};
use crate::caller::Caller;
use crate::registry::Registry;

const DESCRIBE_MAX: usize = 10;
const PAGE_DEFAULT: i32 = 10;
const PAGE_MAX: i32 = 100;

pub(crate) fn register(registry: &mut Registry) {
    registry.read::<op::DescribeServices>(describe_services);
    registry.read::<op::ListServices>(list_services);
}

fn describe_services(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::DescribeServicesRequest,
) -> Result<ecs::DescribeServicesResponse, ApiError> {
    cluster::find_active(snapshot, caller.scope, input.cluster.as_deref())?;
    if input.services.is_empty() {
        return Err(invalid("Services cannot be empty."));
    }
    if input.services.len() > DESCRIBE_MAX {
        return Err(invalid(format!("services may name at most {DESCRIBE_MAX} services.")));
    }
    let named = input.services.iter().map(|service| failure_arn(caller.scope, service));
    let failures = named.map(|arn| Ok(missing(arn?))).collect::<Result<_, ApiError>>()?;
    Ok(ecs::DescribeServicesResponse { services: Some(Vec::new()), failures: Some(failures) })
}

/// A failure repeats the ARN it was asked for, and names an unknown name in the short form.
fn failure_arn(scope: Scope, service: &str) -> Result<String, ApiError> {
    if !Arn::looks_like(service) {
        return Ok(arn::arn(super::SERVICE, scope, format_args!("service/{service}")));
    }
    let parsed = Arn::parse(service).filter(|arn| arn.service == super::SERVICE);
    match parsed.map(|arn| (arn, arn.resource_type())) {
        Some((arn, ("service", _))) if !arn.is_in(scope) => {
            Err(foreign(arn.account, &scope.account.to_string()))
        }
        Some((_, ("service", _))) => Ok(service.to_owned()),
        _ => Err(invalid(format!("Invalid identifier: '{service}' is not the ARN of a service."))),
    }
}

fn list_services(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::ListServicesRequest,
) -> Result<ecs::ListServicesResponse, ApiError> {
    cluster::find_active(snapshot, caller.scope, input.cluster.as_deref())?;
    super::page_limit(input.max_results, PAGE_DEFAULT, PAGE_MAX)?;
    if input.next_token.is_some() {
        return Err(super::problems::bad_token());
    }
    Ok(ecs::ListServicesResponse { service_arns: Some(Vec::new()), next_token: None })
}
