//! Lines between a container and a target, within a bound.
//!
//! Blocking: whoever brings lines waits for room. Non-blocking: the oldest lines go, and are counted.
//!
//! Must not know: lines' meaning, or where they go.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use super::line::Entry;
use super::options::Mode;
use super::position::Checkpoint;

/// How much waits for a target in blocking mode; beyond it the container's own output waits.
const BLOCKING_BYTES: usize = 1024 * 1024;
/// What a line costs beside its bytes.
const ENTRY_BYTES: usize = 128;
/// A queue that was long gives its memory back when it is empty.
const SPARE_LINES_MAX: usize = 64;

pub(super) struct Queue {
    mode: Mode,
    state: Mutex<State>,
    came: Notify,
    went: Notify,
}

#[derive(Default)]
struct State {
    items: VecDeque<Item>,
    /// The number of the first item; grows with each that goes.
    first: u64,
    bytes: usize,
    /// Everything before it has gone.
    passed: Option<Checkpoint>,
    closed: bool,
    dropped_lines: u64,
}

struct Item {
    entry: Entry,
    /// What is passed when this has arrived.
    checkpoint: Option<Box<Checkpoint>>,
}

/// Lines to be sent together.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) first: u64,
    pub(super) entries: Vec<Entry>,
    /// There are no more behind it, and none will come.
    pub(super) last: bool,
}

impl Queue {
    pub(super) fn new(mode: Mode) -> Self {
        Self { mode, state: Mutex::default(), came: Notify::new(), went: Notify::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is room for more; at once where the oldest give way.
    pub(super) async fn room(&self) {
        loop {
            let went = self.went.notified();
            if self.mode != Mode::Blocking || self.state().bytes < BLOCKING_BYTES {
                return;
            }
            went.await;
        }
    }

    /// `checkpoint` is passed when all of the entries have arrived.
    pub(super) fn push(&self, entries: Vec<Entry>, checkpoint: Checkpoint) {
        let mut state = self.state();
        for entry in entries {
            state.bytes += cost(&entry);
            state.items.push_back(Item { entry, checkpoint: None });
        }
        match state.items.back_mut() {
            Some(item) => item.checkpoint = Some(Box::new(checkpoint)),
            None => state.passed = Some(checkpoint),
        }
        if let Mode::NonBlocking(bytes_max) = self.mode {
            while state.bytes > bytes_max && state.items.len() > 1 {
                state.drop_first();
                state.dropped_lines += 1;
            }
        }
        drop(state);
        self.came.notify_one();
    }

    pub(super) fn close(&self) {
        self.state().closed = true;
        self.came.notify_one();
    }

    /// Waits until more than `held` lines are there, a checkpoint is passed without any, or no more will come.
    pub(super) async fn changed(&self, held: usize) {
        loop {
            let came = self.came.notified();
            {
                let state = self.state();
                if state.items.len() > held || state.closed || state.passed.is_some() {
                    return;
                }
            }
            came.await;
        }
    }

    /// The oldest lines; they stay until they are taken off.
    pub(super) fn batch(&self, lines_max: usize, bytes_max: usize) -> Batch {
        let state = self.state();
        let mut bytes = 0;
        let fits = |item: &&Item| {
            bytes += cost(&item.entry);
            bytes <= bytes_max || bytes == cost(&item.entry)
        };
        let entries: Vec<Entry> =
            state.items.iter().take(lines_max).take_while(fits).map(|item| item.entry.clone()).collect();
        Batch { first: state.first, last: state.closed && entries.len() == state.items.len(), entries }
    }

    /// Takes lines that have arrived off, as far as they have not been dropped meanwhile.
    pub(super) fn take_off(&self, batch: &Batch, count: usize) {
        let end = batch.first.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        let mut state = self.state();
        while state.first < end && !state.items.is_empty() {
            state.drop_first();
        }
        drop(state);
        self.went.notify_one();
    }

    /// Gives up on all that waits; says how much that was.
    pub(super) fn clear(&self) -> usize {
        let mut state = self.state();
        let count = state.items.len();
        while !state.items.is_empty() {
            state.drop_first();
        }
        drop(state);
        self.went.notify_one();
        count
    }

    /// How far everything has gone, if that is further than when last asked.
    pub(super) fn passed(&self) -> Option<Checkpoint> {
        self.state().passed.take()
    }

    pub(super) fn is_done(&self) -> bool {
        let state = self.state();
        state.closed && state.items.is_empty()
    }

    pub(super) fn is_closed(&self) -> bool {
        self.state().closed
    }

    pub(super) fn len(&self) -> usize {
        self.state().items.len()
    }

    pub(super) fn dropped_lines(&self) -> u64 {
        self.state().dropped_lines
    }
}

impl State {
    fn drop_first(&mut self) {
        let Some(item) = self.items.pop_front() else { return };
        self.first += 1;
        self.bytes = self.bytes.saturating_sub(cost(&item.entry));
        if let Some(checkpoint) = item.checkpoint {
            self.passed = Some(*checkpoint);
        }
        if self.items.is_empty() {
            self.items.shrink_to(SPARE_LINES_MAX);
        }
    }
}

fn cost(entry: &Entry) -> usize {
    entry.line.len() + ENTRY_BYTES
}
