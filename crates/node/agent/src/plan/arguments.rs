//! What a definition says of a container, in the words of drivers.
//!
//! Must not know: what happens to the container.

use std::sync::Arc;

use longshore_link::Assignment;
use longshore_runtime::{ContainerSpec, DeviceSpec, NamespaceMode, OutputPolicy, TmpfsSpec, Ulimit};
use longshore_shapes::ecs::{
    self, ContainerDefinition, IpcMode, LinuxParameters, LogDriver, PidMode, TaskDefinition,
};

use super::{TaskPlan, limits};
use crate::settings::Settings;

const MIB: u64 = 1024 * 1024;
/// Where a log driver that never makes a container wait is given no size.
const BUFFER_BYTES: u64 = 10 * MIB;

/// All of a container's spec that does not depend on what happens. It is worked out when the container is made, and
/// not kept: there is one for each container of a machine.
pub(crate) fn template(plan: &TaskPlan, container: usize, settings: &Settings) -> Option<ContainerSpec> {
    let (task, definition) = (plan.assignment.definition.as_ref()?, plan.definition(container)?);
    let hosts = definition.extra_hosts.iter().flatten();
    let mut spec = ContainerSpec {
        labels: plan.containers.get(container)?.labels.iter().cloned().collect(),
        entry_point: definition.entry_point.clone().filter(|words| !words.is_empty()),
        command: definition.command.clone().filter(|words| !words.is_empty()),
        working_directory: definition.working_directory.clone().filter(|path| !path.is_empty()),
        user: definition.user.clone().filter(|user| !user.is_empty()),
        hostname: definition.hostname.clone().filter(|name| !name.is_empty()),
        extra_hosts: hosts.map(|host| (host.hostname.clone(), host.ip_address.clone())).collect(),
        dns_servers: definition.dns_servers.clone().unwrap_or_default(),
        dns_search: definition.dns_search_domains.clone().unwrap_or_default(),
        limits: limits::container(definition),
        sysctls: sysctls(definition),
        ulimits: definition.ulimits.iter().flatten().map(ulimit).collect(),
        security_options: definition.docker_security_options.clone().unwrap_or_default(),
        privileged: definition.privileged == Some(true),
        read_only_root: definition.readonly_root_filesystem == Some(true),
        terminal: definition.pseudo_terminal == Some(true),
        interactive: definition.interactive == Some(true),
        pid: pid_mode(task),
        ipc: ipc_mode(task),
        // What is wrong with it was said when the plan was made.
        parent_cgroup: limits::parent(task, &plan.arn, settings).ok().flatten(),
        output: output(definition),
        ..ContainerSpec::default()
    };
    if let Some(linux) = &definition.linux_parameters {
        linux_parameters(&mut spec, linux);
    }
    Some(spec)
}

/// Ours are over the definition's.
pub(super) fn labels(
    assignment: &Assignment,
    task: &TaskDefinition,
    definition: &ContainerDefinition,
    settings: &Settings,
) -> Arc<[(String, String)]> {
    let mut labels = definition.docker_labels.clone().unwrap_or_default();
    let cluster = assignment.cluster_arn.clone().unwrap_or_else(|| settings.cluster.clone());
    for (name, value) in [
        ("task-arn", assignment.task_arn.clone().unwrap_or_default()),
        ("container-name", definition.name.clone().unwrap_or_default()),
        ("task-definition-family", task.family.clone().unwrap_or_default()),
        ("task-definition-version", task.revision.unwrap_or_default().to_string()),
        ("cluster", cluster),
    ] {
        labels.insert(format!("com.amazonaws.ecs.{name}"), value);
    }
    labels.into_iter().collect()
}

fn sysctls(definition: &ContainerDefinition) -> Vec<(String, String)> {
    let controls = definition.system_controls.iter().flatten();
    controls.filter_map(|control| Some((control.namespace.clone()?, control.value.clone()?))).collect()
}

fn ulimit(limit: &ecs::Ulimit) -> Ulimit {
    let bound = |value: i32| u64::try_from(value).unwrap_or(u64::MAX);
    Ulimit {
        name: limit.name.as_str().to_owned(),
        soft: bound(limit.soft_limit),
        hard: bound(limit.hard_limit),
    }
}

fn pid_mode(task: &TaskDefinition) -> NamespaceMode {
    match &task.pid_mode {
        Some(PidMode::Host) => NamespaceMode::Host,
        Some(PidMode::Task) => NamespaceMode::Sandbox,
        _ => NamespaceMode::Private,
    }
}

fn ipc_mode(task: &TaskDefinition) -> NamespaceMode {
    match &task.ipc_mode {
        Some(IpcMode::Host) => NamespaceMode::Host,
        Some(IpcMode::Task) => NamespaceMode::Sandbox,
        Some(IpcMode::None) => NamespaceMode::None,
        _ => NamespaceMode::Private,
    }
}

fn linux_parameters(spec: &mut ContainerSpec, linux: &LinuxParameters) {
    if let Some(capabilities) = &linux.capabilities {
        spec.capabilities_add = capabilities.add.clone().unwrap_or_default();
        spec.capabilities_drop = capabilities.drop.clone().unwrap_or_default();
    }
    spec.devices = linux.devices.iter().flatten().map(device).collect();
    spec.init = linux.init_process_enabled == Some(true);
    spec.shared_memory_bytes = linux.shared_memory_size.filter(|mib| *mib > 0).map(mib);
    spec.tmpfs = linux.tmpfs.iter().flatten().map(tmpfs).collect();
}

fn device(device: &ecs::Device) -> DeviceSpec {
    let letter = |permission: &ecs::DeviceCgroupPermission| match permission {
        ecs::DeviceCgroupPermission::Read => "r",
        ecs::DeviceCgroupPermission::Write => "w",
        ecs::DeviceCgroupPermission::Mknod => "m",
        ecs::DeviceCgroupPermission::Unknown(_) => "",
    };
    let access: String = device.permissions.iter().flatten().map(letter).collect();
    DeviceSpec {
        host_path: device.host_path.clone(),
        container_path: device
            .container_path
            .clone()
            .filter(|path| !path.is_empty())
            .unwrap_or_else(|| device.host_path.clone()),
        access: if access.is_empty() { "rwm".to_owned() } else { access },
    }
}

fn tmpfs(tmpfs: &ecs::Tmpfs) -> TmpfsSpec {
    TmpfsSpec {
        target: tmpfs.container_path.clone(),
        size_bytes: mib(tmpfs.size),
        options: tmpfs.mount_options.clone().unwrap_or_default(),
    }
}

fn mib(count: i32) -> u64 {
    u64::try_from(count).unwrap_or_default() * MIB
}

/// A log driver holds a container up where it is told to, or told nothing: as Docker's do. The drivers that
/// keep what is printed on the machine never do.
fn output(definition: &ContainerDefinition) -> OutputPolicy {
    let kept = OutputPolicy::default();
    let Some(log) = &definition.log_configuration else { return kept };
    if log.log_driver == LogDriver::JsonFile || log.log_driver.as_str() == "none" {
        return kept;
    }
    let option = |name: &str| log.options.as_ref().and_then(|options| options.get(name)).map(String::as_str);
    if option("mode") != Some("non-blocking") {
        return OutputPolicy { wait_when_full: true, ..kept };
    }
    let bytes_max = option("max-buffer-size").and_then(size).unwrap_or(BUFFER_BYTES);
    OutputPolicy { bytes_max, wait_when_full: false }
}

/// `10m`, `512k`, `1g`, `4096`, with or without a `b` behind.
fn size(text: &str) -> Option<u64> {
    let lower = text.trim().to_ascii_lowercase();
    let lower = lower.strip_suffix('b').unwrap_or(&lower);
    let (digits, unit) = match lower.chars().last()? {
        'k' => (lower.strip_suffix('k')?, 1024),
        'm' => (lower.strip_suffix('m')?, MIB),
        'g' => (lower.strip_suffix('g')?, 1024 * MIB),
        _ => (lower, 1),
    };
    digits.trim().parse::<u64>().ok()?.checked_mul(unit).filter(|bytes| *bytes > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_as_docker_reads_them() {
        for (text, bytes) in [
            ("10m", Some(10 * MIB)),
            ("10MB", Some(10 * MIB)),
            ("512k", Some(512 * 1024)),
            ("4096", Some(4096)),
            ("1g", Some(1024 * MIB)),
            ("0", None),
            ("", None),
            ("m", None),
            ("99999999999999999999g", None),
        ] {
            assert_eq!(size(text), bytes, "{text}");
        }
    }
}
