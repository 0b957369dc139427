//! Fills an empty volume with what an image has at the place where it is mounted: content, owners, modes, times
//! and extended attributes.
//!
//! Done again after it was cut short, it replaces what it had made. Nothing is followed out of either side.
//!
//! Must not know: volumes' names, or when they are filled.

use std::ffi::OsStr;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, FileType, Gid, Mode, OFlags, Stat, Timespec, Timestamps, Uid, XattrFlags};
use rustix::io::Errno;

use super::layers::{self, Directory, Leaf, Node};

const DEPTH_MAX: usize = 128;
const XATTR_NAMES_BYTES_MAX: usize = 64 * 1024;
const XATTR_VALUE_BYTES_MAX: usize = 64 * 1024;
/// Overlayfs's own notes are not the file's.
const NOTES: [&[u8]; 2] = [b"trusted.overlay.", b"user.overlay."];

/// What was there to copy: a directory, or nothing that a volume could begin with.
pub(crate) fn fill(layers: &[PathBuf], path: &str, volume: &Path) -> io::Result<bool> {
    let root = layers::open(layers)?;
    let Some(Node::Directory(directory)) = layers::resolve(root, Path::new(path))? else { return Ok(false) };
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let target = rustix::fs::open(volume, flags, Mode::empty())?;
    copy_directory(&directory, &target, 0)?;
    Ok(true)
}

pub(crate) fn is_empty(volume: &Path) -> io::Result<bool> {
    Ok(std::fs::read_dir(volume)?.next().is_none())
}

fn copy_directory(from: &Directory, to: &OwnedFd, depth: usize) -> io::Result<()> {
    if depth > DEPTH_MAX {
        return Err(io::Error::other(format!("directories more than {DEPTH_MAX} deep")));
    }
    for name in from.names()? {
        match from.child(&name)? {
            None => {}
            Some(Node::Directory(directory)) => {
                let target = make_directory(to, &name)?;
                copy_directory(&directory, &target, depth + 1)?;
            }
            Some(Node::Link(target)) => {
                clear(to, &name)?;
                rustix::fs::symlinkat(&*target, to, &name)?;
            }
            Some(Node::Other(leaf)) => copy_leaf(&leaf, to, &name)?,
        }
    }
    let top = from.top()?;
    let stat = rustix::fs::fstat(top)?;
    copy_attributes(top, to)?;
    finish(to.as_fd(), &stat)
}

fn make_directory(to: &OwnedFd, name: &OsStr) -> io::Result<OwnedFd> {
    match rustix::fs::mkdirat(to, name, Mode::RWXU) {
        Ok(()) | Err(Errno::EXIST) => {}
        Err(error) => return Err(error.into()),
    }
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(rustix::fs::openat(to, name, flags, Mode::empty())?)
}

fn clear(to: &OwnedFd, name: &OsStr) -> io::Result<()> {
    match rustix::fs::unlinkat(to, name, AtFlags::empty()) {
        Ok(()) | Err(Errno::NOENT) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn copy_leaf(leaf: &Leaf, to: &OwnedFd, name: &OsStr) -> io::Result<()> {
    clear(to, name)?;
    if !leaf.is_file() {
        let (mode, kind) =
            (Mode::from_raw_mode(leaf.stat.st_mode), FileType::from_raw_mode(leaf.stat.st_mode));
        rustix::fs::mknodat(to, name, kind, mode, leaf.stat.st_rdev)?;
        let (uid, gid) = owner(&leaf.stat);
        return Ok(rustix::fs::chownat(to, name, Some(uid), Some(gid), AtFlags::SYMLINK_NOFOLLOW)?);
    }
    let mut source = leaf.open()?;
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mut target = std::fs::File::from(rustix::fs::openat(to, name, flags, Mode::RUSR | Mode::WUSR)?);
    io::copy(&mut source, &mut target)?;
    copy_attributes(&source, &target)?;
    finish(target.as_fd(), &leaf.stat)
}

fn owner(stat: &Stat) -> (Uid, Gid) {
    (Uid::from_raw(stat.st_uid), Gid::from_raw(stat.st_gid))
}

/// The owner first: changing it takes set-user-id bits away.
fn finish(target: BorrowedFd<'_>, stat: &Stat) -> io::Result<()> {
    let (uid, gid) = owner(stat);
    match rustix::fs::fchown(target, Some(uid), Some(gid)) {
        // Without root there is one owner only.
        Ok(()) | Err(Errno::PERM | Errno::INVAL) => {}
        Err(error) => return Err(error.into()),
    }
    rustix::fs::fchmod(target, Mode::from_raw_mode(stat.st_mode))?;
    let time = |tv_sec: i64, tv_nsec: u64| Timespec { tv_sec, tv_nsec: i64::try_from(tv_nsec).unwrap_or(0) };
    let times = Timestamps {
        last_access: time(stat.st_atime, stat.st_atime_nsec),
        last_modification: time(stat.st_mtime, stat.st_mtime_nsec),
    };
    Ok(rustix::fs::futimens(target, &times)?)
}

fn copy_attributes(from: impl AsFd, to: impl AsFd) -> io::Result<()> {
    let mut names = vec![0; XATTR_NAMES_BYTES_MAX];
    let length = match rustix::fs::flistxattr(&from, &mut names) {
        Ok(length) => length,
        Err(Errno::NOTSUP) => 0,
        Err(error) => return Err(error.into()),
    };
    let names = names.get(..length).unwrap_or_default().split(|byte| *byte == 0);
    for name in names.filter(|name| !name.is_empty() && !NOTES.iter().any(|note| name.starts_with(note))) {
        let mut value = vec![0; XATTR_VALUE_BYTES_MAX];
        let length = rustix::fs::fgetxattr(&from, name, &mut value)?;
        let value = value.get(..length).unwrap_or_default();
        match rustix::fs::fsetxattr(&to, name, value, XattrFlags::empty()) {
            Ok(()) | Err(Errno::NOTSUP | Errno::PERM) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    #[test]
    fn what_the_layers_have_together_is_copied_with_its_modes_and_again() {
        let root = std::env::temp_dir().join(format!("longshore-copy-up-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&root);
        let make = |path: &str, content: &str, mode: u32| {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, content).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        };
        make("upper/data/a", "upper", 0o640);
        make("lower/data/a", "lower", 0o600);
        make("lower/data/sub/b", "b", 0o4755);
        symlink("/etc/passwd", root.join("lower/data/link")).unwrap();
        std::fs::set_permissions(root.join("upper/data"), std::fs::Permissions::from_mode(0o1777)).unwrap();
        let volume = root.join("volume");
        std::fs::create_dir(&volume).unwrap();
        assert!(is_empty(&volume).unwrap());
        let layers = [root.join("upper"), root.join("lower")];
        for _ in 0..2 {
            assert!(fill(&layers, "/data", &volume).unwrap());
            assert_eq!(std::fs::read_to_string(volume.join("a")).unwrap(), "upper");
            assert_eq!(std::fs::metadata(volume.join("a")).unwrap().mode() & 0o7777, 0o640);
            assert_eq!(std::fs::metadata(volume.join("sub/b")).unwrap().mode() & 0o7777, 0o4755);
            assert_eq!(std::fs::read_link(volume.join("link")).unwrap(), Path::new("/etc/passwd"));
            assert_eq!(std::fs::metadata(&volume).unwrap().mode() & 0o7777, 0o1777);
        }
        assert!(!is_empty(&volume).unwrap());
        assert!(!fill(&layers, "/nothing", &volume).unwrap());
        assert!(!fill(&layers, "/data/a", &volume).unwrap(), "a file is nothing to begin a volume with");
        std::fs::remove_dir_all(&root).unwrap();
    }
}
