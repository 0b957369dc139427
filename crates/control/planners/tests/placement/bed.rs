//! A world to place in: machines, tasks and orders with what a test says of them.

use longshore_planners::placement::Placed;
use longshore_shapes::{Shared, Timestamp, ec2, ecs};
use longshore_world::fleet::ZONE;
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::records::launch::{Launch, LaunchContainer, LaunchNetwork, Order, Reserved};
use longshore_world::records::network::{Subnet, SubnetKey};
use longshore_world::records::task::{Task, TaskContainer, TaskKey};
use longshore_world::{Account, NoCold, Region, Scope, StagedCold, Tx, World};

pub(crate) const CLUSTER: &str = "main";

#[derive(Debug, Clone)]
pub(crate) struct Spec {
    pub(crate) cluster: &'static str,
    pub(crate) zone: Option<&'static str>,
    pub(crate) cpu: i32,
    pub(crate) memory: i32,
    pub(crate) gpus: usize,
    pub(crate) status: &'static str,
    pub(crate) connected: bool,
    pub(crate) attributes: Vec<(String, Option<String>)>,
}

impl Default for Spec {
    fn default() -> Self {
        Self {
            cluster: CLUSTER,
            zone: Some("a"),
            cpu: 1024,
            memory: 1024,
            gpus: 0,
            status: "ACTIVE",
            connected: true,
            attributes: Vec::new(),
        }
    }
}

pub(crate) fn scope() -> Scope {
    Scope { account: Account::from_number(1), region: Region::parse("eu-west-1").unwrap() }
}

pub(crate) fn cluster() -> ClusterKey {
    ClusterKey { scope: scope(), name: CLUSTER.to_owned() }
}

pub(crate) fn machine(cluster: &str, number: usize) -> ContainerInstanceKey {
    ContainerInstanceKey { scope: scope(), cluster: cluster.to_owned(), id: format!("m{number}") }
}

pub(crate) fn change(world: &mut World, change: impl FnOnce(&mut Tx<'_>)) {
    let (mut staged, mut random) = (StagedCold::new(), fastrand::Rng::with_seed(1));
    let mut tx = Tx::begin(world, &NoCold, &mut staged, &mut random, Timestamp::from_secs(1));
    change(&mut tx);
    tx.commit();
}

fn resource(name: &str, integer: Option<i32>, set: Vec<String>) -> ecs::Resource {
    let string_set_value = integer.is_none().then_some(set);
    ecs::Resource {
        name: Some(name.to_owned()),
        integer_value: integer,
        string_set_value,
        ..Default::default()
    }
}

pub(crate) fn row(spec: &Spec) -> ContainerInstance {
    let gpus = (0..spec.gpus).map(|number| format!("gpu-{number}")).collect();
    let zone = spec.zone.map(|zone| (ZONE.to_owned(), Some(zone.to_owned())));
    let attributes = spec.attributes.iter().cloned().chain(zone);
    let attributes =
        attributes.map(|(name, value)| ecs::Attribute { name, value, ..Default::default() }).collect();
    ContainerInstance {
        instance: ecs::ContainerInstance {
            status: Some(spec.status.to_owned()),
            agent_connected: Some(spec.connected),
            registered_resources: Some(vec![
                resource("CPU", Some(spec.cpu), vec![]),
                resource("MEMORY", Some(spec.memory), vec![]),
                resource("PORTS", None, vec!["22".to_owned()]),
                resource("PORTS_UDP", None, vec![]),
                resource("GPU", None, gpus),
            ]),
            attributes: Some(attributes),
            ..Default::default()
        },
        ..Default::default()
    }
}

/// A world of these machines, and a subnet `net-x` in each of the zones a, b and c.
pub(crate) fn world(specs: &[Spec]) -> World {
    let mut world = World::default();
    let order: Vec<usize> = (0..specs.len()).collect();
    fill(&mut world, specs, &order);
    world
}

pub(crate) fn fill(world: &mut World, specs: &[Spec], order: &[usize]) {
    change(world, |tx| {
        for number in order {
            tx.put(&machine(specs[*number].cluster, *number), row(&specs[*number]));
        }
        for zone in ["a", "b", "c"] {
            let subnet = ec2::Subnet { availability_zone: Some(zone.to_owned()), ..Default::default() };
            tx.put(&SubnetKey { scope: scope(), id: format!("net-{zone}") }, Subnet { subnet });
        }
    });
}

pub(crate) fn order(group: &str, cpu: i32, memory: i32) -> Order {
    let reserved = Reserved { cpu, memory, ..Default::default() };
    let launch = Launch {
        group: group.to_owned(),
        launch_type: Some(ecs::LaunchType::Ec2),
        reserved,
        containers: vec![LaunchContainer::default()],
        ..Default::default()
    };
    Order { launch: Shared::new(launch), ..Default::default() }
}

/// Changes what the tasks of an order have in common.
pub(crate) fn relaunch(order: &mut Order, change: impl FnOnce(&mut Launch)) {
    let mut launch = Launch::clone(&order.launch);
    change(&mut launch);
    order.launch = Shared::new(launch);
}

pub(crate) fn strategy(given: &[(&str, &str)]) -> Vec<ecs::PlacementStrategy> {
    let strategy = |(kind, field): &(&str, &str)| ecs::PlacementStrategy {
        r#type: Some(ecs::PlacementStrategyType::from(*kind)),
        field: Some((*field).to_owned()),
    };
    given.iter().map(strategy).collect()
}

pub(crate) fn member_of(expression: &str) -> ecs::PlacementConstraint {
    let r#type = Some(ecs::PlacementConstraintType::MemberOf);
    ecs::PlacementConstraint { r#type, expression: Some(expression.to_owned()) }
}

pub(crate) fn distinct() -> ecs::PlacementConstraint {
    let r#type = Some(ecs::PlacementConstraintType::DistinctInstance);
    ecs::PlacementConstraint { r#type, expression: None }
}

pub(crate) fn subnets(zones: &[&str]) -> Option<LaunchNetwork> {
    let subnets = zones.iter().map(|zone| format!("net-{zone}")).collect();
    Some(LaunchNetwork { subnets, ..Default::default() })
}

/// Writes the task of a place.
pub(crate) fn put(world: &mut World, number: usize, order: &Order, placed: &Placed) -> TaskKey {
    let key = TaskKey { scope: scope(), cluster: CLUSTER.to_owned(), id: format!("t{number}") };
    let containers =
        placed.gpu_ids.iter().map(|ids| TaskContainer { gpu_ids: ids.clone(), ..Default::default() });
    let other = (placed.instance.cluster != CLUSTER).then(|| placed.instance.cluster.clone());
    let task = Task {
        launch: order.launch.clone(),
        instance: Some(placed.instance.id.clone()),
        instance_cluster: other,
        containers: containers.collect(),
        ..Default::default()
    };
    change(world, |tx| tx.put(&key, task));
    key
}
