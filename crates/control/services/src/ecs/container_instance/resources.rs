//! What an instance has: processor units, memory, ports in use, devices.
//!
//! Must not know: what tasks take of it.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{PlatformDevice, PlatformDeviceType, Resource};

use crate::ecs::problems::invalid;

const RESOURCES_MAX: usize = 100;
/// Every port there is, or far more devices than one machine holds.
const SET_ITEMS_MAX: usize = 65_536;
const ITEM_LENGTH_MAX: usize = 255;

const INTEGER: &str = "INTEGER";
const LONG: &str = "LONG";
const DOUBLE: &str = "DOUBLE";
const STRING_SET: &str = "STRINGSET";
/// Without them nothing can be placed.
const NEEDED: &[&str] = &["CPU", "MEMORY"];
/// Sets of the ports that are taken, one for each protocol.
const PORTS: &[&str] = &["PORTS", "PORTS_UDP"];

/// The resources of a registration, each in the form in which it is shown, and its devices as sets.
pub(super) fn checked(
    total: Option<Vec<Resource>>,
    devices: Option<Vec<PlatformDevice>>,
) -> Result<Vec<Resource>, ApiError> {
    let mut resources = Vec::new();
    for resource in total.unwrap_or_default() {
        add(&mut resources, checked_resource(resource)?)?;
    }
    for needed in NEEDED {
        if !resources.iter().any(|resource| named(resource, needed)) {
            return Err(invalid(format!(
                "totalResources lacks {needed}. An instance must register CPU and MEMORY."
            )));
        }
    }
    for ports in PORTS {
        if !resources.iter().any(|resource| named(resource, ports)) {
            resources.push(string_set(ports, Vec::new()));
        }
    }
    for set in device_sets(devices.unwrap_or_default())? {
        add(&mut resources, set)?;
    }
    Ok(resources)
}

fn named(resource: &Resource, name: &str) -> bool {
    resource.name.as_deref() == Some(name)
}

fn name_of(resource: &Resource) -> &str {
    resource.name.as_deref().unwrap_or_default()
}

fn add(resources: &mut Vec<Resource>, new: Resource) -> Result<(), ApiError> {
    if resources.len() == RESOURCES_MAX {
        return Err(invalid(format!("totalResources may list at most {RESOURCES_MAX} resources.")));
    }
    if resources.iter().any(|resource| resource.name == new.name) {
        return Err(invalid(format!("totalResources lists {} twice.", name_of(&new))));
    }
    resources.push(new);
    Ok(())
}

/// A resource with its own value; the members of other types are 0, as AWS shows them.
fn checked_resource(given: Resource) -> Result<Resource, ApiError> {
    let name = name_of(&given).to_owned();
    if name.is_empty() || name.len() > ITEM_LENGTH_MAX {
        return Err(invalid(format!("totalResources.name must have 1 to {ITEM_LENGTH_MAX} characters.")));
    }
    let kind = given.r#type.as_deref().unwrap_or_default();
    let missing =
        || invalid(format!("totalResources: {name} is of type {kind} and lacks a value of it, 0 or more."));
    let mut resource = empty(&name, kind);
    match kind {
        INTEGER => {
            resource.integer_value = Some(given.integer_value.filter(|n| *n >= 0).ok_or_else(missing)?)
        }
        LONG => resource.long_value = Some(given.long_value.filter(|n| *n >= 0).ok_or_else(missing)?),
        DOUBLE => {
            let allowed = |n: &f64| n.is_finite() && *n >= 0.0;
            resource.double_value = Some(given.double_value.filter(allowed).ok_or_else(missing)?);
        }
        STRING_SET => {
            resource.string_set_value = Some(checked_set(&name, given.string_set_value.unwrap_or_default())?)
        }
        _ => {
            let types = format!("{INTEGER}, {DOUBLE}, {LONG} or {STRING_SET}");
            return Err(invalid(format!("totalResources: {name} must be of type {types}, not '{kind}'.")));
        }
    }
    if NEEDED.contains(&name.as_str()) && kind != INTEGER {
        return Err(invalid(format!("totalResources: {name} must be of type {INTEGER}.")));
    }
    Ok(resource)
}

fn checked_set(name: &str, mut items: Vec<String>) -> Result<Vec<String>, ApiError> {
    if items.len() > SET_ITEMS_MAX {
        return Err(invalid(format!("totalResources: {name} may hold at most {SET_ITEMS_MAX} items.")));
    }
    let allowed = |item: &str| {
        let port = item.parse::<u16>().is_ok_and(|port| port > 0);
        if PORTS.contains(&name) { port } else { !item.is_empty() && item.len() <= ITEM_LENGTH_MAX }
    };
    if let Some(bad) = items.iter().find(|item| !allowed(item)) {
        let shown: String = bad.chars().take(ITEM_LENGTH_MAX).collect();
        return Err(invalid(format!("totalResources: {name} cannot hold '{shown}'.")));
    }
    let mut seen = std::collections::BTreeSet::new();
    items.retain(|item| seen.insert(item.clone()));
    Ok(items)
}

fn device_sets(devices: Vec<PlatformDevice>) -> Result<Vec<Resource>, ApiError> {
    let (mut gpus, mut neurons) = (Vec::new(), Vec::new());
    for device in devices {
        match device.r#type {
            PlatformDeviceType::Gpu => gpus.push(device.id),
            PlatformDeviceType::NeuronDevice => neurons.push(device.id),
            PlatformDeviceType::Unknown(kind) => {
                return Err(invalid(format!(
                    "platformDevices.type must be GPU or NEURON_DEVICE, not '{kind}'."
                )));
            }
        }
    }
    let sets = [(PlatformDeviceType::Gpu, gpus), (PlatformDeviceType::NeuronDevice, neurons)];
    let there = sets.into_iter().filter(|(_, ids)| !ids.is_empty());
    there.map(|(kind, ids)| Ok(string_set(kind.as_str(), checked_set(kind.as_str(), ids)?))).collect()
}

fn empty(name: &str, kind: &str) -> Resource {
    Resource {
        name: Some(name.to_owned()),
        r#type: Some(kind.to_owned()),
        double_value: Some(0.0),
        long_value: Some(0),
        integer_value: Some(0),
        string_set_value: None,
    }
}

fn string_set(name: &str, items: Vec<String>) -> Resource {
    Resource { string_set_value: Some(items), ..empty(name, STRING_SET) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn integer(name: &str, value: i32) -> Resource {
        let (name, kind) = (Some(name.to_owned()), Some(INTEGER.to_owned()));
        Resource { name, r#type: kind, integer_value: Some(value), ..Default::default() }
    }

    fn set(name: &str, items: &[&str]) -> Resource {
        let items = items.iter().map(|item| (*item).to_owned()).collect();
        let (name, kind) = (Some(name.to_owned()), Some(STRING_SET.to_owned()));
        Resource { name, r#type: kind, string_set_value: Some(items), ..Default::default() }
    }

    fn device(id: &str, kind: &str) -> PlatformDevice {
        PlatformDevice { id: id.to_owned(), r#type: kind.into() }
    }

    fn items<'r>(resources: &'r [Resource], name: &str) -> Option<&'r [String]> {
        resources.iter().find(|resource| named(resource, name))?.string_set_value.as_deref()
    }

    #[test]
    fn resources_are_completed_and_devices_become_sets() {
        let total = vec![integer("CPU", 2048), integer("MEMORY", 3768), set("PORTS", &["22", "2375", "22"])];
        let devices = vec![device("GPU-1", "GPU"), device("0", "NEURON_DEVICE"), device("GPU-2", "GPU")];
        let resources = checked(Some(total), Some(devices)).unwrap();
        assert_eq!(resources[0], Resource { integer_value: Some(2048), ..empty("CPU", INTEGER) });
        assert_eq!(items(&resources, "PORTS").unwrap(), ["22", "2375"]);
        assert_eq!(items(&resources, "PORTS_UDP").unwrap(), [""; 0]);
        assert_eq!(items(&resources, "GPU").unwrap(), ["GPU-1", "GPU-2"]);
        assert_eq!(items(&resources, "NEURON_DEVICE").unwrap(), ["0"]);
    }

    #[test]
    fn resources_that_are_refused() {
        let with = |resource| vec![integer("CPU", 1), integer("MEMORY", 1), resource];
        let typed = |kind: &str| Resource { r#type: Some(kind.to_owned()), ..integer("X", 1) };
        let long_cpu = Resource { r#type: Some(LONG.to_owned()), long_value: Some(1), ..integer("CPU", 1) };
        for (total, expected) in [
            (vec![], "lacks CPU"),
            (vec![integer("CPU", 1)], "lacks MEMORY"),
            (vec![long_cpu], "CPU must be of type INTEGER"),
            (with(integer("CPU", 2)), "lists CPU twice"),
            (with(integer("X", -1)), "lacks a value"),
            (with(integer("", 1)), "1 to 255 characters"),
            (with(typed("LONG")), "lacks a value"),
            (with(typed("FLOAT")), "not 'FLOAT'"),
            (with(set("PORTS", &["0"])), "PORTS cannot hold '0'"),
            (with(set("PORTS_UDP", &["65536"])), "PORTS_UDP cannot hold '65536'"),
            ((0..=100).map(|n| integer(&n.to_string(), 1)).collect(), "at most 100 resources"),
        ] {
            let error = checked(Some(total), None).unwrap_err();
            assert!(error.message.contains(expected), "{error}");
        }
        let error = checked(Some(with(integer("X", 1))), Some(vec![device("1", "FPGA")])).unwrap_err();
        assert!(error.message.contains("not 'FPGA'"), "{error}");
    }
}
