//! No machine is given more than it has, and none is given anything that takes nothing.
//!
//! Counted from the tasks' rows and what the instance registered, not from what placement remembers.
//!
//! Must not know: how a place is chosen.

use std::collections::BTreeSet;

use longshore_services::ecs::task;
use longshore_shapes::ecs::Resource;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};

use super::Seen;

const ACTIVE: &str = "ACTIVE";

pub(crate) fn check(seen: &Seen<'_>, problems: &mut Vec<String>) {
    let mut places = BTreeSet::new();
    for change in &seen.tasks {
        let before = change.before.and_then(|row| row.instance_key(&change.key));
        let after = change.after.filter(|row| row.is_live()).and_then(|row| row.instance_key(&change.key));
        if let Some(place) = after.filter(|after| before.as_ref() != Some(after)) {
            places.insert((place.cluster.clone(), place.id.clone()));
            taken_into(seen, &place, &change.key.id, problems);
        }
    }
    let Some(first) = seen.tasks.first() else { return };
    for (cluster, id) in places {
        fits(seen, &ContainerInstanceKey { scope: first.key.scope, cluster, id }, problems);
    }
}

/// A task was given a place: the instance must take tasks, before the commit or after it.
fn taken_into(seen: &Seen<'_>, place: &ContainerInstanceKey, task: &str, problems: &mut Vec<String>) {
    let takes =
        |row: &ContainerInstance| row.is_registered() && row.instance.status.as_deref() == Some(ACTIVE);
    let worlds = [seen.moment.before, seen.moment.after];
    let rows: Vec<_> = worlds.iter().filter_map(|world| world.get::<ContainerInstance>(place)).collect();
    if !rows.iter().any(|row| takes(row)) {
        problems.push(format!("task {task} is placed on {}, which takes none", place.id));
    }
    if !rows.iter().any(|row| row.instance.agent_connected == Some(true)) {
        problems.push(format!("task {task} is placed on {}, whose agent is not there", place.id));
    }
}

fn fits(seen: &Seen<'_>, place: &ContainerInstanceKey, problems: &mut Vec<String>) {
    let world = seen.moment.after;
    let Some(row) = world.get::<ContainerInstance>(place) else { return };
    let registered = row.instance.registered_resources.as_deref().unwrap_or_default();
    let (mut cpu, mut memory) = (0_i64, 0_i64);
    let (mut ports, mut devices) = (BTreeSet::new(), BTreeSet::new());
    let taken = |name: &str| {
        texts(registered, name).iter().filter_map(|it| it.parse::<i32>().ok()).collect::<Vec<_>>()
    };
    ports.extend(taken("PORTS").into_iter().map(|port| ("tcp", port)));
    ports.extend(taken("PORTS_UDP").into_iter().map(|port| ("udp", port)));
    let known: BTreeSet<&String> = texts(registered, "GPU").iter().collect();
    for (key, task) in task::live_on(world, place) {
        let reserved = &task.launch.reserved;
        cpu += i64::from(reserved.cpu);
        memory += i64::from(reserved.memory);
        let tcp = reserved.tcp_ports.iter().map(|port| ("tcp", *port));
        let udp = reserved.udp_ports.iter().map(|port| ("udp", *port));
        for port in tcp.chain(udp).filter(|port| !ports.insert(*port)) {
            problems
                .push(format!("port {port:?} of {} is given twice, the last time to {}", place.id, key.id));
        }
        for device in task.gpus() {
            if !known.contains(device) || !devices.insert(device.clone()) {
                problems.push(format!("GPU {device} of {} is given to {} and is not free", place.id, key.id));
            }
        }
    }
    for (name, used) in [("CPU", cpu), ("MEMORY", memory)] {
        let has = number(registered, name);
        if used > has {
            problems.push(format!("instance {} has {has} {name} and its tasks take {used}", place.id));
        }
    }
}

fn number(resources: &[Resource], name: &str) -> i64 {
    let found = resources.iter().find(|it| it.name.as_deref() == Some(name));
    found.and_then(|it| it.integer_value).map_or(0, i64::from)
}

fn texts<'a>(resources: &'a [Resource], name: &str) -> &'a [String] {
    let found = resources.iter().find(|it| it.name.as_deref() == Some(name));
    found.and_then(|it| it.string_set_value.as_deref()).unwrap_or_default()
}
