//! A task as DescribeTasks shows it, put together from its row when somebody asks.
//!
//! Must not know: how tasks change.

use longshore_planners::launch::address;
use longshore_shapes::ecs::{self, Connectivity, LaunchType, TaskField};
use longshore_world::World;
use longshore_world::records::container_instance::ContainerInstance;
use longshore_world::records::launch::{Launch, LaunchContainer};
use longshore_world::records::task::status::Health;
use longshore_world::records::task::{Task, TaskContainer, TaskKey};

use crate::ecs::task_definition::identifier;
use crate::ecs::{cluster, container_instance};

const CPU_ARCHITECTURE: &str = "ecs.cpu-architecture";
/// What a task shows of the room it waits for on its node.
const WAITING_ATTRIBUTE: &str = "longshore.waiting";

/// A task as answers show it.
pub(crate) fn shown(world: &World, key: &TaskKey, row: &Task, include: &[TaskField]) -> ecs::Task {
    let mut task = of_row(key, row);
    if include.contains(&TaskField::Tags) {
        task.tags = Some(row.tags().to_vec());
    }
    if task.connectivity.is_some() && row.is_live() {
        let instance = row.instance_key(key).and_then(|key| world.get::<ContainerInstance>(&key));
        if instance.is_none_or(|row| row.instance.agent_connected != Some(true)) {
            task.connectivity = Some(Connectivity::Disconnected);
        }
    }
    task
}

/// The same, of a task that a transaction has just written.
pub(super) fn answer(world: &World, key: &TaskKey, include: &[TaskField]) -> Option<ecs::Task> {
    world.get::<Task>(key).map(|row| shown(world, key, row, include))
}

/// What the row alone says, without its tags: events tell of rows as they were.
pub(crate) fn of_row(key: &TaskKey, row: &Task) -> ecs::Task {
    let launch = &*row.launch;
    let fargate = launch.is_fargate();
    let attachment = row.address.as_ref().map(|place| address::attachment(key, place));
    let instance = row.instance_key(key).filter(|_| !fargate);
    ecs::Task {
        attachments: Some(attachment.into_iter().collect()),
        attributes: Some(attributes(row)),
        availability_zone: row.zone.as_deref().map(str::to_owned),
        capacity_provider_name: launch.capacity_provider.clone(),
        cluster_arn: Some(cluster::arn_of(&key.cluster_key())),
        connectivity: row.connectivity_at.map(|_| Connectivity::Connected),
        connectivity_at: row.connectivity_at,
        container_instance_arn: instance.as_ref().map(container_instance::arn_of),
        containers: Some(containers(key, row)),
        cpu: Some(launch.reserved.cpu.to_string()),
        memory: Some(launch.reserved.memory.to_string()),
        created_at: Some(row.created_at),
        desired_status: Some(row.desired().name().to_owned()),
        enable_execute_command: Some(launch.enable_execute_command),
        execution_stopped_at: row.execution_stopped_at,
        group: Some(launch.group.clone()),
        health_status: Some(health(row.health)),
        inference_accelerators: Some(Vec::new()),
        last_status: Some(row.status.name().to_owned()),
        launch_type: Some(launch_type(launch)),
        overrides: launch.overrides.clone(),
        platform_version: launch.platform_version.clone(),
        platform_family: launch.platform_family.clone(),
        pull_started_at: row.pull_started_at,
        pull_stopped_at: row.pull_stopped_at,
        started_at: row.started_at,
        started_by: launch.started_by.clone(),
        stop_code: row.stop_code.clone(),
        stopped_at: row.stopped_at,
        stopped_reason: row.stopped_reason.clone(),
        stopping_at: row.stopping_at,
        tags: Some(Vec::new()),
        task_arn: Some(key.arn()),
        task_definition_arn: Some(identifier::arn_of(&row.definition_key(key))),
        version: Some(row.version),
        ephemeral_storage: launch.ephemeral_storage.clone(),
        fargate_ephemeral_storage: launch
            .ephemeral_storage
            .as_ref()
            .filter(|_| fargate)
            .map(|it| ecs::TaskEphemeralStorage { size_in_gib: Some(it.size_in_gib), ..Default::default() }),
        trusted_execution_summary: None,
    }
}

/// The kind of machine that a task is on.
pub(crate) fn launch_type(launch: &Launch) -> LaunchType {
    let kind = if launch.is_fargate() { LaunchType::Fargate } else { LaunchType::Ec2 };
    launch.launch_type.clone().unwrap_or(kind)
}

fn attributes(row: &Task) -> Vec<ecs::Attribute> {
    let attribute = |name: &str, value: &str| ecs::Attribute {
        name: name.to_owned(),
        value: Some(value.to_owned()),
        ..Default::default()
    };
    let architecture = row.architecture.iter().map(|value| attribute(CPU_ARCHITECTURE, value));
    let waiting = row.waiting.iter().filter(|_| row.is_live());
    architecture.chain(waiting.map(|value| attribute(WAITING_ATTRIBUTE, value))).collect()
}

fn containers(key: &TaskKey, row: &Task) -> Vec<ecs::Container> {
    let attachment = row.address.as_ref().map(|place| address::attachment(key, place));
    let interface = attachment.map(|attachment| ecs::NetworkInterface {
        private_ipv4_address: address::detail(&attachment, address::ADDRESS).map(str::to_owned),
        attachment_id: attachment.id,
        ipv6_address: None,
    });
    let interfaces: Vec<_> = interface.into_iter().collect();
    let all = row.launch.containers.iter().zip(&row.containers).enumerate();
    all.map(|(place, (of, own))| container(key, place, of, own, interfaces.clone())).collect()
}

fn container(
    key: &TaskKey,
    place: usize,
    of: &LaunchContainer,
    own: &TaskContainer,
    interfaces: Vec<ecs::NetworkInterface>,
) -> ecs::Container {
    ecs::Container {
        container_arn: Some(container_arn(key, place)),
        task_arn: Some(key.arn()),
        name: Some(of.name.clone()),
        image: Some(of.image.clone()),
        image_digest: own.image_digest.as_deref().map(str::to_owned),
        runtime_id: own.runtime_id.clone(),
        last_status: Some(own.status.name().to_owned()),
        exit_code: own.exit_code,
        reason: own.reason.clone(),
        network_bindings: own.network_bindings.clone(),
        network_interfaces: Some(interfaces),
        health_status: Some(health(own.health)),
        managed_agents: own.managed_agents.clone(),
        cpu: Some(of.cpu.to_string()),
        memory: of.memory.map(|size| size.to_string()),
        memory_reservation: of.memory_reservation.map(|size| size.to_string()),
        gpu_ids: Some(own.gpu_ids.clone()).filter(|ids| !ids.is_empty()),
        ..Default::default()
    }
}

/// The ARN of a task's container at that position.
pub(super) fn container_arn(key: &TaskKey, place: usize) -> String {
    let resource =
        format_args!("container/{}/{}/{}", key.cluster, key.id, key.container_id(place)).to_string();
    crate::arn::arn(crate::ecs::SERVICE, key.scope, resource)
}

fn health(known: Option<Health>) -> ecs::HealthStatus {
    match known {
        Some(Health::Healthy) => ecs::HealthStatus::Healthy,
        Some(Health::Unhealthy) => ecs::HealthStatus::Unhealthy,
        Some(Health::Unknown) | None => ecs::HealthStatus::UnknownValue,
    }
}
