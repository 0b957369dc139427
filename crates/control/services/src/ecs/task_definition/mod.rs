//! Task definitions: registering, deregistering, deleting, describing and listing them.
//!
//! Registering checks the whole definition and builds what will be answered before its transaction, which
//! only takes the next revision and writes rows. `definition` is the view that every rule reads,
//! `validation` the rules, `compatibility` what each launch type asks beyond them, `defaults` and
//! `attributes` what ECS adds to the answer.
//!
//! Must not know: what runs from a definition, or when a deleted revision is removed for good.

mod attributes;
mod compatibility;
mod defaults;
mod definition;
mod fargate;
pub mod identifier;
mod json_length;
mod list;
mod revision;
#[cfg(test)]
mod tests;
mod units;
mod validation;

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, TaskDefinitionField, TaskDefinitionStatus, op};
use longshore_world::records::task_definition::{FamilyKey, TaskDefinition, TaskDefinitionKey};
use longshore_world::{Snapshot, Tx};

use super::problems::{client, invalid};
use super::tag;
use crate::caller::Caller;
use crate::registry::Registry;
use definition::Definition;
use identifier::arn_of;
pub(in crate::ecs) use json_length::json_length;

/// What a transaction of this resource answers.
type Answer<T> = Result<T, ApiError>;

const DELETE_MAX: usize = 10;
const NO_SUCH_REVISION: &str =
    "The specified task definition does not exist. Specify a valid account, family, revision and try again.";
const STILL_ACTIVE: &str =
    "The specified task definition is still in ACTIVE status. Please deregister the target and try again.";

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::RegisterTaskDefinition, _>(register_task_definition);
    registry.write::<op::DeregisterTaskDefinition, _>(deregister_task_definition);
    registry.write::<op::DeleteTaskDefinitions, _>(delete_task_definitions);
    registry.read::<op::DescribeTaskDefinition>(describe_task_definition);
    registry.read::<op::ListTaskDefinitions>(list::list_task_definitions);
    registry.read::<op::ListTaskDefinitionFamilies>(list::list_task_definition_families);
}

fn register_task_definition(
    caller: &Caller,
    mut input: ecs::RegisterTaskDefinitionRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Answer<ecs::RegisterTaskDefinitionResponse> + use<>, ApiError> {
    let given = input.tags.take();
    if given.as_ref().is_some_and(Vec::is_empty) {
        return Err(client("Tags can not be empty."));
    }
    let tags = tag::checked(given)?;
    let mut body = checked_definition(input)?;
    body.registered_by = Some(caller.principal_arn.clone());
    let family = FamilyKey { scope: caller.scope, family: body.family.clone().unwrap_or_default() };
    Ok(move |tx: &mut Tx<'_>| {
        let task_definition = Some(revision::create(tx, family, body, tags.clone())?);
        let tags = Some(tags).filter(|tags| !tags.is_empty());
        Ok(ecs::RegisterTaskDefinitionResponse { task_definition, tags })
    })
}

/// Checks what is to be registered and answers it as ECS would, but for what only a revision has.
fn checked_definition(input: ecs::RegisterTaskDefinitionRequest) -> Result<ecs::TaskDefinition, ApiError> {
    let definition = Definition::of(&input)?;
    validation::check(&definition)?;
    let (cpu, memory) = (definition.cpu, definition.memory);
    let compatibilities = compatibility::satisfied(&definition);
    let mut body = defaults::filled(input, cpu, memory);
    body.compatibilities = Some(compatibilities);
    body.requires_attributes = Some(attributes::required(&body));
    Ok(body)
}

/// A revision with its body; `None` where there is no such revision.
pub(in crate::ecs) fn whole(tx: &Tx<'_>, key: &TaskDefinitionKey) -> Answer<Option<ecs::TaskDefinition>> {
    revision::answer(tx, key)
}

/// That a definition with a task's overrides in it could still be registered.
pub(in crate::ecs) fn check_merged(merged: &ecs::TaskDefinition) -> Result<(), ApiError> {
    let of = merged.clone();
    let request = ecs::RegisterTaskDefinitionRequest {
        family: of.family.unwrap_or_default(),
        task_role_arn: of.task_role_arn,
        execution_role_arn: of.execution_role_arn,
        network_mode: of.network_mode,
        container_definitions: of.container_definitions.unwrap_or_default(),
        volumes: of.volumes,
        placement_constraints: of.placement_constraints,
        requires_compatibilities: of.requires_compatibilities,
        cpu: of.cpu,
        memory: of.memory,
        tags: None,
        pid_mode: of.pid_mode,
        ipc_mode: of.ipc_mode,
        proxy_configuration: of.proxy_configuration,
        inference_accelerators: of.inference_accelerators,
        ephemeral_storage: of.ephemeral_storage,
        runtime_platform: of.runtime_platform,
        enable_fault_injection: of.enable_fault_injection,
        trusted_execution_configuration: of.trusted_execution_configuration,
    };
    validation::check(&Definition::of(&request)?)
}

/// `cpu` and `memory` of a task, perhaps in words, as integers; or which of them is no size.
pub(in crate::ecs) fn normalized_sizes(
    cpu: Option<&str>,
    memory: Option<&str>,
) -> Result<(Option<String>, Option<String>), &'static str> {
    let size = |text: Option<&str>, member, read: fn(&str) -> Option<i64>| {
        let read =
            |text: &str| read(text).filter(|size| *size > 0).map(|size| size.to_string()).ok_or(member);
        text.map(read).transpose()
    };
    Ok((size(cpu, "cpu", units::cpu_units)?, size(memory, "memory", units::mebibytes)?))
}

fn deregister_task_definition(
    caller: &Caller,
    input: ecs::DeregisterTaskDefinitionRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecs::DeregisterTaskDefinitionResponse, ApiError> + use<>,
    ApiError,
> {
    let key = identifier::parse(caller.scope, &input.task_definition)?.key(caller.scope)?;
    Ok(move |tx: &mut Tx<'_>| {
        // Deregistering again answers the revision as it is: clients repeat the call.
        if revision::status(tx, &key) == Some(TaskDefinitionStatus::Active) {
            revision::move_to(tx, &key, &TaskDefinitionStatus::Inactive);
        }
        let task_definition = revision::answer(tx, &key)?.ok_or_else(|| client(NO_SUCH_REVISION))?;
        Ok(ecs::DeregisterTaskDefinitionResponse { task_definition: Some(task_definition) })
    })
}

fn delete_task_definitions(
    caller: &Caller,
    input: ecs::DeleteTaskDefinitionsRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Answer<ecs::DeleteTaskDefinitionsResponse> + use<>, ApiError> {
    if input.task_definitions.is_empty() {
        return Err(invalid("TaskDefinition references list cannot be empty"));
    }
    if input.task_definitions.len() > DELETE_MAX {
        return Err(invalid(format!("Size of TaskDefinition references list cannot exceed {DELETE_MAX}")));
    }
    let scope = caller.scope;
    let keys = input.task_definitions.iter().map(|text| identifier::parse(scope, text)?.key(scope));
    let keys: Vec<_> = keys.collect::<Result<_, _>>()?;
    Ok(move |tx: &mut Tx<'_>| {
        let (mut deleted, mut failures) = (Vec::new(), Vec::new());
        for key in &keys {
            match delete(tx, key)? {
                Ok(task_definition) => deleted.push(task_definition),
                Err(reason) => failures.push(failure(key, reason)),
            }
        }
        let (task_definitions, failures) = (Some(deleted), Some(failures));
        Ok(ecs::DeleteTaskDefinitionsResponse { task_definitions, failures })
    })
}

/// Starts the deletion of a revision, or says why not.
fn delete(
    tx: &mut Tx<'_>,
    key: &TaskDefinitionKey,
) -> Result<Result<ecs::TaskDefinition, &'static str>, ApiError> {
    if revision::status(tx, key) == Some(TaskDefinitionStatus::Active) {
        return Ok(Err(STILL_ACTIVE));
    }
    revision::move_to(tx, key, &TaskDefinitionStatus::DeleteInProgress);
    Ok(revision::answer(tx, key)?.ok_or(NO_SUCH_REVISION))
}

fn failure(key: &TaskDefinitionKey, reason: &str) -> ecs::Failure {
    ecs::Failure { arn: Some(arn_of(key)), reason: Some(reason.to_owned()), detail: None }
}

fn describe_task_definition(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::DescribeTaskDefinitionRequest,
) -> Result<ecs::DescribeTaskDefinitionResponse, ApiError> {
    let unknown = || client("Unable to describe task definition.");
    let reference = identifier::parse(caller.scope, &input.task_definition)?;
    let key = identifier::resolve(snapshot, caller.scope, &reference).ok_or_else(unknown)?;
    let task_definition = Some(revision::answer(snapshot, &key)?.ok_or_else(unknown)?);
    let with_tags = input.include.is_some_and(|include| include.contains(&TaskDefinitionField::Tags));
    let row = snapshot.get::<TaskDefinition>(&key).filter(|_| with_tags);
    Ok(ecs::DescribeTaskDefinitionResponse { task_definition, tags: row.map(|row| row.tags.clone()) })
}
