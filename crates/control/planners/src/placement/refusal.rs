//! Why tasks have no place: the machines that were looked at, and what each lacked.
//!
//! Must not know: how a place is chosen.

use std::fmt;

use longshore_world::fleet::ClusterFleet;
use longshore_world::fleet::machine::Registered;
use longshore_world::fleet::shelves::Entry;
use longshore_world::records::container_instance::ContainerInstanceKey;

use super::demand::Demand;
use super::lack::Lack;

/// How many machines a refusal names.
pub const REFUSED_MAX: usize = 100;

const NO_INSTANCE: &str =
    "was unable to place a task because no container instance met all of its requirements.";
const MORE: &str = "For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.";
const NO_CAPACITY: &str =
    "Capacity is unavailable at this time. Please try again later or in a different availability zone";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub instance: Option<ContainerInstanceKey>,
    pub lack: Lack,
}

/// Why tasks have no place: the machines that were looked at, the closest match first, not all of many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    pub refused: Vec<Refused>,
    /// How many machines were looked at.
    pub examined: usize,
    /// What the machines that serve FARGATE lacked, which is for operators: whoever asks for FARGATE is told of
    /// no machine.
    pub pool: Vec<Refused>,
}

/// How near a machine came: what it failed at, then how much was missing. More is nearer.
type Nearness = (u8, i64);

impl Refusal {
    /// What the machines lack for the next task, after those that were chosen already.
    pub(super) fn of(demand: &Demand<'_>, times: impl Fn(u64) -> u32) -> Self {
        let refused = demand.among.map(|among| nearest(demand, among, &times)).unwrap_or_default();
        let examined = demand.among.map_or(0, ClusterFleet::len);
        let none = |lack| vec![Refused { instance: None, lack }];
        if demand.order.launch.is_fargate() {
            Self { refused: none(Lack::Fargate), examined, pool: refused }
        } else if examined == 0 {
            Self { refused: none(Lack::NoInstances), examined, pool: Vec::new() }
        } else {
            Self { refused, examined, pool: Vec::new() }
        }
    }

    /// The machine that came nearest, and what it lacked.
    pub fn closest(&self) -> Option<&Refused> {
        self.refused.first()
    }

    /// What an event of a service says, behind the service's name.
    pub fn event(&self) -> String {
        match self.closest() {
            Some(Refused { lack: Lack::Fargate, .. }) => {
                format!("was unable to place a task. Reason: {NO_CAPACITY}.")
            }
            Some(Refused { instance: Some(instance), lack }) => format!(
                "{NO_INSTANCE} The closest matching (container-instance {}) {} {MORE}",
                instance.id,
                lack.in_event()
            ),
            Some(Refused { instance: None, lack }) => {
                format!("{NO_INSTANCE} Reason: {} {MORE}", lack.code())
            }
            None => format!("{NO_INSTANCE} {MORE}"),
        }
    }
}

/// In plain words: how many were looked at, and what the nearest lacks.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.closest() {
            Some(Refused { instance: Some(instance), lack }) => write!(
                f,
                "none of {} container instances will do; the closest is {}: {lack}",
                self.examined, instance.id
            )?,
            Some(Refused { instance: None, lack }) => write!(f, "{lack}")?,
            None => f.write_str("there is no place for another task")?,
        }
        match self.pool.first() {
            Some(Refused { instance: Some(instance), lack }) => {
                write!(f, "; of {} machines the closest is {}: {lack}", self.examined, instance.id)
            }
            _ => Ok(()),
        }
    }
}

fn nearest(demand: &Demand<'_>, among: &ClusterFleet, times: &impl Fn(u64) -> u32) -> Vec<Refused> {
    let mut found: Vec<(Nearness, u64)> = Vec::with_capacity(among.len());
    for class in among.classes() {
        let allowed = demand.allows_class(class);
        for entry in class.by_memory.iter() {
            let near = nearness(demand, entry, allowed, times(entry.number));
            found.push((near, entry.number));
        }
    }
    // What nothing can be placed on is farther than all of these, and looked at only where they are few.
    if found.len() < REFUSED_MAX {
        let machines = among.machines().filter_map(|number| demand.fleet.machine(number));
        let rest = machines.filter(|machine| !machine.is_available());
        found.extend(rest.map(|machine| {
            let active = machine.registered().is_some_and(Registered::is_active);
            ((u8::from(active), 0), machine.number)
        }));
    }
    let order = |(near, number): &(Nearness, u64)| (std::cmp::Reverse(*near), *number);
    if found.len() > REFUSED_MAX {
        found.select_nth_unstable_by_key(REFUSED_MAX, order);
        found.truncate(REFUSED_MAX);
    }
    found.sort_unstable_by_key(order);
    let refused = found.iter().filter_map(|(_, number)| {
        let machine = demand.fleet.machine(*number)?;
        let lack = demand.lack(machine, times(*number))?;
        Some(Refused { instance: Some(machine.key.clone()), lack })
    });
    refused.collect()
}

/// How near a machine came that tasks can be placed on.
fn nearness(demand: &Demand<'_>, entry: &Entry, class_allowed: bool, times: u32) -> Nearness {
    let shortfall = -demand.shortfall(entry, times);
    match (class_allowed, shortfall) {
        // Its attributes, its zone, or a constraint.
        (false, shortfall) => (2, shortfall),
        (true, 0) => (3, 0),
        (true, shortfall) => (4, shortfall),
    }
}
