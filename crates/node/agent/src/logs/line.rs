//! Lines, from bytes that come as they come.
//!
//! A line longer than 16 KiB comes in parts that say so. What is not a line yet is part of the position, so
//! that a restart neither loses nor repeats it.
//!
//! Must not know: where lines go.

use bytes::Bytes;
use longshore_runtime::{OutputChunk, Stream};
use serde::{Deserialize, Serialize};

pub(super) const LINE_BYTES_MAX: usize = 16 * 1024;

/// A line without its end, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) at_nanos: i64,
    pub(super) stream: Stream,
    pub(super) line: Bytes,
    pub(super) part: Option<Part>,
}

/// Which part of a long line this is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) id: String,
    /// From 1.
    pub(super) ordinal: u32,
    pub(super) last: bool,
}

impl Entry {
    /// The line does not end here.
    pub(super) fn goes_on(&self) -> bool {
        self.part.as_ref().is_some_and(|part| !part.last)
    }
}

/// The ends of both streams that are no lines yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Splitter {
    stdout: Unfinished,
    stderr: Unfinished,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Unfinished {
    #[serde(with = "as_base64")]
    bytes: Vec<u8>,
    at_nanos: i64,
    /// The last part given out of the line under way.
    part: Option<Part>,
}

impl Splitter {
    /// The lines that a chunk completes.
    pub(super) fn feed(&mut self, chunk: &OutputChunk) -> Vec<Entry> {
        let mut entries = Vec::new();
        let unfinished = self.of(chunk.stream);
        if chunk.dropped_bytes > 0 {
            // What is missing may have held the line's end.
            unfinished.finish(chunk.stream, &mut entries);
        }
        let mut rest = &chunk.bytes[..];
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let (line, behind) = rest.split_at(end);
            unfinished.extend(chunk, line, &mut entries);
            unfinished.emit(chunk.stream, true, &mut entries);
            rest = behind.get(1..).unwrap_or_default();
        }
        unfinished.extend(chunk, rest, &mut entries);
        entries
    }

    /// What is left when there will be no more.
    pub(super) fn finish(&mut self) -> Vec<Entry> {
        let mut entries = Vec::new();
        self.stdout.finish(Stream::Stdout, &mut entries);
        self.stderr.finish(Stream::Stderr, &mut entries);
        entries
    }

    fn of(&mut self, stream: Stream) -> &mut Unfinished {
        match stream {
            Stream::Stdout => &mut self.stdout,
            Stream::Stderr => &mut self.stderr,
        }
    }
}

impl Unfinished {
    fn extend(&mut self, chunk: &OutputChunk, mut bytes: &[u8], entries: &mut Vec<Entry>) {
        if self.bytes.is_empty() && self.part.is_none() {
            self.at_nanos = chunk.at_nanos;
        }
        while self.bytes.len() + bytes.len() > LINE_BYTES_MAX {
            let (now, later) = bytes.split_at(LINE_BYTES_MAX - self.bytes.len());
            self.bytes.extend_from_slice(now);
            bytes = later;
            self.emit(chunk.stream, false, entries);
        }
        self.bytes.extend_from_slice(bytes);
    }

    fn emit(&mut self, stream: Stream, complete: bool, entries: &mut Vec<Entry>) {
        let part = match self.part.take() {
            None if complete => None,
            None => Some(Part { id: self.part_id(stream), ordinal: 1, last: false }),
            Some(before) => {
                Some(Part { ordinal: before.ordinal.saturating_add(1), last: complete, ..before })
            }
        };
        self.part = part.clone().filter(|_| !complete);
        let line = std::mem::take(&mut self.bytes).into();
        entries.push(Entry { at_nanos: self.at_nanos, stream, line, part });
    }

    fn finish(&mut self, stream: Stream, entries: &mut Vec<Entry>) {
        if !self.bytes.is_empty() || self.part.is_some() {
            self.emit(stream, true, entries);
        }
    }

    /// One stream has one line under way, and no two begin in the same nanosecond.
    fn part_id(&self, stream: Stream) -> String {
        let stream = match stream {
            Stream::Stdout => 1,
            Stream::Stderr => 2,
        };
        format!("{:016x}{stream:016x}", self.at_nanos)
    }
}

mod as_base64 {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(at_nanos: i64, stream: Stream, bytes: &[u8]) -> OutputChunk {
        let bytes = Bytes::copy_from_slice(bytes);
        OutputChunk { stream, at_nanos, bytes, next: Default::default(), dropped_bytes: 0 }
    }

    fn texts(entries: &[Entry]) -> Vec<String> {
        entries.iter().map(|entry| String::from_utf8_lossy(&entry.line).into_owned()).collect()
    }

    #[test]
    fn lines_come_whole_however_they_are_cut_and_mixed() {
        let mut splitter = Splitter::default();
        let out = splitter.feed(&chunk(1, Stream::Stdout, b"one\ntw"));
        let err = splitter.feed(&chunk(2, Stream::Stderr, b"oops\n"));
        let rest = splitter.feed(&chunk(3, Stream::Stdout, b"o\n\nthree"));
        assert_eq!((texts(&out), texts(&err)), (vec!["one".to_owned()], vec!["oops".to_owned()]));
        assert_eq!(texts(&rest), ["two", ""]);
        assert_eq!(rest[0].at_nanos, 1, "a line has the time of its beginning");
        assert_eq!(texts(&splitter.finish()), ["three"]);
        assert!(splitter.finish().is_empty());
    }

    #[test]
    fn long_lines_come_in_parts_of_one_id() {
        let mut splitter = Splitter::default();
        let long = [vec![b'x'; 2 * LINE_BYTES_MAX + 5], b"\nshort\n".to_vec()].concat();
        let entries = splitter.feed(&chunk(7, Stream::Stdout, &long));
        let parts: Vec<_> =
            entries.iter().map(|one| one.part.as_ref().map(|part| (part.ordinal, part.last))).collect();
        assert_eq!(parts, [Some((1, false)), Some((2, false)), Some((3, true)), None]);
        let lengths: Vec<_> = entries.iter().map(|entry| entry.line.len()).collect();
        assert_eq!(lengths, [LINE_BYTES_MAX, LINE_BYTES_MAX, 5, 5]);
        assert!(
            entries[..3]
                .windows(2)
                .all(|two| two[0].part.as_ref().unwrap().id == two[1].part.as_ref().unwrap().id)
        );
    }

    #[test]
    fn a_restart_in_the_middle_of_a_line_changes_nothing() {
        let bytes = [vec![b'y'; LINE_BYTES_MAX + 100], b"z\n\xff\xfe\nend".to_vec()].concat();
        let mut whole = Splitter::default();
        let mut expected = whole.feed(&chunk(1, Stream::Stderr, &bytes));
        expected.extend(whole.finish());
        for cut in [0, 1, LINE_BYTES_MAX, LINE_BYTES_MAX + 50, bytes.len() - 5, bytes.len()] {
            let mut before = Splitter::default();
            let mut entries = before.feed(&chunk(1, Stream::Stderr, &bytes[..cut]));
            let saved = serde_json::to_string(&before).unwrap();
            let mut after: Splitter = serde_json::from_str(&saved).unwrap();
            entries.extend(after.feed(&chunk(1, Stream::Stderr, &bytes[cut..])));
            entries.extend(after.finish());
            assert_eq!(entries, expected, "cut at {cut}");
        }
    }

    #[test]
    fn a_gap_ends_the_line_before_it() {
        let mut splitter = Splitter::default();
        splitter.feed(&chunk(1, Stream::Stdout, b"begun"));
        let behind = OutputChunk { dropped_bytes: 9, ..chunk(2, Stream::Stdout, b"rest\n") };
        assert_eq!(texts(&splitter.feed(&behind)), ["begun", "rest"]);
    }
}
