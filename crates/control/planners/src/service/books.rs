//! The books of service deployments: the status of each follows from the rollouts that carry it out.
//!
//! Invariants: a status moves by the table of [`may_become`] and no other way; a deployment that has ended changes
//! no more.
//!
//! Must not know: why a rollout is in the state it is in.

use longshore_shapes::Timestamp;
use longshore_shapes::ecs::{
    self, DeploymentRolloutState, ServiceDeploymentRollbackMonitorsStatus as Monitor,
    ServiceDeploymentStatus as Status,
};
use longshore_world::World;
use longshore_world::records::service::deployment::{ServiceDeployment, ServiceDeploymentKey};
use longshore_world::records::service::{Rollout, Service, ServiceKey};

use super::decide::failures_allowed;
use super::look::{breaker, deployment_key};
use super::orders;

const SUPERSEDED: &str = "A newer deployment took its place.";
const DELETED: &str = "The service was deleted.";
/// What the reason of a rollout that its circuit breaker ended begins with.
const BREAKER_WORDS: &str = "ECS deployment circuit breaker";

pub(crate) fn has_ended(status: &Status) -> bool {
    matches!(
        status,
        Status::Successful | Status::Stopped | Status::RollbackSuccessful | Status::RollbackFailed
    )
}

fn may_become(from: &Status, to: &Status) -> bool {
    use Status::*;
    let allowed: &[Status] = match from {
        Pending => &[InProgress, RollbackRequested, StopRequested, RollbackInProgress, Stopped],
        InProgress => &[Successful, StopRequested, RollbackRequested, RollbackInProgress, Stopped],
        StopRequested => &[Stopped],
        RollbackRequested => &[Successful, RollbackInProgress, Stopped],
        RollbackInProgress => &[RollbackSuccessful, RollbackFailed],
        _ => &[],
    };
    allowed.contains(to)
}

/// The deployments whose entries are to be changed, with how they are to be, given the service as it stands now
/// and the rollouts that it had before.
pub(crate) fn due(
    world: &World,
    key: &ServiceKey,
    before: &[Rollout],
    row: &Service,
    now: Timestamp,
) -> Vec<(ServiceDeploymentKey, ServiceDeployment)> {
    let mut due: Vec<(ServiceDeploymentKey, ServiceDeployment)> = Vec::new();
    for rollout in row.rollouts.iter().chain(before) {
        let deployment = deployment_key(key, rollout);
        if due.iter().any(|(seen, _)| *seen == deployment) {
            continue;
        }
        let Some(entry) = world.get::<ServiceDeployment>(&deployment) else { continue };
        let mut next = ServiceDeployment::clone(entry);
        keep(&mut next, &deployment.id, before, row, now);
        if let Some(rollback) = next.deployment.rollback.as_mut()
            && rollback.service_revision_arn.is_none()
        {
            let to = row.primary().and_then(|rollout| orders::revision(world, key, &rollout.revision));
            rollback.service_revision_arn = to.and_then(|row| row.revision.service_revision_arn.clone());
        }
        if next != **entry {
            next.deployment.updated_at = Some(now);
            due.push((deployment, next));
        }
    }
    due
}

/// Brings one entry up to date.
fn keep(entry: &mut ServiceDeployment, id: &str, before: &[Rollout], row: &Service, now: Timestamp) {
    let status = entry.deployment.status.clone().unwrap_or(Status::Pending);
    if has_ended(&status) {
        return;
    }
    let rollout = |list: &[Rollout]| list.iter().find(|it| it.service_deployment == id).cloned();
    let current = row.primary().filter(|primary| primary.service_deployment == id);
    let (wanted, reason) =
        match current.cloned().or_else(|| rollout(&row.rollouts)).or_else(|| rollout(before)) {
            Some(rollout) if current.is_some() => of_rollout(&rollout),
            _ if !row.is_active() => (Status::Stopped, Some(DELETED.to_owned())),
            // Whoever began the newer one has said so.
            _ => (Status::Stopped, entry.deployment.status_reason.is_none().then(|| SUPERSEDED.to_owned())),
        };
    if wanted == Status::RollbackInProgress && entry.deployment.rollback.is_none() {
        entry.deployment.rollback = Some(rollback(current, before, row, now));
    }
    advance(entry, &status, wanted, reason, now);
    // The rollout that the deployment began with; one that undoes it counts for itself.
    let began_with = row.rollouts.iter().chain(before).find(|it| it.id == entry.rollout).cloned();
    monitor(entry, row, began_with.as_ref());
    monitor_alarms(entry, row, began_with.as_ref());
}

/// The status that a deployment has by the rollout that carries it out.
fn of_rollout(rollout: &Rollout) -> (Status, Option<String>) {
    let reason = rollout.rollout_state_reason.clone();
    let undoes = rollout.rolls_back.is_some();
    match rollout.rollout_state {
        Some(DeploymentRolloutState::Completed) if undoes => (Status::RollbackSuccessful, reason),
        Some(DeploymentRolloutState::Failed) if undoes => (Status::RollbackFailed, reason),
        Some(DeploymentRolloutState::Completed) => (Status::Successful, None),
        Some(DeploymentRolloutState::Failed) => (Status::Stopped, reason),
        _ if undoes => (Status::RollbackInProgress, reason),
        _ => (Status::InProgress, None),
    }
}

/// Moves the status, step by step where there is no direct way, and writes when.
fn advance(
    entry: &mut ServiceDeployment,
    from: &Status,
    wanted: Status,
    reason: Option<String>,
    now: Timestamp,
) {
    let through = |step: Status| may_become(from, &step) && may_become(&step, &wanted);
    let direct = may_become(from, &wanted);
    let steps = [Status::InProgress, Status::RollbackInProgress, Status::StopRequested];
    let goes = direct || steps.into_iter().any(through);
    // A rollback that something newer put an end to did not succeed.
    let wanted = match (from, &wanted) {
        (Status::RollbackInProgress, Status::Stopped) => Status::RollbackFailed,
        _ if goes => wanted,
        _ => return,
    };
    let shape = &mut entry.deployment;
    if shape.started_at.is_none() && *from == Status::Pending {
        shape.started_at = Some(now);
    }
    if has_ended(&wanted) {
        shape.finished_at = Some(now);
        if wanted != Status::Successful {
            shape.stopped_at = shape.stopped_at.or(Some(now));
        }
    }
    if reason.is_some() {
        shape.status_reason = reason;
    }
    shape.status = Some(wanted);
}

/// The account of a rollback that begins, but for where it goes.
fn rollback(current: Option<&Rollout>, before: &[Rollout], row: &Service, now: Timestamp) -> ecs::Rollback {
    let failed = current.and_then(|it| it.rolls_back.as_deref());
    let mut all = row.rollouts.iter().chain(before);
    let failed = all.find(|it| Some(it.id.as_str()) == failed);
    let reason = failed.and_then(|it| it.rollout_state_reason.clone());
    ecs::Rollback { reason, started_at: Some(now), service_revision_arn: None }
}

/// How its circuit breaker stands, by the rollout that the deployment began with, for as long as that is listed.
fn monitor(entry: &mut ServiceDeployment, row: &Service, rollout: Option<&Rollout>) {
    let own = entry.deployment.deployment_configuration.as_ref();
    let configuration = own.or(row.service.deployment_configuration.as_ref());
    let Some(breaker) = configuration.and_then(breaker) else {
        entry.deployment.deployment_circuit_breaker = Some(ecs::ServiceDeploymentCircuitBreaker {
            status: Some(Monitor::Disabled),
            failure_count: Some(0),
            threshold: None,
        });
        return;
    };
    let known = entry.deployment.deployment_circuit_breaker.take().unwrap_or_default();
    let ended = entry.deployment.status.as_ref().is_some_and(has_ended);
    let triggered = known.status == Some(Monitor::Triggered) || rollout.is_some_and(by_breaker);
    let status = match (triggered, ended) {
        (true, _) => Monitor::Triggered,
        (false, true) => Monitor::MonitoringComplete,
        (false, false) => Monitor::Monitoring,
    };
    let threshold = failures_allowed(breaker.threshold, row.desired());
    entry.deployment.deployment_circuit_breaker = Some(ecs::ServiceDeploymentCircuitBreaker {
        status: Some(status),
        failure_count: rollout.map(|it| it.failed_tasks).or(known.failure_count),
        threshold: i32::try_from(threshold).ok(),
    });
}

/// How its alarms stand: which of them ended the rollout that it began with.
fn monitor_alarms(entry: &mut ServiceDeployment, row: &Service, rollout: Option<&Rollout>) {
    let own = entry.deployment.deployment_configuration.as_ref();
    let configured = own.or(row.service.deployment_configuration.as_ref()).and_then(|it| it.alarms.as_ref());
    let known = entry.deployment.alarms.take().unwrap_or_default();
    let mut triggered = known.triggered_alarm_names.unwrap_or_default();
    if let Some(rollout) = rollout.filter(|rollout| !rollout.alarms.is_empty()) {
        triggered.clone_from(&rollout.alarms);
    }
    let ended = entry.deployment.status.as_ref().is_some_and(has_ended);
    let status = match configured.is_some_and(|alarms| alarms.enable) {
        false => Monitor::Disabled,
        true if !triggered.is_empty() => Monitor::Triggered,
        true if ended => Monitor::MonitoringComplete,
        true => Monitor::Monitoring,
    };
    entry.deployment.alarms = Some(ecs::ServiceDeploymentAlarms {
        status: Some(status),
        alarm_names: Some(configured.map(|alarms| alarms.alarm_names.clone()).unwrap_or_default()),
        triggered_alarm_names: Some(triggered),
    });
}

fn by_breaker(rollout: &Rollout) -> bool {
    rollout.rollout_state == Some(DeploymentRolloutState::Failed)
        && rollout.rollout_state_reason.as_deref().is_some_and(|it| it.starts_with(BREAKER_WORDS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rollout(id: &str, deployment: &str, state: DeploymentRolloutState) -> Rollout {
        Rollout {
            id: id.to_owned(),
            service_deployment: deployment.to_owned(),
            rollout_state: Some(state),
            ..Rollout::default()
        }
    }

    fn after(from: Status, rollouts: Vec<Rollout>) -> Status {
        let mut row = Service { rollouts, ..Service::default() };
        row.service.status = Some("ACTIVE".to_owned());
        let mut entry = ServiceDeployment::default();
        let had_ended = has_ended(&from);
        entry.deployment.status = Some(from);
        keep(&mut entry, "d", &[], &row, Timestamp::from_secs(9));
        let ended = entry.deployment.status.as_ref().is_some_and(has_ended);
        assert_eq!(entry.deployment.finished_at.is_some(), ended && !had_ended);
        entry.deployment.status.unwrap()
    }

    #[test]
    fn a_deployment_follows_the_rollout_that_carries_it_out() {
        use DeploymentRolloutState::{Completed, Failed, InProgress};
        let own = |state| vec![rollout("a", "d", state)];
        let undoing = |state| {
            let back = Rollout { rolls_back: Some("a".to_owned()), ..rollout("b", "d", state) };
            vec![back, rollout("a", "d", Failed)]
        };
        let superseded = vec![rollout("b", "e", InProgress), rollout("a", "d", InProgress)];
        for (from, rollouts, expected) in [
            (Status::Pending, own(InProgress), Status::InProgress),
            (Status::Pending, own(Completed), Status::Successful),
            (Status::InProgress, own(Completed), Status::Successful),
            (Status::InProgress, own(Failed), Status::Stopped),
            (Status::RollbackRequested, own(InProgress), Status::RollbackRequested),
            (Status::RollbackRequested, undoing(InProgress), Status::RollbackInProgress),
            (Status::InProgress, undoing(InProgress), Status::RollbackInProgress),
            (Status::RollbackInProgress, undoing(Completed), Status::RollbackSuccessful),
            (Status::RollbackInProgress, undoing(Failed), Status::RollbackFailed),
            (Status::StopRequested, superseded.clone(), Status::Stopped),
            (Status::InProgress, superseded.clone(), Status::Stopped),
            (Status::RollbackInProgress, superseded, Status::RollbackFailed),
            (Status::Successful, own(InProgress), Status::Successful),
        ] {
            assert_eq!(after(from.clone(), rollouts), expected, "from {from}");
        }
    }
}
