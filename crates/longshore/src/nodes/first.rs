//! The beginning of a connection: what the other side says first decides what it is.
//!
//! Must not know: what follows from it.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use longshore_link::limits::{HELLO_SECONDS_MAX, QUEUED_MESSAGES_MAX, TASKS_PER_HELLO_MAX};
use longshore_link::{Hello, Join, Leaving, ToControl, ToNode, agreed_version};
use longshore_services::accounts;
use longshore_services::ecs::cluster;
use longshore_services::ecs::container_instance::{self, Connected};
use longshore_services::longshore::{join_token, node};
use longshore_shapes::ecs::{RegisterContainerInstanceRequest, VersionInfo};
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::{Scope, Tx};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc;

use super::outbox::{DENIED, INACTIVE, OTHER, Outbox, VERSION};
use super::session::{self, Session};
use super::stream::{Incoming, write_frames};
use super::{Peer, Shared};

/// How long the last words may take to be written.
const LAST_WORDS: Duration = Duration::from_secs(5);
const NOT_REGISTERED: &str = "not registered";

pub(super) async fn converse<S>(shared: &Arc<Shared>, stream: S, peer: &Peer) -> Result<()>
where
    S: AsyncRead + AsyncWrite + Send + 'static,
{
    let (reader, writer) = tokio::io::split(stream);
    let (frames, to_write) = mpsc::channel(QUEUED_MESSAGES_MAX);
    let mut writing = tokio::spawn(write_frames(writer, to_write));
    let talked = talk(shared, Incoming::new(reader), Outbox::new(frames), peer).await;
    // The queue is closed now; what is in it is still written.
    if tokio::time::timeout(LAST_WORDS, &mut writing).await.is_err() {
        writing.abort();
    }
    talked
}

async fn talk<R>(
    shared: &Arc<Shared>,
    mut incoming: Incoming<ToControl, R>,
    out: Outbox,
    peer: &Peer,
) -> Result<()>
where
    R: AsyncRead + Unpin + Send + 'static,
{
    let hello = tokio::time::timeout(Duration::from_secs(HELLO_SECONDS_MAX), incoming.next());
    let Some(first) = hello.await.context("it said nothing")?? else { return Ok(()) };
    match (first, peer) {
        (ToControl { join: Some(join), .. }, Peer::Stranger | Peer::Joined(_)) => {
            take_in(shared, join, &out).await
        }
        (_, Peer::Stranger) => {
            out.refuse(DENIED, "This machine has not joined: it has shown no certificate.");
            bail!("it has shown no certificate");
        }
        (ToControl { hello: Some(hello), .. }, _) => {
            let Some(session) = greet(shared, hello, &out, peer).await? else { return Ok(()) };
            session.run(incoming).await
        }
        (ToControl { leaving: Some(leaving), .. }, Peer::Joined(fingerprint)) => {
            leave(shared, &leaving, fingerprint, &out).await
        }
        _ => {
            out.refuse(OTHER, "The first message must be hello, join or leaving.");
            bail!("its first message was none that begins");
        }
    }
}

/// Where a node belongs: its scope, its cluster if that is settled, and the instance it has been.
struct Place {
    scope: Scope,
    cluster: Option<String>,
    instance: Option<ContainerInstanceKey>,
    /// That instance is registered still; where it is not, the node may become a new one.
    registered: bool,
}

fn place(shared: &Shared, peer: &Peer) -> Option<Place> {
    match peer {
        Peer::Local(scope) => Some(Place { scope: *scope, cluster: None, instance: None, registered: false }),
        Peer::Joined(fingerprint) => {
            let snapshot = shared.engine.snapshot();
            let (cluster, instance) = node::place_of(&snapshot, fingerprint)?;
            let registered =
                instance.as_ref().is_some_and(|key| container_instance::is_registered(&snapshot, key));
            Some(Place { scope: cluster.scope, cluster: Some(cluster.name), instance, registered })
        }
        Peer::Stranger => None,
    }
}

/// Registers the node, writes what it says of its tasks and begins its session; none if it was refused.
async fn greet(shared: &Arc<Shared>, hello: Hello, out: &Outbox, peer: &Peer) -> Result<Option<Session>> {
    let refuse = |code: &str, message: String| {
        tracing::info!(?peer, code, "a node was refused: {message}");
        out.refuse(code, message);
        Ok(None)
    };
    let Some(version) = agreed_version(hello.newest_version, hello.oldest_version) else {
        let own = env!("CARGO_PKG_VERSION");
        return refuse(VERSION, format!("This server is Longshore {own} and does not understand this node."));
    };
    let Some(place) = place(shared, peer) else {
        return refuse(DENIED, "This node is not known here any more: join again.".to_owned());
    };
    if hello.tasks.as_ref().is_some_and(|tasks| tasks.len() > TASKS_PER_HELLO_MAX) {
        return refuse(OTHER, format!("A node may tell of at most {TASKS_PER_HELLO_MAX} tasks."));
    }
    let registration = match registration(&hello, &place) {
        Ok(registration) => registration,
        Err(message) => return refuse(DENIED, message.to_owned()),
    };
    let connected = match register(shared, place.scope, registration, peer).await? {
        Ok(connected) => connected,
        Err(error) if error.message.contains(NOT_REGISTERED) => return refuse(INACTIVE, error.message),
        Err(error) => return refuse(OTHER, format!("{}: {}", error.code(), error.message)),
    };
    session::begin(shared, out.clone(), connected, hello, version, peer).await.map(Some)
}

/// What RegisterContainerInstance is given for a node. A node that has joined is what it has been, and in the
/// cluster that it has joined, whatever it says.
fn registration(hello: &Hello, place: &Place) -> Result<RegisterContainerInstanceRequest, &'static str> {
    let mut registration = hello.registration.clone().unwrap_or_default();
    let said = hello.container_instance_arn.clone().or(registration.container_instance_arn.take());
    let said = said.filter(|arn| !arn.is_empty());
    let known = place.instance.as_ref().map(container_instance::arn_of);
    registration.container_instance_arn = match (&place.cluster, known, said) {
        (None, _, said) => said,
        (Some(_), Some(known), Some(said)) if known != said => {
            return Err("This node is another container instance.");
        }
        (Some(_), Some(_), None) if !place.registered => None,
        (Some(_), Some(known), _) => Some(known),
        (Some(_), None, Some(_)) => return Err("This node is no container instance yet."),
        (Some(_), None, None) => None,
    };
    let cluster = hello.cluster.clone().or(registration.cluster.take()).filter(|cluster| !cluster.is_empty());
    registration.cluster = match (&place.cluster, cluster) {
        (None, cluster) => cluster,
        (Some(own), Some(said)) if said.rsplit('/').next() != Some(own) => {
            return Err("This node has joined another cluster.");
        }
        (Some(own), _) => Some(own.clone()),
    };
    let runtime = [hello.runtime.as_deref(), hello.runtime_version.as_deref()];
    let runtime: Vec<&str> = runtime.into_iter().flatten().collect();
    registration.version_info = Some(VersionInfo {
        agent_version: hello.program_version.clone(),
        agent_hash: None,
        docker_version: Some(runtime.join(" ")).filter(|version| !version.is_empty()),
    });
    Ok(registration)
}

async fn register(
    shared: &Shared,
    scope: Scope,
    registration: RegisterContainerInstanceRequest,
    peer: &Peer,
) -> Result<Result<Connected, longshore_shapes::ApiError>> {
    // A node of our own that is told of no cluster finds one, on the first start too.
    let default = registration.cluster.as_deref().is_none_or(|name| name == cluster::DEFAULT_NAME);
    let to_default = default && *peer == Peer::Local(scope);
    let prepared = container_instance::connect(scope, registration)
        .and_then(|connect| Ok((connect, cluster::ensure_default(scope)?)));
    let (connect, ensure_default) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => return Ok(Err(error)),
    };
    let fingerprint = match peer {
        Peer::Joined(fingerprint) => Some(fingerprint.clone()),
        _ => None,
    };
    let registered = shared.engine.transact(move |tx: &mut Tx<'_>| {
        if to_default {
            accounts::open(tx, scope);
            ensure_default(tx)?;
        }
        let connected = connect(tx)?;
        if let Some(fingerprint) = &fingerprint {
            node::set_instance(tx, fingerprint, &connected.instance);
        }
        Ok(connected)
    });
    Ok(registered.await?)
}

/// A machine shows a token: it gets a certificate, and with it comes back.
async fn take_in(shared: &Shared, join: Join, out: &Outbox) -> Result<()> {
    let Some(authority) = &shared.authority else {
        out.refuse(DENIED, "This server takes no nodes.");
        return Ok(());
    };
    let issued = match authority.issue(join.public_key.as_deref().unwrap_or_default()) {
        Ok(issued) => issued,
        Err(error) => {
            out.refuse(DENIED, error.to_string());
            return Ok(());
        }
    };
    let (fingerprint, expires_at) = (issued.fingerprint.clone(), issued.expires_at);
    let admitted = shared.engine.transact(move |tx: &mut Tx<'_>| {
        let token = join.token.as_deref().unwrap_or_default();
        let redeemed = join_token::redeem(tx, token, join.cluster.as_deref())?;
        node::admit(tx, &fingerprint, redeemed, join.machine_name.as_deref(), expires_at);
        Ok::<(), join_token::JoinError>(())
    });
    match admitted.await? {
        Ok(()) => out.say(&ToNode { certificate: Some(issued.certificate), ..Default::default() })?,
        Err(error) => out.refuse(DENIED, error.to_string()),
    }
    Ok(())
}

/// A node's owner wants it to leave: what it runs is stopped, and then it is no instance any more.
async fn leave(shared: &Arc<Shared>, leaving: &Leaving, fingerprint: &str, out: &Outbox) -> Result<()> {
    let known = node::place_of(&shared.engine.snapshot(), fingerprint);
    let Some((_, instance)) = known else {
        out.refuse(DENIED, "This node is not known here any more.");
        return Ok(());
    };
    if let Some(instance) = instance {
        session::start_leaving(shared, &instance, leaving).await?;
        session::until_left(shared, &instance).await?;
    }
    let own = fingerprint.to_owned();
    let forgotten = shared.engine.transact(move |tx: &mut Tx<'_>| {
        node::forget(tx, &own);
        Ok::<(), std::convert::Infallible>(())
    });
    forgotten.await?.unwrap_or_else(|never| match never {});
    out.refuse(INACTIVE, "The node has left.");
    Ok(())
}

/// The ARN of an instance's cluster, for `welcome`.
pub(super) fn cluster_arn(instance: &ContainerInstanceKey) -> String {
    cluster::arn_of(&longshore_world::records::cluster::ClusterKey {
        scope: instance.scope,
        name: instance.cluster.clone(),
    })
}
