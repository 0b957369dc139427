//! What happened, taken in: each event to the part of the machine that it is for.
//!
//! An answer to a question that nobody has any more is passed over: a step that came to its end after its
//! container did.
//!
//! Must not know: what is done next.

use super::machine::{Save, Task, Turn};
use super::reason;
use super::state::{ContainerState, Doing, Known, Phase};
use super::words::Event;

impl Task {
    pub(super) fn take(&mut self, event: Event, turn: &mut Turn) {
        match event {
            Event::Admitted { gpus } => self.admitted(gpus, turn),
            Event::Waiting(what) => {
                if self.state.phase == Phase::Waiting {
                    self.state.waiting = Some(what);
                }
            }
            Event::Stop(reason) => {
                self.state.desired_stopped = true;
                if self.state.phase != Phase::Stopped && self.state.reason.is_none() {
                    self.state.reason = reason;
                }
            }
            Event::Forget => self.forget(turn.now),
            Event::Adopt(found) => self.adopt(found, turn),
            Event::Tick => {}
            Event::VolumeCreated { volume, result } => self.volume_created(volume, result),
            Event::VolumeRemoved { volume, result } => self.volume_removed(volume, result, turn.now),
            Event::SandboxOpened { sandbox, result } => self.sandbox_opened(sandbox, result, turn.now),
            Event::SandboxClosed { sandbox, result } => self.sandbox_closed(sandbox, result, turn.now),
            of_container => self.take_of_container(of_container, turn),
        }
    }

    fn take_of_container(&mut self, event: Event, turn: &mut Turn) {
        if awaited(&event).is_some_and(|(container, doing)| !self.was(container, doing)) {
            return;
        }
        match event {
            Event::ImageLookedUp { container, facts, pulled_before } => {
                self.looked_up(container, facts, pulled_before, turn.now);
            }
            Event::ImageResolved { container, result } => self.resolved(container, result),
            Event::Pulled { container, result } => self.pulled(container, result, turn.now),
            Event::Fetched { container, result } => self.fetched(container, result, turn),
            Event::Created { container, result } => self.created(container, result, turn.now),
            Event::Started { container, result } => self.started(container, result, turn),
            // Force follows whatever came of it.
            Event::Signalled { container, result: _ } => {
                self.with(container, |container| container.doing = None);
            }
            Event::Killed { container, result } => self.killed(container, result, turn.now),
            Event::Exited { container, ending } => self.exited(container, ending, turn),
            Event::Vanished { container } => self.vanished(container, turn.now),
            Event::Inspected { container, result } => self.inspected(container, result, turn),
            Event::HealthChecked { container, round, result } => {
                self.health_checked(container, round, result, turn.now);
            }
            Event::Removed { container, result } => self.removed(container, result, turn.now),
            _ => {}
        }
    }

    fn vanished(&mut self, container: usize, now: i64) {
        let there = |now: &ContainerState| now.known == Known::Running && now.doing.is_none();
        if self.state.containers.get(container).is_some_and(there) {
            self.fail_container(container, now, reason::VANISHED.to_owned());
        }
    }

    fn was(&mut self, container: usize, doing: Doing) -> bool {
        let Some(now) = self.state.containers.get_mut(container) else { return false };
        let was = now.doing == Some(doing);
        let image_step = matches!(doing, Doing::LookUp | Doing::Resolve | Doing::Pull);
        if was && image_step && now.known == Known::Stopped {
            now.doing = None;
            return false;
        }
        was
    }

    fn admitted(&mut self, gpus: Vec<String>, turn: &mut Turn) {
        if self.state.phase != Phase::Waiting {
            return;
        }
        self.state.phase = Phase::Admitted;
        self.state.waiting = None;
        if !gpus.is_empty() {
            turn.save(Save::Now);
        }
        let mut free = gpus.into_iter();
        for (plan, container) in self.plan.containers.iter().zip(&mut self.state.containers) {
            container.gpus = free.by_ref().take(plan.gpus).collect();
        }
    }
}

/// The step that an event is the outcome of.
fn awaited(event: &Event) -> Option<(usize, Doing)> {
    Some(match event {
        Event::ImageLookedUp { container, .. } => (*container, Doing::LookUp),
        Event::ImageResolved { container, .. } => (*container, Doing::Resolve),
        Event::Pulled { container, .. } => (*container, Doing::Pull),
        Event::Created { container, .. } => (*container, Doing::Create),
        Event::Started { container, .. } => (*container, Doing::Start),
        Event::Signalled { container, .. } => (*container, Doing::Signal),
        Event::Killed { container, .. } => (*container, Doing::Kill),
        Event::Inspected { container, .. } => (*container, Doing::Inspect),
        Event::Removed { container, .. } => (*container, Doing::Remove),
        _ => return None,
    })
}
