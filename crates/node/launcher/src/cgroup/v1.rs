//! The files of cgroup version 1.
//!
//! Must not know: which hierarchies are mounted.

use std::io::{self, Write};
use std::path::Path;

use super::Setting;
use super::rules::Rule;
use crate::spec::Cgroup;

/// In the order in which the kernel takes them: memory before memory and swap together.
pub(super) fn settings(cgroup: &Cgroup, controllers: &[String]) -> Vec<Setting> {
    let has = |name: &str| controllers.iter().any(|known| known == name);
    let mut settings = Vec::new();
    if has("memory") {
        settings.extend(cgroup.memory_limit.map(|bytes| Setting::new("memory.limit_in_bytes", bytes)));
        settings.extend(cgroup.memory_and_swap.map(|bytes| {
            let text = if bytes == u64::MAX { "-1".to_owned() } else { bytes.to_string() };
            Setting::optional("memory.memsw.limit_in_bytes", text)
        }));
        settings
            .extend(cgroup.memory_reservation.map(|bytes| Setting::new("memory.soft_limit_in_bytes", bytes)));
        settings.extend(cgroup.swappiness.map(|value| Setting::optional("memory.swappiness", value)));
    }
    if has("cpu") {
        settings.extend(cgroup.cpu_shares.map(|shares| Setting::new("cpu.shares", shares)));
        settings.extend(cgroup.cpu_period_micros.map(|micros| Setting::new("cpu.cfs_period_us", micros)));
        settings.extend(cgroup.cpu_quota_micros.map(|micros| Setting::new("cpu.cfs_quota_us", micros)));
    }
    if has("pids") {
        settings.extend(cgroup.pids_max.map(|count| Setting::new("pids.max", count)));
    }
    settings
}

/// A new cpuset is empty, and nothing can run in it until it has what its parent has.
pub(super) fn inherit_cpuset(parent: &Path, child: &Path) -> io::Result<()> {
    for name in ["cpuset.cpus", "cpuset.mems"] {
        let own = std::fs::read_to_string(child.join(name))?;
        if own.trim().is_empty() {
            std::fs::write(child.join(name), std::fs::read_to_string(parent.join(name))?.trim())?;
        }
    }
    Ok(())
}

pub(super) fn restrict(directory: &Path, rules: &[Rule]) -> io::Result<()> {
    std::fs::write(directory.join("devices.deny"), "a")?;
    let mut allow = std::fs::OpenOptions::new().write(true).open(directory.join("devices.allow"))?;
    rules.iter().try_for_each(|rule| allow.write_all(rule.to_string().as_bytes()))
}
