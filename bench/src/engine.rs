//! The writer alone: small transactions in memory, in full batches, on one thread.
//!
//! Must not know: threads, queues, disks or requests.

use anyhow::{Result, bail};
use longshore_engine::writer::{Job, Keep};
use longshore_engine::{EngineError, Writer};
use longshore_store::memory::MemoryStore;
use longshore_world::records::task_definition::{Family, FamilyKey};
use longshore_world::{Account, Region, Scope, Tx};
use serde_json::{Value, json};

use crate::figures::{figure, median};
use crate::request::{ACCOUNT, REGION};
use crate::{clock, process};

const ROUNDS: usize = 5;
const BATCH: usize = 256;
const BATCHES: usize = 1_000;
const ROWS: usize = 10_000;

pub(crate) fn run() -> Result<Value> {
    let mut writer = Writer::open(Box::new(MemoryStore::default()), 1)?;
    let keys = keys()?;
    let (mut per_second, mut processor) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let before = process::processor_us(std::process::id())?;
        let took = update(&mut writer, &keys)?;
        let count = (BATCH * BATCHES) as f64;
        // The first round makes the rows; the others change them.
        if round > 0 {
            per_second.push(count / took);
            processor.push((process::processor_us(std::process::id())? - before) / count);
        }
    }
    Ok(json!({
        "benchmark": "engine",
        "batch": BATCH,
        "rows": ROWS,
        "transactions_per_second": figure(median(per_second)),
        "processor_us_per_transaction": figure(median(processor)),
    }))
}

pub(crate) fn keys() -> Result<Vec<FamilyKey>> {
    let scope = Scope { account: Account::parse(ACCOUNT)?, region: Region::parse(REGION)? };
    Ok((0..ROWS).map(|number| FamilyKey { scope, family: format!("family-{number:05}") }).collect())
}

/// Counts a family up: a small row read, changed and written.
pub(crate) fn count_up(tx: &mut Tx<'_>, key: &FamilyKey) {
    if !tx.update(key, |row: &mut Family| row.latest += 1) {
        tx.put(key, Family { latest: 1, active: 1, ..Family::default() });
    }
}

fn update(writer: &mut Writer, keys: &[FamilyKey]) -> Result<f64> {
    let started = clock::instant();
    let mut keys = keys.iter().cycle();
    for _ in 0..BATCHES {
        let mut room = BATCH;
        let mut next = || {
            room = room.checked_sub(1)?;
            keys.next().map(|key| Box::new(CountUp(key.clone())) as Box<dyn Job>)
        };
        writer.run_batch(clock::now(), &mut next, &mut |_, _| {});
    }
    match writer.stopped() {
        None => Ok(started.elapsed().as_secs_f64()),
        Some(error) => bail!("the writer stopped: {error}"),
    }
}

struct CountUp(FamilyKey);

impl Job for CountUp {
    fn run(&mut self, tx: &mut Tx<'_>) -> Keep {
        count_up(tx, &self.0);
        Keep::Changes
    }

    fn answer(self: Box<Self>) {}

    /// The writer says why it has stopped.
    fn refuse(self: Box<Self>, _: EngineError) {}
}
