//! Capacity providers that users made; FARGATE and FARGATE_SPOT are not rows.
//!
//! Must not know: how a provider's machines come to be.

use longshore_shapes::{Timestamp, ecs, schema};

use crate::key::{KeyBytes, moment};
use crate::record::{Record, StoredRecord};
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(CapacityProviderKey { scope: Scope = scope, name: String = text });

/// Inactive ones by the time they became so, for retention.
pub const INACTIVE: usize = 0;

structure! {
    CapacityProvider {
        /// As the user described it, tags included.
        provider: ecs::CapacityProvider => ecs::schemas::CAPACITY_PROVIDER,
        created_at: Timestamp => schema::TIMESTAMP,
        inactive_at: Option<Timestamp> => schema::TIMESTAMP,
    }
}

impl CapacityProvider {
    pub fn is_active(&self) -> bool {
        self.inactive_at.is_none()
    }
}

impl StoredRecord for CapacityProvider {
    type Key = CapacityProviderKey;
    const TABLE: u16 = 105;
    const NAME: &'static str = "capacity-provider";
}

impl Record for CapacityProvider {
    const INDEXES: usize = 1;

    fn indexes(&self, _: &CapacityProviderKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
        if let Some(at) = self.inactive_at {
            entry(INACTIVE, moment(at).finish());
        }
    }
}
