//! DescribeImages and ListImageReferrers.
//!
//! Must not know: how an image came to be.

use longshore_planners::images::change::{key_of, prefix, tags_of};
use longshore_shapes::{ApiError, ecr};
use longshore_world::records::ecr::image::BY_SUBJECT;
use longshore_world::records::ecr::{Image, ImageKey, RepositoryKey};
use longshore_world::{KeyBytes, RowKey as _, Snapshot, World};

use super::{PAGE_DEFAULT, PAGE_MAX, check_count, named, status_matches, tag_status_matches};
use crate::caller::Caller;
use crate::ecr::repository::{self, behind};
use crate::ecr::{page_limit, problems, registry_of};
use crate::page::Pages;

const REFERRERS_MAX: i32 = 50;

pub(super) fn describe_images(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecr::DescribeImagesRequest,
) -> Result<ecr::DescribeImagesResponse, ApiError> {
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let (repository, _) =
        repository::for_use(snapshot, caller, scope, &input.repository_name, "ecr:DescribeImages")?;
    if let Some(ids) = input.image_ids.filter(|ids| !ids.is_empty()) {
        check_count(&ids)?;
        let detail = |id: &ecr::ImageIdentifier| match named(snapshot, &repository, id) {
            Ok((key, row)) => Ok(detail(snapshot, &key, row)),
            Err(_) => {
                Err(problems::no_image(&repository, id.image_digest.as_deref(), id.image_tag.as_deref()))
            }
        };
        let details = ids.iter().map(detail).collect::<Result<_, _>>()?;
        return Ok(ecr::DescribeImagesResponse { image_details: Some(details), next_token: None });
    }
    let limit = page_limit(input.max_results, PAGE_DEFAULT, PAGE_MAX)?;
    let filter = input.filter.unwrap_or_default();
    let filters = format!("{:?}", filter);
    let account = scope.account.to_string();
    let pages =
        Pages::of(snapshot, &["DescribeImages", &account, scope.region.as_str(), &repository.name, &filters]);
    let start = pages.start(input.next_token.as_deref()).map_err(|_| problems::bad_token())?;
    let rows = snapshot.scan_from::<Image>(&prefix(&repository), behind(start.as_ref()));
    let wanted = rows.filter(|(key, row)| {
        status_matches(row, filter.image_status.as_ref())
            && tag_status_matches(!tags_of(snapshot, key).is_empty(), filter.tag_status.as_ref())
    });
    let page = pages.take(wanted.map(|(key, row)| (key.bytes(), detail(snapshot, &key, row))), limit);
    Ok(ecr::DescribeImagesResponse { image_details: Some(page.items), next_token: page.next_token })
}

fn detail(world: &World, key: &ImageKey, row: &Image) -> ecr::ImageDetail {
    let tags = tags_of(world, key);
    let status =
        if row.archived_at.is_some() { ecr::ImageStatus::Archived } else { ecr::ImageStatus::Active };
    ecr::ImageDetail {
        registry_id: Some(key.scope.account.to_string()),
        repository_name: Some(key.repository.clone()),
        image_digest: Some(key.digest.clone()),
        image_tags: (!tags.is_empty()).then_some(tags),
        image_size_in_bytes: row.manifests.is_empty().then_some(row.size),
        image_pushed_at: Some(row.pushed_at),
        image_scan_status: row.scan.clone(),
        image_scan_findings_summary: row.scan_summary.clone(),
        image_manifest_media_type: Some(row.media_type.clone()),
        artifact_media_type: row.config_media_type.clone(),
        last_recorded_pull_time: row.pulled_at,
        subject_manifest_digest: row.subject.clone(),
        image_status: Some(status),
        last_archived_at: row.archived_at,
        last_activated_at: row.activated_at,
    }
}

/// Images that say they are about that digest, in order of their own.
pub(crate) fn referrers<'a>(
    world: &'a World,
    repository: &RepositoryKey,
    digest: &str,
    after: Option<&KeyBytes>,
) -> impl Iterator<Item = (KeyBytes, ecr::ImageReferrer)> + use<'a> {
    let subject = key_of(repository, digest);
    world.by_place::<Image>(BY_SUBJECT, &subject.bytes(), after).map(|(place, key, row)| {
        let referrer = ecr::ImageReferrer {
            digest: key.digest,
            media_type: row.media_type.clone(),
            artifact_type: row.artifact_type.clone(),
            size: row.manifest_size,
            annotations: (!row.annotations.is_empty()).then(|| row.annotations.clone()),
            artifact_status: Some(ecr::ArtifactStatus::Active),
        };
        (place.clone(), referrer)
    })
}

pub(super) fn list_image_referrers(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecr::ListImageReferrersRequest,
) -> Result<ecr::ListImageReferrersResponse, ApiError> {
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let (repository, _) =
        repository::for_use(snapshot, caller, scope, &input.repository_name, "ecr:ListImageReferrers")?;
    let limit = page_limit(input.max_results, REFERRERS_MAX, REFERRERS_MAX)?;
    let types = input.filter.and_then(|filter| filter.artifact_types).unwrap_or_default();
    let digest = input.subject_id.image_digest;
    let account = scope.account.to_string();
    let pages = Pages::of(
        snapshot,
        &["ListImageReferrers", &account, scope.region.as_str(), &repository.name, &digest, &types.join(" ")],
    );
    let start = pages.start(input.next_token.as_deref()).map_err(|_| problems::bad_token())?;
    let wanted = referrers(snapshot, &repository, &digest, start.as_ref()).filter(|(_, referrer)| {
        types.is_empty() || referrer.artifact_type.as_ref().is_some_and(|given| types.contains(given))
    });
    let page = pages.take(wanted, limit);
    Ok(ecr::ListImageReferrersResponse { referrers: Some(page.items), next_token: page.next_token })
}
