//! Lines as events for CloudWatch Logs, in batches that PutLogEvents takes.
//!
//! Whoever keeps log groups stands behind [`LogSink`].
//!
//! Must not know: where log groups are kept.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::facts::LogFacts;
use super::line::Entry;
use super::multiline::{EVENT_BYTES_MAX, Group, Multiline};
use super::options::{LogError, Options};
use super::sink::{Sending, Sent, Sink};

const OWN_OPTIONS: [&str; 13] = [
    "awslogs-region",
    "awslogs-endpoint",
    "awslogs-group",
    "awslogs-stream",
    "awslogs-stream-prefix",
    "awslogs-create-group",
    "awslogs-create-stream",
    "awslogs-datetime-format",
    "awslogs-multiline-pattern",
    "awslogs-credentials-endpoint",
    "awslogs-force-flush-interval-seconds",
    "awslogs-max-buffered-events",
    "awslogs-format",
];
/// What one call may bring; each event counts 26 bytes beside its message.
const EVENTS_MAX: usize = 10_000;
const BATCH_BYTES_MAX: usize = 1024 * 1024;
const EVENT_BYTES: usize = 26;
const BATCH_MILLIS_MAX: i64 = 24 * 60 * 60 * 1000;

/// Where the events of one container go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogStream {
    /// None: the node's own.
    pub region: Option<String>,
    pub group: String,
    pub stream: String,
    /// Makes the group if it is not there.
    pub create_group: bool,
    /// Its execution role's rights are what counts.
    pub task_id: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEvent {
    pub at_millis: i64,
    pub message: String,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SinkError {
    /// Trying again may help.
    #[error("{0}")]
    Unavailable(String),
    /// These events will never be taken, or the stream cannot be opened; the message is the reason for people.
    #[error("{0}")]
    Refused(String),
}

pub type SinkAnswer<'a> = Pin<Box<dyn Future<Output = Result<(), SinkError>> + Send + 'a>>;

/// Takes events of containers. Events come again after a crash; equal ones next to each other are the same.
pub trait LogSink: Send + Sync + 'static {
    /// Before the container starts: a refusal keeps it from starting.
    fn open<'a>(&'a self, stream: &'a LogStream) -> SinkAnswer<'a>;
    /// At most 10,000 events and 1 MiB, in order of time. Done when they will not be lost.
    fn put<'a>(&'a self, stream: &'a LogStream, events: &'a [LogEvent]) -> SinkAnswer<'a>;
}

/// Without log groups, the copy on the node is where events are.
pub struct KeptOnNode;

impl LogSink for KeptOnNode {
    fn open<'a>(&'a self, _: &'a LogStream) -> SinkAnswer<'a> {
        Box::pin(async { Ok(()) })
    }

    fn put<'a>(&'a self, _: &'a LogStream, _: &'a [LogEvent]) -> SinkAnswer<'a> {
        Box::pin(async { Ok(()) })
    }
}

pub(super) struct Awslogs {
    sink: Arc<dyn LogSink>,
    stream: LogStream,
    multiline: Multiline,
}

pub(super) fn known_options() -> Vec<&'static str> {
    [&OWN_OPTIONS[..], &["tag"]].concat()
}

impl Awslogs {
    pub(super) fn new(
        options: &Options<'_>,
        facts: &LogFacts,
        sink: Arc<dyn LogSink>,
    ) -> Result<Self, LogError> {
        let missing = || LogError("must specify a value for log opt 'awslogs-group'".to_owned());
        let stream = LogStream {
            region: options.get("awslogs-region").map(str::to_owned),
            group: options.get("awslogs-group").ok_or_else(missing)?.to_owned(),
            stream: stream_name(options, facts)?,
            create_group: options.flag("awslogs-create-group")? == Some(true),
            task_id: facts.task_id.clone(),
        };
        options.parsed::<u32>("awslogs-force-flush-interval-seconds")?;
        options.parsed::<u32>("awslogs-max-buffered-events")?;
        Ok(Self { sink, stream, multiline: Multiline::new(options)? })
    }

    pub(super) async fn open(&self) -> Result<(), SinkError> {
        self.sink.open(&self.stream).await
    }

    async fn deliver(&self, entries: &[Entry], all: bool) -> Sent {
        let mut sent = Sent::default();
        let groups = self.multiline.groups(entries, all);
        let mut rest = groups.as_slice();
        while !rest.is_empty() {
            let (mut events, taken) = batch(rest, entries);
            let (now, later) = rest.split_at(taken);
            events.sort_by_key(|event| event.at_millis);
            let end = now.last().map_or(sent.count, |group| group.end);
            match self.sink.put(&self.stream, &events).await {
                Ok(()) => {}
                Err(SinkError::Unavailable(why)) => {
                    sent.failed = Some(why);
                    return sent;
                }
                Err(SinkError::Refused(why)) => {
                    tracing::warn!(
                        group = self.stream.group,
                        stream = self.stream.stream,
                        why,
                        "events refused"
                    );
                    sent.refused += u64::try_from(end - sent.count).unwrap_or_default();
                }
            }
            sent.count = end;
            rest = later;
        }
        sent
    }
}

impl Sink for Awslogs {
    fn send<'a>(&'a mut self, entries: &'a [Entry], all: bool) -> Sending<'a> {
        Box::pin(self.deliver(entries, all))
    }
}

/// `prefix/container/task`; else the name given; else what the tag makes; else the container's id.
fn stream_name(options: &Options<'_>, facts: &LogFacts) -> Result<String, LogError> {
    if let Some(prefix) = options.get("awslogs-stream-prefix") {
        return Ok(format!("{prefix}/{}/{}", facts.container, facts.task_id));
    }
    if let Some(name) = options.get("awslogs-stream") {
        return Ok(name.to_owned());
    }
    let name = options.get("tag").map_or_else(|| Ok(facts.container_id.clone()), |tag| facts.expand(tag))?;
    Ok(name.replace([':', '*'], "_"))
}

/// As many events as go into one call, and how many groups they are.
fn batch(groups: &[Group], entries: &[Entry]) -> (Vec<LogEvent>, usize) {
    let (mut events, mut bytes, mut taken) = (Vec::new(), 0, 0);
    let (mut earliest, mut latest) = (i64::MAX, i64::MIN);
    for group in groups {
        let lines = entries.get(group.start..group.end).unwrap_or_default();
        let event = event(lines);
        bytes += event.message.len() + EVENT_BYTES;
        (earliest, latest) = (earliest.min(event.at_millis), latest.max(event.at_millis));
        let full = events.len() >= EVENTS_MAX || bytes > BATCH_BYTES_MAX;
        if taken > 0 && (full || latest.saturating_sub(earliest) >= BATCH_MILLIS_MAX) {
            break;
        }
        taken += 1;
        // An event has to say something.
        if !event.message.is_empty() {
            events.push(event);
        }
    }
    (events, taken)
}

fn event(lines: &[Entry]) -> LogEvent {
    let mut bytes = Vec::new();
    for (place, entry) in lines.iter().enumerate() {
        bytes.extend_from_slice(&entry.line);
        if place + 1 < lines.len() && !entry.goes_on() {
            bytes.push(b'\n');
        }
    }
    let mut message = String::from_utf8_lossy(&bytes).into_owned();
    // Bytes that are no text take three each.
    message.truncate(message.floor_char_boundary(EVENT_BYTES_MAX));
    let at_millis = lines.first().map_or(0, |entry| entry.at_nanos.div_euclid(1_000_000));
    LogEvent { at_millis, message }
}

#[cfg(test)]
mod tests {
    use longshore_runtime::Stream;

    use super::*;

    fn line(at_nanos: i64, bytes: usize) -> Entry {
        Entry { at_nanos, stream: Stream::Stdout, line: vec![b'x'; bytes].into(), part: None }
    }

    fn taken(lines: &[Entry]) -> (usize, usize) {
        let groups: Vec<Group> = (0..lines.len()).map(|start| Group { start, end: start + 1 }).collect();
        let (events, taken) = batch(&groups, lines);
        (events.len(), taken)
    }

    #[test]
    fn batches_keep_to_the_limits_of_one_call() {
        let lines = |count: usize, bytes: usize| (0..count).map(|_| line(0, bytes)).collect::<Vec<_>>();
        assert_eq!(taken(&lines(10_001, 1)), (10_000, 10_000));
        assert_eq!(taken(&lines(100, 16 * 1024)), (63, 63), "1 MiB with 26 bytes each");
        assert_eq!(taken(&[line(0, 1), line(BATCH_MILLIS_MAX * 1_000_000, 1)]), (1, 1), "a day at most");
        assert_eq!(taken(&[line(0, 0), line(0, 1)]), (1, 2), "an empty line is no event");
    }

    #[test]
    fn streams_are_named_by_what_is_given() {
        let facts = LogFacts {
            container_id: "c0".to_owned(),
            container: "app".to_owned(),
            task_id: "t0".to_owned(),
            ..LogFacts::default()
        };
        for (given, expected) in [
            (vec![("awslogs-stream-prefix", "web"), ("awslogs-stream", "x")], "web/app/t0"),
            (vec![("awslogs-stream", "x")], "x"),
            (vec![("tag", "a:{{.FullID}}")], "a_c0"),
            (vec![], "c0"),
        ] {
            let given = given.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
            let options = Options::new("awslogs", &given, &known_options()).unwrap();
            assert_eq!(stream_name(&options, &facts).unwrap(), expected);
        }
    }
}
