//! Processes that files of state name: found again, watched and signalled without ever hitting another one that
//! got the same number.
//!
//! Must not know: what they run.

use std::os::fd::OwnedFd;
use std::path::Path;
use std::time::Duration;

use longshore_launcher::records::{self, PidRecord, Record};
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};

use super::ready::readable;

const LOOK_AGAIN: Duration = Duration::from_millis(100);
const START_LOOK: Timespec = Timespec { tv_sec: 0, tv_nsec: 2_000_000 };
const START_LOOKS_MAX: u32 = 1000;
/// A process that was killed ends at once, unless the kernel holds it.
const END_WAIT: Timespec = Timespec { tv_sec: 30, tv_nsec: 0 };

/// The process with this number and start; none if it is gone.
pub(crate) fn open(pid: u32, start: u64) -> Option<OwnedFd> {
    let number = Pid::from_raw(i32::try_from(pid).ok()?)?;
    let pidfd = pidfd_open(number, PidfdFlags::empty()).ok()?;
    // Looked at after it was opened: it is the one, and will be.
    (records::start_time(pid) == Some(start)).then_some(pidfd)
}

pub(crate) fn launcher(record: &PidRecord) -> Option<OwnedFd> {
    open(record.launcher_pid, record.launcher_start)
}

/// Sends a signal to a container's first process; one that is gone is left alone. False for a number that is no
/// signal.
pub(crate) fn signal(directory: &Path, number: i32) -> Result<(), Errno> {
    let signal = Signal::from_named_raw(number).ok_or(Errno::INVAL)?;
    let Record::Is(record) = records::read_pid(directory) else { return Ok(()) };
    match open(record.container_pid, record.container_start).map(|pidfd| pidfd_send_signal(pidfd, signal)) {
        None | Some(Ok(()) | Err(Errno::SRCH)) => Ok(()),
        Some(Err(error)) => Err(error),
    }
}

/// Waits until a container's first process runs its program, or its launcher has given the start up: until then
/// both have the same name. A start takes some milliseconds.
pub(crate) fn settle_start(record: &PidRecord) {
    let Some(launcher) = launcher(record) else { return };
    let name = |pid: u32| std::fs::read(format!("/proc/{pid}/comm")).ok();
    for _ in 0..START_LOOKS_MAX {
        // One that is gone takes its launcher with it, in a moment.
        let own = name(record.container_pid);
        if own.is_some() && own != name(record.launcher_pid) {
            return;
        }
        let mut polled = [PollFd::new(&launcher, PollFlags::IN)];
        if rustix::event::poll(&mut polled, Some(&START_LOOK)) != Ok(0) {
            return;
        }
    }
}

/// Waits for the end of a process.
pub(crate) async fn ended(pidfd: OwnedFd) {
    match readable(pidfd) {
        Ok(pidfd) => drop(pidfd.readable().await),
        Err((pidfd, error)) => {
            tracing::warn!(%error, "a launcher cannot be waited for; its end is looked for every {LOOK_AGAIN:?}");
            while !has_ended(&pidfd) {
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        }
    }
}

pub(crate) fn has_ended(pidfd: &OwnedFd) -> bool {
    let mut polled = [PollFd::new(pidfd, PollFlags::IN)];
    let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
    rustix::event::poll(&mut polled, Some(&at_once)) != Ok(0)
}

/// The same on a thread that may wait; gives up after a while.
pub(crate) fn wait_blocking(pidfd: &OwnedFd) -> std::io::Result<()> {
    let mut polled = [PollFd::new(pidfd, PollFlags::IN)];
    match rustix::event::poll(&mut polled, Some(&END_WAIT))? {
        0 => Err(std::io::Error::new(std::io::ErrorKind::TimedOut, "it was killed and still runs")),
        _ => Ok(()),
    }
}
