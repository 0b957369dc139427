//! Collection: blobs that nobody uses and uploads that nobody goes on with are removed.
//!
//! A blob is looked at under the lock that finishing one takes, after the grace of its file or object: so one that a push
//! has just finished, or that is about to be told to the catalog, stays. Deleting from a bucket takes longer than a lock
//! should be held; who wants to put that blob meanwhile waits until it is gone.
//!
//! Must not know: what using a blob means.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use longshore_images::Digest;

use super::remote::Going;
use super::{Home, Result, Store};

/// What a collection removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Collected {
    pub blobs: u64,
    pub blob_bytes: u64,
    pub uploads: u64,
}

impl Store {
    /// Removes blobs older than `grace` that are not used, and uploads that were idle for `idle`.
    pub fn collect(
        &self,
        now: SystemTime,
        grace: Duration,
        idle: Duration,
        is_used: &dyn Fn(&Digest) -> bool,
    ) -> Result<Collected> {
        let mut collected = Collected { uploads: self.expire(now, idle)?, ..Collected::default() };
        if let Home::Bucket(remote) = &self.home {
            // What was in doubt when the last collection ended has been decided since.
            self.state().removing.clear();
            self.removed.notify_all();
            let going = Unused { store: self, is_used };
            (collected.blobs, collected.blob_bytes) = remote.collect(now, grace, &going)?;
            return Ok(collected);
        }
        for shard in fs::read_dir(self.blobs())? {
            for entry in fs::read_dir(shard?.path())? {
                let path = entry?.path();
                if !is_older(&path, now, grace) {
                    continue;
                }
                if let Some(size) = self.remove_unused(&path, is_used)? {
                    collected.blobs += 1;
                    collected.blob_bytes += size;
                }
            }
        }
        Ok(collected)
    }

    fn remove_unused(&self, path: &Path, is_used: &dyn Fn(&Digest) -> bool) -> Result<Option<u64>> {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Ok(digest) = format!("sha256:{name}").parse::<Digest>() else { return Ok(None) };
        // Held while it is asked and removed: a push that finishes this blob now waits, and then puts it in place again.
        let state = self.state();
        if state.pins.contains_key(&digest) || is_used(&digest) {
            return Ok(None);
        }
        let size = fs::metadata(path).map_or(0, |metadata| metadata.len());
        fs::remove_file(path)?;
        drop(state);
        Ok(Some(size))
    }

    fn expire(&self, now: SystemTime, idle: Duration) -> Result<u64> {
        let mut expired = 0;
        for entry in fs::read_dir(self.uploads())? {
            let entry = entry?;
            let Ok(id) = entry.file_name().into_string() else { continue };
            // One that a request holds is not in the list of idle ones.
            if is_older(&entry.path(), now, idle) && self.state().idle.remove(&id).is_some() {
                fs::remove_file(entry.path())?;
                expired += 1;
            }
        }
        Ok(expired)
    }
}

/// Lets go what nobody uses.
struct Unused<'a> {
    store: &'a Store,
    is_used: &'a dyn Fn(&Digest) -> bool,
}

impl Going for Unused<'_> {
    fn begin(&self, digest: &Digest) -> bool {
        let mut state = self.store.state();
        if state.pins.contains_key(digest) || (self.is_used)(digest) {
            return false;
        }
        state.removing.insert(digest.clone());
        true
    }

    fn end(&self, digest: &Digest) {
        self.store.state().removing.remove(digest);
        self.store.removed.notify_all();
    }
}

fn is_older(path: &Path, now: SystemTime, age: Duration) -> bool {
    let modified = fs::metadata(path).and_then(|metadata| metadata.modified());
    modified.is_ok_and(|modified| now.duration_since(modified).is_ok_and(|since| since >= age))
}
