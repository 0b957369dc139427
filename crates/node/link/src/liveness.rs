//! When to say something, and when to take the other side for dead.
//!
//! Any message counts as a sign of life. A side that has said nothing for an interval sends a heartbeat; one
//! that has heard nothing for [`INTERVALS_MISSED_MAX`] of them closes the connection.
//!
//! Must not know: the clock; moments are milliseconds of one that never goes back.

pub const HEARTBEAT_SECONDS: u64 = 10;
pub const INTERVALS_MISSED_MAX: u64 = 3;

const INTERVAL_SECONDS_MIN: u64 = 1;
const INTERVAL_SECONDS_MAX: u64 = 600;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pulse {
    /// Nothing to do for so many milliseconds.
    Wait(u64),
    /// Send a heartbeat.
    Speak,
    Dead,
}

#[derive(Debug, Clone)]
pub struct Liveness {
    interval: u64,
    heard: u64,
    spoken: u64,
}

impl Liveness {
    /// A connection that was opened at `now`. The interval is what control says in `welcome`; one out of
    /// bounds is held at their end.
    pub fn new(interval_seconds: u64, now: u64) -> Self {
        let seconds = interval_seconds.clamp(INTERVAL_SECONDS_MIN, INTERVAL_SECONDS_MAX);
        Self { interval: seconds * 1000, heard: now, spoken: now }
    }

    /// Something came from the other side.
    pub fn heard(&mut self, now: u64) {
        self.heard = self.heard.max(now);
    }

    /// Something was written to the other side.
    pub fn spoken(&mut self, now: u64) {
        self.spoken = self.spoken.max(now);
    }

    pub fn pulse(&self, now: u64) -> Pulse {
        let dead_at = self.heard.saturating_add(self.interval.saturating_mul(INTERVALS_MISSED_MAX));
        let speak_at = self.spoken.saturating_add(self.interval);
        if now >= dead_at {
            Pulse::Dead
        } else if now >= speak_at {
            Pulse::Speak
        } else {
            Pulse::Wait(dead_at.min(speak_at) - now)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table() {
        // (last heard, last spoken, now) and what follows, in seconds, with an interval of 10.
        let cases = [
            ((0, 0, 0), Pulse::Wait(10_000)),
            ((0, 0, 9), Pulse::Wait(1_000)),
            ((0, 0, 10), Pulse::Speak),
            ((0, 10, 12), Pulse::Wait(8_000)),
            ((0, 25, 26), Pulse::Wait(4_000)),
            ((0, 29, 30), Pulse::Dead),
            ((5, 29, 30), Pulse::Wait(5_000)),
            ((30, 5, 30), Pulse::Speak),
        ];
        for ((heard, spoken, now), expected) in cases {
            let mut liveness = Liveness::new(10, 0);
            liveness.heard(heard * 1000);
            liveness.spoken(spoken * 1000);
            assert_eq!(liveness.pulse(now * 1000), expected, "{heard} {spoken} {now}");
        }
    }

    #[test]
    fn moments_that_come_late_change_nothing_and_intervals_have_bounds() {
        let mut liveness = Liveness::new(10, 50_000);
        liveness.heard(1_000);
        assert_eq!(liveness.pulse(50_000), Pulse::Wait(10_000));
        assert_eq!(Liveness::new(0, 0).pulse(0), Pulse::Wait(1_000));
        assert_eq!(Liveness::new(u64::MAX, 0).pulse(0), Pulse::Wait(600_000));
        assert_eq!(
            Liveness::new(10, u64::MAX).pulse(u64::MAX),
            Pulse::Dead,
            "the end of time ends everything"
        );
    }
}
