//! How many tasks and services a cluster has, by launch type.
//!
//! Must not know: what they are.

use longshore_shapes::ecs::{KeyValuePair, LaunchType};
use longshore_world::World;
use longshore_world::records::cluster::ClusterKey;

use crate::ecs::service::ServiceCounts;

/// In the order in which statistics list them, with the names they have there.
const LAUNCH_TYPES: [(LaunchType, &str); 4] = [
    (LaunchType::Ec2, "EC2"),
    (LaunchType::Fargate, "Fargate"),
    (LaunchType::External, "External"),
    (LaunchType::ManagedInstances, "ManagedInstances"),
];
/// What a service is, with the name it has there.
const SERVICES: [(bool, &str); 2] = [(true, "active"), (false, "draining")];

/// Running and pending tasks of each launch type.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct TaskCounts([(i32, i32); LAUNCH_TYPES.len()]);

impl TaskCounts {
    pub(super) fn of(world: &World, key: &ClusterKey) -> Self {
        let totals = world.fleet().totals(key);
        let count = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
        let (run, wait) = (totals.running, totals.pending);
        Self(
            // Managed instances are the cluster's own machines here, and run as EC2.
            [(run.ec2, wait.ec2), (run.fargate, wait.fargate), (run.external, wait.external), (0, 0)]
                .map(|(run, wait)| (count(run), count(wait))),
        )
    }

    pub(super) fn total(&self, running: bool) -> i32 {
        self.0.iter().map(|(run, wait)| if running { run } else { wait }).sum()
    }

    pub(super) fn statistics(&self, services: &ServiceCounts) -> Vec<KeyValuePair> {
        let named = |name: String, value: String| KeyValuePair { name: Some(name), value: Some(value) };
        let counted = || LAUNCH_TYPES.iter().map(|(_, name)| name).zip(&self.0);
        let running =
            counted().map(|(name, (run, _))| named(format!("running{name}TasksCount"), run.to_string()));
        let pending =
            counted().map(|(name, (_, wait))| named(format!("pending{name}TasksCount"), wait.to_string()));
        let services = SERVICES.iter().flat_map(|(active, state)| {
            let count = |kind| services.count(*active, kind).to_string();
            LAUNCH_TYPES
                .iter()
                .map(move |(kind, name)| named(format!("{state}{name}ServiceCount"), count(kind)))
        });
        running.chain(pending).chain(services).collect()
    }
}
