//! Reads what a request says about its signature; verifies nothing.
//!
//! Invariants: a [`Claim`] is well formed (its parts exist, are text of sane length, its day fits its time), and
//! that is all it is: every field is still the client's word.
//!
//! Must not know: secrets, the clock, bodies.

use std::{borrow::Cow, fmt};

use http::{HeaderMap, request::Parts};

use super::{
    ALGORITHM, MAX_AUTHORIZATION_BYTES, MAX_CREDENTIAL_PART_BYTES, MAX_EXPIRES_SECONDS, MAX_QUERY_PARAMETERS,
    MAX_SIGNED_HEADERS, MAX_TOKEN_BYTES, QUERY_ALGORITHM, QUERY_CONTENT_SHA256, QUERY_CREDENTIAL, QUERY_DATE,
    QUERY_EXPIRES, QUERY_SECURITY_TOKEN, QUERY_SIGNATURE, QUERY_SIGNED_HEADERS, SignatureError, TERMINATOR,
    X_AMZ_DATE, X_AMZ_SECURITY_TOKEN, encode, time::Moment,
};

/// What a signing key is good for: one day, region and service.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scope {
    /// `YYYYMMDD`
    pub date: String,
    pub region: String,
    pub service: String,
}

impl Scope {
    /// Refuses a signature made for another service.
    pub fn require_service(&self, expected: &str) -> Result<(), SignatureError> {
        if self.service == expected {
            return Ok(());
        }
        Err(SignatureError::WrongService { found: self.service.clone(), expected: expected.to_owned() })
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}/{TERMINATOR}", self.date, self.region, self.service)
    }
}

/// Where the signature was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    Header,
    Presigned {
        expires_seconds: u32,
        /// `X-Amz-Content-Sha256` of the query, where a client says the payload is unsigned.
        content_sha256: Option<String>,
    },
}

#[derive(Clone, PartialEq, Eq)]
pub struct Claim {
    pub access_key_id: String,
    pub scope: Scope,
    /// Lowercase and sorted.
    pub signed_headers: Vec<String>,
    pub signature: [u8; 32],
    pub token: Option<String>,
    pub form: Form,
    /// Seconds of the Unix epoch.
    pub signed_at: i64,
    /// `signed_at` as the text that was signed, `YYYYMMDDTHHMMSSZ`.
    pub timestamp: String,
}

impl fmt::Debug for Claim {
    /// Without the token: what is debugged gets logged.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claim")
            .field("access_key_id", &self.access_key_id)
            .field("scope", &format_args!("{}", self.scope))
            .field("signed_headers", &self.signed_headers)
            .field("has_token", &self.token.is_some())
            .field("form", &self.form)
            .field("timestamp", &self.timestamp)
            .finish_non_exhaustive()
    }
}

/// Reads the claim of a request; `None` when it carries no AWS signature at all (another `Authorization` scheme
/// counts as none).
pub fn parse(parts: &Parts) -> Result<Option<Claim>, SignatureError> {
    let authorization =
        single(&parts.headers, "authorization")?.map(str::trim).filter(|value| value.starts_with("AWS"));
    let query = QueryFields::read(parts.uri.query().unwrap_or_default())?;
    match (authorization, query.is_signed()) {
        (None, false) => Ok(None),
        (Some(_), true) => Err(SignatureError::SignedTwice),
        (Some(value), false) => from_header(value, &parts.headers).map(Some),
        (None, true) => query.into_claim().map(Some),
    }
}

/// The text of a header that may come once at most.
pub(super) fn single<'a>(
    headers: &'a HeaderMap,
    name: &'static str,
) -> Result<Option<&'a str>, SignatureError> {
    let mut values = headers.get_all(name).iter();
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(SignatureError::Repeated(name));
    }
    value.to_str().map(Some).map_err(|_| SignatureError::NotText(name))
}

fn from_header(value: &str, headers: &HeaderMap) -> Result<Claim, SignatureError> {
    if value.len() > MAX_AUTHORIZATION_BYTES {
        return Err(SignatureError::TooLarge {
            what: "the Authorization header",
            limit: MAX_AUTHORIZATION_BYTES,
        });
    }
    let (algorithm, fields) = value.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((value, ""));
    if algorithm != ALGORITHM {
        return Err(SignatureError::UnsupportedAlgorithm);
    }
    let fields = AuthorizationFields::read(fields)?;
    let token = single(headers, X_AMZ_SECURITY_TOKEN)?.map(str::to_owned);
    let claim = Unchecked {
        credential: fields.credential.ok_or(SignatureError::Missing("'Credential'"))?,
        signed_headers: fields.signed_headers.ok_or(SignatureError::Missing("'SignedHeaders'"))?,
        signature: fields.signature.ok_or(SignatureError::Missing("'Signature'"))?,
        moment: header_moment(headers)?,
        token,
        form: Form::Header,
    };
    claim.check()
}

fn header_moment(headers: &HeaderMap) -> Result<Moment, SignatureError> {
    if let Some(text) = single(headers, X_AMZ_DATE)? {
        return Moment::from_basic(text.trim()).ok_or(SignatureError::MalformedDate);
    }
    let text =
        single(headers, "date")?.ok_or(SignatureError::Missing("an 'X-Amz-Date' or a 'Date' header"))?;
    Moment::from_date_header(text.trim()).ok_or(SignatureError::MalformedDate)
}

#[derive(Default)]
struct AuthorizationFields<'a> {
    credential: Option<&'a str>,
    signed_headers: Option<&'a str>,
    signature: Option<&'a str>,
}

impl<'a> AuthorizationFields<'a> {
    /// Fields are separated by a comma with or without spaces around it, and a last comma is forgiven.
    fn read(text: &'a str) -> Result<Self, SignatureError> {
        let mut fields = AuthorizationFields::default();
        for piece in text.split(',').map(str::trim).filter(|piece| !piece.is_empty()) {
            let (name, value) = piece.split_once('=').ok_or(SignatureError::MalformedAuthorization)?;
            let (slot, name) = match name.trim_end() {
                "Credential" => (&mut fields.credential, "Credential"),
                "SignedHeaders" => (&mut fields.signed_headers, "SignedHeaders"),
                "Signature" => (&mut fields.signature, "Signature"),
                _ => return Err(SignatureError::MalformedAuthorization),
            };
            if slot.replace(value.trim_start()).is_some() {
                return Err(SignatureError::Repeated(name));
            }
        }
        Ok(fields)
    }
}

#[derive(Default)]
struct QueryFields<'a> {
    algorithm: Option<Cow<'a, str>>,
    credential: Option<Cow<'a, str>>,
    date: Option<Cow<'a, str>>,
    expires: Option<Cow<'a, str>>,
    signed_headers: Option<Cow<'a, str>>,
    signature: Option<Cow<'a, str>>,
    token: Option<Cow<'a, str>>,
    content_sha256: Option<Cow<'a, str>>,
}

impl<'a> QueryFields<'a> {
    fn read(query: &'a str) -> Result<Self, SignatureError> {
        let mut fields = QueryFields::default();
        for (index, (name, value)) in encode::query_pairs(query).enumerate() {
            if index >= MAX_QUERY_PARAMETERS {
                let what = "the number of query parameters";
                return Err(SignatureError::TooLarge { what, limit: MAX_QUERY_PARAMETERS });
            }
            let name = encode::decoded(name);
            let Some((slot, name)) = fields.slot(&name) else { continue };
            let value = text(encode::decoded(value)).ok_or(SignatureError::NotText(name))?;
            if slot.replace(value).is_some() {
                return Err(SignatureError::Repeated(name));
            }
        }
        Ok(fields)
    }

    fn slot(&mut self, name: &[u8]) -> Option<(&mut Option<Cow<'a, str>>, &'static str)> {
        let name = std::str::from_utf8(name).ok()?;
        Some(match name {
            QUERY_ALGORITHM => (&mut self.algorithm, QUERY_ALGORITHM),
            QUERY_CREDENTIAL => (&mut self.credential, QUERY_CREDENTIAL),
            QUERY_DATE => (&mut self.date, QUERY_DATE),
            QUERY_EXPIRES => (&mut self.expires, QUERY_EXPIRES),
            QUERY_SIGNED_HEADERS => (&mut self.signed_headers, QUERY_SIGNED_HEADERS),
            QUERY_SIGNATURE => (&mut self.signature, QUERY_SIGNATURE),
            QUERY_SECURITY_TOKEN => (&mut self.token, QUERY_SECURITY_TOKEN),
            QUERY_CONTENT_SHA256 => (&mut self.content_sha256, QUERY_CONTENT_SHA256),
            _ => return None,
        })
    }

    fn is_signed(&self) -> bool {
        self.algorithm.is_some() || self.credential.is_some() || self.signature.is_some()
    }

    fn into_claim(self) -> Result<Claim, SignatureError> {
        if self.algorithm.ok_or(SignatureError::Missing(QUERY_ALGORITHM))? != ALGORITHM {
            return Err(SignatureError::UnsupportedAlgorithm);
        }
        let date = self.date.ok_or(SignatureError::Missing(QUERY_DATE))?;
        let expires = self.expires.ok_or(SignatureError::Missing(QUERY_EXPIRES))?;
        let claim = Unchecked {
            credential: &self.credential.ok_or(SignatureError::Missing(QUERY_CREDENTIAL))?,
            signed_headers: &self.signed_headers.ok_or(SignatureError::Missing(QUERY_SIGNED_HEADERS))?,
            signature: &self.signature.ok_or(SignatureError::Missing(QUERY_SIGNATURE))?,
            moment: Moment::from_basic(&date).ok_or(SignatureError::MalformedDate)?,
            token: self.token.map(Cow::into_owned),
            form: Form::Presigned {
                expires_seconds: expires_seconds(&expires)?,
                content_sha256: self.content_sha256.map(Cow::into_owned),
            },
        };
        claim.check()
    }
}

fn text(bytes: Cow<'_, [u8]>) -> Option<Cow<'_, str>> {
    match bytes {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
    }
}

fn expires_seconds(text: &str) -> Result<u32, SignatureError> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = if digits { text.parse().ok() } else { None };
    seconds
        .filter(|seconds| (1..=MAX_EXPIRES_SECONDS).contains(seconds))
        .ok_or(SignatureError::MalformedExpires)
}

/// A claim whose parts were found and not yet looked at.
struct Unchecked<'a> {
    credential: &'a str,
    signed_headers: &'a str,
    signature: &'a str,
    moment: Moment,
    token: Option<String>,
    form: Form,
}

impl Unchecked<'_> {
    fn check(self) -> Result<Claim, SignatureError> {
        let (access_key_id, scope) = credential(self.credential)?;
        let signed_headers = signed_headers(self.signed_headers)?;
        let signature =
            encode::parse_hex32(self.signature.as_bytes()).ok_or(SignatureError::MalformedSignature)?;
        if self.token.as_ref().is_some_and(|token| token.len() > MAX_TOKEN_BYTES) {
            return Err(SignatureError::TooLarge { what: "the security token", limit: MAX_TOKEN_BYTES });
        }
        if scope.date != self.moment.day() {
            return Err(SignatureError::ScopeDate { scope: scope.date, date: self.moment.text });
        }
        Ok(Claim {
            access_key_id,
            scope,
            signed_headers,
            signature,
            token: self.token,
            form: self.form,
            signed_at: self.moment.unix_seconds,
            timestamp: self.moment.text,
        })
    }
}

fn credential(text: &str) -> Result<(String, Scope), SignatureError> {
    let mut pieces = text.split('/');
    let (Some(key), Some(date), Some(region), Some(service), Some(TERMINATOR), None) =
        (pieces.next(), pieces.next(), pieces.next(), pieces.next(), pieces.next(), pieces.next())
    else {
        return Err(SignatureError::MalformedCredential);
    };
    let plain = |part: &str| {
        (1..=MAX_CREDENTIAL_PART_BYTES).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_graphic())
    };
    let day = date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit());
    if !(plain(key) && plain(region) && plain(service) && day) {
        return Err(SignatureError::MalformedCredential);
    }
    let scope = Scope { date: date.to_owned(), region: region.to_owned(), service: service.to_owned() };
    Ok((key.to_owned(), scope))
}

fn signed_headers(text: &str) -> Result<Vec<String>, SignatureError> {
    let mut names = Vec::new();
    for name in text.split(';').map(str::trim) {
        if names.len() >= MAX_SIGNED_HEADERS {
            let what = "the number of signed headers";
            return Err(SignatureError::TooLarge { what, limit: MAX_SIGNED_HEADERS });
        }
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(SignatureError::MalformedSignedHeaders);
        }
        names.push(name.to_ascii_lowercase());
    }
    names.sort_unstable();
    let found = names.len();
    names.dedup();
    if names.len() == found { Ok(names) } else { Err(SignatureError::MalformedSignedHeaders) }
}
