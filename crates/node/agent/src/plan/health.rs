//! How a container's health is to be found out: by the definition, else by the image.
//!
//! Must not know: whether it is healthy.

use std::time::Duration;

use longshore_runtime::{ExecSpec, ImageHealthCheck};
use longshore_shapes::ecs::ContainerDefinition;

const INTERVAL_MILLIS: i64 = 30_000;
const TIMEOUT_MILLIS: i64 = 5_000;
const IMAGE_TIMEOUT_MILLIS: i64 = 30_000;
const RETRIES: u32 = 3;
/// What a check prints beyond this is thrown away.
const OUTPUT_BYTES_MAX: usize = 4096;
const NANOS_PER_MILLI: u64 = 1_000_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum HealthPlan {
    /// The definition says nothing.
    Image,
    /// The definition says `NONE`.
    Off,
    Check(Check),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Check {
    pub(crate) command: Vec<String>,
    pub(crate) interval_millis: i64,
    pub(crate) timeout_millis: i64,
    pub(crate) retries: u32,
    pub(crate) start_period_millis: i64,
}

impl HealthPlan {
    /// The check to run, given what the image brings.
    pub(crate) fn check(&self, image: Option<&ImageHealthCheck>) -> Option<Check> {
        match self {
            Self::Check(check) => Some(check.clone()),
            Self::Off => None,
            Self::Image => image.and_then(image_check),
        }
    }

    /// ECS shows the health that a definition asks for, and no other.
    pub(crate) fn is_shown(&self) -> bool {
        matches!(self, Self::Check(_))
    }
}

impl Check {
    pub(crate) fn exec(&self) -> ExecSpec {
        ExecSpec {
            command: self.command.clone(),
            time_limit: Some(Duration::from_millis(self.timeout_millis.unsigned_abs())),
            output_bytes_max: OUTPUT_BYTES_MAX,
            ..ExecSpec::default()
        }
    }
}

pub(super) fn plan(definition: &ContainerDefinition) -> HealthPlan {
    let Some(check) = &definition.health_check else { return HealthPlan::Image };
    let Some(command) = command(&check.command) else { return HealthPlan::Off };
    let seconds = |given: Option<i32>, otherwise| {
        given.filter(|given| *given > 0).map_or(otherwise, |given| i64::from(given) * 1000)
    };
    HealthPlan::Check(Check {
        command,
        interval_millis: seconds(check.interval, INTERVAL_MILLIS),
        timeout_millis: seconds(check.timeout, TIMEOUT_MILLIS),
        retries: check
            .retries
            .and_then(|count| u32::try_from(count).ok())
            .filter(|n| *n > 0)
            .unwrap_or(RETRIES),
        start_period_millis: seconds(check.start_period, 0),
    })
}

fn image_check(check: &ImageHealthCheck) -> Option<Check> {
    let millis = |given: Option<u64>, otherwise| {
        let given =
            given.filter(|given| *given > 0).and_then(|given| i64::try_from(given / NANOS_PER_MILLI).ok());
        given.map_or(otherwise, |given| given.max(1))
    };
    Some(Check {
        command: command(&check.test)?,
        interval_millis: millis(check.interval_nanos, INTERVAL_MILLIS),
        timeout_millis: millis(check.timeout_nanos, IMAGE_TIMEOUT_MILLIS),
        retries: check.retries.filter(|count| *count > 0).unwrap_or(RETRIES),
        start_period_millis: millis(check.start_period_nanos, 0),
    })
}

/// What to run for `["CMD", …]`, `["CMD-SHELL", text]` and a text alone; none for `NONE` and nothing.
fn command(test: &[String]) -> Option<Vec<String>> {
    let shell = |text: &str| vec!["/bin/sh".to_owned(), "-c".to_owned(), text.to_owned()];
    match test {
        [] => None,
        [first, ..] if first == "NONE" => None,
        [first, rest @ ..] if first == "CMD" => (!rest.is_empty()).then(|| rest.to_vec()),
        [first, rest @ ..] if first == "CMD-SHELL" => (!rest.is_empty()).then(|| shell(&rest.join(" "))),
        [only] => Some(shell(only)),
        all => Some(all.to_vec()),
    }
}
