//! What a caller was told is there, is there: also after every crash.
//!
//! Must not know: operations; it reads names out of answers.

use std::collections::VecDeque;

use longshore_services::ecs::task;
use longshore_world::Snapshot;
use longshore_world::records::task::{TaskKey, stopped};
use serde_json::Value;

/// The newest are kept; older ones have been looked at often enough.
const KEPT: usize = 2_000;

#[derive(Default)]
pub(crate) struct Acknowledged {
    tasks: VecDeque<TaskKey>,
}

impl Acknowledged {
    pub(crate) fn note(&mut self, output: &Value) {
        let tasks = output.get("tasks").and_then(Value::as_array).into_iter().flatten();
        let arns = tasks.filter_map(|it| it.get("taskArn").and_then(Value::as_str));
        self.tasks.extend(arns.filter_map(task::key_of_arn));
        while self.tasks.len() > KEPT {
            self.tasks.pop_front();
        }
    }

    pub(crate) fn check(&self, snapshot: &Snapshot, problems: &mut Vec<String>) {
        let lost = self.tasks.iter().find(|key| !matches!(stopped::find(snapshot, key), Ok(Some(_))));
        problems
            .extend(lost.map(|key| format!("acknowledged: task {} was answered and is not there", key.id)));
    }
}
