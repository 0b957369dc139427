//! What a view is made of: asked of the API, and of the nodes by way of the server.
//!
//! Must not know: how it is shown.

use std::collections::HashMap;

use anyhow::Result;
use serde_json::{Value, json};

use crate::profile::Connection;
use crate::server::{backup, usage};
use crate::{client, listing};

/// How many of each kind are looked at in one cluster; of a larger one the rest is counted.
const TASKS_MAX: usize = 1000;
const SERVICES_MAX: usize = 200;
const INSTANCES_MAX: usize = 500;
/// How much the nodes may say in all.
const USAGE_BYTES_MAX: usize = 32 * 1024 * 1024;

/// As the API describes each.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) clusters: Vec<Value>,
    pub(super) services: Vec<Value>,
    pub(super) instances: Vec<Value>,
    pub(super) tasks: Vec<Value>,
    pub(super) usage: Usage,
}

/// What nodes said of their tasks.
#[derive(Default)]
pub(super) struct Usage {
    /// By the task's ARN.
    pub(super) tasks: HashMap<String, Used>,
    /// Nodes that did not tell, and why.
    pub(super) silent: Vec<(String, String)>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Used {
    /// Processors kept busy; none before the second sample.
    pub(super) cpu: Option<f64>,
    pub(super) memory_bytes: u64,
    pub(super) instance: String,
}

pub(super) async fn seen(connection: &Connection, cluster: Option<&str>) -> Result<Seen> {
    let clusters = match cluster {
        Some(cluster) => vec![json!(cluster)],
        None => listing::clusters(connection).await?,
    };
    let mut seen = Seen { usage: usage_of(connection).await?, ..Seen::default() };
    for cluster in &clusters {
        let described =
            listing::ecs(connection, "DescribeClusters", &json!({ "clusters": [cluster] })).await?;
        seen.clusters.extend(described.pointer("/clusters/0").cloned());
        seen.services.extend(listing::services_of(connection, cluster, SERVICES_MAX).await?);
        seen.instances.extend(listing::instances_of(connection, cluster, INSTANCES_MAX).await?);
        seen.tasks.extend(listing::tasks_of(connection, cluster, "RUNNING", TASKS_MAX).await?);
    }
    Ok(seen)
}

async fn usage_of(connection: &Connection) -> Result<Usage> {
    let mut text = Vec::new();
    let mut take = |part: &[u8]| {
        if text.len() < USAGE_BYTES_MAX {
            text.extend_from_slice(part);
        }
    };
    client::stream(connection, usage::PATH, backup::SERVICE, &mut take).await?;
    Ok(read(&text))
}

/// Lines that are not understood, as of a server of another version, are passed over.
fn read(text: &[u8]) -> Usage {
    let mut usage = Usage::default();
    for line in text.split(|byte| *byte == b'\n') {
        let Ok(line) = serde_json::from_slice::<Value>(line) else { continue };
        let text = |name: &str| listing::text(&line, name).to_owned();
        if !text("error").is_empty() {
            usage.silent.push((text("containerInstanceArn"), text("error")));
        } else if !text("taskArn").is_empty() {
            let used = Used {
                cpu: line.get("cpu").and_then(Value::as_f64),
                memory_bytes: line.get("memoryBytes").and_then(Value::as_u64).unwrap_or_default(),
                instance: text("containerInstanceArn"),
            };
            usage.tasks.insert(text("taskArn"), used);
        }
    }
    usage
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nodes_say_is_read_line_by_line() {
        let text = b"{\"taskArn\":\"a\",\"cpu\":0.5,\"memoryBytes\":7,\"containerInstanceArn\":\"i\"}\n\
            {\"taskArn\":\"b\",\"cpu\":null,\"memoryBytes\":9}\n\
            {\"containerInstanceArn\":\"j\",\"error\":\"away\"}\nnonsense\n{}\n";
        let usage = read(text);
        let used =
            |cpu, memory_bytes, instance: &str| Used { cpu, memory_bytes, instance: instance.to_owned() };
        assert_eq!(usage.tasks.len(), 2);
        assert_eq!((&usage.tasks["a"], &usage.tasks["b"]), (&used(Some(0.5), 7, "i"), &used(None, 9, "")));
        assert_eq!(usage.silent, [("j".to_owned(), "away".to_owned())]);
    }
}
