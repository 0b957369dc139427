//! One turn of the machine: an event is taken in, statuses settle, and whatever can go on goes on.
//!
//! Must not know: what any step of a container's life does.

use std::sync::Arc;

use super::dependencies::Verdict;
use super::reason;
use super::state::{ContainerState, Doing, Known, Made, Phase, TaskState};
use super::words::{Action, Event};
use crate::plan::TaskPlan;
use crate::settings::Settings;

/// Statuses follow from one another along the graph of containers, so they settle in as many passes as it
/// is deep; more than this are a fault of ours.
const PASSES_MAX: usize = 200;

/// Whether a state has to be on disk before what follows from it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Save {
    No,
    /// Before it is told to control.
    Soon,
    /// Before anything.
    Now,
}

#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) actions: Vec<Action>,
    pub(crate) save: Save,
    /// Whether it may look different now.
    pub(crate) changed: bool,
    /// When to come back, if nothing happens before.
    pub(crate) wake_at: Option<i64>,
}

/// What a turn gathers.
pub(super) struct Turn {
    pub(super) now: i64,
    pub(super) actions: Vec<Action>,
    pub(super) save: Save,
    pub(super) wake_at: Option<i64>,
}

impl Turn {
    pub(super) fn act(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// Comes back at a time, and says whether it is there.
    pub(super) fn reached(&mut self, at: i64) -> bool {
        if at <= self.now {
            return true;
        }
        self.wake_at = Some(self.wake_at.map_or(at, |earlier| earlier.min(at)));
        false
    }

    pub(super) fn save(&mut self, save: Save) {
        self.save = self.save.max(save);
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Task {
    pub(crate) plan: Arc<TaskPlan>,
    pub(crate) state: TaskState,
    pub(super) settings: Arc<Settings>,
}

impl Task {
    pub(crate) fn new(plan: Arc<TaskPlan>, state: TaskState, settings: Arc<Settings>) -> Self {
        Self { plan, state, settings }
    }

    pub(crate) fn step(&mut self, event: Event, now: i64) -> Step {
        let mut turn = Turn { now, actions: Vec::new(), save: Save::No, wake_at: None };
        let (before, happened) = (self.landmarks(), event != Event::Tick);
        self.take(event, &mut turn);
        if !self.state.unseen {
            self.settle(&mut turn);
            self.advance(&mut turn);
            // A sandbox that nobody needs, a container that need not be stopped: what advanced may settle.
            self.settle(&mut turn);
            self.mind_the_gap(&mut turn);
            self.remove(&mut turn);
            self.report(&mut turn);
        }
        if self.landmarks() != before {
            turn.save(Save::Soon);
        }
        let changed = happened || !turn.actions.is_empty();
        Step { actions: turn.actions, save: turn.save, changed, wake_at: turn.wake_at }
    }

    /// What has to be remembered before it is told. All else the driver tells again, or is done again.
    fn landmarks(&self) -> impl PartialEq + use<> {
        let state = &self.state;
        let container = |now: &ContainerState| {
            let health = now.health.as_ref().map(|health| health.status);
            (now.known.max(Known::Created), health, now.restarts, now.removed, now.ended_again)
        };
        let containers: Vec<_> = state.containers.iter().map(container).collect();
        (containers, state.known.max(Known::Created), state.desired_stopped, state.forget_at)
    }

    fn settle(&mut self, turn: &mut Turn) {
        for _ in 0..PASSES_MAX {
            let mut changed = self.follow_essential(turn);
            changed |= self.fail_dependents(turn);
            changed |= self.pass_over_unstarted(turn);
            changed |= self.raise_known(turn);
            if !changed {
                return;
            }
        }
    }

    /// The task is to stop when an essential container has; its containers, when the task is.
    fn follow_essential(&mut self, turn: &mut Turn) -> bool {
        let mut changed = false;
        let essential = |place: usize| self.plan.containers.get(place).is_some_and(|plan| plan.essential);
        for place in 0..self.state.containers.len() {
            let Some(container) = self.state.containers.get(place) else { continue };
            if !essential(place) || container.known != Known::Stopped {
                continue;
            }
            if self.state.execution_stopped_at.is_none() {
                let ended = container.finished_at.unwrap_or(turn.now);
                // It may have ended a moment before it was seen to run.
                self.state.execution_stopped_at =
                    Some(self.state.started_at.map_or(ended, |at| at.max(ended)));
                changed = true;
            }
            changed |= !std::mem::replace(&mut self.state.desired_stopped, true);
        }
        if self.state.desired_stopped {
            for container in &mut self.state.containers {
                changed |= !std::mem::replace(&mut container.desired_stopped, true);
            }
        }
        changed
    }

    /// What can never start, because what it waits for can never be there, has ended.
    fn fail_dependents(&mut self, turn: &mut Turn) -> bool {
        if self.state.phase != Phase::Admitted {
            return false;
        }
        let mut changed = false;
        for place in 0..self.state.containers.len() {
            let waits = self.state.containers.get(place).is_some_and(|container| {
                !container.released && container.known < Known::Created && !container.desired_stopped
            });
            if !waits {
                continue;
            }
            match self.verdict(place, turn.now) {
                Verdict::Met => {
                    self.with(place, |container| container.released = true);
                    changed = true;
                }
                Verdict::Waiting(None) => {}
                Verdict::Waiting(Some(until)) => {
                    turn.reached(until);
                }
                Verdict::Never(problem) => {
                    self.with(place, |container| {
                        container.known = Known::Stopped;
                        container.desired_stopped = true;
                        container.exit_code = Some(reason::EXIT_OF_DEPENDENCY);
                        container.reason = Some(reason::dependency(&problem));
                    });
                    changed = true;
                }
            }
        }
        changed
    }

    /// What is to be stopped and does not run has ended, without a word to the driver.
    fn pass_over_unstarted(&mut self, turn: &mut Turn) -> bool {
        let mut changed = false;
        for container in &mut self.state.containers {
            let making = matches!(container.doing, Some(Doing::Create | Doing::Start));
            if container.desired_stopped && container.known < Known::Running && !making {
                container.known = Known::Stopped;
                if container.made {
                    container.finished_at = container.finished_at.or(Some(turn.now));
                }
                changed = true;
            }
        }
        changed
    }

    pub(super) fn raise_known(&mut self, turn: &mut Turn) -> bool {
        let known = self.derived_known();
        if known <= self.state.known {
            return false;
        }
        self.state.known = known;
        if known == Known::Running {
            self.state.has_run = true;
            let ended = self.state.execution_stopped_at;
            self.state.started_at.get_or_insert(ended.map_or(turn.now, |at| at.min(turn.now)));
        }
        if known == Known::Stopped {
            self.state.phase = Phase::Stopped;
            self.state.desired_stopped = true;
            self.state.waiting = None;
            self.state.stopped_at = Some(turn.now);
            turn.act(Action::Release);
        }
        true
    }

    /// The least of its containers; it stays where it is while an essential one has ended and others run.
    fn derived_known(&self) -> Known {
        let least = self.state.containers.iter().map(|container| container.known).min();
        match least.unwrap_or(Known::Stopped) {
            Known::Stopped => {
                let closed = self.state.sandboxes.iter().all(|sandbox| sandbox.made == Made::Gone);
                if closed { Known::Stopped } else { self.state.known }
            }
            least => {
                let planned = self.plan.containers.iter().zip(&self.state.containers);
                let held =
                    planned.into_iter().any(|(plan, now)| plan.essential && now.known == Known::Stopped);
                if held { self.state.known } else { least }
            }
        }
    }

    fn advance(&mut self, turn: &mut Turn) {
        if self.state.phase == Phase::Admitted {
            self.make_volumes(turn);
            for place in 0..self.state.containers.len() {
                self.look_for_image(place, turn);
                self.make(place, turn);
                self.check_health(place, turn);
            }
        }
        for place in 0..self.state.containers.len() {
            self.stop(place, turn);
        }
        self.open_and_close_sandboxes(turn);
    }

    /// A task in which nothing is under way and nothing is waited for, and that has not got where it shall,
    /// would stay for ever: it is stopped.
    fn mind_the_gap(&mut self, turn: &mut Turn) {
        if self.state.phase != Phase::Admitted || !turn.actions.is_empty() || turn.wake_at.is_some() {
            return;
        }
        let settled =
            |container: &ContainerState| container.known >= Known::Running && container.doing.is_none();
        let busy = self.state.containers.iter().any(|now| now.doing.is_some() || now.fetching)
            || self.state.sandboxes.iter().any(|sandbox| sandbox.busy)
            || self.state.volumes.iter().any(|volume| volume.busy);
        let runs = self.state.containers.iter().any(|now| now.known == Known::Running);
        if busy || runs || self.state.containers.iter().all(settled) {
            return;
        }
        self.state.reason.get_or_insert_with(|| reason::STUCK.to_owned());
        self.state.desired_stopped = true;
        self.settle(turn);
        self.open_and_close_sandboxes(turn);
        self.settle(turn);
    }

    pub(super) fn with(&mut self, place: usize, change: impl FnOnce(&mut ContainerState)) {
        if let Some(container) = self.state.containers.get_mut(place) {
            change(container);
        }
    }

    /// The whole task cannot be run; the text is its reason.
    pub(super) fn fail_task(&mut self, reason: String) {
        self.state.reason.get_or_insert(reason);
        self.state.desired_stopped = true;
    }

    /// A container has ended without having been ended by anyone, or without having run.
    pub(super) fn fail_container(&mut self, place: usize, now: i64, reason: String) {
        self.with(place, |container| {
            container.doing = None;
            container.known = Known::Stopped;
            container.desired_stopped = true;
            container.reason.get_or_insert(reason);
            if container.made {
                container.finished_at.get_or_insert(now);
            }
        });
    }
}
