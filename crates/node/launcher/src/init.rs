//! Process 1 of a container, where it is not the program itself: reaps orphans and passes signals on; or holds
//! namespaces for others and does nothing else.
//!
//! Must not know: what the program is.

use std::os::fd::OwnedFd;

use rustix::process::{Pid, WaitOptions, WaitStatus};
use rustix::thread::set_name;

use crate::process::Program;
use crate::protocol::{Doing, Failure};
use crate::spec::LaunchSpec;
use crate::sys::{self, Forked};

/// As a shell counts.
pub(crate) fn code_of(status: WaitStatus) -> i32 {
    status.exit_status().or_else(|| status.terminating_signal().map(|signal| 128 + signal)).unwrap_or(128)
}

/// Starts the program as a child and sees to it. Returns only if it cannot be started.
pub(crate) fn run(socket: &OwnedFd, program: &Program, spec: &LaunchSpec) -> Failure {
    match begin(spec) {
        Ok(Forked::Child) => {
            sys::reset_signals();
            program.execute()
        }
        Ok(Forked::Parent { pid, pidfd }) => {
            // Closed with all others. The child alone holds the socket now, until it executes the program.
            std::mem::forget(pidfd);
            let _ = sys::close_from(3);
            serve(Some(pid))
        }
        Err(failure) => {
            let _ = socket;
            failure
        }
    }
}

fn begin(spec: &LaunchSpec) -> Result<Forked, Failure> {
    let _ = set_name(c"init");
    if spec.namespaces.user.is_some() {
        // For `exec`: without privilege only a process that can be traced lets others into its namespaces.
        rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::Dumpable)
            .doing(|| "cannot let others in")?;
    }
    rustix::process::set_child_subreaper(Some(rustix::process::getpid())).doing(|| "cannot be an init")?;
    sys::block_all_signals();
    let forked = sys::fork_into(0, None).doing(|| "cannot fork from init")?;
    if matches!(forked, Forked::Child) {
        crate::process::die_with_parent()?;
        if spec.process.terminal {
            take_foreground()?;
        }
    }
    Ok(forked)
}

/// So that keys of the terminal reach the program.
fn take_foreground() -> Result<(), Failure> {
    rustix::process::setpgid(None, None).doing(|| "cannot begin a process group")?;
    let group = rustix::process::getpgrp();
    rustix::termios::tcsetpgrp(std::io::stdin(), group).doing(|| "cannot take the terminal's foreground")
}

/// Holds its namespaces until it is killed.
pub(crate) fn pause(_socket: &OwnedFd) -> Failure {
    let _ = set_name(c"pause");
    sys::block_all_signals();
    let _ = sys::close_from(0);
    serve(None)
}

fn serve(child: Option<u32>) -> ! {
    loop {
        let Some(signal) = sys::wait_for_signal() else { continue };
        match (signal, child) {
            (libc::SIGCHLD, _) => {
                if let Some(code) = reap(child) {
                    sys::exit_now(code)
                }
            }
            // Nobody to pass it on to: whoever asks a holder of namespaces to end means it.
            (libc::SIGTERM | libc::SIGINT | libc::SIGQUIT, None) => sys::exit_now(0),
            (_, None) => {}
            // It may have ended just now; its number is its own until it is reaped here.
            (signal, Some(pid)) => drop(sys::signal_child(pid, signal)),
        }
    }
}

/// Reaps whoever has ended; the code of the program, if it was among them.
fn reap(program: Option<u32>) -> Option<i32> {
    let program = program.and_then(|pid| Pid::from_raw(pid.cast_signed()));
    while let Ok(Some((pid, status))) = rustix::process::wait(WaitOptions::NOHANG) {
        if Some(pid) == program {
            return Some(code_of(status));
        }
    }
    None
}
