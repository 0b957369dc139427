//! Changes of a repository's images that more than one asks for: the API, the registry's protocol, a lifecycle policy.
//!
//! Must not know: why.

use std::collections::BTreeMap;

use longshore_world::key::KeyWriter;
use longshore_world::records::ecr::image::{BY_CONTENT, BY_DIGEST};
use longshore_world::records::ecr::{
    Image, ImageKey, ImageTag, ImageTagKey, Layer, Manifest, Replication, ReplicationKey, RepositoryKey,
    ScanReport,
};
use longshore_world::records::history::Happening;
use longshore_world::{KeyBytes, RowKey as _, Tx, World};

/// What a change is called on the bus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Push,
    Delete,
}

/// The prefix of everything in a repository.
pub fn prefix(repository: &RepositoryKey) -> KeyBytes {
    KeyWriter::new().scope(repository.scope).text(&repository.name).finish()
}

pub fn key_of(repository: &RepositoryKey, digest: &str) -> ImageKey {
    ImageKey { scope: repository.scope, repository: repository.name.clone(), digest: digest.to_owned() }
}

pub fn tag_key(repository: &RepositoryKey, tag: &str) -> ImageTagKey {
    ImageTagKey { scope: repository.scope, repository: repository.name.clone(), tag: tag.to_owned() }
}

fn repository_of(key: &ImageKey) -> RepositoryKey {
    RepositoryKey { scope: key.scope, name: key.repository.clone() }
}

/// The tags that point to an image, in order.
pub fn tags_of(world: &World, key: &ImageKey) -> Vec<String> {
    world.by_place::<ImageTag>(BY_DIGEST, &key.bytes(), None).map(|(_, tag, _)| tag.tag).collect()
}

/// The images whose manifest names that digest.
pub fn naming<'a>(world: &'a World, key: &ImageKey) -> impl Iterator<Item = ImageKey> + use<'a> {
    world.by_place::<Image>(BY_CONTENT, &key.bytes(), None).map(|(_, key, _)| key)
}

/// Takes a tag away from its image, which stays; whether there was such a tag.
pub fn untag(tx: &mut Tx<'_>, repository: &RepositoryKey, tag: &str) -> bool {
    let Some(row) = tx.delete::<ImageTag>(&tag_key(repository, tag)) else { return false };
    let key = key_of(repository, &row.digest);
    let media_type = tx.get::<Image>(&key).map(|image| image.media_type.clone()).unwrap_or_default();
    announce(tx, &key, Some(tag), Told::Delete, &media_type);
    true
}

/// Deletes an image with its tags. Its blobs are marked where nobody else names them.
pub fn take_away(tx: &mut Tx<'_>, key: &ImageKey, tags: &[String]) {
    let repository = repository_of(key);
    for tag in tags {
        tx.delete::<ImageTag>(&tag_key(&repository, tag));
    }
    let Some(row) = tx.delete::<Image>(key) else { return };
    forget_copies(tx, &key.bytes());
    tx.delete_cold::<Manifest>(key);
    tx.delete_cold::<ScanReport>(key);
    let now = tx.now();
    for blob in row.blobs.iter().map(|digest| key_of(&repository, digest)) {
        if naming(tx, &blob).next().is_none() {
            tx.update(&blob, |layer: &mut Layer| layer.unused_since = Some(now));
        }
    }
    announce(tx, key, tags.first().map(String::as_str), Told::Delete, &row.media_type);
}

/// Forgets where images went, by the beginning of their keys.
pub fn forget_copies(tx: &mut Tx<'_>, prefix: &KeyBytes) {
    let copies: Vec<ReplicationKey> = tx.scan::<Replication>(prefix).map(|(key, _)| key).collect();
    for copy in &copies {
        tx.delete::<Replication>(copy);
    }
}

/// Tells the bus of a push or a delete.
pub fn announce(tx: &mut Tx<'_>, key: &ImageKey, tag: Option<&str>, told: Told, media_type: &str) {
    let action = match told {
        Told::Push => "PUSH",
        Told::Delete => "DELETE",
    };
    let detail = serde_json::json!({
        "result": "SUCCESS",
        "repository-name": key.repository,
        "image-digest": key.digest,
        "action-type": action,
        "image-tag": tag.unwrap_or_default(),
        "manifest-media-type": media_type,
    });
    tell(tx, key, "ECR Image Action", &detail);
}

/// Tells the bus how a scan ended, and how many findings it has of each severity.
pub fn announce_scan(
    tx: &mut Tx<'_>,
    key: &ImageKey,
    tags: &[String],
    status: &str,
    counts: &BTreeMap<String, i32>,
) {
    let detail = serde_json::json!({
        "scan-status": status,
        "repository-name": key.repository,
        "image-digest": key.digest,
        "image-tags": tags,
        "finding-severity-counts": counts,
    });
    tell(tx, key, "ECR Image Scan", &detail);
}

fn tell(tx: &mut Tx<'_>, key: &ImageKey, detail_type: &str, detail: &serde_json::Value) {
    let (account, region) = (key.scope.account, key.scope.region);
    tx.announce(Happening {
        account: account.to_string(),
        region: region.to_string(),
        detail_type: Some(detail_type.to_owned()),
        resources: vec![format!("arn:aws:ecr:{region}:{account}:repository/{}", key.repository)],
        detail: Some(detail.to_string()),
        ..Default::default()
    });
}
