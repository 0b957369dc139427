//! Asking the registry that a pull-through cache rule names whether it answers.
//!
//! Must not know: how rules are kept.

use std::sync::Arc;

use longshore_services::ecr::pull_through;
use longshore_services::{Caller, Registry};
use longshore_shapes::ApiError;
use longshore_shapes::ecr::{self, op};

use super::{Images, unserved};

pub(super) fn register(registry: &mut Registry, images: Option<Arc<Images>>) {
    registry.edge::<op::ValidatePullThroughCacheRule, _>(move |caller, input| {
        validate_pull_through_cache_rule(images.clone(), caller, input)
    });
}

async fn validate_pull_through_cache_rule(
    images: Option<Arc<Images>>,
    caller: Caller,
    input: ecr::ValidatePullThroughCacheRuleRequest,
) -> Result<ecr::ValidatePullThroughCacheRuleResponse, ApiError> {
    let images = images.ok_or_else(unserved)?;
    let scope = pull_through::own_registry(&caller, input.registry_id.as_deref())?;
    let catalog = images.catalog();
    let rule = pull_through::find(&catalog.engine.snapshot(), scope, &input.ecr_repository_prefix)?;
    let address = rule.upstream_registry_url.clone().unwrap_or_default();
    let greeted = catalog.cache.remote().greet(&address).await;
    Ok(ecr::ValidatePullThroughCacheRuleResponse {
        ecr_repository_prefix: rule.ecr_repository_prefix,
        registry_id: rule.registry_id,
        upstream_registry_url: rule.upstream_registry_url,
        upstream_repository_prefix: rule.upstream_repository_prefix,
        is_valid: Some(greeted.is_ok()),
        failure: greeted.err().map(|error| error.to_string()),
        ..Default::default()
    })
}
