//! What listens on a node for its containers: metadata and credentials, names; and the sampler of what they use.
//!
//! A node that cannot listen somewhere says so and goes on: its tasks run without that endpoint.
//! Must not know: what is answered.

use std::collections::BTreeMap;
use std::net::{SocketAddr, SocketAddrV4};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use longshore_agent::endpoint::Endpoint;
use longshore_agent::stats::{self, Samples};
use longshore_agent::view::Tasks;
use longshore_agent::{AgentHandle, IsolatedSandbox};
use longshore_runtime::Driver;
use tokio::net::TcpListener;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::{JoinHandle, JoinSet};

use super::duties::Place;
use super::identity::NodeIdentity;
use super::{ENDPOINT_ADDRESS, ENDPOINT_PORT};

#[cfg(target_os = "linux")]
const DNS_PORT: u16 = 53;
/// Who answers for names on this machine.
#[cfg(target_os = "linux")]
const RESOLVERS: &str = "/etc/resolv.conf";
/// An address that another node of this machine still holds may become free.
const LISTEN_AGAIN: Duration = Duration::from_secs(5);

/// What the endpoints need of the rest of the node.
pub(super) struct Company {
    pub(super) agent: AgentHandle,
    pub(super) driver: Arc<dyn Driver>,
    pub(super) identity: Arc<NodeIdentity>,
    pub(super) place: Arc<Place>,
    /// Of the instance.
    pub(super) tags: Vec<(String, String)>,
    pub(super) samples: Arc<Samples>,
    pub(super) isolated: UnboundedReceiver<IsolatedSandbox>,
    pub(super) seed: u64,
}

/// Serves until the set is dropped.
pub(super) fn serve(of: Company) -> JoinSet<()> {
    let Company { agent, driver, identity, place, tags, samples, isolated, seed } = of;
    let views = agent.views().clone();
    let endpoint = Endpoint::new(views.clone(), identity, move || place.facts(&tags));
    let mut company = JoinSet::new();
    let address = SocketAddr::V4(SocketAddrV4::new(ENDPOINT_ADDRESS, ENDPOINT_PORT));
    company.spawn(on_this_machine(endpoint.clone(), address));
    company.spawn(inside_isolated(endpoint, driver.clone(), isolated, address));
    company.spawn(stats::sample(driver, samples, move || running(&*views), seed));
    #[cfg(target_os = "linux")]
    company.spawn(names());
    company
}

fn running(tasks: &dyn Tasks) -> Vec<String> {
    let all = tasks.all();
    let containers = all.iter().flat_map(|task| &task.containers);
    let running =
        containers.filter(|container| matches!(container.known_status, "RUNNING" | "RESOURCES_PROVISIONED"));
    running.map(|container| container.runtime_id.clone()).collect()
}

async fn on_this_machine(endpoint: Arc<Endpoint>, address: SocketAddr) {
    let mut told = false;
    loop {
        match TcpListener::bind(address).await {
            Ok(listener) => return endpoint.serve(listener).await,
            Err(error) if !told => {
                told = true;
                tracing::warn!(
                    %address, %error,
                    "tasks of this node get no metadata and no credentials: their endpoint's address cannot be listened on. {}",
                    next_step(address)
                );
            }
            Err(_) => {}
        }
        tokio::time::sleep(LISTEN_AGAIN).await;
    }
}

/// What to do about an address that cannot be listened on.
fn next_step(address: SocketAddr) -> String {
    #[cfg(target_os = "linux")]
    if let Some(holder) = longshore_network::holder(address) {
        let (pid, name) = (holder.pid, holder.name);
        return format!(
            "Process {pid} ({name}) listens there: end it, and this node takes the address over within seconds; \
             of several nodes on one machine one alone can have it"
        );
    }
    format!("Look who listens on port {} of this machine and end it; it is tried again", address.port())
}

/// Sandboxes without a way out have the endpoint inside. A listener keeps its namespace alive, so it goes
/// when its sandbox is to be closed.
async fn inside_isolated(
    endpoint: Arc<Endpoint>,
    driver: Arc<dyn Driver>,
    mut sandboxes: UnboundedReceiver<IsolatedSandbox>,
    address: SocketAddr,
) {
    let mut serving: BTreeMap<String, JoinHandle<()>> = BTreeMap::new();
    while let Some(sandbox) = sandboxes.recv().await {
        match sandbox {
            IsolatedSandbox::Opened(id) => match listen(&*driver, &id, address).await {
                Ok(Some(listener)) => {
                    serving.insert(id, tokio::spawn(endpoint.clone().serve(listener)));
                }
                Ok(None) => {}
                Err(error) => tracing::warn!(%error, sandbox = id, "a task without network gets no metadata"),
            },
            IsolatedSandbox::Closing { id, closed } => {
                if let Some(serving) = serving.remove(&id) {
                    serving.abort();
                    // Ended on purpose; what matters is that it has let go.
                    let _ = serving.await;
                }
                // Whoever waited may be gone.
                let _ = closed.send(());
            }
        }
    }
}

async fn listen(driver: &dyn Driver, sandbox: &str, address: SocketAddr) -> Result<Option<TcpListener>> {
    let Some(listener) = driver.listen_inside(sandbox, address).await? else { return Ok(None) };
    Ok(Some(TcpListener::from_std(listener)?))
}

/// Answers for names: passes questions on to this machine's own resolvers.
#[cfg(target_os = "linux")]
async fn names() {
    use longshore_network::dns::{Forwarder, NoNames, Upstreams};

    let address = SocketAddr::V4(SocketAddrV4::new(super::DNS_ADDRESS, DNS_PORT));
    match Forwarder::start(address, Upstreams::File(RESOLVERS.into()), Arc::new(NoNames)).await {
        // It answers for as long as it is held.
        Ok(_forwarder) => std::future::pending().await,
        Err(error) => {
            tracing::warn!(%address, %error, "containers have to do without the resolver of this machine")
        }
    }
}
