//! A cluster's settings and configuration: their rules, and what they are while nobody has chosen.
//!
//! Must not know: what a setting changes.

use longshore_shapes::ApiError;
use longshore_shapes::ecs;
use longshore_world::{Scope, World};

use crate::ecs::account_setting;
use crate::ecs::problems::invalid;

pub(super) fn checked_settings(
    settings: Vec<ecs::ClusterSetting>,
) -> Result<Vec<ecs::ClusterSetting>, ApiError> {
    for (position, setting) in settings.iter().enumerate() {
        let name = setting.name.as_ref().ok_or_else(|| invalid("settings.name must be given."))?;
        let value = setting.value.as_deref().unwrap_or_default();
        if !account_setting::CONTAINER_INSIGHTS_VALUES.contains(&value) {
            let allowed = account_setting::CONTAINER_INSIGHTS_VALUES.join(", ");
            return Err(invalid(format!(
                "settings.value '{value}' of {name} is invalid; use one of {allowed}."
            )));
        }
        if settings.iter().take(position).any(|earlier| earlier.name == setting.name) {
            return Err(invalid(format!("settings names {name} more than once.")));
        }
    }
    Ok(settings)
}

/// The settings of a new cluster: what is not chosen for it follows the account.
pub(super) fn with_defaults(
    world: &World,
    scope: Scope,
    principal: &str,
    settings: Vec<ecs::ClusterSetting>,
) -> Vec<ecs::ClusterSetting> {
    if !settings.is_empty() {
        return settings;
    }
    let name = ecs::SettingName::ContainerInsights;
    let value = account_setting::effective(world, scope, principal, &name);
    vec![ecs::ClusterSetting { name: Some(ecs::ClusterSettingName::ContainerInsights), value: Some(value) }]
}

pub(super) fn checked_configuration(
    given: ecs::ClusterConfiguration,
) -> Result<ecs::ClusterConfiguration, ApiError> {
    let Some(exec) = &given.execute_command_configuration else { return Ok(given) };
    let overrides = exec.logging == Some(ecs::ExecuteCommandLogging::Override);
    match &exec.log_configuration {
        None if overrides => Err(invalid(
            "executeCommandConfiguration.logConfiguration must be given when logging is OVERRIDE.",
        )),
        Some(_) if !overrides => Err(invalid(
            "executeCommandConfiguration.logConfiguration may be given only when logging is OVERRIDE.",
        )),
        Some(log) if log.cloud_watch_log_group_name.is_none() && log.s3_bucket_name.is_none() => {
            Err(invalid(
                "executeCommandConfiguration.logConfiguration needs cloudWatchLogGroupName or s3BucketName.",
            ))
        }
        _ => Ok(given),
    }
}
