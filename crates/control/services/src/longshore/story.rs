//! Explain: what was decided about a task, a service or a container instance, on what grounds, and what
//! happened.
//!
//! Decisions are read from the log; what happened to a task is in its row already, as times and reasons, and
//! is told in between.
//!
//! Must not know: who decides.

use longshore_shapes::ecs::TaskStopCode;
use longshore_shapes::longshore::{self as api, op};
use longshore_shapes::{ApiError, Timestamp};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::records::history::{Chapter, ChapterKey, story_prefix};
use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::records::task::{Task, TaskKey, stopped};
use longshore_world::{Scope, Snapshot};

use super::{invalid, not_found};
use crate::arn::Arn;
use crate::caller::Caller;
use crate::ecs::{cluster, container_instance, service, task};
use crate::errors::cold_row;
use crate::page::Pages;
use crate::registry::Registry;

const PAGE_DEFAULT: usize = 100;
const PAGE_MAX: usize = 1000;
const NODE: &str = "node";
const SCHEDULER: &str = "control";

pub(crate) fn register(registry: &mut Registry) {
    registry.read::<op::Explain>(explain);
}

/// What a story can be about.
enum Subject {
    Task(TaskKey),
    Service(ServiceKey),
    Instance(ContainerInstanceKey),
}

fn explain(
    snapshot: &Snapshot,
    caller: &Caller,
    input: api::ExplainRequest,
) -> Result<api::ExplainResponse, ApiError> {
    let limit = super::limit(input.max_results, PAGE_DEFAULT, PAGE_MAX)?;
    let subject = subject(snapshot, caller.scope, &input)?;
    let arn = subject.arn();
    let pages = Pages::of(snapshot, &["Explain", &arn]);
    let bad = |_| invalid("nextToken is not one that this list gave.");
    let start = pages.start(input.next_token.as_deref()).map_err(bad)?;
    let after = start.and_then(|key| longshore_world::RowKey::parse(key.as_slice()));
    let prefix = story_prefix(caller.scope, &arn);
    let rows = snapshot.cold_range::<Chapter>(&prefix, after.as_ref(), limit + 1).map_err(cold_row)?;
    let rows = rows
        .into_iter()
        .map(|(key, row): (ChapterKey, Chapter)| (longshore_world::RowKey::bytes(&key), chapter(row)));
    let page = pages.take(rows, limit);
    let mut chapters = page.items;
    if input.next_token.is_none() && page.next_token.is_none() {
        chapters.extend(subject.happened(snapshot)?);
        chapters.sort_by_key(|chapter| chapter.at);
    }
    Ok(api::ExplainResponse {
        resource_arn: Some(arn),
        kind: Some(subject.kind().to_owned()),
        summary: Some(subject.summary(snapshot)?),
        chapters: Some(chapters),
        next_token: page.next_token,
    })
}

fn chapter(row: Chapter) -> api::Chapter {
    api::Chapter { at: Some(row.at), who: Some(row.who), what: Some(row.what), why: row.why }
}

/// The one that is named: by its ARN, or by a task's id, an instance's id or a service's name in a cluster.
fn subject(snapshot: &Snapshot, scope: Scope, input: &api::ExplainRequest) -> Result<Subject, ApiError> {
    let given = input.resource.as_str();
    let named = Arn::parse(given).map(|arn| arn.resource.splitn(3, '/').collect::<Vec<_>>());
    let (kind, cluster_name, name) = match named.as_deref() {
        Some([kind, cluster, name]) => (Some(*kind), Some(*cluster), *name),
        Some(_) => {
            return Err(invalid(format!(
                "resource: '{given}' names no task, service or container instance."
            )));
        }
        None => (None, input.cluster.as_deref(), given),
    };
    let (cluster, _) = cluster::find_active(snapshot, scope, cluster_name)?;
    for subject in candidates(&cluster, name) {
        if kind.is_none_or(|kind| kind == subject.kind()) && subject.is_there(snapshot)? {
            return Ok(subject);
        }
    }
    Err(not_found(format!(
        "There is no task, service or container instance '{name}' in cluster '{}'. Give its ARN, or its id or name with --cluster.",
        cluster.name
    )))
}

fn candidates(cluster: &ClusterKey, name: &str) -> [Subject; 3] {
    let (scope, of) = (cluster.scope, || cluster.name.clone());
    [
        Subject::Task(TaskKey { scope, cluster: of(), id: name.to_owned() }),
        Subject::Service(ServiceKey { scope, cluster: of(), name: name.to_owned() }),
        Subject::Instance(ContainerInstanceKey { scope, cluster: of(), id: name.to_owned() }),
    ]
}

impl Subject {
    fn kind(&self) -> &'static str {
        match self {
            Self::Task(_) => "task",
            Self::Service(_) => "service",
            Self::Instance(_) => "container-instance",
        }
    }

    fn arn(&self) -> String {
        match self {
            Self::Task(key) => task::arn_of(key),
            Self::Service(key) => service::arn_of(key),
            Self::Instance(key) => container_instance::arn_of(key),
        }
    }

    fn is_there(&self, snapshot: &Snapshot) -> Result<bool, ApiError> {
        Ok(match self {
            Self::Task(key) => stopped::find(snapshot, key).map_err(cold_row)?.is_some(),
            Self::Service(key) => snapshot.get::<Service>(key).is_some(),
            Self::Instance(key) => snapshot.get::<ContainerInstance>(key).is_some(),
        })
    }

    /// How it stands now, in one sentence.
    fn summary(&self, snapshot: &Snapshot) -> Result<String, ApiError> {
        let summary = match self {
            Self::Task(key) => stopped::find(snapshot, key).map_err(cold_row)?.map(|row| task_summary(&row)),
            Self::Service(key) => snapshot.get::<Service>(key).map(|row| service_summary(row)),
            Self::Instance(key) => snapshot.get::<ContainerInstance>(key).map(|row| instance_summary(row)),
        };
        Ok(summary.unwrap_or_default())
    }

    fn happened(&self, snapshot: &Snapshot) -> Result<Vec<api::Chapter>, ApiError> {
        let Self::Task(key) = self else { return Ok(Vec::new()) };
        let row = stopped::find(snapshot, key).map_err(cold_row)?;
        Ok(row.map(|row| task_happened(&row)).unwrap_or_default())
    }
}

fn task_summary(row: &Task) -> String {
    let place = row.instance.as_ref().map_or_else(String::new, |id| format!(" on container instance {id}"));
    let what = format!("It runs {}:{}{place}", row.launch.family, row.launch.revision);
    if row.is_live() {
        let waits =
            row.waiting.as_ref().map_or_else(String::new, |for_what| format!("; it waits: {for_what}"));
        let stops = if row.shall_stop { ", and is being stopped" } else { "" };
        return format!("{what}. It is {}{stops}{waits}.", row.status.name());
    }
    let reason = row.stopped_reason.as_deref().unwrap_or("no reason was given");
    format!("{what}. It has stopped: {reason}.")
}

fn service_summary(row: &Service) -> String {
    let desired = row.service.desired_count.unwrap_or_default();
    let shall =
        if row.is_daemon() { "one task on every instance".to_owned() } else { format!("{desired} tasks") };
    let held = match (&row.unplaced, row.next_start_at) {
        (Some(lack), _) => format!(" It waits for room: {lack}."),
        (None, Some(at)) => format!(
            " Its tasks fail to start ({} in a row), so the next is started at {}.",
            row.start_failures,
            crate::events::second(at)
        ),
        (None, None) => String::new(),
    };
    let rollout = row.primary().and_then(|rollout| rollout.rollout_state_reason.clone());
    let rollout = rollout.map_or_else(String::new, |reason| format!(" {reason}"));
    format!("It is {} and shall have {shall}.{rollout}{held}", row.status())
}

fn instance_summary(row: &ContainerInstance) -> String {
    let status = row.instance.status.as_deref().unwrap_or_default();
    let agent = if row.instance.agent_connected == Some(true) { "connected" } else { "not connected" };
    format!("It is {status}, and its agent is {agent}.")
}

/// What a task's row tells of its life.
fn task_happened(row: &Task) -> Vec<api::Chapter> {
    let mut chapters = Vec::new();
    let mut tell = |at: Option<Timestamp>, who: &str, what: String, why: Option<String>| {
        chapters.extend(at.map(|at| api::Chapter {
            at: Some(at),
            who: Some(who.to_owned()),
            what: Some(what),
            why,
        }));
    };
    tell(row.connectivity_at, NODE, "the node took the task over".to_owned(), None);
    tell(row.pull_started_at, NODE, "began to pull its images".to_owned(), None);
    tell(row.pull_stopped_at, NODE, "has its images".to_owned(), None);
    tell(row.started_at, NODE, "RUNNING".to_owned(), None);
    tell(row.execution_stopped_at, NODE, "an essential container ended".to_owned(), ends(row));
    let wanted = !matches!(
        row.stop_code,
        Some(TaskStopCode::EssentialContainerExited | TaskStopCode::TaskFailedToStart) | None
    );
    let who = if wanted { SCHEDULER } else { NODE };
    tell(row.stopping_at, who, "shall stop".to_owned(), row.stopped_reason.clone());
    let code = row.stop_code.as_ref().map(|code| format!("stop code {code}"));
    tell(row.stopped_at, NODE, "STOPPED".to_owned(), code);
    chapters
}

/// How its containers ended.
fn ends(row: &Task) -> Option<String> {
    let of = row.launch.containers.iter().zip(&row.containers);
    let ended = of.filter_map(|(launched, container)| {
        let code = container.exit_code.map(|code| format!("exit code {code}"));
        let reason = container.reason.clone();
        let how = [code, reason].into_iter().flatten().collect::<Vec<_>>().join(", ");
        (!how.is_empty()).then(|| format!("{}: {how}", launched.name))
    });
    let ended = ended.collect::<Vec<_>>().join("; ");
    (!ended.is_empty()).then_some(ended)
}
