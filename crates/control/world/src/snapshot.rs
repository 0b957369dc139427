//! Snapshots: the world as it was after one durable commit.
//!
//! Reads, lists and what-if plans run on snapshots, in parallel, and see only what is durable. Cold rows
//! are read from disk when asked for; since they are written once, a snapshot may read them later.
//!
//! Must not know: how the disk is read.

use std::ops::{Bound, Deref};
use std::sync::Arc;

use crate::key::{KeyBytes, RowKey};
use crate::record::{ColdRecord, RowError, TableId};
use crate::tables::World;

/// A key and its row, as they are stored.
pub type ColdRow = (Vec<u8>, Vec<u8>);

/// Reads rows of cold tables.
pub trait Cold: Send + Sync {
    fn get(&self, table: TableId, key: &[u8]) -> Result<Option<Vec<u8>>, ColdError>;

    /// Rows of a table between two bounds, in key order, at most `limit`.
    fn range(
        &self,
        table: TableId,
        from: Bound<&[u8]>,
        to: Bound<&[u8]>,
        limit: usize,
    ) -> Result<Vec<ColdRow>, ColdError>;
}

/// A disk with nothing on it: for worlds that are made up, in tests and in plans.
pub struct NoCold;

impl Cold for NoCold {
    fn get(&self, _: TableId, _: &[u8]) -> Result<Option<Vec<u8>>, ColdError> {
        Ok(None)
    }

    fn range(
        &self,
        _: TableId,
        _: Bound<&[u8]>,
        _: Bound<&[u8]>,
        _: usize,
    ) -> Result<Vec<ColdRow>, ColdError> {
        Ok(Vec::new())
    }
}

/// A cold row that could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ColdError {
    #[error("the row could not be read from disk: {0}")]
    Disk(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("the row on disk cannot be understood: {0}")]
    Row(#[from] RowError),
}

#[derive(Clone)]
pub struct Snapshot {
    world: World,
    cold: Arc<dyn Cold>,
    position: u64,
}

impl Snapshot {
    pub fn new(world: World, cold: Arc<dyn Cold>, position: u64) -> Self {
        Self { world, cold, position }
    }

    /// How many commits this snapshot holds.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Where its cold rows are read: for a world that is made from this one.
    pub fn disk(&self) -> Arc<dyn Cold> {
        self.cold.clone()
    }

    pub fn cold<R: ColdRecord>(&self, key: &R::Key) -> Result<Option<R>, ColdError> {
        let bytes = self.cold.get(R::TABLE, key.bytes().as_slice())?;
        bytes.map(|bytes| Ok(R::decode(&bytes)?)).transpose()
    }

    /// Cold rows whose key starts with `prefix`, from behind `after` where it is given, at most `limit`.
    pub fn cold_range<R: ColdRecord>(
        &self,
        prefix: &KeyBytes,
        after: Option<&R::Key>,
        limit: usize,
    ) -> Result<Vec<(R::Key, R)>, ColdError> {
        let after = after.map(RowKey::bytes);
        let from =
            after.as_ref().map_or(Bound::Included(prefix.as_slice()), |it| Bound::Excluded(it.as_slice()));
        let end = prefix.after_prefix();
        let to = end.as_ref().map_or(Bound::Unbounded, |end| Bound::Excluded(end.as_slice()));
        let rows = self.cold.range(R::TABLE, from, to, limit)?;
        let row = |(key, row): ColdRow| Ok((R::Key::parse(&key).ok_or(RowError::Key)?, R::decode(&row)?));
        rows.into_iter().map(row).collect()
    }
}

impl Deref for Snapshot {
    type Target = World;

    fn deref(&self) -> &World {
        &self.world
    }
}
