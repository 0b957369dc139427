//! The store from outside: pulling from registries of all kinds, and what is done with what was pulled.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod peers;
mod pull;
mod shared;
mod store;
mod support;
