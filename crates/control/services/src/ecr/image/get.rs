//! Manifests by tag or digest: BatchGetImage, and what a pull asks for.
//!
//! Must not know: who pulls.

use longshore_shapes::{ApiError, ecr};
use longshore_world::Snapshot;
use longshore_world::records::ecr::{ImageKey, Manifest, RepositoryKey};

use super::{check_count, named};
use crate::caller::Caller;
use crate::ecr::manifest::is_digest;
use crate::ecr::{problems, registry_of, repository};
use crate::errors;

/// Where a reference leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub key: ImageKey,
    pub media_type: String,
}

/// The image behind a tag or a digest, as a pull writes it.
pub fn found(snapshot: &Snapshot, repository: &RepositoryKey, reference: &str) -> Result<Found, ApiError> {
    repository::find(snapshot, repository.scope, &repository.name)?;
    let (digest, tag) = if is_digest(reference) { (Some(reference), None) } else { (None, Some(reference)) };
    let id =
        ecr::ImageIdentifier { image_digest: digest.map(str::to_owned), image_tag: tag.map(str::to_owned) };
    match named(snapshot, repository, &id) {
        Ok((key, row)) if row.archived_at.is_some() => Err(problems::archived(&key.digest)),
        Ok((key, row)) => Ok(Found { key, media_type: row.media_type.clone() }),
        Err(_) => Err(problems::no_image(repository, digest, tag)),
    }
}

/// The manifest's bytes, as they were pushed.
pub fn body(snapshot: &Snapshot, key: &ImageKey) -> Result<Vec<u8>, ApiError> {
    let row = snapshot.cold::<Manifest>(key).map_err(errors::cold_row)?;
    let repository = RepositoryKey { scope: key.scope, name: key.repository.clone() };
    row.map(|row| row.body.to_vec()).ok_or_else(|| problems::no_image(&repository, Some(&key.digest), None))
}

pub(super) fn batch_get_image(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecr::BatchGetImageRequest,
) -> Result<ecr::BatchGetImageResponse, ApiError> {
    check_count(&input.image_ids)?;
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let (repository, _) =
        repository::for_use(snapshot, caller, scope, &input.repository_name, "ecr:BatchGetImage")?;
    let (mut images, mut failures) = (Vec::new(), Vec::new());
    for id in &input.image_ids {
        let (key, row) = match named(snapshot, &repository, id) {
            Ok(found) => found,
            Err(missing) => {
                failures.push(missing.failure(id));
                continue;
            }
        };
        images.push(ecr::Image {
            registry_id: Some(scope.account.to_string()),
            repository_name: Some(repository.name.clone()),
            image_id: Some(ecr::ImageIdentifier {
                image_tag: id.image_tag.clone(),
                image_digest: Some(key.digest.clone()),
            }),
            image_manifest: String::from_utf8(body(snapshot, &key)?).ok(),
            image_manifest_media_type: Some(row.media_type.clone()),
        });
    }
    Ok(ecr::BatchGetImageResponse { images: Some(images), failures: Some(failures) })
}
