//! Services: created, updated, deleted and described; their deployments, revisions and task sets.
//!
//! A handler writes what is wanted. The first revision of a service and every change that its tasks must be
//! replaced for is a deployment: a revision with the order of its tasks, a rollout at the front of the row,
//! and the service deployment that tells of it, all in one transaction ([`deploy`]). Starting, replacing and
//! stopping tasks is the scheduler's.
//!
//! Invariants: the first rollout of a row is PRIMARY and runs the newest revision; every rollout's revision and
//! service deployment are rows; a deleted service takes no change but its end.
//!
//! Must not know: how a deployment is conducted, or where a task goes.

mod counts;
mod create;
mod daemon;
mod delete;
mod deploy;
mod deployment_configuration;
mod form;
mod listing;
mod monitors;
mod order;
mod placement;
mod reference;
mod service_deployment;
mod service_revision;
mod shown;
mod task_set;
#[cfg(test)]
mod tests;
mod unbuilt;
mod update;

use longshore_shapes::ecs::op;

use crate::registry::Registry;

pub(in crate::ecs) use self::counts::ServiceCounts;
pub use self::reference::arn_of;
pub(in crate::ecs) use self::reference::{in_cluster, task_set_id, using_provider};
pub(in crate::ecs) use self::update::tags_changed;

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::CreateService, _>(create::create_service);
    registry.write::<op::UpdateService, _>(update::update_service);
    registry.write::<op::DeleteService, _>(delete::delete_service);
    registry.read::<op::DescribeServices>(listing::describe_services);
    registry.read::<op::ListServices>(listing::list_services);
    registry.read::<op::ListServicesByNamespace>(listing::list_services_by_namespace);
    service_deployment::register(registry);
    registry.read::<op::DescribeServiceRevisions>(service_revision::describe_service_revisions);
    task_set::register(registry);
}
