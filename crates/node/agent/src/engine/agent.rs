//! The agent of one machine, as the binary starts it and speaks to it.
//!
//! Must not know: sockets.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use longshore_link::{Assignments, TaskReport};
use longshore_runtime::{Driver, DriverError};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::sync::{oneshot, watch};
use tokio::time::sleep;

use super::adoption::Inventory;
use super::assignments::note_taken;
use super::core::{Core, Input};
use super::executor::Executor;
use super::metadata_files::NodeSource;
use super::reports::Reports;
use super::views::{SampleSource, Views};
use crate::admission::Admission;
use crate::company::{ContainerLogs, IsolatedSandbox};
use crate::identity::Identity;
use crate::settings::Settings;
use crate::store::{Store, StoreError};

/// Between two looks at everything that the driver has.
const COMPARE_EVERY: Duration = Duration::from_secs(300);
/// After a driver could not say what has ended.
const EXITS_PAUSE: Duration = Duration::from_secs(1);

/// Milliseconds since 1970.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

pub struct AgentOptions {
    /// Where the agent keeps what it remembers.
    pub data: PathBuf,
    pub driver: Arc<dyn Driver>,
    pub identity: Arc<dyn Identity>,
    pub logs: Arc<dyn ContainerLogs>,
    pub samples: Option<Arc<dyn SampleSource>>,
    /// Told of sandboxes without a way out.
    pub isolated: Option<UnboundedSender<IsolatedSandbox>>,
    pub clock: Clock,
    /// For the ids of containers and of their endpoints: it has to be entropy.
    pub seed: u64,
    /// What containers are told of the machine.
    pub node: NodeSource,
    pub settings: Settings,
}

#[derive(Debug, thiserror::Error)]
pub enum AgentError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the runtime cannot say what it has: {0}")]
    Driver(#[from] DriverError),
}

pub struct Agent;

/// Speaks to the agent, which goes on until [`AgentHandle::shutdown`].
#[derive(Clone)]
pub struct AgentHandle {
    inbox: UnboundedSender<Input>,
    reports: Arc<Reports>,
    views: Arc<Views>,
    accepted: watch::Receiver<i64>,
    executor: Arc<Executor>,
}

impl Agent {
    /// Takes up what was there before, and goes on with it.
    pub async fn start(options: AgentOptions) -> Result<AgentHandle, AgentError> {
        let store = Store::open(&options.data)?;
        let loaded = store.load()?;
        for problem in &loaded.torn {
            tracing::error!(%problem, "a task cannot be remembered; what is left of it is removed");
        }
        let inventory = Inventory::take(options.driver.as_ref()).await?;
        for (isolated, id) in
            options.isolated.iter().flat_map(|told| inventory.sandboxes.iter().map(move |id| (told, id)))
        {
            // Nobody listens where it fails.
            let _ = isolated.send(IsolatedSandbox::Opened(id.clone()));
        }
        let (inbox, inputs) = unbounded_channel();
        let mut random = fastrand::Rng::with_seed(options.seed);
        let executor = Executor::new(&options, inbox.clone(), random.fork());
        let generation = loaded.generation;
        let (accepted_sender, accepted) = watch::channel(generation);
        let reports = Arc::new(Reports::default());
        let views = Arc::new(Views::new(options.samples.clone()));
        if let Some(kept) = options.settings.kept_logs.clone() {
            tokio::spawn(super::retention::keep(kept, Arc::clone(&views), Arc::clone(&options.clock)));
        }
        let own_executor = Arc::clone(&executor);
        let (taken_sender, taken) = unbounded_channel();
        tokio::spawn(note_taken(store.clone(), taken, inbox.clone()));
        let mut core = Core {
            admission: Admission::new(options.settings.capacity.clone()),
            settings: Arc::new(options.settings),
            clock: Arc::clone(&options.clock),
            random,
            pulled: store.pulled(),
            store,
            executor,
            reports: Arc::clone(&reports),
            views: Arc::clone(&views),
            tasks: Default::default(),
            definitions: Default::default(),
            containers: Default::default(),
            generation,
            accepted: accepted_sender,
            taken: taken_sender,
            leaving: None,
            waiting_for_end: Vec::new(),
            forgotten: Default::default(),
            timers: Default::default(),
            unsaved: Default::default(),
            unshown: Default::default(),
            untold: Vec::new(),
            room_changed: false,
        };
        for arn in loaded.over {
            core.remember_gone(&arn.into());
        }
        core.adopt(loaded.tasks, inventory);
        tokio::spawn(tell_exits(Arc::clone(&options.driver), inbox.clone()));
        tokio::spawn(compare(options.driver, options.clock, inbox.clone()));
        tokio::spawn(core.run(inputs));
        Ok(AgentHandle { inbox, reports, views, accepted, executor: own_executor })
    }
}

impl AgentHandle {
    /// What control wants here: a whole set of assignments, or what changed in it.
    pub fn assign(&self, assignments: Assignments) {
        let _ = self.inbox.send(Input::Assign(assignments));
    }

    /// The generation up to which assignments will not be forgotten, as it rises.
    pub fn accepted(&self) -> watch::Receiver<i64> {
        self.accepted.clone()
    }

    /// What control is to be told.
    pub fn reports(&self) -> &Arc<Reports> {
        &self.reports
    }

    pub fn report_of(&self, task_arn: &str) -> Option<TaskReport> {
        self.reports.of(task_arn)
    }

    /// Whether an image of a task is being pulled or looked up, or waits for that.
    pub fn pulls_for_tasks(&self) -> bool {
        self.executor.is_pulling()
    }

    /// The tasks, for endpoints, logs and statistics.
    pub fn views(&self) -> &Arc<Views> {
        &self.views
    }

    /// Stops every task, with this reason, and takes no more. Returns when all have ended.
    pub async fn stop_all(&self, reason: &str) {
        let (done, ended) = oneshot::channel();
        let _ = self.inbox.send(Input::StopAll { reason: reason.to_owned(), done });
        let _ = ended.await;
    }

    /// Ends the agent. Containers go on, and are found by the next one.
    pub async fn shutdown(&self) {
        let (done, ended) = oneshot::channel();
        let _ = self.inbox.send(Input::Shutdown(done));
        let _ = ended.await;
    }
}

async fn tell_exits(driver: Arc<dyn Driver>, inbox: UnboundedSender<Input>) {
    loop {
        tokio::select! {
            () = inbox.closed() => return,
            next = driver.next_exit() => match next {
                Ok(exited) => drop(inbox.send(Input::Exited(exited))),
                Err(error) => {
                    tracing::warn!(%error, "the runtime does not say what has ended");
                    sleep(EXITS_PAUSE).await;
                }
            }
        }
    }
}

async fn compare(driver: Arc<dyn Driver>, clock: Clock, inbox: UnboundedSender<Input>) {
    loop {
        tokio::select! {
            () = inbox.closed() => return,
            () = sleep(COMPARE_EVERY) => {}
        }
        let asked_at = clock();
        match driver.containers().await {
            Ok(containers) => drop(inbox.send(Input::Seen { asked_at, containers })),
            Err(error) => tracing::warn!(%error, "the runtime does not say what it has"),
        }
    }
}
