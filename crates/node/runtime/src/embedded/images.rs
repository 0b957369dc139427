//! Images of the store, in the driver's words, and held for as long as a container is made of them.
//!
//! Must not know: registries, or how layers are kept.

use std::collections::HashMap;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use longshore_images::{Image, ImageError, ImageStore};

use super::accounts::{Accounts, FILE_BYTES_MAX};
use super::layers;
use super::state::Stored;
use crate::error::DriverError;
use crate::image::{ImageFacts, ImageHealthCheck, ImagePeer, PullProgress, RegistryAccess};

/// Of images whose facts are kept ready.
const READY_MAX: usize = 256;
/// Before an image's id, so that other holders are left alone: the store is told once of all containers of an image.
const HOLDER: &str = "containers-of-";

/// What a container needs to know of its image. By id, it never changes.
pub(crate) struct Ready {
    pub(crate) facts: ImageFacts,
    pub(crate) layers_root: PathBuf,
    /// The uppermost first.
    pub(crate) layers: Vec<String>,
    accounts: OnceLock<Accounts>,
}

impl Ready {
    pub(crate) fn layer_paths(&self) -> Vec<PathBuf> {
        self.layers.iter().map(|layer| self.layers_root.join(layer)).collect()
    }

    /// Of the image's own /etc/passwd and /etc/group, read once.
    pub(crate) fn accounts(&self) -> Result<&Accounts, DriverError> {
        if let Some(accounts) = self.accounts.get() {
            return Ok(accounts);
        }
        let read = accounts_of(&self.layer_paths())?;
        Ok(self.accounts.get_or_init(|| read))
    }
}

pub(crate) fn accounts_of(layers: &[PathBuf]) -> Result<Accounts, DriverError> {
    let read = |path: &str| {
        layers::read(layers, path, FILE_BYTES_MAX)
            .map_err(|error| DriverError::ImageInvalid(format!("cannot read {path} of the image: {error}")))
    };
    Ok(Accounts::parse(&read("/etc/passwd")?, &read("/etc/group")?))
}

/// An image that is held.
pub(crate) struct Held(Arc<Ready>);

impl Deref for Held {
    type Target = Ready;

    fn deref(&self) -> &Ready {
        &self.0
    }
}

pub(crate) struct Images {
    store: ImageStore,
    /// By id.
    ready: Mutex<HashMap<String, Arc<Ready>>>,
    users: Mutex<Users>,
}

/// Containers and the images that are held for them.
#[derive(Default)]
struct Users {
    /// The image of each container.
    images: HashMap<String, String>,
    /// How many there are of each image.
    counts: HashMap<String, usize>,
}

impl Images {
    pub(crate) fn new(store: ImageStore) -> Self {
        Self { store, ready: Mutex::default(), users: Mutex::default() }
    }

    pub(crate) async fn resolve(
        &self,
        reference: &str,
        access: &RegistryAccess,
    ) -> Result<String, DriverError> {
        self.store.resolve(reference, credentials(access).as_ref()).await.map_err(|error| refused(&error))
    }

    pub(crate) async fn pull(
        &self,
        reference: &str,
        digest: Option<&str>,
        access: &RegistryAccess,
        progress: &dyn PullProgress,
    ) -> Result<ImageFacts, DriverError> {
        let credentials = credentials(access);
        let told = |received, total| progress.progress(received, total);
        let peers = peers(access);
        let pulling = self.store.pull_with_peers(reference, digest, credentials.as_ref(), &peers, &told);
        let pulled = pulling.await;
        pulled.map(facts).map_err(|error| refused(&error))
    }

    pub(crate) fn image(&self, reference: &str) -> Result<Option<ImageFacts>, DriverError> {
        check_reference(reference)?;
        Ok(self.store.image(reference).map(facts))
    }

    pub(crate) fn list(&self) -> Vec<ImageFacts> {
        self.store.list().into_iter().map(facts).collect()
    }

    pub(crate) fn remove(&self, reference: &str) -> Result<(), DriverError> {
        match self.store.remove(reference) {
            Ok(_) | Err(ImageError::NotFound { .. }) => Ok(()),
            Err(error) => Err(refused(&error)),
        }
    }

    pub(crate) fn hold(&self, reference: &str, container: &str) -> Result<Held, DriverError> {
        let missing =
            || DriverError::ImageNotFound(format!("image {reference} is not on this machine; pull it first"));
        let image = self.store.image(reference).ok_or_else(missing)?;
        self.hold_for(&image.id, container).map_err(|error| refused(&error))?;
        let known = self.ready().get(&image.id).cloned();
        if let Some(ready) = known {
            return Ok(Held(ready));
        }
        let layers = self.store.layers(&image).map_err(|error| refused(&error))?;
        let id = image.id.clone();
        let layers_root = self.store.layers_root();
        let ready = Arc::new(Ready { facts: facts(image), layers_root, layers, accounts: OnceLock::new() });
        let mut all = self.ready();
        if all.len() >= READY_MAX {
            all.clear();
        }
        all.insert(id, Arc::clone(&ready));
        Ok(Held(ready))
    }

    /// It is held since it was made; where that was lost, it is held again.
    pub(crate) fn hold_again(&self, stored: &Stored) {
        if let Err(error) = self.hold_for(&stored.image_id, &stored.spec.id) {
            tracing::warn!(%error, container = stored.spec.id, "the image of a container is not here any more");
        }
    }

    /// For a container that has none yet.
    fn hold_for(&self, image: &str, container: &str) -> Result<(), ImageError> {
        let mut users = self.users();
        if users.images.contains_key(container) {
            return Ok(());
        }
        if !users.counts.contains_key(image) {
            self.store.hold(image, &holder(image))?;
        }
        *users.counts.entry(image.to_owned()).or_default() += 1;
        users.images.insert(container.to_owned(), image.to_owned());
        Ok(())
    }

    pub(crate) fn release(&self, container: &str) {
        let mut users = self.users();
        let Some(image) = users.images.remove(container) else { return };
        let left = users.counts.get_mut(&image).map_or(0, |count| {
            *count -= 1;
            *count
        });
        if left == 0 {
            users.counts.remove(&image);
            self.let_go(&holder(&image));
        }
    }

    /// Of images that no container has.
    pub(crate) fn release_unused(&self) {
        let users = self.users();
        for (holder, image) in self.store.holds() {
            if holder.starts_with(HOLDER) && !users.counts.contains_key(&image) {
                self.let_go(&holder);
            }
        }
    }

    fn let_go(&self, holder: &str) {
        if let Err(error) = self.store.release(holder) {
            tracing::warn!(%error, holder, "an image that no container has is still held");
        }
    }

    fn users(&self) -> MutexGuard<'_, Users> {
        self.users.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ready(&self) -> MutexGuard<'_, HashMap<String, Arc<Ready>>> {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The store has nothing under what cannot be a name; that it cannot be one is worth saying.
fn check_reference(reference: &str) -> Result<(), DriverError> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:@/+".contains(&byte);
    let begins = |part: &str| part.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
    if reference.bytes().all(fits) && reference.split('/').all(begins) {
        return Ok(());
    }
    Err(DriverError::InvalidSpec(format!("{reference:?} is not the name of an image")))
}

/// Letters of the digest alone: it becomes a file's name.
fn holder(image: &str) -> String {
    let (_, digest) = image.split_once(':').unwrap_or(("", image));
    format!("{HOLDER}{digest}")
}

fn credentials(access: &RegistryAccess) -> Option<longshore_images::Credentials> {
    let given = access.credentials.as_ref()?;
    Some(longshore_images::Credentials {
        user: given.user.clone(),
        password: given.password.clone(),
        endpoint: given.endpoint.clone(),
        certificate: given.certificate.clone(),
    })
}

fn peers(access: &RegistryAccess) -> Vec<longshore_images::Peer> {
    let peer = |peer: &ImagePeer| {
        let certificate = peer.certificate.parse().ok()?;
        let (address, pass) = (peer.address.clone(), peer.pass.clone());
        Some(longshore_images::Peer { address, certificate, pass })
    };
    access.peers.iter().filter_map(peer).collect()
}

fn facts(image: Image) -> ImageFacts {
    let Image { id, digest, references, size, created, config, .. } = image;
    ImageFacts {
        references,
        id,
        digest,
        size_bytes: size,
        created_at: created,
        entry_point: config.entrypoint,
        command: config.cmd,
        environment: config.env,
        user: config.user,
        working_directory: config.working_dir,
        stop_signal: config.stop_signal,
        volumes: config.volumes,
        health_check: config.health_check.map(|check| ImageHealthCheck {
            test: check.test,
            interval_nanos: check.interval_nanos,
            timeout_nanos: check.timeout_nanos,
            start_period_nanos: check.start_period_nanos,
            retries: check.retries,
        }),
    }
}

fn refused(error: &ImageError) -> DriverError {
    let text = error.to_string();
    match error {
        ImageError::NotFound { .. } => DriverError::ImageNotFound(text),
        ImageError::Denied { .. } => DriverError::RegistryDenied(text),
        ImageError::Unavailable { .. } => DriverError::RegistryUnavailable(text),
        ImageError::NoSpace { .. } => DriverError::NoSpace(text),
        ImageError::InvalidReference { .. }
        | ImageError::DigestMismatch { .. }
        | ImageError::Invalid { .. }
        | ImageError::NoPlatform { .. }
        | ImageError::UnsafeLayer { .. }
        | ImageError::TooLarge { .. }
        | ImageError::Corrupt { .. } => DriverError::ImageInvalid(text),
        ImageError::InUse { .. } | ImageError::Locked { .. } | ImageError::Io { .. } => {
            DriverError::Failed(text)
        }
    }
}
