//! Tells what instances have left, after tasks have come and gone there.
//!
//! An event of each placement would cost more than the placement. So whatever happens on an instance within a moment
//! is told of together, a moment later; and of very many instances, a portion at a time.
//!
//! It can be lost without harm: the next full pass finds what is not told yet.
//!
//! Must not know: why tasks come and go.

use std::cell::RefCell;
use std::collections::{HashSet, VecDeque};
use std::fmt;

use longshore_world::fleet::Machine;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::records::occupancy::Occupancy;
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::tables::Holds;
use longshore_world::{
    Decision, KeyBytes, Outcome, Plan, Planner, RowId, RowKey, Snapshot, StoredRecord, TableId, Timestamp,
    Trigger, Tx, World,
};

/// What happens on an instance within so long is one event.
const MOMENT_MILLIS: i64 = 1000;
/// How many instances are told of at once, and how soon the next ones.
const PORTION: usize = 200;
const PORTION_MILLIS: i64 = 200;

/// The planner: which instances something has happened on, and when it is to be told.
#[derive(Default)]
pub struct Teller {
    agenda: RefCell<Agenda>,
}

#[derive(Default)]
struct Agenda {
    /// In the order of their times, since each waits equally long.
    queue: VecDeque<(Timestamp, ContainerInstanceKey)>,
    /// The ids of those in the queue.
    waiting: HashSet<String>,
}

impl Agenda {
    fn changed(&mut self, world: &World, id: &RowId, now: Timestamp) {
        let Some(task) = <World as Holds<Task>>::table(world).get(&id.key) else { return };
        // Most tasks of a burst come to an instance that waits already: then no key is read.
        if task.instance.as_ref().is_none_or(|id| self.waiting.contains(id)) {
            return;
        }
        if let Some(key) = TaskKey::parse(id.key.as_slice()).and_then(|key| task.instance_key(&key)) {
            self.want(key, now);
        }
    }

    fn want(&mut self, key: ContainerInstanceKey, now: Timestamp) {
        if self.waiting.insert(key.id.clone()) {
            self.queue.push_back((now.plus_millis(MOMENT_MILLIS), key));
        }
    }

    /// The next one whose time has come; a clock that was set back keeps none waiting.
    fn take(&mut self, now: Timestamp) -> Option<ContainerInstanceKey> {
        let (at, _) = self.queue.front()?;
        if *at > now && *at <= now.plus_millis(MOMENT_MILLIS) {
            return None;
        }
        let (_, key) = self.queue.pop_front()?;
        self.waiting.remove(&key.id);
        Some(key)
    }
}

impl Planner for Teller {
    fn name(&self) -> &'static str {
        "occupancy"
    }

    fn tables(&self) -> &'static [TableId] {
        &[Task::TABLE]
    }

    fn plan(&self, snapshot: &Snapshot, trigger: &Trigger, now: Timestamp) -> Plan {
        let mut agenda = self.agenda.borrow_mut();
        match trigger {
            Trigger::Full => {
                let all = snapshot.scan::<ContainerInstance>(&KeyBytes::from_slice(&[]));
                let untold = all.filter(|(key, _)| news(snapshot, key).is_some());
                untold.for_each(|(key, _)| agenda.want(key, now));
            }
            Trigger::Changed(rows) => rows.iter().for_each(|id| agenda.changed(snapshot, id, now)),
        }
        let mut plan = Plan::default();
        for _ in 0..PORTION {
            let Some(key) = agenda.take(now) else { break };
            if news(snapshot, &key).is_some() {
                plan.decisions.push(Box::new(Tell { key }));
            }
        }
        if let Some((at, _)) = agenda.queue.front() {
            plan.wake((*at).max(now.plus_millis(PORTION_MILLIS)));
        }
        plan
    }
}

/// What is to be told of an instance; none where nothing is new.
fn news(world: &World, key: &ContainerInstanceKey) -> Option<Occupancy> {
    let row = world.get::<ContainerInstance>(key).filter(|row| row.is_registered())?;
    let machine = world.fleet().instance(key)?;
    let told = world.get::<Occupancy>(key);
    let (live, remaining) = (count(machine.live), machine.remaining());
    let known = told.map_or(live == 0, |told| told.live == live && told.remaining == remaining);
    let version = told.map_or(0, |told| told.version).max(row.instance.version.unwrap_or_default());
    (!known).then(|| occupancy(machine, version.saturating_add(1)))
}

fn occupancy(machine: &Machine, version: i64) -> Occupancy {
    Occupancy {
        version,
        live: count(machine.live),
        running: count(machine.running),
        pending: count(machine.pending),
        remaining: machine.remaining(),
    }
}

fn count(tasks: u32) -> i32 {
    i32::try_from(tasks).unwrap_or(i32::MAX)
}

/// Which instance is told of.
struct Tell {
    key: ContainerInstanceKey,
}

impl fmt::Display for Tell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tell what container instance {} has left: tasks came or went", self.key.id)
    }
}

impl Decision for Tell {
    fn apply(&self, tx: &mut Tx<'_>) -> Outcome {
        let Some(news) = news(tx, &self.key) else { return Outcome::Stale };
        tx.put(&self.key, news);
        Outcome::Done
    }
}
