//! What watches a service deployment, as it is answered: the circuit breaker and the alarms.
//!
//! Must not know: what is done when one of them fires.

use longshore_planners::service::{self, decide::failures_allowed};
use longshore_shapes::ecs::{
    DeploymentConfiguration, ServiceDeployment, ServiceDeploymentAlarms, ServiceDeploymentCircuitBreaker,
    ServiceDeploymentRollbackMonitorsStatus as Status, ServiceDeploymentStatus, ThresholdConfiguration,
};

/// How many failures are the end of a deployment.
fn threshold(configured: Option<&ThresholdConfiguration>, desired: i32) -> i32 {
    let desired = usize::try_from(desired).unwrap_or_default();
    i32::try_from(failures_allowed(service::threshold(configured), desired)).unwrap_or(i32::MAX)
}

fn status(enabled: bool, triggered: bool, of: Option<&ServiceDeploymentStatus>) -> Status {
    match of {
        _ if !enabled => Status::Disabled,
        _ if triggered => Status::Triggered,
        Some(
            ServiceDeploymentStatus::Pending
            | ServiceDeploymentStatus::InProgress
            | ServiceDeploymentStatus::RollbackRequested
            | ServiceDeploymentStatus::RollbackInProgress,
        ) => Status::Monitoring,
        _ => Status::MonitoringComplete,
    }
}

/// The circuit breaker of a deployment whose rollout has failed so often; what the row says of it stands.
pub(super) fn breaker(
    deployment: &ServiceDeployment,
    failed_tasks: Option<i32>,
    desired: i32,
) -> ServiceDeploymentCircuitBreaker {
    let configured = deployment.deployment_configuration.as_ref();
    let configured = configured.and_then(|it| it.deployment_circuit_breaker.as_ref());
    let written = deployment.deployment_circuit_breaker.clone().unwrap_or_default();
    let triggered = written.status == Some(Status::Triggered);
    let enabled = configured.is_some_and(|it| it.enable);
    let limit = threshold(configured.and_then(|it| it.threshold_configuration.as_ref()), desired);
    ServiceDeploymentCircuitBreaker {
        status: Some(status(enabled, triggered, deployment.status.as_ref())),
        failure_count: failed_tasks.or(written.failure_count).or(Some(0)),
        threshold: written.threshold.or(Some(limit)),
    }
}

pub(super) fn alarms(deployment: &ServiceDeployment) -> ServiceDeploymentAlarms {
    let configured = deployment.deployment_configuration.as_ref().and_then(|it| it.alarms.as_ref());
    let written = deployment.alarms.clone().unwrap_or_default();
    let triggered = written.triggered_alarm_names.iter().flatten().next().is_some();
    let enabled = configured.is_some_and(|it| it.enable);
    ServiceDeploymentAlarms {
        status: Some(status(enabled, triggered, deployment.status.as_ref())),
        alarm_names: Some(configured.map(|it| it.alarm_names.clone()).unwrap_or_default()),
        triggered_alarm_names: Some(written.triggered_alarm_names.unwrap_or_default()),
    }
}

/// Whether a deployment takes no more change.
pub(super) fn is_finished(configuration: Option<&ServiceDeploymentStatus>) -> bool {
    matches!(
        configuration,
        Some(
            ServiceDeploymentStatus::Successful
                | ServiceDeploymentStatus::Stopped
                | ServiceDeploymentStatus::RollbackSuccessful
                | ServiceDeploymentStatus::RollbackFailed
        )
    )
}

/// The threshold that a deployment begins with.
pub(super) fn initial(configuration: &DeploymentConfiguration) -> Option<ServiceDeploymentCircuitBreaker> {
    let enabled = configuration.deployment_circuit_breaker.as_ref().is_some_and(|it| it.enable);
    let status = if enabled { Status::Monitoring } else { Status::Disabled };
    Some(ServiceDeploymentCircuitBreaker { status: Some(status), failure_count: Some(0), threshold: None })
}

/// Its alarms as a deployment begins with them.
pub(super) fn initial_alarms(configuration: &DeploymentConfiguration) -> ServiceDeploymentAlarms {
    let configured = configuration.alarms.as_ref();
    let enabled = configured.is_some_and(|it| it.enable);
    ServiceDeploymentAlarms {
        status: Some(if enabled { Status::Monitoring } else { Status::Disabled }),
        alarm_names: Some(configured.map(|it| it.alarm_names.clone()).unwrap_or_default()),
        triggered_alarm_names: Some(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use longshore_shapes::ecs::ThresholdType;

    #[test]
    fn thresholds_are_what_the_model_says() {
        let of = |r#type: ThresholdType, value| Some(ThresholdConfiguration { r#type, value });
        for (configured, desired, expected) in [
            (None, 1, 3),
            (None, 25, 13),
            (None, 400, 200),
            (None, 800, 200),
            (of(ThresholdType::BoundedPercent, 100), 1000, 200),
            (of(ThresholdType::UnboundedPercent, 50), 800, 400),
            (of(ThresholdType::UnboundedPercent, 10), 5, 1),
            (of(ThresholdType::Count, 7), 800, 7),
        ] {
            assert_eq!(threshold(configured.as_ref(), desired), expected, "{desired}");
        }
    }
}
