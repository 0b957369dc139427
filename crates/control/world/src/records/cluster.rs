//! Clusters.
//!
//! Must not know: what runs in them; counts are taken from the tables of what runs.

use longshore_shapes::{Timestamp, ecs, schema};

use crate::key::{KeyBytes, KeyWriter, moment};
use crate::record::{Record, StoredRecord};
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(ClusterKey { scope: Scope = scope, name: String = text });

/// Active clusters by scope and name: what ListClusters shows.
pub const ACTIVE: usize = 0;
/// Inactive ones by the time they became so, for retention.
pub const INACTIVE: usize = 1;

structure! {
    Cluster {
        /// As the user described it, tags included; without counts.
        cluster: ecs::Cluster => ecs::schemas::CLUSTER,
        created_at: Timestamp => schema::TIMESTAMP,
        /// When it was deleted; it stays describable for a while.
        inactive_at: Option<Timestamp> => schema::TIMESTAMP,
    }
}

impl Cluster {
    pub fn is_active(&self) -> bool {
        self.inactive_at.is_none()
    }
}

impl StoredRecord for Cluster {
    type Key = ClusterKey;
    const TABLE: u16 = 101;
    const NAME: &'static str = "cluster";
}

impl Record for Cluster {
    const INDEXES: usize = 2;

    fn indexes(&self, key: &ClusterKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
        match self.inactive_at {
            None => entry(ACTIVE, KeyWriter::new().scope(key.scope).text(&key.name).finish()),
            Some(at) => entry(INACTIVE, moment(at).finish()),
        }
    }
}
