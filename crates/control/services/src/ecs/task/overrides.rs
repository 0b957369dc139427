//! What a task definition becomes by the overrides of one task.
//!
//! Must not know: who asked for them, or where the task runs.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{
    ContainerDefinition, ContainerOverride, KeyValuePair, ResourceRequirement, TaskDefinition, TaskOverride,
};

use crate::ecs::problems::invalid;
use crate::ecs::task_definition::{check_merged, json_length, normalized_sizes};

/// The whole of a task's overrides, as JSON.
const LENGTH_MAX: usize = 8192;

/// Refuses overrides that name no container of the definition, or make a definition that could not be
/// registered.
pub(super) fn checked(
    definition: &TaskDefinition,
    overrides: TaskOverride,
) -> Result<(TaskDefinition, TaskOverride), ApiError> {
    if json_length(&overrides) > LENGTH_MAX {
        return Err(invalid(format!("overrides must have at most {LENGTH_MAX} characters as JSON.")));
    }
    let containers = definition.container_definitions.as_deref().unwrap_or_default();
    let given = overrides.container_overrides.as_deref().unwrap_or_default();
    for (position, of) in given.iter().enumerate() {
        let Some(name) = of.name.as_deref().filter(|name| !name.is_empty()) else {
            return Err(invalid("Container override must have a container name."));
        };
        if !containers.iter().any(|container| container.name.as_deref() == Some(name)) {
            let message =
                format!("Override for container named {name} is not a container in the TaskDefinition.");
            return Err(invalid(message));
        }
        if given.iter().take(position).any(|earlier| earlier.name == of.name) {
            return Err(invalid(format!("There is more than one override for container {name}.")));
        }
        check_sizes(name, of)?;
    }
    if given_but_empty(&overrides.task_role_arn) || given_but_empty(&overrides.execution_role_arn) {
        return Err(invalid("A role in overrides must be a role's ARN."));
    }
    let overrides = normalized(overrides)?;
    let merged = merged(definition.clone(), &overrides);
    check_merged(&merged)?;
    Ok((merged, overrides))
}

fn given_but_empty(role: &Option<String>) -> bool {
    role.as_deref().is_some_and(str::is_empty)
}

fn check_sizes(name: &str, of: &ContainerOverride) -> Result<(), ApiError> {
    let sizes = [("cpu", of.cpu), ("memory", of.memory), ("memoryReservation", of.memory_reservation)];
    match sizes.into_iter().find(|(_, size)| size.is_some_and(|size| size < 0)) {
        Some((member, _)) => {
            Err(invalid(format!("The override of '{member}' of container {name} is negative.")))
        }
        None => Ok(()),
    }
}

/// Sizes in words become integers, as they do at registration.
fn normalized(overrides: TaskOverride) -> Result<TaskOverride, ApiError> {
    let (cpu, memory) = normalized_sizes(overrides.cpu.as_deref(), overrides.memory.as_deref())
        .map_err(|member| invalid(format!("Invalid '{member}' setting in overrides.")))?;
    Ok(TaskOverride { cpu, memory, ..overrides })
}

/// The definition as the task runs it.
pub(super) fn merged(mut definition: TaskDefinition, overrides: &TaskOverride) -> TaskDefinition {
    let over = |target: &mut Option<String>, value: &Option<String>| {
        if value.is_some() {
            target.clone_from(value);
        }
    };
    over(&mut definition.cpu, &overrides.cpu);
    over(&mut definition.memory, &overrides.memory);
    over(&mut definition.task_role_arn, &overrides.task_role_arn);
    over(&mut definition.execution_role_arn, &overrides.execution_role_arn);
    if overrides.ephemeral_storage.is_some() {
        definition.ephemeral_storage.clone_from(&overrides.ephemeral_storage);
    }
    for of in overrides.container_overrides.iter().flatten() {
        let containers = definition.container_definitions.iter_mut().flatten();
        for container in containers.filter(|container| container.name == of.name) {
            merge_container(container, of);
        }
    }
    definition
}

fn merge_container(container: &mut ContainerDefinition, of: &ContainerOverride) {
    if let Some(command) = &of.command {
        container.command = Some(command.clone());
    }
    for variable in of.environment.iter().flatten() {
        set_variable(container.environment.get_or_insert_default(), variable.clone());
    }
    if let Some(files) = &of.environment_files {
        container.environment_files = Some(files.clone());
    }
    container.cpu = of.cpu.or(container.cpu);
    container.memory = of.memory.or(container.memory);
    container.memory_reservation = of.memory_reservation.or(container.memory_reservation);
    for requirement in of.resource_requirements.iter().flatten() {
        set_requirement(container.resource_requirements.get_or_insert_default(), requirement.clone());
    }
}

/// A variable that is there takes the new value, in its place.
pub(super) fn set_variable(environment: &mut Vec<KeyValuePair>, variable: KeyValuePair) {
    match environment.iter_mut().find(|old| old.name == variable.name) {
        Some(old) => *old = variable,
        None => environment.push(variable),
    }
}

fn set_requirement(requirements: &mut Vec<ResourceRequirement>, requirement: ResourceRequirement) {
    match requirements.iter_mut().find(|old| old.r#type == requirement.r#type) {
        Some(old) => *old = requirement,
        None => requirements.push(requirement),
    }
}

/// What DescribeTasks repeats: every container has an entry, an empty one where nothing is overridden.
pub(super) fn echoed(definition: &TaskDefinition, mut overrides: TaskOverride) -> TaskOverride {
    let listed = overrides.container_overrides.get_or_insert_default();
    for container in definition.container_definitions.iter().flatten() {
        if !listed.iter().any(|of| of.name == container.name) {
            listed.push(ContainerOverride { name: container.name.clone(), ..Default::default() });
        }
    }
    overrides.inference_accelerator_overrides.get_or_insert_default();
    overrides
}
