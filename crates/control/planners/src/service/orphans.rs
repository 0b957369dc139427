//! Tasks of services that are no more: they stop.
//!
//! Must not know: services that are there.

use std::fmt;

use longshore_shapes::ecs;
use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::records::task::{self, Task, TaskKey};
use longshore_world::{Decision, Outcome, Tx, World};

use super::carry::WHO;
use super::tasks::started_by;
use crate::launch;

/// How many of a service's are stopped at a time.
const STOPPED_MAX: usize = 500;
const REASON: &str = "The service of the task was deleted.";

/// A task that no service looks after any more.
pub(crate) struct Orphan(TaskKey, ServiceKey);

/// The tasks that shall run for a service that is not there, or INACTIVE.
pub(crate) fn of(world: &World, key: &ServiceKey) -> Vec<Orphan> {
    let group = Service::group(&key.name);
    let place = task::group_prefix(key.scope, &key.cluster, &group, true).finish();
    let tasks = world.by_index::<Task>(task::BY_GROUP, &place, None);
    let orphans = tasks.filter(|(_, _, row)| started_by(row).is_some());
    orphans.take(STOPPED_MAX).map(|(_, task, _)| Orphan(task, key.clone())).collect()
}

/// Whether nobody looks after the tasks of that service.
pub(crate) fn is_gone(world: &World, key: &ServiceKey) -> bool {
    world.get::<Service>(key).is_none_or(|row| row.inactive_at.is_some())
}

impl fmt::Display for Orphan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "stop task {}: its service {} is no more", self.0.id, self.1.name)
    }
}

impl Decision for Orphan {
    fn apply(&self, tx: &mut Tx<'_>) -> Outcome {
        let Self(key, service) = self;
        let runs = tx.get::<Task>(key).is_some_and(|row| row.is_live() && row.shall_run());
        if !runs || !is_gone(tx, service) {
            return Outcome::Stale;
        }
        tx.chronicle(key.scope, &key.arn(), WHO, "asked to stop".to_owned(), Some(REASON.to_owned()));
        launch::stop(tx, key, &ecs::TaskStopCode::ServiceSchedulerInitiated, REASON);
        Outcome::Done
    }
}
