//! A driver that is made up, for one task: it does what actions say, as it is told, and keeps count.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use longshore_runtime::{
    ContainerFacts, ContainerState as DriverState, DriverError, Ending, ExecOutcome, ImageFacts, Sandbox,
    Started, Volume,
};

use super::build::planned;
use crate::plan::Fetched;
use crate::settings::Settings;
use crate::task::machine::Save;
use crate::task::state::{Known, TaskState, new_state};
use crate::task::{Action, Event, Found, PullFailure, Task};

pub(super) const BEGIN: i64 = 1_000_000_000_000;

#[derive(Debug, Clone)]
pub(super) struct Fake {
    pub(super) name: String,
    pub(super) state: DriverState,
    pub(super) starts: u32,
}

pub(super) struct World {
    pub(super) task: Task,
    pub(super) now: i64,
    pub(super) wake_at: Option<i64>,
    pub(super) containers: BTreeMap<String, Fake>,
    pub(super) sandboxes: BTreeSet<String>,
    pub(super) volumes: BTreeSet<String>,
    pub(super) waiting: VecDeque<Action>,
    pub(super) trace: Vec<String>,
    /// What fails: the words of the trace.
    pub(super) broken: BTreeMap<String, DriverError>,
    /// Containers that pass over signals.
    pub(super) stubborn: BTreeSet<String>,
    pub(super) images: BTreeMap<String, ImageFacts>,
    pub(super) health: BTreeMap<String, i32>,
    pub(super) forgotten: bool,
    pub(super) released: u32,
    pub(super) starts: BTreeMap<String, u32>,
    /// The state as it was last written down, and as it was when it had to be.
    pub(super) saved: String,
    pub(super) saved_at_least: String,
    pub(super) last_report: String,
}

impl World {
    pub(super) fn new(lines: &str) -> Self {
        Self::with(lines, Settings { cleanup_wait: std::time::Duration::ZERO, ..Settings::default() })
    }

    pub(super) fn with(lines: &str, settings: Settings) -> Self {
        let plan = planned(lines, &settings).unwrap();
        let state = new_state(&plan, &mut fastrand::Rng::with_seed(7));
        let saved = serde_json::to_string(&state).unwrap();
        Self {
            task: Task::new(plan, state, Arc::new(settings)),
            now: BEGIN,
            wake_at: None,
            containers: BTreeMap::new(),
            sandboxes: BTreeSet::new(),
            volumes: BTreeSet::new(),
            waiting: VecDeque::new(),
            trace: Vec::new(),
            broken: BTreeMap::new(),
            stubborn: BTreeSet::new(),
            images: BTreeMap::new(),
            health: BTreeMap::new(),
            forgotten: false,
            released: 0,
            starts: BTreeMap::new(),
            saved_at_least: saved.clone(),
            saved,
            last_report: String::new(),
        }
    }

    pub(super) fn tell(&mut self, event: Event) {
        let step = self.task.step(event, self.now);
        self.wake_at = step.wake_at;
        if step.save >= Save::Soon {
            self.saved = serde_json::to_string(&self.task.state).unwrap();
        }
        if step.save == Save::Now {
            self.saved_at_least = self.saved.clone();
        }
        for action in step.actions {
            match action {
                Action::Report(_) => self.note_report(),
                Action::Release => self.released += 1,
                Action::Forget => self.forgotten = true,
                action => self.waiting.push_back(action),
            }
        }
    }

    fn note_report(&mut self) {
        let report = self.task.whole_report();
        let containers = report.containers.unwrap_or_default();
        let words: Vec<_> = containers
            .iter()
            .map(|container| {
                let mut word = format!(
                    "{}:{}",
                    container.name.as_deref().unwrap(),
                    container.status.as_deref().unwrap()
                );
                if let Some(code) = container.exit_code {
                    word.push_str(&format!("({code})"));
                }
                if container.health.as_deref().is_some_and(|health| health != "UNKNOWN") {
                    word.push_str(&format!("[{}]", container.health.as_deref().unwrap()));
                }
                word
            })
            .collect();
        let line = format!("task {} {}", report.status.unwrap_or_default(), words.join(" "));
        if line != self.last_report {
            self.trace.push(line.clone());
            self.last_report = line;
        }
    }

    pub(super) fn name(&self, container: usize) -> String {
        self.task.plan.containers[container].name.clone()
    }

    /// Does everything there is to do, in order, until nothing is left.
    pub(super) fn settle(&mut self) {
        for _ in 0..1000 {
            let Some(action) = self.waiting.pop_front() else { return };
            for event in self.perform(action) {
                self.tell(event);
            }
        }
        panic!("it never settles: {:#?}", self.trace);
    }

    /// Lets time pass, with every alarm on the way.
    pub(super) fn wait(&mut self, millis: i64) {
        let until = self.now + millis;
        for _ in 0..10_000 {
            let Some(at) = self.wake_at.filter(|at| *at <= until) else { break };
            self.now = at.max(self.now);
            self.tell(Event::Tick);
            self.settle();
        }
        self.now = until;
        self.tell(Event::Tick);
        self.settle();
    }

    pub(super) fn start(&mut self) {
        self.tell(Event::Admitted { gpus: Vec::new() });
        self.settle();
    }

    /// A container ends by itself.
    pub(super) fn exit(&mut self, name: &str, code: i32) {
        let event = self.end(name, Some(code)).expect("it runs");
        self.tell(event);
        self.settle();
    }

    pub(super) fn end(&mut self, name: &str, code: Option<i32>) -> Option<Event> {
        let place = self.task.plan.containers.iter().position(|plan| plan.name == name)?;
        let id = self.task.state.containers[place].runtime_id.clone();
        let now = self.now;
        let fake = self.containers.get_mut(&id)?;
        let DriverState::Running(started) = &fake.state else { return None };
        let ending = Ending {
            exit_code: code,
            out_of_memory: false,
            started_at: Some(started.at),
            finished_at: now,
            error: None,
        };
        fake.state = DriverState::Ended(ending.clone());
        Some(Event::Exited { container: place, ending })
    }

    /// What an action does, and what is told of it.
    pub(super) fn perform(&mut self, action: Action) -> Vec<Event> {
        let (word, shown) = self.word(&action);
        if shown {
            self.trace.push(word.clone());
        }
        let failed = self.broken.get(&word).cloned();
        match action {
            Action::CreateVolume { volume, spec, .. } => {
                let made = Volume { name: spec.name.clone(), ..Volume::default() };
                let result = failed.map_or_else(
                    || {
                        self.volumes.insert(spec.name);
                        Ok(made)
                    },
                    Err,
                );
                vec![Event::VolumeCreated { volume, result }]
            }
            Action::RemoveVolume { volume, name } => {
                let result = failed.map_or_else(
                    || {
                        self.volumes.remove(&name);
                        Ok(())
                    },
                    Err,
                );
                vec![Event::VolumeRemoved { volume, result }]
            }
            Action::OpenSandbox { sandbox, spec } => {
                let open = Sandbox {
                    id: spec.id.clone(),
                    address: Some([10, 0, 0, 1].into()),
                    ..Sandbox::default()
                };
                let result = failed.map_or_else(
                    || {
                        self.sandboxes.insert(spec.id.clone());
                        Ok(open)
                    },
                    Err,
                );
                vec![Event::SandboxOpened { sandbox, result }]
            }
            Action::CloseSandbox { sandbox, id } => {
                let result = failed.map_or_else(
                    || {
                        self.sandboxes.remove(&id);
                        Ok(())
                    },
                    Err,
                );
                vec![Event::SandboxClosed { sandbox, result }]
            }
            Action::LookUpImage { .. }
            | Action::ResolveImage { .. }
            | Action::Pull { .. }
            | Action::Fetch { .. } => self.answer(action, failed),
            Action::FollowLogs { .. } | Action::Report(_) | Action::Release | Action::Forget => Vec::new(),
            of_container => self.perform_on_container(of_container, failed),
        }
    }

    /// What is asked and changes nothing.
    fn answer(&self, action: Action, failed: Option<DriverError>) -> Vec<Event> {
        match action {
            Action::LookUpImage { container, reference } => {
                let facts = self.images.get(&reference).cloned();
                vec![Event::ImageLookedUp { container, facts, pulled_before: false }]
            }
            Action::ResolveImage { container, .. } => {
                let result = failed.map_or(Ok("sha256:registry".to_owned()), |e| Err(PullFailure::Driver(e)));
                vec![Event::ImageResolved { container, result }]
            }
            Action::Pull { container, digest, .. } => {
                let facts = ImageFacts { id: "sha256:image".to_owned(), digest, ..ImageFacts::default() };
                vec![Event::Pulled {
                    container,
                    result: failed.map_or(Ok(facts), |e| Err(PullFailure::Driver(e))),
                }]
            }
            Action::Fetch { container } => {
                let result = failed.map_or(Ok(Fetched::default()), |error| Err(error.to_string()));
                vec![Event::Fetched { container, result }]
            }
            other => panic!("{other:?}"),
        }
    }

    fn perform_on_container(&mut self, action: Action, failed: Option<DriverError>) -> Vec<Event> {
        match action {
            Action::Create { container, spec } => {
                let name = self.name(container);
                let fresh = Fake { name, state: DriverState::Created, starts: 0 };
                let result = failed.map_or_else(
                    || {
                        self.containers.entry(spec.id).or_insert(fresh);
                        Ok(None)
                    },
                    Err,
                );
                vec![Event::Created { container, result }]
            }
            Action::Start { container, id, .. } => {
                let result = failed.map_or_else(|| self.run(&id), Err);
                vec![Event::Started { container, result }]
            }
            Action::Signal { container, .. } => {
                let name = self.name(container);
                let mut events = vec![Event::Signalled { container, result: Ok(()) }];
                if !self.stubborn.contains(&name) {
                    events.extend(self.end(&name, Some(143)));
                }
                events
            }
            Action::Kill { container, .. } => {
                if let Some(error) = failed {
                    return vec![Event::Killed { container, result: Err(error) }];
                }
                let name = self.name(container);
                let mut events: Vec<_> = self.end(&name, Some(137)).into_iter().collect();
                events.push(Event::Killed { container, result: Ok(()) });
                events
            }
            Action::Inspect { container, id } => {
                vec![Event::Inspected { container, result: Ok(self.facts(&id)) }]
            }
            Action::CheckHealth { container, round, .. } => {
                let code = self.health.get(&self.name(container)).copied().unwrap_or(0);
                let outcome =
                    ExecOutcome { exit_code: Some(code).filter(|code| *code >= 0), output: b"said".to_vec() };
                vec![Event::HealthChecked { container, round, result: Ok(outcome) }]
            }
            Action::Remove { container, id } => {
                let result = failed.map_or_else(
                    || {
                        self.containers.remove(&id);
                        Ok(())
                    },
                    Err,
                );
                vec![Event::Removed { container, result }]
            }
            other => panic!("{other:?}"),
        }
    }

    fn run(&mut self, id: &str) -> Result<Started, DriverError> {
        let now = self.now;
        let fake = self.containers.get_mut(id).ok_or_else(|| DriverError::NoSuchContainer(id.to_owned()))?;
        if let DriverState::Running(started) = &fake.state {
            return Ok(started.clone());
        }
        let started = Started { pid: None, at: now };
        fake.state = DriverState::Running(started.clone());
        fake.starts += 1;
        *self.starts.entry(fake.name.clone()).or_default() += 1;
        Ok(started)
    }

    pub(super) fn facts(&self, id: &str) -> Option<ContainerFacts> {
        let fake = self.containers.get(id)?;
        Some(ContainerFacts {
            id: id.to_owned(),
            name: fake.name.clone(),
            labels: BTreeMap::new(),
            image_id: None,
            created_at: Some(BEGIN),
            state: fake.state.clone(),
        })
    }

    /// The agent dies and comes back with a state that was written down.
    pub(super) fn crash(&mut self, saved: &str) {
        let mut state: TaskState = serde_json::from_str(saved).unwrap();
        state.unseen = true;
        self.waiting.clear();
        let admitted = state.phase != crate::task::state::Phase::Waiting;
        let found = Found {
            containers: state.containers.iter().map(|container| self.facts(&container.runtime_id)).collect(),
            sandboxes: state.sandboxes.iter().map(|sandbox| self.sandboxes.contains(&sandbox.id)).collect(),
        };
        self.task = Task::new(Arc::clone(&self.task.plan), state, Arc::clone(&self.task.settings));
        self.tell(Event::Adopt(found));
        if !admitted {
            self.tell(Event::Admitted { gpus: Vec::new() });
        }
    }

    /// An action in a few words, and whether scripts show it.
    pub(super) fn word(&self, action: &Action) -> (String, bool) {
        let of = |verb: &str, container: usize| (format!("{verb} {}", self.name(container)), true);
        let hidden = |verb: &str, container: usize| (format!("{verb} {}", self.name(container)), false);
        match action {
            Action::CreateVolume { volume, .. } => (format!("make volume {volume}"), true),
            Action::RemoveVolume { volume, .. } => (format!("remove volume {volume}"), true),
            Action::OpenSandbox { sandbox, .. } => (format!("open {sandbox}"), false),
            Action::CloseSandbox { sandbox, .. } => (format!("close {sandbox}"), false),
            Action::LookUpImage { container, .. } => hidden("look up", *container),
            Action::ResolveImage { container, .. } => hidden("resolve", *container),
            Action::Pull { container, .. } => of("pull", *container),
            Action::Fetch { container } => of("fetch", *container),
            Action::Create { container, .. } => of("create", *container),
            Action::Start { container, .. } => of("start", *container),
            Action::FollowLogs { container, .. } => of("follow", *container),
            Action::Signal { container, signal, .. } => {
                (format!("signal {} {signal}", self.name(*container)), true)
            }
            Action::Kill { container, .. } => of("kill", *container),
            Action::Inspect { container, .. } => of("inspect", *container),
            Action::CheckHealth { container, .. } => of("check", *container),
            Action::Remove { container, .. } => of("remove", *container),
            Action::Report(_) | Action::Release | Action::Forget => (String::new(), false),
        }
    }

    pub(super) fn reason(&self, container: usize) -> String {
        self.task.state.containers[container].reason.clone().unwrap_or_default()
    }

    pub(super) fn stopped(&self) -> bool {
        self.task.state.known == Known::Stopped
    }

    pub(super) fn nothing_left(&self) -> bool {
        self.containers.is_empty() && self.sandboxes.is_empty() && self.volumes.is_empty()
    }
}
