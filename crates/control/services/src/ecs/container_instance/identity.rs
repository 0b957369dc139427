//! The identity document that a machine in EC2 shows: who it is, of which type, and where it stands.
//!
//! Its signature is AWS's own and is not checked; whoever may register instances is believed.
//!
//! Must not know: what else a registration says.

use longshore_shapes::ApiError;
use serde_json::{Map, Value};

use crate::ecs::attribute;
use crate::ecs::problems::invalid;

/// AWS's documents have about half a kibibyte.
const DOCUMENT_LENGTH_MAX: usize = 16 * 1024;
pub(super) const INSTANCE_TYPE: &str = "ecs.instance-type";
/// What an instance gets as attributes, by the document's member.
const ATTRIBUTES: &[(&str, &str)] = &[
    ("imageId", "ecs.ami-id"),
    ("availabilityZone", "ecs.availability-zone"),
    ("instanceType", INSTANCE_TYPE),
];

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) instance_id: String,
    /// Names and values.
    pub(super) attributes: Vec<(&'static str, String)>,
}

/// Reads a document; a machine outside EC2 shows none, or an empty one.
pub(super) fn parse(document: Option<&str>) -> Result<Option<Identity>, ApiError> {
    let Some(document) = document.filter(|document| !document.trim().is_empty()) else { return Ok(None) };
    if document.len() > DOCUMENT_LENGTH_MAX {
        return Err(invalid(format!(
            "instanceIdentityDocument must have at most {DOCUMENT_LENGTH_MAX} bytes."
        )));
    }
    let members: Map<String, Value> = serde_json::from_str(document)
        .map_err(|error| invalid(format!("instanceIdentityDocument is not a JSON object: {error}.")))?;
    let instance_id = member(&members, "instanceId")?
        .ok_or_else(|| invalid("instanceIdentityDocument has no instanceId."))?;
    let mut attributes = Vec::new();
    for (name, attribute) in ATTRIBUTES {
        attributes.extend(member(&members, name)?.map(|value| (*attribute, value)));
    }
    Ok(Some(Identity { instance_id, attributes }))
}

fn member(members: &Map<String, Value>, name: &str) -> Result<Option<String>, ApiError> {
    let value = match members.get(name) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(value)) if attribute::is_value(value) => value,
        Some(_) => return Err(invalid(format!("instanceIdentityDocument: {name} is not a plain text."))),
    };
    Ok(Some(value.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_gives_the_id_and_attributes() {
        let document = r#"{"instanceId": "i-1", "availabilityZone": "us-east-1a", "instanceType": "t3.small",
            "imageId": null, "billingProducts": ["x"]}"#;
        let identity = parse(Some(document)).unwrap().unwrap();
        assert_eq!(identity.instance_id, "i-1");
        let zone = ("ecs.availability-zone", "us-east-1a".to_owned());
        assert_eq!(identity.attributes, [zone, (INSTANCE_TYPE, "t3.small".to_owned())]);
    }

    #[test]
    fn no_document_is_no_identity() {
        for document in [None, Some(""), Some(" \n")] {
            assert_eq!(parse(document).unwrap(), None);
        }
    }

    #[test]
    fn documents_that_are_refused() {
        let long = format!("{{\"instanceId\": \"i-1\", \"x\": \"{}\"}}", "x".repeat(DOCUMENT_LENGTH_MAX));
        let deep = format!("{{\"x\":{}", "[".repeat(10_000));
        for (document, expected) in [
            ("i-1", "not a JSON object"),
            ("[]", "not a JSON object"),
            ("{}", "has no instanceId"),
            (r#"{"instanceId": 1}"#, "instanceId is not a plain text"),
            (r#"{"instanceId": ""}"#, "instanceId is not a plain text"),
            (r#"{"instanceId": "i-1", "instanceType": "a\nb"}"#, "instanceType is not a plain text"),
            (long.as_str(), "at most"),
            (deep.as_str(), "not a JSON object"),
        ] {
            let error = parse(Some(document)).unwrap_err();
            assert!(error.message.contains(expected), "{error}");
        }
    }
}
