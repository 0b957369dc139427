//! Bodies that are received: a piece is written and digested before the next is asked for, so that the connection can use
//! its buffer again. A request holds that buffer and what is too little to be written, whatever its body's size.
//!
//! Handing a piece to another thread and waiting for it costs about as much as digesting it. So it is written where it
//! was received, as long as the disk takes bytes as memory does: by half of the workers at most, and by none for a while
//! after a write took long. What is written is brought to disk while more comes, by a few threads for all requests; a
//! request that is further ahead of them waits, so that writing seldom has to.
//!
//! Must not know: what is received, where bytes are kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::BodyExt as _;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinHandle, spawn_blocking};

use super::Incoming;
use crate::catalog::{Code, Refusal, Result};
use crate::store::{StoreError, Upload};

/// How long a client may rest between two parts of a body.
pub(super) const IDLE_MAX: Duration = Duration::from_secs(60);
/// What is written ends at multiples of this, and what is left over waits for the next frame: the kernel has twice the
/// work with pieces that end anywhere.
const GRAIN: u64 = 32 * 1024;
/// Frames of a connection whose buffer grows still.
const GROWING_MAX: usize = 64 * 1024;
/// What comes while what came before it is brought to disk.
const AHEAD_BYTES: u64 = 8 * 1024 * 1024;
/// Threads that write at a time, and those that bring to disk.
const WRITING_MAX: usize = 4;
const SYNCING_MAX: usize = 4;
/// A write that takes this long had to wait for the disk; so many that follow are left to threads that may.
const SLOW: Duration = Duration::from_millis(20);
const WARY_WRITES: u32 = 64;

/// Who may write now, for all requests.
pub(super) struct Writers {
    /// Workers that write where they received.
    here: AtomicUsize,
    /// Writes that are left to threads still, because one took long.
    wary: AtomicU32,
    writing: Arc<Semaphore>,
    syncing: Arc<Semaphore>,
}

/// While it is held, a worker writes.
struct Here<'a>(&'a AtomicUsize);

impl Drop for Here<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Writers {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self {
            here: AtomicUsize::new(0),
            wary: AtomicU32::new(0),
            writing: Arc::new(Semaphore::new(WRITING_MAX)),
            syncing: Arc::new(Semaphore::new(SYNCING_MAX)),
        })
    }

    /// Leave to write on this thread; none where too many do or the disk is slow.
    fn here(&self, workers: usize) -> Option<Here<'_>> {
        if self.wary.load(Ordering::Relaxed) > 0 {
            return None;
        }
        let one_more = |writing: usize| (writing < workers / 2).then_some(writing + 1);
        self.here.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_more).ok()?;
        Some(Here(&self.here))
    }

    fn append(&self, upload: &mut Upload, pieces: &[&[u8]]) -> Result<(), StoreError> {
        #[allow(
            clippy::disallowed_methods,
            reason = "the registry is an edge: how slow the disk is, is measured"
        )]
        let clock = Instant::now;
        let began = clock();
        let appended = upload.append(pieces);
        self.took(clock().saturating_duration_since(began));
        appended
    }

    fn took(&self, time: Duration) {
        if time >= SLOW {
            self.wary.store(WARY_WRITES, Ordering::Relaxed);
        } else {
            let one_less = |left: u32| left.checked_sub(1);
            // Already at none: nothing to count down.
            let _ = self.wary.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less);
        }
    }
}

/// Takes the body in. Where the client goes away in the middle, what came is there to go on with.
pub(super) async fn received<B: Incoming>(
    writers: &Arc<Writers>,
    upload: Upload,
    mut body: B,
) -> Result<Upload> {
    let mut receiving = Receiving::new(writers, upload);
    loop {
        let problem = match tokio::time::timeout(IDLE_MAX, body.frame()).await {
            Ok(None) => return receiving.done().await,
            Ok(Some(Ok(frame))) => {
                if let Ok(bytes) = frame.into_data() {
                    receiving.add(bytes).await?;
                }
                continue;
            }
            Ok(Some(Err(error))) => format!("The body broke off: {error}."),
            Err(_) => format!("No part of the body came for {} seconds.", IDLE_MAX.as_secs()),
        };
        receiving.done().await?;
        return Err(Refusal::new(Code::BlobUploadInvalid, problem));
    }
}

/// An upload, and what came of the body that is not written yet.
struct Receiving {
    writers: Arc<Writers>,
    /// Away while a thread writes.
    upload: Option<Upload>,
    /// What came behind the last multiple of the grain.
    left_over: Vec<u8>,
    /// The last frame, while the connection's buffer still grows: one that is in use is left behind for a fresh one, one
    /// that is not is made longer than is ever used.
    last: Option<Bytes>,
    is_growing: bool,
    syncing: Option<JoinHandle<Result<(), StoreError>>>,
}

impl Receiving {
    fn new(writers: &Arc<Writers>, upload: Upload) -> Self {
        Self {
            writers: Arc::clone(writers),
            upload: Some(upload),
            left_over: Vec::new(),
            last: None,
            is_growing: true,
            syncing: None,
        }
    }

    async fn add(&mut self, mut frame: Bytes) -> Result<()> {
        self.is_growing &= frame.len() <= GROWING_MAX;
        self.last = self.is_growing.then(|| frame.clone());
        let begin = self.upload.as_ref().ok_or_else(lost)?.length() + self.left_over.len() as u64;
        let end = begin + frame.len() as u64;
        let whole = (end - end % GRAIN).saturating_sub(begin);
        if whole > 0 {
            let rest = frame.split_off(usize::try_from(whole).unwrap_or_default());
            self.write(frame).await?;
            frame = rest;
        }
        self.left_over.extend_from_slice(&frame);
        Ok(())
    }

    /// Writes and digests what was left over and a piece behind it.
    async fn write(&mut self, piece: Bytes) -> Result<()> {
        let (mut upload, mut left_over) =
            (self.upload.take().ok_or_else(lost)?, std::mem::take(&mut self.left_over));
        let before = upload.length();
        let workers = Handle::current().metrics().num_workers();
        let written;
        (upload, left_over, written) = if let Some(_here) = self.writers.here(workers) {
            let written = self.writers.append(&mut upload, &[&left_over, &piece]);
            (upload, left_over, written)
        } else {
            let place = place(&self.writers.writing).await?;
            let writers = Arc::clone(&self.writers);
            let writing = spawn_blocking(move || {
                let written = writers.append(&mut upload, &[&left_over, &piece]);
                drop(place);
                (upload, left_over, written)
            });
            writing.await.map_err(Refusal::interrupted)?
        };
        let after = upload.length();
        left_over.clear();
        (self.upload, self.left_over) = (Some(upload), left_over);
        written?;
        if before / AHEAD_BYTES != after / AHEAD_BYTES {
            self.sync_ahead().await?;
        }
        Ok(())
    }

    /// Has what is written brought to disk while more comes, when what was before it is there.
    async fn sync_ahead(&mut self) -> Result<()> {
        if let Some(syncing) = self.syncing.take() {
            syncing.await.map_err(Refusal::interrupted)??;
        }
        let place = place(&self.writers.syncing).await?;
        let ahead = self.upload.as_ref().ok_or_else(lost)?.ahead();
        self.syncing = Some(spawn_blocking(move || {
            let synced = ahead.sync();
            drop(place);
            synced
        }));
        Ok(())
    }

    async fn done(mut self) -> Result<Upload> {
        if !self.left_over.is_empty() {
            self.write(Bytes::new()).await?;
        }
        // What is brought to disk now, finishing the upload waits for.
        self.upload.take().ok_or_else(lost)
    }
}

async fn place(of: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit> {
    Arc::clone(of).acquire_owned().await.map_err(|_| lost())
}

fn lost() -> Refusal {
    Refusal::new(Code::Unavailable, "The upload was lost.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_workers_write_where_they_receive() {
        let writers = Writers::new();
        for workers in [0, 1] {
            assert!(writers.here(workers).is_none(), "{workers}");
        }
        let first = writers.here(4).unwrap();
        let second = writers.here(4).unwrap();
        assert!(writers.here(4).is_none());
        drop(first);
        assert!(writers.here(4).is_some());
        drop(second);
    }

    #[test]
    fn a_slow_write_leaves_those_that_follow_to_threads() {
        let writers = Writers::new();
        writers.took(SLOW);
        for _ in 0..WARY_WRITES {
            assert!(writers.here(8).is_none());
            writers.took(Duration::ZERO);
        }
        assert!(writers.here(8).is_some());
        writers.took(Duration::ZERO);
        assert!(writers.here(8).is_some());
    }
}
