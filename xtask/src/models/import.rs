//! `cargo xtask models import`: facts from the pinned botocore into `models/<service>.json`.
//!
//! Invariants: the same botocore gives the same bytes; only shapes that a held operation reaches are held.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::source::Package;
use crate::model::{Model, reachable};

/// `models/botocore.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pin {
    version: String,
    services: BTreeMap<String, Held>,
}

/// How much of a service is held: all of it, or the named operations.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Held {
    operations: Option<BTreeSet<String>>,
}

impl Held {
    /// Asks for no operation that a model of another version does not have.
    pub(super) fn limit_to(&mut self, model: &Model) {
        if let Some(operations) = &mut self.operations {
            operations.retain(|name| model.operations.contains_key(name));
        }
    }
}

fn pin(root: &Path) -> Result<Pin> {
    let path = root.join("models/botocore.toml");
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("reading {}", path.display()))
}

/// The services that `models/` holds, and how much of each.
pub(super) fn services(root: &Path) -> Result<BTreeMap<String, Held>> {
    Ok(pin(root)?.services)
}

pub(crate) fn import(root: &Path, botocore: Option<&Path>) -> Result<()> {
    let pin = pin(root)?;
    let package = match botocore {
        Some(path) => Package::open(path)?,
        None => Package::installed()?,
    };
    if package.version != pin.version {
        bail!(
            "models/botocore.toml pins botocore {pinned}, and this is {found}: get the pinned one with \
             `pip install --no-deps --target FOLDER botocore=={pinned}`, then pass --botocore FOLDER",
            pinned = pin.version,
            found = package.version
        );
    }
    for (service, held) in &pin.services {
        let mut model = package.service(service)?;
        fence(service, &mut model, held)?;
        let text = serde_json::to_string_pretty(&model)? + "\n";
        let path = root.join("models").join(format!("{service}.json"));
        fs::write(&path, &text).with_context(|| format!("writing {}", path.display()))?;
        println!(
            "{service}: {} operations, {} by name only, {} shapes, {} waiters, {} KiB",
            model.operations.len(),
            model.other_operations.len(),
            model.shapes.len(),
            model.waiters.len(),
            text.len() / 1024
        );
    }
    Ok(())
}

/// Leaves of a model what the held operations need, and the names of the others.
pub(super) fn fence(service: &str, model: &mut Model, held: &Held) -> Result<()> {
    if let Some(held) = &held.operations {
        if let Some(unknown) = held.iter().find(|name| !model.operations.contains_key(*name)) {
            bail!("models/botocore.toml: {service} has no operation {unknown}");
        }
        let (kept, others) =
            std::mem::take(&mut model.operations).into_iter().partition(|(name, _)| held.contains(name));
        model.operations = kept;
        let others: BTreeMap<_, crate::model::Operation> = others;
        model.other_operations = others.into_iter().map(|(name, operation)| (name, operation.http)).collect();
    }
    let roots = model.operations.values().flat_map(|operation| operation.references());
    let reached: BTreeSet<String> = reachable(&model.shapes, roots.map(|root| root.shape.as_str()))
        .into_iter()
        .map(str::to_owned)
        .collect();
    model.shapes.retain(|name, _| reached.contains(name));
    model.waiters.retain(|_, waiter| model.operations.contains_key(&waiter.operation));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Model {
        serde_json::from_value(serde_json::json!({
            "source": { "botocore": "0", "model": "garden/1" },
            "metadata": {
                "apiVersion": "1", "endpointPrefix": "garden", "serviceId": "Garden", "protocols": ["json"]
            },
            "operations": {
                "Grow": {
                    "http": { "method": "POST", "requestUri": "/" },
                    "input": { "shape": "GrowRequest" }, "errors": [{ "shape": "Frost" }]
                },
                "Prune": {
                    "http": { "method": "POST", "requestUri": "/prune" }, "input": { "shape": "Twig" }
                }
            },
            "shapes": {
                "GrowRequest": { "type": "structure", "members": { "names": { "shape": "Names" } } },
                "Names": { "type": "list", "member": { "shape": "Name" } },
                "Name": { "type": "string" },
                "Twig": { "type": "structure", "members": { "name": { "shape": "Name" } } },
                "Frost": { "type": "structure", "exception": true }
            },
            "waiters": {
                "Pruned": { "operation": "Prune", "delay": 1, "maxAttempts": 2, "acceptors": [] }
            }
        }))
        .unwrap()
    }

    #[test]
    fn a_fence_keeps_what_its_operations_reach_and_the_names_of_the_others() {
        let mut model = model();
        let held = Held { operations: Some(BTreeSet::from(["Grow".to_owned()])) };
        fence("garden", &mut model, &held).unwrap();
        assert_eq!(model.operations.keys().collect::<Vec<_>>(), ["Grow"]);
        assert_eq!(model.other_operations.get("Prune").unwrap().request_uri, "/prune");
        assert_eq!(model.shapes.keys().collect::<Vec<_>>(), ["Frost", "GrowRequest", "Name", "Names"]);
        assert!(model.waiters.is_empty());
    }

    #[test]
    fn a_service_without_a_fence_is_held_whole() {
        let mut model = model();
        fence("garden", &mut model, &Held { operations: None }).unwrap();
        assert_eq!((model.operations.len(), model.shapes.len(), model.waiters.len()), (2, 5, 1));
    }

    #[test]
    fn a_fence_that_names_no_operation_is_refused() {
        let held = Held { operations: Some(BTreeSet::from(["Burn".to_owned()])) };
        assert!(fence("garden", &mut model(), &held).is_err());
    }
}
