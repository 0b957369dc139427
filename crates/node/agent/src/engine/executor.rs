//! Carries actions out on the driver, each in its own time limit, and tells what came of it.
//!
//! Steps towards running, steps towards an end, pulls and health checks have a bound of their own each, so
//! that none can keep another from its turn.
//!
//! Must not know: why a step is taken.

use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use longshore_runtime::{Driver, DriverError, ImageFacts, SandboxNetwork, Volume, VolumeSpec};
use tokio::sync::Semaphore;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::core::Input;
use super::metadata_files::Files;
use super::pulling::Puller;
use super::turns::Turns;
use crate::company::{ContainerLogs, IsolatedSandbox, LogJob};
use crate::identity::Identity;
use crate::plan::TaskPlan;
use crate::task::{Action, Event};
use crate::view::TaskView;

const CREATE_LIMIT: Duration = Duration::from_secs(4 * 60);
const START_LIMIT: Duration = Duration::from_secs(3 * 60);
const LOOK_LIMIT: Duration = Duration::from_secs(30);
const SIGNAL_LIMIT: Duration = Duration::from_secs(10);
const KILL_LIMIT: Duration = Duration::from_secs(30);
const REMOVE_LIMIT: Duration = Duration::from_secs(2 * 60);
const FETCH_LIMIT: Duration = Duration::from_secs(3 * 60);
/// A health check has a limit of its own; this is for a driver that does not keep to it.
const CHECK_GRACE: Duration = Duration::from_secs(10);
const LET_GO_LIMIT: Duration = Duration::from_secs(1);
const CHECKS_MAX: usize = 32;
/// Secrets and images that are waited for at once.
const ASKS_MAX: usize = 1024;

/// What a task's actions are carried out with.
#[derive(Clone)]
pub(super) struct Job {
    pub(super) arn: Arc<str>,
    pub(super) plan: Arc<TaskPlan>,
    /// When the task came: the older goes first.
    pub(super) taken_at: i64,
    /// As it is now, for its logs.
    pub(super) view: Arc<TaskView>,
}

pub(super) struct Executor {
    pub(super) driver: Arc<dyn Driver>,
    pub(super) identity: Arc<dyn Identity>,
    pub(super) logs: Arc<dyn ContainerLogs>,
    isolated: Option<UnboundedSender<IsolatedSandbox>>,
    inbox: UnboundedSender<Input>,
    begins: Arc<Turns>,
    ends: Arc<Turns>,
    checks: Arc<Turns>,
    asks: Arc<Turns>,
    pulls: Arc<Semaphore>,
    pulls_max: usize,
    pub(super) metadata: Files,
    random: Mutex<fastrand::Rng>,
}

impl Executor {
    pub(super) fn new(
        options: &super::agent::AgentOptions,
        inbox: UnboundedSender<Input>,
        random: fastrand::Rng,
    ) -> Arc<Self> {
        let steps = options.settings.steps_max.max(1);
        Arc::new(Self {
            driver: Arc::clone(&options.driver),
            identity: Arc::clone(&options.identity),
            logs: Arc::clone(&options.logs),
            isolated: options.isolated.clone(),
            inbox,
            begins: Turns::new(steps),
            ends: Turns::new(steps),
            checks: Turns::new(CHECKS_MAX),
            asks: Turns::new(ASKS_MAX),
            pulls: Arc::new(Semaphore::new(options.settings.pulls_max.max(1))),
            pulls_max: options.settings.pulls_max.max(1),
            metadata: Files { settings: options.settings.clone(), node: Arc::clone(&options.node) },
            random: Mutex::new(random),
        })
    }

    /// Whether any task's image is pulled or looked up at its registry.
    pub(super) fn is_pulling(&self) -> bool {
        self.pulls.available_permits() < self.pulls_max
    }

    /// Returns at once.
    pub(super) fn carry_out(self: &Arc<Self>, job: &Job, action: Action) {
        let bound = match &action {
            Action::Signal { .. }
            | Action::Kill { .. }
            | Action::Inspect { .. }
            | Action::Remove { .. }
            | Action::CloseSandbox { .. }
            | Action::RemoveVolume { .. } => &self.ends,
            Action::CheckHealth { .. } => &self.checks,
            // Waits for credentials as long as it takes; pulls are counted where they pull.
            Action::Fetch { .. } | Action::Pull { .. } | Action::ResolveImage { .. } => &self.asks,
            Action::Report(_) | Action::Release | Action::Forget => return,
            _ => &self.begins,
        };
        let (bound, executor, job) = (Arc::clone(bound), Arc::clone(self), job.clone());
        tokio::spawn(async move {
            let _turn = bound.take(job.taken_at).await;
            if let Some(event) = executor.perform(&job, action).await {
                // The agent is gone: what came of it is found at its next start.
                let _ = executor.inbox.send(Input::Event(job.arn, Box::new(event)));
            }
        });
    }

    async fn perform(&self, job: &Job, action: Action) -> Option<Event> {
        Some(match action {
            Action::CreateVolume { volume, spec, must_exist } => {
                let work = self.create_volume(&spec, must_exist);
                Event::VolumeCreated { volume, result: limited(START_LIMIT, "CREATED", work).await }
            }
            Action::RemoveVolume { volume, name } => {
                let work = self.driver.remove_volume(&name);
                Event::VolumeRemoved { volume, result: limited(REMOVE_LIMIT, "REMOVED", work).await }
            }
            Action::OpenSandbox { sandbox, spec } => {
                let work = self.driver.open_sandbox(&spec);
                let result = limited(START_LIMIT, "RESOURCES_PROVISIONED", work).await;
                if spec.network == SandboxNetwork::None && result.is_ok() {
                    self.tell_isolated(IsolatedSandbox::Opened(spec.id.clone()));
                }
                Event::SandboxOpened { sandbox, result }
            }
            Action::CloseSandbox { sandbox, id } => {
                self.let_go_of(&id).await;
                let work = self.driver.close_sandbox(&id);
                Event::SandboxClosed { sandbox, result: limited(REMOVE_LIMIT, "STOPPED", work).await }
            }
            Action::LookUpImage { .. } | Action::ResolveImage { .. } | Action::Pull { .. } => {
                return self.perform_on_image(job, action).await;
            }
            Action::Fetch { container } => {
                let work = super::fetching::fetch(self.identity.as_ref(), &job.plan, container);
                let late = || Err("fetching its secrets and environment files took too long".to_owned());
                Event::Fetched {
                    container,
                    result: timeout(FETCH_LIMIT, work).await.unwrap_or_else(|_| late()),
                }
            }
            of_container => return self.perform_on_container(job, of_container).await,
        })
    }

    fn tell_isolated(&self, sandbox: IsolatedSandbox) {
        if let Some(isolated) = &self.isolated {
            // Nobody listens where it fails.
            let _ = isolated.send(sandbox);
        }
    }

    /// Waits until nobody answers inside a sandbox any more.
    async fn let_go_of(&self, sandbox: &str) {
        let (closed, gone) = oneshot::channel();
        self.tell_isolated(IsolatedSandbox::Closing { id: sandbox.to_owned(), closed });
        // Nobody listened, or took too long: closing tells.
        let _ = timeout(LET_GO_LIMIT, gone).await;
    }

    async fn perform_on_container(&self, job: &Job, action: Action) -> Option<Event> {
        let driver = &self.driver;
        Some(match action {
            Action::Create { container, spec } => {
                self.metadata.write(&job.view, container, false);
                let result = limited(CREATE_LIMIT, "CREATED", driver.create(&spec)).await;
                Event::Created { container, result: result.map(|()| driver.engine_id(&spec.id)) }
            }
            Action::Start { container, id, log_options } => {
                let work = async {
                    self.follow(job, container, &id, log_options).await?;
                    let started = driver.start(&id).await?;
                    self.metadata.write(&job.view, container, true);
                    Ok(started)
                };
                Event::Started { container, result: limited(START_LIMIT, "RUNNING", work).await }
            }
            Action::FollowLogs { container, id, log_options } => {
                // It was started, by an agent that may not have come to this.
                self.metadata.write(&job.view, container, true);
                if let Err(error) = self.follow(job, container, &id, log_options).await {
                    tracing::warn!(task = %job.arn, container = %id, %error, "its output is not followed");
                }
                return None;
            }
            Action::Signal { container, id, signal } => {
                let result = limited(SIGNAL_LIMIT, "STOPPED", driver.signal(&id, signal)).await;
                Event::Signalled { container, result }
            }
            Action::Kill { container, id } => {
                let result = limited(KILL_LIMIT, "STOPPED", driver.kill(&id)).await;
                Event::Killed { container, result }
            }
            Action::Inspect { container, id } => {
                let result = limited(LOOK_LIMIT, "STOPPED", driver.inspect(&id)).await;
                Event::Inspected { container, result }
            }
            Action::CheckHealth { container, id, round, spec } => {
                let limit = spec.time_limit.unwrap_or_default() + CHECK_GRACE;
                let result = limited(limit, "HEALTHY", driver.exec(&id, &spec)).await;
                Event::HealthChecked { container, round, result }
            }
            Action::Remove { container, id } => {
                let work = async {
                    self.logs.finish(&id).await;
                    let removed = driver.remove(&id).await;
                    if matches!(removed, Ok(()) | Err(DriverError::NoSuchContainer(_))) {
                        self.metadata.remove(&job.view, container);
                    }
                    removed
                };
                let result = limited(REMOVE_LIMIT, "REMOVED", work).await;
                if let Err(error) = &result {
                    tracing::warn!(task = %job.arn, container = %id, %error, "a container is not removed");
                }
                Event::Removed { container, result }
            }
            _ => return None,
        })
    }

    async fn perform_on_image(&self, job: &Job, action: Action) -> Option<Event> {
        let puller = Puller {
            driver: self.driver.as_ref(),
            identity: self.identity.as_ref(),
            arn: &job.arn,
            pulls: &self.pulls,
            jitter: self.random.lock().unwrap_or_else(PoisonError::into_inner).f64(),
        };
        let parameter = |container: usize| {
            job.plan.containers.get(container).and_then(|plan| plan.credentials_parameter.as_deref())
        };
        Some(match action {
            Action::LookUpImage { container, reference } => {
                let found = limited(LOOK_LIMIT, "MANIFEST_PULLED", self.driver.image(&reference)).await;
                let facts = found.unwrap_or_else(|error| self.not_found(job, &reference, &error));
                // The loop knows what this machine has fetched before.
                Event::ImageLookedUp { container, facts, pulled_before: false }
            }
            Action::ResolveImage { container, reference, patient } => {
                let result = puller.resolve(&reference, parameter(container), patient).await;
                Event::ImageResolved { container, result }
            }
            Action::Pull { container, reference, digest } => {
                let result = puller.pull(&reference, digest.as_deref(), parameter(container)).await;
                Event::Pulled { container, result }
            }
            _ => return None,
        })
    }

    fn not_found(&self, job: &Job, reference: &str, error: &DriverError) -> Option<ImageFacts> {
        tracing::warn!(task = %job.arn, %reference, %error, "the images of this machine cannot be looked at");
        None
    }

    async fn create_volume(&self, spec: &VolumeSpec, must_exist: bool) -> Result<Volume, DriverError> {
        if !must_exist {
            return self.driver.create_volume(spec).await;
        }
        let there = self.driver.volumes().await?.into_iter().find(|volume| volume.name == spec.name);
        there.ok_or_else(|| {
            let name = &spec.name;
            DriverError::Volume(format!(
                "there is no volume {name}, and the task definition does not have it made"
            ))
        })
    }

    async fn follow(
        &self,
        job: &Job,
        container: usize,
        id: &str,
        secret_options: std::collections::BTreeMap<String, String>,
    ) -> Result<(), DriverError> {
        let name = job.view.containers.get(container).map(|view| view.runtime_name.clone());
        let work = self.logs.follow(LogJob {
            task: Arc::clone(&job.view),
            container,
            runtime_id: id.to_owned(),
            runtime_name: name.unwrap_or_default(),
            secret_options,
            driver: Arc::clone(&self.driver),
        });
        work.await.map_err(|problem| {
            DriverError::CannotStart(format!("failed to initialize logging driver: {problem}"))
        })
    }
}

/// The result, or that it took too long.
async fn limited<T>(
    limit: Duration,
    state: &str,
    work: impl Future<Output = Result<T, DriverError>>,
) -> Result<T, DriverError> {
    let late = |_| {
        let seconds = limit.as_secs();
        let waited = format!("{}m{}s", seconds / 60, seconds % 60);
        Err(DriverError::TimedOut(format!(
            "Could not transition to {state}; timed out after waiting {waited}"
        )))
    };
    timeout(limit, work).await.unwrap_or_else(late)
}
