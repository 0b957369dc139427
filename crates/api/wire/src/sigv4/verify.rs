//! Verifies a claim against the secret of its key and gives back the payload to use.
//!
//! Invariants: signatures are compared in constant time; a failed comparison costs one key derivation and two
//! comparisons whatever is cached, and an unknown key id costs the same and caches nothing; the hash of the body is compared after
//! the signature, so that only the owner of a key learns about it.
//!
//! Must not know: how a secret is found, or what a service does with the answer.

use std::{borrow::Cow, hint::black_box};

use http::request::Parts;
use ring::hmac;

use super::{
    Claim, Form, MAX_CLOCK_SKEW_SECONDS, MAY_BE_UNSIGNED, Mismatch, PathRules, STREAMING_SIGNED,
    STREAMING_SIGNED_TRAILER, STREAMING_UNSIGNED_TRAILER, SignatureError, UNSIGNED_PAYLOAD,
    X_AMZ_CONTENT_SHA256, X_AMZ_DECODED_CONTENT_LENGTH, X_AMZ_TRAILER,
    canonical::{Canonical, host, string_to_sign},
    chunked::{ChunkSignatures, decode},
    claim::single,
    encode,
    key::{KeyCache, KeyId, derive},
    time::describe,
};

/// Stands in for the secret of a key id nobody has; as long as a real one.
const NO_SECRET: &str = "----------------------------------------";

/// A request whose signature is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified<'a> {
    /// The payload to use: the body as it came, or what an `aws-chunked` body carried.
    pub body: Cow<'a, [u8]>,
    /// Trailing headers of an `aws-chunked` body, names in lowercase.
    pub trailers: Vec<(String, String)>,
}

/// What the request says about its payload.
#[derive(Clone, Copy)]
enum Payload {
    /// The hash of the body is signed, without being stated.
    Implied,
    /// The hash of the body is stated and signed.
    Stated([u8; 32]),
    Unsigned,
    Chunked {
        signed: bool,
        trailer: bool,
    },
}

/// Verifies requests; keeps signing keys that proved right. Share one per process.
#[derive(Default)]
pub struct Verifier {
    keys: KeyCache,
    path_rules: Option<PathRules>,
}

impl Verifier {
    pub fn new() -> Verifier {
        Verifier::default()
    }

    /// Canonicalises paths by `rules` instead of by the service a signature names.
    pub fn with_path_rules(rules: PathRules) -> Verifier {
        Verifier { path_rules: Some(rules), ..Verifier::default() }
    }

    /// Verifies `claim`, which [`super::parse`] read from the same `parts`.
    pub fn verify<'b>(
        &self,
        claim: &Claim,
        parts: &Parts,
        body: &'b [u8],
        secret_access_key: &str,
        now_unix_seconds: i64,
    ) -> Result<Verified<'b>, SignatureError> {
        check_time(claim, now_unix_seconds)?;
        self.verify_timeless(claim, parts, body, Some(secret_access_key))
    }

    /// Does the work of [`Verifier::verify`] for a key id nobody has, so that the time of the answer does not
    /// tell which key ids exist, and gives the error to answer with.
    pub fn verify_unknown(
        &self,
        claim: &Claim,
        parts: &Parts,
        body: &[u8],
        now_unix_seconds: i64,
    ) -> SignatureError {
        let answer =
            check_time(claim, now_unix_seconds).and_then(|()| self.verify_timeless(claim, parts, body, None));
        match answer {
            Ok(_) | Err(SignatureError::Mismatch(_)) => SignatureError::UnknownAccessKey,
            Err(error) => error,
        }
    }

    fn verify_timeless<'b>(
        &self,
        claim: &Claim,
        parts: &Parts,
        body: &'b [u8],
        secret: Option<&str>,
    ) -> Result<Verified<'b>, SignatureError> {
        check_signed_headers(claim, parts)?;
        let stated = stated_hash(claim, parts)?;
        let payload = Payload::read(claim, stated)?;
        let computed = match payload {
            Payload::Implied => Some(encode::sha256_hex(body)),
            _ => None,
        };
        let payload_hash = computed.as_deref().or(stated).unwrap_or(UNSIGNED_PAYLOAD);
        let canonical_request = Canonical {
            method: parts.method.as_str(),
            uri: &parts.uri,
            headers: &parts.headers,
            signed_headers: &claim.signed_headers,
            payload_hash,
            path_rules: self.path_rules.unwrap_or_else(|| PathRules::of_service(&claim.scope.service)),
        }
        .request()?;
        let string_to_sign = string_to_sign(&claim.timestamp, &claim.scope, &canonical_request);
        let Some(key) = self.check_signature(claim, secret, &string_to_sign) else {
            let canonical_request = String::from_utf8_lossy(&canonical_request).into_owned();
            return Err(SignatureError::Mismatch(Box::new(Mismatch { canonical_request, string_to_sign })));
        };
        payload.open(claim, parts, body, &key)
    }

    /// The signing key, if the signature is the one it makes. Without a secret never, after the same work.
    fn check_signature(
        &self,
        claim: &Claim,
        secret: Option<&str>,
        string_to_sign: &str,
    ) -> Option<hmac::Key> {
        let matches = |key: &hmac::Key| {
            black_box(hmac::verify(key, string_to_sign.as_bytes(), &claim.signature)).is_ok()
        };
        let text = secret.unwrap_or(NO_SECRET);
        let id = KeyId::of(text, &claim.scope);
        let cached = self.keys.get(id);
        if let Some(key) = &cached
            && matches(key)
        {
            return cached;
        }
        let key = derive(text, &claim.scope);
        if cached.is_none() {
            // A cached key was compared before; now every failure has compared twice and derived once.
            matches(&key);
        }
        if matches(&key) && secret.is_some() {
            self.keys.insert(id, key.clone());
            return Some(key);
        }
        None
    }
}

fn check_time(claim: &Claim, now: i64) -> Result<(), SignatureError> {
    let latest = now.saturating_add(MAX_CLOCK_SKEW_SECONDS);
    if claim.signed_at > latest {
        let signed_at = claim.timestamp.clone();
        return Err(SignatureError::NotYetCurrent { signed_at, now: describe(now) });
    }
    let lifetime = match claim.form {
        Form::Header => MAX_CLOCK_SKEW_SECONDS,
        Form::Presigned { expires_seconds, .. } => i64::from(expires_seconds),
    };
    let earliest = now.saturating_sub(lifetime);
    if claim.signed_at < earliest {
        let signed_at = claim.timestamp.clone();
        return Err(SignatureError::Expired { signed_at, earliest: describe(earliest) });
    }
    Ok(())
}

fn check_signed_headers(claim: &Claim, parts: &Parts) -> Result<(), SignatureError> {
    let is_signed = |name: &str| claim.signed_headers.iter().any(|signed| signed == name);
    if !is_signed("host") && !is_signed(":authority") {
        return Err(SignatureError::HostNotSigned);
    }
    host(&parts.headers, &parts.uri)?;
    let mut unsigned: Vec<String> = parts
        .headers
        .keys()
        .map(http::HeaderName::as_str)
        .filter(|name| name.starts_with("x-amz-") && !MAY_BE_UNSIGNED.contains(name) && !is_signed(name))
        .map(str::to_owned)
        .collect();
    if unsigned.is_empty() {
        return Ok(());
    }
    unsigned.sort_unstable();
    Err(SignatureError::HeadersNotSigned(unsigned))
}

/// `X-Amz-Content-Sha256`, from the header or, in a presigned request, from the query.
fn stated_hash<'a>(claim: &'a Claim, parts: &'a Parts) -> Result<Option<&'a str>, SignatureError> {
    let header = single(&parts.headers, X_AMZ_CONTENT_SHA256)?.map(str::trim);
    Ok(match &claim.form {
        Form::Header => header,
        Form::Presigned { content_sha256, .. } => content_sha256.as_deref().or(header),
    })
}

impl Payload {
    fn read(claim: &Claim, stated: Option<&str>) -> Result<Payload, SignatureError> {
        let presigned = matches!(claim.form, Form::Presigned { .. });
        let s3 = PathRules::of_service(&claim.scope.service) == PathRules::S3;
        Ok(match stated {
            // Whoever presigns for S3 does not have the object yet.
            None if presigned && s3 => Payload::Unsigned,
            None => Payload::Implied,
            Some(UNSIGNED_PAYLOAD) => Payload::Unsigned,
            Some(STREAMING_SIGNED) => Payload::Chunked { signed: true, trailer: false },
            Some(STREAMING_SIGNED_TRAILER) => Payload::Chunked { signed: true, trailer: true },
            Some(STREAMING_UNSIGNED_TRAILER) => Payload::Chunked { signed: false, trailer: true },
            Some(hash) => Payload::Stated(
                encode::parse_hex32(hash.as_bytes()).ok_or(SignatureError::MalformedContentSha256)?,
            ),
        })
    }

    /// The payload of a request whose signature is right.
    fn open<'b>(
        self,
        claim: &Claim,
        parts: &Parts,
        body: &'b [u8],
        key: &hmac::Key,
    ) -> Result<Verified<'b>, SignatureError> {
        match self {
            Payload::Chunked { signed, trailer } => {
                let signatures = signed.then(|| ChunkSignatures::new(key, claim));
                let (body, trailers) = decode(body, signatures, trailer)?;
                check_decoded_length(parts, body.len())?;
                check_trailers(parts, &trailers)?;
                return Ok(Verified { body: Cow::Owned(body), trailers });
            }
            Payload::Stated(hash) => {
                let (claimed, computed) = (encode::hex(&hash), encode::sha256_hex(body));
                if claimed != computed {
                    return Err(SignatureError::ContentSha256 { claimed, computed });
                }
            }
            Payload::Implied | Payload::Unsigned => {}
        }
        Ok(Verified { body: Cow::Borrowed(body), trailers: Vec::new() })
    }
}

fn check_decoded_length(parts: &Parts, found: usize) -> Result<(), SignatureError> {
    let Some(claimed) = single(&parts.headers, X_AMZ_DECODED_CONTENT_LENGTH)? else { return Ok(()) };
    if claimed.trim().parse() == Ok(found) {
        return Ok(());
    }
    Err(SignatureError::DecodedLength { claimed: claimed.to_owned(), found })
}

/// The trailers are those announced in `x-amz-trailer`, which is signed: none more, none less.
fn check_trailers(parts: &Parts, trailers: &[(String, String)]) -> Result<(), SignatureError> {
    let announced = single(&parts.headers, X_AMZ_TRAILER)?.unwrap_or_default();
    let mut announced: Vec<String> = announced
        .split(',')
        .map(|name| name.trim().to_ascii_lowercase())
        .filter(|name| !name.is_empty())
        .collect();
    let mut found: Vec<&str> = trailers.iter().map(|(name, _)| name.as_str()).collect();
    announced.sort_unstable();
    found.sort_unstable();
    if announced == found {
        return Ok(());
    }
    Err(SignatureError::MalformedChunk("its trailing headers are not those named in x-amz-trailer"))
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;
    use crate::sigv4::{PayloadHash, Signer, parse};

    /// The stand-in is in the source for all to read: signing with it must give nothing.
    #[test]
    fn the_stand_in_secret_opens_nothing_and_caches_nothing() {
        let mut request = Request::post("https://localhost/").body(Vec::new()).unwrap();
        Signer::new("AKID", NO_SECRET, "r", "ecs").sign(&mut request, PayloadHash::Implied, 0).unwrap();
        let (parts, body) = request.into_parts();
        let claim = parse(&parts).unwrap().unwrap();
        let verifier = Verifier::new();
        let is_cached = || verifier.keys.get(KeyId::of(NO_SECRET, &claim.scope)).is_some();
        assert_eq!(verifier.verify_unknown(&claim, &parts, &body, 0), SignatureError::UnknownAccessKey);
        assert!(!is_cached());
        verifier.verify(&claim, &parts, &body, NO_SECRET, 0).unwrap();
        assert!(is_cached(), "a right signature is cached");
    }

    #[test]
    fn a_wrong_signature_caches_nothing() {
        let mut request = Request::post("https://localhost/").body(Vec::new()).unwrap();
        Signer::new("AKID", "right", "r", "ecs").sign(&mut request, PayloadHash::Implied, 0).unwrap();
        let (parts, body) = request.into_parts();
        let claim = parse(&parts).unwrap().unwrap();
        let verifier = Verifier::new();
        verifier.verify(&claim, &parts, &body, "wrong", 0).unwrap_err();
        assert!(verifier.keys.get(KeyId::of("wrong", &claim.scope)).is_none());
    }
}
