//! `longshore-simulator`: plays seeds until one fails, and prints a line of figures.
//!
//! Must not know: what is played; it counts, and it knows the real clock.

mod total;

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use clap::Parser;
use longshore_simulator::Weather;
use longshore_simulator::run::{Failed, Plan, play};

use self::total::Total;

/// Plays seeded clusters: each from an empty installation over faults and a random user until everything settles.
#[derive(Parser)]
struct Arguments {
    /// How many seeds, from --first on
    #[arg(long, default_value_t = 100)]
    seeds: u64,
    #[arg(long, default_value_t = 1)]
    first: u64,
    /// This seed alone
    #[arg(long)]
    seed: Option<u64>,
    /// Virtual hours of each, before everything is left to settle
    #[arg(long, default_value_t = 1.0)]
    hours: f64,
    /// Days as most clusters have them: several clusters, a change every few hours, a fault every few days
    #[arg(long)]
    quiet: bool,
    /// Stops after so many hours of clusters
    #[arg(long)]
    cluster_hours: Option<f64>,
    /// How many seeds are played at a time; one for each processor where it is not given
    #[arg(long)]
    jobs: Option<usize>,
    /// Machines of each; the seed decides where it is not given
    #[arg(long)]
    nodes: Option<usize>,
    /// Milliseconds between two calls of the random user; the seed decides where it is not given
    #[arg(long)]
    user_millis: Option<i64>,
    /// Every kind of fault, whatever the seed says
    #[arg(long, conflicts_with = "calm")]
    storm: bool,
    /// No fault, whatever the seed says
    #[arg(long)]
    calm: bool,
    /// Prints what happened before a failure
    #[arg(long)]
    verbose: bool,
    /// How many lines of it, the last ones
    #[arg(long, default_value_t = 400)]
    lines: usize,
    /// Goes on behind a failure
    #[arg(long)]
    keep_going: bool,
    /// Prints the figures so far after every so many seeds
    #[arg(long)]
    every: Option<u64>,
}

#[allow(clippy::disallowed_methods, reason = "the figures are of real time")]
fn instant() -> std::time::Instant {
    std::time::Instant::now()
}

impl Arguments {
    fn plan(&self, seed: u64) -> Plan {
        let weather = match (self.storm, self.calm) {
            (true, _) => Some(Weather::STORM),
            (_, true) => Some(Weather::CALM),
            _ => None,
        };
        Plan {
            hours: self.hours,
            nodes: self.nodes,
            user_millis: self.user_millis,
            weather,
            quiet: self.quiet,
            verbose: self.verbose,
            ..Plan::of_seed(seed)
        }
    }

    fn jobs(&self) -> usize {
        let processors = || std::thread::available_parallelism().map_or(1, usize::from);
        self.jobs.unwrap_or_else(processors).max(1)
    }

    fn is_enough(&self, total: &Total) -> bool {
        self.cluster_hours.is_some_and(|hours| total.cluster_hours() >= hours)
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let (first, behind) = match arguments.seed {
        Some(seed) => (seed, seed.saturating_add(1)),
        None => (arguments.first, arguments.first.saturating_add(arguments.seeds)),
    };
    let (next, ended, began) = (AtomicU64::new(first), AtomicBool::new(false), instant());
    let total = Mutex::new(Total::default());
    std::thread::scope(|threads| {
        for _ in 0..arguments.jobs() {
            threads.spawn(|| {
                while !ended.load(Ordering::Relaxed) {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= behind {
                        break;
                    }
                    let played = play(&arguments.plan(seed));
                    let mut total = total.lock().unwrap_or_else(PoisonError::into_inner);
                    total.add(&played);
                    if let Err(failed) = &played {
                        tell(failed, arguments.lines);
                    }
                    if (played.is_err() && !arguments.keep_going) || arguments.is_enough(&total) {
                        ended.store(true, Ordering::Relaxed);
                    }
                    if arguments.every.is_some_and(|every| total.seeds().is_multiple_of(every)) {
                        total.print(began.elapsed().as_secs_f64());
                    }
                }
            });
        }
    });
    let total = total.into_inner().unwrap_or_else(PoisonError::into_inner);
    total.print(began.elapsed().as_secs_f64());
    if total.has_failed() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn tell(failed: &Failed, lines: usize) {
    for line in failed.transcript.iter().skip(failed.transcript.len().saturating_sub(lines)) {
        eprintln!("{line}");
    }
    eprintln!("{failed}");
}
