//! What the kernel says of a process: processor time and memory.
//!
//! Must not know: which process it is.

use std::fs;

use anyhow::{Context, Result};

/// The kernel's unit in `/proc/PID/stat` is a hundredth of a second on every Linux we run on.
const TICK_US: f64 = 10_000.0;

#[derive(Clone, Copy)]
pub(crate) struct Memory {
    pub(crate) rss_mb: f64,
    pub(crate) pss_mb: f64,
}

/// Processor time of all threads so far, in microseconds.
pub(crate) fn processor_us(pid: u32) -> Result<f64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).context("reading processor time")?;
    // The program's name may hold spaces; the fields behind it do not.
    let (_, fields) = stat.rsplit_once(')').context("/proc/PID/stat has no name")?;
    let mut fields = fields.split_whitespace().skip(11);
    let mut ticks = || fields.next().and_then(|field| field.parse::<f64>().ok());
    let (user, system) = (ticks().context("no user time")?, ticks().context("no system time")?);
    Ok((user + system) * TICK_US)
}

pub(crate) fn memory(pid: u32) -> Result<Memory> {
    let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).context("reading memory")?;
    let megabytes = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
        Some(kilobytes / 1024.0)
    };
    Ok(Memory { rss_mb: megabytes("Rss:").context("no Rss")?, pss_mb: megabytes("Pss:").context("no Pss")? })
}
