//! The facts of one AWS API, as `models/<service>.json` holds them.
//!
//! The same types read the upstream service description, whose words they keep. Every key is named here,
//! as a fact that is kept or as one that is [`Dropped`] (prose, and what we have no use for). A key that
//! is neither stops the import, so that a new trait is never lost unseen.
//!
//! Must not know: Rust names, or what is generated from it.

use std::collections::BTreeMap;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use crate::ordered::Ordered;

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Model {
    pub(crate) source: Source,
    pub(crate) metadata: Metadata,
    pub(crate) operations: BTreeMap<String, Operation>,
    /// Operations whose shapes are not held: only routing needs to know them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) other_operations: BTreeMap<String, Http>,
    pub(crate) shapes: BTreeMap<String, Shape>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) waiters: BTreeMap<String, Waiter>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Source {
    pub(crate) botocore: String,
    /// Service and date, the upstream folder.
    pub(crate) model: String,
}

/// The upstream file, before paginators and waiters are joined to it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Description {
    pub(crate) metadata: Metadata,
    pub(crate) operations: BTreeMap<String, Operation>,
    pub(crate) shapes: BTreeMap<String, Shape>,
    #[serde(default, rename = "version")]
    _version: Dropped,
    #[serde(default, rename = "documentation")]
    _documentation: Dropped,
    #[serde(default, rename = "examples")]
    _examples: Dropped,
    #[serde(default, rename = "clientContextParams")]
    _client_context: Dropped,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Metadata {
    pub(crate) api_version: String,
    pub(crate) endpoint_prefix: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) signing_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) global_endpoint: Option<String>,
    pub(crate) service_id: String,
    #[serde(default)]
    pub(crate) protocols: Vec<String>,
    /// The one protocol of older descriptions, which have no list.
    #[serde(skip_serializing)]
    pub(crate) protocol: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) json_version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) target_prefix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) xml_namespace: Option<String>,
    /// Present, and empty, where errors carry their Query code too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) aws_query_compatible: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) signature_version: Option<String>,
    #[serde(default, skip_serializing, rename = "auth")]
    _auth: Dropped,
    #[serde(default, skip_serializing, rename = "uid")]
    _uid: Dropped,
    #[serde(default, skip_serializing, rename = "serviceFullName")]
    _full_name: Dropped,
    #[serde(default, skip_serializing, rename = "serviceAbbreviation")]
    _abbreviation: Dropped,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Operation {
    pub(crate) http: Http,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) input: Option<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) output: Option<Reference>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) errors: Vec<Reference>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) idempotent: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) readonly: bool,
    /// `none` where a caller need not sign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) authtype: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) deprecated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pagination: Option<Pagination>,
    /// A prefix of the host that SDKs put before the endpoint's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) endpoint: Option<BTreeMap<String, String>>,
    #[serde(default, skip_serializing, rename = "name")]
    _name: Dropped,
    #[serde(default, skip_serializing, rename = "auth")]
    _auth: Dropped,
    #[serde(default, skip_serializing, rename = "requestcompression")]
    _request_compression: Dropped,
    #[serde(default, skip_serializing, rename = "documentation")]
    _documentation: Dropped,
    #[serde(default, skip_serializing, rename = "deprecatedMessage")]
    _deprecated_message: Dropped,
    #[serde(default, skip_serializing, rename = "deprecatedSince")]
    _deprecated_since: Dropped,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Http {
    pub(crate) method: String,
    pub(crate) request_uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) response_code: Option<u16>,
}

/// A use of a shape: by a member, a list, a map or an operation, with what that use adds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Reference {
    pub(crate) shape: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) location_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) query_name: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) flattened: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) xml_attribute: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) xml_namespace: Option<XmlNamespace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timestamp_format: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) idempotency_token: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) streaming: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) jsonvalue: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) deprecated: bool,
    /// The element around a Query answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) result_wrapper: Option<String>,
    #[serde(default, skip_serializing, rename = "box")]
    _boxed: Dropped,
    #[serde(default, skip_serializing, rename = "contextParam")]
    _context_parameter: Dropped,
    #[serde(default, skip_serializing, rename = "documentation")]
    _documentation: Dropped,
    #[serde(default, skip_serializing, rename = "deprecatedMessage")]
    _deprecated_message: Dropped,
    #[serde(default, skip_serializing, rename = "deprecatedSince")]
    _deprecated_since: Dropped,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct XmlNamespace {
    pub(crate) uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) prefix: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Form {
    #[default]
    Structure,
    List,
    Map,
    String,
    Boolean,
    Integer,
    Long,
    Float,
    Double,
    Blob,
    Timestamp,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Shape {
    #[serde(rename = "type")]
    pub(crate) form: Form,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) required: Vec<String>,
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    pub(crate) members: Ordered<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) payload: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) union: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) document: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) event: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) eventstream: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) exception: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) fault: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<ErrorFacts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) member: Option<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) key: Option<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<Reference>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) flattened: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) location_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) xml_namespace: Option<XmlNamespace>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) xml_order: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) min: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) max: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pattern: Option<String>,
    #[serde(default, rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub(crate) values: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timestamp_format: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) sensitive: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) streaming: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) deprecated: bool,
    #[serde(default, skip_serializing, rename = "box")]
    _boxed: Dropped,
    #[serde(default, skip_serializing, rename = "synthetic")]
    _synthetic: Dropped,
    #[serde(default, skip_serializing, rename = "documentation")]
    _documentation: Dropped,
    #[serde(default, skip_serializing, rename = "deprecatedMessage")]
    _deprecated_message: Dropped,
    #[serde(default, skip_serializing, rename = "deprecatedSince")]
    _deprecated_since: Dropped,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ErrorFacts {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) http_status_code: Option<u16>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) sender_fault: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pagination {
    #[serde(deserialize_with = "one_or_more")]
    pub(crate) input_token: Vec<String>,
    #[serde(deserialize_with = "one_or_more")]
    pub(crate) output_token: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) limit_key: Option<String>,
    #[serde(default, deserialize_with = "one_or_more", skip_serializing_if = "Vec::is_empty")]
    pub(crate) result_key: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) more_results: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) non_aggregate_keys: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Waiter {
    pub(crate) operation: String,
    /// Seconds between two calls.
    pub(crate) delay: u32,
    pub(crate) max_attempts: u32,
    pub(crate) acceptors: Vec<Acceptor>,
    #[serde(default, skip_serializing, rename = "description")]
    _description: Dropped,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Acceptor {
    pub(crate) state: String,
    pub(crate) matcher: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) argument: Option<String>,
    pub(crate) expected: serde_json::Value,
}

#[derive(Debug, Deserialize)]
pub(crate) struct PaginatorFile {
    #[serde(default)]
    pub(crate) pagination: BTreeMap<String, Pagination>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct WaiterFile {
    #[serde(default)]
    pub(crate) waiters: BTreeMap<String, Waiter>,
}

/// What is read and left behind; two holders do not differ by it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Dropped;

impl<'de> Deserialize<'de> for Dropped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

fn one_or_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMore {
        One(String),
        More(Vec<String>),
    }
    Ok(match OneOrMore::deserialize(deserializer)? {
        OneOrMore::One(text) => vec![text],
        OneOrMore::More(texts) => texts,
    })
}

impl Shape {
    /// Every use this shape makes of others.
    pub(crate) fn references(&self) -> impl Iterator<Item = &Reference> {
        self.members.values().chain(&self.member).chain(&self.key).chain(&self.value)
    }

    /// A structure without members, for an operation that takes or gives nothing.
    pub(crate) fn empty_structure() -> Self {
        Self::default()
    }

    /// The members of an error that carry more than its message.
    pub(crate) fn has_details(&self) -> bool {
        self.members.iter().any(|(name, _)| !name.eq_ignore_ascii_case("message"))
    }
}

impl Reference {
    /// A use of a shape that adds nothing to it.
    pub(crate) fn to(shape: String) -> Self {
        Self { shape, ..Self::default() }
    }
}

impl Operation {
    /// Every shape the operation names: input, output, errors.
    pub(crate) fn references(&self) -> impl Iterator<Item = &Reference> {
        self.input.iter().chain(&self.output).chain(&self.errors)
    }
}

/// The names of all shapes that can be reached from some, themselves included.
pub(crate) fn reachable<'a>(
    shapes: &'a BTreeMap<String, Shape>,
    from: impl Iterator<Item = &'a str>,
) -> std::collections::BTreeSet<&'a str> {
    let mut found = std::collections::BTreeSet::new();
    let mut pending: Vec<&str> = from.collect();
    while let Some(name) = pending.pop() {
        if !found.insert(name) {
            continue;
        }
        if let Some(shape) = shapes.get(name) {
            pending.extend(shape.references().map(|reference| reference.shape.as_str()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_left_behind_and_facts_stay_in_order() {
        let text = r#"{
            "type": "structure", "documentation": "<p>Long.</p>", "required": ["zone"],
            "members": { "zone": { "shape": "Zone", "documentation": "More." }, "arn": { "shape": "Arn" } }
        }"#;
        let shape: Shape = serde_json::from_str(text).unwrap();
        let kept = r#"{"type":"structure","required":["zone"],"members":{"zone":{"shape":"Zone"},"arn":{"shape":"Arn"}}}"#;
        assert_eq!(serde_json::to_string(&shape).unwrap(), kept);
        assert_eq!(serde_json::from_str::<Shape>(kept).unwrap(), shape);
    }

    #[test]
    fn an_unknown_trait_stops_the_import() {
        let read = serde_json::from_str::<Shape>(r#"{ "type": "string", "glitter": true }"#);
        assert!(read.unwrap_err().to_string().contains("glitter"));
    }

    #[test]
    fn one_token_and_several_are_read_alike() {
        let text = r#"{ "input_token": "a", "output_token": ["b", "c"], "result_key": "d" }"#;
        let pagination: Pagination = serde_json::from_str(text).unwrap();
        assert_eq!(pagination.input_token, ["a"]);
        assert_eq!(pagination.output_token, ["b", "c"]);
    }
}
