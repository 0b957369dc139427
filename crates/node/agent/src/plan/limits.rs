//! Processor and memory: what a task takes of the machine, and what its containers may use.
//!
//! Must not know: how a limit is enforced, or how much the machine has.

use longshore_runtime::{Limits, ParentCgroup, PortProtocol};
use longshore_shapes::ecs::{ContainerDefinition, ResourceType, TaskDefinition, TransportProtocol};

use super::NetworkMode;
use crate::settings::Settings;

const MIB: u64 = 1024 * 1024;
const SHARES_MIN: u64 = 2;
const SHARES_MAX: u64 = 262_144;
const MEMORY_MIB_MIN: u64 = 4;
/// Microseconds of a period, over which a quota counts.
const PERIOD_MICROS: u64 = 100_000;
const UNITS_PER_CPU: u64 = 1024;

/// What a task takes of a machine while it is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    /// 1024 are one processor.
    pub(crate) cpu: u64,
    pub(crate) memory_mib: u64,
    pub(crate) ports: Vec<(u16, PortProtocol)>,
    pub(crate) gpus: usize,
}

pub(super) fn needs(task: &TaskDefinition, network: NetworkMode) -> Needs {
    let containers = task.container_definitions.as_deref().unwrap_or_default();
    let cpu = containers.iter().map(|container| positive(container.cpu)).sum();
    let memory_of = |container: &ContainerDefinition| {
        container.memory_reservation.map_or(positive(container.memory), |soft| positive(Some(soft)))
    };
    Needs {
        cpu: task_cpu(task).ok().flatten().unwrap_or(cpu),
        memory_mib: task_memory(task)
            .ok()
            .flatten()
            .unwrap_or_else(|| containers.iter().map(memory_of).sum()),
        ports: containers.iter().flat_map(|container| fixed_ports(container, network)).collect(),
        gpus: containers.iter().map(gpus).sum(),
    }
}

fn fixed_ports(container: &ContainerDefinition, network: NetworkMode) -> Vec<(u16, PortProtocol)> {
    let mut ports = Vec::new();
    for mapping in container.port_mappings.iter().flatten() {
        let port = match network {
            NetworkMode::Bridge => mapping.host_port,
            NetworkMode::Host => mapping.host_port.or(mapping.container_port),
            NetworkMode::None | NetworkMode::Task => None,
        };
        let udp = mapping.protocol == Some(TransportProtocol::Udp);
        let protocol = if udp { PortProtocol::Udp } else { PortProtocol::Tcp };
        if let Some(port) = port.and_then(|port| u16::try_from(port).ok()).filter(|port| *port > 0) {
            ports.push((port, protocol));
        }
    }
    ports
}

pub(super) fn gpus(container: &ContainerDefinition) -> usize {
    let wanted = container.resource_requirements.iter().flatten();
    let wanted = wanted.filter(|requirement| requirement.r#type == ResourceType::Gpu);
    wanted.filter_map(|requirement| requirement.value.as_deref()?.parse::<usize>().ok()).sum()
}

/// A container may not have more than its task has.
pub(super) fn check(task: &TaskDefinition) -> Result<(), String> {
    task_cpu(task)?;
    let Some(task_memory) = task_memory(task)? else { return Ok(()) };
    for container in task.container_definitions.iter().flatten() {
        let memory = positive(container.memory);
        if memory > task_memory {
            let name = container.name.as_deref().unwrap_or_default();
            return Err(format!(
                "container {name} may use {memory} MiB of memory, more than the {task_memory} MiB of its task"
            ));
        }
    }
    Ok(())
}

/// The cgroup of a task whose definition, or machine, limits all its containers together.
pub(super) fn parent(
    task: &TaskDefinition,
    arn: &str,
    settings: &Settings,
) -> Result<Option<ParentCgroup>, String> {
    let (cpu, memory, pids) = (task_cpu(task)?, task_memory(task)?, settings.task_pids_limit);
    if cpu.is_none() && memory.is_none() && pids.is_none() {
        return Ok(None);
    }
    let containers = task.container_definitions.iter().flatten();
    let shares = containers.map(|container| positive(container.cpu).max(SHARES_MIN)).sum();
    Ok(Some(ParentCgroup {
        name: arn.rsplit('/').next().unwrap_or(arn).to_owned(),
        memory: memory.map(|mib| mib * MIB),
        cpu_shares: if cpu.is_none() { Some(shares) } else { None },
        cpu_quota: cpu.map(|units| units * PERIOD_MICROS / UNITS_PER_CPU),
        pids,
    }))
}

pub(super) fn container(definition: &ContainerDefinition) -> Limits {
    let memory =
        definition.memory.filter(|mib| *mib > 0).map(|mib| positive(Some(mib)).max(MEMORY_MIB_MIN) * MIB);
    let linux = definition.linux_parameters.as_ref();
    let swap = linux.and_then(|linux| linux.max_swap).filter(|mib| *mib >= 0);
    Limits {
        memory,
        memory_reservation: definition
            .memory_reservation
            .filter(|mib| *mib > 0)
            .map(|mib| positive(Some(mib)).max(MEMORY_MIB_MIN) * MIB),
        memory_and_swap: memory.zip(swap).map(|(memory, swap)| memory + positive(Some(swap)) * MIB),
        swappiness: linux.and_then(|linux| linux.swappiness).and_then(|value| u64::try_from(value).ok()),
        cpu_shares: Some(positive(definition.cpu).clamp(SHARES_MIN, SHARES_MAX)),
        pids: None,
    }
}

/// In units: `256`, `.25 vCPU`, `1 vcpu`.
fn task_cpu(task: &TaskDefinition) -> Result<Option<u64>, String> {
    let Some(text) = task.cpu.as_deref().filter(|text| !text.trim().is_empty()) else { return Ok(None) };
    let units = quantity(text, "vcpu", 1024.0);
    units.map(Some).ok_or_else(|| format!("its cpu, {text:?}, is not a number of units or vCPUs"))
}

/// In MiB: `512`, `1GB`, `0.5 GB`.
fn task_memory(task: &TaskDefinition) -> Result<Option<u64>, String> {
    let Some(text) = task.memory.as_deref().filter(|text| !text.trim().is_empty()) else { return Ok(None) };
    let mib = quantity(text, "gb", 1024.0);
    mib.map(Some).ok_or_else(|| format!("its memory, {text:?}, is not a number of MiB or GB"))
}

/// A count, or a number of bigger units.
fn quantity(text: &str, unit: &str, size: f64) -> Option<u64> {
    let lower = text.trim().to_ascii_lowercase();
    let Some(number) = lower.strip_suffix(unit) else { return lower.parse().ok().filter(|n| *n > 0) };
    let value = number.trim().parse::<f64>().ok().filter(|value| *value > 0.0 && *value < 1e9)?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive and below 1e12")]
    let whole = (value * size).round() as u64;
    Some(whole)
}

fn positive(value: Option<i32>) -> u64 {
    u64::try_from(value.unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_as_people_write_them() {
        for (text, unit, expected) in [
            ("256", "vcpu", Some(256)),
            (".5 vCPU", "vcpu", Some(512)),
            ("1vcpu", "vcpu", Some(1024)),
            ("512", "gb", Some(512)),
            ("0.5GB", "gb", Some(512)),
            ("2 GB", "gb", Some(2048)),
            ("0", "gb", None),
            ("-1", "gb", None),
            ("-1gb", "gb", None),
            ("much", "gb", None),
            ("1e99 gb", "gb", None),
        ] {
            assert_eq!(quantity(text, unit, 1024.0), expected, "{text}");
        }
    }
}
