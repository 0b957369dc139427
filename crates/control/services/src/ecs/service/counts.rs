//! How many tasks a service has, for each of its rollouts; and how many services a cluster has.
//!
//! Tasks are counted as their rows are written, so that asking costs the same however many there are.
//!
//! Must not know: what is desired.

use std::collections::BTreeMap;

use longshore_shapes::Timestamp;
use longshore_shapes::ecs::{self, DeploymentControllerType, LaunchType};
use longshore_world::World;
use longshore_world::fleet::Crew;
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::service::{ACTIVE, Service, ServiceKey, cluster_prefix};
use longshore_world::records::task::{self, BY_STARTER, Task};

use super::reference::in_cluster;

/// Tasks that shall run, of one rollout or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) running: i32,
    pub(super) pending: i32,
    unhealthy: i32,
    /// Of task sets alone.
    last_started_at: Option<Timestamp>,
}

impl Counts {
    fn add(&mut self, crew: Crew) {
        let count = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
        self.running = self.running.saturating_add(count(crew.running));
        self.pending = self.pending.saturating_add(count(crew.pending));
        self.unhealthy = self.unhealthy.saturating_add(count(crew.unhealthy));
    }

    pub(super) fn all(self) -> i32 {
        self.running.saturating_add(self.pending)
    }

    /// Since when there are that many, all of them running and none unhealthy; if it is so. Of a task set.
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
        let cluster = ClusterKey { scope: key.scope, name: key.cluster.clone() };
        let mut counts = Self::default();
        for (rollout, crew) in world.fleet().crews(&cluster, &Service::group(&key.name)) {
            counts.total.add(crew);
            counts.by_rollout.entry(rollout).or_default().add(crew);
        }
        if world.get::<Service>(key).is_some_and(|row| has_task_sets(row)) {
            for (rollout, of_rollout) in &mut counts.by_rollout {
                of_rollout.last_started_at = last_started_at(world, key, rollout);
            }
        }
        counts
    }

    pub(super) fn of_rollout(&self, rollout: &str) -> Counts {
        self.by_rollout.get(rollout).copied().unwrap_or_default()
    }
}

fn has_task_sets(row: &Service) -> bool {
    let controller = row.service.deployment_controller.as_ref();
    controller.is_some_and(|controller| controller.r#type == DeploymentControllerType::External)
}

/// When the task of a task set that came to run last did so.
fn last_started_at(world: &World, key: &ServiceKey, rollout: &str) -> Option<Timestamp> {
    let place = task::cluster_prefix(key.scope, &key.cluster, true).text(rollout).finish();
    world.by_index::<Task>(BY_STARTER, &place, None).filter_map(|(_, _, row)| row.started_at).max()
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
