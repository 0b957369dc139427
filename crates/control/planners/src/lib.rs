//! The planners: one module per controller, each a pure function of a snapshot and a time.
//!
//! Invariants: no I/O, no clock, no ambient randomness; a plan is decided from full state and doing it
//! twice does nothing the second time; every decision says why.
//!
//! Must not know: anything but the world.

pub mod launch;
pub mod placement;
pub mod retention;
pub mod service;

use longshore_world::Planner;

/// Every planner, in the order in which they are asked.
pub fn planners() -> Vec<Box<dyn Planner>> {
    vec![Box::new(retention::Retention), Box::new(service::Scheduler::default())]
}
