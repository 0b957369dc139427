//! ListImages: every tag of a repository with its digest, and digests without one.
//!
//! Must not know: what an image is made of.

use longshore_planners::images::change::{key_of, prefix, tags_of};
use longshore_shapes::{ApiError, ecr};
use longshore_world::records::ecr::{Image, ImageTag, RepositoryKey};
use longshore_world::{KeyBytes, RowKey as _, Snapshot, World};

use super::{PAGE_DEFAULT, PAGE_MAX, status_matches, tag_status_matches};
use crate::caller::Caller;
use crate::ecr::repository::{self, behind};
use crate::ecr::{page_limit, problems, registry_of};
use crate::page::Pages;

/// Tagged ones come first, by tag. A place in the list is [`TAGGED`] or [`UNTAGGED`] and the key of a row.
pub(super) fn list_images(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecr::ListImagesRequest,
) -> Result<ecr::ListImagesResponse, ApiError> {
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let (key, _) = repository::for_use(snapshot, caller, scope, &input.repository_name, "ecr:ListImages")?;
    let limit = page_limit(input.max_results, PAGE_DEFAULT, PAGE_MAX)?;
    let filter = input.filter.unwrap_or_default();
    let (status, tagged) = (filter.image_status.as_ref(), filter.tag_status.as_ref());
    let told = |filter: Option<&str>| filter.unwrap_or("-").to_owned();
    let (account, tag_filter) = (scope.account.to_string(), told(tagged.map(ecr::TagStatus::as_str)));
    let status_filter = told(status.map(ecr::ImageStatusFilter::as_str));
    let list = ["ListImages", &account, scope.region.as_str(), &key.name, &tag_filter, &status_filter];
    let pages = Pages::of(snapshot, &list);
    let start = pages.start(input.next_token.as_deref()).map_err(|_| problems::bad_token())?;
    let items =
        by_tag(snapshot, &key, status, start.as_ref()).filter(|_| tag_status_matches(true, tagged)).chain(
            untagged(snapshot, &key, status, start.as_ref()).filter(|_| tag_status_matches(false, tagged)),
        );
    let page = pages.take(items, limit);
    Ok(ecr::ListImagesResponse { image_ids: Some(page.items), next_token: page.next_token })
}

const TAGGED: u8 = 0;
const UNTAGGED: u8 = 1;

fn place(part: u8, key: &KeyBytes) -> KeyBytes {
    KeyBytes::from_slice(&[&[part], key.as_slice()].concat())
}

/// The row that a part of the list goes on behind; `Err` where the part is already over.
fn rest(start: Option<&KeyBytes>, part: u8) -> Result<Option<KeyBytes>, ()> {
    match start.and_then(|start| start.as_slice().split_first()) {
        Some((at, key)) if *at == part => Ok(Some(KeyBytes::from_slice(key))),
        Some((at, _)) if *at > part => Err(()),
        _ => Ok(None),
    }
}

fn by_tag<'a>(
    world: &'a World,
    repository: &RepositoryKey,
    status: Option<&ecr::ImageStatusFilter>,
    start: Option<&KeyBytes>,
) -> impl Iterator<Item = (KeyBytes, ecr::ImageIdentifier)> + use<'a> {
    let from = rest(start, TAGGED);
    let (repository, status) = (repository.clone(), status.cloned());
    let prefix = prefix(&repository);
    let rows = from.ok().map(|from| world.scan_from::<ImageTag>(&prefix, behind(from.as_ref())));
    rows.into_iter().flatten().filter_map(move |(key, row)| {
        let image = world.get::<Image>(&key_of(&repository, &row.digest))?;
        let id =
            ecr::ImageIdentifier { image_digest: Some(row.digest.clone()), image_tag: Some(key.tag.clone()) };
        status_matches(image, status.as_ref()).then(|| (place(TAGGED, &key.bytes()), id))
    })
}

fn untagged<'a>(
    world: &'a World,
    repository: &RepositoryKey,
    status: Option<&ecr::ImageStatusFilter>,
    start: Option<&KeyBytes>,
) -> impl Iterator<Item = (KeyBytes, ecr::ImageIdentifier)> + use<'a> {
    let from = rest(start, UNTAGGED);
    let status = status.cloned();
    let prefix = prefix(repository);
    let rows = from.ok().map(|from| world.scan_from::<Image>(&prefix, behind(from.as_ref())));
    rows.into_iter().flatten().filter_map(move |(key, row)| {
        let wanted = status_matches(row, status.as_ref()) && tags_of(world, &key).is_empty();
        let id = ecr::ImageIdentifier { image_digest: Some(key.digest.clone()), image_tag: None };
        wanted.then(|| (place(UNTAGGED, &key.bytes()), id))
    })
}
