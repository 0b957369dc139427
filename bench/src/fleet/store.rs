//! A store that keeps what sessions read again, and counts the rest.
//!
//! Must not know: what a row means.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use longshore_store::memory::MemoryStore;
use longshore_store::{Batch, Fence, Position, Rows, Store, StoreError};
use longshore_world::StoredRecord;
use longshore_world::records::task_definition::TaskDefinitionBody;

/// Bytes and commits that it was given.
#[derive(Clone, Default)]
pub(super) struct Counted(Arc<(AtomicU64, AtomicU64)>);

impl Counted {
    pub(super) fn bytes(&self) -> u64 {
        self.0.0.load(Ordering::Relaxed)
    }

    pub(super) fn commits(&self) -> u64 {
        self.0.1.load(Ordering::Relaxed)
    }
}

pub(super) struct Forgetful {
    kept: MemoryStore,
    counted: Counted,
}

impl Forgetful {
    pub(super) fn new(counted: Counted) -> Self {
        Self { kept: MemoryStore::default(), counted }
    }
}

impl Store for Forgetful {
    fn acquire(&mut self) -> Result<Fence, StoreError> {
        self.kept.acquire()
    }

    fn commit(&mut self, fence: Fence, batch: &Batch) -> Result<Position, StoreError> {
        batch.check()?;
        let sizes = batch.writes.iter().map(|write| write.key().len() + write.value().map_or(0, <[u8]>::len));
        self.counted.0.0.fetch_add(sizes.sum::<usize>() as u64, Ordering::Relaxed);
        self.counted.0.1.fetch_add(1, Ordering::Relaxed);
        let kept = batch.writes.iter().filter(|write| write.table() == TaskDefinitionBody::TABLE);
        self.kept.commit(fence, &Batch { writes: kept.cloned().collect() })
    }

    fn reader(&self) -> Arc<dyn Rows> {
        self.kept.reader()
    }

    fn position(&self) -> Position {
        self.kept.position()
    }
}
