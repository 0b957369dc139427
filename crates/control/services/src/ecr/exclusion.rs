//! Principals whose pulls are not remembered: those of programs that look at every image.
//!
//! Must not know: how a pull comes about.

use longshore_shapes::ApiError;
use longshore_shapes::ecr::{self, error, op};
use longshore_world::records::ecr::RegistrySettings;
use longshore_world::records::ecr::registry::RegistryKey;
use longshore_world::{KeyBytes, Scope, Snapshot, Tx, World};

use super::{page_limit, problems, settings};
use crate::caller::Caller;
use crate::page::Pages;
use crate::registry::Registry;

const PAGE_MAX: i32 = 100;
const PER_REGISTRY_MAX: usize = 100;

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::RegisterPullTimeUpdateExclusion, _>(register_pull_time_update_exclusion);
    registry.read::<op::ListPullTimeUpdateExclusions>(list_pull_time_update_exclusions);
    registry.write::<op::DeregisterPullTimeUpdateExclusion, _>(deregister_pull_time_update_exclusion);
}

/// Whether that principal's pulls from the registry are remembered.
pub fn notes_pulls_of(world: &World, scope: Scope, principal_arn: &str) -> bool {
    let row = world.get::<RegistrySettings>(&RegistryKey { scope });
    !row.is_some_and(|row| row.pull_time_exclusions.iter().any(|excluded| excluded == principal_arn))
}

fn register_pull_time_update_exclusion(
    caller: &Caller,
    input: ecr::RegisterPullTimeUpdateExclusionRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecr::RegisterPullTimeUpdateExclusionResponse, ApiError> + use<>,
    ApiError,
> {
    let (scope, arn) = (caller.scope, input.principal_arn);
    Ok(move |tx: &mut Tx<'_>| {
        let mut row = settings::of(tx, scope);
        let Err(place) = row.pull_time_exclusions.binary_search(&arn) else {
            let message = format!("A pull time update exclusion for '{arn}' already exists.");
            return Err(ApiError::new(&error::EXCLUSION_ALREADY_EXISTS_EXCEPTION, message));
        };
        if row.pull_time_exclusions.len() >= PER_REGISTRY_MAX {
            let message = format!("The registry has {PER_REGISTRY_MAX} exclusions; deregister some.");
            return Err(ApiError::new(&error::LIMIT_EXCEEDED_EXCEPTION, message));
        }
        row.pull_time_exclusions.insert(place, arn.clone());
        tx.put(&RegistryKey { scope }, row);
        Ok(ecr::RegisterPullTimeUpdateExclusionResponse {
            principal_arn: Some(arn),
            created_at: Some(tx.now()),
        })
    })
}

fn list_pull_time_update_exclusions(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecr::ListPullTimeUpdateExclusionsRequest,
) -> Result<ecr::ListPullTimeUpdateExclusionsResponse, ApiError> {
    let limit = page_limit(input.max_results, PAGE_MAX, 1000)?;
    let (account, region) = (caller.account().to_string(), caller.region());
    let pages = Pages::of(snapshot, &["ListPullTimeUpdateExclusions", &account, region.as_str()]);
    let start = pages.start(input.next_token.as_deref()).map_err(|_| problems::bad_token())?;
    let listed = settings::of(snapshot, caller.scope).pull_time_exclusions.into_iter();
    let keyed = listed.map(|arn| (KeyBytes::from_slice(arn.as_bytes()), arn));
    let page = pages.take(keyed.filter(|(key, _)| start.as_ref().is_none_or(|start| key > start)), limit);
    Ok(ecr::ListPullTimeUpdateExclusionsResponse {
        pull_time_update_exclusions: Some(page.items),
        next_token: page.next_token,
    })
}

fn deregister_pull_time_update_exclusion(
    caller: &Caller,
    input: ecr::DeregisterPullTimeUpdateExclusionRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecr::DeregisterPullTimeUpdateExclusionResponse, ApiError> + use<>,
    ApiError,
> {
    let (scope, arn) = (caller.scope, input.principal_arn);
    Ok(move |tx: &mut Tx<'_>| {
        let mut row = settings::of(tx, scope);
        let Ok(place) = row.pull_time_exclusions.binary_search(&arn) else {
            let message = format!("There is no pull time update exclusion for '{arn}'.");
            return Err(ApiError::new(&error::EXCLUSION_NOT_FOUND_EXCEPTION, message));
        };
        row.pull_time_exclusions.remove(place);
        tx.put(&RegistryKey { scope }, row);
        Ok(ecr::DeregisterPullTimeUpdateExclusionResponse { principal_arn: Some(arn) })
    })
}
