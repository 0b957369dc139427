//! The sandboxes of a task: opened for the first container that is released, closed behind the last.
//!
//! Closing frees ports and addresses, so a task has not ended before.
//!
//! Must not know: what a network is made of.

use longshore_runtime::{DriverError, Sandbox, SandboxSpec};

use super::machine::{Task, Turn};
use super::reason;
use super::state::{Known, Made, Phase};
use super::words::Action;

/// Then it is left to the next start of the agent, which closes what nobody owns.
const CLOSE_ATTEMPTS_MAX: u32 = 5;
const CLOSE_BACKOFF_MILLIS: i64 = 1000;

impl Task {
    pub(super) fn open_and_close_sandboxes(&mut self, turn: &mut Turn) {
        for place in 0..self.state.sandboxes.len() {
            let sharing: Vec<_> = self
                .plan
                .sharing(place)
                .filter_map(|container| self.state.containers.get(container))
                .collect();
            let ended = sharing.iter().all(|container| container.known == Known::Stopped);
            let wanted = sharing.iter().any(|container| {
                container.released && !container.desired_stopped && container.known < Known::Running
            });
            let runs = sharing.iter().any(|container| container.known == Known::Running);
            let admitted = self.state.phase == Phase::Admitted;
            let (Some(sandbox), Some(plan)) =
                (self.state.sandboxes.get_mut(place), self.plan.sandboxes.get(place))
            else {
                continue;
            };
            if sandbox.busy || sandbox.made == Made::Gone {
                continue;
            }
            if ended && sandbox.made == Made::Not {
                sandbox.made = Made::Gone;
            } else if ended && turn.reached(sandbox.next_try_at) {
                sandbox.busy = true;
                turn.act(Action::CloseSandbox { sandbox: place, id: sandbox.id.clone() });
            } else if !ended && (wanted || runs) && admitted && sandbox.facts.is_none() {
                sandbox.busy = true;
                let spec = SandboxSpec { id: sandbox.id.clone(), ..plan.spec.clone() };
                turn.act(Action::OpenSandbox { sandbox: place, spec: Box::new(spec) });
            }
        }
    }

    pub(super) fn sandbox_opened(&mut self, place: usize, result: Result<Sandbox, DriverError>, now: i64) {
        let Some(sandbox) = self.state.sandboxes.get_mut(place) else { return };
        sandbox.busy = false;
        // Whatever came of it: there may be something to close.
        sandbox.made = Made::Yes;
        match result {
            Ok(facts) => sandbox.facts = Some(facts),
            Err(error) => self.sandbox_failed(place, &error, now),
        }
    }

    fn sandbox_failed(&mut self, place: usize, error: &DriverError, now: i64) {
        let whole = self.plan.sandboxes.get(place).is_some_and(|plan| plan.whole_task);
        let text =
            if whole { reason::named("ContainerNetworkingError", error) } else { reason::start(error) };
        let sharing: Vec<_> = self.plan.sharing(place).collect();
        for container in sharing {
            let fresh = self.state.containers.get(container).is_some_and(|now| now.known < Known::Running);
            if fresh {
                self.fail_container(container, now, text.clone());
            }
        }
        let runs = self.state.containers.iter().any(|container| container.known == Known::Running);
        if whole && !runs {
            self.fail_task(reason::resource(&text));
        }
    }

    pub(super) fn sandbox_closed(&mut self, place: usize, result: Result<(), DriverError>, now: i64) {
        let Some(sandbox) = self.state.sandboxes.get_mut(place) else { return };
        sandbox.busy = false;
        match result {
            Ok(()) | Err(DriverError::NoSuchSandbox(_)) => sandbox.made = Made::Gone,
            Err(_) => {
                sandbox.attempts += 1;
                sandbox.next_try_at = now.saturating_add(CLOSE_BACKOFF_MILLIS * i64::from(sandbox.attempts));
                if sandbox.attempts >= CLOSE_ATTEMPTS_MAX {
                    sandbox.made = Made::Gone;
                }
            }
        }
    }

    pub(super) fn has_sandbox(&self, container: usize) -> bool {
        let sandbox =
            self.plan.containers.get(container).and_then(|plan| self.state.sandboxes.get(plan.sandbox));
        sandbox.is_some_and(|sandbox| sandbox.made == Made::Yes && sandbox.facts.is_some())
    }
}
