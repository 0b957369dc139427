//! A container, as its metadata says it.
//!
//! Must not know: HTTP.

use longshore_link::Assignment;
use longshore_runtime::{PortBinding, PortProtocol};
use longshore_shapes::ecs::ContainerDefinition;
use serde_json::{Value, json};

use super::answer::Object;
use super::route::Version;
use crate::view::{ContainerView, HealthView, TaskView};

/// The least cpu shares that a container has.
const CPU_SHARES_MIN: i32 = 2;
const TASK_NETWORK: &str = "awsvpc";
/// Where ports of the machine are bound.
const HOST_IP: &str = "0.0.0.0";

/// The third form is also the second's.
pub(super) fn document(task: &TaskView, container: &ContainerView, version: Version) -> Value {
    let definition = definition(&task.assignment, &container.name);
    let object = Object::default()
        .with("DockerId", container.shown_id())
        .with("Name", container.name.as_str())
        .with("DockerName", container.runtime_name.as_str())
        .with("Image", container.image.as_str())
        .with("ImageID", container.image_id.as_deref().unwrap_or_default())
        .list("Ports", ports(task, container, version))
        .maybe("Labels", labels(container))
        .with("DesiredStatus", container.desired_status)
        .with("KnownStatus", container.known_status)
        .maybe("ExitCode", container.exit_code)
        .with("Limits", limits(definition))
        .time("CreatedAt", container.created_at)
        .time("StartedAt", container.started_at)
        .time("FinishedAt", container.finished_at)
        .with("Type", if container.kind.is_empty() { "NORMAL" } else { container.kind })
        .maybe("Health", container.health.as_ref().map(health))
        .list("Volumes", volumes(container))
        .list("Networks", networks(task, container, version));
    match version {
        Version::V3 => object.done(),
        Version::V4 => v4_only(object, task, container, definition).done(),
    }
}

fn v4_only(
    object: Object,
    task: &TaskView,
    container: &ContainerView,
    definition: Option<&ContainerDefinition>,
) -> Object {
    let log = definition.and_then(|definition| definition.log_configuration.as_ref());
    let options = log.and_then(|log| log.options.as_ref()).filter(|options| !options.is_empty());
    object
        .text("LogDriver", log.map(|log| log.log_driver.as_str()).unwrap_or_default())
        .maybe("LogOptions", options.map(|options| json!(options)))
        .maybe("ContainerARN", container_arn(&task.assignment, &container.name))
        .maybe("RestartCount", container.restart_count)
}

fn definition<'a>(assignment: &'a Assignment, name: &str) -> Option<&'a ContainerDefinition> {
    let containers = assignment.definition.as_ref()?.container_definitions.as_ref()?;
    containers.iter().find(|definition| definition.name.as_deref() == Some(name))
}

fn container_arn<'a>(assignment: &'a Assignment, name: &str) -> Option<&'a str> {
    let arns = assignment.container_arns.as_ref()?;
    arns.iter().find(|arn| arn.name.as_deref() == Some(name))?.value.as_deref()
}

pub(super) fn network_mode(assignment: &Assignment) -> &str {
    let mode = assignment.definition.as_ref().and_then(|definition| definition.network_mode.as_ref());
    mode.map_or("bridge", |mode| mode.as_str())
}

fn labels(container: &ContainerView) -> Option<Value> {
    let labels: serde_json::Map<String, Value> =
        container.labels.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    (!labels.is_empty()).then_some(Value::Object(labels))
}

fn limits(definition: Option<&ContainerDefinition>) -> Value {
    let cpu = definition.and_then(|definition| definition.cpu).unwrap_or_default();
    let memory = definition.and_then(|definition| definition.memory).filter(|memory| *memory > 0);
    Object::default().with("CPU", cpu.max(CPU_SHARES_MIN)).maybe("Memory", memory).done()
}

fn health(health: &HealthView) -> Value {
    let status = if health.status == "UNKNOWN" { "" } else { health.status };
    Object::default()
        .text("status", status)
        .time("statusSince", health.since)
        .maybe("exitCode", health.exit_code.filter(|code| *code != 0))
        .text("output", &health.output)
        .done()
}

pub(super) fn volumes(container: &ContainerView) -> Vec<Value> {
    let one = |(name, source, destination): &(String, String, String)| {
        Object::default()
            .text("DockerName", name)
            .text("Source", source)
            .text("Destination", destination)
            .done()
    };
    container.volumes.iter().map(one).collect()
}

/// One entry a port: a range is written out.
pub(super) fn ports(task: &TaskView, container: &ContainerView, version: Version) -> Vec<Value> {
    let own_network = network_mode(&task.assignment) == TASK_NETWORK;
    let each = |binding: &PortBinding| {
        let binding = binding.clone();
        (0..binding.count.max(1)).map(move |step| {
            let host_port = if own_network { binding.container_port } else { binding.host_port };
            let object = Object::default()
                .with("ContainerPort", binding.container_port.saturating_add(step))
                .with("Protocol", protocol(binding.protocol))
                .with("HostPort", host_port.saturating_add(step));
            match version {
                Version::V4 if !own_network => object.with("HostIp", HOST_IP).done(),
                _ => object.done(),
            }
        })
    };
    container.ports.iter().flat_map(each).collect()
}

fn protocol(protocol: PortProtocol) -> &'static str {
    match protocol {
        PortProtocol::Tcp => "tcp",
        PortProtocol::Udp => "udp",
    }
}

pub(super) fn networks(task: &TaskView, container: &ContainerView, version: Version) -> Vec<Value> {
    let mode = network_mode(&task.assignment);
    if mode == TASK_NETWORK {
        return vec![task_network(task, version)];
    }
    let running = container.finished_at.is_none();
    let address = container.sandbox.as_ref().and_then(|sandbox| sandbox.address).filter(|_| running);
    // Without an address there is one empty text, as Docker has it.
    let address = address.map(|address| address.to_string()).unwrap_or_default();
    vec![json!({ "NetworkMode": mode, "IPv4Addresses": [address] })]
}

fn task_network(task: &TaskView, version: Version) -> Value {
    let Some(network) = &task.assignment.network else {
        return json!({ "NetworkMode": TASK_NETWORK });
    };
    let addresses: Vec<&str> = network.address.as_deref().into_iter().collect();
    let object = Object::default().with("NetworkMode", TASK_NETWORK).with("IPv4Addresses", json!(addresses));
    if version == Version::V3 {
        return object.done();
    }
    let texts = |list: &Option<Vec<String>>| list.iter().flatten().map(|one| one.as_str().into()).collect();
    let sandbox = |container: &ContainerView| container.sandbox.as_ref()?.mac_address.clone();
    let mac = network.mac_address.clone().or_else(|| task.containers.iter().find_map(sandbox));
    let prefix = network.subnet_range.as_deref().and_then(|range| range.split_once('/'));
    let gateway = network.gateway.as_deref().map(|gateway| match prefix {
        Some((_, length)) => format!("{gateway}/{length}"),
        None => gateway.to_owned(),
    });
    object
        .with("AttachmentIndex", 0)
        .maybe("MACAddress", mac)
        .maybe("IPv4SubnetCIDRBlock", network.subnet_range.as_deref())
        .list("DomainNameServers", texts(&network.dns_servers))
        .list("DomainNameSearchList", texts(&network.dns_search))
        .maybe("PrivateDNSName", network.private_dns_name.as_deref())
        .maybe("SubnetGatewayIpv4Address", gateway)
        .done()
}
