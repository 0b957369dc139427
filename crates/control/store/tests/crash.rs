//! Processes that die, disks that fill up: what was acknowledged is there afterwards.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
// Random bytes and small numbers are cut to size on purpose.
#![allow(clippy::cast_possible_truncation)]
// The edge of a test: its child process learns what to do from the environment.
#![allow(clippy::disallowed_methods)]

mod common;

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use common::{Dir, Random, read_all};
use longshore_store::embedded::{EmbeddedStore, Options, check};
use longshore_store::{Batch, Position, Store, StoreError};

const CHILD_DIR: &str = "LONGSHORE_STORE_CHILD_DIR";
const KILLS: &str = "LONGSHORE_KILLS";
const DEFAULT_KILLS: u64 = 12;
/// Commits a child makes at most before it is killed.
const MOST_COMMITS: u64 = 400;

/// A small memtable, so that children die while tables are written too.
fn options() -> Options {
    Options { memtable_bytes: 64 * 1024, ..Options::default() }
}

/// Commit number `n`: some rows of its own and one that every commit overwrites.
fn numbered(n: u64) -> Batch {
    let mut random = Random(n);
    let mut batch = Batch::default();
    for row in 0..=random.below(6) {
        batch.put(1, format!("{n:08}-{row}").into_bytes(), vec![n as u8; random.below(3000) as usize]);
    }
    batch.put(2, &b"last"[..], n.to_be_bytes());
    batch
}

/// Not a test: the process that the next test kills.
#[test]
fn child() {
    let Ok(dir) = env::var(CHILD_DIR) else { return };
    let mut store = EmbeddedStore::open(Path::new(&dir), options()).unwrap();
    let fence = store.acquire().unwrap();
    let mut out = std::io::stdout();
    loop {
        let position = store.commit(fence, &numbered(store.position().0 + 1)).unwrap();
        writeln!(out, "acknowledged {position}").unwrap();
        out.flush().unwrap();
    }
}

/// Runs a child, kills it after it acknowledged `commits` more, and gives the last number it acknowledged.
fn run_and_kill(dir: &Path, commits: u64) -> u64 {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["child", "--exact", "--nocapture", "--test-threads=1"])
        .env(CHILD_DIR, dir)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut acknowledged = 0;
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let numbers = lines.by_ref().filter_map(|line| line.rsplit_once("acknowledged ")?.1.parse().ok());
    for number in numbers.take(commits as usize) {
        acknowledged = number;
    }
    child.kill().unwrap();
    // What it still said before it died counts too.
    let rest = lines.filter_map(|line| line.rsplit_once("acknowledged ")?.1.parse().ok());
    acknowledged = rest.last().unwrap_or(acknowledged);
    child.wait().unwrap();
    acknowledged
}

#[test]
fn a_killed_process_loses_nothing_acknowledged() {
    let kills = env::var(KILLS).ok().and_then(|text| text.parse().ok()).unwrap_or(DEFAULT_KILLS);
    let dir = Dir::new();
    let mut random = Random(2026);
    let mut known = 0;
    for kill in 0..kills {
        known = run_and_kill(dir.path(), 1 + random.below(MOST_COMMITS)).max(known);
        if kill % 2 == 0 {
            let report = check(dir.path()).unwrap();
            assert!(report.is_sound(), "after kill {kill}: {:?}", report.problem);
        }
        let store = EmbeddedStore::open(dir.path(), options()).unwrap();
        let held = store.position().0;
        assert!(held == known || held == known + 1, "kill {kill}: {known} acknowledged, {held} held");
        known = held;
        let rows = store.reader();
        assert_eq!(rows.get(2, b"last").unwrap().unwrap(), held.to_be_bytes());
        let mut expected = common::Model::new();
        for write in (1..=held).flat_map(|n| numbered(n).writes) {
            expected.insert((write.table(), write.key().to_vec()), write.value().unwrap().to_vec());
        }
        assert!(read_all(&*rows, 3).unwrap() == expected, "kill {kill}: rows differ");
    }
}

#[test]
fn one_process_at_a_time() {
    let dir = Dir::new();
    let store = EmbeddedStore::open(dir.path(), options()).unwrap();
    for outcome in [EmbeddedStore::open(dir.path(), options()).map(drop), check(dir.path()).map(drop)] {
        let error = outcome.unwrap_err();
        let own = std::process::id();
        assert!(matches!(&error, StoreError::Locked { holder, .. } if *holder == Some(own)), "{error}");
    }
    let reader = store.reader();
    drop(store);
    assert!(EmbeddedStore::open(dir.path(), options()).is_err(), "a reader keeps the directory");
    drop(reader);
    EmbeddedStore::open(dir.path(), options()).unwrap();
}

/// A file system of a few megabytes in memory; none without the right to mount.
struct SmallDisk(Dir);

impl SmallDisk {
    fn mount() -> Option<SmallDisk> {
        let dir = Dir::new();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=4m", "tmpfs"])
            .arg(dir.path())
            .stderr(Stdio::null())
            .status();
        mounted.is_ok_and(|status| status.success()).then(|| SmallDisk(dir))
    }

    fn grow(&self) {
        let grown = Command::new("mount").args(["-o", "remount,size=64m"]).arg(self.0.path()).status();
        assert!(grown.unwrap().success());
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg(self.0.path()).status();
        assert!(unmounted.is_ok_and(|status| status.success()), "{} stays mounted", self.0.path().display());
    }
}

#[test]
fn a_full_disk_stops_the_store_and_loses_nothing() {
    let Some(disk) = SmallDisk::mount() else {
        println!("skipped: mounting a small file system takes root");
        return;
    };
    let dir = disk.0.join("state");
    let mut store = EmbeddedStore::open(&dir, options()).unwrap();
    let fence = store.acquire().unwrap();
    let error = loop {
        if let Err(error) = store.commit(fence, &numbered(store.position().0 + 1)) {
            break error;
        }
    };
    assert!(matches!(error, StoreError::DiskFull { .. }), "{error:?}");
    assert!(error.to_string().contains("is full; free some space"), "{error}");
    let acknowledged = store.position().0;
    assert!(acknowledged > 100);
    let refused = store.commit(fence, &Batch::default()).unwrap_err();
    assert!(matches!(refused, StoreError::Stopped { .. }), "{refused}");
    assert!(store.acquire().is_err());
    drop(store);
    disk.grow();
    let mut store = EmbeddedStore::open(&dir, options()).unwrap();
    let held = store.position().0;
    assert!(held == acknowledged || held == acknowledged + 1, "{acknowledged} acknowledged, {held} held");
    for write in (1..=acknowledged).flat_map(|n| numbered(n).writes).filter(|write| write.table() == 1) {
        assert_eq!(store.reader().get(1, write.key()).unwrap().as_deref(), write.value());
    }
    let fence = store.acquire().unwrap();
    assert_eq!(store.commit(fence, &numbered(held + 1)).unwrap(), Position(held + 1));
    drop(store);
    assert!(check(&dir).unwrap().is_sound());
}
