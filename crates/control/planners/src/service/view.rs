//! What a service's scheduler looks at, and what it may decide: the two sides of [`super::decide`].
//!
//! A view is made from a snapshot; a plan is carried out by transactions. Neither holds anything of the world,
//! so that tables and properties can be written about decisions alone.
//!
//! Must not know: rows, or how a decision is carried out.

use longshore_world::Timestamp;

/// Everything that a decision about one service rests on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct View {
    pub name: String,
    /// Its status is ACTIVE; a deleted one only stops tasks.
    pub active: bool,
    pub scheduling: Scheduling,
    /// Who conducts deployments.
    pub controller: Controller,
    pub minimum_healthy_percent: i64,
    pub maximum_percent: i64,
    pub breaker: Option<Breaker>,
    pub alarms: Option<Alarms>,
    pub early_success: Option<EarlySuccess>,
    /// For how long after its start a task's health is passed over.
    pub grace_secs: i64,
    /// Its tasks are to be spread again over the zones when they are not.
    pub rebalances: bool,
    /// The zones that have machines it may use, in order.
    pub zones: Vec<String>,
    /// Newest first; the first is PRIMARY.
    pub rollouts: Vec<Rollout>,
    /// The revision of the deployment that was completed last, also when its rollout is no longer listed: where a
    /// rollback goes then. While it is not known, a completed rollout stays listed until the next is complete.
    pub fallback: Option<String>,
    /// Those that have a place somewhere. Also of task sets and of rollouts that are no more.
    pub tasks: Vec<Task>,
    /// Where tasks are stopped first that are too many, by the service's placement strategies, the first of them
    /// first; none where it has none.
    pub stop_first: Vec<StopFirst>,
    /// Those that have stopped and were not looked at before, oldest first.
    pub ended: Vec<Ended>,
    pub memory: Memory,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Scheduling {
    Replica {
        desired: usize,
    },
    /// One task on each of these instances: the ones that its constraints allow.
    Daemon {
        hosts: Vec<Host>,
    },
}

impl Default for Scheduling {
    fn default() -> Self {
        Self::Replica { desired: 0 }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Controller {
    #[default]
    Ecs,
    /// EXTERNAL and CODE_DEPLOY: each rollout is a task set with a count of its own.
    External,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Host {
    pub instance: String,
    /// New tasks may be placed there: it is ACTIVE and its agent is there.
    pub open: bool,
    /// Its task is to stop: it is DRAINING, and nothing but daemons runs there any more.
    pub draining: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Breaker {
    pub rollback: bool,
    pub reset_on_healthy_task: bool,
    pub threshold: Threshold,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threshold {
    BoundedPercent(i64),
    UnboundedPercent(i64),
    Count(i64),
}

/// When a deployment has succeeded before all of its tasks are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EarlySuccess {
    /// Of the wanted tasks, how many must be healthy.
    pub healthy_percent: i64,
    /// The tasks of older deployments must be gone.
    pub blocking: bool,
}

/// What a placement strategy makes of the places of tasks that are too many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StopFirst {
    /// Spread over zones: where most tasks are.
    FullestZone,
    /// Spread over instances.
    FullestInstance,
    /// Spread over another attribute: the value that each instance has.
    FullestValue(std::collections::BTreeMap<String, String>),
    /// Binpack: the instance that has most left, so that machines become empty; what each has left.
    EmptiestInstance(std::collections::BTreeMap<String, i64>),
}

/// What the metrics say of the alarms that watch a deployment.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Alarms {
    pub rollback: bool,
    /// The names of those in ALARM; not those that were so when the deployment began.
    pub alarming: Vec<String>,
    pub bake_secs: i64,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rollout {
    /// `ecs-svc/<digits>`, or the id of a task set.
    pub id: String,
    pub revision: String,
    pub created_at: Timestamp,
    /// Of a task set: Completed while it is steady, InProgress while it is not.
    pub state: RolloutState,
    pub failed_tasks: i64,
    pub has_run: bool,
    /// It was complete once.
    pub completed: bool,
    /// No more tasks of it are started.
    pub halted: bool,
    /// Of a task set: how many tasks it shall have, and whether it is to go.
    pub wanted: Option<usize>,
    pub draining: bool,
    /// Somebody asked for the end of this deployment.
    pub stop_requested: Option<StopRequested>,
    /// The rollout that it undoes.
    pub rolls_back: Option<String>,
    /// The alarms that ended it.
    pub alarms: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RolloutState {
    #[default]
    InProgress,
    Completed,
    Failed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopRequested {
    Rollback,
    Abort,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskState {
    /// Not RUNNING yet.
    #[default]
    Starting,
    Running,
    /// Asked to stop, and not gone yet.
    Stopping,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TaskHealth {
    /// Nothing watches it, so that it counts as healthy as soon as it runs, and a while later as proven.
    #[default]
    Unwatched,
    /// Nothing is known yet.
    Unknown,
    Healthy,
    /// Its containers' checks fail.
    Unhealthy,
    /// Its targets' checks fail; the target group.
    UnhealthyTarget,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Task {
    pub id: String,
    /// The id of its rollout.
    pub rollout: String,
    pub state: TaskState,
    pub health: TaskHealth,
    pub protected: bool,
    /// When its protection ends by itself: for the next look alone.
    pub protected_until: Option<Timestamp>,
    /// The target group that finds it unhealthy.
    pub target_group: Option<String>,
    pub zone: Option<String>,
    pub instance: Option<String>,
    /// Its instance is DRAINING, or gone.
    pub leaving: bool,
    pub created_at: Timestamp,
    pub started_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ended {
    pub id: String,
    pub rollout: String,
    pub had_run: bool,
    /// When it was RUNNING first: one that ended right after is not replaced in the same instant.
    pub started_at: Option<Timestamp>,
    /// The scheduler itself asked for it, or a user: no failure.
    pub asked: bool,
    pub reason: String,
    /// As its node's clock has it.
    pub stopped_at: Timestamp,
    /// The commit that wrote its end.
    pub ended_in: i64,
}

/// What the scheduler keeps between two looks; its row holds it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Memory {
    pub start_failures: i64,
    pub next_start_at: Option<Timestamp>,
    pub unplaced: Option<String>,
    pub unplaced_since: Option<Timestamp>,
    pub steady_told_at: Option<Timestamp>,
    /// When each message was told last, and other moments that the decision has to know later; by its own keys.
    pub told: std::collections::BTreeMap<String, Timestamp>,
    /// The commit until which ended tasks were judged.
    pub judged_commit: i64,
}

/// What is to be done about a service now. Doing it and deciding again decides nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    pub items: Vec<Item>,
    /// In the order in which they are to be told. What was started and stopped, and what had no place, is not
    /// among them: only who carries the plan out knows.
    pub events: Vec<Event>,
    pub memory: Memory,
    /// When time alone makes another look worth it.
    pub wake_at: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub action: Action,
    /// On what grounds, in plain words: for the decision log.
    pub why: String,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Starts tasks wherever placement puts them.
    Start {
        rollout: String,
        count: usize,
    },
    /// Starts one task on that instance: daemons.
    StartOn {
        rollout: String,
        instance: String,
    },
    /// Starts tasks in that zone: rebalancing.
    StartIn {
        rollout: String,
        zone: String,
        count: usize,
    },
    /// Stops a task, with the reason that it shows.
    Stop {
        task: String,
        reason: String,
    },
    Rollout {
        rollout: String,
        change: RolloutChange,
    },
    /// Back to the revision that was completed last, to undo another. Where a rollout of that revision is still
    /// listed, it becomes PRIMARY again under its own id and keeps its tasks; else a new one is made. Either way
    /// it is IN_PROGRESS, was not completed, has no failed tasks, is not halted, and rolls `failed` back. The next look
    /// tells of it.
    RollBack {
        failed: String,
        to_revision: String,
        reason: String,
    },
    /// The service is empty and was deleted: INACTIVE.
    Finish,
}

#[derive(Debug, Clone, PartialEq)]
pub enum RolloutChange {
    /// Counted anew.
    FailedTasks(i64),
    HasRun,
    /// Its state, with the reason that it shows. One that is Completed was completed once.
    State(RolloutState, String),
    /// It has no tasks left and is no longer listed.
    Gone,
    Halted,
    /// These alarms ended it.
    Alarmed(Vec<String>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// As DescribeServices shows it; none where it is for the bus alone.
    pub message: Option<String>,
    pub on_bus: Option<OnBus>,
}

/// An event for EventBridge.
#[derive(Debug, Clone, PartialEq)]
pub struct OnBus {
    pub detail_type: DetailType,
    /// INFO, WARN or ERROR.
    pub event_type: &'static str,
    /// SERVICE_STEADY_STATE and so on.
    pub event_name: &'static str,
    pub reason: Option<String>,
    /// Of which deployment it tells.
    pub rollout: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DetailType {
    ServiceAction,
    DeploymentStateChange,
}
