//! Daemons: one task on each machine that the service may use.
//!
//! The old task of a machine is stopped before the new one is started there, on as many machines at a time as the
//! minimum allows. Machines that take no new tasks come last, and machines that drain keep theirs to the end.
//!
//! Must not know: why a machine is open or not.

use std::collections::BTreeMap;

use super::capacity::Bounds;
use super::draft::Draft;
use super::events;
use super::replica::{STARTS_AT_ONCE, Standing, stop_all, stop_unhealthy};
use crate::service::view::{Action, Host, Rollout, Task, TaskState};

/// One machine, and the service's tasks on it.
struct Post<'a> {
    host: &'a Host,
    /// The task that is to stay.
    keeper: Option<&'a Task>,
    /// Other live ones.
    others: Vec<&'a Task>,
    stopping: usize,
    /// One of them does its work.
    is_served: bool,
}

impl Post<'_> {
    fn is_empty(&self) -> bool {
        self.keeper.is_none() && self.others.is_empty() && self.stopping == 0
    }

    fn is_open(&self) -> bool {
        self.host.open && !self.host.draining
    }
}

pub(super) fn roll<'a>(draft: &mut Draft<'a>, hosts: &'a [Host]) -> Standing {
    let mut tasks = draft.tasks();
    let Some(target) = draft.primary() else {
        stop_all(draft, tasks, "no deployment of the service wants it");
        return Standing::default();
    };
    let mut posts: BTreeMap<&str, Post<'_>> = BTreeMap::new();
    for host in hosts {
        let post = Post { host, keeper: None, others: Vec::new(), stopping: 0, is_served: false };
        posts.insert(&host.instance, post);
    }
    // The oldest of those that run is the one to stay.
    tasks.sort_by_key(|task| (std::cmp::Reverse(task.state == TaskState::Running), task.created_at));
    let mut strays = Vec::new();
    for task in tasks {
        match task.instance.as_deref().and_then(|instance| posts.get_mut(instance)) {
            Some(post) => man(draft, post, task, &target.id),
            None => strays.push(task),
        }
    }
    let mut settled = strays.is_empty();
    tell_strays(draft, &strays);
    stop_all(draft, strays, "its instance is not one that the service may use");
    settled &= start(draft, &posts, &target);
    let stuck = replace(draft, &posts, &target);
    for post in posts.values().filter(|post| post.host.draining) {
        let here = post.keeper.iter().chain(&post.others).copied().collect();
        stop_all(draft, here, "its instance is draining");
    }
    draft.is_stuck = stuck && draft.stops_nothing();
    settled &=
        draft.stops_nothing() && posts.values().all(|post| post.others.is_empty() && post.stopping == 0);
    for post in posts.values().filter(|post| post.is_open()) {
        settled &= post.keeper.is_some_and(|task| draft.is_proven(task));
    }
    Standing { settled, early: None }
}

/// Tasks whose instance stays and is none of theirs any more: its attributes or the service's constraints changed.
fn tell_strays(draft: &mut Draft<'_>, strays: &[&Task]) {
    let violating = strays.iter().filter(|task| !task.leaving && task.state != TaskState::Stopping);
    let violating: Vec<&str> = violating.map(|task| task.id.as_str()).collect();
    if !violating.is_empty() {
        draft.tell(events::constraint_violated(&draft.view.name, &violating));
    }
}

fn man<'a>(draft: &mut Draft<'a>, post: &mut Post<'a>, task: &'a Task, target: &str) {
    if task.state == TaskState::Stopping {
        post.stopping += 1;
        return;
    }
    post.is_served |= draft.is_healthy(task);
    if task.rollout == target && post.keeper.is_none() && !draft.is_unhealthy(task) {
        post.keeper = Some(task);
    } else {
        post.others.push(task);
    }
}

/// Starts tasks on machines that have none. True where none is missing.
fn start(draft: &mut Draft<'_>, posts: &BTreeMap<&str, Post<'_>>, target: &Rollout) -> bool {
    let empty: Vec<&str> =
        posts.iter().filter(|(_, post)| post.is_open() && post.is_empty()).map(|(name, _)| *name).collect();
    draft.is_short |= !empty.is_empty() && !target.halted;
    if target.halted || draft.throttled_until().is_some() {
        return empty.is_empty();
    }
    let total = posts.values().filter(|post| post.is_open()).count();
    let missing = empty.len();
    for instance in empty.iter().take(STARTS_AT_ONCE) {
        let (rollout, instance) = (target.id.clone(), (*instance).to_owned());
        let why = format!("it has no task of the service, as {missing} of {total} instances");
        draft.act(Action::StartOn { rollout, instance }, why);
    }
    if missing > STARTS_AT_ONCE {
        draft.wake(draft.now.plus_millis(1));
    }
    empty.is_empty()
}

/// Stops tasks that are to be replaced, as many as the minimum allows. True where it allows none, and nothing that
/// is on its way will change that.
fn replace<'a>(draft: &mut Draft<'a>, posts: &BTreeMap<&str, Post<'a>>, target: &Rollout) -> bool {
    let held_back = target.halted || draft.throttled_until().is_some();
    let open: Vec<&Post<'_>> = posts.values().filter(|post| post.is_open()).collect();
    let lower = Bounds::of(open.len(), draft.view.minimum_healthy_percent, 100).lower;
    let served = open.iter().filter(|post| post.is_served).count();
    let busy = draft.view.tasks.iter().any(|task| task.state == TaskState::Stopping);
    let mut tally = Tally { served, lower, busy, blocked: 0 };
    let mut rest = false;
    for post in &open {
        rest |= !post.others.is_empty();
        if post.keeper.is_some() || !held_back {
            relieve(draft, post, &mut tally, target);
        }
    }
    for post in posts.values().filter(|post| !rest && !post.is_open() && !post.host.draining) {
        stop_all(draft, post.others.clone(), "it is of an older deployment, on an instance out of reach");
    }
    tally.blocked > 0 && !tally.busy && served == open.len()
}

struct Tally {
    /// Machines with a task that does its work.
    served: usize,
    lower: usize,
    /// A task is on its way out.
    busy: bool,
    /// Tasks that were left for the minimum's sake.
    blocked: usize,
}

/// Stops what is to be replaced on one machine.
fn relieve<'a>(draft: &mut Draft<'a>, post: &Post<'a>, tally: &mut Tally, target: &Rollout) {
    let live = post.keeper.iter().chain(&post.others);
    let mut serving = live.filter(|task| draft.is_healthy(task)).count();
    for task in &post.others {
        let unhealthy = draft.is_unhealthy(task);
        if draft.is_protected(task) && !unhealthy {
            continue;
        }
        let is_healthy = draft.is_healthy(task);
        let costs = is_healthy && serving == 1;
        let alone = unhealthy && task.rollout == target.id && post.keeper.is_none();
        if (costs && tally.served <= tally.lower) || (alone && tally.busy) {
            tally.blocked += usize::from(costs);
            continue;
        }
        serving -= usize::from(is_healthy);
        tally.served -= usize::from(costs);
        tally.busy |= alone;
        let why = format!(
            "{}; {} instances are served, the minimum is {}",
            if unhealthy { "its checks fail" } else { "another is to take its place" },
            tally.served,
            tally.lower
        );
        if unhealthy { stop_unhealthy(draft, task, why) } else { draft.scale_in(task, why) }
    }
}
