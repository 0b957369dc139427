//! The small process that owns one container.
//!
//! Must not know: threads, async, images, networks, ECS.

pub mod spec;
