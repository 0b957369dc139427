//! The container's first process, from the clone to its program.
//!
//! Runs in the new namespaces, with everything it needs opened by the launcher. Whatever fails is told to the
//! launcher over a socket that closes when the program is executed.
//!
//! Must not know: the agent, cgroup limits, output files.

use std::os::fd::{AsFd, OwnedFd};

use rustix::process::DumpableBehavior;
use rustix::pty::OpenptFlags;
use serde::{Deserialize, Serialize};

use crate::cgroup::{Entrances, Hierarchies};
use crate::channel;
use crate::process::{self, Program};
use crate::protocol::{Doing, Failure};
use crate::seccomp::Filter;
use crate::spec::LaunchSpec;
use crate::{devices, init, mounts, namespaces, sys};

/// What the launcher has ready for it.
pub(crate) struct Plan<'a> {
    pub(crate) spec: &'a LaunchSpec,
    pub(crate) hierarchies: &'a Hierarchies,
    pub(crate) entrances: &'a Entrances,
    pub(crate) filter: Option<&'a Filter>,
    /// None with a terminal, which is opened inside.
    pub(crate) standard: Option<Standard>,
    pub(crate) socket: &'a OwnedFd,
}

pub(crate) struct Standard {
    pub(crate) stdin: OwnedFd,
    pub(crate) stdout: OwnedFd,
    pub(crate) stderr: OwnedFd,
}

/// What it says before its program runs; the launcher's one answer is a byte that lets it run.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Word {
    Failed(Failure),
    /// Comes with the terminal's other side.
    Terminal,
}

/// Never returns: it becomes the program, or says why not.
pub(crate) fn run(plan: &Plan<'_>) -> ! {
    let failure = match prepare(plan) {
        Ok(program) => start(plan, program.as_ref()),
        Err(failure) => failure,
    };
    let code = failure.code;
    // If the launcher is gone this process is about to be killed.
    let _ = say(plan.socket, &Word::Failed(failure), &[]);
    sys::exit_now(code)
}

pub(crate) fn say(
    socket: &OwnedFd,
    word: &Word,
    descriptors: &[std::os::fd::BorrowedFd<'_>],
) -> std::io::Result<()> {
    channel::send_message(socket, &serde_json::to_vec(word)?, descriptors)
}

fn prepare(plan: &Plan<'_>) -> Result<Option<Program>, Failure> {
    let spec = plan.spec;
    process::die_with_parent()?;
    rustix::process::setsid().doing(|| "cannot begin a session")?;
    plan.entrances.enter().doing(|| "cannot move into the cgroup")?;
    namespaces::join_the_others(&spec.namespaces)?;
    enter_user_namespace(spec)?;
    namespaces::name_machine(spec)?;
    namespaces::set_sysctls(spec)?;
    rustix::process::umask(rustix::fs::Mode::empty());
    mounts::enter(spec, plan.hierarchies)?;
    plan.entrances.enter_share().doing(|| "cannot move into the cgroup")?;
    namespaces::new_cgroup_namespace(&spec.namespaces)?;
    match &plan.standard {
        Some(standard) => process::use_standard(&standard.stdin, &standard.stdout, &standard.stderr)?,
        None => open_terminal(plan.socket, true)?,
    }
    sys::close_all_but(&[plan.socket.as_fd()]).doing(|| "cannot close what is not its own")?;
    finish(spec, plan.filter)
}

/// The program, unless it is one that only holds namespaces.
fn finish(spec: &LaunchSpec, filter: Option<&Filter>) -> Result<Option<Program>, Failure> {
    let pauses = spec.process.arguments.is_empty();
    let program = if pauses { None } else { Some(Program::of(&spec.process)?) };
    process::enter_working_directory(&spec.process.working_directory)?;
    process::become_user(&spec.process, filter, spec.namespaces.user.is_none())?;
    Ok(program)
}

/// The files of /proc that say who is who belong to root for a process that cannot be traced, so it can be for a
/// moment: nobody but the same user, and root, could.
fn enter_user_namespace(spec: &LaunchSpec) -> Result<(), Failure> {
    let Some(mapping) = spec.namespaces.user else {
        return process::adjust_oom_score(spec.process.oom_score_adjust);
    };
    let dumpable =
        |how| rustix::process::set_dumpable_behavior(how).doing(|| "cannot change who may trace it");
    dumpable(DumpableBehavior::Dumpable)?;
    namespaces::map_user(mapping)?;
    process::adjust_oom_score(spec.process.oom_score_adjust)?;
    dumpable(DumpableBehavior::NotDumpable)
}

/// Opens a terminal of the container's own, hands its other side out, and makes it standard input and output.
pub(crate) fn open_terminal(socket: &OwnedFd, console: bool) -> Result<(), Failure> {
    let open = || -> std::io::Result<(OwnedFd, OwnedFd)> {
        let ours = rustix::pty::openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
        rustix::pty::unlockpt(&ours)?;
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
        let theirs = rustix::pty::ioctl_tiocgptpeer(&ours, flags)?;
        sys::take_terminal(theirs.as_fd())?;
        Ok((ours, theirs))
    };
    let (ours, theirs) = open().doing(|| "cannot open a terminal")?;
    if console {
        let name = rustix::pty::ptsname(&ours, Vec::new()).doing(|| "cannot tell the terminal's name")?;
        devices::bind_console(&name.to_string_lossy())?;
    }
    process::use_standard(&theirs, &theirs, &theirs)?;
    say(socket, &Word::Terminal, &[ours.as_fd()]).doing(|| "cannot hand the terminal out")
}

/// Waits for the launcher's word, and goes. Returns only if it cannot.
fn start(plan: &Plan<'_>, program: Option<&Program>) -> Failure {
    if let Err(failure) = wait_for_go(plan.socket) {
        return failure;
    }
    sys::reset_signals();
    match (program, plan.spec.init) {
        (None, _) => init::pause(plan.socket),
        (Some(program), false) => program.execute(),
        (Some(program), true) => init::run(plan.socket, program, plan.spec),
    }
}

/// The word may lie there from a launcher that was killed before this process asked to end with it, which it then
/// never will: the other end of the socket says whether it lives.
pub(crate) fn wait_for_go(socket: &OwnedFd) -> Result<(), Failure> {
    let mut byte = [0_u8];
    let gone = || Failure::new("cannot start the container", "its launcher is gone");
    match rustix::io::retry_on_intr(|| rustix::io::read(socket, &mut byte)) {
        Ok(1) if channel::has_hung_up(socket) => Err(gone()),
        Ok(1) => Ok(()),
        Ok(_) => Err(gone()),
        Err(error) => Err(Failure::new("cannot start the container", error)),
    }
}
