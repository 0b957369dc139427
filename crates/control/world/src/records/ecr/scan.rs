//! What a scan found in an image: cold, beside the summary that the image's row keeps.
//!
//! Must not know: how it was found.

use longshore_shapes::ecr;

use super::image::ImageKey;
use crate::record::{ColdRecord, StoredRecord};
use crate::structure;

structure! {
    ScanReport {
        findings: ecr::ImageScanFindings => ecr::schemas::IMAGE_SCAN_FINDINGS,
    }
}

impl StoredRecord for ScanReport {
    type Key = ImageKey;
    const TABLE: u16 = 309;
    const NAME: &'static str = "scan report";
}

impl ColdRecord for ScanReport {}
