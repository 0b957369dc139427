//! Retention: rows that have been kept for long enough go away.
//!
//! - A task definition in DELETE_IN_PROGRESS stays describable for a while, and until no task and no service runs
//!   it.
//! - A stopped task leaves memory after an hour, and can be described for the days that the installation keeps them.
//! - Events stand for a day; a story goes with what it is about, and of what stays, its chapters after as many days.
//! - Inactive clusters, capacity providers and container instances stay describable for as long.
//! - An inactive service stays as long, with all that belonged to it; a service deployment for ninety days after its
//!   end, and its revision with it unless the service still runs that.
//! - Idempotency tokens stand for a day; temporary keys and join tokens go when they have expired.
//!
//! Must not know: who put a row into the state it is in.

mod history;
mod stopped;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::fmt;

use longshore_shapes::Timestamp;
use longshore_shapes::ecs::TaskDefinitionStatus;
use longshore_world::key::{KeyBytes, KeyReader};
use longshore_world::records::access_key::{self, AccessKey, AccessKeyId};
use longshore_world::records::capacity_provider::{self, CapacityProvider, CapacityProviderKey};
use longshore_world::records::cluster::{self, Cluster, ClusterKey};
use longshore_world::records::container_instance::{self, ContainerInstance, ContainerInstanceKey};
use longshore_world::records::history::{Chapter, ChapterKey, HappeningKey};
use longshore_world::records::idempotency::{self, IdempotencyKey, IdempotencyToken};
use longshore_world::records::node::{self, JoinToken, JoinTokenKey};
use longshore_world::records::occupancy::Occupancy;
use longshore_world::records::service::deployment::{self, ServiceDeployment, ServiceDeploymentKey};
use longshore_world::records::service::revision::{self, ServiceRevision, ServiceRevisionKey};
use longshore_world::records::service::task_set::{self, TaskSet};
use longshore_world::records::service::{self, STATUS_INACTIVE, Service, ServiceKey};
use longshore_world::records::task::stopped::TaskEndKey;
use longshore_world::records::task::{self, Task};
use longshore_world::records::task_definition::{
    self, Family, FamilyKey, TaskDefinition, TaskDefinitionBody, TaskDefinitionKey,
};
use longshore_world::tables::Holds;
use longshore_world::{
    Decision, Outcome, Plan, Planner, Record, Snapshot, StoredRecord, TableId, Trigger, Tx, World,
};

use self::history::{CHAPTERS_AT_ONCE, ForgetChapters, Memory, Subject};

/// How long what was deleted can still be described. AWS promises no figure; its documents speak of hours.
const INACTIVE_KEPT_SECS: i64 = 60 * 60;
/// For how many days a task that has stopped can be described, where nobody says otherwise.
pub const STOPPED_TASKS_KEPT_DAYS: u32 = 30;
/// How long a service deployment that has ended can be described.
const DEPLOYMENTS_KEPT_SECS: i64 = 90 * 24 * 60 * 60;
/// How many rows one plan removes; the next one follows at once.
const REMOVED_MAX: usize = 1000;

pub struct Retention {
    stopped_tasks_days: u32,
    seen: RefCell<Seen>,
}

/// What it has seen of the tables on disk since the last full pass, and whose stories it has come to.
#[derive(Default)]
struct Seen {
    task_ends: Memory<TaskEndKey>,
    happenings: Memory<HappeningKey>,
    services: Option<KeyBytes>,
    instances: Option<KeyBytes>,
}

impl Retention {
    pub fn new(stopped_tasks_days: u32) -> Self {
        Self { stopped_tasks_days, seen: RefCell::default() }
    }

    fn shorten_stories(&self, snapshot: &Snapshot, now: Timestamp, seen: &mut Seen, plan: &mut Plan) {
        let (days, Seen { services, instances, .. }) = (self.stopped_tasks_days, seen);
        history::shorten_stories::<Service>(snapshot, days, now, services, plan, of_service);
        history::shorten_stories::<ContainerInstance>(snapshot, days, now, instances, plan, of_instance);
    }
}

impl Planner for Retention {
    fn name(&self) -> &'static str {
        "retention"
    }

    fn tables(&self) -> &'static [TableId] {
        &[
            Cluster::TABLE,
            CapacityProvider::TABLE,
            ContainerInstance::TABLE,
            TaskDefinition::TABLE,
            Task::TABLE,
            Service::TABLE,
            ServiceDeployment::TABLE,
            IdempotencyToken::TABLE,
            AccessKey::TABLE,
            JoinToken::TABLE,
        ]
    }

    fn plan(&self, snapshot: &Snapshot, trigger: &Trigger, now: Timestamp) -> Plan {
        let (mut plan, mut seen) = (Plan::default(), self.seen.borrow_mut());
        if *trigger == Trigger::Full {
            seen.task_ends = Memory::default();
            seen.happenings = Memory::default();
            self.shorten_stories(snapshot, now, &mut seen, &mut plan);
        }
        stopped::retire(snapshot, now, &mut plan);
        history::forget_tasks(snapshot, self.stopped_tasks_days, now, &mut seen.task_ends, &mut plan);
        history::forget_happenings(snapshot, now, &mut seen.happenings, &mut plan);
        forget_inactive(snapshot, now, &mut plan);
        plan
    }
}

fn forget_inactive(snapshot: &Snapshot, now: Timestamp, plan: &mut Plan) {
    // Each index is in the order of time, so only what is due is looked at.
    expire::<Cluster>(snapshot, cluster::INACTIVE, INACTIVE_KEPT_SECS, now, plan, Expired::Cluster);
    expire::<CapacityProvider>(
        snapshot,
        capacity_provider::INACTIVE,
        INACTIVE_KEPT_SECS,
        now,
        plan,
        Expired::CapacityProvider,
    );
    expire::<ContainerInstance>(
        snapshot,
        container_instance::INACTIVE,
        INACTIVE_KEPT_SECS,
        now,
        plan,
        Expired::ContainerInstance,
    );
    expire::<TaskDefinition>(
        snapshot,
        task_definition::DELETING,
        INACTIVE_KEPT_SECS,
        now,
        plan,
        Expired::TaskDefinition,
    );
    expire::<Service>(snapshot, service::INACTIVE, INACTIVE_KEPT_SECS, now, plan, Expired::Service);
    expire::<ServiceDeployment>(
        snapshot,
        deployment::FINISHED,
        DEPLOYMENTS_KEPT_SECS,
        now,
        plan,
        Expired::ServiceDeployment,
    );
    expire::<AccessKey>(snapshot, access_key::BY_EXPIRY, 0, now, plan, Expired::AccessKey);
    expire::<JoinToken>(snapshot, node::BY_EXPIRY, 0, now, plan, Expired::JoinToken);
    expire::<IdempotencyToken>(snapshot, idempotency::BY_EXPIRY, 0, now, plan, Expired::Token);
}

/// Adds a decision for every row of the index that has been there for long enough, and asks to be woken for
/// the first that has not.
fn expire<R: Record>(
    snapshot: &Snapshot,
    index: usize,
    kept_secs: i64,
    now: Timestamp,
    plan: &mut Plan,
    expired: fn(R::Key) -> Expired,
) where
    World: Holds<R>,
{
    for (place, key, _) in snapshot.by_index::<R>(index, &KeyBytes::from_slice(&[]), None) {
        let due = since(place).plus_secs(kept_secs);
        if due > now || plan.decisions.len() >= REMOVED_MAX {
            return plan.wake(due.max(now));
        }
        let expired = expired(key);
        if expired.is_used(snapshot) {
            continue;
        }
        let subject = expired.subject(snapshot);
        let story = subject.map(|(scope, arn)| history::chapters(snapshot, scope, &arn)).transpose();
        // What has a story that cannot be read stays until the next full pass.
        let Ok(story) = story else { continue };
        let story = story.unwrap_or_default();
        if story.len() == CHAPTERS_AT_ONCE {
            plan.decisions.push(Box::new(ForgetChapters(story)));
            plan.wake(now);
        } else {
            plan.decisions.push(Box::new(Removal { expired, since: since(place), story }));
        }
    }
}

/// The moment that a place in an index in the order of time begins with.
fn since(place: &KeyBytes) -> Timestamp {
    let millis = KeyReader::new(place.as_slice()).number().unwrap_or_default();
    Timestamp::from_millis(i64::try_from(millis).unwrap_or(i64::MAX))
}

enum Expired {
    Cluster(ClusterKey),
    CapacityProvider(CapacityProviderKey),
    ContainerInstance(ContainerInstanceKey),
    TaskDefinition(TaskDefinitionKey),
    Service(ServiceKey),
    ServiceDeployment(ServiceDeploymentKey),
    AccessKey(AccessKeyId),
    JoinToken(JoinTokenKey),
    Token(IdempotencyKey),
}

impl Expired {
    /// It stays for as long as somebody needs it; when that ends, the planner is asked again.
    fn is_used(&self, world: &World) -> bool {
        match self {
            Self::TaskDefinition(key) => runs(world, key) || is_of_a_service(world, key),
            Self::ServiceDeployment(key) => {
                let service = world.get::<Service>(&key.service_key());
                service.is_some_and(|row| row.rollouts.iter().any(|it| it.service_deployment == key.id))
            }
            _ => false,
        }
    }

    /// Whose story goes with it.
    fn subject(&self, world: &World) -> Option<Subject> {
        match self {
            Self::Service(key) => of_service(key, world.get::<Service>(key)?),
            Self::ContainerInstance(key) => of_instance(key, world.get::<ContainerInstance>(key)?),
            _ => None,
        }
    }
}

/// Whose story it is.
fn of_service(key: &ServiceKey, row: &Service) -> Option<Subject> {
    Some((key.scope, row.service.service_arn.clone()?))
}

fn of_instance(key: &ContainerInstanceKey, row: &ContainerInstance) -> Option<Subject> {
    Some((key.scope, row.instance.container_instance_arn.clone()?))
}

struct Removal {
    expired: Expired,
    since: Timestamp,
    story: Vec<ChapterKey>,
}

impl fmt::Display for Removal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.expired {
            Expired::Cluster(key) => write!(f, "forget cluster {}: deleted long enough ago", key.name),
            Expired::CapacityProvider(key) => {
                write!(f, "forget capacity provider {}: deleted long enough ago", key.name)
            }
            Expired::ContainerInstance(key) => {
                write!(f, "forget container instance {}: deregistered long enough ago", key.id)
            }
            Expired::TaskDefinition(key) => {
                write!(f, "delete task definition {}:{}: asked for long enough ago", key.family, key.revision)
            }
            Expired::Service(key) => write!(f, "forget service {}: deleted long enough ago", key.name),
            Expired::ServiceDeployment(key) => {
                write!(f, "forget service deployment {}: it ended long enough ago", key.id)
            }
            Expired::AccessKey(key) => write!(f, "forget access key {}: it has expired", key.id),
            Expired::JoinToken(key) => write!(f, "forget join token {}: it has expired", key.id),
            Expired::Token(key) => write!(f, "forget a token of {}: it has expired", key.operation),
        }
    }
}

impl Decision for Removal {
    fn apply(&self, tx: &mut Tx<'_>) -> Outcome {
        let since = Some(self.since);
        let stale = match &self.expired {
            Expired::Cluster(key) => tx.get::<Cluster>(key).is_none_or(|row| row.inactive_at != since),
            Expired::CapacityProvider(key) => {
                tx.get::<CapacityProvider>(key).is_none_or(|row| row.inactive_at != since)
            }
            Expired::ContainerInstance(key) => {
                tx.get::<ContainerInstance>(key).is_none_or(|row| row.inactive_at != since)
            }
            Expired::TaskDefinition(key) => tx.get::<TaskDefinition>(key).is_none_or(|row| {
                row.delete_requested_at != since || row.status != TaskDefinitionStatus::DeleteInProgress
            }),
            Expired::Service(key) => tx.get::<Service>(key).is_none_or(|row| row.inactive_at != since),
            Expired::ServiceDeployment(key) => {
                tx.get::<ServiceDeployment>(key).is_none_or(|row| row.deployment.finished_at != since)
            }
            Expired::AccessKey(key) => tx.get::<AccessKey>(key).is_none_or(|row| row.expires_at != since),
            Expired::JoinToken(key) => {
                tx.get::<JoinToken>(key).is_none_or(|row| row.expires_at != self.since)
            }
            Expired::Token(key) => {
                tx.get::<IdempotencyToken>(key).is_none_or(|row| row.expires_at != self.since)
            }
        };
        if stale || self.expired.is_used(tx) {
            return Outcome::Stale;
        }
        match &self.expired {
            Expired::Cluster(key) => drop(tx.delete::<Cluster>(key)),
            Expired::CapacityProvider(key) => drop(tx.delete::<CapacityProvider>(key)),
            Expired::ContainerInstance(key) => {
                tx.delete::<Occupancy>(key);
                drop(tx.delete::<ContainerInstance>(key));
            }
            Expired::TaskDefinition(key) => delete_task_definition(tx, key),
            Expired::Service(key) => delete_service(tx, key),
            Expired::ServiceDeployment(key) => delete_deployment(tx, key),
            Expired::AccessKey(key) => drop(tx.delete::<AccessKey>(key)),
            Expired::JoinToken(key) => drop(tx.delete::<JoinToken>(key)),
            Expired::Token(key) => drop(tx.delete::<IdempotencyToken>(key)),
        }
        self.story.iter().for_each(|chapter| tx.delete_cold::<Chapter>(chapter));
        Outcome::Done
    }

    fn weight(&self) -> usize {
        1 + self.story.len()
    }
}

/// Whether a task runs that revision: its node may ask for the definition again.
fn runs(world: &World, key: &TaskDefinitionKey) -> bool {
    let mut of_family =
        world.by_index::<Task>(task::BY_FAMILY, &task::family_start(key.scope, &key.family), None);
    of_family.any(|(_, _, row)| row.is_live() && row.launch.revision == i64::from(key.revision))
}

/// Whether a service that is there may start tasks of that revision.
fn is_of_a_service(world: &World, key: &TaskDefinitionKey) -> bool {
    let scope = longshore_world::key::KeyWriter::new().scope(key.scope).finish();
    let names = |row: &ServiceRevision| {
        row.order.launch.family == key.family && row.order.launch.revision == i64::from(key.revision)
    };
    let rolls = |service: &ServiceKey, row: &Service| {
        let mut revisions = row.rollouts.iter().map(|it| revision_key(service, &it.revision));
        let of_revision = revisions.any(|it| world.get::<ServiceRevision>(&it).is_some_and(|row| names(row)));
        let mut sets = world.scan::<TaskSet>(&task_set::service_prefix(service));
        of_revision
            || sets.any(|(_, set)| {
                let launch = &set.order.launch;
                launch.family == key.family && launch.revision == i64::from(key.revision)
            })
    };
    let mut services = world.scan::<Service>(&scope).filter(|(_, row)| row.status() != STATUS_INACTIVE);
    services.any(|(service, row)| rolls(&service, row))
}

fn revision_key(service: &ServiceKey, id: &str) -> ServiceRevisionKey {
    ServiceRevisionKey {
        scope: service.scope,
        cluster: service.cluster.clone(),
        service: service.name.clone(),
        id: id.to_owned(),
    }
}

/// Everything of it goes: the next one of that name begins with nothing.
fn delete_service(tx: &mut Tx<'_>, key: &ServiceKey) {
    let revisions = tx.scan::<ServiceRevision>(&revision::service_prefix(key));
    for key in revisions.map(|(key, _)| key).collect::<Vec<_>>() {
        tx.delete::<ServiceRevision>(&key);
    }
    let deployments = tx.scan::<ServiceDeployment>(&deployment::service_prefix(key).finish());
    for key in deployments.map(|(key, _)| key).collect::<Vec<_>>() {
        tx.delete::<ServiceDeployment>(&key);
    }
    let sets = tx.scan::<TaskSet>(&task_set::service_prefix(key));
    for key in sets.map(|(key, _)| key).collect::<Vec<_>>() {
        tx.delete::<TaskSet>(&key);
    }
    tx.delete::<Service>(key);
}

/// Its revision goes with it, unless the service or another deployment leads there.
fn delete_deployment(tx: &mut Tx<'_>, key: &ServiceDeploymentKey) {
    let Some(gone) = tx.delete::<ServiceDeployment>(key) else { return };
    let service = key.service_key();
    let rolled = tx.get::<Service>(&service);
    let is_rolled = rolled.is_some_and(|row| {
        row.rollouts.iter().any(|it| it.revision == gone.target)
            || row.last_completed.as_ref() == Some(&gone.target)
    });
    let leads_there =
        |row: &ServiceDeployment| row.target == gone.target || row.sources.contains(&gone.target);
    let prefix = deployment::service_prefix(&service).finish();
    let is_named = tx.scan::<ServiceDeployment>(&prefix).any(|(_, row)| leads_there(row));
    if !is_rolled && !is_named {
        tx.delete::<ServiceRevision>(&revision_key(&service, &gone.target));
    }
}

/// The family's row stays: its counter must never start again.
fn delete_task_definition(tx: &mut Tx<'_>, key: &TaskDefinitionKey) {
    tx.delete::<TaskDefinition>(key);
    tx.delete_cold::<TaskDefinitionBody>(key);
    let family = FamilyKey { scope: key.scope, family: key.family.clone() };
    tx.update(&family, |row: &mut Family| row.deleting -= 1);
}
