//! Where a node gives layers of its images to other nodes: HTTP over TLS, read only, for who shows a pass of control's.
//!
//! `GET /v2/images/<manifest's digest>/blobs/sha256:<layer's digest>`, with ranges that go to the end. Whoever asks knows
//! the certificate from control, and digests what comes.
//!
//! Invariants: only layers of an image that is whole here are given; connections, their age and what is read ahead have
//! limits. The key and the certificate are made anew with every start.
//!
//! Must not know: who asks, or why.

use std::convert::Infallible;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, Method, Request, Response, StatusCode, header};
use http_body_util::{Either, Empty, StreamBody};
use hyper::body::{Frame, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use longshore_images::{Digest, ImageStore};
use longshore_link::ImageSharing;
use rustls::ServerConfig;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio_rustls::TlsAcceptor;

use crate::edge;
use crate::nodes::sharing::{key_of, lets_in};

const CONNECTIONS_MAX: usize = 32;
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a connection may rest between requests, and how old it may become: who is slow comes back with a range.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
const AGE_MAX: Duration = Duration::from_secs(10 * 60);
/// How long to rest when a connection cannot be taken, as when file descriptors have run out.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);
const PIECE_BYTES: usize = 128 * 1024;
const PIECES_AHEAD: usize = 2;

pub(super) struct Sharing {
    socket: TcpListener,
    address: SocketAddr,
    acceptor: TlsAcceptor,
    certificate: Digest,
    key: [u8; 32],
}

impl Sharing {
    /// Listens where other nodes reach this one.
    pub(super) async fn bind(address: SocketAddr) -> Result<Self> {
        if address.ip().is_unspecified() {
            bail!(
                "--share-images {address}: other nodes are told this address, so it has to be one of this machine's"
            );
        }
        let socket = TcpListener::bind(address).await;
        let socket = socket.with_context(|| format!("cannot share images at {address}"))?;
        let made = rcgen::generate_simple_self_signed(vec!["peer.longshore.internal".to_owned()])
            .context("a certificate could not be made")?;
        let key = rustls::pki_types::PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
        let certificate = Digest::of(made.cert.der());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key.into())?;
        let (address, key) = (socket.local_addr()?, edge::random_bytes()?);
        Ok(Self { socket, address, acceptor: TlsAcceptor::from(Arc::new(config)), certificate, key })
    }

    /// What control is told.
    pub(super) fn told(&self) -> ImageSharing {
        ImageSharing {
            address: Some(self.address.to_string()),
            certificate: Some(self.certificate.to_string()),
            key: Some(self.key.to_vec().into()),
        }
    }

    /// Gives layers for as long as it is polled.
    pub(super) async fn serve(self, images: ImageStore) {
        tracing::info!(address = %self.address, "layers of images are shared with other nodes");
        let shared = Arc::new(Shared { images, key: key_of(&self.key) });
        let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
        loop {
            let Ok(place) = places.clone().acquire_owned().await else { return };
            let stream = match self.socket.accept().await {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::warn!(%error, "a connection of another node could not be taken");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                    continue;
                }
            };
            let (acceptor, shared) = (self.acceptor.clone(), shared.clone());
            tokio::spawn(async move {
                // It has gone away, or is too old: it comes back if it wants more.
                let _ = tokio::time::timeout(AGE_MAX, converse(acceptor, stream, shared)).await;
                drop(place);
            });
        }
    }
}

struct Shared {
    images: ImageStore,
    key: ring::hmac::Key,
}

type Body = Either<Empty<Bytes>, StreamBody<Pieces>>;

async fn converse(acceptor: TlsAcceptor, stream: TcpStream, shared: Arc<Shared>) {
    let accepted = tokio::time::timeout(HANDSHAKE_TIMEOUT, acceptor.accept(stream)).await;
    let Ok(Ok(stream)) = accepted else { return };
    let service = service_fn(move |request: Request<Incoming>| {
        let answer = answer(shared.clone(), request.into_parts().0);
        async move { Ok::<_, Infallible>(answer.await) }
    });
    let serving = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = serving.await {
        tracing::debug!(%error, "a connection of another node ended");
    }
}

/// Whatever comes behind a head is not looked at.
async fn answer(shared: Arc<Shared>, head: Parts) -> Response<Body> {
    if !shown(&head.headers).is_some_and(|pass| lets_in(&shared.key, pass, edge::now())) {
        return plain(StatusCode::UNAUTHORIZED);
    }
    let Some((image, layer)) = named(head.uri.path()) else { return plain(StatusCode::NOT_FOUND) };
    if head.method != Method::GET {
        return plain(StatusCode::METHOD_NOT_ALLOWED);
    }
    let found = tokio::task::spawn_blocking(move || shared.images.kept_layer(&image, &layer)).await;
    let Ok(Some((file, size))) = found else { return plain(StatusCode::NOT_FOUND) };
    let from = begin(&head.headers).filter(|from| *from < size);
    give(file, size, from).unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR))
}

fn shown(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// Of `/v2/images/<64 digits>/blobs/sha256:<64 digits>`.
fn named(path: &str) -> Option<(Digest, Digest)> {
    let (image, layer) = path.strip_prefix("/v2/images/")?.split_once("/blobs/")?;
    Some((format!("sha256:{image}").parse().ok()?, layer.parse().ok()?))
}

/// Of `bytes=<begin>-`; other ranges are passed over, and the whole is given.
fn begin(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::RANGE)?.to_str().ok()?.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok()
}

fn give(mut file: File, size: u64, from: Option<u64>) -> Result<Response<Body>> {
    let first = from.unwrap_or_default();
    file.seek(SeekFrom::Start(first))?;
    let (pieces, receiver) = mpsc::channel(PIECES_AHEAD);
    let length = size - first;
    tokio::task::spawn_blocking(move || read(file.take(length), &pieces));
    let mut answer = Response::builder().header(header::CONTENT_LENGTH, length);
    if from.is_some() {
        let range = format!("bytes {first}-{}/{size}", size - 1);
        answer = answer.status(StatusCode::PARTIAL_CONTENT).header(header::CONTENT_RANGE, range);
    }
    Ok(answer.body(Either::Right(StreamBody::new(Pieces(receiver))))?)
}

/// Reads to the end, or until nobody wants more.
fn read(mut file: impl Read, pieces: &mpsc::Sender<io::Result<Bytes>>) {
    loop {
        let mut piece = vec![0; PIECE_BYTES];
        let read = file.read(&mut piece).map(|count| {
            piece.truncate(count);
            Bytes::from(piece)
        });
        let more = read.as_ref().is_ok_and(|piece| !piece.is_empty());
        if read.as_ref().is_ok_and(Bytes::is_empty) || pieces.blocking_send(read).is_err() || !more {
            return;
        }
    }
}

struct Pieces(mpsc::Receiver<io::Result<Bytes>>);

impl futures_core::Stream for Pieces {
    type Item = io::Result<Frame<Bytes>>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}

fn plain(status: StatusCode) -> Response<Body> {
    let mut answer = Response::new(Either::Left(Empty::new()));
    *answer.status_mut() = status;
    answer
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;
    use longshore_images::Options;

    use super::*;
    use crate::nodes::sharing::pass;

    const KEY: [u8; 32] = [7; 32];

    /// A layer of nothing but its end, as an image of a layout.
    fn layout(root: &std::path::Path) -> (Digest, Digest) {
        let blobs = root.join("blobs/sha256");
        std::fs::create_dir_all(&blobs).unwrap();
        let put = |bytes: &[u8]| {
            let digest = Digest::of(bytes);
            std::fs::write(blobs.join(digest.hex()), bytes).unwrap();
            serde_json::json!({ "digest": digest.as_str(), "size": bytes.len() })
        };
        let layer = put(&[0; 10_240]);
        let of = layer["digest"].as_str().unwrap().to_owned();
        let config = serde_json::json!({
            "architecture": "amd64", "os": "linux", "rootfs": { "type": "layers", "diff_ids": [of] }
        });
        let config = put(config.to_string().as_bytes());
        let manifest = serde_json::json!({ "schemaVersion": 2, "config": config, "layers": [layer] });
        let manifest = put(manifest.to_string().as_bytes());
        let index = serde_json::json!({ "schemaVersion": 2, "manifests": [manifest] });
        std::fs::write(root.join("index.json"), index.to_string()).unwrap();
        (manifest["digest"].as_str().unwrap().parse().unwrap(), of.parse().unwrap())
    }

    #[tokio::test]
    async fn layers_of_an_image_are_given_to_who_shows_a_pass() {
        let dir = std::env::temp_dir().join(format!("longshore-sharing-{}", std::process::id()));
        let (image, layer) = layout(&dir.join("layout"));
        let platform = longshore_images::Platform {
            os: "linux".to_owned(),
            architecture: "amd64".to_owned(),
            variant: None,
        };
        let options = Options { keep_blobs: true, platform: Some(platform), ..Options::default() };
        let images = ImageStore::open(&dir.join("store"), options).unwrap();
        images.load(&dir.join("layout")).await.unwrap();
        let shared = Arc::new(Shared { images, key: key_of(&KEY) });
        let good = pass(&key_of(&KEY), edge::now().plus_secs(60));
        let other = pass(&key_of(&[8; 32]), edge::now().plus_secs(60));
        let path = format!("/v2/images/{}/blobs/{layer}", image.hex());
        let ask = async |method: &str, path: &str, pass: &str, range: &str| {
            let request = Request::builder().method(method).uri(path).header("range", range);
            let request = request.header("authorization", format!("Bearer {pass}")).body(()).unwrap();
            let answer = answer(shared.clone(), request.into_parts().0).await;
            let status = answer.status().as_u16();
            let range = answer.headers().get("content-range").map(|range| range.to_str().unwrap().to_owned());
            (status, range, answer.into_body().collect().await.unwrap().to_bytes().len())
        };
        assert_eq!(ask("GET", &path, &good, "").await, (200, None, 10_240));
        let range = Some("bytes 10000-10239/10240".to_owned());
        assert_eq!(ask("GET", &path, &good, "bytes=10000-").await, (206, range, 240));
        for passed_over in ["bytes=10240-", "bytes=0-5", "bytes=x-"] {
            assert_eq!(ask("GET", &path, &good, passed_over).await, (200, None, 10_240), "{passed_over}");
        }
        let unknown = format!("/v2/images/{}/blobs/{image}", image.hex());
        let of_nothing = format!("/v2/images/{}/blobs/{layer}", layer.hex());
        for (method, path, pass, status) in [
            ("GET", path.as_str(), other.as_str(), 401),
            ("GET", &path, "", 401),
            ("GET", &unknown, &good, 404),
            ("GET", &of_nothing, &good, 404),
            ("GET", "/v2/", &good, 404),
            ("GET", &path.replace("/v2/images/", "/v2/images/sha256:"), &good, 404),
            ("PUT", &path, &good, 405),
        ] {
            assert_eq!(ask(method, path, pass, "").await, (status, None, 0), "{method} {path}");
        }
        drop(shared);
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[tokio::test]
    async fn an_address_that_says_nothing_is_refused() {
        let refused = Sharing::bind("0.0.0.0:0".parse().unwrap()).await.err().unwrap();
        assert!(refused.to_string().contains("--share-images 0.0.0.0:0"), "{refused:#}");
        let told = Sharing::bind("127.0.0.1:0".parse().unwrap()).await.unwrap().told();
        assert!(!told.address.unwrap().ends_with(":0"));
    }
}
