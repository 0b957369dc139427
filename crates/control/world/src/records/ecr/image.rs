//! Images: manifests by digest, the tags that point to them, and the blobs that a repository may use.
//!
//! A manifest's bytes are a cold row, written in the transaction that makes the image; the image's row holds what
//! lists, lifecycle rules and deletes need.
//!
//! Must not know: what a layer contains.

use longshore_shapes::{Blob, Timestamp, ecr, schema};

use crate::key::{KeyBytes, KeyWriter, RowKey as _, moment};
use crate::record::{ColdRecord, Record, StoredRecord};
use crate::records::{TEXT_MAP, TEXTS};
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(
    /// Of images, manifests, blobs and scans: a digest in a repository.
    ImageKey { scope: Scope = scope, repository: String = text, digest: String = text }
);
row_key!(ImageTagKey { scope: Scope = scope, repository: String = text, tag: String = text });

/// Images by scope, repository and the subject they refer to: referrers.
pub const BY_SUBJECT: usize = 0;
/// Images by scope, repository and each digest that their manifest names: what may not be deleted.
pub const BY_CONTENT: usize = 1;
/// Images whose scan is asked for and not done, by since when.
pub const SCAN_PENDING: usize = 2;

/// Tags by scope, repository and the digest they point to.
pub const BY_DIGEST: usize = 0;

/// Layers by digest alone: whether anybody uses a blob.
pub const ANYWHERE: usize = 0;
/// Layers that no image of their repository names, by since when: a push may be about to.
pub const UNUSED: usize = 1;

structure! {
    Image {
        media_type: String => schema::TEXT,
        /// The manifest's own, or its config's media type.
        artifact_type: Option<String> => schema::TEXT,
        config_media_type: Option<String> => schema::TEXT,
        /// Of the manifest alone.
        manifest_size: i64 => schema::LONG,
        /// Of all that a client pulls: config and layers, without what an index lists.
        size: i64 => schema::LONG,
        pushed_at: Timestamp => schema::TIMESTAMP,
        pulled_at: Option<Timestamp> => schema::TIMESTAMP,
        /// The digest of the manifest that this one is about.
        subject: Option<String> => schema::TEXT,
        /// What a referrers list tells of it.
        annotations: std::collections::BTreeMap<String, String> => TEXT_MAP,
        /// Digests of its config and layers, of blobs, and of the manifests that an index lists.
        blobs: Vec<String> => TEXTS,
        manifests: Vec<String> => TEXTS,
        scan: Option<ecr::ImageScanStatus> => ecr::schemas::IMAGE_SCAN_STATUS,
        scan_summary: Option<ecr::ImageScanFindingsSummary> => ecr::schemas::IMAGE_SCAN_FINDINGS_SUMMARY,
        /// When a scan was last asked for.
        scan_asked_at: Option<Timestamp> => schema::TIMESTAMP,
        archived_at: Option<Timestamp> => schema::TIMESTAMP,
        activated_at: Option<Timestamp> => schema::TIMESTAMP,
    }
}

structure! {
    /// The manifest as it was pushed, byte for byte.
    Manifest {
        body: Blob => schema::BLOB,
    }
}

structure! {
    ImageTag {
        digest: String => schema::TEXT,
        tagged_at: Timestamp => schema::TIMESTAMP,
        /// Of a cached tag: when the registry it is cached from was last asked.
        checked_at: Option<Timestamp> => schema::TIMESTAMP,
    }
}

structure! {
    /// That a repository may use a blob, and how large that is.
    Layer {
        size: i64 => schema::LONG,
        media_type: Option<String> => schema::TEXT,
        added_at: Timestamp => schema::TIMESTAMP,
        /// Since when no image of the repository names it.
        unused_since: Option<Timestamp> => schema::TIMESTAMP,
    }
}

impl ImageKey {
    /// The place of what concerns another digest of the same repository: that one's key.
    fn beside(&self, digest: &str) -> KeyBytes {
        Self { digest: digest.to_owned(), ..self.clone() }.bytes()
    }
}

impl StoredRecord for Image {
    type Key = ImageKey;
    const TABLE: u16 = 302;
    const NAME: &'static str = "image";
}

impl Record for Image {
    const INDEXES: usize = 3;

    fn indexes(&self, key: &ImageKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
        if let Some(subject) = &self.subject {
            entry(BY_SUBJECT, key.beside(subject));
        }
        for digest in self.blobs.iter().chain(&self.manifests) {
            entry(BY_CONTENT, key.beside(digest));
        }
        let waits = |scan: &ecr::ImageScanStatus| {
            matches!(scan.status, Some(ecr::ScanStatus::Pending | ecr::ScanStatus::InProgress))
        };
        if self.scan.as_ref().is_some_and(waits) {
            entry(SCAN_PENDING, moment(self.scan_asked_at.unwrap_or(self.pushed_at)).finish());
        }
    }
}

impl StoredRecord for Manifest {
    type Key = ImageKey;
    const TABLE: u16 = 303;
    const NAME: &'static str = "manifest";
}

impl ColdRecord for Manifest {}

impl StoredRecord for ImageTag {
    type Key = ImageTagKey;
    const TABLE: u16 = 304;
    const NAME: &'static str = "image tag";
}

impl Record for ImageTag {
    const INDEXES: usize = 1;

    fn indexes(&self, key: &ImageTagKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
        let image =
            ImageKey { scope: key.scope, repository: key.repository.clone(), digest: self.digest.clone() };
        entry(BY_DIGEST, image.bytes());
    }
}

impl StoredRecord for Layer {
    type Key = ImageKey;
    const TABLE: u16 = 305;
    const NAME: &'static str = "layer";
}

impl Record for Layer {
    const INDEXES: usize = 2;

    fn indexes(&self, key: &ImageKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
        entry(ANYWHERE, KeyWriter::new().text(&key.digest).finish());
        if let Some(since) = self.unused_since {
            entry(UNUSED, moment(since).finish());
        }
    }
}
