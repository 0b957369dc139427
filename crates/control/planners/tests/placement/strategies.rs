//! Where tasks go by each strategy, in worlds small enough to see it.

use longshore_planners::placement::{place, suitable};
use longshore_shapes::ecs;
use longshore_world::World;
use longshore_world::records::launch::{LaunchContainer, Order};

use crate::bed::{self, Spec, cluster, distinct, machine, member_of, relaunch, strategy};

fn sized(cpu: i32, memory: i32) -> Spec {
    Spec { cpu, memory, ..Spec::default() }
}

fn zoned(zone: &'static str) -> Spec {
    Spec { zone: Some(zone), ..Spec::default() }
}

fn ids(world: &World, order: &Order, count: usize) -> Vec<String> {
    place(world, &cluster(), order, count, 5).0.into_iter().map(|it| it.instance.id).collect()
}

/// How many went to each of so many machines.
fn tally(world: &World, order: &Order, count: usize, machines: usize) -> Vec<usize> {
    let ids = ids(world, order, count);
    (0..machines).map(|number| ids.iter().filter(|id| **id == format!("m{number}")).count()).collect()
}

fn packed(field: &str) -> Order {
    Order { strategy: strategy(&[("binpack", field)]), ..bed::order("family:web", 100, 100) }
}

#[test]
fn binpack_takes_what_has_least_left_and_still_fits() {
    let world = bed::world(&[sized(1000, 300), sized(300, 1000), sized(90, 90), sized(2000, 2000)]);
    assert_eq!(ids(&world, &packed("memory"), 4), ["m0", "m0", "m0", "m1"]);
    assert_eq!(ids(&world, &packed("CPU"), 4), ["m1", "m1", "m1", "m0"]);
}

#[test]
fn equally_packed_machines_are_told_apart_by_the_other_resource() {
    let world = bed::world(&[sized(900, 500), sized(400, 500), sized(800, 500)]);
    assert_eq!(ids(&world, &packed("memory"), 1), ["m1"]);
    let world = bed::world(&[sized(500, 900), sized(500, 800), sized(500, 400)]);
    assert_eq!(ids(&world, &packed("cpu"), 1), ["m2"]);
}

#[test]
fn services_are_spread_over_zones_then_machines() {
    let world = bed::world(&[zoned("a"), zoned("a"), zoned("a"), zoned("b")]);
    let order = bed::order("service:web", 100, 100);
    assert_eq!(tally(&world, &order, 6, 4), [1, 1, 1, 3]);
    assert_eq!(tally(&world, &order, 12, 4), [2, 2, 2, 6]);
}

#[test]
fn balance_is_an_effort_and_not_a_promise() {
    let world = bed::world(&[zoned("a"), Spec { zone: Some("b"), cpu: 100, ..Spec::default() }]);
    assert_eq!(tally(&world, &bed::order("service:web", 100, 100), 5, 2), [4, 1]);
}

#[test]
fn spread_counts_the_group_and_nobody_else() {
    let mut world = bed::world(&[zoned("a"), zoned("b")]);
    let (web, db) = (bed::order("service:web", 10, 10), bed::order("service:db", 10, 10));
    let only = |zone: &str| member_of(&format!("attribute:ecs.availability-zone == {zone}"));
    let pinned = Order { constraints: vec![only("a")], ..web.clone() };
    for (number, placed) in place(&world, &cluster(), &pinned, 2, 1).0.iter().enumerate() {
        bed::put(&mut world, number, &pinned, placed);
    }
    assert_eq!(tally(&world, &web, 2, 2), [0, 2]);
    assert_eq!(tally(&world, &db, 2, 2), [1, 1]);
}

#[test]
fn spread_over_an_attribute_of_the_users_and_over_machines() {
    let rack =
        |rack: &str| Spec { attributes: vec![("rack".to_owned(), Some(rack.to_owned()))], ..Spec::default() };
    let world = bed::world(&[rack("1"), rack("1"), rack("1"), rack("2")]);
    let by_rack =
        Order { strategy: strategy(&[("spread", "attribute:rack")]), ..bed::order("family:web", 10, 10) };
    let placed = tally(&world, &by_rack, 6, 4);
    assert_eq!((placed[..3].iter().sum::<usize>(), placed[3]), (3, 3));
    for field in ["host", "instanceId"] {
        let by_host = Order { strategy: strategy(&[("spread", field)]), ..by_rack.clone() };
        assert_eq!(tally(&world, &by_host, 8, 4), [2, 2, 2, 2]);
    }
}

#[test]
fn chance_reaches_everything_that_fits_and_evenly() {
    let specs: Vec<Spec> =
        (0..6).map(|number| if number < 4 { zoned(["a", "b"][number % 2]) } else { sized(10, 10) }).collect();
    let world = bed::world(&specs);
    let order = bed::order("family:web", 100, 100);
    let mut counts = [0; 6];
    for seed in 0..2000 {
        let placed = place(&world, &cluster(), &order, 1, seed).0;
        counts[placed[0].instance.id.trim_start_matches('m').parse::<usize>().unwrap()] += 1;
    }
    assert!(counts[..4].iter().all(|count| (400..600).contains(count)), "{counts:?}");
    assert_eq!(counts[4..], [0, 0]);
}

#[test]
fn distinct_instances_are_told_apart_by_group() {
    let mut world = bed::world(&[Spec::default(), Spec::default()]);
    let mut order = packed("memory");
    order.constraints.push(distinct());
    let (placed, refusal) = place(&world, &cluster(), &order, 3, 1);
    assert_eq!((placed.len(), refusal.is_some()), (2, true));
    bed::put(&mut world, 0, &order, &placed[0]);
    assert_eq!(ids(&world, &order, 2), [placed[1].instance.id.clone()]);
    let mut other = packed("memory");
    relaunch(&mut other, |launch| launch.group = "family:other".to_owned());
    other.constraints.push(distinct());
    assert_eq!(ids(&world, &other, 3).len(), 2);
}

#[test]
fn devices_are_given_once_container_by_container() {
    let mut world = bed::world(&[Spec { gpus: 4, ..Spec::default() }]);
    let mut order = packed("memory");
    let container = |gpus| LaunchContainer { gpus, ..Default::default() };
    relaunch(&mut order, |launch| launch.containers = vec![container(1), container(0), container(1)]);
    let placed = place(&world, &cluster(), &order, 3, 1).0;
    let gpu = |number: usize| vec![format!("gpu-{number}")];
    assert_eq!(placed.len(), 2);
    assert_eq!(placed[0].gpu_ids, [gpu(0), vec![], gpu(1)]);
    assert_eq!(placed[1].gpu_ids, [gpu(2), vec![], gpu(3)]);
    bed::put(&mut world, 0, &order, &placed[1]);
    assert_eq!(place(&world, &cluster(), &order, 1, 1).0[0].gpu_ids, [gpu(0), vec![], gpu(1)]);
}

#[test]
fn fargate_goes_to_the_pool_of_any_cluster_in_the_zones_of_its_subnets() {
    let pool = |zone, cluster| Spec {
        cluster,
        attributes: vec![("longshore.fargate".to_owned(), None)],
        zone: Some(zone),
        ..Spec::default()
    };
    let world = bed::world(&[pool("a", "other"), pool("b", bed::CLUSTER), pool("c", "other"), zoned("a")]);
    let mut order = bed::order("family:web", 100, 100);
    relaunch(&mut order, |launch| {
        launch.launch_type = Some(ecs::LaunchType::Fargate);
        launch.network = bed::subnets(&["a", "b"]);
    });
    assert_eq!(tally(&world, &order, 6, 4), [3, 3, 0, 0]);
    relaunch(&mut order, |launch| launch.launch_type = Some(ecs::LaunchType::Ec2));
    order.strategy = strategy(&[("spread", "host")]);
    assert_eq!(tally(&world, &order, 4, 4), [0, 2, 0, 2]);
}

#[test]
fn what_suits_a_task_of_every_instance_does_not_depend_on_room() {
    let mut gone = zoned("b");
    gone.connected = false;
    let world = bed::world(&[sized(1, 1), zoned("b"), gone, zoned("c")]);
    let mut order = bed::order("service:agent", 100, 100);
    order.constraints.push(member_of("attribute:ecs.availability-zone != c"));
    let mut found = suitable(&world, &cluster(), &order);
    found.sort();
    assert_eq!(found, [machine(bed::CLUSTER, 0), machine(bed::CLUSTER, 1)]);
}
