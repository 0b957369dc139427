//! A plan on its way, and what is known of the service while it is made.
//!
//! What is changed of a rollout is seen by everything decided after it in the same plan, so that doing the plan
//! and deciding again finds nothing new.
//!
//! Must not know: what is decided, or why.

use std::collections::BTreeMap;

use longshore_world::Timestamp;

use super::capacity::LAST_DELAY_SECS;
use super::events;
use crate::service::view::{
    Action, Controller, Event, Item, Memory, Plan, Rollout, RolloutChange, RolloutState, Task, TaskHealth,
    TaskState, View,
};

/// A task that nothing watches counts as healthy that long after it came to run.
pub(super) const HEALTHY_AFTER_SECS: i64 = 40;
/// What goes on is told again after that.
pub(super) const TOLD_AGAIN_SECS: i64 = 6 * 3600;

/// Keys of the memory that end with the id of a rollout, and go with it.
pub(super) const ANNOUNCED: &str = "announced: ";
pub(super) const FAILED_AT: &str = "failed at: ";
pub(super) const THROTTLED: &str = "throttled: ";
pub(super) const BAKES_SINCE: &str = "bakes since: ";
pub(super) const SET_STEADY: &str = "steady: ";
pub(super) const PROTECTED: &str = "too many protected: ";
const OF_ROLLOUTS: [&str; 5] = [FAILED_AT, THROTTLED, BAKES_SINCE, SET_STEADY, PROTECTED];
const STUCK: &str = "stuck";
/// A start that found no place is tried again that often, should nothing else wake its service.
const PLACED_AGAIN_SECS: i64 = 60;

pub(super) struct Draft<'a> {
    pub(super) view: &'a View,
    pub(super) now: Timestamp,
    /// As they are after what was decided until now.
    pub(super) rollouts: Vec<Rollout>,
    pub(super) memory: Memory,
    items: Vec<Item>,
    events: Vec<Event>,
    wake_at: Option<Timestamp>,
    /// By who started them.
    stopped: Vec<(&'a str, &'a str)>,
    rebalanced: Vec<&'a Task>,
    /// Tasks are wanted that are not there.
    pub(super) is_short: bool,
    /// The percents leave no room to start or stop anything.
    pub(super) is_stuck: bool,
}

impl<'a> Draft<'a> {
    pub(super) fn new(view: &'a View, now: Timestamp) -> Self {
        let memory = view.memory.clone();
        Self {
            view,
            now,
            rollouts: view.rollouts.clone(),
            memory,
            items: Vec::new(),
            events: Vec::new(),
            wake_at: None,
            stopped: Vec::new(),
            rebalanced: Vec::new(),
            is_short: false,
            is_stuck: false,
        }
    }

    /// Every task, in an order that does not depend on the view's.
    pub(super) fn tasks(&self) -> Vec<&'a Task> {
        let mut tasks: Vec<&Task> = self.view.tasks.iter().collect();
        tasks.sort_by(|a, b| a.id.cmp(&b.id));
        tasks
    }

    pub(super) fn primary(&self) -> Option<Rollout> {
        self.rollouts.first().cloned()
    }

    pub(super) fn act(&mut self, action: Action, why: String) {
        self.items.push(Item { action, why });
    }

    pub(super) fn change(&mut self, id: &str, change: RolloutChange, why: String) {
        if let Some(rollout) = self.rollouts.iter_mut().find(|rollout| rollout.id == id) {
            match &change {
                RolloutChange::FailedTasks(count) => rollout.failed_tasks = *count,
                RolloutChange::HasRun => rollout.has_run = true,
                RolloutChange::State(state, _) => {
                    rollout.state = *state;
                    rollout.completed |= *state == RolloutState::Completed;
                }
                RolloutChange::Halted => rollout.halted = true,
                RolloutChange::Alarmed(names) => rollout.alarms.clone_from(names),
                RolloutChange::Gone => {}
            }
        }
        if change == RolloutChange::Gone {
            self.rollouts.retain(|rollout| rollout.id != id);
        }
        self.act(Action::Rollout { rollout: id.to_owned(), change }, why);
    }

    pub(super) fn stop(&mut self, task: &'a Task, reason: String, why: String) {
        self.stopped.push((&task.rollout, &task.id));
        self.act(Action::Stop { task: task.id.clone(), reason }, why);
    }

    /// Stops a task because fewer or others are wanted.
    pub(super) fn scale_in(&mut self, task: &'a Task, why: String) {
        let newest = self.rollouts.first().filter(|_| self.view.controller == Controller::Ecs);
        let by = newest.map_or(&task.rollout, |primary| &primary.id);
        self.stop(task, events::scaling_reason(by), why);
    }

    /// Stops a task because its zone has too many.
    pub(super) fn rebalance(&mut self, task: &'a Task, why: String) {
        let by = self.rollouts.first().map_or(&task.rollout, |primary| &primary.id);
        let action = Action::Stop { task: task.id.clone(), reason: events::rebalancing_reason(by) };
        self.rebalanced.push(task);
        self.act(action, why);
    }

    pub(super) fn tell(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Tells of what goes on: when it began, and every six hours.
    pub(super) fn tell_while(&mut self, key: &str, event: impl FnOnce() -> Event) {
        let again = self.memory.told.get(key).map(|told| told.plus_secs(TOLD_AGAIN_SECS));
        match again {
            Some(again) if self.now < again => self.wake(again),
            _ => {
                self.memory.told.insert(key.to_owned(), self.now);
                self.wake(self.now.plus_secs(TOLD_AGAIN_SECS));
                self.events.push(event());
            }
        }
    }

    pub(super) fn remember(&mut self, key: String) {
        self.memory.told.insert(key, self.now);
    }

    pub(super) fn recall(&self, key: &str) -> Option<Timestamp> {
        self.memory.told.get(key).copied()
    }

    pub(super) fn forget(&mut self, key: &str) {
        self.memory.told.remove(key);
    }

    /// Asks to be asked again at `at`; what has come already is no reason.
    pub(super) fn wake(&mut self, at: Timestamp) {
        if at > self.now {
            self.wake_at = Some(self.wake_at.map_or(at, |earlier| earlier.min(at)));
        }
    }

    /// Nothing may be started before that. What is further away than any delay is of a clock that was set back.
    pub(super) fn throttled_until(&self) -> Option<Timestamp> {
        let longest = self.now.plus_secs(LAST_DELAY_SECS);
        self.memory.next_start_at.filter(|at| *at > self.now && *at <= longest)
    }

    pub(super) fn stops_nothing(&self) -> bool {
        self.stopped.is_empty() && self.rebalanced.is_empty()
    }

    pub(super) fn finish(mut self) -> Plan {
        // Where the percentages allow no start, none is tried: what was found of places before is old.
        if !self.is_short || self.is_stuck {
            self.memory.unplaced = None;
            self.memory.unplaced_since = None;
        } else if self.memory.unplaced.is_some() {
            self.wake(self.now.plus_secs(PLACED_AGAIN_SECS));
        }
        if let Some(at) = self.throttled_until() {
            self.wake(at);
        }
        let name = &self.view.name;
        if self.is_stuck {
            self.tell_while(STUCK, || events::stuck(name));
        } else {
            self.forget(STUCK);
        }
        let rollouts = std::mem::take(&mut self.rollouts);
        self.memory.told.retain(|key, _| is_current(&rollouts, key));
        let mut told = Vec::new();
        told.extend(tell_stopped(self.view, &self.stopped));
        told.extend(events::rebalanced(name, &self.rebalanced));
        told.append(&mut self.events);
        Plan { items: self.items, events: told, memory: self.memory, wake_at: self.wake_at }
    }

    /// It does the work of a healthy task, as far as is known so soon.
    pub(super) fn is_healthy(&self, task: &Task) -> bool {
        let fine = matches!(task.health, TaskHealth::Healthy | TaskHealth::Unwatched);
        task.state == TaskState::Running && fine
    }

    /// It has shown for long enough that it is healthy; asks to be asked again where time alone will show it.
    pub(super) fn is_proven(&mut self, task: &Task) -> bool {
        if !self.is_healthy(task) || task.health == TaskHealth::Healthy {
            return self.is_healthy(task);
        }
        let at = task.started_at.unwrap_or(task.created_at).plus_secs(HEALTHY_AFTER_SECS);
        self.wake(at);
        at <= self.now
    }

    /// Its checks fail, and its time of grace is over; asks to be asked again when it will be.
    pub(super) fn is_unhealthy(&mut self, task: &Task) -> bool {
        if !matches!(task.health, TaskHealth::Unhealthy | TaskHealth::UnhealthyTarget) {
            return false;
        }
        let since = task.started_at.unwrap_or(task.created_at);
        let at = since.plus_secs(self.view.grace_secs.max(0));
        self.wake(at);
        at <= self.now
    }

    /// It may not be stopped to have fewer or others; asks to be asked again when it may be.
    pub(super) fn is_protected(&mut self, task: &Task) -> bool {
        if let Some(until) = task.protected_until.filter(|_| task.protected) {
            self.wake(until);
            return until > self.now;
        }
        task.protected
    }
}

/// One event, or where there are task sets, one for each of them.
fn tell_stopped(view: &View, stopped: &[(&str, &str)]) -> Vec<Event> {
    let mut sets: BTreeMap<Option<&str>, Vec<&str>> = BTreeMap::new();
    for (starter, id) in stopped {
        let set = (view.controller == Controller::External).then_some(*starter);
        sets.entry(set).or_default().push(id);
    }
    sets.iter().map(|(set, ids)| events::stopped(&view.name, *set, ids)).collect()
}

/// Whether something is still to be remembered of these rollouts.
fn is_current(rollouts: &[Rollout], key: &str) -> bool {
    // Should an older or complete one come to be conducted again, to undo another, that will be news.
    if let Some(id) = key.strip_prefix(ANNOUNCED) {
        return rollouts.first().is_some_and(|it| it.id == id && it.state == RolloutState::InProgress);
    }
    OF_ROLLOUTS
        .iter()
        .find_map(|prefix| key.strip_prefix(prefix))
        .is_none_or(|id| rollouts.iter().any(|rollout| rollout.id == id))
}
