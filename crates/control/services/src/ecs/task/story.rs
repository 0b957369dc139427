//! What is told of a task that a user starts: where it was placed, by which rule, and what is left there.
//!
//! On the path of every placement: what is the same for all tasks of a request is put together once.
//!
//! Must not know: how places are chosen.

use std::fmt::Write as _;

use longshore_shapes::ecs::PlacementStrategyType;
use longshore_world::Tx;
use longshore_world::records::launch::Order;
use longshore_world::records::task::{Task, TaskKey};

const USER: &str = "user";
/// Why a task of StartTask is where it is.
pub(super) const NAMED: &str = "the request names the instance";

/// By which rule the tasks of an order are placed, in words.
pub(super) fn rule(order: &Order) -> String {
    let launch = &*order.launch;
    let mut rule = match (&launch.capacity_provider, launch.is_fargate()) {
        (Some(provider), _) => format!("room in capacity provider {provider}"),
        (None, true) => "room on a machine that serves FARGATE".to_owned(),
        (None, false) => "room in the cluster".to_owned(),
    };
    for (nth, strategy) in order.strategy.iter().enumerate() {
        rule.push_str(if nth == 0 { "; " } else { ", then " });
        rule.push_str(match strategy.r#type {
            Some(PlacementStrategyType::Spread) => "spread",
            Some(PlacementStrategyType::Binpack) => "binpack",
            _ => "random",
        });
        if let Some(field) = &strategy.field {
            rule.push(' ');
            rule.push_str(field);
        }
    }
    rule
}

/// Begins the story of a task that was just placed. Who is whoever the request says has started it.
pub(super) fn placed(tx: &mut Tx<'_>, key: &TaskKey, rule: &str) {
    let Some(row) = tx.get::<Task>(key).cloned() else { return };
    let Some(instance) = row.instance_key(key) else { return };
    let zone = row.zone.as_ref().map_or_else(String::new, |zone| format!(" in zone {zone}"));
    let mut why = rule.to_owned();
    if let Some(machine) = tx.fleet().instance(&instance) {
        let (cpu, memory) = (machine.cpu_left(), machine.memory_left());
        // A text takes all that is written to it.
        let _ = write!(why, "; left there: {cpu} CPU units, {memory} MiB");
    }
    let who = row.launch.started_by.as_deref().unwrap_or(USER);
    tx.chronicle(
        key.scope,
        &key.arn(),
        who,
        format!("placed on container instance {}{zone}", instance.id),
        Some(why),
    );
}
