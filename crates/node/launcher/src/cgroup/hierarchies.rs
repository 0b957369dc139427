//! Which hierarchies are mounted on this machine, and where.
//!
//! Must not know: what is in them.

use std::io;
use std::path::{Path, PathBuf};

use super::{Setting, v1, v2};
use crate::spec::Cgroup;

/// Controllers that are known.
const CONTROLLERS: [&str; 8] = ["cpu", "cpuacct", "cpuset", "memory", "devices", "freezer", "blkio", "pids"];
/// Those that limit or count something of a container. It is not put into a hierarchy that has none of them: each
/// costs a tenth of a millisecond of its start.
const USED: [&str; 6] = ["cpu", "cpuacct", "memory", "devices", "blkio", "pids"];

/// The hierarchies that are mounted on this machine.
#[derive(Debug, Clone, Default)]
pub struct Hierarchies {
    pub(super) all: Vec<Hierarchy>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hierarchy {
    pub(super) is_v2: bool,
    /// Of version 2: those that its root offers.
    pub(super) controllers: Vec<String>,
    pub(super) root: PathBuf,
}

impl Hierarchies {
    pub fn detect() -> io::Result<Self> {
        let mut all = parse_mounts(&std::fs::read_to_string("/proc/self/mountinfo")?);
        for hierarchy in all.iter_mut().filter(|hierarchy| hierarchy.is_v2) {
            let offered = std::fs::read_to_string(hierarchy.root.join("cgroup.controllers"))?;
            hierarchy.controllers = offered.split_ascii_whitespace().map(str::to_owned).collect();
        }
        all = only_used(all);
        Ok(Self { all })
    }

    /// Where `path` is in the hierarchy with a controller: `memory`, `cpu`, `cpuacct`, `blkio`, `pids`, ….
    /// Version 2 has `io` for `blkio`, and no `cpuacct` (`cpu.stat` tells it).
    #[must_use]
    pub fn directory(&self, controller: &str, path: &str) -> Option<PathBuf> {
        self.find(controller).map(|hierarchy| hierarchy.root.join(path))
    }

    /// Whether the controller is version 2's.
    #[must_use]
    pub fn is_v2(&self, controller: &str) -> bool {
        self.find(controller).is_some_and(|hierarchy| hierarchy.is_v2)
    }

    pub(super) fn find(&self, controller: &str) -> Option<&Hierarchy> {
        self.all.iter().find(|hierarchy| hierarchy.controllers.iter().any(|known| known == controller))
    }

    /// The one that is asked who is in a cgroup: a process is in the same place of all.
    pub(super) fn main(&self) -> Option<&Hierarchy> {
        self.find("pids").or_else(|| self.find("memory")).or_else(|| self.all.first())
    }
}

impl Hierarchy {
    /// Makes a cgroup and its parents; whether it was not there.
    pub(super) fn make(&self, path: &Path) -> io::Result<bool> {
        // Most parents are there, and each costs as much to ask for as a cgroup to make.
        if !self.is_v2 && !self.has("cpuset") {
            match std::fs::create_dir(self.root.join(path)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                other => return made(other),
            }
        }
        let mut is_new = false;
        let mut directory = self.root.clone();
        for name in path.components() {
            if self.is_v2 {
                v2::pass_on(&directory, &self.controllers)?;
            }
            let parent = directory.clone();
            directory.push(name);
            is_new = made(std::fs::create_dir(&directory))?;
            if !self.is_v2 && self.has("cpuset") {
                v1::inherit_cpuset(&parent, &directory)?;
            }
        }
        Ok(is_new)
    }

    pub(super) fn settings(&self, cgroup: &Cgroup) -> Vec<Setting> {
        if self.is_v2 {
            v2::settings(cgroup, &self.controllers)
        } else {
            v1::settings(cgroup, &self.controllers)
        }
    }

    fn has(&self, controller: &str) -> bool {
        self.controllers.iter().any(|known| known == controller)
    }
}

/// Whether a directory was made, and not there before.
fn made(outcome: io::Result<()>) -> io::Result<bool> {
    match outcome {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// Without those that do nothing for a container, unless there are no others.
fn only_used(all: Vec<Hierarchy>) -> Vec<Hierarchy> {
    let is_used = |hierarchy: &Hierarchy| USED.iter().any(|controller| hierarchy.has(controller));
    if !all.iter().any(|hierarchy| !hierarchy.is_v2 && is_used(hierarchy)) {
        return all;
    }
    all.into_iter().filter(is_used).collect()
}

/// The hierarchies in the text of a mountinfo file. One that is mounted twice counts once.
fn parse_mounts(mountinfo: &str) -> Vec<Hierarchy> {
    let mut found: Vec<Hierarchy> = Vec::new();
    for line in mountinfo.lines() {
        let Some(hierarchy) = parse_mount(line) else { continue };
        let known = found.iter().any(|other| {
            other.is_v2 == hierarchy.is_v2 && (hierarchy.is_v2 || other.controllers == hierarchy.controllers)
        });
        if !known {
            found.push(hierarchy);
        }
    }
    found
}

fn parse_mount(line: &str) -> Option<Hierarchy> {
    let (mount, filesystem) = line.split_once(" - ")?;
    let root = PathBuf::from(unescape(mount.split(' ').nth(4)?));
    let mut filesystem = filesystem.split(' ');
    match filesystem.next()? {
        "cgroup2" => Some(Hierarchy { is_v2: true, controllers: Vec::new(), root }),
        "cgroup" => {
            let options = filesystem.nth(1)?;
            let known = |option: &&str| CONTROLLERS.contains(option);
            let controllers: Vec<String> = options.split(',').filter(known).map(str::to_owned).collect();
            (!controllers.is_empty()).then_some(Hierarchy { is_v2: false, controllers, root })
        }
        _ => None,
    }
}

/// Blanks and backslashes are written as octal numbers there.
fn unescape(text: &str) -> String {
    text.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hybrid_machine_has_both_versions() {
        let text = "31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n\
            32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct\n\
            35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n\
            39 31 0:32 / /mnt/a\\040b rw - cgroup cgroup rw,memory\n\
            40 31 0:37 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,name=systemd\n\
            41 31 0:38 / /sys/fs/cgroup/unified rw shared:3 - cgroup2 cgroup2 rw\n\
            odd line";
        let found = parse_mounts(text);
        let roots: Vec<_> = found.iter().map(|hierarchy| hierarchy.root.to_str().unwrap()).collect();
        assert_eq!(roots, ["/sys/fs/cgroup/cpu,cpuacct", "/sys/fs/cgroup/memory", "/sys/fs/cgroup/unified"]);
        assert_eq!(found[0].controllers, ["cpu", "cpuacct"]);
        assert!(found[2].is_v2);
        let all = Hierarchies { all: found };
        assert_eq!(all.directory("cpuacct", "a/b"), Some(PathBuf::from("/sys/fs/cgroup/cpu,cpuacct/a/b")));
        assert_eq!(all.directory("pids", "a"), None);
    }
}
