//! A machine: what it has, what it says of it, and what tasks leave of it.
//!
//! Must not know: tasks.

use std::collections::BTreeSet;

use longshore_shapes::ecs::{Attribute, ContainerDefinition, RegisterContainerInstanceRequest, Resource};

const RESERVED_PORTS: &[i32] = &[22, 2375, 2376, 51678, 51679];
/// What definitions may need of an instance, as real nodes say it.
const CAPABILITIES: &[&str] = &[
    "com.amazonaws.ecs.capability.docker-remote-api.1.17",
    "com.amazonaws.ecs.capability.docker-remote-api.1.18",
    "com.amazonaws.ecs.capability.docker-remote-api.1.19",
    "com.amazonaws.ecs.capability.docker-remote-api.1.21",
    "com.amazonaws.ecs.capability.docker-remote-api.1.24",
    "com.amazonaws.ecs.capability.docker-remote-api.1.29",
    "com.amazonaws.ecs.capability.logging-driver.json-file",
    "com.amazonaws.ecs.capability.task-iam-role",
    "com.amazonaws.ecs.capability.task-iam-role-network-host",
    "ecs.capability.container-health-check",
    "ecs.capability.container-ordering",
    "ecs.capability.container-restart-policy",
    "ecs.capability.full-sync",
    "ecs.capability.task-eni",
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    pub cpu: i32,
    pub memory: i32,
    pub gpus: Vec<String>,
    pub zone: String,
    pub architecture: &'static str,
    /// It serves FARGATE.
    pub fargate: bool,
    pub attributes: Vec<(String, String)>,
}

impl Default for Machine {
    fn default() -> Self {
        Self {
            cpu: 4096,
            memory: 8192,
            gpus: Vec::new(),
            zone: "us-east-1a".to_owned(),
            architecture: "x86_64",
            fargate: false,
            attributes: Vec::new(),
        }
    }
}

impl Machine {
    pub(crate) fn registration(&self) -> RegisterContainerInstanceRequest {
        let plain = |name: &str| Attribute { name: name.to_owned(), ..Default::default() };
        let valued = |name: &str, value: &str| Attribute { value: Some(value.to_owned()), ..plain(name) };
        let mut attributes: Vec<Attribute> = CAPABILITIES.iter().map(|name| plain(name)).collect();
        attributes.push(valued("ecs.availability-zone", &self.zone));
        attributes.push(valued("ecs.cpu-architecture", self.architecture));
        attributes.push(valued("ecs.os-type", "linux"));
        attributes.push(valued("ecs.os-family", "LINUX"));
        attributes.push(valued("ecs.instance-type", "simulated"));
        attributes.extend(self.fargate.then(|| plain("longshore.fargate")));
        attributes.extend(self.attributes.iter().map(|(name, value)| valued(name, value)));
        RegisterContainerInstanceRequest {
            total_resources: Some(self.resources()),
            attributes: Some(attributes),
            ..Default::default()
        }
    }

    fn resources(&self) -> Vec<Resource> {
        let named = |name: &str, kind: &str| Resource {
            name: Some(name.to_owned()),
            r#type: Some(kind.to_owned()),
            ..Default::default()
        };
        let number =
            |name: &str, value: i32| Resource { integer_value: Some(value), ..named(name, "INTEGER") };
        let texts = |name: &str, texts: Vec<String>| Resource {
            string_set_value: Some(texts),
            ..named(name, "STRINGSET")
        };
        let ports = RESERVED_PORTS.iter().map(ToString::to_string).collect();
        let mut resources = vec![
            number("CPU", self.cpu),
            number("MEMORY", self.memory),
            texts("PORTS", ports),
            texts("PORTS_UDP", Vec::new()),
        ];
        if !self.gpus.is_empty() {
            resources.push(texts("GPU", self.gpus.clone()));
        }
        resources
    }
}

/// What a task takes of its machine while it is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    pub(crate) memory: i32,
    /// Host ports with their protocols.
    pub(crate) ports: Vec<(String, i32)>,
}

impl Needs {
    pub(crate) fn of(containers: &[ContainerDefinition]) -> Self {
        let mut needs = Self::default();
        for container in containers {
            needs.memory += container.memory_reservation.or(container.memory).unwrap_or_default();
            for mapping in container.port_mappings.iter().flatten() {
                let port = mapping.host_port.filter(|port| *port > 0);
                let protocol = mapping.protocol.as_ref().map_or("tcp".to_owned(), ToString::to_string);
                needs.ports.extend(port.map(|port| (protocol, port)));
            }
        }
        needs
    }
}

/// What is left of a machine. Processor time is shared and never lacks.
pub(crate) struct Room {
    memory: i32,
    ports: BTreeSet<(String, i32)>,
}

impl Room {
    pub(crate) fn of(machine: &Machine) -> Self {
        Self { memory: machine.memory, ports: BTreeSet::new() }
    }

    /// Takes it all, or nothing where something lacks.
    pub(crate) fn take(&mut self, needs: &Needs) -> bool {
        let fits = needs.memory <= self.memory && !needs.ports.iter().any(|port| self.ports.contains(port));
        if fits {
            self.memory -= needs.memory;
            self.ports.extend(needs.ports.iter().cloned());
        }
        fits
    }
}
