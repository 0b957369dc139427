//! What an instance was last told to have left beside its tasks: the event of tasks that came and went there.
//!
//! The row of an instance does not change with its tasks; what they leave of it is worked out. This one is written
//! after they have come and gone, once for all of a moment, so that an event tells of it.
//!
//! Invariant: the versions of an instance and of its occupancy are one count; the greater one is the newest.
//!
//! Must not know: who writes it, or when.

use longshore_shapes::{ecs, schema};

use super::container_instance::ContainerInstanceKey;
use crate::record::{Record, StoredRecord};
use crate::structure;

structure! {
    Occupancy {
        version: i64 => schema::LONG,
        /// Tasks with a place there, and those among them that run or are on their way to it.
        live: i32 => schema::INTEGER,
        running: i32 => schema::INTEGER,
        pending: i32 => schema::INTEGER,
        remaining: Option<Vec<ecs::Resource>> => ecs::schemas::RESOURCES,
    }
}

impl StoredRecord for Occupancy {
    type Key = ContainerInstanceKey;
    const TABLE: u16 = 114;
    const NAME: &'static str = "occupancy";

    fn tells(&self, before: Option<&Self>) -> bool {
        before.is_none_or(|before| before.version != self.version)
    }
}

impl Record for Occupancy {}
