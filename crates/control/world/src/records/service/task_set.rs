//! Task sets: parts of a service whose deployments somebody else conducts.
//!
//! Must not know: how they are scaled.

use longshore_shapes::{Timestamp, ecs, schema};

use super::ServiceKey;
use crate::key::{KeyBytes, KeyWriter};
use crate::record::{Record, StoredRecord};
use crate::records::launch::Order;
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(TaskSetKey {
    scope: Scope = scope,
    cluster: String = text,
    service: String = text,
    id: String = text
});

structure! {
    TaskSet {
        /// As DescribeTaskSets answers it, but for counts.
        task_set: ecs::TaskSet => ecs::schemas::TASK_SET,
        order: Order => *Order::SCHEMA,
        created_at: Timestamp => schema::TIMESTAMP,
    }
}

impl TaskSetKey {
    pub fn service_key(&self) -> ServiceKey {
        ServiceKey { scope: self.scope, cluster: self.cluster.clone(), name: self.service.clone() }
    }
}

/// The start of the keys of a service's task sets.
pub fn service_prefix(service: &ServiceKey) -> KeyBytes {
    KeyWriter::new().scope(service.scope).text(&service.cluster).text(&service.name).finish()
}

impl StoredRecord for TaskSet {
    type Key = TaskSetKey;
    const TABLE: u16 = 111;
    const NAME: &'static str = "task-set";
}

impl Record for TaskSet {}
