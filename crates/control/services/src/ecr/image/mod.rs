//! Images: what is stored of a pushed manifest, and the operations on it.
//!
//! Must not know: how a manifest reached us.

mod delete;
mod describe;
mod get;
mod list;
mod put;
mod storage_class;

use longshore_planners::images::change::{key_of, tag_key};
use longshore_shapes::ApiError;
use longshore_shapes::ecr::{self, ImageFailureCode, op};
use longshore_world::World;
use longshore_world::records::ecr::{Image, ImageKey, ImageTag, RepositoryKey};

pub(crate) use self::describe::referrers;
pub use self::get::{Found, body, found};
pub(crate) use self::put::put_copy;
pub use self::put::{Put, put, put_cached};
use super::manifest::is_digest;
use super::problems;
use crate::registry::Registry;

/// Of one request that names images.
const NAMED_MAX: usize = 100;
const PAGE_DEFAULT: i32 = 100;
const PAGE_MAX: i32 = 1000;

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::PutImage, _>(put::put_image);
    registry.read::<op::BatchGetImage>(get::batch_get_image);
    registry.read::<op::ListImages>(list::list_images);
    registry.read::<op::DescribeImages>(describe::describe_images);
    registry.read::<op::ListImageReferrers>(describe::list_image_referrers);
    registry.write::<op::BatchDeleteImage, _>(delete::batch_delete_image);
    registry.write::<op::UpdateImageStorageClass, _>(storage_class::update_image_storage_class);
}

/// Why an image of a list was not found.
pub(crate) struct Missing {
    code: ImageFailureCode,
    reason: String,
}

/// The image that an identifier names: by its digest, its tag, or both where they agree.
pub(crate) fn named<'a>(
    world: &'a World,
    repository: &RepositoryKey,
    id: &ecr::ImageIdentifier,
) -> Result<(ImageKey, &'a Image), Missing> {
    let missing = |code, reason: &str| Missing { code, reason: reason.to_owned() };
    let not_found = || missing(ImageFailureCode::ImageNotFound, "Requested image not found");
    let tagged = match id.image_tag.as_deref() {
        Some(tag) => {
            let row = world.get::<ImageTag>(&tag_key(repository, tag)).ok_or_else(not_found)?;
            Some(row.digest.clone())
        }
        None => None,
    };
    let digest = match (id.image_digest.as_deref(), tagged) {
        (None, None) => {
            let reason = "Invalid request parameters: both tag and digest cannot be null";
            return Err(missing(ImageFailureCode::MissingDigestAndTag, reason));
        }
        (Some(digest), _) if !is_digest(digest) => {
            let reason =
                "Invalid request parameters: image digest should be sha256: and 64 hexadecimal digits";
            return Err(missing(ImageFailureCode::InvalidImageDigest, reason));
        }
        (Some(digest), Some(tagged)) if digest != tagged => {
            let reason = "Requested image tag does not point to the requested digest";
            return Err(missing(ImageFailureCode::ImageTagDoesNotMatchDigest, reason));
        }
        (Some(digest), _) => digest.to_owned(),
        (None, Some(tagged)) => tagged,
    };
    let key = key_of(repository, &digest);
    let row = world.get::<Image>(&key).ok_or_else(not_found)?;
    Ok((key, row))
}

impl Missing {
    fn failure(self, id: &ecr::ImageIdentifier) -> ecr::ImageFailure {
        ecr::ImageFailure {
            image_id: Some(id.clone()),
            failure_code: Some(self.code),
            failure_reason: Some(self.reason),
        }
    }
}

fn check_count(ids: &[ecr::ImageIdentifier]) -> Result<(), ApiError> {
    if ids.is_empty() || ids.len() > NAMED_MAX {
        return Err(problems::invalid(format!("imageIds must name 1 to {NAMED_MAX} images: {}.", ids.len())));
    }
    Ok(())
}

fn status_matches(row: &Image, filter: Option<&ecr::ImageStatusFilter>) -> bool {
    match filter {
        Some(ecr::ImageStatusFilter::Any) => true,
        Some(ecr::ImageStatusFilter::Archived) => row.archived_at.is_some(),
        Some(ecr::ImageStatusFilter::Activating) => false,
        _ => row.archived_at.is_none(),
    }
}

pub(crate) fn tag_status_matches(has_tags: bool, filter: Option<&ecr::TagStatus>) -> bool {
    match filter {
        Some(ecr::TagStatus::Tagged) => has_tags,
        Some(ecr::TagStatus::Untagged) => !has_tags,
        _ => true,
    }
}
