//! What control wants here, taken in: stops before starts, older generations not at all.
//!
//! Must not know: how assignments travel.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use longshore_link::{Assignment, Assignments, TaskReport};
use longshore_shapes::Timestamp;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tokio::task::spawn_blocking;
use tokio::time::sleep;

use super::core::{Core, Input};
use crate::plan::{TaskPlan, plan};
use crate::store::Store;
use crate::task::state::{TaskState, new_state};
use crate::task::{Event, Task};

const STOPPED: &str = "STOPPED";
/// Between two waits for the disk. Nothing but the acceptance waits for them.
const NOTE_PAUSE: Duration = Duration::from_millis(20);

impl Core {
    pub(super) fn assign(&mut self, assignments: Assignments) {
        let generation = assignments.generation.unwrap_or_default();
        if generation < self.generation {
            tracing::info!(generation, taken = self.generation, "old assignments are passed over");
            return;
        }
        self.generation = generation;
        let named = |task: &Assignment| task.task_arn.as_deref().map(Arc::<str>::from);
        let tasks: Vec<_> = assignments.tasks.unwrap_or_default();
        let tasks: Vec<_> = tasks.into_iter().filter_map(|task| Some((named(&task)?, task))).collect();
        if assignments.full == Some(true) {
            self.stop_unlisted(&tasks.iter().map(|(arn, _)| Arc::clone(arn)).collect());
        }
        for arn in assignments.forget.iter().flatten() {
            self.release(&Arc::from(arn.as_str()));
        }
        let (stops, starts): (Vec<_>, Vec<_>) =
            tasks.into_iter().partition(|(_, task)| task.desired_status.as_deref() == Some(STOPPED));
        for (arn, _) in &stops {
            if self.tasks.contains_key(arn) {
                self.apply(arn, Event::Stop(None));
            } else {
                self.report_stopped(arn, None);
            }
        }
        let mut fresh: Vec<String> = Vec::new();
        for (arn, assignment) in starts {
            if self.tasks.contains_key(&arn) {
                continue;
            }
            if self.forgotten.1.contains(&arn) {
                self.report_stopped(&arn, Some("This machine has run the task to its end already"));
            } else if let Some(reason) = self.leaving.clone() {
                self.report_stopped(&arn, Some(&reason));
            } else {
                self.begin(&arn, assignment);
                fresh.push(arn.to_string());
                self.make_room();
            }
        }
        self.make_room();
        self.sync(fresh, generation);
    }

    fn stop_unlisted(&mut self, listed: &HashSet<Arc<str>>) {
        let unlisted: Vec<_> = self.tasks.keys().filter(|task| !listed.contains(*task)).cloned().collect();
        unlisted.iter().for_each(|task| self.apply(task, Event::Stop(None)));
    }

    /// Control knows of a task's end, or does not know the task.
    fn release(&mut self, arn: &Arc<str>) {
        if self.tasks.contains_key(arn) {
            self.apply(arn, Event::Forget);
        } else {
            self.reports.forget(arn);
        }
    }

    /// A task that is not here and shall not be.
    fn report_stopped(&mut self, arn: &Arc<str>, reason: Option<&str>) {
        let now = self.now();
        let report = TaskReport {
            task_arn: Some(arn.to_string()),
            revision: Some(now),
            status: Some(STOPPED.to_owned()),
            reason: reason.map(str::to_owned),
            stopped_at: Some(Timestamp::from_millis(now)),
            has_run: Some(false),
            ..TaskReport::default()
        };
        self.untold.push((Arc::clone(arn), report));
    }

    fn begin(&mut self, arn: &Arc<str>, mut assignment: Assignment) {
        self.definitions.share(&mut assignment);
        let assignment = Arc::new(assignment);
        let mut task = self.made_out(Arc::clone(&assignment), None);
        task.state.taken_at = self.now();
        if let Err(error) = self.store.begin(arn, &assignment, &task.state) {
            tracing::error!(task = %arn, %error, "a task is not taken");
            self.report_stopped(arn, Some(&format!("ResourceInitializationError: {error}")));
            return;
        }
        let needs = task.plan.needs.clone();
        let usable = !task.state.desired_stopped;
        self.enter(arn, task);
        if usable {
            self.admission.join(Arc::clone(arn), needs);
            self.room_changed = true;
        }
        self.apply(arn, Event::Tick);
    }

    /// A task of an assignment, with the state that is remembered or a new one.
    pub(super) fn made_out(&mut self, assignment: Arc<Assignment>, state: Option<TaskState>) -> Task {
        let (plan, problem) = match plan(Arc::clone(&assignment), &self.settings) {
            Ok(plan) => (plan, None),
            Err(problem) => (TaskPlan::unusable(assignment), Some(problem.to_string())),
        };
        let fits = state.as_ref().is_none_or(|state| {
            state.containers.len() == plan.containers.len() && state.sandboxes.len() == plan.sandboxes.len()
        });
        let mut state = match state {
            Some(state) if fits => state,
            _ => new_state(&plan, &mut self.random),
        };
        let problem =
            problem.or_else(|| (!fits).then(|| "what was remembered of it is of another task".to_owned()));
        if let Some(problem) = problem {
            state.reason.get_or_insert(problem);
            state.desired_stopped = true;
        }
        Task::new(Arc::new(plan), state, Arc::clone(&self.settings))
    }

    /// Makes sure of what control shall rely on, while everything goes on.
    fn sync(&self, fresh: Vec<String>, generation: i64) {
        // The agent ends where nobody takes it.
        let _ = self.taken.send(Taken { arns: fresh, generation });
    }
}

/// Tasks that came with a generation.
pub(super) struct Taken {
    pub(super) arns: Vec<String>,
    pub(super) generation: i64,
}

/// Writes down which tasks were taken, those that come meanwhile together: each time waits for the disk. A
/// generation is accepted when all up to it are written down.
pub(super) async fn note_taken(
    store: Store,
    mut taken: UnboundedReceiver<Taken>,
    inbox: UnboundedSender<Input>,
) {
    let mut unwritten: Vec<String> = Vec::new();
    while let Some(Taken { arns, mut generation }) = taken.recv().await {
        unwritten.extend(arns);
        while let Ok(more) = taken.try_recv() {
            unwritten.extend(more.arns);
            generation = generation.max(more.generation);
        }
        if !unwritten.is_empty() {
            let (store, arns) = (store.clone(), std::mem::take(&mut unwritten));
            let noted = spawn_blocking(move || (store.note_taken(&arns, generation), arns)).await;
            if let Ok((Err(error), arns)) = noted {
                tracing::error!(%error, "assignments are not accepted; it is tried again with the next");
                unwritten = arns;
                continue;
            }
        }
        drop(inbox.send(Input::Synced(generation)));
        sleep(NOTE_PAUSE).await;
    }
}
