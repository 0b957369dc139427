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

use super::view::{DetailType, Event, OnBus};
use crate::placement::{Lack, Refusal, Refused};

/// How many tasks one message names; of more it says how many.
const NAMED_MAX: usize = 20;
const TASKS_STOPPED: &str = "TASKS_STOPPED";
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

/// `(task a) (task b)`, and of many how many more.
pub(crate) fn named(tasks: &[String]) -> String {
    let names: Vec<_> = tasks.iter().take(NAMED_MAX).map(|id| format!("(task {id})")).collect();
    let more = match tasks.len().saturating_sub(NAMED_MAX) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", names.join(" "))
}

/// Tasks were stopped: told in place of what was planned, where not all of that was done.
pub(crate) fn stopped(service: &str, tasks: &[String]) -> Event {
    let message = format!("(service {service}) has stopped {} running tasks: {}.", tasks.len(), named(tasks));
    Event { message: Some(message), on_bus: None }
}

/// Whether an event tells of tasks that were stopped.
pub(crate) fn is_of_stops(event: &Event) -> bool {
    event.on_bus.as_ref().is_some_and(|event| event.event_name == TASKS_STOPPED)
}

/// Why tasks have no place, as the service's events say it.
pub(crate) fn unplaced(service: &str, refusal: &Refusal) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_some_tasks_and_counts_the_rest() {
        let ids = |count: usize| (0..count).map(|number| number.to_string()).collect::<Vec<_>>();
        assert_eq!(named(&ids(2)), "(task 0) (task 1)");
        assert!(named(&ids(25)).ends_with("(task 19) and 5 more"));
    }
}
