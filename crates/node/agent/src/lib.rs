//! The task engine of one machine, and what a task sees of it.
//!
//! Must not know: the world, or where control is.

pub mod identity;
pub mod view;
