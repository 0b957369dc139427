//! Which namespaces a container gets, and what is set in new ones: users, names, sysctls.
//!
//! Must not know: mounts.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::path::PathBuf;

use crate::protocol::{Doing, Failure};
use crate::spec::{LaunchSpec, Namespace, Namespaces, UserMapping};
use crate::sys;

/// What clone is to make. The cgroup namespace comes later: its root is the cgroup that its maker is in.
pub(crate) fn new_ones(namespaces: &Namespaces) -> i32 {
    let one = |namespace: &Namespace, flag| if *namespace == Namespace::New { flag } else { 0 };
    libc::CLONE_NEWNS
        | one(&namespaces.pid, libc::CLONE_NEWPID)
        | one(&namespaces.ipc, libc::CLONE_NEWIPC)
        | one(&namespaces.network, libc::CLONE_NEWNET)
        | one(&namespaces.uts, libc::CLONE_NEWUTS)
        | if namespaces.user.is_some() { libc::CLONE_NEWUSER } else { 0 }
}

/// Those that a process has to enter to be where the container is, but for users and processes.
pub(crate) fn not_the_machines(namespaces: &Namespaces) -> i32 {
    let one = |namespace: &Namespace, flag| if *namespace == Namespace::Host { 0 } else { flag };
    libc::CLONE_NEWNS
        | one(&namespaces.ipc, libc::CLONE_NEWIPC)
        | one(&namespaces.network, libc::CLONE_NEWNET)
        | one(&namespaces.uts, libc::CLONE_NEWUTS)
        | one(&namespaces.cgroup, libc::CLONE_NEWCGROUP)
}

/// Makes this process's children start in the process namespace to join.
pub(crate) fn join_pid_namespace(namespaces: &Namespaces) -> Result<(), Failure> {
    join(&namespaces.pid, libc::CLONE_NEWPID)
}

/// Enters all the others.
pub(crate) fn join_the_others(namespaces: &Namespaces) -> Result<(), Failure> {
    join(&namespaces.ipc, libc::CLONE_NEWIPC)?;
    join(&namespaces.network, libc::CLONE_NEWNET)?;
    join(&namespaces.uts, libc::CLONE_NEWUTS)?;
    join(&namespaces.cgroup, libc::CLONE_NEWCGROUP)
}

/// To be called in the cgroups that shall be its roots.
pub(crate) fn new_cgroup_namespace(namespaces: &Namespaces) -> Result<(), Failure> {
    if namespaces.cgroup == Namespace::New {
        sys::unshare(libc::CLONE_NEWCGROUP).doing(|| "cannot make a cgroup namespace")?;
    }
    Ok(())
}

fn join(namespace: &Namespace, kind: i32) -> Result<(), Failure> {
    let Namespace::Join(path) = namespace else { return Ok(()) };
    let enter = || -> io::Result<()> { sys::enter_namespaces(File::open(path)?.as_fd(), kind) };
    enter().doing(|| format!("cannot join the namespace {}", path.display()))
}

/// Makes the user outside root in this process's new user namespace.
pub(crate) fn map_user(mapping: UserMapping) -> Result<(), Failure> {
    let write = |name: &str, text: String| {
        write_existing(PathBuf::from("/proc/self").join(name), text.as_bytes())
            .doing(|| format!("cannot write /proc/self/{name} of the user namespace"))
    };
    write("setgroups", "deny".to_owned())?;
    write("uid_map", format!("0 {} 1", mapping.outside_uid))?;
    write("gid_map", format!("0 {} 1", mapping.outside_gid))
}

pub(crate) fn name_machine(spec: &LaunchSpec) -> Result<(), Failure> {
    if spec.namespaces.uts != Namespace::New {
        return Ok(());
    }
    rustix::system::sethostname(spec.hostname.as_bytes())
        .doing(|| format!("cannot set the host name {:?}", spec.hostname))?;
    match &spec.domainname {
        Some(name) => rustix::system::setdomainname(name.as_bytes())
            .doing(|| format!("cannot set the domain name {name:?}")),
        None => Ok(()),
    }
}

/// The namespace that a sysctl belongs to; none for one of the whole machine.
fn owner_of<'a>(sysctl: &str, namespaces: &'a Namespaces) -> Option<&'a Namespace> {
    let is = |prefix: &str| sysctl.starts_with(prefix);
    if is("net.") {
        Some(&namespaces.network)
    } else if is("kernel.msg") || is("kernel.sem") || is("kernel.shm") || is("fs.mqueue.") {
        Some(&namespaces.ipc)
    } else if sysctl == "kernel.domainname" || sysctl == "kernel.hostname" {
        Some(&namespaces.uts)
    } else {
        None
    }
}

/// Only those of namespaces that are not the machine's.
pub(crate) fn set_sysctls(spec: &LaunchSpec) -> Result<(), Failure> {
    for (name, value) in &spec.sysctls {
        let dotted = name.replace('/', ".");
        match owner_of(&dotted, &spec.namespaces) {
            Some(Namespace::New | Namespace::Join(_)) => {}
            Some(Namespace::Host) | None => {
                return Err(Failure::new(format!("cannot set the sysctl {name}"), "it is the machine's own"));
            }
        }
        let path = sysctl_path(name)
            .ok_or_else(|| Failure::new("cannot set a sysctl", format!("{name:?} is no name")))?;
        write_existing(path, value.as_bytes())
            .doing(|| format!("cannot set the sysctl {name} to {value:?}"))?;
    }
    Ok(())
}

/// `net.ipv4.conf.eth0/1.forwarding` has a dot in an interface's name: with a slash in it, slashes and dots change
/// places.
fn sysctl_path(name: &str) -> Option<PathBuf> {
    let first = name.find(['.', '/'])?;
    let dotted = name.as_bytes().get(first) == Some(&b'.');
    let path: String = match dotted {
        true => name
            .chars()
            .map(|c| match c {
                '.' => '/',
                '/' => '.',
                other => other,
            })
            .collect(),
        false => name.to_owned(),
    };
    let plain = path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
    plain.then(|| PathBuf::from("/proc/sys").join(path))
}

pub(crate) fn write_existing(path: PathBuf, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).open(path)?.write_all(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sysctl_names_become_paths() {
        let path = |name| sysctl_path(name).map(|path| path.display().to_string());
        assert_eq!(path("net.ipv4.ip_forward").as_deref(), Some("/proc/sys/net/ipv4/ip_forward"));
        assert_eq!(path("net/ipv4/conf/eth0.1/x").as_deref(), Some("/proc/sys/net/ipv4/conf/eth0.1/x"));
        assert_eq!(path("net.ipv4.conf.eth0/1.x").as_deref(), Some("/proc/sys/net/ipv4/conf/eth0.1/x"));
        assert_eq!(path("net.../kernel"), None);
        assert_eq!(path("net/../kernel/core_pattern"), None);
        assert_eq!(path("x"), None);
    }

    #[test]
    fn a_sysctl_belongs_to_its_namespace() {
        let namespaces = Namespaces {
            pid: Namespace::New,
            ipc: Namespace::Host,
            network: Namespace::New,
            uts: Namespace::New,
            cgroup: Namespace::New,
            user: None,
        };
        assert_eq!(owner_of("net.core.somaxconn", &namespaces), Some(&Namespace::New));
        assert_eq!(owner_of("kernel.shmmax", &namespaces), Some(&Namespace::Host));
        assert_eq!(owner_of("kernel.core_pattern", &namespaces), None);
        assert_eq!(owner_of("vm.swappiness", &namespaces), None);
    }
}
