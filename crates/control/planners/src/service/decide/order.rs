//! Which tasks are stopped first where fewer are wanted.
//!
//! Must not know: how many are stopped.

use std::collections::{BTreeMap, BinaryHeap};

use longshore_world::Timestamp;

use crate::service::view::Task;

/// How little a task is worth; the least is stopped first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Worth {
    Unhealthy,
    Starting,
    /// It runs, and is not known to be healthy.
    Unknown,
    OfOldRevision,
    Leaving,
    Healthy,
}

/// Candidates in the order in which they are to be stopped: by worth, then from the zone that has most tasks of
/// the service, then from the instance that has most, then the youngest; each one taken counts no more.
pub(super) fn by_worth<'a>(candidates: Vec<(Worth, &'a Task)>, all: &[&'a Task]) -> InOrder<'a> {
    let mut classes: BTreeMap<Worth, Vec<&'a Task>> = BTreeMap::new();
    for (worth, task) in candidates {
        classes.entry(worth).or_default().push(task);
    }
    InOrder { crowd: Crowd::of(all), classes, current: None }
}

pub(super) struct InOrder<'a> {
    crowd: Crowd<'a>,
    classes: BTreeMap<Worth, Vec<&'a Task>>,
    current: Option<(Worth, Class<'a>)>,
}

impl<'a> Iterator for InOrder<'a> {
    type Item = (Worth, &'a Task);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((worth, class)) = &mut self.current
                && let Some(task) = class.take(&mut self.crowd)
            {
                return Some((*worth, task));
            }
            let (worth, tasks) = self.classes.pop_first()?;
            self.current = Some((worth, Class::of(tasks, &self.crowd)));
        }
    }
}

/// Tasks of one instance, the youngest last.
type Stack<'a> = Vec<(Timestamp, &'a str, &'a Task)>;

/// Tasks of equal worth, by the zones that they are in.
struct Class<'a> {
    zones: BTreeMap<Option<&'a str>, ZoneTasks<'a>>,
}

/// Tasks of one zone by their instances, and the instances in order; of those whose rank has changed since, the
/// rank is put right when it comes up.
#[derive(Default)]
struct ZoneTasks<'a> {
    stacks: BTreeMap<Option<&'a str>, Stack<'a>>,
    queue: BinaryHeap<Rank<'a>>,
}

impl<'a> Class<'a> {
    fn of(tasks: Vec<&'a Task>, crowd: &Crowd<'a>) -> Self {
        let mut zones: BTreeMap<Option<&'a str>, ZoneTasks<'a>> = BTreeMap::new();
        for task in tasks {
            let zone = zones.entry(task.zone.as_deref()).or_default();
            let stack = zone.stacks.entry(task.instance.as_deref()).or_default();
            stack.push((task.created_at, &task.id, task));
        }
        for zone in zones.values_mut() {
            zone.stacks.values_mut().for_each(|stack| stack.sort_by_key(|(at, id, _)| (*at, *id)));
            let ranks = zone.stacks.iter().filter_map(|(instance, stack)| crowd.rank(*instance, stack));
            zone.queue = ranks.collect();
        }
        Self { zones }
    }

    fn take(&mut self, crowd: &mut Crowd<'a>) -> Option<&'a Task> {
        let count = |name: &Option<&str>| crowd.zones.get(name).copied().unwrap_or_default();
        let ranked = self.zones.iter_mut().filter_map(|(name, zone)| {
            let first = zone.first(crowd)?;
            Some((count(name), first, zone))
        });
        let (_, _, zone) = ranked.max_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)))?;
        let instance = zone.queue.pop()?.instance;
        let stack = zone.stacks.get_mut(&instance)?;
        let (_, _, task) = stack.pop()?;
        crowd.leave(task);
        zone.queue.extend(crowd.rank(instance, stack));
        Some(task)
    }
}

impl<'a> ZoneTasks<'a> {
    fn first(&mut self, crowd: &Crowd<'a>) -> Option<Rank<'a>> {
        while let Some(rank) = self.queue.pop() {
            let current = self.stacks.get(&rank.instance).and_then(|stack| crowd.rank(rank.instance, stack));
            let is_right = current.as_ref() == Some(&rank);
            self.queue.extend(current);
            if is_right {
                return Some(rank);
            }
        }
        None
    }
}

/// How many tasks are in each zone and on each instance.
struct Crowd<'a> {
    zones: BTreeMap<Option<&'a str>, usize>,
    instances: BTreeMap<Option<&'a str>, usize>,
}

impl<'a> Crowd<'a> {
    fn of(tasks: &[&'a Task]) -> Self {
        let mut crowd = Self { zones: BTreeMap::new(), instances: BTreeMap::new() };
        for task in tasks {
            *crowd.zones.entry(task.zone.as_deref()).or_default() += 1;
            *crowd.instances.entry(task.instance.as_deref()).or_default() += 1;
        }
        crowd
    }

    fn leave(&mut self, task: &'a Task) {
        let zone = self.zones.get_mut(&task.zone.as_deref());
        let instance = self.instances.get_mut(&task.instance.as_deref());
        for count in zone.into_iter().chain(instance) {
            *count = count.saturating_sub(1);
        }
    }

    fn rank(&self, instance: Option<&'a str>, stack: &Stack<'a>) -> Option<Rank<'a>> {
        let (created_at, id, _) = stack.last()?;
        let count = self.instances.get(&instance).copied().unwrap_or_default();
        Some(Rank { count, created_at: *created_at, id, instance })
    }
}

/// The greatest is stopped next.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank<'a> {
    count: usize,
    created_at: Timestamp,
    id: &'a str,
    instance: Option<&'a str>,
}
