//! `cargo xtask models drift`: what two botocore versions say differently of the services we hold.
//!
//! A service held in part is compared as we would hold it; all of its operation names are compared.
//!
//! Must not know: which fact matters; every one that is kept in `models/` is compared.

use std::path::Path;

use anyhow::Result;
use serde::Serialize;
use serde_json::Value;

use super::import;
use super::source::Package;

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(crate) enum Output {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Added,
    Removed,
    Changed,
}

/// One fact that differs: where it stands in `models/<service>.json`, and what it was and is.
#[derive(Debug, PartialEq, Serialize)]
struct Change {
    service: String,
    kind: Kind,
    path: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Value>,
}

pub(crate) fn drift(root: &Path, from: &Path, to: &Path, output: Output) -> Result<()> {
    let (from, to) = (Package::open(from)?, Package::open(to)?);
    let mut changes = Vec::new();
    for (service, held) in import::services(root)? {
        let old = facts(&from, &service, &held)?;
        let new = facts(&to, &service, &held)?;
        let mut comparison = Comparison { service: &service, path: Vec::new(), changes: &mut changes };
        comparison.values(&old, &new);
    }
    match output {
        Output::Json => println!("{}", serde_json::to_string_pretty(&changes)?),
        Output::Text => {
            println!("botocore {} to {}: {} changes", from.version, to.version, changes.len());
            for change in &changes {
                println!("{}", line(change));
            }
        }
    }
    Ok(())
}

fn facts(package: &Package, service: &str, held: &import::Held) -> Result<Value> {
    let mut model = package.service(service)?;
    let mut held = held.clone();
    held.limit_to(&model);
    import::fence(service, &mut model, &held)?;
    let mut facts = serde_json::to_value(model)?;
    if let Some(facts) = facts.as_object_mut() {
        facts.remove("source");
    }
    Ok(facts)
}

struct Comparison<'a> {
    service: &'a str,
    path: Vec<String>,
    changes: &'a mut Vec<Change>,
}

impl Comparison<'_> {
    fn values(&mut self, old: &Value, new: &Value) {
        match (old, new) {
            _ if old == new => {}
            (Value::Object(old), Value::Object(new)) => {
                let mut keys: Vec<&String> = old.keys().chain(new.keys()).collect();
                keys.sort();
                keys.dedup();
                for key in keys {
                    self.path.push(key.clone());
                    self.ends(old.get(key), new.get(key));
                    self.path.pop();
                }
            }
            (Value::Array(old), Value::Array(new)) => self.sets(old, new),
            _ => self.note(Kind::Changed, Some(old), Some(new)),
        }
    }

    fn ends(&mut self, old: Option<&Value>, new: Option<&Value>) {
        match (old, new) {
            (Some(old), Some(new)) => self.values(old, new),
            (Some(Value::Array(old)), None) => self.sets(old, &[]),
            (None, Some(Value::Array(new))) => self.sets(&[], new),
            (Some(old), None) => self.note(Kind::Removed, Some(old), None),
            (None, Some(new)) => self.note(Kind::Added, None, Some(new)),
            (None, None) => {}
        }
    }

    /// Lists of the models are sets: enum values, required members, errors.
    fn sets(&mut self, old: &[Value], new: &[Value]) {
        for value in old.iter().filter(|value| !new.contains(value)) {
            self.note(Kind::Removed, Some(value), None);
        }
        for value in new.iter().filter(|value| !old.contains(value)) {
            self.note(Kind::Added, None, Some(value));
        }
    }

    fn note(&mut self, kind: Kind, from: Option<&Value>, to: Option<&Value>) {
        self.changes.push(Change {
            service: self.service.to_owned(),
            kind,
            path: self.path.clone(),
            from: from.cloned(),
            to: to.cloned(),
        });
    }
}

fn line(change: &Change) -> String {
    let Change { service, path, from, to, .. } = change;
    let place = path.join(" ");
    match (from, to) {
        (Some(from), Some(to)) => format!("{service}: ~ {place} {} -> {}", shown(from), shown(to)),
        (Some(from), None) => format!("{service}: - {place} {}", shown(from)).trim_end().to_owned(),
        (None, to) => {
            let to = to.as_ref().map(shown).unwrap_or_default();
            format!("{service}: + {place} {to}").trim_end().to_owned()
        }
    }
}

/// A single fact as it is; of an object the shape it refers to, else nothing: its place names it.
fn shown(value: &Value) -> String {
    match value {
        Value::Object(object) => {
            object.get("shape").and_then(Value::as_str).map(|shape| format!("({shape})")).unwrap_or_default()
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_kind_of_change_is_told() {
        let old = json!({ "shapes": {
            "Kind": { "enum": ["OAK", "ELM"] },
            "Name": { "max": 255 },
            "Tree": { "members": { "kind": { "shape": "Kind" }, "name": { "shape": "Name" } } },
        }, "operations": { "Grow": {} } });
        let new = json!({ "shapes": {
            "Kind": { "enum": ["OAK", "ASH"] },
            "Name": { "max": 300 },
            "Tree": { "members": { "kind": { "shape": "Kind" }, "height": { "shape": "Height" } } },
            "Height": { "type": "integer" },
        }, "operations": { "Grow": { "errors": [{ "shape": "Frost" }] } } });
        let mut changes = Vec::new();
        Comparison { service: "garden", path: Vec::new(), changes: &mut changes }.values(&old, &new);
        let lines: Vec<String> = changes.iter().map(line).collect();
        assert_eq!(
            lines,
            [
                "garden: + operations Grow errors (Frost)",
                "garden: + shapes Height",
                "garden: - shapes Kind enum ELM",
                "garden: + shapes Kind enum ASH",
                "garden: ~ shapes Name max 255 -> 300",
                "garden: + shapes Tree members height (Height)",
                "garden: - shapes Tree members name (Name)",
            ]
        );
    }
}
