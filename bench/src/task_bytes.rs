//! How much memory a task takes in control: its row, its entries in the indexes, its part of the fleet.
//!
//! It is what the process grows by, so what the allocator adds is in it. What a user gives for all tasks of a launch
//! is shared by them, as it is when a service starts them. The worlds stay until the end: what one gives back would
//! be what the next one takes.
//!
//! Must not know: what a task is made of beyond its row.

use anyhow::Result;
use longshore_shapes::Shared;
use longshore_world::records::launch::{Launch, LaunchContainer, Reserved};
use longshore_world::records::task::status::{ContainerStatus, Status};
use longshore_world::records::task::{Task, TaskAddress, TaskContainer, TaskKey};
use longshore_world::{NoCold, StagedCold, Tx, World};
use serde_json::{Value, json};

use crate::clock;
use crate::figures::{figure, set};
use crate::placement::scope;
use crate::process::memory;

const TASKS: u32 = 300_000;
const TASKS_AT_ONCE: u32 = 1_000;
const INSTANCES: usize = 5_000;
/// The first address that is given out, in 10.0.0.0/8.
const FIRST_ADDRESS: i64 = 0x0a00_0004;
const BYTES_OF_MB: f64 = 1024.0 * 1024.0;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Pending,
    Running,
    RunningAwsvpc,
}

pub(crate) fn run() -> Result<Value> {
    let mut figures = json!({ "benchmark": "task-bytes", "tasks": TASKS });
    let mut worlds = Vec::new();
    for (name, kind) in [
        ("pending_bytes", Kind::Pending),
        ("running_bytes", Kind::Running),
        ("running_awsvpc_bytes", Kind::RunningAwsvpc),
    ] {
        eprintln!("task-bytes: {name}");
        let before = resident_mb()?;
        worlds.push(filled(kind)?);
        let grown = (resident_mb()? - before) * BYTES_OF_MB;
        set(&mut figures, name, figure(grown / f64::from(TASKS)));
    }
    Ok(figures)
}

fn filled(kind: Kind) -> Result<World> {
    let (mut world, mut random) = (World::default(), fastrand::Rng::with_seed(1));
    let instances: Vec<String> = (0..INSTANCES).map(|_| format!("{:032x}", random.u128(..))).collect();
    let launch = Shared::new(launch());
    for first in (0..TASKS).step_by(TASKS_AT_ONCE as usize) {
        let mut staged = StagedCold::new();
        let mut tx = Tx::begin(&mut world, &NoCold, &mut staged, &mut random, clock::now());
        for number in first..first + TASKS_AT_ONCE {
            let key = TaskKey { scope: scope()?, cluster: "default".to_owned(), id: tx.new_id() };
            let row = row(kind, &launch, number, &tx);
            let instance = instances.get(number as usize % INSTANCES).cloned();
            tx.put(&key, Task { instance, ..row });
        }
        tx.commit();
    }
    Ok(world)
}

fn launch() -> Launch {
    let container = LaunchContainer {
        name: "app".to_owned(),
        image: "registry.example/team/app:2026-11".to_owned(),
        ..LaunchContainer::default()
    };
    Launch {
        family: "web".to_owned(),
        revision: 1,
        group: "service:web".to_owned(),
        started_by: Some("ecs-svc/1234567890123456789".to_owned()),
        reserved: Reserved { cpu: 256, memory: 512, ..Reserved::default() },
        containers: vec![container],
        ..Launch::default()
    }
}

fn row(kind: Kind, launch: &Shared<Launch>, number: u32, tx: &Tx<'_>) -> Task {
    let runs = kind != Kind::Pending;
    let container = TaskContainer {
        status: if runs { ContainerStatus::Running } else { ContainerStatus::Pending },
        runtime_id: runs.then(|| format!("{number:064x}")),
        image_digest: runs.then(|| format!("sha256:{:064x}", 7).as_str().into()),
        ..TaskContainer::default()
    };
    let address = TaskAddress {
        subnet_id: "subnet-0123456789abcdef0".into(),
        address: FIRST_ADDRESS + i64::from(number),
        status: "ATTACHED".into(),
    };
    Task {
        launch: launch.clone(),
        status: if runs { Status::Running } else { Status::Pending },
        version: 1,
        zone: Some("us-east-1a".into()),
        architecture: Some("x86_64".into()),
        containers: vec![container],
        address: (kind == Kind::RunningAwsvpc).then(|| Box::new(address)),
        created_at: tx.now(),
        started_at: runs.then(|| tx.now()),
        assigned: 1,
        ..Task::default()
    }
}

/// What this process has in memory.
fn resident_mb() -> Result<f64> {
    Ok(memory(std::process::id())?.rss_mb)
}
