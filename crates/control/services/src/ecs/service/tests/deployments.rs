//! Service deployments and revisions: described, listed, stopped.

use longshore_shapes::ecs::{
    ListServiceDeploymentsRequest, ServiceDeploymentRollbackMonitorsStatus as Monitor,
    ServiceDeploymentStatus, StopServiceDeploymentStopType,
};

use super::*;

fn twice(bench: &mut Bench) -> (String, String) {
    let breaker = ecs::DeploymentCircuitBreaker { enable: true, rollback: true, ..Default::default() };
    let configuration =
        ecs::DeploymentConfiguration { deployment_circuit_breaker: Some(breaker), ..Default::default() };
    let input = ecs::CreateServiceRequest { deployment_configuration: Some(configuration), ..request() };
    let first = bench.created(input).current_service_deployment.unwrap();
    let update = ecs::UpdateServiceRequest {
        service: "api".to_owned(),
        task_definition: text("web"),
        ..Default::default()
    };
    (first, bench.update(update).unwrap().current_service_deployment.unwrap())
}

fn described(bench: &mut Bench, arn: &str) -> ecs::ServiceDeployment {
    let input = ecs::DescribeServiceDeploymentsRequest { service_deployment_arns: vec![arn.to_owned()] };
    bench.call::<op::DescribeServiceDeployments>(input).unwrap().service_deployments.unwrap().remove(0)
}

#[test]
fn a_deployment_tells_where_it_comes_from_and_goes_and_what_watches_it() {
    let mut bench = Bench::new();
    let (_, second) = twice(&mut bench);
    let (new, old) = (bench.row("api").rollouts[0].clone(), bench.row("api").rollouts[1].clone());
    bench.tasks("api", &old.id, Status::Running, 2);
    bench.tasks("api", &new.id, Status::Pending, 1);
    bench.change("api", |row| row.rollouts[0].failed_tasks = 2);
    let seen = described(&mut bench, &second);
    assert_eq!(seen.status, Some(ServiceDeploymentStatus::InProgress));
    let source = seen.source_service_revisions.unwrap().remove(0);
    assert_eq!((source.requested_task_count, source.running_task_count), (Some(2), Some(2)));
    let target = seen.target_service_revision.unwrap();
    assert_eq!((target.requested_task_count, target.pending_task_count), (Some(3), Some(1)));
    let breaker = seen.deployment_circuit_breaker.unwrap();
    assert_eq!(
        (breaker.status, breaker.failure_count, breaker.threshold),
        (Some(Monitor::Monitoring), Some(2), Some(3))
    );
    assert_eq!(seen.alarms.unwrap().status, Some(Monitor::Disabled));

    let input =
        ecs::DescribeServiceRevisionsRequest { service_revision_arns: vec![target.arn.clone().unwrap()] };
    let revision =
        bench.call::<op::DescribeServiceRevisions>(input).unwrap().service_revisions.unwrap().remove(0);
    assert_eq!(revision.task_definition, Some(arn("task-definition/web:2")));
    assert_eq!(revision.container_images.unwrap()[0].image.as_deref(), Some("busybox:1.36"));
}

#[test]
fn lists_are_newest_first_and_narrowed_by_status_and_time() {
    let mut bench = Bench::new();
    let (first, second) = twice(&mut bench);
    let middle = bench.deployment("api", 1).created_at;
    let list = || ListServiceDeploymentsRequest { service: "api".to_owned(), ..Default::default() };
    let created = |after, before| Some(ecs::CreatedAt { after, before });
    for (input, expected) in [
        (list(), vec![&second, &first]),
        (ListServiceDeploymentsRequest { max_results: Some(1), ..list() }, vec![&second]),
        (
            ListServiceDeploymentsRequest {
                status: Some(vec![ServiceDeploymentStatus::StopRequested]),
                ..list()
            },
            vec![&first],
        ),
        (ListServiceDeploymentsRequest { created_at: created(Some(middle), None), ..list() }, vec![&second]),
        (
            ListServiceDeploymentsRequest { created_at: created(None, Some(middle.plus_secs(1))), ..list() },
            vec![&first],
        ),
    ] {
        let page = bench.call::<op::ListServiceDeployments>(input).unwrap();
        let seen: Vec<_> = page
            .service_deployments
            .unwrap()
            .into_iter()
            .map(|it| it.service_deployment_arn.unwrap())
            .collect();
        assert_eq!(seen.iter().collect::<Vec<_>>(), expected);
    }
    let first_page = ListServiceDeploymentsRequest { max_results: Some(1), ..list() };
    let next_token = bench.call::<op::ListServiceDeployments>(first_page).unwrap().next_token;
    let rest = ListServiceDeploymentsRequest { next_token, ..list() };
    let rest = bench.call::<op::ListServiceDeployments>(rest).unwrap().service_deployments.unwrap();
    assert_eq!((rest.len(), &rest[0].service_deployment_arn), (1, &Some(first)));
    let backwards = created(Some(middle.plus_secs(1)), Some(middle));
    let input = ListServiceDeploymentsRequest { created_at: backwards, ..list() };
    assert!(bench.call::<op::ListServiceDeployments>(input).is_err());
}

fn stop(
    bench: &mut Bench,
    arn: &str,
    stop_type: Option<StopServiceDeploymentStopType>,
) -> Result<(), ApiError> {
    let input = ecs::StopServiceDeploymentRequest { service_deployment_arn: arn.to_owned(), stop_type };
    bench.call::<op::StopServiceDeployment>(input).map(|_| ())
}

#[test]
fn a_stop_is_a_rollback_unless_it_is_said_otherwise() {
    for (stop_type, wish, status) in [
        (None, "ROLLBACK", ServiceDeploymentStatus::RollbackRequested),
        (Some(StopServiceDeploymentStopType::Abort), "ABORT", ServiceDeploymentStatus::StopRequested),
    ] {
        let mut bench = Bench::new();
        let (_, second) = twice(&mut bench);
        stop(&mut bench, &second, stop_type).unwrap();
        let row = bench.deployment("api", 0).clone();
        assert_eq!((row.stop_requested.as_deref(), row.deployment.status), (Some(wish), Some(status)));
        // Asking again changes nothing.
        stop(&mut bench, &second, None).unwrap();
        assert_eq!(bench.deployment("api", 0).stop_requested.as_deref(), Some(wish));
    }
}

#[test]
fn what_is_finished_or_not_there_cannot_be_stopped_and_nothing_waits_at_a_hook() {
    let mut bench = Bench::new();
    let (_, second) = twice(&mut bench);
    let key = deployment_key(&key("api"), &bench.row("api").rollouts[0].service_deployment);
    bench
        .run(|tx| {
            tx.update(&key, |row: &mut ServiceDeployment| {
                row.deployment.status = Some(ServiceDeploymentStatus::Successful);
            });
            Ok::<_, ApiError>(())
        })
        .unwrap();
    assert_eq!(stop(&mut bench, &second, None).err().unwrap().schema.name, "ConflictException");
    let unknown = arn("service-deployment/default/api/nothing");
    assert_eq!(
        stop(&mut bench, &unknown, None).err().unwrap().schema.name,
        "ServiceDeploymentNotFoundException"
    );
    let go_on = |arn: &str| ecs::ContinueServiceDeploymentRequest {
        service_deployment_arn: arn.to_owned(),
        hook_id: "ecs-pause-1".to_owned(),
        action: None,
    };
    let error = bench.call::<op::ContinueServiceDeployment>(go_on(&second)).err().unwrap();
    assert!(error.message.contains("ecs-pause-1"), "{}", error.message);
    let error = bench.call::<op::ContinueServiceDeployment>(go_on(&unknown)).err().unwrap();
    assert_eq!(error.schema.name, "ServiceDeploymentNotFoundException");
    let input = ecs::DescribeServiceDeploymentsRequest { service_deployment_arns: vec![unknown.clone()] };
    let failures = bench.call::<op::DescribeServiceDeployments>(input).unwrap().failures.unwrap();
    assert_eq!(failures[0].arn, Some(unknown));
    for bad in ["api", &arn("service/default/api"), &arn("service-deployment/default/api")] {
        assert_eq!(
            stop(&mut bench, bad, None).err().unwrap().schema.name,
            "InvalidParameterException",
            "{bad}"
        );
    }
}
