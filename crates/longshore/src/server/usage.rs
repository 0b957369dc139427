//! `/_longshore/usage`: what the running tasks of an account and region use of their machines, asked of every node
//! that is connected and sent as it comes: JSON, one task a line. A node that cannot tell, or not in time, has a line
//! with its `containerInstanceArn` and an `error`.
//!
//! Signed for the service `longshore` by a key of the account.
//!
//! Must not know: how a node counts.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use http::request::Parts;
use http::{Response, StatusCode};
use http_body_util::Either;
use longshore_link::Answer;
use longshore_services::ecs::container_instance;
use serde_json::json;
use tokio::sync::mpsc;

use super::backup;
use super::dispatch::{Body, Server, plain};
use crate::nodes::{Answers, AskError};

pub(crate) const PATH: &str = "/_longshore/usage";
/// Parts that wait for the client; nodes wait with theirs.
const PARTS_AHEAD: usize = 4;
/// For one node to answer to the end.
const ANSWER_MAX: Duration = Duration::from_secs(2);
const LATE: &str = "the node did not answer in time";

pub(super) fn answer(server: &Server, parts: &Parts) -> Response<Body> {
    let caller = match server.identity.of_own_page(&server.engine.snapshot(), parts) {
        Ok(caller) => caller,
        Err(error) => {
            let mut refusal = plain("text/plain; charset=utf-8", format!("{error}\n").into());
            *refusal.status_mut() = StatusCode::FORBIDDEN;
            return refusal;
        }
    };
    let (sender, receiver) = mpsc::channel(PARTS_AHEAD);
    // One task for each connection of a node, of which there is a greatest number.
    for (instance, asked) in server.nodes.iter().flat_map(|nodes| nodes.ask_usage(caller.scope)) {
        let sender = sender.clone();
        tokio::spawn(async move {
            let told = tokio::time::timeout(ANSWER_MAX, hand_over(asked, &sender)).await;
            if let Err(error) = told.unwrap_or_else(|_| Err(LATE.to_owned())) {
                let arn = container_instance::arn_of(&instance);
                let line = format!("{}\n", json!({ "containerInstanceArn": arn, "error": error }));
                // A client that is gone has nothing to be told.
                let _ = sender.send(Ok(Bytes::from(line))).await;
            }
        });
    }
    Response::new(Either::Right(Either::Left(backup::stream(receiver))))
}

/// Passes parts on, each of whole lines, until the last, or until what went wrong.
async fn hand_over(
    asked: Result<Answers, AskError>,
    to: &mpsc::Sender<io::Result<Bytes>>,
) -> Result<(), String> {
    let mut answers = asked.map_err(|error| error.to_string())?;
    loop {
        let gone = || "the node went away before it had answered to the end".to_owned();
        let Answer { part, error, last, .. } = answers.next().await.ok_or_else(gone)?;
        if let Some(part) = part.filter(|part| !part.is_empty())
            && to.send(Ok(Bytes::from(part))).await.is_err()
        {
            return Ok(());
        }
        match error {
            Some(error) => return Err(error),
            None if last == Some(true) => return Ok(()),
            None => {}
        }
    }
}
