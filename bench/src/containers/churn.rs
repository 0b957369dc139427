//! `task-churn`: tasks that end at once, two hundred asked for every second for a minute; what is left behind.
//!
//! Must not know: how a container is started.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::bed::Bed;
use super::leftovers::Places;
use super::probe::Probe;
use crate::clock;
use crate::figures::{figure, quantile_us};
use crate::process;

const PER_SECOND: u32 = 200;
const SECONDS: u32 = 60;
/// For looking at what a task costs on a machine that others use, too.
const SLOW: &str = "-slow";
const SLOW_PER_SECOND: u32 = 50;
const SLOW_SECONDS: u32 = 20;
/// How much later than the last one others may end.
const ENDS_MAX: Duration = Duration::from_secs(10);
const LIMIT: Duration = Duration::from_secs(60);

pub(crate) fn run(part: Option<&str>) -> Result<Value> {
    let (mode, per_second, seconds) = match part.unwrap_or("host") {
        "short" => ("host", PER_SECOND, 5),
        mode => match mode.strip_suffix(SLOW) {
            Some(mode) => (mode, SLOW_PER_SECOND, SLOW_SECONDS),
            None => (mode, PER_SECOND, SECONDS),
        },
    };
    let mut bed = Bed::new("task-churn", false)?;
    let data_dir = bed.data_dir();
    let (node, probe) = (&mut bed.node, &mut bed.probe);
    let places = Places::of(node, probe, mode, &data_dir)?;
    let request = node.start_request(mode, probe.dir(), &Probe::command())?;
    let before = places.settled()?;
    let (began, processor) = (clock::instant(), node.server.processor_us()?);
    let total = per_second * seconds;
    let (mut late, mut last) = (Vec::new(), String::new());
    for number in 0..total {
        let due = Duration::from_secs(1) * number / per_second;
        match due.checked_sub(began.elapsed()) {
            Some(early) => clock::rest(early),
            None => late.push(began.elapsed().saturating_sub(due)),
        }
        last = node.send_start(&request).with_context(|| format!("task {number} of {total}"))?;
    }
    probe.wait(usize::try_from(total)?, LIMIT)?;
    let took = began.elapsed();
    node.wait_until_stopped(&[last])?;
    // The last that was asked for need not be the last that ends.
    let ended = clock::instant();
    while !node.running()?.is_empty() {
        if ended.elapsed() < ENDS_MAX {
            clock::rest(Duration::from_millis(10));
            continue;
        }
        bail!("tasks still run {ENDS_MAX:?} after the last has ended");
    }
    let after = places.settled()?;
    let processor = node.server.processor_us()? - processor;
    Ok(json!({
        "benchmark": "task-churn",
        "mode": mode,
        "tasks": total,
        "asked_per_second": per_second,
        "took_s": figure(took.as_secs_f64()),
        "done_per_second": figure(f64::from(total) / took.as_secs_f64()),
        "behind_p99_ms": figure(quantile_us(&mut late, 0.99) / 1e3),
        "server_and_node_processor_ms_per_task": figure(processor / 1e3 / f64::from(total)),
        "server_and_node_rss_mb": figure(process::memory(node.server.id())?.rss_mb),
        "left_over": after.beyond(&before),
    }))
}
