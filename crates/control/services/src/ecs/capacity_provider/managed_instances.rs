//! Providers whose machines are made for them: what is kept, and what an update replaces.
//!
//! Must not know: how a machine is made.

use longshore_shapes::ApiError;
use longshore_shapes::ecs;

use crate::ecs::problems::client;

pub(super) fn managed_instances(
    given: ecs::CreateManagedInstancesProviderConfiguration,
) -> ecs::ManagedInstancesProvider {
    ecs::ManagedInstancesProvider {
        infrastructure_role_arn: Some(given.infrastructure_role_arn),
        instance_launch_template: Some(given.instance_launch_template),
        propagate_tags: given.propagate_tags,
        infrastructure_optimization: given.infrastructure_optimization,
        auto_repair_configuration: given.auto_repair_configuration,
    }
}

pub(super) fn update_instances(
    provider: &mut ecs::CapacityProvider,
    update: ecs::UpdateManagedInstancesProviderConfiguration,
) -> Result<(), ApiError> {
    let instances = provider.managed_instances_provider.as_mut();
    let instances =
        instances.ok_or_else(|| client("The capacity provider has no managed instances to update."))?;
    instances.infrastructure_role_arn = Some(update.infrastructure_role_arn);
    instances.propagate_tags = update.propagate_tags.or(instances.propagate_tags.take());
    instances.infrastructure_optimization =
        update.infrastructure_optimization.or(instances.infrastructure_optimization.take());
    instances.auto_repair_configuration =
        update.auto_repair_configuration.or(instances.auto_repair_configuration.take());
    if let Some(template) = instances.instance_launch_template.as_mut() {
        update_template(template, update.instance_launch_template);
    }
    Ok(())
}

fn update_template(template: &mut ecs::InstanceLaunchTemplate, update: ecs::InstanceLaunchTemplateUpdate) {
    if let Some(profile) = update.ec2_instance_profile_arn {
        template.ec2_instance_profile_arn = profile;
    }
    if let Some(network) = update.network_configuration {
        template.network_configuration = network;
    }
    template.storage_configuration = update.storage_configuration.or(template.storage_configuration.take());
    template.local_storage_configuration =
        update.local_storage_configuration.or(template.local_storage_configuration.take());
    template.monitoring = update.monitoring.or(template.monitoring.take());
    template.instance_requirements = update.instance_requirements.or(template.instance_requirements.take());
    template.capacity_reservations = update.capacity_reservations.or(template.capacity_reservations.take());
    template.instance_metadata_tags_propagation =
        update.instance_metadata_tags_propagation.or(template.instance_metadata_tags_propagation);
}
