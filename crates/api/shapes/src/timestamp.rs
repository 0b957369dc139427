//! A moment, to the millisecond: what AWS promises of its timestamps, and what fits a row.
//!
//! Must not know: what time it is.

use std::fmt;
use std::num::NonZeroU64;

/// Milliseconds since 1970-01-01T00:00:00Z.
///
/// Held with the sign turned over, so that the order is that of the bits, and the very first moment left out: a
/// moment that may be absent takes no more room than one that is there, and rows have many.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(NonZeroU64);

const SIGN: u64 = 1 << 63;

impl Default for Timestamp {
    fn default() -> Self {
        Self::from_millis(0)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Timestamp").field(&self.millis()).finish()
    }
}

impl Timestamp {
    pub const fn from_millis(millis: i64) -> Self {
        match NonZeroU64::new(millis.cast_unsigned() ^ SIGN) {
            Some(bits) => Self(bits),
            None => Self(NonZeroU64::MIN),
        }
    }

    pub const fn from_secs(seconds: i64) -> Self {
        Self::from_millis(seconds.saturating_mul(1000))
    }

    /// Rounds to the millisecond; what is out of range is held at its end.
    #[allow(clippy::cast_possible_truncation, reason = "a float cast saturates, which is what is wanted")]
    pub fn from_secs_f64(seconds: f64) -> Self {
        Self::from_millis((seconds * 1000.0).round() as i64)
    }

    pub const fn millis(self) -> i64 {
        (self.0.get() ^ SIGN).cast_signed()
    }

    pub const fn secs(self) -> i64 {
        self.millis().div_euclid(1000)
    }

    pub fn secs_f64(self) -> f64 {
        self.millis() as f64 / 1000.0
    }

    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self::from_millis(self.millis().saturating_add(millis))
    }

    #[must_use]
    pub const fn plus_secs(self, seconds: i64) -> Self {
        self.plus_millis(seconds.saturating_mul(1000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_in_their_order_and_an_absent_one_takes_no_room() {
        let moments = [i64::MIN + 1, -1001, -1, 0, 1, 1001, i64::MAX];
        for (place, millis) in moments.iter().enumerate() {
            assert_eq!(Timestamp::from_millis(*millis).millis(), *millis);
            for (other, later) in moments.iter().enumerate() {
                let (one, two) = (Timestamp::from_millis(*millis), Timestamp::from_millis(*later));
                assert_eq!(one.cmp(&two), place.cmp(&other));
            }
        }
        assert_eq!(Timestamp::from_millis(i64::MIN).millis(), i64::MIN + 1);
        assert_eq!((Timestamp::default().millis(), Timestamp::from_secs(-1).secs()), (0, -1));
        assert_eq!(size_of::<Option<Timestamp>>(), 8);
        assert_eq!(format!("{:?}", Timestamp::from_millis(-5)), "Timestamp(-5)");
    }
}
