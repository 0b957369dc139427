//! The half of a pump that reads what a container prints, splits it into lines, and keeps the copy.
//!
//! Must not know: the target.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use longshore_runtime::{DriverError, OutputChunk, OutputPosition, OutputSource};
use tokio::time::{Instant, sleep};

use super::keep::Keep;
use super::line::{Entry, Splitter};
use super::position::{Checkpoint, KeptPlace};
use super::pump::{RETRY_FIRST, RETRY_LAST, Shared, add};

/// How often reading is tried again before the output is given up.
const READ_TRIES_MAX: u32 = 10;
/// How long writing the copy is tried where it is the target.
const KEEP_LIMIT: Duration = Duration::from_secs(30);

pub(super) struct Reading {
    pub(super) source: Box<dyn OutputSource>,
    pub(super) splitter: Splitter,
    pub(super) position: OutputPosition,
    pub(super) keep: Option<Keep>,
    /// A copy that cannot be written is tried again.
    pub(super) insist: bool,
    pub(super) shared: Arc<Shared>,
}

impl Reading {
    /// Most of its life it waits for a chunk: what is done with one is put into a box, and gone with it.
    pub(super) async fn run(&mut self) {
        let mut tries = 0;
        loop {
            match self.next().await {
                Ok(Some(chunk)) => {
                    tries = 0;
                    Box::pin(self.take(chunk)).await;
                }
                Ok(None) => break,
                Err(error) => {
                    tries += 1;
                    self.shared.set_error(Some(error.to_string()));
                    if tries > READ_TRIES_MAX || matches!(error, DriverError::NoSuchContainer(_)) {
                        tracing::warn!(container = self.shared.name, %error, "output is not read any further");
                        break;
                    }
                    sleep((RETRY_FIRST * tries).min(RETRY_LAST)).await;
                }
            }
        }
        let rest = self.splitter.finish();
        Box::pin(self.pass_on(rest, true)).await;
        self.shared.queue.close();
    }

    /// The next chunk; between, it says how far everything has come, for the source may wait for that.
    async fn next(&mut self) -> Result<Option<OutputChunk>, DriverError> {
        loop {
            if let Some(position) = self.shared.done() {
                self.source.done_with(position);
            }
            tokio::select! {
                biased;
                () = self.shared.done_changed.notified() => {}
                next = self.source.next() => return next,
            }
        }
    }

    async fn take(&mut self, chunk: OutputChunk) {
        if chunk.dropped_bytes > 0 {
            let bytes = usize::try_from(chunk.dropped_bytes).unwrap_or(usize::MAX);
            add(&self.shared.counts.dropped_bytes, bytes);
        }
        let entries = self.splitter.feed(&chunk);
        self.position = chunk.next;
        self.pass_on(entries, false).await;
    }

    async fn pass_on(&mut self, entries: Vec<Entry>, ended: bool) {
        add(&self.shared.counts.lines, entries.len());
        self.shared.queue.room().await;
        self.write_copy(&entries).await;
        let kept = self.keep.as_ref().map_or_else(KeptPlace::default, Keep::place);
        let checkpoint = Checkpoint { position: self.position, splitter: self.splitter.clone(), kept, ended };
        self.shared.queue.push(entries, checkpoint);
    }

    async fn write_copy(&mut self, entries: &[Entry]) {
        let Some(keep) = &mut self.keep else { return };
        let until = Instant::now() + KEEP_LIMIT;
        let mut pause = RETRY_FIRST;
        while let Err(error) = keep.write(entries).await {
            if !self.insist || Instant::now() >= until {
                if self.shared.counts.unkept_lines.load(Ordering::Relaxed) == 0 {
                    tracing::warn!(container = self.shared.name, %error, "log lines cannot be kept on this machine");
                }
                add(&self.shared.counts.unkept_lines, entries.len());
                self.shared.set_error(Some(error.to_string()));
                return;
            }
            sleep(pause).await;
            pause = (pause * 2).min(RETRY_LAST);
        }
    }
}
