//! Steady state, the ends of deployments that succeed, and rollouts that are over.
//!
//! Must not know: how a service came to be as it is.

use super::draft::{BAKES_SINCE, Draft, TOLD_AGAIN_SECS};
use super::replica::Standing;
use super::{events, rebalance};
use crate::service::view::{Rollout, RolloutChange, RolloutState};

pub(super) fn conclude(draft: &mut Draft<'_>, standing: &Standing) {
    if standing.settled {
        let why = format!("{} tasks run, all of this deployment and healthy", draft.view.tasks.len());
        complete(draft, why);
    } else if let Some(why) = &standing.early {
        complete(draft, why.clone());
    }
    tell_steady(draft, standing.settled);
    clear(draft);
}

/// Tells of the steady state when it is reached, and every six hours.
pub(super) fn tell_steady(draft: &mut Draft<'_>, settled: bool) {
    if !settled {
        // Tasks that are there to balance the zones are no news.
        if !rebalance::goes_on(draft) {
            draft.memory.steady_told_at = None;
        }
        return;
    }
    let again = draft.memory.steady_told_at.map(|told| told.plus_secs(TOLD_AGAIN_SECS));
    if again.is_none_or(|again| again <= draft.now) {
        draft.memory.steady_told_at = Some(draft.now);
        draft.tell(events::steady(&draft.view.name));
    }
    let told = draft.memory.steady_told_at.unwrap_or(draft.now);
    draft.wake(told.plus_secs(TOLD_AGAIN_SECS));
}

/// Ends the newest deployment, after its alarms were silent for their time.
fn complete(draft: &mut Draft<'_>, why: String) {
    let Some(primary) = draft.primary() else { return };
    if primary.state != RolloutState::InProgress || primary.halted || bakes(draft, &primary) {
        return;
    }
    draft.forget(&format!("{BAKES_SINCE}{}", primary.id));
    let done = RolloutChange::State(RolloutState::Completed, events::completed_reason(&primary.id));
    draft.change(&primary.id, done, why);
    draft.tell(events::completed(&draft.view.name, &primary.id));
}

fn bakes(draft: &mut Draft<'_>, primary: &Rollout) -> bool {
    let secs = draft.view.alarms.as_ref().map_or(0, |alarms| alarms.bake_secs);
    if secs <= 0 || primary.rolls_back.is_some() {
        return false;
    }
    let key = format!("{BAKES_SINCE}{}", primary.id);
    let since = draft.recall(&key).unwrap_or(draft.now);
    draft.memory.told.entry(key).or_insert(since);
    let until = since.plus_secs(secs);
    draft.wake(until);
    draft.now < until
}

/// Rollouts without tasks are no longer listed, but for the newest, and the one to go back to while nothing else
/// says where that is.
fn clear(draft: &mut Draft<'_>) {
    let view = draft.view;
    let completed = draft.primary().is_some_and(|primary| primary.state == RolloutState::Completed);
    let mut fallback_known = completed || view.fallback.is_some();
    for rollout in draft.rollouts.clone().iter().skip(1) {
        let empty = view.tasks.iter().all(|task| task.rollout != rollout.id);
        let needed = rollout.completed && !fallback_known;
        fallback_known |= rollout.completed;
        if empty && !needed {
            let why = "it has no tasks left".to_owned();
            draft.change(&rollout.id, RolloutChange::Gone, why);
        }
    }
}
