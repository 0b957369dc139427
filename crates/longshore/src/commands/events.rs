//! `longshore events`: what has happened, as EventBridge would tell it, from a place on.
//!
//! Must not know: how events are kept.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use longshore_shapes::longshore::{self as api, op};
use serde_json::Value;

use crate::cli::{Events, Output};
use crate::say::say;
use crate::{client, connection};

const PAGE: i32 = 500;
/// How often new events are asked for.
const PAUSE: Duration = Duration::from_millis(500);

pub(crate) fn run(options: &Events) -> Result<ExitCode> {
    let connection = connection::read(&options.data.path())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut after = options.after.clone();
        loop {
            let input = api::ListEventsRequest {
                after: after.clone(),
                max_results: Some(PAGE),
                detail_type: options.detail_type.clone(),
            };
            let answer = client::call::<op::ListEvents>(&connection, &input).await?;
            for event in answer.events.iter().flatten() {
                show(event, options.output.output);
            }
            let moved = answer.after.is_some() && answer.after != after;
            after = answer.after.or(after);
            if !moved {
                if !options.follow {
                    return Ok(ExitCode::SUCCESS);
                }
                tokio::time::sleep(PAUSE).await;
            }
        }
    })
}

fn show(event: &api::Event, form: Output) {
    let body = event.event.as_deref().unwrap_or_default();
    if form == Output::Json {
        return say!("{body}");
    }
    let parsed: Value = serde_json::from_str(body).unwrap_or_default();
    let text = |path: &str| parsed.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned();
    let what = ["/detail/eventName", "/detail/lastStatus", "/detail/status"];
    let what = what.iter().map(|path| text(path)).find(|text| !text.is_empty()).unwrap_or_default();
    let reason = ["/detail/stoppedReason", "/detail/reason"];
    let reason = reason.iter().map(|path| text(path)).find(|text| !text.is_empty()).unwrap_or_default();
    let cursor = event.cursor.as_deref().unwrap_or_default();
    say!("{cursor}  {}  {}  {}  {what}  {reason}", text("/time"), text("/detail-type"), text("/resources/0"));
}
