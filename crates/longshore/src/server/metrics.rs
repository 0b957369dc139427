//! What the server counts, in OpenMetrics text, and the log line of a request.
//!
//! Must not know: how anything is answered.

use std::time::Duration;

use http::StatusCode;
use longshore_shapes::ApiError;
use longshore_wire::Route;
use longshore_world::Snapshot;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// Upper bounds in seconds: from a read on loopback to a slow disk.
const LATENCY_BOUNDS: [f64; 10] = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.01, 0.05, 0.25, 1.0, 5.0];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Operation {
    service: &'static str,
    operation: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    service: &'static str,
    operation: &'static str,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Table {
    table: &'static str,
}

pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Outcome, Counter>,
    seconds: Family<Operation, Histogram, fn() -> Histogram>,
    rows: Family<Table, Gauge>,
    commits: Gauge,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let latency: fn() -> Histogram = || Histogram::new(LATENCY_BOUNDS);
        let seconds = Family::new_with_constructor(latency);
        let mut registry = Registry::with_prefix("longshore");
        let (requests, rows, commits) = (Family::default(), Family::default(), Gauge::default());
        registry.register("api_requests", "Requests answered", Family::clone(&requests));
        registry.register("api_request_seconds", "Time to answer a request", Family::clone(&seconds));
        registry.register("state_rows", "Rows held in memory", Family::clone(&rows));
        registry.register("state_position", "Durable commits so far", Gauge::clone(&commits));
        Self { registry, requests, seconds, rows, commits }
    }

    pub(crate) fn observe(&self, observed: &Observed, status: StatusCode, took: Duration) {
        let Observed { service, operation, .. } = *observed;
        let outcome = Outcome { service, operation, status: status.as_u16() };
        self.requests.get_or_create(&outcome).inc();
        self.seconds.get_or_create(&Operation { service, operation }).observe(took.as_secs_f64());
    }

    pub(crate) fn page(&self, snapshot: &Snapshot) -> String {
        for size in snapshot.sizes() {
            let rows = i64::try_from(size.rows).unwrap_or(i64::MAX);
            self.rows.get_or_create(&Table { table: size.name }).set(rows);
        }
        self.commits.set(i64::try_from(snapshot.position()).unwrap_or(i64::MAX));
        let mut page = String::new();
        // Writing to a String cannot fail.
        let _ = encode(&mut page, &self.registry);
        page
    }
}

/// What is told of a request. Names come from the model, so that strangers cannot make up new series.
pub(crate) struct Observed {
    service: &'static str,
    operation: &'static str,
    error: Option<ApiError>,
}

impl Observed {
    pub(crate) fn of(route: Option<&longshore_wire::Route>, error: Option<ApiError>) -> Self {
        let name = |pick: fn(&Route) -> &'static str| route.map_or("unknown", pick);
        Self {
            service: name(|route| route.service.name),
            operation: name(|route| route.operation.name),
            error,
        }
    }

    pub(crate) fn log(&self, request_id: &str, status: StatusCode, took: Duration) {
        let Self { service, operation, error } = self;
        let (status, micros) = (status.as_u16(), u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
        match error {
            // Not built is an answer, not a failure.
            Some(error) if status >= 500 && status != 501 => {
                tracing::error!(request_id, service, operation, status, micros, %error, "request failed");
            }
            Some(error) => {
                let code = error.code();
                tracing::debug!(request_id, service, operation, status, micros, code, "request refused");
            }
            None => tracing::debug!(request_id, service, operation, status, micros, "request answered"),
        }
    }
}
