//! What nodes report of tasks, written into their rows: the one place where anything observed is.
//!
//! A report is the whole of what a node sees of one task. It may come twice, late, or from a node that has
//! forgotten what it said before; applying it is idempotent, and no report takes a task back.
//!
//! Must not know: how a report travels.

use longshore_link::{ContainerReport, TaskReport};
use longshore_shapes::Timestamp;
use longshore_shapes::ecs::{self, Connectivity, HealthStatus, TaskStopCode};
use longshore_world::Tx;
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::task::Task;

use super::status::{Status, Who};
use super::stop::desire_stop;

const ESSENTIAL_EXITED: &str = "Essential container in task exited";
const FAILED_TO_START: &str = "Task failed to start";
const ATTACHED: &str = "ATTACHED";
const DELETED: &str = "DELETED";
const CONTAINER_STATUSES: &[&str] = &["PENDING", "RUNNING", "STOPPED"];

/// What became of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    Written,
    /// A newer one has been written already.
    Older,
    /// The task has ended, or is none of that node: the node may forget it.
    Over,
}

/// Where a report stands among others of the same task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Of a node that has just connected: what it says counts whatever was said before.
    Hello,
    /// Of one that is connected: a revision that is not newer is passed over.
    Change,
}

/// Writes a report of a task on that instance.
pub fn apply_report(
    tx: &mut Tx<'_>,
    instance: &ContainerInstanceKey,
    report: &TaskReport,
    origin: Origin,
) -> Taken {
    let key = report.task_arn.as_deref().and_then(super::key_of_arn);
    let Some(key) = key.filter(|key| key.scope == instance.scope && key.cluster == instance.cluster) else {
        return Taken::Over;
    };
    match tx.get::<Task>(&key) {
        Some(row) if row.is_live() && row.instance.as_ref() == Some(&instance.id) => {
            let older = report.revision.is_some() && row.reported >= report.revision;
            if older && origin == Origin::Change {
                return Taken::Older;
            }
        }
        _ => return Taken::Over,
    }
    let now = tx.now();
    super::change(tx, &key, |row| take(row, report, now));
    let ended = tx.get::<Task>(&key).is_none_or(|row| !row.is_live());
    // Of an end in a hello no session hears: it was written before the session began.
    if ended && origin == Origin::Hello { Taken::Over } else { Taken::Written }
}

pub(super) fn status_of(row: &Task) -> Status {
    row.task.last_status.as_deref().and_then(Status::parse).unwrap_or(Status::Provisioning)
}

/// Writes what a report says into a task that has not ended.
pub(super) fn take(row: &mut Task, report: &TaskReport, now: Timestamp) {
    row.reported = report.revision.or(row.reported);
    row.waiting.clone_from(&report.waiting);
    take_times(row, report);
    for container in report.containers.iter().flatten() {
        take_container(&mut row.task, container);
    }
    row.task.health_status = Some(health(row));
    if row.task.connectivity.is_none() {
        row.task.connectivity = Some(Connectivity::Connected);
        row.task.connectivity_at = Some(now);
    }
    let said = report.status.as_deref().and_then(Status::parse);
    let to = said.filter(|to| status_of(row).may_become(*to, Who::Node));
    take_run(row, report, to, now);
    let ending = report.essential_exited == Some(true) || said.is_some_and(|said| said > Status::Running);
    if ending {
        take_end(row, report, now);
    }
    match to {
        Some(Status::Stopped) => finish(row, report.stopped_at.unwrap_or(now), Who::Node),
        Some(to) => row.task.last_status = Some(to.name().to_owned()),
        None => {}
    }
    if to.is_some_and(|to| (Status::Activating..Status::Deprovisioning).contains(&to)) {
        set_attachments(&mut row.task, ATTACHED);
    }
}

fn take_times(row: &mut Task, report: &TaskReport) {
    let first = |known: &mut Option<Timestamp>, said: Option<Timestamp>| *known = known.or(said);
    first(&mut row.task.pull_started_at, report.pull_started_at);
    first(&mut row.task.execution_stopped_at, report.execution_stopped_at);
    // Each pull that ends later moves it.
    row.task.pull_stopped_at = report.pull_stopped_at.or(row.task.pull_stopped_at);
}

/// It ran, if only between two reports.
fn take_run(row: &mut Task, report: &TaskReport, to: Option<Status>, now: Timestamp) {
    if to == Some(Status::Running) || report.has_run == Some(true) {
        row.has_run = true;
        row.task.started_at = row.task.started_at.or(report.started_at).or(Some(now));
    }
}

/// It ends without having been asked to: why, as far as it is known by now.
fn take_end(row: &mut Task, report: &TaskReport, now: Timestamp) {
    let ended_by_itself = [TaskStopCode::EssentialContainerExited, TaskStopCode::TaskFailedToStart];
    let asked = row.task.stop_code.as_ref().is_some_and(|code| !ended_by_itself.contains(code));
    if asked || (!row.shall_run() && row.task.stop_code.is_none()) {
        return;
    }
    let (code, reason) = why(row, report);
    if !desire_stop(row, now, &code, &reason) {
        // Known to end before, and told more of it now.
        row.task.stop_code = Some(code);
        row.task.stopped_reason = Some(super::shortened(&reason));
    }
}

fn why(row: &Task, report: &TaskReport) -> (TaskStopCode, String) {
    let said = report.reason.clone().filter(|reason| !reason.is_empty());
    if row.has_run {
        let reason = said.filter(|_| report.essential_exited != Some(true));
        return (
            TaskStopCode::EssentialContainerExited,
            reason.unwrap_or_else(|| ESSENTIAL_EXITED.to_owned()),
        );
    }
    let mut containers = row.task.containers.iter().flatten();
    let of_container = || containers.find_map(|container| container.reason.clone());
    let reason = said.or_else(of_container).unwrap_or_else(|| FAILED_TO_START.to_owned());
    (TaskStopCode::TaskFailedToStart, reason)
}

/// The end: nothing of the task is left anywhere.
pub(super) fn finish(row: &mut Task, at: Timestamp, who: Who) {
    if !status_of(row).may_become(Status::Stopped, who) {
        return;
    }
    row.task.last_status = Some(super::STOPPED.to_owned());
    row.task.stopped_at = Some(at);
    row.task.stopping_at = row.task.stopping_at.or(Some(at));
    row.waiting = None;
    for container in row.task.containers.iter_mut().flatten() {
        container.last_status = Some(super::STOPPED.to_owned());
    }
    set_attachments(&mut row.task, DELETED);
}

fn set_attachments(task: &mut ecs::Task, status: &str) {
    for attachment in task.attachments.iter_mut().flatten() {
        attachment.status = Some(status.to_owned());
    }
}

fn take_container(task: &mut ecs::Task, report: &ContainerReport) {
    let mut containers = task.containers.iter_mut().flatten();
    let Some(known) = containers.find(|container| container.name == report.name) else { return };
    let rank = |status: Option<&str>| CONTAINER_STATUSES.iter().position(|known| Some(*known) == status);
    if rank(report.status.as_deref()) > rank(known.last_status.as_deref()) {
        known.last_status.clone_from(&report.status);
    }
    if report.runtime_id.is_some() {
        known.runtime_id.clone_from(&report.runtime_id);
    }
    known.exit_code = report.exit_code.or(known.exit_code);
    if let Some(reason) = report.reason.as_deref().filter(|reason| !reason.is_empty()) {
        known.reason = Some(super::shortened(reason));
    }
    if report.image_digest.is_some() {
        known.image_digest.clone_from(&report.image_digest);
    }
    if let Some(bindings) = &report.network_bindings {
        known.network_bindings = Some(bindings.clone());
    }
    if let Some(health) = report.health.as_deref() {
        known.health_status = Some(health.into());
    }
}

/// UNHEALTHY if any essential container is, else UNKNOWN if one is, else HEALTHY. Only containers with a check
/// have a health at all; a task without any is UNKNOWN.
fn health(row: &Task) -> HealthStatus {
    let essential = row.task.containers.iter().flatten().filter(|container| {
        !container.name.as_ref().is_some_and(|name| row.optional_containers.contains(name))
    });
    let found: Vec<_> = essential.filter_map(|container| container.health_status.clone()).collect();
    let worst = [HealthStatus::Unhealthy, HealthStatus::UnknownValue, HealthStatus::Healthy];
    worst.into_iter().find(|status| found.contains(status)).unwrap_or(HealthStatus::UnknownValue)
}
