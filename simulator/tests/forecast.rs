//! Forecasts: what they say comes true, and the world that they are about hears nothing of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use longshore_shapes::longshore as api;
use longshore_simulator::forecast::{VERDICTS, forecast};
use longshore_simulator::{Cluster, Machine, Settings};
use longshore_world::Timestamp;
use serde_json::{Value, json};

/// A cluster of machines with 4096 CPU units and 8192 MiB each.
fn cluster(seed: u64, machines: usize) -> Cluster {
    let mut cluster = Cluster::new(Settings::calm(seed)).unwrap();
    call(&mut cluster, "CreateCluster", json!({"clusterName": "default"}));
    for _ in 0..machines {
        cluster.add_node("default", Machine::default());
    }
    cluster.run_for(5_000);
    cluster
}

fn call(cluster: &mut Cluster, operation: &str, input: Value) -> Value {
    cluster.call(operation, &input).unwrap_or_else(|error| panic!("{operation}: {error}"))
}

fn define(cluster: &mut Cluster, family: &str, memory: i32) {
    let container = json!({"name": "app", "image": "sim/steady", "cpu": 256, "memory": memory});
    call(cluster, "RegisterTaskDefinition", json!({"family": family, "containerDefinitions": [container]}));
}

/// A service with a first deployment that is done.
fn serve(cluster: &mut Cluster, count: i32, memory: i32, more: Value) {
    define(cluster, "web", memory);
    let mut input = json!({"serviceName": "web", "taskDefinition": "web", "desiredCount": count});
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    call(cluster, "CreateService", input);
    assert!(cluster.run_until_settled(600_000), "{:?}", cluster.unsettled());
    cluster.run_for(60_000);
}

fn ask(cluster: &Cluster, input: &api::ForecastRequest) -> Result<api::ForecastResponse, String> {
    let now = Timestamp::from_millis(cluster.now());
    let answer = forecast(cluster.snapshot(), cluster.scope(), now, input, &mut || true);
    if let Ok(answer) = &answer {
        assert!(VERDICTS.contains(&answer.verdict.as_str()));
    }
    answer.map_err(|error| error.message)
}

fn requests(requests: &[(&str, Value)]) -> api::ForecastRequest {
    let request = |(operation, input): &(&str, Value)| api::PlannedRequest {
        operation: (*operation).to_owned(),
        input: input.to_string(),
    };
    api::ForecastRequest { requests: Some(requests.iter().map(request).collect()), ..Default::default() }
}

/// How many tasks each machine has, and the service's numbers.
fn places(cluster: &mut Cluster) -> (Vec<i64>, i64) {
    let listed = call(cluster, "ListContainerInstances", json!({}));
    let described = call(
        cluster,
        "DescribeContainerInstances",
        json!({"containerInstances": listed["containerInstanceArns"]}),
    );
    let machines = described["containerInstances"].as_array().unwrap();
    let mut counts: Vec<i64> = machines.iter().map(|it| it["runningTasksCount"].as_i64().unwrap()).collect();
    counts.sort_unstable();
    let service = call(cluster, "DescribeServices", json!({"services": ["web"]}));
    (counts, service["services"][0]["runningCount"].as_i64().unwrap())
}

fn rows(cluster: &Cluster) -> (u64, usize) {
    let everything = longshore_world::KeyBytes::from_slice(&[]);
    let tasks = cluster.snapshot().scan::<longshore_world::records::task::Task>(&everything).count();
    (cluster.snapshot().position(), tasks)
}

#[test]
fn a_rollout_that_was_forecast_comes_true_and_the_world_hears_nothing_of_it() {
    let mut cluster = cluster(11, 3);
    serve(&mut cluster, 6, 512, json!({}));
    define(&mut cluster, "web", 1024);
    let before = (rows(&cluster), places(&mut cluster));
    let change = json!({"service": "web", "taskDefinition": "web:2", "desiredCount": 9});
    let answer = ask(&cluster, &requests(&[("UpdateService", change.clone())])).unwrap();
    assert_eq!((rows(&cluster), places(&mut cluster)), before);
    assert_eq!(answer, ask(&cluster, &requests(&[("UpdateService", change.clone())])).unwrap());
    assert_eq!(answer.verdict, "STEADY", "{}", answer.summary);

    call(&mut cluster, "UpdateService", change);
    let (mut most, mut steady_after) = (0, None);
    let began = cluster.now();
    let everything = longshore_world::KeyBytes::from_slice(&[]);
    for _ in 0..3_000 {
        cluster.run_for(100);
        let tasks = cluster.snapshot().scan::<longshore_world::records::task::Task>(&everything);
        most = most.max(tasks.filter(|(_, row)| row.is_live()).count());
        let service = call(&mut cluster, "DescribeServices", json!({"services": ["web"]}));
        let deployments = service["services"][0]["deployments"].as_array().unwrap();
        if deployments.len() == 1 && deployments[0]["rolloutState"] == "COMPLETED" {
            steady_after.get_or_insert(cluster.now() - began);
        }
    }
    let (counts, running) = places(&mut cluster);
    let mut told: Vec<i64> = answer.machines.iter().map(|it| i64::from(it.after.tasks)).collect();
    told.sort_unstable();
    assert_eq!((counts, running), (told, 9));
    let service = &answer.services[0];
    assert_eq!((service.running, service.desired, service.steady), (9, 9, true));
    assert!((3..=6).contains(&service.least_running), "{}", service.least_running);
    // Nine at the end; what is above it is the surge.
    assert_eq!(i64::from(answer.surge.tasks), i64::try_from(most).unwrap() - 9, "{}", answer.surge.summary);
    assert!(answer.surge.held);
    let (told, seen) = (answer.steady_millis.unwrap(), steady_after.unwrap());
    assert!((told - seen).abs() < 10_000, "{told} {seen}");
}

#[test]
fn tasks_that_find_no_place_are_told_with_what_was_lacking() {
    let mut cluster = cluster(12, 1);
    define(&mut cluster, "big", 5000);
    let answer =
        ask(&cluster, &requests(&[("RunTask", json!({"taskDefinition": "big", "count": 2}))])).unwrap();
    assert_eq!(answer.verdict, "REFUSED");
    let told = &answer.answers[0];
    assert_eq!((told.done, told.answer.as_str()), (true, "1 task placed"));
    assert!(
        told.refusals[0].contains("RESOURCE:MEMORY (wants 5000 MiB of memory, 3192 are left)"),
        "{told:?}",
        told = told.refusals
    );
    let machine = &answer.machines[0];
    assert_eq!((machine.before.memory, machine.after.memory), (8192, 3192));
    assert_eq!((machine.placed[0].what.as_str(), machine.placed[0].count), ("big:1", 1));
}

#[test]
fn a_deployment_without_room_stalls_and_it_is_said_what_is_lacking() {
    let mut cluster = cluster(13, 1);
    serve(
        &mut cluster,
        3,
        2048,
        json!({"deploymentConfiguration": {"minimumHealthyPercent": 100, "maximumPercent": 200}}),
    );
    let change = json!({"service": "web", "desiredCount": 6});
    let answer = ask(&cluster, &requests(&[("UpdateService", change)])).unwrap();
    assert_eq!(answer.verdict, "STALLED", "{}", answer.summary);
    assert!(answer.summary.contains("2 tasks found no place"), "{}", answer.summary);
    assert!(answer.summary.contains("MiB of memory"), "{}", answer.summary);
    assert!(!answer.surge.held && answer.steady_millis.is_none());
    assert!(answer.timeline.iter().any(|it| it.what.contains("unable to place a task")));
}

#[test]
fn tasks_that_shall_fail_show_the_breaker_and_the_way_back() {
    let mut cluster = cluster(14, 2);
    let breaker = json!({"deploymentCircuitBreaker": {"enable": true, "rollback": true}});
    serve(&mut cluster, 2, 256, json!({"deploymentConfiguration": breaker}));
    define(&mut cluster, "web", 300);
    let change = json!({"service": "web", "taskDefinition": "web"});
    let question = api::ForecastRequest {
        failing: Some(vec!["web".to_owned()]),
        ..requests(&[("UpdateService", change)])
    };
    let answer = ask(&cluster, &question).unwrap();
    assert_eq!(answer.verdict, "FAILED", "{}", answer.summary);
    assert!(answer.summary.contains("circuit breaker"), "{}", answer.summary);
    let service = &answer.services[0];
    assert_eq!((service.running, service.steady), (2, true), "{}", service.state);
    assert!(answer.stopped.iter().any(|it| it.what == "web:2" && it.reason.contains("fails to start")));
}

#[test]
fn a_machine_that_drains_or_is_lost_is_replaced_by_the_others() {
    let mut cluster = cluster(15, 2);
    serve(&mut cluster, 4, 512, json!({}));
    let listed = call(&mut cluster, "ListContainerInstances", json!({}));
    let first = listed["containerInstanceArns"][0].as_str().unwrap().to_owned();
    let id = first.rsplit('/').next().unwrap().to_owned();
    for (question, status) in [
        (api::ForecastRequest { drain: Some(vec![first.clone()]), ..Default::default() }, "DRAINING"),
        (api::ForecastRequest { lose: Some(vec![id.clone()]), ..Default::default() }, "INACTIVE"),
    ] {
        let answer = ask(&cluster, &question).unwrap();
        assert_eq!(answer.verdict, "STEADY", "{status}: {}", answer.summary);
        let of = |drained: bool| {
            answer.machines.iter().find(|it| (it.container_instance == id) == drained).unwrap()
        };
        assert_eq!((of(true).status.as_str(), of(true).after.tasks), (status, 0));
        assert_eq!(of(false).after.tasks, 4);
        assert!(answer.assumptions.iter().any(|it| it.contains("A task of web starts in")));
        assert_eq!(answer.assumptions.iter().any(|it| it.contains("deregistered")), status == "INACTIVE");
    }
}

#[test]
fn a_strategy_that_needs_more_machines_is_told_with_figures() {
    let mut cluster = cluster(16, 4);
    define(&mut cluster, "web", 1024);
    let spread = json!([{"type": "spread", "field": "instanceId"}]);
    let service = json!({"serviceName": "web", "taskDefinition": "web", "desiredCount": 4, "placementStrategy": spread});
    let answer = ask(&cluster, &requests(&[("CreateService", service)])).unwrap();
    assert_eq!(
        answer.costs,
        [
            "Placement of service web: a spread over instanceId ends with 4 machines in use and room for 28 more such tasks; \
          packed as tightly as they fit it would be 1 machine and room for 28, so it costs 3 machines; in return a machine \
          that fails takes at most 1 of 4 tasks with it, not 4."
        ]
    );
    let pack = json!([{"type": "binpack", "field": "memory"}]);
    let run = json!({"taskDefinition": "web", "count": 4, "placementStrategy": pack});
    let answer = ask(&cluster, &requests(&[("RunTask", run)])).unwrap();
    assert_eq!(
        answer.costs,
        [
            "Placement of the tasks of web:1: a binpack by memory ends with 1 machine in use and room for 28 more such tasks; \
          the tightest packing would do no better."
        ]
    );
}

#[test]
fn what_was_out_of_order_before_is_told_and_does_not_count() {
    let mut cluster = cluster(20, 1);
    serve(&mut cluster, 1, 512, json!({}));
    define(&mut cluster, "big", 9000);
    let stuck = json!({"serviceName": "stuck", "taskDefinition": "big", "desiredCount": 1});
    call(&mut cluster, "CreateService", stuck);
    cluster.run_for(60_000);
    let change = json!({"service": "web", "desiredCount": 2});
    let answer = ask(&cluster, &requests(&[("UpdateService", change)])).unwrap();
    assert_eq!(answer.verdict, "STEADY", "{}", answer.summary);
    let told: Vec<_> =
        answer.services.iter().map(|it| (it.service.as_str(), it.concerned, it.steady)).collect();
    assert_eq!(told, [("stuck", false, false), ("web", true, true)]);
    let change = json!({"service": "stuck", "desiredCount": 2});
    let answer = ask(&cluster, &requests(&[("UpdateService", change)])).unwrap();
    assert_eq!(answer.verdict, "STALLED", "{}", answer.summary);
}

#[test]
fn requests_build_on_one_another_and_the_first_refusal_ends_them() {
    let cluster = cluster(17, 1);
    let container = json!({"name": "app", "image": "sim/steady", "memory": 64});
    let define = json!({"family": "new", "containerDefinitions": [container]});
    let service = json!({"serviceName": "web", "taskDefinition": "new", "desiredCount": 1});
    let answer = ask(
        &cluster,
        &requests(&[
            ("RegisterTaskDefinition", define),
            ("CreateService", service),
            ("DeleteService", json!({"service": "web"})),
            ("StopTask", json!({"task": "x"})),
        ]),
    )
    .unwrap();
    assert_eq!(answer.verdict, "REFUSED");
    let told: Vec<_> = answer.answers.iter().map(|it| (it.what.as_str(), it.done)).collect();
    assert_eq!(
        told,
        [("RegisterTaskDefinition new", true), ("CreateService web", true), ("DeleteService web", false)]
    );
    assert!(answer.summary.contains("DeleteService web: InvalidParameterException"), "{}", answer.summary);
}

#[test]
fn a_question_that_cannot_be_meant_is_refused_by_name() {
    let cluster = cluster(18, 1);
    let of = |operation: &str, input: &str| api::ForecastRequest {
        requests: Some(vec![api::PlannedRequest {
            operation: operation.to_owned(),
            input: input.to_owned(),
        }]),
        ..Default::default()
    };
    let machine = |id: &str| api::ForecastRequest { drain: Some(vec![id.to_owned()]), ..Default::default() };
    for (question, message) in [
        (api::ForecastRequest::default(), "nothing to forecast"),
        (of("DescribeServices", "{}"), "requests[0]: 'DescribeServices' is no ECS operation that changes"),
        (of("SubmitTaskStateChange", "{}"), "is no ECS operation"),
        (of("CreateBucket", "{}"), "is no ECS operation"),
        (of("RunTask", "{"), "requests[0] (RunTask): the input is no JSON"),
        (of("RunTask", "[]"), "must be an object"),
        (
            of("UpdateService", r#"{"desiredcount": 1}"#),
            "no member 'desiredcount'; did you mean 'desiredCount'",
        ),
        (of("RunTask", r#"{"placementStrategy": [{"kind": "x"}]}"#), "no member 'placementStrategy[0].kind'"),
        (machine("i-1"), "no registered container instance 'i-1' in cluster 'default'"),
        (
            api::ForecastRequest { failing: Some(vec!["web:x".to_owned()]), ..machine("i") },
            "container instance 'i'",
        ),
        (api::ForecastRequest { horizon_seconds: Some(0), ..of("RunTask", "{}") }, "horizonSeconds"),
        (api::ForecastRequest { start_millis: Some(-1), ..of("RunTask", "{}") }, "startMillis"),
        (
            api::ForecastRequest { failing: Some(vec!["web:x".to_owned()]), ..of("RunTask", "{}") },
            "failing: 'web:x'",
        ),
    ] {
        let refused = ask(&cluster, &question).unwrap_err();
        assert!(refused.contains(message), "{refused}");
    }
}

#[test]
fn an_asker_who_does_not_wait_gets_what_was_seen_until_then() {
    let mut cluster = cluster(19, 1);
    define(&mut cluster, "web", 64);
    let service = json!({"serviceName": "web", "taskDefinition": "web", "desiredCount": 3});
    let now = Timestamp::from_millis(cluster.now());
    let question = requests(&[("CreateService", service)]);
    let answer = forecast(cluster.snapshot(), cluster.scope(), now, &question, &mut || false).unwrap();
    assert_eq!(answer.verdict, "UNFINISHED", "{}", answer.summary);
    assert!(answer.played_millis < 1_000);
}
