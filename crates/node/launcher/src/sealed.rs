//! Runs this program from a view of its executable that cannot be written through.
//!
//! Until a container's program is executed, /proc/PID/exe of its process is ours, and a container can be made to
//! execute /proc/self/exe. Opened for writing there, it would let a container replace the binary for everybody.
//! A detached read-only mount of the file refuses that, whoever asks; where there is none to be had (an old
//! kernel, no privilege) a sealed copy in memory does.
//!
//! Must not know: what the program does then.

use std::ffi::CString;
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, OwnedFd};

use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, memfd_create};
use rustix::mount::{OpenTreeFlags, open_tree};

use crate::sys;

/// The first argument of the program when it already runs so.
pub(crate) const ARGUMENT: &str = "longshore-spawner-sealed";
const OWN_EXECUTABLE: &str = "/proc/self/exe";

/// Executes this program anew; returns only if it fails.
pub(crate) fn execute_sealed() -> io::Error {
    let executable = match read_only_mount().or_else(|_| sealed_copy()) {
        Ok(executable) => executable,
        Err(error) => return error,
    };
    let words = [c"longshore".to_owned()].into_iter().chain(CString::new(ARGUMENT)).collect();
    sys::execute_fd(executable.as_fd(), &sys::Strings::new(words), &sys::Strings::new(Vec::new()))
}

fn read_only_mount() -> io::Result<OwnedFd> {
    let flags = OpenTreeFlags::OPEN_TREE_CLONE | OpenTreeFlags::OPEN_TREE_CLOEXEC;
    let mount = open_tree(rustix::fs::CWD, OWN_EXECUTABLE, flags)?;
    sys::mount_setattr(mount.as_fd(), libc::MOUNT_ATTR_RDONLY | libc::MOUNT_ATTR_NODEV, false)?;
    Ok(mount)
}

fn sealed_copy() -> io::Result<OwnedFd> {
    let copy = memfd_create(c"longshore", MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING)?;
    let mut file = File::from(copy);
    io::copy(&mut File::open(OWN_EXECUTABLE)?, &mut file)?;
    let seals = SealFlags::WRITE | SealFlags::GROW | SealFlags::SHRINK | SealFlags::SEAL;
    fcntl_add_seals(&file, seals)?;
    Ok(file.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_sealed_copy_is_the_executable_and_cannot_be_written() {
        let copy = File::from(sealed_copy().unwrap());
        assert_eq!(copy.metadata().unwrap().len(), std::fs::metadata(OWN_EXECUTABLE).unwrap().len());
        let denied = (&copy).write(b"x").unwrap_err();
        assert_eq!(denied.raw_os_error(), Some(libc::EPERM));
    }
}
