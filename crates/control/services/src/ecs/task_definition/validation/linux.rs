//! What only Linux containers have: capabilities, devices, tmpfs, swap, ulimits, kernel parameters.
//!
//! Must not know: what the kernel does with them.

use std::collections::BTreeSet;

use longshore_shapes::ecs::{ContainerDefinition, IpcMode, LinuxParameters, NetworkMode, Tmpfs};

use super::Checked;
use crate::ecs::problems::client;
use crate::ecs::task_definition::definition::{Definition, is_given, items, setting, text};

const SWAPPINESS: std::ops::RangeInclusive<i32> = 0..=100;
const UNLIMITED: i32 = -1;

const CAPABILITIES: &str = "\
    ALL AUDIT_CONTROL AUDIT_WRITE BLOCK_SUSPEND CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID \
    IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN \
    NET_BIND_SERVICE NET_BROADCAST NET_RAW SETFCAP SETGID SETPCAP SETUID SYS_ADMIN SYS_BOOT \
    SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME \
    SYS_TTY_CONFIG SYSLOG WAKE_ALARM";

const MOUNT_OPTIONS: &str = "\
    defaults ro rw suid nosuid dev nodev exec noexec sync async dirsync remount mand nomand atime \
    noatime diratime nodiratime bind rbind unbindable runbindable private rprivate shared rshared \
    slave rslave relatime norelatime strictatime nostrictatime mode uid gid nr_inodes nr_blocks mpol";

const IPC_PARAMETERS: [&str; 8] = [
    "kernel.msgmax",
    "kernel.msgmnb",
    "kernel.msgmni",
    "kernel.sem",
    "kernel.shmall",
    "kernel.shmmax",
    "kernel.shmmni",
    "kernel.shm_rmid_forced",
];
const IPC_PREFIX: &str = "fs.mqueue.";
const NETWORK_PREFIX: &str = "net.";

pub(super) fn check(definition: &Definition<'_>, container: &ContainerDefinition) -> Checked {
    if let Some(linux) = &container.linux_parameters {
        capabilities(container, linux)?;
        memory(container, linux)?;
        items(&linux.tmpfs).iter().try_for_each(|it| tmpfs(container, it))?;
        if items(&linux.devices).iter().any(|device| device.host_path.is_empty()) {
            return Err(setting(container, "The 'hostPath' of a device should not be null or empty."));
        }
    }
    ulimits(container)?;
    system_controls(definition, container)
}

/// Whether a word is one of a list of words.
fn is_one_of(word: &str, words: &str) -> bool {
    words.split_ascii_whitespace().any(|known| known == word)
}

fn capabilities(container: &ContainerDefinition, linux: &LinuxParameters) -> Checked {
    let Some(capabilities) = &linux.capabilities else { return Ok(()) };
    let mut all = items(&capabilities.add).iter().chain(items(&capabilities.drop));
    match all.find(|name| !is_one_of(name, CAPABILITIES)) {
        Some(name) => Err(setting(container, format_args!("There is no Linux capability '{name}'."))),
        None => Ok(()),
    }
}

fn memory(container: &ContainerDefinition, linux: &LinuxParameters) -> Checked {
    if linux.max_swap.is_some_and(|mebibytes| mebibytes < 0) {
        return Err(setting(container, "'maxSwap' must be 0 or a positive integer."));
    }
    if linux.swappiness.is_some_and(|percent| !SWAPPINESS.contains(&percent)) {
        return Err(setting(container, "'swappiness' must be between 0 and 100."));
    }
    if linux.shared_memory_size.is_some_and(|mebibytes| mebibytes <= 0) {
        return Err(setting(container, "'sharedMemorySize' must be at least 1 MiB."));
    }
    Ok(())
}

fn tmpfs(container: &ContainerDefinition, tmpfs: &Tmpfs) -> Checked {
    if !tmpfs.container_path.starts_with('/') {
        return Err(setting(container, "The 'containerPath' of a tmpfs must be an absolute path."));
    }
    if tmpfs.size <= 0 {
        return Err(setting(container, "The 'size' of a tmpfs must be at least 1 MiB."));
    }
    // `mode=755`: what stands before the sign is the option.
    let known = |text: &str| is_one_of(text.split_once('=').map_or(text, |(name, _)| name), MOUNT_OPTIONS);
    match items(&tmpfs.mount_options).iter().find(|text| !known(text)) {
        Some(text) => Err(setting(container, format_args!("There is no tmpfs mount option '{text}'."))),
        None => Ok(()),
    }
}

fn ulimits(container: &ContainerDefinition) -> Checked {
    let mut names = BTreeSet::new();
    for ulimit in items(&container.ulimits) {
        let name = &ulimit.name;
        if !names.insert(name) {
            return Err(setting(container, format_args!("The ulimit '{name}' is specified more than once.")));
        }
        let (soft, hard) = (ulimit.soft_limit, ulimit.hard_limit);
        if soft < UNLIMITED || hard < UNLIMITED {
            return Err(setting(
                container,
                format_args!("The limits of the ulimit '{name}' must not be negative."),
            ));
        }
        let exceeds = hard != UNLIMITED && (soft == UNLIMITED || soft > hard);
        if exceeds {
            let message =
                format!("The softLimit of the ulimit '{name}' cannot be greater than its hardLimit.");
            return Err(setting(container, message));
        }
    }
    Ok(())
}

fn system_controls(definition: &Definition<'_>, container: &ContainerDefinition) -> Checked {
    let mut names = BTreeSet::new();
    for control in items(&container.system_controls) {
        let name = text(&control.namespace);
        let ipc = IPC_PARAMETERS.contains(&name) || name.starts_with(IPC_PREFIX);
        let network = name.starts_with(NETWORK_PREFIX);
        if !ipc && !network {
            return Err(setting(container, format_args!("The system control '{name}' is not supported.")));
        }
        if !is_given(&control.value) {
            return Err(setting(container, format_args!("The system control '{name}' requires a value.")));
        }
        if !names.insert(name) {
            return Err(setting(
                container,
                format_args!("The system control '{name}' is specified more than once."),
            ));
        }
        if network && definition.network == NetworkMode::Host {
            return Err(client(format!("System control '{name}' is not supported when networkMode=host.")));
        }
        if ipc && definition.request.ipc_mode == Some(IpcMode::Host) {
            return Err(client(format!("System control '{name}' is not supported when ipcMode=host.")));
        }
    }
    Ok(())
}
