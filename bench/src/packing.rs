//! Packing: how many machines a stream of tasks ends up on, beside best-fit on the same stream.
//!
//! Best-fit puts each task on the machine on which the least is left behind it, of processor and memory
//! together, each as a share of the largest machine. The bound is what no packing can go below: all that is
//! wanted of the scarcer resource. Machines of different sizes count by their share of the largest.
//!
//! Must not know: how places are chosen.

use anyhow::{Result, bail};
use longshore_planners::launch;
use longshore_shapes::{Shared, ecs};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::launch::{Launch, Order, Reserved};
use longshore_world::{NoCold, StagedCold, Tx, World};
use serde_json::{Value, json};

use crate::clock;
use crate::figures::{figure, set};
use crate::placement::{instance, scope};

const TASKS: usize = 3_000;
const SEEDS: usize = 50;
const MACHINES: usize = 3_000;
/// What each strategy is: the first leaves the choice among machines to us.
const STRATEGIES: &[(&str, &str, &str)] = &[
    ("choice_left_to_us", "spread", "attribute:ecs.os-type"),
    ("binpack_memory", "binpack", "memory"),
    ("binpack_cpu", "binpack", "cpu"),
];

#[derive(Clone, Copy)]
struct Size {
    cpu: i32,
    memory: i32,
}

/// A stream of tasks, and the sizes of machines in turn.
struct Trace {
    name: &'static str,
    tasks: fn(&mut Numbers) -> Size,
    machines: &'static [Size],
}

const ONE_SIZE: &[Size] = &[Size { cpu: 4096, memory: 16_384 }];
const TRACES: &[Trace] = &[
    Trace { name: "small", tasks: small, machines: ONE_SIZE },
    Trace { name: "mixed", tasks: mixed, machines: ONE_SIZE },
    Trace { name: "skewed", tasks: skewed, machines: ONE_SIZE },
    Trace {
        name: "heterogeneous",
        tasks: mixed,
        machines: &[
            Size { cpu: 4096, memory: 16_384 },
            Size { cpu: 4096, memory: 8_192 },
            Size { cpu: 2048, memory: 16_384 },
            Size { cpu: 8192, memory: 32_768 },
        ],
    },
];

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    /// One between the two, in steps of the first.
    fn between(&mut self, least: i32, most: i32) -> i32 {
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        let steps = u64::try_from(most / least).unwrap_or(1);
        least.saturating_mul(i32::try_from((self.0 >> 33) % steps).unwrap_or(0) + 1)
    }
}

fn small(numbers: &mut Numbers) -> Size {
    Size { cpu: numbers.between(32, 256), memory: numbers.between(64, 1024) }
}

fn mixed(numbers: &mut Numbers) -> Size {
    Size { cpu: numbers.between(128, 2048), memory: numbers.between(256, 8192) }
}

/// Some want processor, some memory, hardly any both.
fn skewed(numbers: &mut Numbers) -> Size {
    if numbers.between(1, 2) == 1 {
        Size { cpu: numbers.between(512, 3072), memory: numbers.between(128, 1024) }
    } else {
        Size { cpu: numbers.between(32, 256), memory: numbers.between(2048, 12_288) }
    }
}

pub(crate) fn run() -> Result<Value> {
    let mut figures = json!({ "benchmark": "packing", "tasks": TASKS, "seeds": SEEDS });
    for trace in TRACES {
        eprintln!("packing: {}", trace.name);
        set(&mut figures, trace.name, measured(trace)?);
    }
    Ok(figures)
}

/// What each strategy used on every seed, beside best-fit: on average, at the worst, and how often it was more.
fn measured(trace: &Trace) -> Result<Value> {
    let machines: Vec<Size> = trace.machines.iter().cycle().take(MACHINES).copied().collect();
    let largest = Size {
        cpu: machines.iter().map(|it| it.cpu).max().unwrap_or(1),
        memory: machines.iter().map(|it| it.memory).max().unwrap_or(1),
    };
    let mut streams = Vec::with_capacity(SEEDS);
    for seed in 1..=SEEDS as u64 {
        let mut numbers = Numbers(seed);
        let tasks: Vec<Size> = (0..TASKS).map(|_| (trace.tasks)(&mut numbers)).collect();
        let (bound, fit) = (bound(&tasks, &machines, largest), best_fit(&tasks, &machines, largest)?);
        streams.push((tasks, bound, fit));
    }
    let mean = |all: &[f64]| rounded(all.iter().sum::<f64>() / all.len() as f64);
    let over_bound: Vec<f64> = streams.iter().map(|(_, bound, fit)| fit / bound).collect();
    let mut figures = json!({ "best_fit_over_bound": mean(&over_bound) });
    for (name, kind, field) in STRATEGIES {
        let (mut over_bound, mut over_fit) = (Vec::new(), Vec::new());
        for (tasks, bound, fit) in &streams {
            let used = ours(tasks, &machines, largest, (kind, field))?;
            over_bound.push(used / bound);
            over_fit.push(used / fit);
        }
        let line = json!({
            "over_bound": mean(&over_bound),
            "over_best_fit": mean(&over_fit),
            "over_best_fit_at_most": rounded(over_fit.iter().copied().fold(0.0, f64::max)),
            "seeds_with_more": over_fit.iter().filter(|over| **over > 1.0 + 1e-9).count(),
        });
        set(&mut figures, name, line);
    }
    Ok(figures)
}

fn rounded(value: f64) -> Value {
    figure((value * 1000.0).round() / 1000.0)
}

/// What a machine counts for: its share of the largest.
fn weight(machine: Size, largest: Size) -> f64 {
    let share = |of: i32, all: i32| f64::from(of) / f64::from(all);
    (share(machine.cpu, largest.cpu) + share(machine.memory, largest.memory)) / 2.0
}

/// No packing uses less: of the resource that is scarcer, all that the machines have for their weight at best.
fn bound(tasks: &[Size], machines: &[Size], largest: Size) -> f64 {
    let least = |of: fn(&Size) -> i32| {
        let wanted: f64 = tasks.iter().map(|task| f64::from(of(task))).sum();
        let best = machines.iter().map(|it| f64::from(of(it)) / weight(*it, largest)).fold(0.0, f64::max);
        wanted / best
    };
    least(|it| it.cpu).max(least(|it| it.memory))
}

fn best_fit(tasks: &[Size], machines: &[Size], largest: Size) -> Result<f64> {
    let mut left = machines.to_vec();
    for task in tasks {
        let fits = |it: &&mut Size| it.cpu >= task.cpu && it.memory >= task.memory;
        let rest = |it: &&mut Size| {
            let share = |of: i32, all: i32| f64::from(of) / f64::from(all);
            share(it.cpu, largest.cpu) + share(it.memory, largest.memory)
        };
        let best = left.iter_mut().filter(fits).min_by(|one, other| rest(one).total_cmp(&rest(other)));
        let Some(best) = best else { bail!("best-fit found no machine") };
        (best.cpu, best.memory) = (best.cpu - task.cpu, best.memory - task.memory);
    }
    let used = machines.iter().zip(&left).filter(|(all, left)| all.cpu != left.cpu);
    Ok(used.map(|(all, _)| weight(*all, largest)).sum())
}

fn ours(tasks: &[Size], machines: &[Size], largest: Size, strategy: (&str, &str)) -> Result<f64> {
    let cluster = ClusterKey { scope: scope()?, name: "packing".to_owned() };
    let (mut world, mut staged) = (World::default(), StagedCold::new());
    let mut random = fastrand::Rng::with_seed(1);
    let mut tx = Tx::begin(&mut world, &NoCold, &mut staged, &mut random, clock::now());
    let key = |number: usize| ContainerInstanceKey {
        scope: cluster.scope,
        cluster: cluster.name.clone(),
        id: format!("{number:032x}"),
    };
    for (number, machine) in machines.iter().enumerate() {
        tx.put(&key(number), instance("any", "a", machine.cpu, machine.memory));
    }
    for task in tasks {
        let reserved = Reserved { cpu: task.cpu, memory: task.memory, ..Reserved::default() };
        let group = "family:packing".to_owned();
        let launch = Launch { group, reserved, ..Launch::default() };
        let strategy = ecs::PlacementStrategy {
            r#type: Some(ecs::PlacementStrategyType::from(strategy.0)),
            field: Some(strategy.1.to_owned()),
        };
        let order = Order { launch: Shared::new(launch), strategy: vec![strategy], ..Order::default() };
        if let Some(refusal) = launch::launch(&mut tx, &cluster, &order, 1).refusal {
            bail!("a task was not placed: {refusal}");
        }
    }
    let live = |number: usize| tx.fleet().instance(&key(number)).is_some_and(|machine| machine.live > 0);
    let used = machines.iter().enumerate().filter(|(number, _)| live(*number));
    Ok(used.map(|(_, machine)| weight(*machine, largest)).sum())
}
