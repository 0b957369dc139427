//! The content-addressed store: blobs by digest, and uploads that are not yet blobs.
//!
//! ```text
//! blobs/sha256/<2 digits>/<64 digits>   whole, digested, synced, never written again
//! uploads/<id>                          bytes so far
//! fetches/<64 digits>                   on its way from a bucket
//! bucket                                which one has the blobs; then `blobs` has copies of some of them
//! ```
//!
//! Whole blobs live in the files alone, or in a bucket of an S3-compatible store ([`remote`]).
//!
//! Invariants: a blob appears by a rename of a synced file, so it is whole or absent; an upload belongs to one request
//! at a time; a blob that was just finished is not collected before its catalog knows it ([`Pin`]).
//!
//! Must not know: HTTP, repositories. Its functions block.

mod bucket;
mod collect;
mod fetch;
mod remote;
mod shelf;
mod upload;

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use longshore_images::Digest;

pub use self::bucket::{Address, BucketError, BucketOptions, Credentials, Pace, Renew};
pub use self::collect::Collected;
pub(crate) use self::fetch::Follow;
pub use self::remote::BucketStore;
pub(crate) use self::remote::Elsewhere;
use self::remote::Remote;
use self::upload::Hashed;
pub use self::upload::Upload;

/// How long who wants a blob waits while it is deleted from its bucket.
const REMOVAL_MAX: Duration = Duration::from_secs(30);

/// What a store holds at most.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub blob_bytes: u64,
    /// Uploads that are open at a time, idle ones included.
    pub uploads: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { blob_bytes: 52 * 1024 * 1024 * 1024, uploads: 4096 }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("there is no upload {0}; it may have been finished, cancelled, or idle for too long")]
    NoUpload(String),
    #[error("the upload {0} is in use by another request")]
    Busy(String),
    #[error("{0} uploads are open; finish some, or wait until idle ones expire")]
    TooManyUploads(usize),
    #[error("a blob may have at most {0} bytes")]
    TooLarge(u64),
    #[error("the upload's bytes have the digest {actual}, not {claimed}")]
    Digest { claimed: String, actual: String },
    #[error("the registry's disk is full; free space on it and try again")]
    Full,
    #[error("the registry's files cannot be used: {0}")]
    Io(#[source] io::Error),
    /// What it is, is for the bucket's owner and not for every client.
    #[error("the registry cannot use the bucket that holds its blobs now; try again later, and see its log")]
    Bucket(#[source] BucketError),
    #[error(
        "the registry's blobs are in {known}, as {} says: start with --registry-store {known}. Where they are all in \
         another place by now, remove that file first", file.display()
    )]
    Elsewhere { known: String, file: PathBuf },
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Io(error),
        }
    }
}

pub(crate) type Result<T, E = StoreError> = std::result::Result<T, E>;

/// A whole blob, open for reading.
#[derive(Debug)]
pub struct Blob {
    pub file: File,
    pub size: u64,
}

pub struct Store {
    root: PathBuf,
    limits: Limits,
    home: Home,
    state: Mutex<State>,
    /// Told when a blob is removed that somebody may wait for.
    removed: Condvar,
}

/// Where whole blobs live.
enum Home {
    Files,
    Bucket(Arc<Remote>),
}

#[derive(Default)]
struct State {
    /// Open uploads that no request holds, with how far their bytes were digested.
    idle: HashMap<String, Hashed>,
    /// Those that a request holds.
    busy: usize,
    /// Blobs that were finished and that their catalog may not know yet.
    pins: HashMap<Digest, usize>,
    /// Blobs that are being deleted from their bucket.
    removing: HashSet<Digest>,
}

/// While it is held, its blob is not collected.
pub struct Pin {
    store: Arc<Store>,
    digest: Digest,
}

impl Store {
    /// Opens the store in a directory, which is made where it is not there. Uploads of an earlier process go on.
    pub fn open(root: &Path, limits: Limits) -> Result<Arc<Self>> {
        let file = remote::where_file(root);
        if let Ok(known) = fs::read_to_string(&file) {
            return Err(StoreError::Elsewhere { known: known.trim().to_owned(), file });
        }
        Self::open_with(root, limits, || Ok(Home::Files))
    }

    /// The same with its blobs in a bucket; of these the directory has as many as its limit allows. Blocks, where a
    /// runtime of tokio's is.
    pub fn open_in_bucket(root: &Path, limits: Limits, options: BucketStore) -> Result<Arc<Self>> {
        Self::open_with(root, limits, || Remote::open(root, options).map(Home::Bucket))
    }

    fn open_with(root: &Path, limits: Limits, home: impl FnOnce() -> Result<Home>) -> Result<Arc<Self>> {
        fs::create_dir_all(root.join("blobs").join("sha256"))?;
        let home = home()?;
        let (root, state) = (root.to_owned(), Mutex::default());
        let store = Self { root, limits, home, state, removed: Condvar::new() };
        fs::create_dir_all(store.uploads())?;
        for entry in fs::read_dir(store.uploads())? {
            if let Ok(id) = entry?.file_name().into_string() {
                store.state().idle.insert(id, Hashed::unknown());
            }
        }
        Ok(Arc::new(store))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that panics is done under the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn blobs(&self) -> PathBuf {
        self.root.join("blobs").join("sha256")
    }

    fn uploads(&self) -> PathBuf {
        self.root.join("uploads")
    }

    /// Where a blob is on the local disk, if it is there.
    pub fn path_of(&self, digest: &Digest) -> PathBuf {
        digest.path_below(&self.root)
    }

    /// Opens a blob, which is fetched first where it is in a bucket alone; `None` where it is not there.
    pub fn read(&self, digest: &Digest) -> Result<Option<Blob>> {
        if let Some(blob) = self.read_local(digest)? {
            return Ok(Some(blob));
        }
        let Home::Bucket(remote) = &self.home else { return Ok(None) };
        let Some(file) = remote.bring(digest)? else { return Ok(None) };
        let size = file.metadata()?.len();
        Ok(Some(Blob { file, size }))
    }

    /// Opens a blob that is on the local disk.
    pub(crate) fn read_local(&self, digest: &Digest) -> Result<Option<Blob>> {
        match File::open(self.path_of(digest)) {
            Ok(file) => {
                if let Home::Bucket(remote) = &self.home {
                    remote.note_use(digest);
                }
                let size = file.metadata()?.len();
                Ok(Some(Blob { file, size }))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Finds a blob of that size that is not on the local disk: its size alone, or to be read as it comes. Does not block.
    pub(crate) async fn find_elsewhere(
        &self,
        digest: &Digest,
        size: u64,
        wants_bytes: bool,
    ) -> Result<Option<Elsewhere>> {
        match &self.home {
            Home::Files => Ok(None),
            Home::Bucket(remote) => remote.find(digest, size, wants_bytes).await,
        }
    }

    /// Keeps a blob that is here from being collected; `None` where it is not here.
    pub fn hold(self: &Arc<Self>, digest: &Digest) -> Result<Option<(Pin, u64)>> {
        // Pinned first: what is there then, stays.
        let pin = self.pin(digest.clone())?;
        let size = match &self.home {
            Home::Files => self.read_local(digest)?.map(|blob| blob.size),
            Home::Bucket(remote) => remote.size(digest)?,
        };
        Ok(size.map(|size| (pin, size)))
    }

    /// Takes the synced file at `from` in as a blob, and pins it.
    fn adopt(self: &Arc<Self>, from: &Path, digest: Digest) -> Result<Pin> {
        let pin = self.pin(digest)?;
        let to = self.path_of(&pin.digest);
        let size = fs::metadata(from)?.len();
        if let Home::Bucket(remote) = &self.home {
            remote.keep(from, &pin.digest, size)?;
        }
        let folder = to.parent().unwrap_or(&self.root).to_owned();
        if !folder.exists() {
            fs::create_dir_all(&folder)?;
            File::open(self.blobs())?.sync_all()?;
        }
        fs::rename(from, &to)?;
        File::open(&folder)?.sync_all()?;
        if let Home::Bucket(remote) = &self.home {
            remote.shelve(&pin.digest, size);
        }
        Ok(pin)
    }

    /// Waits while the blob is deleted: what is put after that stays.
    fn pin(self: &Arc<Self>, digest: Digest) -> Result<Pin> {
        let is_removed = |state: &mut State| state.removing.contains(&digest);
        let waited = self.removed.wait_timeout_while(self.state(), REMOVAL_MAX, is_removed);
        let (mut state, over) = waited.unwrap_or_else(PoisonError::into_inner);
        if over.timed_out()
            && let Home::Bucket(remote) = &self.home
        {
            return Err(remote.leaving(&digest));
        }
        *state.pins.entry(digest.clone()).or_default() += 1;
        drop(state);
        Ok(Pin { store: Arc::clone(self), digest })
    }
}

impl Pin {
    pub fn digest(&self) -> &Digest {
        &self.digest
    }
}

impl Drop for Pin {
    fn drop(&mut self) {
        let mut state = self.store.state();
        if let Some(count) = state.pins.get_mut(&self.digest) {
            *count -= 1;
            if *count == 0 {
                state.pins.remove(&self.digest);
            }
        }
    }
}

#[cfg(test)]
mod remote_tests;
#[cfg(test)]
mod tests;
