//! The logs of all containers of one machine, for the task engine.
//!
//! A container has one pump at most. One that is started again goes on in the same log, where the pump of
//! the run before had come to, delivered or not.
//!
//! Must not know: tasks' states, or any one target.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use longshore_runtime::{ContainerState, Driver};
use longshore_shapes::ecs::ContainerDefinition;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};

use super::awslogs::LogSink;
use super::facts::LogFacts;
use super::pump::{ContainerLog, LogPump};
use super::target::LogTarget;
use crate::company::{ContainerLogs, LogJob, Working};

/// How long a container that is to be started again may take to, and how often that is looked for.
const START_LIMIT: Duration = Duration::from_secs(5 * 60);
const LOOK_PAUSE: Duration = Duration::from_millis(20);
/// A wait for a target that is longer than this is told.
const TELL_AFTER: Duration = Duration::from_secs(40);

pub struct NodeLogs {
    /// The folder of all logs.
    folder: PathBuf,
    hostname: String,
    sink: Arc<dyn LogSink>,
    /// By runtime id.
    pumps: Mutex<HashMap<String, Pumping>>,
}

struct Pumping {
    wish: watch::Sender<Wish>,
    work: JoinHandle<()>,
    /// Its other half goes when the work is over.
    over: watch::Receiver<()>,
}

/// What is wanted of a pump that is at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    GoOn,
    /// The container is not started again: end when all is delivered.
    Finish,
    /// End where it is.
    Stop,
}

/// A container whose output is carried. It lives as long as the container: what is large is put away in boxes.
struct Followed {
    driver: Arc<dyn Driver>,
    runtime_id: String,
    runtime_name: String,
}

/// What it takes to open a container's log, again and again.
struct Wanted {
    folder: PathBuf,
    driver: String,
    options: BTreeMap<String, String>,
    facts: LogFacts,
    sink: Arc<dyn LogSink>,
}

/// A log that is open, and where it goes.
struct Opened {
    log: ContainerLog,
    target: LogTarget,
}

/// A container that had ended and is to be started again, and when it had ended.
struct Again {
    wanted: Wanted,
    ended_at: i64,
}

impl NodeLogs {
    pub fn new(folder: PathBuf, hostname: String, sink: Arc<dyn LogSink>) -> Self {
        Self { folder, hostname, sink, pumps: Mutex::default() }
    }

    fn pumps(&self) -> MutexGuard<'_, HashMap<String, Pumping>> {
        self.pumps.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn begin(&self, job: LogJob) -> Result<(), String> {
        let (facts, definition) = self.facts(&job).ok_or("the task has no such container")?;
        let given = definition.and_then(|definition| definition.log_configuration.as_ref());
        let driver = given.map_or("json-file", |given| given.log_driver.as_str()).to_owned();
        let mut options = given.and_then(|given| given.options.clone()).unwrap_or_default();
        options.extend(job.secret_options);
        let (folder, sink) = (self.folder.clone(), Arc::clone(&self.sink));
        let wanted = Wanted { folder, driver, options, facts, sink };
        let target = wanted.target().await?;
        let id = job.runtime_id.clone();
        let before = self.pumps().remove(&id);
        if let Some(before) = before {
            before.stop().await;
        }
        let opened = Box::new(Opened { log: wanted.log()?, target });
        let LogJob { driver, runtime_id, runtime_name, .. } = job;
        let followed = Followed { driver, runtime_id, runtime_name };
        // Looked at before the start: behind it nobody can tell which end it is.
        let ended_at = followed.ended_at().await;
        let again = ended_at.map(|ended_at| Box::new(Again { wanted, ended_at }));
        let (wish, wishes) = watch::channel(Wish::GoOn);
        let (working, over) = watch::channel(());
        let work = tokio::spawn(followed.carry(opened, again, wishes, working));
        let mut pumps = self.pumps();
        pumps.retain(|_, pumping| !pumping.is_over());
        pumps.insert(id, Pumping { wish, work, over });
        Ok(())
    }

    fn facts<'a>(&self, job: &'a LogJob) -> Option<(LogFacts, Option<&'a ContainerDefinition>)> {
        let view = job.task.containers.get(job.container)?;
        let assignment = &job.task.assignment;
        let definitions = assignment.definition.as_ref().and_then(|all| all.container_definitions.as_ref());
        let definition =
            definitions.and_then(|all| all.iter().find(|one| one.name.as_ref() == Some(&view.name)));
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let environment = definition.and_then(|one| one.environment.as_ref()).into_iter().flatten();
        let command = [
            definition.and_then(|one| one.entry_point.clone()),
            definition.and_then(|one| one.command.clone()),
        ];
        let arn = assignment.task_arn.as_deref().unwrap_or_default();
        let facts = LogFacts {
            container_id: view.engine_id.as_ref().unwrap_or(&job.runtime_id).clone(),
            container_name: job.runtime_name.clone(),
            container: view.name.clone(),
            task_id: arn.rsplit('/').next().unwrap_or_default().to_owned(),
            image_id: text(&view.image_id),
            image_name: view.image.clone(),
            command: command.into_iter().flatten().flatten().collect::<Vec<_>>().join(" "),
            created_at: view.created_at.map(|at| at.millis()).unwrap_or_default(),
            labels: view.labels.iter().cloned().collect::<BTreeMap<_, _>>(),
            environment: environment.map(|pair| (text(&pair.name), text(&pair.value))).collect(),
            hostname: self.hostname.clone(),
        };
        Some((facts, definition))
    }
}

impl ContainerLogs for NodeLogs {
    fn follow(&self, job: LogJob) -> Working<'_, Result<(), String>> {
        Box::pin(self.begin(job))
    }

    fn finish<'a>(&'a self, runtime_id: &'a str) -> Working<'a, ()> {
        let over = self.pumps().get(runtime_id).map(|pumping| {
            pumping.wish.send_replace(Wish::Finish);
            pumping.over.clone()
        });
        Box::pin(async move {
            let Some(mut over) = over else { return };
            // Whoever gives up waiting may ask again: the work goes on, and what went wrong it has told.
            if timeout(TELL_AFTER, over.changed()).await.is_err() {
                tracing::warn!(
                    container = runtime_id,
                    "a container that has ended is kept: its log target has not taken all that it printed. Bring the \
                     target back; after some more minutes the rest is given up"
                );
                let _ = over.changed().await;
            }
            self.pumps().retain(|id, pumping| id != runtime_id || !pumping.is_over());
        })
    }

    fn pause(&self) -> Working<'_, ()> {
        let all: Vec<Pumping> = self.pumps().drain().map(|(_, pumping)| pumping).collect();
        for pumping in &all {
            pumping.wish.send_replace(Wish::Stop);
        }
        Box::pin(async move {
            for pumping in all {
                pumping.stop().await;
            }
        })
    }
}

impl Pumping {
    fn is_over(&self) -> bool {
        self.over.has_changed().is_err()
    }

    /// Ends it where it is; that is written down.
    async fn stop(self) {
        self.wish.send_replace(Wish::Stop);
        let _ = self.work.await;
    }
}

impl Wanted {
    async fn target(&self) -> Result<LogTarget, String> {
        let opened = LogTarget::open(&self.driver, &self.options, &self.facts, &self.sink).await;
        opened.map_err(|error| error.0)
    }

    fn log(&self) -> Result<ContainerLog, String> {
        ContainerLog::open(&self.folder, &self.facts.task_id, &self.facts.container)
            .map_err(|error| format!("its folder of logs cannot be used: {error}"))
    }

    async fn open(&self) -> Result<Box<Opened>, String> {
        Ok(Box::new(Opened { log: self.log()?, target: self.target().await? }))
    }
}

impl Followed {
    /// When the container ended, if it has.
    async fn ended_at(&self) -> Option<i64> {
        match self.driver.inspect(&self.runtime_id).await {
            Ok(Some(facts)) => match facts.state {
                ContainerState::Ended(ending) => Some(ending.finished_at),
                ContainerState::Created | ContainerState::Running(_) => None,
            },
            Ok(None) | Err(_) => None,
        }
    }

    /// `_working` is let go of at the end, which others wait for.
    async fn carry(
        self,
        opened: Box<Opened>,
        again: Option<Box<Again>>,
        mut wishes: watch::Receiver<Wish>,
        _working: watch::Sender<()>,
    ) {
        if let Err(error) = self.carry_on(opened, again, &mut wishes).await {
            tracing::error!(
                container = self.runtime_name,
                error,
                "a container's output cannot be carried on"
            );
        }
    }

    /// Of one that is to be started again, the rest of the run before comes first.
    async fn carry_on(
        &self,
        opened: Box<Opened>,
        again: Option<Box<Again>>,
        wishes: &mut watch::Receiver<Wish>,
    ) -> Result<(), String> {
        let over = self.run(opened, wishes).await?;
        if let (true, Some(again)) = (over, again)
            && Box::pin(self.starts(again.ended_at, wishes)).await
        {
            let opened = Box::pin(again.wanted.open()).await?;
            Box::pin(self.run(opened, wishes)).await?;
        }
        Ok(())
    }

    /// One run to its end. False: it was stopped before.
    async fn run(&self, opened: Box<Opened>, wishes: &mut watch::Receiver<Wish>) -> Result<bool, String> {
        let Some(mut pump) = Box::pin(self.begin(opened, wishes)).await? else { return Ok(false) };
        let unstarted = self.goes_unstarted(wishes.clone());
        let over = tokio::select! {
            () = stopped(wishes) => false,
            () = unstarted => false,
            () = pump.worked() => true,
        };
        if !over {
            Box::pin(pump.stop()).await;
        }
        Ok(over)
    }

    /// None: it was stopped before.
    async fn begin(
        &self,
        opened: Box<Opened>,
        wishes: &mut watch::Receiver<Wish>,
    ) -> Result<Option<LogPump>, String> {
        let Opened { log, target } = *opened;
        let source = self.driver.output(&self.runtime_id, log.position());
        let source = tokio::select! {
            () = stopped(wishes) => return Ok(None),
            source = source => source.map_err(|error| error.to_string())?,
        };
        log.pump(source, target).map(Some).map_err(|error| error.to_string())
    }

    /// Comes to its end when a container is to go that could not be started: its output never ends by itself.
    async fn goes_unstarted(&self, mut wishes: watch::Receiver<Wish>) {
        let _ = wishes.wait_for(|wish| *wish != Wish::GoOn).await;
        let facts = self.driver.inspect(&self.runtime_id).await;
        if !facts.is_ok_and(|facts| facts.is_some_and(|facts| facts.state == ContainerState::Created)) {
            std::future::pending().await
        }
    }

    /// Waits until it is started again. False: it is not.
    async fn starts(&self, ended_at: i64, wishes: &mut watch::Receiver<Wish>) -> bool {
        let until = Instant::now() + START_LIMIT;
        while self.ended_at().await == Some(ended_at) {
            if *wishes.borrow_and_update() != Wish::GoOn || Instant::now() >= until {
                return false;
            }
            let _ = timeout(LOOK_PAUSE, wishes.changed()).await;
        }
        *wishes.borrow() != Wish::Stop
    }
}

async fn stopped(wishes: &mut watch::Receiver<Wish>) {
    // A sender that is gone wishes nothing any more, and is told nothing.
    let _ = wishes.wait_for(|wish| *wish == Wish::Stop).await;
}
