//! Unpacks a layer's archive into a directory of its own, in the form overlayfs wants.
//!
//! Invariants: nothing is written outside the directory; entries, bytes and what is remembered have limits.
//! Must not know: digests, registries, where the layer is kept.

mod beneath;
mod decompress;
mod special;

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::Path;

use rustix::fs::{AtFlags, FileType, Gid, Mode, OFlags, Timespec, Timestamps, Uid};

use crate::error::ImageError;
use crate::options::Limits;
use crate::tar::{Archive, Entry, Kind};
use beneath::{Beneath, Place, Target, is_whiteout, join, open_directory, stat, unsafe_path};
use special::Node;

pub(crate) use decompress::Decoder;

const WHITEOUT: &[u8] = b".wh.";
/// Marks of a long gone file system, of which this one lives on.
const OWN: &[u8] = b".wh..wh.";
const OPAQUE: &[u8] = b".wh..wh..opq";
const COPY_BYTES: usize = 256 * 1024;
/// Paths of directories whose times are set at the end.
const REMEMBERED_MAX: usize = 64 << 20;
/// Bytes written between two looks at the disk.
const LOOK_EVERY: u64 = 64 << 20;
const IMPLIED_MODE: u32 = 0o755;

/// What a finished directory gets in the end, when nothing more is written into it.
#[derive(Debug, Clone)]
struct Finish {
    mode: u32,
    owner: Option<(u32, u32)>,
    modified: Option<(i64, u32)>,
    attributes: Vec<(Vec<u8>, Vec<u8>)>,
}

pub(crate) struct Unpacker<'a> {
    tree: Beneath,
    limits: &'a Limits,
    rootless: bool,
    entries: u64,
    /// Of files.
    written: u64,
    looked_at: u64,
    directories: BTreeMap<Vec<u8>, Finish>,
    remembered: usize,
    buffer: Vec<u8>,
}

impl<'a> Unpacker<'a> {
    pub(crate) fn new(root: &Path, limits: &'a Limits, rootless: bool) -> io::Result<Self> {
        Ok(Self {
            tree: Beneath::open(root)?,
            limits,
            rootless,
            entries: 0,
            written: 0,
            looked_at: 0,
            directories: BTreeMap::new(),
            remembered: 0,
            buffer: vec![0; COPY_BYTES],
        })
    }

    /// Unpacks a whole archive and gives its source back, and the bytes of the files in it.
    pub(crate) fn unpack<R: Read>(mut self, source: R) -> io::Result<(R, u64)> {
        let mut archive = Archive::new(source);
        while let Some(entry) = archive.next()? {
            self.count(&entry)?;
            self.entry(&entry, &mut archive)?;
        }
        self.finish()?;
        Ok((archive.into_inner(), self.written))
    }

    fn count(&mut self, entry: &Entry) -> io::Result<()> {
        self.entries += 1;
        if self.entries > self.limits.entries {
            return Err(too_large("the number of files in a layer", self.limits.entries));
        }
        // What a header announces is refused before it is written.
        if self.written.saturating_add(entry.size) > self.limits.unpacked_bytes {
            return Err(too_large("an unpacked layer", self.limits.unpacked_bytes));
        }
        Ok(())
    }

    fn entry<R: Read>(&mut self, entry: &Entry, archive: &mut Archive<R>) -> io::Result<()> {
        if entry.path.is_empty() {
            return Err(unsafe_path(b"", "an entry without a name"));
        }
        let target = self.locate(&entry.path)?;
        let Some(name) = target.name.as_deref() else {
            return self.root_entry(entry);
        };
        if let Some(hidden) = name.strip_prefix(WHITEOUT) {
            return self.mark(&target.parent, name, hidden, &entry.path);
        }
        let in_own = |part: &[u8]| part.starts_with(OWN);
        if target.parent.path.split(|byte| *byte == b'/').any(in_own) {
            return Ok(());
        }
        match entry.kind {
            Kind::Directory => self.directory(&target.parent, name, entry),
            Kind::HardLink => self.hard_link(&target.parent, name, entry),
            _ => self.leaf(&target.parent, name, entry, archive),
        }
    }

    fn locate(&mut self, path: &[u8]) -> io::Result<Target> {
        let mut implied = Vec::new();
        let target = self.tree.locate(path, &mut |place, name| {
            let replaced = make_parent(place, name)?;
            implied.push((join(&place.path, name), replaced));
            Ok(())
        })?;
        for (path, was_whiteout) in implied {
            if was_whiteout {
                self.tree.forget();
                self.make_opaque(&path)?;
            }
            self.entries += 1;
            if self.entries > self.limits.entries {
                return Err(too_large("the number of files in a layer", self.limits.entries));
            }
        }
        Ok(target)
    }

    fn make_opaque(&mut self, path: &[u8]) -> io::Result<()> {
        let place = self.locate(&[path, b"/x"].concat())?.parent;
        special::make_opaque(&place, self.rootless)
    }

    fn root_entry(&mut self, entry: &Entry) -> io::Result<()> {
        if entry.kind != Kind::Directory {
            return Err(unsafe_path(&entry.path, "the root of the layer is not a directory"));
        }
        self.remember(Vec::new(), entry)
    }

    /// A whiteout or a mark of opacity.
    fn mark(&mut self, parent: &Place, name: &[u8], hidden: &[u8], path: &[u8]) -> io::Result<()> {
        if name == OPAQUE {
            return special::make_opaque(parent, self.rootless);
        }
        if name.starts_with(OWN) {
            return Ok(());
        }
        if matches!(hidden, b"" | b"." | b"..") {
            return Err(unsafe_path(path, "a whiteout of no name"));
        }
        match stat(parent, hidden) {
            // Whiteouts are for the layers below; what this layer has of that name stays.
            Ok(found) if beneath::file_type(&found) == FileType::Directory => {
                special::make_opaque(open_directory(parent, hidden)?, self.rootless)
            }
            Ok(_) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                special::make_node(parent, hidden, Node::Whiteout)
            }
            Err(error) => Err(error),
        }
    }

    fn directory(&mut self, parent: &Place, name: &[u8], entry: &Entry) -> io::Result<()> {
        let before = existing(parent, name)?;
        let is_there = before.as_ref().is_some_and(|found| beneath::file_type(found) == FileType::Directory);
        if !is_there {
            if let Some(found) = &before {
                self.clear(parent, name, found)?;
            }
            rustix::fs::mkdirat(parent, name, Mode::from_raw_mode(0o700))?;
            if before.as_ref().is_some_and(is_whiteout) {
                special::make_opaque(open_directory(parent, name)?, self.rootless)?;
            }
        }
        self.remember(join(&parent.path, name), entry)
    }

    fn remember(&mut self, path: Vec<u8>, entry: &Entry) -> io::Result<()> {
        let attributes: usize =
            entry.attributes.iter().map(|(name, value)| name.len() + value.len() + 48).sum();
        self.remembered += path.len() + attributes + size_of::<Finish>();
        if self.remembered > REMEMBERED_MAX {
            return Err(too_large("the paths of a layer's directories", REMEMBERED_MAX as u64));
        }
        let finish = Finish {
            // One that its owner cannot enter could not be removed again.
            mode: if self.rootless { entry.mode | 0o700 } else { entry.mode },
            owner: self.owner(entry),
            modified: Some(entry.modified),
            attributes: entry.attributes.clone(),
        };
        self.directories.insert(path, finish);
        Ok(())
    }

    fn owner(&self, entry: &Entry) -> Option<(u32, u32)> {
        (!self.rootless).then_some((entry.uid, entry.gid))
    }

    /// Makes place for something else of that name.
    fn clear(&mut self, parent: &Place, name: &[u8], found: &rustix::fs::Stat) -> io::Result<()> {
        self.tree.forget();
        beneath::remove(parent, name, found)
    }

    fn hard_link(&mut self, parent: &Place, name: &[u8], entry: &Entry) -> io::Result<()> {
        let missing = |_: &Place, _: &[u8]| Err(rustix::io::Errno::NOENT.into());
        let dangling = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => {
                unsafe_path(&entry.path, "a hard link to what the layer does not have")
            }
            _ => error,
        };
        let target = self.tree.locate(&entry.link, &mut { missing }).map_err(dangling)?;
        let Some(linked) = target.name.as_deref() else {
            return Err(unsafe_path(&entry.path, "a hard link to the root"));
        };
        let of = stat(&target.parent, linked).map_err(dangling)?;
        if beneath::file_type(&of) == FileType::Directory {
            return Err(unsafe_path(&entry.path, "a hard link to a directory"));
        }
        if let Some(found) = existing(parent, name)? {
            if (found.st_dev, found.st_ino) == (of.st_dev, of.st_ino) {
                return Ok(());
            }
            self.clear(parent, name, &found)?;
        }
        rustix::fs::linkat(&target.parent, linked, parent, name, AtFlags::empty())
            .map_err(io::Error::from)
            .map_err(dangling)
    }

    fn leaf<R: Read>(
        &mut self,
        parent: &Place,
        name: &[u8],
        entry: &Entry,
        archive: &mut Archive<R>,
    ) -> io::Result<()> {
        if entry.kind == Kind::File {
            return self.file(parent, name, entry, archive);
        }
        if let Some(found) = existing(parent, name)? {
            self.clear(parent, name, &found)?;
        }
        match entry.kind {
            Kind::Symlink => rustix::fs::symlinkat(entry.link.as_slice(), parent, name)?,
            Kind::Fifo => special::make_node(parent, name, Node::Fifo)?,
            // Without root there are no devices.
            _ if self.rootless => return Ok(()),
            Kind::Block => special::make_node(parent, name, Node::Block(entry.device.0, entry.device.1))?,
            _ => special::make_node(parent, name, Node::Character(entry.device.0, entry.device.1))?,
        }
        self.dress(parent, name, entry)
    }

    /// Owner, mode and time of what is not opened.
    fn dress(&self, parent: &Place, name: &[u8], entry: &Entry) -> io::Result<()> {
        if let Some((uid, gid)) = self.owner(entry) {
            let (uid, gid) = (Some(Uid::from_raw(uid)), Some(Gid::from_raw(gid)));
            rustix::fs::chownat(parent, name, uid, gid, AtFlags::SYMLINK_NOFOLLOW)?;
        }
        if entry.kind != Kind::Symlink {
            rustix::fs::chmodat(parent, name, Mode::from_raw_mode(raw_mode(entry.mode)), AtFlags::empty())?;
        }
        Ok(rustix::fs::utimensat(parent, name, &times(entry.modified), AtFlags::SYMLINK_NOFOLLOW)?)
    }

    fn file<R: Read>(
        &mut self,
        parent: &Place,
        name: &[u8],
        entry: &Entry,
        archive: &mut Archive<R>,
    ) -> io::Result<()> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let open = || rustix::fs::openat(parent, name, flags, Mode::from_raw_mode(0o600));
        let file = match open() {
            Err(rustix::io::Errno::EXIST) => {
                self.clear(parent, name, &stat(parent, name)?)?;
                open()?
            }
            other => other?,
        };
        let mut file = std::fs::File::from(file);
        loop {
            let count = archive.read_data(&mut self.buffer)?;
            if count == 0 {
                break;
            }
            file.write_all(self.buffer.get(..count).unwrap_or_default())?;
            self.wrote(count as u64, &file)?;
        }
        if let Some((uid, gid)) = self.owner(entry).filter(|owner| *owner != (0, 0)) {
            rustix::fs::fchown(&file, Some(Uid::from_raw(uid)), Some(Gid::from_raw(gid)))?;
        }
        rustix::fs::fchmod(&file, Mode::from_raw_mode(raw_mode(entry.mode)))?;
        special::set_attributes(&file, &entry.attributes, self.rootless)?;
        Ok(rustix::fs::futimens(&file, &times(entry.modified))?)
    }

    /// Looks at the disk now and then: a layer must not fill it to the brim.
    fn wrote(&mut self, count: u64, file: &std::fs::File) -> io::Result<()> {
        self.written += count;
        if self.written < self.looked_at + LOOK_EVERY {
            return Ok(());
        }
        self.looked_at = self.written;
        let disk = rustix::fs::fstatvfs(file)?;
        if disk.f_bavail.saturating_mul(disk.f_frsize) < self.limits.reserve_bytes {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        let directories = std::mem::take(&mut self.directories);
        // Backwards: a directory after all that is in it.
        for (path, finish) in directories.iter().rev() {
            if let Some(directory) = self.open_still(path)? {
                finish.apply(&directory, self.rootless)?;
            }
        }
        Ok(())
    }

    /// The directory that was remembered, unless something else took its place.
    fn open_still(&mut self, path: &[u8]) -> io::Result<Option<Place>> {
        if path.is_empty() {
            return Ok(Some(self.tree.root()));
        }
        let missing = |_: &Place, _: &[u8]| Err(rustix::io::Errno::NOENT.into());
        match self.tree.locate(&[path, b"/x"].concat(), &mut { missing }) {
            Ok(target) if target.parent.path == path => Ok(Some(target.parent)),
            Ok(_) => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) if error.get_ref().is_some_and(|inner| inner.is::<ImageError>()) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl Finish {
    fn apply(&self, directory: &Place, rootless: bool) -> io::Result<()> {
        if let Some((uid, gid)) = self.owner {
            rustix::fs::fchown(directory, Some(Uid::from_raw(uid)), Some(Gid::from_raw(gid)))?;
        }
        rustix::fs::fchmod(directory, Mode::from_raw_mode(raw_mode(self.mode)))?;
        special::set_attributes(directory, &self.attributes, rootless)?;
        if let Some(modified) = self.modified {
            rustix::fs::futimens(directory, &times(modified))?;
        }
        Ok(())
    }
}

/// A parent no entry was there for. Whether it took the place of a whiteout.
fn make_parent(place: &Place, name: &[u8]) -> io::Result<bool> {
    let before = existing(place, name)?;
    if let Some(found) = &before {
        beneath::remove(place, name, found)?;
    }
    rustix::fs::mkdirat(place, name, Mode::from_raw_mode(0o700))?;
    rustix::fs::fchmod(open_directory(place, name)?, Mode::from_raw_mode(raw_mode(IMPLIED_MODE)))?;
    Ok(before.is_some())
}

fn existing(place: &Place, name: &[u8]) -> io::Result<Option<rustix::fs::Stat>> {
    match stat(place, name) {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn times((seconds, nanos): (i64, u32)) -> Timestamps {
    let time = Timespec { tv_sec: seconds, tv_nsec: nanos.into() };
    Timestamps { last_access: time, last_modification: time }
}

/// The system's type for modes is not the same everywhere.
fn raw_mode(mode: u32) -> rustix::fs::RawMode {
    rustix::fs::RawMode::try_from(mode & 0o7777).unwrap_or(0o600)
}

pub(crate) fn too_large(what: &'static str, limit: u64) -> io::Error {
    io::Error::other(ImageError::TooLarge { reference: String::new(), what, limit })
}

#[cfg(test)]
mod tests;
