//! Temporary credentials of a task's roles.
//!
//! Every request is told to the audit log: who, for which role, with what outcome; never the id or a secret.
//!
//! Must not know: where credentials come from.

use std::net::IpAddr;

use http::StatusCode;
use serde_json::{Value, json};

use super::answer::{Answer, Object};
use crate::identity::{Identity, IdentityError, RoleCredentials};

/// Who asks, for the audit log.
pub(super) struct Asker<'a> {
    pub(super) address: IpAddr,
    pub(super) user_agent: &'a str,
}

/// `form` is the first word of messages: `CredentialsV1Request` or `CredentialsV2Request`.
pub(super) fn answer(identity: &dyn Identity, form: &str, id: Option<&str>, asker: &Asker<'_>) -> Answer {
    let (answer, role) = match id.filter(|id| !id.is_empty()) {
        None => {
            let text = "No ID in the request";
            (refusal(form, StatusCode::BAD_REQUEST, "NoIdInRequest", text), None)
        }
        Some(id) => known(identity, form, id),
    };
    tracing::info!(
        target: "longshore::audit",
        event = "GetCredentials",
        status = answer.status.as_u16(),
        role = role.as_deref(),
        caller = %asker.address,
        user_agent = asker.user_agent,
        "credentials asked for"
    );
    answer
}

fn known(identity: &dyn Identity, form: &str, id: &str) -> (Answer, Option<String>) {
    match identity.credentials(id) {
        Some(Ok(credentials)) => (Answer::ok(&document(&credentials)), Some(credentials.role_arn)),
        None => {
            let text = "Credentials not found";
            (refusal(form, StatusCode::BAD_REQUEST, "InvalidIdInRequest", text), None)
        }
        Some(Err(IdentityError::NotYet(_))) => {
            let text = "Credentials uninitialized for ID";
            (refusal(form, StatusCode::SERVICE_UNAVAILABLE, "CredentialsUninitialized", text), None)
        }
        Some(Err(IdentityError::Refused(text))) => {
            (refusal(form, StatusCode::INTERNAL_SERVER_ERROR, "InternalServerError", &text), None)
        }
    }
}

fn document(credentials: &RoleCredentials) -> Value {
    Object::default()
        .with("RoleArn", credentials.role_arn.as_str())
        .with("AccessKeyId", credentials.access_key_id.as_str())
        .with("SecretAccessKey", credentials.secret_access_key.as_str())
        .with("Token", credentials.token.as_str())
        .time("Expiration", Some(credentials.expires_at))
        .done()
}

fn refusal(form: &str, status: StatusCode, code: &str, text: &str) -> Answer {
    let message = format!("{form}: {text}");
    Answer::json(status, &json!({ "code": code, "message": message, "HTTPErrorCode": status.as_u16() }))
}
