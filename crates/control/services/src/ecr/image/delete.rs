//! BatchDeleteImage: by tag, which leaves an image that has other tags, or by digest, which takes it with all its tags.
//!
//! Blobs that no image names any more stay for a while: a push may be about to name them again.
//!
//! Must not know: where bytes are, or when they go.

use longshore_shapes::ApiError;
use longshore_shapes::ecr::{self, ImageFailureCode};
use longshore_world::key::KeyWriter;
use longshore_world::records::ecr::image::BY_CONTENT;
use longshore_world::records::ecr::{Image, ImageKey, ImageTag, Layer, Manifest, RepositoryKey, ScanReport};
use longshore_world::{Tx, World};

use super::put::announce;
use super::{Missing, check_count, key_of, named, tag_key, tags_of};
use crate::caller::Caller;
use crate::ecr::{registry_of, repository};

pub(super) fn batch_delete_image(
    caller: &Caller,
    input: ecr::BatchDeleteImageRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::BatchDeleteImageResponse, ApiError> + use<>, ApiError> {
    check_count(&input.image_ids)?;
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    Ok(move |tx: &mut Tx<'_>| {
        let (repository, _) = repository::find(tx, scope, &input.repository_name)?;
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

/// Takes a tag away from its image, which stays.
pub(crate) fn untag(tx: &mut Tx<'_>, repository: &RepositoryKey, tag: &str) -> bool {
    let Some(row) = tx.delete::<ImageTag>(&tag_key(repository, tag)) else { return false };
    let key = key_of(repository, &row.digest);
    let media_type = tx.get::<Image>(&key).map(|image| image.media_type.clone()).unwrap_or_default();
    announce(tx, &key, Some(tag), "DELETE", &media_type);
    true
}

/// The images whose manifest names that digest.
pub(crate) fn naming<'a>(world: &'a World, key: &ImageKey) -> impl Iterator<Item = ImageKey> + use<'a> {
    let place = KeyWriter::new().scope(key.scope).text(&key.repository).text(&key.digest).finish();
    world.by_place::<Image>(BY_CONTENT, &place, None).map(|(_, key, _)| key)
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

/// Deletes an image with its tags. Its blobs are marked where nobody else names them.
pub(crate) fn take_away(tx: &mut Tx<'_>, key: &ImageKey, tags: &[String]) {
    let repository = RepositoryKey { scope: key.scope, name: key.repository.clone() };
    for tag in tags {
        tx.delete::<ImageTag>(&tag_key(&repository, tag));
    }
    let Some(row) = tx.delete::<Image>(key) else { return };
    tx.delete_cold::<Manifest>(key);
    tx.delete_cold::<ScanReport>(key);
    let now = tx.now();
    for blob in row.blobs.iter().map(|digest| key_of(&repository, digest)) {
        if naming(tx, &blob).next().is_none() {
            tx.update(&blob, |layer: &mut Layer| layer.unused_since = Some(now));
        }
    }
    announce(tx, key, tags.first().map(String::as_str), "DELETE", &row.media_type);
}
