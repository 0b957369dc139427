//! Answers: JSON, empty ones, and the errors of the specification.
//!
//! Must not know: what was asked.

use ::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};

use super::Body;
use crate::catalog::{Code, Refusal};
use crate::store::StoreError;

const VERSION: HeaderName = HeaderName::from_static("docker-distribution-api-version");
const CHALLENGE: &str = "Basic realm=\"Longshore ECR\"";

impl Code {
    /// How it is written, and the status it comes with.
    fn known_as(self) -> (&'static str, StatusCode) {
        match self {
            Self::BlobUnknown => ("BLOB_UNKNOWN", StatusCode::NOT_FOUND),
            Self::BlobUploadInvalid => ("BLOB_UPLOAD_INVALID", StatusCode::BAD_REQUEST),
            Self::BlobUploadUnknown => ("BLOB_UPLOAD_UNKNOWN", StatusCode::NOT_FOUND),
            Self::DigestInvalid => ("DIGEST_INVALID", StatusCode::BAD_REQUEST),
            Self::ManifestBlobUnknown => ("MANIFEST_BLOB_UNKNOWN", StatusCode::NOT_FOUND),
            Self::ManifestInvalid => ("MANIFEST_INVALID", StatusCode::BAD_REQUEST),
            Self::ManifestUnknown => ("MANIFEST_UNKNOWN", StatusCode::NOT_FOUND),
            Self::NameInvalid => ("NAME_INVALID", StatusCode::BAD_REQUEST),
            Self::NameUnknown => ("NAME_UNKNOWN", StatusCode::NOT_FOUND),
            Self::RangeInvalid => ("BLOB_UPLOAD_INVALID", StatusCode::RANGE_NOT_SATISFIABLE),
            Self::SizeInvalid => ("SIZE_INVALID", StatusCode::PAYLOAD_TOO_LARGE),
            Self::TagInvalid => ("TAG_INVALID", StatusCode::BAD_REQUEST),
            Self::Unauthorized => ("UNAUTHORIZED", StatusCode::UNAUTHORIZED),
            Self::Denied => ("DENIED", StatusCode::FORBIDDEN),
            Self::Unsupported => ("UNSUPPORTED", StatusCode::METHOD_NOT_ALLOWED),
            Self::TooManyRequests => ("TOOMANYREQUESTS", StatusCode::TOO_MANY_REQUESTS),
            Self::Unavailable => ("UNKNOWN", StatusCode::SERVICE_UNAVAILABLE),
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::NoUpload(_) => Code::BlobUploadUnknown,
            StoreError::Busy(_) => Code::BlobUploadInvalid,
            StoreError::TooManyUploads(_) => Code::TooManyRequests,
            StoreError::TooLarge(_) => Code::SizeInvalid,
            StoreError::Digest { .. } => Code::DigestInvalid,
            StoreError::Full | StoreError::Io(_) | StoreError::Bucket(_) | StoreError::Elsewhere { .. } => {
                Code::Unavailable
            }
        };
        Self::new(code, error.to_string())
    }
}

pub(super) fn refusal(refusal: &Refusal) -> Response<Body> {
    let (code, status) = refusal.code.known_as();
    let errors = serde_json::json!({"errors": [{"code": code, "message": refusal.message}]});
    let mut answer = json(&errors);
    *answer.status_mut() = status;
    if refusal.code == Code::Unauthorized {
        answer.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(CHALLENGE));
    }
    answer
}

pub(super) fn json(value: &serde_json::Value) -> Response<Body> {
    let text = value.to_string();
    let mut answer = Response::new(Body::whole(text.into()));
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    answer
}

pub(super) fn empty(status: StatusCode) -> Response<Body> {
    let mut answer = Response::new(Body::whole(bytes::Bytes::new()));
    *answer.status_mut() = status;
    answer
}

/// Puts a header in; what no header may hold is left out.
pub(super) fn set(headers: &mut HeaderMap, name: HeaderName, value: impl AsRef<str>) {
    if let Ok(value) = HeaderValue::from_str(value.as_ref()) {
        headers.insert(name, value);
    }
}

/// What every answer has; a HEAD's has no body, but says how long it would be.
pub(super) fn finished(mut answer: Response<Body>, is_head: bool) -> Response<Body> {
    let length = answer.body().length();
    let headers = answer.headers_mut();
    headers.insert(VERSION, HeaderValue::from_static("registry/2.0"));
    if !headers.contains_key(header::CONTENT_LENGTH) {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    if is_head {
        *answer.body_mut() = Body::whole(bytes::Bytes::new());
    }
    answer
}
