//! Placement, against tables, against properties, and against a naive search for the best.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bed;
mod lacks;
mod oracle;
mod packing;
mod properties;
mod strategies;
