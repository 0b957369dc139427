//! AWS Signature Version 4: verification for the server, signing for our own clients and tests.
//!
//! Written by us rather than taken from a client library, because a server has to do three things such a
//! library does not: build the canonical form from the bytes the client really sent (its header list, its
//! odd paths, its query order), compare in constant time, and keep derived keys so that a request costs one
//! HMAC instead of five.
//!
//! In reading order: [`claim`](parse) reads what a request says about itself and verifies nothing;
//! `canonical` turns the request into the text that is signed; `key` derives and caches signing keys;
//! [`Verifier`] joins them; `chunked` decodes `aws-chunked` bodies; [`Signer`] is the other direction.
//!
//! Invariants
//! - Pure: time is an argument, nothing is random, nothing is read from outside.
//! - Every failed verification does the same work, whether the key id is known, cached or neither; a key is
//!   cached only after a signature made with it was right, so strangers cannot push keys out.
//! - Whatever takes effect is signed: `host`, and each `x-amz-*` header except the few in
//!   [`MAY_BE_UNSIGNED`], which are bound in another way or carry no authority.
//! - Input of any shape gives an error that can be matched, never a panic, and bounded work.
//!
//! Must not know: accounts, where secrets are stored, services beyond the path rules of S3, or how an error
//! is put on the wire.

mod canonical;
mod chunked;
mod claim;
mod encode;
mod error;
mod key;
mod sign;
mod time;
mod verify;

pub use canonical::PathRules;
pub use chunked::Chunking;
pub use claim::{Claim, Form, Scope, parse};
pub use error::{Dialect, Kind, Mismatch, SignatureError};
pub use sign::{PayloadHash, Signed, Signer, SigningError};
pub use verify::{Verified, Verifier};

/// The one algorithm there is; a request naming another is refused.
pub const ALGORITHM: &str = "AWS4-HMAC-SHA256";
/// How far the clock of a client may be from ours.
pub const MAX_CLOCK_SKEW_SECONDS: i64 = 5 * 60;
/// The longest life of a presigned URL: seven days.
pub const MAX_EXPIRES_SECONDS: u32 = 604_800;
/// Bytes of an `Authorization` header; the longest real ones are near one kilobyte.
pub const MAX_AUTHORIZATION_BYTES: usize = 8 * 1024;
/// Bytes of a session token.
pub const MAX_TOKEN_BYTES: usize = 16 * 1024;
/// Bytes of each part of a credential: key id, region, service.
pub const MAX_CREDENTIAL_PART_BYTES: usize = 128;
/// Names in a `SignedHeaders` list.
pub const MAX_SIGNED_HEADERS: usize = 128;
/// Bytes of all signed header values together.
pub const MAX_SIGNED_HEADER_BYTES: usize = 64 * 1024;
/// Parameters in a query string.
pub const MAX_QUERY_PARAMETERS: usize = 1000;
/// Chunks in one `aws-chunked` body, the last empty one included.
pub const MAX_CHUNKS: usize = 65_536;
/// Bytes of data in one chunk.
pub const MAX_CHUNK_BYTES: usize = 64 * 1024 * 1024;
/// Bytes of the line before a chunk: its size in hex and its signature.
pub const MAX_CHUNK_LINE_BYTES: usize = 128;
/// Trailing headers after the last chunk.
pub const MAX_TRAILERS: usize = 16;
/// Bytes of the whole trailer section.
pub const MAX_TRAILER_BYTES: usize = 8 * 1024;
/// Signing keys a [`Verifier`] keeps at most.
pub const MAX_CACHED_KEYS: usize = 1024;

/// The `x-amz-*` headers that need not be signed.
///
/// Botocore, and the SDKs for Rust, JavaScript, Go and Java sign every other `x-amz-*` header they send.
/// The date and the payload hash are part of what is signed anyway; a token is bound to its secret by whoever
/// looks it up, and some services have it added after signing; the last two are left out of presigned
/// requests by the SDK for Rust and change nothing.
pub const MAY_BE_UNSIGNED: [&str; 5] =
    ["x-amz-date", "x-amz-content-sha256", "x-amz-security-token", "x-amz-user-agent", "x-amz-checksum-mode"];

const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";
const STREAMING_SIGNED: &str = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
const STREAMING_SIGNED_TRAILER: &str = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
const STREAMING_UNSIGNED_TRAILER: &str = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
const TERMINATOR: &str = "aws4_request";

const X_AMZ_DATE: &str = "x-amz-date";
const X_AMZ_CONTENT_SHA256: &str = "x-amz-content-sha256";
const X_AMZ_SECURITY_TOKEN: &str = "x-amz-security-token";
const X_AMZ_TRAILER: &str = "x-amz-trailer";
const X_AMZ_TRAILER_SIGNATURE: &str = "x-amz-trailer-signature";
const X_AMZ_DECODED_CONTENT_LENGTH: &str = "x-amz-decoded-content-length";

const QUERY_ALGORITHM: &str = "X-Amz-Algorithm";
const QUERY_CREDENTIAL: &str = "X-Amz-Credential";
const QUERY_DATE: &str = "X-Amz-Date";
const QUERY_EXPIRES: &str = "X-Amz-Expires";
const QUERY_SIGNED_HEADERS: &str = "X-Amz-SignedHeaders";
const QUERY_SIGNATURE: &str = "X-Amz-Signature";
const QUERY_SECURITY_TOKEN: &str = "X-Amz-Security-Token";
const QUERY_CONTENT_SHA256: &str = "X-Amz-Content-Sha256";
