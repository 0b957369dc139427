//! The agent's side: one spawner process, asked to launch containers and to execute processes in them.
//!
//! Every call may block for as long as a container takes to start, so an async caller makes it on a thread for
//! blocking work; many calls may be under way at once. What is handed back are descriptors that an event loop
//! can wait on. The agent itself never forks: the spawner is started by posix_spawn. A spawner that has died
//! is started again by the next call; containers do not mind its death.
//!
//! Must not know: how a container is made.

use std::fs::File;
use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use rustix::process::{Signal, pidfd_send_signal};

use crate::channel::{self, MESSAGE_BYTES_MAX, Message};
use crate::protocol::{self, Doorbell, ExecRequest, Failure, LaunchRequest, Reply};
use crate::records::{self, LAUNCH_FILE, PidRecord, Record};
use crate::spec::{LaunchSpec, Process};

/// A container that runs: its program has been executed.
#[derive(Debug)]
pub struct Launched {
    pub launcher_pid: u32,
    /// Readable when the launcher has ended, and `exit.json` is written.
    pub launcher_pidfd: OwnedFd,
    /// On the machine.
    pub container_pid: u32,
    /// Milliseconds since 1970.
    pub started_at: i64,
}

#[derive(Debug, thiserror::Error)]
pub enum LaunchError {
    /// The container cannot be made as it is asked for, or its program cannot be executed: not found (127),
    /// not executable (126), anything else (128). For a launch `exit.json` says the same.
    #[error("{message}")]
    Refused { code: i32, message: String },
    #[error("cannot read what to launch from {path}: {error}")]
    Spec { path: PathBuf, error: io::Error },
    #[error("the spawner cannot be started or reached: {0}")]
    Spawner(io::Error),
    /// Its launcher was killed before it told that the container runs, and nothing of it is left running. Where a
    /// `pid.json` is there, its program may have run until then.
    #[error("the launcher ended before it told that the container was started")]
    LauncherDied,
}

/// The descriptors of an executed process. The caller may close its own copies when `exec` has returned.
/// None of them is used with `Process::terminal`: `Exec::terminal` is the terminal's other side then.
#[derive(Debug)]
pub struct ExecIo {
    /// /dev/null where it is none.
    pub stdin: Option<OwnedFd>,
    pub stdout: OwnedFd,
    pub stderr: OwnedFd,
}

impl ExecIo {
    /// Standard output and standard error into one pipe, and where to read it.
    pub fn to_pipe() -> io::Result<(Self, OwnedFd)> {
        let (read, write) = rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)?;
        Ok((Self { stdin: None, stdout: write.try_clone()?, stderr: write }, read))
    }
}

/// A process that was executed in a container. Dropping it kills the process.
#[derive(Debug)]
pub struct Exec {
    pub pid: u32,
    pub pidfd: OwnedFd,
    /// The terminal, for a process that was asked for with one.
    pub terminal: Option<OwnedFd>,
    channel: OwnedFd,
}

impl Exec {
    /// Blocks until it has ended; its code, as a shell counts.
    pub fn wait(&self) -> Result<i32, LaunchError> {
        match reply(&self.channel)? {
            (Reply::Ended { code }, _) => Ok(code),
            (Reply::Failed(failure), _) => Err(failure.into()),
            (Reply::Started { .. }, _) => Err(LaunchError::LauncherDied),
        }
    }

    /// Kills it; no error if it has ended.
    pub fn kill(&self) -> io::Result<()> {
        match pidfd_send_signal(&self.pidfd, Signal::KILL) {
            Err(rustix::io::Errno::SRCH) | Ok(()) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

impl AsFd for Exec {
    /// Readable when `wait` would not block.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.channel.as_fd()
    }
}

/// The spawner, and how to start it.
#[derive(Debug)]
pub struct Spawner {
    program: PathBuf,
    arguments: Vec<String>,
    running: Mutex<Option<Running>>,
}

#[derive(Debug)]
struct Running {
    child: Child,
    doorbell: OwnedFd,
}

impl Spawner {
    /// A spawner that is this very program, started again.
    #[must_use]
    pub fn of_this_program() -> Self {
        Self::new(PathBuf::from("/proc/self/exe"))
    }

    /// `program` calls [`crate::spawner::main`] when its first argument says so.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        let arguments = vec![crate::spawner::ARGUMENT.to_owned()];
        Self { program, arguments, running: Mutex::new(None) }
    }

    /// Starts the process now, if it does not run, so that the first launch does not wait for it; its pid.
    pub fn start(&self) -> Result<u32, LaunchError> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        self.running(&mut running).map(|running| running.child.id()).map_err(LaunchError::Spawner)
    }

    /// Makes and starts the container that `launch.json` in the directory describes.
    pub fn launch(&self, container_dir: &Path) -> Result<Launched, LaunchError> {
        let (bytes, spec) = read_spec(container_dir)?;
        let doorbell = Doorbell::launch(&spec.process);
        let request = LaunchRequest::encode(container_dir, &bytes).map_err(LaunchError::Spawner)?;
        let before = records::read_pid(container_dir);
        let channel = self.ask(doorbell, &request, &[])?;
        let may_repeat = || nothing_ran(container_dir, &before);
        match self.reply_or_again(channel, doorbell, &request, &[], may_repeat)? {
            (Reply::Started { launcher_pid, pid, at }, _, mut descriptors) => {
                let launcher_pidfd = descriptors.pop().ok_or(LaunchError::LauncherDied)?;
                Ok(Launched { launcher_pid, launcher_pidfd, container_pid: pid, started_at: at })
            }
            (Reply::Failed(failure), ..) => Err(failure.into()),
            (Reply::Ended { .. }, ..) => Err(LaunchError::LauncherDied),
        }
    }

    /// Starts a process in a container that runs.
    pub fn exec(&self, container_dir: &Path, process: &Process, io: ExecIo) -> Result<Exec, LaunchError> {
        let (_, spec) = read_spec(container_dir)?;
        let doorbell = Doorbell::exec(process);
        let request = ExecRequest::encode(container_dir, &spec, process).map_err(LaunchError::Spawner)?;
        let mut descriptors = vec![io.stdout.as_fd(), io.stderr.as_fd()];
        descriptors.extend(io.stdin.as_ref().map(AsFd::as_fd));
        let channel = self.ask(doorbell, &request, &descriptors)?;
        match self.reply_or_again(channel, doorbell, &request, &descriptors, || true)? {
            (Reply::Started { pid, .. }, channel, descriptors) => {
                let mut descriptors = descriptors.into_iter();
                let pidfd = descriptors.next().ok_or(LaunchError::LauncherDied)?;
                Ok(Exec { pid, pidfd, terminal: descriptors.next(), channel })
            }
            (Reply::Failed(failure), ..) => Err(failure.into()),
            (Reply::Ended { .. }, ..) => Err(LaunchError::LauncherDied),
        }
    }

    /// The answer. A request that the spawner took with it when it died is made once more, and one whose launcher
    /// was killed where that may be: a program runs once.
    fn reply_or_again(
        &self,
        channel: OwnedFd,
        doorbell: Doorbell,
        request: &[u8],
        descriptors: &[BorrowedFd<'_>],
        may_repeat: impl Fn() -> bool,
    ) -> Result<(Reply, OwnedFd, Vec<OwnedFd>), LaunchError> {
        let (channel, answer) = match reply(&channel) {
            Err(LaunchError::LauncherDied) if may_repeat() => {
                let channel = self.ask(doorbell, request, descriptors)?;
                let answer = reply(&channel)?;
                (channel, answer)
            }
            other => (channel, other?),
        };
        Ok((answer.0, channel, answer.1))
    }

    /// Hands the spawner a socket of its own for this request, and sends the request over it.
    fn ask(
        &self,
        doorbell: Doorbell,
        request: &[u8],
        descriptors: &[BorrowedFd<'_>],
    ) -> Result<OwnedFd, LaunchError> {
        let (ours, theirs) = channel::pair().map_err(LaunchError::Spawner)?;
        self.ring(doorbell, theirs.as_fd()).map_err(LaunchError::Spawner)?;
        drop(theirs);
        match channel::send_message(&ours, request, descriptors) {
            // The spawner died with it; the missing reply tells.
            Err(error) if gone(&error) => Ok(ours),
            other => other.map(|()| ours).map_err(LaunchError::Spawner),
        }
    }

    fn ring(&self, doorbell: Doorbell, socket: BorrowedFd<'_>) -> io::Result<()> {
        let bytes = doorbell.encode();
        let mut guard = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let running = self.running(&mut guard)?;
        match channel::send_message(&running.doorbell, &bytes, &[socket]) {
            Err(error) if gone(&error) => {}
            other => return other,
        }
        guard.take().map(end).transpose()?;
        let running = self.running(&mut guard)?;
        channel::send_message(&running.doorbell, &bytes, &[socket])
    }

    fn running<'a>(&self, slot: &'a mut Option<Running>) -> io::Result<&'a mut Running> {
        let dead = match slot.as_mut() {
            Some(running) => running.child.try_wait()?.is_some(),
            None => true,
        };
        if dead {
            *slot = None;
        }
        match slot {
            Some(running) => Ok(running),
            None => Ok(slot.insert(self.spawn()?)),
        }
    }

    /// Nothing is done between fork and exec, so that std uses posix_spawn and the agent's memory is not copied.
    fn spawn(&self) -> io::Result<Running> {
        let (ours, theirs) = channel::pair()?;
        let child = Command::new(&self.program)
            .args(&self.arguments)
            .env_clear()
            .stdin(Stdio::from(theirs))
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()?;
        Ok(Running { child, doorbell: ours })
    }
}

impl Drop for Spawner {
    /// It ends by itself when nobody can ring any more.
    fn drop(&mut self) {
        let slot = self.running.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = slot.take() {
            // There is nobody to tell.
            let _ = end(running);
        }
    }
}

fn end(running: Running) -> io::Result<()> {
    let Running { mut child, doorbell } = running;
    drop(doorbell);
    child.wait().map(drop)
}

fn gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset)
}

fn reply(channel: &OwnedFd) -> Result<(Reply, Vec<OwnedFd>), LaunchError> {
    match channel::receive_message(channel) {
        Ok(Some(Message { bytes, descriptors })) => {
            let reply = protocol::decode(&bytes).map_err(LaunchError::Spawner)?;
            Ok((reply, descriptors))
        }
        Ok(None) => Err(LaunchError::LauncherDied),
        Err(error) => Err(LaunchError::Spawner(error)),
    }
}

fn read_spec(container_dir: &Path) -> Result<(Vec<u8>, LaunchSpec), LaunchError> {
    let path = container_dir.join(LAUNCH_FILE);
    let read = || -> io::Result<(Vec<u8>, LaunchSpec)> {
        let mut bytes = Vec::new();
        let limit = u64::try_from(MESSAGE_BYTES_MAX).unwrap_or(u64::MAX);
        File::open(&path)?.take(limit).read_to_end(&mut bytes)?;
        let spec = serde_json::from_slice(&bytes)?;
        Ok((bytes, spec))
    };
    read().map_err(|error| LaunchError::Spec { path: path.clone(), error })
}

impl From<Failure> for LaunchError {
    fn from(failure: Failure) -> Self {
        Self::Refused { code: failure.code, message: failure.message }
    }
}

/// Whether no launcher has come so far as to let the program be executed: it writes `pid.json` before.
fn nothing_ran(container_dir: &Path, before: &Record<PidRecord>) -> bool {
    let now = records::read_pid(container_dir);
    now == Record::Missing || now == *before
}
