//! What an account sets on its registry in a region: its policy, scanning, settings by name, where repositories are
//! cached from, how repositories that make themselves are made.
//!
//! Must not know: repositories.

use longshore_shapes::{ecr, schema};

use crate::record::{Record, StoredRecord};
use crate::records::{TEXT_MAP, TEXTS};
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(RegistryKey { scope: Scope = scope });
row_key!(
    /// A prefix of repositories' names, without a slash at its end; [`ROOT`] for every name.
    PrefixKey { scope: Scope = scope, prefix: String = text }
);

/// The prefix that goes with every name that no other goes with.
pub const ROOT: &str = "ROOT";

structure! {
    RegistrySettings {
        policy: Option<String> => schema::TEXT,
        scanning: Option<ecr::RegistryScanningConfiguration> => ecr::schemas::REGISTRY_SCANNING_CONFIGURATION,
        replication: Option<ecr::ReplicationConfiguration> => ecr::schemas::REPLICATION_CONFIGURATION,
        /// Principals whose pulls are not remembered, in order.
        pull_time_exclusions: Vec<String> => TEXTS,
        /// Account settings by name.
        settings: std::collections::BTreeMap<String, String> => TEXT_MAP,
    }
}

impl StoredRecord for RegistrySettings {
    type Key = RegistryKey;
    const TABLE: u16 = 306;
    const NAME: &'static str = "registry settings";
}

impl Record for RegistrySettings {}

structure! {
    /// Where repositories of a prefix are cached from.
    PullThroughRule {
        rule: ecr::PullThroughCacheRule => ecr::schemas::PULL_THROUGH_CACHE_RULE,
    }
}

impl StoredRecord for PullThroughRule {
    type Key = PrefixKey;
    const TABLE: u16 = 307;
    const NAME: &'static str = "pull through cache rule";
}

impl Record for PullThroughRule {}

structure! {
    /// How repositories of a prefix are made that nobody asks for by name.
    CreationTemplate {
        template: ecr::RepositoryCreationTemplate => ecr::schemas::REPOSITORY_CREATION_TEMPLATE,
    }
}

impl StoredRecord for CreationTemplate {
    type Key = PrefixKey;
    const TABLE: u16 = 308;
    const NAME: &'static str = "repository creation template";
}

impl Record for CreationTemplate {}
