//! Scans from the request to the report, each on a world of its own; nobody looks into layers here.

use longshore_world::records::ecr::{ImageTag, Manifest, Repository};
use longshore_world::records::history::Happening;

use super::*;
use crate::bench::{self, Control};
use crate::ecr::image::put;

const CONFIG: &str = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
const LAYER: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn app() -> RepositoryKey {
    RepositoryKey { scope: bench::scope(), name: "app".to_owned() }
}

fn id() -> ecr::ImageIdentifier {
    ecr::ImageIdentifier { image_tag: Some("1".to_owned()), ..Default::default() }
}

fn repository(scan_on_push: bool) -> Repository {
    let configuration = ecr::ImageScanningConfiguration { scan_on_push: Some(scan_on_push) };
    let repository =
        ecr::Repository { image_scanning_configuration: Some(configuration), ..Default::default() };
    Repository { repository, ..Default::default() }
}

/// A world with an image `app:1`, whose configuration has that media type.
fn pushed(scan_on_push: bool, config: &str) -> (Control, ImageKey) {
    let mut control = Control::new();
    let body = serde_json::json!({
        "schemaVersion": 2, "mediaType": manifest::OCI_MANIFEST,
        "config": {"mediaType": config, "digest": CONFIG, "size": 2},
        "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": LAYER, "size": 0}],
    });
    let body = serde_json::to_vec(&body).unwrap();
    let digest = control.transact(|tx| {
        tx.put(&app(), repository(scan_on_push));
        for digest in [CONFIG, LAYER] {
            let key = ImageKey { scope: bench::scope(), repository: "app".into(), digest: digest.into() };
            tx.put(&key, longshore_world::records::ecr::Layer::default());
        }
        put(tx, &app(), Some("1"), None, &body).ok().unwrap().digest
    });
    (control, ImageKey { scope: bench::scope(), repository: "app".to_owned(), digest })
}

fn start(control: &mut Control) -> Result<ecr::StartImageScanResponse, ApiError> {
    let input = ecr::StartImageScanRequest {
        repository_name: "app".to_owned(),
        image_id: id(),
        ..Default::default()
    };
    control.call::<op::StartImageScan>(input)
}

fn describe(
    control: &mut Control,
    max_results: Option<i32>,
    next_token: Option<String>,
) -> Result<ecr::DescribeImageScanFindingsResponse, ApiError> {
    let input = ecr::DescribeImageScanFindingsRequest {
        repository_name: "app".to_owned(),
        image_id: id(),
        max_results,
        next_token,
        ..Default::default()
    };
    control.call::<op::DescribeImageScanFindings>(input)
}

fn status(control: &mut Control) -> (ScanStatus, String) {
    let status = describe(control, None, None).ok().unwrap().image_scan_status.unwrap();
    (status.status.unwrap(), status.description.unwrap())
}

/// The events of scans.
fn told(control: &Control) -> Vec<serde_json::Value> {
    let snapshot = control.snapshot();
    let rows = snapshot.cold_range::<Happening>(&KeyBytes::from_slice(&[]), None, 100).unwrap();
    let events = rows.iter().filter_map(|(key, row)| crate::events::event(&snapshot, key, row));
    events.filter(|event| event.detail_type == "ECR Image Scan").map(|event| event.body).collect()
}

fn found(count: usize) -> Outcome {
    let finding = |number| ecr::ImageScanFinding {
        name: Some(format!("CVE-{number}")),
        severity: Some(if number == 0 { ecr::FindingSeverity::High } else { ecr::FindingSeverity::Low }),
        ..Default::default()
    };
    Outcome::Complete {
        findings: (0..count).map(finding).collect(),
        source_updated_at: Some(Timestamp::from_secs(5)),
        description: "done".to_owned(),
    }
}

#[test]
fn a_push_asks_for_a_scan_where_the_repository_says_so() {
    for (on_push, config, expected) in [
        (true, IMAGE_CONFIGS[0], true),
        (false, IMAGE_CONFIGS[0], false),
        (true, "application/vnd.example", false),
    ] {
        let (control, key) = pushed(on_push, config);
        assert_eq!(next(&control.snapshot()), expected.then_some(key), "{on_push} {config}");
    }
}

#[test]
fn a_scan_is_asked_for_carried_out_and_described() {
    let (mut control, key) = pushed(false, IMAGE_CONFIGS[1]);
    assert_eq!(describe(&mut control, None, None).err().unwrap().code(), "ScanNotFoundException");
    let answer = start(&mut control).ok().unwrap();
    assert_eq!(answer.image_id.unwrap().image_digest.as_ref(), Some(&key.digest));
    assert_eq!(status(&mut control).0, ScanStatus::InProgress);
    assert_eq!(next(&control.snapshot()).as_ref(), Some(&key));
    assert_eq!(layers(&control.snapshot(), &key).unwrap(), [LAYER]);
    control.transact(|tx| finish(tx, &key, found(3)));
    assert_eq!(
        (status(&mut control), next(&control.snapshot())),
        ((ScanStatus::Complete, "done".into()), None)
    );
    let first = describe(&mut control, Some(2), None).ok().unwrap();
    let findings = first.image_scan_findings.unwrap();
    let counts = findings.finding_severity_counts.unwrap();
    assert_eq!((counts["HIGH"], counts["LOW"], counts.len()), (1, 2, 2));
    assert_eq!(findings.findings.unwrap().len(), 2);
    let second = describe(&mut control, Some(2), first.next_token).ok().unwrap();
    let rest = second.image_scan_findings.unwrap().findings.unwrap();
    assert_eq!((rest[0].name.as_deref(), rest.len(), second.next_token), (Some("CVE-2"), 1, None));
    let told = told(&control);
    assert_eq!(told.len(), 1);
    assert_eq!(
        (&told[0]["source"], &told[0]["detail"]["scan-status"]),
        (&"aws.ecr".into(), &"COMPLETE".into())
    );
    assert_eq!(told[0]["detail"]["finding-severity-counts"], serde_json::json!({"HIGH": 1, "LOW": 2}));
    assert_eq!(told[0]["detail"]["image-tags"], serde_json::json!(["1"]));
    let row = control.snapshot().get::<Image>(&key).cloned().unwrap();
    assert_eq!(
        row.scan_summary.clone().unwrap().vulnerability_source_updated_at,
        Some(Timestamp::from_secs(5))
    );
}

#[test]
fn an_image_is_scanned_once_a_day_unless_that_failed() {
    let (mut control, key) = pushed(true, IMAGE_CONFIGS[0]);
    assert_eq!(start(&mut control).err().unwrap().code(), "LimitExceededException");
    control.transact(|tx| finish(tx, &key, Outcome::Failed("no data".into())));
    assert_eq!(status(&mut control), (ScanStatus::Failed, "no data".into()));
    assert!(start(&mut control).is_ok());
    control.transact(|tx| finish(tx, &key, found(1)));
    assert_eq!(start(&mut control).err().unwrap().code(), "LimitExceededException");
    control.now = control.now.plus_secs(QUOTA_SECS);
    assert!(start(&mut control).is_ok());
    // What was found before is gone where it could not be found again.
    control.transact(|tx| finish(tx, &key, Outcome::Failed("damaged".into())));
    assert!(control.snapshot().cold::<ScanReport>(&key).unwrap().is_none());
    assert!(control.snapshot().get::<Image>(&key).unwrap().scan_summary.is_none());
}

#[test]
fn what_is_no_image_is_not_scanned() {
    let (mut control, _) = pushed(false, "application/vnd.example");
    assert_eq!(start(&mut control).err().unwrap().code(), "UnsupportedImageTypeException");
    let (mut control, key) = pushed(false, IMAGE_CONFIGS[0]);
    control.transact(|tx| tx.update(&key, |row: &mut Image| row.archived_at = Some(Timestamp::from_secs(1))));
    assert_eq!(start(&mut control).err().unwrap().code(), "ImageArchivedException");
}

#[test]
fn an_image_that_is_gone_stays_gone() {
    let (mut control, key) = pushed(true, IMAGE_CONFIGS[0]);
    control.transact(|tx| {
        longshore_planners::images::change::take_away(tx, &key, &["1".to_owned()]);
        finish(tx, &key, found(1));
    });
    let snapshot = control.snapshot();
    assert!(snapshot.get::<Image>(&key).is_none() && snapshot.cold::<ScanReport>(&key).unwrap().is_none());
    assert!(snapshot.cold::<Manifest>(&key).unwrap().is_none());
    assert_eq!(snapshot.scan::<ImageTag>(&longshore_planners::images::change::prefix(&app())).count(), 0);
}
