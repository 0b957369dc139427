//! What a container uses, as the engine counts it.
//!
//! Must not know: how often it is asked.

use bollard::models::{ContainerBlkioStats, ContainerNetworkStats, ContainerStatsResponse};
use bollard::query_parameters::StatsOptions;
use futures_util::StreamExt;

use super::engine::{ASK_LIMIT, Engine};
use super::facts;
use super::reference::short;
use super::refusal::Refusal;
use crate::container::{ContainerState, ContainerStats, NetworkStats};
use crate::error::DriverError;

impl Engine {
    pub(crate) async fn stats(&self, id: &str) -> Result<ContainerStats, DriverError> {
        let what = format!("measure container {}", short(id));
        let answer = self.look(id).await.map_err(|r| r.failed(&what))?;
        let missing = || DriverError::NoSuchContainer(format!("{what}: it is not there"));
        let answer = answer.ok_or_else(missing)?;
        if !matches!(facts::state(&answer, false, false), ContainerState::Running(_)) {
            return Err(DriverError::Failed(format!("{what}: it does not run")));
        }
        let engines = answer.id.unwrap_or_default();
        let measured = self.measure(&engines).await.map_err(|r| r.of_container(&what))?;
        let mut stats = stats(&measured, self.place.memory_bytes);
        let borrowed = answer.host_config.and_then(|host| host.network_mode).unwrap_or_default();
        if let Some(pause) = borrowed.strip_prefix("container:") {
            // The engine counts a network only for whom it belongs to.
            let held = self.measure(pause).await.map_err(|r| r.of_container(&what))?;
            stats.networks = networks(&held);
        }
        Ok(stats)
    }

    async fn measure(&self, engines: &str) -> Result<ContainerStatsResponse, Refusal> {
        let options = StatsOptions { stream: false, one_shot: true };
        let mut answers = self.docker.stats(engines, Some(options));
        match tokio::time::timeout(ASK_LIMIT, answers.next()).await {
            Ok(Some(answer)) => Ok(answer?),
            Ok(None) => Err(Refusal::gone("no measurement came")),
            Err(_) => Err(Refusal::timed_out(ASK_LIMIT.as_secs())),
        }
    }
}

fn stats(answer: &ContainerStatsResponse, machine_bytes: u64) -> ContainerStats {
    let mut stats = ContainerStats {
        read_at: facts::millis(answer.read.as_deref()).unwrap_or(0),
        networks: networks(answer),
        ..ContainerStats::default()
    };
    if let Some(cpu) = &answer.cpu_stats {
        let usage = cpu.cpu_usage.clone().unwrap_or_default();
        let throttled = cpu.throttling_data.clone().unwrap_or_default();
        stats.cpu_total_nanos = usage.total_usage.unwrap_or(0);
        stats.cpu_user_nanos = usage.usage_in_usermode.unwrap_or(0);
        stats.cpu_system_nanos = usage.usage_in_kernelmode.unwrap_or(0);
        stats.system_cpu_nanos = cpu.system_cpu_usage.unwrap_or(0);
        stats.online_cpus = cpu.online_cpus.unwrap_or(0);
        stats.throttled_periods = throttled.throttled_periods.unwrap_or(0);
        stats.throttled_nanos = throttled.throttled_time.unwrap_or(0);
    }
    if let Some(memory) = &answer.memory_stats {
        let counted = |name: &str| memory.stats.as_ref().and_then(|all| all.get(name).copied());
        // Version 1's name for it with what is below, else version 2's.
        let cache = counted("total_inactive_file").or_else(|| counted("inactive_file"));
        stats.memory_cache_bytes = cache.unwrap_or(0);
        stats.memory_bytes = memory.usage.unwrap_or(0).saturating_sub(stats.memory_cache_bytes);
        stats.memory_peak_bytes = memory.max_usage.unwrap_or(0).max(stats.memory_bytes);
        // Without a limit the engine tells the machine's memory.
        stats.memory_limit_bytes = memory.limit.filter(|limit| *limit > 0 && *limit < machine_bytes);
    }
    if let Some(pids) = &answer.pids_stats {
        stats.pids = pids.current.unwrap_or(0);
        stats.pids_limit = pids.limit.filter(|limit| (1..u64::MAX).contains(limit));
    }
    if let Some(blocks) = &answer.blkio_stats {
        stats.block_read_bytes = moved(blocks, "read");
        stats.block_written_bytes = moved(blocks, "write");
    }
    stats
}

fn moved(blocks: &ContainerBlkioStats, operation: &str) -> u64 {
    let entries = blocks.io_service_bytes_recursive.iter().flatten();
    entries
        .filter(|entry| entry.op.as_deref().is_some_and(|op| op.eq_ignore_ascii_case(operation)))
        .filter_map(|entry| entry.value)
        .sum()
}

fn networks(answer: &ContainerStatsResponse) -> std::sync::Arc<[(String, NetworkStats)]> {
    let one = |counted: &ContainerNetworkStats| NetworkStats {
        received_bytes: counted.rx_bytes.unwrap_or(0),
        received_packets: counted.rx_packets.unwrap_or(0),
        received_errors: counted.rx_errors.unwrap_or(0),
        received_dropped: counted.rx_dropped.unwrap_or(0),
        sent_bytes: counted.tx_bytes.unwrap_or(0),
        sent_packets: counted.tx_packets.unwrap_or(0),
        sent_errors: counted.tx_errors.unwrap_or(0),
        sent_dropped: counted.tx_dropped.unwrap_or(0),
    };
    answer.networks.iter().flatten().map(|(name, counted)| (name.clone(), one(counted))).collect()
}

#[cfg(test)]
mod tests {
    use bollard::models::{ContainerMemoryStats, ContainerPidsStats};

    use super::*;

    #[test]
    fn cache_is_not_counted_and_no_limit_is_none() {
        let memory = ContainerMemoryStats {
            usage: Some(100),
            limit: Some(1000),
            stats: Some([("inactive_file".to_owned(), 30)].into()),
            ..ContainerMemoryStats::default()
        };
        let pids = ContainerPidsStats { current: Some(2), limit: Some(u64::MAX) };
        let answer = ContainerStatsResponse {
            memory_stats: Some(memory),
            pids_stats: Some(pids),
            ..ContainerStatsResponse::default()
        };
        let without = stats(&answer, 1000);
        assert_eq!((without.memory_bytes, without.memory_cache_bytes), (70, 30));
        assert_eq!((without.memory_limit_bytes, without.pids, without.pids_limit), (None, 2, None));
        assert_eq!(stats(&answer, 2000).memory_limit_bytes, Some(1000));
    }
}
