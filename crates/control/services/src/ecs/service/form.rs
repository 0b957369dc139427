//! Rules on members of services that need nothing but the member.
//!
//! Must not know: what there is.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{
    AssignPublicIp, AvailabilityZoneRebalancing, MonitoringConfiguration, NetworkConfiguration,
    PropagateTags, SchedulingStrategy,
};

use crate::ecs::problems::invalid;

const NAME_LENGTH_MAX: usize = 255;
const TOKEN_LENGTH_MAX: usize = 36;
const DESIRED_MAX: i32 = 5000;
const METRICS: [&str; 2] = ["CPUUtilization", "MemoryUtilization"];
const RESOLUTIONS: [i32; 2] = [20, 60];

pub(super) fn check_name(name: &str) -> Result<(), ApiError> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.is_empty() || name.len() > NAME_LENGTH_MAX || !name.chars().all(allowed) {
        return Err(invalid(format!(
            "serviceName must have 1 to {NAME_LENGTH_MAX} letters, numbers, hyphens and underscores."
        )));
    }
    Ok(())
}

pub(super) fn check_token(token: Option<&str>) -> Result<(), ApiError> {
    let Some(token) = token else { return Ok(()) };
    if token.len() > TOKEN_LENGTH_MAX || !token.bytes().all(|byte| (33..=126).contains(&byte)) {
        return Err(invalid(format!(
            "clientToken must have at most {TOKEN_LENGTH_MAX} printable ASCII characters and no spaces."
        )));
    }
    Ok(())
}

pub(super) fn check_desired(count: Option<i32>) -> Result<(), ApiError> {
    match count {
        Some(count) if !(0..=DESIRED_MAX).contains(&count) => {
            Err(invalid(format!("desiredCount must be between 0 and {DESIRED_MAX}: {count}.")))
        }
        _ => Ok(()),
    }
}

pub(super) fn check_grace(seconds: Option<i32>) -> Result<(), ApiError> {
    match seconds {
        Some(seconds) if seconds < 0 => {
            Err(invalid(format!("healthCheckGracePeriodSeconds must not be negative: {seconds}.")))
        }
        _ => Ok(()),
    }
}

pub(super) fn check_propagation(given: Option<&PropagateTags>) -> Result<(), ApiError> {
    match given {
        Some(PropagateTags::Unknown(other)) => {
            Err(invalid(format!("propagateTags must be TASK_DEFINITION, SERVICE or NONE, not '{other}'.")))
        }
        _ => Ok(()),
    }
}

pub(super) fn check_rebalancing(given: Option<&AvailabilityZoneRebalancing>) -> Result<(), ApiError> {
    match given {
        Some(AvailabilityZoneRebalancing::Unknown(other)) => {
            Err(invalid(format!("availabilityZoneRebalancing must be ENABLED or DISABLED, not '{other}'.")))
        }
        _ => Ok(()),
    }
}

pub(super) fn check_scheduling(given: Option<&SchedulingStrategy>) -> Result<(), ApiError> {
    match given {
        Some(SchedulingStrategy::Unknown(other)) => {
            Err(invalid(format!("schedulingStrategy must be REPLICA or DAEMON, not '{other}'.")))
        }
        _ => Ok(()),
    }
}

pub(super) fn check_monitoring(given: Option<&MonitoringConfiguration>) -> Result<(), ApiError> {
    for metrics in given.iter().flat_map(|given| given.metric_configurations.iter().flatten()) {
        if let Some(other) = metrics.metric_names.iter().find(|name| !METRICS.contains(&name.as_str())) {
            return Err(invalid(format!(
                "monitoring.metricConfigurations.metricNames '{other}' is not known; use {}.",
                METRICS.join(" or ")
            )));
        }
        if !RESOLUTIONS.contains(&metrics.resolution_seconds) {
            return Err(invalid(format!(
                "monitoring.metricConfigurations.resolutionSeconds must be 20 or 60: {}.",
                metrics.resolution_seconds
            )));
        }
    }
    Ok(())
}

/// A network configuration as it is answered; one that says nothing is none.
pub(super) fn network(given: Option<NetworkConfiguration>) -> Option<NetworkConfiguration> {
    let mut awsvpc = given?.awsvpc_configuration?;
    awsvpc.assign_public_ip.get_or_insert(AssignPublicIp::Disabled);
    awsvpc.security_groups.get_or_insert_default();
    Some(NetworkConfiguration { awsvpc_configuration: Some(awsvpc) })
}
