//! The way of one request: body, claim, route, identity, handler, answer.
//!
//! Whatever happens on the way ends in an answer of the protocol the request speaks, with a request id. A
//! handler that panics ends in InternalFailure; the process goes on.
//!
//! Must not know: any AWS operation.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use bytes::Bytes;
use http::request::Parts;
use http::{Request, Response, header};
use http_body_util::{Either, Full};
use hyper::body::Incoming;
use longshore_engine::{Engine, EngineError};
use longshore_services::registry::Answer;
use longshore_services::{Caller, Handler, Registry, accounts};
use longshore_shapes::{ApiError, Protocol, SERVICES, Structure};
use longshore_wire::sigv4::{Claim, Dialect, SignatureError};
use longshore_wire::{Route, body, error as wire_error, route};
use longshore_world::{Snapshot, Tx};

use super::identity::{self, Identity};
use super::metrics::{Metrics, Observed};
use super::requests::RequestIds;
use super::slow::Slow;
use super::{backup, bodies, logs, usage};
use crate::edge;
use crate::nodes::Nodes;
use crate::registry::Images;

/// How much an error says at most: twenty broken constraints fit.
const MESSAGE_CHARS_MAX: usize = 16 * 1024;

pub(crate) struct Server {
    pub(crate) engine: Engine,
    pub(crate) registry: Registry,
    pub(crate) identity: Identity,
    pub(crate) metrics: Metrics,
    pub(crate) request_ids: RequestIds,
    /// The nodes that are connected, for what only they know.
    pub(crate) nodes: Option<Nodes>,
    /// What `/v2/` is answered by.
    images: Option<Arc<Images>>,
    slow: Slow,
    large: bodies::Large,
}

/// What went wrong, with as much of the request as was understood by then.
struct Refusal {
    protocol: Protocol,
    route: Option<Route>,
    error: ApiError,
}

/// A request as it was sent, and its body without its compression.
struct Sent<'a> {
    parts: &'a Parts,
    body: Bytes,
    inflated: Result<Bytes, body::BodyError>,
    scheme: &'static str,
}

impl Server {
    pub(crate) fn new(engine: Engine, registry: Registry, identity: Identity, seed: u64) -> Self {
        let metrics = Metrics::new();
        let (request_ids, slow) = (RequestIds::new(seed), Slow::new());
        Self {
            engine,
            registry,
            identity,
            metrics,
            request_ids,
            nodes: None,
            images: None,
            slow,
            large: bodies::Large::new(),
        }
    }

    pub(crate) fn with_nodes(self, nodes: Nodes) -> Self {
        Self { nodes: Some(nodes), ..self }
    }

    pub(crate) fn with_images(self, images: Arc<Images>) -> Self {
        Self { images: Some(images), ..self }
    }

    pub(crate) async fn answer(
        self: Arc<Self>,
        request: Request<Incoming>,
        scheme: &'static str,
    ) -> Response<Body> {
        let started = edge::instant();
        if let Some(images) = &self.images
            && Images::serves(request.uri().path())
        {
            return images.answer(request).await.map(|body| Either::Right(Either::Right(body)));
        }
        let (parts, incoming) = request.into_parts();
        if let Some(answer) = self.own_page(&parts) {
            return answer;
        }
        let id = self.request_ids.next();
        let (response, observed) = match self.carry_out(parts, incoming, scheme).await {
            Ok((route, output)) => {
                let response = longshore_wire::write_response(&route, &*output, &id);
                (response, Observed::of(Some(&route), None))
            }
            Err(refusal) => {
                let Refusal { protocol, route, mut error } = *refusal;
                shorten(&mut error.message);
                let service = route.as_ref().map(|route| route.service);
                let response = longshore_wire::write_error(protocol, service, &error, &id);
                (response, Observed::of(route.as_ref(), Some(error)))
            }
        };
        let status = response.status();
        observed.log(&id, status, started.elapsed());
        self.metrics.observe(&observed, status, started.elapsed());
        response.map(whole)
    }

    /// The pages that are Longshore's own.
    fn own_page(&self, parts: &Parts) -> Option<Response<Body>> {
        if parts.method != http::Method::GET {
            return None;
        }
        match parts.uri.path() {
            "/healthz" => Some(plain("text/plain", Bytes::from_static(b"ok\n"))),
            logs::PATH => Some(logs::answer(self, parts)),
            usage::PATH => Some(usage::answer(self, parts)),
            backup::PATH => Some(backup::answer(&self.engine, &self.identity, parts)),
            "/metrics" => {
                let text = self.metrics.page(&self.engine.snapshot());
                Some(plain("application/openmetrics-text; version=1.0.0; charset=utf-8", text.into()))
            }
            _ => None,
        }
    }

    async fn carry_out(
        &self,
        parts: Parts,
        incoming: Incoming,
        scheme: &'static str,
    ) -> Result<(Route, Box<dyn Structure>), Box<Refusal>> {
        let (body, _place) =
            self.large.collect(&parts, incoming).await.map_err(|error| refuse_early(&parts, error))?;
        let claim = identity::claim(&parts);
        let signing_name =
            claim.as_ref().ok().and_then(Option::as_ref).map(|claim| claim.scope.service.clone());
        // The Query protocols name the operation in the body, so what is compressed is inflated first; the
        // signature is over what was sent.
        let inflated = body::decode(&parts.headers, body.clone());
        let readable = inflated.as_ref().unwrap_or(&body);
        let route = route(SERVICES, &parts, signing_name.as_deref(), readable).map_err(|error| {
            Box::new(Refusal { protocol: error.protocol, route: None, error: error.to_api_error() })
        })?;
        let sent = Sent { parts: &parts, body, inflated, scheme };
        match self.for_route(&route, claim, sent).await {
            Ok(output) => Ok((route, output)),
            Err(error) => Err(Box::new(Refusal { protocol: route.protocol, route: Some(route), error })),
        }
    }

    async fn for_route(
        &self,
        route: &Route,
        claim: Result<Option<Claim>, SignatureError>,
        sent: Sent<'_>,
    ) -> Answer {
        let Sent { parts, body, inflated, scheme } = sent;
        let snapshot = self.engine.snapshot();
        let refused = |error: SignatureError| signature_error(route.protocol, &error);
        let claim = claim.map_err(refused)?;
        if let Some(claim) = &claim {
            claim.scope.require_service(route.service.signing_name).map_err(refused)?;
        }
        let identified = self.identity.identify(&snapshot, claim.as_ref(), parts, &body).map_err(refused)?;
        let body = match identified.decoded_body {
            Some(decoded) => body::decode(&parts.headers, decoded.into()),
            None => inflated,
        };
        let body = body.map_err(|error| error.to_api_error())?;
        let handler = self
            .registry
            .get(route.service, route.operation.name)
            .ok_or_else(|| wire_error::not_built(route.service, route.operation.name))?;
        let mut caller = identified.caller;
        caller.endpoint = format!("{scheme}://{}", authority(parts));
        let snapshot = self.opened(snapshot, &caller).await?;
        let mut fill = |input: &mut dyn Structure| longshore_wire::read_request(route, parts, &body, input);
        match handler {
            Handler::Read(read) => guarded(|| read(&snapshot, &caller, &mut fill)),
            Handler::Write(write) => {
                let transaction = guarded(|| write(&caller, &mut fill))?;
                self.engine.transact(transaction).await.map_err(|error| engine_error(&error))?
            }
            Handler::Slow(slow) => {
                let work = guarded(|| slow(&caller, &mut fill))?;
                self.slow.run(work, snapshot).await
            }
            Handler::Edge(begin) => guarded(|| begin(&caller, &mut fill))?.await,
        }
    }

    /// The snapshot, with the caller's account opened in its region.
    async fn opened(&self, snapshot: Arc<Snapshot>, caller: &Caller) -> Result<Arc<Snapshot>, ApiError> {
        let scope = caller.scope;
        if accounts::is_open(&snapshot, scope) {
            return Ok(snapshot);
        }
        let opened = self.engine.transact(move |tx: &mut Tx<'_>| {
            accounts::open(tx, scope);
            Ok::<(), std::convert::Infallible>(())
        });
        opened.await.map_err(|error| engine_error(&error))?.unwrap_or_else(|never| match never {});
        Ok(self.engine.snapshot())
    }
}

/// What is sent back: a whole answer, or one that is made while it is sent.
pub(super) type Body = Either<Full<Bytes>, Either<backup::Stream, longshore_registry::Body>>;

fn whole(bytes: Bytes) -> Body {
    Either::Left(Full::new(bytes))
}

pub(super) fn plain(content_type: &'static str, body: Bytes) -> Response<Body> {
    let mut response = Response::new(whole(body));
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static(content_type));
    response
}

/// Where the client thinks it is: for answers that name our own address.
fn authority(parts: &Parts) -> String {
    let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let authority = parts.uri.authority().map(http::uri::Authority::as_str);
    host.or(authority).unwrap_or("localhost").to_owned()
}

/// A message may repeat what it refuses, but not all of a large input.
fn shorten(message: &mut String) {
    if let Some((end, _)) = message.char_indices().nth(MESSAGE_CHARS_MAX) {
        message.truncate(end);
        message.push_str("...");
    }
}

/// An answer before the body is known, and with it perhaps the service.
fn refuse_early(parts: &Parts, error: ApiError) -> Box<Refusal> {
    match route(SERVICES, parts, None, &[]) {
        Ok(route) => Box::new(Refusal { protocol: route.protocol, route: Some(route), error }),
        Err(unknown) => Box::new(Refusal { protocol: unknown.protocol, route: None, error }),
    }
}

fn dialect(protocol: Protocol) -> Dialect {
    match protocol {
        Protocol::AwsQuery | Protocol::RestXml => Dialect::Query,
        Protocol::Ec2Query => Dialect::Ec2,
        _ => Dialect::Json,
    }
}

/// Every error a signature can end in, as a static description each.
fn signature_error(protocol: Protocol, error: &SignatureError) -> ApiError {
    let (kind, dialect) = (error.kind(), dialect(protocol));
    let known = identity::SIGNATURE_ERRORS.iter().find(|known| known.0 == kind && known.1 == dialect);
    let schema = known.map_or(&wire_error::INTERNAL_FAILURE, |known| &known.2);
    ApiError::new(schema, error.client_message())
}

fn engine_error(error: &EngineError) -> ApiError {
    let schema = match error {
        EngineError::Panicked(_) | EngineError::TooLarge { .. } => &wire_error::INTERNAL_FAILURE,
        EngineError::Commit(_) | EngineError::Closed => &wire_error::SERVICE_UNAVAILABLE,
    };
    ApiError::new(schema, error.to_string())
}

/// A handler's panic is a bug of ours; the caller hears of it, and nobody else suffers.
pub(super) fn guarded<T>(handler: impl FnOnce() -> Result<T, ApiError>) -> Result<T, ApiError> {
    catch_unwind(AssertUnwindSafe(handler)).unwrap_or_else(|_| {
        Err(ApiError::new(&wire_error::INTERNAL_FAILURE, "The handler failed inside Longshore (a bug)."))
    })
}
