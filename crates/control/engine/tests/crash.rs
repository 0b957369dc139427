//! Crashes of a simulated disk under the real handlers, from a seed.
//!
//! A writer runs batches of random transactions over a disk whose commits fail, tear and lose their sync.
//! After each crash what is left is opened again and held against two witnesses: the rows are those of a
//! second writer that ran the same batches without faults, up to the crash or with the batch that was cut
//! off, never a part of it; and every row that an answered transaction has seen is there.
//!
//! LONGSHORE_SEEDS sets how many seeds are run, LONGSHORE_SEED runs one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use longshore_engine::writer::{Job, Keep};
use longshore_engine::{EngineError, OpenError, Writer};
use longshore_services::{Caller, Handler, Registry, registry};
use longshore_shapes::cbor::{self, CborReader};
use longshore_shapes::ecs::{self, op};
use longshore_shapes::value::read_structure;
use longshore_shapes::{Operation, ReadContext, Structure};
use longshore_store::faulty::{Faults, FaultyStore};
use longshore_store::memory::MemoryStore;
use longshore_store::{Batch, Fence, Position, Rows, Store, StoreError};
use longshore_world::record::StoredRecord;
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::records::idempotency::IdempotencyToken;
use longshore_world::records::task_definition::{Family, FamilyKey, TaskDefinition, TaskDefinitionBody};
use longshore_world::tables::{COLD_TABLES, HOT_TABLES};
use longshore_world::{KeyBytes, RowKey, Timestamp, Tx, World};

const SEEDS: u64 = 300;
const BATCHES: u64 = 40;
const BATCH_MAX: usize = 6;
const FAULTS: Faults = Faults { seed: 0, full: 15_000, torn: 40_000, sync: 40_000 };

/// All rows, as bytes.
type Dump = BTreeMap<(u16, Vec<u8>), Vec<u8>>;
/// A row that an answered transaction has seen, and its bytes; `None` where there was none.
type Seen = ((u16, KeyBytes), Option<Vec<u8>>);

/// A disk that can be taken out of its writer's hands.
#[derive(Clone)]
struct Disk(Arc<Mutex<Option<FaultyStore>>>);

impl Disk {
    fn with<T>(&self, run: impl FnOnce(&mut FaultyStore) -> T) -> T {
        run(self.0.lock().unwrap().as_mut().unwrap())
    }

    fn crash(&self, seed: u64, power_loss: bool) {
        let mut place = self.0.lock().unwrap();
        let store = place.take().unwrap();
        *place = Some(if power_loss { store.crash(seed) } else { store.close() });
    }
}

impl Store for Disk {
    fn acquire(&mut self) -> Result<Fence, StoreError> {
        self.with(FaultyStore::acquire)
    }

    fn commit(&mut self, fence: Fence, batch: &Batch) -> Result<Position, StoreError> {
        self.with(|store| store.commit(fence, batch))
    }

    fn reader(&self) -> Arc<dyn Rows> {
        self.with(|store| store.reader())
    }

    fn position(&self) -> Position {
        self.with(|store| store.position())
    }
}

fn dump(rows: &dyn Rows) -> Dump {
    let mut dump = Dump::new();
    for table in HOT_TABLES.iter().chain(COLD_TABLES) {
        let each = &mut |key: &[u8], value: &[u8]| {
            dump.insert((*table, key.to_vec()), value.to_vec());
            Ok(())
        };
        rows.scan(*table, each).unwrap();
    }
    dump
}

/// How a transaction was answered: what it has seen, or why it was refused.
type Reply = Result<Vec<Seen>, EngineError>;

/// Where the answer to a transaction is put.
#[derive(Clone, Default)]
struct Fate(Arc<Mutex<Option<Reply>>>);

struct Random {
    transaction: Transaction,
    seen: Vec<Seen>,
    fate: Fate,
}

impl Job for Random {
    fn run(&mut self, tx: &mut Tx<'_>) -> Keep {
        let keep = self.transaction.run(tx);
        if keep == Keep::Changes {
            self.seen = self.transaction.look(tx);
        }
        keep
    }

    fn answer(self: Box<Self>) {
        *self.fate.0.lock().unwrap() = Some(Ok(self.seen));
    }

    fn refuse(self: Box<Self>, error: EngineError) {
        *self.fate.0.lock().unwrap() = Some(Err(error));
    }
}

#[derive(Debug, Clone)]
enum Transaction {
    CreateCluster(String, String),
    DeleteCluster(String),
    TagCluster(String, String),
    Register(String, String),
    Deregister(String),
    Delete(String),
    Token(String, String),
    /// Puts rows and then fails, or panics.
    Fails(String),
    Panics(String),
}

impl Transaction {
    fn random(random: &mut fastrand::Rng) -> Self {
        let name = format!("n{}", random.u8(..5));
        let text = format!("t{}", random.u32(..)).repeat(random.usize(1..120));
        let revision = format!("{name}:{}", random.u8(1..6));
        match random.u8(..14) {
            0 | 1 => Self::CreateCluster(name, text),
            2 => Self::DeleteCluster(name),
            3 => Self::TagCluster(name, text),
            4..=6 => Self::Register(name, text),
            7 => Self::Deregister(revision),
            8 => Self::Delete(revision),
            9 | 10 => Self::Token(name, text),
            11 | 12 => Self::Fails(name),
            _ => Self::Panics(name),
        }
    }

    fn run(&self, tx: &mut Tx<'_>) -> Keep {
        match self {
            Self::CreateCluster(name, text) => {
                let input = ecs::CreateClusterRequest {
                    cluster_name: Some(name.clone()),
                    tags: Some(vec![tag(text)]),
                    ..Default::default()
                };
                handle::<op::CreateCluster>(tx, &input)
            }
            Self::DeleteCluster(name) => {
                handle::<op::DeleteCluster>(tx, &ecs::DeleteClusterRequest { cluster: name.clone() })
            }
            Self::TagCluster(name, text) => {
                let resource_arn = format!("arn:aws:ecs:us-east-1:000000000001:cluster/{name}");
                let input = ecs::TagResourceRequest { resource_arn, tags: vec![tag(text)] };
                handle::<op::TagResource>(tx, &input)
            }
            Self::Register(name, text) => handle::<op::RegisterTaskDefinition>(tx, &definition(name, text)),
            Self::Deregister(revision) => {
                let input = ecs::DeregisterTaskDefinitionRequest { task_definition: revision.clone() };
                handle::<op::DeregisterTaskDefinition>(tx, &input)
            }
            Self::Delete(revision) => {
                let input = ecs::DeleteTaskDefinitionsRequest { task_definitions: vec![revision.clone()] };
                handle::<op::DeleteTaskDefinitions>(tx, &input)
            }
            Self::Token(name, text) => {
                common::put(tx, name, text);
                Keep::Changes
            }
            Self::Fails(name) => {
                Self::Register(name.clone(), "undone".to_owned()).run(tx);
                common::put(tx, name, "undone");
                Keep::Nothing
            }
            Self::Panics(name) => {
                Self::Fails(name.clone()).run(tx);
                // Not a panic!, whose hook would print a line for each.
                std::panic::resume_unwind(Box::new("on purpose"))
            }
        }
    }

    /// The rows this transaction is about, as it leaves them.
    fn look(&self, tx: &Tx<'_>) -> Vec<Seen> {
        let scope = common::scope();
        match self {
            Self::CreateCluster(name, _) | Self::DeleteCluster(name) | Self::TagCluster(name, _) => {
                let key = ClusterKey { scope, name: name.clone() };
                vec![seen::<Cluster>(&key, tx.get::<Cluster>(&key).map(|row| row.encode()))]
            }
            Self::Register(name, _) => {
                let key = FamilyKey { scope, family: name.clone() };
                vec![seen::<Family>(&key, tx.get::<Family>(&key).map(|row| row.encode()))]
            }
            Self::Token(name, _) => {
                let key = common::key(name);
                vec![seen::<IdempotencyToken>(&key, tx.get::<IdempotencyToken>(&key).map(|row| row.encode()))]
            }
            // What these change, a family's counts, the others look at.
            Self::Deregister(revision) | Self::Delete(revision) => {
                let family = revision.split(':').next().unwrap().to_owned();
                Self::Register(family, String::new()).look(tx)
            }
            Self::Fails(_) | Self::Panics(_) => Vec::new(),
        }
    }
}

fn seen<R: StoredRecord>(key: &R::Key, row: Option<Vec<u8>>) -> Seen {
    ((R::TABLE, key.bytes()), row)
}

fn tag(text: &str) -> ecs::Tag {
    let value = text.chars().take(200).collect();
    ecs::Tag { key: Some("text".to_owned()), value: Some(value) }
}

fn definition(family: &str, text: &str) -> ecs::RegisterTaskDefinitionRequest {
    let variable = ecs::KeyValuePair { name: Some("TEXT".to_owned()), value: Some(text.to_owned()) };
    let container = ecs::ContainerDefinition {
        name: Some("main".to_owned()),
        image: Some("example/image".to_owned()),
        memory: Some(64),
        environment: Some(vec![variable]),
        ..Default::default()
    };
    ecs::RegisterTaskDefinitionRequest {
        family: family.to_owned(),
        container_definitions: vec![container],
        ..Default::default()
    }
}

/// Runs the handler of an operation as the server does.
fn handle<O: Operation>(tx: &mut Tx<'_>, input: &O::Input) -> Keep {
    thread_local!(static REGISTRY: Registry = registry());
    let bytes = cbor::to_vec(input);
    let mut fill = |into: &mut dyn Structure| {
        let schema = into.schema();
        read_structure(into, schema, &mut CborReader::new(&bytes, ReadContext::trusting())).unwrap();
        Ok(())
    };
    REGISTRY.with(|registry| {
        let Some(Handler::Write(write)) = registry.get(O::SERVICE, O::SCHEMA.name) else {
            panic!("{} is not built", O::SCHEMA.name)
        };
        let transaction = write(&Caller::root(common::scope()), &mut fill);
        match transaction.and_then(|transaction| transaction(tx)) {
            Ok(_) => Keep::Changes,
            Err(_) => Keep::Nothing,
        }
    })
}

/// Runs one batch; answers the fates of its transactions.
fn run_batch(writer: &mut Writer, batch: &[Transaction], now: i64) -> Vec<Fate> {
    let fates: Vec<Fate> = batch.iter().map(|_| Fate::default()).collect();
    let mut jobs = batch.iter().zip(&fates).map(|(transaction, fate)| {
        let job = Random { transaction: transaction.clone(), seen: Vec::new(), fate: fate.clone() };
        Box::new(job) as Box<dyn Job>
    });
    writer.run_batch(Timestamp::from_millis(now), &mut || jobs.next(), &mut |_, _| {});
    fates
}

/// A writer without faults over the same rows.
fn witness(rows: &Dump, seed: u64) -> Writer {
    let mut store = MemoryStore::default();
    let fence = store.acquire().unwrap();
    let mut batch = Batch::default();
    for ((table, key), value) in rows {
        batch.put(*table, key.as_slice(), value.as_slice());
    }
    store.commit(fence, &batch).unwrap();
    Writer::open(Box::new(store), seed).unwrap()
}

/// Opens what is on the disk, losing power again whenever the writer's role cannot be taken.
fn open(disk: &Disk, random: &mut fastrand::Rng, seed: u64) -> Writer {
    loop {
        match Writer::open(Box::new(disk.clone()), seed) {
            Ok(writer) => return writer,
            Err(OpenError::Store(_)) => disk.crash(random.u64(..), true),
            Err(error) => panic!("{error}"),
        }
    }
}

/// The world in memory is the one on disk, and agrees with itself.
fn check(writer: &Writer, rows: &Dump) {
    let snapshot = writer.snapshot();
    assert_eq!(snapshot.problems(), Vec::<String>::new());
    let hot = rows.keys().filter(|(table, _)| HOT_TABLES.contains(table)).count();
    assert_eq!(snapshot.sizes().iter().map(|size| size.rows).sum::<usize>(), hot);
    let mut loaded = World::default();
    for ((table, key), value) in rows.iter().filter(|((table, _), _)| HOT_TABLES.contains(table)) {
        loaded.load(*table, key, value).unwrap();
    }
    assert_eq!(loaded.problems(), Vec::<String>::new());
    for (key, _) in snapshot.scan::<TaskDefinition>(&KeyBytes::from_slice(&[])) {
        let body = snapshot.cold::<TaskDefinitionBody>(&key).unwrap();
        let body = body.unwrap_or_else(|| panic!("{key:?} has no body")).task_definition;
        assert_eq!(body.revision, i32::try_from(key.revision).ok());
        assert_eq!(body.family.as_ref(), Some(&key.family));
    }
}

/// How often what happened, so that a simulation that never gets anywhere is noticed.
#[derive(Default)]
struct Counts {
    answered: u64,
    crashes: u64,
    survived: u64,
    lost: u64,
}

fn simulate(seed: u64, counts: &mut Counts) {
    let mut random = fastrand::Rng::with_seed(seed);
    let disk = Disk(Arc::new(Mutex::new(Some(FaultyStore::new(Faults { seed, ..FAULTS })))));
    let mut writer = open(&disk, &mut random, seed);
    let mut rows = Dump::new();
    let mut shadow = witness(&rows, seed);
    let mut acknowledged: BTreeMap<(u16, KeyBytes), Option<Vec<u8>>> = BTreeMap::new();
    for number in 0..BATCHES {
        let batch: Vec<_> =
            (0..random.usize(1..=BATCH_MAX)).map(|_| Transaction::random(&mut random)).collect();
        let now = 1_700_000_000_000 + i64::try_from(number).unwrap() * 1000 - random.i64(0..5000);
        let fates = run_batch(&mut writer, &batch, now);
        run_batch(&mut shadow, &batch, now);
        let after = dump(&*shadow.rows());
        let failed = writer.stopped().is_some();
        for (transaction, fate) in batch.iter().zip(&fates) {
            match fate.0.lock().unwrap().take().expect("every transaction hears its fate") {
                Ok(_) if failed => panic!("{transaction:?} was answered though its commit failed"),
                Ok(seen) => {
                    counts.answered += 1;
                    acknowledged.extend(seen);
                }
                Err(EngineError::Panicked(_)) => assert!(matches!(transaction, Transaction::Panics(_))),
                Err(error) => assert!(failed, "{transaction:?} was refused: {error}"),
            }
        }
        assert_eq!(dump(&*writer.rows()), if failed { rows.clone() } else { after.clone() });
        if failed || random.u8(..20) == 0 {
            counts.crashes += 1;
            drop(writer);
            disk.crash(random.u64(..), random.u8(..4) > 0);
            let reseed = random.u64(..);
            writer = open(&disk, &mut random, reseed);
            let found = dump(&*writer.rows());
            assert!(found == after || failed && found == rows, "a part of a batch was left behind");
            if failed && after != rows {
                *(if found == after { &mut counts.survived } else { &mut counts.lost }) += 1;
            }
            for ((table, key), row) in acknowledged.iter().filter(|_| found == rows || !failed) {
                assert_eq!(found.get(&(*table, key.as_slice().to_vec())), row.as_ref(), "{table} {key:?}");
            }
            if failed && found == after {
                acknowledged.clear();
            }
            shadow = witness(&found, reseed);
            rows = found;
        } else {
            rows = after;
        }
        check(&writer, &rows);
    }
}

#[test]
fn crashes_lose_nothing_that_was_answered_and_leave_nothing_half_done() {
    let number = |name: &str| {
        #[allow(clippy::disallowed_methods, reason = "how long to run is the caller's choice")]
        let text = std::env::var(name).ok()?;
        Some(text.parse::<u64>().unwrap_or_else(|_| panic!("{name} must be a number: {text}")))
    };
    let seeds = match number("LONGSHORE_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("LONGSHORE_SEEDS").unwrap_or(SEEDS),
    };
    let (mut counts, all) = (Counts::default(), seeds.clone());
    for seed in seeds {
        let run = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| simulate(seed, &mut counts)));
        if let Err(panic) = run {
            eprintln!("replay with: LONGSHORE_SEED={seed} cargo test -p longshore-engine --test crash");
            std::panic::resume_unwind(panic);
        }
    }
    let Counts { answered, crashes, survived, lost } = counts;
    println!(
        "{answered} answered, {crashes} crashes, {survived} unanswered batches survived, {lost} did not"
    );
    assert!(all.count() < 100 || survived > 100 && lost > 100 && answered > 1000);
}
