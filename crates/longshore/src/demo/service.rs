//! The demo's requests to ECS, ECR and EC2, in the form that the AWS CLI takes and shows them.
//!
//! Must not know: in which order they are made, or what is said of them.

use anyhow::{Context, Result};
use longshore_shapes::{ec2, ecr};
use serde_json::{Value, json};

pub(super) use crate::listing::ecs;
use crate::profile::Connection;
use crate::{client, listing};

pub(super) const CLUSTER: &str = "longshore-demo";
pub(super) const SERVICE: &str = "web";
pub(super) const FAMILY: &str = "longshore-demo-web";
pub(super) const REPOSITORY: &str = "longshore-demo/web";
pub(super) const TASKS: usize = 3;
/// How many tasks of the demo are looked at; more is no matter of its own.
const TASKS_MAX: usize = 100;

/// A task that runs and is meant to, and where it is reached.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) task: String,
    pub(super) address: String,
}

/// How far a deployment has come.
#[derive(Default, PartialEq, Eq, Clone, Copy)]
pub(super) struct Progress {
    /// Of the newest revision.
    pub(super) running: usize,
    /// Of older ones.
    pub(super) old: usize,
}

pub(super) async fn ecr(connection: &Connection, operation: &str, input: &Value) -> Result<Value> {
    client::call_json(connection, &ecr::SERVICE, operation, input).await
}

/// The subnets of the default VPC.
pub(super) async fn subnets(connection: &Connection) -> Result<Vec<String>> {
    let input = ec2::DescribeSubnetsRequest::default();
    let answer = client::call::<ec2::op::DescribeSubnets>(connection, &input).await?;
    Ok(answer.subnets.into_iter().flatten().filter_map(|subnet| subnet.subnet_id).collect())
}

pub(super) fn task_definition(image: &str, account: &str) -> Value {
    json!({
        "family": FAMILY,
        "requiresCompatibilities": ["FARGATE"],
        "networkMode": "awsvpc",
        "cpu": "256",
        "memory": "512",
        "executionRoleArn": format!("arn:aws:iam::{account}:role/ecsTaskExecutionRole"),
        "containerDefinitions": [{
            "name": "web",
            "image": image,
            "essential": true,
            "portMappings": [{ "containerPort": 80 }],
            "linuxParameters": { "initProcessEnabled": true }
        }]
    })
}

pub(super) fn service(subnets: &[String]) -> Value {
    json!({
        "cluster": CLUSTER,
        "serviceName": SERVICE,
        "taskDefinition": FAMILY,
        "desiredCount": TASKS,
        "launchType": "FARGATE",
        "networkConfiguration": { "awsvpcConfiguration": { "subnets": subnets, "assignPublicIp": "ENABLED" } },
    })
}

pub(super) async fn progress(connection: &Connection) -> Result<Progress> {
    let input = json!({ "cluster": CLUSTER, "services": [SERVICE] });
    let answer = ecs(connection, "DescribeServices", &input).await?;
    let mut progress = Progress::default();
    for deployment in
        answer.pointer("/services/0/deployments").and_then(Value::as_array).into_iter().flatten()
    {
        let running = number(deployment, "runningCount");
        if text(deployment, "/status") == "PRIMARY" {
            progress.running = running;
        } else {
            progress.old += running + number(deployment, "pendingCount");
        }
    }
    Ok(progress)
}

/// The tasks that run and are meant to.
pub(super) async fn places(connection: &Connection) -> Result<Vec<Place>> {
    let tasks = tasks(connection, "RUNNING").await?;
    Ok(tasks.iter().filter(|task| text(task, "/lastStatus") == "RUNNING").filter_map(place).collect())
}

/// How many tasks have not ended, those that are meant to included.
pub(super) async fn unfinished(connection: &Connection) -> Result<usize> {
    let mut all = tasks(connection, "RUNNING").await?;
    all.extend(tasks(connection, "STOPPED").await?);
    Ok(all.iter().filter(|task| text(task, "/lastStatus") != "STOPPED").count())
}

async fn tasks(connection: &Connection, desired_status: &str) -> Result<Vec<Value>> {
    listing::tasks_of(connection, &json!(CLUSTER), desired_status, TASKS_MAX).await
}

fn place(task: &Value) -> Option<Place> {
    let details = task.pointer("/attachments/0/details").and_then(Value::as_array)?;
    let detail = details.iter().find(|detail| text(detail, "/name") == "privateIPv4Address")?;
    let id = text(task, "/taskArn").rsplit('/').next()?.to_owned();
    Some(Place { task: id, address: text(detail, "/value").to_owned() })
}

pub(super) async fn described(connection: &Connection, task: &str) -> Result<Value> {
    let input = json!({ "cluster": CLUSTER, "tasks": [task] });
    let answer = ecs(connection, "DescribeTasks", &input).await?;
    answer.pointer("/tasks/0").cloned().with_context(|| format!("there is no task {task}"))
}

pub(super) fn text<'a>(value: &'a Value, path: &str) -> &'a str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

fn number(value: &Value, name: &str) -> usize {
    value
        .get(name)
        .and_then(Value::as_u64)
        .and_then(|number| usize::try_from(number).ok())
        .unwrap_or_default()
}
