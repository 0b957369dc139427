//! Service deployments: the history of how a service came from one revision to the next.
//!
//! Must not know: how a rollout is decided.

use longshore_shapes::{Timestamp, ecs, schema};

use super::ServiceKey;
use crate::key::{KeyBytes, KeyWriter, moment};
use crate::record::{Record, StoredRecord};
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(ServiceDeploymentKey {
    scope: Scope = scope,
    cluster: String = text,
    service: String = text,
    id: String = text
});

/// By service and time of creation: ListServiceDeployments.
pub const BY_SERVICE: usize = 0;
/// Finished ones by the time they were, for retention.
pub const FINISHED: usize = 1;

structure! {
    ServiceDeployment {
        /// As DescribeServiceDeployments answers it, but for counts of tasks.
        deployment: ecs::ServiceDeployment => ecs::schemas::SERVICE_DEPLOYMENT,
        /// The ids of the revisions it comes from and goes to.
        sources: Vec<String> => super::super::TEXTS,
        target: String => schema::TEXT,
        /// The id of the rollout that carries it out.
        rollout: String => schema::TEXT,
        created_at: Timestamp => schema::TIMESTAMP,
        /// Somebody has asked for its end: ROLLBACK or ABORT.
        stop_requested: Option<String> => schema::TEXT,
    }
}

impl ServiceDeploymentKey {
    pub fn service_key(&self) -> ServiceKey {
        ServiceKey { scope: self.scope, cluster: self.cluster.clone(), name: self.service.clone() }
    }
}

pub fn service_prefix(service: &ServiceKey) -> KeyWriter {
    let mut key = KeyWriter::new();
    key.scope(service.scope).text(&service.cluster).text(&service.name);
    key
}

impl StoredRecord for ServiceDeployment {
    type Key = ServiceDeploymentKey;
    const TABLE: u16 = 110;
    const NAME: &'static str = "service-deployment";
}

impl Record for ServiceDeployment {
    const INDEXES: usize = 2;

    fn indexes(&self, key: &ServiceDeploymentKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
        let created = self.created_at.millis().unsigned_abs();
        entry(BY_SERVICE, service_prefix(&key.service_key()).number(created).text(&key.id).finish());
        if let Some(at) = self.deployment.finished_at {
            entry(FINISHED, moment(at).finish());
        }
    }
}
