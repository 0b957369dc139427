//! How services stand: steady, or what keeps them from it, in plain words.
//!
//! Must not know: what happened before.

use longshore_planners::placement;
use longshore_shapes::ecs::{DeploymentControllerType, DeploymentRolloutState};
use longshore_world::key::KeyWriter;
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::ContainerInstance;
use longshore_world::records::service::revision::{ServiceRevision, ServiceRevisionKey};
use longshore_world::records::service::{STATUS_DRAINING, Service, ServiceKey};
use longshore_world::records::task::status::Health;
use longshore_world::records::task::{BY_GROUP, Task, TaskKey, cluster_prefix};
use longshore_world::{Scope, Timestamp, World};

use super::{counted, passed};

const SEED: u64 = 1;
const ACTIVE: &str = "ACTIVE";
/// Below that many starts that failed in a row, the next may go well.
const FAILURES_IN_A_ROW: i32 = 3;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) desired: usize,
    pub(super) running: usize,
    /// What keeps it from being steady.
    pub(super) lacks: Option<String>,
}

#[derive(Default)]
struct Counts {
    running: usize,
    pending: usize,
    old: usize,
    unhealthy: usize,
    /// On machines that are to be left.
    leaving: usize,
}

/// Every service of the scope that is there, but for those that others conduct.
pub(super) fn services(world: &World, scope: Scope, now: Timestamp) -> Vec<(ServiceKey, Standing)> {
    let rows = world.scan::<Service>(&KeyWriter::new().scope(scope).finish());
    let conducted = rows.filter(|(_, row)| row.inactive_at.is_none() && !is_external(row));
    conducted.map(|(key, row)| (key.clone(), standing(world, &key, row, now))).collect()
}

fn is_external(service: &Service) -> bool {
    let controller = service.service.deployment_controller.as_ref();
    controller.is_some_and(|it| it.r#type != DeploymentControllerType::Ecs)
}

fn standing(world: &World, key: &ServiceKey, row: &Service, now: Timestamp) -> Standing {
    let counts = counts(world, key, row);
    let desired = if row.is_daemon() { counts.running + counts.pending } else { row.desired() };
    let lacks = lacks(row, &counts, desired, now, &|| no_place(world, key, row));
    Standing { desired, running: counts.running, lacks }
}

fn counts(world: &World, key: &ServiceKey, row: &Service) -> Counts {
    let prefix = cluster_prefix(key.scope, &key.cluster, true).text(&Service::group(&key.name)).finish();
    let primary = row.primary().map(|rollout| rollout.id.as_str());
    let mut counts = Counts::default();
    for (_, task_key, task) in world.by_index::<Task>(BY_GROUP, &prefix, None) {
        if task.is_running() {
            counts.running += 1
        } else {
            counts.pending += 1
        }
        counts.old += usize::from(task.launch.started_by.as_deref() != primary);
        counts.unhealthy += usize::from(task.health == Some(Health::Unhealthy));
        counts.leaving += usize::from(!stays(world, &task_key, task));
    }
    counts
}

/// Whether its machine is one that tasks may stay on.
fn stays(world: &World, key: &TaskKey, task: &Task) -> bool {
    let machine = task.instance_key(key).and_then(|key| world.get::<ContainerInstance>(&key));
    machine.is_some_and(|row| row.is_registered() && row.instance.status.as_deref() == Some(ACTIVE))
}

/// The first thing that a user would have to see to.
fn lacks(
    row: &Service,
    counts: &Counts,
    desired: usize,
    now: Timestamp,
    no_place: &dyn Fn() -> Option<String>,
) -> Option<String> {
    let primary = row.primary();
    let state = primary.and_then(|rollout| rollout.rollout_state.as_ref());
    let reason = || primary.and_then(|rollout| rollout.rollout_state_reason.clone()).unwrap_or_default();
    let halted = primary.is_some_and(|rollout| rollout.halted);
    let done = counts.running == desired && counts.pending == 0 && counts.old == 0;
    if row.status() == STATUS_DRAINING {
        return Some(format!("it is being deleted, and {} left", counted(counts.running, "task")));
    }
    if halted || state == Some(&DeploymentRolloutState::Failed) {
        return Some(format!("its deployment has failed: {}", reason()));
    }
    if let Some(told) = row.unplaced.as_ref().filter(|_| !done) {
        let lack = no_place().unwrap_or_else(|| told.clone());
        let missing = desired.saturating_sub(counts.running + counts.pending - counts.old);
        return Some(format!("{} found no place: {lack}", counted(missing, "task")));
    }
    if row.start_failures >= FAILURES_IN_A_ROW && !done {
        let next = row.next_start_at.map(|at| passed((at.millis() - now.millis()).max(0)));
        let next = next.map_or_else(String::new, |wait| format!("; the next is started in {wait}"));
        return Some(format!("its tasks fail to start, {} times in a row{next}", row.start_failures));
    }
    if counts.pending > 0 {
        return Some(format!("{} on the way to RUNNING", counted(counts.pending, "task")));
    }
    if counts.unhealthy > 0 {
        return Some(format!("{} UNHEALTHY", counted(counts.unhealthy, "task")));
    }
    if counts.leaving > 0 {
        let left = counted(counts.leaving, "task");
        return Some(format!("{left} still on machines that are to be left{}", held(row)));
    }
    if counts.old > 0 {
        return Some(format!("{} of older deployments still run{}", counted(counts.old, "task"), held(row)));
    }
    if counts.running != desired {
        return Some(format!("{} of {desired} tasks run{}", counts.running, held(row)));
    }
    let more = row.rollouts.len() > 1;
    let open = state.is_some_and(|state| *state != DeploymentRolloutState::Completed);
    (more || open).then(|| format!("its deployment is in progress: {}", reason()))
}

/// What the machines lack for one more task of its newest revision, with figures.
fn no_place(world: &World, key: &ServiceKey, row: &Service) -> Option<String> {
    let revision = ServiceRevisionKey {
        scope: key.scope,
        cluster: key.cluster.clone(),
        service: key.name.clone(),
        id: row.primary()?.revision.clone(),
    };
    let order = &world.get::<ServiceRevision>(&revision)?.order;
    let cluster = ClusterKey { scope: key.scope, name: key.cluster.clone() };
    let (_, refusal) = placement::place(world, &cluster, order, 1, SEED);
    refusal.map(|refusal| refusal.to_string())
}

/// What the scheduler says of percentages that allow neither a start nor a stop.
fn held(row: &Service) -> String {
    let newest = row.events.first().and_then(|event| event.message.as_deref());
    let told = newest.filter(|it| it.contains("deployment configuration"));
    told.map_or_else(String::new, |message| format!("; the scheduler says: {message}"))
}
