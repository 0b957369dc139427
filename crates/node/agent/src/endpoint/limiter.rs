//! How many requests a caller may make: 40 a second, 60 at once.
//!
//! Each caller has its own measure, so that a container that asks without end takes nothing from the others.
//! Whoever comes while the table is full of busy callers shares one measure with all such.
//!
//! Must not know: what is asked for, or what time it is.

use std::collections::HashMap;
use std::hash::Hash;
use std::time::Duration;

const PER_SECOND: f64 = 40.0;
const BURST: f64 = 60.0;
const CALLERS_MAX: usize = 1024;

pub(super) struct Limiter<C> {
    callers: HashMap<C, Bucket>,
    others: Bucket,
}

#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Duration,
}

impl<C: Hash + Eq> Limiter<C> {
    pub(super) fn new() -> Self {
        let others = Bucket { tokens: BURST, at: Duration::ZERO };
        Self { callers: HashMap::new(), others }
    }

    /// Takes one request of a caller's at a time since any fixed moment. False: it is one too many.
    pub(super) fn take(&mut self, caller: C, now: Duration) -> bool {
        if self.callers.len() >= CALLERS_MAX && !self.callers.contains_key(&caller) {
            self.callers.retain(|_, bucket| bucket.filled(now).tokens < BURST);
            if self.callers.len() >= CALLERS_MAX {
                return self.others.take(now);
            }
        }
        self.callers.entry(caller).or_insert(Bucket { tokens: BURST, at: now }).take(now)
    }
}

impl Bucket {
    fn filled(self, now: Duration) -> Self {
        let passed = now.saturating_sub(self.at).as_secs_f64();
        Self { tokens: (self.tokens + passed * PER_SECOND).min(BURST), at: now }
    }

    fn take(&mut self, now: Duration) -> bool {
        *self = self.filled(now);
        let allowed = self.tokens >= 1.0;
        if allowed {
            self.tokens -= 1.0;
        }
        allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(limiter: &mut Limiter<u32>, caller: u32, asked: usize, now: Duration) -> usize {
        (0..asked).filter(|_| limiter.take(caller, now)).count()
    }

    #[test]
    fn a_burst_then_a_rate_for_each_caller() {
        let mut limiter = Limiter::new();
        assert_eq!(allowed(&mut limiter, 1, 100, Duration::ZERO), 60);
        assert_eq!(allowed(&mut limiter, 2, 100, Duration::ZERO), 60, "another caller has its own");
        assert_eq!(allowed(&mut limiter, 1, 100, Duration::from_millis(500)), 20);
        assert_eq!(allowed(&mut limiter, 1, 100, Duration::from_secs(60)), 60);
        assert_eq!(allowed(&mut limiter, 1, 100, Duration::ZERO), 0, "time that goes back gives nothing");
    }

    #[test]
    fn the_table_of_callers_is_bounded() {
        let mut limiter = Limiter::new();
        for caller in 0..5000 {
            limiter.take(caller, Duration::ZERO);
        }
        assert_eq!(limiter.callers.len(), CALLERS_MAX);
        assert_eq!(allowed(&mut limiter, 9_999, 100, Duration::ZERO), 0, "the late share one measure");
        assert_eq!(
            allowed(&mut limiter, 9_999, 100, Duration::from_secs(2)),
            60,
            "and get their own in time"
        );
        assert_eq!(limiter.callers.len(), 1);
    }
}
