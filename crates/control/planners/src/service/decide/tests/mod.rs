//! Tables of views and plans, and properties of decisions over a service as it lives.

mod daemons;
mod failing;
mod properties;
mod rolling;
mod sets;
mod simulated;
mod told;
mod zones;

use longshore_world::Timestamp;

use super::decide;
use crate::service::view::{
    Action, Breaker, Ended, Event, Plan, Rollout, RolloutChange, RolloutState, Scheduling, Task, TaskHealth,
    TaskState, Threshold, View,
};

const NOW: Timestamp = Timestamp::from_secs(1_000_000);
const LONG_AGO: Timestamp = Timestamp::from_secs(900_000);

/// An active service without checks, at 100 and 200 percent.
fn service(desired: usize) -> View {
    View {
        name: "web".to_owned(),
        active: true,
        scheduling: Scheduling::Replica { desired },
        minimum_healthy_percent: 100,
        maximum_percent: 200,
        ..View::default()
    }
}

fn rollout(id: &str, state: RolloutState) -> Rollout {
    let done = state == RolloutState::Completed;
    Rollout {
        id: id.to_owned(),
        revision: format!("rev-{id}"),
        created_at: LONG_AGO,
        state,
        has_run: done,
        completed: done,
        ..Rollout::default()
    }
}

fn breaker(rollback: bool) -> Breaker {
    Breaker { rollback, reset_on_healthy_task: true, threshold: Threshold::BoundedPercent(50) }
}

impl View {
    fn percents(mut self, minimum: i64, maximum: i64) -> Self {
        (self.minimum_healthy_percent, self.maximum_percent) = (minimum, maximum);
        self
    }

    /// Its newest rollout, complete; or a newer one, in progress.
    fn completed(mut self, id: &str) -> Self {
        self.rollouts.insert(0, rollout(id, RolloutState::Completed));
        self
    }

    fn updated(mut self, id: &str) -> Self {
        self.rollouts.insert(0, rollout(id, RolloutState::InProgress));
        self.memory.told.insert(format!("announced: {id}"), LONG_AGO);
        self
    }

    /// The tasks that it has now have checks, of which nothing is known.
    fn watched(mut self) -> Self {
        for task in self.tasks.iter_mut().filter(|task| task.health == TaskHealth::Unwatched) {
            task.health = TaskHealth::Unknown;
        }
        self
    }

    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// Adds tasks of a rollout, one for each letter, named after both: `1a`, `1b` and so on.
    fn tasks(mut self, rollout: &str, letters: &str) -> Self {
        for (number, letter) in letters.chars().enumerate() {
            let name = char::from(b'a' + u8::try_from(number).unwrap());
            self.tasks.push(task(&format!("{rollout}{name}"), rollout, letter));
        }
        self
    }

    fn ended(mut self, rollout: &str, count: usize, change: impl Fn(&mut Ended)) -> Self {
        for number in 0..count {
            let mut ended = Ended {
                id: format!("ended-{number}"),
                rollout: rollout.to_owned(),
                stopped_at: NOW,
                ..Ended::default()
            };
            change(&mut ended);
            self.ended.push(ended);
        }
        self
    }
}

/// S starts; R runs and is healthy, r runs since now; U is unhealthy, u since it came to run now; X is on its way
/// out; L runs on an instance that drains and l starts there; P is protected.
fn task(id: &str, rollout: &str, letter: char) -> Task {
    let state = match letter {
        'S' | 'l' => TaskState::Starting,
        'X' => TaskState::Stopping,
        _ => TaskState::Running,
    };
    let fresh = matches!(letter, 'r' | 'u');
    let started_at = (state != TaskState::Starting).then_some(if fresh { NOW } else { LONG_AGO });
    Task {
        id: id.to_owned(),
        rollout: rollout.to_owned(),
        state,
        health: if matches!(letter, 'U' | 'u') { TaskHealth::Unhealthy } else { TaskHealth::Unwatched },
        protected: letter == 'P',
        leaving: matches!(letter, 'L' | 'l'),
        created_at: LONG_AGO,
        started_at,
        ..Task::default()
    }
}

/// A plan's actions, in few words: starts, then stops by name, then the rest.
fn acts(plan: &Plan) -> String {
    let mut acts = Vec::new();
    let mut stops = Vec::new();
    for item in &plan.items {
        assert!(!item.why.is_empty(), "{item:?} has a reason");
        match &item.action {
            Action::Start { rollout, count } => acts.push(format!("start {count} of {rollout}")),
            Action::StartOn { rollout, instance } => acts.push(format!("start {rollout} on {instance}")),
            Action::StartIn { rollout, zone, count } => {
                acts.push(format!("start {count} of {rollout} in {zone}"))
            }
            Action::Stop { task, .. } => stops.push(task.as_str()),
            Action::Rollout { rollout, change } => acts.push(format!("{rollout} {}", changed(change))),
            Action::RollBack { failed, to_revision, .. } => {
                acts.push(format!("undo {failed} to {to_revision}"))
            }
            Action::Finish => acts.push("finish".to_owned()),
        }
    }
    if !stops.is_empty() {
        acts.push(format!("stop {}", stops.join(" ")));
    }
    acts.join(", ")
}

fn changed(change: &RolloutChange) -> String {
    match change {
        RolloutChange::FailedTasks(count) => format!("failed {count}"),
        RolloutChange::HasRun => "ran".to_owned(),
        RolloutChange::State(state, _) => format!("{state:?}"),
        RolloutChange::Gone => "gone".to_owned(),
        RolloutChange::Halted => "halted".to_owned(),
        RolloutChange::Alarmed(names) => format!("alarmed by {}", names.join(" and ")),
    }
}

fn messages(plan: &Plan) -> Vec<&str> {
    plan.events.iter().filter_map(|event| event.message.as_deref()).collect()
}

fn names(events: &[Event]) -> Vec<&str> {
    events.iter().filter_map(|event| event.on_bus.as_ref()).map(|on_bus| on_bus.event_name).collect()
}

/// The bounds of so many tasks, by counting: the fewest that are at least the minimum, the most within the maximum.
fn bounds(desired: usize, minimum: i64, maximum: i64) -> (usize, usize) {
    let (minimum, maximum) = (usize::try_from(minimum).unwrap(), usize::try_from(maximum).unwrap());
    let lower = (0..=desired).find(|count| count * 100 >= desired * minimum).unwrap_or(desired);
    let upper = (0..=desired * 3).rfind(|count| count * 100 <= desired * maximum).unwrap();
    (lower, upper.max(desired))
}

/// Each row: what it is about, the view, and what is done.
fn check(rows: Vec<(&str, View, &str)>) {
    for (subject, view, expected) in rows {
        assert_eq!(acts(&decide(&view, NOW)), expected, "{subject}");
    }
}
