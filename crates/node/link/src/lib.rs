//! What control and its nodes say to each other: versioned messages, and the frames that carry them.
//!
//! Must not know: sockets, the world, or what a message leads to.

mod lists;
pub mod message;

pub use message::*;
