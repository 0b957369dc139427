//! Tags: their rules, and TagResource, UntagResource and ListTagsForResource over every resource that has
//! them.
//!
//! Must not know: what tags are used for.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, Tag, op};
use longshore_world::records::capacity_provider::{CapacityProvider, CapacityProviderKey};
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::records::service::task_set::{TaskSet, TaskSetKey};
use longshore_world::records::service::{STATUS_INACTIVE, Service, ServiceKey};
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::records::task_definition::{TaskDefinition, TaskDefinitionKey};
use longshore_world::{Scope, Snapshot, Tx, World};

use super::problems::{invalid, limit_exceeded, resource_not_found};
use super::service;
use crate::arn::Arn;
use crate::caller::Caller;
use crate::registry::Registry;

pub const TAGS_MAX: usize = 50;
const KEY_LENGTH_MAX: usize = 128;
const VALUE_LENGTH_MAX: usize = 256;
/// Nobody but AWS (here: nobody but Longshore) sets keys that begin so.
const RESERVED_PREFIX: &str = "aws:";
/// What a key or value may hold besides letters, digits and spaces.
const SYMBOLS: &str = "_.:/=+-@";

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::TagResource, _>(tag_resource);
    registry.write::<op::UntagResource, _>(untag_resource);
    registry.read::<op::ListTagsForResource>(list_tags_for_resource);
}

/// Checks the tags that come with a new resource; each key once.
pub fn checked(tags: Option<Vec<Tag>>) -> Result<Vec<Tag>, ApiError> {
    let tags = tags.unwrap_or_default();
    if tags.len() > TAGS_MAX {
        return Err(invalid(format!("Too many tags: {}. The maximum is {TAGS_MAX}.", tags.len())));
    }
    for (position, tag) in tags.iter().enumerate() {
        check(tag)?;
        if tags.iter().take(position).any(|earlier| earlier.key == tag.key) {
            let key = tag.key.as_deref().unwrap_or_default();
            return Err(invalid(format!(
                "Duplicate tag keys found: '{key}'. Each key may appear once in tags."
            )));
        }
    }
    Ok(tags)
}

fn check(tag: &Tag) -> Result<(), ApiError> {
    let key = tag.key.as_deref().unwrap_or_default();
    let value = tag.value.as_deref().unwrap_or_default();
    if key.is_empty() || key.chars().count() > KEY_LENGTH_MAX {
        return Err(invalid(format!("tags.key must have 1 to {KEY_LENGTH_MAX} characters: '{key}'.")));
    }
    if value.chars().count() > VALUE_LENGTH_MAX {
        return Err(invalid(format!(
            "tags.value of '{key}' must have at most {VALUE_LENGTH_MAX} characters."
        )));
    }
    if key.to_ascii_lowercase().starts_with(RESERVED_PREFIX) {
        return Err(invalid(format!("Tag keys starting with '{RESERVED_PREFIX}' are reserved: '{key}'.")));
    }
    let allowed = |c: char| c.is_alphanumeric() || c == ' ' || SYMBOLS.contains(c);
    if !key.chars().all(allowed) || !value.chars().all(allowed) {
        let hint = "letters, numbers, spaces and _ . : / = + - @";
        return Err(invalid(format!("The tag '{key}' holds a character that is not allowed; use {hint}.")));
    }
    Ok(())
}

/// Adds tags to those there are; a key that is there takes the new value.
fn merge(tags: &mut Vec<Tag>, new: Vec<Tag>) -> Result<(), ApiError> {
    for tag in new {
        match tags.iter_mut().find(|old| old.key == tag.key) {
            Some(old) => old.value = tag.value,
            None => tags.push(tag),
        }
    }
    if tags.len() > TAGS_MAX {
        return Err(limit_exceeded(format!("The resource would have more than {TAGS_MAX} tags.")));
    }
    Ok(())
}

/// A resource that has tags, as its ARN names it.
enum Tagged {
    Cluster(ClusterKey),
    TaskDefinition(TaskDefinitionKey),
    CapacityProvider(CapacityProviderKey),
    ContainerInstance(ContainerInstanceKey),
    Task(TaskKey),
    Service(ServiceKey),
    TaskSet(TaskSetKey),
}

impl Tagged {
    fn parse(scope: Scope, text: &str) -> Result<Self, ApiError> {
        let bad = || {
            invalid(format!("Invalid identifier: resourceArn '{text}' is not the ARN of an ECS resource."))
        };
        let arn = Arn::parse(text).filter(|arn| arn.service == super::SERVICE).ok_or_else(bad)?;
        if !arn.is_in(scope) {
            return Err(super::problems::foreign(arn.account, &scope.account.to_string()));
        }
        let (kind, name) = arn.resource_type();
        match (kind, name.split('/').collect::<Vec<_>>().as_slice()) {
            ("cluster", [name]) => Ok(Self::Cluster(ClusterKey { scope, name: (*name).to_owned() })),
            ("capacity-provider", [name]) => {
                Ok(Self::CapacityProvider(CapacityProviderKey { scope, name: (*name).to_owned() }))
            }
            ("task-definition", [name]) => {
                let (family, revision) = name.split_once(':').ok_or_else(bad)?;
                let revision = revision.parse().map_err(|_| bad())?;
                Ok(Self::TaskDefinition(TaskDefinitionKey { scope, family: family.to_owned(), revision }))
            }
            ("container-instance", [cluster, id]) => {
                let (cluster, id) = ((*cluster).to_owned(), (*id).to_owned());
                Ok(Self::ContainerInstance(ContainerInstanceKey { scope, cluster, id }))
            }
            ("service", [_]) => Err(invalid(
                "Long arn format must be used for tagging operations: service/<cluster>/<service>.",
            )),
            ("task", [cluster, id]) => {
                let (cluster, id) = ((*cluster).to_owned(), (*id).to_owned());
                Ok(Self::Task(TaskKey { scope, cluster, id }))
            }
            ("service", [cluster, name]) => Ok(Self::Service(ServiceKey {
                scope,
                cluster: (*cluster).to_owned(),
                name: (*name).to_owned(),
            })),
            ("task-set", [cluster, service, "ecs-svc", digits]) => {
                let (cluster, service) = ((*cluster).to_owned(), (*service).to_owned());
                Ok(Self::TaskSet(TaskSetKey { scope, cluster, service, id: service::task_set_id(digits) }))
            }
            _ => Err(bad()),
        }
    }

    fn tags(&self, world: &World) -> Option<Vec<Tag>> {
        match self {
            Self::Cluster(key) => {
                let row = world.get::<Cluster>(key).filter(|row| row.is_active())?;
                Some(row.cluster.tags.clone().unwrap_or_default())
            }
            Self::TaskDefinition(key) => world.get::<TaskDefinition>(key).map(|row| row.tags.clone()),
            Self::CapacityProvider(key) => {
                let row = world.get::<CapacityProvider>(key).filter(|row| row.is_active())?;
                Some(row.provider.tags.clone().unwrap_or_default())
            }
            Self::ContainerInstance(key) => {
                let row = world.get::<ContainerInstance>(key).filter(|row| row.is_registered())?;
                Some(row.instance.tags.clone().unwrap_or_default())
            }
            Self::Task(key) => Some(world.get::<Task>(key)?.tags().to_vec()),
            Self::Service(key) => {
                let row = world.get::<Service>(key).filter(|row| row.status() != STATUS_INACTIVE)?;
                Some(row.service.tags.clone().unwrap_or_default())
            }
            Self::TaskSet(key) => Some(world.get::<TaskSet>(key)?.task_set.tags.clone().unwrap_or_default()),
        }
    }

    fn set(&self, tx: &mut Tx<'_>, tags: Vec<Tag>) -> Result<(), ApiError> {
        match self {
            Self::Cluster(key) => tx.update(key, |row: &mut Cluster| row.cluster.tags = Some(tags)),
            Self::TaskDefinition(key) => tx.update(key, |row: &mut TaskDefinition| row.tags = tags),
            Self::CapacityProvider(key) => {
                tx.update(key, |row: &mut CapacityProvider| row.provider.tags = Some(tags))
            }
            Self::ContainerInstance(key) => {
                tx.update(key, |row: &mut ContainerInstance| row.instance.tags = Some(tags))
            }
            Self::Task(key) => tx.update(key, |row: &mut Task| row.tags = Some(tags)),
            Self::Service(key) => tx.update(key, |row: &mut Service| row.service.tags = Some(tags)),
            Self::TaskSet(key) => tx.update(key, |row: &mut TaskSet| row.task_set.tags = Some(tags)),
        };
        match self {
            Self::Service(key) => service::tags_changed(tx, key),
            _ => Ok(()),
        }
    }
}

fn not_found(arn: &str) -> ApiError {
    resource_not_found(format!("The specified resource '{arn}' could not be found."))
}

fn tag_resource(
    caller: &Caller,
    input: ecs::TagResourceRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::TagResourceResponse, ApiError> + use<>, ApiError> {
    let resource = Tagged::parse(caller.scope, &input.resource_arn)?;
    let new = checked(Some(input.tags))?;
    Ok(move |tx: &mut Tx<'_>| {
        let mut tags = resource.tags(tx).ok_or_else(|| not_found(&input.resource_arn))?;
        merge(&mut tags, new)?;
        resource.set(tx, tags)?;
        Ok(ecs::TagResourceResponse::default())
    })
}

fn untag_resource(
    caller: &Caller,
    input: ecs::UntagResourceRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::UntagResourceResponse, ApiError> + use<>, ApiError> {
    let resource = Tagged::parse(caller.scope, &input.resource_arn)?;
    Ok(move |tx: &mut Tx<'_>| {
        let mut tags = resource.tags(tx).ok_or_else(|| not_found(&input.resource_arn))?;
        tags.retain(|tag| !tag.key.as_ref().is_some_and(|key| input.tag_keys.contains(key)));
        resource.set(tx, tags)?;
        Ok(ecs::UntagResourceResponse::default())
    })
}

fn list_tags_for_resource(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::ListTagsForResourceRequest,
) -> Result<ecs::ListTagsForResourceResponse, ApiError> {
    let resource = Tagged::parse(caller.scope, &input.resource_arn)?;
    // ListTagsForResource has no ResourceNotFoundException in the model; AWS answers with this one.
    let tags = resource.tags(snapshot).ok_or_else(|| {
        invalid(format!("The specified resource '{}' could not be found.", input.resource_arn))
    })?;
    Ok(ecs::ListTagsForResourceResponse { tags: Some(tags) })
}
