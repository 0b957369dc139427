//! `longshore logs`: what a task's containers have written, from the node that keeps it.
//!
//! Must not know: which node that is.

use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use longshore_shapes::Timestamp;
use longshore_shapes::ecs::{self, op};
use serde_json::Value;

use crate::cli::{Logs, Output};
use crate::paint::{Paint, Shade};
use crate::profile::Connection;
use crate::say::say;
use crate::server::{backup, logs};
use crate::{client, connection, edge};

/// A line that never ends is shown in pieces of this length.
const LINE_BYTES_MAX: usize = 1024 * 1024;

pub(crate) fn run(options: &Logs) -> Result<ExitCode> {
    let connection = connection::read(&options.data.path())?;
    let path = path(options, edge::now())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        if let Some(container) = &options.container {
            require_container(&described(&connection, options).await?, container)?;
        }
        let (raw, paint) = (options.output.output == Output::Json, Paint::of_output());
        let mut lines = Lines { rest: Vec::new(), raw, problem: None, paint };
        let mut take = |part: &[u8]| lines.take(part);
        let streamed = client::stream(&connection, &path, backup::SERVICE, &mut take).await;
        lines.end();
        let problem = streamed.err().or(lines.problem.map(|problem| anyhow!(problem)));
        let Some(problem) = problem else { return Ok(ExitCode::SUCCESS) };
        // Where the task cannot be asked for either, what went wrong first is what counts.
        match described(&connection, options).await {
            Ok(task) => Err(anyhow!(account(&task)).context(problem)),
            Err(_) => Err(problem),
        }
    })
}

async fn described(connection: &Connection, options: &Logs) -> Result<ecs::Task> {
    // An ARN names its cluster: arn:aws:ecs:REGION:ACCOUNT:task/CLUSTER/ID.
    let own = options.task.split('/').nth(1).filter(|_| options.task.starts_with("arn:"));
    let cluster = own.map(str::to_owned).or_else(|| options.cluster.clone());
    let input =
        ecs::DescribeTasksRequest { cluster, tasks: vec![options.task.clone()], ..Default::default() };
    let answer = client::call::<op::DescribeTasks>(connection, &input).await?;
    answer.tasks.into_iter().flatten().next().with_context(|| format!("there is no task {}", options.task))
}

fn require_container(task: &ecs::Task, container: &str) -> Result<()> {
    let names: Vec<&str> =
        task.containers.iter().flatten().filter_map(|container| container.name.as_deref()).collect();
    if names.contains(&container) {
        return Ok(());
    }
    bail!("the task has no container {container}; it has {}", names.join(", "))
}

/// What has become of a task whose lines cannot be shown, and what to do about it.
fn account(task: &ecs::Task) -> String {
    let status = task.last_status.as_deref().unwrap_or("PENDING");
    if status != "STOPPED" {
        return format!("the task is {status}; `longshore logs --follow` waits for what it will print");
    }
    let verb = match task.stop_code {
        Some(ecs::TaskStopCode::TaskFailedToStart) => "could not be started",
        _ => "has stopped",
    };
    let reason = task.stopped_reason.as_deref().unwrap_or("no reason is known");
    let mut account = format!("the task {verb}: {reason}");
    for container in task.containers.iter().flatten() {
        if let (Some(name), Some(why)) = (&container.name, &container.reason)
            && !reason.contains(why.as_str())
        {
            account.push_str(&format!("; container {name}: {why}"));
        }
    }
    account
}

fn path(options: &Logs, now: Timestamp) -> Result<String> {
    let mut path = format!("{}?task={}", logs::PATH, logs::encoded(&options.task));
    let mut add = |name: &str, value: &str| path.push_str(&format!("&{name}={}", logs::encoded(value)));
    if let Some(cluster) = &options.cluster {
        add("cluster", cluster);
    }
    if let Some(container) = &options.container {
        add("container", container);
    }
    if let Some(tail) = options.tail {
        add("tail", &tail.to_string());
    }
    if let Some(since) = &options.since {
        let seconds =
            super::seconds(since).with_context(|| format!("--since {since}: use 90s, 15m, 2h or 1d"))?;
        add("since", &now.plus_secs(-seconds).secs().to_string());
    }
    if options.follow {
        add("follow", "true");
    }
    Ok(path)
}

/// Prints lines as they become whole.
struct Lines {
    rest: Vec<u8>,
    /// As they come, for programs.
    raw: bool,
    /// Why there are no more.
    problem: Option<String>,
    paint: Paint,
}

impl Lines {
    fn take(&mut self, part: &[u8]) {
        self.rest.extend_from_slice(part);
        while let Some(end) = self.rest.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.rest.drain(..=end).collect();
            self.print(&line);
        }
        if self.rest.len() > LINE_BYTES_MAX {
            self.end();
        }
    }

    fn end(&mut self) {
        let line = std::mem::take(&mut self.rest);
        if !line.is_empty() {
            self.print(&line);
        }
    }

    fn print(&mut self, line: &[u8]) {
        if let Some(problem) = problem(line) {
            self.problem = Some(problem);
            return;
        }
        match self.raw {
            true => say!("{}", as_it_came(line)),
            false => say!("{}", shown(line, self.paint)),
        }
    }
}

fn as_it_came(line: &[u8]) -> String {
    String::from_utf8_lossy(line).trim_end_matches('\n').to_owned()
}

/// What the server says instead of a line.
fn problem(line: &[u8]) -> Option<String> {
    let value = serde_json::from_slice::<Value>(line).ok().filter(|value| value.get("log").is_none())?;
    value.get("error").and_then(Value::as_str).map(str::to_owned)
}

/// A line as a person reads it; what a container wrote is never coloured, its name is. What is not of the form that nodes send is shown as it came.
fn shown(line: &[u8], paint: Paint) -> String {
    let Ok(value) = serde_json::from_slice::<Value>(line) else { return as_it_came(line) };
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let Some(log) = text("log") else { return as_it_came(line) };
    let log = log.trim_end_matches('\n');
    let alone = value.get("alone") == Some(&Value::Bool(true));
    match text("container").filter(|_| !alone) {
        Some(container) => format!("{} {log}", paint.shaded(&format!("{container} |"), Shade::Command)),
        None => log.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use longshore_shapes::ecs;

    use super::{Paint, account, problem, require_container, shown};

    #[test]
    fn a_task_without_a_log_is_accounted_for() {
        let container = |name: &str, reason: Option<&str>| ecs::Container {
            name: Some(name.to_owned()),
            reason: reason.map(str::to_owned),
            ..Default::default()
        };
        let stopped = ecs::Task {
            last_status: Some("STOPPED".to_owned()),
            stop_code: Some(ecs::TaskStopCode::TaskFailedToStart),
            stopped_reason: Some("CannotPullContainerError: no such image".to_owned()),
            containers: Some(vec![
                container("app", Some("CannotPullContainerError: no such image")),
                container("side", Some("it was not its turn")),
                container("other", None),
            ]),
            ..Default::default()
        };
        assert_eq!(
            account(&stopped),
            "the task could not be started: CannotPullContainerError: no such image; container side: it was not its turn"
        );
        let waits = ecs::Task { last_status: Some("PENDING".to_owned()), ..stopped.clone() };
        assert!(account(&waits).contains("PENDING") && account(&waits).contains("--follow"));
        assert!(require_container(&stopped, "side").is_ok());
        let refused = require_container(&stopped, "web").unwrap_err().to_string();
        assert_eq!(refused, "the task has no container web; it has app, side, other");
    }

    #[test]
    fn a_problem_is_told_from_a_line() {
        assert_eq!(problem(br#"{"error":"no log is kept"}"#).as_deref(), Some("no log is kept"));
        assert_eq!(problem(br#"{"log":"x","error":"printed by a program"}"#), None);
        assert_eq!(problem(b"error"), None);
    }

    #[test]
    fn lines_are_shown_with_their_container_where_there_may_be_several() {
        let shown = |line: &[u8]| shown(line, Paint::default());
        assert_eq!(shown(br#"{"log":"hello\n","stream":"stdout","container":"app"}"#), "app | hello");
        assert_eq!(shown(br#"{"log":"hello","container":"app","alone":true}"#), "hello");
        assert_eq!(shown(b"{\"log\":\"x\"}\n"), "x");
        assert_eq!(shown(b"what is this\n"), "what is this");
        assert_eq!(shown(b"{\"log\":1}\n"), "{\"log\":1}");
    }
}
