//! A directory as the stream of an archive, always the same for the same files.
//!
//! Must not know: what becomes of it.

use std::collections::HashMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use tar::{Builder, EntryType, Header};

use crate::error::Result;

const QUEUE: usize = 8;
const PIECE_BYTES: usize = 256 * 1024;
const DEPTH_MAX: usize = 256;

/// Packs a directory in a thread of its own while `take` reads the archive here.
pub(crate) fn stream<T>(directory: &Path, take: impl FnOnce(Pipe) -> Result<T>) -> Result<T> {
    let (sender, receiver) = sync_channel(QUEUE);
    thread::scope(|scope| {
        let packing = scope.spawn(move || {
            let packed = pack(directory, io::BufWriter::with_capacity(PIECE_BYTES, Pieces(sender.clone())));
            if let Err(error) = packed {
                let _ = sender.send(Err(error));
            }
        });
        let taken = take(Pipe { receiver, current: Vec::new(), at: 0 });
        let _ = packing.join();
        taken
    })
}

struct Pieces(SyncSender<io::Result<Vec<u8>>>);

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.send(Ok(bytes.to_vec())).map_err(|_| io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub(crate) struct Pipe {
    receiver: Receiver<io::Result<Vec<u8>>>,
    current: Vec<u8>,
    at: usize,
}

impl Read for Pipe {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.current.len() {
            match self.receiver.recv() {
                Ok(piece) => (self.current, self.at) = (piece?, 0),
                Err(_) => return Ok(0),
            }
        }
        let rest = self.current.get(self.at..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.at += count;
        Ok(count)
    }
}

fn pack(root: &Path, sink: impl Write) -> io::Result<()> {
    let mut packer = Packer { builder: Builder::new(sink), links: HashMap::new() };
    packer.directory(root, Path::new("."), DEPTH_MAX)?;
    packer.builder.into_inner()?.flush()
}

struct Packer<W: Write> {
    builder: Builder<W>,
    /// Files with several names, by what they are, and the first name.
    links: HashMap<(u64, u64), PathBuf>,
}

impl<W: Write> Packer<W> {
    fn directory(&mut self, path: &Path, name: &Path, depth: usize) -> io::Result<()> {
        let Some(depth) = depth.checked_sub(1) else { return Err(io::Error::other("directories too deep")) };
        let mut header = header(&fs::symlink_metadata(path)?, EntryType::Directory);
        self.attributes(path)?;
        self.builder.append_data(&mut header, name, io::empty())?;
        let mut children =
            fs::read_dir(path)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
        children.sort();
        for child in children {
            self.child(&path.join(&child), &name.join(&child), depth)?;
        }
        Ok(())
    }

    fn child(&mut self, path: &Path, name: &Path, depth: usize) -> io::Result<()> {
        let metadata = fs::symlink_metadata(path)?;
        let kind = metadata.file_type();
        if kind.is_dir() {
            return self.directory(path, name, depth);
        }
        if kind.is_symlink() {
            return self.symlink(&metadata, name, fs::read_link(path)?.as_os_str().as_bytes());
        }
        if metadata.nlink() > 1 {
            let first = self.links.entry((metadata.dev(), metadata.ino())).or_insert_with(|| name.to_owned());
            if first != name {
                let first = first.clone();
                return self.builder.append_link(&mut header(&metadata, EntryType::Link), name, first);
            }
        }
        if kind.is_file() {
            self.attributes(path)?;
            let mut header = header(&metadata, EntryType::Regular);
            header.set_size(metadata.len());
            // One that grows meanwhile is taken as it was.
            return self.builder.append_data(&mut header, name, File::open(path)?.take(metadata.len()));
        }
        let kind = match () {
            () if kind.is_fifo() => EntryType::Fifo,
            () if kind.is_char_device() => EntryType::Char,
            () if kind.is_block_device() => EntryType::Block,
            // A socket means nothing without the process behind it.
            () => return Ok(()),
        };
        let mut header = header(&metadata, kind);
        set_device(&mut header, metadata.rdev())?;
        self.builder.append_data(&mut header, name, io::empty())
    }

    /// The target as it is, letter by letter.
    fn symlink(&mut self, metadata: &Metadata, name: &Path, target: &[u8]) -> io::Result<()> {
        let mut header = header(metadata, EntryType::Symlink);
        if header.set_link_name_literal(target).is_err() {
            self.builder.append_pax_extensions([("linkpath", target)])?;
        }
        self.builder.append_data(&mut header, name, io::empty())
    }

    #[cfg(target_os = "linux")]
    fn attributes(&mut self, path: &Path) -> io::Result<()> {
        const CAPABILITY: &str = "security.capability";
        let mut value = [0_u8; 64];
        let count = match rustix::fs::lgetxattr(path, CAPABILITY, &mut value) {
            Ok(count) if count > 0 => count,
            _ => return Ok(()),
        };
        let value = value.get(..count).unwrap_or_default();
        self.builder.append_pax_extensions([(format!("SCHILY.xattr.{CAPABILITY}").as_str(), value)])
    }

    #[cfg(not(target_os = "linux"))]
    fn attributes(&mut self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

fn set_device(header: &mut Header, device: u64) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        header.set_device_major(rustix::fs::major(device))?;
        header.set_device_minor(rustix::fs::minor(device))?;
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (header, device);
    Ok(())
}

fn header(metadata: &Metadata, kind: EntryType) -> Header {
    let mut header = Header::new_ustar();
    header.set_entry_type(kind);
    header.set_mode(metadata.mode() & 0o7777);
    header.set_uid(metadata.uid().into());
    header.set_gid(metadata.gid().into());
    header.set_mtime(u64::try_from(metadata.mtime()).unwrap_or(0));
    header.set_size(0);
    header
}
