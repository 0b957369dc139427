//! Task definitions: a family with its counter, the state of each revision, and the revision's body.
//!
//! A body never changes and most are never read again, so it is a cold row; what lists, states and tags
//! need of a revision is small and held in memory. The family's row outlives its revisions, because a
//! revision number is never given twice.
//!
//! Must not know: what a definition may contain.

use longshore_shapes::{Timestamp, ecs, schema};

use crate::key::{KeyBytes, KeyWriter, moment};
use crate::record::{ColdRecord, Record, StoredRecord};
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(FamilyKey { scope: Scope = scope, family: String = text });
row_key!(TaskDefinitionKey { scope: Scope = scope, family: String = text, revision: u32 = small_number });

structure! {
    /// How many revisions of a family are in which state.
    Family {
        latest: i64 => schema::LONG,
        active: i64 => schema::LONG,
        inactive: i64 => schema::LONG,
        deleting: i64 => schema::LONG,
    }
}

structure! {
    TaskDefinition {
        status: ecs::TaskDefinitionStatus => ecs::schemas::TASK_DEFINITION_STATUS,
        registered_at: Timestamp => schema::TIMESTAMP,
        deregistered_at: Option<Timestamp> => schema::TIMESTAMP,
        delete_requested_at: Option<Timestamp> => schema::TIMESTAMP,
        tags: Vec<ecs::Tag> => ecs::schemas::TAGS,
    }
}

structure! {
    /// As it was registered, with the defaults filled in.
    TaskDefinitionBody {
        task_definition: ecs::TaskDefinition => ecs::schemas::TASK_DEFINITION,
    }
}

/// Revisions by scope, status, family and revision: ListTaskDefinitions.
pub const BY_STATUS: usize = 0;
/// Revisions about to be deleted, by the time that was asked for.
pub const DELETING: usize = 1;

/// Families with something in them by scope, [`FamilyStatus`] and name.
pub const FAMILIES_BY_STATUS: usize = 0;

/// What ListTaskDefinitionFamilies filters by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FamilyStatus {
    Active = 1,
    Inactive = 2,
}

impl Family {
    /// `None` where every revision is gone: the family is no longer listed. One about to be deleted still
    /// counts, because it can be described.
    pub fn status(&self) -> Option<FamilyStatus> {
        match (self.active, self.inactive + self.deleting) {
            (0, 0) => None,
            (0, _) => Some(FamilyStatus::Inactive),
            _ => Some(FamilyStatus::Active),
        }
    }

    /// The count of revisions in that state.
    pub fn count_mut(&mut self, status: &ecs::TaskDefinitionStatus) -> Option<&mut i64> {
        match status {
            ecs::TaskDefinitionStatus::Active => Some(&mut self.active),
            ecs::TaskDefinitionStatus::Inactive => Some(&mut self.inactive),
            ecs::TaskDefinitionStatus::DeleteInProgress => Some(&mut self.deleting),
            ecs::TaskDefinitionStatus::Unknown(_) => None,
        }
    }
}

/// The start of the names of families of that status in their index.
pub fn family_prefix(scope: Scope, status: FamilyStatus) -> KeyWriter {
    let mut key = KeyWriter::new();
    key.scope(scope).byte(status as u8);
    key
}

/// The start of index entries of that status.
pub fn status_prefix(scope: Scope, status: &ecs::TaskDefinitionStatus) -> KeyWriter {
    let mut key = KeyWriter::new();
    key.scope(scope).byte(match status {
        ecs::TaskDefinitionStatus::Active => 1,
        ecs::TaskDefinitionStatus::Inactive => 2,
        ecs::TaskDefinitionStatus::DeleteInProgress => 3,
        ecs::TaskDefinitionStatus::Unknown(_) => 0,
    });
    key
}

impl StoredRecord for Family {
    type Key = FamilyKey;
    const TABLE: u16 = 102;
    const NAME: &'static str = "task-definition-family";
}

impl Record for Family {
    const INDEXES: usize = 1;

    fn indexes(&self, key: &FamilyKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
        if let Some(status) = self.status() {
            entry(FAMILIES_BY_STATUS, family_prefix(key.scope, status).text(&key.family).finish());
        }
    }
}

impl StoredRecord for TaskDefinition {
    type Key = TaskDefinitionKey;
    const TABLE: u16 = 103;
    const NAME: &'static str = "task-definition";
}

impl Record for TaskDefinition {
    const INDEXES: usize = 2;

    fn indexes(&self, key: &TaskDefinitionKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
        let mut place = status_prefix(key.scope, &self.status);
        entry(BY_STATUS, place.text(&key.family).small_number(key.revision).finish());
        if let Some(at) = self.delete_requested_at {
            entry(DELETING, moment(at).finish());
        }
    }
}

impl StoredRecord for TaskDefinitionBody {
    type Key = TaskDefinitionKey;
    const TABLE: u16 = 104;
    const NAME: &'static str = "task-definition-body";
}

impl ColdRecord for TaskDefinitionBody {}
