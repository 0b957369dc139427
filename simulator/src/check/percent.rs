//! A service keeps within its percentages: none is started above the maximum, none that is well is stopped by the
//! scheduler below the healthy minimum.
//!
//! What others do is not counted against it: tasks that end by themselves or by a user, and users who change what is
//! desired. Both sides of a commit are believed, because a decision and a change of mind may share one.
//!
//! Must not know: how a scheduler comes to its decisions.

use std::collections::{BTreeMap, BTreeSet};

use longshore_shapes::ecs::TaskStopCode;
use longshore_world::Snapshot;
use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::records::task::status::{Health, Status};
use longshore_world::records::task::{BY_GROUP, Task, TaskKey, cluster_prefix};

use super::{Changed, Seen};

const STARTED_BY: &str = "ecs-svc/";

#[derive(Default)]
struct OfService {
    started: BTreeSet<String>,
    /// Well, and stopped by the scheduler.
    stopped: Vec<String>,
    /// Well, and gone by somebody else's doing.
    lost: usize,
}

pub(crate) fn check(seen: &Seen<'_>, problems: &mut Vec<String>) {
    let mut services: BTreeMap<(String, String), OfService> = BTreeMap::new();
    for change in &seen.tasks {
        sort(change, &mut services);
    }
    let Some(scope) = seen.tasks.first().map(|change| change.key.scope) else { return };
    for ((cluster, name), of) in services {
        let key = ServiceKey { scope, cluster, name };
        let rows = [seen.moment.before, seen.moment.after].map(|world| world.get::<Service>(&key));
        let rows: Vec<&Service> = rows.into_iter().flatten().map(|row| &**row).collect();
        if !of.started.is_empty() {
            started(seen.moment.after, &key, &rows, &of, problems);
        }
        if !of.stopped.is_empty() {
            stopped(seen.moment.after, &key, &rows, &of, problems);
        }
    }
}

fn sort(change: &Changed<'_, Task>, services: &mut BTreeMap<(String, String), OfService>) {
    let Some(row) = change.after.or(change.before) else { return };
    let by_scheduler = row.launch.started_by.as_deref().is_some_and(|by| by.starts_with(STARTED_BY));
    let Some(name) = row.launch.service().filter(|_| by_scheduler) else { return };
    let of = services.entry((change.key.cluster.clone(), name.to_owned())).or_default();
    if change.before.is_none() && row.shall_run() {
        of.started.insert(change.key.id.clone());
    }
    if change.before.is_some_and(is_well) && !change.after.is_some_and(is_well) {
        match row.stop_code {
            Some(TaskStopCode::ServiceSchedulerInitiated) => of.stopped.push(change.key.id.clone()),
            _ => of.lost += 1,
        }
    }
}

/// It runs, and its own checks say that it is healthy, where it has any.
fn is_well(task: &Task) -> bool {
    let watched = task.launch.containers.iter().any(|container| container.has_health_check);
    let well = match task.health {
        Some(Health::Unhealthy) => false,
        Some(Health::Healthy) => true,
        _ => !watched,
    };
    task.shall_run() && task.status == Status::Running && well
}

fn of_group<'w>(
    world: &'w Snapshot,
    key: &ServiceKey,
) -> impl Iterator<Item = (TaskKey, &'w std::sync::Arc<Task>)> + use<'w> {
    let group = Service::group(&key.name);
    let prefix = cluster_prefix(key.scope, &key.cluster, true).text(&group).finish();
    world.by_index::<Task>(BY_GROUP, &prefix, None).map(|(_, key, row)| (key, row))
}

fn is_external(service: &Service) -> bool {
    let controller = service.service.deployment_controller.as_ref();
    controller.is_some_and(|it| it.r#type != longshore_shapes::ecs::DeploymentControllerType::Ecs)
}

fn percent(
    service: &Service,
    which: fn(&longshore_shapes::ecs::DeploymentConfiguration) -> Option<i32>,
) -> Option<i64> {
    service.service.deployment_configuration.as_ref().and_then(which).map(i64::from)
}

fn started(
    world: &Snapshot,
    key: &ServiceKey,
    rows: &[&Service],
    of: &OfService,
    problems: &mut Vec<String>,
) {
    if !rows.iter().any(|row| row.is_active()) {
        return problems.push(format!("service {} is not ACTIVE and starts {:?}", key.name, of.started));
    }
    if rows.iter().any(|row| row.is_daemon()) {
        return one_each(world, key, of, problems);
    }
    if rows.iter().any(|row| is_external(row)) {
        return;
    }
    let maximum = rows.iter().map(|row| {
        let desired = i64::try_from(row.desired()).unwrap_or(i64::MAX);
        let upper = desired.saturating_mul(percent(row, |it| it.maximum_percent).unwrap_or(200)) / 100;
        upper.max(desired)
    });
    let maximum = maximum.max().unwrap_or_default();
    let count = i64::try_from(of_group(world, key).count()).unwrap_or(i64::MAX);
    if count > maximum {
        problems
            .push(format!("service {} has {count} tasks that shall run; {maximum} is its maximum", key.name));
    }
}

/// A daemon has one task on an instance.
fn one_each(world: &Snapshot, key: &ServiceKey, of: &OfService, problems: &mut Vec<String>) {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut new = BTreeSet::new();
    for (task, row) in of_group(world, key) {
        let Some(instance) = row.instance.as_deref() else { continue };
        *places.entry(instance).or_default() += 1;
        if of.started.contains(&task.id) {
            new.insert(instance);
        }
    }
    for place in new.into_iter().filter(|place| places.get(place).is_some_and(|count| *count > 1)) {
        problems.push(format!("daemon {} has more than one task on {place}", key.name));
    }
}

fn stopped(
    world: &Snapshot,
    key: &ServiceKey,
    rows: &[&Service],
    of: &OfService,
    problems: &mut Vec<String>,
) {
    if rows.is_empty() || rows.iter().any(|row| !row.is_active() || row.is_daemon() || is_external(row)) {
        return;
    }
    let minimum = rows.iter().map(|row| {
        let desired = i64::try_from(row.desired()).unwrap_or_default();
        let percent = percent(row, |it| it.minimum_healthy_percent).unwrap_or(100);
        desired.saturating_mul(percent).saturating_add(99) / 100
    });
    let minimum = minimum.min().unwrap_or_default();
    let well = of_group(world, key).filter(|(_, row)| is_well(row)).count() + of.lost;
    let well = i64::try_from(well).unwrap_or(i64::MAX);
    if well < minimum {
        let names = of.stopped.join(", ");
        problems.push(format!(
            "service {} keeps {well} tasks that are well, {minimum} are its minimum; its scheduler stopped {names}",
            key.name
        ));
    }
}
