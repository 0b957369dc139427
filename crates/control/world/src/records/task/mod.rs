//! Tasks: what shall run where, and what has become of it.
//!
//! A row holds what is the task's own; what it has in common with others is its [`Launch`], shared. What
//! DescribeTasks answers is put together from both when somebody asks. What is desired (`shall_stop`,
//! `stop_code`, `stopped_reason` of a wanted stop, `assigned`) is written by control, everything else from
//! a node's reports.
//!
//! Invariants: a status moves by the table in [`status`] and no other way; a task that shall stop never shall
//! run again; the row of a stopped task changes no more but for its tags, and moves to disk ([`stopped`]).
//!
//! Must not know: placement, links, or which report means what.

pub mod status;
pub mod stopped;

use longshore_shapes::schema::{Kind, Limits, Member, Names, Schema};
use longshore_shapes::{Shared, Timestamp, ecs, schema};

use self::status::{ContainerStatus, Health, Status, Who};
use super::cluster::ClusterKey;
use super::container_instance::ContainerInstanceKey;
use super::launch::Launch;
use super::task_definition::TaskDefinitionKey;
use crate::fleet::Fleet;
use crate::key::{self, ACCOUNT_BYTES, KeyBytes, KeyWriter, moment};
use crate::record::{Record, StoredRecord};
use crate::scope::Scope;
use crate::word::Word;
use crate::{row_key, structure};

row_key!(TaskKey { scope: Scope = scope, cluster: String = text, id: String = text });

/// By cluster and desired status: ListTasks. Where many stand at one place they are in the order of their ids.
pub const BY_CLUSTER: usize = 0;
/// By the container instance it is on, and whether the task still has a place there.
pub const BY_INSTANCE: usize = 1;
/// By family, cluster and desired status.
pub const BY_FAMILY: usize = 2;
/// By cluster, desired status and who started it.
pub const BY_STARTER: usize = 3;
/// By cluster, desired status and group.
pub const BY_GROUP: usize = 4;
/// Stopped ones by the time they stopped, for retention.
pub const STOPPED: usize = 5;
/// Addresses in use, by subnet.
pub const ADDRESSES: usize = 6;
/// Tasks of services that shall not run, by cluster and group: those that still have a place first, then the
/// ended ones by the time they stopped.
pub const LEAVING: usize = 7;

/// How much of a reason is kept, for tasks and for containers.
pub const REASON_CHARS_MAX: usize = 1024;

/// What belongs to a task beside its containers.
const ATTACHMENT: u64 = u64::MAX;
const INTERFACE: u64 = u64::MAX - 1;

static CONTAINERS: Schema = Schema {
    name: "TaskContainers",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: TaskContainer::SCHEMA,
            required: false,
            names: Names::PLAIN,
        },
    },
    limits: Limits::NONE,
};

structure! {
    /// The place of a task of network mode awsvpc in its subnet. What DescribeTasks shows of its interface
    /// follows from it and from the task's id.
    TaskAddress {
        subnet_id: Word => schema::TEXT,
        /// The address as a number, for the index of addresses in use.
        address: i64 => schema::LONG,
        /// How far its interface is: ATTACHED and so on.
        status: Word => schema::TEXT,
    }
}

structure! {
    /// The credentials of a task's roles.
    TaskCredentials {
        /// The paths of its roles' credentials; unguessable.
        task_role_id: Option<String> => schema::TEXT,
        execution_role_id: Option<String> => schema::TEXT,
        /// When what was issued last expires, and its access keys, newest first.
        expire_at: Option<Timestamp> => schema::TIMESTAMP,
        keys: Vec<String> => crate::records::TEXTS,
    }
}

structure! {
    /// What is a container's own; the rest is in the launch, at the same position.
    TaskContainer {
        status: ContainerStatus => schema::TEXT,
        runtime_id: Option<String> => schema::TEXT,
        image_digest: Option<Word> => schema::TEXT,
        exit_code: Option<i32> => schema::INTEGER,
        reason: Option<String> => schema::TEXT,
        /// Only of one with a health check.
        health: Option<Health> => schema::TEXT,
        network_bindings: Option<Vec<ecs::NetworkBinding>> => ecs::schemas::NETWORK_BINDINGS,
        managed_agents: Option<Vec<ecs::ManagedAgent>> => ecs::schemas::MANAGED_AGENTS,
        gpu_ids: Vec<String> => crate::records::TEXTS,
    }
}

structure! {
    Task {
        launch: Shared<Launch> => *Launch::SCHEMA,
        status: Status => schema::TEXT,
        shall_stop: bool => schema::BOOLEAN,
        stop_code: Option<ecs::TaskStopCode> => ecs::schemas::TASK_STOP_CODE,
        stopped_reason: Option<String> => schema::TEXT,
        /// Grows with every change that an event would tell of.
        version: i64 => schema::LONG,
        health: Option<Health> => schema::TEXT,
        /// The container instance that it is placed on, once it is.
        instance: Option<String> => schema::TEXT,
        /// The cluster of that instance, where it is not the task's own: machines that serve FARGATE.
        instance_cluster: Option<String> => schema::TEXT,
        zone: Option<Word> => schema::TEXT,
        architecture: Option<Word> => schema::TEXT,
        containers: Vec<TaskContainer> => CONTAINERS,
        address: Option<Box<TaskAddress>> => *TaskAddress::SCHEMA,
        credentials: Option<Box<TaskCredentials>> => *TaskCredentials::SCHEMA,
        /// Where they are not the launch's any more.
        tags: Option<Vec<ecs::Tag>> => ecs::schemas::TAGS,
        created_at: Timestamp => schema::TIMESTAMP,
        pull_started_at: Option<Timestamp> => schema::TIMESTAMP,
        pull_stopped_at: Option<Timestamp> => schema::TIMESTAMP,
        connectivity_at: Option<Timestamp> => schema::TIMESTAMP,
        started_at: Option<Timestamp> => schema::TIMESTAMP,
        execution_stopped_at: Option<Timestamp> => schema::TIMESTAMP,
        stopping_at: Option<Timestamp> => schema::TIMESTAMP,
        stopped_at: Option<Timestamp> => schema::TIMESTAMP,
        /// The commit in which it ended: the order of ends, which no clock of a node decides.
        ended_in: i64 => schema::LONG,
        /// When its service began to take it out of what leads to it; once that is done, it shall stop.
        withdrawn_at: Option<Timestamp> => schema::TIMESTAMP,
        /// Until when the service's scheduler leaves it alone.
        protected_until: Option<Timestamp> => schema::TIMESTAMP,
        /// Grows with every change that its node must hear of.
        assigned: i64 => schema::LONG,
        /// The revision of the node's newest report that was taken.
        reported: Option<i64> => schema::LONG,
        /// It has been RUNNING.
        has_run: bool => schema::BOOLEAN,
        /// What it waits for on its node.
        waiting: Option<String> => schema::TEXT,
    }
}

/// What a row has that DescribeTasks does not show.
struct Hidden {
    assigned: i64,
    reported: Option<i64>,
    has_run: bool,
    waiting: Option<String>,
    credentials: Option<Box<TaskCredentials>>,
    protected_until: Option<Timestamp>,
}

impl Hidden {
    fn of(task: &Task) -> Self {
        let Task { assigned, reported, has_run, protected_until, .. } = *task;
        let (waiting, credentials) = (task.waiting.clone(), task.credentials.clone());
        Self { assigned, reported, has_run, waiting, credentials, protected_until }
    }
}

impl TaskKey {
    pub fn cluster_key(&self) -> ClusterKey {
        ClusterKey { scope: self.scope, name: self.cluster.clone() }
    }

    pub fn arn(&self) -> String {
        let Self { scope, cluster, id } = self;
        format!("arn:aws:ecs:{}:{}:task/{cluster}/{id}", scope.region, scope.account)
    }

    /// The last part of the ARN of the task's container at that position.
    pub fn container_id(&self, position: usize) -> String {
        as_uuid(self.derived(u64::try_from(position).unwrap_or_default()))
    }

    /// The id of the attachment of a task of network mode awsvpc.
    pub fn attachment_id(&self) -> String {
        as_uuid(self.derived(ATTACHMENT))
    }

    /// The id of its network interface.
    pub fn interface_id(&self) -> String {
        format!("eni-{:017x}", self.derived(INTERFACE) >> 60)
    }

    /// Identifiers of what belongs to a task follow from its own, which is random: no row needs to hold them.
    fn derived(&self, of: u64) -> u128 {
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        const START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        let bytes = self.id.bytes().chain(of.to_be_bytes());
        let hash = bytes.fold(START, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
        // The last bytes have not reached all of it yet.
        (hash ^ (hash >> 59)).wrapping_mul(PRIME)
    }
}

fn as_uuid(bits: u128) -> String {
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        bits >> 96,
        (bits >> 80) & 0xffff,
        (bits >> 64) & 0xfff,
        0x8000 | ((bits >> 48) & 0x3fff),
        bits & 0xffff_ffff_ffff
    )
}

impl Task {
    /// It has a place on a node, or waits for one.
    pub fn is_live(&self) -> bool {
        self.status != Status::Stopped
    }

    pub fn shall_run(&self) -> bool {
        !self.shall_stop
    }

    /// RUNNING or STOPPED: the two that are ever desired.
    pub fn desired(&self) -> Status {
        if self.shall_stop { Status::Stopped } else { Status::Running }
    }

    /// It shall run and does.
    pub fn is_running(&self) -> bool {
        self.status == Status::Running && !self.shall_stop
    }

    /// It shall run and is on its way.
    pub fn is_pending(&self) -> bool {
        self.status.is_starting() && !self.shall_stop
    }

    pub fn is_protected(&self, now: Timestamp) -> bool {
        self.protected_until.is_some_and(|until| until > now)
    }

    pub fn tags(&self) -> &[ecs::Tag] {
        self.tags.as_deref().unwrap_or(&self.launch.tags)
    }

    /// The devices that its containers have.
    pub fn gpus(&self) -> impl Iterator<Item = &String> {
        self.containers.iter().flat_map(|container| &container.gpu_ids)
    }

    pub fn instance_key(&self, key: &TaskKey) -> Option<ContainerInstanceKey> {
        let id = self.instance.clone()?;
        let cluster = self.instance_cluster.as_ref().unwrap_or(&key.cluster).clone();
        Some(ContainerInstanceKey { scope: key.scope, cluster, id })
    }

    pub fn definition_key(&self, key: &TaskKey) -> TaskDefinitionKey {
        self.launch.definition_key(key.scope)
    }

    /// Counts what has changed since `before`, if an event would tell of it: anything that DescribeTasks shows.
    pub fn count_change(&mut self, before: &Self) {
        let own = self.hide(Hidden::of(before));
        self.version = before.version;
        let shown = *self != *before;
        self.hide(own);
        self.version = before.version.saturating_add(i64::from(shown));
    }

    /// Puts what is not shown in the place of its own; answers what that was.
    fn hide(&mut self, mut hidden: Hidden) -> Hidden {
        std::mem::swap(&mut self.assigned, &mut hidden.assigned);
        std::mem::swap(&mut self.reported, &mut hidden.reported);
        std::mem::swap(&mut self.has_run, &mut hidden.has_run);
        std::mem::swap(&mut self.waiting, &mut hidden.waiting);
        std::mem::swap(&mut self.credentials, &mut hidden.credentials);
        std::mem::swap(&mut self.protected_until, &mut hidden.protected_until);
        hidden
    }

    /// Writes that the task shall stop, and why; answers whether that is new.
    pub fn desire_stop(&mut self, now: Timestamp, code: &ecs::TaskStopCode, reason: &str) -> bool {
        if !self.is_live() || self.shall_stop {
            return false;
        }
        self.shall_stop = true;
        self.stop_code = Some(code.clone());
        self.stopped_reason = Some(shortened(reason));
        self.stopping_at = Some(now);
        true
    }

    /// The end: nothing of the task is left anywhere.
    pub fn finish(&mut self, at: Timestamp, who: Who) {
        if !self.status.may_become(Status::Stopped, who) {
            return;
        }
        self.status = Status::Stopped;
        self.shall_stop = true;
        self.stopped_at = Some(at);
        self.stopping_at = self.stopping_at.or(Some(at));
        self.waiting = None;
        for container in &mut self.containers {
            container.status = ContainerStatus::Stopped;
        }
        if let Some(address) = &mut self.address {
            address.status = "DELETED".into();
        }
    }
}

/// A reason, not longer than one may be.
pub fn shortened(reason: &str) -> String {
    reason.chars().take(REASON_CHARS_MAX).collect()
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
    on_instance(instance.scope, &instance.cluster, &instance.id, live)
}

fn on_instance(scope: Scope, cluster: &str, id: &str, live: bool) -> KeyWriter {
    let mut key = KeyWriter::new();
    key.scope(scope).text(cluster).text(id).byte(desired(live));
    key
}

pub fn family_prefix(scope: Scope, family: &str, cluster: &str, shall_run: bool) -> KeyWriter {
    let mut key = KeyWriter::new();
    key.scope(scope).text(family).text(cluster).byte(desired(shall_run));
    key
}

/// The start of index entries of a group's tasks that shall run, or shall not.
pub fn group_prefix(scope: Scope, cluster: &str, group: &str, shall_run: bool) -> KeyWriter {
    let mut key = cluster_prefix(scope, cluster, shall_run);
    key.text(group);
    key
}

/// The start of index entries of a service's tasks that shall not run: those that have a place still, or
/// those that had.
pub fn leaving_prefix(scope: Scope, cluster: &str, group: &str, live: bool) -> KeyWriter {
    let mut key = KeyWriter::new();
    key.scope(scope).text(cluster).text(group).byte(desired(live));
    key
}

/// The start of index entries of a family's tasks, in every cluster.
pub fn family_start(scope: Scope, family: &str) -> KeyBytes {
    KeyWriter::new().scope(scope).text(family).finish()
}

/// The entry of an address of a subnet.
pub fn address_place(scope: Scope, subnet_id: &str, address: i64) -> KeyBytes {
    KeyWriter::new().scope(scope).text(subnet_id).number(address.unsigned_abs()).finish()
}

impl StoredRecord for Task {
    type Key = TaskKey;
    const TABLE: u16 = 107;
    const NAME: &'static str = "task";

    fn tells(&self, before: Option<&Self>) -> bool {
        before.is_none_or(|before| before.version != self.version)
    }
}

impl Record for Task {
    const INDEXES: usize = 8;

    fn name_at(key: &[u8]) -> usize {
        key::behind_texts(key, ACCOUNT_BYTES, 2)
    }

    fn indexes(&self, key: &TaskKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
        // Tasks that stand at one place are in the order of their ids by their keys: the place needs none.
        let of_cluster = || cluster_prefix(key.scope, &key.cluster, self.shall_run());
        entry(BY_CLUSTER, of_cluster().finish());
        if let Some(starter) = &self.launch.started_by {
            entry(BY_STARTER, of_cluster().text(starter).finish());
        }
        entry(BY_GROUP, of_cluster().text(&self.launch.group).finish());
        let mut family = family_prefix(key.scope, &self.launch.family, &key.cluster, self.shall_run());
        entry(BY_FAMILY, family.finish());
        if let Some(instance) = &self.instance {
            let cluster = self.instance_cluster.as_ref().unwrap_or(&key.cluster);
            entry(BY_INSTANCE, on_instance(key.scope, cluster, instance, self.is_live()).finish());
        }
        if self.shall_stop && self.launch.service().is_some() {
            let of_group = || leaving_prefix(key.scope, &key.cluster, &self.launch.group, self.is_live());
            entry(LEAVING, of_group().number(self.ended_in.unsigned_abs()).text(&key.id).finish());
        }
        if self.is_live() {
            if let Some(place) = &self.address {
                entry(ADDRESSES, address_place(key.scope, &place.subnet_id, place.address));
            }
        } else if let Some(at) = self.stopped_at {
            entry(STOPPED, moment(at).finish());
        }
    }

    fn stands_where(&self, before: &Self) -> bool {
        let ends = |task: &Self| (task.shall_stop, task.is_live(), task.ended_in, task.stopped_at);
        self.launch.same(&before.launch)
            && ends(self) == ends(before)
            && self.instance == before.instance
            && self.instance_cluster == before.instance_cluster
            && self.address.is_none()
            && before.address.is_none()
    }

    fn derive(fleet: &mut Fleet, key: &KeyBytes, before: Option<&Self>, after: Option<&Self>) {
        fleet.task_changed(key, before, after);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Account, Region};

    #[test]
    fn what_belongs_to_a_task_has_ids_of_its_own() {
        let scope = Scope { account: Account::from_number(1), region: Region::parse("us-east-1").unwrap() };
        let mut seen = std::collections::BTreeSet::new();
        for number in 0..100 {
            let key = TaskKey { scope, cluster: "c".to_owned(), id: format!("{number:032x}") };
            for id in (0..10).map(|place| key.container_id(place)).chain([key.attachment_id()]) {
                let parts: Vec<_> = id.split('-').map(str::len).collect();
                assert_eq!((parts, id.as_bytes()[14]), (vec![8, 4, 4, 4, 12], b'4'), "{id}");
                assert!(seen.insert(id));
            }
            let interface = key.interface_id();
            assert_eq!(interface.len(), "eni-".len() + 17, "{interface}");
            assert!(seen.insert(interface));
        }
    }

    #[test]
    fn a_task_that_stands_where_it_stood_has_the_entries_that_it_had() {
        let scope = Scope { account: Account::from_number(1), region: Region::parse("us-east-1").unwrap() };
        let key = TaskKey { scope, cluster: "c".to_owned(), id: "t".to_owned() };
        let launch = |group: &str| Launch { group: group.to_owned(), ..Launch::default() }.into();
        let before = Task { launch: launch("service:a"), instance: Some("i".to_owned()), ..Task::default() };
        let entries = |row: &Task| {
            let mut entries = Vec::new();
            row.indexes(&key, &mut |index, entry| entries.push((index, entry)));
            entries
        };
        let changes: [fn(&mut Task); 9] = [
            |row| row.status = Status::Running,
            |row| row.health = Some(Health::Healthy),
            |row| row.shall_stop = true,
            |row| row.instance = Some("j".to_owned()),
            |row| row.instance_cluster = Some("d".to_owned()),
            |row| row.address = Some(Box::default()),
            |row| row.launch = Launch { group: "service:b".to_owned(), ..Launch::default() }.into(),
            |row| (row.shall_stop, row.status, row.ended_in) = (true, Status::Stopped, 7),
            |row| (row.status, row.stopped_at) = (Status::Stopped, Some(Timestamp::from_secs(1))),
        ];
        let mut still = 0;
        for first in changes {
            let mut old = before.clone();
            first(&mut old);
            for second in changes {
                let mut new = old.clone();
                second(&mut new);
                if new.stands_where(&old) {
                    still += 1;
                    assert_eq!(entries(&new), entries(&old));
                }
            }
        }
        assert!(still > 10, "{still}");
    }

    #[test]
    fn only_what_is_shown_counts_as_a_change() {
        let before = Task { version: 3, ..Task::default() };
        let changed = |change: fn(&mut Task)| {
            let mut row = before.clone();
            change(&mut row);
            row.count_change(&before);
            row.version
        };
        let hidden: [fn(&mut Task); 4] = [
            |row| row.assigned = 9,
            |row| row.reported = Some(9),
            |row| row.waiting = Some("room".to_owned()),
            |row| row.protected_until = Some(Timestamp::from_secs(1)),
        ];
        assert!(hidden.into_iter().all(|change| changed(change) == 3));
        let shown: [fn(&mut Task); 3] = [
            |row| row.status = Status::Running,
            |row| row.health = Some(Health::Healthy),
            |row| row.stopped_reason = Some("why".to_owned()),
        ];
        assert!(shown.into_iter().all(|change| changed(change) == 4));
    }
}
