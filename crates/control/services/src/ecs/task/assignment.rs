//! What a node shall run, as it is told: the whole of it, or what a commit changed.
//!
//! Pure functions of snapshots. Overrides are merged here, into the definition that the node gets; the
//! definition's body is read from disk, because nothing in memory holds it.
//!
//! Must not know: links, or which node has been told what.

use std::sync::Arc;

use longshore_link::{Assignment, Assignments, NamedText};
use longshore_shapes::Shared;
use longshore_shapes::ecs::{KeyValuePair, LaunchType, TaskDefinition};
use longshore_world::record::AnyRecord;
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::launch::Launch;
use longshore_world::records::task::status::Status;
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::records::task_definition::TaskDefinitionBody;
use longshore_world::{Change, ColdError, RowKey, Scope, Snapshot, StoredRecord};

use super::{network, overrides, shape};
use crate::ecs::cluster;

const EXECUTION_ENVIRONMENT: &str = "AWS_EXECUTION_ENV";

/// Everything that a node shall run, or stop. The generation is the link's to give.
pub fn assignments(snapshot: &Snapshot, instance: &ContainerInstanceKey) -> Result<Assignments, ColdError> {
    let mut definitions = Definitions::new(snapshot);
    let tasks = super::live_on(snapshot, instance);
    let tasks = tasks.map(|(key, row)| assignment(&mut definitions, &key, row)).collect::<Result<_, _>>()?;
    Ok(Assignments { full: Some(true), tasks: Some(tasks), ..Default::default() })
}

/// What a commit changed for a node; none if it is nothing. The snapshot is of that commit or a later one.
///
/// Every session goes through every commit: what is of other nodes costs a comparison.
pub fn changed<'c>(
    snapshot: &Snapshot,
    instance: &ContainerInstanceKey,
    changes: impl IntoIterator<Item = &'c Change>,
) -> Result<Option<Assignments>, ColdError> {
    let (mut tasks, mut forget) = (Vec::new(), Vec::new());
    let mut definitions = Definitions::new(snapshot);
    for change in changes.into_iter().filter(|change| change.id.table == Task::TABLE) {
        let (before, after) = (live_on(&change.before, instance), live_on(&change.after, instance));
        if before.is_none() && after.is_none() {
            continue;
        }
        let Some(key) = TaskKey::parse(change.id.key.as_slice()) else { continue };
        let of = |row: &&Task| row.instance_key(&key).as_ref() == Some(instance);
        match (before.filter(of), after.filter(of)) {
            (Some(before), Some(after)) if before.assigned == after.assigned => {}
            (_, Some(after)) => tasks.push(assignment(&mut definitions, &key, after)?),
            (Some(_), None) => forget.push(super::arn_of(&key)),
            (None, None) => {}
        }
    }
    let some = !tasks.is_empty() || !forget.is_empty();
    let delta = Assignments { tasks: Some(tasks), forget: Some(forget), ..Default::default() };
    Ok(some.then_some(delta))
}

/// The task of a row where it has a place on an instance of that id.
fn live_on<'c>(row: &'c Option<Arc<dyn AnyRecord>>, instance: &ContainerInstanceKey) -> Option<&'c Task> {
    let row = row.as_ref()?.as_any().downcast_ref::<Task>()?;
    (row.instance.as_ref() == Some(&instance.id) && row.is_live()).then_some(row)
}

/// Definitions as nodes get them. The last one is kept: tasks that were started together have the same.
struct Definitions<'s> {
    snapshot: &'s Snapshot,
    last: Option<(Scope, Shared<Launch>, Option<Arc<TaskDefinition>>)>,
}

impl<'s> Definitions<'s> {
    fn new(snapshot: &'s Snapshot) -> Self {
        Self { snapshot, last: None }
    }

    fn of(&mut self, key: &TaskKey, row: &Task) -> Result<Option<Arc<TaskDefinition>>, ColdError> {
        if let Some((scope, launch, definition)) = &self.last
            && *scope == key.scope
            && *launch == row.launch
        {
            return Ok(definition.clone());
        }
        let definition = definition(self.snapshot, key, row)?;
        let definition = definition.map(|definition| Arc::new(with_environment(definition, row)));
        self.last = Some((key.scope, row.launch.clone(), definition.clone()));
        Ok(definition)
    }
}

/// The definition of a task as it runs it.
pub fn definition(
    snapshot: &Snapshot,
    key: &TaskKey,
    row: &Task,
) -> Result<Option<TaskDefinition>, ColdError> {
    let body: Option<TaskDefinitionBody> = snapshot.cold(&row.definition_key(key))?;
    let given = row.launch.overrides.clone().unwrap_or_default();
    Ok(body.map(|body| overrides::merged(body.task_definition, &given)))
}

fn assignment(definitions: &mut Definitions<'_>, key: &TaskKey, row: &Task) -> Result<Assignment, ColdError> {
    let snapshot = definitions.snapshot;
    // A task that stops needs nothing to be known of it; one whose definition is gone cannot run.
    let definition = definitions.of(key, row)?;
    let shall_run = row.shall_run() && definition.is_some();
    let named = |(name, value): (&String, &String)| NamedText {
        name: Some(name.clone()),
        value: Some(value.clone()),
    };
    let containers = row.launch.containers.iter().enumerate();
    let arns = containers.map(|(place, it)| NamedText {
        name: Some(it.name.clone()),
        value: Some(shape::container_arn(key, place)),
    });
    let launch = &row.launch;
    let credentials = row.credentials.as_deref();
    let desired = if shall_run { Status::Running } else { Status::Stopped };
    Ok(Assignment {
        task_arn: Some(key.arn()),
        cluster_arn: Some(cluster::arn_of(&key.cluster_key())),
        desired_status: Some(desired.name().to_owned()),
        definition,
        launch_type: Some(shape::launch_type(launch).to_string()),
        group: Some(launch.group.clone()),
        service_name: launch.service().map(str::to_owned),
        availability_zone: row.zone.as_deref().map(str::to_owned),
        vpc_id: network::vpc_of(snapshot, key.scope, row),
        enable_execute_command: Some(launch.enable_execute_command),
        network: network::interface(snapshot, key, row),
        container_arns: Some(arns.collect()),
        image_digests: Some(launch.image_digests.iter().map(named).collect()),
        tags: Some(row.tags().to_vec()),
        credentials_id: credentials.and_then(|it| it.task_role_id.clone()),
        execution_credentials_id: credentials.and_then(|it| it.execution_role_id.clone()),
    })
}

/// What control puts into every container: in which kind of place it runs.
fn with_environment(mut definition: TaskDefinition, row: &Task) -> TaskDefinition {
    let place = match shape::launch_type(&row.launch) {
        LaunchType::Fargate => "AWS_ECS_FARGATE",
        LaunchType::External => "AWS_ECS_EXTERNAL",
        _ => "AWS_ECS_EC2",
    };
    let (name, value) = (Some(EXECUTION_ENVIRONMENT.to_owned()), Some(place.to_owned()));
    for container in definition.container_definitions.iter_mut().flatten() {
        let variable = KeyValuePair { name: name.clone(), value: value.clone() };
        overrides::set_variable(container.environment.get_or_insert_default(), variable);
    }
    definition
}
