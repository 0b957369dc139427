//! How services, their deployments, revisions and task sets are named, and whether what is named is there.
//!
//! Must not know: what a request wants of it.

use std::sync::Arc;

use longshore_shapes::ApiError;
use longshore_shapes::ecs::error;
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::service::deployment::ServiceDeploymentKey;
use longshore_world::records::service::revision::ServiceRevisionKey;
use longshore_world::records::service::task_set::TaskSetKey;
use longshore_world::records::service::{STATUS_INACTIVE, Service, ServiceKey, cluster_prefix};
use longshore_world::{Scope, World};

use crate::arn;
use crate::ecs::identifier::{self, Given};
use crate::ecs::problems::invalid;
use crate::ecs::{SERVICE, cluster};

pub(super) const RESOURCE_TYPE: &str = "service";
const DEPLOYMENT: &str = "service-deployment";
const REVISION: &str = "service-revision";
const TASK_SET: &str = "task-set";
/// What the ids of rollouts and task sets begin with.
pub(super) const ROLLOUT_PREFIX: &str = "ecs-svc/";

pub fn arn_of(key: &ServiceKey) -> String {
    arn::arn(SERVICE, key.scope, format_args!("{RESOURCE_TYPE}/{}/{}", key.cluster, key.name))
}

pub(super) fn deployment_arn(key: &ServiceDeploymentKey) -> String {
    arn::arn(SERVICE, key.scope, format_args!("{DEPLOYMENT}/{}/{}/{}", key.cluster, key.service, key.id))
}

pub(super) fn revision_arn(key: &ServiceRevisionKey) -> String {
    arn::arn(SERVICE, key.scope, format_args!("{REVISION}/{}/{}/{}", key.cluster, key.service, key.id))
}

pub(super) fn task_set_arn(key: &TaskSetKey) -> String {
    arn::arn(SERVICE, key.scope, format_args!("{TASK_SET}/{}/{}/{}", key.cluster, key.service, key.id))
}

pub(super) fn revision_key(service: &ServiceKey, id: &str) -> ServiceRevisionKey {
    ServiceRevisionKey {
        scope: service.scope,
        cluster: service.cluster.clone(),
        service: service.name.clone(),
        id: id.to_owned(),
    }
}

pub(super) fn deployment_key(service: &ServiceKey, id: &str) -> ServiceDeploymentKey {
    ServiceDeploymentKey {
        scope: service.scope,
        cluster: service.cluster.clone(),
        service: service.name.clone(),
        id: id.to_owned(),
    }
}

pub(super) fn task_set_key(service: &ServiceKey, id: &str) -> TaskSetKey {
    TaskSetKey {
        scope: service.scope,
        cluster: service.cluster.clone(),
        service: service.name.clone(),
        id: id.to_owned(),
    }
}

/// The id of a task set from what stands behind its service in an ARN, which holds a slash itself.
pub(in crate::ecs) fn task_set_id(digits: &str) -> String {
    format!("{ROLLOUT_PREFIX}{digits}")
}

pub(super) fn service_not_found() -> ApiError {
    ApiError::new(&error::SERVICE_NOT_FOUND_EXCEPTION, "Service not found.")
}

/// The service that a request names: by name, or by an ARN with or without the cluster's name.
pub(super) fn key_of(cluster: &ClusterKey, given: &str) -> Result<ServiceKey, ApiError> {
    let key = |cluster_name: &str, name: &str| ServiceKey {
        scope: cluster.scope,
        cluster: cluster_name.to_owned(),
        name: name.to_owned(),
    };
    let rest = match identifier::given(cluster.scope, RESOURCE_TYPE, given)? {
        Given::Name(name) => return Ok(key(&cluster.name, name)),
        Given::Arn(rest) => rest,
    };
    match rest.split('/').collect::<Vec<_>>().as_slice() {
        [name] => Ok(key(&cluster.name, name)),
        [cluster_name, name] => Ok(key(cluster_name, name)),
        _ => Err(invalid(format!("Invalid identifier: '{given}' is not the ARN of a service."))),
    }
}

/// The service that a request works on, in whatever state; it must be in the request's cluster.
pub(super) fn find(
    world: &World,
    scope: Scope,
    cluster: Option<&str>,
    given: &str,
) -> Result<(ServiceKey, Arc<Service>), ApiError> {
    let (cluster, _) = cluster::find_active(world, scope, cluster)?;
    let key = key_of(&cluster, given)?;
    let row = world.get::<Service>(&key).filter(|_| key.cluster == cluster.name);
    Ok((key.clone(), row.ok_or_else(service_not_found)?.clone()))
}

/// The same; it must not be deleted.
pub(super) fn find_active(
    world: &World,
    scope: Scope,
    cluster: Option<&str>,
    given: &str,
) -> Result<(ServiceKey, Arc<Service>), ApiError> {
    let (key, row) = find(world, scope, cluster, given)?;
    if !row.is_active() {
        return Err(ApiError::new(&error::SERVICE_NOT_ACTIVE_EXCEPTION, "Service was not ACTIVE."));
    }
    Ok((key, row))
}

/// The service and the id in an ARN of something that belongs to a service.
fn parts(scope: Scope, resource_type: &str, text: &str) -> Result<(ServiceKey, String), ApiError> {
    let bad = || {
        let noun = resource_type.replace('-', " ");
        invalid(format!("Invalid identifier: '{text}' is not the ARN of a {noun}."))
    };
    let Given::Arn(rest) = identifier::given(scope, resource_type, text)? else { return Err(bad()) };
    let mut parts = rest.splitn(3, '/').filter(|part| !part.is_empty()).map(str::to_owned);
    let (Some(cluster), Some(name), Some(id)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(bad());
    };
    Ok((ServiceKey { scope, cluster, name }, id))
}

pub(super) fn deployment_of_arn(scope: Scope, text: &str) -> Result<ServiceDeploymentKey, ApiError> {
    let (service, id) = parts(scope, DEPLOYMENT, text)?;
    Ok(deployment_key(&service, &id))
}

pub(super) fn revision_of_arn(scope: Scope, text: &str) -> Result<ServiceRevisionKey, ApiError> {
    let (service, id) = parts(scope, REVISION, text)?;
    Ok(revision_key(&service, &id))
}

/// The task set that a request names: by id, with or without what every id begins with, or by its ARN.
pub(super) fn task_set_of(service: &ServiceKey, given: &str) -> Result<TaskSetKey, ApiError> {
    if arn::Arn::looks_like(given) {
        let (of, id) = parts(service.scope, TASK_SET, given)?;
        return Ok(task_set_key(&of, &id));
    }
    let whole = given.starts_with(ROLLOUT_PREFIX);
    Ok(task_set_key(service, &if whole { given.to_owned() } else { task_set_id(given) }))
}

/// The services of a cluster that are there: ACTIVE and DRAINING ones.
pub(in crate::ecs) fn in_cluster<'w>(
    world: &'w World,
    cluster: &ClusterKey,
) -> impl Iterator<Item = (ServiceKey, &'w Arc<Service>)> + use<'w> {
    let prefix = cluster_prefix(cluster.scope, &cluster.name).finish();
    world.scan::<Service>(&prefix).filter(|(_, row)| row.status() != STATUS_INACTIVE)
}

/// The first service whose strategy names the provider, in one cluster or in all.
pub(in crate::ecs) fn using_provider(
    world: &World,
    scope: Scope,
    cluster: Option<&ClusterKey>,
    provider: &str,
) -> Option<ServiceKey> {
    let prefix = cluster.map_or_else(
        || crate::ecs::scope_prefix(scope),
        |cluster| cluster_prefix(scope, &cluster.name).finish(),
    );
    let mut rows = world.scan::<Service>(&prefix).filter(|(_, row)| row.status() != STATUS_INACTIVE);
    let names = |row: &Service| {
        let strategy = row.service.capacity_provider_strategy.iter().flatten();
        strategy.into_iter().any(|item| item.capacity_provider == provider)
    };
    rows.find(|(_, row)| names(row)).map(|(key, _)| key)
}
