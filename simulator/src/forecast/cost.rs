//! What a placement strategy costs: where tasks end up, beside the tightest packing that there is.
//!
//! The tasks of a service are taken off the machines and placed anew by each of a few strategies that pack; the one
//! that needs the fewest machines is held against what the user's own leads to. Constraints hold for both.
//!
//! Must not know: rollouts, or how a place is found.

use std::collections::{BTreeMap, BTreeSet};

use longshore_planners::placement;
use longshore_shapes::ecs::{PlacementConstraint, PlacementStrategy, PlacementStrategyType};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey, REGISTERED};
use longshore_world::records::launch::Order;
use longshore_world::records::service::revision::{ServiceRevision, ServiceRevisionKey};
use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::records::task::{BY_GROUP, Task, TaskKey, cluster_prefix};
use longshore_world::records::task_definition::TaskDefinitionBody;
use longshore_world::{NoCold, RowKey, Scope, Snapshot, StagedCold, Timestamp, Tx, World};
use serde_json::Value;

use super::counted;
use super::story::Story;

/// How many more tasks are looked for room for.
const HEADROOM_MAX: usize = 1000;
/// How many services and launches are told of, and how many tasks of one are placed anew.
const SETS_MAX: usize = 20;
const TASKS_MAX: usize = 20_000;
const SEED: u64 = 1;
/// An attribute that no machine has: a spread over it leaves the choice to what packs best.
const NOWHERE: &str = "attribute:longshore.nowhere";

/// The strategies and constraints of requests that start tasks, by the tasks that they have started.
#[derive(Default)]
pub(super) struct Strategies(BTreeMap<String, Asked>);

#[derive(Default)]
struct Asked {
    strategy: Vec<PlacementStrategy>,
    constraints: Vec<PlacementConstraint>,
}

impl Strategies {
    /// What a request said of where its tasks go.
    pub(super) fn note(&mut self, input: &Value, output: &Value) {
        let list =
            |of: &Value, name: &str| of.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
        let text = |of: &Value, name: &str| of.get(name).and_then(Value::as_str).map(str::to_owned);
        let tasks = list(output, "tasks");
        let Some(arn) = tasks.first().and_then(|task| text(task, "taskArn")) else { return };
        let strategy = list(input, "placementStrategy").into_iter().map(|it| PlacementStrategy {
            r#type: text(&it, "type").map(|kind| PlacementStrategyType::from(kind.as_str())),
            field: text(&it, "field"),
        });
        let constraints = list(input, "placementConstraints").into_iter().map(|it| PlacementConstraint {
            r#type: text(&it, "type").map(|kind| kind.as_str().into()),
            expression: text(&it, "expression"),
        });
        let asked = Asked { strategy: strategy.collect(), constraints: constraints.collect() };
        self.0.insert(arn, asked);
    }
}

/// Tasks that were started by the same order.
struct Set {
    name: String,
    cluster: ClusterKey,
    order: Order,
    tasks: Vec<TaskKey>,
}

/// How many machines are in use, how many more tasks have room, and the most tasks of the set on one machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figures {
    pub(super) machines: usize,
    pub(super) headroom: usize,
    pub(super) together: usize,
}

pub(super) fn costs(after: &Snapshot, scope: Scope, story: &Story, strategies: &Strategies) -> Vec<String> {
    let started =
        |name: &ServiceKey| story.moments.iter().any(|moment| moment.placed > 0 && moment.about == name.name);
    let services = story.services.iter().filter(|key| started(key)).filter_map(|key| service(after, key));
    let launches = launches(after, scope, strategies);
    let sets = services.chain(launches).filter(|set| (1..=TASKS_MAX).contains(&set.tasks.len()));
    let told = sets.take(SETS_MAX).filter_map(|set| {
        let own = own(after, &set);
        let packed = packed(after, &set)?;
        Some(words(&set.name, &spoken(&set.order), set.tasks.len(), own, packed))
    });
    told.collect()
}

/// The tasks of a service, by its newest revision.
fn service(world: &Snapshot, key: &ServiceKey) -> Option<Set> {
    let row = world.get::<Service>(key).filter(|row| !row.is_daemon())?;
    let revision = ServiceRevisionKey {
        scope: key.scope,
        cluster: key.cluster.clone(),
        service: key.name.clone(),
        id: row.primary()?.revision.clone(),
    };
    let order = world.get::<ServiceRevision>(&revision)?.order.clone();
    if order.launch.is_fargate() {
        return None;
    }
    let cluster = ClusterKey { scope: key.scope, name: key.cluster.clone() };
    let prefix = cluster_prefix(key.scope, &key.cluster, true).text(&Service::group(&key.name)).finish();
    let tasks = world.by_index::<Task>(BY_GROUP, &prefix, None).map(|(_, key, _)| key).collect();
    Some(Set { name: format!("service {}", key.name), cluster, order, tasks })
}

/// What RunTask has started, by request.
fn launches(world: &Snapshot, scope: Scope, strategies: &Strategies) -> Vec<Set> {
    let asked = strategies.0.iter().filter(|(_, asked)| !asked.strategy.is_empty());
    let set = |(arn, asked): (&String, &Asked)| {
        let (rest, id) = arn.rsplit_once('/')?;
        let cluster = rest.rsplit_once('/')?.1.to_owned();
        let first = TaskKey { scope, cluster: cluster.clone(), id: id.to_owned() };
        let launch = world.get::<Task>(&first).filter(|row| row.is_live())?.launch.clone();
        let body: TaskDefinitionBody = world.cold(&launch.definition_key(scope)).ok()??;
        let definition = body.task_definition;
        let own = definition.placement_constraints.into_iter().flatten().map(|it| PlacementConstraint {
            r#type: it.r#type.map(|kind| kind.as_str().into()),
            expression: it.expression,
        });
        let constraints = own.chain(asked.constraints.iter().cloned()).collect();
        let prefix = cluster_prefix(scope, &cluster, true).text(&launch.group).finish();
        let same = world.by_index::<Task>(BY_GROUP, &prefix, None);
        let same = same.filter(|(_, _, row)| row.launch.same(&launch) || row.launch == launch);
        let order = Order {
            required_attributes: definition.requires_attributes.unwrap_or_default(),
            constraints,
            strategy: asked.strategy.clone(),
            launch: launch.clone(),
        };
        let tasks = same.map(|(_, key, _)| key).collect();
        let name = format!("the tasks of {}:{}", launch.family, launch.revision);
        Some(Set { name, cluster: ClusterKey { scope, name: cluster }, order, tasks })
    };
    asked.filter_map(set).filter(|set| !set.order.launch.is_fargate()).collect()
}

/// The machines of a cluster that have a task.
fn in_use(world: &World, cluster: &ClusterKey) -> BTreeSet<ContainerInstanceKey> {
    let instances = world.by_index::<ContainerInstance>(REGISTERED, &cluster.bytes(), None);
    let used =
        |key: &ContainerInstanceKey| world.fleet().instance(key).is_some_and(|machine| machine.live > 0);
    instances.map(|(_, key, _)| key).filter(used).collect()
}

/// The most that one machine has of these.
fn together(machines: impl Iterator<Item = ContainerInstanceKey>) -> usize {
    let mut counts: BTreeMap<ContainerInstanceKey, usize> = BTreeMap::new();
    machines.for_each(|machine| *counts.entry(machine).or_default() += 1);
    counts.into_values().max().unwrap_or_default()
}

fn own(world: &World, set: &Set) -> Figures {
    let (more, _) = placement::place(world, &set.cluster, &set.order, HEADROOM_MAX, SEED);
    let places = set.tasks.iter().filter_map(|key| world.get::<Task>(key)?.instance_key(key));
    Figures { machines: in_use(world, &set.cluster).len(), headroom: more.len(), together: together(places) }
}

/// The best of what packs; none where the set would not fit at all.
fn packed(after: &World, set: &Set) -> Option<Figures> {
    let bare = without(after, &set.tasks);
    let kinds = [("spread", NOWHERE), ("binpack", "memory"), ("binpack", "cpu")];
    let figures = kinds.iter().filter_map(|(kind, field)| {
        let strategy = PlacementStrategy {
            r#type: Some(PlacementStrategyType::from(*kind)),
            field: Some((*field).to_owned()),
        };
        let order = Order { strategy: vec![strategy], ..set.order.clone() };
        let count = set.tasks.len();
        let (places, _) = placement::place(&bare, &set.cluster, &order, count + HEADROOM_MAX, SEED);
        let chosen = places.get(..count)?;
        let mut machines = in_use(&bare, &set.cluster);
        machines.extend(chosen.iter().map(|place| place.instance.clone()));
        Some(Figures {
            machines: machines.len(),
            headroom: places.len() - count,
            together: together(chosen.iter().map(|place| place.instance.clone())),
        })
    });
    figures.min_by_key(|it| (it.machines, std::cmp::Reverse(it.headroom)))
}

/// The world as it would be without these tasks.
fn without(world: &World, tasks: &[TaskKey]) -> World {
    let mut world = world.clone();
    let (mut staged, mut random) = (StagedCold::new(), fastrand::Rng::with_seed(SEED));
    let mut tx = Tx::begin(&mut world, &NoCold, &mut staged, &mut random, Timestamp::default());
    for task in tasks {
        tx.delete::<Task>(task);
    }
    tx.commit();
    world
}

/// Strategies as one says them.
fn spoken(order: &Order) -> String {
    let one = |it: &PlacementStrategy| {
        let field = it.field.as_deref().unwrap_or_default();
        let field = field.strip_prefix("attribute:").unwrap_or(field);
        match it.r#type.as_ref().map(PlacementStrategyType::as_str) {
            Some("spread") => format!("a spread over {field}"),
            Some("binpack") => format!("a binpack by {field}"),
            _ => "chance".to_owned(),
        }
    };
    if order.strategy.is_empty() {
        let default =
            if order.launch.service().is_some() { "a spread over zones and machines" } else { "chance" };
        return format!("{default} (no strategy is given)");
    }
    order.strategy.iter().map(one).collect::<Vec<_>>().join(", then ")
}

/// One sentence, with figures.
pub(super) fn words(name: &str, strategy: &str, tasks: usize, own: Figures, packed: Figures) -> String {
    let fit = |count: usize| match count {
        HEADROOM_MAX.. => format!("{HEADROOM_MAX} or more"),
        _ => count.to_string(),
    };
    let stands = format!(
        "Placement of {name}: {strategy} ends with {} in use and room for {} more such tasks",
        counted(own.machines, "machine"),
        fit(own.headroom)
    );
    let machines = own.machines.saturating_sub(packed.machines);
    let room = packed.headroom.saturating_sub(own.headroom);
    if machines == 0 && room == 0 {
        return format!("{stands}; the tightest packing would do no better.");
    }
    let apart = if own.together < packed.together {
        format!(
            "; in return a machine that fails takes at most {} of {} with it, not {}",
            own.together,
            counted(tasks, "task"),
            packed.together
        )
    } else {
        String::new()
    };
    let cost = match (machines, room) {
        (0, room) => format!("room for {}", counted(room, "task")),
        (machines, 0) => counted(machines, "machine"),
        (machines, room) => {
            format!("{} and room for {}", counted(machines, "machine"), counted(room, "task"))
        }
    };
    format!(
        "{stands}; packed as tightly as they fit it would be {} and room for {}, so it costs {cost}{apart}.",
        counted(packed.machines, "machine"),
        fit(packed.headroom)
    )
}
