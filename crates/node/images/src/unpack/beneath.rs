//! A directory nothing leads out of: every step is an open of one name that follows no link, and links among the
//! parents of a path are followed here, by hand, from this directory as the root.
//!
//! Invariants: nobody else writes below the directory. Names are single parts: never empty, `.`, `..` or with a slash.
//! Must not know: archives.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::rc::Rc;

use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat};
use rustix::io::Errno;

use crate::error::ImageError;

/// As the kernel counts.
const LINKS_MAX: usize = 40;
const DEPTH_MAX: usize = 256;
const NAME_MAX: usize = 255;

/// A directory of the tree, open, and where it is without links.
#[derive(Debug, Clone)]
pub(super) struct Place {
    directory: Rc<OwnedFd>,
    /// Parts joined with `/`; empty for the root.
    pub(super) path: Vec<u8>,
}

impl AsFd for Place {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.directory.as_fd()
    }
}

pub(super) struct Beneath {
    root: Rc<OwnedFd>,
    /// The parent found last and the path that led to it: most entries are neighbours.
    last: Option<(Vec<u8>, Place)>,
}

/// What a path means: a directory of the tree and a name in it; no name for the root itself.
pub(super) struct Target {
    pub(super) parent: Place,
    pub(super) name: Option<Vec<u8>>,
}

pub(super) fn unsafe_path(path: &[u8], reason: &str) -> io::Error {
    let path = String::from_utf8_lossy(path).chars().take(200).collect();
    io::Error::other(ImageError::UnsafeLayer { reference: String::new(), path, reason: reason.to_owned() })
}

fn directory_flags() -> OFlags {
    OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC
}

impl Beneath {
    pub(super) fn open(root: &Path) -> io::Result<Self> {
        let root = rustix::fs::open(root, directory_flags(), Mode::empty())?;
        Ok(Self { root: Rc::new(root), last: None })
    }

    pub(super) fn root(&self) -> Place {
        Place { directory: Rc::clone(&self.root), path: Vec::new() }
    }

    /// Where a path of an archive leads; `make` is asked for each parent that is missing.
    pub(super) fn locate(
        &mut self,
        path: &[u8],
        make: &mut dyn FnMut(&Place, &[u8]) -> io::Result<()>,
    ) -> io::Result<Target> {
        let trimmed = path.strip_suffix(b"/").unwrap_or(path);
        let (parent, name) = match trimmed.iter().rposition(|byte| *byte == b'/') {
            Some(slash) => {
                (path.get(..slash).unwrap_or_default(), trimmed.get(slash + 1..).unwrap_or_default())
            }
            None => (&b""[..], trimmed),
        };
        if name == b".." || name.len() > NAME_MAX {
            return Err(unsafe_path(path, "it leads out of the layer, or has too long a name"));
        }
        let parent = match &self.last {
            Some((led, place)) if led == parent => place.clone(),
            _ => {
                let place = self.walk(parent, path, make)?;
                self.last = Some((parent.to_vec(), place.clone()));
                place
            }
        };
        if name.is_empty() || name == b"." {
            return self.own_name(parent);
        }
        Ok(Target { parent, name: Some(name.to_vec()) })
    }

    /// `a/.` means `a` itself.
    fn own_name(&mut self, place: Place) -> io::Result<Target> {
        if place.path.is_empty() {
            return Ok(Target { parent: place, name: None });
        }
        let path = place.path;
        self.locate(&path, &mut |_, _| Err(Errno::NOENT.into()))
    }

    /// To be called when something that was there is not any more.
    pub(super) fn forget(&mut self) {
        self.last = None;
    }

    fn walk(
        &self,
        parents: &[u8],
        whole: &[u8],
        make: &mut dyn FnMut(&Place, &[u8]) -> io::Result<()>,
    ) -> io::Result<Place> {
        let mut places = vec![self.root()];
        // What is still to be walked, the next part last.
        let mut ahead: Vec<Vec<u8>> = parts(parents);
        if ahead.iter().any(|part| part == b"..") {
            return Err(unsafe_path(whole, "it has .. in it"));
        }
        let mut links = 0;
        while let (Some(part), Some(here)) = (ahead.pop(), places.last()) {
            if part == b".." {
                places.pop();
                if places.is_empty() {
                    return Err(unsafe_path(whole, "a link among its parents leads out of the layer"));
                }
                continue;
            }
            if places.len() > DEPTH_MAX || part.len() > NAME_MAX {
                return Err(unsafe_path(whole, "it is too deep, or has too long a name"));
            }
            if let Some(next) = enter(here, &part, make)? {
                places.push(next);
                continue;
            }
            links += 1;
            if links > LINKS_MAX {
                return Err(unsafe_path(whole, "too many links among its parents"));
            }
            let link = read_link(here, &part, whole)?;
            if link.starts_with(b"/") {
                places.truncate(1);
            }
            ahead.extend(parts(&link));
        }
        places.pop().ok_or_else(|| unsafe_path(whole, "it leads nowhere"))
    }
}

/// The parts of a path, the first last.
fn parts(path: &[u8]) -> Vec<Vec<u8>> {
    path.split(|byte| *byte == b'/')
        .filter(|part| !part.is_empty() && *part != b".")
        .rev()
        .map(<[u8]>::to_vec)
        .collect()
}

/// The directory of a name, made if nothing is there; `None` if something else is.
fn enter(
    here: &Place,
    part: &[u8],
    make: &mut dyn FnMut(&Place, &[u8]) -> io::Result<()>,
) -> io::Result<Option<Place>> {
    for _ in 0..2 {
        match rustix::fs::openat(here, part, directory_flags(), Mode::empty()) {
            Ok(directory) => {
                let path = join(&here.path, part);
                return Ok(Some(Place { directory: Rc::new(directory), path }));
            }
            Err(Errno::NOENT) => make(here, part)?,
            Err(Errno::NOTDIR | Errno::LOOP) if is_whiteout(&stat(here, part)?) => make(here, part)?,
            Err(Errno::NOTDIR | Errno::LOOP) => return Ok(None),
            Err(error) => return Err(error.into()),
        }
    }
    Err(Errno::NOENT.into())
}

fn read_link(here: &Place, part: &[u8], whole: &[u8]) -> io::Result<Vec<u8>> {
    match rustix::fs::readlinkat(here, part, Vec::new()) {
        Ok(link) => Ok(link.into_bytes()),
        Err(Errno::INVAL) => Err(unsafe_path(whole, "one of its parents is not a directory")),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn join(path: &[u8], part: &[u8]) -> Vec<u8> {
    if path.is_empty() { part.to_vec() } else { [path, b"/", part].concat() }
}

pub(super) fn stat(place: &Place, name: &[u8]) -> io::Result<Stat> {
    Ok(rustix::fs::statat(place, name, AtFlags::SYMLINK_NOFOLLOW)?)
}

pub(super) fn file_type(stat: &Stat) -> FileType {
    FileType::from_raw_mode(stat.st_mode)
}

/// Overlayfs has a device 0/0 in place of what is not there any more.
pub(super) fn is_whiteout(stat: &Stat) -> bool {
    file_type(stat) == FileType::CharacterDevice && stat.st_rdev == 0
}

/// Opens a directory by its name.
pub(super) fn open_directory(place: &Place, name: &[u8]) -> io::Result<OwnedFd> {
    Ok(rustix::fs::openat(place, name, directory_flags(), Mode::empty())?)
}

/// Removes whatever has this name.
pub(super) fn remove(place: &Place, name: &[u8], stat: &Stat) -> io::Result<()> {
    if file_type(stat) != FileType::Directory {
        return Ok(rustix::fs::unlinkat(place, name, AtFlags::empty())?);
    }
    let directory = open_directory(place, name)?;
    remove_children(directory, DEPTH_MAX)?;
    Ok(rustix::fs::unlinkat(place, name, AtFlags::REMOVEDIR)?)
}

fn remove_children(directory: OwnedFd, depth: usize) -> io::Result<()> {
    let Some(depth) = depth.checked_sub(1) else { return Err(io::Error::other("directories too deep")) };
    for entry in rustix::fs::Dir::read_from(&directory)? {
        let entry = entry?;
        let name = entry.file_name();
        if matches!(name.to_bytes(), b"." | b"..") {
            continue;
        }
        match rustix::fs::unlinkat(&directory, name, AtFlags::empty()) {
            Ok(()) => {}
            Err(Errno::ISDIR | Errno::PERM) => {
                let child = rustix::fs::openat(&directory, name, directory_flags(), Mode::empty())?;
                remove_children(child, depth)?;
                rustix::fs::unlinkat(&directory, name, AtFlags::REMOVEDIR)?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
