//! What the tasks of an instance say about it: how many there are, of which groups, and what they leave.
//!
//! No task can be started yet, so every instance is empty. These functions are the one place where the
//! table of tasks has to be asked once it is there; nobody else here counts tasks.
//!
//! Must not know: how tasks are placed.

use longshore_shapes::ecs::Resource;
use longshore_world::World;
use longshore_world::records::container_instance::ContainerInstanceKey;

pub(super) struct TaskCounts {
    /// Tasks that shall run.
    pub(super) running: i32,
    /// Tasks that are on their way to it.
    pub(super) pending: i32,
}

pub(super) fn counts(_: &World, _: &ContainerInstanceKey) -> TaskCounts {
    TaskCounts { running: 0, pending: 0 }
}

/// The groups of the tasks of an instance.
pub(super) fn groups(_: &World, _: &ContainerInstanceKey) -> impl Iterator<Item = String> {
    std::iter::empty()
}

/// What the tasks leave of the registered resources: less processor, memory and devices, and more ports in
/// use, because ports are listed by being taken.
pub(super) fn remaining(_: &World, _: &ContainerInstanceKey, registered: &[Resource]) -> Vec<Resource> {
    registered.to_vec()
}
