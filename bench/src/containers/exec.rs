//! `task-exec`: a process that is executed in a container that runs, from the call to its exit code.
//!
//! Ours goes through the driver, as health checks do; the peer's is `docker exec`. One after the other in turn, so
//! that both meet the same machine.
//! Must not know: how a process gets into a container.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use longshore_images::{ImageStore, ImportConfig, Options};
use longshore_runtime::embedded::{EmbeddedDriver, EmbeddedOptions};
use longshore_runtime::{ContainerSpec, Driver, ExecSpec, SandboxNetwork, SandboxSpec};
use serde_json::{Value, json};

use super::probe::Probe;
use super::{docker, image};
use crate::clock;
use crate::figures::{figure, quantile_us};
use crate::scratch::{Scratch, build_dir};

const WARM_UP: usize = 5;
const EXECS: usize = 100;
const PEER_EVERY: usize = 5;
const LIMIT: Duration = Duration::from_secs(60);
const OUTPUT_BYTES_MAX: usize = 4096;
const NAME: &str = "longshore-bench-exec";

pub(crate) fn run() -> Result<Value> {
    let scratch = Scratch::new("task-exec")?;
    let archive = image::archive(scratch.path())?;
    let mut probe = Probe::new(&scratch.path().join("probe"))?;
    let peer = docker::is_there().then_some(Peer);
    if peer.is_some() {
        docker::import(&archive)?;
        let script = format!("{}; exec sleep 1000", Probe::command());
        docker::run_detached(NAME, "host", probe.dir(), &script)?;
        probe.wait(1, LIMIT)?;
    }
    let runtime = tokio::runtime::Runtime::new()?;
    let (mut ours, mut peers) = runtime.block_on(measure(scratch.path(), &archive, peer.is_some()))?;
    let (p50, peer_p50) = (quantile_us(&mut ours, 0.5) / 1e3, quantile_us(&mut peers, 0.5) / 1e3);
    Ok(json!({
        "benchmark": "task-exec",
        "execs": EXECS,
        "longshore_p50_ms": figure(p50),
        "longshore_p99_ms": figure(quantile_us(&mut ours, 0.99) / 1e3),
        "docker_exec_p50_ms": figure(peer_p50),
        "times_better_p50": figure(peer_p50 / p50),
    }))
}

/// The peer's container, and its image.
struct Peer;

impl Drop for Peer {
    fn drop(&mut self) {
        // It may not have come so far.
        let _ = docker::remove(&[NAME.to_owned()]);
        docker::remove_image();
    }
}

/// A container that runs, and goes away with its driver whatever comes of it.
async fn measure(scratch: &Path, archive: &Path, peer: bool) -> Result<(Vec<Duration>, Vec<Duration>)> {
    let driver = driver(scratch, archive).await?;
    let sandbox = SandboxSpec {
        id: NAME.to_owned(),
        hostname: None,
        network: SandboxNetwork::Host,
        share_pid: false,
        share_ipc: false,
        dns_servers: Vec::new(),
        dns_search: Vec::new(),
        extra_hosts: Vec::new(),
        kin: None,
    };
    driver.open_sandbox(&sandbox).await?;
    let container = ContainerSpec {
        id: NAME.to_owned(),
        sandbox: NAME.to_owned(),
        image: docker::IMAGE.to_owned(),
        command: Some(["sleep", "1000"].map(str::to_owned).to_vec()),
        ..ContainerSpec::default()
    };
    let measured = async {
        driver.create(&container).await?;
        driver.start(NAME).await?;
        take_turns(driver.as_ref(), peer).await
    };
    let measured = measured.await;
    driver.remove(NAME).await?;
    driver.close_sandbox(NAME).await?;
    driver.leave().await?;
    measured
}

async fn driver(scratch: &Path, archive: &Path) -> Result<Arc<EmbeddedDriver>> {
    let images = ImageStore::open(&scratch.join("images"), Options::default())?;
    images.import(archive, docker::IMAGE, &ImportConfig::default()).await?;
    let options = EmbeddedOptions {
        data_dir: scratch.join("driver"),
        run_dir: scratch.join("run"),
        tag: format!("bench-{}", std::process::id()),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        network: None,
        images,
        spawner: Some(build_dir()?.join("release").join("longshore")),
        dns_forwarder: None,
    };
    EmbeddedDriver::start(options).await.context("starting the driver")
}

async fn take_turns(driver: &EmbeddedDriver, peer: bool) -> Result<(Vec<Duration>, Vec<Duration>)> {
    let spec = ExecSpec {
        command: vec!["true".to_owned()],
        environment: Vec::new(),
        user: None,
        working_directory: None,
        time_limit: Some(LIMIT),
        output_bytes_max: OUTPUT_BYTES_MAX,
    };
    let (mut ours, mut peers) = (Vec::new(), Vec::new());
    for round in 0..WARM_UP + EXECS {
        let began = clock::instant();
        let outcome = driver.exec(NAME, &spec).await?;
        if round >= WARM_UP {
            ours.push(began.elapsed());
        }
        if outcome.exit_code != Some(0) {
            bail!("what was executed ended with {:?}", outcome.exit_code);
        }
        if peer && round % PEER_EVERY == 0 {
            let began = clock::instant();
            docker::exec(NAME, &["true"])?;
            peers.push(began.elapsed());
        }
    }
    Ok((ours, peers))
}
