//! Images on their way to other registries: one row for each image and destination.
//!
//! Must not know: what decides where an image goes, or how it gets there.

use longshore_shapes::{Timestamp, ecr, schema};

use crate::key::{KeyBytes, moment};
use crate::record::{Record, StoredRecord};
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(
    /// An image, and the account and region that it goes to.
    ReplicationKey { scope: Scope = scope, repository: String = text, digest: String = text, to: Scope = scope }
);

/// Those that are not done, by when they are to be tried next.
pub const DUE: usize = 0;

structure! {
    Replication {
        /// As it is shown.
        status: ecr::ImageReplicationStatus => ecr::schemas::IMAGE_REPLICATION_STATUS,
        /// Of the push that it follows: a later one begins anew.
        ordered_at: Timestamp => schema::TIMESTAMP,
        tries: i32 => schema::INTEGER,
        /// None once it has ended.
        next_at: Option<Timestamp> => schema::TIMESTAMP,
    }
}

impl StoredRecord for Replication {
    type Key = ReplicationKey;
    const TABLE: u16 = 312;
    const NAME: &'static str = "image replication";
}

impl Record for Replication {
    const INDEXES: usize = 1;

    fn indexes(&self, _key: &ReplicationKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
        if let Some(at) = self.next_at {
            entry(DUE, moment(at).finish());
        }
    }
}
