//! How many tasks a service has, for each of its rollouts; and how many services a cluster has.
//!
//! Tasks are counted from their own rows, so that no count can be wrong for long.
//!
//! Must not know: what is desired.

use std::collections::BTreeMap;

use longshore_shapes::Timestamp;
use longshore_shapes::ecs::{self, LaunchType};
use longshore_world::World;
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::service::{ACTIVE, Service, ServiceKey, cluster_prefix};
use longshore_world::records::task::status::Health;
use longshore_world::records::task::{self, BY_GROUP, Task};

use super::reference::in_cluster;

/// Tasks that shall run, of one rollout or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) running: i32,
    pub(super) pending: i32,
    unhealthy: i32,
    last_started_at: Option<Timestamp>,
}

impl Counts {
    fn take(&mut self, row: &Task) {
        self.running = self.running.saturating_add(i32::from(row.is_running()));
        self.pending = self.pending.saturating_add(i32::from(row.is_pending()));
        self.unhealthy = self.unhealthy.saturating_add(i32::from(row.health == Some(Health::Unhealthy)));
        self.last_started_at = self.last_started_at.max(row.started_at);
    }

    pub(super) fn all(self) -> i32 {
        self.running.saturating_add(self.pending)
    }

    /// Since when there are that many, all of them running and none unhealthy; if it is so.
    pub(super) fn steady_since(
        self,
        wanted: i32,
        changed_at: Option<Timestamp>,
    ) -> Option<Option<Timestamp>> {
        let steady = self.running == wanted && self.pending == 0 && self.unhealthy == 0;
        steady.then(|| self.last_started_at.max(changed_at))
    }
}

/// The tasks of a service, by who started them.
#[derive(Debug, Default)]
pub(super) struct TaskCounts {
    pub(super) total: Counts,
    by_rollout: BTreeMap<String, Counts>,
}

impl TaskCounts {
    pub(super) fn of(world: &World, key: &ServiceKey) -> Self {
        let mut prefix = task::cluster_prefix(key.scope, &key.cluster, true);
        let prefix = prefix.text(&Service::group(&key.name)).finish();
        let mut counts = Self::default();
        for (_, _, row) in world.by_index::<Task>(BY_GROUP, &prefix, None) {
            counts.total.take(row);
            let Some(rollout) = row.launch.started_by.as_deref() else { continue };
            match counts.by_rollout.get_mut(rollout) {
                Some(of_rollout) => of_rollout.take(row),
                None => counts.by_rollout.entry(rollout.to_owned()).or_default().take(row),
            }
        }
        counts
    }

    pub(super) fn of_rollout(&self, rollout: &str) -> Counts {
        self.by_rollout.get(rollout).copied().unwrap_or_default()
    }
}

/// The services of a cluster, ACTIVE and DRAINING, by where their tasks run.
#[derive(Debug, Default)]
pub(in crate::ecs) struct ServiceCounts(Vec<(bool, Option<LaunchType>)>);

impl ServiceCounts {
    pub(in crate::ecs) fn of(world: &World, cluster: &ClusterKey) -> Self {
        let services = in_cluster(world, cluster);
        Self(services.map(|(_, row)| (row.is_active(), launch_type(&row.service))).collect())
    }

    pub(in crate::ecs) fn count(&self, active: bool, on: &LaunchType) -> usize {
        self.0.iter().filter(|(is_active, of)| *is_active == active && of.as_ref() == Some(on)).count()
    }

    /// The ACTIVE ones alone, cheaper.
    pub(in crate::ecs) fn active(world: &World, cluster: &ClusterKey) -> usize {
        let prefix = cluster_prefix(cluster.scope, &cluster.name).finish();
        world.count_by_index::<Service>(ACTIVE, &prefix)
    }
}

/// Where the tasks of a service run, whether by its launch type or by its strategy.
pub(super) fn launch_type(service: &ecs::Service) -> Option<LaunchType> {
    let first = service.capacity_provider_strategy.iter().flatten().next();
    match first {
        Some(item) if item.capacity_provider.starts_with(crate::ecs::capacity_provider::FARGATE) => {
            Some(LaunchType::Fargate)
        }
        Some(_) => Some(LaunchType::Ec2),
        None => service.launch_type.clone(),
    }
}
