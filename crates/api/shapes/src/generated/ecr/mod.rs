//! Generated from `models/ecr.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

pub mod error;
mod operations;
pub mod schemas;
mod types;

pub use operations::{SERVICE, op};
#[cfg(test)]
pub(crate) use types::samples;
pub use types::*;

mod enums;
pub use enums::*;
