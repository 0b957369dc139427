//! What stands in the file that a container may have of itself, in its two states: made, and running.
//!
//! Must not know: where the file is.

use serde_json::{Value, json};

use super::answer::Object;
use super::container::{networks, ports};
use super::introspection::NodeFacts;
use super::route::Version;
use crate::view::TaskView;

/// That everything stands in it.
const READY: &str = "READY";

/// Of one container of a task. What follows from its start stands in it when that is behind it.
pub(crate) fn document(task: &TaskView, container: usize, node: &NodeFacts, runs: bool) -> Option<Value> {
    let container = task.containers.get(container)?;
    let assignment = &task.assignment;
    let definition = assignment.definition.as_ref();
    // A node that joined is told its cluster with its tasks.
    let named = assignment.cluster_arn.as_deref().and_then(|arn| arn.rsplit('/').next());
    let cluster = named.unwrap_or(&node.cluster);
    let object = Object::default()
        .text("Cluster", cluster)
        .maybe("ContainerInstanceARN", node.container_instance_arn.as_deref())
        .maybe("TaskARN", assignment.task_arn.as_deref())
        .maybe("TaskDefinitionFamily", definition.and_then(|definition| definition.family.as_deref()))
        .maybe(
            "TaskDefinitionRevision",
            definition.and_then(|definition| definition.revision).map(|revision| revision.to_string()),
        )
        .text("ContainerName", &container.name)
        .maybe("AvailabilityZone", assignment.availability_zone.as_deref())
        .maybe("HostPrivateIPv4Address", node.address.map(|address| address.to_string()));
    if !runs {
        return Some(object.done());
    }
    let bound = ports(task, container, Version::V3).into_iter().map(|mut port| {
        if let Some(port) = port.as_object_mut() {
            port.insert("BindIp".to_owned(), json!("0.0.0.0"));
        }
        port
    });
    let object = object
        .text("ContainerID", container.shown_id())
        .text("DockerContainerName", &container.runtime_name)
        .text("ImageID", container.image_id.as_deref().unwrap_or_default())
        .text("ImageName", &container.image)
        .list("PortMappings", bound.collect())
        .list("Networks", networks(task, container, Version::V3))
        .with("MetadataFileStatus", READY);
    Some(object.done())
}
