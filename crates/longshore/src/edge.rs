//! The clock and the entropy of the machine: read here and handed on as arguments.
//!
//! Must not know: what they are used for.
#![allow(clippy::disallowed_methods, reason = "this is the edge that the rest of the code is kept from")]

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Result, anyhow};
use longshore_shapes::Timestamp;
use ring::rand::{SecureRandom, SystemRandom};
use tokio::signal::unix::{SignalKind, signal};

pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// The same, as files have it.
pub(crate) fn system_time() -> SystemTime {
    SystemTime::now()
}

/// For measuring how long something takes.
pub(crate) fn instant() -> Instant {
    Instant::now()
}

pub(crate) fn random_bytes<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(|_| anyhow!("the system gave no random bytes"))?;
    Ok(bytes)
}

/// An environment variable that is set and not empty.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Listens for the signals that end the process from now on; whoever was told that Longshore is up may end it.
pub(crate) fn stop_signal() -> impl Future<Output = &'static str> {
    let handlers = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()));
    async {
        let (Ok(mut interrupt), Ok(mut terminate)) = handlers else {
            // Without handlers the signals end the process, which loses nothing either.
            return std::future::pending().await;
        };
        tokio::select! {
            _ = interrupt.recv() => "SIGINT",
            _ = terminate.recv() => "SIGTERM",
        }
    }
}
