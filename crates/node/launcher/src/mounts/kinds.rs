//! One mount of each kind.
//!
//! Must not know: the order of mounts.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;

use rustix::io::Errno;
use rustix::mount::{
    FsMountFlags, FsOpenFlags, MountAttrFlags, OpenTreeFlags, fsconfig_create, fsconfig_set_flag,
    fsconfig_set_string, fsmount, fsopen, open_tree,
};

use super::{RootFd, What, attach, set_read_only};
use crate::cgroup::Hierarchies;
use crate::protocol::{Doing, Failure};
use crate::spec::{LaunchSpec, Mount, MountKind};

const QUIET: MountAttrFlags = MountAttrFlags::MOUNT_ATTR_NOSUID
    .union(MountAttrFlags::MOUNT_ATTR_NOEXEC)
    .union(MountAttrFlags::MOUNT_ATTR_NODEV);

/// Mounts it; the mount, unless there was nothing to mount.
pub(super) fn mount(
    root: &RootFd,
    mount: &Mount,
    spec: &LaunchSpec,
    hierarchies: &Hierarchies,
) -> Result<Option<OwnedFd>, Failure> {
    match &mount.kind {
        MountKind::Bind { source, read_only, recursive } => {
            let (tree, what) = clone_tree(source, *recursive)
                .doing(|| format!("cannot bind the machine's {}", source.display()))?;
            put(root, &mount.target, tree, what, *read_only).map(Some)
        }
        MountKind::Tmpfs { size, mode, options } => {
            let made = tmpfs(*size, *mode, options, mount.target == "/dev").doing(|| "tmpfs")?;
            put(root, &mount.target, made, What::Directory, options.iter().any(|word| word == "ro")).map(Some)
        }
        MountKind::Proc => kernel(root, mount, "proc", &[], "/proc", false),
        MountKind::Sysfs { read_only } => kernel(root, mount, "sysfs", &[], "/sys", *read_only),
        MountKind::Mqueue => kernel(root, mount, "mqueue", &[], "/dev/mqueue", false),
        // Made elsewhere.
        MountKind::Text { .. } => Ok(None),
        MountKind::DevPts => devpts(root, mount, spec.namespaces.user.is_some()).map(Some),
        MountKind::Cgroup { read_only } => match &spec.cgroup {
            Some(cgroup) => {
                let made = cgroups(hierarchies, &cgroup.path).doing(|| "cgroups")?;
                let Some(made) = made else { return Ok(None) };
                put(root, &mount.target, made, What::Directory, *read_only).map(Some)
            }
            None => Ok(None),
        },
    }
}

pub(super) fn put(
    root: &RootFd,
    target: &str,
    mount: OwnedFd,
    what: What,
    read_only: bool,
) -> Result<OwnedFd, Failure> {
    let place = root.find_or_make(target, what).doing(|| "cannot make the place for it")?;
    attach(&mount, &place).doing(|| "cannot attach it")?;
    if read_only {
        set_read_only(mount.as_fd(), true).doing(|| "cannot make it read-only")?;
    }
    Ok(mount)
}

/// A copy of a mount of the machine, from a path on.
pub(crate) fn clone_tree(source: &Path, recursive: bool) -> io::Result<(OwnedFd, What)> {
    let mut flags = OpenTreeFlags::OPEN_TREE_CLONE | OpenTreeFlags::OPEN_TREE_CLOEXEC;
    if recursive {
        flags |= OpenTreeFlags::AT_RECURSIVE;
    }
    let tree = open_tree(rustix::fs::CWD, source, flags)?;
    let is_directory = rustix::fs::FileType::from_raw_mode(rustix::fs::fstat(&tree)?.st_mode).is_dir();
    Ok((tree, if is_directory { What::Directory } else { What::File }))
}

/// A new mount of a file system, attached nowhere yet. An option without `=` is a flag.
fn new_mount(kind: &str, options: &[String], attributes: MountAttrFlags) -> Result<OwnedFd, Errno> {
    let context = fsopen(kind, FsOpenFlags::FSOPEN_CLOEXEC)?;
    for option in options {
        match option.split_once('=') {
            Some((name, value)) => fsconfig_set_string(&context, name, value)?,
            None => fsconfig_set_flag(&context, option.as_str())?,
        }
    }
    fsconfig_create(&context)?;
    fsmount(&context, FsMountFlags::FSMOUNT_CLOEXEC, attributes)
}

/// A file system of the kernel's; where a user namespace may not mount it, the machine's own.
fn kernel(
    root: &RootFd,
    mount: &Mount,
    kind: &str,
    options: &[String],
    on_the_machine: &str,
    read_only: bool,
) -> Result<Option<OwnedFd>, Failure> {
    let made = match new_mount(kind, options, QUIET) {
        Err(Errno::PERM) => clone_tree(Path::new(on_the_machine), true).map(|(tree, _)| tree),
        other => other.map_err(io::Error::from),
    };
    put(root, &mount.target, made.doing(|| kind.to_owned())?, What::Directory, read_only).map(Some)
}

fn devpts(root: &RootFd, mount: &Mount, in_user_namespace: bool) -> Result<OwnedFd, Failure> {
    let mut options = vec!["ptmxmode=0666".to_owned(), "mode=0620".to_owned()];
    if !in_user_namespace {
        // The group `tty` of nearly every system.
        options.push("gid=5".to_owned());
    }
    let attributes = MountAttrFlags::MOUNT_ATTR_NOSUID | MountAttrFlags::MOUNT_ATTR_NOEXEC;
    let made = new_mount("devpts", &options, attributes).doing(|| "devpts")?;
    put(root, &mount.target, made, What::Directory, false)
}

/// No programs, no devices and no set-uid, unless the options say so.
fn tmpfs(size: Option<u64>, mode: Option<u32>, words: &[String], devices: bool) -> Result<OwnedFd, Errno> {
    let mut attributes = QUIET;
    let mut options: Vec<String> = size.map(|size| format!("size={size}")).into_iter().collect();
    options.extend(mode.map(|mode| format!("mode={mode:o}")));
    for word in words {
        match word.as_str() {
            "exec" => attributes.remove(MountAttrFlags::MOUNT_ATTR_NOEXEC),
            "suid" => attributes.remove(MountAttrFlags::MOUNT_ATTR_NOSUID),
            "dev" => attributes.remove(MountAttrFlags::MOUNT_ATTR_NODEV),
            "noatime" => attributes.insert(MountAttrFlags::MOUNT_ATTR_NOATIME),
            "nodiratime" => attributes.insert(MountAttrFlags::MOUNT_ATTR_NODIRATIME),
            // How mounts are found and passed on is not a container's to say; the rest is so anyway.
            "noexec" | "nosuid" | "nodev" | "ro" | "rw" | "relatime" | "defaults" | "async" | "private"
            | "rprivate" | "slave" | "rslave" | "shared" | "rshared" | "unbindable" | "runbindable"
            | "atime" | "diratime" | "strictatime" | "norelatime" | "sync" | "dirsync" | "mand"
            | "nomand" | "bind" | "rbind" | "remount" => {}
            other => options.push(other.to_owned()),
        }
    }
    if devices {
        attributes.remove(MountAttrFlags::MOUNT_ATTR_NODEV);
    }
    new_mount("tmpfs", &options, attributes)
}

/// An empty directory that nothing can be written to.
pub(super) fn empty_directory() -> Result<OwnedFd, Errno> {
    let options = ["size=0".to_owned(), "mode=0555".to_owned()];
    new_mount("tmpfs", &options, QUIET | MountAttrFlags::MOUNT_ATTR_RDONLY)
}

/// For a few small files.
pub(super) fn small_memory() -> Result<OwnedFd, Errno> {
    let options = ["mode=0755".to_owned(), "size=64k".to_owned()];
    new_mount("tmpfs", &options, QUIET)
}

/// The container's own cgroup: that of version 2 alone, or one directory for each hierarchy.
fn cgroups(hierarchies: &Hierarchies, path: &str) -> io::Result<Option<OwnedFd>> {
    let own = hierarchies.own_directories(path);
    if let [(None, only)] = own.as_slice() {
        return clone_tree(only, false).map(|(tree, _)| Some(tree));
    }
    if own.is_empty() {
        return Ok(None);
    }
    let all = small_memory()?;
    let root = RootFd::new(all.try_clone()?);
    for (name, directory) in own {
        let name = name.unwrap_or_else(|| "unified".to_owned());
        let place = root.find_or_make(&name, What::Directory)?;
        attach(&clone_tree(&directory, false)?.0, &place)?;
    }
    Ok(Some(all))
}
