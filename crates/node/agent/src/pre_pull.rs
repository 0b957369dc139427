//! Images that are pulled before a task needs them, in the background and after everything that a task waits for.
//!
//! One at a time, begun only while no task's pull is under way or waits for its turn, and while the disk has room to
//! spare. What cannot be pulled is told once and not tried again: the task that needs it will.
//!
//! Must not know: why an image is wanted.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use longshore_link::{PrePull, PrePulled};
use longshore_runtime::{Driver, DriverError, Unwatched};
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};

use crate::engine::AgentHandle;
use crate::identity::Identity;
use crate::plan::at_digest;

/// More are passed over, in words.
const QUEUE_MAX: usize = 64;
/// How often it is looked whether tasks' pulls are over, and how often at most: then it is given up.
const LOOK_AGAIN: Duration = Duration::from_millis(250);
const LOOKS_MAX: u32 = 4 * 60 * 30;
const PULL_LIMIT: Duration = Duration::from_secs(60 * 60);
const NO_ROOM: &str = "the disk has no room to spare for images that no task needs yet";
const BUSY: &str = "tasks' own images were pulled all the while";
const FULL: &str = "too many images are asked for at once";

/// Where images are asked for.
pub struct PrePuller {
    queue: mpsc::Sender<PrePull>,
    /// Names of those asked for and not answered.
    open: Arc<Mutex<HashSet<String>>>,
}

/// What is needed to pull.
pub struct Company {
    pub agent: AgentHandle,
    pub driver: Arc<dyn Driver>,
    pub identity: Arc<dyn Identity>,
    /// Whether the disk has room to spare.
    pub has_room: Arc<dyn Fn() -> bool + Send + Sync>,
    /// Told what came of each.
    pub told: Arc<dyn Fn(PrePulled) + Send + Sync>,
}

impl PrePuller {
    /// And the work, which goes on for as long as it is polled and somebody may ask.
    pub fn new(company: Company) -> (Self, impl Future<Output = ()> + Send) {
        let (queue, asked) = mpsc::channel(QUEUE_MAX);
        let open = Arc::default();
        let puller = Self { queue, open: Arc::clone(&open) };
        (puller, work(company, asked, open))
    }

    /// Asks for images. Those that are asked for already are not asked for again.
    pub fn want(&self, images: Vec<PrePull>) {
        for image in images {
            let name = image.image.clone().unwrap_or_default();
            if name.is_empty() || !names(&self.open).insert(name.clone()) {
                continue;
            }
            if self.queue.try_send(image).is_err() {
                names(&self.open).remove(&name);
                tracing::warn!(image = name, "not pulled before a task needs it: {FULL}");
            }
        }
    }
}

fn names(open: &Mutex<HashSet<String>>) -> MutexGuard<'_, HashSet<String>> {
    open.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn work(company: Company, mut asked: mpsc::Receiver<PrePull>, open: Arc<Mutex<HashSet<String>>>) {
    while let Some(wanted) = asked.recv().await {
        let image = wanted.image.clone().unwrap_or_default();
        let pulled = company.have(&image, &wanted).await;
        match &pulled {
            Ok(true) => tracing::info!(image, "pulled before a task needs it"),
            Ok(false) => {}
            Err(problem) => tracing::warn!(image, problem, "not pulled before a task needs it"),
        }
        names(&open).remove(&image);
        let error = pulled.as_ref().err().cloned();
        (company.told)(PrePulled { image: Some(image), pulled: pulled.ok(), error });
    }
}

impl Company {
    /// True: it came; false: it is here already.
    async fn have(&self, image: &str, wanted: &PrePull) -> Result<bool, String> {
        let known = match &wanted.digest {
            Some(digest) => at_digest(image, digest),
            None => image.to_owned(),
        };
        let here = self.driver.image(&known).await.map_err(|error| error.to_string())?;
        if here.is_some() {
            return Ok(false);
        }
        self.until_tasks_pull_nothing().await?;
        if !(self.has_room)() {
            return Err(NO_ROOM.to_owned());
        }
        let asker = wanted.task_definition_arn.as_deref().unwrap_or_default();
        let access = self.identity.registry(asker, image, None).await.map_err(|error| error.to_string())?;
        let pull = self.driver.pull(image, wanted.digest.as_deref(), &access, &Unwatched);
        let late = || Err(DriverError::TimedOut(format!("{image} did not come within an hour")));
        let pulled = timeout(PULL_LIMIT, pull).await.unwrap_or_else(|_| late());
        pulled.map(|_| true).map_err(|error| error.to_string())
    }

    async fn until_tasks_pull_nothing(&self) -> Result<(), String> {
        for _ in 0..LOOKS_MAX {
            if !self.agent.pulls_for_tasks() {
                return Ok(());
            }
            sleep(LOOK_AGAIN).await;
        }
        Err(BUSY.to_owned())
    }
}
