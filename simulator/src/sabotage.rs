//! Planted bugs: what the checkers must find, so that their silence means something.
//!
//! Each is one fault of a kind that a change could bring in; none is in any run but those that prove the checkers.
//!
//! Must not know: which checker finds it.

use longshore_shapes::ecs::TaskStopCode;
use longshore_store::{Batch, Write};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::history::Happening;
use longshore_world::records::task::status::Status;
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::{Change, RowKey, StoredRecord, Tx};

/// A bug of nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeBug {
    IgnoresStops,
    /// It forgets at a reboot what it had run, and runs it again.
    ForgetsAtReboot,
    /// It never tells how a task ended.
    LosesExits,
}

/// A bug of what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteBug {
    /// New tasks all go to the same machine, whatever it has.
    CrowdsOneMachine,
    /// A task goes back from RUNNING to PENDING.
    GoesBack,
    /// A stop is taken back.
    TakesStopsBack,
    /// A task stops and nothing says why.
    StopsUnexplained,
    /// A task of a service is started that nobody asked for.
    StartsOneTooMany,
    /// The scheduler stops all of a service at once.
    StopsAll,
    /// A task that was just started is gone.
    LosesTasks,
}

/// A bug of what follows from what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlowBug {
    /// Decisions are made and not carried out.
    DropsDecisions,
    /// Nodes do not hear of stops.
    DropsStops,
    /// The disk acknowledges what it does not keep.
    DiskLies,
    /// Events are not kept.
    DropsHistory,
    /// A planner decides the same again and again.
    NeverContent,
}

/// A planted bug, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sabotage {
    #[default]
    None,
    Node(NodeBug),
    Write(WriteBug),
    Flow(FlowBug),
}

impl Sabotage {
    /// Every one, with a name to print.
    pub const ALL: &'static [Self] = &[
        Self::Node(NodeBug::IgnoresStops),
        Self::Node(NodeBug::ForgetsAtReboot),
        Self::Node(NodeBug::LosesExits),
        Self::Write(WriteBug::CrowdsOneMachine),
        Self::Write(WriteBug::GoesBack),
        Self::Write(WriteBug::TakesStopsBack),
        Self::Write(WriteBug::StopsUnexplained),
        Self::Write(WriteBug::StartsOneTooMany),
        Self::Write(WriteBug::StopsAll),
        Self::Write(WriteBug::LosesTasks),
        Self::Flow(FlowBug::DropsDecisions),
        Self::Flow(FlowBug::DropsStops),
        Self::Flow(FlowBug::DiskLies),
        Self::Flow(FlowBug::DropsHistory),
        Self::Flow(FlowBug::NeverContent),
    ];

    pub(crate) fn is(self, bug: NodeBug) -> bool {
        self == Self::Node(bug)
    }

    pub(crate) fn flows(self, bug: FlowBug) -> bool {
        self == Self::Flow(bug)
    }
}

/// What a bug adds to a transaction that would else be right. `turn` counts transactions.
pub(crate) fn spoil(sabotage: Sabotage, tx: &mut Tx<'_>, turn: u64) {
    let Sabotage::Write(bug) = sabotage else { return };
    match bug {
        WriteBug::CrowdsOneMachine => crowd(tx),
        WriteBug::StartsOneTooMany if turn.is_multiple_of(7) => start_more(tx),
        WriteBug::StopsAll if turn.is_multiple_of(97) => stop_all(tx),
        WriteBug::LosesTasks if turn.is_multiple_of(53) => {
            if let Some((key, _)) = some_task(tx, |task| task.status == Status::Running) {
                tx.delete::<Task>(&key);
            }
        }
        WriteBug::GoesBack if turn.is_multiple_of(53) => {
            change_some(tx, |task| task.status == Status::Running, |task| task.status = Status::Pending);
        }
        WriteBug::TakesStopsBack => {
            change_some(tx, |task| task.is_live() && task.shall_stop, |task| task.shall_stop = false);
        }
        WriteBug::StopsUnexplained => {
            change_some(tx, |task| task.shall_stop && task.is_live(), |task| task.stop_code = None);
        }
        _ => {}
    }
}

fn everything() -> longshore_world::KeyBytes {
    longshore_world::KeyBytes::from_slice(&[])
}

fn some_task(tx: &Tx<'_>, which: impl Fn(&Task) -> bool) -> Option<(TaskKey, Task)> {
    let mut tasks = tx.scan::<Task>(&everything());
    tasks.find(|(_, task)| which(task)).map(|(key, task)| (key, Task::clone(task)))
}

fn change_some(tx: &mut Tx<'_>, which: impl Fn(&Task) -> bool, change: impl Fn(&mut Task)) {
    let Some((key, _)) = some_task(tx, which) else { return };
    tx.update(&key, |task: &mut Task| {
        change(task);
        task.version += 1;
    });
}

fn crowd(tx: &mut Tx<'_>) {
    let is_new = |task: &Task| task.is_pending() && task.instance.is_some() && task.version <= 1;
    let Some((key, new)) = some_task(tx, is_new) else { return };
    let there = |task: &Task| task.is_live() && task.instance.is_some() && task.instance != new.instance;
    let Some((_, other)) = some_task(tx, there) else { return };
    tx.update(&key, |task: &mut Task| task.instance = other.instance);
}

fn start_more(tx: &mut Tx<'_>) {
    let of_service = |task: &Task| task.is_running() && task.launch.service().is_some();
    let Some((key, task)) = some_task(tx, of_service) else { return };
    let id = tx.new_id();
    let copy = Task { status: Status::Pending, version: 1, reported: None, has_run: false, ..task };
    tx.put(&TaskKey { id, ..key }, copy);
}

fn stop_all(tx: &mut Tx<'_>) {
    let of_service = |task: &Task| task.is_running() && task.launch.service().is_some();
    let Some((key, task)) = some_task(tx, of_service) else { return };
    let cluster = ClusterKey { scope: key.scope, name: key.cluster };
    let now = tx.now();
    let all = tx.scan::<Task>(&everything());
    let of_group = |(key, other): &(TaskKey, &std::sync::Arc<Task>)| {
        key.cluster == cluster.name && other.launch.group == task.launch.group
    };
    let keys: Vec<TaskKey> = all.filter(of_group).map(|(key, _)| key).collect();
    for key in keys {
        tx.update(&key, |task: &mut Task| {
            if task.desire_stop(now, &TaskStopCode::ServiceSchedulerInitiated, "planted") {
                task.version += 1;
                task.assigned += 1;
            }
        });
    }
}

/// What a bug leaves of a batch on its way to the disk.
pub(crate) fn without_history(batch: &Batch) -> Batch {
    let kept = |write: &&Write| write.table() != Happening::TABLE;
    Batch { writes: batch.writes.iter().filter(kept).cloned().collect() }
}

/// Whether a change is of a kind that a bug keeps from nodes.
pub(crate) fn is_stop(change: &Change) -> bool {
    let row = |row: &Option<std::sync::Arc<dyn longshore_world::record::AnyRecord>>| {
        row.as_ref().and_then(|row| row.as_any().downcast_ref::<Task>().map(|task| task.shall_stop))
    };
    TaskKey::parse(change.id.key.as_slice()).is_some()
        && row(&change.before) == Some(false)
        && row(&change.after) == Some(true)
}
