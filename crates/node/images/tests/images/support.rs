//! A registry in this process that serves what it is given, with the faults it is told to have; and images to serve.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt;
use http_body_util::combinators::BoxBody;
use hyper::body::{Frame, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use longshore_images::{ImageStore, Options, Timeouts};
use serde_json::json;
use tokio::net::TcpListener;

pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path =
            std::env::temp_dir().join(format!("longshore-images-{}-{name}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A store's thread that flushes may write there a moment longer.
        let is_gone = |_: &u32| std::fs::remove_dir_all(&self.0).is_ok() || !self.0.exists();
        let _ = (0..10_000).inspect(|_| std::thread::yield_now()).find(is_gone);
    }
}

pub(crate) fn options() -> Options {
    waiting(Duration::from_secs(20))
}

/// A registry that is silent for longer than this is given up.
pub(crate) fn waiting(silence: Duration) -> Options {
    let (connect, first_wait) = (Duration::from_secs(5), Duration::from_millis(5));
    let timeouts = Timeouts { connect, answer: silence, stall: silence, retries: 2, first_wait };
    Options { timeouts, ..Options::default() }
}

pub(crate) fn store(scratch: &Scratch) -> ImageStore {
    ImageStore::open(&scratch.path().join("store"), options()).unwrap()
}

pub(crate) fn nobody() -> impl Fn(u64, Option<u64>) + Send + Sync {
    |_, _| {}
}

/// Whatever is under way in a store: nothing, when it is at rest.
pub(crate) fn leftovers(scratch: &Scratch) -> Vec<PathBuf> {
    std::fs::read_dir(scratch.path().join("store/temp")).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// Waits for the threads that clear up after a pull that failed or was given up.
pub(crate) async fn at_rest(scratch: &Scratch) {
    let clear = async {
        while !leftovers(scratch).is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), clear).await.expect("nothing is left over");
}

pub(crate) fn layer_count(scratch: &Scratch) -> usize {
    std::fs::read_dir(scratch.path().join("store/layers")).unwrap().count()
}

pub(crate) fn digest(bytes: &[u8]) -> String {
    let hash = ring::digest::digest(&ring::digest::SHA256, bytes);
    let hex: String = hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

/// A blob's name in a directory.
pub(crate) fn hex(digest: &str) -> &str {
    digest.strip_prefix("sha256:").unwrap()
}

/// Whether it failed as it should.
pub(crate) type Check = fn(&longshore_images::ImageError) -> bool;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Compression {
    None,
    Gzip,
    Zstd,
}

pub(crate) fn compress(bytes: &[u8], compression: Compression) -> Vec<u8> {
    match compression {
        Compression::None => bytes.to_vec(),
        Compression::Gzip => {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        }
        Compression::Zstd => zstd::encode_all(bytes, 1).unwrap(),
    }
}

/// An archive of plain files.
pub(crate) fn layer(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (path, content) in files {
        let mut header = tar::Header::new_ustar();
        header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(1);
        header.set_cksum();
        builder.append(&header, *content).unwrap();
    }
    builder.into_inner().unwrap()
}

/// Bytes that do not compress, the same for the same seed.
pub(crate) fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend(state.to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

/// Blobs and a manifest of an image.
#[derive(Clone, Default)]
pub(crate) struct Made {
    pub(crate) blobs: BTreeMap<String, Vec<u8>>,
    pub(crate) manifest: Vec<u8>,
    pub(crate) config: Vec<u8>,
    /// Digests of the compressed layers.
    pub(crate) layers: Vec<String>,
}

pub(crate) fn image(layers: &[Vec<u8>], compression: Compression) -> Made {
    image_for("amd64", layers, compression)
}

pub(crate) fn image_for(architecture: &str, layers: &[Vec<u8>], compression: Compression) -> Made {
    let mut made = Made::default();
    let diff_ids: Vec<_> = layers.iter().map(|layer| digest(layer)).collect();
    made.config = serde_json::to_vec(&json!({
        "architecture": architecture, "os": "linux", "created": "2024-01-02T03:04:05Z",
        "config": {"Cmd": ["/bin/sh"], "Env": ["A=b"]}, "rootfs": {"type": "layers", "diff_ids": diff_ids},
    }))
    .unwrap();
    let mut descriptors = Vec::new();
    for layer in layers {
        let bytes = compress(layer, compression);
        descriptors.push(json!({
            "mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": digest(&bytes), "size": bytes.len()
        }));
        made.layers.push(digest(&bytes));
        made.blobs.insert(digest(&bytes), bytes);
    }
    made.blobs.insert(digest(&made.config), made.config.clone());
    made.manifest = serde_json::to_vec(&json!({
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": digest(&made.config), "size": made.config.len()},
        "layers": descriptors,
    }))
    .unwrap();
    made
}

/// What goes wrong with the requests whose path has a word in it.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// The first so many times.
    Status(u16, u32),
    Hang,
    /// Nothing comes after so many bytes of a body, and the connection stays.
    Stall(usize),
    /// The connection breaks after so many bytes, the first so many times; ranges are heeded.
    Break(usize, u32),
    /// As `Break`, but ranges are not heeded.
    BreakWithoutRanges(usize, u32),
    Body(Vec<u8>),
    Redirect(String),
}

#[derive(Default)]
struct Content {
    manifests: HashMap<String, Vec<u8>>,
    blobs: BTreeMap<String, Vec<u8>>,
    faults: Vec<(String, Fault, Arc<AtomicU32>)>,
    /// What `Authorization` must be.
    bearer: Option<String>,
    basic: Option<String>,
    /// Method, path and `Authorization` of every request.
    requests: Vec<(String, String, Option<String>)>,
    /// Bytes of blobs whose path has `blobs`.
    sent: u64,
}

#[derive(Clone)]
pub(crate) struct Registry {
    pub(crate) address: SocketAddr,
    content: Arc<Mutex<Content>>,
}

impl Registry {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let registry = Self { address: listener.local_addr().unwrap(), content: Arc::default() };
        registry.serve_on(listener, None);
        registry
    }

    /// With TLS, and the certificate to trust.
    pub(crate) async fn start_with_tls() -> (Self, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let registry = Self { address: listener.local_addr().unwrap(), content: Arc::default() };
        let made =
            rcgen::generate_simple_self_signed(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap();
        let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
        let config =
            rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
                .with_safe_default_protocol_versions()
                .unwrap()
                .with_no_client_auth()
                .with_single_cert(vec![made.cert.der().clone()], key)
                .unwrap();
        registry.serve_on(listener, Some(tokio_rustls::TlsAcceptor::from(Arc::new(config))));
        (registry, made.cert.pem())
    }

    fn serve_on(&self, listener: TcpListener, tls: Option<tokio_rustls::TlsAcceptor>) {
        let registry = self;
        let served = registry.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (registry, tls) = (served.clone(), tls.clone());
                tokio::spawn(async move {
                    match tls {
                        None => registry.converse(TokioIo::new(stream)).await,
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                registry.converse(TokioIo::new(stream)).await;
                            }
                        }
                    }
                });
            }
        });
    }

    async fn converse(&self, stream: impl hyper::rt::Read + hyper::rt::Write + Unpin) {
        let service = service_fn(move |request| {
            let registry = self.clone();
            async move { Ok::<_, Infallible>(registry.answer(request).await) }
        });
        let _ = hyper::server::conn::http1::Builder::new().serve_connection(stream, service).await;
    }

    pub(crate) fn name(&self, rest: &str) -> String {
        format!("{}/{rest}", self.address)
    }

    pub(crate) fn add(&self, tag: &str, made: &Made) {
        self.add_manifest(tag, &made.manifest);
        self.content.lock().unwrap().blobs.extend(made.blobs.clone());
    }

    pub(crate) fn add_manifest(&self, tag: &str, bytes: &[u8]) {
        let mut content = self.content.lock().unwrap();
        content.manifests.insert(tag.to_owned(), bytes.to_vec());
        content.manifests.insert(digest(bytes), bytes.to_vec());
    }

    pub(crate) fn fault(&self, word: &str, fault: Fault) {
        self.content.lock().unwrap().faults.push((word.to_owned(), fault, Arc::default()));
    }

    pub(crate) fn heal(&self) {
        self.content.lock().unwrap().faults.clear();
    }

    pub(crate) fn want_bearer(&self, token: &str) {
        self.content.lock().unwrap().bearer = Some(token.to_owned());
    }

    pub(crate) fn want_basic(&self, pair: &str) {
        self.content.lock().unwrap().basic = Some(pair.to_owned());
    }

    pub(crate) fn requests(&self, word: &str) -> Vec<(String, String, Option<String>)> {
        let content = self.content.lock().unwrap();
        content.requests.iter().filter(|(_, path, _)| path.contains(word)).cloned().collect()
    }

    pub(crate) fn sent(&self) -> u64 {
        self.content.lock().unwrap().sent
    }

    async fn answer(&self, request: Request<Incoming>) -> Response<BoxBody<Bytes, std::io::Error>> {
        let path = request.uri().path_and_query().map(|path| path.as_str().to_owned()).unwrap();
        let authorization =
            request.headers().get("authorization").map(|value| value.to_str().unwrap().to_owned());
        let range = request
            .headers()
            .get("range")
            .and_then(|value| value.to_str().ok()?.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok());
        let (fault, wanted) = {
            let mut content = self.content.lock().unwrap();
            content.requests.push((request.method().to_string(), path.clone(), authorization.clone()));
            let found = content
                .faults
                .iter()
                .find(|(word, fault, count)| path.contains(word) && fault.strikes(count));
            let basic = content.basic.as_ref().map(|pair| format!("Basic {pair}"));
            (
                found.map(|(_, fault, _)| fault.clone()),
                content.bearer.as_ref().map(|token| format!("Bearer {token}")).or(basic),
            )
        };
        if path.starts_with("/token") {
            return self.token(authorization.as_deref());
        }
        if wanted.is_some() && wanted != authorization {
            return self.challenge();
        }
        match &fault {
            Some(Fault::Status(status, _)) => {
                return plain(*status, b"{\"errors\":[{\"code\":\"X\",\"message\":\"of the test\"}]}");
            }
            Some(Fault::Hang) => std::future::pending().await,
            Some(Fault::Redirect(to)) => {
                let mut answer = plain(307, b"");
                answer.headers_mut().insert("location", format!("{to}{path}").parse().unwrap());
                return answer;
            }
            _ => {}
        }
        self.serve(&path, range, fault, request.method() == "HEAD")
    }

    fn token(&self, authorization: Option<&str>) -> Response<BoxBody<Bytes, std::io::Error>> {
        // "user:secret".
        if authorization != Some("Basic dXNlcjpzZWNyZXQ=") {
            return plain(401, b"");
        }
        let token = self.content.lock().unwrap().bearer.clone().unwrap();
        plain(200, &serde_json::to_vec(&json!({"token": token, "expires_in": 300})).unwrap())
    }

    fn challenge(&self) -> Response<BoxBody<Bytes, std::io::Error>> {
        let bearer = self.content.lock().unwrap().bearer.is_some();
        let mut answer = plain(401, b"");
        let challenge = if bearer {
            format!(
                "Bearer realm=\"http://{}/token\",service=\"tests\",scope=\"repository:app:pull\"",
                self.address
            )
        } else {
            "Basic realm=\"tests\"".to_owned()
        };
        answer.headers_mut().insert("www-authenticate", challenge.parse().unwrap());
        answer
    }

    fn serve(
        &self,
        path: &str,
        range: Option<usize>,
        fault: Option<Fault>,
        head: bool,
    ) -> Response<BoxBody<Bytes, std::io::Error>> {
        let mut content = self.content.lock().unwrap();
        let wanted = path.rsplit('/').next().unwrap();
        let is_blob = path.contains("/blobs/");
        let found = if is_blob { content.blobs.get(wanted) } else { content.manifests.get(wanted) };
        let Some(mut bytes) = found.cloned() else { return plain(404, b"") };
        let announced = digest(&bytes);
        let full = bytes.len();
        let ranges = !matches!(fault, Some(Fault::BreakWithoutRanges(..)));
        let start = range.filter(|_| ranges).unwrap_or(0);
        let mut cut = None;
        match fault {
            Some(Fault::Body(other)) => bytes = other,
            Some(Fault::Stall(at)) => cut = Some((at, false)),
            Some(Fault::Break(at, _) | Fault::BreakWithoutRanges(at, _)) => cut = Some((at, true)),
            _ => {}
        }
        let bytes = bytes.split_off(start);
        let status = if start > 0 { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
        if is_blob && !head {
            content.sent += cut.map_or(bytes.len(), |(at, _)| at.min(bytes.len())) as u64;
        }
        let mut answer = Response::builder().status(status).header("docker-content-digest", announced);
        if start > 0 {
            answer = answer.header("content-range", format!("bytes {start}-{}/{full}", full - 1));
        }
        let length = bytes.len();
        let body = if head {
            Cut { bytes: Bytes::new(), end: End::Whole, flushed: false }
        } else {
            Cut::new(bytes, cut)
        };
        answer.header("content-length", length).body(body.boxed()).unwrap()
    }
}

impl Fault {
    fn strikes(&self, count: &AtomicU32) -> bool {
        match self {
            Self::Status(_, times) | Self::Break(_, times) | Self::BreakWithoutRanges(_, times) => {
                count.fetch_add(1, Ordering::Relaxed) < *times
            }
            _ => true,
        }
    }
}

fn plain(status: u16, body: &[u8]) -> Response<BoxBody<Bytes, std::io::Error>> {
    let body = Cut { bytes: Bytes::copy_from_slice(body), end: End::Whole, flushed: false };
    Response::builder().status(status).body(body.boxed()).unwrap()
}

#[derive(Clone, Copy, PartialEq)]
enum End {
    Whole,
    Stall,
    Break,
}

/// A body that may end before its time.
struct Cut {
    bytes: Bytes,
    end: End,
    flushed: bool,
}

impl Cut {
    fn new(mut bytes: Vec<u8>, cut: Option<(usize, bool)>) -> Self {
        let end = match cut {
            Some((at, breaks)) if at < bytes.len() => {
                bytes.truncate(at);
                if breaks { End::Break } else { End::Stall }
            }
            _ => End::Whole,
        };
        Self { bytes: bytes.into(), end, flushed: false }
    }
}

impl hyper::body::Body for Cut {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        use std::task::Poll;
        if !self.bytes.is_empty() {
            let length = self.bytes.len().min(64 * 1024);
            return Poll::Ready(Some(Ok(Frame::data(self.bytes.split_to(length)))));
        }
        match self.end {
            End::Whole => Poll::Ready(None),
            End::Stall => Poll::Pending,
            // What was written is sent first.
            End::Break if !self.flushed => {
                self.flushed = true;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            End::Break => Poll::Ready(Some(Err(std::io::ErrorKind::ConnectionReset.into()))),
        }
    }
}
