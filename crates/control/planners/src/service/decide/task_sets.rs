//! Services whose deployments somebody else conducts: each task set has a count of its own.
//!
//! A set's rollout is Completed while it is steady, and InProgress while it is not.
//!
//! Must not know: what traffic a task set gets.

use super::capacity::Bounds;
use super::draft::{Draft, SET_STEADY};
use super::replica::{Crew, scale, stop_all};
use super::{events, steady};
use crate::service::view::{Rollout, RolloutChange, RolloutState, Task};

pub(super) fn conduct(draft: &mut Draft<'_>) {
    let tasks = draft.tasks();
    let listed = |task: &&Task| draft.rollouts.iter().any(|set| set.id == task.rollout);
    let orphans: Vec<&Task> = tasks.iter().copied().filter(|task| !listed(task)).collect();
    let mut settled = orphans.is_empty();
    stop_all(draft, orphans, "its task set is no more");
    for set in draft.rollouts.clone() {
        let tasks: Vec<&Task> = tasks.iter().copied().filter(|task| task.rollout == set.id).collect();
        settled &= if set.draining { drain(draft, &set, tasks) } else { keep(draft, set, tasks) };
    }
    steady::tell_steady(draft, settled);
}

fn drain<'a>(draft: &mut Draft<'a>, set: &Rollout, tasks: Vec<&'a Task>) -> bool {
    if tasks.is_empty() {
        draft.change(&set.id, RolloutChange::Gone, "it was deleted and has no tasks left".to_owned());
        return true;
    }
    stop_all(draft, tasks, "its task set was deleted");
    false
}

fn keep<'a>(draft: &mut Draft<'a>, set: Rollout, tasks: Vec<&'a Task>) -> bool {
    let view = draft.view;
    let desired = set.wanted.unwrap_or_default();
    let bounds = Bounds::of(desired, view.minimum_healthy_percent, view.maximum_percent);
    let (id, state) = (set.id.clone(), set.state);
    let settled = scale(draft, &Crew { target: set, desired, bounds, tasks }).settled;
    let key = format!("{SET_STEADY}{id}");
    let (now, why) = if settled {
        (RolloutState::Completed, format!("{desired} tasks run, all healthy"))
    } else {
        (RolloutState::InProgress, format!("not all of its {desired} tasks run and are healthy"))
    };
    if state != now {
        draft.change(&id, RolloutChange::State(now, String::new()), why);
    }
    if settled {
        draft.tell_while(&key, || events::set_steady(&id));
    } else {
        draft.forget(&key);
    }
    settled
}
