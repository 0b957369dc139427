//! What the engine is told to make of a container. Pure.
//!
//! Must not know: when it is asked.

use std::collections::HashMap;

use bollard::models::{
    ContainerCreateBody, DeviceMapping, HealthConfig, HostConfig, HostConfigLogConfig, Mount, MountType,
    PortBinding as EnginePort, PortMap, ResourcesUlimits,
};

use super::engine::{LABEL_ID, LABEL_NODE, LABEL_PARENT, LABEL_SANDBOX};
use super::reference::{plain_name, short};
use crate::container::{ContainerSpec, MountSource, NamespaceMode, OutputPolicy};
use crate::error::DriverError;
use crate::sandbox::{PortBinding, PortProtocol, SandboxNetwork, SandboxSpec};

/// The sandbox that a container joins, as it is in the engine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Joined<'a> {
    pub(crate) spec: &'a SandboxSpec,
    pub(crate) ports: &'a [PortBinding],
    /// The engine's id of the container that holds its namespaces.
    pub(crate) pause: Option<&'a str>,
}

impl Joined<'_> {
    /// Its network is another container's, and with it names, hosts and resolvers.
    fn borrowed(&self) -> bool {
        self.pause.is_some() && self.spec.network != SandboxNetwork::Host
    }

    fn network_mode(&self) -> String {
        match (&self.spec.network, self.pause) {
            (SandboxNetwork::Host, _) => "host".to_owned(),
            (_, Some(pause)) => format!("container:{pause}"),
            (SandboxNetwork::Bridge { .. }, None) => "bridge".to_owned(),
            (SandboxNetwork::None | SandboxNetwork::Task(_), None) => "none".to_owned(),
        }
    }
}

/// `parent`: the cgroup that the engine is to put it below.
pub(crate) fn body(
    spec: &ContainerSpec,
    joined: Joined<'_>,
    node: &str,
    parent: Option<String>,
) -> Result<ContainerCreateBody, DriverError> {
    let own_network = !joined.borrowed();
    let own_name = own_network && joined.spec.network != SandboxNetwork::Host;
    let hostname = spec.hostname.clone().or_else(|| joined.spec.hostname.clone());
    let hostname = hostname.or_else(|| own_name.then(|| short(&spec.id).to_owned()));
    let ports = if own_network { joined.ports } else { &[] };
    Ok(ContainerCreateBody {
        image: Some(spec.image.clone()),
        labels: Some(labels(spec, node)),
        entrypoint: spec.entry_point.clone(),
        cmd: spec.command.clone(),
        env: Some(environment(&spec.environment)),
        working_dir: spec.working_directory.clone(),
        user: spec.user.clone(),
        hostname: hostname.filter(|_| own_network),
        domainname: spec.domainname.clone().filter(|_| own_network),
        tty: Some(spec.terminal),
        open_stdin: Some(spec.interactive),
        // Whoever watches health runs the checks.
        healthcheck: Some(HealthConfig { test: Some(vec!["NONE".to_owned()]), ..HealthConfig::default() }),
        exposed_ports: Some(published(ports).into_keys().collect()),
        host_config: Some(host_config(spec, joined, parent)?),
        ..ContainerCreateBody::default()
    })
}

fn labels(spec: &ContainerSpec, node: &str) -> HashMap<String, String> {
    let mut labels: HashMap<String, String> = spec.labels.clone().into_iter().collect();
    let ours = [(LABEL_NODE, node), (LABEL_ID, &spec.id), (LABEL_SANDBOX, &spec.sandbox)];
    labels.extend(ours.map(|(key, value)| (key.to_owned(), value.to_owned())));
    if let Some(parent) = &spec.parent_cgroup {
        labels.insert(LABEL_PARENT.to_owned(), parent.name.clone());
    }
    labels
}

/// Later ones win, in the place of the first.
pub(crate) fn environment(pairs: &[(String, String)]) -> Vec<String> {
    let mut order: Vec<&str> = Vec::new();
    let mut values: HashMap<&str, &str> = HashMap::new();
    for (name, value) in pairs {
        if values.insert(name, value).is_none() {
            order.push(name);
        }
    }
    order.into_iter().map(|name| format!("{name}={}", values.get(name).unwrap_or(&""))).collect()
}

fn host_config(
    spec: &ContainerSpec,
    joined: Joined<'_>,
    parent: Option<String>,
) -> Result<HostConfig, DriverError> {
    let (binds, mounts) = mounts(spec)?;
    let own_network = !joined.borrowed();
    let sandbox = joined.spec;
    let limits = &spec.limits;
    let hosts = sandbox.extra_hosts.iter().chain(&spec.extra_hosts);
    let either = |own: &[String], shared: &[String]| {
        let chosen = if own.is_empty() { shared } else { own };
        own_network.then(|| chosen.to_vec())
    };
    Ok(HostConfig {
        binds: Some(binds),
        mounts: Some(mounts),
        tmpfs: Some(spec.tmpfs.iter().map(|tmpfs| (tmpfs.target.clone(), tmpfs_options(tmpfs))).collect()),
        memory: bytes(limits.memory),
        memory_reservation: bytes(limits.memory_reservation),
        memory_swap: bytes(limits.memory_and_swap),
        memory_swappiness: bytes(limits.swappiness),
        cpu_shares: bytes(limits.cpu_shares),
        pids_limit: bytes(limits.pids),
        cgroup_parent: parent,
        devices: Some(devices(spec)),
        cap_add: Some(spec.capabilities_add.clone()),
        cap_drop: Some(spec.capabilities_drop.clone()),
        sysctls: Some(spec.sysctls.iter().cloned().collect()),
        ulimits: Some(ulimits(spec)),
        security_opt: Some(spec.security_options.clone()),
        shm_size: bytes(spec.shared_memory_bytes),
        privileged: Some(spec.privileged),
        readonly_rootfs: Some(spec.read_only_root),
        init: Some(spec.init),
        pid_mode: namespace(spec.pid, joined.pause.filter(|_| sandbox.share_pid), "pid")?,
        ipc_mode: namespace(spec.ipc, joined.pause.filter(|_| sandbox.share_ipc), "ipc")?,
        network_mode: Some(joined.network_mode()),
        port_bindings: own_network.then(|| published(joined.ports)),
        dns: either(&spec.dns_servers, &sandbox.dns_servers),
        dns_search: either(&spec.dns_search, &sandbox.dns_search),
        extra_hosts: own_network.then(|| hosts.map(|(name, at)| format!("{name}:{at}")).collect()),
        log_config: Some(log_config(spec.output)),
        ..HostConfig::default()
    })
}

/// The engine's numbers are signed, and -1 is no limit.
fn bytes(value: Option<u64>) -> Option<i64> {
    value.map(|value| i64::try_from(value).unwrap_or(-1))
}

fn namespace(mode: NamespaceMode, shared: Option<&str>, kind: &str) -> Result<Option<String>, DriverError> {
    Ok(match mode {
        // The engine has no word for a private process namespace; it is what it does.
        NamespaceMode::Private => (kind == "ipc").then(|| "private".to_owned()),
        NamespaceMode::Host => Some("host".to_owned()),
        NamespaceMode::None => (kind == "ipc").then(|| "none".to_owned()),
        NamespaceMode::Sandbox => match shared {
            Some(pause) => Some(format!("container:{pause}")),
            None => {
                let words = format!("its sandbox was opened without a shared {kind} namespace");
                return Err(DriverError::InvalidSpec(words));
            }
        },
    })
}

/// Host paths as binds, which make directories that are not there; volumes as mounts.
fn mounts(spec: &ContainerSpec) -> Result<(Vec<String>, Vec<Mount>), DriverError> {
    let (mut binds, mut mounts) = (Vec::new(), Vec::new());
    for mount in &spec.mounts {
        if !mount.target.starts_with('/') {
            return Err(DriverError::InvalidSpec(format!(
                "mount at `{}`: not an absolute path",
                mount.target
            )));
        }
        match &mount.source {
            MountSource::Host(path) if !path.starts_with('/') || path.contains(':') => {
                let words = format!("mount of `{path}`: Docker takes absolute paths without `:` only");
                return Err(DriverError::InvalidSpec(words));
            }
            MountSource::Host(path) => {
                let mode = if mount.read_only { "ro" } else { "rw" };
                binds.push(format!("{path}:{}:{mode}", mount.target));
            }
            MountSource::Volume(name) => mounts.push(Mount {
                typ: Some(MountType::VOLUME),
                source: Some(plain_name(name)?.to_owned()),
                target: Some(mount.target.clone()),
                read_only: Some(mount.read_only),
                ..Mount::default()
            }),
        }
    }
    Ok((binds, mounts))
}

fn tmpfs_options(tmpfs: &crate::container::TmpfsSpec) -> String {
    let size = (tmpfs.size_bytes > 0).then(|| format!("size={}", tmpfs.size_bytes));
    size.into_iter().chain(tmpfs.options.iter().cloned()).collect::<Vec<_>>().join(",")
}

fn devices(spec: &ContainerSpec) -> Vec<DeviceMapping> {
    let device = |device: &crate::container::DeviceSpec| DeviceMapping {
        path_on_host: Some(device.host_path.clone()),
        path_in_container: Some(device.container_path.clone()),
        cgroup_permissions: Some(device.access.clone()),
    };
    spec.devices.iter().map(device).collect()
}

fn ulimits(spec: &ContainerSpec) -> Vec<ResourcesUlimits> {
    let limit = |limit: &crate::container::Ulimit| ResourcesUlimits {
        name: Some(limit.name.clone()),
        soft: bytes(Some(limit.soft)),
        hard: bytes(Some(limit.hard)),
    };
    spec.ulimits.iter().map(limit).collect()
}

/// `80/tcp` and where the machine answers for it.
pub(crate) fn published(ports: &[PortBinding]) -> PortMap {
    let mut map = PortMap::new();
    for binding in ports {
        let protocol = match binding.protocol {
            PortProtocol::Tcp => "tcp",
            PortProtocol::Udp => "udp",
        };
        for step in 0..binding.count {
            let inside = binding.container_port.saturating_add(step);
            let outside = binding.host_port.saturating_add(step);
            let port = EnginePort { host_ip: None, host_port: Some(outside.to_string()) };
            map.entry(format!("{inside}/{protocol}")).or_default().get_or_insert_default().push(port);
        }
    }
    map
}

/// Bytes as they are, the oldest dropped first; all of it where nothing may be lost.
fn log_config(output: OutputPolicy) -> HostConfigLogConfig {
    const FILES: u64 = 2;
    const FILE_MIN: u64 = 64 * 1024;
    let mut config = HashMap::from([("compress".to_owned(), "false".to_owned())]);
    if output.wait_when_full {
        config.insert("max-size".to_owned(), "-1".to_owned());
        config.insert("max-file".to_owned(), "1".to_owned());
    } else {
        config.insert("max-size".to_owned(), (output.bytes_max / FILES).max(FILE_MIN).to_string());
        config.insert("max-file".to_owned(), FILES.to_string());
    }
    HostConfigLogConfig { typ: Some("local".to_owned()), config: Some(config) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::MountSpec;

    fn sandbox(network: SandboxNetwork) -> SandboxSpec {
        SandboxSpec {
            id: "s".to_owned(),
            hostname: None,
            network,
            share_pid: false,
            share_ipc: false,
            dns_servers: vec!["10.0.0.2".to_owned()],
            dns_search: vec![],
            extra_hosts: vec![("db".to_owned(), "10.0.0.9".to_owned())],
            kin: None,
        }
    }

    fn made(spec: &ContainerSpec, sandbox: &SandboxSpec, pause: Option<&str>) -> ContainerCreateBody {
        body(spec, Joined { spec: sandbox, ports: &[], pause }, "node", None).unwrap()
    }

    #[test]
    fn later_variables_win_in_the_place_of_the_first() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let pairs = [pair("B", "1"), pair("A", "2"), pair("B", "3=4")];
        assert_eq!(environment(&pairs), ["B=3=4", "A=2"]);
    }

    #[test]
    fn names_and_resolvers_belong_to_whom_the_network_belongs_to() {
        let spec = ContainerSpec { id: "0123456789abcdef".to_owned(), ..ContainerSpec::default() };
        let bridge = sandbox(SandboxNetwork::Bridge { ports: vec![] });
        let own = made(&spec, &bridge, None);
        assert_eq!(own.hostname.as_deref(), Some("0123456789ab"));
        let host = own.host_config.unwrap();
        assert_eq!(host.network_mode.as_deref(), Some("bridge"));
        assert_eq!(host.dns.unwrap(), ["10.0.0.2"]);
        assert_eq!(host.extra_hosts.unwrap(), ["db:10.0.0.9"]);
        let borrowed = made(&spec, &bridge, Some("p"));
        assert_eq!(borrowed.hostname, None);
        let host = borrowed.host_config.unwrap();
        assert_eq!(host.network_mode.as_deref(), Some("container:p"));
        assert_eq!((host.dns, host.extra_hosts, host.port_bindings), (None, None, None));
        let machines = made(&spec, &sandbox(SandboxNetwork::Host), Some("p"));
        assert_eq!(machines.hostname, None);
        assert_eq!(machines.host_config.unwrap().network_mode.as_deref(), Some("host"));
    }

    #[test]
    fn a_namespace_that_is_not_shared_cannot_be_joined() {
        let spec = ContainerSpec { pid: NamespaceMode::Sandbox, ..ContainerSpec::default() };
        let mut shared = sandbox(SandboxNetwork::None);
        let refused = body(&spec, Joined { spec: &shared, ports: &[], pause: Some("p") }, "n", None);
        assert!(matches!(refused, Err(DriverError::InvalidSpec(_))));
        shared.share_pid = true;
        let host = made(&spec, &shared, Some("p")).host_config.unwrap();
        assert_eq!(host.pid_mode.as_deref(), Some("container:p"));
    }

    #[test]
    fn ranges_are_published_port_by_port() {
        let ports =
            [PortBinding { container_port: 80, host_port: 50_000, count: 2, protocol: PortProtocol::Udp }];
        let map = published(&ports);
        let host = |key: &str| map[key].as_ref().unwrap()[0].host_port.clone().unwrap();
        assert_eq!((host("80/udp"), host("81/udp")), ("50000".to_owned(), "50001".to_owned()));
    }

    #[test]
    fn a_path_that_would_be_read_as_options_is_refused() {
        for path in ["/a:/b", "relative"] {
            let mount = MountSpec {
                source: MountSource::Host(path.to_owned()),
                target: "/x".to_owned(),
                read_only: true,
            };
            let spec = ContainerSpec { mounts: vec![mount], ..ContainerSpec::default() };
            assert!(matches!(mounts(&spec), Err(DriverError::InvalidSpec(_))), "{path}");
        }
    }
}
