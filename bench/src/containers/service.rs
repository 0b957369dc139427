//! `service`: a service of fifty tasks created, rolled to a new revision with and without room beyond its
//! count, and deleted; the peer is a service of Docker Swarm on the same machine. And RunTask, from the call to
//! the container's first byte.
//!
//! Must not know: how a rollout is decided.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::bed::Bed;
use super::docker::{self, docker, quiet};
use super::node::Node;
use super::probe::Probe;
use crate::clock;
use crate::figures::{figure, quantile_us, set};

const TASKS: i64 = 50;
const ROUNDS: usize = 3;
const RUNS: usize = 50;
const LIMIT: Duration = Duration::from_secs(120);
const LOOK_AGAIN: Duration = Duration::from_millis(5);
const PEER_LOOKS_AGAIN: Duration = Duration::from_millis(20);
const NAME: &str = "longshore-bench";
const NETWORK: &str = "bridge";
/// Runs until it is asked to stop, and then ends at once.
const SCRIPT: &str = "trap 'exit 0' TERM; while :; do sleep 1000 & wait $!; done";

pub(crate) fn run(part: Option<&str>) -> Result<Value> {
    let mut bed = Bed::new("service", true)?;
    let swarm = Swarm::start(bed.peer && part != Some("alone"))?;
    let (mut ours, mut peers) = (Figures::default(), Figures::default());
    for round in 1..=ROUNDS {
        eprintln!("service: round {round} of {ROUNDS}");
        longshore(&mut bed.node, &bed.probe, &mut ours)?;
        if swarm.joined {
            swarm_service(&mut peers)?;
            bed.node.reconnect();
        }
    }
    let run_task = run_task(&mut bed.node, &mut bed.probe)?;
    let mut line = json!({ "benchmark": "service", "tasks": TASKS, "network": NETWORK });
    for (name, mine, theirs) in [
        ("create", &mut ours.create, &mut peers.create),
        ("roll_0_100", &mut ours.roll_down, &mut peers.roll_down),
        ("roll_100_200", &mut ours.roll_up, &mut peers.roll_up),
        ("delete", &mut ours.delete, &mut peers.delete),
    ] {
        set(&mut line, name, compared(mine, theirs));
    }
    set(&mut line, "run_task", run_task);
    Ok(line)
}

#[derive(Default)]
struct Figures {
    create: Vec<Duration>,
    roll_down: Vec<Duration>,
    roll_up: Vec<Duration>,
    delete: Vec<Duration>,
}

fn compared(ours: &mut Vec<Duration>, theirs: &mut Vec<Duration>) -> Value {
    let median = |times: &mut Vec<Duration>| (!times.is_empty()).then(|| quantile_us(times, 0.5) / 1e6);
    let (ours, theirs) = (median(ours), median(theirs));
    let better = ours.zip(theirs).map(|(ours, theirs)| figure(theirs / ours));
    json!({
        "longshore_s": ours.map(figure),
        "swarm_s": theirs.map(figure),
        "times_better": better,
    })
}

/// How long something takes until it is so.
fn timed(
    mut act: impl FnMut() -> Result<()>,
    mut done: impl FnMut() -> Result<bool>,
    pause: Duration,
) -> Result<Duration> {
    let began = clock::instant();
    act()?;
    while !done()? {
        if began.elapsed() > LIMIT {
            bail!("it did not come to pass within {LIMIT:?}");
        }
        clock::rest(pause);
    }
    Ok(began.elapsed())
}

fn longshore(node: &mut Node, probe: &Probe, figures: &mut Figures) -> Result<()> {
    let first = node.definition(NETWORK, probe.dir(), SCRIPT)?;
    // Another revision, by a command that differs in nothing that counts.
    let second = node.definition(NETWORK, probe.dir(), &format!("{SCRIPT} "))?;
    let began = clock::instant();
    node.call(
        "CreateService",
        json!({ "serviceName": NAME, "taskDefinition": first, "desiredCount": TASKS }),
    )?;
    wait(node, &first)?;
    figures.create.push(began.elapsed());
    for (definition, minimum, maximum, into) in
        [(&second, 0, 100, &mut figures.roll_down), (&first, 100, 200, &mut figures.roll_up)]
    {
        let configuration = json!({ "minimumHealthyPercent": minimum, "maximumPercent": maximum });
        let began = clock::instant();
        node.call(
            "UpdateService",
            json!({ "service": NAME, "taskDefinition": definition, "deploymentConfiguration": configuration }),
        )?;
        wait(node, definition)?;
        into.push(began.elapsed());
    }
    let tasks = node.running()?;
    let began = clock::instant();
    node.call("DeleteService", json!({ "service": NAME, "force": true }))?;
    node.wait_until_stopped(&tasks)?;
    figures.delete.push(began.elapsed());
    let gone = |described: &Value| described.pointer("/services/0/status") == Some(&json!("INACTIVE"));
    let began = clock::instant();
    while !gone(&node.call("DescribeServices", json!({ "services": [NAME] }))?) {
        if began.elapsed() > LIMIT {
            bail!("the service did not become INACTIVE within {LIMIT:?}");
        }
        clock::rest(LOOK_AGAIN);
    }
    Ok(())
}

/// Waits until all tasks of the service run that definition, and none another.
fn wait(node: &mut Node, definition: &str) -> Result<()> {
    let began = clock::instant();
    while began.elapsed() < LIMIT {
        let described = node.call("DescribeServices", json!({ "services": [NAME] }))?;
        let deployments = described.pointer("/services/0/deployments").and_then(Value::as_array);
        let is_done = |only: &Value| {
            only.get("taskDefinition") == Some(&json!(definition))
                && only.get("runningCount") == Some(&json!(TASKS))
        };
        let running = described.pointer("/services/0/runningCount") == Some(&json!(TASKS));
        if running && deployments.is_some_and(|all| all.first().is_some_and(is_done)) {
            return Ok(());
        }
        clock::rest(LOOK_AGAIN);
    }
    bail!("the service did not come to {TASKS} tasks within {LIMIT:?}")
}

/// From the call to the first byte that the container writes.
fn run_task(node: &mut Node, probe: &mut Probe) -> Result<Value> {
    let mut line = json!({});
    for network in ["host", "bridge"] {
        let definition = node.definition(network, probe.dir(), &Probe::command())?;
        let mut times = Vec::with_capacity(RUNS);
        for _ in 0..RUNS {
            let began = clock::instant();
            let started = node.call("RunTask", json!({ "taskDefinition": definition }))?;
            probe.wait(1, LIMIT)?;
            times.push(began.elapsed());
            let arn = started.pointer("/tasks/0/taskArn").and_then(Value::as_str).context("no task")?;
            node.wait_until_stopped(&[arn.to_owned()])?;
        }
        let (p50, p99) = (quantile_us(&mut times, 0.5) / 1e3, quantile_us(&mut times, 0.99) / 1e3);
        set(&mut line, network, json!({ "p50_ms": figure(p50), "p99_ms": figure(p99) }));
    }
    Ok(line)
}

/// Docker Swarm on this machine alone, for as long as the benchmark runs.
struct Swarm {
    joined: bool,
}

impl Swarm {
    fn start(wanted: bool) -> Result<Self> {
        if wanted {
            let addresses = ["--advertise-addr", "127.0.0.1", "--listen-addr", "127.0.0.1:2377"];
            quiet(docker(&["swarm", "init"]).args(addresses))?;
        }
        Ok(Self { joined: wanted })
    }
}

impl Drop for Swarm {
    fn drop(&mut self) {
        if self.joined {
            let _ = quiet(&mut docker(&["service", "rm", NAME]));
            let _ = quiet(&mut docker(&["swarm", "leave", "--force"]));
        }
    }
}

fn swarm_service(figures: &mut Figures) -> Result<()> {
    let replicas = TASKS.to_string();
    let create = || {
        let options = ["--detach", "--no-resolve-image", "--name", NAME, "--replicas", &replicas];
        quiet(docker(&["service", "create"]).args(options).arg(docker::IMAGE).args(["sh", "-c", SCRIPT]))
    };
    figures.create.push(timed(create, all_run, PEER_LOOKS_AGAIN)?);
    for (order, into) in [("stop-first", &mut figures.roll_down), ("start-first", &mut figures.roll_up)] {
        let update = || {
            let options = ["--detach", "--force", "--update-parallelism", "0", "--update-order", order];
            let quick = ["--update-monitor", "1ms", "--no-resolve-image"];
            quiet(docker(&["service", "update"]).args(options).args(quick).arg(NAME))
        };
        into.push(timed(update, updated, PEER_LOOKS_AGAIN)?);
    }
    let remove = || quiet(&mut docker(&["service", "rm", NAME]));
    figures.delete.push(timed(remove, none_left, PEER_LOOKS_AGAIN)?);
    Ok(())
}

fn all_run() -> Result<bool> {
    let shown = said(&["service", "ls", "--filter", &format!("name={NAME}"), "--format", "{{.Replicas}}"])?;
    Ok(shown == format!("{TASKS}/{TASKS}"))
}

fn updated() -> Result<bool> {
    let state = said(&["service", "inspect", NAME, "--format", "{{.UpdateStatus.State}}"])?;
    Ok(state == "completed" && all_run()?)
}

fn none_left() -> Result<bool> {
    let label = format!("label=com.docker.swarm.service.name={NAME}");
    Ok(said(&["ps", "--quiet", "--filter", &label])?.is_empty())
}

fn said(arguments: &[&str]) -> Result<String> {
    let output = Command::new("docker").args(arguments).output().context("starting docker")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
