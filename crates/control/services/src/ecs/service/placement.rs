//! `placementConstraints` and `placementStrategy` of a service, and whether its tasks may be spread again.
//!
//! Must not know: where anything is placed.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{
    self, AvailabilityZoneRebalancing, DeploymentControllerType, PlacementConstraint, PlacementStrategyType,
    SchedulingStrategy,
};

use crate::ecs::problems::invalid;

const ZONE_FIELD: &str = "attribute:ecs.availability-zone";

/// Why the tasks of a service cannot be spread again over its zones, if they cannot.
fn unbalanced(service: &ecs::Service) -> Option<&'static str> {
    let maximum = service.deployment_configuration.as_ref().and_then(|it| it.maximum_percent);
    let controller = service.deployment_controller.as_ref().map(|it| &it.r#type);
    let first = service.placement_strategy.iter().flatten().next();
    let spread = first.is_none_or(|first| {
        first.r#type == Some(PlacementStrategyType::Spread) && first.field.as_deref() == Some(ZONE_FIELD)
    });
    let pins = |constraint: &PlacementConstraint| {
        constraint.expression.as_deref().is_some_and(|expression| expression.contains(ZONE_FIELD))
    };
    if service.scheduling_strategy == Some(SchedulingStrategy::Daemon) {
        return Some("the schedulingStrategy is DAEMON");
    }
    if controller == Some(&DeploymentControllerType::External) {
        return Some("the deploymentController is EXTERNAL");
    }
    if maximum == Some(100) {
        return Some("maximumPercent is 100");
    }
    if !spread {
        return Some("the first placementStrategy is not spread over attribute:ecs.availability-zone");
    }
    let pinned = service.placement_constraints.iter().flatten().any(pins);
    pinned.then_some("a placementConstraint names attribute:ecs.availability-zone")
}

/// What rebalancing is to be. What is asked for must be possible; what nobody chose at creation is on where it
/// can be, and what was on before goes off where a change makes it impossible.
pub(super) fn rebalancing(
    service: &ecs::Service,
    given: Option<AvailabilityZoneRebalancing>,
) -> Result<AvailabilityZoneRebalancing, ApiError> {
    let why_not = unbalanced(service);
    match (given, why_not) {
        (Some(AvailabilityZoneRebalancing::Enabled), Some(why)) => {
            Err(invalid(format!("availabilityZoneRebalancing cannot be ENABLED because {why}.")))
        }
        (Some(given), _) => Ok(given),
        (None, Some(_)) => Ok(AvailabilityZoneRebalancing::Disabled),
        (None, None) => Ok(AvailabilityZoneRebalancing::Enabled),
    }
}
