//! What the tasks of an instance say about it: how many there are, and of which groups.
//!
//! Must not know: how tasks are placed, or how they are counted.

use longshore_world::World;
use longshore_world::records::container_instance::ContainerInstanceKey;

use crate::ecs::task::live_on;

/// Whether anything has a place there, whatever it is about.
pub(super) fn any(world: &World, key: &ContainerInstanceKey) -> bool {
    live_on(world, key).next().is_some()
}

/// The groups of the tasks of an instance.
pub(super) fn groups(world: &World, key: &ContainerInstanceKey) -> impl Iterator<Item = String> {
    live_on(world, key).map(|(_, row)| row.launch.group.clone())
}
