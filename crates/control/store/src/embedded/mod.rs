//! Rows in one directory on this machine's disk, for one process.
//!
//! The engine (fjall: a journal and sorted tables) makes batches durable; what it does not promise is done
//! here. Every batch carries a meta row with a serial number, each durable commit is remembered in a
//! witness file, and before the engine opens its files they are checked: see `journal`, `catalogue`,
//! `witness`. A store that lost acknowledged commits, or whose files are damaged, missing or of another
//! store, does not open.
//!
//! Invariants: one process per directory (`layout`); a commit is acknowledged after it is synced and
//! witnessed; the epoch of the writer is durable before it is handed out.
//! Must not know what rows mean.

mod catalogue;
mod check;
mod engine;
mod journal;
mod layout;
mod meta;
mod restore;
mod rows;
mod witness;

use std::collections::HashSet;
use std::fs::File;
use std::path::Path;
use std::sync::{Arc, RwLock};

use self::engine::{Background, Engine, Sizes, guarded};
use self::journal::Journals;
use self::layout::{Format, Found, Layout, ROWS, WITNESS};
use self::meta::{META_KEY, Meta, engine_key};
use self::rows::EmbeddedRows;
use self::witness::Witness;
use crate::api::{Batch, Fence, Position, Rows, Store, Write};
use crate::backup::{self, BackupSummary, sync_parent};
use crate::error::StoreError;
use crate::ring::{Ring, RingLimits};

pub use self::check::{Report, TableCount, check};
pub use self::restore::{require_unused, restore};

/// Sizes to choose when a store is opened. The memtable size holds from the store's creation.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Blocks of table files kept in memory.
    pub cache_bytes: u64,
    /// Fresh rows kept in memory until they are written to a table file.
    pub memtable_bytes: u64,
    /// Commits kept for followers.
    pub ring: RingLimits,
}

impl Default for Options {
    fn default() -> Self {
        Options { cache_bytes: 4 * 1024 * 1024, memtable_bytes: 4 * 1024 * 1024, ring: RingLimits::default() }
    }
}

impl Options {
    fn sizes(&self) -> Sizes {
        Sizes { cache_bytes: self.cache_bytes, memtable_bytes: self.memtable_bytes }
    }
}

/// The writer of a state directory.
pub struct EmbeddedStore {
    rows: Arc<EmbeddedRows>,
    witness: Witness,
    meta: Meta,
    /// Why no commit is taken any more.
    stopped: Option<String>,
}

impl EmbeddedStore {
    /// Opens the state directory, or makes one when it is missing or empty.
    pub fn open(dir: &Path, options: Options) -> Result<EmbeddedStore, StoreError> {
        let layout = Layout::new(dir);
        layout.inspect()?;
        layout::make_private(dir)?;
        let lock = layout.lock()?;
        match layout.inspect()? {
            Found::Store => Self::recover(&layout, lock, options),
            Found::Empty | Found::Interrupted => Self::create(&layout, lock, options),
        }
    }

    fn create(layout: &Layout, lock: File, options: Options) -> Result<EmbeddedStore, StoreError> {
        sync_parent(&layout.dir)?;
        layout.start_creating()?;
        let identity = layout.new_identity(&lock)?;
        let rows = layout.path(ROWS);
        let engine = Engine::open(&rows, options.sizes(), Background::On)?;
        let meta = Meta { identity, ..Meta::default() };
        let witness = Witness::create(&layout.path(WITNESS), meta)?;
        layout.write_format(Format { identity, catalogue: catalogue::fingerprint(&rows)? })?;
        Ok(Self::assemble(engine, witness, meta, lock, options))
    }

    fn recover(layout: &Layout, lock: File, options: Options) -> Result<EmbeddedStore, StoreError> {
        let before = inspect_files(layout)?;
        layout.forget_creating()?;
        before.journals.cut_torn_end()?;
        let (engine, meta) = open_checked(layout, &before, options.sizes())?;
        let mut witness = before.witness;
        witness.record(meta)?;
        witness.sync()?;
        Ok(Self::assemble(engine, witness, meta, lock, options))
    }

    fn assemble(engine: Engine, witness: Witness, meta: Meta, lock: File, options: Options) -> EmbeddedStore {
        let ring = RwLock::new(Ring::new(meta.position, options.ring));
        let rows = Arc::new(EmbeddedRows { engine, ring, _lock: lock });
        EmbeddedStore { rows, witness, meta, stopped: None }
    }

    /// Hands a batch to the engine under the next serial, and remembers it.
    fn write(
        &mut self,
        position: Position,
        epoch: Fence,
        writes: &[Write],
        durable: bool,
    ) -> Result<(), StoreError> {
        if let Some(reason) = &self.stopped {
            return Err(StoreError::Stopped { reason: reason.clone() });
        }
        let meta = Meta { serial: self.meta.serial + 1, position, epoch, ..self.meta };
        let outcome = self.write_engine(meta, writes, durable).and_then(|()| match durable {
            true => self.witness.record(meta),
            false => Ok(()),
        });
        match outcome {
            Ok(()) => self.meta = meta,
            Err(ref error) => self.stopped = Some(error.to_string()),
        }
        outcome
    }

    fn write_engine(&self, meta: Meta, writes: &[Write], durable: bool) -> Result<(), StoreError> {
        let engine = &self.rows.engine;
        let mut batch = engine.batch(writes.len() + 1, durable);
        batch.insert(&engine.keyspace, META_KEY, meta.encode());
        // The engine gives all changes of a batch one number, so a key may occur once: the last one counts.
        let mut seen = HashSet::with_capacity(writes.len());
        for write in writes.iter().rev().filter(|write| seen.insert((write.table(), write.key()))) {
            let key = engine_key(write.table(), write.key());
            match write.value() {
                Some(value) => batch.insert(&engine.keyspace, key, value),
                None => batch.remove(&engine.keyspace, key),
            }
        }
        guarded(&engine.path, || batch.commit())
    }
}

impl Store for EmbeddedStore {
    fn acquire(&mut self) -> Result<Fence, StoreError> {
        let epoch = Fence(self.meta.epoch.0 + 1);
        self.write(self.meta.position, epoch, &[], true)?;
        Ok(epoch)
    }

    fn commit(&mut self, fence: Fence, batch: &Batch) -> Result<Position, StoreError> {
        if fence != self.meta.epoch {
            return Err(StoreError::Fenced { offered: fence, current: self.meta.epoch });
        }
        batch.check()?;
        let position = Position(self.meta.position.0 + 1);
        self.write(position, self.meta.epoch, &batch.writes, true)?;
        self.rows.push(position, &batch.writes);
        Ok(position)
    }

    fn reader(&self) -> Arc<dyn Rows> {
        Arc::clone(&self.rows) as Arc<dyn Rows>
    }

    fn position(&self) -> Position {
        self.meta.position
    }
}

impl Drop for EmbeddedStore {
    fn drop(&mut self) {
        // Commits are durable already; a witness that could not be synced only remembers less.
        let _ = self.witness.sync();
    }
}

/// What the files say before the engine touches them.
struct Inspection {
    journals: Journals,
    witness: Witness,
    witnessed: Meta,
}

/// Checks the files of a store; reads only.
fn inspect_files(layout: &Layout) -> Result<Inspection, StoreError> {
    let format = layout.read_format()?;
    let (witness, witnessed) = Witness::open(&layout.path(WITNESS), format.identity)?;
    let rows = layout.path(ROWS);
    catalogue::check(&rows, format.catalogue)?;
    let journals = journal::walk(&rows, format.identity, witnessed.serial)?;
    Ok(Inspection { journals, witness, witnessed })
}

/// Opens the engine and compares what it found with what the files promised.
fn open_checked(layout: &Layout, before: &Inspection, sizes: Sizes) -> Result<(Engine, Meta), StoreError> {
    let rows = layout.path(ROWS);
    // With sealed journals at hand the engine starts to turn them into tables at once, which would hide a
    // hole between tables and journals: look first with an engine at rest.
    if before.journals.sealed > 0 {
        compare(layout, before, &Engine::open(&rows, sizes, Background::Off)?)?;
    }
    let engine = Engine::open(&rows, sizes, Background::On)?;
    let meta = match before.journals.sealed {
        0 => compare(layout, before, &engine)?,
        _ => engine.meta()?.unwrap_or_default(),
    };
    Ok((engine, meta))
}

fn compare(layout: &Layout, before: &Inspection, engine: &Engine) -> Result<Meta, StoreError> {
    let in_tables = engine.meta_in_tables()?.unwrap_or_default();
    let witnessed = before.witnessed;
    let first = before.journals.first.map(|mark| mark.meta.serial);
    let last = before.journals.last.map(|mark| mark.meta.serial);
    let found = Meta { identity: witnessed.identity, ..engine.meta()?.unwrap_or_default() };
    if found.serial < witnessed.serial {
        return Err(StoreError::WentBackwards {
            dir: layout.dir.clone(),
            acknowledged: witnessed.serial,
            recovered: found.serial,
        });
    }
    let joined = first.is_none_or(|first| first <= in_tables.serial + 1);
    let complete = found.serial == last.unwrap_or(in_tables.serial);
    if !joined || !complete {
        let detail = format!(
            "its tables end at change {}, its journals hold changes {} to {}, and it shows change {}",
            in_tables.serial,
            first.unwrap_or(0),
            last.unwrap_or(0),
            found.serial
        );
        return Err(StoreError::corrupt(&engine.path, detail));
    }
    Ok(found)
}

/// Writes a backup of a stopped store to a new file. For a running one use [`backup::to_file`].
pub fn backup(dir: &Path, file: &Path) -> Result<BackupSummary, StoreError> {
    let layout = Layout::new(dir);
    match layout.inspect()? {
        Found::Store => {}
        Found::Empty | Found::Interrupted => return Err(StoreError::NotAStore { dir: dir.to_owned() }),
    }
    let store = EmbeddedStore::open(dir, Options::default())?;
    backup::to_file(&*store.rows, file)
}
