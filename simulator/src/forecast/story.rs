//! What happened while a change was played: from each commit, who was placed, ran, stopped and ended, and what the
//! scheduler said.
//!
//! Must not know: why anything was decided, or how it is shown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use longshore_engine::Committed;
use longshore_shapes::ecs::DeploymentRolloutState;
use longshore_world::key::KeyWriter;
use longshore_world::record::AnyRecord;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::records::service::{Rollout, Service, ServiceKey};
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::{RowKey, Scope, Snapshot, StoredRecord};

use super::machines::Load;

/// How many moments and messages are kept; what comes later is still counted.
const MOMENTS_MAX: usize = 100_000;
const MESSAGES_MAX: usize = 500;
/// What the scheduler says of single tasks, which moments tell already.
const ROUTINE: &[&str] = &[" tasks: (task ", "has begun draining connections"];

/// What happened to the tasks of one group at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) at: i64,
    pub(super) about: String,
    pub(super) placed: usize,
    pub(super) running: usize,
    pub(super) stopping: usize,
    pub(super) ended: usize,
}

/// Something that was said, or that happened to a machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) at: i64,
    pub(super) about: String,
    pub(super) what: String,
}

/// Tasks of a definition on a machine.
pub(super) type OnMachine = BTreeMap<(ContainerInstanceKey, String), i32>;

pub(super) struct Story {
    scope: Scope,
    zero: i64,
    pub(super) moments: Vec<Moment>,
    pub(super) messages: Vec<Message>,
    pub(super) before: Load,
    pub(super) load: Load,
    /// The most of everything that was there at once, and when.
    pub(super) peak: Load,
    pub(super) peak_at: i64,
    pub(super) placed: OnMachine,
    pub(super) ended: OnMachine,
    /// Why tasks were stopped, or stopped by themselves.
    pub(super) stops: BTreeMap<(String, String), i32>,
    pub(super) families: BTreeSet<String>,
    pub(super) services: BTreeSet<ServiceKey>,
    /// Tasks without a service that were started meanwhile.
    pub(super) loose: BTreeSet<TaskKey>,
    /// Why rollouts failed, and of which service.
    pub(super) failures: Vec<(ServiceKey, String)>,
    /// How many tasks of each service run, and the fewest that did at any time.
    running: BTreeMap<ServiceKey, (i32, i32)>,
    /// Those of which the number has changed in the commit that is being noted.
    counted: BTreeSet<ServiceKey>,
    lacking: BTreeMap<ServiceKey, i64>,
    waited: i64,
    pub(super) last_of_tasks: i64,
    pub(super) last: i64,
}

fn row<R: 'static>(row: &Option<Arc<dyn AnyRecord>>) -> Option<&R> {
    row.as_ref()?.as_any().downcast_ref()
}

impl Story {
    pub(super) fn begin(world: &Snapshot, scope: Scope, zero: i64) -> Self {
        let (mut before, mut running) = (Load::default(), BTreeMap::<ServiceKey, (i32, i32)>::new());
        for (key, row) in world.scan::<Task>(&KeyWriter::new().scope(scope).finish()) {
            if row.is_live() {
                before.add(&row.launch.reserved);
            }
            if let Some(service) = service_of(&key, row).filter(|_| row.is_running()) {
                let (now, least) = running.entry(service).or_default();
                (*now, *least) = (*now + 1, *least + 1);
            }
        }
        Self {
            scope,
            zero,
            moments: Vec::new(),
            messages: Vec::new(),
            before,
            load: before,
            peak: before,
            peak_at: 0,
            placed: OnMachine::new(),
            ended: OnMachine::new(),
            stops: BTreeMap::new(),
            families: BTreeSet::new(),
            services: BTreeSet::new(),
            loose: BTreeSet::new(),
            failures: Vec::new(),
            running,
            counted: BTreeSet::new(),
            lacking: BTreeMap::new(),
            waited: 0,
            last_of_tasks: 0,
            last: 0,
        }
    }

    pub(super) fn note(&mut self, at: i64, committed: &Committed) {
        let at = at - self.zero;
        for change in &committed.changes {
            let key = change.id.key.as_slice();
            match change.id.table {
                Task::TABLE => {
                    if let Some(key) = TaskKey::parse(key).filter(|key| key.scope == self.scope) {
                        self.task(at, &key, row(&change.before), row(&change.after));
                    }
                }
                Service::TABLE => {
                    if let Some(key) = ServiceKey::parse(key).filter(|key| key.scope == self.scope) {
                        self.service(at, &key, row(&change.before), row(&change.after));
                    }
                }
                ContainerInstance::TABLE => {
                    if let Some(key) = ContainerInstanceKey::parse(key).filter(|it| it.scope == self.scope) {
                        self.instance(at, &key, row(&change.before), row(&change.after));
                    }
                }
                _ => {}
            }
        }
        for service in std::mem::take(&mut self.counted) {
            if let Some((now, least)) = self.running.get_mut(&service) {
                *least = (*now).min(*least);
            }
        }
        // Only what stays beyond a commit counts: what comes and goes in one takes nothing.
        if self.load.tasks > self.peak.tasks {
            self.peak_at = at;
        }
        self.peak = self.peak.most(self.load);
    }

    fn task(&mut self, at: i64, key: &TaskKey, before: Option<&Task>, after: Option<&Task>) {
        let Some(row) = after.or(before) else { return };
        let live = |row: Option<&Task>| row.is_some_and(Task::is_live);
        let (was, is) = (live(before), live(after));
        if !was && !is && before.is_some() {
            return;
        }
        let what = format!("{}:{}", row.launch.family, row.launch.revision);
        let machine = row.instance_key(key);
        let runs = |row: Option<&Task>| i32::from(row.is_some_and(Task::is_running));
        let more = runs(after) - runs(before);
        if let Some(service) = service_of(key, row).filter(|_| more != 0) {
            self.running.entry(service.clone()).or_default().0 += more;
            self.counted.insert(service);
        }
        let stops = row.shall_stop && before.is_none_or(|before| !before.shall_stop);
        self.moment(at, row, |moment| {
            moment.placed += usize::from(before.is_none() && is);
            moment.running += usize::from(more > 0);
            moment.stopping += usize::from(stops);
            moment.ended += usize::from(was && !is);
        });
        self.families.insert(row.launch.family.clone());
        if before.is_none() && is {
            self.load.add(&row.launch.reserved);
            if row.launch.service().is_none() {
                self.loose.insert(key.clone());
            }
        } else if was && !is {
            self.load.subtract(&row.launch.reserved);
        }
        if stops {
            let reason = row.stopped_reason.clone().unwrap_or_default();
            *self.stops.entry((what.clone(), reason)).or_default() += 1;
        }
        if let Some(machine) = machine {
            let place = (machine, what);
            if before.is_none() && is {
                *self.placed.entry(place).or_default() += 1;
            } else if was && !is {
                *self.ended.entry(place).or_default() += 1;
            }
        }
        (self.last, self.last_of_tasks) = (at, at);
    }

    /// Counts something of the group of a task, at that time.
    fn moment(&mut self, at: i64, row: &Task, count: impl FnOnce(&mut Moment)) {
        let about = row.launch.service().unwrap_or(&row.launch.group);
        let mut newest = self.moments.iter().rev().take_while(|moment| moment.at == at);
        let known = newest.any(|moment| moment.about == about);
        // Where there are too many, the newest of all stands for the rest.
        let full = self.moments.len() >= MOMENTS_MAX;
        if !known && !full {
            let about = about.to_owned();
            self.moments.push(Moment { at, about, placed: 0, running: 0, stopping: 0, ended: 0 });
        }
        let mut newest = self.moments.iter_mut().rev();
        if let Some(moment) = newest.find(|moment| (full && !known) || moment.about == about) {
            count(moment);
        }
    }

    fn service(&mut self, at: i64, key: &ServiceKey, before: Option<&Service>, after: Option<&Service>) {
        self.services.insert(key.clone());
        self.last = at;
        let Some(after) = after else { return };
        let known = before.and_then(|row| row.events.first()).and_then(|event| event.id.as_ref());
        let new = after.events.iter().take_while(|event| event.id.as_ref() != known || known.is_none());
        let new: Vec<String> = new.filter_map(|event| event.message.clone()).collect();
        for message in new.into_iter().rev() {
            if !ROUTINE.iter().any(|routine| message.contains(routine)) {
                self.say(at, &key.name, message);
            }
        }
        for rollout in &after.rollouts {
            let old = before.and_then(|row| row.rollouts.iter().find(|old| old.id == rollout.id));
            if failed(rollout) && !old.is_some_and(failed) {
                let reason = rollout.rollout_state_reason.clone().unwrap_or_default();
                self.failures.push((key.clone(), format!("service {}: {reason}", key.name)));
            }
        }
        match (after.unplaced.is_some(), self.lacking.contains_key(key)) {
            (true, false) => drop(self.lacking.insert(key.clone(), at)),
            (false, true) => {
                let since = self.lacking.remove(key).unwrap_or(at);
                self.waited += at - since;
            }
            _ => {}
        }
    }

    fn instance(
        &mut self,
        at: i64,
        key: &ContainerInstanceKey,
        before: Option<&ContainerInstance>,
        after: Option<&ContainerInstance>,
    ) {
        let stands = |row: Option<&ContainerInstance>| {
            let instance = &row?.instance;
            Some((instance.status.clone()?, instance.agent_connected == Some(true)))
        };
        let (old, Some((status, connected))) = (stands(before), stands(after)) else { return };
        if old.as_ref() != Some(&(status.clone(), connected)) {
            let agent = if connected { "" } else { ", its agent is gone" };
            self.say(at, &key.id, format!("the container instance is {status}{agent}"));
            self.last = at;
        }
    }

    fn say(&mut self, at: i64, about: &str, what: String) {
        let again = self.messages.iter().rev().any(|it| it.about == about && it.what == what);
        if !again && self.messages.len() < MESSAGES_MAX {
            self.messages.push(Message { at, about: about.to_owned(), what });
        }
    }

    /// The fewest tasks of a service that ran at any time.
    pub(super) fn least_running(&self, service: &ServiceKey) -> i32 {
        self.running.get(service).map_or(0, |(_, least)| *least)
    }

    /// Whether tasks wait for room to the end.
    pub(super) fn lacks_room(&self) -> bool {
        !self.lacking.is_empty()
    }

    /// How long services waited for room until then.
    pub(super) fn waited(&self, until: i64) -> i64 {
        self.waited + self.lacking.values().map(|since| until - since).sum::<i64>()
    }
}

fn service_of(key: &TaskKey, row: &Task) -> Option<ServiceKey> {
    let name = row.launch.service()?.to_owned();
    Some(ServiceKey { scope: key.scope, cluster: key.cluster.clone(), name })
}

fn failed(rollout: &Rollout) -> bool {
    rollout.rollout_state == Some(DeploymentRolloutState::Failed)
}
