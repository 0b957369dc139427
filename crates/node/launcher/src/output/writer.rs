//! Appends records to the newest segment and keeps all of them within their bounds.
//!
//! Must not know: pipes, terminals, or who reads.

use std::collections::VecDeque;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;

use super::{HEADER_BYTES, Stream, header, parse, segment_name, segments};
use crate::spec::{Output, WhenFull};

/// The smallest segment: less would be more names than bytes.
const SEGMENT_BYTES_MIN: u64 = 4096;
/// What is kept is spread over at least so many segments, so that taking the oldest away makes room.
const SEGMENTS_MIN: u64 = 4;

/// What became of a chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    Yes,
    /// There is no room on the disk: keep it, and try again later.
    TryAgain,
    /// It was thrown away, and counted.
    Dropped,
}

#[derive(Debug)]
pub(crate) struct Writer {
    directory: PathBuf,
    policy: Output,
    segment_bytes: u64,
    /// All segments with their sizes, the oldest first; the last is the one written to, if it is open.
    kept: VecDeque<(u64, u64)>,
    open: Option<File>,
    /// Payload bytes so far, dropped ones included.
    total: u64,
}

impl Writer {
    /// Goes on behind what an earlier run of the container left in the directory, which is made if need be.
    pub(crate) fn open(directory: PathBuf, policy: Output) -> io::Result<Self> {
        match std::fs::create_dir(&directory) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        let segment_bytes = policy.segment_bytes.min(policy.bytes_max / SEGMENTS_MIN).max(SEGMENT_BYTES_MIN);
        let mut writer =
            Self { directory, policy, segment_bytes, kept: VecDeque::new(), open: None, total: 0 };
        for start in segments(&writer.directory)? {
            let size = std::fs::metadata(writer.path(start))?.len();
            writer.kept.push_back((start, size));
        }
        if let Some((start, _)) = writer.kept.back().copied() {
            writer.total = start.saturating_add(payload_bytes(&std::fs::read(writer.path(start))?));
            if writer.total == start {
                // Nothing whole in it: its name is the next one's.
                std::fs::remove_file(writer.path(start))?;
                writer.kept.pop_back();
            }
        }
        Ok(writer)
    }

    /// Whether the container must wait until somebody takes the oldest segment away.
    pub(crate) fn must_wait(&mut self) -> bool {
        if self.policy.when_full == WhenFull::DropOldest || self.kept_bytes() < self.policy.bytes_max {
            return false;
        }
        let directory = &self.directory;
        self.kept.retain(|(start, _)| directory.join(segment_name(*start)).exists());
        self.kept_bytes() >= self.policy.bytes_max
    }

    /// Appends a record. `space` is room for the header, then the payload, so that one write takes both.
    pub(crate) fn append(&mut self, stream: Stream, at_nanos: i64, space: &mut [u8]) -> Kept {
        let payload = space.len().saturating_sub(HEADER_BYTES);
        let Ok(length) = u32::try_from(payload) else { return Kept::Dropped };
        if let Some(room) = space.first_chunk_mut::<HEADER_BYTES>() {
            *room = header(stream, at_nanos, length);
        }
        self.make_room(space.len());
        let mut result = self.write(space);
        if result.is_err() && self.policy.when_full == WhenFull::DropOldest && self.drop_oldest() {
            result = self.write(space);
        }
        match (result, self.policy.when_full) {
            (Ok(()), _) => {
                self.total = self.total.saturating_add(u64::from(length));
                Kept::Yes
            }
            (Err(_), WhenFull::Wait) => Kept::TryAgain,
            (Err(_), WhenFull::DropOldest) => self.give_up(u64::from(length)),
        }
    }

    /// Counts what could not be kept. The next record begins a segment, whose name tells of the gap.
    pub(crate) fn give_up(&mut self, payload: u64) -> Kept {
        self.open = None;
        self.total = self.total.saturating_add(payload);
        Kept::Dropped
    }

    fn make_room(&mut self, size: usize) {
        let size = u64::try_from(size).unwrap_or(u64::MAX);
        let newest = self.kept.back().map_or(0, |(_, bytes)| *bytes);
        if newest > 0 && newest.saturating_add(size) > self.segment_bytes {
            self.open = None;
        }
        while self.policy.when_full == WhenFull::DropOldest
            && self.kept_bytes().saturating_add(size) > self.policy.bytes_max
            && self.drop_oldest()
        {}
    }

    /// Deletes the oldest segment that is not written to; false when there is none.
    fn drop_oldest(&mut self) -> bool {
        if self.kept.len() <= usize::from(self.open.is_some()) {
            return false;
        }
        match self.kept.pop_front() {
            Some((start, _)) => {
                // It may have been taken away already.
                let _ = std::fs::remove_file(self.path(start));
                true
            }
            None => false,
        }
    }

    /// All of it, or nothing.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.open.is_none() {
            let path = self.path(self.total);
            self.open = Some(OpenOptions::new().append(true).create(true).open(path)?);
            self.kept.push_back((self.total, 0));
        }
        let (Some(file), Some((_, size))) = (self.open.as_mut(), self.kept.back_mut()) else {
            return Err(io::ErrorKind::NotFound.into());
        };
        if let Err(error) = file.write_all(bytes) {
            file.set_len(*size)?;
            if *size == 0 {
                self.open = None;
                self.kept.pop_back();
                // Its name stays for the next attempt.
                let _ = std::fs::remove_file(self.path(self.total));
            }
            return Err(error);
        }
        *size = size.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        Ok(())
    }

    fn kept_bytes(&self) -> u64 {
        self.kept.iter().map(|(_, size)| size).sum()
    }

    fn path(&self, start: u64) -> PathBuf {
        self.directory.join(segment_name(start))
    }
}

/// How much the whole records of a segment carry.
fn payload_bytes(mut segment: &[u8]) -> u64 {
    let mut total = 0;
    while let Some(record) = parse(segment) {
        total += u64::try_from(record.payload.len()).unwrap_or(0);
        segment = segment.get(record.size()..).unwrap_or_default();
    }
    total
}
