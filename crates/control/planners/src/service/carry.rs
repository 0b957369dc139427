//! Carrying out what was decided about one service, in one transaction.
//!
//! Invariants:
//! - a plan whose service has changed since does nothing at all; doing a plan twice does nothing the second time;
//! - however old the plan, the service has no more live tasks after it than the plan saw plus what it starts, and
//!   no more running ones are taken from it than the plan counted on: both are counted again here;
//! - one transaction changes a bounded number of tasks; what is left is decided anew.
//!
//! Must not know: how anything was decided.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use longshore_shapes::ecs;
use longshore_world::records::service::deployment::ServiceDeployment;
use longshore_world::records::service::task_set::TaskSet;
use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::records::task::TaskKey;
use longshore_world::{Decision, Outcome, Tx};

use super::decide::events;
use super::look::{Basis, is_external};
use super::surroundings::Surroundings;
use super::tasks::Heads;
use super::view::{Action, Event, Item, Plan};
use super::{books, orders, rollouts, telling};
use crate::placement::Refusal;

/// How many tasks one transaction starts and stops of a service.
pub(crate) const CHANGES_MAX: usize = 500;
/// Who tells the story.
pub(crate) const WHO: &str = "service scheduler";

/// What was decided about one service, on what grounds.
pub(crate) struct Conduct {
    pub(crate) key: ServiceKey,
    pub(crate) basis: Basis,
    pub(crate) plan: Plan,
    /// Those of the tasks that it stops that were not well: one that is well by now is another matter.
    pub(crate) unwell: BTreeSet<String>,
    pub(crate) around: Arc<dyn Surroundings>,
}

impl fmt::Display for Conduct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "service {}", self.key.name)?;
        let mut separator = ": ";
        for item in &self.plan.items {
            write!(f, "{separator}{} ({})", Words(&item.action), item.why)?;
            separator = "; ";
        }
        for message in self.plan.events.iter().filter_map(|event| event.message.as_deref()) {
            write!(f, "{separator}tell: {message}")?;
            separator = "; ";
        }
        if separator == ": " {
            f.write_str(": keep the books")?;
        }
        Ok(())
    }
}

/// An action in plain words.
struct Words<'a>(&'a Action);

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Action::Start { rollout, count } => write!(f, "start {count} tasks of {rollout}"),
            Action::StartOn { rollout, instance } => write!(f, "start a task of {rollout} on {instance}"),
            Action::StartIn { rollout, zone, count } => {
                write!(f, "start {count} tasks of {rollout} in {zone}")
            }
            Action::Stop { task, reason } => write!(f, "stop task {task}: {reason}"),
            Action::Rollout { rollout, change } => write!(f, "{rollout}: {}", rollouts::words(change)),
            Action::RollBack { failed, to_revision, .. } => {
                write!(f, "roll back {failed} to revision {to_revision}")
            }
            Action::Finish => f.write_str("it is INACTIVE"),
        }
    }
}

impl Decision for Conduct {
    fn apply(&self, tx: &mut Tx<'_>) -> Outcome {
        let Some(row) = self.current(tx) else { return Outcome::Stale };
        let now = Heads::count(tx, &self.key);
        let carrier = Carrier {
            conduct: self,
            next: Service::clone(&row),
            grown: now.live().saturating_sub(self.basis.heads.live()),
            lost: self.basis.heads.kept.saturating_sub(now.kept),
            room: CHANGES_MAX,
            started: BySet::default(),
            balancing: Vec::new(),
            stopped: BySet::default(),
            withdrawn: BySet::default(),
            passed_over: false,
            changed: false,
            refusal: None,
            tx,
        };
        if carrier.run(&row) { Outcome::Done } else { Outcome::Stale }
    }

    fn weight(&self) -> usize {
        let weight = |item: &Item| match &item.action {
            Action::Start { count, .. } | Action::StartIn { count, .. } => *count,
            _ => 1,
        };
        self.plan.items.iter().map(weight).sum::<usize>().clamp(1, CHANGES_MAX)
    }
}

impl Conduct {
    /// The service as it was when it was looked at; none where it has changed.
    fn current(&self, tx: &Tx<'_>) -> Option<Arc<Service>> {
        let row = tx.get::<Service>(&self.key)?;
        let same = Arc::ptr_eq(row, &self.basis.row) || **row == *self.basis.row;
        let mut sets = self.basis.task_sets.iter();
        let same_sets = sets.all(|(key, set)| tx.get::<TaskSet>(key).is_some_and(|now| **now == **set));
        (same && same_sets).then(|| row.clone())
    }
}

/// Tasks by their task set; of a service without task sets all are together, under no name.
#[derive(Default)]
pub(super) struct BySet(BTreeMap<Option<String>, Vec<String>>);

impl BySet {
    pub(super) fn add(&mut self, service: &Service, starter: &str, ids: Vec<String>) {
        let set = is_external(service).then(|| starter.to_owned());
        self.0.entry(set).or_default().extend(ids);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn tell(&self, tell: impl Fn(Option<&str>, &[String]) -> Event) -> Vec<Event> {
        self.0.iter().map(|(set, ids)| tell(set.as_deref(), ids)).collect()
    }
}

/// A plan while it is carried out.
pub(super) struct Carrier<'c, 'a, 't> {
    pub(super) conduct: &'c Conduct,
    pub(super) tx: &'t mut Tx<'a>,
    /// The service as it will be.
    pub(super) next: Service,
    /// How many more live tasks there are than the plan saw: as many fewer are started.
    pub(super) grown: usize,
    /// How many tasks that the plan counted on are gone: as many fewer are stopped.
    pub(super) lost: usize,
    /// How many more tasks this transaction may start or stop.
    pub(super) room: usize,
    /// Tasks that were started, or stopped, or that connections are let end to.
    pub(super) started: BySet,
    /// What is told of tasks that were started to balance zones.
    pub(super) balancing: Vec<Event>,
    pub(super) stopped: BySet,
    pub(super) withdrawn: BySet,
    /// Some task that the plan stops was not stopped.
    pub(super) passed_over: bool,
    pub(super) changed: bool,
    pub(super) refusal: Option<Refusal>,
}

impl Carrier<'_, '_, '_> {
    /// Answers whether anything was changed.
    fn run(mut self, before: &Service) -> bool {
        let plan = &self.conduct.plan;
        self.let_go();
        if let Some(found) = &self.conduct.basis.found {
            self.changed |= orders::pin(self.tx, &self.conduct.key, found);
        }
        for item in &plan.items {
            self.carry(item);
        }
        rollouts::remember(&mut self.next, &plan.memory);
        self.placed();
        self.tell();
        self.keep_books(before);
        if self.next != *before {
            self.changed = true;
            self.tx.put(&self.conduct.key, self.next);
        }
        self.changed
    }

    fn carry(&mut self, item: &Item) {
        match &item.action {
            Action::Start { rollout, count } => self.start(rollout, *count, &item.why),
            Action::StartOn { rollout, instance } => self.start_on(rollout, instance, &item.why),
            Action::StartIn { rollout, zone, count } => self.start_in(rollout, zone, *count, &item.why),
            Action::Stop { task, reason } => self.stop(task, reason, &item.why),
            Action::Rollout { rollout, change } => self.change_rollout(rollout, change, &item.why),
            Action::RollBack { failed, to_revision, reason } => {
                self.roll_back(failed, to_revision, reason, &item.why);
            }
            Action::Finish => self.finish(&item.why),
        }
    }

    /// What was really started and stopped, then what was decided to be told.
    fn tell(&mut self) {
        let key = &self.conduct.key;
        let name = &key.name;
        let mut told = self.started.tell(|set, ids| events::started(name, set, ids));
        told.append(&mut self.balancing);
        told.extend(self.withdrawn.tell(|set, ids| events::draining_connections(name, set, ids.len())));
        if self.passed_over {
            told.extend(self.stopped.tell(|set, ids| events::stopped(name, set, ids)));
        }
        let planned = self.conduct.plan.events.iter();
        told.extend(planned.filter(|it| !self.passed_over || !events::is_of_stops(it)).cloned());
        for event in told {
            telling::tell(self.tx, key, &mut self.next, &event);
        }
    }

    fn keep_books(&mut self, before: &Service) {
        let key = &self.conduct.key;
        for (key, entry) in books::due(self.tx, key, &before.rollouts, &self.next, self.tx.now()) {
            let status = entry.deployment.status.as_ref().map(ecs::ServiceDeploymentStatus::as_str);
            let what = format!("deployment: {}", status.unwrap_or_default());
            let (arn, why) =
                (entry.deployment.service_deployment_arn.clone(), entry.deployment.status_reason.clone());
            if status
                != self
                    .tx
                    .get::<ServiceDeployment>(&key)
                    .and_then(|it| it.deployment.status.as_ref().map(|it| it.as_str()))
            {
                self.tx.chronicle(key.scope, &arn.unwrap_or_default(), WHO, what, why);
            }
            self.tx.put(&key, entry);
            self.changed = true;
        }
    }

    /// Adds to the story of the service.
    pub(super) fn write_down(&mut self, what: String, why: &str) {
        let arn = self.next.service.service_arn.clone().unwrap_or_default();
        self.tx.chronicle(self.conduct.key.scope, &arn, WHO, what, Some(why.to_owned()));
    }

    pub(super) fn task_key(&self, id: &str) -> TaskKey {
        let key = &self.conduct.key;
        TaskKey { scope: key.scope, cluster: key.cluster.clone(), id: id.to_owned() }
    }
}
