//! What a node says of its machine when it joins: resources, capabilities, attributes.
//!
//! A capability is named only where the node has it, because placement believes it.
//! Must not know: how the machine was looked at, or how the node joins.

use std::collections::BTreeMap;

use longshore_runtime::DriverFacts;
use longshore_shapes::ecs::{Attribute, RegisterContainerInstanceRequest, Resource, Tag};

pub(crate) const SHARES_PER_PROCESSOR: u64 = 1024;
/// SSH, Docker, and what an agent listens on: never given to a task.
pub(crate) const RESERVED_TCP_PORTS: &[u16] = &[22, 2375, 2376, 51678, 51679];
/// The attribute by which placement knows machines for FARGATE.
const FARGATE: &str = "longshore.fargate";
const AGENT: &str = "com.amazonaws.ecs.capability.";
const SERVICE: &str = "ecs.capability.";

/// Capabilities of every node.
const AGENT_ALWAYS: &[&str] = &[
    "docker-remote-api.1.17",
    "docker-remote-api.1.18",
    "docker-remote-api.1.19",
    "docker-remote-api.1.20",
    "docker-remote-api.1.21",
    "docker-remote-api.1.22",
    "docker-remote-api.1.23",
    "docker-remote-api.1.24",
    "docker-remote-api.1.25",
    "docker-remote-api.1.28",
    "docker-remote-api.1.29",
    "docker-remote-api.1.30",
    "docker-remote-api.1.32",
    "ecr-auth",
    "logging-driver.awslogs",
    "logging-driver.fluentd",
    "logging-driver.gelf",
    "logging-driver.journald",
    "logging-driver.json-file",
    "logging-driver.none",
    "logging-driver.syslog",
    "task-iam-role",
    "task-iam-role-network-host",
];
const SERVICE_ALWAYS: &[&str] = &[
    "container-health-check",
    "container-ordering",
    "container-restart-policy",
    "docker-volume-driver.local",
    "docker-plugin.local",
    "ecr-endpoint",
    "env-files.s3",
    "execution-role-awslogs",
    "execution-role-ecr-pull",
    "full-sync",
    "network.container-port-range",
    "private-registry-authentication.secretsmanager",
    "secrets.asm.bootstrap.log-driver",
    "secrets.asm.environment-variables",
    "secrets.ssm.bootstrap.log-driver",
    "secrets.ssm.environment-variables",
];

/// What was found on the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Machine {
    pub(crate) processors: usize,
    pub(crate) memory_mib: u64,
    /// As Rust names it: `x86_64`, `aarch64`.
    pub(crate) architecture: &'static str,
    /// `debian-12`, where the system says so.
    pub(crate) system: Option<String>,
}

/// What its owner says of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Wishes {
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) tags: BTreeMap<String, String>,
    /// Left to the machine itself.
    pub(crate) reserved_memory_mib: u64,
    pub(crate) reserved_ports: Vec<u16>,
}

impl Wishes {
    /// It runs FARGATE tasks too, of every cluster of its account and region.
    pub(crate) fn serving_fargate(mut self) -> Self {
        self.attributes.insert(FARGATE.to_owned(), "true".to_owned());
        self
    }
}

pub(crate) fn registration(
    machine: &Machine,
    driver: &DriverFacts,
    wishes: &Wishes,
) -> RegisterContainerInstanceRequest {
    let attributes = capabilities(driver).into_iter().map(|name| attribute(name, None));
    let system = system_attributes(machine).into_iter().map(|(name, value)| attribute(name, Some(value)));
    let own = wishes.attributes.iter().map(|(name, value)| attribute(name.clone(), Some(value.clone())));
    let tags =
        wishes.tags.iter().map(|(key, value)| Tag { key: Some(key.clone()), value: Some(value.clone()) });
    RegisterContainerInstanceRequest {
        total_resources: Some(resources(machine, wishes)),
        attributes: Some(attributes.chain(system).chain(own).collect()),
        tags: Some(tags.collect()).filter(|tags: &Vec<Tag>| !tags.is_empty()),
        ..RegisterContainerInstanceRequest::default()
    }
}

fn attribute(name: String, value: Option<String>) -> Attribute {
    Attribute { name, value, ..Attribute::default() }
}

fn system_attributes(machine: &Machine) -> Vec<(String, String)> {
    let architecture = match machine.architecture {
        "aarch64" => "arm64",
        other => other,
    };
    let mut attributes = vec![
        ("ecs.os-type".to_owned(), "linux".to_owned()),
        ("ecs.os-family".to_owned(), "LINUX".to_owned()),
        ("ecs.cpu-architecture".to_owned(), architecture.to_owned()),
    ];
    attributes
        .extend(machine.system.iter().map(|system| ("ecs.os-type-detailed".to_owned(), system.clone())));
    attributes
}

fn resources(machine: &Machine, wishes: &Wishes) -> Vec<Resource> {
    let integer = |name: &str, value: u64| Resource {
        name: Some(name.to_owned()),
        r#type: Some("INTEGER".to_owned()),
        integer_value: Some(i32::try_from(value).unwrap_or(i32::MAX)),
        ..Resource::default()
    };
    let ports = |name: &str, taken: Vec<String>| Resource {
        name: Some(name.to_owned()),
        r#type: Some("STRINGSET".to_owned()),
        string_set_value: Some(taken),
        ..Resource::default()
    };
    let mut taken: Vec<u16> = RESERVED_TCP_PORTS.iter().chain(&wishes.reserved_ports).copied().collect();
    taken.sort_unstable();
    taken.dedup();
    let memory = machine.memory_mib.saturating_sub(wishes.reserved_memory_mib);
    vec![
        integer("CPU", machine.processors as u64 * SHARES_PER_PROCESSOR),
        integer("MEMORY", memory),
        ports("PORTS", taken.iter().map(u16::to_string).collect()),
        ports("PORTS_UDP", Vec::new()),
    ]
}

fn capabilities(driver: &DriverFacts) -> Vec<String> {
    let mut names: Vec<String> = AGENT_ALWAYS.iter().map(|name| format!("{AGENT}{name}")).collect();
    names.extend(SERVICE_ALWAYS.iter().map(|name| format!("{SERVICE}{name}")));
    let can = &driver.can;
    let conditional = [
        (can.privileged, format!("{AGENT}privileged-container")),
        (can.task_network, format!("{SERVICE}task-eni")),
        (can.shared_namespaces, format!("{SERVICE}pid-ipc-namespace-sharing")),
        (can.limits, format!("{SERVICE}task-cpu-mem-limit")),
        (can.limits, format!("{SERVICE}increased-task-cpu-limit")),
    ];
    names.extend(conditional.into_iter().filter(|(has, _)| *has).map(|(_, name)| name));
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use longshore_runtime::Abilities;

    use super::*;

    fn facts(all: bool) -> DriverFacts {
        let can = Abilities {
            bridge_network: all,
            task_network: all,
            limits: all,
            privileged: all,
            devices: all,
            shared_namespaces: all,
        };
        DriverFacts { name: "embedded", version: "1".to_owned(), can, cannot: Vec::new() }
    }

    fn machine() -> Machine {
        Machine { processors: 4, memory_mib: 8000, architecture: "aarch64", system: None }
    }

    fn named<'a>(request: &'a RegisterContainerInstanceRequest, name: &str) -> Option<&'a Attribute> {
        request.attributes.iter().flatten().find(|attribute| attribute.name == name)
    }

    #[test]
    fn resources_are_what_is_left_to_tasks_and_ports_are_those_taken() {
        let wishes = Wishes { reserved_memory_mib: 500, reserved_ports: vec![8080, 22], ..Wishes::default() };
        let request = registration(&machine(), &facts(true), &wishes);
        let resources = request.total_resources.unwrap();
        assert_eq!(resources[0].integer_value, Some(4096));
        assert_eq!(resources[1].integer_value, Some(7500));
        let ports = ["22", "2375", "2376", "8080", "51678", "51679"].map(str::to_owned).to_vec();
        assert_eq!(resources[2].string_set_value, Some(ports));
        assert_eq!(resources[3].string_set_value, Some(Vec::new()));
    }

    #[test]
    fn a_capability_is_named_only_where_the_driver_has_it() {
        let with = registration(&machine(), &facts(true), &Wishes::default());
        let without = registration(&machine(), &facts(false), &Wishes::default());
        for name in ["ecs.capability.task-eni", "com.amazonaws.ecs.capability.privileged-container"] {
            assert!(named(&with, name).is_some() && named(&without, name).is_none(), "{name}");
        }
        assert!(named(&without, "ecs.capability.container-ordering").is_some());
        assert_eq!(named(&with, "ecs.cpu-architecture").unwrap().value.as_deref(), Some("arm64"));
    }

    #[test]
    fn attributes_and_tags_of_the_owner_are_passed_on() {
        let wishes = Wishes {
            attributes: [("rack".to_owned(), "7".to_owned())].into(),
            tags: [("team".to_owned(), "shop".to_owned())].into(),
            ..Wishes::default()
        };
        let request = registration(&machine(), &facts(true), &wishes);
        assert_eq!(named(&request, "rack").unwrap().value.as_deref(), Some("7"));
        assert_eq!(request.tags.unwrap()[0].key.as_deref(), Some("team"));
    }
}
