//! Bodies in frames of every size, whole and cut anywhere: what came is there, each byte once and in its place, whether
//! it is written where it was received or by another thread.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod memory;

use bytes::Bytes;
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Full, StreamBody};
use hyper::body::Frame;
use longshore_images::Digest;
use longshore_registry::{Body, Limits, Registry, Store};

use self::memory::{Memory, PASSWORD};

/// Around what is gathered, what a batch holds, and what is brought to disk at a time.
const FRAMES: [usize; 12] =
    [1, 100, 16 << 10, (16 << 10) + 1, 7, 60 << 10, 64 << 10, (64 << 10) + 1, 200 << 10, 9 << 20, 3, 8 << 20];

struct Bed {
    registry: Registry<Memory>,
    directory: std::path::PathBuf,
}

impl Bed {
    fn new(name: &str) -> Self {
        let directory =
            std::env::temp_dir().join(format!("longshore-receiving-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&directory);
        let store = Store::open(&directory, Limits { blob_bytes: 1 << 30, uploads: 64 }).unwrap();
        Self { registry: Registry::new(Memory::with_repositories(&["app"]), store), directory }
    }

    async fn ask(&self, method: Method, path: &str) -> http::Response<Body> {
        let request = Request::builder().method(method).uri(path).header("authorization", PASSWORD);
        self.registry.answer(request.body(Full::new(Bytes::new())).unwrap()).await
    }

    async fn begin(&self) -> String {
        let begun = self.ask(Method::POST, "/v2/app/blobs/uploads/").await;
        begun.headers()["location"].to_str().unwrap().to_owned()
    }

    /// Sends frames, and then breaks off or ends.
    async fn send(&self, location: &str, frames: &[Bytes], breaks: bool) -> StatusCode {
        let broken = breaks.then(|| Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset)));
        let sent: Vec<_> = frames.iter().map(|frame| Ok(Frame::data(frame.clone()))).chain(broken).collect();
        let body = StreamBody::new(futures_util::stream::iter(sent));
        let request = Request::patch(location).header("authorization", PASSWORD).body(body).unwrap();
        self.registry.answer(request).await.status()
    }

    async fn has(&self, location: &str) -> usize {
        let status = self.ask(Method::GET, location).await;
        let range = status.headers()["range"].to_str().unwrap();
        range.strip_prefix("0-").unwrap().parse::<usize>().unwrap() + 1
    }

    async fn finish(&self, location: &str, whole: &[u8]) {
        let digest = Digest::of(whole);
        let done = self.ask(Method::PUT, &format!("{location}?digest={digest}")).await;
        assert_eq!(done.status(), StatusCode::CREATED);
        let pulled = self.ask(Method::GET, &format!("/v2/app/blobs/{digest}")).await;
        assert!(pulled.into_body().collect().await.unwrap().to_bytes() == whole, "other bytes were pulled");
    }

    /// Pushes the frames, cut behind the first `cut` of them.
    async fn push_cut_at(&self, cut: usize) {
        let (frames, whole) = frames();
        let location = self.begin().await;
        assert_eq!(self.send(&location, &frames[..cut], true).await, StatusCode::BAD_REQUEST);
        let came: usize = FRAMES[..cut].iter().sum();
        assert_eq!(self.has(&location).await, came.max(1), "cut behind {cut} frames");
        assert_eq!(self.send(&location, &frames[cut..], false).await, StatusCode::ACCEPTED);
        self.finish(&location, whole).await;
    }
}

impl Drop for Bed {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

/// Bytes that are nowhere the same, as frames; and all of them.
fn frames() -> &'static (Vec<Bytes>, Bytes) {
    static FRAMES_ONCE: std::sync::OnceLock<(Vec<Bytes>, Bytes)> = std::sync::OnceLock::new();
    FRAMES_ONCE.get_or_init(|| {
        let length: usize = FRAMES.iter().sum();
        let whole: Vec<u8> = (0_u32..).flat_map(u32::to_le_bytes).take(length).collect();
        let whole = Bytes::from(whole);
        let mut rest = whole.clone();
        (FRAMES.iter().map(|length| rest.split_to(*length)).collect(), whole)
    })
}

/// One worker never writes where it receives.
#[tokio::test]
async fn a_body_that_is_cut_anywhere_goes_on_where_it_stood() {
    let bed = Bed::new("threads");
    for cut in 0..=FRAMES.len() {
        bed.push_cut_at(cut).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn and_so_it_does_where_it_is_written_as_it_is_received() {
    let bed = Bed::new("here");
    for cut in 0..=FRAMES.len() {
        bed.push_cut_at(cut).await;
    }
}

/// More of them than may write and bring to disk at a time.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_are_received_at_once() {
    let bed = Bed::new("many");
    futures_util::future::join_all((0..24).map(|number| bed.push_cut_at(number % FRAMES.len()))).await;
}
