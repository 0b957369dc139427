//! CreateService: what is refused, what a new service is, and what a repeated request gets.

use longshore_shapes::ecs::{
    AvailabilityZoneRebalancing, CreateServiceRequest, DeploymentConfiguration, DeploymentController,
    DeploymentControllerType, DeploymentRolloutState, DeploymentStrategy, LaunchType, LoadBalancer,
    PropagateTags, ServiceDeploymentStatus, ServiceRegistry, ThresholdConfiguration, ThresholdType,
};

use super::*;

type Base = fn() -> CreateServiceRequest;
type Change = fn(&mut CreateServiceRequest);

fn configuration(change: impl FnOnce(&mut DeploymentConfiguration)) -> Option<DeploymentConfiguration> {
    let mut configuration = DeploymentConfiguration::default();
    change(&mut configuration);
    Some(configuration)
}

fn threshold(r#type: &str, value: i32) -> Option<DeploymentConfiguration> {
    let threshold = ThresholdConfiguration { r#type: ThresholdType::from(r#type), value };
    let breaker =
        ecs::DeploymentCircuitBreaker { threshold_configuration: Some(threshold), ..Default::default() };
    configuration(|it| it.deployment_circuit_breaker = Some(breaker))
}

const INVALID: &str = "InvalidParameterException";
const UNSUPPORTED: &str = "UnsupportedFeatureException";

/// What is wrong, by which code, and a part of what is said.
const REFUSED: &[(Change, &str, &str)] = &[
    (|it| it.service_name.clear(), INVALID, "serviceName"),
    (|it| it.service_name = "a.b".to_owned(), INVALID, "serviceName"),
    (|it| it.service_name = "a".repeat(256), INVALID, "serviceName"),
    (|it| it.client_token = Some("a b".to_owned()), INVALID, "clientToken"),
    (|it| it.client_token = Some("a".repeat(37)), INVALID, "clientToken"),
    (|it| it.desired_count = None, INVALID, "desiredCount must be given"),
    (|it| it.desired_count = Some(-1), INVALID, "desiredCount must be between"),
    (|it| it.desired_count = Some(5001), INVALID, "desiredCount must be between"),
    (|it| it.health_check_grace_period_seconds = Some(-1), INVALID, "healthCheckGracePeriodSeconds"),
    (|it| it.task_definition = None, INVALID, "taskDefinition must be given"),
    (|it| it.task_definition = Some("web:9".to_owned()), "ClientException", "TaskDefinition not found."),
    (|it| it.task_definition = Some("web:x".to_owned()), INVALID, "Invalid revision number. Number: x"),
    (|it| it.task_definition = Some("fargate".to_owned()), INVALID, "does not support launch_type EC2"),
    (|it| it.cluster = Some("nowhere".to_owned()), "ClusterNotFoundException", "Cluster not found."),
    (|it| it.role = Some("r".to_owned()), INVALID, "role"),
    (|it| it.platform_version = Some("LATEST".to_owned()), INVALID, "platform version"),
    (|it| it.network_configuration = network("subnet-1"), INVALID, "Network Configuration is not valid"),
    (|it| it.task_definition = Some("net".to_owned()), INVALID, "Network Configuration must be provided"),
    (
        |it| it.launch_type = Some("MOON".into()),
        INVALID,
        "launch type should be one of [EC2,FARGATE,EXTERNAL]",
    ),
    (|it| it.launch_type = Some(LaunchType::ManagedInstances), INVALID, "launch type should be one of"),
    (
        |it| {
            it.launch_type = Some(LaunchType::Ec2);
            it.capacity_provider_strategy = Some(vec![item("FARGATE", 0, 1)]);
        },
        INVALID,
        "Specify either Launch Type or Capacity Provider Strategy, but not both.",
    ),
    (
        |it| it.capacity_provider_strategy = Some(vec![item("quay", 0, 1)]),
        INVALID,
        "not associated with the cluster",
    ),
    (
        |it| it.capacity_provider_strategy = Some(vec![item("FARGATE", 1, 0)]),
        INVALID,
        "a weight greater than",
    ),
    (|it| it.enable_execute_command = Some(true), INVALID, "taskRoleArn"),
    (|it| it.tags = Some(vec![tag("aws:x", "y")]), INVALID, "reserved"),
    (|it| it.propagate_tags = Some("ALL".into()), INVALID, "propagateTags"),
    (|it| it.scheduling_strategy = Some("CRON".into()), INVALID, "schedulingStrategy"),
    (|it| it.availability_zone_rebalancing = Some("MAYBE".into()), INVALID, "availabilityZoneRebalancing"),
    (|it| it.placement_constraints = Some(vec![constraint("attribute:x ==")]), INVALID, "Invalid expression"),
    (|it| it.placement_constraints = Some(vec![constraint("agentConnected == true"); 11]), INVALID, "11"),
    (|it| it.placement_strategy = Some(vec![spread("instanceId"); 6]), INVALID, "6"),
    (|it| it.placement_strategy = Some(vec![spread("rack")]), INVALID, "spread"),
    (|it| it.deployment_configuration = percents(0, 99), INVALID, "maximumPercent must be at least 100"),
    (
        |it| it.deployment_configuration = percents(-1, 200),
        INVALID,
        "minimumHealthyPercent must not be negative",
    ),
    (|it| it.deployment_configuration = percents(0, -1), INVALID, "maximumPercent must not be negative"),
    (
        |it| it.deployment_configuration = percents(201, 200),
        INVALID,
        "must not be greater than maximumPercent",
    ),
    (|it| it.deployment_configuration = threshold("COUNT", 0), INVALID, "at least 1 for COUNT"),
    (|it| it.deployment_configuration = threshold("BOUNDED_PERCENT", 101), INVALID, "between 1 and 100"),
    (|it| it.deployment_configuration = threshold("UNBOUNDED_PERCENT", 0), INVALID, "between 1 and 100"),
    (|it| it.deployment_configuration = threshold("SHARE", 1), INVALID, "thresholdConfiguration.type"),
    (
        |it| it.deployment_configuration = configuration(|it| it.bake_time_in_minutes = Some(1441)),
        INVALID,
        "bakeTime",
    ),
    (
        |it| {
            let alarms = ecs::DeploymentAlarms { enable: true, ..Default::default() };
            it.deployment_configuration = configuration(|it| it.alarms = Some(alarms));
        },
        INVALID,
        "alarmNames",
    ),
    (
        |it| {
            it.deployment_configuration =
                configuration(|it| it.canary_configuration = Some(Default::default()))
        },
        INVALID,
        "CANARY",
    ),
    (
        |it| {
            let metrics =
                ecs::MetricConfiguration { metric_names: vec!["Disk".to_owned()], resolution_seconds: 60 };
            it.monitoring = Some(ecs::MonitoringConfiguration { metric_configurations: Some(vec![metrics]) });
        },
        INVALID,
        "'Disk'",
    ),
    (
        |it| {
            let names = vec!["CPUUtilization".to_owned()];
            let metrics = ecs::MetricConfiguration { metric_names: names, resolution_seconds: 30 };
            it.monitoring = Some(ecs::MonitoringConfiguration { metric_configurations: Some(vec![metrics]) });
        },
        INVALID,
        "resolutionSeconds",
    ),
    (
        |it| {
            it.availability_zone_rebalancing = Some(AvailabilityZoneRebalancing::Enabled);
            it.deployment_configuration = percents(0, 100);
        },
        INVALID,
        "because maximumPercent is 100",
    ),
    // A load balancer or registry is checked for its form first.
    (|it| it.load_balancers = Some(vec![LoadBalancer::default()]), INVALID, "targetGroupArn"),
    (|it| it.service_registries = Some(vec![ServiceRegistry::default()]), INVALID, "registryArn"),
    (|it| it.load_balancers = Some(vec![balancer()]), UNSUPPORTED, "loadBalancers"),
    (
        |it| {
            let registry = ServiceRegistry { registry_arn: Some("arn".to_owned()), ..Default::default() };
            it.service_registries = Some(vec![registry]);
        },
        UNSUPPORTED,
        "serviceRegistries",
    ),
    (
        |it| {
            let connect = ecs::ServiceConnectConfiguration { enabled: true, ..Default::default() };
            it.service_connect_configuration = Some(connect);
        },
        UNSUPPORTED,
        "serviceConnectConfiguration",
    ),
    (|it| it.volume_configurations = Some(vec![Default::default()]), UNSUPPORTED, "volumeConfigurations"),
    (
        |it| it.vpc_lattice_configurations = Some(vec![Default::default()]),
        UNSUPPORTED,
        "vpcLatticeConfigurations",
    ),
    (|it| it.gateway_connectors = Some(vec![Default::default()]), UNSUPPORTED, "gatewayConnectors"),
    (
        |it| {
            let r#type = DeploymentControllerType::CodeDeploy;
            it.deployment_controller = Some(DeploymentController { r#type });
        },
        UNSUPPORTED,
        "CODE_DEPLOY",
    ),
    (
        |it| {
            it.deployment_configuration =
                configuration(|it| it.strategy = Some(DeploymentStrategy::BlueGreen))
        },
        UNSUPPORTED,
        "BLUE_GREEN",
    ),
    (
        |it| {
            it.deployment_configuration =
                configuration(|it| it.lifecycle_hooks = Some(vec![Default::default()]))
        },
        UNSUPPORTED,
        "lifecycleHooks",
    ),
    (
        |it| it.deployment_configuration = early(None, Some("BLOCKING")),
        INVALID,
        "must have healthyPercent and sourceServiceRevisionCleanup",
    ),
    (
        |it| it.deployment_configuration = early(Some(100), None),
        INVALID,
        "must have healthyPercent and sourceServiceRevisionCleanup",
    ),
    (
        |it| it.deployment_configuration = early(Some(99), Some("DEFERRED")),
        INVALID,
        "healthyPercent must be between minimumHealthyPercent (100) and 100: 99",
    ),
    (|it| it.deployment_configuration = early(Some(101), Some("DEFERRED")), INVALID, "and 100: 101"),
    (|it| it.deployment_configuration = early(Some(100), Some("SOON")), INVALID, "'SOON' is not known"),
];

/// Early success at that percentage, when older tasks go in that way.
fn early(percent: Option<i32>, cleanup: Option<&str>) -> Option<DeploymentConfiguration> {
    let criteria = ecs::DeploymentEarlySuccessCriteria {
        enable: true,
        healthy_percent: percent,
        source_service_revision_cleanup: cleanup.map(Into::into),
    };
    configuration(|it| it.early_success_criteria = Some(criteria))
}

#[test]
fn when_a_deployment_succeeds_early_and_what_watches_it_are_echoed() {
    let mut bench = Bench::new();
    let mut input = request();
    let alarms =
        ecs::DeploymentAlarms { alarm_names: vec!["errors".to_owned()], enable: true, rollback: true };
    input.deployment_configuration = early(Some(100), Some("DEFERRED"));
    input.deployment_configuration.as_mut().unwrap().alarms = Some(alarms.clone());
    let service = bench.created(input.clone());
    let configuration = service.deployment_configuration.unwrap();
    assert_eq!(
        configuration.early_success_criteria,
        input.deployment_configuration.unwrap().early_success_criteria
    );
    assert_eq!(configuration.alarms, Some(alarms));
    let deployment = bench.deployment("api", 0).deployment.clone();
    let watching = deployment.alarms.unwrap();
    assert_eq!(watching.status, Some(ecs::ServiceDeploymentRollbackMonitorsStatus::Monitoring));
    assert_eq!(watching.alarm_names.unwrap(), ["errors"]);
    let refused = ecs::UpdateServiceRequest {
        service: "api".to_owned(),
        deployment_configuration: early(Some(20), Some("DEFERRED")),
        ..Default::default()
    };
    assert!(bench.update(refused).is_err(), "fewer than the minimum");
}

fn balancer() -> LoadBalancer {
    LoadBalancer {
        target_group_arn: text("arn"),
        container_name: text("app"),
        container_port: Some(80),
        ..Default::default()
    }
}

/// Of a DAEMON, and of a service whose deployments others conduct.
const REFUSED_OF_OTHERS: &[(Base, Change, &str)] = &[
    (
        daemon,
        |it| it.placement_strategy = Some(vec![spread("instanceId")]),
        "placementStrategy cannot be given",
    ),
    (daemon, |it| it.deployment_configuration = percents(0, 200), "maximumPercent must be 100"),
    (
        daemon,
        |it| it.deployment_configuration = percents(100, 100),
        "minimumHealthyPercent must be below 100",
    ),
    (daemon, |it| it.deployment_controller = external().deployment_controller, "ECS deployment controller"),
    (
        daemon,
        |it| it.capacity_provider_strategy = Some(vec![item("FARGATE", 0, 1)]),
        "not supported on Fargate",
    ),
    (
        daemon,
        |it| {
            it.deployment_configuration = early(Some(100), Some("DEFERRED"));
            it.deployment_configuration.as_mut().unwrap().minimum_healthy_percent = Some(0);
        },
        "earlySuccessCriteria is not for the DAEMON",
    ),
    (external, |it| it.task_definition = text("web"), "taskDefinition belongs to the task sets"),
    (external, |it| it.launch_type = Some(LaunchType::Ec2), "launchType belongs to the task sets"),
];

#[test]
fn what_is_wrong_is_said_by_name_and_leaves_nothing() {
    let mut bench = Bench::new();
    let mut check = |mut input: CreateServiceRequest, change: Change, code: &str, words: &str| {
        change(&mut input);
        let Err(error) = bench.create(input) else { panic!("taken: {words}") };
        assert_eq!(
            (error.schema.name, error.message.contains(words)),
            (code, true),
            "{words}: {}",
            error.message
        );
        assert!(bench.world.get::<Service>(&key("api")).is_none());
    };
    for (change, code, words) in REFUSED {
        check(request(), *change, code, words);
    }
    for (base, change, words) in REFUSED_OF_OTHERS {
        check(base(), *change, INVALID, words);
    }
}

#[test]
fn a_new_service_is_answered_with_its_defaults_and_its_first_deployment() {
    let mut bench = Bench::new();
    let service = bench.created(request());
    assert_eq!(service.service_arn, Some(arn("service/default/api")));
    assert_eq!(service.cluster_arn, Some(arn("cluster/default")));
    assert_eq!(service.task_definition, Some(arn("task-definition/web:1")));
    assert_eq!((service.status.as_deref(), service.desired_count), (Some("ACTIVE"), Some(3)));
    assert_eq!((service.running_count, service.pending_count), (Some(0), Some(0)));
    assert_eq!((service.launch_type, service.capacity_provider_strategy), (Some(LaunchType::Ec2), None));
    let configuration = service.deployment_configuration.unwrap();
    assert_eq!(
        (configuration.minimum_healthy_percent, configuration.maximum_percent),
        (Some(100), Some(200))
    );
    assert_eq!(configuration.strategy, Some(DeploymentStrategy::Rolling));
    assert!(!configuration.deployment_circuit_breaker.unwrap().enable);
    assert_eq!(service.availability_zone_rebalancing, Some(AvailabilityZoneRebalancing::Enabled));
    assert_eq!(service.propagate_tags, Some(PropagateTags::None));
    assert_eq!(service.health_check_grace_period_seconds, Some(0));
    assert_eq!((service.enable_ecs_managed_tags, service.enable_execute_command), (Some(false), Some(false)));
    assert_eq!((service.network_configuration, service.platform_version), (None, None));
    assert_eq!(service.task_sets, None);

    let deployment = service.deployments.unwrap().remove(0);
    let id = deployment.id.unwrap();
    assert!(
        id.strip_prefix("ecs-svc/")
            .is_some_and(|it| it.len() == 19 && it.bytes().all(|b| b.is_ascii_digit()))
    );
    assert_eq!((deployment.status.as_deref(), deployment.desired_count), (Some("PRIMARY"), Some(3)));
    assert_eq!(deployment.rollout_state, Some(DeploymentRolloutState::InProgress));
    assert_eq!(deployment.rollout_state_reason, Some(format!("ECS deployment {id} in progress.")));
    assert_eq!(deployment.task_definition, Some(arn("task-definition/web:1")));

    let of = bench.deployment("api", 0);
    assert_eq!((of.rollout.as_str(), of.sources.len()), (id.as_str(), 0));
    assert_eq!(of.deployment.status, Some(ServiceDeploymentStatus::InProgress));
    assert_eq!(service.current_service_deployment, of.deployment.service_deployment_arn);
    let short = service.current_service_deployment.unwrap().rsplit('/').next().unwrap().to_owned();
    assert_eq!(short.len(), 21);
    let order = &bench.revision("api", 0).order;
    assert_eq!((order.launch.group.as_str(), &order.launch.started_by), ("service:api", &None));
    assert_eq!((order.launch.family.as_str(), order.launch.revision), ("web", 1));
}

#[test]
fn defaults_follow_the_strategy_of_scheduling_and_the_capacity() {
    let mut bench = Bench::new();
    let daemon = bench.created(daemon());
    let configuration = daemon.deployment_configuration.unwrap();
    assert_eq!((configuration.minimum_healthy_percent, configuration.maximum_percent), (Some(0), Some(100)));
    assert_eq!(daemon.availability_zone_rebalancing, Some(AvailabilityZoneRebalancing::Disabled));

    let input = bench.on_fargate();
    let fargate = bench.created(CreateServiceRequest { service_name: "far".to_owned(), ..input.clone() });
    assert_eq!(
        (fargate.platform_version.as_deref(), fargate.platform_family.as_deref()),
        (Some("LATEST"), Some("Linux"))
    );
    let awsvpc = fargate.network_configuration.unwrap().awsvpc_configuration.unwrap();
    assert_eq!(awsvpc.assign_public_ip, Some(ecs::AssignPublicIp::Disabled));
    assert_eq!(bench.revision("far", 0).revision.platform_version.as_deref(), Some("1.4.0"));

    let strategy = Some(vec![item("FARGATE", 1, 1), item("FARGATE_SPOT", 0, 3)]);
    let by_strategy = CreateServiceRequest {
        service_name: "mix".to_owned(),
        launch_type: None,
        capacity_provider_strategy: strategy.clone(),
        ..input
    };
    let mix = bench.created(by_strategy);
    assert_eq!((mix.launch_type, mix.capacity_provider_strategy), (None, strategy));
    assert_eq!(bench.revision("mix", 0).order.launch.capacity_provider.as_deref(), Some("FARGATE"));
}

#[test]
fn without_a_choice_the_default_strategy_of_the_cluster_counts() {
    let mut bench = Bench::new();
    let default = vec![item("FARGATE_SPOT", 0, 1)];
    bench
        .call::<op::PutClusterCapacityProviders>(ecs::PutClusterCapacityProvidersRequest {
            cluster: "default".to_owned(),
            capacity_providers: vec!["FARGATE_SPOT".to_owned()],
            default_capacity_provider_strategy: default.clone(),
        })
        .unwrap();
    let input = CreateServiceRequest { launch_type: None, ..bench.on_fargate() };
    assert_eq!(bench.created(input).capacity_provider_strategy, Some(default));
    // The cluster cannot part with a provider that a service uses.
    let parting =
        ecs::PutClusterCapacityProvidersRequest { cluster: "default".to_owned(), ..Default::default() };
    let error = bench.call::<op::PutClusterCapacityProviders>(parting).err().unwrap();
    assert_eq!(error.schema.name, "ResourceInUseException");
}

#[test]
fn a_token_makes_a_repeated_request_the_same_service() {
    let mut bench = Bench::new();
    let input = CreateServiceRequest { client_token: text("t-1"), ..request() };
    let first = bench.created(input.clone());
    let again = bench.created(input.clone());
    assert_eq!(first.current_service_deployment, again.current_service_deployment);
    for other in [CreateServiceRequest { desired_count: Some(4), ..input }, request()] {
        assert_eq!(bench.create(other).err().unwrap().message, "Creation of service was not idempotent.");
    }
}

#[test]
fn a_name_is_free_again_once_its_service_is_inactive() {
    let mut bench = Bench::new();
    let first = bench.created(request());
    bench.delete("api", true).unwrap();
    let error = bench.create(request()).err().unwrap();
    assert_eq!(error.message, "Unable to Start a service that is still Draining.");
    bench.change("api", |row| row.service.status = text("INACTIVE"));
    let second = bench.created(request());
    assert_ne!(first.current_service_deployment, second.current_service_deployment);
    assert_eq!(second.deployments.unwrap().len(), 1);
    // What belonged to the first one went with it.
    let all = longshore_world::KeyBytes::from_slice(&[]);
    assert_eq!(bench.world.scan::<ServiceRevision>(&all).count(), 1);
    assert_eq!(bench.world.scan::<ServiceDeployment>(&all).count(), 1);
}

#[test]
fn an_inactive_definition_starts_no_service() {
    let mut bench = Bench::new();
    let input = ecs::DeregisterTaskDefinitionRequest { task_definition: "web:1".to_owned() };
    bench.call::<op::DeregisterTaskDefinition>(input).unwrap();
    assert_eq!(bench.create(request()).err().unwrap().message, "TaskDefinition is inactive");
}
