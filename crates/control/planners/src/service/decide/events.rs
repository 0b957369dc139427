//! What is told about a service, in the words of ECS: messages, reasons, and events on the bus.
//!
//! Also the words for what only whoever carries a plan out knows: which tasks were started.
//!
//! Must not know: when anything is told.

use std::collections::BTreeMap;

use crate::service::view::{DetailType, Event, OnBus, Task};

/// A message names no more tasks than that; of more it says how many.
const NAMED_MAX: usize = 20;
const TASKS_STOPPED: &str = "TASKS_STOPPED";

const INFO: &str = "INFO";
const WARN: &str = "WARN";
const ERROR: &str = "ERROR";

fn says(name: &str, text: &str) -> Option<String> {
    Some(format!("(service {name}) {text}"))
}

fn action(message: Option<String>, event_type: &'static str, event_name: &'static str) -> Event {
    let on_bus =
        OnBus { detail_type: DetailType::ServiceAction, event_type, event_name, reason: None, rollout: None };
    Event { message, on_bus: Some(on_bus) }
}

fn deployment(message: Option<String>, name: &'static str, id: &str, reason: String) -> Event {
    let event_type = if name == "SERVICE_DEPLOYMENT_FAILED" { ERROR } else { INFO };
    let on_bus = OnBus {
        detail_type: DetailType::DeploymentStateChange,
        event_type,
        event_name: name,
        reason: Some(reason),
        rollout: Some(id.to_owned()),
    };
    Event { message, on_bus: Some(on_bus) }
}

/// The same of one task set of a service, where there are any.
fn says_of(name: &str, set: Option<&str>, text: &str) -> Option<String> {
    match set {
        Some(set) => Some(format!("(service {name}, taskSet {set}) {text}")),
        None => says(name, text),
    }
}

/// `(task a) (task b)`, and of many how many more.
pub(crate) fn named(tasks: &[impl AsRef<str>]) -> String {
    let names: Vec<String> =
        tasks.iter().take(NAMED_MAX).map(|id| format!("(task {})", id.as_ref())).collect();
    let more = match tasks.len().saturating_sub(NAMED_MAX) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", names.join(" "))
}

/// Tasks were started, by these ids: for whoever started them.
pub fn started(name: &str, set: Option<&str>, ids: &[impl AsRef<str>]) -> Event {
    let text = format!("has started {} tasks: {}.", ids.len(), named(ids));
    Event { message: says_of(name, set, &text), on_bus: None }
}

/// Tasks were started in a zone to balance them again: for whoever started them.
pub fn started_in(name: &str, zone: &str, ids: &[impl AsRef<str>]) -> Event {
    let text = format!("has started {} tasks in {zone} to AZ Rebalance: {}.", ids.len(), named(ids));
    action(says(name, &text), INFO, "TASKS_STARTED")
}

/// Tasks were stopped, by these ids.
pub fn stopped(name: &str, set: Option<&str>, ids: &[impl AsRef<str>]) -> Event {
    let text = format!("has stopped {} running tasks: {}.", ids.len(), named(ids));
    action(says_of(name, set, &text), INFO, TASKS_STOPPED)
}

/// Whether an event tells of tasks that were stopped.
pub fn is_of_stops(event: &Event) -> bool {
    event.on_bus.as_ref().is_some_and(|event| event.event_name == TASKS_STOPPED)
}

/// Connections to tasks are let end before they are stopped: for whoever takes them out of reach.
pub fn draining_connections(name: &str, set: Option<&str>, count: usize) -> Event {
    let text = format!("has begun draining connections on {count} tasks.");
    Event { message: says_of(name, set, &text), on_bus: None }
}

/// Its providers have no instance at all: for whoever looked for one.
pub fn no_instances_in_provider(name: &str) -> String {
    format!(
        "(service {name}) was unable to reach steady state. \
         Reason: No Container Instances were found in your capacity provider."
    )
}

/// Daemons run where the service's constraints do not allow them any more.
pub(super) fn constraint_violated(name: &str, ids: &[&str]) -> Event {
    let text = format!("has daemons on instances that its placement constraints exclude: {}.", named(ids));
    action(says(name, &text), ERROR, "SERVICE_DAEMON_PLACEMENT_CONSTRAINT_VIOLATED")
}

/// One for each zone that tasks were stopped in.
pub(super) fn rebalanced(name: &str, stopped: &[&Task]) -> Vec<Event> {
    let mut zones: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for task in stopped {
        zones.entry(task.zone.as_deref().unwrap_or_default()).or_default().push(&task.id);
    }
    let tell = |(zone, ids): (&&str, &Vec<&str>)| {
        let text = format!(
            "has stopped {} running tasks in {zone} due to AZ rebalancing: {}.",
            ids.len(),
            named(ids)
        );
        action(says(name, &text), INFO, TASKS_STOPPED)
    };
    zones.iter().map(tell).collect()
}

pub(super) fn steady(name: &str) -> Event {
    action(says(name, "has reached a steady state."), INFO, "SERVICE_STEADY_STATE")
}

pub(super) fn set_steady(id: &str) -> Event {
    let mut event = action(None, INFO, "TASKSET_STEADY_STATE");
    if let Some(on_bus) = &mut event.on_bus {
        on_bus.rollout = Some(id.to_owned());
    }
    event
}

pub(super) fn impaired(name: &str) -> Event {
    let text = "is unable to consistently start tasks successfully. \
                For more information, see the Troubleshooting section.";
    action(says(name, text), WARN, "SERVICE_TASK_START_IMPAIRED")
}

pub(super) fn unhealthy(name: &str, task: &str) -> Event {
    Event { message: says(name, &format!("(task {task}) failed container health checks.")), on_bus: None }
}

pub(super) fn stuck(name: &str) -> Event {
    let text = "was unable to stop or start tasks during a deployment because of the service deployment \
                configuration. Update the minimumHealthyPercent or maximumPercent value and try again.";
    Event { message: says(name, text), on_bus: None }
}

pub(super) fn too_many_protected(name: &str, rollout: &str) -> Event {
    let text = format!(
        "was unable to reach steady state because task set ({rollout}) was unable to scale in. \
         Reason: The number of protected tasks are more than the desired count of tasks"
    );
    action(says(name, &text), INFO, "TASKSET_SCALE_IN_FAILURE_BY_TASK_PROTECTION")
}

pub(super) fn in_progress(id: &str) -> Event {
    deployment(None, "SERVICE_DEPLOYMENT_IN_PROGRESS", id, format!("ECS deployment {id} in progress."))
}

pub(super) fn rolling_back(name: &str, id: &str, reason: String) -> Event {
    let message = says(name, &format!("rolling back to deployment {id}."));
    deployment(message, "SERVICE_DEPLOYMENT_IN_PROGRESS", id, reason)
}

pub(super) fn completed(name: &str, id: &str) -> Event {
    let message = says(name, &format!("(deployment {id}) deployment completed."));
    deployment(message, "SERVICE_DEPLOYMENT_COMPLETED", id, completed_reason(id))
}

pub(super) fn completed_reason(id: &str) -> String {
    format!("ECS deployment {id} completed.")
}

/// Why a deployment failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    TasksFailed,
    Alarm,
    Asked,
}

impl Cause {
    /// What the rollout shows.
    pub(super) fn state_reason(self) -> &'static str {
        match self {
            Self::TasksFailed => "ECS deployment circuit breaker: tasks failed to start.",
            Self::Alarm => "ECS deployment failed: alarm detected.",
            Self::Asked => "ECS deployment stopped by user.",
        }
    }

    pub(super) fn rollback_reason(self, to: &str) -> String {
        match self {
            Self::TasksFailed => {
                format!("ECS deployment circuit breaker: rolling back to deploymentId {to}.")
            }
            Self::Alarm => format!("ECS deployment alarm detected: rolling back to deploymentId {to}."),
            Self::Asked => format!("ECS deployment stopped by user: rolling back to deploymentId {to}."),
        }
    }
}

pub(super) fn failed(name: &str, id: &str, cause: Cause) -> Event {
    let (text, reason) = match cause {
        Cause::TasksFailed => {
            ("tasks failed to start", "ECS deployment circuit breaker: task failed to start.")
        }
        Cause::Alarm => ("alarm detected", cause.state_reason()),
        Cause::Asked => ("stopped by user", cause.state_reason()),
    };
    let message = says(name, &format!("(deployment {id}) deployment failed: {text}."));
    deployment(message, "SERVICE_DEPLOYMENT_FAILED", id, reason.to_owned())
}

fn spread(counts: &[(&str, usize)]) -> String {
    let parts: Vec<String> = counts.iter().map(|(zone, count)| format!("{count} tasks in {zone}")).collect();
    parts.join(", ")
}

pub(super) fn rebalancing_started(name: &str, counts: &[(&str, usize)]) -> Event {
    let text = format!("is not AZ balanced with {}. AZ Rebalancing in progress.", spread(counts));
    action(says(name, &text), INFO, "SERVICE_REBALANCING_STARTED")
}

pub(super) fn rebalancing_completed(name: &str, counts: &[(&str, usize)]) -> Event {
    let text = format!("is AZ balanced with {}.", spread(counts));
    action(says(name, &text), INFO, "SERVICE_REBALANCING_COMPLETED")
}

pub(super) fn rebalancing_stopped(name: &str) -> Event {
    action(says(name, "stopped AZ Rebalancing."), INFO, "SERVICE_REBALANCING_STOPPED")
}

/// The reasons that stopped tasks show.
pub(super) fn scaling_reason(rollout: &str) -> String {
    format!("Scaling activity initiated by (deployment {rollout})")
}

pub(super) fn rebalancing_reason(rollout: &str) -> String {
    format!("Availability-zone rebalancing initiated by (deployment {rollout})")
}

pub(super) const LEAVING_REASON: &str = "Container instance is draining or gone.";
pub(super) const UNHEALTHY_REASON: &str = "Task failed container health checks";
pub(super) const UNHEALTHY_TARGET_REASON: &str = "Task failed ELB health checks";

pub(super) fn unhealthy_target_reason(target_group: Option<&str>) -> String {
    match target_group {
        Some(arn) => format!("{UNHEALTHY_TARGET_REASON} in (target-group {arn})"),
        None => UNHEALTHY_TARGET_REASON.to_owned(),
    }
}

/// A task that shows this reason was stopped because its checks failed.
pub(super) fn is_health_failure(reason: &str) -> bool {
    reason.starts_with(UNHEALTHY_REASON) || reason.starts_with(UNHEALTHY_TARGET_REASON)
}
