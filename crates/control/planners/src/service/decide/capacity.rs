//! The arithmetic of percents: bounds of a rollout, thresholds of the circuit breaker, delays between starts.
//!
//! Must not know: tasks.

use crate::service::view::Threshold;

/// How few may be healthy and how many may be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) lower: usize,
    pub(super) upper: usize,
}

impl Bounds {
    /// The minimum is rounded up, the maximum down. The wanted count itself is never too many, nor is more than
    /// it ever too few: otherwise such percents could not be lived up to.
    pub(super) fn of(desired: usize, minimum_percent: i64, maximum_percent: i64) -> Self {
        Self {
            lower: percent_up(desired, minimum_percent).min(desired),
            upper: percent_down(desired, maximum_percent).max(desired),
        }
    }
}

fn percent_down(of: usize, percent: i64) -> usize {
    let percent = usize::try_from(percent).unwrap_or_default();
    of.saturating_mul(percent) / 100
}

pub(super) fn percent_up(of: usize, percent: i64) -> usize {
    let percent = usize::try_from(percent).unwrap_or_default();
    of.saturating_mul(percent).div_ceil(100)
}

const BOUNDED_AT_LEAST: usize = 3;
const BOUNDED_AT_MOST: usize = 200;

/// After how many failed tasks a deployment has failed.
pub fn threshold(threshold: Threshold, desired: usize) -> i64 {
    let count = match threshold {
        Threshold::BoundedPercent(percent) => {
            percent_up(desired, percent).clamp(BOUNDED_AT_LEAST, BOUNDED_AT_MOST)
        }
        Threshold::UnboundedPercent(percent) => percent_up(desired, percent),
        Threshold::Count(count) => usize::try_from(count).unwrap_or_default(),
    };
    i64::try_from(count.max(1)).unwrap_or(i64::MAX)
}

const FIRST_DELAY_SECS: i64 = 10;
/// 27 minutes.
pub(super) const LAST_DELAY_SECS: i64 = 1620;

/// How long nothing is started after that many failed attempts in a row.
pub(super) fn delay_secs(failures: i64) -> i64 {
    let doublings = u32::try_from(failures.saturating_sub(1).clamp(0, 20)).unwrap_or_default();
    FIRST_DELAY_SECS.saturating_mul(1 << doublings).min(LAST_DELAY_SECS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds() {
        for (desired, minimum, maximum, lower, upper) in [
            (4, 50, 200, 2, 8),
            (2, 75, 200, 2, 4),
            (4, 100, 200, 4, 8),
            (3, 100, 125, 3, 3),
            (10, 100, 150, 10, 15),
            (3, 33, 100, 1, 3),
            (0, 100, 200, 0, 0),
            (50, 0, 100, 0, 50),
            (4, 150, 50, 4, 4),
            (4, -1, -1, 0, 4),
        ] {
            assert_eq!(Bounds::of(desired, minimum, maximum), Bounds { lower, upper }, "{desired}");
        }
    }

    #[test]
    fn thresholds() {
        for (kind, desired, expected) in [
            (Threshold::BoundedPercent(50), 1, 3),
            (Threshold::BoundedPercent(50), 25, 13),
            (Threshold::BoundedPercent(50), 400, 200),
            (Threshold::BoundedPercent(50), 800, 200),
            (Threshold::UnboundedPercent(50), 1, 1),
            (Threshold::UnboundedPercent(50), 800, 400),
            (Threshold::UnboundedPercent(50), 0, 1),
            (Threshold::Count(7), 1000, 7),
            (Threshold::Count(-7), 1000, 1),
        ] {
            assert_eq!(threshold(kind, desired), expected, "{kind:?} of {desired}");
        }
    }

    #[test]
    fn delays() {
        let delays: Vec<i64> = (0..=10).map(delay_secs).collect();
        assert_eq!(delays, [10, 10, 20, 40, 80, 160, 320, 640, 1280, 1620, 1620]);
        assert_eq!(delay_secs(i64::MAX), LAST_DELAY_SECS);
    }
}
