//! Benchmarks: each prints one JSON line with its figures, ours beside a peer's where there is one.
//!
//! Progress goes to standard error, so that standard output holds nothing but figures. Every loop is bounded,
//! what is written to disk goes away, and servers are ended by their process id.
//!
//! Must not know: how any figure is to be judged; the README says what each is held against.

mod api;
mod clock;
mod containers;
mod described;
mod disk;
mod engine;
mod figures;
mod fleet;
mod group_commit;
mod http;
mod in_process;
mod load;
mod machines;
mod moto;
mod packing;
mod placement;
mod process;
#[cfg(target_os = "linux")]
mod registry;
mod request;
mod revisions;
mod run_task;
mod scratch;
mod server;
mod simulator;
mod start;
mod task_bytes;
mod wire;

use std::process::ExitCode;

use anyhow::{Result, bail};
use serde_json::Value;

/// A benchmark, and the one of its parts that is asked for, where it has parts.
type Benchmark = fn(Option<&str>) -> Result<Value>;

const BENCHMARKS: &[(&str, Benchmark)] = &[
    ("wire", |_| wire::run()),
    ("engine", |_| engine::run()),
    ("group-commit", |_| group_commit::run()),
    ("start", |_| start::run()),
    ("api", api::run),
    ("revisions", |_| revisions::run()),
    ("placement", placement::run),
    ("packing", |_| packing::run()),
    ("task-bytes", |_| task_bytes::run()),
    ("fleet", fleet::run),
    ("run-task-durable", |_| run_task::run()),
    ("described", |_| described::run()),
    ("simulator", |_| simulator::run()),
    ("task-start", containers::start::run),
    ("task-burst", containers::burst::run),
    ("task-churn", containers::churn::run),
    ("task-memory", containers::memory::run),
    #[cfg(target_os = "linux")]
    ("task-exec", |_| containers::exec::run()),
    ("image-pull", containers::pull::run),
    #[cfg(target_os = "linux")]
    ("registry", registry::run),
    ("service", containers::service::run),
];

fn main() -> ExitCode {
    let mut asked = std::env::args().skip(1);
    match run(asked.next().as_deref(), asked.next().as_deref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("longshore-bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(asked: Option<&str>, part: Option<&str>) -> Result<()> {
    if asked == Some("setup") {
        return moto::set_up();
    }
    let chosen = |name: &str| asked == Some("all") || asked == Some(name);
    let mut chosen = BENCHMARKS.iter().filter(|(name, _)| chosen(name)).peekable();
    if chosen.peek().is_none() {
        let names: Vec<_> = BENCHMARKS.iter().map(|(name, _)| *name).collect();
        bail!(
            "name a benchmark: {}, all, or setup to install the peer; behind api an operation",
            names.join(", ")
        );
    }
    for (name, benchmark) in chosen {
        eprintln!("{name}: started");
        println!("{}", benchmark(part)?);
    }
    Ok(())
}
