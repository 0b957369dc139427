//! RunTask: where its tasks go, what it answers, and what it refuses.

use longshore_shapes::ecs::{
    CapacityProviderStrategyItem, Compatibility, ConflictException, LaunchType, PlacementConstraint,
    PlacementConstraintType, PlacementStrategy, PlacementStrategyType, PropagateTags, Tag,
};
use longshore_world::records::network::Subnet;

use super::lists::small;
use super::*;

fn run(count: i32) -> ecs::RunTaskRequest {
    ecs::RunTaskRequest { task_definition: "web".to_owned(), count: Some(count), ..Default::default() }
}

fn constraint(r#type: PlacementConstraintType, expression: Option<&str>) -> PlacementConstraint {
    PlacementConstraint { r#type: Some(r#type), expression: expression.map(str::to_owned) }
}

fn strategy(r#type: PlacementStrategyType, field: Option<&str>) -> PlacementStrategy {
    PlacementStrategy { r#type: Some(r#type), field: field.map(str::to_owned) }
}

fn item(name: &str, base: i32, weight: i32) -> CapacityProviderStrategyItem {
    let capacity_provider = name.to_owned();
    CapacityProviderStrategyItem { capacity_provider, base: Some(base), weight: Some(weight) }
}

fn reasons(answer: &ecs::RunTaskResponse) -> Vec<&str> {
    answer.failures.iter().flatten().filter_map(|failure| failure.reason.as_deref()).collect()
}

/// A machine that serves FARGATE, in the cluster `other`; and a definition `far` that runs there.
fn pool(bench: &mut Bench) -> (String, ecs::NetworkConfiguration) {
    let mut machine = machine();
    let pool = Attribute { name: "longshore.fargate".to_owned(), ..Default::default() };
    machine.attributes.get_or_insert_default().push(pool);
    let input = ecs::RegisterContainerInstanceRequest { cluster: Some("other".to_owned()), ..machine };
    let answer = bench.call::<op::RegisterContainerInstance>(input).unwrap();
    bench.register(ecs::RegisterTaskDefinitionRequest {
        network_mode: Some(ecs::NetworkMode::Awsvpc),
        requires_compatibilities: Some(vec![Compatibility::Fargate]),
        cpu: Some("256".to_owned()),
        memory: Some("0.5 GB".to_owned()),
        ..small("far")
    });
    let everything = longshore_world::KeyBytes::from_slice(&[]);
    let subnet = bench.world.scan::<Subnet>(&everything).next().unwrap().0.id;
    let vpc = ecs::AwsVpcConfiguration { subnets: vec![subnet], ..Default::default() };
    let network = ecs::NetworkConfiguration { awsvpc_configuration: Some(vpc) };
    (answer.container_instance.unwrap().container_instance_arn.unwrap(), network)
}

#[test]
fn tasks_go_wherever_there_is_room_and_the_rest_is_explained() {
    let mut bench = Bench::new();
    let error = bench.run_task(run(1)).unwrap_err();
    assert_eq!(error.message, "No Container Instances were found in your cluster.");
    let (one, two) = (bench.instance(), bench.instance());
    let answer = bench.run_task(ecs::RunTaskRequest { started_by: Some("x".repeat(128)), ..run(3) }).unwrap();
    let tasks = answer.tasks.clone().unwrap();
    let mut on: Vec<_> = tasks.iter().filter_map(|task| task.container_instance_arn.clone()).collect();
    on.sort();
    let mut both = vec![one, two];
    both.sort();
    assert_eq!(on, both, "each has the port once");
    assert_eq!(reasons(&answer), ["RESOURCE:PORTS"; 2]);
    let failure = &answer.failures.as_ref().unwrap()[0];
    assert!(failure.detail.as_ref().unwrap().contains("8080"), "{:?}", failure.detail);
    for task in &tasks {
        assert_eq!(task.last_status.as_deref(), Some("PENDING"));
        assert_eq!(
            (task.launch_type.clone(), task.group.as_deref()),
            (Some(LaunchType::Ec2), Some("family:web"))
        );
        assert_eq!(bench.described(task.task_arn.as_ref().unwrap()), *task);
    }
    let none = bench.run_task(run(2)).unwrap();
    assert_eq!((none.tasks.clone(), reasons(&none).len()), (Some(Vec::new()), 2));
}

#[test]
fn constraints_bind_and_strategies_prefer() {
    let mut bench = Bench::new();
    let (one, two) = (bench.instance(), bench.instance());
    bench.register(small("s"));
    let input = |count| ecs::RunTaskRequest { task_definition: "s".to_owned(), ..run(count) };
    let distinct = constraint(PlacementConstraintType::DistinctInstance, None);
    let answer = bench
        .run_task(ecs::RunTaskRequest { placement_constraints: Some(vec![distinct]), ..input(3) })
        .unwrap();
    assert_eq!(answer.tasks.as_ref().unwrap().len(), 2);
    assert_eq!(reasons(&answer), ["DistinctInstance placement constraint unsatisfied."; 2]);
    let id = instance_key(&one).id;
    let put = ecs::PutAttributesRequest {
        attributes: vec![Attribute {
            name: "rack".to_owned(),
            value: Some("a".to_owned()),
            target_type: Some(ecs::TargetType::ContainerInstance),
            target_id: Some(id),
        }],
        ..Default::default()
    };
    bench.call::<op::PutAttributes>(put).unwrap();
    let member = constraint(PlacementConstraintType::MemberOf, Some("attribute:rack == a"));
    let answer = bench
        .run_task(ecs::RunTaskRequest { placement_constraints: Some(vec![member]), ..input(3) })
        .unwrap();
    assert!(answer.tasks.unwrap().iter().all(|task| task.container_instance_arn.as_ref() == Some(&one)));
    let packed = vec![strategy(PlacementStrategyType::Binpack, Some("CPU"))];
    let answer =
        bench.run_task(ecs::RunTaskRequest { placement_strategy: Some(packed), ..input(2) }).unwrap();
    assert!(answer.tasks.unwrap().iter().all(|task| task.container_instance_arn.as_ref() == Some(&one)));
    let spread = vec![strategy(PlacementStrategyType::Spread, Some("host"))];
    let answer =
        bench.run_task(ecs::RunTaskRequest { placement_strategy: Some(spread), ..input(4) }).unwrap();
    assert!(answer.tasks.unwrap().iter().all(|task| task.container_instance_arn.as_ref() == Some(&two)));
}

#[test]
fn a_token_stands_for_one_request() {
    let mut bench = Bench::new();
    bench.instance();
    let with = |count| ecs::RunTaskRequest { client_token: Some("once".to_owned()), ..run(count) };
    let first = bench.run_task(with(1)).unwrap();
    let again = bench.run_task(with(1)).unwrap();
    assert_eq!(again.tasks, first.tasks);
    let error = bench.run_task(with(2)).unwrap_err();
    assert_eq!(error.code(), "ConflictException");
    let details = error.details.unwrap() as Box<dyn std::any::Any>;
    let arns: Vec<_> = first.tasks.unwrap().into_iter().filter_map(|task| task.task_arn).collect();
    assert_eq!(details.downcast::<ConflictException>().unwrap().resource_ids, Some(arns));
    // One that found no room may be made again.
    let full = |bench: &mut Bench| {
        bench.run_task(ecs::RunTaskRequest { client_token: Some("full".to_owned()), ..run(1) }).unwrap()
    };
    assert_eq!(full(&mut bench).tasks.unwrap().len(), 0);
    bench.instance();
    assert_eq!(full(&mut bench).tasks.unwrap().len(), 1);
}

#[test]
fn tags_come_from_the_caller_the_definition_and_ecs() {
    let mut bench = Bench::new();
    bench.instance();
    let tag = |key: &str, value: &str| Tag { key: Some(key.to_owned()), value: Some(value.to_owned()) };
    let definition = ecs::RegisterTaskDefinitionRequest {
        tags: Some(vec![tag("team", "b"), tag("cost", "1")]),
        ..small("tagged")
    };
    bench.register(definition);
    let input = ecs::RunTaskRequest {
        task_definition: "tagged".to_owned(),
        tags: Some(vec![tag("team", "a")]),
        propagate_tags: Some(PropagateTags::TaskDefinition),
        enable_ecs_managed_tags: Some(true),
        ..run(1)
    };
    let task = bench.run_task(input).unwrap().tasks.unwrap().remove(0);
    let expected = [tag("team", "a"), tag("cost", "1"), tag("aws:ecs:clusterName", "default")];
    assert_eq!(task.tags.unwrap(), expected);
}

#[test]
fn a_task_of_fargate_runs_on_the_pool_and_does_not_show_where() {
    let mut bench = Bench::new();
    let (machine, network) = pool(&mut bench);
    let input = ecs::RunTaskRequest {
        task_definition: "far".to_owned(),
        launch_type: Some(LaunchType::Fargate),
        network_configuration: Some(network),
        ..run(1)
    };
    let task = bench.run_task(input.clone()).unwrap().tasks.unwrap().remove(0);
    assert_eq!(
        (task.container_instance_arn.clone(), task.launch_type.clone()),
        (None, Some(LaunchType::Fargate))
    );
    assert_eq!(
        (task.platform_version.as_deref(), task.platform_family.as_deref()),
        (Some("1.4.0"), Some("Linux"))
    );
    assert_eq!((task.cpu.as_deref(), task.memory.as_deref()), (Some("256"), Some("512")));
    assert_eq!(task.ephemeral_storage.as_ref().map(|it| it.size_in_gib), Some(20));
    assert_eq!(task.last_status.as_deref(), Some("PROVISIONING"));
    let arn = task.task_arn.unwrap();
    assert_eq!(bench.row(&arn).instance_cluster.as_deref(), Some("other"));
    bench.report(&machine, &report(&arn, 1, "RUNNING"));
    let running = bench.described(&arn);
    assert_eq!((running.last_status.as_deref(), running.container_instance_arn), (Some("RUNNING"), None));
    let listed = ecs::ListTasksRequest { cluster: Some("other".to_owned()), ..Default::default() };
    assert_eq!(bench.call::<op::ListTasks>(listed.clone()).unwrap().task_arns, Some(Vec::new()));
    let listed = ecs::ListTasksRequest { container_instance: Some(machine.clone()), ..listed };
    assert_eq!(bench.call::<op::ListTasks>(listed).unwrap().task_arns, Some(Vec::new()));
    let old = ecs::RunTaskRequest { platform_version: Some("0.9".to_owned()), ..input.clone() };
    assert_eq!(bench.run_task(old).unwrap_err().code(), "PlatformUnknownException");
    let large = ecs::TaskOverride {
        cpu: Some("4096".to_owned()),
        memory: Some("8192".to_owned()),
        ..Default::default()
    };
    let full = bench.run_task(ecs::RunTaskRequest { overrides: Some(large), ..input }).unwrap();
    let failure = full.failures.unwrap().remove(0);
    assert_eq!(failure.arn, None);
    assert!(failure.reason.unwrap().starts_with("Capacity is unavailable at this time"));
}

#[test]
fn a_strategy_shares_tasks_among_its_providers() {
    let mut bench = Bench::new();
    let (_, network) = pool(&mut bench);
    let put = ecs::PutClusterCapacityProvidersRequest {
        cluster: "default".to_owned(),
        capacity_providers: texts(&["FARGATE", "FARGATE_SPOT"]),
        default_capacity_provider_strategy: vec![item("FARGATE_SPOT", 0, 1)],
    };
    bench.call::<op::PutClusterCapacityProviders>(put).unwrap();
    let input = ecs::RunTaskRequest {
        task_definition: "far".to_owned(),
        network_configuration: Some(network),
        ..run(5)
    };
    let providers = |answer: ecs::RunTaskResponse| {
        let tasks = answer.tasks.unwrap().into_iter();
        let mut names: Vec<_> = tasks.filter_map(|task| task.capacity_provider_name).collect();
        names.sort();
        names
    };
    let given = vec![item("FARGATE", 1, 1), item("FARGATE_SPOT", 0, 3)];
    let shared = ecs::RunTaskRequest { capacity_provider_strategy: Some(given), ..input.clone() };
    let shared = providers(bench.run_task(shared).unwrap());
    assert_eq!(shared, ["FARGATE", "FARGATE", "FARGATE_SPOT", "FARGATE_SPOT", "FARGATE_SPOT"]);
    let default = providers(bench.run_task(ecs::RunTaskRequest { count: Some(1), ..input }).unwrap());
    assert_eq!(default, ["FARGATE_SPOT"]);
}

#[test]
fn requests_that_are_refused() {
    refused(&[
        (|it| it.count = Some(0), "count must be between 1 and 10."),
        (|it| it.count = Some(11), "count must be between 1 and 10."),
        (|it| it.started_by = Some("x".repeat(129)), "startedBy must have at most 128"),
        (|it| it.group = Some("service:x".into()), "reserved"),
        (|it| it.propagate_tags = Some(PropagateTags::Service), "propagateTags SERVICE"),
        (|it| it.client_token = Some("x".repeat(65)), "clientToken"),
        (|it| it.platform_version = Some("LATEST".into()), "The platform version must be null"),
        (|it| it.launch_type = Some("FAST".into()), "launch type should be one of [EC2,FARGATE,EXTERNAL]"),
        (
            |it| it.launch_type = Some(LaunchType::Fargate),
            "Task definition does not support launch_type FARGATE.",
        ),
        (
            |it| {
                it.launch_type = Some(LaunchType::Ec2);
                it.capacity_provider_strategy = Some(vec![item("p", 0, 1)]);
            },
            "Specify either Launch Type or Capacity Provider Strategy, but not both.",
        ),
        (
            |it| it.capacity_provider_strategy = Some(vec![item("p", 0, 1)]),
            "is not associated with the cluster",
        ),
        (
            |it| {
                it.network_configuration = Some(ecs::NetworkConfiguration {
                    awsvpc_configuration: Some(ecs::AwsVpcConfiguration::default()),
                })
            },
            "Network Configuration is not valid",
        ),
    ]);
}

#[test]
fn placements_that_are_refused() {
    refused(&[
        (
            |it| {
                it.placement_constraints =
                    Some(vec![constraint(PlacementConstraintType::MemberOf, Some("a =="))])
            },
            "Invalid expression 'a ==' of a placement constraint",
        ),
        (
            |it| {
                let all = constraint(PlacementConstraintType::DistinctInstance, None);
                it.placement_constraints = Some(vec![all; 11]);
            },
            "Too many placement constraints: 11",
        ),
        (
            |it| {
                let with = constraint(PlacementConstraintType::DistinctInstance, Some("x"));
                it.placement_constraints = Some(vec![with]);
            },
            "has no expression",
        ),
        (
            |it| it.placement_strategy = Some(vec![strategy(PlacementStrategyType::Random, None); 6]),
            "Too many placement strategies: 6",
        ),
        (
            |it| it.placement_strategy = Some(vec![strategy(PlacementStrategyType::Binpack, Some("disk"))]),
            "must be cpu or memory, not 'disk'",
        ),
        (
            |it| it.placement_strategy = Some(vec![strategy(PlacementStrategyType::Spread, Some("rack"))]),
            "instanceId, host or attribute:<name>, not 'rack'",
        ),
    ]);
}

type Change = fn(&mut ecs::RunTaskRequest);

fn refused(cases: &[(Change, &str)]) {
    let mut bench = Bench::new();
    bench.instance();
    for (change, message) in cases {
        let mut input = run(1);
        change(&mut input);
        let error = bench.run_task(input).unwrap_err();
        assert!(error.message.contains(message), "{message}: {}", error.message);
    }
    let missing = ecs::RunTaskRequest { task_definition: "nope".to_owned(), ..run(1) };
    assert_eq!(bench.run_task(missing).unwrap_err().message, "TaskDefinition not found.");
}

#[test]
fn external_instances_are_for_external_tasks_and_no_others() {
    let mut bench = Bench::new();
    let own = bench.instance();
    let mut machine = machine();
    let external = Attribute { name: "ecs.capability.external".to_owned(), ..Default::default() };
    machine.attributes.get_or_insert_default().push(external);
    let answer = bench.call::<op::RegisterContainerInstance>(machine).unwrap();
    let outside = answer.container_instance.unwrap().container_instance_arn.unwrap();
    let of = |launch_type| ecs::RunTaskRequest { launch_type: Some(launch_type), ..run(1) };
    for (launch_type, on, lack) in [
        (LaunchType::External, &outside, "lacks the attribute ecs.capability.external"),
        (LaunchType::Ec2, &own, "it is an external instance"),
    ] {
        let task = bench.run_task(of(launch_type.clone())).unwrap().tasks.unwrap().remove(0);
        assert_eq!(
            (task.container_instance_arn.as_ref(), task.launch_type.as_ref()),
            (Some(on), Some(&launch_type))
        );
        let full = bench.run_task(of(launch_type)).unwrap();
        assert_eq!(reasons(&full), ["RESOURCE:PORTS", "ATTRIBUTE"]);
        let detail = full.failures.unwrap().remove(1).detail.unwrap();
        assert!(detail.contains(lack), "{detail}");
    }
    bench.register(ecs::RegisterTaskDefinitionRequest {
        network_mode: Some(ecs::NetworkMode::Awsvpc),
        ..small("net")
    });
    let input = ecs::RunTaskRequest { task_definition: "net".to_owned(), ..of(LaunchType::External) };
    let error = bench.run_task(input).unwrap_err();
    assert_eq!(error.message, "Task definition does not support launch_type EXTERNAL.");
}

#[test]
fn a_machine_that_is_drained_interrupts_what_runs_on_spare_capacity() {
    let mut bench = Bench::new();
    let (machine, network) = pool(&mut bench);
    bench
        .call::<op::PutClusterCapacityProviders>(ecs::PutClusterCapacityProvidersRequest {
            cluster: "default".to_owned(),
            capacity_providers: texts(&["FARGATE", "FARGATE_SPOT"]),
            default_capacity_provider_strategy: Vec::new(),
        })
        .unwrap();
    let mut on = |provider: &str| {
        let input = ecs::RunTaskRequest {
            task_definition: "far".to_owned(),
            capacity_provider_strategy: Some(vec![item(provider, 0, 1)]),
            network_configuration: Some(network.clone()),
            ..run(1)
        };
        bench.run_task(input).unwrap().tasks.unwrap().remove(0).task_arn.unwrap()
    };
    let (kept, spot) = (on("FARGATE"), on("FARGATE_SPOT"));
    let drain = ecs::UpdateContainerInstancesStateRequest {
        cluster: Some("other".to_owned()),
        container_instances: vec![machine],
        status: ecs::ContainerInstanceStatus::Draining,
    };
    bench.call::<op::UpdateContainerInstancesState>(drain).unwrap();
    assert_eq!(bench.described(&kept).desired_status.as_deref(), Some("RUNNING"));
    let task = bench.described(&spot);
    assert_eq!(task.desired_status.as_deref(), Some("STOPPED"));
    assert_eq!(task.stop_code, Some(ecs::TaskStopCode::SpotInterruption));
    assert_eq!(task.stopped_reason.as_deref(), Some("Your Spot Task was interrupted."));
}
