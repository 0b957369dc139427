//! Rows that are not what was written: read as something else, or refused, never a panic.
//!
//! The rows come from the real handlers, one of every table that they fill; bytes of keys and values are then
//! changed, cut off and added. A start with such a row either refuses it by name or takes it as it stands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use longshore_engine::{OpenError, Writer};
use longshore_services::accounts;
use longshore_shapes::ecs;
use longshore_store::memory::MemoryStore;
use longshore_store::{Batch, Store};
use longshore_world::records::access_key::{AccessKey, AccessKeyId};
use longshore_world::records::account_setting::AccountSetting;
use longshore_world::records::capacity_provider::CapacityProvider;
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::records::container_instance::ContainerInstance;
use longshore_world::records::ecr;
use longshore_world::records::installation::{INSTALLATION, Installation};
use longshore_world::records::launch::{Launch, Reserved};
use longshore_world::records::node::{JoinToken, JoinTokenKey, NODE_AUTHORITY, Node, NodeAuthority, NodeKey};
use longshore_world::records::occupancy::Occupancy;
use longshore_world::records::pre_pull::PrePull;
use longshore_world::records::service::Service;
use longshore_world::records::service::deployment::ServiceDeployment;
use longshore_world::records::service::revision::ServiceRevision;
use longshore_world::records::service::task_set::TaskSet;
use longshore_world::records::task::status::Status;
use longshore_world::records::task::{Task, TaskAddress, TaskKey, stopped};
use longshore_world::records::task_definition::{
    Family, FamilyKey, TaskDefinition, TaskDefinitionBody, TaskDefinitionKey,
};
use longshore_world::tables::{COLD_TABLES, HOT_TABLES};
use longshore_world::{Record, RowError, RowKey, StoredRecord as _, Tx, World};
use proptest::prelude::*;

/// A table, a key and a value.
type Row = (u16, Vec<u8>, Vec<u8>);

#[tokio::main(flavor = "current_thread")]
async fn make_rows() -> Vec<Row> {
    let engine = common::engine(MemoryStore::default());
    let done = engine.transact(|tx| {
        accounts::open(tx, common::scope());
        common::put(tx, "token", "fingerprint");
        task_definition(tx);
        let cluster = ecs::Cluster { cluster_name: Some("c".into()), ..Default::default() };
        let created_at = tx.now();
        let row = Cluster { cluster, created_at, inactive_at: None };
        tx.put(&ClusterKey { scope: common::scope(), name: "c".into() }, row);
        tx.put(&INSTALLATION, Installation { id: "id".into(), ..Default::default() });
        tx.put(&AccessKeyId { id: "AKIA".into() }, AccessKey { secret: "s".into(), ..Default::default() });
        node(tx);
        task(tx, "t");
        task(tx, "u");
        let retired = TaskKey { scope: common::scope(), cluster: "c".into(), id: "u".into() };
        assert!(stopped::retire(tx, &retired));
        let image = ecr::ImageKey { scope: common::scope(), repository: "r".into(), digest: "d".into() };
        tx.put_cold(&image, &ecr::Manifest::default());
        tx.put_cold(&image, &ecr::ScanReport::default());
        tx.chronicle(common::scope(), "arn", "somebody", "what".into(), Some("why".into()));
        Ok::<(), ()>(())
    });
    done.await.unwrap().unwrap();
    let (rows, mut found) = (engine.rows(), Vec::new());
    for table in HOT_TABLES.iter().chain(COLD_TABLES) {
        let each = &mut |key: &[u8], value: &[u8]| {
            found.push((*table, key.to_vec(), value.to_vec()));
            Ok(())
        };
        rows.scan(*table, each).unwrap();
    }
    engine.close().await;
    // Tables whose rows take more to make: an empty row under any key of theirs.
    found.push(empty::<AccountSetting>());
    found.push(empty::<CapacityProvider>());
    found.push(empty::<ContainerInstance>());
    found.push(empty::<Service>());
    found.push(empty::<ServiceRevision>());
    found.push(empty::<ServiceDeployment>());
    found.push(empty::<TaskSet>());
    found.push(empty::<Occupancy>());
    found.push(empty::<PrePull>());
    found.push(empty::<ecr::Repository>());
    found.push(empty::<ecr::Image>());
    found.push(empty::<ecr::ImageTag>());
    found.push(empty::<ecr::Layer>());
    found.push(empty::<ecr::RegistrySettings>());
    found.push(empty::<ecr::PullThroughRule>());
    found.push(empty::<ecr::CreationTemplate>());
    found.push(replication());
    found
}

/// An authority, a token of it, and a node that has joined with one.
fn node(tx: &mut Tx<'_>) {
    let (account, region) = (common::scope().account.to_string(), common::scope().region.to_string());
    let cluster = "c".to_owned();
    tx.put(&NODE_AUTHORITY, NodeAuthority { fingerprint: "f".into(), ..Default::default() });
    let (account_too, region_too, cluster_too) = (account.clone(), region.clone(), cluster.clone());
    let token = JoinToken { account, region, cluster, uses_left: Some(1), ..Default::default() };
    tx.put(&JoinTokenKey { id: "t".into() }, token);
    let node = Node {
        account: account_too,
        region: region_too,
        cluster: cluster_too,
        instance: Some("i".into()),
        ..Default::default()
    };
    tx.put(&NodeKey { fingerprint: "k".into() }, node);
}

/// A task that has ended, on an instance that is not there any more.
fn task(tx: &mut Tx<'_>, id: &str) {
    let key = TaskKey { scope: common::scope(), cluster: "c".into(), id: id.into() };
    let address = TaskAddress { subnet_id: "s".into(), address: 7, ..Default::default() };
    let launch = Launch {
        family: "family".into(),
        revision: 1,
        group: "family:family".into(),
        started_by: Some("me".into()),
        reserved: Reserved { cpu: 1, tcp_ports: vec![80], ..Default::default() },
        ..Default::default()
    };
    let row = Task {
        launch: launch.into(),
        status: Status::Stopped,
        shall_stop: true,
        stopped_at: Some(tx.now()),
        instance: Some("i".into()),
        address: Some(Box::new(address)),
        ..Default::default()
    };
    tx.put(&key, row);
}

fn task_definition(tx: &mut Tx<'_>) {
    let (scope, family) = (common::scope(), "family".to_owned());
    let key = TaskDefinitionKey { scope, family: family.clone(), revision: 1 };
    tx.put(&FamilyKey { scope, family }, Family { latest: 1, active: 1, inactive: 0, deleting: 0 });
    let status = ecs::TaskDefinitionStatus::Active;
    tx.put(&key, TaskDefinition { status, ..Default::default() });
    let container =
        ecs::ContainerDefinition { name: Some("main".into()), cpu: Some(7), ..Default::default() };
    let containers = Some(vec![container.clone(), container]);
    let task_definition = ecs::TaskDefinition { container_definitions: containers, ..Default::default() };
    tx.put_cold(&key, &TaskDefinitionBody { task_definition });
}

/// A row without members, under the first of some made-up keys that is one of its table.
fn replication() -> Row {
    let (scope, text) = (common::scope(), || "a".to_owned());
    let key = ecr::ReplicationKey { scope, repository: text(), digest: text(), to: scope };
    (ecr::Replication::TABLE, key.bytes().as_slice().to_vec(), ecr::Replication::default().encode())
}

fn empty<R: Record>() -> Row {
    let scope = longshore_world::key::KeyWriter::new().scope(common::scope()).finish();
    let texts = (0..4).map(|count| [scope.as_slice(), "a\0".repeat(count).as_bytes()].concat());
    let account = longshore_world::key::KeyWriter::new().account(common::scope().account).finish();
    let mut keys =
        texts.chain((0..4).map(|count| [account.as_slice(), "a\0".repeat(count).as_bytes()].concat()));
    let key = keys.find(|key| R::Key::parse(key).is_some());
    (R::TABLE, key.unwrap_or_else(|| panic!("no key for {}", R::NAME)), R::default().encode())
}

fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(make_rows)
}

fn open(rows: &[Row]) -> Result<Writer, OpenError> {
    let mut store = MemoryStore::default();
    let fence = store.acquire().unwrap();
    let mut batch = Batch::default();
    for (table, key, value) in rows {
        batch.put(*table, key.as_slice(), value.as_slice());
    }
    store.commit(fence, &batch).unwrap();
    Writer::open(Box::new(store), 1)
}

fn read((table, key, value): &Row) -> Result<World, RowError> {
    let mut world = World::default();
    if COLD_TABLES.contains(table) {
        World::check_cold(*table, key, value)?;
    } else {
        world.load(*table, key, value)?;
    }
    Ok(world)
}

#[test]
fn every_table_has_a_row_and_each_is_taken_up() {
    let tables: BTreeSet<u16> = rows().iter().map(|(table, ..)| *table).collect();
    assert_eq!(tables, HOT_TABLES.iter().chain(COLD_TABLES).copied().collect());
    for row in rows() {
        read(row).unwrap();
    }
}

#[derive(Debug, Clone)]
enum Change {
    Set(usize, u8),
    Flip(usize, u8),
    Cut(usize),
    Insert(usize, Vec<u8>),
    Replace(Vec<u8>),
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let length = bytes.len().max(1);
        match self {
            Change::Set(at, byte) => {
                bytes.get_mut(at % length).into_iter().for_each(|place| *place = *byte);
            }
            Change::Flip(at, bit) => {
                bytes.get_mut(at % length).into_iter().for_each(|place| *place ^= 1 << (bit % 8));
            }
            Change::Cut(at) => bytes.truncate(at % length),
            Change::Insert(at, more) => {
                let at = at % length;
                bytes.splice(at.min(bytes.len())..at.min(bytes.len()), more.iter().copied());
            }
            Change::Replace(other) => bytes.clone_from(other),
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    let some_bytes = || proptest::collection::vec(any::<u8>(), 0..40);
    prop_oneof![
        4 => (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        4 => (any::<usize>(), any::<u8>()).prop_map(|(at, bit)| Change::Flip(at, bit)),
        1 => any::<usize>().prop_map(Change::Cut),
        1 => (any::<usize>(), some_bytes()).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        1 => some_bytes().prop_map(Change::Replace),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn a_changed_row_is_read_or_refused(
        at in any::<usize>(),
        of_value in proptest::collection::vec(change(), 0..4),
        of_key in proptest::collection::vec(change(), 0..2),
        table in proptest::option::weighted(0.1, any::<usize>()),
    ) {
        let (mut number, mut key, mut value) = rows()[at % rows().len()].clone();
        of_key.iter().for_each(|change| change.apply(&mut key));
        of_value.iter().for_each(|change| change.apply(&mut value));
        if let Some(other) = table {
            number = HOT_TABLES[other % HOT_TABLES.len()];
        }
        if let Ok(world) = read(&(number, key, value)) {
            // Whatever is said to be wrong, the indexes are the row's own.
            let problems = world.problems();
            prop_assert!(problems.iter().all(|problem| !problem.contains("index")), "{problems:?}");
        }
    }

    #[test]
    fn a_start_with_a_changed_row_takes_it_or_names_it(at in any::<usize>(), change in change()) {
        let mut all = rows().to_vec();
        let at = at % all.len();
        change.apply(&mut all[at].2);
        let table = World::table_name(all[at].0).unwrap();
        match open(&all) {
            Ok(writer) => prop_assert!(writer.stopped().is_none()),
            Err(OpenError::Row { table: named, .. }) => prop_assert_eq!(named, table),
            Err(OpenError::Broken(problems)) => prop_assert!(!problems.is_empty()),
            Err(OpenError::Store(error)) => prop_assert!(false, "{}", error),
        }
    }
}
