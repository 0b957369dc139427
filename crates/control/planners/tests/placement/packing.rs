//! Where the strategy leaves the choice to us, we use as few machines as best-fit.

use longshore_planners::placement::place;

use crate::bed::{self, Spec, cluster, strategy};

const TASKS: usize = 600;
const SEEDS: u64 = 8;

struct Trace {
    name: &'static str,
    task: fn(&mut fastrand::Rng) -> (i32, i32),
    machines: &'static [(i32, i32)],
}

const TRACES: &[Trace] = &[
    Trace {
        name: "small",
        task: |random| (32 * random.i32(1..9), 64 * random.i32(1..17)),
        machines: &[(4096, 16_384)],
    },
    Trace {
        name: "mixed",
        task: |random| (128 * random.i32(1..17), 256 * random.i32(1..33)),
        machines: &[(4096, 16_384)],
    },
    Trace {
        name: "skewed",
        task: |random| {
            if random.bool() { (512 * random.i32(1..7), 256) } else { (64, 2048 * random.i32(1..7)) }
        },
        machines: &[(4096, 16_384)],
    },
    Trace {
        name: "heterogeneous",
        task: |random| (128 * random.i32(1..17), 256 * random.i32(1..33)),
        machines: &[(4096, 16_384), (4096, 8192), (2048, 16_384), (8192, 32_768)],
    },
];

/// What is used of machines, each counting for its size.
fn used(machines: &[(i32, i32)], left: &[(i32, i32)]) -> i32 {
    let used = machines.iter().zip(left).filter(|(all, left)| all != left);
    used.map(|((cpu, memory), _)| 4 * cpu + memory).sum()
}

fn best_fit(machines: &[(i32, i32)], tasks: &[(i32, i32)]) -> i32 {
    let mut left = machines.to_vec();
    for (cpu, memory) in tasks {
        let fits = |it: &&mut (i32, i32)| it.0 >= *cpu && it.1 >= *memory;
        let best = left.iter_mut().filter(fits).min_by_key(|it| 4 * it.0 + it.1).unwrap();
        *best = (best.0 - cpu, best.1 - memory);
    }
    used(machines, &left)
}

fn ours(machines: &[(i32, i32)], tasks: &[(i32, i32)]) -> i32 {
    let specs: Vec<Spec> =
        machines.iter().map(|(cpu, memory)| Spec { cpu: *cpu, memory: *memory, ..Spec::default() }).collect();
    let mut world = bed::world(&specs);
    for (number, (cpu, memory)) in tasks.iter().enumerate() {
        let mut order = bed::order("family:web", *cpu, *memory);
        order.strategy = strategy(&[("spread", "attribute:ecs.availability-zone")]);
        let placed = place(&world, &cluster(), &order, 1, 1).0;
        bed::put(&mut world, number, &order, &placed[0]);
    }
    let machine = |number| world.fleet().instance(&bed::machine(bed::CLUSTER, number)).unwrap();
    let left: Vec<(i32, i32)> = (0..machines.len())
        .map(|number| (machine(number).cpu_left(), machine(number).memory_left()))
        .collect();
    used(machines, &left)
}

#[test]
fn packing_takes_at_most_the_machines_of_best_fit() {
    for trace in TRACES {
        let (mut ours_all, mut best_all) = (0, 0);
        for seed in 0..SEEDS {
            let mut random = fastrand::Rng::with_seed(seed);
            let tasks: Vec<(i32, i32)> = (0..TASKS).map(|_| (trace.task)(&mut random)).collect();
            let machines: Vec<(i32, i32)> = trace.machines.iter().cycle().take(TASKS).copied().collect();
            ours_all += ours(&machines, &tasks);
            best_all += best_fit(&machines, &tasks);
        }
        assert!(ours_all <= best_all, "{}: {ours_all} of {best_all}", trace.name);
    }
}
