//! A task, as its metadata says it.
//!
//! Must not know: HTTP.

use longshore_link::Assignment;
use longshore_shapes::ecs::Tag;
use serde_json::{Map, Value};

use super::answer::Object;
use super::container;
use super::route::Version;
use crate::view::TaskView;

/// With tags, those of the task are added, and those of the machine where it has any.
pub(super) fn document(task: &TaskView, version: Version, tags: Option<&[(String, String)]>) -> Value {
    let assignment = &*task.assignment;
    let containers: Vec<Value> =
        task.containers.iter().map(|one| container::document(task, one, version)).collect();
    let object = Object::default()
        .with("Cluster", assignment.cluster_arn.as_deref().unwrap_or_default())
        .with("TaskARN", assignment.task_arn.as_deref().unwrap_or_default())
        .with("Family", family(assignment))
        .with("Revision", revision(assignment))
        .with("DesiredStatus", task.desired_status)
        .with("KnownStatus", task.known_status)
        .with("Containers", containers)
        .maybe("Limits", limits(assignment))
        .time("PullStartedAt", task.pull_started_at)
        .time("PullStoppedAt", task.pull_stopped_at)
        .time("ExecutionStoppedAt", task.execution_stopped_at)
        .text("AvailabilityZone", assignment.availability_zone.as_deref().unwrap_or_default());
    let object = match version {
        Version::V3 => object,
        Version::V4 => v4_only(object, assignment),
    };
    match tags {
        Some(instance) => with_tags(object, assignment, instance).done(),
        None => object.done(),
    }
}

pub(super) fn family(assignment: &Assignment) -> &str {
    let definition = assignment.definition.as_ref();
    definition.and_then(|definition| definition.family.as_deref()).unwrap_or_default()
}

/// A text, as it always was.
pub(super) fn revision(assignment: &Assignment) -> String {
    let revision = assignment.definition.as_ref().and_then(|definition| definition.revision);
    revision.map(|revision| revision.to_string()).unwrap_or_default()
}

fn v4_only(object: Object, assignment: &Assignment) -> Object {
    let definition = assignment.definition.as_ref();
    let faults = definition.and_then(|definition| definition.enable_fault_injection).unwrap_or_default();
    object
        .text("ServiceName", assignment.service_name.as_deref().unwrap_or_default())
        .text("LaunchType", assignment.launch_type.as_deref().unwrap_or_default())
        .text("VPCID", assignment.vpc_id.as_deref().unwrap_or_default())
        .with("FaultInjectionEnabled", faults)
}

/// The task's own, where it has any: whole processors, and MiB.
fn limits(assignment: &Assignment) -> Option<Value> {
    let definition = assignment.definition.as_ref()?;
    let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<u32>().ok());
    let (cpu, memory) = (number(&definition.cpu), number(&definition.memory));
    (cpu.is_some() || memory.is_some())
        .then(|| Object::default().maybe("CPU", cpu.map(processors)).maybe("Memory", memory).done())
}

fn processors(units: u32) -> Value {
    if units.is_multiple_of(1024) {
        Value::from(units / 1024)
    } else {
        Value::from(f64::from(units) / 1024.0)
    }
}

fn with_tags(object: Object, assignment: &Assignment, instance: &[(String, String)]) -> Object {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let own = assignment.tags.iter().flatten().map(|tag: &Tag| (text(&tag.key), text(&tag.value)));
    let object = object.with("TaskTags", tag_object(own));
    if instance.is_empty() {
        return object;
    }
    object.with("ContainerInstanceTags", tag_object(instance.iter().cloned()))
}

fn tag_object(tags: impl Iterator<Item = (String, String)>) -> Value {
    Value::Object(tags.map(|(key, value)| (key, Value::from(value))).collect::<Map<_, _>>())
}
