//! `task-start`: from the call that starts a task to the first byte that its process writes.
//!
//! Ours is the API call StartTask, sent over a connection that is open; the peer's is `docker run`. Both have
//! the image already. One after the other in turn, so that both meet the same machine.
//! Must not know: how a container is started.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use super::bed::Bed;
use super::docker;
use super::node::Node;
use super::probe::Probe;
use crate::clock;
use crate::figures::{figure, quantile_us};

const WARM_UP: usize = 5;
const STARTS: usize = 60;
const PEER_STARTS: usize = 20;
const FLOOR_STARTS: usize = 60;
const LIMIT: Duration = Duration::from_secs(60);
/// Our network mode, and what the peer has for it.
const MODES: &[(&str, &str)] =
    &[("host", "host"), ("none", "none"), ("bridge", "bridge"), ("awsvpc", "bridge")];

pub(crate) fn run(part: Option<&str>) -> Result<Value> {
    let mut bed = Bed::new("task-start", true)?;
    let (node, probe, peer) = (&mut bed.node, &mut bed.probe, bed.peer);
    let mut modes = Map::new();
    for (mode, peer_mode) in MODES.iter().filter(|(mode, _)| part.is_none_or(|part| part == *mode)) {
        eprintln!("task-start: {mode}");
        let ours_and_peers = measure(node, probe, mode, peer.then_some(peer_mode))?;
        modes.insert((*mode).to_owned(), ours_and_peers);
    }
    let mut spawned = floor(probe, &["busybox"])?;
    let mut unshared =
        floor(probe, &["unshare", "--mount", "--uts", "--ipc", "--net", "--pid", "--fork", "busybox"])?;
    Ok(json!({
        "benchmark": "task-start",
        "starts": STARTS,
        "spawn_alone_p50_ms": figure(quantile_us(&mut spawned, 0.5) / 1e3),
        "spawn_in_new_namespaces_p50_ms": figure(quantile_us(&mut unshared, 0.5) / 1e3),
        "modes": modes,
    }))
}

fn measure(node: &mut Node, probe: &mut Probe, mode: &str, peer_mode: Option<&str>) -> Result<Value> {
    let (mut ours, mut peers) = (Vec::new(), Vec::new());
    let mut tasks = Vec::new();
    for round in 0..WARM_UP + STARTS {
        let (task, took) = ours_once(node, probe, mode)?;
        tasks.push(task);
        if round >= WARM_UP {
            ours.push(took);
        }
        if let Some(peer_mode) = peer_mode.filter(|_| round % (STARTS / PEER_STARTS) == 0) {
            peers.push(peer_once(probe, peer_mode)?);
        }
    }
    node.wait_until_stopped(&tasks)?;
    let (p50, peer_p50) = (quantile_us(&mut ours, 0.5) / 1e3, quantile_us(&mut peers, 0.5) / 1e3);
    Ok(json!({
        "longshore_p50_ms": figure(p50),
        "longshore_p99_ms": figure(quantile_us(&mut ours, 0.99) / 1e3),
        "docker_run_p50_ms": figure(peer_p50),
        "times_better_p50": figure(peer_p50 / p50),
    }))
}

fn ours_once(node: &mut Node, probe: &mut Probe, mode: &str) -> Result<(String, Duration)> {
    let request = node.start_request(mode, probe.dir(), &Probe::command())?;
    let began = clock::instant();
    let task = node.send_start(&request)?;
    probe.wait(1, LIMIT).with_context(|| task.clone())?;
    let took = began.elapsed();
    node.wait_until_stopped(std::slice::from_ref(&task))?;
    Ok((task, took))
}

fn peer_once(probe: &mut Probe, mode: &str) -> Result<Duration> {
    let began = clock::instant();
    let mut child = docker::run(mode, probe.dir(), &Probe::command())?;
    let waited = probe.wait(1, LIMIT);
    let took = began.elapsed();
    child.wait()?;
    waited.context("docker run")?;
    Ok(took)
}

/// The kernel's floor: a process of the same program with nothing around it, or in empty namespaces.
fn floor(probe: &mut Probe, program: &[&str]) -> Result<Vec<Duration>> {
    let path: &Path = probe.dir();
    let script = format!("echo >{}/started", path.display());
    let mut times = Vec::new();
    for _ in 0..FLOOR_STARTS {
        let began = clock::instant();
        let (first, rest) = program.split_first().context("no program")?;
        let mut child = Command::new(first).args(rest).args(["sh", "-c", &script]).spawn()?;
        probe.wait(1, LIMIT)?;
        times.push(began.elapsed());
        child.wait()?;
    }
    Ok(times)
}
