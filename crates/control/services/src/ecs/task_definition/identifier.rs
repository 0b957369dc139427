//! How task definitions are named: `family`, `family:revision`, or an ARN of either.
//!
//! Must not know: what a name is looked up for.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::TaskDefinitionStatus;
use longshore_world::records::task_definition::{
    BY_STATUS, TaskDefinition, TaskDefinitionKey, status_prefix,
};
use longshore_world::{Scope, World};

use crate::arn;
use crate::ecs::SERVICE;
use crate::ecs::identifier::given;
use crate::ecs::problems::invalid;

const RESOURCE_TYPE: &str = "task-definition";

/// A task definition as a caller names it, in the caller's own account and region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    pub family: String,
    /// Without one, the family's latest ACTIVE revision is meant.
    pub revision: Option<u32>,
}

impl Reference {
    /// The key of exactly one revision, for the operations that do not guess.
    pub fn key(self, scope: Scope) -> Result<TaskDefinitionKey, ApiError> {
        let revision = self.revision.ok_or_else(|| invalid("Revision is missing."))?;
        Ok(TaskDefinitionKey { scope, family: self.family, revision })
    }
}

/// Reads a name; refuses ARNs of other kinds, accounts and regions.
pub fn parse(scope: Scope, text: &str) -> Result<Reference, ApiError> {
    if text.trim().is_empty() {
        return Err(invalid("TaskDefinition can not be blank."));
    }
    parse_name(given(scope, RESOURCE_TYPE, text)?.name())
}

fn parse_name(name: &str) -> Result<Reference, ApiError> {
    let (family, revision) = match name.split_once(':') {
        Some((family, revision)) => (family, Some(parse_revision(revision)?)),
        None => (name, None),
    };
    Ok(Reference { family: family.to_owned(), revision })
}

fn parse_revision(text: &str) -> Result<u32, ApiError> {
    let bad = || invalid(format!("Invalid revision number. Number: {text}"));
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|revision| digits && *revision > 0).ok_or_else(bad)
}

/// The revision a reference means, in whatever state it is; without a revision the latest ACTIVE one.
pub fn resolve(world: &World, scope: Scope, reference: &Reference) -> Option<TaskDefinitionKey> {
    let family = &reference.family;
    if let Some(revision) = reference.revision {
        let key = TaskDefinitionKey { scope, family: family.clone(), revision };
        return world.get::<TaskDefinition>(&key).map(|_| key);
    }
    let prefix = status_prefix(scope, &TaskDefinitionStatus::Active).text(family).finish();
    let mut active = world.by_index::<TaskDefinition>(BY_STATUS, &prefix, None);
    active.next_back().map(|(_, key, _)| key)
}

/// The ARN of a revision.
pub fn arn_of(key: &TaskDefinitionKey) -> String {
    let TaskDefinitionKey { scope, family, revision } = key;
    arn::arn(SERVICE, *scope, format_args!("{RESOURCE_TYPE}/{family}:{revision}"))
}
