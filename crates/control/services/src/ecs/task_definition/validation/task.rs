//! The rules for what stands beside the containers: roles, platform, namespaces, constraints, proxy,
//! storage.
//!
//! Must not know: what launch types ask beyond them.

use std::collections::BTreeSet;

use longshore_shapes::ecs::{
    CPUArchitecture, IsolationMode, NetworkMode, ProxyConfiguration, TaskDefinitionPlacementConstraint,
    TaskDefinitionPlacementConstraintType,
};
use longshore_world::query_language;

use super::Checked;
use crate::arn::Arn;
use crate::ecs::problems::client;
use crate::ecs::task_definition::definition::{Definition, invalid_size, is_given, items, text};
use crate::ecs::task_definition::json_length::json_length;

const LENGTH_MAX: usize = 64 * 1024;
const CPU_UNITS: std::ops::RangeInclusive<i64> = 128..=196_608;
const CONSTRAINTS_MAX: usize = 10;
const EPHEMERAL_GIB: std::ops::RangeInclusive<i32> = 21..=200;
const PROXY_REQUIRED: [&str; 3] = ["AppPorts", "ProxyIngressPort", "ProxyEgressPort"];
const PROXY_IDS: [&str; 2] = ["IgnoredUID", "IgnoredGID"];
const PROXY_OPTIONAL: [&str; 2] = ["EgressIgnoredPorts", "EgressIgnoredIPs"];

pub(super) fn length(definition: &Definition<'_>) -> Checked {
    let length = json_length(definition.request);
    if length > LENGTH_MAX {
        return Err(client(format!(
            "Actual length: '{length}'. Max allowed length is '{LENGTH_MAX}' bytes."
        )));
    }
    Ok(())
}

pub(super) fn check(definition: &Definition<'_>) -> Checked {
    if definition.cpu.is_some_and(|units| !CPU_UNITS.contains(&units)) {
        return Err(invalid_size("cpu"));
    }
    roles(definition)?;
    platform(definition)?;
    fault_injection(definition)?;
    constraints(items(&definition.request.placement_constraints))?;
    if let Some(storage) = &definition.request.ephemeral_storage
        && !EPHEMERAL_GIB.contains(&storage.size_in_gib)
    {
        let (min, max) = EPHEMERAL_GIB.into_inner();
        let message = format!("The ephemeralStorage.sizeInGiB must be between {min} and {max}");
        return Err(client(format!("{message}: {}.", storage.size_in_gib)));
    }
    if let Some(configuration) = &definition.request.proxy_configuration {
        proxy(definition, configuration)?;
    }
    accelerators(definition)?;
    trusted_execution(definition)
}

/// A role is named by its ARN, or by its name alone.
fn roles(definition: &Definition<'_>) -> Checked {
    let valid = |role: &str| match Arn::parse(role) {
        Some(arn) => arn.service == "iam" && arn.resource.starts_with("role/"),
        None => !role.contains([':', ' ']),
    };
    let roles = [&definition.request.task_role_arn, &definition.request.execution_role_arn];
    let given = roles.into_iter().filter(|role| is_given(role));
    if given.into_iter().any(|role| !valid(text(role))) {
        return Err(client("Role is not valid"));
    }
    Ok(())
}

fn platform(definition: &Definition<'_>) -> Checked {
    if !definition.windows {
        return Ok(());
    }
    let platform = definition.request.runtime_platform.as_ref();
    if platform.and_then(|platform| platform.cpu_architecture.as_ref()) == Some(&CPUArchitecture::Arm64) {
        return Err(client("The CPU architecture ARM64 is not supported for Windows."));
    }
    if matches!(
        definition.request.network_mode,
        Some(NetworkMode::Bridge | NetworkMode::Host | NetworkMode::None)
    ) {
        return Err(client(
            "Windows only supports the network mode 'awsvpc', or none given for its default.",
        ));
    }
    if definition.request.pid_mode.is_some() {
        return Err(client("Windows does not support pidMode."));
    }
    if definition.request.ipc_mode.is_some() {
        return Err(client("Windows does not support ipcMode."));
    }
    Ok(())
}

fn fault_injection(definition: &Definition<'_>) -> Checked {
    if definition.request.enable_fault_injection != Some(true) {
        return Ok(());
    }
    if definition.windows || !matches!(definition.network, NetworkMode::Awsvpc | NetworkMode::Host) {
        return Err(client(
            "enableFaultInjection is only supported on Linux with network mode 'awsvpc' or 'host'.",
        ));
    }
    Ok(())
}

fn constraints(constraints: &[TaskDefinitionPlacementConstraint]) -> Checked {
    if constraints.len() > CONSTRAINTS_MAX {
        let message = format!("Too many placement constraints: {}. The maximum is", constraints.len());
        return Err(client(format!("{message} {CONSTRAINTS_MAX}.")));
    }
    for constraint in constraints {
        if constraint.r#type != Some(TaskDefinitionPlacementConstraintType::MemberOf) {
            return Err(client("Invalid constraint type. A task definition only supports memberOf."));
        }
        let expression = text(&constraint.expression);
        if expression.is_empty() {
            return Err(client("The memberOf constraint requires an expression."));
        }
        if let Err(error) = query_language::parse(expression) {
            return Err(client(format!(
                "Invalid expression '{expression}' of a placement constraint: {error}."
            )));
        }
    }
    Ok(())
}

fn proxy(definition: &Definition<'_>, proxy: &ProxyConfiguration) -> Checked {
    if definition.network != NetworkMode::Awsvpc {
        return Err(client("proxyConfiguration is only supported when networkMode=awsvpc."));
    }
    if definition.container(&proxy.container_name).is_none() {
        let name = &proxy.container_name;
        return Err(client(format!(
            "The proxyConfiguration names the container '{name}', which does not exist."
        )));
    }
    let properties = items(&proxy.properties);
    let known = |name: &str| {
        PROXY_REQUIRED.contains(&name) || PROXY_IDS.contains(&name) || PROXY_OPTIONAL.contains(&name)
    };
    if let Some(property) = properties.iter().find(|property| !known(text(&property.name))) {
        return Err(client(format!(
            "The proxyConfiguration has an unknown property '{}'.",
            text(&property.name)
        )));
    }
    let given = |name: &str| {
        properties.iter().any(|property| text(&property.name) == name && is_given(&property.value))
    };
    if !PROXY_IDS.into_iter().any(given) {
        return Err(client("The proxyConfiguration requires the property IgnoredUID or IgnoredGID."));
    }
    match PROXY_REQUIRED.into_iter().find(|name| !given(name)) {
        Some(name) => Err(client(format!("The proxyConfiguration requires the property {name}."))),
        None => Ok(()),
    }
}

fn accelerators(definition: &Definition<'_>) -> Checked {
    let mut seen = BTreeSet::new();
    for accelerator in items(&definition.request.inference_accelerators) {
        let name = accelerator.device_name.as_str();
        if name.is_empty() || accelerator.device_type.is_empty() {
            return Err(client("An inference accelerator requires a deviceName and a deviceType."));
        }
        if !seen.insert(name) {
            return Err(client(format!("Inference accelerator device names must be unique: '{name}'.")));
        }
    }
    Ok(())
}

fn trusted_execution(definition: &Definition<'_>) -> Checked {
    let Some(trusted) = &definition.request.trusted_execution_configuration else { return Ok(()) };
    let confidential = trusted.isolation_mode == IsolationMode::ConfidentialSandbox;
    match (confidential, is_given(&trusted.attestation_policy)) {
        (true, false) => Err(client("The isolationMode CONFIDENTIAL_SANDBOX requires an attestationPolicy.")),
        (false, true) => Err(client("An attestationPolicy requires the isolationMode CONFIDENTIAL_SANDBOX.")),
        _ => Ok(()),
    }
}
