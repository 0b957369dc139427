//! Finds, and where need be makes, paths inside the container's root.
//!
//! Must not know: what is put there.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::fs::{Mode, OFlags, ResolveFlags, mkdirat, openat, openat2};
use rustix::io::Errno;

/// Tries of a resolution that other mounts of the machine got in the way of.
const RESOLUTIONS_MAX: usize = 128;

/// A directory of which nothing leads out.
#[derive(Debug)]
pub(crate) struct Root(OwnedFd);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Directory,
    File,
}

impl AsFd for Root {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

impl Root {
    pub(crate) fn new(directory: OwnedFd) -> Self {
        Self(directory)
    }

    /// What is at a path, following links inside the root.
    pub(crate) fn find(&self, path: &str) -> io::Result<OwnedFd> {
        let flags = OFlags::PATH | OFlags::CLOEXEC;
        let resolve = ResolveFlags::IN_ROOT | ResolveFlags::NO_MAGICLINKS;
        for _ in 0..RESOLUTIONS_MAX {
            match openat2(&self.0, path, flags, Mode::empty(), resolve) {
                Err(Errno::AGAIN | Errno::INTR) => {}
                other => return Ok(other?),
            }
        }
        Err(Errno::AGAIN.into())
    }

    /// What is at a path; what is missing of it is made.
    pub(crate) fn find_or_make(&self, path: &str, what: What) -> io::Result<OwnedFd> {
        match self.find(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            other => return other,
        }
        let (parent, name) = self.parent(path)?;
        match what {
            What::Directory => make_directory(&parent, &name)?,
            What::File => {
                let flags =
                    OFlags::CREATE | OFlags::EXCL | OFlags::WRONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW;
                openat(&parent, &name, flags, Mode::from_raw_mode(0o644))?;
            }
        }
        self.find(path)
    }

    /// The directory that a path is in, made if need be, and the path's last name.
    pub(crate) fn parent(&self, path: &str) -> io::Result<(OwnedFd, String)> {
        let mut names = names(path)?;
        let last = names.pop().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
        let mut walked = String::from("/");
        let mut directory = self.find(&walked)?;
        for name in names {
            walked.push_str(name);
            directory = match self.find(&walked) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    make_directory(&directory, name)?;
                    self.find(&walked)?
                }
                other => other?,
            };
            walked.push('/');
        }
        Ok((directory, last))
    }
}

fn make_directory(parent: &OwnedFd, name: &str) -> io::Result<()> {
    match mkdirat(parent, name, Mode::from_raw_mode(0o755)) {
        Err(Errno::EXIST) => Err(io::Error::new(
            io::ErrorKind::NotFound,
            format!("{name} is a link that leads nowhere in the image"),
        )),
        other => Ok(other?),
    }
}

/// The names of a path; a path with `..` is nothing that a container is described with.
fn names(path: &str) -> io::Result<Vec<&str>> {
    let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty() && *name != ".").collect();
    if names.contains(&"..") {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "`..` cannot be in a path of a container"));
    }
    Ok(names)
}
