//! How many daemons a service is to have: one on each instance that it belongs on.
//!
//! Must not know: which of those have one.

use longshore_planners::placement;
use longshore_world::World;
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::service::revision::ServiceRevision;
use longshore_world::records::service::{Service, ServiceKey};

use super::reference::revision_key;

pub(super) fn desired(world: &World, key: &ServiceKey, row: &Service) -> i32 {
    let revision = row.primary().map(|rollout| revision_key(key, &rollout.revision));
    let revision = revision.and_then(|key| world.get::<ServiceRevision>(&key));
    let cluster = ClusterKey { scope: key.scope, name: key.cluster.clone() };
    let instances = revision.map(|row| placement::suitable(world, &cluster, &row.order).len());
    i32::try_from(instances.unwrap_or(0)).unwrap_or(i32::MAX)
}
