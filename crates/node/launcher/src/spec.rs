//! What one container is, in the launcher's words: everything is decided already, nothing is looked up.
//!
//! The driver writes it to `launch.json` in the container's directory; the launcher reads it. Paths are
//! absolute unless they say otherwise.
//!
//! Must not know: images, networks, ECS; why a value is what it is.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// One container.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaunchSpec {
    pub id: String,
    pub process: Process,
    pub root: Root,
    pub mounts: Vec<Mount>,
    pub namespaces: Namespaces,
    pub hostname: String,
    pub domainname: Option<String>,
    /// Names and values below /proc/sys.
    pub sysctls: Vec<(String, String)>,
    /// Device nodes to make beside the usual ones, which a tmpfs mounted at /dev gets by itself; access to others is refused by the device rules of the cgroup.
    pub devices: Vec<Device>,
    pub masked_paths: Vec<String>,
    pub read_only_paths: Vec<String>,
    pub cgroup: Option<Cgroup>,
    pub output: Output,
    /// Run a small init as process 1 that reaps orphans and passes signals on.
    pub init: bool,
}

/// One process of a container: its first, or one that is executed into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    /// The program, searched for in the container's PATH, and its arguments. None at all: a process that only holds
    /// the namespaces for others, and reaps.
    pub arguments: Vec<String>,
    /// `NAME=value`, without doubles.
    pub environment: Vec<String>,
    pub working_directory: String,
    pub uid: u32,
    pub gid: u32,
    pub additional_gids: Vec<u32>,
    /// `CAP_NET_RAW` and the like: bounding, permitted and effective; others get none.
    pub capabilities: Vec<String>,
    pub no_new_privileges: bool,
    pub seccomp: Seccomp,
    pub rlimits: Vec<Rlimit>,
    pub oom_score_adjust: Option<i32>,
    pub terminal: bool,
    /// Keep standard input open, with nothing to read; otherwise it is /dev/null.
    pub stdin_open: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seccomp {
    /// What Docker's default profile allows with these capabilities.
    Default,
    Unconfined,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Root {
    /// An overlay, mounted in the container's own mount namespace. Layers are names of directories below
    /// `layers_root`, the uppermost first.
    Overlay {
        layers_root: PathBuf,
        layers: Vec<String>,
        upper: PathBuf,
        work: PathBuf,
        read_only: bool,
    },
    Directory {
        path: PathBuf,
        read_only: bool,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mount {
    /// Inside the container; made if it is not there. Symbolic links in it never lead out of the root.
    pub target: String,
    pub kind: MountKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum MountKind {
    /// A directory or file of the machine.
    Bind {
        source: PathBuf,
        read_only: bool,
        recursive: bool,
    },
    Tmpfs {
        size: Option<u64>,
        mode: Option<u32>,
        options: Vec<String>,
    },
    Proc,
    Sysfs {
        read_only: bool,
    },
    Cgroup {
        read_only: bool,
    },
    DevPts,
    Mqueue,
    /// A file of the container's own, in memory.
    Text {
        text: String,
        read_only: bool,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Namespaces {
    pub pid: Namespace,
    pub ipc: Namespace,
    pub network: Namespace,
    pub uts: Namespace,
    pub cgroup: Namespace,
    /// For a start without root: this user becomes root inside.
    pub user: Option<UserMapping>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Namespace {
    /// The machine's.
    Host,
    New,
    /// The one that this file stands for: `/proc/PID/ns/…` or a bind mount of it.
    Join(PathBuf),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserMapping {
    pub outside_uid: u32,
    pub outside_gid: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    pub path_inside: String,
    pub path_on_host: PathBuf,
    /// Some of `rwm`.
    pub access: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rlimit {
    /// `nofile`, `core` and the like.
    pub name: String,
    pub soft: u64,
    pub hard: u64,
}

/// The container's place in every hierarchy, and its limits. Memory in bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cgroup {
    /// Below the root of each hierarchy: `longshore/TASK/CONTAINER`. The parents may have limits of their own.
    pub path: String,
    pub memory_limit: Option<u64>,
    pub memory_reservation: Option<u64>,
    /// Memory and swap together; `u64::MAX` is no limit.
    pub memory_and_swap: Option<u64>,
    pub swappiness: Option<u64>,
    pub cpu_shares: Option<u64>,
    pub cpu_quota_micros: Option<u64>,
    pub cpu_period_micros: Option<u64>,
    pub pids_max: Option<u64>,
    /// Every device may be used (a privileged container).
    pub all_devices: bool,
}

/// Where what the container prints is kept: segments of records in the container's `output` directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// A segment is closed when it is longer.
    pub segment_bytes: u64,
    /// The most that is kept in all segments.
    pub bytes_max: u64,
    pub when_full: WhenFull,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhenFull {
    /// The container waits until somebody takes the oldest segment away.
    Wait,
    /// The oldest segment is thrown away.
    DropOldest,
}

/// How a container ended: `exit.json` in its directory, written before the launcher ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exit {
    /// As a shell counts: 128 and the signal for one that was killed.
    pub code: i32,
    pub out_of_memory: bool,
    /// Milliseconds since 1970.
    pub started_at: Option<i64>,
    pub finished_at: i64,
    /// Why it could not be started, where it could not; the code is then 127, 126 or 128.
    pub start_error: Option<String>,
}
