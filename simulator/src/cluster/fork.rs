//! A cluster of a world that is there already: what would come of it.
//!
//! The world is copied, which costs nothing; its machines become models that run what they run. From there it plays
//! forward like any other, and the world it came from hears nothing of it.
//!
//! Must not know: what is to be found out.

use std::sync::Arc;

use longshore_engine::{OpenError, Writer};
use longshore_services::ecs::container_instance;
use longshore_services::ecs::task;
use longshore_shapes::ecs::{RegisterContainerInstanceRequest, Resource};
use longshore_store::faulty::Faults;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::{KeyBytes, Scope, Snapshot, Timestamp};

use super::{Cluster, Due, Machine, Settings};
use crate::agenda::{Agenda, BEGINNING};
use crate::chance::Chance;
use crate::control::Control;
use crate::disk::Disk;
use crate::node::task::TaskRun;
use crate::node::{Node, Wake};

/// How long the nodes of a fork may take to connect, in looks.
const CONNECTING_LOOKS: usize = 200;
const CONNECTING_LOOK_MILLIS: i64 = 10;

const CPU: &str = "CPU";
const MEMORY: &str = "MEMORY";
const GPU: &str = "GPU";
const ZONE: &str = "ecs.availability-zone";
const FARGATE: &str = "longshore.fargate";

impl Cluster {
    /// Forks a world at a time; nothing is written to what it came from. The instances of `scope` whose agent is
    /// connected become nodes, which have what the instances registered.
    pub fn from_world(
        snapshot: &Snapshot,
        scope: Scope,
        now: Timestamp,
        settings: Settings,
    ) -> Result<Self, OpenError> {
        let mut chance = Chance::new(settings.seed);
        let disk = Disk::new(Faults::default());
        let writer = Writer::fork(snapshot, chance.number())?;
        let control = Control::with(writer, disk, scope, settings.sabotage);
        let mut cluster = Self::with(control, scope, chance, settings);
        cluster.agenda = Agenda::new(now.millis().max(BEGINNING.min(now.millis())));
        let instances = snapshot.scan::<ContainerInstance>(&KeyBytes::from_slice(&[]));
        let connected = |row: &ContainerInstance| row.instance.agent_connected == Some(true);
        let there =
            instances.filter(|(key, row)| key.scope == scope && row.is_registered() && connected(row));
        for (key, row) in there {
            cluster.adopt(snapshot, &key, row, now);
        }
        cluster.begin();
        cluster.arrange();
        Ok(cluster)
    }

    fn adopt(
        &mut self,
        snapshot: &Snapshot,
        key: &ContainerInstanceKey,
        row: &ContainerInstance,
        now: Timestamp,
    ) {
        let chance = self.chance.fork();
        let mut node = Node::new(machine(row), key.cluster.clone(), chance, self.settings.sabotage)
            .assuming(self.settings.assumed.clone());
        node.instance = Some(container_instance::arn_of(key));
        node.adopted = true;
        node.registered_as(registration(row));
        let number = self.nodes.len();
        for (task_key, task) in task::live_on(snapshot, key) {
            let arn: Arc<str> = Arc::from(task::arn_of(&task_key).as_str());
            let mut run = TaskRun::adopted(arn.clone(), task, now);
            run.assumed = self.settings.assumed.as_ref().map(|it| it.of(&task.launch));
            if let Some(wait) = run.goes_on_after(&mut self.chance) {
                let wake = Wake::Task { arn, step: run.step };
                self.agenda.after(wait, Due::Node { node: number, wake });
            }
            node.adopt(run);
        }
        self.nodes.push(node);
        self.agenda.after(0, Due::Node { node: number, wake: Wake::Connect });
    }

    /// Lets the nodes of a fork say that they are there. Answers whether all have.
    pub(crate) fn let_nodes_connect(&mut self) -> bool {
        let all_there = |cluster: &Self| {
            let there = cluster.nodes.iter().filter(|node| node.is_welcome()).count();
            there == cluster.nodes.len()
        };
        (0..CONNECTING_LOOKS).any(|_| all_there(self) || !self.run_for(CONNECTING_LOOK_MILLIS))
            && all_there(self)
    }

    /// The machine of an instance loses power and never comes back. Answers whether it was there.
    pub(crate) fn lose(&mut self, instance: &ContainerInstanceKey) -> bool {
        let Some(id) = self.node_of(instance) else { return false };
        self.power_loss(id, None);
        if let Some(node) = self.nodes.get_mut(id) {
            node.dead = true;
        }
        true
    }
}

/// The registration that an instance came of: what it says again changes nothing of it.
fn registration(row: &ContainerInstance) -> RegisterContainerInstanceRequest {
    let attributes = row.instance.attributes.iter().flatten();
    let built_in = attributes.filter(|it| row.registered_attributes.contains(&it.name)).cloned();
    RegisterContainerInstanceRequest {
        total_resources: row.instance.registered_resources.clone(),
        attributes: Some(built_in.collect()),
        version_info: row.instance.version_info.clone(),
        ..Default::default()
    }
}

/// What an instance has, as it registered.
fn machine(row: &ContainerInstance) -> Machine {
    let resources = row.instance.registered_resources.as_deref().unwrap_or_default();
    let named = |name: &str| resources.iter().find(|it| it.name.as_deref() == Some(name));
    let number = |name: &str| named(name).and_then(|it: &Resource| it.integer_value).unwrap_or_default();
    let attributes = row.instance.attributes.as_deref().unwrap_or_default();
    let valued = |name: &str| attributes.iter().find(|it| it.name == name).and_then(|it| it.value.clone());
    let known = |name: &str| name.starts_with("ecs.") || name.starts_with("com.amazonaws.");
    Machine {
        cpu: number(CPU),
        memory: number(MEMORY),
        gpus: named(GPU).and_then(|it| it.string_set_value.clone()).unwrap_or_default(),
        zone: valued(ZONE).unwrap_or_default(),
        architecture: "x86_64",
        fargate: attributes.iter().any(|it| it.name == FARGATE),
        attributes: attributes
            .iter()
            .filter(|it| !known(&it.name) && it.name != FARGATE)
            .map(|it| (it.name.clone(), it.value.clone().unwrap_or_default()))
            .collect(),
    }
}
