//! What a container prints, out of the engine's log files.
//!
//! A position is the time of a chunk in nanoseconds and how many chunks with that time came before it: the
//! engine takes no other. Times of its two streams may step back a little, so a chunk's time here is the
//! latest so far, which counts the same however often the log is read.
//!
//! Must not know: lines.

use std::sync::Arc;
use std::time::Duration;

use bollard::container::LogOutput;
use bollard::errors::Error;
use bollard::query_parameters::LogsOptions;
use bytes::Bytes;
use futures_core::stream::BoxStream;
use futures_util::StreamExt;

use super::engine::Engine;
use super::facts;
use super::reference::short;
use super::refusal::Refusal;
use crate::container::ContainerState;
use crate::error::DriverError;
use crate::output::{Next, OutputChunk, OutputPosition, OutputSource, Stream};

/// Read again before a position: a long line keeps the time of its beginning.
const SLACK_SECONDS: u64 = 60;
/// Between two looks at a container that has not started, or an engine that does not answer.
const REST: Duration = Duration::from_millis(100);
/// An engine that breaks off so often in a row is told of.
const TRIES: u32 = 50;

pub(crate) struct LogReader {
    engine: Arc<Engine>,
    id: String,
    position: OutputPosition,
    log: Option<Log>,
    failures: u32,
    ended: bool,
}

struct Log {
    chunks: BoxStream<'static, Result<LogOutput, Error>>,
    cursor: OutputPosition,
    /// The container had ended before it was opened: what it says now is all.
    last: bool,
}

impl LogReader {
    pub(crate) fn new(engine: Arc<Engine>, id: &str, position: OutputPosition) -> Self {
        Self { engine, id: id.to_owned(), position, log: None, failures: 0, ended: false }
    }

    async fn read(&mut self) -> Result<Option<OutputChunk>, DriverError> {
        while !self.ended {
            let Some(log) = &mut self.log else {
                self.open().await?;
                continue;
            };
            match log.chunks.next().await {
                Some(Ok(chunk)) => {
                    self.failures = 0;
                    if let Some(chunk) = take(&mut log.cursor, self.position, chunk) {
                        self.position = chunk.next;
                        return Ok(Some(chunk));
                    }
                }
                Some(Err(error)) => {
                    self.log = None;
                    self.failed(Refusal::from(error)).await?;
                }
                None => {
                    self.ended = log.last;
                    self.log = None;
                }
            }
        }
        Ok(None)
    }

    async fn failed(&mut self, refusal: Refusal) -> Result<(), DriverError> {
        self.failures += 1;
        if self.failures >= TRIES {
            self.failures = 0;
            return Err(refusal.failed(&format!("read the output of container {}", short(&self.id))));
        }
        tokio::time::sleep(REST).await;
        Ok(())
    }

    async fn open(&mut self) -> Result<(), DriverError> {
        let answer = match self.engine.look(&self.id).await {
            Ok(Some(answer)) => answer,
            Ok(None) => {
                self.ended = true;
                return Ok(());
            }
            Err(refusal) => return self.failed(refusal).await,
        };
        let last = match facts::state(&answer, false, false) {
            ContainerState::Running(_) => false,
            ContainerState::Ended(_) => true,
            ContainerState::Created => {
                tokio::time::sleep(REST).await;
                return Ok(());
            }
        };
        let since = (self.position.segment / 1_000_000_000).saturating_sub(SLACK_SECONDS);
        let options = LogsOptions {
            follow: !last,
            stdout: true,
            stderr: true,
            timestamps: true,
            since: i32::try_from(since).unwrap_or(0),
            tail: "all".to_owned(),
            ..LogsOptions::default()
        };
        let engines = answer.id.unwrap_or_default();
        let engine = Arc::clone(&self.engine);
        let chunks = engine.docker.logs(&engines, Some(options)).boxed();
        self.log = Some(Log { chunks, cursor: OutputPosition::default(), last });
        Ok(())
    }
}

impl OutputSource for LogReader {
    fn next(&mut self) -> Next<'_> {
        Box::pin(self.read())
    }

    /// The engine drops by size alone.
    fn done_with(&mut self, _before: OutputPosition) {}
}

/// Moves the cursor over a chunk; gives the chunk if it lies behind the position.
fn take(cursor: &mut OutputPosition, position: OutputPosition, chunk: LogOutput) -> Option<OutputChunk> {
    let (stream, message) = match chunk {
        LogOutput::StdErr { message } => (Stream::Stderr, message),
        LogOutput::StdOut { message } | LogOutput::Console { message } | LogOutput::StdIn { message } => {
            (Stream::Stdout, message)
        }
    };
    let (at, bytes) = split(message);
    let at = at.unwrap_or(cursor.segment);
    if at > cursor.segment {
        *cursor = OutputPosition { segment: at, offset: 0 };
    }
    cursor.offset += 1;
    let at_nanos = i64::try_from(at).unwrap_or(i64::MAX);
    let chunk = OutputChunk { stream, at_nanos, bytes, next: *cursor, dropped_bytes: 0 };
    (*cursor > position && !chunk.bytes.is_empty()).then_some(chunk)
}

/// The time that the engine puts before a chunk, and the chunk.
fn split(message: Bytes) -> (Option<u64>, Bytes) {
    const TIME_LENGTH_MAX: usize = 40;
    let Some(space) = message.iter().take(TIME_LENGTH_MAX).position(|byte| *byte == b' ') else {
        return (None, message);
    };
    let time = message.get(..space).and_then(|time| std::str::from_utf8(time).ok());
    match time.and_then(facts::nanos).and_then(|nanos| u64::try_from(nanos).ok()) {
        Some(nanos) => (Some(nanos), message.slice(space + 1..)),
        None => (None, message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(time: &str, text: &str) -> LogOutput {
        LogOutput::StdOut { message: format!("{time} {text}").into() }
    }

    fn all(from: OutputPosition) -> Vec<(String, OutputPosition)> {
        let log = [
            said("2026-01-01T00:00:00.000000001Z", "a"),
            said("2026-01-01T00:00:00.000000001Z", "b"),
            said("2026-01-01T00:00:00.000000005Z", "c"),
            said("2026-01-01T00:00:00.000000003Z", "late"),
            said("2026-01-01T00:00:00.000000009Z", "e"),
        ];
        let mut cursor = OutputPosition::default();
        let chunks = log.into_iter().filter_map(|chunk| take(&mut cursor, from, chunk));
        chunks.map(|chunk| (String::from_utf8(chunk.bytes.to_vec()).unwrap(), chunk.next)).collect()
    }

    #[test]
    fn a_reader_goes_on_behind_any_chunk() {
        let whole = all(OutputPosition::default());
        let texts: Vec<&str> = whole.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, ["a", "b", "c", "late", "e"]);
        for (index, (_, position)) in whole.iter().enumerate() {
            assert_eq!(all(*position), whole[index + 1..]);
        }
    }

    #[test]
    fn what_has_no_time_is_kept_whole() {
        assert_eq!(split(Bytes::from_static(b"no time here")).0, None);
        assert_eq!(split(Bytes::from_static(b"2026-01-01T00:00:00Z ")).1, Bytes::new());
    }
}
