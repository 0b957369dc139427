//! The spawner: a small, single-threaded process that forks a launcher for every request.
//!
//! It runs from a view of its own executable that nobody can write through (see `sealed`), has no descriptors but
//! its doorbell, and cannot be traced. Launchers are copies of it: what it has ready they have too. It ends when
//! the agent does; launchers go on.
//!
//! Must not know: what a request asks for, beyond the filter to have ready.

use std::ffi::OsStr;
use std::os::fd::{AsFd, OwnedFd};
use std::process::ExitCode;

use crate::cgroup::Hierarchies;
use crate::channel::{self, Message};
use crate::protocol::{Doorbell, Failure, Kind, Reply};
use crate::seccomp::Filters;
use crate::sys::Forked;
use crate::{exec, launcher, sealed, sys};

/// The first argument that makes a program a spawner.
pub const ARGUMENT: &str = "longshore-spawner";

/// Whether the program shall be a spawner. To be asked before anything else is done.
#[must_use]
pub fn is_requested(first_argument: &OsStr) -> bool {
    first_argument == ARGUMENT || first_argument == sealed::ARGUMENT
}

/// Runs as the spawner until the agent is gone. The process must not have started a thread.
#[must_use]
pub fn main() -> ExitCode {
    let sealed = std::env::args_os().nth(1).is_some_and(|argument| argument == sealed::ARGUMENT);
    if !sealed {
        let error = sealed::execute_sealed();
        return end(format_args!("cannot seal its own executable: {error}"));
    }
    match Ready::prepare() {
        Ok(ready) => ready.serve(),
        Err(error) => end(format_args!("cannot start: {error}")),
    }
}

#[allow(clippy::print_stderr, reason = "the spawner has no other place to say why it ends")]
fn end(why: std::fmt::Arguments<'_>) -> ExitCode {
    eprintln!("longshore spawner: {why}");
    ExitCode::FAILURE
}

/// What every launcher inherits.
pub(crate) struct Ready {
    doorbell: OwnedFd,
    filters: Filters,
    pub(crate) hierarchies: Hierarchies,
}

impl Ready {
    fn prepare() -> std::io::Result<Self> {
        let doorbell = sys::inherited(0)?;
        sys::close_all_but(&[doorbell.as_fd()])?;
        let null = std::fs::OpenOptions::new().read(true).write(true).open("/dev/null")?;
        sys::make_standard(null.as_fd(), 0)?;
        rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)?;
        rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
        rustix::process::chdir("/")?;
        rustix::thread::set_name(c"longshore-spawn")?;
        // Launchers that end are reaped by the kernel.
        sys::ignore_signal(libc::SIGCHLD);
        // Ctrl-C of a terminal is for the agent, which ends the spawner by hanging up.
        sys::ignore_signal(libc::SIGINT);
        // A machine without cgroups can still run containers that have none.
        let hierarchies = Hierarchies::detect().unwrap_or_default();
        Ok(Self { doorbell, filters: Filters::default(), hierarchies })
    }

    fn serve(mut self) -> ExitCode {
        loop {
            match channel::receive_message(&self.doorbell) {
                Ok(Some(message)) => self.answer(message),
                Ok(None) => return ExitCode::SUCCESS,
                Err(error) => return end(format_args!("lost its doorbell: {error}")),
            }
        }
    }

    fn answer(&mut self, message: Message) {
        let Some(socket) = message.descriptors.into_iter().next() else { return };
        let Some(doorbell) = Doorbell::decode(&message.bytes) else { return };
        if let Err(failure) = self.fork_launcher(&socket, doorbell) {
            // Whoever asked is gone if it cannot be told.
            let _ = reply(&socket, &Reply::Failed(failure), &[]);
        }
    }

    fn fork_launcher(&mut self, socket: &OwnedFd, doorbell: Doorbell) -> Result<(), Failure> {
        if let Some(set) = doorbell.filter_for {
            self.filters.prepare(set);
        }
        match sys::fork_into(0, None) {
            Ok(Forked::Parent { .. }) => Ok(()),
            Ok(Forked::Child) => {
                let code = self.run_launcher(socket, doorbell);
                sys::exit_now(code)
            }
            Err(error) => Err(Failure::new("cannot fork a launcher", error)),
        }
    }

    fn run_launcher(&self, socket: &OwnedFd, doorbell: Doorbell) -> i32 {
        let filter = doorbell.filter_for.and_then(|set| self.filters.get(set));
        if let Err(error) = launcher::become_one(socket) {
            let _ = reply(socket, &Reply::Failed(Failure::new("cannot set up a launcher", error)), &[]);
            return 1;
        }
        match doorbell.kind {
            Kind::Launch => launcher::run(self, socket, filter),
            Kind::Exec => exec::run(self, socket, filter),
        }
    }
}

pub(crate) fn reply(
    socket: &OwnedFd,
    reply: &Reply,
    descriptors: &[std::os::fd::BorrowedFd<'_>],
) -> std::io::Result<()> {
    channel::send_message(socket, &serde_json::to_vec(reply)?, descriptors)
}
