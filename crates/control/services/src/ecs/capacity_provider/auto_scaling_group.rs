//! Providers whose machines are an Auto Scaling group's: defaults and rules.
//!
//! Must not know: how a group scales.

use longshore_shapes::ApiError;
use longshore_shapes::ecs;

use crate::arn::Arn;
use crate::ecs::problems::{client, invalid};

const SCALING_TARGET: i32 = 100;
const SCALING_STEP_MIN: i32 = 1;
const SCALING_STEP_MAX: i32 = 10_000;
const SCALING_WARMUP_SECS: i32 = 300;

pub(super) fn checked_group(
    mut group: ecs::AutoScalingGroupProvider,
) -> Result<ecs::AutoScalingGroupProvider, ApiError> {
    let arn = Arn::parse(&group.auto_scaling_group_arn).filter(|arn| arn.service == "autoscaling");
    if arn.is_none_or(|arn| !arn.resource.starts_with("autoScalingGroup:")) {
        return Err(invalid(format!(
            "autoScalingGroupProvider.autoScalingGroupArn '{}' is not the ARN of an Auto Scaling group.",
            group.auto_scaling_group_arn
        )));
    }
    let disabled =
        ecs::ManagedScaling { status: Some(ecs::ManagedScalingStatus::Disabled), ..Default::default() };
    group.managed_scaling = Some(scaling_with_defaults(group.managed_scaling.unwrap_or(disabled))?);
    group.managed_termination_protection.get_or_insert(ecs::ManagedTerminationProtection::Disabled);
    group.managed_draining.get_or_insert(ecs::ManagedDraining::Enabled);
    check_protection(&group)?;
    Ok(group)
}

fn scaling_with_defaults(mut scaling: ecs::ManagedScaling) -> Result<ecs::ManagedScaling, ApiError> {
    scaling.status.get_or_insert(ecs::ManagedScalingStatus::Enabled);
    scaling.target_capacity.get_or_insert(SCALING_TARGET);
    let min = *scaling.minimum_scaling_step_size.get_or_insert(SCALING_STEP_MIN);
    let max = *scaling.maximum_scaling_step_size.get_or_insert(SCALING_STEP_MAX);
    scaling.instance_warmup_period.get_or_insert(SCALING_WARMUP_SECS);
    if min > max {
        return Err(invalid(format!(
            "managedScaling.minimumScalingStepSize ({min}) is greater than maximumScalingStepSize ({max})."
        )));
    }
    Ok(scaling)
}

fn check_protection(group: &ecs::AutoScalingGroupProvider) -> Result<(), ApiError> {
    let protected = group.managed_termination_protection == Some(ecs::ManagedTerminationProtection::Enabled);
    let scaled = group
        .managed_scaling
        .as_ref()
        .is_some_and(|scaling| scaling.status == Some(ecs::ManagedScalingStatus::Enabled));
    if protected && !scaled {
        return Err(invalid(
            "The managed termination protection setting for the capacity provider is invalid. To enable managed \
             termination protection for a capacity provider, enable managed scaling for the capacity provider.",
        ));
    }
    Ok(())
}

pub(super) fn update_group(
    provider: &mut ecs::CapacityProvider,
    update: ecs::AutoScalingGroupProviderUpdate,
) -> Result<(), ApiError> {
    let group = provider.auto_scaling_group_provider.as_mut();
    let group = group.ok_or_else(|| client("The capacity provider has no Auto Scaling group to update."))?;
    if let Some(new) = update.managed_scaling {
        let old = group.managed_scaling.take().unwrap_or_default();
        group.managed_scaling = Some(scaling_with_defaults(ecs::ManagedScaling {
            status: new.status.or(old.status),
            target_capacity: new.target_capacity.or(old.target_capacity),
            minimum_scaling_step_size: new.minimum_scaling_step_size.or(old.minimum_scaling_step_size),
            maximum_scaling_step_size: new.maximum_scaling_step_size.or(old.maximum_scaling_step_size),
            instance_warmup_period: new.instance_warmup_period.or(old.instance_warmup_period),
        })?);
    }
    if update.managed_termination_protection.is_some() {
        group.managed_termination_protection = update.managed_termination_protection;
    }
    if update.managed_draining.is_some() {
        group.managed_draining = update.managed_draining;
    }
    check_protection(group)
}
