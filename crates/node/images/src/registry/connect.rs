//! Connections to registries: HTTP/1.1, with or without TLS, kept for the next request.
//!
//! Invariants: connecting, the head of an answer and every piece of a body have a time limit.
//! Must not know: what is asked for.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use bytes::Bytes;
use http::{Request, Response, Uri};
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::pin::Pin;
use crate::error::{ImageError, Result};
use crate::options::Timeouts;

/// Kept per registry.
const IDLE_MAX: usize = 4;
const READ_BUFFER_MAX: usize = 512 * 1024;
/// A small body may take so many times what one piece may.
const SMALL_BODY_STALLS: u32 = 3;
const HEADERS_MAX: usize = 128;
/// Where systems keep the certificates they trust.
const CA_BUNDLES: [&str; 5] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// Who is spoken to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Origin {
    pub(crate) tls: bool,
    pub(crate) host: String,
    pub(crate) port: u16,
    /// Known by its certificate, and by that alone.
    pub(crate) pin: Option<Pin>,
}

impl Origin {
    /// From `host[:port]`.
    pub(crate) fn parse(authority: &str, tls: bool) -> Option<Self> {
        let authority: http::uri::Authority = authority.parse().ok()?;
        let host = authority.host().trim_matches(['[', ']']).to_ascii_lowercase();
        (!host.is_empty()).then(|| Self {
            tls,
            host,
            port: authority.port_u16().unwrap_or(if tls { 443 } else { 80 }),
            pin: None,
        })
    }

    pub(crate) fn of(uri: &Uri) -> Option<Self> {
        let tls = match uri.scheme_str()? {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        Self::parse(uri.authority()?.as_str(), tls)
    }

    /// One that an answer of this one names: where it is the same, it is known in the same way.
    pub(crate) fn named_by(self, asked: &Self) -> Self {
        let same = (self.tls, &self.host, self.port) == (asked.tls, &asked.host, asked.port);
        if same { asked.clone() } else { self }
    }

    pub(crate) fn is_loopback(&self) -> bool {
        self.host == "localhost"
            || self.host.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
    }

    /// For the `Host` header, and for people.
    pub(crate) fn authority(&self) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        let usual = if self.tls { 443 } else { 80 };
        if self.port == usual { host } else { format!("{host}:{}", self.port) }
    }
}

type Sender = SendRequest<Empty<Bytes>>;

pub(crate) struct Connections {
    timeouts: Timeouts,
    ca_bundle: Option<PathBuf>,
    tls: OnceLock<Result<Arc<rustls::ClientConfig>>>,
    idle: Mutex<HashMap<Origin, Vec<Sender>>>,
}

/// An answer whose body is still to come.
pub(crate) struct Answer {
    pub(crate) head: http::response::Parts,
    pub(crate) origin: Origin,
    body: Incoming,
    sender: Sender,
}

impl Connections {
    pub(crate) fn new(timeouts: Timeouts, ca_bundle: Option<PathBuf>) -> Self {
        Self { timeouts, ca_bundle, tls: OnceLock::new(), idle: Mutex::default() }
    }

    pub(crate) async fn send(&self, origin: &Origin, request: &Request<()>) -> Result<Answer> {
        // One that was kept may have been closed by the other side meanwhile.
        if let Some(sender) = self.take_idle(origin)
            && let Ok(answer) = self.exchange(origin, sender, request).await
        {
            return Ok(answer);
        }
        let sender = self.connect(origin).await?;
        self.exchange(origin, sender, request).await
    }

    async fn exchange(&self, origin: &Origin, mut sender: Sender, request: &Request<()>) -> Result<Answer> {
        let mut sent = Request::new(Empty::new());
        *sent.method_mut() = request.method().clone();
        *sent.uri_mut() = request.uri().clone();
        sent.headers_mut().clone_from(request.headers());
        let limit = self.timeouts.answer;
        let answer = timeout(limit, sender.send_request(sent)).await.map_err(|_| {
            ImageError::unavailable(format!("{} did not answer within {limit:?}", origin.authority()))
        })?;
        let answer: Response<Incoming> = answer
            .map_err(|error| ImageError::unavailable(format!("{}: {}", origin.authority(), chain(&error))))?;
        let (head, body) = answer.into_parts();
        Ok(Answer { head, origin: origin.clone(), body, sender })
    }

    fn take_idle(&self, origin: &Origin) -> Option<Sender> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = idle.get_mut(origin)?;
        kept.retain(|sender| !sender.is_closed());
        let ready = kept.iter().position(SendRequest::is_ready)?;
        Some(kept.swap_remove(ready))
    }

    fn keep(&self, origin: Origin, sender: Sender) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|_, kept| {
            kept.retain(|sender| !sender.is_closed());
            !kept.is_empty()
        });
        let kept = idle.entry(origin).or_default();
        if kept.len() < IDLE_MAX {
            kept.push(sender);
        }
    }

    async fn connect(&self, origin: &Origin) -> Result<Sender> {
        let limit = self.timeouts.connect;
        let named = |reason: &dyn std::fmt::Display| {
            ImageError::unavailable(format!("connecting to {}: {reason}", origin.authority()))
        };
        let connecting = async {
            let stream = TcpStream::connect((origin.host.as_str(), origin.port))
                .await
                .map_err(|error| named(&error))?;
            stream.set_nodelay(true).map_err(|error| named(&error))?;
            if !origin.tls {
                return handshake(stream).await.map_err(|error| named(&error));
            }
            let config = match &origin.pin {
                Some(pin) => pin.client_config()?,
                None => self.tls.get_or_init(|| client_config(self.ca_bundle.as_deref())).clone()?,
            };
            let name = ServerName::try_from(origin.host.clone()).map_err(|error| named(&error))?;
            let stream = tokio_rustls::TlsConnector::from(config)
                .connect(name, stream)
                .await
                .map_err(|error| named(&error))?;
            handshake(stream).await.map_err(|error| named(&error))
        };
        timeout(limit, connecting).await.map_err(|_| named(&format!("no connection within {limit:?}")))?
    }

    /// A small body, whole.
    pub(crate) async fn read(&self, answer: Answer, most: u64, what: &'static str) -> Result<Vec<u8>> {
        let limit = self.timeouts.stall.saturating_mul(SMALL_BODY_STALLS);
        let too_slow =
            ImageError::unavailable(format!("{} took longer than {limit:?}", answer.origin.authority()));
        timeout(limit, self.read_slowly(answer, most, what)).await.map_err(|_| too_slow)?
    }

    async fn read_slowly(&self, mut answer: Answer, most: u64, what: &'static str) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        while let Some(piece) = self.piece(&mut answer).await? {
            if (bytes.len() + piece.len()) as u64 > most {
                return Err(ImageError::TooLarge { reference: String::new(), what, limit: most });
            }
            bytes.extend_from_slice(&piece);
        }
        self.done(answer);
        Ok(bytes)
    }

    /// The next piece of a body; `None` at its end.
    pub(crate) async fn piece(&self, answer: &mut Answer) -> Result<Option<Bytes>> {
        let limit = self.timeouts.stall;
        loop {
            let frame = timeout(limit, answer.body.frame()).await.map_err(|_| {
                ImageError::unavailable(format!("{} sent nothing for {limit:?}", answer.origin.authority()))
            })?;
            match frame {
                None => return Ok(None),
                Some(Ok(frame)) => {
                    if let Ok(bytes) = frame.into_data() {
                        return Ok(Some(bytes));
                    }
                }
                Some(Err(error)) => {
                    let error = chain(&error);
                    return Err(ImageError::unavailable(format!(
                        "{} broke off: {error}",
                        answer.origin.authority()
                    )));
                }
            }
        }
    }

    /// Keeps the connection of an answer that was read to its end.
    pub(crate) fn done(&self, answer: Answer) {
        self.keep(answer.origin, answer.sender);
    }
}

/// An error with its causes, which hyper keeps apart. What TLS says of an end without a goodbye is written for those
/// who program with it.
fn chain(error: &dyn std::error::Error) -> String {
    let cut = |source: &std::io::Error| source.kind() == std::io::ErrorKind::UnexpectedEof;
    match error.source() {
        Some(source) if source.downcast_ref().is_some_and(cut) => {
            format!("{error}: the other side went away")
        }
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

async fn handshake(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) -> hyper::Result<Sender> {
    let (sender, connection) = http1::Builder::new()
        .max_buf_size(READ_BUFFER_MAX)
        .max_headers(HEADERS_MAX)
        .handshake(TokioIo::new(stream))
        .await?;
    // It ends with the last sender; what went wrong is told to whoever waits for an answer.
    tokio::spawn(async move {
        let _ = connection.await;
    });
    Ok(sender)
}

/// How servers are known: by the certificates in that file, or by those that the system trusts.
pub fn client_config(ca_bundle: Option<&Path>) -> Result<Arc<rustls::ClientConfig>> {
    let usual = || CA_BUNDLES.into_iter().map(Path::new).find(|path| path.exists());
    let path = ca_bundle.or_else(usual).ok_or_else(|| ImageError::Io {
        what: "looking for trusted certificates in",
        path: CA_BUNDLES.join(", "),
        reason: "there are none; install the system's certificates, or name a bundle".to_owned(),
    })?;
    let unreadable = |reason: String| ImageError::Io {
        what: "reading the trusted certificates in",
        path: path.display().to_string(),
        reason,
    };
    let mut roots = rustls::RootCertStore::empty();
    let certificates = CertificateDer::pem_file_iter(path).map_err(|error| unreadable(error.to_string()))?;
    roots.add_parsable_certificates(certificates.filter_map(std::result::Result::ok));
    if roots.is_empty() {
        return Err(unreadable("there is no certificate in it".to_owned()));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| unreadable(error.to_string()))?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}
