//! A definition that is to be registered, as the rules see it: what they ask again and again, worked out
//! once.
//!
//! Must not know: any rule but how sizes are written.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{
    Compatibility, ContainerDefinition, NetworkMode, OSFamily, RegisterTaskDefinitionRequest, Volume,
};

use super::units;
use crate::ecs::problems::client;

const TROUBLESHOOTING: &str =
    "For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.";

pub(super) type Checked = Result<(), ApiError>;

pub(super) struct Definition<'a> {
    pub(super) request: &'a RegisterTaskDefinitionRequest,
    pub(super) containers: &'a [ContainerDefinition],
    pub(super) volumes: &'a [Volume],
    /// Bridge where none is given; on Windows that is its default mode.
    pub(super) network: NetworkMode,
    pub(super) windows: bool,
    /// In CPU units and MiB.
    pub(super) cpu: Option<i64>,
    pub(super) memory: Option<i64>,
}

impl<'a> Definition<'a> {
    pub(super) fn of(request: &'a RegisterTaskDefinitionRequest) -> Result<Self, ApiError> {
        let size = |given: &Option<String>, member: &str, read: fn(&str) -> Option<i64>| {
            let read = |text: &str| read(text).filter(|size| *size > 0).ok_or_else(|| invalid_size(member));
            given.as_deref().map(read).transpose()
        };
        let platform = request.runtime_platform.as_ref();
        Ok(Self {
            request,
            containers: &request.container_definitions,
            volumes: items(&request.volumes),
            network: request.network_mode.clone().unwrap_or(NetworkMode::Bridge),
            windows: platform
                .and_then(|platform| platform.operating_system_family.as_ref())
                .is_some_and(is_windows),
            cpu: size(&request.cpu, "cpu", units::cpu_units)?,
            memory: size(&request.memory, "memory", units::mebibytes)?,
        })
    }

    /// Whether the definition was said to be for that launch type.
    pub(super) fn requires(&self, compatibility: &Compatibility) -> bool {
        items(&self.request.requires_compatibilities).contains(compatibility)
    }

    pub(super) fn container(&self, name: &str) -> Option<&'a ContainerDefinition> {
        self.containers.iter().find(|container| name_of(container) == name)
    }

    pub(super) fn has_execution_role(&self) -> bool {
        is_given(&self.request.execution_role_arn)
    }

    pub(super) fn has_task_role(&self) -> bool {
        is_given(&self.request.task_role_arn)
    }
}

/// What ECS says of a task size it does not know.
pub(super) fn invalid_size(member: &str) -> ApiError {
    client(format!("Invalid '{member}' setting for task. {TROUBLESHOOTING}"))
}

fn is_windows(family: &OSFamily) -> bool {
    family.as_str().starts_with("WINDOWS_")
}

pub(super) fn items<T>(list: &Option<Vec<T>>) -> &[T] {
    list.as_deref().unwrap_or_default()
}

pub(super) fn text(given: &Option<String>) -> &str {
    given.as_deref().unwrap_or_default()
}

/// Whether a text is there and says something.
pub(super) fn is_given(given: &Option<String>) -> bool {
    !text(given).is_empty()
}

pub(super) fn name_of(container: &ContainerDefinition) -> &str {
    text(&container.name)
}

/// A container is essential unless it says otherwise.
pub(super) fn is_essential(container: &ContainerDefinition) -> bool {
    container.essential.unwrap_or(true)
}

/// A wrong setting of a container, in the words ECS has for it.
pub(super) fn setting(container: &ContainerDefinition, what: impl std::fmt::Display) -> ApiError {
    client(format!("Invalid setting for container '{}'. {what}", name_of(container)))
}
