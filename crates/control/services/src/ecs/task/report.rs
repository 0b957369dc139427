//! What nodes report of tasks, written into their rows: the one place where anything observed is.
//!
//! A report is the whole of what a node sees of one task. It may come twice, late, or from a node that has
//! forgotten what it said before; applying it is idempotent, and no report takes a task back.
//!
//! Must not know: how a report travels.

use longshore_link::{ContainerReport, TaskReport};
use longshore_planners::launch;
use longshore_shapes::Timestamp;
use longshore_shapes::ecs::TaskStopCode;
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::launch::LaunchContainer;
use longshore_world::records::task::status::{ContainerStatus, Health, Status, Who};
use longshore_world::records::task::{Task, shortened};
use longshore_world::{Tx, Word};

const ESSENTIAL_EXITED: &str = "Essential container in task exited";
const FAILED_TO_START: &str = "Task failed to start";
const ATTACHED: &str = "ATTACHED";

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
    let Some(key) = key else { return Taken::Over };
    match tx.get::<Task>(&key) {
        Some(row) if row.is_live() && row.instance_key(&key).as_ref() == Some(instance) => {
            let older = report.revision.is_some() && row.reported >= report.revision;
            if older && origin == Origin::Change {
                return Taken::Older;
            }
        }
        _ => return Taken::Over,
    }
    let now = tx.now();
    launch::change(tx, &key, |row| take(row, report, now));
    let ended = tx.get::<Task>(&key).is_none_or(|row| !row.is_live());
    // Of an end in a hello no session hears: it was written before the session began.
    if ended && origin == Origin::Hello { Taken::Over } else { Taken::Written }
}

/// Writes what a report says into a task that has not ended.
pub(super) fn take(row: &mut Task, report: &TaskReport, now: Timestamp) {
    row.reported = report.revision.or(row.reported);
    row.waiting.clone_from(&report.waiting);
    take_times(row, report);
    for container in report.containers.iter().flatten() {
        take_container(row, container);
    }
    row.health = Some(health(row));
    row.connectivity_at = row.connectivity_at.or(Some(now));
    let said = report.status.as_deref().and_then(Status::parse);
    let to = said.filter(|to| row.status.may_become(*to, Who::Node));
    take_run(row, report, to, now);
    let ending = report.essential_exited == Some(true) || said.is_some_and(|said| said > Status::Running);
    if ending {
        take_end(row, report, now);
    }
    match to {
        Some(Status::Stopped) => row.finish(report.stopped_at.unwrap_or(now), Who::Node),
        Some(to) => row.status = to,
        None => {}
    }
    let attached = to.is_some_and(|to| (Status::Activating..Status::Deprovisioning).contains(&to));
    if let Some(address) = row.address.as_mut().filter(|_| attached) {
        address.status = ATTACHED.into();
    }
}

fn take_times(row: &mut Task, report: &TaskReport) {
    let first = |known: &mut Option<Timestamp>, said: Option<Timestamp>| *known = known.or(said);
    first(&mut row.pull_started_at, report.pull_started_at);
    first(&mut row.execution_stopped_at, report.execution_stopped_at);
    // Each pull that ends later moves it.
    row.pull_stopped_at = report.pull_stopped_at.or(row.pull_stopped_at);
}

/// It ran, if only between two reports.
fn take_run(row: &mut Task, report: &TaskReport, to: Option<Status>, now: Timestamp) {
    if to == Some(Status::Running) || report.has_run == Some(true) {
        row.has_run = true;
        row.started_at = row.started_at.or(report.started_at).or(Some(now));
    }
}

/// It ends without having been asked to: why, as far as it is known by now.
fn take_end(row: &mut Task, report: &TaskReport, now: Timestamp) {
    let ended_by_itself = [TaskStopCode::EssentialContainerExited, TaskStopCode::TaskFailedToStart];
    let asked = row.stop_code.as_ref().is_some_and(|code| !ended_by_itself.contains(code));
    if asked || (!row.shall_run() && row.stop_code.is_none()) {
        return;
    }
    let (code, reason) = why(row, report);
    if !row.desire_stop(now, &code, &reason) {
        // Known to end before, and told more of it now.
        row.stop_code = Some(code);
        row.stopped_reason = Some(shortened(&reason));
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
    let mut containers = row.containers.iter();
    let of_container = || containers.find_map(|container| container.reason.clone());
    let reason = said.or_else(of_container).unwrap_or_else(|| FAILED_TO_START.to_owned());
    (TaskStopCode::TaskFailedToStart, reason)
}

fn take_container(row: &mut Task, report: &ContainerReport) {
    let named = |it: &LaunchContainer| report.name.as_ref() == Some(&it.name);
    let place = row.launch.containers.iter().position(named);
    let Some(known) = place.and_then(|place| row.containers.get_mut(place)) else { return };
    let said = report.status.as_deref().and_then(ContainerStatus::parse);
    known.status = said.map_or(known.status, |said| known.status.max(said));
    if report.runtime_id.is_some() {
        known.runtime_id.clone_from(&report.runtime_id);
    }
    known.exit_code = report.exit_code.or(known.exit_code);
    if let Some(reason) = report.reason.as_deref().filter(|reason| !reason.is_empty()) {
        known.reason = Some(shortened(reason));
    }
    if let Some(digest) = &report.image_digest {
        known.image_digest = Some(Word::of(digest));
    }
    if let Some(bindings) = &report.network_bindings {
        known.network_bindings = Some(bindings.clone());
    }
    if let Some(health) = report.health.as_deref().and_then(Health::parse) {
        known.health = Some(health);
    }
}

/// UNHEALTHY if any essential container is, else UNKNOWN if one is, else HEALTHY. Only containers with a check
/// have a health at all; a task without any is UNKNOWN.
fn health(row: &Task) -> Health {
    let all = row.launch.containers.iter().zip(&row.containers);
    let essential = all.filter(|(of, _)| !of.optional);
    essential.filter_map(|(_, own)| own.health).max().unwrap_or(Health::Unknown)
}
