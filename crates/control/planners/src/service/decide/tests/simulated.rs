//! A service as it lives: what was decided is done, tasks come up, fail and go, and its user changes his mind.
//!
//! Every look is checked on its way: the bounds, the reasons, that doing a plan leaves nothing to decide, that the
//! order of the input does not matter, and that nothing is told again too soon.

use longshore_world::Timestamp;

use super::{bounds, decide, rollout};
use crate::service::view::{
    Action, Controller, Ended, Host, Plan, RolloutChange, RolloutState, Scheduling, Task, TaskHealth,
    TaskState, View,
};

/// What may happen to a service.
#[derive(Debug, Clone)]
pub(super) enum Fate {
    /// Time passes.
    Wait(u16),
    /// Tasks that start come to run.
    ComeUp(u8),
    /// Tasks on their way out are gone.
    Go(u8),
    /// A task ends by itself.
    End(u8),
    Health(u8, bool),
    Protect(u8, bool),
    /// A machine drains, or is there again.
    Drain(u8, bool),
    Desired(u8),
    Percents(u8, u8),
    /// The user updates the service; tasks of the new revision never come up if it is broken.
    Update {
        broken: bool,
    },
    StopTask(u8),
    /// The machines have room for so many tasks.
    Room(u8),
}

pub(super) const MACHINES: u8 = 6;

pub(super) struct Life {
    pub(super) view: View,
    pub(super) now: Timestamp,
    made: u64,
    room: usize,
    broken: Vec<String>,
    /// Machines that drain.
    draining: Vec<String>,
    daemon: bool,
}

fn machine(number: usize) -> (String, String) {
    (format!("i{}", number % usize::from(MACHINES)), format!("z{}", number % 3))
}

impl Life {
    pub(super) fn new(view: View) -> Self {
        let daemon = matches!(view.scheduling, Scheduling::Daemon { .. });
        let mut life = Self {
            view,
            now: super::NOW,
            made: 0,
            room: usize::MAX,
            broken: Vec::new(),
            draining: Vec::new(),
            daemon,
        };
        life.update(false);
        life
    }

    fn update(&mut self, broken: bool) {
        self.made += 1;
        let id = format!("d{}", self.made);
        self.view.rollouts.insert(0, rollout(&id, RolloutState::InProgress));
        if self.view.controller == Controller::External {
            self.view.rollouts[0].wanted = Some(usize::from(self.made % 2 == 1) * 3);
        }
        if broken {
            self.broken.push(format!("rev-{id}"));
        }
    }

    fn is_broken(&self, rollout: &str) -> bool {
        let mut of = self.view.rollouts.iter().filter(|it| it.id == rollout);
        of.any(|it| self.broken.contains(&it.revision))
    }

    pub(super) fn suffer(&mut self, fate: &Fate) {
        match *fate {
            Fate::Wait(secs) => self.now = self.now.plus_secs(i64::from(secs)),
            Fate::ComeUp(count) => self.come_up(usize::from(count)),
            Fate::Go(count) => self.go(usize::from(count)),
            Fate::End(which) => self.end(which, false),
            Fate::StopTask(which) => {
                if let Some(task) = self.pick(which, |task| task.state != TaskState::Stopping) {
                    task.state = TaskState::Stopping;
                }
            }
            Fate::Health(which, healthy) => {
                let health = if healthy { TaskHealth::Healthy } else { TaskHealth::Unhealthy };
                if let Some(task) = self.pick(which, |task| task.state == TaskState::Running) {
                    task.health = health;
                }
            }
            Fate::Protect(which, protected) => {
                if let Some(task) = self.pick(which, |_| true) {
                    task.protected = protected;
                }
            }
            Fate::Drain(which, drains) => self.drain(usize::from(which), drains),
            Fate::Desired(desired) => self.want(usize::from(desired)),
            Fate::Percents(minimum, maximum) => {
                self.view.minimum_healthy_percent = i64::from(minimum);
                self.view.maximum_percent = i64::from(maximum);
            }
            Fate::Update { broken } => self.update(broken),
            Fate::Room(room) => self.room = usize::from(room),
        }
    }

    fn pick(&mut self, which: u8, filter: impl Fn(&Task) -> bool) -> Option<&mut Task> {
        let count = self.view.tasks.iter().filter(|task| filter(task)).count();
        let number = usize::from(which).checked_rem(count)?;
        self.view.tasks.iter_mut().filter(|task| filter(task)).nth(number)
    }

    fn come_up(&mut self, count: usize) {
        let starting = self.view.tasks.iter().filter(|task| task.state == TaskState::Starting);
        let ids: Vec<(String, bool)> =
            starting.take(count).map(|task| (task.id.clone(), self.is_broken(&task.rollout))).collect();
        for (id, broken) in ids {
            if broken {
                self.remove(&id, false);
            } else if let Some(task) = self.view.tasks.iter_mut().find(|task| task.id == id) {
                (task.state, task.started_at) = (TaskState::Running, Some(self.now));
                if task.health == TaskHealth::Unknown {
                    task.health = TaskHealth::Healthy;
                }
            }
        }
    }

    fn go(&mut self, count: usize) {
        let stopping = self.view.tasks.iter().filter(|task| task.state == TaskState::Stopping);
        let ids: Vec<String> = stopping.take(count).map(|task| task.id.clone()).collect();
        ids.iter().for_each(|id| self.remove(id, true));
    }

    fn end(&mut self, which: u8, asked: bool) {
        let picked = self.pick(which, |task| task.state != TaskState::Stopping).map(|task| task.id.clone());
        if let Some(id) = picked {
            self.remove(&id, asked);
        }
    }

    fn remove(&mut self, id: &str, asked: bool) {
        let Some(at) = self.view.tasks.iter().position(|task| task.id == id) else { return };
        let task = self.view.tasks.remove(at);
        let unhealthy = asked && task.health == TaskHealth::Unhealthy;
        self.view.ended.push(Ended {
            id: task.id,
            rollout: task.rollout,
            had_run: task.started_at.is_some(),
            started_at: task.started_at,
            asked,
            reason: if unhealthy { "Task failed container health checks".to_owned() } else { String::new() },
            stopped_at: self.now,
            ended_in: 0,
        });
    }

    fn drain(&mut self, which: usize, drains: bool) {
        let (instance, _) = machine(which);
        self.draining.retain(|other| *other != instance);
        if drains {
            self.draining.push(instance.clone());
        }
        for task in self.view.tasks.iter_mut().filter(|task| task.instance.as_ref() == Some(&instance)) {
            task.leaving = drains;
        }
        if let Scheduling::Daemon { hosts } = &mut self.view.scheduling {
            for host in hosts.iter_mut().filter(|host| host.instance == instance) {
                (host.open, host.draining) = (!drains, drains);
            }
        }
    }

    fn want(&mut self, count: usize) {
        match &mut self.view.scheduling {
            Scheduling::Replica { desired } => *desired = count,
            Scheduling::Daemon { hosts } => {
                let keep = count.min(usize::from(MACHINES));
                hosts.truncate(keep);
                for number in hosts.len()..keep {
                    let (instance, _) = machine(number);
                    let draining = self.draining.contains(&instance);
                    hosts.push(Host { instance, open: !draining, draining });
                }
            }
        }
        if let Some(set) = self.view.rollouts.first_mut().filter(|set| set.wanted.is_some()) {
            set.wanted = Some(count);
        }
    }

    /// Looks until nothing is decided any more, as whoever carries plans out does.
    pub(super) fn conduct(&mut self) {
        for _ in 0..8 {
            let plan = decide(&self.view, self.now);
            self.check(&plan);
            let rolled_back = plan.items.iter().any(|item| matches!(item.action, Action::RollBack { .. }));
            let short = self.carry(&plan);
            let again = decide(&self.view, self.now);
            if !rolled_back && !short {
                assert_eq!(again.items, [], "deciding again decides nothing, after {plan:#?}");
                assert_eq!(again.events, [], "and tells nothing");
                assert_eq!(again.memory, self.view.memory, "and remembers nothing new");
            }
            if again.items.is_empty() || short {
                return;
            }
        }
        panic!("it does not come to rest: {:#?}", decide(&self.view, self.now));
    }

    /// Does what was decided; true where something could not be placed.
    fn carry(&mut self, plan: &Plan) -> bool {
        self.view.memory = plan.memory.clone();
        self.view.ended.clear();
        let mut short = false;
        for item in &plan.items {
            match &item.action {
                Action::Start { rollout, count } => short |= !self.start(rollout, *count, None),
                Action::StartIn { rollout, zone, count } => short |= !self.start(rollout, *count, Some(zone)),
                Action::StartOn { rollout, instance } => self.add(rollout, instance.clone(), "z0".to_owned()),
                Action::Stop { task, .. } => {
                    let task = self.view.tasks.iter_mut().find(|other| other.id == *task).unwrap();
                    assert_ne!(task.state, TaskState::Stopping, "stopped once");
                    task.state = TaskState::Stopping;
                }
                Action::Rollout { rollout, change } => self.change(rollout, change),
                Action::RollBack { failed, to_revision, .. } => self.roll_back(failed, to_revision),
                Action::Finish => {}
            }
        }
        short
    }

    fn start(&mut self, rollout: &str, count: usize, zone: Option<&str>) -> bool {
        let free: Vec<usize> = (0..usize::from(MACHINES))
            .filter(|number| !self.draining.contains(&machine(*number).0))
            .filter(|number| zone.is_none_or(|zone| machine(*number).1 == zone))
            .collect();
        let room = if free.is_empty() { 0 } else { self.room.saturating_sub(self.view.tasks.len()) };
        for number in 0..count.min(room) {
            let (instance, zone) = machine(free[number % free.len()]);
            self.add(rollout, instance, zone);
        }
        let placed = room >= count;
        self.view.memory.unplaced = (!placed).then(|| "RESOURCE:CPU".to_owned());
        placed
    }

    fn add(&mut self, rollout: &str, instance: String, zone: String) {
        let of = self.view.rollouts.iter().find(|it| it.id == rollout && !it.halted);
        let revision = of.unwrap_or_else(|| panic!("{rollout} may not start tasks")).revision.clone();
        self.made += 1;
        self.view.tasks.push(Task {
            id: format!("t{}", self.made),
            rollout: rollout.to_owned(),
            zone: Some(zone),
            instance: Some(instance),
            created_at: self.now,
            health: if has_check(&revision) { TaskHealth::Unknown } else { TaskHealth::Unwatched },
            ..Task::default()
        });
    }

    fn change(&mut self, id: &str, change: &RolloutChange) {
        if *change == RolloutChange::Gone {
            assert!(self.view.tasks.iter().all(|task| task.rollout != id), "{id} has no tasks");
            self.view.rollouts.retain(|rollout| rollout.id != id);
            return;
        }
        let rollout = self.view.rollouts.iter_mut().find(|rollout| rollout.id == id).unwrap();
        match change {
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

    fn roll_back(&mut self, failed: &str, revision: &str) {
        let at = self.view.rollouts.iter().position(|it| it.revision == revision).expect("it is listed");
        let mut back = self.view.rollouts.remove(at);
        (back.state, back.completed, back.halted) = (RolloutState::InProgress, false, false);
        (back.failed_tasks, back.rolls_back) = (0, Some(failed.to_owned()));
        self.view.rollouts.insert(0, back);
    }

    /// What holds of every plan.
    fn check(&mut self, plan: &Plan) {
        assert!(plan.items.iter().all(|item| !item.why.is_empty()), "every item has a reason");
        assert!(plan.wake_at.is_none_or(|at| at > self.now), "nobody is woken in the past");
        let mut turned = self.view.clone();
        turned.tasks.reverse();
        turned.ended.reverse();
        assert_eq!(decide(&turned, self.now), *plan, "the order of tasks does not matter");
        if self.daemon {
            self.check_hosts(plan);
        } else {
            self.check_bounds(plan);
        }
        for event in &plan.events {
            let Some(message) = &event.message else { continue };
            let causes = self.view.memory.told.iter().filter(|(cause, _)| {
                (cause.as_str() == "stuck" && message.contains("stop or start tasks"))
                    || (cause.as_str() == "starts are impaired" && message.contains("consistently"))
                    || cause
                        .strip_prefix("too many protected: ")
                        .is_some_and(|id| message.contains(&format!("({id})")))
            });
            for (cause, told) in causes {
                assert!(told.plus_secs(6 * 3600) <= self.now, "told again, as {cause} goes on: {message}");
            }
        }
    }

    /// As the service is defined, not as it is decided: every set has bounds of its own.
    fn check_bounds(&self, plan: &Plan) {
        if self.view.controller == Controller::External {
            for set in &self.view.rollouts {
                let of = |task: &&Task| task.rollout == set.id;
                self.check_group(plan, set.wanted.unwrap_or_default(), of, Some(&set.id));
            }
        } else if let Scheduling::Replica { desired } = self.view.scheduling {
            self.check_group(plan, desired, |_| true, None);
        }
    }

    fn check_group(&self, plan: &Plan, desired: usize, of: impl Fn(&&Task) -> bool, set: Option<&str>) {
        let (lower, upper) = bounds(desired, self.view.minimum_healthy_percent, self.view.maximum_percent);
        let tasks: Vec<&Task> = self.view.tasks.iter().filter(&of).collect();
        let is_healthy = |task: &&&Task| {
            task.state == TaskState::Running
                && matches!(task.health, TaskHealth::Healthy | TaskHealth::Unwatched)
        };
        let (mut started, mut stopped) = (0, 0);
        for item in &plan.items {
            match &item.action {
                Action::Start { rollout, count } | Action::StartIn { rollout, count, .. }
                    if set.is_none_or(|set| set == rollout) =>
                {
                    started += count;
                }
                Action::Stop { task, .. } => {
                    let stops = tasks.iter().filter(|other| other.id == *task).filter(is_healthy);
                    stopped += stops.count();
                }
                _ => {}
            }
        }
        assert!(started == 0 || tasks.len() + started <= upper, "{started} more than {upper}: {plan:#?}");
        let healthy = tasks.iter().filter(is_healthy).count();
        let left = healthy - stopped;
        assert!(stopped == 0 || left >= lower, "{left} of {healthy} left, at least {lower}: {plan:#?}");
        self.check_protection(plan, &tasks);
    }

    fn check_protection(&self, plan: &Plan, tasks: &[&Task]) {
        for item in &plan.items {
            let Action::Stop { task, .. } = &item.action else { continue };
            let protected = tasks
                .iter()
                .any(|other| other.id == *task && other.protected && other.health != TaskHealth::Unhealthy);
            assert!(!protected, "{task} is protected: {plan:#?}");
        }
    }

    /// One task for each machine, its old one gone first, and enough machines served.
    fn check_hosts(&self, plan: &Plan) {
        let Scheduling::Daemon { hosts } = &self.view.scheduling else { return };
        let open: Vec<&Host> = hosts.iter().filter(|host| host.open).collect();
        let served = |stopped: &[&str]| {
            let is_healthy = |task: &Task| {
                task.state == TaskState::Running
                    && task.health != TaskHealth::Unhealthy
                    && matches!(task.health, TaskHealth::Healthy | TaskHealth::Unwatched)
                    && !stopped.contains(&task.id.as_str())
            };
            open.iter().filter(|host| self.on(&host.instance).into_iter().any(is_healthy)).count()
        };
        let mut stopped = Vec::new();
        for item in &plan.items {
            match &item.action {
                Action::StartOn { instance, .. } => {
                    assert!(self.on(instance).is_empty(), "{instance} is free")
                }
                Action::Stop { task, .. } => stopped.push(task.as_str()),
                _ => {}
            }
        }
        let (lower, _) = bounds(open.len(), self.view.minimum_healthy_percent, 100);
        let (before, after) = (served(&[]), served(&stopped));
        assert!(before == after || after >= lower.min(open.len()), "{after} of {before}: {plan:#?}");
    }

    fn on(&self, host: &str) -> Vec<&Task> {
        self.view.tasks.iter().filter(|task| task.instance.as_deref() == Some(host)).collect()
    }

    /// Faults are over: everything comes up and goes as it should, and protection ends. What is unhealthy stays so.
    pub(super) fn heal(&mut self) {
        self.room = usize::MAX;
        self.broken.clear();
        for number in 0..usize::from(MACHINES) {
            self.drain(number, false);
        }
        for task in &mut self.view.tasks {
            task.protected = false;
        }
    }

    /// A while in which all goes well.
    pub(super) fn live_on(&mut self) {
        self.conduct();
        self.come_up(usize::MAX);
        self.go(usize::MAX);
        self.now = self.now.plus_secs(30);
        self.conduct();
    }

    pub(super) fn is_settled(&self) -> bool {
        let primary = self.view.rollouts.first();
        self.view.memory.steady_told_at.is_some()
            && !self.view.memory.told.contains_key("AZ rebalancing")
            && primary.is_some_and(|primary| primary.state == RolloutState::Completed || primary.halted)
    }
}

/// Revisions differ in whether they have a health check.
fn has_check(revision: &str) -> bool {
    revision.bytes().last().is_some_and(|byte| byte % 2 == 0)
}
