//! A simulated disk for crash tests: seeded, in memory, deterministic.
//!
//! Each commit is one record, written in sectors and then synced. Until the sync is through, a crash keeps
//! any subset of the sectors, in any order (that is what a disk without a sync promises), and what is
//! found afterwards counts only if the whole record proves itself by its checksum. So a commit that was
//! never acknowledged is afterwards there whole or not at all, and one that was acknowledged is there.
//!
//! Must not know files, clocks or ambient randomness.

use std::sync::Arc;

use crate::api::{Batch, Fence, Position, Rows, Store, Write};
use crate::codec::{Fields, checksum};
use crate::error::StoreError;
use crate::memory::MemoryRows;
use crate::ring::RingLimits;
use crate::rowmap::RowMap;

const SECTOR_BYTES: usize = 512;
const MILLION: u64 = 1_000_000;

/// How often a commit fails, per million, and which random choices are made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Faults {
    pub seed: u64,
    /// The disk is full before anything is written.
    pub full: u32,
    /// The write stops halfway.
    pub torn: u32,
    /// Everything is written, but the sync fails: the commit may or may not survive a crash.
    pub sync: u32,
}

/// One way in which a commit fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Full,
    Torn,
    Sync,
}

pub struct FaultyStore {
    faults: Faults,
    /// How the next write fails, whatever the dice say.
    forced: Option<Fault>,
    random: Random,
    rows: Arc<MemoryRows>,
    fence: Fence,
    position: Position,
    /// Sectors of a record that reached the disk's cache only, by their number in the record.
    unsynced: Vec<Vec<u8>>,
    stopped: Option<&'static str>,
}

impl FaultyStore {
    pub fn new(faults: Faults) -> FaultyStore {
        FaultyStore::holding(RowMap::default(), Position(0), Fence(0), faults)
    }

    fn holding(rows: RowMap, position: Position, fence: Fence, faults: Faults) -> FaultyStore {
        FaultyStore {
            faults,
            forced: None,
            random: Random(faults.seed),
            rows: Arc::new(MemoryRows::new(rows, position, fence, RingLimits::default())),
            fence,
            position,
            unsynced: Vec::new(),
            stopped: None,
        }
    }

    /// Makes the next write fail, for whoever walks over every one.
    pub fn fail_next(&mut self, fault: Fault) {
        self.forced = Some(fault);
    }

    /// Fails no more by chance.
    pub fn mend(&mut self) {
        self.faults = Faults { seed: self.faults.seed, ..Faults::default() };
    }

    /// Loses power and opens what is left. The seed decides which unsynced sectors survived.
    pub fn crash(self, seed: u64) -> FaultyStore {
        let mut random = Random(seed);
        // Every other crash keeps all sectors, or long records would hardly ever survive.
        let kind = random.below(2) == 0;
        let mut disk = Vec::new();
        for sector in &self.unsynced {
            let kept = kind || random.below(2) == 0;
            let content = if kept { sector.clone() } else { vec![0; sector.len()] };
            disk.extend_from_slice(&content);
        }
        self.reopen(&disk, seed)
    }

    /// Another disk with what this one holds, as a backup is.
    pub fn copy(&self) -> FaultyStore {
        FaultyStore::holding(self.rows.copy(), self.position, self.fence, self.faults)
    }

    /// Ends without a crash: what was written reaches the disk, synced or not.
    pub fn close(self) -> FaultyStore {
        let disk = self.unsynced.concat();
        let seed = self.faults.seed;
        self.reopen(&disk, seed)
    }

    fn reopen(self, disk: &[u8], seed: u64) -> FaultyStore {
        let faults = Faults { seed, ..self.faults };
        let Some(Record { position, fence, writes }) = Record::decode(disk) else {
            // What is there is what was acknowledged: it need not be copied. An opened store knows no commits.
            self.rows.forget_commits();
            let (random, unsynced) = (Random(seed), Vec::new());
            return FaultyStore { faults, forced: None, random, unsynced, stopped: None, ..self };
        };
        let mut rows = self.rows.copy();
        rows.apply(&writes);
        FaultyStore::holding(rows, position, fence, faults)
    }

    /// Writes and syncs a record, unless the dice say otherwise. Nothing is made of it where nothing fails.
    fn persist(&mut self, record: &mut dyn FnMut() -> Record) -> Result<(), StoreError> {
        if let Some(reason) = self.stopped {
            return Err(StoreError::Stopped { reason: reason.to_owned() });
        }
        let Some(fault) = self.forced.take().or_else(|| self.chance()) else { return Ok(()) };
        if fault == Fault::Full {
            self.stopped = Some("the simulated disk is full");
            return Err(StoreError::DiskFull { path: "simulated-disk".into() });
        }
        let bytes = record().encode();
        let sectors: Vec<Vec<u8>> = bytes.chunks(SECTOR_BYTES).map(<[u8]>::to_vec).collect();
        if fault == Fault::Torn {
            let written = self.random.below(sectors.len() as u64);
            self.unsynced = sectors.into_iter().take(usize::try_from(written).unwrap_or(0)).collect();
            return Err(self.stop("a simulated write stopped halfway"));
        }
        self.unsynced = sectors;
        Err(self.stop("a simulated sync failed"))
    }

    fn chance(&mut self) -> Option<Fault> {
        let Faults { full, torn, sync, .. } = self.faults;
        let kinds = [(full, Fault::Full), (torn, Fault::Torn), (sync, Fault::Sync)];
        kinds.into_iter().find(|(per_million, _)| self.happens(*per_million)).map(|(_, fault)| fault)
    }

    fn stop(&mut self, reason: &'static str) -> StoreError {
        self.stopped = Some(reason);
        StoreError::io("write", "simulated-disk".as_ref(), std::io::Error::other(reason))
    }

    fn happens(&mut self, per_million: u32) -> bool {
        per_million > 0 && self.random.below(MILLION) < u64::from(per_million)
    }
}

impl Store for FaultyStore {
    fn acquire(&mut self) -> Result<Fence, StoreError> {
        let fence = Fence(self.fence.0 + 1);
        let position = self.position;
        self.persist(&mut || Record { position, fence, writes: Vec::new() })?;
        self.fence = fence;
        self.rows.set_fence(fence);
        Ok(fence)
    }

    fn commit(&mut self, fence: Fence, batch: &Batch) -> Result<Position, StoreError> {
        if fence != self.fence {
            return Err(StoreError::Fenced { offered: fence, current: self.fence });
        }
        batch.check()?;
        let position = Position(self.position.0 + 1);
        self.persist(&mut || Record { position, fence, writes: batch.writes.clone() })?;
        self.position = self.rows.apply(batch);
        Ok(self.position)
    }

    fn reader(&self) -> Arc<dyn Rows> {
        Arc::clone(&self.rows) as Arc<dyn Rows>
    }

    fn position(&self) -> Position {
        self.position
    }
}

/// One commit as it lies on the simulated disk.
struct Record {
    position: Position,
    fence: Fence,
    writes: Vec<Write>,
}

const NO_VALUE: u32 = u32::MAX;

impl Record {
    fn encode(&self) -> Vec<u8> {
        let mut body = Vec::new();
        body.extend_from_slice(&self.position.0.to_le_bytes());
        body.extend_from_slice(&self.fence.0.to_le_bytes());
        for write in &self.writes {
            let length = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap_or(NO_VALUE);
            body.extend_from_slice(&write.table().to_le_bytes());
            body.extend_from_slice(&length(write.key()).to_le_bytes());
            body.extend_from_slice(&write.value().map_or(NO_VALUE, length).to_le_bytes());
            body.extend_from_slice(write.key());
            body.extend_from_slice(write.value().unwrap_or_default());
        }
        let mut record = (body.len() as u64).to_le_bytes().to_vec();
        record.extend_from_slice(&checksum(&body).to_le_bytes());
        record.append(&mut body);
        record
    }

    fn decode(disk: &[u8]) -> Option<Record> {
        let mut fields = Fields(disk);
        let (length, sum) = (fields.u64()?, fields.u64()?);
        let body = fields.take(usize::try_from(length).ok()?)?;
        if length == 0 || checksum(body) != sum {
            return None;
        }
        let mut fields = Fields(body);
        let mut record =
            Record { position: Position(fields.u64()?), fence: Fence(fields.u64()?), writes: Vec::new() };
        while !fields.0.is_empty() {
            record.writes.push(decode_write(&mut fields)?);
        }
        Some(record)
    }
}

fn decode_write(fields: &mut Fields<'_>) -> Option<Write> {
    let (table, key, value) = (fields.u16()?, fields.u32()?, fields.u32()?);
    let key = Arc::from(fields.take(key as usize)?);
    Some(match value {
        NO_VALUE => Write::Delete { table, key },
        length => Write::Put { table, key, value: Arc::from(fields.take(length as usize)?) },
    })
}

/// A small generator (splitmix64): all choices come from the seed.
#[derive(Clone, Debug)]
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }
}
