//! Chance: everything that is not decided by the code under test comes from one seed, by way of this.
//!
//! Each part of the simulation has a stream of its own, so that a change in one does not move the others.
//!
//! Must not know: what is decided with it.

use std::ops::RangeInclusive;

pub(crate) struct Chance(fastrand::Rng);

/// How long a burst's things lie apart, typically, and how many it has at most.
const BURST_MILLIS: i64 = 15_000;
const BURST_MAX: usize = 6;

/// When somebody acts: at times of a kind, or in bursts with long pauses between them.
pub(crate) struct Rhythm {
    typical_millis: i64,
    bursts: bool,
    left: usize,
}

impl Rhythm {
    pub(crate) fn new(typical_millis: i64, bursts: bool) -> Self {
        Self { typical_millis, bursts, left: 0 }
    }

    /// How long until it acts next.
    pub(crate) fn pause(&mut self, chance: &mut Chance) -> i64 {
        if let Some(left) = self.left.checked_sub(1) {
            self.left = left;
            return chance.wait(BURST_MILLIS);
        }
        self.left = if self.bursts { chance.below(BURST_MAX) } else { 0 };
        chance.wait(self.typical_millis)
    }
}

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// A stream of its own.
    pub(crate) fn fork(&mut self) -> Self {
        Self(self.0.fork())
    }

    pub(crate) fn number(&mut self) -> u64 {
        self.0.u64(..)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        if limit == 0 { 0 } else { self.0.usize(..limit) }
    }

    pub(crate) fn within(&mut self, range: RangeInclusive<i64>) -> i64 {
        if range.is_empty() { *range.start() } else { self.0.i64(range) }
    }

    pub(crate) fn percent(&mut self, percent: u32) -> bool {
        self.0.u32(..100) < percent
    }

    /// Once in `many` times; never where that is none.
    pub(crate) fn once_in(&mut self, many: u32) -> bool {
        many > 0 && self.0.u32(..many) == 0
    }

    pub(crate) fn shuffle<T>(&mut self, all: &mut [T]) {
        self.0.shuffle(all);
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    /// Mostly short, at times long: as waits are.
    pub(crate) fn wait(&mut self, typical_millis: i64) -> i64 {
        let long = if self.once_in(16) { 8 } else { 1 };
        self.within(typical_millis / 2..=typical_millis.saturating_mul(3) / 2).saturating_mul(long)
    }
}
