//! Files into a bucket: in one request, or in parts when they are large.
//!
//! The thread that has the file reads it, and hands it over piece by piece to the request that is sent meanwhile: a few
//! pieces are held, whatever the file's size. S3 checks every request's bytes against the SHA-256 that is signed with it.
//!
//! Invariants: an object is there when S3 has said so, whole; an upload in parts that fails is aborted.
//!
//! Must not know: what is in the file.

use std::collections::HashSet;
use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::{Method, header};
use ring::digest::{Context, SHA256};
use tokio::sync::{mpsc, oneshot};

use super::answers::{begun, completed, finishing};
use super::connect::Piped;
use super::parts::{self, Part};
use super::request::Ask;
use super::{Bucket, BucketError, Result, sha256};

const PIECE_BYTES: u64 = 128 * 1024;
const PIECES_AHEAD: usize = 1;

/// Uploads in parts that this process is about.
#[derive(Default)]
pub(crate) struct UnderWay(Mutex<HashSet<String>>);

impl UnderWay {
    pub(crate) fn has(&self, id: &str) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(id)
    }

    fn begin(&self, id: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned());
    }

    fn end(&self, id: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
    }
}

/// Why a file is not in the bucket.
#[derive(Debug)]
pub(crate) enum PutError {
    Bucket(BucketError),
    File(std::io::Error),
}

impl From<BucketError> for PutError {
    fn from(error: BucketError) -> Self {
        Self::Bucket(error)
    }
}

impl From<std::io::Error> for PutError {
    fn from(error: std::io::Error) -> Self {
        Self::File(error)
    }
}

impl Bucket {
    /// Puts a file of that size and hash. Blocks.
    pub(crate) fn put(
        self: &Arc<Self>,
        key: &str,
        file: &File,
        size: u64,
        sha256: &str,
        under_way: &UnderWay,
    ) -> Result<(), PutError> {
        if size <= parts::WHOLE_BYTES_MAX {
            let ask = Ask::new(Method::PUT, key).carrying(sha256, size);
            return self.put_stretch(&ask, file, Part { from: 0, bytes: size }).map(|_| ());
        }
        let id = self.begin(key)?;
        under_way.begin(&id);
        let put = self.put_parts(key, &id, file, size);
        if put.is_err() {
            let (bucket, key, id) = (Arc::clone(self), key.to_owned(), id.clone());
            // One that cannot be aborted now is when blobs are collected.
            let _ = self.wait(async move { bucket.abort(&key, &id).await });
        }
        under_way.end(&id);
        put
    }

    fn begin(self: &Arc<Self>, key: &str) -> Result<String> {
        const WHAT: &str = "beginning an upload";
        let (bucket, ask) = (Arc::clone(self), Ask::new(Method::POST, key).with("uploads", ""));
        let body = self.wait(async move { bucket.told(WHAT, &ask, Bytes::new()).await })?;
        begun(&body).map_err(|reason| self.strange(WHAT, reason))
    }

    fn put_parts(self: &Arc<Self>, key: &str, id: &str, file: &File, size: u64) -> Result<(), PutError> {
        let mut etags = Vec::new();
        for part in parts::of(size) {
            let number = (etags.len() + 1).to_string();
            let ask = Ask::new(Method::PUT, key).with("partNumber", number).with("uploadId", id);
            let ask = ask.carrying(&hash_of(file, part)?, part.bytes);
            etags.push(self.put_stretch(&ask, file, part)?);
        }
        match self.complete(key, id, &etags) {
            // An earlier try may have finished it, and its answer was lost.
            Err(BucketError::Refused { code, .. }) if code == "NoSuchUpload" => {}
            completed => completed?,
        }
        // Of what is put together nobody has said how much it is.
        let (bucket, asked) = (Arc::clone(self), key.to_owned());
        let found = self.wait(async move { bucket.size(&asked).await })?;
        if found == Some(size) {
            return Ok(());
        }
        let reason = format!("{found:?} bytes are there of {size}");
        Err(self.strange("finishing an upload", reason).into())
    }

    fn complete(self: &Arc<Self>, key: &str, id: &str, etags: &[String]) -> Result<()> {
        const WHAT: &str = "finishing an upload";
        let body = Bytes::from(finishing(etags));
        let ask = Ask::new(Method::POST, key).with("uploadId", id);
        let ask = ask.header(header::CONTENT_TYPE, "application/xml".to_owned());
        let ask = ask.carrying(&sha256(&body), body.len() as u64);
        let bucket = Arc::clone(self);
        self.wait(async move {
            let mut attempt = 1;
            loop {
                let told = bucket.told(WHAT, &ask, body.clone()).await;
                let Err(refused) = told.map(|answer| completed(&answer))? else { return Ok(()) };
                let error = bucket.refused(WHAT, refused);
                if attempt >= bucket.pace.attempts || !error.is_passing() {
                    return Err(error);
                }
                tokio::time::sleep(bucket.rest_after(attempt)).await;
                attempt += 1;
            }
        })
    }

    /// Sends a stretch of a file until S3 has it; what S3 calls it.
    fn put_stretch(self: &Arc<Self>, ask: &Ask, file: &File, part: Part) -> Result<String, PutError> {
        let (mut attempt, mut is_renewed) = (1, false);
        loop {
            match self.put_once(ask, file, part, attempt) {
                Err(PutError::Bucket(error)) if error.is_passing() && attempt < self.pace.attempts => {
                    tracing::info!(%error, attempt, "sent again in a moment");
                    attempt += 1;
                }
                Err(PutError::Bucket(BucketError::Denied { .. })) if !is_renewed && self.renew_here()? => {
                    is_renewed = true;
                }
                done => return done,
            }
        }
    }

    fn renew_here(self: &Arc<Self>) -> Result<bool> {
        let bucket = Arc::clone(self);
        self.wait(async move { Ok(bucket.renewed().await) })
    }

    fn put_once(
        self: &Arc<Self>,
        ask: &Ask,
        file: &File,
        part: Part,
        attempt: u32,
    ) -> Result<String, PutError> {
        let (hand_over, pieces) = mpsc::channel(PIECES_AHEAD);
        let (tell, told) = oneshot::channel();
        let (bucket, ask) = (Arc::clone(self), ask.clone());
        self.runtime().spawn(async move {
            if attempt > 1 {
                tokio::time::sleep(bucket.rest_after(attempt - 1)).await;
            }
            // Whoever waited is there until it is told.
            let _ = tell.send(bucket.send_piped(&ask, Piped::new(pieces, part.bytes)).await);
        });
        let mut at = part.from;
        let end = part.from + part.bytes;
        while at < end {
            let piece = piece_of(file, at, (end - at).min(PIECE_BYTES))?;
            at += piece.len() as u64;
            // The request has ended without the rest: how is told below.
            if hand_over.blocking_send(piece).is_err() {
                break;
            }
        }
        drop(hand_over);
        Ok(told.blocking_recv().unwrap_or_else(|_| Err(self.interrupted()))?)
    }

    async fn send_piped(&self, ask: &Ask, body: Piped) -> Result<String> {
        const WHAT: &str = "an object to keep";
        let head = self.signed(ask)?;
        let sent = self.connections.pipe(&head, body).await;
        let mut answer = self.accepted(WHAT, &ask.key, sent).await.map_err(|error| match error {
            // There is no object here that could be missing: it is the upload.
            BucketError::NoObject { .. } => self.strange(WHAT, "there is no such upload any more"),
            error => error,
        })?;
        let read = self.connections.read(&mut answer, super::REFUSAL_BYTES_MAX).await;
        read.map_err(|reason| self.unreachable(reason))?;
        let etag = answer.head.headers.get(header::ETAG).and_then(|etag| etag.to_str().ok());
        let etag = etag.map(str::to_owned).ok_or_else(|| self.strange(WHAT, "no ETag"));
        self.connections.done(answer);
        etag
    }
}

fn piece_of(file: &File, at: u64, bytes: u64) -> std::io::Result<Bytes> {
    let mut piece = vec![0; usize::try_from(bytes).unwrap_or(0)];
    file.read_exact_at(&mut piece, at)?;
    Ok(piece.into())
}

fn hash_of(file: &File, part: Part) -> std::io::Result<String> {
    let (mut context, mut at) = (Context::new(&SHA256), part.from);
    let end = part.from + part.bytes;
    let mut buffer = vec![0; usize::try_from(PIECE_BYTES).unwrap_or(0)];
    while at < end {
        let most = usize::try_from(end - at).unwrap_or(usize::MAX).min(buffer.len());
        let count = file.read_at(buffer.get_mut(..most).unwrap_or_default(), at)?;
        if count == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        context.update(buffer.get(..count).unwrap_or_default());
        at += count as u64;
    }
    Ok(longshore_images::Digest::from_bytes(context.finish().as_ref()).hex().to_owned())
}
