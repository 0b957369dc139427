//! What must hold across tables, checked at start and by `longshore state check`.
//!
//! Must not know: how a contradiction came to be.

use std::collections::BTreeMap;

use longshore_shapes::ecs::TaskDefinitionStatus;

use crate::key::{KeyBytes, RowKey};
use crate::records::cluster::{Cluster, ClusterKey};
use crate::records::container_instance::ContainerInstance;
use crate::records::service::Service;
use crate::records::service::deployment::{ServiceDeployment, ServiceDeploymentKey};
use crate::records::service::revision::{ServiceRevision, ServiceRevisionKey};
use crate::records::task::{ADDRESSES, Task, TaskKey};
use crate::records::task_definition::{Family, FamilyKey, TaskDefinition};
use crate::tables::World;

/// Calls `problem` for everything that contradicts something else.
pub fn across_tables(world: &World, problem: &mut dyn FnMut(String)) {
    families_count_their_revisions(world, problem);
    instances_have_a_cluster(world, problem);
    tasks_have_a_place(world, problem);
    rollouts_have_what_they_roll_out(world, problem);
    world.fleet().check(world, problem);
}

fn everything() -> KeyBytes {
    KeyBytes::from_slice(&[])
}

fn families_count_their_revisions(world: &World, problem: &mut dyn FnMut(String)) {
    let mut counted: BTreeMap<KeyBytes, Family> = BTreeMap::new();
    let mut current: Option<(FamilyKey, Family)> = None;
    // Revisions of a family stand together, so one count at a time is enough.
    for (key, row) in world.scan::<TaskDefinition>(&everything()) {
        let family = FamilyKey { scope: key.scope, family: key.family };
        if current.as_ref().is_none_or(|(key, _)| *key != family) {
            counted.extend(current.take().map(|(key, count)| (key.bytes(), count)));
            current = Some((family, Family::default()));
        }
        if let Some((_, count)) = &mut current {
            count.latest = count.latest.max(i64::from(key.revision));
            if let Some(count) = count.count_mut(&row.status) {
                *count += 1;
            }
        }
    }
    counted.extend(current.map(|(key, count)| (key.bytes(), count)));
    for (key, row) in world.scan::<Family>(&everything()) {
        let count = counted.remove(&key.bytes()).unwrap_or_default();
        compare_family(&key, row, &count, problem);
    }
    for key in counted.keys() {
        problem(format!("task definitions of {key:?} have no family"));
    }
}

fn compare_family(key: &FamilyKey, row: &Family, count: &Family, problem: &mut dyn FnMut(String)) {
    if count.latest > row.latest {
        problem(format!(
            "family {} has a revision {} above its newest, {}",
            key.family, count.latest, row.latest
        ));
    }
    for status in
        [TaskDefinitionStatus::Active, TaskDefinitionStatus::Inactive, TaskDefinitionStatus::DeleteInProgress]
    {
        let (mut row, mut count) = (row.clone(), count.clone());
        let (said, found) = (row.count_mut(&status), count.count_mut(&status));
        if said != found {
            problem(format!("family {} says {said:?} {status} revisions and has {found:?}", key.family));
        }
    }
}

fn instances_have_a_cluster(world: &World, problem: &mut dyn FnMut(String)) {
    for (key, row) in world.scan::<ContainerInstance>(&everything()) {
        let cluster = ClusterKey { scope: key.scope, name: key.cluster };
        let active = world.get::<Cluster>(&cluster).is_some_and(|cluster| cluster.is_active());
        if row.is_registered() && !active {
            problem(format!("container instance {} is registered in {}, no cluster", key.id, cluster.name));
        }
    }
}

/// Whatever has a place on a node has one that is there, alone in what no two can have.
fn tasks_have_a_place(world: &World, problem: &mut dyn FnMut(String)) {
    for (key, row) in world.scan::<Task>(&everything()) {
        check_place(world, &key, row, problem);
        if !row.is_live() && row.shall_run() {
            problem(format!("task {} has stopped and shall run", key.id));
        }
    }
    let mut last = None;
    for (place, key) in world.keys_by_index::<Task>(ADDRESSES, &everything(), None) {
        if last.as_ref() == Some(place) {
            problem(format!("task {} has the address of another", key.id));
        }
        last = Some(place.clone());
    }
}

/// What a rollout starts its tasks from, and the deployment that it is told of as.
fn rollouts_have_what_they_roll_out(world: &World, problem: &mut dyn FnMut(String)) {
    for (key, row) in world.scan::<Service>(&everything()) {
        let (scope, cluster, service) = (key.scope, &key.cluster, &key.name);
        for rollout in &row.rollouts {
            let (cluster, service, id) = (cluster.clone(), service.clone(), rollout.revision.clone());
            let revision = ServiceRevisionKey { scope, cluster, service, id };
            if world.get::<ServiceRevision>(&revision).is_none() {
                problem(format!("rollout {} of {} has no revision {}", rollout.id, key.name, revision.id));
            }
            let ServiceRevisionKey { cluster, service, .. } = revision;
            let id = rollout.service_deployment.clone();
            let deployment = ServiceDeploymentKey { scope, cluster, service, id };
            if world.get::<ServiceDeployment>(&deployment).is_none() {
                let (rollout, service) = (&rollout.id, &key.name);
                problem(format!(
                    "rollout {rollout} of {service} has no service deployment {}",
                    deployment.id
                ));
            }
        }
    }
}

fn check_place(world: &World, key: &TaskKey, row: &Task, problem: &mut dyn FnMut(String)) {
    let Some(place) = row.instance_key(key).filter(|_| row.is_live()) else { return };
    if !world.get::<ContainerInstance>(&place).is_some_and(|instance| instance.is_registered()) {
        problem(format!("task {} is on container instance {}, which is not registered", key.id, place.id));
    }
}
