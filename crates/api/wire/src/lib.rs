//! How the outside speaks, as bytes: the AWS wire protocols, request signatures and limits.
//!
//! Each protocol is an interpreter of the schemas of `longshore-shapes`, in both directions, for the
//! server and for the client; all of it is pure functions over bytes and the heads of HTTP messages.
//! Reading order: [`route`] (what a request is for), [`protocol`] (the verbs), then one module per format:
//! `json`, `query`, `xml`, `http_binding`.
//!
//! Invariants: any input, however broken, gives an error that can be answered; nothing here grows beyond
//! [`limits`].
//!
//! Must not know: sockets, the runtime, a service (but for the table of codes in [`error`]), or what is
//! done with an input.

pub mod body;
pub mod client;
pub mod error;
#[cfg(test)]
mod fixture;
mod http_binding;
mod json;
pub mod limits;
mod path;
pub mod protocol;
mod query;
mod response;
pub mod route;
mod scalars;
pub mod sigv4;
#[cfg(test)]
mod tests;
mod text;
mod timestamp;
pub mod xml;

pub use client::{CallError, RequestParts, ServiceError};
pub use protocol::{read_error, read_request, read_response, write_error, write_request, write_response};
pub use query::form::percent_encoded;
pub use route::{Route, RouteError, route};
