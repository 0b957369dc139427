//! A task as its endpoints, logs and statistics see it.
//!
//! Must not know: who looks.

use std::sync::Arc;

use longshore_shapes::Timestamp;

use super::machine::Task;
use super::state::{ContainerState, Known};
use crate::plan::{ContainerPlan, VolumePlan};
use crate::view::{ContainerView, HealthView, TaskView};

impl Task {
    pub(crate) fn view(&self) -> TaskView {
        let state = &self.state;
        let time = |millis: Option<i64>| millis.map(Timestamp::from_millis);
        let containers = self.plan.containers.iter().zip(&state.containers);
        TaskView {
            assignment: Arc::clone(&self.plan.assignment),
            desired_status: desired(state.desired_stopped),
            known_status: state.known.word(),
            pull_started_at: time(state.pull_started_at),
            pull_stopped_at: time(state.pull_stopped_at),
            execution_stopped_at: time(state.execution_stopped_at),
            containers: containers.map(|(plan, now)| self.container_view(plan, now)).collect(),
        }
    }

    fn container_view(&self, plan: &ContainerPlan, now: &ContainerState) -> ContainerView {
        let time = |millis: Option<i64>| millis.map(Timestamp::from_millis);
        let made = now.created_at.is_some();
        let sandbox = self.state.sandboxes.get(plan.sandbox).and_then(|sandbox| sandbox.facts.clone());
        let ports = sandbox.iter().flat_map(|sandbox| &sandbox.ports);
        let ports = ports.filter(|port| plan.asked_for(port)).cloned().collect();
        ContainerView {
            name: plan.name.clone(),
            endpoint_id: now.endpoint_id.clone(),
            runtime_id: if made { now.runtime_id.clone() } else { String::new() },
            engine_id: now.engine_id.clone(),
            runtime_name: if made { now.runtime_name.clone() } else { String::new() },
            image: plan.image.clone(),
            image_id: now.image.as_ref().map(|image| image.id.clone()),
            image_digest: now.digest.clone(),
            desired_status: desired(now.desired_stopped),
            known_status: now.known.word(),
            exit_code: now.exit_code.filter(|_| now.known == Known::Stopped),
            labels: Arc::clone(&plan.labels),
            created_at: time(now.created_at),
            started_at: time(now.started_at),
            finished_at: time(now.finished_at),
            ports,
            sandbox,
            volumes: self.volumes_view(plan),
            health: now.health.as_ref().filter(|_| plan.health.is_shown()).map(|health| HealthView {
                status: health.status.word(),
                since: time(health.since),
                exit_code: health.exit_code,
                output: health.output.clone(),
            }),
            restart_count: plan.restart.as_ref().map(|_| now.restarts),
            kind: "NORMAL",
        }
    }

    fn volumes_view(&self, plan: &ContainerPlan) -> Vec<(String, String, String)> {
        let mount = |mount: &crate::plan::MountPlan| {
            let now = self.state.volumes.get(mount.volume)?;
            let path = match self.plan.volumes.get(mount.volume)? {
                VolumePlan::Host(path) => path.clone(),
                _ => now.path.clone().unwrap_or_default(),
            };
            Some((now.name.clone(), path, mount.target.clone()))
        };
        plan.mounts.iter().filter_map(mount).collect()
    }
}

fn desired(stopped: bool) -> &'static str {
    if stopped { "STOPPED" } else { "RUNNING" }
}
