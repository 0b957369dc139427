//! Stopped tasks leave memory, oldest first: those that stopped a while ago, and those that are too many.
//!
//! Must not know: when they go for good.

use std::fmt;

use longshore_shapes::Timestamp;
use longshore_world::key::KeyBytes;
use longshore_world::records::task::stopped;
use longshore_world::records::task::{STOPPED, Task, TaskKey};
use longshore_world::{Decision, Outcome, Plan, Snapshot, Tx};

use super::{REMOVED_MAX, since};

/// How long a stopped task stays in memory, where ListTasks finds it: as long as ECS shows one for sure.
pub(super) const HOT_SECS: i64 = 60 * 60;
/// How many stay at most.
pub(super) const HOT_MAX: usize = 20_000;
/// How many move in one transaction.
const RETIRED_AT_ONCE: usize = 250;

pub(super) fn retire(snapshot: &Snapshot, now: Timestamp, plan: &mut Plan) {
    retire_beyond(HOT_MAX, snapshot, now, plan);
}

pub(super) fn retire_beyond(hot_max: usize, snapshot: &Snapshot, now: Timestamp, plan: &mut Plan) {
    let surplus = snapshot.index_len::<Task>(STOPPED).saturating_sub(hot_max);
    let mut tasks = Vec::new();
    for (place, key, _) in snapshot.by_index::<Task>(STOPPED, &KeyBytes::from_slice(&[]), None) {
        let due = since(place).plus_secs(HOT_SECS);
        if due > now && tasks.len() >= surplus {
            plan.wake(due);
            break;
        }
        if tasks.len() == REMOVED_MAX {
            plan.wake(now);
            break;
        }
        tasks.push((key, since(place)));
    }
    for portion in tasks.chunks(RETIRED_AT_ONCE) {
        plan.decisions.push(Box::new(Retire { tasks: portion.to_vec() }));
    }
}

/// Which tasks, and when they stopped.
struct Retire {
    tasks: Vec<(TaskKey, Timestamp)>,
}

impl fmt::Display for Retire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.tasks.first().map(|(key, _)| key.id.as_str()).unwrap_or_default();
        let count = self.tasks.len();
        write!(
            f,
            "move {count} stopped tasks from {first} on to disk: they stopped a while ago, or are too many"
        )
    }
}

impl Decision for Retire {
    fn apply(&self, tx: &mut Tx<'_>) -> Outcome {
        let mut outcome = Outcome::Stale;
        for (key, since) in &self.tasks {
            let same = tx.get::<Task>(key).is_some_and(|row| row.stopped_at == Some(*since));
            if same && stopped::retire(tx, key) {
                outcome = Outcome::Done;
            }
        }
        outcome
    }

    fn weight(&self) -> usize {
        self.tasks.len() * 2
    }
}
