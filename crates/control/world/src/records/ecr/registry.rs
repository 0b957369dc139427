//! What an account sets on its registry in a region: its policy, scanning, settings by name.
//!
//! Must not know: repositories.

use longshore_shapes::{ecr, schema};

use crate::record::{Record, StoredRecord};
use crate::records::TEXT_MAP;
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(RegistryKey { scope: Scope = scope });

structure! {
    RegistrySettings {
        policy: Option<String> => schema::TEXT,
        scanning: Option<ecr::RegistryScanningConfiguration> => ecr::schemas::REGISTRY_SCANNING_CONFIGURATION,
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
