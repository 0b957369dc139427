//! Lines for the machine's journal, by its native protocol: one datagram of fields for each line.
//!
//! Must not know: how lines are kept.

use std::collections::BTreeMap;
use std::path::Path;

use longshore_runtime::Stream;

use super::connection::{Connection, Remote};
use super::facts::{ATTRIBUTE_OPTIONS, LogFacts};
use super::line::Entry;
use super::options::{LogError, Options};
use super::sink::{Sending, Sent, Sink};

const SOCKET: &str = "/run/systemd/journal/socket";
const FIELD_NAME_BYTES_MAX: usize = 64;

pub(super) struct Journald {
    connection: Connection,
    /// The fields that every line has.
    fixed: Vec<u8>,
}

pub(super) fn known_options() -> Vec<&'static str> {
    ATTRIBUTE_OPTIONS.to_vec()
}

impl Journald {
    pub(super) fn new(options: &Options<'_>, facts: &LogFacts) -> Result<Self, LogError> {
        Self::at(Path::new(SOCKET), options, facts)
    }

    pub(super) fn at(socket: &Path, options: &Options<'_>, facts: &LogFacts) -> Result<Self, LogError> {
        if !socket.exists() {
            return Err(LogError("journald is not enabled on this host".to_owned()));
        }
        let tag = facts.tag(options)?;
        let mut fields = BTreeMap::new();
        for (name, value) in facts.attributes(options)? {
            if let Some(name) = field_name(&name) {
                fields.insert(name, value);
            }
        }
        for (name, value) in [
            ("CONTAINER_ID", facts.short_id()),
            ("CONTAINER_ID_FULL", &facts.container_id),
            ("CONTAINER_NAME", &facts.container_name),
            ("CONTAINER_TAG", &tag),
            ("IMAGE_NAME", &facts.image_name),
            ("SYSLOG_IDENTIFIER", &tag),
        ] {
            fields.insert(name.to_owned(), value.to_owned());
        }
        let mut fixed = Vec::new();
        for (name, value) in &fields {
            field(name, value.as_bytes(), &mut fixed);
        }
        Ok(Self { connection: Connection::new(Remote::Unixgram(vec![socket.to_owned()])), fixed })
    }

    fn frame(&self, entry: &Entry) -> Vec<u8> {
        let mut bytes = self.fixed.clone();
        let priority: &[u8] = match entry.stream {
            Stream::Stdout => b"6",
            Stream::Stderr => b"3",
        };
        field("PRIORITY", priority, &mut bytes);
        if let Some(part) = &entry.part {
            field("CONTAINER_PARTIAL_ID", part.id.as_bytes(), &mut bytes);
            field("CONTAINER_PARTIAL_ORDINAL", part.ordinal.to_string().as_bytes(), &mut bytes);
            field("CONTAINER_PARTIAL_LAST", if part.last { b"true" } else { b"false" }, &mut bytes);
            if !part.last {
                field("CONTAINER_PARTIAL_MESSAGE", b"true", &mut bytes);
            }
        }
        field("MESSAGE", &entry.line, &mut bytes);
        bytes
    }
}

impl Sink for Journald {
    fn send<'a>(&'a mut self, entries: &'a [Entry], _: bool) -> Sending<'a> {
        Box::pin(async move {
            let frames: Vec<Vec<u8>> = entries.iter().map(|entry| self.frame(entry)).collect();
            let sent = self.connection.send(&frames).await;
            Sent { count: sent.count, refused: sent.refused, failed: sent.failed }
        })
    }
}

/// `NAME=value`, or with the length in front where the value has ends of lines.
fn field(name: &str, value: &[u8], into: &mut Vec<u8>) {
    into.extend_from_slice(name.as_bytes());
    if value.contains(&b'\n') {
        into.push(b'\n');
        into.extend_from_slice(&u64::try_from(value.len()).unwrap_or_default().to_le_bytes());
    } else {
        into.push(b'=');
    }
    into.extend_from_slice(value);
    into.push(b'\n');
}

/// Upper case, digits and underscores, the first a letter; the journal throws others away.
fn field_name(name: &str) -> Option<String> {
    let plain = |one: char| if one.is_ascii_alphanumeric() { one.to_ascii_uppercase() } else { '_' };
    let name: String = name.chars().map(plain).take(FIELD_NAME_BYTES_MAX).collect();
    let name = name.trim_start_matches(|one: char| !one.is_ascii_uppercase());
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_byte_for_byte() {
        let mut bytes = Vec::new();
        field("MESSAGE", b"hi \xff", &mut bytes);
        field("TWO", b"a\nb", &mut bytes);
        assert_eq!(bytes, b"MESSAGE=hi \xff\nTWO\n\x03\0\0\0\0\0\0\0a\nb\n");
        for (name, expected) in [("com.x-y", Some("COM_X_Y")), ("_a1", Some("A1")), ("1", None), ("", None)] {
            assert_eq!(field_name(name).as_deref(), expected, "{name}");
        }
    }
}
