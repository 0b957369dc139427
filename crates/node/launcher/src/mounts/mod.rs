//! The container's file tree, made in its own mount namespace: nothing of it is ever seen, or left, on the machine.
//!
//! Every target is resolved inside the root by the kernel (openat2), so that no link of an image leads out of it,
//! and every mount is attached to what was resolved, not to a name.
//!
//! Must not know: where layers and sources come from.

mod kinds;
mod masks;
mod root;
mod targets;
mod texts;

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;

use rustix::mount::{MountFlags, MoveMountFlags, mount_remount, move_mount};

use crate::cgroup::Hierarchies;
use crate::devices;
use crate::protocol::{Doing, Failure};
use crate::spec::{LaunchSpec, Mount, MountKind, Root};
use crate::sys;

pub(crate) use kinds::clone_tree;
pub(crate) use targets::{Root as RootFd, What};
use texts::Home;

/// Makes the whole tree, and leaves the process with it as its root and working directory.
pub(crate) fn enter(spec: &LaunchSpec, hierarchies: &Hierarchies) -> Result<(), Failure> {
    let in_user_namespace = spec.namespaces.user.is_some();
    let root = root::mount(&spec.root, in_user_namespace)?;
    let mut home = None;
    for mount in &spec.mounts {
        if let MountKind::Text { text, read_only } = &mount.kind {
            let home = match &mut home {
                Some(home) => home,
                none => none.insert(Home::own(&root)?),
            };
            texts::show(home, &root, &mount.target, text, *read_only)
                .map_err(|failure| about(mount, failure))?;
            continue;
        }
        let made = kinds::mount(&root, mount, spec, hierarchies).map_err(|failure| about(mount, failure))?;
        if let (Some(made), "/dev", MountKind::Tmpfs { .. }) = (made, mount.target.as_str(), &mount.kind) {
            devices::fill_dev(&made, in_user_namespace)?;
            home = Some(Home::Device(made));
        }
    }
    home.map_or(Ok(()), Home::leave)?;
    devices::make_extra(&root, &spec.devices, in_user_namespace)?;
    masks::mask(&root, &spec.masked_paths)?;
    masks::make_read_only(&root, &spec.read_only_paths)?;
    let (Root::Overlay { read_only, .. } | Root::Directory { read_only, .. }) = spec.root;
    if read_only {
        set_read_only(root.as_fd(), false).doing(|| "cannot make the root read-only")?;
    }
    root::pivot(&root)
}

fn about(mount: &Mount, failure: Failure) -> Failure {
    Failure { message: format!("cannot mount {}: {}", mount.target, failure.message), ..failure }
}

/// Puts a detached mount on what was resolved.
pub(crate) fn attach(mount: &OwnedFd, target: &OwnedFd) -> io::Result<()> {
    let flags = MoveMountFlags::MOVE_MOUNT_F_EMPTY_PATH | MoveMountFlags::MOVE_MOUNT_T_EMPTY_PATH;
    Ok(move_mount(mount, c"", target, c"", flags)?)
}

/// Makes an attached mount read-only; with `recursive`, those in it too, where the kernel can (5.12).
pub(crate) fn set_read_only(mount: BorrowedFd<'_>, recursive: bool) -> io::Result<()> {
    match sys::mount_setattr(mount, libc::MOUNT_ATTR_RDONLY, recursive) {
        Err(error) if error.raw_os_error() == Some(libc::ENOSYS) => remount_read_only(mount),
        other => other,
    }
}

/// What the mount forbids already must be said again: in a user namespace it is locked.
fn remount_read_only(mount: BorrowedFd<'_>) -> io::Result<()> {
    use std::os::fd::AsRawFd;
    let flags = rustix::fs::fstatvfs(mount)?.f_flag;
    let mut remount = MountFlags::BIND | MountFlags::RDONLY;
    for (has, keep) in [
        (rustix::fs::StatVfsMountFlags::NOSUID, MountFlags::NOSUID),
        (rustix::fs::StatVfsMountFlags::NODEV, MountFlags::NODEV),
        (rustix::fs::StatVfsMountFlags::NOEXEC, MountFlags::NOEXEC),
    ] {
        if flags.contains(has) {
            remount |= keep;
        }
    }
    let path = PathBuf::from(format!("/proc/self/fd/{}", mount.as_raw_fd()));
    Ok(mount_remount(path, remount, c"")?)
}
