//! How the outside speaks, as types: every AWS shape we use, and one static schema for each.
//!
//! Three parts, in reading order:
//! - [`schema`] describes a shape: members, constraints, and the names it has in each protocol;
//! - [`value`], [`write`] and [`read`] join a Rust type to its schema, so that a protocol is an
//!   interpreter that walks (schema, value) and never a method of the type;
//! - `generated` holds the shapes themselves, one module per service, written by `cargo xtask codegen`
//!   from the facts in `models/`.
//!
//! Invariants: a member's position in its schema is the position its type answers to; reading enforces
//! the modelled constraints, in one place, for every protocol and for stored rows.
//!
//! Must not know: any protocol, HTTP, storage, or what a shape is for. The one encoding that lives here,
//! [`cbor`], does so because both a wire protocol and the rows of the store are written in it.

pub mod cbor;
pub mod document;
pub mod enumeration;
pub mod error;
mod generated;
#[cfg(test)]
mod generated_tests;
pub mod members;
pub mod operation;
pub mod read;
pub mod schema;
pub mod shared;
pub mod timestamp;
pub mod value;
pub mod write;

pub use document::Document;
pub use error::{ApiError, ErrorSchema};
pub use generated::*;
pub use operation::{Operation, OperationName, OperationSchema, Pagination, Protocol, ServiceSchema};
pub use read::{ReadContext, ReadError, Reader};
pub use schema::{Kind, Member, Schema};
pub use shared::Shared;
pub use timestamp::Timestamp;
pub use value::{Blob, Structure, Value};
pub use write::Writer;
