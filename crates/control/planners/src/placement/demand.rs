//! What an order asks of a machine, made ready to be asked of thousands.
//!
//! What concerns only attributes that make classes is asked of a class, the rest of each machine.
//!
//! Must not know: strategies, or which of the machines that will do is taken.

use std::sync::Arc;

use longshore_shapes::{Timestamp, ecs};
use longshore_world::World;
use longshore_world::fleet::machine::Registered;
use longshore_world::fleet::shelves::Entry;
use longshore_world::fleet::{Class, ClusterFleet, Fleet, Machine, ZONE};
use longshore_world::query_language::{Expression, Subjects};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::launch::{Order, Reserved};
use longshore_world::records::network::{Subnet, SubnetKey};

use super::expressions;
use super::lack::Lack;

/// The attribute of machines that are none of the cluster's own.
const EXTERNAL: &str = "ecs.capability.external";

pub(super) struct Demand<'a> {
    pub(super) fleet: &'a Fleet,
    /// The machines it is asked of; `None` where there are none.
    pub(super) among: Option<&'a ClusterFleet>,
    pub(super) order: &'a Order,
    pub(super) cpu: i32,
    pub(super) memory: i32,
    pub(super) gpus: usize,
    /// The number of its group, if a task of it has a place already.
    pub(super) group: Option<u64>,
    distinct: bool,
    /// Whether it is of the launch type EXTERNAL, whose instances run nothing else; none on FARGATE, which is asked
    /// of no instance.
    external: Option<bool>,
    /// The zones of the subnets, where there are any.
    zones: Option<Vec<String>>,
    members: Vec<MemberOf<'a>>,
    /// The attributes that it requires, of those that make classes and that not all machines have.
    required_of_class: Vec<&'a ecs::Attribute>,
    external_makes_classes: bool,
    none_external: bool,
    /// That machines of a class may differ in what is asked of their attributes.
    asks_each: bool,
}

struct MemberOf<'a> {
    text: &'a str,
    /// `None` is one that cannot be read, which nothing fulfils.
    expression: Option<Arc<Expression>>,
    of_class: bool,
}

impl<'a> Demand<'a> {
    pub(super) fn new(world: &'a World, cluster: &ClusterKey, order: &'a Order) -> Self {
        let fleet = world.fleet();
        let among = if order.launch.is_fargate() { fleet.fargate(cluster.scope) } else { fleet.of(cluster) };
        let makes_classes = |name: &str| among.is_none_or(|among| among.makes_classes(name));
        let given = order.constraints.iter();
        let member_of =
            given.filter(|it| it.r#type == Some(ecs::PlacementConstraintType::MemberOf)).map(|it| {
                let text = it.expression.as_deref().unwrap_or_default();
                let expression = expressions::parsed(text);
                let names = expression.as_ref().map_or(Some(Vec::new()), |it| it.only_attributes());
                let of_class = names.is_some_and(|names| names.into_iter().all(makes_classes));
                MemberOf { text, expression, of_class }
            });
        let members: Vec<_> = member_of.collect();
        let all_have =
            |it: &ecs::Attribute| among.is_none_or(|among| among.all_have(&it.name, it.value.as_deref()));
        let (of_class, of_each): (Vec<_>, Vec<_>) = order
            .required_attributes
            .iter()
            .filter(|it| !all_have(it))
            .partition(|it| makes_classes(&it.name));
        let external_makes_classes = makes_classes(EXTERNAL);
        let asks_each =
            !of_each.is_empty() || !external_makes_classes || members.iter().any(|it| !it.of_class);
        let launch = &order.launch;
        Self {
            fleet,
            among,
            order,
            cpu: launch.reserved.cpu,
            memory: launch.reserved.memory,
            gpus: wanted_gpus(order).sum(),
            group: fleet.group(cluster, launch),
            distinct: order
                .constraints
                .iter()
                .any(|it| it.r#type == Some(ecs::PlacementConstraintType::DistinctInstance)),
            external: (!launch.is_fargate()).then_some(launch.launch_type == Some(ecs::LaunchType::External)),
            zones: launch.network.as_ref().map(|network| zones(world, cluster, &network.subnets)),
            members,
            required_of_class: of_class,
            external_makes_classes,
            none_external: among.is_none_or(|among| among.lacks(EXTERNAL)),
            asks_each,
        }
    }

    fn reserved(&self) -> &'a Reserved {
        &self.order.launch.reserved
    }

    /// Whether a machine must be looked at to know that a task fits, beyond its class and what it has left of
    /// processor and memory.
    pub(super) fn asks_machine(&self) -> bool {
        let reserved = self.reserved();
        self.asks_each
            || self.distinct
            || self.gpus > 0
            || !reserved.tcp_ports.is_empty()
            || !reserved.udp_ports.is_empty()
    }

    /// Whether machines of a class may do.
    pub(super) fn allows_class(&self, class: &Class) -> bool {
        self.gpus <= class.gpus
            && (self.zones.is_none() || self.allows_zone(class.zone()))
            && (!self.external_makes_classes || self.allows_kind(self.external_of(class)))
            && self.required_of_class.iter().all(|it| has(class.attribute(&it.name), it))
            && self.members.iter().filter(|it| it.of_class).all(|it| it.allows(class))
    }

    fn external_of<'c>(&self, class: &'c Class) -> Option<&'c str> {
        if self.none_external { None } else { class.attribute(EXTERNAL) }
    }

    /// External instances are for external tasks, and others for others.
    fn allows_kind(&self, external: Option<&str>) -> bool {
        self.external.is_none_or(|wanted| wanted == external.is_some())
    }

    /// Whether a task fits on an available machine of a class that may do, after that many others of this
    /// order.
    pub(super) fn fits(&self, machine: &Machine, times: u32) -> bool {
        self.left(machine.memory_left(), self.memory, times) >= self.memory
            && self.left(machine.cpu_left(), self.cpu, times) >= self.cpu
            && (!self.asks_machine() || self.fits_beside(machine, times))
    }

    /// What is left of an amount, after that many tasks of this order.
    pub(super) fn left(&self, amount: i32, each: i32, times: u32) -> i32 {
        let left = i64::from(amount) - i64::from(each) * i64::from(times);
        i32::try_from(left).unwrap_or(if left < 0 { i32::MIN } else { i32::MAX })
    }

    /// The same without processor, memory and what concerns the class.
    pub(super) fn fits_beside(&self, machine: &Machine, times: u32) -> bool {
        !self.is_doubled(machine, times)
            && self.busy_tcp(machine, times).is_empty()
            && self.busy_udp(machine, times).is_empty()
            && (self.gpus == 0 || self.gpus_left(machine, times) >= self.gpus)
            && (!self.asks_each
                || machine.registered().is_some_and(|registered| {
                    self.lacking_attribute(registered).is_none()
                        && self.allows_kind(registered.attribute(EXTERNAL))
                        && self.unfulfilled(machine, registered, times).is_none()
                }))
    }

    /// Whether a task may run on a machine when there is room.
    pub(super) fn suits(&self, machine: &Machine) -> bool {
        machine.is_available()
            && machine.registered().is_some_and(|registered| {
                self.lacking_attribute(registered).is_none()
                    && self.allows_kind(registered.attribute(EXTERNAL))
                    && self.allows_zone(registered.attribute(ZONE))
                    && self.unfulfilled(machine, registered, 0).is_none()
            })
    }

    /// The first thing that a machine lacks for a task, after that many others of this order.
    pub(super) fn lack(&self, machine: &Machine, times: u32) -> Option<Lack> {
        let Some(registered) = machine.registered() else {
            return Some(machine.status().map_or(Lack::Missing, |status| Lack::Status(status.to_owned())));
        };
        if !registered.is_active() {
            return Some(Lack::Status(registered.status.clone()));
        }
        if !registered.agent_connected {
            return Some(Lack::Agent);
        }
        if !self.allows_kind(registered.attribute(EXTERNAL)) {
            let is_external = self.external == Some(false);
            return Some(if is_external { Lack::External } else { Lack::Attribute(EXTERNAL.to_owned()) });
        }
        if let Some(name) = self.lacking_attribute(registered) {
            return Some(Lack::Attribute(name.to_owned()));
        }
        if !self.allows_zone(registered.attribute(ZONE)) {
            return Some(Lack::Location);
        }
        if let Some(text) = self.unfulfilled(machine, registered, times) {
            return Some(Lack::Constraint(text.to_owned()));
        }
        if self.is_doubled(machine, times) {
            return Some(Lack::Distinct);
        }
        self.lacking_resource(machine, times)
    }

    fn lacking_resource(&self, machine: &Machine, times: u32) -> Option<Lack> {
        let left = self.left(machine.cpu_left(), self.cpu, times);
        if left < self.cpu {
            return Some(Lack::Cpu { wanted: self.cpu, left });
        }
        let left = self.left(machine.memory_left(), self.memory, times);
        if left < self.memory {
            return Some(Lack::Memory { wanted: self.memory, left });
        }
        let busy = self.busy_tcp(machine, times);
        if !busy.is_empty() {
            return Some(Lack::Ports(busy));
        }
        let busy = self.busy_udp(machine, times);
        if !busy.is_empty() {
            return Some(Lack::PortsUdp(busy));
        }
        let left = if self.gpus == 0 { 0 } else { self.gpus_left(machine, times) };
        (left < self.gpus).then_some(Lack::Gpu { wanted: self.gpus, left })
    }

    /// How far a machine is from what the task wants of resources, in thousandths of each.
    pub(super) fn shortfall(&self, entry: &Entry, times: u32) -> i64 {
        let short = |wanted: i64, left: i64| (wanted - left).max(0) * 1000 / wanted.max(1);
        let amount = |left, wanted| short(i64::from(wanted), i64::from(self.left(left, wanted, times)));
        let short_of_amounts = amount(entry.cpu, self.cpu) + amount(entry.memory, self.memory);
        let reserved = self.reserved();
        if self.gpus == 0 && reserved.tcp_ports.is_empty() && reserved.udp_ports.is_empty() {
            return short_of_amounts;
        }
        let Some(machine) = self.fleet.machine(entry.number) else { return i64::MAX };
        let gpus = if self.gpus == 0 { 0 } else { self.gpus_left(machine, times) };
        let ports = self.busy_tcp(machine, times).len() + self.busy_udp(machine, times).len();
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::from(i32::MAX));
        short_of_amounts + short(count(self.gpus), count(gpus)) + 1000 * count(ports).min(1_000_000)
    }

    /// The devices that each container gets, after that many tasks of this order have got theirs.
    pub(super) fn gpu_ids(&self, machine: &Machine, times: u32) -> Vec<Vec<String>> {
        let taken = usize::try_from(times).unwrap_or(usize::MAX).saturating_mul(self.gpus);
        let mut left = machine.gpus_left().skip(taken).cloned();
        wanted_gpus(self.order).map(|wanted| left.by_ref().take(wanted).collect()).collect()
    }

    fn gpus_left(&self, machine: &Machine, times: u32) -> usize {
        let taken = usize::try_from(times).unwrap_or(usize::MAX).saturating_mul(self.gpus);
        machine.gpus_left().count().saturating_sub(taken)
    }

    /// The TCP ports that it wants and cannot have.
    fn busy_tcp(&self, machine: &Machine, times: u32) -> Vec<i32> {
        busy(&self.reserved().tcp_ports, times, |port| machine.has_tcp_port(port))
    }

    fn busy_udp(&self, machine: &Machine, times: u32) -> Vec<i32> {
        busy(&self.reserved().udp_ports, times, |port| machine.has_udp_port(port))
    }

    fn is_doubled(&self, machine: &Machine, times: u32) -> bool {
        self.distinct && (times > 0 || self.group.is_some_and(|group| machine.group(group).live > 0))
    }

    fn allows_zone(&self, zone: Option<&str>) -> bool {
        match (&self.zones, zone) {
            (Some(zones), Some(zone)) => zones.iter().any(|allowed| allowed == zone),
            _ => true,
        }
    }

    fn lacking_attribute(&self, registered: &Registered) -> Option<&'a str> {
        let mut required = self.order.required_attributes.iter();
        required.find(|it| !has(registered.attribute(&it.name), it)).map(|it| it.name.as_str())
    }

    fn unfulfilled(&self, machine: &Machine, registered: &Registered, times: u32) -> Option<&'a str> {
        let asked = Asked { demand: self, machine, registered, times };
        self.members.iter().find(|it| !it.matches(&asked)).map(|it| it.text)
    }
}

fn wanted_gpus(order: &Order) -> impl Iterator<Item = usize> {
    order.launch.containers.iter().map(|it| usize::try_from(it.gpus).unwrap_or_default())
}

/// The zones of subnets; a subnet that is not there or in no zone has none.
fn zones(world: &World, cluster: &ClusterKey, subnets: &[String]) -> Vec<String> {
    let zone = |id: &String| {
        let row = world.get::<Subnet>(&SubnetKey { scope: cluster.scope, id: id.clone() })?;
        row.subnet.availability_zone.clone()
    };
    subnets.iter().filter_map(zone).collect()
}

fn has(found: Option<&str>, required: &ecs::Attribute) -> bool {
    found.is_some_and(|found| required.value.as_deref().is_none_or(|value| value == found))
}

/// The ports among those wanted that cannot be had: in use, or wanted twice.
fn busy(wanted: &[i32], times: u32, in_use: impl Fn(i32) -> bool) -> Vec<i32> {
    let doubled = |place: usize, port: &i32| wanted.iter().take(place).any(|earlier| earlier == port);
    let ports = wanted.iter().enumerate();
    let busy = ports.filter(|(place, port)| times > 0 || in_use(**port) || doubled(*place, port));
    busy.map(|(_, port)| *port).collect()
}

impl MemberOf<'_> {
    fn allows(&self, class: &Class) -> bool {
        self.expression.as_ref().is_some_and(|expression| {
            expressions::holds(expression, &class.attributes, || expression.matches(&OfClass(class)))
        })
    }

    fn matches(&self, subjects: &dyn Subjects) -> bool {
        self.expression.as_ref().is_some_and(|expression| expression.matches(subjects))
    }
}

/// A class, asked for attributes only.
struct OfClass<'a>(&'a Class);

impl Subjects for OfClass<'_> {
    fn agent_connected(&self) -> bool {
        true
    }

    fn agent_version(&self) -> Option<&str> {
        None
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.0.attribute(name)
    }

    fn ec2_instance_id(&self) -> Option<&str> {
        None
    }

    fn registered_at(&self) -> Option<Timestamp> {
        None
    }

    fn running_tasks_count(&self) -> u64 {
        0
    }

    fn any_task_group(&self, _: &dyn Fn(&str) -> bool) -> bool {
        false
    }
}

/// A machine, asked for anything.
struct Asked<'a> {
    demand: &'a Demand<'a>,
    machine: &'a Machine,
    registered: &'a Registered,
    times: u32,
}

impl Subjects for Asked<'_> {
    fn agent_connected(&self) -> bool {
        self.registered.agent_connected
    }

    fn agent_version(&self) -> Option<&str> {
        self.registered.agent_version.as_deref()
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.registered.attribute(name)
    }

    fn ec2_instance_id(&self) -> Option<&str> {
        self.registered.ec2_instance_id.as_deref()
    }

    fn registered_at(&self) -> Option<Timestamp> {
        self.registered.registered_at
    }

    fn running_tasks_count(&self) -> u64 {
        u64::from(self.machine.running)
    }

    fn any_task_group(&self, test: &dyn Fn(&str) -> bool) -> bool {
        let own = &self.demand.order.launch.group;
        let fleet = self.demand.fleet;
        (self.times > 0 && test(own))
            || self
                .machine
                .groups()
                .iter()
                .any(|share| fleet.group_name(share.group).is_some_and(|group| test(&group)))
    }
}
