//! Launches: what tasks that are started together have in common, and how they are to be placed.
//!
//! A [`Launch`] is made by RunTask, StartTask or a service's revision, checked and with overrides merged, and
//! never changes. Every task holds it, shared. An [`Order`] adds what only placement needs.
//!
//! Must not know: tasks, services, or how anything is placed.

use std::collections::BTreeMap;

use longshore_shapes::schema::{Kind, Limits, Member, Names, Schema};
use longshore_shapes::{Shared, ecs, schema};

use super::task_definition::TaskDefinitionKey;
use crate::scope::Scope;
use crate::structure;

static PORTS: Schema = Schema {
    name: "Ports",
    kind: Kind::List {
        member: &Member { name: "member", target: &schema::INTEGER, required: false, names: Names::PLAIN },
    },
    limits: Limits::NONE,
};

static LAUNCH_CONTAINERS: Schema = Schema {
    name: "LaunchContainers",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: LaunchContainer::SCHEMA,
            required: false,
            names: Names::PLAIN,
        },
    },
    limits: Limits::NONE,
};

structure! {
    /// What a task takes of its instance from its placement to its end, but for devices.
    Reserved {
        cpu: i32 => schema::INTEGER,
        memory: i32 => schema::INTEGER,
        /// Host ports, one list for each protocol; dynamic ones are the node's business.
        tcp_ports: Vec<i32> => PORTS,
        udp_ports: Vec<i32> => PORTS,
    }
}

structure! {
    /// What of a container is the same in every task of the launch.
    LaunchContainer {
        name: String => schema::TEXT,
        image: String => schema::TEXT,
        cpu: i32 => schema::INTEGER,
        memory: Option<i32> => schema::INTEGER,
        memory_reservation: Option<i32> => schema::INTEGER,
        /// How many GPUs it gets.
        gpus: i32 => schema::INTEGER,
        /// Its end does not end the task.
        optional: bool => schema::BOOLEAN,
        has_health_check: bool => schema::BOOLEAN,
        /// Its image is looked up by its tag for every task: version consistency is disabled.
        floating: bool => schema::BOOLEAN,
    }
}

structure! {
    /// Where tasks of network mode awsvpc get their addresses.
    LaunchNetwork {
        subnets: Vec<String> => super::TEXTS,
        security_groups: Vec<String> => super::TEXTS,
        assign_public_ip: bool => schema::BOOLEAN,
    }
}

structure! {
    Launch {
        family: String => schema::TEXT,
        revision: i64 => schema::LONG,
        group: String => schema::TEXT,
        started_by: Option<String> => schema::TEXT,
        launch_type: Option<ecs::LaunchType> => ecs::schemas::LAUNCH_TYPE,
        capacity_provider: Option<String> => schema::TEXT,
        platform_version: Option<String> => schema::TEXT,
        platform_family: Option<String> => schema::TEXT,
        reserved: Reserved => *Reserved::SCHEMA,
        containers: Vec<LaunchContainer> => LAUNCH_CONTAINERS,
        /// As they are echoed, one for each container.
        overrides: Option<ecs::TaskOverride> => ecs::schemas::TASK_OVERRIDE,
        tags: Vec<ecs::Tag> => ecs::schemas::TAGS,
        enable_execute_command: bool => schema::BOOLEAN,
        ephemeral_storage: Option<ecs::EphemeralStorage> => ecs::schemas::EPHEMERAL_STORAGE,
        /// Container name to image digest, where images are pinned.
        image_digests: BTreeMap<String, String> => super::TEXT_MAP,
        task_role_arn: Option<String> => schema::TEXT,
        execution_role_arn: Option<String> => schema::TEXT,
        network: Option<LaunchNetwork> => *LaunchNetwork::SCHEMA,
    }
}

structure! {
    /// A launch and where its tasks may go.
    Order {
        launch: Shared<Launch> => *Launch::SCHEMA,
        /// What the definition needs of an instance.
        required_attributes: Vec<ecs::Attribute> => ecs::schemas::ATTRIBUTES,
        /// The definition's and the caller's, checked when they were given.
        constraints: Vec<ecs::PlacementConstraint> => ecs::schemas::PLACEMENT_CONSTRAINTS,
        strategy: Vec<ecs::PlacementStrategy> => ecs::schemas::PLACEMENT_STRATEGIES,
    }
}

impl Launch {
    pub fn definition_key(&self, scope: Scope) -> TaskDefinitionKey {
        let revision = u32::try_from(self.revision).unwrap_or_default();
        TaskDefinitionKey { scope, family: self.family.clone(), revision }
    }

    /// It belongs on the machines that serve FARGATE, whatever cluster they are of.
    pub fn is_fargate(&self) -> bool {
        self.launch_type == Some(ecs::LaunchType::Fargate)
            || self.capacity_provider.as_deref().is_some_and(|name| name.starts_with("FARGATE"))
    }

    /// The service whose task it is, by the group's name.
    pub fn service(&self) -> Option<&str> {
        self.group.strip_prefix("service:")
    }
}
