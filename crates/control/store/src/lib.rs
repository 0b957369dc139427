//! Durable rows behind one trait.
//!
//! Purpose: keep the rows of the control state so that an acknowledged commit is never lost silently.
//! A row is a table number, a key and a value; a commit is a batch of rows that becomes durable whole or
//! not at all. Backends: [`memory`] (nothing survives the process), [`embedded`] (one directory, one
//! process) and, with the feature `faults`, [`faulty`] (a simulated disk for crash tests).
//!
//! Invariants: readers see durable rows only; a commit carries the fence of the writer that made it and is
//! refused when a later writer has taken over; after a commit failed, the store refuses every other one; a
//! store that lost acknowledged commits or holds damaged files does not open.
//!
//! Must not know: what a table number means, what is inside a key or a value, time, async.

pub mod backup;
pub mod embedded;
#[cfg(feature = "faults")]
pub mod faulty;
pub mod memory;

mod api;
mod codec;
mod error;
mod ring;
mod rowmap;

pub use api::{
    Batch, Commit, Fence, MAX_BATCH_BYTES, MAX_BATCH_ROWS, MAX_KEY_BYTES, Position, Row, Rows, Store,
    TableId, Visitor, Write,
};
pub use backup::BackupSummary;
pub use error::StoreError;
pub use ring::RingLimits;
