//! Attributes of container instances: names, with values or without, that placement chooses by.
//!
//! Must not know: what an attribute means.

#[cfg(test)]
mod tests;

use std::ops::Bound;

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, Attribute, TargetType, error, op};
use longshore_world::key::{KeyReader, KeyWriter};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::{KeyBytes, RowKey, Snapshot, Tx, World};

use super::problems::{bad_token, invalid};
use super::{cluster, container_instance, page_limit};
use crate::arn::Arn;
use crate::caller::Caller;
use crate::page::Pages;
use crate::registry::Registry;

/// How many attributes one request may put or delete.
const REQUEST_MAX: usize = 10;
/// How many attributes of users an instance may have.
const CUSTOM_MAX: usize = 10;
const LENGTH_MAX: usize = 128;
const NAME_SYMBOLS: &str = "-_/\\.";
const VALUE_SYMBOLS: &str = "-_/\\.@: ";
const PAGE_MAX: i32 = 100;

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::PutAttributes, _>(put_attributes);
    registry.write::<op::DeleteAttributes, _>(delete_attributes);
    registry.read::<op::ListAttributes>(list_attributes);
}

/// That a name and a value, where there is one, are what AWS allows.
pub(crate) fn check(name: &str, value: Option<&str>) -> Result<(), ApiError> {
    let hint = format!("1 to {LENGTH_MAX} letters, numbers and");
    if !is_made_of(name, NAME_SYMBOLS) {
        return Err(invalid(format!(
            "The attribute name '{}' is invalid; use {hint} - _ / \\ .",
            shortened(name)
        )));
    }
    match value {
        Some(value) if !is_value(value) => Err(invalid(format!(
            "The value '{}' of attribute {name} is invalid; use {hint} - _ / \\ . @ : and spaces inside.",
            shortened(value)
        ))),
        _ => Ok(()),
    }
}

pub(crate) fn is_value(value: &str) -> bool {
    is_made_of(value, VALUE_SYMBOLS) && !value.starts_with(' ') && !value.ends_with(' ')
}

fn is_made_of(text: &str, symbols: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || symbols.contains(c);
    !text.is_empty() && text.len() <= LENGTH_MAX && text.chars().all(allowed)
}

fn shortened(text: &str) -> String {
    text.chars().take(LENGTH_MAX).collect()
}

/// What a request asks for one attribute of one instance.
struct Asked {
    name: String,
    value: Option<String>,
    target: String,
}

fn checked(attributes: Vec<Attribute>) -> Result<Vec<Asked>, ApiError> {
    if attributes.is_empty() {
        return Err(invalid("attributes can not be empty"));
    }
    if attributes.len() > REQUEST_MAX {
        return Err(invalid(format!("attributes can have at most {REQUEST_MAX} items.")));
    }
    attributes.into_iter().map(checked_attribute).collect()
}

fn checked_attribute(attribute: Attribute) -> Result<Asked, ApiError> {
    let Attribute { name, value, target_type, target_id } = attribute;
    check(&name, value.as_deref())?;
    if target_type.as_ref().is_some_and(|kind| *kind != TargetType::ContainerInstance) {
        return Err(wrong_target_type());
    }
    let target = target_id.filter(|target| !target.is_empty()).ok_or_else(|| {
        invalid(format!("targetId of attribute {name} is missing; name a container instance by id or ARN."))
    })?;
    // An id alone does not say what it is the id of.
    if target_type.is_none() && !Arn::looks_like(&target) {
        return Err(wrong_target_type());
    }
    Ok(Asked { name, value, target })
}

fn wrong_target_type() -> ApiError {
    invalid(format!("targetType must be {}", TargetType::ContainerInstance))
}

fn target(world: &World, cluster: &ClusterKey, asked: &Asked) -> Result<ContainerInstanceKey, ApiError> {
    container_instance::find_target(world, cluster, &asked.target)?.ok_or_else(|| {
        let message =
            format!("No container instance {} is registered in cluster {}.", asked.target, cluster.name);
        ApiError::new(&error::TARGET_NOT_FOUND_EXCEPTION, message)
    })
}

fn refuse_built_in(world: &World, key: &ContainerInstanceKey, name: &str) -> Result<(), ApiError> {
    let built_in = world
        .get::<ContainerInstance>(key)
        .is_some_and(|row| row.registered_attributes.iter().any(|registered| registered == name));
    if built_in {
        return Err(invalid(format!(
            "Attribute {name} is set by the instance's agent and cannot be changed."
        )));
    }
    Ok(())
}

/// As put, deleted and listed: with the instance it belongs to.
fn listed(key: &ContainerInstanceKey, name: String, value: Option<String>) -> Attribute {
    Attribute { name, value, target_type: None, target_id: Some(container_instance::arn_of(key)) }
}

pub(super) fn put_attributes(
    caller: &Caller,
    input: ecs::PutAttributesRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::PutAttributesResponse, ApiError> + use<>, ApiError> {
    let scope = caller.scope;
    let asked = checked(input.attributes)?;
    Ok(move |tx: &mut Tx<'_>| {
        let (cluster, _) = cluster::find_active(tx, scope, input.cluster.as_deref())?;
        let put = asked.into_iter().map(|asked| put_attribute(tx, &cluster, asked));
        let attributes = put.collect::<Result<_, _>>()?;
        Ok(ecs::PutAttributesResponse { attributes: Some(attributes) })
    })
}

fn put_attribute(tx: &mut Tx<'_>, cluster: &ClusterKey, asked: Asked) -> Result<Attribute, ApiError> {
    let key = target(tx, cluster, &asked)?;
    refuse_built_in(tx, &key, &asked.name)?;
    let new = Attribute { name: asked.name.clone(), value: asked.value.clone(), ..Default::default() };
    container_instance::change(tx, &key, |row| {
        let attributes = row.instance.attributes.get_or_insert_default();
        match attributes.binary_search_by(|old| old.name.cmp(&new.name)) {
            Ok(place) => attributes.splice(place..=place, [new]).for_each(drop),
            Err(place) => attributes.insert(place, new),
        }
    });
    if tx.get::<ContainerInstance>(&key).is_some_and(|row| customs(row) > CUSTOM_MAX) {
        let message =
            format!("Container instance {} would have more than {CUSTOM_MAX} custom attributes.", key.id);
        return Err(ApiError::new(&error::ATTRIBUTE_LIMIT_EXCEEDED_EXCEPTION, message));
    }
    Ok(listed(&key, asked.name, asked.value))
}

/// How many attributes of users an instance has.
fn customs(row: &ContainerInstance) -> usize {
    let attributes = row.instance.attributes.iter().flatten();
    attributes.filter(|attribute| !row.registered_attributes.contains(&attribute.name)).count()
}

pub(super) fn delete_attributes(
    caller: &Caller,
    input: ecs::DeleteAttributesRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::DeleteAttributesResponse, ApiError> + use<>, ApiError> {
    let scope = caller.scope;
    let asked = checked(input.attributes)?;
    Ok(move |tx: &mut Tx<'_>| {
        let (cluster, _) = cluster::find_active(tx, scope, input.cluster.as_deref())?;
        let mut deleted = Vec::new();
        for asked in asked {
            deleted.extend(delete_attribute(tx, &cluster, &asked)?);
        }
        Ok(ecs::DeleteAttributesResponse { attributes: Some(deleted) })
    })
}

/// Deletes an attribute if it is there, and has the value where one is given.
fn delete_attribute(
    tx: &mut Tx<'_>,
    cluster: &ClusterKey,
    asked: &Asked,
) -> Result<Option<Attribute>, ApiError> {
    let key = target(tx, cluster, asked)?;
    refuse_built_in(tx, &key, &asked.name)?;
    let mut deleted = None;
    container_instance::change(tx, &key, |row| {
        let attributes = row.instance.attributes.get_or_insert_default();
        let place = attributes
            .iter()
            .position(|old| old.name == asked.name && (asked.value.is_none() || old.value == asked.value));
        deleted = place.map(|place| attributes.remove(place));
    });
    Ok(deleted.map(|old| listed(&key, old.name, old.value)))
}

fn list_attributes(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::ListAttributesRequest,
) -> Result<ecs::ListAttributesResponse, ApiError> {
    if input.target_type != TargetType::ContainerInstance {
        return Err(wrong_target_type());
    }
    let limit = page_limit(input.max_results, PAGE_MAX, PAGE_MAX)?;
    let name = input.attribute_name.filter(|name| !name.is_empty());
    let value = input.attribute_value.filter(|value| !value.is_empty());
    if name.is_none() && value.is_some() {
        return Err(invalid("attributeName must be given where attributeValue is."));
    }
    let scope = caller.scope;
    let (cluster, _) = cluster::find_active(snapshot, scope, input.cluster.as_deref())?;
    let account = scope.account.to_string();
    let list = ["ListAttributes", &account, scope.region.as_str(), &cluster.name];
    let filters = [name.as_deref().unwrap_or_default(), value.as_deref().unwrap_or_default()];
    let pages = Pages::of(snapshot, &[list.as_slice(), &filters].concat());
    let start = pages.start(input.next_token.as_deref()).map_err(|_| bad_token())?;
    let wanted = attributes_from(snapshot, &cluster, start)
        .filter(|(_, attribute)| name.as_ref().is_none_or(|name| attribute.name == *name))
        .filter(|(_, attribute)| value.is_none() || attribute.value == value);
    let page = pages.take(wanted, limit);
    Ok(ecs::ListAttributesResponse { attributes: Some(page.items), next_token: page.next_token })
}

/// The attributes of a cluster's registered instances behind a place, by instance and name; each with its
/// place: the instance's key and the name.
fn attributes_from(
    world: &World,
    cluster: &ClusterKey,
    after: Option<KeyBytes>,
) -> impl Iterator<Item = (KeyBytes, Attribute)> {
    let first = after.as_ref().and_then(|after| instance_of(after.as_slice()));
    let from = first.as_ref().map_or(Bound::Unbounded, Bound::Included);
    let rows = world.scan_from::<ContainerInstance>(&cluster.bytes(), from);
    let registered = rows.filter(|(_, row)| row.is_registered());
    let all = registered.flat_map(|(key, row)| {
        let attributes = row.instance.attributes.clone().unwrap_or_default().into_iter();
        attributes.map(move |attribute| {
            let (place, Attribute { name, value, .. }) = (place_of(&key, &attribute.name), attribute);
            (place, listed(&key, name, value))
        })
    });
    all.filter(move |(place, _)| after.as_ref().is_none_or(|after| place > after))
}

fn place_of(key: &ContainerInstanceKey, name: &str) -> KeyBytes {
    let mut place = KeyWriter::new();
    key.write(&mut place);
    place.text(name).finish()
}

/// The key of the instance that a place lies in.
fn instance_of(place: &[u8]) -> Option<KeyBytes> {
    ContainerInstanceKey::read(&mut KeyReader::new(place)).map(|key| key.bytes())
}
