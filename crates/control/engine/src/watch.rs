//! Watches: committed changes, in order, from a snapshot on.
//!
//! A watcher that falls too far behind is told so and starts again from a new snapshot; the writer never
//! waits for it.
//!
//! Must not know: who watches.

use std::sync::Arc;

use longshore_world::{Change, Timestamp};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

/// How many commits a watcher may be behind.
pub const WATCH_BACKLOG: usize = 1024;

/// One durable commit: what changed, one entry per row.
#[derive(Clone)]
pub struct Committed {
    pub position: u64,
    pub at: Timestamp,
    pub changes: Vec<Change>,
}

/// The watcher missed commits: take a new snapshot and go on from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the watcher is {commits} commits behind; start again from a new snapshot")]
pub struct Lagged {
    pub commits: u64,
}

pub struct Watch {
    receiver: broadcast::Receiver<Arc<Committed>>,
    position: u64,
}

impl Watch {
    /// Everything the receiver will hear that is not in the snapshot of that position yet.
    pub(crate) fn new(receiver: broadcast::Receiver<Arc<Committed>>, position: u64) -> Self {
        Self { receiver, position }
    }

    /// The next commit; `None` when the engine is closed.
    pub async fn next(&mut self) -> Result<Option<Arc<Committed>>, Lagged> {
        loop {
            match self.receiver.recv().await {
                Ok(committed) if committed.position <= self.position => {}
                Ok(committed) => return Ok(Some(self.seen(committed))),
                Err(RecvError::Closed) => return Ok(None),
                Err(RecvError::Lagged(commits)) => return Err(Lagged { commits }),
            }
        }
    }

    /// The next commit if it has been made already.
    pub fn ready(&mut self) -> Result<Option<Arc<Committed>>, Lagged> {
        loop {
            match self.receiver.try_recv() {
                Ok(committed) if committed.position <= self.position => {}
                Ok(committed) => return Ok(Some(self.seen(committed))),
                Err(TryRecvError::Empty | TryRecvError::Closed) => return Ok(None),
                Err(TryRecvError::Lagged(commits)) => return Err(Lagged { commits }),
            }
        }
    }

    fn seen(&mut self, committed: Arc<Committed>) -> Arc<Committed> {
        self.position = committed.position;
        committed
    }
}
