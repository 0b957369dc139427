//! StopTask, and the ways in which control ends tasks by itself.
//!
//! Must not know: how a node stops containers.

use longshore_planners::launch;
use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, TaskField, TaskStopCode};
use longshore_world::Tx;
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::task::Task;

use crate::caller::Caller;
use crate::ecs::{capacity_provider, cluster};

const BY_USER: &str = "Task stopped by user";
const INTERRUPTED: &str = "Your Spot Task was interrupted.";

pub(super) fn stop_task(
    caller: &Caller,
    input: ecs::StopTaskRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::StopTaskResponse, ApiError> + use<>, ApiError> {
    let scope = caller.scope;
    Ok(move |tx: &mut Tx<'_>| {
        let (cluster, _) = cluster::find_active(tx, scope, input.cluster.as_deref())?;
        let key = super::find(tx, &cluster, &input.task)?;
        let reason = input.reason.filter(|reason| !reason.is_empty());
        let reason = reason.unwrap_or_else(|| BY_USER.to_owned());
        launch::stop(tx, &key, &TaskStopCode::UserInitiated, &reason);
        // A user's stop takes the tags away.
        if tx.get::<Task>(&key).is_some_and(|row| row.is_live()) {
            launch::change(tx, &key, |row| row.tags = Some(Vec::new()));
        }
        Ok(ecs::StopTaskResponse { task: super::answer(tx, &key, &[TaskField::Tags]) })
    })
}

/// Interrupts the tasks of an instance that run on spare capacity: they are told to stop at once, and have for it what
/// their containers' stop timeouts give them.
pub fn interrupt_spot_of(tx: &mut Tx<'_>, instance: &ContainerInstanceKey) {
    let spot = |row: &Task| row.launch.capacity_provider.as_deref() == Some(capacity_provider::FARGATE_SPOT);
    let tasks = super::live_on(tx, instance).filter(|(_, row)| spot(row));
    let keys: Vec<_> = tasks.map(|(key, _)| key).collect();
    for key in keys {
        launch::stop(tx, &key, &TaskStopCode::SpotInterruption, INTERRUPTED);
    }
}

/// Asks every task of an instance to stop.
pub fn stop_all_of(tx: &mut Tx<'_>, instance: &ContainerInstanceKey, code: &TaskStopCode, reason: &str) {
    let keys: Vec<_> = super::live_on(tx, instance).map(|(key, _)| key).collect();
    for key in keys {
        launch::stop(tx, &key, code, reason);
    }
}

/// Writes the end of every task of an instance that nobody will hear of again.
pub fn stop_orphans_of(tx: &mut Tx<'_>, instance: &ContainerInstanceKey, code: &TaskStopCode, reason: &str) {
    let keys: Vec<_> = super::live_on(tx, instance).map(|(key, _)| key).collect();
    for key in keys {
        launch::end(tx, &key, code, reason);
    }
}
