//! Services, as far as they can be asked about while none can be created: every name is one that is not
//! there. CreateService and what follows from it come with the scheduler.
//!
//! Must not know: planners.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, op};
use longshore_world::{Scope, Snapshot};

use super::cluster;
use super::identifier::{self, Given};
use super::problems::{invalid, missing};
use crate::arn;
use crate::caller::Caller;
use crate::registry::Registry;

const RESOURCE_TYPE: &str = "service";
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
    Ok(match identifier::given(scope, RESOURCE_TYPE, service)? {
        Given::Name(name) => arn::arn(super::SERVICE, scope, format_args!("{RESOURCE_TYPE}/{name}")),
        Given::Arn(_) => service.to_owned(),
    })
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
