//! Changes of a service's rollouts, its memory and its end, as part of carrying a plan out.
//!
//! Must not know: why anything is changed.

use longshore_shapes::ecs::{self, DeploymentRolloutState};
use longshore_world::Tx;
use longshore_world::records::service::task_set::TaskSet;
use longshore_world::records::service::{Rollout, Runs, STATUS_INACTIVE, Service};

use super::carry::Carrier;
use super::orders;
use super::view::{Memory, RolloutChange, RolloutState};

const PRIMARY: &str = "PRIMARY";
const ACTIVE: &str = "ACTIVE";
/// 19 decimal digits, the first of them not 0.
const ROLLOUT_IDS_FROM: u64 = 1_000_000_000_000_000_000;

/// A change in plain words.
pub(super) fn words(change: &RolloutChange) -> String {
    match change {
        RolloutChange::FailedTasks(count) => format!("{count} failed tasks"),
        RolloutChange::HasRun => "a task of it has run".to_owned(),
        RolloutChange::State(state, reason) => format!("{}: {reason}", shown(*state)),
        RolloutChange::Gone => "it is over".to_owned(),
        RolloutChange::Halted => "no more tasks of it are started".to_owned(),
        RolloutChange::Alarmed(names) => format!("in alarm: {}", names.join(", ")),
    }
}

fn shown(state: RolloutState) -> DeploymentRolloutState {
    match state {
        RolloutState::InProgress => DeploymentRolloutState::InProgress,
        RolloutState::Completed => DeploymentRolloutState::Completed,
        RolloutState::Failed => DeploymentRolloutState::Failed,
    }
}

/// Writes what the scheduler remembers.
pub(super) fn remember(row: &mut Service, memory: &Memory) {
    row.start_failures = i32::try_from(memory.start_failures).unwrap_or(i32::MAX);
    row.next_start_at = memory.next_start_at;
    row.unplaced.clone_from(&memory.unplaced);
    row.unplaced_since = memory.unplaced_since;
    row.steady_told_at = memory.steady_told_at;
    row.told.clone_from(&memory.told);
    row.judged_commit = memory.judged_commit;
}

pub(super) fn new_rollout_id(tx: &mut Tx<'_>) -> String {
    let digits = ROLLOUT_IDS_FROM + tx.random_u64() % (9 * ROLLOUT_IDS_FROM);
    format!("ecs-svc/{digits}")
}

impl Carrier<'_, '_, '_> {
    pub(super) fn change_rollout(&mut self, id: &str, change: &RolloutChange, why: &str) {
        let now = self.tx.now();
        let Some(at) = self.next.rollouts.iter().position(|rollout| rollout.id == id) else {
            return self.change_task_set(id, change, why);
        };
        if *change == RolloutChange::Gone {
            self.next.rollouts.remove(at);
        }
        if let Some(rollout) = self.next.rollouts.get_mut(at).filter(|rollout| rollout.id == id) {
            apply(rollout, change);
            rollout.updated_at = now;
            if matches!(change, RolloutChange::State(RolloutState::Completed, _)) {
                self.next.last_completed = Some(rollout.revision.clone());
            }
        }
        self.write_down(format!("{id}: {}", words(change)), why);
    }

    /// Of a task set only its steadiness is kept, and that it goes.
    fn change_task_set(&mut self, id: &str, change: &RolloutChange, why: &str) {
        let key = orders::set_key(&self.conduct.key, id);
        let now = self.tx.now();
        match change {
            RolloutChange::Gone => self.changed |= self.tx.delete::<TaskSet>(&key).is_some(),
            RolloutChange::State(state, _) => {
                let status = match state {
                    RolloutState::Completed => ecs::StabilityStatus::SteadyState,
                    _ => ecs::StabilityStatus::Stabilizing,
                };
                self.tx.update(&key, |row: &mut TaskSet| {
                    if row.task_set.stability_status.as_ref() != Some(&status) {
                        row.task_set.stability_status = Some(status);
                        row.task_set.stability_status_at = Some(now);
                    }
                });
            }
            _ => return,
        }
        self.write_down(format!("task set {id}: {}", words(change)), why);
    }

    /// Makes the rollout of that revision PRIMARY: one that is still listed, else a new one.
    pub(super) fn roll_back(&mut self, failed: &str, to_revision: &str, reason: &str, why: &str) {
        let now = self.tx.now();
        let undone = self.next.rollouts.iter_mut().find(|rollout| rollout.id == failed);
        let deployment = undone.map(|rollout| rollout.service_deployment.clone()).unwrap_or_default();
        let listed = self.next.rollouts.iter().position(|it| it.revision == to_revision && it.id != failed);
        let kept = listed.map(|at| self.next.rollouts.remove(at));
        let back = kept.unwrap_or_else(|| Rollout {
            id: new_rollout_id(self.tx),
            revision: to_revision.to_owned(),
            created_at: now,
            ..Rollout::default()
        });
        let back = Rollout {
            service_deployment: deployment,
            status: PRIMARY.to_owned(),
            updated_at: now,
            rollout_state: Some(DeploymentRolloutState::InProgress),
            rollout_state_reason: Some(reason.to_owned()),
            failed_tasks: 0,
            completed: false,
            halted: false,
            alarms: Vec::new(),
            rolls_back: Some(failed.to_owned()),
            ..back
        };
        for rollout in &mut self.next.rollouts {
            rollout.status = ACTIVE.to_owned();
        }
        self.write_down(format!("{} rolls {failed} back to revision {to_revision}", back.id), why);
        self.next.rollouts.insert(0, back);
        self.next.last_completed = None;
        self.go_back_to(to_revision);
    }

    /// The service shows what it runs again.
    fn go_back_to(&mut self, revision: &str) {
        if let Some(row) = orders::revision(self.tx, &self.conduct.key, revision) {
            Runs::from(&row.revision).show_on(&mut self.next.service);
        }
    }

    /// The end of a service that was deleted.
    pub(super) fn finish(&mut self, why: &str) {
        self.next.service.status = Some(STATUS_INACTIVE.to_owned());
        self.next.inactive_at = Some(self.tx.now());
        self.next.rollouts.clear();
        for (key, _) in &self.conduct.basis.task_sets {
            self.tx.delete::<TaskSet>(key);
        }
        self.write_down("it is INACTIVE".to_owned(), why);
    }
}

fn apply(rollout: &mut Rollout, change: &RolloutChange) {
    match change {
        RolloutChange::FailedTasks(count) => {
            rollout.failed_tasks = i32::try_from(*count).unwrap_or(i32::MAX);
        }
        RolloutChange::HasRun => rollout.has_run = true,
        RolloutChange::State(state, reason) => {
            rollout.rollout_state = Some(shown(*state));
            rollout.rollout_state_reason = Some(reason.clone());
            rollout.completed |= *state == RolloutState::Completed;
        }
        RolloutChange::Halted => rollout.halted = true,
        RolloutChange::Alarmed(names) => rollout.alarms.clone_from(names),
        RolloutChange::Gone => {}
    }
}
