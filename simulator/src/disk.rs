//! The disk under control: it outlives every crash, and remembers what it has acknowledged.
//!
//! The memory of acknowledged rows is kept beside the simulated disk and not from it, so that a disk that lies is
//! noticed: what is found after a crash must be what was acknowledged, with the commit that was under way either
//! whole or not at all.
//!
//! Must not know: what a row means.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use longshore_store::faulty::{Fault, Faults, FaultyStore};
use longshore_store::{Batch, Fence, Position, Rows, Store, StoreError, TableId};
use longshore_world::tables::{COLD_TABLES, HOT_TABLES};
use xxhash_rust::xxh3::xxh3_64;

use crate::sabotage;

/// A handle; copies share one disk.
#[derive(Clone)]
pub(crate) struct Disk(Arc<Mutex<State>>);

/// A disk as it was at some time.
pub(crate) struct Backup {
    store: FaultyStore,
    acknowledged: Hashes,
}

/// After how many crashes each row is compared in any case; that costs as much as there is.
const COMPARED_ONE_IN: u64 = 8;

type Hashes = BTreeMap<(TableId, Arc<[u8]>), u64>;

struct State {
    /// None only while it is being opened again.
    store: Option<FaultyStore>,
    acknowledged: Hashes,
    acknowledged_at: Position,
    /// The commit that failed last: it may be there after a crash.
    under_way: Option<Batch>,
    commits: u64,
    crashes: u64,
    /// Commits that failed, by the way in which they did: full, torn, not synced.
    failed: [u64; 3],
    /// What is done to the commit of that number.
    planned: Option<(u64, Fault)>,
    /// A commit in so many is acknowledged and forgotten: for tests of the checkers.
    lies: Option<u64>,
    drops_history: bool,
}

impl Disk {
    pub(crate) fn new(faults: Faults) -> Self {
        Self(Arc::new(Mutex::new(State {
            store: Some(FaultyStore::new(faults)),
            acknowledged: Hashes::new(),
            acknowledged_at: Position(0),
            under_way: None,
            commits: 0,
            crashes: 0,
            failed: [0; 3],
            planned: None,
            lies: None,
            drops_history: false,
        })))
    }

    fn with<T>(&self, run: impl FnOnce(&mut State) -> T) -> T {
        run(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// How many commits were tried.
    pub(crate) fn commits(&self) -> u64 {
        self.with(|state| state.commits)
    }

    /// How many commits failed: because the disk was full, torn, and without a sync.
    pub(crate) fn failed(&self) -> [u64; 3] {
        self.with(|state| state.failed)
    }

    /// Lets the next commit fail.
    pub(crate) fn fail_next(&self, how: Fault) {
        self.with(|state| state.planned = Some((state.commits + 1, how)));
    }

    /// What is on the disk now, to go back to.
    pub(crate) fn backup(&self) -> Option<Backup> {
        self.with(|state| {
            let store = state.store.as_ref()?.copy();
            Some(Backup { store, acknowledged: state.acknowledged.clone() })
        })
    }

    /// Everything since then is gone, acknowledged or not: the disk had lied about its syncs.
    pub(crate) fn go_back(&self, backup: Backup) {
        self.with(|state| {
            state.acknowledged_at = backup.store.position();
            state.acknowledged = backup.acknowledged;
            state.under_way = None;
            state.store = Some(backup.store);
        });
    }

    /// Lets the commit of that number fail.
    pub(crate) fn fail(&self, commit: u64, how: Fault) {
        self.with(|state| state.planned = Some((commit, how)));
    }

    pub(crate) fn lie(&self, one_in: u64) {
        self.with(|state| state.lies = Some(one_in));
    }

    pub(crate) fn drop_history(&self) {
        self.with(|state| state.drops_history = true);
    }

    /// Fails no more.
    pub(crate) fn mend(&self) {
        self.with(|state| {
            state.planned = None;
            if let Some(store) = &mut state.store {
                store.mend();
            }
        });
    }

    /// Loses power, and says what is not as it was acknowledged.
    pub(crate) fn crash(&self, seed: u64) -> Vec<String> {
        self.with(|state| {
            state.store = state.store.take().map(|store| store.crash(seed));
            state.crashes += 1;
            state.compare()
        })
    }

    /// What a snapshot of cold rows is read from.
    pub(crate) fn rows(&self) -> Option<Arc<dyn Rows>> {
        self.with(|state| state.store.as_ref().map(Store::reader))
    }
}

impl State {
    fn compare(&mut self) -> Vec<String> {
        let mut problems = Vec::new();
        let Some(store) = &self.store else { return vec!["the disk is gone".to_owned()] };
        let found_at = store.position();
        let all = self.under_way.is_some() || self.crashes.is_multiple_of(COMPARED_ONE_IN);
        if found_at > self.acknowledged_at
            && let Some(batch) = self.under_way.take()
        {
            remember(&mut self.acknowledged, &batch);
            self.acknowledged_at.0 += 1;
        }
        self.under_way = None;
        if found_at != self.acknowledged_at {
            let acknowledged = self.acknowledged_at;
            problems.push(format!(
                "{acknowledged} commits were acknowledged and {found_at} are there after a crash"
            ));
        }
        // Where no commit was under way only a disk that lies has another row.
        if !all {
            return problems;
        }
        let mut found = Hashes::new();
        let rows = store.reader();
        for table in HOT_TABLES.iter().chain(COLD_TABLES) {
            let scanned = rows.scan(*table, &mut |key, value| {
                found.insert((*table, Arc::from(key)), xxh3_64(value));
                Ok(())
            });
            problems.extend(scanned.err().map(|error| error.to_string()));
        }
        if found != self.acknowledged {
            let lost = self.acknowledged.iter().filter(|(key, hash)| found.get(*key) != Some(*hash)).count();
            let more = found.keys().filter(|key| !self.acknowledged.contains_key(*key)).count();
            problems.push(format!(
                "after a crash {lost} acknowledged rows are lost and {more} are there unasked"
            ));
        }
        problems
    }
}

fn remember(hashes: &mut Hashes, batch: &Batch) {
    for write in &batch.writes {
        let key = (write.table(), Arc::from(write.key()));
        match write.value() {
            Some(value) => drop(hashes.insert(key, xxh3_64(value))),
            None => drop(hashes.remove(&key)),
        }
    }
}

fn gone() -> StoreError {
    StoreError::Stopped { reason: "the simulated disk is being opened".to_owned() }
}

/// In which way a commit failed: the disk was full, it was torn, or not synced.
fn way(error: &StoreError) -> usize {
    match error {
        StoreError::DiskFull { .. } => 0,
        error if error.to_string().contains("halfway") => 1,
        _ => 2,
    }
}

impl Store for Disk {
    fn acquire(&mut self) -> Result<Fence, StoreError> {
        self.with(|state| state.store.as_mut().ok_or_else(gone)?.acquire())
    }

    fn commit(&mut self, fence: Fence, batch: &Batch) -> Result<Position, StoreError> {
        self.with(|state| {
            state.commits += 1;
            let commits = state.commits;
            let store = state.store.as_mut().ok_or_else(gone)?;
            if let Some((_, how)) = state.planned.take_if(|(commit, _)| *commit == commits) {
                store.fail_next(how);
            }
            let left = state.drops_history.then(|| sabotage::without_history(batch));
            let batch = left.as_ref().unwrap_or(batch);
            let lies = state.lies.is_some_and(|one_in| commits.is_multiple_of(one_in));
            let written =
                if lies { store.commit(fence, &Batch::default()) } else { store.commit(fence, batch) };
            match &written {
                Ok(position) => {
                    remember(&mut state.acknowledged, batch);
                    state.acknowledged_at = *position;
                }
                Err(error) => {
                    state.under_way = Some(batch.clone());
                    let way = way(error);
                    state.failed.get_mut(way).into_iter().for_each(|count| *count += 1);
                }
            }
            written
        })
    }

    fn reader(&self) -> Arc<dyn Rows> {
        self.rows().unwrap_or_else(|| Store::reader(&longshore_store::memory::MemoryStore::default()))
    }

    fn position(&self) -> Position {
        self.with(|state| state.store.as_ref().map_or(Position(0), Store::position))
    }
}
