//! `longshore up`: everything in one process, from an empty directory to the first answer.
//!
//! Must not know: how a request is answered.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use longshore_engine::{Controllers, Engine, EngineError, Writer, controllers};
use longshore_planners::pre_pull::Causes;
use longshore_planners::{Settings, planners};
use longshore_store::embedded::{EmbeddedStore, Options};
use longshore_world::{Account, Region, Scope};
use serde_json::json;
use tokio::task::JoinHandle;

use crate::cli::{Auth, Output, PrePull, Runtime, Up};
use crate::installation::{self, RootKey};
use crate::node::registration::Wishes;
use crate::node::{Node, NodeOptions, SameProcess};
use crate::nodes::listener::NodeListener;
use crate::nodes::{Authority, Nodes, RegistryAt};
use crate::profile::Connection;
use crate::registry::{Admission, Elsewhere, Images};
use crate::say::say;
use crate::server::{self, Identity, Listener, Server, tls};
use crate::{connection, edge, logging, paths, profile, threads};

const NO_PROFILE: &str = "none";
/// The cluster that the node of this process is part of.
const OWN_CLUSTER: &str = "default";

pub(crate) fn run(options: &Up) -> Result<ExitCode> {
    logging::start(options.log_format, options.log_level);
    let scope = scope(options)?;
    if options.auth == Auth::Off {
        refuse_strangers(options)?;
    }
    let data_dir = options.data.path();
    let store = EmbeddedStore::open(&paths::state_dir(&data_dir), Options::default())?;
    let writer = Writer::open(Box::new(store), u64::from_le_bytes(edge::random_bytes()?))?;
    let runtime = threads::start()?;
    runtime.block_on(serve(options, scope, &data_dir, writer))
}

fn scope(options: &Up) -> Result<Scope> {
    let account = Account::parse(&options.account).context("--account")?;
    let region = Region::parse(&options.region).context("--region")?;
    Ok(Scope { account, region })
}

/// Without credentials, only this machine may ask.
fn refuse_strangers(options: &Up) -> Result<()> {
    if let Some(open) = options.listen.iter().find(|address| !address.ip().is_loopback()) {
        bail!(
            "--auth off is for loopback addresses only, and {open} can be reached by others; use 127.0.0.1, or --auth on"
        );
    }
    tracing::warn!(
        "--auth off: every request is carried out, whoever sends it. For tests on one machine only."
    );
    Ok(())
}

async fn serve(options: &Up, scope: Scope, data_dir: &Path, writer: Writer) -> Result<ExitCode> {
    let engine = Engine::start(writer, Box::new(edge::now)).context("the writer's thread did not start")?;
    let key = installation::prepare(&engine, scope.account).await?;
    let acceptor = options.tls.then(|| tls::acceptor(data_dir, &options.listen)).transpose()?;
    let mut listeners = Vec::new();
    for address in &options.listen {
        listeners.push(Listener::bind(*address, acceptor.clone()).await?);
    }
    let Some(first) = listeners.first() else { bail!("--listen names no address") };
    let connection = connection_of(options, data_dir, first.url()?, &key);
    connection::write(data_dir, &connection)?;
    let profile = write_profile(options, &connection);
    let identity = match options.auth {
        Auth::On => Identity::signed(),
        Auth::Off => Identity::open_to_all(scope),
    };
    let seed = u64::from_le_bytes(edge::random_bytes()?);
    let authority = Authority::prepare(&engine).await?;
    let nodes = Nodes::start(engine.clone(), Some(authority.clone())).await?;
    let node_listener = match options.node_listen {
        Some(address) => Some(NodeListener::bind(address, &authority).await?),
        None => None,
    };
    let images = open_registry(options, scope, data_dir, &engine).await?;
    let certificate = options.tls.then(|| tls::certificate(data_dir)).transpose()?;
    nodes.serve_registry(registry_at(&listeners, certificate)?);
    let server = Server::new(engine.clone(), server::registry(Some(&images)), identity, seed)
        .with_nodes(nodes.clone())
        .with_images(images.clone());
    let server = Arc::new(server);
    let scanning = tokio::spawn({
        let (images, vulnerabilities) = (images.clone(), options.vulnerabilities.clone());
        async move { crate::registry::scan(&images, vulnerabilities).await }
    });
    let elsewhere = Elsewhere::read(&options.replicate_to)?;
    let collecting = tokio::spawn(async move { crate::registry::look_after(&images, elsewhere).await });
    let controllers = Controllers::new(planners(&planner_settings(options)));
    let planning = tokio::spawn(controllers::run(engine.clone(), controllers, Box::new(edge::now)));
    let listening = node_listener.map(|listener| tokio::spawn(listener.serve(nodes.clone())));
    let signalled = edge::stop_signal();
    let node = tokio::spawn(own_node(own_options(options, data_dir, scope), scope, nodes));
    greet(options, data_dir, &connection, profile.as_deref());
    let (mut ended, mut failure) = (std::pin::pin!(engine.ended()), None);
    let stop = async {
        tokio::select! {
            error = &mut ended => failure = error,
            signal = signalled => tracing::info!(signal, "stopping: requests under way are finished first"),
        }
    };
    server::serve(server, listeners, stop).await;
    stop_node(node).await;
    planning.abort();
    collecting.abort();
    scanning.abort();
    if let Some(listening) = listening {
        listening.abort();
    }
    engine.close().await;
    match failure {
        None => Ok(ExitCode::SUCCESS),
        Some(error) => Err(stopped(error, data_dir)),
    }
}

/// The registry, which is everybody's where nobody is asked for credentials.
async fn open_registry(options: &Up, scope: Scope, data_dir: &Path, engine: &Engine) -> Result<Arc<Images>> {
    let open_to_all = (options.auth == Auth::Off).then_some(scope);
    let (admission, directory) = (Admission::new(open_to_all), paths::registry_dir(data_dir));
    let images = crate::registry::open(engine.clone(), admission, &directory, &options.registry_store);
    Ok(Arc::new(images.await?))
}

fn planner_settings(options: &Up) -> Settings {
    let pre_pull = Causes {
        definitions: options.pre_pull.contains(&PrePull::Definitions),
        services: options.pre_pull.contains(&PrePull::Services),
    };
    Settings { stopped_tasks_days: options.stopped_tasks_days, pre_pull }
}

/// Where nodes pull images from: the first address that is listened on.
fn registry_at(listeners: &[Listener], certificate: Option<String>) -> Result<RegistryAt> {
    let addresses = listeners.iter().map(|listener| listener.socket.local_addr());
    let ports = addresses.map(|address| address.map(|address| address.port())).collect::<Result<_, _>>()?;
    let Some(first) = listeners.first() else { bail!("--listen names no address") };
    let (url, address) = (first.url()?, first.socket.local_addr()?);
    let endpoint = if address.ip().is_unspecified() {
        let scheme = url.split("://").next().unwrap_or("http");
        format!("{scheme}://*:{}", address.port())
    } else {
        url
    };
    Ok(RegistryAt { endpoint, ports, certificate })
}

fn own_options(options: &Up, data_dir: &Path, scope: Scope) -> NodeOptions {
    NodeOptions {
        data_dir: data_dir.to_owned(),
        runtime: options.runtime,
        cluster: OWN_CLUSTER.to_owned(),
        region: scope.region.to_string(),
        wishes: Wishes::default().serving_fargate(),
        container_metadata: options.metadata.container_metadata,
        registry_dir: Some(paths::registry_dir(data_dir)),
        share_images: options.sharing.share_images,
        control: None,
        renewal: None,
    }
}

/// The node of this process. The API serves without it, so that why it did not start can be asked and mended.
async fn own_node(options: NodeOptions, scope: Scope, nodes: Nodes) -> Option<Node> {
    if options.runtime == Runtime::None {
        return None;
    }
    match Node::start(options, Arc::new(SameProcess { nodes, scope })).await {
        Ok(node) => Some(node),
        Err(error) => {
            tracing::error!("this machine runs no tasks; the API is served all the same: {error:#}");
            None
        }
    }
}

async fn stop_node(node: JoinHandle<Option<Node>>) {
    if let Ok(Some(node)) = node.await {
        node.shut_down().await.tell();
    }
}

fn stopped(error: EngineError, data_dir: &Path) -> anyhow::Error {
    anyhow::Error::new(error).context(format!(
        "Longshore stopped, because its state in {} could not be written. Every change it has acknowledged is kept; \
         what was under way was refused",
        data_dir.display()
    ))
}

fn connection_of(options: &Up, data_dir: &Path, url: String, key: &RootKey) -> Connection {
    let ca_bundle = options.tls.then(|| tls::certificate_file(data_dir));
    Connection {
        endpoint: url.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:"),
        region: options.region.clone(),
        access_key_id: key.id.clone(),
        secret_access_key: key.secret.clone(),
        ca_bundle: ca_bundle.map(|file| std::path::absolute(&file).unwrap_or(file)),
    }
}

/// Where the profile was written. That it could not be is no reason not to start.
fn write_profile(options: &Up, connection: &Connection) -> Option<String> {
    if options.profile == NO_PROFILE {
        return None;
    }
    match profile::write(&options.profile, connection) {
        Ok([config, credentials]) => Some(format!("{} and {}", config.display(), credentials.display())),
        Err(error) => {
            tracing::warn!("the AWS profile was not written: {error:#}");
            None
        }
    }
}

/// What to know and what to type next, for the person at the terminal or the program that started us.
fn greet(options: &Up, data_dir: &Path, connection: &Connection, profile: Option<&str>) {
    if options.output.output == Output::Json {
        say!(
            "{}",
            json!({
                "version": env!("CARGO_PKG_VERSION"),
                "endpoint": connection.endpoint,
                "account": options.account,
                "region": connection.region,
                "dataDir": data_dir,
                "profile": profile.map(|_| &options.profile),
                "caBundle": connection.ca_bundle,
            })
        );
        return;
    }
    say!("Longshore {} is up.", env!("CARGO_PKG_VERSION"));
    say!("  endpoint   {}", connection.endpoint);
    say!("  account    {}   region {}", options.account, connection.region);
    say!("  state      {}", data_dir.display());
    if let Some(profile) = profile {
        say!("  profile    {} in {profile}", options.profile);
        say!("\nIn another terminal:");
        say!("  aws --profile {} ecs create-cluster", options.profile);
        say!("  aws --profile {} ecs list-clusters", options.profile);
    } else {
        say!("\nIn another terminal:");
        say!("  eval \"$(longshore env --data-dir {})\"", data_dir.display());
        say!("  aws ecs create-cluster");
    }
    say!("\nStop with Ctrl-C; the state stays.");
}
