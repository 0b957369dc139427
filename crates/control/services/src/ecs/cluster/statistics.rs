//! How many tasks and services a cluster has, by launch type.
//!
//! Must not know: what they are.

use longshore_shapes::ecs::{KeyValuePair, LaunchType};
use longshore_world::World;
use longshore_world::records::cluster::ClusterKey;

use crate::ecs::task::live_in;

/// In the order in which statistics list them, with the names they have there.
const LAUNCH_TYPES: [(LaunchType, &str); 3] =
    [(LaunchType::Ec2, "EC2"), (LaunchType::Fargate, "Fargate"), (LaunchType::External, "External")];
const PENDING: &[&str] = &["PROVISIONING", "PENDING", "ACTIVATING"];
const RUNNING: &str = "RUNNING";
const SERVICES: &[&str] = &["active", "draining"];

/// Running and pending tasks of each launch type.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct TaskCounts([(i32, i32); LAUNCH_TYPES.len()]);

impl TaskCounts {
    pub(super) fn of(world: &World, key: &ClusterKey) -> Self {
        let mut counts = Self::default();
        for row in live_in(world, key) {
            let status = row.task.last_status.as_deref().unwrap_or_default();
            let place = LAUNCH_TYPES.iter().position(|(kind, _)| row.task.launch_type.as_ref() == Some(kind));
            let Some((running, pending)) = place.and_then(|place| counts.0.get_mut(place)) else { continue };
            *running += i32::from(status == RUNNING);
            *pending += i32::from(PENDING.contains(&status));
        }
        counts
    }

    pub(super) fn total(&self, running: bool) -> i32 {
        self.0.iter().map(|(run, wait)| if running { run } else { wait }).sum()
    }

    /// Nothing counts services yet; they are listed with none.
    pub(super) fn statistics(&self) -> Vec<KeyValuePair> {
        let named =
            |name: String, value: i32| KeyValuePair { name: Some(name), value: Some(value.to_string()) };
        let counted = || LAUNCH_TYPES.iter().map(|(_, name)| name).zip(&self.0);
        let running = counted().map(|(name, (run, _))| named(format!("running{name}TasksCount"), *run));
        let pending = counted().map(|(name, (_, wait))| named(format!("pending{name}TasksCount"), *wait));
        let services = SERVICES.iter().flat_map(|state| {
            LAUNCH_TYPES.iter().map(move |(_, name)| named(format!("{state}{name}ServiceCount"), 0))
        });
        running.chain(pending).chain(services).collect()
    }
}
