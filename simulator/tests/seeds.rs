//! Short seeds, as many as time allows: each must find nothing, and the same seed must be the same run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use longshore_simulator::cluster::KINDS;
use longshore_simulator::run::{Failed, Passed, Plan, play};
use longshore_simulator::{Cluster, Settings};

/// Enough to notice what is broken; CI asks for more.
const SEEDS: u64 = 30;
const HOURS: f64 = 0.2;
/// What is rare may take a few rounds of as many seeds to be seen.
const ROUNDS_MAX: u64 = 5;
/// Of many seeds each is short: what goes wrong goes wrong early.
const SHORT_HOURS: f64 = 0.02;

#[allow(clippy::disallowed_methods, reason = "how many seeds is asked of whoever runs the test")]
fn seeds() -> Option<u64> {
    std::env::var("LONGSHORE_SEEDS").ok().and_then(|seeds| seeds.parse().ok())
}

/// Plays seeds on every processor.
fn play_all(count: u64, plan: impl Fn(u64) -> Plan + Sync) -> Vec<Result<Passed, Box<Failed>>> {
    let (next, played) = (AtomicU64::new(1), Mutex::new(Vec::new()));
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|threads| {
        for _ in 0..jobs {
            threads.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed > count {
                        break;
                    }
                    let result = play(&plan(seed));
                    played.lock().unwrap().push(result);
                }
            });
        }
    });
    played.into_inner().unwrap()
}

#[test]
fn short_seeds_find_nothing() {
    let (count, hours) = seeds().map_or((SEEDS, HOURS), |seeds| (seeds, SHORT_HOURS));
    let played = play_all(count, |seed| Plan { hours, ..Plan::of_seed(seed) });
    let failed: Vec<String> =
        played.iter().filter_map(|it| it.as_ref().err()).map(ToString::to_string).collect();
    assert!(failed.is_empty(), "{} seeds failed:\n{}", failed.len(), failed.join("\n\n"));
}

#[test]
fn quiet_days_find_nothing() {
    for result in play_all(3, |seed| Plan { hours: 72.0, quiet: true, ..Plan::of_seed(seed) }) {
        result.unwrap_or_else(|failed| panic!("{failed}"));
    }
}

/// What of faults and operations was seen.
#[derive(Default)]
struct Seen {
    faults: [u64; KINDS.len()],
    called: BTreeSet<String>,
}

#[test]
fn every_fault_happens_and_every_operation_is_called() {
    let all = Cluster::new(Settings::calm(1)).unwrap().operations();
    let mut seen = Seen::default();
    for round in 0..ROUNDS_MAX {
        let plan = |seed| Plan { hours: HOURS, ..Plan::of_seed(round * SEEDS + seed) };
        for passed in play_all(SEEDS, plan).into_iter().flatten() {
            seen.faults.iter_mut().zip(passed.figures.by_kind).for_each(|(sum, count)| *sum += count);
            seen.called.extend(passed.called.into_keys().map(|name| name.to_string()));
        }
        if seen.faults.iter().all(|count| *count > 0) && all.iter().all(|name| seen.called.contains(*name)) {
            return;
        }
    }
    let faults = KINDS.iter().zip(seen.faults).filter(|(_, count)| *count == 0);
    let never: Vec<_> = faults.map(|(kind, _)| kind).collect();
    let missed: Vec<_> = all.iter().filter(|name| !seen.called.contains(**name)).collect();
    panic!("never happened: {never:?}; never called: {missed:?}");
}

#[test]
fn a_seed_is_the_same_run_every_time() {
    for seed in 1..=3 {
        let plan = Plan { hours: 0.1, ..Plan::of_seed(seed) };
        let figures = |()| play(&plan).map(|passed| passed.figures).map_err(|failed| failed.to_string());
        assert_eq!(figures(()), figures(()), "seed {seed}");
    }
}
