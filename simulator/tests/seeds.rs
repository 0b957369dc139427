//! Short seeds, as many as time allows: each must find nothing, and the same seed must be the same run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use longshore_simulator::run::{Plan, play};

/// Enough to notice what is broken; CI asks for more.
const SEEDS: u64 = 30;

#[allow(clippy::disallowed_methods, reason = "how many seeds is asked of whoever runs the test")]
fn seeds() -> u64 {
    std::env::var("LONGSHORE_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(SEEDS)
}

#[test]
fn short_seeds_find_nothing() {
    let failed: Vec<String> = (1..=seeds())
        .filter_map(|seed| play(&Plan { hours: 0.2, ..Plan::of_seed(seed) }).err())
        .map(|failed| failed.to_string())
        .collect();
    assert!(failed.is_empty(), "{} seeds failed:\n{}", failed.len(), failed.join("\n\n"));
}

#[test]
fn a_seed_is_the_same_run_every_time() {
    for seed in 1..=3 {
        let plan = Plan { hours: 0.1, ..Plan::of_seed(seed) };
        let figures = |()| play(&plan).map(|passed| passed.figures).map_err(|failed| failed.to_string());
        assert_eq!(figures(()), figures(()), "seed {seed}");
    }
}
