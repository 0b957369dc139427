//! The simulated disk: acknowledged commits survive, the others are there whole or not at all.
#![cfg(feature = "faults")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
// Random bytes and small numbers are cut to size on purpose.
#![allow(clippy::cast_possible_truncation)]

mod common;

use common::{Model, Random, read_all};
use longshore_store::faulty::{Faults, FaultyStore};
use longshore_store::{Batch, Position, Store, StoreError};

fn random_batch(random: &mut Random) -> Batch {
    let mut batch = Batch::default();
    for _ in 0..random.below(6) {
        let (table, key) = (random.below(2) as u16, vec![random.below(20) as u8]);
        match random.below(4) {
            0 => batch.delete(table, key),
            _ => batch.put(table, key, vec![random.next() as u8; random.below(2000) as usize]),
        };
    }
    batch
}

fn apply(model: &Model, batch: &Batch) -> Model {
    let mut model = model.clone();
    for write in &batch.writes {
        let key = (write.table(), write.key().to_vec());
        match write.value() {
            Some(value) => model.insert(key, value.to_vec()),
            None => model.remove(&key),
        };
    }
    model
}

/// Runs with crashes; counts how often an unacknowledged commit survived and how often it did not.
fn run(seed: u64) -> (u32, u32, Vec<Position>) {
    let faults = Faults { seed, full: 10_000, torn: 30_000, sync: 30_000 };
    let mut random = Random(seed);
    let mut store = FaultyStore::new(faults);
    let mut model = Model::new();
    let mut trace = Vec::new();
    let (mut survived, mut lost) = (0, 0);
    for _ in 0..300 {
        let batch = random_batch(&mut random);
        let fence = store.acquire();
        let before = store.position();
        match fence.and_then(|fence| store.commit(fence, &batch)) {
            Ok(position) => {
                assert_eq!(position, Position(before.0 + 1));
                model = apply(&model, &batch);
            }
            Err(error) => {
                assert!(matches!(error, StoreError::DiskFull { .. } | StoreError::Io { .. }), "{error}");
                assert!(matches!(store.acquire(), Err(StoreError::Stopped { .. })));
                assert_eq!(
                    read_all(&*store.reader(), 2).unwrap(),
                    model,
                    "readers see acknowledged rows only"
                );
                store = if random.below(4) == 0 { store.close() } else { store.crash(random.next()) };
                let kept = store.position() > before;
                if kept {
                    survived += 1;
                    model = apply(&model, &batch);
                } else {
                    lost += 1;
                }
            }
        }
        assert_eq!(read_all(&*store.reader(), 2).unwrap(), model);
        trace.push(store.position());
    }
    (survived, lost, trace)
}

#[test]
fn crashes_keep_what_was_acknowledged() {
    let (mut survived, mut lost) = (0, 0);
    for seed in 0..20 {
        let (kept, gone, trace) = run(seed);
        assert_eq!(run(seed).2, trace, "a seed replays");
        survived += kept;
        lost += gone;
    }
    assert!(survived > 20 && lost > 20, "survived {survived}, lost {lost}");
}

#[test]
fn an_epoch_is_never_given_out_twice() {
    for seed in 0..200 {
        let mut store = FaultyStore::new(Faults { seed, sync: 500_000, ..Faults::default() });
        let mut last = None;
        for _ in 0..10 {
            match store.acquire() {
                Ok(fence) => {
                    assert!(Some(fence) > last);
                    last = Some(fence);
                }
                Err(_) => store = store.crash(seed),
            }
        }
    }
}
