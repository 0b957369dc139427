//! The client side of Docker's and OCI's registry protocol: manifests and blobs, from mirrors or the registry itself.
//!
//! Invariants: a redirect never takes credentials to another host; every request is tried a bounded number of times,
//! each within a time limit. What comes is checked by the caller or here against its digest.
//! Must not know: what is in an image, where it is kept.

mod auth;
mod blob;
mod connect;
mod pin;

use std::time::Duration;

use http::{HeaderMap, Method, Request, StatusCode, Uri, header};

use crate::digest::Digest;
use crate::error::{ImageError, Result};
use crate::manifest::{self, DOCUMENT_MAX};
use crate::options::{Credentials, Options, Timeouts};
use crate::peers::Peer;
use crate::reference::Reference;
use auth::{TokenKey, Tokens};
pub use blob::Sink;
pub use connect::client_config;
use connect::{Answer, Connections, Origin};
use pin::Pin;

const REDIRECTS_MAX: usize = 5;
const WAIT_MAX: Duration = Duration::from_secs(20);
const PACE_BYTES: u64 = 16 * 1024;
const RESUMES_MAX: u32 = 50;
const MESSAGE_MAX: u64 = 16 * 1024;
const MESSAGE_SHOWN: usize = 300;
const USER_AGENT: &str = concat!("longshore/", env!("CARGO_PKG_VERSION"));

pub(crate) struct Registry {
    connections: Connections,
    tokens: Tokens,
    timeouts: Timeouts,
    mirrors: std::collections::BTreeMap<String, Vec<String>>,
    insecure: Vec<String>,
    patience: Patience,
}

/// With whom sends a layer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    /// Bytes of it that have to come in the time in which one piece has to, or it is given up as stalled.
    pub(crate) pace: u64,
    /// Times that it is gone on with, however much came each time.
    pub(crate) resumes: u32,
}

/// One repository at those who have it.
pub(crate) struct Repository<'a> {
    registry: &'a Registry,
    name: &'a str,
    /// Mirrors first, the registry itself last.
    endpoints: Vec<Endpoint<'a>>,
}

struct Endpoint<'a> {
    origin: Origin,
    /// Never a mirror's.
    credentials: Option<&'a Credentials>,
    /// What is shown at once. Who wants to see it is shown nothing else, and leads nowhere else.
    pass: Option<http::HeaderValue>,
}

/// An answer that is a refusal, and how long it asks to wait.
struct Failure {
    error: ImageError,
    wait: Option<Duration>,
}

impl From<ImageError> for Failure {
    fn from(error: ImageError) -> Self {
        Self { error, wait: None }
    }
}

impl Registry {
    pub(crate) fn new(options: &Options) -> Self {
        Self {
            connections: Connections::new(options.timeouts.clone(), options.ca_bundle.clone()),
            tokens: Tokens::default(),
            timeouts: options.timeouts.clone(),
            mirrors: options.mirrors.clone(),
            insecure: options.insecure.clone(),
            patience: Patience { pace: PACE_BYTES, resumes: RESUMES_MAX },
        }
    }

    pub(crate) fn repository<'a>(
        &'a self,
        reference: &'a Reference,
        credentials: Option<&'a Credentials>,
    ) -> Result<Repository<'a>> {
        if let Some((given, only)) = credentials.and_then(|given| Some((given, given.endpoint.as_deref()?))) {
            let pin = given.certificate.as_deref().map(Pin::parse).transpose()?;
            let endpoints =
                vec![Endpoint { origin: Origin { pin, ..self.origin(only)? }, credentials, pass: None }];
            return Ok(Repository { registry: self, name: &reference.repository, endpoints });
        }
        let mirrors = self.mirrors.get(&reference.registry).into_iter().flatten();
        let mut endpoints = Vec::new();
        for mirror in mirrors {
            endpoints.push(Endpoint { origin: self.origin(mirror)?, credentials: None, pass: None });
        }
        endpoints.push(Endpoint { origin: self.origin(reference.host())?, credentials, pass: None });
        Ok(Repository { registry: self, name: &reference.repository, endpoints })
    }

    /// For those that are asked before a registry: who of them is slow is left alone.
    pub(crate) fn of_peers(timeouts: Timeouts, patience: Patience) -> Self {
        Self { patience, ..Self::new(&Options { timeouts, ..Options::default() }) }
    }

    /// A repository of a peer, known by its certificate, that wants to see a pass.
    pub(crate) fn repository_of_peer<'a>(&'a self, peer: &Peer, name: &'a str) -> Result<Repository<'a>> {
        let wrong = || ImageError::unavailable(format!("{} is not the address of a peer", peer.address));
        let origin = Origin::parse(&peer.address, true).ok_or_else(wrong)?;
        let origin = Origin { pin: Some(Pin::of(&peer.certificate)), ..origin };
        let mut pass = http::HeaderValue::try_from(format!("Bearer {}", peer.pass)).map_err(|_| wrong())?;
        pass.set_sensitive(true);
        let endpoints = vec![Endpoint { origin, credentials: None, pass: Some(pass) }];
        Ok(Repository { registry: self, name, endpoints })
    }

    /// A repository of the registry at an address, without mirrors or credentials.
    pub(crate) fn repository_at<'a>(&'a self, address: &str, name: &'a str) -> Result<Repository<'a>> {
        let endpoints = vec![Endpoint { origin: self.origin(address)?, credentials: None, pass: None }];
        Ok(Repository { registry: self, name, endpoints })
    }

    /// From `host[:port]`, or with a scheme before it.
    fn origin(&self, text: &str) -> Result<Origin> {
        let (tls, authority) = match text.split_once("://") {
            Some(("http", rest)) => (Some(false), rest),
            Some((_, rest)) => (Some(true), rest),
            None => (None, text),
        };
        let authority = authority.trim_end_matches('/');
        let wrong = || ImageError::unavailable(format!("{text} is not the address of a registry"));
        let plain = || {
            self.insecure.iter().any(|known| known == authority)
                || Origin::parse(authority, false).is_some_and(|origin| origin.is_loopback())
        };
        let tls = tls.unwrap_or_else(|| !plain());
        Origin::parse(authority, tls).ok_or_else(wrong)
    }
}

/// What is asked of a repository, for a small answer.
struct Question<'a> {
    method: Method,
    path: String,
    headers: HeaderMap,
    what: &'static str,
    /// Without it, what the answer announces counts.
    expected: Option<&'a Digest>,
}

struct Reply {
    bytes: Vec<u8>,
    announced: Option<Digest>,
}

impl Repository<'_> {
    /// A manifest or an index, by tag or digest, and its digest.
    pub(crate) async fn manifest(&self, wanted: &str) -> Result<(Vec<u8>, Digest)> {
        let expected = wanted.parse().ok();
        let question = Question { expected: expected.as_ref(), ..self.about_manifest(Method::GET, wanted) };
        let bytes = self.of_any(&question).await?.bytes;
        let digest = Digest::of(&bytes);
        Ok((bytes, digest))
    }

    /// The digest of a manifest or an index, without fetching it where the registry says it.
    pub(crate) async fn resolve(&self, wanted: &str) -> Result<Digest> {
        match self.of_any(&self.about_manifest(Method::HEAD, wanted)).await?.announced {
            Some(digest) => Ok(digest),
            None => Ok(self.manifest(wanted).await?.1),
        }
    }

    /// A small blob, checked.
    pub(crate) async fn document(&self, digest: &Digest, what: &'static str) -> Result<Vec<u8>> {
        let path = self.path("blobs", digest.as_str());
        let question =
            Question { method: Method::GET, path, headers: HeaderMap::new(), what, expected: Some(digest) };
        Ok(self.of_any(&question).await?.bytes)
    }

    /// Whether the one registry that the credentials are for lets a blob be pulled; asked once.
    pub(crate) async fn grants(&self, digest: &Digest) -> bool {
        let [endpoint] = self.endpoints.as_slice() else { return false };
        if endpoint.credentials.is_none_or(|credentials| credentials.endpoint.is_none()) {
            return false;
        }
        let path = self.path("blobs", digest.as_str());
        let (method, headers) = (Method::HEAD, HeaderMap::new());
        let question = Question { method, path, headers, what: "whether it has a layer", expected: None };
        self.once(endpoint, &question).await.is_ok()
    }

    /// The protocol's base: that it is spoken, and that one may ask.
    pub(crate) async fn greet(&self) -> Result<()> {
        let question = Question {
            method: Method::GET,
            path: "/v2/".to_owned(),
            headers: HeaderMap::new(),
            what: "its greeting",
            expected: None,
        };
        self.of_any(&question).await.map(|_| ())
    }

    fn about_manifest(&self, method: Method, wanted: &str) -> Question<'static> {
        let path = self.path("manifests", wanted);
        Question { method, path, headers: manifest_headers(), what: "its manifest", expected: None }
    }

    fn path(&self, kind: &str, wanted: &str) -> String {
        format!("/v2/{}/{kind}/{wanted}", self.name)
    }

    /// Asks each in turn, each as often as may be, and gives what the last (the registry itself) failed with.
    async fn of_any(&self, question: &Question<'_>) -> Result<Reply> {
        let mut last = ImageError::unavailable("there is nobody to ask");
        for endpoint in &self.endpoints {
            match self.patiently(endpoint, question).await {
                Ok(found) => return Ok(found),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    async fn patiently(&self, endpoint: &Endpoint<'_>, question: &Question<'_>) -> Result<Reply> {
        let mut wait = self.registry.timeouts.first_wait;
        for _ in 0..self.registry.timeouts.retries {
            match self.once(endpoint, question).await {
                Err(failure) if failure.error.is_retryable() => {
                    tokio::time::sleep(failure.wait.unwrap_or(wait).min(WAIT_MAX)).await;
                    wait = wait.saturating_mul(2);
                }
                Err(failure) => return Err(failure.error),
                Ok(found) => return Ok(found),
            }
        }
        self.once(endpoint, question).await.map_err(|failure| failure.error)
    }

    async fn once(
        &self,
        endpoint: &Endpoint<'_>,
        question: &Question<'_>,
    ) -> std::result::Result<Reply, Failure> {
        let answer = self.ask(endpoint, &question.method, &question.path, &question.headers).await?;
        let announced = announced(&answer);
        let bytes = self.registry.connections.read(answer, DOCUMENT_MAX, question.what).await?;
        if question.method == Method::GET
            && let Some(expected) = question.expected.or(announced.as_ref())
        {
            let actual = Digest::of(&bytes);
            if *expected != actual {
                return Err(mismatch(expected, &actual).into());
            }
        }
        Ok(Reply { bytes, announced })
    }

    /// One request, signed in if need be, led on by redirects: a successful answer or the reason why not.
    async fn ask(
        &self,
        endpoint: &Endpoint<'_>,
        method: &Method,
        path: &str,
        headers: &HeaderMap,
    ) -> std::result::Result<Answer, Failure> {
        let key = TokenKey {
            origin: endpoint.origin.clone(),
            repository: self.name.to_owned(),
            who: auth::who(endpoint.credentials),
        };
        let (mut origin, mut path) = (endpoint.origin.clone(), path.to_owned());
        let mut signed_in = false;
        for _ in 0..=REDIRECTS_MAX + 1 {
            let known = || endpoint.pass.clone().or_else(|| self.registry.tokens.get(&key));
            let token = if origin == endpoint.origin { known() } else { None };
            let answer = self.send(&origin, method, &path, headers, token).await?;
            let status = answer.head.status;
            if status.is_success() {
                return Ok(answer);
            }
            if endpoint.pass.is_some() {
                return Err(failure(&self.registry.connections, answer).await);
            }
            if status == StatusCode::UNAUTHORIZED && origin == endpoint.origin && !signed_in {
                signed_in = true;
                self.registry.tokens.forget(&key);
                let connections = &self.registry.connections;
                self.registry
                    .tokens
                    .meet(connections, &key, &answer.head.headers, endpoint.credentials)
                    .await?;
                continue;
            }
            match redirect(&answer, &path)? {
                Some(next) => (origin, path) = next,
                None => return Err(failure(&self.registry.connections, answer).await),
            }
        }
        Err(ImageError::unavailable(format!("more than {REDIRECTS_MAX} redirects")).into())
    }

    async fn send(
        &self,
        origin: &Origin,
        method: &Method,
        path: &str,
        headers: &HeaderMap,
        token: Option<http::HeaderValue>,
    ) -> Result<Answer> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, origin.authority())
            .header(header::USER_AGENT, USER_AGENT)
            .body(())
            .map_err(|error| ImageError::unavailable(format!("a request that cannot be made: {error}")))?;
        request.headers_mut().extend(headers.clone());
        if let Some(token) = token {
            request.headers_mut().insert(header::AUTHORIZATION, token);
        }
        self.registry.connections.send(origin, &request).await
    }
}

fn manifest_headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    if let Ok(accept) = manifest::accept().parse() {
        headers.insert(header::ACCEPT, accept);
    }
    headers
}

pub(crate) fn mismatch(expected: &Digest, actual: &Digest) -> ImageError {
    ImageError::DigestMismatch {
        reference: String::new(),
        expected: expected.to_string(),
        actual: actual.to_string(),
    }
}

fn announced(answer: &Answer) -> Option<Digest> {
    answer.head.headers.get("docker-content-digest")?.to_str().ok()?.parse().ok()
}

/// Where an answer leads on to, if it does.
fn redirect(answer: &Answer, path: &str) -> Result<Option<(Origin, String)>> {
    if !answer.head.status.is_redirection() {
        return Ok(None);
    }
    let wrong = || ImageError::unavailable("it redirects to what is no address");
    let location = answer.head.headers.get(header::LOCATION).ok_or_else(wrong)?;
    let location: Uri = location.to_str().ok().and_then(|text| text.parse().ok()).ok_or_else(wrong)?;
    let target = location.path_and_query().map_or(path, |target| target.as_str()).to_owned();
    if location.authority().is_none() {
        return Ok(Some((answer.origin.clone(), target)));
    }
    let origin = Origin::of(&location).ok_or_else(wrong)?.named_by(&answer.origin);
    if answer.origin.tls && !origin.tls {
        return Err(ImageError::unavailable("it redirects to a place without TLS"));
    }
    Ok(Some((origin, target)))
}

/// What a refusal means.
async fn failure(connections: &Connections, answer: Answer) -> Failure {
    let status = answer.head.status;
    let seconds =
        answer.head.headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
    let wait = seconds.map(Duration::from_secs);
    let authority = answer.origin.authority();
    let message = connections.read(answer, MESSAGE_MAX, "a refusal").await.ok();
    let said = message.and_then(|bytes| registry_message(&bytes)).unwrap_or_default();
    let reason = format!("{authority} answered {}{said}", status.as_u16());
    let reference = String::new();
    let error = match status.as_u16() {
        401 | 403 => ImageError::Denied { reference, reason },
        404 => ImageError::NotFound { reference, reason },
        408 | 425 | 429 | 500.. => ImageError::Unavailable { reference, reason },
        _ => ImageError::Invalid { reference, what: "the registry's answer", reason },
    };
    Failure { error, wait }
}

/// Of `{"errors": [{"code", "message"}]}`.
fn registry_message(bytes: &[u8]) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Body {
        errors: Vec<One>,
    }
    #[derive(serde::Deserialize)]
    struct One {
        #[serde(default)]
        code: String,
        #[serde(default)]
        message: String,
    }
    let body: Body = serde_json::from_slice(bytes).ok()?;
    let first = body.errors.into_iter().next()?;
    let text = format!(", {}: {}", first.code, first.message);
    Some(text.chars().filter(|character| !character.is_control()).take(MESSAGE_SHOWN).collect())
}
