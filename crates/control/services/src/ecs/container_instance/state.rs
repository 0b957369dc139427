//! How users take an instance out of service and back, end it, and ask for a newer agent.
//!
//! What draining does to tasks follows from the state, by the planners; but what runs on FARGATE_SPOT is interrupted:
//! on machines of one's own, to take one out of service is how spare capacity is reclaimed.
//!
//! Must not know: what becomes of other tasks.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, AgentUpdateStatus, ContainerInstanceStatus, TaskStopCode, error};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::ContainerInstance;
use longshore_world::{Snapshot, Tx};

use super::listing::check_count;
use super::{ACTIVE, DRAINING, INACTIVE, USER, tasks};
use crate::caller::Caller;
use crate::ecs::cluster;
use crate::ecs::problems::{invalid, missing};
use crate::ecs::task::{interrupt_spot_of, stop_orphans_of};

const DEREGISTERED: &str = "Container instance deregistration forced by user";
const UPDATE_STATE_MAX: usize = 10;

pub(super) fn deregister_container_instance(
    caller: &Caller,
    input: ecs::DeregisterContainerInstanceRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecs::DeregisterContainerInstanceResponse, ApiError> + use<>,
    ApiError,
> {
    let scope = caller.scope;
    Ok(move |tx: &mut Tx<'_>| {
        let (cluster, _) = cluster::find_active(tx, scope, input.cluster.as_deref())?;
        let key = super::find_registered(tx, &cluster, &input.container_instance)?;
        if input.force != Some(true) && tasks::any(tx, &key) {
            return Err(invalid("Found running tasks on the instance."));
        }
        stop_orphans_of(tx, &key, &TaskStopCode::UserInitiated, DEREGISTERED);
        let why = if input.force == Some(true) { "asked for, by force" } else { "asked for" };
        super::connection::end(tx, &key, USER, why);
        Ok(ecs::DeregisterContainerInstanceResponse { container_instance: super::answer(tx, &key, &[]) })
    })
}

pub(super) fn update_container_instances_state(
    caller: &Caller,
    input: ecs::UpdateContainerInstancesStateRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecs::UpdateContainerInstancesStateResponse, ApiError> + use<>,
    ApiError,
> {
    let scope = caller.scope;
    let status = match input.status {
        ContainerInstanceStatus::Active => ACTIVE,
        ContainerInstanceStatus::Draining => DRAINING,
        _ => return Err(invalid("Container instance status should be one of [ACTIVE,DRAINING]")),
    };
    Ok(move |tx: &mut Tx<'_>| {
        let (cluster, _) = cluster::find_active(tx, scope, input.cluster.as_deref())?;
        check_count(&input.container_instances, UPDATE_STATE_MAX)?;
        let (mut instances, mut failures) = (Vec::new(), Vec::new());
        for given in &input.container_instances {
            match update_state(tx, &cluster, given, status)? {
                Ok(instance) => instances.push(instance),
                Err(failure) => failures.push(failure),
            }
        }
        let (instances, failures) = (Some(instances), Some(failures));
        Ok(ecs::UpdateContainerInstancesStateResponse { container_instances: instances, failures })
    })
}

/// Gives one instance its state; the failure says why it cannot have it.
fn update_state(
    tx: &mut Tx<'_>,
    cluster: &ClusterKey,
    given: &str,
    status: &str,
) -> Result<Result<ecs::ContainerInstance, ecs::Failure>, ApiError> {
    let key = super::key_of(cluster, given)?;
    let failed = missing(super::arn_of(&key));
    let Some(row) = super::find(tx, cluster, &key) else { return Ok(Err(failed)) };
    let current = row.instance.status.as_deref().unwrap_or(INACTIVE);
    if ![ACTIVE, DRAINING].contains(&current) {
        return Ok(Err(ecs::Failure { reason: Some(current.to_owned()), ..failed }));
    }
    if current != status {
        super::change(tx, &key, |row| row.instance.status = Some(status.to_owned()));
        super::chronicle(
            tx,
            &key,
            USER,
            &format!("shall be {status}"),
            Some("UpdateContainerInstancesState"),
        );
        if status == DRAINING {
            interrupt_spot_of(tx, &key);
        }
    }
    Ok(super::answer(tx, &key, &[]).ok_or(failed))
}

/// Refuses, always: there is nowhere to take a newer agent from. An agent comes with its machine's own
/// installation, and a request left PENDING would be a promise that nobody keeps.
pub(super) fn update_container_agent(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::UpdateContainerAgentRequest,
) -> Result<ecs::UpdateContainerAgentResponse, ApiError> {
    let (cluster, _) = cluster::find_active(snapshot, caller.scope, input.cluster.as_deref())?;
    let key = super::find_registered(snapshot, &cluster, &input.container_instance)?;
    let row = snapshot.get::<ContainerInstance>(&key);
    let instance = row.map(|row| &row.instance);
    if instance.and_then(|instance| instance.agent_update_status.as_ref()).is_some_and(is_under_way) {
        let message = "An update of the agent on this container instance is already in progress.";
        return Err(ApiError::new(&error::UPDATE_IN_PROGRESS_EXCEPTION, message));
    }
    let version = instance.and_then(|instance| instance.version_info.as_ref()?.agent_version.as_deref());
    Err(match version {
        Some(version) => ApiError::new(
            &error::NO_UPDATE_AVAILABLE_EXCEPTION,
            format!("There is no update available for agent {version}. Update it on the machine itself."),
        ),
        None => ApiError::new(
            &error::MISSING_VERSION_EXCEPTION,
            "The agent has not said which version it has. Update it on the machine itself.",
        ),
    })
}

fn is_under_way(status: &AgentUpdateStatus) -> bool {
    use AgentUpdateStatus::{Pending, Staged, Staging, Updating};
    matches!(status, Pending | Staging | Staged | Updating)
}
