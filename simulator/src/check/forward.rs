//! What only moves forward does: statuses, versions, stops, the states of deployments.
//!
//! Must not know: who moved anything.

use longshore_shapes::ecs::ServiceDeploymentStatus;
use longshore_world::records::service::deployment::ServiceDeployment;
use longshore_world::records::service::{STATUS_ACTIVE, STATUS_DRAINING, Service};
use longshore_world::records::task::Task;

use super::Seen;

pub(crate) fn check(seen: &Seen<'_>, problems: &mut Vec<String>) {
    for change in &seen.tasks {
        match (change.before, change.after) {
            (Some(before), Some(after)) => task(&change.key.id, before, after, problems),
            (Some(before), None) if before.is_live() => {
                problems.push(format!("task {} goes away before it has stopped", change.key.id));
            }
            _ => {}
        }
    }
    for change in &seen.services {
        if let (Some(before), Some(after)) = (change.before, change.after) {
            service(&change.key.name, before, after, problems);
        }
    }
    for change in &seen.deployments {
        if let (Some(before), Some(after)) = (change.before, change.after) {
            deployment(&change.key.id, before, after, problems);
        }
    }
    for change in &seen.instances {
        if let (Some(before), Some(after)) = (change.before, change.after)
            && after.instance.version < before.instance.version
        {
            problems.push(format!("the version of instance {} goes back", change.key.id));
        }
    }
}

fn task(id: &str, before: &Task, after: &Task, problems: &mut Vec<String>) {
    let mut wrong = |what: &str| problems.push(format!("task {id}: {what}"));
    if after.status < before.status {
        wrong(&format!("goes back from {} to {}", before.status.name(), after.status.name()));
    }
    if before.shall_stop && !after.shall_stop {
        wrong("a stop is taken back");
    }
    if after.version < before.version {
        wrong("its version goes back");
    }
    if after.version == before.version && shown(before) != shown(after) {
        wrong("it changes and its version does not");
    }
    if before.instance.is_some() && after.instance != before.instance {
        wrong("it moves to another instance");
    }
    if before.started_at.is_some() && after.started_at != before.started_at {
        wrong("its start is another one");
    }
    if !before.is_live() {
        let same = Task { tags: before.tags.clone(), version: before.version, ..after.clone() };
        let credentials = Task { credentials: before.credentials.clone(), ..same };
        if credentials != *before {
            wrong("it changes after its end");
        }
    }
}

/// What an event would tell of.
fn shown(task: &Task) -> impl PartialEq + '_ {
    (task.status, task.shall_stop, task.health, &task.instance, task.started_at, task.stopped_at)
}

fn service(name: &str, before: &Service, after: &Service, problems: &mut Vec<String>) {
    let rank = |service: &Service| match service.status() {
        STATUS_ACTIVE => 0,
        STATUS_DRAINING => 1,
        _ => 2,
    };
    // A name that is INACTIVE may be taken again by a new service.
    let anew = before.service.created_at != after.service.created_at;
    if rank(after) < rank(before) && !anew {
        problems.push(format!("service {name} goes back from {} to {}", before.status(), after.status()));
    }
}

fn deployment(id: &str, before: &ServiceDeployment, after: &ServiceDeployment, problems: &mut Vec<String>) {
    let (Some(from), Some(to)) = (&before.deployment.status, &after.deployment.status) else { return };
    if from != to && !may_become(from, to) {
        problems.push(format!("service deployment {id} goes from {from} to {to}"));
    }
}

fn may_become(from: &ServiceDeploymentStatus, to: &ServiceDeploymentStatus) -> bool {
    use ServiceDeploymentStatus as S;
    match from {
        S::Pending => true,
        S::InProgress => !matches!(to, S::Pending),
        S::StopRequested => matches!(to, S::Stopped),
        S::RollbackRequested => matches!(to, S::Successful | S::RollbackInProgress | S::Stopped),
        S::RollbackInProgress => {
            matches!(to, S::RollbackSuccessful | S::RollbackFailed | S::StopRequested | S::Stopped)
        }
        _ => false,
    }
}
