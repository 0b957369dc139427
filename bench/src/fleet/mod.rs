//! Two million tasks on 6,100 machines, and the roll of a service of 5,000: through handlers, engine, planners and
//! the reports of nodes, which are models without containers.
//!
//! Everything is the process's own but what lies between control and a node: assignments are made as sessions make
//! them and are handed to a model, whose reports go the way of a node's reports. Rows are encoded and committed to
//! a store that forgets all but definitions, because two million rows and their history would measure a memory map.
//!
//! Must not know: how anything is placed or conducted.

mod nodes;
mod plane;
mod store;

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use self::nodes::Nodes;
use self::plane::Plane;
use crate::figures::{figure, set};
use crate::request::Call;
use crate::{clock, process};

const CLUSTER: &str = "bench";
const TASK_CPU: i32 = 10;
const TASK_MEMORY: i32 = 16;
/// How many times as many tasks as there are to be have room: a roll at 200 percent needs twice as much.
const ROOM: f64 = 2.2;
const MACHINES: usize = 6_100;
/// What ECS allows a service to have.
const SERVICE_TASKS_MAX: usize = 5_000;
const ROLLED_TASKS: usize = 5_000;
const ROLLED_MACHINES: usize = 50;
const TIME_MAX: Duration = Duration::from_secs(600);
const LOOK_EVERY: Duration = Duration::from_millis(20);
const TELL_EVERY: Duration = Duration::from_secs(10);

/// What is started: services of so many tasks, on so many machines.
struct Size {
    services: usize,
    each: usize,
    machines: usize,
}

impl Size {
    fn tasks(&self) -> usize {
        self.services * self.each
    }
}

/// `roll` for the roll, a number for that many thousand tasks in place of two million.
pub(crate) fn run(part: Option<&str>) -> Result<Value> {
    let thousands = match part {
        None => 2_000,
        Some("roll") => return roll(),
        Some(number) => number.parse().context("behind fleet: roll, or how many thousand tasks")?,
    };
    let each = SERVICE_TASKS_MAX.min(thousands * 1000);
    started(&Size { services: (thousands * 1000).div_ceil(each.max(1)), each, machines: MACHINES })
}

/// What was used between two moments.
struct Used {
    began: Instant,
    processor: Duration,
    rss_mb: f64,
}

impl Used {
    fn begin() -> Result<Self> {
        let rss_mb = process::memory(std::process::id())?.rss_mb;
        Ok(Self { began: clock::instant(), processor: clock::process_time(), rss_mb })
    }

    fn seconds(&self) -> f64 {
        self.began.elapsed().as_secs_f64()
    }

    fn processor_seconds(&self) -> f64 {
        (clock::process_time() - self.processor).as_secs_f64()
    }

    fn more_bytes(&self) -> Result<f64> {
        Ok((process::memory(std::process::id())?.rss_mb - self.rss_mb) * 1024.0 * 1024.0)
    }
}

fn started(size: &Size) -> Result<Value> {
    let (mut plane, mut nodes) = prepared(size)?;
    let used = Used::begin()?;
    for number in 0..size.services {
        plane.ask(&create(number, size.each))?;
    }
    until(&mut plane, &mut nodes, |plane| plane.running() == size.tasks())?;
    let (seconds, tasks) = (used.seconds(), size.tasks() as f64);
    let figures = json!({
        "benchmark": "fleet",
        "tasks": size.tasks(),
        "services": size.services,
        "machines": size.machines,
        "seconds": figure(seconds),
        "tasks_per_second": figure(tasks / seconds),
        "processor_us_per_task": figure(used.processor_seconds() * 1e6 / tasks),
        "nodes_processor_us_per_task": figure(nodes.spent().as_secs_f64() * 1e6 / tasks),
        "bytes_per_task": figure(used.more_bytes()? / tasks),
        "stored_bytes_per_task": figure(plane.stored_bytes() as f64 / tasks),
        "commits": plane.commits(),
        "reports": nodes.reports,
        "nodes_started_over": nodes.started_over,
    });
    plane.close(nodes);
    Ok(figures)
}

fn roll() -> Result<Value> {
    let size = Size { services: 1, each: ROLLED_TASKS, machines: ROLLED_MACHINES };
    let (mut plane, mut nodes) = prepared(&size)?;
    let used = Used::begin()?;
    plane.ask(&create(0, size.each))?;
    until(&mut plane, &mut nodes, |plane| plane.running() == size.tasks())?;
    let mut figures = json!({
        "benchmark": "roll",
        "tasks": size.tasks(),
        "machines": size.machines,
        "start_seconds": figure(used.seconds()),
        "start_processor_seconds_per_1000": figure(used.processor_seconds() / size.tasks() as f64 * 1000.0),
    });
    for (name, minimum, maximum) in [("roll_100_200", 100, 200), ("roll_50_100", 50, 100)] {
        let used = Used::begin()?;
        let configuration = json!({ "minimumHealthyPercent": minimum, "maximumPercent": maximum });
        let input = json!({
            "cluster": CLUSTER, "service": service(0), "forceNewDeployment": true,
            "deploymentConfiguration": configuration,
        });
        plane.ask(&Call::new("UpdateService", input))?;
        until(&mut plane, &mut nodes, |plane| plane.has_replaced(size.tasks()))?;
        let of_nodes = nodes.take_spent();
        let line = json!({
            "seconds": figure(used.seconds()),
            "processor_seconds_per_1000": figure(used.processor_seconds() / size.tasks() as f64 * 1000.0),
            "of_nodes": figure(of_nodes.as_secs_f64() / size.tasks() as f64 * 1000.0),
        });
        set(&mut figures, name, line);
    }
    plane.close(nodes);
    Ok(figures)
}

/// Control with its machines and a definition, and nothing that runs.
fn prepared(size: &Size) -> Result<(Plane, Nodes)> {
    let mut plane = Plane::open()?;
    plane.ask(&Call::new("CreateCluster", json!({ "clusterName": CLUSTER })))?;
    plane.ask(&Call::new("RegisterTaskDefinition", definition()))?;
    #[allow(clippy::cast_possible_truncation, reason = "a few hundred tasks")]
    let tasks = (size.tasks().div_ceil(size.machines) as f64 * ROOM) as i32;
    let mut nodes = Nodes::new(&plane);
    nodes.register(&plane, size.machines, CLUSTER, tasks * TASK_CPU, tasks * TASK_MEMORY)?;
    plane.begin_planning();
    Ok((plane, nodes))
}

/// Lets the nodes do their part until it is so.
fn until(plane: &mut Plane, nodes: &mut Nodes, done: impl Fn(&Plane) -> bool) -> Result<()> {
    let began = clock::instant();
    let mut told = began;
    while !done(plane) {
        nodes.attend(plane, LOOK_EVERY)?;
        if told.elapsed() > TELL_EVERY {
            told = clock::instant();
            eprintln!("fleet: {} tasks run after {:.0} s", plane.running(), began.elapsed().as_secs_f64());
        }
        if began.elapsed() > TIME_MAX {
            bail!("{} tasks run after {TIME_MAX:?}", plane.running());
        }
    }
    Ok(())
}

fn service(number: usize) -> String {
    format!("service-{number:04}")
}

fn definition() -> Value {
    json!({
        "family": "web",
        "containerDefinitions": [{
            "name": "web", "image": "registry.example.com/shop/web:2024-06-01", "essential": true,
            "cpu": TASK_CPU, "memory": TASK_MEMORY,
        }],
    })
}

fn create(number: usize, tasks: usize) -> Call {
    let strategy = json!([
        { "type": "spread", "field": "attribute:ecs.availability-zone" },
        { "type": "binpack", "field": "memory" },
    ]);
    let input = json!({
        "cluster": CLUSTER, "serviceName": service(number), "taskDefinition": "web", "desiredCount": tasks,
        "placementStrategy": strategy, "availabilityZoneRebalancing": "DISABLED",
    });
    Call::new("CreateService", input)
}
