//! The naive search: everything is worked out from the rows, for every machine, for every task.

use std::collections::BTreeSet;

use longshore_planners::placement::Placed;
use longshore_shapes::{Timestamp, ecs};
use longshore_world::fleet::ZONE;
use longshore_world::query_language::{self, Subjects};
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::records::launch::Order;
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::{KeyBytes, World};

use crate::bed::CLUSTER;

/// A machine as its row and the rows of its tasks make it.
pub(crate) struct Seen<'w> {
    pub(crate) key: ContainerInstanceKey,
    row: &'w ContainerInstance,
    tasks: Vec<(TaskKey, &'w Task)>,
}

fn everything() -> KeyBytes {
    KeyBytes::from_slice(&[])
}

pub(crate) fn machines<'w>(world: &'w World, order: &Order) -> Vec<Seen<'w>> {
    let fargate = order.launch.is_fargate();
    let rows = world.scan::<ContainerInstance>(&everything()).map(|(key, row)| {
        let tasks = world.scan::<Task>(&everything());
        let tasks = tasks.filter(|(task, row)| row.is_live() && row.instance_key(task) == Some(key.clone()));
        Seen { tasks: tasks.map(|(key, row)| (key, row.as_ref())).collect(), key, row }
    });
    rows.filter(|it| it.row.is_registered())
        .filter(
            |it| {
                if fargate { it.attribute("longshore.fargate").is_some() } else { it.key.cluster == CLUSTER }
            },
        )
        .collect()
}

impl Seen<'_> {
    fn resource(&self, name: &str) -> Option<&ecs::Resource> {
        let all = self.row.instance.registered_resources.iter().flatten();
        all.into_iter().find(|it| it.name.as_deref() == Some(name))
    }

    pub(crate) fn cpu(&self) -> i32 {
        let all = self.resource("CPU").and_then(|it| it.integer_value).unwrap_or(0);
        all - self.tasks.iter().map(|(_, task)| task.launch.reserved.cpu).sum::<i32>()
    }

    pub(crate) fn memory(&self) -> i32 {
        let all = self.resource("MEMORY").and_then(|it| it.integer_value).unwrap_or(0);
        all - self.tasks.iter().map(|(_, task)| task.launch.reserved.memory).sum::<i32>()
    }

    /// What it has without tasks, on the whole.
    fn whole(&self) -> i64 {
        let all = |name| i64::from(self.resource(name).and_then(|it| it.integer_value).unwrap_or(0));
        4 * all("CPU") + all("MEMORY")
    }

    fn ports(&self) -> BTreeSet<i32> {
        let listed = self.resource("PORTS").and_then(|it| it.string_set_value.clone()).unwrap_or_default();
        let listed = listed.into_iter().map(|port| port.parse().unwrap());
        listed.chain(self.tasks.iter().flat_map(|(_, task)| task.launch.reserved.tcp_ports.clone())).collect()
    }

    fn gpus(&self) -> usize {
        let mut all = self.resource("GPU").and_then(|it| it.string_set_value.clone()).unwrap_or_default();
        all.retain(|id| !self.tasks.iter().any(|(_, task)| task.gpus().any(|taken| taken == id)));
        all.len()
    }

    /// How many tasks of the group that shall run are here.
    pub(crate) fn of_group(&self, group: &str) -> usize {
        let of_group = |(key, task): &&(TaskKey, &Task)| {
            key.cluster == CLUSTER && task.launch.group == group && task.shall_run()
        };
        self.tasks.iter().filter(of_group).count()
    }

    pub(crate) fn fits(&self, order: &Order) -> bool {
        let reserved = &order.launch.reserved;
        let ports: BTreeSet<i32> = reserved.tcp_ports.iter().copied().collect();
        let gpus: i32 = order.launch.containers.iter().map(|it| it.gpus).sum();
        let network = order.launch.network.as_ref();
        let zone = self.attribute(ZONE);
        let near = network.is_none_or(|it| {
            zone.is_none_or(|zone| it.subnets.iter().any(|subnet| *subnet == format!("net-{zone}")))
        });
        self.row.instance.status.as_deref() == Some("ACTIVE")
            && self.agent_connected()
            && near
            && order.required_attributes.iter().all(|it| {
                self.attribute(&it.name).is_some_and(|value| it.value.as_deref().is_none_or(|it| it == value))
            })
            && order.constraints.iter().all(|it| self.fulfils(order, it))
            && reserved.cpu <= self.cpu()
            && reserved.memory <= self.memory()
            && ports.is_disjoint(&self.ports())
            && ports.len() == reserved.tcp_ports.len()
            && usize::try_from(gpus).unwrap() <= self.gpus()
    }

    fn fulfils(&self, order: &Order, constraint: &ecs::PlacementConstraint) -> bool {
        match &constraint.expression {
            Some(expression) => query_language::parse(expression).unwrap().matches(self),
            None => !self
                .tasks
                .iter()
                .any(|(key, task)| key.cluster == CLUSTER && task.launch.group == order.launch.group),
        }
    }
}

impl Subjects for Seen<'_> {
    fn agent_connected(&self) -> bool {
        self.row.instance.agent_connected == Some(true)
    }

    fn agent_version(&self) -> Option<&str> {
        None
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.row.instance.attributes.iter().flatten().find(|it| it.name == name)?;
        Some(found.value.as_deref().unwrap_or_default())
    }

    fn ec2_instance_id(&self) -> Option<&str> {
        None
    }

    fn registered_at(&self) -> Option<Timestamp> {
        None
    }

    fn running_tasks_count(&self) -> u64 {
        self.tasks.iter().filter(|(_, task)| task.is_running()).count() as u64
    }

    fn any_task_group(&self, test: &dyn Fn(&str) -> bool) -> bool {
        self.tasks.iter().any(|(_, task)| test(&task.launch.group))
    }
}

/// The score of every machine that fits, by strategies that leave nothing to chance; the best has the lowest.
pub(crate) fn scores(world: &World, order: &Order) -> Vec<(Vec<i64>, ContainerInstanceKey)> {
    let all = machines(world, order);
    let group = &order.launch.group;
    let zone = ("spread".to_owned(), format!("attribute:{ZONE}"));
    let host = ("spread".to_owned(), "host".to_owned());
    let given = order
        .strategy
        .iter()
        .map(|it| (it.r#type.as_ref().unwrap().to_string(), it.field.clone().unwrap_or_default()));
    let mut ranks: Vec<(String, String)> = given.collect();
    if order.launch.is_fargate() || (ranks.is_empty() && group.starts_with("service:")) {
        ranks = vec![zone, host];
    }
    let packs = ranks.iter().any(|(kind, _)| kind == "binpack");
    let reserved = &order.launch.reserved;
    let spared = if reserved.memory > 4 * reserved.cpu { "cpu" } else { "memory" };
    for resource in if packs { ["memory", "cpu"] } else { ["rest", spared] } {
        ranks.push(("binpack".to_owned(), resource.to_owned()));
    }
    let count = |machine: &Seen<'_>| i64::try_from(machine.of_group(group)).unwrap();
    let rank = |machine: &Seen<'_>, (kind, field): &(String, String)| match (kind.as_str(), field.as_str()) {
        ("binpack", "cpu") => i64::from(machine.cpu()),
        ("binpack", "memory") => i64::from(machine.memory()),
        ("binpack", _) => 4 * i64::from(machine.cpu()) + i64::from(machine.memory()),
        (_, "host" | "instanceId") => count(machine),
        (_, field) => {
            let name = field.strip_prefix("attribute:").unwrap();
            let alike = all.iter().filter(|it| it.attribute(name) == machine.attribute(name));
            alike.map(count).sum()
        }
    };
    let fitting = all.iter().filter(|machine| machine.fits(order));
    fitting
        .map(|machine| {
            let mut score: Vec<i64> = ranks.iter().map(|it| rank(machine, it)).collect();
            let number = world.fleet().instance(&machine.key).unwrap().number;
            score.push(i64::try_from(number).unwrap());
            (score, machine.key.clone())
        })
        .collect()
}

/// The best place there is: the lowest score, or where what is left of both resources decides, of the first four
/// that have not much more left the one that is in the best balance with the task on it.
pub(crate) fn best(world: &World, order: &Order) -> Option<ContainerInstanceKey> {
    let mut all = scores(world, order);
    all.sort();
    let (first, key) = all.first()?;
    let packs = order.strategy.iter().any(|it| it.r#type == Some(ecs::PlacementStrategyType::Binpack));
    if packs && !order.launch.is_fargate() {
        return Some(key.clone());
    }
    // Behind the rest stand what is left of one resource and the machine's number.
    let place = first.len() - 3;
    let machines = machines(world, order);
    let machine = |key: &ContainerInstanceKey| machines.iter().find(|it| it.key == *key).unwrap();
    let (cpu, memory) = (i64::from(order.launch.reserved.cpu), i64::from(order.launch.reserved.memory));
    let size = 4 * cpu + memory;
    let allowed = first[place] + 8 * size * size / machine(key).whole().max(1);
    let few = all.iter().take(4);
    let few = few.take_while(|(score, _)| score[..place] == first[..place] && score[place] <= allowed);
    let cost = |(_, key): &&(Vec<i64>, ContainerInstanceKey)| {
        let (cpu, memory) = (i64::from(machine(key).cpu()) - cpu, i64::from(machine(key).memory()) - memory);
        4 * cpu + memory + 2 * (4 * cpu - memory).abs()
    };
    few.min_by_key(cost).map(|(_, key)| key.clone())
}

/// Whether what was placed fits, and of devices nothing is given twice.
pub(crate) fn fits(world: &World, order: &Order, placed: &Placed) -> bool {
    let machines = machines(world, order);
    let Some(machine) = machines.iter().find(|it| it.key == placed.instance) else { return false };
    let wanted: Vec<usize> =
        order.launch.containers.iter().map(|it| usize::try_from(it.gpus).unwrap()).collect();
    let given: Vec<usize> = placed.gpu_ids.iter().map(Vec::len).collect();
    let ids: BTreeSet<&String> = placed.gpu_ids.iter().flatten().collect();
    let taken = machine.tasks.iter().flat_map(|(_, task)| task.gpus());
    machine.fits(order)
        && wanted == given
        && ids.len() == wanted.iter().sum::<usize>()
        && taken.into_iter().all(|id| !ids.contains(id))
}
