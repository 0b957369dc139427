//! StartTask: one task on each instance that the caller names, or the reason why not.
//!
//! Nothing is chosen here: an instance that lacks something is a failure in the answer, in the words of
//! placement.
//!
//! Must not know: strategies and constraints, or how a node hears of its task.

use std::sync::Arc;

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{
    self, Compatibility, Failure, LaunchType, PropagateTags, Tag, TaskDefinition, TaskDefinitionStatus, error,
};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::records::task::{Reserved, Task, TaskKey};
use longshore_world::records::task_definition::{TaskDefinition as DefinitionRow, TaskDefinitionKey};
use longshore_world::{Scope, Tx};

use super::credentials::{self, Role};
use super::network::{self, Network, Place};
use super::status::Status;
use super::{overrides, requirement};
use crate::caller::Caller;
use crate::ecs::container_instance::{self, remaining_resources};
use crate::ecs::problems::{client, invalid};
use crate::ecs::task_definition::{self, identifier};
use crate::ecs::{cluster, tag};

const INSTANCES_MAX: usize = 10;
const STARTED_BY_MAX: usize = 36;
const GROUP_MAX: usize = 255;
const REFERENCE_MAX: usize = 1024;
const RESERVED_GROUPS: &[&str] = &["family:", "service:"];
const EXTERNAL: &str = "ecs.capability.external";
const ZONE: &str = "ecs.availability-zone";
const CPU_ARCHITECTURE: &str = "ecs.cpu-architecture";
const CLUSTER_TAG: &str = "aws:ecs:clusterName";

pub(super) fn start_task(
    caller: &Caller,
    input: ecs::StartTaskRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::StartTaskResponse, ApiError> + use<>, ApiError> {
    let scope = caller.scope;
    check_names(&input)?;
    let tags = tag::checked(input.tags.clone())?;
    let reference = identifier::parse(scope, &input.task_definition)?;
    Ok(move |tx: &mut Tx<'_>| {
        let (cluster, _) = cluster::find_active(tx, scope, input.cluster.as_deref())?;
        container_instance::check_count(&input.container_instances, INSTANCES_MAX)?;
        let (key, definition) = active_definition(tx, scope, &reference)?;
        let given = input.overrides.clone().unwrap_or_default();
        let (definition, overrides) = overrides::checked(&definition, given)?;
        let network = network::checked(tx, scope, &definition, input.network_configuration.as_ref())?;
        let tags = all_tags(tx, &input, &key, &cluster, tags)?;
        let order = Order { cluster, key, definition, overrides, network, tags, input };
        let (mut tasks, mut failures) = (Vec::new(), Vec::new());
        for given in &order.input.container_instances {
            match order.start_on(tx, given)? {
                Ok(task) => tasks.push(task),
                Err(failure) => failures.push(failure),
            }
        }
        Ok(ecs::StartTaskResponse { tasks: Some(tasks), failures: Some(failures) })
    })
}

fn check_names(input: &ecs::StartTaskRequest) -> Result<(), ApiError> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-_/".contains(c);
    let starter = input.started_by.as_deref().unwrap_or_default();
    if starter.chars().count() > STARTED_BY_MAX || !starter.chars().all(allowed) {
        return Err(invalid(format!(
            "startedBy must have at most {STARTED_BY_MAX} letters, numbers, hyphens, slashes and underscores."
        )));
    }
    let group = input.group.as_deref().unwrap_or_default();
    if group.chars().count() > GROUP_MAX {
        return Err(invalid(format!("group must have at most {GROUP_MAX} characters.")));
    }
    if RESERVED_GROUPS.iter().any(|reserved| group.starts_with(reserved)) {
        return Err(invalid(format!(
            "The group '{group}' begins with a word that is reserved; choose another."
        )));
    }
    if input.reference_id.as_deref().unwrap_or_default().chars().count() > REFERENCE_MAX {
        return Err(invalid(format!("referenceId must have at most {REFERENCE_MAX} characters.")));
    }
    match &input.propagate_tags {
        Some(PropagateTags::Service) => {
            return Err(invalid("propagateTags SERVICE is not for tasks that belong to no service."));
        }
        Some(PropagateTags::Unknown(other)) => {
            return Err(invalid(format!("propagateTags must be TASK_DEFINITION or NONE, not '{other}'.")));
        }
        _ => {}
    }
    if input.volume_configurations.as_ref().is_some_and(|volumes| !volumes.is_empty()) {
        return Err(ApiError::new(
            &error::UNSUPPORTED_FEATURE_EXCEPTION,
            "volumeConfigurations are not built yet: give the volume in the task definition.",
        ));
    }
    Ok(())
}

/// The revision that is meant; only an ACTIVE one can be started from.
fn active_definition(
    tx: &Tx<'_>,
    scope: Scope,
    reference: &identifier::Reference,
) -> Result<(TaskDefinitionKey, TaskDefinition), ApiError> {
    let missing = || client("TaskDefinition not found.");
    let key = identifier::resolve(tx, scope, reference).ok_or_else(missing)?;
    let definition = task_definition::whole(tx, &key)?.ok_or_else(missing)?;
    if definition.status != Some(TaskDefinitionStatus::Active) {
        return Err(client("TaskDefinition is inactive"));
    }
    let required = definition.requires_compatibilities.as_deref().unwrap_or_default();
    if !required.is_empty()
        && !required.iter().any(|it| [Compatibility::Ec2, Compatibility::External].contains(it))
    {
        return Err(invalid("Task definition does not support launch_type EC2."));
    }
    Ok((key, definition))
}

/// What the caller gave before what the definition has, and what ECS puts on it by itself.
fn all_tags(
    tx: &Tx<'_>,
    input: &ecs::StartTaskRequest,
    definition: &TaskDefinitionKey,
    cluster: &ClusterKey,
    mut tags: Vec<Tag>,
) -> Result<Vec<Tag>, ApiError> {
    if input.propagate_tags == Some(PropagateTags::TaskDefinition) {
        let row = tx.get::<DefinitionRow>(definition);
        let propagated = row.iter().flat_map(|row| row.tags.iter());
        for tag in propagated.cloned().collect::<Vec<_>>() {
            if !tags.iter().any(|own| own.key == tag.key) {
                tags.push(tag);
            }
        }
    }
    if tags.len() > tag::TAGS_MAX {
        return Err(invalid(format!("Too many tags: {}. The maximum is {}.", tags.len(), tag::TAGS_MAX)));
    }
    if input.enable_ecs_managed_tags == Some(true) {
        let (key, value) = (Some(CLUSTER_TAG.to_owned()), Some(cluster.name.clone()));
        tags.push(Tag { key, value });
    }
    Ok(tags)
}

/// What is to be started, the same on every instance.
struct Order {
    cluster: ClusterKey,
    key: TaskDefinitionKey,
    /// With the overrides in it.
    definition: TaskDefinition,
    overrides: ecs::TaskOverride,
    network: Option<Network>,
    tags: Vec<Tag>,
    input: ecs::StartTaskRequest,
}

/// What an instance has for a task.
struct Room {
    reserved: Reserved,
    gpus: Vec<Vec<String>>,
    place: Option<Place>,
}

impl Order {
    fn start_on(&self, tx: &mut Tx<'_>, given: &str) -> Result<Result<ecs::Task, Failure>, ApiError> {
        let key = container_instance::key_of(&self.cluster, given)?;
        let fails = |(reason, detail): (&str, Option<String>)| Failure {
            arn: Some(container_instance::arn_of(&key)),
            reason: Some(reason.to_owned()),
            detail,
        };
        let row = match container_instance::find(tx, &self.cluster, &key).cloned() {
            None => return Ok(Err(fails(("MISSING", None)))),
            Some(row) => row,
        };
        let room = match self.room(tx, &key, &row) {
            Ok(room) => room,
            Err(why) => return Ok(Err(fails(why))),
        };
        let id = tx.new_id();
        let task = TaskKey { scope: self.cluster.scope, cluster: self.cluster.name.clone(), id };
        let row = self.row(tx, &task, &key, &row, room);
        tx.put(&task, row);
        let roles = (self.definition.task_role_arn.as_deref(), self.definition.execution_role_arn.as_deref());
        credentials::issue_credentials(tx, &task, roles.0, roles.1);
        let shown = super::answer(tx, &task, &[ecs::TaskField::Tags]);
        Ok(Ok(shown.unwrap_or_default()))
    }

    /// What the task gets of an instance, or the reason of the failure and what it is about.
    fn room(
        &self,
        tx: &mut Tx<'_>,
        key: &ContainerInstanceKey,
        row: &ContainerInstance,
    ) -> Result<Room, (&'static str, Option<String>)> {
        let status = row.instance.status.as_deref().unwrap_or_default();
        if status != container_instance::ACTIVE {
            return Err(("INACTIVE", Some(format!("The container instance is {status}."))));
        }
        if row.instance.agent_connected != Some(true) {
            return Err(("AGENT", None));
        }
        if let Some(lacking) = self.lacking_attribute(row) {
            return Err(("ATTRIBUTE", Some(lacking)));
        }
        let remaining = remaining_resources(tx, key, row);
        let mut reserved = requirement::of(&self.definition);
        if let Some(reason) = requirement::lacking(&reserved, &remaining) {
            return Err((reason, None));
        }
        let gpus = requirement::gpus(&self.definition, &remaining).ok_or(("RESOURCE:GPU", None))?;
        reserved.gpus = gpus.iter().flatten().cloned().collect();
        let zone = attribute(row, ZONE);
        let place = match &self.network {
            Some(network) => Some(network.address(tx, key.scope, zone).map_err(|reason| (reason, None))?),
            None => None,
        };
        Ok(Room { reserved, gpus, place })
    }

    /// The first attribute that the definition requires and the instance has not.
    fn lacking_attribute(&self, row: &ContainerInstance) -> Option<String> {
        let has = row.instance.attributes.as_deref().unwrap_or_default();
        let satisfied = |required: &ecs::Attribute| {
            has.iter().any(|it| {
                it.name == required.name && (required.value.is_none() || it.value == required.value)
            })
        };
        let mut required = self.definition.requires_attributes.iter().flatten();
        required.find(|required| !satisfied(required)).map(|required| required.name.clone())
    }

    fn row(
        &self,
        tx: &mut Tx<'_>,
        key: &TaskKey,
        instance_key: &ContainerInstanceKey,
        instance: &Arc<ContainerInstance>,
        room: Room,
    ) -> Task {
        let place = room.place.as_ref();
        let attachment_id = place.and_then(|place| place.attachment.id.clone());
        let address = place.and_then(|place| network::address_of(&place.attachment)).map(str::to_owned);
        let interfaces = address.map(|address| ecs::NetworkInterface {
            attachment_id,
            private_ipv4_address: Some(address),
            ipv6_address: None,
        });
        let containers = self.containers(tx, key, &room.gpus, interfaces.into_iter().collect());
        let mut task = self.shape(key, instance, containers, &room.reserved);
        task.container_instance_arn = Some(container_instance::arn_of(instance_key));
        task.created_at = Some(tx.now());
        task.attachments = Some(place.map(|place| place.attachment.clone()).into_iter().collect());
        let status = if place.is_some() { Status::Provisioning } else { Status::Pending };
        task.last_status = Some(status.name().to_owned());
        let id_of = |role: &Option<String>, kind| role.as_ref().map(|_| credentials::id(tx, key, kind));
        let of = self.definition.container_definitions.iter().flatten();
        let optional = of.filter(|it| it.essential == Some(false)).filter_map(|it| it.name.clone()).collect();
        Task {
            task,
            family: self.key.family.clone(),
            revision: i64::from(self.key.revision),
            instance: Some(instance_key.id.clone()),
            credentials_id: id_of(&self.definition.task_role_arn, Role::Task),
            execution_credentials_id: id_of(&self.definition.execution_role_arn, Role::Execution),
            optional_containers: optional,
            reserved: room.reserved,
            address: room.place.map(|place| place.address),
            assigned: 1,
            ..Default::default()
        }
    }

    fn shape(
        &self,
        key: &TaskKey,
        instance: &ContainerInstance,
        containers: Vec<ecs::Container>,
        reserved: &Reserved,
    ) -> ecs::Task {
        let group = self.input.group.clone().filter(|group| !group.is_empty());
        let architecture = attribute(instance, CPU_ARCHITECTURE).map(|value| ecs::Attribute {
            name: CPU_ARCHITECTURE.to_owned(),
            value: Some(value.to_owned()),
            ..Default::default()
        });
        let external = has_attribute(instance, EXTERNAL);
        ecs::Task {
            attributes: Some(architecture.into_iter().collect()),
            availability_zone: attribute(instance, ZONE).map(str::to_owned),
            cluster_arn: Some(cluster::arn_of(&self.cluster)),
            containers: Some(containers),
            cpu: Some(reserved.cpu.to_string()),
            memory: Some(reserved.memory.to_string()),
            desired_status: Some(super::RUNNING.to_owned()),
            enable_execute_command: Some(self.input.enable_execute_command == Some(true)),
            group: Some(group.unwrap_or_else(|| format!("family:{}", self.key.family))),
            health_status: Some(ecs::HealthStatus::UnknownValue),
            inference_accelerators: Some(Vec::new()),
            launch_type: Some(if external { LaunchType::External } else { LaunchType::Ec2 }),
            overrides: Some(overrides::echoed(&self.definition, self.overrides.clone())),
            started_by: self.input.started_by.clone().filter(|starter| !starter.is_empty()),
            tags: Some(self.tags.clone()),
            task_arn: Some(super::arn_of(key)),
            task_definition_arn: Some(identifier::arn_of(&self.key)),
            version: Some(1),
            ephemeral_storage: self.definition.ephemeral_storage.clone(),
            ..Default::default()
        }
    }

    fn containers(
        &self,
        tx: &mut Tx<'_>,
        key: &TaskKey,
        gpus: &[Vec<String>],
        interfaces: Vec<ecs::NetworkInterface>,
    ) -> Vec<ecs::Container> {
        let definitions = self.definition.container_definitions.iter().flatten();
        let none = Vec::new();
        let gpus = gpus.iter().chain(std::iter::repeat(&none));
        let exec = self.input.enable_execute_command == Some(true);
        let container = |(definition, gpus): (&ecs::ContainerDefinition, &Vec<String>)| ecs::Container {
            container_arn: Some(container_arn(key, &tx.new_uuid())),
            task_arn: Some(super::arn_of(key)),
            name: definition.name.clone(),
            image: definition.image.clone(),
            last_status: Some(Status::Pending.name().to_owned()),
            network_interfaces: Some(interfaces.clone()),
            health_status: has_check(definition).then_some(ecs::HealthStatus::UnknownValue),
            managed_agents: exec.then(|| vec![exec_agent()]),
            cpu: Some(definition.cpu.unwrap_or(0).to_string()),
            memory: definition.memory.map(|size| size.to_string()),
            memory_reservation: definition.memory_reservation.map(|size| size.to_string()),
            gpu_ids: Some(gpus.clone()).filter(|ids| !ids.is_empty()),
            ..Default::default()
        };
        definitions.zip(gpus).map(container).collect()
    }
}

fn container_arn(key: &TaskKey, id: &str) -> String {
    let resource = format_args!("container/{}/{}/{id}", key.cluster, key.id).to_string();
    crate::arn::arn(crate::ecs::SERVICE, key.scope, resource)
}

/// The command `NONE` turns a check off.
fn has_check(definition: &ecs::ContainerDefinition) -> bool {
    let command = definition.health_check.as_ref().map(|check| check.command.as_slice());
    command.is_some_and(|command| command.first().is_some_and(|first| first != "NONE"))
}

fn exec_agent() -> ecs::ManagedAgent {
    ecs::ManagedAgent {
        name: Some(ecs::ManagedAgentName::ExecuteCommandAgent),
        last_status: Some(Status::Pending.name().to_owned()),
        ..Default::default()
    }
}

fn has_attribute(row: &ContainerInstance, name: &str) -> bool {
    row.instance.attributes.iter().flatten().any(|attribute| attribute.name == name)
}

fn attribute<'r>(row: &'r ContainerInstance, name: &str) -> Option<&'r str> {
    let mut attributes = row.instance.attributes.iter().flatten();
    attributes.find(|attribute| attribute.name == name)?.value.as_deref()
}
