//! What a node shall run, as it is told: the whole of it, or what a commit changed.
//!
//! Pure functions of snapshots. Overrides are merged here, into the definition that the node gets; the
//! definition's body is read from disk, because nothing in memory holds it.
//!
//! Must not know: links, or which node has been told what.

use longshore_link::{Assignment, Assignments, NamedText};
use longshore_shapes::ecs::{KeyValuePair, LaunchType, TaskDefinition};
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::records::task_definition::TaskDefinitionBody;
use longshore_world::{Change, ColdError, RowKey, Snapshot, StoredRecord};

use super::{network, overrides};

const EXECUTION_ENVIRONMENT: &str = "AWS_EXECUTION_ENV";

/// Everything that a node shall run, or stop. The generation is the link's to give.
pub fn assignments(snapshot: &Snapshot, instance: &ContainerInstanceKey) -> Result<Assignments, ColdError> {
    let tasks = super::live_on(snapshot, instance);
    let tasks = tasks.map(|(key, row)| assignment(snapshot, &key, row)).collect::<Result<_, _>>()?;
    Ok(Assignments { full: Some(true), tasks: Some(tasks), ..Default::default() })
}

/// What a commit changed for a node; none if it is nothing. The snapshot is of that commit or a later one.
pub fn changed(
    snapshot: &Snapshot,
    instance: &ContainerInstanceKey,
    changes: &[Change],
) -> Result<Option<Assignments>, ColdError> {
    let (mut tasks, mut forget) = (Vec::new(), Vec::new());
    for change in changes.iter().filter(|change| change.id.table == Task::TABLE) {
        let Some(key) = TaskKey::parse(change.id.key.as_slice()) else { continue };
        let row = |row: &Option<std::sync::Arc<dyn longshore_world::record::AnyRecord>>| {
            row.as_ref().and_then(|row| row.as_any().downcast_ref::<Task>().cloned())
        };
        let of = |row: &Task| row.instance_key(&key).as_ref() == Some(instance);
        let before = row(&change.before).filter(|row| of(row) && row.is_live());
        let after = row(&change.after).filter(|row| of(row) && row.is_live());
        match (&before, &after) {
            (Some(before), Some(after)) if before.assigned == after.assigned => {}
            (_, Some(after)) => tasks.push(assignment(snapshot, &key, after)?),
            (Some(_), None) => forget.push(super::arn_of(&key)),
            (None, None) => {}
        }
    }
    let some = !tasks.is_empty() || !forget.is_empty();
    let delta = Assignments { tasks: Some(tasks), forget: Some(forget), ..Default::default() };
    Ok(some.then_some(delta))
}

/// The definition of a task as it runs it.
pub fn definition(
    snapshot: &Snapshot,
    key: &TaskKey,
    row: &Task,
) -> Result<Option<TaskDefinition>, ColdError> {
    let body: Option<TaskDefinitionBody> = snapshot.cold(&row.definition_key(key))?;
    let given = row.task.overrides.clone().unwrap_or_default();
    Ok(body.map(|body| overrides::merged(body.task_definition, &given)))
}

fn assignment(snapshot: &Snapshot, key: &TaskKey, row: &Task) -> Result<Assignment, ColdError> {
    // A task that stops needs nothing to be known of it; one whose definition is gone cannot run.
    let definition = definition(snapshot, key, row)?.map(|definition| with_environment(definition, row));
    let shall_run = row.shall_run() && definition.is_some();
    let named = |(name, value): (&String, &String)| NamedText {
        name: Some(name.clone()),
        value: Some(value.clone()),
    };
    let containers = row.task.containers.iter().flatten();
    let arns = containers.map(|it| NamedText { name: it.name.clone(), value: it.container_arn.clone() });
    Ok(Assignment {
        task_arn: Some(super::arn_of(key)),
        cluster_arn: row.task.cluster_arn.clone(),
        desired_status: Some(if shall_run { super::RUNNING } else { super::STOPPED }.to_owned()),
        definition,
        launch_type: row.task.launch_type.as_ref().map(ToString::to_string),
        group: row.task.group.clone(),
        service_name: row.task.group.as_deref().and_then(|it| it.strip_prefix("service:")).map(str::to_owned),
        availability_zone: row.task.availability_zone.clone(),
        vpc_id: network::vpc_of(snapshot, key.scope, row),
        enable_execute_command: row.task.enable_execute_command,
        network: network::interface(snapshot, key.scope, row),
        container_arns: Some(arns.collect()),
        image_digests: Some(row.image_digests.iter().map(named).collect()),
        tags: row.task.tags.clone(),
        credentials_id: row.credentials_id.clone(),
        execution_credentials_id: row.execution_credentials_id.clone(),
    })
}

/// What control puts into every container: in which kind of place it runs.
fn with_environment(mut definition: TaskDefinition, row: &Task) -> TaskDefinition {
    let place = match row.task.launch_type {
        Some(LaunchType::Fargate) => "AWS_ECS_FARGATE",
        Some(LaunchType::External) => "AWS_ECS_EXTERNAL",
        _ => "AWS_ECS_EC2",
    };
    let (name, value) = (Some(EXECUTION_ENVIRONMENT.to_owned()), Some(place.to_owned()));
    for container in definition.container_definitions.iter_mut().flatten() {
        let variable = KeyValuePair { name: name.clone(), value: value.clone() };
        overrides::set_variable(container.environment.get_or_insert_default(), variable);
    }
    definition
}
