//! The half of a pump that sends lines to the target, tries again, and writes down how far all has come.
//!
//! Must not know: where lines come from.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::time::{Instant, sleep_until, timeout_at};

use super::position::Checkpoint;
use super::pump::{RETRY_LAST, Shared, add};
use super::queue::Batch;
use super::sink::{Sent, Sink};

/// How long a target has to take what is left after the container's end.
const DRAIN_LIMIT: Duration = Duration::from_secs(30);
/// How long lines wait for others that may belong to them.
const HOLD_LIMIT: Duration = Duration::from_secs(5);
/// How often a position is written down while lines come without a break.
const SAVE_PAUSE: Duration = Duration::from_millis(100);
const BATCH_LINES_MAX: usize = 10_000;
const BATCH_BYTES_MAX: usize = 1024 * 1024;

pub(super) struct Sending {
    sink: Box<dyn Sink>,
    retry: Duration,
    driver: String,
    directory: PathBuf,
    unsaved: Option<Checkpoint>,
    saved_at: Option<Instant>,
    /// Lines held back are sent then, whether more have come or not.
    hold_until: Option<Instant>,
    /// The position could not be written the last time, and that has been told.
    unwritable: bool,
    shared: Arc<Shared>,
}

impl Sending {
    pub(super) fn new(
        sink: Box<dyn Sink>,
        retry: Duration,
        driver: String,
        directory: PathBuf,
        shared: Arc<Shared>,
    ) -> Self {
        let (unsaved, saved_at, hold_until) = (None, None, None);
        Self { sink, retry, driver, directory, unsaved, saved_at, hold_until, unwritable: false, shared }
    }

    /// Most of its life it waits for lines: what is done with them is put into boxes, and gone with them.
    pub(super) async fn run(&mut self) {
        let (mut failures, mut drain_until) = (0_u32, None);
        loop {
            let batch = self.next_batch().await;
            if self.shared.queue.is_done() {
                return;
            }
            if self.shared.queue.is_closed() {
                drain_until.get_or_insert_with(|| Instant::now() + DRAIN_LIMIT);
            }
            let Some(sent) = Box::pin(self.send(&batch, drain_until)).await else {
                return self.give_up();
            };
            self.take_off(&batch, &sent);
            match sent.failed {
                None => failures = self.recovered(failures),
                Some(why) => {
                    failures = self.failed(failures, why);
                    Box::pin(self.pause(failures, drain_until)).await;
                }
            }
        }
    }

    /// Lines to send; those held back are given once more when their time is up.
    async fn next_batch(&mut self) -> Batch {
        loop {
            self.note_passed();
            let batch = self.shared.queue.batch(BATCH_LINES_MAX, BATCH_BYTES_MAX);
            if !batch.entries.is_empty() || batch.last {
                return batch;
            }
            let save_at = self.save_at();
            tokio::select! {
                () = self.shared.queue.changed(0) => {}
                () = sleep_until(save_at.unwrap_or_else(Instant::now)), if save_at.is_some() => self.save(),
            }
        }
    }

    /// None: the time after the container's end is up.
    async fn send(&mut self, batch: &Batch, drain_until: Option<Instant>) -> Option<Sent> {
        let sent = limited(drain_until, self.sink.send(&batch.entries, batch.last)).await?;
        if sent.count > 0 || sent.failed.is_some() {
            self.hold_until = None;
            return Some(sent);
        }
        // Held back: more lines may belong to these.
        let until = *self.hold_until.get_or_insert_with(|| Instant::now() + HOLD_LIMIT);
        let more = self.shared.queue.changed(self.shared.queue.len());
        if timeout_at(until, more).await.is_ok() {
            return Some(sent);
        }
        self.hold_until = None;
        limited(drain_until, self.sink.send(&batch.entries, true)).await
    }

    fn take_off(&mut self, batch: &Batch, sent: &Sent) {
        self.shared.counts.refused_lines.fetch_add(sent.refused, Ordering::Relaxed);
        self.shared.queue.take_off(batch, sent.count);
        self.note_passed();
        if self.save_at().is_some_and(|at| at <= Instant::now()) {
            self.save();
        }
    }

    fn recovered(&self, failures: u32) -> u32 {
        if failures > 0 {
            tracing::info!(
                container = self.shared.name,
                driver = self.driver,
                failures,
                "the log target answers again"
            );
            self.shared.set_error(None);
        }
        0
    }

    fn failed(&self, failures: u32, why: String) -> u32 {
        if failures == 0 {
            tracing::warn!(
                container = self.shared.name,
                driver = self.driver,
                why,
                "the log target does not answer"
            );
        }
        self.shared.set_error(Some(why));
        failures.saturating_add(1)
    }

    async fn pause(&self, failures: u32, drain_until: Option<Instant>) {
        let doubled = self.retry.saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1).min(16)));
        let until = Instant::now() + doubled.min(RETRY_LAST);
        sleep_until(drain_until.map_or(until, |drain| until.min(drain))).await;
    }

    /// What is left is lost to the target, and told.
    fn give_up(&mut self) {
        add(&self.shared.counts.undelivered_lines, self.shared.queue.clear());
        self.note_passed();
    }

    pub(super) fn note_passed(&mut self) {
        if let Some(checkpoint) = self.shared.queue.passed() {
            self.unsaved = Some(checkpoint);
        }
    }

    fn save_at(&self) -> Option<Instant> {
        self.unsaved.as_ref()?;
        Some(self.saved_at.map_or_else(Instant::now, |at| at + SAVE_PAUSE))
    }

    /// Writes the position down, and only then says so to the source.
    pub(super) fn save(&mut self) {
        let Some(checkpoint) = self.unsaved.take() else { return };
        self.saved_at = Some(Instant::now());
        match checkpoint.save(&self.directory) {
            Ok(()) => {
                self.unwritable = false;
                self.shared.set_done(checkpoint.position);
            }
            Err(error) => {
                if !std::mem::replace(&mut self.unwritable, true) {
                    tracing::warn!(container = self.shared.name, %error, "a log position cannot be written");
                }
                self.shared.set_error(Some(format!("a log position cannot be written: {error}")));
                self.unsaved = Some(checkpoint);
            }
        }
    }
}

async fn limited(until: Option<Instant>, sending: impl Future<Output = Sent>) -> Option<Sent> {
    match until {
        None => Some(sending.await),
        Some(until) => timeout_at(until, sending).await.ok(),
    }
}
