//! Connections to a bucket: HTTP/1.1, with or without TLS, kept for the next request.
//!
//! Invariants: connecting, the sending of a body, the wait for an answer and every piece of it have a time limit. A
//! request whose body comes from elsewhere is sent once; whoever has the body may send it again.
//!
//! Must not know: what is asked for.

use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt as _, Either, Full};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::place::Place;

const IDLE_MAX: usize = 16;
const READ_BUFFER_MAX: usize = 256 * 1024;
const HEADERS_MAX: usize = 128;

/// How long things may take, and how often they are tried.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    pub connect: Duration,
    /// Without any progress: of a body on its way, of an answer.
    pub stall: Duration,
    /// Tries of one request.
    pub attempts: u32,
    /// Before the second try; doubled for each one after.
    pub rest: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            stall: Duration::from_secs(60),
            attempts: 6,
            rest: Duration::from_millis(200),
        }
    }
}

/// A body that somebody hands over piece by piece.
pub(crate) struct Piped {
    pieces: mpsc::Receiver<Bytes>,
    left: u64,
    taken: Arc<AtomicU64>,
}

impl Piped {
    pub(crate) fn new(pieces: mpsc::Receiver<Bytes>, length: u64) -> Self {
        Self { pieces, left: length, taken: Arc::default() }
    }
}

impl Body for Piped {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        let piece = std::task::ready!(self.pieces.poll_recv(context));
        let Some(piece) = piece else {
            return Poll::Ready(Some(Err(std::io::Error::other("what was to be sent cannot be read"))));
        };
        self.left = self.left.saturating_sub(piece.len() as u64);
        self.taken.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

pub(crate) type Sent = Either<Full<Bytes>, Piped>;
type Sender = SendRequest<Sent>;

pub(crate) struct Connections {
    place: Place,
    pace: Pace,
    tls: Option<Arc<rustls::ClientConfig>>,
    idle: Mutex<Vec<Sender>>,
}

/// An answer whose body is still to come.
pub(crate) struct Answer {
    pub(crate) head: http::response::Parts,
    body: Incoming,
    sender: Sender,
}

impl Connections {
    pub(crate) fn new(place: Place, pace: Pace, tls: Option<Arc<rustls::ClientConfig>>) -> Self {
        Self { place, pace, tls, idle: Mutex::default() }
    }

    /// Sends a request with a body that is here. A kept connection may have been closed meanwhile: then a new one is used.
    pub(crate) async fn send(&self, head: &Request<()>, body: &Bytes) -> Result<Answer, String> {
        let whole = || with_body(head, Either::Left(Full::new(body.clone())));
        if let Some(sender) = self.take_idle()
            && let Ok(answer) = self.exchange(sender, whole(), None).await
        {
            return Ok(answer);
        }
        self.exchange(self.connect().await?, whole(), None).await
    }

    /// Sends a request whose body somebody hands over.
    pub(crate) async fn pipe(&self, head: &Request<()>, body: Piped) -> Result<Answer, String> {
        let sender = match self.take_idle() {
            Some(sender) => sender,
            None => self.connect().await?,
        };
        let taken = Arc::clone(&body.taken);
        self.exchange(sender, with_body(head, Either::Right(body)), Some(taken)).await
    }

    async fn exchange(
        &self,
        mut sender: Sender,
        request: Request<Sent>,
        taken: Option<Arc<AtomicU64>>,
    ) -> Result<Answer, String> {
        let pieces = || taken.as_ref().map_or(0, |taken| taken.load(Ordering::Relaxed));
        let mut answering = std::pin::pin!(sender.send_request(request));
        let mut seen = 0;
        let answer: Response<Incoming> = loop {
            match timeout(self.pace.stall, &mut answering).await {
                Ok(answer) => break answer.map_err(|error| chain(&error))?,
                Err(_) if pieces() > seen => seen = pieces(),
                Err(_) => return Err(format!("it did nothing for {:?}", self.pace.stall)),
            }
        };
        let (head, body) = answer.into_parts();
        Ok(Answer { head, body, sender })
    }

    fn take_idle(&self) -> Option<Sender> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|sender| !sender.is_closed());
        let ready = idle.iter().position(SendRequest::is_ready)?;
        Some(idle.swap_remove(ready))
    }

    async fn connect(&self) -> Result<Sender, String> {
        let limit = self.pace.connect;
        let connecting = async {
            let (host, port) = (self.place.host.as_str(), self.place.port);
            let stream = TcpStream::connect((host, port)).await.map_err(|error| error.to_string())?;
            stream.set_nodelay(true).map_err(|error| error.to_string())?;
            let Some(config) = &self.tls else { return handshake(stream).await };
            let name = ServerName::try_from(host.to_owned()).map_err(|error| error.to_string())?;
            let stream = tokio_rustls::TlsConnector::from(Arc::clone(config)).connect(name, stream).await;
            handshake(stream.map_err(|error| error.to_string())?).await
        };
        timeout(limit, connecting).await.map_err(|_| format!("no connection within {limit:?}"))?
    }

    /// The next piece of a body; `None` at its end.
    pub(crate) async fn piece(&self, answer: &mut Answer) -> Result<Option<Bytes>, String> {
        let limit = self.pace.stall;
        loop {
            let frame = timeout(limit, answer.body.frame()).await;
            match frame.map_err(|_| format!("it sent nothing for {limit:?}"))? {
                None => return Ok(None),
                Some(Ok(frame)) => {
                    if let Ok(bytes) = frame.into_data() {
                        return Ok(Some(bytes));
                    }
                }
                Some(Err(error)) => return Err(format!("it broke off: {}", chain(&error))),
            }
        }
    }

    /// A body whole, up to that many bytes.
    pub(crate) async fn read(&self, answer: &mut Answer, most: usize) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        while let Some(piece) = self.piece(answer).await? {
            if bytes.len() + piece.len() > most {
                return Err(format!("its answer is longer than {most} bytes"));
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(bytes)
    }

    /// Keeps the connection of an answer that was read to its end.
    pub(crate) fn done(&self, answer: Answer) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_MAX && !answer.sender.is_closed() {
            idle.push(answer.sender);
        }
    }
}

fn with_body(head: &Request<()>, body: Sent) -> Request<Sent> {
    let mut request = Request::new(body);
    *request.method_mut() = head.method().clone();
    *request.uri_mut() = head.uri().clone();
    request.headers_mut().clone_from(head.headers());
    request
}

async fn handshake(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) -> Result<Sender, String> {
    let (sender, connection) = http1::Builder::new()
        .max_buf_size(READ_BUFFER_MAX)
        .max_headers(HEADERS_MAX)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(|error| error.to_string())?;
    // It ends with its sender; what went wrong is told to whoever waits for an answer.
    tokio::spawn(async move {
        let _ = connection.await;
    });
    Ok(sender)
}

/// An error with its cause, which hyper keeps apart.
fn chain(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {source}"))
}
