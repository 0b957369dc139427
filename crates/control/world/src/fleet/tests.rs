//! That the fleet follows from the rows, whatever became of them and in whatever order.

use longshore_shapes::{Shared, Timestamp, ecs};
use proptest::prelude::*;

use super::*;
use crate::record::StoredRecord;
use crate::records::cluster::Cluster;
use crate::records::launch::{Launch, Reserved};
use crate::records::task::status::{Status, Who};
use crate::records::task::{TaskContainer, TaskKey};
use crate::{Account, NoCold, Region, StagedCold, Tx};

fn scope() -> Scope {
    Scope { account: Account::from_number(1), region: Region::parse("eu-west-1").unwrap() }
}

fn instance_key(number: usize) -> ContainerInstanceKey {
    let cluster = ["one", "two"][number % 2].to_owned();
    ContainerInstanceKey { scope: scope(), cluster, id: format!("machine-{number}") }
}

fn task_key(number: usize) -> TaskKey {
    TaskKey { scope: scope(), cluster: "one".to_owned(), id: format!("task-{number}") }
}

fn resource(name: &str, integer: Option<i32>, set: &[&str]) -> ecs::Resource {
    let set = set.iter().map(|item| (*item).to_owned()).collect();
    let string_set_value = integer.is_none().then_some(set);
    ecs::Resource {
        name: Some(name.to_owned()),
        integer_value: integer,
        string_set_value,
        ..Default::default()
    }
}

fn attribute(name: &str, value: Option<String>) -> ecs::Attribute {
    ecs::Attribute { name: name.to_owned(), value, ..Default::default() }
}

fn instance(attributes: Vec<ecs::Attribute>) -> ContainerInstance {
    let resources = vec![
        resource("CPU", Some(2048), &[]),
        resource("MEMORY", Some(4096), &[]),
        resource("PORTS", None, &["22"]),
        resource("PORTS_UDP", None, &[]),
        resource("GPU", None, &["g0", "g1"]),
        resource("LICENSES", Some(3), &[]),
    ];
    ContainerInstance {
        instance: ecs::ContainerInstance {
            status: Some("ACTIVE".to_owned()),
            agent_connected: Some(true),
            registered_resources: Some(resources),
            attributes: Some(attributes),
            ..Default::default()
        },
        ..Default::default()
    }
}

fn launch(group: &str, size: i32) -> Shared<Launch> {
    let reserved = Reserved { cpu: size, memory: 2 * size, tcp_ports: vec![80, size], udp_ports: vec![53] };
    Shared::new(Launch { group: group.to_owned(), reserved, ..Default::default() })
}

fn task(instance: &ContainerInstanceKey, launch: Shared<Launch>, gpu: Option<&str>) -> Task {
    let gpu_ids = gpu.into_iter().map(str::to_owned).collect();
    Task {
        launch,
        instance: Some(instance.id.clone()),
        instance_cluster: (instance.cluster != "one").then(|| instance.cluster.clone()),
        containers: vec![TaskContainer { gpu_ids, ..Default::default() }],
        ..Default::default()
    }
}

/// One step of a made-up history; numbers are taken modulo what there is.
#[derive(Debug, Clone)]
enum Step {
    Register { machine: usize, look: usize },
    Lose { machine: usize },
    Start { task: usize, machine: usize, size: i32, gpu: bool },
    Move { task: usize, to: Status },
    Stop { task: usize },
    Forget { task: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let (machine, task) = (0..6_usize, 0..24_usize);
    prop_oneof![
        2 => (machine.clone(), 0..8_usize).prop_map(|(machine, look)| Step::Register { machine, look }),
        1 => machine.clone().prop_map(|machine| Step::Lose { machine }),
        4 => (task.clone(), machine, 1..4_i32, any::<bool>())
            .prop_map(|(task, machine, size, gpu)| Step::Start { task, machine, size, gpu }),
        3 => (task.clone(), proptest::sample::select(Status::ALL)).prop_map(|(task, to)| Step::Move { task, to }),
        1 => task.clone().prop_map(|task| Step::Stop { task }),
        1 => task.prop_map(|task| Step::Forget { task }),
    ]
}

/// As an instance may look: on the edge between zones, drained, disconnected, gone, serving FARGATE.
fn look(number: usize) -> ContainerInstance {
    let zone = attribute(ZONE, Some(format!("zone-{}", number % 3)));
    let mut row = instance(vec![zone]);
    let attributes = row.instance.attributes.get_or_insert_default();
    match number {
        0 => attributes.push(attribute("longshore.fargate", None)),
        1 => row.instance.agent_connected = Some(false),
        2 => row.instance.status = Some("DRAINING".to_owned()),
        3 => row.inactive_at = Some(Timestamp::from_secs(9)),
        4 => row.instance.registered_resources = None,
        _ => attributes.push(attribute("rack", Some(format!("{number}")))),
    }
    row
}

fn apply(tx: &mut Tx<'_>, step: &Step) {
    match step {
        Step::Register { machine, look: number } => tx.put(&instance_key(*machine), look(*number)),
        Step::Lose { machine } => drop(tx.delete::<ContainerInstance>(&instance_key(*machine))),
        Step::Start { task: number, machine, size, gpu } => {
            let group = ["service:a", "service:b", "family:c"][number % 3];
            let row = task(&instance_key(*machine), launch(group, *size), gpu.then_some("g1"));
            tx.put(&task_key(*number), row);
        }
        Step::Move { task, to } => drop(tx.update(&task_key(*task), |row: &mut Task| {
            if *to == Status::Stopped {
                row.finish(Timestamp::from_secs(5), Who::Node)
            } else {
                row.status = *to
            }
        })),
        Step::Stop { task } => drop(tx.update(&task_key(*task), |row: &mut Task| {
            row.desire_stop(Timestamp::from_secs(4), &ecs::TaskStopCode::UserInitiated, "enough");
        })),
        Step::Forget { task } => drop(tx.delete::<Task>(&task_key(*task))),
    }
}

fn fleet_problems(world: &World) -> Vec<String> {
    let mut problems = Vec::new();
    world.fleet().check(world, &mut |problem| problems.push(problem));
    problems
}

fn run(world: &mut World, steps: &[Step], keep: bool) {
    let (mut staged, mut random) = (StagedCold::new(), fastrand::Rng::with_seed(1));
    let mut tx = Tx::begin(world, &NoCold, &mut staged, &mut random, Timestamp::from_secs(1));
    steps.iter().for_each(|step| apply(&mut tx, step));
    if keep {
        tx.commit();
    }
}

proptest! {
    #[test]
    fn the_fleet_is_what_the_rows_make_of_it(
        transactions in proptest::collection::vec((proptest::collection::vec(step(), 1..12), any::<bool>()), 1..24),
    ) {
        let mut world = World::default();
        for (steps, keep) in &transactions {
            let snapshot = world.clone();
            run(&mut world, steps, *keep);
            prop_assert_eq!(fleet_problems(&world), Vec::<String>::new(), "kept: {}", keep);
            prop_assert_eq!(fleet_problems(&snapshot), Vec::<String>::new(), "the snapshot");
        }
    }

    #[test]
    fn rows_load_in_any_order(
        steps in proptest::collection::vec(step(), 1..60),
        order in Just((0..64_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let mut world = World::default();
        run(&mut world, &steps, true);
        let everything = KeyBytes::from_slice(&[]);
        let instances = world.scan::<ContainerInstance>(&everything);
        let instances = instances.map(|(key, row)| (ContainerInstance::TABLE, key.bytes(), row.encode()));
        let tasks = world.scan::<Task>(&everything).map(|(key, row)| (Task::TABLE, key.bytes(), row.encode()));
        let rows: Vec<_> = instances.chain(tasks).collect();
        let mut loaded = World::default();
        for (table, key, bytes) in order.iter().filter_map(|place| rows.get(*place)) {
            loaded.load(*table, key.as_slice(), bytes).unwrap();
        }
        prop_assert_eq!(fleet_problems(&loaded), Vec::<String>::new());
        prop_assert!(loaded.fleet().clusters == world.fleet().clusters);
    }
}

#[test]
fn what_is_left_is_what_was_registered_without_what_tasks_take() {
    let mut world = World::default();
    let steps = [
        Step::Register { machine: 0, look: 5 },
        Step::Start { task: 0, machine: 0, size: 100, gpu: true },
        Step::Start { task: 1, machine: 0, size: 28, gpu: false },
        Step::Move { task: 1, to: Status::Running },
    ];
    run(&mut world, &steps, true);
    let machine = world.fleet().instance(&instance_key(0)).unwrap();
    let expected = [
        resource("CPU", Some(1920), &[]),
        resource("MEMORY", Some(3840), &[]),
        resource("PORTS", None, &["22", "28", "80", "100"]),
        resource("PORTS_UDP", None, &["53"]),
        resource("GPU", None, &["g0"]),
        resource("LICENSES", Some(3), &[]),
    ];
    assert!(machine.remaining().unwrap() == expected);
    assert_eq!((machine.running, machine.pending, machine.live), (1, 1, 2));
    assert!(machine.has_tcp_port(80) && machine.has_tcp_port(22) && !machine.has_tcp_port(443));
    let group = {
        let cluster = ClusterKey { scope: scope(), name: "one".to_owned() };
        let launch = Launch { group: "service:b".to_owned(), ..Launch::default() };
        world.fleet().group(&cluster, &launch).unwrap()
    };
    assert_eq!(machine.group(group).live, 1);
    assert_eq!(world.fleet().group_name(group).as_deref(), Some("service:b"));
    let totals = world.fleet().totals(&ClusterKey { scope: scope(), name: "one".to_owned() });
    assert_eq!((totals.instances, totals.running.ec2, totals.pending.all()), (1, 1, 1));
}

#[test]
fn an_attribute_of_too_many_values_does_not_make_classes_and_one_that_has_fewer_again_does() {
    let mut world = World::default();
    let (mut staged, mut random) = (StagedCold::new(), fastrand::Rng::with_seed(1));
    let mut tx = Tx::begin(&mut world, &NoCold, &mut staged, &mut random, Timestamp::from_secs(1));
    let cluster = ClusterKey { scope: scope(), name: "one".to_owned() };
    let classes = |tx: &Tx<'_>| tx.fleet().of(&cluster).map_or(0, |fleet| fleet.classes().count());
    let row = |number: usize| {
        let zone = attribute(ZONE, Some(format!("zone-{}", number % 3)));
        instance(vec![zone, attribute("serial", Some(number.to_string()))])
    };
    for number in 0..64 {
        tx.put(&instance_key(2 * number), row(number));
    }
    assert_eq!(classes(&tx), 64);
    tx.put(&instance_key(2 * 64), row(64));
    assert_eq!(classes(&tx), 3);
    assert!(!tx.fleet().of(&cluster).unwrap().makes_classes("serial"));
    tx.delete::<ContainerInstance>(&instance_key(0));
    assert_eq!(classes(&tx), 64);
    tx.put(&cluster, Cluster::default());
    tx.commit();
    assert_eq!(fleet_problems(&world), Vec::<String>::new());
}

#[test]
fn a_wrong_fleet_is_found() {
    let mut world = World::default();
    run(&mut world, &[Step::Register { machine: 0, look: 5 }], true);
    let mut wrong = world.fleet().clone();
    let number = wrong.machine_numbers.get(&instance_key(0).bytes()).unwrap();
    wrong.refill(number, |machine| machine.take(&launch("x", 1), std::iter::empty()));
    let mut problems = Vec::new();
    wrong.check(&world, &mut |problem| problems.push(problem));
    assert_eq!(problems.len(), 2, "{problems:?}");
}
