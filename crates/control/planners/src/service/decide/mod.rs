//! What is to be done about one service now.
//!
//! First the tasks that ended are judged (what failed, what throttles, whether the deployment failed), then
//! tasks are started and stopped within the bounds of the service, then it is told what came to be.
//!
//! - [`capacity`]: the arithmetic of percents;
//! - [`judge`], [`failure`]: what failed, and what follows for the deployment;
//! - [`replica`], [`daemon`], [`task_sets`]: what is started and stopped, by kind of service;
//! - [`rebalance`]: spreading tasks over the zones again;
//! - [`steady`]: steady state, the ends of deployments, and rollouts that are over;
//! - [`events`]: everything that is told, in the words of ECS.
//!
//! Invariants: total, and a function of the view and the time alone, whatever the order of its tasks. Never more
//! tasks than the maximum by a start, never fewer healthy ones than the minimum by a stop, except where somebody
//! asked for it (a deleted service or task set, the host of a daemon that drains).
//!
//! Must not know: rows, or how a decision is carried out.

mod capacity;
mod daemon;
mod draft;
pub mod events;
mod failure;
mod judge;
mod order;
mod rebalance;
mod replica;
mod steady;
mod task_sets;
#[cfg(test)]
mod tests;

use longshore_world::Timestamp;

pub use self::capacity::threshold as failures_allowed;
use self::draft::Draft;
use super::view::{Action, Controller, Plan, Scheduling, TaskState, View};

/// How tasks of one revision take the place of another's. Blue/green, linear and canary have their place here:
/// they start beside what runs, as far as their stage lets them, and shift traffic before anything is stopped.
enum Strategy {
    Rolling,
}

/// Decides from the whole view; the same view and time give the same plan.
pub fn decide(view: &View, now: Timestamp) -> Plan {
    let mut draft = Draft::new(view, now);
    judge::judge(&mut draft);
    if !view.active {
        end(&mut draft);
    } else if view.controller == Controller::External {
        task_sets::conduct(&mut draft);
    } else {
        deploy(&mut draft);
    }
    draft.finish()
}

/// Conducts the newest deployment of an active service.
fn deploy(draft: &mut Draft<'_>) {
    failure::announce(draft);
    if failure::fail(draft) == failure::Verdict::RollsBack {
        return;
    }
    let Strategy::Rolling = Strategy::Rolling;
    let standing = match &draft.view.scheduling {
        Scheduling::Replica { desired } => replica::roll(draft, *desired),
        Scheduling::Daemon { hosts } => daemon::roll(draft, hosts),
    };
    steady::conclude(draft, &standing);
    if let Scheduling::Replica { desired } = draft.view.scheduling {
        rebalance::begin(draft, desired, &standing);
    }
}

/// A deleted service: its tasks go, protected ones too, and then itself.
fn end(draft: &mut Draft<'_>) {
    let view = draft.view;
    if view.tasks.is_empty() {
        draft.act(Action::Finish, "the service was deleted and has no tasks left".to_owned());
        return;
    }
    let total = view.tasks.len();
    for task in draft.tasks() {
        if task.state != TaskState::Stopping {
            let why = format!("the service was deleted and {total} of its tasks are still there");
            draft.scale_in(task, why);
        }
    }
}
