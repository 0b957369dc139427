//! `deploymentConfiguration`: its rules, its defaults, and what an update of it changes.
//!
//! Must not know: how a deployment is conducted.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{
    DeploymentCircuitBreaker, DeploymentConfiguration, DeploymentStrategy, ServiceRevisionCleanup,
    ThresholdConfiguration, ThresholdType,
};

use super::unbuilt::unsupported;
use crate::ecs::problems::invalid;

const REPLICA_MAXIMUM: i32 = 200;
const REPLICA_MINIMUM: i32 = 100;
const DAEMON_MAXIMUM: i32 = 100;
const DAEMON_MINIMUM: i32 = 0;
const WHOLE_PERCENT: i32 = 100;
const BAKE_MINUTES_MAX: i32 = 1440;

/// Checks what needs no service to be checked against.
pub(super) fn checked(given: DeploymentConfiguration) -> Result<DeploymentConfiguration, ApiError> {
    refuse_unbuilt(&given)?;
    if given.maximum_percent.is_some_and(|percent| percent < 0) {
        return Err(invalid("deploymentConfiguration.maximumPercent must not be negative."));
    }
    if given.minimum_healthy_percent.is_some_and(|percent| percent < 0) {
        return Err(invalid("deploymentConfiguration.minimumHealthyPercent must not be negative."));
    }
    if given.bake_time_in_minutes.is_some_and(|minutes| !(0..=BAKE_MINUTES_MAX).contains(&minutes)) {
        return Err(invalid(format!(
            "deploymentConfiguration.bakeTimeInMinutes must be between 0 and {BAKE_MINUTES_MAX}."
        )));
    }
    if let Some(threshold) =
        given.deployment_circuit_breaker.as_ref().and_then(|it| it.threshold_configuration.as_ref())
    {
        check_threshold(threshold)?;
    }
    let alarms = given.alarms.as_ref().filter(|alarms| alarms.enable);
    if alarms.is_some_and(|alarms| alarms.alarm_names.iter().all(String::is_empty)) {
        return Err(invalid(
            "deploymentConfiguration.alarms.alarmNames must name an alarm when enable is true.",
        ));
    }
    Ok(given)
}

fn refuse_unbuilt(given: &DeploymentConfiguration) -> Result<(), ApiError> {
    match &given.strategy {
        None | Some(DeploymentStrategy::Rolling) => {}
        Some(DeploymentStrategy::Unknown(other)) => {
            return Err(invalid(format!(
                "deploymentConfiguration.strategy '{other}' is not known; use ROLLING."
            )));
        }
        Some(other) => {
            return Err(unsupported(&format!("deploymentConfiguration.strategy {other}"), "use ROLLING"));
        }
    }
    if given.lifecycle_hooks.as_ref().is_some_and(|hooks| !hooks.is_empty()) {
        return Err(unsupported("deploymentConfiguration.lifecycleHooks", "leave it out"));
    }
    let staged = given.linear_configuration.is_some() || given.canary_configuration.is_some();
    if staged {
        return Err(invalid(
            "deploymentConfiguration.linearConfiguration and canaryConfiguration are for the strategies LINEAR and CANARY.",
        ));
    }
    Ok(())
}

/// When a deployment may have succeeded before all of its tasks are there.
fn check_early_success(configuration: &DeploymentConfiguration, daemon: bool) -> Result<(), ApiError> {
    let member = "deploymentConfiguration.earlySuccessCriteria";
    let Some(criteria) = &configuration.early_success_criteria else { return Ok(()) };
    if let Some(ServiceRevisionCleanup::Unknown(other)) = &criteria.source_service_revision_cleanup {
        let known = ServiceRevisionCleanup::VALUES.join(", ");
        return Err(invalid(format!(
            "{member}.sourceServiceRevisionCleanup '{other}' is not known; use one of {known}."
        )));
    }
    if !criteria.enable {
        return Ok(());
    }
    if daemon {
        return Err(invalid(format!("{member} is not for the DAEMON scheduling strategy.")));
    }
    let (Some(percent), Some(_)) = (criteria.healthy_percent, &criteria.source_service_revision_cleanup)
    else {
        return Err(invalid(format!(
            "{member} must have healthyPercent and sourceServiceRevisionCleanup when enable is true."
        )));
    };
    let minimum = configuration.minimum_healthy_percent.unwrap_or(REPLICA_MINIMUM);
    if !(minimum.min(WHOLE_PERCENT)..=WHOLE_PERCENT).contains(&percent) {
        return Err(invalid(format!(
            "{member}.healthyPercent must be between minimumHealthyPercent ({minimum}) and 100: {percent}."
        )));
    }
    Ok(())
}

fn check_threshold(threshold: &ThresholdConfiguration) -> Result<(), ApiError> {
    let member = "deploymentConfiguration.deploymentCircuitBreaker.thresholdConfiguration";
    match &threshold.r#type {
        ThresholdType::Count if threshold.value >= 1 => Ok(()),
        ThresholdType::Count => Err(invalid(format!("{member}.value must be at least 1 for COUNT."))),
        ThresholdType::BoundedPercent | ThresholdType::UnboundedPercent
            if (1..=100).contains(&threshold.value) =>
        {
            Ok(())
        }
        ThresholdType::BoundedPercent | ThresholdType::UnboundedPercent => {
            Err(invalid(format!("{member}.value must be between 1 and 100 for {}.", threshold.r#type)))
        }
        ThresholdType::Unknown(other) => {
            let known = ThresholdType::VALUES.join(", ");
            Err(invalid(format!("{member}.type '{other}' is not known; use one of {known}.")))
        }
    }
}

/// What is given, over what there was; what neither says is as ECS has it.
pub(super) fn merged(
    given: DeploymentConfiguration,
    before: DeploymentConfiguration,
    daemon: bool,
) -> Result<DeploymentConfiguration, ApiError> {
    let (maximum, minimum) =
        if daemon { (DAEMON_MAXIMUM, DAEMON_MINIMUM) } else { (REPLICA_MAXIMUM, REPLICA_MINIMUM) };
    let off = DeploymentCircuitBreaker::default();
    let merged = DeploymentConfiguration {
        deployment_circuit_breaker: given
            .deployment_circuit_breaker
            .or(before.deployment_circuit_breaker)
            .or(Some(off)),
        maximum_percent: given.maximum_percent.or(before.maximum_percent).or(Some(maximum)),
        minimum_healthy_percent: given
            .minimum_healthy_percent
            .or(before.minimum_healthy_percent)
            .or(Some(minimum)),
        alarms: given.alarms.or(before.alarms),
        strategy: Some(DeploymentStrategy::Rolling),
        bake_time_in_minutes: given.bake_time_in_minutes.or(before.bake_time_in_minutes),
        early_success_criteria: given.early_success_criteria.or(before.early_success_criteria),
        ..Default::default()
    };
    check_percents(&merged, daemon)?;
    check_early_success(&merged, daemon)?;
    Ok(merged)
}

fn check_percents(configuration: &DeploymentConfiguration, daemon: bool) -> Result<(), ApiError> {
    let maximum = configuration.maximum_percent.unwrap_or(REPLICA_MAXIMUM);
    let minimum = configuration.minimum_healthy_percent.unwrap_or(REPLICA_MINIMUM);
    if daemon && maximum != DAEMON_MAXIMUM {
        return Err(invalid(
            "deploymentConfiguration.maximumPercent must be 100 for the DAEMON scheduling strategy.",
        ));
    }
    if maximum < 100 {
        return Err(invalid("deploymentConfiguration.maximumPercent must be at least 100."));
    }
    if minimum > maximum {
        return Err(invalid(format!(
            "deploymentConfiguration.minimumHealthyPercent ({minimum}) must not be greater than maximumPercent ({maximum})."
        )));
    }
    if daemon && minimum >= DAEMON_MAXIMUM {
        return Err(invalid(
            "deploymentConfiguration.minimumHealthyPercent must be below 100 for the DAEMON scheduling strategy.",
        ));
    }
    Ok(())
}
