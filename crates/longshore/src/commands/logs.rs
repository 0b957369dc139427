//! `longshore logs`: what a task's containers have written, from the node that keeps it.
//!
//! Must not know: which node that is.

use std::process::ExitCode;

use anyhow::{Context, Result};
use longshore_shapes::Timestamp;
use serde_json::Value;

use crate::cli::{Logs, Output};
use crate::say::say;
use crate::server::{backup, logs};
use crate::{client, connection, edge};

/// A line that never ends is shown in pieces of this length.
const LINE_BYTES_MAX: usize = 1024 * 1024;

pub(crate) fn run(options: &Logs) -> Result<ExitCode> {
    let connection = connection::read(&options.data.path())?;
    let path = path(options, edge::now())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut lines = Lines { rest: Vec::new(), raw: options.output.output == Output::Json };
    let mut take = |part: &[u8]| lines.take(part);
    runtime.block_on(client::stream(&connection, &path, backup::SERVICE, &mut take))?;
    lines.end();
    Ok(ExitCode::SUCCESS)
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

    fn print(&self, line: &[u8]) {
        match self.raw {
            true => say!("{}", as_it_came(line)),
            false => say!("{}", shown(line)),
        }
    }
}

fn as_it_came(line: &[u8]) -> String {
    String::from_utf8_lossy(line).trim_end_matches('\n').to_owned()
}

/// A line as a person reads it. What is not of the form that nodes send is shown as it came.
fn shown(line: &[u8]) -> String {
    let Ok(value) = serde_json::from_slice::<Value>(line) else { return as_it_came(line) };
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let Some(log) = text("log") else { return as_it_came(line) };
    let log = log.trim_end_matches('\n');
    let alone = value.get("alone") == Some(&Value::Bool(true));
    match text("container").filter(|_| !alone) {
        Some(container) => format!("{container} | {log}"),
        None => log.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn lines_are_shown_with_their_container_where_there_may_be_several() {
        assert_eq!(shown(br#"{"log":"hello\n","stream":"stdout","container":"app"}"#), "app | hello");
        assert_eq!(shown(br#"{"log":"hello","container":"app","alone":true}"#), "hello");
        assert_eq!(shown(b"{\"log\":\"x\"}\n"), "x");
        assert_eq!(shown(b"what is this\n"), "what is this");
        assert_eq!(shown(b"{\"log\":1}\n"), "{\"log\":1}");
    }
}
