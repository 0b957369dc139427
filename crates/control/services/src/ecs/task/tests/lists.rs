//! ListTasks and DescribeTasks.

use longshore_world::records::launch::Launch;
use longshore_world::records::service::{Service, ServiceKey};

use super::*;

fn list(bench: &mut Bench, input: ecs::ListTasksRequest) -> Vec<String> {
    let (mut all, mut next_token) = (Vec::new(), None);
    loop {
        let input = ecs::ListTasksRequest { next_token, max_results: Some(2), ..input.clone() };
        let page = bench.call::<op::ListTasks>(input).unwrap();
        all.extend(page.task_arns.unwrap());
        next_token = page.next_token;
        if next_token.is_none() {
            all.sort();
            return all;
        }
    }
}

/// A definition without ports, so that an instance takes many.
pub(super) fn small(family: &str) -> ecs::RegisterTaskDefinitionRequest {
    let container =
        ContainerDefinition { cpu: Some(1), memory: Some(6), memory_reservation: None, ..container("app") };
    ecs::RegisterTaskDefinitionRequest {
        family: family.to_owned(),
        container_definitions: vec![container],
        ..Default::default()
    }
}

#[test]
fn every_filter_finds_its_own_page_by_page() {
    let mut bench = Bench::new();
    let (one, two) = (bench.instance(), bench.instance());
    bench.register(small("a"));
    bench.register(small("b"));
    let mut start = |family: &str, instance: &str, starter: Option<&str>, group: Option<&str>| {
        let input = ecs::StartTaskRequest {
            task_definition: family.to_owned(),
            started_by: starter.map(str::to_owned),
            group: group.map(str::to_owned),
            ..request(instance)
        };
        bench.start(input).unwrap().tasks.unwrap().remove(0).task_arn.unwrap()
    };
    let sorted = |mut arns: Vec<String>| {
        arns.sort();
        arns
    };
    let a1 = start("a", &one, Some("me"), None);
    let a2 = start("a", &two, None, None);
    let b1 = start("b", &one, Some("me/2"), Some("g"));
    let b2 = start("b", &two, Some("me"), Some("g"));
    let gone = start("a", &one, Some("me"), None);
    bench.report(&one, &report(&gone, 1, "STOPPED"));
    let all = ecs::ListTasksRequest::default();
    let with = |change: fn(&mut ecs::ListTasksRequest)| {
        let mut input = all.clone();
        change(&mut input);
        input
    };
    assert_eq!(list(&mut bench, all.clone()), sorted(vec![a1.clone(), a2.clone(), b1.clone(), b2.clone()]));
    assert_eq!(
        list(&mut bench, with(|it| it.family = Some("a".into()))),
        sorted(vec![a1.clone(), a2.clone()])
    );
    assert_eq!(
        list(&mut bench, with(|it| it.started_by = Some("me".into()))),
        sorted(vec![a1.clone(), b2.clone()])
    );
    let of_one = ecs::ListTasksRequest { container_instance: Some(one.clone()), ..all.clone() };
    assert_eq!(list(&mut bench, of_one.clone()), sorted(vec![a1.clone(), b1.clone()]));
    let both = ecs::ListTasksRequest { family: Some("b".into()), ..of_one.clone() };
    assert_eq!(list(&mut bench, both), std::slice::from_ref(&b1));
    let stopped = ecs::ListTasksRequest { desired_status: Some(ecs::DesiredStatus::Stopped), ..of_one };
    assert_eq!(list(&mut bench, stopped), [gone]);
    assert_eq!(list(&mut bench, with(|it| it.desired_status = Some(ecs::DesiredStatus::Pending))), [""; 0]);
    assert_eq!(list(&mut bench, with(|it| it.launch_type = Some(ecs::LaunchType::Fargate))), [""; 0]);
    assert_eq!(list(&mut bench, with(|it| it.launch_type = Some(ecs::LaunchType::Ec2))).len(), 4);
    assert_eq!(list(&mut bench, with(|it| it.cluster = Some("other".into()))), [""; 0]);
    let of_service = with(|it| it.service_name = Some("s".into()));
    let service = ServiceKey { scope: scope(), cluster: "default".into(), name: "s".into() };
    bench.transact(|tx| tx.put(&service, Service::default()));
    assert_eq!(list(&mut bench, of_service.clone()), [""; 0]);
    let launch = Launch { group: "service:s".into(), ..Launch::clone(&bench.row(&b1).launch) };
    bench.transact(|tx| tx.update(&key(&b1), |row: &mut Task| row.launch = launch.into()));
    assert_eq!(list(&mut bench, of_service), [b1]);
}

#[test]
fn lists_that_are_refused() {
    let mut bench = Bench::new();
    for (input, code) in [
        (
            ecs::ListTasksRequest { service_name: Some("s".into()), ..Default::default() },
            "ServiceNotFoundException",
        ),
        (ecs::ListTasksRequest { max_results: Some(0), ..Default::default() }, "InvalidParameterException"),
        (
            ecs::ListTasksRequest { next_token: Some("x".into()), ..Default::default() },
            "InvalidParameterException",
        ),
        (
            ecs::ListTasksRequest {
                started_by: Some("x".into()),
                family: Some("f".into()),
                ..Default::default()
            },
            "InvalidParameterException",
        ),
    ] {
        assert_eq!(bench.call::<op::ListTasks>(input).unwrap_err().code(), code);
    }
}

#[test]
fn tasks_are_described_by_id_and_arn_in_their_cluster() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let arn = bench.started(&instance);
    let id = key(&arn).id;
    let describe = |cluster: &str, given: &[&str]| ecs::DescribeTasksRequest {
        cluster: Some(cluster.to_owned()),
        tasks: texts(given),
        include: None,
    };
    let short = arn.replace("default/", "");
    let found = bench.call::<op::DescribeTasks>(describe("default", &[&id, &arn, &short])).unwrap();
    assert_eq!(found.tasks.unwrap().len(), 3);
    let missing = bench.call::<op::DescribeTasks>(describe("other", &[&arn, &id])).unwrap();
    assert_eq!(missing.tasks.unwrap(), []);
    let failures = missing.failures.unwrap();
    assert!(failures.iter().all(|failure| failure.reason.as_deref() == Some("MISSING")));
    assert_eq!(failures[0].arn.as_ref(), Some(&arn));
    assert!(bench.call::<op::DescribeTasks>(describe("default", &[])).is_err());
}
