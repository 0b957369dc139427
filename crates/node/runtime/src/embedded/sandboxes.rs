//! Sandboxes: an attachment of the network, and a pause process where process or message namespaces are shared.
//!
//! Invariants: a sandbox is noted when everything it stands for is there; what is not noted is removed at the next
//! start of the driver; a network is given back for another sandbox only if all that ever ran in it is known to have
//! had no right to change it, and to be gone.
//!
//! Must not know: which containers join.

mod network;
mod pause;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use longshore_launcher::spec::Namespace;
use serde::{Deserialize, Serialize};

use super::bundle::{OpenSandbox, check};
use super::containers::Phase;
use super::engine::{Engine, blocking, detached};
use super::ledger::Ledger;
use super::state::failed;
use crate::error::DriverError;
use crate::sandbox::{Sandbox, SandboxNetwork, SandboxSpec};

/// How long the end of a container's step is waited for: a removal takes moments.
const STEP_WAIT: Duration = Duration::from_secs(1);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    spec: SandboxSpec,
    facts: Sandbox,
    network: Namespace,
    /// Files of /proc are good for one start of the machine only.
    boot_id: String,
}

pub(crate) struct Sandboxes {
    noted: Ledger<Kept>,
    all: Mutex<HashMap<String, Arc<OpenSandbox>>>,
    /// Opening and closing one sandbox go one after the other.
    steps: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
    /// Those opened by this process in which nothing has run that could have changed their network, or of whose end
    /// nobody can be sure.
    unharmed: Mutex<HashSet<String>>,
}

impl Sandboxes {
    /// What an earlier process has noted is not open yet.
    pub(crate) fn noted_in(file: PathBuf) -> Result<Self, DriverError> {
        let noted = Ledger::open(file.clone()).map_err(|error| failed("read", &file, &error))?;
        Ok(Self { noted, all: Mutex::default(), steps: Mutex::default(), unharmed: Mutex::default() })
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Arc<OpenSandbox>>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn open_one(&self, id: &str) -> Result<Arc<OpenSandbox>, DriverError> {
        let found = self.all().get(id).cloned();
        found.ok_or_else(|| DriverError::NoSuchSandbox(format!("there is no sandbox {id}; open it first")))
    }

    fn unharmed(&self) -> MutexGuard<'_, HashSet<String>> {
        self.unharmed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Said before anything is done in it after which its network might not be as new.
    pub(crate) fn may_be_harmed(&self, id: &str) {
        self.unharmed().remove(id);
    }

    pub(crate) fn list(&self) -> Vec<String> {
        let mut ids: Vec<_> = self.all().keys().cloned().collect();
        ids.sort();
        ids
    }

    /// A pause process has a cgroup of its own beside those of tasks.
    pub(crate) fn owns_cgroup(&self, name: &str) -> bool {
        name.strip_prefix(pause::CGROUP_PREFIX).is_some_and(|id| self.all().contains_key(id))
    }

    fn note(&self, kept: &Kept) -> Result<(), DriverError> {
        let noted = self.noted.put(&kept.spec.id, kept.clone());
        noted.map_err(|error| failed("write", self.noted.path(), &error))
    }

    fn strike_out(&self, id: &str) -> Result<(), DriverError> {
        self.noted.remove(id).map_err(|error| failed("write", self.noted.path(), &error))?;
        self.all().remove(id);
        Ok(())
    }

    fn step(&self, id: &str) -> Arc<tokio::sync::Mutex<()>> {
        let mut steps = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        steps.retain(|_, step| Arc::strong_count(step) > 1);
        Arc::clone(steps.entry(id.to_owned()).or_default())
    }
}

impl Engine {
    pub(crate) async fn open_sandbox(self: &Arc<Self>, spec: &SandboxSpec) -> Result<Sandbox, DriverError> {
        check::name("the id of a sandbox", &spec.id)?;
        if self.host.rootless.is_some() {
            check::sandbox_without_root(spec)?;
        }
        let (engine, spec) = (Arc::clone(self), spec.clone());
        detached(async move {
            let step = engine.sandboxes.step(&spec.id);
            let _step = step.lock().await;
            if let Ok(open) = engine.sandboxes.open_one(&spec.id)
                && engine.still_holds(&open)
            {
                return Ok(open.facts.clone());
            }
            let made = engine.make_sandbox(&spec).await;
            if made.is_err() {
                // What was made of it; the error that is told is the first.
                let _ = engine.unmake_sandbox(&spec.id).await;
            }
            made
        })
        .await
    }

    async fn make_sandbox(self: &Arc<Self>, spec: &SandboxSpec) -> Result<Sandbox, DriverError> {
        let (network, facts) = self.attach(spec).await?;
        let (engine, spec) = (Arc::clone(self), spec.clone());
        blocking(move || {
            let held = engine.hold_namespaces(&spec, &network)?;
            let kept = Kept { spec, facts, network, boot_id: engine.boot_id.clone() };
            engine.sandboxes.note(&kept)?;
            let facts = kept.facts.clone();
            if !is_shared(&kept.spec) {
                engine.sandboxes.unharmed().insert(kept.spec.id.clone());
            }
            engine.sandboxes.all().insert(kept.spec.id.clone(), Arc::new(held.into_open(kept)));
            Ok(facts)
        })
        .await
    }

    pub(crate) async fn close_sandbox(self: &Arc<Self>, id: &str) -> Result<(), DriverError> {
        check::name("the id of a sandbox", id)?;
        let (engine, id) = (Arc::clone(self), id.to_owned());
        detached(async move {
            let step = engine.sandboxes.step(&id);
            let _step = step.lock().await;
            let inside = engine.containers.list().into_iter().find(|container| {
                container.made.sandbox == id && matches!(container.phase(), Phase::Running(_))
            });
            if let Some(container) = inside {
                return Err(DriverError::Failed(format!(
                    "sandbox {id} cannot be closed while container {} runs in it; end it first",
                    container.id()
                )));
            }
            engine.unmake_sandbox(&id).await
        })
        .await
    }

    /// Level by level, none of which is an error if it is gone; the note last, so that it can be done again.
    async fn unmake_sandbox(self: &Arc<Self>, id: &str) -> Result<(), DriverError> {
        let (engine, own) = (Arc::clone(self), id.to_owned());
        blocking(move || engine.release_namespaces(&own)).await?;
        // From here on nothing begins in it.
        let open = self.sandboxes.all().remove(id);
        let as_new = self.sandboxes.unharmed().remove(id) && self.nothing_is_beginning_in(id).await;
        let kin = open.as_ref().and_then(|open| open.spec.kin.as_deref());
        let detached = self.detach(id, kin.filter(|_| as_new)).await;
        match (detached, open) {
            (Ok(()), _) => self.sandboxes.strike_out(id),
            (error, Some(open)) => {
                self.sandboxes.all().insert(id.to_owned(), open);
                error
            }
            (error, None) => error,
        }
    }

    /// Whether no start is on its way that would still enter its network, by whatever name that has by then. Who
    /// asked for one may have given it up; it goes on.
    async fn nothing_is_beginning_in(&self, id: &str) -> bool {
        let inside = self.containers.list().into_iter().filter(|container| container.made.sandbox == id);
        for container in inside {
            let free = tokio::time::timeout(STEP_WAIT, container.step.lock()).await.is_ok();
            if !free || matches!(container.phase(), Phase::Running(_)) {
                return false;
            }
        }
        true
    }

    /// Those of before this process that still stand; the others are opened anew by whoever needs them.
    pub(crate) async fn adopt_sandboxes(self: &Arc<Self>) -> Result<(), DriverError> {
        let attached = self.attached().await?;
        let mut kept = self.sandboxes.noted.all();
        let stands = |kept: &Kept| {
            let attachment = !matches!(kept.network, Namespace::Join(_)) || attached.contains(&kept.spec.id);
            attachment && kept.boot_id == self.boot_id
        };
        kept.retain(|kept| {
            let stands = stands(kept) && self.adopt_sandbox(kept);
            if !stands {
                tracing::info!(
                    sandbox = kept.spec.id,
                    "a sandbox of an earlier start of the machine is gone"
                );
            }
            stands
        });
        let standing: HashSet<String> = kept.into_iter().map(|kept| kept.spec.id).collect();
        self.keep_attached(&standing).await?;
        self.release_all_but(&standing);
        Ok(())
    }

    fn adopt_sandbox(&self, kept: &Kept) -> bool {
        let Some(held) = self.held_namespaces(&kept.spec) else { return false };
        self.sandboxes.all().insert(kept.spec.id.clone(), Arc::new(held.into_open(kept.clone())));
        true
    }
}

/// The namespaces that a pause process holds for the containers of a sandbox.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Namespaces {
    pid: Option<std::path::PathBuf>,
    ipc: Option<std::path::PathBuf>,
    shared_memory: Option<std::path::PathBuf>,
}

impl Namespaces {
    fn into_open(self, kept: Kept) -> OpenSandbox {
        OpenSandbox {
            spec: kept.spec,
            facts: kept.facts,
            network: kept.network,
            pid: self.pid,
            ipc: self.ipc,
            shared_memory: self.shared_memory,
        }
    }
}

fn is_shared(spec: &SandboxSpec) -> bool {
    spec.share_pid || spec.share_ipc
}

fn has_attachment(network: &SandboxNetwork) -> bool {
    !matches!(network, SandboxNetwork::Host)
}
