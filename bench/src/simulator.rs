//! The simulator: how much faster than the clock it plays short seeds and a large cluster.
//!
//! Must not know: what is checked; a seed that finds something is an error here.

use anyhow::{Result, anyhow};
use longshore_simulator::run::{Passed, Plan, play};
use serde_json::{Value, json};

use crate::clock;
use crate::figures::figure;

const SHORT_SEEDS: u64 = 40;
const SHORT_HOURS: f64 = 0.5;
const LARGE_NODES: usize = 1_000;
const LARGE_HOURS: f64 = 0.5;

struct Played {
    hours: f64,
    seconds: f64,
    transactions: u64,
    events: u64,
}

pub(crate) fn run() -> Result<Value> {
    let short = timed((1..=SHORT_SEEDS).map(|seed| Plan { hours: SHORT_HOURS, ..Plan::of_seed(seed) }))?;
    let large = Plan { hours: LARGE_HOURS, nodes: Some(LARGE_NODES), ..Plan::of_seed(1) };
    let large = timed(std::iter::once(large))?;
    Ok(json!({
        "benchmark": "simulator",
        "seeds": SHORT_SEEDS,
        "seeds_per_second": figure(SHORT_SEEDS as f64 / short.seconds),
        "times_real_time": figure(short.hours * 3600.0 / short.seconds),
        "transactions_per_second": figure(short.transactions as f64 / short.seconds),
        "events_per_second": figure(short.events as f64 / short.seconds),
        "large_nodes": LARGE_NODES,
        "large_times_real_time": figure(large.hours * 3600.0 / large.seconds),
    }))
}

fn timed(plans: impl Iterator<Item = Plan>) -> Result<Played> {
    let began = clock::instant();
    let mut played = Played { hours: 0.0, seconds: 0.0, transactions: 0, events: 0 };
    for plan in plans {
        let Passed { figures, hours, .. } = play(&plan).map_err(|failed| anyhow!("{failed}"))?;
        played.hours += hours;
        played.transactions += figures.transactions;
        played.events += figures.events;
    }
    played.seconds = began.elapsed().as_secs_f64();
    Ok(played)
}
