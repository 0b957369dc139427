//! Connections and requests: from a listener to an answer, within limits.
//!
//! Must not know: how an answer is worked out.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::request::Parts;
use http::{Method, Request, StatusCode, header};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use serde_json::{Map, Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::answer::Answer;
use super::credentials::{self, Asker};
use super::introspection::{self, NodeFacts, parameter};
use super::limiter::Limiter;
use super::route::{Metadata, Route, V2, Version, cleaned, route};
use super::{agent_api, container, stats, task};
use crate::identity::Identity;
use crate::view::{ContainerView, TaskView, Tasks};

/// How long a client may take over its head or its body, or say nothing between two requests.
const READ_LIMIT: Duration = Duration::from_secs(5);
/// How long one connection may live, whatever happens on it.
const CONNECTION_LIMIT: Duration = Duration::from_secs(60);
/// How many connections one listener has open; more wait to be accepted.
const CONNECTIONS_MAX: usize = 256;
/// How many of them may come from one address; more are closed at once.
const CONNECTIONS_OF_ONE_MAX: usize = 64;
const HEAD_BYTES_MAX: usize = 16 * 1024;
const HEADERS_MAX: usize = 64;
const BODY_BYTES_MAX: usize = 4 * 1024;
/// The pause after a listener failed, as it does while descriptors are short.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// What answers; one for all listeners of a machine.
pub struct Endpoint {
    tasks: Arc<dyn Tasks>,
    identity: Arc<dyn Identity>,
    node: Box<dyn Fn() -> NodeFacts + Send + Sync>,
    /// By listener and address: behind every `none` network's listener the addresses are the same.
    limiter: Mutex<Limiter<(u64, IpAddr)>>,
    listeners: AtomicU64,
    started: Instant,
}

#[derive(Clone, Copy)]
struct Peer {
    listener: u64,
    address: IpAddr,
}

#[derive(Clone, Copy)]
enum Pages {
    Tasks,
    Introspection,
}

impl Endpoint {
    pub fn new(
        tasks: Arc<dyn Tasks>,
        identity: Arc<dyn Identity>,
        node: impl Fn() -> NodeFacts + Send + Sync + 'static,
    ) -> Arc<Self> {
        let (limiter, listeners) = (Mutex::new(Limiter::new()), AtomicU64::new(0));
        Arc::new(Self { tasks, identity, node: Box::new(node), limiter, listeners, started: Instant::now() })
    }

    /// Answers the containers behind a listener until the future is dropped, and its connections with it.
    pub async fn serve(self: Arc<Self>, listener: TcpListener) {
        self.accept(listener, Pages::Tasks).await;
    }

    /// Answers the machine's owner in the same way.
    pub async fn serve_introspection(self: Arc<Self>, listener: TcpListener) {
        self.accept(listener, Pages::Introspection).await;
    }

    async fn accept(self: Arc<Self>, listener: TcpListener, pages: Pages) {
        let serial = self.listeners.fetch_add(1, Ordering::Relaxed);
        let room = Arc::new(Semaphore::new(CONNECTIONS_MAX));
        let (mut connections, mut open) = (JoinSet::new(), HashMap::<IpAddr, usize>::new());
        loop {
            let Ok(permit) = Arc::clone(&room).acquire_owned().await else { return };
            match listener.accept().await {
                Ok((stream, address)) => {
                    while let Some(ended) = connections.try_join_next() {
                        forget(&mut open, ended.ok());
                    }
                    let peer = Peer { listener: serial, address: address.ip().to_canonical() };
                    let count = open.entry(peer.address).or_default();
                    if *count >= CONNECTIONS_OF_ONE_MAX {
                        continue;
                    }
                    *count += 1;
                    let endpoint = Arc::clone(&self);
                    connections.spawn(async move {
                        endpoint.connection(stream, peer, pages).await;
                        drop(permit);
                        peer.address
                    });
                }
                Err(error) => {
                    tracing::warn!(%error, "the endpoint for containers cannot take a connection");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            }
        }
    }

    async fn connection(self: Arc<Self>, stream: TcpStream, peer: Peer, pages: Pages) {
        let _ = stream.set_nodelay(true);
        let service = service_fn(move |request| {
            let endpoint = Arc::clone(&self);
            async move { Ok::<_, Infallible>(endpoint.request(request, peer, pages).await.into_response()) }
        });
        let serving = http1::Builder::new()
            .timer(TokioTimer::new())
            // A client that has said all it wants to, as `nc` does, is still answered.
            .half_close(true)
            .header_read_timeout(READ_LIMIT)
            .max_buf_size(HEAD_BYTES_MAX)
            .max_headers(HEADERS_MAX)
            .serve_connection(TokioIo::new(stream), service);
        // A client that breaks off, or speaks no HTTP, has been answered as far as it can be.
        let _ = tokio::time::timeout(CONNECTION_LIMIT, serving).await;
    }

    async fn request(&self, request: Request<Incoming>, peer: Peer, pages: Pages) -> Answer {
        if !self.within_rate(peer) {
            return Answer::text(StatusCode::TOO_MANY_REQUESTS, "too many requests: try again in a second\n");
        }
        let (parts, body) = request.into_parts();
        let path = parts.uri.path();
        if let Some(mut clean) = cleaned(path) {
            if let Some(query) = parts.uri.query() {
                clean = format!("{clean}?{query}");
            }
            return Answer::moved(&clean);
        }
        match (pages, route(path)) {
            (Pages::Introspection, _) if !reads(&parts.method) => Answer::method_not_allowed("GET, HEAD"),
            (Pages::Introspection, _) => {
                let query = parts.uri.query().unwrap_or_default();
                introspection::answer(&*self.tasks, &(self.node)(), path, query)
            }
            (Pages::Tasks, Route::Protection(id)) => self.protection(&parts.method, id, body).await,
            (Pages::Tasks, Route::Fault { id, kind, action }) => {
                agent_api::fault(self.task(id).as_deref(), &parts.method, kind, action)
            }
            (Pages::Tasks, Route::Nothing) => Answer::not_found(),
            (Pages::Tasks, _) if !reads(&parts.method) => Answer::method_not_allowed("GET, HEAD"),
            (Pages::Tasks, route) => self.read(&parts, &route, peer.address),
        }
    }

    fn within_rate(&self, peer: Peer) -> bool {
        let mut limiter = self.limiter.lock().unwrap_or_else(PoisonError::into_inner);
        limiter.take((peer.listener, peer.address), self.started.elapsed())
    }

    fn task(&self, endpoint_id: &str) -> Option<Arc<TaskView>> {
        self.tasks.by_endpoint(endpoint_id).map(|(task, _)| task)
    }

    async fn protection(&self, method: &Method, id: &str, body: Incoming) -> Answer {
        let task = self.task(id);
        if reads(method) {
            return agent_api::protection(&*self.identity, task.as_deref(), None).await;
        }
        if *method != Method::PUT {
            return Answer::method_not_allowed("GET, HEAD, PUT");
        }
        match collected(body).await {
            Ok(body) => agent_api::protection(&*self.identity, task.as_deref(), Some(&body)).await,
            Err(refusal) => refusal,
        }
    }

    fn read(&self, parts: &Parts, route: &Route<'_>, address: IpAddr) -> Answer {
        match route {
            Route::CredentialsV1 => {
                let id = parameter(parts.uri.query().unwrap_or_default(), "id");
                self.credentials(parts, "CredentialsV1Request", id, address)
            }
            Route::CredentialsV2(id) => self.credentials(parts, "CredentialsV2Request", Some(id), address),
            Route::Metadata(version, id, what) => self.metadata(*version, id, *what),
            Route::V2(what) => self.v2(*what, address),
            Route::Protection(_) | Route::Fault { .. } | Route::Nothing => Answer::not_found(),
        }
    }

    fn credentials(&self, parts: &Parts, form: &str, id: Option<&str>, address: IpAddr) -> Answer {
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        let asker = Asker { address, user_agent: agent.unwrap_or_default() };
        credentials::answer(&*self.identity, form, id, &asker)
    }

    fn metadata(&self, version: Version, id: &str, what: Metadata<'_>) -> Answer {
        let found = self.tasks.by_endpoint(id);
        let known = found.as_ref().and_then(|(task, place)| Some((task, task.containers.get(*place)?)));
        let Some((task, one)) = known else { return unknown_id(version, id, what) };
        match what {
            Metadata::Container => Answer::ok(&container::document(task, one, version)),
            Metadata::Task { tags } => self.task_document(task, version, tags),
            Metadata::Stats => self.stats(one).map_or_else(
                || {
                    let text = "stats handler: unable to get container stats: no sample yet";
                    Answer::message(stats_status(version), &format!("{} container {text}", name(version)))
                },
                |stats| Answer::ok(&stats),
            ),
            Metadata::TaskStats => self.task_stats(task),
            Metadata::Associations => Answer::ok(&json!({ "Associations": null })),
            Metadata::Association { kind, name: wanted } => {
                let status = match version {
                    Version::V3 => StatusCode::BAD_REQUEST,
                    Version::V4 => StatusCode::NOT_FOUND,
                };
                let version = name(version);
                let text = format!("{version} association handler: no association {wanted} of type {kind}");
                Answer::message(status, &text)
            }
        }
    }

    fn v2(&self, what: V2<'_>, address: IpAddr) -> Answer {
        let refused = |text: String| Answer::message(StatusCode::BAD_REQUEST, &text);
        let found = ipv4(address).and_then(|address| self.tasks.by_address(address));
        let Some(task) = found else {
            let reason = format!("unable to associate '{address}' with task");
            return refused(format!("Unable to get task arn from request: {reason}"));
        };
        let by_id = |id: &str| task.containers.iter().find(|one| one.shown_id() == id && !id.is_empty());
        match what {
            V2::Task { tags } => self.task_document(&task, Version::V3, tags),
            V2::TaskStats => self.task_stats(&task),
            V2::Container(id) => match by_id(id) {
                Some(one) => Answer::ok(&container::document(&task, one, Version::V3)),
                None => refused(format!("Unable to generate metadata for container '{id}'")),
            },
            V2::Stats(id) => match by_id(id).and_then(|one| self.stats(one)) {
                Some(stats) => Answer::ok(&stats),
                None => refused(format!("Unable to get container stats for: {id}")),
            },
        }
    }

    fn task_document(&self, task: &TaskView, version: Version, tags: bool) -> Answer {
        let tags = tags.then(|| (self.node)().tags);
        Answer::ok(&task::document(task, version, tags.as_deref()))
    }

    fn stats(&self, one: &ContainerView) -> Option<Value> {
        let (last, before) = self.tasks.samples(&one.runtime_id)?;
        Some(stats::document(one, &last, before.as_ref()))
    }

    fn task_stats(&self, task: &TaskView) -> Answer {
        let created = task.containers.iter().filter(|one| !one.runtime_id.is_empty());
        let each = created.map(|one| (one.shown_id().to_owned(), self.stats(one).unwrap_or(Value::Null)));
        Answer::ok(&Value::Object(each.collect::<Map<_, _>>()))
    }
}

/// Takes a connection that has ended off its address's count.
fn forget(open: &mut HashMap<IpAddr, usize>, address: Option<IpAddr>) {
    let Some(address) = address else { return };
    if let Some(count) = open.get_mut(&address) {
        *count = count.saturating_sub(1);
        if *count == 0 {
            open.remove(&address);
        }
    }
}

fn reads(method: &Method) -> bool {
    *method == Method::GET || *method == Method::HEAD
}

fn ipv4(address: IpAddr) -> Option<Ipv4Addr> {
    match address {
        IpAddr::V4(address) => Some(address),
        IpAddr::V6(_) => None,
    }
}

async fn collected(body: Incoming) -> Result<Bytes, Answer> {
    let limited = Limited::new(body, BODY_BYTES_MAX).collect();
    match tokio::time::timeout(READ_LIMIT, limited).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(_)) => {
            Err(Answer::text(StatusCode::PAYLOAD_TOO_LARGE, "the body is too large, or broke off\n"))
        }
        Err(_) => Err(Answer::text(StatusCode::REQUEST_TIMEOUT, "the body took too long\n")),
    }
}

fn name(version: Version) -> &'static str {
    match version {
        Version::V3 => "V3",
        Version::V4 => "V4",
    }
}

fn stats_status(version: Version) -> StatusCode {
    match version {
        Version::V3 => StatusCode::BAD_REQUEST,
        Version::V4 => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn unknown_id(version: Version, id: &str, what: Metadata<'_>) -> Answer {
    let container = format!("container ID from request: unable to get docker ID from v3 endpoint ID: {id}");
    let task = format!("task arn from request: unable to get task Arn from v3 endpoint ID: {id}");
    let (handler, reason) = match what {
        Metadata::Container => ("container metadata", container),
        Metadata::Task { .. } => ("task metadata", task),
        Metadata::Stats => ("container stats", container),
        Metadata::TaskStats => ("task stats", task),
        Metadata::Associations => ("associations", container),
        Metadata::Association { .. } => ("association", container),
    };
    let status = match (version, what) {
        (Version::V4, _) => StatusCode::NOT_FOUND,
        (Version::V3, Metadata::Container | Metadata::Task { .. }) => StatusCode::INTERNAL_SERVER_ERROR,
        (Version::V3, _) => StatusCode::BAD_REQUEST,
    };
    Answer::message(status, &format!("{} {handler} handler: unable to get {reason}", name(version)))
}
