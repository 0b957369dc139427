//! The readers' side of the embedded store.
//!
//! Invariants: one call reads one snapshot; the engine shows a batch only after it was synced.
//! The directory's lock lives here, because readers may outlive the writer.

use std::fs::File;
use std::io;
use std::ops::Bound;
use std::sync::{PoisonError, RwLock};

use fjall::{Guard, KvPair, Readable, Snapshot};

use super::engine::{Engine, guarded};
use super::meta::{META_KEY, Meta, engine_key, engine_range, user_key};
use crate::api::{Commit, Position, Row, Rows, TableId, Visitor, Write};
use crate::backup::{self, BackupSummary, Origin};
use crate::error::StoreError;
use crate::ring::Ring;
use crate::rowmap::is_empty_range;

pub(super) struct EmbeddedRows {
    // Fields drop in order: the engine before the lock.
    pub(super) engine: Engine,
    pub(super) ring: RwLock<Ring>,
    pub(super) _lock: File,
}

impl EmbeddedRows {
    pub(super) fn push(&self, position: Position, writes: &[Write]) {
        self.ring.write().unwrap_or_else(PoisonError::into_inner).push(position, writes);
    }

    fn next(&self, rows: &mut fjall::Iter) -> Result<Option<KvPair>, StoreError> {
        guarded(&self.engine.path, || rows.next().map(Guard::into_inner).transpose())
    }

    fn value(&self, snapshot: &Snapshot, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let value = guarded(&self.engine.path, || snapshot.get(&self.engine.keyspace, key))?;
        Ok(value.map(|value| value.to_vec()))
    }

    fn meta(&self, snapshot: &Snapshot) -> Result<Meta, StoreError> {
        let bytes = self.value(snapshot, &META_KEY)?;
        Ok(bytes.and_then(|bytes| Meta::decode(&bytes)).unwrap_or_default())
    }

    /// Visits all users' rows in order.
    pub(super) fn visit_all(
        &self,
        snapshot: &Snapshot,
        on_row: &mut backup::OnRow<'_>,
    ) -> Result<(), StoreError> {
        let mut rows = guarded(&self.engine.path, || Ok(snapshot.iter(&self.engine.keyspace)))?;
        while let Some((key, value)) = self.next(&mut rows)? {
            if let Some((table, key)) = user_key(&key) {
                on_row(table, key, &value)?;
            }
        }
        Ok(())
    }
}

impl Rows for EmbeddedRows {
    fn position(&self) -> Position {
        self.ring.read().unwrap_or_else(PoisonError::into_inner).position()
    }

    fn get(&self, table: TableId, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.value(&self.engine.snapshot(), &engine_key(table, key))
    }

    fn range(
        &self,
        table: TableId,
        from: Bound<&[u8]>,
        to: Bound<&[u8]>,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError> {
        if limit == 0 || is_empty_range(from, to) {
            return Ok(Vec::new());
        }
        let snapshot = self.engine.snapshot();
        let keys = engine_range(table, from, to);
        let mut rows = guarded(&self.engine.path, || Ok(snapshot.range(&self.engine.keyspace, keys)))?;
        let mut found = Vec::new();
        while found.len() < limit
            && let Some((key, value)) = self.next(&mut rows)?
        {
            if let Some((_, key)) = user_key(&key) {
                found.push((Box::from(key), value.to_vec()));
            }
        }
        Ok(found)
    }

    fn scan(&self, table: TableId, visit: &mut Visitor<'_>) -> Result<(), StoreError> {
        let snapshot = self.engine.snapshot();
        let keys = engine_range(table, Bound::Unbounded, Bound::Unbounded);
        let mut rows = guarded(&self.engine.path, || Ok(snapshot.range(&self.engine.keyspace, keys)))?;
        while let Some((key, value)) = self.next(&mut rows)? {
            if let Some((_, key)) = user_key(&key) {
                visit(key, &value).map_err(StoreError::Visitor)?;
            }
        }
        Ok(())
    }

    fn follow(&self, from: Position, limit: usize) -> Result<Vec<Commit>, StoreError> {
        self.ring.read().unwrap_or_else(PoisonError::into_inner).follow(from, limit)
    }

    fn backup(&self, to: &mut dyn io::Write) -> Result<BackupSummary, StoreError> {
        let snapshot = self.engine.snapshot();
        let meta = self.meta(&snapshot)?;
        let mut writer = backup::Writer::start(to, Origin { position: meta.position, epoch: meta.epoch })?;
        self.visit_all(&snapshot, &mut |table, key, value| writer.row(table, key, value))?;
        writer.finish()
    }
}
