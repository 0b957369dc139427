//! The sandboxes of a task, by its network mode, and the ports that the machine answers for.
//!
//! A task with an address of its own, one on the machine's network and one whose containers share processes
//! or messages have one sandbox; others have one for each container.
//!
//! Must not know: how a network is made.

use std::net::Ipv4Addr;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use longshore_link::{Assignment, NetworkInterface};
use longshore_runtime::{PortProtocol, PortRequest, SandboxNetwork, SandboxSpec, TaskNetwork};
use longshore_shapes::cbor;
use longshore_shapes::ecs::{
    self, ContainerDefinition, IpcMode, PidMode, PortMapping, TaskDefinition, TransportProtocol,
};

use super::definitions;
use super::dependencies::{place, split_link};

/// Ports in the ranges of one container.
const RANGE_MAX: u16 = 1000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NetworkMode {
    Bridge,
    Host,
    None,
    /// awsvpc
    Task,
}

impl NetworkMode {
    pub(super) fn of(definition: &TaskDefinition) -> Result<Self, String> {
        Ok(match &definition.network_mode {
            None | Some(ecs::NetworkMode::Bridge) => Self::Bridge,
            Some(ecs::NetworkMode::Host) => Self::Host,
            Some(ecs::NetworkMode::None) => Self::None,
            Some(ecs::NetworkMode::Awsvpc) => Self::Task,
            Some(ecs::NetworkMode::Unknown(text)) if text.is_empty() => Self::Bridge,
            Some(ecs::NetworkMode::Unknown(text)) => {
                return Err(format!("its network mode, {text:?}, is not known"));
            }
        })
    }
}

/// A sandbox of the task, without its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SandboxPlan {
    pub(crate) spec: SandboxSpec,
    /// All containers are in it.
    pub(crate) whole_task: bool,
}

pub(super) fn sandboxes(
    assignment: &Assignment,
    definition: &TaskDefinition,
    mode: NetworkMode,
) -> Result<Vec<SandboxPlan>, String> {
    let share_pid = definition.pid_mode == Some(PidMode::Task);
    let share_ipc = definition.ipc_mode == Some(IpcMode::Task);
    let containers = definitions(assignment);
    let spec = |hostname, network| SandboxSpec {
        id: String::new(),
        hostname,
        network,
        share_pid,
        share_ipc,
        dns_servers: Vec::new(),
        dns_search: Vec::new(),
        extra_hosts: Vec::new(),
        kin: None,
    };
    if mode == NetworkMode::Task {
        let interface =
            assignment.network.as_ref().ok_or("it has network mode awsvpc and was given no address")?;
        let hostname = interface.private_dns_name.clone();
        let mut spec = spec(hostname, SandboxNetwork::Task(task_network(interface)?));
        spec.dns_servers = interface.dns_servers.clone().unwrap_or_default();
        spec.dns_search = interface.dns_search.clone().unwrap_or_default();
        if let (Some(name), Some(address)) = (&interface.private_dns_name, &interface.address) {
            spec.extra_hosts.push((name.clone(), address.clone()));
        }
        return Ok(vec![SandboxPlan { spec, whole_task: true }]);
    }
    if mode == NetworkMode::Host || share_pid || share_ipc {
        let network = network(mode, containers)?;
        return Ok(vec![SandboxPlan { spec: spec(None, network), whole_task: true }]);
    }
    let kin = (mode == NetworkMode::Bridge).then(|| kin(definition));
    let each = |(place, container): (usize, &ContainerDefinition)| {
        let off = container.disable_networking == Some(true);
        let mode = if off { NetworkMode::None } else { mode };
        let network = network(mode, std::slice::from_ref(container))?;
        let mut spec = spec(container.hostname.clone(), network);
        spec.kin = kin.as_ref().map(|kin| format!("{kin}-{place}"));
        Ok(SandboxPlan { spec, whole_task: false })
    };
    containers.iter().enumerate().map(each).collect()
}

/// The same for tasks of one definition with the same overrides, roles among them, and for no others: a digest.
fn kin(definition: &TaskDefinition) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, &cbor::to_vec(definition));
    BASE64_URL_SAFE_NO_PAD.encode(digest)
}

/// Which sandbox a container is in.
pub(super) fn sandbox_of(container: usize, sandboxes: usize) -> usize {
    if sandboxes == 1 { 0 } else { container }
}

pub(super) fn ports(definition: &ContainerDefinition, mode: NetworkMode) -> Result<Vec<PortRequest>, String> {
    if mode != NetworkMode::Bridge || definition.disable_networking == Some(true) {
        return Ok(Vec::new());
    }
    definition.port_mappings.iter().flatten().map(port).collect()
}

fn network(mode: NetworkMode, containers: &[ContainerDefinition]) -> Result<SandboxNetwork, String> {
    Ok(match mode {
        NetworkMode::Host => SandboxNetwork::Host,
        NetworkMode::Bridge => {
            let each = containers.iter().map(|container| ports(container, mode));
            SandboxNetwork::Bridge { ports: each.collect::<Result<Vec<_>, _>>()?.concat() }
        }
        NetworkMode::None | NetworkMode::Task => SandboxNetwork::None,
    })
}

fn port(mapping: &PortMapping) -> Result<PortRequest, String> {
    let udp = mapping.protocol == Some(TransportProtocol::Udp);
    let protocol = if udp { PortProtocol::Udp } else { PortProtocol::Tcp };
    if let Some(range) = mapping.container_port_range.as_deref().filter(|range| !range.is_empty()) {
        let (first, count) = port_range(range).ok_or_else(|| format!("{range:?} is not a range of ports"))?;
        return Ok(PortRequest { container_port: first, count, host_port: None, protocol });
    }
    let given = mapping.container_port.unwrap_or_default();
    let container_port =
        u16::try_from(given).ok().filter(|port| *port > 0).ok_or_else(|| format!("{given} is not a port"))?;
    let host_port = mapping.host_port.filter(|port| *port != 0);
    let host_port = host_port.map(|port| u16::try_from(port).map_err(|_| format!("{port} is not a port")));
    Ok(PortRequest { container_port, count: 1, host_port: host_port.transpose()?, protocol })
}

/// `A-B`: where it begins, and how many they are.
fn port_range(text: &str) -> Option<(u16, u16)> {
    let (first, last) = text.split_once('-')?;
    let (first, last) = (first.trim().parse::<u16>().ok()?, last.trim().parse::<u16>().ok()?);
    let count = last.checked_sub(first)?.checked_add(1)?;
    (first > 0 && count <= RANGE_MAX).then_some((first, count))
}

fn task_network(interface: &NetworkInterface) -> Result<TaskNetwork, String> {
    let range = interface.subnet_range.as_deref().unwrap_or_default();
    let (_, length) =
        range.split_once('/').ok_or_else(|| format!("{range:?} is not the range of a subnet"))?;
    let address = |text: &Option<String>, what: &str| {
        let text = text.as_deref().unwrap_or_default();
        text.parse::<Ipv4Addr>().map_err(|_| format!("{text:?} is not an address for its {what}"))
    };
    Ok(TaskNetwork {
        subnet_id: interface.subnet_id.clone().unwrap_or_default(),
        address: address(&interface.address, "network interface")?,
        prefix_length: length
            .parse::<u8>()
            .ok()
            .filter(|length| *length <= 32)
            .ok_or_else(|| format!("{range:?} is not the range of a subnet"))?,
        gateway: address(&interface.gateway, "gateway")?,
        mac_address: interface.mac_address.clone(),
        security_groups: interface.security_groups.clone().unwrap_or_default(),
    })
}

pub(super) fn links(definition: &ContainerDefinition, all: &[ContainerDefinition]) -> Vec<(usize, String)> {
    let split = definition.links.iter().flatten().map(|link| split_link(link));
    split.filter_map(|(name, alias)| Some((place(all, name)?, alias.to_owned()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_ports() {
        for (text, expected) in [
            ("8000-8009", Some((8000, 10))),
            ("8000-8000", Some((8000, 1))),
            ("8001-8000", None),
            ("0-10", None),
            ("1-65535", None),
            ("70000-70001", None),
            ("80", None),
            ("a-b", None),
        ] {
            assert_eq!(port_range(text), expected, "{text}");
        }
    }
}
