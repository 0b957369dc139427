//! RegisterContainerInstance: how an agent makes its machine part of a cluster, and says so again at every
//! start.
//!
//! An agent that kept its instance's ARN stays that instance: what the machine has is taken from the new
//! registration; its state, its time of registration, its tags and the attributes of users are kept.
//! Attributes under the prefixes of ECS are the agent's own; all others belong to users from the first
//! registration on, because an agent sends them no second time.
//!
//! Must not know: how the agent is reached.

use std::collections::BTreeMap;

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, Attribute, ContainerInstanceField, Resource, VersionInfo};
use longshore_world::Tx;
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};

use super::identity::{self, Identity};
use super::resources;
use crate::caller::Caller;
use crate::ecs::problems::{client, invalid};
use crate::ecs::{attribute, cluster, tag};

/// A real agent registers about 80.
const ATTRIBUTES_MAX: usize = 512;
const BUILT_IN_PREFIXES: &[&str] = &["ecs.", "com.amazonaws.ecs."];
const VERSION_INFO_LENGTH_MAX: usize = 255;

/// Names and values, an empty value for none, as agents compare them.
type Attributes = BTreeMap<String, String>;

/// What an agent says of its machine, checked.
struct Registration {
    identity: Option<Identity>,
    resources: Vec<Resource>,
    attributes: Attributes,
    version_info: Option<VersionInfo>,
}

pub(super) fn register_container_instance(
    caller: &Caller,
    input: ecs::RegisterContainerInstanceRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecs::RegisterContainerInstanceResponse, ApiError> + use<>,
    ApiError,
> {
    let is_known = input.container_instance_arn.as_ref().is_some_and(|given| !given.is_empty());
    let register = registering(caller, input)?;
    Ok(move |tx: &mut Tx<'_>| {
        let key = register(tx)?;
        if is_known {
            super::chronicle(tx, &key, super::NODE, "registered again", Some("its agent has started anew"));
        }
        let instance = super::answer(tx, &key, &[ContainerInstanceField::Tags]);
        Ok(ecs::RegisterContainerInstanceResponse { container_instance: instance })
    })
}

/// Checks a registration; the transaction writes it and answers which instance it is.
pub(super) fn registering(
    caller: &Caller,
    input: ecs::RegisterContainerInstanceRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ContainerInstanceKey, ApiError> + Send + use<>, ApiError> {
    let scope = caller.scope;
    let registration = Registration {
        identity: identity::parse(input.instance_identity_document.as_deref())?,
        resources: resources::checked(input.total_resources, input.platform_devices)?,
        attributes: checked_attributes(input.attributes.unwrap_or_default())?,
        version_info: checked_version_info(input.version_info)?,
    };
    let tags = tag::checked(input.tags)?;
    Ok(move |tx: &mut Tx<'_>| {
        let (cluster, _) = cluster::find_active(tx, scope, input.cluster.as_deref())?;
        let given = input.container_instance_arn.filter(|given| !given.is_empty());
        let key = match given {
            Some(given) => known(tx, &cluster, &given, &registration)?,
            None => new(tx, cluster, tags),
        };
        super::change(tx, &key, |row| registration.apply(row));
        Ok(key)
    })
}

/// The instance that an agent has been before.
fn known(
    tx: &Tx<'_>,
    cluster: &ClusterKey,
    given: &str,
    registration: &Registration,
) -> Result<ContainerInstanceKey, ApiError> {
    let key = super::key_of(cluster, given)?;
    let row = super::find(tx, cluster, &key).filter(|row| row.is_registered());
    let row =
        row.ok_or_else(|| client(format!("Referenced container instance {} not registered.", key.id)))?;
    let mut attributes = row.instance.attributes.iter().flatten();
    let old = attributes.find(|attribute| attribute.name == identity::INSTANCE_TYPE);
    let new = registration.built_in().remove(identity::INSTANCE_TYPE);
    if old.is_some() && new.is_some() && old.and_then(|old| old.value.as_ref()) != new.as_ref() {
        // Agents know this text, and start over as a new instance.
        return Err(client("Container instance type changes are not supported."));
    }
    Ok(key)
}

/// A new instance with nothing but its name; the registration fills it.
fn new(tx: &mut Tx<'_>, cluster: ClusterKey, tags: Vec<ecs::Tag>) -> ContainerInstanceKey {
    let key = ContainerInstanceKey { scope: cluster.scope, cluster: cluster.name, id: tx.new_id() };
    let instance = ecs::ContainerInstance {
        container_instance_arn: Some(super::arn_of(&key)),
        version: Some(0),
        status: Some(super::ACTIVE.to_owned()),
        registered_at: Some(tx.now()),
        tags: Some(tags),
        ..Default::default()
    };
    tx.put(&key, ContainerInstance { instance, ..Default::default() });
    super::chronicle(tx, &key, super::NODE, "registered", None);
    key
}

impl Registration {
    /// The agent's attributes that users cannot change. What the agent says itself comes before what the
    /// identity document says, because an agent stops if it is not answered its own words.
    fn built_in(&self) -> Attributes {
        let shown = self.identity.iter().flat_map(|identity| identity.attributes.clone());
        let mut attributes: Attributes = shown.map(|(name, value)| (name.to_owned(), value)).collect();
        let own = self.attributes.iter().filter(|(name, _)| is_built_in(name));
        attributes.extend(own.map(|(name, value)| (name.clone(), value.clone())));
        attributes
    }

    fn apply(self, row: &mut ContainerInstance) {
        let old = std::mem::take(&mut row.instance.attributes).unwrap_or_default();
        let kept = old.into_iter().filter(|old| !row.registered_attributes.contains(&old.name));
        let mut attributes: Attributes =
            kept.map(|attribute| (attribute.name, attribute.value.unwrap_or_default())).collect();
        let built_in = self.built_in();
        attributes.extend(self.attributes);
        attributes.extend(built_in.clone());
        row.registered_attributes = built_in.into_keys().collect();
        row.instance.attributes =
            Some(attributes.into_iter().map(|(name, value)| listed(name, value)).collect());
        row.instance.registered_resources = Some(self.resources);
        row.instance.version_info = self.version_info.or_else(|| row.instance.version_info.take());
        row.instance.ec2_instance_id = self.identity.map(|identity| identity.instance_id);
        row.instance.agent_connected = Some(true);
    }
}

fn is_built_in(name: &str) -> bool {
    BUILT_IN_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

fn listed(name: String, value: String) -> Attribute {
    Attribute { name, value: Some(value).filter(|value| !value.is_empty()), ..Default::default() }
}

fn checked_attributes(given: Vec<Attribute>) -> Result<Attributes, ApiError> {
    if given.len() > ATTRIBUTES_MAX {
        return Err(invalid(format!("attributes may list at most {ATTRIBUTES_MAX} attributes.")));
    }
    let mut attributes = Attributes::new();
    for given in given {
        let value = given.value.unwrap_or_default();
        attribute::check(&given.name, Some(value.as_str()).filter(|value| !value.is_empty()))?;
        attributes.insert(given.name, value);
    }
    Ok(attributes)
}

fn checked_version_info(given: Option<VersionInfo>) -> Result<Option<VersionInfo>, ApiError> {
    let texts = given.iter().flat_map(|info| [&info.agent_version, &info.agent_hash, &info.docker_version]);
    if texts.flatten().any(|text| text.len() > VERSION_INFO_LENGTH_MAX) {
        return Err(invalid(format!("versionInfo: a text has more than {VERSION_INFO_LENGTH_MAX} bytes.")));
    }
    Ok(given)
}
