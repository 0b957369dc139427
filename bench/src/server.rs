//! The servers under measurement, as child processes: started, asked, measured, ended.
//!
//! Must not know: what they are asked.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use longshore_wire::sigv4::Signer;
use serde_json::{Value, json};

use crate::http::Connection;
use crate::process::{self, Memory};
use crate::request::{Call, REGION};
use crate::{clock, load, moto, scratch};

const START_TIMEOUT: Duration = Duration::from_secs(120);
/// Short beside any start, long beside an attempt to connect.
const START_PAUSE: Duration = Duration::from_micros(200);
const STOP_TIMEOUT: Duration = Duration::from_secs(30);

pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) signer: Signer,
    /// From `exec` to the first answer.
    pub(crate) started_in: Duration,
}

impl Server {
    /// `longshore up` on a data directory, with nothing but its API.
    pub(crate) fn longshore(data_dir: &Path) -> Result<Self> {
        Self::up(data_dir, &["--runtime", "none"])
    }

    /// The same with a node that runs containers.
    pub(crate) fn longshore_with_node(data_dir: &Path) -> Result<Self> {
        Self::up(data_dir, &["--runtime", "embedded"])
    }

    /// With nothing but its API, and a place where machines join.
    pub(crate) fn longshore_for_nodes(data_dir: &Path) -> Result<(Self, SocketAddr)> {
        let nodes = free_address()?;
        let server = Self::up(data_dir, &["--runtime", "none", "--node-listen", &nodes.to_string()])?;
        Ok((server, nodes))
    }

    fn up(data_dir: &Path, options: &[&str]) -> Result<Self> {
        let program = scratch::build_dir()?.join("release").join("longshore");
        if !program.exists() {
            bail!("{} is missing: run `cargo build --release -p longshore` first", program.display());
        }
        let address = free_address()?;
        let connection = data_dir.join("connection.json");
        let _ = fs::remove_file(&connection);
        let mut command = Command::new(program);
        command.arg("up").arg("--data-dir").arg(data_dir).args(["--profile", "none", "--log-level", "warn"]);
        command.arg("--listen").arg(address.to_string()).args(options);
        Self::start(command, address, || signer_of(&connection, "ecs"))
    }

    pub(crate) fn moto() -> Result<Self> {
        let address = free_address()?;
        let mut command = Command::new(moto::program()?);
        command.args(["-H", "127.0.0.1", "-p"]).arg(address.port().to_string());
        let signer = Signer::new("AKIAEXAMPLE", "secret", REGION, "ecs");
        Self::start(command, address, || Some(signer.clone()))
    }

    fn start(
        mut command: Command,
        address: SocketAddr,
        mut signer: impl FnMut() -> Option<Signer>,
    ) -> Result<Self> {
        let began = clock::instant();
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let child = child.with_context(|| format!("starting {command:?}"))?;
        // From here on the child is owned, and ended whatever happens.
        let mut server =
            Self { child, address, signer: Signer::new("", "", REGION, "ecs"), started_in: Duration::ZERO };
        server.signer = server.wait_for(began, &mut signer)?;
        let first = Call::new("ListClusters", json!({})).signed(&server.signer, address)?;
        load::expect_ok(&mut Connection::new(address), &first)?;
        server.started_in = began.elapsed();
        Ok(server)
    }

    /// Waits until the server takes connections and its credentials are known.
    fn wait_for(&mut self, began: Instant, signer: &mut dyn FnMut() -> Option<Signer>) -> Result<Signer> {
        while began.elapsed() < START_TIMEOUT {
            if let Some(signer) = signer()
                && std::net::TcpStream::connect(self.address).is_ok()
            {
                return Ok(signer);
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended before it answered: {status}");
            }
            clock::rest(START_PAUSE);
        }
        bail!("the server did not answer within {START_TIMEOUT:?}")
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn processor_us(&self) -> Result<f64> {
        process::processor_us(self.child.id())
    }

    pub(crate) fn memory(&self) -> Result<Memory> {
        process::memory(self.child.id())
    }

    pub(crate) fn signed(&self, calls: &[Call]) -> Result<Vec<Vec<u8>>> {
        calls.iter().map(|call| call.signed(&self.signer, self.address)).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// Asks a process to end, and makes it.
pub(crate) fn end(child: &mut Child) {
    let _ = Command::new("kill").arg(child.id().to_string()).status();
    let asked = clock::instant();
    while asked.elapsed() < STOP_TIMEOUT {
        match child.try_wait() {
            Ok(None) => clock::rest(Duration::from_millis(5)),
            _ => return,
        }
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// A port that was free a moment ago.
fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("finding a free port")?;
    Ok(listener.local_addr()?)
}

/// With the credentials that a server has written down.
pub(crate) fn signer_of(connection: &Path, service: &str) -> Option<Signer> {
    let connection: Value = serde_json::from_slice(&fs::read(connection).ok()?).ok()?;
    let text = |name: &str| connection.get(name).and_then(Value::as_str);
    Some(Signer::new(text("accessKeyId")?, text("secretAccessKey")?, REGION, service))
}
