//! The machine's clock, for when an image was last used.
//!
//! Must not know: what a stamp is for.

use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970.
pub(crate) fn now() -> i64 {
    #[allow(
        clippy::disallowed_methods,
        reason = "a store is an edge: images are pulled and held in real time"
    )]
    let now = SystemTime::now();
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
