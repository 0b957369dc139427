//! CPU, memory, GPUs and other devices: of each container, and of all against the task's.
//!
//! Must not know: what instances have left.

use longshore_shapes::ecs::{ContainerDefinition, ResourceRequirement, ResourceType};

use super::Checked;
use crate::ecs::problems::client;
use crate::ecs::task_definition::definition::{Definition, is_given, items, setting, text};

/// Docker starts no container with less.
const MEMORY_MIN: i32 = 6;
const ALL_DEVICES: &str = "ALL";
const COMPUTE_PERCENT: std::ops::RangeInclusive<i32> = 1..=100;

pub(super) fn check(definition: &Definition<'_>) -> Checked {
    for container in definition.containers {
        cpu(container)?;
        memory(definition, container)?;
        for requirement in items(&container.resource_requirements) {
            device(definition, container, requirement)?;
        }
    }
    sums(definition)?;
    gpus_are_shared_one_way(definition)?;
    neuron_devices_have_one_owner(definition)
}

fn cpu(container: &ContainerDefinition) -> Checked {
    if container.cpu.is_some_and(|units| units < 0) {
        return Err(setting(container, "'cpu' must not be negative."));
    }
    Ok(())
}

/// 0 is what clients send for nothing.
fn given(size: Option<i32>) -> Option<i32> {
    size.filter(|size| *size != 0)
}

fn memory(definition: &Definition<'_>, container: &ContainerDefinition) -> Checked {
    let (hard, soft) = (given(container.memory), given(container.memory_reservation));
    if hard.is_none() && soft.is_none() && definition.memory.is_none() {
        return Err(setting(container, "At least one of 'memory' or 'memoryReservation' must be specified."));
    }
    for (member, size) in [("memory", hard), ("memoryReservation", soft)] {
        if size.is_some_and(|size| size < MEMORY_MIN) {
            return Err(setting(container, format_args!("'{member}' must be at least {MEMORY_MIN} MiB.")));
        }
    }
    if let (Some(hard), Some(soft)) = (hard, soft)
        && hard < soft
    {
        return Err(setting(container, "'memory' must not be less than 'memoryReservation'."));
    }
    let too_large = |size: i32| definition.memory.is_some_and(|task| i64::from(size) > task);
    if hard.is_some_and(too_large) {
        return Err(setting(container, "The 'memory' setting for container is greater than for the task."));
    }
    Ok(())
}

fn sums(definition: &Definition<'_>) -> Checked {
    let cpu = definition.containers.iter().filter_map(|container| container.cpu).map(i64::from).sum::<i64>();
    if definition.cpu.is_some_and(|task| cpu > task) {
        return Err(client(
            "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.",
        ));
    }
    let reserved = |it: &ContainerDefinition| given(it.memory_reservation).or(given(it.memory));
    let memory = definition.containers.iter().filter_map(reserved).map(i64::from).sum::<i64>();
    if definition.memory.is_some_and(|task| memory > task) {
        return Err(client(
            "The sum of all container 'memory' values cannot be greater than the value of the task 'memory'.",
        ));
    }
    Ok(())
}

fn device(
    definition: &Definition<'_>,
    container: &ContainerDefinition,
    requirement: &ResourceRequirement,
) -> Checked {
    let value = text(&requirement.value);
    match requirement.r#type {
        ResourceType::Gpu => gpu(container, requirement),
        _ if requirement.sharing_strategy.is_some() => Err(setting(
            container,
            "A sharingStrategy is only supported for resource requirements of type GPU.",
        )),
        ResourceType::InferenceAccelerator => {
            let known = items(&definition.request.inference_accelerators);
            if known.iter().any(|accelerator| accelerator.device_name == value) {
                return Ok(());
            }
            Err(setting(container, format_args!("The inference accelerator '{value}' does not exist.")))
        }
        ResourceType::NeuronDevice if value != ALL_DEVICES => Err(setting(
            container,
            format_args!("The value of a NeuronDevice requirement must be {ALL_DEVICES}."),
        )),
        ResourceType::NeuronDevice | ResourceType::Unknown(_) => Ok(()),
    }
}

fn gpu(container: &ContainerDefinition, requirement: &ResourceRequirement) -> Checked {
    let value = text(&requirement.value);
    let Some(sharing) = &requirement.sharing_strategy else {
        let count = value.bytes().all(|byte| byte.is_ascii_digit())
            && value.parse::<u16>().is_ok_and(|count| count > 0);
        if count || value == ALL_DEVICES {
            return Ok(());
        }
        let message =
            format!("The value of a GPU requirement must be a number of GPUs or {ALL_DEVICES}: '{value}'.");
        return Err(setting(container, message));
    };
    if is_given(&requirement.value) {
        return Err(setting(
            container,
            "A GPU requirement has either a value or a sharingStrategy, not both.",
        ));
    }
    let Some(share) = &sharing.nvidia_mps else {
        return Err(setting(container, "The sharingStrategy of a GPU requirement requires nvidiaMps."));
    };
    if share.memory <= 0 {
        return Err(setting(container, "The nvidiaMps memory must be at least 1 MiB."));
    }
    if share.max_compute_percent.is_some_and(|percent| !COMPUTE_PERCENT.contains(&percent)) {
        return Err(setting(container, "The nvidiaMps maxComputePercent must be between 1 and 100."));
    }
    Ok(())
}

fn requirements<'a>(
    definition: &Definition<'a>,
    kind: ResourceType,
) -> impl Iterator<Item = &'a ResourceRequirement> {
    let all = definition.containers.iter().flat_map(|container| items(&container.resource_requirements));
    all.filter(move |requirement| requirement.r#type == kind)
}

fn gpus_are_shared_one_way(definition: &Definition<'_>) -> Checked {
    let shared = |requirement: &ResourceRequirement| requirement.sharing_strategy.is_some();
    let mut ways = requirements(definition, ResourceType::Gpu).map(shared);
    let first = ways.next();
    if ways.any(|way| Some(way) != first) {
        return Err(client(
            "All containers of a task that require GPUs must use the same option: value or sharingStrategy.",
        ));
    }
    Ok(())
}

fn neuron_devices_have_one_owner(definition: &Definition<'_>) -> Checked {
    if requirements(definition, ResourceType::NeuronDevice).count() > 1 {
        return Err(client("Only one container of a task can specify NeuronDevice resources."));
    }
    Ok(())
}
