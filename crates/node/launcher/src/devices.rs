//! Device nodes, and what else /dev has.
//!
//! Must not know: who may use which device; the device rules of the cgroup say that.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;

use rustix::fs::{Dev, FileType, Gid, Mode, Uid, chownat, makedev, mknodat, stat, symlinkat};
use rustix::io::Errno;

use crate::mounts::{RootFd, What, attach, clone_tree};
use crate::protocol::{Doing, Failure};
use crate::spec::Device;

const NODES: [(&str, u32, u32); 6] =
    [("null", 1, 3), ("zero", 1, 5), ("full", 1, 7), ("random", 1, 8), ("urandom", 1, 9), ("tty", 5, 0)];

const LINKS: [(&str, &str); 6] = [
    ("fd", "/proc/self/fd"),
    ("stdin", "/proc/self/fd/0"),
    ("stdout", "/proc/self/fd/1"),
    ("stderr", "/proc/self/fd/2"),
    ("ptmx", "pts/ptmx"),
    ("core", "/proc/kcore"),
];

/// Fills a new, empty /dev.
pub(crate) fn fill_dev(dev: &OwnedFd, in_user_namespace: bool) -> Result<(), Failure> {
    let inside = RootFd::new(dev.try_clone().doing(|| "cannot fill /dev")?);
    for (name, major, minor) in NODES {
        let made = if in_user_namespace {
            bind(&inside, name, &Path::new("/dev").join(name))
        } else {
            make_node(dev, name, FileType::CharacterDevice, 0o666, makedev(major, minor))
        };
        made.doing(|| format!("cannot make /dev/{name}"))?;
    }
    for (name, target) in LINKS {
        symlinkat(target, dev, name).doing(|| format!("cannot make the link /dev/{name}"))?;
    }
    Ok(())
}

/// The devices of the machine that this container has beside the usual ones.
pub(crate) fn make_extra(root: &RootFd, devices: &[Device], in_user_namespace: bool) -> Result<(), Failure> {
    for device in devices {
        make_one(root, device, in_user_namespace)
            .doing(|| format!("cannot make the device {}", device.path_inside))?;
    }
    Ok(())
}

fn make_one(root: &RootFd, device: &Device, in_user_namespace: bool) -> io::Result<()> {
    if in_user_namespace {
        return bind(root, &device.path_inside, &device.path_on_host);
    }
    let facts = stat(&device.path_on_host)?;
    let kind = FileType::from_raw_mode(facts.st_mode);
    if !kind.is_char_device() && !kind.is_block_device() {
        let text = format!("{} is not a device", device.path_on_host.display());
        return Err(io::Error::new(io::ErrorKind::InvalidInput, text));
    }
    let (parent, name) = root.parent(&device.path_inside)?;
    make_node(&parent, &name, kind, facts.st_mode & 0o777, facts.st_rdev)?;
    let (uid, gid) = (Uid::from_raw(facts.st_uid), Gid::from_raw(facts.st_gid));
    Ok(chownat(&parent, name, Some(uid), Some(gid), rustix::fs::AtFlags::SYMLINK_NOFOLLOW)?)
}

/// One that is there already, in the image or by an earlier start, stays.
fn make_node(directory: &OwnedFd, name: &str, kind: FileType, mode: u32, number: Dev) -> io::Result<()> {
    match mknodat(directory, name, kind, Mode::from_raw_mode(mode), number) {
        Err(Errno::EXIST) => Ok(()),
        other => Ok(other?),
    }
}

/// In a user namespace nodes cannot be made, but those of the machine can be shown.
fn bind(root: &RootFd, target: &str, source: &Path) -> io::Result<()> {
    let place = root.find_or_make(target, What::File)?;
    attach(&clone_tree(source, false)?.0, &place)
}

/// Whether a descriptor is a terminal of this container's own /dev/pts: its console.
pub(crate) fn bind_console(name: &str) -> Result<(), Failure> {
    let bound = || -> io::Result<()> {
        let root = RootFd::new(rustix::fs::open(c"/", rustix::fs::OFlags::PATH, Mode::empty())?);
        let place = root.find_or_make("/dev/console", What::File)?;
        let terminal = root.find(name)?;
        let tree = rustix::mount::open_tree(
            terminal.as_fd(),
            c"",
            rustix::mount::OpenTreeFlags::OPEN_TREE_CLONE
                | rustix::mount::OpenTreeFlags::OPEN_TREE_CLOEXEC
                | rustix::mount::OpenTreeFlags::AT_EMPTY_PATH,
        )?;
        attach(&tree, &place)
    };
    bound().doing(|| "cannot make the terminal /dev/console")
}
