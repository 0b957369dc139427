//! What is in a layer's archive, one entry after the other, for whoever looks into a layer without unpacking it.
//!
//! Invariants: nothing is held but a buffer; what comes out of a layer in all, and how many entries it has, is bounded.
//!
//! Must not know: what is looked for.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::tar::{Archive, Kind};
use crate::unpack::{Decoder, too_large};

/// What an entry is, as far as it matters to who only looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    File,
    HardLink,
    Directory,
    /// A symbolic link, a device, a pipe.
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerEntry {
    /// As the archive has it: it may begin with `./` or `/`.
    pub path: Vec<u8>,
    pub kind: EntryKind,
    pub size: u64,
    /// Of a hard link: the path of the same file.
    pub link: Vec<u8>,
}

/// The entries of one layer, compressed or not. Reading it reads the data of the entry that came last.
pub struct LayerEntries<R: Read> {
    archive: Archive<Decoder<Counted<R>>>,
    entries: u64,
    entries_max: u64,
}

struct Counted<R> {
    source: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> LayerEntries<R> {
    pub fn open(source: R, bytes_max: u64, entries_max: u64) -> io::Result<Self> {
        let count = Arc::new(AtomicU64::new(0));
        let decoder = Decoder::new(Counted { source, count: count.clone() }, count, bytes_max)?;
        Ok(Self { archive: Archive::new(decoder), entries: 0, entries_max })
    }

    /// The next entry; what was not read of the one before is passed over.
    pub fn next_entry(&mut self) -> io::Result<Option<LayerEntry>> {
        let Some(entry) = self.archive.next()? else { return Ok(None) };
        self.entries += 1;
        if self.entries > self.entries_max {
            return Err(too_large("the number of files in a layer", self.entries_max));
        }
        let kind = match entry.kind {
            Kind::File => EntryKind::File,
            Kind::HardLink => EntryKind::HardLink,
            Kind::Directory => EntryKind::Directory,
            Kind::Symlink | Kind::Character | Kind::Block | Kind::Fifo => EntryKind::Other,
        };
        Ok(Some(LayerEntry { path: entry.path, kind, size: entry.size, link: entry.link }))
    }
}

impl<R: Read> Read for LayerEntries<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.archive.read_data(buffer)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.count.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive() -> Vec<u8> {
        let mut archive = tar::Builder::new(Vec::new());
        for (path, text) in [("a", "one"), ("b/c", "second")] {
            let mut header = tar::Header::new_ustar();
            header.set_size(text.len() as u64);
            header.set_cksum();
            archive.append_data(&mut header, path, text.as_bytes()).unwrap();
        }
        archive.into_inner().unwrap()
    }

    /// Paths with their data, which is read of every second entry alone.
    fn read(bytes_max: u64, entries_max: u64) -> io::Result<Vec<(Vec<u8>, String)>> {
        let bytes = archive();
        let mut entries = LayerEntries::open(bytes.as_slice(), bytes_max, entries_max)?;
        let mut found = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            let mut text = String::new();
            if found.len() % 2 == 1 {
                entries.read_to_string(&mut text)?;
            }
            assert_eq!(entry.kind, EntryKind::File);
            found.push((entry.path, text));
        }
        Ok(found)
    }

    #[test]
    fn entries_come_in_order_and_within_limits() {
        let expected = [(b"a".to_vec(), String::new()), (b"b/c".to_vec(), "second".to_owned())];
        assert_eq!(read(1 << 20, 2).unwrap(), expected);
        assert!(read(1 << 20, 1).is_err());
        assert!(read(1024, 2).is_err());
    }
}
