//! Judges tasks that ended: what counts as a failure of their rollout, and what holds further starts back.
//!
//! Two counts are kept apart. A rollout's `failed_tasks` is what the circuit breaker looks at: tasks that ended
//! before they ran until one has run, tasks that were replaced because their checks failed after that. The
//! service's `start_failures` is what throttles: attempts in a row of which tasks ended before they ran.
//!
//! Must not know: what follows for the deployment.

use longshore_world::Timestamp;

use super::capacity::delay_secs;
use super::draft::{Draft, FAILED_AT, THROTTLED};
use super::events;
use crate::service::view::{Controller, Ended, Rollout, RolloutChange, TaskState};

/// It is told of tasks that do not start after so many attempts in a row.
const IMPAIRED_AFTER: i64 = 3;
/// A task that ended by itself sooner than that after it came to run is not replaced in the same instant.
const BRIEF_SECS: i64 = 10;
const BRIEF_PAUSE_SECS: i64 = 1;

const IMPAIRED: &str = "starts are impaired";

pub(super) fn judge(draft: &mut Draft<'_>) {
    if draft.view.controller == Controller::Ecs {
        for rollout in draft.rollouts.clone().iter().filter(|rollout| !rollout.halted) {
            count_failures(draft, rollout);
        }
    }
    throttle(draft);
    let newest = draft.view.ended.iter().map(|ended| ended.ended_in).max().unwrap_or_default();
    draft.memory.judged_commit = draft.memory.judged_commit.max(newest);
}

fn count_failures(draft: &mut Draft<'_>, rollout: &Rollout) {
    let view = draft.view;
    let ended = || view.ended.iter().filter(|ended| ended.rollout == rollout.id);
    let runs = view.tasks.iter().any(|task| task.rollout == rollout.id && task.state == TaskState::Running);
    let has_run = rollout.has_run || runs || ended().any(|ended| ended.had_run);
    if has_run && !rollout.has_run {
        draft.change(&rollout.id, RolloutChange::HasRun, "the first of its tasks came to run".to_owned());
    }
    let resets = view.breaker.as_ref().is_none_or(|breaker| breaker.reset_on_healthy_task);
    // A node's clock may be ahead: nothing that comes to run later would show that it has recovered.
    let now = draft.now;
    let failures: Vec<Timestamp> =
        ended().filter(|it| is_failure(it, has_run)).map(|it| it.stopped_at.min(now)).collect();
    let (key, count) = (format!("{FAILED_AT}{}", rollout.id), failures.len());
    let known = draft.recall(&key);
    let newest = failures.into_iter().max().max(known);
    let up = (has_run && !rollout.has_run) || has_recovered(draft, &rollout.id, known);
    let before = if up && resets { 0 } else { rollout.failed_tasks };
    let mut failed = before.saturating_add(i64::try_from(count).unwrap_or(i64::MAX));
    if has_recovered(draft, &rollout.id, newest) {
        failed = if resets { 0 } else { failed };
        draft.forget(&key);
    } else if let Some(at) = newest {
        draft.memory.told.insert(key, at);
    }
    if failed != rollout.failed_tasks {
        let why = if count > 0 {
            format!("{count} of its tasks failed")
        } else {
            "one of its tasks came up after others had failed".to_owned()
        };
        draft.change(&rollout.id, RolloutChange::FailedTasks(failed), why);
    }
}

fn is_failure(ended: &Ended, has_run: bool) -> bool {
    if has_run { events::is_health_failure(&ended.reason) } else { never_ran(ended) }
}

fn never_ran(ended: &Ended) -> bool {
    !ended.had_run && !ended.asked
}

/// A task that was made after that failure has shown that it is healthy.
fn has_recovered(draft: &mut Draft<'_>, rollout: &str, failed_at: Option<Timestamp>) -> bool {
    let Some(failed_at) = failed_at else { return false };
    let mut recovered = false;
    for task in draft.view.tasks.iter().filter(|task| task.rollout == rollout && task.created_at > failed_at)
    {
        recovered |= draft.is_proven(task);
    }
    recovered
}

fn throttle(draft: &mut Draft<'_>) {
    reset_throttle(draft);
    let view = draft.view;
    let failed = view.ended.iter().filter(|ended| never_ran(ended)).count();
    // The tasks of one attempt fail one after the other: they are one failure.
    if failed > 0 && draft.throttled_until().is_none() {
        let failures = draft.memory.start_failures.saturating_add(1);
        draft.memory.start_failures = failures;
        draft.memory.next_start_at = Some(draft.now.plus_secs(delay_secs(failures)));
        if let Some(primary) = draft.primary() {
            draft.remember(format!("{THROTTLED}{}", primary.id));
        }
    }
    let brief = view.ended.iter().any(|ended| !ended.asked && is_brief(ended));
    if brief && draft.throttled_until().is_none() {
        draft.memory.next_start_at = Some(draft.now.plus_secs(BRIEF_PAUSE_SECS));
    }
    if draft.memory.start_failures >= IMPAIRED_AFTER {
        draft.tell_while(IMPAIRED, || events::impaired(&view.name));
    } else {
        draft.forget(IMPAIRED);
    }
}

/// Another deployment starts afresh, and so does one whose tasks have come to run since.
fn reset_throttle(draft: &mut Draft<'_>) {
    if draft.memory.start_failures == 0 {
        draft.memory.next_start_at = draft.throttled_until();
        return;
    }
    let primary = draft.primary().map(|primary| primary.id).unwrap_or_default();
    let since = draft.recall(&format!("{THROTTLED}{primary}"));
    // When a task was made is control's own time; when it came to run, its node's.
    let ran =
        |at: Timestamp| draft.view.tasks.iter().any(|task| task.created_at > at && task.started_at.is_some());
    if since.is_none_or(ran) {
        draft.memory.start_failures = 0;
        draft.memory.next_start_at = None;
        draft.forget(&format!("{THROTTLED}{primary}"));
    }
}

fn is_brief(ended: &Ended) -> bool {
    ended.started_at.is_some_and(|started| ended.stopped_at < started.plus_secs(BRIEF_SECS))
}
