//! Group commit: how much more sixty-four writers get done than one, when all wait for the same disk.
//!
//! On this machine's disk, and on a disk that takes two milliseconds to sync, where waiting is all there is.
//! Must not know: requests.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use longshore_engine::{Engine, Writer};
use longshore_store::embedded::{EmbeddedStore, Options};
use longshore_store::memory::MemoryStore;
use longshore_store::{Batch, Fence, Position, Rows, Store, StoreError};
use longshore_world::records::task_definition::FamilyKey;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::clock;
use crate::engine::{count_up, keys};
use crate::figures::{figure, median, quantile_us};
use crate::scratch::Scratch;

const ROUNDS: usize = 3;
const WRITERS: usize = 64;
const SLOW_COMMIT: Duration = Duration::from_millis(2);

pub(crate) fn run() -> Result<Value> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let scratch = Scratch::new("group-commit")?;
    let disk = || -> Result<Box<dyn Store>> {
        Ok(Box::new(EmbeddedStore::open(&scratch.path().join("state"), Options::default())?))
    };
    let slow = || -> Result<Box<dyn Store>> { Ok(Box::new(SlowStore(MemoryStore::default()))) };
    let disk = compare(&runtime, "this disk", disk, [4_000, 1_000])?;
    let slow = compare(&runtime, "a slow disk", slow, [200, 200])?;
    Ok(json!({ "benchmark": "group-commit", "writers": WRITERS, "disk": disk, "disk_of_2_ms": slow }))
}

fn compare(
    runtime: &Runtime,
    what: &str,
    store: impl Fn() -> Result<Box<dyn Store>>,
    [alone, each]: [usize; 2],
) -> Result<Value> {
    eprintln!("group-commit: {what}");
    let engine = Engine::start(Writer::open(store()?, 1)?, Box::new(clock::now))?;
    let (mut one, mut many, mut p50) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (rate, mut latencies) = runtime.block_on(write(&engine, 1, alone))?;
        one.push(rate);
        p50.push(quantile_us(&mut latencies, 0.5));
        many.push(runtime.block_on(write(&engine, WRITERS, each))?.0);
    }
    runtime.block_on(engine.close());
    let (one, many) = (median(one), median(many));
    Ok(json!({
        "writers_1_per_second": figure(one),
        "writers_1_p50_us": figure(median(p50)),
        "writers_64_per_second": figure(many),
        "times_more": figure(many / one),
    }))
}

/// So many writers, each waiting for one change before it makes the next.
async fn write(engine: &Engine, writers: usize, each: usize) -> Result<(f64, Vec<Duration>)> {
    let keys = Arc::new(keys()?);
    let started = clock::instant();
    let spawn =
        |writer| tokio::spawn(one_writer(engine.clone(), keys.clone(), writer * keys.len() / writers, each));
    let tasks: Vec<_> = (0..writers).map(spawn).collect();
    let mut latencies = Vec::with_capacity(writers * each);
    for task in tasks {
        latencies.extend(task.await.context("a writer failed")??);
    }
    Ok((latencies.len() as f64 / started.elapsed().as_secs_f64(), latencies))
}

async fn one_writer(
    engine: Engine,
    keys: Arc<Vec<FamilyKey>>,
    from: usize,
    count: usize,
) -> Result<Vec<Duration>> {
    let mut latencies = Vec::with_capacity(count);
    for key in keys.iter().cycle().skip(from).take(count) {
        let key = key.clone();
        let asked = clock::instant();
        let written = engine.transact(move |tx| {
            count_up(tx, &key);
            Ok::<(), std::convert::Infallible>(())
        });
        written.await?.unwrap_or_else(|never| match never {});
        latencies.push(asked.elapsed());
    }
    Ok(latencies)
}

/// A store in memory whose commits take as long as those of a slow disk.
struct SlowStore(MemoryStore);

impl Store for SlowStore {
    fn acquire(&mut self) -> Result<Fence, StoreError> {
        self.0.acquire()
    }

    fn commit(&mut self, fence: Fence, batch: &Batch) -> Result<Position, StoreError> {
        clock::rest(SLOW_COMMIT);
        self.0.commit(fence, batch)
    }

    fn reader(&self) -> Arc<dyn Rows> {
        self.0.reader()
    }

    fn position(&self) -> Position {
        self.0.position()
    }
}
