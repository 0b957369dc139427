//! Strategies: what makes one machine better than another for a task, as a score that is compared in order.
//!
//! A score has a place for each strategy, in the order given, then places that break ties: among machines that
//! are equally good, the one with the least left is taken, of the other resource where one is packed, of both
//! together where none is; then the one of the lower number.
//!
//! Where what is left of both together decides, the next best few are looked at too: one that has a little more
//! left, and keeps it in better balance, is of more use to the tasks that come. How much more is allowed grows with
//! the task, because a small task leaves nearly everything as it was, and gaps that nothing fills cost machines.
//!
//! Must not know: how the best machine is found.

use longshore_shapes::ecs::{PlacementStrategy, PlacementStrategyType};
use longshore_world::fleet::machine::{MEMORY_OF_CPU, rest};
use longshore_world::fleet::shelves::Shelves;
use longshore_world::fleet::{Class, ZONE};
use longshore_world::records::launch::{Order, Reserved};

/// How many strategies count; requests are refused above this.
pub(super) const STRATEGIES_MAX: usize = 5;
/// Strategies, what is left, and the number.
const PLACES: usize = STRATEGIES_MAX + 3;

/// How many machines are compared for their balance, where what is left of both resources decides. This and the next
/// two were found by trying: no more machines than best-fit on any of fifty seeds of each trace of the benchmark.
const LOOKED_AT: usize = 4;
/// So many times the task, for each part that it is of a whole machine, may be left more than by the best.
const MORE_LEFT: i64 = 8;
/// How much what is out of balance counts beside what is left.
const BALANCE: i64 = 2;

/// Lower is better, from the first place on.
pub(super) type Score = [i64; PLACES];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank<'a> {
    /// How many tasks of the group machines with the same value of an attribute have.
    Spread(&'a str),
    /// How many tasks of the group the machine has.
    Instance,
    /// How much it has left.
    Cpu,
    Memory,
    /// Both together.
    Rest,
    Random,
}

/// What is known of a machine when its score is made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    pub(super) cpu: i32,
    pub(super) memory: i32,
    pub(super) rest: i32,
    /// Tasks of the group that shall run, those placed just now included.
    pub(super) tasks: u32,
    pub(super) random: u64,
    pub(super) number: u64,
}

/// How the best machine of a bucket can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// The order by what is left is that of scores.
    Ordered,
    /// The same among machines that have no task of the group, which come before all others.
    EmptyFirst,
    /// All must be looked at.
    Collected,
    /// Any will do.
    Drawn,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Strategy<'a> {
    ranks: Vec<Rank<'a>>,
}

impl<'a> Strategy<'a> {
    pub(super) fn of(order: &'a Order) -> Self {
        let mut ranks = if order.launch.is_fargate() {
            vec![Rank::Spread(ZONE), Rank::Instance]
        } else if order.strategy.is_empty() {
            match order.launch.service() {
                Some(_) => vec![Rank::Spread(ZONE), Rank::Instance],
                None => vec![Rank::Random],
            }
        } else {
            order.strategy.iter().take(STRATEGIES_MAX).filter_map(rank).collect()
        };
        let random = ranks.iter().position(|rank| *rank == Rank::Random);
        // Behind chance nothing is left to decide.
        ranks.truncate(random.map_or(ranks.len(), |place| place + 1));
        if random.is_none() {
            match (ranks.contains(&Rank::Cpu), ranks.contains(&Rank::Memory)) {
                (true, true) => {}
                (true, false) => ranks.push(Rank::Memory),
                (false, true) => ranks.push(Rank::Cpu),
                (false, false) => ranks.extend([Rank::Rest, spared(&order.launch.reserved)]),
            }
        }
        let mut distinct: Vec<Rank<'a>> = Vec::with_capacity(ranks.len());
        for rank in ranks {
            if !distinct.contains(&rank) {
                distinct.push(rank);
            }
        }
        Self { ranks: distinct }
    }

    /// The attributes that tasks are spread over, each with its place in the score.
    pub(super) fn spreads(&self) -> impl Iterator<Item = (usize, &'a str)> {
        self.ranks.iter().enumerate().filter_map(|(place, rank)| match rank {
            Rank::Spread(attribute) => Some((place, *attribute)),
            _ => None,
        })
    }

    /// How many of the first places are the same for all machines of a bucket.
    pub(super) fn leading_spreads(&self) -> usize {
        self.ranks.iter().take_while(|rank| matches!(rank, Rank::Spread(_))).count()
    }

    fn of_machines(&self) -> Vec<Rank<'a>> {
        self.ranks.iter().filter(|rank| !matches!(rank, Rank::Spread(_))).copied().collect()
    }

    pub(super) fn way(&self) -> Way {
        match self.of_machines().as_slice() {
            [Rank::Random] => Way::Drawn,
            [Rank::Memory, Rank::Cpu] | [Rank::Cpu, Rank::Memory] | [Rank::Rest, _] => Way::Ordered,
            [Rank::Instance, rest @ ..] if !rest.contains(&Rank::Random) => Way::EmptyFirst,
            _ => Way::Collected,
        }
    }

    /// The order in which machines of a class are looked at.
    pub(super) fn order_of<'c>(&self, class: &'c Class) -> &'c Shelves {
        match self.resource() {
            Rank::Cpu => &class.by_cpu,
            Rank::Memory => &class.by_memory,
            _ => {
                let [by_cpu, by_memory] = &class.by_rest;
                if self.ranks.contains(&Rank::Cpu) { by_cpu } else { by_memory }
            }
        }
    }

    /// Where in that order the first machine is that may have enough.
    pub(super) fn first(&self, cpu: i32, memory: i32) -> i32 {
        match self.resource() {
            Rank::Cpu => cpu,
            Rank::Memory => memory,
            _ => i32::MIN,
        }
    }

    /// What is packed first.
    fn resource(&self) -> Rank<'a> {
        let mut resources =
            self.ranks.iter().filter(|rank| matches!(rank, Rank::Cpu | Rank::Memory | Rank::Rest));
        resources.next().copied().unwrap_or(Rank::Rest)
    }

    /// How many of the best are needed to choose among them.
    pub(super) fn looks_at(&self) -> usize {
        if self.ranks.contains(&Rank::Rest) { LOOKED_AT } else { 1 }
    }

    /// Which of machines, best first, is taken for a task that reserves so much; `whole` is what the first of them
    /// has without tasks, on the whole. The score tells both resources, because what is left of one of them comes
    /// behind the rest.
    pub(super) fn balanced(&self, best: &[Score], reserved: &Reserved, whole: i64) -> usize {
        let Some(place) = self.ranks.iter().position(|rank| *rank == Rank::Rest) else { return 0 };
        let Some(first) = best.first() else { return 0 };
        let rest_of = |score: &Score| score.get(place).copied().unwrap_or_default();
        let size = i64::from(rest(reserved.cpu, reserved.memory));
        let allowed =
            rest_of(first).saturating_add(size.saturating_mul(size).saturating_mul(MORE_LEFT) / whole.max(1));
        let second = self.ranks.get(place + 1);
        let cost = |score: &Score| {
            let one = score.get(place + 1).copied().unwrap_or_default();
            let one =
                if second == Some(&Rank::Cpu) { one.saturating_mul(i64::from(MEMORY_OF_CPU)) } else { one };
            let other = rest_of(score) - one;
            let (cpu, memory) = if second == Some(&Rank::Cpu) { (one, other) } else { (other, one) };
            let wanted = i64::from(rest(reserved.cpu, 0)) - i64::from(reserved.memory);
            rest_of(score) + BALANCE * (cpu - memory - wanted).abs()
        };
        let alike = |score: &&Score| score.get(..place) == first.get(..place) && rest_of(score) <= allowed;
        let costs = best.iter().take_while(alike).map(cost).enumerate();
        costs.min_by_key(|(_, cost)| *cost).map_or(0, |(place, _)| place)
    }

    pub(super) fn counts_tasks(&self) -> bool {
        self.ranks.contains(&Rank::Instance)
    }

    /// The score of a machine, without what its bucket decides.
    pub(super) fn score(&self, facts: Facts) -> Score {
        let mut score = Score::default();
        for (place, rank) in score.iter_mut().zip(&self.ranks) {
            *place = match rank {
                Rank::Spread(_) => 0,
                Rank::Instance => i64::from(facts.tasks),
                Rank::Cpu => i64::from(facts.cpu),
                Rank::Memory => i64::from(facts.memory),
                Rank::Rest => i64::from(facts.rest),
                Rank::Random => facts.random.cast_signed(),
            };
        }
        if let Some(last) = score.last_mut() {
            *last = facts.number.cast_signed();
        }
        score
    }
}

/// Of machines that have equally much left, a task goes where there is less of what it wants less of: the other
/// is what it uses up.
fn spared(reserved: &Reserved) -> Rank<'static> {
    if rest(reserved.cpu, 0) < reserved.memory { Rank::Cpu } else { Rank::Memory }
}

/// The machine of a score.
pub(super) fn number_of(score: &Score) -> u64 {
    score.last().map_or(0, |number| number.cast_unsigned())
}

/// `None` for what is no strategy, which requests are refused for.
fn rank(given: &PlacementStrategy) -> Option<Rank<'_>> {
    let field = given.field.as_deref().unwrap_or_default();
    let is = |name: &str| field.eq_ignore_ascii_case(name);
    match given.r#type.as_ref()? {
        PlacementStrategyType::Random => Some(Rank::Random),
        PlacementStrategyType::Spread if is("instanceId") || is("host") => Some(Rank::Instance),
        PlacementStrategyType::Spread => field.strip_prefix("attribute:").map(Rank::Spread),
        PlacementStrategyType::Binpack if is("cpu") => Some(Rank::Cpu),
        PlacementStrategyType::Binpack if is("memory") => Some(Rank::Memory),
        _ => None,
    }
}

/// Numbers that follow from a seed.
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// A number below a limit that is not 0.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        let wide = u128::from(self.next()) * (limit as u128);
        usize::try_from(wide >> 64).unwrap_or_default()
    }
}

/// What chance makes of a machine, the same whenever it is asked.
pub(super) fn lot(seed: u64, number: u64, times: u32) -> u64 {
    mixed(seed ^ mixed(number ^ (u64::from(times) << 32))) >> 1
}

fn mixed(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use longshore_shapes::ecs::LaunchType;
    use longshore_world::records::launch::Launch;

    fn order(group: &str, launch_type: LaunchType, strategy: &[(&str, &str)]) -> Order {
        let given = |(kind, field): &(&str, &str)| PlacementStrategy {
            r#type: Some(PlacementStrategyType::from(*kind)),
            field: Some((*field).to_owned()),
        };
        let launch = Launch { group: group.to_owned(), launch_type: Some(launch_type), ..Default::default() };
        Order { launch: launch.into(), strategy: strategy.iter().map(given).collect(), ..Default::default() }
    }

    #[test]
    fn strategies_in_the_order_given_then_the_smallest_rest() {
        use Rank::{Cpu, Instance, Memory, Random, Rest, Spread};
        type Case<'c> = (&'c [(&'c str, &'c str)], &'c [Rank<'c>], Way);
        let cases: &[Case<'_>] = &[
            (&[], &[Random], Way::Drawn),
            (&[("binpack", "cpu")], &[Cpu, Memory], Way::Ordered),
            (&[("binpack", "MEMORY")], &[Memory, Cpu], Way::Ordered),
            (&[("spread", "host")], &[Instance, Rest, Memory], Way::EmptyFirst),
            (&[("spread", "instanceId"), ("binpack", "cpu")], &[Instance, Cpu, Memory], Way::EmptyFirst),
            (&[("spread", "attribute:rack"), ("random", "")], &[Spread("rack"), Random], Way::Drawn),
            (&[("spread", "attribute:rack")], &[Spread("rack"), Rest, Memory], Way::Ordered),
            (&[("binpack", "cpu"), ("spread", "host")], &[Cpu, Instance, Memory], Way::Collected),
            (&[("binpack", "cpu"), ("random", ""), ("spread", "host")], &[Cpu, Random], Way::Collected),
            (&[("binpack", "cpu"), ("binpack", "cpu")], &[Cpu, Memory], Way::Ordered),
        ];
        for (given, ranks, way) in cases {
            let order = order("family:web", LaunchType::Ec2, given);
            let strategy = Strategy::of(&order);
            assert_eq!((strategy.ranks.as_slice(), strategy.way()), (*ranks, *way), "{given:?}");
        }
    }

    #[test]
    fn services_and_fargate_are_spread_over_zones_and_machines() {
        let spread = [Rank::Spread(ZONE), Rank::Instance, Rank::Rest, Rank::Memory];
        assert_eq!(Strategy::of(&order("service:web", LaunchType::Ec2, &[])).ranks, spread);
        let fargate = order("family:web", LaunchType::Fargate, &[("random", "")]);
        assert_eq!(Strategy::of(&fargate).ranks, spread);
    }

    #[test]
    fn a_large_task_goes_where_it_leaves_a_balance_and_a_small_one_where_it_leaves_least() {
        let order = order("family:web", LaunchType::Ec2, &[("spread", "attribute:rack")]);
        let strategy = Strategy::of(&order);
        let machine = |cpu, memory, number| {
            strategy.score(Facts { cpu, memory, rest: rest(cpu, memory), tasks: 0, random: 0, number })
        };
        let chosen = |best: &[Score], cpu, memory, whole| {
            strategy.balanced(best, &Reserved { cpu, memory, ..Default::default() }, whole)
        };
        let best = [machine(2048, 4096, 1), machine(1024, 9216, 2)];
        assert_eq!(chosen(&best, 256, 3072, 32_768), 1);
        assert_eq!(chosen(&best, 16, 64, 32_768), 0, "too little of the machine to leave more");
        assert_eq!(chosen(&best, 256, 3072, 1_000_000), 0, "of so large a machine, too");
        let mut behind = best;
        behind[1][0] = 1;
        assert_eq!(chosen(&behind, 256, 3072, 32_768), 0, "what comes before what is left decides");
        let alike = [machine(2048, 4096, 1), machine(2048, 4096, 2)];
        assert_eq!(chosen(&alike, 256, 3072, 32_768), 0);
    }

    #[test]
    fn chance_is_even_and_follows_from_the_seed() {
        let mut chance = Chance::new(3);
        let mut counts = [0_u32; 7];
        (0..7_000).for_each(|_| counts[chance.below(7)] += 1);
        assert!(counts.iter().all(|count| (850..1_150).contains(count)), "{counts:?}");
        assert_eq!(Chance::new(3).next(), Chance::new(3).next());
        assert_ne!(lot(1, 2, 3), lot(1, 3, 2));
    }
}
