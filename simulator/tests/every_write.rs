//! Control fails at every write of a run in turn, in every way that a disk knows, and nothing is lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use longshore_simulator::Weather;
use longshore_simulator::cluster::Fault;
use longshore_simulator::run::{Plan, play};

const WRITES_MAX: u64 = 400;

#[allow(clippy::disallowed_methods, reason = "how thorough is asked of whoever runs the test")]
fn stride() -> usize {
    // Every write in the long run; a sample of them at every other time.
    if std::env::var_os("LONGSHORE_EVERY_WRITE").is_some() { 1 } else { 5 }
}

#[test]
fn a_crash_at_any_write_loses_nothing() {
    let calm = Plan {
        hours: 0.05,
        nodes: Some(3),
        user_millis: Some(2_000),
        weather: Some(Weather::CALM),
        ..Plan::of_seed(5)
    };
    let writes = play(&calm).unwrap_or_else(|failed| panic!("{failed}")).figures.commits;
    for commit in (1..=writes.min(WRITES_MAX)).step_by(stride()) {
        for how in [Fault::Full, Fault::Torn, Fault::Sync] {
            let plan = Plan { failing_commit: Some((commit, how)), ..calm.clone() };
            if let Err(failed) = play(&plan) {
                panic!("write {commit}, {how:?}: {failed}");
            }
        }
    }
}
