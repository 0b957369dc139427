//! The agent is back: what the driver has is set against what was remembered.
//!
//! Must not know: why the agent was away.

use longshore_runtime::{ContainerFacts, ContainerState as DriverState};

use super::machine::{Task, Turn};
use super::reason;
use super::state::{Doing, Known, Made, Phase};
use super::words::{Action, Found};

/// How long the output of a container that has ended may take to be taken up again.
const FOLLOW_MILLIS: i64 = 1_000;

impl Task {
    pub(super) fn adopt(&mut self, found: Found, turn: &mut Turn) {
        self.state.unseen = false;
        for volume in &mut self.state.volumes {
            volume.busy = false;
            volume.asked_for = true;
        }
        for (place, sandbox) in self.state.sandboxes.iter_mut().enumerate() {
            let there = found.sandboxes.get(place).copied().unwrap_or(false);
            sandbox.busy = false;
            // What is there and was not remembered is asked for again where it is needed, which tells what it
            // is like; and closed in the end.
            sandbox.made = match (sandbox.made, there) {
                (_, true) => Made::Yes,
                (Made::Yes, false) => Made::Not,
                (made, false) => made,
            };
            if !there {
                sandbox.facts = None;
            }
        }
        if found.containers.iter().any(Option::is_some) && self.state.phase == Phase::Waiting {
            self.state.phase = Phase::Admitted;
        }
        let mut facts = found.containers;
        facts.resize(self.state.containers.len(), None);
        for (place, facts) in facts.into_iter().enumerate() {
            self.with(place, |container| {
                container.doing = None;
                container.fetching = false;
                container.local = None;
                container.next_try_at = 0;
            });
            self.adopt_container(place, facts, turn);
        }
    }

    fn adopt_container(&mut self, place: usize, facts: Option<ContainerFacts>, turn: &mut Turn) {
        let Some(known) = self.state.containers.get(place).map(|container| container.known) else { return };
        let Some(facts) = facts else {
            if matches!(known, Known::Created | Known::Running) {
                self.fail_container(place, turn.now, reason::VANISHED.to_owned());
            }
            return;
        };
        self.with(place, |container| {
            container.made = true;
            container.created_at = container.created_at.or(facts.created_at);
        });
        match facts.state {
            DriverState::Running(_) if known == Known::Stopped => self.end_again(place, turn),
            DriverState::Ended(_) if known == Known::Stopped => self.follow_rest(place, turn),
            DriverState::Created if known == Known::Stopped => {}
            DriverState::Created if known == Known::Running => {
                self.fail_container(place, turn.now, reason::VANISHED.to_owned());
            }
            DriverState::Created => self.with(place, |container| {
                container.released = true;
                container.known = Known::Created;
                container.created_at.get_or_insert(turn.now);
            }),
            DriverState::Running(started) => self.goes_on(place, started.at, turn),
            DriverState::Ended(ending) => {
                self.exited(place, ending, turn);
                self.follow_rest(place, turn);
            }
        }
    }

    /// What a container printed before it ended may not have been read to its end. It is not removed before
    /// that had a chance to begin.
    fn follow_rest(&mut self, place: usize, turn: &mut Turn) {
        let Some(container) = self.state.containers.get_mut(place) else { return };
        if container.known == Known::Stopped && !container.removed {
            container.next_try_at = turn.now.saturating_add(FOLLOW_MILLIS);
            self.follow_logs(place, turn);
        }
    }

    /// A container that ran before, or was started as the agent went.
    fn goes_on(&mut self, place: usize, at: i64, turn: &mut Turn) {
        let Some(container) = self.state.containers.get(place) else { return };
        let same = container.known == Known::Running && !container.restarting;
        let (health, last_start_at) = (container.health.clone().filter(|_| same), container.last_start_at);
        self.running(place, at, turn);
        self.with(place, |container| {
            if let (Some(fresh), Some(old)) = (&mut container.health, health) {
                // What is due stays due, or an agent that dies more often than that would never check. A clock
                // that went back does not put it off.
                let (next_at, round) = (old.next_at.min(fresh.next_at), fresh.round);
                *fresh = old;
                (fresh.next_at, fresh.round, fresh.checking) = (next_at, round, false);
            }
            if same {
                container.last_start_at = last_start_at;
            }
            if let Some(stop) = &mut container.stop {
                // Whether it got its signal is not known.
                stop.signalled = false;
            }
        });
        self.follow_logs(place, turn);
        self.raise_known(turn);
    }

    /// It was known to have ended and runs: it is ended once more, and then left alone.
    fn end_again(&mut self, place: usize, turn: &mut Turn) {
        let Some(container) = self.state.containers.get_mut(place) else { return };
        if !std::mem::replace(&mut container.ended_again, true) {
            container.doing = Some(Doing::Kill);
            turn.act(Action::Kill { container: place, id: container.runtime_id.clone() });
        }
    }
}
