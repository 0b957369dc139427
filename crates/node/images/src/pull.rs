//! Pulling: from a reference to an image whose layers are all here.
//!
//! Invariants: of concurrent pulls of the same, one works and the others share what it brings; a layer that is here is
//! not fetched again.
//! Must not know: how registries are spoken to, how layers are unpacked.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::try_join_all;

use crate::digest::Digest;
use crate::error::{ImageError, Result};
use crate::image::Image;
use crate::layer::{Announced, Pipe};
use crate::manifest::{self, ConfigFile, Descriptor, Document, Manifest};
use crate::options::Credentials;
use crate::peers::{self, Peer};
use crate::reference::Reference;
use crate::registry::{Repository, Sink};
use crate::store::{ImageStore, Inner, NewImage};

/// Told the bytes of layers that have come, and all there are to come once that is known.
pub type Progress<'a> = &'a (dyn Fn(u64, Option<u64>) + Send + Sync);

/// How often it is looked how far a layer is that is read on this machine.
const LOOK_EVERY: Duration = Duration::from_millis(100);

type Flight = tokio::sync::Mutex<Option<Image>>;

/// Pulls under way, by what is pulled and for whom.
#[derive(Default)]
pub(crate) struct Flights(Mutex<HashMap<FlightKey, Weak<Flight>>>);

/// A name and a digest, and the digest of the credentials.
type FlightKey = (String, Option<Digest>);

impl Flights {
    fn join(&self, key: FlightKey) -> Arc<Flight> {
        let mut flights = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(flight) = flights.get(&key).and_then(Weak::upgrade) {
            return flight;
        }
        flights.retain(|_, flight| flight.strong_count() > 0);
        let flight = Arc::new(Flight::default());
        flights.insert(key, Arc::downgrade(&flight));
        flight
    }
}

impl ImageStore {
    /// The digest the registry has for a reference now.
    pub async fn resolve(&self, reference: &str, credentials: Option<&Credentials>) -> Result<String> {
        let parsed = Reference::parse(reference)?;
        if let Some(digest) = &parsed.digest {
            return Ok(digest.to_string());
        }
        let resolve = async {
            let repository = self.inner.registry.repository(&parsed, credentials)?;
            Ok::<_, ImageError>(repository.resolve(parsed.wanted()).await?.to_string())
        };
        resolve.await.map_err(|error| error.about(reference))
    }

    /// Brings the image here. With a digest that very one, then known by `reference` too; if that is here already, no
    /// registry is asked.
    pub async fn pull(
        &self,
        reference: &str,
        digest: Option<&str>,
        credentials: Option<&Credentials>,
        progress: Progress<'_>,
    ) -> Result<Image> {
        self.pull_with_peers(reference, digest, credentials, &[], progress).await
    }

    /// The same, with others that may have its layers and are asked before the registry.
    pub async fn pull_with_peers(
        &self,
        reference: &str,
        digest: Option<&str>,
        credentials: Option<&Credentials>,
        peers: &[Peer],
        progress: Progress<'_>,
    ) -> Result<Image> {
        let parsed = Reference::parse(reference)?;
        let digest = match digest {
            Some(text) => Some(text.parse::<Digest>().map_err(|()| ImageError::InvalidReference {
                reference: format!("{reference}@{text}"),
                reason: "its digest is not sha256: and 64 digits",
            })?),
            None => parsed.digest.clone(),
        };
        let who =
            credentials.map(|known| Digest::of(format!("{}\0{}", known.user, known.password).as_bytes()));
        let wanted = digest.as_ref().map_or_else(|| parsed.wanted().to_owned(), Digest::to_string);
        let flight = self.inner.flights.join((format!("{parsed} {wanted}"), who));
        let mut landed = flight.lock().await;
        if let Some(image) = landed.clone() {
            return Ok(image);
        }
        let pull =
            Pull { inner: &self.inner, reference: &parsed, peers, progress, received: AtomicU64::new(0) };
        let image = pull.run(digest, credentials).await.map_err(|error| error.about(reference))?;
        *landed = Some(image.clone());
        Ok(image)
    }
}

struct Pull<'a> {
    inner: &'a Arc<Inner>,
    reference: &'a Reference,
    peers: &'a [Peer],
    progress: Progress<'a>,
    received: AtomicU64,
}

/// Where layers come from.
struct Source<'a> {
    repository: &'a Repository<'a>,
    /// The image's, at its peers.
    name: String,
}

/// A manifest for this platform, and the documents that led to it, that of the reference last.
struct Chosen {
    manifest: Manifest,
    documents: Vec<Vec<u8>>,
}

impl Pull<'_> {
    async fn run(&self, digest: Option<Digest>, credentials: Option<&Credentials>) -> Result<Image> {
        let name = self.reference.to_string();
        if let Some(digest) = &digest
            && let Some(image) = self.attach(digest, &name).await?
        {
            return Ok(image);
        }
        let repository = self.inner.registry.repository(self.reference, credentials)?;
        let wanted = digest.as_ref().map_or(self.reference.wanted(), Digest::as_str);
        let (document, digest) = repository.manifest(wanted).await?;
        if let Some(image) = self.attach(&digest, &name).await? {
            return Ok(image);
        }
        let Chosen { manifest, documents } = self.choose(&repository, document).await?;
        let config_bytes = repository.document(&manifest.config.digest, "its configuration").await?;
        let config = ConfigFile::parse(&config_bytes)?;
        self.check(&manifest, &config)?;
        let _pins = self.inner.layers.pin(&config.rootfs.diff_ids);
        let image = documents.first().map(|document| Digest::of(document)).unwrap_or(digest);
        let from = Source { repository: &repository, name: peers::name(&image) };
        self.layers(&from, &manifest, &config.rootfs.diff_ids).await?;
        let kept = manifest.layers.iter().map(|layer| layer.digest.clone());
        let kept = if self.inner.options.keep_blobs { kept.collect() } else { Vec::new() };
        let new = NewImage { config_bytes, config, manifests: documents, names: vec![name], kept };
        self.blocking(move |inner| inner.enter(new)).await
    }

    async fn attach(&self, digest: &Digest, name: &str) -> Result<Option<Image>> {
        let (digest, name) = (digest.clone(), name.to_owned());
        let image = self.blocking(move |inner| inner.attach(&digest, &name)).await?;
        if image.is_some() {
            (self.progress)(0, Some(0));
        }
        Ok(image)
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Arc<Inner>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let inner = Arc::clone(self.inner);
        tokio::task::spawn_blocking(move || work(&inner)).await.map_err(stopped)?
    }

    async fn choose(&self, repository: &Repository<'_>, document: Vec<u8>) -> Result<Chosen> {
        let index = match manifest::parse(&document)? {
            Document::Manifest(manifest) => return Ok(Chosen { manifest, documents: vec![document] }),
            Document::Index(index) => index,
        };
        let chosen = index.choose(&self.inner.platform)?;
        let (inner_document, _) = repository.manifest(chosen.digest.as_str()).await?;
        match manifest::parse(&inner_document)? {
            Document::Manifest(manifest) => {
                Ok(Chosen { manifest, documents: vec![inner_document, document] })
            }
            Document::Index(_) => Err(ImageError::invalid("its index", "it leads to another index")),
        }
    }

    fn check(&self, manifest: &Manifest, config: &ConfigFile) -> Result<()> {
        let limits = &self.inner.options.limits;
        let too_large = |what, limit| ImageError::TooLarge { reference: String::new(), what, limit };
        if manifest.layers.len() > limits.layers {
            return Err(too_large("its number of layers", limits.layers as u64));
        }
        if manifest.layers.iter().any(|layer| layer.size > limits.layer_bytes) {
            return Err(too_large("one of its layers", limits.layer_bytes));
        }
        if manifest.layers.len() != config.rootfs.diff_ids.len() {
            return Err(ImageError::invalid(
                "its configuration",
                "it has not as many layers as its manifest",
            ));
        }
        config.check_platform(&self.inner.platform)
    }

    async fn layers(&self, from: &Source<'_>, manifest: &Manifest, diff_ids: &[Digest]) -> Result<()> {
        let pairs: Vec<_> = manifest.layers.iter().zip(diff_ids).collect();
        let missing = pairs.iter().filter(|(_, diff_id)| !self.inner.layers.contains(diff_id));
        let total = missing.map(|(layer, _)| layer.size).sum();
        (self.progress)(0, Some(total));
        let mut under_way = Vec::with_capacity(pairs.len());
        for (layer, diff_id) in pairs {
            under_way.push(self.layer(from, layer, diff_id, total));
        }
        try_join_all(under_way).await?;
        Ok(())
    }

    async fn layer(&self, from: &Source<'_>, layer: &Descriptor, diff_id: &Digest, total: u64) -> Result<()> {
        if self.inner.layers.contains(diff_id) {
            return Ok(());
        }
        let flight = self.inner.layers.flight(diff_id);
        let _flight = flight.lock().await;
        if self.inner.layers.contains(diff_id) {
            self.came(layer.size, total);
            return Ok(());
        }
        let _slot = self.inner.slots.acquire().await.map_err(stopped)?;
        let announced = Announced { digest: Some(layer.digest.clone()), diff_id: Some(diff_id.clone()) };
        if self.take_shared(from.repository, layer, &announced, total).await?
            || self.take_from_peers(from, layer, &announced, total).await
        {
            return Ok(());
        }
        self.take(from.repository, layer, &announced, total).await?;
        tracing::debug!(digest = %layer.digest, "a layer came from its registry");
        Ok(())
    }

    async fn take(
        &self,
        repository: &Repository<'_>,
        layer: &Descriptor,
        announced: &Announced,
        total: u64,
    ) -> Result<()> {
        let (pipe, job) = self.inner.unpack_aside(announced.clone());
        let mut sink = Counted { pipe, pull: self, taken: 0, total };
        let streamed = repository.stream(&layer.digest, layer.size, &mut sink).await;
        let taken = sink.taken;
        sink.pipe.end(streamed).await;
        let unpacked = job.await.map_err(stopped)?;
        if unpacked.is_err() {
            self.received.fetch_sub(taken, Ordering::Relaxed);
        }
        unpacked
    }

    /// Takes a layer from the first peer that gives it as it was announced. `false` where none does.
    async fn take_from_peers(
        &self,
        from: &Source<'_>,
        layer: &Descriptor,
        announced: &Announced,
        total: u64,
    ) -> bool {
        let peers = &self.inner.peers;
        for peer in peers.in_turn(self.peers, &layer.digest) {
            let taken = match peers.registry.repository_of_peer(peer, &from.name) {
                Ok(repository) => self.take(&repository, layer, announced, total).await,
                Err(error) => Err(error),
            };
            match taken {
                Ok(()) => {
                    tracing::debug!(digest = %layer.digest, peer = peer.address, "a layer came from a peer");
                    return true;
                }
                Err(error) => peers.failed(peer, &error),
            }
        }
        false
    }

    /// Takes a layer from where it lies on this machine, if its registry has it and its store is here. `false` where it
    /// has to be sent after all.
    async fn take_shared(
        &self,
        repository: &Repository<'_>,
        layer: &Descriptor,
        announced: &Announced,
        total: u64,
    ) -> Result<bool> {
        if self.inner.options.shared_blobs.is_empty() || !repository.grants(&layer.digest).await {
            return Ok(false);
        }
        let (size, read) = (layer.size, Arc::new(AtomicU64::new(0)));
        let (announced, watched) = (announced.clone(), Arc::downgrade(&read));
        let unpacked = self.blocking(move |inner| match inner.find_shared(&announced, size) {
            Some(found) => inner.unpack_shared(found, &announced, watched).map(|()| true),
            None => Ok(false),
        });
        let mut unpacked = std::pin::pin!(unpacked);
        let mut told = 0;
        let ended = loop {
            tokio::select! {
                ended = &mut unpacked => break ended,
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
            let now = read.load(Ordering::Relaxed);
            self.came(now - told, total);
            told = now;
        };
        match ended {
            Ok(true) => {
                self.came(size.saturating_sub(told), total);
                tracing::debug!(digest = %layer.digest, "a layer was read where it lies on this machine");
                return Ok(true);
            }
            Ok(false) => {}
            Err(error @ (ImageError::Unavailable { .. } | ImageError::DigestMismatch { .. })) => {
                tracing::warn!(digest = %layer.digest, %error, "a layer is pulled that lies on this machine");
            }
            Err(error) => return Err(error),
        }
        self.received.fetch_sub(told, Ordering::Relaxed);
        Ok(false)
    }

    fn came(&self, count: u64, total: u64) {
        let received = self.received.fetch_add(count, Ordering::Relaxed) + count;
        (self.progress)(received, Some(total));
    }
}

fn stopped(error: impl std::fmt::Display) -> ImageError {
    ImageError::unavailable(format!("the pull was stopped: {error}"))
}

struct Counted<'a, 'b> {
    pipe: Pipe,
    pull: &'a Pull<'b>,
    taken: u64,
    total: u64,
}

impl Sink for Counted<'_, '_> {
    async fn take(&mut self, piece: Bytes) -> bool {
        let count = piece.len() as u64;
        self.taken += count;
        let wanted = self.pipe.take(piece).await;
        self.pull.came(count, self.total);
        wanted
    }
}
