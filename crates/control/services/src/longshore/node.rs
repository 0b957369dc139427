//! Nodes: the machines that have joined, by the keys that they show.
//!
//! Must not know: certificates, or what a node says.

use longshore_shapes::longshore::{self as api, op};
use longshore_shapes::{ApiError, Timestamp};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::records::node::{BY_CLUSTER, Node, NodeKey, scope_prefix};
use longshore_world::{Snapshot, Tx, World};

use super::join_token::Redeemed;
use super::not_found;
use crate::caller::Caller;
use crate::ecs::{cluster, container_instance};
use crate::registry::Registry;

const MACHINE_NAME_MAX: usize = 255;

pub(crate) fn register(registry: &mut Registry) {
    registry.read::<op::ListNodes>(list_nodes);
    registry.write::<op::RemoveNode, _>(remove_node);
}

fn list_nodes(
    snapshot: &Snapshot,
    caller: &Caller,
    input: api::ListNodesRequest,
) -> Result<api::ListNodesResponse, ApiError> {
    let of = |given| cluster::find_active(snapshot, caller.scope, Some(given)).map(|(key, _)| key.name);
    let cluster = input.cluster.as_deref().map(of).transpose()?;
    let mut prefix = scope_prefix(caller.scope);
    if let Some(cluster) = &cluster {
        prefix.text(cluster);
    }
    let nodes = snapshot.by_index::<Node>(BY_CLUSTER, &prefix.finish(), None);
    let nodes = nodes.map(|(_, key, row)| shown(snapshot, &key, row)).collect();
    Ok(api::ListNodesResponse { nodes: Some(nodes) })
}

fn shown(world: &World, key: &NodeKey, row: &Node) -> api::Node {
    let instance = instance_of(row);
    let known = instance.as_ref().and_then(|key| world.get::<ContainerInstance>(key));
    api::Node {
        node_id: Some(key.fingerprint.clone()),
        cluster: Some(row.cluster.clone()),
        container_instance_arn: instance.as_ref().map(container_instance::arn_of),
        machine_name: row.machine_name.clone(),
        connected: Some(known.is_some_and(|row| row.instance.agent_connected == Some(true))),
        joined_at: Some(row.joined_at),
        certificate_expires_at: Some(row.certificate_expires_at),
    }
}

/// The container instance that a node is.
pub fn instance_of(row: &Node) -> Option<ContainerInstanceKey> {
    let (scope, id) = (row.scope()?, row.instance.clone()?);
    Some(ContainerInstanceKey { scope, cluster: row.cluster.clone(), id })
}

fn remove_node(
    caller: &Caller,
    input: api::RemoveNodeRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<api::RemoveNodeResponse, ApiError> + use<>, ApiError> {
    let scope = caller.scope;
    Ok(move |tx: &mut Tx<'_>| {
        let key = NodeKey { fingerprint: input.node_id };
        if tx.get::<Node>(&key).is_none_or(|row| row.scope() != Some(scope)) {
            return Err(not_found(format!("There is no node '{}'.", key.fingerprint)));
        }
        tx.delete::<Node>(&key);
        Ok(api::RemoveNodeResponse::default())
    })
}

/// Takes a machine in that has shown a token: from now on its key is known.
pub fn admit(
    tx: &mut Tx<'_>,
    fingerprint: &str,
    redeemed: Redeemed,
    machine_name: Option<&str>,
    certificate_expires_at: Timestamp,
) {
    let name = machine_name.map(|name| name.chars().take(MACHINE_NAME_MAX).collect());
    let row = Node {
        account: redeemed.scope.account.to_string(),
        region: redeemed.scope.region.to_string(),
        cluster: redeemed.cluster,
        instance: None,
        machine_name: name,
        joined_at: tx.now(),
        certificate_expires_at,
    };
    tx.put(&NodeKey { fingerprint: fingerprint.to_owned() }, row);
}

/// A node that has a certificate gets the next one; answers whether it is still known. Its key may be a new
/// one: then the old key is none any more.
pub fn renew(tx: &mut Tx<'_>, old: &str, new: &str, certificate_expires_at: Timestamp) -> bool {
    let Some(row) = tx.get::<Node>(&NodeKey { fingerprint: old.to_owned() }).cloned() else { return false };
    if old != new {
        tx.delete::<Node>(&NodeKey { fingerprint: old.to_owned() });
    }
    let row = Node { certificate_expires_at, ..Node::clone(&row) };
    tx.put(&NodeKey { fingerprint: new.to_owned() }, row);
    true
}

/// Notes which container instance a node has become.
pub fn set_instance(tx: &mut Tx<'_>, fingerprint: &str, instance: &ContainerInstanceKey) {
    let key = NodeKey { fingerprint: fingerprint.to_owned() };
    tx.update(&key, |row: &mut Node| row.instance = Some(instance.id.clone()));
}

/// Where a node of that key belongs; none if it is not known, or not any more.
pub fn place_of(world: &World, fingerprint: &str) -> Option<(ClusterKey, Option<ContainerInstanceKey>)> {
    let row = world.get::<Node>(&NodeKey { fingerprint: fingerprint.to_owned() })?;
    Some((ClusterKey { scope: row.scope()?, name: row.cluster.clone() }, instance_of(row)))
}

/// A node has left: its key is known no more.
pub fn forget(tx: &mut Tx<'_>, fingerprint: &str) {
    tx.delete::<Node>(&NodeKey { fingerprint: fingerprint.to_owned() });
}
