//! Whole blobs in a bucket, of which some are on the local disk.
//!
//! ```text
//! PREFIX/longshore                                of which installation it is
//! PREFIX/blobs/sha256/<2 digits>/<64 digits>      a blob
//! ```
//!
//! Invariants: a blob that was acknowledged is in the bucket, whole; what is on the disk is what its digest says, and
//! can go at any time; an installation has a prefix for itself.
//!
//! Must not know: HTTP, repositories, who uses a blob.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use longshore_images::Digest;
use tokio::sync::Semaphore;

use super::bucket::{Bucket, BucketError, BucketOptions, Object, PutError, UnderWay};
use super::fetch::{Fetch, Follow};
use super::shelf::Shelf;
use super::{Result, StoreError};

/// Blobs that are fetched, and put, at once.
const FETCHES_MAX: usize = 16;
const PUTS_MAX: usize = 16;
const DOUBTED_MAX: usize = 10_000;
/// Pages of a list that are read at most: a hundred million objects.
const PAGES_MAX: usize = 100_000;
/// How often a blob that is taken away again at once is fetched for somebody who wants its file.
const FETCHED_AGAIN_MAX: usize = 3;
const MARKER: &str = "longshore";
const BLOBS: &str = "blobs/sha256/";

/// A bucket for blobs, and how much of it may be on the disk.
#[derive(Clone)]
pub struct BucketStore {
    pub bucket: BucketOptions,
    pub local_bytes: u64,
    /// Whose blobs these are.
    pub installation: String,
}

pub(super) struct Remote {
    pub(super) bucket: Arc<Bucket>,
    root: PathBuf,
    shelf: Shelf,
    pub(super) flights: Mutex<HashMap<Digest, Fetch>>,
    pub(super) places: Semaphore,
    puts: Arc<Semaphore>,
    under_way: UnderWay,
    /// Blobs whose bytes in the bucket were wrong.
    doubted: Mutex<HashSet<Digest>>,
}

/// A blob that is not on the disk.
pub(crate) enum Elsewhere {
    /// Its size, for whoever wants no more.
    Known(u64),
    Coming(Follow),
}

impl Elsewhere {
    pub(crate) fn size(&self) -> u64 {
        match self {
            Self::Known(size) => *size,
            Self::Coming(follow) => follow.size,
        }
    }
}

impl Remote {
    /// Sees that the bucket can be used, and is ours; brings blobs there that an earlier process kept in files. Blocks.
    pub(super) fn open(root: &Path, options: BucketStore) -> Result<Arc<Self>> {
        let bucket = Bucket::new(options.bucket).map_err(StoreError::Bucket)?;
        let remote = Self {
            bucket,
            root: root.to_owned(),
            shelf: Shelf::new(options.local_bytes),
            flights: Mutex::default(),
            places: Semaphore::new(FETCHES_MAX),
            puts: Arc::new(Semaphore::new(PUTS_MAX)),
            under_way: UnderWay::default(),
            doubted: Mutex::default(),
        };
        remote.claim(&options.installation).map_err(StoreError::Bucket)?;
        remote.tidy(None);
        remote.take_over()?;
        let _ = fs::remove_dir_all(remote.fetches());
        fs::create_dir_all(remote.fetches())?;
        remote.shelve_all()?;
        Ok(Arc::new(remote))
    }

    /// Writes whose it is, unless it is somebody else's. It proves that objects can be got, put and listed.
    fn claim(&self, installation: &str) -> Result<(), BucketError> {
        let (bucket, key) = (Arc::clone(&self.bucket), self.bucket.key(MARKER));
        let (ours, blobs) = (installation.to_owned(), self.bucket.key(BLOBS));
        self.bucket.wait(async move {
            if let Some(found) = bucket.small(&key).await?
                && found != ours.as_bytes()
            {
                let found = String::from_utf8_lossy(&found).chars().take(64).collect();
                return Err(BucketError::Foreign { place: bucket.shown().to_owned(), found });
            }
            bucket.put_small(&key, ours.into()).await?;
            bucket.page(&blobs, None).await.map(|_| ())
        })
    }

    /// Blobs that were kept in files until now go to the bucket; from then on the directory is that bucket's.
    fn take_over(&self) -> Result<()> {
        let (file, address) = (where_file(&self.root), self.bucket.address().to_string());
        match fs::read_to_string(&file) {
            Ok(known) if known.trim() == address => return Ok(()),
            Ok(known) => return Err(StoreError::Elsewhere { known: known.trim().to_owned(), file }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error.into()),
        }
        let (mut blobs, mut bytes) = (0_u64, 0_u64);
        each_blob(&self.root, &mut |digest, path, size| {
            self.keep(path, digest, size)?;
            (blobs, bytes) = (blobs + 1, bytes + size);
            Ok(())
        })?;
        if blobs > 0 {
            tracing::info!(
                blobs,
                bytes,
                bucket = address,
                "the registry's blobs were brought into the bucket"
            );
        }
        let mut written = File::create(&file)?;
        written.write_all(address.as_bytes())?;
        written.sync_all()?;
        Ok(File::open(&self.root)?.sync_all()?)
    }

    fn shelve_all(&self) -> Result<()> {
        let mut found = Vec::new();
        each_blob(&self.root, &mut |digest, path, size| {
            found.push((fs::metadata(path)?.modified()?, digest.clone(), size));
            Ok(())
        })?;
        found.sort_unstable();
        found.iter().for_each(|(_, digest, size)| self.shelve(digest, *size));
        Ok(())
    }

    pub(super) fn key_of(&self, digest: &Digest) -> String {
        let hex = digest.hex();
        self.bucket.key(&format!("{BLOBS}{}/{hex}", hex.get(..2).unwrap_or_default()))
    }

    pub(super) fn path_of(&self, digest: &Digest) -> PathBuf {
        digest.path_below(&self.root)
    }

    pub(super) fn fetches(&self) -> PathBuf {
        self.root.join("fetches")
    }

    fn take_away(&self, digest: &Digest) {
        // One that is not there any more is what is wanted.
        let _ = fs::remove_file(self.path_of(digest));
    }

    /// Notes a file that is there now; others may have to go for it.
    pub(super) fn shelve(&self, digest: &Digest, size: u64) {
        self.shelf.add(digest, size, &|digest| self.take_away(digest));
    }

    pub(super) fn make_room(&self, bytes: u64) {
        self.shelf.make_room(bytes, &|digest| self.take_away(digest));
    }

    pub(super) fn note_use(&self, digest: &Digest) {
        self.shelf.note_use(digest);
    }

    pub(super) fn doubt(&self, digest: &Digest) {
        let mut doubted = self.doubted.lock().unwrap_or_else(PoisonError::into_inner);
        if doubted.len() < DOUBTED_MAX {
            doubted.insert(digest.clone());
        }
    }

    pub(super) fn trust(&self, digest: &Digest) {
        self.doubted.lock().unwrap_or_else(PoisonError::into_inner).remove(digest);
    }

    fn is_doubted(&self, digest: &Digest) -> bool {
        self.doubted.lock().unwrap_or_else(PoisonError::into_inner).contains(digest)
    }

    /// Puts a file into the bucket, whose bytes were digested. Blocks until S3 has it whole.
    pub(super) fn keep(&self, from: &Path, digest: &Digest, size: u64) -> Result<()> {
        let (puts, interrupted) = (Arc::clone(&self.puts), self.bucket.interrupted());
        let place = self.bucket.wait(async move { puts.acquire_owned().await.map_err(|_| interrupted) });
        let _place = place.map_err(failed)?;
        if self.size(digest)? == Some(size) {
            return Ok(());
        }
        let (key, file) = (self.key_of(digest), File::open(from)?);
        let put = self.bucket.put(&key, &file, size, digest.hex(), &self.under_way);
        put.map_err(|error| match error {
            PutError::Bucket(error) => failed(error),
            PutError::File(error) => error.into(),
        })?;
        self.trust(digest);
        Ok(())
    }

    /// How large a blob in the bucket is; `None` where it is not there, or is not what it should be. Blocks.
    pub(super) fn size(&self, digest: &Digest) -> Result<Option<u64>> {
        let (bucket, key) = (Arc::clone(&self.bucket), self.key_of(digest));
        let size = self.bucket.wait(async move { bucket.size(&key).await }).map_err(failed)?;
        Ok(size.filter(|_| !self.is_doubted(digest)))
    }

    /// A blob that should have that size, for somebody who reads it as it comes, or wants to know of it alone.
    pub(super) async fn find(
        self: &Arc<Self>,
        digest: &Digest,
        size: u64,
        wants_bytes: bool,
    ) -> Result<Option<Elsewhere>> {
        if wants_bytes {
            let Some(follow) = self.fetch(digest).follow(self.bucket.interrupted()).await? else {
                return Ok(None);
            };
            if follow.size == size {
                return Ok(Some(Elsewhere::Coming(follow)));
            }
            self.doubt(digest);
            let (place, digest) = (self.bucket.shown().to_owned(), digest.to_string());
            return Err(failed(BucketError::Corrupt { place, digest }));
        }
        let found = self.bucket.size(&self.key_of(digest)).await.map_err(failed)?;
        if found.is_some_and(|found| found != size) {
            self.doubt(digest);
        }
        Ok(found.filter(|_| !self.is_doubted(digest)).map(Elsewhere::Known))
    }

    /// Has a blob on the disk; its file, or `None` where there is no such blob. Blocks.
    pub(super) fn bring(self: &Arc<Self>, digest: &Digest) -> Result<Option<File>> {
        for _ in 0..FETCHED_AGAIN_MAX {
            let (fetch, interrupted) = (self.fetch(digest), self.bucket.interrupted());
            let landed = self.bucket.wait(async move { Ok(fetch.landed(interrupted).await) });
            if !landed.map_err(failed)?? {
                return Ok(None);
            }
            match File::open(self.path_of(digest)) {
                Ok(file) => return Ok(Some(file)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error.into()),
            }
        }
        let words = "there is no room for it among the registry's local files; raise --registry-store-cache";
        Err(io::Error::new(io::ErrorKind::StorageFull, words).into())
    }

    /// Goes through the blobs of the bucket that are older than `grace`: those that `remove` lets go are deleted.
    pub(super) fn collect(&self, now: SystemTime, grace: Duration, going: &dyn Going) -> Result<(u64, u64)> {
        let (mut blobs, mut bytes, mut next) = (0, 0, None);
        for _ in 0..PAGES_MAX {
            let (bucket, prefix) = (Arc::clone(&self.bucket), self.bucket.key(BLOBS));
            let page = self.bucket.wait(async move { bucket.page(&prefix, next).await }).map_err(failed)?;
            for object in page.objects {
                if self.delete_unused(&object, now, grace, going)? {
                    (blobs, bytes) = (blobs + 1, bytes + object.size);
                }
            }
            next = page.next;
            if next.is_none() {
                break;
            }
        }
        self.tidy(Some((now, grace)));
        Ok((blobs, bytes))
    }

    fn delete_unused(
        &self,
        object: &Object,
        now: SystemTime,
        grace: Duration,
        going: &dyn Going,
    ) -> Result<bool> {
        let is_old = now.duration_since(object.modified).is_ok_and(|age| age >= grace);
        let name = object.key.rsplit('/').next().unwrap_or_default();
        let Ok(digest) = format!("sha256:{name}").parse::<Digest>() else { return Ok(false) };
        // What lies elsewhere below the prefix is not ours.
        if !is_old || self.key_of(&digest) != object.key || !going.begin(&digest) {
            return Ok(false);
        }
        self.shelf.remove(&digest, &|digest| self.take_away(digest));
        let (bucket, key) = (Arc::clone(&self.bucket), object.key.clone());
        let deleted = self.bucket.wait(async move { bucket.delete(&key).await });
        // One that may be deleted yet, for all that is known, must not be put meanwhile.
        if !deleted.as_ref().is_err_and(BucketError::is_in_doubt) {
            going.end(&digest);
        }
        deleted.map_err(failed)?;
        Ok(true)
    }

    /// No reason not to go on: what is not aborted costs room, and no blob.
    fn tidy(&self, older: Option<(SystemTime, Duration)>) {
        if let Err(error) = self.abort_unfinished(older) {
            tracing::warn!(
                %error, "uploads that an earlier process left are not aborted; let a lifecycle rule of the bucket do it"
            );
        }
    }

    /// Aborts uploads in parts that nobody is about: those of an earlier process, and those older than the grace.
    fn abort_unfinished(&self, older: Option<(SystemTime, Duration)>) -> Result<(), BucketError> {
        let mut next = None;
        for _ in 0..PAGES_MAX {
            let (bucket, prefix) = (Arc::clone(&self.bucket), self.bucket.key(BLOBS));
            let page = self.bucket.wait(async move { bucket.unfinished(&prefix, next).await })?;
            for upload in page.uploads {
                let is_old = older.is_none_or(|(now, grace)| {
                    now.duration_since(upload.begun).is_ok_and(|age| age >= grace)
                });
                if is_old && !self.under_way.has(&upload.id) {
                    let bucket = Arc::clone(&self.bucket);
                    self.bucket.wait(async move { bucket.abort(&upload.key, &upload.id).await })?;
                }
            }
            next = page.next;
            if next.is_none() {
                break;
            }
        }
        Ok(())
    }

    pub(super) fn leaving(&self, digest: &Digest) -> StoreError {
        let (place, digest) = (self.bucket.shown().to_owned(), digest.to_string());
        failed(BucketError::Leaving { place, digest })
    }
}

/// Who says whether a blob may go, and keeps it from being put until it is gone.
pub(super) trait Going {
    fn begin(&self, digest: &Digest) -> bool;
    fn end(&self, digest: &Digest);
}

/// Tells the log, in the words that are for the bucket's owner.
fn failed(error: BucketError) -> StoreError {
    tracing::error!(%error, "the registry's bucket cannot be used");
    StoreError::Bucket(error)
}

/// In a directory whose blobs are in a bucket: which one.
pub(super) fn where_file(root: &Path) -> PathBuf {
    root.join("bucket")
}

fn each_blob(root: &Path, visit: &mut dyn FnMut(&Digest, &Path, u64) -> Result<()>) -> Result<()> {
    for shard in fs::read_dir(root.join("blobs").join("sha256"))? {
        for entry in fs::read_dir(shard?.path())? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if let Ok(digest) = format!("sha256:{name}").parse::<Digest>() {
                visit(&digest, &path, fs::metadata(&path)?.len())?;
            }
        }
    }
    Ok(())
}
