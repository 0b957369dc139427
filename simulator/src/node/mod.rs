//! Nodes as cheap models: each does what an agent is to do, with times and faults of its own.
//!
//! A node is a state machine: it is told of a message, a time or a fault, and answers with actions. It keeps to the
//! rules that the real agent keeps to: older generations are passed over, a task that ended never runs again, an
//! end is told until control says to forget it, everything is told anew after `hello`.
//!
//! - [`machine`] is what a node has;
//! - [`assumed`] is how tasks are taken to behave where a forecast is made;
//! - [`behaviour`] is what its containers do, by their image's name;
//! - [`task`] is one task on its way.
//!
//! Must not know: control.

pub(crate) mod assumed;
pub(crate) mod behaviour;
pub(crate) mod machine;
pub(crate) mod task;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use longshore_link::limits::TASKS_PER_REPORT_MAX;
use longshore_link::{Assignment, Assignments, Hello, Report, TaskReport, ToControl, ToNode, Welcome};
use longshore_shapes::Timestamp;
use longshore_shapes::ecs::RegisterContainerInstanceRequest;

use self::assumed::Assumptions;
use self::machine::{Machine, Room};
use self::task::{Stage, TaskRun};
use crate::chance::Chance;
use crate::sabotage::{NodeBug, Sabotage};

pub(crate) type NodeId = usize;
type Arn = Arc<str>;

const STOPPED: &str = "STOPPED";
const CLOCK_AHEAD_MAX: i64 = 10 * 60 * 1000;
const REPORT_GATHERING_MILLIS: i64 = 20;
const DISK_FULL: &str = "ResourceInitializationError: no space left on the machine's disk";
const RAN_ALREADY: &str = "This machine has run the task to its end already";

/// What a node wants to be woken for.
#[derive(Debug, Clone)]
pub(crate) enum Wake {
    Connect,
    Report,
    Task { arn: Arn, step: u32 },
}

/// What a node does to the world around it.
#[derive(Debug)]
pub(crate) enum Action {
    After(i64, Wake),
    Say(Box<ToControl>),
    /// Containers of a task begin to run, or are gone.
    Began(Arn),
    Ended(Arn),
}

pub(crate) struct Node {
    pub(crate) machine: Machine,
    pub(crate) cluster: String,
    /// Kept on its disk.
    pub(crate) instance: Option<String>,
    /// It comes from a world that was forked.
    pub(crate) adopted: bool,
    pub(crate) powered: bool,
    /// It will never come back.
    pub(crate) dead: bool,
    /// The connection that it believes in.
    pub(crate) connection: Option<u64>,
    /// Control has answered on it.
    welcomed: bool,
    pub(crate) disk_full: bool,
    /// Nothing on it goes wrong any more.
    pub(crate) healed: bool,
    clock_ahead: i64,
    generation: i64,
    pub(crate) tasks: BTreeMap<Arn, TaskRun>,
    /// Tasks that have run here to their end.
    over: BTreeSet<Arn>,
    untold: BTreeMap<Arn, Option<TaskReport>>,
    reporting: bool,
    reports: i64,
    retries: u32,
    chance: Chance,
    sabotage: Sabotage,
    /// What it says of itself, where that is not the machine's to say: an instance of a world that is forked.
    registration: Option<Box<RegisterContainerInstanceRequest>>,
    assumed: Option<Arc<Assumptions>>,
}

impl Node {
    pub(crate) fn new(machine: Machine, cluster: String, mut chance: Chance, sabotage: Sabotage) -> Self {
        Self {
            machine,
            cluster,
            instance: None,
            adopted: false,
            powered: true,
            dead: false,
            connection: None,
            welcomed: false,
            disk_full: false,
            healed: false,
            clock_ahead: if chance.percent(30) { chance.within(-3_000..=3_000) } else { 0 },
            generation: 0,
            tasks: BTreeMap::new(),
            over: BTreeSet::new(),
            untold: BTreeMap::new(),
            reporting: false,
            reports: 0,
            retries: 0,
            chance,
            sabotage,
            registration: None,
            assumed: None,
        }
    }

    /// It is an instance already, and its clock is right.
    pub(crate) fn registered_as(&mut self, registration: RegisterContainerInstanceRequest) {
        self.registration = Some(Box::new(registration));
        self.clock_ahead = 0;
    }

    /// What it says of itself is an instance's that was there before: no key of its own has joined.
    pub(crate) fn is_of_a_fork(&self) -> bool {
        self.registration.is_some()
    }

    pub(crate) fn assuming(mut self, assumed: Option<Arc<Assumptions>>) -> Self {
        self.assumed = assumed;
        self
    }

    /// Control has answered it.
    pub(crate) fn is_welcome(&self) -> bool {
        self.connection.is_some() && self.welcomed
    }

    /// When it tries to connect next: soon at first, then ever more seldom.
    pub(crate) fn retry(&mut self, actions: &mut Vec<Action>) {
        if self.dead || !self.powered {
            return;
        }
        let wait = 500_i64.saturating_mul(1 << self.retries.min(6));
        self.retries += 1;
        let wait = self.chance.within(wait / 2..=wait);
        actions.push(Action::After(wait, Wake::Connect));
    }

    pub(crate) fn hello(&self, now: i64) -> Hello {
        let tasks = self.tasks.values().map(|task| task.report(self.clock(now)));
        let own = self.registration.as_deref().cloned();
        let registration = own.unwrap_or_else(|| self.machine.registration());
        Hello {
            newest_version: Some(1),
            oldest_version: Some(1),
            program_version: Some("simulated".to_owned()),
            container_instance_arn: self.instance.clone(),
            cluster: Some(self.cluster.clone()),
            registration: Some(registration),
            generation: Some(self.generation),
            tasks: Some(tasks.collect()),
            ..Hello::default()
        }
    }

    fn clock(&self, now: i64) -> Timestamp {
        Timestamp::from_millis(now.saturating_add(self.clock_ahead))
    }

    pub(crate) fn connected(&mut self, connection: u64) {
        self.connection = Some(connection);
        self.welcomed = false;
        self.untold.clear();
    }

    /// What control says over the connection that it believes in.
    pub(crate) fn hear(&mut self, message: ToNode, now: i64, actions: &mut Vec<Action>) {
        self.retries = 0;
        if let Some(Welcome { container_instance_arn, .. }) = message.welcome {
            self.instance = container_instance_arn;
            self.welcomed = true;
            self.report_soon(actions);
        }
        if let Some(assignments) = message.assignments {
            self.assign(assignments, now, actions);
        }
        if let Some(refused) = message.refused {
            // Where control does not know it, somebody lets it join again.
            if matches!(refused.code.as_deref(), Some("InactiveInstance" | "Denied")) {
                self.instance = None;
            }
            self.hang_up(actions);
        }
    }

    /// The connection is gone, as far as the node knows.
    pub(crate) fn hang_up(&mut self, actions: &mut Vec<Action>) {
        if self.connection.take().is_some() {
            self.retry(actions);
        }
    }

    fn assign(&mut self, assignments: Assignments, now: i64, actions: &mut Vec<Action>) {
        let generation = assignments.generation.unwrap_or_default();
        if generation < self.generation {
            return;
        }
        self.generation = generation;
        let tasks = assignments.tasks.unwrap_or_default();
        let named = |task: Assignment| Some((Arn::from(task.task_arn.as_deref()?), task));
        let tasks: Vec<(Arn, Assignment)> = tasks.into_iter().filter_map(named).collect();
        if assignments.full == Some(true) {
            let listed: BTreeSet<&Arn> = tasks.iter().map(|(arn, _)| arn).collect();
            let unlisted: Vec<_> = self.tasks.keys().filter(|arn| !listed.contains(arn)).cloned().collect();
            unlisted.iter().for_each(|arn| self.stop(arn, now, actions));
        }
        for arn in assignments.forget.iter().flatten() {
            self.forget(&Arn::from(arn.as_str()), now, actions);
        }
        let (stops, starts): (Vec<_>, Vec<_>) =
            tasks.into_iter().partition(|(_, task)| task.desired_status.as_deref() == Some(STOPPED));
        for (arn, _) in stops {
            if self.tasks.contains_key(&arn) {
                self.stop(&arn, now, actions);
            } else {
                self.tell_stopped(&arn, None, now, actions);
            }
        }
        for (arn, assignment) in starts {
            self.begin(arn, &assignment, now, actions);
        }
    }

    fn begin(&mut self, arn: Arn, assignment: &Assignment, now: i64, actions: &mut Vec<Action>) {
        if self.tasks.contains_key(&arn) {
            return;
        }
        if self.over.contains(&arn) {
            return self.tell_stopped(&arn, Some(RAN_ALREADY), now, actions);
        }
        if self.disk_full && !self.healed {
            return self.tell_stopped(&arn, Some(DISK_FULL), now, actions);
        }
        let Some(definition) = &assignment.definition else { return };
        let mut task = TaskRun::new(arn.clone(), definition, self.clock(now), &mut self.chance);
        task.assumed = self.assumed.as_ref().map(|it| it.of_definition(definition));
        self.tasks.insert(arn.clone(), task);
        self.tell(&arn, actions);
        self.make_room(now, actions);
    }

    /// Tasks that wait begin where what has ended left room.
    fn make_room(&mut self, now: i64, actions: &mut Vec<Action>) {
        let mut room = Room::of(&self.machine);
        let holding = self.tasks.values().filter(|task| task.holds_room());
        for task in holding {
            room.take(&task.needs);
        }
        let mut changed = Vec::new();
        let waiting =
            self.tasks.values_mut().filter(|task| task.stage == Stage::Waiting && !task.stop_wanted);
        for task in waiting {
            if room.take(&task.needs) {
                let wait = task.pull(now.saturating_add(self.clock_ahead), &mut self.chance);
                actions.push(Action::After(wait, Wake::Task { arn: task.arn.clone(), step: task.step }));
                changed.push(task.arn.clone());
            }
        }
        changed.iter().for_each(|arn| self.tell(arn, actions));
    }

    /// Whether some task waits for room although all was to fit: what control reserved is not there.
    pub(crate) fn waiting(&self) -> usize {
        self.tasks.values().filter(|task| task.stage == Stage::Waiting).count()
    }

    fn stop(&mut self, arn: &Arn, now: i64, actions: &mut Vec<Action>) {
        if self.sabotage.is(NodeBug::IgnoresStops) {
            return;
        }
        let at = self.clock(now);
        let Some(task) = self.tasks.get_mut(arn) else { return };
        if let Some(wait) = task.stop(at, self.healed, &mut self.chance) {
            actions.push(Action::After(wait, Wake::Task { arn: arn.clone(), step: task.step }));
            self.tell(arn, actions);
        }
    }

    fn forget(&mut self, arn: &Arn, now: i64, actions: &mut Vec<Action>) {
        match self.tasks.get(arn) {
            Some(task) if task.stage == Stage::Ended => {
                self.tasks.remove(arn);
                self.over.insert(arn.clone());
                self.untold.remove(arn);
            }
            // Control has written it off: what is left of it is stopped, and forgotten when it has ended.
            Some(_) => {
                self.stop(arn, now, actions);
                if let Some(task) = self.tasks.get_mut(arn) {
                    task.written_off = true;
                }
            }
            None => drop(self.untold.remove(arn)),
        }
    }

    /// A time that a task waited for has come.
    pub(crate) fn wake_task(&mut self, arn: &Arn, step: u32, now: i64, actions: &mut Vec<Action>) {
        let at = self.clock(now);
        let Some(task) = self.tasks.get_mut(arn).filter(|task| task.step == step) else { return };
        let before = task.stage;
        let next = task.go_on(at, self.healed, &mut self.chance);
        let (after, step) = (task.stage, task.step);
        if before != Stage::Running && after == Stage::Running {
            actions.push(Action::Began(arn.clone()));
        }
        actions.extend(next.map(|wait| Action::After(wait, Wake::Task { arn: arn.clone(), step })));
        self.tell(arn, actions);
        if after == Stage::Ended {
            self.ended(arn, now, actions);
        }
    }

    fn ended(&mut self, arn: &Arn, now: i64, actions: &mut Vec<Action>) {
        actions.push(Action::Ended(arn.clone()));
        if self.tasks.get(arn).is_some_and(|task| task.written_off) {
            self.tasks.remove(arn);
            self.untold.remove(arn);
            self.over.insert(arn.clone());
        }
        self.make_room(now, actions);
    }

    fn tell(&mut self, arn: &Arn, actions: &mut Vec<Action>) {
        self.untold.entry(arn.clone()).or_insert(None);
        self.report_soon(actions);
    }

    /// Of a task that is not here and shall not be.
    fn tell_stopped(&mut self, arn: &Arn, reason: Option<&str>, now: i64, actions: &mut Vec<Action>) {
        let at = self.clock(now);
        let report = TaskReport {
            task_arn: Some(arn.to_string()),
            revision: Some(at.millis()),
            status: Some(STOPPED.to_owned()),
            reason: reason.map(str::to_owned),
            stopped_at: Some(at),
            has_run: Some(false),
            ..TaskReport::default()
        };
        self.untold.insert(arn.clone(), Some(report));
        self.report_soon(actions);
    }

    fn report_soon(&mut self, actions: &mut Vec<Action>) {
        if !self.reporting {
            self.reporting = true;
            actions.push(Action::After(REPORT_GATHERING_MILLIS, Wake::Report));
        }
    }

    /// Says what has changed since it was said last.
    pub(crate) fn report(&mut self, now: i64, actions: &mut Vec<Action>) {
        self.reporting = false;
        if self.connection.is_none() || !self.welcomed || !self.powered {
            return;
        }
        let at = self.clock(now);
        let mut reports = Vec::new();
        for (arn, report) in std::mem::take(&mut self.untold) {
            let lost = self.sabotage.is(NodeBug::LosesExits)
                && self.tasks.get(&arn).is_some_and(|task| task.stage == Stage::Ended);
            if !lost {
                reports.extend(report.or_else(|| self.tasks.get(&arn).map(|task| task.report(at))));
            }
        }
        for part in reports.chunks(TASKS_PER_REPORT_MAX) {
            self.reports += 1;
            let report = Report { number: Some(self.reports), tasks: Some(part.to_vec()) };
            actions.push(Action::Say(Box::new(ToControl { report: Some(report), ..Default::default() })));
        }
    }

    /// The machine loses power: whatever ran is gone, what is on its disk is not.
    pub(crate) fn power_off(&mut self, now: i64, actions: &mut Vec<Action>) {
        self.powered = false;
        self.connection = None;
        let at = self.clock(now);
        let gone: Vec<Arn> = self.tasks.values_mut().filter_map(|task| task.vanish(at)).collect();
        actions.extend(gone.into_iter().map(Action::Ended));
    }

    pub(crate) fn power_on(&mut self, actions: &mut Vec<Action>) {
        if self.dead || self.powered {
            return;
        }
        (self.powered, self.reporting) = (true, false);
        if self.sabotage.is(NodeBug::ForgetsAtReboot) {
            self.tasks.clear();
        }
        let over: Vec<Arn> =
            self.tasks.values().filter(|it| it.written_off).map(|it| it.arn.clone()).collect();
        for arn in over {
            self.tasks.remove(&arn);
            self.over.insert(arn);
        }
        self.retry(actions);
    }

    /// Its clock is set. The processes that watch its tasks go by it.
    pub(crate) fn jump_clock(&mut self, millis: i64) {
        self.clock_ahead = (self.clock_ahead + millis).clamp(-CLOCK_AHEAD_MAX, CLOCK_AHEAD_MAX);
    }

    /// Something on the machine kills a task that runs.
    pub(crate) fn kill(&mut self, arn: &Arn, now: i64, actions: &mut Vec<Action>) {
        let at = self.clock(now);
        let Some(task) = self.tasks.get_mut(arn).filter(|task| task.stage == Stage::Running) else { return };
        task.exit(137, at);
        self.tell(arn, actions);
        self.ended(arn, now, actions);
    }

    /// A task that runs here already, in a world that is taken over.
    pub(crate) fn adopt(&mut self, task: TaskRun) {
        self.tasks.insert(task.arn.clone(), task);
    }

    pub(crate) fn heal(&mut self) {
        self.healed = true;
        self.disk_full = false;
    }
}
