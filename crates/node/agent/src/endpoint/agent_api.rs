//! What a container asks of the agent itself: its task's protection, and faults.
//!
//! Must not know: how protection is stored.

use std::time::Duration;

use http::{Method, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::Answer;
use crate::identity::{Identity, IdentityError};
use crate::view::TaskView;

/// How long control may take.
const PROTECTION_LIMIT: Duration = Duration::from_secs(4);
const FAULTS: [&str; 3] = ["network-blackhole-port", "network-latency", "network-packet-loss"];
const ACTIONS: [&str; 3] = ["start", "stop", "status"];

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Change {
    protection_enabled: Option<bool>,
    expires_in_minutes: Option<i32>,
}

/// `change` is the body of a PUT; without one it is asked how things are.
pub(super) async fn protection(
    identity: &dyn Identity,
    task: Option<&TaskView>,
    change: Option<&[u8]>,
) -> Answer {
    let Some(arn) = task.and_then(|task| task.assignment.task_arn.as_deref()) else {
        let text = "Failed to find a task for the request";
        return failure(StatusCode::NOT_FOUND, None, "ResourceNotFoundException", text);
    };
    let change = match change.map(parsed).transpose() {
        Ok(change) => change,
        Err(text) => return failure(StatusCode::BAD_REQUEST, Some(arn), "InvalidParameterException", text),
    };
    let asked = tokio::time::timeout(PROTECTION_LIMIT, identity.task_protection(arn, change));
    match asked.await {
        Ok(Ok((status, body))) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            Answer::passed_on(status, body)
        }
        Ok(Err(IdentityError::NotYet(text))) => {
            failure(StatusCode::SERVICE_UNAVAILABLE, Some(arn), "ServerException", &text)
        }
        Ok(Err(IdentityError::Refused(text))) => {
            failure(StatusCode::FORBIDDEN, Some(arn), "AccessDeniedException", &text)
        }
        Err(_) => {
            let text = "Timed out calling ECS Task Protection API";
            failure(StatusCode::GATEWAY_TIMEOUT, Some(arn), "RequestCanceled", text)
        }
    }
}

fn parsed(body: &[u8]) -> Result<(bool, Option<i32>), &'static str> {
    let change: Change =
        serde_json::from_slice(body).map_err(|_| "UpdateTaskProtection: failed to decode request")?;
    let enabled =
        change.protection_enabled.ok_or("Invalid request: does not contain 'ProtectionEnabled' field")?;
    Ok((enabled, change.expires_in_minutes))
}

fn failure(status: StatusCode, arn: Option<&str>, code: &str, text: &str) -> Answer {
    let mut error = json!({ "Code": code, "Message": text });
    if let (Some(arn), Some(error)) = (arn, error.as_object_mut()) {
        error.insert("Arn".to_owned(), arn.into());
    }
    Answer::json(status, &json!({ "error": error }))
}

/// Faults are not built; says so, or what is wrong with the request before that.
pub(super) fn fault(task: Option<&TaskView>, method: &Method, kind: &str, action: &str) -> Answer {
    if !FAULTS.contains(&kind) || !ACTIONS.contains(&action) {
        return Answer::not_found();
    }
    if *method != Method::POST {
        return Answer::method_not_allowed("POST");
    }
    let error = |status, text: String| Answer::json(status, &json!({ "Error": Value::from(text) }));
    let Some(task) = task else {
        return error(StatusCode::NOT_FOUND, "unable to find the task of this request".to_owned());
    };
    let arn = task.assignment.task_arn.as_deref().unwrap_or_default();
    let definition = task.assignment.definition.as_ref();
    if definition.and_then(|definition| definition.enable_fault_injection) != Some(true) {
        let text = format!("enableFaultInjection is not enabled for task: {arn}");
        return error(StatusCode::BAD_REQUEST, text);
    }
    error(StatusCode::NOT_IMPLEMENTED, format!("{kind} is not available: this agent injects no faults"))
}
