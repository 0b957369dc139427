//! The rules for a container's own settings.

use longshore_shapes::ecs::*;

use super::*;

fn variable(container: &mut ContainerDefinition, name: &str) {
    let pair = KeyValuePair { name: Some(name.to_owned()), value: Some("v".to_owned()) };
    container.environment.get_or_insert_default().push(pair);
}

fn secret(container: &mut ContainerDefinition, name: &str, value_from: &str) {
    let secret = Secret { name: name.to_owned(), value_from: value_from.to_owned() };
    container.secrets.get_or_insert_default().push(secret);
}

fn with_role() -> Request {
    Request { execution_role_arn: Some("arn:aws:iam::000000000007:role/execution".to_owned()), ..bridge() }
}

fn file(container: &mut ContainerDefinition, value: &str) {
    let file = EnvironmentFile { value: value.to_owned(), r#type: EnvironmentFileType::S3 };
    container.environment_files.get_or_insert_default().push(file);
}

fn health(container: &mut ContainerDefinition, command: &[&str], change: fn(&mut HealthCheck)) {
    let mut check = HealthCheck { command: texts(command).unwrap(), ..HealthCheck::default() };
    change(&mut check);
    container.health_check = Some(check);
}

fn log(driver: LogDriver, given: &[(&str, &str)]) -> Option<LogConfiguration> {
    Some(LogConfiguration { log_driver: driver, options: options(given), secret_options: None })
}

fn control(container: &mut ContainerDefinition, name: &str) {
    let control = SystemControl { namespace: Some(name.to_owned()), value: Some("1".to_owned()) };
    container.system_controls.get_or_insert_default().push(control);
}

fn ulimit(container: &mut ContainerDefinition, soft_limit: i32, hard_limit: i32) {
    let ulimit = Ulimit { name: UlimitName::Nofile, soft_limit, hard_limit };
    container.ulimits.get_or_insert_default().push(ulimit);
}

fn linux(container: &mut ContainerDefinition) -> &mut LinuxParameters {
    container.linux_parameters.get_or_insert_default()
}

fn device(container: &mut ContainerDefinition, r#type: ResourceType, value: &str) {
    let value = Some(value.to_owned()).filter(|value| !value.is_empty());
    let requirement = ResourceRequirement { value, r#type, sharing_strategy: None };
    container.resource_requirements.get_or_insert_default().push(requirement);
}

fn share(container: &mut ContainerDefinition, memory: i32, max_compute_percent: Option<i32>) {
    let nvidia_mps = Some(NvidiaMpsAllocation { memory, max_compute_percent });
    let sharing_strategy = Some(SharingStrategy { nvidia_mps });
    let requirement = ResourceRequirement { value: None, r#type: ResourceType::Gpu, sharing_strategy };
    container.resource_requirements.get_or_insert_default().push(requirement);
}

#[test]
fn memory_and_cpu() {
    cases! { bridge;
        |d| app(d).memory = None => "app: At least one of 'memory' or 'memoryReservation' must be specified.",
        |d| app(d).memory = Some(0) =>
            "app: At least one of 'memory' or 'memoryReservation' must be specified.",
        |d| { app(d).memory = None; d.memory = Some("512".into()) } => "",
        |d| app(d).memory = Some(5) => "app: 'memory' must be at least 6 MiB.",
        |d| app(d).memory_reservation = Some(128) => "",
        |d| app(d).memory_reservation = Some(129) =>
            "app: 'memory' must not be less than 'memoryReservation'.",
        |d| d.memory = Some("64".into()) =>
            "app: The 'memory' setting for container is greater than for the task.",
        |d| { side(d); d.memory = Some("200".into()) } =>
            "The sum of all container 'memory' values cannot be greater than the value of the task 'memory'.",
        |d| { side(d).memory_reservation = Some(64); d.memory = Some("200".into()) } => "",
        |d| app(d).cpu = Some(-1) => "app: 'cpu' must not be negative.",
        |d| { app(d).cpu = Some(100); side(d).cpu = Some(29); d.cpu = Some("128".into()) } =>
            "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.",
    }
}

#[test]
fn devices() {
    use ResourceType::*;
    cases! { bridge;
        |d| device(app(d), Gpu, "2") => "",
        |d| device(app(d), Gpu, "ALL") => "",
        |d| device(app(d), Gpu, "0") =>
            "app: The value of a GPU requirement must be a number of GPUs or ALL: '0'.",
        |d| device(app(d), Gpu, "") =>
            "app: The value of a GPU requirement must be a number of GPUs or ALL: ''.",
        |d| share(app(d), 1024, Some(50)) => "",
        |d| share(app(d), 0, None) => "app: The nvidiaMps memory must be at least 1 MiB.",
        |d| share(app(d), 1, Some(101)) => "app: The nvidiaMps maxComputePercent must be between 1 and 100.",
        |d| { share(app(d), 1, None); device(side(d), Gpu, "1") } =>
            "All containers of a task that require GPUs must use the same option: value or sharingStrategy.",
        |d| device(app(d), InferenceAccelerator, "a") => "app: The inference accelerator 'a' does not exist.",
        |d| device(app(d), NeuronDevice, "1") => "app: The value of a NeuronDevice requirement must be ALL.",
        |d| { device(app(d), NeuronDevice, "ALL"); device(side(d), NeuronDevice, "ALL") } =>
            "Only one container of a task can specify NeuronDevice resources.",
        |d| {
            device(app(d), NeuronDevice, "ALL");
            d.requires_compatibilities = Some(vec![Compatibility::Ec2])
        } =>
            "app: EC2 does not support resource requirements of type NeuronDevice.",
    }
}

#[test]
fn environment_and_secrets() {
    const SECRET: &str = "arn:aws:secretsmanager:eu-west-1:000000000007:secret:db-AbCdEf:password::";
    const SHARED: &str = "\
        The secret name must be unique and not shared with any new or existing environment variables set \
        on the container, such as 'A'.";
    cases! { with_role;
        |d| variable(app(d), "") => "app: The name of an environment variable should not be null or empty.",
        |d| secret(app(d), "A", SECRET) => "",
        |d| secret(app(d), "A", "/team/parameter") => "",
        |d| secret(app(d), "A", "arn:aws:ssm:eu-west-1:000000000007:parameter/a") => "",
        |d| secret(app(d), "A", "arn:aws:s3:::bucket/a") =>
            "app: The valueFrom of the secret 'A' must be the ARN of a secret in Secrets Manager, or the \
             ARN or name of a parameter in SSM.",
        |d| secret(app(d), "", "a") => "app: A secret requires a name and a valueFrom.",
        |d| { secret(app(d), "A", "a"); secret(app(d), "A", "b") } => SHARED,
        |d| { secret(app(d), "A", "a"); variable(app(d), "A") } => SHARED,
        |d| { d.execution_role_arn = None; secret(app(d), "A", "a") } =>
            "When you are specifying container secrets, you must also specify a value for \
             'executionRoleArn'.",
        |d| file(app(d), "arn:aws:s3:::bucket/a.env") => "",
        |d| file(app(d), "arn:aws:s3:::bucket/a.txt") =>
            "app: The environment file 'arn:aws:s3:::bucket/a.txt' must have the extension .env.",
        |d| file(app(d), "s3://bucket/a.env") =>
            "app: The environment file 's3://bucket/a.env' must be the ARN of an object in Amazon S3.",
        |d| (0..11).for_each(|_| file(app(d), "arn:aws:s3:::bucket/a.env")) =>
            "app: At most 10 environment files are supported.",
    }
}

#[test]
fn health_checks() {
    const START: &str = "\
        app: The health check's command must start with CMD or CMD-SHELL and a command, or be NONE.";
    cases! { bridge;
        |d| health(app(d), &["CMD-SHELL", "true"], |_| ()) => "",
        |d| health(app(d), &["CMD", "/check", "-v"], |_| ()) => "",
        |d| health(app(d), &["NONE"], |_| ()) => "",
        |d| health(app(d), &["curl localhost"], |_| ()) => START,
        |d| health(app(d), &["CMD"], |_| ()) => START,
        |d| health(app(d), &[], |_| ()) => "app: The health check's command should not be null or empty.",
        |d| health(app(d), &["CMD", "a"], |h| h.interval = Some(4)) =>
            "app: The health check's 'interval' must be between 5 and 300.",
        |d| health(app(d), &["CMD", "a"], |h| h.timeout = Some(61)) =>
            "app: The health check's 'timeout' must be between 2 and 60.",
        |d| health(app(d), &["CMD", "a"], |h| h.retries = Some(11)) =>
            "app: The health check's 'retries' must be between 1 and 10.",
        |d| health(app(d), &["CMD", "a"], |h| h.start_period = Some(301)) =>
            "app: The health check's 'startPeriod' must be between 0 and 300.",
    }
}

#[test]
fn restarts_timeouts_users_and_mounts() {
    fn policy(period: Option<i32>, codes: usize) -> Option<ContainerRestartPolicy> {
        let ignored_exit_codes = Some(vec![1; codes]);
        Some(ContainerRestartPolicy { enabled: true, ignored_exit_codes, restart_attempt_period: period })
    }
    fn mount(container: &mut ContainerDefinition, volume: Option<&str>, path: &str) {
        let mount = MountPoint {
            source_volume: volume.map(str::to_owned),
            container_path: Some(path.to_owned()),
            read_only: None,
        };
        container.mount_points.get_or_insert_default().push(mount);
    }
    fn data() -> Option<Vec<Volume>> {
        Some(vec![Volume { name: Some("data".to_owned()), ..Volume::default() }])
    }
    const USER: &str = "\
        Invalid setting for container 'app'. 'user' must be user, user:group, uid, uid:gid, user:gid or \
        uid:group: ";
    cases! { bridge;
        |d| app(d).restart_policy = policy(Some(60), 50) => "",
        |d| app(d).restart_policy = policy(Some(59), 0) =>
            "app: The restartAttemptPeriod must be between 60 and 1800 seconds.",
        |d| app(d).restart_policy = policy(None, 51) =>
            "app: The restartPolicy may ignore at most 50 exit codes.",
        |d| app(d).stop_timeout = Some(600) => "",
        |d| app(d).start_timeout = Some(-1) => "app: 'startTimeout' must not be negative.",
        |d| app(d).user = Some("1000:www".into()) => "",
        |d| app(d).user = Some("www".into()) => "",
        |d| { d.volumes = data(); mount(app(d), Some("data"), "/a") } => "",
        |d| mount(app(d), Some("data"), "/a") => "Unknown volume 'data'.",
        |d| mount(app(d), None, "/a") => "Unknown volume 'null'.",
        |d| { d.volumes = data(); mount(app(d), Some("data"), "") } =>
            "app: The 'containerPath' of a mount point should not be null or empty.",
        |d| { d.volumes = data(); mount(app(d), Some("data"), "/a"); mount(app(d), Some("data"), "/a") } =>
            "app: Two mount points have the 'containerPath' /a.",
        |d| {
            app(d).credential_specs = texts(&["credentialspecdomainless:arn:aws:ssm:r:1:parameter/a"])
        } =>
            "",
        |d| app(d).credential_specs = texts(&["a"]) =>
            "app: The credential spec 'a' must be credentialspec:ARN or credentialspecdomainless:ARN.",
        |d| app(d).credential_specs = texts(&["credentialspec:a", "credentialspec:b"]) =>
            "app: At most 1 credential spec is supported.",
        |d| app(d).repository_credentials = Some(Default::default()) =>
            "app: repositoryCredentials require a credentialsParameter.",
        |d| app(d).docker_security_options = texts(&["no-new-privileges", "apparmor:p", "label:v"]) => "",
        |d| app(d).docker_security_options = texts(&["seccomp=none"]) =>
            "app: The docker security option 'seccomp=none' must be no-new-privileges, apparmor:PROFILE, \
             label:VALUE or credentialspec:FILE.",
    }
    for user in ["a:b:c", ":b", "a:", "-1", "a b"] {
        let mut request = bridge();
        app(&mut request).user = Some(user.to_owned());
        assert_eq!(checked_definition(request).unwrap_err().message, format!("{USER}'{user}'."));
    }
}

#[test]
fn linux_settings() {
    fn add(container: &mut ContainerDefinition, name: &str) {
        linux(container).capabilities = Some(KernelCapabilities { add: texts(&[name]), drop: None });
    }
    fn tmpfs(container: &mut ContainerDefinition, path: &str, size: i32, given: &[&str]) {
        let tmpfs = Tmpfs { container_path: path.to_owned(), size, mount_options: texts(given) };
        linux(container).tmpfs.get_or_insert_default().push(tmpfs);
    }
    cases! { bridge;
        |d| add(app(d), "NET_ADMIN") => "",
        |d| add(app(d), "CAP_NET_ADMIN") => "app: There is no Linux capability 'CAP_NET_ADMIN'.",
        |d| linux(app(d)).max_swap = Some(-1) => "app: 'maxSwap' must be 0 or a positive integer.",
        |d| linux(app(d)).swappiness = Some(101) => "app: 'swappiness' must be between 0 and 100.",
        |d| linux(app(d)).shared_memory_size = Some(0) => "app: 'sharedMemorySize' must be at least 1 MiB.",
        |d| linux(app(d)).devices = Some(vec![Default::default()]) =>
            "app: The 'hostPath' of a device should not be null or empty.",
        |d| tmpfs(app(d), "/tmp", 64, &["ro", "mode=755"]) => "",
        |d| tmpfs(app(d), "tmp", 64, &[]) => "app: The 'containerPath' of a tmpfs must be an absolute path.",
        |d| tmpfs(app(d), "/tmp", 0, &[]) => "app: The 'size' of a tmpfs must be at least 1 MiB.",
        |d| tmpfs(app(d), "/tmp", 1, &["fast"]) => "app: There is no tmpfs mount option 'fast'.",
        |d| ulimit(app(d), 1024, 4096) => "",
        |d| ulimit(app(d), 1024, -1) => "",
        |d| ulimit(app(d), -1, 4096) =>
            "app: The softLimit of the ulimit 'nofile' cannot be greater than its hardLimit.",
        |d| ulimit(app(d), 4097, 4096) =>
            "app: The softLimit of the ulimit 'nofile' cannot be greater than its hardLimit.",
        |d| { ulimit(app(d), 1, 2); ulimit(app(d), 1, 2) } =>
            "app: The ulimit 'nofile' is specified more than once.",
        |d| control(app(d), "net.core.somaxconn") => "",
        |d| control(app(d), "kernel.shmmax") => "",
        |d| control(app(d), "vm.swappiness") => "app: The system control 'vm.swappiness' is not supported.",
        |d| { control(app(d), "net.a"); control(app(d), "net.a") } =>
            "app: The system control 'net.a' is specified more than once.",
        |d| { control(app(d), "net.a"); d.network_mode = Some(NetworkMode::Host) } =>
            "System control 'net.a' is not supported when networkMode=host.",
        |d| { control(app(d), "fs.mqueue.msg_max"); d.ipc_mode = Some(IpcMode::Host) } =>
            "System control 'fs.mqueue.msg_max' is not supported when ipcMode=host.",
    }
}

#[test]
fn logs() {
    const GROUP: (&str, &str) = ("awslogs-group", "g");
    const REGION: (&str, &str) = ("awslogs-region", "eu-west-1");
    const FORMAT: (&str, &str) = ("awslogs-datetime-format", "%Y");
    const PATTERN: (&str, &str) = ("awslogs-multiline-pattern", "^a");
    use LogDriver::*;
    fn from_secret(container: &mut ContainerDefinition, name: &str) {
        let secret = Secret { name: name.to_owned(), value_from: "parameter".to_owned() };
        container.log_configuration.as_mut().unwrap().secret_options = Some(vec![secret]);
    }
    cases! { with_role;
        |d| app(d).log_configuration = log(JsonFile, &[]) => "",
        |d| app(d).log_configuration = log(Awslogs, &[GROUP, REGION]) => "",
        |d| app(d).log_configuration = log(Awslogs, &[]) =>
            "Log driver awslogs requires options: awslogs-region, awslogs-group",
        |d| app(d).log_configuration = log(Awslogs, &[REGION]) =>
            "Log driver awslogs requires options: awslogs-group",
        |d| {
            app(d).log_configuration = log(Awslogs, &[GROUP, REGION, FORMAT, PATTERN])
        } =>
            "app: The options awslogs-datetime-format and awslogs-multiline-pattern exclude each other.",
        |d| { app(d).log_configuration = log(Awslogs, &[GROUP, REGION, ("awslogs-create-group", "yes")]) } =>
            "app: The option awslogs-create-group must be true or false: 'yes'.",
        |d| app(d).log_configuration = log(Awslogs, &[GROUP, REGION, ("mode", "fast")]) =>
            "app: The option mode must be blocking or non-blocking: 'fast'.",
        |d| app(d).log_configuration = log(Splunk, &[("splunk-url", "u")]) =>
            "Log driver splunk requires options: splunk-token",
        |d| {
            app(d).log_configuration = log(Splunk, &[("splunk-url", "u")]);
            from_secret(app(d), "splunk-token")
        } =>
            "",
        |d| {
            d.execution_role_arn = None;
            app(d).log_configuration = log(JsonFile, &[]);
            from_secret(app(d), "a")
        } =>
            "When you are specifying log driver secret options, you must also specify a value for \
             'executionRoleArn'.",
    }
}

#[test]
fn routers() {
    fn router(request: &mut Request, given: &[(&str, &str)]) {
        app(request).log_configuration = log(LogDriver::Awsfirelens, &[]);
        let options = options(given);
        side(request).firelens_configuration =
            Some(FirelensConfiguration { r#type: FirelensConfigurationType::Fluentbit, options });
    }
    const NEED: &str = "side: The options config-file-type and config-file-value need each other.";
    cases! { bridge;
        |d| router(d, &[]) => "",
        |d| {
            const CONFIG: &str = "arn:aws:s3:::bucket/fluent.conf";
            const METADATA: (&str, &str) = ("enable-ecs-log-metadata", "true");
            router(d, &[METADATA, ("config-file-type", "s3"), ("config-file-value", CONFIG)])
        } =>
            "",
        |d| router(d, &[("config-file-type", "s3"), ("config-file-value", "/fluent.conf")]) =>
            "side: The option config-file-value must be the ARN of an object in Amazon S3.",
        |d| router(d, &[("config-file-type", "file")]) => NEED,
        |d| router(d, &[("config-file-value", "/a")]) => NEED,
        |d| router(d, &[("config-file-type", "http"), ("config-file-value", "/a")]) =>
            "side: The option config-file-type must be s3 or file: 'http'.",
        |d| router(d, &[("speed", "fast")]) =>
            "side: The firelensConfiguration has an unknown option 'speed'.",
        |d| { router(d, &[]); side(d).user = Some("0:0".into()) } => "",
        |d| { router(d, &[]); side(d).user = Some("root".into()) } =>
            "If 'user' field is specified on firelens container, then 'UID' has to be '0'.",
        |d| { router(d, &[]); side(d).firelens_configuration = None } =>
            "When awsfirelens log driver is specified in log configuration, a firelens configuration object \
             must be configured in one of the containers.",
        |d| { router(d, &[]); app(d).log_configuration = None } =>
            "When a firelensConfiguration object is specified, at least one container has to be configured \
             with the awsfirelens log driver.",
        |d| { router(d, &[]); app(d).firelens_configuration = side(d).firelens_configuration.clone() } =>
            "Only one container of a task definition can have a firelensConfiguration.",
    }
}
