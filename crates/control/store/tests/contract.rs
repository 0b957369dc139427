//! The contract of `Store`: one suite, run for every backend.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
// Random bytes and small numbers are cut to size on purpose.
#![allow(clippy::cast_possible_truncation)]

mod common;

use std::ops::Bound::{Excluded, Included, Unbounded};

use common::{Dir, Model, read_all};
use longshore_store::embedded::{EmbeddedStore, Options};
#[cfg(feature = "faults")]
use longshore_store::faulty::{Faults, FaultyStore};
use longshore_store::memory::MemoryStore;
use longshore_store::{
    Batch, Fence, MAX_BATCH_BYTES, MAX_BATCH_ROWS, MAX_KEY_BYTES, Position, RingLimits, Store, StoreError,
};
use proptest::prelude::*;

const RING: RingLimits = RingLimits { commits: 8, bytes: 1024 * 1024 };

/// A backend under test. `reopen` gives none when nothing survives.
trait Backend {
    type Store: Store;
    fn make(&self) -> Self::Store;
    fn reopen(&self, store: Self::Store) -> Option<Self::Store>;
    /// How many commits it keeps for followers.
    fn kept(&self) -> u64;
}

struct Memory;
impl Backend for Memory {
    type Store = MemoryStore;
    fn make(&self) -> MemoryStore {
        MemoryStore::new(RING)
    }
    fn reopen(&self, _: MemoryStore) -> Option<MemoryStore> {
        None
    }
    fn kept(&self) -> u64 {
        8
    }
}

struct Embedded(Dir);
impl Embedded {
    fn open(&self) -> EmbeddedStore {
        EmbeddedStore::open(self.0.path(), Options { ring: RING, ..Options::default() }).unwrap()
    }
}
impl Backend for Embedded {
    type Store = EmbeddedStore;
    fn make(&self) -> EmbeddedStore {
        self.open()
    }
    fn reopen(&self, store: EmbeddedStore) -> Option<EmbeddedStore> {
        drop(store);
        Some(self.open())
    }
    fn kept(&self) -> u64 {
        8
    }
}

#[cfg(feature = "faults")]
struct NoFaults;
#[cfg(feature = "faults")]
impl Backend for NoFaults {
    type Store = FaultyStore;
    fn make(&self) -> FaultyStore {
        FaultyStore::new(Faults::default())
    }
    fn reopen(&self, store: FaultyStore) -> Option<FaultyStore> {
        Some(store.crash(7))
    }
    fn kept(&self) -> u64 {
        RingLimits::default().commits as u64
    }
}

fn put(rows: &[(u16, &str, &str)]) -> Batch {
    let mut batch = Batch::default();
    for (table, key, value) in rows {
        batch.put(*table, key.as_bytes(), value.as_bytes());
    }
    batch
}

fn commit_and_get(backend: &impl Backend) {
    let mut store = backend.make();
    let fence = store.acquire().unwrap();
    assert_eq!(store.position(), Position(0), "taking the role is no commit");
    let reader = store.reader();
    assert_eq!(
        store.commit(fence, &put(&[(1, "a", "1"), (2, "a", "2"), (1, "", "empty")])).unwrap(),
        Position(1)
    );
    assert_eq!(reader.get(1, b"a").unwrap().as_deref(), Some(&b"1"[..]));
    assert_eq!(reader.get(2, b"a").unwrap().as_deref(), Some(&b"2"[..]));
    assert_eq!(reader.get(1, b"").unwrap().as_deref(), Some(&b"empty"[..]), "an empty key is a key");
    assert_eq!(reader.get(3, b"a").unwrap(), None);
    let mut change = put(&[(1, "a", "old"), (1, "b", "")]);
    change
        .delete(2, &b"a"[..])
        .put(1, &b"a"[..], &b"new"[..])
        .put(1, &b"c"[..], &b"x"[..])
        .delete(1, &b"c"[..]);
    assert_eq!(store.commit(fence, &change).unwrap(), Position(2));
    assert_eq!(reader.get(1, b"a").unwrap().as_deref(), Some(&b"new"[..]), "the later change of a key wins");
    assert_eq!(reader.get(1, b"b").unwrap().as_deref(), Some(&b""[..]), "an empty value is a value");
    assert_eq!(reader.get(1, b"c").unwrap(), None);
    assert_eq!(reader.get(2, b"a").unwrap(), None);
    assert_eq!(store.commit(fence, &Batch::default()).unwrap(), Position(3), "a batch may be empty");
    assert_eq!((store.position(), reader.position()), (Position(3), Position(3)));
}

fn order_of_rows(backend: &impl Backend) {
    let mut store = backend.make();
    let fence = store.acquire().unwrap();
    let rows = [(0, "z", "0"), (1, "b", "2"), (1, "a", "1"), (1, "bb", "3"), (1, "c", "4"), (256, "a", "5")];
    store.commit(fence, &put(&rows)).unwrap();
    store.commit(fence, &put(&[(u16::MAX, "k", "last")])).unwrap();
    let reader = store.reader();
    let keys = |from, to, limit| -> Vec<String> {
        let rows = reader.range(1, from, to, limit).unwrap();
        rows.into_iter().map(|(key, _)| String::from_utf8(key.to_vec()).unwrap()).collect()
    };
    assert_eq!(keys(Unbounded, Unbounded, 10), ["a", "b", "bb", "c"]);
    assert_eq!(keys(Unbounded, Unbounded, 2), ["a", "b"]);
    assert_eq!(keys(Unbounded, Unbounded, 0), [""; 0]);
    assert_eq!(keys(Included(b"b"), Excluded(b"c"), 10), ["b", "bb"]);
    assert_eq!(keys(Excluded(b"b"), Included(b"c"), 10), ["bb", "c"]);
    assert_eq!(keys(Included(b"c"), Included(b"c"), 10), ["c"]);
    for (from, to) in [
        (Included(&b"c"[..]), Included(&b"a"[..])),
        (Excluded(b"b"), Excluded(b"b")),
        (Included(b"b"), Excluded(b"b")),
    ] {
        assert_eq!(keys(from, to, 10), [""; 0], "{from:?} {to:?}");
    }
    assert_eq!(reader.range(u16::MAX, Unbounded, Unbounded, 10).unwrap().len(), 1);
    let mut seen = Vec::new();
    reader
        .scan(1, &mut |key, value| {
            seen.push((key.to_vec(), value.to_vec()));
            Ok(())
        })
        .unwrap();
    let pairs = [("a", "1"), ("b", "2"), ("bb", "3"), ("c", "4")];
    assert_eq!(seen, pairs.map(|(key, value)| (key.as_bytes().to_vec(), value.as_bytes().to_vec())));
    let mut visits = 0;
    let stopped = reader.scan(1, &mut |_, _| {
        visits += 1;
        if visits == 2 { Err("enough".into()) } else { Ok(()) }
    });
    assert!(matches!(stopped, Err(StoreError::Visitor(why)) if why.to_string() == "enough"));
    assert_eq!(visits, 2);
}

fn limits(backend: &impl Backend) {
    let mut store = backend.make();
    let fence = store.acquire().unwrap();
    let mut rows = Batch::default();
    for number in 0..=MAX_BATCH_ROWS {
        rows.put(1, number.to_be_bytes(), &b""[..]);
    }
    let mut key = Batch::default();
    key.put(1, vec![b'k'; MAX_KEY_BYTES + 1], &b""[..]);
    let mut bytes = Batch::default();
    bytes.put(1, &b"k"[..], vec![0; MAX_BATCH_BYTES]);
    for batch in [&rows, &key, &bytes] {
        assert!(matches!(store.commit(fence, batch), Err(StoreError::TooLarge { .. })));
    }
    assert_eq!(store.position(), Position(0));
    rows.writes.truncate(MAX_BATCH_ROWS);
    key.writes.clear();
    key.put(1, vec![b'k'; MAX_KEY_BYTES], &b"v"[..]);
    bytes.writes.clear();
    bytes.put(1, &b""[..], vec![7; MAX_BATCH_BYTES]);
    for batch in [&rows, &key, &bytes] {
        store
            .commit(fence, batch)
            .expect("a refusal for size stops nothing, and the limit itself is allowed");
    }
    let store = backend.reopen(store).unwrap_or_else(|| backend.make());
    let found = store.reader().get(1, b"").unwrap();
    assert!(found.is_none_or(|value| value.len() == MAX_BATCH_BYTES));
}

fn fences(backend: &impl Backend) {
    let mut store = backend.make();
    let batch = put(&[(1, "a", "1")]);
    let first = store.acquire().unwrap();
    let second = store.acquire().unwrap();
    assert!(second > first);
    let before = store.position();
    for fence in [first, Fence(second.0 + 1)] {
        let refused = store.commit(fence, &put(&[(1, "b", "x")]));
        assert!(matches!(refused, Err(StoreError::Fenced { current, .. }) if current == second));
    }
    assert_eq!(store.position(), before);
    assert_eq!(store.reader().get(1, b"b").unwrap(), None);
    store.commit(second, &batch).unwrap();
    if let Some(mut store) = backend.reopen(store) {
        assert!(store.acquire().unwrap() > second, "an epoch is never given out twice");
        assert!(matches!(store.commit(second, &batch), Err(StoreError::Fenced { .. })));
    }
}

fn following(backend: &impl Backend) {
    let mut store = backend.make();
    let fence = store.acquire().unwrap();
    let reader = store.reader();
    assert_eq!(reader.follow(Position(0), 10).unwrap(), []);
    let total = backend.kept() + 5;
    let batches: Vec<Batch> = (0..total).map(|n| put(&[(1, &format!("k{n}"), "v"), (1, "x", "y")])).collect();
    for batch in &batches {
        store.commit(fence, batch).unwrap();
    }
    for from in 0..=total {
        let followed = reader.follow(Position(from), usize::MAX);
        if from < 5 {
            assert!(matches!(followed, Err(StoreError::TooOld { oldest: Position(5) })), "from {from}");
            continue;
        }
        let followed = followed.unwrap();
        assert_eq!(followed.len() as u64, total - from);
        for (commit, number) in followed.iter().zip(from..) {
            assert_eq!(commit.position, Position(number + 1));
            assert_eq!(*commit.writes, *batches[number as usize].writes);
        }
    }
    assert_eq!(reader.follow(Position(5), 2).unwrap().len(), 2);
    let ahead = reader.follow(Position(total + 1), 1);
    assert!(matches!(ahead, Err(StoreError::Ahead { position, .. }) if position == Position(total)));
}

fn reopening(backend: &impl Backend) {
    let mut store = backend.make();
    for round in 0..4u64 {
        let fence = store.acquire().unwrap();
        store.commit(fence, &put(&[(1, "round", &round.to_string()), (2, &round.to_string(), "x")])).unwrap();
        store.acquire().unwrap();
        let Some(again) = backend.reopen(store) else { return };
        store = again;
        assert_eq!(store.position(), Position(round + 1));
        let reader = store.reader();
        assert_eq!(reader.get(1, b"round").unwrap(), Some(round.to_string().into_bytes()));
        assert_eq!(reader.range(2, Unbounded, Unbounded, 10).unwrap().len() as u64, round + 1);
        assert_eq!(reader.follow(Position(round + 1), 1).unwrap(), []);
        assert!(matches!(reader.follow(Position(round), 1), Err(StoreError::TooOld { .. })));
    }
}

fn backing_up(backend: &impl Backend) {
    let mut store = backend.make();
    let fence = store.acquire().unwrap();
    store.commit(fence, &put(&[(0, "a", "1"), (7, "", ""), (u16::MAX, "z", "9")])).unwrap();
    let mut first = Vec::new();
    let summary = store.reader().backup(&mut first).unwrap();
    assert_eq!((summary.position, summary.epoch, summary.rows, summary.bytes), (Position(1), fence, 3, 4));
    let mut second = Vec::new();
    store.reader().backup(&mut second).unwrap();
    assert_eq!(first, second, "a backup depends on the rows alone");
}

/// A reader that runs beside the writer sees a batch whole or not at all.
fn readers_see_whole_batches(backend: &impl Backend) {
    let mut store = backend.make();
    let fence = store.acquire().unwrap();
    let reader = store.reader();
    std::thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut last = 0;
            while last < 100 {
                let rows = reader.range(1, Unbounded, Unbounded, 10).unwrap();
                let mut values: Vec<_> = rows.into_iter().map(|(_, value)| value).collect();
                values.dedup();
                assert!(values.len() <= 1, "half a batch: {values:?}");
                let Some(value) = values.first() else { continue };
                let seen = String::from_utf8(value.clone()).unwrap().parse::<u64>().unwrap();
                assert!(seen >= last);
                last = seen;
            }
        });
        for number in 1..=100u64 {
            let value = number.to_string();
            store.commit(fence, &put(&[(1, "a", &value), (1, "b", &value), (1, "c", &value)])).unwrap();
        }
        watcher.join().unwrap();
    });
}

macro_rules! suite {
    ($name:ident, $backend:expr) => {
        mod $name {
            use super::*;
            suite!(@tests $backend, commit_and_get, order_of_rows, limits, fences, following, reopening,
                backing_up, readers_see_whole_batches);

            #[test]
            fn agrees_with_a_map() {
                proptest!(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() }, |(steps in steps())| agrees(&$backend, &steps));
            }
        }
    };
    (@tests $backend:expr, $($test:ident),*) => {
        $(#[test] fn $test() { super::$test(&$backend) })*
    };
}

suite!(memory, Memory);
suite!(embedded, Embedded(Dir::new()));
#[cfg(feature = "faults")]
suite!(faulty_without_faults, NoFaults);

#[derive(Clone, Debug)]
enum Step {
    Commit(Vec<(u16, u8, Option<u8>)>),
    Reopen,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let write = (0..3u16, 0..12u8, prop::option::of(any::<u8>()));
    let commit = prop::collection::vec(write, 0..8).prop_map(Step::Commit);
    prop::collection::vec(prop_oneof![8 => commit, 1 => Just(Step::Reopen)], 1..30)
}

fn agrees(backend: &impl Backend, steps: &[Step]) {
    let mut store = backend.make();
    let mut fence = store.acquire().unwrap();
    let mut model = Model::new();
    let mut commits = 0;
    for step in steps {
        match step {
            Step::Reopen => {
                let Some(again) = backend.reopen(store) else { return };
                store = again;
                fence = store.acquire().unwrap();
            }
            Step::Commit(writes) => {
                let mut batch = Batch::default();
                for (table, key, value) in writes {
                    let key = vec![b'k'; usize::from(*key)];
                    match value {
                        Some(value) => {
                            batch.put(*table, &*key, vec![*value; usize::from(*value)]);
                            model.insert((*table, key), vec![*value; usize::from(*value)]);
                        }
                        None => {
                            batch.delete(*table, &*key);
                            model.remove(&(*table, key));
                        }
                    }
                }
                commits += 1;
                assert_eq!(store.commit(fence, &batch).unwrap(), Position(commits));
            }
        }
        assert_eq!(read_all(&*store.reader(), 3).unwrap(), model);
    }
}
