//! A revision's life: ACTIVE, INACTIVE, DELETE_IN_PROGRESS; and how it is answered.
//!
//! Invariant: every change of a revision's state changes its family's counts in the same transaction.
//!
//! Must not know: what a definition contains, or when a deleted one is removed for good.

use longshore_shapes::ecs::{self, TaskDefinitionStatus};
use longshore_shapes::{ApiError, Timestamp};
use longshore_world::records::task_definition::{
    Family, FamilyKey, TaskDefinition, TaskDefinitionBody, TaskDefinitionKey,
};
use longshore_world::{ColdError, Snapshot, Tx, World};

use super::identifier::arn_of;
use crate::ecs::problems::limit_exceeded;
use crate::errors::{INTERNAL_FAILURE, cold_row};

pub(super) const REVISIONS_MAX: i64 = 1_000_000;

/// Gives a definition the next revision of its family and stores it as ACTIVE.
pub(super) fn create(
    tx: &mut Tx<'_>,
    family: FamilyKey,
    mut definition: ecs::TaskDefinition,
    tags: Vec<ecs::Tag>,
) -> Result<ecs::TaskDefinition, ApiError> {
    let mut counts = tx.get::<Family>(&family).map(|row| Family::clone(row)).unwrap_or_default();
    let revision = next_revision(&family.family, counts.latest)?;
    counts.latest += 1;
    counts.active += 1;
    let key = TaskDefinitionKey { scope: family.scope, family: family.family.clone(), revision };
    let registered_at = tx.now();
    definition.task_definition_arn = Some(arn_of(&key));
    definition.revision = i32::try_from(revision).ok();
    definition.status = Some(TaskDefinitionStatus::Active);
    definition.registered_at = Some(registered_at);
    let status = TaskDefinitionStatus::Active;
    let body = TaskDefinitionBody { task_definition: definition };
    tx.put(&family, counts);
    tx.put(&key, TaskDefinition { status, registered_at, tags, ..TaskDefinition::default() });
    tx.put_cold(&key, &body);
    Ok(body.task_definition)
}

fn next_revision(family: &str, latest: i64) -> Result<u32, ApiError> {
    let next = Some(latest + 1).filter(|next| *next <= REVISIONS_MAX);
    next.and_then(|next| u32::try_from(next).ok()).ok_or_else(|| {
        limit_exceeded(format!(
            "The family '{family}' has used up its {REVISIONS_MAX} revisions; register under another family."
        ))
    })
}

/// Changes a revision's state, stamps it, and keeps its family's counts.
pub(super) fn move_to(tx: &mut Tx<'_>, key: &TaskDefinitionKey, to: &TaskDefinitionStatus) {
    let Some(from) = status(tx, key).filter(|from| from != to) else { return };
    let now = tx.now();
    tx.update(key, |row: &mut TaskDefinition| {
        row.status = to.clone();
        stamp(row, now);
    });
    let family = FamilyKey { scope: key.scope, family: key.family.clone() };
    tx.update(&family, |counts: &mut Family| {
        if let Some(count) = counts.count_mut(&from) {
            *count -= 1;
        }
        if let Some(count) = counts.count_mut(to) {
            *count += 1;
        }
    });
}

fn stamp(row: &mut TaskDefinition, now: Timestamp) {
    match row.status {
        TaskDefinitionStatus::Inactive => row.deregistered_at = Some(now),
        TaskDefinitionStatus::DeleteInProgress => row.delete_requested_at = Some(now),
        TaskDefinitionStatus::Active | TaskDefinitionStatus::Unknown(_) => {}
    }
}

pub(super) fn status(world: &World, key: &TaskDefinitionKey) -> Option<TaskDefinitionStatus> {
    world.get::<TaskDefinition>(key).map(|row| row.status.clone())
}

/// Where a revision can be read from: a snapshot, or a transaction that sees its own writes.
pub(super) trait Revisions {
    fn row(&self, key: &TaskDefinitionKey) -> Option<TaskDefinition>;
    fn body(&self, key: &TaskDefinitionKey) -> Result<Option<TaskDefinitionBody>, ColdError>;
}

impl Revisions for Snapshot {
    fn row(&self, key: &TaskDefinitionKey) -> Option<TaskDefinition> {
        self.get::<TaskDefinition>(key).map(|row| TaskDefinition::clone(row))
    }

    fn body(&self, key: &TaskDefinitionKey) -> Result<Option<TaskDefinitionBody>, ColdError> {
        self.cold(key)
    }
}

impl Revisions for Tx<'_> {
    fn row(&self, key: &TaskDefinitionKey) -> Option<TaskDefinition> {
        self.get::<TaskDefinition>(key).map(|row| TaskDefinition::clone(row))
    }

    fn body(&self, key: &TaskDefinitionKey) -> Result<Option<TaskDefinitionBody>, ColdError> {
        self.cold(key)
    }
}

/// A revision as it is now: its body with the state of its row; `None` where there is no such revision.
pub(super) fn answer(
    from: &impl Revisions,
    key: &TaskDefinitionKey,
) -> Result<Option<ecs::TaskDefinition>, ApiError> {
    let Some(row) = from.row(key) else { return Ok(None) };
    let body = from.body(key).map_err(cold_row)?.ok_or_else(|| {
        ApiError::new(&INTERNAL_FAILURE, format!("The stored body of {} is missing.", arn_of(key)))
    })?;
    Ok(Some(ecs::TaskDefinition {
        status: Some(row.status),
        registered_at: Some(row.registered_at),
        deregistered_at: row.deregistered_at,
        delete_requested_at: row.delete_requested_at,
        ..body.task_definition
    }))
}
