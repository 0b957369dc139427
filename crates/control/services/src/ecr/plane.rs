//! What the registry's protocol asks of repositories and images: the same rules as ECR's API, by reference.
//!
//! Must not know: HTTP, the codes of the protocol.

use longshore_planners::images::change::{self, prefix};
use longshore_shapes::{ApiError, ecr};
use longshore_world::records::ecr::{Image, ImageKey, ImageTag, Repository, RepositoryKey};
use longshore_world::{Scope, Snapshot, Tx, World};

pub use super::image::{Found, Put, body, found, put};
pub use super::layer::{add as add_layer, remove as remove_layer, size as layer_size, wants_touch};
use super::manifest::is_digest;
pub use super::repository::find as repository;
pub use super::token::{USER, open as open_token, seal as seal_token};
use super::{image, problems};
use crate::caller::Caller;
use crate::ecs::scope_prefix;

/// Whether the caller may do that with a repository.
pub fn may(
    caller: &Caller,
    key: &RepositoryKey,
    row: &Repository,
    action: &'static str,
) -> Result<(), ApiError> {
    super::policy::check(caller, key, row, action)
}

/// What a tag or a digest in a pushed path means: the tag, where it is one.
pub fn tag_in(reference: &str) -> Option<&str> {
    (!is_digest(reference)).then_some(reference)
}

/// Takes a tag away, or an image with all its tags.
pub fn delete(tx: &mut Tx<'_>, repository: &RepositoryKey, reference: &str) -> Result<(), ApiError> {
    super::repository::find(tx, repository.scope, &repository.name)?;
    let Some(tag) = tag_in(reference) else {
        let key = change::key_of(repository, reference);
        let listed = change::naming(tx, &key).next();
        if let Some(index) = listed {
            let message = format!("The image is listed by the index {}; delete that first.", index.digest);
            return Err(problems::invalid(message));
        }
        tx.get::<Image>(&key).ok_or_else(|| problems::no_image(repository, Some(reference), None))?;
        let tags = change::tags_of(tx, &key);
        change::take_away(tx, &key, &tags);
        return Ok(());
    };
    if change::untag(tx, repository, tag) {
        return Ok(());
    }
    Err(problems::no_image(repository, None, Some(tag)))
}

/// Tags in order, behind `after`; and whether there are more.
pub fn tags(
    world: &World,
    repository: &RepositoryKey,
    after: Option<&str>,
    limit: usize,
) -> (Vec<String>, bool) {
    let after = after.map(|tag| longshore_world::RowKey::bytes(&change::tag_key(repository, tag)));
    let prefix = prefix(repository);
    let rows = world.scan_from::<ImageTag>(&prefix, super::repository::behind(after.as_ref()));
    page(rows.map(|(key, _)| key.tag), limit)
}

/// Names of repositories in order, behind `after`; and whether there are more.
pub fn repositories(world: &World, scope: Scope, after: Option<&str>, limit: usize) -> (Vec<String>, bool) {
    let after =
        after.map(|name| longshore_world::RowKey::bytes(&RepositoryKey { scope, name: name.to_owned() }));
    let rows = world.scan_from::<Repository>(&scope_prefix(scope), super::repository::behind(after.as_ref()));
    page(rows.map(|(key, _)| key.name), limit)
}

fn page(items: impl Iterator<Item = String>, limit: usize) -> (Vec<String>, bool) {
    let mut items: Vec<String> = items.take(limit.saturating_add(1)).collect();
    let more = items.len() > limit;
    items.truncate(limit);
    (items, more)
}

/// What says that it is about that digest.
pub fn referrers(world: &World, repository: &RepositoryKey, digest: &str) -> Vec<ecr::ImageReferrer> {
    const MAX: usize = 4096;
    image::referrers(world, repository, digest, None).take(MAX).map(|(_, referrer)| referrer).collect()
}

/// Whether any repository may use the blob.
pub fn is_used(snapshot: &Snapshot, digest: &str) -> bool {
    super::layer::is_used(snapshot, digest)
}

/// Remembers a pull, coarsely: a tenth of an hour is all that anybody asks.
pub fn note_pull(tx: &mut Tx<'_>, key: &ImageKey) {
    let now = tx.now();
    tx.update(key, |row: &mut Image| row.pulled_at = Some(now));
}
