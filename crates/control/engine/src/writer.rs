//! The writer: batches of transactions, each batch one durable commit.
//!
//! A batch is run in memory on the working world, encoded, committed to the store, and then answered. A
//! transaction that fails changes nothing; one that panics changes nothing either and is answered with an
//! error, since it is put back by the same path. A commit that fails is the end: the working world is ahead
//! of the disk and must never be shown, so the writer refuses everything from then on.
//!
//! Must not know: threads, queues, or what a transaction is for.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use longshore_store::memory::MemoryStore;
use longshore_store::{Batch, Fence, Position, RingLimits, Rows, Store, StoreError};
use longshore_world::snapshot::{Cold, ColdError};
use longshore_world::tables::HOT_TABLES;
use longshore_world::{
    Change, RowError, RowId, Snapshot, StagedCold, Stamp, StoredRow, TableId, Timestamp, Tx, World,
};

use crate::watch::Committed;

/// When a batch has staged this much, it is committed before the next transaction is run.
const BATCH_BYTES: usize = 4 * 1024 * 1024;
const BATCH_ROWS: usize = 16 * 1024;
/// What one transaction may write. Together with a batch that is nearly full, it fits a commit of the store.
const TRANSACTION_BYTES_MAX: usize = 16 * 1024 * 1024;
const TRANSACTION_ROWS_MAX: usize = 32 * 1024;

/// The engine cannot go on. Shared by everyone who waited for it.
#[derive(Debug, Clone, thiserror::Error)]
pub enum EngineError {
    #[error("a change could not be made durable, so the engine stopped: {0}")]
    Commit(#[source] Arc<StoreError>),
    #[error("the engine is closed")]
    Closed,
    #[error(
        "the transaction would write {rows} rows of {bytes} bytes, which is too much for one; it was undone"
    )]
    TooLarge { rows: usize, bytes: usize },
    #[error("the transaction failed inside Longshore (a bug; its change was undone): {0}")]
    Panicked(String),
}

/// The state on disk cannot be taken up.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the row {key} of table {table} cannot be read: {source}; run `longshore state check`")]
    Row { table: &'static str, key: String, source: RowError },
    #[error("the state contradicts itself: {}; run `longshore state check`", .0.join("; "))]
    Broken(Vec<String>),
}

/// A transaction on its way through a batch.
pub trait Job: Send {
    /// Runs it, and says whether its changes are to be kept.
    fn run(&mut self, tx: &mut Tx<'_>) -> Keep;
    /// Tells the caller what `run` found, now that it is durable.
    fn answer(self: Box<Self>);
    /// Tells the caller that nothing was done.
    fn refuse(self: Box<Self>, error: EngineError);
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    Changes,
    Nothing,
}

pub struct Writer {
    world: World,
    store: Box<dyn Store>,
    fence: Fence,
    cold: Arc<dyn Cold>,
    random: fastrand::Rng,
    now: Timestamp,
    stopped: Option<EngineError>,
    /// Of the batch before, empty: the next one is about as large.
    places: HashMap<RowId, Place>,
}

impl Writer {
    /// Takes the writer role and loads the world. `seed` is the source of all identifiers.
    pub fn open(mut store: Box<dyn Store>, seed: u64) -> Result<Self, OpenError> {
        let fence = store.acquire()?;
        let world = load(&*store.reader())?;
        let cold = Arc::new(ColdRows(store.reader()));
        Ok(Self::new(world, store, fence, cold, seed))
    }

    /// A writer on a copy of a world, which keeps nothing: what would come of it. Cold rows that it does not write
    /// itself are read where the snapshot reads them.
    pub fn fork(snapshot: &Snapshot, seed: u64) -> Result<Self, OpenError> {
        let mut store = MemoryStore::at(Position(snapshot.position()), RingLimits::default());
        let fence = store.acquire()?;
        let cold = Arc::new(Added { own: ColdRows(store.reader()), below: snapshot.disk() });
        Ok(Self::new(World::clone(snapshot), Box::new(store), fence, cold, seed))
    }

    fn new(world: World, store: Box<dyn Store>, fence: Fence, cold: Arc<dyn Cold>, seed: u64) -> Self {
        let (random, now) = (fastrand::Rng::with_seed(seed), Timestamp::default());
        Self { world, store, fence, cold, random, now, stopped: None, places: HashMap::new() }
    }

    /// The world after the last commit. Only right between batches.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot::new(self.world.clone(), self.cold.clone(), self.store.position().0)
    }

    pub fn rows(&self) -> Arc<dyn Rows> {
        self.store.reader()
    }

    pub fn stopped(&self) -> Option<&EngineError> {
        self.stopped.as_ref()
    }

    /// Runs jobs from `next` until it has none or the batch is large, commits once, and answers them.
    /// The changes are handed back for whoever watches; `None` if there were none.
    pub fn run_batch(
        &mut self,
        now: Timestamp,
        next: &mut dyn FnMut() -> Option<Box<dyn Job>>,
        shown: &mut dyn FnMut(Snapshot, Committed),
    ) {
        self.now = self.now.max(now);
        // History is in the order of commits: this batch will be the next one.
        let commit = self.store.position().0.saturating_add(1);
        let places = std::mem::take(&mut self.places);
        let mut batch = Running { stamp: Stamp { commit, place: 0 }, places, ..Running::default() };
        while batch.bytes < BATCH_BYTES
            && batch.rows.len() < BATCH_ROWS
            && let Some(job) = next()
        {
            self.run_one(job, &mut batch);
        }
        let done = std::mem::take(&mut batch.done);
        self.places = std::mem::take(&mut batch.places);
        self.places.clear();
        match self.commit(batch) {
            Ok(committed) => {
                if let Some(committed) = committed {
                    shown(self.snapshot(), committed);
                }
                done.into_iter().for_each(|job| job.answer());
            }
            Err(error) => done.into_iter().for_each(|job| job.refuse(error.clone())),
        }
    }

    fn run_one(&mut self, mut job: Box<dyn Job>, batch: &mut Running) {
        if let Some(error) = &self.stopped {
            return job.refuse(error.clone());
        }
        let mut tx = Tx::begin(&mut self.world, &*self.cold, &mut batch.staged, &mut self.random, self.now)
            .stamped(batch.stamp);
        match catch_unwind(AssertUnwindSafe(|| job.run(&mut tx))) {
            Ok(Keep::Changes) => {
                // Encoded here, and not when the batch is committed, because only so is its size known: what the
                // store refuses as too large would end the engine.
                let rows = tx.stored();
                if let Some(too_large) = too_large(&rows) {
                    drop(tx);
                    return job.refuse(too_large);
                }
                batch.stamp = tx.next_stamp();
                let changes = tx.commit();
                batch.add(rows, changes);
                batch.done.push(job);
            }
            Ok(Keep::Nothing) => {
                drop(tx);
                batch.done.push(job);
            }
            Err(panic) => {
                drop(tx);
                let message = panic_message(&*panic);
                tracing::error!(message, "a transaction panicked and was undone");
                job.refuse(EngineError::Panicked(message));
            }
        }
    }

    fn commit(&mut self, batch: Running) -> Result<Option<Committed>, EngineError> {
        if batch.rows.is_empty() {
            return Ok(None);
        }
        let (rows, changes) = batch.into_parts();
        match self.store.commit(self.fence, &rows) {
            Ok(Position(position)) => Ok(Some(Committed { position, at: self.now, changes })),
            Err(error) => {
                let error = EngineError::Commit(Arc::new(error));
                self.stopped = Some(error.clone());
                Err(error)
            }
        }
    }
}

/// A batch while it is run.
#[derive(Default)]
struct Running {
    done: Vec<Box<dyn Job>>,
    stamp: Stamp,
    staged: StagedCold,
    /// One for each row, from before the batch to after it.
    changes: Vec<Change>,
    /// What is to be stored of each row; `None` where it is to be deleted.
    rows: Vec<StoredRow>,
    /// Where both stand, for rows that are changed again.
    places: HashMap<RowId, Place>,
    bytes: usize,
}

#[derive(Clone, Copy)]
struct Place {
    row: usize,
    change: Option<usize>,
}

impl Running {
    fn add(&mut self, rows: Vec<StoredRow>, changes: Vec<Change>) {
        self.bytes += rows.iter().map(size).sum::<usize>();
        for (id, row) in rows {
            match self.places.entry(id) {
                Entry::Occupied(known) => {
                    if let Some((_, stored)) = self.rows.get_mut(known.get().row) {
                        *stored = row;
                    }
                }
                Entry::Vacant(new) => {
                    self.rows.push((new.key().clone(), row));
                    new.insert(Place { row: self.rows.len() - 1, change: None });
                }
            }
        }
        for change in changes {
            // Every change has a row to be stored.
            let Some(place) = self.places.get_mut(&change.id) else { continue };
            match place.change.and_then(|place| self.changes.get_mut(place)) {
                Some(earlier) => earlier.after = change.after,
                None => {
                    place.change = Some(self.changes.len());
                    self.changes.push(change);
                }
            }
        }
    }

    fn into_parts(self) -> (Batch, Vec<Change>) {
        let mut batch = Batch { writes: Vec::with_capacity(self.rows.len()) };
        for (id, row) in self.rows {
            match row {
                Some(row) => batch.put(id.table, id.key, row),
                None => batch.delete(id.table, id.key),
            };
        }
        (batch, self.changes)
    }
}

fn size((id, row): &StoredRow) -> usize {
    id.key.as_slice().len() + row.as_ref().map_or(0, |row| row.len())
}

fn too_large(rows: &[StoredRow]) -> Option<EngineError> {
    let bytes = rows.iter().map(size).sum();
    let fits = rows.len() <= TRANSACTION_ROWS_MAX && bytes <= TRANSACTION_BYTES_MAX;
    (!fits).then_some(EngineError::TooLarge { rows: rows.len(), bytes })
}

fn load(rows: &dyn Rows) -> Result<World, OpenError> {
    let mut world = World::default();
    for table in HOT_TABLES {
        load_table(&mut world, rows, *table)?;
    }
    let mut problems = Vec::new();
    longshore_world::check::across_tables(&world, &mut |problem| problems.push(problem));
    if problems.is_empty() { Ok(world) } else { Err(OpenError::Broken(problems)) }
}

fn load_table(world: &mut World, rows: &dyn Rows, table: TableId) -> Result<(), OpenError> {
    let mut bad = None;
    let scanned = rows.scan(table, &mut |key, bytes| {
        world.load(table, key, bytes).map_err(|source| {
            let table = World::table_name(table).unwrap_or("unknown");
            bad = Some(OpenError::Row { table, key: key.escape_ascii().to_string(), source: source.clone() });
            source.into()
        })
    });
    match bad {
        Some(bad) => Err(bad),
        None => Ok(scanned?),
    }
}

/// Cold rows come straight from the store.
pub struct ColdRows(pub Arc<dyn Rows>);

impl Cold for ColdRows {
    fn get(&self, table: TableId, key: &[u8]) -> Result<Option<Vec<u8>>, ColdError> {
        self.0.get(table, key).map_err(|error| ColdError::Disk(Box::new(error)))
    }

    fn range(
        &self,
        table: TableId,
        from: Bound<&[u8]>,
        to: Bound<&[u8]>,
        limit: usize,
    ) -> Result<Vec<(Vec<u8>, Vec<u8>)>, ColdError> {
        let rows = self.0.range(table, from, to, limit).map_err(|error| ColdError::Disk(Box::new(error)))?;
        Ok(rows.into_iter().map(|(key, row)| (key.to_vec(), row.to_vec())).collect())
    }
}

/// Cold rows of a fork: its own before those of the state that it was made of.
struct Added {
    own: ColdRows,
    below: Arc<dyn Cold>,
}

impl Cold for Added {
    fn get(&self, table: TableId, key: &[u8]) -> Result<Option<Vec<u8>>, ColdError> {
        match self.own.get(table, key)? {
            Some(row) => Ok(Some(row)),
            None => self.below.get(table, key),
        }
    }

    fn range(
        &self,
        table: TableId,
        from: Bound<&[u8]>,
        to: Bound<&[u8]>,
        limit: usize,
    ) -> Result<Vec<(Vec<u8>, Vec<u8>)>, ColdError> {
        let mut rows: BTreeMap<_, _> = self.below.range(table, from, to, limit)?.into_iter().collect();
        rows.extend(self.own.range(table, from, to, limit)?);
        Ok(rows.into_iter().take(limit).collect())
    }
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
}
