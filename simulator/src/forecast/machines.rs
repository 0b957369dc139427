//! What machines have left, before and after, and the surge in between.
//!
//! Must not know: services.

use std::collections::BTreeSet;

use longshore_shapes::longshore as api;
use longshore_world::fleet::Machine;
use longshore_world::key::KeyWriter;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey, REGISTERED};
use longshore_world::records::launch::Reserved;
use longshore_world::{Scope, World};

use super::story::{OnMachine, Story};
use super::{counted, passed};

/// How many machines are told of.
const MACHINES_MAX: usize = 200;

/// What tasks take on the whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Load {
    pub(super) tasks: i64,
    pub(super) cpu: i64,
    pub(super) memory: i64,
}

impl Load {
    pub(super) fn add(&mut self, reserved: &Reserved) {
        self.tasks += 1;
        self.cpu += i64::from(reserved.cpu);
        self.memory += i64::from(reserved.memory);
    }

    pub(super) fn subtract(&mut self, reserved: &Reserved) {
        self.tasks -= 1;
        self.cpu -= i64::from(reserved.cpu);
        self.memory -= i64::from(reserved.memory);
    }

    pub(super) fn most(self, other: Self) -> Self {
        Self {
            tasks: self.tasks.max(other.tasks),
            cpu: self.cpu.max(other.cpu),
            memory: self.memory.max(other.memory),
        }
    }

    fn beyond(self, other: Self) -> Self {
        Self {
            tasks: (self.tasks - other.tasks).max(0),
            cpu: (self.cpu - other.cpu).max(0),
            memory: (self.memory - other.memory).max(0),
        }
    }
}

/// The machines on which something was placed or has ended.
pub(super) fn machines(before: &World, after: &World, story: &Story) -> Vec<api::ForecastMachine> {
    let touched: BTreeSet<_> = story.placed.keys().chain(story.ended.keys()).map(|(key, _)| key).collect();
    let told = touched.into_iter().take(MACHINES_MAX).map(|key| {
        let status = after.get::<ContainerInstance>(key).and_then(|row| row.instance.status.clone());
        api::ForecastMachine {
            container_instance: key.id.clone(),
            cluster: key.cluster.clone(),
            status: status.unwrap_or_default(),
            before: room(before, key),
            after: room(after, key),
            placed: counts(&story.placed, key),
            ended: counts(&story.ended, key),
        }
    });
    told.collect()
}

fn counts(of: &OnMachine, machine: &ContainerInstanceKey) -> Vec<api::ForecastCount> {
    let there = of.range((machine.clone(), String::new())..).take_while(|((key, _), _)| key == machine);
    there.map(|((_, what), count)| api::ForecastCount { what: what.clone(), count: *count }).collect()
}

fn room(world: &World, key: &ContainerInstanceKey) -> api::ForecastRoom {
    let machine = world.fleet().instance(key);
    let tasks = machine.map_or(0, |machine| i32::try_from(machine.live).unwrap_or(i32::MAX));
    let there = machine.filter(|machine| machine.registered().is_some());
    api::ForecastRoom {
        cpu: there.map_or(0, Machine::cpu_left),
        memory: there.map_or(0, Machine::memory_left),
        tasks,
    }
}

/// What all machines of a scope that take tasks have left.
fn free(world: &World, scope: Scope) -> (usize, Load) {
    let (mut count, mut free) = (0, Load::default());
    let everywhere = KeyWriter::new().scope(scope).finish();
    for (_, key, _) in world.by_index::<ContainerInstance>(REGISTERED, &everywhere, None) {
        let Some(machine) = world.fleet().instance(&key).filter(|machine| machine.is_available()) else {
            continue;
        };
        count += 1;
        free.cpu += i64::from(machine.cpu_left().max(0));
        free.memory += i64::from(machine.memory_left().max(0));
    }
    (count, free)
}

/// The most that was there at once beyond what is there before and after.
pub(super) fn surge(before: &World, scope: Scope, story: &Story, refused: bool) -> api::ForecastSurge {
    let more = story.peak.beyond(story.before.most(story.load));
    let (count, free) = free(before, scope);
    let waited = story.waited(story.last);
    let held = waited == 0 && !refused && !story.lacks_room();
    let (are, tasks) = (if more.tasks == 1 { "is" } else { "are" }, counted_tasks(more.tasks));
    let peak = match more.tasks {
        0 => "No surge: at no time are there more tasks than before or after.".to_owned(),
        _ => format!(
            "At its peak, {} in, {tasks} more than before and after {are} there at the same time: {} CPU units and {} MiB more.",
            passed(story.peak_at),
            more.cpu,
            more.memory,
        ),
    };
    let holds = if refused || story.lacks_room() {
        " The fleet does not hold all that is asked for.".to_owned()
    } else if waited > 0 {
        format!(" The fleet does not hold it all at once: tasks wait for room for {}.", passed(waited))
    } else if more.tasks > 0 {
        let (machines, Load { cpu, memory, .. }) = (counted(count, "machine"), free);
        format!(" The fleet holds that: {cpu} CPU units and {memory} MiB are free on {machines} now.")
    } else {
        String::new()
    };
    let number = |value: i64| i32::try_from(value).unwrap_or(i32::MAX);
    api::ForecastSurge {
        at_millis: story.peak_at,
        tasks: number(more.tasks),
        cpu: number(more.cpu),
        memory: number(more.memory),
        held,
        waited_millis: waited,
        summary: format!("{peak}{holds}"),
    }
}

fn counted_tasks(count: i64) -> String {
    counted(usize::try_from(count).unwrap_or_default(), "task")
}
