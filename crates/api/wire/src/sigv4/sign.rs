//! Signs requests: for our command line, our console, our tests.
//!
//! Invariants: what it signs our verifier and AWS accept; no signature is put on a request that could not be
//! signed as a whole.
//!
//! Must not know: where credentials come from, or the clock.

use std::fmt;

use http::{
    HeaderMap, HeaderValue, Request, Uri,
    header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_LENGTH, HOST},
    uri::PathAndQuery,
};
use ring::hmac;

use super::{
    ALGORITHM, Chunking, MAX_EXPIRES_SECONDS, PathRules, QUERY_ALGORITHM, QUERY_CREDENTIAL, QUERY_DATE,
    QUERY_EXPIRES, QUERY_SECURITY_TOKEN, QUERY_SIGNATURE, QUERY_SIGNED_HEADERS, STREAMING_SIGNED,
    STREAMING_SIGNED_TRAILER, STREAMING_UNSIGNED_TRAILER, Scope, SignatureError, UNSIGNED_PAYLOAD,
    X_AMZ_CONTENT_SHA256, X_AMZ_DATE, X_AMZ_DECODED_CONTENT_LENGTH, X_AMZ_SECURITY_TOKEN, X_AMZ_TRAILER,
    canonical::{Canonical, host, string_to_sign},
    chunked::{ChunkSignatures, encode_body},
    encode, key,
    time::Moment,
};

/// Headers that proxies and HTTP libraries add, change or drop after signing.
const NEVER_SIGNED: [&str; 12] = [
    "authorization",
    "connection",
    "expect",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "x-amzn-trace-id",
];

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SigningError {
    #[error("the time to sign at is outside the years 0 to 9999")]
    Time,
    #[error("X-Amz-Expires must be between 1 and {MAX_EXPIRES_SECONDS} seconds")]
    Expires,
    #[error("'{0}' cannot be written as a header")]
    Header(&'static str),
    #[error("the signed address is not a valid URI")]
    Uri,
    /// The request has no host, a repeated one, or headers beyond the limits of a verifier.
    #[error(transparent)]
    Request(#[from] SignatureError),
}

/// What the signature says about the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PayloadHash {
    /// Its hash is signed; S3 wants it stated in a header as well.
    #[default]
    Implied,
    /// Its hash is signed and stated in `X-Amz-Content-Sha256`.
    Stated,
    /// The body is not signed.
    Unsigned,
}

/// What was computed on the way, for tests and for explaining.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// 64 hex digits.
    pub signature: String,
    pub canonical_request: Vec<u8>,
}

#[derive(Clone)]
pub struct Signer {
    access_key_id: String,
    secret_access_key: String,
    token: Option<String>,
    region: String,
    service: String,
    path_rules: PathRules,
}

impl fmt::Debug for Signer {
    /// Without secret and token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("access_key_id", &self.access_key_id)
            .field("region", &self.region)
            .field("service", &self.service)
            .finish_non_exhaustive()
    }
}

impl Signer {
    pub fn new(access_key_id: &str, secret_access_key: &str, region: &str, service: &str) -> Signer {
        Signer {
            access_key_id: access_key_id.to_owned(),
            secret_access_key: secret_access_key.to_owned(),
            token: None,
            region: region.to_owned(),
            service: service.to_owned(),
            path_rules: PathRules::of_service(service),
        }
    }

    #[must_use]
    pub fn with_token(mut self, token: &str) -> Signer {
        self.token = Some(token.to_owned());
        self
    }

    /// With the same key for another service.
    #[must_use]
    pub fn of_service(&self, service: &str) -> Signer {
        let (service, path_rules) = (service.to_owned(), PathRules::of_service(service));
        Signer { service, path_rules, ..self.clone() }
    }

    #[must_use]
    pub fn with_path_rules(mut self, rules: PathRules) -> Signer {
        self.path_rules = rules;
        self
    }

    /// Signs in the `Authorization` header, replacing an earlier signature.
    pub fn sign<B: AsRef<[u8]>>(
        &self,
        request: &mut Request<B>,
        payload: PayloadHash,
        now_unix_seconds: i64,
    ) -> Result<Signed, SigningError> {
        let hash = self.payload_hash(request.body().as_ref(), payload);
        let state = payload != PayloadHash::Implied || self.path_rules_are_s3();
        self.sign_hash(request, &hash, state, now_unix_seconds)
    }

    /// Signs in the query: whoever has the address may send the request until it expires. The address must not
    /// be presigned already.
    pub fn presign<B: AsRef<[u8]>>(
        &self,
        request: &mut Request<B>,
        expires_seconds: u32,
        now_unix_seconds: i64,
    ) -> Result<Signed, SigningError> {
        if !(1..=MAX_EXPIRES_SECONDS).contains(&expires_seconds) {
            return Err(SigningError::Expires);
        }
        let (moment, scope) = self.moment_and_scope(now_unix_seconds)?;
        let mut headers = request.headers().clone();
        headers.remove(AUTHORIZATION);
        for stated_in_query in [X_AMZ_DATE, X_AMZ_CONTENT_SHA256, X_AMZ_SECURITY_TOKEN] {
            headers.remove(stated_in_query);
        }
        add_host(&mut headers, request.uri())?;
        let names = names_to_sign(&headers);
        let mut fields = vec![
            (QUERY_ALGORITHM, ALGORITHM.to_owned()),
            (QUERY_CREDENTIAL, format!("{}/{scope}", self.access_key_id)),
            (QUERY_DATE, moment.text.clone()),
            (QUERY_EXPIRES, expires_seconds.to_string()),
            (QUERY_SIGNED_HEADERS, names.join(";")),
        ];
        fields.extend(self.token.clone().map(|token| (QUERY_SECURITY_TOKEN, token)));
        let uri = with_query(request.uri(), &fields)?;
        let unsigned = self.path_rules_are_s3();
        let hash = self.payload_hash(
            request.body().as_ref(),
            if unsigned { PayloadHash::Unsigned } else { PayloadHash::Implied },
        );
        let canonical = self.canonical(request.method().as_str(), &uri, &headers, &names, &hash);
        let signed = self.signed(&moment, &scope, canonical.request()?);
        *request.uri_mut() = with_query(&uri, &[(QUERY_SIGNATURE, signed.signature.clone())])?;
        *request.headers_mut() = headers;
        Ok(signed)
    }

    /// Signs, and sends the body in chunks (`aws-chunked`).
    pub fn sign_chunked(
        &self,
        request: &mut Request<Vec<u8>>,
        chunking: &Chunking,
        now_unix_seconds: i64,
    ) -> Result<Signed, SigningError> {
        let keyword = match (chunking.signed, chunking.trailers.is_empty()) {
            (true, true) => STREAMING_SIGNED,
            (true, false) => STREAMING_SIGNED_TRAILER,
            (false, _) => STREAMING_UNSIGNED_TRAILER,
        };
        let length = HeaderValue::from(request.body().len());
        let headers = request.headers_mut();
        headers.entry(CONTENT_ENCODING).or_insert(HeaderValue::from_static("aws-chunked"));
        headers.insert(X_AMZ_DECODED_CONTENT_LENGTH, length);
        if !chunking.trailers.is_empty() {
            let names: Vec<&str> = chunking.trailers.iter().map(|(name, _)| name.as_str()).collect();
            headers.insert(X_AMZ_TRAILER, header_value(&names.join(","), X_AMZ_TRAILER)?);
        }
        let signed = self.sign_hash(request, keyword, true, now_unix_seconds)?;
        let (moment, scope) = self.moment_and_scope(now_unix_seconds)?;
        let key = key::derive(&self.secret_access_key, &scope);
        let chain = chunking.signed.then(|| {
            ChunkSignatures::after(&key, format!("{}\n{scope}", moment.text), signed.signature.clone())
        });
        let body = encode_body(request.body(), chunking, chain);
        request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
        *request.body_mut() = body;
        Ok(signed)
    }

    /// Signs a request whose body is sent apart from it: its hash is said, in hexadecimal digits, and stated in a header.
    pub fn sign_hashed(
        &self,
        request: &mut Request<()>,
        body_sha256: &str,
        now_unix_seconds: i64,
    ) -> Result<Signed, SigningError> {
        self.sign_hash(request, body_sha256, true, now_unix_seconds)
    }

    fn sign_hash<B>(
        &self,
        request: &mut Request<B>,
        hash: &str,
        state_hash: bool,
        now: i64,
    ) -> Result<Signed, SigningError> {
        let (moment, scope) = self.moment_and_scope(now)?;
        let mut headers = request.headers().clone();
        headers.remove(AUTHORIZATION);
        add_host(&mut headers, request.uri())?;
        headers.insert(X_AMZ_DATE, header_value(&moment.text, X_AMZ_DATE)?);
        if state_hash || headers.contains_key(X_AMZ_CONTENT_SHA256) {
            headers.insert(X_AMZ_CONTENT_SHA256, header_value(hash, X_AMZ_CONTENT_SHA256)?);
        }
        if let Some(token) = &self.token {
            let mut token = header_value(token, X_AMZ_SECURITY_TOKEN)?;
            token.set_sensitive(true);
            headers.insert(X_AMZ_SECURITY_TOKEN, token);
        }
        let names = names_to_sign(&headers);
        let canonical = self.canonical(request.method().as_str(), request.uri(), &headers, &names, hash);
        let signed = self.signed(&moment, &scope, canonical.request()?);
        let (key_id, names, signature) = (&self.access_key_id, names.join(";"), &signed.signature);
        let value =
            format!("{ALGORITHM} Credential={key_id}/{scope}, SignedHeaders={names}, Signature={signature}");
        headers.insert(AUTHORIZATION, header_value(&value, "authorization")?);
        *request.headers_mut() = headers;
        Ok(signed)
    }

    fn path_rules_are_s3(&self) -> bool {
        PathRules::of_service(&self.service) == PathRules::S3
    }

    fn payload_hash(&self, body: &[u8], payload: PayloadHash) -> String {
        match payload {
            PayloadHash::Unsigned => UNSIGNED_PAYLOAD.to_owned(),
            PayloadHash::Implied | PayloadHash::Stated => encode::sha256_hex(body),
        }
    }

    fn moment_and_scope(&self, now: i64) -> Result<(Moment, Scope), SigningError> {
        let moment = Moment::from_unix(now).ok_or(SigningError::Time)?;
        let date = moment.day().to_owned();
        let scope = Scope { date, region: self.region.clone(), service: self.service.clone() };
        Ok((moment, scope))
    }

    fn canonical<'a>(
        &self,
        method: &'a str,
        uri: &'a Uri,
        headers: &'a HeaderMap,
        signed_headers: &'a [String],
        payload_hash: &'a str,
    ) -> Canonical<'a> {
        Canonical { method, uri, headers, signed_headers, payload_hash, path_rules: self.path_rules }
    }

    fn signed(&self, moment: &Moment, scope: &Scope, canonical_request: Vec<u8>) -> Signed {
        let text = string_to_sign(&moment.text, scope, &canonical_request);
        let key = key::derive(&self.secret_access_key, scope);
        let signature = encode::hex(hmac::sign(&key, text.as_bytes()).as_ref());
        Signed { signature, canonical_request }
    }
}

fn header_value(text: &str, name: &'static str) -> Result<HeaderValue, SigningError> {
    HeaderValue::from_str(text).map_err(|_| SigningError::Header(name))
}

fn add_host(headers: &mut HeaderMap, uri: &Uri) -> Result<(), SigningError> {
    let value = header_value(host(headers, uri)?, "host")?;
    headers.entry(HOST).or_insert(value);
    Ok(())
}

fn names_to_sign(headers: &HeaderMap) -> Vec<String> {
    let mut names: Vec<String> = headers
        .keys()
        .map(http::HeaderName::as_str)
        .filter(|name| !NEVER_SIGNED.contains(name))
        .map(str::to_owned)
        .collect();
    names.sort_unstable();
    names
}

/// `uri` with more parameters at the end of its query.
fn with_query(uri: &Uri, fields: &[(&str, String)]) -> Result<Uri, SigningError> {
    let mut query = uri.query().filter(|query| !query.is_empty()).map(|query| vec![query.to_owned()]);
    let pieces = query.get_or_insert_default();
    pieces.extend(fields.iter().map(|(name, value)| format!("{name}={}", encode::encoded(value))));
    let path_and_query: PathAndQuery =
        format!("{}?{}", uri.path(), pieces.join("&")).parse().map_err(|_| SigningError::Uri)?;
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(path_and_query);
    Uri::from_parts(parts).map_err(|_| SigningError::Uri)
}
