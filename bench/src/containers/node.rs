//! Ours: a Longshore with its own node, an image in its store, and task definitions to start.
//!
//! Must not know: what is measured.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use longshore_wire::sigv4::Signer;
use serde_json::{Value, json};

use super::docker::quiet;
use super::probe::MOUNTED_AT;
use crate::clock;
use crate::http::Connection;
use crate::request::Call;
use crate::scratch::build_dir;
use crate::server::{Server, end, signer_of};

pub(crate) const IMAGE: &str = "longshore-bench:1";
/// How long the node may take to join, and a task to end.
const PATIENCE: Duration = Duration::from_secs(120);
const LOOK_AGAIN: Duration = Duration::from_millis(5);
/// How long what is left of tasks that have ended may take to go.
const REMOVAL_LIMIT: Duration = Duration::from_secs(10);
const DESCRIBE_MAX: usize = 100;
/// As little as a container may ask for, so that thousands fit into a small machine while their ends are on the way.
const MEMORY_MIB: u64 = 6;

/// Whose tasks end with it: they outlive their server otherwise.
pub(crate) struct Node {
    pub(crate) server: Server,
    connection: Connection,
    /// Has an entry for each container that is not wholly gone.
    containers: PathBuf,
    /// For the calls of EC2.
    ec2: Signer,
    instance: String,
    /// Task definitions by family, registered once.
    definitions: BTreeMap<String, String>,
}

/// A node in a process of its own.
pub(crate) struct Joined(Child);

impl Joined {
    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Joined {
    fn drop(&mut self) {
        end(&mut self.0);
    }
}

fn program() -> Result<Command> {
    Ok(Command::new(build_dir()?.join("release").join("longshore")))
}

fn import(data_dir: &Path, archive: &Path) -> Result<()> {
    quiet(program()?.args(["image", "import", "--data-dir"]).arg(data_dir).arg(archive).arg(IMAGE))
}

impl Node {
    /// Starts on a data directory, with the root filesystem of that archive as the image.
    pub(crate) fn start(data_dir: &Path, archive: &Path) -> Result<Self> {
        import(data_dir, archive)?;
        let mut node = Self::with(Server::longshore_with_node(data_dir)?, data_dir, data_dir)?;
        node.instance = node.joined()?;
        Ok(node)
    }

    /// The same with a node in a process of its own, which has joined. It is to end last.
    pub(crate) fn start_apart(data_dir: &Path, node_dir: &Path, archive: &Path) -> Result<(Joined, Self)> {
        import(node_dir, archive)?;
        let (server, nodes) = Server::longshore_for_nodes(data_dir)?;
        let mut node = Self::with(server, data_dir, node_dir)?;
        node.call("CreateCluster", json!({}))?;
        let token = program()?.args(["node", "token", "create", "--data-dir"]).arg(data_dir).output()?;
        let token = String::from_utf8(token.stdout).context("the token")?;
        let mut join = program()?;
        join.args(["node", "join", "--log-level", "warn", "--server", &nodes.to_string()]);
        join.args(["--token", token.trim(), "--data-dir"]).arg(node_dir);
        join.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let joined = Joined(join.spawn().context("starting the node")?);
        node.instance = node.joined()?;
        Ok((joined, node))
    }

    /// In a folder where another one broke off: what that one left on the machine goes away.
    pub(crate) fn begin_anew(data_dir: &Path) -> Result<()> {
        fs::remove_dir_all(data_dir).with_context(|| format!("emptying {}", data_dir.display()))?;
        let mut node = Self::with(Server::longshore_with_node(data_dir)?, data_dir, data_dir)?;
        node.joined().map(drop)
    }

    fn with(server: Server, data_dir: &Path, node_dir: &Path) -> Result<Self> {
        let connection = Connection::new(server.address);
        let ec2 = signer_of(&data_dir.join("connection.json"), "ec2").context("no credentials")?;
        let (instance, definitions) = (String::new(), BTreeMap::new());
        Ok(Self { server, connection, containers: containers_of(node_dir), ec2, instance, definitions })
    }

    /// Waits until the node is an instance of the default cluster.
    fn joined(&mut self) -> Result<String> {
        let began = clock::instant();
        while began.elapsed() < PATIENCE {
            let listed = self.call("ListContainerInstances", json!({}));
            let first = listed
                .ok()
                .and_then(|listed| Some(listed.pointer("/containerInstanceArns/0")?.as_str()?.to_owned()));
            if let Some(arn) = first
                && self.connected(&arn)?
            {
                return Ok(arn);
            }
            clock::rest(LOOK_AGAIN);
        }
        bail!("the node did not join within {PATIENCE:?}")
    }

    fn connected(&mut self, arn: &str) -> Result<bool> {
        let described = self.call("DescribeContainerInstances", json!({ "containerInstances": [arn] }))?;
        Ok(described.pointer("/containerInstances/0/agentConnected") == Some(&Value::Bool(true)))
    }

    /// After a while without calls: the server closes connections that nobody uses.
    pub(crate) fn reconnect(&mut self) {
        self.connection = Connection::new(self.server.address);
    }

    pub(crate) fn call(&mut self, operation: &'static str, input: Value) -> Result<Value> {
        let request = Call::new(operation, input).signed(&self.server.signer, self.server.address)?;
        let answer = self.connection.send(&request)?;
        if answer.status != 200 {
            bail!("{operation}: {} {}", answer.status, String::from_utf8_lossy(answer.body));
        }
        serde_json::from_slice(answer.body).with_context(|| format!("the answer to {operation}"))
    }

    /// A request to start one task of that network mode and shell command, ready to be sent.
    pub(crate) fn start_request(&mut self, network: &str, probe: &Path, script: &str) -> Result<Vec<u8>> {
        let definition = self.definition(network, probe, script)?;
        let mut input = json!({ "taskDefinition": definition, "containerInstances": [self.instance] });
        if network == "awsvpc" {
            let subnets = self.subnets()?;
            let configuration = json!({ "awsvpcConfiguration": { "subnets": subnets } });
            if let Some(input) = input.as_object_mut() {
                input.insert("networkConfiguration".to_owned(), configuration);
            }
        }
        Call::new("StartTask", input).signed(&self.server.signer, self.server.address)
    }

    /// Sends one; the ARN of the task.
    pub(crate) fn send_start(&mut self, request: &[u8]) -> Result<String> {
        let answer = self.connection.send(request)?;
        let body: Value = serde_json::from_slice(answer.body).context("the answer to StartTask")?;
        let arn = body.pointer("/tasks/0/taskArn").and_then(Value::as_str);
        arn.map(str::to_owned).with_context(|| format!("StartTask started nothing: {body}"))
    }

    pub(crate) fn definition(&mut self, network: &str, probe: &Path, script: &str) -> Result<String> {
        let name = format!("{network} {script}");
        if let Some(known) = self.definitions.get(&name) {
            return Ok(known.clone());
        }
        let registered = self.call(
            "RegisterTaskDefinition",
            json!({
                "family": format!("bench-{}", self.definitions.len()),
                "networkMode": network,
                "containerDefinitions": [{
                    "name": "main", "image": IMAGE, "memory": MEMORY_MIB, "cpu": 0, "stopTimeout": 2,
                    "command": ["sh", "-c", script],
                    "mountPoints": [{ "sourceVolume": "probe", "containerPath": MOUNTED_AT }],
                }],
                "volumes": [{ "name": "probe", "host": { "sourcePath": probe } }],
            }),
        )?;
        let arn = registered.pointer("/taskDefinition/taskDefinitionArn").and_then(Value::as_str);
        let arn = arn.context("RegisterTaskDefinition answered no ARN")?.to_owned();
        self.definitions.insert(name, arn.clone());
        Ok(arn)
    }

    /// A subnet of the default network. The answer is XML, in which one name is looked for.
    fn subnets(&mut self) -> Result<Vec<String>> {
        let endpoint = self.server.address;
        let request = crate::request::ec2(&self.ec2, endpoint, "DescribeSubnets")?;
        let answer = self.connection.send(&request)?;
        let text = String::from_utf8_lossy(answer.body).into_owned();
        let id = text.split_once("<subnetId>").and_then(|(_, rest)| rest.split_once("</subnetId>"));
        let (id, _) = id.with_context(|| format!("no subnet in {text}"))?;
        Ok(vec![id.to_owned()])
    }

    /// Every task that shall run.
    pub(crate) fn running(&mut self) -> Result<Vec<String>> {
        let (mut arns, mut token) = (Vec::new(), Value::Null);
        loop {
            let mut input = json!({ "desiredStatus": "RUNNING" });
            if let Some(members) = input.as_object_mut().filter(|_| !token.is_null()) {
                members.insert("nextToken".to_owned(), token);
            }
            let page = self.call("ListTasks", input)?;
            let of_page = page.get("taskArns").and_then(Value::as_array).into_iter().flatten();
            arns.extend(of_page.filter_map(|arn| arn.as_str().map(str::to_owned)));
            token = page.get("nextToken").cloned().unwrap_or_default();
            if token.is_null() {
                return Ok(arns);
            }
        }
    }

    /// Whatever runs, and what would start more of it.
    fn end_all(&mut self) -> Result<()> {
        self.reconnect();
        let services = self.call("ListServices", json!({}))?;
        for service in services.get("serviceArns").and_then(Value::as_array).into_iter().flatten() {
            self.call("DeleteService", json!({ "service": service, "force": true }))?;
        }
        let tasks = self.running()?;
        self.stop(&tasks)
    }

    /// Stops these tasks and waits until all have ended.
    pub(crate) fn stop(&mut self, tasks: &[String]) -> Result<()> {
        for task in tasks {
            self.call("StopTask", json!({ "task": task }))?;
        }
        self.wait_until_stopped(tasks)
    }

    pub(crate) fn wait_until_stopped(&mut self, tasks: &[String]) -> Result<()> {
        let began = clock::instant();
        for some in tasks.chunks(DESCRIBE_MAX) {
            while self
                .call("DescribeTasks", json!({ "tasks": some }))?
                .pointer("/tasks")
                .and_then(Value::as_array)
                .is_none_or(|tasks| {
                    tasks.iter().any(|task| task.get("lastStatus") != Some(&json!("STOPPED")))
                })
            {
                if began.elapsed() > PATIENCE {
                    bail!("{} tasks did not end within {PATIENCE:?}", tasks.len());
                }
                clock::rest(LOOK_AGAIN);
            }
        }
        Ok(())
    }
}

/// Where a node has an entry for each container.
fn containers_of(node_dir: &Path) -> PathBuf {
    node_dir.join("node").join("containers")
}

pub(crate) fn has_containers(node_dir: &Path) -> bool {
    is_populated(&containers_of(node_dir))
}

fn is_populated(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

impl Drop for Node {
    fn drop(&mut self) {
        if !is_populated(&self.containers) {
            return;
        }
        if let Err(error) = self.end_all() {
            eprintln!("tasks are left: {error:#}");
            return;
        }
        let began = clock::instant();
        while is_populated(&self.containers) && began.elapsed() < REMOVAL_LIMIT {
            clock::rest(LOOK_AGAIN);
        }
    }
}
