//! Nodes, seen from control: their connections, and what is said over them.
//!
//! A connection says `hello` and becomes a session: the container instance of the node is registered or
//! registered again, everything it shall run is sent, then every change of it, and what it reports is written
//! down and accepted. All that a session knows it has from the world; one that ends loses nothing.
//!
//! Invariants: an instance has one session, the newest; assignments go out in the order of commits and their
//! generations only grow; a report is accepted when it is durable, not before.
//!
//! Must not know: how a node runs anything, or any AWS operation.

mod answers;
pub(crate) mod authority;
pub(crate) mod dial;
mod feed;
mod first;
pub(crate) mod listener;
mod outbox;
mod reports;
mod session;
pub(crate) mod sharing;
pub(crate) mod stream;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use anyhow::{Context, Result};
use longshore_engine::Engine;
use longshore_link::liveness::HEARTBEAT_SECONDS;
use longshore_link::{LogsQuestion, Question, limits};
use longshore_services::ecs::container_instance::{self, Connected};
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::{Scope, Tx};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{Notify, mpsc};

pub(crate) use self::answers::{Answers, AskError};
use self::answers::{Ask, Asker};
pub(crate) use self::authority::Authority;
use self::feed::Feed;
use self::sharing::Offer;

/// How many connections of nodes there may be at the same time.
pub(crate) const CONNECTIONS_MAX: usize = 10_000;

/// Who is at the other end, before it has said anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Peer {
    /// A node of this process or this machine, believed: of that account and region.
    Local(Scope),
    /// Whoever holds the key of that fingerprint.
    Joined(String),
    /// It has shown no certificate: all it can do is join.
    Stranger,
}

/// A handle; copies share the same sessions.
#[derive(Clone)]
pub(crate) struct Nodes {
    shared: Arc<Shared>,
}

/// Where nodes find the registry.
#[derive(Debug, Clone)]
pub(crate) struct RegistryAt {
    /// A URL; `*` for the host where every address is listened on.
    pub(crate) endpoint: String,
    /// Those that names of images give with our hosts.
    pub(crate) ports: Vec<u16>,
    /// With TLS, the certificate that it shows, as PEM: nodes are told it, so that they need trust no authority.
    pub(crate) certificate: Option<String>,
}

pub(crate) struct Shared {
    engine: Engine,
    /// Set once it is served.
    registry: OnceLock<RegistryAt>,
    /// Who signs for nodes; none where no node can join.
    authority: Option<Authority>,
    heartbeat_seconds: u64,
    feed: Feed,
    sessions: Mutex<HashMap<ContainerInstanceKey, Handle>>,
}

/// A session as the others see it.
struct Handle {
    connection: i64,
    asker: Asker,
    /// Told when a newer session of the same instance has begun.
    superseded: Arc<Notify>,
    /// Where its node gives layers to others.
    sharing: Option<Arc<Offer>>,
}

impl Nodes {
    /// Nodes of an engine. Nobody is connected yet, and so it is written.
    pub(crate) async fn start(engine: Engine, authority: Option<Authority>) -> Result<Self> {
        let written = engine.transact(|tx: &mut Tx<'_>| {
            container_instance::disconnect_all(tx);
            Ok::<(), std::convert::Infallible>(())
        });
        written
            .await
            .context("the nodes' state could not be written")?
            .unwrap_or_else(|never| match never {});
        Ok(Self::with(engine, authority, HEARTBEAT_SECONDS))
    }

    fn with(engine: Engine, authority: Option<Authority>, heartbeat_seconds: u64) -> Self {
        let sessions = Mutex::new(HashMap::new());
        Self {
            shared: Arc::new(Shared {
                engine,
                registry: OnceLock::new(),
                authority,
                heartbeat_seconds,
                feed: Feed::default(),
                sessions,
            }),
        }
    }

    /// Tells nodes from now on where the registry is.
    pub(crate) fn serve_registry(&self, at: RegistryAt) {
        // It is told once, before the first node comes.
        let _ = self.shared.registry.set(at);
    }

    /// Speaks with whoever is at the other end until one of both ends it.
    pub(crate) async fn serve<S>(&self, stream: S, peer: Peer)
    where
        S: AsyncRead + AsyncWrite + Send + 'static,
    {
        if let Err(error) = first::converse(&self.shared, stream, &peer).await {
            tracing::info!(?peer, "a node's connection ended: {error:#}");
        }
    }

    /// Asks the node of an instance for a task's logs.
    pub(crate) fn ask_logs(
        &self,
        instance: &ContainerInstanceKey,
        question: LogsQuestion,
    ) -> Result<Answers, AskError> {
        let sessions = self.shared.sessions.lock().map_err(|_| AskError::NotConnected)?;
        let handle = sessions.get(instance).ok_or(AskError::NotConnected)?;
        handle.asker.ask(Question { logs: Some(question), ..Default::default() })
    }

    /// Asks every node of a scope that is connected what its tasks use.
    pub(crate) fn ask_usage(&self, scope: Scope) -> Vec<(ContainerInstanceKey, Result<Answers, AskError>)> {
        let Ok(sessions) = self.shared.sessions.lock() else { return Vec::new() };
        let question = || Question { usage: Some(true), ..Default::default() };
        let own = sessions.iter().filter(|(instance, _)| instance.scope == scope);
        own.map(|(instance, handle)| (instance.clone(), handle.asker.ask(question()))).collect()
    }
}

impl Shared {
    /// Makes a session known; the one before it, if there is one, is told to end.
    fn begin(
        &self,
        connected: &Connected,
        sharing: Option<Arc<Offer>>,
    ) -> (mpsc::Receiver<Ask>, Arc<Notify>) {
        let (asks, questions) = mpsc::channel(limits::QUESTIONS_MAX);
        let superseded = Arc::new(Notify::new());
        let handle = Handle {
            connection: connected.connection,
            asker: Asker::new(asks),
            superseded: superseded.clone(),
            sharing,
        };
        if let Ok(mut sessions) = self.sessions.lock() {
            let newer = |old: &Handle| old.connection > handle.connection;
            if sessions.get(&connected.instance).is_some_and(newer) {
                superseded.notify_one();
            } else if let Some(old) = sessions.insert(connected.instance.clone(), handle) {
                old.superseded.notify_one();
            }
        }
        (questions, superseded)
    }

    /// Where the node of an instance gives layers to others.
    fn sharing(&self, instance: &ContainerInstanceKey) -> Option<Arc<Offer>> {
        self.sessions.lock().ok()?.get(instance)?.sharing.clone()
    }

    /// The session is over: writes that the agent is gone, if it has not come back meanwhile.
    async fn end(&self, connected: Connected) {
        if let Ok(mut sessions) = self.sessions.lock() {
            let own = |handle: &Handle| handle.connection == connected.connection;
            if sessions.get(&connected.instance).is_some_and(own) {
                sessions.remove(&connected.instance);
            }
        }
        let written = self.engine.transact(move |tx: &mut Tx<'_>| {
            container_instance::disconnect(tx, &connected);
            Ok::<(), std::convert::Infallible>(())
        });
        if let Err(error) = written.await {
            // The next start writes it.
            tracing::debug!(%error, "that a node is gone could not be written");
        }
    }
}
