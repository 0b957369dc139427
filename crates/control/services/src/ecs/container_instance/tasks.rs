//! What the tasks of an instance say about it: how many there are, of which groups, and what they leave.
//!
//! This is the one place that counts tasks of instances; nobody else does.
//!
//! Must not know: how tasks are placed.

use longshore_shapes::ecs::Resource;
use longshore_world::World;
use longshore_world::records::container_instance::ContainerInstanceKey;

use crate::ecs::task::{live_on, requirement};

const RUNNING: &str = "RUNNING";
/// What a task is on its way to RUNNING.
const STARTING: &[&str] = &["PROVISIONING", "PENDING", "ACTIVATING"];

#[derive(Debug, PartialEq, Eq)]
pub(super) struct TaskCounts {
    /// Tasks that run.
    pub(super) running: i32,
    /// Tasks that are on their way to it.
    pub(super) pending: i32,
}

pub(super) fn counts(world: &World, key: &ContainerInstanceKey) -> TaskCounts {
    let mut counts = TaskCounts { running: 0, pending: 0 };
    for (_, row) in live_on(world, key) {
        let status = row.task.last_status.as_deref().unwrap_or_default();
        counts.running += i32::from(status == RUNNING);
        counts.pending += i32::from(row.shall_run() && STARTING.contains(&status));
    }
    counts
}

/// Whether anything has a place there, whatever it is about.
pub(super) fn any(world: &World, key: &ContainerInstanceKey) -> bool {
    live_on(world, key).next().is_some()
}

/// The groups of the tasks of an instance.
pub(super) fn groups(world: &World, key: &ContainerInstanceKey) -> impl Iterator<Item = String> {
    live_on(world, key).filter_map(|(_, row)| row.task.group.clone())
}

/// What the tasks leave of the registered resources: less processor, memory and devices, and more ports in
/// use, because ports are listed by being taken.
pub(super) fn remaining(world: &World, key: &ContainerInstanceKey, registered: &[Resource]) -> Vec<Resource> {
    let mut remaining = registered.to_vec();
    for (_, row) in live_on(world, key) {
        requirement::take(&mut remaining, &row.reserved);
    }
    remaining
}
