//! Longshore's own API: what AWS has no operation for. It never stands in the way of a standard client.
//!
//! Must not know: certificates, sockets, or how a node is reached.

mod event;
pub mod join_token;
pub mod node;
mod story;
#[cfg(test)]
mod tests;

use longshore_shapes::ApiError;
use longshore_shapes::longshore::error;

use crate::registry::Registry;

pub(crate) fn register(registry: &mut Registry) {
    event::register(registry);
    join_token::register(registry);
    node::register(registry);
    story::register(registry);
}

fn invalid(message: impl Into<String>) -> ApiError {
    ApiError::new(&error::INVALID_PARAMETER_EXCEPTION, message)
}

fn not_found(message: impl Into<String>) -> ApiError {
    ApiError::new(&error::RESOURCE_NOT_FOUND_EXCEPTION, message)
}

fn limit(given: Option<i32>, default: usize, max: usize) -> Result<usize, ApiError> {
    let Some(given) = given else { return Ok(default) };
    let fits = usize::try_from(given).ok().filter(|given| (1..=max).contains(given));
    fits.ok_or_else(|| invalid(format!("maxResults must be between 1 and {max}.")))
}
