//! The machine's clock, for what containers are stamped with.
//!
//! Must not know: what a stamp is for.

use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970.
pub(crate) fn now() -> i64 {
    #[allow(clippy::disallowed_methods, reason = "a driver is an edge: what it does happens in real time")]
    let now = SystemTime::now();
    since_1970(now)
}

fn since_1970(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
