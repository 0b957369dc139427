//! Launch types: what each asks of a definition beyond the rules for all, and which a definition meets.
//!
//! Must not know: where tasks run.

use longshore_shapes::ecs::{
    Compatibility, ContainerDefinition, IsolationMode, LogDriver, NetworkMode, ResourceType,
};

use super::definition::{Checked, Definition, items, setting};
use super::fargate;
use crate::ecs::problems::client;

/// In the order ECS lists them.
const ALL: [Compatibility; 4] =
    [Compatibility::External, Compatibility::Ec2, Compatibility::Fargate, Compatibility::ManagedInstances];

/// Checks the launch types the definition is said to be for.
pub(super) fn check_required(definition: &Definition<'_>) -> Checked {
    let required = items(&definition.request.requires_compatibilities);
    required.iter().try_for_each(|compatibility| check(definition, compatibility))
}

/// The launch types the definition can run on.
pub(super) fn satisfied(definition: &Definition<'_>) -> Vec<Compatibility> {
    let met = |compatibility: &Compatibility| {
        // ECS leaves EXTERNAL out of a definition with a platform unless it is asked for.
        let hidden = *compatibility == Compatibility::External
            && definition.request.runtime_platform.is_some()
            && !definition.requires(compatibility);
        !hidden && check(definition, compatibility).is_ok()
    };
    ALL.into_iter().filter(met).collect()
}

fn check(definition: &Definition<'_>, compatibility: &Compatibility) -> Checked {
    if isolation(definition) != IsolationMode::Shared && *compatibility != Compatibility::ManagedInstances {
        let message = "trustedExecutionConfiguration is only supported for MANAGED_INSTANCES";
        return Err(client(format!("{message}; requiresCompatibilities names {compatibility}.")));
    }
    match compatibility {
        Compatibility::Ec2 => ec2(definition),
        Compatibility::Fargate => fargate::check(definition),
        Compatibility::External => external(definition),
        Compatibility::ManagedInstances => managed_instances(definition),
        Compatibility::Unknown(_) => Ok(()),
    }
}

fn isolation(definition: &Definition<'_>) -> IsolationMode {
    let trusted = definition.request.trusted_execution_configuration.as_ref();
    trusted.map_or(IsolationMode::Shared, |trusted| trusted.isolation_mode.clone())
}

fn ec2(definition: &Definition<'_>) -> Checked {
    refuse_resource(definition, &ResourceType::NeuronDevice, "EC2")
}

fn external(definition: &Definition<'_>) -> Checked {
    let unsupported = |what| client(format!("External compatible task definitions do not support {what}"));
    if definition.network == NetworkMode::Awsvpc {
        return Err(client("External only supports network modes 'bridge', 'host' and 'none'."));
    }
    let efs = definition.volumes.iter().any(|volume| {
        volume.efs_volume_configuration.is_some() || volume.s3files_volume_configuration.is_some()
    });
    let members = [
        ("placementConstraints", !items(&definition.request.placement_constraints).is_empty()),
        ("efsVolumeConfiguration", efs),
        (
            "configuredAtLaunch",
            definition.volumes.iter().any(|volume| volume.configured_at_launch == Some(true)),
        ),
    ];
    if let Some((member, _)) = members.into_iter().find(|(_, given)| *given) {
        return Err(unsupported(member));
    }
    let mut requirements =
        definition.containers.iter().flat_map(|container| items(&container.resource_requirements));
    if requirements.any(|requirement| requirement.sharing_strategy.is_some()) {
        return Err(unsupported("sharingStrategy"));
    }
    refuse_resource(definition, &ResourceType::NeuronDevice, "EXTERNAL")
}

fn managed_instances(definition: &Definition<'_>) -> Checked {
    if !matches!(definition.network, NetworkMode::Awsvpc | NetworkMode::Host) {
        return Err(client("Managed Instances only support network modes 'awsvpc' and 'host'."));
    }
    if definition.windows {
        return Err(client("Managed Instances only support the operating system family LINUX."));
    }
    let docker = |volume: &longshore_shapes::ecs::Volume| volume.docker_volume_configuration.is_some();
    if definition.volumes.iter().any(docker) {
        return Err(client(
            "Managed Instances compatible task definitions do not support dockerVolumeConfiguration",
        ));
    }
    refuse_resource(definition, &ResourceType::InferenceAccelerator, "MANAGED_INSTANCES")?;
    definition.containers.iter().try_for_each(managed_log_driver)
}

fn managed_log_driver(container: &ContainerDefinition) -> Checked {
    let supported = [LogDriver::Awslogs, LogDriver::Splunk, LogDriver::Awsfirelens, LogDriver::JsonFile];
    match &container.log_configuration {
        Some(log) if !supported.contains(&log.log_driver) => Err(setting(
            container,
            format_args!("Managed Instances do not support the log driver '{}'.", log.log_driver),
        )),
        _ => Ok(()),
    }
}

fn refuse_resource(definition: &Definition<'_>, kind: &ResourceType, compatibility: &str) -> Checked {
    let needs = |container: &&ContainerDefinition| {
        items(&container.resource_requirements).iter().any(|requirement| requirement.r#type == *kind)
    };
    match definition.containers.iter().find(needs) {
        Some(container) => Err(setting(
            container,
            format_args!("{compatibility} does not support resource requirements of type {kind}."),
        )),
        None => Ok(()),
    }
}
