//! The attributes a container instance must have to run a definition: one capability for each thing that
//! the definition asks of the agent, in alphabetical order.
//!
//! Must not know: which instances there are.

use std::collections::BTreeSet;

use longshore_shapes::ecs::{
    self, Attribute, ContainerDefinition, FirelensConfiguration, FirelensConfigurationType, LogConfiguration,
    LogDriver, NetworkMode, Secret, Volume,
};

use super::definition::{is_given, items, text};

const AGENT: &str = "com.amazonaws.ecs.capability.";
const SERVICE: &str = "ecs.capability.";
const ECR_HOST_PART: &str = ".dkr.ecr.";
const DEFAULT_VOLUME_DRIVER: &str = "local";

/// Collects capabilities; each once.
#[derive(Default)]
struct Needs(BTreeSet<String>);

impl Needs {
    fn agent(&mut self, name: impl std::fmt::Display) {
        self.0.insert(format!("{AGENT}{name}"));
    }

    fn service(&mut self, name: impl std::fmt::Display) {
        self.0.insert(format!("{SERVICE}{name}"));
    }

    /// The oldest Docker API that has what is asked for.
    fn docker_api(&mut self, version: &str) {
        self.agent(format_args!("docker-remote-api.{version}"));
    }

    fn agent_if(&mut self, needed: bool, name: &str) {
        if needed {
            self.agent(name);
        }
    }

    fn service_if(&mut self, needed: bool, name: &str) {
        if needed {
            self.service(name);
        }
    }

    fn docker_api_if(&mut self, needed: bool, version: &str) {
        if needed {
            self.docker_api(version);
        }
    }
}

/// The attributes of a definition whose defaults are filled in.
pub(super) fn required(definition: &ecs::TaskDefinition) -> Vec<Attribute> {
    let mut needs = Needs::default();
    task(&mut needs, definition);
    items(&definition.volumes).iter().for_each(|it| volume(&mut needs, it));
    let execution_role = is_given(&definition.execution_role_arn);
    for it in items(&definition.container_definitions) {
        image(&mut needs, it, execution_role);
        if let Some(log) = &it.log_configuration {
            logging(&mut needs, log, execution_role);
        }
        secrets(&mut needs, it);
        container(&mut needs, it);
        docker(&mut needs, it);
        linux(&mut needs, it);
    }
    needs.0.into_iter().map(|name| Attribute { name, ..Attribute::default() }).collect()
}

fn task(needs: &mut Needs, definition: &ecs::TaskDefinition) {
    let network = definition.network_mode.as_ref();
    if is_given(&definition.task_role_arn) {
        let on_host = network == Some(&NetworkMode::Host);
        needs.agent(if on_host { "task-iam-role-network-host" } else { "task-iam-role" });
    }
    if network == Some(&NetworkMode::Awsvpc) {
        needs.service("task-eni");
        needs.docker_api("1.18");
    }
    let shared = definition.pid_mode.is_some() || definition.ipc_mode.is_some();
    needs.service_if(shared, "pid-ipc-namespace-sharing");
    needs.service_if(definition.proxy_configuration.is_some(), "aws-appmesh");
    needs.service_if(!items(&definition.inference_accelerators).is_empty(), "task-eia");
    needs.service_if(definition.enable_fault_injection == Some(true), "fault-injection");
}

fn volume(needs: &mut Needs, volume: &Volume) {
    if let Some(docker) = &volume.docker_volume_configuration {
        let driver = Some(text(&docker.driver)).filter(|driver| !driver.is_empty());
        needs.service(format_args!("docker-volume-driver.{}", driver.unwrap_or(DEFAULT_VOLUME_DRIVER)));
        needs.docker_api("1.25");
    }
    if let Some(efs) = &volume.efs_volume_configuration {
        needs.service("efs");
        needs.docker_api("1.25");
        let secured = efs.transit_encryption.is_some() || efs.authorization_config.is_some();
        needs.service_if(secured, "efsAuth");
    }
    let fsx = volume.fsx_windows_file_server_volume_configuration.is_some();
    needs.service_if(fsx, "fsxWindowsFileServer");
    needs.service_if(volume.s3files_volume_configuration.is_some(), "s3Files");
    needs.service_if(volume.configured_at_launch == Some(true), "storage.ebs-task-volume-attach");
}

/// Whether an image is kept in a private ECR registry: `<account>.dkr.ecr.<region>.amazonaws.com/…`.
pub(super) fn is_ecr_image(image: &str) -> bool {
    let host = image.split_once('/').map_or("", |(host, _)| host);
    let (account, rest) = host.split_once(ECR_HOST_PART).unwrap_or_default();
    let numbered = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    numbered && rest.contains(".amazonaws.com")
}

fn image(needs: &mut Needs, container: &ContainerDefinition, execution_role: bool) {
    if is_ecr_image(text(&container.image)) {
        needs.agent("ecr-auth");
        needs.service_if(execution_role, "execution-role-ecr-pull");
    }
    let credentials = container.repository_credentials.is_some();
    needs.service_if(credentials, "private-registry-authentication.secretsmanager");
}

fn logging(needs: &mut Needs, log: &LogConfiguration, execution_role: bool) {
    needs.agent(format_args!("logging-driver.{}", log.log_driver));
    needs.docker_api(match log.log_driver {
        LogDriver::Journald | LogDriver::Awslogs => "1.19",
        LogDriver::Gelf | LogDriver::Fluentd => "1.20",
        LogDriver::Splunk => "1.22",
        _ => "1.18",
    });
    let has = |option| log.options.as_ref().is_some_and(|options| options.contains_key(option));
    needs.docker_api_if(has("mode") || has("max-buffer-size"), "1.28");
    if log.log_driver == LogDriver::Awslogs {
        needs.service_if(execution_role, "execution-role-awslogs");
        let newer = ["awslogs-create-group", "awslogs-datetime-format", "awslogs-multiline-pattern"];
        needs.docker_api_if(newer.into_iter().any(has), "1.29");
    }
    let buffered = log.log_driver == LogDriver::Awsfirelens && has("log-driver-buffer-limit");
    needs.service_if(buffered, "logging-driver.awsfirelens.log-driver-buffer-limit");
    for secret in items(&log.secret_options) {
        needs.service(format_args!("secrets.{}.bootstrap.log-driver", secret_store(secret)));
    }
}

/// Secrets Manager or SSM: which of them a secret is read from. A bare name is a parameter's.
fn secret_store(secret: &Secret) -> &'static str {
    if secret.value_from.contains(":secretsmanager:") { "asm" } else { "ssm" }
}

fn secrets(needs: &mut Needs, container: &ContainerDefinition) {
    for secret in items(&container.secrets) {
        needs.service(format_args!("secrets.{}.environment-variables", secret_store(secret)));
    }
    needs.service_if(!items(&container.environment_files).is_empty(), "env-files.s3");
}

fn container(needs: &mut Needs, container: &ContainerDefinition) {
    let timeouts = container.start_timeout.is_some() || container.stop_timeout.is_some();
    needs.service_if(timeouts || !items(&container.depends_on).is_empty(), "container-ordering");
    if let Some(check) = &container.health_check {
        needs.service("container-health-check");
        needs.docker_api("1.24");
        needs.docker_api_if(check.start_period.is_some(), "1.29");
    }
    let restarted = container.restart_policy.as_ref().is_some_and(|policy| policy.enabled);
    needs.service_if(restarted, "container-restart-policy");
    let mut ports = items(&container.port_mappings).iter();
    needs.service_if(ports.any(|port| port.container_port_range.is_some()), "network.container-port-range");
    container.firelens_configuration.iter().for_each(|it| firelens(needs, it));
    for spec in items(&container.credential_specs) {
        needs.service(if spec.starts_with("credentialspecdomainless:") { "gmsa-domainless" } else { "gmsa" });
    }
    for option in items(&container.docker_security_options) {
        needs.agent_if(option.starts_with("label:"), "selinux");
        needs.agent_if(option.starts_with("apparmor:"), "apparmor");
        needs.service_if(option.starts_with("credentialspec:"), "gmsa");
    }
}

fn firelens(needs: &mut Needs, router: &FirelensConfiguration) {
    let fluentd = router.r#type == FirelensConfigurationType::Fluentd;
    needs.service(if fluentd { "firelens.fluentd" } else { "firelens.fluentbit" });
    let config = router.options.as_ref().and_then(|options| options.get("config-file-type"));
    if let Some(config) = config {
        needs.service(format_args!("firelens.options.config.{config}"));
    }
}

/// What of Docker's own API a container needs.
fn docker(needs: &mut Needs, container: &ContainerDefinition) {
    needs.agent_if(container.privileged == Some(true), "privileged-container");
    let oldest = is_given(&container.hostname)
        || container.readonly_root_filesystem == Some(true)
        || [
            &container.links,
            &container.dns_servers,
            &container.dns_search_domains,
            &container.docker_security_options,
        ]
        .into_iter()
        .any(|list| !items(list).is_empty())
        || !items(&container.extra_hosts).is_empty();
    needs.docker_api_if(oldest, "1.17");
    let labelled = container.docker_labels.as_ref().is_some_and(|labels| !labels.is_empty());
    needs.docker_api_if(labelled || container.ulimits.is_some(), "1.18");
    needs.docker_api_if(container.memory_reservation.is_some(), "1.21");
    needs.docker_api_if(!items(&container.system_controls).is_empty(), "1.24");
}

fn linux(needs: &mut Needs, container: &ContainerDefinition) {
    let Some(linux) = &container.linux_parameters else { return };
    needs.docker_api_if(linux.init_process_enabled.is_some(), "1.25");
    needs.docker_api_if(linux.shared_memory_size.is_some() || !items(&linux.tmpfs).is_empty(), "1.22");
    needs.docker_api_if(linux.max_swap.is_some() || linux.swappiness.is_some(), "1.20");
    needs.docker_api_if(linux.capabilities.is_some() || !items(&linux.devices).is_empty(), "1.17");
}
