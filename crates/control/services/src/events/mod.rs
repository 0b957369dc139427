//! Events: what has happened, as EventBridge would tell it.
//!
//! The bus is the table of happenings, in the order of commits. A changed row is kept there as it was, and is
//! turned into an event only when somebody reads it; so a change costs no more than its row.
//!
//! Must not know: who reads, or where events go.

mod json;

use longshore_shapes::ecs;
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::records::history::{Happening, HappeningKey};
use longshore_world::records::occupancy::Occupancy;
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::{RowKey, Scope, StoredRecord, World};
use serde_json::{Value, json};

pub use self::json::{moment, second};
use crate::ecs::{cluster, container_instance, task};

const SOURCE: &str = "aws.ecs";
const ECR_SOURCE: &str = "aws.ecr";
/// How the types of ECR's events begin.
const ECRS: &str = "ECR ";
const TASK_CHANGE: &str = "ECS Task State Change";
const INSTANCE_CHANGE: &str = "ECS Container Instance State Change";
/// What attachments of network interfaces are called in events.
const INTERFACE: &str = "eni";
const INTERFACE_IN_ANSWERS: &str = "ElasticNetworkInterface";

/// An event and whose it is.
pub struct Event {
    pub scope: Scope,
    pub detail_type: String,
    /// The whole of it, envelope included.
    pub body: Value,
}

/// What happened, as an event; none where it was a row's change that no event tells of.
pub fn event(world: &World, key: &HappeningKey, happening: &Happening) -> Option<Event> {
    let (scope, detail_type, resources, detail) = match happening.table.and_then(|it| u16::try_from(it).ok())
    {
        Some(Task::TABLE) => task_change(world, happening)?,
        Some(ContainerInstance::TABLE) => instance_change(world, happening)?,
        Some(Occupancy::TABLE) => occupancy_change(world, happening)?,
        Some(_) => return None,
        None => own(happening)?,
    };
    let body = json!({
        "version": "0",
        "id": id(key),
        "detail-type": detail_type,
        "source": if detail_type.starts_with(ECRS) { ECR_SOURCE } else { SOURCE },
        "account": scope.account.to_string(),
        "time": second(happening.at),
        "region": scope.region.as_str(),
        "resources": resources,
        "detail": detail,
    });
    Some(Event { scope, detail_type, body })
}

type Parts = (Scope, String, Vec<String>, Value);

fn task_change(world: &World, happening: &Happening) -> Option<Parts> {
    let key = TaskKey::parse(happening.key.as_ref()?)?;
    let row = Task::decode(happening.row.as_ref()?).ok()?;
    let mut shape = task::shown(world, &key, &row, &[]);
    shape.health_status = None;
    shape.tags = None;
    for container in shape.containers.iter_mut().flatten() {
        container.health_status = None;
    }
    for attachment in shape.attachments.iter_mut().flatten() {
        if attachment.r#type.as_deref() == Some(INTERFACE_IN_ANSWERS) {
            attachment.r#type = Some(INTERFACE.to_owned());
        }
    }
    let mut detail = json::json(&shape);
    add(&mut detail, "updatedAt", moment(happening.at));
    Some((key.scope, TASK_CHANGE.to_owned(), vec![task::arn_of(&key)], detail))
}

fn instance_change(world: &World, happening: &Happening) -> Option<Parts> {
    let key = ContainerInstanceKey::parse(happening.key.as_ref()?)?;
    let row = ContainerInstance::decode(happening.row.as_ref()?).ok()?;
    let mut shape: ecs::ContainerInstance = container_instance::shown(world, &key, &row, &[]);
    shape.version = row.instance.version;
    Some(of_instance(&key, shape, happening))
}

/// Tasks came and went on an instance: the event is of the instance, with what they left of it.
fn occupancy_change(world: &World, happening: &Happening) -> Option<Parts> {
    let key = ContainerInstanceKey::parse(happening.key.as_ref()?)?;
    let told = Occupancy::decode(happening.row.as_ref()?).ok()?;
    let row = world.get::<ContainerInstance>(&key)?;
    let mut shape: ecs::ContainerInstance = container_instance::shown(world, &key, row, &[]);
    shape.version = Some(told.version);
    shape.running_tasks_count = Some(told.running);
    shape.pending_tasks_count = Some(told.pending);
    shape.remaining_resources = told.remaining;
    Some(of_instance(&key, shape, happening))
}

fn of_instance(
    key: &ContainerInstanceKey,
    mut shape: ecs::ContainerInstance,
    happening: &Happening,
) -> Parts {
    shape.tags = None;
    let mut detail = json::json(&shape);
    let cluster = ClusterKey { scope: key.scope, name: key.cluster.clone() };
    add(&mut detail, "clusterArn", cluster::arn_of(&cluster));
    add(&mut detail, "updatedAt", moment(happening.at));
    let arn = container_instance::arn_of(key);
    (key.scope, INSTANCE_CHANGE.to_owned(), vec![arn], detail)
}

/// An event that is no row's change: it was written with its detail.
fn own(happening: &Happening) -> Option<Parts> {
    let account = longshore_world::Account::parse(&happening.account).ok()?;
    let region = longshore_world::Region::parse(&happening.region).ok()?;
    let detail = serde_json::from_str(happening.detail.as_deref().unwrap_or("{}")).ok()?;
    Some((Scope { account, region }, happening.detail_type.clone()?, happening.resources.clone(), detail))
}

fn add(detail: &mut Value, name: &str, value: String) {
    if let Some(members) = detail.as_object_mut() {
        members.insert(name.to_owned(), value.into());
    }
}

/// The same for the same happening, however often it is told.
fn id(key: &HappeningKey) -> String {
    let high = mixed(key.commit);
    let low = mixed(high ^ u64::from(key.place));
    let hex = format!("{high:016x}{low:016x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("{}-{}-4{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

/// Spreads a number over all its bits.
fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
