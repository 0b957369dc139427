//! What ECS adds to a definition: defaults, compatibilities, required attributes.

use longshore_shapes::ecs::*;

use super::*;

fn mapping(container_port: i32, host_port: Option<i32>) -> PortMapping {
    PortMapping { container_port: Some(container_port), host_port, ..PortMapping::default() }
}

#[test]
fn a_small_definition_gets_its_defaults_and_nothing_else() {
    let answer = registered(bridge());
    let wanted = ecs::TaskDefinition {
        family: Some("web".to_owned()),
        container_definitions: Some(vec![ContainerDefinition {
            cpu: Some(0),
            essential: Some(true),
            port_mappings: Some(vec![]),
            environment: Some(vec![]),
            mount_points: Some(vec![]),
            volumes_from: Some(vec![]),
            system_controls: Some(vec![]),
            ..container("app")
        }]),
        volumes: Some(vec![]),
        placement_constraints: Some(vec![]),
        compatibilities: Some(vec![Compatibility::External, Compatibility::Ec2]),
        requires_attributes: Some(vec![]),
        ..ecs::TaskDefinition::default()
    };
    assert_eq!(answer, wanted);
}

#[test]
fn what_was_given_is_echoed() {
    let mut request = fargate();
    request.cpu = Some("1 vCPU".to_owned());
    request.memory = Some("2 GB".to_owned());
    request.enable_fault_injection = Some(false);
    app(&mut request).ulimits = Some(vec![]);
    app(&mut request).privileged = Some(false);
    let answer = registered(request);
    assert_eq!((answer.cpu.as_deref(), answer.memory.as_deref()), (Some("1024"), Some("2048")));
    assert_eq!(answer.enable_fault_injection, Some(false));
    assert_eq!(answer.requires_compatibilities, Some(vec![Compatibility::Fargate]));
    let container = &answer.container_definitions.unwrap()[0];
    assert_eq!((&container.ulimits, container.privileged), (&Some(vec![]), Some(false)));
}

#[test]
fn host_ports_follow_the_network_mode() {
    let host_port = |mut request: Request, given| {
        app(&mut request).port_mappings = Some(vec![mapping(80, given)]);
        let mapping =
            registered(request).container_definitions.unwrap()[0].port_mappings.clone().unwrap()[0].clone();
        assert_eq!(mapping.protocol, Some(TransportProtocol::Tcp));
        mapping.host_port
    };
    assert_eq!(host_port(bridge(), None), Some(0));
    assert_eq!(host_port(bridge(), Some(8080)), Some(8080));
    assert_eq!(host_port(awsvpc(), None), Some(80));
    assert_eq!(host_port(awsvpc(), Some(0)), Some(80));
    assert_eq!(host_port(Request { network_mode: Some(NetworkMode::Host), ..bridge() }, None), Some(80));
}

#[test]
fn health_checks_routers_and_volumes_get_their_defaults() {
    let mut request = bridge();
    app(&mut request).health_check =
        Some(HealthCheck { command: texts(&["CMD", "a"]).unwrap(), ..Default::default() });
    app(&mut request).log_configuration =
        Some(LogConfiguration { log_driver: LogDriver::Awsfirelens, options: None, secret_options: None });
    side(&mut request).firelens_configuration =
        Some(FirelensConfiguration { r#type: FirelensConfigurationType::Fluentd, options: None });
    let named = |name: &str| Volume { name: Some(name.to_owned()), ..Volume::default() };
    let mut docker = named("docker");
    docker.docker_volume_configuration = Some(DockerVolumeConfiguration::default());
    let launched = Volume { configured_at_launch: Some(true), ..named("launched") };
    request.volumes = Some(vec![named("plain"), docker, launched.clone()]);
    let answer = registered(request);
    let containers = answer.container_definitions.unwrap();
    let health = containers[0].health_check.clone().unwrap();
    assert_eq!(
        (health.interval, health.timeout, health.retries, health.start_period),
        (Some(30), Some(5), Some(3), None)
    );
    assert_eq!((containers[0].user.as_deref(), containers[1].user.as_deref()), (None, Some("0")));
    let volumes = answer.volumes.unwrap();
    assert_eq!(volumes[0].host, Some(HostVolumeProperties::default()));
    let docker = volumes[1].docker_volume_configuration.clone().unwrap();
    assert_eq!((docker.scope, docker.autoprovision, docker.driver), (Some(ecs::Scope::Task), None, None));
    assert_eq!(volumes[2], launched);
}

fn platform(request: &mut Request, family: OSFamily) {
    request.runtime_platform =
        Some(RuntimePlatform { cpu_architecture: None, operating_system_family: Some(family) });
}
type Row = (fn() -> Request, fn(&mut Request), &'static str);

const COMPATIBLE: &[Row] = &[
    (bridge, |_| (), "EXTERNAL EC2"),
    (bridge, |d| platform(d, OSFamily::Linux), "EC2"),
    (
        bridge,
        |d| {
            platform(d, OSFamily::Linux);
            d.requires_compatibilities = Some(vec![Compatibility::External])
        },
        "EXTERNAL EC2",
    ),
    (bridge, |d| d.network_mode = Some(NetworkMode::Host), "EXTERNAL EC2 MANAGED_INSTANCES"),
    (bridge, |d| platform(d, OSFamily::WindowsServer2022Full), "EC2"),
    (awsvpc, |_| (), "EC2 MANAGED_INSTANCES"),
    (fargate, |_| (), "EC2 FARGATE MANAGED_INSTANCES"),
    (
        fargate,
        |d| {
            d.requires_compatibilities = None;
            d.memory = Some("717".into())
        },
        "EC2 MANAGED_INSTANCES",
    ),
    (
        fargate,
        |d| {
            platform(d, OSFamily::WindowsServer2022Full);
            d.cpu = Some("1024".into());
            d.memory = Some("2048".into())
        },
        "EC2 FARGATE",
    ),
    (
        fargate,
        |d| {
            d.requires_compatibilities = None;
            app(d).privileged = Some(true)
        },
        "EC2 MANAGED_INSTANCES",
    ),
    (
        awsvpc,
        |d| {
            app(d).log_configuration =
                Some(LogConfiguration { log_driver: LogDriver::Syslog, ..Default::default() })
        },
        "EC2",
    ),
    (
        awsvpc,
        |d| {
            d.trusted_execution_configuration = Some(TrustedExecutionConfiguration {
                isolation_mode: IsolationMode::IsolatedSandbox,
                attestation_policy: None,
            })
        },
        "MANAGED_INSTANCES",
    ),
];

#[test]
fn compatibilities() {
    for (number, (base, change, wanted)) in COMPATIBLE.iter().enumerate() {
        let mut request = base();
        change(&mut request);
        let names: Vec<_> =
            registered(request).compatibilities.unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(names.join(" "), *wanted, "row {number}");
    }
}

fn log(request: &mut Request, driver: LogDriver, given: &[(&str, &str)]) {
    let log = LogConfiguration { log_driver: driver, options: options(given), secret_options: None };
    app(request).log_configuration = Some(log);
}
fn efs(request: &mut Request) -> &mut EFSVolumeConfiguration {
    let volumes = request.volumes.insert(vec![Volume { name: Some("data".to_owned()), ..Volume::default() }]);
    let efs = volumes[0].efs_volume_configuration.get_or_insert_default();
    efs.file_system_id = "fs-1".to_owned();
    efs
}
fn role(request: &mut Request) {
    request.execution_role_arn = Some("arn:aws:iam::000000000007:role/execution".to_owned());
}
fn secret(value_from: &str) -> Option<Vec<Secret>> {
    Some(vec![Secret { name: "A".to_owned(), value_from: value_from.to_owned() }])
}
const SECRET: &str = "arn:aws:secretsmanager:eu-west-1:000000000007:secret:a";
const ECR: &str = "000000000007.dkr.ecr.eu-west-1.amazonaws.com/app";
const LOGS: [(&str, &str); 3] =
    [("awslogs-group", "g"), ("awslogs-region", "r"), ("awslogs-create-group", "true")];

/// Each row is a change and the attributes it brings, without their common beginnings.
const REQUIRED: &[Case] = &[
    (|d| d.network_mode = Some(NetworkMode::Awsvpc), "docker-remote-api.1.18 task-eni"),
    (|d| d.task_role_arn = Some("r".into()), "task-iam-role"),
    (
        |d| {
            d.task_role_arn = Some("r".into());
            d.network_mode = Some(NetworkMode::Host)
        },
        "task-iam-role-network-host",
    ),
    (|d| app(d).image = Some(ECR.into()), "ecr-auth"),
    (
        |d| {
            role(d);
            app(d).image = Some(ECR.into())
        },
        "ecr-auth execution-role-ecr-pull",
    ),
    (|d| log(d, LogDriver::Awslogs, &LOGS[..2]), "docker-remote-api.1.19 logging-driver.awslogs"),
    (
        |d| {
            role(d);
            log(d, LogDriver::Awslogs, &LOGS)
        },
        "docker-remote-api.1.19 docker-remote-api.1.29 logging-driver.awslogs execution-role-awslogs",
    ),
    (
        |d| log(d, LogDriver::JsonFile, &[("max-buffer-size", "25m")]),
        "docker-remote-api.1.18 docker-remote-api.1.28 logging-driver.json-file",
    ),
    (
        |d| {
            role(d);
            app(d).secrets = secret(SECRET)
        },
        "secrets.asm.environment-variables",
    ),
    (
        |d| {
            role(d);
            app(d).secrets = secret("/a")
        },
        "secrets.ssm.environment-variables",
    ),
    (
        |d| {
            role(d);
            log(d, LogDriver::Syslog, &[]);
            app(d).log_configuration.as_mut().unwrap().secret_options = secret(SECRET)
        },
        "docker-remote-api.1.18 logging-driver.syslog secrets.asm.bootstrap.log-driver",
    ),
    (|d| app(d).privileged = Some(true), "privileged-container"),
    (|d| app(d).stop_timeout = Some(5), "container-ordering"),
    (
        |d| {
            app(d).health_check =
                Some(HealthCheck { command: texts(&["CMD", "a"]).unwrap(), ..Default::default() })
        },
        "docker-remote-api.1.24 container-health-check",
    ),
    (|d| app(d).memory_reservation = Some(64), "docker-remote-api.1.21"),
    (|d| app(d).readonly_root_filesystem = Some(true), "docker-remote-api.1.17"),
    (
        |d| {
            app(d).linux_parameters =
                Some(LinuxParameters { init_process_enabled: Some(true), ..Default::default() })
        },
        "docker-remote-api.1.25",
    ),
    (|d| d.pid_mode = Some(PidMode::Task), "pid-ipc-namespace-sharing"),
    (
        |d| {
            efs(d);
        },
        "docker-remote-api.1.25 efs",
    ),
    (
        |d| efs(d).transit_encryption = Some(EFSTransitEncryption::Enabled),
        "docker-remote-api.1.25 efs efsAuth",
    ),
    (
        |d| {
            d.volumes = Some(vec![Volume {
                name: Some("a".into()),
                docker_volume_configuration: Some(DockerVolumeConfiguration {
                    driver: Some("rexray".into()),
                    ..Default::default()
                }),
                ..Default::default()
            }])
        },
        "docker-remote-api.1.25 docker-volume-driver.rexray",
    ),
    (
        |d| {
            log(d, LogDriver::Awsfirelens, &[]);
            side(d).firelens_configuration = Some(FirelensConfiguration {
                r#type: FirelensConfigurationType::Fluentbit,
                options: options(&[("config-file-type", "file"), ("config-file-value", "/a")]),
            })
        },
        "docker-remote-api.1.18 logging-driver.awsfirelens firelens.fluentbit \
         firelens.options.config.file",
    ),
    (
        |d| {
            app(d).environment_files = Some(vec![EnvironmentFile {
                value: "arn:aws:s3:::a/b.env".into(),
                r#type: EnvironmentFileType::S3,
            }])
        },
        "env-files.s3",
    ),
    (
        |d| app(d).restart_policy = Some(ContainerRestartPolicy { enabled: true, ..Default::default() }),
        "container-restart-policy",
    ),
    (|d| app(d).restart_policy = Some(ContainerRestartPolicy::default()), ""),
    (
        |d| {
            app(d).port_mappings =
                Some(vec![PortMapping { container_port_range: Some("80-90".into()), ..Default::default() }])
        },
        "network.container-port-range",
    ),
    (
        |d| app(d).repository_credentials = Some(RepositoryCredentials { credentials_parameter: "a".into() }),
        "private-registry-authentication.secretsmanager",
    ),
    (|d| app(d).credential_specs = texts(&["credentialspec:a"]), "gmsa"),
];

#[test]
fn required_attributes() {
    for (number, (change, wanted)) in REQUIRED.iter().enumerate() {
        let mut request = bridge();
        change(&mut request);
        let attributes = registered(request).requires_attributes.unwrap();
        let short =
            |name: &str| name.replace("com.amazonaws.ecs.capability.", "").replace("ecs.capability.", "");
        let names: Vec<_> = attributes.iter().map(|attribute| short(&attribute.name)).collect();
        assert_eq!(names.join(" "), *wanted, "row {number}");
        assert!(
            attributes.iter().all(|attribute| attribute.value.is_none() && attribute.target_type.is_none())
        );
    }
}
