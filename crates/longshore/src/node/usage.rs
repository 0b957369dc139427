//! What the tasks of this node use of the machine, as it tells control: one JSON object a line.
//!
//! Processors are counted between the last two samples, so a task that has just begun has no number yet.
//!
//! Must not know: how a driver counts, or who asks.

use longshore_agent::view::{ContainerView, TaskView, Tasks};
use longshore_runtime::ContainerStats;
use serde_json::{Value, json};

const RUNNING: &str = "RUNNING";

/// A line for each task that runs.
pub(super) fn lines(tasks: &dyn Tasks, instance: Option<&str>) -> Vec<String> {
    let all = tasks.all();
    let running = all.iter().filter(|task| task.known_status == RUNNING);
    running.map(|task| format!("{}\n", of_task(tasks, task, instance))).collect()
}

fn of_task(tasks: &dyn Tasks, task: &TaskView, instance: Option<&str>) -> Value {
    let running = task.containers.iter().filter(|container| !container.runtime_id.is_empty());
    let used: Vec<_> = running
        .filter_map(|container| {
            let (last, before) = tasks.samples(&container.runtime_id)?;
            Some((container, last.memory_bytes, before.and_then(|before| processors(&last, &before))))
        })
        .collect();
    let one = |(container, memory, cpu): &(&ContainerView, u64, Option<f64>)| json!({ "name": container.name, "cpu": cpu, "memoryBytes": memory });
    let counted = used.iter().any(|(_, _, cpu)| cpu.is_some());
    let cpu: f64 = used.iter().filter_map(|(_, _, cpu)| *cpu).sum();
    json!({
        "taskArn": task.assignment.task_arn,
        // A FARGATE task does not say itself where it is.
        "containerInstanceArn": instance,
        "cpu": counted.then_some(cpu),
        "memoryBytes": used.iter().map(|(_, memory, _)| memory).sum::<u64>(),
        "containers": used.iter().map(one).collect::<Vec<_>>(),
    })
}

/// How many processors were kept busy between two samples.
#[allow(clippy::cast_precision_loss, reason = "nanoseconds of some seconds")]
fn processors(last: &ContainerStats, before: &ContainerStats) -> Option<f64> {
    let millis = u64::try_from(last.read_at - before.read_at).ok().filter(|passed| *passed > 0)?;
    // One that was started again counts anew.
    let busy = last.cpu_total_nanos.checked_sub(before.cpu_total_nanos).unwrap_or(last.cpu_total_nanos);
    Some(busy as f64 / (millis as f64 * 1e6))
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;
    use std::sync::Arc;

    use longshore_link::Assignment;

    use super::*;

    struct Two;

    impl Tasks for Two {
        fn by_endpoint(&self, _: &str) -> Option<(Arc<TaskView>, usize)> {
            None
        }
        fn by_address(&self, _: Ipv4Addr) -> Option<Arc<TaskView>> {
            None
        }
        fn by_arn(&self, _: &str) -> Option<Arc<TaskView>> {
            None
        }
        fn all(&self) -> Vec<Arc<TaskView>> {
            let container = |id: &str| ContainerView {
                name: format!("of-{id}"),
                runtime_id: id.to_owned(),
                ..Default::default()
            };
            let task = |arn: &str, known_status, ids: &[&str]| {
                let assignment =
                    Arc::new(Assignment { task_arn: Some(arn.to_owned()), ..Default::default() });
                Arc::new(TaskView {
                    assignment,
                    desired_status: RUNNING,
                    known_status,
                    pull_started_at: None,
                    pull_stopped_at: None,
                    execution_stopped_at: None,
                    containers: ids.iter().map(|id| container(id)).collect(),
                })
            };
            vec![
                task("a", RUNNING, &["busy", "young", ""]),
                task("b", RUNNING, &["young"]),
                task("c", "STOPPED", &[]),
            ]
        }
        fn samples(&self, runtime_id: &str) -> Option<(ContainerStats, Option<ContainerStats>)> {
            let sample = |read_at, cpu_total_nanos| ContainerStats {
                read_at,
                cpu_total_nanos,
                memory_bytes: 100,
                ..Default::default()
            };
            match runtime_id {
                "busy" => Some((sample(5_000, 3_000_000_000), Some(sample(1_000, 1_000_000_000)))),
                "young" => Some((sample(5_000, 7), None)),
                _ => None,
            }
        }
    }

    #[test]
    fn tasks_that_run_are_told_with_what_was_counted() {
        let lines: Vec<Value> =
            lines(&Two, Some("i")).iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        let young = json!({"name": "of-young", "cpu": null, "memoryBytes": 100});
        let busy = json!({"name": "of-busy", "cpu": 0.5, "memoryBytes": 100});
        assert_eq!(
            lines,
            [
                json!({"taskArn": "a", "containerInstanceArn": "i", "cpu": 0.5, "memoryBytes": 200, "containers": [busy, young]}),
                json!({"taskArn": "b", "containerInstanceArn": "i", "cpu": null, "memoryBytes": 100, "containers": [young]}),
            ]
        );
    }

    #[test]
    fn what_counts_anew_or_at_the_same_time() {
        let sample =
            |read_at, cpu_total_nanos| ContainerStats { read_at, cpu_total_nanos, ..Default::default() };
        assert_eq!(processors(&sample(2_000, 500_000_000), &sample(1_000, 9_000_000_000)), Some(0.5));
        assert_eq!(processors(&sample(1_000, 9), &sample(1_000, 8)), None);
    }
}
