//! Layers that lie on this machine already, in the store of the registry that they would come from.
//!
//! Invariants: what is read is digested like what comes over a network, and what it is read from stays as it is; a blob
//! that is removed meanwhile is read to its end.
//! Must not know: whose store it is.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Weak;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{ImageError, Result};
use crate::layer::{Announced, KEPT, Kept};
use crate::store::Inner;

/// A layer that lies on this machine, open.
pub(crate) struct Found {
    file: File,
    path: PathBuf,
    size: u64,
}

impl Inner {
    /// A layer of that size in one of the stores.
    pub(crate) fn find_shared(&self, announced: &Announced, size: u64) -> Option<Found> {
        let digest = announced.digest.as_ref()?;
        self.options.shared_blobs.iter().find_map(|store| {
            let path = digest.path_below(store);
            let file = open(&path, size)?;
            Some(Found { file, path, size })
        })
    }

    /// Unpacks it. What was read so far is told in `read`; when nobody keeps that any more, the layer is given up. Blocks.
    pub(crate) fn unpack_shared(
        &self,
        found: Found,
        announced: &Announced,
        read: Weak<AtomicU64>,
    ) -> Result<()> {
        let (file, kept) = match self.link(&found.path, found.size)? {
            Some((linked, kept)) => (linked, Some(kept)),
            None => (found.file, self.kept_blob(announced)?),
        };
        self.commit(self.unpack_keeping(Watched { file, read }, announced, kept)?)
    }

    /// The blob under a name of this store too, where blobs are kept and one file can have both names. What is read is
    /// then what is kept, whatever becomes of its first name.
    fn link(&self, path: &Path, size: u64) -> Result<Option<(File, Kept)>> {
        if !self.options.keep_blobs {
            return Ok(None);
        }
        let temp = self.disk.temp()?;
        let own = temp.path.join(KEPT);
        if fs::hard_link(path, &own).is_err() {
            return Ok(None);
        }
        Ok(open(&own, size).map(|file| (file, Kept { temp, copy: None })))
    }
}

/// A file of that size.
fn open(path: &Path, size: u64) -> Option<File> {
    let file = File::open(path).ok()?;
    let about = file.metadata().ok()?;
    (about.is_file() && about.len() == size).then_some(file)
}

/// Tells how much of a file was read.
struct Watched {
    file: File,
    read: Weak<AtomicU64>,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let failed = |reason: String| io::Error::other(ImageError::unavailable(reason));
        let told = self.read.upgrade().ok_or_else(|| failed("the pull was given up".to_owned()))?;
        let count = self.file.read(buffer).map_err(|error| {
            failed(format!("the layer cannot be read where it lies on this machine: {error}"))
        })?;
        told.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::digest::Digest;
    use crate::options::Options;
    use crate::scratch::Scratch;
    use crate::store::ImageStore;

    /// A store beside another that has one layer: a block of nothing but its end.
    fn beside(scratch: &Scratch, keep_blobs: bool) -> (ImageStore, Announced, PathBuf) {
        let (layer, registry) = ([0; 10_240], scratch.path().join("registry"));
        let digest = Digest::of(&layer);
        let path = digest.path_below(&registry);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, layer).unwrap();
        let options = Options { keep_blobs, shared_blobs: vec![registry], ..Options::default() };
        let store = ImageStore::open(&scratch.path().join("store"), options).unwrap();
        (store, Announced { digest: Some(digest), diff_id: None }, path)
    }

    #[test]
    fn what_is_collected_while_it_is_read_is_read_to_its_end() {
        for keep_blobs in [false, true] {
            let scratch = Scratch::new("collected");
            let (store, announced, path) = beside(&scratch, keep_blobs);
            let found = store.inner.find_shared(&announced, 10_240).unwrap();
            fs::remove_file(&path).unwrap();
            let read = Arc::new(AtomicU64::new(0));
            store.inner.unpack_shared(found, &announced, Arc::downgrade(&read)).unwrap();
            let digest = announced.digest.clone().unwrap();
            assert_eq!((read.load(Ordering::Relaxed), store.inner.layers.contains(&digest)), (10_240, true));
            assert_eq!(fs::read(store.inner.disk.blob(&digest)).is_ok(), keep_blobs);
            assert!(store.inner.find_shared(&announced, 10_240).is_none());
        }
    }

    #[test]
    fn one_that_nobody_waits_for_is_given_up() {
        let scratch = Scratch::new("given-up");
        let (store, announced, path) = beside(&scratch, true);
        let found = store.inner.find_shared(&announced, 10_240).unwrap();
        let error = store.inner.unpack_shared(found, &announced, Weak::new()).unwrap_err();
        assert!(error.to_string().contains("given up"), "{error}");
        assert_eq!(fs::read_dir(scratch.path().join("store/temp")).unwrap().count(), 0);
        assert!(
            path.exists() && fs::read_dir(scratch.path().join("store/blobs/sha256")).unwrap().count() == 0
        );
    }
}
