//! Definitions, and what a driver is asked for because of them.

use longshore_link::{Assignment, NetworkInterface};
use longshore_runtime::{ContainerSpec, NamespaceMode, PortProtocol, PortRequest, SandboxNetwork};
use longshore_shapes::ecs::{self, ContainerDefinition, KeyValuePair, PortMapping, TaskDefinition};

use super::arguments::template;
use super::environment::{Fetched, Surroundings, environment, environment_file};
use super::health::{HealthPlan, plan as health_plan};
use super::{NetworkMode, TaskPlan, plan};
use crate::settings::Settings;

fn container(name: &str) -> ContainerDefinition {
    ContainerDefinition { name: Some(name.into()), image: Some("i".into()), ..Default::default() }
}

fn assignment(definition: TaskDefinition) -> Assignment {
    let task_arn = Some("arn:aws:ecs:r:1:task/demo/0123".to_owned());
    Assignment { task_arn, definition: Some(definition.into()), ..Default::default() }
}

fn task(containers: Vec<ContainerDefinition>) -> TaskDefinition {
    let (family, revision) = (Some("web".to_owned()), Some(3));
    TaskDefinition { family, revision, container_definitions: Some(containers), ..Default::default() }
}

fn planned(definition: TaskDefinition) -> Result<TaskPlan, String> {
    plan(assignment(definition).into(), &Settings::default()).map_err(|error| error.to_string())
}

fn template_of(plan: &TaskPlan, container: usize) -> ContainerSpec {
    template(plan, container, &Settings::default()).unwrap()
}

#[test]
fn processor_and_memory_as_ecs_maps_them() {
    let mut app = container("app");
    app.cpu = Some(1);
    app.memory = Some(1);
    app.memory_reservation = Some(64);
    app.linux_parameters = Some(ecs::LinuxParameters { max_swap: Some(4), ..Default::default() });
    let mut definition = task(vec![app, container("side")]);
    let limits = template_of(&planned(definition.clone()).unwrap(), 0).limits;
    assert_eq!(limits.cpu_shares, Some(2));
    assert_eq!((limits.memory, limits.memory_reservation), (Some(4 << 20), Some(64 << 20)));
    assert_eq!(limits.memory_and_swap, Some(8 << 20));
    assert_eq!(template_of(&planned(definition.clone()).unwrap(), 0).parent_cgroup, None);
    definition.cpu = Some("512".to_owned());
    definition.memory = Some("1 GB".to_owned());
    let plan = planned(definition.clone()).unwrap();
    let parent = template_of(&plan, 1).parent_cgroup.unwrap();
    assert_eq!((parent.name.as_str(), parent.cpu_quota, parent.cpu_shares), ("0123", Some(50_000), None));
    assert_eq!(parent.memory, Some(1 << 30));
    assert_eq!((plan.needs.cpu, plan.needs.memory_mib), (512, 1024));
    definition.container_definitions.as_mut().unwrap()[1].memory = Some(1025);
    let refused = planned(definition).unwrap_err();
    assert!(refused.starts_with(
        "resource cannot be initialized for task arn:aws:ecs:r:1:task/demo/0123: container side"
    ));
}

#[test]
fn the_environment_is_laid_in_layers() {
    let mut app = container("app");
    let pair = |name: &str, value: &str| KeyValuePair { name: Some(name.into()), value: Some(value.into()) };
    app.environment =
        Some(vec![pair("A", "definition"), pair("B", "definition"), pair("ECS_AGENT_URI", "mine")]);
    let mut given = assignment(task(vec![app]));
    given.credentials_id = Some("c".to_owned());
    given.launch_type = Some("FARGATE".to_owned());
    let settings = Settings::default();
    let plan = plan(given.into(), &settings).unwrap();
    let own = |list: &[(&str, &str)]| list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    let fetched = Fetched {
        files: own(&[("A", "file"), ("F", "file")]),
        secrets: own(&[("B", "secret"), ("F", "secret")]),
        ..Default::default()
    };
    let image = ["PATH=/bin".to_owned(), "AWS_REGION=image".to_owned()];
    let mut around = Surroundings {
        endpoint_id: "e",
        image: &image[..1],
        fetched: Some(&fetched),
        gpus: &[],
        log_router: None,
    };
    let get = |around: &Surroundings<'_>, name: &str| {
        let all = environment(&plan, 0, around, &settings);
        let found: Vec<_> =
            all.into_iter().filter(|(known, _)| known == name).map(|(_, value)| value).collect();
        found.join("|")
    };
    for (name, value) in [
        ("A", "definition"),
        ("B", "secret"),
        ("F", "secret"),
        ("ECS_CONTAINER_METADATA_URI_V4", "http://169.254.170.2/v4/e"),
        ("ECS_CONTAINER_METADATA_URI", "http://169.254.170.2/v3/e"),
        ("ECS_AGENT_URI", "http://169.254.170.2/api/e"),
        ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/c"),
        ("AWS_EXECUTION_ENV", "AWS_ECS_FARGATE"),
        ("AWS_REGION", "us-east-1"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
    ] {
        assert_eq!(get(&around, name), value, "{name}");
    }
    around.image = &image;
    assert_eq!(get(&around, "AWS_DEFAULT_REGION"), "", "the image has set a region");
}

#[test]
fn environment_files_are_read_line_by_line() {
    let text = "A=1\n# B=2\n\nC=\"quoted\"\r\nnothing\n=none\n D =x=y\n";
    let read: Vec<_> = environment_file(text).into_iter().map(|(a, b)| format!("{a}>{b}")).collect();
    assert_eq!(read, ["A>1", "C>\"quoted\"", "D>x=y"]);
}

#[test]
fn kin_are_alike_in_all_that_runs() {
    let kin = |definition: TaskDefinition, container: usize| {
        planned(definition).unwrap().sandboxes[container].spec.kin.clone()
    };
    let two = || task(vec![container("app"), container("side")]);
    let first = kin(two(), 0).unwrap();
    assert_eq!(kin(two(), 0).as_ref(), Some(&first));
    let mut of_another_role = two();
    of_another_role.task_role_arn = Some("arn:aws:iam::1:role/other".to_owned());
    let mut says_something_else = two();
    says_something_else.container_definitions.as_mut().unwrap()[0].command = Some(vec!["x".to_owned()]);
    for (definition, container) in [(two(), 1), (of_another_role, 0), (says_something_else, 0)] {
        assert_ne!(kin(definition, container), Some(first.clone()));
    }
    for mode in [ecs::NetworkMode::Host, ecs::NetworkMode::None] {
        assert_eq!(kin(TaskDefinition { network_mode: Some(mode), ..two() }, 0), None);
    }
}

#[test]
fn networks_make_sandboxes() {
    let mut web = container("web");
    web.port_mappings = Some(vec![
        PortMapping { container_port: Some(80), ..Default::default() },
        PortMapping {
            container_port: Some(53),
            host_port: Some(5353),
            protocol: Some("udp".into()),
            ..Default::default()
        },
        PortMapping { container_port_range: Some("8000-8002".into()), ..Default::default() },
    ]);
    let mut definition = task(vec![web, container("side")]);
    let plan = planned(definition.clone()).unwrap();
    let port = |container_port, count, host_port, protocol| PortRequest {
        container_port,
        count,
        host_port,
        protocol,
    };
    let SandboxNetwork::Bridge { ports } = &plan.sandboxes[0].spec.network else { panic!("a bridge") };
    assert_eq!(
        *ports,
        [
            port(80, 1, None, PortProtocol::Tcp),
            port(53, 1, Some(5353), PortProtocol::Udp),
            port(8000, 3, None, PortProtocol::Tcp)
        ]
    );
    assert_eq!((plan.sandboxes.len(), plan.containers[1].sandbox), (2, 1));
    assert_eq!(plan.needs.ports, [(5353, PortProtocol::Udp)]);
    definition.network_mode = Some("host".into());
    let plan = planned(definition.clone()).unwrap();
    assert_eq!((plan.network, plan.sandboxes.len()), (NetworkMode::Host, 1));
    assert_eq!(plan.needs.ports, [(80, PortProtocol::Tcp), (5353, PortProtocol::Udp)]);
    definition.network_mode = Some("awsvpc".into());
    assert!(planned(definition.clone()).is_err(), "it was given no address");
    let mut given = assignment(definition);
    given.network = Some(NetworkInterface {
        address: Some("10.0.0.9".into()),
        gateway: Some("10.0.0.1".into()),
        subnet_range: Some("10.0.0.0/20".into()),
        ..Default::default()
    });
    let plan = plan_of(given);
    let SandboxNetwork::Task(network) = &plan.sandboxes[0].spec.network else { panic!("its own") };
    assert_eq!((network.prefix_length, network.address.to_string().as_str()), (20, "10.0.0.9"));
    assert_eq!((plan.containers[1].sandbox, plan.needs.ports.len()), (0, 0));
}

fn plan_of(given: Assignment) -> TaskPlan {
    plan(given.into(), &Settings::default()).unwrap()
}

#[test]
fn shared_namespaces_share_a_sandbox() {
    let mut definition = task(vec![container("a"), container("b")]);
    definition.pid_mode = Some("task".into());
    definition.ipc_mode = Some("none".into());
    let plan = planned(definition).unwrap();
    assert_eq!(plan.sandboxes.len(), 1);
    assert!(plan.sandboxes[0].spec.share_pid && !plan.sandboxes[0].spec.share_ipc);
    let template = template_of(&plan, 0);
    assert_eq!((template.pid, template.ipc), (NamespaceMode::Sandbox, NamespaceMode::None));
}

#[test]
fn health_checks_by_their_words() {
    let check = |command: &[&str]| {
        let command = command.iter().map(|word| (*word).to_owned()).collect();
        let health_check = Some(ecs::HealthCheck { command, ..Default::default() });
        match health_plan(&ContainerDefinition { health_check, ..container("a") }) {
            HealthPlan::Check(check) => check.command.join(" "),
            HealthPlan::Off => "off".to_owned(),
            HealthPlan::Image => "image".to_owned(),
        }
    };
    for (command, expected) in [
        (&["CMD", "/check", "now"][..], "/check now"),
        (&["CMD-SHELL", "check || exit 1"], "/bin/sh -c check || exit 1"),
        (&["NONE"], "off"),
        (&["check"], "/bin/sh -c check"),
        (&["CMD"], "off"),
    ] {
        assert_eq!(check(command), expected);
    }
    assert_eq!(health_plan(&container("a")), HealthPlan::Image);
}

#[test]
fn labels_of_ours_are_over_those_of_the_definition() {
    let mut app = container("app");
    app.docker_labels = Some(
        [("com.amazonaws.ecs.cluster", "false"), ("mine", "1")].map(|(a, b)| (a.into(), b.into())).into(),
    );
    let labels = template_of(&planned(task(vec![app])).unwrap(), 0).labels;
    assert_eq!(labels["com.amazonaws.ecs.cluster"], "default");
    assert_eq!(labels["com.amazonaws.ecs.task-definition-version"], "3");
    assert_eq!(labels["mine"], "1");
}
