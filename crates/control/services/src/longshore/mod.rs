//! Longshore's own API: what AWS has no operation for. It never stands in the way of a standard client.
//!
//! Must not know: certificates, sockets, or how a node is reached.

pub mod join_token;
pub mod node;
#[cfg(test)]
mod tests;

use longshore_shapes::ApiError;
use longshore_shapes::longshore::error;

use crate::registry::Registry;

pub(crate) fn register(registry: &mut Registry) {
    join_token::register(registry);
    node::register(registry);
}

fn invalid(message: impl Into<String>) -> ApiError {
    ApiError::new(&error::INVALID_PARAMETER_EXCEPTION, message)
}

fn not_found(message: impl Into<String>) -> ApiError {
    ApiError::new(&error::RESOURCE_NOT_FOUND_EXCEPTION, message)
}
