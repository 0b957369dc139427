//! The images of one directory of this machine.
//!
//! Layout: `layers/` unpacked layers under short names, `marks/` what they are, `blobs/` configurations and manifests,
//! `catalog.json` images and their names, `holds/` who uses them, `temp/` whatever is under way.
//! Must not know: how images come here.

mod catalog;
mod collect;
mod disk;
mod layers;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use tokio::sync::Semaphore;

use crate::clock;
use crate::digest::Digest;
use crate::error::{ImageError, Result};
use crate::image::{Image, Platform};
use crate::manifest::ConfigFile;
use crate::options::Options;
use crate::peers::Peers;
use crate::pull::Flights;
use crate::reference::Reference;
use crate::registry::Registry;
use catalog::{Catalog, Hold, Record};
pub use collect::{CollectPolicy, Collected};
pub(crate) use disk::{Disk, Temp};
pub(crate) use layers::Layers;

/// The images of one directory. Clones share it; another process cannot open it meanwhile.
#[derive(Clone)]
pub struct ImageStore {
    pub(crate) inner: Arc<Inner>,
}

impl std::fmt::Debug for ImageStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ImageStore").field("root", &self.inner.disk.root()).finish_non_exhaustive()
    }
}

pub(crate) struct Inner {
    pub(crate) disk: Arc<Disk>,
    pub(crate) layers: Arc<Layers>,
    pub(crate) registry: Registry,
    pub(crate) peers: Peers,
    pub(crate) options: Options,
    pub(crate) rootless: bool,
    pub(crate) platform: Platform,
    pub(crate) slots: Semaphore,
    pub(crate) flights: Flights,
    catalog: Mutex<Catalog>,
    settling: AtomicBool,
}

/// An image all of whose layers are here, to be entered in the catalog.
pub(crate) struct NewImage {
    pub(crate) config_bytes: Vec<u8>,
    pub(crate) config: ConfigFile,
    /// A manifest and perhaps an index, the one that was asked for last.
    pub(crate) manifests: Vec<Vec<u8>>,
    pub(crate) names: Vec<String>,
    /// Compressed layers that stay beside the unpacked ones.
    pub(crate) kept: Vec<Digest>,
}

impl ImageStore {
    /// Opens or makes the store, and removes what a crash left. Blocks.
    pub fn open(root: &Path, options: Options) -> Result<Self> {
        let disk = Arc::new(Disk::open(root)?);
        let holds = catalog::read_holds(&disk)?;
        let layers = Arc::new(Layers::open(Arc::clone(&disk), &Catalog::layers_in_use(&holds))?);
        let catalog = Catalog::open(&disk, &layers, holds)?;
        let inner = Inner {
            registry: Registry::new(&options),
            peers: Peers::new(&options.timeouts),
            rootless: options.rootless.unwrap_or_else(|| !rustix::process::geteuid().is_root()),
            platform: options.platform.clone().unwrap_or_else(Platform::here),
            slots: Semaphore::new(options.parallel_layers.max(1)),
            flights: Flights::default(),
            catalog: Mutex::new(catalog),
            settling: AtomicBool::new(false),
            disk,
            layers,
            options,
        };
        let store = Self { inner: Arc::new(inner) };
        store.inner.settle_soon();
        Ok(store)
    }

    /// By any form of its name, by a digest of its manifest, or by its id.
    pub fn image(&self, reference: &str) -> Option<Image> {
        let catalog = self.inner.catalog();
        catalog.image(catalog.find(reference)?)
    }

    pub fn list(&self) -> Vec<Image> {
        let catalog = self.inner.catalog();
        catalog.images.keys().filter_map(|id| catalog.image(id)).collect()
    }

    /// Gives an image that is here another name.
    pub fn tag(&self, image: &str, reference: &str) -> Result<Image> {
        let name = Reference::parse(reference)?.to_string();
        let mut catalog = self.inner.catalog();
        let id = catalog.find(image).cloned().ok_or_else(|| missing(image))?;
        catalog.attach(&id, &name, None, clock::now());
        catalog.save(&self.inner.disk)?;
        catalog.image(&id).ok_or_else(|| missing(image))
    }

    /// Where the directories that `layers` names are.
    pub fn layers_root(&self) -> PathBuf {
        self.inner.disk.layers()
    }

    /// Names of directories below `layers_root`, the uppermost first. Whoever mounts them holds the image.
    pub fn layers(&self, image: &Image) -> Result<Vec<String>> {
        let digests = image.diff_ids.iter().rev().map(|text| text.parse::<Digest>());
        let digests: Vec<_> =
            digests.collect::<std::result::Result<_, ()>>().map_err(|()| missing(&image.id))?;
        if let Some(gone) = digests.iter().find(|digest| !self.inner.layers.contains(digest)) {
            let path = self.inner.disk.layers().join(gone.short_name()).display().to_string();
            return Err(ImageError::Corrupt { path, reason: "a layer of the image is gone".to_owned() });
        }
        let mut names: Vec<String> = Vec::with_capacity(digests.len());
        for digest in &digests {
            let name = digest.short_name();
            // Overlayfs refuses a directory twice; the upper one hides the lower in any case.
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// A compressed layer that was kept of an image, by the digests of its manifest and of the layer, and its bytes.
    pub fn kept_layer(&self, image: &Digest, layer: &Digest) -> Option<(File, u64)> {
        let catalog = self.inner.catalog();
        let known = catalog.images.get(catalog.by_digest(image)?)?;
        if !known.record.kept.contains(layer) {
            return None;
        }
        // One that was here unpacked before blobs were kept is not.
        let file = File::open(self.inner.disk.blob(layer)).ok()?;
        let size = file.metadata().ok()?.len();
        Some((file, size))
    }

    /// `holder` uses the image (by id) until it is released: neither is removed until then. One image per holder.
    /// Outlives this process.
    pub fn hold(&self, image_id: &str, holder: &str) -> Result<()> {
        let mut catalog = self.inner.catalog();
        let id = catalog.find(image_id).cloned().ok_or_else(|| missing(image_id))?;
        let Some(known) = catalog.images.get_mut(&id) else { return Err(missing(image_id)) };
        known.record.last_used = clock::now();
        let layers = known.record.layers.iter().map(Digest::short_name).collect();
        let hold = Hold { holder: holder.to_owned(), image: id, layers };
        let bytes = serde_json::to_vec(&hold).map_err(|error| ImageError::invalid("a hold", error))?;
        self.inner.disk.write(&self.inner.disk.holds().join(catalog::hold_name(holder)), &bytes, false)?;
        catalog.holds.insert(holder.to_owned(), hold);
        Ok(())
    }

    /// Releasing what is not held is no error.
    pub fn release(&self, holder: &str) -> Result<()> {
        let mut catalog = self.inner.catalog();
        self.inner.disk.remove_file(&self.inner.disk.holds().join(catalog::hold_name(holder)))?;
        if let Some(hold) = catalog.holds.remove(holder)
            && let Some(known) = catalog.images.get_mut(&hold.image)
        {
            known.record.last_used = clock::now();
        }
        Ok(())
    }

    /// Holders and the ids of the images they hold.
    pub fn holds(&self) -> Vec<(String, String)> {
        let catalog = self.inner.catalog();
        catalog.holds.values().map(|hold| (hold.holder.clone(), hold.image.to_string())).collect()
    }

    /// Waits until all that was pulled would outlive a loss of power. Nobody needs to: it happens by itself, a moment
    /// after each pull. Blocks.
    pub fn settle(&self) -> Result<()> {
        let unsettled = self.inner.layers.unsettled();
        self.inner.disk.flusher()?.flush()?;
        self.inner.layers.settled(unsettled)
    }
}

impl Inner {
    fn catalog(&self) -> MutexGuard<'_, Catalog> {
        self.catalog.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The image of a manifest or an index that is here already, now known by one more name.
    pub(crate) fn attach(&self, digest: &Digest, name: &str) -> Result<Option<Image>> {
        let mut catalog = self.catalog();
        let Some(id) = catalog.by_digest(digest).cloned() else { return Ok(None) };
        catalog.attach(&id, name, (id != *digest).then(|| digest.clone()), clock::now());
        catalog.save(&self.disk)?;
        Ok(catalog.image(&id))
    }

    /// Enters an image. Its layers are here and pinned. Blocks.
    pub(crate) fn enter(self: &Arc<Self>, new: NewImage) -> Result<Image> {
        let id = Digest::of(&new.config_bytes);
        let layers = new.config.rootfs.diff_ids.clone();
        if let Some(gone) = layers.iter().find(|layer| !self.layers.contains(layer)) {
            let path = self.disk.layers().join(gone.short_name()).display().to_string();
            return Err(ImageError::Corrupt {
                path,
                reason: "a layer vanished while its image was pulled".to_owned(),
            });
        }
        let size = layers.iter().map(|layer| self.layers.bytes(layer)).sum();
        let mut digests = Vec::new();
        // Under the lock: a blob no image needs is swept.
        let mut catalog = self.catalog();
        self.disk.write(&self.disk.blob(&id), &new.config_bytes, true)?;
        for manifest in &new.manifests {
            let digest = Digest::of(manifest);
            self.disk.write(&self.disk.blob(&digest), manifest, false)?;
            digests.push(digest);
        }
        let record =
            Record { id: id.clone(), digests, layers, kept: new.kept, size, last_used: clock::now() };
        catalog.insert(record, new.config, &new.names);
        catalog.save(&self.disk)?;
        let image = catalog.image(&id).ok_or_else(|| missing(id.as_str()));
        drop(catalog);
        self.settle_soon();
        image
    }

    /// Flushes what is not yet, aside: nobody waits for it.
    fn settle_soon(self: &Arc<Self>) {
        if self.layers.unsettled().is_empty() || self.settling.swap(true, Ordering::AcqRel) {
            return;
        }
        let store = Arc::downgrade(self);
        let run = move || {
            if let Err(error) = settle_all(&store) {
                tracing::warn!(%error, "layers would not outlive a loss of power");
            }
        };
        if let Err(error) = std::thread::Builder::new().name("image-flush".to_owned()).spawn(run) {
            tracing::warn!(%error, "layers would not outlive a loss of power");
            self.settling.store(false, Ordering::Release);
        }
    }
}

/// Until all is flushed or the store is closed; a flush does not keep it open. After a failure the next pull tries.
fn settle_all(store: &Weak<Inner>) -> Result<()> {
    while let Some(inner) = store.upgrade() {
        let unsettled = inner.layers.unsettled();
        if unsettled.is_empty() {
            inner.settling.store(false, Ordering::Release);
            // One that came between the look and the store would wait for the next pull otherwise.
            if inner.layers.unsettled().is_empty() || inner.settling.swap(true, Ordering::AcqRel) {
                break;
            }
            continue;
        }
        let flusher = inner.disk.flusher();
        drop(inner);
        let flushed = flusher.and_then(|flusher| flusher.flush());
        let Some(inner) = store.upgrade() else { break };
        if let Err(error) = flushed.and_then(|()| inner.layers.settled(unsettled)) {
            inner.settling.store(false, Ordering::Release);
            return Err(error);
        }
    }
    Ok(())
}

pub(crate) fn missing(reference: &str) -> ImageError {
    ImageError::NotFound { reference: reference.to_owned(), reason: "it is not in this store".to_owned() }
}
