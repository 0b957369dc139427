//! What a container prints, as it is kept: segment files of records in its directory, among others.
//!
//! A segment's name is the number of payload bytes that came before it, so a gap between the end of one and the
//! name of the next is what was dropped. A record is a header (stream, length, time) and its bytes, appended by
//! one write. A writer that was killed may leave a torn record at the end of a segment; nothing follows it there.
//!
//! Invariants: segments are only appended to, the newest alone; readers never change them, but may delete any
//! that is not the newest.
//!
//! Must not know: lines, log drivers.

mod reader;
mod writer;

use std::io;
use std::path::Path;

pub use reader::{Chunk, Position, Reader, discard_before};
pub(crate) use writer::{Kept, Writer};

/// Which of the two a container printed to. A terminal is standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    Stdout,
    Stderr,
}

/// The most payload bytes in a record: what is read from a pipe at once.
pub(crate) const PAYLOAD_BYTES_MAX: usize = 32 * 1024;
pub(crate) const HEADER_BYTES: usize = 16;
const SUFFIX: &str = ".seg";

pub(crate) fn header(stream: Stream, at_nanos: i64, length: u32) -> [u8; HEADER_BYTES] {
    let tag: u32 = match stream {
        Stream::Stdout => 1,
        Stream::Stderr => 2,
    };
    let mut bytes = [0; HEADER_BYTES];
    let (words, time) = bytes.split_at_mut(8);
    let (first, second) = words.split_at_mut(4);
    first.copy_from_slice(&tag.to_le_bytes());
    second.copy_from_slice(&length.to_le_bytes());
    time.copy_from_slice(&at_nanos.to_le_bytes());
    bytes
}

/// One record at the start of some bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parsed<'a> {
    pub(crate) stream: Stream,
    pub(crate) at_nanos: i64,
    pub(crate) payload: &'a [u8],
}

impl Parsed<'_> {
    pub(crate) fn size(&self) -> usize {
        HEADER_BYTES + self.payload.len()
    }
}

/// The record that `bytes` begin with; `None` where it is torn, not there yet, or none.
pub(crate) fn parse(bytes: &[u8]) -> Option<Parsed<'_>> {
    let (head, rest) = bytes.split_first_chunk::<HEADER_BYTES>()?;
    let (tag, head) = head.split_first_chunk::<4>()?;
    let (length, time) = head.split_first_chunk::<4>()?;
    let stream = match u32::from_le_bytes(*tag) {
        1 => Stream::Stdout,
        2 => Stream::Stderr,
        _ => return None,
    };
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    if length == 0 || length > PAYLOAD_BYTES_MAX {
        return None;
    }
    Some(Parsed { stream, at_nanos: i64::from_le_bytes(time.try_into().ok()?), payload: rest.get(..length)? })
}

pub(crate) fn segment_name(start: u64) -> String {
    format!("{start:020}{SUFFIX}")
}

/// The segments of a directory, the oldest first. A directory that is not there has none.
pub(crate) fn segments(directory: &Path) -> io::Result<Vec<u64>> {
    let entries = match std::fs::read_dir(directory) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut starts = Vec::new();
    for entry in entries {
        starts.extend(entry?.file_name().to_str().and_then(start_of));
    }
    starts.sort_unstable();
    Ok(starts)
}

/// Whether a file of that name in a container's directory is what it has printed.
#[must_use]
pub fn is_segment(name: &str) -> bool {
    start_of(name).is_some()
}

fn start_of(name: &str) -> Option<u64> {
    name.strip_suffix(SUFFIX)?.parse().ok()
}

#[cfg(test)]
mod tests;
