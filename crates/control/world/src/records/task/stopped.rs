//! Tasks that stopped a while ago: on disk, where DescribeTasks and stories find them by name.
//!
//! Two tables. [`StoppedTask`] is the whole row, under the key it had in memory. [`TaskEnd`] is next to nothing,
//! in the order of time: what is read to find those that nobody asks for any more.
//!
//! Invariants: a task has a row in memory or one here, never both; each row here has its entry by time. The row is
//! stored within this one: when the form of tasks takes a new version, so does this.
//!
//! Must not know: when a row moves here, or when it goes.

use std::sync::Arc;

use longshore_shapes::{Timestamp, ecs};

use super::{Task, TaskKey};
use crate::record::{ColdRecord, StoredRecord};
use crate::scope::Scope;
use crate::snapshot::{ColdError, Snapshot};
use crate::transaction::Tx;
use crate::{row_key, structure};

row_key!(
    /// When a task stopped, in milliseconds, and which one.
    TaskEndKey { stopped_at: u64 = number, scope: Scope = scope, cluster: String = text, id: String = text }
);

structure! {
    StoppedTask {
        task: Task => *Task::SCHEMA,
    }
}

structure! {
    TaskEnd {
        stop_code: Option<ecs::TaskStopCode> => ecs::schemas::TASK_STOP_CODE,
    }
}

impl TaskEndKey {
    pub fn new(task: &TaskKey, stopped_at: Timestamp) -> Self {
        let TaskKey { scope, cluster, id } = task.clone();
        Self { stopped_at: stopped_at.millis().unsigned_abs(), scope, cluster, id }
    }

    pub fn task_key(&self) -> TaskKey {
        TaskKey { scope: self.scope, cluster: self.cluster.clone(), id: self.id.clone() }
    }

    pub fn stopped_at(&self) -> Timestamp {
        Timestamp::from_millis(i64::try_from(self.stopped_at).unwrap_or(i64::MAX))
    }
}

/// Moves a stopped task from memory to disk; answers whether it was there to be moved.
pub fn retire(tx: &mut Tx<'_>, key: &TaskKey) -> bool {
    let Some(row) = tx.get::<Task>(key).filter(|row| !row.is_live()).cloned() else { return false };
    tx.delete::<Task>(key);
    let end = TaskEnd { stop_code: row.stop_code.clone() };
    tx.put_cold(&TaskEndKey::new(key, row.stopped_at.unwrap_or_default()), &end);
    tx.put_cold(key, &StoppedTask { task: Task::clone(&row) });
    true
}

/// The task of that key, wherever its row is.
pub fn find(snapshot: &Snapshot, key: &TaskKey) -> Result<Option<Arc<Task>>, ColdError> {
    match snapshot.get::<Task>(key) {
        Some(row) => Ok(Some(row.clone())),
        None => Ok(snapshot.cold::<StoppedTask>(key)?.map(|row| Arc::new(row.task))),
    }
}

/// The same within a transaction.
pub fn find_within(tx: &Tx<'_>, key: &TaskKey) -> Result<Option<Arc<Task>>, ColdError> {
    match tx.get::<Task>(key) {
        Some(row) => Ok(Some(row.clone())),
        None => Ok(tx.cold::<StoppedTask>(key)?.map(|row| Arc::new(row.task))),
    }
}

impl StoredRecord for StoppedTask {
    type Key = TaskKey;
    const TABLE: u16 = 112;
    const NAME: &'static str = "stopped-task";
}

impl ColdRecord for StoppedTask {}

impl StoredRecord for TaskEnd {
    type Key = TaskEndKey;
    const TABLE: u16 = 113;
    const NAME: &'static str = "task-end";
}

impl ColdRecord for TaskEnd {}
