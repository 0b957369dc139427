//! How an instance comes and goes with the link of its node.
//!
//! Must not know: links, or what a node says beside who it is.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{RegisterContainerInstanceRequest, TaskStopCode};
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::{KeyBytes, Scope, Tx, World};

use super::{CONTROL, DRAINING, INACTIVE, NODE, registration, tasks};
use crate::caller::Caller;
use crate::ecs::task::stop_all_of;

/// An instance, and which connection of its node this is: an older one has nothing to say any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connected {
    pub instance: ContainerInstanceKey,
    pub connection: i64,
}

/// Registers the instance of a node that connects, or says again what it has: as RegisterContainerInstance
/// does, and with its errors.
pub fn connect(
    scope: Scope,
    registration: RegisterContainerInstanceRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<Connected, ApiError> + Send + use<>, ApiError> {
    let register = registration::registering(&Caller::root(scope), registration)?;
    Ok(move |tx: &mut Tx<'_>| {
        let instance = register(tx)?;
        // Nothing that is shown: the version stays.
        tx.update(&instance, |row: &mut ContainerInstance| row.connection += 1);
        super::chronicle(tx, &instance, NODE, "connected", None);
        let connection = tx.get::<ContainerInstance>(&instance).map_or(0, |row| row.connection);
        Ok(Connected { instance, connection })
    })
}

/// The connection is gone: the agent is not there, unless it has connected again meanwhile. What its tasks do
/// is left as it was last heard.
pub fn disconnect(tx: &mut Tx<'_>, of: &Connected) {
    let current =
        tx.get::<ContainerInstance>(&of.instance).is_some_and(|row| row.connection == of.connection);
    if current {
        lose(tx, &of.instance, NODE, "its link has ended");
    }
}

/// At the start of control nobody is connected, whatever was written last.
pub fn disconnect_all(tx: &mut Tx<'_>) {
    let all = tx.scan::<ContainerInstance>(&KeyBytes::from_slice(&[]));
    let linked = all.filter(|(_, row)| row.connection > 0 && row.instance.agent_connected == Some(true));
    let keys: Vec<_> = linked.map(|(key, _)| key).collect();
    for key in keys {
        lose(tx, &key, CONTROL, "control was started anew");
    }
}

/// Notes that the agent is gone, and tells it where that is news.
fn lose(tx: &mut Tx<'_>, key: &ContainerInstanceKey, who: &str, why: &str) {
    let connected = |row: &&std::sync::Arc<ContainerInstance>| {
        row.is_registered() && row.instance.agent_connected == Some(true)
    };
    if tx.get::<ContainerInstance>(key).filter(connected).is_some() {
        set_agent_connected(tx, key, false);
        super::chronicle(tx, key, who, "connection lost", Some(why));
    }
}

/// Notes whether the instance's agent is there.
pub(in crate::ecs) fn set_agent_connected(tx: &mut Tx<'_>, key: &ContainerInstanceKey, connected: bool) {
    if tx.get::<ContainerInstance>(key).is_some_and(|row| row.is_registered()) {
        super::change(tx, key, |row| row.instance.agent_connected = Some(connected));
    }
}

/// Whether a registered instance is there under that key.
pub fn is_registered(world: &World, key: &ContainerInstanceKey) -> bool {
    world.get::<ContainerInstance>(key).is_some_and(|row| row.is_registered())
}

/// The node leaves: nothing more is placed on it, and what it runs is stopped.
pub fn start_leaving(tx: &mut Tx<'_>, key: &ContainerInstanceKey, reason: &str) {
    if tx.get::<ContainerInstance>(key).is_some_and(|row| row.is_registered()) {
        super::change(tx, key, |row| row.instance.status = Some(DRAINING.to_owned()));
        super::chronicle(tx, key, NODE, "leaves: nothing more is placed on it", Some(reason));
        stop_all_of(tx, key, &TaskStopCode::UserInitiated, reason);
    }
}

/// Ends an instance that leaves, once nothing is left on it; answers whether it has ended.
pub fn deregister_when_empty(tx: &mut Tx<'_>, key: &ContainerInstanceKey) -> bool {
    let registered = tx.get::<ContainerInstance>(key).is_some_and(|row| row.is_registered());
    if registered && !tasks::any(tx, key) {
        end(tx, key, NODE, "nothing is left on it");
        return true;
    }
    !registered
}

/// Writes the end of an instance.
pub(super) fn end(tx: &mut Tx<'_>, key: &ContainerInstanceKey, who: &str, why: &str) {
    super::chronicle(tx, key, who, "deregistered", Some(why));
    let now = tx.now();
    super::change(tx, key, |row| {
        row.instance.status = Some(INACTIVE.to_owned());
        row.instance.agent_connected = Some(false);
        row.inactive_at = Some(now);
    });
}
