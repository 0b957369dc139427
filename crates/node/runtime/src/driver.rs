//! The driver: what runs containers, as the task engine sees it.
//!
//! Two meet it, and one contract suite holds both: the embedded runtime and Docker Engine. Everything here
//! is level-triggered: creating what is there, starting what runs, stopping what has stopped and removing
//! what is gone are no errors, so that a step can be taken again after a crash.
//!
//! Must not know: ECS, tasks, or who asks.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Duration;

use futures_util::{StreamExt, stream};
use tokio::time::timeout;

use crate::container::{
    ContainerFacts, ContainerSpec, ContainerStats, ExecOutcome, ExecSpec, Exited, Started,
};
use crate::error::DriverError;
use crate::image::{ImageFacts, PullProgress, RegistryAccess};
use crate::output::{OutputPosition, OutputSource};
use crate::sandbox::{Sandbox, SandboxSpec};
use crate::volume::{Volume, VolumeSpec};

/// A step under way.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, DriverError>> + Send + 'a>>;

/// Where samples are taken one by one: how many are under way at once, and how long one may take.
pub const SAMPLES_AT_ONCE: usize = 8;
const SAMPLE_LIMIT: Duration = Duration::from_secs(4);

/// What a driver is and can do on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DriverFacts {
    /// `embedded` or `docker`.
    pub name: &'static str,
    pub version: String,
    pub can: Abilities,
    /// What it cannot do here and why, in words for the user: "no bridge network: not started as root".
    pub cannot: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abilities {
    pub bridge_network: bool,
    pub task_network: bool,
    pub limits: bool,
    pub privileged: bool,
    pub devices: bool,
    /// One process or message namespace for a whole task.
    pub shared_namespaces: bool,
}

pub trait Driver: Send + Sync + 'static {
    fn facts(&self) -> &DriverFacts;

    // Images. `reference` is what a task definition says: `busybox`, `host:5000/team/app:1`, `app@sha256:…`.

    /// The digest that the registry has for a reference now.
    fn resolve<'a>(&'a self, reference: &'a str, access: &'a RegistryAccess) -> Pending<'a, String>;
    /// Brings the image here. With a digest, that very one, and then known by `reference` too.
    fn pull<'a>(
        &'a self,
        reference: &'a str,
        digest: Option<&'a str>,
        access: &'a RegistryAccess,
        progress: &'a dyn PullProgress,
    ) -> Pending<'a, ImageFacts>;
    /// The image, if it is here.
    fn image<'a>(&'a self, reference: &'a str) -> Pending<'a, Option<ImageFacts>>;
    fn images(&self) -> Pending<'_, Vec<ImageFacts>>;
    fn remove_image<'a>(&'a self, reference: &'a str) -> Pending<'a, ()>;

    // Volumes.

    fn create_volume<'a>(&'a self, spec: &'a VolumeSpec) -> Pending<'a, Volume>;
    fn remove_volume<'a>(&'a self, name: &'a str) -> Pending<'a, ()>;
    fn volumes(&self) -> Pending<'_, Vec<Volume>>;

    // Sandboxes: a network, and namespaces to share, for one container or for several.

    fn open_sandbox<'a>(&'a self, spec: &'a SandboxSpec) -> Pending<'a, Sandbox>;
    fn close_sandbox<'a>(&'a self, id: &'a str) -> Pending<'a, ()>;
    fn sandboxes(&self) -> Pending<'_, Vec<String>>;
    /// A listener inside a sandbox that has no way out, not blocking, at an address that is put on its loopback.
    /// None where the driver cannot.
    fn listen_inside<'a>(
        &'a self,
        _sandbox: &'a str,
        _address: SocketAddr,
    ) -> Pending<'a, Option<std::net::TcpListener>> {
        Box::pin(async { Ok(None) })
    }

    // Containers, by the id that the spec gives them.

    fn create<'a>(&'a self, spec: &'a ContainerSpec) -> Pending<'a, ()>;
    /// Starts a created or an ended container; an ended one goes on with the files it wrote.
    fn start<'a>(&'a self, id: &'a str) -> Pending<'a, Started>;
    /// Sends a signal, by number, to its first process. One that does not run is left alone.
    fn signal<'a>(&'a self, id: &'a str, signal: i32) -> Pending<'a, ()>;
    /// Ends every process in it, whatever they do.
    fn kill<'a>(&'a self, id: &'a str) -> Pending<'a, ()>;
    /// Removes a container and what it wrote; ends it first if it runs.
    fn remove<'a>(&'a self, id: &'a str) -> Pending<'a, ()>;
    fn inspect<'a>(&'a self, id: &'a str) -> Pending<'a, Option<ContainerFacts>>;
    /// The id under which users of the engine find a container that was made or listed here, where it is another
    /// than ours.
    fn engine_id(&self, _id: &str) -> Option<String> {
        None
    }
    /// Every container of ours on this machine.
    fn containers(&self) -> Pending<'_, Vec<ContainerFacts>>;
    fn exec<'a>(&'a self, id: &'a str, spec: &'a ExecSpec) -> Pending<'a, ExecOutcome>;
    fn stats<'a>(&'a self, id: &'a str) -> Pending<'a, ContainerStats>;
    /// Of many, in the order asked for; each can fail for itself.
    fn stats_of<'a>(&'a self, ids: &'a [String]) -> Pending<'a, Vec<Result<ContainerStats, DriverError>>> {
        let late = move || Err(DriverError::TimedOut(format!("no sample came within {SAMPLE_LIMIT:?}")));
        let one = |asked: Pending<'a, ContainerStats>| async move {
            timeout(SAMPLE_LIMIT, asked).await.unwrap_or_else(|_| late())
        };
        let samples: Vec<_> = ids.iter().map(|id| one(self.stats(id))).collect();
        Box::pin(async move { Ok(stream::iter(samples).buffered(SAMPLES_AT_ONCE).collect().await) })
    }
    /// What it printed, from a position on, and on as it prints.
    fn output<'a>(&'a self, id: &'a str, from: OutputPosition) -> Pending<'a, Box<dyn OutputSource>>;

    /// Waits for the next end of a container that runs: those started, and those found running.
    /// Each is told at least once; `inspect` says the same for as long as the container is not removed.
    fn next_exit(&self) -> Pending<'_, Exited>;

    /// Before the end of its process: where there is nothing to take back, what would outlive it goes too.
    fn leave(&self) -> Pending<'_, ()> {
        Box::pin(async { Ok(()) })
    }
}
