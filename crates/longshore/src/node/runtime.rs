//! The driver of a node, as its owner chose it.
//!
//! Must not know: tasks.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use longshore_images::ImageStore;
use longshore_runtime::Driver;
use longshore_runtime::docker::{DockerDriver, DockerOptions};

use super::{NodeOptions, place};
use crate::cli::Runtime;
use crate::paths;

/// A driver, and the images that are this node's own to look after.
pub(super) struct Started {
    pub(super) driver: Arc<dyn Driver>,
    pub(super) images: Option<ImageStore>,
}

/// Starts it. What it cannot do on this machine it says itself.
pub(super) async fn start(options: &NodeOptions) -> Result<Started> {
    match options.runtime {
        Runtime::Embedded => embedded(options).await,
        Runtime::Docker if options.share_images.is_some() => {
            bail!("--share-images needs the embedded runtime: Docker Engine keeps its images for itself")
        }
        Runtime::Docker => docker(&options.data_dir).await,
        Runtime::None => bail!("a node without a runtime runs nothing"),
    }
}

async fn docker(data_dir: &Path) -> Result<Started> {
    let options = DockerOptions {
        endpoint: crate::edge::variable("DOCKER_HOST"),
        node_tag: place::tag(data_dir),
        state_dir: paths::node_dir(data_dir).join("docker"),
    };
    let driver = DockerDriver::connect(options).await;
    let driver = driver.context("is Docker Engine running, and may you use it?")?;
    Ok(Started { driver: Arc::new(driver), images: None })
}

#[cfg(not(target_os = "linux"))]
async fn embedded(_: &NodeOptions) -> Result<Started> {
    bail!("the embedded runtime needs Linux; use Docker's with --runtime docker")
}

#[cfg(target_os = "linux")]
async fn embedded(options: &NodeOptions) -> Result<Started> {
    use longshore_images::Options;
    use longshore_runtime::embedded::{EmbeddedDriver, EmbeddedOptions};

    let data_dir = options.data_dir.as_path();
    let shared_blobs = options.registry_dir.iter().cloned().collect();
    // What others are to get has to be there as it came.
    let keep_blobs = options.share_images.is_some();
    let stored = Options { shared_blobs, keep_blobs, ..Options::default() };
    let node_dir = paths::node_dir(data_dir);
    let images_dir = paths::images_dir(data_dir);
    let images = ImageStore::open(&images_dir, stored)
        .with_context(|| format!("the images in {} cannot be used", images_dir.display()))?;
    let tag = place::tag(data_dir);
    let run_dir = run_dir(&tag, &node_dir);
    let network = network(&tag, &node_dir, &run_dir).await?;
    let dns_forwarder = network.as_ref().map(|_| super::DNS_ADDRESS);
    let options = EmbeddedOptions {
        data_dir: node_dir,
        run_dir,
        tag,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        network,
        images: images.clone(),
        spawner: None,
        dns_forwarder,
    };
    Ok(Started { driver: EmbeddedDriver::start(options).await?, images: Some(images) })
}

/// What is gone with the next start of the machine.
#[cfg(target_os = "linux")]
fn run_dir(tag: &str, node_dir: &Path) -> std::path::PathBuf {
    if rustix::process::geteuid().is_root() {
        return Path::new("/run/longshore").join(tag);
    }
    let own = crate::edge::variable("XDG_RUNTIME_DIR").map(std::path::PathBuf::from);
    own.map_or_else(|| node_dir.join("run"), |own| own.join("longshore").join(tag))
}

#[cfg(target_os = "linux")]
async fn network(tag: &str, node_dir: &Path, run_dir: &Path) -> Result<Option<longshore_network::Network>> {
    use longshore_network::Network;
    use longshore_network::request::NetworkConfig;

    if !rustix::process::geteuid().is_root() {
        tracing::warn!("not started as root: tasks get the machine's own network, or none");
        return Ok(None);
    }
    let config = NetworkConfig {
        run_dir: run_dir.join("netns"),
        state_dir: node_dir.join("network"),
        tag: tag.to_owned(),
        bridge_range: bridge_range(tag, node_dir)?,
        dynamic_ports: dynamic_ports(),
        reserved_ports: super::registration::RESERVED_TCP_PORTS.to_vec(),
        ready_namespaces: READY_NAMESPACES,
        link_local: super::ENDPOINT_ADDRESS,
        dns_address: super::DNS_ADDRESS,
    };
    Ok(Some(Network::start(config).await?))
}

/// As many as start at once without waiting for one to be made.
#[cfg(target_os = "linux")]
const READY_NAMESPACES: usize = 16;

/// The range chosen at the first start; later ones keep it, whatever else the machine has by then.
#[cfg(target_os = "linux")]
fn bridge_range(tag: &str, node_dir: &Path) -> Result<(std::net::Ipv4Addr, u8)> {
    let file = node_dir.join("bridge-range");
    if let Some(range) = std::fs::read_to_string(&file).ok().as_deref().and_then(place::parse_range) {
        return Ok(range);
    }
    let routes = std::fs::read_to_string("/proc/net/route").unwrap_or_default();
    let range = place::bridge_range(tag, &place::routes(&routes, &format!("ls{tag}0")));
    let (address, prefix) = range.context(
        "no range of addresses is free for containers: 10.213.0.0/16 and 172.29.0.0/16 are all in use on this machine",
    )?;
    std::fs::create_dir_all(node_dir)?;
    std::fs::write(&file, format!("{address}/{prefix}\n"))
        .with_context(|| format!("writing {}", file.display()))?;
    Ok((address, prefix))
}

/// Where the kernel picks ports for programs that ask for none, which is what ECS's agent does.
#[cfg(target_os = "linux")]
fn dynamic_ports() -> (u16, u16) {
    let text = std::fs::read_to_string("/proc/sys/net/ipv4/ip_local_port_range").unwrap_or_default();
    let mut ports = text.split_whitespace().filter_map(|port| port.parse().ok());
    match (ports.next(), ports.next()) {
        (Some(first), Some(last)) if first < last => (first, last),
        _ => (49153, 65535),
    }
}
