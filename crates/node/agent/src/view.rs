//! What the task engine shows of its tasks: to the endpoints inside containers, to logs and to statistics.
//!
//! Must not know: who looks.

use std::net::Ipv4Addr;
use std::sync::Arc;

use longshore_link::Assignment;
use longshore_runtime::{ContainerStats, PortBinding, Sandbox};
use longshore_shapes::Timestamp;

/// A task at one moment.
#[derive(Clone)]
pub struct TaskView {
    /// The definition, the network and the rest that control has said.
    pub assignment: Arc<Assignment>,
    pub desired_status: &'static str,
    pub known_status: &'static str,
    pub pull_started_at: Option<Timestamp>,
    pub pull_stopped_at: Option<Timestamp>,
    pub execution_stopped_at: Option<Timestamp>,
    pub containers: Vec<ContainerView>,
}

impl TaskView {
    /// Whether any of its containers was ever started.
    pub fn has_run(&self) -> bool {
        self.containers.iter().any(|container| container.started_at.is_some())
    }
}

/// A container of it.
#[derive(Clone, Default)]
pub struct ContainerView {
    pub name: String,
    /// The random id in the paths of its endpoints.
    pub endpoint_id: String,
    /// The runtime's id and name; empty before it is created.
    pub runtime_id: String,
    /// The engine's own id, where it chooses one.
    pub engine_id: Option<String>,
    pub runtime_name: String,
    pub image: String,
    pub image_id: Option<String>,
    pub image_digest: Option<String>,
    pub desired_status: &'static str,
    pub known_status: &'static str,
    pub exit_code: Option<i32>,
    pub labels: Arc<[(String, String)]>,
    pub created_at: Option<Timestamp>,
    pub started_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
    pub sandbox: Option<Sandbox>,
    pub ports: Vec<PortBinding>,
    /// Volume's name in the runtime, where it is on the machine, where it is in the container.
    pub volumes: Vec<(String, String, String)>,
    pub health: Option<HealthView>,
    /// Only with a restart policy.
    pub restart_count: Option<i32>,
    /// `NORMAL`, `CNI_PAUSE` or `NAMESPACE_PAUSE`.
    pub kind: &'static str,
}

impl ContainerView {
    /// The id by which users know it.
    pub fn shown_id(&self) -> &str {
        self.engine_id.as_deref().unwrap_or(&self.runtime_id)
    }
}

#[derive(Clone, Default)]
pub struct HealthView {
    /// HEALTHY, UNHEALTHY or UNKNOWN.
    pub status: &'static str,
    pub since: Option<Timestamp>,
    pub exit_code: Option<i32>,
    pub output: String,
}

/// The tasks of this machine, for whoever asks.
pub trait Tasks: Send + Sync + 'static {
    /// By the random id in an endpoint's path: the task, and the container's place in it.
    fn by_endpoint(&self, endpoint_id: &str) -> Option<(Arc<TaskView>, usize)>;
    /// By the address of a task with a network of its own.
    fn by_address(&self, address: Ipv4Addr) -> Option<Arc<TaskView>>;
    fn by_arn(&self, task_arn: &str) -> Option<Arc<TaskView>>;
    fn all(&self) -> Vec<Arc<TaskView>>;
    /// The last sample of a container, by its runtime id, and the one before it.
    fn samples(&self, runtime_id: &str) -> Option<(ContainerStats, Option<ContainerStats>)>;
}
