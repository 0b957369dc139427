//! Service deployments: described, listed, and asked to stop.
//!
//! Must not know: how a deployment is conducted; a stop is a wish that its row carries.

use longshore_shapes::ecs::{
    self, DeploymentLifecycleHookAction, ServiceDeploymentBrief, ServiceDeploymentStatus as Status,
    StopServiceDeploymentStopType as StopType, error, op,
};
use longshore_shapes::{ApiError, Timestamp};
use longshore_world::records::service::deployment::{
    BY_SERVICE, ServiceDeployment, ServiceDeploymentKey, service_prefix,
};
use longshore_world::records::service::{Rollout, Service, ServiceKey};
use longshore_world::{Snapshot, Tx, World};

use super::counts::TaskCounts;
use super::reference::{self, arn_of, deployment_arn, deployment_of_arn, revision_arn, revision_key};
use super::{deploy, monitors, shown};
use crate::caller::Caller;
use crate::ecs::page_limit;
use crate::ecs::problems::{bad_token, invalid, missing};
use crate::page::Pages;
use crate::registry::Registry;

const DESCRIBE_MAX: usize = 20;
const PAGE_DEFAULT: i32 = 20;
const PAGE_MAX: i32 = 100;

pub(super) fn register(registry: &mut Registry) {
    registry.read::<op::DescribeServiceDeployments>(describe_service_deployments);
    registry.read::<op::ListServiceDeployments>(list_service_deployments);
    registry.write::<op::StopServiceDeployment, _>(stop_service_deployment);
    registry.write::<op::ContinueServiceDeployment, _>(continue_service_deployment);
}

pub(super) fn describe_service_deployments(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::DescribeServiceDeploymentsRequest,
) -> Result<ecs::DescribeServiceDeploymentsResponse, ApiError> {
    let asked = input.service_deployment_arns;
    if asked.is_empty() {
        return Err(invalid("serviceDeploymentArns cannot be empty."));
    }
    if asked.len() > DESCRIBE_MAX {
        return Err(invalid(format!(
            "serviceDeploymentArns may name at most {DESCRIBE_MAX} service deployments."
        )));
    }
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    for given in asked {
        let key = deployment_of_arn(caller.scope, &given)?;
        match snapshot.get::<ServiceDeployment>(&key) {
            Some(row) => found.push(whole(snapshot, &key, row)),
            None => failures.push(missing(given)),
        }
    }
    Ok(ecs::DescribeServiceDeploymentsResponse { service_deployments: Some(found), failures: Some(failures) })
}

/// A deployment with its counts, and what watches it.
fn whole(world: &World, key: &ServiceDeploymentKey, row: &ServiceDeployment) -> ecs::ServiceDeployment {
    let service = key.service_key();
    let service_row = world.get::<Service>(&service);
    let counts = TaskCounts::of(world, &service);
    let rollouts = service_row.map(|row| row.rollouts.as_slice()).unwrap_or_default();
    let desired = service_row.map_or(0, |row| shown::desired(world, &service, row));
    let mine = rollouts.iter().find(|rollout| rollout.id == row.rollout);
    let of_revision = |id: &String| summary(&service, rollouts, id, desired, &counts);
    ecs::ServiceDeployment {
        source_service_revisions: Some(row.sources.iter().map(of_revision).collect()),
        target_service_revision: Some(of_revision(&row.target)),
        deployment_circuit_breaker: Some(monitors::breaker(
            &row.deployment,
            mine.map(|rollout| rollout.failed_tasks),
            desired,
        )),
        alarms: Some(monitors::alarms(&row.deployment)),
        ..row.deployment.clone()
    }
}

fn summary(
    service: &ServiceKey,
    rollouts: &[Rollout],
    revision: &str,
    desired: i32,
    counts: &TaskCounts,
) -> ecs::ServiceRevisionSummary {
    // A rollback runs a revision a second time: all of its rollouts count.
    let of_revision = || rollouts.iter().filter(|rollout| rollout.revision == revision);
    let total = |part: fn(super::counts::Counts) -> i32| {
        of_revision().map(|rollout| part(counts.of_rollout(&rollout.id))).fold(0, i32::saturating_add)
    };
    let is_primary = of_revision().any(|rollout| rollout.status == deploy::PRIMARY);
    ecs::ServiceRevisionSummary {
        arn: Some(revision_arn(&revision_key(service, revision))),
        requested_task_count: Some(if is_primary { desired } else { total(super::counts::Counts::all) }),
        running_task_count: Some(total(|counts| counts.running)),
        pending_task_count: Some(total(|counts| counts.pending)),
        ..Default::default()
    }
}

/// What a list is narrowed by.
struct Filters {
    statuses: Vec<Status>,
    after: Option<Timestamp>,
    before: Option<Timestamp>,
}

impl Filters {
    fn of(input: &ecs::ListServiceDeploymentsRequest) -> Result<Self, ApiError> {
        let statuses = input.status.clone().unwrap_or_default();
        if let Some(Status::Unknown(other)) = statuses.iter().find(|it| matches!(it, Status::Unknown(_))) {
            let known = Status::VALUES.join(", ");
            return Err(invalid(format!("status '{other}' is not known; use one of {known}.")));
        }
        let created = input.created_at.clone().unwrap_or_default();
        if created.before.zip(created.after).is_some_and(|(before, after)| before < after) {
            return Err(invalid("createdAt.before must not be earlier than createdAt.after."));
        }
        Ok(Self { statuses, after: created.after, before: created.before })
    }

    fn matches(&self, row: &ServiceDeployment) -> bool {
        let of_status = |status: &Status| self.statuses.contains(status);
        (self.statuses.is_empty() || row.deployment.status.as_ref().is_some_and(of_status))
            && self.after.is_none_or(|after| row.created_at > after)
            && self.before.is_none_or(|before| row.created_at < before)
    }

    fn text(&self) -> String {
        let statuses: Vec<_> = self.statuses.iter().map(Status::as_str).collect();
        let moment = |at: Option<Timestamp>| at.map_or_else(String::new, |at| at.millis().to_string());
        format!("{} {} {}", statuses.join(","), moment(self.after), moment(self.before))
    }
}

/// The newest first.
pub(super) fn list_service_deployments(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::ListServiceDeploymentsRequest,
) -> Result<ecs::ListServiceDeploymentsResponse, ApiError> {
    let limit = page_limit(input.max_results, PAGE_DEFAULT, PAGE_MAX)?;
    let filters = Filters::of(&input)?;
    let scope = caller.scope;
    let (service, _) = reference::find(snapshot, scope, input.cluster.as_deref(), &input.service)?;
    let pages = Pages::of(snapshot, &["ListServiceDeployments", &arn_of(&service), &filters.text()]);
    let start = pages.start(input.next_token.as_deref()).map_err(|_| bad_token())?;
    let prefix = service_prefix(&service).finish();
    let keys = snapshot.keys_by_index_before::<ServiceDeployment>(BY_SERVICE, &prefix, start.as_ref()).rev();
    let rows = keys.filter_map(|(place, key)| {
        let row = snapshot.get::<ServiceDeployment>(&key).filter(|row| filters.matches(row))?;
        Some((place.clone(), brief(&key, row)))
    });
    let page = pages.take(rows, limit);
    Ok(ecs::ListServiceDeploymentsResponse {
        service_deployments: Some(page.items),
        next_token: page.next_token,
    })
}

fn brief(key: &ServiceDeploymentKey, row: &ServiceDeployment) -> ServiceDeploymentBrief {
    let of = &row.deployment;
    ServiceDeploymentBrief {
        service_deployment_arn: of.service_deployment_arn.clone(),
        service_arn: of.service_arn.clone(),
        cluster_arn: of.cluster_arn.clone(),
        started_at: of.started_at,
        created_at: of.created_at,
        finished_at: of.finished_at,
        target_service_revision_arn: Some(revision_arn(&revision_key(&key.service_key(), &row.target))),
        status: of.status.clone(),
        status_reason: of.status_reason.clone(),
    }
}

fn not_found() -> ApiError {
    ApiError::new(&error::SERVICE_DEPLOYMENT_NOT_FOUND_EXCEPTION, "Service deployment not found.")
}

pub(super) fn stop_service_deployment(
    caller: &Caller,
    input: ecs::StopServiceDeploymentRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::StopServiceDeploymentResponse, ApiError> + use<>, ApiError>
{
    let key = deployment_of_arn(caller.scope, &input.service_deployment_arn)?;
    let stop_type = input.stop_type.unwrap_or(StopType::Rollback);
    let requested = match &stop_type {
        StopType::Rollback => Status::RollbackRequested,
        StopType::Abort => Status::StopRequested,
        StopType::Unknown(other) => {
            return Err(invalid(format!("stopType '{other}' is not known; use ROLLBACK or ABORT.")));
        }
    };
    Ok(move |tx: &mut Tx<'_>| {
        let row = tx.get::<ServiceDeployment>(&key).ok_or_else(not_found)?;
        let answer =
            ecs::StopServiceDeploymentResponse { service_deployment_arn: Some(deployment_arn(&key)) };
        match &row.deployment.status {
            Some(Status::Pending | Status::InProgress) => {}
            status if monitors::is_finished(status.as_ref()) => {
                return Err(already_finished(status.as_ref()));
            }
            // It is on its way to its end already.
            _ => return Ok(answer),
        }
        let now = tx.now();
        tx.update(&key, |row: &mut ServiceDeployment| {
            row.stop_requested = Some(stop_type.as_str().to_owned());
            row.deployment.status = Some(requested);
            row.deployment.updated_at = Some(now);
        });
        let what = format!("deployment {} is to end ({stop_type})", key.id);
        let why = Some("StopServiceDeployment".to_owned());
        tx.chronicle(key.scope, &arn_of(&key.service_key()), deploy::USER, what, why);
        Ok(answer)
    })
}

fn already_finished(status: Option<&Status>) -> ApiError {
    let status = status.map_or("finished", Status::as_str);
    let message = format!("The service deployment cannot be stopped because it is {status} already.");
    ApiError::new(&error::CONFLICT_EXCEPTION, message)
}

/// Deployments pause at hooks, and there are none: what is named cannot be waiting.
pub(super) fn continue_service_deployment(
    caller: &Caller,
    input: ecs::ContinueServiceDeploymentRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecs::ContinueServiceDeploymentResponse, ApiError> + use<>,
    ApiError,
> {
    let key = deployment_of_arn(caller.scope, &input.service_deployment_arn)?;
    if let Some(DeploymentLifecycleHookAction::Unknown(other)) = &input.action {
        return Err(invalid(format!("action '{other}' is not known; use CONTINUE or ROLLBACK.")));
    }
    Ok(move |tx: &mut Tx<'_>| {
        tx.get::<ServiceDeployment>(&key).ok_or_else(not_found)?;
        Err(invalid(format!(
            "The service deployment waits at no hook '{}': it does not pause, because lifecycle hooks are not built yet.",
            input.hook_id
        )))
    })
}
