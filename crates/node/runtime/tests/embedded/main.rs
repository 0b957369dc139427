//! The contract suite and what is the embedded runtime's own, as root on this machine.
//!
//! Without root or busybox every case says so and passes.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::disallowed_methods, reason = "a test waits")]

#[path = "../contract/mod.rs"]
mod contract;
mod crashes;
mod fixture;
mod handed_on;
mod proxy;

contract_suite!(crate::fixture::embedded);
