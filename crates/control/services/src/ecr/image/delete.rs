//! BatchDeleteImage: by tag, which leaves an image that has other tags, or by digest, which takes it with all its tags.
//!
//! Blobs that no image names any more stay for a while: a push may be about to name them again.
//!
//! Must not know: where bytes are, or when they go.

use longshore_planners::images::change::{naming, tags_of, take_away, untag};
use longshore_shapes::ApiError;
use longshore_shapes::ecr::{self, ImageFailureCode};
use longshore_world::records::ecr::{ImageKey, RepositoryKey};
use longshore_world::{Tx, World};

use super::{Missing, check_count, named};
use crate::caller::Caller;
use crate::ecr::{registry_of, repository};

pub(super) fn batch_delete_image(
    caller: &Caller,
    input: ecr::BatchDeleteImageRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::BatchDeleteImageResponse, ApiError> + use<>, ApiError> {
    check_count(&input.image_ids)?;
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let caller = caller.clone();
    Ok(move |tx: &mut Tx<'_>| {
        let name = &input.repository_name;
        let (repository, _) = repository::for_use(tx, &caller, scope, name, "ecr:BatchDeleteImage")?;
        let (mut deleted, mut failures) = (Vec::new(), Vec::new());
        for id in &input.image_ids {
            match delete(tx, &repository, id) {
                Ok(ids) => deleted.extend(ids),
                Err(missing) => failures.push(missing.failure(id)),
            }
        }
        Ok(ecr::BatchDeleteImageResponse { image_ids: Some(deleted), failures: Some(failures) })
    })
}

fn delete(
    tx: &mut Tx<'_>,
    repository: &RepositoryKey,
    id: &ecr::ImageIdentifier,
) -> Result<Vec<ecr::ImageIdentifier>, Missing> {
    let (key, _) = named(tx, repository, id)?;
    let tags = tags_of(tx, &key);
    let by_tag = id.image_digest.is_none();
    if let (true, Some(tag)) = (by_tag && tags.len() > 1, id.image_tag.as_deref()) {
        untag(tx, repository, tag);
        return Ok(vec![identifier(&key, Some(tag))]);
    }
    refuse_if_listed(tx, &key)?;
    take_away(tx, &key, &tags);
    if tags.is_empty() {
        return Ok(vec![identifier(&key, None)]);
    }
    Ok(tags.iter().map(|tag| identifier(&key, Some(tag))).collect())
}

fn identifier(key: &ImageKey, tag: Option<&str>) -> ecr::ImageIdentifier {
    ecr::ImageIdentifier { image_digest: Some(key.digest.clone()), image_tag: tag.map(str::to_owned) }
}

fn refuse_if_listed(world: &World, key: &ImageKey) -> Result<(), Missing> {
    let lists: Vec<String> = naming(world, key).map(|index| index.digest).collect();
    if lists.is_empty() {
        return Ok(());
    }
    Err(Missing {
        code: ImageFailureCode::ImageReferencedByManifestList,
        reason: format!("Requested image referenced by manifest list: [{}]", lists.join(", ")),
    })
}
