//! A million revisions of task definitions: what they cost to open and to hold, and that lists and
//! descriptions do not slow down with their number.
//!
//! They are registered through the handlers and the writer on a real store; then `longshore up` opens it.
//! Must not know: how revisions are kept.

use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};

use crate::figures::{figure, quantile_us};
use crate::in_process::Rooms;
use crate::request::{Call, task_definition};
use crate::scratch::{Scratch, size_of};
use crate::server::Server;
use crate::{clock, load};

const FAMILIES: usize = 1_000;
/// Revisions of each family at each step.
const STEPS: [usize; 3] = [1, 100, 1_000];
const BATCH: usize = 256;
const REQUESTS: usize = 2_000;
const RING: usize = 256;

pub(crate) fn run() -> Result<Value> {
    let scratch = Scratch::new("revisions")?;
    // The first start makes the installation; what is measured is every later one.
    let empty_rss_mb = Server::longshore(scratch.path())?.memory()?.rss_mb;
    let (mut steps, mut made) = (Vec::new(), 0);
    for step in STEPS {
        eprintln!("revisions: registering up to {}", step * FAMILIES);
        let per_second = register(scratch.path(), made, step)?;
        made = step;
        steps.push(measure(scratch.path(), step, per_second, empty_rss_mb)?);
    }
    Ok(
        json!({ "benchmark": "revisions", "families": FAMILIES, "empty_rss_mb": figure(empty_rss_mb), "steps": steps }),
    )
}

fn family(number: usize) -> String {
    format!("family-{number:04}")
}

/// Registers revisions `from` to `to` of every family, and answers how many it did in a second.
fn register(data_dir: &Path, from: usize, to: usize) -> Result<f64> {
    let mut rooms = Rooms::on_disk(data_dir)?;
    let definitions: Vec<_> = (0..FAMILIES).map(|number| task_definition(&family(number))).collect();
    let started = clock::instant();
    for _ in from..to {
        for batch in definitions.chunks(BATCH) {
            let call = |input: &Value| Call::new("RegisterTaskDefinition", input.clone());
            rooms.write(batch.iter().map(call))?;
        }
    }
    Ok(((to - from) * FAMILIES) as f64 / started.elapsed().as_secs_f64())
}

fn measure(data_dir: &Path, each: usize, registered_per_second: f64, empty_rss_mb: f64) -> Result<Value> {
    let server = Server::longshore(data_dir)?;
    let opened = server.memory()?;
    let revisions = each * FAMILIES;
    let list = |_| Call::new("ListTaskDefinitions", json!({ "maxResults": 100 }));
    // Spread over families and revisions.
    let describe = |number: usize| {
        let (name, revision) = (family(number * 389 % FAMILIES), number * 7_919 % each + 1);
        Call::new("DescribeTaskDefinition", json!({ "taskDefinition": format!("{name}:{revision}") }))
    };
    let [list, describe] = [p50_us(&server, &list)?, p50_us(&server, &describe)?];
    let held = server.memory()?;
    Ok(json!({
        "revisions": revisions,
        "registered_per_second_in_batches": figure(registered_per_second),
        "open_ms": figure(server.started_in.as_secs_f64() * 1e3),
        "rss_mb_after_open": figure(opened.rss_mb),
        "rss_mb_after_requests": figure(held.rss_mb),
        "memory_bytes_per_revision": figure((opened.rss_mb - empty_rss_mb) * 1_048_576.0 / revisions as f64),
        "disk_bytes_per_revision": figure(size_of(data_dir) as f64 / revisions as f64),
        "list_page_p50_us": figure(list),
        "describe_p50_us": figure(describe),
    }))
}

fn p50_us(server: &Server, call: &dyn Fn(usize) -> Call) -> Result<f64> {
    let ring = server.signed(&(0..RING).map(call).collect::<Vec<_>>())?;
    let mut measured = load::run(server.address, &[ring], REQUESTS)?;
    Ok(quantile_us(&mut measured.latencies, 0.5))
}
