//! What is to be said to a node: a bounded queue before the connection.
//!
//! Must not know: what the messages say.

use longshore_link::frame::{self, FrameError};
use longshore_link::{Refused, ToNode};
use tokio::sync::mpsc;

#[derive(Debug, Clone, thiserror::Error)]
pub(super) enum OutboxError {
    #[error("the node takes its messages too slowly; it is told everything anew when it comes back")]
    Full,
    #[error("the connection is closed")]
    Closed,
    #[error(transparent)]
    Frame(#[from] FrameError),
}

#[derive(Clone)]
pub(super) struct Outbox(mpsc::Sender<Vec<u8>>);

impl Outbox {
    pub(super) fn new(frames: mpsc::Sender<Vec<u8>>) -> Self {
        Self(frames)
    }

    pub(super) fn say(&self, message: &ToNode) -> Result<(), OutboxError> {
        self.0.try_send(frame::encode(message)?).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => OutboxError::Full,
            mpsc::error::TrySendError::Closed(_) => OutboxError::Closed,
        })
    }

    /// Says why nothing more will be said.
    pub(super) fn refuse(&self, code: &str, message: impl Into<String>) {
        let refused = Refused { code: Some(code.to_owned()), message: Some(message.into()) };
        // Nobody is there to be told where this fails.
        let _ = self.say(&ToNode { refused: Some(refused), ..Default::default() });
    }
}

/// The codes of refusals.
pub(super) const INACTIVE: &str = "InactiveInstance";
pub(super) const VERSION: &str = "Version";
pub(super) const DENIED: &str = "Denied";
pub(super) const OTHER: &str = "Other";
