//! A container has ended: for good, or to be started again.
//!
//! Must not know: why it ended.

use longshore_runtime::Ending;

use super::machine::{Task, Turn};
use super::reason;
use super::state::{Doing, Known};

impl Task {
    /// The driver tells every end at least once.
    pub(super) fn exited(&mut self, place: usize, ending: Ending, turn: &mut Turn) {
        let Some(container) = self.state.containers.get(place) else { return };
        if container.known == Known::Stopped || container.last_ending.as_ref() == Some(&ending) {
            return;
        }
        if container.known < Known::Running || container.restarting {
            // The end has overtaken the word that it started.
            let at = ending.started_at.unwrap_or(ending.finished_at);
            self.running(place, at, turn);
            self.raise_known(turn);
        }
        let again = self.starts_again(place, &ending, turn.now);
        let by_itself = self.state.containers.get(place).is_some_and(|now| now.stop.is_none());
        self.with(place, |container| {
            // Whatever was asked of what ran is answered to nobody.
            if matches!(container.doing, Some(Doing::Start | Doing::Signal | Doing::Kill | Doing::Inspect)) {
                container.doing = None;
            }
            container.exit_code = ending.exit_code;
            container.finished_at = Some(ending.finished_at);
            container.health = container.health.take().filter(|_| !again);
            container.reason = why(&ending);
            if ending.out_of_memory {
                container.exit_code.get_or_insert(reason::EXIT_OUT_OF_MEMORY);
            }
            container.last_ending = Some(ending);
        });
        if again {
            self.restart(place, turn);
            return;
        }
        let essential = self.plan.containers.get(place).is_some_and(|plan| plan.essential);
        if essential && by_itself && !self.state.desired_stopped {
            self.state.essential_exited = true;
        }
        self.with(place, |container| {
            container.known = Known::Stopped;
            container.desired_stopped = true;
        });
    }

    fn starts_again(&self, place: usize, ending: &Ending, now: i64) -> bool {
        let (Some(plan), Some(container)) =
            (self.plan.containers.get(place), self.state.containers.get(place))
        else {
            return false;
        };
        let (Some(policy), Some(code)) = (&plan.restart, ending.exit_code) else { return false };
        let stopping = self.state.desired_stopped || container.desired_stopped || container.stop.is_some();
        let waited = now.saturating_sub(container.last_start_at) >= policy.period_millis;
        !stopping && waited && !policy.ignored_exit_codes.contains(&code)
    }
}

fn why(ending: &Ending) -> Option<String> {
    if ending.out_of_memory {
        return Some(reason::OUT_OF_MEMORY.to_owned());
    }
    ending.error.as_ref().map(|error| reason::named("DockerStateError", error))
}
