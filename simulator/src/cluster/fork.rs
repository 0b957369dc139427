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
use longshore_shapes::ecs::Resource;
use longshore_store::Rows;
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

const CPU: &str = "CPU";
const MEMORY: &str = "MEMORY";
const GPU: &str = "GPU";
const ZONE: &str = "ecs.availability-zone";
const FARGATE: &str = "longshore.fargate";

impl Cluster {
    /// Forks a world at a time. `rows` is where its cold rows are read; nothing is written there. The instances of
    /// `scope` become nodes that are connected, whatever they were.
    pub fn from_world(
        snapshot: &Snapshot,
        rows: Arc<dyn Rows>,
        scope: Scope,
        now: Timestamp,
        settings: Settings,
    ) -> Result<Self, OpenError> {
        let mut chance = Chance::new(settings.seed);
        let disk = Disk::new(Faults::default());
        let writer = Writer::fork(snapshot, rows, chance.number())?;
        let control = Control::with(writer, disk, scope, settings.sabotage);
        let mut cluster = Self::with(control, scope, chance, settings);
        cluster.agenda = Agenda::new(now.millis().max(BEGINNING.min(now.millis())));
        let instances = snapshot.scan::<ContainerInstance>(&KeyBytes::from_slice(&[]));
        let registered = instances.filter(|(key, row)| key.scope == scope && row.is_registered());
        for (key, row) in registered {
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
        let mut node = Node::new(machine(row), key.cluster.clone(), chance, self.settings.sabotage);
        node.instance = Some(container_instance::arn_of(key));
        for (task_key, task) in task::live_on(snapshot, key) {
            let arn = Arc::from(task::arn_of(&task_key).as_str());
            node.adopt(TaskRun::adopted(arn, task, now));
        }
        self.nodes.push(node);
        self.agenda.after(0, Due::Node { node: self.nodes.len() - 1, wake: Wake::Connect });
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
