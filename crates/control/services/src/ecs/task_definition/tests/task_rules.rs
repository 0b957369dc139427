//! The rules for names and for what stands beside the containers.

use longshore_shapes::ecs::*;

use super::*;

fn constraint(request: &mut Request, expression: &str) {
    let r#type = Some(TaskDefinitionPlacementConstraintType::MemberOf);
    let constraint = TaskDefinitionPlacementConstraint { r#type, expression: Some(expression.to_owned()) };
    request.placement_constraints.get_or_insert_default().push(constraint);
}

fn windows(request: &mut Request) {
    request.runtime_platform = Some(RuntimePlatform {
        cpu_architecture: None,
        operating_system_family: Some(OSFamily::WindowsServer2022Core),
    });
}

fn proxy(request: &mut Request, properties: &[(&str, &str)]) {
    let property = |(name, value): &(&str, &str)| KeyValuePair {
        name: Some((*name).to_owned()),
        value: Some((*value).to_owned()),
    };
    request.proxy_configuration = Some(ProxyConfiguration {
        r#type: None,
        container_name: "app".to_owned(),
        properties: Some(properties.iter().map(property).collect()),
    });
}

const PROXY: [(&str, &str); 4] =
    [("IgnoredUID", "1337"), ("AppPorts", "80"), ("ProxyIngressPort", "15000"), ("ProxyEgressPort", "15001")];

fn trusted(request: &mut Request, isolation_mode: IsolationMode, policy: Option<&str>) {
    let attestation_policy = policy.map(str::to_owned);
    request.trusted_execution_configuration =
        Some(TrustedExecutionConfiguration { isolation_mode, attestation_policy });
}

fn accelerator(request: &mut Request, name: &str) {
    let accelerator =
        InferenceAccelerator { device_name: name.to_owned(), device_type: "eia2.medium".to_owned() };
    request.inference_accelerators.get_or_insert_default().push(accelerator);
}

#[test]
fn names_and_images() {
    const DIGEST: &str = "sha256:0123456789abcdefABCDEF0123456789abcdef0123456789abcdef0123456789";
    cases! { bridge;
        |d| d.family.clear() => "Family should not be null or empty.",
        |d| d.family = "a b".into() => "Family contains invalid characters.",
        |d| d.family = "a".repeat(255) => "",
        |d| d.family = "a".repeat(256) => "Family should not be longer than 255 characters.",
        |d| d.container_definitions.clear() => "Container list cannot be empty.",
        |d| app(d).name = None => "Container.name should not be null or empty.",
        |d| app(d).name = Some("a.b".into()) => "Container.name contains invalid characters.",
        |d| app(d).image = None => "Container.image should not be null or empty.",
        |d| app(d).image = Some("ngi nx".into()) => "Container.image contains invalid characters.",
        |d| app(d).image = Some("$IMAGE:$TAG".into()) => "Container.image contains invalid characters.",
        |d| app(d).image = Some("a".repeat(256)) =>
            "Container.image should not be longer than 255 characters.",
        |d| app(d).image = Some(format!("{}@{DIGEST}", "a".repeat(255))) => "",
        |d| app(d).image = Some("registry.example.com:5000/team/app:1.2-b_3".into()) => "",
        |d| app(d).image = Some("nginx@sha256:12".into()) =>
            "Container.image has an invalid digest; it must be sha256: and 64 hexadecimal digits.",
        |d| app(d).image = Some("nginx@md5:12".into()) =>
            "Container.image has an invalid digest; it must be sha256: and 64 hexadecimal digits.",
        |d| app(d).essential = Some(false) => "At least one container must be marked as essential.",
        |d| side(d).essential = Some(false) => "",
        |d| side(d).name = Some("app".into()) =>
            "Container names must be unique within a task definition: 'app'.",
        |d| (0..9).for_each(|n| d.container_definitions.push(container(&format!("c{n}")))) => "",
        |d| (0..10).for_each(|n| d.container_definitions.push(container(&format!("c{n}")))) =>
            "Too many container definitions: 11. A task definition may have 10.",
        |d| d.task_role_arn = Some("arn:aws:iam::000000000007:role/team/app".into()) => "",
        |d| d.task_role_arn = Some("app-role".into()) => "",
        |d| d.task_role_arn = Some("arn:aws:iam::000000000007:user/app".into()) => "Role is not valid",
        |d| d.execution_role_arn = Some("arn:aws:s3:::bucket".into()) => "Role is not valid",
    }
}

#[test]
fn the_whole_definition_has_a_length() {
    let mut request = bridge();
    app(&mut request).command = Some(vec!["x".repeat(65_536)]);
    let said = checked_definition(request).unwrap_err().message;
    assert_eq!(said, "Actual length: '65636'. Max allowed length is '65536' bytes.");
}

#[test]
fn task_sizes() {
    const CPU: &str = "\
        Invalid 'cpu' setting for task. For more information, see the Troubleshooting section of the \
        Amazon ECS Developer Guide.";
    const MEMORY: &str = "\
        Invalid 'memory' setting for task. For more information, see the Troubleshooting section of the \
        Amazon ECS Developer Guide.";
    cases! { bridge;
        |d| d.cpu = Some("128".into()) => "",
        |d| d.cpu = Some("192 vCPU".into()) => "",
        |d| d.cpu = Some("127".into()) => CPU,
        |d| d.cpu = Some("196609".into()) => CPU,
        |d| d.cpu = Some("much".into()) => CPU,
        |d| d.memory = Some("0".into()) => MEMORY,
        |d| d.memory = Some("1 TB".into()) => MEMORY,
        |d| d.memory = Some("0.5 GB".into()) => "",
    }
}

#[test]
fn constraints_platform_and_namespaces() {
    cases! { bridge;
        |d| constraint(d, "attribute:ecs.instance-type =~ t3.*") => "",
        |d| constraint(d, "") => "The memberOf constraint requires an expression.",
        |d| (0..11).for_each(|_| constraint(d, "attribute:a == b")) =>
            "Too many placement constraints: 11. The maximum is 10.",
        |d| d.placement_constraints = Some(vec![Default::default()]) =>
            "Invalid constraint type. A task definition only supports memberOf.",
        |d| d.ephemeral_storage = Some(EphemeralStorage { size_in_gib: 20 }) =>
            "The ephemeralStorage.sizeInGiB must be between 21 and 200: 20.",
        |d| d.ephemeral_storage = Some(EphemeralStorage { size_in_gib: 200 }) => "",
        |d| d.ephemeral_storage = Some(EphemeralStorage { size_in_gib: 201 }) =>
            "The ephemeralStorage.sizeInGiB must be between 21 and 200: 201.",
        |d| d.enable_fault_injection = Some(false) => "",
        |d| d.enable_fault_injection = Some(true) =>
            "enableFaultInjection is only supported on Linux with network mode 'awsvpc' or 'host'.",
        |d| windows(d) => "",
        |d| { windows(d); d.network_mode = Some(NetworkMode::Bridge) } =>
            "Windows only supports the network mode 'awsvpc', or none given for its default.",
        |d| { windows(d); d.pid_mode = Some(PidMode::Task) } => "Windows does not support pidMode.",
        |d| { windows(d); d.ipc_mode = Some(IpcMode::Task) } => "Windows does not support ipcMode.",
        |d| {
            windows(d);
            d.runtime_platform.as_mut().unwrap().cpu_architecture = Some(CPUArchitecture::Arm64)
        } =>
            "The CPU architecture ARM64 is not supported for Windows.",
        |d| { windows(d); app(d).linux_parameters = Some(Default::default()) } =>
            "app: 'linuxParameters' is not supported for Windows containers.",
        |d| { windows(d); app(d).privileged = Some(true) } =>
            "app: 'privileged' is not supported for Windows containers.",
        |d| trusted(d, IsolationMode::Shared, None) => "",
        |d| trusted(d, IsolationMode::ConfidentialSandbox, None) =>
            "The isolationMode CONFIDENTIAL_SANDBOX requires an attestationPolicy.",
        |d| trusted(d, IsolationMode::IsolatedSandbox, Some("cA==")) =>
            "An attestationPolicy requires the isolationMode CONFIDENTIAL_SANDBOX.",
        |d| {
            trusted(d, IsolationMode::IsolatedSandbox, None);
            d.requires_compatibilities = Some(vec![Compatibility::Ec2])
        } =>
            "trustedExecutionConfiguration is only supported for MANAGED_INSTANCES; requiresCompatibilities \
             names EC2.",
        |d| { accelerator(d, "a"); accelerator(d, "a") } =>
            "Inference accelerator device names must be unique: 'a'.",
        |d| accelerator(d, "") => "An inference accelerator requires a deviceName and a deviceType.",
        |d| proxy(d, &PROXY) => "proxyConfiguration is only supported when networkMode=awsvpc.",
    }
    let mut request = bridge();
    constraint(&mut request, "attribute:");
    let error = checked_definition(request).unwrap_err();
    assert_eq!(error.code(), "ClientException");
    assert!(error.message.starts_with("Invalid expression 'attribute:' of a placement constraint: "));
}

#[test]
fn proxies() {
    cases! { awsvpc;
        |d| proxy(d, &PROXY) => "",
        |d| { proxy(d, &PROXY); d.proxy_configuration.as_mut().unwrap().container_name = "x".into() } =>
            "The proxyConfiguration names the container 'x', which does not exist.",
        |d| proxy(d, &PROXY[1..]) => "The proxyConfiguration requires the property IgnoredUID or IgnoredGID.",
        |d| proxy(d, &PROXY[..3]) => "The proxyConfiguration requires the property ProxyEgressPort.",
        |d| proxy(d, &[PROXY[0], ("Ports", "1")]) =>
            "The proxyConfiguration has an unknown property 'Ports'.",
    }
}

/// The kinds of volumes, and what each may say.
mod volumes {
    use super::*;

    fn volume(request: &mut Request, change: fn(&mut Volume)) {
        let mut volume = Volume { name: Some("data".to_owned()), ..Volume::default() };
        change(&mut volume);
        request.volumes.get_or_insert_default().push(volume);
    }
    fn efs(volume: &mut Volume) -> &mut EFSVolumeConfiguration {
        let efs = volume.efs_volume_configuration.get_or_insert_default();
        efs.file_system_id = "fs-1".to_owned();
        efs
    }
    fn access_point() -> Option<EFSAuthorizationConfig> {
        Some(EFSAuthorizationConfig { access_point_id: Some("fsap-1".to_owned()), iam: None })
    }
    fn iam() -> Option<EFSAuthorizationConfig> {
        Some(EFSAuthorizationConfig { access_point_id: None, iam: Some(EFSAuthorizationConfigIAM::Enabled) })
    }
    fn s3(volume: &mut Volume) -> &mut S3FilesVolumeConfiguration {
        let s3 = volume.s3files_volume_configuration.get_or_insert_default();
        s3.file_system_arn = "arn:aws:s3files:eu-west-1:000000000007:file-system/fs-1".to_owned();
        s3
    }
    /// An access point with a root directory beside it.
    fn rooted(volume: &mut Volume, root: &str) {
        let efs = efs(volume);
        efs.authorization_config = access_point();
        efs.transit_encryption = Some(EFSTransitEncryption::Enabled);
        efs.root_directory = Some(root.to_owned());
    }
    fn docker(volume: &mut Volume) -> &mut DockerVolumeConfiguration {
        volume.docker_volume_configuration.get_or_insert_default()
    }

    #[test]
    fn volumes() {
        cases! { bridge;
            |d| volume(d, |_| ()) => "",
            |d| volume(d, |v| v.name = None) => "Volume.name should not be null or empty.",
            |d| { volume(d, |_| ()); volume(d, |_| ()) } =>
                "Volume names must be unique within a task definition: 'data'.",
            |d| volume(d, |v| v.host = Some(HostVolumeProperties { source_path: Some(" ".into()) })) =>
                "host.sourcePath should not be blank.",
            |d| {
                volume(d, |v| {
                    v.host = Some(HostVolumeProperties { source_path: Some("/a".into()) });
                    v.configured_at_launch = Some(true)
                })
            } =>
                "data: A volume has one of host, dockerVolumeConfiguration, efsVolumeConfiguration, \
                 s3filesVolumeConfiguration, fsxWindowsFileServerVolumeConfiguration and configuredAtLaunch.",
            |d| {
                volume(d, |v| v.configured_at_launch = Some(true));
                volume(d, |v| { v.name = Some("b".into()); v.configured_at_launch = Some(true) })
            } =>
                "A task definition can have only one volume with configuredAtLaunch.",
            |d| {
                volume(d, |v| docker(v).autoprovision = Some(true))
            } =>
                "data: 'autoprovision' is only supported for the scope shared.",
            |d| {
                volume(d, |v| {
                    docker(v).autoprovision = Some(true);
                    docker(v).scope = Some(ecs::Scope::Shared)
                })
            } =>
                "",
            |d| volume(d, |v| v.efs_volume_configuration = Some(Default::default())) =>
                "data: efsVolumeConfiguration requires a fileSystemId.",
            |d| volume(d, |v| efs(v).transit_encryption_port = Some(2049)) =>
                "data: A transitEncryptionPort requires transitEncryption to be ENABLED.",
            |d| volume(d, |v| efs(v).transit_encryption_port = Some(0)) =>
                "data: The transitEncryptionPort must be between 1 and 65535.",
            |d| volume(d, |v| efs(v).authorization_config = iam()) =>
                "data: EFS IAM authorization requires transitEncryption to be ENABLED.",
            |d| volume(d, |v| efs(v).authorization_config = access_point()) =>
                "data: An EFS access point requires transitEncryption to be ENABLED.",
            |d| {
                volume(d, |v| rooted(v, "/a"))
            } =>
                "data: With an access point the rootDirectory must be omitted or be '/'.",
            |d| {
                volume(d, |v| rooted(v, "/"))
            } =>
                "",
            |d| { volume(d, |v| { s3(v); }) } => "data: s3filesVolumeConfiguration requires a taskRoleArn.",
            |d| { d.task_role_arn = Some("app".into()); volume(d, |v| { s3(v); }) } => "",
            |d| volume(d, |v| s3(v).file_system_arn = "fs-1".into()) =>
                "data: s3filesVolumeConfiguration requires the ARN of a file system in fileSystemArn.",
            |d| volume(d, |v| v.fsx_windows_file_server_volume_configuration = Some(Default::default())) =>
                "data: fsxWindowsFileServerVolumeConfiguration requires fileSystemId.",
        }
    }
}
