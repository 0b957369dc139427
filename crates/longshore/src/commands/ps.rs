//! `longshore ps`: the tasks there are, of all clusters or of one, and how they fare.
//!
//! Must not know: where any of it is kept.

use std::process::ExitCode;

use anyhow::Result;
use longshore_shapes::ecs;
use serde_json::{Value, json};

use crate::cli::{Output, Ps};
use crate::profile::Connection;
use crate::{client, connection, edge, table};

/// How many tasks DescribeTasks takes.
const DESCRIBED_AT_ONCE: usize = 100;
/// How many pages of a list are asked for at most.
const PAGES_MAX: usize = 1000;
const COLUMNS: [&str; 8] =
    ["task", "cluster", "group", "definition", "status", "health", "addresses", "since"];

pub(crate) fn run(options: &Ps) -> Result<ExitCode> {
    let connection = connection::read(&options.data.path())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let clusters = match &options.cluster {
            Some(cluster) => vec![json!(cluster)],
            None => all(&connection, "ListClusters", "clusterArns", json!({})).await?,
        };
        let mut tasks = Vec::new();
        for cluster in clusters {
            for status in if options.all { &["RUNNING", "STOPPED"][..] } else { &["RUNNING"] } {
                tasks.extend(tasks_of(&connection, &cluster, status).await?);
            }
        }
        if options.output.output == Output::Json {
            table::show(&tasks, &[], "tasks", Output::Json);
        } else {
            let now = edge::now().secs();
            let rows: Vec<Value> = tasks.iter().map(|task| row(task, now)).collect();
            table::show(&rows, &COLUMNS, "tasks", Output::Text);
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// Every item of a list that comes in pages.
async fn all(connection: &Connection, operation: &str, member: &str, mut input: Value) -> Result<Vec<Value>> {
    let mut items = Vec::new();
    for _ in 0..PAGES_MAX {
        let mut answer = client::call_json(connection, &ecs::SERVICE, operation, &input).await?;
        if let Some(Value::Array(page)) = answer.get_mut(member).map(Value::take) {
            items.extend(page);
        }
        match answer.get_mut("nextToken").map(Value::take) {
            Some(Value::String(token)) => with(&mut input, "nextToken", json!(token)),
            _ => break,
        }
    }
    Ok(items)
}

fn with(object: &mut Value, name: &str, value: Value) {
    if let Some(members) = object.as_object_mut() {
        members.insert(name.to_owned(), value);
    }
}

async fn tasks_of(connection: &Connection, cluster: &Value, status: &str) -> Result<Vec<Value>> {
    let input = json!({ "cluster": cluster, "desiredStatus": status });
    let arns = all(connection, "ListTasks", "taskArns", input).await?;
    let mut tasks = Vec::new();
    for some in arns.chunks(DESCRIBED_AT_ONCE) {
        let input = json!({ "cluster": cluster, "tasks": some });
        let mut answer = client::call_json(connection, &ecs::SERVICE, "DescribeTasks", &input).await?;
        if let Some(Value::Array(described)) = answer.get_mut("tasks").map(Value::take) {
            tasks.extend(described);
        }
    }
    Ok(tasks)
}

/// What of a task is shown to a person.
fn row(task: &Value, now: i64) -> Value {
    let text = |name: &str| task.get(name).and_then(Value::as_str).unwrap_or_default();
    let last = |name: &str| text(name).rsplit('/').next().unwrap_or_default().to_owned();
    let since = ["stoppedAt", "startedAt", "createdAt"];
    let since = since.iter().find_map(|name| task.get(*name).and_then(Value::as_f64));
    let health = Some(text("healthStatus")).filter(|health| *health != "UNKNOWN");
    json!({
        "task": last("taskArn"),
        "cluster": last("clusterArn"),
        "group": text("group").split_once(':').map_or(text("group"), |(_, name)| name),
        "definition": last("taskDefinitionArn"),
        "status": status(task),
        "health": health,
        "addresses": addresses(task),
        "since": since.map(|since| span(now - whole(since))),
    })
}

/// Of a task that has ended also why, in a word where there is one.
fn status(task: &Value) -> String {
    let text = |name: &str| task.get(name).and_then(Value::as_str);
    let status = text("lastStatus").unwrap_or_default();
    let code = task.pointer("/containers/0/exitCode").map(|code| format!("exit {code}"));
    match code.or_else(|| text("stopCode").map(str::to_owned)) {
        Some(why) if status == "STOPPED" => format!("{status} ({why})"),
        _ => status.to_owned(),
    }
}

/// Where it is reached: ports of the machine, or an address of its own.
fn addresses(task: &Value) -> Vec<String> {
    let mut addresses = Vec::new();
    for container in task.get("containers").and_then(Value::as_array).into_iter().flatten() {
        for binding in container.get("networkBindings").and_then(Value::as_array).into_iter().flatten() {
            let number = |name: &str| binding.get(name).map(ToString::to_string);
            if let (Some(host), Some(inside)) = (number("hostPort"), number("containerPort")) {
                addresses.push(format!("{host}->{inside}"));
            }
        }
        for interface in container.get("networkInterfaces").and_then(Value::as_array).into_iter().flatten() {
            let address = interface.get("privateIpv4Address").and_then(Value::as_str);
            addresses.extend(address.map(str::to_owned));
        }
    }
    addresses.sort();
    addresses.dedup();
    addresses
}

#[allow(clippy::cast_possible_truncation, reason = "seconds since 1970")]
fn whole(seconds: f64) -> i64 {
    seconds as i64
}

/// `42s`, `7m`, `3h` or `12d`.
fn span(seconds: i64) -> String {
    let units = [(86_400, 'd'), (3600, 'h'), (60, 'm')];
    let unit = units.into_iter().find(|(length, _)| seconds >= *length);
    unit.map_or_else(
        || format!("{}s", seconds.max(0)),
        |(length, letter)| format!("{}{letter}", seconds / length),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_is_one_line() {
        let task = json!({
            "taskArn": "arn:aws:ecs:us-east-1:000000000000:task/harbor/abc",
            "clusterArn": "arn:aws:ecs:us-east-1:000000000000:cluster/harbor",
            "taskDefinitionArn": "arn:aws:ecs:us-east-1:000000000000:task-definition/web:7",
            "group": "service:web",
            "lastStatus": "STOPPED",
            "stopCode": "EssentialContainerExited",
            "healthStatus": "UNKNOWN",
            "createdAt": 1000.5,
            "stoppedAt": 1060.0,
            "containers": [{ "exitCode": 3, "networkBindings": [{ "hostPort": 32768, "containerPort": 80 }],
                "networkInterfaces": [{ "privateIpv4Address": "10.0.0.7" }] }],
        });
        let expected = json!({
            "task": "abc", "cluster": "harbor", "group": "web", "definition": "web:7", "status": "STOPPED (exit 3)",
            "health": null, "addresses": ["10.0.0.7", "32768->80"], "since": "2m",
        });
        assert_eq!(row(&task, 1190), expected);
    }

    #[test]
    fn spans_are_told_in_their_greatest_unit() {
        for (seconds, expected) in [(-5, "0s"), (59, "59s"), (60, "1m"), (7200, "2h"), (200_000, "2d")] {
            assert_eq!(span(seconds), expected);
        }
    }
}
