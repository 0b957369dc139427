//! A look at one service: what a decision about it rests on, read from the world.
//!
//! Cost: one walk over the service's live tasks; everything else is read once for each rollout or instance.
//!
//! Must not know: what is decided on these grounds.

use std::sync::Arc;

use longshore_shapes::ecs;
use longshore_world::records::service::deployment::{ServiceDeployment, ServiceDeploymentKey};
use longshore_world::records::service::task_set::{self, TaskSet, TaskSetKey};
use longshore_world::records::service::{self, Service, ServiceKey};
use longshore_world::records::task::TaskKey;
use longshore_world::{Timestamp, World};

use super::orders::{self, Finder, Found};
use super::places;
use super::surroundings::Surroundings;
use super::tasks::{self, Heads, Walk};
use super::view::{
    Breaker, Controller, EarlySuccess, Memory, Rollout, RolloutState, Scheduling, StopRequested, Threshold,
    View,
};

const DEFAULT_BREAKER: Threshold = Threshold::BoundedPercent(50);
const MINIMUM_HEALTHY_PERCENT: i32 = 100;
const MAXIMUM_PERCENT: i32 = 200;
const ALL_PERCENT: i32 = 100;
const DAEMON_MINIMUM_HEALTHY_PERCENT: i32 = 0;
const DAEMON_MAXIMUM_PERCENT: i32 = 100;
/// How a deployment is asked to end without a rollback.
const ABORT: &str = "ABORT";

/// What was looked at, by which whoever carries a plan out sees whether it has moved on.
#[derive(Clone)]
pub(crate) struct Basis {
    pub(crate) row: Arc<Service>,
    /// Of a service whose deployments somebody else conducts.
    pub(crate) task_sets: Vec<(TaskSetKey, Arc<TaskSet>)>,
    pub(crate) heads: Heads,
    /// Tasks on their way out that are still led to.
    pub(crate) withdrawn: Vec<TaskKey>,
    /// Images that tasks of the newest rollout have found and its revision does not hold yet.
    pub(crate) found: Option<Found>,
}

/// Looks at a service that is there and not INACTIVE.
pub(crate) fn look(
    world: &World,
    around: &dyn Surroundings,
    key: &ServiceKey,
    row: &Arc<Service>,
    now: Timestamp,
) -> (View, Basis) {
    let task_sets = if is_external(row) { task_sets(world, key) } else { Vec::new() };
    let mut view = of_row(row, key);
    view.fallback.clone_from(&row.last_completed);
    view.rollouts = if is_external(row) {
        sets_as_rollouts(row, &task_sets)
    } else {
        row.rollouts.iter().map(|rollout| of_rollout(world, key, rollout)).collect()
    };
    let order = orders::newest(world, key, row, &task_sets);
    let led_to = around.watches(world, key, row);
    view.alarms = around.alarms(world, key, row);
    if let Some((alarms, secs)) = view.alarms.as_mut().zip(bake_secs(row)) {
        alarms.bake_secs = secs;
    }
    view.ended = tasks::ended(world, key, row);
    let walk = Walk::new(world, led_to.then_some(around), now, Finder::of(world, key, row)).over(key);
    view.tasks = walk.tasks;
    view.stop_first = places::stop_first(world, key, row, &view.tasks);
    if let Some(order) = order {
        if row.is_daemon() {
            view.scheduling = Scheduling::Daemon { hosts: places::hosts(world, key, order) };
        } else if view.rebalances && view.rollouts.len() == 1 {
            view.zones = places::zones(world, key, order);
        }
    }
    let basis = Basis {
        row: row.clone(),
        task_sets,
        heads: walk.heads,
        withdrawn: walk.withdrawn,
        found: walk.finder.and_then(Finder::found),
    };
    (view, basis)
}

pub(crate) fn is_external(row: &Service) -> bool {
    use ecs::DeploymentControllerType::{CodeDeploy, External};
    let controller = row.service.deployment_controller.as_ref().map(|it| &it.r#type);
    matches!(controller, Some(External | CodeDeploy))
}

/// What the service's row itself says.
fn of_row(row: &Service, key: &ServiceKey) -> View {
    let configuration = row.service.deployment_configuration.as_ref();
    let (minimum, maximum) = if row.is_daemon() {
        (DAEMON_MINIMUM_HEALTHY_PERCENT, DAEMON_MAXIMUM_PERCENT)
    } else {
        (MINIMUM_HEALTHY_PERCENT, MAXIMUM_PERCENT)
    };
    View {
        name: key.name.clone(),
        active: row.is_active(),
        scheduling: if row.is_daemon() {
            Scheduling::Daemon { hosts: Vec::new() }
        } else {
            Scheduling::Replica { desired: row.desired() }
        },
        controller: if is_external(row) { Controller::External } else { Controller::Ecs },
        minimum_healthy_percent: configuration
            .and_then(|it| it.minimum_healthy_percent)
            .unwrap_or(minimum)
            .into(),
        maximum_percent: configuration.and_then(|it| it.maximum_percent).unwrap_or(maximum).into(),
        breaker: configuration.and_then(breaker),
        early_success: configuration.and_then(early_success),
        grace_secs: row.service.health_check_grace_period_seconds.unwrap_or_default().into(),
        rebalances: places::rebalances(row),
        memory: memory(row),
        ..View::default()
    }
}

/// The threshold of a circuit breaker, as it is configured or by default.
pub fn threshold(configured: Option<&ecs::ThresholdConfiguration>) -> Threshold {
    configured.map_or(DEFAULT_BREAKER, |threshold| {
        let value = i64::from(threshold.value);
        match threshold.r#type {
            ecs::ThresholdType::Count => Threshold::Count(value),
            ecs::ThresholdType::UnboundedPercent => Threshold::UnboundedPercent(value),
            _ => Threshold::BoundedPercent(value),
        }
    })
}

/// The circuit breaker of a configuration that has it on.
pub(crate) fn breaker(configuration: &ecs::DeploymentConfiguration) -> Option<Breaker> {
    let breaker = configuration.deployment_circuit_breaker.as_ref().filter(|breaker| breaker.enable)?;
    let threshold = threshold(breaker.threshold_configuration.as_ref());
    let reset_on_healthy_task = breaker.reset_on_healthy_task.unwrap_or(true);
    Some(Breaker { rollback: breaker.rollback, reset_on_healthy_task, threshold })
}

/// When a deployment of a configuration has succeeded early, if it may.
fn early_success(configuration: &ecs::DeploymentConfiguration) -> Option<EarlySuccess> {
    let criteria = configuration.early_success_criteria.as_ref().filter(|criteria| criteria.enable)?;
    Some(EarlySuccess {
        healthy_percent: criteria.healthy_percent.unwrap_or(ALL_PERCENT).into(),
        blocking: criteria.source_service_revision_cleanup != Some(ecs::ServiceRevisionCleanup::Deferred),
    })
}

/// For how long alarms are heeded after a deployment has come as far as it should, where its configuration says.
fn bake_secs(row: &Service) -> Option<i64> {
    let minutes = row.service.deployment_configuration.as_ref()?.bake_time_in_minutes?;
    Some(i64::from(minutes).saturating_mul(60))
}

/// What its scheduler remembers.
pub(crate) fn memory(row: &Service) -> Memory {
    Memory {
        start_failures: row.start_failures.into(),
        next_start_at: row.next_start_at,
        unplaced: row.unplaced.clone(),
        unplaced_since: row.unplaced_since,
        steady_told_at: row.steady_told_at,
        told: row.told.clone(),
        judged_commit: row.judged_commit,
    }
}

fn of_rollout(world: &World, key: &ServiceKey, rollout: &service::Rollout) -> Rollout {
    let deployment = world.get::<ServiceDeployment>(&deployment_key(key, rollout));
    let asked =
        deployment.and_then(|it| it.stop_requested.as_deref()).filter(|_| rollout.rolls_back.is_none());
    Rollout {
        id: rollout.id.clone(),
        revision: rollout.revision.clone(),
        created_at: rollout.created_at,
        state: match rollout.rollout_state {
            Some(ecs::DeploymentRolloutState::Completed) => RolloutState::Completed,
            Some(ecs::DeploymentRolloutState::Failed) => RolloutState::Failed,
            _ => RolloutState::InProgress,
        },
        failed_tasks: rollout.failed_tasks.into(),
        has_run: rollout.has_run,
        completed: rollout.completed,
        halted: rollout.halted,
        stop_requested: asked.map(|asked| match asked {
            ABORT => StopRequested::Abort,
            _ => StopRequested::Rollback,
        }),
        rolls_back: rollout.rolls_back.clone(),
        alarms: rollout.alarms.clone(),
        ..Rollout::default()
    }
}

pub(crate) fn deployment_key(key: &ServiceKey, rollout: &service::Rollout) -> ServiceDeploymentKey {
    ServiceDeploymentKey {
        scope: key.scope,
        cluster: key.cluster.clone(),
        service: key.name.clone(),
        id: rollout.service_deployment.clone(),
    }
}

/// The primary first, then the newest.
pub(crate) fn task_sets(world: &World, key: &ServiceKey) -> Vec<(TaskSetKey, Arc<TaskSet>)> {
    let sets = world.scan::<TaskSet>(&task_set::service_prefix(key));
    let mut sets: Vec<_> = sets.map(|(key, set)| (key, set.clone())).collect();
    let primary = |set: &TaskSet| set.task_set.status.as_deref() == Some("PRIMARY");
    sets.sort_by_key(|(_, set)| (!primary(set), std::cmp::Reverse(set.created_at)));
    sets
}

fn sets_as_rollouts(row: &Service, sets: &[(TaskSetKey, Arc<TaskSet>)]) -> Vec<Rollout> {
    let rollout = |(key, set): &(TaskSetKey, Arc<TaskSet>)| Rollout {
        id: key.id.clone(),
        revision: key.id.clone(),
        created_at: set.created_at,
        state: match set.task_set.stability_status {
            Some(ecs::StabilityStatus::SteadyState) => RolloutState::Completed,
            _ => RolloutState::InProgress,
        },
        wanted: Some(wanted(row, set)),
        draining: set.task_set.status.as_deref() == Some("DRAINING"),
        ..Rollout::default()
    };
    sets.iter().map(rollout).collect()
}

/// Its share of what the service shall have, rounded up.
fn wanted(row: &Service, set: &TaskSet) -> usize {
    let percent = set.task_set.scale.as_ref().and_then(|scale| scale.value).unwrap_or_default();
    let desired = f64::from(u32::try_from(row.desired()).unwrap_or(u32::MAX));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a float cast saturates")]
    let wanted = (desired * percent.clamp(0.0, 100.0) / 100.0).ceil() as usize;
    wanted
}
