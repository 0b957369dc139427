//! The files of cgroup version 2.
//!
//! Must not know: where it is mounted.

use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::path::Path;

use super::Setting;
use super::rules::{self, Rule};
use crate::spec::Cgroup;
use crate::sys;

/// Those that are passed on to a container's cgroup.
const PASSED_ON: [&str; 5] = ["cpu", "cpuset", "io", "memory", "pids"];
const DEFAULT_PERIOD_MICROS: u64 = 100_000;

pub(super) fn settings(cgroup: &Cgroup, controllers: &[String]) -> Vec<Setting> {
    let has = |name: &str| controllers.iter().any(|known| known == name);
    let mut settings = Vec::new();
    if has("memory") {
        settings.extend(cgroup.memory_limit.map(|bytes| Setting::new("memory.max", bytes)));
        settings.extend(cgroup.memory_reservation.map(|bytes| Setting::new("memory.low", bytes)));
        settings.extend(swap(cgroup).map(|value| Setting::optional("memory.swap.max", value)));
    }
    if has("cpu") {
        settings.extend(cgroup.cpu_shares.map(|shares| Setting::new("cpu.weight", weight(shares))));
        settings.extend(bandwidth(cgroup).map(|value| Setting::new("cpu.max", value)));
    }
    if has("pids") {
        settings.extend(cgroup.pids_max.map(|count| Setting::new("pids.max", count)));
    }
    settings
}

/// Here swap is counted alone.
fn swap(cgroup: &Cgroup) -> Option<String> {
    match (cgroup.memory_and_swap?, cgroup.memory_limit) {
        (u64::MAX, _) => Some("max".to_owned()),
        (both, Some(memory)) => Some(both.saturating_sub(memory).to_string()),
        (_, None) => None,
    }
}

/// The shares of version 1 (2 to 262,144) on the scale of version 2 (1 to 10,000), as container runtimes map them.
fn weight(shares: u64) -> u64 {
    1 + (shares.clamp(2, 262_144) - 2) * 9_999 / 262_142
}

fn bandwidth(cgroup: &Cgroup) -> Option<String> {
    let period = cgroup.cpu_period_micros.unwrap_or(DEFAULT_PERIOD_MICROS);
    match (cgroup.cpu_quota_micros, cgroup.cpu_period_micros) {
        (Some(quota), _) => Some(format!("{quota} {period}")),
        (None, Some(period)) => Some(format!("max {period}")),
        (None, None) => None,
    }
}

/// Lets the children of a cgroup use its controllers.
pub(super) fn pass_on(directory: &Path, offered: &[String]) -> io::Result<()> {
    let wanted: Vec<&str> =
        PASSED_ON.into_iter().filter(|name| offered.iter().any(|one| one == name)).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let control = directory.join("cgroup.subtree_control");
    let already = std::fs::read_to_string(&control)?;
    let missing: Vec<String> = wanted
        .into_iter()
        .filter(|name| !already.split_ascii_whitespace().any(|one| one == *name))
        .map(|name| format!("+{name}"))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    std::fs::write(&control, missing.join(" ")).map_err(|error| {
        let text = format!("{} does not take {}: {error}", control.display(), missing.join(" "));
        io::Error::new(error.kind(), text)
    })
}

pub(super) fn restrict(directory: &Path, rules: &[Rule]) -> io::Result<()> {
    let program = sys::load_device_program(&rules::device_program(rules))?;
    sys::attach_device_program(File::open(directory)?.as_fd(), program.as_fd())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_become_weights() {
        for (shares, expected) in [(0, 1), (2, 1), (1024, 39), (262_144, 10_000), (u64::MAX, 10_000)] {
            assert_eq!(weight(shares), expected, "{shares}");
        }
    }
}
