//! Start, signals, end and removal of containers.
//!
//! Invariants: a container is started at most once at a time, and never again while anything of an earlier start
//! runs; every end is noted and told.
//!
//! Must not know: how a container is laid out (`create`), or what was before this process (`adopt`).

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use longshore_launcher::client::{LaunchError, Launched};
use longshore_launcher::records::{EXIT_FILE, LAUNCH_FILE, PID_FILE, Record};
use longshore_launcher::spec::LaunchSpec;
use rustix::io::Errno;
use rustix::thread::{Timespec, nanosleep};

use super::containers::{Container, Phase, no_such};
use super::engine::{Engine, blocking, detached};
use super::judge::{Judged, judge};
use super::state::{ENDING_FILE, LAST_ENDING_FILE, Laid, Stored, delete, failed, read, write};
use super::{adopt, bundle, clock, processes, stats};
use crate::container::{ContainerStats, Ending, Exited, NamespaceMode, Started};
use crate::error::DriverError;

/// A process that was killed ends at once, unless the kernel holds it.
const KILL_WAIT: Duration = Duration::from_secs(30);
const SIGKILL: i32 = 9;

/// How long a pause process that is being killed may take to be gone.
const ENDING_LOOKS: u32 = 10;
const ENDING_PAUSE: Timespec = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };

fn no_pause(sandbox: &str) -> DriverError {
    DriverError::NoSuchSandbox(format!("the pause process of sandbox {sandbox} has ended; open it again"))
}

impl Engine {
    /// Goes on when the caller has gone: a launch cannot be taken back, and must be watched.
    pub(crate) async fn start(self: &Arc<Self>, id: &str) -> Result<Started, DriverError> {
        let container = self.containers.get(id)?;
        let engine = Arc::clone(self);
        detached(async move {
            let step = Arc::clone(&container.step);
            let _step = step.lock().await;
            let before = match container.phase() {
                Phase::Running(started) => return Ok(started),
                Phase::Removed => return Err(no_such(container.id())),
                Phase::Created => None,
                Phase::Ended(ending) => Some(ending),
            };
            let (engine_there, there) = (Arc::clone(&engine), Arc::clone(&container));
            let launched = blocking(move || engine_there.launch(&there, before.as_ref())).await?;
            let started = Started { pid: Some(launched.container_pid), at: launched.started_at };
            container.enter(Phase::Running(started.clone()));
            engine.watch(container, launched.launcher_pidfd);
            Ok(started)
        })
        .await
    }

    fn launch(&self, container: &Container, before: Option<&Ending>) -> Result<Launched, DriverError> {
        let directory = &container.directory;
        if let Some(ending) = before {
            forget_ending(directory, ending).map_err(|error| failed("start again in", directory, &error))?;
        }
        self.join_namespaces_of_now(container)?;
        self.make_parent(container)?;
        match self.spawner.launch(directory) {
            Ok(launched) => Ok(launched),
            Err(_) if self.namespaces_went(container) => Err(no_pause(&container.made.sandbox)),
            Err(error) => Err(self.not_launched(container, error)),
        }
    }

    /// Whether what should have been joined has come to its end: one that is being killed looks alive for a moment,
    /// and the kernel then refuses new processes in its namespace for want of memory.
    fn namespaces_went(&self, container: &Container) -> bool {
        let made = &container.made;
        if ![made.pid, made.ipc].contains(&NamespaceMode::Sandbox) {
            return false;
        }
        let Ok(sandbox) = self.sandboxes.open_one(&made.sandbox) else { return true };
        (0..ENDING_LOOKS).any(|_| {
            let went = !self.still_holds(&sandbox);
            if !went {
                // Waking early does no harm.
                let _ = nanosleep(&ENDING_PAUSE);
            }
            went
        })
    }

    /// A sandbox that was opened anew since the container was made holds its namespaces by another process, and the
    /// number of the earlier one may be anybody's by now.
    fn join_namespaces_of_now(&self, container: &Container) -> Result<(), DriverError> {
        let made = &container.made;
        let sandbox = self.sandboxes.open_one(&made.sandbox)?;
        if ![made.pid, made.ipc].contains(&NamespaceMode::Sandbox) {
            return Ok(());
        }
        if !self.still_holds(&sandbox) {
            return Err(no_pause(&made.sandbox));
        }
        let path = container.directory.join(LAUNCH);
        let Record::Is(mut laid) = read::<Laid<LaunchSpec, Stored>>(&path) else {
            return Err(DriverError::Failed(format!("{} cannot be read", path.display())));
        };
        let (pid, ipc) = bundle::shared_namespaces(made.pid, made.ipc, &sandbox);
        let namespaces = &mut laid.launch.namespaces;
        if (&namespaces.pid, &namespaces.ipc) != (&pid, &ipc) {
            (namespaces.pid, namespaces.ipc) = (pid, ipc);
            write(&path, &laid).map_err(|error| failed("write", &path, &error))?;
        }
        Ok(())
    }

    fn make_parent(&self, container: &Container) -> Result<(), DriverError> {
        let made = &container.made;
        let (Some(hierarchies), Some(root), Some(parent)) =
            (&self.hierarchies, &self.host.cgroup_root, &made.parent_cgroup)
        else {
            return Ok(());
        };
        let cgroup = bundle::parent(parent, root);
        self.parents.make(hierarchies, &cgroup).map_err(|error| {
            DriverError::Failed(format!("cannot make the cgroup {} with its limits: {error}", cgroup.path))
        })
    }

    /// It is what it was before: created, or ended.
    fn not_launched(&self, container: &Container, error: LaunchError) -> DriverError {
        let name = container.id();
        match error {
            LaunchError::Refused { code, message } => {
                let text = format!("cannot start container {name}: {message}");
                if matches!(code, 126 | 127) {
                    DriverError::CannotStart(text)
                } else {
                    DriverError::Failed(text)
                }
            }
            LaunchError::LauncherDied => {
                // Its `pid.json`, where it came so far, stays: its program may have run, and a later driver says so.
                self.clear_up(container);
                DriverError::Failed(format!(
                    "cannot start container {name}: its launcher was killed meanwhile"
                ))
            }
            other => DriverError::Failed(format!("cannot start container {name}: {other}")),
        }
    }

    /// Until its launcher ends, or this driver does.
    pub(crate) fn watch(self: &Arc<Self>, container: Arc<Container>, launcher: std::os::fd::OwnedFd) {
        let (engine, mut shutdown) = (Arc::downgrade(self), self.shutdown.subscribe());
        tokio::spawn(async move {
            tokio::select! {
                () = processes::ended(launcher) => {}
                _ = shutdown.changed() => return,
            }
            if let Some(engine) = engine.upgrade() {
                engine.launcher_ended(&container);
            }
        });
    }

    pub(crate) fn launcher_ended(&self, container: &Container) {
        let ending = match judge(adopt::look(&container.directory, &self.boot_id)) {
            Judged::Ended(ending) => ending,
            Judged::EndedUnnoted(ending) => {
                self.clear_up(container);
                note(&container.directory, &ending);
                ending
            }
            // Found while it was still being started for a driver that is gone, which it then was not.
            Judged::Idle(_) | Judged::Running => cut_short(),
        };
        container.enter(Phase::Ended(ending.clone()));
        self.exits.push(Exited { id: container.id().to_owned(), ending });
    }

    /// Ends and removes what a launcher that was killed has left.
    pub(crate) fn clear_up(&self, container: &Container) {
        let (Some(hierarchies), Some(path)) = (&self.hierarchies, self.cgroup_of(container)) else { return };
        let cleared = hierarchies.kill(&path).and_then(|()| hierarchies.remove(&path));
        if let Err(error) = cleared {
            tracing::warn!(%error, cgroup = path, "what a killed launcher has left is not all gone");
        }
    }

    pub(crate) fn cgroup_of(&self, container: &Container) -> Option<String> {
        let root = self.host.cgroup_root.as_ref()?;
        Some(bundle::cgroup_path(container.made.parent_cgroup.as_ref(), container.id(), root))
    }

    pub(crate) fn signal(&self, id: &str, signal: i32) -> Result<(), DriverError> {
        let container = self.containers.get(id)?;
        if container.running().is_none() {
            return Ok(());
        }
        match processes::signal(&container.directory, signal) {
            Ok(()) => Ok(()),
            Err(Errno::INVAL) => Err(DriverError::InvalidSpec(format!("{signal} is not a signal"))),
            Err(error) => {
                Err(DriverError::Failed(format!("cannot send signal {signal} to container {id}: {error}")))
            }
        }
    }

    /// In a process namespace of its own the first process takes all others with it; elsewhere they are found by
    /// their cgroup.
    pub(crate) async fn kill(self: &Arc<Self>, id: &str) -> Result<(), DriverError> {
        let container = self.containers.get(id)?;
        self.signal(id, SIGKILL)?;
        let others = container.made.pid != NamespaceMode::Private && container.running().is_some();
        let (true, Some(path)) = (others, self.cgroup_of(&container)) else { return Ok(()) };
        let engine = Arc::clone(self);
        blocking(move || match &engine.hierarchies {
            Some(hierarchies) => hierarchies.kill(&path).map_err(|error| {
                DriverError::Failed(format!("cannot kill all processes of {path}: {error}"))
            }),
            None => Ok(()),
        })
        .await
    }

    pub(crate) async fn remove(self: &Arc<Self>, id: &str) -> Result<(), DriverError> {
        let Some(container) = self.containers.find(id) else { return Ok(()) };
        let engine = Arc::clone(self);
        detached(async move {
            let step = Arc::clone(&container.step);
            let _step = step.lock().await;
            if container.phase() == Phase::Removed {
                return Ok(());
            }
            if container.running().is_some() {
                engine.kill(container.id()).await?;
                container.ended(KILL_WAIT).await?;
            }
            blocking(move || engine.discard(&container)).await
        })
        .await
    }

    /// Once it is moved aside it is gone, whatever happens then.
    fn discard(&self, container: &Container) -> Result<(), DriverError> {
        let directory = &container.directory;
        self.trash.throw(directory).map_err(|error| failed("remove", directory, &error))?;
        container.enter(Phase::Removed);
        self.containers.take(container.id());
        self.exits.forget(container.id());
        self.images.release(container.id());
        self.leave_cgroups(container);
        Ok(())
    }

    pub(crate) fn remove_volume(&self, name: &str) -> Result<(), DriverError> {
        let has = |container: &Arc<Container>| container.made.volumes.iter().any(|volume| volume == name);
        match self.containers.list().into_iter().find(has) {
            Some(container) => Err(DriverError::Volume(format!(
                "volume {name} is used by container {}; remove that first",
                container.id()
            ))),
            None => self.volumes.remove(name, &self.trash),
        }
    }

    pub(crate) fn stats_of(&self, ids: &[String]) -> Vec<Result<ContainerStats, DriverError>> {
        let mut round = stats::Round::begin(self.hierarchies.as_ref());
        let one = |id: &String| {
            let container = self.containers.get(id)?;
            let not_running = || DriverError::Failed(format!("container {id} does not run; it uses nothing"));
            let pid = container.running().and_then(|started| started.pid).ok_or_else(not_running)?;
            Ok(round.read(self.cgroup_of(&container).as_deref(), pid))
        };
        ids.iter().map(one).collect()
    }

    fn leave_cgroups(&self, container: &Container) {
        let (Some(hierarchies), Some(root)) = (&self.hierarchies, &self.host.cgroup_root) else { return };
        let made = &container.made;
        // Its launcher has removed it, but for where it was killed or could not.
        let own = hierarchies.remove(&bundle::cgroup_path(made.parent_cgroup.as_ref(), &made.id, root));
        let parent = made.parent_cgroup.as_ref().map(|parent| bundle::parent(parent, root).path);
        let left = parent.map_or(Ok(()), |path| self.parents.leave(hierarchies, &path));
        if let Err(error) = own.and(left) {
            tracing::warn!(%error, container = container.id(), "a cgroup is left; the next start of the node removes it");
        }
    }
}

/// So that a start that is cut short shows the end before it, and not again as a new one.
fn forget_ending(directory: &Path, ending: &Ending) -> std::io::Result<()> {
    write(&directory.join(LAST_ENDING_FILE), ending)?;
    [PID_FILE, EXIT_FILE, ENDING_FILE].iter().try_for_each(|name| delete(&directory.join(name)))
}

fn cut_short() -> Ending {
    let error = Some("its start was cut short when the node was restarted".to_owned());
    Ending { exit_code: None, out_of_memory: false, started_at: None, finished_at: clock::now(), error }
}

pub(crate) fn note(directory: &Path, ending: &Ending) {
    if let Err(error) = write(&directory.join(ENDING_FILE), ending) {
        tracing::warn!(%error, directory = %directory.display(), "how a container ended cannot be noted");
    }
}

/// What every container directory has, besides what is written by its launcher.
pub(crate) const DIRECTORIES: [&str; 2] = ["upper", "work"];
pub(crate) const LAUNCH: &str = LAUNCH_FILE;
