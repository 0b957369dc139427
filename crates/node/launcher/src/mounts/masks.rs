//! Paths that a container must not see, or not write.
//!
//! Must not know: which.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;

use rustix::fs::{FileType, fstat};
use rustix::mount::{OpenTreeFlags, open_tree};

use super::kinds::{clone_tree, empty_directory};
use super::{RootFd, attach, set_read_only};
use crate::protocol::{Doing, Failure};

/// Hides directories behind an empty one, and files behind /dev/null. What is not there needs no hiding.
pub(super) fn mask(root: &RootFd, paths: &[String]) -> Result<(), Failure> {
    let mut empty = None;
    for path in paths {
        mask_one(root, path, &mut empty).doing(|| format!("cannot hide {path}"))?;
    }
    Ok(())
}

fn mask_one(root: &RootFd, path: &str, empty: &mut Option<OwnedFd>) -> io::Result<()> {
    let Some(place) = present(root.find(path))? else { return Ok(()) };
    let cover = if FileType::from_raw_mode(fstat(&place)?.st_mode).is_dir() {
        let empty = match empty {
            Some(empty) => empty,
            None => empty.insert(empty_directory()?),
        };
        copy_of(empty)?
    } else {
        clone_tree(Path::new("/dev/null"), false)?.0
    };
    attach(&cover, &place)
}

/// Puts a read-only copy of what is there over it.
pub(super) fn make_read_only(root: &RootFd, paths: &[String]) -> Result<(), Failure> {
    for path in paths {
        let cover = || -> io::Result<()> {
            let Some(place) = present(root.find(path))? else { return Ok(()) };
            let copy = copy_of(&place)?;
            attach(&copy, &place)?;
            set_read_only(copy.as_fd(), true)
        };
        cover().doing(|| format!("cannot make {path} read-only"))?;
    }
    Ok(())
}

fn copy_of(place: &OwnedFd) -> io::Result<OwnedFd> {
    let flags = OpenTreeFlags::OPEN_TREE_CLONE
        | OpenTreeFlags::OPEN_TREE_CLOEXEC
        | OpenTreeFlags::AT_EMPTY_PATH
        | OpenTreeFlags::AT_RECURSIVE;
    Ok(open_tree(place, c"", flags)?)
}

fn present(found: io::Result<OwnedFd>) -> io::Result<Option<OwnedFd>> {
    match found {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        other => other.map(Some),
    }
}
