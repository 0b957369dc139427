//! Containers: what is asked for, and what is so.
//!
//! Must not know: how a driver makes it so.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// One container. What is `None` or empty is the image's or the driver's default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContainerSpec {
    /// 64 hexadecimal digits, chosen by who asks; also Docker's name lookup key by label.
    pub id: String,
    /// What people see: `ecs-web-3-app-8f2c…`.
    pub name: String,
    pub image: String,
    pub labels: BTreeMap<String, String>,
    pub entry_point: Option<Vec<String>>,
    pub command: Option<Vec<String>>,
    /// Over the image's; later ones win.
    pub environment: Vec<(String, String)>,
    pub working_directory: Option<String>,
    /// `user`, `uid`, `user:group`, … as Docker reads it, by the image's own /etc/passwd and /etc/group.
    pub user: Option<String>,
    pub hostname: Option<String>,
    pub domainname: Option<String>,
    /// Names and addresses beside those of the sandbox, for /etc/hosts.
    pub extra_hosts: Vec<(String, String)>,
    pub dns_servers: Vec<String>,
    pub dns_search: Vec<String>,
    /// The id of the sandbox whose network (and namespaces) it joins.
    pub sandbox: String,
    pub mounts: Vec<MountSpec>,
    pub limits: Limits,
    pub capabilities_add: Vec<String>,
    pub capabilities_drop: Vec<String>,
    pub devices: Vec<DeviceSpec>,
    pub tmpfs: Vec<TmpfsSpec>,
    pub sysctls: Vec<(String, String)>,
    pub ulimits: Vec<Ulimit>,
    /// Docker's words: `no-new-privileges`, `seccomp=unconfined`, …
    pub security_options: Vec<String>,
    pub shared_memory_bytes: Option<u64>,
    pub privileged: bool,
    pub read_only_root: bool,
    pub init: bool,
    pub terminal: bool,
    pub interactive: bool,
    pub pid: NamespaceMode,
    pub ipc: NamespaceMode,
    /// The cgroup that the containers of one task share, with limits for all together.
    pub parent_cgroup: Option<ParentCgroup>,
    pub output: OutputPolicy,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NamespaceMode {
    #[default]
    Private,
    Host,
    /// The sandbox's, shared by its containers.
    Sandbox,
    /// Private, without /dev/shm (ECS's ipcMode none).
    None,
}

/// Memory in bytes; cpu shares as Linux counts them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    pub memory: Option<u64>,
    pub memory_reservation: Option<u64>,
    /// Memory and swap together; `u64::MAX` is no limit.
    pub memory_and_swap: Option<u64>,
    pub swappiness: Option<u64>,
    pub cpu_shares: Option<u64>,
    pub pids: Option<u64>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParentCgroup {
    /// One path element: the task's id.
    pub name: String,
    pub memory: Option<u64>,
    pub cpu_shares: Option<u64>,
    /// Microseconds of processor per 100 ms.
    pub cpu_quota: Option<u64>,
    pub pids: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MountSpec {
    pub source: MountSource,
    pub target: String,
    pub read_only: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum MountSource {
    /// A path of the machine; a directory that is not there is made.
    Host(String),
    /// A volume of the driver's, by name. An empty one is first filled with what the image has there.
    Volume(String),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceSpec {
    pub host_path: String,
    pub container_path: String,
    /// Some of `rwm`.
    pub access: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TmpfsSpec {
    pub target: String,
    pub size_bytes: u64,
    pub options: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ulimit {
    pub name: String,
    pub soft: u64,
    pub hard: u64,
}

/// How much of what it prints is kept for whoever reads it, and what happens when nobody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputPolicy {
    pub bytes_max: u64,
    /// A container that prints faster than it is read waits; otherwise the oldest is dropped.
    pub wait_when_full: bool,
}

impl Default for OutputPolicy {
    fn default() -> Self {
        Self { bytes_max: 32 * 1024 * 1024, wait_when_full: false }
    }
}

/// How a start went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// On the machine; none where the engine is in a machine of its own.
    pub pid: Option<u32>,
    /// Milliseconds since 1970.
    pub at: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContainerFacts {
    pub id: String,
    pub name: String,
    pub labels: BTreeMap<String, String>,
    pub image_id: Option<String>,
    pub created_at: Option<i64>,
    pub state: ContainerState,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContainerState {
    Created,
    Running(Started),
    Ended(Ending),
}

/// How a container ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// None where it is not known, as when the machine went down under it.
    pub exit_code: Option<i32>,
    pub out_of_memory: bool,
    pub started_at: Option<i64>,
    pub finished_at: i64,
    /// What the driver says beyond the code: "its launcher was killed".
    pub error: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exited {
    pub id: String,
    pub ending: Ending,
}

/// A process to run inside a container that runs, with its user, environment and limits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExecSpec {
    pub command: Vec<String>,
    pub environment: Vec<(String, String)>,
    pub user: Option<String>,
    pub working_directory: Option<String>,
    /// It is killed then.
    pub time_limit: Option<Duration>,
    /// More of what it prints is thrown away.
    pub output_bytes_max: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExecOutcome {
    /// None if it was killed for taking too long.
    pub exit_code: Option<i32>,
    /// Standard output and standard error as they came.
    pub output: Vec<u8>,
}

/// Totals since the start, but for what is a level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContainerStats {
    /// Milliseconds since 1970.
    pub read_at: i64,
    pub cpu_total_nanos: u64,
    pub cpu_user_nanos: u64,
    pub cpu_system_nanos: u64,
    /// Of the whole machine, to work a share out.
    pub system_cpu_nanos: u64,
    pub online_cpus: u32,
    pub throttled_periods: u64,
    pub throttled_nanos: u64,
    pub memory_bytes: u64,
    pub memory_peak_bytes: u64,
    /// Pages of files that can go at once; not counted as used.
    pub memory_cache_bytes: u64,
    pub memory_limit_bytes: Option<u64>,
    pub pids: u64,
    pub pids_limit: Option<u64>,
    pub block_read_bytes: u64,
    pub block_written_bytes: u64,
    /// By interface; those who share a network share this.
    pub networks: Arc<[(String, NetworkStats)]>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NetworkStats {
    pub received_bytes: u64,
    pub received_packets: u64,
    pub received_errors: u64,
    pub received_dropped: u64,
    pub sent_bytes: u64,
    pub sent_packets: u64,
    pub sent_errors: u64,
    pub sent_dropped: u64,
}
