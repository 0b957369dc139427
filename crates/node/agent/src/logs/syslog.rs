//! Lines as syslog messages: RFC 3164 and RFC 5424, over UDP, TCP, TLS or a socket of the machine.
//!
//! Must not know: how lines are kept.

use jiff::Timestamp;
use longshore_runtime::Stream;

use super::connection::{Connection, Remote};
use super::facts::{ATTRIBUTE_OPTIONS, LogFacts};
use super::line::Entry;
use super::options::{LogError, Options};
use super::sink::{Sending, Sent, Sink};
use super::tls::Tls;

const OWN_OPTIONS: [&str; 7] = [
    "syslog-address",
    "syslog-facility",
    "syslog-format",
    "syslog-tls-ca-cert",
    "syslog-tls-cert",
    "syslog-tls-key",
    "syslog-tls-skip-verify",
];
const SCHEMES: [&str; 5] = ["udp", "tcp", "tcp+tls", "unix", "unixgram"];
const PORT: u16 = 514;
const LOCAL: [&str; 3] = ["/dev/log", "/var/run/syslog", "/var/run/log"];
const FACILITIES: [&str; 24] = [
    "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "",
    "", "", "", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
];
const DAEMON: u8 = 3;
const ERROR: u8 = 3;
const INFORMATION: u8 = 6;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    /// The short form of machines' own sockets; Docker's default everywhere.
    Local,
    Rfc3164,
    Rfc5424,
    Rfc5424Micro,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Framing {
    Datagram,
    Newline,
    /// The length in front, as RFC 5425 has it.
    Counted,
}

struct Shape {
    facility: u8,
    format: Format,
    framing: Framing,
    hostname: String,
    tag: String,
    process: u32,
}

pub(super) struct Syslog {
    shape: Shape,
    connection: Connection,
}

pub(super) fn known_options() -> Vec<&'static str> {
    [&OWN_OPTIONS[..], &ATTRIBUTE_OPTIONS[..]].concat()
}

impl Syslog {
    pub(super) fn new(options: &Options<'_>, facts: &LogFacts) -> Result<Self, LogError> {
        let remote = remote(options)?;
        let facility = options.get("syslog-facility").map_or(Ok(DAEMON), |name| facility(options, name))?;
        let format = match options.get("syslog-format") {
            None => Format::Local,
            Some("rfc3164") => Format::Rfc3164,
            Some("rfc5424") => Format::Rfc5424,
            Some("rfc5424micro") => Format::Rfc5424Micro,
            Some(_) => return Err(LogError("Invalid syslog format".to_owned())),
        };
        let counted =
            matches!(remote, Remote::Tls(..)) && matches!(format, Format::Rfc5424 | Format::Rfc5424Micro);
        let framing = match (counted, remote.is_stream()) {
            (true, _) => Framing::Counted,
            (false, true) => Framing::Newline,
            (false, false) => Framing::Datagram,
        };
        let (hostname, tag) = (facts.hostname.clone(), facts.tag(options)?);
        let shape = Shape { facility, format, framing, hostname, tag, process: std::process::id() };
        Ok(Self { shape, connection: Connection::new(remote) })
    }
}

fn remote(options: &Options<'_>) -> Result<Remote, LogError> {
    let Some(address) = options.get("syslog-address") else {
        return Ok(Remote::Unixgram(LOCAL.into_iter().map(Into::into).collect()));
    };
    if options.flag("syslog-tls-skip-verify")? == Some(true) {
        let text = "syslog-tls-skip-verify is not supported: name the authority in syslog-tls-ca-cert";
        return Err(LogError(text.to_owned()));
    }
    let own = options.get("syslog-tls-cert").zip(options.get("syslog-tls-key"));
    let secure = address.starts_with("tcp+tls://");
    let tls = secure.then(|| Tls::new(options.get("syslog-tls-ca-cert"), own)).transpose()?;
    Remote::parse(address, &SCHEMES, PORT, tls)
}

fn facility(options: &Options<'_>, name: &str) -> Result<u8, LogError> {
    let number = name.parse::<u8>().ok().filter(|number| usize::from(*number) < FACILITIES.len());
    let named =
        || FACILITIES.iter().position(|known| *known == name).and_then(|place| u8::try_from(place).ok());
    number.or_else(named).ok_or_else(|| options.invalid("syslog-facility", name))
}

impl Shape {
    fn frame(&self, entry: &Entry) -> Vec<u8> {
        let severity = match entry.stream {
            Stream::Stdout => INFORMATION,
            Stream::Stderr => ERROR,
        };
        let priority = u32::from(self.facility) * 8 + u32::from(severity);
        let at = Timestamp::from_nanosecond(i128::from(entry.at_nanos)).unwrap_or_default();
        let (host, tag, process) = (&self.hostname, &self.tag, self.process);
        let stamp = || jiff::fmt::strtime::format("%b %e %H:%M:%S", at).unwrap_or_default();
        let head = match self.format {
            Format::Local => format!("<{priority}>{} {tag}[{process}]: ", stamp()),
            Format::Rfc3164 => format!("<{priority}>{} {host} {tag}[{process}]: ", stamp()),
            Format::Rfc5424 => format!("<{priority}>1 {at:.0} {host} {tag} {process} {tag} - "),
            Format::Rfc5424Micro => format!("<{priority}>1 {at:.6} {host} {tag} {process} {tag} - "),
        };
        let body = [head.as_bytes(), &entry.line].concat();
        match self.framing {
            Framing::Datagram => body,
            Framing::Newline => [body, b"\n".to_vec()].concat(),
            Framing::Counted => [format!("{} ", body.len()).into_bytes(), body].concat(),
        }
    }
}

impl Sink for Syslog {
    fn send<'a>(&'a mut self, entries: &'a [Entry], _: bool) -> Sending<'a> {
        Box::pin(async move {
            let frames: Vec<Vec<u8>> = entries.iter().map(|entry| self.shape.frame(entry)).collect();
            let sent = self.connection.send(&frames).await;
            Sent { count: sent.count, refused: sent.refused, failed: sent.failed }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_byte_for_byte() {
        let line = bytes::Bytes::from_static(b"hello \xff");
        // 2020-02-03T04:05:06.000789Z
        let entry = Entry { at_nanos: 1_580_702_706_000_789_000, stream: Stream::Stderr, line, part: None };
        for (format, framing, expected) in [
            (Format::Local, Framing::Datagram, "<27>Feb  3 04:05:06 web[9]: hello "),
            (Format::Rfc3164, Framing::Datagram, "<27>Feb  3 04:05:06 box web[9]: hello "),
            (Format::Rfc5424, Framing::Datagram, "<27>1 2020-02-03T04:05:06Z box web 9 web - hello "),
            (
                Format::Rfc5424Micro,
                Framing::Counted,
                "57 <27>1 2020-02-03T04:05:06.000789Z box web 9 web - hello ",
            ),
        ] {
            let (hostname, tag) = ("box".to_owned(), "web".to_owned());
            let shape = Shape { facility: DAEMON, format, framing, hostname, tag, process: 9 };
            assert_eq!(shape.frame(&entry), [expected.as_bytes(), b"\xff"].concat(), "{format:?}");
        }
    }
}
