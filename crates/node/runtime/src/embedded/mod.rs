//! The embedded runtime: containers without any engine beside this binary. Linux only.
//!
//! Decisions are made in [`bundle`] and [`judge`], which are pure; [`create`], [`lifecycle`], [`sandboxes`] and
//! the rest carry them out through the launcher, the network and the image store.
//!
//! Invariants: what runs outlives this process and is found again; nothing is ever started twice; an end is noted
//! and told; what is removed leaves nothing behind.
//!
//! Must not know: ECS, tasks, or who asks.

mod accounts;
mod adopt;
mod bundle;
mod clock;
mod containers;
mod copy_up;
mod create;
mod engine;
mod exec;
mod exits;
mod facts;
mod images;
mod judge;
mod layers;
mod ledger;
mod lifecycle;
mod output;
mod parents;
mod processes;
mod ready;
mod sandboxes;
mod spread;
mod state;
mod stats;
mod trash;
mod volumes;

use std::net::{Ipv4Addr, SocketAddr};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use longshore_images::ImageStore;
use longshore_launcher::client::Spawner;
use longshore_launcher::records;
use longshore_network::Network;
use rustix::fs::{FlockOperation, Mode, OFlags};
use rustix::io::Errno;

use self::containers::Containers;
use self::engine::{Engine, blocking};
use self::exits::Exits;
use self::images::Images;
use self::output::{ContainerOutput, Watcher};
use self::parents::Parents;
use self::sandboxes::Sandboxes;
pub use self::spread::spread;
use self::state::{Paths, failed};
use self::trash::Trash;
use self::volumes::Volumes;
use crate::container::{
    ContainerFacts, ContainerSpec, ContainerStats, ExecOutcome, ExecSpec, Exited, Started,
};
use crate::driver::{Driver, DriverFacts, Pending};
use crate::error::DriverError;
use crate::image::{ImageFacts, PullProgress, RegistryAccess};
use crate::output::{OutputPosition, OutputSource};
use crate::sandbox::{Sandbox, SandboxSpec};
use crate::volume::{Volume, VolumeSpec};

/// How long a directory may still be held by a driver that is about to end.
const LOCK_WAIT: Duration = Duration::from_secs(5);
const LOCK_LOOK: Duration = Duration::from_millis(20);

/// What the driver works with.
#[derive(Debug)]
pub struct EmbeddedOptions {
    /// Containers, sandboxes and volumes are kept below it.
    pub data_dir: PathBuf,
    /// What is gone with the next start of the machine.
    pub run_dir: PathBuf,
    /// Keeps the cgroups of several nodes on one machine apart: letters, digits, `-` and `_`.
    pub tag: String,
    pub version: String,
    /// Without one there are only the machine's own network and none.
    pub network: Option<Network>,
    pub images: ImageStore,
    /// A program that calls `longshore_launcher::spawner::main` when its first argument says so; this one, where
    /// it is not said.
    pub spawner: Option<PathBuf>,
    /// The resolver for containers with a network of their own, at an address of this machine.
    pub dns_forwarder: Option<Ipv4Addr>,
}

pub struct EmbeddedDriver {
    engine: Arc<Engine>,
    facts: DriverFacts,
}

impl EmbeddedDriver {
    /// Finds what runs, notes what has ended, removes what belongs to nothing, and is ready.
    pub async fn start(options: EmbeddedOptions) -> Result<Arc<Self>, DriverError> {
        let paths = Paths::new(&options.data_dir, &options.run_dir);
        bundle::check::name("the tag of a node", &options.tag)?;
        paths.make()?;
        let lock = lock(&paths.containers).await?;
        let hierarchies = facts::hierarchies(!rustix::process::geteuid().is_root());
        let host = facts::host(&options, hierarchies.as_ref());
        facts::require(&host)?;
        let facts = facts::driver(&options.version, &host, hierarchies.as_ref(), options.network.is_some());
        let boot_id =
            records::boot_id().map_err(|error| failed("read", Path::new("the machine's boot id"), &error))?;
        let spawner = options.spawner.map_or_else(Spawner::of_this_program, Spawner::new);
        let seed = u64::try_from(clock::now()).unwrap_or_default() << 20;
        let sandboxes = Sandboxes::noted_in(paths.sandboxes.clone())?;
        let engine = Arc::new(Engine {
            trash: Trash::start(paths.trash.clone(), seed),
            volumes: Volumes::new(paths.volumes.clone()),
            paths,
            host,
            boot_id,
            hierarchies,
            spawner,
            network: options.network,
            images: Images::new(options.images),
            containers: Containers::default(),
            sandboxes,
            parents: Parents::default(),
            exits: Exits::default(),
            watcher: Watcher::start(),
            shutdown: tokio::sync::watch::channel(()).0,
            _lock: lock,
        });
        engine.spawner.start().map_err(|error| DriverError::Failed(error.to_string()))?;
        engine.adopt_sandboxes().await?;
        let adopting = Arc::clone(&engine);
        // Watching what is found needs this runtime, which threads for blocking work have too.
        blocking(move || adopting.adopt_all()).await?;
        Ok(Arc::new(Self { engine, facts }))
    }
}

/// Two processes on one directory would start things twice.
async fn lock(directory: &Path) -> Result<OwnedFd, DriverError> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let open = rustix::fs::open(directory, flags, Mode::empty());
    let lock = open.map_err(|error| failed("open", directory, &error.into()))?;
    let mut waited = Duration::ZERO;
    loop {
        match rustix::fs::flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok(lock),
            Err(Errno::AGAIN) if waited < LOCK_WAIT => {
                tokio::time::sleep(LOCK_LOOK).await;
                waited += LOCK_LOOK;
            }
            Err(Errno::AGAIN) => {
                return Err(DriverError::Failed(format!(
                    "another process runs the containers in {}; end it, or give another directory",
                    directory.display()
                )));
            }
            Err(error) => return Err(failed("lock", directory, &error.into())),
        }
    }
}

impl Driver for EmbeddedDriver {
    fn facts(&self) -> &DriverFacts {
        &self.facts
    }

    fn resolve<'a>(&'a self, reference: &'a str, access: &'a RegistryAccess) -> Pending<'a, String> {
        Box::pin(self.engine.images.resolve(reference, access))
    }

    fn pull<'a>(
        &'a self,
        reference: &'a str,
        digest: Option<&'a str>,
        access: &'a RegistryAccess,
        progress: &'a dyn PullProgress,
    ) -> Pending<'a, ImageFacts> {
        Box::pin(self.engine.images.pull(reference, digest, access, progress))
    }

    fn image<'a>(&'a self, reference: &'a str) -> Pending<'a, Option<ImageFacts>> {
        Box::pin(async { self.engine.images.image(reference) })
    }

    fn images(&self) -> Pending<'_, Vec<ImageFacts>> {
        Box::pin(async { Ok(self.engine.images.list()) })
    }

    fn remove_image<'a>(&'a self, reference: &'a str) -> Pending<'a, ()> {
        let (engine, reference) = (Arc::clone(&self.engine), reference.to_owned());
        Box::pin(blocking(move || engine.images.remove(&reference)))
    }

    fn create_volume<'a>(&'a self, spec: &'a VolumeSpec) -> Pending<'a, Volume> {
        let (engine, spec) = (Arc::clone(&self.engine), spec.clone());
        Box::pin(blocking(move || engine.volumes.create(&spec)))
    }

    fn remove_volume<'a>(&'a self, name: &'a str) -> Pending<'a, ()> {
        let (engine, name) = (Arc::clone(&self.engine), name.to_owned());
        Box::pin(blocking(move || engine.remove_volume(&name)))
    }

    fn volumes(&self) -> Pending<'_, Vec<Volume>> {
        let engine = Arc::clone(&self.engine);
        Box::pin(blocking(move || engine.volumes.list()))
    }

    fn open_sandbox<'a>(&'a self, spec: &'a SandboxSpec) -> Pending<'a, Sandbox> {
        Box::pin(self.engine.open_sandbox(spec))
    }

    fn close_sandbox<'a>(&'a self, id: &'a str) -> Pending<'a, ()> {
        Box::pin(self.engine.close_sandbox(id))
    }

    fn sandboxes(&self) -> Pending<'_, Vec<String>> {
        Box::pin(async { Ok(self.engine.sandboxes.list()) })
    }

    fn listen_inside<'a>(
        &'a self,
        sandbox: &'a str,
        address: SocketAddr,
    ) -> Pending<'a, Option<std::net::TcpListener>> {
        Box::pin(self.engine.listen_inside(sandbox, address))
    }

    fn create<'a>(&'a self, spec: &'a ContainerSpec) -> Pending<'a, ()> {
        Box::pin(self.engine.create(spec))
    }

    fn start<'a>(&'a self, id: &'a str) -> Pending<'a, Started> {
        Box::pin(self.engine.start(id))
    }

    fn signal<'a>(&'a self, id: &'a str, signal: i32) -> Pending<'a, ()> {
        Box::pin(async move { self.engine.signal(id, signal) })
    }

    fn kill<'a>(&'a self, id: &'a str) -> Pending<'a, ()> {
        Box::pin(self.engine.kill(id))
    }

    fn remove<'a>(&'a self, id: &'a str) -> Pending<'a, ()> {
        Box::pin(self.engine.remove(id))
    }

    fn inspect<'a>(&'a self, id: &'a str) -> Pending<'a, Option<ContainerFacts>> {
        Box::pin(async move { Ok(self.engine.containers.find(id).and_then(|container| container.facts())) })
    }

    fn containers(&self) -> Pending<'_, Vec<ContainerFacts>> {
        Box::pin(async {
            let all = self.engine.containers.list();
            Ok(all.iter().filter_map(|container| container.facts()).collect())
        })
    }

    fn exec<'a>(&'a self, id: &'a str, spec: &'a ExecSpec) -> Pending<'a, ExecOutcome> {
        Box::pin(self.engine.exec(id, spec))
    }

    fn stats<'a>(&'a self, id: &'a str) -> Pending<'a, ContainerStats> {
        let (engine, ids) = (Arc::clone(&self.engine), [id.to_owned()]);
        let lost = || DriverError::Failed("a sample got lost".to_owned());
        Box::pin(blocking(move || engine.stats_of(&ids).pop().unwrap_or_else(|| Err(lost()))))
    }

    /// Together on one thread: each takes microseconds.
    fn stats_of<'a>(&'a self, ids: &'a [String]) -> Pending<'a, Vec<Result<ContainerStats, DriverError>>> {
        let (engine, ids) = (Arc::clone(&self.engine), ids.to_vec());
        Box::pin(blocking(move || Ok(engine.stats_of(&ids))))
    }

    fn output<'a>(&'a self, id: &'a str, from: OutputPosition) -> Pending<'a, Box<dyn OutputSource>> {
        Box::pin(async move {
            let container = self.engine.containers.get(id)?;
            let directory = container.directory.clone();
            let take_away = container.made.waits_when_full;
            let source =
                ContainerOutput::new(directory, from, container.watch(), &self.engine.watcher, take_away);
            Ok(Box::new(source) as Box<dyn OutputSource>)
        })
    }

    fn next_exit(&self) -> Pending<'_, Exited> {
        Box::pin(async { Ok(self.engine.exits.next().await) })
    }

    fn leave(&self) -> Pending<'_, ()> {
        Box::pin(self.engine.leave())
    }
}
