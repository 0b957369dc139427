//! ECR: repositories, images, and what is set on a registry.
//!
//! [`plane`] is what the registry's protocol asks of the same rows.
//!
//! Must not know: where the bytes of layers are, or who pulls them.

pub mod image;
pub mod layer;
mod lifecycle;
mod manifest;
pub mod plane;
mod policy;
mod problems;
pub mod repository;
mod settings;
mod tag;
pub mod token;

use longshore_shapes::ApiError;
use longshore_world::{Account, Scope};

use crate::caller::Caller;
use crate::page;
use crate::registry::Registry;

/// The service's name in ARNs and scopes.
pub const SERVICE: &str = "ecr";

pub(crate) fn register(registry: &mut Registry) {
    image::register(registry);
    layer::register(registry);
    lifecycle::register(registry);
    policy::register(registry);
    repository::register(registry);
    settings::register(registry);
    tag::register(registry);
    token::register(registry);
}

/// The registry that a request names: its caller's own, unless it gives another account's number.
pub(crate) fn registry_of(caller: &Caller, registry_id: Option<&str>) -> Result<Scope, ApiError> {
    let Some(given) = registry_id else { return Ok(caller.scope) };
    let account = Account::parse(given).map_err(|_| {
        problems::invalid(format!("registryId '{given}' is not the twelve digits of an account."))
    })?;
    Ok(Scope { account, region: caller.region() })
}

/// How many items a page has.
pub(crate) fn page_limit(asked: Option<i32>, default: i32, max: i32) -> Result<usize, ApiError> {
    page::limit(asked, default, max).map_err(problems::invalid)
}
