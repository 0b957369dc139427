//! What containers can leave behind on a machine: mounts, cgroups, network interfaces, processes.
//!
//! Must not know: who left it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

const DEPTH_MAX: usize = 8;

pub(crate) struct Leftovers {
    mounts: usize,
    cgroups: usize,
    interfaces: usize,
    processes: usize,
}

impl Leftovers {
    pub(crate) fn now() -> Result<Self> {
        let mounts = fs::read_to_string("/proc/self/mountinfo").context("reading the mounts")?;
        let processes = fs::read_dir("/proc")?
            .filter_map(Result::ok)
            .filter(|entry| entry.file_name().to_string_lossy().bytes().all(|byte| byte.is_ascii_digit()));
        Ok(Self {
            mounts: mounts.lines().count(),
            cgroups: directories(Path::new("/sys/fs/cgroup"), DEPTH_MAX),
            interfaces: fs::read_dir("/sys/class/net")?.count(),
            processes: processes.count(),
        })
    }

    /// How much more there is now than there was.
    pub(crate) fn beyond(&self, before: &Self) -> Value {
        let more = |now: usize, then: usize| now.saturating_sub(then);
        json!({
            "mounts": more(self.mounts, before.mounts),
            "cgroups": more(self.cgroups, before.cgroups),
            "interfaces": more(self.interfaces, before.interfaces),
            "processes": more(self.processes, before.processes),
        })
    }
}

fn directories(dir: &Path, depth: usize) -> usize {
    let Ok(entries) = fs::read_dir(dir) else { return 0 };
    let below =
        entries.filter_map(Result::ok).filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    below.map(|entry| 1 + if depth > 0 { directories(&entry.path(), depth - 1) } else { 0 }).sum()
}
