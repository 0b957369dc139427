//! Spreading a steady service's tasks over the zones again.
//!
//! Tasks are started where there are too few, beside those that are there; once they are healthy, as many are stopped
//! where there are too many. Anything else that is to be done ends it, and a while passes before the next
//! attempt.
//!
//! Must not know: why the zones came to differ.

use std::cmp::Reverse;

use super::capacity::Bounds;
use super::draft::Draft;
use super::events;
use super::order::{Worth, by_worth};
use super::replica::Standing;
use crate::service::view::{Action, RolloutState, Task, TaskState};

const GOES_ON: &str = "AZ rebalancing";
const RESTS: &str = "AZ rebalancing rests";
/// After an attempt that was ended.
const REST_SECS: i64 = 600;

/// One zone: how many tasks it has and should have.
#[derive(Debug, Clone, PartialEq)]
struct Zone<'a> {
    name: &'a str,
    count: usize,
    share: usize,
}

impl Zone<'_> {
    fn excess(&self) -> usize {
        self.count.saturating_sub(self.share)
    }

    fn lack(&self) -> usize {
        self.share.saturating_sub(self.count)
    }
}

/// The shares of the zones, in the order of their names; what cannot be divided stays where most tasks are.
fn shares<'a>(zones: &'a [String], tasks: &[&Task], desired: usize) -> Vec<Zone<'a>> {
    let count = |zone: &str| tasks.iter().filter(|task| task.zone.as_deref() == Some(zone)).count();
    let mut shares: Vec<Zone<'_>> =
        zones.iter().map(|zone| Zone { name: zone, count: count(zone), share: 0 }).collect();
    shares.sort_by_key(|zone| (Reverse(zone.count), zone.name));
    shares.dedup_by_key(|zone| zone.name);
    let (each, rest) = match shares.len() {
        0 => (0, 0),
        zones => (desired / zones, desired % zones),
    };
    for (number, zone) in shares.iter_mut().enumerate() {
        zone.share = each + usize::from(number < rest);
    }
    shares.sort_by_key(|zone| zone.name);
    shares
}

fn is_balanced(zones: &[Zone<'_>]) -> bool {
    let most = zones.iter().map(|zone| zone.count).max().unwrap_or_default();
    let least = zones.iter().map(|zone| zone.count).min().unwrap_or_default();
    most.saturating_sub(least) < 2
}

fn counts<'a>(zones: &[Zone<'a>]) -> Vec<(&'a str, usize)> {
    zones.iter().map(|zone| (zone.name, zone.count)).collect()
}

pub(super) fn goes_on(draft: &Draft<'_>) -> bool {
    draft.recall(GOES_ON).is_some()
}

/// Goes on with what was begun. True while more tasks than wanted are meant to be there.
pub(super) fn conduct<'a>(draft: &mut Draft<'a>, desired: usize, good: &[&'a Task], obsolete: usize) -> bool {
    if !goes_on(draft) {
        return false;
    }
    let view = draft.view;
    let zones = shares(&view.zones, good, desired);
    let complete = draft.primary().is_some_and(|primary| primary.state == RolloutState::Completed);
    let undisturbed = view.rebalances && complete && obsolete == 0 && draft.memory.unplaced.is_none();
    if !undisturbed || good.len() < desired || zones.len() < 2 {
        give_up(draft);
        return false;
    }
    let surplus = good.len() - desired;
    if surplus == 0 {
        let waits = view.tasks.iter().any(|task| task.state == TaskState::Stopping);
        if is_balanced(&zones) && !waits {
            draft.forget(GOES_ON);
            draft.tell(events::rebalancing_completed(&view.name, &counts(&zones)));
        }
        return false;
    }
    let healthy: Vec<&Task> = good.iter().copied().filter(|task| draft.is_healthy(task)).collect();
    let count = surplus.min(healthy.len().saturating_sub(desired));
    let chosen = choose(draft, zones, &healthy, count);
    if chosen.len() < count {
        give_up(draft);
        return false;
    }
    chosen.into_iter().for_each(|(task, why)| draft.rebalance(task, why));
    true
}

fn give_up(draft: &mut Draft<'_>) {
    draft.forget(GOES_ON);
    draft.remember(RESTS.to_owned());
    draft.tell(events::rebalancing_stopped(&draft.view.name));
}

/// Tasks of zones that have too many, that many at most, and why they are to go.
fn choose<'a>(
    draft: &mut Draft<'a>,
    mut zones: Vec<Zone<'_>>,
    healthy: &[&'a Task],
    count: usize,
) -> Vec<(&'a Task, String)> {
    let candidates = healthy.iter().map(|task| (Worth::Healthy, *task)).collect();
    let mut chosen = Vec::new();
    for (_, task) in by_worth(candidates, healthy, &[]) {
        let zone = zones.iter_mut().find(|zone| Some(zone.name) == task.zone.as_deref());
        let Some(zone) = zone.filter(|zone| zone.excess() > 0) else { continue };
        if chosen.len() == count || draft.is_protected(task) {
            continue;
        }
        let why =
            format!("{} has {} tasks of the service, and its share is {}", zone.name, zone.count, zone.share);
        zone.count -= 1;
        chosen.push((task, why));
    }
    chosen
}

/// Begins, or starts more, if the service is steady and its zones differ by more than one task.
pub(super) fn begin(draft: &mut Draft<'_>, desired: usize, standing: &Standing) {
    let view = draft.view;
    let complete = draft.primary().is_some_and(|primary| primary.state == RolloutState::Completed);
    if !view.rebalances || !standing.settled || !complete || draft.throttled_until().is_some() {
        return;
    }
    let mut tasks = draft.tasks();
    let room = Bounds::of(desired, view.minimum_healthy_percent, view.maximum_percent).upper;
    let room = room.saturating_sub(tasks.len());
    tasks.retain(|task| task.state != TaskState::Stopping);
    let zones = shares(&view.zones, &tasks, desired);
    let moves = movable(draft, &zones, &tasks).min(room);
    if is_balanced(&zones) {
        return;
    }
    if moves == 0 {
        // What was begun cannot go on: the maximum was lowered meanwhile, or tasks came to be protected.
        if goes_on(draft) {
            give_up(draft);
        }
        return;
    }
    if let Some(until) = draft.recall(RESTS).map(|at| at.plus_secs(REST_SECS)) {
        draft.wake(until);
        if draft.now < until {
            return;
        }
        draft.forget(RESTS);
    }
    if !goes_on(draft) {
        draft.remember(GOES_ON.to_owned());
        draft.tell(events::rebalancing_started(&view.name, &counts(&zones)));
    }
    start(draft, zones, moves);
}

/// How many tasks may leave the zones that have too many.
fn movable(draft: &mut Draft<'_>, zones: &[Zone<'_>], tasks: &[&Task]) -> usize {
    let mut movable = 0;
    for zone in zones.iter().filter(|zone| zone.excess() > 0) {
        let here = tasks.iter().filter(|task| task.zone.as_deref() == Some(zone.name));
        let free = here.filter(|task| !draft.is_protected(task)).count();
        movable += free.min(zone.excess());
    }
    movable
}

/// Starts that many tasks, first where most are lacking.
fn start(draft: &mut Draft<'_>, mut zones: Vec<Zone<'_>>, mut moves: usize) {
    let Some(primary) = draft.primary() else { return };
    zones.sort_by_key(|zone| (Reverse(zone.lack()), zone.name));
    for zone in zones {
        let count = zone.lack().min(moves);
        if count == 0 {
            continue;
        }
        moves -= count;
        let (name, rollout) = (zone.name.to_owned(), primary.id.clone());
        let why = format!("{name} has {} tasks of the service, and its share is {}", zone.count, zone.share);
        draft.act(Action::StartIn { rollout, zone: name, count }, why);
    }
}
