//! DescribeServices, ListServices and ListServicesByNamespace.
//!
//! Must not know: what a service runs.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{
    self, LaunchType, ResourceManagementType, SchedulingStrategy, ServiceField, error,
};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::service::{ACTIVE, Service, ServiceKey, cluster_prefix};
use longshore_world::{Scope, Snapshot};

use super::reference::{self, RESOURCE_TYPE, arn_of};
use super::{counts, shown};
use crate::arn;
use crate::caller::Caller;
use crate::ecs::identifier::{self, Given};
use crate::ecs::problems::{bad_token, invalid, missing};
use crate::ecs::{SERVICE, cluster, page_limit};
use crate::page::Pages;

const DESCRIBE_MAX: usize = 10;
const PAGE_DEFAULT: i32 = 10;
const PAGE_MAX: i32 = 100;
const NAMESPACE_LENGTH_MAX: usize = 1024;

pub(super) fn describe_services(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::DescribeServicesRequest,
) -> Result<ecs::DescribeServicesResponse, ApiError> {
    let (cluster, _) = cluster::find_active(snapshot, caller.scope, input.cluster.as_deref())?;
    if input.services.is_empty() {
        return Err(invalid("Services cannot be empty."));
    }
    if input.services.len() > DESCRIBE_MAX {
        return Err(invalid(format!("services may name at most {DESCRIBE_MAX} services.")));
    }
    let with_tags = input.include.is_some_and(|include| include.contains(&ServiceField::Tags));
    let (mut services, mut failures) = (Vec::new(), Vec::new());
    for given in &input.services {
        let key = reference::key_of(&cluster, given)?;
        match snapshot.get::<Service>(&key).filter(|_| key.cluster == cluster.name) {
            Some(row) => services.push(shown::shown(snapshot, &key, row, with_tags)),
            None => failures.push(missing(failure_arn(caller.scope, given)?)),
        }
    }
    Ok(ecs::DescribeServicesResponse { services: Some(services), failures: Some(failures) })
}

/// A failure repeats the ARN it was asked for, and names an unknown name in the short form.
fn failure_arn(scope: Scope, given: &str) -> Result<String, ApiError> {
    Ok(match identifier::given(scope, RESOURCE_TYPE, given)? {
        Given::Name(name) => arn::arn(SERVICE, scope, format_args!("{RESOURCE_TYPE}/{name}")),
        Given::Arn(_) => given.to_owned(),
    })
}

struct Filters {
    launch_type: Option<LaunchType>,
    scheduling: Option<SchedulingStrategy>,
    management: Option<ResourceManagementType>,
}

impl Filters {
    fn of(input: &ecs::ListServicesRequest) -> Result<Self, ApiError> {
        let refuse = |member: &str, other: &str, known: &[&str]| {
            Err(invalid(format!("{member} '{other}' is not known; use one of {}.", known.join(", "))))
        };
        if let Some(LaunchType::Unknown(other)) = &input.launch_type {
            return refuse("launchType", other, LaunchType::VALUES);
        }
        if let Some(SchedulingStrategy::Unknown(other)) = &input.scheduling_strategy {
            return refuse("schedulingStrategy", other, SchedulingStrategy::VALUES);
        }
        if let Some(ResourceManagementType::Unknown(other)) = &input.resource_management_type {
            return refuse("resourceManagementType", other, ResourceManagementType::VALUES);
        }
        Ok(Self {
            launch_type: input.launch_type.clone(),
            scheduling: input.scheduling_strategy.clone(),
            management: input.resource_management_type.clone(),
        })
    }

    fn matches(&self, service: &ecs::Service) -> bool {
        let on = counts::launch_type(service);
        (self.launch_type.is_none() || self.launch_type == on)
            && (self.scheduling.is_none() || self.scheduling == service.scheduling_strategy)
            && (self.management.is_none() || self.management == service.resource_management_type)
    }

    fn texts(&self) -> [&str; 3] {
        [
            self.launch_type.as_ref().map_or("", LaunchType::as_str),
            self.scheduling.as_ref().map_or("", SchedulingStrategy::as_str),
            self.management.as_ref().map_or("", ResourceManagementType::as_str),
        ]
    }
}

pub(super) fn list_services(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::ListServicesRequest,
) -> Result<ecs::ListServicesResponse, ApiError> {
    let (cluster, _) = cluster::find_active(snapshot, caller.scope, input.cluster.as_deref())?;
    let limit = page_limit(input.max_results, PAGE_DEFAULT, PAGE_MAX)?;
    let filters = Filters::of(&input)?;
    let pages = pages(snapshot, &cluster, &filters);
    let start = pages.start(input.next_token.as_deref()).map_err(|_| bad_token())?;
    let prefix = cluster_prefix(cluster.scope, &cluster.name).finish();
    let rows = snapshot.by_index::<Service>(ACTIVE, &prefix, start.as_ref());
    let wanted = rows.filter(|(_, _, row)| filters.matches(&row.service));
    let page =
        pages.take(wanted.map(|(place, key, _): (_, ServiceKey, _)| (place.clone(), arn_of(&key))), limit);
    Ok(ecs::ListServicesResponse { service_arns: Some(page.items), next_token: page.next_token })
}

fn pages(snapshot: &Snapshot, cluster: &ClusterKey, filters: &Filters) -> Pages {
    let scope = cluster.scope;
    let [launch_type, scheduling, management] = filters.texts();
    let account = scope.account.to_string();
    let region = scope.region.as_str();
    Pages::of(
        snapshot,
        &["ListServices", &account, region, &cluster.name, launch_type, scheduling, management],
    )
}

/// No service can be in a namespace before there are namespaces.
pub(super) fn list_services_by_namespace(
    _: &Snapshot,
    _: &Caller,
    input: ecs::ListServicesByNamespaceRequest,
) -> Result<ecs::ListServicesByNamespaceResponse, ApiError> {
    page_limit(input.max_results, PAGE_DEFAULT, PAGE_MAX)?;
    let name = input.namespace;
    let allowed = |c: char| !"<>\"".contains(c);
    if name.is_empty() || name.chars().count() > NAMESPACE_LENGTH_MAX || !name.chars().all(allowed) {
        return Err(invalid(format!(
            "namespace must have 1 to {NAMESPACE_LENGTH_MAX} characters and none of < > \"."
        )));
    }
    let message =
        format!("Namespace '{name}' was not found: service discovery is not built yet, so there is none.");
    Err(ApiError::new(&error::NAMESPACE_NOT_FOUND_EXCEPTION, message))
}
