//! A deployment begins: the rows that tell the scheduler what a service is to become.
//!
//! Written here: the revision with its order, the rollout at the front, the service deployment. The ones that
//! were under way are asked to end; their rollouts stay until their tasks are gone.
//!
//! Must not know: requests, or how a deployment is conducted.

use longshore_shapes::Timestamp;
use longshore_shapes::ecs::{
    self, DeploymentRolloutState, MonitoringConfiguration, ServiceConnectConfiguration,
    ServiceDeploymentStatus,
};
use longshore_world::Tx;
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::launch::Order;
use longshore_world::records::service::deployment::{
    ServiceDeployment, ServiceDeploymentKey, service_prefix as deployments_prefix,
};
use longshore_world::records::service::revision::{
    ServiceRevision, ServiceRevisionKey, service_prefix as revisions_prefix,
};
use longshore_world::records::service::task_set::{TaskSet, TaskSetKey, service_prefix as task_sets_prefix};
use longshore_world::records::service::{Rollout, Service, ServiceKey};

use super::monitors;
use super::reference::{ROLLOUT_PREFIX, arn_of, deployment_arn, deployment_key, revision_arn, revision_key};
use crate::ecs::{cluster, task_definition};

pub(super) const PRIMARY: &str = "PRIMARY";
pub(super) const ACTIVE: &str = "ACTIVE";
/// Who writes into a service's story what a request asked for.
pub(super) const USER: &str = "user";

const DECIMAL_FIRST: u128 = 1_000_000_000_000_000_000;
const DECIMAL_COUNT: u128 = 9_000_000_000_000_000_000;
const DEPLOYMENT_ID_CHARS: usize = 21;
const DEPLOYMENT_ID_ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn random(tx: &mut Tx<'_>) -> u128 {
    u128::from_str_radix(&tx.new_id(), 16).unwrap_or_default()
}

/// 19 decimal digits, as revisions and rollouts are numbered.
pub(super) fn decimal_id(tx: &mut Tx<'_>) -> String {
    (DECIMAL_FIRST + random(tx) % DECIMAL_COUNT).to_string()
}

/// The id of a rollout or a task set.
pub(super) fn rollout_id(tx: &mut Tx<'_>) -> String {
    format!("{ROLLOUT_PREFIX}{}", decimal_id(tx))
}

fn deployment_id(tx: &mut Tx<'_>) -> String {
    let bits = random(tx);
    let digit = |place: usize| {
        let index = usize::try_from((bits >> (6 * place)) & 63).unwrap_or_default();
        char::from(DEPLOYMENT_ID_ALPHABET.get(index).copied().unwrap_or(b'A'))
    };
    (0..DEPLOYMENT_ID_CHARS).map(digit).collect()
}

/// What a revision holds that its service does not show.
#[derive(Clone, Default)]
pub(super) struct Aside {
    pub(super) service_connect: Option<ServiceConnectConfiguration>,
    pub(super) monitoring: Option<MonitoringConfiguration>,
}

impl Aside {
    /// As the newest revision has it.
    pub(super) fn of(tx: &Tx<'_>, key: &ServiceKey, row: &Service) -> Self {
        let revision = row.primary().map(|rollout| revision_key(key, &rollout.revision));
        let revision = revision.and_then(|key| tx.get::<ServiceRevision>(&key));
        revision.map_or_else(Self::default, |row| Self {
            service_connect: row.revision.service_connect_configuration.clone(),
            monitoring: row.revision.monitoring.clone(),
        })
    }
}

/// Begins the deployment of the service as `row` has it, with tasks of that order, and keeps the row.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    key: &ServiceKey,
    mut row: Service,
    order: Order,
    aside: Aside,
    why: String,
) {
    let now = tx.now();
    let revision = revision_key(key, &decimal_id(tx));
    let rollout = rollout_id(tx);
    let deployment = deployment_key(key, &deployment_id(tx));
    tx.put(
        &revision,
        ServiceRevision {
            revision: shape(key, &row.service, &revision, &order, aside, now),
            order,
            created_at: now,
        },
    );
    end_older(tx, key, "A newer deployment took its place.");
    let sources = row.rollouts.iter().map(|rollout| rollout.revision.clone()).collect();
    let configuration = row.service.deployment_configuration.clone().unwrap_or_default();
    tx.put(
        &deployment,
        ServiceDeployment {
            deployment: under_way(key, &deployment, configuration, now),
            sources,
            target: revision.id.clone(),
            rollout: rollout.clone(),
            created_at: now,
            stop_requested: None,
        },
    );
    push(&mut row, first(rollout.clone(), revision.id, deployment.id, now));
    tx.chronicle(key.scope, &arn_of(key), USER, format!("deployment {rollout} began"), Some(why));
    tx.put(key, row);
}

fn first(id: String, revision: String, service_deployment: String, now: Timestamp) -> Rollout {
    Rollout {
        rollout_state_reason: Some(format!("ECS deployment {id} in progress.")),
        id,
        revision,
        service_deployment,
        status: PRIMARY.to_owned(),
        created_at: now,
        updated_at: now,
        rollout_state: Some(DeploymentRolloutState::InProgress),
        ..Default::default()
    }
}

/// Puts the rollout in front; what held the service back before is forgotten with the tasks it was about.
fn push(row: &mut Service, rollout: Rollout) {
    let now = rollout.created_at;
    for older in &mut row.rollouts {
        if older.status == PRIMARY {
            ACTIVE.clone_into(&mut older.status);
            older.updated_at = now;
        }
    }
    row.rollouts.insert(0, rollout);
    row.start_failures = 0;
    row.next_start_at = None;
    row.unplaced = None;
    row.unplaced_since = None;
    row.steady_told_at = None;
    row.told.clear();
    row.revisions_made = row.revisions_made.saturating_add(1);
}

/// Asks the deployments that are under way to end. One that rolls back is ended by whoever conducts it.
pub(super) fn end_older(tx: &mut Tx<'_>, key: &ServiceKey, why: &str) {
    use ServiceDeploymentStatus::{InProgress, Pending};
    let now = tx.now();
    let prefix = deployments_prefix(key).finish();
    let under_way = |row: &ServiceDeployment| matches!(row.deployment.status, Some(Pending | InProgress));
    let rows = tx.scan::<ServiceDeployment>(&prefix).filter(|(_, row)| under_way(row));
    let older: Vec<ServiceDeploymentKey> = rows.map(|(key, _)| key).collect();
    for key in older {
        tx.update(&key, |row: &mut ServiceDeployment| {
            row.deployment.status = Some(ServiceDeploymentStatus::StopRequested);
            row.deployment.status_reason = Some(why.to_owned());
            row.deployment.updated_at = Some(now);
        });
    }
}

fn under_way(
    key: &ServiceKey,
    deployment: &ServiceDeploymentKey,
    configuration: ecs::DeploymentConfiguration,
    now: Timestamp,
) -> ecs::ServiceDeployment {
    ecs::ServiceDeployment {
        service_deployment_arn: Some(deployment_arn(deployment)),
        service_arn: Some(arn_of(key)),
        cluster_arn: Some(cluster_arn(key)),
        created_at: Some(now),
        started_at: Some(now),
        updated_at: Some(now),
        status: Some(ServiceDeploymentStatus::InProgress),
        deployment_circuit_breaker: monitors::initial(&configuration),
        alarms: Some(monitors::initial_alarms(&configuration)),
        deployment_configuration: Some(configuration),
        ..Default::default()
    }
}

pub(super) fn cluster_arn(key: &ServiceKey) -> String {
    cluster::arn_of(&ClusterKey { scope: key.scope, name: key.cluster.clone() })
}

fn shape(
    key: &ServiceKey,
    service: &ecs::Service,
    revision: &ServiceRevisionKey,
    order: &Order,
    aside: Aside,
    now: Timestamp,
) -> ecs::ServiceRevision {
    let launch = &order.launch;
    let images = launch.containers.iter().map(|container| ecs::ContainerImage {
        container_name: Some(container.name.clone()),
        image: Some(container.image.clone()),
        image_digest: None,
    });
    let strategy = service.capacity_provider_strategy.clone().filter(|items| !items.is_empty());
    ecs::ServiceRevision {
        service_revision_arn: Some(revision_arn(revision)),
        service_arn: Some(arn_of(key)),
        cluster_arn: Some(cluster_arn(key)),
        task_definition: Some(task_definition::identifier::arn_of(&launch.definition_key(key.scope))),
        launch_type: launch.launch_type.clone().filter(|_| strategy.is_none()),
        capacity_provider_strategy: strategy,
        platform_version: launch.platform_version.clone(),
        platform_family: launch.platform_family.clone(),
        network_configuration: service.network_configuration.clone(),
        container_images: Some(images.collect()),
        guard_duty_enabled: Some(false),
        service_connect_configuration: aside.service_connect,
        monitoring: aside.monitoring,
        created_at: Some(now),
        ..Default::default()
    }
}

/// Removes what belonged to a service of this name that is gone, before a new one takes the name.
pub(super) fn forget(tx: &mut Tx<'_>, key: &ServiceKey) {
    let revisions: Vec<_> = tx.scan::<ServiceRevision>(&revisions_prefix(key)).map(|(key, _)| key).collect();
    for key in revisions {
        tx.delete::<ServiceRevision>(&key);
    }
    let prefix = deployments_prefix(key).finish();
    let deployments: Vec<_> = tx.scan::<ServiceDeployment>(&prefix).map(|(key, _)| key).collect();
    for key in deployments {
        tx.delete::<ServiceDeployment>(&key);
    }
    let sets: Vec<TaskSetKey> = tx.scan::<TaskSet>(&task_sets_prefix(key)).map(|(key, _)| key).collect();
    for key in sets {
        tx.delete::<TaskSet>(&key);
    }
    tx.delete::<Service>(key);
}
