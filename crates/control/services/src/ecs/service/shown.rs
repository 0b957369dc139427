//! A service as answers show it: with its counts, deployments, events and task sets.
//!
//! Must not know: what is asked for beside it.

use longshore_shapes::ecs::{self, DeploymentControllerType};
use longshore_world::World;
use longshore_world::records::service::revision::ServiceRevision;
use longshore_world::records::service::{Rollout, STATUS_INACTIVE, Service, ServiceKey};

use super::counts::TaskCounts;
use super::reference::{deployment_arn, deployment_key, revision_arn, revision_key};
use super::{daemon, deploy, task_set};

/// A service that a transaction has just written, tags included.
pub(super) fn answer(world: &World, key: &ServiceKey) -> Option<ecs::Service> {
    world.get::<Service>(key).map(|row| shown(world, key, row, true))
}

pub(super) fn shown(world: &World, key: &ServiceKey, row: &Service, with_tags: bool) -> ecs::Service {
    let counts = TaskCounts::of(world, key);
    let of = &row.service;
    let desired = desired(world, key, row);
    let strategy = of.capacity_provider_strategy.clone().filter(|items| !items.is_empty());
    let ecs_conducts = conducted_by_ecs(of);
    let gone = row.status() == STATUS_INACTIVE;
    let rollouts: &[Rollout] = if gone { &[] } else { &row.rollouts };
    let current = rollouts.first().filter(|_| ecs_conducts);
    ecs::Service {
        desired_count: Some(desired),
        running_count: Some(counts.total.running),
        pending_count: Some(counts.total.pending),
        launch_type: of.launch_type.clone().filter(|_| strategy.is_none()),
        capacity_provider_strategy: strategy,
        load_balancers: Some(of.load_balancers.clone().unwrap_or_default()),
        service_registries: Some(of.service_registries.clone().unwrap_or_default()),
        deployments: Some(rollouts.iter().map(|it| deployment(world, key, it, desired, &counts)).collect()),
        task_sets: (!ecs_conducts).then(|| task_set::of_service(world, key, desired, &counts, with_tags)),
        events: Some(row.events.clone()),
        current_service_deployment: current
            .map(|it| deployment_arn(&deployment_key(key, &it.service_deployment))),
        current_service_revisions: ecs_conducts
            .then(|| rollouts.iter().map(|it| current_revision(key, it, desired, &counts)).collect()),
        tags: with_tags.then(|| of.tags.clone().unwrap_or_default()),
        ..of.clone()
    }
}

fn conducted_by_ecs(service: &ecs::Service) -> bool {
    let controller = service.deployment_controller.as_ref();
    controller.is_none_or(|controller| controller.r#type == DeploymentControllerType::Ecs)
}

/// How many tasks there are to be; of daemons, one for each instance that they belong on.
pub(super) fn desired(world: &World, key: &ServiceKey, row: &Service) -> i32 {
    if row.is_active() && row.is_daemon() {
        return daemon::desired(world, key, row);
    }
    row.service.desired_count.unwrap_or(0)
}

/// What a rollout asks for: the PRIMARY all of the service's, an older one what it still has.
fn requested(rollout: &Rollout, desired: i32, counts: &TaskCounts) -> i32 {
    if rollout.status == deploy::PRIMARY { desired } else { counts.of_rollout(&rollout.id).all() }
}

fn current_revision(
    key: &ServiceKey,
    rollout: &Rollout,
    desired: i32,
    counts: &TaskCounts,
) -> ecs::ServiceCurrentRevisionSummary {
    let of_rollout = counts.of_rollout(&rollout.id);
    ecs::ServiceCurrentRevisionSummary {
        arn: Some(revision_arn(&revision_key(key, &rollout.revision))),
        requested_task_count: Some(requested(rollout, desired, counts)),
        running_task_count: Some(of_rollout.running),
        pending_task_count: Some(of_rollout.pending),
    }
}

fn deployment(
    world: &World,
    key: &ServiceKey,
    rollout: &Rollout,
    desired: i32,
    counts: &TaskCounts,
) -> ecs::Deployment {
    let of_rollout = counts.of_rollout(&rollout.id);
    let row = world.get::<ServiceRevision>(&revision_key(key, &rollout.revision));
    let revision = row.map(|row| row.revision.clone()).unwrap_or_default();
    ecs::Deployment {
        id: Some(rollout.id.clone()),
        status: Some(rollout.status.clone()),
        task_definition: revision.task_definition,
        desired_count: Some(requested(rollout, desired, counts)),
        pending_count: Some(of_rollout.pending),
        running_count: Some(of_rollout.running),
        failed_tasks: Some(rollout.failed_tasks),
        created_at: Some(rollout.created_at),
        updated_at: Some(rollout.updated_at),
        capacity_provider_strategy: revision.capacity_provider_strategy,
        launch_type: revision.launch_type,
        platform_version: revision.platform_version,
        platform_family: revision.platform_family,
        network_configuration: revision.network_configuration,
        rollout_state: rollout.rollout_state.clone(),
        rollout_state_reason: rollout.rollout_state_reason.clone(),
        service_connect_configuration: revision.service_connect_configuration,
        ..Default::default()
    }
}
