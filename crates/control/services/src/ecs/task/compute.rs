//! What kind of machine tasks go to: a launch type, or the providers of a strategy.
//!
//! Must not know: which machines there are.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{CapacityProviderStrategyItem, LaunchType};
use longshore_world::World;
use longshore_world::records::cluster::{Cluster, ClusterKey};

use crate::ecs::capacity_provider;
use crate::ecs::problems::invalid;

/// Those that can be named; managed instances are reached by their provider alone.
const LAUNCH_TYPES: [LaunchType; 3] = [LaunchType::Ec2, LaunchType::Fargate, LaunchType::External];

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Compute {
    LaunchType(LaunchType),
    /// Checked, at least one item, weights and bases filled in.
    Strategy(Vec<CapacityProviderStrategyItem>),
}

impl Compute {
    pub(crate) fn launch_type(&self) -> LaunchType {
        match self {
            Self::LaunchType(launch_type) => launch_type.clone(),
            Self::Strategy(_) if self.is_fargate() => LaunchType::Fargate,
            Self::Strategy(_) => LaunchType::Ec2,
        }
    }

    /// A strategy never mixes providers of Fargate with others.
    pub(crate) fn is_fargate(&self) -> bool {
        match self {
            Self::LaunchType(launch_type) => *launch_type == LaunchType::Fargate,
            Self::Strategy(_) => self.first_provider().is_some_and(|name| {
                [capacity_provider::FARGATE, capacity_provider::FARGATE_SPOT].contains(&name)
            }),
        }
    }

    pub(crate) fn first_provider(&self) -> Option<&str> {
        match self {
            Self::LaunchType(_) => None,
            Self::Strategy(items) => items.first().map(|item| item.capacity_provider.as_str()),
        }
    }
}

/// What a request chooses, or else its cluster's default strategy, or else EC2.
pub(crate) fn chosen(
    world: &World,
    cluster: &ClusterKey,
    row: &Cluster,
    launch_type: Option<&LaunchType>,
    strategy: Option<&[CapacityProviderStrategyItem]>,
) -> Result<Compute, ApiError> {
    let strategy = strategy.filter(|items| !items.is_empty());
    let default = row.cluster.default_capacity_provider_strategy.as_deref().filter(|items| !items.is_empty());
    match (launch_type, strategy, default) {
        (Some(_), Some(_), _) => {
            Err(invalid("Specify either Launch Type or Capacity Provider Strategy, but not both."))
        }
        (Some(launch_type), None, _) if LAUNCH_TYPES.contains(launch_type) => {
            Ok(Compute::LaunchType(launch_type.clone()))
        }
        (Some(_), None, _) => Err(invalid(format!(
            "launch type should be one of [{}]",
            LAUNCH_TYPES.map(|it| it.to_string()).join(",")
        ))),
        (None, Some(items), _) | (None, None, Some(items)) => {
            capacity_provider::usable_strategy(world, cluster, row, items).map(Compute::Strategy)
        }
        (None, None, None) => Ok(Compute::LaunchType(LaunchType::Ec2)),
    }
}
