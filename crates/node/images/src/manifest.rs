//! Manifests, indexes and configurations: Docker's schema 2 and OCI's, which differ in names alone.
//!
//! Must not know: where they come from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::error::{ImageError, Result};
use crate::image::{HealthCheck, ImageConfig, Platform};

/// Of manifests, indexes and configurations.
pub(crate) const DOCUMENT_MAX: u64 = 4 << 20;
const INDEX_ENTRIES_MAX: usize = 1000;

pub(crate) const DOCKER_MANIFEST: &str = "application/vnd.docker.distribution.manifest.v2+json";
const DOCKER_INDEX: &str = "application/vnd.docker.distribution.manifest.list.v2+json";
pub(crate) const OCI_MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const OCI_INDEX: &str = "application/vnd.oci.image.index.v1+json";

/// What a registry is told is understood here.
pub(crate) fn accept() -> String {
    [DOCKER_INDEX, OCI_INDEX, DOCKER_MANIFEST, OCI_MANIFEST].join(", ")
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Descriptor {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) media_type: Option<String>,
    pub(crate) digest: Digest,
    pub(crate) size: u64,
    #[serde(default, skip_serializing)]
    platform: Option<WirePlatform>,
    #[serde(default, skip_serializing)]
    pub(crate) annotations: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct WirePlatform {
    #[serde(default)]
    os: String,
    #[serde(default)]
    architecture: String,
    #[serde(default)]
    variant: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Manifest {
    pub(crate) schema_version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) media_type: Option<String>,
    pub(crate) config: Descriptor,
    pub(crate) layers: Vec<Descriptor>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Index {
    pub(crate) manifests: Vec<Descriptor>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Document {
    Manifest(Manifest),
    Index(Index),
}

/// Tells a manifest from an index by what it has, since its media type may be missing or wrong.
pub(crate) fn parse(bytes: &[u8]) -> Result<Document> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Shape {
        #[serde(default)]
        schema_version: u32,
        #[serde(default)]
        manifests: Option<serde::de::IgnoredAny>,
        #[serde(default)]
        layers: Option<serde::de::IgnoredAny>,
    }
    let shape: Shape = serde_json::from_slice(bytes).map_err(|error| invalid(&error))?;
    match shape {
        Shape { schema_version: 1, .. } => Err(invalid(&"it is of schema 1, which is out of use")),
        Shape { manifests: Some(_), layers: None, .. } => {
            let index: Index = serde_json::from_slice(bytes).map_err(|error| invalid(&error))?;
            if index.manifests.len() > INDEX_ENTRIES_MAX {
                return Err(invalid(&format!("it lists more than {INDEX_ENTRIES_MAX} manifests")));
            }
            Ok(Document::Index(index))
        }
        Shape { manifests: None, layers: Some(_), .. } => {
            serde_json::from_slice(bytes).map(Document::Manifest).map_err(|error| invalid(&error))
        }
        _ => Err(invalid(&"it is neither a manifest nor an index")),
    }
}

fn invalid(reason: &dyn std::fmt::Display) -> ImageError {
    ImageError::Invalid { reference: String::new(), what: "its manifest", reason: reason.to_string() }
}

impl Platform {
    /// This machine's. Containers are Linux's, whatever runs this.
    pub(crate) fn here() -> Self {
        let architecture = match std::env::consts::ARCH {
            "x86_64" => "amd64",
            "aarch64" => "arm64",
            "x86" => "386",
            other => other,
        };
        let variant = (std::env::consts::ARCH == "arm").then(|| "v7".to_owned());
        Self { os: "linux".to_owned(), architecture: architecture.to_owned(), variant }
    }

    fn words(&self) -> String {
        let variant = self.variant.iter().map(|variant| format!("/{variant}")).collect::<String>();
        format!("{}/{}{variant}", self.os, self.architecture)
    }

    /// How well something built for `other` runs here: less is better, `None` not at all.
    fn distance(&self, other: &WirePlatform) -> Option<u32> {
        if self.os != other.os || self.architecture != other.architecture {
            return None;
        }
        let number =
            |variant: Option<&str>| variant.and_then(|text| text.strip_prefix('v')?.parse::<u32>().ok());
        let default = if self.architecture == "arm64" { 8 } else { 0 };
        match (number(self.variant.as_deref()), number(other.variant.as_deref())) {
            // A machine that does not say runs what everything of its architecture runs.
            (None, None) => Some(0),
            (None, Some(theirs)) if self.architecture == "arm64" => (theirs == default).then_some(0),
            (None, Some(theirs)) => Some(theirs),
            (Some(_), None) => Some(100),
            (Some(ours), Some(theirs)) => ours.checked_sub(theirs),
        }
    }
}

impl Index {
    /// The manifest for a platform: the closest that runs on it.
    pub(crate) fn choose(&self, wanted: &Platform) -> Result<&Descriptor> {
        let runs = self
            .manifests
            .iter()
            .filter_map(|entry| Some((wanted.distance(entry.platform.as_ref()?)?, entry)));
        if let Some((_, best)) = runs.min_by_key(|(distance, _)| *distance) {
            return Ok(best);
        }
        // An index of one, without a platform, is what some builders make.
        if let [only] = self.manifests.as_slice()
            && only.platform.is_none()
        {
            return Ok(only);
        }
        let mut available: Vec<_> =
            self.manifests.iter().filter_map(|entry| Some(entry.platform.as_ref()?.words())).collect();
        available.dedup();
        available.truncate(12);
        let available =
            if available.is_empty() { "no platform at all".to_owned() } else { available.join(", ") };
        Err(ImageError::NoPlatform { reference: String::new(), wanted: wanted.words(), available })
    }
}

impl Index {
    /// The entries that run on a platform, and those that do not say; all if there is no such thing.
    pub(crate) fn for_platform(&self, wanted: &Platform) -> Result<Vec<&Descriptor>> {
        let runs = |entry: &&Descriptor| {
            entry.platform.as_ref().is_none_or(|other| wanted.distance(other).is_some())
        };
        let fitting: Vec<_> = self.manifests.iter().filter(runs).collect();
        if fitting.is_empty() { self.choose(wanted).map(|only| vec![only]) } else { Ok(fitting) }
    }
}

impl WirePlatform {
    fn words(&self) -> String {
        let Self { os, architecture, variant } = self.clone();
        Platform { os, architecture, variant }.words()
    }
}

/// A configuration, as Docker and OCI write it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct ConfigFile {
    #[serde(default)]
    pub(crate) architecture: String,
    #[serde(default)]
    pub(crate) os: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<String>,
    #[serde(default)]
    pub(crate) config: Option<RunConfig>,
    pub(crate) rootfs: RootFs,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct RootFs {
    #[serde(rename = "type", default)]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) diff_ids: Vec<Digest>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub(crate) struct RunConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) exposed_ports: Option<BTreeMap<String, serde_json::Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) env: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) entrypoint: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cmd: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) volumes: Option<BTreeMap<String, serde_json::Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) working_dir: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) labels: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) stop_signal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) healthcheck: Option<RunHealth>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shell: Option<Vec<String>>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub(crate) struct RunHealth {
    pub(crate) test: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) interval: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timeout: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_period: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) retries: Option<u32>,
}

impl ConfigFile {
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self> {
        serde_json::from_slice(bytes).map_err(|error| ImageError::Invalid {
            reference: String::new(),
            what: "its configuration",
            reason: error.to_string(),
        })
    }

    /// Refuses what was built for another platform; one that does not say is taken at its word.
    pub(crate) fn check_platform(&self, wanted: &Platform) -> Result<()> {
        let fits = |ours: &str, theirs: &str| theirs.is_empty() || ours == theirs;
        if fits(&wanted.os, &self.os) && fits(&wanted.architecture, &self.architecture) {
            return Ok(());
        }
        let available = format!("{}/{}", self.os, self.architecture);
        Err(ImageError::NoPlatform { reference: String::new(), wanted: wanted.words(), available })
    }

    /// Milliseconds since 1970.
    pub(crate) fn created_at(&self) -> Option<i64> {
        let created: jiff::Timestamp = self.created.as_deref()?.parse().ok()?;
        Some(created.as_millisecond())
    }

    pub(crate) fn image_config(&self) -> ImageConfig {
        let run = self.config.clone().unwrap_or_default();
        ImageConfig {
            entrypoint: run.entrypoint.unwrap_or_default(),
            cmd: run.cmd.unwrap_or_default(),
            env: run.env.unwrap_or_default(),
            user: run.user.unwrap_or_default(),
            working_dir: run.working_dir.unwrap_or_default(),
            stop_signal: run.stop_signal.filter(|signal| !signal.is_empty()),
            volumes: run.volumes.unwrap_or_default().into_keys().collect(),
            exposed_ports: run.exposed_ports.unwrap_or_default().into_keys().collect(),
            labels: run.labels.unwrap_or_default(),
            health_check: run.healthcheck.and_then(health_check),
            shell: run.shell.unwrap_or_default(),
        }
    }
}

/// Zero is how Docker writes "not said"; one without a test inherits, which an image cannot.
fn health_check(health: RunHealth) -> Option<HealthCheck> {
    let test = health.test.filter(|test| !test.is_empty())?;
    Some(HealthCheck {
        test,
        interval_nanos: health.interval.filter(|nanos| *nanos > 0),
        timeout_nanos: health.timeout.filter(|nanos| *nanos > 0),
        start_period_nanos: health.start_period.filter(|nanos| *nanos > 0),
        retries: health.retries.filter(|count| *count > 0),
    })
}

#[cfg(test)]
mod tests;
