//! Capacity provider strategies, and which providers a cluster may have.
//!
//! Must not know: how a strategy is carried out.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::CapacityProviderStrategyItem;
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::{Scope, World};

use super::{active, name_of, reserved};
use crate::ecs::problems::invalid;

const STRATEGY_MAX: usize = 20;
const NOT_ASSOCIATED: &str = "The specified capacity provider strategy cannot contain a capacity provider that is not \
    associated with the cluster. Associate the capacity provider with the cluster and try again.";

/// Providers and a default strategy that a cluster may have together.
pub(crate) struct Associated {
    pub(crate) providers: Vec<String>,
    pub(crate) strategy: Vec<CapacityProviderStrategyItem>,
}

/// Checks that the providers are there and that the strategy uses only them.
pub(crate) fn associate(
    world: &World,
    scope: Scope,
    providers: &[String],
    strategy: &[CapacityProviderStrategyItem],
) -> Result<Associated, ApiError> {
    if providers.len() > STRATEGY_MAX {
        return Err(invalid(format!("A cluster can have at most {STRATEGY_MAX} capacity providers.")));
    }
    let mut names: Vec<String> = Vec::with_capacity(providers.len());
    for given in providers {
        let name = name_of(scope, given)?;
        if !active(world, scope, &name) {
            return Err(invalid(format!(
                "The specified capacity provider '{name}' was not found. Specify a valid name or ARN and try again."
            )));
        }
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let strategy = checked_strategy(scope, strategy)?;
    if strategy.iter().any(|item| !names.contains(&item.capacity_provider)) {
        return Err(invalid(NOT_ASSOCIATED));
    }
    Ok(Associated { providers: names, strategy })
}

/// The strategy of a request or of its cluster, of providers that the cluster has and that are there.
pub(crate) fn usable_strategy(
    world: &World,
    cluster: &ClusterKey,
    row: &Cluster,
    strategy: &[CapacityProviderStrategyItem],
) -> Result<Vec<CapacityProviderStrategyItem>, ApiError> {
    let strategy = checked_strategy(cluster.scope, strategy)?;
    let associated = row.cluster.capacity_providers.as_deref().unwrap_or_default();
    if strategy.iter().any(|item| !associated.contains(&item.capacity_provider)) {
        return Err(invalid(NOT_ASSOCIATED));
    }
    if let Some(item) = strategy.iter().find(|item| !active(world, cluster.scope, &item.capacity_provider)) {
        return Err(invalid(format!(
            "The specified capacity provider '{}' is not ACTIVE. Specify another one and try again.",
            item.capacity_provider
        )));
    }
    if strategy.iter().all(|item| item.weight == Some(0)) {
        return Err(invalid(
            "A capacity provider strategy must have at least one capacity provider with a weight greater than 0.",
        ));
    }
    Ok(strategy)
}

/// Checks a strategy in itself and fills in its zeros.
pub(crate) fn checked_strategy(
    scope: Scope,
    strategy: &[CapacityProviderStrategyItem],
) -> Result<Vec<CapacityProviderStrategyItem>, ApiError> {
    if strategy.len() > STRATEGY_MAX {
        return Err(invalid(format!("A capacity provider strategy can have at most {STRATEGY_MAX} items.")));
    }
    let mut checked = Vec::with_capacity(strategy.len());
    for item in strategy {
        let capacity_provider = name_of(scope, &item.capacity_provider)?;
        let (weight, base) = (Some(item.weight.unwrap_or(0)), Some(item.base.unwrap_or(0)));
        checked.push(CapacityProviderStrategyItem { capacity_provider, weight, base });
    }
    let fargate = |item: &&CapacityProviderStrategyItem| reserved(scope, &item.capacity_provider).is_some();
    let on_fargate = checked.iter().filter(fargate).count();
    if on_fargate > 0 && on_fargate < checked.len() {
        return Err(invalid(
            "A capacity provider strategy cannot contain a mix of capacity providers using Auto Scaling groups and \
             Fargate providers. Specify one or the other and try again.",
        ));
    }
    if checked.iter().filter(|item| item.base != Some(0)).count() > 1 {
        return Err(invalid("Only one capacity provider in a strategy can have a base value defined."));
    }
    Ok(checked)
}
