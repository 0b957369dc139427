//! Reads records from a position on, while they are written or long after.
//!
//! Must not know: how to wait for more.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use super::{HEADER_BYTES, PAYLOAD_BYTES_MAX, Stream, parse, segment_name, segments};

/// Where a reader is: in payload bytes, those before the segment and those in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub segment: u64,
    pub offset: u64,
}

impl Position {
    /// How many bytes the container had printed there.
    #[must_use]
    pub fn total(self) -> u64 {
        self.segment.saturating_add(self.offset)
    }
}

/// What was read from the container at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    pub stream: Stream,
    /// Nanoseconds since 1970.
    pub at_nanos: i64,
    pub bytes: Vec<u8>,
    /// Where to go on behind it.
    pub next: Position,
    /// How many bytes were dropped right before it.
    pub dropped_bytes: u64,
}

#[derive(Debug)]
pub struct Reader {
    directory: PathBuf,
    /// Behind the last chunk that was given.
    position: Position,
    open: Option<Open>,
}

/// The segment that is being read. What was read of its file, from `file_offset` on, waits in `window`.
#[derive(Debug)]
struct Open {
    start: u64,
    file: File,
    file_offset: u64,
    window: Vec<u8>,
    taken: usize,
    /// Payload bytes behind which the reader is in this segment.
    offset: u64,
}

impl Reader {
    #[must_use]
    pub fn new(directory: &Path, from: Position) -> Self {
        Self { directory: directory.to_owned(), position: from, open: None }
    }

    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }

    /// The next chunk; `None` when there is no more now.
    pub fn next_chunk(&mut self) -> io::Result<Option<Chunk>> {
        // A segment may have nothing behind the position while the next one has.
        loop {
            if let Some(chunk) = self.next_of_open()? {
                return Ok(Some(chunk));
            }
            let after = self.open.as_ref().map(|open| open.start);
            let Some(start) = self.segment_after(after)? else { return Ok(None) };
            // It may have been appended to before its successor was made.
            if let Some(chunk) = self.next_of_open()? {
                return Ok(Some(chunk));
            }
            self.open = self.open_segment(start)?;
        }
    }

    /// The segment that follows, or the first to read.
    fn segment_after(&self, current: Option<u64>) -> io::Result<Option<u64>> {
        let starts = segments(&self.directory)?;
        let found = match current {
            Some(current) => starts.into_iter().find(|start| *start > current),
            None => starts.into_iter().find(|start| *start >= self.position.segment),
        };
        Ok(found)
    }

    fn open_segment(&self, start: u64) -> io::Result<Option<Open>> {
        match File::open(self.directory.join(segment_name(start))) {
            Ok(file) => {
                let window = Vec::new();
                Ok(Some(Open { start, file, file_offset: 0, window, taken: 0, offset: 0 }))
            }
            // Dropped meanwhile; the next look finds what is there then.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn next_of_open(&mut self) -> io::Result<Option<Chunk>> {
        let Some(open) = self.open.as_mut() else { return Ok(None) };
        loop {
            let Some((stream, at_nanos, bytes)) = open.next_record()? else { return Ok(None) };
            let next = Position { segment: open.start, offset: open.offset };
            if next <= self.position {
                continue;
            }
            let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            let begins = next.total().saturating_sub(length);
            let dropped_bytes = begins.saturating_sub(self.position.total());
            self.position = next;
            return Ok(Some(Chunk { stream, at_nanos, bytes, next, dropped_bytes }));
        }
    }
}

impl Open {
    fn next_record(&mut self) -> io::Result<Option<(Stream, i64, Vec<u8>)>> {
        if parse(self.window.get(self.taken..).unwrap_or_default()).is_none() {
            self.refill()?;
        }
        let Some(record) = parse(self.window.get(self.taken..).unwrap_or_default()) else { return Ok(None) };
        let found = (record.stream, record.at_nanos, record.payload.to_vec());
        self.taken += record.size();
        self.offset = self.offset.saturating_add(u64::try_from(found.2.len()).unwrap_or(u64::MAX));
        Ok(Some(found))
    }

    /// Reads on from the first byte that was not taken. Whoever has come to the end keeps no room: of many
    /// containers few print at a time.
    fn refill(&mut self) -> io::Result<()> {
        self.file_offset = self.file_offset.saturating_add(u64::try_from(self.taken).unwrap_or(u64::MAX));
        self.taken = 0;
        self.window.resize(HEADER_BYTES + PAYLOAD_BYTES_MAX, 0);
        let read = self.file.read_at(&mut self.window, self.file_offset)?;
        self.window.truncate(read);
        if read == 0 {
            self.window = Vec::new();
        }
        Ok(())
    }
}

/// Deletes the segments that lie wholly before a position, so that a container that waits can go on.
pub fn discard_before(directory: &Path, position: Position) -> io::Result<()> {
    let starts = segments(directory)?;
    let Some(newest) = starts.last().copied() else { return Ok(()) };
    for start in starts {
        if start < position.segment && start < newest {
            match std::fs::remove_file(directory.join(segment_name(start))) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
    }
    Ok(())
}
