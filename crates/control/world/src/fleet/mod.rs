//! The fleet: the machines of every cluster, with what their tasks leave of them.
//!
//! It follows from the rows of container instances and tasks and is kept current with every change of them,
//! undone ones included, on persistent maps: a snapshot costs nothing, and a transaction that places a task
//! sees what the one before it took. Rows come in any order: a task may be known before its instance.
//!
//! In reading order: [`machine`] is one machine, [`cluster`] those among which tasks are placed, by class;
//! `shelves` their order by what they have left, `numbers` what stands for names in all of these.
//!
//! Invariant: it is what it would be if it were made anew from the rows.
//!
//! Must not know: strategies, constraints, or why a task is where it is.

pub mod cluster;
mod crews;
pub mod machine;
mod numbers;
pub mod shelves;
#[cfg(test)]
mod tests;
mod totals;

use std::sync::Arc;

use imbl::OrdMap;

pub use self::cluster::{Class, ClusterFleet, ZONE};
pub use self::crews::Crew;
use self::crews::Crews;
pub use self::machine::Machine;
use self::machine::{Registered, Standing};
use self::numbers::{ByNumber, Numbers};
pub use self::totals::{ByLaunchType, Totals};
use crate::key::{KeyBytes, KeyReader, KeyWriter, RowKey};
use crate::records::cluster::ClusterKey;
use crate::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use crate::records::launch::Launch;
use crate::records::task::Task;
use crate::scope::Scope;
use crate::tables::World;

/// The provider whose tasks are spread apart from the others of their group.
const FARGATE_SPOT: &str = "FARGATE_SPOT";

#[derive(Clone, Default)]
pub struct Fleet {
    /// Held on to by the instance's row and by every task with a place there.
    machine_numbers: Numbers,
    machines: ByNumber<Arc<Machine>>,
    /// Held on to by every task with a place.
    group_numbers: Numbers,
    clusters: OrdMap<ClusterKey, ClusterFleet>,
    pools: OrdMap<Scope, ClusterFleet>,
    totals: OrdMap<ClusterKey, Totals>,
    crews: Crews,
}

/// The machines among which a machine counts: those of its cluster, or those that serve FARGATE.
#[derive(Clone, Copy)]
enum Among {
    Cluster,
    Pool,
}

impl Fleet {
    /// The registered machines of a cluster; `None` where there are none.
    pub fn of(&self, cluster: &ClusterKey) -> Option<&ClusterFleet> {
        self.clusters.get(cluster)
    }

    /// The machines that serve FARGATE, of whatever cluster.
    pub fn fargate(&self, scope: Scope) -> Option<&ClusterFleet> {
        self.pools.get(&scope)
    }

    /// A machine, registered or not any more, or known only by its tasks.
    pub fn instance(&self, key: &ContainerInstanceKey) -> Option<&Machine> {
        self.machine(self.machine_numbers.get(&key.bytes())?)
    }

    /// The machine of a number, which it keeps; numbers say nothing and never change with history.
    pub fn machine(&self, number: u64) -> Option<&Machine> {
        self.machines.get(&number).map(AsRef::as_ref)
    }

    /// How many machines and tasks a cluster has.
    pub fn totals(&self, cluster: &ClusterKey) -> Totals {
        self.totals.get(cluster).copied().unwrap_or_default()
    }

    /// The tasks of a group that shall run, by who started them.
    pub fn crews<'a>(
        &'a self,
        cluster: &ClusterKey,
        group: &str,
    ) -> impl Iterator<Item = (String, Crew)> + use<'a> {
        self.crews.of(cluster, group)
    }

    /// The number of the group of a cluster's tasks that those of a launch are counted with, if any of them has a
    /// place. Tasks on FARGATE_SPOT are spread by themselves, and count as a group of their own.
    pub fn group(&self, cluster: &ClusterKey, launch: &Launch) -> Option<u64> {
        self.group_numbers.get(&group_name(cluster, launch))
    }

    /// The name of a group, without its cluster.
    pub fn group_name(&self, number: u64) -> Option<String> {
        let mut name = KeyReader::new(self.group_numbers.name(number)?.as_slice());
        name.scope()?;
        name.text()?;
        name.text()
    }

    pub(crate) fn instance_changed(
        &mut self,
        key: &KeyBytes,
        before: Option<&ContainerInstance>,
        after: Option<&ContainerInstance>,
    ) {
        let (old, new) = (before.map(Registered::of), after.map(Registered::of));
        if old == new {
            return;
        }
        let Some(typed) = ContainerInstanceKey::parse(key.as_slice()) else { return };
        let number = match before {
            None => self.hold_machine(key),
            Some(_) => self.machine_numbers.get(key).unwrap_or_default(),
        };
        self.detach(number);
        if let Some(machine) = self.machines.get_mut(&number) {
            Arc::make_mut(machine).registered = new.map(Arc::new);
        }
        self.attach(number);
        let member = |row: Option<&ContainerInstance>| row.is_some_and(ContainerInstance::is_registered);
        let cluster = ClusterKey { scope: typed.scope, name: typed.cluster };
        self.count(&cluster, |totals| totals.count_instance(member(before), member(after)));
        if after.is_none() {
            self.release_machine(key, number);
        }
    }

    pub(crate) fn task_changed(&mut self, key: &KeyBytes, before: Option<&Task>, after: Option<&Task>) {
        self.crews.task_changed(key, before, after);
        if let (Some(before), Some(after)) = (before, after)
            && counts_the_same(before, after)
        {
            return;
        }
        let Some(cluster) = cluster_of_task(key) else { return };
        self.count(&cluster, |totals| totals.count_task(before, after));
        if let (Some(before), Some(after)) = (before, after)
            && before.is_live()
            && after.is_live()
            && takes_the_same(before, after)
        {
            return self.stand(&cluster, before, after);
        }
        // The new place first: what is held all the time keeps its number.
        if let Some(task) = after.filter(|task| task.is_live()) {
            self.place(&cluster, task, true);
        }
        if let Some(task) = before.filter(|task| task.is_live()) {
            self.place(&cluster, task, false);
        }
    }

    fn count(&mut self, cluster: &ClusterKey, change: impl FnOnce(&mut Totals)) {
        let Some(totals) = self.totals.get_mut(cluster) else {
            let mut totals = Totals::default();
            change(&mut totals);
            if totals != Totals::default() {
                self.totals.insert(cluster.clone(), totals);
            }
            return;
        };
        change(totals);
        if *totals == Totals::default() {
            self.totals.remove(cluster);
        }
    }

    /// A live task of a cluster comes to its machine, or leaves it.
    fn place(&mut self, cluster: &ClusterKey, task: &Task, comes: bool) {
        let Some(name) = machine_name(cluster, task) else { return };
        let group_name = group_name(cluster, &task.launch);
        let (number, group) = if comes {
            (self.hold_machine(&name), self.group_numbers.hold(&group_name))
        } else {
            let group = self.group_numbers.get(&group_name);
            (self.machine_numbers.get(&name).unwrap_or_default(), group.unwrap_or_default())
        };
        let standing = standing(task);
        self.refill(number, |machine| {
            if comes {
                machine.take(&task.launch, task.gpus());
                machine.count_task(group, standing);
            } else {
                machine.give_back(&task.launch, task.gpus());
                machine.discount_task(group, standing);
            }
        });
        if standing.wanted {
            self.count_group(number, group, if comes { 1 } else { -1 });
        }
        if !comes {
            self.group_numbers.release(&group_name);
            self.release_machine(&name, number);
        }
    }

    /// A live task counts as something else, in its place.
    fn stand(&mut self, cluster: &ClusterKey, before: &Task, after: &Task) {
        let Some(name) = machine_name(cluster, after) else { return };
        let group_name = group_name(cluster, &after.launch);
        let Some(number) = self.machine_numbers.get(&name) else { return };
        let Some(group) = self.group_numbers.get(&group_name) else { return };
        let (old, new) = (standing(before), standing(after));
        if let Some(machine) = self.machines.get_mut(&number) {
            let machine = Arc::make_mut(machine);
            machine.count_task(group, new);
            machine.discount_task(group, old);
        }
        match (old.wanted, new.wanted) {
            (true, false) => self.count_group(number, group, -1),
            (false, true) => self.count_group(number, group, 1),
            _ => {}
        }
    }

    /// Changes what a machine has left.
    fn refill(&mut self, number: u64, change: impl FnOnce(&mut Machine)) {
        let Some(machine) = self.machines.get_mut(&number) else { return };
        let machine = Arc::make_mut(machine);
        let before = machine.entries();
        change(machine);
        if !machine.is_available() {
            return;
        }
        let after = machine.entries();
        let (class, pool_class) = (machine.class, machine.pool_class);
        if let (Some(class), Some(fleet)) = (class, self.clusters.get_mut(&*machine.cluster)) {
            fleet.refill(class, before, after);
        }
        if let (Some(class), Some(fleet)) = (pool_class, self.pools.get_mut(&machine.key.scope)) {
            fleet.refill(class, before, after);
        }
    }

    fn count_group(&mut self, number: u64, group: u64, change: i64) {
        let Some(machine) = self.machines.get(&number) else { return };
        if let (Some(class), Some(fleet)) = (machine.class, self.clusters.get_mut(&*machine.cluster)) {
            fleet.count_group(group, class, change);
        }
        if let (Some(class), Some(fleet)) = (machine.pool_class, self.pools.get_mut(&machine.key.scope)) {
            fleet.count_group(group, class, change);
        }
    }

    fn hold_machine(&mut self, name: &KeyBytes) -> u64 {
        let number = self.machine_numbers.hold(name);
        if !self.machines.contains_key(&number)
            && let Some(key) = ContainerInstanceKey::parse(name.as_slice())
        {
            self.machines.insert(number, Arc::new(Machine::new(key, number)));
        }
        number
    }

    fn release_machine(&mut self, name: &KeyBytes, number: u64) {
        self.machine_numbers.release(name);
        if self.machine_numbers.get(name).is_none() {
            self.machines.remove(&number);
        }
    }

    /// Takes a machine out from among those that it counts with.
    fn detach(&mut self, number: u64) {
        for among in [Among::Cluster, Among::Pool] {
            let Some(machine) = self.machines.get(&number).cloned() else { return };
            let Some(class) = machine.class_among(among) else { continue };
            self.set_class(number, among, None);
            let Some(fleet) = self.fleet_mut(&machine.key, among) else { continue };
            fleet.declassify(&machine, class);
            let crossed = fleet.discount_machine(&machine);
            if fleet.is_empty() {
                self.remove_fleet(&machine.key, among);
            } else if crossed {
                self.reclassify(&machine.key, among);
            }
        }
    }

    fn attach(&mut self, number: u64) {
        for among in [Among::Cluster, Among::Pool] {
            let Some(machine) = self.machines.get(&number).cloned() else { return };
            let Some(registered) = machine.registered() else { return };
            let fleet = match among {
                Among::Cluster => self.clusters.entry(cluster_of(&machine.key)).or_default(),
                Among::Pool if registered.serves_fargate() => {
                    self.pools.entry(machine.key.scope).or_default()
                }
                Among::Pool => continue,
            };
            if fleet.count_machine(&machine) {
                self.reclassify(&machine.key, among);
                continue;
            }
            let class = fleet.classify(&machine);
            self.set_class(number, among, Some(class));
        }
    }

    /// Makes the classes anew, after an attribute has begun or ceased to make classes.
    fn reclassify(&mut self, of: &ContainerInstanceKey, among: Among) {
        let Some(fleet) = self.fleet_mut(of, among) else { return };
        let all: Vec<u64> = fleet.machines().collect();
        for number in &all {
            let Some(machine) = self.machines.get(number).cloned() else { continue };
            let Some(class) = machine.class_among(among) else { continue };
            if let Some(fleet) = self.fleet_mut(of, among) {
                fleet.declassify(&machine, class);
            }
        }
        for number in all {
            let Some(machine) = self.machines.get(&number).cloned() else { continue };
            let class = self.fleet_mut(of, among).map(|fleet| fleet.classify(&machine));
            self.set_class(number, among, class);
        }
    }

    fn fleet_mut(&mut self, of: &ContainerInstanceKey, among: Among) -> Option<&mut ClusterFleet> {
        match among {
            Among::Cluster => self.clusters.get_mut(&cluster_of(of)),
            Among::Pool => self.pools.get_mut(&of.scope),
        }
    }

    fn remove_fleet(&mut self, of: &ContainerInstanceKey, among: Among) {
        match among {
            Among::Cluster => drop(self.clusters.remove(&cluster_of(of))),
            Among::Pool => drop(self.pools.remove(&of.scope)),
        }
    }

    fn set_class(&mut self, number: u64, among: Among, class: Option<u64>) {
        let Some(machine) = self.machines.get_mut(&number) else { return };
        let machine = Arc::make_mut(machine);
        match among {
            Among::Cluster => machine.class = class,
            Among::Pool => machine.pool_class = class,
        }
    }

    /// What differs from a fleet that is made anew from the rows, in words.
    pub(crate) fn check(&self, world: &World, problem: &mut dyn FnMut(String)) {
        let mut right = Self::default();
        let everything = KeyBytes::from_slice(&[]);
        for (key, row) in world.scan::<ContainerInstance>(&everything) {
            right.instance_changed(&key.bytes(), None, Some(row));
        }
        for (key, row) in world.scan::<Task>(&everything) {
            right.task_changed(&key.bytes(), None, Some(row));
        }
        for (number, machine) in &self.machines {
            if right.machines.get(number) != Some(machine) {
                problem(format!(
                    "fleet: container instance {} is not what its row and tasks make of it",
                    machine.key.id
                ));
            }
        }
        let mut compare = |same: bool, what: &str| {
            if !same {
                problem(format!("fleet: {what} are not what the rows make of them"));
            }
        };
        compare(self.machines.len() == right.machines.len(), "the machines");
        compare(self.machine_numbers.held() == right.machine_numbers.held(), "the machines' numbers");
        compare(self.group_numbers.held() == right.group_numbers.held(), "the groups of tasks");
        compare(self.clusters == right.clusters, "the clusters' classes and orders");
        compare(self.pools == right.pools, "the classes and orders of what serves FARGATE");
        compare(self.totals == right.totals, "the clusters' totals");
        compare(self.crews == right.crews, "the tasks of each starter");
    }
}

impl Machine {
    fn class_among(&self, among: Among) -> Option<u64> {
        match among {
            Among::Cluster => self.class,
            Among::Pool => self.pool_class,
        }
    }
}

fn cluster_of(key: &ContainerInstanceKey) -> ClusterKey {
    ClusterKey { scope: key.scope, name: key.cluster.clone() }
}

/// The cluster of a task's key; its id is nothing to us.
fn cluster_of_task(key: &KeyBytes) -> Option<ClusterKey> {
    let mut key = KeyReader::new(key.as_slice());
    Some(ClusterKey { scope: key.scope()?, name: key.text()? })
}

/// The key of the instance that a task of a cluster has its place on, as [`Task::instance_key`] makes it.
fn machine_name(cluster: &ClusterKey, task: &Task) -> Option<KeyBytes> {
    let name = task.instance_cluster.as_ref().unwrap_or(&cluster.name);
    Some(KeyWriter::new().scope(cluster.scope).text(name).text(task.instance.as_ref()?).finish())
}

fn group_name(cluster: &ClusterKey, launch: &Launch) -> KeyBytes {
    let mut name = KeyWriter::new();
    name.scope(cluster.scope).text(&cluster.name).text(&launch.group);
    if launch.capacity_provider.as_deref() == Some(FARGATE_SPOT) {
        name.text(FARGATE_SPOT);
    }
    name.finish()
}

fn standing(task: &Task) -> Standing {
    Standing { wanted: task.shall_run(), running: task.is_running(), pending: task.is_pending() }
}

/// Whether a change leaves everything as it is here, as most changes of tasks do.
fn counts_the_same(before: &Task, after: &Task) -> bool {
    standing(before) == standing(after)
        && before.is_live() == after.is_live()
        && takes_the_same(before, after)
}

fn takes_the_same(before: &Task, after: &Task) -> bool {
    before.instance == after.instance
        && before.instance_cluster == after.instance_cluster
        && (before.launch.same(&after.launch) || before.launch == after.launch)
        && before.gpus().eq(after.gpus())
}
