//! From an image to a process: what has to be asked for, the container, its start.
//!
//! Must not know: what a container is made of.

use std::collections::BTreeMap;

use longshore_runtime::{DriverError, Started};

use super::machine::{Save, Task, Turn};
use super::reason;
use super::state::{ContainerState, Doing, Known};
use super::words::Action;
use crate::plan::{Fetched, container_spec};

impl Task {
    /// Takes the next step towards running, if there is one to take now.
    pub(super) fn make(&mut self, place: usize, turn: &mut Turn) {
        let (Some(plan), Some(now)) = (self.plan.containers.get(place), self.state.containers.get(place))
        else {
            return;
        };
        let runs = now.known == Known::Running && !now.restarting;
        if now.known == Known::Stopped || runs || now.desired_stopped || !now.released {
            return;
        }
        let wants = match &now.fetched {
            Some(_) => false,
            None => plan.fetches && (now.known < Known::Created || self.has_log_secrets(place)),
        };
        if wants && !now.fetching {
            turn.act(Action::Fetch { container: place });
            self.with(place, |container| container.fetching = true);
        }
        let Some(now) = self.state.containers.get(place) else { return };
        if now.doing.is_some() || wants {
            return;
        }
        if now.restarting || (now.known == Known::Created && self.has_sandbox(place)) {
            self.start(place, turn);
        } else if now.known == Known::Pulled && self.has_sandbox(place) && self.has_volumes(place) {
            let Some(spec) = container_spec(&self.plan, &self.state, place, &self.settings) else { return };
            turn.act(Action::Create { container: place, spec: Box::new(spec) });
            self.with(place, |container| {
                container.doing = Some(Doing::Create);
                container.made = true;
            });
        }
    }

    fn start(&mut self, place: usize, turn: &mut Turn) {
        let Some(container) = self.state.containers.get_mut(place) else { return };
        container.doing = Some(Doing::Start);
        let log_options = log_options(container);
        turn.act(Action::Start { container: place, id: container.runtime_id.clone(), log_options });
    }

    pub(super) fn fetched(&mut self, place: usize, result: Result<Fetched, String>, turn: &mut Turn) {
        self.with(place, |container| container.fetching = false);
        match result {
            Ok(fetched) => {
                self.with(place, |container| container.fetched = Some(fetched));
                let printed = |now: &ContainerState| now.known >= Known::Running && !now.restarting;
                let printed = self.state.containers.get(place).is_some_and(printed);
                if printed {
                    self.follow_logs(place, turn);
                }
            }
            // What only its log driver misses now does not end a container that runs.
            Err(_) if self.state.containers.get(place).is_some_and(|now| now.known >= Known::Running) => {
                self.follow_logs(place, turn);
            }
            Err(problem) => self.fail_task(reason::resource(&problem)),
        }
    }

    pub(super) fn created(&mut self, place: usize, result: Result<Option<String>, DriverError>, now: i64) {
        match result {
            Ok(engine_id) => self.with(place, |container| {
                container.doing = None;
                container.engine_id = engine_id;
                container.known = container.known.max(Known::Created);
                container.created_at.get_or_insert(now);
            }),
            Err(error) => {
                // What went wrong with its image first says more than that it is not there.
                let missing = matches!(error, DriverError::ImageNotFound(_));
                let first =
                    self.state.containers.get(place).and_then(|container| container.image_error.clone());
                let text = first.filter(|_| missing).unwrap_or_else(|| reason::create(&error));
                self.fail_container(place, now, text);
            }
        }
    }

    pub(super) fn started(&mut self, place: usize, result: Result<Started, DriverError>, turn: &mut Turn) {
        match result {
            Ok(started) => self.running(place, started.at, turn),
            Err(error) => {
                let timed_out = matches!(error, DriverError::TimedOut(_));
                self.fail_container(place, turn.now, reason::start(&error));
                self.with(place, |container| container.restarting = false);
                if let (true, Some(container)) = (timed_out, self.state.containers.get(place)) {
                    // It may have started after all.
                    turn.act(Action::Kill { container: place, id: container.runtime_id.clone() });
                }
            }
        }
    }

    /// It runs, since a time.
    pub(super) fn running(&mut self, place: usize, at: i64, turn: &mut Turn) {
        let Some(container) = self.state.containers.get_mut(place) else { return };
        container.doing = None;
        container.restarting = false;
        container.released = true;
        container.known = Known::Running;
        container.created_at.get_or_insert(at);
        container.first_started_at.get_or_insert(at);
        container.started_at = Some(at);
        container.last_start_at = turn.now;
        self.begin_health(place, turn.now);
    }

    fn has_log_secrets(&self, place: usize) -> bool {
        let log = self.plan.definition(place).and_then(|definition| definition.log_configuration.as_ref());
        log.and_then(|log| log.secret_options.as_ref()).is_some_and(|options| !options.is_empty())
    }

    /// Takes its output up again after a restart of ours; what its log driver needs is asked for anew.
    pub(super) fn follow_logs(&mut self, place: usize, turn: &mut Turn) {
        let secrets = self.has_log_secrets(place);
        let Some(container) = self.state.containers.get_mut(place) else { return };
        if secrets && container.fetched.is_none() && !container.asked_for_logs {
            container.fetching = true;
            container.asked_for_logs = true;
            turn.act(Action::Fetch { container: place });
            return;
        }
        let log_options = log_options(container);
        turn.act(Action::FollowLogs { container: place, id: container.runtime_id.clone(), log_options });
    }

    /// Starts an ended container again: that it was decided has to be known after a crash.
    pub(super) fn restart(&mut self, place: usize, turn: &mut Turn) {
        self.with(place, |container| {
            container.restarts = container.restarts.saturating_add(1);
            container.restarting = true;
            container.last_start_at = turn.now;
        });
        turn.save(Save::Now);
    }
}

fn log_options(container: &ContainerState) -> BTreeMap<String, String> {
    container.fetched.as_ref().map(|fetched| fetched.log_options.clone()).unwrap_or_default()
}
