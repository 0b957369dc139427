//! The canonical request and the string to sign: the text both sides compute and only one side sends.
//!
//! Invariants: built from the bytes of the request as they came; depends on nothing but its arguments.
//!
//! Must not know: keys, clocks, whether it serves to sign or to verify.

use http::{HeaderMap, Uri, header::HOST};

use super::{
    ALGORITHM, MAX_SIGNED_HEADER_BYTES, QUERY_SIGNATURE, SignatureError,
    claim::{Scope, single},
    encode,
};

/// How a service canonicalises paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PathRules {
    /// Escapes in the path are escaped again.
    pub encode_twice: bool,
    /// `//`, `.` and `..` are resolved.
    pub normalize: bool,
}

impl PathRules {
    pub const STANDARD: PathRules = PathRules { encode_twice: true, normalize: true };
    /// Object keys are taken as they are.
    pub const S3: PathRules = PathRules { encode_twice: false, normalize: false };

    pub fn of_service(service: &str) -> PathRules {
        match service {
            "s3" | "s3express" | "s3-outposts" | "s3-object-lambda" => PathRules::S3,
            _ => PathRules::STANDARD,
        }
    }
}

pub(super) struct Canonical<'a> {
    pub(super) method: &'a str,
    pub(super) uri: &'a Uri,
    pub(super) headers: &'a HeaderMap,
    pub(super) signed_headers: &'a [String],
    pub(super) payload_hash: &'a str,
    pub(super) path_rules: PathRules,
}

impl Canonical<'_> {
    /// The canonical request. Bytes, since header values need not be UTF-8.
    pub(super) fn request(&self) -> Result<Vec<u8>, SignatureError> {
        let mut out = Vec::with_capacity(512);
        out.extend(self.method.as_bytes());
        out.push(b'\n');
        self.push_path(&mut out);
        out.push(b'\n');
        push_query(&mut out, self.uri.query().unwrap_or_default());
        out.push(b'\n');
        self.push_headers(&mut out)?;
        out.push(b'\n');
        out.extend(self.signed_headers.join(";").as_bytes());
        out.push(b'\n');
        out.extend(self.payload_hash.as_bytes());
        Ok(out)
    }

    fn push_path(&self, out: &mut Vec<u8>) {
        let path = self.uri.path();
        let normalized = encode::normalized_path(path);
        let path = if self.path_rules.normalize || path.is_empty() { normalized.as_ref() } else { path };
        if self.path_rules.encode_twice {
            encode::push_path_twice(out, path.as_bytes());
        } else {
            encode::push_path_once(out, path.as_bytes());
        }
    }

    fn push_headers(&self, out: &mut Vec<u8>) -> Result<(), SignatureError> {
        let start = out.len();
        for name in self.signed_headers {
            out.extend(name.as_bytes());
            out.push(b':');
            if matches!(name.as_str(), "host" | ":authority") {
                push_folded(out, host(self.headers, self.uri)?.as_bytes());
            } else {
                // A signed header that is absent counts as empty: proxies drop empty headers.
                for (index, value) in self.headers.get_all(name.as_str()).iter().enumerate() {
                    out.extend((index > 0).then_some(b','));
                    push_folded(out, value.as_bytes());
                }
            }
            out.push(b'\n');
            if out.len() - start > MAX_SIGNED_HEADER_BYTES {
                let what = "the size of the signed headers";
                return Err(SignatureError::TooLarge { what, limit: MAX_SIGNED_HEADER_BYTES });
            }
        }
        Ok(())
    }
}

/// The host a client signed: its `Host` header, or in HTTP/2 the `:authority` that stands for it.
pub(super) fn host<'a>(headers: &'a HeaderMap, uri: &'a Uri) -> Result<&'a str, SignatureError> {
    if headers.contains_key(HOST) {
        return single(headers, "host")?.ok_or(SignatureError::HostMissing);
    }
    let authority = uri.authority().ok_or(SignatureError::HostMissing)?.as_str();
    Ok(authority.rsplit_once('@').map_or(authority, |(_, host)| host))
}

/// Trims, and folds each run of white space to one space.
fn push_folded(out: &mut Vec<u8>, value: &[u8]) {
    let words = value.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    for (index, word) in words.enumerate() {
        out.extend((index > 0).then_some(b' '));
        out.extend(word);
    }
}

/// The query decoded, encoded our way and sorted by name, then value. The signature cannot cover itself.
fn push_query(out: &mut Vec<u8>, query: &str) {
    let mut pairs: Vec<(Vec<u8>, Vec<u8>)> = encode::query_pairs(query)
        .map(|(name, value)| (encode::decoded(name), encode::decoded(value)))
        .filter(|(name, _)| name.as_ref() != QUERY_SIGNATURE.as_bytes())
        .map(|(name, value)| (encoded(&name), encoded(&value)))
        .collect();
    pairs.sort_unstable();
    for (index, (name, value)) in pairs.iter().enumerate() {
        out.extend((index > 0).then_some(b'&'));
        out.extend(name);
        out.push(b'=');
        out.extend(value);
    }
}

fn encoded(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 8);
    encode::push_encoded(&mut out, bytes);
    out
}

pub(super) fn string_to_sign(timestamp: &str, scope: &Scope, canonical_request: &[u8]) -> String {
    format!("{ALGORITHM}\n{timestamp}\n{scope}\n{}", encode::sha256_hex(canonical_request))
}
