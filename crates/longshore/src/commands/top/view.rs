//! One view: rows with numbers for programs, the same as columns for people. Pure.
//!
//! Must not know: where what was seen comes from.

use std::collections::BTreeMap;

use longshore_services::events;
use longshore_shapes::Timestamp;
use serde_json::{Value, json};

use super::gather::{Seen, Used};
use crate::commands::ps;
use crate::listing::{name_of, text};
use crate::paint::{Paint, Shade};
use crate::table;

const INSTANCE_COLUMNS: [&str; 8] =
    ["instance", "cluster", "status", "tasks", "cpu", "reserved cpu", "memory", "reserved memory"];
const SERVICE_COLUMNS: [&str; 7] = ["service", "cluster", "status", "tasks", "rollout", "cpu", "memory"];
const TASK_COLUMNS: [&str; 8] = ["task", "cluster", "group", "status", "health", "cpu", "memory", "since"];
/// What there is room for at least, however low the terminal is.
const ROWS_MIN: usize = 3;
/// Lines that are no rows: the summary, titles, and what is between tables.
const OTHER_LINES: usize = 9;
const SHARES_PER_PROCESSOR: f64 = 1024.0;

pub(super) struct View {
    at: Timestamp,
    clusters: Vec<Value>,
    instances: Vec<Value>,
    services: Vec<Value>,
    tasks: Vec<Value>,
    silent: Vec<Value>,
}

/// What several tasks use together.
#[derive(Default, Clone, Copy)]
struct Sum {
    cpu: Option<f64>,
    memory_bytes: u64,
}

impl Sum {
    fn add(&mut self, used: &Used) {
        if let Some(cpu) = used.cpu {
            *self.cpu.get_or_insert(0.0) += cpu;
        }
        self.memory_bytes += used.memory_bytes;
    }
}

impl View {
    pub(super) fn of(seen: &Seen, at: Timestamp) -> Self {
        let (mut by_instance, mut by_service) = (BTreeMap::<_, Sum>::new(), BTreeMap::<_, Sum>::new());
        for task in &seen.tasks {
            if let Some(used) = seen.usage.tasks.get(text(task, "taskArn")) {
                by_instance.entry(used.instance.clone()).or_default().add(used);
                let service = (text(task, "clusterArn").to_owned(), group(task).to_owned());
                by_service.entry(service).or_default().add(used);
            }
        }
        let instance = |instance: &Value| {
            of_instance(instance, by_instance.get(text(instance, "containerInstanceArn")).copied())
        };
        let service = |service: &Value| {
            let key = (text(service, "clusterArn").to_owned(), text(service, "serviceName").to_owned());
            of_service(service, by_service.get(&key).copied())
        };
        let task = |task: &Value| of_task(task, seen.usage.tasks.get(text(task, "taskArn")), at.secs());
        let mut tasks: Vec<Value> = seen.tasks.iter().map(task).collect();
        // Who uses most comes first.
        tasks.sort_by(|a, b| {
            let cpu = |task: &Value| number(task, "cpu").unwrap_or(-1.0);
            let memory = |task: &Value| number(task, "memoryBytes").unwrap_or(-1.0);
            cpu(b)
                .total_cmp(&cpu(a))
                .then(memory(b).total_cmp(&memory(a)))
                .then(text(a, "task").cmp(text(b, "task")))
        });
        let silent = seen.usage.silent.iter();
        Self {
            at,
            clusters: seen.clusters.iter().map(of_cluster).collect(),
            instances: seen.instances.iter().map(instance).collect(),
            services: seen.services.iter().map(service).collect(),
            tasks,
            silent: silent.map(|(arn, why)| json!({ "instance": name_of(arn), "error": why })).collect(),
        }
    }

    pub(super) fn as_json(&self) -> Value {
        json!({
            "at": events::second(self.at),
            "clusters": self.clusters,
            "instances": self.instances,
            "services": self.services,
            "tasks": self.tasks,
            "silent": self.silent,
        })
    }

    /// As many rows of each kind as there is room for.
    pub(super) fn lines(&self, paint: Paint) -> Vec<String> {
        let room = paint.size.map(|(_, height)| height.saturating_sub(OTHER_LINES));
        let of_room = |part: usize| room.map_or(usize::MAX, |room| (room / part).max(ROWS_MIN));
        let (instances, services) = (of_room(5), of_room(4));
        let above = self.instances.len().min(instances) + self.services.len().min(services);
        let tasks = room.map_or(usize::MAX, |room| room.saturating_sub(above).max(ROWS_MIN));
        let mut lines = vec![self.summary(paint)];
        for silent in &self.silent {
            let told =
                format!("{} does not tell what it uses: {}", text(silent, "instance"), text(silent, "error"));
            lines.push(paint.shaded(&told, Shade::Waiting));
        }
        for (rows, columns, most) in [
            (&self.instances, &INSTANCE_COLUMNS[..], instances),
            (&self.services, &SERVICE_COLUMNS[..], services),
            (&self.tasks, &TASK_COLUMNS[..], tasks),
        ] {
            if rows.is_empty() {
                continue;
            }
            lines.push(String::new());
            let shown: Vec<Value> = rows.iter().take(most).map(for_people).collect();
            lines.extend(table::lines(&shown, columns, paint));
            if rows.len() > most {
                lines.push(paint.shaded(&format!("... and {} more", rows.len() - most), Shade::Faint));
            }
        }
        lines
    }

    fn summary(&self, paint: Paint) -> String {
        let count =
            |name: &str| self.clusters.iter().filter_map(|cluster| number(cluster, name)).sum::<f64>();
        let (running, pending) = (count("running"), count("pending"));
        let mut used = Sum::default();
        for task in &self.tasks {
            let cpu = number(task, "cpu");
            let memory_bytes = task.get("memoryBytes").and_then(Value::as_u64).unwrap_or_default();
            used.add(&Used { cpu, memory_bytes, instance: String::new() });
        }
        let title = paint.shaded("longshore top", Shade::Strong);
        format!(
            "{title}  {}  {}, {}  tasks {running} running, {pending} pending  cpu {}  memory {}",
            events::second(self.at),
            counted(self.clusters.len(), "cluster"),
            counted(self.instances.len(), "instance"),
            processors(used.cpu),
            bytes(used.memory_bytes),
        )
    }
}

fn of_cluster(cluster: &Value) -> Value {
    json!({
        "cluster": text(cluster, "clusterName"),
        "status": text(cluster, "status"),
        "running": cluster.get("runningTasksCount"),
        "pending": cluster.get("pendingTasksCount"),
        "services": cluster.get("activeServicesCount"),
        "instances": cluster.get("registeredContainerInstancesCount"),
    })
}

fn of_instance(instance: &Value, used: Option<Sum>) -> Value {
    let resource = |of: &str, name: &str| {
        let resources = instance.get(of).and_then(Value::as_array).into_iter().flatten();
        resources.filter(|one| text(one, "name") == name).find_map(|one| number(one, "integerValue"))
    };
    let reserved =
        |name: &str| Some(resource("registeredResources", name)? - resource("remainingResources", name)?);
    let connected = instance.get("agentConnected").and_then(Value::as_bool) != Some(false);
    let cluster = text(instance, "containerInstanceArn").rsplit('/').nth(1).unwrap_or_default();
    let cpus = |shares: Option<f64>| shares.map(|shares| shares / SHARES_PER_PROCESSOR);
    json!({
        "instance": name_of(text(instance, "containerInstanceArn")),
        "cluster": cluster,
        "status": if connected { text(instance, "status") } else { "DISCONNECTED" },
        "running": instance.get("runningTasksCount"),
        "pending": instance.get("pendingTasksCount"),
        "cpu": used.and_then(|used| used.cpu),
        "memoryBytes": used.map(|used| used.memory_bytes),
        "cpuReserved": cpus(reserved("CPU")),
        "cpuRegistered": cpus(resource("registeredResources", "CPU")),
        "memoryReservedMiB": reserved("MEMORY"),
        "memoryRegisteredMiB": resource("registeredResources", "MEMORY"),
    })
}

fn of_service(service: &Value, used: Option<Sum>) -> Value {
    json!({
        "service": text(service, "serviceName"),
        "cluster": name_of(text(service, "clusterArn")),
        "status": text(service, "status"),
        "desired": service.get("desiredCount"),
        "running": service.get("runningCount"),
        "pending": service.get("pendingCount"),
        "rollout": service.pointer("/deployments/0/rolloutState"),
        "cpu": used.and_then(|used| used.cpu),
        "memoryBytes": used.map(|used| used.memory_bytes),
    })
}

fn of_task(task: &Value, used: Option<&Used>, now: i64) -> Value {
    let health = Some(text(task, "healthStatus")).filter(|health| !matches!(*health, "UNKNOWN" | ""));
    json!({
        "task": name_of(text(task, "taskArn")),
        "cluster": name_of(text(task, "clusterArn")),
        "group": group(task),
        "instance": used.map(|used| name_of(&used.instance)).filter(|name| !name.is_empty()),
        "status": text(task, "lastStatus"),
        "health": health,
        "cpu": used.and_then(|used| used.cpu),
        "memoryBytes": used.map(|used| used.memory_bytes),
        "sinceSeconds": ps::since(task, now),
    })
}

/// The service, or the family, of a task.
fn group(task: &Value) -> &str {
    let group = text(task, "group");
    group.split_once(':').map_or(group, |(_, name)| name)
}

/// A row's numbers as a person reads them.
fn for_people(row: &Value) -> Value {
    let mut row = row.clone();
    let whole = |name: &str| number(&row, name);
    let tasks = match (whole("running"), whole("desired"), whole("pending").filter(|pending| *pending > 0.0))
    {
        (Some(running), Some(desired), None) => format!("{running}/{desired}"),
        (Some(running), Some(desired), Some(pending)) => format!("{running}/{desired} (+{pending})"),
        (Some(running), None, None) => format!("{running}"),
        (Some(running), None, Some(pending)) => format!("{running} (+{pending})"),
        (None, ..) => String::new(),
    };
    let of = |part: Option<f64>, whole: Option<f64>, form: fn(f64) -> String| match (part, whole) {
        (Some(part), Some(whole)) => format!("{} of {}", form(part), form(whole)),
        _ => String::new(),
    };
    let cpu = of(whole("cpuReserved"), whole("cpuRegistered"), |cpu| format!("{cpu:.2}"));
    let memory = of(whole("memoryReservedMiB"), whole("memoryRegisteredMiB"), |mib| format!("{mib:.0}"));
    let used_cpu = whole("cpu").map(|cpu| processors(Some(cpu)));
    let used_memory = row.get("memoryBytes").and_then(Value::as_u64).map(bytes);
    let since = row.get("sinceSeconds").and_then(Value::as_i64).map(ps::span);
    if let Some(members) = row.as_object_mut() {
        for (name, value) in [
            ("tasks", json!(tasks)),
            ("cpu", json!(used_cpu)),
            ("memory", json!(used_memory)),
            ("reserved cpu", json!(cpu)),
            ("reserved memory", json!(if memory.is_empty() { memory } else { memory + " MiB" })),
            ("since", json!(since)),
        ] {
            members.insert(name.to_owned(), value);
        }
    }
    row
}

fn number(value: &Value, name: &str) -> Option<f64> {
    value.get(name).and_then(Value::as_f64)
}

fn counted(count: usize, of: &str) -> String {
    format!("{count} {of}{}", if count == 1 { "" } else { "s" })
}

/// Processors kept busy.
fn processors(cpu: Option<f64>) -> String {
    cpu.map_or_else(|| "-".to_owned(), |cpu| format!("{cpu:.2}"))
}

#[allow(clippy::cast_precision_loss, reason = "four digits are shown")]
fn bytes(bytes: u64) -> String {
    let units = [("GiB", 1_u64 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    let unit = units.into_iter().find(|(_, size)| bytes >= *size);
    unit.map_or_else(
        || format!("{bytes} B"),
        |(name, size)| format!("{:.1} {name}", bytes as f64 / size as f64),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLUSTER: &str = "arn:aws:ecs:us-east-1:000000000000:cluster/harbor";
    const INSTANCE: &str = "arn:aws:ecs:us-east-1:000000000000:container-instance/harbor/i1";

    fn seen() -> Seen {
        let task = |id: &str, status: &str| {
            json!({
                "taskArn": format!("arn:aws:ecs:us-east-1:000000000000:task/harbor/{id}"), "clusterArn": CLUSTER,
                "group": "service:web", "lastStatus": status, "startedAt": 1000.0,
            })
        };
        let resources = |cpu, memory| json!([{"name": "CPU", "integerValue": cpu}, {"name": "MEMORY", "integerValue": memory}]);
        let mut seen = Seen {
            clusters: vec![
                json!({"clusterName": "harbor", "status": "ACTIVE", "runningTasksCount": 2, "pendingTasksCount": 1}),
            ],
            services: vec![json!({
                "serviceName": "web", "clusterArn": CLUSTER, "status": "ACTIVE", "desiredCount": 3, "runningCount": 2,
                "pendingCount": 1, "deployments": [{"rolloutState": "IN_PROGRESS"}],
            })],
            instances: vec![json!({
                "containerInstanceArn": INSTANCE, "status": "ACTIVE", "agentConnected": true, "runningTasksCount": 2,
                "registeredResources": resources(2048, 1000), "remainingResources": resources(1536, 900),
            })],
            tasks: vec![task("idle", "RUNNING"), task("busy", "RUNNING"), task("new", "PENDING")],
            ..Seen::default()
        };
        for (id, cpu, memory_bytes) in [("idle", None, 1 << 20), ("busy", Some(0.25), 3 << 20)] {
            let used = Used { cpu, memory_bytes, instance: INSTANCE.to_owned() };
            seen.usage.tasks.insert(format!("arn:aws:ecs:us-east-1:000000000000:task/harbor/{id}"), used);
        }
        seen.usage.silent.push((
            "arn:aws:ecs:us-east-1:000000000000:container-instance/harbor/i2".to_owned(),
            "away".to_owned(),
        ));
        seen
    }

    #[test]
    fn a_view_is_a_summary_and_three_tables() {
        let view = View::of(&seen(), Timestamp::from_secs(1090));
        let lines = view.lines(Paint::default());
        let expected = [
            "longshore top  1970-01-01T00:18:10Z  1 cluster, 1 instance  tasks 2 running, 1 pending  cpu 0.25  memory 4.0 MiB",
            "i2 does not tell what it uses: away",
            "",
            "INSTANCE  CLUSTER  STATUS  TASKS  CPU   RESERVED CPU  MEMORY   RESERVED MEMORY",
            "i1        harbor   ACTIVE  2      0.25  0.50 of 2.00  4.0 MiB  100 of 1000 MiB",
            "",
            "SERVICE  CLUSTER  STATUS  TASKS     ROLLOUT      CPU   MEMORY",
            "web      harbor   ACTIVE  2/3 (+1)  IN_PROGRESS  0.25  4.0 MiB",
            "",
            "TASK  CLUSTER  GROUP  STATUS   HEALTH  CPU   MEMORY   SINCE",
            "busy  harbor   web    RUNNING  -       0.25  3.0 MiB  1m",
            "idle  harbor   web    RUNNING  -       -     1.0 MiB  1m",
            "new   harbor   web    PENDING  -       -     -        1m",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_low_terminal_shows_who_uses_most() {
        let mut seen = seen();
        let task = seen.tasks[1].clone();
        seen.tasks.extend(std::iter::repeat_n(task, 50));
        let view = View::of(&seen, Timestamp::from_secs(1090));
        let lines = view.lines(Paint { colour: false, size: Some((200, 24)) });
        assert!(lines.len() <= 24, "{lines:#?}");
        assert_eq!(lines.last().map(String::as_str), Some("... and 40 more"));
    }

    #[test]
    fn programs_get_numbers() {
        let view = View::of(&seen(), Timestamp::from_secs(1090)).as_json();
        assert_eq!(view.pointer("/tasks/0/memoryBytes"), Some(&json!(3 << 20)));
        assert_eq!(view.pointer("/tasks/2/cpu"), Some(&Value::Null));
        assert_eq!(view.pointer("/instances/0/cpuReserved"), Some(&json!(0.5)));
        assert_eq!(view.pointer("/services/0/desired"), Some(&json!(3)));
        assert_eq!(view.pointer("/silent/0/instance"), Some(&json!("i2")));
    }
}
