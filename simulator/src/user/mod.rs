//! A random user: walks over the operations that are served, with sense enough to get somewhere.
//!
//! What it names it takes from the world as a list would show it; a call that is refused is as good as one that is
//! not, as long as the refusal is not a fault of ours.
//!
//! - [`definitions`] and [`services`] make inputs; this file chooses;
//! - [`anything`] calls every operation that is served, with whatever its shapes allow and what they do not.
//!
//! Must not know: what should come of a call; the checkers do.

mod anything;
mod definitions;
mod services;

use std::collections::BTreeMap;
use std::ops::Bound;

use longshore_shapes::OperationName;
use longshore_world::key::KeyWriter;
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::records::container_instance::ContainerInstance;
use longshore_world::records::network::Subnet;
use longshore_world::records::service::deployment::ServiceDeployment;
use longshore_world::records::service::{self, Service, ServiceKey};
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::records::task_definition::TaskDefinition;
use longshore_world::{KeyBytes, Record, Scope, Snapshot, World, tables::Holds};
use serde_json::{Value, json};

use crate::chance::{Chance, Rhythm};

pub(crate) const CLUSTERS: &[&str] =
    &["default", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
const SERVICES_MAX: usize = 12;
const FAMILIES: usize = 8;

type Call = (&'static str, Value);

/// Where a user is at home.
pub(crate) struct Home {
    pub(crate) clusters: usize,
    /// Its applications are those of quiet days: most of them run.
    pub(crate) quiet: bool,
}

pub(crate) struct User {
    chance: Chance,
    rhythm: Rhythm,
    home: Home,
    operations: Vec<&'static OperationName>,
    asked: BTreeMap<u64, &'static str>,
    /// How many tasks it runs at a time, at most.
    count_max: i64,
    services_made: u64,
}

/// What the user looks at before it acts.
struct View<'a> {
    world: &'a Snapshot,
    scope: Scope,
}

type Act = fn(&mut User, &View<'_>) -> Option<Call>;

/// What it does, and how often.
const ACTS: &[(usize, Act)] = &[
    (6, User::run_task),
    (3, User::start_task),
    (6, User::stop_task),
    (4, User::register_definition),
    (1, User::deregister_definition),
    (5, User::create_service),
    (12, User::update_service),
    (2, User::delete_service),
    (4, User::set_instance_state),
    (1, User::put_attribute),
    (3, User::protect),
    (2, User::stop_deployment),
    (6, User::look),
    (1, User::tag),
    (1, User::task_set),
    (14, User::anything),
];

impl User {
    pub(crate) fn new(
        mut chance: Chance,
        rhythm: Rhythm,
        home: Home,
        operations: Vec<&'static OperationName>,
    ) -> Self {
        let count_max = *chance.pick(&[2, 5, 10]).unwrap_or(&5);
        Self { chance, rhythm, home, operations, asked: BTreeMap::new(), count_max, services_made: 0 }
    }

    pub(crate) fn pause(&mut self) -> i64 {
        self.rhythm.pause(&mut self.chance)
    }

    pub(crate) fn asks(&mut self, number: u64, operation: &'static str) {
        self.asked.insert(number, operation);
    }

    pub(crate) fn asked(&self, number: u64) -> bool {
        self.asked.contains_key(&number)
    }

    /// It has an answer: to which operation.
    pub(crate) fn hear(&mut self, number: u64) -> Option<&'static str> {
        self.asked.remove(&number)
    }

    /// Control has crashed: what was asked has no answer.
    pub(crate) fn forget_asked(&mut self) {
        self.asked.clear();
    }

    pub(crate) fn act(&mut self, world: &Snapshot, scope: Scope) -> Vec<Call> {
        let clusters = CLUSTERS.get(..self.home.clusters).unwrap_or(CLUSTERS);
        let view = View { world, scope };
        // A call of any kind may have deleted one.
        let is_gone = |name: &&&str| {
            let key = ClusterKey { scope, name: (**name).to_owned() };
            world.get::<Cluster>(&key).is_none_or(|row| !row.is_active())
        };
        if let Some(gone) = clusters.iter().find(is_gone) {
            return vec![("CreateCluster", json!({"clusterName": gone}))];
        }
        if view.count::<TaskDefinition>() < FAMILIES / 2 {
            return self.register_definition(&view).into_iter().collect();
        }
        let total: usize = ACTS.iter().map(|(weight, _)| weight).sum();
        let mut place = self.chance.below(total);
        for (weight, act) in ACTS {
            if place < *weight {
                return act(self, &view).into_iter().collect();
            }
            place -= weight;
        }
        Vec::new()
    }

    fn cluster(&mut self) -> &'static str {
        // Most of what happens shall meet, unless there is time.
        let meet = !self.home.quiet && self.chance.percent(85);
        let place = if meet { 0 } else { self.chance.below(self.home.clusters) };
        CLUSTERS.get(place).copied().unwrap_or("default")
    }

    // ---- what there is --------------------------------------------------------------------------------

    /// Some row of a table, found from a random place in its keys on.
    fn some<'w, R: Record>(
        &mut self,
        view: &View<'w>,
        prefix: &KeyBytes,
    ) -> Option<(R::Key, &'w std::sync::Arc<R>)>
    where
        World: Holds<R>,
    {
        let from = [prefix.as_slice(), format!("{:016x}", self.chance.number()).as_bytes()].concat();
        let from = KeyBytes::from_slice(&from);
        let mut behind = view.world.scan_from::<R>(prefix, Bound::Included(&from));
        behind.next().or_else(|| view.world.scan::<R>(prefix).next())
    }

    fn some_task(&mut self, view: &View<'_>) -> Option<(TaskKey, bool)> {
        let prefix = in_cluster(view.scope, self.cluster());
        // Most tasks have stopped: a few looks find one that has not.
        let found = (0..4).find_map(|_| self.some::<Task>(view, &prefix).filter(|(_, row)| row.is_live()));
        found.map(|(key, row)| (key, row.launch.service().is_some()))
    }

    fn some_service<'w>(&mut self, view: &View<'w>) -> Option<(ServiceKey, &'w std::sync::Arc<Service>)> {
        let prefix = service::cluster_prefix(view.scope, self.cluster()).finish();
        let services: Vec<_> = view.world.by_index::<Service>(service::ACTIVE, &prefix, None).collect();
        let place = self.chance.below(services.len());
        services.into_iter().nth(place).map(|(_, key, row)| (key, row))
    }

    fn some_instance(&mut self, view: &View<'_>, cluster: &str) -> Option<String> {
        let prefix = in_cluster(view.scope, cluster);
        self.some::<ContainerInstance>(view, &prefix).map(|(key, _)| key.id)
    }

    // ---- what it does ---------------------------------------------------------------------------------

    fn run_task(&mut self, view: &View<'_>) -> Option<Call> {
        let family = self.family();
        let mut input = json!({
            "cluster": self.cluster(),
            "taskDefinition": family,
            "count": self.chance.within(1..=self.count_max),
        });
        self.place(view, &family, &mut input);
        if self.chance.percent(10) {
            set(&mut input, "startedBy", json!("somebody"));
        }
        if self.chance.percent(10) {
            let token = format!("token-{}", self.chance.below(4));
            set(&mut input, "clientToken", json!(token));
        }
        Some(("RunTask", input))
    }

    fn start_task(&mut self, view: &View<'_>) -> Option<Call> {
        let cluster = self.cluster();
        let instances: Vec<String> = (0..2).filter_map(|_| self.some_instance(view, cluster)).collect();
        let family = self.family();
        let mut input =
            json!({"cluster": cluster, "taskDefinition": family, "containerInstances": instances});
        self.network(view, &family, &mut input);
        Some(("StartTask", input))
    }

    fn stop_task(&mut self, view: &View<'_>) -> Option<Call> {
        let (key, _) = self.some_task(view)?;
        Some(("StopTask", json!({"cluster": key.cluster, "task": key.id, "reason": "not wanted any more"})))
    }

    fn set_instance_state(&mut self, view: &View<'_>) -> Option<Call> {
        let cluster = self.cluster();
        let instance = self.some_instance(view, cluster)?;
        // So that there are places to go to.
        let status = if self.chance.percent(40) { "DRAINING" } else { "ACTIVE" };
        let input = json!({"cluster": cluster, "containerInstances": [instance], "status": status});
        Some(("UpdateContainerInstancesState", input))
    }

    fn put_attribute(&mut self, view: &View<'_>) -> Option<Call> {
        let cluster = self.cluster();
        let instance = self.some_instance(view, cluster)?;
        let value = format!("r{}", self.chance.below(3));
        let attribute =
            json!({"name": "rack", "value": value, "targetType": "container-instance", "targetId": instance});
        Some(("PutAttributes", json!({"cluster": cluster, "attributes": [attribute]})))
    }

    fn protect(&mut self, view: &View<'_>) -> Option<Call> {
        let (key, of_service) = self.some_task(view)?;
        let minutes = self.chance.within(1..=30);
        let input = json!({
            "cluster": key.cluster,
            "tasks": [key.id],
            "protectionEnabled": self.chance.percent(70),
            "expiresInMinutes": minutes,
        });
        of_service.then_some(("UpdateTaskProtection", input))
    }

    fn look(&mut self, view: &View<'_>) -> Option<Call> {
        let cluster = self.cluster();
        Some(match self.chance.below(9) {
            0 => ("ListTasks", json!({"cluster": cluster, "maxResults": 10})),
            1 => {
                let (key, _) = self.some_task(view)?;
                ("DescribeTasks", json!({"cluster": key.cluster, "tasks": [key.id], "include": ["TAGS"]}))
            }
            2 => ("ListServices", json!({"cluster": cluster})),
            3 => {
                let (key, _) = self.some_service(view)?;
                ("DescribeServices", json!({"cluster": key.cluster, "services": [key.name]}))
            }
            4 => ("ListContainerInstances", json!({"cluster": cluster, "filter": "agentConnected == true"})),
            5 => ("DescribeClusters", json!({"clusters": CLUSTERS, "include": ["STATISTICS"]})),
            6 => {
                let (key, _) = self.some_service(view)?;
                ("ListServiceDeployments", json!({"cluster": key.cluster, "service": key.name}))
            }
            7 => {
                let (key, _) = self.some_task(view)?;
                ("GetTaskProtection", json!({"cluster": key.cluster, "tasks": [key.id]}))
            }
            _ => {
                let instance = self.some_instance(view, cluster)?;
                let input = json!({"cluster": cluster, "containerInstances": [instance]});
                ("DescribeContainerInstances", input)
            }
        })
    }

    fn tag(&mut self, view: &View<'_>) -> Option<Call> {
        let (key, _) = self.some_task(view)?;
        let arn = longshore_services::ecs::task::arn_of(&key);
        Some(("TagResource", json!({"resourceArn": arn, "tags": [{"key": "seen", "value": "yes"}]})))
    }

    fn stop_deployment(&mut self, view: &View<'_>) -> Option<Call> {
        let (key, _) = self.some_service(view)?;
        let prefix = KeyWriter::new().scope(key.scope).text(&key.cluster).text(&key.name).finish();
        let (_, row) = self.some::<ServiceDeployment>(view, &prefix)?;
        let arn = row.deployment.service_deployment_arn.clone()?;
        Some(("StopServiceDeployment", json!({"serviceDeploymentArn": arn})))
    }
}

impl View<'_> {
    fn count<R: Record>(&self) -> usize
    where
        World: Holds<R>,
    {
        let prefix = KeyWriter::new().scope(self.scope).finish();
        self.world.scan::<R>(&prefix).take(FAMILIES).count()
    }

    /// The subnets that tasks can be given addresses of.
    fn subnets(&self) -> Vec<String> {
        let prefix = KeyWriter::new().scope(self.scope).finish();
        let rows = self.world.scan::<Subnet>(&prefix);
        rows.filter_map(|(_, row)| row.subnet.subnet_id.clone()).take(3).collect()
    }
}

fn in_cluster(scope: Scope, cluster: &str) -> KeyBytes {
    KeyWriter::new().scope(scope).text(cluster).finish()
}

pub(crate) fn set(input: &mut Value, name: &str, value: Value) {
    if let Some(members) = input.as_object_mut() {
        members.insert(name.to_owned(), value);
    }
}
