//! Has images pulled before a task needs them: of definitions that are registered, of services that change or grow.
//!
//! Opt-in, and no task's life depends on it: what is decided here can be late, refused or lost without harm. An image is
//! wanted on the instances that its tasks could be placed on, on so many of them at most; an instance is asked for so
//! many images at a time at most, and each is decided once for what brought it up.
//!
//! What a service wanted when it was looked at last is remembered, so that a row that changes for another reason
//! decides nothing. After a start everything is taken for known.
//!
//! Must not know: how an image is pulled, or what a node has.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;

use longshore_shapes::{Shared, ecs};
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::records::launch::{Launch, Order};
use longshore_world::records::pre_pull::{PrePull, PrePullKey, instance_prefix};
use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::records::task_definition::{TaskDefinition, TaskDefinitionBody, TaskDefinitionKey};
use longshore_world::tables::Holds;
use longshore_world::{
    Decision, KeyBytes, Outcome, Plan, Planner, RowKey, Snapshot, StoredRecord, TableId, Timestamp, Trigger,
    Tx, World,
};

use crate::placement::suitable;
use crate::service::order_of_revision;

/// On how many instances an image is wanted for one cause.
const INSTANCES_MAX: usize = 32;
/// How many images an instance is asked for at a time.
pub const IMAGES_PER_INSTANCE_MAX: usize = 16;
/// A definition that was registered longer ago is no news: its row changes for other reasons too.
const NEWS_SECS: i64 = 60;
/// Nobody waits longer for a node to answer.
const KEPT_SECS: i64 = 60 * 60;
const WHO: &str = "pre-pull";
const ARCHITECTURE: &str = "ecs.cpu-architecture";
const SYSTEM: &str = "ecs.os-type";

/// What brings a pull up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Causes {
    /// A task definition is registered.
    pub definitions: bool,
    /// A service is created, gets another revision, or more tasks.
    pub services: bool,
}

impl Causes {
    pub fn any(self) -> bool {
        self.definitions || self.services
    }
}

/// The planner.
pub struct PrePuller {
    causes: Causes,
    known: RefCell<Known>,
}

#[derive(Default)]
struct Known {
    begun: bool,
    services: HashMap<KeyBytes, Wish>,
}

/// What a service wants of machines.
#[derive(Clone, PartialEq, Eq)]
struct Wish {
    revision: String,
    tasks: i32,
}

/// Images for instances, as they are gathered, and how many each instance is asked for by now.
struct Draft<'w> {
    snapshot: &'w Snapshot,
    asked: HashMap<ContainerInstanceKey, usize>,
    decisions: Vec<Box<dyn Decision>>,
}

impl PrePuller {
    pub fn new(causes: Causes) -> Self {
        Self { causes, known: RefCell::default() }
    }
}

impl Planner for PrePuller {
    fn name(&self) -> &'static str {
        WHO
    }

    fn tables(&self) -> &'static [TableId] {
        &[TaskDefinition::TABLE, Service::TABLE]
    }

    fn plan(&self, snapshot: &Snapshot, trigger: &Trigger, now: Timestamp) -> Plan {
        let mut known = self.known.borrow_mut();
        let mut draft = Draft { snapshot, asked: HashMap::new(), decisions: Vec::new() };
        match trigger {
            Trigger::Full => {
                known.look_at_all(snapshot, self.causes, &mut draft);
                draft.forget_old(now);
            }
            Trigger::Changed(rows) => {
                for id in rows {
                    if id.table == Service::TABLE && self.causes.services {
                        known.look_at(&id.key, &mut draft);
                    } else if id.table == TaskDefinition::TABLE && self.causes.definitions {
                        draft.definition(&id.key, now);
                    }
                }
            }
        }
        Plan { decisions: draft.decisions, ..Plan::default() }
    }
}

impl Known {
    fn look_at_all(&mut self, world: &World, causes: Causes, draft: &mut Draft<'_>) {
        if !causes.services {
            return;
        }
        let all: Vec<KeyBytes> =
            world.scan::<Service>(&KeyBytes::from_slice(&[])).map(|(key, _)| key.bytes()).collect();
        self.services.retain(|key, _| <World as Holds<Service>>::table(world).get(key).is_some());
        for key in all {
            if self.begun {
                self.look_at(&key, draft);
            } else if let Some((wish, _)) = wish(world, &key) {
                self.services.insert(key, wish);
            }
        }
        self.begun = true;
    }

    fn look_at(&mut self, key: &KeyBytes, draft: &mut Draft<'_>) {
        let Some((wish, service)) = wish(draft.snapshot, key) else {
            self.services.remove(key);
            return;
        };
        let before = self.services.insert(key.clone(), wish.clone());
        let name = &service.name;
        let reason = match before {
            None => format!("service {name} was created"),
            Some(before) if before.revision != wish.revision => format!("service {name} has a new revision"),
            Some(before) if before.tasks < wish.tasks => {
                format!("service {name} grows from {} to {} tasks", before.tasks, wish.tasks)
            }
            Some(_) => return,
        };
        draft.service(&service, &wish, &reason);
    }
}

/// What a service wants; none of one that is not there, not ACTIVE, or that others deploy.
fn wish(world: &World, key: &KeyBytes) -> Option<(Wish, ServiceKey)> {
    let row = <World as Holds<Service>>::table(world).get(key).filter(|row| row.is_active())?;
    let revision = row.primary()?.revision.clone();
    let tasks = row.service.desired_count.unwrap_or_default();
    Some((Wish { revision, tasks }, ServiceKey::parse(key.as_slice())?))
}

impl Draft<'_> {
    fn service(&mut self, key: &ServiceKey, wish: &Wish, reason: &str) {
        let snapshot = self.snapshot;
        let Some(order) = order_of_revision(snapshot, key, &wish.revision) else { return };
        let cluster = ClusterKey { scope: key.scope, name: key.cluster.clone() };
        let definition = order.launch.definition_key(key.scope);
        let Some(body) = body(snapshot, &definition) else { return };
        let instances = suitable(snapshot, &cluster, order);
        self.want(&definition, &body, &order.launch, instances, reason);
    }

    fn definition(&mut self, key: &KeyBytes, now: Timestamp) {
        let snapshot = self.snapshot;
        let row = <World as Holds<TaskDefinition>>::table(snapshot).get(key);
        let is_news = |row: &&std::sync::Arc<TaskDefinition>| {
            let registered = row.registered_at;
            row.status == ecs::TaskDefinitionStatus::Active && registered.plus_secs(NEWS_SECS) >= now
        };
        let Some(key) = row.filter(is_news).and_then(|_| TaskDefinitionKey::parse(key.as_slice())) else {
            return;
        };
        let Some(body) = body(snapshot, &key) else { return };
        let mut instances = Vec::new();
        for launch_type in launch_types(&body) {
            let order = order_of(&key, &body, launch_type);
            instances.extend(places(snapshot, &key, &order));
        }
        instances.sort();
        instances.dedup();
        let reason = format!("task definition {}:{} was registered", key.family, key.revision);
        self.want(&key, &body, &Launch::default(), instances, &reason);
    }

    /// Every image of a definition on as many of the instances as may be.
    fn want(
        &mut self,
        definition: &TaskDefinitionKey,
        body: &ecs::TaskDefinition,
        launch: &Launch,
        instances: Vec<ContainerInstanceKey>,
        reason: &str,
    ) {
        let fitting = instances.into_iter().filter(|key| runs_platform(self.snapshot, key, body));
        let fitting: Vec<_> = fitting.take(INSTANCES_MAX).collect();
        for (image, digest) in images(body, launch) {
            for instance in &fitting {
                let key = PrePullKey::new(instance, image);
                if self.snapshot.get::<PrePull>(&key).is_some() || !self.has_room(instance) {
                    continue;
                }
                let row = PrePull {
                    family: definition.family.clone(),
                    revision: i64::from(definition.revision),
                    digest: digest.clone(),
                    reason: reason.to_owned(),
                    ..PrePull::default()
                };
                self.decisions.push(Box::new(Want { key, row }));
            }
        }
    }

    /// Counts one more image for an instance, if it may be asked for that.
    fn has_room(&mut self, instance: &ContainerInstanceKey) -> bool {
        let open = || self.snapshot.scan::<PrePull>(&instance_prefix(instance)).count();
        let asked = self.asked.entry(instance.clone()).or_insert_with(open);
        *asked += 1;
        *asked <= IMAGES_PER_INSTANCE_MAX
    }

    fn forget_old(&mut self, now: Timestamp) {
        for (key, row) in self.snapshot.scan::<PrePull>(&KeyBytes::from_slice(&[])) {
            if row.decided_at.plus_secs(KEPT_SECS) < now {
                self.decisions.push(Box::new(GiveUp { key, decided_at: row.decided_at }));
            }
        }
    }
}

fn body(snapshot: &Snapshot, key: &TaskDefinitionKey) -> Option<ecs::TaskDefinition> {
    snapshot.cold::<TaskDefinitionBody>(key).ok().flatten().map(|row| row.task_definition)
}

/// Each image once, with its digest where one is settled. What needs a secret to be pulled is left to tasks.
fn images<'b>(body: &'b ecs::TaskDefinition, launch: &Launch) -> Vec<(&'b str, Option<String>)> {
    let mut images: Vec<(&str, Option<String>)> = Vec::new();
    for container in body.container_definitions.iter().flatten() {
        let (Some(image), None) = (container.image.as_deref(), &container.repository_credentials) else {
            continue;
        };
        if !images.iter().any(|(known, _)| *known == image) {
            let name = container.name.as_deref().unwrap_or_default();
            images.push((image, launch.image_digests.get(name).cloned()));
        }
    }
    images
}

/// On which kinds of machines tasks of a definition run; where it does not say, on the clusters' own.
fn launch_types(body: &ecs::TaskDefinition) -> Vec<ecs::LaunchType> {
    let kinds = body.requires_compatibilities.iter().flatten();
    let mut types: Vec<_> = kinds
        .filter_map(|kind| match kind {
            ecs::Compatibility::Ec2 => Some(ecs::LaunchType::Ec2),
            ecs::Compatibility::Fargate => Some(ecs::LaunchType::Fargate),
            ecs::Compatibility::External => Some(ecs::LaunchType::External),
            _ => None,
        })
        .collect();
    if body.requires_compatibilities.as_ref().is_none_or(Vec::is_empty) {
        types.push(ecs::LaunchType::Ec2);
    }
    types
}

/// As a task of the definition alone would be placed.
fn order_of(key: &TaskDefinitionKey, body: &ecs::TaskDefinition, launch_type: ecs::LaunchType) -> Order {
    let launch = Launch {
        family: key.family.clone(),
        revision: i64::from(key.revision),
        launch_type: Some(launch_type),
        ..Launch::default()
    };
    let constraint = |given: &ecs::TaskDefinitionPlacementConstraint| ecs::PlacementConstraint {
        r#type: Some(ecs::PlacementConstraintType::MemberOf),
        expression: given.expression.clone(),
    };
    Order {
        launch: Shared::joined(launch),
        required_attributes: body.requires_attributes.clone().unwrap_or_default(),
        constraints: body.placement_constraints.iter().flatten().map(constraint).collect(),
        ..Order::default()
    }
}

/// Where a task of an order that has no cluster yet may run: in all clusters of its account and region.
fn places(world: &World, key: &TaskDefinitionKey, order: &Order) -> Vec<ContainerInstanceKey> {
    let of_scope = longshore_world::key::KeyWriter::new().scope(key.scope).finish();
    let mut clusters = world.scan::<Cluster>(&of_scope).map(|(cluster, _)| cluster);
    if order.launch.is_fargate() {
        // Those that serve it are the same for every cluster.
        return clusters.next().map(|cluster| suitable(world, &cluster, order)).unwrap_or_default();
    }
    clusters.flat_map(|cluster| suitable(world, &cluster, order)).take(INSTANCES_MAX * 2).collect()
}

/// Whether an instance is of the system and the processor that a definition asks for.
fn runs_platform(world: &World, key: &ContainerInstanceKey, body: &ecs::TaskDefinition) -> bool {
    let Some(platform) = &body.runtime_platform else { return true };
    let Some(row) = world.get::<ContainerInstance>(key) else { return false };
    let attribute = |name: &str| {
        let mut attributes = row.instance.attributes.iter().flatten();
        attributes.find(|attribute| attribute.name == name).and_then(|attribute| attribute.value.as_deref())
    };
    let wanted = match platform.cpu_architecture {
        Some(ecs::CPUArchitecture::Arm64) => Some("arm64"),
        Some(ecs::CPUArchitecture::X86_64) => Some("x86_64"),
        _ => None,
    };
    let same_processor = wanted.is_none_or(|wanted| attribute(ARCHITECTURE).is_none_or(|own| own == wanted));
    let windows =
        platform.operating_system_family.as_ref().is_some_and(|it| it.as_str().starts_with("WINDOWS"));
    same_processor && (attribute(SYSTEM) == Some("windows")) == windows
}

/// Asks an instance for an image.
struct Want {
    key: PrePullKey,
    row: PrePull,
}

impl fmt::Display for Want {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PrePullKey { image, instance, .. } = &self.key;
        write!(
            f,
            "have container instance {instance} pull {image} before a task needs it: {}",
            self.row.reason
        )
    }
}

impl Decision for Want {
    fn apply(&self, tx: &mut Tx<'_>) -> Outcome {
        let instance = self.key.of_instance();
        let there = tx.get::<ContainerInstance>(&instance).is_some_and(|row| row.is_registered());
        if !there || tx.get::<PrePull>(&self.key).is_some() {
            return Outcome::Stale;
        }
        let row = PrePull { decided_at: tx.now(), ..self.row.clone() };
        tx.put(&self.key, row);
        let what = format!("is to have {} before a task needs it", self.key.image);
        tx.chronicle(instance.scope, &arn(&instance), WHO, what, Some(self.row.reason.clone()));
        Outcome::Done
    }
}

/// Waits no more for an answer.
struct GiveUp {
    key: PrePullKey,
    decided_at: Timestamp,
}

impl fmt::Display for GiveUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PrePullKey { image, instance, .. } = &self.key;
        write!(
            f,
            "wait no more for container instance {instance} to pull {image}: it has not answered for long"
        )
    }
}

impl Decision for GiveUp {
    fn apply(&self, tx: &mut Tx<'_>) -> Outcome {
        let same = |row: &std::sync::Arc<PrePull>| row.decided_at == self.decided_at;
        if !tx.get::<PrePull>(&self.key).is_some_and(same) {
            return Outcome::Stale;
        }
        tx.delete::<PrePull>(&self.key);
        Outcome::Done
    }
}

/// A node has answered: the image is there, or why it is not. `pulled`: it was not there before.
pub fn answered(
    tx: &mut Tx<'_>,
    instance: &ContainerInstanceKey,
    image: &str,
    pulled: bool,
    error: Option<String>,
) {
    let key = PrePullKey::new(instance, image);
    if tx.get::<PrePull>(&key).is_none() {
        return;
    }
    tx.delete::<PrePull>(&key);
    let what = match &error {
        Some(_) => format!("has not pulled {image}: tasks will"),
        None if pulled => format!("has pulled {image}"),
        None => format!("has {image} already"),
    };
    tx.chronicle(instance.scope, &arn(instance), "node", what, error);
}

fn arn(key: &ContainerInstanceKey) -> String {
    let (region, account) = (key.scope.region, key.scope.account);
    format!("arn:aws:ecs:{region}:{account}:container-instance/{}/{}", key.cluster, key.id)
}
