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

/// The processes that come of one, at any distance, and whose name starts so.
pub(crate) fn descendants_named(of: u32, name: &str) -> Result<Vec<u32>> {
    let mut all = Vec::new();
    for entry in fs::read_dir("/proc")?.filter_map(Result::ok) {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        // One that has ended meanwhile is none of them.
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
        let Some((head, fields)) = stat.rsplit_once(')') else { continue };
        let comm = head.split_once('(').map_or("", |(_, comm)| comm).to_owned();
        let parent = fields.split_whitespace().nth(1).and_then(|field| field.parse::<u32>().ok());
        all.push((pid, parent.unwrap_or_default(), comm));
    }
    let mut found = vec![of];
    let mut looked_at = 0;
    while let Some(parent) = found.get(looked_at).copied() {
        found.extend(all.iter().filter(|(_, of, _)| *of == parent).map(|(pid, ..)| *pid));
        looked_at += 1;
    }
    let named = |pid: &u32| all.iter().any(|(other, _, comm)| other == pid && comm.starts_with(name));
    Ok(found.into_iter().skip(1).filter(named).collect())
}
