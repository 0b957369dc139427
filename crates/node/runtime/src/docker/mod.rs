//! The driver over Docker Engine, for machines that have one: Linux, or a laptop with Docker Desktop.
//!
//! Invariants: whatever is made carries the node's label (`longshore.node`) and is found again by labels
//! alone; nothing without them is touched, but for images, which all of a machine share; every call ends.
//!
//! Must not know: Linux (the engine may be in a machine of its own), ECS, or who asks.

mod cgroup;
mod containers;
mod create;
mod elsewhere;
mod engine;
mod exec;
mod exits;
mod facts;
mod images;
mod output;
mod pause;
mod ports;
mod reference;
mod refusal;
mod sandboxes;
mod stats;
mod volumes;

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;

use crate::container::{
    ContainerFacts, ContainerSpec, ContainerStats, ExecOutcome, ExecSpec, Exited, Started,
};
use crate::driver::{Driver, DriverFacts, Pending};
use crate::error::DriverError;
use crate::image::{ImageFacts, PullProgress, RegistryAccess};
use crate::output::{OutputPosition, OutputSource};
use crate::sandbox::{Sandbox, SandboxSpec};
use crate::volume::{Volume, VolumeSpec};

/// Which engine, and as whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DockerOptions {
    /// `unix:///var/run/docker.sock` where it is not said; `tcp://host:port`.
    pub endpoint: Option<String>,
    /// Tells the containers of this node from those of others that use the same engine.
    pub node_tag: String,
    /// Where sandboxes are written down.
    pub state_dir: PathBuf,
}

/// A connection to Docker Engine that watches its events for as long as it lives.
pub struct DockerDriver {
    engine: Arc<engine::Engine>,
    watch: tokio::task::JoinHandle<()>,
}

impl DockerDriver {
    /// Connects to the engine, speaks the newest version that both know, and begins to watch.
    pub async fn connect(options: DockerOptions) -> Result<Self, DriverError> {
        let (engine, engine_time) = engine::connect(options).await?;
        let engine = Arc::new(engine);
        // From this second on: what ended before is found by looking.
        let since =
            engine_time.as_deref().and_then(facts::nanos).map(|nanos| (nanos / 1_000_000_000).to_string());
        let watch = tokio::spawn(exits::watch(Arc::clone(&engine), since));
        Ok(Self { engine, watch })
    }

    /// Makes an image of a tar file of a root file system; `changes` are Dockerfile instructions such as
    /// `CMD ["sh"]`.
    pub async fn import_image(
        &self,
        root: Bytes,
        reference: &str,
        changes: Vec<String>,
    ) -> Result<(), DriverError> {
        self.engine.import(root, reference, changes, "").await
    }
}

impl Drop for DockerDriver {
    fn drop(&mut self) {
        self.watch.abort();
    }
}

impl Driver for DockerDriver {
    fn facts(&self) -> &DriverFacts {
        &self.engine.facts
    }

    fn resolve<'a>(&'a self, reference: &'a str, access: &'a RegistryAccess) -> Pending<'a, String> {
        Box::pin(self.engine.resolve(reference, access))
    }

    fn pull<'a>(
        &'a self,
        reference: &'a str,
        digest: Option<&'a str>,
        access: &'a RegistryAccess,
        progress: &'a dyn PullProgress,
    ) -> Pending<'a, ImageFacts> {
        Box::pin(self.engine.pull(reference, digest, access, progress))
    }

    fn image<'a>(&'a self, reference: &'a str) -> Pending<'a, Option<ImageFacts>> {
        Box::pin(self.engine.image(reference))
    }

    fn images(&self) -> Pending<'_, Vec<ImageFacts>> {
        Box::pin(self.engine.images())
    }

    fn remove_image<'a>(&'a self, reference: &'a str) -> Pending<'a, ()> {
        Box::pin(self.engine.remove_image(reference))
    }

    fn create_volume<'a>(&'a self, spec: &'a VolumeSpec) -> Pending<'a, Volume> {
        Box::pin(self.engine.create_volume(spec))
    }

    fn remove_volume<'a>(&'a self, name: &'a str) -> Pending<'a, ()> {
        Box::pin(self.engine.remove_volume(name))
    }

    fn volumes(&self) -> Pending<'_, Vec<Volume>> {
        Box::pin(self.engine.volumes())
    }

    fn open_sandbox<'a>(&'a self, spec: &'a SandboxSpec) -> Pending<'a, Sandbox> {
        Box::pin(self.engine.open_sandbox(spec))
    }

    fn close_sandbox<'a>(&'a self, id: &'a str) -> Pending<'a, ()> {
        Box::pin(self.engine.close_sandbox(id))
    }

    fn sandboxes(&self) -> Pending<'_, Vec<String>> {
        Box::pin(self.engine.sandboxes())
    }

    fn create<'a>(&'a self, spec: &'a ContainerSpec) -> Pending<'a, ()> {
        Box::pin(self.engine.create(spec))
    }

    fn start<'a>(&'a self, id: &'a str) -> Pending<'a, Started> {
        Box::pin(self.engine.start(id))
    }

    fn signal<'a>(&'a self, id: &'a str, signal: i32) -> Pending<'a, ()> {
        Box::pin(self.engine.signal(id, signal))
    }

    fn kill<'a>(&'a self, id: &'a str) -> Pending<'a, ()> {
        Box::pin(self.engine.kill(id))
    }

    fn remove<'a>(&'a self, id: &'a str) -> Pending<'a, ()> {
        Box::pin(self.engine.remove(id))
    }

    fn inspect<'a>(&'a self, id: &'a str) -> Pending<'a, Option<ContainerFacts>> {
        Box::pin(self.engine.inspect(id))
    }

    fn engine_id(&self, id: &str) -> Option<String> {
        self.engine.known(id)
    }

    fn containers(&self) -> Pending<'_, Vec<ContainerFacts>> {
        Box::pin(self.engine.containers())
    }

    fn exec<'a>(&'a self, id: &'a str, spec: &'a ExecSpec) -> Pending<'a, ExecOutcome> {
        Box::pin(self.engine.exec(id, spec))
    }

    fn stats<'a>(&'a self, id: &'a str) -> Pending<'a, ContainerStats> {
        Box::pin(self.engine.stats(id))
    }

    fn output<'a>(&'a self, id: &'a str, from: OutputPosition) -> Pending<'a, Box<dyn OutputSource>> {
        Box::pin(async move {
            let what = "read the output of a container";
            self.engine.have(id).await.map_err(|refusal| refusal.of_container(what))?;
            let reader = output::LogReader::new(Arc::clone(&self.engine), id, from);
            Ok(Box::new(reader) as Box<dyn OutputSource>)
        })
    }

    fn next_exit(&self) -> Pending<'_, Exited> {
        Box::pin(async move { Ok(self.engine.exits.next().await) })
    }
}
