//! Tasks: what shall run where, and what has become of it.
//!
//! The shape is what DescribeTasks answers; beside it stands what control needs to place, assign and end a
//! task. What is desired (`desired_status`, `stop_code`, `stopped_reason` of a wanted stop, `assigned`) is
//! written by control, everything else of the shape from a node's reports.
//!
//! Must not know: placement, links, or which report means what.

use longshore_shapes::schema::{Kind, Limits, Member, Names, Schema, TEXT};
use longshore_shapes::{Timestamp, ecs, schema};

use super::container_instance::ContainerInstanceKey;
use super::task_definition::TaskDefinitionKey;
use crate::key::{KeyBytes, KeyWriter, moment};
use crate::record::{Record, StoredRecord};
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(TaskKey { scope: Scope = scope, cluster: String = text, id: String = text });

/// By cluster, desired status and id: ListTasks.
pub const BY_CLUSTER: usize = 0;
/// By container instance, whether the task still has a place there, and id.
pub const BY_INSTANCE: usize = 1;
/// By family, cluster, desired status and id.
pub const BY_FAMILY: usize = 2;
/// By cluster, desired status, who started it and id.
pub const BY_STARTER: usize = 3;
/// By cluster, desired status, group and id.
pub const BY_GROUP: usize = 4;
/// Stopped ones by the time they stopped, for retention.
pub const STOPPED: usize = 5;
/// Addresses in use, by subnet.
pub const ADDRESSES: usize = 6;
/// Those that have a place on a node, by the definition they run.
pub const LIVE_BY_DEFINITION: usize = 7;

const STATUS_STOPPED: &str = "STOPPED";

static PORTS: Schema = Schema {
    name: "Ports",
    kind: Kind::List {
        member: &Member { name: "member", target: &schema::INTEGER, required: false, names: Names::PLAIN },
    },
    limits: Limits::NONE,
};

static CONTAINER_NAMES: Schema = Schema {
    name: "TextMap",
    kind: Kind::Map {
        key: &Member { name: "key", target: &TEXT, required: false, names: Names::PLAIN },
        value: &Member { name: "value", target: &TEXT, required: false, names: Names::PLAIN },
    },
    limits: Limits::NONE,
};

structure! {
    /// What a task takes of its instance from its placement to its end.
    Reserved {
        cpu: i32 => schema::INTEGER,
        memory: i32 => schema::INTEGER,
        /// Host ports, one list for each protocol; dynamic ones are the node's business.
        tcp_ports: Vec<i32> => PORTS,
        udp_ports: Vec<i32> => PORTS,
        gpus: Vec<String> => super::TEXTS,
    }
}

structure! {
    /// The place of a task of network mode awsvpc in its subnet.
    TaskAddress {
        subnet_id: String => schema::TEXT,
        /// The address as a number, for the index of addresses in use.
        address: i64 => schema::LONG,
        security_groups: Vec<String> => super::TEXTS,
    }
}

structure! {
    Task {
        /// As DescribeTasks answers it, tags included.
        task: ecs::Task => ecs::schemas::TASK,
        /// Which revision of which family it runs.
        family: String => schema::TEXT,
        revision: i64 => schema::LONG,
        /// The id of the container instance that it is placed on, once it is.
        instance: Option<String> => schema::TEXT,
        reserved: Reserved => *Reserved::SCHEMA,
        address: Option<TaskAddress> => *TaskAddress::SCHEMA,
        /// Grows with every change that its node must hear of.
        assigned: i64 => schema::LONG,
        /// The revision of the node's newest report that was taken.
        reported: Option<i64> => schema::LONG,
        /// Containers whose end does not end the task.
        optional_containers: Vec<String> => super::TEXTS,
        /// It has been RUNNING.
        has_run: bool => schema::BOOLEAN,
        /// What it waits for on its node.
        waiting: Option<String> => schema::TEXT,
        /// Container name to image digest, where images are pinned.
        image_digests: std::collections::BTreeMap<String, String> => CONTAINER_NAMES,
        /// The paths of its roles' credentials; unguessable.
        credentials_id: Option<String> => schema::TEXT,
        execution_credentials_id: Option<String> => schema::TEXT,
        /// When the credentials of its roles that were issued last expire, and their access keys.
        credentials_expire_at: Option<Timestamp> => schema::TIMESTAMP,
        role_keys: Vec<String> => super::TEXTS,
    }
}

impl Task {
    /// It has a place on a node, or waits for one.
    pub fn is_live(&self) -> bool {
        self.task.last_status.as_deref() != Some(STATUS_STOPPED)
    }

    pub fn shall_run(&self) -> bool {
        self.task.desired_status.as_deref() != Some(STATUS_STOPPED)
    }

    pub fn instance_key(&self, key: &TaskKey) -> Option<ContainerInstanceKey> {
        let id = self.instance.clone()?;
        Some(ContainerInstanceKey { scope: key.scope, cluster: key.cluster.clone(), id })
    }

    pub fn definition_key(&self, key: &TaskKey) -> TaskDefinitionKey {
        let revision = u32::try_from(self.revision).unwrap_or_default();
        TaskDefinitionKey { scope: key.scope, family: self.family.clone(), revision }
    }
}

/// The part of an index that says what is desired.
fn desired(shall_run: bool) -> u8 {
    if shall_run { 1 } else { 2 }
}

/// The start of index entries of a cluster's tasks that shall run, or shall not.
pub fn cluster_prefix(scope: Scope, cluster: &str, shall_run: bool) -> KeyWriter {
    let mut key = KeyWriter::new();
    key.scope(scope).text(cluster).byte(desired(shall_run));
    key
}

/// The start of index entries of an instance's tasks: those that have a place there, or those that had.
pub fn instance_prefix(instance: &ContainerInstanceKey, live: bool) -> KeyWriter {
    let mut key = KeyWriter::new();
    key.scope(instance.scope).text(&instance.cluster).text(&instance.id).byte(desired(live));
    key
}

pub fn family_prefix(scope: Scope, family: &str, cluster: &str, shall_run: bool) -> KeyWriter {
    let mut key = KeyWriter::new();
    key.scope(scope).text(family).text(cluster).byte(desired(shall_run));
    key
}

/// The entry of an address of a subnet.
pub fn address_place(scope: Scope, subnet_id: &str, address: i64) -> KeyBytes {
    KeyWriter::new().scope(scope).text(subnet_id).number(address.unsigned_abs()).finish()
}

/// The start of index entries of live tasks of a revision.
pub fn definition_place(key: &TaskDefinitionKey) -> KeyBytes {
    KeyWriter::new().scope(key.scope).text(&key.family).small_number(key.revision).finish()
}

impl StoredRecord for Task {
    type Key = TaskKey;
    const TABLE: u16 = 107;
    const NAME: &'static str = "task";
}

impl Record for Task {
    const INDEXES: usize = 8;

    fn indexes(&self, key: &TaskKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
        let of_cluster = || cluster_prefix(key.scope, &key.cluster, self.shall_run());
        entry(BY_CLUSTER, of_cluster().text(&key.id).finish());
        if let Some(starter) = &self.task.started_by {
            entry(BY_STARTER, of_cluster().text(starter).text(&key.id).finish());
        }
        if let Some(group) = &self.task.group {
            entry(BY_GROUP, of_cluster().text(group).text(&key.id).finish());
        }
        let mut family = family_prefix(key.scope, &self.family, &key.cluster, self.shall_run());
        entry(BY_FAMILY, family.text(&key.id).finish());
        if let Some(instance) = self.instance_key(key) {
            entry(BY_INSTANCE, instance_prefix(&instance, self.is_live()).text(&key.id).finish());
        }
        if self.is_live() {
            entry(LIVE_BY_DEFINITION, definition_place(&self.definition_key(key)));
            if let Some(place) = &self.address {
                entry(ADDRESSES, address_place(key.scope, &place.subnet_id, place.address));
            }
        } else if let Some(at) = self.task.stopped_at {
            entry(STOPPED, moment(at).finish());
        }
    }
}
