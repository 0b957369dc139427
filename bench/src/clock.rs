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

/// The processor's time that this thread has had.
pub(crate) fn thread_time() -> Duration {
    time_of(rustix::time::ClockId::ThreadCPUTime)
}

/// The processor's time that all threads of this process have had.
pub(crate) fn process_time() -> Duration {
    time_of(rustix::time::ClockId::ProcessCPUTime)
}

fn time_of(clock: rustix::time::ClockId) -> Duration {
    let time = rustix::time::clock_gettime(clock);
    let nanos = u32::try_from(time.tv_nsec).unwrap_or_default();
    Duration::new(u64::try_from(time.tv_sec).unwrap_or_default(), nanos)
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
