//! UpdateService: what makes a new deployment, what does not, and what is refused.

use longshore_shapes::ecs::{
    AvailabilityZoneRebalancing, DeploymentCircuitBreaker, DeploymentConfiguration, PropagateTags,
    ServiceDeploymentStatus, UpdateServiceRequest,
};

use super::*;

fn update() -> UpdateServiceRequest {
    UpdateServiceRequest { service: "api".to_owned(), ..Default::default() }
}

type Change = fn(&mut UpdateServiceRequest);

/// What changes, and whether tasks are replaced for it.
const CHANGES: &[(Change, bool)] = &[
    (|_| {}, false),
    (|it| it.desired_count = Some(7), false),
    (|it| it.deployment_configuration = percents(50, 150), false),
    (|it| it.availability_zone_rebalancing = Some(AvailabilityZoneRebalancing::Disabled), false),
    (|it| it.placement_constraints = Some(vec![constraint("attribute:rack == r1")]), false),
    (|it| it.placement_strategy = Some(vec![spread("host")]), false),
    (|it| it.health_check_grace_period_seconds = Some(30), false),
    (|it| it.enable_ecs_managed_tags = Some(true), false),
    (|it| it.propagate_tags = Some(PropagateTags::Service), false),
    (|it| it.load_balancers = Some(Vec::new()), false),
    (|it| it.task_definition = Some("web:1".to_owned()), false),
    (|it| it.force_new_deployment = Some(false), false),
    (|it| it.enable_execute_command = Some(false), false),
    (|it| it.service_registries = Some(Vec::new()), false),
    (|it| it.monitoring = Some(Default::default()), false),
    (|it| it.deployment_configuration = threshold(7), false),
    (|it| it.monitoring = Some(metrics(20)), true),
    (|it| it.service_connect_configuration = Some(Default::default()), true),
    (|it| it.task_definition = Some("web".to_owned()), true),
    (|it| it.force_new_deployment = Some(true), true),
];

fn metrics(resolution_seconds: i32) -> ecs::MonitoringConfiguration {
    let metric_names = vec!["CPUUtilization".to_owned()];
    let metrics = ecs::MetricConfiguration { metric_names, resolution_seconds };
    ecs::MonitoringConfiguration { metric_configurations: Some(vec![metrics]) }
}

/// A circuit breaker that trips after so many failures.
fn threshold(value: i32) -> Option<DeploymentConfiguration> {
    let threshold = ecs::ThresholdConfiguration { r#type: ecs::ThresholdType::Count, value };
    let breaker = DeploymentCircuitBreaker {
        enable: true,
        threshold_configuration: Some(threshold),
        ..Default::default()
    };
    Some(DeploymentConfiguration { deployment_circuit_breaker: Some(breaker), ..Default::default() })
}

#[test]
fn only_what_tasks_must_differ_for_begins_a_deployment() {
    for (number, (change, deploys)) in CHANGES.iter().enumerate() {
        let mut bench = Bench::new();
        let before = bench.created(request());
        let mut input = update();
        change(&mut input);
        let after = bench.update(input).unwrap();
        let rollouts = after.deployments.unwrap();
        assert_eq!(rollouts.len(), if *deploys { 2 } else { 1 }, "change {number}");
        assert_eq!(
            after.current_service_deployment != before.current_service_deployment,
            *deploys,
            "{number}"
        );
    }
}

#[test]
fn a_new_deployment_goes_in_front_and_asks_the_older_one_to_end() {
    let mut bench = Bench::new();
    bench.created(request());
    bench.change("api", |row| {
        row.start_failures = 4;
        row.next_start_at = Some(Timestamp::from_secs(9));
        row.unplaced = text("memory");
    });
    let old = bench.row("api").rollouts[0].clone();
    bench.tasks("api", &old.id, Status::Running, 2);
    let service = bench.update(UpdateServiceRequest { task_definition: text("web"), ..update() }).unwrap();
    let seen: Vec<_> =
        service.deployments.iter().flatten().map(|it| (it.status.as_deref(), it.desired_count)).collect();
    assert_eq!(seen, [(Some("PRIMARY"), Some(3)), (Some("ACTIVE"), Some(2))]);
    assert_eq!(service.task_definition, Some(arn("task-definition/web:2")));
    let row = bench.row("api");
    assert_eq!((row.start_failures, row.next_start_at, &row.unplaced), (0, None, &None));
    let (new, before) = (bench.deployment("api", 0), bench.deployment("api", 1));
    assert_eq!(new.sources, [old.revision]);
    assert_eq!(new.deployment.status, Some(ServiceDeploymentStatus::InProgress));
    assert_eq!(before.deployment.status, Some(ServiceDeploymentStatus::StopRequested));
}

#[test]
fn what_needs_no_deployment_is_followed_by_tasks_to_come() {
    let mut bench = Bench::new();
    bench.created(ecs::CreateServiceRequest { tags: Some(vec![tag("of", "service")]), ..request() });
    bench
        .update(UpdateServiceRequest {
            placement_constraints: Some(vec![constraint("attribute:rack == r1")]),
            placement_strategy: Some(vec![spread("host")]),
            propagate_tags: Some(PropagateTags::Service),
            enable_ecs_managed_tags: Some(true),
            ..update()
        })
        .unwrap();
    let order = &bench.revision("api", 0).order;
    let managed = [tag("aws:ecs:clusterName", "default"), tag("aws:ecs:serviceName", "api")];
    assert_eq!(order.launch.tags, [vec![tag("of", "service")], managed.to_vec()].concat());
    assert_eq!(order.constraints, [constraint("attribute:rack == r1")]);
    assert_eq!(order.strategy, [spread("instanceId")]);
    // An empty list takes away, an absent one keeps.
    let service =
        bench.update(UpdateServiceRequest { placement_constraints: Some(Vec::new()), ..update() }).unwrap();
    assert_eq!(service.placement_constraints, Some(Vec::new()));
    assert_eq!(service.placement_strategy, Some(vec![spread("instanceId")]));
    assert_eq!(bench.revision("api", 0).order.constraints, []);
}

#[test]
fn members_of_the_deployment_configuration_that_are_not_given_stay() {
    let mut bench = Bench::new();
    bench.created(ecs::CreateServiceRequest { deployment_configuration: percents(50, 150), ..request() });
    let breaker = DeploymentCircuitBreaker { enable: true, rollback: true, ..Default::default() };
    let given =
        DeploymentConfiguration { deployment_circuit_breaker: Some(breaker.clone()), ..Default::default() };
    let service =
        bench.update(UpdateServiceRequest { deployment_configuration: Some(given), ..update() }).unwrap();
    let configuration = service.deployment_configuration.unwrap();
    assert_eq!((configuration.minimum_healthy_percent, configuration.maximum_percent), (Some(50), Some(150)));
    assert!(configuration.deployment_circuit_breaker == Some(breaker));
}

#[test]
fn rebalancing_goes_off_where_a_change_makes_it_impossible() {
    let mut bench = Bench::new();
    bench.created(request());
    let service = bench
        .update(UpdateServiceRequest { deployment_configuration: percents(0, 100), ..update() })
        .unwrap();
    assert_eq!(service.availability_zone_rebalancing, Some(AvailabilityZoneRebalancing::Disabled));
    let on = Some(AvailabilityZoneRebalancing::Enabled);
    let error =
        bench.update(UpdateServiceRequest { availability_zone_rebalancing: on.clone(), ..update() }).err();
    assert!(error.unwrap().message.contains("because maximumPercent is 100"));
    let both = UpdateServiceRequest {
        availability_zone_rebalancing: on.clone(),
        deployment_configuration: percents(0, 200),
        ..update()
    };
    assert_eq!(bench.update(both).unwrap().availability_zone_rebalancing, on);
}

#[test]
fn between_kinds_of_capacity_a_deployment_must_be_forced() {
    let mut bench = Bench::new();
    let input = bench.on_fargate();
    bench.created(input);
    let to = |strategy: Vec<ecs::CapacityProviderStrategyItem>, force: bool| UpdateServiceRequest {
        capacity_provider_strategy: Some(strategy),
        force_new_deployment: Some(force),
        ..update()
    };
    let mix = vec![item("FARGATE", 0, 1), item("FARGATE_SPOT", 0, 1)];
    assert!(
        bench
            .update(to(mix.clone(), false))
            .err()
            .unwrap()
            .message
            .contains("you must force a new deployment")
    );
    let forced = bench.update(to(mix.clone(), true)).unwrap();
    assert_eq!((forced.launch_type, forced.capacity_provider_strategy), (None, Some(mix)));
    // Within a kind, tasks to come follow.
    let spot = vec![item("FARGATE_SPOT", 0, 1)];
    assert_eq!(bench.update(to(spot, false)).unwrap().deployments.unwrap().len(), 2);
    assert_eq!(bench.revision("api", 0).order.launch.capacity_provider.as_deref(), Some("FARGATE_SPOT"));
    // An empty strategy takes it back to its launch type.
    let back = bench.update(to(Vec::new(), true)).unwrap();
    assert_eq!((back.launch_type, back.capacity_provider_strategy), (Some(ecs::LaunchType::Fargate), None));
    assert_eq!(bench.revision("api", 0).order.launch.capacity_provider, None);
}

#[test]
fn another_network_and_another_platform_version_are_deployments() {
    let mut bench = Bench::new();
    let input = bench.on_fargate();
    bench.created(input);
    let other = bench.subnets().remove(1);
    let service =
        bench.update(UpdateServiceRequest { network_configuration: network(&other), ..update() }).unwrap();
    assert_eq!(service.deployments.unwrap().len(), 2);
    let service = bench.update(UpdateServiceRequest { platform_version: text("1.3.0"), ..update() }).unwrap();
    let rollouts = service.deployments.unwrap();
    assert_eq!((rollouts.len(), rollouts[0].platform_version.as_deref()), (3, Some("1.3.0")));
    let unknown =
        bench.update(UpdateServiceRequest { platform_version: text("9.9"), ..update() }).err().unwrap();
    assert_eq!(unknown.schema.name, "PlatformUnknownException");
}

#[test]
fn a_deregistered_definition_keeps_its_service_and_may_be_deployed_again_but_not_newly_named() {
    let mut bench = Bench::new();
    bench.created(request());
    let input = ecs::DeregisterTaskDefinitionRequest { task_definition: "web:1".to_owned() };
    bench.call::<op::DeregisterTaskDefinition>(input).unwrap();
    bench.update(UpdateServiceRequest { desired_count: Some(5), ..update() }).unwrap();
    let forced = bench.update(UpdateServiceRequest { force_new_deployment: Some(true), ..update() }).unwrap();
    assert_eq!(forced.deployments.unwrap().len(), 2);
    let named = bench.update(UpdateServiceRequest { task_definition: text("web:1"), ..update() });
    assert_eq!(named.err().unwrap().message, "TaskDefinition is inactive");
}

#[test]
fn a_service_that_is_not_there_or_not_active_is_not_updated() {
    let mut bench = Bench::new();
    let error = bench.update(update()).err().unwrap();
    assert_eq!(
        (error.schema.name, error.message.as_str()),
        ("ServiceNotFoundException", "Service not found.")
    );
    bench.created(request());
    let elsewhere =
        UpdateServiceRequest { cluster: text("other"), service: arn("service/default/api"), ..update() };
    assert_eq!(bench.update(elsewhere).err().unwrap().schema.name, "ServiceNotFoundException");
    bench.delete("api", true).unwrap();
    let error = bench.update(update()).err().unwrap();
    assert_eq!(
        (error.schema.name, error.message.as_str()),
        ("ServiceNotActiveException", "Service was not ACTIVE.")
    );
}

#[test]
fn what_task_sets_decide_is_not_updated_on_their_service() {
    let mut bench = Bench::new();
    bench.created(external());
    let refused: [(Change, &str); 4] = [
        (|it| it.task_definition = text("web"), "taskDefinition"),
        (|it| it.deployment_configuration = percents(0, 200), "deploymentConfiguration"),
        (|it| it.force_new_deployment = Some(true), "forceNewDeployment"),
        (|it| it.platform_version = text("LATEST"), "platformVersion"),
    ];
    for (change, member) in refused {
        let mut input = update();
        change(&mut input);
        assert!(bench.update(input).err().unwrap().message.starts_with(member), "{member}");
    }
    let service = bench.update(UpdateServiceRequest { desired_count: Some(9), ..update() }).unwrap();
    assert_eq!((service.desired_count, service.deployments), (Some(9), Some(Vec::new())));
}

#[test]
fn the_controller_stays() {
    let mut bench = Bench::new();
    bench.created(request());
    let ecs = ecs::DeploymentController { r#type: ecs::DeploymentControllerType::Ecs };
    bench.update(UpdateServiceRequest { deployment_controller: Some(ecs), ..update() }).unwrap();
    let other = UpdateServiceRequest { deployment_controller: external().deployment_controller, ..update() };
    assert_eq!(bench.update(other).err().unwrap().schema.name, "UnsupportedFeatureException");
}
