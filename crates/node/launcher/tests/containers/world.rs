//! A place to make containers in, and the check that nothing of them is left.

use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use longshore_launcher::cgroup::Hierarchies;
use longshore_launcher::client::{Launched, Spawner};
use longshore_launcher::defaults;
use longshore_launcher::output::{Position, Reader, Stream};
use longshore_launcher::records::{Record, read_exit};
use longshore_launcher::spec::*;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, Signal, kill_process};

const BUSYBOX: &str = "/usr/bin/busybox";
/// Longer than anything here takes, unless it hangs.
pub(crate) const LONG: Duration = Duration::from_secs(30);

pub(crate) struct World {
    pub(crate) base: PathBuf,
    pub(crate) spawner: Spawner,
    pub(crate) hierarchies: Hierarchies,
    cgroup: String,
}

/// How a container ended, and what it printed.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) exit: Exit,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl World {
    /// None, with a word why, where containers cannot be made.
    pub(crate) fn new(name: &str) -> Option<Self> {
        if !rustix::process::geteuid().is_root() || !Path::new(BUSYBOX).exists() {
            println!("{name}: needs root and {BUSYBOX}");
            return None;
        }
        let base = PathBuf::from(format!("/var/tmp/longshore-launcher-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&base);
        image(&base);
        let cgroup = format!("longshore/test-{name}-{}", std::process::id());
        let hierarchies = Hierarchies::detect().unwrap();
        Some(Self { base, spawner: Spawner::of_this_program(), hierarchies, cgroup })
    }

    pub(crate) fn image_path(&self, path: &str) -> PathBuf {
        self.base.join("layers/a").join(path)
    }

    /// A container of this name that runs a shell script.
    pub(crate) fn spec(&self, name: &str, script: &str) -> LaunchSpec {
        let directory = self.base.join(name);
        LaunchSpec {
            id: name.to_owned(),
            process: process(&["sh", "-c", script]),
            root: Root::Overlay {
                layers_root: self.base.join("layers"),
                layers: vec!["a".to_owned()],
                upper: directory.join("upper"),
                work: directory.join("work"),
                read_only: false,
            },
            mounts: defaults::mounts(Some(64 << 20), false),
            namespaces: namespaces(),
            hostname: "box".to_owned(),
            domainname: None,
            sysctls: Vec::new(),
            devices: Vec::new(),
            masked_paths: defaults::masked_paths(),
            read_only_paths: defaults::read_only_paths(),
            cgroup: Some(Cgroup {
                path: self.cgroup_of(name),
                memory_limit: Some(64 << 20),
                memory_and_swap: Some(64 << 20),
                cpu_shares: Some(256),
                pids_max: Some(64),
                ..Cgroup::default()
            }),
            output: Output { segment_bytes: 1 << 20, bytes_max: 8 << 20, when_full: WhenFull::DropOldest },
            init: false,
        }
    }

    pub(crate) fn cgroup_of(&self, name: &str) -> String {
        format!("{}/{name}", self.cgroup)
    }

    pub(crate) fn write(&self, spec: &LaunchSpec) -> PathBuf {
        let directory = self.base.join(&spec.id);
        for part in ["upper", "work"] {
            std::fs::create_dir_all(directory.join(part)).unwrap();
        }
        std::fs::write(directory.join("launch.json"), serde_json::to_vec(spec).unwrap()).unwrap();
        directory
    }

    pub(crate) fn launch(&self, spec: &LaunchSpec) -> (PathBuf, Launched) {
        let directory = self.write(spec);
        let launched = self.spawner.launch(&directory).unwrap();
        (directory, launched)
    }

    pub(crate) fn run(&self, spec: &LaunchSpec) -> Seen {
        let (directory, launched) = self.launch(spec);
        seen(&directory, &launched)
    }

    /// The script's output, of a container that must end well.
    pub(crate) fn output_of(&self, spec: &LaunchSpec) -> String {
        let seen = self.run(spec);
        assert_eq!(seen.exit.code, 0, "{seen:?}");
        seen.out
    }

    /// Nothing may be left: no mount, no cgroup, no process.
    pub(crate) fn finish(self) {
        let base = self.base.to_str().unwrap().to_owned();
        let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap();
        assert!(!mounts.contains(&base), "mounts are left");
        assert_eq!(self.hierarchies.processes(&self.cgroup), Vec::<u32>::new());
        for controller in ["memory", "pids", "cpu", "devices"] {
            let Some(directory) = self.hierarchies.directory(controller, &self.cgroup) else { continue };
            let Ok(entries) = std::fs::read_dir(&directory) else { continue };
            let left = entries.filter_map(Result::ok).filter(|entry| entry.path().is_dir()).count();
            assert_eq!(left, 0, "cgroups are left in {}", directory.display());
        }
        self.hierarchies.remove(&self.cgroup).unwrap();
        std::fs::remove_dir_all(&self.base).unwrap();
    }
}

fn image(base: &Path) {
    let root = base.join("layers/a");
    for directory in ["bin", "etc", "proc", "sys", "dev", "tmp"] {
        std::fs::create_dir_all(root.join(directory)).unwrap();
    }
    std::fs::copy(BUSYBOX, root.join("bin/busybox")).unwrap();
    let names = "sh echo sleep cat ls id env pwd hostname true false kill ps dd mount umount mkdir rm ln readlink stat \
         tty stty seq head grep wc touch od ip chmod setsid unshare mknod ulimit date tail yes";
    for name in names.split_whitespace() {
        std::os::unix::fs::symlink("busybox", root.join("bin").join(name)).unwrap();
    }
    std::fs::write(root.join("etc/passwd"), "root:x:0:0::/:/bin/sh\n").unwrap();
}

pub(crate) fn namespaces() -> Namespaces {
    Namespaces {
        pid: Namespace::New,
        ipc: Namespace::New,
        network: Namespace::New,
        uts: Namespace::New,
        cgroup: Namespace::New,
        user: None,
    }
}

pub(crate) fn process(command: &[&str]) -> Process {
    Process {
        arguments: command.iter().map(|word| (*word).to_owned()).collect(),
        environment: vec!["PATH=/bin".to_owned()],
        working_directory: "/".to_owned(),
        uid: 0,
        gid: 0,
        additional_gids: Vec::new(),
        capabilities: defaults::capabilities(),
        no_new_privileges: false,
        seccomp: Seccomp::Default,
        rlimits: Vec::new(),
        oom_score_adjust: None,
        terminal: false,
        stdin_open: false,
    }
}

pub(crate) fn seen(directory: &Path, launched: &Launched) -> Seen {
    wait(&launched.launcher_pidfd);
    let Record::Is(exit) = read_exit(directory) else { panic!("no exit.json: {:?}", read_exit(directory)) };
    let (out, err) = printed(directory);
    Seen { exit, out, err }
}

pub(crate) fn printed(directory: &Path) -> (String, String) {
    let mut reader = Reader::new(directory, Position::default());
    let (mut out, mut err) = (Vec::new(), Vec::new());
    while let Some(chunk) = reader.next_chunk().unwrap() {
        match chunk.stream {
            Stream::Stdout => out.extend(chunk.bytes),
            Stream::Stderr => err.extend(chunk.bytes),
        }
    }
    (String::from_utf8_lossy(&out).into_owned(), String::from_utf8_lossy(&err).into_owned())
}

pub(crate) fn wait(pidfd: &OwnedFd) {
    let mut polled = [PollFd::new(pidfd, PollFlags::IN)];
    let timeout = rustix::time::Timespec { tv_sec: 30, tv_nsec: 0 };
    assert_eq!(poll(&mut polled, Some(&timeout)).unwrap(), 1, "it does not end");
}

pub(crate) fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < LONG, "still not: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

pub(crate) fn signal(pid: u32, signal: Signal) {
    kill_process(Pid::from_raw(pid.cast_signed()).unwrap(), signal).unwrap();
}

pub(crate) fn is_alive(pid: u32) -> bool {
    longshore_launcher::records::start_time(pid).is_some()
}
