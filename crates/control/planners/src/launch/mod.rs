//! Launching: rows of new tasks, where placement puts them.
//!
//! Used by whoever starts tasks within a transaction: RunTask, StartTask, a service's scheduler. What belongs
//! to a task's life beside its placement is here too, for all of them: its stop, and its credentials.
//!
//! Must not know: requests, or why tasks are started.

pub mod address;
mod change;
pub mod credentials;
pub mod strategy;

use longshore_shapes::{Shared, ecs};
use longshore_world::Tx;
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::launch::{Launch, LaunchContainer, Order};
use longshore_world::records::task::status::{Health, Status};
use longshore_world::records::task::{Task, TaskContainer, TaskKey};

pub use self::change::{change, end, stop};
use crate::placement::{self, Placed, Refusal, Refused};

/// What came of a launch.
#[derive(Debug, Default)]
pub struct Launched {
    pub tasks: Vec<TaskKey>,
    /// Why there are fewer than were asked for.
    pub refusal: Option<Refusal>,
}

/// Starts up to `count` tasks wherever there is room.
pub fn launch(tx: &mut Tx<'_>, cluster: &ClusterKey, order: &Order, count: usize) -> Launched {
    let seed = tx.random_u64();
    let (places, mut refusal) = placement::place(tx, cluster, order, count, seed);
    let mut tasks = Vec::with_capacity(places.len());
    for place in places {
        match start(tx, cluster, &order.launch, place, |tx| tx.new_id_among(seed)) {
            Ok(task) => tasks.push(task),
            Err(refused) => {
                let refusal = refusal.get_or_insert_default();
                refusal.examined = refusal.examined.max(1);
                refusal.refused.push(refused);
            }
        }
    }
    Launched { tasks, refusal }
}

/// Starts one task on that instance.
pub fn launch_on(
    tx: &mut Tx<'_>,
    cluster: &ClusterKey,
    order: &Order,
    instance: &ContainerInstanceKey,
) -> Result<TaskKey, Refused> {
    let place = placement::check(tx, cluster, order, instance)?;
    start(tx, cluster, &order.launch, place, |tx| tx.new_id())
}

/// Writes the row of a task at a place that it fits in.
fn start(
    tx: &mut Tx<'_>,
    cluster: &ClusterKey,
    launch: &Shared<Launch>,
    place: Placed,
    new_id: impl FnOnce(&mut Tx<'_>) -> String,
) -> Result<TaskKey, Refused> {
    let network = launch.network.as_ref();
    let address = network.map(|it| address::take(tx, cluster.scope, it, place.zone.as_deref())).transpose();
    let address = match address {
        Ok(address) => address,
        Err(lack) => return Err(Refused { instance: Some(place.instance), lack }),
    };
    let key = TaskKey { scope: cluster.scope, cluster: cluster.name.clone(), id: new_id(tx) };
    let credentials = credentials::begin(tx, &key, launch);
    let elsewhere = place.instance.cluster != cluster.name;
    let row = Task {
        launch: launch.clone(),
        status: if address.is_some() { Status::Provisioning } else { Status::Pending },
        version: 1,
        instance: Some(place.instance.id),
        instance_cluster: elsewhere.then_some(place.instance.cluster),
        zone: place.zone,
        architecture: place.architecture,
        containers: containers(launch, place.gpu_ids),
        address: address.map(Box::new),
        credentials,
        created_at: tx.now(),
        assigned: 1,
        ..Default::default()
    };
    let has_roles = row.credentials.is_some();
    tx.put(&key, row);
    if has_roles {
        credentials::issue(tx, &key);
    }
    Ok(key)
}

fn containers(launch: &Launch, gpu_ids: Vec<Vec<String>>) -> Vec<TaskContainer> {
    let gpu_ids = gpu_ids.into_iter().chain(std::iter::repeat_with(Vec::new));
    let container = |(of, gpu_ids): (&LaunchContainer, Vec<String>)| TaskContainer {
        health: of.has_health_check.then_some(Health::Unknown),
        managed_agents: launch.enable_execute_command.then(|| vec![exec_agent()]),
        gpu_ids,
        ..Default::default()
    };
    launch.containers.iter().zip(gpu_ids).map(container).collect()
}

fn exec_agent() -> ecs::ManagedAgent {
    ecs::ManagedAgent {
        name: Some(ecs::ManagedAgentName::ExecuteCommandAgent),
        last_status: Some(Status::Pending.name().to_owned()),
        ..Default::default()
    }
}
