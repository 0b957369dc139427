//! `longshore ps`: the tasks there are, of all clusters or of one, and how they fare.
//!
//! Must not know: where any of it is kept.

use std::process::ExitCode;

use anyhow::Result;
use serde_json::{Value, json};

use crate::cli::{Output, Ps};
use crate::listing::{name_of, text};
use crate::{connection, edge, listing, table};

const COLUMNS: [&str; 8] =
    ["task", "cluster", "group", "definition", "status", "health", "addresses", "since"];

pub(crate) fn run(options: &Ps) -> Result<ExitCode> {
    let connection = connection::read(&options.data.path())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let clusters = match &options.cluster {
            Some(cluster) => vec![json!(cluster)],
            None => listing::clusters(&connection).await?,
        };
        let mut tasks = Vec::new();
        for cluster in clusters {
            for status in if options.all { &["RUNNING", "STOPPED"][..] } else { &["RUNNING"] } {
                tasks.extend(listing::tasks_of(&connection, &cluster, status, usize::MAX).await?);
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

/// What of a task is shown to a person.
fn row(task: &Value, now: i64) -> Value {
    let health = Some(text(task, "healthStatus")).filter(|health| *health != "UNKNOWN");
    let group = text(task, "group");
    json!({
        "task": name_of(text(task, "taskArn")),
        "cluster": name_of(text(task, "clusterArn")),
        "group": group.split_once(':').map_or(group, |(_, name)| name),
        "definition": name_of(text(task, "taskDefinitionArn")),
        "status": status(task),
        "health": health,
        "addresses": addresses(task),
        "since": since(task, now).map(span),
    })
}

/// For how many seconds it has been what it is: stopped, running, or on its way.
pub(super) fn since(task: &Value, now: i64) -> Option<i64> {
    let times = ["stoppedAt", "startedAt", "createdAt"];
    let time = times.iter().find_map(|name| task.get(*name).and_then(Value::as_f64))?;
    Some(now - whole(time))
}

/// Of a task that has ended also why, in a word where there is one.
fn status(task: &Value) -> String {
    let status = text(task, "lastStatus");
    let code = task.pointer("/containers/0/exitCode").map(|code| format!("exit {code}"));
    let stop_code = Some(text(task, "stopCode")).filter(|code| !code.is_empty());
    match code.or_else(|| stop_code.map(str::to_owned)) {
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
pub(super) fn span(seconds: i64) -> String {
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
