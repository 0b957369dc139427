//! The life of one task, as a pure machine: an event and the time go in, what to do comes out.
//!
//! One step at a time: a container has at most one step of its life under way, and what came of it is an
//! [`Event`]. The state is all there is to remember; a machine made of a stored state, told what the driver
//! has, goes on where the other one ended.
//!
//! Invariants: known statuses only rise; what is to be stopped is never started; a container is stopped after
//! all that depend on it; a task ends once, with a reason wherever it was not its own end.
//!
//! Must not know: drivers at work, clocks, disks, or control.

mod adopt;
mod create;
mod dependencies;
mod ending;
mod health;
mod images;
pub(crate) mod machine;
mod outcomes;
pub(crate) mod reason;
mod removal;
mod report;
mod sandboxes;
pub(crate) mod state;
mod stopping;
#[cfg(test)]
mod tests;
mod view;
pub(crate) mod volumes;
mod words;

pub(crate) use machine::Task;
pub(crate) use words::{Action, Event, Found, PullFailure};
