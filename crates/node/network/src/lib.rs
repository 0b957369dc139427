//! The networks of one machine: namespaces, bridges, addresses, port maps and rules, over netlink.
//!
//! Must not know: containers, images, ECS; what an attachment is for.

pub mod request;
