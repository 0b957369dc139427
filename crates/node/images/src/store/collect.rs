//! Removing images: by name, or those nobody has used for long.
//!
//! Invariants: what a holder stands on or a pull works with stays.
//! Must not know: who holds, and what for.

use std::collections::HashSet;
use std::fs;
use std::time::Duration;

use super::catalog::Catalog;
use super::{ImageStore, Inner, missing};
use crate::digest::Digest;
use crate::error::{ImageError, Result};
use crate::reference::Reference;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectPolicy {
    /// Images used by nobody for this long go.
    pub unused_for: Duration,
    /// While less is free, others go too, the longest unused first,
    pub keep_bytes_free: u64,
    /// but none used more recently than this.
    pub minimum_age: Duration,
    /// Names that stay.
    pub keep: Vec<String>,
    /// At most so many images at once.
    pub at_most: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Collected {
    /// Ids.
    pub images: Vec<String>,
    /// Including those no image was known for any more.
    pub layers: usize,
    pub bytes: u64,
}

impl ImageStore {
    /// Forgets a name; by id or digest all names. With its last name the image goes. Blocks.
    pub fn remove(&self, reference: &str) -> Result<Collected> {
        let mut catalog = self.inner.catalog();
        let id = catalog.find(reference).cloned().ok_or_else(|| missing(reference))?;
        let name = Reference::parse(reference).ok().map(|name| name.to_string());
        let names = catalog.names_of(&id);
        let other_names = names.iter().any(|other| Some(other) != name.as_ref());
        let is_name = name.as_ref().is_some_and(|name| names.contains(name));
        if is_name && other_names {
            catalog.references.retain(|other, _| Some(other) != name.as_ref());
            catalog.save(&self.inner.disk)?;
            return Ok(Collected::default());
        }
        if let Some(holder) = catalog.holder_of(&id) {
            return Err(ImageError::InUse { reference: reference.to_owned(), holder: holder.to_owned() });
        }
        catalog.take_out(&id);
        catalog.save(&self.inner.disk)?;
        drop(catalog);
        self.inner.sweep(vec![id])
    }

    /// Removes images nobody uses; `now` in milliseconds since 1970. Blocks.
    pub fn collect(&self, policy: &CollectPolicy, now: i64) -> Result<Collected> {
        let mut all = Collected::default();
        let candidates = self.inner.catalog().candidates(policy, now);
        let unused_since = now.saturating_sub(millis(policy.unused_for));
        let young_since = now.saturating_sub(millis(policy.minimum_age));
        for (last_used, id) in candidates.into_iter().take(policy.at_most) {
            let due = last_used <= unused_since;
            let needed = || Ok::<_, ImageError>(self.inner.disk.bytes_free()? < policy.keep_bytes_free);
            if last_used > young_since || !(due || needed()?) {
                continue;
            }
            // Looked at again under the lock: it may have been taken up meanwhile.
            if !self.inner.drop_unused(&id)? {
                continue;
            }
            all.add(self.inner.sweep(vec![id])?);
        }
        all.add(self.inner.sweep(Vec::new())?);
        Ok(all)
    }
}

impl Collected {
    fn add(&mut self, other: Self) {
        self.images.extend(other.images);
        self.layers += other.layers;
        self.bytes += other.bytes;
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

impl Catalog {
    /// Those nobody holds and no policy keeps, the longest unused first.
    fn candidates(&self, policy: &CollectPolicy, now: i64) -> Vec<(i64, Digest)> {
        let kept: HashSet<_> = policy.keep.iter().filter_map(|name| self.find(name)).collect();
        let mut candidates: Vec<_> = self
            .images
            .iter()
            .filter(|(id, _)| !kept.contains(id) && self.holder_of(id).is_none())
            // A clock that went back must not keep an image for ever.
            .map(|(id, known)| (known.record.last_used.min(now), id.clone()))
            .collect();
        candidates.sort();
        candidates
    }

    fn take_out(&mut self, id: &Digest) {
        self.images.remove(id);
        self.references.retain(|_, of| of != id);
    }
}

impl Inner {
    fn drop_unused(&self, id: &Digest) -> Result<bool> {
        let mut catalog = self.catalog();
        if catalog.holder_of(id).is_some() {
            return Ok(false);
        }
        catalog.take_out(id);
        catalog.save(&self.disk)?;
        Ok(true)
    }

    /// Removes the layers and blobs no image needs.
    fn sweep(&self, images: Vec<Digest>) -> Result<Collected> {
        let catalog = self.catalog();
        let needed = catalog.images.values().flat_map(|known| known.record.layers.iter().cloned()).collect();
        let swept = self.layers.sweep(&needed, &Catalog::layers_in_use(&catalog.holds))?;
        let blobs = catalog.needed_blobs();
        let directory = self.disk.blobs();
        let entries =
            fs::read_dir(&directory).map_err(|error| ImageError::io("listing", &directory, &error))?;
        for entry in entries.flatten() {
            if !blobs.contains(entry.file_name().to_string_lossy().as_ref()) {
                self.disk.remove_file(&entry.path())?;
            }
        }
        // What was taken away is removed without keeping anybody waiting.
        drop(catalog);
        let images = images.iter().map(Digest::to_string).collect();
        Ok(Collected { images, layers: swept.layers, bytes: swept.bytes })
    }
}
