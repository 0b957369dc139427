//! Layers uploaded by ECR's API: the same uploads as the registry's protocol has, part by part in the bodies of requests.
//!
//! Must not know: what a part or a whole may be; `services::ecr::upload` says so.

use std::sync::Arc;

use longshore_registry::{Store, StoreError, Upload};
use longshore_services::ecr::{plane, upload as rules};
use longshore_services::{Caller, Registry};
use longshore_shapes::ApiError;
use longshore_shapes::ecr::{self, op};
use longshore_world::Tx;
use longshore_world::records::ecr::RepositoryKey;

use super::{Images, unserved};

type Result<T> = std::result::Result<T, ApiError>;

pub(super) fn register(registry: &mut Registry, images: Option<Arc<Images>>) {
    let of = images.clone();
    registry.edge::<op::InitiateLayerUpload, _>(move |caller, input| {
        initiate_layer_upload(of.clone(), caller, input)
    });
    let of = images.clone();
    registry
        .edge::<op::UploadLayerPart, _>(move |caller, input| upload_layer_part(of.clone(), caller, input));
    registry.edge::<op::CompleteLayerUpload, _>(move |caller, input| {
        complete_layer_upload(images.clone(), caller, input)
    });
}

async fn initiate_layer_upload(
    images: Option<Arc<Images>>,
    caller: Caller,
    input: ecr::InitiateLayerUploadRequest,
) -> Result<ecr::InitiateLayerUploadResponse> {
    let images = images.ok_or_else(unserved)?;
    let (name, registry_id) = (&input.repository_name, input.registry_id.as_deref());
    let snapshot = images.catalog().engine.snapshot();
    let key = rules::place(&snapshot, &caller, registry_id, name, "ecr:InitiateLayerUpload")?;
    let store = images.store().clone();
    let upload = on_disk(&key, "", move || store.begin()).await?;
    Ok(ecr::InitiateLayerUploadResponse {
        upload_id: Some(rules::shown_id(upload.id())),
        part_size: Some(rules::PART_BYTES),
    })
}

async fn upload_layer_part(
    images: Option<Arc<Images>>,
    caller: Caller,
    mut input: ecr::UploadLayerPartRequest,
) -> Result<ecr::UploadLayerPartResponse> {
    let images = images.ok_or_else(unserved)?;
    let (name, registry_id) = (&input.repository_name, input.registry_id.as_deref());
    let snapshot = images.catalog().engine.snapshot();
    let key = rules::place(&snapshot, &caller, registry_id, name, "ecr:UploadLayerPart")?;
    let mut upload = resumed(&images, &key, &input.upload_id).await?;
    rules::check_part(&key, &input, upload.length())?;
    let part = std::mem::take(&mut input.layer_part_blob);
    on_disk(&key, &input.upload_id, move || upload.append_part(part, rules::PART_BYTES_MIN)).await?;
    Ok(ecr::UploadLayerPartResponse {
        registry_id: Some(key.scope.account.to_string()),
        repository_name: Some(key.name),
        upload_id: Some(input.upload_id),
        last_byte_received: Some(input.part_last_byte),
    })
}

async fn complete_layer_upload(
    images: Option<Arc<Images>>,
    caller: Caller,
    input: ecr::CompleteLayerUploadRequest,
) -> Result<ecr::CompleteLayerUploadResponse> {
    let images = images.ok_or_else(unserved)?;
    let (name, registry_id) = (&input.repository_name, input.registry_id.as_deref());
    let engine = &images.catalog().engine;
    let snapshot = engine.snapshot();
    let key = rules::place(&snapshot, &caller, registry_id, name, "ecr:CompleteLayerUpload")?;
    let upload = resumed(&images, &key, &input.upload_id).await?;
    let digest = upload.digest();
    let whole = rules::Whole {
        digest: digest.as_str(),
        length: upload.length(),
        has_short_part: upload.has_short_part(),
    };
    rules::check_whole(&snapshot, &key, &input, &whole)?;
    let claimed = digest.clone();
    let (pin, size) = on_disk(&key, &input.upload_id, move || upload.finish(&claimed)).await?;
    let (layer, size) = (digest.to_string(), i64::try_from(size).unwrap_or(i64::MAX));
    let (into, named) = (key.clone(), layer.clone());
    let added = engine.transact(move |tx: &mut Tx<'_>| plane::add_layer(tx, &into, &named, size));
    added.await.map_err(|error| rules::failed(error.to_string()))??;
    // Until the row is durable, nobody else keeps the blob.
    drop(pin);
    Ok(ecr::CompleteLayerUploadResponse {
        registry_id: Some(key.scope.account.to_string()),
        repository_name: Some(key.name),
        upload_id: Some(input.upload_id),
        layer_digest: Some(layer),
    })
}

async fn resumed(images: &Images, key: &RepositoryKey, shown: &str) -> Result<Upload> {
    let (store, id): (Arc<Store>, String) = (images.store().clone(), rules::id_of(shown));
    on_disk(key, shown, move || store.resume(&id)).await
}

/// Does what waits for the disk where waiting is allowed.
async fn on_disk<T: Send + 'static>(
    key: &RepositoryKey,
    shown: &str,
    work: impl FnOnce() -> std::result::Result<T, StoreError> + Send + 'static,
) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    let done = done.map_err(|error| rules::failed(format!("The registry was interrupted: {error}.")))?;
    done.map_err(|error| match &error {
        StoreError::NoUpload(_) => rules::no_upload(key, shown),
        StoreError::TooManyUploads(_) | StoreError::TooLarge(_) => rules::too_much(error.to_string()),
        StoreError::Busy(_)
        | StoreError::Digest { .. }
        | StoreError::Full
        | StoreError::Io(_)
        | StoreError::Bucket(_)
        | StoreError::Elsewhere { .. } => rules::failed(error.to_string()),
    })
}
