//! Service revisions: a service as it was at one deployment, never changed.
//!
//! Must not know: deployments.

use longshore_shapes::{Timestamp, ecs, schema};

use super::ServiceKey;
use crate::key::{KeyBytes, KeyWriter};
use crate::record::{Record, StoredRecord};
use crate::records::launch::Order;
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(ServiceRevisionKey {
    scope: Scope = scope,
    cluster: String = text,
    service: String = text,
    id: String = text
});

structure! {
    ServiceRevision {
        /// As DescribeServiceRevisions answers it; digests are added once they are known.
        revision: ecs::ServiceRevision => ecs::schemas::SERVICE_REVISION,
        /// What its tasks are launched as, but for what a rollout adds: who started them.
        order: Order => *Order::SCHEMA,
        created_at: Timestamp => schema::TIMESTAMP,
    }
}

impl ServiceRevisionKey {
    pub fn service_key(&self) -> ServiceKey {
        ServiceKey { scope: self.scope, cluster: self.cluster.clone(), name: self.service.clone() }
    }
}

/// The start of the keys of a service's revisions.
pub fn service_prefix(service: &ServiceKey) -> KeyBytes {
    KeyWriter::new().scope(service.scope).text(&service.cluster).text(&service.name).finish()
}

impl StoredRecord for ServiceRevision {
    type Key = ServiceRevisionKey;
    const TABLE: u16 = 109;
    const NAME: &'static str = "service-revision";
}

impl Record for ServiceRevision {}
