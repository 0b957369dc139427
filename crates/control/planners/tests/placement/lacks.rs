//! Every reason why a task has no place, and what is said of it.

use longshore_planners::placement::{Lack, REFUSED_MAX, Refusal, check, place};
use longshore_shapes::ecs;
use longshore_world::World;
use longshore_world::records::launch::{LaunchContainer, Order};

use crate::bed::{self, Spec, cluster, distinct, machine, member_of, relaunch};

fn refusal(world: &World, order: &Order) -> Refusal {
    let (placed, refusal) = place(world, &cluster(), order, 1, 1);
    assert_eq!(placed, []);
    refusal.unwrap()
}

fn wanting(change: impl FnOnce(&mut Order)) -> Order {
    let mut order = bed::order("family:web", 128, 128);
    change(&mut order);
    order
}

fn named(name: &str) -> ecs::Attribute {
    ecs::Attribute { name: name.to_owned(), ..Default::default() }
}

#[test]
fn each_thing_that_a_machine_may_lack() {
    let ok = Spec::default();
    let cpu = |order: &mut Order| relaunch(order, |launch| launch.reserved.cpu = 2048);
    let memory = |order: &mut Order| relaunch(order, |launch| launch.reserved.memory = 2048);
    let tcp = |order: &mut Order| relaunch(order, |launch| launch.reserved.tcp_ports = vec![80, 22]);
    let doubled = |order: &mut Order| relaunch(order, |launch| launch.reserved.udp_ports = vec![53, 53]);
    let gpu = |order: &mut Order| {
        let container = LaunchContainer { gpus: 2, ..Default::default() };
        relaunch(order, |launch| launch.containers = vec![container]);
    };
    let far = |order: &mut Order| relaunch(order, |launch| launch.network = bed::subnets(&["b"]));
    let nowhere = |order: &mut Order| relaunch(order, |launch| launch.network = bed::subnets(&["gone"]));
    let cases: Vec<(Spec, Order, Lack, &str)> = vec![
        (ok.clone(), wanting(cpu), Lack::Cpu { wanted: 2048, left: 1024 }, "RESOURCE:CPU"),
        (ok.clone(), wanting(memory), Lack::Memory { wanted: 2048, left: 1024 }, "RESOURCE:MEMORY"),
        (ok.clone(), wanting(tcp), Lack::Ports(vec![22]), "RESOURCE:PORTS"),
        (ok.clone(), wanting(doubled), Lack::PortsUdp(vec![53]), "RESOURCE:PORTS_UDP"),
        (Spec { gpus: 1, ..ok.clone() }, wanting(gpu), Lack::Gpu { wanted: 2, left: 1 }, "RESOURCE:GPU"),
        (ok.clone(), wanting(far), Lack::Location, "LOCATION"),
        (ok.clone(), wanting(nowhere), Lack::Location, "LOCATION"),
        (Spec { connected: false, ..ok.clone() }, wanting(|_| {}), Lack::Agent, "AGENT"),
        (
            Spec { status: "DRAINING", ..ok.clone() },
            wanting(|_| {}),
            Lack::Status("DRAINING".to_owned()),
            "INACTIVE",
        ),
        (
            ok.clone(),
            wanting(|order| order.required_attributes.push(named("ssd"))),
            Lack::Attribute("ssd".to_owned()),
            "ATTRIBUTE",
        ),
        (
            Spec { attributes: vec![("ssd".to_owned(), Some("no".to_owned()))], ..ok.clone() },
            wanting(|order| {
                let attribute = ecs::Attribute { value: Some("yes".to_owned()), ..named("ssd") };
                order.required_attributes.push(attribute);
            }),
            Lack::Attribute("ssd".to_owned()),
            "ATTRIBUTE",
        ),
        (
            ok,
            wanting(|order| order.constraints.push(member_of("attribute:ssd exists"))),
            Lack::Constraint("attribute:ssd exists".to_owned()),
            "MemberOf placement constraint unsatisfied.",
        ),
    ];
    for (spec, order, lack, code) in cases {
        let world = bed::world(&[spec]);
        let refusal = refusal(&world, &order);
        let closest = refusal.closest().unwrap();
        assert_eq!((&closest.lack, closest.lack.code()), (&lack, code));
        assert_eq!(closest.instance, Some(machine(bed::CLUSTER, 0)));
        assert_eq!(check(&world, &cluster(), &order, &machine(bed::CLUSTER, 0)).unwrap_err().lack, lack);
    }
}

#[test]
fn a_second_task_of_the_same_call_may_lack_what_the_first_one_took() {
    let cases: Vec<(Order, Lack)> = vec![
        (bed::order("family:web", 600, 128), Lack::Cpu { wanted: 600, left: 424 }),
        (wanting(|it| relaunch(it, |launch| launch.reserved.tcp_ports = vec![80])), Lack::Ports(vec![80])),
        (wanting(|it| it.constraints.push(distinct())), Lack::Distinct),
        (
            wanting(|it| {
                let container = LaunchContainer { gpus: 2, ..Default::default() };
                relaunch(it, |launch| launch.containers = vec![container]);
            }),
            Lack::Gpu { wanted: 2, left: 1 },
        ),
        (
            wanting(|it| it.constraints.push(member_of("not(task:group == family:web)"))),
            Lack::Constraint("not(task:group == family:web)".to_owned()),
        ),
    ];
    let world = bed::world(&[Spec { gpus: 3, ..Spec::default() }]);
    for (mut order, lack) in cases {
        for strategy in [&[][..], &[("binpack", "cpu")], &[("spread", "host")]] {
            order.strategy = bed::strategy(strategy);
            let (placed, refusal) = place(&world, &cluster(), &order, 2, 1);
            assert_eq!(placed.len(), 1, "{lack}");
            assert_eq!(refusal.unwrap().closest().unwrap().lack, lack);
        }
    }
}

#[test]
fn the_closest_match_comes_first_and_the_event_names_it() {
    let specs = [
        Spec { status: "DRAINING", ..Spec::default() },
        Spec { cpu: 100, ..Spec::default() },
        Spec { cpu: 500, ..Spec::default() },
        Spec { connected: false, ..Spec::default() },
        Spec { cpu: 500, memory: 64, ..Spec::default() },
    ];
    let refusal = refusal(&bed::world(&specs), &bed::order("service:web", 512, 512));
    let order: Vec<_> = refusal.refused.iter().map(|it| it.instance.clone().unwrap().id).collect();
    assert_eq!(order, ["m2", "m1", "m4", "m3", "m0"]);
    assert_eq!(
        refusal.event(),
        "was unable to place a task because no container instance met all of its requirements. The closest \
         matching (container-instance m2) has insufficient CPU units available. For more information, see the \
         Troubleshooting section of the Amazon ECS Developer Guide."
    );
    assert_eq!(
        refusal.to_string(),
        "none of 5 container instances will do; the closest is m2: wants 512 CPU units, 500 are left"
    );
}

#[test]
fn a_cluster_without_instances_and_fargate_without_machines_say_so() {
    let world = bed::world(&[Spec { cluster: "other", ..Spec::default() }]);
    let none = refusal(&world, &bed::order("service:web", 1, 1));
    assert_eq!((none.closest().unwrap().lack.clone(), none.examined), (Lack::NoInstances, 0));
    assert_eq!(
        none.event(),
        "was unable to place a task because no container instance met all of its requirements. Reason: No \
         Container Instances were found in your cluster. For more information, see the Troubleshooting section \
         of the Amazon ECS Developer Guide."
    );
    let mut fargate = bed::order("service:web", 1, 1);
    relaunch(&mut fargate, |launch| launch.launch_type = Some(ecs::LaunchType::Fargate));
    let none = refusal(&world, &fargate);
    assert_eq!(none.closest().unwrap().lack, Lack::Fargate);
    assert!(none.event().starts_with("was unable to place a task. Reason: Capacity is unavailable"));
}

#[test]
fn fargate_names_no_machine_to_callers_and_says_more_to_operators() {
    let attributes = vec![("longshore.fargate".to_owned(), None)];
    let world = bed::world(&[Spec { cluster: "other", cpu: 64, attributes, ..Spec::default() }]);
    let mut order = bed::order("service:web", 256, 512);
    relaunch(&mut order, |launch| launch.capacity_provider = Some("FARGATE_SPOT".to_owned()));
    let refusal = refusal(&world, &order);
    assert_eq!(refusal.refused.len(), 1);
    assert_eq!(refusal.closest().unwrap().instance, None);
    assert_eq!(refusal.pool[0].lack, Lack::Cpu { wanted: 256, left: 64 });
}

#[test]
fn a_refusal_names_no_more_machines_than_it_may() {
    let specs: Vec<Spec> = (0..REFUSED_MAX + 50)
        .map(|number| Spec { cpu: i32::try_from(number).unwrap(), ..Spec::default() })
        .collect();
    let refusal = refusal(&bed::world(&specs), &bed::order("family:web", 1000, 1));
    assert_eq!((refusal.refused.len(), refusal.examined), (REFUSED_MAX, REFUSED_MAX + 50));
    let left = |lack: &Lack| match lack {
        Lack::Cpu { left, .. } => *left,
        other => panic!("{other}"),
    };
    let left: Vec<i32> = refusal.refused.iter().map(|it| left(&it.lack)).collect();
    assert_eq!((left[0], left[REFUSED_MAX - 1]), (149, 50));
}

#[test]
fn an_instance_of_another_cluster_is_missing_and_one_that_is_gone_says_its_status() {
    let specs = [Spec { cluster: "other", ..Spec::default() }];
    let mut world = bed::world(&specs);
    let order = bed::order("family:web", 1, 1);
    let lack = |world: &World, key| check(world, &cluster(), &order, &key).unwrap_err().lack;
    assert_eq!(lack(&world, machine("other", 0)), Lack::Missing);
    assert_eq!(lack(&world, machine(bed::CLUSTER, 7)), Lack::Missing);
    bed::change(&mut world, |tx| {
        let mut row = bed::row(&Spec { status: "INACTIVE", ..Spec::default() });
        row.inactive_at = Some(tx.now());
        tx.put(&machine(bed::CLUSTER, 7), row);
    });
    assert_eq!(lack(&world, machine(bed::CLUSTER, 7)), Lack::Status("INACTIVE".to_owned()));
}
