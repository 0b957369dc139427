//! Files of a few lines that a container has of its own, such as /etc/hosts: they are in memory, have no name
//! anywhere but where they are shown, and go with the container's mounts. On a disk each would cost a short
//! container a good part of its start.
//!
//! Must not know: what they say.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::path::PathBuf;

use rustix::fs::{AtFlags, Mode, OFlags, openat, unlinkat};
use rustix::mount::{OpenTreeFlags, UnmountFlags, open_tree, unmount};

use super::kinds::{put, small_memory};
use super::{RootFd, What, attach};
use crate::protocol::{Doing, Failure};

/// For the moment until it has none.
const NAME: &str = ".text";
const MODE: u32 = 0o644;

/// Where such files are made: the container's own /dev, where it has one in memory, or else one for them alone.
pub(super) enum Home {
    Device(OwnedFd),
    Own(OwnedFd),
}

impl Home {
    /// One for them alone is attached for as long as it is needed: what is attached nowhere cannot be shown in part.
    pub(super) fn own(root: &RootFd) -> Result<Self, Failure> {
        let made = || -> io::Result<OwnedFd> {
            let memory = small_memory()?;
            attach(&memory, &root.find("/")?)?;
            Ok(memory)
        };
        made().map(Self::Own).doing(|| "cannot make room for files of its own")
    }

    pub(super) fn leave(self) -> Result<(), Failure> {
        let Self::Own(memory) = self else { return Ok(()) };
        let path = PathBuf::from(format!("/proc/self/fd/{}", memory.as_raw_fd()));
        unmount(path, UnmountFlags::DETACH).doing(|| "cannot let go of what its own files were made in")
    }

    fn memory(&self) -> &OwnedFd {
        let (Self::Device(memory) | Self::Own(memory)) = self;
        memory
    }
}

pub(super) fn show(
    home: &Home,
    root: &RootFd,
    target: &str,
    text: &str,
    read_only: bool,
) -> Result<(), Failure> {
    let file = make(home.memory(), text).doing(|| "cannot write it")?;
    put(root, target, file, What::File, read_only)?;
    // Only once it is shown: the kernel shows nothing that has no name.
    unlinkat(home.memory(), NAME, AtFlags::empty()).doing(|| "cannot take its name away")
}

fn make(memory: &OwnedFd, text: &str) -> io::Result<OwnedFd> {
    let flags = OFlags::CREATE | OFlags::EXCL | OFlags::WRONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW;
    let mut file = File::from(openat(memory, NAME, flags, Mode::from_raw_mode(MODE))?);
    file.write_all(text.as_bytes())?;
    let flags = OpenTreeFlags::OPEN_TREE_CLONE | OpenTreeFlags::OPEN_TREE_CLOEXEC;
    Ok(open_tree(&file, c"", flags | OpenTreeFlags::AT_EMPTY_PATH)?)
}
