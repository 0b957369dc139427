//! The clock of the machine, for measuring and signing.
//!
//! Must not know: what is measured.
#![allow(clippy::disallowed_methods, reason = "a benchmark measures real time")]

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use longshore_world::Timestamp;

pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

pub(crate) fn instant() -> Instant {
    Instant::now()
}

pub(crate) fn rest(duration: Duration) {
    std::thread::sleep(duration);
}

/// Nanoseconds that each of `times` runs takes on average, the best of three passes.
pub(crate) fn nanos_each(times: u32, mut run: impl FnMut()) -> f64 {
    let mut pass = || {
        let started = instant();
        (0..times).for_each(|_| run());
        started.elapsed().as_secs_f64() * 1e9 / f64::from(times)
    };
    (0..3).map(|_| pass()).fold(f64::INFINITY, f64::min)
}
