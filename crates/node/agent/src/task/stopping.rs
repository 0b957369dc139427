//! The end of a container that runs: its signal, the time it is given, and force.
//!
//! Must not know: processes.

use longshore_runtime::{ContainerFacts, ContainerState as DriverState, DriverError};

use super::machine::{Save, Task, Turn};
use super::reason;
use super::state::{Doing, Known, StopState};
use super::words::Action;
use crate::plan::signal_number;

const KILLS_MAX: u32 = 5;
/// How long an end may take to be told of before it is looked for.
const LOOK_AFTER_MILLIS: i64 = 5_000;

impl Task {
    pub(super) fn stop(&mut self, place: usize, turn: &mut Turn) {
        let (Some(plan), Some(now)) = (self.plan.containers.get(place), self.state.containers.get(place))
        else {
            return;
        };
        if !now.desired_stopped || now.known != Known::Running || now.doing.is_some() {
            return;
        }
        let ended = |dependent: &usize| {
            self.state.containers.get(*dependent).is_none_or(|other| other.known == Known::Stopped)
        };
        if !plan.dependents.iter().all(ended) {
            return;
        }
        let Some(container) = self.state.containers.get_mut(place) else { return };
        let id = container.runtime_id.clone();
        let stop = container.stop.get_or_insert(StopState { begun_at: turn.now, ..StopState::default() });
        if !stop.signalled {
            stop.signalled = true;
            container.doing = Some(Doing::Signal);
            // An end that we brought about is not to be taken for its own after a crash.
            turn.save(Save::Now);
            let name = container.image.as_ref().and_then(|image| image.stop_signal.as_deref());
            turn.act(Action::Signal { container: place, id, signal: signal_number(name) });
            return;
        }
        let deadline = stop.begun_at.saturating_add(plan.stop_timeout_millis).max(stop.next_try_at);
        if !turn.reached(deadline) {
            return;
        }
        if std::mem::take(&mut stop.look) {
            container.doing = Some(Doing::Inspect);
            turn.act(Action::Inspect { container: place, id });
        } else {
            stop.kills += 1;
            container.doing = Some(Doing::Kill);
            turn.act(Action::Kill { container: place, id });
        }
    }

    pub(super) fn killed(&mut self, place: usize, result: Result<(), DriverError>, now: i64) {
        self.with(place, |container| {
            container.doing = None;
            let Some(stop) = &mut container.stop else { return };
            match result {
                // Its end is told by itself; if it is not, it is looked for.
                Ok(()) => {
                    stop.look = true;
                    stop.next_try_at = now.saturating_add(LOOK_AFTER_MILLIS);
                }
                Err(error) => {
                    let wait = 1000 * i64::from(stop.kills.min(5));
                    stop.next_try_at = now.saturating_add(wait);
                    stop.look = stop.kills >= KILLS_MAX;
                    container.reason = Some(reason::stop(&error));
                }
            }
        });
    }

    pub(super) fn inspected(
        &mut self,
        place: usize,
        result: Result<Option<ContainerFacts>, DriverError>,
        turn: &mut Turn,
    ) {
        self.with(place, |container| container.doing = None);
        match result.map(|facts| facts.map(|facts| facts.state)) {
            Ok(Some(DriverState::Ended(ending))) => self.exited(place, ending, turn),
            Ok(None) | Err(DriverError::NoSuchContainer(_)) => {
                self.fail_container(place, turn.now, reason::VANISHED.to_owned());
            }
            // The driver answers, and the container does not go: it is taken for gone, and removed by force.
            Ok(Some(_)) if self.kills(place) >= KILLS_MAX => {
                let text =
                    reason::named("CannotStopContainerError", "it runs on after every attempt to end it");
                self.fail_container(place, turn.now, text);
            }
            Ok(Some(_)) => {}
            Err(_) => self.with(place, |container| {
                if let Some(stop) = &mut container.stop {
                    stop.look = true;
                    stop.next_try_at = turn.now.saturating_add(LOOK_AFTER_MILLIS);
                }
            }),
        }
    }

    fn kills(&self, place: usize) -> u32 {
        self.state.containers.get(place).and_then(|now| now.stop.as_ref()).map_or(0, |stop| stop.kills)
    }
}
