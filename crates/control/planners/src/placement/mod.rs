//! Placement: on which machines tasks of an order go, or what every machine lacked.
//!
//! In reading order: [`demand`] is what an order asks of a machine, [`strategy`] what makes one machine better
//! than another, [`search`] finds the best; [`refusal`] and [`lack`] say why there is none. Constraints bind,
//! strategies only prefer. The same world, order and seed give the same places, in whatever order rows came.
//!
//! Must not know: services, deployments, or how a row is written.

mod demand;
mod expressions;
mod lack;
mod refusal;
mod search;
mod strategy;

use longshore_world::fleet::{Machine, ZONE};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::launch::Order;
use longshore_world::{Word, World};

use self::demand::Demand;
pub use self::lack::Lack;
pub use self::refusal::{REFUSED_MAX, Refusal, Refused};
use self::search::Finder;

const ARCHITECTURE: &str = "ecs.cpu-architecture";

/// A place for one task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    pub instance: ContainerInstanceKey,
    pub zone: Option<Word>,
    pub architecture: Option<Word>,
    /// The devices of each container of the launch, in its order.
    pub gpu_ids: Vec<Vec<String>>,
}

/// Places for up to `count` tasks, each next one with what the ones before it take; with fewer, why.
pub fn place(
    world: &World,
    cluster: &ClusterKey,
    order: &Order,
    count: usize,
    seed: u64,
) -> (Vec<Placed>, Option<Refusal>) {
    let demand = Demand::new(world, cluster, order);
    let mut finder = Finder::new(&demand, seed);
    let mut placed = Vec::new();
    while placed.len() < count {
        match finder.next() {
            Some((machine, times)) => placed.push(settled(&demand, machine, times)),
            None => return (placed, Some(Refusal::of(&demand, |number| finder.times(number)))),
        }
    }
    (placed, None)
}

/// Whether a task of the order could go on that instance: of the cluster, or one that serves FARGATE.
pub fn check(
    world: &World,
    cluster: &ClusterKey,
    order: &Order,
    instance: &ContainerInstanceKey,
) -> Result<Placed, Refused> {
    let demand = Demand::new(world, cluster, order);
    let refused = |lack| Refused { instance: Some(instance.clone()), lack };
    let machine = demand.fleet.instance(instance).filter(|machine| {
        let fargate = machine.registered().is_some_and(|it| it.serves_fargate());
        let of_cluster = instance.cluster == cluster.name;
        instance.scope == cluster.scope && if order.launch.is_fargate() { fargate } else { of_cluster }
    });
    let machine = machine.ok_or_else(|| refused(Lack::Missing))?;
    match demand.lack(machine, 0) {
        None => Ok(settled(&demand, machine, 0)),
        Some(lack) => Err(refused(lack)),
    }
}

/// The instances on which a task of the order may run when there is room: where a service of one task for
/// each instance has its tasks. Resources and what is there already do not count.
pub fn suitable(world: &World, cluster: &ClusterKey, order: &Order) -> Vec<ContainerInstanceKey> {
    let demand = Demand::new(world, cluster, order);
    let numbers = demand.among.iter().flat_map(|among| among.machines());
    let machines = numbers.filter_map(|number| demand.fleet.machine(number));
    machines.filter(|machine| demand.suits(machine)).map(|machine| machine.key.clone()).collect()
}

fn settled(demand: &Demand<'_>, machine: &Machine, times: u32) -> Placed {
    let attribute = |name| machine.registered().and_then(|it| it.attribute(name)).map(Word::of);
    Placed {
        instance: machine.key.clone(),
        zone: attribute(ZONE),
        architecture: attribute(ARCHITECTURE),
        gpu_ids: demand.gpu_ids(machine, times),
    }
}
