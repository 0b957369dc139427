//! SubmitTaskStateChange and its kin: what an agent that speaks the ECS API says of its tasks.
//!
//! It is turned into a report like any node's. An agent sends no stop code and no word of whether a task
//! ended by itself; both follow from the times it sends.
//!
//! Must not know: what a report does.

use longshore_link::{ContainerReport, TaskReport};
use longshore_planners::launch;
use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, ManagedAgentStateChange};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::task::status::Status;
use longshore_world::records::task::{BY_CLUSTER, Task, TaskKey, cluster_prefix, shortened};
use longshore_world::{Tx, Word, World};

use super::report;
use crate::arn::Arn;
use crate::caller::Caller;
use crate::ecs::cluster;
use crate::ecs::problems::invalid;

const ACKNOWLEDGED: &str = "ACK";
const STATUSES: &[Status] = &[Status::Pending, Status::Running, Status::Stopped];
/// What stands before the text of a resource that could not be had; agents leave it out.
const RESOURCE_ERROR: &str = "ResourceInitializationError";
const CONTAINERS_MAX: usize = 100;

fn acknowledged() -> Option<String> {
    Some(ACKNOWLEDGED.to_owned())
}

pub(super) fn submit_task_state_change(
    caller: &Caller,
    input: ecs::SubmitTaskStateChangeRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::SubmitTaskStateChangeResponse, ApiError> + use<>, ApiError>
{
    let scope = caller.scope;
    let named = input.task.clone().ok_or_else(|| invalid("task must be given."))?;
    check_status(input.status.as_deref())?;
    let containers = input.containers.unwrap_or_default();
    if containers.len() > CONTAINERS_MAX {
        return Err(invalid(format!("containers may list at most {CONTAINERS_MAX} changes.")));
    }
    let report = TaskReport {
        status: input.status,
        reason: input.reason.map(worded),
        pull_started_at: input.pull_started_at,
        pull_stopped_at: input.pull_stopped_at,
        execution_stopped_at: input.execution_stopped_at,
        essential_exited: input.execution_stopped_at.map(|_| true),
        containers: Some(containers.into_iter().map(container).collect()),
        ..Default::default()
    };
    let (attachments, agents) =
        (input.attachments.unwrap_or_default(), input.managed_agents.unwrap_or_default());
    Ok(move |tx: &mut Tx<'_>| {
        let (cluster, _) = cluster::find_active(tx, scope, input.cluster.as_deref())?;
        let key = super::find(tx, &cluster, &named)?;
        submit(tx, &key, &report);
        attachments.iter().for_each(|change| set_attachment(tx, &key, change));
        agents.iter().for_each(|change| set_agent(tx, &key, change));
        Ok(ecs::SubmitTaskStateChangeResponse { acknowledgment: acknowledged() })
    })
}

fn check_status(status: Option<&str>) -> Result<(), ApiError> {
    match status {
        Some(status) if !STATUSES.iter().any(|known| known.name() == status) => {
            Err(invalid(format!("status must be PENDING, RUNNING or STOPPED, not '{status}'.")))
        }
        _ => Ok(()),
    }
}

/// A reason as ECS shows it: a resource's own text gets the name of its error.
fn worded(reason: String) -> String {
    let first = reason.split([':', ' ']).next().unwrap_or_default();
    let named = first.ends_with("Error") || first.ends_with("Exception") || reason.starts_with("Task ");
    if reason.is_empty() || named { reason } else { format!("{RESOURCE_ERROR}: {reason}") }
}

fn container(change: ecs::ContainerStateChange) -> ContainerReport {
    ContainerReport {
        name: change.container_name,
        status: change.status,
        runtime_id: change.runtime_id,
        exit_code: change.exit_code,
        reason: change.reason,
        image_digest: change.image_digest,
        network_bindings: change.network_bindings,
        ..Default::default()
    }
}

/// A task that has ended hears nothing more. Of an end that is under way its node is told, should it be somebody else
/// who speaks: else it would go on running what shall stop.
fn submit(tx: &mut Tx<'_>, key: &TaskKey, report: &TaskReport) {
    if tx.get::<Task>(key).is_some_and(|row| row.is_live()) {
        let now = tx.now();
        launch::change(tx, key, |row| {
            let ran = row.shall_run();
            report::take(row, report, now);
            row.assigned += i64::from(ran && row.is_live() && row.shall_stop);
        });
    }
}

pub(super) fn submit_container_state_change(
    caller: &Caller,
    input: ecs::SubmitContainerStateChangeRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecs::SubmitContainerStateChangeResponse, ApiError> + use<>,
    ApiError,
> {
    let scope = caller.scope;
    let named = input.task.clone().ok_or_else(|| invalid("task must be given."))?;
    check_status(input.status.as_deref())?;
    let container = ContainerReport {
        name: input.container_name,
        status: input.status,
        runtime_id: input.runtime_id,
        exit_code: input.exit_code,
        reason: input.reason,
        network_bindings: input.network_bindings,
        ..Default::default()
    };
    let report = TaskReport { containers: Some(vec![container]), ..Default::default() };
    Ok(move |tx: &mut Tx<'_>| {
        let (cluster, _) = cluster::find_active(tx, scope, input.cluster.as_deref())?;
        let key = super::find(tx, &cluster, &named)?;
        submit(tx, &key, &report);
        Ok(ecs::SubmitContainerStateChangeResponse { acknowledgment: acknowledged() })
    })
}

pub(super) fn submit_attachment_state_changes(
    caller: &Caller,
    input: ecs::SubmitAttachmentStateChangesRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecs::SubmitAttachmentStateChangesResponse, ApiError> + use<>,
    ApiError,
> {
    let scope = caller.scope;
    if input.attachments.len() > CONTAINERS_MAX {
        return Err(invalid(format!("attachments may list at most {CONTAINERS_MAX} changes.")));
    }
    Ok(move |tx: &mut Tx<'_>| {
        let (cluster, _) = cluster::find_active(tx, scope, input.cluster.as_deref())?;
        for change in &input.attachments {
            let key = with_attachment(tx, &cluster, &change.attachment_arn)
                .ok_or_else(|| invalid(format!("The attachment {} was not found.", change.attachment_arn)))?;
            set_attachment(tx, &key, change);
        }
        Ok(ecs::SubmitAttachmentStateChangesResponse { acknowledgment: acknowledged() })
    })
}

/// The id of an attachment that is named by its ARN or its id.
fn attachment_id(given: &str) -> &str {
    Arn::parse(given).map_or(given, |arn| arn.resource.rsplit('/').next().unwrap_or(given))
}

fn with_attachment(world: &World, cluster: &ClusterKey, given: &str) -> Option<TaskKey> {
    let id = attachment_id(given);
    let has = |key: &TaskKey, row: &Task| row.address.is_some() && key.attachment_id() == id;
    let prefix = |shall_run| cluster_prefix(cluster.scope, &cluster.name, shall_run).finish();
    [true, false].into_iter().find_map(|shall_run| {
        let mut tasks = world.by_index::<Task>(BY_CLUSTER, &prefix(shall_run), None);
        tasks.find(|(_, key, row)| row.is_live() && has(key, row)).map(|(_, key, _)| key)
    })
}

fn set_attachment(tx: &mut Tx<'_>, key: &TaskKey, change: &ecs::AttachmentStateChange) {
    let id = attachment_id(&change.attachment_arn);
    launch::change(tx, key, |row| {
        if let Some(address) = row.address.as_mut().filter(|_| key.attachment_id() == id) {
            address.status = Word::of(&shortened(&change.status));
        }
    });
}

fn set_agent(tx: &mut Tx<'_>, key: &TaskKey, change: &ManagedAgentStateChange) {
    launch::change(tx, key, |row| {
        let place = row.launch.containers.iter().position(|it| it.name == change.container_name);
        let of = place.and_then(|place| row.containers.get_mut(place));
        let mut agents = of.into_iter().flat_map(|container| container.managed_agents.iter_mut().flatten());
        if let Some(agent) = agents.find(|agent| agent.name.as_ref() == Some(&change.managed_agent_name)) {
            agent.last_status = Some(shortened(&change.status));
            agent.reason = change.reason.as_deref().map(shortened);
        }
    });
}
