//! What containers do, by the name of their image: `sim/steady`, `sim/brief` and so on.
//!
//! Must not know: tasks.

use crate::chance::Chance;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Behaviour {
    /// Runs until it is stopped.
    #[default]
    Steady,
    /// Ends by itself after a while, as it should.
    Brief,
    /// Ends soon after its start with an error.
    Crashes,
    /// Ends with an error at some time or other.
    Frail,
    /// Its image is not there.
    Unpullable,
    /// Every other start fails.
    Flaky,
    /// Its image is large.
    Slow,
    /// Its health check fails sooner or later.
    Sickly,
    /// It never becomes healthy.
    Sick,
    /// It passes over the signal to stop until it is killed.
    Stubborn,
}

use Behaviour::{Brief, Crashes, Flaky, Frail, Sick, Sickly, Slow, Steady, Stubborn, Unpullable};

const NAMES: &[(&str, Behaviour)] = &[
    ("steady", Steady),
    ("brief", Brief),
    ("crashes", Crashes),
    ("frail", Frail),
    ("unpullable", Unpullable),
    ("flaky", Flaky),
    ("slow", Slow),
    ("sickly", Sickly),
    ("sick", Sick),
    ("stubborn", Stubborn),
];

/// What a container that runs does next, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    Exit(i32),
    Healthy,
    Unhealthy,
}

impl Behaviour {
    pub(crate) fn of_image(image: &str) -> Self {
        let name = image.strip_prefix("sim/").and_then(|rest| rest.split([':', '@']).next());
        NAMES.iter().find(|(known, _)| Some(*known) == name).map_or(Steady, |(_, behaviour)| *behaviour)
    }

    pub(crate) fn pull_millis(self, chance: &mut Chance) -> i64 {
        match self {
            Slow => chance.within(60_000..=240_000),
            _ => chance.wait(600),
        }
    }

    /// Why it cannot start, if it cannot.
    pub(crate) fn start_fails(self, chance: &mut Chance) -> Option<&'static str> {
        match self {
            Unpullable => Some("CannotPullContainerError: the image is not there"),
            Flaky if chance.percent(50) => Some("CannotStartContainerError: the command is not there"),
            _ => None,
        }
    }

    /// What it does of itself once it runs.
    pub(crate) fn next(self, checked: bool, known_health: bool, chance: &mut Chance) -> Option<(i64, Next)> {
        if checked && !known_health && self != Sick {
            return Some((chance.wait(5_000), Next::Healthy));
        }
        match self {
            Brief => Some((chance.within(1_000..=180_000), Next::Exit(0))),
            Crashes => Some((chance.within(50..=5_000), Next::Exit(1))),
            Frail => Some((chance.within(10_000..=3_600_000), Next::Exit(139))),
            Sick if checked && !known_health => Some((chance.within(5_000..=30_000), Next::Unhealthy)),
            Sickly if checked => Some((chance.within(20_000..=1_800_000), Next::Unhealthy)),
            _ => None,
        }
    }

    pub(crate) fn stop_millis(self, timeout_millis: i64, chance: &mut Chance) -> i64 {
        match self {
            Stubborn => timeout_millis,
            _ => chance.wait(400).min(timeout_millis),
        }
    }
}
