//! Which services a change concerns.
//!
//! Must not know: what is decided about them.

use std::collections::BTreeSet;
use std::sync::Arc;

use longshore_world::key::KeyWriter;
use longshore_world::records::cluster::Cluster;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::records::service::deployment::{ServiceDeployment, ServiceDeploymentKey};
use longshore_world::records::service::task_set::{TaskSet, TaskSetKey};
use longshore_world::records::service::{self, Service, ServiceKey};
use longshore_world::records::task::{self, Task, TaskKey};
use longshore_world::{KeyBytes, RowId, RowKey, Scope, StoredRecord, TableId, World};

use super::places;
use super::tasks::started_by;

/// The tables whose changes concern services.
pub(crate) const TABLES: &[TableId] =
    &[Service::TABLE, Task::TABLE, ContainerInstance::TABLE, TaskSet::TABLE, ServiceDeployment::TABLE];
/// What the group of a service's tasks begins with.
const GROUP_START: &str = "service:";
/// Sorts behind every id.
const BEHIND_IDS: [u8; 8] = [u8::MAX; 8];

/// The services that changed rows concern.
pub(crate) fn concerned<'r>(world: &World, rows: impl Iterator<Item = &'r RowId>) -> BTreeSet<ServiceKey> {
    let mut found =
        Concerned { world, services: BTreeSet::new(), freed: BTreeSet::new(), daemons: BTreeSet::new() };
    rows.for_each(|id| found.row(id));
    found.expand()
}

struct Concerned<'w> {
    world: &'w World,
    services: BTreeSet<ServiceKey>,
    /// Where there may be room that was not there before: a cluster's machines, or those that serve FARGATE.
    freed: BTreeSet<(Scope, Option<String>)>,
    /// Clusters whose daemons may have other machines now.
    daemons: BTreeSet<(Scope, String)>,
}

impl Concerned<'_> {
    fn row(&mut self, id: &RowId) {
        let bytes = id.key.as_slice();
        match id.table {
            Service::TABLE => self.services.extend(ServiceKey::parse(bytes)),
            TaskSet::TABLE => self.services.extend(TaskSetKey::parse(bytes).map(|key| key.service_key())),
            ServiceDeployment::TABLE => {
                self.services.extend(ServiceDeploymentKey::parse(bytes).map(|key| key.service_key()));
            }
            Task::TABLE => TaskKey::parse(bytes).iter().for_each(|key| self.task(key)),
            ContainerInstance::TABLE => {
                ContainerInstanceKey::parse(bytes).iter().for_each(|key| self.instance(key));
            }
            _ => {}
        }
    }

    fn task(&mut self, key: &TaskKey) {
        let Some(row) = self.world.get::<Task>(key) else { return };
        self.services.extend(service_of(key, row));
        if row.is_live() {
            return;
        }
        let cluster = row.instance_cluster.as_ref().unwrap_or(&key.cluster);
        self.freed.insert((key.scope, (!row.launch.is_fargate()).then(|| cluster.clone())));
        // It may have been the last one that the daemons of a draining instance stayed for.
        if row.instance_key(key).is_some_and(|instance| !places::stays(self.world, &instance)) {
            self.daemons.insert((key.scope, cluster.clone()));
        }
    }

    fn instance(&mut self, key: &ContainerInstanceKey) {
        let there = task::instance_prefix(key, true).finish();
        for (_, key, row) in self.world.by_index::<Task>(task::BY_INSTANCE, &there, None) {
            self.services.extend(service_of(&key, row));
        }
        self.freed.insert((key.scope, Some(key.cluster.clone())));
        self.freed.insert((key.scope, None));
        self.daemons.insert((key.scope, key.cluster.clone()));
    }

    fn expand(mut self) -> BTreeSet<ServiceKey> {
        for (scope, cluster) in std::mem::take(&mut self.freed) {
            let place = match &cluster {
                Some(cluster) => service::cluster_prefix(scope, cluster).finish(),
                None => KeyWriter::new().scope(scope).finish(),
            };
            let waiting = self.world.by_index::<Service>(service::WAITING, &place, None);
            let waiting = waiting.filter(|(_, _, row)| row.unplaced.is_some());
            self.services.extend(waiting.map(|(_, key, _)| key));
        }
        for (scope, cluster) in std::mem::take(&mut self.daemons) {
            let place = service::cluster_prefix(scope, &cluster).finish();
            let active = self.world.by_index::<Service>(service::ACTIVE, &place, None);
            self.services.extend(active.filter(|(_, _, row)| row.is_daemon()).map(|(_, key, _)| key));
        }
        self.services
    }
}

/// The service whose scheduler started a task.
fn service_of(key: &TaskKey, row: &Task) -> Option<ServiceKey> {
    started_by(row)?;
    let name = row.launch.service()?.to_owned();
    Some(ServiceKey { scope: key.scope, cluster: key.cluster.clone(), name })
}

/// Every service that is not INACTIVE, and every one that has tasks, whether it is still there or not.
pub(crate) fn all(world: &World) -> BTreeSet<ServiceKey> {
    let services = world.scan::<Service>(&KeyBytes::from_slice(&[]));
    let mut all: BTreeSet<ServiceKey> =
        services.filter(|(_, row)| row.inactive_at.is_none()).map(|(key, _)| key).collect();
    for (cluster, _) in world.scan::<Cluster>(&KeyBytes::from_slice(&[])) {
        with_tasks(world, cluster.scope, &cluster.name, &mut all);
    }
    all
}

/// The services that have tasks in a cluster: one step in the index for each of them.
fn with_tasks(world: &World, scope: Scope, cluster: &str, found: &mut BTreeSet<ServiceKey>) {
    let groups = task::cluster_prefix(scope, cluster, true).text_start(GROUP_START).finish();
    let first = |after: Option<&KeyBytes>| {
        world.by_index::<Task>(task::BY_GROUP, &groups, after).next().map(|(_, key, row)| (key, row))
    };
    let mut next: Option<(TaskKey, &Arc<Task>)> = first(None);
    while let Some((key, row)) = next {
        found.extend(service_of(&key, row));
        let group = task::group_prefix(scope, cluster, &row.launch.group, true).finish();
        let behind = KeyBytes::from_slice(&[group.as_slice(), &BEHIND_IDS].concat());
        next = first(Some(&behind));
    }
}
