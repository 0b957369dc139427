//! What goes wrong with a bucket, in words for its owner: what it is about, what S3 said, what to do next.
//!
//! Must not know: what was to be done with the bucket's answer.

use http::StatusCode;

use super::answers::Refused;

/// Why a bucket could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BucketError {
    #[error(
        "{place} cannot be reached: {reason}. Check --registry-store-endpoint, the certificates that are trusted, and the network"
    )]
    Unreachable { place: String, reason: String },
    #[error("{place} does not exist. Create it, or name another with --registry-store")]
    NoBucket { place: String },
    #[error(
        "{place} refuses {what}: {code} ({message}). Check the credentials, and that they may get, put, delete and list \
         objects and abort uploads there"
    )]
    Denied { place: String, what: String, code: String, message: String },
    #[error("{place} is in another region{region}. Name it with --registry-store-region")]
    WrongRegion { place: String, region: String },
    #[error("{place} is too busy for {what}: {code} ({message}). It was tried again some times; try later")]
    Busy { place: String, what: String, code: String, message: String },
    #[error("{place} refused {what} with {status} {code}: {message}")]
    Refused { place: String, what: String, status: u16, code: String, message: String },
    #[error("there is no object {key} in {place}")]
    NoObject { place: String, key: String },
    #[error("{place} answered {what} with something else: {reason}. Is it a store that speaks S3?")]
    Strange { place: String, what: String, reason: String },
    #[error(
        "{place} gave bytes for the blob {digest} that are not it; they were thrown away. Push an image that has it again, \
         and look at what writes to the bucket"
    )]
    Corrupt { place: String, digest: String },
    #[error("a request to {place} cannot be made: {reason}")]
    Unsendable { place: String, reason: String },
    #[error(
        "{place} holds the registry of another installation of Longshore ({found}). Two would collect each other's layers: \
         give each a prefix of its own, as in s3://BUCKET/PREFIX"
    )]
    Foreign { place: String, found: String },
    #[error("what was to be done with {place} was interrupted, because Longshore stops")]
    Interrupted { place: String },
    #[error("{place} is still deleting the blob {digest}; try again in a few minutes")]
    Leaving { place: String, digest: String },
}

impl BucketError {
    /// What S3's refusal means.
    pub(crate) fn of(
        place: &str,
        what: &str,
        key: &str,
        status: StatusCode,
        refused: Refused,
        region: &str,
    ) -> Self {
        let (place, what) = (place.to_owned(), what.to_owned());
        let Refused { code, message } = refused;
        if is_passing(status, &code) {
            return Self::Busy { place, what, code: told(status, code), message };
        }
        if !region.is_empty() && (code == "AuthorizationHeaderMalformed" || status.is_redirection()) {
            return Self::WrongRegion { place, region: format!(", {region}") };
        }
        match (status, code.as_str()) {
            (_, "NoSuchBucket") => Self::NoBucket { place },
            (StatusCode::NOT_FOUND, "NoSuchKey" | "") => Self::NoObject { place, key: key.to_owned() },
            (_, "PermanentRedirect" | "TemporaryRedirect" | "AuthorizationHeaderMalformed") => {
                Self::WrongRegion { place, region: String::new() }
            }
            (StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED, _) => {
                Self::Denied { place, what, code: told(status, code), message }
            }
            _ => Self::Refused { place, what, status: status.as_u16(), code, message },
        }
    }

    /// Whether the same may well be done a moment later.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::Busy { .. })
    }

    /// Whether what was asked for may yet happen, for all that is known.
    pub(crate) fn is_in_doubt(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::Interrupted { .. })
            || matches!(self, Self::Busy { code, .. } if code != "SlowDown")
    }
}

fn told(status: StatusCode, code: String) -> String {
    if code.is_empty() { status.to_string() } else { code }
}

fn is_passing(status: StatusCode, code: &str) -> bool {
    status.is_server_error() && status != StatusCode::NOT_IMPLEMENTED
        || status == StatusCode::TOO_MANY_REQUESTS
        || status == StatusCode::REQUEST_TIMEOUT
        // A body that arrived broken is sent again.
        || matches!(
            code,
            "SlowDown" | "RequestTimeout" | "InternalError" | "BadDigest" | "XAmzContentSHA256Mismatch" | "IncompleteBody"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(status: u16, code: &str, region: &str) -> BucketError {
        let refused = Refused { code: code.to_owned(), message: "why".to_owned() };
        BucketError::of(
            "the bucket 'b'",
            "a list",
            "k",
            StatusCode::from_u16(status).unwrap(),
            refused,
            region,
        )
    }

    #[test]
    fn refusals_and_what_to_do() {
        for (status, code, region, words) in [
            (404, "NoSuchBucket", "", "does not exist"),
            (404, "NoSuchKey", "", "no object k"),
            (404, "", "", "no object k"),
            (403, "AccessDenied", "", "AccessDenied (why). Check the credentials"),
            (403, "", "", "403 Forbidden"),
            (301, "PermanentRedirect", "eu-west-1", "another region, eu-west-1. Name it"),
            (301, "PermanentRedirect", "", "another region. Name it"),
            (400, "AuthorizationHeaderMalformed", "eu-west-1", "another region, eu-west-1"),
            (503, "SlowDown", "", "too busy for a list: SlowDown"),
            (500, "", "", "too busy for a list: 500"),
            (429, "", "", "too busy"),
            (400, "InvalidArgument", "", "400 InvalidArgument: why"),
            (501, "NotImplemented", "", "501 NotImplemented"),
        ] {
            let error = of(status, code, region);
            assert!(error.to_string().contains(words), "{error}");
            assert!(error.to_string().contains("the bucket 'b'"), "{error}");
        }
    }

    #[test]
    fn what_is_tried_again_and_what_may_yet_happen() {
        for (status, code, passing, in_doubt) in [
            (503, "SlowDown", true, false),
            (500, "InternalError", true, true),
            (400, "BadDigest", true, true),
            (403, "AccessDenied", false, false),
            (404, "NoSuchBucket", false, false),
        ] {
            let error = of(status, code, "");
            assert_eq!((error.is_passing(), error.is_in_doubt()), (passing, in_doubt), "{error}");
        }
    }
}
