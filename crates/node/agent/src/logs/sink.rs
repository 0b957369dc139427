//! What carries lines to a target.
//!
//! Must not know: any one target.

use std::future::Future;
use std::pin::Pin;

use super::line::Entry;

/// How a sending went. What is neither sent nor failed is held back for more.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sent {
    /// So many lines, from the first on, need no more sending.
    pub(super) count: usize,
    /// So many of them the target will never take.
    pub(super) refused: u64,
    /// Why the rest was not sent; trying again may help.
    pub(super) failed: Option<String>,
}

impl Sent {
    pub(super) fn all(entries: &[Entry]) -> Self {
        Self { count: entries.len(), ..Self::default() }
    }
}

pub(super) type Sending<'a> = Pin<Box<dyn Future<Output = Sent> + Send + 'a>>;

pub(super) trait Sink: Send + Sync {
    /// Sends lines in order. With `all`, nothing may be held back.
    fn send<'a>(&'a mut self, entries: &'a [Entry], all: bool) -> Sending<'a>;
}

/// Where the copy on the machine is all there shall be, or not even that.
pub(super) struct Nowhere;

impl Sink for Nowhere {
    fn send<'a>(&'a mut self, entries: &'a [Entry], _: bool) -> Sending<'a> {
        let sent = Sent::all(entries);
        Box::pin(async { sent })
    }
}
