//! The blobs of a repository: which are there, and taking them in.
//!
//! Must not know: their bytes.

use longshore_planners::images::change::key_of;
use longshore_shapes::ApiError;
use longshore_shapes::ecr::{self, op};
use longshore_world::key::KeyWriter;
use longshore_world::records::ecr::image::ANYWHERE;
use longshore_world::records::ecr::{Layer, RepositoryKey};
use longshore_world::{Snapshot, Tx, World};

use super::manifest::is_digest;
use super::{problems, registry_of, repository};
use crate::caller::Caller;
use crate::registry::Registry;

const NAMED_MAX: usize = 100;
/// How often a blob that nobody names yet is remembered as asked for.
const TOUCH_SECS: i64 = 60;

pub(crate) fn register(registry: &mut Registry) {
    registry.read::<op::BatchCheckLayerAvailability>(batch_check_layer_availability);
}

fn batch_check_layer_availability(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecr::BatchCheckLayerAvailabilityRequest,
) -> Result<ecr::BatchCheckLayerAvailabilityResponse, ApiError> {
    let digests = input.layer_digests;
    if digests.is_empty() || digests.len() > NAMED_MAX {
        return Err(problems::invalid(format!("layerDigests must hold 1 to {NAMED_MAX} digests.")));
    }
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let (repository, _) = repository::for_use(
        snapshot,
        caller,
        scope,
        &input.repository_name,
        "ecr:BatchCheckLayerAvailability",
    )?;
    let (good, bad): (Vec<String>, Vec<String>) = digests.into_iter().partition(|digest| is_digest(digest));
    let shown = |digest: String| {
        let row = snapshot.get::<Layer>(&key_of(&repository, &digest));
        let availability = match row {
            Some(_) => ecr::LayerAvailability::Available,
            None => ecr::LayerAvailability::Unavailable,
        };
        ecr::Layer {
            layer_digest: Some(digest),
            layer_availability: Some(availability),
            layer_size: row.map(|row| row.size),
            media_type: row.and_then(|row| row.media_type.clone()),
        }
    };
    let failure = |digest: String| ecr::LayerFailure {
        layer_digest: Some(digest),
        failure_code: Some(ecr::LayerFailureCode::InvalidLayerDigest),
        failure_reason: Some("A layer's digest is sha256: and 64 hexadecimal digits.".to_owned()),
    };
    Ok(ecr::BatchCheckLayerAvailabilityResponse {
        layers: Some(good.into_iter().map(shown).collect()),
        failures: Some(bad.into_iter().map(failure).collect()),
    })
}

/// The blob's size, if the repository may use it.
pub fn size(world: &World, repository: &RepositoryKey, digest: &str) -> Option<i64> {
    world.get::<Layer>(&key_of(repository, digest)).map(|row| row.size)
}

/// The same for somebody who has just asked for it, and whether that should keep it from being collected.
pub fn asked_for(
    world: &World,
    repository: &RepositoryKey,
    digest: &str,
    now: longshore_shapes::Timestamp,
) -> Option<(i64, bool)> {
    let row = world.get::<Layer>(&key_of(repository, digest))?;
    let stale = |since: longshore_shapes::Timestamp| now.secs().saturating_sub(since.secs()) >= TOUCH_SECS;
    Some((row.size, row.unused_since.is_some_and(stale)))
}

/// That the repository may use a blob whose bytes are in place. Asked again, it is asked for anew.
pub fn add(tx: &mut Tx<'_>, repository: &RepositoryKey, digest: &str, size: i64) -> Result<(), ApiError> {
    repository::find(tx, repository.scope, &repository.name)?;
    let key = key_of(repository, digest);
    let now = tx.now();
    match tx.get::<Layer>(&key).map(|row| row.unused_since.is_some()) {
        Some(false) => {}
        Some(true) => {
            tx.update(&key, |row: &mut Layer| row.unused_since = Some(now));
        }
        None => tx.put(&key, Layer { size, media_type: None, added_at: now, unused_since: Some(now) }),
    }
    Ok(())
}

/// Whether any repository may use the blob.
pub(crate) fn is_used(world: &World, digest: &str) -> bool {
    let place = KeyWriter::new().text(digest).finish();
    world.by_place::<Layer>(ANYWHERE, &place, None).next().is_some()
}

/// Takes a blob away from a repository, unless an image names it.
pub fn remove(tx: &mut Tx<'_>, repository: &RepositoryKey, digest: &str) -> Result<bool, ApiError> {
    repository::find(tx, repository.scope, &repository.name)?;
    let key = key_of(repository, digest);
    match tx.get::<Layer>(&key).map(|row| row.unused_since.is_some()) {
        Some(true) => Ok(tx.delete::<Layer>(&key).is_some()),
        Some(false) => {
            Err(problems::invalid(format!("The blob {digest} is part of an image; delete that first.")))
        }
        None => Ok(false),
    }
}
