//! Repositories that are caches: what is pulled of one and is not here comes from the registry that its rule names.
//!
//! A manifest is handed on as soon as it has come. Its image is entered when all its blobs are here, by a task of its own,
//! so that nothing is half there; a blob of it that is asked for before is waited for. A tag is compared with its registry's once
//! a day; while that registry does not answer, what is here is served.
//!
//! Invariants: the same is fetched once at a time, whoever asks; how much is fetched at once has a limit; what came is
//! digested before anybody sees it.
//!
//! Must not know: who may pull.

mod blob;
mod expected;
mod flights;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use longshore_engine::Engine;
use longshore_images::{Digest, ImageError, Options, Remote, Timeouts};
use longshore_registry::Store;
use longshore_registry::catalog::{Code, Manifest, Refusal, Result};
use longshore_services::ecr::plane::{self, Contents, Source};
use longshore_shapes::ecr::RCTAppliedFor;
use longshore_shapes::ecr::error::IMAGE_ARCHIVED_EXCEPTION;
use longshore_world::Tx;
use longshore_world::records::ecr::RepositoryKey;
use tokio::sync::Semaphore;

use self::expected::Expected;
use self::flights::Flights;
use super::errors::transact;
use crate::edge;

/// How long a tag is taken for what its registry has.
const CHECK_EVERY_SECS: i64 = 24 * 60 * 60;
/// How long a registry that did not answer is not asked again.
const QUIET: Duration = Duration::from_secs(30);
const QUIET_ADDRESSES_MAX: usize = 1000;
/// Images being entered at once, those that wait for it included, and blobs that are fetched at once.
const IMPORTS_MAX: usize = 256;
const DOWNLOADS_MAX: usize = 8;

pub(super) struct Cache {
    engine: Engine,
    store: Arc<Store>,
    remote: Remote,
    pulls: Flights<(RepositoryKey, String), Option<Manifest>>,
    blobs: Flights<Digest, ()>,
    imports: Arc<Semaphore>,
    downloads: Semaphore,
    expected: Expected,
    quiet: Mutex<HashMap<String, Instant>>,
}

impl Cache {
    pub(super) fn new(engine: Engine, store: Arc<Store>) -> Arc<Self> {
        // Somebody waits for what is fetched here, who has time limits too.
        let timeouts = Timeouts {
            connect: Duration::from_secs(5),
            answer: Duration::from_secs(15),
            retries: 1,
            ..Timeouts::default()
        };
        Arc::new(Self {
            engine,
            store,
            remote: Remote::new(&Options { timeouts, ..Options::default() }),
            pulls: Flights::default(),
            blobs: Flights::default(),
            imports: Arc::new(Semaphore::new(IMPORTS_MAX)),
            downloads: Semaphore::new(DOWNLOADS_MAX),
            expected: Expected::default(),
            quiet: Mutex::default(),
        })
    }

    pub(super) fn remote(&self) -> &Remote {
        &self.remote
    }

    /// A manifest that has to be fetched first; none where what is here is to be served.
    pub(super) async fn manifest(
        self: &Arc<Self>,
        key: &RepositoryKey,
        source: &Source,
        reference: &str,
    ) -> Result<Option<Manifest>> {
        if self.is_fresh(key, reference) {
            return Ok(None);
        }
        let flight = self.pulls.join((key.clone(), reference.to_owned()));
        let mut landed = flight.clone().lock_owned().await;
        if landed.is_some() || self.is_fresh(key, reference) {
            return Ok(landed.clone());
        }
        let snapshot = self.engine.snapshot();
        // A repository of another making has no need of that registry.
        let can_do_without =
            plane::found(&snapshot, key, reference).is_ok() || !plane::is_cache(&snapshot, key);
        drop(snapshot);
        match self.fetch(key, source, reference).await {
            Ok(None) => Ok(None),
            Ok(Some((contents, body))) => {
                let Contents { digest, media_type, .. } = contents.clone();
                let manifest = Manifest { digest, media_type, body: body.clone() };
                let tag = plane::tag_in(reference).map(str::to_owned);
                let wanted = Wanted { key: key.clone(), source: source.clone(), contents, body, tag };
                self.enter(wanted, flight)?;
                *landed = Some(manifest.clone());
                Ok(Some(manifest))
            }
            Err(error) if can_do_without => {
                tracing::warn!(%error, repository = key.name, reference, "what is here is served");
                Ok(None)
            }
            Err(error) => Err(refused(&error, Code::ManifestUnknown)),
        }
    }

    /// Whether nobody has to be asked: it is here, and no cached tag, or one that was compared not long ago.
    fn is_fresh(&self, key: &RepositoryKey, reference: &str) -> bool {
        let snapshot = self.engine.snapshot();
        match plane::found(&snapshot, key, reference) {
            Ok(_) => {}
            Err(error) => return error.code() == IMAGE_ARCHIVED_EXCEPTION.name,
        }
        let since = edge::now().plus_secs(-CHECK_EVERY_SECS);
        !plane::tag_in(reference).is_some_and(|tag| plane::is_stale(&snapshot, key, tag, since))
    }

    /// Asks the registry; none where a tag is still what is here.
    async fn fetch(
        &self,
        key: &RepositoryKey,
        source: &Source,
        reference: &str,
    ) -> Result<Option<(Contents, Bytes)>, ImageError> {
        self.require_answering(&source.address)?;
        let fetched = self.fetch_from(key, source, reference).await;
        if fetched.as_ref().is_err_and(ImageError::is_retryable) {
            self.note_silent(&source.address);
        }
        fetched
    }

    async fn fetch_from(
        &self,
        key: &RepositoryKey,
        source: &Source,
        reference: &str,
    ) -> Result<Option<(Contents, Bytes)>, ImageError> {
        let repository = self.remote.repository(&source.address, &source.repository)?;
        let tag = plane::tag_in(reference);
        if let Some(tag) = tag
            && let Some((digest, _)) = plane::tag(&self.engine.snapshot(), key, tag)
            && repository.resolve(tag).await?.as_str() == digest
        {
            let (key, tag) = (key.clone(), tag.to_owned());
            let noted = self.engine.transact(move |tx: &mut Tx<'_>| {
                plane::note_checked(tx, &key, &tag);
                Ok::<(), std::convert::Infallible>(())
            });
            // Not noted, it is compared again at the next pull.
            let _ = noted.await;
            return Ok(None);
        }
        let body = Bytes::from(repository.manifest(reference).await?);
        let contents = plane::contents(&body).map_err(|reason| ImageError::Invalid {
            reference: format!("{}/{}:{reference}", source.address, source.repository),
            what: "its manifest",
            reason,
        })?;
        Ok(Some((contents, body)))
    }

    /// Enters an image when its blobs are here. What is under way for it is kept until then, for others that ask.
    fn enter<F: Send + 'static>(self: &Arc<Self>, wanted: Wanted, flight: F) -> Result<()> {
        let busy =
            || Refusal::new(Code::TooManyRequests, "Too much is being cached at once; try again later.");
        let place = self.imports.clone().try_acquire_owned().map_err(|_| busy())?;
        let announced = self.expected.announce(&wanted.key, &wanted.source, &wanted.contents.blobs);
        let cache = Arc::clone(self);
        tokio::spawn(async move {
            let (repository, digest) = (wanted.key.name.clone(), wanted.contents.digest.clone());
            match cache.import(wanted).await {
                Ok(()) => tracing::debug!(repository, digest, "an image was cached"),
                Err(error) => tracing::warn!(repository, digest, %error, "an image could not be cached"),
            }
            drop((flight, place, announced));
        });
        Ok(())
    }

    async fn import(self: &Arc<Self>, wanted: Wanted) -> Result<()> {
        let Wanted { key, source, contents, body, tag } = wanted;
        for (digest, size) in &contents.blobs {
            self.blob(&key, &source, digest, u64::try_from(*size).unwrap_or_default()).await?;
        }
        transact(&self.engine, move |tx| {
            plane::ensure(tx, &key, &RCTAppliedFor::PullThroughCache)?;
            plane::put_cached(tx, &key, tag.as_deref(), &body).map(|_| ())
        })
        .await
    }

    fn require_answering(&self, address: &str) -> Result<(), ImageError> {
        let quiet = self.quiet.lock().unwrap_or_else(PoisonError::into_inner);
        match quiet.get(address).filter(|since| since.elapsed() < QUIET) {
            None => Ok(()),
            Some(_) => Err(ImageError::Unavailable {
                reference: address.to_owned(),
                reason: "it did not answer a moment ago".to_owned(),
            }),
        }
    }

    fn note_silent(&self, address: &str) {
        let mut quiet = self.quiet.lock().unwrap_or_else(PoisonError::into_inner);
        quiet.retain(|_, since| since.elapsed() < QUIET);
        if quiet.len() < QUIET_ADDRESSES_MAX {
            quiet.insert(address.to_owned(), edge::instant());
        }
    }
}

/// An image on its way in.
struct Wanted {
    key: RepositoryKey,
    source: Source,
    contents: Contents,
    body: Bytes,
    tag: Option<String>,
}

/// What another registry's refusal is to whoever asked us.
fn refused(error: &ImageError, unknown: Code) -> Refusal {
    let code = match error {
        ImageError::NotFound { .. } | ImageError::Invalid { .. } => unknown,
        ImageError::Denied { .. } => Code::Denied,
        ImageError::TooLarge { .. } => Code::SizeInvalid,
        _ => Code::Unavailable,
    };
    Refusal::new(code, format!("From the registry that is cached here: {error}."))
}
