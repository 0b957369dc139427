//! The task engine of one machine, and what a task sees of it.
//!
//! Must not know: the world, or where control is.

mod admission;
pub mod company;
pub mod endpoint;
mod engine;
pub mod identity;
pub mod logs;
mod plan;
pub mod pre_pull;
pub mod session;
pub mod settings;
pub mod stats;
mod store;
mod task;
#[cfg(test)]
mod unasked;
pub mod view;

pub use company::IsolatedSandbox;
pub use engine::{
    Agent, AgentError, AgentHandle, AgentOptions, Clock, NodeSource, Reports, SampleSource, Views,
};
pub use plan::Fetched;
pub use settings::{Capacity, KeptLogs, MetadataFiles, PullBehavior, Settings};
pub use store::StoreError;
