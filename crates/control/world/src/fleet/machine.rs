//! A machine: what it registered, and what its tasks take of that.
//!
//! Invariant: what is taken is the sum over the live tasks that are placed on it, whether or not its own row is
//! there yet.
//!
//! Must not know: other machines.

use std::collections::BTreeSet;
use std::sync::Arc;

use longshore_shapes::{Timestamp, ecs};

use super::shelves::Entry;
use crate::records::cluster::ClusterKey;
use crate::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use crate::records::launch::Launch;

pub(super) const CPU: &str = "CPU";
pub(super) const MEMORY: &str = "MEMORY";
const PORTS: &str = "PORTS";
const PORTS_UDP: &str = "PORTS_UDP";
const GPU: &str = "GPU";
const ACTIVE: &str = "ACTIVE";
/// What a machine that serves FARGATE has.
const SERVES_FARGATE: &str = "longshore.fargate";

/// How many MiB of memory a unit of processor counts for: 4 GiB to a processor is what machines for general use
/// have.
pub const MEMORY_OF_CPU: i32 = 4;

/// Names and values, an empty value for none, in the order of names.
pub type Attributes = Arc<Vec<(String, String)>>;

/// What a registered instance says of itself.
#[derive(Clone, PartialEq)]
pub struct Registered {
    pub status: String,
    pub agent_connected: bool,
    pub agent_version: Option<String>,
    pub ec2_instance_id: Option<String>,
    pub registered_at: Option<Timestamp>,
    pub attributes: Attributes,
    /// Whether it is registered still; one that is not has no part in its cluster any more.
    pub(super) is_member: bool,
    resources: Option<Vec<ecs::Resource>>,
    pub cpu: i32,
    pub memory: i32,
    tcp_ports: BTreeSet<i32>,
    udp_ports: BTreeSet<i32>,
    pub gpus: Vec<String>,
}

/// How many tasks of a group a machine has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GroupShare {
    pub group: u64,
    /// With a place there.
    pub live: u32,
    /// Those among them that shall run.
    pub wanted: u32,
}

#[derive(Clone, PartialEq)]
pub struct Machine {
    pub key: ContainerInstanceKey,
    pub(super) cluster: Arc<ClusterKey>,
    /// What names it in orders and ties; see [`super::Fleet::machine`].
    pub number: u64,
    pub(super) registered: Option<Arc<Registered>>,
    /// The class it belongs to in its cluster, and in the pool that serves FARGATE.
    pub(super) class: Option<u64>,
    pub(super) pool_class: Option<u64>,
    taken: Taken,
    pub running: u32,
    pub pending: u32,
    /// Tasks with a place there, whatever they are about.
    pub live: u32,
    groups: Vec<GroupShare>,
}

/// What the tasks take, each thing with how often it is taken: a machine may have come back with less than its
/// tasks hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Taken {
    cpu: i64,
    memory: i64,
    tcp_ports: Vec<(i32, u32)>,
    udp_ports: Vec<(i32, u32)>,
    gpus: Vec<(String, u32)>,
}

/// A machine in each of the orders of its class.
#[derive(Clone, Copy)]
pub(super) struct Entries {
    pub(super) memory: Entry,
    pub(super) cpu: Entry,
    /// With the less processor, or the less memory, first among those that have equally much left.
    pub(super) rest: [Entry; 2],
}

/// What a task counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) wanted: bool,
    pub(super) running: bool,
    pub(super) pending: bool,
}

impl Registered {
    pub(super) fn of(row: &ContainerInstance) -> Self {
        let instance = &row.instance;
        let resources = instance.registered_resources.as_deref().unwrap_or_default();
        let ports = |name| set(resources, name).iter().filter_map(|port| port.parse().ok()).collect();
        Self {
            status: instance.status.clone().unwrap_or_default(),
            agent_connected: instance.agent_connected == Some(true),
            agent_version: instance.version_info.as_ref().and_then(|info| info.agent_version.clone()),
            ec2_instance_id: instance.ec2_instance_id.clone(),
            registered_at: instance.registered_at,
            attributes: Arc::new(attributes(instance)),
            is_member: row.is_registered(),
            resources: instance.registered_resources.clone(),
            cpu: integer(resources, CPU),
            memory: integer(resources, MEMORY),
            tcp_ports: ports(PORTS),
            udp_ports: ports(PORTS_UDP),
            gpus: set(resources, GPU).to_vec(),
        }
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        find(&self.attributes, name)
    }

    pub fn serves_fargate(&self) -> bool {
        self.attribute(SERVES_FARGATE).is_some()
    }

    pub fn is_active(&self) -> bool {
        self.status == ACTIVE
    }
}

/// The value of an attribute, empty for one that has a name only.
pub(super) fn find<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let place = attributes.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()?;
    attributes.get(place).map(|(_, value)| value.as_str())
}

fn attributes(instance: &ecs::ContainerInstance) -> Vec<(String, String)> {
    let given = instance.attributes.iter().flatten();
    let mut attributes: Vec<(String, String)> =
        given.map(|it| (it.name.clone(), it.value.clone().unwrap_or_default())).collect();
    attributes.sort();
    attributes.dedup_by(|later, kept| later.0 == kept.0);
    attributes
}

fn integer(resources: &[ecs::Resource], name: &str) -> i32 {
    resources.iter().find(|it| it.name.as_deref() == Some(name)).and_then(|it| it.integer_value).unwrap_or(0)
}

fn set<'r>(resources: &'r [ecs::Resource], name: &str) -> &'r [String] {
    let found = resources.iter().find(|it| it.name.as_deref() == Some(name));
    found.and_then(|it| it.string_set_value.as_deref()).unwrap_or_default()
}

impl Machine {
    pub(super) fn new(key: ContainerInstanceKey, number: u64) -> Self {
        let cluster = Arc::new(ClusterKey { scope: key.scope, name: key.cluster.clone() });
        Self {
            key,
            cluster,
            number,
            registered: None,
            class: None,
            pool_class: None,
            taken: Taken::default(),
            running: 0,
            pending: 0,
            live: 0,
            groups: Vec::new(),
        }
    }

    /// What it registered, while it is registered.
    pub fn registered(&self) -> Option<&Registered> {
        self.registered.as_deref().filter(|registered| registered.is_member)
    }

    /// The status of its row, also of one that is not registered any more; `None` without a row.
    pub fn status(&self) -> Option<&str> {
        self.registered.as_ref().map(|it| it.status.as_str())
    }

    /// Whether tasks can be placed on it at all.
    pub fn is_available(&self) -> bool {
        self.registered().is_some_and(|it| it.is_active() && it.agent_connected)
    }

    pub fn cpu_left(&self) -> i32 {
        left(self.registered.as_ref().map_or(0, |it| it.cpu), self.taken.cpu)
    }

    pub fn memory_left(&self) -> i32 {
        left(self.registered.as_ref().map_or(0, |it| it.memory), self.taken.memory)
    }

    pub fn has_tcp_port(&self, port: i32) -> bool {
        let registered = self.registered.as_ref().is_some_and(|it| it.tcp_ports.contains(&port));
        registered || counted(&self.taken.tcp_ports, &port)
    }

    pub fn has_udp_port(&self, port: i32) -> bool {
        let registered = self.registered.as_ref().is_some_and(|it| it.udp_ports.contains(&port));
        registered || counted(&self.taken.udp_ports, &port)
    }

    /// The devices that no task has, as they were registered.
    pub fn gpus_left(&self) -> impl Iterator<Item = &String> {
        let all = self.registered.iter().flat_map(|it| &it.gpus);
        all.filter(|id| !counted(&self.taken.gpus, id))
    }

    /// What the tasks leave of the registered resources: less processor, memory and devices, and more ports in
    /// use, because ports are listed by being taken.
    pub fn remaining(&self) -> Option<Vec<ecs::Resource>> {
        let mut resources = self.registered.as_ref()?.resources.clone()?;
        for resource in &mut resources {
            match resource.name.as_deref().unwrap_or_default() {
                CPU => resource.integer_value = resource.integer_value.map(|_| self.cpu_left()),
                MEMORY => resource.integer_value = resource.integer_value.map(|_| self.memory_left()),
                PORTS => add_ports(resource, &self.taken.tcp_ports),
                PORTS_UDP => add_ports(resource, &self.taken.udp_ports),
                GPU => {
                    let ids = resource.string_set_value.iter_mut();
                    ids.for_each(|ids| ids.retain(|id| !counted(&self.taken.gpus, id)));
                }
                _ => {}
            }
        }
        Some(resources)
    }

    /// The groups that have a task there, by number.
    pub fn groups(&self) -> &[GroupShare] {
        &self.groups
    }

    pub fn group(&self, number: u64) -> GroupShare {
        let found = self.groups.binary_search_by_key(&number, |share| share.group).ok();
        found.and_then(|place| self.groups.get(place)).copied().unwrap_or_default()
    }

    pub(super) fn entries(&self) -> Entries {
        let (cpu, memory, number) = (self.cpu_left(), self.memory_left(), self.number);
        let by = |first, second| Entry { first, second, number, cpu, memory };
        let rest = rest(cpu, memory);
        Entries { memory: by(memory, cpu), cpu: by(cpu, memory), rest: [by(rest, cpu), by(rest, memory)] }
    }

    /// A task gets its place.
    pub(super) fn take<'a>(&mut self, launch: &Launch, gpus: impl Iterator<Item = &'a String>) {
        self.live += 1;
        self.taken.cpu += i64::from(launch.reserved.cpu);
        self.taken.memory += i64::from(launch.reserved.memory);
        launch.reserved.tcp_ports.iter().for_each(|port| count(&mut self.taken.tcp_ports, port));
        launch.reserved.udp_ports.iter().for_each(|port| count(&mut self.taken.udp_ports, port));
        gpus.for_each(|id| count(&mut self.taken.gpus, id));
    }

    /// A task leaves.
    pub(super) fn give_back<'a>(&mut self, launch: &Launch, gpus: impl Iterator<Item = &'a String>) {
        self.live = self.live.saturating_sub(1);
        self.taken.cpu -= i64::from(launch.reserved.cpu);
        self.taken.memory -= i64::from(launch.reserved.memory);
        launch.reserved.tcp_ports.iter().for_each(|port| discount(&mut self.taken.tcp_ports, port));
        launch.reserved.udp_ports.iter().for_each(|port| discount(&mut self.taken.udp_ports, port));
        gpus.for_each(|id| discount(&mut self.taken.gpus, id));
    }

    pub(super) fn count_task(&mut self, group: u64, standing: Standing) {
        self.running += u32::from(standing.running);
        self.pending += u32::from(standing.pending);
        let place = match self.groups.binary_search_by_key(&group, |share| share.group) {
            Ok(place) => place,
            Err(place) => {
                self.groups.insert(place, GroupShare { group, live: 0, wanted: 0 });
                place
            }
        };
        if let Some(share) = self.groups.get_mut(place) {
            share.live += 1;
            share.wanted += u32::from(standing.wanted);
        }
    }

    pub(super) fn discount_task(&mut self, group: u64, standing: Standing) {
        self.running = self.running.saturating_sub(u32::from(standing.running));
        self.pending = self.pending.saturating_sub(u32::from(standing.pending));
        let Ok(place) = self.groups.binary_search_by_key(&group, |share| share.group) else { return };
        let Some(share) = self.groups.get_mut(place) else { return };
        share.live = share.live.saturating_sub(1);
        share.wanted = share.wanted.saturating_sub(u32::from(standing.wanted));
        if share.live == 0 {
            self.groups.remove(place);
        }
    }
}

/// What is left on the whole, in MiB of memory. A fixed rate, so that it depends on no other machine: a small
/// machine has less left than a large one, and a task goes where it leaves least.
pub fn rest(cpu: i32, memory: i32) -> i32 {
    cpu.saturating_mul(MEMORY_OF_CPU).saturating_add(memory)
}

/// Below zero where the machine has come back with less than its tasks take.
fn left(registered: i32, taken: i64) -> i32 {
    let left = i64::from(registered) - taken;
    i32::try_from(left).unwrap_or(if left < 0 { i32::MIN } else { i32::MAX })
}

fn add_ports(resource: &mut ecs::Resource, taken: &[(i32, u32)]) {
    let listed = resource.string_set_value.get_or_insert_default();
    for port in taken.iter().map(|(port, _)| port.to_string()) {
        if !listed.contains(&port) {
            listed.push(port);
        }
    }
}

fn counted<T: Ord>(counts: &[(T, u32)], item: &T) -> bool {
    counts.binary_search_by(|(known, _)| known.cmp(item)).is_ok()
}

fn count<T: Ord + Clone>(counts: &mut Vec<(T, u32)>, item: &T) {
    match counts.binary_search_by(|(known, _)| known.cmp(item)) {
        Ok(place) => counts.iter_mut().skip(place).take(1).for_each(|(_, count)| *count += 1),
        Err(place) => counts.insert(place, (item.clone(), 1)),
    }
}

fn discount<T: Ord>(counts: &mut Vec<(T, u32)>, item: &T) {
    let Ok(place) = counts.binary_search_by(|(known, _)| known.cmp(item)) else { return };
    match counts.get_mut(place) {
        Some((_, count)) if *count > 1 => *count -= 1,
        _ => drop(counts.remove(place)),
    }
}
