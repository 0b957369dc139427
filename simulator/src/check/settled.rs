//! Whether everything has settled: what is desired is so, or it is said why it cannot be; and nodes agree.
//!
//! Must not know: how anything comes to settle.

use std::collections::BTreeSet;

use longshore_planners::placement;
use longshore_services::ecs::task;
use longshore_shapes::ecs::DeploymentRolloutState;
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::ContainerInstance;
use longshore_world::records::service::revision::{ServiceRevision, ServiceRevisionKey};
use longshore_world::records::service::{STATUS_DRAINING, Service, ServiceKey};
use longshore_world::records::task::status::{Health, Status};
use longshore_world::records::task::{BY_GROUP, Task, cluster_prefix};
use longshore_world::{KeyBytes, Snapshot};

use crate::cluster::Cluster;
use crate::node::task::Stage;

/// Everything that has not settled, in words.
pub(crate) fn unsettled(cluster: &Cluster) -> Vec<String> {
    let mut left = Vec::new();
    if !cluster.control.is_up() {
        return vec!["control is down".to_owned()];
    }
    let world = &cluster.control.snapshot;
    services(world, &mut left);
    tasks(cluster, world, &mut left);
    nodes(cluster, world, &mut left);
    left
}

fn everything() -> KeyBytes {
    KeyBytes::from_slice(&[])
}

fn services(world: &Snapshot, left: &mut Vec<String>) {
    for (key, row) in world.scan::<Service>(&everything()) {
        if row.status() == STATUS_DRAINING {
            left.push(format!("service {} is DRAINING", key.name));
        } else if row.is_active() && !is_external(row) {
            service(world, &key, row, left);
        }
    }
}

fn is_external(service: &Service) -> bool {
    let controller = service.service.deployment_controller.as_ref();
    controller.is_some_and(|it| it.r#type != longshore_shapes::ecs::DeploymentControllerType::Ecs)
}

fn service(world: &Snapshot, key: &ServiceKey, row: &Service, left: &mut Vec<String>) {
    let prefix = cluster_prefix(key.scope, &key.cluster, true).text(&Service::group(&key.name)).finish();
    let tasks: Vec<_> = world.by_index::<Task>(BY_GROUP, &prefix, None).collect();
    let primary = row.primary().map(|rollout| rollout.id.as_str());
    let of_primary = |task: &Task| task.launch.started_by.as_deref() == primary;
    let others = tasks.iter().filter(|(_, _, task)| !of_primary(task)).count();
    let running = tasks.iter().filter(|(_, _, task)| task.is_running()).count();
    let unhealthy = tasks.iter().filter(|(_, _, task)| task.health == Some(Health::Unhealthy)).count();
    let pending = tasks.len() - running;
    let wanted = if row.is_daemon() { tasks.len() } else { row.desired() };
    let complete =
        running == wanted && pending == 0 && others == 0 && unhealthy == 0 && row.rollouts.len() == 1;
    if complete || is_explained(world, key, row, tasks.len()) {
        return;
    }
    left.push(format!(
        "service {} wants {wanted}: {running} run ({unhealthy} unhealthy), {pending} are pending, {others} are old; {} rollouts; unplaced {:?}",
        key.name,
        row.rollouts.len(),
        row.unplaced
    ));
}

/// It is said why the service is not as it should be, and it is so.
fn is_explained(world: &Snapshot, key: &ServiceKey, row: &Service, count: usize) -> bool {
    let primary = row.primary();
    let failed = |state: &Option<DeploymentRolloutState>| *state == Some(DeploymentRolloutState::Failed);
    if primary.is_some_and(|rollout| rollout.halted || failed(&rollout.rollout_state)) {
        return true;
    }
    if row.unplaced.is_some() {
        // A daemon's places are each its own; that there is one elsewhere is no help.
        return row.is_daemon() || !could_place(world, key, row);
    }
    // Percentages that allow neither a start nor a stop are told as such.
    let stuck = "because of the service deployment configuration";
    let told = |message: &str| {
        row.events.iter().take(5).any(|it| it.message.as_deref().is_some_and(|it| it.contains(message)))
    };
    count > 0 && told(stuck)
}

/// Whether a task of the service would find a place now.
fn could_place(world: &Snapshot, key: &ServiceKey, row: &Service) -> bool {
    let Some(primary) = row.primary() else { return false };
    let revision = ServiceRevisionKey {
        scope: key.scope,
        cluster: key.cluster.clone(),
        service: key.name.clone(),
        id: primary.revision.clone(),
    };
    let Some(revision) = world.get::<ServiceRevision>(&revision) else { return false };
    let cluster = ClusterKey { scope: key.scope, name: key.cluster.clone() };
    let (placed, _) = placement::place(world, &cluster, &revision.order, 1, 1);
    !placed.is_empty()
}

fn tasks(cluster: &Cluster, world: &Snapshot, left: &mut Vec<String>) {
    for (key, row) in world.scan::<Task>(&everything()) {
        if !row.is_live() {
            continue;
        }
        let Some(instance) = row.instance_key(&key) else {
            if row.shall_stop {
                left.push(format!("task {} has no place and shall stop", key.id));
            }
            continue;
        };
        if cluster.node_of(&instance).is_none() {
            left.push(format!("task {} is on {}, whose node is not there", key.id, instance.id));
        } else if row.shall_stop || row.status != Status::Running {
            let shall = if row.shall_stop { "stop" } else { "run" };
            left.push(format!("task {} is {} and shall {shall}", key.id, row.status.name()));
        }
    }
}

/// What each node does is what control thinks it does.
fn nodes(cluster: &Cluster, world: &Snapshot, left: &mut Vec<String>) {
    for (key, row) in world.scan::<ContainerInstance>(&everything()) {
        // One that somebody registered without a node has nobody to come back.
        if !row.is_registered() || row.connection == 0 {
            continue;
        }
        let Some(id) = cluster.node_of(&key) else {
            left.push(format!("instance {} has no node", key.id));
            continue;
        };
        if row.instance.agent_connected != Some(true) {
            left.push(format!("instance {} is shown as disconnected", key.id));
        }
        let Some(node) = cluster.nodes.get(id) else { continue };
        let live = task::live_on(world, &key).filter(|(_, row)| row.status == Status::Running);
        let thought: BTreeSet<String> = live.map(|(key, _)| task::arn_of(&key)).collect();
        let runs = node.tasks.values().filter(|task| task.stage == Stage::Running);
        let runs: BTreeSet<String> = runs.map(|task| task.arn.to_string()).collect();
        if thought != runs {
            let more: Vec<_> = runs.difference(&thought).collect();
            let fewer: Vec<_> = thought.difference(&runs).collect();
            left.push(format!("node {id} runs {more:?} unknown to control, and does not run {fewer:?}"));
        }
        if node.waiting() > 0 {
            left.push(format!("{} tasks of node {id} wait for room", node.waiting()));
        }
    }
}
