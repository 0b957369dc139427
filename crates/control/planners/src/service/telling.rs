//! What a service's scheduler tells: events that DescribeServices shows, events on the bus, and the words for tasks
//! that have no place.
//!
//! Must not know: why anything is done.

use longshore_shapes::Timestamp;
use longshore_world::Tx;
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::history::Happening;
use longshore_world::records::service::{Service, ServiceKey};
use serde_json::{Map, Value};

use super::decide::events;
use super::view::{DetailType, Event, OnBus};
use crate::placement::{Lack, Refusal, Refused};

/// How many machines an account of a refusal goes through.
const ACCOUNTED_MAX: usize = 5;

/// Tells an event in every place that it is meant for.
pub(crate) fn tell(tx: &mut Tx<'_>, key: &ServiceKey, row: &mut Service, event: &Event) {
    if let Some(message) = &event.message {
        let id = tx.new_uuid();
        row.tell(id, tx.now(), message.clone());
    }
    if let Some(event) = &event.on_bus {
        announce(tx, key, row, event, Vec::new());
    }
}

/// Puts an event on the bus, with the instances that it is about.
pub(crate) fn announce(
    tx: &mut Tx<'_>,
    key: &ServiceKey,
    row: &Service,
    event: &OnBus,
    instances: Vec<String>,
) {
    let mut detail = Map::new();
    let mut add = |name: &str, value: Value| detail.insert(name.to_owned(), value);
    add("eventType", event.event_type.into());
    add("eventName", event.event_name.into());
    if let Some(reason) = &event.reason {
        add("reason", reason.as_str().into());
    }
    let at = moment(tx.now());
    let detail_type = match event.detail_type {
        DetailType::ServiceAction => {
            add("clusterArn", row.service.cluster_arn.clone().into());
            add("createdAt", at.into());
            let providers = providers(key, row);
            if !providers.is_empty() {
                add("capacityProviderArns", providers.into());
            }
            if !instances.is_empty() {
                add("containerInstanceArns", instances.into());
            }
            "ECS Service Action"
        }
        DetailType::DeploymentStateChange => {
            add("deploymentId", event.rollout.clone().into());
            add("updatedAt", at.into());
            "ECS Deployment State Change"
        }
    };
    tx.announce(Happening {
        account: key.scope.account.to_string(),
        region: key.scope.region.to_string(),
        detail_type: Some(detail_type.to_owned()),
        resources: row.service.service_arn.clone().into_iter().collect(),
        detail: Some(Value::Object(detail).to_string()),
        ..Happening::default()
    });
}

/// The capacity providers that its tasks are started with.
fn providers(key: &ServiceKey, row: &Service) -> Vec<String> {
    let strategy = row.service.capacity_provider_strategy.iter().flatten();
    let scope = key.scope;
    let arn = |name: &str| format!("arn:aws:ecs:{}:{}:capacity-provider/{name}", scope.region, scope.account);
    strategy.map(|item| arn(&item.capacity_provider)).collect()
}

/// `2026-11-21T15:04:05.678Z`.
fn moment(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.millis()).map(|at| format!("{at:.3}")).unwrap_or_default()
}

/// Why tasks have no place, as the service's events say it.
pub(crate) fn unplaced(service: &str, refusal: &Refusal, by_provider: bool) -> String {
    if by_provider && cause(refusal) == Lack::NoInstances.code() {
        return events::no_instances_in_provider(service);
    }
    format!("(service {service}) {}", refusal.event())
}

/// The reason of a refusal in one word, for the bus and for telling causes apart.
pub(crate) fn cause(refusal: &Refusal) -> &'static str {
    refusal.refused.first().map_or(Lack::NoInstances.code(), |refused| refused.lack.code())
}

/// What each of the closest machines lacked, for the decision log.
pub(crate) fn account(refusal: &Refusal) -> String {
    let lack = |refused: &Refused| match &refused.instance {
        Some(instance) => format!("{}: {}", instance.id, refused.lack),
        None => refused.lack.to_string(),
    };
    let lacks: Vec<String> = refusal.refused.iter().take(ACCOUNTED_MAX).map(lack).collect();
    format!("{} machines were looked at; {}", refusal.examined, lacks.join("; "))
}

/// The ARNs of the instances that come closest.
pub(crate) fn instances(key: &ServiceKey, refusal: &Refusal) -> Vec<String> {
    let arn = |it: &ContainerInstanceKey| {
        let (region, account) = (key.scope.region, key.scope.account);
        format!("arn:aws:ecs:{region}:{account}:container-instance/{}/{}", it.cluster, it.id)
    };
    let named = refusal.refused.iter().filter_map(|refused| refused.instance.as_ref());
    named.take(ACCOUNTED_MAX).map(arn).collect()
}
