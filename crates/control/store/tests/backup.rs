//! Backup, check and restore.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
// Random bytes and small numbers are cut to size on purpose.
#![allow(clippy::cast_possible_truncation)]

mod common;

use std::fs;
use std::path::Path;

use common::{Dir, Random, copy_dir, files, read_all};
use longshore_store::embedded::{EmbeddedStore, Options, backup as backup_dir, check, restore};
use longshore_store::memory::MemoryStore;
use longshore_store::{Batch, Position, Store, StoreError, backup};

fn fill(store: &mut impl Store, commits: u64) {
    let fence = store.acquire().unwrap();
    let mut random = Random(4);
    for number in 0..commits {
        let mut batch = Batch::default();
        for table in 0..3 {
            let value: Vec<u8> = (0..random.below(5000)).map(|_| random.next() as u8).collect();
            batch.put(table, number.to_be_bytes(), value);
        }
        store.commit(fence, &batch).unwrap();
    }
}

fn open(dir: &Path) -> EmbeddedStore {
    EmbeddedStore::open(dir, Options::default()).unwrap()
}

#[test]
fn a_backup_brings_everything_back() {
    let dir = Dir::new();
    let mut store = open(&dir.join("state"));
    fill(&mut store, 300);
    let summary = backup::to_file(&*store.reader(), &dir.join("live.backup")).unwrap();
    let rows = read_all(&*store.reader(), 3).unwrap();
    assert_eq!((summary.position, summary.rows), (Position(300), 900));
    let again = backup::to_file(&*store.reader(), &dir.join("live.backup"));
    assert!(again.unwrap_err().to_string().contains("live.backup"), "an older backup is never overwritten");
    drop(store);
    assert_eq!(backup_dir(&dir.join("state"), &dir.join("stopped.backup")).unwrap(), summary);
    assert_eq!(fs::read(dir.join("live.backup")).unwrap(), fs::read(dir.join("stopped.backup")).unwrap());
    assert_eq!(backup::verify(&dir.join("live.backup")).unwrap(), summary);

    assert_eq!(restore(&dir.join("live.backup"), &dir.join("new/state")).unwrap(), summary);
    let report = check(&dir.join("new/state")).unwrap();
    assert!(report.is_sound(), "{:?}", report.problem);
    assert_eq!((report.position, report.epoch), (summary.position, summary.epoch));
    assert_eq!(report.tables.values().map(|count| count.rows).sum::<u64>(), 900);
    assert_eq!(report.tables.values().map(|count| count.bytes).sum::<u64>(), summary.bytes);
    let mut store = open(&dir.join("new/state"));
    assert!(read_all(&*store.reader(), 3).unwrap() == rows);
    let fence = store.acquire().unwrap();
    assert!(fence > summary.epoch, "a writer of the lost store stays fenced off");
    assert_eq!(store.commit(fence, &Batch::default()).unwrap(), Position(301));
}

#[test]
fn an_empty_store_and_a_memory_store_can_be_restored() {
    let dir = Dir::new();
    let mut memory = MemoryStore::default();
    backup::to_file(&*memory.reader(), &dir.join("empty")).unwrap();
    fill(&mut memory, 3);
    backup::to_file(&*memory.reader(), &dir.join("memory")).unwrap();
    assert_eq!(restore(&dir.join("empty"), &dir.join("one")).unwrap().rows, 0);
    assert_eq!(open(&dir.join("one")).position(), Position(0));
    assert_eq!(restore(&dir.join("memory"), &dir.join("two")).unwrap().rows, 9);
    let rows = read_all(&*open(&dir.join("two")).reader(), 3).unwrap();
    assert!(rows == read_all(&*memory.reader(), 3).unwrap());
}

#[test]
fn a_backup_is_one_state_while_commits_go_on() {
    let dir = Dir::new();
    let mut store = open(&dir.join("state"));
    let fence = store.acquire().unwrap();
    let commit = |store: &mut EmbeddedStore, number: u64| {
        let mut batch = Batch::default();
        for key in 0..50u8 {
            batch.put(0, [key], number.to_be_bytes());
        }
        store.commit(fence, &batch).unwrap();
    };
    commit(&mut store, 1);
    let reader = store.reader();
    std::thread::scope(|scope| {
        let copier = scope.spawn(|| {
            for number in 0..20 {
                backup::to_file(&*reader, &dir.join(&format!("{number}.backup"))).unwrap();
            }
        });
        for number in 2..200 {
            commit(&mut store, number);
        }
        copier.join().unwrap();
    });
    for number in [0, 10, 19] {
        let target = dir.join(&format!("restored-{number}"));
        let summary = restore(&dir.join(&format!("{number}.backup")), &target).unwrap();
        let rows = read_all(&*open(&target).reader(), 1).unwrap();
        assert_eq!(rows.len(), 50);
        assert!(rows.values().all(|value| *value == summary.position.0.to_be_bytes()));
    }
}

#[test]
fn a_damaged_backup_is_refused_and_leaves_nothing() {
    let dir = Dir::new();
    let mut memory = MemoryStore::default();
    fill(&mut memory, 150);
    let file = dir.join("whole");
    backup::to_file(&*memory.reader(), &file).unwrap();
    let bytes = fs::read(&file).unwrap();
    let mut random = Random(9);
    let mut damaged: Vec<Vec<u8>> = Vec::new();
    for cut in [0, 7, 36, bytes.len() - 1, bytes.len() - 29, bytes.len() / 2] {
        damaged.push(bytes[..cut].to_vec());
    }
    damaged.push([&bytes[..], b"more"].concat());
    // The last chunk left out: all that stays is whole by itself.
    let mut chunks = vec![36];
    while bytes[chunks[chunks.len() - 1]] == 1 {
        let start = chunks[chunks.len() - 1];
        let length = u32::from_le_bytes(bytes[start + 5..start + 9].try_into().unwrap()) as usize;
        chunks.push(start + 9 + length + 8);
    }
    assert!(chunks.len() > 3);
    let (last, trailer) = (chunks[chunks.len() - 2], chunks[chunks.len() - 1]);
    damaged.push([&bytes[..last], &bytes[trailer..]].concat());
    let anywhere: Vec<usize> = (0..40).map(|_| random.below(bytes.len() as u64) as usize).collect();
    for place in (0..60).chain(anywhere) {
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << random.below(8);
        damaged.push(flipped);
    }
    for content in damaged {
        fs::write(dir.join("damaged"), content).unwrap();
        let error = restore(&dir.join("damaged"), &dir.join("target")).unwrap_err();
        assert!(matches!(&error, StoreError::BadBackup { detail } if detail.contains("damaged")), "{error}");
        assert!(!dir.join("target").exists());
    }
}

#[test]
fn restore_overwrites_nothing() {
    let dir = Dir::new();
    backup::to_file(&*MemoryStore::default().reader(), &dir.join("backup")).unwrap();
    drop(open(&dir.join("state")));
    fs::create_dir(dir.join("foreign")).unwrap();
    fs::write(dir.join("foreign/file"), "x").unwrap();
    for used in ["state", "foreign"] {
        let before = files(&dir.join(used));
        let error = restore(&dir.join("backup"), &dir.join(used)).unwrap_err();
        assert!(matches!(error, StoreError::NotEmpty { .. }), "{error}");
        assert_eq!(files(&dir.join(used)), before);
    }
}

#[test]
fn a_half_made_restore_is_no_empty_store() {
    let dir = Dir::new();
    drop(open(&dir.join("inner")));
    copy_dir(&dir.join("inner"), &dir.join("state/restoring"));
    let error = EmbeddedStore::open(&dir.join("state"), Options::default()).err().unwrap();
    assert!(matches!(error, StoreError::HalfRestored { .. }), "{error}");
    assert!(matches!(check(&dir.join("state")).unwrap().problem, Some(StoreError::HalfRestored { .. })));
    // The moment before the last step: everything is in place but the format file.
    fs::remove_dir_all(dir.join("state")).unwrap();
    copy_dir(&dir.join("inner"), &dir.join("state"));
    fs::remove_file(dir.join("state/format")).unwrap();
    let error = EmbeddedStore::open(&dir.join("state"), Options::default()).err().unwrap();
    assert!(matches!(&error, StoreError::Missing { path } if path.ends_with("format")), "{error}");
}
