//! The containers of this machine, in memory: of what each was asked to be, what is needed while it is there, and
//! what it is now. The rest of what was asked for is on disk.
//!
//! Invariants: a container's phase changes only under its `step` lock, but for the end that its watcher sees.
//!
//! Must not know: how a phase is reached.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use super::state::Stored;
use crate::container::{
    ContainerFacts, ContainerState, Ending, MountSource, NamespaceMode, ParentCgroup, Started,
};
use crate::error::DriverError;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Phase {
    Created,
    Running(Started),
    Ended(Ending),
    Removed,
}

impl Phase {
    pub(crate) fn may_print(&self) -> bool {
        matches!(self, Self::Created | Self::Running(_))
    }
}

/// Of a container's spec, what is needed once it is made.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) id: String,
    pub(crate) name: String,
    labels: Box<[(String, String)]>,
    pub(crate) sandbox: String,
    /// Those of the driver's that it has.
    pub(crate) volumes: Vec<String>,
    pub(crate) pid: NamespaceMode,
    pub(crate) ipc: NamespaceMode,
    pub(crate) parent_cgroup: Option<ParentCgroup>,
    /// Its output waits until it is taken away.
    pub(crate) waits_when_full: bool,
    image_id: String,
    /// Milliseconds since 1970.
    pub(crate) created_at: i64,
}

impl From<Stored> for Made {
    fn from(Stored { spec, image_id, created_at }: Stored) -> Self {
        let volume = |mount: crate::container::MountSpec| match mount.source {
            MountSource::Volume(name) => Some(name),
            MountSource::Host(_) => None,
        };
        Self {
            id: spec.id,
            name: spec.name,
            labels: spec.labels.into_iter().collect(),
            sandbox: spec.sandbox,
            volumes: spec.mounts.into_iter().filter_map(volume).collect(),
            pid: spec.pid,
            ipc: spec.ipc,
            parent_cgroup: spec.parent_cgroup,
            waits_when_full: spec.output.wait_when_full,
            image_id,
            created_at,
        }
    }
}

#[derive(Debug)]
pub(crate) struct Container {
    pub(crate) made: Made,
    pub(crate) directory: PathBuf,
    /// One step at a time.
    pub(crate) step: Arc<tokio::sync::Mutex<()>>,
    phase: watch::Sender<Phase>,
}

impl Container {
    pub(crate) fn new(made: Made, directory: PathBuf, phase: Phase) -> Self {
        Self { made, directory, step: Arc::default(), phase: watch::channel(phase).0 }
    }

    pub(crate) fn id(&self) -> &str {
        &self.made.id
    }

    pub(crate) fn phase(&self) -> Phase {
        self.phase.borrow().clone()
    }

    pub(crate) fn watch(&self) -> watch::Receiver<Phase> {
        self.phase.subscribe()
    }

    pub(crate) fn enter(&self, phase: Phase) {
        self.phase.send_replace(phase);
    }

    pub(crate) fn running(&self) -> Option<Started> {
        match &*self.phase.borrow() {
            Phase::Running(started) => Some(started.clone()),
            _ => None,
        }
    }

    /// Waits until it does not run.
    pub(crate) async fn ended(&self, within: Duration) -> Result<(), DriverError> {
        let mut phase = self.watch();
        let ended = phase.wait_for(|phase| !matches!(phase, Phase::Running(_)));
        match tokio::time::timeout(within, ended).await {
            // The sender lives as long as `self`.
            Ok(_) => Ok(()),
            Err(_) => {
                Err(DriverError::TimedOut(format!("container {} was killed and still runs", self.id())))
            }
        }
    }

    pub(crate) fn facts(&self) -> Option<ContainerFacts> {
        let state = match self.phase() {
            Phase::Created => ContainerState::Created,
            Phase::Running(started) => ContainerState::Running(started),
            Phase::Ended(ending) => ContainerState::Ended(ending),
            Phase::Removed => return None,
        };
        let made = &self.made;
        Some(ContainerFacts {
            id: made.id.clone(),
            name: made.name.clone(),
            labels: made.labels.iter().cloned().collect(),
            image_id: Some(made.image_id.clone()),
            created_at: Some(made.created_at),
            state,
        })
    }
}

/// By id.
#[derive(Debug, Default)]
pub(crate) struct Containers {
    all: Mutex<HashMap<String, Arc<Container>>>,
}

impl Containers {
    fn all(&self) -> MutexGuard<'_, HashMap<String, Arc<Container>>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn find(&self, id: &str) -> Option<Arc<Container>> {
        self.all().get(id).cloned()
    }

    pub(crate) fn get(&self, id: &str) -> Result<Arc<Container>, DriverError> {
        self.find(id).ok_or_else(|| no_such(id))
    }

    pub(crate) fn add(&self, container: Arc<Container>) {
        self.all().insert(container.id().to_owned(), container);
    }

    pub(crate) fn take(&self, id: &str) {
        self.all().remove(id);
    }

    pub(crate) fn list(&self) -> Vec<Arc<Container>> {
        self.all().values().cloned().collect()
    }
}

pub(crate) fn no_such(id: &str) -> DriverError {
    DriverError::NoSuchContainer(format!("there is no container {id}"))
}
