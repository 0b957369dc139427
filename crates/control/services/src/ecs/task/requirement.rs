//! What a task takes of the machine it runs on.
//!
//! Memory is reserved as ECS does it: the task's, or the sum of the containers' soft limits, hard ones where
//! there is none. Only fixed host ports are reserved; dynamic ones are chosen by the node among the free.
//!
//! Must not know: which instance.

use longshore_shapes::ecs::{
    ContainerDefinition, NetworkMode, PortMapping, ResourceType, TaskDefinition, TransportProtocol,
};
use longshore_world::records::launch::Reserved;

/// The reservation of a merged definition, but for its GPUs, which are the containers'.
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

/// How many GPUs a container wants.
pub(super) fn gpus_wanted(container: &ContainerDefinition) -> i32 {
    let wanted = container.resource_requirements.iter().flatten();
    let gpus = wanted.filter(|requirement| requirement.r#type == ResourceType::Gpu);
    gpus.filter_map(|requirement| requirement.value.as_deref()?.parse::<i32>().ok())
        .fold(0, |sum: i32, gpus| sum.saturating_add(gpus.max(0)))
}
