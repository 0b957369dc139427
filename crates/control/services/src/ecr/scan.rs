//! Scans of images: asking for one, what came of it, and what whoever carries them out needs to know and writes down.
//!
//! A scan is asked for by a row's status; the edge takes the one that has waited longest, and ends it in a transaction.
//! So a restart goes on where it was, and an image that was deleted meanwhile is not brought back.
//!
//! Must not know: how a vulnerability is found.

use longshore_planners::images::change::{announce_scan, tags_of};
use longshore_shapes::ecr::{self, ScanStatus, error, op};
use longshore_shapes::{ApiError, Timestamp};
use longshore_world::records::ecr::image::SCAN_PENDING;
use longshore_world::records::ecr::{Image, ImageKey, RepositoryKey, ScanReport};
use longshore_world::{KeyBytes, Snapshot, Tx, World};

use super::image::{self, named};
use super::manifest::{self, Descriptor};
use super::{page_limit, problems, registry_of, repository};
use crate::caller::Caller;
use crate::errors;
use crate::page::Pages;
use crate::registry::Registry;

/// An image may be scanned once in this time, unless the last scan failed.
const QUOTA_SECS: i64 = 24 * 60 * 60;
const PAGE_DEFAULT: i32 = 100;
const PAGE_MAX: i32 = 1000;
/// What the configuration of something that can be run is called; other artifacts have no file system.
const IMAGE_CONFIGS: [&str; 2] =
    ["application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json"];

/// How a scan ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    Complete {
        findings: Vec<ecr::ImageScanFinding>,
        /// How old the data is that was matched.
        source_updated_at: Option<Timestamp>,
        description: String,
    },
    Failed(String),
}

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::StartImageScan, _>(start_image_scan);
    registry.read::<op::DescribeImageScanFindings>(describe_image_scan_findings);
}

/// Whether there is a file system to look into.
pub(crate) fn is_scannable(row: &Image) -> bool {
    let config = row.config_media_type.as_deref();
    row.manifests.is_empty() && config.is_some_and(|config| IMAGE_CONFIGS.contains(&config))
}

/// Marks an image that was just pushed.
pub(crate) fn ask_by_push(row: &mut Image) {
    row.scan = Some(ecr::ImageScanStatus {
        status: Some(ScanStatus::Pending),
        description: Some("The scan was asked for by the push and has not begun.".to_owned()),
    });
    row.scan_asked_at = Some(row.pushed_at);
}

fn start_image_scan(
    caller: &Caller,
    input: ecr::StartImageScanRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::StartImageScanResponse, ApiError> + use<>, ApiError> {
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let caller = caller.clone();
    Ok(move |tx: &mut Tx<'_>| {
        let name = &input.repository_name;
        let (repository, _) = repository::for_use(tx, &caller, scope, name, "ecr:StartImageScan")?;
        let (key, row) = of(tx, &repository, &input.image_id)?;
        check(row, tx.now())?;
        let now = tx.now();
        let status = ecr::ImageScanStatus {
            status: Some(ScanStatus::InProgress),
            description: Some("The scan was asked for and has not ended.".to_owned()),
        };
        let asked = status.clone();
        tx.update(&key, |row: &mut Image| {
            row.scan = Some(asked);
            row.scan_asked_at = Some(now);
        });
        Ok(ecr::StartImageScanResponse {
            registry_id: Some(scope.account.to_string()),
            repository_name: Some(repository.name),
            image_id: Some(shown(&key, input.image_id)),
            image_scan_status: Some(status),
        })
    })
}

fn of<'a>(
    world: &'a World,
    repository: &RepositoryKey,
    id: &ecr::ImageIdentifier,
) -> Result<(ImageKey, &'a Image), ApiError> {
    named(world, repository, id)
        .map_err(|_| problems::no_image(repository, id.image_digest.as_deref(), id.image_tag.as_deref()))
}

fn check(row: &Image, now: Timestamp) -> Result<(), ApiError> {
    if !is_scannable(row) {
        let kind = row.config_media_type.as_deref().unwrap_or(&row.media_type);
        let message = format!(
            "Only images are scanned, and {kind} is none; of an index, scan the images that it lists."
        );
        return Err(ApiError::new(&error::UNSUPPORTED_IMAGE_TYPE_EXCEPTION, message));
    }
    if row.archived_at.is_some() {
        let message = "The image is archived; restore it before it is scanned.";
        return Err(ApiError::new(&error::IMAGE_ARCHIVED_EXCEPTION, message));
    }
    let failed = row.scan.as_ref().is_some_and(|scan| scan.status == Some(ScanStatus::Failed));
    let is_recent = row.scan_asked_at.is_some_and(|at| now < at.plus_secs(QUOTA_SECS));
    if is_recent && !failed {
        let message = "The scan quota per image has been exceeded: one in 24 hours. Wait and try again.";
        return Err(ApiError::new(&error::LIMIT_EXCEEDED_EXCEPTION, message));
    }
    Ok(())
}

fn shown(key: &ImageKey, asked: ecr::ImageIdentifier) -> ecr::ImageIdentifier {
    ecr::ImageIdentifier { image_digest: Some(key.digest.clone()), ..asked }
}

fn describe_image_scan_findings(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecr::DescribeImageScanFindingsRequest,
) -> Result<ecr::DescribeImageScanFindingsResponse, ApiError> {
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let name = &input.repository_name;
    let (repository, _) =
        repository::for_use(snapshot, caller, scope, name, "ecr:DescribeImageScanFindings")?;
    let limit = page_limit(input.max_results, PAGE_DEFAULT, PAGE_MAX)?;
    let (key, row) = of(snapshot, &repository, &input.image_id)?;
    let Some(status) = row.scan.clone() else {
        return Err(none(&repository, &input.image_id));
    };
    let mut answer = ecr::DescribeImageScanFindingsResponse {
        registry_id: Some(scope.account.to_string()),
        repository_name: Some(repository.name),
        image_id: Some(shown(&key, input.image_id)),
        ..Default::default()
    };
    if status.status == Some(ScanStatus::Complete) {
        let (findings, next_token) = page(snapshot, &key, input.next_token.as_deref(), limit)?;
        answer.image_scan_findings = Some(findings);
        answer.next_token = next_token;
    }
    answer.image_scan_status = Some(status);
    Ok(answer)
}

fn none(repository: &RepositoryKey, id: &ecr::ImageIdentifier) -> ApiError {
    let text = |part: &Option<String>| part.clone().unwrap_or_else(|| "null".to_owned());
    let message = format!(
        "Image scan does not exist for the image with '{{imageDigest:'{}', imageTag:'{}'}}' in the repository with name \
         '{}' in the {}",
        text(&id.image_digest),
        text(&id.image_tag),
        repository.name,
        problems::registry(repository)
    );
    ApiError::new(&error::SCAN_NOT_FOUND_EXCEPTION, message)
}

/// A page of what was found, with what is said of all of it.
fn page(
    snapshot: &Snapshot,
    key: &ImageKey,
    token: Option<&str>,
    limit: usize,
) -> Result<(ecr::ImageScanFindings, Option<String>), ApiError> {
    let report = snapshot.cold::<ScanReport>(key).map_err(errors::cold_row)?.unwrap_or_default();
    let mut shown = report.findings;
    let (account, region) = (key.scope.account.to_string(), key.scope.region);
    // A later scan has another list.
    let at = shown.image_scan_completed_at.map_or(0, Timestamp::millis).to_string();
    let list = ["DescribeImageScanFindings", &account, region.as_str(), &key.repository, &key.digest, &at];
    let pages = Pages::of(snapshot, &list);
    let start = pages.start(token).map_err(|_| problems::bad_token())?;
    let placed = shown.findings.take().unwrap_or_default().into_iter().zip(0_u32..);
    let placed = placed.map(|(finding, place)| (KeyBytes::from_slice(&place.to_be_bytes()), finding));
    let page =
        pages.take(placed.filter(|(place, _)| start.as_ref().is_none_or(|start| place > start)), limit);
    shown.findings = Some(page.items);
    Ok((shown, page.next_token))
}

/// The image whose scan was asked for and has waited longest.
pub fn next(snapshot: &Snapshot) -> Option<ImageKey> {
    let waiting = snapshot.by_index::<Image>(SCAN_PENDING, &KeyBytes::from_slice(&[]), None);
    waiting.map(|(_, key, _)| key).next()
}

/// The digests of an image's layers, lowest first; or why they cannot be had.
pub fn layers(snapshot: &Snapshot, key: &ImageKey) -> Result<Vec<String>, String> {
    let body = image::body(snapshot, key).map_err(|error| error.message)?;
    let reading = manifest::read(&body, None)?;
    let digest = |layer: Descriptor| match layer.foreign {
        true => Err(format!("the layer {} is kept elsewhere, where it is not read", layer.digest)),
        false => Ok(layer.digest),
    };
    reading.layers.into_iter().map(digest).collect()
}

/// Writes down how a scan ended, where the image is still there and waits for it.
pub fn finish(tx: &mut Tx<'_>, key: &ImageKey, outcome: Outcome) {
    let status = tx.get::<Image>(key).and_then(|row| row.scan.as_ref()).and_then(|scan| scan.status.as_ref());
    if !matches!(status, Some(ScanStatus::Pending | ScanStatus::InProgress)) {
        return;
    }
    let (status, description, report) = match outcome {
        Outcome::Complete { findings, source_updated_at, description } => {
            (ScanStatus::Complete, description, Some(report(findings, source_updated_at, tx.now())))
        }
        Outcome::Failed(why) => (ScanStatus::Failed, why, None),
    };
    let summary = report.as_ref().map(|report| ecr::ImageScanFindingsSummary {
        image_scan_completed_at: report.image_scan_completed_at,
        vulnerability_source_updated_at: report.vulnerability_source_updated_at,
        finding_severity_counts: report.finding_severity_counts.clone(),
    });
    let counts = summary.as_ref().and_then(|summary| summary.finding_severity_counts.clone());
    let word = status.clone();
    tx.update(key, |row: &mut Image| {
        row.scan = Some(ecr::ImageScanStatus { status: Some(status), description: Some(description) });
        row.scan_summary = summary;
    });
    match report {
        Some(findings) => tx.put_cold(key, &ScanReport { findings }),
        None => tx.delete_cold::<ScanReport>(key),
    }
    let tags = tags_of(tx, key);
    announce_scan(tx, key, &tags, word.as_str(), &counts.unwrap_or_default());
}

fn report(
    findings: Vec<ecr::ImageScanFinding>,
    source_updated_at: Option<Timestamp>,
    now: Timestamp,
) -> ecr::ImageScanFindings {
    let mut counts = std::collections::BTreeMap::<String, i32>::new();
    for severity in findings.iter().filter_map(|finding| finding.severity.as_ref()) {
        *counts.entry(severity.as_str().to_owned()).or_default() += 1;
    }
    ecr::ImageScanFindings {
        image_scan_completed_at: Some(now),
        vulnerability_source_updated_at: source_updated_at,
        finding_severity_counts: Some(counts),
        findings: Some(findings),
        enhanced_findings: None,
    }
}

#[cfg(test)]
mod tests;
