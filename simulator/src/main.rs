//! `longshore-simulator`: plays seeds until one fails, and prints a line of figures.
//!
//! Must not know: what is played; it counts, and it knows the real clock.

use std::process::ExitCode;

use clap::Parser;
use longshore_simulator::Weather;
use longshore_simulator::run::{Failed, Passed, Plan, play};

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
}

#[allow(clippy::disallowed_methods, reason = "the figures are of real time")]
fn instant() -> std::time::Instant {
    std::time::Instant::now()
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let seeds =
        arguments.seed.map_or(arguments.first..arguments.first.saturating_add(arguments.seeds), |seed| {
            seed..seed.saturating_add(1)
        });
    let began = instant();
    let mut total = Total::default();
    for seed in seeds {
        let plan = Plan {
            hours: arguments.hours,
            nodes: arguments.nodes,
            user_millis: arguments.user_millis,
            weather: weather(&arguments),
            verbose: arguments.verbose,
            ..Plan::of_seed(seed)
        };
        match play(&plan) {
            Ok(passed) => total.add(&passed),
            Err(failed) => {
                total.failed += 1;
                tell(&failed, arguments.lines);
                if !arguments.keep_going {
                    break;
                }
            }
        }
    }
    total.print(began.elapsed().as_secs_f64());
    if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn weather(arguments: &Arguments) -> Option<Weather> {
    match (arguments.storm, arguments.calm) {
        (true, _) => Some(Weather::STORM),
        (_, true) => Some(Weather::CALM),
        _ => None,
    }
}

fn tell(failed: &Failed, lines: usize) {
    for line in failed.transcript.iter().skip(failed.transcript.len().saturating_sub(lines)) {
        eprintln!("{line}");
    }
    eprintln!("{failed}");
}

#[derive(Default)]
struct Total {
    passed: u64,
    failed: u64,
    hours: f64,
    events: u64,
    transactions: u64,
    commits: u64,
    crashes: u64,
    faults: u64,
    tasks: u64,
    calls: u64,
    settled_millis_max: i64,
}

impl Total {
    fn add(&mut self, passed: &Passed) {
        let figures = passed.figures;
        self.passed += 1;
        self.hours += passed.hours;
        self.events += figures.events;
        self.transactions += figures.transactions;
        self.commits += figures.commits;
        self.crashes += figures.crashes;
        self.faults += figures.faults;
        self.tasks += figures.tasks_begun;
        self.calls += figures.calls;
        self.settled_millis_max = self.settled_millis_max.max(passed.settled_millis);
    }

    fn print(&self, seconds: f64) {
        let rounded = |value: f64| (value * 100.0).round() / 100.0;
        let line = serde_json::json!({
            "seeds_passed": self.passed,
            "seeds_failed": self.failed,
            "simulated_hours": rounded(self.hours),
            "seconds": rounded(seconds),
            "times_real_time": rounded(self.hours * 3600.0 / seconds.max(1e-9)),
            "events": self.events,
            "transactions": self.transactions,
            "commits": self.commits,
            "calls": self.calls,
            "tasks_begun": self.tasks,
            "faults": self.faults,
            "crashes_of_control": self.crashes,
            "settled_after_seconds_max": self.settled_millis_max as f64 / 1000.0,
        });
        println!("{line}");
    }
}
