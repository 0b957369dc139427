//! Lives of services, from rows to rows.

use longshore_shapes::ecs;
use longshore_world::Outcome;
use longshore_world::records::container_instance::ContainerInstance;
use longshore_world::records::service::Service;
use longshore_world::records::service::revision::{ServiceRevision, ServiceRevisionKey};
use longshore_world::records::service::task_set::{TaskSet, TaskSetKey};

use super::lab::{Lab, scope};
use crate::launch;

fn percents(minimum: i32, maximum: i32) -> impl FnOnce(&mut ecs::Service) {
    move |service| {
        service.deployment_configuration = Some(ecs::DeploymentConfiguration {
            minimum_healthy_percent: Some(minimum),
            maximum_percent: Some(maximum),
            ..ecs::DeploymentConfiguration::default()
        });
    }
}

fn with_breaker(service: &mut ecs::Service) {
    percents(100, 200)(service);
    if let Some(configuration) = &mut service.deployment_configuration {
        configuration.deployment_circuit_breaker = Some(ecs::DeploymentCircuitBreaker {
            enable: true,
            rollback: true,
            ..ecs::DeploymentCircuitBreaker::default()
        });
    }
}

#[test]
fn a_new_service_comes_to_a_steady_state_and_its_deployment_succeeds() {
    let mut lab = Lab::new();
    lab.instance("i-1", 10_000);
    let key = lab.service("web", 4, percents(100, 200));
    lab.settle();
    assert_eq!(lab.kept(), [("ecs-svc/1".to_owned(), 4)].into());
    assert_eq!(lab.status_of(&key, "d1"), "IN_PROGRESS");
    lab.nodes_work();
    lab.pass(60);
    assert_eq!(lab.status_of(&key, "d1"), "SUCCESSFUL");
    let rollout = lab.row(&key).primary().unwrap();
    assert_eq!(rollout.rollout_state, Some(ecs::DeploymentRolloutState::Completed));
    assert_eq!(lab.told(&key, "has started 4 tasks: (task "), 1, "{:#?}", lab.messages(&key));
    assert_eq!(lab.told(&key, "deployment completed."), 1);
    assert_eq!(lab.told(&key, "has reached a steady state."), 1);
}

#[test]
fn nothing_is_left_to_do_once_it_is_steady_and_a_restart_changes_nothing() {
    let mut lab = Lab::new();
    lab.instance("i-1", 10_000);
    lab.service("web", 4, percents(100, 200));
    lab.go_on(60);
    let before = lab.log.len();
    lab.restart();
    lab.settle();
    lab.pass(600);
    assert_eq!(lab.log.get(before..), Some(&[][..]));
}

#[test]
fn a_new_revision_takes_the_place_of_the_old_one_within_the_bounds() {
    for (minimum, maximum) in [(100, 200), (50, 100), (0, 100), (50, 150)] {
        let mut lab = Lab::new();
        lab.instance("i-1", 10_000);
        let key = lab.service("web", 4, percents(minimum, maximum));
        lab.go_on(60);
        lab.deploy(&key);
        for _ in 0..300 {
            lab.settle();
            let (live, running) =
                (lab.tasks().len(), lab.tasks().iter().filter(|(_, it)| it.is_running()).count());
            assert!(
                live * 100 <= 4 * usize::try_from(maximum).unwrap(),
                "{live} tasks at {minimum}/{maximum}"
            );
            assert!(
                running * 100 >= 4 * usize::try_from(minimum).unwrap(),
                "{running} run at {minimum}/{maximum}"
            );
            lab.nodes_work();
            lab.pass(1);
        }
        assert_eq!(lab.kept(), [("ecs-svc/2".to_owned(), 4)].into(), "{minimum}/{maximum}");
        assert_eq!(lab.row(&key).rollouts.len(), 1, "{minimum}/{maximum}");
        assert_eq!(lab.status_of(&key, "d2"), "SUCCESSFUL");
    }
}

#[test]
fn tasks_that_fail_to_start_bring_the_last_good_revision_back() {
    let mut lab = Lab::new();
    lab.instance("i-1", 10_000);
    let key = lab.service("web", 2, with_breaker);
    lab.go_on(60);
    lab.deploy(&key);
    for _ in 0..400 {
        lab.settle();
        lab.nodes_do(|task| task.launch.revision == 1);
        lab.pass(1);
    }
    assert_eq!(lab.kept(), [("ecs-svc/1".to_owned(), 2)].into(), "{:#?}", lab.messages(&key));
    let deployment = lab.deployment(&key, "d2");
    assert_eq!(deployment.status, Some(ecs::ServiceDeploymentStatus::RollbackSuccessful));
    let rollback = deployment.rollback.clone().unwrap();
    assert!(rollback.service_revision_arn.unwrap().ends_with("/r1"));
    let breaker = deployment.deployment_circuit_breaker.clone().unwrap();
    assert_eq!(breaker.status, Some(ecs::ServiceDeploymentRollbackMonitorsStatus::Triggered));
    // Two failed at a time.
    assert_eq!((breaker.threshold, breaker.failure_count), (Some(3), Some(4)));
    assert_eq!(lab.row(&key).service.task_definition.as_deref(), Some("web:1"));
    assert_eq!(lab.told(&key, "rolling back to deployment ecs-svc/1."), 1);
}

#[test]
fn without_room_it_is_told_once_and_started_as_soon_as_there_is() {
    let mut lab = Lab::new();
    let key = lab.service("web", 2, percents(100, 200));
    lab.settle();
    lab.pass(600);
    assert_eq!(
        lab.told(&key, "No Container Instances were found in your cluster."),
        1,
        "{:#?}",
        lab.messages(&key)
    );
    assert!(lab.row(&key).unplaced.is_some());
    lab.instance("i-1", 100);
    lab.settle();
    assert_eq!(lab.tasks().len(), 1);
    assert!(
        lab.row(&key).unplaced.as_deref().unwrap().contains("(container-instance i-1) has insufficient CPU")
    );
    lab.instance("i-2", 100);
    lab.settle();
    assert_eq!(lab.tasks().len(), 2);
    assert_eq!(lab.row(&key).unplaced, None);
}

#[test]
fn room_that_another_task_leaves_is_used() {
    let mut lab = Lab::new();
    lab.instance("i-1", 100);
    let first = lab.service("first", 1, percents(0, 100));
    lab.go_on(3);
    let second = lab.service("second", 1, percents(0, 100));
    lab.settle();
    assert!(lab.row(&second).unplaced.is_some());
    lab.edit(&first, |row| row.service.desired_count = Some(0));
    lab.settle();
    lab.nodes_work();
    lab.settle();
    assert_eq!(lab.row(&second).unplaced, None);
    assert_eq!(lab.tasks()[0].1.launch.group, "service:second");
}

#[test]
fn tasks_leave_an_instance_that_is_drained() {
    let mut lab = Lab::new();
    let drained = lab.instance("i-1", 10_000);
    lab.service("web", 3, percents(100, 200));
    lab.go_on(60);
    lab.instance("i-2", 10_000);
    lab.drain(&drained);
    lab.go_on(100);
    let places: Vec<_> = lab.tasks().iter().map(|(_, task)| task.instance.clone().unwrap()).collect();
    assert_eq!(places, vec!["i-2".to_owned(); 3]);
}

#[test]
fn tasks_of_a_machine_that_is_gone_are_replaced_and_are_no_failures() {
    let mut lab = Lab::new();
    let gone = lab.instance("i-1", 10_000);
    let key = lab.service("web", 2, percents(0, 200));
    lab.go_on(60);
    lab.instance("i-2", 10_000);
    let tasks = lab.tasks();
    lab.change(|tx| {
        let now = tx.now();
        tx.update(&gone, |row: &mut ContainerInstance| row.inactive_at = Some(now));
        let code = ecs::TaskStopCode::InfrastructureHealth;
        tasks.iter().for_each(|(key, _)| launch::end(tx, key, &code, "Container instance was deregistered"));
    });
    lab.go_on(60);
    let places: Vec<_> = lab.tasks().iter().map(|(_, task)| task.instance.clone().unwrap()).collect();
    assert_eq!(places, vec!["i-2".to_owned(); 2]);
    let row = lab.row(&key);
    assert_eq!((row.start_failures, row.rollouts[0].failed_tasks), (0, 0));
}

#[test]
fn a_deleted_service_stops_its_tasks_and_becomes_inactive() {
    let mut lab = Lab::new();
    lab.instance("i-1", 10_000);
    let key = lab.service("web", 3, percents(100, 200));
    lab.go_on(60);
    lab.edit(&key, |row| row.service.status = Some("DRAINING".to_owned()));
    lab.settle();
    assert!(lab.kept().is_empty());
    assert_eq!(lab.row(&key).status(), "DRAINING");
    lab.nodes_work();
    lab.settle();
    let row = lab.row(&key);
    assert_eq!((row.status(), row.inactive_at.is_some(), row.rollouts.len()), ("INACTIVE", true, 0));
}

#[test]
fn tasks_of_a_service_that_is_no_more_stop_also_after_a_restart() {
    let mut lab = Lab::new();
    lab.instance("i-1", 10_000);
    let keys = [lab.service("a", 2, percents(100, 200)), lab.service("b", 2, percents(100, 200))];
    lab.go_on(60);
    for key in &keys {
        lab.change(|tx| drop(tx.delete::<Service>(key)));
    }
    lab.restart();
    lab.settle();
    assert!(lab.kept().is_empty());
    assert!(lab.tasks().iter().all(|(_, task)| task.stopped_reason.as_deref().unwrap().contains("deleted")));
}

#[test]
fn a_daemon_runs_once_on_every_instance_that_comes() {
    let mut lab = Lab::new();
    lab.instance("i-1", 10_000);
    lab.service("agent", 0, |service| {
        service.scheduling_strategy = Some(ecs::SchedulingStrategy::Daemon);
        percents(0, 100)(service);
    });
    lab.go_on(3);
    assert_eq!(lab.tasks().len(), 1);
    let second = lab.instance("i-2", 10_000);
    lab.go_on(3);
    let places = |lab: &Lab| {
        let mut places: Vec<_> = lab.tasks().iter().map(|(_, task)| task.instance.clone().unwrap()).collect();
        places.sort();
        places
    };
    assert_eq!(places(&lab), ["i-1", "i-2"]);
    lab.drain(&second);
    lab.go_on(3);
    assert_eq!(places(&lab), ["i-1"]);
}

#[test]
fn the_images_of_the_first_task_are_those_of_every_later_one() {
    let mut lab = Lab::new();
    lab.instance("i-1", 10_000);
    let key = lab.service("web", 1, percents(100, 200));
    lab.settle();
    let first = lab.tasks()[0].0.clone();
    lab.change(|tx| {
        launch::change(tx, &first, |row| row.containers[0].image_digest = Some("sha256:1".into()));
    });
    lab.settle();
    let revision = ServiceRevisionKey {
        scope: scope(),
        cluster: "c".to_owned(),
        service: "web".to_owned(),
        id: "r1".to_owned(),
    };
    let row = lab.world.get::<ServiceRevision>(&revision).unwrap().clone();
    let shown = row.revision.container_images.as_ref().unwrap();
    assert_eq!(shown[0].image_digest.as_deref(), Some("sha256:1"));
    lab.edit(&key, |row| row.service.desired_count = Some(2));
    lab.settle();
    let later = lab.tasks().into_iter().find(|(key, _)| *key != first).unwrap().1;
    assert_eq!(later.launch.image_digests.get("app").map(String::as_str), Some("sha256:1"));
}

#[test]
fn a_plan_that_is_too_old_starts_nothing_more_than_there_is_room_for() {
    let mut lab = Lab::new();
    lab.instance("i-1", 10_000);
    lab.service("web", 4, percents(100, 200));
    let (first, second) = (lab.plan(), {
        lab.restart();
        lab.plan()
    });
    assert_eq!(lab.carry_out(&first), [Outcome::Done]);
    assert_eq!(lab.carry_out(&second), [Outcome::Stale]);
    assert_eq!(lab.tasks().len(), 4);
}

#[test]
fn a_task_set_has_its_share_until_it_is_deleted() {
    let mut lab = Lab::new();
    lab.instance("i-1", 10_000);
    let key = lab.service("web", 5, |service| {
        service.deployment_controller =
            Some(ecs::DeploymentController { r#type: ecs::DeploymentControllerType::External });
    });
    lab.edit(&key, |row| row.rollouts.clear());
    let set = TaskSetKey {
        scope: scope(),
        cluster: "c".to_owned(),
        service: "web".to_owned(),
        id: "ecs-svc/7".to_owned(),
    };
    let order = lab.order(&key);
    let share = |lab: &mut Lab, percent: f64, status: &str| {
        let scale = ecs::Scale { value: Some(percent), ..ecs::Scale::default() };
        let task_set =
            ecs::TaskSet { scale: Some(scale), status: Some(status.to_owned()), ..ecs::TaskSet::default() };
        let row = TaskSet { task_set, order: order.clone(), created_at: lab.now };
        lab.change(|tx| tx.put(&set, row));
        lab.go_on(60);
    };
    share(&mut lab, 50.0, "PRIMARY");
    assert_eq!(lab.kept(), [("ecs-svc/7".to_owned(), 3)].into());
    let steady = lab.world.get::<TaskSet>(&set).unwrap().task_set.stability_status.clone();
    assert_eq!(steady, Some(ecs::StabilityStatus::SteadyState));
    share(&mut lab, 20.0, "PRIMARY");
    assert_eq!(lab.kept(), [("ecs-svc/7".to_owned(), 1)].into());
    share(&mut lab, 20.0, "DRAINING");
    assert!(lab.tasks().is_empty() && lab.world.get::<TaskSet>(&set).is_none());
}

#[test]
fn what_happens_is_on_the_bus_and_in_the_story() {
    let mut lab = Lab::new();
    let key = lab.service("web", 1, percents(100, 200));
    lab.settle();
    lab.instance("i-1", 10_000);
    lab.go_on(60);
    let bus = lab.bus();
    let names: Vec<&str> = bus.iter().map(|(_, detail)| detail["eventName"].as_str().unwrap()).collect();
    let expected = [
        "SERVICE_DEPLOYMENT_IN_PROGRESS",
        "SERVICE_TASK_PLACEMENT_FAILURE",
        "SERVICE_DEPLOYMENT_COMPLETED",
        "SERVICE_STEADY_STATE",
    ];
    assert!(expected.iter().all(|name| names.contains(name)), "{names:?}");
    for (kind, detail) in &bus {
        let deployment = kind == "ECS Deployment State Change";
        assert_eq!(detail["deploymentId"].is_string(), deployment, "{kind} {detail}");
        assert_eq!(detail["clusterArn"].is_string(), !deployment, "{kind} {detail}");
        let at = if deployment { &detail["updatedAt"] } else { &detail["createdAt"] };
        assert!(at.as_str().unwrap().starts_with("1970-01-12T"), "{detail}");
    }
    let arn = lab.row(&key).service.service_arn.clone().unwrap();
    let story = lab.story(&arn);
    for part in ["found no place for a task", "started 1 tasks of ecs-svc/1", "ecs-svc/1: COMPLETED"] {
        assert!(story.iter().any(|what| what.contains(part)), "{part}: {story:#?}");
    }
}
