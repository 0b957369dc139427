//! What a container prints, as its readers get it.
//!
//! Must not know: lines, log drivers, or who reads.

use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::error::DriverError;

/// Where a reader is. Opaque but for its order; survives restarts of the reader.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OutputPosition {
    pub segment: u64,
    pub offset: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stream {
    Stdout,
    Stderr,
}

/// What was read at once: part of a line, or many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputChunk {
    pub stream: Stream,
    /// Nanoseconds since 1970.
    pub at_nanos: i64,
    pub bytes: Bytes,
    /// Where to go on behind it.
    pub next: OutputPosition,
    /// How much was dropped before it, because nobody read it in time.
    pub dropped_bytes: u64,
}

pub type Next<'a> = Pin<Box<dyn Future<Output = Result<Option<OutputChunk>, DriverError>> + Send + 'a>>;

pub trait OutputSource: Send {
    /// The next chunk; `None` when the container has ended and everything is read. A wait that is dropped
    /// loses nothing: readers leave it to say how far they have come.
    fn next(&mut self) -> Next<'_>;
    /// Says that everything before a position has reached where it shall be kept.
    fn done_with(&mut self, before: OutputPosition);
}
