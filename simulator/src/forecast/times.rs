//! How long tasks take, from what the world remembers of others of their family, and which shall fail.
//!
//! Must not know: how a task is played.

use std::collections::{BTreeMap, BTreeSet};

use longshore_shapes::ecs::TaskStopCode;
use longshore_shapes::{ApiError, longshore as api};
use longshore_world::key::KeyWriter;
use longshore_world::records::task::Task;
use longshore_world::{Scope, Snapshot};

use super::{counted, invalid, passed};
use crate::node::assumed::{Assumptions, CHECK_INTERVAL_MILLIS, Failing, Times};

/// What is taken where nothing is known.
const START_MILLIS: i64 = 2_000;
const STOP_MILLIS: i64 = 1_000;
const START_MILLIS_MAX: i64 = 60 * 60 * 1000;
/// How many starts and stops of a family are looked at.
const SAMPLES_MAX: usize = 100;
const FAILING_MAX: usize = 100;

/// How tasks are taken to behave, and on what grounds.
pub(super) struct Known {
    pub(super) assumptions: Assumptions,
    /// Starts and stops that were seen, by family.
    seen: BTreeMap<String, Seen>,
    /// Somebody has said how long a start takes.
    said: Option<i64>,
}

#[derive(Default)]
struct Seen {
    starts: Vec<i64>,
    stops: Vec<i64>,
}

pub(super) fn known(world: &Snapshot, scope: Scope, input: &api::ForecastRequest) -> Result<Known, ApiError> {
    let said = input.start_millis;
    if said.is_some_and(|said| !(0..=START_MILLIS_MAX).contains(&said)) {
        return Err(invalid(format!("startMillis must be between 0 and {START_MILLIS_MAX}.")));
    }
    let mut failing = failing(input.failing.as_deref().unwrap_or_default())?;
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    for (_, row) in world.scan::<Task>(&KeyWriter::new().scope(scope).finish()) {
        if row.is_running() {
            failing.running.insert((row.launch.family.clone(), row.launch.revision));
        }
        seen.entry(row.launch.family.clone()).or_default().add(row);
    }
    let others = Times { start_millis: said.unwrap_or(START_MILLIS), stop_millis: STOP_MILLIS };
    let families = seen.iter().map(|(family, seen)| {
        let start_millis = said.or_else(|| median(&seen.starts)).unwrap_or(others.start_millis);
        let stop_millis = median(&seen.stops).unwrap_or(others.stop_millis);
        (family.clone(), Times { start_millis, stop_millis })
    });
    let assumptions = Assumptions { families: families.collect(), others, failing };
    Ok(Known { assumptions, seen, said })
}

impl Seen {
    fn add(&mut self, row: &Task) {
        let began = row.pull_started_at.unwrap_or(row.created_at);
        let start = row.started_at.map(|at| at.millis() - began.millis()).filter(|took| *took >= 0);
        if self.starts.len() < SAMPLES_MAX {
            self.starts.extend(start);
        }
        let by_itself = [TaskStopCode::EssentialContainerExited, TaskStopCode::TaskFailedToStart];
        let asked = row.has_run && row.stop_code.as_ref().is_some_and(|code| !by_itself.contains(code));
        let took = row.stopped_at.zip(row.stopping_at).filter(|_| asked);
        if self.stops.len() < SAMPLES_MAX {
            self.stops.extend(took.map(|(at, since)| (at.millis() - since.millis()).max(0)));
        }
    }
}

fn median(samples: &[i64]) -> Option<i64> {
    let mut sorted = samples.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied()
}

/// `web` or `web:3`.
fn failing(named: &[String]) -> Result<Failing, ApiError> {
    if named.len() > FAILING_MAX {
        return Err(invalid(format!("failing may list at most {FAILING_MAX} families.")));
    }
    let mut failing = Failing::default();
    for name in named {
        match name.split_once(':') {
            None if !name.is_empty() => drop(failing.families.insert(name.clone())),
            Some((family, revision)) if !family.is_empty() => {
                let bad = |_| invalid(format!("failing: '{name}' has no number behind its colon."));
                failing.revisions.insert((family.to_owned(), revision.parse().map_err(bad)?));
            }
            _ => return Err(invalid("failing: a family has a name.")),
        }
    }
    Ok(failing)
}

impl Known {
    /// What is taken for given, of the families that were played.
    pub(super) fn words(&self, families: &BTreeSet<String>, anything_lost: bool) -> Vec<String> {
        let mut words = Vec::new();
        for family in families {
            words.push(self.of_family(family));
        }
        for (family, revision) in &self.assumptions.failing.revisions {
            words.push(format!("Tasks of {family}:{revision} fail to start."));
        }
        for family in &self.assumptions.failing.families {
            words.push(format!("Tasks of {family} fail to start, but for revisions that run now."));
        }
        words.push(format!(
            "A task with a health check is healthy after the check's first interval ({} unless it says), and every task runs until it is stopped.",
            passed(CHECK_INTERVAL_MILLIS)
        ));
        if anything_lost {
            words.push(
                "A machine that is lost is deregistered with force as soon as its agent is seen to be gone."
                    .to_owned(),
            );
        }
        words.push("Nobody else changes anything, and no other machine comes or goes.".to_owned());
        words
    }

    fn of_family(&self, family: &str) -> String {
        let times = self.assumptions.families.get(family).copied().unwrap_or(self.assumptions.others);
        let seen = self.seen.get(family);
        let (starts, stops) = seen.map_or((0, 0), |seen| (seen.starts.len(), seen.stops.len()));
        let ground = |count: usize, what: &str| match count {
            0 => "by default".to_owned(),
            _ => format!("the median of {}", counted(count, what)),
        };
        let start = match self.said {
            Some(_) => "as you say".to_owned(),
            None => ground(starts, "start"),
        };
        format!(
            "A task of {family} starts in {} ({start}) and stops in {} ({}).",
            passed(times.start_millis),
            passed(times.stop_millis),
            ground(stops, "stop")
        )
    }
}
