//! Where tasks of a service may be: the instances of a daemon, and the zones of a service that is spread.
//!
//! Must not know: how many tasks there are, or where a task is placed in the end.

use std::collections::BTreeSet;
use std::sync::Arc;

use longshore_shapes::ecs;
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey, REGISTERED};
use longshore_world::records::launch::Order;
use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::records::task::{self, Task};
use longshore_world::{RowKey, World};

use super::view::{self, Host, StopFirst};
use crate::placement;

pub(crate) const DRAINING: &str = "DRAINING";
const ZONE: &str = "ecs.availability-zone";
pub(crate) const OF_ZONE: &str = "attribute:ecs.availability-zone";
const ATTRIBUTE: &str = "attribute:";
/// The field of binpack that is not the processor.
const MEMORY: &str = "memory";
/// A service that may have no more tasks than it shall have cannot start one before it stops another.
const NO_SURGE_PERCENT: i32 = 100;

pub(crate) fn cluster_key(key: &ServiceKey) -> ClusterKey {
    ClusterKey { scope: key.scope, name: key.cluster.clone() }
}

pub(crate) fn status(row: &ContainerInstance) -> &str {
    row.instance.status.as_deref().unwrap_or_default()
}

/// Whether tasks may stay on that instance: it is registered and not DRAINING.
pub(crate) fn stays(world: &World, key: &ContainerInstanceKey) -> bool {
    world.get::<ContainerInstance>(key).is_some_and(|row| row.is_registered() && status(row) != DRAINING)
}

/// The instances of the cluster that a daemon's constraints allow, whether or not there is room on them, and those
/// that are on their way out or out of touch: its tasks stay there for now, and none is started.
pub(crate) fn hosts(world: &World, key: &ServiceKey, order: &Order) -> Vec<Host> {
    let cluster = cluster_key(key);
    let open: BTreeSet<String> =
        placement::suitable(world, &cluster, order).into_iter().map(|key| key.id).collect();
    let instances = world.by_index::<ContainerInstance>(REGISTERED, &cluster.bytes(), None);
    let host = |(_, key, row): (_, ContainerInstanceKey, &Arc<ContainerInstance>)| {
        let draining = status(row) == DRAINING;
        let open = open.contains(&key.id);
        let out_of_touch = row.instance.agent_connected != Some(true);
        let counts = open || draining || out_of_touch;
        counts.then(|| Host { draining: draining && only_daemons(world, &key), instance: key.id, open })
    };
    instances.filter_map(host).collect()
}

/// Daemons are the last to leave an instance.
fn only_daemons(world: &World, instance: &ContainerInstanceKey) -> bool {
    let there = task::instance_prefix(instance, true).finish();
    let mut tasks = world.by_index::<Task>(task::BY_INSTANCE, &there, None);
    tasks.all(|(_, key, task)| {
        let name = task.launch.service().unwrap_or_default().to_owned();
        let service = ServiceKey { scope: key.scope, cluster: key.cluster, name };
        world.get::<Service>(&service).is_some_and(|row| row.is_daemon())
    })
}

/// The zones that have a machine for such tasks, in order.
pub(crate) fn zones(world: &World, key: &ServiceKey, order: &Order) -> Vec<String> {
    let machines = placement::suitable(world, &cluster_key(key), order);
    let zones = machines.iter().filter_map(|key| world.fleet().instance(key));
    let zones = zones
        .filter(|machine| machine.is_available())
        .filter_map(|machine| machine.registered().and_then(|it| it.attribute(ZONE)).map(str::to_owned));
    zones.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Where tasks of a service are stopped first that are too many, by its placement strategies.
pub(crate) fn stop_first(
    world: &World,
    key: &ServiceKey,
    row: &Service,
    tasks: &[view::Task],
) -> Vec<StopFirst> {
    let strategies = row.service.placement_strategy.as_deref().unwrap_or_default();
    strategies.iter().filter_map(|it| stop_first_by(world, key, it, tasks)).collect()
}

fn stop_first_by(
    world: &World,
    key: &ServiceKey,
    strategy: &ecs::PlacementStrategy,
    tasks: &[view::Task],
) -> Option<StopFirst> {
    let field = strategy.field.as_deref().unwrap_or_default();
    let instances = || tasks.iter().filter_map(|task| task.instance.as_deref()).collect::<BTreeSet<&str>>();
    let machine = |id: &&str| {
        let cluster = key.cluster.clone();
        world.fleet().instance(&ContainerInstanceKey { scope: key.scope, cluster, id: (*id).to_owned() })
    };
    match (strategy.r#type.as_ref()?, field) {
        (ecs::PlacementStrategyType::Spread, OF_ZONE) => Some(StopFirst::FullestZone),
        (ecs::PlacementStrategyType::Spread, field) => {
            let Some(name) = field.strip_prefix(ATTRIBUTE) else { return Some(StopFirst::FullestInstance) };
            let value =
                |id: &str| Some((id.to_owned(), machine(&id)?.registered()?.attribute(name)?.to_owned()));
            Some(StopFirst::FullestValue(instances().into_iter().filter_map(value).collect()))
        }
        (ecs::PlacementStrategyType::Binpack, field) => {
            let left = |id: &str| {
                let machine = machine(&id)?;
                let left = if field == MEMORY { machine.memory_left() } else { machine.cpu_left() };
                Some((id.to_owned(), i64::from(left)))
            };
            Some(StopFirst::EmptiestInstance(instances().into_iter().filter_map(left).collect()))
        }
        _ => None,
    }
}

/// Whether its tasks are to be moved from zones that have too many to those that have too few.
pub(crate) fn rebalances(row: &Service) -> bool {
    let wished = row.service.availability_zone_rebalancing.as_ref();
    wished == Some(&ecs::AvailabilityZoneRebalancing::Enabled) && unbalanced(&row.service).is_none()
}

/// Why the tasks of a service cannot be spread again over its zones, if they cannot.
pub fn unbalanced(service: &ecs::Service) -> Option<&'static str> {
    use ecs::DeploymentControllerType::{CodeDeploy, External};
    let maximum = service.deployment_configuration.as_ref().and_then(|it| it.maximum_percent);
    let first = service.placement_strategy.iter().flatten().next();
    let spread = first.is_none_or(|first| {
        first.r#type == Some(ecs::PlacementStrategyType::Spread) && first.field.as_deref() == Some(OF_ZONE)
    });
    if service.scheduling_strategy == Some(ecs::SchedulingStrategy::Daemon) {
        return Some("the schedulingStrategy is DAEMON");
    }
    if service.launch_type == Some(ecs::LaunchType::External) {
        return Some("the launchType is EXTERNAL");
    }
    match service.deployment_controller.as_ref().map(|it| &it.r#type) {
        Some(External) => return Some("the deploymentController is EXTERNAL"),
        Some(CodeDeploy) => return Some("the deploymentController is CODE_DEPLOY"),
        _ => {}
    }
    if maximum == Some(NO_SURGE_PERCENT) {
        return Some("maximumPercent is 100");
    }
    if !spread {
        return Some("the first placementStrategy is not spread over attribute:ecs.availability-zone");
    }
    let pins =
        |it: &ecs::PlacementConstraint| it.expression.as_deref().is_some_and(|it| it.contains(OF_ZONE));
    if service.placement_constraints.iter().flatten().any(pins) {
        return Some("a placementConstraint names attribute:ecs.availability-zone");
    }
    let classic = service.load_balancers.iter().flatten().any(|it| it.load_balancer_name.is_some());
    classic.then_some("it has a Classic Load Balancer")
}
