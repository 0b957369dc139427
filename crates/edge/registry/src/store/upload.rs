//! Uploads: bytes on their way to become a blob.
//!
//! Bytes are digested as they come. What an earlier process digested is lost with it, so such an upload is read again
//! once, when more bytes come or it is finished. They are brought to disk while more come ([`Ahead`]); an upload for which
//! that failed cannot become a blob, because the kernel tells of such an error once.
//!
//! Must not know: how the bytes came.

use std::fs::{self, File};
use std::io::{self, IoSlice, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use longshore_images::Digest;
use ring::digest::{Context, SHA256};

use super::{Pin, Result, Store, StoreError};

const COPY_BYTES: usize = 256 * 1024;
const ID_BYTES: usize = 16;
const LOST: &str = "some of the upload's bytes could not be written; push the blob again";

/// How far the bytes of an upload were digested.
pub(super) struct Hashed {
    context: Context,
    /// None where it is not known yet.
    length: Option<u64>,
    parts: Parts,
    /// Whether bytes could not be brought to disk; held while that is tried.
    is_lost: Arc<Mutex<bool>>,
}

/// What is remembered of the parts of an upload that comes in some; not across processes.
#[derive(Default, Clone, Copy)]
struct Parts {
    /// The last one was shorter than a part that others follow may be.
    ends_short: bool,
    /// One was that others followed.
    has_short: bool,
}

impl Hashed {
    pub(super) fn unknown() -> Self {
        Self {
            context: Context::new(&SHA256),
            length: None,
            parts: Parts::default(),
            is_lost: Arc::default(),
        }
    }

    fn empty() -> Self {
        Self { length: Some(0), ..Self::unknown() }
    }
}

/// An upload in the hands of one request. Dropped, it waits for the next.
pub struct Upload {
    store: Arc<Store>,
    id: String,
    file: Arc<File>,
    length: u64,
    /// Taken when the upload ends.
    hashed: Option<Hashed>,
    /// Nobody knows its id: it is finished by the request that began it, or gone.
    at_once: bool,
}

/// What an upload has so far, to be brought to disk by somebody else while more comes.
pub(crate) struct Ahead {
    file: Arc<File>,
    is_lost: Arc<Mutex<bool>>,
}

impl Ahead {
    pub(crate) fn sync(&self) -> Result<()> {
        // Held until it is known: who finishes the upload waits for it, and hears of an error that another was told.
        let mut is_lost = self.is_lost.lock().unwrap_or_else(PoisonError::into_inner);
        let synced = self.file.sync_data();
        *is_lost |= synced.is_err();
        synced?;
        if *is_lost { Err(io::Error::other(LOST).into()) } else { Ok(()) }
    }
}

impl Store {
    /// Begins an upload.
    pub fn begin(self: &Arc<Self>) -> Result<Upload> {
        let id = new_id()?;
        {
            let mut state = self.state();
            let open = state.busy + state.idle.len();
            if open >= self.limits.uploads {
                return Err(StoreError::TooManyUploads(open));
            }
            state.busy += 1;
        }
        match File::options().create_new(true).read(true).write(true).open(self.upload_path(&id)) {
            Ok(file) => Ok(Upload {
                store: Arc::clone(self),
                id,
                file: Arc::new(file),
                length: 0,
                hashed: Some(Hashed::empty()),
                at_once: false,
            }),
            Err(error) => {
                self.state().busy -= 1;
                Err(error.into())
            }
        }
    }

    /// Takes up an upload where it stands.
    pub fn resume(self: &Arc<Self>, id: &str) -> Result<Upload> {
        let hashed = {
            let mut state = self.state();
            let Some(hashed) = state.idle.remove(id) else {
                let there = is_id(id) && self.upload_path(id).exists();
                return Err(if there {
                    StoreError::Busy(id.to_owned())
                } else {
                    StoreError::NoUpload(id.to_owned())
                });
            };
            state.busy += 1;
            hashed
        };
        match self.reopen(id, hashed) {
            Ok(upload) => Ok(upload),
            Err(error) => {
                self.state().busy -= 1;
                Err(error)
            }
        }
    }

    fn reopen(self: &Arc<Self>, id: &str, hashed: Hashed) -> Result<Upload> {
        let open = File::options().read(true).write(true).open(self.upload_path(id));
        let mut file = open.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => StoreError::NoUpload(id.to_owned()),
            _ => error.into(),
        })?;
        let (hashed, length) = match hashed.length {
            Some(length) => (hashed, length),
            None => digest_again(&mut file)?,
        };
        file.seek(SeekFrom::Start(length))?;
        Ok(Upload {
            store: Arc::clone(self),
            id: id.to_owned(),
            file: Arc::new(file),
            length,
            hashed: Some(hashed),
            at_once: false,
        })
    }

    fn upload_path(&self, id: &str) -> PathBuf {
        self.uploads().join(id)
    }
}

impl Upload {
    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn length(&self) -> u64 {
        self.length
    }

    /// It is finished by this request, or not at all: dropped, nothing of it stays.
    #[must_use]
    pub fn at_once(mut self) -> Self {
        self.at_once = true;
        self
    }

    /// Adds bytes. After an error the upload stands where it stood before.
    pub fn append<P: AsRef<[u8]>>(&mut self, parts: &[P]) -> Result<()> {
        let added: u64 = parts.iter().map(|part| part.as_ref().len() as u64).sum();
        let limit = self.store.limits.blob_bytes;
        if self.length.saturating_add(added) > limit {
            return Err(StoreError::TooLarge(limit));
        }
        let mut file: &File = &self.file;
        if let Err(error) = write_all(file, parts) {
            file.set_len(self.length)?;
            file.seek(SeekFrom::Start(self.length))?;
            return Err(error.into());
        }
        self.length += added;
        if let Some(hashed) = &mut self.hashed {
            parts.iter().for_each(|part| hashed.context.update(part.as_ref()));
            hashed.length = Some(self.length);
        }
        Ok(())
    }

    /// Adds a part; all but the last should have at least `least` bytes.
    pub fn append_part(&mut self, part: Bytes, least: u64) -> Result<()> {
        let is_short = (part.len() as u64) < least;
        self.append(&[part])?;
        if let Some(hashed) = &mut self.hashed {
            hashed.parts.has_short |= hashed.parts.ends_short;
            hashed.parts.ends_short = is_short;
        }
        Ok(())
    }

    /// What has come so far, for somebody to bring it to disk meanwhile.
    pub(crate) fn ahead(&self) -> Ahead {
        let is_lost = self.hashed.as_ref().map(|hashed| Arc::clone(&hashed.is_lost)).unwrap_or_default();
        Ahead { file: Arc::clone(&self.file), is_lost }
    }

    /// Whether a part came that was too short for others to follow it, and others did.
    pub fn has_short_part(&self) -> bool {
        self.hashed.as_ref().is_some_and(|hashed| hashed.parts.has_short)
    }

    /// The digest of what has come so far.
    pub fn digest(&self) -> Digest {
        let context =
            self.hashed.as_ref().map_or_else(|| Context::new(&SHA256), |hashed| hashed.context.clone());
        Digest::from_bytes(context.finish().as_ref())
    }

    /// Makes it a blob, if its bytes have that digest. With another digest the upload is gone: its bytes are not what
    /// the client meant to send.
    pub fn finish(mut self, claimed: &Digest) -> Result<(Pin, u64)> {
        let ahead = self.ahead();
        let hashed = self.hashed.take();
        let context = hashed.as_ref().map_or_else(|| Context::new(&SHA256), |hashed| hashed.context.clone());
        let actual = Digest::from_bytes(context.finish().as_ref());
        let path = self.store.upload_path(&self.id);
        if actual != *claimed {
            fs::remove_file(&path)?;
            return Err(StoreError::Digest { claimed: claimed.to_string(), actual: actual.to_string() });
        }
        if let Err(error) = ahead.sync() {
            // Nobody knows which of its bytes are there.
            let _ = fs::remove_file(&path);
            return Err(error);
        }
        match self.store.adopt(&path, actual) {
            Ok(pin) => Ok((pin, self.length)),
            Err(error) => {
                // All its bytes are here: it may be finished again when there is a place for them.
                self.hashed = hashed;
                Err(error)
            }
        }
    }

    /// Ends it without a blob.
    pub fn cancel(mut self) -> Result<()> {
        self.hashed = None;
        Ok(fs::remove_file(self.store.upload_path(&self.id))?)
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        let mut state = self.store.state();
        state.busy -= 1;
        let Some(hashed) = self.hashed.take() else { return };
        if self.at_once {
            // What cannot be removed now is found as an idle upload after a restart, and expires.
            let _ = fs::remove_file(self.store.upload_path(&self.id));
        } else {
            state.idle.insert(std::mem::take(&mut self.id), hashed);
        }
    }
}

/// In as few pieces as the system takes.
fn write_all<P: AsRef<[u8]>>(mut file: &File, parts: &[P]) -> io::Result<()> {
    let mut slices: Vec<_> = parts.iter().map(|part| IoSlice::new(part.as_ref())).collect();
    let mut left = slices.as_mut_slice();
    // Those that hold nothing are none.
    IoSlice::advance_slices(&mut left, 0);
    while !left.is_empty() {
        match file.write_vectored(left) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => IoSlice::advance_slices(&mut left, count),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Reads what an earlier process wrote.
fn digest_again(file: &mut File) -> Result<(Hashed, u64)> {
    let mut hashed = Hashed::empty();
    let mut buffer = vec![0; COPY_BYTES];
    let mut length = 0;
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            hashed.length = Some(length);
            return Ok((hashed, length));
        }
        hashed.context.update(buffer.get(..count).unwrap_or_default());
        length += count as u64;
    }
}

fn new_id() -> Result<String> {
    use ring::rand::SecureRandom as _;
    use std::fmt::Write as _;
    let mut bytes = [0; ID_BYTES];
    #[allow(
        clippy::disallowed_methods,
        reason = "the registry is an edge: an upload's id must not be guessed"
    )]
    let filled = ring::rand::SystemRandom::new().fill(&mut bytes);
    filled.map_err(|_| io::Error::other("the system gave no random bytes"))?;
    let mut id = String::with_capacity(2 * ID_BYTES);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(id, "{byte:02x}");
    }
    Ok(id)
}

/// Whether it is one that we could have given: nothing else is looked for on disk.
fn is_id(id: &str) -> bool {
    id.len() == 2 * ID_BYTES && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Limits;

    #[test]
    fn an_upload_that_could_not_be_brought_to_disk_never_becomes_a_blob() {
        let directory = std::env::temp_dir().join(format!("longshore-ahead-{}", std::process::id()));
        let _ = fs::remove_dir_all(&directory);
        let store = Store::open(&directory, Limits::default()).unwrap();
        let digest = Digest::of(b"hello");
        let mut upload = store.begin().unwrap();
        let id = upload.id().to_owned();
        upload.append(&[b"hello"]).unwrap();
        let ahead = upload.ahead();
        assert!(ahead.sync().is_ok());
        // As a disk that fails leaves it: the next who asks the kernel is told of no error.
        *ahead.is_lost.lock().unwrap() = true;
        drop(upload);
        assert!(matches!(store.resume(&id).unwrap().finish(&digest), Err(StoreError::Io(_))));
        assert!(matches!(store.resume(&id), Err(StoreError::NoUpload(_))));
        assert!(store.read(&digest).unwrap().is_none());
        fs::remove_dir_all(&directory).unwrap();
    }
}
