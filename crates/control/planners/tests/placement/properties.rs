//! What must hold of any placement in any world.

use longshore_planners::placement::{check, place, suitable};
use longshore_shapes::{Timestamp, ecs};
use longshore_world::World;
use longshore_world::records::launch::{LaunchContainer, Order};
use longshore_world::records::task::Task;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::bed::{self, Spec, cluster, distinct, machine, member_of, relaunch, strategy};
use crate::oracle;

const EXPRESSIONS: &[&str] = &[
    "attribute:type == big",
    "attribute:type != big",
    "attribute:ecs.availability-zone in [a, b]",
    "attribute:type =~ b.* or runningTasksCount < 1",
    "not(task:group == service:db)",
    "agentConnected == true and attribute:ssd exists",
];
const STRATEGIES: &[(&str, &str)] = &[
    ("spread", "attribute:ecs.availability-zone"),
    ("spread", "attribute:type"),
    ("spread", "attribute:serial"),
    ("spread", "instanceId"),
    ("binpack", "cpu"),
    ("binpack", "memory"),
];
const GROUPS: &[&str] = &["service:web", "service:db", "family:job"];

fn spec() -> impl Strategy<Value = Spec> {
    let attributes = (select(&["big", "small"][..]), any::<bool>(), proptest::bool::weighted(0.3));
    let sizes = (1..5_i32, 1..5_i32, 0..3_usize);
    let zone = select(&[Some("a"), Some("b"), Some("c"), None][..]);
    let odd = proptest::bool::weighted(0.1);
    (attributes, sizes, zone, odd, odd, select(&[bed::CLUSTER, bed::CLUSTER, "other"][..])).prop_map(
        |((kind, ssd, fargate), (cpu, memory, gpus), zone, draining, gone, cluster)| {
            let mut attributes = vec![("type".to_owned(), Some(kind.to_owned()))];
            attributes.extend(ssd.then(|| ("ssd".to_owned(), None)));
            attributes.extend(fargate.then(|| ("longshore.fargate".to_owned(), None)));
            let status = if draining { "DRAINING" } else { "ACTIVE" };
            let (cpu, memory) = (512 * cpu, 512 * memory);
            Spec { cluster, zone, cpu, memory, gpus, status, connected: !gone, attributes }
        },
    )
}

fn order() -> impl Strategy<Value = Order> {
    let sizes = (0..5_i32, 0..5_i32, prop_oneof![4 => Just(0), 1 => 1..3_i32]);
    let ports = prop_oneof![3 => Just(vec![]), 1 => Just(vec![80]), 1 => Just(vec![80, 443])];
    let constraints = (subsequence(EXPRESSIONS, 0..2), proptest::bool::weighted(0.2));
    let network = prop_oneof![2 => Just(None), 1 => subsequence(&["a", "b", "c"][..], 1..3).prop_map(Some)];
    let strategies = subsequence(STRATEGIES, 0..4).prop_shuffle();
    let kind = (select(GROUPS), proptest::bool::weighted(0.15), proptest::bool::weighted(0.2));
    (sizes, ports, constraints, network, strategies, kind).prop_map(
        |((cpu, memory, gpus), ports, (expressions, apart), network, strategies, (group, fargate, ssd))| {
            let mut order = bed::order(group, 128 * cpu, 128 * memory);
            relaunch(&mut order, |launch| {
                launch.containers = vec![LaunchContainer { gpus, ..Default::default() }];
                launch.reserved.tcp_ports = ports;
                launch.network = network.and_then(|zones| bed::subnets(&zones));
                if fargate {
                    launch.launch_type = Some(ecs::LaunchType::Fargate);
                }
            });
            order.constraints = expressions.iter().map(|it| member_of(it)).collect();
            order.constraints.extend(apart.then(distinct));
            let ssd = ssd.then(|| ecs::Attribute { name: "ssd".to_owned(), ..Default::default() });
            order.required_attributes.extend(ssd);
            order.strategy = strategy(&strategies);
            order
        },
    )
}

/// A strategy that leaves nothing to chance.
fn decided(mut order: Order) -> Order {
    if order.strategy.is_empty() && order.launch.service().is_none() {
        order.strategy = strategy(&[("binpack", "memory")]);
    }
    order
}

/// Places orders, and stops some of the tasks, as a history to place upon.
fn lived(specs: &[Spec], history: &[(Order, bool)], shuffled: &[usize]) -> World {
    let mut world = World::default();
    bed::fill(&mut world, specs, shuffled);
    for (number, (order, stops)) in history.iter().enumerate() {
        let (placed, _) = place(&world, &cluster(), order, 2, 7);
        for (copy, placed) in placed.iter().enumerate() {
            let key = bed::put(&mut world, 10 * number + copy, order, placed);
            if *stops && copy == 0 {
                bed::change(&mut world, |tx| {
                    tx.update(&key, |row: &mut Task| {
                        row.desire_stop(Timestamp::from_secs(2), &ecs::TaskStopCode::UserInitiated, "");
                    });
                });
            }
        }
    }
    world
}

fn history() -> impl Strategy<Value = Vec<(Order, bool)>> {
    proptest::collection::vec((order().prop_map(decided), any::<bool>()), 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn each_task_goes_where_a_naive_search_puts_it(
        specs in proptest::collection::vec(spec(), 0..9), history in history(),
        order in order().prop_map(decided), count in 1..6_usize,
    ) {
        let all: Vec<usize> = (0..specs.len()).collect();
        let mut world = lived(&specs, &history, &all);
        let (placed, refusal) = place(&world, &cluster(), &order, count, 3);
        prop_assert_eq!(placed.len() < count, refusal.is_some());
        for (number, placed) in placed.iter().enumerate() {
            prop_assert!(oracle::fits(&world, &order, placed), "{:?} does not fit", placed);
            prop_assert_eq!(Some(placed.instance.clone()), oracle::best(&world, &order));
            bed::put(&mut world, 1000 + number, &order, placed);
        }
        if refusal.is_some() {
            prop_assert_eq!(oracle::best(&world, &order), None);
        }
        prop_assert_eq!(world.fleet().totals(&cluster()).pending.all() as usize, {
            let everything = longshore_world::KeyBytes::from_slice(&[]);
            world.scan::<Task>(&everything).filter(|(_, task)| task.is_pending()).count()
        });
    }

    #[test]
    fn chance_takes_only_what_fits_and_is_among_the_best(
        specs in proptest::collection::vec(spec(), 0..9), history in history(), order in order(),
        leading in subsequence(STRATEGIES, 0..3), count in 1..6_usize, seed: u64,
    ) {
        let mut order = order;
        order.strategy = strategy(&[leading.as_slice(), &[("random", "")]].concat());
        relaunch(&mut order, |launch| launch.launch_type = Some(ecs::LaunchType::Ec2));
        let all: Vec<usize> = (0..specs.len()).collect();
        let mut world = lived(&specs, &history, &all);
        let (placed, refusal) = place(&world, &cluster(), &order, count, seed);
        prop_assert_eq!(place(&world, &cluster(), &order, count, seed).0, placed.clone());
        let ranked = Order { strategy: strategy(&leading), ..order.clone() };
        for (number, placed) in placed.iter().enumerate() {
            prop_assert!(oracle::fits(&world, &order, placed), "{:?} does not fit", placed);
            if !leading.is_empty() {
                // The scores up to where chance decides.
                let scores = oracle::scores(&world, &ranked);
                let leading_score = |score: &Vec<i64>| score[..leading.len()].to_vec();
                let least = scores.iter().map(|(score, _)| leading_score(score)).min().unwrap();
                let own = scores.iter().find(|(_, key)| *key == placed.instance).unwrap();
                prop_assert_eq!(leading_score(&own.0), least);
            }
            bed::put(&mut world, 1000 + number, &order, placed);
        }
        if refusal.is_some() {
            prop_assert!(oracle::machines(&world, &order).iter().all(|machine| !machine.fits(&order)));
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        specs in proptest::collection::vec(spec(), 0..9), history in history(), order in order(),
        shuffled in Just((0..9_usize).collect::<Vec<_>>()).prop_shuffle(), seed: u64,
    ) {
        let all: Vec<usize> = (0..specs.len()).collect();
        let shuffled: Vec<usize> = shuffled.into_iter().filter(|number| *number < specs.len()).collect();
        let (one, other) = (lived(&specs, &history, &all), lived(&specs, &history, &shuffled));
        prop_assert_eq!(
            place(&one, &cluster(), &order, 5, seed), place(&other, &cluster(), &order, 5, seed));
    }

    #[test]
    fn a_check_agrees_with_a_placement_and_a_refusal_with_both(
        specs in proptest::collection::vec(spec(), 1..9), history in history(), order in order(),
    ) {
        let all: Vec<usize> = (0..specs.len()).collect();
        let world = lived(&specs, &history, &all);
        let (placed, refusal) = place(&world, &cluster(), &order, 1, 3);
        let fitting = |key| oracle::machines(&world, &order).iter().any(|it| it.key == key && it.fits(&order));
        for (number, spec) in specs.iter().enumerate() {
            let key = machine(spec.cluster, number);
            let checked = check(&world, &cluster(), &order, &key);
            prop_assert_eq!(checked.is_ok(), fitting(key.clone()));
            prop_assert!(checked.is_err() || suitable(&world, &cluster(), &order).contains(&key));
            if let (Some(refusal), Err(refused)) = (&refusal, checked) {
                let named = refusal.refused.iter().chain(&refusal.pool).find(|it| it.instance == Some(key.clone()));
                prop_assert!(named.is_none_or(|named| *named == refused));
            }
        }
        if let Some(refusal) = refusal {
            prop_assert!(placed.is_empty() && !refusal.refused.is_empty());
            let looked_at = refusal.refused.iter().chain(&refusal.pool).filter(|it| it.instance.is_some());
            prop_assert_eq!(looked_at.count(), refusal.examined);
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// More values than make classes: every machine is asked for itself.
    #[test]
    fn attributes_of_many_values_are_asked_of_each_machine(
        order in order().prop_map(decided), asked in 0..90_usize, kind in 0..3, racks in 65..90_usize,
    ) {
        let specs: Vec<Spec> = (0..90_usize).map(|number| {
            let serial = ("serial".to_owned(), Some((number % racks).to_string()));
            let kind = ("type".to_owned(), Some(["big", "small"][number % 2].to_owned()));
            let zone = Some(["a", "b", "c"][number % 3]);
            Spec { zone, gpus: number % 2, attributes: vec![serial, kind], ..Spec::default() }
        }).collect();
        let mut order = order;
        relaunch(&mut order, |launch| launch.launch_type = Some(ecs::LaunchType::Ec2));
        match kind {
            0 => order.constraints.push(member_of(&format!("attribute:serial == {asked}"))),
            1 => order.strategy.insert(0, strategy(&[("spread", "attribute:serial")]).remove(0)),
            _ => order.required_attributes.push(ecs::Attribute {
                name: "serial".to_owned(), value: Some(asked.to_string()), ..Default::default() }),
        }
        let mut world = bed::world(&specs);
        let (placed, refusal) = place(&world, &cluster(), &order, 3, 3);
        for (number, placed) in placed.iter().enumerate() {
            prop_assert_eq!(Some(placed.instance.clone()), oracle::best(&world, &order));
            bed::put(&mut world, 1000 + number, &order, placed);
        }
        prop_assert_eq!(refusal.is_some(), placed.len() < 3);
        prop_assert!(refusal.is_none() || oracle::best(&world, &order).is_none());
    }
}
