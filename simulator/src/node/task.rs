//! One task of a node, from its assignment to its end.
//!
//! Must not know: messages that are not about it.

use longshore_link::{ContainerReport, TaskReport};
use longshore_shapes::Timestamp;
use longshore_shapes::ecs::TaskDefinition;
use longshore_world::records::task::Task;
use longshore_world::records::task::status::{Health, Status};

use super::Arn;
use super::assumed::Assumed;
use super::behaviour::{Behaviour, Next};
use super::machine::Needs;
use crate::chance::Chance;

const STOP_TIMEOUT_MILLIS: i64 = 30_000;
const KILLED: i32 = 137;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// For room on the machine.
    Waiting,
    Pulling,
    Running,
    Stopping,
    Ended,
}

#[derive(Debug, Clone)]
struct ContainerRun {
    name: String,
    checked: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct TaskRun {
    pub(crate) arn: Arn,
    pub(crate) stage: Stage,
    /// Which of the times that it waited for counts.
    pub(crate) step: u32,
    pub(crate) stop_wanted: bool,
    /// Control knows nothing of it any more.
    pub(crate) written_off: bool,
    pub(crate) needs: Needs,
    pub(crate) has_run: bool,
    behaviour: Behaviour,
    /// What it does instead, where a forecast is made.
    pub(crate) assumed: Option<Assumed>,
    containers: Vec<ContainerRun>,
    stop_timeout_millis: i64,
    next: Option<Next>,
    pub(crate) health: Option<Health>,
    revision: i64,
    reason: Option<String>,
    exit_code: Option<i32>,
    by_itself: bool,
    pull_started_at: Option<Timestamp>,
    pull_stopped_at: Option<Timestamp>,
    started_at: Option<Timestamp>,
    ended_at: Option<Timestamp>,
}

impl TaskRun {
    pub(crate) fn new(arn: Arn, definition: &TaskDefinition, at: Timestamp, _: &mut Chance) -> Self {
        let containers = definition.container_definitions.as_deref().unwrap_or_default();
        let image = containers.iter().find_map(|container| container.image.as_deref()).unwrap_or_default();
        let timeout = containers.iter().filter_map(|container| container.stop_timeout).max();
        Self {
            arn,
            stage: Stage::Waiting,
            step: 0,
            stop_wanted: false,
            written_off: false,
            needs: Needs::of(containers),
            has_run: false,
            behaviour: Behaviour::of_image(image),
            assumed: None,
            containers: containers
                .iter()
                .map(|container| ContainerRun {
                    name: container.name.clone().unwrap_or_default(),
                    checked: container.health_check.is_some(),
                })
                .collect(),
            stop_timeout_millis: timeout.map_or(STOP_TIMEOUT_MILLIS, |seconds| i64::from(seconds) * 1000),
            next: None,
            health: None,
            revision: at.millis(),
            reason: None,
            exit_code: None,
            by_itself: false,
            pull_started_at: None,
            pull_stopped_at: None,
            started_at: None,
            ended_at: None,
        }
    }

    /// One that runs already, as its row says.
    pub(crate) fn adopted(arn: Arn, row: &Task, at: Timestamp) -> Self {
        let image = row.launch.containers.first().map(|container| container.image.as_str());
        let container = |known: &longshore_world::records::launch::LaunchContainer| ContainerRun {
            name: known.name.clone(),
            checked: known.has_health_check,
        };
        Self {
            stage: if row.status < Status::Running { Stage::Pulling } else { Stage::Running },
            needs: Needs { memory: row.launch.reserved.memory, ports: Vec::new() },
            has_run: row.has_run,
            behaviour: Behaviour::of_image(image.unwrap_or_default()),
            containers: row.launch.containers.iter().map(container).collect(),
            health: row.health,
            revision: row.reported.unwrap_or_default().max(at.millis()),
            started_at: row.started_at,
            ..Self::new(arn, &TaskDefinition::default(), at, &mut Chance::new(0))
        }
    }

    /// How long one that was adopted waits for what comes next, where anything does.
    pub(crate) fn goes_on_after(&mut self, chance: &mut Chance) -> Option<i64> {
        match self.stage {
            Stage::Pulling => Some(self.assumed.map_or(0, |assumed| assumed.start_millis)),
            Stage::Running => self.look_ahead(false, chance),
            Stage::Waiting | Stage::Stopping | Stage::Ended => None,
        }
    }

    pub(crate) fn holds_room(&self) -> bool {
        !matches!(self.stage, Stage::Waiting | Stage::Ended)
    }

    fn moved(&mut self, at: Timestamp) {
        self.step += 1;
        self.revision = at.millis().max(self.revision + 1);
    }

    /// There is room: how long its images take.
    pub(crate) fn pull(&mut self, at: i64, chance: &mut Chance) -> i64 {
        let at = Timestamp::from_millis(at);
        self.moved(at);
        self.stage = Stage::Pulling;
        self.pull_started_at = Some(at);
        match self.assumed {
            Some(assumed) => assumed.start_millis,
            None => self.behaviour.pull_millis(chance),
        }
    }

    /// How long it takes to stop; none where it is stopping already.
    pub(crate) fn stop(&mut self, at: Timestamp, healed: bool, chance: &mut Chance) -> Option<i64> {
        if self.stop_wanted || self.stage >= Stage::Stopping {
            return None;
        }
        self.stop_wanted = true;
        self.moved(at);
        let wait = match self.stage {
            Stage::Running if healed => chance.within(20..=1_000),
            Stage::Running => match self.assumed {
                Some(assumed) => assumed.stop_millis,
                None => self.behaviour.stop_millis(self.stop_timeout_millis, chance),
            },
            _ => chance.within(5..=200),
        };
        self.stage = Stage::Stopping;
        Some(wait)
    }

    /// The time it waited for has come; how long it waits for the next.
    pub(crate) fn go_on(&mut self, at: Timestamp, healed: bool, chance: &mut Chance) -> Option<i64> {
        match self.stage {
            Stage::Pulling => self.start(at, healed, chance),
            Stage::Running => self.live(at, healed, chance),
            Stage::Stopping => {
                self.end(at);
                self.exit_code = self.has_run.then_some(KILLED);
                None
            }
            Stage::Waiting | Stage::Ended => None,
        }
    }

    fn start(&mut self, at: Timestamp, healed: bool, chance: &mut Chance) -> Option<i64> {
        self.pull_stopped_at = Some(at);
        let fails = match self.assumed {
            Some(assumed) => assumed.start_fails(),
            None => self.behaviour.start_fails(chance),
        };
        if !healed && let Some(reason) = fails {
            self.reason = Some(reason.to_owned());
            self.end(at);
            return None;
        }
        self.moved(at);
        self.stage = Stage::Running;
        self.has_run = true;
        self.started_at = Some(at);
        self.look_ahead(healed, chance)
    }

    fn look_ahead(&mut self, healed: bool, chance: &mut Chance) -> Option<i64> {
        let checked = self.containers.iter().any(|container| container.checked);
        let behaviour = if healed { Behaviour::Steady } else { self.behaviour };
        let known = self.health.is_some_and(|health| health != Health::Unknown);
        let (wait, next) = match self.assumed {
            Some(assumed) => (checked && !known).then_some((assumed.healthy_millis, Next::Healthy))?,
            None => behaviour.next(checked, self.health.is_some(), chance)?,
        };
        self.next = Some(next);
        Some(wait)
    }

    fn live(&mut self, at: Timestamp, healed: bool, chance: &mut Chance) -> Option<i64> {
        match self.next.take()? {
            Next::Exit(_) | Next::Unhealthy if healed => {
                if self.containers.iter().any(|container| container.checked) {
                    self.become_healthy(at);
                }
                None
            }
            Next::Exit(code) => {
                self.exit(code, at);
                None
            }
            Next::Healthy => {
                self.become_healthy(at);
                self.look_ahead(healed, chance)
            }
            Next::Unhealthy => {
                self.health = Some(Health::Unhealthy);
                self.moved(at);
                None
            }
        }
    }

    fn become_healthy(&mut self, at: Timestamp) {
        self.health = Some(Health::Healthy);
        self.moved(at);
    }

    /// Its container ends by itself.
    pub(crate) fn exit(&mut self, code: i32, at: Timestamp) {
        self.exit_code = Some(code);
        self.by_itself = true;
        self.end(at);
    }

    fn end(&mut self, at: Timestamp) {
        self.moved(at);
        self.stage = Stage::Ended;
        self.ended_at = Some(at);
    }

    /// The machine has lost power. Answers the task's name where it was there.
    pub(crate) fn vanish(&mut self, at: Timestamp) -> Option<Arn> {
        if self.stage == Stage::Ended {
            return None;
        }
        self.by_itself = self.has_run && !self.stop_wanted;
        if !self.has_run {
            self.reason = Some("The machine was started anew".to_owned());
        }
        self.end(at);
        Some(self.arn.clone())
    }

    fn status(&self) -> Status {
        match self.stage {
            Stage::Waiting => Status::Pending,
            Stage::Pulling => Status::Activating,
            Stage::Running => Status::Running,
            Stage::Stopping => Status::Stopping,
            Stage::Ended => Status::Stopped,
        }
    }

    /// The whole of what the node sees of it.
    pub(crate) fn report(&self, _: Timestamp) -> TaskReport {
        TaskReport {
            task_arn: Some(self.arn.to_string()),
            revision: Some(self.revision),
            status: Some(self.status().name().to_owned()),
            reason: self.reason.clone(),
            waiting: None,
            pull_started_at: self.pull_started_at,
            pull_stopped_at: self.pull_stopped_at,
            started_at: self.started_at,
            execution_stopped_at: self.ended_at.filter(|_| self.has_run),
            stopped_at: self.ended_at,
            has_run: Some(self.has_run),
            essential_exited: Some(self.by_itself),
            containers: Some(self.containers.iter().map(|it| self.container_report(it)).collect()),
        }
    }

    fn container_report(&self, container: &ContainerRun) -> ContainerReport {
        let status = match self.stage {
            Stage::Waiting | Stage::Pulling => "PENDING",
            Stage::Running | Stage::Stopping => "RUNNING",
            Stage::Ended => "STOPPED",
        };
        let id = self.arn.rsplit('/').next().unwrap_or_default();
        let health = self.health.unwrap_or(Health::Unknown);
        ContainerReport {
            name: Some(container.name.clone()),
            status: Some(status.to_owned()),
            runtime_id: self.has_run.then(|| format!("{id}-{}", container.name)),
            exit_code: self.exit_code,
            health: container.checked.then(|| health.name().to_owned()),
            started_at: self.started_at,
            finished_at: self.ended_at.filter(|_| self.has_run),
            ..Default::default()
        }
    }
}
