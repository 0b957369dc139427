//! Pumps from fake containers to fake targets.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use longshore_runtime::{OutputChunk, OutputPosition, OutputSource, Stream};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpSocket, UdpSocket, UnixDatagram, UnixListener};
use tokio::time::timeout;

use super::facts::LogFacts;
use super::journald::Journald;
use super::options::Options;
use super::*;

mod copy;
mod events;
mod node;
mod targets;

static FOLDERS: AtomicU64 = AtomicU64::new(0);

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("longshore-logs-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What a container prints, chunk by chunk; ends behind them, or never.
struct Printed {
    chunks: VecDeque<OutputChunk>,
    ends: bool,
    done: Arc<Mutex<OutputPosition>>,
    /// Gives no more than so many bytes beyond what is done with, as a bounded driver does.
    window: u64,
    given: u64,
}

impl OutputSource for Printed {
    fn next(&mut self) -> longshore_runtime::output::Next<'_> {
        Box::pin(async move {
            let within = self.given < self.done.lock().unwrap().offset + self.window;
            match self.chunks.pop_front() {
                Some(chunk) if within => {
                    self.given = chunk.next.offset;
                    Ok(Some(chunk))
                }
                Some(chunk) => {
                    self.chunks.push_front(chunk);
                    std::future::pending().await
                }
                None if self.ends => Ok(None),
                None => std::future::pending().await,
            }
        })
    }

    fn done_with(&mut self, before: OutputPosition) {
        *self.done.lock().unwrap() = before;
    }
}

/// Everything a container prints, cut in chunks, from a position on.
fn printed(text: &[u8], cut: usize, from: OutputPosition, ends: bool) -> Printed {
    let start = usize::try_from(from.offset).unwrap();
    let mut offset = from.offset;
    let chunk = |bytes: &[u8]| {
        offset += bytes.len() as u64;
        OutputChunk {
            stream: Stream::Stdout,
            at_nanos: 1_600_000_000_000_000_000 + i64::try_from(offset).unwrap(),
            bytes: bytes.to_vec().into(),
            next: OutputPosition { segment: 0, offset },
            dropped_bytes: 0,
        }
    };
    let chunks = text[start..].chunks(cut).map(chunk).collect();
    Printed { chunks, ends, done: Arc::default(), window: u64::MAX / 2, given: from.offset }
}

fn lines(count: usize) -> Vec<u8> {
    (0..count).flat_map(|number| format!("line {number}\n").into_bytes()).collect()
}

fn facts() -> LogFacts {
    LogFacts {
        container_id: "0123456789abcdef".to_owned(),
        container_name: "ecs-web-1-app".to_owned(),
        container: "app".to_owned(),
        task_id: "t1".to_owned(),
        hostname: "box".to_owned(),
        ..LogFacts::default()
    }
}

fn options(given: &[(&str, &str)]) -> BTreeMap<String, String> {
    given.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn no_groups() -> Arc<dyn LogSink> {
    Arc::new(KeptOnNode)
}

async fn target(driver: &str, given: &[(&str, &str)]) -> LogTarget {
    LogTarget::open(driver, &options(given), &facts(), &no_groups()).await.unwrap()
}

fn pump(folder: &Path, target: LogTarget, text: &[u8], cut: usize, ends: bool) -> LogPump {
    let log = ContainerLog::open(folder, "t1", "app").unwrap();
    let source = printed(text, cut, log.position(), ends);
    log.pump(Box::new(source), target).unwrap()
}

async fn finished(pump: &mut LogPump) -> LogOutcome {
    timeout(Duration::from_secs(60), pump.finished()).await.unwrap()
}

async fn kept(folder: &Path, asked: LogsAsked) -> Vec<String> {
    let mut reader = read(folder, "t1", Some("app"), asked).await.unwrap();
    let mut texts = Vec::new();
    while let Some(line) = reader.next().await {
        texts.push(line.text);
    }
    texts
}

fn numbered(range: std::ops::Range<usize>) -> Vec<String> {
    range.map(|number| format!("line {number}")).collect()
}

async fn eventually(mut so: impl FnMut() -> bool) {
    let waiting = async {
        while !so() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(20), waiting).await.expect("it never came to be");
}

/// A container that prints what is sent, and ends with the sender.
struct Live(tokio::sync::mpsc::Receiver<OutputChunk>);

impl OutputSource for Live {
    fn next(&mut self) -> longshore_runtime::output::Next<'_> {
        Box::pin(async { Ok(self.0.recv().await) })
    }
    fn done_with(&mut self, _: OutputPosition) {}
}
