//! What is mounted into a container, in the order in which it is done.
//!
//! Must not know: how a mount is made.

use std::path::{Path, PathBuf};

use longshore_launcher::defaults;
use longshore_launcher::spec::{Mount, MountKind};

use super::Ingredients;
use crate::container::NamespaceMode;
use crate::sandbox::SandboxNetwork;

/// What Docker gives to /dev/shm.
const SHARED_MEMORY_BYTES: u64 = 64 * 1024 * 1024;

/// The files below /etc that each container has of its own.
pub(crate) const ETC_FILES: [&str; 3] = ["resolv.conf", "hostname", "hosts"];
/// A longer one (some machines' lists of hosts) is a file of the container's own directory, and not one in memory.
const TEXT_BYTES_MAX: usize = 16 << 10;

/// The kernel's file systems, the files of /etc, then everything asked for, parents before what is in them. What
/// is asked for at the place of a default takes that place.
pub(crate) fn mounts(from: &Ingredients<'_>) -> Vec<Mount> {
    let asked = asked(from);
    let is_asked = |target: &str| asked.iter().any(|mount| same(&mount.target, target));
    let mut all = kernel(from);
    let read_only = from.spec.read_only_root;
    all.extend(ETC_FILES.iter().zip(from.etc).map(|(name, text)| Mount {
        target: format!("/etc/{name}"),
        kind: match is_long(text) {
            true => bind(from.place.directory.join(name), read_only),
            false => MountKind::Text { text: text.clone(), read_only },
        },
    }));
    all.retain(|mount| !is_asked(&mount.target));
    all.extend(asked);
    all
}

pub(crate) fn is_long(text: &str) -> bool {
    text.len() > TEXT_BYTES_MAX
}

fn kernel(from: &Ingredients<'_>) -> Vec<Mount> {
    let spec = from.spec;
    let size = spec.shared_memory_bytes.unwrap_or(SHARED_MEMORY_BYTES);
    let own_memory = (spec.ipc == NamespaceMode::Private).then_some(size);
    let mut mounts = defaults::mounts(own_memory, spec.privileged);
    match (spec.ipc, &from.sandbox.shared_memory) {
        (NamespaceMode::Sandbox, Some(directory)) => mounts.push(shared(directory)),
        (NamespaceMode::Host, _) => mounts.push(shared(Path::new("/dev/shm"))),
        _ => {}
    }
    if from.host.rootless.is_some() {
        without_root(&mut mounts, &from.sandbox.spec.network);
    }
    mounts
}

/// Without root there are no cgroups to show, and /sys of a network that is not its own is bound, not mounted.
fn without_root(mounts: &mut Vec<Mount>, network: &SandboxNetwork) {
    mounts.retain(|mount| !matches!(mount.kind, MountKind::Cgroup { .. }));
    for mount in mounts {
        if matches!(mount.kind, MountKind::Sysfs { .. }) && *network == SandboxNetwork::Host {
            mount.kind = MountKind::Bind { source: PathBuf::from("/sys"), read_only: true, recursive: true };
        }
    }
}

fn shared(directory: &Path) -> Mount {
    Mount { target: "/dev/shm".into(), kind: bind(directory.to_owned(), false) }
}

fn bind(source: PathBuf, read_only: bool) -> MountKind {
    MountKind::Bind { source, read_only, recursive: true }
}

fn asked(from: &Ingredients<'_>) -> Vec<Mount> {
    let tmpfs = from.spec.tmpfs.iter().map(|tmpfs| {
        let (mode, options) = tmpfs_options(&tmpfs.options);
        let kind = MountKind::Tmpfs { size: Some(tmpfs.size_bytes).filter(|size| *size > 0), mode, options };
        Mount { target: tmpfs.target.clone(), kind }
    });
    let binds = from.binds.iter().map(|volume| Mount {
        target: volume.target.clone(),
        kind: bind(volume.source.clone(), volume.read_only),
    });
    let mut mounts: Vec<Mount> = tmpfs.chain(binds).collect();
    mounts.sort_by_key(|mount| Path::new(&mount.target).components().count());
    mounts
}

/// Docker's defaults for a tmpfs are taken back by their opposites only; the mode stands on its own.
fn tmpfs_options(given: &[String]) -> (Option<u32>, Vec<String>) {
    let mut options: Vec<String> = ["noexec", "nosuid", "nodev"].map(str::to_owned).to_vec();
    let mut mode = Some(0o1777);
    for option in given {
        match option.split_once('=') {
            Some(("mode", octal)) => mode = u32::from_str_radix(octal, 8).ok().or(mode),
            Some(("size", _)) => {}
            _ => {
                let opposite = option.strip_prefix("no").map_or_else(|| format!("no{option}"), str::to_owned);
                let alternative =
                    matches!(option.as_str(), "ro" | "rw" | "defaults" | "rprivate" | "private");
                options.retain(|known| *known != opposite && known != option);
                if !alternative || option == "ro" {
                    options.push(option.clone());
                }
            }
        }
    }
    (mode, options)
}

pub(crate) fn same(one: &str, other: &str) -> bool {
    Path::new(one).components().eq(Path::new(other).components())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[&str]) -> Vec<String> {
        list.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn options_of_a_tmpfs_stand_over_dockers_defaults() {
        let table: [(&[&str], u32, &[&str]); 5] = [
            (&[], 0o1777, &["noexec", "nosuid", "nodev"]),
            (&["exec"], 0o1777, &["nosuid", "nodev", "exec"]),
            (&["defaults", "rw"], 0o1777, &["noexec", "nosuid", "nodev"]),
            (&["mode=755", "uid=5"], 0o755, &["noexec", "nosuid", "nodev", "uid=5"]),
            (&["size=5m", "ro", "noexec"], 0o1777, &["nosuid", "nodev", "ro", "noexec"]),
        ];
        for (given, mode, wanted) in table {
            assert_eq!(tmpfs_options(&words(given)), (Some(mode), words(wanted)), "{given:?}");
        }
    }

    #[test]
    fn paths_are_the_same_however_they_are_written() {
        assert!(same("/dev/shm", "/dev//shm/"));
        assert!(!same("/dev/shm", "/dev/shm2"));
    }
}
