//! Repositories, with what their owner set on them.
//!
//! Must not know: images.

use longshore_shapes::{Timestamp, ecr, schema};

use crate::key::{KeyBytes, moment};
use crate::record::{Record, StoredRecord};
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(RepositoryKey { scope: Scope = scope, name: String = text });

/// Those with a lifecycle policy, by when it is to be looked at next.
pub const LIFECYCLE: usize = 0;

structure! {
    Repository {
        /// As its owner described it; without URI.
        repository: ecr::Repository => ecr::schemas::REPOSITORY,
        created_at: Timestamp => schema::TIMESTAMP,
        /// It was made for what another registry has.
        is_cache: bool => schema::BOOLEAN,
        tags: Vec<ecr::Tag> => ecr::schemas::TAG_LIST,
        /// The policy's text, as it was given.
        policy: Option<String> => schema::TEXT,
        lifecycle_policy: Option<String> => schema::TEXT,
        lifecycle_evaluated_at: Option<Timestamp> => schema::TIMESTAMP,
        lifecycle_next_at: Option<Timestamp> => schema::TIMESTAMP,
        /// The last preview that was asked for.
        preview: Option<ecr::GetLifecyclePolicyPreviewResponse> => ecr::schemas::GET_LIFECYCLE_POLICY_PREVIEW_RESPONSE,
    }
}

impl StoredRecord for Repository {
    type Key = RepositoryKey;
    const TABLE: u16 = 301;
    const NAME: &'static str = "repository";
}

impl Record for Repository {
    const INDEXES: usize = 1;

    fn indexes(&self, _key: &RepositoryKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
        if let Some(at) = self.lifecycle_next_at {
            entry(LIFECYCLE, moment(at).finish());
        }
    }
}
