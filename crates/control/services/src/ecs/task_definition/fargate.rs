//! What Fargate takes: its task sizes, and what a definition for it may not or must have.
//!
//! Must not know: where tasks run.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{
    ContainerDefinition, LogConfiguration, LogDriver, NetworkMode, PidMode, ResourceType, UlimitName, Volume,
};

use super::attributes::is_ecr_image;
use super::definition::{Checked, Definition, is_given, items, setting, text};
use crate::ecs::problems::client;

const TIMEOUT_SECONDS: std::ops::RangeInclusive<i32> = 2..=120;
const NOFILE_MAX: i32 = 1_048_576;
const CAPABILITY_ADDED: &str = "SYS_PTRACE";

/// One CPU size: its memory sizes from `from` to `to` in steps, in MiB.
struct Size {
    cpu: i64,
    memory: Memory,
    windows: bool,
}

enum Memory {
    Steps { from: i64, to: i64, step: i64 },
    Only(&'static [i64]),
}

const SIZES: [Size; 8] = [
    Size { cpu: 256, memory: Memory::Only(&[512, 1024, 2048]), windows: false },
    Size { cpu: 512, memory: Memory::Steps { from: 1024, to: 4096, step: 1024 }, windows: false },
    Size { cpu: 1024, memory: Memory::Steps { from: 2048, to: 8192, step: 1024 }, windows: true },
    Size { cpu: 2048, memory: Memory::Steps { from: 4096, to: 16384, step: 1024 }, windows: true },
    Size { cpu: 4096, memory: Memory::Steps { from: 8192, to: 30720, step: 1024 }, windows: true },
    Size { cpu: 8192, memory: Memory::Steps { from: 16384, to: 61440, step: 4096 }, windows: false },
    Size { cpu: 16384, memory: Memory::Steps { from: 32768, to: 122_880, step: 8192 }, windows: false },
    Size { cpu: 32768, memory: Memory::Only(&[61440, 122_880, 249_856]), windows: false },
];

/// Whether Fargate has tasks of that size.
pub(super) fn has_size(cpu: i64, memory: i64, windows: bool) -> bool {
    SIZES.iter().any(|size| size.cpu == cpu && (size.windows || !windows) && size.memory.holds(memory))
}

impl Memory {
    fn holds(&self, memory: i64) -> bool {
        match self {
            Self::Steps { from, to, step } => (*from..=*to).contains(&memory) && (memory - from) % step == 0,
            Self::Only(sizes) => sizes.contains(&memory),
        }
    }
}

/// Everything that Fargate asks of a definition.
pub(super) fn check(definition: &Definition<'_>) -> Checked {
    if definition.network != NetworkMode::Awsvpc {
        return Err(client("Fargate only supports network mode 'awsvpc'."));
    }
    size(definition)?;
    namespaces(definition)?;
    if !items(&definition.request.placement_constraints).is_empty() {
        return Err(unsupported("constraints"));
    }
    definition.volumes.iter().try_for_each(volume)?;
    for container in definition.containers {
        forbidden(container)?;
        linux_parameters(container)?;
        limits(container)?;
        logging(definition, container)?;
        roles(definition, container)?;
        if definition.windows && container.restart_policy.as_ref().is_some_and(|policy| policy.enabled) {
            return Err(setting(container, "Windows containers on Fargate do not support restartPolicy."));
        }
    }
    Ok(())
}

fn unsupported(member: &str) -> ApiError {
    client(format!("Fargate compatible task definitions do not support {member}"))
}

fn size(definition: &Definition<'_>) -> Checked {
    let needed = |member| client(format!("Fargate requires that '{member}' be defined at the task level."));
    let cpu = definition.cpu.ok_or_else(|| needed("cpu"))?;
    let memory = definition.memory.ok_or_else(|| needed("memory"))?;
    if has_size(cpu, memory, definition.windows) {
        return Ok(());
    }
    Err(client("No Fargate configuration exists for given values."))
}

fn namespaces(definition: &Definition<'_>) -> Checked {
    if let Some(mode) = definition.request.pid_mode.as_ref().filter(|mode| **mode != PidMode::Task) {
        let supported = "The supported value for pidMode is 'task'.";
        let message =
            format!("Tasks using the Fargate launch type do not support pidMode '{mode}'. {supported}");
        return Err(client(message));
    }
    if definition.request.ipc_mode.is_some() {
        return Err(client("Tasks using the Fargate launch type do not support ipcMode."));
    }
    Ok(())
}

fn volume(volume: &Volume) -> Checked {
    let source = volume.host.as_ref().is_some_and(|host| is_given(&host.source_path));
    let members = [
        ("sourcePath", source),
        ("dockerVolumeConfiguration", volume.docker_volume_configuration.is_some()),
        (
            "fsxWindowsFileServerVolumeConfiguration",
            volume.fsx_windows_file_server_volume_configuration.is_some(),
        ),
    ];
    none_of(&members)
}

fn none_of(members: &[(&str, bool)]) -> Checked {
    members.iter().find(|(_, given)| *given).map_or(Ok(()), |(member, _)| Err(unsupported(member)))
}

fn forbidden(container: &ContainerDefinition) -> Checked {
    none_of(&[
        ("disableNetworking", container.disable_networking == Some(true)),
        ("dnsServers", !items(&container.dns_servers).is_empty()),
        ("dnsSearchDomains", !items(&container.dns_search_domains).is_empty()),
        ("dockerSecurityOptions", !items(&container.docker_security_options).is_empty()),
        ("extraHosts", !items(&container.extra_hosts).is_empty()),
        ("links", !items(&container.links).is_empty()),
        ("privileged", container.privileged == Some(true)),
    ])?;
    let mut kinds = items(&container.resource_requirements).iter().map(|requirement| &requirement.r#type);
    if kinds.any(|kind| *kind != ResourceType::InferenceAccelerator) {
        return Err(client("Tasks using the Fargate launch type do not support GPU resource requirements."));
    }
    Ok(())
}

fn linux_parameters(container: &ContainerDefinition) -> Checked {
    let Some(linux) = &container.linux_parameters else { return Ok(()) };
    none_of(&[
        ("devices", !items(&linux.devices).is_empty()),
        ("sharedMemorySize", linux.shared_memory_size.is_some()),
        ("maxSwap", linux.max_swap.is_some()),
        ("swappiness", linux.swappiness.is_some()),
    ])?;
    let added = linux.capabilities.iter().flat_map(|capabilities| items(&capabilities.add));
    match added.into_iter().find(|name| *name != CAPABILITY_ADDED) {
        Some(name) => Err(setting(
            container,
            format_args!("Fargate only supports adding the capability {CAPABILITY_ADDED}, not {name}."),
        )),
        None => Ok(()),
    }
}

fn limits(container: &ContainerDefinition) -> Checked {
    for (member, timeout) in
        [("startTimeout", container.start_timeout), ("stopTimeout", container.stop_timeout)]
    {
        if timeout.is_some_and(|seconds| !TIMEOUT_SECONDS.contains(&seconds)) {
            let (min, max) = TIMEOUT_SECONDS.into_inner();
            let message = format!("On Fargate '{member}' must be between {min} and {max} seconds.");
            return Err(setting(container, message));
        }
    }
    let mut ulimits = items(&container.ulimits).iter();
    let too_high = |limit: i32| !(0..=NOFILE_MAX).contains(&limit);
    if ulimits.any(|ulimit| ulimit.name == UlimitName::Nofile && too_high(ulimit.hard_limit)) {
        return Err(setting(
            container,
            format_args!("On Fargate the nofile ulimit is at most {NOFILE_MAX}."),
        ));
    }
    Ok(())
}

fn logging(definition: &Definition<'_>, container: &ContainerDefinition) -> Checked {
    if let Some(log) = &container.log_configuration {
        log_driver(definition, container, log)?;
    }
    let router = container.firelens_configuration.as_ref().and_then(|router| router.options.as_ref());
    let config_type = router.and_then(|options| options.get("config-file-type"));
    if config_type.is_some_and(|config_type| config_type != "file") {
        let message = "On Fargate the FireLens option config-file-type only supports 'file'.";
        return Err(setting(container, message));
    }
    Ok(())
}

fn log_driver(
    definition: &Definition<'_>,
    container: &ContainerDefinition,
    log: &LogConfiguration,
) -> Checked {
    if !matches!(log.log_driver, LogDriver::Awslogs | LogDriver::Splunk | LogDriver::Awsfirelens) {
        let message = format!(
            "Fargate supports the log drivers awslogs, splunk and awsfirelens, not '{}'.",
            log.log_driver
        );
        return Err(setting(container, message));
    }
    if log.log_driver != LogDriver::Awslogs {
        return Ok(());
    }
    if !definition.has_execution_role() {
        let message =
            "Fargate requires task definition to have execution role ARN to support log driver awslogs.";
        return Err(client(message));
    }
    let prefix = log.options.as_ref().and_then(|options| options.get("awslogs-stream-prefix"));
    if prefix.is_none_or(String::is_empty) {
        return Err(client("Log driver awslogs requires options: awslogs-stream-prefix"));
    }
    Ok(())
}

fn roles(definition: &Definition<'_>, container: &ContainerDefinition) -> Checked {
    if definition.has_execution_role() {
        return Ok(());
    }
    let needed = |what| {
        client(format!("Fargate requires task definition to have execution role ARN to support {what}."))
    };
    if is_ecr_image(text(&container.image)) {
        return Err(needed("ECR images"));
    }
    if container.repository_credentials.is_some() {
        return Err(needed("private registry authentication"));
    }
    Ok(())
}
