//! Clusters: create, describe, list, update, delete, and the capacity providers that belong to them.
//!
//! Must not know: what runs in a cluster; what is counted comes from the tables of what runs.

mod reference;
mod settings;
mod statistics;

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, ClusterField, error, op};
use longshore_world::records::cluster::{ACTIVE, Cluster, ClusterKey};
use longshore_world::records::container_instance::{ContainerInstance, REGISTERED};
use longshore_world::{RowKey, Scope, Snapshot, Tx, World};

pub(crate) use self::reference::key_of;
pub use self::reference::{DEFAULT_NAME, arn_of, find_active};
use self::settings::{checked_configuration, checked_settings, with_defaults};
use self::statistics::TaskCounts;
use super::problems::{bad_token, cluster_not_found, invalid, missing};
use super::service::{self, ServiceCounts};
use super::task::live_in;
use super::{capacity_provider, tag};
use crate::caller::Caller;
use crate::page::Pages;
use crate::registry::Registry;

const NAME_LENGTH_MAX: usize = 255;
const DESCRIBE_MAX: usize = 100;
const PAGE_MAX: i32 = 100;

const STATUS_ACTIVE: &str = "ACTIVE";
const STATUS_INACTIVE: &str = "INACTIVE";

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::CreateCluster, _>(create_cluster);
    registry.read::<op::DescribeClusters>(describe_clusters);
    registry.read::<op::ListClusters>(list_clusters);
    registry.write::<op::DeleteCluster, _>(delete_cluster);
    registry.write::<op::UpdateCluster, _>(update_cluster);
    registry.write::<op::UpdateClusterSettings, _>(update_cluster_settings);
    registry.write::<op::PutClusterCapacityProviders, _>(put_cluster_capacity_providers);
}

fn create_cluster(
    caller: &Caller,
    input: ecs::CreateClusterRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::CreateClusterResponse, ApiError> + use<>, ApiError> {
    let name = input.cluster_name.unwrap_or_else(|| DEFAULT_NAME.to_owned());
    check_name(&name)?;
    let (scope, principal) = (caller.scope, caller.principal_arn.clone());
    let tags = tag::checked(input.tags)?;
    let settings = checked_settings(input.settings.unwrap_or_default())?;
    let configuration = input.configuration.map(checked_configuration).transpose()?;
    let providers = input.capacity_providers.unwrap_or_default();
    let strategy = input.default_capacity_provider_strategy.unwrap_or_default();
    let namespace = input.service_connect_defaults.map(|defaults| defaults.namespace);
    let key = ClusterKey { scope, name };
    Ok(move |tx: &mut Tx<'_>| {
        if let Some(existing) = tx.get::<Cluster>(&key).filter(|row| row.is_active()) {
            let cluster = Some(shown(tx, &key, existing, CHANGED));
            return Ok(ecs::CreateClusterResponse { cluster });
        }
        let associated = capacity_provider::associate(tx, scope, &providers, &strategy)?;
        let cluster = ecs::Cluster {
            cluster_arn: Some(arn_of(&key)),
            cluster_name: Some(key.name.clone()),
            status: Some(STATUS_ACTIVE.to_owned()),
            tags: Some(tags),
            settings: Some(with_defaults(tx, scope, &principal, settings)),
            configuration,
            capacity_providers: Some(associated.providers),
            default_capacity_provider_strategy: Some(associated.strategy),
            service_connect_defaults: namespace.and_then(service_connect_defaults),
            ..Default::default()
        };
        tx.put(&key, Cluster { cluster, created_at: tx.now(), inactive_at: None });
        Ok(ecs::CreateClusterResponse { cluster: answer(tx, &key) })
    })
}

/// Makes the cluster `default` where there is none, as an agent does that is told of no cluster.
pub fn ensure_default(
    scope: Scope,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<(), ApiError> + Send + use<>, ApiError> {
    let create = create_cluster(&Caller::root(scope), ecs::CreateClusterRequest::default())?;
    Ok(move |tx: &mut Tx<'_>| create(tx).map(|_| ()))
}

fn check_name(name: &str) -> Result<(), ApiError> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.is_empty() || name.len() > NAME_LENGTH_MAX || !name.chars().all(allowed) {
        return Err(invalid(format!(
            "clusterName '{}' is invalid: use 1 to {NAME_LENGTH_MAX} letters, numbers, hyphens and underscores.",
            name.chars().take(NAME_LENGTH_MAX).collect::<String>()
        )));
    }
    Ok(())
}

/// An empty namespace takes the default away.
fn service_connect_defaults(namespace: String) -> Option<ecs::ClusterServiceConnectDefaults> {
    (!namespace.is_empty()).then_some(ecs::ClusterServiceConnectDefaults { namespace: Some(namespace) })
}

/// What the answer to a change shows.
const CHANGED: &[ClusterField] = &[ClusterField::Configurations, ClusterField::Settings, ClusterField::Tags];

/// A cluster as it is answered: with its counts, and without what was not asked for.
fn shown(world: &World, key: &ClusterKey, row: &Cluster, include: &[ClusterField]) -> ecs::Cluster {
    let (of, included) = (&row.cluster, |field| include.contains(&field));
    let instances = registered_instances(world, key);
    let counts = TaskCounts::of(world, key);
    let attached = included(ClusterField::Attachments);
    let statistics = if included(ClusterField::Statistics) {
        counts.statistics(&ServiceCounts::of(world, key))
    } else {
        Vec::new()
    };
    ecs::Cluster {
        cluster_arn: of.cluster_arn.clone(),
        cluster_name: of.cluster_name.clone(),
        status: of.status.clone(),
        registered_container_instances_count: Some(i32::try_from(instances).unwrap_or(i32::MAX)),
        running_tasks_count: Some(counts.total(true)),
        pending_tasks_count: Some(counts.total(false)),
        active_services_count: Some(i32::try_from(ServiceCounts::active(world, key)).unwrap_or(i32::MAX)),
        statistics: Some(statistics),
        tags: Some(chosen(included(ClusterField::Tags), &of.tags)),
        settings: Some(chosen(included(ClusterField::Settings), &of.settings)),
        configuration: of.configuration.clone().filter(|_| included(ClusterField::Configurations)),
        capacity_providers: of.capacity_providers.clone(),
        default_capacity_provider_strategy: of.default_capacity_provider_strategy.clone(),
        service_connect_defaults: of.service_connect_defaults.clone(),
        attachments: attached.then(|| chosen(true, &of.attachments)),
        attachments_status: of.attachments_status.clone().filter(|_| attached),
    }
}

/// A list that is there in any case, and filled where it was asked for.
fn chosen<T: Clone>(included: bool, list: &Option<Vec<T>>) -> Vec<T> {
    if included { list.clone().unwrap_or_default() } else { Vec::new() }
}

fn answer(world: &World, key: &ClusterKey) -> Option<ecs::Cluster> {
    world.get::<Cluster>(key).map(|row| shown(world, key, row, CHANGED))
}

fn registered_instances(world: &World, key: &ClusterKey) -> usize {
    world.count_by_index::<ContainerInstance>(REGISTERED, &key.bytes())
}

fn describe_clusters(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::DescribeClustersRequest,
) -> Result<ecs::DescribeClustersResponse, ApiError> {
    let mut asked = input.clusters.unwrap_or_default();
    if asked.len() > DESCRIBE_MAX {
        return Err(invalid(format!("clusters may name at most {DESCRIBE_MAX} clusters.")));
    }
    if asked.is_empty() {
        asked.push(DEFAULT_NAME.to_owned());
    }
    let include = input.include.unwrap_or_default();
    let (mut clusters, mut failures) = (Vec::new(), Vec::new());
    for name in &asked {
        let key = key_of(caller.scope, Some(name))?;
        match snapshot.get::<Cluster>(&key) {
            Some(row) => clusters.push(shown(snapshot, &key, row, &include)),
            None => failures.push(missing(arn_of(&key))),
        }
    }
    Ok(ecs::DescribeClustersResponse { clusters: Some(clusters), failures: Some(failures) })
}

fn list_clusters(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::ListClustersRequest,
) -> Result<ecs::ListClustersResponse, ApiError> {
    let limit = super::page_limit(input.max_results, PAGE_MAX, PAGE_MAX)?;
    let scope = caller.scope;
    let pages = Pages::of(snapshot, &["ListClusters", &scope.account.to_string(), scope.region.as_str()]);
    let start = pages.start(input.next_token.as_deref()).map_err(|_| bad_token())?;
    let keys = snapshot.keys_by_index::<Cluster>(ACTIVE, &super::scope_prefix(scope), start.as_ref());
    let page = pages.take(keys.map(|(place, key)| (place.clone(), arn_of(&key))), limit);
    Ok(ecs::ListClustersResponse { cluster_arns: Some(page.items), next_token: page.next_token })
}

fn delete_cluster(
    caller: &Caller,
    input: ecs::DeleteClusterRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::DeleteClusterResponse, ApiError> + use<>, ApiError> {
    let key = key_of(caller.scope, Some(&input.cluster))?;
    Ok(move |tx: &mut Tx<'_>| {
        let row = tx.get::<Cluster>(&key).ok_or_else(cluster_not_found)?.clone();
        if row.is_active() {
            refuse_if_occupied(tx, &key)?;
            let now = tx.now();
            tx.update(&key, |row: &mut Cluster| {
                row.inactive_at = Some(now);
                row.cluster.status = Some(STATUS_INACTIVE.to_owned());
            });
        }
        Ok(ecs::DeleteClusterResponse { cluster: answer(tx, &key) })
    })
}

fn refuse_if_occupied(world: &World, key: &ClusterKey) -> Result<(), ApiError> {
    if registered_instances(world, key) > 0 {
        return Err(ApiError::new(
            &error::CLUSTER_CONTAINS_CONTAINER_INSTANCES_EXCEPTION,
            "The Cluster cannot be deleted while Container Instances are active or draining.",
        ));
    }
    if service::in_cluster(world, key).next().is_some() {
        return Err(ApiError::new(
            &error::CLUSTER_CONTAINS_SERVICES_EXCEPTION,
            "The Cluster cannot be deleted while Services are active.",
        ));
    }
    if live_in(world, key).next().is_some() {
        return Err(ApiError::new(
            &error::CLUSTER_CONTAINS_TASKS_EXCEPTION,
            "The Cluster cannot be deleted while Tasks are active.",
        ));
    }
    if capacity_provider::belongs_to(world, key) {
        return Err(ApiError::new(
            &error::CLUSTER_CONTAINS_CAPACITY_PROVIDER_EXCEPTION,
            "The cluster cannot be deleted while it has managed instances capacity providers.",
        ));
    }
    Ok(())
}

fn update_cluster(
    caller: &Caller,
    input: ecs::UpdateClusterRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::UpdateClusterResponse, ApiError> + use<>, ApiError> {
    let scope = caller.scope;
    let settings = input.settings.map(checked_settings).transpose()?;
    let configuration = input.configuration.map(checked_configuration).transpose()?;
    let defaults = input.service_connect_defaults;
    Ok(move |tx: &mut Tx<'_>| {
        let (key, _) = find_active(tx, scope, Some(&input.cluster))?;
        tx.update(&key, |row: &mut Cluster| {
            let cluster = &mut row.cluster;
            cluster.settings = settings.or(cluster.settings.take());
            cluster.configuration = configuration.or(cluster.configuration.take());
            if let Some(defaults) = defaults {
                cluster.service_connect_defaults = service_connect_defaults(defaults.namespace);
            }
        });
        Ok(ecs::UpdateClusterResponse { cluster: answer(tx, &key) })
    })
}

fn update_cluster_settings(
    caller: &Caller,
    input: ecs::UpdateClusterSettingsRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::UpdateClusterSettingsResponse, ApiError> + use<>, ApiError>
{
    let scope = caller.scope;
    let settings = checked_settings(input.settings)?;
    if settings.is_empty() {
        return Err(invalid("settings can not be empty."));
    }
    Ok(move |tx: &mut Tx<'_>| {
        let (key, _) = find_active(tx, scope, Some(&input.cluster))?;
        tx.update(&key, |row: &mut Cluster| row.cluster.settings = Some(settings));
        Ok(ecs::UpdateClusterSettingsResponse { cluster: answer(tx, &key) })
    })
}

fn put_cluster_capacity_providers(
    caller: &Caller,
    input: ecs::PutClusterCapacityProvidersRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecs::PutClusterCapacityProvidersResponse, ApiError> + use<>,
    ApiError,
> {
    let scope = caller.scope;
    Ok(move |tx: &mut Tx<'_>| {
        let (key, _) = find_active(tx, scope, Some(&input.cluster))?;
        let strategy = &input.default_capacity_provider_strategy;
        let associated = capacity_provider::associate(tx, scope, &input.capacity_providers, strategy)?;
        capacity_provider::refuse_to_part(tx, &key, &associated.providers)?;
        tx.update(&key, |row: &mut Cluster| {
            row.cluster.capacity_providers = Some(associated.providers);
            row.cluster.default_capacity_provider_strategy = Some(associated.strategy);
            // The association is done when the transaction is: nobody waits for it.
            row.cluster.attachments_status = Some("UPDATE_COMPLETE".to_owned());
        });
        let include = [CHANGED, &[ClusterField::Attachments]].concat();
        let cluster = tx.get::<Cluster>(&key).map(|row| shown(tx, &key, row, &include));
        Ok(ecs::PutClusterCapacityProvidersResponse { cluster })
    })
}
