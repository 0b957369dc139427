//! The files of an image as a container sees them, read from its layers without mounting anything.
//!
//! Invariants: no path, link or race leads out of the layers (every step is an open of one name that follows no
//! link); what is read has a limit.
//!
//! Must not know: what a file is for.

use std::collections::{BTreeSet, VecDeque};
use std::ffi::{OsStr, OsString};
use std::io::{self, Read};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, Stat};
use rustix::io::Errno;

/// As the kernel counts.
const LINKS_MAX: usize = 40;
/// In one directory, of all layers together.
const NAMES_MAX: usize = 100_000;
/// How a directory says that it hides those of the layers below; the second without root.
const OPAQUE: [&str; 2] = ["trusted.overlay.opaque", "user.overlay.opaque"];

/// One directory of the whole: those of the layers that show in it, the uppermost first.
#[derive(Debug)]
pub(crate) struct Directory {
    layers: Vec<OwnedFd>,
}

/// What a name stands for.
#[derive(Debug)]
pub(crate) enum Node {
    Directory(Directory),
    Link(OsString),
    /// A file, or a device, pipe or socket; `stat` says which.
    Other(Leaf),
}

/// Something that is no directory, by the directory of the layer that has it.
#[derive(Debug)]
pub(crate) struct Leaf {
    parent: OwnedFd,
    name: OsString,
    pub(crate) stat: Stat,
}

/// The root directory of layers, the uppermost first. One that is not there (an upper directory before the first
/// start) shows nothing.
pub(crate) fn open(layers: &[PathBuf]) -> io::Result<Directory> {
    let mut open = Vec::with_capacity(layers.len());
    for path in layers {
        match rustix::fs::open(path, directory_flags(), Mode::empty()) {
            Ok(layer) => {
                let opaque = is_opaque(&layer);
                open.push(layer);
                if opaque {
                    break;
                }
            }
            Err(Errno::NOENT) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Directory { layers: open })
}

fn directory_flags() -> OFlags {
    OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC
}

fn is_opaque(directory: &OwnedFd) -> bool {
    let mut value = [0; 1];
    OPAQUE.iter().any(|name| rustix::fs::fgetxattr(directory, *name, &mut value) == Ok(1) && value == *b"y")
}

/// Overlayfs has a device 0/0 in place of what is not there any more.
fn is_whiteout(stat: &Stat) -> bool {
    FileType::from_raw_mode(stat.st_mode) == FileType::CharacterDevice && stat.st_rdev == 0
}

impl Directory {
    /// What is known by a name here; `None` if nothing is.
    pub(crate) fn child(&self, name: &OsStr) -> io::Result<Option<Node>> {
        let mut found = Vec::new();
        for layer in &self.layers {
            let stat = match rustix::fs::statat(layer, name, AtFlags::SYMLINK_NOFOLLOW) {
                Ok(stat) => stat,
                Err(Errno::NOENT) => continue,
                Err(error) => return Err(error.into()),
            };
            if FileType::from_raw_mode(stat.st_mode) != FileType::Directory {
                return if found.is_empty() { leaf(layer, name, stat) } else { break_at(found) };
            }
            let directory = rustix::fs::openat(layer, name, directory_flags(), Mode::empty())?;
            let opaque = is_opaque(&directory);
            found.push(directory);
            if opaque {
                break;
            }
        }
        if found.is_empty() { Ok(None) } else { break_at(found) }
    }

    /// Every name here, sorted.
    pub(crate) fn names(&self) -> io::Result<Vec<OsString>> {
        let (mut seen, mut hidden) = (BTreeSet::new(), BTreeSet::new());
        for layer in &self.layers {
            let mut whiteouts = Vec::new();
            for entry in Dir::read_from(layer)? {
                let entry = entry?;
                let name = OsString::from_vec(entry.file_name().to_bytes().to_vec());
                if name == "." || name == ".." || hidden.contains(&name) {
                    continue;
                }
                let device = matches!(entry.file_type(), FileType::CharacterDevice | FileType::Unknown);
                let stat = || rustix::fs::statat(layer, &name, AtFlags::SYMLINK_NOFOLLOW);
                if device && is_whiteout(&stat()?) {
                    whiteouts.push(name);
                } else {
                    seen.insert(name);
                }
            }
            // Those of upper layers stay seen; those of lower ones are hidden by it.
            hidden.extend(whiteouts.into_iter().filter(|name| !seen.contains(name)));
            if seen.len() > NAMES_MAX {
                return Err(io::Error::other(format!("more than {NAMES_MAX} names in one directory")));
            }
        }
        Ok(seen.into_iter().collect())
    }

    /// Of the uppermost layer, which is the one that shows.
    pub(crate) fn top(&self) -> io::Result<&OwnedFd> {
        self.layers.first().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

fn break_at(layers: Vec<OwnedFd>) -> io::Result<Option<Node>> {
    Ok(Some(Node::Directory(Directory { layers })))
}

fn leaf(layer: &OwnedFd, name: &OsStr, stat: Stat) -> io::Result<Option<Node>> {
    if is_whiteout(&stat) {
        return Ok(None);
    }
    if FileType::from_raw_mode(stat.st_mode) == FileType::Symlink {
        let target = rustix::fs::readlinkat(layer, name, Vec::new())?;
        return Ok(Some(Node::Link(OsString::from_vec(target.into_bytes()))));
    }
    Ok(Some(Node::Other(Leaf { parent: layer.try_clone()?, name: name.to_owned(), stat })))
}

impl Leaf {
    pub(crate) fn is_file(&self) -> bool {
        FileType::from_raw_mode(self.stat.st_mode) == FileType::RegularFile
    }

    pub(crate) fn open(&self) -> io::Result<std::fs::File> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = rustix::fs::openat(self.parent.as_fd(), &self.name, flags, Mode::empty())?;
        let stat = rustix::fs::fstat(&file)?;
        if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
        }
        Ok(file.into())
    }
}

/// Follows a path as a process with this root would; `None` if it leads to nothing.
pub(crate) fn resolve(root: Directory, path: &Path) -> io::Result<Option<Node>> {
    let mut above = vec![root];
    let mut ahead = parts(path.as_os_str());
    let mut links = 0;
    while let Some(name) = ahead.pop_front() {
        if name == ".." {
            if above.len() > 1 {
                above.pop();
            }
            continue;
        }
        let Some(here) = above.last() else { return Ok(None) };
        match here.child(&name)? {
            None => return Ok(None),
            Some(Node::Directory(directory)) => above.push(directory),
            Some(Node::Link(target)) => {
                links += 1;
                if links > LINKS_MAX {
                    return Err(io::Error::other(format!("{} leads in circles", path.display())));
                }
                if target.as_bytes().first() == Some(&b'/') {
                    above.truncate(1);
                }
                let mut then = parts(&target);
                then.append(&mut ahead);
                ahead = then;
            }
            Some(other) => return Ok(ahead.is_empty().then_some(other)),
        }
    }
    Ok(above.pop().map(Node::Directory))
}

fn parts(path: &OsStr) -> VecDeque<OsString> {
    let parts = path.as_bytes().split(|byte| *byte == b'/');
    parts
        .filter(|part| !part.is_empty() && *part != b".")
        .map(|part| OsString::from_vec(part.to_vec()))
        .collect()
}

/// A file's content, or nothing where there is no such file.
pub(crate) fn read(layers: &[PathBuf], path: &str, bytes_max: u64) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    if let Some(Node::Other(leaf)) = resolve(open(layers)?, Path::new(path))?
        && leaf.is_file()
    {
        leaf.open()?.take(bytes_max).read_to_end(&mut content)?;
    }
    Ok(content)
}

#[cfg(test)]
mod tests;
