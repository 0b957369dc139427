//! The handlers: one folder per AWS service, one file per resource.
//!
//! A read handler is a function of a snapshot, the caller and the input. A write handler is a function of
//! the caller and the input that checks what can be checked without state and returns the transaction,
//! which does the rest. Neither is async, knows a thread or answers in bytes, so the same handlers serve
//! the process, the simulator and the tests.
//!
//! Invariants: a handler writes desired state only; every error is one that the model or AWS's practice
//! names, with a message that says which member and what to do; nothing here depends on who else is
//! served.
//!
//! Must not know: protocols, sockets, disks or nodes; of planners only what a transaction asks: placement, launching.

pub mod accounts;
pub mod arn;
#[cfg(test)]
mod bench;
pub mod caller;
#[cfg(test)]
mod disk;
pub mod ec2;
pub mod ecr;
pub mod ecs;
pub mod errors;
pub mod events;
pub mod longshore;
pub mod page;
pub mod registry;
pub mod sts;

pub use caller::Caller;
pub use registry::{Fill, Handler, Registry, Transaction};

/// Every operation that is built.
pub fn registry() -> Registry {
    let mut registry = Registry::default();
    ecs::register(&mut registry);
    sts::register(&mut registry);
    ec2::register(&mut registry);
    ecr::register(&mut registry);
    longshore::register(&mut registry);
    registry
}
