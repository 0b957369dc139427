//! The loop: it alone touches machines, and it waits for nothing but its inbox and its timers.
//!
//! A turn does first what was decided, then writes down what changed, then tells it. What must be on disk
//! before it is done is written at once.
//!
//! Must not know: how an action is carried out.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use longshore_link::{Assignments, TaskReport};
use longshore_runtime::{ContainerFacts, ContainerState as DriverState, Exited};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tokio::sync::{oneshot, watch};

use super::agent::Clock;
use super::assignments::Taken;
use super::definitions::Definitions;
use super::executor::{Executor, Job};
use super::reports::Reports;
use super::views::Views;
use crate::admission::{Admission, Decision};
use crate::settings::Settings;
use crate::store::Store;
use crate::task::machine::Save;
use crate::task::state::{Known, Phase};
use crate::task::{Action, Event, Task};
use crate::view::TaskView;

/// Tasks that are gone and not to be started again, should control ask by mistake.
const FORGOTTEN_MAX: usize = 10_000;
/// Inputs taken before what changed is written down and told.
const BATCH_MAX: usize = 256;
const IDLE: Duration = Duration::from_secs(3600);

pub(super) enum Input {
    Assign(Assignments),
    Event(Arc<str>, Box<Event>),
    Exited(Exited),
    /// What the driver had, when it was asked.
    Seen {
        asked_at: i64,
        containers: Vec<ContainerFacts>,
    },
    /// What control has said up to here would outlive a loss of power.
    Synced(i64),
    /// The node leaves: every task ends and no other is taken.
    StopAll {
        reason: String,
        done: oneshot::Sender<()>,
    },
    /// The agent ends; containers go on.
    Shutdown(oneshot::Sender<()>),
}

pub(super) struct Entry {
    pub(super) task: Task,
    pub(super) view: Arc<TaskView>,
    wake_at: Option<i64>,
}

pub(super) struct Core {
    pub(super) settings: Arc<Settings>,
    pub(super) clock: Clock,
    pub(super) random: fastrand::Rng,
    pub(super) store: Store,
    pub(super) executor: Arc<Executor>,
    pub(super) reports: Arc<Reports>,
    pub(super) views: Arc<Views>,
    pub(super) admission: Admission,
    pub(super) tasks: HashMap<Arc<str>, Entry>,
    pub(super) definitions: Definitions,
    /// By the runtime's id.
    pub(super) containers: HashMap<String, (Arc<str>, usize)>,
    pub(super) pulled: BTreeSet<String>,
    pub(super) generation: i64,
    pub(super) accepted: watch::Sender<i64>,
    /// To be written down as taken.
    pub(super) taken: UnboundedSender<Taken>,
    pub(super) leaving: Option<String>,
    pub(super) waiting_for_end: Vec<oneshot::Sender<()>>,
    pub(super) forgotten: (VecDeque<Arc<str>>, HashSet<Arc<str>>),
    pub(super) timers: BTreeSet<(i64, Arc<str>)>,
    pub(super) unsaved: BTreeSet<Arc<str>>,
    pub(super) unshown: BTreeSet<Arc<str>>,
    pub(super) untold: Vec<(Arc<str>, TaskReport)>,
    pub(super) room_changed: bool,
}

impl Core {
    pub(super) async fn run(mut self, mut inbox: UnboundedReceiver<Input>) {
        loop {
            let pause = self.until_next_timer();
            let input = tokio::select! {
                input = inbox.recv() => input,
                () = tokio::time::sleep(pause) => None,
            };
            let mut ended = input.and_then(|input| self.take(input));
            for _ in 0..BATCH_MAX {
                let Ok(input) = inbox.try_recv() else { break };
                ended = self.take(input).or(ended);
            }
            self.ring_timers();
            self.make_room();
            self.write_down();
            if let Some(done) = ended {
                self.executor.logs.pause().await;
                let _ = done.send(());
                return;
            }
        }
    }

    /// Takes an input; answers whom to tell if it is the last.
    fn take(&mut self, input: Input) -> Option<oneshot::Sender<()>> {
        match input {
            Input::Assign(assignments) => self.assign(assignments),
            Input::Event(task, event) => self.apply(&task, *event),
            Input::Exited(Exited { id, ending }) => {
                if let Some((task, container)) = self.containers.get(&id).cloned() {
                    self.apply(&task, Event::Exited { container, ending });
                }
            }
            Input::Seen { asked_at, containers } => self.compare(asked_at, containers),
            Input::Synced(generation) => {
                self.accepted.send_if_modified(|accepted| {
                    let newer = generation > *accepted;
                    *accepted = generation.max(*accepted);
                    newer
                });
            }
            Input::StopAll { reason, done } => {
                let tasks: Vec<_> = self.tasks.keys().cloned().collect();
                tasks.iter().for_each(|task| self.apply(task, Event::Stop(Some(reason.clone()))));
                self.leaving = Some(reason);
                self.waiting_for_end.push(done);
            }
            Input::Shutdown(done) => return Some(done),
        }
        None
    }

    pub(super) fn now(&self) -> i64 {
        (self.clock)()
    }

    /// One step of a task.
    pub(super) fn apply(&mut self, arn: &Arc<str>, event: Event) {
        let event = self.completed(arn, event);
        let now = self.now();
        let Some(entry) = self.tasks.get_mut(arn) else { return };
        let step = entry.task.step(event, now);
        if entry.wake_at != step.wake_at {
            if let Some(old) = entry.wake_at {
                self.timers.remove(&(old, Arc::clone(arn)));
            }
            if let Some(new) = step.wake_at {
                self.timers.insert((new, Arc::clone(arn)));
            }
            entry.wake_at = step.wake_at;
        }
        if step.changed {
            self.unshown.insert(Arc::clone(arn));
        }
        match step.save {
            Save::No => {}
            Save::Soon => drop(self.unsaved.insert(Arc::clone(arn))),
            Save::Now => self.save(arn),
        }
        for action in step.actions {
            self.act(arn, action);
        }
    }

    fn act(&mut self, arn: &Arc<str>, action: Action) {
        match action {
            Action::Report(report) => self.untold.push((Arc::clone(arn), *report)),
            Action::Release => {
                self.executor.identity.forget(arn);
                self.admission.leave(arn);
                self.room_changed = true;
            }
            Action::Forget => self.forget(arn),
            action => {
                let Some(entry) = self.tasks.get_mut(arn) else { return };
                if matches!(action, Action::Start { .. } | Action::FollowLogs { .. }) {
                    // Its logs are named by what is so now.
                    entry.view = Arc::new(entry.task.view());
                }
                let (plan, view) = (Arc::clone(&entry.task.plan), Arc::clone(&entry.view));
                let taken_at = entry.task.state.taken_at;
                self.executor.carry_out(&Job { arn: Arc::clone(arn), plan, taken_at, view }, action);
            }
        }
    }

    /// What the loop alone knows of an event.
    fn completed(&mut self, arn: &Arc<str>, event: Event) -> Event {
        let image =
            |container: usize| Some(self.tasks.get(arn)?.task.plan.containers.get(container)?.image.clone());
        match event {
            Event::ImageLookedUp { container, facts, .. } => {
                let pulled_before = image(container).is_some_and(|image| self.pulled.contains(&image));
                Event::ImageLookedUp { container, facts, pulled_before }
            }
            Event::Pulled { container, result: Ok(facts) } => {
                if let Some(image) = image(container)
                    && self.pulled.insert(image)
                    && let Err(error) = self.store.save_pulled(&self.pulled)
                {
                    tracing::warn!(%error, "which images were fetched is not remembered");
                }
                Event::Pulled { container, result: Ok(facts) }
            }
            other => other,
        }
    }

    pub(super) fn forget(&mut self, arn: &Arc<str>) {
        if let Some(entry) = self.tasks.remove(arn) {
            for container in &entry.task.state.containers {
                self.containers.remove(&container.runtime_id);
            }
            if let Some(at) = entry.wake_at {
                self.timers.remove(&(at, Arc::clone(arn)));
            }
        }
        self.executor.identity.forget(arn);
        self.admission.leave(arn);
        self.room_changed = true;
        self.unsaved.remove(arn);
        self.unshown.remove(arn);
        self.untold.retain(|(task, _)| task != arn);
        self.reports.forget(arn);
        self.views.remove(arn);
        if let Err(error) = self.store.remove(arn) {
            tracing::warn!(task = %arn, %error, "what was remembered of a task stays");
        }
        self.remember_gone(arn);
    }

    /// It is not started again, should control ask by mistake.
    pub(super) fn remember_gone(&mut self, arn: &Arc<str>) {
        let (order, set) = &mut self.forgotten;
        if set.insert(Arc::clone(arn)) {
            order.push_back(Arc::clone(arn));
        }
        if order.len() > FORGOTTEN_MAX
            && let Some(oldest) = order.pop_front()
        {
            set.remove(&oldest);
        }
    }

    fn until_next_timer(&self) -> Duration {
        let Some((at, _)) = self.timers.first() else { return IDLE };
        let millis = u64::try_from(at.saturating_sub(self.now())).unwrap_or_default();
        Duration::from_millis(millis).min(IDLE)
    }

    fn ring_timers(&mut self) {
        let now = self.now();
        let due: Vec<_> =
            self.timers.range(..=(now, Arc::from("\u{10ffff}"))).map(|(_, task)| task.clone()).collect();
        due.iter().for_each(|task| self.apply(task, Event::Tick));
    }

    /// Lets those in for whom there is room, and tells the others what they wait for.
    pub(super) fn make_room(&mut self) {
        while std::mem::take(&mut self.room_changed) {
            for (task, decision) in self.admission.decide() {
                let event = match decision {
                    Decision::Admitted(gpus) => Event::Admitted { gpus },
                    Decision::Waits(what) => {
                        tracing::info!(%task, %what, "a task waits for room");
                        Event::Waiting(what)
                    }
                };
                self.apply(&task, event);
            }
        }
    }

    /// What changed is shown, remembered, and then told.
    pub(super) fn write_down(&mut self) {
        for arn in std::mem::take(&mut self.unshown) {
            if let Some(entry) = self.tasks.get_mut(&arn) {
                entry.view = Arc::new(entry.task.view());
                self.views.put(&arn, Arc::clone(&entry.view));
            }
        }
        for arn in std::mem::take(&mut self.unsaved) {
            self.save(&arn);
        }
        for (task, report) in self.untold.drain(..) {
            self.reports.put(&task, report);
        }
        let ended = |entry: &Entry| entry.task.state.phase == Phase::Stopped;
        if !self.waiting_for_end.is_empty() && self.tasks.values().all(ended) {
            for done in self.waiting_for_end.drain(..) {
                let _ = done.send(());
            }
        }
    }

    fn save(&self, arn: &Arc<str>) {
        let Some(entry) = self.tasks.get(arn) else { return };
        if let Err(error) = self.store.save_state(arn, &entry.task.plan.assignment, &entry.task.state) {
            tracing::error!(task = %arn, %error, "the state of a task is not remembered");
        }
    }

    pub(super) fn enter(&mut self, arn: &Arc<str>, task: Task) {
        for (place, container) in task.state.containers.iter().enumerate() {
            self.containers.insert(container.runtime_id.clone(), (Arc::clone(arn), place));
        }
        let view = Arc::new(task.view());
        self.views.put(arn, Arc::clone(&view));
        self.tasks.insert(Arc::clone(arn), Entry { task, view, wake_at: None });
    }

    /// Sets what the driver has against what is known, should a word of it have been lost.
    fn compare(&mut self, asked_at: i64, containers: Vec<ContainerFacts>) {
        let seen: HashMap<String, DriverState> =
            containers.into_iter().map(|facts| (facts.id, facts.state)).collect();
        let mut events = Vec::new();
        for (arn, entry) in &self.tasks {
            for (container, now) in entry.task.state.containers.iter().enumerate() {
                if now.known != Known::Running || now.last_start_at >= asked_at {
                    continue;
                }
                match seen.get(&now.runtime_id) {
                    Some(DriverState::Ended(ending)) => {
                        events.push((Arc::clone(arn), Event::Exited { container, ending: ending.clone() }));
                    }
                    None => events.push((Arc::clone(arn), Event::Vanished { container })),
                    Some(_) => {}
                }
            }
        }
        events.into_iter().for_each(|(arn, event)| self.apply(&arn, event));
    }
}
