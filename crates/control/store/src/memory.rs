//! Rows in memory: for tests, for `plan` on a fork, and as the measure of what a disk costs.
//!
//! Invariants: the same answers as a durable backend, as long as the process lives.
//! Must not know any file.

use std::io;
use std::ops::Bound;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::api::{Batch, Commit, Fence, Position, Row, Rows, Store, TableId, Visitor};
use crate::backup::{self, BackupSummary, Origin};
use crate::error::StoreError;
use crate::ring::{Ring, RingLimits};
use crate::rowmap::RowMap;

pub struct MemoryStore {
    fence: Fence,
    rows: Arc<MemoryRows>,
}

impl Default for MemoryStore {
    fn default() -> Self {
        MemoryStore::new(RingLimits::default())
    }
}

impl MemoryStore {
    pub fn new(limits: RingLimits) -> MemoryStore {
        MemoryStore::at(Position(0), limits)
    }

    /// Empty, but counting commits from a position on: what is added to a state that is elsewhere.
    pub fn at(position: Position, limits: RingLimits) -> MemoryStore {
        let rows = MemoryRows::new(RowMap::default(), position, Fence(0), limits);
        MemoryStore { fence: Fence(0), rows: Arc::new(rows) }
    }
}

impl Store for MemoryStore {
    fn acquire(&mut self) -> Result<Fence, StoreError> {
        self.fence.0 += 1;
        self.rows.set_fence(self.fence);
        Ok(self.fence)
    }

    fn commit(&mut self, fence: Fence, batch: &Batch) -> Result<Position, StoreError> {
        if fence != self.fence {
            return Err(StoreError::Fenced { offered: fence, current: self.fence });
        }
        batch.check()?;
        Ok(self.rows.apply(batch))
    }

    fn reader(&self) -> Arc<dyn Rows> {
        Arc::clone(&self.rows) as Arc<dyn Rows>
    }

    fn position(&self) -> Position {
        self.rows.position()
    }
}

/// Rows and ring under one lock. No lock is held while foreign code (a visitor, a writer) runs.
pub(crate) struct MemoryRows(RwLock<State>);

struct State {
    rows: RowMap,
    fence: Fence,
    ring: Ring,
}

impl MemoryRows {
    pub(crate) fn new(rows: RowMap, position: Position, fence: Fence, limits: RingLimits) -> MemoryRows {
        MemoryRows(RwLock::new(State { rows, fence, ring: Ring::new(position, limits) }))
    }

    pub(crate) fn set_fence(&self, fence: Fence) {
        self.write().fence = fence;
    }

    pub(crate) fn apply(&self, batch: &Batch) -> Position {
        let mut state = self.write();
        let position = Position(state.ring.position().0 + 1);
        state.rows.apply(&batch.writes);
        state.ring.push(position, &batch.writes);
        position
    }

    /// The commits are behind it, as after an opening; the rows stay.
    #[cfg(feature = "faults")]
    pub(crate) fn forget_commits(&self) {
        self.write().ring.forget();
    }

    #[cfg(feature = "faults")]
    pub(crate) fn copy(&self) -> RowMap {
        self.read().rows.clone()
    }

    // The lock is held for our own straight-line code only, so a poisoned one still guards whole rows.
    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rows for MemoryRows {
    fn position(&self) -> Position {
        self.read().ring.position()
    }

    fn get(&self, table: TableId, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.read().rows.get(table, key))
    }

    fn range(
        &self,
        table: TableId,
        from: Bound<&[u8]>,
        to: Bound<&[u8]>,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError> {
        Ok(self.read().rows.range(table, from, to, limit))
    }

    fn scan(&self, table: TableId, visit: &mut Visitor<'_>) -> Result<(), StoreError> {
        let rows = self.read().rows.table(table);
        rows.iter().try_for_each(|(key, value)| visit(key, value)).map_err(StoreError::Visitor)
    }

    fn follow(&self, from: Position, limit: usize) -> Result<Vec<Commit>, StoreError> {
        self.read().ring.follow(from, limit)
    }

    fn backup(&self, to: &mut dyn io::Write) -> Result<BackupSummary, StoreError> {
        let (rows, origin) = {
            let state = self.read();
            (state.rows.clone(), Origin { position: state.ring.position(), epoch: state.fence })
        };
        let mut writer = backup::Writer::start(to, origin)?;
        rows.iter().try_for_each(|(table, key, value)| writer.row(table, key, value))?;
        writer.finish()
    }
}
