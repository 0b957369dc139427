//! The figures of many seeds, as one line.
//!
//! Must not know: how seeds are played.

use std::collections::BTreeMap;

use longshore_simulator::cluster::KINDS;
use longshore_simulator::run::{Failed, Passed};
use serde_json::{Map, Value, json};

#[derive(Default)]
pub(crate) struct Total {
    passed: u64,
    failed: u64,
    hours: f64,
    cluster_hours: f64,
    sums: BTreeMap<&'static str, u64>,
    by_kind: BTreeMap<String, u64>,
    called: BTreeMap<&'static str, (u64, u64)>,
    settled_millis_max: i64,
}

impl Total {
    pub(crate) fn add(&mut self, played: &Result<Passed, Box<Failed>>) {
        let Ok(passed) = played else {
            self.failed += 1;
            return;
        };
        self.passed += 1;
        self.hours += passed.hours;
        self.cluster_hours += passed.hours * passed.clusters as f64;
        let figures = &passed.figures;
        let [full, torn, unsynced] = figures.commits_failed;
        for (name, count) in [
            ("events", figures.events),
            ("transactions", figures.transactions),
            ("commits", figures.commits),
            ("calls", figures.calls),
            ("tasks_begun", figures.tasks_begun),
            ("faults", figures.faults),
            ("crashes_of_control", figures.crashes),
            ("reports_repeated", figures.repeats),
            ("commits_without_room", full),
            ("commits_torn", torn),
            ("commits_not_synced", unsynced),
        ] {
            *self.sums.entry(name).or_default() += count;
        }
        for (kind, count) in KINDS.iter().zip(figures.by_kind) {
            *self.by_kind.entry(format!("{kind:?}")).or_default() += count;
        }
        for (operation, (calls, answered)) in &passed.called {
            let known = self.called.entry(operation).or_default();
            *known = (known.0 + calls, known.1 + answered);
        }
        self.settled_millis_max = self.settled_millis_max.max(passed.settled_millis);
    }

    pub(crate) fn seeds(&self) -> u64 {
        self.passed + self.failed
    }

    pub(crate) fn has_failed(&self) -> bool {
        self.failed > 0
    }

    pub(crate) fn cluster_hours(&self) -> f64 {
        self.cluster_hours
    }

    pub(crate) fn print(&self, seconds: f64) {
        let rounded = |value: f64| (value * 100.0).round() / 100.0;
        let per_1000 = |count: &u64| rounded(*count as f64 * 1000.0 / self.cluster_hours.max(1e-9));
        let per_1000: Map<String, Value> =
            self.sums.iter().map(|(name, count)| ((*name).to_owned(), json!(per_1000(count)))).collect();
        let refused = self.called.values().map(|(calls, answered)| calls - answered).sum::<u64>();
        let never: Vec<_> =
            self.called.iter().filter(|(_, (_, answered))| *answered == 0).map(|(name, _)| *name).collect();
        let line = json!({
            "seeds_passed": self.passed,
            "seeds_failed": self.failed,
            "simulated_hours": rounded(self.hours),
            "cluster_hours": rounded(self.cluster_hours),
            "seconds": rounded(seconds),
            "times_real_time": rounded(self.hours * 3600.0 / seconds.max(1e-9)),
            "sums": self.sums,
            "per_1000_cluster_hours": per_1000,
            "faults_by_kind": self.by_kind,
            "operations_called": self.called.len(),
            "operations_never_answered": never,
            "calls_refused_or_lost": refused,
            "settled_after_seconds_max": self.settled_millis_max as f64 / 1000.0,
        });
        println!("{line}");
    }
}
