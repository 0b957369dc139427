//! Makes a state directory out of a backup file.
//!
//! The store is built in a folder inside the target, compared with the backup's own counts, and moved into
//! place with the `format` file last: until then the directory opens as a half-made restore, never as an
//! empty store. (Inside, because the target may be a mount point, which nothing can be renamed onto.)
//!
//! Must not know the layout of the backup file.

use std::fs;
use std::path::Path;

use super::layout::{FORMAT, Found, LOCK, Layout, RESTORING, ROWS, WITNESS, make_private};
use super::{EmbeddedStore, Options};
use crate::api::{Fence, Position, TableId, Write};
use crate::backup::{self, BackupSummary, sync_parent};
use crate::error::StoreError;

/// Rows are handed to the engine in batches of this size.
const STEP_BYTES: usize = 1024 * 1024;
const STEP_ROWS: usize = 8192;

/// Restores a backup into a missing or empty directory.
pub fn restore(file: &Path, dir: &Path) -> Result<BackupSummary, StoreError> {
    let target = Layout::new(dir);
    refuse_used(&target)?;
    backup::verify(file)?;
    make_private(dir)?;
    let _lock = target.lock()?;
    refuse_used(&target)?;
    let inner = Layout::new(&target.path(RESTORING));
    let outcome = build(file, &inner);
    match outcome {
        Ok(summary) => {
            move_into_place(&inner, &target)?;
            Ok(summary)
        }
        Err(error) => {
            // The first error is the one to tell; what stays behind is named as a half-made restore.
            let _ = fs::remove_dir_all(&inner.dir);
            Err(error)
        }
    }
}

/// Refuses a directory in which a store is, or something else that a restore would have to write over.
pub fn require_unused(dir: &Path) -> Result<(), StoreError> {
    refuse_used(&Layout::new(dir))
}

fn refuse_used(target: &Layout) -> Result<(), StoreError> {
    match target.inspect() {
        Ok(Found::Empty) => Ok(()),
        Err(error @ (StoreError::Io { .. } | StoreError::HalfRestored { .. })) => Err(error),
        _ => Err(StoreError::NotEmpty { dir: target.dir.clone() }),
    }
}

fn build(file: &Path, inner: &Layout) -> Result<BackupSummary, StoreError> {
    let mut store = EmbeddedStore::open(&inner.dir, Options::default())?;
    let mut step = Step::default();
    let summary = backup::read_file(file, &mut |table, key, value| {
        step.add(table, key, value);
        if step.is_full() { store.load(&mut step) } else { Ok(()) }
    })?;
    store.load(&mut step)?;
    store.finish_load(summary.position, summary.epoch)?;
    compare(&store, &summary)?;
    Ok(summary)
}

#[derive(Default)]
struct Step {
    writes: Vec<Write>,
    bytes: usize,
}

impl Step {
    fn add(&mut self, table: TableId, key: &[u8], value: &[u8]) {
        self.bytes += key.len() + value.len();
        self.writes.push(Write::Put { table, key: key.into(), value: value.into() });
    }

    fn is_full(&self) -> bool {
        self.bytes >= STEP_BYTES || self.writes.len() >= STEP_ROWS
    }
}

impl EmbeddedStore {
    /// Hands rows over without waiting for the disk; nothing is acknowledged before `finish_load`.
    fn load(&mut self, step: &mut Step) -> Result<(), StoreError> {
        let writes = std::mem::take(&mut step.writes);
        step.bytes = 0;
        self.write(self.meta.position, self.meta.epoch, &writes, false)
    }

    fn finish_load(&mut self, position: Position, epoch: Fence) -> Result<(), StoreError> {
        self.write(position, epoch, &[], true)?;
        self.rows.engine.sync()?;
        self.witness.sync()
    }
}

fn compare(store: &EmbeddedStore, wanted: &BackupSummary) -> Result<(), StoreError> {
    let mut found = BackupSummary { rows: 0, bytes: 0, ..*wanted };
    store.rows.visit_all(&store.rows.engine.snapshot(), &mut |_, key, value| {
        found.rows += 1;
        found.bytes += (key.len() + value.len()) as u64;
        Ok(())
    })?;
    match found == *wanted {
        true => Ok(()),
        false => Err(StoreError::BadBackup {
            detail: format!(
                "holds {} rows, of which {} arrived: it names a row twice",
                wanted.rows, found.rows
            ),
        }),
    }
}

fn move_into_place(inner: &Layout, target: &Layout) -> Result<(), StoreError> {
    for name in [ROWS, WITNESS, FORMAT] {
        let from = inner.path(name);
        fs::rename(&from, target.path(name)).map_err(|e| StoreError::io("move into place", &from, e))?;
        sync_parent(&target.path(name))?;
    }
    // Left-overs are harmless: the format file says that the store is whole.
    let _ = fs::remove_file(inner.path(LOCK)).and_then(|()| fs::remove_dir(&inner.dir));
    Ok(())
}
