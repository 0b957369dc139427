//! What was there before this process: containers that run are watched again, ends that nobody saw are noted and
//! told, and what belongs to nothing is removed.
//!
//! Must not know: how a container is made.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use longshore_launcher::records::{self, Record};

use super::containers::{Container, Phase};
use super::engine::Engine;
use super::judge::{Found, Judged, judge};
use super::lifecycle::LAUNCH;
use super::lifecycle::note;
use super::state::{self, Asked, ENDING_FILE, Stored, failed};
use super::{clock, processes};
use crate::container::{Exited, Started};
use crate::error::DriverError;

/// Hierarchies in one of which at least a container's cgroup shows, where there are any.
const CONTROLLERS: [&str; 8] = ["memory", "cpu", "cpuacct", "pids", "cpuset", "blkio", "devices", "freezer"];

/// What the files and the processes of a container say.
pub(crate) fn look(directory: &Path, boot_id: &str) -> Found {
    let pid = records::read_pid(directory);
    // Looked at before the exit file: a launcher writes it and ends.
    let launcher_lives = matches!(&pid, Record::Is(pid) if processes::launcher(pid).is_some());
    let ending = match state::read(&directory.join(ENDING_FILE)) {
        Record::Is(ending) => Some(ending),
        _ => None,
    };
    let started_at = match &pid {
        Record::Is(pid) => Some(pid.started_at),
        _ => None,
    };
    Found {
        exit: records::read_exit(directory),
        ending,
        last_ending: state::last_ending(directory),
        pid,
        launcher_lives,
        boot_id: boot_id.to_owned(),
        started_at,
        now: clock::now(),
    }
}

impl Engine {
    pub(crate) fn adopt_all(self: &Arc<Self>) -> Result<(), DriverError> {
        let directory = &self.paths.containers;
        let unread = |error: std::io::Error| failed("list containers in", directory, &error);
        for entry in std::fs::read_dir(directory).map_err(unread)? {
            let path = entry.map_err(unread)?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            match state::read::<Asked>(&path.join(LAUNCH)) {
                Record::Is(Asked { container }) if container.spec.id == name => {
                    self.adopt(container, &path)?;
                }
                // It appears under its name when it is whole.
                other => {
                    tracing::warn!(?path, ?other, "a directory that is no container is removed");
                    self.throw(&path);
                }
            }
        }
        self.throw_unfinished().map_err(|error| failed("clear", &self.paths.nursery, &error))?;
        let containers = self.containers.list();
        self.images.release_unused();
        self.remove_strange_cgroups(&containers);
        Ok(())
    }

    /// Never seen by anybody.
    fn throw_unfinished(&self) -> std::io::Result<()> {
        for nursery in std::fs::read_dir(&self.paths.nursery)? {
            let nursery = nursery?.path();
            match std::fs::read_dir(&nursery) {
                Ok(all) => all.flatten().for_each(|unfinished| self.throw(&unfinished.path())),
                Err(_) => self.throw(&nursery),
            }
        }
        Ok(())
    }

    fn throw(&self, path: &Path) {
        if let Err(error) = self.trash.throw(path) {
            tracing::warn!(%error, ?path, "what was left cannot be removed");
        }
    }

    fn adopt(self: &Arc<Self>, stored: Stored, directory: &Path) -> Result<(), DriverError> {
        if let (Some(parent), Some(root)) = (&stored.spec.parent_cgroup, &self.host.cgroup_root) {
            self.parents.join(&super::bundle::parent(parent, root).path);
        }
        self.images.hold_again(&stored);
        let mut found = look(directory, &self.boot_id);
        if let Record::Is(pid) = &found.pid
            && found.launcher_lives
        {
            processes::settle_start(pid);
            found = look(directory, &self.boot_id);
        }
        let (pid, at) = (found.pid.clone(), found.started_at.unwrap_or(stored.created_at));
        let container = |phase| Arc::new(Container::new(stored.into(), directory.to_owned(), phase));
        match judge(found) {
            Judged::Idle(None) => self.containers.add(container(Phase::Created)),
            Judged::Idle(Some(ending)) => self.containers.add(container(Phase::Ended(ending))),
            Judged::Ended(ending) => self.adopt_ended(&container(Phase::Ended(ending))),
            Judged::EndedUnnoted(ending) => {
                note(directory, &ending);
                let container = container(Phase::Ended(ending));
                self.clear_up(&container);
                self.adopt_ended(&container);
            }
            Judged::Running => {
                let Record::Is(pid) = pid else { return Ok(()) };
                let container = container(Phase::Running(Started { pid: Some(pid.container_pid), at }));
                self.containers.add(Arc::clone(&container));
                match processes::launcher(&pid) {
                    Some(launcher) => self.watch(container, launcher),
                    // It has ended since it was looked at.
                    None => self.launcher_ended(&container),
                }
            }
        }
        Ok(())
    }

    fn adopt_ended(&self, container: &Arc<Container>) {
        self.containers.add(Arc::clone(container));
        if let Phase::Ended(ending) = container.phase() {
            self.exits.push(Exited { id: container.id().to_owned(), ending });
        }
    }

    /// Those below our root that no container has: of tasks whose last container was removed while this process
    /// was not there.
    fn remove_strange_cgroups(&self, containers: &[Arc<Container>]) {
        let (Some(hierarchies), Some(root)) = (&self.hierarchies, &self.host.cgroup_root) else { return };
        let ours: HashSet<String> = containers
            .iter()
            .map(|container| {
                let made = &container.made;
                made.parent_cgroup.as_ref().map_or_else(|| made.id.clone(), |parent| parent.name.clone())
            })
            .collect();
        let mut strange = HashSet::new();
        for directory in CONTROLLERS.iter().filter_map(|controller| hierarchies.directory(controller, root)) {
            let Ok(entries) = std::fs::read_dir(directory) else { continue };
            let directories =
                entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
            strange.extend(directories.filter_map(|entry| entry.file_name().into_string().ok()));
        }
        for name in strange.difference(&ours).filter(|name| !self.sandboxes.owns_cgroup(name)) {
            let path = format!("{root}/{name}");
            if let Err(error) = hierarchies.kill(&path).and_then(|()| hierarchies.remove(&path)) {
                tracing::warn!(%error, cgroup = path, "a cgroup that no container has cannot be removed");
            }
        }
    }
}
