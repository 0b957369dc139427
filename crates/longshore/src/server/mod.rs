//! The server: listeners, connections, and the way of a request through the rooms.
//!
//! [`dispatch`] is the way of one request; [`identity`] says who asks; [`slow`] is for what takes long; [`metrics`]
//! counts; this file owns the sockets and stops them gracefully.
//!
//! Must not know: any AWS operation.

pub(crate) mod backup;
mod bodies;
mod dispatch;
mod identity;
pub(crate) mod logs;
mod metrics;
mod operations;
mod requests;
mod slow;
pub(crate) mod tls;
pub(crate) mod usage;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use longshore_wire::limits;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

pub(crate) use dispatch::Server;
pub(crate) use identity::Identity;
pub(crate) use operations::registry;

const CONNECTIONS_MAX: usize = 10_000;
/// How long a client may take to send its headers, and to leave a connection idle.
const HEADER_TIMEOUT: Duration = Duration::from_secs(30);
/// How long requests under way may take to finish when the server stops.
const STOP_TIMEOUT: Duration = Duration::from_secs(10);
/// How long to rest when a connection cannot be taken, as when file descriptors have run out.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);
/// The whole head of a request over HTTP/1.1: its path or its headers may be at their limit, not both. A connection that
/// brings a large body holds as much of it.
const HTTP1_BUFFER: usize = usize_max(limits::URI_BYTES_MAX, limits::HEADER_BYTES_MAX) + 16 * 1024;

const fn usize_max(one: usize, other: usize) -> usize {
    if one > other { one } else { other }
}

/// A listener and how it is spoken to.
pub(crate) struct Listener {
    pub(crate) socket: TcpListener,
    pub(crate) tls: Option<tls::Acceptor>,
}

impl Listener {
    pub(crate) async fn bind(address: SocketAddr, tls: Option<tls::Acceptor>) -> Result<Self> {
        let socket = TcpListener::bind(address).await;
        let socket = socket.with_context(|| {
            format!("cannot listen on {address}; choose another address with --listen ADDRESS:PORT")
        })?;
        Ok(Self { socket, tls })
    }

    pub(crate) fn url(&self) -> Result<String> {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        Ok(format!("{scheme}://{}", self.socket.local_addr()?))
    }
}

/// Serves until `stop` is done, then lets requests under way finish.
pub(crate) async fn serve(server: Arc<Server>, listeners: Vec<Listener>, stop: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let shutdown = Arc::new(GracefulShutdown::new());
    let accepting: Vec<_> = listeners
        .into_iter()
        .map(|listener| tokio::spawn(accept(server.clone(), listener, places.clone(), shutdown.clone())))
        .collect();
    stop.await;
    for task in &accepting {
        task.abort();
    }
    for task in accepting {
        // Aborted on purpose.
        let _ = task.await;
    }
    let Some(shutdown) = Arc::into_inner(shutdown) else { return };
    if tokio::time::timeout(STOP_TIMEOUT, shutdown.shutdown()).await.is_err() {
        tracing::warn!("some requests were still under way after {STOP_TIMEOUT:?} and were cut off");
    }
}

async fn accept(
    server: Arc<Server>,
    listener: Listener,
    places: Arc<Semaphore>,
    shutdown: Arc<GracefulShutdown>,
) {
    loop {
        // Waiting for a place before taking a connection leaves the rest in the kernel's queue.
        let Ok(place) = places.clone().acquire_owned().await else { return };
        let (stream, peer) = match listener.socket.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        let (server, tls) = (server.clone(), listener.tls.clone());
        let watcher = shutdown.watcher();
        tokio::spawn(async move {
            let served = match tls {
                None => converse(server, stream, "http", watcher).await,
                Some(acceptor) => match tls::accept(&acceptor, stream).await {
                    Ok(stream) => converse(server, stream, "https", watcher).await,
                    Err(error) => Err(error.into()),
                },
            };
            if let Err(error) = served {
                tracing::debug!(%peer, error = %error, "a connection ended badly");
            }
            drop(place);
        });
    }
}

/// What a connection is made of, whether or not it is encrypted.
trait Stream: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static {
    fn prepare(&self) {}
}

impl Stream for TcpStream {
    fn prepare(&self) {
        // Answers are written whole; waiting to fill a packet only delays them.
        let _ = self.set_nodelay(true);
    }
}

impl Stream for tls::Stream {}

async fn converse(
    server: Arc<Server>,
    stream: impl Stream,
    scheme: &'static str,
    watcher: hyper_util::server::graceful::Watcher,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    stream.prepare();
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .max_headers(limits::HEADER_COUNT_MAX)
        .max_buf_size(HTTP1_BUFFER);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(HEADER_TIMEOUT)
        .max_header_list_size(u32::try_from(limits::HEADER_BYTES_MAX).unwrap_or(u32::MAX));
    let service = service_fn(move |request| {
        let server = server.clone();
        async move { Ok::<_, std::convert::Infallible>(server.answer(request, scheme).await) }
    });
    let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
    watcher.watch(connection).await
}
