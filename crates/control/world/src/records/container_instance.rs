//! Container instances, with the attributes that the agent and users put on them.
//!
//! Must not know: agents, or what comes over a connection.

use longshore_shapes::{Timestamp, ecs, schema};

use crate::fleet::Fleet;
use crate::key::{KeyBytes, KeyWriter, moment};
use crate::record::{Record, StoredRecord};
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(ContainerInstanceKey { scope: Scope = scope, cluster: String = text, id: String = text });

/// Registered instances by scope, cluster and id.
pub const REGISTERED: usize = 0;
/// Deregistered ones by the time they became so, for retention.
pub const INACTIVE: usize = 1;

structure! {
    ContainerInstance {
        /// As it was registered, tags and attributes included.
        instance: ecs::ContainerInstance => ecs::schemas::CONTAINER_INSTANCE,
        /// The built-in attributes among those the agent registered; users may change only the others.
        registered_attributes: Vec<String> => super::TEXTS,
        inactive_at: Option<Timestamp> => schema::TIMESTAMP,
        /// Which connection of its node this is, counted; 0 for an instance that no node has connected for.
        connection: i64 => schema::LONG,
    }
}

impl ContainerInstance {
    pub fn is_registered(&self) -> bool {
        self.inactive_at.is_none()
    }
}

impl StoredRecord for ContainerInstance {
    type Key = ContainerInstanceKey;
    const TABLE: u16 = 106;
    const NAME: &'static str = "container-instance";

    fn tells(&self, before: Option<&Self>) -> bool {
        before.is_none_or(|before| before.instance.version != self.instance.version)
    }
}

impl Record for ContainerInstance {
    const INDEXES: usize = 2;

    fn indexes(&self, key: &ContainerInstanceKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
        let mut place = KeyWriter::new();
        match self.inactive_at {
            None => entry(REGISTERED, place.scope(key.scope).text(&key.cluster).text(&key.id).finish()),
            Some(at) => entry(INACTIVE, moment(at).finish()),
        }
    }

    fn derive(fleet: &mut Fleet, key: &KeyBytes, before: Option<&Self>, after: Option<&Self>) {
        fleet.instance_changed(key, before, after);
    }
}
