//! The containers of this machine, in memory: what each was asked to be, and what it is now.
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
use crate::container::{ContainerFacts, ContainerState, Ending, Started};
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

#[derive(Debug)]
pub(crate) struct Container {
    pub(crate) stored: Stored,
    pub(crate) directory: PathBuf,
    /// One step at a time.
    pub(crate) step: Arc<tokio::sync::Mutex<()>>,
    phase: watch::Sender<Phase>,
}

impl Container {
    pub(crate) fn new(stored: Stored, directory: PathBuf, phase: Phase) -> Self {
        Self { stored, directory, step: Arc::default(), phase: watch::channel(phase).0 }
    }

    pub(crate) fn id(&self) -> &str {
        &self.stored.spec.id
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
        let spec = &self.stored.spec;
        Some(ContainerFacts {
            id: spec.id.clone(),
            name: spec.name.clone(),
            labels: spec.labels.clone(),
            image_id: Some(self.stored.image_id.clone()),
            created_at: Some(self.stored.created_at),
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
