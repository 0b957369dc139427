//! What the tasks of a service are launched as: its settings and its task definition as an order.
//!
//! A revision keeps the order that it began with but for what ECS lets change without replacing tasks:
//! placement, tags, and where a strategy sends them. Those follow the service, for tasks yet to be started.
//!
//! Must not know: rollouts, or where tasks go.

use longshore_planners::launch::strategy::for_provider;
use longshore_shapes::ecs::{self, LaunchType, PropagateTags};
use longshore_shapes::{ApiError, Shared};
use longshore_world::records::launch::{Launch, Order};
use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::records::task_definition::TaskDefinitionKey;
use longshore_world::{Tx, World};

use crate::ecs::problems::{client, invalid};
use crate::ecs::task::compute::Compute;
use crate::ecs::task::order::{self, Asked, Definition, Tagging};
use crate::ecs::task::placing;
use crate::ecs::task_definition::{self, identifier};

/// The definition that a service runs, in whatever state it is: one that was deregistered runs on.
pub(super) fn definition_of(
    tx: &Tx<'_>,
    key: &ServiceKey,
    service: &ecs::Service,
) -> Result<Definition, ApiError> {
    let missing = || client("TaskDefinition not found.");
    let reference = identifier::parse(key.scope, service.task_definition.as_deref().unwrap_or_default())?;
    let key = reference.key(key.scope)?;
    let body = task_definition::whole(tx, &key)?.ok_or_else(missing)?;
    Ok(Definition { key, body })
}

/// Where the tasks of a service go: by its strategy, or by its launch type.
pub(super) fn compute_of(service: &ecs::Service) -> Compute {
    match service.capacity_provider_strategy.as_deref().unwrap_or_default() {
        [] => Compute::LaunchType(service.launch_type.clone().unwrap_or(LaunchType::Ec2)),
        items => Compute::Strategy(items.to_vec()),
    }
}

/// The order of a new revision of a service, or of a task set of it.
pub(super) fn make(
    tx: &Tx<'_>,
    key: &ServiceKey,
    service: &ecs::Service,
    definition: &Definition,
) -> Result<Order, ApiError> {
    let execute_command = service.enable_execute_command == Some(true);
    if execute_command && definition.body.task_role_arn.is_none() {
        return Err(invalid(
            "The service couldn't be created because a valid taskRoleArn is not being used. Specify a valid task role \
             in your task definition and try again.",
        ));
    }
    order::make(
        tx,
        definition,
        &compute_of(service),
        Asked {
            group: Some(Service::group(&key.name)),
            network: service.network_configuration.as_ref(),
            platform_version: service.platform_version.as_deref(),
            constraints: service.placement_constraints.as_deref().unwrap_or_default(),
            strategy: service.placement_strategy.as_deref().unwrap_or_default(),
            tags: tags(tx, key, service, &definition.key)?,
            enable_execute_command: execute_command,
            ..Default::default()
        },
    )
}

fn tags(
    world: &World,
    key: &ServiceKey,
    service: &ecs::Service,
    definition: &TaskDefinitionKey,
) -> Result<Vec<ecs::Tag>, ApiError> {
    let from_service = service.propagate_tags == Some(PropagateTags::Service);
    let given = service.tags.clone().filter(|_| from_service).unwrap_or_default();
    let tagging = Tagging {
        cluster: &key.cluster,
        service: Some(&key.name),
        given,
        from_definition: service.propagate_tags == Some(PropagateTags::TaskDefinition),
        managed: service.enable_ecs_managed_tags == Some(true),
    };
    order::tags(world, definition, tagging)
}

/// An order as the service has it now, in what follows the service without a deployment.
pub(super) fn following(
    tx: &Tx<'_>,
    key: &ServiceKey,
    service: &ecs::Service,
    before: &Order,
) -> Result<Order, ApiError> {
    let definition = before.launch.definition_key(key.scope);
    // The definition may be gone for good; its constraints go with it.
    let body = task_definition::whole(tx, &definition)?;
    let own = body.and_then(|body| body.placement_constraints).unwrap_or_default();
    let given = service.placement_constraints.as_deref().unwrap_or_default();
    let compute = compute_of(service);
    let constraints = placing::constraints(&own, given)?;
    let strategy = service.placement_strategy.clone().unwrap_or_default();
    if compute.is_fargate() {
        placing::refuse_on_fargate(&constraints, &strategy)?;
    }
    let launch = Launch {
        tags: tags(tx, key, service, &definition)?,
        enable_execute_command: service.enable_execute_command == Some(true),
        ..Launch::clone(&before.launch)
    };
    let order = Order { launch: Shared::joined(launch), constraints, strategy, ..before.clone() };
    Ok(match compute.first_provider() {
        Some(provider) => for_provider(&order, provider),
        None => order,
    })
}
