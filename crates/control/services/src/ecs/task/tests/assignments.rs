//! What a node is told: the whole of it, and what commits change.

use longshore_link::{Assignment, Assignments};
use longshore_shapes::ecs::{ContainerOverride, TaskOverride};
use longshore_world::records::access_key::{AccessKey, AccessKeyId};

use super::*;
use crate::ecs::task::assignment::{assignments, changed};
use crate::ecs::task::{current_credentials, issue_credentials, renewal_due};

fn whole(bench: &Bench, instance: &str) -> Vec<Assignment> {
    assignments(&bench.snapshot(), &instance_key(instance)).unwrap().tasks.unwrap()
}

/// What the last transaction changed for a node.
fn delta(bench: &Bench, instance: &str) -> Option<Assignments> {
    changed(&bench.snapshot(), &instance_key(instance), &bench.changes).unwrap()
}

fn desired(tasks: &[Assignment]) -> Vec<&str> {
    tasks.iter().map(|task| task.desired_status.as_deref().unwrap()).collect()
}

#[test]
fn a_node_gets_the_definition_with_overrides_in_it() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let of = ContainerOverride {
        name: Some("app".to_owned()),
        command: Some(texts(&["x"])),
        ..Default::default()
    };
    let overrides = Some(TaskOverride { container_overrides: Some(vec![of]), ..Default::default() });
    bench.start(ecs::StartTaskRequest { overrides, ..request(&instance) }).unwrap();
    let sent = whole(&bench, &instance).remove(0);
    assert_eq!((sent.desired_status.as_deref(), sent.launch_type.as_deref()), (Some("RUNNING"), Some("EC2")));
    assert_eq!((sent.group.as_deref(), sent.service_name), (Some("family:web"), None));
    assert_eq!(sent.container_arns.unwrap().len(), 2);
    let containers = sent.definition.unwrap().container_definitions.clone().unwrap();
    assert_eq!(containers[0].command, Some(texts(&["x"])));
    let environment = containers[1].environment.as_ref().unwrap();
    assert_eq!(environment[0].value.as_deref(), Some("AWS_ECS_EC2"));
    assert_eq!((sent.network, sent.credentials_id), (None, None));
}

#[test]
fn changes_that_matter_to_a_node_are_told_to_it_alone() {
    let mut bench = Bench::new();
    let (instance, other) = (bench.instance(), bench.instance());
    let arn = bench.started(&instance);
    let told = delta(&bench, &instance).unwrap();
    assert_eq!(desired(&told.tasks.unwrap()), ["RUNNING"]);
    assert_eq!((told.full, delta(&bench, &other)), (None, None));
    bench.report(&instance, &report(&arn, 1, "RUNNING"));
    assert_eq!(delta(&bench, &instance), None, "its own word is not told back to it");
    bench.stop(&arn, None);
    assert_eq!(desired(&delta(&bench, &instance).unwrap().tasks.unwrap()), ["STOPPED"]);
    assert_eq!(desired(&whole(&bench, &instance)), ["STOPPED"]);
    bench.report(&instance, &report(&arn, 2, "STOPPED"));
    let told = delta(&bench, &instance).unwrap();
    assert_eq!((told.tasks.unwrap().len(), told.forget.unwrap()), (0, vec![arn]));
    assert_eq!(whole(&bench, &instance), []);
}

#[test]
fn roles_get_credentials_that_end_with_the_task() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let role = "arn:aws:iam::000000000007:role/path/app";
    let overrides = Some(TaskOverride { task_role_arn: Some(role.to_owned()), ..Default::default() });
    let answer = bench.start(ecs::StartTaskRequest { overrides, ..request(&instance) }).unwrap();
    assert_eq!(answer.failures.unwrap(), []);
    let arn = answer.tasks.unwrap().remove(0).task_arn.unwrap();
    let id = whole(&bench, &instance).remove(0).credentials_id.unwrap();
    assert_eq!(id.len(), 36, "{id}");
    assert!(renewal_due(&bench.row(&arn)).unwrap() > bench.now, "they come with the task");
    let key = key(&arn);
    let first = current_credentials(&bench.world, &key, &bench.row(&arn));
    assert_eq!(first.len(), 1);
    let issued = bench.transact(|tx| issue_credentials(tx, &key));
    assert_eq!(issued.len(), 1, "of the roles that the task has");
    assert_eq!(issued[0].credentials_id.as_ref(), Some(&id));
    let key_id = AccessKeyId { id: issued[0].access_key_id.clone().unwrap() };
    assert!(key_id.id.starts_with("ASIA") && key_id.id.len() == 20, "{}", key_id.id);
    let row = bench.world.get::<AccessKey>(&key_id).unwrap();
    assert_eq!(row.principal_arn, format!("arn:aws:sts::000000000007:assumed-role/app/{}", key.id));
    assert_eq!((&row.session_token, row.expires_at), (&issued[0].session_token, issued[0].expires_at));
    assert!(renewal_due(&bench.row(&arn)).unwrap() > bench.now);
    assert_ne!(first, issued);
    assert_eq!(current_credentials(&bench.world, &key, &bench.row(&arn)), issued);
    let again = bench.transact(|tx| issue_credentials(tx, &key));
    assert_ne!(again[0].access_key_id, issued[0].access_key_id);
    assert!(bench.world.get::<AccessKey>(&key_id).is_some(), "good until it ends");
    bench.report(&instance, &report(&arn, 1, "STOPPED"));
    assert!(bench.world.get::<AccessKey>(&key_id).is_none());
    assert_eq!(renewal_due(&bench.row(&arn)), None);
    assert!(bench.transact(|tx| issue_credentials(tx, &key)).is_empty());
}
