//! What is remembered of a task. What is left out of its stored form is what only a running agent can use:
//! steps under way, secrets, what was looked up and may have changed.
//!
//! Must not know: what follows from it.

use longshore_link::TaskReport;
use longshore_runtime::{Ending, ImageFacts, Sandbox};
use serde::{Deserialize, Serialize};

use crate::plan::{TaskPlan, VolumePlan};

/// How far a container is. Only rises.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Known {
    #[default]
    None,
    ManifestPulled,
    Pulled,
    Created,
    Running,
    Stopped,
}

impl Known {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::None => "NONE",
            Self::ManifestPulled => "MANIFEST_PULLED",
            Self::Pulled => "PULLED",
            Self::Created => "CREATED",
            Self::Running => "RUNNING",
            Self::Stopped => "STOPPED",
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Phase {
    /// For room on the machine.
    #[default]
    Waiting,
    Admitted,
    /// For good.
    Stopped,
}

/// How far a volume or a sandbox is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Made {
    #[default]
    Not,
    Yes,
    /// Gone again, or never to be made.
    Gone,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct TaskState {
    /// When it came to this machine: its place in the queue for room.
    pub(crate) taken_at: i64,
    pub(crate) desired_stopped: bool,
    pub(crate) reason: Option<String>,
    pub(crate) phase: Phase,
    pub(crate) known: Known,
    pub(crate) waiting: Option<String>,
    pub(crate) has_run: bool,
    pub(crate) essential_exited: bool,
    pub(crate) pull_started_at: Option<i64>,
    pub(crate) pull_stopped_at: Option<i64>,
    pub(crate) started_at: Option<i64>,
    pub(crate) execution_stopped_at: Option<i64>,
    pub(crate) stopped_at: Option<i64>,
    pub(crate) volumes: Vec<VolumeState>,
    pub(crate) sandboxes: Vec<SandboxState>,
    pub(crate) containers: Vec<ContainerState>,
    /// Grows with every report.
    pub(crate) revision: i64,
    /// Control knows of its end: when what is left of it goes.
    pub(crate) forget_at: Option<i64>,
    #[serde(skip)]
    pub(crate) reported: Option<TaskReport>,
    /// What the driver has is not known yet.
    #[serde(skip)]
    pub(crate) unseen: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct VolumeState {
    /// In the runtime; empty for a path of the machine.
    pub(crate) name: String,
    pub(crate) path: Option<String>,
    pub(crate) made: Made,
    /// Gone with the task.
    pub(crate) owned: bool,
    pub(crate) attempts: u32,
    #[serde(skip)]
    pub(crate) busy: bool,
    /// It was asked for, now or by an agent before this one: there may be something to remove.
    #[serde(skip)]
    pub(crate) asked_for: bool,
    #[serde(skip)]
    pub(crate) next_try_at: i64,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct SandboxState {
    pub(crate) id: String,
    pub(crate) made: Made,
    pub(crate) facts: Option<Sandbox>,
    /// Tries to close it that failed.
    pub(crate) attempts: u32,
    #[serde(skip)]
    pub(crate) busy: bool,
    #[serde(skip)]
    pub(crate) next_try_at: i64,
}

/// The step of a container's life that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doing {
    LookUp,
    Resolve,
    Pull,
    Create,
    Start,
    Signal,
    Kill,
    Inspect,
    Remove,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct ContainerState {
    pub(crate) runtime_id: String,
    /// The engine's own, where it chooses one.
    #[serde(default)]
    pub(crate) engine_id: Option<String>,
    pub(crate) runtime_name: String,
    pub(crate) endpoint_id: String,
    pub(crate) known: Known,
    pub(crate) desired_stopped: bool,
    /// What it waited for has been there, once.
    pub(crate) released: bool,
    pub(crate) digest: Option<String>,
    pub(crate) image: Option<ImageFacts>,
    /// The first thing that went wrong with its image.
    pub(crate) image_error: Option<String>,
    /// Where its image wants volumes that others take, and which of the task's they are.
    pub(crate) image_volumes: Vec<(String, usize)>,
    pub(crate) gpus: Vec<String>,
    /// It was made: there is something to remove.
    pub(crate) made: bool,
    pub(crate) removed: bool,
    pub(crate) exit_code: Option<i32>,
    pub(crate) reason: Option<String>,
    pub(crate) created_at: Option<i64>,
    pub(crate) first_started_at: Option<i64>,
    pub(crate) started_at: Option<i64>,
    pub(crate) finished_at: Option<i64>,
    pub(crate) last_ending: Option<Ending>,
    pub(crate) restarts: i32,
    /// A restart was decided and is not known to have happened.
    pub(crate) restarting: bool,
    pub(crate) last_start_at: i64,
    pub(crate) health: Option<HealthState>,
    pub(crate) stop: Option<StopState>,
    pub(crate) attempts: u32,
    /// A container that was known to have ended, and ran, has been ended once more.
    pub(crate) ended_again: bool,
    #[serde(skip)]
    pub(crate) doing: Option<Doing>,
    #[serde(skip)]
    pub(crate) fetching: bool,
    #[serde(skip)]
    pub(crate) fetched: Option<crate::plan::Fetched>,
    #[serde(skip)]
    pub(crate) local: Option<LocalImage>,
    #[serde(skip)]
    pub(crate) asked_for_logs: bool,
    #[serde(skip)]
    pub(crate) next_try_at: i64,
}

/// What was found of an image on this machine.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct LocalImage {
    pub(crate) facts: Option<ImageFacts>,
    pub(crate) pulled_before: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum HealthStatus {
    #[default]
    Unknown,
    Healthy,
    Unhealthy,
}

impl HealthStatus {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Unknown => "UNKNOWN",
            Self::Healthy => "HEALTHY",
            Self::Unhealthy => "UNHEALTHY",
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct HealthState {
    pub(crate) status: HealthStatus,
    pub(crate) since: Option<i64>,
    /// Failures on end that count.
    pub(crate) streak: u32,
    pub(crate) exit_code: Option<i32>,
    pub(crate) output: String,
    /// When the container started, for the period in which failures do not count.
    pub(crate) begun_at: i64,
    pub(crate) next_at: i64,
    /// Tells the answer to an old question from one to the last.
    pub(crate) round: u64,
    #[serde(skip)]
    pub(crate) checking: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct StopState {
    pub(crate) begun_at: i64,
    pub(crate) signalled: bool,
    pub(crate) kills: u32,
    pub(crate) next_try_at: i64,
    pub(crate) look: bool,
}

/// What is random about a task, drawn once.
pub(crate) fn new_state(plan: &TaskPlan, random: &mut fastrand::Rng) -> TaskState {
    let prefix = format!("ecs-{}-{}", plan.family, plan.revision);
    let volume = |volume: &VolumePlan, random: &mut fastrand::Rng| match volume {
        VolumePlan::Host(_) => VolumeState { made: Made::Yes, ..VolumeState::default() },
        VolumePlan::Task { name, .. } => {
            let name = format!("{prefix}-{}-{}", plain(name), hex(random, 20));
            VolumeState { name, owned: true, ..VolumeState::default() }
        }
        VolumePlan::Shared { name, .. } => VolumeState { name: name.clone(), ..VolumeState::default() },
    };
    let volumes = plan.volumes.iter().map(|planned| volume(planned, random)).collect();
    let sandboxes =
        plan.sandboxes.iter().map(|_| SandboxState { id: hex(random, 64), ..SandboxState::default() });
    let sandboxes = sandboxes.collect();
    let containers = plan.containers.iter().map(|container| ContainerState {
        runtime_id: hex(random, 64),
        runtime_name: format!("{prefix}-{}-{}", plain(&container.name), hex(random, 20)),
        endpoint_id: uuid(random),
        digest: container.pinned_digest.clone(),
        ..ContainerState::default()
    });
    let containers = containers.collect();
    TaskState { volumes, sandboxes, containers, ..TaskState::default() }
}

/// Letters, digits and dashes alone.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect()
}

pub(crate) fn hex(random: &mut fastrand::Rng, digits: usize) -> String {
    (0..digits).filter_map(|_| char::from_digit(random.u32(0..16), 16)).collect()
}

fn uuid(random: &mut fastrand::Rng) -> String {
    let bits = random.u128(..) & !(0xf << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
    let all = format!("{bits:032x}");
    let part = |from, to| all.get(from..to).unwrap_or_default();
    format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}
