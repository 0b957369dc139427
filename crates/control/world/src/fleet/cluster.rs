//! The machines among which tasks are placed: those of a cluster, or those that serve FARGATE.
//!
//! Machines whose attributes are the same are of one class, and what is asked of attributes is asked once of
//! the class. An attribute that has nearly as many values as there are machines would make every machine a
//! class of its own; such ones are left out of classes and asked of each machine. The zone never is.
//!
//! Invariants: a class has the registered machines with its attributes, and in its orders those of them that
//! tasks can be placed on, each with what it has left; which attributes are left out follows from the machines.
//!
//! Must not know: rows, or how a machine is chosen.

use std::sync::Arc;

use imbl::{OrdMap, OrdSet};

use super::machine::{Attributes, Entries, Machine, find};
use super::numbers::{ByNumber, Numbers};
use super::shelves::Shelves;
use crate::key::{KeyBytes, KeyWriter};

/// The attribute that says where a machine stands.
pub const ZONE: &str = "ecs.availability-zone";
/// With more values than this an attribute does not make classes.
const VALUES_MAX: usize = 64;

/// Machines that are alike to whoever asks only for attributes.
#[derive(Clone)]
pub struct Class {
    pub number: u64,
    /// The attributes that they have in common, and all of those that make classes.
    pub attributes: Attributes,
    /// How many devices each has, taken or not.
    pub gpus: usize,
    /// What can be placed on, in the order of memory left, then processor.
    pub by_memory: Shelves,
    /// The same in the order of processor left, then memory.
    pub by_cpu: Shelves,
    /// The same in the order of what is left on the whole, then of processor, and then of memory.
    pub by_rest: [Shelves; 2],
    machines: usize,
}

/// How many tasks of a group that shall run a class has.
pub type ClassShare = (u64, u32);

#[derive(Clone, Default)]
pub struct ClusterFleet {
    classes: OrdMap<u64, Arc<Class>>,
    /// Each class holds on to its number.
    class_numbers: Numbers,
    /// Every attribute with its values, and how many machines have each.
    values: OrdMap<Arc<str>, OrdMap<Arc<str>, u32>>,
    groups: ByNumber<Arc<Vec<ClassShare>>>,
    machines: OrdSet<u64>,
}

impl Class {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        find(&self.attributes, name)
    }

    pub fn zone(&self) -> Option<&str> {
        self.attribute(ZONE)
    }

    fn add(&mut self, machine: &Machine) {
        self.machines += 1;
        if machine.is_available() {
            let entries = machine.entries();
            self.by_memory.insert(entries.memory);
            self.by_cpu.insert(entries.cpu);
            self.by_rest.iter_mut().zip(entries.rest).for_each(|(order, entry)| order.insert(entry));
        }
    }

    fn remove(&mut self, machine: &Machine) {
        self.machines = self.machines.saturating_sub(1);
        if machine.is_available() {
            let entries = machine.entries();
            self.by_memory.remove(entries.memory);
            self.by_cpu.remove(entries.cpu);
            self.by_rest.iter_mut().zip(entries.rest).for_each(|(order, entry)| order.remove(entry));
        }
    }
}

impl ClusterFleet {
    /// In an order that does not depend on history.
    pub fn classes(&self) -> impl Iterator<Item = &Class> {
        self.classes.values().map(AsRef::as_ref)
    }

    pub fn class(&self, number: u64) -> Option<&Class> {
        self.classes.get(&number).map(AsRef::as_ref)
    }

    /// The numbers of its registered machines.
    pub fn machines(&self) -> impl Iterator<Item = u64> {
        self.machines.iter().copied()
    }

    pub fn len(&self) -> usize {
        self.machines.len()
    }

    pub fn is_empty(&self) -> bool {
        self.machines.is_empty()
    }

    /// Whether an attribute makes classes; one that does not must be asked of each machine.
    pub fn makes_classes(&self, name: &str) -> bool {
        name == ZONE || self.values.get(name).is_none_or(|values| values.len() <= VALUES_MAX)
    }

    /// Whether no machine has an attribute, with whatever value.
    pub fn lacks(&self, name: &str) -> bool {
        !self.values.contains_key(name)
    }

    /// Whether every machine has an attribute, with that value if one is given: none needs to be asked for it then.
    pub fn all_have(&self, name: &str, value: Option<&str>) -> bool {
        let Some(values) = self.values.get(name) else { return self.machines.is_empty() };
        let have: usize = match value {
            Some(value) => values.get(value).map_or(0, |count| *count as usize),
            None => values.values().map(|count| *count as usize).sum(),
        };
        have == self.machines.len()
    }

    /// Where the tasks of a group are that shall run: the classes, each with how many.
    pub fn group(&self, number: u64) -> &[ClassShare] {
        self.groups.get(&number).map(|shares| shares.as_slice()).unwrap_or_default()
    }

    /// Takes in a machine; answers whether other machines' classes must be made anew.
    pub(super) fn count_machine(&mut self, machine: &Machine) -> bool {
        self.machines.insert(machine.number);
        let attributes = machine.registered.iter().flat_map(|it| it.attributes.iter());
        let mut crossed = false;
        for (name, value) in attributes {
            let values = self.values.entry(name.as_str().into()).or_default();
            let count = values.entry(value.as_str().into()).or_insert(0);
            *count += 1;
            crossed |= *count == 1 && values.len() == VALUES_MAX + 1 && name != ZONE;
        }
        crossed
    }

    pub(super) fn discount_machine(&mut self, machine: &Machine) -> bool {
        self.machines.remove(&machine.number);
        let attributes = machine.registered.iter().flat_map(|it| it.attributes.iter());
        let mut crossed = false;
        for (name, value) in attributes {
            let Some(values) = self.values.get_mut(name.as_str()) else { continue };
            let Some(count) = values.get_mut(value.as_str()) else { continue };
            *count = count.saturating_sub(1);
            if *count == 0 {
                values.remove(value.as_str());
                crossed |= values.len() == VALUES_MAX && name != ZONE;
            }
            if values.is_empty() {
                self.values.remove(name.as_str());
            }
        }
        crossed
    }

    /// Puts a machine into its class; answers which one that is.
    pub(super) fn classify(&mut self, machine: &Machine) -> u64 {
        let all: &[(String, String)] =
            machine.registered.as_ref().map(|it| it.attributes.as_slice()).unwrap_or_default();
        let gpus = machine.registered.as_ref().map_or(0, |it| it.gpus.len());
        let common = || all.iter().filter(|(name, _)| self.makes_classes(name));
        let name = class_name(common(), gpus);
        let number = match self.class_numbers.get(&name).and_then(|number| self.classes.get(&number)) {
            Some(class) => class.number,
            None => {
                let attributes = Arc::new(common().cloned().collect());
                let number = self.class_numbers.hold(&name);
                let (by_memory, by_cpu, by_rest) = Default::default();
                let class = Class { number, attributes, gpus, by_memory, by_cpu, by_rest, machines: 0 };
                self.classes.insert(number, Arc::new(class));
                number
            }
        };
        self.with_class(number, |class| class.add(machine));
        for share in machine.groups().iter().filter(|share| share.wanted > 0) {
            self.count_group(share.group, number, i64::from(share.wanted));
        }
        number
    }

    pub(super) fn declassify(&mut self, machine: &Machine, number: u64) {
        for share in machine.groups().iter().filter(|share| share.wanted > 0) {
            self.count_group(share.group, number, -i64::from(share.wanted));
        }
        self.with_class(number, |class| class.remove(machine));
        if let Some(class) = self.classes.get(&number).filter(|class| class.machines == 0) {
            let name = class_name(class.attributes.iter(), class.gpus);
            self.class_numbers.release(&name);
            self.classes.remove(&number);
        }
    }

    /// What a machine has left has changed.
    pub(super) fn refill(&mut self, class: u64, before: Entries, after: Entries) {
        self.with_class(class, |class| {
            class.by_memory.replace(before.memory, after.memory);
            class.by_cpu.replace(before.cpu, after.cpu);
            let rests = before.rest.into_iter().zip(after.rest);
            class.by_rest.iter_mut().zip(rests).for_each(|(order, (old, new))| order.replace(old, new));
        });
    }

    fn with_class(&mut self, number: u64, change: impl FnOnce(&mut Class)) {
        if let Some(class) = self.classes.get_mut(&number) {
            change(Arc::make_mut(class));
        }
    }

    /// Tasks of a group that shall run come to a class, or leave it.
    pub(super) fn count_group(&mut self, group: u64, class: u64, change: i64) {
        let shares = self.groups.entry(group).or_default();
        let all = Arc::make_mut(shares);
        let place = match all.binary_search_by_key(&class, |(class, _)| *class) {
            Ok(place) => place,
            Err(place) => {
                all.insert(place, (class, 0));
                place
            }
        };
        let Some((_, count)) = all.get_mut(place) else { return };
        *count = u32::try_from((i64::from(*count) + change).max(0)).unwrap_or(u32::MAX);
        if *count == 0 {
            all.remove(place);
        }
        if all.is_empty() {
            self.groups.remove(&group);
        }
    }
}

fn class_name<'a>(attributes: impl Iterator<Item = &'a (String, String)>, gpus: usize) -> KeyBytes {
    let mut name = KeyWriter::new();
    name.number(gpus as u64);
    attributes.for_each(|(attribute, value)| {
        name.text(attribute).text(value);
    });
    name.finish()
}

impl PartialEq for Class {
    fn eq(&self, other: &Self) -> bool {
        let all = |class: &Self| (class.number, class.attributes.clone(), class.gpus, class.machines);
        all(self) == all(other)
            && self.by_memory == other.by_memory
            && self.by_cpu == other.by_cpu
            && self.by_rest == other.by_rest
    }
}

impl PartialEq for ClusterFleet {
    fn eq(&self, other: &Self) -> bool {
        self.classes == other.classes
            && self.class_numbers.held() == other.class_numbers.held()
            && self.values == other.values
            && self.groups == other.groups
            && self.machines == other.machines
    }
}
