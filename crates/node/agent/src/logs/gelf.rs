//! Lines as GELF: JSON over UDP, compressed and cut in chunks, or over TCP with a zero byte behind each.
//!
//! Must not know: how lines are kept.

use std::io::Write;

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use longshore_runtime::Stream;
use serde_json::{Map, Value};

use super::connection::{Connection, Remote};
use super::facts::{ATTRIBUTE_OPTIONS, LogFacts};
use super::line::Entry;
use super::options::{LogError, Options};
use super::sink::{Sending, Sent, Sink};

const OWN_OPTIONS: [&str; 5] = [
    "gelf-address",
    "gelf-compression-type",
    "gelf-compression-level",
    "gelf-tcp-max-reconnect",
    "gelf-tcp-reconnect-delay",
];
const PORT: u16 = 12201;
/// What fits into one packet of most networks, with the 12 bytes of a chunk's head.
const DATAGRAM_BYTES: usize = 1420;
const CHUNK_BYTES: usize = DATAGRAM_BYTES - 12;
const CHUNKS_MAX: usize = 128;
const LEVEL_ERROR: u8 = 3;
const LEVEL_INFORMATION: u8 = 6;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    None,
    Gzip(Compression),
    Zlib(Compression),
}

pub(super) struct Gelf {
    connection: Connection,
    stream: bool,
    packing: Packing,
    fixed: Map<String, Value>,
    /// Grows with every message that is cut.
    message: u64,
}

pub(super) fn known_options() -> Vec<&'static str> {
    [&OWN_OPTIONS[..], &ATTRIBUTE_OPTIONS[..]].concat()
}

impl Gelf {
    pub(super) fn new(options: &Options<'_>, facts: &LogFacts) -> Result<Self, LogError> {
        let address = options.get("gelf-address");
        let address = address.ok_or_else(|| LogError("gelf-address is a required parameter".to_owned()))?;
        let remote = Remote::parse(address, &["udp", "tcp"], PORT, None)?;
        let stream = remote.is_stream();
        // A line is tried until it arrives, whatever these say; but they must be numbers.
        options.parsed::<u32>("gelf-tcp-max-reconnect")?;
        options.parsed::<u32>("gelf-tcp-reconnect-delay")?;
        let packing = packing(options, stream)?;
        let message =
            facts.container_id.bytes().fold(0_u64, |seed, byte| seed.rotate_left(7) ^ u64::from(byte));
        let connection = Connection::new(remote);
        Ok(Self { connection, stream, packing, fixed: fixed(options, facts)?, message })
    }

    fn document(&self, entry: &Entry) -> Vec<u8> {
        let mut document = self.fixed.clone();
        let level = match entry.stream {
            Stream::Stdout => LEVEL_INFORMATION,
            Stream::Stderr => LEVEL_ERROR,
        };
        document.insert("short_message".to_owned(), String::from_utf8_lossy(&entry.line).into());
        document
            .insert("timestamp".to_owned(), (entry.at_nanos.div_euclid(1_000_000) as f64 / 1000.0).into());
        document.insert("level".to_owned(), level.into());
        Value::Object(document).to_string().into_bytes()
    }

    /// What goes over the wire for one line; `None` if it is too long to be cut.
    fn frames(&mut self, entry: &Entry) -> Option<Vec<Vec<u8>>> {
        let mut document = self.document(entry);
        if self.stream {
            document.push(0);
            return Some(vec![document]);
        }
        let packed = pack(document, self.packing)?;
        if packed.len() <= DATAGRAM_BYTES {
            return Some(vec![packed]);
        }
        self.message = self.message.wrapping_add(1);
        chunks(&packed, self.message)
    }

    async fn deliver(&mut self, entries: &[Entry]) -> Sent {
        let (mut frames, mut ends) = (Vec::new(), Vec::new());
        let mut refused = Vec::new();
        for entry in entries {
            // An empty message is not allowed.
            let made = if entry.line.is_empty() { Some(Vec::new()) } else { self.frames(entry) };
            refused.push(u64::from(made.is_none()));
            frames.extend(made.unwrap_or_default());
            ends.push(frames.len());
        }
        let sent = self.connection.send(&frames).await;
        let count = ends.iter().take_while(|end| **end <= sent.count).count();
        // Before the first connection nothing has gone, not even lines that need no sending.
        let count = if sent.failed.is_some() && sent.count == 0 { 0 } else { count };
        let refused: u64 = refused.iter().take(count).sum();
        Sent { count, refused: refused + sent.refused, failed: sent.failed }
    }
}

impl Sink for Gelf {
    fn send<'a>(&'a mut self, entries: &'a [Entry], _: bool) -> Sending<'a> {
        Box::pin(self.deliver(entries))
    }
}

fn packing(options: &Options<'_>, stream: bool) -> Result<Packing, LogError> {
    let kind = options.get("gelf-compression-type");
    let level = options.parsed::<i32>("gelf-compression-level")?;
    if stream {
        return match (kind, level) {
            (None | Some("none"), None) => Ok(Packing::None),
            _ => Err(LogError("compression is only supported on UDP".to_owned())),
        };
    }
    let level = match level {
        None => Compression::fast(),
        Some(-1) => Compression::default(),
        Some(level @ 0..=9) => Compression::new(level.unsigned_abs()),
        Some(other) => return Err(options.invalid("gelf-compression-level", &other.to_string())),
    };
    match kind {
        None | Some("gzip") => Ok(Packing::Gzip(level)),
        Some("zlib") => Ok(Packing::Zlib(level)),
        Some("none") => Ok(Packing::None),
        Some(other) => Err(options.invalid("gelf-compression-type", other)),
    }
}

fn fixed(options: &Options<'_>, facts: &LogFacts) -> Result<Map<String, Value>, LogError> {
    let created = jiff::Timestamp::from_millisecond(facts.created_at).unwrap_or_default().to_string();
    let mut fixed = Map::new();
    for (key, value) in [
        ("version", "1.1"),
        ("host", &facts.hostname),
        ("_command", &facts.command),
        ("_container_id", &facts.container_id),
        ("_container_name", &facts.container_name),
        ("_created", &created),
        ("_image_id", &facts.image_id),
        ("_image_name", &facts.image_name),
        ("_tag", &facts.tag(options)?),
    ] {
        fixed.insert(key.to_owned(), value.into());
    }
    for (key, value) in facts.attributes(options)? {
        fixed.insert(format!("_{key}"), value.into());
    }
    Ok(fixed)
}

fn pack(document: Vec<u8>, packing: Packing) -> Option<Vec<u8>> {
    // Writing to memory does not fail.
    match packing {
        Packing::None => Some(document),
        Packing::Gzip(level) => {
            let mut encoder = GzEncoder::new(Vec::new(), level);
            encoder.write_all(&document).and_then(|()| encoder.finish()).ok()
        }
        Packing::Zlib(level) => {
            let mut encoder = ZlibEncoder::new(Vec::new(), level);
            encoder.write_all(&document).and_then(|()| encoder.finish()).ok()
        }
    }
}

fn chunks(packed: &[u8], message: u64) -> Option<Vec<Vec<u8>>> {
    let count = packed.len().div_ceil(CHUNK_BYTES);
    let total = u8::try_from(count).ok().filter(|total| usize::from(*total) <= CHUNKS_MAX)?;
    let one = |(number, part): (u8, &[u8])| {
        [&[0x1e, 0x0f][..], &message.to_be_bytes(), &[number, total], part].concat()
    };
    Some((0..total).zip(packed.chunks(CHUNK_BYTES)).map(one).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_and_its_chunks_byte_for_byte() {
        let given =
            [("gelf-address".to_owned(), "udp://x".to_owned()), ("env".to_owned(), "A".to_owned())].into();
        let options = Options::new("gelf", &given, &known_options()).unwrap();
        let facts = LogFacts {
            container_id: "c".to_owned(),
            hostname: "box".to_owned(),
            environment: vec![("A".to_owned(), "b".to_owned())],
            ..LogFacts::default()
        };
        let gelf = Gelf::new(&options, &facts).unwrap();
        let line = bytes::Bytes::from_static(b"hi");
        let entry = Entry { at_nanos: 1_500_999_999, stream: Stream::Stderr, line, part: None };
        let document: Value = serde_json::from_slice(&gelf.document(&entry)).unwrap();
        assert_eq!(
            document,
            serde_json::json!({
                "version": "1.1", "host": "box", "short_message": "hi", "timestamp": 1.5, "level": 3,
                "_command": "", "_container_id": "c", "_container_name": "", "_created": "1970-01-01T00:00:00Z",
                "_image_id": "", "_image_name": "", "_tag": "c", "_A": "b",
            })
        );
        let cut = chunks(&[7; CHUNK_BYTES + 1], 0x0102).unwrap();
        assert_eq!(cut.len(), 2);
        assert_eq!(cut[1], [0x1e, 0x0f, 0, 0, 0, 0, 0, 0, 1, 2, 1, 2, 7]);
        assert_eq!(cut[0].len(), DATAGRAM_BYTES);
        assert!(chunks(&vec![7; CHUNK_BYTES * CHUNKS_MAX], 1).is_some());
        assert!(chunks(&vec![7; CHUNK_BYTES * CHUNKS_MAX + 1], 1).is_none());
    }
}
