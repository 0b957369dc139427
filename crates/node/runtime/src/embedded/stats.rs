//! What a container uses, from the files of its cgroup (version 1 or 2) and of its network namespace.
//!
//! Must not know: who asks, or how often.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use longshore_launcher::cgroup::Hierarchies;

use super::clock;
use crate::container::{ContainerStats, NetworkStats};

/// Version 1 says "no limit" with the largest number of whole pages.
const UNLIMITED: u64 = 0x7fff_ffff_ffff_f000;
const TICKS_PER_SECOND: u64 = 100;
const NANOS_PER_TICK: u64 = 1_000_000_000 / TICKS_PER_SECOND;

pub(crate) fn read(hierarchies: Option<&Hierarchies>, cgroup: Option<&str>, pid: u32) -> ContainerStats {
    let mut stats = ContainerStats { read_at: clock::now(), ..ContainerStats::default() };
    machine(&text(Path::new("/proc/stat")), &mut stats);
    stats.networks = networks(&text(Path::new(&format!("/proc/{pid}/net/dev"))));
    match (hierarchies, cgroup) {
        (Some(hierarchies), Some(path)) => of_cgroup(hierarchies, path, &mut stats),
        _ => first_process(&text(Path::new(&format!("/proc/{pid}/stat"))), &mut stats),
    }
    stats
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

fn of_cgroup(hierarchies: &Hierarchies, path: &str, stats: &mut ContainerStats) {
    let files = |controller: &str| {
        let directory = hierarchies.directory(controller, path)?;
        Some((Files { directory }, hierarchies.is_v2(controller)))
    };
    match files("memory") {
        Some((files, true)) => memory_v2(&files, stats),
        Some((files, false)) => memory_v1(&files, stats),
        None => {}
    }
    match files("cpu") {
        Some((files, true)) => cpu_v2(&files.text("cpu.stat"), stats),
        Some((files, false)) => throttling(&files.text("cpu.stat"), "throttled_time", 1, stats),
        None => {}
    }
    if let Some((files, false)) = files("cpuacct") {
        cpu_v1(&files, stats);
    }
    match files("io").or_else(|| files("blkio")) {
        Some((files, true)) => io_v2(&files.text("io.stat"), stats),
        Some((files, false)) => io_v1(&files.text("blkio.throttle.io_service_bytes_recursive"), stats),
        None => {}
    }
    if let Some((files, _)) = files("pids") {
        stats.pids = files.number("pids.current").unwrap_or(0);
        stats.pids_limit = files.number("pids.max");
    }
}

struct Files {
    directory: PathBuf,
}

impl Files {
    fn text(&self, name: &str) -> String {
        text(&self.directory.join(name))
    }

    /// None for `max`, and for a file that is not there.
    fn number(&self, name: &str) -> Option<u64> {
        self.text(name).trim().parse().ok()
    }
}

/// The number behind a word at the beginning of a line.
fn field(text: &str, word: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(word)?.strip_prefix(' '));
    line?.trim().parse().ok()
}

fn memory_v2(files: &Files, stats: &mut ContainerStats) {
    stats.memory_bytes = files.number("memory.current").unwrap_or(0);
    stats.memory_peak_bytes = files.number("memory.peak").unwrap_or(stats.memory_bytes);
    stats.memory_limit_bytes = files.number("memory.max");
    stats.memory_cache_bytes = field(&files.text("memory.stat"), "inactive_file").unwrap_or(0);
}

fn memory_v1(files: &Files, stats: &mut ContainerStats) {
    stats.memory_bytes = files.number("memory.usage_in_bytes").unwrap_or(0);
    stats.memory_peak_bytes = files.number("memory.max_usage_in_bytes").unwrap_or(0);
    stats.memory_limit_bytes = files.number("memory.limit_in_bytes").filter(|limit| *limit < UNLIMITED);
    stats.memory_cache_bytes = field(&files.text("memory.stat"), "total_inactive_file").unwrap_or(0);
}

fn cpu_v2(text: &str, stats: &mut ContainerStats) {
    let nanos = |word| field(text, word).unwrap_or(0).saturating_mul(1000);
    stats.cpu_total_nanos = nanos("usage_usec");
    stats.cpu_user_nanos = nanos("user_usec");
    stats.cpu_system_nanos = nanos("system_usec");
    throttling(text, "throttled_usec", 1000, stats);
}

fn cpu_v1(files: &Files, stats: &mut ContainerStats) {
    let ticks = files.text("cpuacct.stat");
    let nanos = |word| field(&ticks, word).unwrap_or(0).saturating_mul(NANOS_PER_TICK);
    stats.cpu_total_nanos = files.number("cpuacct.usage").unwrap_or(0);
    stats.cpu_user_nanos = files.number("cpuacct.usage_user").unwrap_or_else(|| nanos("user"));
    stats.cpu_system_nanos = files.number("cpuacct.usage_sys").unwrap_or_else(|| nanos("system"));
}

fn throttling(text: &str, word: &str, nanos: u64, stats: &mut ContainerStats) {
    stats.throttled_periods = field(text, "nr_throttled").unwrap_or(0);
    stats.throttled_nanos = field(text, word).unwrap_or(0).saturating_mul(nanos);
}

/// `8:0 rbytes=1 wbytes=2 …`
fn io_v2(text: &str, stats: &mut ContainerStats) {
    for (name, value) in text.split_ascii_whitespace().filter_map(|word| word.split_once('=')) {
        let value = value.parse().unwrap_or(0);
        match name {
            "rbytes" => stats.block_read_bytes = stats.block_read_bytes.saturating_add(value),
            "wbytes" => stats.block_written_bytes = stats.block_written_bytes.saturating_add(value),
            _ => {}
        }
    }
}

/// `8:0 Read 1`
fn io_v1(text: &str, stats: &mut ContainerStats) {
    for line in text.lines() {
        let mut words = line.split_ascii_whitespace().skip(1);
        let (kind, value) = (words.next(), words.next().and_then(|value| value.parse().ok()).unwrap_or(0));
        match kind {
            Some("Read") => stats.block_read_bytes = stats.block_read_bytes.saturating_add(value),
            Some("Write") => stats.block_written_bytes = stats.block_written_bytes.saturating_add(value),
            _ => {}
        }
    }
}

/// The first line is the sum of all processors: user, nice, system, idle, iowait, irq, softirq and steal.
fn machine(text: &str, stats: &mut ContainerStats) {
    let processors = text.lines().take_while(|line| line.starts_with("cpu")).count().saturating_sub(1);
    stats.online_cpus = u32::try_from(processors).unwrap_or(u32::MAX);
    let first = text.lines().next().unwrap_or_default().split_ascii_whitespace();
    let ticks: u64 = first.skip(1).take(8).filter_map(|word| word.parse::<u64>().ok()).sum();
    stats.system_cpu_nanos = ticks.saturating_mul(NANOS_PER_TICK);
}

/// Where there are no cgroups, the first process stands for all.
fn first_process(text: &str, stats: &mut ContainerStats) {
    let Some((_, fields)) = text.rsplit_once(')') else { return };
    let fields: Vec<u64> = fields.split_ascii_whitespace().map(|word| word.parse().unwrap_or(0)).collect();
    let at = |index: usize| fields.get(index).copied().unwrap_or(0);
    stats.cpu_user_nanos = at(11).saturating_mul(NANOS_PER_TICK);
    stats.cpu_system_nanos = at(12).saturating_mul(NANOS_PER_TICK);
    stats.cpu_total_nanos = stats.cpu_user_nanos.saturating_add(stats.cpu_system_nanos);
    let page = u64::try_from(rustix::param::page_size()).unwrap_or(4096);
    stats.memory_bytes = at(21).saturating_mul(page);
    stats.pids = 1;
}

/// `/proc/PID/net/dev`, but for loopback.
fn networks(text: &str) -> BTreeMap<String, NetworkStats> {
    let lines = text.lines().filter_map(|line| line.split_once(':'));
    lines
        .map(|(name, numbers)| {
            let numbers: Vec<u64> =
                numbers.split_ascii_whitespace().filter_map(|word| word.parse().ok()).collect();
            let at = |index: usize| numbers.get(index).copied().unwrap_or(0);
            let stats = NetworkStats {
                received_bytes: at(0),
                received_packets: at(1),
                received_errors: at(2),
                received_dropped: at(3),
                sent_bytes: at(8),
                sent_packets: at(9),
                sent_errors: at(10),
                sent_dropped: at(11),
            };
            (name.trim().to_owned(), stats)
        })
        .filter(|(name, _)| name != "lo")
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_both_versions_are_understood() {
        let mut stats = ContainerStats::default();
        cpu_v2("usage_usec 5\nuser_usec 3\nsystem_usec 2\nnr_throttled 7\nthrottled_usec 9\n", &mut stats);
        assert_eq!((stats.cpu_total_nanos, stats.cpu_user_nanos, stats.cpu_system_nanos), (5000, 3000, 2000));
        assert_eq!((stats.throttled_periods, stats.throttled_nanos), (7, 9000));
        io_v2("8:0 rbytes=10 wbytes=20 rios=1\n8:16 rbytes=1 wbytes=2\n", &mut stats);
        assert_eq!((stats.block_read_bytes, stats.block_written_bytes), (11, 22));
        let mut stats = ContainerStats::default();
        io_v1("8:0 Read 10\n8:0 Write 20\n8:0 Total 30\nTotal 30\n", &mut stats);
        assert_eq!((stats.block_read_bytes, stats.block_written_bytes), (10, 20));
        machine("cpu  1 2 3 4 5 6 7 8 9 9\ncpu0 1\ncpu1 1\nintr 5\n", &mut stats);
        assert_eq!((stats.online_cpus, stats.system_cpu_nanos), (2, 36 * NANOS_PER_TICK));
        assert_eq!(field("a 1\nab 2\n", "ab"), Some(2));
        assert_eq!(field("max\n", "max"), None);
    }

    #[test]
    fn interfaces_are_counted_but_for_loopback() {
        let text = "Inter-|   Receive\n face |bytes\n    lo: 9 9 0 0 0 0 0 0 9 9 0 0 0 0 0 0\n  \
            eth0: 1 2 3 4 0 0 0 0 5 6 7 8 0 0 0 0\n";
        let networks = networks(text);
        let wanted = NetworkStats {
            received_bytes: 1,
            received_packets: 2,
            received_errors: 3,
            received_dropped: 4,
            sent_bytes: 5,
            sent_packets: 6,
            sent_errors: 7,
            sent_dropped: 8,
        };
        assert_eq!(networks.into_iter().collect::<Vec<_>>(), [("eth0".to_owned(), wanted)]);
    }
}
