//! Placement: what a decision takes by itself, and what launches get done through the writer, with half a
//! million tasks in the world.
//!
//! Launches go the way that RunTask and services go: a transaction places its tasks, writes their rows with
//! all indexes and their events, and the batch is stored, in memory. Times are the processor's, of this
//! thread alone, so that neighbours do not count.
//!
//! Must not know: how places are chosen.

use anyhow::{Result, bail};
use longshore_engine::writer::{Job, Keep};
use longshore_engine::{EngineError, Writer};
use longshore_planners::{launch, placement};
use longshore_shapes::{Shared, ecs};
use longshore_store::memory::MemoryStore;
use longshore_world::fleet::ZONE;
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::records::launch::{Launch, LaunchContainer, Order, Reserved};
use longshore_world::{Account, Region, Scope, Tx};
use serde_json::{Value, json};

use crate::clock;
use crate::figures::{figure, median, quantile_us, set};
use crate::request::{ACCOUNT, REGION};

const TASKS: usize = 500_000;
const FLEETS: &[usize] = &[1_000, 5_000, 10_000];
const SERVICES: usize = 1_000;
/// How many tasks a launch starts while the world is filled.
const FILL: usize = 50;
const BATCH: usize = 64;
const LAUNCHES: usize = 4_000;
const DECISIONS: usize = 4_000;
const ROUNDS: usize = 3;
/// How much more room there is than the tasks need.
const ROOM: f64 = 1.5;
const TYPES: &[(&str, i32, i32)] =
    &[("m5.large", 2, 4), ("m5.xlarge", 4, 8), ("c5.xlarge", 4, 4), ("r5.large", 2, 8)];
const SIZES: &[(i32, i32)] = &[(32, 64), (64, 128), (64, 512), (128, 128), (256, 512)];
const CAPABILITIES: &[&str] = &[
    "com.amazonaws.ecs.capability.docker-remote-api.1.18",
    "com.amazonaws.ecs.capability.logging-driver.awslogs",
    "ecs.capability.execution-role-awslogs",
    "ecs.capability.task-eni",
];

/// With all fleets, or the one of so many instances.
pub(crate) fn run(part: Option<&str>) -> Result<Value> {
    let only = part.map(str::parse::<usize>).transpose()?;
    let mut fleets = Vec::new();
    for instances in FLEETS.iter().filter(|instances| only.is_none_or(|only| only == **instances)) {
        eprintln!("placement: {instances} instances");
        fleets.push(measured(*instances)?);
    }
    Ok(json!({ "benchmark": "placement", "tasks_present": TASKS, "services": SERVICES, "fleets": fleets }))
}

pub(crate) fn scope() -> Result<Scope> {
    Ok(Scope { account: Account::parse(ACCOUNT)?, region: Region::parse(REGION)? })
}

fn measured(instances: usize) -> Result<Value> {
    let cluster = ClusterKey { scope: scope()?, name: "bench".to_owned() };
    let mut writer = Writer::open(Box::new(MemoryStore::default()), 1)?;
    register(&mut writer, &cluster, instances)?;
    let orders: Vec<Order> = (0..SERVICES).map(|number| order(number, BINPACK)).collect();
    let filled = clock::thread_time();
    launched(&mut writer, &cluster, &orders, TASKS / FILL, FILL)?;
    let filled = (clock::thread_time() - filled).as_secs_f64();
    let mut figures = json!({
        "instances": instances,
        "fill_tasks_per_second": figure(TASKS as f64 / filled),
        "decision_us": decisions(&writer, &cluster)?,
    });
    for (name, count) in [("launches_of_1_tasks_per_second", 1), ("launches_of_10_tasks_per_second", 10)] {
        let mut rates = Vec::new();
        for _ in 0..ROUNDS {
            let started = clock::thread_time();
            let placed = launched(&mut writer, &cluster, &orders, LAUNCHES / count, count)?;
            rates.push(placed as f64 / (clock::thread_time() - started).as_secs_f64());
        }
        set(&mut figures, name, figure(median(rates)));
    }
    Ok(figures)
}

/// Decisions alone, on a snapshot: the middle and the slow ones of each kind.
fn decisions(writer: &Writer, cluster: &ClusterKey) -> Result<Value> {
    let snapshot = writer.snapshot();
    let kinds: &[(&str, Strategy, bool)] = &[
        ("binpack_spread_constraint", BINPACK, false),
        ("service_default", &[], false),
        ("run_task_random", &[("random", "")], false),
        ("spread_instance_binpack_cpu", &[("spread", "instanceId"), ("binpack", "cpu")], false),
        ("refused", BINPACK, true),
    ];
    let mut figures = json!({});
    for (name, strategy, too_large) in kinds {
        let mut times = Vec::with_capacity(DECISIONS);
        let rounds = if *too_large { DECISIONS / 10 } else { DECISIONS };
        for round in 0..rounds {
            let mut order = order(round % SERVICES, strategy);
            if *too_large {
                let mut launch = Launch::clone(&order.launch);
                launch.reserved.memory = i32::MAX;
                order.launch = Shared::new(launch);
            }
            let started = clock::thread_time();
            let (placed, refusal) = placement::place(&snapshot, cluster, &order, 1, round as u64);
            times.push(clock::thread_time() - started);
            if placed.is_empty() != *too_large || refusal.is_some() != *too_large {
                bail!("{name}: {refusal:?}");
            }
        }
        let (p50, p99) = (quantile_us(&mut times, 0.5), quantile_us(&mut times, 0.99));
        set(&mut figures, name, json!({ "p50": figure(p50), "p99": figure(p99) }));
    }
    Ok(figures)
}

type Strategy = &'static [(&'static str, &'static str)];

const BINPACK: Strategy = &[("spread", "attribute:ecs.availability-zone"), ("binpack", "memory")];

fn order(number: usize, strategy: &[(&str, &str)]) -> Order {
    let (cpu, memory) = SIZES.get(number % SIZES.len()).copied().unwrap_or_default();
    let launch = Launch {
        family: format!("family-{number}"),
        revision: 1,
        group: format!("service:service-{number}"),
        launch_type: Some(ecs::LaunchType::Ec2),
        reserved: Reserved { cpu, memory, ..Reserved::default() },
        containers: vec![LaunchContainer { name: "main".to_owned(), cpu, ..LaunchContainer::default() }],
        ..Launch::default()
    };
    let given = |(kind, field): &(&str, &str)| ecs::PlacementStrategy {
        r#type: Some(ecs::PlacementStrategyType::from(*kind)),
        field: Some((*field).to_owned()),
    };
    let constraint = ecs::PlacementConstraint {
        r#type: Some(ecs::PlacementConstraintType::MemberOf),
        expression: Some("attribute:ecs.instance-type =~ [mr]5.*".to_owned()),
    };
    Order {
        launch: Shared::new(launch),
        required_attributes: CAPABILITIES.iter().map(|name| attribute(name, None)).collect(),
        constraints: vec![constraint],
        strategy: strategy.iter().map(given).collect(),
    }
}

fn attribute(name: &str, value: Option<&str>) -> ecs::Attribute {
    ecs::Attribute { name: name.to_owned(), value: value.map(str::to_owned), ..ecs::Attribute::default() }
}

pub(crate) fn instance(kind: &str, zone: &str, cpu: i32, memory: i32) -> ContainerInstance {
    let given = [("ecs.instance-type", kind), (ZONE, zone), ("ecs.os-type", "linux")];
    let named = given.iter().map(|(name, value)| attribute(name, Some(value)));
    let integer = |name: &str, value| ecs::Resource {
        name: Some(name.to_owned()),
        integer_value: Some(value),
        ..ecs::Resource::default()
    };
    ContainerInstance {
        instance: ecs::ContainerInstance {
            status: Some("ACTIVE".to_owned()),
            agent_connected: Some(true),
            registered_resources: Some(vec![integer("CPU", cpu), integer("MEMORY", memory)]),
            attributes: Some(named.chain(CAPABILITIES.iter().map(|name| attribute(name, None))).collect()),
            ..ecs::ContainerInstance::default()
        },
        ..ContainerInstance::default()
    }
}

/// Registers a fleet of four types in three zones that has room for the tasks and more.
fn register(writer: &mut Writer, cluster: &ClusterKey, instances: usize) -> Result<()> {
    let each = (TASKS / instances) as f64 * ROOM;
    let mut jobs = vec![Act::Create(cluster.clone())];
    for number in 0..instances {
        let (kind, cpu, memory) = TYPES.get(number % TYPES.len()).copied().unwrap_or_default();
        let zone = ["a", "b", "c"].get(number / TYPES.len() % 3).copied().unwrap_or_default();
        #[allow(clippy::cast_possible_truncation, reason = "a few hundred tasks of a few hundred units")]
        let (cpu, memory) = ((each * 54.0) as i32 * cpu, (each * 67.0) as i32 * memory);
        let id =
            format!("{:032x}", (number as u128 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835));
        let key = ContainerInstanceKey { scope: cluster.scope, cluster: cluster.name.clone(), id };
        jobs.push(Act::Register(key, Box::new(instance(kind, zone, cpu, memory))));
    }
    run_all(writer, jobs.into_iter())
}

/// Launches so many times that many tasks, of one service after the other; answers how many were placed.
fn launched(
    writer: &mut Writer,
    cluster: &ClusterKey,
    orders: &[Order],
    launches: usize,
    count: usize,
) -> Result<usize> {
    let jobs = orders.iter().cycle().take(launches);
    run_all(writer, jobs.map(|order| Act::Launch(cluster.clone(), order.clone(), count)))?;
    Ok(launches * count)
}

fn run_all(writer: &mut Writer, mut jobs: impl Iterator<Item = Act>) -> Result<()> {
    let mut more = true;
    while more {
        let mut room = BATCH;
        let mut next = || {
            room = room.checked_sub(1)?;
            let job = jobs.next();
            more = job.is_some();
            Some(Box::new(job?) as Box<dyn Job>)
        };
        writer.run_batch(clock::now(), &mut next, &mut |_, _| {});
        if let Some(error) = writer.stopped() {
            bail!("the writer stopped: {error}");
        }
    }
    Ok(())
}

enum Act {
    Create(ClusterKey),
    Register(ContainerInstanceKey, Box<ContainerInstance>),
    Launch(ClusterKey, Order, usize),
}

impl Job for Act {
    fn run(&mut self, tx: &mut Tx<'_>) -> Keep {
        match self {
            Self::Create(key) => tx.put(key, Cluster::default()),
            Self::Register(key, row) => tx.put(key, ContainerInstance::clone(row)),
            Self::Launch(cluster, order, count) => {
                let launched = launch::launch(tx, cluster, order, *count);
                if let Some(refusal) = launched.refusal {
                    eprintln!("placement: a launch was refused: {refusal}");
                }
            }
        }
        Keep::Changes
    }

    fn answer(self: Box<Self>) {}

    /// The writer says why it has stopped.
    fn refuse(self: Box<Self>, error: EngineError) {
        eprintln!("placement: a transaction was refused: {error}");
    }
}
