//! The cluster: control, its nodes and what lies between them, on one clock and from one seed.
//!
//! Everything happens in one loop: the next thing on the agenda is done, which puts more on the agenda. Nothing else
//! decides, so the same settings give the same run, to the byte.
//!
//! - [`links`] carries messages between control and nodes;
//! - [`calls`] asks as clients and the random user do;
//! - [`commits`] makes waiting transactions durable and follows what they changed;
//! - [`weather`] lets things go wrong, and [`faults`] says how;
//! - [`peace`] ends all faults and waits for everything to settle;
//! - [`fork`] makes a cluster of a world that is there already.
//!
//! Must not know: what any operation or planner does.

mod calls;
mod commits;
mod faults;
mod fork;
mod links;
mod peace;
mod weather;

use std::collections::{BTreeMap, HashMap, VecDeque};

use longshore_engine::Committed;
use longshore_services::accounts;
pub use longshore_store::faulty::Fault;
use longshore_store::faulty::Faults;
use longshore_world::{Account, KeyBytes, Region, Scope, Snapshot, Timestamp};
use serde_json::Value;

pub use self::faults::Before;
use self::links::{Connection, Session};
pub use self::weather::{KINDS, Weather};
use crate::agenda::{Agenda, BEGINNING};
use crate::chance::{Chance, Rhythm};
use crate::check::Checks;
pub use crate::control::CallProblem;
use crate::control::{self, Control, Then};
use crate::disk::Disk;
pub use crate::node::assumed::{Assumptions, Failing, Times};
pub use crate::node::machine::Machine;
use crate::node::{Action, Node, NodeId, Wake};
use crate::sabotage::{FlowBug, Sabotage};
use crate::user::{Home, User};

const ACCOUNT: u64 = 123_456_789_012;
const REGION: &str = "us-east-1";
/// How long planners wait for more changes before they look.
const PLAN_PAUSE_MILLIS: i64 = 20;
const LOG_KEPT: usize = 100_000;
/// How long full passes that could find nothing new are left out, at most, where time may be skipped.
const FULL_PASS_MILLIS: i64 = 6 * 3600 * 1000;

/// What a run is made from. The same settings give the same run.
#[derive(Debug, Clone)]
pub struct Settings {
    pub seed: u64,
    pub weather: Weather,
    /// Between two calls of the random user, typically; none without one.
    pub user_millis: Option<i64>,
    /// How many clusters the installation has; the user is at home in all of them.
    pub clusters: usize,
    /// Nothing happens for long: the user and the weather act in bursts, and of the full passes that planners make of
    /// a world that has not changed since the last most are left out.
    pub quiet: bool,
    pub sabotage: Sabotage,
    /// Keeps a transcript.
    pub verbose: bool,
    pub checks: bool,
    /// The commit of that number fails in that way, whatever the weather.
    pub failing_commit: Option<(u64, Fault)>,
    /// How tasks are taken to behave, whatever their images are called; and links are quick then.
    pub assumed: Option<std::sync::Arc<Assumptions>>,
    /// Keeps what every commit changed, for whoever asks.
    pub watched: bool,
}

impl Settings {
    /// No faults and no user: for scripts.
    pub fn calm(seed: u64) -> Self {
        Self {
            seed,
            weather: Weather::CALM,
            user_millis: None,
            clusters: 2,
            quiet: false,
            sabotage: Sabotage::None,
            verbose: false,
            checks: true,
            failing_commit: None,
            assumed: None,
            watched: false,
        }
    }
}

/// What happens at some time.
pub(crate) enum Due {
    Flush,
    Plan,
    /// What a slow planner has decided is carried out.
    Carry,
    Reopen,
    Node {
        node: NodeId,
        wake: Wake,
    },
    ToControl {
        connection: u64,
        message: Box<longshore_link::ToControl>,
    },
    ToNode {
        connection: u64,
        message: Box<longshore_link::ToNode>,
    },
    /// The node notices that a connection is gone.
    HangUp {
        node: NodeId,
        connection: u64,
    },
    /// Neither side has heard of the other for too long.
    Silence {
        connection: u64,
    },
    PowerOn {
        node: NodeId,
    },
    RoomOnDisk {
        node: NodeId,
    },
    User,
    Weather,
    /// Somebody ends an instance whose machine will never come back.
    WriteOff {
        node: NodeId,
    },
}

/// Figures of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    pub events: u64,
    pub transactions: u64,
    pub commits: u64,
    pub calls: u64,
    pub crashes: u64,
    pub faults: u64,
    /// Faults by their kind, in the order of [`KINDS`].
    pub by_kind: [u64; KINDS.len()],
    /// Reports that came twice.
    pub repeats: u64,
    /// Commits that failed: because the disk was full, torn, and not synced.
    pub commits_failed: [u64; 3],
    pub tasks_begun: u64,
}

pub struct Cluster {
    pub(crate) agenda: Agenda<Due>,
    chance: Chance,
    pub(crate) control: Control,
    pub(crate) scope: Scope,
    /// How far the clock of control is ahead of the true one.
    clock_ahead: i64,
    pub(crate) nodes: Vec<Node>,
    connections: BTreeMap<u64, Connection>,
    sessions: BTreeMap<u64, Session>,
    /// The newest session of each instance.
    places: HashMap<KeyBytes, u64>,
    cut_until: BTreeMap<NodeId, i64>,
    connections_made: u64,
    checks: Checks,
    user: Option<User>,
    weather: Rhythm,
    pub(crate) answers: BTreeMap<u64, Result<Value, CallProblem>>,
    calls: u64,
    /// How often each operation was called, and answered without an error.
    called: BTreeMap<&'static str, (u64, u64)>,
    flush_planned: bool,
    plan_at: Option<i64>,
    /// The position of the world at which planners decided nothing last.
    content_at: Option<u64>,
    /// Until when planners are slow, and until when what waits for the disk is taken in any order.
    slow_until: i64,
    shuffled_until: i64,
    settings: Settings,
    healed: bool,
    pub(crate) problems: Vec<String>,
    log: VecDeque<String>,
    seen: Vec<(i64, Committed)>,
    figures: Figures,
}

impl Cluster {
    /// A new installation without machines.
    pub fn new(settings: Settings) -> Result<Self, CallProblem> {
        let mut chance = Chance::new(settings.seed);
        let weather = settings.weather;
        let (full, torn, sync) = (weather.commits_fail, weather.commits_fail, weather.commits_fail);
        let disk = Disk::new(Faults { seed: chance.number(), full, torn, sync });
        if let Some((commit, how)) = settings.failing_commit {
            disk.fail(commit, how);
        }
        if settings.sabotage.flows(FlowBug::DiskLies) {
            disk.lie(40);
        }
        if settings.sabotage.flows(FlowBug::DropsHistory) {
            disk.drop_history();
        }
        let region = Region::parse(REGION).map_err(|_| CallProblem::Down)?;
        let scope = Scope { account: Account::from_number(ACCOUNT), region };
        // The very first commits may fail too.
        let control = (0..100).find_map(|_| {
            let opened = Control::open(disk.clone(), scope, chance.number(), settings.sabotage);
            if opened.is_err() {
                disk.crash(chance.number());
            }
            opened.ok()
        });
        let mut cluster = Self::with(control.ok_or(CallProblem::Down)?, scope, chance, settings);
        cluster.submit(Then::Nothing, move |tx| accounts::open(tx, scope));
        cluster.begin();
        Ok(cluster)
    }

    fn with(control: Control, scope: Scope, mut chance: Chance, settings: Settings) -> Self {
        let home = Home { clusters: settings.clusters, quiet: settings.quiet };
        let user = settings.user_millis.map(|millis| {
            User::new(chance.fork(), Rhythm::new(millis, settings.quiet), home, control.operations())
        });
        let weather = Rhythm::new(settings.weather.typical_millis, settings.quiet);
        Self {
            agenda: Agenda::new(BEGINNING),
            checks: Checks::new(settings.checks, settings.sabotage),
            chance,
            control,
            scope,
            clock_ahead: 0,
            nodes: Vec::new(),
            connections: BTreeMap::new(),
            sessions: BTreeMap::new(),
            places: HashMap::new(),
            cut_until: BTreeMap::new(),
            connections_made: 0,
            user,
            weather,
            answers: BTreeMap::new(),
            calls: 0,
            called: BTreeMap::new(),
            flush_planned: false,
            plan_at: None,
            content_at: None,
            slow_until: 0,
            shuffled_until: 0,
            settings,
            healed: false,
            problems: Vec::new(),
            log: VecDeque::new(),
            seen: Vec::new(),
            figures: Figures::default(),
        }
    }

    fn begin(&mut self) {
        if self.user.is_some() {
            self.agenda.after(1_000, Due::User);
        }
        if self.settings.weather.is_any() {
            self.agenda.after(5_000, Due::Weather);
        }
    }

    /// A machine joins a cluster, now.
    pub fn add_node(&mut self, cluster: &str, machine: Machine) -> usize {
        let chance = self.chance.fork();
        self.nodes.push(Node::new(machine, cluster.to_owned(), chance, self.settings.sabotage));
        let node = self.nodes.len() - 1;
        let wait = self.chance.within(0..=500);
        self.agenda.after(wait, Due::Node { node, wake: Wake::Connect });
        node
    }

    pub fn snapshot(&self) -> &Snapshot {
        &self.control.snapshot
    }

    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// The true time, in milliseconds.
    pub fn now(&self) -> i64 {
        self.agenda.now()
    }

    /// Since the beginning.
    pub fn elapsed_millis(&self) -> i64 {
        self.agenda.now() - BEGINNING
    }

    /// What time control thinks it is.
    pub(crate) fn control_now(&self) -> Timestamp {
        Timestamp::from_millis(self.agenda.now().saturating_add(self.clock_ahead))
    }

    pub fn figures(&self) -> Figures {
        Figures {
            events: self.agenda.count(),
            transactions: self.control.transactions,
            commits: self.control.disk.commits(),
            calls: self.calls,
            commits_failed: self.control.disk.failed(),
            ..self.figures
        }
    }

    /// How many clusters the installation has.
    pub fn clusters(&self) -> usize {
        self.settings.clusters
    }

    /// How often each operation was called, and how often it answered without an error.
    pub fn called(&self) -> &BTreeMap<&'static str, (u64, u64)> {
        &self.called
    }

    /// Every operation that is built.
    pub fn operations(&self) -> Vec<&'static str> {
        self.control.operations().into_iter().map(|operation| operation.name).collect()
    }

    /// What commits have changed since this was asked last, with the time of each; where it is watched.
    pub fn take_seen(&mut self) -> Vec<(i64, Committed)> {
        std::mem::take(&mut self.seen)
    }

    /// What is wrong, if anything was found to be.
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    /// The transcript, the newest last; empty where none is kept.
    pub fn transcript(&self) -> impl Iterator<Item = &String> {
        self.log.iter()
    }

    pub(crate) fn log(&mut self, line: impl FnOnce(&Self) -> String) {
        if self.settings.verbose {
            let line = format!("{:>12.3}s {}", self.elapsed_millis() as f64 / 1000.0, line(self));
            if self.log.len() >= LOG_KEPT {
                self.log.pop_front();
            }
            self.log.push_back(line);
        }
    }

    /// Lets time pass. Answers whether nothing was found to be wrong.
    pub fn run_for(&mut self, millis: i64) -> bool {
        let until = self.agenda.now().saturating_add(millis);
        self.run_until(until)
    }

    fn run_until(&mut self, until: i64) -> bool {
        while self.problems.is_empty()
            && let Some(due) = self.agenda.next(until)
        {
            self.happen(due);
        }
        self.problems.is_empty()
    }

    fn happen(&mut self, due: Due) {
        match due {
            Due::Flush => self.flush(),
            Due::Plan => self.plan(),
            Due::Carry => self.carry(),
            Due::Reopen => self.reopen(),
            Due::Node { node, wake } => self.wake_node(node, wake),
            Due::ToControl { connection, message } => self.control_hears(connection, *message),
            Due::ToNode { connection, message } => self.node_hears(connection, *message),
            Due::HangUp { node, connection } => self.hang_up(node, connection),
            Due::Silence { connection } => self.fall_silent(connection),
            Due::PowerOn { node } => self.with_node(node, |node, _, actions| node.power_on(actions)),
            Due::RoomOnDisk { node } => self.with_node(node, |node, _, _| node.disk_full = false),
            Due::User => self.let_user_act(),
            Due::Weather => self.let_weather_act(),
            Due::WriteOff { node } => self.write_off(node),
        }
    }

    /// Lets a node act, and carries out what it does.
    fn with_node(&mut self, id: NodeId, act: impl FnOnce(&mut Node, i64, &mut Vec<Action>)) {
        let now = self.agenda.now();
        let mut actions = Vec::new();
        let Some(node) = self.nodes.get_mut(id) else { return };
        act(node, now, &mut actions);
        let connection = node.connection;
        for action in actions {
            match action {
                Action::After(wait, wake) => self.agenda.after(wait, Due::Node { node: id, wake }),
                Action::Say(message) => {
                    if let Some(connection) = connection {
                        self.say_to_control(connection, *message);
                    }
                }
                Action::Began(arn) => {
                    self.figures.tasks_begun += 1;
                    self.log(|_| format!("node {id} began {arn}"));
                    self.checks.began(&arn, id, &mut self.problems);
                }
                Action::Ended(arn) => {
                    self.log(|_| format!("node {id} ended {arn}"));
                    self.checks.ended(&arn, id);
                }
            }
        }
    }

    fn wake_node(&mut self, id: NodeId, wake: Wake) {
        match wake {
            Wake::Connect => self.connect(id),
            Wake::Report => self.with_node(id, |node, now, actions| node.report(now, actions)),
            Wake::Task { arn, step } => self.with_node(id, |node, now, actions| {
                if node.powered {
                    node.wake_task(&arn, step, now, actions);
                }
            }),
        }
    }

    pub(crate) fn submit(
        &mut self,
        then: Then,
        run: impl FnOnce(&mut longshore_world::Tx<'_>) + Send + 'static,
    ) {
        debug_assert!(matches!(then, Then::Nothing), "others bring what they found");
        self.control.submit_plain(run);
        self.plan_flush();
    }

    fn submit_run(&mut self, then: Then, run: control::Run) {
        self.control.submit(then, run);
        self.plan_flush();
    }

    /// The disk is busy for a moment; what comes meanwhile shares the commit.
    fn plan_flush(&mut self) {
        if !self.flush_planned && self.control.is_up() {
            self.flush_planned = true;
            let wait =
                if self.chance.once_in(50) { self.chance.within(0..=200) } else { self.chance.within(0..=3) };
            self.agenda.after(wait, Due::Flush);
        }
    }
}
