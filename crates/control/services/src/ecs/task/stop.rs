//! StopTask, and the ways in which control ends tasks by itself.
//!
//! Asking a task to stop writes what is desired; its node carries it out and reports. Only where there is no
//! node to carry it out does control write the end.
//!
//! Must not know: how a node stops containers.

use longshore_shapes::ApiError;
use longshore_shapes::Timestamp;
use longshore_shapes::ecs::{self, TaskField, TaskStopCode};
use longshore_world::Tx;
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::task::{Task, TaskKey};

use super::report;
use super::status::{Status, Who};
use crate::caller::Caller;
use crate::ecs::cluster;

const BY_USER: &str = "Task stopped by user";

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
        stop(tx, &key, &TaskStopCode::UserInitiated, &reason);
        // A user's stop takes the tags away.
        if tx.get::<Task>(&key).is_some_and(|row| row.is_live()) {
            super::change(tx, &key, |row| row.task.tags = Some(Vec::new()));
        }
        Ok(ecs::StopTaskResponse { task: super::answer(tx, &key, &[TaskField::Tags]) })
    })
}

/// Asks a task to stop. One that was asked before, or has stopped, keeps its first reason.
pub(crate) fn stop(tx: &mut Tx<'_>, key: &TaskKey, code: &TaskStopCode, reason: &str) {
    let now = tx.now();
    super::change(tx, key, |row| {
        if desire_stop(row, now, code, reason) {
            row.assigned += 1;
            if row.instance.is_none() {
                report::finish(row, now, Who::Control);
            }
        }
    });
}

/// Writes that a task shall stop, and why; answers whether that is new.
pub(super) fn desire_stop(row: &mut Task, now: Timestamp, code: &TaskStopCode, reason: &str) -> bool {
    if !row.is_live() || !row.shall_run() {
        return false;
    }
    row.task.desired_status = Some(super::STOPPED.to_owned());
    row.task.stop_code = Some(code.clone());
    row.task.stopped_reason = Some(super::shortened(reason));
    row.task.stopping_at = Some(now);
    true
}

/// Asks every task of an instance to stop.
pub fn stop_all_of(tx: &mut Tx<'_>, instance: &ContainerInstanceKey, code: &TaskStopCode, reason: &str) {
    let keys: Vec<_> = super::live_on(tx, instance).map(|(key, _)| key).collect();
    for key in keys {
        stop(tx, &key, code, reason);
    }
}

/// Writes the end of every task of an instance that nobody will hear of again.
pub fn stop_orphans_of(tx: &mut Tx<'_>, instance: &ContainerInstanceKey, code: &TaskStopCode, reason: &str) {
    let now = tx.now();
    let keys: Vec<_> = super::live_on(tx, instance).map(|(key, _)| key).collect();
    for key in keys {
        super::change(tx, &key, |row| {
            desire_stop(row, now, code, reason);
            if report::status_of(row).may_become(Status::Stopped, Who::Control) {
                report::finish(row, now, Who::Control);
            }
        });
    }
}
