//! Deployments that fail, and what follows: the circuit breaker, alarms, and users who end them.
//!
//! A failed deployment starts no more tasks. Where it is to be rolled back and there is a completed one to go
//! back to, that is all that is decided now; the rollback is the newest deployment at the next look. A rollback
//! is never rolled back itself: nothing completed is left before it.
//!
//! Must not know: how tasks are started and stopped.

use super::capacity::threshold;
use super::draft::{ANNOUNCED, Draft};
use super::events::{self, Cause};
use crate::service::view::{
    Action, Controller, Rollout, RolloutChange, RolloutState, Scheduling, StopRequested, View,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    GoesOn,
    RollsBack,
}

/// Tells of a deployment when it is looked at first.
pub(super) fn announce(draft: &mut Draft<'_>) {
    let Some(primary) = draft.primary() else { return };
    let name = &draft.view.name;
    let key = format!("{ANNOUNCED}{}", primary.id);
    if primary.state != RolloutState::InProgress {
        return;
    }
    if draft.recall(&key).is_some() {
        return;
    }
    draft.remember(key);
    let Some(undone) = &primary.rolls_back else {
        draft.tell(events::in_progress(&primary.id));
        return;
    };
    let cause = cause_of(draft.view, undone);
    let reason = cause.rollback_reason(&primary.id);
    let shown = RolloutChange::State(RolloutState::InProgress, reason.clone());
    draft.change(&primary.id, shown, format!("it undoes {undone}"));
    draft.tell(events::rolling_back(name, &primary.id, reason));
}

/// Why a rollout had failed.
fn cause_of(view: &View, id: &str) -> Cause {
    let Some(failed) = view.rollouts.iter().find(|rollout| rollout.id == id) else {
        return Cause::TasksFailed;
    };
    if failed.stop_requested.is_some() {
        return Cause::Asked;
    }
    if failed.alarms.is_empty() { Cause::TasksFailed } else { Cause::Alarm }
}

struct Failure {
    cause: Cause,
    rolls_back: bool,
    why: String,
}

/// Ends the newest deployment if it has failed.
pub(super) fn fail(draft: &mut Draft<'_>) -> Verdict {
    let Some(primary) = draft.primary() else { return Verdict::GoesOn };
    if primary.halted || primary.state != RolloutState::InProgress {
        return Verdict::GoesOn;
    }
    let Some(failure) = failure_of(draft.view, &primary) else { return Verdict::GoesOn };
    let state = RolloutChange::State(RolloutState::Failed, failure.cause.state_reason().to_owned());
    if let Some(alarms) = draft.view.alarms.as_ref().filter(|_| failure.cause == Cause::Alarm) {
        draft.change(&primary.id, RolloutChange::Alarmed(alarms.alarming.clone()), failure.why.clone());
    }
    draft.change(&primary.id, state, failure.why.clone());
    draft.change(&primary.id, RolloutChange::Halted, failure.why.clone());
    draft.tell(events::failed(&draft.view.name, &primary.id, failure.cause));
    let target = target_of(draft.view, &primary).filter(|_| failure.rolls_back);
    let Some(to_revision) = target else { return Verdict::GoesOn };
    let reason = failure.cause.state_reason().to_owned();
    draft.act(Action::RollBack { failed: primary.id, to_revision, reason }, failure.why);
    Verdict::RollsBack
}

fn failure_of(view: &View, primary: &Rollout) -> Option<Failure> {
    if let Some(asked) = primary.stop_requested {
        let rolls_back = asked == StopRequested::Rollback;
        let why = "somebody asked for the end of this deployment".to_owned();
        return Some(Failure { cause: Cause::Asked, rolls_back, why });
    }
    if let Some((why, rolls_back)) = trips(view, primary) {
        return Some(Failure { cause: Cause::TasksFailed, rolls_back, why });
    }
    // An alarm that undid a deployment may well ring on while it is undone.
    let alarms = view.alarms.as_ref().filter(|_| primary.rolls_back.is_none())?;
    if alarms.alarming.is_empty() {
        return None;
    }
    let why = format!("in alarm: {}", alarms.alarming.join(", "));
    Some(Failure { cause: Cause::Alarm, rolls_back: alarms.rollback, why })
}

/// Whether the circuit breaker trips: why, and whether it rolls back.
fn trips(view: &View, rollout: &Rollout) -> Option<(String, bool)> {
    let breaker = view.breaker.as_ref().filter(|_| view.controller == Controller::Ecs)?;
    let limit = threshold(breaker.threshold, desired(view));
    let why = format!("{} of its tasks failed, and it may have fewer than {limit}", rollout.failed_tasks);
    (rollout.failed_tasks >= limit).then_some((why, breaker.rollback))
}

fn desired(view: &View) -> usize {
    match &view.scheduling {
        Scheduling::Replica { desired } => *desired,
        Scheduling::Daemon { hosts } => hosts.iter().filter(|host| host.open && !host.draining).count(),
    }
}

/// The revision to go back to.
fn target_of(view: &View, failed: &Rollout) -> Option<String> {
    if failed.rolls_back.is_some() {
        return None;
    }
    let listed = view.rollouts.iter().skip(1).find(|rollout| rollout.completed);
    let revision = listed.map(|rollout| &rollout.revision).or(view.fallback.as_ref())?;
    (*revision != failed.revision).then(|| revision.clone())
}
