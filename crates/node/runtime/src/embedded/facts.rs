//! What this machine and this process can give to containers, found out once at the start.
//!
//! Must not know: any container.

use std::path::Path;

use longshore_launcher::cgroup::Hierarchies;
use rustix::process::{Resource, getrlimit};

use super::EmbeddedOptions;
use super::bundle::Host;
use crate::driver::{Abilities, DriverFacts};
use crate::error::DriverError;

/// What ECS's machines give to a container that does not say: soft and hard.
const OPEN_FILES: (u64, u64) = (32_768, 65_536);
/// For what comes without a limit.
const UNLIMITED: u64 = u64::MAX;
/// Limits that cost the machine memory are enforced through these.
const LIMITING: [&str; 3] = ["memory", "cpu", "pids"];

pub(crate) fn hierarchies(rootless: bool) -> Option<Hierarchies> {
    if rootless {
        return None;
    }
    match Hierarchies::detect() {
        Ok(hierarchies) => Some(hierarchies),
        Err(error) => {
            tracing::warn!(%error, "this machine's cgroups cannot be used; containers have no limits");
            None
        }
    }
}

pub(crate) fn host(options: &EmbeddedOptions, hierarchies: Option<&Hierarchies>) -> Host {
    let (uid, gid) = (rustix::process::geteuid(), rustix::process::getegid());
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let rootless = (!uid.is_root()).then(|| (uid.as_raw(), gid.as_raw()));
    Host {
        hostname: read_line("/proc/sys/kernel/hostname"),
        rootless,
        // In a user namespace of its own root has them all.
        capabilities: if rootless.is_some() {
            u64::MAX
        } else {
            hexadecimal(&status, "CapEff:").unwrap_or(0)
        },
        ulimits: ulimits(),
        oom_score_adjust: read_line("/proc/self/oom_score_adj")
            .parse()
            .ok()
            .filter(|own: &i32| *own < 0)
            .map(|_| 0),
        cgroup_root: hierarchies.map(|_| format!("longshore/{}", options.tag)),
        forwarder: options.dns_forwarder,
        umask: octal(&status, "Umask:").unwrap_or(0o077),
    }
}

fn read_line(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_default().trim_end().to_owned()
}

fn field<'a>(status: &'a str, name: &str) -> Option<&'a str> {
    status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim)
}

fn hexadecimal(status: &str, name: &str) -> Option<u64> {
    u64::from_str_radix(field(status, name)?, 16).ok()
}

fn octal(status: &str, name: &str) -> Option<u32> {
    u32::from_str_radix(field(status, name)?, 8).ok()
}

/// No more than this process has itself: raising a limit takes a privilege that it may lack.
fn ulimits() -> Vec<(String, u64, u64)> {
    let within = |name: &str, resource, (soft, hard): (u64, u64)| {
        let most = getrlimit(resource).maximum.unwrap_or(UNLIMITED);
        (name.to_owned(), soft.min(most), hard.min(most))
    };
    vec![
        within("nofile", Resource::Nofile, OPEN_FILES),
        within("nproc", Resource::Nproc, (UNLIMITED, UNLIMITED)),
        within("core", Resource::Core, (UNLIMITED, UNLIMITED)),
    ]
}

pub(crate) fn driver(
    version: &str,
    host: &Host,
    hierarchies: Option<&Hierarchies>,
    network: bool,
) -> DriverFacts {
    let root = host.rootless.is_none();
    let lacking: Vec<&str> = match hierarchies {
        Some(hierarchies) => {
            let missing = |name: &&&str| hierarchies.directory(name, "").is_none();
            LIMITING.iter().filter(missing).copied().collect()
        }
        None => LIMITING.to_vec(),
    };
    let can = Abilities {
        bridge_network: network,
        task_network: network,
        limits: lacking.is_empty(),
        privileged: root,
        devices: root,
        shared_namespaces: root,
    };
    DriverFacts {
        name: "embedded",
        version: version.to_owned(),
        can,
        cannot: cannot(root, network, &lacking),
    }
}

fn cannot(root: bool, network: bool, lacking: &[&str]) -> Vec<String> {
    let why = if root { "the node was started without a network" } else { "not started as root" };
    let mut all = Vec::new();
    if !network {
        all.push(format!("no bridge network and no network of a task's own: {why}"));
    }
    if !root {
        let things = [
            "no limits of memory, processor or processes (the memory that a task definition names is not enforced)",
            "no privileged containers",
            "no devices",
            "no namespaces shared by a task",
            "no user but root inside a container",
        ];
        all.extend(things.map(|thing| format!("{thing}: {why}")));
    } else if !lacking.is_empty() {
        all.push(format!("no limits by {}: this machine's cgroups lack them", lacking.join(", ")));
    }
    all
}

/// What nothing works without.
pub(crate) fn require(host: &Host) -> Result<(), DriverError> {
    let systems = std::fs::read_to_string("/proc/filesystems").unwrap_or_default();
    let has_overlay = systems.split_ascii_whitespace().any(|word| word == "overlay");
    // It may be a module that is loaded by the first mount.
    if !has_overlay && !Path::new("/sys/module").exists() {
        return Err(DriverError::Unsupported("this kernel has no overlay file system".to_owned()));
    }
    if host.rootless.is_none() {
        return Ok(());
    }
    let refused = [
        ("/proc/sys/user/max_user_namespaces", "0"),
        ("/proc/sys/kernel/unprivileged_userns_clone", "0"),
        ("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1"),
    ];
    match refused.iter().find(|(path, value)| read_line(path) == *value) {
        Some((path, value)) => Err(DriverError::Unsupported(format!(
            "containers without root need user namespaces, which this kernel refuses ({path} is {value}); start as root \
             or change it"
        ))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lacking_is_said_with_the_reason() {
        assert_eq!(cannot(true, true, &[]), Vec::<String>::new());
        assert_eq!(
            cannot(true, true, &["memory"]),
            ["no limits by memory: this machine's cgroups lack them"]
        );
        let all = cannot(false, false, &LIMITING);
        assert_eq!(all.len(), 6);
        assert!(all.iter().all(|line| line.ends_with("not started as root")), "{all:?}");
    }

    #[test]
    fn status_lines_are_numbers() {
        let status = "Name:\tx\nUmask:\t0022\nCapEff:\t00000000a80425fb\n";
        assert_eq!(octal(status, "Umask:"), Some(0o022));
        assert_eq!(hexadecimal(status, "CapEff:"), Some(0xa804_25fb));
        assert_eq!(hexadecimal(status, "CapBnd:"), None);
    }
}
