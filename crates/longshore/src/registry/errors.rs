//! ECR's errors in the protocol's words.
//!
//! Must not know: what was asked.

use longshore_engine::Engine;
use longshore_registry::catalog::{Code, Refusal, Result};
use longshore_shapes::ecr::error;
use longshore_shapes::{ApiError, ErrorSchema};
use longshore_world::Tx;

/// What each error of ECR is to a client that speaks the protocol.
static KNOWN: [(&ErrorSchema, Code); 9] = [
    (&error::REPOSITORY_NOT_FOUND_EXCEPTION, Code::NameUnknown),
    (&error::IMAGE_NOT_FOUND_EXCEPTION, Code::ManifestUnknown),
    (&error::IMAGE_ARCHIVED_EXCEPTION, Code::Denied),
    (&error::LAYERS_NOT_FOUND_EXCEPTION, Code::ManifestBlobUnknown),
    (&error::REFERENCED_IMAGES_NOT_FOUND_EXCEPTION, Code::ManifestBlobUnknown),
    (&error::IMAGE_TAG_ALREADY_EXISTS_EXCEPTION, Code::TagInvalid),
    (&error::INVALID_PARAMETER_EXCEPTION, Code::ManifestInvalid),
    (&error::LIMIT_EXCEEDED_EXCEPTION, Code::TooManyRequests),
    (&error::KMS_EXCEPTION, Code::Denied),
];

pub(super) fn refusal(error: &ApiError) -> Refusal {
    let known = KNOWN.iter().find(|(schema, _)| schema.name == error.schema.name);
    Refusal::new(known.map_or(Code::Unavailable, |(_, code)| *code), error.message.clone())
}

/// Runs a transaction of ECR's for somebody who speaks the protocol.
pub(super) async fn transact<T: Send + 'static>(
    engine: &Engine,
    run: impl FnOnce(&mut Tx<'_>) -> Result<T, ApiError> + Send + 'static,
) -> Result<T> {
    match engine.transact(run).await {
        Ok(done) => done.map_err(|error| refusal(&error)),
        Err(error) => Err(Refusal::new(Code::Unavailable, error.to_string())),
    }
}
