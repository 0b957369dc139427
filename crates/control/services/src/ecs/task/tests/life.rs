//! What reports and stops make of a task.

use longshore_shapes::ecs::TaskStopCode;

use super::*;

/// What is told of an end: code and reason.
fn end(task: &ecs::Task) -> (Option<TaskStopCode>, Option<&str>) {
    (task.stop_code.clone(), task.stopped_reason.as_deref())
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_secs(1_800_001_000 + seconds)
}

#[test]
fn a_task_runs_and_its_essential_container_ends_it() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let arn = bench.started(&instance);
    let binding =
        ecs::NetworkBinding { host_port: Some(8080), container_port: Some(80), ..Default::default() };
    let running = TaskReport {
        pull_started_at: Some(at(1)),
        pull_stopped_at: Some(at(2)),
        started_at: Some(at(3)),
        containers: Some(vec![ContainerReport {
            runtime_id: Some("c1".to_owned()),
            image_digest: Some("sha256:1".to_owned()),
            network_bindings: Some(vec![binding.clone()]),
            ..container_report("app", "RUNNING")
        }]),
        ..report(&arn, 1, "RUNNING")
    };
    assert_eq!(bench.report(&instance, &running), Taken::Written);
    let task = bench.described(&arn);
    assert_eq!((task.last_status.as_deref(), task.version), (Some("RUNNING"), Some(2)));
    assert_eq!(
        (task.pull_started_at, task.pull_stopped_at, task.started_at),
        (Some(at(1)), Some(at(2)), Some(at(3)))
    );
    assert_eq!(task.connectivity, Some(ecs::Connectivity::Connected));
    let app = &task.containers.as_ref().unwrap()[0];
    assert_eq!((app.last_status.as_deref(), app.runtime_id.as_deref()), (Some("RUNNING"), Some("c1")));
    assert_eq!(app.network_bindings.as_ref().unwrap(), &[binding]);
    let ending = TaskReport {
        essential_exited: Some(true),
        execution_stopped_at: Some(at(9)),
        containers: Some(vec![ContainerReport { exit_code: Some(3), ..container_report("app", "STOPPED") }]),
        ..report(&arn, 2, "DEACTIVATING")
    };
    bench.report(&instance, &ending);
    let task = bench.described(&arn);
    let reason = "Essential container in task exited";
    assert_eq!(end(&task), (Some(TaskStopCode::EssentialContainerExited), Some(reason)));
    assert_eq!((task.desired_status.as_deref(), task.stopped_at), (Some("STOPPED"), None));
    bench.report(&instance, &TaskReport { stopped_at: Some(at(10)), ..report(&arn, 3, "STOPPED") });
    let task = bench.described(&arn);
    assert_eq!((task.last_status.as_deref(), task.stopped_at), (Some("STOPPED"), Some(at(10))));
    assert_eq!(end(&task), (Some(TaskStopCode::EssentialContainerExited), Some(reason)));
    let containers = task.containers.unwrap();
    assert_eq!(containers[0].exit_code, Some(3));
    assert!(containers.iter().all(|container| container.last_status.as_deref() == Some("STOPPED")));
}

#[test]
fn how_an_end_is_explained() {
    let reason = |text: &str| Some(text.to_owned());
    let container = move |text: &str| {
        Some(vec![ContainerReport { reason: reason(text), ..container_report("app", "STOPPED") }])
    };
    type Change = Box<dyn Fn(TaskReport) -> TaskReport>;
    let cases: Vec<(&str, Change, TaskStopCode, &str)> = vec![
        (
            "never ran, says why",
            Box::new(move |it| TaskReport { reason: reason("ResourceInitializationError: no secret"), ..it }),
            TaskStopCode::TaskFailedToStart,
            "ResourceInitializationError: no secret",
        ),
        (
            "never ran, a container says why",
            Box::new(move |it| TaskReport { containers: container("CannotPullContainerError: no"), ..it }),
            TaskStopCode::TaskFailedToStart,
            "CannotPullContainerError: no",
        ),
        (
            "never ran, nobody says why",
            Box::new(|it| it),
            TaskStopCode::TaskFailedToStart,
            "Task failed to start",
        ),
        (
            "ran between two reports",
            Box::new(|it| TaskReport { has_run: Some(true), essential_exited: Some(true), ..it }),
            TaskStopCode::EssentialContainerExited,
            "Essential container in task exited",
        ),
        (
            "ran, and the node gave up",
            Box::new(move |it| TaskReport { has_run: Some(true), reason: reason("TaskStateError: x"), ..it }),
            TaskStopCode::EssentialContainerExited,
            "TaskStateError: x",
        ),
    ];
    for (name, change, code, text) in cases {
        let mut bench = Bench::new();
        let instance = bench.instance();
        let arn = bench.started(&instance);
        bench.report(&instance, &change(report(&arn, 1, "STOPPED")));
        let task = bench.described(&arn);
        assert_eq!(end(&task), (Some(code), Some(text)), "{name}");
        assert!(task.stopped_at.is_some() && task.stopping_at.is_some(), "{name}");
    }
}

#[test]
fn the_reason_may_come_after_the_end_has_begun() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let arn = bench.started(&instance);
    bench.report(&instance, &report(&arn, 1, "STOPPING"));
    assert_eq!(bench.described(&arn).stopped_reason.as_deref(), Some("Task failed to start"));
    let told =
        TaskReport { reason: Some("CannotStartContainerError: x".to_owned()), ..report(&arn, 2, "STOPPED") };
    bench.report(&instance, &told);
    assert_eq!(bench.described(&arn).stopped_reason.as_deref(), Some("CannotStartContainerError: x"));
}

#[test]
fn a_user_stops_a_task_once() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let arn = bench.started(&instance);
    let input = ecs::TagResourceRequest {
        resource_arn: arn.clone(),
        tags: vec![ecs::Tag { key: Some("a".to_owned()), value: None }],
    };
    bench.call::<op::TagResource>(input).unwrap();
    bench.report(&instance, &report(&arn, 1, "RUNNING"));
    let stopped = bench.stop(&arn, Some("enough"));
    assert_eq!(
        (stopped.desired_status.as_deref(), stopped.last_status.as_deref()),
        (Some("STOPPED"), Some("RUNNING"))
    );
    assert_eq!(end(&stopped), (Some(TaskStopCode::UserInitiated), Some("enough")));
    assert_eq!((stopped.stopping_at, stopped.tags.clone()), (Some(bench.now), Some(Vec::new())));
    let again = bench.stop(&arn, Some("really"));
    assert_eq!(again, stopped, "the first reason stands");
    let exited = TaskReport { essential_exited: Some(true), ..report(&arn, 2, "STOPPED") };
    bench.report(&instance, &exited);
    let task = bench.described(&arn);
    assert_eq!(end(&task), (Some(TaskStopCode::UserInitiated), Some("enough")));
    assert_eq!(bench.stop(&arn, None), ecs::Task { tags: task.tags.clone(), ..task });
    let arn = bench.started(&instance);
    assert_eq!(bench.stop(&arn, None).stopped_reason.as_deref(), Some("Task stopped by user"));
    let input = ecs::StopTaskRequest { task: "nope".to_owned(), ..Default::default() };
    let error = bench.call::<op::StopTask>(input).unwrap_err();
    assert_eq!(error.message, "The referenced task was not found.");
}

#[test]
fn reports_that_come_twice_or_late_change_nothing() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let arn = bench.started(&instance);
    bench.report(&instance, &report(&arn, 1, "ACTIVATING"));
    bench.report(&instance, &report(&arn, 5, "RUNNING"));
    let before = bench.row(&arn);
    assert_eq!(bench.report(&instance, &report(&arn, 5, "RUNNING")), Taken::Older);
    assert_eq!(bench.report(&instance, &report(&arn, 4, "STOPPED")), Taken::Older);
    assert_eq!(bench.row(&arn), before);
    // A node that begins to count anew, and says so at its beginning, is heard; what has run has run.
    let key = instance_key(&instance);
    let anew = report(&arn, 1, "PENDING");
    assert_eq!(bench.transact(|tx| apply_report(tx, &key, &anew, Origin::Hello)), Taken::Written);
    assert_eq!(
        (bench.row(&arn).reported, bench.described(&arn).last_status.as_deref()),
        (Some(1), Some("RUNNING"))
    );
    assert_eq!(bench.described(&arn).version, Some(before.version));
}

#[test]
fn what_is_none_of_a_nodes_tasks_may_be_forgotten() {
    let mut bench = Bench::new();
    let (instance, other) = (bench.instance(), bench.instance());
    let arn = bench.started(&instance);
    assert_eq!(bench.report(&other, &report(&arn, 1, "RUNNING")), Taken::Over, "of another instance");
    for unknown in
        ["x", "arn:aws:ecs:us-east-1:000000000007:task/default/nope", &arn.replace("00007", "00008")]
    {
        assert_eq!(bench.report(&instance, &report(unknown, 1, "RUNNING")), Taken::Over, "{unknown}");
    }
    bench.report(&instance, &report(&arn, 1, "STOPPED"));
    assert_eq!(bench.report(&instance, &report(&arn, 2, "RUNNING")), Taken::Over, "it has ended");
    assert_eq!(bench.described(&arn).last_status.as_deref(), Some("STOPPED"));
}

#[test]
fn health_is_that_of_the_essential_containers_with_a_check() {
    let health = |kind: Option<&str>| kind.map(str::to_owned);
    for (app, side, expected) in [
        (None, None, "UNKNOWN"),
        (Some("HEALTHY"), None, "HEALTHY"),
        (Some("HEALTHY"), Some("UNHEALTHY"), "HEALTHY"),
        (Some("UNHEALTHY"), Some("HEALTHY"), "UNHEALTHY"),
        (Some("UNKNOWN"), Some("HEALTHY"), "UNKNOWN"),
        (None, Some("HEALTHY"), "UNKNOWN"),
    ] {
        let mut bench = Bench::new();
        let instance = bench.instance();
        let arn = bench.started(&instance);
        let containers = vec![
            ContainerReport { health: health(app), ..container_report("app", "RUNNING") },
            ContainerReport { health: health(side), ..container_report("side", "RUNNING") },
        ];
        bench.report(&instance, &TaskReport { containers: Some(containers), ..report(&arn, 1, "RUNNING") });
        assert_eq!(bench.described(&arn).health_status.unwrap().as_str(), expected, "{app:?} {side:?}");
    }
}

#[test]
fn a_cut_off_node_shows_on_its_tasks_and_a_wait_for_room_too() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let arn = bench.started(&instance);
    let waiting = TaskReport { waiting: Some("256 MiB of memory".to_owned()), ..report(&arn, 1, "PENDING") };
    bench.report(&instance, &waiting);
    let attributes = bench.described(&arn).attributes.unwrap();
    assert!(attributes.iter().any(|it| it.name == "longshore.waiting" && it.value.is_some()));
    bench.report(&instance, &report(&arn, 2, "RUNNING"));
    assert!(bench.described(&arn).attributes.unwrap().iter().all(|it| it.name != "longshore.waiting"));
    let key = instance_key(&instance);
    bench.transact(|tx| crate::ecs::container_instance::set_agent_connected(tx, &key, false));
    let task = bench.described(&arn);
    assert_eq!(
        (task.connectivity.unwrap().as_str(), task.last_status.as_deref()),
        ("DISCONNECTED", Some("RUNNING"))
    );
}

#[test]
fn an_instance_that_is_forced_out_takes_its_tasks_along() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let arn = bench.started(&instance);
    let input = |force| ecs::DeregisterContainerInstanceRequest {
        container_instance: instance.clone(),
        force,
        ..Default::default()
    };
    let error = bench.call::<op::DeregisterContainerInstance>(input(None)).unwrap_err();
    assert_eq!(error.message, "Found running tasks on the instance.");
    bench.call::<op::DeregisterContainerInstance>(input(Some(true))).unwrap();
    let task = bench.described(&arn);
    assert_eq!(task.last_status.as_deref(), Some("STOPPED"));
    assert_eq!(task.stopped_reason.as_deref(), Some("Container instance deregistration forced by user"));
    let error = bench.call::<op::DeleteCluster>(ecs::DeleteClusterRequest { cluster: "default".into() });
    assert!(error.is_ok(), "{error:?}");
}

#[test]
fn a_cluster_with_tasks_cannot_be_deleted() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    bench.started(&instance);
    let describe = ecs::DescribeClustersRequest {
        include: Some(vec![ecs::ClusterField::Statistics]),
        ..Default::default()
    };
    let cluster = bench.call::<op::DescribeClusters>(describe).unwrap().clusters.unwrap().remove(0);
    assert_eq!((cluster.running_tasks_count, cluster.pending_tasks_count), (Some(0), Some(1)));
    let pending =
        cluster.statistics.unwrap().into_iter().find(|it| it.name.as_deref() == Some("pendingEC2TasksCount"));
    assert_eq!(pending.unwrap().value.as_deref(), Some("1"));
    let error = bench.call::<op::DeleteCluster>(ecs::DeleteClusterRequest { cluster: "default".into() });
    assert_eq!(error.unwrap_err().code(), "ClusterContainsContainerInstancesException");
}
