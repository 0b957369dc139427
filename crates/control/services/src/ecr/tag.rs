//! Tags of repositories, not of images.
//!
//! Must not know: what a repository holds.

use longshore_shapes::ApiError;
use longshore_shapes::ecr::{self, Tag, error, op};
use longshore_world::records::ecr::{Repository, RepositoryKey};
use longshore_world::{Scope, Snapshot, Tx};

use super::{problems, repository};
use crate::arn::Arn;
use crate::caller::Caller;
use crate::registry::Registry;

const TAGS_MAX: usize = 50;

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::TagResource, _>(tag_resource);
    registry.write::<op::UntagResource, _>(untag_resource);
    registry.read::<op::ListTagsForResource>(list_tags_for_resource);
}

/// Checks the tags that come with a new repository; each key once.
pub(crate) fn checked(tags: Option<Vec<Tag>>) -> Result<Vec<Tag>, ApiError> {
    let tags = tags.unwrap_or_default();
    let repeated =
        |(position, tag): (usize, &Tag)| tags.iter().take(position).any(|earlier| earlier.key == tag.key);
    if tags.iter().enumerate().any(repeated) {
        let message = "A tag key appears more than once in tags.";
        return Err(ApiError::new(&error::INVALID_TAG_PARAMETER_EXCEPTION, message));
    }
    within_limit(&tags)?;
    Ok(tags)
}

fn within_limit(tags: &[Tag]) -> Result<(), ApiError> {
    if tags.len() > TAGS_MAX {
        let message = format!("The repository would have more than {TAGS_MAX} tags.");
        return Err(ApiError::new(&error::TOO_MANY_TAGS_EXCEPTION, message));
    }
    Ok(())
}

fn named(scope: Scope, text: &str) -> Result<RepositoryKey, ApiError> {
    let arn = Arn::parse(text).filter(|arn| arn.service == super::SERVICE && arn.is_in(scope));
    let name = arn.and_then(|arn| arn.resource.strip_prefix("repository/"));
    let bad = || {
        problems::invalid(format!("resourceArn '{text}' is not the ARN of a repository of this registry."))
    };
    Ok(RepositoryKey { scope, name: name.ok_or_else(bad)?.to_owned() })
}

fn tag_resource(
    caller: &Caller,
    input: ecr::TagResourceRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::TagResourceResponse, ApiError> + use<>, ApiError> {
    let key = named(caller.scope, &input.resource_arn)?;
    let new = checked(Some(input.tags))?;
    Ok(move |tx: &mut Tx<'_>| {
        let mut tags = repository::find(tx, key.scope, &key.name)?.1.tags.clone();
        tags.retain(|old| new.iter().all(|new| new.key != old.key));
        tags.extend(new);
        within_limit(&tags)?;
        tx.update(&key, |row: &mut Repository| row.tags = tags);
        Ok(ecr::TagResourceResponse {})
    })
}

fn untag_resource(
    caller: &Caller,
    input: ecr::UntagResourceRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::UntagResourceResponse, ApiError> + use<>, ApiError> {
    let key = named(caller.scope, &input.resource_arn)?;
    Ok(move |tx: &mut Tx<'_>| {
        repository::find(tx, key.scope, &key.name)?;
        tx.update(&key, |row: &mut Repository| row.tags.retain(|tag| !input.tag_keys.contains(&tag.key)));
        Ok(ecr::UntagResourceResponse {})
    })
}

fn list_tags_for_resource(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecr::ListTagsForResourceRequest,
) -> Result<ecr::ListTagsForResourceResponse, ApiError> {
    let key = named(caller.scope, &input.resource_arn)?;
    let (_, row) = repository::find(snapshot, key.scope, &key.name)?;
    Ok(ecr::ListTagsForResourceResponse { tags: Some(row.tags.clone()) })
}
