//! `longshore node drain`: takes a machine's work away before it is updated or goes, and gives it back.
//!
//! A container instance that drains gets no new tasks, and those of services are replaced elsewhere before they stop.
//!
//! Must not know: how tasks are replaced.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Result, bail};
use serde_json::{Value, json};

use crate::cli::{Drain, Output};
use crate::connection;
use crate::listing::{ecs, name_of, text};
use crate::profile::Connection;
use crate::say::{complain, say};

/// How often it is looked what still runs.
const PAUSE: Duration = Duration::from_secs(1);

pub(crate) async fn run(options: &Drain) -> Result<ExitCode> {
    let connection = connection::read(&options.data.path())?;
    let (cluster, id) = place(options);
    let status = if options.undo { "ACTIVE" } else { "DRAINING" };
    let input = json!({ "cluster": cluster, "containerInstances": [id], "status": status });
    let answer = ecs(&connection, "UpdateContainerInstancesState", &input).await?;
    let mut instance = only(&answer, cluster, id)?;
    let mut told = None;
    while options.wait && !options.undo && tasks_of(&instance) > 0 {
        let left = tasks_of(&instance);
        if told.replace(left) != Some(left) {
            complain!(
                "{left} tasks are still there; those that no service started run until they end. Ctrl-C ends the waiting, \
                 not the draining"
            );
        }
        tokio::time::sleep(PAUSE).await;
        instance = described(&connection, cluster, id).await?;
    }
    match options.output.output {
        Output::Json => say!("{instance}"),
        Output::Text => {
            say!(
                "{id} of cluster {cluster} is {}, with {} tasks.",
                text(&instance, "status"),
                tasks_of(&instance)
            );
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The cluster and the id: an ARN says both.
fn place(options: &Drain) -> (&str, &str) {
    let given = options.instance.as_str();
    let of_arn = given.split_once(":container-instance/").and_then(|(_, path)| path.split_once('/'));
    let cluster = options.cluster.as_deref().or(of_arn.map(|(cluster, _)| cluster)).unwrap_or("default");
    (cluster, name_of(given))
}

async fn described(connection: &Connection, cluster: &str, id: &str) -> Result<Value> {
    let input = json!({ "cluster": cluster, "containerInstances": [id] });
    only(&ecs(connection, "DescribeContainerInstances", &input).await?, cluster, id)
}

fn only(answer: &Value, cluster: &str, id: &str) -> Result<Value> {
    match answer.pointer("/containerInstances/0") {
        Some(instance) => Ok(instance.clone()),
        None => bail!(
            "cluster {cluster} has no container instance {id}; `aws ecs list-container-instances --cluster {cluster}` \
             lists them"
        ),
    }
}

fn tasks_of(instance: &Value) -> i64 {
    let count = |name: &str| instance.get(name).and_then(Value::as_i64).unwrap_or_default();
    count("runningTasksCount") + count("pendingTasksCount")
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::cli::{Cli, Command, NodeCommand};

    #[test]
    fn an_arn_says_its_cluster_and_an_option_says_it_better() {
        for (given, wanted) in [
            (&["ab12"][..], ("default", "ab12")),
            (&["ab12", "--cluster", "blue"], ("blue", "ab12")),
            (&["arn:aws:ecs:us-east-1:000000000000:container-instance/green/ab12"], ("green", "ab12")),
        ] {
            let words = ["longshore", "node", "drain"].into_iter().chain(given.iter().copied());
            let Command::Node(NodeCommand::Drain(drain)) = Cli::parse_from(words).command else { panic!() };
            assert_eq!(place(&drain), wanted);
        }
    }
}
