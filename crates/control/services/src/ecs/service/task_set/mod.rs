//! Task sets: parts of a service whose deployments somebody else conducts, each with a share of its tasks.
//!
//! Must not know: how a share is reached.

mod change;
mod create;

use longshore_shapes::ecs::{
    self, DeploymentControllerType, Scale, ScaleUnit, StabilityStatus, TaskSetField, error, op,
};
use longshore_shapes::{ApiError, Timestamp};
use longshore_world::records::service::task_set::{TaskSet, TaskSetKey, service_prefix};
use longshore_world::records::service::{Runs, Service, ServiceKey};
use longshore_world::{Scope, Snapshot, World};

use super::counts::TaskCounts;
use super::reference::{self, task_set_of};
use super::shown;
use crate::caller::Caller;
use crate::ecs::problems::{invalid, missing};
use crate::registry::Registry;

const DRAINING: &str = super::delete::SET_DRAINING;
const DESCRIBE_MAX: usize = 100;
const WHOLE: f64 = 100.0;

pub(super) fn register(registry: &mut Registry) {
    registry.write::<op::CreateTaskSet, _>(create::create_task_set);
    registry.write::<op::UpdateTaskSet, _>(change::update_task_set);
    registry.write::<op::DeleteTaskSet, _>(change::delete_task_set);
    registry.write::<op::UpdateServicePrimaryTaskSet, _>(change::update_service_primary_task_set);
    registry.read::<op::DescribeTaskSets>(describe_task_sets);
}

/// The ACTIVE service that a request works on; one that has task sets.
fn find_service(
    world: &World,
    scope: Scope,
    cluster: &str,
    given: &str,
) -> Result<(ServiceKey, std::sync::Arc<Service>), ApiError> {
    let (key, row) = reference::find_active(world, scope, Some(cluster), given)?;
    let controller = row.service.deployment_controller.as_ref();
    if controller.is_none_or(|controller| controller.r#type != DeploymentControllerType::External) {
        return Err(invalid("Task sets are for services whose deploymentController is EXTERNAL."));
    }
    Ok((key, row))
}

fn not_found() -> ApiError {
    ApiError::new(&error::TASK_SET_NOT_FOUND_EXCEPTION, "The specified task set was not found.")
}

fn find(
    world: &World,
    service: &ServiceKey,
    given: &str,
) -> Result<(TaskSetKey, std::sync::Arc<TaskSet>), ApiError> {
    let key = task_set_of(service, given)?;
    let row = world.get::<TaskSet>(&key).filter(|_| key.service_key() == *service);
    Ok((key.clone(), row.ok_or_else(not_found)?.clone()))
}

/// A share of a service's tasks; none is nothing of it.
fn checked_scale(given: Option<Scale>) -> Result<Scale, ApiError> {
    let value = given.as_ref().and_then(|scale| scale.value).unwrap_or(0.0);
    if let Some(ScaleUnit::Unknown(other)) = given.as_ref().and_then(|scale| scale.unit.as_ref()) {
        return Err(invalid(format!("scale.unit '{other}' is not known; use PERCENT.")));
    }
    if !(0.0..=WHOLE).contains(&value) {
        return Err(invalid(format!("scale.value must be between 0 and 100: {value}.")));
    }
    Ok(Scale { value: Some(value), unit: Some(ScaleUnit::Percent) })
}

/// How many tasks a task set is to have.
#[allow(clippy::cast_possible_truncation, reason = "a share of an i32 is one, and casts saturate")]
fn computed(set: &ecs::TaskSet, desired: i32) -> i32 {
    if set.status.as_deref() == Some(DRAINING) {
        return 0;
    }
    let share = set.scale.as_ref().and_then(|scale| scale.value).unwrap_or(0.0);
    (f64::from(desired) * share / WHOLE).ceil() as i32
}

/// The service with what a task set says in place of what it says itself: what an order is made of.
pub(super) fn as_service(service: &ecs::Service, set: &ecs::TaskSet) -> ecs::Service {
    let mut service = service.clone();
    Runs::from(set).show_on(&mut service);
    service
}

fn whole(set: &ecs::TaskSet, id: &str, desired: i32, counts: &TaskCounts, with_tags: bool) -> ecs::TaskSet {
    let of_set = counts.of_rollout(id);
    let wanted = computed(set, desired);
    let steady: Option<Option<Timestamp>> = of_set.steady_since(wanted, set.updated_at);
    let status = if steady.is_some() { StabilityStatus::SteadyState } else { StabilityStatus::Stabilizing };
    ecs::TaskSet {
        computed_desired_count: Some(wanted),
        running_count: Some(of_set.running),
        pending_count: Some(of_set.pending),
        stability_status: Some(status),
        stability_status_at: steady.unwrap_or(set.updated_at),
        load_balancers: Some(Vec::new()),
        service_registries: Some(Vec::new()),
        tags: with_tags.then(|| set.tags.clone().unwrap_or_default()),
        ..set.clone()
    }
}

/// The task sets of a service, as DescribeServices shows them.
pub(super) fn of_service(
    world: &World,
    service: &ServiceKey,
    desired: i32,
    counts: &TaskCounts,
    with_tags: bool,
) -> Vec<ecs::TaskSet> {
    let rows = world.scan::<TaskSet>(&service_prefix(service));
    rows.map(|(key, row)| whole(&row.task_set, &key.id, desired, counts, with_tags)).collect()
}

/// A task set that a transaction has just written.
fn answer(world: &World, key: &TaskSetKey) -> Option<ecs::TaskSet> {
    let service = key.service_key();
    let desired = world.get::<Service>(&service).map_or(0, |row| shown::desired(world, &service, row));
    let row = world.get::<TaskSet>(key)?;
    Some(whole(&row.task_set, &key.id, desired, &TaskCounts::of(world, &service), true))
}

fn describe_task_sets(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::DescribeTaskSetsRequest,
) -> Result<ecs::DescribeTaskSetsResponse, ApiError> {
    let asked = input.task_sets.unwrap_or_default();
    if asked.len() > DESCRIBE_MAX {
        return Err(invalid(format!("taskSets may name at most {DESCRIBE_MAX} task sets.")));
    }
    let (service, row) = find_service(snapshot, caller.scope, &input.cluster, &input.service)?;
    let with_tags = input.include.is_some_and(|include| include.contains(&TaskSetField::Tags));
    let desired = shown::desired(snapshot, &service, &row);
    let counts = TaskCounts::of(snapshot, &service);
    let (mut sets, mut failures) = (Vec::new(), Vec::new());
    for given in &asked {
        let key = task_set_of(&service, given)?;
        match snapshot.get::<TaskSet>(&key).filter(|_| key.service_key() == service) {
            Some(row) => sets.push(whole(&row.task_set, &key.id, desired, &counts, with_tags)),
            None => failures.push(missing(reference::task_set_arn(&key))),
        }
    }
    if asked.is_empty() {
        sets = of_service(snapshot, &service, desired, &counts, with_tags);
    }
    Ok(ecs::DescribeTaskSetsResponse { task_sets: Some(sets), failures: Some(failures) })
}
