//! Changes of tasks that are there: counted where an event tells of them, and the one way to ask for an end.
//!
//! Asking a task to stop writes what is desired; its node carries it out and reports. Only where there is no
//! node to carry it out is the end written here.
//!
//! Invariant: the credentials of a task that has stopped are taken back in the transaction of its end.
//!
//! Must not know: who asks, or how a node stops containers.

use longshore_shapes::ecs::TaskStopCode;
use longshore_world::Tx;
use longshore_world::records::task::status::Who;
use longshore_world::records::task::{Task, TaskKey};

use super::credentials;

/// Changes a task, and counts the change if it is one that is shown.
pub fn change(tx: &mut Tx<'_>, key: &TaskKey, change: impl FnOnce(&mut Task)) {
    let (mut ended, commit) = (false, tx.commit_number());
    tx.revise(key, |before: &Task, row: &mut Task| {
        change(row);
        if before.is_live() && !row.is_live() {
            row.ended_in = commit;
        }
        row.count_change(before);
        ended = !row.is_live() && row.credentials.is_some();
    });
    if ended {
        credentials::revoke(tx, key);
    }
}

/// Asks a task to stop; answers whether that is new. One that was asked before, or has stopped, keeps its
/// first reason.
pub fn stop(tx: &mut Tx<'_>, key: &TaskKey, code: &TaskStopCode, reason: &str) -> bool {
    let now = tx.now();
    let mut new = false;
    change(tx, key, |row| {
        new = row.desire_stop(now, code, reason);
        if new {
            row.assigned += 1;
            if row.instance.is_none() {
                row.finish(now, Who::Control);
            }
        }
    });
    new
}

/// Writes the end of a task that nobody will hear of again.
pub fn end(tx: &mut Tx<'_>, key: &TaskKey, code: &TaskStopCode, reason: &str) {
    let now = tx.now();
    change(tx, key, |row| {
        row.desire_stop(now, code, reason);
        row.finish(now, Who::Control);
    });
}
