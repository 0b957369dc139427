//! How registries ask who one is: Basic, or a token fetched from elsewhere.
//!
//! Invariants: credentials go to the registry itself and to the token service it names, the latter over TLS unless
//! the registry is spoken to without.
//! Must not know: what is asked for.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderValue, Request, Uri, header};
use serde::Deserialize;
use tokio::time::Instant;

use super::connect::{Connections, Origin};
use super::failure;
use crate::digest::Digest;
use crate::error::{ImageError, Result};
use crate::options::Credentials;

const TOKENS_MAX: usize = 1000;
const TOKEN_ANSWER_MAX: u64 = 256 * 1024;
/// What a token is good for if its service does not say, and what is left at the end for the request under way.
const TOKEN_LIFE: Duration = Duration::from_secs(60);
const TOKEN_LIFE_MAX: Duration = Duration::from_secs(3600);
const TOKEN_MARGIN: Duration = Duration::from_secs(10);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct TokenKey {
    pub(super) origin: Origin,
    pub(super) repository: String,
    /// Of the credentials: what is fetched with some is not used for others.
    pub(super) who: Option<Digest>,
}

#[derive(Default)]
pub(super) struct Tokens {
    known: Mutex<HashMap<TokenKey, (HeaderValue, Instant)>>,
}

impl Tokens {
    pub(super) fn get(&self, key: &TokenKey) -> Option<HeaderValue> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, (_, until)| *until > Instant::now());
        known.get(key).map(|(value, _)| value.clone())
    }

    pub(super) fn forget(&self, key: &TokenKey) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }

    fn put(&self, key: TokenKey, value: HeaderValue, life: Duration) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() < TOKENS_MAX {
            known.insert(key, (value, Instant::now() + life));
        }
    }

    /// Meets what a 401 asks for: the value for `Authorization`.
    pub(super) async fn meet(
        &self,
        connections: &Connections,
        key: &TokenKey,
        challenges: &HeaderMap,
        credentials: Option<&Credentials>,
    ) -> Result<HeaderValue> {
        let challenges = challenges
            .get_all(header::WWW_AUTHENTICATE)
            .iter()
            .filter_map(|value| Challenge::parse(value.to_str().ok()?));
        let mut basic = false;
        for challenge in challenges {
            match challenge.scheme.as_str() {
                "bearer" => {
                    let (value, life) = fetch(connections, key, &challenge, credentials).await?;
                    self.put(key.clone(), value.clone(), life);
                    return Ok(value);
                }
                "basic" => basic = true,
                _ => {}
            }
        }
        match credentials {
            Some(credentials) if basic => {
                let value = basic_header(credentials)?;
                self.put(key.clone(), value.clone(), TOKEN_LIFE_MAX);
                Ok(value)
            }
            Some(_) => Err(denied("it asks for a way to sign in that is not known here")),
            None => Err(denied("it wants credentials and there are none")),
        }
    }
}

fn denied(reason: &str) -> ImageError {
    ImageError::Denied { reference: String::new(), reason: reason.to_owned() }
}

fn basic_header(credentials: &Credentials) -> Result<HeaderValue> {
    let pair = STANDARD.encode(format!("{}:{}", credentials.user, credentials.password));
    sensitive(&format!("Basic {pair}"))
}

fn sensitive(text: &str) -> Result<HeaderValue> {
    let mut value = HeaderValue::from_str(text).map_err(|_| denied("its token is no header's value"))?;
    value.set_sensitive(true);
    Ok(value)
}

pub(super) fn who(credentials: Option<&Credentials>) -> Option<Digest> {
    credentials
        .map(|credentials| Digest::of(format!("{}\0{}", credentials.user, credentials.password).as_bytes()))
}

#[derive(Deserialize)]
struct TokenAnswer {
    token: Option<String>,
    access_token: Option<String>,
    expires_in: Option<u64>,
}

async fn fetch(
    connections: &Connections,
    key: &TokenKey,
    challenge: &Challenge,
    credentials: Option<&Credentials>,
) -> Result<(HeaderValue, Duration)> {
    let realm = challenge.parameters.get("realm").ok_or_else(|| denied("it names no token service"))?;
    let uri: Uri = realm.parse().map_err(|_| denied("it names a token service that is no address"))?;
    let origin = Origin::of(&uri).ok_or_else(|| denied("it names a token service that is no address"))?;
    let origin = origin.named_by(&key.origin);
    if key.origin.tls && !origin.tls {
        return Err(denied("it names a token service without TLS"));
    }
    let scope = match challenge.parameters.get("scope") {
        Some(scope) => scope.clone(),
        None if key.repository.is_empty() => String::new(),
        None => format!("repository:{}:pull", key.repository),
    };
    let mut query = Vec::new();
    if !scope.is_empty() {
        query.push(("scope", scope.as_str()));
    }
    if let Some(service) = challenge.parameters.get("service") {
        query.push(("service", service));
    }
    let mut request = Request::get(with_query(&uri, &query)).header(header::HOST, origin.authority());
    if let Some(credentials) = credentials {
        request = request.header(header::AUTHORIZATION, basic_header(credentials)?);
    }
    let request = request.body(()).map_err(|error| denied(&error.to_string()))?;
    let answer = connections.send(&origin, &request).await?;
    if !answer.head.status.is_success() {
        return Err(failure(connections, answer).await.error);
    }
    let bytes = connections.read(answer, TOKEN_ANSWER_MAX, "the answer of its token service").await?;
    let answer: TokenAnswer = serde_json::from_slice(&bytes)
        .map_err(|_| ImageError::unavailable("its token service's answer is malformed"))?;
    let token = answer.token.or(answer.access_token).filter(|token| !token.is_empty());
    let token = token.ok_or_else(|| denied("its token service gave no token"))?;
    let life = answer.expires_in.map_or(TOKEN_LIFE, Duration::from_secs).min(TOKEN_LIFE_MAX);
    Ok((sensitive(&format!("Bearer {token}"))?, life.saturating_sub(TOKEN_MARGIN)))
}

fn with_query(uri: &Uri, query: &[(&str, &str)]) -> String {
    let mut target = uri.path_and_query().map_or("/", |target| target.as_str()).to_owned();
    for (key, value) in query {
        target.push(if target.contains('?') { '&' } else { '?' });
        target.push_str(key);
        target.push('=');
        for byte in value.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' | b':' | b',' => {
                    target.push(byte.into());
                }
                _ => target.push_str(&format!("%{byte:02X}")),
            }
        }
    }
    target
}

/// `Bearer realm="…",service="…"`.
#[derive(Debug, PartialEq, Eq)]
struct Challenge {
    /// In small letters.
    scheme: String,
    parameters: HashMap<String, String>,
}

impl Challenge {
    fn parse(text: &str) -> Option<Self> {
        let (scheme, mut rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        let mut parameters = HashMap::new();
        while let Some((key, after)) = rest.split_once('=') {
            let (value, after) = value(after)?;
            parameters.insert(key.trim_matches([' ', ',']).to_ascii_lowercase(), value);
            rest = after;
        }
        (!scheme.is_empty()).then(|| Self { scheme: scheme.to_ascii_lowercase(), parameters })
    }
}

/// A value, quoted or not, and what comes after it.
fn value(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(',').unwrap_or(text.len());
        let (value, rest) = text.split_at_checked(end)?;
        return Some((value.trim().to_owned(), rest));
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, quoted.split_at_checked(at + 1)?.1)),
            '\\' => value.push(characters.next()?.1),
            _ => value.push(character),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn challenges_are_taken_apart() {
        let table = [
            (r#"Bearer realm="https://a/token",service="s",scope="repository:x/y:pull,push""#, "bearer", 3),
            (r#"bearer realm=plain , service="q\"uoted""#, "bearer", 2),
            ("Basic realm=\"Registry Realm\"", "basic", 1),
            ("Basic", "basic", 0),
        ];
        for (text, scheme, count) in table {
            let challenge = Challenge::parse(text).unwrap();
            assert_eq!((challenge.scheme.as_str(), challenge.parameters.len()), (scheme, count), "{text}");
        }
        let challenge = Challenge::parse(table[0].0).unwrap();
        assert_eq!(challenge.parameters["scope"], "repository:x/y:pull,push");
        assert_eq!(Challenge::parse("Bearer realm=\"open"), None);
        assert_eq!(Challenge::parse(" "), None);
    }

    #[test]
    fn queries_are_escaped() {
        let uri: Uri = "https://a/token?x=1".parse().unwrap();
        assert_eq!(
            with_query(&uri, &[("scope", "repository:a/b:pull"), ("service", "a b&c")]),
            "/token?x=1&scope=repository:a/b:pull&service=a%20b%26c"
        );
    }
}
