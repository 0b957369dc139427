//! What is left of a task that has ended, and goes when control knows of its end.
//!
//! Must not know: what is left of it elsewhere.

use longshore_runtime::DriverError;

use super::machine::{Task, Turn};
use super::state::{Doing, Made, Phase};
use super::words::Action;

/// Then the next start of the agent takes what nobody owns away.
const ATTEMPTS_MAX: u32 = 8;
const BACKOFF_MILLIS: i64 = 2_000;

impl Task {
    pub(super) fn forget(&mut self, now: i64) {
        if self.state.phase != Phase::Stopped {
            self.state.desired_stopped = true;
        }
        let at = now.saturating_add(self.settings.cleanup_wait_millis());
        self.state.forget_at.get_or_insert(at);
    }

    /// Containers first, then the volumes that they used.
    pub(super) fn remove(&mut self, turn: &mut Turn) {
        let Some(at) = self.state.forget_at.filter(|_| self.state.phase == Phase::Stopped) else { return };
        if !turn.reached(at) {
            return;
        }
        let mut left = false;
        for (place, container) in self.state.containers.iter_mut().enumerate() {
            if !container.made || container.removed {
                continue;
            }
            left = true;
            if container.doing != Some(Doing::Remove) && turn.reached(container.next_try_at) {
                container.doing = Some(Doing::Remove);
                turn.act(Action::Remove { container: place, id: container.runtime_id.clone() });
            }
        }
        if left {
            return;
        }
        for (place, volume) in self.state.volumes.iter_mut().enumerate() {
            let there = volume.made == Made::Yes || (volume.asked_for && volume.made != Made::Gone);
            if !volume.owned || !there {
                continue;
            }
            left = true;
            if !volume.busy && turn.reached(volume.next_try_at) {
                volume.busy = true;
                turn.act(Action::RemoveVolume { volume: place, name: volume.name.clone() });
            }
        }
        let busy = self.state.sandboxes.iter().any(|sandbox| sandbox.busy);
        if !left && !busy {
            turn.act(Action::Forget);
        }
    }

    pub(super) fn removed(&mut self, place: usize, result: Result<(), DriverError>, now: i64) {
        self.with(place, |container| {
            container.doing = None;
            match result {
                Ok(()) | Err(DriverError::NoSuchContainer(_)) => container.removed = true,
                Err(_) => {
                    container.attempts += 1;
                    container.removed = container.attempts >= ATTEMPTS_MAX;
                    container.next_try_at =
                        now.saturating_add(BACKOFF_MILLIS * i64::from(container.attempts));
                }
            }
        });
    }

    pub(super) fn volume_removed(&mut self, place: usize, result: Result<(), DriverError>, now: i64) {
        let Some(volume) = self.state.volumes.get_mut(place) else { return };
        volume.busy = false;
        if result.is_ok() {
            volume.made = Made::Gone;
            return;
        }
        volume.attempts += 1;
        volume.next_try_at = now.saturating_add(BACKOFF_MILLIS * i64::from(volume.attempts));
        if volume.attempts >= ATTEMPTS_MAX {
            volume.made = Made::Gone;
        }
    }
}
