//! Everything the driver holds, and how its steps are run.
//!
//! Must not know: what the steps do.

use std::future::Future;
use std::io;
use std::os::fd::OwnedFd;

use longshore_launcher::cgroup::Hierarchies;
use longshore_launcher::client::Spawner;
use longshore_network::Network;
use tokio::sync::watch;

use super::bundle::Host;
use super::containers::Containers;
use super::exits::Exits;
use super::images::Images;
use super::output::Watcher;
use super::parents::Parents;
use super::sandboxes::Sandboxes;
use super::state::Paths;
use super::trash::Trash;
use super::volumes::Volumes;
use crate::error::DriverError;

pub(crate) struct Engine {
    pub(crate) paths: Paths,
    pub(crate) host: Host,
    pub(crate) boot_id: String,
    /// None where they cannot be used: without root.
    pub(crate) hierarchies: Option<Hierarchies>,
    pub(crate) spawner: Spawner,
    pub(crate) network: Option<Network>,
    pub(crate) images: Images,
    pub(crate) containers: Containers,
    pub(crate) sandboxes: Sandboxes,
    pub(crate) volumes: Volumes,
    pub(crate) parents: Parents,
    pub(crate) exits: Exits,
    pub(crate) watcher: Watcher,
    pub(crate) trash: Trash,
    /// Dropped with the engine: watchers end then.
    pub(crate) shutdown: watch::Sender<()>,
    /// Held for as long as this process works on the directory.
    pub(crate) _lock: OwnedFd,
}

impl Engine {
    /// Takes bridge, rules, the cgroup and the runtime folder of the node away, where no container and no sandbox needs them.
    pub(crate) async fn leave(&self) -> Result<(), DriverError> {
        if !self.containers.list().is_empty() || !self.sandboxes.list().is_empty() {
            return Ok(());
        }
        if let Some(network) = &self.network {
            let empty = network.shut_down_empty().await;
            empty.map_err(|error| DriverError::Network(error.to_string()))?;
        }
        if let (Some(hierarchies), Some(root)) = (self.hierarchies.clone(), self.host.cgroup_root.clone()) {
            let failed = |error: io::Error| DriverError::Failed(format!("cannot remove the cgroup: {error}"));
            blocking(move || hierarchies.remove(&root).map_err(failed)).await?;
        }
        // Empty by now, and gone from bottom to top; what somebody else has put there stays.
        let shared_memory = self.paths.shared_memory.as_path();
        for folder in [Some(shared_memory), shared_memory.parent()].into_iter().flatten() {
            let _ = std::fs::remove_dir(folder);
        }
        Ok(())
    }
}

/// Runs a step to its end even if whoever asked for it goes away.
pub(crate) async fn detached<T: Send + 'static>(
    step: impl Future<Output = Result<T, DriverError>> + Send + 'static,
) -> Result<T, DriverError> {
    tokio::spawn(step).await.unwrap_or_else(|error| Err(broke_off(&error)))
}

/// Runs a step that waits for the disk or for another process.
pub(crate) async fn blocking<T: Send + 'static>(
    step: impl FnOnce() -> Result<T, DriverError> + Send + 'static,
) -> Result<T, DriverError> {
    tokio::task::spawn_blocking(step).await.unwrap_or_else(|error| Err(broke_off(&error)))
}

fn broke_off(error: &tokio::task::JoinError) -> DriverError {
    DriverError::Failed(format!("a step of the embedded runtime broke off: {error}"))
}
