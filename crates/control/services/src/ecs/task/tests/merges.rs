//! Overrides: what they make of a definition, and which are refused.

use longshore_shapes::ecs::{
    ContainerOverride, EphemeralStorage, KeyValuePair, ResourceRequirement, ResourceType, TaskDefinition,
    TaskOverride,
};

use super::*;
use crate::ecs::task::overrides::{checked, merged};

fn variable(name: &str, value: &str) -> KeyValuePair {
    KeyValuePair { name: Some(name.to_owned()), value: Some(value.to_owned()) }
}

fn base() -> TaskDefinition {
    let app = ContainerDefinition {
        command: Some(texts(&["serve"])),
        environment: Some(vec![variable("A", "1"), variable("B", "2")]),
        ..container("app")
    };
    TaskDefinition {
        family: Some("web".to_owned()),
        container_definitions: Some(vec![app, container("side")]),
        task_role_arn: Some("arn:aws:iam::000000000007:role/old".to_owned()),
        ..Default::default()
    }
}

fn of_app(of: ContainerOverride) -> TaskOverride {
    let of = ContainerOverride { name: Some("app".to_owned()), ..of };
    TaskOverride { container_overrides: Some(vec![of]), ..Default::default() }
}

fn app(definition: &TaskDefinition) -> &ContainerDefinition {
    &definition.container_definitions.as_ref().unwrap()[0]
}

#[test]
fn nothing_overridden_changes_nothing() {
    assert_eq!(merged(base(), &TaskOverride::default()), base());
    assert_eq!(merged(base(), &of_app(ContainerOverride::default())), base());
}

#[test]
fn a_container_takes_what_is_given_and_keeps_the_rest() {
    let gpu = ResourceRequirement {
        value: Some("1".to_owned()),
        r#type: ResourceType::Gpu,
        sharing_strategy: None,
    };
    let of = ContainerOverride {
        command: Some(texts(&["other", "-x"])),
        environment: Some(vec![variable("B", "3"), variable("C", "4")]),
        cpu: Some(10),
        memory: Some(100),
        memory_reservation: Some(50),
        resource_requirements: Some(vec![gpu.clone()]),
        ..Default::default()
    };
    let (after, _) = checked(&base(), of_app(of)).unwrap();
    let app = app(&after);
    assert_eq!(app.command, Some(texts(&["other", "-x"])));
    assert_eq!(
        app.environment.as_ref().unwrap(),
        &[variable("A", "1"), variable("B", "3"), variable("C", "4")]
    );
    assert_eq!((app.cpu, app.memory, app.memory_reservation), (Some(10), Some(100), Some(50)));
    assert_eq!(app.resource_requirements.as_ref().unwrap(), &[gpu]);
    assert_eq!(after.container_definitions.unwrap()[1], container("side"));
}

#[test]
fn an_empty_command_is_a_command() {
    let of = ContainerOverride { command: Some(Vec::new()), ..Default::default() };
    assert_eq!(app(&merged(base(), &of_app(of))).command, Some(Vec::new()));
}

#[test]
fn a_task_takes_sizes_in_words_and_roles() {
    let role = |name: &str| Some(format!("arn:aws:iam::000000000007:role/{name}"));
    let given = TaskOverride {
        cpu: Some("1 vCPU".to_owned()),
        memory: Some("2GB".to_owned()),
        task_role_arn: role("new"),
        execution_role_arn: role("execution"),
        ephemeral_storage: Some(EphemeralStorage { size_in_gib: 30 }),
        ..Default::default()
    };
    let (merged, overrides) = checked(&base(), given).unwrap();
    assert_eq!((merged.cpu.as_deref(), merged.memory.as_deref()), (Some("1024"), Some("2048")));
    assert_eq!((merged.task_role_arn, merged.execution_role_arn), (role("new"), role("execution")));
    assert_eq!(merged.ephemeral_storage.unwrap().size_in_gib, 30);
    assert_eq!((overrides.cpu.as_deref(), overrides.memory.as_deref()), (Some("1024"), Some("2048")));
}

#[test]
fn overrides_that_are_refused() {
    let named = |name: &str| ContainerOverride { name: Some(name.to_owned()), ..Default::default() };
    let list =
        |of: Vec<ContainerOverride>| TaskOverride { container_overrides: Some(of), ..Default::default() };
    let long = ContainerOverride { command: Some(vec!["x".repeat(8192)]), ..Default::default() };
    for (given, message) in [
        (
            list(vec![named("nope")]),
            "Override for container named nope is not a container in the TaskDefinition.",
        ),
        (list(vec![ContainerOverride::default()]), "must have a container name"),
        (list(vec![named("app"), named("app")]), "more than one override"),
        (of_app(ContainerOverride { memory: Some(2), ..Default::default() }), "'memory' must be at least 6"),
        (of_app(ContainerOverride { memory: Some(100), ..Default::default() }), "must not be less than"),
        (
            of_app(ContainerOverride { cpu: Some(-1), ..Default::default() }),
            "'cpu' of container app is negative",
        ),
        (TaskOverride { cpu: Some("much".to_owned()), ..Default::default() }, "Invalid 'cpu' setting"),
        (TaskOverride { memory: Some("256".to_owned()), ..Default::default() }, "memory"),
        (TaskOverride { task_role_arn: Some(String::new()), ..Default::default() }, "role's ARN"),
        (of_app(long), "at most 8192"),
    ] {
        let error = checked(&base(), given).unwrap_err();
        assert!(error.message.contains(message), "{error}");
    }
}
