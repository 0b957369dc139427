//! How tasks are taken to behave where a forecast is made: times that were seen before, and those that shall fail.
//!
//! Without it a container does what its image's name says, which is for tests. Here the images are real, and what
//! they do is not known: a task starts and stops in the time that others of its family took, is healthy after its
//! check's first interval, and runs until it is stopped.
//!
//! Must not know: where the times come from.

use std::collections::{BTreeMap, BTreeSet};

use longshore_shapes::ecs::{ContainerDefinition, TaskDefinition};
use longshore_world::records::launch::Launch;

/// What a health check takes whose definition does not say, or is not at hand.
pub(crate) const CHECK_INTERVAL_MILLIS: i64 = 30_000;
pub(crate) const FAILS: &str = "The forecast takes it that this task fails to start";

/// How one task is taken to behave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Assumed {
    /// From its place on a machine to RUNNING.
    pub start_millis: i64,
    pub stop_millis: i64,
    /// From RUNNING to HEALTHY, where it has a check.
    pub healthy_millis: i64,
    pub fails: bool,
}

impl Assumed {
    pub(crate) fn start_fails(self) -> Option<&'static str> {
        self.fails.then_some(FAILS)
    }
}

/// How long tasks of a family take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    pub start_millis: i64,
    pub stop_millis: i64,
}

/// Which tasks shall fail.
#[derive(Debug, Clone, Default)]
pub struct Failing {
    /// Of families: those of revisions that do not run now.
    pub families: BTreeSet<String>,
    pub revisions: BTreeSet<(String, i64)>,
    /// Revisions that run now.
    pub running: BTreeSet<(String, i64)>,
}

impl Failing {
    fn holds(&self, family: &str, revision: i64) -> bool {
        let named = (family.to_owned(), revision);
        self.revisions.contains(&named) || (self.families.contains(family) && !self.running.contains(&named))
    }
}

/// How tasks are taken to behave, by their families.
#[derive(Debug, Clone)]
pub struct Assumptions {
    pub families: BTreeMap<String, Times>,
    /// Of families that nothing is known of.
    pub others: Times,
    pub failing: Failing,
}

impl Assumptions {
    /// A task of which the definition is not at hand.
    pub(crate) fn of(&self, launch: &Launch) -> Assumed {
        self.named(&launch.family, launch.revision, CHECK_INTERVAL_MILLIS)
    }

    pub(crate) fn of_definition(&self, definition: &TaskDefinition) -> Assumed {
        let containers = definition.container_definitions.as_deref().unwrap_or_default();
        let slowest = containers.iter().filter_map(first_check).max();
        let family = definition.family.as_deref().unwrap_or_default();
        let revision = i64::from(definition.revision.unwrap_or_default());
        self.named(family, revision, slowest.unwrap_or(CHECK_INTERVAL_MILLIS))
    }

    fn named(&self, family: &str, revision: i64, healthy_millis: i64) -> Assumed {
        let Times { start_millis, stop_millis } = self.families.get(family).copied().unwrap_or(self.others);
        let fails = self.failing.holds(family, revision);
        Assumed { start_millis, stop_millis, healthy_millis, fails }
    }

    /// The longest that a task takes to start or to stop.
    pub(crate) fn slowest_millis(&self) -> i64 {
        let all = self.families.values().chain([&self.others]);
        all.map(|times| times.start_millis.max(times.stop_millis)).max().unwrap_or_default()
    }
}

/// When the first check of a container is done.
fn first_check(container: &ContainerDefinition) -> Option<i64> {
    let check = container.health_check.as_ref()?;
    Some(check.interval.map_or(CHECK_INTERVAL_MILLIS, |seconds| i64::from(seconds) * 1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assumptions() -> Assumptions {
        let seen = Times { start_millis: 700, stop_millis: 300 };
        let failing = Failing {
            families: BTreeSet::from(["web".to_owned()]),
            revisions: BTreeSet::from([("db".to_owned(), 2)]),
            running: BTreeSet::from([("web".to_owned(), 1)]),
        };
        Assumptions {
            families: BTreeMap::from([("web".to_owned(), seen)]),
            others: Times { start_millis: 2_000, stop_millis: 1_000 },
            failing,
        }
    }

    #[test]
    fn a_family_fails_but_for_what_runs_and_a_revision_as_it_is_named() {
        for (family, revision, fails, start) in [
            ("web", 1, false, 700),
            ("web", 2, true, 700),
            ("db", 1, false, 2_000),
            ("db", 2, true, 2_000),
            ("other", 1, false, 2_000),
        ] {
            let found = assumptions().named(family, revision, 5);
            assert_eq!((found.fails, found.start_millis), (fails, start), "{family}:{revision}");
        }
        assert_eq!(assumptions().slowest_millis(), 2_000);
    }

    #[test]
    fn the_slowest_check_says_when_a_task_is_healthy() {
        let check = |interval| ContainerDefinition {
            health_check: Some(longshore_shapes::ecs::HealthCheck { interval, ..Default::default() }),
            ..Default::default()
        };
        let of = |containers| {
            let definition = TaskDefinition { container_definitions: Some(containers), ..Default::default() };
            assumptions().of_definition(&definition).healthy_millis
        };
        assert_eq!(of(vec![check(Some(5)), check(Some(10))]), 10_000);
        assert_eq!(of(vec![check(None)]), CHECK_INTERVAL_MILLIS);
    }
}
