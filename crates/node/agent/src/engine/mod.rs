//! The task engine at work: one loop owns every task's machine, hands its actions to the executor, and is
//! told what came of them.
//!
//! Must not know: Linux, or where control is.

mod adoption;
mod agent;
mod assignments;
mod core;
mod definitions;
mod executor;
mod fetching;
mod metadata_files;
mod pulling;
mod reports;
mod retention;
#[cfg(test)]
pub(crate) mod tests;
mod turns;
mod views;

pub use agent::{Agent, AgentError, AgentHandle, AgentOptions, Clock};
pub use metadata_files::NodeSource;
pub use reports::Reports;
pub use views::{SampleSource, Views};
