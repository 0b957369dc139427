//! Orders: a task definition and what a request adds to it, checked, as what tasks are launched from.
//!
//! For RunTask and StartTask, and for whatever makes a revision of a service or a task set, in this order:
//!
//! 1. [`active`] the ACTIVE revision that a request names, with its body;
//! 2. [`super::compute::chosen`] the launch type or the capacity provider strategy;
//! 3. [`tags`] what its tasks are tagged with;
//! 4. [`make`] the order: overrides, network, platform version, constraints and strategy checked.
//!
//! An order of a strategy is for its first provider; `planners::launch::strategy` makes it one for another,
//! and says how many tasks each gets.
//!
//! Must not know: who asks, or where tasks go.

use longshore_planners::launch::strategy::for_provider;
use longshore_shapes::ecs::{
    self, Compatibility, ContainerDefinition, LaunchType, NetworkMode, OSFamily, Tag, TaskDefinitionStatus,
    VersionConsistency, error,
};
use longshore_shapes::{ApiError, Shared};
use longshore_world::records::launch::{Launch, LaunchContainer, Order};
use longshore_world::records::task_definition::{TaskDefinition as DefinitionRow, TaskDefinitionKey};
use longshore_world::{Scope, Tx, World};

use super::compute::Compute;
use super::{network, overrides, placing, requirement};
use crate::ecs::problems::{client, invalid};
use crate::ecs::tag;
use crate::ecs::task_definition::{self, identifier};

const CLUSTER_TAG: &str = "aws:ecs:clusterName";
const SERVICE_TAG: &str = "aws:ecs:serviceName";
const LATEST: &str = "LATEST";
const NEWEST_LINUX: &str = "1.4.0";
const NEWEST_WINDOWS: &str = "1.0.0";
const PLATFORM_VERSIONS: &[&str] = &["1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.4.0"];
/// What a task has on Fargate where its definition does not say.
const EPHEMERAL_STORAGE_GIB: i32 = 20;

/// A revision with its body.
pub(crate) struct Definition {
    pub(crate) key: TaskDefinitionKey,
    pub(crate) body: ecs::TaskDefinition,
}

/// What a request says of the tasks that it wants, beside their definition and their launch type.
#[derive(Default)]
pub(crate) struct Asked<'a> {
    /// None: the family's.
    pub(crate) group: Option<String>,
    pub(crate) started_by: Option<String>,
    pub(crate) overrides: Option<ecs::TaskOverride>,
    pub(crate) network: Option<&'a ecs::NetworkConfiguration>,
    pub(crate) platform_version: Option<&'a str>,
    /// Without those of the definition.
    pub(crate) constraints: &'a [ecs::PlacementConstraint],
    pub(crate) strategy: &'a [ecs::PlacementStrategy],
    /// All of them, as [`tags`] makes them.
    pub(crate) tags: Vec<Tag>,
    pub(crate) enable_execute_command: bool,
}

/// Where tags come from, and where they go.
pub(crate) struct Tagging<'a> {
    pub(crate) cluster: &'a str,
    pub(crate) service: Option<&'a str>,
    /// What was given for the tasks, or is propagated from their service.
    pub(crate) given: Vec<Tag>,
    pub(crate) from_definition: bool,
    pub(crate) managed: bool,
}

/// The revision that is meant; only an ACTIVE one can be started from.
pub(crate) fn active(
    tx: &Tx<'_>,
    scope: Scope,
    reference: &identifier::Reference,
) -> Result<Definition, ApiError> {
    let missing = || client("TaskDefinition not found.");
    let key = identifier::resolve(tx, scope, reference).ok_or_else(missing)?;
    let body = task_definition::whole(tx, &key)?.ok_or_else(missing)?;
    if body.status != Some(TaskDefinitionStatus::Active) {
        return Err(client("TaskDefinition is inactive"));
    }
    Ok(Definition { key, body })
}

/// What was given before what the definition has, and what ECS puts on tasks by itself.
pub(crate) fn tags(
    world: &World,
    definition: &TaskDefinitionKey,
    tagging: Tagging<'_>,
) -> Result<Vec<Tag>, ApiError> {
    let mut tags = tagging.given;
    if tagging.from_definition {
        let row = world.get::<DefinitionRow>(definition);
        for tag in row.iter().flat_map(|row| row.tags.iter()) {
            if !tags.iter().any(|own| own.key == tag.key) {
                tags.push(tag.clone());
            }
        }
    }
    if tags.len() > tag::TAGS_MAX {
        return Err(invalid(format!("Too many tags: {}. The maximum is {}.", tags.len(), tag::TAGS_MAX)));
    }
    if tagging.managed {
        let tag = |key: &str, value: &str| Tag { key: Some(key.to_owned()), value: Some(value.to_owned()) };
        tags.push(tag(CLUSTER_TAG, tagging.cluster));
        tags.extend(tagging.service.map(|service| tag(SERVICE_TAG, service)));
    }
    Ok(tags)
}

/// The order of a request, or what is wrong with it.
pub(crate) fn make(
    world: &World,
    definition: &Definition,
    compute: &Compute,
    asked: Asked<'_>,
) -> Result<Order, ApiError> {
    let scope = definition.key.scope;
    let launch_type = compute.launch_type();
    check_compatible(&definition.body, &launch_type)?;
    let given = asked.overrides.unwrap_or_default();
    let (merged, overrides) = overrides::checked(&definition.body, given)?;
    let fargate = launch_type == LaunchType::Fargate;
    let network = network::checked(world, scope, &merged, asked.network, fargate)?;
    let own = merged.placement_constraints.as_deref().unwrap_or_default();
    let constraints = placing::constraints(own, asked.constraints)?;
    let strategy = placing::strategy(asked.strategy)?;
    if fargate {
        placing::refuse_on_fargate(&constraints, &strategy)?;
    }
    let platform_version = platform_version(&merged, fargate, asked.platform_version)?;
    let group = asked.group.filter(|group| !group.is_empty());
    let launch = Launch {
        family: definition.key.family.clone(),
        revision: i64::from(definition.key.revision),
        group: group.unwrap_or_else(|| format!("family:{}", definition.key.family)),
        started_by: asked.started_by.filter(|starter| !starter.is_empty()),
        launch_type: Some(launch_type),
        platform_version,
        platform_family: fargate.then(|| platform_family(&merged).to_owned()),
        reserved: requirement::of(&merged),
        containers: merged.container_definitions.iter().flatten().map(container).collect(),
        overrides: Some(overrides::echoed(&merged, overrides)),
        tags: asked.tags,
        enable_execute_command: asked.enable_execute_command,
        ephemeral_storage: merged.ephemeral_storage.clone().or_else(|| fargate.then(default_storage)),
        task_role_arn: merged.task_role_arn.clone(),
        execution_role_arn: merged.execution_role_arn.clone(),
        network,
        ..Default::default()
    };
    let required_attributes = merged.requires_attributes.clone().unwrap_or_default();
    let order = Order { launch: Shared::joined(launch), required_attributes, constraints, strategy };
    Ok(match compute.first_provider() {
        Some(provider) => for_provider(&order, provider),
        None => order,
    })
}

/// It was registered for external machines and for none of the cluster's own.
pub(super) fn is_only_external(definition: &ecs::TaskDefinition) -> bool {
    let required = definition.requires_compatibilities.as_deref().unwrap_or_default();
    required.contains(&Compatibility::External) && !required.contains(&Compatibility::Ec2)
}

/// A definition goes where it was registered for; to Fargate only if it has what Fargate asks for.
fn check_compatible(definition: &ecs::TaskDefinition, launch_type: &LaunchType) -> Result<(), ApiError> {
    let required = definition.requires_compatibilities.as_deref().unwrap_or_default();
    let satisfied = definition.compatibilities.as_deref().unwrap_or_default();
    let compatible = match launch_type {
        LaunchType::Fargate => satisfied.contains(&Compatibility::Fargate),
        LaunchType::External => {
            let on_bridge = definition.network_mode != Some(NetworkMode::Awsvpc);
            on_bridge && (required.is_empty() || required.contains(&Compatibility::External))
        }
        _ => required.is_empty() || required.contains(&Compatibility::Ec2),
    };
    if compatible {
        return Ok(());
    }
    Err(invalid(format!("Task definition does not support launch_type {launch_type}.")))
}

fn platform_version(
    definition: &ecs::TaskDefinition,
    fargate: bool,
    given: Option<&str>,
) -> Result<Option<String>, ApiError> {
    let given = given.filter(|version| !version.is_empty());
    if !fargate {
        return match given {
            None => Ok(None),
            Some(_) => Err(invalid("The platform version must be null when specifying an EC2 launch type.")),
        };
    }
    let windows = platform_family(definition) != "Linux";
    let newest = if windows { NEWEST_WINDOWS } else { NEWEST_LINUX };
    match given {
        None => Ok(Some(newest.to_owned())),
        Some(LATEST) => Ok(Some(newest.to_owned())),
        Some(version) if PLATFORM_VERSIONS.contains(&version) => {
            if windows && version != NEWEST_WINDOWS {
                return Err(ApiError::new(
                    &error::PLATFORM_TASK_DEFINITION_INCOMPATIBILITY_EXCEPTION,
                    format!(
                        "Platform version {version} does not run the task definition's operating system."
                    ),
                ));
            }
            Ok(Some(version.to_owned()))
        }
        Some(version) => Err(ApiError::new(
            &error::PLATFORM_UNKNOWN_EXCEPTION,
            format!("Platform version '{version}' is not known. Use LATEST or one of {PLATFORM_VERSIONS:?}."),
        )),
    }
}

fn platform_family(definition: &ecs::TaskDefinition) -> &str {
    let platform = definition.runtime_platform.as_ref();
    match platform.and_then(|platform| platform.operating_system_family.as_ref()) {
        None | Some(OSFamily::Linux) => "Linux",
        Some(other) => other.as_str(),
    }
}

fn default_storage() -> ecs::EphemeralStorage {
    ecs::EphemeralStorage { size_in_gib: EPHEMERAL_STORAGE_GIB }
}

fn container(definition: &ContainerDefinition) -> LaunchContainer {
    LaunchContainer {
        name: definition.name.clone().unwrap_or_default(),
        image: definition.image.clone().unwrap_or_default(),
        cpu: definition.cpu.unwrap_or(0),
        memory: definition.memory,
        memory_reservation: definition.memory_reservation,
        gpus: requirement::gpus_wanted(definition),
        optional: definition.essential == Some(false),
        has_health_check: has_check(definition),
        floating: definition.version_consistency == Some(VersionConsistency::Disabled),
    }
}

/// The command `NONE` turns a check off.
fn has_check(definition: &ContainerDefinition) -> bool {
    let command = definition.health_check.as_ref().map(|check| check.command.as_slice());
    command.is_some_and(|command| command.first().is_some_and(|first| first != "NONE"))
}
