//! What Fargate takes and refuses.

use longshore_shapes::ecs::*;

use super::*;
use crate::ecs::task_definition::fargate::has_size;

const ROLE: &str = "arn:aws:iam::000000000007:role/execution";

fn log(driver: LogDriver, given: &[(&str, &str)]) -> Option<LogConfiguration> {
    Some(LogConfiguration { log_driver: driver, options: options(given), secret_options: None })
}

fn linux(request: &mut Request) -> &mut LinuxParameters {
    app(request).linux_parameters.get_or_insert_default()
}

fn volume(request: &mut Request) -> &mut Volume {
    let volumes = request.volumes.insert(vec![Volume { name: Some("data".to_owned()), ..Volume::default() }]);
    &mut volumes[0]
}

fn windows(request: &mut Request) {
    let operating_system_family = Some(OSFamily::WindowsServer2019Core);
    request.runtime_platform = Some(RuntimePlatform { cpu_architecture: None, operating_system_family });
}

#[test]
fn sizes() {
    let smallest = [256, 512, 1024, 2048, 4096, 8192, 16384, 32768];
    let counts = smallest.map(|cpu| (0..300_000).filter(|memory| has_size(cpu, *memory, false)).count());
    assert_eq!(counts, [3, 4, 7, 13, 23, 12, 12, 3]);
    let counts = smallest.map(|cpu| (0..300_000).filter(|memory| has_size(cpu, *memory, true)).count());
    assert_eq!(counts, [0, 0, 7, 13, 23, 0, 0, 0]);
    for (cpu, memory) in
        [(256, 512), (512, 4096), (1024, 2048), (2048, 16384), (4096, 30720), (32768, 249_856)]
    {
        assert!(has_size(cpu, memory, false), "{cpu} {memory}");
    }
    for (cpu, memory) in [(256, 4096), (512, 512), (1024, 2049), (8192, 17408), (16384, 36864), (300, 512)] {
        assert!(!has_size(cpu, memory, false), "{cpu} {memory}");
    }
}

#[test]
fn what_fargate_asks() {
    const SIZE: &str = "No Fargate configuration exists for given values.";
    cases! { fargate;
        |d| d.network_mode = None => "Fargate only supports network mode 'awsvpc'.",
        |d| d.network_mode = Some(NetworkMode::Host) => "Fargate only supports network mode 'awsvpc'.",
        |d| d.cpu = None => "Fargate requires that 'cpu' be defined at the task level.",
        |d| d.memory = None => "Fargate requires that 'memory' be defined at the task level.",
        |d| d.memory = Some("4 GB".into()) => SIZE,
        |d| d.cpu = Some("1 vCPU".into()) => SIZE,
        |d| { d.cpu = Some("1 vCPU".into()); d.memory = Some("2GB".into()) } => "",
        windows => SIZE,
        |d| { windows(d); d.cpu = Some("1024".into()); d.memory = Some("2048".into()) } => "",
        |d| {
            windows(d);
            d.cpu = Some("1024".into());
            d.memory = Some("2048".into());
            app(d).restart_policy = Some(ContainerRestartPolicy { enabled: true, ..Default::default() })
        } =>
            "app: Windows containers on Fargate do not support restartPolicy.",
        |d| d.pid_mode = Some(PidMode::Task) => "",
        |d| d.pid_mode = Some(PidMode::Host) =>
            "Tasks using the Fargate launch type do not support pidMode 'host'. The supported value for \
             pidMode is 'task'.",
        |d| d.ipc_mode = Some(IpcMode::Task) => "Tasks using the Fargate launch type do not support ipcMode.",
        |d| {
            let r#type = Some(TaskDefinitionPlacementConstraintType::MemberOf);
            let expression = Some("attribute:a == b".into());
            d.placement_constraints = Some(vec![TaskDefinitionPlacementConstraint { r#type, expression }])
        } =>
            "Fargate compatible task definitions do not support constraints",
        |d| volume(d).configured_at_launch = Some(true) => "",
        |d| volume(d).host = Some(HostVolumeProperties::default()) => "",
        |d| volume(d).host = Some(HostVolumeProperties { source_path: Some("/a".into()) }) =>
            "Fargate compatible task definitions do not support sourcePath",
        |d| volume(d).docker_volume_configuration = Some(Default::default()) =>
            "Fargate compatible task definitions do not support dockerVolumeConfiguration",
        |d| volume(d).fsx_windows_file_server_volume_configuration = Some(Default::default()) =>
            "Fargate compatible task definitions do not support fsxWindowsFileServerVolumeConfiguration",
    }
}

#[test]
fn what_containers_may_not_have() {
    cases! { fargate;
        |d| app(d).disable_networking = Some(true) =>
            "Fargate compatible task definitions do not support disableNetworking",
        |d| app(d).dns_servers = texts(&["1.1.1.1"]) =>
            "Fargate compatible task definitions do not support dnsServers",
        |d| app(d).dns_search_domains = texts(&["a"]) =>
            "Fargate compatible task definitions do not support dnsSearchDomains",
        |d| app(d).docker_security_options = texts(&["label:a"]) =>
            "Fargate compatible task definitions do not support dockerSecurityOptions",
        |d| app(d).extra_hosts = Some(vec![Default::default()]) =>
            "Fargate compatible task definitions do not support extraHosts",
        |d| side(d).links = texts(&["app"]) => "Fargate compatible task definitions do not support links",
        |d| app(d).privileged = Some(true) => "Fargate compatible task definitions do not support privileged",
        |d| { app(d).privileged = Some(false); app(d).links = texts(&[]) } => "",
        |d| {
            let (value, r#type) = (Some("1".into()), ResourceType::Gpu);
            let gpu = ResourceRequirement { value, r#type, sharing_strategy: None };
            app(d).resource_requirements = Some(vec![gpu])
        } =>
            "Tasks using the Fargate launch type do not support GPU resource requirements.",
        |d| { linux(d).devices = Some(vec![Device { host_path: "/dev/a".into(), ..Default::default() }]) } =>
            "Fargate compatible task definitions do not support devices",
        |d| linux(d).shared_memory_size = Some(64) =>
            "Fargate compatible task definitions do not support sharedMemorySize",
        |d| linux(d).max_swap = Some(0) => "Fargate compatible task definitions do not support maxSwap",
        |d| linux(d).swappiness = Some(0) => "Fargate compatible task definitions do not support swappiness",
        |d| {
            let tmpfs = Tmpfs { container_path: "/tmp".into(), size: 64, mount_options: None };
            linux(d).tmpfs = Some(vec![tmpfs])
        } =>
            "",
        |d| {
            let (add, drop) = (texts(&["SYS_PTRACE"]), texts(&["ALL"]));
            linux(d).capabilities = Some(KernelCapabilities { add, drop })
        } =>
            "",
        |d| { linux(d).capabilities = Some(KernelCapabilities { add: texts(&["NET_ADMIN"]), drop: None }) } =>
            "app: Fargate only supports adding the capability SYS_PTRACE, not NET_ADMIN.",
        |d| app(d).stop_timeout = Some(120) => "",
        |d| app(d).stop_timeout = Some(121) =>
            "app: On Fargate 'stopTimeout' must be between 2 and 120 seconds.",
        |d| app(d).start_timeout = Some(1) =>
            "app: On Fargate 'startTimeout' must be between 2 and 120 seconds.",
        |d| {
            let nofile = Ulimit { name: UlimitName::Nofile, soft_limit: 1, hard_limit: 1_048_577 };
            app(d).ulimits = Some(vec![nofile])
        } =>
            "app: On Fargate the nofile ulimit is at most 1048576.",
    }
}

#[test]
fn logs_and_roles() {
    const LOGS: [(&str, &str); 2] = [("awslogs-group", "g"), ("awslogs-region", "eu-west-1")];
    const PREFIX: (&str, &str) = ("awslogs-stream-prefix", "p");
    const ECR: &str = "000000000007.dkr.ecr.eu-west-1.amazonaws.com/app:1";
    cases! { fargate;
        |d| app(d).log_configuration = log(LogDriver::Awslogs, &LOGS) =>
            "Fargate requires task definition to have execution role ARN to support log driver awslogs.",
        |d| {
            d.execution_role_arn = Some(ROLE.into());
            app(d).log_configuration = log(LogDriver::Awslogs, &LOGS)
        } =>
            "Log driver awslogs requires options: awslogs-stream-prefix",
        |d| {
            d.execution_role_arn = Some(ROLE.into());
            app(d).log_configuration = log(LogDriver::Awslogs, &[LOGS[0], LOGS[1], PREFIX])
        } =>
            "",
        |d| app(d).log_configuration = log(LogDriver::JsonFile, &[]) =>
            "app: Fargate supports the log drivers awslogs, splunk and awsfirelens, not 'json-file'.",
        |d| app(d).image = Some(ECR.into()) =>
            "Fargate requires task definition to have execution role ARN to support ECR images.",
        |d| { d.execution_role_arn = Some(ROLE.into()); app(d).image = Some(ECR.into()) } => "",
        |d| app(d).image = Some("public.ecr.aws/nginx/nginx:1".into()) => "",
        |d| {
            app(d).repository_credentials = Some(RepositoryCredentials { credentials_parameter: "a".into() })
        } =>
            "Fargate requires task definition to have execution role ARN to support private registry \
             authentication.",
        |d| {
            app(d).log_configuration = log(LogDriver::Awsfirelens, &[]);
            let options = options(&[("config-file-type", "s3"), ("config-file-value", "arn:aws:s3:::a/b")]);
            let r#type = FirelensConfigurationType::Fluentbit;
            side(d).firelens_configuration = Some(FirelensConfiguration { r#type, options })
        } =>
            "side: On Fargate the FireLens option config-file-type only supports 'file'.",
    }
}
