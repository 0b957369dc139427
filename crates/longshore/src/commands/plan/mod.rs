//! `longshore plan`: what would come of a change, played forward by the running server in a fork of its state.
//!
//! - [`requests`] reads what is asked, from a file and from options;
//! - [`show`] tells the answer in words, and as data.
//!
//! Must not know: how a change is played.

mod requests;
mod show;

use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use longshore_shapes::longshore::{self as api, op};

use self::requests::Asked;
use crate::cli::{Output, Plan};
use crate::{client, connection};

const STEADY: &str = "STEADY";
/// What the process ends with where not everything becomes steady.
const NOT_STEADY: u8 = 2;

pub(crate) fn run(options: &Plan) -> Result<ExitCode> {
    let asked = requests::gather(options)?;
    let input = input(options, &asked)?;
    let connection = connection::read(&options.data.path())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let answer = runtime.block_on(client::call::<op::Forecast>(&connection, &input));
    let answer = answer.map_err(|error| by_their_names(&error, &asked))?;
    match options.output.output {
        Output::Json => show::as_json(&answer)?,
        Output::Text => show::tell(&answer),
    }
    Ok(if answer.verdict == STEADY { ExitCode::SUCCESS } else { ExitCode::from(NOT_STEADY) })
}

fn input(options: &Plan, asked: &[Asked]) -> Result<api::ForecastRequest> {
    let times = |name: &str, text: &str| {
        millis(text).with_context(|| format!("{name}: '{text}' is no time; write 500ms, 2s, 15m or 2h"))
    };
    let start = options.start.as_deref().map(|text| times("--start", text)).transpose()?;
    let horizon = times("--horizon", &options.horizon)?;
    let named = |names: &[String]| (!names.is_empty()).then(|| names.to_vec());
    Ok(api::ForecastRequest {
        requests: Some(asked.iter().map(|asked| asked.request.clone()).collect()),
        cluster: options.cluster.clone(),
        drain: named(&options.drain),
        lose: named(&options.lose),
        start_millis: start,
        failing: named(&options.failing),
        horizon_seconds: Some(i32::try_from(horizon / 1000).unwrap_or(i32::MAX)),
    })
}

/// `500ms`, or as other times are written.
fn millis(text: &str) -> Option<i64> {
    match text.strip_suffix("ms") {
        Some(number) => number.parse::<u32>().ok().map(i64::from),
        None => super::seconds(text)?.checked_mul(1000),
    }
}

/// The server counts requests; whoever wrote them knows them by where they stand.
fn by_their_names(error: &anyhow::Error, asked: &[Asked]) -> anyhow::Error {
    let mut text = format!("{error:#}");
    for (place, asked) in asked.iter().enumerate() {
        text = text.replace(&format!("requests[{place}]"), &asked.origin);
    }
    anyhow!(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        for (text, expected) in
            [("500ms", Some(500)), ("2s", Some(2_000)), ("2h", Some(7_200_000)), ("ms", None), ("soon", None)]
        {
            assert_eq!(millis(text), expected, "{text}");
        }
    }

    #[test]
    fn a_refusal_names_the_place_where_the_request_stands() {
        let asked = requests::tests::asked("plan.json, request 1");
        let told = by_their_names(&anyhow!("InvalidParameterException: requests[0] (RunTask): no"), &[asked]);
        assert_eq!(told.to_string(), "InvalidParameterException: plan.json, request 1 (RunTask): no");
    }
}
