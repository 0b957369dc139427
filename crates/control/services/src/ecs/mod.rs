//! Amazon ECS: one file per resource, and what they share.
//!
//! Must not know: nodes, or how a place for a task is found.

pub mod account_setting;
pub mod attribute;
pub mod capacity_provider;
pub mod cluster;
pub mod container_instance;
pub mod identifier;
pub mod poll_endpoint;
pub mod pre_pull;
pub mod problems;
pub mod service;
pub mod tag;
pub mod task;
pub mod task_definition;

use longshore_shapes::ApiError;
use longshore_world::key::KeyWriter;
use longshore_world::{KeyBytes, Scope};

use crate::page;
use crate::registry::Registry;

/// The service's name in ARNs and scopes.
pub const SERVICE: &str = "ecs";

pub(crate) fn register(registry: &mut Registry) {
    account_setting::register(registry);
    attribute::register(registry);
    capacity_provider::register(registry);
    cluster::register(registry);
    container_instance::register(registry);
    poll_endpoint::register(registry);
    service::register(registry);
    tag::register(registry);
    task::register(registry);
    task_definition::register(registry);
}

/// Keys of rows and indexes that begin with an account and region.
pub(crate) fn scope_prefix(scope: Scope) -> KeyBytes {
    KeyWriter::new().scope(scope).finish()
}

/// How many items a page has: `maxResults`, within the bounds that AWS gives.
pub(crate) fn page_limit(asked: Option<i32>, default: i32, max: i32) -> Result<usize, ApiError> {
    page::limit(asked, default, max).map_err(problems::invalid)
}
