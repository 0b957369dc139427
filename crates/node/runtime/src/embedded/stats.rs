//! What containers use, from the files of their cgroups (version 1 or 2) and of their network namespaces.
//!
//! What several of them share is read once in a round: the machine's processors, and each network. A namespace's
//! interfaces may be thousands where it is the machine's own.
//!
//! Must not know: who asks, or how often.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use longshore_launcher::cgroup::Hierarchies;

use super::clock;
use crate::container::{ContainerStats, NetworkStats};

/// Version 1 says "no limit" with the largest number of whole pages.
const UNLIMITED: u64 = 0x7fff_ffff_ffff_f000;
const TICKS_PER_SECOND: u64 = 100;
const NANOS_PER_TICK: u64 = 1_000_000_000 / TICKS_PER_SECOND;

type Networks = Arc<[(String, NetworkStats)]>;

/// Samples taken one right after another.
pub(crate) struct Round<'a> {
    hierarchies: Option<&'a Hierarchies>,
    online_cpus: u32,
    system_cpu_nanos: u64,
    /// By the number of the namespace.
    networks: HashMap<u64, Networks>,
}

impl<'a> Round<'a> {
    pub(crate) fn begin(hierarchies: Option<&'a Hierarchies>) -> Self {
        let (online_cpus, system_cpu_nanos) = machine(&text(Path::new("/proc/stat")));
        Self { hierarchies, online_cpus, system_cpu_nanos, networks: HashMap::new() }
    }

    pub(crate) fn read(&mut self, cgroup: Option<&str>, pid: u32) -> ContainerStats {
        let mut stats = ContainerStats {
            read_at: clock::now(),
            online_cpus: self.online_cpus,
            system_cpu_nanos: self.system_cpu_nanos,
            networks: self.networks_of(pid),
            ..ContainerStats::default()
        };
        match (self.hierarchies, cgroup) {
            (Some(hierarchies), Some(path)) => of_cgroup(hierarchies, path, &mut stats),
            _ => first_process(&text(Path::new(&format!("/proc/{pid}/stat"))), &mut stats),
        }
        stats
    }

    fn networks_of(&mut self, pid: u32) -> Networks {
        let read = || networks(&text(Path::new(&format!("/proc/{pid}/net/dev"))));
        match rustix::fs::stat(format!("/proc/{pid}/ns/net")) {
            Ok(namespace) => Arc::clone(self.networks.entry(namespace.st_ino).or_insert_with(read)),
            // Without the right to see which one it is, or gone.
            Err(_) => read(),
        }
    }
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

/// How many processors there are, and what all have done: the first line is their sum: user, nice, system, idle, iowait, irq, softirq and steal.
fn machine(text: &str) -> (u32, u64) {
    let processors = text.lines().take_while(|line| line.starts_with("cpu")).count().saturating_sub(1);
    let first = text.lines().next().unwrap_or_default().split_ascii_whitespace();
    let ticks: u64 = first.skip(1).take(8).filter_map(|word| word.parse::<u64>().ok()).sum();
    (u32::try_from(processors).unwrap_or(u32::MAX), ticks.saturating_mul(NANOS_PER_TICK))
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
fn networks(text: &str) -> Networks {
    let lines = text.lines().filter_map(|line| line.split_once(':'));
    lines
        .map(|(name, numbers)| (name.trim(), numbers))
        .filter(|(name, _)| *name != "lo")
        .map(|(name, numbers)| {
            let mut numbers = numbers.split_ascii_whitespace().map(|word| word.parse().unwrap_or(0));
            let mut next = || numbers.next().unwrap_or(0);
            let [received_bytes, received_packets, received_errors, received_dropped] =
                [(); 4].map(|()| next());
            let _of_no_interest = [(); 4].map(|()| next());
            let [sent_bytes, sent_packets, sent_errors, sent_dropped] = [(); 4].map(|()| next());
            let stats = NetworkStats {
                received_bytes,
                received_packets,
                received_errors,
                received_dropped,
                sent_bytes,
                sent_packets,
                sent_errors,
                sent_dropped,
            };
            (name.to_owned(), stats)
        })
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
        let text = "cpu  1 2 3 4 5 6 7 8 9 9\ncpu0 1\ncpu1 1\nintr 5\n";
        assert_eq!(machine(text), (2, 36 * NANOS_PER_TICK));
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
        assert_eq!(*networks, [("eth0".to_owned(), wanted)]);
    }
    #[test]
    fn a_network_is_read_once_for_all_who_share_it() {
        let mut round = Round::begin(None);
        let own = std::process::id();
        let (first, second) = (round.read(None, own), round.read(None, own));
        assert!(first.memory_bytes > 0 && first.online_cpus > 0);
        assert!(Arc::ptr_eq(&first.networks, &second.networks));
    }
}
