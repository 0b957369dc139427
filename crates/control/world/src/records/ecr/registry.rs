//! What an account sets on its registry in a region: policies, scanning, replication, caches, templates.
//!
//! Must not know: repositories.

use longshore_shapes::{Timestamp, ecr, schema};

use crate::record::{Record, StoredRecord};
use crate::records::TEXT_MAP;
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(RegistryKey { scope: Scope = scope });
row_key!(
    /// A prefix of repository names; `ROOT` for a template or rule of all.
    PrefixKey { scope: Scope = scope, prefix: String = text }
);

structure! {
    RegistrySettings {
        policy: Option<String> => schema::TEXT,
        scanning: Option<ecr::RegistryScanningConfiguration> => ecr::schemas::REGISTRY_SCANNING_CONFIGURATION,
        replication: Option<ecr::ReplicationConfiguration> => ecr::schemas::REPLICATION_CONFIGURATION,
        /// Account settings by name.
        settings: std::collections::BTreeMap<String, String> => TEXT_MAP,
    }
}

structure! {
    PullThroughRule {
        rule: ecr::PullThroughCacheRule => ecr::schemas::PULL_THROUGH_CACHE_RULE,
        created_at: Timestamp => schema::TIMESTAMP,
    }
}

structure! {
    CreationTemplate {
        template: ecr::RepositoryCreationTemplate => ecr::schemas::REPOSITORY_CREATION_TEMPLATE,
    }
}

macro_rules! plain {
    ($row:ty, $key:ty, $table:literal, $name:literal) => {
        impl StoredRecord for $row {
            type Key = $key;
            const TABLE: u16 = $table;
            const NAME: &'static str = $name;
        }

        impl Record for $row {}
    };
}

plain!(RegistrySettings, RegistryKey, 306, "registry settings");
plain!(PullThroughRule, PrefixKey, 307, "pull through cache rule");
plain!(CreationTemplate, PrefixKey, 308, "repository creation template");
