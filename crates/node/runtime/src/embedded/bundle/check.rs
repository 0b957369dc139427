//! What cannot be made is refused before anything is made, with the reason.
//!
//! Must not know: the machine, but for whether it is driven without root.

use std::path::{Component, Path};

use super::Security;
use crate::container::{ContainerSpec, Limits, MountSource, MountSpec, NamespaceMode, ParentCgroup};
use crate::error::DriverError;
use crate::sandbox::{SandboxNetwork, SandboxSpec};

/// Of an id or a name that becomes a name of a file.
const NAME_BYTES_MAX: usize = 128;
const HOSTNAME_BYTES_MAX: usize = 64;
/// Less is not enough for a process to start.
const MEMORY_MIN: u64 = 4 * 1024 * 1024;
const MOUNTS_MAX: usize = 256;
/// Of the machine's own folders, where settings of the kernel, or ways to them, appear as files.
const KERNELS: [&str; 3] = ["/proc", "/sys", "/dev"];
const ULIMITS: [&str; 16] = [
    "as",
    "core",
    "cpu",
    "data",
    "fsize",
    "locks",
    "memlock",
    "msgqueue",
    "nice",
    "nofile",
    "nproc",
    "rss",
    "rtprio",
    "rttime",
    "sigpending",
    "stack",
];
/// Sysctls of the message namespace.
const IPC_SYSCTLS: [&str; 8] = [
    "kernel.msgmax",
    "kernel.msgmnb",
    "kernel.msgmni",
    "kernel.sem",
    "kernel.shmall",
    "kernel.shmmax",
    "kernel.shmmni",
    "kernel.shm_rmid_forced",
];

type Checked = Result<(), DriverError>;

/// A name that is safe as a name of a file: letters, digits, `-`, `_` and `.`, not beginning with the last.
pub(crate) fn name(what: &str, name: &str) -> Checked {
    let fits = (1..=NAME_BYTES_MAX).contains(&name.len())
        && !name.starts_with('.')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    require(fits, || {
        format!("{name:?} cannot be {what}: use 1 to {NAME_BYTES_MAX} letters, digits, '-', '_' and '.'")
    })
}

/// Everything that can be said without looking at the image or the machine.
pub(crate) fn container(spec: &ContainerSpec, sandbox: &SandboxSpec) -> Result<Security, DriverError> {
    name("the id of a container", &spec.id)?;
    if let Some(parent) = &spec.parent_cgroup {
        name("the name of a cgroup", &parent.name)?;
    }
    hostname(spec)?;
    strings(spec)?;
    mounts(spec)?;
    limits(spec)?;
    ulimits(spec)?;
    namespaces(spec, sandbox)?;
    sysctls(spec, sandbox)?;
    devices(spec)?;
    security(spec)
}

fn require(holds: bool, message: impl FnOnce() -> String) -> Checked {
    if holds { Ok(()) } else { Err(DriverError::InvalidSpec(message())) }
}

fn hostname(spec: &ContainerSpec) -> Checked {
    for name in [&spec.hostname, &spec.domainname].into_iter().flatten() {
        let fits = name.len() <= HOSTNAME_BYTES_MAX
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        require(fits, || {
            format!(
                "{name:?} cannot be a host name: at most {HOSTNAME_BYTES_MAX} letters, digits, '-' and '.'"
            )
        })?;
    }
    for (name, address) in &spec.extra_hosts {
        let fits = address.parse::<std::net::IpAddr>().is_ok()
            && !name.is_empty()
            && !name.contains(char::is_whitespace);
        require(fits, || {
            format!("{name:?} at {address:?} cannot be an extra host: give a name and an IP address")
        })?;
    }
    for server in &spec.dns_servers {
        require(server.parse::<std::net::IpAddr>().is_ok(), || {
            format!("{server:?} is not the address of a DNS server")
        })?;
    }
    for domain in &spec.dns_search {
        require(!domain.contains(char::is_whitespace), || format!("{domain:?} is not a search domain"))?;
    }
    Ok(())
}

/// No word of a command or an environment may hold the byte that ends it for the kernel.
fn strings(spec: &ContainerSpec) -> Checked {
    let command = spec.entry_point.iter().chain(&spec.command).flatten();
    let environment = spec.environment.iter().flat_map(|(name, value)| [name, value]);
    for text in command.chain(environment).chain(&spec.working_directory).chain(&spec.user) {
        require(!text.contains('\0'), || format!("{text:?} holds a zero byte"))?;
    }
    for (name, _) in &spec.environment {
        require(!name.is_empty() && !name.contains('='), || {
            format!("{name:?} cannot be the name of an environment variable")
        })?;
    }
    match &spec.working_directory {
        Some(path) if !path.is_empty() => absolute("the working directory", path),
        _ => Ok(()),
    }
}

fn absolute(what: &str, path: &str) -> Checked {
    let up = Path::new(path).components().any(|part| part == Component::ParentDir);
    require(path.starts_with('/') && !up && !path.contains('\0'), || {
        format!("{what} {path:?} must be an absolute path without '..'")
    })
}

/// Where an image wants a volume.
pub(crate) fn image_volume(target: &str) -> Checked {
    absolute("the image's volume", target)?;
    require(Path::new(target) != Path::new("/"), || {
        "the image wants a volume over the root directory".to_owned()
    })
}

fn mounts(spec: &ContainerSpec) -> Checked {
    let targets =
        spec.mounts.iter().map(|mount| &mount.target).chain(spec.tmpfs.iter().map(|tmpfs| &tmpfs.target));
    let mut seen = std::collections::HashSet::new();
    for target in targets {
        absolute("the mount point", target)?;
        let clean: std::path::PathBuf = Path::new(target).components().collect();
        require(clean != Path::new("/"), || "nothing can be mounted over the root directory".to_owned())?;
        require(seen.insert(clean), || format!("two mounts have the mount point {target:?}"))?;
    }
    require(seen.len() <= MOUNTS_MAX, || format!("{} mounts are more than {MOUNTS_MAX}", seen.len()))?;
    for mount in &spec.mounts {
        match &mount.source {
            MountSource::Host(path) => absolute("the host path", path)?,
            MountSource::Volume(volume) => name("the name of a volume", volume)?,
        }
    }
    Ok(())
}

fn limits(spec: &ContainerSpec) -> Checked {
    let limits = &spec.limits;
    let parent = spec.parent_cgroup.as_ref();
    if let Some(memory) = limits.memory {
        require(memory >= MEMORY_MIN, || {
            format!("a memory limit of {memory} bytes is below the least, {MEMORY_MIN}")
        })?;
        let soft = limits.memory_reservation.unwrap_or(0);
        require(soft <= memory, || {
            format!("the memory reservation of {soft} bytes is above the limit of {memory}")
        })?;
        let both = limits.memory_and_swap.unwrap_or(u64::MAX);
        require(both >= memory, || {
            format!("memory and swap of {both} bytes together are below the memory of {memory}")
        })?;
        let most = parent.and_then(|parent| parent.memory).unwrap_or(u64::MAX);
        require(memory <= most, || {
            format!("the memory limit of {memory} bytes is above the {most} of its task")
        })?;
    } else {
        let swap = limits.memory_and_swap.is_none_or(|swap| swap == u64::MAX);
        require(swap, || "a limit of memory and swap needs a limit of memory beside it".to_owned())?;
    }
    require(limits.swappiness.unwrap_or(0) <= 100, || "swappiness goes from 0 to 100".to_owned())?;
    require(limits.pids != Some(0), || "a container needs at least one process".to_owned())
}

fn ulimits(spec: &ContainerSpec) -> Checked {
    for ulimit in &spec.ulimits {
        let name = &ulimit.name;
        require(ULIMITS.contains(&name.as_str()), || format!("there is no ulimit {name:?}"))?;
        require(ulimit.soft <= ulimit.hard, || {
            format!("the soft limit {} of {name} is above the hard limit {}", ulimit.soft, ulimit.hard)
        })?;
    }
    Ok(())
}

fn namespaces(spec: &ContainerSpec, sandbox: &SandboxSpec) -> Checked {
    let id = &sandbox.id;
    require(spec.pid != NamespaceMode::Sandbox || sandbox.share_pid, || {
        format!("sandbox {id} has no process namespace to share; open it with one")
    })?;
    require(spec.ipc != NamespaceMode::Sandbox || sandbox.share_ipc, || {
        format!("sandbox {id} has no message namespace to share; open it with one")
    })?;
    require(spec.pid != NamespaceMode::None, || "there is no process namespace 'none'".to_owned())?;
    require(!(spec.init && spec.pid == NamespaceMode::Host), || {
        "an init process needs a process namespace of the container's own".to_owned()
    })
}

fn sysctls(spec: &ContainerSpec, sandbox: &SandboxSpec) -> Checked {
    for (name, _) in &spec.sysctls {
        let ipc = IPC_SYSCTLS.contains(&name.as_str()) || name.starts_with("fs.mqueue.");
        let net = name.starts_with("net.");
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-/".contains(&byte));
        require((ipc || net) && plain && !name.contains(".."), || {
            format!("the sysctl {name:?} is not one of a container but of the whole machine")
        })?;
        require(!(ipc && spec.ipc == NamespaceMode::Host), || {
            format!("the sysctl {name} would be the machine's with the machine's message namespace")
        })?;
        require(!(net && sandbox.network == SandboxNetwork::Host), || {
            format!("the sysctl {name} would be the machine's with the machine's network")
        })?;
    }
    Ok(())
}

fn devices(spec: &ContainerSpec) -> Checked {
    for device in &spec.devices {
        absolute("the device", &device.host_path)?;
        absolute("the device", &device.container_path)?;
        let access = !device.access.is_empty() && device.access.chars().all(|letter| "rwm".contains(letter));
        require(access, || format!("{:?} is not the access to a device: some of 'rwm'", device.access))?;
    }
    Ok(())
}

/// Docker's words, with `=` or, as once, `:` between.
/// Whether its processes have no right to change the network that they are in, and are all gone when the container
/// is.
pub(crate) fn leaves_its_network(spec: &ContainerSpec, security: Security) -> bool {
    let shows_the_kernel = |mount: &MountSpec| match &mount.source {
        MountSource::Host(path) => KERNELS.iter().any(|kernels| {
            let (path, kernels) = (Path::new(path), Path::new(kernels));
            path.starts_with(kernels) || kernels.starts_with(path)
        }),
        MountSource::Volume(_) => false,
    };
    !spec.privileged
        && security.seccomp
        && spec.capabilities_add.is_empty()
        && spec.sysctls.is_empty()
        && spec.devices.is_empty()
        && spec.pid == NamespaceMode::Private
        && !spec.mounts.iter().any(shows_the_kernel)
}

fn security(spec: &ContainerSpec) -> Result<Security, DriverError> {
    let mut security = Security { no_new_privileges: false, seccomp: !spec.privileged };
    for option in &spec.security_options {
        let (word, value) = option.split_once(['=', ':']).unwrap_or((option, ""));
        match (word, value) {
            ("no-new-privileges", "" | "true") => security.no_new_privileges = true,
            ("no-new-privileges", "false") => security.no_new_privileges = false,
            ("seccomp", "unconfined") => security.seccomp = false,
            ("seccomp", "builtin") => {}
            ("apparmor", "unconfined") | ("label", "disable") => {}
            ("seccomp" | "apparmor" | "label", _) => {
                return Err(DriverError::Unsupported(format!(
                    "the security option {option:?} is not supported by the embedded runtime; use the Docker runtime for it"
                )));
            }
            _ => {
                return Err(DriverError::InvalidSpec(format!("there is no security option {option:?}")));
            }
        }
    }
    Ok(security)
}

pub(crate) fn sandbox_without_root(sandbox: &SandboxSpec) -> Checked {
    let network = matches!(sandbox.network, SandboxNetwork::Bridge { .. } | SandboxNetwork::Task(_));
    let shared = sandbox.share_pid || sandbox.share_ipc;
    refuse(&[(network, "no network but 'host' and 'none'"), (shared, "no namespaces shared by a task")])
}

fn refuse(asked: &[(bool, &str)]) -> Checked {
    match asked.iter().find(|(asked, _)| *asked) {
        Some((_, reason)) => Err(DriverError::Unsupported(format!("{reason}: not started as root"))),
        None => Ok(()),
    }
}

/// What a start without root cannot give.
pub(crate) fn without_root(spec: &ContainerSpec, sandbox: &SandboxSpec) -> Checked {
    // No container of ECS is without memory and shares of the processor, so these two are let pass, though
    // nobody enforces them: the node has said so when it started.
    let demanded = Limits {
        cpu_shares: spec.limits.cpu_shares,
        memory: spec.limits.memory,
        memory_reservation: spec.limits.memory_reservation,
        ..Limits::default()
    };
    let task = |parent: &ParentCgroup| [parent.cpu_quota, parent.pids].iter().any(Option::is_some);
    let bounded = spec.limits != demanded || spec.parent_cgroup.as_ref().is_some_and(task);
    let shared = [spec.pid, spec.ipc].contains(&NamespaceMode::Sandbox);
    sandbox_without_root(sandbox)?;
    refuse(&[
        (bounded, "no limits of swap, processor or processes"),
        (spec.privileged, "no privileged containers"),
        (!spec.devices.is_empty(), "no devices"),
        (shared, "no namespaces shared by a task"),
        (spec.pid == NamespaceMode::Host, "no process namespace of the machine"),
    ])
}

#[cfg(test)]
mod tests;
