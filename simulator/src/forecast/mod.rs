//! Forecasts: a world is forked, a change is made in the fork, and what comes of it is told.
//!
//! In reading order:
//! - [`question`] is what is asked: requests, machines that drain or are lost;
//! - [`times`] is how tasks are taken to behave, from what the world remembers of their kind;
//! - [`play`] lets time pass until everything is steady, or nothing moves any more;
//! - [`story`] is what happened meanwhile; [`timeline`] makes it short enough to be read;
//! - [`standing`] is how services stand, and what keeps them from being steady;
//! - [`machines`] is what machines had left before and have left after, and the surge in between;
//! - [`cost`] compares where tasks end up with the tightest packing there is.
//!
//! Invariants: the world that is asked about hears nothing of it; the same world, time and question have the same
//! answer; whatever is asked ends, by a bound on time that passes, on what happens, and on what the asker waits.
//!
//! Must not know: the real clock, or how an answer is shown.

mod cost;
mod machines;
mod play;
mod question;
mod standing;
mod story;
mod timeline;
mod times;

use longshore_shapes::longshore::{self as api, error};
use longshore_shapes::{ApiError, Timestamp};
use longshore_world::{Scope, Snapshot};

use self::play::Play;
pub use self::play::VERDICTS;
use self::question::Question;

fn invalid(message: impl Into<String>) -> ApiError {
    ApiError::new(&error::INVALID_PARAMETER_EXCEPTION, message)
}

fn client(message: impl Into<String>) -> ApiError {
    ApiError::new(&error::CLIENT_EXCEPTION, message)
}

/// What would come of a change to the world of that snapshot, made at `now`. `go_on` is asked now and then whether
/// the asker still waits; where not, what was seen until then is the answer.
pub fn forecast(
    snapshot: &Snapshot,
    scope: Scope,
    now: Timestamp,
    input: &api::ForecastRequest,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<api::ForecastResponse, ApiError> {
    let question = Question::read(snapshot, scope, input)?;
    let mut play = Play::begin(snapshot, scope, now, question)?;
    play.ask();
    let end = play.run(go_on)?;
    Ok(play.told(&end))
}

/// So many of something, in words: `1 task`, `2 tasks`.
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// A time that passed, as one says it: `0.3 s`, `42 s`, `12 min`.
fn passed(millis: i64) -> String {
    match millis {
        ..10_000 => format!("{:.1} s", millis as f64 / 1000.0),
        10_000..180_000 => format!("{} s", (millis + 500) / 1000),
        _ => format!("{} min", (millis + 30_000) / 60_000),
    }
}
