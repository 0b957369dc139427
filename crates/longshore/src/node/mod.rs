//! A node: the agent of this machine with its runtime, its endpoints, its logs, and its connection to control.
//!
//! The same in the process of `up` and in that of `node join`; only how control is reached differs.
//! Must not know: what control does with what it is told.

mod connect;
mod duties;
mod endpoints;
mod identity;
mod machine;
mod place;
mod pre_pull;
pub(crate) mod registration;
mod runtime;
mod sharing;
mod usage;

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use longshore_agent::logs::{KeptOnNode, NodeLogs};
use longshore_agent::session::{Connect, Session, SessionHandle};
use longshore_agent::stats::Samples;
use longshore_agent::view::Tasks;
use longshore_agent::{
    Agent, AgentHandle, AgentOptions, Capacity, KeptLogs, MetadataFiles, PullBehavior, Settings,
};
use longshore_link::Assignments;
use longshore_runtime::{Driver, PortProtocol};
use tokio::task::JoinSet;

pub(crate) use self::connect::SameProcess;
use self::connect::{Elsewhere, keep_certificate};
use self::duties::{Duties, Place, Renewal};
use self::endpoints::Company;
use self::identity::NodeIdentity;
use self::registration::Wishes;
use self::sharing::Sharing;
use crate::cli::Runtime;
use crate::commands::node;
use crate::nodes::dial::Connector;
use crate::say::say;
use crate::{edge, images, paths};

/// Where containers find their metadata and credentials, and who answers for names.
const ENDPOINT_ADDRESS: Ipv4Addr = Ipv4Addr::new(169, 254, 170, 2);
const ENDPOINT_PORT: u16 = 80;
const DNS_ADDRESS: Ipv4Addr = Ipv4Addr::new(169, 254, 169, 253);
/// How long what is left of a stopped task stays, beside its logs.
const CLEANUP_WAIT: Duration = Duration::from_millis(200);

/// Why tasks of a machine end that control did not end, when it leaves.
const LEFT: &str = "The machine has left the cluster";
/// How long what is left of them may take to be removed, and how often that is looked at.
const LEAVING_LIMIT: Duration = Duration::from_secs(10);
const LEAVING_LOOK: Duration = Duration::from_millis(20);

/// What is kept of the logs of tasks that are gone.
const LOGS_AGE: Duration = Duration::from_secs(30 * 24 * 60 * 60);
const LOGS_BYTES_MAX: u64 = 2 * 1024 * 1024 * 1024;

pub(crate) struct NodeOptions {
    pub(crate) data_dir: PathBuf,
    pub(crate) runtime: Runtime,
    pub(crate) cluster: String,
    pub(crate) region: String,
    pub(crate) wishes: Wishes,
    /// Containers get a file with what is known of them.
    pub(crate) container_metadata: bool,
    /// Where the registry keeps layers, if that is on this machine.
    pub(crate) registry_dir: Option<PathBuf>,
    /// Layers are shared with other nodes, which reach this one there.
    pub(crate) share_images: Option<SocketAddr>,
    /// The host that control is reached at, where that is another machine.
    pub(crate) control: Option<String>,
    /// Told of new certificates, where control gives them.
    pub(crate) renewal: Option<Arc<dyn Renewal>>,
}

/// A node at work. Containers outlive it.
pub(crate) struct Node {
    agent: AgentHandle,
    session: SessionHandle,
    driver: Arc<dyn Driver>,
    /// Endpoints, the resolver, the sampler: they end with the node.
    _company: JoinSet<()>,
}

impl Node {
    /// Takes up what an earlier one left, and connects.
    pub(crate) async fn start(options: NodeOptions, connect: Arc<dyn Connect>) -> Result<Self> {
        let sharing = match options.share_images {
            Some(address) => Some(Sharing::bind(address).await?),
            None => None,
        };
        let runtime = runtime::start(&options).await;
        let runtime::Started { driver, images } = runtime.context("this machine's runtime did not start")?;
        for cannot in &driver.facts().cannot {
            tracing::warn!("the runtime of this machine: {cannot}");
        }
        let machine = machine::look();
        let node_dir = paths::node_dir(&options.data_dir);
        let logs_dir = logs_dir(&options.data_dir);
        make_spread_folders(&[&logs_dir, &node_dir.join("tasks").join("tasks")])?;
        let identity = Arc::new(NodeIdentity::reaching(options.control.clone(), sharing.is_some()));
        let samples = Arc::new(Samples::default());
        let (isolated, isolated_sandboxes) = tokio::sync::mpsc::unbounded_channel();
        let hostname = machine::hostname();
        let place = Arc::new(Place::read(&node_dir, &options.cluster));
        let tags: Vec<_> = options.wishes.tags.clone().into_iter().collect();
        let (told, told_tags) = (place.clone(), tags.clone());
        let agent = Agent::start(AgentOptions {
            data: node_dir.join("tasks"),
            driver: driver.clone(),
            identity: identity.clone(),
            logs: Arc::new(NodeLogs::new(logs_dir.clone(), hostname, Arc::new(KeptOnNode))),
            samples: Some(samples.clone()),
            isolated: Some(isolated),
            clock: Arc::new(|| edge::now().millis()),
            seed: seed()?,
            node: Arc::new(move || told.facts(&told_tags)),
            settings: settings(&options, &machine),
        });
        let agent = agent.await.context("the agent of this machine did not start")?;
        let mut company = endpoints::serve(Company {
            agent: agent.clone(),
            driver: driver.clone(),
            identity: identity.clone(),
            place: place.clone(),
            tags,
            samples,
            isolated: isolated_sandboxes,
            seed: seed()?,
        });
        let (own_agent, own_driver, own_identity) = (agent.clone(), driver.clone(), identity.clone());
        let pre_puller =
            pre_pull::start(&mut company, own_agent, own_driver, own_identity, &options.data_dir);
        let duties = Arc::new(Duties {
            place,
            registration: registration::registration(&machine, driver.facts(), &options.wishes),
            runtime: driver.facts().clone(),
            identity: identity.clone(),
            logs_dir,
            tasks: agent.views().clone(),
            renewal: options.renewal.clone(),
            pre_puller,
            sharing: sharing.as_ref().map(Sharing::told),
        });
        if let Some(images) = images {
            if let Some(sharing) = sharing {
                company.spawn(sharing.serve(images.clone()));
            }
            company.spawn(images::serve(options.data_dir.clone(), images.clone()));
            company.spawn(images::collect(images));
        }
        let session = Session { agent: agent.clone(), connect, duties, seed: seed()? }.start();
        identity.speak_by(session.clone());
        Ok(Self { agent, session, driver, _company: company })
    }

    /// Ends all tasks, and forgets them: nobody will ask.
    async fn end_for_good(&self) {
        self.agent.stop_all(LEFT).await;
        let all = self.agent.views().all();
        let forget = all.iter().filter_map(|task| task.assignment.task_arn.clone()).collect();
        let nothing = Assignments {
            generation: Some(i64::MAX),
            full: Some(true),
            forget: Some(forget),
            ..Assignments::default()
        };
        self.agent.assign(nothing);
        let until = edge::instant() + LEAVING_LIMIT;
        while edge::instant() < until {
            if self.driver.containers().await.is_ok_and(|all| all.is_empty()) {
                return;
            }
            tokio::time::sleep(LEAVING_LOOK).await;
        }
        tracing::warn!("something of this machine's tasks could not be removed");
    }

    /// Ends the node. Its containers go on.
    pub(crate) async fn shut_down(self) -> LeftRunning {
        self.session.close().await;
        self.agent.shutdown().await;
        let running = |facts: &longshore_runtime::ContainerFacts| {
            matches!(facts.state, longshore_runtime::ContainerState::Running(_))
        };
        let all = self.driver.containers().await.unwrap_or_default();
        if let Err(error) = self.driver.leave().await {
            tracing::warn!(%error, "something of this node stays on the machine until its next start");
        }
        LeftRunning(all.iter().filter(|facts| running(facts)).count())
    }
}

/// How many containers go on without a node.
pub(crate) struct LeftRunning(usize);

impl LeftRunning {
    pub(crate) fn tell(&self) {
        match self.0 {
            0 => {}
            1 => tracing::info!("1 container goes on; the next start takes it back"),
            more => tracing::info!("{more} containers go on; the next start takes them back"),
        }
    }
}

/// Runs the node of a machine that has joined, until it is told to stop.
pub(crate) async fn run_joined(connector: Arc<Connector>, options: node::NodeOptions) -> Result<ExitCode> {
    let signalled = edge::stop_signal();
    let elsewhere = Arc::new(Elsewhere(connector.clone()));
    let node = Node::start(
        NodeOptions {
            data_dir: options.data_dir,
            runtime: options.runtime,
            cluster: String::new(),
            region: String::new(),
            wishes: wishes(options.attributes, options.fargate),
            container_metadata: options.container_metadata,
            registry_dir: None,
            share_images: options.share_images,
            control: Some(connector.host()),
            renewal: Some(elsewhere.clone()),
        },
        elsewhere,
    );
    let node = node.await?;
    say!("This node is up. Stop it with Ctrl-C; its containers go on.");
    let renewing = tokio::spawn(keep_certificate(connector, node.session.clone()));
    let mut connected = node.session.connected();
    tokio::select! {
        signal = signalled => tracing::info!(signal, "stopping"),
        () = async { while connected.changed().await.is_ok() {} } => {
            node.end_for_good().await;
            say!("This machine is in no cluster any more: its node ends.");
        }
    }
    renewing.abort();
    node.shut_down().await.tell();
    Ok(ExitCode::SUCCESS)
}

fn wishes(attributes: BTreeMap<String, String>, fargate: bool) -> Wishes {
    let wishes = Wishes { attributes, ..Wishes::default() };
    if fargate { wishes.serving_fargate() } else { wishes }
}

fn settings(options: &NodeOptions, machine: &registration::Machine) -> Settings {
    let memory_mib = machine.memory_mib.saturating_sub(options.wishes.reserved_memory_mib);
    let reserved = registration::RESERVED_TCP_PORTS.iter().chain(&options.wishes.reserved_ports);
    Settings {
        cluster: options.cluster.clone(),
        region: options.region.clone(),
        capacity: Capacity {
            cpu: (machine.processors as u64).saturating_mul(registration::SHARES_PER_PROCESSOR),
            memory_mib,
            reserved_ports: reserved.map(|port| (*port, PortProtocol::Tcp)).collect(),
            gpus: Vec::new(),
        },
        pull_behavior: PullBehavior::PreferCached,
        cleanup_wait: CLEANUP_WAIT,
        kept_logs: Some(KeptLogs {
            folder: logs_dir(&options.data_dir),
            age: LOGS_AGE,
            bytes_max: LOGS_BYTES_MAX,
        }),
        metadata_files: Some(MetadataFiles {
            folder: paths::node_dir(&options.data_dir).join("metadata"),
            given: options.container_metadata,
        }),
        ..Settings::default()
    }
}

/// Those that have a folder for each task, or for some.
fn make_spread_folders(folders: &[&Path]) -> Result<()> {
    for folder in folders {
        std::fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
        #[cfg(target_os = "linux")]
        longshore_runtime::embedded::spread(folder);
    }
    Ok(())
}

fn logs_dir(data_dir: &Path) -> PathBuf {
    paths::node_dir(data_dir).join("logs")
}

fn seed() -> Result<u64> {
    Ok(u64::from_le_bytes(edge::random_bytes()?))
}
