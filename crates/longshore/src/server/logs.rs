//! `/_longshore/logs`: the lines that a task's containers have written, asked of the node that keeps them and
//! sent as they come: JSON, one object a line. Where they cannot be given, or not to their end, the last object
//! says why, as `error`.
//!
//! Query: `task` (an ARN or an id), `cluster`, `container`, `tail`, `since` (seconds since 1970), `follow`.
//! Signed for the service `longshore` by a key of the task's account.
//!
//! Must not know: where a node keeps lines.

use std::io;

use bytes::Bytes;
use http::request::Parts;
use http::{Response, StatusCode};
use http_body_util::Either;
use longshore_link::{Answer, LogsQuestion};
use longshore_services::ecs::task;
use longshore_shapes::Timestamp;
use serde_json::json;
use tokio::sync::mpsc;

use super::backup;
use super::dispatch::{Body, Server, plain};
use crate::nodes::Answers;

pub(crate) const PATH: &str = "/_longshore/logs";
/// Parts that wait for the client; the node is asked for more as they are taken.
const PARTS_AHEAD: usize = 4;
const QUERY_BYTES_MAX: usize = 4096;
const CUT_SHORT: &str = "the node went away before it had answered to the end";

/// Why there are no lines: a status and what to say.
type Refused = (StatusCode, String);

pub(super) fn answer(server: &Server, parts: &Parts) -> Response<Body> {
    let answers = match ask(server, parts) {
        Ok(answers) => answers,
        Err((status, message)) => {
            let mut refusal = plain("text/plain; charset=utf-8", format!("{message}\n").into());
            *refusal.status_mut() = status;
            return refusal;
        }
    };
    let (sender, receiver) = mpsc::channel(PARTS_AHEAD);
    tokio::spawn(hand_over(answers, sender));
    Response::new(Either::Right(Either::Left(backup::stream(receiver))))
}

/// Passes parts on until the last, or until what went wrong.
async fn hand_over(mut answers: Answers, to: mpsc::Sender<io::Result<Bytes>>) {
    loop {
        let answer = tokio::select! {
            answer = answers.next() => answer,
            // The client is gone; dropping the answers tells the node.
            () = to.closed() => return,
        };
        let cut = || Answer { error: Some(CUT_SHORT.to_owned()), ..Answer::default() };
        let answer = answer.unwrap_or_else(cut);
        let over = answer.last == Some(true) || answer.error.is_some();
        let problem = answer.error.map(|error| format!("{}\n", json!({ "error": error })));
        let part = answer.part.filter(|part| !part.is_empty());
        for part in part.into_iter().chain(problem) {
            if to.send(Ok(Bytes::from(part))).await.is_err() {
                return;
            }
        }
        if over {
            return;
        }
    }
}

fn ask(server: &Server, parts: &Parts) -> Result<Answers, Refused> {
    let snapshot = server.engine.snapshot();
    let caller = server.identity.of_own_page(&snapshot, parts);
    let caller = caller.map_err(|error| (StatusCode::FORBIDDEN, error.to_string()))?;
    let query = Query::parse(parts.uri.query().unwrap_or_default())?;
    let named = task::named(&snapshot, caller.scope, query.cluster.as_deref(), &query.task);
    let (key, instance, has_run) = named.map_err(|error| (StatusCode::NOT_FOUND, error.message))?;
    let unavailable = |message: String| (StatusCode::SERVICE_UNAVAILABLE, message);
    let instance = instance.ok_or_else(|| unavailable("The task has no place on a node yet.".to_owned()))?;
    let nodes = server.nodes.as_ref().ok_or_else(|| unavailable("This server has no nodes.".to_owned()))?;
    let question =
        LogsQuestion { task_arn: Some(task::arn_of(&key)), has_run: Some(has_run), ..query.question };
    nodes.ask_logs(&instance, question).map_err(|error| unavailable(format!("{error}.")))
}

struct Query {
    task: String,
    cluster: Option<String>,
    question: LogsQuestion,
}

impl Query {
    fn parse(text: &str) -> Result<Self, Refused> {
        let bad = |message: &str| (StatusCode::BAD_REQUEST, message.to_owned());
        if text.len() > QUERY_BYTES_MAX {
            return Err(bad("The query is too long."));
        }
        let mut query = Self { task: String::new(), cluster: None, question: LogsQuestion::default() };
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = decoded(value).ok_or_else(|| bad("The query is not percent-encoded text."))?;
            let question = &mut query.question;
            match name {
                "task" => query.task = value,
                "cluster" => query.cluster = Some(value),
                "container" => question.container = Some(value),
                "follow" => question.follow = Some(value != "false"),
                "tail" => question.tail = Some(value.parse().map_err(|_| bad("tail must be a number."))?),
                "since" => {
                    let seconds: f64 = value.parse().map_err(|_| bad("since must be seconds since 1970."))?;
                    question.since = Some(Timestamp::from_secs_f64(seconds));
                }
                // Parameters of a signature in the query are not for us.
                _ => {}
            }
        }
        if query.task.is_empty() {
            return Err(bad("task must name a task, by its id or its ARN."));
        }
        Ok(query)
    }
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, left)) = rest.split_first() {
        rest = left;
        if *byte != b'%' {
            bytes.push(*byte);
            continue;
        }
        let (digits, left) = rest.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
        rest = left;
    }
    String::from_utf8(bytes).ok()
}

/// A text as it stands in a query.
pub(crate) fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read() {
        let arn = "arn:aws:ecs:us-east-1:000000000007:task/default/1 2%";
        let text =
            format!("task={}&cluster=c&container=app&tail=5&since=1.5&follow=&X-Amz-Date=x", encoded(arn));
        let query = Query::parse(&text).unwrap();
        assert_eq!((query.task.as_str(), query.cluster.as_deref()), (arn, Some("c")));
        let question = query.question;
        assert_eq!(
            (question.container.as_deref(), question.tail, question.follow),
            (Some("app"), Some(5), Some(true))
        );
        assert_eq!(question.since, Some(Timestamp::from_millis(1500)));
    }

    #[test]
    fn queries_that_are_refused() {
        let long = format!("task={}", "x".repeat(QUERY_BYTES_MAX));
        for text in [
            "",
            "task=",
            "tail=5",
            "task=x&tail=y",
            "task=x&since=soon",
            "task=%",
            "task=%zz",
            "task=%ff",
            &long,
        ] {
            assert!(Query::parse(text).is_err(), "{text}");
        }
    }
}
