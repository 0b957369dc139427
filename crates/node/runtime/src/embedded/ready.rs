//! Descriptors that an event loop waits on.
//!
//! Must not know: what they are.

use std::io;
use std::os::fd::OwnedFd;

use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

/// Gives the descriptor back where the loop cannot take it.
pub(crate) fn readable(descriptor: OwnedFd) -> Result<AsyncFd<OwnedFd>, (OwnedFd, io::Error)> {
    #[allow(
        deprecated,
        reason = "an owned descriptor is what the newer, unsafe function asks to be promised"
    )]
    let registered = AsyncFd::try_with_interest(descriptor, Interest::READABLE);
    registered.map_err(|error| error.into_parts())
}
