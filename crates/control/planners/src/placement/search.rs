//! The search for the best machine, one task after the other.
//!
//! The machines of a class are a bucket: what concerns only attributes is the same for all of them. Each
//! bucket offers its machines best first, looking no further than it is asked. A machine that was taken is put
//! back among those taken with what it has left then, so every next task sees the ones before it.
//!
//! Invariant: what is chosen is the lowest score among all machines that the task fits on, or one of the few next
//! that the strategy takes for its balance.
//!
//! Must not know: rows, or why a task does not fit.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use longshore_world::fleet::machine::rest;
use longshore_world::fleet::shelves::{Entry, Search};
use longshore_world::fleet::{Class, ClusterFleet, Machine};

use super::demand::Demand;
use super::strategy::{Chance, Facts, STRATEGIES_MAX, Score, Strategy, Way, lot, number_of};

/// How often a machine is drawn before all that fit are counted.
const DRAWS_MAX: usize = 16;

type Heap = BinaryHeap<Reverse<Score>>;

/// The values of attributes spread over, as places in the counts; no more than there are strategies.
type Places = [usize; STRATEGIES_MAX];

pub(super) struct Finder<'a> {
    demand: &'a Demand<'a>,
    strategy: Strategy<'a>,
    way: Way,
    /// For each place of the score that spreads, how many tasks of the group each value has.
    counts: Vec<(usize, Vec<i64>)>,
    buckets: Vec<Bucket<'a>>,
    /// How often each machine was chosen by this search.
    times: BTreeMap<u64, u32>,
    seed: u64,
    chance: Chance,
}

struct Bucket<'a> {
    class: &'a Class,
    /// The values of the attributes spread over, as places in the counts.
    values: Places,
    source: Source<'a>,
    /// The group has tasks here, so machines must be asked how many.
    has_group: bool,
    /// Found and not best yet.
    later: Heap,
    /// The best few that were not chosen yet, in their order.
    offered: Vec<Score>,
    /// Chosen before, with room for another.
    taken: BTreeSet<Score>,
    /// Nothing fits here any more.
    spent: bool,
}

/// Where a bucket's machines come from.
enum Source<'a> {
    Search(Search<'a>),
    /// Those of one value of an attribute that does not make classes.
    Listed {
        numbers: Vec<u64>,
        next: usize,
    },
}

impl<'a> Finder<'a> {
    pub(super) fn new(demand: &'a Demand<'a>, seed: u64) -> Self {
        let strategy = Strategy::of(demand.order);
        let (times, chance) = (BTreeMap::new(), Chance::new(seed));
        let (way, buckets, counts) = (strategy.way(), Vec::new(), Vec::new());
        let mut finder = Self { demand, strategy, way, counts, buckets, times, seed, chance };
        if let Some(among) = demand.among {
            finder.fill(among);
        }
        finder
    }

    /// How often a machine was chosen.
    pub(super) fn times(&self, number: u64) -> u32 {
        self.times.get(&number).copied().unwrap_or_default()
    }

    /// The machine for the next task, with how often it was chosen before.
    pub(super) fn next(&mut self) -> Option<(&'a Machine, u32)> {
        loop {
            let best = self.leaders();
            if best.is_empty() {
                return None;
            }
            let found = if self.way == Way::Drawn { self.draw(&best) } else { self.best_of(&best) };
            if let Some((place, number)) = found {
                return self.choose(place, number);
            }
            for place in best {
                self.buckets.iter_mut().skip(place).take(1).for_each(|bucket| bucket.spent = true);
            }
        }
    }

    /// The places of the buckets that come first by what a bucket alone decides; none when all are spent.
    fn leaders(&self) -> Vec<usize> {
        let (mut best, mut least) = (Vec::with_capacity(self.buckets.len()), Score::default());
        for (place, bucket) in self.buckets.iter().enumerate().filter(|(_, bucket)| !bucket.spent) {
            let leading = self.leading(bucket);
            if best.is_empty() || leading < least {
                best.clear();
                least = leading;
            }
            if leading == least {
                best.push(place);
            }
        }
        best
    }

    /// The part of the score that a bucket alone decides, as far as it comes first.
    fn leading(&self, bucket: &Bucket<'_>) -> Score {
        let mut score = Score::default();
        let leading = self.strategy.leading_spreads();
        let counts = self.counts.iter().zip(&bucket.values).take(leading);
        for ((place, counts), value) in counts {
            set(&mut score, *place, counts.get(*value).copied());
        }
        score
    }

    fn best_of(&mut self, places: &[usize]) -> Option<(usize, u64)> {
        let few = self.strategy.looks_at();
        let mut best: Vec<(Score, usize)> = Vec::with_capacity(few + 1);
        for place in places {
            let Some(bucket) = self.buckets.get_mut(*place) else { continue };
            let offer = Offer { demand: self.demand, strategy: &self.strategy, seed: self.seed };
            bucket.look_ahead(&offer, self.way, few);
            for mut score in bucket.offers(few) {
                for ((place, counts), value) in self.counts.iter().zip(&bucket.values) {
                    set(&mut score, *place, counts.get(*value).copied());
                }
                let behind = best.partition_point(|(better, _)| *better < score);
                if behind < few {
                    best.insert(behind, (score, *place));
                    best.truncate(few);
                }
            }
        }
        let chosen = if best.len() > 1 { self.balanced(&best) } else { 0 };
        best.get(chosen).map(|(score, place)| (*place, number_of(score)))
    }

    fn balanced(&self, best: &[(Score, usize)]) -> usize {
        let scores: Vec<Score> = best.iter().map(|(score, _)| *score).collect();
        let first = scores.first().and_then(|score| self.demand.fleet.machine(number_of(score)));
        let whole = first.and_then(Machine::registered).map_or(0, |it| rest(it.cpu, it.memory));
        self.strategy.balanced(&scores, &self.demand.order.launch.reserved, i64::from(whole))
    }

    /// Any machine of these buckets that a task fits on, each as likely as the other.
    fn draw(&mut self, places: &[usize]) -> Option<(usize, u64)> {
        let sizes: Vec<(usize, usize)> =
            places.iter().filter_map(|it| Some((*it, self.buckets.get(*it)?.len()))).collect();
        let all: usize = sizes.iter().map(|(_, size)| size).sum();
        for _ in 0..DRAWS_MAX.min(all) {
            let mut drawn = self.chance.below(all);
            let bucket = sizes.iter().find_map(|(place, size)| match drawn.checked_sub(*size) {
                None => Some(*place),
                Some(rest) => {
                    drawn = rest;
                    None
                }
            });
            let Some(place) = bucket else { continue };
            let Some(number) = self.buckets.get(place).and_then(|it| it.at(drawn)) else { continue };
            if self.fits(number) {
                return Some((place, number));
            }
        }
        let fitting: Vec<(usize, u64)> = sizes
            .iter()
            .filter_map(|(place, _)| Some((*place, self.buckets.get(*place)?)))
            .flat_map(|(place, bucket)| bucket.with_room(self.demand).map(move |number| (place, number)))
            .filter(|(_, number)| self.fits(*number))
            .collect();
        if fitting.is_empty() { None } else { fitting.get(self.chance.below(fitting.len())).copied() }
    }

    fn fits(&self, number: u64) -> bool {
        let machine = self.demand.fleet.machine(number);
        machine.is_some_and(|machine| self.demand.fits(machine, self.times(number)))
    }

    fn choose(&mut self, place: usize, number: u64) -> Option<(&'a Machine, u32)> {
        let machine = self.demand.fleet.machine(number)?;
        let before = self.times(number);
        self.times.insert(number, before + 1);
        let bucket = self.buckets.get_mut(place)?;
        for ((_, counts), value) in self.counts.iter_mut().zip(&bucket.values) {
            counts.iter_mut().skip(*value).take(1).for_each(|count| *count += 1);
        }
        if self.way != Way::Drawn {
            bucket.withdraw(number);
            if self.demand.fits(machine, before + 1) {
                let offer = Offer { demand: self.demand, strategy: &self.strategy, seed: self.seed };
                bucket.taken.insert(offer.score(machine, before + 1));
            }
        }
        Some((machine, before))
    }

    /// Makes the buckets: the classes that may do, and within them the values of attributes spread over that
    /// do not make classes.
    fn fill(&mut self, among: &'a ClusterFleet) {
        let spreads: Vec<(usize, &'a str)> = self.strategy.spreads().collect();
        let by_class = spreads.iter().all(|(_, attribute)| among.makes_classes(attribute));
        let mut values = Values::new(&spreads);
        let group = self.demand.group.map(|group| among.group(group)).unwrap_or_default();
        if by_class {
            for (number, tasks) in group {
                if let Some(class) = among.class(*number) {
                    values.count(|attribute| class.attribute(attribute), i64::from(*tasks));
                }
            }
        } else if let Some(group) = self.demand.group {
            for machine in among.machines().filter_map(|number| self.demand.fleet.machine(number)) {
                let tasks = i64::from(machine.group(group).wanted);
                let attribute = |name: &str| machine.registered().and_then(|it| it.attribute(name));
                values.count(attribute, tasks);
            }
        }
        self.buckets.reserve(among.classes().size_hint().0);
        for class in among.classes().filter(|class| self.demand.allows_class(class)) {
            let has_group = group.iter().any(|(number, _)| *number == class.number);
            if by_class {
                let Demand { cpu, memory, .. } = *self.demand;
                let first = self.strategy.first(cpu, memory);
                let source = Source::Search(self.strategy.order_of(class).search(first, cpu, memory));
                let of_class = values.places(|attribute| class.attribute(attribute));
                self.buckets.push(Bucket::new(class, of_class, source, has_group));
            } else {
                self.split(class, has_group, &mut values);
            }
        }
        self.counts = values.counts();
        if !by_class && self.way != Way::Drawn {
            self.way = Way::Collected;
        }
    }

    fn split(&mut self, class: &'a Class, has_group: bool, values: &mut Values<'a>) {
        let mut split: BTreeMap<Places, Vec<u64>> = BTreeMap::new();
        for entry in class.by_memory.iter() {
            let Some(machine) = self.demand.fleet.machine(entry.number) else { continue };
            let Some(registered) = machine.registered() else { continue };
            split.entry(values.places(|name| registered.attribute(name))).or_default().push(entry.number);
        }
        for (values, mut numbers) in split {
            numbers.sort_unstable();
            let source = Source::Listed { numbers, next: 0 };
            self.buckets.push(Bucket::new(class, values, source, has_group));
        }
    }
}

fn set(score: &mut Score, place: usize, value: Option<i64>) {
    if let Some(slot) = score.get_mut(place) {
        *slot = value.unwrap_or_default();
    }
}

/// The values of attributes that are spread over, and how many tasks of the group each has.
struct Values<'a> {
    spreads: Vec<Spread<'a>>,
}

struct Spread<'a> {
    place: usize,
    attribute: &'a str,
    places: BTreeMap<Option<&'a str>, usize>,
    counts: Vec<i64>,
}

impl<'a> Values<'a> {
    fn new(spreads: &[(usize, &'a str)]) -> Self {
        let spread = |(place, attribute): &(usize, &'a str)| Spread {
            place: *place,
            attribute,
            places: BTreeMap::new(),
            counts: Vec::new(),
        };
        Self { spreads: spreads.iter().map(spread).collect() }
    }

    /// The places of values in the counts. To have no value is one.
    fn places(&mut self, value: impl Fn(&str) -> Option<&'a str>) -> Places {
        let mut places = Places::default();
        for (place, spread) in places.iter_mut().zip(&mut self.spreads) {
            *place = spread.place_of(value(spread.attribute));
        }
        places
    }

    fn count(&mut self, value: impl Fn(&str) -> Option<&'a str>, tasks: i64) {
        for spread in &mut self.spreads {
            let place = spread.place_of(value(spread.attribute));
            spread.counts.iter_mut().skip(place).take(1).for_each(|count| *count += tasks);
        }
    }

    fn counts(self) -> Vec<(usize, Vec<i64>)> {
        self.spreads.into_iter().map(|spread| (spread.place, spread.counts)).collect()
    }
}

impl<'a> Spread<'a> {
    fn place_of(&mut self, value: Option<&'a str>) -> usize {
        let next = self.counts.len();
        let place = *self.places.entry(value).or_insert(next);
        if place == next {
            self.counts.push(0);
        }
        place
    }
}

/// What a bucket needs to make offers.
struct Offer<'o, 'a> {
    demand: &'o Demand<'a>,
    strategy: &'o Strategy<'a>,
    seed: u64,
}

impl Offer<'_, '_> {
    fn score(&self, machine: &Machine, times: u32) -> Score {
        let tasks = self.demand.group.map_or(0, |group| machine.group(group).wanted);
        let cpu = self.demand.left(machine.cpu_left(), self.demand.cpu, times);
        let memory = self.demand.left(machine.memory_left(), self.demand.memory, times);
        self.strategy.score(Facts {
            cpu,
            memory,
            rest: rest(cpu, memory),
            tasks: tasks.saturating_add(times),
            random: lot(self.seed, machine.number, times),
            number: machine.number,
        })
    }

    /// The score of a machine that was not chosen yet and has the processor and memory; `None` where it lacks
    /// something else.
    fn score_of(&self, entry: Entry, asks_tasks: bool) -> Option<Score> {
        if asks_tasks || self.demand.asks_machine() {
            let machine = self.demand.fleet.machine(entry.number)?;
            return self.demand.fits_beside(machine, 0).then(|| self.score(machine, 0));
        }
        let Entry { first, cpu, memory, number, .. } = entry;
        // Where the rest counts, it is what the order is by.
        let random = lot(self.seed, number, 0);
        Some(self.strategy.score(Facts { cpu, memory, rest: first, tasks: 0, random, number }))
    }
}

impl<'a> Bucket<'a> {
    fn new(class: &'a Class, values: Places, source: Source<'a>, has_group: bool) -> Self {
        let (later, offered, taken) = Default::default();
        Self { class, values, source, has_group, later, offered, taken, spent: false }
    }

    /// How many machines can be drawn from.
    fn len(&self) -> usize {
        match &self.source {
            Source::Search(_) => self.class.by_memory.len(),
            Source::Listed { numbers, .. } => numbers.len(),
        }
    }

    fn at(&self, place: usize) -> Option<u64> {
        match &self.source {
            Source::Search(_) => self.class.by_memory.at(place).map(|entry| entry.number),
            Source::Listed { numbers, .. } => numbers.get(place).copied(),
        }
    }

    /// The machines that had the processor and memory before the search began.
    fn with_room(&self, demand: &Demand<'_>) -> impl Iterator<Item = u64> {
        let (search, listed) = match &self.source {
            Source::Search(_) => {
                let (cpu, memory) = (demand.cpu, demand.memory);
                (Some(self.class.by_memory.search(memory, cpu, memory)), Vec::new())
            }
            Source::Listed { numbers, .. } => (None, numbers.clone()),
        };
        search.into_iter().flatten().map(|entry| entry.number).chain(listed)
    }

    /// Finds so many that were not chosen yet, if there are.
    fn look_ahead(&mut self, offer: &Offer<'_, 'a>, way: Way, few: usize) {
        while self.offered.len() < few {
            let Some(score) = self.next_offer(offer, way) else { return };
            self.offered.push(score);
        }
    }

    /// The best scores that the bucket has to offer, and more.
    fn offers(&self, few: usize) -> impl Iterator<Item = Score> {
        self.offered.iter().chain(self.taken.iter().take(few)).copied()
    }

    /// Takes out the offer that was chosen.
    fn withdraw(&mut self, number: u64) {
        match self.offered.iter().position(|score| number_of(score) == number) {
            Some(place) => drop(self.offered.remove(place)),
            None => {
                // It is one of the first few.
                let score = self.taken.iter().find(|score| number_of(score) == number).copied();
                score.map(|score| self.taken.remove(&score));
            }
        }
    }

    fn next_offer(&mut self, offer: &Offer<'_, 'a>, way: Way) -> Option<Score> {
        let asks_tasks = self.has_group && offer.strategy.counts_tasks();
        while let Some(entry) = self.source.next(offer) {
            let Some(score) = offer.score_of(entry, asks_tasks) else { continue };
            let at_once = match way {
                Way::Ordered => true,
                Way::EmptyFirst => !asks_tasks || is_empty(offer, entry.number),
                Way::Collected | Way::Drawn => false,
            };
            if at_once {
                return Some(score);
            }
            self.later.push(Reverse(score));
        }
        self.later.pop().map(|Reverse(score)| score)
    }
}

/// Whether a machine has no task of the group that shall run.
fn is_empty(offer: &Offer<'_, '_>, number: u64) -> bool {
    let machine = offer.demand.fleet.machine(number);
    let tasks = |machine: &Machine| offer.demand.group.map_or(0, |group| machine.group(group).wanted);
    machine.is_none_or(|machine| tasks(machine) == 0)
}

impl Source<'_> {
    fn next(&mut self, offer: &Offer<'_, '_>) -> Option<Entry> {
        match self {
            Self::Search(search) => search.next(),
            Self::Listed { numbers, next } => loop {
                let number = *numbers.get(*next)?;
                *next += 1;
                let Some(machine) = offer.demand.fleet.machine(number) else { continue };
                let (cpu, memory) = (machine.cpu_left(), machine.memory_left());
                if cpu >= offer.demand.cpu && memory >= offer.demand.memory {
                    return Some(Entry { first: rest(cpu, memory), second: 0, number, cpu, memory });
                }
            },
        }
    }
}
