//! The planners: one module per controller, each a pure function of a snapshot and a time.
//!
//! Invariants: no I/O, no clock, no ambient randomness; a plan is decided from full state and doing it
//! twice does nothing the second time; every decision says why.
//!
//! Must not know: anything but the world.

pub mod images;
pub mod launch;
pub mod occupancy;
pub mod placement;
pub mod pre_pull;
pub mod retention;
pub mod service;

use longshore_world::Planner;

/// What an installation may say of its planners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// For how many days a stopped task can be described.
    pub stopped_tasks_days: u32,
    /// What has images pulled before a task needs them.
    pub pre_pull: pre_pull::Causes,
}

impl Default for Settings {
    fn default() -> Self {
        let stopped_tasks_days = retention::STOPPED_TASKS_KEPT_DAYS;
        Self { stopped_tasks_days, pre_pull: pre_pull::Causes::default() }
    }
}

/// Every planner, in the order in which they are asked: what a service makes of an ended task comes before that
/// task leaves memory.
pub fn planners(settings: &Settings) -> Vec<Box<dyn Planner>> {
    let mut planners: Vec<Box<dyn Planner>> = vec![
        Box::new(service::Scheduler::default()),
        Box::new(images::Images),
        Box::new(occupancy::Teller::default()),
        Box::new(retention::Retention::new(settings.stopped_tasks_days)),
    ];
    if settings.pre_pull.any() {
        planners.push(Box::new(pre_pull::PrePuller::new(settings.pre_pull)));
    }
    planners
}
