//! The tasks of one service, as a decision sees them.
//!
//! They come from two indexes: those that shall run, and those that shall not. Of the ended ones only those are
//! read that the scheduler has not judged yet, in the order of their ends.
//!
//! Must not know: what is decided on these grounds.

use std::collections::HashMap;

use longshore_shapes::ecs;
use longshore_world::key::KeyReader;
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::records::task::status::{Health, Status};
use longshore_world::records::task::{self, Task, TaskKey};
use longshore_world::tables::Holds;
use longshore_world::{KeyBytes, RowKey, Timestamp, World};

use super::orders::Finder;
use super::places;
use super::surroundings::Surroundings;
use super::view::{self, Ended, TaskHealth, TaskState};

/// How many ended tasks one look judges; more are left to the next one.
const ENDED_MAX: usize = 500;
/// What a task that a service's scheduler has started was started by.
const STARTER: &str = "ecs-svc/";

/// How many tasks a service has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Heads {
    /// Those that shall run.
    pub(crate) kept: usize,
    /// Those that shall not and still have a place.
    pub(crate) leaving: usize,
}

impl Heads {
    /// By the indexes alone.
    pub(crate) fn count(world: &World, key: &ServiceKey) -> Self {
        let group = Service::group(&key.name);
        let kept = task::group_prefix(key.scope, &key.cluster, &group, true).finish();
        let leaving = task::leaving_prefix(key.scope, &key.cluster, &group, true).finish();
        Self {
            kept: world.count_by_index::<Task>(task::BY_GROUP, &kept),
            leaving: world.count_by_index::<Task>(task::LEAVING, &leaving),
        }
    }

    pub(crate) fn live(self) -> usize {
        self.kept + self.leaving
    }
}

/// Those that ended and were not judged yet, in the order in which their ends were written. A cut falls between two
/// commits, since the next look goes on behind the last one.
pub(crate) fn ended(world: &World, key: &ServiceKey, row: &Service) -> Vec<Ended> {
    let (prefix, after) = places_of_ended(key, row.judged_commit);
    let mut ended: Vec<Ended> = Vec::new();
    for (_, key, task) in world.by_index::<Task>(task::LEAVING, &prefix, Some(&after)) {
        if ended.len() >= ENDED_MAX && ended.last().is_some_and(|last| last.ended_in < task.ended_in) {
            break;
        }
        let Some(rollout) = started_by(task) else { continue };
        ended.push(Ended {
            id: key.id,
            rollout: rollout.to_owned(),
            had_run: task.has_run,
            asked: !is_failure(task),
            reason: task.stopped_reason.clone().unwrap_or_default(),
            started_at: task.started_at,
            stopped_at: task.stopped_at.unwrap_or_default(),
            ended_in: task.ended_in,
        });
    }
    ended
}

/// Where the ended tasks of a service are, and where those begin whose ends were written after that commit.
fn places_of_ended(key: &ServiceKey, after: i64) -> (KeyBytes, KeyBytes) {
    let place = || task::leaving_prefix(key.scope, &key.cluster, &Service::group(&key.name), false);
    let first = after.saturating_add(1).unsigned_abs();
    (place().finish(), place().number(first).finish())
}

fn is_failure(task: &Task) -> bool {
    let code = task.stop_code.as_ref();
    matches!(code, Some(ecs::TaskStopCode::TaskFailedToStart | ecs::TaskStopCode::EssentialContainerExited))
}

/// The rollout or task set that a task is of; none where no scheduler started it.
pub(crate) fn started_by(task: &Task) -> Option<&str> {
    task.launch.started_by.as_deref().filter(|starter| starter.starts_with(STARTER))
}

/// It runs, and its containers' checks say that it is healthy, where it has any.
pub(crate) fn is_well(task: &Task) -> bool {
    let healthy = match task.health {
        Some(Health::Healthy) => true,
        Some(Health::Unhealthy) => false,
        _ => !is_checked(task),
    };
    task.is_running() && healthy
}

/// A walk over the tasks that have a place, and what it has met.
///
/// It is made for every look at a service, so that it makes nothing that a decision does not need: not even keys.
pub(crate) struct Walk<'w> {
    world: &'w World,
    /// Says what others know of each task; none where nobody does.
    around: Option<&'w dyn Surroundings>,
    now: Timestamp,
    /// Whether the instances that were met, by their ids, are on their way out.
    instances: HashMap<&'w str, bool>,
    pub(crate) tasks: Vec<view::Task>,
    pub(crate) heads: Heads,
    /// Those on their way out that are still led to.
    pub(crate) withdrawn: Vec<TaskKey>,
    pub(crate) finder: Option<Finder<'w>>,
}

impl<'w> Walk<'w> {
    pub(crate) fn new(
        world: &'w World,
        around: Option<&'w dyn Surroundings>,
        now: Timestamp,
        finder: Option<Finder<'w>>,
    ) -> Self {
        let (instances, tasks, withdrawn) = (HashMap::new(), Vec::new(), Vec::new());
        Self { world, around, now, instances, tasks, heads: Heads::default(), withdrawn, finder }
    }

    pub(crate) fn over(mut self, key: &ServiceKey) -> Self {
        let (world, group) = (self.world, Service::group(&key.name));
        let cluster = places::cluster_key(key).bytes();
        let table = <World as Holds<Task>>::table(world);
        let kept = task::group_prefix(key.scope, &key.cluster, &group, true).finish();
        for (_, row_key) in table.index_range(task::BY_GROUP, &kept, None) {
            self.heads.kept += 1;
            let Some((task, id)) = table.get(row_key).zip(task_id(&cluster, row_key)) else { continue };
            if task.withdrawn_at.is_some() {
                self.withdrawn.push(task_key(key, &id));
            }
            if let Some(finder) = &mut self.finder {
                finder.look(task);
            }
            self.add(key, id, task);
        }
        let leaving = task::leaving_prefix(key.scope, &key.cluster, &group, true).finish();
        for (_, row_key) in table.index_range(task::LEAVING, &leaving, None) {
            self.heads.leaving += 1;
            let Some((task, id)) = table.get(row_key).zip(task_id(&cluster, row_key)) else { continue };
            self.add(key, id, task);
        }
        self
    }

    fn add(&mut self, key: &ServiceKey, id: String, task: &'w Task) {
        let Some(rollout) = started_by(task) else { return };
        let leaving = self.is_leaving(key, task);
        let protected_until = task.protected_until.filter(|until| *until > self.now);
        let said = self.around.and_then(|around| around.health(self.world, &task_key(key, &id)));
        let (said, target_group) = said.map_or((None, None), |said| (Some(said.health), said.target_group));
        self.tasks.push(view::Task {
            id,
            rollout: rollout.to_owned(),
            state: state(task),
            health: said.unwrap_or(match task.health {
                Some(Health::Healthy) => TaskHealth::Healthy,
                Some(Health::Unhealthy) => TaskHealth::Unhealthy,
                _ if self.around.is_some() || is_checked(task) => TaskHealth::Unknown,
                _ => TaskHealth::Unwatched,
            }),
            protected: protected_until.is_some(),
            protected_until,
            target_group,
            zone: task.zone.as_deref().map(str::to_owned),
            instance: task.instance.clone(),
            leaving,
            created_at: task.created_at,
            started_at: task.started_at,
        });
    }

    fn is_leaving(&mut self, key: &ServiceKey, task: &'w Task) -> bool {
        let Some(id) = task.instance.as_deref() else { return false };
        let world = self.world;
        *self.instances.entry(id).or_insert_with(|| {
            let cluster = task.instance_cluster.as_ref().unwrap_or(&key.cluster).clone();
            !places::stays(world, &ContainerInstanceKey { scope: key.scope, cluster, id: id.to_owned() })
        })
    }
}

/// Whether its own definition has a check: tasks of another revision may have none, or the other way round.
fn is_checked(task: &Task) -> bool {
    task.launch.containers.iter().any(|container| container.has_health_check)
}

fn task_key(key: &ServiceKey, id: &str) -> TaskKey {
    TaskKey { scope: key.scope, cluster: key.cluster.clone(), id: id.to_owned() }
}

/// The id that the key of a task ends with, behind what the keys of all tasks of its cluster begin with.
fn task_id(cluster: &KeyBytes, row_key: &KeyBytes) -> Option<String> {
    KeyReader::new(row_key.as_slice().strip_prefix(cluster.as_slice())?).text()
}

fn state(task: &Task) -> TaskState {
    if task.shall_stop || task.withdrawn_at.is_some() || task.status > Status::Running {
        TaskState::Stopping
    } else if task.status == Status::Running {
        TaskState::Running
    } else {
        TaskState::Starting
    }
}
