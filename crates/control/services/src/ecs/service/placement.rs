//! `placementConstraints` and `placementStrategy` of a service, and whether its tasks may be spread again.
//!
//! Must not know: where anything is placed.

use longshore_planners::service::unbalanced;
use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, AvailabilityZoneRebalancing};

use crate::ecs::problems::invalid;

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
