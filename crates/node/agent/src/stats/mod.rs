//! Samples of what containers use: taken every few seconds, the last two kept, and the totals of all.
//!
//! Costs nothing while nothing runs. A container whose sample cannot be had keeps its last ones.
//!
//! Must not know: who looks, or how a driver counts.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use longshore_runtime::{ContainerStats, Driver};
use tokio::time::sleep;

use crate::SampleSource;

/// Between the beginnings of two rounds, give or take [`JITTER`].
const INTERVAL: Duration = Duration::from_secs(5);
const JITTER: Duration = Duration::from_millis(500);
/// How many containers the driver is asked about at once.
const TOGETHER_MAX: usize = 256;

/// The last two samples of each container that runs.
#[derive(Default)]
pub struct Samples {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    containers: HashMap<String, (ContainerStats, Option<ContainerStats>)>,
    totals: Totals,
}

/// Of all containers together, those that are gone included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    pub containers: u64,
    pub memory_bytes: u64,
    pub pids: u64,
    pub cpu_nanos: u64,
    pub received_bytes: u64,
    pub sent_bytes: u64,
    pub block_read_bytes: u64,
    pub block_written_bytes: u64,
    /// How many samples were taken, and how many could not be.
    pub samples: u64,
    pub failures: u64,
}

impl Samples {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn totals(&self) -> Totals {
        let state = self.state();
        let levels =
            |of: fn(&ContainerStats) -> u64| state.containers.values().map(|(last, _)| of(last)).sum();
        Totals {
            containers: u64::try_from(state.containers.len()).unwrap_or(u64::MAX),
            memory_bytes: levels(|stats| stats.memory_bytes),
            pids: levels(|stats| stats.pids),
            ..state.totals
        }
    }

    pub fn put(&self, runtime_id: &str, stats: ContainerStats) {
        let mut state = self.state();
        let before = state.containers.remove(runtime_id).map(|(last, _)| last);
        state.totals.grow(&stats, before.as_ref());
        state.containers.insert(runtime_id.to_owned(), (stats, before));
    }

    fn failed(&self) {
        self.state().totals.failures += 1;
    }

    fn keep_only(&self, running: &[String]) {
        let running: HashSet<&str> = running.iter().map(String::as_str).collect();
        self.state().containers.retain(|id, _| running.contains(id.as_str()));
    }
}

impl SampleSource for Samples {
    fn samples(&self, runtime_id: &str) -> Option<(ContainerStats, Option<ContainerStats>)> {
        self.state().containers.get(runtime_id).cloned()
    }
}

impl Totals {
    /// Adds what was used since the sample before. One that counts anew, as after a restart, counts from zero.
    fn grow(&mut self, now: &ContainerStats, before: Option<&ContainerStats>) {
        let since = |of: fn(&ContainerStats) -> u64| {
            let (now, before) = (of(now), before.map_or(0, of));
            if now < before { now } else { now - before }
        };
        let received =
            |stats: &ContainerStats| stats.networks.iter().map(|(_, one)| one.received_bytes).sum();
        let sent = |stats: &ContainerStats| stats.networks.iter().map(|(_, one)| one.sent_bytes).sum();
        self.cpu_nanos = self.cpu_nanos.wrapping_add(since(|stats| stats.cpu_total_nanos));
        self.received_bytes = self.received_bytes.wrapping_add(since(received));
        self.sent_bytes = self.sent_bytes.wrapping_add(since(sent));
        self.block_read_bytes = self.block_read_bytes.wrapping_add(since(|stats| stats.block_read_bytes));
        self.block_written_bytes =
            self.block_written_bytes.wrapping_add(since(|stats| stats.block_written_bytes));
        self.samples += 1;
    }
}

/// Samples until the future is dropped. `running` says which containers run, by their runtime ids.
pub async fn sample(
    driver: Arc<dyn Driver>,
    samples: Arc<Samples>,
    running: impl Fn() -> Vec<String> + Send,
    seed: u64,
) {
    let mut random = fastrand::Rng::with_seed(seed);
    loop {
        round(&*driver, &samples, &running()).await;
        let jitter = Duration::from_secs_f64(random.f64() * JITTER.as_secs_f64() * 2.0);
        sleep(INTERVAL.saturating_sub(JITTER) + jitter).await;
    }
}

/// One sample of each container; forgets those that run no more.
pub async fn round(driver: &dyn Driver, samples: &Samples, running: &[String]) {
    samples.keep_only(running);
    for some in running.chunks(TOGETHER_MAX) {
        let taken = driver.stats_of(some).await.unwrap_or_default();
        let mut taken = taken.into_iter();
        for id in some {
            match taken.next() {
                Some(Ok(stats)) => samples.put(id, stats),
                // It ended just now, or the driver is slow: the next round sees.
                Some(Err(_)) | None => samples.failed(),
            }
        }
    }
}

#[cfg(test)]
mod tests;
