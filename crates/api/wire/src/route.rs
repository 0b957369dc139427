//! Which service, operation and protocol a request is for: one port, all services.
//!
//! Tried in order: the path of rpcv2Cbor, the `X-Amz-Target` of awsJson, the `Action` of the Query
//! protocols (form body or query string), then method and path of the REST protocols. Where two services
//! could answer, the service in the signature's scope decides, then the host name.
//!
//! Must not know: which operations are built; an unknown one is an error here, an unbuilt one is not.

use http::header::{CONTENT_TYPE, HOST};
use http::request::Parts;
use longshore_shapes::{ApiError, OperationName, Protocol, ServiceSchema};

use crate::error::{INVALID_ACTION, MALFORMED_INPUT, MISSING_ACTION, UNKNOWN_OPERATION};
use crate::path;
use crate::query::form;

const FORM_TYPE: &str = "application/x-www-form-urlencoded";

/// What a request is for.
#[derive(Debug, Clone)]
pub struct Route {
    pub service: &'static ServiceSchema,
    pub operation: &'static OperationName,
    pub protocol: Protocol,
    /// The values of the labels in a REST path, decoded, by label name.
    pub labels: Labels,
}

pub type Labels = Vec<(&'static str, String)>;

/// A request that is for nothing we know. Answer it with [`RouteError::to_api_error`] in its protocol.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{problem}")]
pub struct RouteError {
    /// The protocol the request seems to speak.
    pub protocol: Protocol,
    pub service: Option<&'static ServiceSchema>,
    pub problem: RouteProblem,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RouteProblem {
    #[error("The operation {0} is not known")]
    UnknownOperation(String),
    #[error("Could not find operation {action} for version {version}")]
    UnknownAction { action: String, version: String },
    #[error("The request must contain the parameter Action")]
    MissingAction,
    #[error("The path of the request is not well formed")]
    MalformedPath,
}

impl RouteError {
    fn new(protocol: Protocol, service: Option<&'static ServiceSchema>, problem: RouteProblem) -> Self {
        Self { protocol, service, problem }
    }

    pub fn to_api_error(&self) -> ApiError {
        let schema = match self.problem {
            RouteProblem::UnknownOperation(_) => &UNKNOWN_OPERATION,
            RouteProblem::UnknownAction { .. } => &INVALID_ACTION,
            RouteProblem::MissingAction => &MISSING_ACTION,
            RouteProblem::MalformedPath => &MALFORMED_INPUT,
        };
        ApiError::new(schema, self.problem.to_string())
    }
}

/// Finds what a request is for. `signing_name` is the service in the scope of its signature.
pub fn route(
    services: &[&'static ServiceSchema],
    parts: &Parts,
    signing_name: Option<&str>,
    body: &[u8],
) -> Result<Route, RouteError> {
    let path = parts.uri.path();
    if let Some(rest) = path.strip_prefix("/service/")
        && let Some((service, operation)) = rest.split_once("/operation/")
    {
        return route_cbor(services, service, operation);
    }
    if let Some(target) = header(parts, "x-amz-target") {
        return route_target(services, parts, target, signing_name);
    }
    if matches!(path, "/" | "") {
        let form =
            if header_is(parts, FORM_TYPE) { std::str::from_utf8(body).unwrap_or_default() } else { "" };
        let query = parts.uri.query().unwrap_or_default();
        let parameter = |name| form::first(form, name).or_else(|| form::first(query, name));
        match parameter("Action") {
            Some(action) => {
                let version = parameter("Version").unwrap_or_default();
                return route_action(services, &action, &version, signing_name);
            }
            None if header_is(parts, FORM_TYPE) => {
                return Err(RouteError::new(Protocol::AwsQuery, None, RouteProblem::MissingAction));
            }
            None => {}
        }
    }
    route_path(services, parts, signing_name)
}

fn header<'p>(parts: &'p Parts, name: &str) -> Option<&'p str> {
    parts.headers.get(name)?.to_str().ok()
}

fn header_is(parts: &Parts, media_type: &str) -> bool {
    let found = header(parts, CONTENT_TYPE.as_str()).unwrap_or_default();
    found.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(media_type)
}

/// The operation of that name, which the model lists in alphabetical order.
fn operation(service: &'static ServiceSchema, name: &str) -> Option<&'static OperationName> {
    let found = service.operations.binary_search_by(|operation| operation.name.cmp(name));
    found.ok().and_then(|at| service.operations.get(at))
}

fn find(service: &'static ServiceSchema, name: &str, protocol: Protocol) -> Result<Route, RouteError> {
    match operation(service, name) {
        Some(operation) => Ok(Route { service, operation, protocol, labels: Vec::new() }),
        None => Err(unknown(protocol, Some(service), name)),
    }
}

fn unknown(protocol: Protocol, service: Option<&'static ServiceSchema>, name: &str) -> RouteError {
    let name = name.chars().take(128).collect();
    RouteError::new(protocol, service, RouteProblem::UnknownOperation(name))
}

fn route_cbor(
    services: &[&'static ServiceSchema],
    target: &str,
    operation: &str,
) -> Result<Route, RouteError> {
    let speaks = |service: &&ServiceSchema| {
        service.protocols.contains(&Protocol::RpcV2Cbor) && service.target_prefix == target
    };
    match services.iter().copied().find(speaks) {
        Some(service) => find(service, operation, Protocol::RpcV2Cbor),
        None => Err(unknown(Protocol::RpcV2Cbor, None, &format!("{target}.{operation}"))),
    }
}

fn route_target(
    services: &[&'static ServiceSchema],
    parts: &Parts,
    target: &str,
    signing_name: Option<&str>,
) -> Result<Route, RouteError> {
    let said = if header_is(parts, "application/x-amz-json-1.0") {
        Protocol::AwsJson10
    } else {
        Protocol::AwsJson11
    };
    let (prefix, name) = target.rsplit_once('.').unwrap_or(("", target));
    let candidates =
        || services.iter().copied().filter(|service| !prefix.is_empty() && service.target_prefix == prefix);
    let signed = candidates().find(|service| signing_name == Some(service.signing_name));
    let Some(service) = signed.or_else(|| candidates().next()) else {
        return Err(unknown(said, None, target));
    };
    let spoken = |protocol: &&Protocol| matches!(protocol, Protocol::AwsJson10 | Protocol::AwsJson11);
    match service.protocols.iter().find(spoken) {
        None => Err(unknown(said, Some(service), target)),
        Some(_) if header_is(parts, "application/x-amz-json-1.1") || said == Protocol::AwsJson10 => {
            find(service, name, said)
        }
        Some(preferred) => find(service, name, *preferred),
    }
}

fn route_action(
    services: &[&'static ServiceSchema],
    action: &str,
    version: &str,
    signing_name: Option<&str>,
) -> Result<Route, RouteError> {
    let speaking = services.iter().copied().filter_map(|service| Some((service, query_protocol(service)?)));
    let candidates: Vec<_> = speaking
        .filter(|(service, _)| signing_name.is_none_or(|name| name == service.signing_name))
        .collect();
    let versioned = candidates.iter().find(|(service, _)| service.api_version == version);
    let only = candidates.first().filter(|_| version.is_empty() && candidates.len() == 1);
    let Some((service, protocol)) = versioned.or(only) else {
        let spoken = candidates.first().filter(|_| signing_name.is_some());
        let protocol = spoken.map_or(Protocol::AwsQuery, |(_, protocol)| *protocol);
        return Err(unknown_action(protocol, spoken.map(|(service, _)| *service), action, version));
    };
    find(service, action, *protocol)
        .map_err(|_| unknown_action(*protocol, Some(service), action, service.api_version))
}

fn unknown_action(
    protocol: Protocol,
    service: Option<&'static ServiceSchema>,
    action: &str,
    version: &str,
) -> RouteError {
    let short = |text: &str| text.chars().take(128).collect();
    let problem = RouteProblem::UnknownAction { action: short(action), version: short(version) };
    RouteError::new(protocol, service, problem)
}

fn query_protocol(service: &ServiceSchema) -> Option<Protocol> {
    let spoken = |protocol: &&Protocol| matches!(protocol, Protocol::AwsQuery | Protocol::Ec2Query);
    service.protocols.iter().find(spoken).copied()
}

fn rest_protocol(service: &ServiceSchema) -> Option<Protocol> {
    let spoken = |protocol: &&Protocol| matches!(protocol, Protocol::RestJson | Protocol::RestXml);
    service.protocols.iter().find(spoken).copied()
}

fn route_path(
    services: &[&'static ServiceSchema],
    parts: &Parts,
    signing_name: Option<&str>,
) -> Result<Route, RouteError> {
    let candidates = rest_candidates(services, parts, signing_name);
    if let Some(mut route) = closest(&candidates, parts) {
        let labels = path::labels(route.operation.http_path, parts.uri.path());
        let malformed = || RouteError::new(route.protocol, Some(route.service), RouteProblem::MalformedPath);
        route.labels = labels.ok_or_else(malformed)?;
        return Ok(route);
    }
    let (service, protocol) = match candidates.as_slice() {
        [(service, protocol)] => (Some(*service), *protocol),
        _ => (None, Protocol::RestJson),
    };
    Err(unknown(protocol, service, &format!("{} {}", parts.method, parts.uri.path())))
}

/// The services that a method and a path may be for: those of the signature's scope or of the host name,
/// and all if neither says anything.
fn rest_candidates(
    services: &[&'static ServiceSchema],
    parts: &Parts,
    signing_name: Option<&str>,
) -> Vec<(&'static ServiceSchema, Protocol)> {
    let rest = || services.iter().copied().filter_map(|service| Some((service, rest_protocol(service)?)));
    let host = parts.uri.host().or_else(|| header(parts, HOST.as_str())).unwrap_or_default();
    let first_label = host.split('.').next().unwrap_or_default();
    let named = |service: &ServiceSchema| match signing_name {
        Some(name) => service.signing_name == name,
        None => service.endpoint_prefix == first_label,
    };
    let chosen: Vec<_> = rest().filter(|(service, _)| named(service)).collect();
    if chosen.is_empty() && signing_name.is_none() { rest().collect() } else { chosen }
}

/// The operation whose method and path match most closely, still without labels.
fn closest(candidates: &[(&'static ServiceSchema, Protocol)], parts: &Parts) -> Option<Route> {
    let mut best: Option<(path::Score, Route)> = None;
    for (service, protocol) in candidates {
        for operation in service.operations.iter().filter(|operation| operation.http_method == parts.method) {
            let Some(score) = path::score(operation.http_path, &parts.uri) else { continue };
            if best.as_ref().is_none_or(|(before, _)| score > *before) {
                best = Some((score, Route { service, operation, protocol: *protocol, labels: Vec::new() }));
            }
        }
    }
    best.map(|(_, route)| route)
}
