//! Blobs on their way from another registry into the store.
//!
//! Must not know: which image a blob belongs to.

use std::sync::Arc;

use bytes::Bytes;
use longshore_images::{Digest, Sink};
use longshore_registry::catalog::{Code, Refusal, Result};
use longshore_registry::{Pin, Store, StoreError, Upload};
use longshore_services::ecr::plane::{self, Source};
use longshore_shapes::ecr::RCTAppliedFor;
use longshore_world::records::ecr::RepositoryKey;

use super::super::errors::transact;
use super::{Cache, refused};

/// Bytes that are written at a time.
const BATCH_BYTES: usize = 256 * 1024;

impl Cache {
    /// A blob of a manifest that was handed on and whose image is not entered yet; its size. None where there is no such.
    pub(in crate::registry) async fn awaited(
        self: &Arc<Self>,
        key: &RepositoryKey,
        digest: &str,
    ) -> Result<Option<u64>> {
        match self.expected.find(key, digest) {
            Some((source, size)) => self.blob(key, &source, digest, size).await.map(Some),
            // It may have been entered a moment ago.
            None => Ok(self.present(key, digest)),
        }
    }

    /// Has a blob of a repository here; its size. Whoever asks may go away: it comes all the same.
    pub(super) async fn blob(
        self: &Arc<Self>,
        key: &RepositoryKey,
        source: &Source,
        digest: &str,
        size: u64,
    ) -> Result<u64> {
        if let Some(size) = self.present(key, digest) {
            return Ok(size);
        }
        let digest: Digest = digest.parse().map_err(|()| {
            Refusal::new(Code::DigestInvalid, format!("'{digest}' is not the digest of a blob."))
        })?;
        let (cache, key, source) = (Arc::clone(self), key.clone(), source.clone());
        let fetching = tokio::spawn(async move { cache.take_in(&key, &source, &digest, size).await });
        fetching.await.map_err(Refusal::interrupted)?
    }

    fn present(&self, key: &RepositoryKey, digest: &str) -> Option<u64> {
        let size = plane::layer_size(&self.engine.snapshot(), key, digest)?;
        Some(u64::try_from(size).unwrap_or_default())
    }

    async fn take_in(&self, key: &RepositoryKey, source: &Source, digest: &Digest, size: u64) -> Result<u64> {
        let flight = self.blobs.join(digest.clone());
        let _flight = flight.lock().await;
        if let Some(size) = self.present(key, digest.as_str()) {
            return Ok(size);
        }
        let _turn = self.downloads.acquire().await.map_err(Refusal::interrupted)?;
        let (pin, size) = self.obtain(key, source, digest, size).await?;
        let (key, named) = (key.clone(), digest.to_string());
        let stored = i64::try_from(size).unwrap_or(i64::MAX);
        transact(&self.engine, move |tx| {
            plane::ensure(tx, &key, &RCTAppliedFor::PullThroughCache)?;
            plane::add_layer(tx, &key, &named, stored)
        })
        .await?;
        // Until the row is durable, nobody else keeps the blob.
        drop(pin);
        Ok(size)
    }

    /// The blob, fetched unless another repository that is cached from the same address has brought it here.
    async fn obtain(
        &self,
        key: &RepositoryKey,
        source: &Source,
        digest: &Digest,
        size: u64,
    ) -> Result<(Pin, u64)> {
        if plane::is_cached_from(&self.engine.snapshot(), key.scope, &source.address, digest.as_str()) {
            let (store, wanted) = (self.store.clone(), digest.clone());
            if let Some(held) = on_disk(move || store.hold(&wanted)).await? {
                return Ok(held);
            }
        }
        let refused = |error| refused(&error, Code::BlobUnknown);
        let repository = self.remote.repository(&source.address, &source.repository).map_err(refused)?;
        let store = self.store.clone();
        let upload = on_disk(move || begin(&store)).await?;
        let mut sink = Writing { upload: Some(upload), batch: Vec::new(), bytes: 0, problem: None };
        let streamed = repository.stream(digest, size, &mut sink).await;
        if let Some(problem) = sink.problem.take() {
            return Err(problem);
        }
        streamed.map_err(refused)?;
        let upload = sink.done().await?;
        let claimed = digest.clone();
        on_disk(move || upload.finish(&claimed)).await
    }
}

/// What breaks off leaves nothing.
fn begin(store: &Arc<Store>) -> std::result::Result<Upload, StoreError> {
    Ok(store.begin()?.at_once())
}

/// Does what waits for the disk where waiting is allowed.
async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> std::result::Result<T, StoreError> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Refusal::interrupted)?.map_err(Refusal::from)
}

/// Writes what comes, a batch at a time.
struct Writing {
    /// Gone after a problem.
    upload: Option<Upload>,
    batch: Vec<Bytes>,
    bytes: usize,
    problem: Option<Refusal>,
}

impl Sink for Writing {
    async fn take(&mut self, piece: Bytes) -> bool {
        self.bytes += piece.len();
        self.batch.push(piece);
        if self.bytes < BATCH_BYTES {
            return true;
        }
        match self.write().await {
            Ok(()) => true,
            Err(problem) => {
                self.problem = Some(problem);
                false
            }
        }
    }
}

impl Writing {
    async fn write(&mut self) -> Result<()> {
        let Some(mut upload) = self.upload.take() else {
            return Err(Refusal::interrupted("the upload is lost"));
        };
        let batch = std::mem::take(&mut self.batch);
        self.bytes = 0;
        let upload = on_disk(move || {
            upload.append(&batch)?;
            Ok(upload)
        });
        self.upload = Some(upload.await?);
        Ok(())
    }

    async fn done(mut self) -> Result<Upload> {
        self.write().await?;
        self.upload.take().ok_or_else(|| Refusal::interrupted("the upload is lost"))
    }
}
