//! What ECS lists, page by page, as the JSON that the AWS CLI shows.
//!
//! Must not know: what is done with it.

use anyhow::Result;
use longshore_shapes::ecs;
use serde_json::{Value, json};

use crate::client;
use crate::profile::Connection;

/// How many tasks, and container instances, one request describes.
const DESCRIBED_AT_ONCE: usize = 100;
/// How many services.
const SERVICES_AT_ONCE: usize = 10;
/// How many pages of a list are asked for at most.
const PAGES_MAX: usize = 1000;

pub(crate) async fn ecs(connection: &Connection, operation: &str, input: &Value) -> Result<Value> {
    client::call_json(connection, &ecs::SERVICE, operation, input).await
}

/// A text of an answer; nothing where there is none.
pub(crate) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// What stands behind the last slash of an ARN.
pub(crate) fn name_of(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or_default()
}

/// The items of a list that comes in pages; no page more is asked for once there are `most` of them.
pub(crate) async fn all(
    connection: &Connection,
    operation: &str,
    member: &str,
    mut input: Value,
    most: usize,
) -> Result<Vec<Value>> {
    let mut items = Vec::new();
    for _ in 0..PAGES_MAX {
        let mut answer = ecs(connection, operation, &input).await?;
        items.extend(taken(&mut answer, member));
        match answer.get_mut("nextToken").map(Value::take) {
            Some(Value::String(token)) if items.len() < most => with(&mut input, "nextToken", json!(token)),
            _ => break,
        }
    }
    Ok(items)
}

pub(crate) async fn clusters(connection: &Connection) -> Result<Vec<Value>> {
    all(connection, "ListClusters", "clusterArns", json!({}), usize::MAX).await
}

/// The tasks of a cluster that are to run, or to be stopped.
pub(crate) async fn tasks_of(
    connection: &Connection,
    cluster: &Value,
    desired_status: &str,
    most: usize,
) -> Result<Vec<Value>> {
    let input = json!({ "cluster": cluster, "desiredStatus": desired_status });
    let arns = all(connection, "ListTasks", "taskArns", input, most).await?;
    described(connection, "DescribeTasks", cluster, "tasks", &arns, DESCRIBED_AT_ONCE).await
}

pub(crate) async fn services_of(connection: &Connection, cluster: &Value, most: usize) -> Result<Vec<Value>> {
    let arns = all(connection, "ListServices", "serviceArns", json!({ "cluster": cluster }), most).await?;
    described(connection, "DescribeServices", cluster, "services", &arns, SERVICES_AT_ONCE).await
}

pub(crate) async fn instances_of(
    connection: &Connection,
    cluster: &Value,
    most: usize,
) -> Result<Vec<Value>> {
    let (input, member) = (json!({ "cluster": cluster }), "containerInstances");
    let arns = all(connection, "ListContainerInstances", "containerInstanceArns", input, most).await?;
    described(connection, "DescribeContainerInstances", cluster, member, &arns, DESCRIBED_AT_ONCE).await
}

/// What is behind ARNs, a few at a time. What went away meanwhile is left out.
async fn described(
    connection: &Connection,
    operation: &str,
    cluster: &Value,
    member: &str,
    arns: &[Value],
    at_once: usize,
) -> Result<Vec<Value>> {
    let mut found = Vec::new();
    for some in arns.chunks(at_once) {
        let mut input = json!({ "cluster": cluster });
        with(&mut input, member, json!(some));
        found.extend(taken(&mut ecs(connection, operation, &input).await?, member));
    }
    Ok(found)
}

fn taken(answer: &mut Value, member: &str) -> Vec<Value> {
    match answer.get_mut(member).map(Value::take) {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

fn with(object: &mut Value, name: &str, value: Value) {
    if let Some(members) = object.as_object_mut() {
        members.insert(name.to_owned(), value);
    }
}
