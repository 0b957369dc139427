//! Which tasks are stopped first where fewer are wanted.
//!
//! Must not know: how many are stopped.

use std::collections::{BTreeMap, BinaryHeap};

use longshore_world::Timestamp;

use crate::service::view::{StopFirst, Task};

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

/// Candidates in the order in which they are to be stopped: by worth, then by what the service's strategies say of
/// their places, then the youngest; each one taken counts no more. Without strategies: from the zone that has most
/// tasks of the service, then from the instance that has most.
pub(super) fn by_worth<'a>(
    candidates: Vec<(Worth, &'a Task)>,
    all: &[&'a Task],
    strategies: &'a [StopFirst],
) -> InOrder<'a> {
    let mut classes: BTreeMap<Worth, Vec<&'a Task>> = BTreeMap::new();
    for (worth, task) in candidates {
        classes.entry(worth).or_default().push(task);
    }
    InOrder { crowd: Crowd::of(all, strategies), classes, current: None }
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

/// Tasks of equal worth, by the value of what they are spread over first.
struct Class<'a> {
    groups: BTreeMap<Option<&'a str>, Group<'a>>,
}

/// Tasks of one value by their instances, and the instances in order; of those whose rank has changed since, the
/// rank is put right when it comes up: counts only fall.
#[derive(Default)]
struct Group<'a> {
    stacks: BTreeMap<Option<&'a str>, Stack<'a>>,
    queue: BinaryHeap<Rank<'a>>,
}

impl<'a> Class<'a> {
    fn of(tasks: Vec<&'a Task>, crowd: &Crowd<'a>) -> Self {
        let mut groups: BTreeMap<Option<&'a str>, Group<'a>> = BTreeMap::new();
        for task in tasks {
            let group = groups.entry(crowd.first.of_task(task)).or_default();
            let stack = group.stacks.entry(task.instance.as_deref()).or_default();
            stack.push((task.created_at, &task.id, task));
        }
        for group in groups.values_mut() {
            group.stacks.values_mut().for_each(|stack| stack.sort_by_key(|(at, id, _)| (*at, *id)));
            let ranks = group.stacks.iter().filter_map(|(instance, stack)| crowd.rank(*instance, stack));
            group.queue = ranks.collect();
        }
        Self { groups }
    }

    fn take(&mut self, crowd: &mut Crowd<'a>) -> Option<&'a Task> {
        let ranked = self.groups.iter_mut().filter_map(|(value, group)| {
            let first = group.first(crowd)?;
            Some((crowd.first.count(*value), first, group))
        });
        let (_, _, group) = ranked.max_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)))?;
        let instance = group.queue.pop()?.instance;
        let stack = group.stacks.get_mut(&instance)?;
        let (_, _, task) = stack.pop()?;
        crowd.leave(task);
        group.queue.extend(crowd.rank(instance, stack));
        Some(task)
    }
}

impl<'a> Group<'a> {
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

/// What tasks are spread over.
#[derive(Clone, Copy)]
enum Field<'a> {
    /// Nothing: all are one.
    None,
    Zone,
    Instance,
    Value(&'a BTreeMap<String, String>),
}

/// How many tasks there are of each value of a field.
struct Tally<'a> {
    field: Field<'a>,
    counts: BTreeMap<Option<&'a str>, usize>,
}

impl<'a> Tally<'a> {
    fn of(field: Field<'a>, tasks: &[&'a Task]) -> Self {
        let mut tally = Self { field, counts: BTreeMap::new() };
        for task in tasks {
            let value = tally.of_task(task);
            *tally.counts.entry(value).or_default() += 1;
        }
        tally
    }

    fn of_task(&self, task: &'a Task) -> Option<&'a str> {
        match self.field {
            Field::None => None,
            Field::Zone => task.zone.as_deref(),
            Field::Instance => task.instance.as_deref(),
            Field::Value(values) => values.get(task.instance.as_deref()?).map(String::as_str),
        }
    }

    fn count(&self, value: Option<&str>) -> usize {
        self.counts.get(&value).copied().unwrap_or_default()
    }

    fn leave(&mut self, task: &'a Task) {
        let value = self.of_task(task);
        if let Some(count) = self.counts.get_mut(&value) {
            *count = count.saturating_sub(1);
        }
    }
}

/// What ranks the instances of one value.
enum Criterion<'a> {
    Fullest(Tally<'a>),
    /// What each instance has left.
    Emptiest(&'a BTreeMap<String, i64>),
}

/// How many tasks are where, by all that the strategies name.
struct Crowd<'a> {
    first: Tally<'a>,
    then: Vec<Criterion<'a>>,
}

impl<'a> Crowd<'a> {
    fn of(tasks: &[&'a Task], strategies: &'a [StopFirst]) -> Self {
        let field = |strategy: &'a StopFirst| match strategy {
            StopFirst::FullestZone => Some(Field::Zone),
            StopFirst::FullestInstance => Some(Field::Instance),
            StopFirst::FullestValue(values) => Some(Field::Value(values)),
            StopFirst::EmptiestInstance(_) => None,
        };
        let (first, rest) = match strategies.split_first() {
            None => (Field::Zone, strategies),
            Some((StopFirst::FullestInstance | StopFirst::EmptiestInstance(_), _)) => {
                (Field::None, strategies)
            }
            Some((first, rest)) => (field(first).unwrap_or(Field::None), rest),
        };
        let criterion = |strategy: &'a StopFirst| match (strategy, field(strategy)) {
            (StopFirst::EmptiestInstance(left), _) => Criterion::Emptiest(left),
            (_, field) => Criterion::Fullest(Tally::of(field.unwrap_or(Field::None), tasks)),
        };
        let mut then: Vec<_> = rest.iter().map(criterion).collect();
        then.push(Criterion::Fullest(Tally::of(Field::Instance, tasks)));
        Self { first: Tally::of(first, tasks), then }
    }

    fn leave(&mut self, task: &'a Task) {
        self.first.leave(task);
        for criterion in &mut self.then {
            if let Criterion::Fullest(tally) = criterion {
                tally.leave(task);
            }
        }
    }

    fn rank(&self, instance: Option<&'a str>, stack: &Stack<'a>) -> Option<Rank<'a>> {
        let (created_at, id, task) = stack.last()?;
        let score = |criterion: &Criterion<'a>| match criterion {
            Criterion::Fullest(tally) => i64::try_from(tally.count(tally.of_task(task))).unwrap_or(i64::MAX),
            Criterion::Emptiest(left) => instance.and_then(|it| left.get(it)).copied().unwrap_or(i64::MAX),
        };
        Some(Rank { scores: self.then.iter().map(score).collect(), created_at: *created_at, id, instance })
    }
}

/// The greatest is stopped next.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank<'a> {
    scores: Vec<i64>,
    created_at: Timestamp,
    id: &'a str,
    instance: Option<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(id: &str, zone: &str, instance: &str, at: i64) -> Task {
        Task {
            id: id.to_owned(),
            zone: Some(zone.to_owned()),
            instance: Some(instance.to_owned()),
            created_at: Timestamp::from_secs(at),
            ..Task::default()
        }
    }

    fn order(strategies: &[StopFirst]) -> String {
        let tasks = [
            task("a", "z1", "i1", 1),
            task("b", "z1", "i1", 2),
            task("c", "z1", "i2", 3),
            task("d", "z1", "i3", 4),
            task("e", "z2", "i4", 5),
            task("f", "z2", "i4", 6),
            task("g", "z2", "i4", 7),
        ];
        let all: Vec<&Task> = tasks.iter().collect();
        let candidates = all.iter().map(|task| (Worth::Healthy, *task)).collect();
        by_worth(candidates, &all, strategies).map(|(_, task)| task.id.as_str()).collect()
    }

    #[test]
    fn strategies_say_where_tasks_are_stopped_first() {
        let racks = || {
            let rack = |(instance, rack): (&str, &str)| (instance.to_owned(), rack.to_owned());
            StopFirst::FullestValue([("i1", "r1"), ("i2", "r2"), ("i3", "r2"), ("i4", "r2")].map(rack).into())
        };
        let left = |pairs: [(&str, i64); 4]| {
            StopFirst::EmptiestInstance(pairs.map(|(instance, left)| (instance.to_owned(), left)).into())
        };
        let packed = || left([("i1", 10), ("i2", 90), ("i3", 20), ("i4", 50)]);
        for (strategies, expected) in [
            (vec![], "bgdfcea"),
            (vec![StopFirst::FullestZone], "bgdfcea"),
            (vec![StopFirst::FullestInstance], "gfbedca"),
            (vec![racks()], "gfebdca"),
            (vec![packed()], "cgfedba"),
            (vec![StopFirst::FullestZone, packed()], "cgdfbea"),
            (vec![StopFirst::FullestZone, StopFirst::FullestInstance], "bgdfcea"),
        ] {
            assert_eq!(order(&strategies), expected, "{strategies:?}");
        }
    }
}
