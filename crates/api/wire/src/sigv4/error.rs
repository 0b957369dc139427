//! Why a signature was refused, and what AWS calls it.
//!
//! Invariants: `Display` is one short line that is safe to log; the long text with the canonical request, which
//! may repeat a session token the client sent, exists only in [`SignatureError::client_message`].
//!
//! Must not know: envelopes. It names codes and statuses per [`Dialect`]; the envelope picks its own.

use std::fmt;

use http::StatusCode;

use super::{MAX_CLOCK_SKEW_SECONDS, MAX_EXPIRES_SECONDS};

/// What the server computed for a request whose signature did not match. Holds no secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Mismatch {
    pub canonical_request: String,
    pub string_to_sign: String,
}

impl fmt::Debug for Mismatch {
    /// The canonical request is left out: it may repeat a session token, and `Debug` ends in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mismatch").field("string_to_sign", &self.string_to_sign).finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    #[error("the request is not signed: send an Authorization header or the X-Amz-* query parameters")]
    NotSigned,
    #[error("the request is signed twice, in the Authorization header and in the query: keep one")]
    SignedTwice,
    #[error("'{0}' may be given only once")]
    Repeated(&'static str),
    #[error("'{0}' holds bytes that are not plain text")]
    NotText(&'static str),
    #[error("{0} is required to verify the signature and is missing")]
    Missing(&'static str),
    #[error("the signature algorithm is not AWS4-HMAC-SHA256, the only one supported")]
    UnsupportedAlgorithm,
    #[error("the Authorization header has a part that is not Credential=, SignedHeaders= or Signature=")]
    MalformedAuthorization,
    #[error("the credential must read KEY/YYYYMMDD/REGION/SERVICE/aws4_request")]
    MalformedCredential,
    #[error("the signature must be 64 lowercase hexadecimal digits")]
    MalformedSignature,
    #[error("the list of signed headers must be distinct names joined with ';'")]
    MalformedSignedHeaders,
    #[error("the date must read YYYYMMDDTHHMMSSZ (X-Amz-Date) or be an HTTP date (Date)")]
    MalformedDate,
    #[error("X-Amz-Expires must be between 1 and {MAX_EXPIRES_SECONDS} seconds")]
    MalformedExpires,
    #[error("the date in the credential, {scope}, is not the day of the request's date, {date}")]
    ScopeDate { scope: String, date: String },
    #[error("the credential is scoped to service '{found}', this is '{expected}'")]
    WrongService { found: String, expected: String },
    #[error("the request has no Host")]
    HostMissing,
    #[error("'host' (or ':authority') must be among the signed headers")]
    HostNotSigned,
    #[error("headers are present that have to be signed and are not: {}", .0.join(", "))]
    HeadersNotSigned(Vec<String>),
    #[error("{what} is over the limit of {limit}")]
    TooLarge { what: &'static str, limit: usize },
    #[error("the signature expired: {signed_at} is earlier than {earliest}")]
    Expired { signed_at: String, earliest: String },
    #[error(
        "the signature is not yet current: {signed_at} is more than {MAX_CLOCK_SKEW_SECONDS} s after {now}"
    )]
    NotYetCurrent { signed_at: String, now: String },
    #[error("the signature we calculated is not the one provided: check the secret key and how you sign")]
    Mismatch(Box<Mismatch>),
    #[error("X-Amz-Content-Sha256 is neither a SHA-256 in lowercase hex nor a known keyword")]
    MalformedContentSha256,
    #[error("the body's SHA-256 is {computed}, X-Amz-Content-Sha256 says {claimed}")]
    ContentSha256 { claimed: String, computed: String },
    #[error("the aws-chunked body is broken: {0}")]
    MalformedChunk(&'static str),
    #[error("the signature of chunk {index} is not the one we calculated")]
    ChunkSignature { index: usize },
    #[error("the signature of the trailing headers is not the one we calculated")]
    TrailerSignature,
    #[error("the decoded body has {found} bytes, X-Amz-Decoded-Content-Length says {claimed}")]
    DecodedLength { claimed: String, found: usize },
    #[error("the access key id or the security token is not known here")]
    UnknownAccessKey,
}

/// The errors AWS distinguishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    MissingAuthenticationToken,
    IncompleteSignature,
    SignatureDoesNotMatch,
    RequestExpired,
    AccessDenied,
    UnknownAccessKey,
    InvalidRequest,
}

/// The families of services, which name the same errors differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    Json,
    Query,
    /// EC2 has a name of its own for every credential that is not right.
    Ec2,
}

impl Dialect {
    pub const ALL: [Dialect; 3] = [Dialect::Json, Dialect::Query, Dialect::Ec2];
}

impl Kind {
    pub const ALL: [Kind; 7] = [
        Kind::MissingAuthenticationToken,
        Kind::IncompleteSignature,
        Kind::SignatureDoesNotMatch,
        Kind::RequestExpired,
        Kind::AccessDenied,
        Kind::UnknownAccessKey,
        Kind::InvalidRequest,
    ];

    pub fn code(self, dialect: Dialect) -> &'static str {
        match (self, dialect) {
            (Kind::SignatureDoesNotMatch | Kind::UnknownAccessKey, Dialect::Ec2) => "AuthFailure",
            (kind, Dialect::Ec2) => kind.code(Dialect::Query),
            (Kind::MissingAuthenticationToken, Dialect::Json) => "MissingAuthenticationTokenException",
            (Kind::MissingAuthenticationToken, Dialect::Query) => "MissingAuthenticationToken",
            (Kind::IncompleteSignature, Dialect::Json) => "IncompleteSignatureException",
            (Kind::IncompleteSignature, Dialect::Query) => "IncompleteSignature",
            // The JSON services have one code for a wrong and for an old signature; SDKs correct their
            // clock on it.
            (Kind::SignatureDoesNotMatch | Kind::RequestExpired, Dialect::Json) => {
                "InvalidSignatureException"
            }
            (Kind::SignatureDoesNotMatch, Dialect::Query) => "SignatureDoesNotMatch",
            (Kind::RequestExpired, Dialect::Query) => "RequestExpired",
            (Kind::AccessDenied, Dialect::Json) => "AccessDeniedException",
            (Kind::AccessDenied, Dialect::Query) => "AccessDenied",
            (Kind::UnknownAccessKey, Dialect::Json) => "UnrecognizedClientException",
            (Kind::UnknownAccessKey, Dialect::Query) => "InvalidClientTokenId",
            (Kind::InvalidRequest, Dialect::Json) => "ValidationException",
            (Kind::InvalidRequest, Dialect::Query) => "ValidationError",
        }
    }

    pub fn status(self, dialect: Dialect) -> StatusCode {
        match (self, dialect) {
            (Kind::SignatureDoesNotMatch | Kind::UnknownAccessKey, Dialect::Ec2) => StatusCode::UNAUTHORIZED,
            (kind, Dialect::Ec2) => kind.status(Dialect::Query),
            (Kind::RequestExpired | Kind::IncompleteSignature | Kind::InvalidRequest, _)
            | (_, Dialect::Json) => StatusCode::BAD_REQUEST,
            (_, Dialect::Query) => StatusCode::FORBIDDEN,
        }
    }
}

impl SignatureError {
    pub fn kind(&self) -> Kind {
        use SignatureError as E;
        match self {
            E::NotSigned => Kind::MissingAuthenticationToken,
            E::SignedTwice
            | E::Repeated(_)
            | E::NotText(_)
            | E::Missing(_)
            | E::UnsupportedAlgorithm
            | E::MalformedAuthorization
            | E::MalformedCredential
            | E::MalformedSignature
            | E::MalformedSignedHeaders
            | E::MalformedDate
            | E::MalformedExpires
            | E::HostMissing => Kind::IncompleteSignature,
            E::ScopeDate { .. }
            | E::WrongService { .. }
            | E::HostNotSigned
            | E::NotYetCurrent { .. }
            | E::Mismatch(_)
            | E::ContentSha256 { .. }
            | E::ChunkSignature { .. }
            | E::TrailerSignature => Kind::SignatureDoesNotMatch,
            E::Expired { .. } => Kind::RequestExpired,
            E::HeadersNotSigned(_) => Kind::AccessDenied,
            E::UnknownAccessKey => Kind::UnknownAccessKey,
            E::TooLarge { .. }
            | E::MalformedContentSha256
            | E::MalformedChunk(_)
            | E::DecodedLength { .. } => Kind::InvalidRequest,
        }
    }

    /// The message for the client: for a mismatch it adds what the server computed, so that a user who writes
    /// a signer sees at once where the two differ. Not for logs.
    pub fn client_message(&self) -> String {
        match self {
            SignatureError::Mismatch(mismatch) => format!(
                "{self}\n\nThe canonical request is\n'{}'\n\nThe string to sign is\n'{}'\n",
                mismatch.canonical_request, mismatch.string_to_sign
            ),
            _ => self.to_string(),
        }
    }
}
