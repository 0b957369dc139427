//! What tasks of a rollout or of a task set are started as, and which images they are held to.
//!
//! The first task of a rollout looks its images up by their tags. What it found is written into the revision, and
//! every later task of that revision gets the same images, whatever the tags say then.
//!
//! Must not know: when tasks are started.

use std::sync::Arc;

use longshore_shapes::{Shared, ecs};
use longshore_world::records::launch::{Launch, Order};
use longshore_world::records::service::revision::{ServiceRevision, ServiceRevisionKey};
use longshore_world::records::service::task_set::{TaskSet, TaskSetKey};
use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::records::task::Task;
use longshore_world::{Tx, World};

use crate::launch::strategy;

/// The order of the newest rollout, or of the primary task set.
pub(crate) fn newest<'w>(
    world: &'w World,
    key: &ServiceKey,
    row: &Service,
    sets: &'w [(TaskSetKey, Arc<TaskSet>)],
) -> Option<&'w Order> {
    match row.primary() {
        Some(rollout) => revision(world, key, &rollout.revision).map(|row| &row.order),
        None => sets.first().map(|(_, set)| &set.order),
    }
}

fn revision_key(key: &ServiceKey, id: &str) -> ServiceRevisionKey {
    ServiceRevisionKey {
        scope: key.scope,
        cluster: key.cluster.clone(),
        service: key.name.clone(),
        id: id.to_owned(),
    }
}

/// What tasks of a revision are started as.
pub(crate) fn order_of_revision<'w>(world: &'w World, key: &ServiceKey, id: &str) -> Option<&'w Order> {
    revision(world, key, id).map(|row| &row.order)
}

pub(crate) fn revision<'w>(world: &'w World, key: &ServiceKey, id: &str) -> Option<&'w Arc<ServiceRevision>> {
    world.get::<ServiceRevision>(&revision_key(key, id))
}

/// What tasks of that rollout, or task set, are started as.
pub(crate) fn of(world: &World, key: &ServiceKey, row: &Service, rollout: &str) -> Option<Order> {
    let found = row.rollouts.iter().find(|it| it.id == rollout);
    let order = match found {
        Some(found) => &revision(world, key, &found.revision)?.order,
        None => &world.get::<TaskSet>(&set_key(key, rollout))?.order,
    };
    Some(strategy::started_by(order, rollout))
}

/// The capacity provider strategy of that rollout, or task set; empty where it has a launch type. The newest rollout
/// follows the service, which may have another one by now.
pub(crate) fn strategy_of(
    world: &World,
    key: &ServiceKey,
    row: &Service,
    rollout: &str,
) -> Vec<ecs::CapacityProviderStrategyItem> {
    let strategy = match row.rollouts.iter().position(|it| it.id == rollout) {
        Some(0) => row.service.capacity_provider_strategy.clone(),
        Some(at) => row
            .rollouts
            .get(at)
            .and_then(|found| revision(world, key, &found.revision))
            .and_then(|it| it.revision.capacity_provider_strategy.clone()),
        None => world
            .get::<TaskSet>(&set_key(key, rollout))
            .and_then(|it| it.task_set.capacity_provider_strategy.clone()),
    };
    strategy.unwrap_or_default()
}

pub(crate) fn set_key(key: &ServiceKey, id: &str) -> TaskSetKey {
    TaskSetKey {
        scope: key.scope,
        cluster: key.cluster.clone(),
        service: key.name.clone(),
        id: id.to_owned(),
    }
}

/// Images that tasks of a rollout have found, which its revision does not hold yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) revision: String,
    /// Container name and digest.
    pub(crate) digests: Vec<(String, String)>,
}

/// Looks for a task of the newest rollout that has found images which its revision does not hold yet.
pub(crate) struct Finder<'w> {
    starter: &'w str,
    revision: &'w str,
    held: &'w Launch,
    digests: Vec<(String, String)>,
}

impl<'w> Finder<'w> {
    /// None where there is nothing to be found.
    pub(crate) fn of(world: &'w World, key: &ServiceKey, row: &'w Service) -> Option<Self> {
        let rollout = row.primary()?;
        let held: &Launch = &revision(world, key, &rollout.revision)?.order.launch;
        let open =
            held.containers.iter().any(|it| !it.floating && !held.image_digests.contains_key(&it.name));
        let (starter, revision) = (rollout.id.as_str(), rollout.revision.as_str());
        open.then_some(Self { starter, revision, held, digests: Vec::new() })
    }

    pub(crate) fn look(&mut self, task: &Task) {
        if !self.digests.is_empty() || task.launch.started_by.as_deref() != Some(self.starter) {
            return;
        }
        let pairs = task.launch.containers.iter().zip(&task.containers);
        let wanted = pairs.filter(|(of, _)| !of.floating && !self.held.image_digests.contains_key(&of.name));
        let found =
            wanted.filter_map(|(of, own)| Some((of.name.clone(), own.image_digest.as_deref()?.to_owned())));
        self.digests.extend(found);
    }

    pub(crate) fn found(self) -> Option<Found> {
        let found = Found { revision: self.revision.to_owned(), digests: self.digests };
        (!found.digests.is_empty()).then_some(found)
    }
}

/// Holds a revision to the images that were found; answers whether that is new.
pub(crate) fn pin(tx: &mut Tx<'_>, key: &ServiceKey, found: &Found) -> bool {
    let mut new = false;
    tx.update(&revision_key(key, &found.revision), |row: &mut ServiceRevision| {
        let mut launch = Launch::clone(&row.order.launch);
        for (name, digest) in &found.digests {
            if launch.image_digests.contains_key(name) {
                continue;
            }
            new = true;
            launch.image_digests.insert(name.clone(), digest.clone());
            show(&mut row.revision, &launch, name, digest);
        }
        row.order.launch = Shared::joined(launch);
    });
    new
}

/// As DescribeServiceRevisions shows it.
fn show(revision: &mut ecs::ServiceRevision, launch: &Launch, name: &str, digest: &str) {
    let images = revision.container_images.get_or_insert_default();
    if let Some(shown) = images.iter_mut().find(|image| image.container_name.as_deref() == Some(name)) {
        shown.image_digest = Some(digest.to_owned());
        return;
    }
    let image = launch.containers.iter().find(|it| it.name == name).map(|it| it.image.clone());
    images.push(ecs::ContainerImage {
        container_name: Some(name.to_owned()),
        image_digest: Some(digest.to_owned()),
        image,
    });
}
