//! Retention: rows that have been kept for long enough go away.
//!
//! - A task definition in DELETE_IN_PROGRESS stays describable for a while, and until no task runs it.
//! - A stopped task can be described for thirty days.
//! - Inactive clusters, capacity providers and container instances stay describable for as long.
//! - Idempotency tokens stand for a day; temporary keys and join tokens go when they have expired.
//!
//! Must not know: who put a row into the state it is in.

use std::fmt;

use longshore_shapes::Timestamp;
use longshore_shapes::ecs::TaskDefinitionStatus;
use longshore_world::key::{KeyBytes, KeyReader};
use longshore_world::records::access_key::{self, AccessKey, AccessKeyId};
use longshore_world::records::capacity_provider::{self, CapacityProvider, CapacityProviderKey};
use longshore_world::records::cluster::{self, Cluster, ClusterKey};
use longshore_world::records::container_instance::{self, ContainerInstance, ContainerInstanceKey};
use longshore_world::records::idempotency::{self, IdempotencyKey, IdempotencyToken};
use longshore_world::records::node::{self, JoinToken, JoinTokenKey};
use longshore_world::records::task::{self, Task, TaskKey};
use longshore_world::records::task_definition::{
    self, Family, FamilyKey, TaskDefinition, TaskDefinitionBody, TaskDefinitionKey,
};
use longshore_world::tables::Holds;
use longshore_world::{
    Decision, Outcome, Plan, Planner, Record, Snapshot, StoredRecord, TableId, Trigger, Tx, World,
};

/// How long what was deleted can still be described. AWS promises no figure; its documents speak of hours.
const INACTIVE_KEPT_SECS: i64 = 60 * 60;
/// How long a task that has stopped can be described, with the reason of its end.
const STOPPED_TASKS_KEPT_SECS: i64 = 30 * 24 * 60 * 60;
/// How many rows one plan removes; the next one follows at once.
const REMOVED_MAX: usize = 1000;

pub struct Retention;

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
            IdempotencyToken::TABLE,
            AccessKey::TABLE,
            JoinToken::TABLE,
        ]
    }

    fn plan(&self, snapshot: &Snapshot, _: &Trigger, now: Timestamp) -> Plan {
        let mut plan = Plan::default();
        // Each index is in the order of time, so only what is due is looked at.
        expire::<Cluster>(snapshot, cluster::INACTIVE, INACTIVE_KEPT_SECS, now, &mut plan, Expired::Cluster);
        expire::<CapacityProvider>(
            snapshot,
            capacity_provider::INACTIVE,
            INACTIVE_KEPT_SECS,
            now,
            &mut plan,
            Expired::CapacityProvider,
        );
        expire::<ContainerInstance>(
            snapshot,
            container_instance::INACTIVE,
            INACTIVE_KEPT_SECS,
            now,
            &mut plan,
            Expired::ContainerInstance,
        );
        expire::<TaskDefinition>(
            snapshot,
            task_definition::DELETING,
            INACTIVE_KEPT_SECS,
            now,
            &mut plan,
            Expired::TaskDefinition,
        );
        expire::<Task>(snapshot, task::STOPPED, STOPPED_TASKS_KEPT_SECS, now, &mut plan, Expired::Task);
        expire::<AccessKey>(snapshot, access_key::BY_EXPIRY, 0, now, &mut plan, Expired::AccessKey);
        expire::<JoinToken>(snapshot, node::BY_EXPIRY, 0, now, &mut plan, Expired::JoinToken);
        expire::<IdempotencyToken>(snapshot, idempotency::BY_EXPIRY, 0, now, &mut plan, Expired::Token);
        plan
    }
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
        if !expired.is_used(snapshot) {
            plan.decisions.push(Box::new(Removal { expired, since: since(place) }));
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
    Task(TaskKey),
    AccessKey(AccessKeyId),
    JoinToken(JoinTokenKey),
    Token(IdempotencyKey),
}

impl Expired {
    /// It stays for as long as somebody needs it; when that ends, the planner is asked again.
    fn is_used(&self, world: &World) -> bool {
        match self {
            Self::TaskDefinition(key) => runs(world, key),
            _ => false,
        }
    }
}

struct Removal {
    expired: Expired,
    since: Timestamp,
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
            Expired::Task(key) => write!(f, "forget task {}: it stopped long enough ago", key.id),
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
            Expired::Task(key) => {
                tx.get::<Task>(key).is_none_or(|row| row.is_live() || row.task.stopped_at != since)
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
            Expired::ContainerInstance(key) => drop(tx.delete::<ContainerInstance>(key)),
            Expired::TaskDefinition(key) => delete_task_definition(tx, key),
            Expired::Task(key) => drop(tx.delete::<Task>(key)),
            Expired::AccessKey(key) => drop(tx.delete::<AccessKey>(key)),
            Expired::JoinToken(key) => drop(tx.delete::<JoinToken>(key)),
            Expired::Token(key) => drop(tx.delete::<IdempotencyToken>(key)),
        }
        Outcome::Done
    }
}

/// Whether a task runs that revision: its node may ask for the definition again.
fn runs(world: &World, key: &TaskDefinitionKey) -> bool {
    world.count_by_index::<Task>(task::LIVE_BY_DEFINITION, &task::definition_place(key)) > 0
}

/// The family's row stays: its counter must never start again.
fn delete_task_definition(tx: &mut Tx<'_>, key: &TaskDefinitionKey) {
    tx.delete::<TaskDefinition>(key);
    tx.delete_cold::<TaskDefinitionBody>(key);
    let family = FamilyKey { scope: key.scope, family: key.family.clone() };
    tx.update(&family, |row: &mut Family| row.deleting -= 1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use longshore_world::{Account, NoCold, Region, Scope, StagedCold};
    use std::sync::Arc;

    const DELETED: Timestamp = Timestamp::from_secs(1_000_000);

    fn change<T>(world: &mut World, at: Timestamp, run: impl FnOnce(&mut Tx<'_>) -> T) -> T {
        let (mut staged, mut random) = (StagedCold::new(), fastrand::Rng::with_seed(1));
        let mut tx = Tx::begin(world, &NoCold, &mut staged, &mut random, at);
        let result = run(&mut tx);
        tx.commit();
        result
    }

    fn plan(world: &World, now: Timestamp) -> Plan {
        Retention.plan(&Snapshot::new(world.clone(), Arc::new(NoCold), 1), &Trigger::Full, now)
    }

    fn world() -> (World, TaskDefinitionKey, ClusterKey) {
        let scope = Scope { account: Account::from_number(1), region: Region::parse("us-east-1").unwrap() };
        let task = TaskDefinitionKey { scope, family: "web".to_owned(), revision: 1 };
        let cluster = ClusterKey { scope, name: "old".to_owned() };
        let mut world = World::default();
        change(&mut world, DELETED, |tx| {
            let family = FamilyKey { scope, family: "web".to_owned() };
            tx.put(&family, Family { latest: 1, deleting: 1, ..Default::default() });
            let row = TaskDefinition {
                status: TaskDefinitionStatus::DeleteInProgress,
                delete_requested_at: Some(DELETED),
                ..Default::default()
            };
            tx.put(&task, row);
            tx.put(&cluster, Cluster { inactive_at: Some(DELETED), ..Default::default() });
        });
        (world, task, cluster)
    }

    #[test]
    fn nothing_goes_before_its_time_and_the_planner_asks_to_be_woken_then() {
        let (world, ..) = world();
        let plan = plan(&world, DELETED.plus_secs(INACTIVE_KEPT_SECS - 1));
        assert_eq!(plan.to_string(), "nothing to do");
        assert_eq!(plan.wake_at, Some(DELETED.plus_secs(INACTIVE_KEPT_SECS)));
    }

    #[test]
    fn what_is_due_goes_and_the_family_keeps_its_counter() {
        let (mut world, task, cluster) = world();
        let now = DELETED.plus_secs(INACTIVE_KEPT_SECS);
        let plan = plan(&world, now);
        assert_eq!(
            plan.to_string(),
            "forget cluster old: deleted long enough ago\ndelete task definition web:1: asked for long enough ago"
        );
        for decision in &plan.decisions {
            let first = change(&mut world, now, |tx| decision.apply(tx));
            let second = change(&mut world, now, |tx| decision.apply(tx));
            assert_eq!((first, second), (Outcome::Done, Outcome::Stale), "{decision}");
        }
        assert!(world.get::<TaskDefinition>(&task).is_none() && world.get::<Cluster>(&cluster).is_none());
        let family = FamilyKey { scope: task.scope, family: task.family };
        assert_eq!(world.get::<Family>(&family).unwrap().latest, 1);
        assert_eq!(world.problems(), Vec::<String>::new());
    }

    #[test]
    fn a_definition_stays_while_a_task_runs_it_and_the_task_goes_a_month_after_its_end() {
        use longshore_shapes::ecs;
        let (mut world, definition, _) = world();
        let key = TaskKey { scope: definition.scope, cluster: "c".to_owned(), id: "t".to_owned() };
        let row = |status: &str, stopped_at| Task {
            task: ecs::Task { last_status: Some(status.to_owned()), stopped_at, ..Default::default() },
            family: "web".to_owned(),
            revision: 1,
            ..Default::default()
        };
        let forgets = |world: &World, now: Timestamp, what: &str| plan(world, now).to_string().contains(what);
        let now = DELETED.plus_secs(INACTIVE_KEPT_SECS);
        change(&mut world, now, |tx| tx.put(&key, row("RUNNING", None)));
        assert!(!forgets(&world, now, "web:1"));
        change(&mut world, now, |tx| tx.put(&key, row("STOPPED", Some(now))));
        assert!(forgets(&world, now, "web:1"));
        let later = now.plus_secs(STOPPED_TASKS_KEPT_SECS);
        assert!(!forgets(&world, later.plus_millis(-1), "task t"));
        assert!(forgets(&world, later, "task t: it stopped long enough ago"));
    }

    #[test]
    fn a_name_that_was_taken_again_meanwhile_is_left_alone() {
        let (mut world, _, cluster) = world();
        let now = DELETED.plus_secs(INACTIVE_KEPT_SECS);
        let plan = plan(&world, now);
        change(&mut world, now, |tx| tx.put(&cluster, Cluster::default()));
        let outcome = change(&mut world, now, |tx| plan.decisions[0].apply(tx));
        assert_eq!(outcome, Outcome::Stale);
        assert!(world.get::<Cluster>(&cluster).is_some());
    }
}
