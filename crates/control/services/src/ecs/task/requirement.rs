//! What a task takes of the machine it runs on, and whether a machine has it.
//!
//! Memory is reserved as ECS does it: the task's, or the sum of the containers' soft limits, hard ones where
//! there is none. Only fixed host ports are reserved; dynamic ones are chosen by the node among the free.
//!
//! Must not know: which instance.

use longshore_shapes::ecs::{
    ContainerDefinition, NetworkMode, PortMapping, Resource, ResourceType, TaskDefinition, TransportProtocol,
};
use longshore_world::records::task::Reserved;

const CPU: &str = "CPU";
const MEMORY: &str = "MEMORY";
const PORTS: &str = "PORTS";
const PORTS_UDP: &str = "PORTS_UDP";
const GPU: &str = "GPU";

/// The reservation of a merged definition, but for its GPUs, which depend on the machine.
pub(super) fn of(definition: &TaskDefinition) -> Reserved {
    let containers = definition.container_definitions.as_deref().unwrap_or_default();
    let sum = |of: fn(&ContainerDefinition) -> i32| {
        containers.iter().map(of).fold(0_i32, |sum, size| sum.saturating_add(size.max(0)))
    };
    let given = |size: &Option<String>| size.as_deref().and_then(|size| size.parse::<i32>().ok());
    let mut reserved = Reserved {
        cpu: given(&definition.cpu).unwrap_or_else(|| sum(|container| container.cpu.unwrap_or(0))),
        memory: given(&definition.memory).unwrap_or_else(|| sum(memory_of)),
        ..Default::default()
    };
    for mapping in containers.iter().flat_map(|container| container.port_mappings.iter().flatten()) {
        if let Some(port) = fixed_port(definition.network_mode.as_ref(), mapping) {
            let udp = mapping.protocol == Some(TransportProtocol::Udp);
            let ports = if udp { &mut reserved.udp_ports } else { &mut reserved.tcp_ports };
            ports.push(port);
        }
    }
    reserved
}

fn memory_of(container: &ContainerDefinition) -> i32 {
    let given = |size: Option<i32>| size.filter(|size| *size != 0);
    given(container.memory_reservation).or(given(container.memory)).unwrap_or(0)
}

fn fixed_port(mode: Option<&NetworkMode>, mapping: &PortMapping) -> Option<i32> {
    match mode {
        Some(NetworkMode::Awsvpc | NetworkMode::None) => None,
        Some(NetworkMode::Host) => mapping.host_port.filter(|port| *port != 0).or(mapping.container_port),
        _ => mapping.host_port.filter(|port| *port != 0),
    }
}

/// How many GPUs each container wants.
fn gpus_wanted(container: &ContainerDefinition) -> usize {
    let wanted = container.resource_requirements.iter().flatten();
    let gpus = wanted.filter(|requirement| requirement.r#type == ResourceType::Gpu);
    gpus.filter_map(|requirement| requirement.value.as_deref()?.parse::<usize>().ok()).sum()
}

/// The ids of the GPUs that each container gets of those that are left, in the containers' order; `None`
/// where there are too few.
pub(super) fn gpus(definition: &TaskDefinition, remaining: &[Resource]) -> Option<Vec<Vec<String>>> {
    let mut left = set(remaining, GPU).iter();
    let containers = definition.container_definitions.iter().flatten();
    containers
        .map(|container| {
            let wanted = gpus_wanted(container);
            let ids: Vec<String> = left.by_ref().take(wanted).cloned().collect();
            (ids.len() == wanted).then_some(ids)
        })
        .collect()
}

/// The first resource that is not there: the reason of a failure.
pub(super) fn lacking(reserved: &Reserved, remaining: &[Resource]) -> Option<&'static str> {
    let taken = |name: &str, ports: &[i32]| {
        let taken = set(remaining, name);
        let mut seen = std::collections::BTreeSet::new();
        ports.iter().any(|port| taken.contains(&port.to_string()) || !seen.insert(port))
    };
    if reserved.cpu > integer(remaining, CPU) {
        Some("RESOURCE:CPU")
    } else if reserved.memory > integer(remaining, MEMORY) {
        Some("RESOURCE:MEMORY")
    } else if taken(PORTS, &reserved.tcp_ports) {
        Some("RESOURCE:PORTS")
    } else if taken(PORTS_UDP, &reserved.udp_ports) {
        Some("RESOURCE:PORTS_UDP")
    } else {
        None
    }
}

fn integer(resources: &[Resource], name: &str) -> i32 {
    resources.iter().find(|it| it.name.as_deref() == Some(name)).and_then(|it| it.integer_value).unwrap_or(0)
}

fn set<'r>(resources: &'r [Resource], name: &str) -> &'r [String] {
    let found = resources.iter().find(|it| it.name.as_deref() == Some(name));
    found.and_then(|it| it.string_set_value.as_deref()).unwrap_or_default()
}

/// Takes a reservation off what is left: less of what counts and of devices, more ports in use.
pub(in crate::ecs) fn take(remaining: &mut [Resource], reserved: &Reserved) {
    for resource in remaining {
        let name = resource.name.as_deref().unwrap_or_default();
        match name {
            CPU => less(resource, reserved.cpu),
            MEMORY => less(resource, reserved.memory),
            PORTS => more(resource, &reserved.tcp_ports),
            PORTS_UDP => more(resource, &reserved.udp_ports),
            GPU => resource.string_set_value.iter_mut().for_each(|ids| {
                ids.retain(|id| !reserved.gpus.contains(id));
            }),
            _ => {}
        }
    }
}

/// Below zero where the machine has come back with less than its tasks take.
fn less(resource: &mut Resource, amount: i32) {
    resource.integer_value = resource.integer_value.map(|value| value.saturating_sub(amount));
}

fn more(resource: &mut Resource, ports: &[i32]) {
    let taken = resource.string_set_value.get_or_insert_default();
    for port in ports.iter().map(ToString::to_string) {
        if !taken.contains(&port) {
            taken.push(port);
        }
    }
}
