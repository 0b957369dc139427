//! Replication: images that are pushed are copied to other regions, and to other accounts that let it.
//!
//! A push writes down where its image goes; [`due`], [`carry_out`] and, for
//! registries of other installations, [`begin`] and [`note`] are for whoever sees to it. Here layers are shared by their
//! digests, so a copy is rows. What was copied is not copied on.
//!
//! Invariants: only what is pushed after a configuration was made follows it; a status says what happened.
//!
//! Must not know: when it is carried out.

use longshore_planners::images::change::{key_of, tags_of};
use longshore_shapes::ecr::{self, RCTAppliedFor, error, op};
use longshore_shapes::{ApiError, Timestamp};
use longshore_world::records::ecr::registry::RegistryKey;
use longshore_world::records::ecr::replication::DUE;
use longshore_world::records::ecr::{
    Image, ImageKey, Layer, Manifest, RegistrySettings, Replication, ReplicationKey, Repository,
    RepositoryKey,
};
use longshore_world::{Account, KeyBytes, Region, RowKey as _, Scope, Snapshot, Tx, World};

use super::{image, policy, problems, registry_of, repository, settings, template};
use crate::caller::Caller;
use crate::errors;
use crate::registry::Registry;

const DESTINATIONS_MAX: usize = 25;
/// How often a copy is tried, and how long the first wait is; each is twice the one before.
const TRIES_MAX: i32 = 12;
const FIRST_WAIT_SECS: i64 = 2;
const WAIT_SECS_MAX: i64 = 60 * 60;

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::PutReplicationConfiguration, _>(put_replication_configuration);
    registry.read::<op::DescribeRegistry>(describe_registry);
    registry.read::<op::DescribeImageReplicationStatus>(describe_image_replication_status);
}

fn destination(given: &ecr::ReplicationDestination) -> Result<Scope, ApiError> {
    let account = Account::parse(&given.registry_id).map_err(|_| {
        problems::invalid(format!(
            "registryId '{}' is not the twelve digits of an account.",
            given.registry_id
        ))
    })?;
    let region = Region::parse(&given.region)
        .map_err(|_| problems::invalid(format!("region '{}' is not the name of a region.", given.region)))?;
    Ok(Scope { account, region })
}

fn check(own: Scope, configuration: &ecr::ReplicationConfiguration) -> Result<(), ApiError> {
    let mut all = Vec::new();
    for rule in &configuration.rules {
        if rule.delete_replication.as_ref().is_some_and(|deletes| deletes.enabled) {
            return Err(problems::invalid(
                "deleteReplication is not served: what is deleted here stays at its destinations.",
            ));
        }
        for given in &rule.destinations {
            let to = destination(given)?;
            if to == own {
                return Err(problems::invalid(format!(
                    "The destination {} in registry {} is the registry itself.",
                    given.region, given.registry_id
                )));
            }
            if !all.contains(&to) {
                all.push(to);
            }
        }
    }
    if all.len() > DESTINATIONS_MAX {
        return Err(problems::invalid(format!(
            "The rules name {} destinations; at most {DESTINATIONS_MAX} are allowed.",
            all.len()
        )));
    }
    Ok(())
}

fn put_replication_configuration(
    caller: &Caller,
    input: ecr::PutReplicationConfigurationRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecr::PutReplicationConfigurationResponse, ApiError> + use<>,
    ApiError,
> {
    let scope = caller.scope;
    let configuration = input.replication_configuration;
    check(scope, &configuration)?;
    Ok(move |tx: &mut Tx<'_>| {
        let row = RegistrySettings { replication: Some(configuration.clone()), ..settings::of(tx, scope) };
        tx.put(&RegistryKey { scope }, row);
        Ok(ecr::PutReplicationConfigurationResponse { replication_configuration: Some(configuration) })
    })
}

fn describe_registry(
    snapshot: &Snapshot,
    caller: &Caller,
    _input: ecr::DescribeRegistryRequest,
) -> Result<ecr::DescribeRegistryResponse, ApiError> {
    Ok(ecr::DescribeRegistryResponse {
        registry_id: Some(caller.account().to_string()),
        replication_configuration: Some(settings::of(snapshot, caller.scope).replication.unwrap_or_default()),
    })
}

fn describe_image_replication_status(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecr::DescribeImageReplicationStatusRequest,
) -> Result<ecr::DescribeImageReplicationStatusResponse, ApiError> {
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let (name, id) = (&input.repository_name, &input.image_id);
    let action = "ecr:DescribeImageReplicationStatus";
    let (key, _) = repository::for_use(snapshot, caller, scope, name, action)?;
    let no_image = |_| problems::no_image(&key, id.image_digest.as_deref(), id.image_tag.as_deref());
    let (image, _) = image::named(snapshot, &key, id).map_err(no_image)?;
    let rows = snapshot.scan::<Replication>(&image.bytes());
    Ok(ecr::DescribeImageReplicationStatusResponse {
        repository_name: Some(key.name.clone()),
        image_id: Some(ecr::ImageIdentifier {
            image_digest: Some(image.digest.clone()),
            image_tag: id.image_tag.clone(),
        }),
        replication_statuses: Some(rows.map(|(_, row)| row.status.clone()).collect()),
    })
}

/// Where the rules send a repository's images.
fn destinations(world: &World, image: &ImageKey) -> Vec<Scope> {
    let configuration = settings::of(world, image.scope).replication.unwrap_or_default();
    let mut found = Vec::new();
    for rule in configuration.rules {
        let filters = rule.repository_filters.unwrap_or_default();
        let applies =
            filters.is_empty() || filters.iter().any(|filter| image.repository.starts_with(&filter.filter));
        let named = rule.destinations.iter().filter_map(|given| destination(given).ok());
        for to in named.filter(|_| applies) {
            if to != image.scope && !found.contains(&to) {
                found.push(to);
            }
        }
    }
    found
}

fn status(to: Scope, status: ecr::ReplicationStatus, failure: Option<&str>) -> ecr::ImageReplicationStatus {
    ecr::ImageReplicationStatus {
        region: Some(to.region.to_string()),
        registry_id: Some(to.account.to_string()),
        status: Some(status),
        failure_code: failure.map(str::to_owned),
    }
}

/// Writes down where an image that was pushed goes.
pub(crate) fn order(tx: &mut Tx<'_>, image: &ImageKey) {
    let now = tx.now();
    for to in destinations(tx, image) {
        let key = ReplicationKey {
            scope: image.scope,
            repository: image.repository.clone(),
            digest: image.digest.clone(),
            to,
        };
        let row = Replication {
            status: status(to, ecr::ReplicationStatus::InProgress, None),
            ordered_at: now,
            tries: 0,
            next_at: Some(now),
        };
        tx.put(&key, row);
    }
}

/// What is to be copied by now, at most `limit`; and when there is more to do.
pub fn due(world: &World, now: Timestamp, limit: usize) -> (Vec<ReplicationKey>, Option<Timestamp>) {
    let mut keys = Vec::new();
    for (_, key, row) in world.by_index::<Replication>(DUE, &KeyBytes::from_slice(&[]), None) {
        let Some(at) = row.next_at else { continue };
        if at > now || keys.len() == limit {
            return (keys, Some(at));
        }
        keys.push(key);
    }
    (keys, None)
}

/// Why a copy was not made: a code that its status shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// It will not be made.
    Final(&'static str),
    /// Perhaps the next time.
    Passing(&'static str),
}

pub const TAG_EXISTS: Obstacle = Obstacle::Final("ImageTagAlreadyExists");
pub const REFERENCED_ABSENT: Obstacle = Obstacle::Passing("ReferencedImagesNotFound");
const IMAGE_ABSENT: Obstacle = Obstacle::Final("ImageNotFound");
const UNREADABLE: Obstacle = Obstacle::Passing("ManifestUnreadable");

/// Copies an image to a registry of this installation, or writes down why that was not possible.
pub fn carry_out(tx: &mut Tx<'_>, key: &ReplicationKey) {
    let Some(row) = tx.get::<Replication>(key).filter(|row| row.next_at.is_some()) else { return };
    let ordered_at = row.ordered_at;
    let done = copy(tx, key);
    note(tx, key, ordered_at, done);
}

/// What has to be sent to a registry elsewhere.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// Of the push that it follows.
    pub ordered_at: Timestamp,
    pub media_type: String,
    pub body: Vec<u8>,
    pub tags: Vec<String>,
    /// Digests of its blobs.
    pub blobs: Vec<String>,
}

/// Begins to send an image elsewhere: until `until` nobody else does. None where it is not to be sent any more.
pub fn begin(tx: &mut Tx<'_>, key: &ReplicationKey, until: Timestamp) -> Option<Outgoing> {
    let ordered_at = tx.get::<Replication>(key).filter(|row| row.next_at.is_some())?.ordered_at;
    let source = source_of(key);
    let found = tx.get::<Image>(&source).cloned().ok_or(IMAGE_ABSENT);
    let body = tx.cold::<Manifest>(&source).map_err(|_| UNREADABLE);
    match found.and_then(|row| Ok((row, body?.ok_or(IMAGE_ABSENT)?))) {
        Ok((row, manifest)) => {
            tx.update(key, |row: &mut Replication| row.next_at = Some(until));
            let (media_type, blobs) = (row.media_type.clone(), row.blobs.clone());
            let (body, tags) = (manifest.body.to_vec(), tags_of(tx, &source));
            Some(Outgoing { ordered_at, media_type, body, tags, blobs })
        }
        Err(obstacle) => {
            note(tx, key, ordered_at, Err(obstacle));
            None
        }
    }
}

/// Writes down what came of a copy, unless another push has ordered a new one meanwhile.
pub fn note(tx: &mut Tx<'_>, key: &ReplicationKey, ordered_at: Timestamp, done: Result<(), Obstacle>) {
    let Some(row) = tx.get::<Replication>(key).filter(|row| row.ordered_at == ordered_at) else { return };
    let tries = row.tries.saturating_add(1);
    let (shown, next_at) = match done {
        Ok(()) => (status(key.to, ecr::ReplicationStatus::Complete, None), None),
        Err(Obstacle::Passing(code)) if tries < TRIES_MAX => {
            let wait = FIRST_WAIT_SECS.saturating_mul(1_i64 << tries.min(20)).min(WAIT_SECS_MAX);
            let shown = status(key.to, ecr::ReplicationStatus::InProgress, Some(code));
            (shown, Some(tx.now().plus_secs(wait)))
        }
        Err(Obstacle::Passing(code) | Obstacle::Final(code)) => {
            (status(key.to, ecr::ReplicationStatus::Failed, Some(code)), None)
        }
    };
    tx.put(key, Replication { status: shown, ordered_at, tries, next_at });
}

fn source_of(key: &ReplicationKey) -> ImageKey {
    ImageKey { scope: key.scope, repository: key.repository.clone(), digest: key.digest.clone() }
}

fn copy(tx: &mut Tx<'_>, key: &ReplicationKey) -> Result<(), Obstacle> {
    let from = RepositoryKey { scope: key.scope, name: key.repository.clone() };
    let into = RepositoryKey { scope: key.to, name: key.repository.clone() };
    let source = source_of(key);
    let row = tx.get::<Image>(&source).cloned().ok_or(IMAGE_ABSENT)?;
    let body = tx.cold::<Manifest>(&source).map_err(|_| UNREADABLE)?.ok_or(IMAGE_ABSENT)?.body;
    require_consent(tx, key, &into)?;
    if row.manifests.iter().any(|listed| tx.get::<Image>(&key_of(&into, listed)).is_none()) {
        return Err(REFERENCED_ABSENT);
    }
    template::ensure(tx, &into, &RCTAppliedFor::Replication)
        .map_err(|_| Obstacle::Final("RepositoryNotCreated"))?;
    copy_layers(tx, &from, &into, &row);
    let tags = tags_of(tx, &source);
    let mut puts: Vec<Option<&str>> = tags.iter().map(|tag| Some(tag.as_str())).collect();
    if puts.is_empty() {
        puts.push(None);
    }
    let mut refused = None;
    for tag in puts {
        // A tag that may not be moved there does not keep the others from being set.
        if let Err(error) = image::put_copy(tx, &into, tag, &row.media_type, &body) {
            refused = Some(error);
        }
    }
    match refused {
        None => Ok(()),
        Some(error) if error.code() == error::IMAGE_TAG_ALREADY_EXISTS_EXCEPTION.name => Err(TAG_EXISTS),
        Some(_) => Err(Obstacle::Final("ImageNotAccepted")),
    }
}

/// Another account has to allow it, in its registry's policy.
fn require_consent(world: &World, key: &ReplicationKey, into: &RepositoryKey) -> Result<(), Obstacle> {
    if key.to.account == key.scope.account {
        return Ok(());
    }
    let allows = |action| policy::registry_allows(world, key.to, key.scope.account, action);
    let is_there = world.get::<Repository>(into).is_some();
    if allows("ecr:ReplicateImage") && (is_there || allows("ecr:CreateRepository")) {
        return Ok(());
    }
    Err(Obstacle::Final(errors::ACCESS_DENIED.name))
}

fn copy_layers(tx: &mut Tx<'_>, from: &RepositoryKey, into: &RepositoryKey, row: &Image) {
    let now = tx.now();
    for digest in &row.blobs {
        let to = key_of(into, digest);
        if tx.get::<Layer>(&to).is_some() {
            continue;
        }
        if let Some(layer) = tx.get::<Layer>(&key_of(from, digest)).map(|layer| (**layer).clone()) {
            tx.put(&to, Layer { added_at: now, unused_since: Some(now), ..layer });
        }
    }
}

#[cfg(test)]
mod tests;
