//! The planner of services: asks the agenda whom to look at, looks, decides, and hands over what is to be done.
//!
//! What it keeps between two plans is when to look again; losing it costs a full pass and nothing else.
//!
//! Must not know: how a decision is made, or carried out.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::{Plan, Planner, Snapshot, TableId, Timestamp, Trigger, World};

use super::agenda::Agenda;
use super::carry::Conduct;
use super::decide::decide;
use super::look::{Basis, look};
use super::surroundings::{Nothing, Surroundings};
use super::view::{self, Action, TaskHealth, TaskState, View};
use super::{books, concerned, orphans};

/// How many tasks one plan looks at; the rest is looked at in the next, which follows at once.
const TASKS_PER_PLAN: usize = 20_000;
/// How long until tasks that are still led to are looked at again.
const WITHDRAWAL_MILLIS: i64 = 1000;

pub struct Scheduler {
    around: Arc<dyn Surroundings>,
    agenda: RefCell<Agenda>,
}

impl Default for Scheduler {
    fn default() -> Self {
        Self::new(Arc::new(Nothing))
    }
}

impl Scheduler {
    pub fn new(around: Arc<dyn Surroundings>) -> Self {
        Self { around, agenda: RefCell::default() }
    }

    /// Looks at one service; answers how many tasks that took.
    fn attend(&self, world: &World, key: &ServiceKey, now: Timestamp, plan: &mut Plan) -> usize {
        let mut agenda = self.agenda.borrow_mut();
        let row = match world.get::<Service>(key) {
            Some(row) if !orphans::is_gone(world, key) => row,
            _ => {
                agenda.forget(key);
                let orphans = orphans::of(world, key);
                let count = orphans.len();
                plan.decisions.extend(orphans.into_iter().map(|it| Box::new(it) as Box<_>));
                return count;
            }
        };
        let (view, basis) = look(world, &*self.around, key, row, now);
        let decided = decide(&view, now);
        let tasks = view.tasks.len();
        let acts = changes_anything(world, key, &view, &basis, &decided, now);
        agenda.looked(key, now, tasks, row.unplaced.is_some(), acts);
        if let Some(at) = decided.wake_at {
            agenda.want(key.clone(), at.max(now.plus_millis(1)));
        }
        if !basis.withdrawn.is_empty() {
            agenda.want(key.clone(), now.plus_millis(WITHDRAWAL_MILLIS));
        }
        if acts {
            let (key, around) = (key.clone(), self.around.clone());
            let unwell = unwell(&view, &decided);
            plan.decisions.push(Box::new(Conduct { key, basis, plan: decided, unwell, around }));
        }
        tasks
    }
}

/// The tasks that are stopped on the grounds that they are not well.
fn unwell(view: &View, decided: &view::Plan) -> BTreeSet<String> {
    let stops = decided.items.iter().filter_map(|item| match &item.action {
        Action::Stop { task, .. } => Some(task),
        _ => None,
    });
    let stopped: HashSet<&str> = stops.map(String::as_str).collect();
    if stopped.is_empty() {
        return BTreeSet::new();
    }
    let well = view.tasks.iter().filter(|task| is_well(task)).map(|task| &*task.id);
    let well: HashSet<&str> = well.filter(|id| stopped.contains(id)).collect();
    stopped.difference(&well).map(|id| (*id).to_owned()).collect()
}

/// It runs, and nothing that watches it says otherwise.
fn is_well(task: &view::Task) -> bool {
    task.state == TaskState::Running && matches!(task.health, TaskHealth::Unwatched | TaskHealth::Healthy)
}

fn changes_anything(
    world: &World,
    key: &ServiceKey,
    view: &View,
    basis: &Basis,
    decided: &view::Plan,
    now: Timestamp,
) -> bool {
    !decided.items.is_empty()
        || !decided.events.is_empty()
        || decided.memory != view.memory
        || basis.found.is_some()
        || !basis.withdrawn.is_empty()
        || !books::due(world, key, &basis.row.rollouts, &basis.row, now).is_empty()
}

impl Planner for Scheduler {
    fn name(&self) -> &'static str {
        "services"
    }

    fn tables(&self) -> &'static [TableId] {
        concerned::TABLES
    }

    fn plan(&self, snapshot: &Snapshot, trigger: &Trigger, now: Timestamp) -> Plan {
        match trigger {
            Trigger::Full => self.agenda.borrow_mut().refill(concerned::all(snapshot).into_iter()),
            Trigger::Changed(rows) => {
                let services = concerned::concerned(snapshot, rows.iter());
                let mut agenda = self.agenda.borrow_mut();
                services.into_iter().for_each(|key| agenda.changed(key, now));
            }
        }
        let mut plan = Plan::default();
        let mut looked = 0;
        // What changes all the time does not keep a full pass from ending.
        let backlog = self.agenda.borrow_mut().take_of_backlog();
        if let Some(key) = backlog {
            looked += 1 + self.attend(snapshot, &key, now, &mut plan);
        }
        while looked < TASKS_PER_PLAN {
            let Some(key) = self.agenda.borrow_mut().take(now) else { break };
            looked += 1 + self.attend(snapshot, &key, now, &mut plan);
        }
        if let Some(at) = self.agenda.borrow().next_at(now) {
            plan.wake(at);
        }
        plan
    }
}
