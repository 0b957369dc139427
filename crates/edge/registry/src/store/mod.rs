//! The content-addressed store: blobs by digest, and uploads that are not yet blobs.
//!
//! ```text
//! blobs/sha256/<2 digits>/<64 digits>   whole, digested, synced, never written again
//! uploads/<id>                          bytes so far
//! ```
//!
//! Invariants: a blob appears by a rename of a synced file, so it is whole or absent; an upload belongs to one request
//! at a time; a blob that was just finished is not collected before its catalog knows it ([`Pin`]).
//!
//! Must not know: HTTP, repositories. Its functions block.

mod collect;
mod upload;

use std::collections::HashMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use longshore_images::Digest;

pub use self::collect::Collected;
use self::upload::Hashed;
pub use self::upload::Upload;

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
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Open uploads that no request holds, with how far their bytes were digested.
    idle: HashMap<String, Hashed>,
    /// Those that a request holds.
    busy: usize,
    /// Blobs that were finished and that their catalog may not know yet.
    pins: HashMap<Digest, usize>,
}

/// While it is held, its blob is not collected.
pub struct Pin {
    store: Arc<Store>,
    digest: Digest,
}

impl Store {
    /// Opens the store in a directory, which is made where it is not there. Uploads of an earlier process go on.
    pub fn open(root: &Path, limits: Limits) -> Result<Arc<Self>> {
        let store = Self { root: root.to_owned(), limits, state: Mutex::default() };
        fs::create_dir_all(store.blobs())?;
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

    /// Where a blob is, if it is there.
    pub fn path_of(&self, digest: &Digest) -> PathBuf {
        let hex = digest.hex();
        let shard = hex.get(..2).unwrap_or_default();
        self.blobs().join(shard).join(hex)
    }

    /// Opens a blob; `None` where it is not there.
    pub fn read(&self, digest: &Digest) -> Result<Option<Blob>> {
        match File::open(self.path_of(digest)) {
            Ok(file) => {
                let size = file.metadata()?.len();
                Ok(Some(Blob { file, size }))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Keeps a blob that is here from being collected; `None` where it is not here.
    pub fn hold(self: &Arc<Self>, digest: &Digest) -> Result<Option<(Pin, u64)>> {
        // Pinned first: what is there then, stays.
        let pin = self.pin(digest.clone());
        Ok(self.read(digest)?.map(|blob| (pin, blob.size)))
    }

    /// Takes the synced file at `from` in as a blob, and pins it.
    fn adopt(self: &Arc<Self>, from: &Path, digest: Digest) -> Result<Pin> {
        let pin = self.pin(digest);
        let to = self.path_of(&pin.digest);
        let folder = to.parent().unwrap_or(&self.root).to_owned();
        if !folder.exists() {
            fs::create_dir_all(&folder)?;
            File::open(self.blobs())?.sync_all()?;
        }
        fs::rename(from, &to)?;
        File::open(&folder)?.sync_all()?;
        Ok(pin)
    }

    fn pin(self: &Arc<Self>, digest: Digest) -> Pin {
        *self.state().pins.entry(digest.clone()).or_default() += 1;
        Pin { store: Arc::clone(self), digest }
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
mod tests;
