//! Benchmarks of a node: starting containers, many of them, their churn and their images, beside Docker Engine.
//!
//! They need root, a static busybox, and for the peers an engine that runs, skopeo, umoci and docker-registry.
//! Must not know: what the API costs alone.

mod bed;
pub(crate) mod burst;
pub(crate) mod churn;
mod docker;
#[cfg(target_os = "linux")]
pub(crate) mod exec;
mod image;
mod leftovers;
pub(crate) mod memory;
mod node;
mod probe;
pub(crate) mod pull;
pub(crate) mod service;
pub(crate) mod start;
mod sweep;
