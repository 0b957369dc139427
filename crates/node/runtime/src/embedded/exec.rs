//! A process beside a container's own: with its user, environment, capabilities and limits.
//!
//! Must not know: why it is run.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::PathBuf;
use std::sync::Arc;

use longshore_launcher::client::{Exec, ExecIo, LaunchError};
use longshore_launcher::records::Record;
use longshore_launcher::spec::{LaunchSpec, Process, Root};
use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process_group};

use super::bundle::command::environment_over;
use super::containers::Container;
use super::engine::{Engine, blocking};
use super::images::accounts_of;
use super::lifecycle::LAUNCH;
use super::processes::has_ended;
use super::ready::readable;
use super::state;
use crate::container::{ExecOutcome, ExecSpec};
use crate::error::DriverError;

const READ_BYTES: usize = 16 * 1024;

impl Engine {
    pub(crate) async fn exec(
        self: &Arc<Self>,
        id: &str,
        spec: &ExecSpec,
    ) -> Result<ExecOutcome, DriverError> {
        let container = self.containers.get(id)?;
        if container.running().is_none() {
            return Err(DriverError::CannotStart(format!(
                "container {id} does not run; nothing can be executed in it"
            )));
        }
        if spec.command.is_empty() {
            return Err(DriverError::InvalidSpec("nothing to execute: the command is empty".to_owned()));
        }
        // What makes it may outlive the container for a moment.
        self.sandboxes.may_be_harmed(&container.made.sandbox);
        let (engine, asked) = (Arc::clone(self), spec.clone());
        let (exec, printed) = blocking(move || engine.execute(&container, &asked)).await?;
        let what = |error: io::Error| {
            DriverError::Failed(format!("cannot follow what is executed in {id}: {error}"))
        };
        let mut output = Vec::new();
        // Killed when it is dropped: at its time, and when nobody waits for it any more.
        let exec = Group(exec);
        let run = follow(&exec.0, printed, spec.output_bytes_max, &mut output);
        let exit_code = match spec.time_limit {
            Some(limit) => match tokio::time::timeout(limit, run).await {
                Ok(code) => Some(code.map_err(what)?),
                Err(_) => None,
            },
            None => Some(run.await.map_err(what)?),
        };
        Ok(ExecOutcome { exit_code, output })
    }

    fn execute(&self, container: &Container, spec: &ExecSpec) -> Result<(Exec, OwnedFd), DriverError> {
        let id = container.id();
        let launch = launch_spec(container)?;
        let process = process(&launch, spec)?;
        let what = |error: &dyn std::fmt::Display| {
            format!("cannot execute {:?} in container {id}: {error}", spec.command)
        };
        let (io, printed) = ExecIo::to_pipe().map_err(|error| DriverError::Failed(what(&error)))?;
        match self.spawner.exec(&container.directory, &process, io) {
            Ok(exec) => Ok((exec, printed)),
            Err(error @ LaunchError::Refused { code: 126 | 127, .. }) => {
                Err(DriverError::CannotStart(what(&error)))
            }
            Err(error) => Err(DriverError::Failed(what(&error))),
        }
    }
}

/// A process with what it has started: it begins a session of its own.
struct Group(Exec);

impl Drop for Group {
    fn drop(&mut self) {
        let leader = i32::try_from(self.0.pid).ok().and_then(Pid::from_raw);
        if let Some(leader) = leader.filter(|_| !has_ended(&self.0.pidfd)) {
            // It may have ended just now.
            let _ = kill_process_group(leader, Signal::KILL);
        }
    }
}

fn launch_spec(container: &Container) -> Result<LaunchSpec, DriverError> {
    let path = container.directory.join(LAUNCH);
    match state::read(&path) {
        Record::Is(launch) => Ok(launch),
        other => Err(DriverError::Failed(format!("cannot read {}: {other:?}", path.display()))),
    }
}

fn process(launch: &LaunchSpec, spec: &ExecSpec) -> Result<Process, DriverError> {
    let mut process = launch.process.clone();
    let mut home = None;
    if let Some(user) = spec.user.as_deref().filter(|user| !user.is_empty()) {
        // With what the container has changed in its own files.
        let account = accounts_of(&layers(&launch.root))?.find(user)?;
        (process.uid, process.gid) = (account.uid, account.gid);
        process.additional_gids = account.additional_gids;
        home = Some(account.home);
    }
    process.environment = environment_over(&process.environment, &spec.environment, home.as_deref());
    process.arguments.clone_from(&spec.command);
    if let Some(directory) = spec.working_directory.as_ref().filter(|path| !path.is_empty()) {
        process.working_directory.clone_from(directory);
    }
    process.terminal = false;
    process.stdin_open = false;
    Ok(process)
}

fn layers(root: &Root) -> Vec<PathBuf> {
    match root {
        Root::Overlay { layers_root, layers, upper, .. } => {
            std::iter::once(upper.clone()).chain(layers.iter().map(|layer| layers_root.join(layer))).collect()
        }
        Root::Directory { path, .. } => vec![path.clone()],
    }
}

/// To its end; what its own children print later is not waited for.
async fn follow(exec: &Exec, printed: OwnedFd, bytes_max: usize, output: &mut Vec<u8>) -> io::Result<i32> {
    let flags = rustix::fs::fcntl_getfl(&printed)?;
    rustix::fs::fcntl_setfl(&printed, flags | OFlags::NONBLOCK)?;
    let printed = readable(printed).map_err(|(_, error)| error)?;
    let ended = readable(exec.as_fd().try_clone_to_owned()?).map_err(|(_, error)| error)?;
    let mut open = true;
    loop {
        tokio::select! {
            biased;
            ready = printed.readable(), if open => {
                let mut ready = ready?;
                open = take(printed.get_ref(), bytes_max, output)?;
                ready.clear_ready();
            }
            ready = ended.readable() => {
                drop(ready?);
                take(printed.get_ref(), bytes_max, output)?;
                return exec.wait().map_err(io::Error::other);
            }
        }
    }
}

/// Reads all there is now, keeps what there is room for; whether there may come more.
fn take(printed: &OwnedFd, bytes_max: usize, output: &mut Vec<u8>) -> io::Result<bool> {
    let mut buffer = [0; READ_BYTES];
    loop {
        match rustix::io::read(printed, &mut buffer) {
            Ok(0) => return Ok(false),
            Ok(length) => {
                let room = bytes_max.saturating_sub(output.len());
                output.extend(buffer.iter().take(length.min(room)));
            }
            Err(Errno::AGAIN) => return Ok(true),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
