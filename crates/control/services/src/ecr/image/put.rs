//! PutImage, and the same for the registry's protocol: a manifest becomes an image, and perhaps a tag moves.
//!
//! Must not know: who pushes.

use longshore_planners::images::change::{Told, announce, key_of, tag_key};
use longshore_planners::images::lifecycle::matches_wildcard;
use longshore_shapes::ecr::{self, error};
use longshore_shapes::{ApiError, Blob};
use longshore_world::records::ecr::{Image, ImageKey, ImageTag, Layer, Manifest, RepositoryKey};
use longshore_world::{Tx, World};

use crate::caller::Caller;
use crate::ecr::manifest::{self, Reading};
use crate::ecr::repository::{self, may_move};
use crate::ecr::{problems, registry_of, replication, scan, settings};

const TAG_LENGTH_MAX: usize = 300;

/// What came of a manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    pub digest: String,
    pub media_type: String,
    pub subject: Option<String>,
    /// Neither the image nor its tag was there, in this form.
    pub changed: bool,
}

pub(super) fn put_image(
    caller: &Caller,
    input: ecr::PutImageRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::PutImageResponse, ApiError> + use<>, ApiError> {
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let said = input.image_manifest_media_type;
    let body = input.image_manifest.into_bytes();
    let digest = manifest::digest_of(&body);
    if input.image_digest.as_ref().is_some_and(|given| *given != digest) {
        let message = format!("imageDigest is not that of the manifest, which is {digest}.");
        return Err(ApiError::new(&error::IMAGE_DIGEST_DOES_NOT_MATCH_EXCEPTION, message));
    }
    let caller = caller.clone();
    Ok(move |tx: &mut Tx<'_>| {
        let (key, _) = repository::for_use(tx, &caller, scope, &input.repository_name, "ecr:PutImage")?;
        let put = put(tx, &key, input.image_tag.as_deref(), said.as_deref(), &body)?;
        if !put.changed {
            return Err(already_there(&key, &put.digest, input.image_tag.as_deref()));
        }
        Ok(ecr::PutImageResponse {
            image: Some(ecr::Image {
                registry_id: Some(scope.account.to_string()),
                repository_name: Some(key.name),
                image_id: Some(ecr::ImageIdentifier {
                    image_digest: Some(put.digest),
                    image_tag: input.image_tag,
                }),
                image_manifest: String::from_utf8(body).ok(),
                image_manifest_media_type: Some(put.media_type),
            }),
        })
    })
}

fn already_there(key: &RepositoryKey, digest: &str, tag: Option<&str>) -> ApiError {
    let tagged = tag.map(|tag| format!(" and tag '{tag}'")).unwrap_or_default();
    let message = format!(
        "Image with digest '{digest}'{tagged} already exists in the repository with name '{}' in {}",
        key.name,
        problems::registry(key)
    );
    ApiError::new(&error::IMAGE_ALREADY_EXISTS_EXCEPTION, message)
}

/// Stores a manifest, with all that it refers to in place, and points the tag to it.
pub fn put(
    tx: &mut Tx<'_>,
    repository: &RepositoryKey,
    tag: Option<&str>,
    said: Option<&str>,
    body: &[u8],
) -> Result<Put, ApiError> {
    put_from(tx, repository, tag, said, body, Origin::Push)
}

/// The same for one that came from where its repository is cached from. Of an index only that is fetched which somebody
/// asks for, so what it lists need not be there.
pub fn put_cached(
    tx: &mut Tx<'_>,
    repository: &RepositoryKey,
    tag: Option<&str>,
    body: &[u8],
) -> Result<Put, ApiError> {
    put_from(tx, repository, tag, None, body, Origin::Cache)
}

/// The same for one that is copied from another registry.
pub(crate) fn put_copy(
    tx: &mut Tx<'_>,
    repository: &RepositoryKey,
    tag: Option<&str>,
    said: &str,
    body: &[u8],
) -> Result<Put, ApiError> {
    put_from(tx, repository, tag, Some(said), body, Origin::Copy)
}

/// Where a manifest comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Push,
    Cache,
    Copy,
}

fn put_from(
    tx: &mut Tx<'_>,
    repository: &RepositoryKey,
    tag: Option<&str>,
    said: Option<&str>,
    body: &[u8],
    origin: Origin,
) -> Result<Put, ApiError> {
    let reading = manifest::read(body, said)
        .map_err(|wrong| problems::invalid(format!("The image manifest is not valid: {wrong}.")))?;
    check_tag(tag)?;
    let digest = manifest::digest_of(body);
    let key = key_of(repository, &digest);
    let (_, row) = repository::find(tx, repository.scope, &repository.name)?;
    let row = row.repository.clone();
    require_blobs(tx, repository, &reading)?;
    if origin != Origin::Cache {
        require_listed(tx, repository, &reading)?;
    }
    let is_new = tx.get::<Image>(&key).is_none();
    let moved = tag.map_or(Ok(false), |tag| point(tx, repository, &row, tag, &digest))?;
    if let (Some(tag), Origin::Cache) = (tag, origin) {
        let now = tx.now();
        tx.update(&tag_key(repository, tag), |row: &mut ImageTag| row.checked_at = Some(now));
    }
    if is_new {
        store(tx, &key, &row, &reading, body);
    }
    if (is_new || moved) && origin == Origin::Push {
        replication::order(tx, &key);
    }
    if is_new || moved {
        announce(tx, &key, tag, Told::Push, &reading.media_type);
    }
    Ok(Put { digest, media_type: reading.media_type, subject: reading.subject, changed: is_new || moved })
}

fn check_tag(tag: Option<&str>) -> Result<(), ApiError> {
    let Some(tag) = tag else { return Ok(()) };
    let first = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let other = |c: char| first(c) || c == '.' || c == '-';
    if tag.len() > TAG_LENGTH_MAX || !tag.starts_with(first) || !tag.chars().all(other) {
        return Err(problems::invalid(format!(
            "The tag '{tag}' is not valid: it begins with a letter, digit or underscore, goes on with these, dots and \
             hyphens, and has at most {TAG_LENGTH_MAX} characters."
        )));
    }
    Ok(())
}

fn require_blobs(world: &World, repository: &RepositoryKey, reading: &Reading) -> Result<(), ApiError> {
    let absent: Vec<&str> = reading
        .blobs()
        .map(|blob| blob.digest.as_str())
        .filter(|digest| world.get::<Layer>(&key_of(repository, digest)).is_none())
        .collect();
    if !absent.is_empty() {
        let message = format!(
            "Layers with digests '[{}]' required for pushing image into repository with name '{}' in the {} do not exist",
            absent.join(", "),
            repository.name,
            problems::registry(repository)
        );
        return Err(ApiError::new(&error::LAYERS_NOT_FOUND_EXCEPTION, message));
    }
    Ok(())
}

fn require_listed(world: &World, repository: &RepositoryKey, reading: &Reading) -> Result<(), ApiError> {
    let mut listed = reading.manifests.iter().filter(|listed| !listed.foreign);
    if let Some(absent) =
        listed.find(|listed| world.get::<Image>(&key_of(repository, &listed.digest)).is_none())
    {
        let message = format!(
            "The manifest {} that the index lists is not in the repository with name '{}'; push it first.",
            absent.digest, repository.name
        );
        return Err(ApiError::new(&error::REFERENCED_IMAGES_NOT_FOUND_EXCEPTION, message));
    }
    Ok(())
}

/// Points a tag to an image, if it may; whether that is a change.
fn point(
    tx: &mut Tx<'_>,
    repository: &RepositoryKey,
    row: &ecr::Repository,
    tag: &str,
    digest: &str,
) -> Result<bool, ApiError> {
    let key = tag_key(repository, tag);
    match tx.get::<ImageTag>(&key) {
        Some(old) if old.digest == digest => return Ok(false),
        Some(_) if !may_move(row, tag) => return Err(problems::immutable(repository, tag)),
        _ => {}
    }
    let tagged_at = tx.now();
    tx.put(&key, ImageTag { digest: digest.to_owned(), tagged_at, checked_at: None });
    Ok(true)
}

fn store(tx: &mut Tx<'_>, key: &ImageKey, repository: &ecr::Repository, reading: &Reading, body: &[u8]) {
    let mut row = Image {
        media_type: reading.media_type.clone(),
        artifact_type: reading.artifact_type.clone(),
        config_media_type: reading.config.as_ref().and_then(|config| config.media_type.clone()),
        manifest_size: i64::try_from(body.len()).unwrap_or(i64::MAX),
        size: reading.size(),
        pushed_at: tx.now(),
        subject: reading.subject.clone(),
        annotations: reading.annotations.clone(),
        blobs: reading.blobs().map(|blob| blob.digest.clone()).collect(),
        manifests: reading.manifests.iter().map(|listed| listed.digest.clone()).collect(),
        ..Default::default()
    };
    if scan::is_scannable(&row) && scans_on_push(tx, key, repository) {
        scan::ask_by_push(&mut row);
    }
    for blob in reading.blobs() {
        let layer = ImageKey { digest: blob.digest.clone(), ..key.clone() };
        tx.update(&layer, |layer: &mut Layer| {
            layer.unused_since = None;
            if layer.media_type.is_none() {
                layer.media_type.clone_from(&blob.media_type);
            }
        });
    }
    tx.put(key, row);
    tx.put_cold(key, &Manifest { body: Blob::from(body.to_vec()) });
}

fn scans_on_push(world: &World, key: &ImageKey, repository: &ecr::Repository) -> bool {
    let configured = repository.image_scanning_configuration.as_ref();
    if configured.and_then(|configured| configured.scan_on_push) == Some(true) {
        return true;
    }
    let scanning = settings::of(world, key.scope).scanning;
    let rules = scanning.and_then(|scanning| scanning.rules).unwrap_or_default();
    let applies = |rule: &&ecr::RegistryScanningRule| {
        rule.repository_filters.iter().any(|filter| matches_wildcard(&filter.filter, &key.repository))
    };
    rules.iter().filter(applies).any(|rule| rule.scan_frequency != ecr::ScanFrequency::Manual)
}
