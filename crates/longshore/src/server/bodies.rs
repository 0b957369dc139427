//! Bodies of requests, read whole: small ones freely, the parts of layers a few at a time.
//!
//! Must not know: what is in one.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header;
use http::request::Parts;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Incoming;
use longshore_shapes::{ApiError, ErrorSchema};
use longshore_wire::{body, error as wire_error, limits};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long a client may take to send a body.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);
/// How many large bodies are held at once, and how long one waits for its turn.
const LARGE_MAX: usize = 2;
const LARGE_PATIENCE: Duration = Duration::from_secs(20);
/// The operation whose bodies are large, as the header names it.
const LARGE_TARGET: &str = ".UploadLayerPart";

static REQUEST_TIMEOUT: ErrorSchema = ErrorSchema::common("RequestTimeout", 408);

/// Places for large bodies.
pub(super) struct Large(Arc<Semaphore>);

impl Large {
    pub(super) fn new() -> Self {
        Self(Arc::new(Semaphore::new(LARGE_MAX)))
    }

    /// Reads a body; a large one comes with the place that it holds as long as it is held itself.
    pub(super) async fn collect(
        &self,
        parts: &Parts,
        incoming: Incoming,
    ) -> Result<(Bytes, Option<OwnedSemaphorePermit>), ApiError> {
        if !is_large(parts) {
            return Ok((collect(incoming, limits::BODY_BYTES_MAX).await?, None));
        }
        let busy = || {
            let message = "Too many layer parts are coming in at once. Try again in a moment.";
            ApiError::new(&wire_error::SERVICE_UNAVAILABLE, message)
        };
        let place = tokio::time::timeout(LARGE_PATIENCE, self.0.clone().acquire_owned()).await;
        let place = place.map_err(|_| busy())?.map_err(|_| busy())?;
        Ok((collect(incoming, limits::PART_BODY_BYTES_MAX).await?, Some(place)))
    }
}

/// Whether it is a body that may be large, and says that it is.
fn is_large(parts: &Parts) -> bool {
    let text = |name: header::HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let target = parts.headers.get("x-amz-target").and_then(|value| value.to_str().ok());
    let length = text(header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    target.is_some_and(|target| target.ends_with(LARGE_TARGET))
        && length.is_some_and(|length| length > limits::BODY_BYTES_MAX)
}

async fn collect(incoming: Incoming, limit: usize) -> Result<Bytes, ApiError> {
    let too_large = || body::BodyError::TooLarge { limit }.to_api_error();
    match tokio::time::timeout(BODY_TIMEOUT, Limited::new(incoming, limit).collect()).await {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(error)) => {
            Err(ApiError::new(&wire_error::MALFORMED_INPUT, format!("The body could not be read: {error}")))
        }
        Err(_) => Err(ApiError::new(&REQUEST_TIMEOUT, "The body did not arrive in time.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_body_is_a_part_that_says_so() {
        let parts = |target: &str, length: usize| {
            let request = http::Request::builder()
                .header("x-amz-target", target)
                .header(header::CONTENT_LENGTH, length);
            request.body(()).unwrap().into_parts().0
        };
        let large = limits::BODY_BYTES_MAX + 1;
        assert!(is_large(&parts("AmazonEC2ContainerRegistry_V20150921.UploadLayerPart", large)));
        for (target, length) in [
            ("AmazonEC2ContainerRegistry_V20150921.UploadLayerPart", limits::BODY_BYTES_MAX),
            ("AmazonEC2ContainerRegistry_V20150921.PutImage", large),
            ("", large),
        ] {
            assert!(!is_large(&parts(target, length)), "{target} {length}");
        }
    }
}
