//! Health checks.
//!
//! Must not know: how they are run.

use longshore_shapes::ecs::{ContainerDefinition, HealthCheck};

use super::Checked;
use crate::ecs::task_definition::definition::setting;

/// A member, and its least and greatest value.
const RANGES: [(&str, i32, i32); 4] =
    [("interval", 5, 300), ("timeout", 2, 60), ("retries", 1, 10), ("startPeriod", 0, 300)];

pub(super) fn check(container: &ContainerDefinition) -> Checked {
    let Some(health) = &container.health_check else { return Ok(()) };
    command(container, health)?;
    let given = [health.interval, health.timeout, health.retries, health.start_period];
    for ((member, min, max), value) in RANGES.into_iter().zip(given) {
        if value.is_some_and(|value| !(min..=max).contains(&value)) {
            let message = format!("The health check's '{member}' must be between {min} and {max}.");
            return Err(setting(container, message));
        }
    }
    Ok(())
}

fn command(container: &ContainerDefinition, health: &HealthCheck) -> Checked {
    match health.command.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["NONE"] | ["CMD" | "CMD-SHELL", _, ..] => Ok(()),
        [] => Err(setting(container, "The health check's command should not be null or empty.")),
        _ => {
            let forms = "CMD or CMD-SHELL and a command, or be NONE";
            Err(setting(container, format_args!("The health check's command must start with {forms}.")))
        }
    }
}
