//! The launcher: the process that owns one container from its making to its `exit.json`.
//!
//! It is a copy of the spawner and changes as little of that copy as it can. Killed, it takes its container with
//! it; it outlives everybody else.
//!
//! Must not know: the agent's state, other containers.

use std::fs::OpenOptions;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;

use rustix::fs::{FlockOperation, Mode, OFlags, flock};
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::process::{Pid, PidfdFlags, Signal, WaitOptions, getpid, pidfd_open, pidfd_send_signal, waitpid};

use crate::cgroup::Entrances;
use crate::channel;
use crate::container::{self, Plan, Standard, Word};
use crate::copy::{Copier, Source};
use crate::ending::{self, Ended};
use crate::output::{Stream, Writer};
use crate::protocol::{self, Doing, Failure, LaunchRequest, Reply};
use crate::records::{self, PidRecord};
use crate::seccomp::Filter;
use crate::spawner::{Ready, reply};
use crate::spec::Namespace;
use crate::sys::{self, Forked};

/// Leaves the spawner behind.
pub(crate) fn become_one(socket: &OwnedFd) -> io::Result<()> {
    sys::reset_signals();
    rustix::process::setsid()?;
    rustix::thread::set_name(c"longshore-run")?;
    // Whoever reads the agent's error output must not wait for its containers.
    sys::make_standard(std::io::stdin().as_fd(), 2)?;
    sys::close_all_but(&[socket.as_fd()])
}

/// A container whose program has been executed.
struct Running {
    pid: u32,
    pidfd: OwnedFd,
    sources: Vec<Source>,
    /// The other end of a standard input that is kept open.
    _stdin: Option<OwnedFd>,
    started_at: i64,
}

/// Launches what the socket asks for, and stays until it has ended; the code to end with.
pub(crate) fn run(ready: &Ready, socket: &OwnedFd, filter: Option<&Filter>) -> i32 {
    let request = match receive(socket) {
        Ok(request) => request,
        Err(failure) => return tell(socket, &Reply::Failed(failure)),
    };
    // Held until this process ends.
    let _turn = match take_turn(&request.container_dir, socket) {
        Ok(turn) => turn,
        Err(failure) => return tell(socket, &Reply::Failed(failure)),
    };
    match launch(ready, &request, filter, socket) {
        Ok((running, writer)) => {
            tell_started(socket, &running);
            // Nobody waits on it any more.
            let _ = rustix::net::shutdown(socket, rustix::net::Shutdown::Both);
            see_to_its_end(ready, &request, running, writer)
        }
        Err(failure) => {
            let ended = Ended { code: failure.code, started_at: None, error: Some(failure.message.clone()) };
            ending::finish(&ready.hierarchies, &request, &ended);
            tell(socket, &Reply::Failed(failure))
        }
    }
}

fn receive(socket: &OwnedFd) -> Result<LaunchRequest, Failure> {
    let what = "cannot understand what to launch";
    let message = channel::receive_message(socket).doing(|| what)?;
    let message = message.ok_or_else(|| Failure::new(what, "the agent is gone"))?;
    LaunchRequest::decode(&message.bytes).doing(|| what)
}

/// One launcher at a time for a directory, and none for an agent that is gone: the next agent starts the container
/// itself if it finds no trace of this start, so there must be none later.
fn take_turn(directory: &Path, agent: &OwnedFd) -> Result<OwnedFd, Failure> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let what = || "cannot lock the container's directory";
    let turn = rustix::fs::open(directory, flags, Mode::empty()).doing(what)?;
    rustix::io::retry_on_intr(|| flock(&turn, FlockOperation::LockExclusive)).doing(what)?;
    require_agent(agent)?;
    Ok(turn)
}

fn require_agent(agent: &OwnedFd) -> Result<(), Failure> {
    if channel::has_hung_up(agent) {
        return Err(Failure::new("cannot start the container", "whoever asked for it is gone"));
    }
    Ok(())
}

/// If nobody listens, the files in the container's directory say the same.
fn tell(socket: &OwnedFd, answer: &Reply) -> i32 {
    let _ = reply(socket, answer, &[]);
    1
}

fn tell_started(socket: &OwnedFd, running: &Running) {
    let answer = Reply::Started {
        launcher_pid: getpid().as_raw_nonzero().get().cast_unsigned(),
        pid: running.pid,
        at: running.started_at,
    };
    if let Ok(own) = pidfd_open(getpid(), PidfdFlags::empty()) {
        let _ = reply(socket, &answer, &[own.as_fd()]);
    }
}

/// Ends with a container that runs, or with nothing left of it but its directory.
fn launch(
    ready: &Ready,
    request: &LaunchRequest,
    filter: Option<&Filter>,
    agent: &OwnedFd,
) -> Result<(Running, Writer), Failure> {
    let (directory, spec) = (&request.container_dir, &request.spec);
    let writer = prepare_directory(directory, request)?;
    let mut entrances = Entrances::default();
    if let Some(cgroup) = &spec.cgroup {
        // An earlier run may have left something, if its launcher was killed.
        ready.hierarchies.create_anew(cgroup).doing(|| "cannot make the cgroup")?;
        ready.hierarchies.restrict_devices(cgroup, &spec.devices).doing(|| "cannot set the device rules")?;
        entrances = ready.hierarchies.entrances(&cgroup.path).doing(|| "cannot open the cgroup")?;
    }
    crate::namespaces::join_pid_namespace(&spec.namespaces)?;
    let (ours, theirs) = channel::pair().doing(|| "cannot make a socket")?;
    let (standard, mut sources, stdin) = standard(request)?;
    let forked = entrances
        .fork(crate::namespaces::new_ones(&spec.namespaces))
        .doing(|| "cannot make the container's namespaces")?;
    let (pid, pidfd) = match forked {
        Forked::Child => container::run(&Plan {
            spec,
            hierarchies: &ready.hierarchies,
            entrances: &entrances,
            filter,
            standard,
            socket: &theirs,
        }),
        Forked::Parent { pid, pidfd } => (pid, pidfd),
    };
    drop((theirs, standard, entrances));
    let started_at = sys::now_millis();
    let terminal = match let_it_run(directory, (pid, started_at), &ours, agent) {
        Ok(terminal) => terminal,
        Err(failure) => {
            let _ = pidfd_send_signal(&pidfd, Signal::KILL);
            wait(pid);
            return Err(failure);
        }
    };
    sources.extend(terminal.map(|fd| Source::new(fd, Stream::Stdout)));
    Ok((Running { pid, pidfd, sources, _stdin: stdin, started_at }, writer))
}

fn prepare_directory(directory: &Path, request: &LaunchRequest) -> Result<Writer, Failure> {
    for name in [records::EXIT_FILE, records::PID_FILE] {
        match std::fs::remove_file(directory.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Failure::new(format!("cannot remove {name} of an earlier run"), error));
            }
            _ => {}
        }
    }
    Writer::open(directory.to_owned(), request.spec.output).doing(|| "cannot open the output")
}

type StandardEnds = (Option<Standard>, Vec<Source>, Option<OwnedFd>);

/// The ends for the container, and those to read from.
fn standard(request: &LaunchRequest) -> Result<StandardEnds, Failure> {
    if request.spec.process.terminal {
        return Ok((None, Vec::new(), None));
    }
    let make = || -> io::Result<StandardEnds> {
        let (out_read, stdout) = pipe_with(PipeFlags::CLOEXEC)?;
        let (error_read, stderr) = pipe_with(PipeFlags::CLOEXEC)?;
        let (stdin, kept) = if request.spec.process.stdin_open {
            let (read, write) = pipe_with(PipeFlags::CLOEXEC)?;
            (read, Some(write))
        } else {
            (OpenOptions::new().read(true).open("/dev/null")?.into(), None)
        };
        let sources = vec![Source::new(out_read, Stream::Stdout), Source::new(error_read, Stream::Stderr)];
        Ok((Some(Standard { stdin, stdout, stderr }), sources, kept))
    };
    make().doing(|| "cannot make the pipes for what it prints")
}

/// Writes `pid.json`, then lets the program be executed if there still is an agent: a later one sees the file, or
/// can be sure that nothing will run. Its terminal, if it has one.
fn let_it_run(
    directory: &Path,
    (pid, started_at): (u32, i64),
    socket: &OwnedFd,
    agent: &OwnedFd,
) -> Result<Option<OwnedFd>, Failure> {
    let own = getpid().as_raw_nonzero().get().cast_unsigned();
    let record = PidRecord {
        launcher_pid: own,
        launcher_start: records::start_time(own).unwrap_or_default(),
        container_pid: pid,
        container_start: records::start_time(pid).unwrap_or_default(),
        boot_id: records::boot_id().doing(|| "cannot tell which start of the machine this is")?,
        started_at,
    };
    records::write(directory, records::PID_FILE, &record).doing(|| "cannot write pid.json")?;
    require_agent(agent)?;
    // If it has failed already, its message says why.
    let _ = rustix::net::send(socket, b"g", rustix::net::SendFlags::NOSIGNAL);
    hear(socket)
}

/// Until the program is executed, or why it is not.
pub(crate) fn hear(socket: &OwnedFd) -> Result<Option<OwnedFd>, Failure> {
    let mut terminal = None;
    while let Some(message) = channel::receive_message(socket).doing(|| "cannot hear from the container")? {
        match protocol::decode(&message.bytes).doing(|| "cannot understand the container")? {
            Word::Failed(failure) => return Err(failure),
            Word::Terminal => terminal = message.descriptors.into_iter().next(),
        }
    }
    Ok(terminal)
}

fn see_to_its_end(ready: &Ready, request: &LaunchRequest, running: Running, writer: Writer) -> i32 {
    // A container that fills the disk has to end to make room again. Where there is none now, its end is written
    // when there is.
    let _ = records::reserve(&request.container_dir, records::EXIT_FILE);
    let mut copier = Copier::new(running.sources, writer);
    copier.run_until_readable(running.pidfd.as_fd());
    let code = wait(running.pid);
    if let Some(cgroup) = &request.spec.cgroup
        && request.spec.namespaces.pid != Namespace::New
    {
        // The rest, where it did not end with its first process. What cannot be killed shows when the cgroup is
        // removed.
        let _ = ready.hierarchies.kill(&cgroup.path);
    }
    copier.drain();
    let ended = Ended { code, started_at: Some(running.started_at), error: None };
    ending::finish(&ready.hierarchies, request, &ended);
    0
}

/// The code of a child that ends.
pub(crate) fn wait(pid: u32) -> i32 {
    let Some(pid) = Pid::from_raw(pid.cast_signed()) else { return protocol::CODE_NOT_MADE };
    match rustix::io::retry_on_intr(|| waitpid(Some(pid), WaitOptions::empty())) {
        Ok(Some((_, status))) => crate::init::code_of(status),
        _ => protocol::CODE_NOT_MADE,
    }
}
