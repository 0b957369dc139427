//! What a script shows of the world, in lines that stay the same as long as what they say does.
//!
//! Identifiers are chance: each is shown by a short name, in the order in which they are met.
//!
//! Must not know: what happened.

use std::collections::BTreeMap;

use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::records::service::{self, Service, ServiceKey};
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::{KeyBytes, Timestamp};

use crate::agenda::BEGINNING;
use crate::cluster::Cluster;

const ID_CHARS: usize = 32;
const DEPLOYMENT: &str = "ecs-svc/";

#[derive(Default)]
pub(super) struct Shower {
    names: BTreeMap<String, String>,
    /// How many events of each service were shown.
    shown: BTreeMap<(String, String), usize>,
}

impl Shower {
    /// A line with short names in the place of identifiers.
    pub(super) fn named(&mut self, line: &str) -> String {
        let mut told = String::new();
        let mut word = String::new();
        for letter in line.chars() {
            if letter.is_ascii_alphanumeric() || letter == '-' || letter == '/' {
                word.push(letter);
                continue;
            }
            told.push_str(&self.name(&word));
            word.clear();
            told.push(letter);
        }
        told.push_str(&self.name(&word));
        told
    }

    fn name(&mut self, word: &str) -> String {
        if let Some((before, digits)) = word.split_once(DEPLOYMENT)
            && !digits.is_empty()
        {
            return format!("{before}{}", self.short(digits, "deployment"));
        }
        let parts = word.split('/').map(|part| {
            let is_id = part.len() == ID_CHARS && part.bytes().all(|byte| byte.is_ascii_hexdigit());
            if is_id { self.short(part, "id") } else { part.to_owned() }
        });
        parts.collect::<Vec<_>>().join("/")
    }

    fn short(&mut self, id: &str, kind: &str) -> String {
        let count = self.names.values().filter(|name| name.starts_with(kind)).count();
        self.names.entry(id.to_owned()).or_insert_with(|| format!("{kind}-{}", count + 1)).clone()
    }

    pub(super) fn show(&mut self, cluster: &Cluster, what: &str, of: Option<&str>) -> Vec<String> {
        match what {
            "services" => services(cluster),
            "tasks" => tasks(cluster, of),
            "instances" => instances(cluster),
            "nodes" => nodes(cluster),
            "events" => self.events(cluster, of.unwrap_or_default()),
            _ => vec![format!(
                "there is nothing to show of '{what}': services, tasks, instances, nodes, events"
            )],
        }
    }

    /// The events of a service that were not shown before, the oldest first.
    fn events(&mut self, cluster: &Cluster, name: &str) -> Vec<String> {
        let services = cluster.snapshot().scan::<Service>(&everything());
        let mut told = Vec::new();
        for (ServiceKey { cluster, name, .. }, row) in services.filter(|(key, _)| key.name == name) {
            let shown = self.shown.entry((cluster, name)).or_default();
            let new = row.events.len().saturating_sub(*shown);
            *shown = row.events.len();
            let events = row.events.iter().take(new).rev();
            told.extend(events.map(|event| {
                format!("{} {}", since(event.created_at), event.message.as_deref().unwrap_or_default())
            }));
        }
        told
    }
}

fn everything() -> KeyBytes {
    KeyBytes::from_slice(&[])
}

fn since(at: Option<Timestamp>) -> String {
    at.map_or_else(|| "-".to_owned(), |at| format!("{}s", (at.millis() - BEGINNING) / 1000))
}

fn services(cluster: &Cluster) -> Vec<String> {
    let world = cluster.snapshot();
    let mut told = Vec::new();
    for (key, row) in world.scan::<Service>(&everything()) {
        let of = |task: &Task| task.launch.service() == Some(key.name.as_str());
        let tasks = world.scan::<Task>(&everything());
        let tasks: Vec<_> = tasks.filter(|(task, row)| task.cluster == key.cluster && of(row)).collect();
        let count = |which: fn(&Task) -> bool| tasks.iter().filter(|(_, task)| which(task)).count();
        told.push(format!(
            "{} {} desired {} running {} pending {} stopping {}",
            key.name,
            row.status(),
            row.desired(),
            count(Task::is_running),
            count(Task::is_pending),
            count(|task| task.is_live() && task.shall_stop),
        ));
        told.extend(row.rollouts.iter().map(|rollout| rollout_line(rollout, &tasks)));
        told.extend(row.unplaced.iter().map(|reason| format!("  not placed: {reason}")));
    }
    told
}

fn rollout_line(rollout: &service::Rollout, tasks: &[(TaskKey, &std::sync::Arc<Task>)]) -> String {
    let own = tasks.iter().filter(|(_, task)| task.launch.started_by.as_deref() == Some(rollout.id.as_str()));
    let running = own.filter(|(_, task)| task.is_running()).count();
    let state = rollout.rollout_state.as_ref().map_or("-".to_owned(), ToString::to_string);
    format!("  {} {} {state}: {running} run, {} failed", rollout.id, rollout.status, rollout.failed_tasks)
}

/// In the order in which they were made; of one service, where it is said.
fn tasks(cluster: &Cluster, of: Option<&str>) -> Vec<String> {
    let world = cluster.snapshot();
    let mut rows: Vec<_> = world.scan::<Task>(&everything()).collect();
    rows.retain(|(_, row)| of.is_none() || row.launch.service() == of);
    rows.sort_by(|(left, a), (right, b)| (a.created_at, &left.id).cmp(&(b.created_at, &right.id)));
    rows.iter().map(|(key, row)| task_line(cluster, key, row)).collect()
}

fn task_line(cluster: &Cluster, key: &TaskKey, row: &Task) -> String {
    let launch = &row.launch;
    let place =
        row.instance_key(key).map_or_else(String::new, |place| format!(" on {}", node_name(cluster, &place)));
    let mut line = format!("{} {}:{} {}{place}", key.id, launch.family, launch.revision, row.status.name());
    if let Some(health) = row.health.filter(|_| launch.containers.iter().any(|it| it.has_health_check)) {
        line.push_str(&format!(" {}", health.name()));
    }
    if row.shall_stop {
        let code = row.stop_code.as_ref().map_or("-".to_owned(), ToString::to_string);
        line.push_str(&format!(" ({code}: {})", row.stopped_reason.as_deref().unwrap_or_default()));
    }
    line
}

fn node_name(cluster: &Cluster, key: &ContainerInstanceKey) -> String {
    cluster.node_of(key).map_or_else(|| key.id.clone(), |node| format!("node {node}"))
}

fn instances(cluster: &Cluster) -> Vec<String> {
    let rows = cluster.snapshot().scan::<ContainerInstance>(&everything());
    let mut told: Vec<String> = rows
        .map(|(key, row)| {
            let agent = if row.instance.agent_connected == Some(true) { "connected" } else { "disconnected" };
            let status = row.instance.status.as_deref().unwrap_or_default();
            let live = longshore_services::ecs::task::live_on(cluster.snapshot(), &key).count();
            format!("{} {status} {agent} {live} tasks", node_name(cluster, &key))
        })
        .collect();
    told.sort();
    told
}

fn nodes(cluster: &Cluster) -> Vec<String> {
    let line = |(number, node): (usize, &crate::node::Node)| {
        let power = if node.powered { "on" } else { "off" };
        let runs = node.tasks.values().filter(|it| it.stage == crate::node::task::Stage::Running).count();
        format!("node {number} is {power} and runs {runs}")
    };
    cluster.nodes.iter().enumerate().map(line).collect()
}
