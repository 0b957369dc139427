//! A blob on its way from the bucket to the local disk, and those who read it meanwhile.
//!
//! Invariants: the same blob is fetched once at a time, whoever asks; readers see what is written, but its last byte
//! only when all of it has the right digest, so nobody receives a wrong blob whole; what broke off or is wrong leaves no
//! file; whoever asked may go away, it comes all the same.
//!
//! Must not know: HTTP, repositories.

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use longshore_images::Digest;
use ring::digest::{Context, SHA256};
use tokio::sync::watch;

use super::bucket::{BucketError, Coming};
use super::remote::Remote;
use super::{Result, StoreError};

/// Bytes that are written at a time.
const BATCH_BYTES: usize = 256 * 1024;
/// What a reader gets at a time.
const PIECE_BYTES: u64 = 128 * 1024;
/// How often a blob is taken up where it broke off, and how long to rest before.
const RESUMED_MAX: u32 = 8;
const REST: Duration = Duration::from_millis(500);

/// How far it is.
#[derive(Default)]
struct Progress {
    stage: Stage,
    /// With its size, when that is known.
    file: Option<(Arc<File>, u64)>,
    received: u64,
}

#[derive(Default, Clone)]
enum Stage {
    #[default]
    Asking,
    Coming,
    /// All there, and what its digest says; about to have its name.
    Whole,
    Landed,
    Absent,
    Failed(Failure),
}

/// Why it did not come: told to everybody who waited.
#[derive(Clone)]
enum Failure {
    Bucket(BucketError),
    File(io::ErrorKind, String),
}

impl From<BucketError> for Failure {
    fn from(error: BucketError) -> Self {
        Self::Bucket(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::File(error.kind(), error.to_string())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bucket(error) => error.fmt(f),
            Self::File(_, words) => f.write_str(words),
        }
    }
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Bucket(error) => Self::Bucket(error),
            Failure::File(kind, words) => io::Error::new(kind, words).into(),
        }
    }
}

/// A fetch that is under way.
#[derive(Clone)]
pub(super) struct Fetch(watch::Receiver<Progress>);

/// A blob that is read while it comes.
#[derive(Clone)]
pub(crate) struct Follow {
    fetch: Fetch,
    file: Arc<File>,
    pub(crate) size: u64,
}

impl Remote {
    /// Joins the fetch of a blob, or begins it.
    pub(super) fn fetch(self: &Arc<Self>, digest: &Digest) -> Fetch {
        let mut flights = self.flights.lock().unwrap_or_else(PoisonError::into_inner);
        // One whose task is gone tells nothing any more.
        if let Some(fetch) = flights.get(digest).filter(|fetch| fetch.0.has_changed().is_ok()) {
            return fetch.clone();
        }
        let (tell, told) = watch::channel(Progress::default());
        let fetch = Fetch(told);
        flights.insert(digest.clone(), fetch.clone());
        drop(flights);
        let (remote, digest) = (Arc::clone(self), digest.clone());
        self.bucket.runtime().spawn(async move {
            let ended = remote.carry_out(&digest, &tell).await;
            remote.flights.lock().unwrap_or_else(PoisonError::into_inner).remove(&digest);
            let stage = ended.unwrap_or_else(|failure| {
                tracing::error!(%digest, error = %failure, "a blob could not be fetched from the registry's bucket");
                Stage::Failed(failure)
            });
            tell.send_modify(|progress| progress.stage = stage);
        });
        fetch
    }

    async fn carry_out(
        self: &Arc<Self>,
        digest: &Digest,
        tell: &watch::Sender<Progress>,
    ) -> Result<Stage, Failure> {
        let _place = self.places.acquire().await.map_err(|_| self.bucket.interrupted())?;
        let Some(coming) = self.bucket.get(&self.key_of(digest), 0).await? else { return Ok(Stage::Absent) };
        let path = self.fetches().join(digest.hex());
        let came = self.take_in(digest, coming, &path, tell).await;
        if came.is_err() {
            // What cannot be removed now goes at the next start.
            let _ = tokio::task::spawn_blocking(move || fs::remove_file(path)).await;
        }
        came.map(|()| Stage::Landed)
    }

    async fn take_in(
        self: &Arc<Self>,
        digest: &Digest,
        coming: Coming,
        path: &Path,
        tell: &watch::Sender<Progress>,
    ) -> Result<(), Failure> {
        let size = coming.size;
        let (remote, at) = (Arc::clone(self), path.to_owned());
        let file = blocking(move || {
            remote.make_room(size);
            File::options().create(true).truncate(true).read(true).write(true).open(at).map(Arc::new)
        });
        let file = file.await?;
        tell.send_modify(|progress| {
            (progress.stage, progress.file) = (Stage::Coming, Some((Arc::clone(&file), size)));
        });
        let mut arriving = Arriving { file, context: Context::new(&SHA256), received: 0, tell };
        self.stream_all(digest, coming, &mut arriving).await?;
        if Digest::from_bytes(arriving.context.finish().as_ref()) != *digest {
            self.doubt(digest);
            let (place, digest) = (self.bucket.shown().to_owned(), digest.to_string());
            return Err(BucketError::Corrupt { place, digest }.into());
        }
        tell.send_modify(|progress| progress.stage = Stage::Whole);
        self.trust(digest);
        let (remote, digest, file, from) = (Arc::clone(self), digest.clone(), arriving.file, path.to_owned());
        let landing = blocking(move || {
            land(&file, &from, &remote.path_of(&digest))?;
            remote.shelve(&digest, size);
            Ok(())
        });
        Ok(landing.await?)
    }

    /// Takes all bytes in; what breaks off is taken up where it did.
    async fn stream_all(
        &self,
        digest: &Digest,
        mut coming: Coming,
        arriving: &mut Arriving<'_>,
    ) -> Result<(), Failure> {
        let size = coming.size;
        let mut resumed = 0;
        loop {
            let streamed = arriving.take(self, &mut coming).await;
            let error = match streamed {
                Ok(()) if arriving.received == size => {
                    self.bucket.done(coming);
                    return Ok(());
                }
                Ok(()) => BucketError::Unreachable {
                    place: self.bucket.shown().to_owned(),
                    reason: format!("it ended after {} bytes of {size}", arriving.received),
                },
                Err(Failure::Bucket(error)) if error.is_passing() => error,
                Err(failure) => return Err(failure),
            };
            resumed += 1;
            if resumed > RESUMED_MAX {
                return Err(error.into());
            }
            tracing::debug!(%digest, %error, received = arriving.received, "a blob is taken up where it broke off");
            tokio::time::sleep(REST).await;
            let again = self.bucket.get(&self.key_of(digest), arriving.received).await?;
            coming = again.filter(|coming| coming.size == size).ok_or(error)?;
        }
    }
}

/// What has come of a blob.
struct Arriving<'a> {
    file: Arc<File>,
    context: Context,
    received: u64,
    tell: &'a watch::Sender<Progress>,
}

impl Arriving<'_> {
    async fn take(&mut self, remote: &Remote, coming: &mut Coming) -> Result<(), Failure> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        loop {
            let piece = remote.bucket.piece(coming).await;
            let at_end = !matches!(piece, Ok(Some(_)));
            if let Ok(Some(piece)) = &piece {
                bytes += piece.len();
                batch.push(piece.clone());
            }
            if bytes > 0 && (at_end || bytes >= BATCH_BYTES) {
                self.write(std::mem::take(&mut batch), bytes as u64).await?;
                bytes = 0;
            }
            if at_end {
                return piece.map(|_| ()).map_err(Failure::from);
            }
        }
    }

    async fn write(&mut self, batch: Vec<Bytes>, bytes: u64) -> Result<(), Failure> {
        let (file, at, mut context) = (Arc::clone(&self.file), self.received, self.context.clone());
        self.context = blocking(move || {
            let mut at = at;
            for piece in &batch {
                context.update(piece);
                file.write_all_at(piece, at)?;
                at += piece.len() as u64;
            }
            Ok(context)
        })
        .await?;
        self.received += bytes;
        self.tell.send_modify(|progress| progress.received = self.received);
        Ok(())
    }
}

/// A whole file gets its name.
fn land(file: &File, from: &Path, to: &Path) -> io::Result<()> {
    file.sync_data()?;
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::rename(from, to)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}

impl Fetch {
    /// Waits until it comes: a reader of it, or `None` where there is no such blob.
    pub(super) async fn follow(mut self, interrupted: BucketError) -> Result<Option<Follow>> {
        loop {
            let (stage, file) = {
                let progress = self.0.borrow_and_update();
                (progress.stage.clone(), progress.file.clone())
            };
            match stage {
                Stage::Absent => return Ok(None),
                Stage::Failed(failure) => return Err(failure.into()),
                Stage::Asking | Stage::Coming | Stage::Whole | Stage::Landed => {}
            }
            if let Some((file, size)) = file {
                return Ok(Some(Follow { fetch: self, file, size }));
            }
            if self.0.changed().await.is_err() {
                return Err(StoreError::Bucket(interrupted));
            }
        }
    }

    /// Waits until it is on the disk; whether it is.
    pub(super) async fn landed(mut self, interrupted: BucketError) -> Result<bool> {
        loop {
            let stage = self.0.borrow_and_update().stage.clone();
            match stage {
                Stage::Landed => return Ok(true),
                Stage::Absent => return Ok(false),
                Stage::Failed(failure) => return Err(failure.into()),
                Stage::Asking | Stage::Coming | Stage::Whole => {}
            }
            if self.0.changed().await.is_err() {
                return Err(StoreError::Bucket(interrupted));
            }
        }
    }
}

impl Follow {
    /// Bytes from that one on, at most `left`; waits until some are there.
    pub(crate) async fn read(&mut self, at: u64, left: u64) -> io::Result<Bytes> {
        let seen = self.wait_beyond(at).await?;
        let length = seen.saturating_sub(at).min(left).min(PIECE_BYTES);
        let file = Arc::clone(&self.file);
        blocking(move || {
            let mut piece = vec![0; usize::try_from(length).unwrap_or(0)];
            file.read_exact_at(&mut piece, at)?;
            Ok(piece.into())
        })
        .await
    }

    /// How much may be read, when that is more than `at`.
    async fn wait_beyond(&mut self, at: u64) -> io::Result<u64> {
        loop {
            let (stage, received) = {
                let progress = self.fetch.0.borrow_and_update();
                (progress.stage.clone(), progress.received)
            };
            let seen = match stage {
                Stage::Whole | Stage::Landed => self.size,
                Stage::Failed(failure) => return Err(io::Error::other(StoreError::from(failure))),
                Stage::Absent => return Err(io::ErrorKind::NotFound.into()),
                Stage::Asking | Stage::Coming => received.min(self.size.saturating_sub(1)),
            };
            if seen > at {
                return Ok(seen);
            }
            if self.fetch.0.changed().await.is_err() {
                return Err(io::ErrorKind::Interrupted.into());
            }
        }
    }
}
