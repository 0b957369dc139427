//! The embedded engine (fjall), configured, with its errors and panics turned into ours.
//!
//! One keyspace holds all tables: a keyspace for each of forty takes twenty times as long to make and
//! several times as long to open, and each would fill and flush on its own. One worker thread, small caches,
//! no compression (one library less; rows are small and the hot ones live in memory anyway).
//! Must not know the state directory's other files.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use fjall::config::PartitioningPolicy;
use fjall::{
    AbstractTree, Database, Keyspace, KeyspaceCreateOptions, LsmError, OwnedWriteBatch, PersistMode,
};

use super::meta::{META_KEY, Meta};
use crate::error::StoreError;

const KEYSPACE: &str = "rows";
/// Table files held open at once.
const MAX_OPEN_FILES: usize = 64;
/// The least the engine takes: one sealed journal beside the active one.
const MAX_JOURNAL_BYTES: u64 = 64 * 1024 * 1024;
/// Below this much free space a failed background write is put down to a full disk.
const FULL_DISK_BYTES: u64 = 1024 * 1024;

/// How much memory the engine may use.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    pub(super) cache_bytes: u64,
    pub(super) memtable_bytes: u64,
}

pub(super) struct Engine {
    // Fields drop in order: the keyspace before its database.
    pub(super) keyspace: Keyspace,
    db: Database,
    pub(super) path: PathBuf,
}

/// Whether the engine may work in the background (write tables, merge them).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Background {
    Off,
    On,
}

impl Engine {
    /// Opens the engine, or makes it when there is none.
    pub(super) fn open(path: &Path, sizes: Sizes, background: Background) -> Result<Engine, StoreError> {
        let open = || {
            let db = Database::builder(path)
                .cache_size(sizes.cache_bytes)
                .max_cached_files(Some(MAX_OPEN_FILES))
                .max_journaling_size(MAX_JOURNAL_BYTES)
                .worker_threads_unchecked(if background == Background::On { 1 } else { 0 })
                .manual_journal_persist(true)
                .open()?;
            let options = || {
                KeyspaceCreateOptions::default()
                    .max_memtable_size(sizes.memtable_bytes)
                    // Whole, these blocks are 1% of a table file of 64 MB: too large for a small cache, and so
                    // they were read from the file again, and checked, for every row that is read.
                    .index_block_partitioning_policy(PartitioningPolicy::all(true))
                    .filter_block_partitioning_policy(PartitioningPolicy::all(true))
                    .manual_journal_persist(true)
            };
            let keyspace = db.keyspace(KEYSPACE, options)?;
            Ok((db, keyspace))
        };
        let (db, keyspace) = guarded(path, open)?;
        Ok(Engine { keyspace, db, path: path.to_owned() })
    }

    pub(super) fn batch(&self, capacity: usize, durable: bool) -> OwnedWriteBatch {
        let mode = if durable { PersistMode::SyncData } else { PersistMode::Buffer };
        OwnedWriteBatch::with_capacity(self.db.clone(), capacity).durability(Some(mode))
    }

    pub(super) fn sync(&self) -> Result<(), StoreError> {
        guarded(&self.path, || self.db.persist(PersistMode::SyncAll))
    }

    pub(super) fn snapshot(&self) -> fjall::Snapshot {
        self.db.snapshot()
    }

    /// The newest meta row.
    pub(super) fn meta(&self) -> Result<Option<Meta>, StoreError> {
        let value = guarded(&self.path, || self.keyspace.get(META_KEY))?;
        self.decode(value.as_deref())
    }

    /// The newest meta row among those that are in table files rather than in a journal. Meant for an
    /// engine at rest: background work moves rows from journals to tables.
    pub(super) fn meta_in_tables(&self) -> Result<Option<Meta>, StoreError> {
        let tree = &self.keyspace.tree;
        let Some(seqno) = tree.get_highest_persisted_seqno() else { return Ok(None) };
        let value = guarded(&self.path, || tree.get(META_KEY, seqno.saturating_add(1)).map_err(Into::into))?;
        match self.decode(value.as_deref())? {
            None => Err(StoreError::corrupt(&self.path, "its table files lack the row that counts changes")),
            found => Ok(found),
        }
    }

    fn decode(&self, value: Option<&[u8]>) -> Result<Option<Meta>, StoreError> {
        let Some(bytes) = value else { return Ok(None) };
        match Meta::decode(bytes) {
            None => Err(StoreError::corrupt(&self.path, "the row that counts changes does not read")),
            found => Ok(found),
        }
    }
}

/// Runs engine code: its errors become ours, and so does a panic, which damaged files can cause.
pub(super) fn guarded<T>(path: &Path, run: impl FnOnce() -> fjall::Result<T>) -> Result<T, StoreError> {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(outcome) => outcome.map_err(|error| translate(path, error)),
        Err(payload) => Err(StoreError::corrupt(path, panic_text(&*payload))),
    }
}

fn translate(path: &Path, error: fjall::Error) -> StoreError {
    match error {
        fjall::Error::Io(e) | fjall::Error::Storage(LsmError::Io(e)) => match e.kind() {
            std::io::ErrorKind::UnexpectedEof => {
                StoreError::corrupt(path, "a file ends too early: it was truncated")
            }
            _ => StoreError::io("use", path, e),
        },
        fjall::Error::Poisoned if is_full(path) => StoreError::DiskFull { path: path.to_owned() },
        fjall::Error::Poisoned => StoreError::Stopped { reason: "an earlier write failed".to_owned() },
        fjall::Error::Locked => StoreError::Locked { dir: path.to_owned(), holder: None },
        other => StoreError::corrupt(path, other.to_string()),
    }
}

fn is_full(path: &Path) -> bool {
    rustix::fs::statvfs(path).is_ok_and(|fs| fs.f_bavail.saturating_mul(fs.f_frsize) < FULL_DISK_BYTES)
}

fn panic_text(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
    format!("the engine gave up: {}", text.unwrap_or("no reason given"))
}
