//! Services: how many tasks of what shall run, and how their scheduler stands.
//!
//! The shape is what the user gave, tags included, without counts, deployments and events. Beside it stands
//! what its scheduler remembers between two looks: its deployments, newest first, and what holds it back.
//! Revisions and service deployments are rows of their own.
//!
//! Must not know: how a rollout is decided.

pub mod deployment;
pub mod revision;
mod runs;
pub mod task_set;

use longshore_shapes::schema::{Kind, Limits, Member, Names, Schema};
use longshore_shapes::{Timestamp, ecs, schema};

pub use self::runs::Runs;
use crate::key::{KeyBytes, KeyWriter, moment};
use crate::record::{Record, StoredRecord};
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(ServiceKey { scope: Scope = scope, cluster: String = text, name: String = text });

/// Services that ListServices shows, by scope, cluster and name: ACTIVE ones.
pub const ACTIVE: usize = 0;
/// INACTIVE ones by the time they became so, for retention.
pub const INACTIVE: usize = 1;
/// Those that wait for capacity or for a time, by scope and cluster.
pub const WAITING: usize = 2;

pub const STATUS_ACTIVE: &str = "ACTIVE";
pub const STATUS_DRAINING: &str = "DRAINING";
pub const STATUS_INACTIVE: &str = "INACTIVE";

/// How many events are kept; the newest come first.
pub const EVENTS_KEPT: usize = 100;

static DEPLOYMENTS: Schema = Schema {
    name: "ServiceRollouts",
    kind: Kind::List {
        member: &Member { name: "member", target: Rollout::SCHEMA, required: false, names: Names::PLAIN },
    },
    limits: Limits::NONE,
};

structure! {
    /// One entry of `deployments`: tasks of one revision, on their way in or out.
    Rollout {
        /// `ecs-svc/<digits>`: what its tasks were started by.
        id: String => schema::TEXT,
        /// The id of the service revision that its tasks run.
        revision: String => schema::TEXT,
        /// The id of the service deployment that it belongs to.
        service_deployment: String => schema::TEXT,
        /// PRIMARY or ACTIVE.
        status: String => schema::TEXT,
        created_at: Timestamp => schema::TIMESTAMP,
        updated_at: Timestamp => schema::TIMESTAMP,
        rollout_state: Option<ecs::DeploymentRolloutState> => ecs::schemas::DEPLOYMENT_ROLLOUT_STATE,
        rollout_state_reason: Option<String> => schema::TEXT,
        /// Tasks that failed, as the circuit breaker counts them.
        failed_tasks: i32 => schema::INTEGER,
        /// One of its tasks has been RUNNING.
        has_run: bool => schema::BOOLEAN,
        /// It was complete once: what a rollback may go back to.
        completed: bool => schema::BOOLEAN,
        /// No more tasks of it are started.
        halted: bool => schema::BOOLEAN,
        /// It was started to undo this one.
        rolls_back: Option<String> => schema::TEXT,
        /// The alarms that ended it.
        alarms: Vec<String> => super::TEXTS,
    }
}

structure! {
    Service {
        service: ecs::Service => ecs::schemas::SERVICE,
        /// Newest first; the first is PRIMARY.
        rollouts: Vec<Rollout> => DEPLOYMENTS,
        /// Newest first.
        events: Vec<ecs::ServiceEvent> => ecs::schemas::SERVICE_EVENTS,
        /// Tasks in a row that ended before they were RUNNING, and when the next may be started.
        start_failures: i32 => schema::INTEGER,
        next_start_at: Option<Timestamp> => schema::TIMESTAMP,
        /// What the last placement lacked, and since when; none once a task was placed.
        unplaced: Option<String> => schema::TEXT,
        unplaced_since: Option<Timestamp> => schema::TIMESTAMP,
        /// When the steady state was told last; none while it is not steady.
        steady_told_at: Option<Timestamp> => schema::TIMESTAMP,
        /// Events that are not told again before their cause is gone: their messages, and when they were told.
        told: std::collections::BTreeMap<String, Timestamp> => TOLD,
        /// The ended tasks of which commits were judged already: all until that one.
        judged_commit: i64 => schema::LONG,
        /// The revision of the deployment that was completed last, unless it is being rolled out again: where a
        /// rollback goes.
        last_completed: Option<String> => schema::TEXT,
        inactive_at: Option<Timestamp> => schema::TIMESTAMP,
        client_token: Option<String> => schema::TEXT,
        /// The number of revisions and deployments that were made.
        revisions_made: i64 => schema::LONG,
    }
}

static TOLD: Schema = Schema {
    name: "Told",
    kind: Kind::Map {
        key: &Member { name: "key", target: &schema::TEXT, required: false, names: Names::PLAIN },
        value: &Member { name: "value", target: &schema::TIMESTAMP, required: false, names: Names::PLAIN },
    },
    limits: Limits::NONE,
};

impl Service {
    pub fn status(&self) -> &str {
        self.service.status.as_deref().unwrap_or_default()
    }

    pub fn is_active(&self) -> bool {
        self.status() == STATUS_ACTIVE
    }

    /// How many tasks it shall have; none once it is deleted.
    pub fn desired(&self) -> usize {
        let desired = self.service.desired_count.filter(|_| self.is_active()).unwrap_or_default();
        usize::try_from(desired).unwrap_or_default()
    }

    pub fn is_daemon(&self) -> bool {
        self.service.scheduling_strategy == Some(ecs::SchedulingStrategy::Daemon)
    }

    /// The rollout that shall be all there is.
    pub fn primary(&self) -> Option<&Rollout> {
        self.rollouts.first()
    }

    /// The group of its tasks.
    pub fn group(name: &str) -> String {
        format!("service:{name}")
    }

    /// Adds an event as users see it; the oldest goes.
    pub fn tell(&mut self, id: String, at: Timestamp, message: String) {
        self.events
            .insert(0, ecs::ServiceEvent { id: Some(id), created_at: Some(at), message: Some(message) });
        self.events.truncate(EVENTS_KEPT);
    }
}

pub fn cluster_prefix(scope: Scope, cluster: &str) -> KeyWriter {
    let mut key = KeyWriter::new();
    key.scope(scope).text(cluster);
    key
}

impl StoredRecord for Service {
    type Key = ServiceKey;
    const TABLE: u16 = 108;
    const NAME: &'static str = "service";
}

impl Record for Service {
    const INDEXES: usize = 3;

    fn indexes(&self, key: &ServiceKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
        if self.is_active() {
            entry(ACTIVE, cluster_prefix(key.scope, &key.cluster).text(&key.name).finish());
        }
        if let Some(at) = self.inactive_at {
            entry(INACTIVE, moment(at).finish());
        } else if self.unplaced.is_some() || self.next_start_at.is_some() {
            entry(WAITING, cluster_prefix(key.scope, &key.cluster).text(&key.name).finish());
        }
    }
}
