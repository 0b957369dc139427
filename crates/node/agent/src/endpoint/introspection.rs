//! What the machine's owner may ask: who the agent is, and its tasks.
//!
//! Must not know: who may reach it.

use std::net::Ipv4Addr;
use std::sync::Arc;

use serde_json::{Value, json};

use super::answer::{Answer, Object};
use super::route::Version;
use super::{container, task};
use crate::view::{ContainerView, TaskView, Tasks};

/// What the agent knows of its own machine; asked for anew with every answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NodeFacts {
    pub cluster: String,
    pub container_instance_arn: Option<String>,
    pub version: String,
    /// By which others reach it, where it has one.
    pub address: Option<Ipv4Addr>,
    /// Key and value.
    pub tags: Vec<(String, String)>,
}

pub(super) fn answer(tasks: &dyn Tasks, node: &NodeFacts, path: &str, query: &str) -> Answer {
    match path.strip_suffix('/').unwrap_or(path) {
        "" => Answer::ok(&json!({ "AvailableCommands": ["/v1/metadata", "/v1/tasks", "/license"] })),
        "/v1/metadata" => Answer::ok(&json!({
            "Cluster": node.cluster,
            "ContainerInstanceArn": node.container_instance_arn,
            "Version": format!("Longshore Agent - v{}", node.version),
        })),
        "/v1/tasks" => of_tasks(tasks, query),
        "/license" => Answer::text(http::StatusCode::OK, "Apache License 2.0\n"),
        _ => Answer::not_found(),
    }
}

fn of_tasks(tasks: &dyn Tasks, query: &str) -> Answer {
    let found: Option<Arc<TaskView>> = if let Some(arn) = parameter(query, "taskarn") {
        tasks.by_arn(arn)
    } else if let Some(id) = parameter(query, "dockerid") {
        let has = |task: &Arc<TaskView>| task.containers.iter().any(|one| one.shown_id() == id);
        tasks.all().into_iter().find(has)
    } else {
        let all: Vec<Value> = tasks.all().iter().map(|task| of_task(task)).collect();
        return Answer::ok(&json!({ "Tasks": all }));
    };
    match found {
        Some(task) => Answer::ok(&of_task(&task)),
        None => Answer::text(http::StatusCode::NOT_FOUND, "no such task\n"),
    }
}

/// A parameter as it is written: neither ARNs nor ids need escapes.
pub(super) fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find(|(key, value)| *key == name && !value.is_empty()).map(|(_, value)| value)
}

fn of_task(view: &TaskView) -> Value {
    let assignment = &*view.assignment;
    let containers: Vec<Value> = view.containers.iter().map(|one| of_container(view, one)).collect();
    Object::default()
        .with("Arn", assignment.task_arn.as_deref().unwrap_or_default())
        .with("DesiredStatus", view.desired_status)
        .with("KnownStatus", view.known_status)
        .with("Family", task::family(assignment))
        .with("Version", task::revision(assignment))
        .with("Containers", containers)
        .done()
}

fn of_container(view: &TaskView, one: &ContainerView) -> Value {
    Object::default()
        .with("DockerId", one.shown_id())
        .with("DockerName", one.runtime_name.as_str())
        .with("Name", one.name.as_str())
        .with("Image", one.image.as_str())
        .with("ImageID", one.image_id.as_deref().unwrap_or_default())
        .time("CreatedAt", one.created_at)
        .time("StartedAt", one.started_at)
        .list("Ports", container::ports(view, one, Version::V4))
        .list("Networks", container::networks(view, one, Version::V3))
        .list("Volumes", container::volumes(one))
        .done()
}
