//! What RunTask and StartTask have in common: the names and choices that a caller gives, checked, and what they make
//! of the tasks' order.
//!
//! Must not know: what is done with them.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, PropagateTags, error};
use longshore_world::World;
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::task_definition::TaskDefinitionKey;

use super::order::{self, Asked, Tagging};
use crate::ecs::problems::invalid;

const GROUP_MAX: usize = 255;
const RUN_STARTED_BY_MAX: usize = 128;
const START_STARTED_BY_MAX: usize = 36;
const REFERENCE_MAX: usize = 1024;
const RESERVED_GROUPS: &[&str] = &["family:", "service:"];

/// The members that both requests have.
pub(super) struct Names<'a> {
    pub(super) started_by_max: usize,
    pub(super) started_by: &'a Option<String>,
    pub(super) group: &'a Option<String>,
    pub(super) reference_id: &'a Option<String>,
    pub(super) overrides: &'a Option<ecs::TaskOverride>,
    pub(super) network: &'a Option<ecs::NetworkConfiguration>,
    pub(super) propagate_tags: &'a Option<PropagateTags>,
    pub(super) managed_tags: Option<bool>,
    pub(super) execute_command: Option<bool>,
    pub(super) volumes: &'a Option<Vec<ecs::TaskVolumeConfiguration>>,
}

/// Those of a request of either type.
macro_rules! names_of {
    ($input:expr, $started_by_max:expr) => {
        Names {
            started_by_max: $started_by_max,
            started_by: &$input.started_by,
            group: &$input.group,
            reference_id: &$input.reference_id,
            overrides: &$input.overrides,
            network: &$input.network_configuration,
            propagate_tags: &$input.propagate_tags,
            managed_tags: $input.enable_ecs_managed_tags,
            execute_command: $input.enable_execute_command,
            volumes: &$input.volume_configurations,
        }
    };
}

impl<'a> From<&'a ecs::RunTaskRequest> for Names<'a> {
    fn from(input: &'a ecs::RunTaskRequest) -> Self {
        names_of!(input, RUN_STARTED_BY_MAX)
    }
}

impl<'a> From<&'a ecs::StartTaskRequest> for Names<'a> {
    fn from(input: &'a ecs::StartTaskRequest) -> Self {
        names_of!(input, START_STARTED_BY_MAX)
    }
}

impl<'a> Names<'a> {
    /// What they say of an order; what only RunTask says is for it to add.
    pub(super) fn asked(
        &self,
        world: &World,
        cluster: &ClusterKey,
        definition: &TaskDefinitionKey,
        tags: Vec<ecs::Tag>,
    ) -> Result<Asked<'a>, ApiError> {
        let tagging = Tagging {
            cluster: &cluster.name,
            service: None,
            given: tags,
            from_definition: *self.propagate_tags == Some(PropagateTags::TaskDefinition),
            managed: self.managed_tags == Some(true),
        };
        Ok(Asked {
            group: self.group.clone(),
            started_by: self.started_by.clone(),
            overrides: self.overrides.clone(),
            network: self.network.as_ref(),
            tags: order::tags(world, definition, tagging)?,
            enable_execute_command: self.execute_command == Some(true),
            ..Default::default()
        })
    }

    pub(super) fn check(&self) -> Result<(), ApiError> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-_/".contains(c);
        let (starter, max) = (self.started_by.as_deref().unwrap_or_default(), self.started_by_max);
        if starter.chars().count() > max || !starter.chars().all(allowed) {
            return Err(invalid(format!(
                "startedBy must have at most {max} letters, numbers, hyphens, slashes and underscores."
            )));
        }
        let group = self.group.as_deref().unwrap_or_default();
        if group.chars().count() > GROUP_MAX {
            return Err(invalid(format!("group must have at most {GROUP_MAX} characters.")));
        }
        if RESERVED_GROUPS.iter().any(|reserved| group.starts_with(reserved)) {
            return Err(invalid(format!(
                "The group '{group}' begins with a word that is reserved; choose another."
            )));
        }
        if self.reference_id.as_deref().unwrap_or_default().chars().count() > REFERENCE_MAX {
            return Err(invalid(format!("referenceId must have at most {REFERENCE_MAX} characters.")));
        }
        match self.propagate_tags {
            Some(PropagateTags::Service) => {
                return Err(invalid("propagateTags SERVICE is not for tasks that belong to no service."));
            }
            Some(PropagateTags::Unknown(other)) => {
                return Err(invalid(format!(
                    "propagateTags must be TASK_DEFINITION or NONE, not '{other}'."
                )));
            }
            _ => {}
        }
        if self.volumes.as_ref().is_some_and(|volumes| !volumes.is_empty()) {
            return Err(ApiError::new(
                &error::UNSUPPORTED_FEATURE_EXCEPTION,
                "volumeConfigurations are not built yet: give the volume in the task definition.",
            ));
        }
        Ok(())
    }
}
