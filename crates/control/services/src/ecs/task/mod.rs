//! Tasks: started on named instances, stopped, described, and moved along by what their nodes report.
//!
//! A task is written as desired state and assigned to its node by whoever watches the table; what comes back
//! as reports is applied by one function, [`report`], whichever way it came. What a task takes of its machine
//! is in its row from its placement to its end.
//!
//! Invariants: a status moves by its one table and no other way; a version grows with every change that an event
//! would tell of; a task that shall stop never shall run again.
//!
//! Must not know: planners, or how a node is reached.

pub mod assignment;
pub(in crate::ecs) mod compute;
mod credentials;
mod failure;
mod listing;
mod names;
mod network;
pub(in crate::ecs) mod order;
mod overrides;
pub(in crate::ecs) mod placing;
pub mod protection;
pub mod report;
pub(in crate::ecs) mod requirement;
mod run;
pub(crate) mod shape;
mod start;
mod stop;
mod story;
mod submit;
#[cfg(test)]
mod tests;

use longshore_shapes::ApiError;
use longshore_shapes::ecs::op;
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::task::{BY_INSTANCE, Task, TaskKey, cluster_prefix, instance_prefix, stopped};
use longshore_world::{Snapshot, World};

use super::identifier::{self, Given};
use super::problems::invalid;
use crate::arn::Arn;
use crate::errors::cold_row;
use crate::registry::Registry;

pub use self::credentials::{current_credentials, issue_credentials, renewal_due};
use self::shape::answer;
pub(crate) use self::shape::shown;
pub use self::stop::{interrupt_spot_of, stop_all_of, stop_orphans_of};

const RESOURCE_TYPE: &str = "task";

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::RunTask, _>(run::run_task);
    registry.write::<op::StartTask, _>(start::start_task);
    registry.write::<op::StopTask, _>(stop::stop_task);
    registry.write::<op::GetTaskProtection, _>(protection::get_task_protection);
    registry.write::<op::UpdateTaskProtection, _>(protection::update_task_protection);
    registry.read::<op::DescribeTasks>(listing::describe_tasks);
    registry.read::<op::ListTasks>(listing::list_tasks);
    registry.write::<op::SubmitTaskStateChange, _>(submit::submit_task_state_change);
    registry.write::<op::SubmitContainerStateChange, _>(submit::submit_container_state_change);
    registry.write::<op::SubmitAttachmentStateChanges, _>(submit::submit_attachment_state_changes);
}

pub fn arn_of(key: &TaskKey) -> String {
    key.arn()
}

/// The task of an ARN with its cluster's name, of whatever account and region.
pub fn key_of_arn(text: &str) -> Option<TaskKey> {
    let arn = Arn::parse(text).filter(|arn| arn.service == super::SERVICE)?;
    let (RESOURCE_TYPE, rest) = arn.resource_type() else { return None };
    let (cluster, id) = rest.split_once('/').filter(|(_, id)| !id.is_empty() && !id.contains('/'))?;
    let account = longshore_world::Account::parse(arn.account).ok()?;
    let region = longshore_world::Region::parse(arn.region).ok()?;
    let scope = longshore_world::Scope { account, region };
    Some(TaskKey { scope, cluster: cluster.to_owned(), id: id.to_owned() })
}

/// The task that a request names: by id, or by an ARN with or without the cluster's name.
fn key_of(cluster: &ClusterKey, given: &str) -> Result<TaskKey, ApiError> {
    let key =
        |name: &str, id: &str| TaskKey { scope: cluster.scope, cluster: name.to_owned(), id: id.to_owned() };
    let name = match identifier::given(cluster.scope, RESOURCE_TYPE, given)? {
        Given::Name(id) => return Ok(key(&cluster.name, id)),
        Given::Arn(name) => name,
    };
    match name.split('/').collect::<Vec<_>>().as_slice() {
        [id] if !id.is_empty() => Ok(key(&cluster.name, id)),
        [cluster_name, id] if !id.is_empty() => Ok(key(cluster_name, id)),
        _ => Err(invalid(format!("Invalid identifier: '{given}' is not the ARN of a task."))),
    }
}

/// The task that a request works on; it must be in the request's cluster.
fn find(world: &World, cluster: &ClusterKey, given: &str) -> Result<TaskKey, ApiError> {
    let key = key_of(cluster, given)?;
    let there = key.cluster == cluster.name && world.get::<Task>(&key).is_some();
    if there { Ok(key) } else { Err(not_found()) }
}

/// The task that somebody names outside of the ECS API, and where it is.
pub fn named(
    snapshot: &Snapshot,
    scope: longshore_world::Scope,
    cluster: Option<&str>,
    given: &str,
) -> Result<(TaskKey, Option<ContainerInstanceKey>, bool), ApiError> {
    let own = key_of_arn(given).map(|key| key.cluster);
    let (cluster, _) = super::cluster::find_active(snapshot, scope, own.as_deref().or(cluster))?;
    let key = key_of(&cluster, given)?;
    let row = stopped::find(snapshot, &key).map_err(cold_row)?;
    let row = row.filter(|_| key.cluster == cluster.name).ok_or_else(not_found)?;
    let instance = row.instance_key(&key);
    Ok((key, instance, row.started_at.is_some()))
}

fn not_found() -> ApiError {
    invalid("The referenced task was not found.")
}

/// The tasks that have a place on an instance.
pub fn live_on<'w>(
    world: &'w World,
    instance: &ContainerInstanceKey,
) -> impl Iterator<Item = (TaskKey, &'w std::sync::Arc<Task>)> + use<'w> {
    let prefix = instance_prefix(instance, true).finish();
    world.by_index::<Task>(BY_INSTANCE, &prefix, None).map(|(_, key, row)| (key, row))
}

/// The tasks of a cluster that have a place somewhere.
pub(crate) fn live_in<'w>(
    world: &'w World,
    cluster: &ClusterKey,
) -> impl Iterator<Item = &'w std::sync::Arc<Task>> + use<'w> {
    let of = |shall_run| cluster_prefix(cluster.scope, &cluster.name, shall_run).finish();
    let by = |prefix| world.by_index::<Task>(longshore_world::records::task::BY_CLUSTER, prefix, None);
    let (running, stopping) = (of(true), of(false));
    let all: Vec<_> = by(&running).chain(by(&stopping)).map(|(_, _, row)| row).collect();
    all.into_iter().filter(|row| row.is_live())
}
