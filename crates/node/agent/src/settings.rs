//! What the owner of a machine says about the tasks on it.
//!
//! Must not know: any task.

use std::path::PathBuf;
use std::time::Duration;

use longshore_runtime::PortProtocol;

/// When an image is fetched anew.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PullBehavior {
    /// Its registry is asked for the newest; what is here serves where that fails, or came from no registry.
    #[default]
    Default,
    /// Its registry is asked; a task whose image it does not give is stopped.
    Always,
    /// Unless this machine has fetched it before.
    Once,
    /// Only when it is not here.
    PreferCached,
}

impl PullBehavior {
    /// By its name in ECS_IMAGE_PULL_BEHAVIOR.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "default" => Self::Default,
            "always" => Self::Always,
            "once" => Self::Once,
            "prefer-cached" => Self::PreferCached,
            _ => return None,
        })
    }
}

/// How much of this machine tasks may have together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capacity {
    /// 1024 are one processor.
    pub cpu: u64,
    pub memory_mib: u64,
    /// Ports that no task gets.
    pub reserved_ports: Vec<(u16, PortProtocol)>,
    /// The ids of its graphics processors.
    pub gpus: Vec<String>,
}

impl Capacity {
    /// Never the reason why a task waits.
    pub fn boundless() -> Self {
        Self { cpu: u64::MAX, memory_mib: u64::MAX, reserved_ports: Vec::new(), gpus: Vec::new() }
    }
}

/// The logs of tasks that are gone, for those who ask later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptLogs {
    /// The folder of all logs: one in it for each task.
    pub folder: PathBuf,
    pub age: Duration,
    pub bytes_max: u64,
}

/// Files in which containers find what is known of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetadataFiles {
    pub folder: PathBuf,
    /// New containers get one. Where not, those that are there still go with their containers.
    pub given: bool,
}

#[derive(Debug, Clone)]
pub struct Settings {
    /// What containers are labelled with where the assignment names no cluster.
    pub cluster: String,
    pub region: String,
    pub capacity: Capacity,
    pub pull_behavior: PullBehavior,
    /// Images are fetched before what a container depends on is there.
    pub pull_dependents_upfront: bool,
    /// For containers whose definition has none.
    pub stop_timeout: Duration,
    pub task_pids_limit: Option<u64>,
    /// How long what is left of a task stays when control knows of its end.
    pub cleanup_wait: Duration,
    /// Without it, logs of tasks that are gone are nobody's business here.
    pub kept_logs: Option<KeptLogs>,
    pub metadata_files: Option<MetadataFiles>,
    /// Where containers find their metadata and credentials.
    pub endpoint: String,
    /// Steps that are under way at the same time, over all tasks.
    pub steps_max: usize,
    /// Pulls among them.
    pub pulls_max: usize,
}

/// No container is given less time to stop than this.
const STOP_TIMEOUT_MIN: Duration = Duration::from_secs(1);

impl Default for Settings {
    fn default() -> Self {
        Self {
            cluster: "default".to_owned(),
            region: "us-east-1".to_owned(),
            capacity: Capacity::boundless(),
            pull_behavior: PullBehavior::default(),
            pull_dependents_upfront: false,
            stop_timeout: Duration::from_secs(30),
            task_pids_limit: None,
            cleanup_wait: Duration::from_secs(1),
            kept_logs: None,
            metadata_files: None,
            endpoint: "http://169.254.170.2".to_owned(),
            steps_max: 64,
            pulls_max: 8,
        }
    }
}

impl Settings {
    pub(crate) fn stop_timeout_millis(&self) -> i64 {
        millis(self.stop_timeout.max(STOP_TIMEOUT_MIN))
    }

    pub(crate) fn cleanup_wait_millis(&self) -> i64 {
        millis(self.cleanup_wait)
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
