//! DiscoverPollEndpoint: where an agent opens its sessions. It is this server, by the name under which the
//! agent reaches it already.
//!
//! Must not know: what the sessions say.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, error, op};
use longshore_world::Snapshot;

use crate::caller::Caller;
use crate::registry::Registry;

/// The paths of the sessions: an agent adds `/ws` to each.
pub const AGENT_PATH: &str = "/ecs/agent";
pub const TELEMETRY_PATH: &str = "/ecs/telemetry";
pub const SERVICE_CONNECT_PATH: &str = "/ecs/service-connect";

pub(crate) fn register(registry: &mut Registry) {
    registry.read::<op::DiscoverPollEndpoint>(discover_poll_endpoint);
}

/// Answers to everyone alike: whether the instance is registered is what the session asks.
fn discover_poll_endpoint(
    _: &Snapshot,
    caller: &Caller,
    _: ecs::DiscoverPollEndpointRequest,
) -> Result<ecs::DiscoverPollEndpointResponse, ApiError> {
    let base = caller.endpoint.trim_end_matches('/');
    if base.is_empty() {
        let message = "The server does not know the address it was called by; send a Host header.";
        return Err(ApiError::new(&error::SERVER_EXCEPTION, message));
    }
    let at = |path: &str| Some(format!("{base}{path}"));
    Ok(ecs::DiscoverPollEndpointResponse {
        endpoint: at(AGENT_PATH),
        telemetry_endpoint: at(TELEMETRY_PATH),
        service_connect_endpoint: at(SERVICE_CONNECT_PATH),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ecs::container_instance::tests::Control;

    #[test]
    fn sessions_are_at_the_address_that_was_called() {
        let mut control = Control::new();
        for base in ["http://127.0.0.1:7000", "http://127.0.0.1:7000/"] {
            control.caller.endpoint = base.to_owned();
            let answer =
                discover_poll_endpoint(&control.snapshot(), &control.caller, Default::default()).unwrap();
            assert_eq!(answer.endpoint.as_deref(), Some("http://127.0.0.1:7000/ecs/agent"));
            assert_eq!(answer.telemetry_endpoint.as_deref(), Some("http://127.0.0.1:7000/ecs/telemetry"));
        }
        control.caller.endpoint = String::new();
        let error =
            discover_poll_endpoint(&control.snapshot(), &control.caller, Default::default()).unwrap_err();
        assert_eq!(error.code(), "ServerException");
    }
}
