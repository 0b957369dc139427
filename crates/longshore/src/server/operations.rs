//! The operations that this process serves: every one that is built, and those that need more than the services
//! know.
//!
//! Must not know: how an operation is called.

use std::sync::Arc;
use std::time::Duration;

use longshore_services::registry::GoOn;
use longshore_services::{Caller, Registry};
use longshore_shapes::ApiError;
use longshore_shapes::longshore::{self as api, op};
use longshore_simulator::forecast::forecast;
use longshore_world::Snapshot;

use crate::edge;
use crate::registry::Images;

/// How long a forecast may be calculated.
const FORECAST_TIME_MAX: Duration = Duration::from_secs(20);

/// Without images, for whoever asks for names only.
pub(crate) fn registry(images: Option<&Arc<Images>>) -> Registry {
    let mut registry = longshore_services::registry();
    registry.slow::<op::Forecast>(forecast_changes);
    crate::registry::operations(&mut registry, images);
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
