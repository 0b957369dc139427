//! Reading manifests: what kind one is, what it refers to, and what is wrong with it.
//!
//! Understood are image manifests and indexes of OCI and of Docker's second schema.
//!
//! Must not know: repositories; whether what is referred to is there.

use std::collections::BTreeMap;

use ring::digest::{SHA256, digest};
use serde_json::Value;

/// What the distribution specification asks registries to take at least.
pub(crate) const BYTES_MAX: usize = 4 * 1024 * 1024;
const REFERENCES_MAX: usize = 4096;
const SHA256_PREFIX: &str = "sha256:";
const HEX_LENGTH: usize = 64;

pub(crate) const OCI_MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
pub(crate) const OCI_INDEX: &str = "application/vnd.oci.image.index.v1+json";
pub(crate) const DOCKER_MANIFEST: &str = "application/vnd.docker.distribution.manifest.v2+json";
pub(crate) const DOCKER_INDEX: &str = "application/vnd.docker.distribution.manifest.list.v2+json";

/// A blob or manifest that a manifest names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Descriptor {
    pub(crate) digest: String,
    pub(crate) size: i64,
    pub(crate) media_type: Option<String>,
    /// It may be kept elsewhere, where its addresses say.
    pub(crate) foreign: bool,
}

/// What is worth knowing of a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Reading {
    pub(crate) media_type: String,
    pub(crate) artifact_type: Option<String>,
    pub(crate) config: Option<Descriptor>,
    pub(crate) layers: Vec<Descriptor>,
    /// Of an index.
    pub(crate) manifests: Vec<Descriptor>,
    pub(crate) subject: Option<String>,
    pub(crate) annotations: BTreeMap<String, String>,
}

impl Reading {
    /// The blobs that have to be in the repository.
    pub(crate) fn blobs(&self) -> impl Iterator<Item = &Descriptor> {
        self.config.iter().chain(&self.layers).filter(|blob| !blob.foreign)
    }

    /// What a client pulls of it.
    pub(crate) fn size(&self) -> i64 {
        self.config.iter().chain(&self.layers).fold(0_i64, |sum, blob| sum.saturating_add(blob.size))
    }
}

/// What a registry that caches a manifest has to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    pub digest: String,
    pub media_type: String,
    /// Digests and sizes of what has to be fetched with it.
    pub blobs: Vec<(String, i64)>,
}

/// The same of bytes that came from elsewhere; what is wrong with them, in words.
pub fn contents(body: &[u8]) -> Result<Contents, String> {
    let reading = read(body, None)?;
    let mut blobs: Vec<_> = reading.blobs().map(|blob| (blob.digest.clone(), blob.size)).collect();
    blobs.sort_unstable();
    blobs.dedup();
    Ok(Contents { digest: digest_of(body), media_type: reading.media_type, blobs })
}

pub(crate) fn digest_of(body: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(SHA256_PREFIX.len() + HEX_LENGTH);
    text.push_str(SHA256_PREFIX);
    for byte in digest(&SHA256, body).as_ref() {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// `sha256:` and 64 digits, in lower case.
pub(crate) fn is_digest(text: &str) -> bool {
    let hex = text.strip_prefix(SHA256_PREFIX);
    hex.is_some_and(|hex| {
        hex.len() == HEX_LENGTH && hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// Reads a manifest; what is wrong with it, in words.
pub(crate) fn read(body: &[u8], said: Option<&str>) -> Result<Reading, String> {
    if body.len() > BYTES_MAX {
        return Err(format!("the manifest has {} bytes; at most {BYTES_MAX} are taken", body.len()));
    }
    let value: Value =
        serde_json::from_slice(body).map_err(|error| format!("the manifest is not JSON: {error}"))?;
    if value.get("schemaVersion").and_then(Value::as_i64) != Some(2) {
        return Err("schemaVersion must be 2".to_owned());
    }
    let own = text(&value, "mediaType")?;
    let said = said.map(|said| said.split(';').next().unwrap_or(said).trim());
    if let (Some(own), Some(said)) = (own.as_deref(), said)
        && own != said
    {
        return Err(format!("mediaType is '{own}', but it was sent as '{said}'"));
    }
    let media_type = own.or(said.map(str::to_owned)).unwrap_or_else(|| guessed(&value).to_owned());
    let read = match media_type.as_str() {
        OCI_MANIFEST | DOCKER_MANIFEST => image(&value)?,
        OCI_INDEX | DOCKER_INDEX => index(&value)?,
        other => return Err(format!("the media type '{other}' is not one of an image manifest or index")),
    };
    let artifact_type = text(&value, "artifactType")?
        .or_else(|| read.config.as_ref().and_then(|config| config.media_type.clone()));
    Ok(Reading {
        media_type,
        artifact_type,
        subject: value
            .get("subject")
            .map(|subject| descriptor(subject, "subject"))
            .transpose()?
            .map(|s| s.digest),
        annotations: annotations(&value)?,
        ..read
    })
}

fn guessed(value: &Value) -> &'static str {
    if value.get("manifests").is_some() { OCI_INDEX } else { OCI_MANIFEST }
}

fn image(value: &Value) -> Result<Reading, String> {
    let config = value.get("config").ok_or("config is missing")?;
    let layers = descriptors(value, "layers")?;
    Ok(Reading { config: Some(descriptor(config, "config")?), layers, ..Default::default() })
}

fn index(value: &Value) -> Result<Reading, String> {
    Ok(Reading { manifests: descriptors(value, "manifests")?, ..Default::default() })
}

fn descriptors(value: &Value, member: &str) -> Result<Vec<Descriptor>, String> {
    let list =
        value.get(member).and_then(Value::as_array).ok_or_else(|| format!("{member} must be a list"))?;
    if list.len() > REFERENCES_MAX {
        return Err(format!("{member} has {} entries; at most {REFERENCES_MAX} are taken", list.len()));
    }
    let numbered = list.iter().enumerate();
    numbered.map(|(position, entry)| descriptor(entry, &format!("{member}[{position}]"))).collect()
}

fn descriptor(value: &Value, place: &str) -> Result<Descriptor, String> {
    let digest =
        value.get("digest").and_then(Value::as_str).ok_or_else(|| format!("{place}.digest is missing"))?;
    if !is_digest(digest) {
        return Err(format!("{place}.digest '{digest}' is not sha256: and 64 hexadecimal digits"));
    }
    let size = value.get("size").and_then(Value::as_i64).filter(|size| *size >= 0);
    let size = size.ok_or_else(|| format!("{place}.size must be a number of bytes"))?;
    let foreign = value.get("urls").and_then(Value::as_array).is_some_and(|urls| !urls.is_empty());
    let media_type = text(value, "mediaType").map_err(|error| format!("{place}: {error}"))?;
    Ok(Descriptor { digest: digest.to_owned(), size, media_type, foreign })
}

fn text(value: &Value, member: &str) -> Result<Option<String>, String> {
    match value.get(member) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(format!("{member} must be text")),
    }
}

fn annotations(value: &Value) -> Result<BTreeMap<String, String>, String> {
    let Some(given) = value.get("annotations").filter(|given| !given.is_null()) else {
        return Ok(BTreeMap::new());
    };
    let given = given.as_object().ok_or("annotations must be an object")?;
    let pair = |(key, value): (&String, &Value)| Some((key.clone(), value.as_str()?.to_owned()));
    let read: Option<BTreeMap<_, _>> = given.iter().map(pair).collect();
    read.ok_or_else(|| "annotations must be texts".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    fn manifest(change: impl FnOnce(&mut Value)) -> Vec<u8> {
        let mut value = serde_json::json!({
            "schemaVersion": 2,
            "mediaType": OCI_MANIFEST,
            "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": CONFIG, "size": 2},
            "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": CONFIG, "size": 40}],
            "annotations": {"a": "b"},
        });
        change(&mut value);
        serde_json::to_vec(&value).unwrap()
    }

    #[test]
    fn an_image_is_read() {
        let reading = read(&manifest(|_| ()), Some(OCI_MANIFEST)).unwrap();
        assert_eq!((reading.size(), reading.blobs().count()), (42, 2));
        assert_eq!(reading.artifact_type.as_deref(), Some("application/vnd.oci.image.config.v1+json"));
        assert_eq!(reading.annotations["a"], "b");
    }

    #[test]
    fn an_index_is_read() {
        let body = manifest(|value| {
            value["manifests"] = value["layers"].take();
            value["mediaType"] = Value::Null;
        });
        let reading = read(&body, None).unwrap();
        assert_eq!(
            (reading.media_type.as_str(), reading.manifests.len(), reading.blobs().count()),
            (OCI_INDEX, 1, 0)
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        type Change = fn(&mut Value);
        let table: &[(Change, &str)] = &[
            (|v| v["schemaVersion"] = 1.into(), "schemaVersion"),
            (|v| v["layers"][0]["digest"] = "sha256:12".into(), "layers[0].digest"),
            (|v| v["layers"][0]["size"] = (-1).into(), "layers[0].size"),
            (|v| v["layers"] = 3.into(), "layers"),
            (|v| v["config"] = Value::Null, "config"),
            (|v| v["annotations"] = 1.into(), "annotations"),
            (|v| v["mediaType"] = "text/plain".into(), "mediaType"),
            (|v| v["subject"] = serde_json::json!({"digest": "x"}), "subject.digest"),
        ];
        for (change, place) in table {
            let error = read(&manifest(change), Some(OCI_MANIFEST)).unwrap_err();
            assert!(error.contains(place), "{place}: {error}");
        }
        assert!(read(b"nonsense", None).is_err());
    }

    #[test]
    fn a_digest_is_lower_case_and_whole() {
        assert!(is_digest(&digest_of(b"")));
        for bad in ["", "sha256:", "md5:00", &digest_of(b"").to_uppercase()] {
            assert!(!is_digest(bad), "{bad}");
        }
    }
}
