//! The registry beside the API: who may do what with which repository, and where blobs are.
//!
//! The protocol is `longshore_registry`'s; the rules are those of `services::ecr`. This room joins them: it reads the
//! snapshot, runs transactions, and turns ECR's errors into the protocol's.
//!
//! Must not know: how a manifest is read, how bytes are kept.

mod admission;
mod bucket;
mod cache;
pub(crate) mod collection;
mod copies;
mod errors;
mod layers;
mod rules;
mod scans;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use bytes::Bytes;
use longshore_engine::Engine;
use longshore_registry::catalog::{self, Action, Catalog, Manifest, Presented, Pushed, Referrer, Refusal};
use longshore_registry::{Limits, Registry, Store, StoreError};
use longshore_services::ecr::plane::{self, Source};
use longshore_shapes::ApiError;
use longshore_shapes::ecr::RCTAppliedFor;
use longshore_world::records::ecr::{ImageKey, RepositoryKey};
use longshore_world::{Scope, Tx};

pub(crate) use self::admission::Admission;
pub(crate) use self::bucket::size;
use self::cache::Cache;
pub(crate) use self::copies::Elsewhere;
use self::errors::{refusal, transact};
use crate::cli::RegistryStore;
use crate::edge;

/// A pull is remembered when the last one is this long ago.
const PULL_NOTED_SECS: i64 = 6 * 60;

/// The repositories of this installation, for the protocol.
pub(crate) struct Repositories {
    engine: Engine,
    admission: Admission,
    cache: Arc<Cache>,
    /// Where the store keeps what is its own.
    directory: PathBuf,
}

/// The registry of this process.
pub(crate) type Images = Registry<Repositories>;

/// Adds ECR's operations that are done here and not in a transaction alone. Without images they have their names only:
/// for lists of what is served.
pub(crate) fn operations(registry: &mut longshore_services::Registry, images: Option<&Arc<Images>>) {
    layers::register(registry, images.cloned());
    rules::register(registry, images.cloned());
}

fn unserved() -> ApiError {
    let message = "This process serves no registry.";
    ApiError::new(&longshore_wire::error::SERVICE_UNAVAILABLE, message)
}

/// A repository, in the hands of somebody who was let in.
#[derive(Clone)]
pub(crate) struct Place {
    key: RepositoryKey,
    /// Where it is cached from, for who pulls.
    source: Option<Source>,
    /// Whether pulls are remembered.
    is_noted: bool,
}

impl catalog::Place for Place {
    fn repository(&self) -> &str {
        &self.key.name
    }
}

/// Opens the registry whose blobs are in that directory, or in a bucket beside it.
pub(crate) async fn open(
    engine: Engine,
    admission: Admission,
    directory: &Path,
    options: &RegistryStore,
) -> Result<Images> {
    let (bucket, at) = (bucket::wanted(options, &engine)?, directory.to_owned());
    let opening = tokio::task::spawn_blocking(move || match bucket {
        None => Store::open(&at, Limits::default()),
        Some(bucket) => Store::open_in_bucket(&at, Limits::default(), bucket),
    });
    let opened = opening.await?.map_err(|error| match error {
        StoreError::Bucket(reason) => anyhow::Error::new(reason),
        error => anyhow::Error::new(error),
    });
    let store = opened.with_context(|| match &options.registry_store {
        None => format!("cannot use {} for the registry's layers", directory.display()),
        Some(address) => format!("cannot use {address} for the registry's layers"),
    })?;
    let cache = Cache::new(engine.clone(), store.clone());
    Ok(Registry::new(Repositories { engine, admission, cache, directory: directory.to_owned() }, store))
}

/// Scans images that ask for it, with the records of that directory, for as long as it is awaited.
pub(crate) async fn scan(registry: &Images, vulnerabilities: Option<PathBuf>) {
    scans::run(registry.catalog().engine.clone(), registry.store().clone(), vulnerabilities).await;
}

/// Does what nobody asks for, for as long as it is awaited: copies images to where rules of replication send them, and
/// removes what nobody uses.
pub(crate) async fn look_after(registry: &Images, elsewhere: Elsewhere) {
    let copying = copies::run(registry.catalog().engine.clone(), registry.store().clone(), elsewhere);
    tokio::join!(copying, collection::run(registry));
}

impl Repositories {
    fn note_pull(&self, key: ImageKey) {
        let snapshot = self.engine.snapshot();
        let last = snapshot
            .get::<longshore_world::records::ecr::Image>(&key)
            .and_then(|row| row.pulled_at)
            .map_or(0, longshore_shapes::Timestamp::secs);
        if edge::now().secs().saturating_sub(last) < PULL_NOTED_SECS {
            return;
        }
        let engine = self.engine.clone();
        tokio::spawn(async move {
            let noted = engine.transact(move |tx: &mut Tx<'_>| {
                plane::note_pull(tx, &key);
                Ok::<(), std::convert::Infallible>(())
            });
            // Nothing is lost with it but a time.
            let _ = noted.await;
        });
    }

    /// Where a list is taken from: nobody's repository in particular.
    fn scope_of(&self, presented: Presented<'_>) -> catalog::Result<Scope> {
        Ok(self.admission.let_in(&self.engine.snapshot(), presented)?.scope)
    }
}

impl Catalog for Repositories {
    type Place = Place;

    async fn admit(
        &self,
        presented: Presented<'_>,
        repository: &str,
        action: Action,
    ) -> catalog::Result<Place> {
        let snapshot = self.engine.snapshot();
        let admitted = self.admission.let_in(&snapshot, presented)?;
        let key = RepositoryKey { scope: admitted.scope, name: repository.to_owned() };
        let source = (action == Action::Pull).then(|| plane::source(&snapshot, &key)).flatten();
        if action == Action::List {
            return Ok(Place { key, source, is_noted: true });
        }
        match plane::repository(&snapshot, key.scope, &key.name) {
            Ok((key, row)) => admitted.require(&key, row, action)?,
            Err(_) if source.is_some() && admitted.owns_registry() => {}
            Err(_)
                if action == Action::Push
                    && admitted.owns_registry()
                    && plane::creates_on_push(&snapshot, &key) =>
            {
                let key = key.clone();
                transact(&self.engine, move |tx| plane::ensure(tx, &key, &RCTAppliedFor::CreateOnPush))
                    .await?;
            }
            Err(error) => return Err(refusal(&error)),
        }
        let is_noted = admitted.notes_pulls(&snapshot);
        Ok(Place { key, source, is_noted })
    }

    async fn admit_ticket(&self, ticket: &str, repository: &str, digest: &str) -> catalog::Result<Place> {
        let opened = plane::open_ticket(&self.engine.snapshot(), ticket, repository, digest, edge::now());
        let message =
            "This address of a layer has expired or is not one of ours; ask GetDownloadUrlForLayer again.";
        opened
            .map(|key| Place { key, source: None, is_noted: true })
            .ok_or_else(|| Refusal::new(catalog::Code::Denied, message))
    }

    async fn manifest(&self, at: &Place, reference: &str) -> catalog::Result<Manifest> {
        if let Some(source) = &at.source
            && let Some(fetched) = self.cache.manifest(&at.key, source, reference).await?
        {
            return Ok(fetched);
        }
        let snapshot = self.engine.snapshot();
        let found = plane::found(&snapshot, &at.key, reference).map_err(|error| refusal(&error))?;
        let body = plane::body(&snapshot, &found.key).map_err(|error| refusal(&error))?;
        let digest = found.key.digest.clone();
        if at.is_noted {
            self.note_pull(found.key);
        }
        Ok(Manifest { digest, media_type: found.media_type, body: body.into() })
    }

    async fn put_manifest(
        &self,
        at: &Place,
        reference: &str,
        media_type: Option<&str>,
        body: Bytes,
    ) -> catalog::Result<Pushed> {
        let (key, media_type) = (at.key.clone(), media_type.map(str::to_owned));
        let tag = plane::tag_in(reference).map(str::to_owned);
        let put = transact(&self.engine, move |tx| {
            plane::put(tx, &key, tag.as_deref(), media_type.as_deref(), &body)
        })
        .await?;
        Ok(Pushed { digest: put.digest, subject: put.subject })
    }

    async fn delete_manifest(&self, at: &Place, reference: &str) -> catalog::Result<()> {
        let (key, reference) = (at.key.clone(), reference.to_owned());
        transact(&self.engine, move |tx| plane::delete(tx, &key, &reference)).await
    }

    fn tags(&self, at: &Place, after: Option<&str>, limit: usize) -> catalog::Result<(Vec<String>, bool)> {
        let snapshot = self.engine.snapshot();
        plane::repository(&snapshot, at.key.scope, &at.key.name).map_err(|error| refusal(&error))?;
        Ok(plane::tags(&snapshot, &at.key, after, limit))
    }

    fn repositories(
        &self,
        presented: Presented<'_>,
        after: Option<&str>,
        limit: usize,
    ) -> catalog::Result<(Vec<String>, bool)> {
        let scope = self.scope_of(presented)?;
        Ok(plane::repositories(&self.engine.snapshot(), scope, after, limit))
    }

    fn referrers(&self, at: &Place, digest: &str) -> catalog::Result<Vec<Referrer>> {
        let referrers = plane::referrers(&self.engine.snapshot(), &at.key, digest).into_iter();
        let referrer = |referrer: longshore_shapes::ecr::ImageReferrer| Referrer {
            digest: referrer.digest,
            media_type: referrer.media_type,
            size: u64::try_from(referrer.size).unwrap_or_default(),
            artifact_type: referrer.artifact_type,
            annotations: referrer.annotations.unwrap_or_default(),
        };
        Ok(referrers.map(referrer).collect())
    }

    async fn layer(&self, at: &Place, digest: &str) -> catalog::Result<Option<u64>> {
        let asked = plane::layer_asked_for(&self.engine.snapshot(), &at.key, digest, edge::now());
        let Some((size, touch)) = asked else {
            // A manifest that was handed on may be of an image that is not entered yet.
            return self.cache.awaited(&at.key, digest).await;
        };
        if touch {
            // Who asks is about to push what names it: it is not unused from long ago.
            let (key, digest) = (at.key.clone(), digest.to_owned());
            transact(&self.engine, move |tx| plane::add_layer(tx, &key, &digest, size)).await?;
        }
        Ok(Some(u64::try_from(size).unwrap_or_default()))
    }

    async fn add_layer(&self, at: &Place, digest: &str, size: u64) -> catalog::Result<()> {
        let (key, digest) = (at.key.clone(), digest.to_owned());
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        transact(&self.engine, move |tx| plane::add_layer(tx, &key, &digest, size)).await
    }

    async fn mount_layer(
        &self,
        at: &Place,
        presented: Presented<'_>,
        from: &str,
        digest: &str,
    ) -> catalog::Result<Option<u64>> {
        let from = self.admit(presented, from, Action::Pull).await?.key;
        let (key, digest) = (at.key.clone(), digest.to_owned());
        let mounted = transact(&self.engine, move |tx| match plane::layer_size(tx, &from, &digest) {
            Some(size) => plane::add_layer(tx, &key, &digest, size).map(|()| Some(size)),
            None => Ok(None),
        });
        Ok(mounted.await?.map(|size| u64::try_from(size).unwrap_or_default()))
    }

    async fn remove_layer(&self, at: &Place, digest: &str) -> catalog::Result<()> {
        let (key, wanted) = (at.key.clone(), digest.to_owned());
        if transact(&self.engine, move |tx| plane::remove_layer(tx, &key, &wanted)).await? {
            return Ok(());
        }
        let message = format!("The repository has no blob {digest}.");
        Err(Refusal::new(catalog::Code::BlobUnknown, message))
    }

    fn is_used(&self, digest: &str) -> bool {
        plane::is_used(&self.engine.snapshot(), digest)
    }
}
