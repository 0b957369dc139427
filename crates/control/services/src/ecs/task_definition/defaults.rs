//! What ECS fills in: the answer to a registration says what will hold, and lists that a definition
//! always has are there when they are empty. What else was left out stays out, because clients compare
//! what they read with what they wrote.
//!
//! Must not know: whether the definition is allowed.

use longshore_shapes::ecs::{
    self, ContainerDefinition, HealthCheck, HostVolumeProperties, NetworkMode, PortMapping, Scope,
    TransportProtocol, Volume,
};

const HEALTH_CHECK_INTERVAL: i32 = 30;
const HEALTH_CHECK_TIMEOUT: i32 = 5;
const HEALTH_CHECK_RETRIES: i32 = 3;
/// FireLens routers run as root.
const ROUTER_USER: &str = "0";

/// The definition as it is answered, but for its revision, state and origin. `cpu` and `memory` are the
/// task's, in CPU units and MiB.
pub(super) fn filled(
    request: ecs::RegisterTaskDefinitionRequest,
    cpu: Option<i64>,
    memory: Option<i64>,
) -> ecs::TaskDefinition {
    let static_ports = matches!(request.network_mode, Some(NetworkMode::Awsvpc | NetworkMode::Host));
    let containers =
        request.container_definitions.into_iter().map(|it| container(it, static_ports)).collect();
    ecs::TaskDefinition {
        family: Some(request.family),
        container_definitions: Some(containers),
        volumes: Some(request.volumes.unwrap_or_default().into_iter().map(volume).collect()),
        placement_constraints: Some(request.placement_constraints.unwrap_or_default()),
        cpu: cpu.map(|units| units.to_string()),
        memory: memory.map(|mebibytes| mebibytes.to_string()),
        task_role_arn: request.task_role_arn,
        execution_role_arn: request.execution_role_arn,
        network_mode: request.network_mode,
        runtime_platform: request.runtime_platform,
        requires_compatibilities: request.requires_compatibilities,
        inference_accelerators: request.inference_accelerators,
        pid_mode: request.pid_mode,
        ipc_mode: request.ipc_mode,
        proxy_configuration: request.proxy_configuration,
        ephemeral_storage: request.ephemeral_storage,
        enable_fault_injection: request.enable_fault_injection,
        trusted_execution_configuration: request.trusted_execution_configuration,
        ..ecs::TaskDefinition::default()
    }
}

fn container(mut container: ContainerDefinition, static_ports: bool) -> ContainerDefinition {
    container.cpu.get_or_insert(0);
    container.essential.get_or_insert(true);
    container.environment.get_or_insert_default();
    container.mount_points.get_or_insert_default();
    container.volumes_from.get_or_insert_default();
    container.system_controls.get_or_insert_default();
    let ports = container.port_mappings.get_or_insert_default();
    ports.iter_mut().for_each(|mapping| port_mapping(mapping, static_ports));
    container.health_check.as_mut().map(health_check);
    if container.firelens_configuration.is_some() {
        container.user.get_or_insert_with(|| ROUTER_USER.to_owned());
    }
    container
}

fn port_mapping(mapping: &mut PortMapping, static_ports: bool) {
    mapping.protocol.get_or_insert(TransportProtocol::Tcp);
    if mapping.container_port_range.is_some() {
        return;
    }
    let given = mapping.host_port.filter(|port| *port != 0);
    mapping.host_port = if static_ports { given.or(mapping.container_port) } else { given.or(Some(0)) };
}

fn health_check(check: &mut HealthCheck) {
    check.interval.get_or_insert(HEALTH_CHECK_INTERVAL);
    check.timeout.get_or_insert(HEALTH_CHECK_TIMEOUT);
    check.retries.get_or_insert(HEALTH_CHECK_RETRIES);
}

fn volume(mut volume: Volume) -> Volume {
    let nothing_else = Volume { name: volume.name.clone(), ..Volume::default() };
    if volume == nothing_else {
        volume.host = Some(HostVolumeProperties::default());
    }
    if let Some(docker) = &mut volume.docker_volume_configuration {
        docker.scope.get_or_insert(Scope::Task);
    }
    volume
}
