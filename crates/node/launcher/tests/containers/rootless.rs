//! Without root: a user namespace in which one user is root.

use std::process::Command;

use longshore_launcher::client::{ExecIo, Spawner};
use longshore_launcher::spec::*;

use crate::Test;
use crate::world::{World, process, seen, signal, until};

pub(crate) const TESTS: &[Test] = &[("runs_without_root", runs_without_root), ("as_nobody", as_nobody)];

const NOBODY: u32 = 65534;
const BASE: &str = "LONGSHORE_TEST_BASE";

/// Runs the other test of this file as a user without rights, over files that are that user's.
fn runs_without_root() {
    let Some(world) = World::new("rootless") else { return };
    let own = world.base.join("program");
    std::fs::copy(std::env::current_exe().unwrap(), &own).unwrap();
    for init in [false, true] {
        let name = if init { "init" } else { "c" };
        let script = "id -u; echo x > /made && cat /made; hostname; cat /proc/self/uid_map; ls /proc/self/fd | wc -l; head -c 2 /dev/zero | wc -c";
        let mut spec = world.spec(name, &format!("{script}; sleep 1000"));
        spec.cgroup = None;
        spec.init = init;
        spec.namespaces.cgroup = Namespace::Host;
        spec.namespaces.user = Some(UserMapping { outside_uid: NOBODY, outside_gid: NOBODY });
        if init {
            spec.namespaces.network = Namespace::Host;
        }
        world.write(&spec);
    }
    for entry in walk(&world.base) {
        std::os::unix::fs::lchown(entry, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    let status = Command::new("setpriv")
        .args(["--reuid", "65534", "--regid", "65534", "--clear-groups"])
        .arg(&own)
        .args(["as_nobody", "--exact"])
        .env(BASE, &world.base)
        .status();
    match status {
        Ok(status) => assert!(status.success()),
        Err(error) => println!("needs setpriv: {error}"),
    }
    world.finish();
}

fn walk(path: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut all = vec![path.to_owned()];
    if path.is_dir() && !path.is_symlink() {
        for entry in std::fs::read_dir(path).unwrap() {
            all.extend(walk(&entry.unwrap().path()));
        }
    }
    all
}

/// The inner half; passes when nobody has set it up.
fn as_nobody() {
    let Some(base) = std::env::var_os(BASE) else { return };
    let base = std::path::PathBuf::from(base);
    let spawner = Spawner::of_this_program();
    for name in ["c", "init"] {
        let directory = base.join(name);
        let launched = spawner.launch(&directory).unwrap();
        until("printed", || crate::world::printed(&directory).0.lines().count() == 6);
        let out = crate::world::printed(&directory).0;
        let words: Vec<&str> = out.split_whitespace().collect();
        assert_eq!(words, ["0", "x", "box", "0", "65534", "1", "4", "2"], "{out}");
        let (io, _read) = ExecIo::to_pipe().unwrap();
        let exec = spawner.exec(&directory, &process(&["ls", "/made"]), io).unwrap();
        assert_eq!(exec.wait().unwrap(), 0);
        signal(launched.container_pid, rustix::process::Signal::KILL);
        assert_eq!(seen(&directory, &launched).exit.code, 137);
    }
}
