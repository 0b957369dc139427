//! The traits every backend offers, and the plain data they exchange.
//!
//! Invariants: a [`Batch`] that passes [`Batch::check`] is accepted by every backend, so a limit never
//! depends on where the rows are kept. Must not know any backend.

use std::error::Error;
use std::fmt;
use std::io;
use std::ops::Bound;
use std::sync::Arc;

use crate::backup::BackupSummary;
use crate::error::StoreError;

/// Rows in one commit, at most.
pub const MAX_BATCH_ROWS: usize = 65_536;
/// Keys and values in one commit, in bytes, at most.
pub const MAX_BATCH_BYTES: usize = 32 * 1024 * 1024;
/// One key, in bytes, at most. Keys may be empty.
pub const MAX_KEY_BYTES: usize = 4096;

pub type TableId = u16;

/// A key and its value.
pub type Row = (Box<[u8]>, Vec<u8>);

/// What [`Rows::scan`] calls for each row. An error stops the scan and comes back as
/// [`StoreError::Visitor`].
pub type Visitor<'a> = dyn FnMut(&[u8], &[u8]) -> Result<(), Box<dyn Error + Send + Sync>> + 'a;

/// How many commits a store holds; 0 is the empty store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(pub u64);

/// The epoch of the writer that may commit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fence(pub u64);

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Fence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One row change. The bytes are shared, because a commit's changes also go to its followers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    Put { table: TableId, key: Arc<[u8]>, value: Arc<[u8]> },
    Delete { table: TableId, key: Arc<[u8]> },
}

impl Write {
    pub fn table(&self) -> TableId {
        match self {
            Write::Put { table, .. } | Write::Delete { table, .. } => *table,
        }
    }

    pub fn key(&self) -> &[u8] {
        match self {
            Write::Put { key, .. } | Write::Delete { key, .. } => key,
        }
    }

    /// The new value, or none when the row goes away.
    pub fn value(&self) -> Option<&[u8]> {
        match self {
            Write::Put { value, .. } => Some(value),
            Write::Delete { .. } => None,
        }
    }

    pub(crate) fn size(&self) -> usize {
        self.key().len() + self.value().map_or(0, <[u8]>::len)
    }
}

/// The row changes of one commit. When a key occurs twice, the later change wins. A batch without changes
/// is a commit too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    pub writes: Vec<Write>,
}

impl Batch {
    pub fn put(
        &mut self,
        table: TableId,
        key: impl Into<Arc<[u8]>>,
        value: impl Into<Arc<[u8]>>,
    ) -> &mut Self {
        self.writes.push(Write::Put { table, key: key.into(), value: value.into() });
        self
    }

    pub fn delete(&mut self, table: TableId, key: impl Into<Arc<[u8]>>) -> &mut Self {
        self.writes.push(Write::Delete { table, key: key.into() });
        self
    }

    /// Whether the batch keeps to the limits; every backend asks this first.
    pub fn check(&self) -> Result<(), StoreError> {
        let too_large = |what, size, limit| Err(StoreError::TooLarge { what, size, limit });
        if self.writes.len() > MAX_BATCH_ROWS {
            return too_large("rows in a batch", self.writes.len(), MAX_BATCH_ROWS);
        }
        let mut bytes = 0usize;
        for write in &self.writes {
            if write.key().len() > MAX_KEY_BYTES {
                return too_large("bytes in a key", write.key().len(), MAX_KEY_BYTES);
            }
            bytes = bytes.saturating_add(write.size());
        }
        if bytes > MAX_BATCH_BYTES {
            return too_large("bytes in a batch", bytes, MAX_BATCH_BYTES);
        }
        Ok(())
    }
}

/// One commit as a follower sees it: `position` is the store's position after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    pub position: Position,
    pub writes: Arc<[Write]>,
}

/// The writer's side. One thread owns it.
pub trait Store: Send {
    /// Takes the writer role: every later commit with an older fence fails with [`StoreError::Fenced`].
    /// The epoch is durable, so a fence is never handed out twice.
    fn acquire(&mut self) -> Result<Fence, StoreError>;

    /// Makes the batch durable, whole or not at all; it is on disk when this returns `Ok`.
    ///
    /// After an error other than [`StoreError::Fenced`] and [`StoreError::TooLarge`] nobody knows whether
    /// the batch reached the disk: the store refuses every further commit with [`StoreError::Stopped`],
    /// and what it holds is learned by opening it again.
    fn commit(&mut self, fence: Fence, batch: &Batch) -> Result<Position, StoreError>;

    /// Reads of durable rows, from any thread, also while commits go on.
    fn reader(&self) -> Arc<dyn Rows>;

    fn position(&self) -> Position;
}

/// The readers' side: durable rows only. One call sees one state; two calls may see different ones.
///
/// To load tables and stay current, take [`Rows::position`] first, then scan, then follow from that
/// position: commits made during the scans are met again, which is harmless because a change holds the
/// whole row.
pub trait Rows: Send + Sync {
    fn position(&self) -> Position;

    fn get(&self, table: TableId, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// Rows of a table between two bounds, in key order, at most `limit`.
    fn range(
        &self,
        table: TableId,
        from: Bound<&[u8]>,
        to: Bound<&[u8]>,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError>;

    /// Visits every row of a table in key order.
    fn scan(&self, table: TableId, visit: &mut Visitor<'_>) -> Result<(), StoreError>;

    /// The commits after `from`, oldest first, at most `limit`; empty when there are none yet.
    ///
    /// A backend keeps a bounded number of commits. The embedded and memory backends keep them in memory
    /// ([`crate::RingLimits`]), from the moment they were opened. [`StoreError::TooOld`] says that the
    /// commits are gone and names the oldest position one can follow from: load the tables anew.
    /// [`StoreError::Ahead`] says that `from` lies in a future this store does not have.
    fn follow(&self, from: Position, limit: usize) -> Result<Vec<Commit>, StoreError>;

    /// Writes one consistent copy of all rows, with bounded memory, while commits go on.
    fn backup(&self, to: &mut dyn io::Write) -> Result<BackupSummary, StoreError>;
}
