//! StartTask: what it answers, what it refuses, and what an instance lacks.

use longshore_shapes::ecs::{PropagateTags, Tag, TaskOverride};

use super::*;

fn tag(key: &str, value: &str) -> Tag {
    Tag { key: Some(key.to_owned()), value: Some(value.to_owned()) }
}

#[test]
fn a_started_task_is_answered_whole() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let input = ecs::StartTaskRequest {
        started_by: Some("me".to_owned()),
        tags: Some(vec![tag("team", "a")]),
        enable_ecs_managed_tags: Some(true),
        ..request(&instance)
    };
    let answer = bench.start(input).unwrap();
    assert_eq!(answer.failures.unwrap(), []);
    let task = answer.tasks.unwrap().remove(0);
    let arn = task.task_arn.clone().unwrap();
    assert!(arn.starts_with("arn:aws:ecs:us-east-1:000000000007:task/default/"), "{arn}");
    assert_eq!(
        (task.last_status.as_deref(), task.desired_status.as_deref()),
        (Some("PENDING"), Some("RUNNING"))
    );
    assert_eq!((task.cpu.as_deref(), task.memory.as_deref()), (Some("512"), Some("512")));
    assert_eq!(task.group.as_deref(), Some("family:web"));
    assert_eq!(task.launch_type, Some(ecs::LaunchType::Ec2));
    assert_eq!((task.version, task.created_at), (Some(1), Some(bench.now)));
    assert_eq!(task.container_instance_arn.as_ref(), Some(&instance));
    assert_eq!(task.tags.clone().unwrap(), [tag("team", "a"), tag("aws:ecs:clusterName", "default")]);
    let containers = task.containers.as_ref().unwrap();
    assert_eq!(containers.iter().map(|it| it.name.as_deref().unwrap()).collect::<Vec<_>>(), ["app", "side"]);
    let id = &key(&arn).id;
    for container in containers {
        assert!(container.container_arn.as_ref().unwrap().contains(&format!(":container/default/{id}/")));
        assert_eq!(container.health_status, Some(ecs::HealthStatus::UnknownValue));
    }
    let echoed = task.overrides.clone().unwrap().container_overrides.unwrap();
    assert_eq!(echoed.iter().map(|it| it.name.as_deref().unwrap()).collect::<Vec<_>>(), ["app", "side"]);
    assert_eq!(bench.described(&arn), task);
}

#[test]
fn what_a_task_takes_is_taken_until_it_has_stopped() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let arn = bench.started(&instance);
    let shown = bench.described_instance(&instance);
    assert_eq!(resource(&shown, "CPU").integer_value, Some(2048 - 512));
    assert_eq!(resource(&shown, "MEMORY").integer_value, Some(4096 - 512));
    assert_eq!(resource(&shown, "PORTS").string_set_value.as_ref().unwrap(), &texts(&["22", "8080"]));
    assert_eq!((shown.running_tasks_count, shown.pending_tasks_count), (Some(0), Some(1)));
    bench.report(&instance, &report(&arn, 1, "RUNNING"));
    let shown = bench.described_instance(&instance);
    assert_eq!((shown.running_tasks_count, shown.pending_tasks_count), (Some(1), Some(0)));
    bench.stop(&arn, None);
    assert_eq!(resource(&bench.described_instance(&instance), "CPU").integer_value, Some(2048 - 512));
    bench.report(&instance, &report(&arn, 2, "STOPPED"));
    let shown = bench.described_instance(&instance);
    assert_eq!(shown.remaining_resources, shown.registered_resources);
    assert_eq!((shown.running_tasks_count, shown.pending_tasks_count), (Some(0), Some(0)));
}

#[test]
fn what_an_instance_lacks_is_a_failure_of_its_own() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    bench.started(&instance);
    let gone = bench.instance();
    let input =
        ecs::DeregisterContainerInstanceRequest { container_instance: gone.clone(), ..Default::default() };
    bench.call::<op::DeregisterContainerInstance>(input).unwrap();
    let drained = bench.instance();
    let input = ecs::UpdateContainerInstancesStateRequest {
        container_instances: texts(&[&drained]),
        status: "DRAINING".into(),
        ..Default::default()
    };
    bench.call::<op::UpdateContainerInstancesState>(input).unwrap();
    let cut_off = bench.instance();
    let cut_off_key = instance_key(&cut_off);
    bench.transact(|tx| crate::ecs::container_instance::set_agent_connected(tx, &cut_off_key, false));
    let plain = ecs::RegisterContainerInstanceRequest { attributes: None, ..machine() };
    let plain = bench.call::<op::RegisterContainerInstance>(plain).unwrap().container_instance.unwrap();
    let plain = plain.container_instance_arn.unwrap();
    let with = |cpu: Option<&str>, memory: Option<&str>| TaskOverride {
        cpu: cpu.map(str::to_owned),
        memory: memory.map(str::to_owned),
        ..Default::default()
    };
    for (target, overrides, reason) in [
        ("nope", TaskOverride::default(), "MISSING"),
        (&gone, TaskOverride::default(), "INACTIVE"),
        (&drained, TaskOverride::default(), "INACTIVE"),
        (&cut_off, TaskOverride::default(), "AGENT"),
        (&instance, with(Some("2 vCPU"), None), "RESOURCE:CPU"),
        (&instance, with(None, Some("4 GB")), "RESOURCE:MEMORY"),
        (&instance, TaskOverride::default(), "RESOURCE:PORTS"),
    ] {
        let input = ecs::StartTaskRequest { overrides: Some(overrides), ..request(target) };
        let answer = bench.start(input).unwrap();
        assert_eq!(answer.tasks.unwrap(), []);
        let failure = answer.failures.unwrap().remove(0);
        assert_eq!(failure.reason.as_deref(), Some(reason));
        assert!(failure.arn.unwrap().contains(":container-instance/default/"));
    }
    let health = ecs::HealthCheck { command: texts(&["CMD", "true"]), ..Default::default() };
    let checked = ContainerDefinition { health_check: Some(health), ..container("app") };
    let family = ecs::RegisterTaskDefinitionRequest {
        family: "checked".to_owned(),
        container_definitions: vec![checked],
        ..Default::default()
    };
    bench.register(family);
    let input = ecs::StartTaskRequest { task_definition: "checked".to_owned(), ..request(&plain) };
    let failure = bench.start(input).unwrap().failures.unwrap().remove(0);
    assert_eq!(failure.reason.as_deref(), Some("ATTRIBUTE"));
    assert!(failure.detail.unwrap().contains("capability"));
}

#[test]
fn each_instance_of_a_request_stands_for_itself() {
    let mut bench = Bench::new();
    let (one, two) = (bench.instance(), bench.instance());
    let input = ecs::StartTaskRequest {
        container_instances: vec![one.clone(), "nope".to_owned(), two, one],
        ..request("")
    };
    let answer = bench.start(input).unwrap();
    assert_eq!(answer.tasks.unwrap().len(), 2);
    let reasons: Vec<_> = answer.failures.unwrap().into_iter().filter_map(|failure| failure.reason).collect();
    assert_eq!(reasons, ["MISSING", "RESOURCE:PORTS"], "the port is taken by the first of the same request");
}

#[test]
fn devices_are_given_out_once() {
    let mut bench = Bench::new();
    let devices =
        ["G1", "G2", "G3"].map(|id| ecs::PlatformDevice { id: id.to_owned(), r#type: "GPU".into() });
    let mut input = machine();
    input.platform_devices = Some(devices.to_vec());
    let instance = bench.call::<op::RegisterContainerInstance>(input).unwrap().container_instance.unwrap();
    let instance = instance.container_instance_arn.unwrap();
    let want = |count: &str| ecs::ResourceRequirement {
        value: Some(count.to_owned()),
        r#type: ecs::ResourceType::Gpu,
        sharing_strategy: None,
    };
    let with = |name: &str, count: &str| ContainerDefinition {
        resource_requirements: Some(vec![want(count)]),
        ..container(name)
    };
    bench.register(ecs::RegisterTaskDefinitionRequest {
        family: "gpu".to_owned(),
        container_definitions: vec![with("a", "1"), container("b"), with("c", "1")],
        ..Default::default()
    });
    let input = ecs::StartTaskRequest { task_definition: "gpu".to_owned(), ..request(&instance) };
    let task = bench.start(input.clone()).unwrap().tasks.unwrap().remove(0);
    let given: Vec<_> =
        task.containers.unwrap().into_iter().map(|it| it.gpu_ids.unwrap_or_default()).collect();
    assert_eq!(given, [texts(&["G1"]), vec![], texts(&["G2"])]);
    assert_eq!(bench.start(input).unwrap().failures.unwrap()[0].reason.as_deref(), Some("RESOURCE:GPU"));
    let left = bench.described_instance(&instance);
    assert_eq!(resource(&left, "GPU").string_set_value.as_ref().unwrap(), &texts(&["G3"]));
}

#[test]
fn tags_come_from_the_definition_where_that_is_asked_for() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let tags = Some(vec![tag("team", "definition"), tag("cost", "1")]);
    bench.register(ecs::RegisterTaskDefinitionRequest { tags, ..definition() });
    let input = ecs::StartTaskRequest {
        tags: Some(vec![tag("team", "own")]),
        propagate_tags: Some(PropagateTags::TaskDefinition),
        ..request(&instance)
    };
    let arn = bench.start(input).unwrap().tasks.unwrap().remove(0).task_arn.unwrap();
    assert_eq!(bench.described(&arn).tags.unwrap(), [tag("team", "own"), tag("cost", "1")]);
    let input = ecs::TagResourceRequest { resource_arn: arn.clone(), tags: vec![tag("more", "2")] };
    bench.call::<op::TagResource>(input).unwrap();
    let listed = bench.call::<op::ListTagsForResource>(ecs::ListTagsForResourceRequest { resource_arn: arn });
    assert_eq!(listed.unwrap().tags.unwrap().len(), 3);
}

#[test]
fn requests_that_are_refused() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let input = ecs::DeregisterTaskDefinitionRequest { task_definition: "web:1".to_owned() };
    bench.register(ecs::RegisterTaskDefinitionRequest { family: "old".to_owned(), ..definition() });
    bench.call::<op::DeregisterTaskDefinition>(input.clone()).unwrap();
    bench.register(definition());
    let vpc = ecs::NetworkConfiguration { awsvpc_configuration: Some(Default::default()) };
    let base = request(&instance);
    let with = |change: fn(&mut ecs::StartTaskRequest)| {
        let mut input = base.clone();
        change(&mut input);
        input
    };
    for (input, code, message) in [
        (with(|it| it.cluster = Some("none".into())), "ClusterNotFoundException", "Cluster not found."),
        (with(|it| it.task_definition = "nope".into()), "ClientException", "TaskDefinition not found."),
        (with(|it| it.task_definition = "web:1".into()), "ClientException", "TaskDefinition is inactive"),
        (with(|it| it.container_instances.clear()), "InvalidParameterException", "cannot be empty"),
        (
            with(|it| it.container_instances = vec!["a".into(); 11]),
            "InvalidParameterException",
            "at most 10 items",
        ),
        (with(|it| it.started_by = Some("x".repeat(37))), "InvalidParameterException", "at most 36"),
        (with(|it| it.started_by = Some("a b".into())), "InvalidParameterException", "startedBy"),
        (with(|it| it.group = Some("service:x".into())), "InvalidParameterException", "reserved"),
        (with(|it| it.propagate_tags = Some(PropagateTags::Service)), "InvalidParameterException", "SERVICE"),
        (
            ecs::StartTaskRequest { network_configuration: Some(vpc.clone()), ..base.clone() },
            "InvalidParameterException",
            "Network Configuration is not valid for the given networkMode",
        ),
    ] {
        let before = bench.world.sizes();
        let error = bench.start(input).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(error.message.contains(message), "{error}");
        assert_eq!(bench.world.sizes(), before);
    }
}
