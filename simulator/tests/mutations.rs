//! The checkers bite: every planted bug is found by a few seeds, which find nothing without it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use longshore_simulator::Weather;
use longshore_simulator::run::{Plan, play};
use longshore_simulator::sabotage::Sabotage;

const SEEDS: u64 = 12;

fn plan(seed: u64, sabotage: Sabotage) -> Plan {
    let weather = Some(Weather::STORM);
    Plan { hours: 0.3, nodes: Some(4), user_millis: Some(3_000), weather, sabotage, ..Plan::of_seed(seed) }
}

#[test]
fn every_planted_bug_is_found() {
    let missed: Vec<_> = Sabotage::ALL
        .iter()
        .filter(|sabotage| {
            let found = (1..=SEEDS).find_map(|seed| play(&plan(seed, **sabotage)).err());
            match &found {
                Some(failed) => {
                    let problem = failed.problems[0].chars().take(160).collect::<String>();
                    println!("{sabotage:?}: seed {}: {problem}", failed.seed);
                }
                None => println!("{sabotage:?}: not found"),
            }
            found.is_none()
        })
        .collect();
    assert!(missed.is_empty(), "planted and not found: {missed:?}");
}

#[test]
fn without_a_planted_bug_the_same_seeds_find_nothing() {
    for seed in 1..=SEEDS {
        if let Err(failed) = play(&plan(seed, Sabotage::None)) {
            panic!("{failed}");
        }
    }
}
