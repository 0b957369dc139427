//! The operations that this process serves: every one that is built, and those that need more than the services
//! know.
//!
//! Must not know: how an operation is called.

use std::time::Duration;

use longshore_services::registry::GoOn;
use longshore_services::{Caller, Registry};
use longshore_shapes::ApiError;
use longshore_shapes::longshore::{self as api, op};
use longshore_simulator::forecast::forecast;
use longshore_world::Snapshot;

use crate::edge;

/// How long a forecast may be calculated.
const FORECAST_TIME_MAX: Duration = Duration::from_secs(20);

pub(crate) fn registry() -> Registry {
    let mut registry = longshore_services::registry();
    registry.slow::<op::Forecast>(forecast_changes);
    registry
}

/// Plays a change forward in a fork of the snapshot.
fn forecast_changes(
    snapshot: &Snapshot,
    caller: &Caller,
    input: api::ForecastRequest,
    go_on: GoOn<'_>,
) -> Result<api::ForecastResponse, ApiError> {
    let began = edge::instant();
    forecast(snapshot, caller.scope, edge::now(), &input, &mut || {
        go_on() && began.elapsed() < FORECAST_TIME_MAX
    })
}
