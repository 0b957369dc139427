//! The errors of ECR that more than one operation answers with, in the words clients know.
//!
//! Must not know: which operation failed.

use longshore_shapes::ApiError;
use longshore_shapes::ecr::error;
use longshore_world::records::ecr::RepositoryKey;

pub(crate) fn invalid(message: impl Into<String>) -> ApiError {
    ApiError::new(&error::INVALID_PARAMETER_EXCEPTION, message)
}

pub(crate) fn bad_token() -> ApiError {
    invalid("nextToken is not one that this request's earlier page answered with.")
}

pub(crate) fn no_repository(key: &RepositoryKey) -> ApiError {
    let message = format!("The repository with name '{}' does not exist in the {}", key.name, registry(key));
    ApiError::new(&error::REPOSITORY_NOT_FOUND_EXCEPTION, message)
}

pub(crate) fn repository_exists(key: &RepositoryKey) -> ApiError {
    let message = format!("The repository with name '{}' already exists in the {}", key.name, registry(key));
    ApiError::new(&error::REPOSITORY_ALREADY_EXISTS_EXCEPTION, message)
}

pub(crate) fn no_image(key: &RepositoryKey, digest: Option<&str>, tag: Option<&str>) -> ApiError {
    let id = format!("{{imageDigest:'{}', imageTag:'{}'}}", digest.unwrap_or("null"), tag.unwrap_or("null"));
    let message = format!(
        "The image with imageId {id} does not exist within the repository with name '{}' in the {}",
        key.name,
        registry(key)
    );
    ApiError::new(&error::IMAGE_NOT_FOUND_EXCEPTION, message)
}

pub(crate) fn archived(digest: &str) -> ApiError {
    let message = format!(
        "The image {digest} is archived; restore it with UpdateImageStorageClass before it is pulled."
    );
    ApiError::new(&error::IMAGE_ARCHIVED_EXCEPTION, message)
}

pub(crate) fn immutable(key: &RepositoryKey, tag: &str) -> ApiError {
    let message = format!(
        "The image tag '{tag}' already exists in the '{}' repository and cannot be overwritten because the tag is \
         immutable.",
        key.name
    );
    ApiError::new(&error::IMAGE_TAG_ALREADY_EXISTS_EXCEPTION, message)
}

/// `registry with id '000000000000'`: how ECR ends its sentences.
pub(crate) fn registry(key: &RepositoryKey) -> String {
    format!("registry with id '{}'", key.scope.account)
}
