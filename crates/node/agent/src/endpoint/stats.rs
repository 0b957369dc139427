//! A container's use of the machine, in the shape that Docker gives it.
//!
//! Must not know: where samples come from.

use longshore_runtime::{ContainerStats, NetworkStats};
use serde_json::{Map, Value, json};

use super::answer::{Object, rfc3339};
use crate::view::ContainerView;

/// What Docker says where it has no time.
const NO_TIME: &str = "0001-01-01T00:00:00Z";
/// What Docker says where there is no limit.
const NO_LIMIT: u64 = u64::MAX;

pub(super) fn document(
    container: &ContainerView,
    last: &ContainerStats,
    before: Option<&ContainerStats>,
) -> Value {
    let time = |stats: &ContainerStats| rfc3339(stats.read_at);
    let pids = Object::default().with("current", last.pids).maybe("limit", last.pids_limit);
    let object = Object::default()
        .with("id", container.shown_id())
        .with("name", format!("/{}", container.runtime_name))
        .with("read", time(last).unwrap_or_else(|| NO_TIME.to_owned()))
        .with("preread", before.and_then(time).unwrap_or_else(|| NO_TIME.to_owned()))
        .with("num_procs", 0)
        .with("pids_stats", pids.done())
        .with("cpu_stats", processor(last))
        .with("precpu_stats", processor(before.unwrap_or(&ContainerStats::default())))
        .with("memory_stats", memory(last))
        .with("blkio_stats", block(last))
        .with("storage_stats", json!({}));
    if last.networks.is_empty() {
        return object.done();
    }
    let networks: Map<String, Value> =
        last.networks.iter().map(|(name, stats)| (name.clone(), network(stats))).collect();
    object
        .with("networks", networks)
        .maybe("network_rate_stats", before.and_then(|before| rates(last, before)))
        .done()
}

fn processor(stats: &ContainerStats) -> Value {
    json!({
        "cpu_usage": {
            "total_usage": stats.cpu_total_nanos,
            "usage_in_kernelmode": stats.cpu_system_nanos,
            "usage_in_usermode": stats.cpu_user_nanos,
        },
        "system_cpu_usage": stats.system_cpu_nanos,
        "online_cpus": stats.online_cpus,
        "throttling_data": {
            "periods": 0,
            "throttled_periods": stats.throttled_periods,
            "throttled_time": stats.throttled_nanos,
        },
    })
}

/// Docker counts the cache as used, and whoever reads it takes the cache off again.
fn memory(stats: &ContainerStats) -> Value {
    let cache = stats.memory_cache_bytes;
    json!({
        "usage": stats.memory_bytes.saturating_add(cache),
        "max_usage": stats.memory_peak_bytes,
        "limit": stats.memory_limit_bytes.unwrap_or(NO_LIMIT),
        "stats": { "cache": cache, "inactive_file": cache, "total_inactive_file": cache },
    })
}

fn block(stats: &ContainerStats) -> Value {
    let total = stats.block_read_bytes.saturating_add(stats.block_written_bytes);
    let entry = |op: &str, value: u64| json!({ "major": 0, "minor": 0, "op": op, "value": value });
    json!({
        "io_service_bytes_recursive": [
            entry("Read", stats.block_read_bytes),
            entry("Write", stats.block_written_bytes),
            entry("Total", total),
        ],
        "io_serviced_recursive": [],
        "io_queue_recursive": [],
        "io_service_time_recursive": [],
        "io_wait_time_recursive": [],
        "io_merged_recursive": [],
        "io_time_recursive": [],
        "sectors_recursive": [],
    })
}

fn network(stats: &NetworkStats) -> Value {
    json!({
        "rx_bytes": stats.received_bytes,
        "rx_packets": stats.received_packets,
        "rx_errors": stats.received_errors,
        "rx_dropped": stats.received_dropped,
        "tx_bytes": stats.sent_bytes,
        "tx_packets": stats.sent_packets,
        "tx_errors": stats.sent_errors,
        "tx_dropped": stats.sent_dropped,
    })
}

/// Bytes a second over all interfaces, between the last two samples.
fn rates(last: &ContainerStats, before: &ContainerStats) -> Option<Value> {
    let millis =
        u32::try_from(last.read_at.saturating_sub(before.read_at)).ok().filter(|passed| *passed > 0)?;
    let seconds = f64::from(millis) / 1000.0;
    let sum = |stats: &ContainerStats, of: fn(&NetworkStats) -> u64| {
        stats.networks.iter().map(|(_, network)| of(network)).sum::<u64>()
    };
    let rate = |of: fn(&NetworkStats) -> u64| sum(last, of).saturating_sub(sum(before, of)) as f64 / seconds;
    Some(json!({
        "rx_bytes_per_sec": rate(|network| network.received_bytes),
        "tx_bytes_per_sec": rate(|network| network.sent_bytes),
    }))
}
