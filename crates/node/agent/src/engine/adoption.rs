//! The agent starts: what it remembers and what the driver has become tasks again; what belongs to none goes.
//!
//! Must not know: why the agent was away.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use longshore_runtime::{ContainerFacts, Driver, DriverError, Volume};

use super::core::Core;
use crate::store::{Stored, StoredState};
use crate::task::state::{Phase, TaskState};
use crate::task::volumes::OWNER_LABEL;
use crate::task::{Event, Found};

/// What a driver has of ours.
pub(super) struct Inventory {
    pub(super) containers: Vec<ContainerFacts>,
    pub(super) sandboxes: Vec<String>,
    pub(super) volumes: Vec<Volume>,
}

impl Inventory {
    pub(super) async fn take(driver: &dyn Driver) -> Result<Self, DriverError> {
        Ok(Self {
            containers: driver.containers().await?,
            sandboxes: driver.sandboxes().await?,
            volumes: driver.volumes().await?,
        })
    }
}

impl Core {
    pub(super) fn adopt(&mut self, stored: Vec<Stored>, inventory: Inventory) {
        let mut tasks: Vec<_> = stored.into_iter().map(|one| self.remembered(one)).collect();
        tasks.sort_by_key(|(_, task)| task.state.taken_at);
        let containers: HashMap<&str, &ContainerFacts> =
            inventory.containers.iter().map(|facts| (facts.id.as_str(), facts)).collect();
        let sandboxes: HashSet<&str> = inventory.sandboxes.iter().map(String::as_str).collect();
        for (arn, mut task) in tasks {
            task.state.unseen = true;
            for container in &mut task.state.containers {
                let known = self.executor.driver.engine_id(&container.runtime_id);
                container.engine_id = known.or(container.engine_id.take());
            }
            let found = Found {
                containers: task
                    .state
                    .containers
                    .iter()
                    .map(|container| {
                        containers.get(container.runtime_id.as_str()).map(|facts| (*facts).clone())
                    })
                    .collect(),
                sandboxes: task.state.sandboxes.iter().map(|s| sandboxes.contains(s.id.as_str())).collect(),
            };
            let needs = task.plan.needs.clone();
            let waits = task.state.phase == Phase::Waiting && found.containers.iter().all(Option::is_none);
            let gpus = task.state.containers.iter().flat_map(|container| container.gpus.clone()).collect();
            match task.state.phase {
                Phase::Stopped => {}
                _ if waits => self.admission.join(Arc::clone(&arn), needs),
                _ => self.admission.hold(Arc::clone(&arn), needs, gpus),
            }
            self.enter(&arn, task);
            self.apply(&arn, Event::Adopt(found));
        }
        self.room_changed = true;
        self.make_room();
        self.write_down();
        self.take_away(inventory);
    }

    fn remembered(&mut self, mut stored: Stored) -> (Arc<str>, crate::task::Task) {
        self.definitions.share(&mut stored.assignment);
        let arn: Arc<str> = stored.assignment.task_arn.as_deref().unwrap_or_default().into();
        let assignment = Arc::new(stored.assignment);
        let task = match stored.state {
            StoredState::Whole(state) => self.made_out(assignment, Some(*state)),
            StoredState::Missing => self.made_out(assignment, None),
            StoredState::Torn(problem) => {
                tracing::error!(task = %arn, %problem, "what was remembered of a task cannot be read; it is stopped");
                let reason = Some("What the machine remembered of the task was damaged".to_owned());
                let lost = TaskState { desired_stopped: true, reason, ..TaskState::default() };
                let mut task = self.made_out(assignment, None);
                task.plan = Arc::new(crate::plan::TaskPlan::unusable(Arc::clone(&task.plan.assignment)));
                task.state = lost;
                task
            }
        };
        (arn, task)
    }

    /// What is left of tasks that nobody remembers. In its time: nothing waits for it.
    fn take_away(&self, inventory: Inventory) {
        let sandboxes: HashSet<&str> = self
            .tasks
            .values()
            .flat_map(|entry| entry.task.state.sandboxes.iter().map(|sandbox| sandbox.id.as_str()))
            .collect();
        let states = self.tasks.values().flat_map(|entry| &entry.task.state.containers);
        let endpoints = states.map(|container| container.endpoint_id.as_str()).collect();
        self.executor.metadata.keep_only(&endpoints);
        let containers: Vec<String> = inventory
            .containers
            .into_iter()
            .filter(|facts| !self.containers.contains_key(&facts.id))
            .map(|facts| facts.id)
            .collect();
        let sandboxes: Vec<String> =
            inventory.sandboxes.into_iter().filter(|id| !sandboxes.contains(id.as_str())).collect();
        let volumes: Vec<String> = inventory
            .volumes
            .into_iter()
            .filter(|volume| {
                volume.labels.get(OWNER_LABEL).is_some_and(|arn| !self.tasks.contains_key(arn.as_str()))
            })
            .map(|volume| volume.name)
            .collect();
        let driver = Arc::clone(&self.executor.driver);
        tokio::spawn(async move {
            for id in containers {
                note("container", &id, driver.remove(&id).await);
            }
            for id in sandboxes {
                note("sandbox", &id, driver.close_sandbox(&id).await);
            }
            for name in volumes {
                note("volume", &name, driver.remove_volume(&name).await);
            }
        });
    }
}

fn note(what: &str, id: &str, result: Result<(), DriverError>) {
    match result {
        Ok(()) => tracing::info!(%id, "a {what} of no task that is known is removed"),
        Err(error) => tracing::warn!(%id, %error, "a {what} of no task that is known stays"),
    }
}
