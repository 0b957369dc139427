//! The engine: the one writer of the world, and what follows from its commits.
//!
//! In reading order:
//! - [`writer`] runs transactions one after another, makes a batch of them durable in one commit, and only
//!   then answers; it is synchronous and owns no thread, so that the simulator can drive it;
//! - [`engine`] gives the writer a thread, a bounded queue and snapshots for everybody;
//! - [`watch`] tells committed changes, from a snapshot on;
//! - [`controllers`] keeps what planners have to look at (dirty rows and wake-up times) and runs them.
//!
//! Invariants: nothing is answered or shown before it is durable; a failed commit ends the engine for good;
//! time, as transactions see it, never goes backwards; every queue has a limit.
//!
//! Must not know: any AWS service, any protocol, or what a row means.

pub mod controllers;
pub mod engine;
pub mod watch;
pub mod writer;

pub use controllers::Controllers;
pub use engine::{Clock, Engine};
pub use watch::{Committed, Lagged, Watch};
pub use writer::{ColdRows, EngineError, OpenError, Writer};
