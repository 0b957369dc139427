//! Planners come to rest: a decision that leads to the same decision again, and again, is a loop.
//!
//! Must not know: what is decided.

/// Virtual time over which decisions are counted.
const WINDOW_MILLIS: i64 = 60_000;
/// Faults and users make some hundreds; a loop makes thousands.
const PLANS_MAX: usize = 1_000;

#[derive(Default)]
pub(crate) struct Busy {
    since: i64,
    plans: usize,
}

impl Busy {
    /// A planner has decided something.
    pub(crate) fn decided(&mut self, now: i64, plan: &dyn std::fmt::Display, problems: &mut Vec<String>) {
        if now - self.since > WINDOW_MILLIS {
            (self.since, self.plans) = (now, 0);
        }
        self.plans += 1;
        if self.plans == PLANS_MAX {
            let plan: String = plan.to_string().chars().take(500).collect();
            problems.push(format!("busy: {PLANS_MAX} plans within a minute, the last of them: {plan}"));
        }
    }
}
