//! From a container's output to its target.
//!
//! One half reads, splits and keeps a copy; the other sends, tries again, and writes down how far everything
//! has come. Between them is a bounded [`Queue`]. A position is told to the source only when it is on disk.
//!
//! Must not know: any one target, or where output comes from.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use longshore_runtime::{OutputPosition, OutputSource};
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;

use super::keep::Keep;
use super::options::Mode;
use super::position::Checkpoint;
use super::queue::Queue;
use super::read::directory;
use super::reading::Reading;
use super::sending::Sending;
use super::target::LogTarget;

/// The first pause before another try, and the last.
pub(super) const RETRY_FIRST: Duration = Duration::from_millis(100);
pub(super) const RETRY_LAST: Duration = Duration::from_secs(10);

/// A container's log on this machine.
pub struct ContainerLog {
    directory: PathBuf,
    checkpoint: Checkpoint,
    name: String,
}

/// What became of a container's lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogOutcome {
    /// The container ended and its output was read to the end; else the pump was stopped before.
    pub ended: bool,
    pub lines: u64,
    /// Dropped because the target was slower than the container, in non-blocking mode.
    pub dropped_lines: u64,
    /// Dropped before they were read: the driver's own bound.
    pub dropped_bytes: u64,
    /// Not taken by the target: too large, or refused.
    pub refused_lines: u64,
    /// Left when the time after the container's end was up.
    pub undelivered_lines: u64,
    /// Missing in the copy on this machine, as when its disk is full.
    pub unkept_lines: u64,
    /// What stood in the way last.
    pub error: Option<String>,
}

/// A pump at work. Dropping it stops it where it is; [`LogPump::stop`] writes down where that was.
pub struct LogPump {
    stop: Option<oneshot::Sender<()>>,
    work: JoinHandle<Box<LogOutcome>>,
    outcome: Option<Box<LogOutcome>>,
}

impl ContainerLog {
    /// `logs` is the folder of all logs. A container that is started again goes on where it ended.
    pub fn open(logs: &Path, task_id: &str, container: &str) -> io::Result<Self> {
        let directory = directory(logs, task_id, container)
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "not a name for a folder of logs"))?;
        let mut checkpoint = Checkpoint::load(&directory);
        if std::mem::take(&mut checkpoint.ended) {
            // Whoever follows shall not take the log for ended.
            checkpoint.save(&directory)?;
        }
        Ok(Self { directory, checkpoint, name: format!("{task_id}/{container}") })
    }

    /// From where its output is to be read.
    pub fn position(&self) -> OutputPosition {
        self.checkpoint.position
    }

    /// Carries a container's output, from [`ContainerLog::position`] on, to its target.
    pub fn pump(self, source: Box<dyn OutputSource>, target: LogTarget) -> io::Result<LogPump> {
        let open = |policy| Keep::open(&self.directory, policy, self.checkpoint.kept);
        let keep = target.keep.map(open).transpose()?;
        let shared = Arc::new(Shared {
            queue: Queue::new(target.mode),
            done: Mutex::new(None),
            done_changed: Notify::new(),
            counts: Counts::default(),
            error: Mutex::new(None),
            name: self.name,
        });
        let (stop, stopped) = oneshot::channel();
        let reading = Reading {
            source,
            splitter: self.checkpoint.splitter,
            position: self.checkpoint.position,
            keep,
            insist: target.kept_is_target && target.mode == Mode::Blocking,
            shared: Arc::clone(&shared),
        };
        let retry = target.retry.unwrap_or(RETRY_FIRST);
        let sending = Sending::new(target.sink, retry, target.driver, self.directory, shared);
        let work = tokio::spawn(run(Box::new(reading), Box::new(sending), stopped));
        Ok(LogPump { stop: Some(stop), work, outcome: None })
    }
}

impl LogPump {
    /// Waits until the container has ended and its lines are delivered, or the time for it is up.
    pub async fn finished(&mut self) -> LogOutcome {
        self.worked().await;
        self.outcome.as_deref().cloned().unwrap_or_default()
    }

    /// The same, for those who do not ask what became of its lines.
    pub(super) async fn worked(&mut self) {
        if self.outcome.is_some() {
            return;
        }
        let failed = |error: tokio::task::JoinError| {
            Box::new(LogOutcome { error: Some(error.to_string()), ..Default::default() })
        };
        self.outcome = Some((&mut self.work).await.unwrap_or_else(failed));
    }

    /// Stops at the next line; a pump started later goes on there.
    pub async fn stop(mut self) -> LogOutcome {
        if let Some(stop) = self.stop.take() {
            // Nobody listens where the work is done.
            let _ = stop.send(());
        }
        self.finished().await
    }
}

impl Drop for LogPump {
    fn drop(&mut self) {
        self.work.abort();
    }
}

pub(super) struct Shared {
    pub(super) queue: Queue,
    /// Everything before it is delivered, and that is written down.
    pub(super) done: Mutex<Option<OutputPosition>>,
    pub(super) done_changed: Notify,
    pub(super) counts: Counts,
    pub(super) error: Mutex<Option<String>>,
    pub(super) name: String,
}

#[derive(Default)]
pub(super) struct Counts {
    pub(super) lines: AtomicU64,
    pub(super) dropped_bytes: AtomicU64,
    pub(super) refused_lines: AtomicU64,
    pub(super) undelivered_lines: AtomicU64,
    pub(super) unkept_lines: AtomicU64,
}

impl Shared {
    pub(super) fn done(&self) -> Option<OutputPosition> {
        self.done.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(super) fn set_done(&self, position: OutputPosition) {
        *self.done.lock().unwrap_or_else(PoisonError::into_inner) = Some(position);
        self.done_changed.notify_one();
    }

    pub(super) fn set_error(&self, error: Option<String>) {
        *self.error.lock().unwrap_or_else(PoisonError::into_inner) = error;
    }

    fn outcome(&self, ended: bool) -> LogOutcome {
        let count = |count: &AtomicU64| count.load(Ordering::Relaxed);
        LogOutcome {
            ended,
            lines: count(&self.counts.lines),
            dropped_lines: self.queue.dropped_lines(),
            dropped_bytes: count(&self.counts.dropped_bytes),
            refused_lines: count(&self.counts.refused_lines),
            undelivered_lines: count(&self.counts.undelivered_lines),
            unkept_lines: count(&self.counts.unkept_lines),
            error: self.error.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }
}

pub(super) fn add(count: &AtomicU64, more: usize) {
    count.fetch_add(u64::try_from(more).unwrap_or_default(), Ordering::Relaxed);
}

/// Lives as long as the container: what is large is in boxes.
async fn run(
    mut reading: Box<Reading>,
    mut sending: Box<Sending>,
    stopped: oneshot::Receiver<()>,
) -> Box<LogOutcome> {
    let shared = Arc::clone(&reading.shared);
    let ended = {
        // A sender that is gone means the pump is dropped, and this with it.
        tokio::select! {
            biased;
            _ = stopped => false,
            _ = async { tokio::join!(reading.run(), sending.run()) } => true,
        }
    };
    sending.note_passed();
    sending.save();
    let outcome = shared.outcome(ended);
    if outcome.dropped_lines + outcome.dropped_bytes + outcome.refused_lines + outcome.undelivered_lines > 0 {
        tracing::warn!(container = shared.name, ?outcome, "log lines did not reach their target");
    }
    Box::new(outcome)
}
