//! Cgroups of version 1, version 2, or both at once, below the roots that this machine has mounted.
//!
//! A path is relative (`longshore/TASK/CONTAINER`) and the same in every hierarchy. The root itself is never
//! touched: a path without a name is refused everywhere.
//!
//! Must not know: what runs in a cgroup.

mod hierarchies;
mod rules;
mod v1;
mod v2;

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Component, Path, PathBuf};

pub use hierarchies::Hierarchies;

use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};

use crate::spec::{Cgroup, Device};
use crate::sys::{self, Forked};

/// Rounds of killing all that is there; a new process needs its parent alive, so few rounds are needed.
const KILL_ROUNDS_MAX: u32 = 1000;
/// Tries to remove a directory whose last process has just ended.
const REMOVE_TRIES_MAX: u32 = 500;
const DEPTH_MAX: u32 = 32;

/// A file of a cgroup and what it shall say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Setting {
    pub(crate) file: &'static str,
    pub(crate) value: String,
    /// Not every kernel is built with it; without the file the limit is not there.
    pub(crate) may_be_missing: bool,
}

impl Setting {
    fn new(file: &'static str, value: impl ToString) -> Self {
        Self { file, value: value.to_string(), may_be_missing: false }
    }

    fn optional(file: &'static str, value: impl ToString) -> Self {
        Self { may_be_missing: true, ..Self::new(file, value) }
    }
}

/// Ways into a cgroup.
#[derive(Debug, Default)]
pub(crate) struct Entrances {
    /// Of version 1: files to write to.
    files: Vec<OwnedFd>,
    /// The one that shares processor time out.
    of_processor: Option<OwnedFd>,
    /// Of version 2: the directory, to be born in, or else the file to write to.
    birthplace: Option<OwnedFd>,
    of_birthplace: Option<OwnedFd>,
}

impl Entrances {
    /// Forks into it, and the namespaces; the child still has to `enter` the other hierarchies.
    pub(crate) fn fork(&mut self, namespaces: i32) -> io::Result<Forked> {
        if let Some(birthplace) = &self.birthplace {
            match sys::fork_into(namespaces, Some(birthplace.as_fd())) {
                Ok(forked) => {
                    self.of_birthplace = None;
                    return Ok(forked);
                }
                // Kernels before 5.7 do not know how; a filter around us may not allow it.
                Err(error)
                    if matches!(error.raw_os_error(), Some(libc::ENOSYS | libc::EINVAL | libc::E2BIG)) => {}
                Err(error) => return Err(error),
            }
        }
        sys::fork_into(namespaces, None)
    }

    /// Moves this process, which has one thread, but for its share of the processor.
    pub(crate) fn enter(&self) -> io::Result<()> {
        for file in self.files.iter().chain(&self.of_birthplace) {
            rustix::io::write(file, b"0")?;
        }
        Ok(())
    }

    /// From now on it has the processor as its container has it. On a busy machine a container that was given little
    /// would be made slowly otherwise.
    pub(crate) fn enter_share(&self) -> io::Result<()> {
        self.of_processor.iter().try_for_each(|file| Ok(rustix::io::write(file, b"0").map(drop)?))
    }
}

impl Hierarchies {
    /// Makes `cgroup.path` and its parents everywhere, and sets its limits. One that is there gets the limits.
    pub fn create(&self, cgroup: &Cgroup) -> io::Result<()> {
        self.can_hold(cgroup)?;
        self.make(&cgroup.path)?;
        self.limit(cgroup)
    }

    /// The same, for one that nothing of an earlier run shall be in.
    pub(crate) fn create_anew(&self, cgroup: &Cgroup) -> io::Result<()> {
        self.can_hold(cgroup)?;
        if !self.make(&cgroup.path)? {
            self.kill(&cgroup.path)?;
            self.remove(&cgroup.path)?;
            self.make(&cgroup.path)?;
        }
        self.limit(cgroup)
    }

    /// Whether it was there nowhere.
    fn make(&self, path: &str) -> io::Result<bool> {
        let path = checked(path)?;
        self.all.iter().try_fold(true, |is_new, hierarchy| Ok(hierarchy.make(path)? && is_new))
    }

    fn limit(&self, cgroup: &Cgroup) -> io::Result<()> {
        let path = checked(&cgroup.path)?;
        for hierarchy in &self.all {
            let directory = hierarchy.root.join(path);
            for setting in hierarchy.settings(cgroup) {
                set(&directory, &setting)?;
            }
        }
        Ok(())
    }

    /// A limit that nobody would enforce is an error, not a limit that is left out.
    fn can_hold(&self, cgroup: &Cgroup) -> io::Result<()> {
        let wanted = [
            (cgroup.memory_limit.is_some(), "memory"),
            (cgroup.cpu_shares.is_some() || cgroup.cpu_quota_micros.is_some(), "cpu"),
            (cgroup.pids_max.is_some(), "pids"),
        ];
        match wanted.iter().find(|(wanted, controller)| *wanted && self.find(controller).is_none()) {
            Some((_, controller)) => {
                let text =
                    format!("this machine has no cgroup controller {controller}: start without that limit");
                Err(io::Error::new(io::ErrorKind::Unsupported, text))
            }
            None => Ok(()),
        }
    }

    /// Allows the usual devices and these; all others are refused. For a cgroup without children or processes yet.
    pub(crate) fn restrict_devices(&self, cgroup: &Cgroup, devices: &[Device]) -> io::Result<()> {
        if cgroup.all_devices {
            return Ok(());
        }
        let path = checked(&cgroup.path)?;
        let rules = rules::rules_for(devices)?;
        if let Some(hierarchy) = self.find("devices") {
            return v1::restrict(&hierarchy.root.join(path), &rules);
        }
        match self.all.iter().find(|hierarchy| hierarchy.is_v2) {
            Some(hierarchy) => v2::restrict(&hierarchy.root.join(path), &rules),
            None => Ok(()),
        }
    }

    /// Ways into it, opened before the hierarchies are out of sight.
    pub(crate) fn entrances(&self, path: &str) -> io::Result<Entrances> {
        let path = checked(path)?;
        let mut entrances = Entrances::default();
        for hierarchy in &self.all {
            let directory = hierarchy.root.join(path);
            // A thread that moves itself by `tasks` does not wait for all forks of the machine to pause, which takes
            // milliseconds; by `cgroup.procs` it would. In version 2 a process is best born where it shall be.
            let name = if hierarchy.is_v2 { "cgroup.procs" } else { "tasks" };
            let file = OpenOptions::new().write(true).open(directory.join(name))?.into();
            if hierarchy.is_v2 {
                entrances.birthplace = Some(File::open(&directory)?.into());
                entrances.of_birthplace = Some(file);
            } else if hierarchy.controllers.iter().any(|controller| controller == "cpu") {
                entrances.of_processor = Some(file);
            } else {
                entrances.files.push(file);
            }
        }
        Ok(entrances)
    }

    /// Every process in it, as one of the hierarchies tells.
    #[must_use]
    pub fn processes(&self, path: &str) -> Vec<u32> {
        let Ok(path) = checked(path) else { return Vec::new() };
        let Some(hierarchy) = self.main() else { return Vec::new() };
        let mut found = Vec::new();
        collect_processes(&hierarchy.root.join(path), DEPTH_MAX, &mut found);
        found
    }

    /// Kills every process in it, and waits until they are gone. No error if there is none.
    pub fn kill(&self, path: &str) -> io::Result<()> {
        let relative = checked(path)?;
        for hierarchy in self.all.iter().filter(|hierarchy| hierarchy.is_v2) {
            let kill = hierarchy.root.join(relative).join("cgroup.kill");
            // Kernels before 5.14 do not have it; the rounds below do the same.
            let _ = OpenOptions::new().write(true).open(kill).and_then(|mut file| file.write_all(b"1"));
        }
        for round in 0..KILL_ROUNDS_MAX {
            let left = self.processes(path);
            if left.is_empty() {
                return Ok(());
            }
            left.into_iter().for_each(kill_process);
            sys::pause(if round < 10 { 1 } else { 10 });
        }
        Err(io::Error::new(io::ErrorKind::TimedOut, format!("processes in the cgroup {path} do not end")))
    }

    /// Removes it everywhere, with what is below; no error if it is not there. It must have no processes.
    pub fn remove(&self, path: &str) -> io::Result<()> {
        let path = checked(path)?;
        let removed: Vec<_> =
            self.all.iter().map(|hierarchy| remove_tree(&hierarchy.root.join(path), DEPTH_MAX)).collect();
        removed.into_iter().collect()
    }

    /// How many of its processes the kernel has killed for want of memory.
    #[must_use]
    pub fn oom_kills(&self, path: &str) -> u64 {
        let (Ok(path), Some(hierarchy)) = (checked(path), self.find("memory")) else { return 0 };
        let name = if hierarchy.is_v2 { "memory.events" } else { "memory.oom_control" };
        let text = std::fs::read_to_string(hierarchy.root.join(path).join(name)).unwrap_or_default();
        counter(&text, "oom_kill").unwrap_or_default()
    }

    /// The container's directory of each hierarchy, under the name of its controllers; none for version 2.
    pub(crate) fn own_directories(&self, path: &str) -> Vec<(Option<String>, PathBuf)> {
        let Ok(path) = checked(path) else { return Vec::new() };
        let named = self.all.iter().map(|hierarchy| {
            let name = (!hierarchy.is_v2).then(|| hierarchy.controllers.join(","));
            (name, hierarchy.root.join(path))
        });
        named.collect()
    }
}

/// The number behind a word at the beginning of a line.
fn counter(text: &str, word: &str) -> Option<u64> {
    let pairs = text.lines().filter_map(|line| line.split_once(' '));
    pairs.into_iter().find(|(name, _)| *name == word).and_then(|(_, number)| number.trim().parse().ok())
}

/// Names alone, and at least one: anything else could mean the whole machine.
fn checked(path: &str) -> io::Result<&Path> {
    let parts = Path::new(path);
    let plain = parts.components().all(|part| matches!(part, Component::Normal(_)));
    if plain && parts.components().next().is_some() {
        return Ok(parts);
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{path:?} is no path of a cgroup of ours")))
}

fn set(directory: &Path, setting: &Setting) -> io::Result<()> {
    let path = directory.join(setting.file);
    let written = OpenOptions::new()
        .write(true)
        .open(&path)
        .and_then(|mut file| file.write_all(setting.value.as_bytes()));
    match written {
        Err(error) if setting.may_be_missing && error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => {
            let text = format!("{} does not take {:?}: {error}", path.display(), setting.value);
            Err(io::Error::new(error.kind(), text))
        }
        Ok(()) => Ok(()),
    }
}

fn collect_processes(directory: &Path, depth: u32, found: &mut Vec<u32>) {
    let Ok(text) = std::fs::read_to_string(directory.join("cgroup.procs")) else { return };
    found.extend(text.lines().filter_map(|line| line.parse::<u32>().ok()).filter(|pid| *pid != 0));
    if depth > 0 {
        for child in children(directory) {
            collect_processes(&child, depth - 1, found);
        }
    }
}

fn children(directory: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(directory) else { return Vec::new() };
    let directories =
        entries.filter_map(Result::ok).filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    directories.map(|entry| entry.path()).collect()
}

/// It may have ended by itself.
fn kill_process(pid: u32) {
    let Some(pid) = Pid::from_raw(pid.cast_signed()) else { return };
    if let Ok(pidfd) = pidfd_open(pid, PidfdFlags::empty()) {
        let _ = pidfd_send_signal(pidfd.as_fd(), Signal::KILL);
    }
}

fn remove_tree(directory: &Path, depth: u32) -> io::Result<()> {
    for round in 0..REMOVE_TRIES_MAX {
        match rustix::fs::rmdir(directory) {
            Ok(()) | Err(Errno::NOENT) => return Ok(()),
            Err(Errno::BUSY | Errno::NOTEMPTY) => {}
            Err(error) => return Err(error.into()),
        }
        if depth > 0 {
            for child in children(directory) {
                remove_tree(&child, depth - 1)?;
            }
        }
        sys::pause(if round < 20 { 1 } else { 5 });
    }
    Err(io::Error::new(io::ErrorKind::ResourceBusy, format!("{} is still in use", directory.display())))
}

#[cfg(test)]
mod tests;
