//! The cgroup above the containers of one task, with limits for all of them together.
//!
//! Docker makes a container's cgroup below any parent it is told, but sets no limits on the parent: they are
//! written here, where the engine's cgroup files are this machine's.
//!
//! Must not know: containers.

use std::io;
use std::path::{Path, PathBuf};

use super::reference::plain_name;
use crate::container::ParentCgroup;
use crate::error::DriverError;

const MOUNT: &str = "/sys/fs/cgroup";
/// Above all tasks of this machine.
const ROOM: &str = "longshore";
const PERIOD_MICROS: u64 = 100_000;
/// Version 1's controllers that limits are written for.
const CONTROLLERS: [&str; 3] = ["memory", "cpu", "pids"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ParentCgroups {
    /// One tree for each controller.
    Separate(PathBuf),
    Unified(PathBuf),
    /// Why there are none.
    Missing(&'static str),
}

impl ParentCgroups {
    pub(crate) fn find(local: bool, cgroupfs: bool, unified: bool) -> Self {
        let mount = PathBuf::from(MOUNT);
        if !local {
            return Self::Missing("Docker Engine's cgroups are those of another machine");
        }
        if !cgroupfs {
            return Self::Missing("Docker Engine leaves its cgroups to systemd");
        }
        let probe =
            if unified { mount.join("cgroup.subtree_control") } else { mount.join("memory/cgroup.procs") };
        if std::fs::OpenOptions::new().write(true).open(probe).is_err() {
            return Self::Missing("the cgroup files cannot be written; root could");
        }
        if unified { Self::Unified(mount) } else { Self::Separate(mount) }
    }

    pub(crate) fn missing(&self) -> Option<&'static str> {
        match self {
            Self::Missing(why) => Some(why),
            _ => None,
        }
    }

    /// Makes the parent and writes its limits; answers what the engine is to be told.
    pub(crate) fn prepare(&self, parent: &ParentCgroup) -> Result<Option<String>, DriverError> {
        let name = plain_name(&parent.name)?;
        let written = match self {
            Self::Missing(_) => return Ok(None),
            Self::Unified(mount) => prepare_unified(mount, parent),
            Self::Separate(mount) => prepare_separate(mount, parent),
        };
        written.map_err(|error| DriverError::Failed(format!("limit the task's cgroup {name}: {error}")))?;
        Ok(Some(format!("/{ROOM}/{name}")))
    }

    /// Removes the parent if no container is left below it; one that is still in use stays.
    pub(crate) fn remove(&self, name: &str) {
        if plain_name(name).is_err() {
            return;
        }
        let trees: Vec<PathBuf> = match self {
            Self::Missing(_) => return,
            Self::Unified(mount) => vec![mount.clone()],
            Self::Separate(mount) => {
                std::fs::read_dir(mount).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
            }
        };
        for tree in trees {
            if let Err(error) = std::fs::remove_dir(tree.join(ROOM).join(name)) {
                tracing::trace!(%error, name, "a task's cgroup stays");
            }
        }
    }
}

/// Files below a cgroup's directory and what to write to them.
fn limits(parent: &ParentCgroup, unified: bool) -> Vec<(&'static str, &'static str, String)> {
    let mut limits = Vec::new();
    if let Some(bytes) = parent.memory {
        let file = if unified { "memory.max" } else { "memory.limit_in_bytes" };
        limits.push(("memory", file, bytes.to_string()));
    }
    if let Some(shares) = parent.cpu_shares {
        let (file, value) =
            if unified { ("cpu.weight", weight(shares)) } else { ("cpu.shares", shares.max(2)) };
        limits.push(("cpu", file, value.to_string()));
    }
    if let Some(quota) = parent.cpu_quota {
        if unified {
            limits.push(("cpu", "cpu.max", format!("{quota} {PERIOD_MICROS}")));
        } else {
            limits.push(("cpu", "cpu.cfs_period_us", PERIOD_MICROS.to_string()));
            limits.push(("cpu", "cpu.cfs_quota_us", quota.to_string()));
        }
    }
    if let Some(pids) = parent.pids {
        limits.push(("pids", "pids.max", pids.to_string()));
    }
    limits
}

/// Shares from 2 to 262144 as weights from 1 to 10000, as runc maps them.
fn weight(shares: u64) -> u64 {
    1 + (shares.clamp(2, 262_144) - 2) * 9_999 / 262_142
}

fn prepare_separate(mount: &Path, parent: &ParentCgroup) -> io::Result<()> {
    for controller in CONTROLLERS {
        std::fs::create_dir_all(mount.join(controller).join(ROOM).join(&parent.name))?;
    }
    for (controller, file, value) in limits(parent, false) {
        std::fs::write(mount.join(controller).join(ROOM).join(&parent.name).join(file), value)?;
    }
    Ok(())
}

fn prepare_unified(mount: &Path, parent: &ParentCgroup) -> io::Result<()> {
    let room = mount.join(ROOM);
    let place = room.join(&parent.name);
    std::fs::create_dir_all(&place)?;
    for above in [mount, room.as_path(), place.as_path()] {
        std::fs::write(above.join("cgroup.subtree_control"), "+cpu +memory +pids")?;
    }
    for (_, file, value) in limits(parent, true) {
        std::fs::write(place.join(file), value)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_in_both_versions_words() {
        let parent = ParentCgroup {
            name: "t".to_owned(),
            memory: Some(1 << 20),
            cpu_shares: Some(1024),
            cpu_quota: Some(50_000),
            pids: Some(9),
        };
        let words = |unified| -> Vec<String> {
            limits(&parent, unified).into_iter().map(|(_, file, value)| format!("{file}={value}")).collect()
        };
        assert_eq!(
            words(false),
            [
                "memory.limit_in_bytes=1048576",
                "cpu.shares=1024",
                "cpu.cfs_period_us=100000",
                "cpu.cfs_quota_us=50000",
                "pids.max=9"
            ]
        );
        assert_eq!(
            words(true),
            ["memory.max=1048576", "cpu.weight=39", "cpu.max=50000 100000", "pids.max=9"]
        );
        assert_eq!((weight(0), weight(262_144), weight(u64::MAX)), (1, 10_000, 10_000));
    }

    #[test]
    fn a_name_stays_inside_the_room() {
        let parents = ParentCgroups::Separate(PathBuf::from("/nonexistent"));
        let parent = ParentCgroup { name: "../x".to_owned(), ..ParentCgroup::default() };
        assert!(matches!(parents.prepare(&parent), Err(DriverError::InvalidSpec(_))));
    }
}
