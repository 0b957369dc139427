//! Whether what a container waits for is there, can still come, or never will.
//!
//! Must not know: what is done about it.

use super::machine::Task;
use super::state::{ContainerState, HealthStatus, Known};
use crate::plan::{Condition, ContainerPlan};

#[derive(Debug, PartialEq)]
pub(super) enum Verdict {
    Met,
    /// At most until then.
    Waiting(Option<i64>),
    /// And why.
    Never(String),
}

impl Task {
    pub(super) fn verdict(&self, place: usize, now: i64) -> Verdict {
        let mut all = Verdict::Met;
        let dependencies = self.plan.containers.get(place).map(|plan| plan.dependencies.as_slice());
        for dependency in dependencies.unwrap_or_default() {
            let (Some(plan), Some(other)) =
                (self.plan.containers.get(dependency.on), self.state.containers.get(dependency.on))
            else {
                continue;
            };
            all = match (all, one(dependency.condition, plan, other, now)) {
                (never @ Verdict::Never(_), _) | (_, never @ Verdict::Never(_)) => return never,
                (all, Verdict::Met) => all,
                (Verdict::Waiting(Some(a)), Verdict::Waiting(Some(b))) => Verdict::Waiting(Some(a.min(b))),
                (Verdict::Waiting(until), Verdict::Waiting(other)) => Verdict::Waiting(until.or(other)),
                (Verdict::Met, waiting) => waiting,
            };
        }
        all
    }
}

fn one(condition: Condition, plan: &ContainerPlan, other: &ContainerState, now: i64) -> Verdict {
    let name = &plan.name;
    let never = |problem: String| Verdict::Never(format!("container {name} {problem}"));
    if other.known == Known::Stopped && other.first_started_at.is_none() {
        let made = other.created_at.is_some() && condition == Condition::Create;
        return if made { Verdict::Met } else { never("stopped without having started".to_owned()) };
    }
    let code = other.exit_code;
    let met = match condition {
        Condition::Create => other.known >= Known::Created,
        Condition::Start => other.known >= Known::Running,
        Condition::Complete if other.known == Known::Stopped => return Verdict::Met,
        Condition::Success if other.known == Known::Stopped => match code {
            Some(0) => true,
            Some(code) => return never(format!("was to succeed and ended with exit code {code}")),
            None => return never("was to succeed and ended without an exit code".to_owned()),
        },
        Condition::Healthy if other.known == Known::Stopped => {
            return never("was to become healthy and ended".to_owned());
        }
        Condition::Healthy if other.known == Known::Running && other.health.is_none() => {
            return never("was to become healthy and has no health check".to_owned());
        }
        Condition::Healthy => other.health.as_ref().is_some_and(|h| h.status == HealthStatus::Healthy),
        Condition::Complete | Condition::Success => false,
    };
    if met {
        return Verdict::Met;
    }
    let limited = matches!(condition, Condition::Complete | Condition::Success | Condition::Healthy);
    let timeout = plan.start_timeout_millis.filter(|_| limited);
    match other.first_started_at.zip(timeout) {
        Some((started, timeout)) if now >= started.saturating_add(timeout) => {
            let state = match condition {
                Condition::Healthy => "become healthy",
                Condition::Success => "succeed",
                _ => "complete",
            };
            never(format!("did not {state} within its start timeout of {} s", timeout / 1000))
        }
        Some((started, timeout)) => Verdict::Waiting(Some(started.saturating_add(timeout))),
        None => Verdict::Waiting(None),
    }
}
