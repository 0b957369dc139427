//! Peace: all faults end, everything that can heal heals, and everything must settle within bounds.
//!
//! Must not know: what settled means; [`crate::check`] does.

use super::Cluster;
use crate::check::settled;
use crate::node::Action;

/// The longest that anything waits on purpose is the pause after failed starts, 27 minutes; a clock may be wrong by
/// ten.
const PEACE_MILLIS: i64 = 3 * 60 * 60 * 1000;
const LOOK_MILLIS: i64 = 20_000;
/// How much of what has not settled is told.
const TOLD_MAX: usize = 12;

impl Cluster {
    /// Ends all faults and the user, and waits until everything has settled. Answers how long that took.
    pub fn settle(&mut self) -> Option<i64> {
        self.heal();
        let began = self.agenda.now();
        let mut unsettled = Vec::new();
        while self.agenda.now() - began < PEACE_MILLIS {
            if !self.run_for(LOOK_MILLIS) {
                return None;
            }
            unsettled = settled::unsettled(self);
            if unsettled.is_empty() {
                self.check_everything();
                return self.problems.is_empty().then(|| self.agenda.now() - began);
            }
        }
        unsettled.truncate(TOLD_MAX);
        self.problems.push(format!(
            "{} hours after the last fault not everything has settled: {}",
            PEACE_MILLIS / 3_600_000,
            unsettled.join("; ")
        ));
        None
    }

    /// Waits until everything has settled, faults or not; for scripts.
    pub fn run_until_settled(&mut self, at_most_millis: i64) -> bool {
        let until = self.agenda.now().saturating_add(at_most_millis);
        while self.agenda.now() < until {
            if !self.run_for(1_000) {
                return false;
            }
            if settled::unsettled(self).is_empty() {
                return true;
            }
        }
        false
    }

    /// What has not settled, in words.
    pub fn unsettled(&self) -> Vec<String> {
        settled::unsettled(self)
    }

    fn heal(&mut self) {
        self.log(|_| "all faults end".to_owned());
        self.healed = true;
        self.control.disk.mend();
        self.cut_until.clear();
        for id in 0..self.nodes.len() {
            let powered = self.nodes.get(id).is_some_and(|node| node.powered);
            self.with_node(id, |node, _, actions: &mut Vec<Action>| {
                node.heal();
                if !powered {
                    node.power_on(actions);
                }
            });
        }
    }

    /// Everything that is looked at now and then, now.
    pub fn check_everything(&mut self) {
        self.checks.everything(&self.control, self.control_now(), &mut self.problems);
    }
}
