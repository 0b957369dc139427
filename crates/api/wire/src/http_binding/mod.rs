//! Members that restJson and restXml put outside the body: labels, query string, headers, status, payload.
//!
//! Moments in headers are HTTP dates, in query strings and labels ISO 8601, unless the model says
//! otherwise.

mod read;
#[cfg(test)]
mod tests;
mod text;
mod write;

pub(crate) use read::{BoundReader, Message};
pub(crate) use text::TextWriter;
pub(crate) use write::{Bound, partition};

use longshore_shapes::Schema;
use longshore_shapes::schema::Location;

/// What the body of an HTTP-bound message is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Xml,
}

/// Whether any member stands in the body by itself.
pub(crate) fn has_body_members(schema: &'static Schema) -> bool {
    schema.members().iter().any(|member| member.names.location == Location::Body)
}

/// Whether one member is the whole body.
pub(crate) fn has_payload(schema: &'static Schema) -> bool {
    schema.members().iter().any(|member| member.names.location == Location::Payload)
}
