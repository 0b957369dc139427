//! Services of a count: what is started and stopped to come to that many tasks of the newest revision.
//!
//! A task is *good* when it is to stay: it is of the wanted rollout, its instance stays and its checks do not
//! fail. Every other one is *obsolete*, and is replaced: a good one is started beside it where the maximum
//! lets it, and it is stopped once its place is taken; where there is no room, as many are stopped first as the
//! minimum allows. So an update, a drained instance and a task whose checks fail are one and the same thing.
//!
//! Tasks on their way out count against the maximum until they are gone: what they use is still used.
//!
//! Must not know: what a deployment's end is, or zones.

use std::collections::BTreeSet;

use super::capacity::{Bounds, percent_up};
use super::draft::{Draft, PROTECTED};
use super::order::{Worth, by_worth};
use super::{events, rebalance};
use crate::service::view::{Action, Controller, Rollout, Task, TaskHealth, TaskState};

/// How many tasks one look starts at most. More are started at the next, which follows at once.
pub(super) const STARTS_AT_ONCE: usize = 1000;

/// The tasks that are to become `desired` ones of `target`.
pub(super) struct Crew<'a> {
    pub(super) target: Rollout,
    pub(super) desired: usize,
    pub(super) bounds: Bounds,
    pub(super) tasks: Vec<&'a Task>,
}

/// How a service stands after what was decided.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Standing {
    /// As many tasks as are wanted, all good and proven to be healthy; none is on its way out, and nothing is to be
    /// done.
    pub(super) settled: bool,
    /// Enough for an early success of the deployment, if it may have one: why.
    pub(super) early: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Unhealthy,
    Leaving,
    Old,
}

#[derive(Debug, Clone, Copy)]
struct Obsolete<'a> {
    task: &'a Task,
    worth: Worth,
    fault: Fault,
}

pub(super) fn roll<'a>(draft: &mut Draft<'a>, desired: usize) -> Standing {
    let tasks = draft.tasks();
    let Some(target) = draft.primary() else {
        stop_all(draft, tasks, "no deployment of the service wants it");
        return Standing::default();
    };
    let view = draft.view;
    let bounds = Bounds::of(desired, view.minimum_healthy_percent, view.maximum_percent);
    scale(draft, &Crew { target, desired, bounds, tasks })
}

pub(super) fn stop_all<'a>(draft: &mut Draft<'a>, tasks: Vec<&'a Task>, why: &str) {
    for task in tasks.into_iter().filter(|task| task.state != TaskState::Stopping) {
        draft.scale_in(task, why.to_owned());
    }
}

/// Brings the crew nearer to what is wanted of it.
pub(super) fn scale<'a>(draft: &mut Draft<'a>, crew: &Crew<'a>) -> Standing {
    let mut scaling = Scaling::of(draft, crew);
    scaling.drop_useless(draft);
    let started = scaling.start(draft);
    if !rebalance::conduct(draft, crew.desired, &scaling.good, scaling.obsolete.len()) {
        scaling.scale_in(draft);
    }
    scaling.replace(draft, started);
    scaling.tell(draft, started);
    scaling.standing(draft, started)
}

struct Scaling<'a, 'c> {
    crew: &'c Crew<'a>,
    good: Vec<&'a Task>,
    obsolete: Vec<Obsolete<'a>>,
    stopping: usize,
    /// Of good and obsolete ones.
    healthy: usize,
    /// Tasks of the newest rollout do not come to run, so that older ones hold the minimum meanwhile.
    holds: bool,
    /// Tasks of an older rollout that were started to hold it.
    held: usize,
}

impl<'a, 'c> Scaling<'a, 'c> {
    fn of(draft: &mut Draft<'a>, crew: &'c Crew<'a>) -> Self {
        let target = &crew.target;
        let fails = draft.memory.start_failures > 0 && !target.has_run && !target.halted;
        let holds = fails && draft.view.controller == Controller::Ecs;
        let (good, obsolete) = (Vec::new(), Vec::new());
        let mut scaling = Self { crew, good, obsolete, stopping: 0, healthy: 0, holds, held: 0 };
        for task in &crew.tasks {
            scaling.sort(draft, task);
        }
        scaling
    }

    fn sort(&mut self, draft: &mut Draft<'a>, task: &'a Task) {
        if task.state == TaskState::Stopping {
            self.stopping += 1;
            return;
        }
        let is_healthy = draft.is_healthy(task);
        self.healthy += usize::from(is_healthy);
        let Some(fault) = self.fault(draft, task) else {
            self.good.push(task);
            return;
        };
        let is_old = task.rollout != self.crew.target.id;
        let worth = match worth(task, is_healthy) {
            Worth::Healthy if is_old => Worth::OfOldRevision,
            Worth::Healthy => Worth::Leaving,
            worth => worth,
        };
        self.obsolete.push(Obsolete { task, worth, fault });
    }

    /// Why a task is to be replaced; none where it is good.
    fn fault(&self, draft: &mut Draft<'a>, task: &Task) -> Option<Fault> {
        if draft.is_unhealthy(task) {
            Some(Fault::Unhealthy)
        } else if task.leaving {
            Some(Fault::Leaving)
        } else {
            (task.rollout != self.crew.target.id).then_some(Fault::Old)
        }
    }

    fn live(&self) -> usize {
        self.good.len() + self.obsolete.len()
    }

    fn occupied(&self) -> usize {
        self.live() + self.stopping
    }

    fn shortage(&self) -> usize {
        self.crew.desired.saturating_sub(self.good.len())
    }

    fn spare(&self) -> usize {
        self.healthy.saturating_sub(self.crew.bounds.lower)
    }

    /// Tasks that never ran and shall not: on instances that leave, and of older revisions.
    fn drop_useless(&mut self, draft: &mut Draft<'a>) {
        for obsolete in std::mem::take(&mut self.obsolete) {
            let Obsolete { task, fault, .. } = obsolete;
            let useless = fault == Fault::Leaving || (fault == Fault::Old && !self.holds);
            if task.state != TaskState::Starting || !useless || draft.is_protected(task) {
                self.obsolete.push(obsolete);
                continue;
            }
            let why = format!("it does not run yet, and {}", because(fault));
            self.stop(draft, task, fault, why);
        }
    }

    /// Starts what is missing as far as there is room. How many were started, of the target.
    fn start(&mut self, draft: &mut Draft<'a>) -> usize {
        let shortage = self.shortage();
        draft.is_short |= shortage > 0 && !self.crew.target.halted;
        if self.crew.target.halted || draft.throttled_until().is_some() {
            return 0;
        }
        let Bounds { lower, upper } = self.crew.bounds;
        let room = upper.saturating_sub(self.occupied());
        self.held = self.hold(draft, room);
        let room = room.saturating_sub(self.held);
        let count = shortage.min(room).min(STARTS_AT_ONCE);
        if count == 0 {
            return 0;
        }
        if count < shortage.min(room) {
            draft.wake(draft.now.plus_millis(1));
        }
        let (good, desired) = (self.good.len(), self.crew.desired);
        let others = match self.live() - good {
            0 => String::new(),
            others => format!(" beside {others} to be replaced ({} healthy, minimum {lower})", self.healthy),
        };
        let why = format!(
            "{good} of {desired} tasks are there{others}, {count} more fit under the maximum of {upper}"
        );
        draft.act(Action::Start { rollout: self.crew.target.id.clone(), count }, why);
        count
    }

    /// How many tasks of older rollouts may hold the minimum.
    fn kept(&self) -> usize {
        self.obsolete.iter().filter(|obsolete| obsolete.fault == Fault::Old).count()
    }

    /// Starts tasks of the revision that was completed last, where those of the newest do not come up and fewer than
    /// the minimum are left.
    fn hold(&self, draft: &mut Draft<'a>, room: usize) -> usize {
        let lower = self.crew.bounds.lower;
        let kept = self.kept();
        let count = lower.saturating_sub(kept).min(room).min(STARTS_AT_ONCE);
        let older = draft.rollouts.iter().skip(1).find(|rollout| rollout.completed && !rollout.halted);
        let Some(rollout) = older.filter(|_| self.holds && count > 0).map(|rollout| rollout.id.clone())
        else {
            return 0;
        };
        let why = format!(
            "tasks of the newest revision do not start, and {kept} of the older one are left of at least {lower}"
        );
        draft.act(Action::Start { rollout, count }, why);
        count
    }

    /// Stops good tasks that are too many.
    fn scale_in(&mut self, draft: &mut Draft<'a>) {
        let mut extras = self.good.len().saturating_sub(self.crew.desired);
        if extras == 0 {
            return;
        }
        let mut candidates = Vec::with_capacity(self.good.len());
        for task in &self.good {
            if !draft.is_protected(task) {
                candidates.push((worth(task, draft.is_healthy(task)), *task));
            }
        }
        let (good, desired) = (self.good.len(), self.crew.desired);
        let mut gone = BTreeSet::new();
        for (worth, task) in by_worth(candidates, &self.all(), &draft.view.stop_first) {
            if extras == 0 {
                break;
            }
            let is_healthy = worth == Worth::Healthy;
            // Healthy ones come last.
            if is_healthy && self.spare() == 0 {
                break;
            }
            extras -= 1;
            let why = format!("{good} tasks are there and {desired} are wanted");
            gone.insert(&task.id);
            self.healthy -= usize::from(is_healthy);
            self.stop(draft, task, Fault::Old, why);
        }
        self.good.retain(|task| !gone.contains(&task.id));
    }

    /// Stops obsolete tasks: those whose place is taken, and those whose place is needed.
    fn replace(&mut self, draft: &mut Draft<'a>, started: usize) {
        let healthy_good = self.good.iter().filter(|task| draft.is_healthy(task)).count();
        let covered = (self.obsolete.len() + self.held + healthy_good).saturating_sub(self.crew.desired);
        let mut quota = Quota { covered, early: self.early(draft, started), one_by_one: self.stopping > 0 };
        let mut candidates = Vec::with_capacity(self.obsolete.len());
        for obsolete in &self.obsolete {
            if obsolete.fault == Fault::Unhealthy || !draft.is_protected(obsolete.task) {
                candidates.push((obsolete.worth, obsolete.task));
            }
        }
        let mut gone = BTreeSet::new();
        let lower = self.crew.bounds.lower;
        let mut kept = self.kept();
        for (_, task) in by_worth(candidates, &self.all(), &draft.view.stop_first) {
            let is_healthy = draft.is_healthy(task);
            // Healthy ones come last.
            if quota.is_used_up() || (is_healthy && self.spare() == 0) {
                break;
            }
            let Some(fault) = self.fault(draft, task) else { continue };
            let held = self.holds && fault == Fault::Old;
            let alone = fault == Fault::Unhealthy && task.rollout == self.crew.target.id;
            if (held && kept <= lower) || !quota.take(alone) {
                continue;
            }
            kept -= usize::from(held);
            let why =
                format!("{}; {} tasks are healthy, the minimum is {lower}", because(fault), self.healthy);
            gone.insert(&task.id);
            self.healthy -= usize::from(is_healthy);
            self.stop(draft, task, fault, why);
        }
        self.obsolete.retain(|obsolete| !gone.contains(&obsolete.task.id));
    }

    /// Those that are not on their way out.
    fn all(&self) -> Vec<&'a Task> {
        self.good.iter().copied().chain(self.obsolete.iter().map(|obsolete| obsolete.task)).collect()
    }

    /// How many are to be stopped before others take their place: those that there is no room to replace. Where
    /// starts found no place on the machines, what room the maximum leaves is of no use.
    fn early(&self, draft: &Draft<'a>, started: usize) -> usize {
        if self.crew.target.halted || draft.throttled_until().is_some() {
            return 0;
        }
        let started = if draft.memory.unplaced.is_some() { 0 } else { started };
        let later = if started == STARTS_AT_ONCE { self.shortage() } else { started };
        self.shortage().saturating_sub(later + self.stopping)
    }

    fn stop(&mut self, draft: &mut Draft<'a>, task: &'a Task, fault: Fault, why: String) {
        self.stopping += 1;
        match fault {
            Fault::Leaving => draft.stop(task, events::LEAVING_REASON.to_owned(), why),
            Fault::Old => draft.scale_in(task, why),
            Fault::Unhealthy => stop_unhealthy(draft, task, why),
        }
    }

    /// Tells of what keeps the crew from what is wanted.
    fn tell(&self, draft: &mut Draft<'a>, started: usize) {
        let name = &draft.view.name;
        let (desired, id) = (self.crew.desired, &self.crew.target.id);
        let protected = self.good.iter().chain(self.obsolete.iter().map(|obsolete| &obsolete.task));
        let protected = protected.filter(|task| draft.is_protected(task)).count();
        let key = format!("{PROTECTED}{id}");
        if protected > desired {
            draft.tell_while(&key, || events::too_many_protected(name, id));
        } else {
            draft.forget(&key);
        }
        draft.is_stuck |= self.is_stuck(draft, started);
    }

    /// Everything is well, and still nothing may be started or stopped.
    fn is_stuck(&self, draft: &mut Draft<'a>, started: usize) -> bool {
        let waits = started > 0 || self.stopping > 0 || self.shortage() == 0 || self.healthy < self.live();
        let held_back = self.crew.target.halted || draft.throttled_until().is_some();
        let full = self.occupied() >= self.crew.bounds.upper && self.spare() == 0;
        let free = self.obsolete.iter().any(|obsolete| !draft.is_protected(obsolete.task));
        full && free && !waits && !held_back
    }

    fn standing(&self, draft: &mut Draft<'a>, started: usize) -> Standing {
        let counts = self.good.len() == self.crew.desired && self.obsolete.is_empty();
        let mut proven = 0;
        for task in &self.good {
            proven += usize::from(draft.is_proven(task));
        }
        let settled = counts && started == 0 && self.stopping == 0 && proven == self.good.len();
        Standing { settled, early: self.early_success(draft, proven) }
    }

    /// Whether so many proven tasks are enough for the deployment to have succeeded, and what is left of older ones
    /// is no reason against it.
    fn early_success(&self, draft: &Draft<'a>, proven: usize) -> Option<String> {
        let criteria = draft.view.early_success.filter(|_| self.crew.desired > 0)?;
        let needed = percent_up(self.crew.desired, criteria.healthy_percent).max(1);
        let others = self.crew.tasks.iter().filter(|task| task.rollout != self.crew.target.id).count();
        if proven < needed || (criteria.blocking && others > 0) {
            return None;
        }
        let desired = self.crew.desired;
        Some(format!("{proven} of {desired} tasks of this deployment are healthy, and {needed} are enough"))
    }
}

/// How many obsolete tasks may still be stopped.
struct Quota {
    /// Because good ones have taken their place.
    covered: usize,
    /// Before others take it.
    early: usize,
    /// Of those whose checks fail, one is stopped early at a time, and one is on its way.
    one_by_one: bool,
}

impl Quota {
    fn is_used_up(&self) -> bool {
        self.covered == 0 && self.early == 0
    }

    fn take(&mut self, alone: bool) -> bool {
        if self.covered > 0 {
            self.covered -= 1;
            return true;
        }
        if self.early == 0 || (alone && self.one_by_one) {
            return false;
        }
        self.one_by_one |= alone;
        self.early -= 1;
        true
    }
}

fn worth(task: &Task, is_healthy: bool) -> Worth {
    match (task.health, task.state) {
        _ if is_healthy => Worth::Healthy,
        (TaskHealth::Unhealthy | TaskHealth::UnhealthyTarget, _) => Worth::Unhealthy,
        (_, TaskState::Running) => Worth::Unknown,
        _ => Worth::Starting,
    }
}

fn because(fault: Fault) -> &'static str {
    match fault {
        Fault::Unhealthy => "its checks fail",
        Fault::Leaving => "its instance is draining or gone",
        Fault::Old => "it is of an older deployment",
    }
}

/// Stops a task whose checks fail, with the reason that makes it count as a failure once it has ended.
pub(super) fn stop_unhealthy<'a>(draft: &mut Draft<'a>, task: &'a Task, why: String) {
    if task.health == TaskHealth::UnhealthyTarget {
        let reason = events::unhealthy_target_reason(task.target_group.as_deref());
        draft.stop(task, reason, why);
        return;
    }
    draft.tell(events::unhealthy(&draft.view.name, &task.id));
    draft.stop(task, events::UNHEALTHY_REASON.to_owned(), why);
}
