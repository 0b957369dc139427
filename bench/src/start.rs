//! Starting: from `exec` to the first answered request, and what the process then weighs.
//!
//! Must not know: what a start does.

use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};

use crate::figures::{figure, median};
use crate::in_process::Rooms;
use crate::process::Memory;
use crate::request::{Call, task_definition};
use crate::scratch::Scratch;
use crate::server::Server;
use crate::{clock, load, moto};

const ROUNDS: usize = 5;
const MOTO_ROUNDS: usize = 3;
const CONNECTIONS: usize = 16;
const REQUESTS: usize = 10_000;
const MOTO_REQUESTS: usize = 1_000;
/// Rows of each kind: what ten thousand tasks bring with them.
const ROWS: usize = 10_000;
const BATCH: usize = 256;

struct Started {
    millis: f64,
    idle: Memory,
    after: Memory,
}

pub(crate) fn run() -> Result<Value> {
    let scratch = Scratch::new("start")?;
    let full_dir = scratch.path().join("full");
    drop(Server::longshore(&full_dir)?);
    fill(&full_dir)?;
    let (mut empty, mut full, mut moto) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        eprintln!("start: round {} of {ROUNDS}", round + 1);
        empty.push(started(Server::longshore(&scratch.path().join(format!("empty-{round}")))?, REQUESTS)?);
        full.push(started(Server::longshore(&full_dir)?, REQUESTS)?);
        if round < MOTO_ROUNDS && moto::is_there() {
            moto.push(started(Server::moto()?, MOTO_REQUESTS)?);
        }
    }
    let times = |pick: fn(&Started) -> f64| figure(of(&moto, pick) / of(&empty, pick));
    Ok(json!({
        "benchmark": "start",
        "rounds": ROUNDS,
        "longshore_empty": figures(&empty),
        "longshore_10000_revisions_and_10000_clusters": figures(&full),
        "moto_empty": figures(&moto),
        "times_better_start": times(|started| started.millis),
        "times_better_idle_rss": times(|started| started.idle.rss_mb),
    }))
}

fn of(rounds: &[Started], pick: fn(&Started) -> f64) -> f64 {
    median(rounds.iter().map(pick))
}

fn figures(rounds: &[Started]) -> Value {
    json!({
        "first_answer_ms": figure(of(rounds, |started| started.millis)),
        "idle_rss_mb": figure(of(rounds, |started| started.idle.rss_mb)),
        "idle_pss_mb": figure(of(rounds, |started| started.idle.pss_mb)),
        "after_requests_rss_mb": figure(of(rounds, |started| started.after.rss_mb)),
        "after_requests_pss_mb": figure(of(rounds, |started| started.after.pss_mb)),
    })
}

/// Weighs a server that has just started, and again after requests over sixteen connections, half of them
/// writes to the same few rows.
fn started(server: Server, requests: usize) -> Result<Started> {
    // Whatever a start leaves to do in the background is done by then.
    clock::rest(std::time::Duration::from_millis(200));
    let idle = server.memory()?;
    let call = |number: usize| match number % 2 {
        0 => Call::new("ListClusters", json!({})),
        _ => Call::new("CreateCluster", json!({ "clusterName": "default" })),
    };
    let ring = server.signed(&(0..16).map(call).collect::<Vec<_>>())?;
    load::run(server.address, &vec![ring; CONNECTIONS], requests / CONNECTIONS)?;
    let after = server.memory()?;
    Ok(Started { millis: server.started_in.as_secs_f64() * 1e3, idle, after })
}

fn fill(data_dir: &Path) -> Result<()> {
    eprintln!("start: writing {ROWS} rows of each kind");
    let mut rooms = Rooms::on_disk(data_dir)?;
    for from in (0..ROWS).step_by(BATCH) {
        let numbers = from..(from + BATCH).min(ROWS);
        let register = |number: usize| {
            Call::new("RegisterTaskDefinition", task_definition(&format!("family-{:03}", number % 100)))
        };
        rooms.write(numbers.clone().map(register))?;
        let create = |number: usize| {
            Call::new("CreateCluster", json!({ "clusterName": format!("cluster-{number:05}") }))
        };
        rooms.write(numbers.map(create))?;
    }
    Ok(())
}
