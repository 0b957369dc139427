//! Capacity providers: the two that are always there, those that users make, and the strategies over them.
//!
//! Must not know: how a provider's machines come to be.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{
    self, CapacityProviderStatus, CapacityProviderStrategyItem, CapacityProviderType,
    CapacityProviderUpdateStatus, op,
};
use longshore_world::records::capacity_provider::{CapacityProvider, CapacityProviderKey};
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::{Scope, Snapshot, Tx, World};

use super::problems::{bad_token, client, foreign, invalid, limit_exceeded, missing};
use super::{cluster, tag};
use crate::arn::{self, Arn};
use crate::caller::Caller;
use crate::page::Pages;
use crate::registry::Registry;

pub const FARGATE: &str = "FARGATE";
pub const FARGATE_SPOT: &str = "FARGATE_SPOT";

const NAME_LENGTH_MAX: usize = 255;
const RESERVED_PREFIXES: [&str; 3] = ["aws", "ecs", "fargate"];
const STRATEGY_MAX: usize = 20;
const DESCRIBE_MAX: usize = 100;
const PAGE_MAX: i32 = 10;
const PER_ACCOUNT_MAX: usize = 10_000;

const SCALING_TARGET: i32 = 100;
const SCALING_STEP_MIN: i32 = 1;
const SCALING_STEP_MAX: i32 = 10_000;
const SCALING_WARMUP_SECS: i32 = 300;

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::CreateCapacityProvider, _>(create_capacity_provider);
    registry.read::<op::DescribeCapacityProviders>(describe_capacity_providers);
    registry.write::<op::UpdateCapacityProvider, _>(update_capacity_provider);
    registry.write::<op::DeleteCapacityProvider, _>(delete_capacity_provider);
}

fn arn_of(scope: Scope, name: &str) -> String {
    arn::arn(super::SERVICE, scope, format_args!("capacity-provider/{name}"))
}

/// The name in a name or an ARN.
fn name_of(scope: Scope, given: &str) -> Result<String, ApiError> {
    if !Arn::looks_like(given) {
        return Ok(given.to_owned());
    }
    let arn = Arn::parse(given).filter(|arn| arn.service == super::SERVICE);
    match arn.map(|arn| (arn, arn.resource_type())) {
        Some((arn, ("capacity-provider", _))) if !arn.is_in(scope) => {
            Err(foreign(arn.account, &scope.account.to_string()))
        }
        Some((_, ("capacity-provider", name))) if !name.is_empty() => Ok(name.to_owned()),
        _ => Err(invalid(format!("Invalid identifier: '{given}' is not the ARN of a capacity provider."))),
    }
}

/// One of the two providers that every account has.
fn reserved(scope: Scope, name: &str) -> Option<ecs::CapacityProvider> {
    let r#type = match name {
        FARGATE => CapacityProviderType::Fargate,
        FARGATE_SPOT => CapacityProviderType::FargateSpot,
        _ => return None,
    };
    Some(ecs::CapacityProvider {
        capacity_provider_arn: Some(arn_of(scope, name)),
        name: Some(name.to_owned()),
        status: Some(CapacityProviderStatus::Active),
        r#type: Some(r#type),
        tags: Some(Vec::new()),
        ..Default::default()
    })
}

fn active(world: &World, scope: Scope, name: &str) -> bool {
    let key = CapacityProviderKey { scope, name: name.to_owned() };
    reserved(scope, name).is_some() || world.get::<CapacityProvider>(&key).is_some_and(|row| row.is_active())
}

/// Providers and a default strategy that a cluster may have together.
pub(crate) struct Associated {
    pub(crate) providers: Vec<String>,
    pub(crate) strategy: Vec<CapacityProviderStrategyItem>,
}

/// Checks that the providers are there and that the strategy uses only them.
pub(crate) fn associate(
    world: &World,
    scope: Scope,
    providers: &[String],
    strategy: &[CapacityProviderStrategyItem],
) -> Result<Associated, ApiError> {
    if providers.len() > STRATEGY_MAX {
        return Err(invalid(format!("A cluster can have at most {STRATEGY_MAX} capacity providers.")));
    }
    let mut names: Vec<String> = Vec::with_capacity(providers.len());
    for given in providers {
        let name = name_of(scope, given)?;
        if !active(world, scope, &name) {
            return Err(invalid(format!(
                "The specified capacity provider '{name}' was not found. Specify a valid name or ARN and try again."
            )));
        }
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let strategy = checked_strategy(scope, strategy)?;
    if strategy.iter().any(|item| !names.contains(&item.capacity_provider)) {
        return Err(invalid(
            "The specified capacity provider strategy cannot contain a capacity provider that is not associated \
             with the cluster. Associate the capacity provider with the cluster and try again.",
        ));
    }
    Ok(Associated { providers: names, strategy })
}

/// Checks a strategy in itself and fills in its zeros.
pub(crate) fn checked_strategy(
    scope: Scope,
    strategy: &[CapacityProviderStrategyItem],
) -> Result<Vec<CapacityProviderStrategyItem>, ApiError> {
    if strategy.len() > STRATEGY_MAX {
        return Err(invalid(format!("A capacity provider strategy can have at most {STRATEGY_MAX} items.")));
    }
    let mut checked = Vec::with_capacity(strategy.len());
    for item in strategy {
        let capacity_provider = name_of(scope, &item.capacity_provider)?;
        let (weight, base) = (Some(item.weight.unwrap_or(0)), Some(item.base.unwrap_or(0)));
        checked.push(CapacityProviderStrategyItem { capacity_provider, weight, base });
    }
    let fargate = |item: &&CapacityProviderStrategyItem| reserved(scope, &item.capacity_provider).is_some();
    let on_fargate = checked.iter().filter(fargate).count();
    if on_fargate > 0 && on_fargate < checked.len() {
        return Err(invalid(
            "A capacity provider strategy cannot contain a mix of capacity providers using Auto Scaling groups and \
             Fargate providers. Specify one or the other and try again.",
        ));
    }
    if checked.iter().filter(|item| item.base != Some(0)).count() > 1 {
        return Err(invalid("Only one capacity provider in a strategy can have a base value defined."));
    }
    Ok(checked)
}

/// Whether a managed instances provider lives in that cluster.
pub(crate) fn belongs_to(world: &World, cluster: &ClusterKey) -> bool {
    let rows = world.scan::<CapacityProvider>(&super::scope_prefix(cluster.scope));
    let arn = cluster::arn_of(cluster);
    rows.filter(|(_, row)| row.is_active()).any(|(_, row)| row.provider.cluster.as_ref() == Some(&arn))
}

fn create_capacity_provider(
    caller: &Caller,
    input: ecs::CreateCapacityProviderRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::CreateCapacityProviderResponse, ApiError> + use<>, ApiError>
{
    let scope = caller.scope;
    check_name(&input.name)?;
    let tags = tag::checked(input.tags)?;
    let kind = match (input.auto_scaling_group_provider, input.managed_instances_provider) {
        (Some(group), None) if input.cluster.is_none() => Kind::Group(checked_group(group)?),
        (Some(_), None) => return Err(invalid("cluster may be given only with managedInstancesProvider.")),
        (None, Some(instances)) => Kind::Instances(Box::new(managed_instances(instances))),
        _ => {
            return Err(invalid(
                "Specify exactly one of autoScalingGroupProvider and managedInstancesProvider.",
            ));
        }
    };
    let key = CapacityProviderKey { scope, name: input.name };
    Ok(move |tx: &mut Tx<'_>| {
        refuse_if_taken(tx, &key, &kind)?;
        let cluster = match (&kind, input.cluster.as_deref()) {
            (Kind::Instances(_), None) => {
                return Err(invalid("cluster must be given with managedInstancesProvider."));
            }
            (Kind::Instances(_), given) => Some(cluster::find_active(tx, scope, given)?.0),
            (Kind::Group(_), _) => None,
        };
        let provider = kind.into_provider(&key, cluster.as_ref(), tags);
        let row = CapacityProvider { provider: provider.clone(), created_at: tx.now(), inactive_at: None };
        tx.put(&key, row);
        Ok(ecs::CreateCapacityProviderResponse { capacity_provider: Some(provider) })
    })
}

/// Where a provider's machines come from.
enum Kind {
    Group(ecs::AutoScalingGroupProvider),
    Instances(Box<ecs::ManagedInstancesProvider>),
}

impl Kind {
    fn into_provider(
        self,
        key: &CapacityProviderKey,
        cluster: Option<&ClusterKey>,
        tags: Vec<ecs::Tag>,
    ) -> ecs::CapacityProvider {
        let provider = ecs::CapacityProvider {
            capacity_provider_arn: Some(arn_of(key.scope, &key.name)),
            name: Some(key.name.clone()),
            cluster: cluster.map(cluster::arn_of),
            status: Some(CapacityProviderStatus::Active),
            update_status: Some(CapacityProviderUpdateStatus::CreateComplete),
            tags: Some(tags),
            ..Default::default()
        };
        match self {
            Self::Group(group) => ecs::CapacityProvider {
                r#type: Some(CapacityProviderType::Ec2Autoscaling),
                auto_scaling_group_provider: Some(group),
                ..provider
            },
            Self::Instances(instances) => ecs::CapacityProvider {
                r#type: Some(CapacityProviderType::ManagedInstances),
                managed_instances_provider: Some(*instances),
                ..provider
            },
        }
    }
}

fn check_name(name: &str) -> Result<(), ApiError> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let lower = name.to_ascii_lowercase();
    let taken = RESERVED_PREFIXES.iter().any(|prefix| lower.starts_with(prefix));
    if name.is_empty() || name.len() > NAME_LENGTH_MAX || taken || !name.chars().all(allowed) {
        return Err(client(format!(
            "The specified capacity provider name is invalid. Up to {NAME_LENGTH_MAX} characters are allowed, \
             including letters (upper and lowercase), numbers, underscores, and hyphens. The name cannot be \
             prefixed with \"aws\", \"ecs\", or \"fargate\". Specify a valid name and try again."
        )));
    }
    Ok(())
}

fn refuse_if_taken(world: &World, key: &CapacityProviderKey, kind: &Kind) -> Result<(), ApiError> {
    let others = || {
        let rows = world.scan::<CapacityProvider>(&super::scope_prefix(key.scope));
        rows.filter(|(_, row)| row.is_active())
    };
    if active(world, key.scope, &key.name) {
        return Err(client(
            "The specified capacity provider already exists. To change the configuration of an existing capacity \
             provider, update the capacity provider.",
        ));
    }
    if others().count() >= PER_ACCOUNT_MAX {
        return Err(limit_exceeded(format!("An account can have at most {PER_ACCOUNT_MAX} capacity providers.")));
    }
    let Kind::Group(group) = kind else { return Ok(()) };
    let same = |row: &CapacityProvider| {
        let other = row.provider.auto_scaling_group_provider.as_ref();
        other.is_some_and(|other| other.auto_scaling_group_arn == group.auto_scaling_group_arn)
    };
    if others().any(|(_, row)| same(row)) {
        return Err(client(
            "The specified Auto Scaling group ARN is already being used by another capacity provider. Specify a \
             unique Auto Scaling group ARN and try again.",
        ));
    }
    Ok(())
}

fn checked_group(mut group: ecs::AutoScalingGroupProvider) -> Result<ecs::AutoScalingGroupProvider, ApiError> {
    let arn = Arn::parse(&group.auto_scaling_group_arn).filter(|arn| arn.service == "autoscaling");
    if arn.is_none_or(|arn| !arn.resource.starts_with("autoScalingGroup:")) {
        return Err(invalid(format!(
            "autoScalingGroupProvider.autoScalingGroupArn '{}' is not the ARN of an Auto Scaling group.",
            group.auto_scaling_group_arn
        )));
    }
    let disabled = ecs::ManagedScaling {
        status: Some(ecs::ManagedScalingStatus::Disabled),
        ..Default::default()
    };
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

fn managed_instances(given: ecs::CreateManagedInstancesProviderConfiguration) -> ecs::ManagedInstancesProvider {
    ecs::ManagedInstancesProvider {
        infrastructure_role_arn: Some(given.infrastructure_role_arn),
        instance_launch_template: Some(given.instance_launch_template),
        propagate_tags: given.propagate_tags,
        infrastructure_optimization: given.infrastructure_optimization,
        auto_repair_configuration: given.auto_repair_configuration,
    }
}

fn describe_capacity_providers(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::DescribeCapacityProvidersRequest,
) -> Result<ecs::DescribeCapacityProvidersResponse, ApiError> {
    let limit = super::page_limit(input.max_results, PAGE_MAX, PAGE_MAX)?;
    let with_tags = input.include.unwrap_or_default().contains(&ecs::CapacityProviderField::Tags);
    let asked = input.capacity_providers.unwrap_or_default();
    if asked.len() > DESCRIBE_MAX {
        return Err(invalid(format!("capacityProviders may name at most {DESCRIBE_MAX} providers.")));
    }
    let scope = caller.scope;
    let cluster = match input.cluster.as_deref() {
        Some(given) => Some(cluster::arn_of(&cluster::find_active(snapshot, scope, Some(given))?.0)),
        None => None,
    };
    let shown = |mut provider: ecs::CapacityProvider| {
        if !with_tags {
            provider.tags = Some(Vec::new());
        }
        provider
    };
    if !asked.is_empty() {
        let (found, failures) = named(snapshot, scope, &asked)?;
        return Ok(ecs::DescribeCapacityProvidersResponse {
            capacity_providers: Some(found.into_iter().map(shown).collect()),
            failures: Some(failures),
            next_token: None,
        });
    }
    let filter = cluster.as_deref().unwrap_or_default();
    let pages =
        Pages::of(snapshot, &["DescribeCapacityProviders", &scope.account.to_string(), scope.region.as_str(), filter]);
    let start = pages.start(input.next_token.as_deref()).map_err(|_| bad_token())?;
    let items = all(snapshot, scope, cluster.as_deref())
        .map(|provider| {
            let name = provider.name.clone().unwrap_or_default();
            (longshore_world::KeyBytes::from_slice(name.as_bytes()), provider)
        })
        .skip_while(|(name, _)| start.as_ref().is_some_and(|start| name <= start));
    let page = pages.take(items, limit);
    Ok(ecs::DescribeCapacityProvidersResponse {
        capacity_providers: Some(page.items.into_iter().map(shown).collect()),
        failures: Some(Vec::new()),
        next_token: page.next_token,
    })
}

/// Every provider by name; the reserved ones stand where their names sort.
fn all(
    world: &World,
    scope: Scope,
    cluster: Option<&str>,
) -> impl Iterator<Item = ecs::CapacityProvider> + use<> {
    let own = world.scan::<CapacityProvider>(&super::scope_prefix(scope)).filter(|(_, row)| row.is_active());
    let mut all: Vec<_> = own.map(|(_, row)| row.provider.clone()).collect();
    if let Some(cluster) = cluster {
        all.retain(|provider| provider.cluster.as_deref() == Some(cluster));
    } else {
        all.extend([FARGATE, FARGATE_SPOT].into_iter().filter_map(|name| reserved(scope, name)));
    }
    all.sort_by(|left, right| left.name.cmp(&right.name));
    all.into_iter()
}

fn named(
    world: &World,
    scope: Scope,
    asked: &[String],
) -> Result<(Vec<ecs::CapacityProvider>, Vec<ecs::Failure>), ApiError> {
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    for given in asked {
        let name = name_of(scope, given)?;
        let key = CapacityProviderKey { scope, name };
        let provider = reserved(scope, &key.name)
            .or_else(|| world.get::<CapacityProvider>(&key).map(|row| row.provider.clone()));
        match provider {
            Some(provider) => found.push(provider),
            None => failures.push(missing(arn_of(scope, &key.name))),
        }
    }
    Ok((found, failures))
}

/// The row of a provider that a user made and that is there.
fn find(world: &World, scope: Scope, given: &str) -> Result<(CapacityProviderKey, ecs::CapacityProvider), ApiError> {
    let name = name_of(scope, given)?;
    if reserved(scope, &name).is_some() {
        return Err(client(format!("The capacity provider {name} is reserved and cannot be changed.")));
    }
    let key = CapacityProviderKey { scope, name };
    let row = world.get::<CapacityProvider>(&key).filter(|row| row.is_active());
    let provider = row.map(|row| row.provider.clone()).ok_or_else(|| {
        client("The specified capacity provider does not exist. Specify a valid name or ARN and try again.")
    })?;
    Ok((key, provider))
}

fn update_capacity_provider(
    caller: &Caller,
    input: ecs::UpdateCapacityProviderRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::UpdateCapacityProviderResponse, ApiError> + use<>, ApiError>
{
    let scope = caller.scope;
    Ok(move |tx: &mut Tx<'_>| {
        let (key, mut provider) = find(tx, scope, &input.name)?;
        match (input.auto_scaling_group_provider, input.managed_instances_provider) {
            (Some(update), None) => update_group(&mut provider, update)?,
            (None, Some(update)) => update_instances(&mut provider, update)?,
            _ => {
                return Err(invalid(
                    "Specify exactly one of autoScalingGroupProvider and managedInstancesProvider.",
                ));
            }
        }
        provider.update_status = Some(CapacityProviderUpdateStatus::UpdateComplete);
        tx.update(&key, |row: &mut CapacityProvider| row.provider = provider.clone());
        Ok(ecs::UpdateCapacityProviderResponse { capacity_provider: Some(provider) })
    })
}

fn update_group(
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

fn update_instances(
    provider: &mut ecs::CapacityProvider,
    update: ecs::UpdateManagedInstancesProviderConfiguration,
) -> Result<(), ApiError> {
    let instances = provider.managed_instances_provider.as_mut();
    let instances = instances.ok_or_else(|| client("The capacity provider has no managed instances to update."))?;
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

fn delete_capacity_provider(
    caller: &Caller,
    input: ecs::DeleteCapacityProviderRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::DeleteCapacityProviderResponse, ApiError> + use<>, ApiError>
{
    let scope = caller.scope;
    Ok(move |tx: &mut Tx<'_>| {
        let (key, mut provider) = find(tx, scope, &input.capacity_provider)?;
        if let Some(cluster) = cluster_using(tx, &key) {
            return Err(client(format!(
                "The specified capacity provider is in use and cannot be removed: it is associated with the cluster \
                 {cluster}. Remove it from the cluster and try again."
            )));
        }
        provider.status = Some(CapacityProviderStatus::Inactive);
        provider.update_status = Some(CapacityProviderUpdateStatus::DeleteComplete);
        let now = tx.now();
        tx.update(&key, |row: &mut CapacityProvider| {
            row.provider = provider.clone();
            row.inactive_at = Some(now);
        });
        Ok(ecs::DeleteCapacityProviderResponse { capacity_provider: Some(provider) })
    })
}

/// The name of an active cluster that the provider is associated with.
fn cluster_using(world: &World, key: &CapacityProviderKey) -> Option<String> {
    let in_use = |row: &Cluster| row.cluster.capacity_providers.iter().flatten().any(|name| *name == key.name);
    let mut clusters = world.scan::<Cluster>(&super::scope_prefix(key.scope));
    clusters.find(|(_, row)| row.is_active() && in_use(row)).map(|(cluster, _)| cluster.name)
}
