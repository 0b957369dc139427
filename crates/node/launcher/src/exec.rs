//! Executes a process in a container that runs.
//!
//! Must not know: how the container was made.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};

use crate::cgroup::Entrances;
use crate::channel;
use crate::container::{Standard, Word, open_terminal, say, wait_for_go};
use crate::launcher::{hear, wait};
use crate::process::{self, Program};
use crate::protocol::{self, Doing, ExecRequest, Failure, Reply};
use crate::records::{self, Record};
use crate::seccomp::Filter;
use crate::spawner::{Ready, reply};
use crate::sys::{self, Forked};

/// Carries out one request and waits for the process to end; the code to end with.
pub(crate) fn run(ready: &Ready, socket: &OwnedFd, filter: Option<&Filter>) -> i32 {
    let answer = match start(ready, socket, filter) {
        Ok(pidfd_and_pid) => see_to_its_end(socket, pidfd_and_pid),
        Err(failure) => Reply::Failed(failure),
    };
    // If nobody listens, nobody wants to know.
    let _ = reply(socket, &answer, &[]);
    0
}

struct Started {
    pid: u32,
    pidfd: OwnedFd,
}

fn start(ready: &Ready, socket: &OwnedFd, filter: Option<&Filter>) -> Result<Started, Failure> {
    let (request, standard) = receive(socket)?;
    let container = first_process(&request.container_dir)?;
    let mut entrances = match &request.cgroup {
        Some(path) => ready.hierarchies.entrances(path).doing(|| "cannot open the cgroup")?,
        None => Entrances::default(),
    };
    let user = if request.user_namespace { libc::CLONE_NEWUSER } else { 0 };
    sys::enter_namespaces(container.as_fd(), user | libc::CLONE_NEWPID)
        .doing(|| "cannot enter the container")?;
    let (ours, theirs) = channel::pair().doing(|| "cannot make a socket")?;
    let forked = entrances.fork(0).doing(|| "cannot fork into the container")?;
    let started = match forked {
        Forked::Child => {
            let inside = Inside {
                request: &request,
                standard: standard.as_ref(),
                container: &container,
                entrances: &entrances,
                filter,
                socket: &theirs,
            };
            let failure = enter_and_execute(&inside);
            let code = failure.code;
            // The parent is gone if it cannot be told.
            let _ = say(&theirs, &Word::Failed(failure), &[]);
            sys::exit_now(code)
        }
        Forked::Parent { pid, pidfd } => Started { pid, pidfd },
    };
    drop((theirs, standard));
    let _ = rustix::net::send(&ours, b"g", rustix::net::SendFlags::NOSIGNAL);
    match hear(&ours) {
        Ok(terminal) => {
            tell_started(socket, &started, terminal.as_ref());
            Ok(started)
        }
        Err(failure) => {
            wait(started.pid);
            Err(failure)
        }
    }
}

fn tell_started(socket: &OwnedFd, started: &Started, terminal: Option<&OwnedFd>) {
    let launcher_pid = rustix::process::getpid().as_raw_nonzero().get().cast_unsigned();
    let answer = Reply::Started { launcher_pid, pid: started.pid, at: sys::now_millis() };
    let mut descriptors = vec![started.pidfd.as_fd()];
    descriptors.extend(terminal.map(AsFd::as_fd));
    let _ = reply(socket, &answer, &descriptors);
}

fn receive(socket: &OwnedFd) -> Result<(ExecRequest, Option<Standard>), Failure> {
    let what = "cannot understand what to execute";
    let message = channel::receive_message(socket).doing(|| what)?;
    let message = message.ok_or_else(|| Failure::new(what, "the agent is gone"))?;
    let request: ExecRequest = protocol::decode(&message.bytes).doing(|| what)?;
    if request.process.terminal {
        return Ok((request, None));
    }
    let mut descriptors = message.descriptors.into_iter();
    let missing = || Failure::new(what, "it came without descriptors");
    let stdout = descriptors.next().ok_or_else(missing)?;
    let stderr = descriptors.next().ok_or_else(missing)?;
    let null = || -> io::Result<OwnedFd> { Ok(std::fs::File::open("/dev/null")?.into()) };
    let stdin = descriptors.next().map_or_else(null, Ok).doing(|| "cannot open /dev/null")?;
    Ok((request, Some(Standard { stdin, stdout, stderr })))
}

/// The container's first process, made sure of: the number alone could be another's by now.
fn first_process(container_dir: &Path) -> Result<OwnedFd, Failure> {
    let not_running = || Failure::new("cannot execute in the container", "it is not running");
    let Record::Is(record) = records::read_pid(container_dir) else { return Err(not_running()) };
    let boot = records::boot_id().doing(|| "cannot tell which start of the machine this is")?;
    let pid = Pid::from_raw(record.container_pid.cast_signed()).ok_or_else(not_running)?;
    let pidfd = pidfd_open(pid, PidfdFlags::empty()).map_err(|_| not_running())?;
    if boot != record.boot_id || records::start_time(record.container_pid) != Some(record.container_start) {
        return Err(not_running());
    }
    Ok(pidfd)
}

/// What the child has ready.
struct Inside<'a> {
    request: &'a ExecRequest,
    standard: Option<&'a Standard>,
    container: &'a OwnedFd,
    entrances: &'a Entrances,
    filter: Option<&'a Filter>,
    socket: &'a OwnedFd,
}

/// In the child: returns only if it fails.
fn enter_and_execute(inside: &Inside<'_>) -> Failure {
    match prepare(inside) {
        Ok(program) => {
            sys::reset_signals();
            program.execute()
        }
        Err(failure) => failure,
    }
}

fn prepare(inside: &Inside<'_>) -> Result<Program, Failure> {
    let request = inside.request;
    process::die_with_parent()?;
    rustix::process::setsid().doing(|| "cannot begin a session")?;
    inside.entrances.enter().doing(|| "cannot move into the cgroup")?;
    process::adjust_oom_score(request.process.oom_score_adjust)?;
    sys::enter_namespaces(inside.container.as_fd(), request.namespaces)
        .doing(|| "cannot enter the container")?;
    match inside.standard {
        Some(standard) => process::use_standard(&standard.stdin, &standard.stdout, &standard.stderr)?,
        None => open_terminal(inside.socket, false)?,
    }
    inside.entrances.enter_share().doing(|| "cannot move into the cgroup")?;
    sys::close_all_but(&[inside.socket.as_fd()]).doing(|| "cannot close what is not its own")?;
    let program = Program::of(&request.process)?;
    process::enter_working_directory(&request.process.working_directory)?;
    process::become_user(&request.process, inside.filter, !request.user_namespace)?;
    wait_for_go(inside.socket)?;
    Ok(program)
}

/// Waits for its end. Whoever asked for it and goes away takes it with them.
fn see_to_its_end(socket: &OwnedFd, started: Started) -> Reply {
    let mut polled =
        [PollFd::new(&started.pidfd, PollFlags::IN), PollFd::new(socket, PollFlags::HUP | PollFlags::RDHUP)];
    while poll(&mut polled, None).is_err() {}
    let [_, asker] = &polled;
    if !asker.revents().is_empty() {
        // It may have ended just now.
        let _ = pidfd_send_signal(&started.pidfd, Signal::KILL);
    }
    Reply::Ended { code: wait(started.pid) }
}
