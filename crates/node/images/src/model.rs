//! Manifests and configurations, in the forms of OCI and of Docker, and the image that is made of them.
//!
//! Must not know: where they come from.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use crate::error::ImageError;
use crate::reference::is_digest;

pub(crate) const OCI_INDEX: &str = "application/vnd.oci.image.index.v1+json";
pub(crate) const OCI_MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
pub(crate) const DOCKER_LIST: &str = "application/vnd.docker.distribution.manifest.list.v2+json";
pub(crate) const DOCKER_MANIFEST: &str = "application/vnd.docker.distribution.manifest.v2+json";
/// Overlay mounts take their layers in one page of options.
pub(crate) const LAYERS_MAX: usize = 127;

/// A member that may be absent or null, for its default.
fn nullable<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(from: D) -> Result<T, D::Error> {
    Ok(Option::<T>::deserialize(from)?.unwrap_or_default())
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Descriptor {
    pub(crate) media_type: String,
    pub(crate) digest: String,
    pub(crate) size: u64,
    pub(crate) platform: Option<Platform>,
    pub(crate) annotations: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Platform {
    pub(crate) os: String,
    pub(crate) architecture: String,
    pub(crate) variant: Option<String>,
}

/// What lies behind `/manifests/`: an index of manifests, or one manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Manifest {
    pub(crate) schema_version: u32,
    pub(crate) media_type: Option<String>,
    pub(crate) manifests: Option<Vec<Descriptor>>,
    pub(crate) config: Option<Descriptor>,
    pub(crate) layers: Option<Vec<Descriptor>>,
}

/// The configuration and layers of one image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) config: Descriptor,
    pub(crate) layers: Vec<Descriptor>,
}

impl Manifest {
    pub(crate) fn parse(name: &str, bytes: &[u8]) -> Result<Self, ImageError> {
        let invalid = |why: String| ImageError::Invalid(format!("the manifest of {name} cannot be used: {why}"));
        let manifest: Self = serde_json::from_slice(bytes).map_err(|error| invalid(error.to_string()))?;
        if manifest.schema_version != 2 {
            return Err(invalid(format!(
                "its schema version is {}, and only 2 is in use today",
                manifest.schema_version
            )));
        }
        Ok(manifest)
    }

    /// The manifest for this machine, of an index.
    pub(crate) fn for_platform(&self, name: &str, wanted: &Platform) -> Result<&Descriptor, ImageError> {
        let all = self.manifests.as_deref().unwrap_or_default();
        let fits = |descriptor: &&Descriptor| {
            descriptor.platform.as_ref().is_none_or(|platform| {
                platform.os == wanted.os
                    && platform.architecture == wanted.architecture
                    && (platform.variant == wanted.variant || platform.variant.is_none() || wanted.variant.is_none())
            })
        };
        let found = all.iter().find(|descriptor| fits(descriptor) && descriptor.platform.is_some());
        found.or_else(|| all.iter().find(fits)).ok_or_else(|| {
            let platforms = all.iter().filter_map(|descriptor| descriptor.platform.as_ref());
            let had: Vec<_> = platforms.map(|platform| format!("{}/{}", platform.os, platform.architecture)).collect();
            ImageError::NoPlatform(format!(
                "{name} has no image for {}/{}; it has {}",
                wanted.os,
                wanted.architecture,
                if had.is_empty() { "none".to_owned() } else { had.join(", ") }
            ))
        })
    }

    pub(crate) fn parts(self, name: &str) -> Result<Parts, ImageError> {
        let invalid = |why: &str| ImageError::Invalid(format!("the manifest of {name} cannot be used: {why}"));
        let config = self.config.ok_or_else(|| invalid("it names no configuration"))?;
        let layers = self.layers.ok_or_else(|| invalid("it names no layers"))?;
        if layers.len() > LAYERS_MAX {
            return Err(invalid("it has more than 127 layers"));
        }
        if !std::iter::once(&config).chain(&layers).all(|part| is_digest(&part.digest)) {
            return Err(invalid("a digest in it is not sha256"));
        }
        Ok(Parts { config, layers })
    }
}

/// How a layer is packed. Media types lie, so that the first bytes decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Plain,
    Gzip,
    Zstd,
}

impl Packing {
    pub(crate) fn of(first: &[u8]) -> Self {
        match first {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Zstd,
            _ => Self::Plain,
        }
    }
}

/// What an image says of the process to run in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ImageConfig {
    #[serde(deserialize_with = "nullable")]
    pub entrypoint: Vec<String>,
    #[serde(deserialize_with = "nullable")]
    pub cmd: Vec<String>,
    /// `NAME=value`.
    #[serde(deserialize_with = "nullable")]
    pub env: Vec<String>,
    #[serde(deserialize_with = "nullable")]
    pub user: String,
    #[serde(deserialize_with = "nullable")]
    pub working_dir: String,
    pub stop_signal: Option<String>,
    #[serde(deserialize_with = "nullable")]
    pub volumes: BTreeMap<String, serde_json::Value>,
    #[serde(deserialize_with = "nullable")]
    pub exposed_ports: BTreeMap<String, serde_json::Value>,
    #[serde(deserialize_with = "nullable")]
    pub labels: BTreeMap<String, String>,
    pub healthcheck: Option<HealthCheck>,
    pub shell: Option<Vec<String>>,
}

/// Durations in nanoseconds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct HealthCheck {
    #[serde(deserialize_with = "nullable")]
    pub test: Vec<String>,
    pub interval: Option<u64>,
    pub timeout: Option<u64>,
    pub start_period: Option<u64>,
    pub retries: Option<u32>,
}

/// The configuration as it is stored in a registry; its digest is the image's id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ConfigFile {
    pub(crate) architecture: String,
    pub(crate) os: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<String>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) config: ImageConfig,
    pub(crate) rootfs: RootFs,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct RootFs {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    #[serde(deserialize_with = "nullable")]
    pub(crate) diff_ids: Vec<String>,
}

impl ConfigFile {
    pub(crate) fn parse(name: &str, bytes: &[u8], layers: usize) -> Result<Self, ImageError> {
        let invalid = |why: String| ImageError::Invalid(format!("the configuration of {name} cannot be used: {why}"));
        let config: Self = serde_json::from_slice(bytes).map_err(|error| invalid(error.to_string()))?;
        let diff_ids = &config.rootfs.diff_ids;
        if diff_ids.len() != layers || layers > LAYERS_MAX {
            return Err(invalid(format!("it describes {} layers, and the manifest {layers}", diff_ids.len())));
        }
        if !diff_ids.iter().all(|id| is_digest(id)) {
            return Err(invalid("the digest of a layer in it is not sha256".to_owned()));
        }
        Ok(config)
    }
}

/// An image that is here, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The digest of its configuration.
    pub id: String,
    /// The digest its registry has it under, where it came from one.
    pub digest: Option<String>,
    pub references: Vec<String>,
    pub size_bytes: u64,
    /// RFC 3339, as the image says it.
    pub created: Option<String>,
    pub architecture: String,
    pub os: String,
    pub config: ImageConfig,
    /// The digests of its unpacked layers, the lowest first.
    pub diff_ids: Vec<String>,
}

/// This machine, in the words of registries.
pub(crate) fn here() -> Platform {
    let (architecture, variant) = match std::env::consts::ARCH {
        "x86_64" => ("amd64", None),
        "aarch64" => ("arm64", Some("v8".to_owned())),
        other => (other, None),
    };
    Platform { os: "linux".to_owned(), architecture: architecture.to_owned(), variant }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(platforms: &[(&str, &str)]) -> Manifest {
        let manifests: Vec<_> = platforms
            .iter()
            .map(|(os, architecture)| serde_json::json!({"digest": format!("{os}-{architecture}"), "platform": {"os": os, "architecture": architecture}}))
            .collect();
        let text = serde_json::json!({"schemaVersion": 2, "manifests": manifests}).to_string();
        Manifest::parse("it", text.as_bytes()).unwrap()
    }

    #[test]
    fn the_image_for_this_machine_is_chosen() {
        let wanted = Platform { os: "linux".to_owned(), architecture: "arm64".to_owned(), variant: Some("v8".to_owned()) };
        let all = index(&[("windows", "arm64"), ("linux", "amd64"), ("linux", "arm64")]);
        assert_eq!(all.for_platform("it", &wanted).unwrap().digest, "linux-arm64");
        let none = index(&[("linux", "amd64"), ("unknown", "unknown")]);
        let error = none.for_platform("it", &wanted).unwrap_err();
        assert!(error.to_string().contains("it has linux/amd64"), "{error}");
    }

    #[test]
    fn nulls_are_defaults_and_layers_must_agree() {
        let digest = format!("sha256:{}", "0".repeat(64));
        let text = serde_json::json!({"architecture": "amd64", "os": "linux",
            "config": {"Entrypoint": null, "Env": null, "Volumes": null, "Labels": null, "Cmd": ["a"]},
            "rootfs": {"type": "layers", "diff_ids": [digest]}})
        .to_string();
        let config = ConfigFile::parse("it", text.as_bytes(), 1).unwrap();
        assert_eq!((config.config.cmd, config.config.env.len()), (vec!["a".to_owned()], 0));
        assert!(ConfigFile::parse("it", text.as_bytes(), 2).is_err());
        assert!(Manifest::parse("it", br#"{"schemaVersion": 1}"#).is_err());
    }

    #[test]
    fn the_first_bytes_say_how_a_layer_is_packed() {
        assert_eq!(Packing::of(&[0x1f, 0x8b, 8]), Packing::Gzip);
        assert_eq!(Packing::of(&[0x28, 0xb5, 0x2f, 0xfd]), Packing::Zstd);
        assert_eq!(Packing::of(b"etc/"), Packing::Plain);
        assert_eq!(Packing::of(b""), Packing::Plain);
    }
}
