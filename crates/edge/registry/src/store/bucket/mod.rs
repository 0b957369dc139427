//! A bucket of an S3-compatible store: its few requests, each signed, tried again where that helps, and bounded.
//!
//! Invariants: what is put is acknowledged by S3 against its SHA-256; nothing is held of an object but a few pieces.
//!
//! Must not know: blobs, repositories; what an object is for.

mod answers;
mod connect;
mod error;
#[cfg(test)]
pub(crate) mod fake;
mod parts;
mod place;
mod put;
mod request;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Method, StatusCode, header};
use longshore_wire::sigv4::Signer;
use ring::digest::{SHA256, digest};

pub(crate) use self::answers::{Object, Page};
use self::answers::{Refused, UnfinishedPage};
use self::connect::Answer;
use self::connect::Connections;
pub use self::connect::Pace;
pub use self::error::BucketError;
pub use self::place::Address;
use self::place::Place;
pub(crate) use self::put::{PutError, UnderWay};
use self::request::Ask;
pub use self::request::Credentials;

const ANSWER_BYTES_MAX: usize = 8 * 1024 * 1024;
const REFUSAL_BYTES_MAX: usize = 64 * 1024;
/// Of S3's words, in ours.
const MESSAGE_CHARS_MAX: usize = 300;
const PAGE_KEYS: &str = "1000";
const REST_MAX: Duration = Duration::from_secs(10);

pub(crate) type Result<T, E = BucketError> = std::result::Result<T, E>;

/// Reads the credentials anew. May block.
pub type Renew = Arc<dyn Fn() -> Option<Credentials> + Send + Sync>;

/// Which bucket, and as whom.
#[derive(Clone)]
pub struct BucketOptions {
    pub address: Address,
    /// Of a store that is not AWS's.
    pub endpoint: Option<String>,
    pub region: String,
    pub credentials: Credentials,
    /// Asked when the bucket refuses them: others may have taken their place.
    pub renew: Renew,
    /// The certificates to trust, where it is not the system's.
    pub ca_bundle: Option<PathBuf>,
    pub pace: Pace,
}

pub(crate) struct Bucket {
    address: Address,
    place: Place,
    region: String,
    signer: Mutex<(Credentials, Signer)>,
    renew: Renew,
    pace: Pace,
    connections: Connections,
    runtime: tokio::runtime::Handle,
}

/// An object on its way.
pub(crate) struct Coming {
    /// Of the whole object.
    pub(crate) size: u64,
    answer: Answer,
}

impl Bucket {
    /// Asks nothing yet. Called where a runtime is.
    pub(crate) fn new(options: BucketOptions) -> Result<Arc<Self>> {
        let unsendable =
            |reason: String| BucketError::Unsendable { place: options.address.to_string(), reason };
        let place =
            Place::new(&options.address, options.endpoint.as_deref(), &options.region).map_err(unsendable)?;
        let config = || longshore_images::client_config(options.ca_bundle.as_deref());
        let tls = place.tls.then(config).transpose().map_err(|error| unsendable(error.to_string()))?;
        Ok(Arc::new(Self {
            connections: Connections::new(place.clone(), options.pace, tls),
            signer: Mutex::new((options.credentials.clone(), options.credentials.signer(&options.region))),
            renew: options.renew,
            address: options.address,
            place,
            region: options.region,
            pace: options.pace,
            runtime: tokio::runtime::Handle::current(),
        }))
    }

    /// For people.
    pub(crate) fn shown(&self) -> &str {
        &self.place.shown
    }

    pub(crate) fn address(&self) -> &Address {
        &self.address
    }

    pub(crate) fn key(&self, name: &str) -> String {
        self.address.key(name)
    }

    /// Does what is asked of the bucket, from a thread that may wait.
    pub(crate) fn wait<T: Send + 'static>(
        self: &Arc<Self>,
        asked: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Result<T> {
        let (tell, told) = tokio::sync::oneshot::channel();
        self.runtime.spawn(async move {
            // Whoever waited is there until it is told.
            let _ = tell.send(asked.await);
        });
        told.blocking_recv().unwrap_or_else(|_| Err(self.interrupted()))
    }

    pub(crate) fn runtime(&self) -> &tokio::runtime::Handle {
        &self.runtime
    }

    pub(crate) fn interrupted(&self) -> BucketError {
        BucketError::Interrupted { place: self.place.shown.clone() }
    }

    /// The size of an object; `None` where there is none.
    pub(crate) async fn size(&self, key: &str) -> Result<Option<u64>> {
        let asked = self.ask("looking for an object", &Ask::new(Method::HEAD, key), Bytes::new()).await;
        let Some(answer) = present(asked)? else { return Ok(None) };
        // Without a body there is nothing to read before the connection serves again.
        let size = length_of(&answer).ok_or_else(|| self.strange("looking for an object", "no length"))?;
        self.connections.done(answer);
        Ok(Some(size))
    }

    /// A small object, whole; `None` where there is none.
    pub(crate) async fn small(&self, key: &str) -> Result<Option<Vec<u8>>> {
        let asked = self.told("a small object", &Ask::new(Method::GET, key), Bytes::new()).await;
        present(asked)
    }

    pub(crate) async fn put_small(&self, key: &str, body: Bytes) -> Result<()> {
        let ask = Ask::new(Method::PUT, key).carrying(&sha256(&body), body.len() as u64);
        self.told("a small object to keep", &ask, body).await.map(|_| ())
    }

    /// An object's bytes from that one on; `None` where there is none.
    pub(crate) async fn get(&self, key: &str, from: u64) -> Result<Option<Coming>> {
        const WHAT: &str = "an object";
        let mut ask = Ask::new(Method::GET, key);
        if from > 0 {
            ask = ask.header(header::RANGE, format!("bytes={from}-"));
        }
        let Some(answer) = present(self.ask(WHAT, &ask, Bytes::new()).await)? else { return Ok(None) };
        let length = length_of(&answer).ok_or_else(|| self.strange(WHAT, "no length"))?;
        if from > 0 {
            let range = answer.head.headers.get(header::CONTENT_RANGE).and_then(|range| range.to_str().ok());
            let begins = range.is_some_and(|range| range.starts_with(&format!("bytes {from}-")));
            if answer.head.status != StatusCode::PARTIAL_CONTENT || !begins {
                return Err(self.strange(WHAT, "another part of it than was asked for"));
            }
        }
        Ok(Some(Coming { size: from.saturating_add(length), answer }))
    }

    /// The next bytes of an object; `None` at its end.
    pub(crate) async fn piece(&self, coming: &mut Coming) -> Result<Option<Bytes>> {
        self.connections.piece(&mut coming.answer).await.map_err(|reason| self.unreachable(reason))
    }

    /// Keeps the connection of an object that came to its end.
    pub(crate) fn done(&self, coming: Coming) {
        self.connections.done(coming.answer);
    }

    pub(crate) async fn delete(&self, key: &str) -> Result<()> {
        let deleted = self.told("deleting an object", &Ask::new(Method::DELETE, key), Bytes::new()).await;
        present(deleted).map(|_| ())
    }

    /// A page of the objects whose keys begin so, in order.
    pub(crate) async fn page(&self, prefix: &str, next: Option<String>) -> Result<Page> {
        const WHAT: &str = "a list of objects";
        let mut ask = Ask::new(Method::GET, "").with("list-type", "2").with("max-keys", PAGE_KEYS);
        ask = ask.with("prefix", prefix);
        if let Some(next) = next {
            ask = ask.with("continuation-token", next);
        }
        let body = self.told(WHAT, &ask, Bytes::new()).await?;
        answers::page(&body).map_err(|reason| self.strange(WHAT, reason))
    }

    /// A page of the uploads in parts that nobody has finished.
    pub(crate) async fn unfinished(
        &self,
        prefix: &str,
        next: Option<(String, String)>,
    ) -> Result<UnfinishedPage> {
        const WHAT: &str = "a list of uploads";
        let mut ask = Ask::new(Method::GET, "").with("uploads", "").with("max-uploads", PAGE_KEYS);
        ask = ask.with("prefix", prefix);
        if let Some((key, id)) = next {
            ask = ask.with("key-marker", key).with("upload-id-marker", id);
        }
        let body = self.told(WHAT, &ask, Bytes::new()).await?;
        answers::unfinished(&body).map_err(|reason| self.strange(WHAT, reason))
    }

    pub(crate) async fn abort(&self, key: &str, id: &str) -> Result<()> {
        let ask = Ask::new(Method::DELETE, key).with("uploadId", id);
        match self.told("aborting an upload", &ask, Bytes::new()).await {
            Err(BucketError::Refused { code, .. }) if code == "NoSuchUpload" => Ok(()),
            done => present(done).map(|_| ()),
        }
    }

    /// Asks, and reads the answer whole.
    async fn told(&self, what: &str, ask: &Ask, body: Bytes) -> Result<Vec<u8>> {
        let mut answer = self.ask(what, ask, body).await?;
        let read = self.connections.read(&mut answer, ANSWER_BYTES_MAX).await;
        let read = read.map_err(|reason| self.unreachable(reason))?;
        self.connections.done(answer);
        Ok(read)
    }

    /// Asks until there is an answer, or trying again does not help.
    async fn ask(&self, what: &str, ask: &Ask, body: Bytes) -> Result<Answer> {
        let (mut attempt, mut is_renewed) = (1, false);
        loop {
            let head = self.signed(ask)?;
            let sent = self.connections.send(&head, &body).await;
            let answered = self.accepted(what, &ask.key, sent).await;
            match answered {
                Err(error) if error.is_passing() && attempt < self.pace.attempts => {
                    tracing::info!(%error, attempt, "asked again in a moment");
                    tokio::time::sleep(self.rest_after(attempt)).await;
                    attempt += 1;
                }
                Err(BucketError::Denied { .. }) if !is_renewed && self.renewed().await => is_renewed = true,
                answered => return answered,
            }
        }
    }

    fn signed(&self, ask: &Ask) -> Result<http::Request<()>> {
        let signer = self.signer.lock().unwrap_or_else(PoisonError::into_inner).1.clone();
        ask.signed(&self.place, &signer, now()).map_err(|reason| self.unsendable(reason))
    }

    /// Whether there are other credentials by now.
    async fn renewed(&self) -> bool {
        let renew = Arc::clone(&self.renew);
        let Ok(Some(read)) = tokio::task::spawn_blocking(move || renew()).await else { return false };
        let mut signer = self.signer.lock().unwrap_or_else(PoisonError::into_inner);
        let are_others = signer.0 != read;
        if are_others {
            *signer = (read.clone(), read.signer(&self.region));
        }
        are_others
    }

    fn rest_after(&self, attempt: u32) -> Duration {
        let factor = 1_u32.checked_shl(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
        self.pace.rest.saturating_mul(factor).min(REST_MAX)
    }

    /// An answer that is no refusal.
    async fn accepted(&self, what: &str, key: &str, sent: Result<Answer, String>) -> Result<Answer> {
        let mut answer = sent.map_err(|reason| self.unreachable(reason))?;
        let status = answer.head.status;
        if status.is_success() {
            return Ok(answer);
        }
        let region = answer.head.headers.get("x-amz-bucket-region").and_then(|region| region.to_str().ok());
        let region = region.filter(|region| *region != self.region).unwrap_or_default().to_owned();
        // Whoever refuses a body before it has come may not read the rest of it: such a connection is not kept.
        let body = self.connections.read(&mut answer, REFUSAL_BYTES_MAX).await.unwrap_or_default();
        let mut refused = answers::refused(&body).unwrap_or_default();
        refused.message = refused.message.chars().take(MESSAGE_CHARS_MAX).collect();
        Err(BucketError::of(&self.place.shown, what, key, status, refused, &region))
    }

    fn unreachable(&self, reason: String) -> BucketError {
        BucketError::Unreachable { place: self.place.shown.clone(), reason }
    }

    fn unsendable(&self, reason: String) -> BucketError {
        BucketError::Unsendable { place: self.place.shown.clone(), reason }
    }

    fn strange(&self, what: &str, reason: impl Into<String>) -> BucketError {
        let (place, what) = (self.place.shown.clone(), what.to_owned());
        BucketError::Strange { place, what, reason: reason.into() }
    }

    fn refused(&self, what: &str, refused: Refused) -> BucketError {
        BucketError::of(&self.place.shown, what, "", StatusCode::INTERNAL_SERVER_ERROR, refused, "")
    }
}

fn present<T>(asked: Result<T>) -> Result<Option<T>> {
    match asked {
        Ok(answer) => Ok(Some(answer)),
        Err(BucketError::NoObject { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

fn length_of(answer: &Answer) -> Option<u64> {
    answer.head.headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn sha256(bytes: &[u8]) -> String {
    longshore_images::Digest::from_bytes(digest(&SHA256, bytes).as_ref()).hex().to_owned()
}

#[allow(clippy::disallowed_methods, reason = "the registry is an edge: signatures have the real time")]
fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
