//! A task as control is told of it: the whole, whenever any of it changed.
//!
//! Must not know: when it is sent.

use longshore_link::{ContainerReport, TaskReport};
use longshore_runtime::{PortBinding, PortProtocol};
use longshore_shapes::Timestamp;
use longshore_shapes::ecs::{NetworkBinding, TransportProtocol};

use super::machine::{Task, Turn};
use super::state::{ContainerState, Known, TaskState};
use super::words::Action;
use crate::plan::{ContainerPlan, NetworkMode};

impl Task {
    pub(super) fn report(&mut self, turn: &mut Turn) {
        let mut fresh = self.whole_report();
        fresh.revision = self.state.reported.as_ref().and_then(|reported| reported.revision);
        if self.state.reported.as_ref() == Some(&fresh) {
            return;
        }
        // Above what was told before a crash that lost the last number, too.
        self.state.revision = turn.now.max(self.state.revision.saturating_add(1));
        fresh.revision = Some(self.state.revision);
        self.state.reported = Some(fresh.clone());
        turn.act(Action::Report(Box::new(fresh)));
    }

    pub(crate) fn whole_report(&self) -> TaskReport {
        let state = &self.state;
        let time = |millis: Option<i64>| millis.map(Timestamp::from_millis);
        let containers = self.plan.containers.iter().zip(&state.containers);
        TaskReport {
            task_arn: Some(self.plan.arn.clone()),
            revision: Some(state.revision),
            status: Some(self.status_word().to_owned()),
            reason: state.reason.clone(),
            waiting: state.waiting.clone(),
            pull_started_at: time(state.pull_started_at),
            pull_stopped_at: time(state.pull_stopped_at),
            started_at: time(state.started_at),
            execution_stopped_at: time(state.execution_stopped_at),
            stopped_at: time(state.stopped_at),
            has_run: Some(state.has_run),
            essential_exited: Some(state.essential_exited),
            containers: Some(containers.map(|(plan, now)| container(plan, now, state)).collect()),
        }
    }

    fn status_word(&self) -> &'static str {
        let state = &self.state;
        let ended = state.containers.iter().all(|container| container.known == Known::Stopped);
        match state.known {
            Known::Stopped => "STOPPED",
            _ if ended && self.plan.network == NetworkMode::Task => "DEPROVISIONING",
            _ if state.desired_stopped => "STOPPING",
            Known::Running => "RUNNING",
            _ => "PENDING",
        }
    }
}

fn container(plan: &ContainerPlan, now: &ContainerState, task: &TaskState) -> ContainerReport {
    let time = |millis: Option<i64>| millis.map(Timestamp::from_millis);
    let status = match now.known {
        Known::Stopped => "STOPPED",
        Known::Running => "RUNNING",
        _ => "PENDING",
    };
    let health = now.health.as_ref().map_or("UNKNOWN", |health| health.status.word());
    let sandbox = task.sandboxes.get(plan.sandbox).and_then(|sandbox| sandbox.facts.as_ref());
    let shown = now.first_started_at.is_some() && now.known >= Known::Running;
    let ports = sandbox.filter(|_| shown).map(|sandbox| sandbox.ports.as_slice()).unwrap_or_default();
    ContainerReport {
        name: Some(plan.name.clone()),
        status: Some(status.to_owned()),
        runtime_id: now.created_at.map(|_| now.engine_id.as_ref().unwrap_or(&now.runtime_id).clone()),
        exit_code: now.exit_code.filter(|_| now.known == Known::Stopped),
        reason: now.reason.clone().filter(|_| now.known == Known::Stopped),
        image_digest: now.digest.clone().filter(|_| now.known >= Known::ManifestPulled),
        health: plan.health.is_shown().then(|| health.to_owned()),
        network_bindings: Some(ports.iter().filter(|port| plan.asked_for(port)).map(binding).collect()),
        restart_count: plan.restart.as_ref().map(|_| now.restarts),
        started_at: time(now.started_at),
        finished_at: time(now.finished_at).filter(|_| now.known == Known::Stopped),
    }
}

fn binding(port: &PortBinding) -> NetworkBinding {
    let protocol = match port.protocol {
        PortProtocol::Tcp => TransportProtocol::Tcp,
        PortProtocol::Udp => TransportProtocol::Udp,
    };
    let common = NetworkBinding {
        bind_ip: Some("0.0.0.0".to_owned()),
        protocol: Some(protocol),
        ..Default::default()
    };
    if port.count > 1 {
        let range = |first: u16| Some(format!("{first}-{}", first.saturating_add(port.count - 1)));
        return NetworkBinding {
            container_port_range: range(port.container_port),
            host_port_range: range(port.host_port),
            ..common
        };
    }
    NetworkBinding {
        container_port: Some(i32::from(port.container_port)),
        host_port: Some(i32::from(port.host_port)),
        ..common
    }
}
