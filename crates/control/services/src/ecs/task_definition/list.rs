//! ListTaskDefinitions and ListTaskDefinitionFamilies: pages read off the indexes, at the same cost
//! wherever in the list they start.
//!
//! Must not know: what a definition contains.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, SortOrder, TaskDefinitionFamilyStatus, TaskDefinitionStatus};
use longshore_world::records::task_definition::{
    BY_STATUS, FAMILIES_BY_STATUS, Family, FamilyKey, FamilyStatus, TaskDefinition, family_prefix,
    status_prefix,
};
use longshore_world::{KeyBytes, RowKey, Scope, Snapshot, World};

use super::identifier::arn_of;
use crate::caller::Caller;
use crate::ecs::page_limit;
use crate::ecs::problems::bad_token;
use crate::page::Pages;

const PAGE_MAX: i32 = 100;

pub(super) fn list_task_definitions(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::ListTaskDefinitionsRequest,
) -> Result<ecs::ListTaskDefinitionsResponse, ApiError> {
    let limit = page_limit(input.max_results, PAGE_MAX, PAGE_MAX)?;
    let status = input.status.unwrap_or(TaskDefinitionStatus::Active);
    let sort = input.sort.unwrap_or(SortOrder::Asc);
    let family = input.family_prefix.filter(|family| !family.is_empty());
    let filters = [family.as_deref().unwrap_or_default(), status.as_str(), sort.as_str()];
    let pages = pages(snapshot, caller.scope, "ListTaskDefinitions", &filters);
    let start = pages.start(input.next_token.as_deref()).map_err(|_| bad_token())?;
    let mut prefix = status_prefix(caller.scope, &status);
    if let Some(family) = &family {
        prefix.text(family);
    }
    let prefix = prefix.finish();
    let page = if sort == SortOrder::Desc {
        let keys = snapshot.keys_by_index_before::<TaskDefinition>(BY_STATUS, &prefix, start.as_ref());
        pages.take(keys.rev().map(|(place, key)| (place.clone(), arn_of(&key))), limit)
    } else {
        let keys = snapshot.keys_by_index::<TaskDefinition>(BY_STATUS, &prefix, start.as_ref());
        pages.take(keys.map(|(place, key)| (place.clone(), arn_of(&key))), limit)
    };
    Ok(ecs::ListTaskDefinitionsResponse {
        task_definition_arns: Some(page.items),
        next_token: page.next_token,
    })
}

pub(super) fn list_task_definition_families(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::ListTaskDefinitionFamiliesRequest,
) -> Result<ecs::ListTaskDefinitionFamiliesResponse, ApiError> {
    let limit = page_limit(input.max_results, PAGE_MAX, PAGE_MAX)?;
    let status = input.status.unwrap_or(TaskDefinitionFamilyStatus::All);
    let start_of_name = input.family_prefix.unwrap_or_default();
    let pages =
        pages(snapshot, caller.scope, "ListTaskDefinitionFamilies", &[&start_of_name, status.as_str()]);
    let start = pages.start(input.next_token.as_deref()).map_err(|_| bad_token())?;
    let after = start.as_ref().and_then(|key| FamilyKey::parse(key.as_slice()));
    let of = |status| families(snapshot, caller.scope, status, &start_of_name, after.as_ref());
    let (active, inactive) = (of(FamilyStatus::Active), of(FamilyStatus::Inactive));
    let page = match status {
        TaskDefinitionFamilyStatus::Active => pages.take(active.map(listed), limit),
        TaskDefinitionFamilyStatus::Inactive => pages.take(inactive.map(listed), limit),
        _ => pages.take(merged(active, inactive).map(listed), limit),
    };
    Ok(ecs::ListTaskDefinitionFamiliesResponse { families: Some(page.items), next_token: page.next_token })
}

fn pages(world: &World, scope: Scope, operation: &str, filters: &[&str]) -> Pages {
    let account = scope.account.to_string();
    let list = [operation, &account, scope.region.as_str()];
    Pages::of(world, &[&list, filters].concat())
}

fn families<'w>(
    world: &'w World,
    scope: Scope,
    status: FamilyStatus,
    start_of_name: &str,
    after: Option<&FamilyKey>,
) -> impl Iterator<Item = FamilyKey> + use<'w> {
    let prefix = family_prefix(scope, status).text_start(start_of_name).finish();
    let after = after.map(|key| family_prefix(scope, status).text(&key.family).finish());
    world.by_index::<Family>(FAMILIES_BY_STATUS, &prefix, after.as_ref()).map(|(_, key, _)| key)
}

fn listed(key: FamilyKey) -> (KeyBytes, String) {
    (key.bytes(), key.family)
}

/// Two lists in order, as one.
fn merged(
    left: impl Iterator<Item = FamilyKey>,
    right: impl Iterator<Item = FamilyKey>,
) -> impl Iterator<Item = FamilyKey> {
    let (mut left, mut right) = (left.peekable(), right.peekable());
    std::iter::from_fn(move || match (left.peek(), right.peek()) {
        (Some(l), Some(r)) if l > r => right.next(),
        (Some(_), _) => left.next(),
        (None, _) => right.next(),
    })
}
