//! `task-memory`: what a node in a process of its own weighs with two hundred tasks that run on, and what control does.
//!
//! Must not know: how a container is started.

use anyhow::{Result, bail};
use serde_json::{Value, json};

use super::node::Node;
use super::probe::Probe;
use super::sweep::Sweep;
use super::{burst, image};
use crate::figures::figure;
use crate::scratch::Scratch;
use crate::{clock, load, process};

const TASKS: usize = 200;
const CONNECTIONS: usize = 8;
const LIMIT: std::time::Duration = std::time::Duration::from_secs(180);
/// Samples of all containers have been taken by then, and what a start needs for a moment is given back.
const REST: std::time::Duration = std::time::Duration::from_secs(12);

/// Over several rounds of samples.
const IDLE: std::time::Duration = std::time::Duration::from_secs(20);

pub(crate) fn run(part: Option<&str>) -> Result<Value> {
    let mode = part.unwrap_or("host");
    let scratch = Scratch::new("task-memory")?;
    let archive = image::archive(scratch.path())?;
    let mut probe = Probe::new(&scratch.path().join("probe"))?;
    let (data_dir, node_dir) = (scratch.path().join("data"), scratch.path().join("node"));
    let _sweep = Sweep::new(&node_dir);
    let (joined, mut node) = Node::start_apart(&data_dir, &node_dir, &archive)?;
    let weigh = |id| -> Result<Value> { Ok(figure(process::memory(id)?.rss_mb)) };
    let share = |id| -> Result<Value> { Ok(figure(process::memory(id)?.pss_mb)) };
    let (node_before, control_before) = (weigh(joined.id())?, weigh(node.server.id())?);
    // Each prints something: whoever carries it away has had work.
    let script = format!("echo up; {}", burst::script());
    let request = node.start_request(mode, probe.dir(), &script)?;
    load::run(node.server.address, &vec![vec![request]; CONNECTIONS], TASKS / CONNECTIONS)?;
    probe.wait(TASKS, LIMIT)?;
    clock::rest(REST);
    let tasks = node.running()?;
    if tasks.len() != TASKS {
        bail!("{} tasks run, not {TASKS}", tasks.len());
    }
    let (node_with, node_share, control_with) =
        (weigh(joined.id())?, share(joined.id())?, weigh(node.server.id())?);
    let sampling = sampling_ms(joined.id())?;
    node.stop(&tasks)?;
    Ok(json!({
        "benchmark": "task-memory",
        "mode": mode,
        "tasks": TASKS,
        "node_rss_before_mb": node_before,
        "node_rss_mb": node_with,
        "node_pss_mb": node_share,
        "node_processor_ms_for_each_second": sampling,
        "control_rss_before_mb": control_before,
        "control_rss_mb": control_with,
        "node_rss_after_mb": weigh(joined.id())?,
    }))
}

/// What a node costs whose tasks do nothing: for the most part samples of what they use.
fn sampling_ms(id: u32) -> Result<Value> {
    let before = process::processor_us(id)?;
    clock::rest(IDLE);
    Ok(figure((process::processor_us(id)? - before) / 1000.0 / IDLE.as_secs_f64()))
}
