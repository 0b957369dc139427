//! What happens when the state is not as it was left: damaged files, a full disk, two servers, strangers.
//!
//! Longshore may refuse to start, in words and without a panic, or start with everything it acknowledged. It
//! must never start with less.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use common::{Caller, Connection, Directory, Refused, Server, sleep, told, up};
use longshore_shapes::ecs::{self, op};

const CLUSTERS: usize = 40;

fn create_cluster(caller: &mut Caller, name: &str, tag_bytes: usize) -> Result<(), Refused> {
    let tag = |number: usize| ecs::Tag {
        key: Some(format!("k{number}")),
        value: Some(format!("{name:x<250}").chars().take(250).collect()),
    };
    let input = ecs::CreateClusterRequest {
        cluster_name: Some(name.to_owned()),
        tags: Some((0..tag_bytes.div_ceil(250)).map(tag).collect()),
        ..Default::default()
    };
    caller.call::<op::CreateCluster>(&input).map(drop)
}

fn cluster_names(caller: &mut Caller) -> Vec<String> {
    let (mut names, mut next_token) = (Vec::new(), None);
    loop {
        let input = ecs::ListClustersRequest { next_token, max_results: None };
        let page = caller.call::<op::ListClusters>(&input).unwrap();
        let arns = page.cluster_arns.unwrap_or_default();
        names.extend(arns.iter().map(|arn| arn.rsplit('/').next().unwrap().to_owned()));
        next_token = page.next_token;
        if next_token.is_none() {
            return names;
        }
    }
}

/// A stopped server's directory with some clusters in it, and their names.
fn filled() -> (Directory, Vec<String>) {
    let dir = Directory::new("broken");
    let server = Server::start(dir.path());
    let mut caller = server.caller();
    for number in 0..CLUSTERS {
        create_cluster(&mut caller, &format!("c{number:03}"), 500).unwrap();
    }
    let names = cluster_names(&mut caller);
    assert_eq!(names.len(), CLUSTERS);
    // Killed, so that there is something to take up at the next start.
    server.kill();
    (dir, names)
}

fn copied(from: &Path) -> Directory {
    let to = Directory::new("broken-copy");
    // cp keeps holes as holes: journals are mostly empty space.
    let status =
        Command::new("cp").args(["-r", "--sparse=always"]).arg(from.join(".")).arg(to.path()).status();
    assert!(status.unwrap().success());
    to
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

#[derive(Debug, Clone, Copy)]
enum Damage {
    FlippedFirst,
    FlippedMiddle,
    Halved,
    Emptied,
    Deleted,
}

impl Damage {
    const ALL: [Damage; 5] =
        [Damage::FlippedFirst, Damage::FlippedMiddle, Damage::Halved, Damage::Emptied, Damage::Deleted];

    /// False where the file is too small for it.
    fn apply(self, path: &Path) -> bool {
        let used = used_bytes(path);
        match self {
            Damage::Deleted => fs::remove_file(path).unwrap(),
            _ if used == 0 => return false,
            Damage::FlippedFirst => flip(path, 0),
            Damage::FlippedMiddle => flip(path, used / 2),
            Damage::Halved => resize(path, used / 2),
            Damage::Emptied => resize(path, 0),
        }
        true
    }
}

/// Up to the last byte that is not zero: space set aside at the end holds nothing to damage.
fn used_bytes(path: &Path) -> u64 {
    let bytes = fs::read(path).unwrap();
    bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last as u64 + 1)
}

fn flip(path: &Path, at: u64) {
    let file = fs::OpenOptions::new().read(true).write(true).open(path).unwrap();
    let mut byte = [0];
    file.read_exact_at(&mut byte, at).unwrap();
    file.write_all_at(&[byte[0] ^ 0x40], at).unwrap();
}

fn resize(path: &Path, length: u64) {
    fs::OpenOptions::new().write(true).open(path).unwrap().set_len(length).unwrap();
}

/// Says what went wrong, and what to do, without a panic.
fn is_clear(said: &str) {
    assert!(said.contains("longshore: "), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    assert!(said.len() < 4000, "{said}");
}

#[test]
fn damaged_files_are_refused_or_harmless() {
    let (dir, names) = filled();
    let state = dir.state();
    let mut refused = 0;
    for file in files(&state) {
        let name = file.strip_prefix(&state).unwrap().to_owned();
        for damage in Damage::ALL {
            let copy = copied(dir.path());
            if !damage.apply(&copy.state().join(&name)) {
                continue;
            }
            match Server::try_start(copy.path(), &[]) {
                Ok(server) => {
                    let found = cluster_names(&mut server.caller());
                    assert_eq!(found, names, "{damage:?} {}", name.display());
                }
                Err(said) => {
                    is_clear(&said);
                    assert!(said.starts_with("exit status: 1"), "{said}");
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 10, "only {refused} kinds of damage were noticed");
    let untouched = copied(dir.path());
    assert_eq!(cluster_names(&mut Server::start(untouched.path()).caller()), names);
}

#[test]
fn a_directory_without_its_rows_or_of_another_kind_is_refused() {
    let (dir, _) = filled();
    let copy = copied(dir.path());
    let rows =
        fs::read_dir(copy.state()).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.is_dir());
    fs::remove_dir_all(rows.unwrap()).unwrap();
    is_clear(&Server::try_start(copy.path(), &[]).err().unwrap());
    let foreign = Directory::new("foreign");
    fs::create_dir_all(foreign.state()).unwrap();
    fs::write(foreign.state().join("letter.txt"), "Dear reader").unwrap();
    let said = Server::try_start(foreign.path(), &[]).err().unwrap();
    is_clear(&said);
    assert!(said.contains("not a state directory"), "{said}");
    assert_eq!(fs::read(foreign.state().join("letter.txt")).unwrap(), b"Dear reader");
    let file = Directory::new("file");
    fs::write(file.state(), "a file where a directory should be").unwrap();
    is_clear(&Server::try_start(file.path(), &[]).err().unwrap());
}

#[test]
fn two_servers_do_not_share_a_directory() {
    let dir = Directory::new("two");
    let server = Server::start(dir.path());
    create_cluster(&mut server.caller(), "first", 0).unwrap();
    let second = up(dir.path(), &[]).output().unwrap();
    let said = told(&second);
    assert_eq!(second.status.code(), Some(1), "{said}");
    is_clear(&said);
    assert!(said.contains(&format!("process {}", server.pid().as_raw_nonzero())), "{said}");
    assert!(said.contains("in use"), "{said}");
    // The first one is not disturbed, and the connection still points at it.
    create_cluster(&mut server.caller(), "second", 0).unwrap();
    let connection = fs::read_to_string(dir.path().join("connection.json")).unwrap();
    assert!(connection.contains(&server.endpoint), "{connection}");
    assert!(server.stop().success());
    assert_eq!(cluster_names(&mut Server::start(dir.path()).caller()), ["first", "second"]);
}

#[test]
fn without_credentials_only_this_machine_is_served() {
    let dir = Directory::new("auth");
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let output = up(dir.path(), &["--auth", "off", "--listen", address]).output().unwrap();
        let said = told(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("--auth off is for loopback addresses only"), "{said}");
        is_clear(&said);
        assert!(!dir.state().exists(), "nothing is made before the arguments are known to be good");
    }
    let server = Server::try_start(dir.path(), &["--auth", "off"]).unwrap();
    let mut stranger = server.caller();
    stranger.keys.secret = "made up".to_owned();
    create_cluster(&mut stranger, "open", 0).unwrap();
    server.kill();
    let server = Server::start(dir.path());
    let mut stranger = server.caller();
    stranger.keys.secret = "made up".to_owned();
    let refused = create_cluster(&mut stranger, "closed", 0).unwrap_err();
    assert!(matches!(refused, Refused::Error { status: 400 | 403, .. }), "{refused:?}");
    assert_eq!(cluster_names(&mut server.caller()), ["open"]);
}

/// A file system of its own in memory, unmounted when it is dropped.
struct SmallDisk(Directory);

impl SmallDisk {
    /// `None`, with the reason printed, where this process may not mount.
    fn mount(megabytes: u32) -> Option<Self> {
        let dir = Directory::new("small");
        let options = format!("size={megabytes}m,mode=0700");
        let mut mount = Command::new("mount");
        let output = mount.args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(dir.path()).output();
        match output {
            Ok(output) if output.status.success() => Some(Self(dir)),
            refused => {
                println!("skipped: a small disk could not be mounted, which takes root: {refused:?}");
                None
            }
        }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_stops_the_server_and_loses_nothing() {
    let Some(disk) = SmallDisk::mount(96) else { return };
    // The log lies outside.
    full_disk(&disk, disk.0.path(), true);
}

#[test]
fn a_full_disk_under_the_log_as_well_makes_no_difference() {
    let Some(disk) = SmallDisk::mount(96) else { return };
    let dir = disk.0.path().join("data");
    fs::create_dir(&dir).unwrap();
    full_disk(&disk, &dir, false);
}

fn full_disk(disk: &SmallDisk, dir: &Path, has_log: bool) {
    let mut server = Server::start(dir);
    let mut caller = server.caller();
    create_cluster(&mut caller, "before", 0).unwrap();
    let ballast = disk.0.path().join("ballast");
    fill(&ballast);
    let (acknowledged, message) = write_until_full(&mut server, &mut caller);
    assert!(message.contains("full"), "{message}");
    let status = server.wait();
    let said = format!("{status}\n{}", server.log());
    assert_eq!(status.code(), Some(1), "{said}");
    // As long as there is no space it says so again.
    let again = Server::try_start(dir, &[]).err();
    if has_log {
        is_clear(&said);
        assert!(said.contains("is full"), "{said}");
        again.as_deref().into_iter().for_each(is_clear);
    }
    fs::remove_file(&ballast).unwrap();
    let server = Server::start(dir);
    let found = cluster_names(&mut server.caller());
    let missing: Vec<_> = acknowledged.iter().filter(|name| !found.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?} of {} are gone", acknowledged.len());
    assert!(found.len() <= acknowledged.len() + 1);
    create_cluster(&mut server.caller(), "after", 0).unwrap();
    assert!(server.stop().success());
    println!("{} writes were acknowledged before the disk was full", acknowledged.len());
}

/// Writes until a write is refused; answers what was acknowledged, and with what the last was refused.
fn write_until_full(server: &mut Server, caller: &mut Caller) -> (Vec<String>, String) {
    let mut acknowledged = vec!["before".to_owned()];
    let refused = loop {
        let name = format!("c{:06}", acknowledged.len());
        match create_cluster(caller, &name, 12_000) {
            Ok(()) => acknowledged.push(name),
            Err(refused) => break refused,
        }
        assert!(acknowledged.len() < 50_000, "the disk never was full");
    };
    match refused {
        Refused::Error { status, code, message } => {
            assert_eq!((status, code.as_str()), (503, "ServiceUnavailable"), "{message}");
            (acknowledged, message)
        }
        Refused::NoAnswer(error) => {
            let status = server.wait();
            panic!("the refused write got no answer: {error}: {status}\n{}", server.log());
        }
    }
}

/// Takes the space that is left, but for a little.
fn fill(ballast: &Path) {
    use std::io::Write;
    let mut file = fs::File::create(ballast).unwrap();
    let mut piece = vec![1_u8; 1024 * 1024];
    while !piece.is_empty() {
        if file.write_all(&piece).is_err() {
            piece.truncate(piece.len() / 2);
        }
    }
    let length = file.metadata().unwrap().len();
    file.set_len(length - 512 * 1024).unwrap();
}

/// Standard output and standard error go to a reader that has gone away.
fn to_nobody(command: &mut Command) -> &mut Command {
    let nobody = || std::io::pipe().unwrap().1;
    command.stdout(nobody()).stderr(nobody())
}

#[test]
fn a_terminal_that_went_away_is_no_reason_to_fail() {
    let coverage = to_nobody(common::command().args(["api", "coverage", "ecs"])).status().unwrap();
    assert_eq!(coverage.code(), Some(0));
    let dir = Directory::new("nobody");
    let not_there =
        to_nobody(common::command().args(["env", "--data-dir"]).arg(dir.path())).status().unwrap();
    assert_eq!(not_there.code(), Some(1));
    let mut child = to_nobody(&mut up(dir.path(), &["--log-level", "debug"])).spawn().unwrap();
    let mut server = loop {
        assert!(child.try_wait().unwrap().is_none(), "the server ended");
        if let Ok(connection) = Connection::read(dir.path()) {
            break connection.of(child);
        }
        sleep(Duration::from_millis(5));
    };
    create_cluster(&mut server.caller(), "unheard", 0).unwrap();
    assert!(server.is_running());
    assert!(server.stop().success());
}
