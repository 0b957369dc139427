//! Capacity providers: the two that are always there, and those that users make.
//!
//! Must not know: how a provider's machines come to be.

mod auto_scaling_group;
mod managed_instances;
mod strategy;

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{
    self, CapacityProviderStatus, CapacityProviderType, CapacityProviderUpdateStatus, op,
};
use longshore_world::records::capacity_provider::{CapacityProvider, CapacityProviderKey};
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::{Scope, Snapshot, Tx, World};

use self::auto_scaling_group::{checked_group, update_group};
use self::managed_instances::{managed_instances, update_instances};
pub(crate) use self::strategy::{associate, usable_strategy};
use super::problems::{bad_token, client, invalid, limit_exceeded, missing};
use super::{cluster, identifier, service, tag};
use crate::arn;
use crate::caller::Caller;
use crate::page::Pages;
use crate::registry::Registry;

pub const FARGATE: &str = "FARGATE";
pub const FARGATE_SPOT: &str = "FARGATE_SPOT";

const RESOURCE_TYPE: &str = "capacity-provider";
const NAME_LENGTH_MAX: usize = 255;
const RESERVED_PREFIXES: [&str; 3] = ["aws", "ecs", "fargate"];
const DESCRIBE_MAX: usize = 100;
const PAGE_MAX: i32 = 10;
const PER_ACCOUNT_MAX: usize = 10_000;

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::CreateCapacityProvider, _>(create_capacity_provider);
    registry.read::<op::DescribeCapacityProviders>(describe_capacity_providers);
    registry.write::<op::UpdateCapacityProvider, _>(update_capacity_provider);
    registry.write::<op::DeleteCapacityProvider, _>(delete_capacity_provider);
}

fn arn_of(scope: Scope, name: &str) -> String {
    arn::arn(super::SERVICE, scope, format_args!("{RESOURCE_TYPE}/{name}"))
}

/// The name in a name or an ARN.
fn name_of(scope: Scope, given: &str) -> Result<String, ApiError> {
    Ok(identifier::given(scope, RESOURCE_TYPE, given)?.name().to_owned())
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
        return Err(limit_exceeded(format!(
            "An account can have at most {PER_ACCOUNT_MAX} capacity providers."
        )));
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
    let pages = Pages::of(
        snapshot,
        &["DescribeCapacityProviders", &scope.account.to_string(), scope.region.as_str(), filter],
    );
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
fn find(
    world: &World,
    scope: Scope,
    given: &str,
) -> Result<(CapacityProviderKey, ecs::CapacityProvider), ApiError> {
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
        if let Some(user) = service::using_provider(tx, scope, None, &key.name) {
            return Err(client(format!(
                "The specified capacity provider is in use and cannot be removed: the service {} uses it in its \
                 capacityProviderStrategy.",
                service::arn_of(&user)
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

/// A cluster keeps the providers that its services' strategies name.
pub(crate) fn refuse_to_part(world: &World, cluster: &ClusterKey, kept: &[String]) -> Result<(), ApiError> {
    let before = world.get::<Cluster>(cluster).and_then(|row| row.cluster.capacity_providers.clone());
    let gone = before.into_iter().flatten().filter(|name| !kept.contains(name));
    for name in gone {
        if let Some(user) = service::using_provider(world, cluster.scope, Some(cluster), &name) {
            return Err(ApiError::new(
                &ecs::error::RESOURCE_IN_USE_EXCEPTION,
                format!(
                    "The specified capacity provider is in use and cannot be removed: the service {} uses {name} in its \
                     capacityProviderStrategy.",
                    service::arn_of(&user)
                ),
            ));
        }
    }
    Ok(())
}

/// The name of an active cluster that the provider is associated with.
fn cluster_using(world: &World, key: &CapacityProviderKey) -> Option<String> {
    let in_use =
        |row: &Cluster| row.cluster.capacity_providers.iter().flatten().any(|name| *name == key.name);
    let mut clusters = world.scan::<Cluster>(&super::scope_prefix(key.scope));
    clusters.find(|(_, row)| row.is_active() && in_use(row)).map(|(cluster, _)| cluster.name)
}
