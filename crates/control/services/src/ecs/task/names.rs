//! What RunTask and StartTask have in common of the names and choices that a caller gives.
//!
//! Must not know: what is done with them.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{PropagateTags, TaskVolumeConfiguration, error};

use crate::ecs::problems::invalid;

const GROUP_MAX: usize = 255;
const REFERENCE_MAX: usize = 1024;
const RESERVED_GROUPS: &[&str] = &["family:", "service:"];

pub(super) struct Names<'a> {
    pub(super) started_by: Option<&'a str>,
    pub(super) started_by_max: usize,
    pub(super) group: Option<&'a str>,
    pub(super) reference_id: Option<&'a str>,
    pub(super) propagate_tags: Option<&'a PropagateTags>,
    pub(super) volumes: Option<&'a [TaskVolumeConfiguration]>,
}

impl Names<'_> {
    pub(super) fn check(&self) -> Result<(), ApiError> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-_/".contains(c);
        let (starter, max) = (self.started_by.unwrap_or_default(), self.started_by_max);
        if starter.chars().count() > max || !starter.chars().all(allowed) {
            return Err(invalid(format!(
                "startedBy must have at most {max} letters, numbers, hyphens, slashes and underscores."
            )));
        }
        let group = self.group.unwrap_or_default();
        if group.chars().count() > GROUP_MAX {
            return Err(invalid(format!("group must have at most {GROUP_MAX} characters.")));
        }
        if RESERVED_GROUPS.iter().any(|reserved| group.starts_with(reserved)) {
            return Err(invalid(format!(
                "The group '{group}' begins with a word that is reserved; choose another."
            )));
        }
        if self.reference_id.unwrap_or_default().chars().count() > REFERENCE_MAX {
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
        if self.volumes.is_some_and(|volumes| !volumes.is_empty()) {
            return Err(ApiError::new(
                &error::UNSUPPORTED_FEATURE_EXCEPTION,
                "volumeConfigurations are not built yet: give the volume in the task definition.",
            ));
        }
        Ok(())
    }
}
