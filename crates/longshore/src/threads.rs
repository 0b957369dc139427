//! The threads of a process that goes on: a few for what waits for nothing, more for what waits for the disk.
//!
//! Must not know: what is run on them.

use std::io;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

/// How long a thread for what waits stays without work. A burst makes dozens, and each holds on to its stack.
const IDLE: Duration = Duration::from_secs(2);

pub(crate) fn start() -> io::Result<Runtime> {
    Builder::new_multi_thread().enable_all().thread_keep_alive(IDLE).build()
}
