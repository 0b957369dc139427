//! What is asked: requests as a client would send them, and machines that drain or are lost.
//!
//! Everything is checked before anything is played: a name that does not exist must not be passed over, because
//! the answer would be of another question.
//!
//! Must not know: what comes of it.

use longshore_services::ecs::cluster;
use longshore_services::{Handler, registry};
use longshore_shapes::schema::{Kind, Schema};
use longshore_shapes::{ApiError, OperationName, SERVICES, ServiceSchema, longshore as api};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::{Scope, Snapshot};
use serde_json::{Value, json};

use super::times::{self, Known};
use super::{client, invalid};

const REQUESTS_MAX: usize = 100;
const MACHINES_MAX: usize = 100;
const HORIZON_SECONDS: i32 = 2 * 60 * 60;
const HORIZON_SECONDS_MAX: i32 = 24 * 60 * 60;
const SERVICE: &str = "ecs";
/// What agents say of machines and tasks: in a fork, its nodes say it.
const OF_AGENTS: &[&str] = &["RegisterContainerInstance", "DiscoverPollEndpoint"];
const OF_AGENTS_START: &str = "Submit";
/// Members that say what a request is about, the most telling first.
const NAMES: &[&str] = &[
    "serviceName",
    "service",
    "family",
    "task",
    "containerInstance",
    "taskDefinition",
    "capacityProvider",
    "name",
    "cluster",
];

pub(super) struct Question {
    pub(super) calls: Vec<Call>,
    pub(super) lost: Vec<ContainerInstanceKey>,
    pub(super) known: Known,
    pub(super) horizon_millis: i64,
}

/// A request to be made in the fork.
pub(super) struct Call {
    pub(super) operation: String,
    pub(super) input: Value,
}

impl Question {
    pub(super) fn read(
        world: &Snapshot,
        scope: Scope,
        input: &api::ForecastRequest,
    ) -> Result<Self, ApiError> {
        let requests = input.requests.as_deref().unwrap_or_default();
        if requests.len() > REQUESTS_MAX {
            return Err(invalid(format!("requests may list at most {REQUESTS_MAX}.")));
        }
        let mut calls = Vec::new();
        for (place, request) in requests.iter().enumerate() {
            calls.push(Call::read(place, request)?);
        }
        let drained = machines(world, scope, input, "drain", input.drain.as_deref())?;
        calls.extend(drained.iter().map(Call::drain));
        let lost = machines(world, scope, input, "lose", input.lose.as_deref())?;
        if calls.is_empty() && lost.is_empty() {
            return Err(invalid("There is nothing to forecast: give requests, drain or lose."));
        }
        let seconds = input.horizon_seconds.unwrap_or(HORIZON_SECONDS);
        if !(1..=HORIZON_SECONDS_MAX).contains(&seconds) {
            return Err(invalid(format!("horizonSeconds must be between 1 and {HORIZON_SECONDS_MAX}.")));
        }
        let known = times::known(world, scope, input)?;
        Ok(Self { calls, lost, known, horizon_millis: i64::from(seconds) * 1000 })
    }
}

impl Call {
    fn read(place: usize, request: &api::PlannedRequest) -> Result<Self, ApiError> {
        let name = request.operation.as_str();
        let at = format!("requests[{place}]");
        let operation = served(name).ok_or_else(|| {
            invalid(format!("{at}: '{name}' is no ECS operation that changes something here."))
        })?;
        let input: Value = serde_json::from_str(&request.input)
            .map_err(|error| invalid(format!("{at} ({name}): the input is no JSON: {error}.")))?;
        if !input.is_object() {
            return Err(invalid(format!("{at} ({name}): the input must be an object.")));
        }
        if let Some(schema) = operation.schema {
            unknown(&input, schema.input, "")
                .map_or(Ok(()), |path| Err(invalid(format!("{at} ({name}): there is no member {path}."))))?;
        }
        Ok(Self { operation: name.to_owned(), input })
    }

    fn drain(instance: &ContainerInstanceKey) -> Self {
        let input = json!({
            "cluster": instance.cluster, "containerInstances": [instance.id], "status": "DRAINING",
        });
        Self { operation: "UpdateContainerInstancesState".to_owned(), input }
    }

    /// Somebody gives up a machine that is gone.
    pub(super) fn give_up(instance: &ContainerInstanceKey) -> Self {
        let input = json!({"cluster": instance.cluster, "containerInstance": instance.id, "force": true});
        Self { operation: "DeregisterContainerInstance".to_owned(), input }
    }

    /// The service that it is about, if it is about one.
    pub(super) fn service(&self) -> Option<&str> {
        let named = ["serviceName", "service"].iter().find_map(|name| self.input.get(name)?.as_str());
        named?.rsplit('/').next()
    }

    /// `UpdateService web`.
    pub(super) fn words(&self) -> String {
        let named = NAMES.iter().find_map(|name| self.input.get(name)?.as_str());
        let listed = || self.input.get("containerInstances")?.get(0)?.as_str();
        let named = named.filter(|_| self.input.get("containerInstances").is_none()).or_else(listed);
        match named.and_then(|named| named.rsplit('/').next()) {
            Some(named) => format!("{} {named}", self.operation),
            None => self.operation.clone(),
        }
    }
}

/// The operation, where it is built and writes.
fn served(name: &str) -> Option<&'static OperationName> {
    if OF_AGENTS.contains(&name) || name.starts_with(OF_AGENTS_START) {
        return None;
    }
    let service: &'static ServiceSchema = SERVICES.iter().find(|service| service.name == SERVICE)?;
    let operation = service.operations.iter().find(|operation| operation.name == name)?;
    let writes = matches!(registry().get(service, operation.name), Some(Handler::Write(_)));
    writes.then_some(operation)
}

/// The path of a member that the schema does not have, and what was perhaps meant.
fn unknown(value: &Value, schema: &'static Schema, path: &str) -> Option<String> {
    match (value, &schema.kind) {
        (Value::Object(members), Kind::Structure { .. }) => members.iter().find_map(|(name, value)| {
            let here = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            match schema.member(name) {
                Some((_, member)) => unknown(value, member.target, &here),
                None => Some(format!("'{here}'{}", meant(name, schema))),
            }
        }),
        (Value::Array(items), Kind::List { member }) => {
            let mut places = items.iter().enumerate();
            places.find_map(|(place, item)| unknown(item, member.target, &format!("{path}[{place}]")))
        }
        (Value::Object(entries), Kind::Map { value: member, .. }) => {
            let mut entries = entries.iter();
            entries.find_map(|(key, value)| unknown(value, member.target, &format!("{path}.{key}")))
        }
        _ => None,
    }
}

fn meant(name: &str, schema: &'static Schema) -> String {
    let near = schema.members().iter().find(|member| member.name.eq_ignore_ascii_case(name));
    near.map_or_else(String::new, |member| format!("; did you mean '{}'", member.name))
}

/// Registered instances by their ids or ARNs.
fn machines(
    world: &Snapshot,
    scope: Scope,
    input: &api::ForecastRequest,
    member: &str,
    given: Option<&[String]>,
) -> Result<Vec<ContainerInstanceKey>, ApiError> {
    let given = given.unwrap_or_default();
    if given.is_empty() {
        return Ok(Vec::new());
    }
    if given.len() > MACHINES_MAX {
        return Err(invalid(format!("{member} may list at most {MACHINES_MAX} container instances.")));
    }
    given
        .iter()
        .map(|given| {
            let (rest, id) = given.rsplit_once('/').unwrap_or(("", given));
            let named = rest.rsplit_once('/').map(|(_, cluster)| cluster).or(input.cluster.as_deref());
            let (ClusterKey { name, .. }, _) = cluster::find_active(world, scope, named)?;
            let key = ContainerInstanceKey { scope, cluster: name, id: id.to_owned() };
            let there = world.get::<ContainerInstance>(&key).is_some_and(|row| row.is_registered());
            if there {
                return Ok(key);
            }
            Err(client(format!(
                "{member}: there is no registered container instance '{id}' in cluster '{}'.",
                key.cluster
            )))
        })
        .collect()
}
