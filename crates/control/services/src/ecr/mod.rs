//! ECR: repositories, images, and what is set on a registry.
//!
//! [`plane`] is what the registry's protocol asks of the same rows.
//!
//! Must not know: where the bytes of layers are, or who pulls them.

mod download;
mod exclusion;
pub mod image;
pub mod layer;
mod lifecycle;
mod manifest;
pub mod plane;
mod policy;
mod problems;
pub mod pull_through;
pub mod replication;
pub mod repository;
pub mod scan;
mod seal;
mod settings;
mod tag;
mod template;
pub mod token;
pub mod upload;

use longshore_shapes::ApiError;
use longshore_world::{Account, Scope};

use crate::caller::Caller;
use crate::page;
use crate::registry::Registry;

/// The service's name in ARNs and scopes.
pub const SERVICE: &str = "ecr";

pub(crate) fn register(registry: &mut Registry) {
    download::register(registry);
    exclusion::register(registry);
    image::register(registry);
    layer::register(registry);
    lifecycle::register(registry);
    policy::register(registry);
    pull_through::register(registry);
    replication::register(registry);
    repository::register(registry);
    scan::register(registry);
    settings::register(registry);
    tag::register(registry);
    template::register(registry);
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
