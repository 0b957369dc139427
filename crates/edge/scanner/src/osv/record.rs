//! One record, as far as it matters here. Withdrawn ones are not in the index, so they are not read.
//!
//! Must not know: how a version is compared.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Record {
    pub(crate) id: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) summary: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) details: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) aliases: Vec<String>,
    /// What the record passes on: a distribution's own is about these.
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) upstream: Vec<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) severity: Vec<Rating>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) references: Vec<Reference>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) affected: Vec<Affected>,
    pub(crate) database_specific: Option<Value>,
}

/// A vector, which says by itself of which rules it is, or a distribution's word.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Rating {
    #[serde(default)]
    pub(crate) score: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Reference {
    #[serde(rename = "type", default)]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) url: String,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Affected {
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) package: Package,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) ranges: Vec<Range>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) versions: Vec<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) severity: Vec<Rating>,
    pub(crate) ecosystem_specific: Option<Value>,
    pub(crate) database_specific: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Package {
    #[serde(default)]
    pub(crate) ecosystem: String,
    #[serde(default)]
    pub(crate) name: String,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Range {
    #[serde(rename = "type", default)]
    pub(crate) kind: RangeKind,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) events: Vec<Event>,
}

/// Commits are in no order that a version could be held against.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum RangeKind {
    #[serde(rename = "SEMVER")]
    Semver,
    #[serde(rename = "ECOSYSTEM")]
    Ecosystem,
    #[default]
    #[serde(other)]
    Other,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Event {
    pub(crate) introduced: Option<String>,
    pub(crate) fixed: Option<String>,
    pub(crate) last_affected: Option<String>,
}

/// Some databases write `null` for what is empty.
fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(from: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

/// What an index needs of a record.
#[derive(Debug, Deserialize)]
pub(super) struct Outline {
    #[serde(default)]
    pub(super) withdrawn: Option<serde::de::IgnoredAny>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) affected: Vec<OutlinedAffected>,
    /// What every record has.
    #[serde(rename = "id")]
    pub(super) _id: serde::de::IgnoredAny,
}

#[derive(Debug, Deserialize)]
pub(super) struct OutlinedAffected {
    #[serde(default, deserialize_with = "or_default")]
    pub(super) package: Package,
}
