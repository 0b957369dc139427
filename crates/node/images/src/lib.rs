//! The images of one machine.
//!
//! Must not know: containers, ECS.
