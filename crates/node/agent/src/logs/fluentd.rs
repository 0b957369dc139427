//! Lines by fluentd's forward protocol.
//!
//! Must not know: how lines are kept.

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::connection::{Connection, Remote};
use super::facts::{ATTRIBUTE_OPTIONS, LogFacts};
use super::keep::stream_name;
use super::line::Entry;
use super::msgpack;
use super::options::{LogError, Options};
use super::sink::{Sending, Sent, Sink};
use super::tls::Tls;

const OWN_OPTIONS: [&str; 11] = [
    "fluentd-address",
    "fluentd-async",
    "fluentd-async-connect",
    "fluentd-async-reconnect-interval",
    "fluentd-buffer-limit",
    "fluentd-max-retries",
    "fluentd-read-timeout",
    "fluentd-request-ack",
    "fluentd-retry-wait",
    "fluentd-sub-second-precision",
    "fluentd-write-timeout",
];
const SCHEMES: [&str; 3] = ["tcp", "tls", "unix"];
const ADDRESS: &str = "127.0.0.1:24224";
const PORT: u16 = 24224;
const BUFFER_BYTES: u64 = 8 * 1024 * 1024;
const ACK_LIMIT: Duration = Duration::from_secs(30);
const ACK_BYTES_MAX: usize = 1024;

pub(super) struct Fluentd {
    connection: Connection,
    tag: String,
    /// What every record says, beside its line.
    fixed: BTreeMap<String, String>,
    sub_second: bool,
    acks: bool,
    /// Makes the names of messages whose arrival is asked for.
    names: fastrand::Rng,
}

pub(super) fn known_options() -> Vec<&'static str> {
    [&OWN_OPTIONS[..], &ATTRIBUTE_OPTIONS[..]].concat()
}

/// What waits where the container shall not: with `fluentd-async`, unless a mode is given.
pub(super) fn default_ring(options: &Options<'_>) -> Result<Option<u64>, LogError> {
    let asynchronous = options.flag("fluentd-async")?.or(options.flag("fluentd-async-connect")?);
    let limit = options.memory("fluentd-buffer-limit")?.unwrap_or(BUFFER_BYTES);
    Ok((asynchronous == Some(true)).then_some(limit))
}

/// The first pause before another try.
pub(super) fn retry_wait(options: &Options<'_>) -> Result<Option<Duration>, LogError> {
    options.pause("fluentd-retry-wait")
}

impl Fluentd {
    pub(super) fn new(options: &Options<'_>, facts: &LogFacts) -> Result<Self, LogError> {
        let address = options.get("fluentd-address").unwrap_or(ADDRESS);
        let tls = address.starts_with("tls://").then(|| Tls::new(None, None)).transpose()?;
        // A line is tried until it arrives, whatever this says; but it must say a number.
        options.parsed::<u32>("fluentd-max-retries")?;
        for name in ["fluentd-async-reconnect-interval", "fluentd-read-timeout", "fluentd-write-timeout"] {
            options.pause(name)?;
        }
        let mut fixed = facts.attributes(options)?;
        fixed.insert("container_id".to_owned(), facts.container_id.clone());
        fixed.insert("container_name".to_owned(), format!("/{}", facts.container_name));
        Ok(Self {
            connection: Connection::new(Remote::parse(address, &SCHEMES, PORT, tls)?),
            tag: facts.tag(options)?,
            fixed,
            sub_second: options.flag("fluentd-sub-second-precision")? == Some(true),
            acks: options.flag("fluentd-request-ack")? == Some(true),
            names: fastrand::Rng::with_seed(seed(&facts.container_id)),
        })
    }

    /// `[tag, time, record]`, and the name of the message where its arrival is asked for.
    fn frame(&self, entry: &Entry, name: Option<&str>) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(entry.line.len() + 256);
        msgpack::array(if name.is_some() { 4 } else { 3 }, &mut bytes);
        msgpack::text(self.tag.as_bytes(), &mut bytes);
        let seconds = u32::try_from(entry.at_nanos.div_euclid(1_000_000_000)).unwrap_or_default();
        let nanos = u32::try_from(entry.at_nanos.rem_euclid(1_000_000_000)).unwrap_or_default();
        match self.sub_second {
            true => msgpack::event_time(seconds, nanos, &mut bytes),
            false => msgpack::seconds(seconds, &mut bytes),
        }
        let ordinal;
        let mut own: Vec<(&str, &[u8])> =
            vec![("source", stream_name(entry.stream).as_bytes()), ("log", &entry.line)];
        if let Some(part) = &entry.part {
            ordinal = part.ordinal.to_string();
            own.push(("partial_message", b"true"));
            own.push(("partial_id", part.id.as_bytes()));
            own.push(("partial_ordinal", ordinal.as_bytes()));
            own.push(("partial_last", if part.last { b"true" } else { b"false" }));
        }
        msgpack::map(self.fixed.len() + own.len(), &mut bytes);
        let fixed = self.fixed.iter().map(|(key, value)| (key.as_str(), value.as_bytes()));
        for (key, value) in fixed.chain(own) {
            msgpack::text(key.as_bytes(), &mut bytes);
            msgpack::text(value, &mut bytes);
        }
        if let Some(name) = name {
            msgpack::map(1, &mut bytes);
            msgpack::text(b"chunk", &mut bytes);
            msgpack::text(name.as_bytes(), &mut bytes);
        }
        bytes
    }

    /// One message after another, each until its arrival is confirmed.
    async fn send_confirmed(&mut self, entries: &[Entry]) -> Sent {
        for (count, entry) in entries.iter().enumerate() {
            let name = STANDARD.encode(self.names.u128(..).to_be_bytes());
            let frame = self.frame(entry, Some(&name));
            let sent = self.connection.send(&[frame]).await;
            let failed = match sent.failed {
                None => self.confirmed(&name).await.err(),
                failed => failed,
            };
            if failed.is_some() {
                self.connection.close();
                return Sent { count, refused: 0, failed };
            }
        }
        Sent::all(entries)
    }

    async fn confirmed(&mut self, name: &str) -> Result<(), String> {
        let (mut answer, mut part) = (Vec::new(), [0_u8; 256]);
        while answer.len() < ACK_BYTES_MAX {
            let read = self.connection.receive(&mut part, ACK_LIMIT).await;
            let count = read.map_err(|error| format!("no confirmation came: {error}"))?;
            answer.extend_from_slice(part.get(..count).unwrap_or_default());
            match msgpack::text_member(&answer, "ack") {
                Some(ack) if ack == name => return Ok(()),
                Some(_) => return Err("another message was confirmed".to_owned()),
                None => {}
            }
        }
        Err("the answer is no confirmation".to_owned())
    }
}

impl Sink for Fluentd {
    fn send<'a>(&'a mut self, entries: &'a [Entry], _: bool) -> Sending<'a> {
        Box::pin(async move {
            if self.acks {
                return self.send_confirmed(entries).await;
            }
            let frames: Vec<Vec<u8>> = entries.iter().map(|entry| self.frame(entry, None)).collect();
            let sent = self.connection.send(&frames).await;
            Sent { count: sent.count, refused: sent.refused, failed: sent.failed }
        })
    }
}

/// Names need only differ on one connection, which is one container's.
fn seed(container_id: &str) -> u64 {
    container_id.bytes().fold(0, |seed, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte)))
}

#[cfg(test)]
mod tests {
    use longshore_runtime::Stream;

    use super::*;

    #[test]
    fn a_message_byte_for_byte() {
        let given = [
            ("tag".to_owned(), "t".to_owned()),
            ("fluentd-sub-second-precision".to_owned(), "true".to_owned()),
        ];
        let given = given.into();
        let options = Options::new("fluentd", &given, &known_options()).unwrap();
        let facts =
            LogFacts { container_id: "c".to_owned(), container_name: "n".to_owned(), ..LogFacts::default() };
        let fluentd = Fluentd::new(&options, &facts).unwrap();
        let line = bytes::Bytes::from_static(b"hi");
        let entry = Entry { at_nanos: 1_000_000_002, stream: Stream::Stdout, line, part: None };
        let expected = [
            &b"\x94\xa1t\xd7\x00\x00\x00\x00\x01\x00\x00\x00\x02\x84"[..],
            b"\xaccontainer_id\xa1c\xaecontainer_name\xa2/n\xa6source\xa6stdout\xa3log\xa2hi",
            b"\x81\xa5chunk\xa1k",
        ]
        .concat();
        assert_eq!(fluentd.frame(&entry, Some("k")), expected);
    }
}
