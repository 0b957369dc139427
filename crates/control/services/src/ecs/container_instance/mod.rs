//! Container instances: the machines of a cluster, from their registration to their end.
//!
//! An instance is registered by its agent, drained and deregistered by users. What it has left, how many
//! tasks it runs and how it does are worked out when it is shown, never stored.
//!
//! Invariants: a registered instance is in an active cluster; the version of an instance grows with every
//! change that an event would tell of, and with no other; attributes stand in the order of their names.
//!
//! Must not know: how an agent is reached, or how tasks are placed.

mod connection;
mod identity;
mod listing;
mod registration;
mod resources;
mod state;
mod tasks;
#[cfg(test)]
pub(in crate::ecs) mod tests;

use std::sync::Arc;

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{
    self, ContainerInstanceField, InstanceHealthCheckState, InstanceHealthCheckType, op,
};
use longshore_world::fleet::Machine;
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::records::occupancy::Occupancy;
use longshore_world::{Tx, World};

#[cfg(test)]
pub(in crate::ecs) use self::connection::set_agent_connected;
pub use self::connection::{
    Connected, connect, deregister_when_empty, disconnect, disconnect_all, is_registered, start_leaving,
};
pub(in crate::ecs) use self::listing::check_count;
use super::identifier::{self, Given};
use super::problems::{client, invalid};
use crate::arn;
use crate::registry::Registry;

pub(in crate::ecs) const ACTIVE: &str = "ACTIVE";
const DRAINING: &str = "DRAINING";
const INACTIVE: &str = "INACTIVE";
const RESOURCE_TYPE: &str = "container-instance";

/// Who is told to have done something to an instance.
const USER: &str = "user";
const NODE: &str = "node";
const CONTROL: &str = "control";

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::RegisterContainerInstance, _>(registration::register_container_instance);
    registry.write::<op::DeregisterContainerInstance, _>(state::deregister_container_instance);
    registry.read::<op::DescribeContainerInstances>(listing::describe_container_instances);
    registry.read::<op::ListContainerInstances>(listing::list_container_instances);
    registry.write::<op::UpdateContainerInstancesState, _>(state::update_container_instances_state);
    registry.read::<op::UpdateContainerAgent>(state::update_container_agent);
}

pub fn arn_of(key: &ContainerInstanceKey) -> String {
    arn::arn(super::SERVICE, key.scope, format_args!("{RESOURCE_TYPE}/{}/{}", key.cluster, key.id))
}

/// The instance that a request names: by id, or by an ARN with or without the cluster's name. An ARN may
/// name another cluster than the one the request works in.
pub(in crate::ecs) fn key_of(cluster: &ClusterKey, given: &str) -> Result<ContainerInstanceKey, ApiError> {
    let key = |cluster_name: &str, id: &str| {
        let (cluster_name, id) = (cluster_name.to_owned(), id.to_owned());
        ContainerInstanceKey { scope: cluster.scope, cluster: cluster_name, id }
    };
    let bad = || invalid(format!("Invalid identifier: '{given}' is not the ARN of a container instance."));
    let name = match identifier::given(cluster.scope, RESOURCE_TYPE, given)? {
        Given::Name(id) => return Ok(key(&cluster.name, id)),
        Given::Arn(name) => name,
    };
    match name.split('/').collect::<Vec<_>>().as_slice() {
        [id] if !id.is_empty() => Ok(key(&cluster.name, id)),
        [cluster_name, id] if !id.is_empty() => Ok(key(cluster_name, id)),
        _ => Err(bad()),
    }
}

/// An instance of that cluster, registered or not.
pub(in crate::ecs) fn find<'w>(
    world: &'w World,
    cluster: &ClusterKey,
    key: &ContainerInstanceKey,
) -> Option<&'w Arc<ContainerInstance>> {
    world.get::<ContainerInstance>(key).filter(|_| key.cluster == cluster.name)
}

/// The registered instance that a request works on.
fn find_registered(
    world: &World,
    cluster: &ClusterKey,
    given: &str,
) -> Result<ContainerInstanceKey, ApiError> {
    let key = key_of(cluster, given)?;
    match find(world, cluster, &key) {
        Some(row) if row.is_registered() => Ok(key),
        Some(_) => Err(client(format!("Referenced container instance {} not registered.", key.id))),
        None => Err(client(format!("Referenced container instance {} not found.", key.id))),
    }
}

/// The registered instance that an attribute names as its target, if it is there.
pub(super) fn find_target(
    world: &World,
    cluster: &ClusterKey,
    target: &str,
) -> Result<Option<ContainerInstanceKey>, ApiError> {
    let key = key_of(cluster, target)?;
    let there = find(world, cluster, &key).is_some_and(|row| row.is_registered());
    Ok(there.then_some(key))
}

/// Changes an instance, and counts the change if it is one.
pub(super) fn change(
    tx: &mut Tx<'_>,
    key: &ContainerInstanceKey,
    change: impl FnOnce(&mut ContainerInstance),
) {
    let told = tx.get::<Occupancy>(key).map_or(0, |told| told.version);
    tx.update(key, |row: &mut ContainerInstance| {
        let before = row.clone();
        change(row);
        if *row != before {
            let version = before.instance.version.unwrap_or_default().max(told);
            row.instance.version = Some(version.saturating_add(1));
        }
    });
}

/// Adds to the story of an instance.
fn chronicle(tx: &mut Tx<'_>, key: &ContainerInstanceKey, who: &str, what: &str, why: Option<&str>) {
    tx.chronicle(key.scope, &arn_of(key), who, what.to_owned(), why.map(str::to_owned));
}

/// An instance as answers show it.
pub(crate) fn shown(
    world: &World,
    key: &ContainerInstanceKey,
    row: &ContainerInstance,
    include: &[ContainerInstanceField],
) -> ecs::ContainerInstance {
    let mut instance = row.instance.clone();
    let machine = world.fleet().instance(key);
    let count = |of: fn(&Machine) -> u32| i32::try_from(machine.map_or(0, of)).unwrap_or(i32::MAX);
    instance.running_tasks_count = Some(count(|machine| machine.running));
    instance.pending_tasks_count = Some(count(|machine| machine.pending));
    instance.remaining_resources = machine.and_then(Machine::remaining);
    instance.version = instance.version.max(world.get::<Occupancy>(key).map(|told| told.version));
    instance.attachments.get_or_insert_default();
    if !include.contains(&ContainerInstanceField::Tags) {
        instance.tags = Some(Vec::new());
    }
    instance.health_status = None;
    if include.contains(&ContainerInstanceField::ContainerInstanceHealth) {
        instance.health_status = Some(health(row));
    }
    instance
}

/// The same, of an instance that a transaction has just written.
fn answer(
    world: &World,
    key: &ContainerInstanceKey,
    include: &[ContainerInstanceField],
) -> Option<ecs::ContainerInstance> {
    world.get::<ContainerInstance>(key).map(|row| shown(world, key, row, include))
}

/// What is known of an instance's health: what was reported, and else whether its agent is there.
fn health(row: &ContainerInstance) -> ecs::ContainerInstanceHealthStatus {
    if let Some(reported) = &row.instance.health_status {
        return reported.clone();
    }
    let connected = row.instance.agent_connected == Some(true);
    let connectivity =
        if connected { InstanceHealthCheckState::Ok } else { InstanceHealthCheckState::Impaired };
    let overall = if connected { InstanceHealthCheckState::InsufficientData } else { connectivity.clone() };
    let check = |kind, status| ecs::InstanceHealthCheckResult {
        r#type: Some(kind),
        status: Some(status),
        ..Default::default()
    };
    ecs::ContainerInstanceHealthStatus {
        overall_status: Some(overall),
        details: Some(vec![
            check(InstanceHealthCheckType::ContainerRuntime, InstanceHealthCheckState::InsufficientData),
            check(InstanceHealthCheckType::AgentConnectivity, connectivity),
        ]),
    }
}
