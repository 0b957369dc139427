//! `task-burst`: two hundred tasks asked for at once, until each of them has said that it runs; what they then
//! weigh, and how long their end takes.
//!
//! Must not know: how a container is started.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};
use serde_json::{Value, json};

use super::bed::Bed;
use super::docker;
use super::node::Node;
use super::probe::Probe;
use crate::figures::{figure, set};
use crate::process;
use crate::{clock, load};

const TASKS: usize = 200;
/// As many as the peer starts soonest with, on this machine and others.
const PEER_AT_ONCE: usize = 8;
const CONNECTIONS: usize = 8;
const LIMIT: Duration = Duration::from_secs(180);
const MODES: &[(&str, &str)] = &[("host", "host"), ("bridge", "bridge")];

pub(crate) fn run(part: Option<&str>) -> Result<Value> {
    let mut bed = Bed::new("task-burst", true)?;
    let (node, probe, peer) = (&mut bed.node, &mut bed.probe, bed.peer);
    let mut line = json!({ "benchmark": "task-burst", "tasks": TASKS });
    for (mode, peer_mode) in MODES.iter().filter(|(mode, _)| part.is_none_or(|part| part == *mode)) {
        eprintln!("task-burst: {mode}");
        let mut figures = ours(node, probe, mode)?;
        if peer {
            let took = peers(probe, peer_mode)?;
            let ratio = took / figures.get("longshore_s").and_then(Value::as_f64).unwrap_or(f64::NAN);
            set(&mut figures, "docker_s", figure(took));
            set(&mut figures, "times_better", figure(ratio));
        }
        set(&mut line, mode, figures);
    }
    Ok(line)
}

/// Says that it runs, and goes on.
pub(super) fn script() -> String {
    format!("{}; exec sleep 1000", Probe::command())
}

fn ours(node: &mut Node, probe: &mut Probe, mode: &str) -> Result<Value> {
    let request = node.start_request(mode, probe.dir(), &script())?;
    let before = process::memory(node.server.id())?;
    let began = clock::instant();
    load::run(node.server.address, &vec![vec![request]; CONNECTIONS], TASKS / CONNECTIONS)?;
    let asked = began.elapsed();
    probe.wait(TASKS, LIMIT)?;
    let took = began.elapsed();
    let weight = weigh(node)?;
    let after = process::memory(node.server.id())?;
    let tasks = node.running()?;
    if tasks.len() != TASKS {
        bail!("{} tasks run, not {TASKS}", tasks.len());
    }
    let stopping = clock::instant();
    node.stop(&tasks)?;
    Ok(json!({
        "longshore_s": figure(took.as_secs_f64()),
        "longshore_asked_s": figure(asked.as_secs_f64()),
        "longshore_stop_s": figure(stopping.elapsed().as_secs_f64()),
        "launcher_pss_kb_per_task": figure(weight * 1024.0 / TASKS as f64),
        "server_and_node_rss_before_mb": figure(before.rss_mb),
        "server_and_node_rss_mb": figure(after.rss_mb),
    }))
}

/// The proportional memory of all processes of ours but the server itself: launchers and what starts them.
fn weigh(node: &Node) -> Result<f64> {
    let ours = process::descendants_named(node.server.id(), "longshore")?;
    Ok(ours.iter().filter_map(|process| process::memory(*process).ok()).map(|memory| memory.pss_mb).sum())
}

/// `docker run --detach`, so many at once.
fn peers(probe: &mut Probe, mode: &str) -> Result<f64> {
    let names: Vec<String> = (0..TASKS).map(|number| format!("longshore-bench-{mode}-{number}")).collect();
    let (next, script, dir) = (AtomicUsize::new(0), script(), probe.dir().to_owned());
    let began = clock::instant();
    let started: Result<()> = thread::scope(|scope| {
        let starter = || {
            while let Some(name) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
                docker::run_detached(name, mode, &dir, &script)?;
            }
            Ok(())
        };
        let starters: Vec<_> = (0..PEER_AT_ONCE).map(|_| scope.spawn(starter)).collect();
        starters
            .into_iter()
            .try_for_each(|starter| starter.join().unwrap_or_else(|_| bail!("a thread failed")))
    });
    let waited = started.and_then(|()| probe.wait(TASKS, LIMIT));
    let took = began.elapsed();
    docker::remove(&names)?;
    waited?;
    Ok(took.as_secs_f64())
}
