//! `longshore node`: machines that join a cluster, run for it, and leave it; and the tokens they join with.
//!
//! Must not know: how a node runs anything; that is handed in.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use longshore_link::frame::{PREAMBLE, encode};
use longshore_link::{Leaving, ToControl, ToNode};
use longshore_shapes::ecs;
use longshore_shapes::longshore::{self as api, op};
use longshore_wire::client::CallError;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;

use crate::cli::{NodeCommand, NodeRun, NodeToken, Output, Runtime};
use crate::nodes::dial::{self, Connector, Identity};
use crate::nodes::stream::Incoming;
use crate::profile::Connection;
use crate::say::say;
use crate::{client, connection, logging, table, threads};

/// What a node is started with.
pub(crate) struct NodeOptions {
    pub(crate) data_dir: PathBuf,
    /// Custom attributes of its container instance.
    pub(crate) attributes: BTreeMap<String, String>,
    /// It runs FARGATE tasks too.
    pub(crate) fargate: bool,
    pub(crate) runtime: Runtime,
    /// Containers get a file with what is known of them.
    pub(crate) container_metadata: bool,
    /// Where other nodes get layers from this one.
    pub(crate) share_images: Option<SocketAddr>,
}

/// `run_node` runs a node until it is stopped or has left; it connects by the connector, again and again.
pub(crate) fn run<F>(
    command: &NodeCommand,
    run_node: impl FnOnce(Arc<Connector>, NodeOptions) -> F,
) -> Result<ExitCode>
where
    F: Future<Output = Result<ExitCode>>,
{
    let runtime = threads::start()?;
    runtime.block_on(async {
        match command {
            NodeCommand::Token(command) => token(command).await,
            NodeCommand::Ls { cluster, data, output } => {
                list(&data.path(), cluster.clone(), output.output).await
            }
            NodeCommand::Join { server, token, cluster, node } => {
                join(server, token, cluster.as_deref(), node, run_node).await
            }
            NodeCommand::Rm { node_id, data } => {
                let connection = connection::read(&data.path())?;
                let input = api::RemoveNodeRequest { node_id: node_id.clone() };
                client::call::<op::RemoveNode>(&connection, &input).await?;
                Ok(ExitCode::SUCCESS)
            }
            NodeCommand::Run { node } => begin(node, run_node).await,
            NodeCommand::Drain(options) => super::drain::run(options).await,
            NodeCommand::Leave { force, data } => leave(&data.path(), *force).await,
        }
    })
}

async fn join<F>(
    server: &str,
    token: &str,
    cluster: Option<&str>,
    node: &NodeRun,
    run_node: impl FnOnce(Arc<Connector>, NodeOptions) -> F,
) -> Result<ExitCode>
where
    F: Future<Output = Result<ExitCode>>,
{
    let data_dir = node.data.path();
    if let Some(known) = Identity::read(&data_dir)? {
        bail!(
            "this machine has joined {} already; start it with `longshore node run`, or take it out with `longshore node leave`",
            known.server
        );
    }
    options(node)?;
    let name = machine_name();
    let identity = dial::join(server, token, cluster, name.as_deref()).await?;
    identity.write(&data_dir)?;
    say!("This machine has joined {server}.");
    begin(node, run_node).await
}

fn machine_name() -> Option<String> {
    let uname = rustix::system::uname();
    uname.nodename().to_str().ok().filter(|name| !name.is_empty()).map(str::to_owned)
}

async fn begin<F>(node: &NodeRun, run_node: impl FnOnce(Arc<Connector>, NodeOptions) -> F) -> Result<ExitCode>
where
    F: Future<Output = Result<ExitCode>>,
{
    logging::start(node.log_format, node.log_level);
    let options = options(node)?;
    let identity = Identity::read(&options.data_dir)?;
    let identity = identity.context("this machine has not joined; do so with `longshore node join`")?;
    let connector = Arc::new(Connector::new(identity, &options.data_dir));
    run_node(connector, options).await
}

fn options(node: &NodeRun) -> Result<NodeOptions> {
    let attributes = node.attributes.as_deref().map(attributes).transpose()?.unwrap_or_default();
    Ok(NodeOptions {
        data_dir: node.data.path(),
        attributes,
        fargate: node.fargate,
        runtime: node.runtime,
        container_metadata: node.metadata.container_metadata,
        share_images: node.sharing.share_images,
    })
}

/// `rack=r1,ssd`: names with values or without.
fn attributes(text: &str) -> Result<BTreeMap<String, String>> {
    let mut attributes = BTreeMap::new();
    for pair in text.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if name.is_empty() {
            bail!("--attributes: '{pair}' has no name; use NAME=VALUE,NAME=VALUE");
        }
        attributes.insert(name.to_owned(), value.to_owned());
    }
    Ok(attributes)
}

/// Takes this machine out of its cluster: its tasks are stopped, its container instance is deregistered, and
/// what it was known by is deleted.
async fn leave(data_dir: &Path, force: bool) -> Result<ExitCode> {
    let identity = Identity::read(data_dir)?.context("this machine has not joined")?;
    let stream = dial::connect(&identity.server, &identity).await?;
    let (reader, mut writer) = tokio::io::split(stream);
    let leaving = Leaving { reason: None, force: Some(force) };
    let said = encode(&ToControl { leaving: Some(leaving), ..Default::default() })?;
    writer.write_all(&[PREAMBLE.as_slice(), &said].concat()).await?;
    writer.flush().await?;
    let mut incoming = Incoming::<ToNode, _>::new(reader);
    while let Some(message) = incoming.next().await? {
        let Some(refused) = message.refused else { continue };
        match refused.code.as_deref() {
            Some("InactiveInstance") => say!("This machine has left."),
            // It was removed there; what is left is to forget it here.
            Some("Denied") => say!("The server knows this machine no more: it has left."),
            _ => bail!("{}", refused.message.unwrap_or_default()),
        }
        Identity::remove(data_dir)?;
        return Ok(ExitCode::SUCCESS);
    }
    bail!("the server ended the connection before this machine had left; try again")
}

/// The cluster `default` comes into being where it is needed first; any other is for people to create.
async fn create_token(
    connection: &Connection,
    input: &api::CreateJoinTokenRequest,
) -> Result<api::CreateJoinTokenResponse> {
    let made = client::call::<op::CreateJoinToken>(connection, input).await;
    let Err(error) = made else { return made };
    if !is_missing_cluster(&error) {
        return Err(error);
    }
    if let Some(name) = &input.cluster {
        let next = format!(
            "there is no cluster {name}; create it with `aws ecs create-cluster --cluster-name {name}`"
        );
        return Err(error.context(next));
    }
    client::call::<ecs::op::CreateCluster>(connection, &Default::default()).await?;
    client::call::<op::CreateJoinToken>(connection, input).await
}

fn is_missing_cluster(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<CallError>();
    matches!(error, Some(CallError::Service { error, .. }) if error.code == "ClusterNotFoundException")
}

async fn token(command: &NodeToken) -> Result<ExitCode> {
    match command {
        NodeToken::Create { cluster, expires, uses, data, output } => {
            let connection = connection::read(&data.path())?;
            let seconds = super::seconds(expires).and_then(|seconds| i32::try_from(seconds).ok());
            let seconds = seconds.with_context(|| format!("--expires {expires}: use 90s, 15m, 2h or 1d"))?;
            let input = api::CreateJoinTokenRequest {
                cluster: cluster.clone(),
                expires_in_seconds: Some(seconds),
                uses: Some(*uses),
            };
            let answer = create_token(&connection, &input).await?;
            let token = answer.token.unwrap_or_default();
            match output.output {
                Output::Json => {
                    say!("{}", json!({ "token": token, "joinToken": answer.join_token.map(|it| shown(&it)) }))
                }
                Output::Text => say!("{token}"),
            }
        }
        NodeToken::Ls { data, output } => {
            let connection = connection::read(&data.path())?;
            let answer = client::call::<op::ListJoinTokens>(&connection, &Default::default()).await?;
            let tokens: Vec<Value> = answer.join_tokens.iter().flatten().map(shown).collect();
            table::show(
                &tokens,
                &["tokenId", "cluster", "usesLeft", "uses", "expiresAt"],
                "joinTokens",
                output.output,
            );
        }
        NodeToken::Rm { token_id, data } => {
            let connection = connection::read(&data.path())?;
            let input = api::DeleteJoinTokenRequest { token_id: token_id.clone() };
            client::call::<op::DeleteJoinToken>(&connection, &input).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn shown(token: &api::JoinToken) -> Value {
    json!({
        "tokenId": token.token_id,
        "cluster": token.cluster,
        "usesLeft": token.uses_left,
        "uses": token.uses,
        "expiresAt": token.expires_at.map(longshore_shapes::Timestamp::secs),
    })
}

async fn list(data_dir: &Path, cluster: Option<String>, output: Output) -> Result<ExitCode> {
    let connection = connection::read(data_dir)?;
    let answer = client::call::<op::ListNodes>(&connection, &api::ListNodesRequest { cluster }).await?;
    let node = |node: &api::Node| {
        json!({
            "machineName": node.machine_name,
            "cluster": node.cluster,
            "connected": node.connected,
            "containerInstanceArn": node.container_instance_arn,
            "nodeId": node.node_id,
        })
    };
    let nodes: Vec<Value> = answer.nodes.iter().flatten().map(node).collect();
    let columns = ["nodeId", "machineName", "cluster", "connected", "containerInstanceArn"];
    table::show(&nodes, &columns, "nodes", output);
    Ok(ExitCode::SUCCESS)
}
