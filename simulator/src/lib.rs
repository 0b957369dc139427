//! The seeded cluster: the same services, engine and planners as in the process, with nodes as cheap models, on a
//! virtual clock, in one thread, from one seed.
//!
//! In reading order:
//! - [`cluster`] is the whole: control, nodes, what lies between, and what goes wrong;
//! - `check` holds what must hold, one file each;
//! - [`run`] plays one seed from its beginning to peace, and is what a failing seed is played again with;
//! - [`script`] plays what a file says, and records it;
//! - [`forecast`] forks a world that is there, and tells what would come of a change;
//! - [`sabotage`] plants bugs that the checkers must find.
//!
//! Invariants: nothing but the seed decides; the code under test is the process's own, unchanged; looking changes
//! nothing.
//!
//! Must not know: sockets, files but its scripts, the real clock.

mod agenda;
mod chance;
mod check;
pub mod cluster;
mod control;
mod disk;
pub mod forecast;
mod node;
pub mod run;
pub mod sabotage;
pub mod script;
mod user;

pub use cluster::{Assumptions, CallProblem, Cluster, Failing, Figures, Machine, Settings, Times, Weather};
