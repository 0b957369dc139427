//! Drivers that run containers: the embedded runtime, and Docker Engine.
//!
//! [`driver`] is what the task engine sees; [`container`], [`sandbox`], [`image`], [`volume`] and [`output`]
//! are its words.
//!
//! Invariants: a step that is taken twice does no harm; whatever runs is found again after a restart; an end
//! is told until the container is removed.
//!
//! Must not know: ECS, tasks, or control.

pub mod container;
pub mod docker;
pub mod driver;
#[cfg(target_os = "linux")]
pub mod embedded;
pub mod error;
pub mod image;
pub mod output;
pub mod sandbox;
pub mod volume;

pub use container::*;
pub use driver::{Abilities, Driver, DriverFacts, Pending, SAMPLES_AT_ONCE};
pub use error::DriverError;
pub use image::*;
pub use output::{OutputChunk, OutputPosition, OutputSource, Stream};
pub use sandbox::*;
pub use volume::{Volume, VolumeSpec};
