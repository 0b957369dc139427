//! Health checks in Docker's rhythm: the first after an interval, the next an interval after the last answer.
//!
//! Must not know: what a check runs.

use longshore_runtime::{DriverError, ExecOutcome};

use super::machine::{Task, Turn};
use super::state::{HealthState, HealthStatus, Known};
use super::words::Action;
use crate::plan::Check;

const EXIT_UNKNOWN: i32 = -1;

impl Task {
    fn health_plan(&self, place: usize) -> Option<Check> {
        let image = self.state.containers.get(place)?.image.as_ref();
        self.plan.containers.get(place)?.health.check(image.and_then(|image| image.health_check.as_ref()))
    }

    /// Its health is unknown, from now on until it is found out.
    pub(super) fn begin_health(&mut self, place: usize, now: i64) {
        let check = self.health_plan(place);
        self.with(place, |container| {
            let round = container.health.as_ref().map_or(0, |health| health.round + 1);
            container.health = check.map(|check| HealthState {
                begun_at: now,
                next_at: now.saturating_add(check.interval_millis),
                round,
                ..HealthState::default()
            });
        });
    }

    pub(super) fn check_health(&mut self, place: usize, turn: &mut Turn) {
        let Some(container) = self.state.containers.get(place) else { return };
        if container.known != Known::Running || container.restarting || container.stop.is_some() {
            return;
        }
        let Some(health) = &container.health else { return };
        if health.checking || !turn.reached(health.next_at) {
            return;
        }
        let (id, round) = (container.runtime_id.clone(), health.round);
        let Some(check) = self.health_plan(place) else { return };
        turn.act(Action::CheckHealth { container: place, id, round, spec: Box::new(check.exec()) });
        self.with(place, |container| {
            if let Some(health) = &mut container.health {
                health.checking = true;
            }
        });
    }

    pub(super) fn health_checked(
        &mut self,
        place: usize,
        round: u64,
        result: Result<ExecOutcome, DriverError>,
        now: i64,
    ) {
        let Some(check) = self.health_plan(place) else { return };
        let Some(container) = self.state.containers.get_mut(place) else { return };
        let Some(health) = container.health.as_mut().filter(|health| health.round == round) else { return };
        health.checking = false;
        health.next_at = now.saturating_add(check.interval_millis);
        let (exit_code, output) = match result {
            Ok(outcome) => match outcome.exit_code {
                Some(code) => (code, String::from_utf8_lossy(&outcome.output).into_owned()),
                None => {
                    let seconds = check.timeout_millis / 1000;
                    (EXIT_UNKNOWN, format!("Health check exceeded timeout ({seconds}s)"))
                }
            },
            Err(error) => (EXIT_UNKNOWN, error.to_string()),
        };
        health.exit_code = Some(exit_code);
        health.output = output;
        let status = if exit_code == 0 {
            health.streak = 0;
            HealthStatus::Healthy
        } else {
            // Until it has been healthy once, what fails in the start period does not count.
            let starting = health.status == HealthStatus::Unknown
                && now < health.begun_at.saturating_add(check.start_period_millis);
            health.streak = if starting { 0 } else { health.streak.saturating_add(1) };
            if health.streak >= check.retries { HealthStatus::Unhealthy } else { health.status }
        };
        if status != health.status {
            health.status = status;
            health.since = Some(now);
        }
    }
}
