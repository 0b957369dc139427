//! Damaged, missing and foreign files: a store opens with every acknowledged row, or it says what is wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
// Random bytes and small numbers are cut to size on purpose.
#![allow(clippy::cast_possible_truncation)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Dir, Model, Random, copy_dir, files, read_all};
use longshore_store::embedded::{EmbeddedStore, Options, check};
use longshore_store::{Batch, Position, Store, StoreError};

const TABLES: u16 = 4;

/// Small tables, so that rows lie in several of them as well as in the journal.
fn options() -> Options {
    Options { memtable_bytes: 32 * 1024, ..Options::default() }
}

fn open(dir: &Path) -> Result<EmbeddedStore, StoreError> {
    EmbeddedStore::open(dir, options())
}

fn add(dir: &Path, model: &mut Model, commits: u64, random: &mut Random) {
    let mut store = open(dir).unwrap();
    let fence = store.acquire().unwrap();
    for _ in 0..commits {
        let mut batch = Batch::default();
        for _ in 0..=random.below(8) {
            let (table, key) = (random.below(u64::from(TABLES)) as u16, format!("key-{}", random.below(200)));
            if random.below(5) == 0 {
                model.remove(&(table, key.clone().into_bytes()));
                batch.delete(table, key.into_bytes());
            } else {
                let value: Vec<u8> = (0..random.below(400)).map(|_| random.next() as u8).collect();
                model.insert((table, key.clone().into_bytes()), value.clone());
                batch.put(table, key.into_bytes(), value);
            }
        }
        store.commit(fence, &batch).unwrap();
    }
}

struct Sample {
    dir: Dir,
    model: Model,
    position: Position,
}

/// A store that was opened several times, with tables and a journal that holds rows of its own.
fn sample() -> Sample {
    let dir = Dir::new();
    let mut model = Model::new();
    let mut random = Random(11);
    for _ in 0..3 {
        add(dir.path(), &mut model, 100, &mut random);
    }
    assert!(dir.join("rows/keyspaces/1/tables").read_dir().unwrap().count() > 0, "tables were written");
    let position = open(dir.path()).unwrap().position();
    Sample { dir, model, position }
}

/// Opens and reads everything; an error is as good as all rows, anything else is a silent loss.
fn whole_or_error(sample: &Sample, dir: &Path, what: &str) -> Result<(), StoreError> {
    let store = open(dir)?;
    let found = read_all(&*store.reader(), TABLES)?;
    assert_eq!(store.position(), sample.position, "{what}: the position changed silently");
    assert!(found == sample.model, "{what}: rows changed silently");
    Ok(())
}

/// Applies a change to a copy of the sample, and gives what came of opening it.
fn after(sample: &Sample, what: &str, change: impl FnOnce(&Path)) -> Result<(), StoreError> {
    let copy = Dir::new();
    copy_dir(sample.dir.path(), copy.path());
    change(copy.path());
    let outcome = whole_or_error(sample, copy.path(), what);
    if let Err(error) = &outcome {
        let text = error.to_string();
        assert!(text.contains(copy.path().to_str().unwrap()), "{what}: names no file: {text}");
    }
    outcome
}

fn inner_files(sample: &Sample) -> Vec<PathBuf> {
    let root = sample.dir.path();
    let paths = files(root).into_iter().map(|path| path.strip_prefix(root).unwrap().to_owned());
    paths.filter(|path| !path.ends_with("lock")).collect()
}

#[test]
fn flipped_bits() {
    let sample = sample();
    let mut random = Random(5);
    let (mut refused, mut harmless) = (0, 0);
    for file in inner_files(&sample) {
        let length = fs::metadata(sample.dir.path().join(&file)).unwrap().len();
        let mut places = vec![0, 1, 8, length / 2, length.saturating_sub(1), length.saturating_sub(9)];
        places.extend((0..12).map(|_| random.below(length.max(1))));
        for place in places.into_iter().filter(|place| *place < length) {
            let bit = random.below(8);
            let what = format!("bit {bit} of byte {place} of {}", file.display());
            let outcome = after(&sample, &what, |dir| {
                let mut bytes = fs::read(dir.join(&file)).unwrap();
                bytes[place as usize] ^= 1 << bit;
                fs::write(dir.join(&file), bytes).unwrap();
            });
            if outcome.is_err() { refused += 1 } else { harmless += 1 }
        }
    }
    assert!(refused > 100, "refused {refused}, harmless {harmless}");
}

#[test]
fn truncated_files() {
    let sample = sample();
    let mut random = Random(6);
    for file in inner_files(&sample) {
        let length = fs::metadata(sample.dir.path().join(&file)).unwrap().len();
        let mut lengths = vec![0, 1, length / 2, length.saturating_sub(1)];
        lengths.extend((0..4).map(|_| random.below(length.max(1))));
        for cut in lengths.into_iter().filter(|cut| *cut < length) {
            let what = format!("{} cut to {cut} of {length}", file.display());
            let outcome = after(&sample, &what, |dir| {
                fs::OpenOptions::new().write(true).open(dir.join(&file)).unwrap().set_len(cut).unwrap();
            });
            // The end of a witness is padding, old lists of tables are not read any more, and a journal may
            // hold nothing that is not in tables too.
            let may_pass = file.ends_with("witness")
                || file.extension().is_some_and(|ext| ext == "jnl")
                || file.to_str().unwrap().contains("/v");
            assert!(outcome.is_err() || may_pass, "{what} passed");
        }
    }
}

#[test]
fn deleted_files_and_folders() {
    let sample = sample();
    let current = |folder: &str| {
        let bytes = fs::read(sample.dir.join(folder).join("current")).unwrap();
        PathBuf::from(folder).join(format!("v{}", bytes[0]))
    };
    let lists = [current("rows/keyspaces/0"), current("rows/keyspaces/1")];
    for file in inner_files(&sample) {
        let what = format!("{} deleted", file.display());
        let outcome = after(&sample, &what, |dir| fs::remove_file(dir.join(&file)).unwrap());
        let unused =
            file.to_str().unwrap().contains("/v") && !lists.contains(&file) && !file.ends_with("version");
        assert!(outcome.is_err() || unused, "{what} passed");
    }
    for folder in
        ["rows", "rows/keyspaces", "rows/keyspaces/0", "rows/keyspaces/1", "rows/keyspaces/1/tables"]
    {
        let outcome = after(&sample, folder, |dir| fs::remove_dir_all(dir.join(folder)).unwrap());
        assert!(outcome.is_err(), "{folder} deleted, and it passed");
    }
}

#[test]
fn an_old_copy_is_refused() {
    let dir = Dir::new();
    let mut model = Model::new();
    let mut random = Random(3);
    add(dir.path(), &mut model, 20, &mut random);
    let old = Dir::new();
    copy_dir(&dir.join("rows"), &old.join("rows"));
    add(dir.path(), &mut model, 1, &mut random);
    fs::remove_dir_all(dir.join("rows")).unwrap();
    copy_dir(&old.join("rows"), &dir.join("rows"));
    let error = open(dir.path()).err().unwrap();
    assert!(matches!(error, StoreError::WentBackwards { acknowledged: 23, recovered: 21, .. }), "{error}");
    assert!(matches!(check(dir.path()).unwrap().problem, Some(StoreError::WentBackwards { .. })));
}

#[test]
fn files_of_another_store_are_refused() {
    let (one, two) = (Dir::new(), Dir::new());
    for dir in [&one, &two] {
        add(dir.path(), &mut Model::new(), 5, &mut Random(1));
    }
    fs::copy(two.join("witness"), one.join("witness")).unwrap();
    assert!(matches!(open(one.path()), Err(StoreError::Corrupt { path, .. }) if path.ends_with("witness")));
}

#[test]
fn foreign_directories_are_left_alone() {
    let dir = Dir::new();
    fs::write(dir.join("thesis.txt"), "years of work").unwrap();
    let error = open(dir.path()).err().unwrap();
    assert!(matches!(error, StoreError::NotAStore { .. }), "{error}");
    assert_eq!(files(dir.path()), [dir.join("thesis.txt")]);
    assert!(matches!(check(dir.path()), Err(StoreError::NotAStore { .. })));
}

#[test]
fn another_format_is_named() {
    let dir = Dir::new();
    drop(open(dir.path()).unwrap());
    fs::write(dir.join("format"), "longshore-state 2\nsomething new\n").unwrap();
    let error = open(dir.path()).err().unwrap();
    assert!(matches!(&error, StoreError::Format { found, .. } if found == "longshore-state 2"), "{error}");
}

#[test]
fn an_interrupted_creation_starts_over() {
    let dir = Dir::new();
    fs::write(dir.join("creating"), "").unwrap();
    fs::create_dir_all(dir.join("rows/keyspaces")).unwrap();
    fs::write(dir.join("rows/version"), "half").unwrap();
    drop(open(dir.path()).unwrap());
    assert!(!dir.join("creating").exists());
    assert_eq!(open(dir.path()).unwrap().position(), Position(0));
}

/// The journal and the places where its batches end.
fn journal(dir: &Path) -> (PathBuf, Vec<usize>) {
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|ext| ext == "jnl");
    let path = files(&dir.join("rows")).into_iter().rfind(is_journal).unwrap();
    let bytes = fs::read(&path).unwrap();
    let ends = bytes.windows(4).enumerate().filter(|(_, bytes)| bytes == b"FJL\x03").map(|(at, _)| at + 4);
    (path, ends.collect())
}

#[test]
fn an_unfinished_commit_is_dropped() {
    let sample = sample();
    let (path, ends) = journal(sample.dir.path());
    let name = path.strip_prefix(sample.dir.path()).unwrap().to_owned();
    let bytes = fs::read(&path).unwrap();
    let last = &bytes[ends[ends.len() - 2]..ends[ends.len() - 1]];
    // A batch whose beginning, middle or end never reached the disk.
    let mut holed = last.to_vec();
    holed[20..30].fill(0);
    let mut headless = last.to_vec();
    headless[..16].fill(0);
    for tail in [&last[..1], &last[..last.len() / 2], &last[..last.len() - 1], &holed, &headless] {
        let tear = |dir: &Path| {
            fs::write(dir.join(&name), [&bytes[..*ends.last().unwrap()], tail].concat()).unwrap();
        };
        after(&sample, "torn tail", tear).unwrap();
        after(&sample, "torn tail, checked", |dir| {
            tear(dir);
            let report = check(dir).unwrap();
            assert!(report.is_sound() && report.unfinished_commit, "{:?}", report.problem);
        })
        .unwrap();
    }
}

/// Starts on files changed by `change`, with a witness that lags as after a power loss; the start must be
/// refused by naming the journal, and must change nothing.
fn refused_untouched(
    sample: &Sample,
    witness: &[u8],
    what: &str,
    change: impl FnOnce(&mut Vec<u8>, &[usize]),
) {
    let (path, ends) = journal(sample.dir.path());
    let name = path.strip_prefix(sample.dir.path()).unwrap().to_owned();
    let outcome = after(sample, what, |dir| {
        let mut bytes = fs::read(dir.join(&name)).unwrap();
        change(&mut bytes, &ends);
        fs::write(dir.join(&name), &bytes).unwrap();
        fs::write(dir.join("witness"), witness).unwrap();
        let contents = || {
            let files =
                files(dir).into_iter().filter(|path| path.parent() != Some(dir) || !path.ends_with("lock"));
            files.map(|path| fs::read(path).unwrap()).collect::<Vec<_>>()
        };
        let before = contents();
        assert!(open(dir).is_err(), "{what} passed");
        assert!(before == contents(), "{what}: a refused start changed the files");
    });
    assert!(
        matches!(&outcome, Err(StoreError::Corrupt { path, .. }) if path.ends_with(&name)),
        "{what}: {outcome:?}"
    );
}

#[test]
fn damaged_journals_are_refused_before_the_engine_cuts_them() {
    let mut sample = sample();
    let lagging = fs::read(sample.dir.join("witness")).unwrap();
    let mut model = std::mem::take(&mut sample.model);
    add(sample.dir.path(), &mut model, 6, &mut Random(21));
    sample = Sample { position: Position(sample.position.0 + 6), model, ..sample };
    let exact = fs::read(sample.dir.join("witness")).unwrap();
    refused_untouched(&sample, &lagging, "a bit of the last commit but one", |bytes, ends| {
        bytes[ends[ends.len() - 2] - 30] ^= 0x10;
    });
    refused_untouched(&sample, &lagging, "an engine number that steps back", |bytes, ends| {
        let start = ends[ends.len() - 3];
        bytes[start + 5..start + 13].fill(0);
    });
    refused_untouched(&sample, &exact, "half of the last commit", |bytes, ends| {
        let (before, last) = (ends[ends.len() - 2], ends[ends.len() - 1]);
        bytes.truncate((before + last) / 2);
    });
}

/// Cuts the journal in two, as the engine does when one grows long.
fn split(dir: &Path, cut: impl Fn(&mut Vec<u8>, &mut Vec<u8>)) -> PathBuf {
    let (path, ends) = journal(dir);
    let bytes = fs::read(&path).unwrap();
    let (first, second) = bytes.split_at(ends[ends.len() / 2]);
    let (mut first, mut second) = (first.to_vec(), second.to_vec());
    cut(&mut first, &mut second);
    let number: u64 = path.file_stem().unwrap().to_str().unwrap().parse().unwrap();
    fs::write(&path, first).unwrap();
    fs::write(path.with_file_name(format!("{}.jnl", number + 1)), second).unwrap();
    path
}

#[test]
fn holes_between_journals_and_tables_are_seen() {
    let dir = Dir::new();
    let mut model = Model::new();
    let big = Options { memtable_bytes: 16 * 1024, ..Options::default() };
    drop(EmbeddedStore::open(dir.path(), big).unwrap());
    add(dir.path(), &mut model, 400, &mut Random(8));
    let position = open(dir.path()).unwrap().position();
    let sample = Sample { dir, model, position };
    after(&sample, "two journals", |dir| drop(split(dir, |_, _| {}))).unwrap();
    let refused = |what: &str, change: &dyn Fn(&Path)| {
        let outcome = after(&sample, what, change);
        assert!(matches!(outcome, Err(StoreError::Corrupt { .. })), "{what}: {outcome:?}");
    };
    refused("cut sealed journal", &|dir| drop(split(dir, |first, _| first.truncate(first.len() - 7))));
    refused("sealed journal lacks its last commit", &|dir| {
        let (_, ends) = journal(dir);
        drop(split(dir, |first, _| first.truncate(ends[ends.len() / 2 - 1])));
    });
    refused("active journal lacks its first commit", &|dir| {
        let (_, ends) = journal(dir);
        let middle = ends.len() / 2;
        drop(split(dir, |_, second| drop(second.drain(..ends[middle + 1] - ends[middle]))));
    });
}

#[test]
fn a_lost_old_journal_is_seen() {
    let dir = Dir::new();
    let mut model = Model::new();
    let big = Options { memtable_bytes: 64 * 1024 * 1024, ..Options::default() };
    drop(EmbeddedStore::open(dir.path(), big).unwrap());
    add(dir.path(), &mut model, 50, &mut Random(8));
    let position = open(dir.path()).unwrap().position();
    let sample = Sample { dir, model, position };
    let outcome = after(&sample, "journal gone", |dir| fs::remove_file(split(dir, |_, _| {})).unwrap());
    assert!(matches!(outcome, Err(StoreError::Corrupt { .. })), "{outcome:?}");
    let outcome = after(&sample, "journal gone", |dir| {
        let path = split(dir, |_, _| {});
        let number: u64 = path.file_stem().unwrap().to_str().unwrap().parse().unwrap();
        let next = path.with_file_name(format!("{}.jnl", number + 1));
        fs::rename(&next, path.with_file_name(format!("{}.jnl", number + 2))).unwrap();
    });
    assert!(matches!(outcome, Err(StoreError::Missing { .. })), "{outcome:?}");
}

/// More than one journal's worth of rows, written by the engine itself.
#[test]
fn journals_that_the_engine_rotates_are_understood() {
    let dir = Dir::new();
    let mut store = EmbeddedStore::open(dir.path(), Options::default()).unwrap();
    let fence = store.acquire().unwrap();
    for number in 0..160u64 {
        let mut batch = Batch::default();
        batch.put(1, number.to_be_bytes(), vec![number as u8; 1024 * 1024]);
        store.commit(fence, &batch).unwrap();
    }
    assert!(!dir.join("rows/0.jnl").exists() || dir.join("rows/1.jnl").exists(), "the journal was rotated");
    drop(store);
    let store = EmbeddedStore::open(dir.path(), Options::default()).unwrap();
    assert_eq!(store.position(), Position(160));
    let mut next = 0u64;
    let check_row = &mut |key: &[u8], value: &[u8]| {
        assert!(key == next.to_be_bytes() && value.len() == 1024 * 1024 && value[7] == next as u8);
        next += 1;
        Ok(())
    };
    store.reader().scan(1, check_row).unwrap();
    assert_eq!(next, 160);
}
