//! Tasks whose rows have moved to disk.

use longshore_shapes::longshore::{self as api, op as own};
use longshore_world::records::task::stopped;

use super::*;

/// A task that has stopped and left memory, with its instance and as it was described before.
fn retired(bench: &mut Bench) -> (String, String, ecs::Task) {
    let instance = bench.instance();
    let arn = bench.started(&instance);
    bench.stop(&arn, Some("enough"));
    bench.report(&instance, &report(&arn, 1, "STOPPED"));
    let before = bench.described(&arn);
    retire(bench, &arn);
    (instance, arn, before)
}

fn retire(bench: &mut Bench, arn: &str) {
    assert!(bench.transact(|tx| stopped::retire(tx, &key(arn))));
    assert!(!bench.transact(|tx| stopped::retire(tx, &key(arn))), "once");
    assert!(bench.world.get::<Task>(&key(arn)).is_none());
}

fn explain(bench: &mut Bench, resource: &str) -> Result<api::ExplainResponse, ApiError> {
    let input = api::ExplainRequest { resource: resource.to_owned(), ..Default::default() };
    bench.call::<own::Explain>(input)
}

#[test]
fn it_is_described_as_before_by_id_and_arn_and_listed_no_more() {
    let mut bench = Bench::new();
    let (_, arn, before) = retired(&mut bench);
    let id = key(&arn).id;
    for given in [&arn, &id] {
        assert_eq!(bench.described(given), before, "{given}");
    }
    let input =
        ecs::ListTasksRequest { desired_status: Some(ecs::DesiredStatus::Stopped), ..Default::default() };
    assert_eq!(bench.call::<op::ListTasks>(input).unwrap().task_arns, Some(Vec::new()));
    // It is of its cluster and of no other.
    let input = ecs::DescribeTasksRequest {
        cluster: Some("other".to_owned()),
        tasks: vec![arn.clone(), id],
        ..Default::default()
    };
    let answer = bench.call::<op::DescribeTasks>(input).unwrap();
    assert_eq!((answer.tasks.unwrap().len(), answer.failures.unwrap().len()), (0, 2));
    bench.transact(|tx| tx.delete_cold::<stopped::StoppedTask>(&key(&arn)));
    let input = ecs::DescribeTasksRequest { tasks: vec![arn], ..Default::default() };
    let answer = bench.call::<op::DescribeTasks>(input).unwrap();
    assert_eq!((answer.tasks.unwrap().len(), answer.failures.unwrap().len()), (0, 1));
}

#[test]
fn its_story_and_its_place_are_known() {
    let mut bench = Bench::new();
    let (instance, arn, _) = retired(&mut bench);
    let id = key(&arn).id;
    for given in [&arn, &id] {
        let story = explain(&mut bench, given).unwrap();
        assert_eq!(story.resource_arn.as_deref(), Some(arn.as_str()));
        assert!(story.summary.as_ref().unwrap().ends_with("It has stopped: enough."), "{:?}", story.summary);
        let what: Vec<_> = story.chapters.unwrap().into_iter().filter_map(|chapter| chapter.what).collect();
        assert!(what[0].starts_with("placed on container instance "), "{what:?}");
        assert_eq!(what[1..], ["shall stop", "the node took the task over", "STOPPED"]);
        let named = crate::ecs::task::named(&bench.snapshot(), scope(), None, given).unwrap();
        assert_eq!(named, (key(&arn), Some(instance_key(&instance)), false));
    }
    assert!(crate::ecs::task::named(&bench.snapshot(), scope(), Some("other"), &id).is_err());
    bench.transact(|tx| tx.delete_cold::<stopped::StoppedTask>(&key(&arn)));
    assert_eq!(explain(&mut bench, &arn).unwrap_err().code(), "ResourceNotFoundException");
    assert!(crate::ecs::task::named(&bench.snapshot(), scope(), None, &id).is_err());
}

#[test]
fn a_client_token_leads_to_it() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let input = ecs::RunTaskRequest {
        task_definition: "web".to_owned(),
        client_token: Some("token".to_owned()),
        ..Default::default()
    };
    let arn = bench.run_task(input.clone()).unwrap().tasks.unwrap().remove(0).task_arn.unwrap();
    bench.report(&instance, &report(&arn, 1, "STOPPED"));
    let before = bench.described(&arn);
    retire(&mut bench, &arn);
    assert_eq!(bench.run_task(input).unwrap().tasks, Some(vec![before]));
}
