//! Wrong input of every kind at every member of every operation that is served: each is answered with an error
//! that says so, and the server stays up.
//!
//! The inputs come from the schemas, so an operation that is served tomorrow is tried tomorrow. All of it goes
//! over one connection that is kept alive, signed. LONGSHORE_OPERATION tries one operation.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "modelled limits are small numbers"
)]

mod common;
mod generate;

use common::http1::Answer;
use common::{Caller, Directory, Server};
use generate::Case;
use http::header::CONTENT_TYPE;
use longshore_services::registry;
use longshore_shapes::{OperationName, OperationSchema, Protocol, SERVICES, ServiceSchema};

/// A failure is shown up to here, so that the first ones can be read.
const FAILURES_SHOWN: usize = 40;

struct Target {
    service: &'static ServiceSchema,
    operation: &'static OperationName,
    schema: &'static OperationSchema,
    protocol: Protocol,
}

impl Target {
    fn all() -> Vec<Target> {
        let registry = registry();
        let mut targets = Vec::new();
        for service in SERVICES {
            for name in registry.served(service) {
                let operation = service.operations.iter().find(|operation| operation.name == name).unwrap();
                let schema = operation.schema.unwrap_or_else(|| panic!("{name} has no shapes"));
                for protocol in service.protocols {
                    targets.push(Target { service, operation, schema, protocol: *protocol });
                }
            }
        }
        targets
    }

    fn cases(&self) -> Option<Vec<Case>> {
        match self.protocol {
            Protocol::AwsJson10 | Protocol::AwsJson11 => Some(generate::json::cases(self.schema.input)),
            Protocol::AwsQuery | Protocol::Ec2Query => Some(generate::query::cases(
                self.operation.name,
                self.service.api_version,
                self.schema.input,
                self.protocol,
            )),
            // No operation that is served speaks these alone.
            Protocol::RestJson | Protocol::RestXml | Protocol::RpcV2Cbor => None,
        }
    }

    fn send(&self, caller: &mut Caller, body: Vec<u8>) -> std::io::Result<Answer> {
        let request = http::Request::post(format!("{}/", caller.endpoint));
        let request = match self.protocol {
            Protocol::AwsJson10 => request.header(CONTENT_TYPE, "application/x-amz-json-1.0"),
            Protocol::AwsJson11 => request.header(CONTENT_TYPE, "application/x-amz-json-1.1"),
            _ => request.header(CONTENT_TYPE, "application/x-www-form-urlencoded; charset=utf-8"),
        };
        let request = match self.protocol {
            Protocol::AwsJson10 | Protocol::AwsJson11 => request
                .header("x-amz-target", format!("{}.{}", self.service.target_prefix, self.operation.name)),
            _ => request,
        };
        let mut request = request.body(body).unwrap();
        caller.sign(&mut request, self.service.signing_name);
        caller.client.send(&request)
    }

    /// What is wrong with an answer, if anything is.
    fn judge(&self, answer: &Answer, wrong: bool) -> Result<(), String> {
        match answer.status {
            200..300 if wrong => return Err("was accepted".to_owned()),
            200..300 => return Ok(()),
            400..500 => {}
            _ => return Err(format!("was answered with HTTP {}", answer.status)),
        }
        let (parts, ()) = answer.head().into_parts();
        let error = longshore_wire::read_error(self.schema, self.protocol, &parts, &answer.body)
            .map_err(|error| format!("has an unreadable answer: {error}"))?;
        let code = error.code.as_str();
        if code.is_empty() || !code.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '.') {
            return Err(format!("has the error code '{code}'"));
        }
        if error.message.is_empty() {
            return Err(format!("has no message beside its code {code}"));
        }
        if error.message.contains("a bug") || error.message.len() > 20_000 {
            return Err(format!("has the message {:.200}", error.message));
        }
        Ok(())
    }
}

#[test]
fn every_wrong_input_is_refused_in_words() {
    let dir = Directory::new("bad-input");
    let mut server = Server::start(dir.path());
    let mut caller = server.caller();
    let only = common::text_setting("LONGSHORE_OPERATION");
    let (mut sent, mut failures) = (0, Vec::new());
    for target in Target::all() {
        if only.as_ref().is_some_and(|only| only != target.operation.name) {
            continue;
        }
        let Some(cases) = target.cases() else { continue };
        for case in cases {
            sent += 1;
            let (operation, name) = (target.operation.name, case.name);
            let shown: String = String::from_utf8_lossy(&case.body).chars().take(400).collect();
            let answer = target.send(&mut caller, case.body);
            let answer = answer.unwrap_or_else(|error| panic!("{operation}: {name}: {error}\n{shown}"));
            if let Err(problem) = target.judge(&answer, case.wrong) {
                let answer: String = answer.text().chars().take(400).collect();
                failures.push(format!("{operation}: {name} {problem}\n    {shown}\n    {answer}"));
            }
        }
    }
    println!("{sent} inputs");
    assert!(server.is_running());
    assert!(!server.log().contains("panic"), "{}", server.log());
    let count = failures.len();
    failures.truncate(FAILURES_SHOWN);
    assert!(failures.is_empty(), "{count} of {sent} inputs:\n{}", failures.join("\n"));
    assert!(sent > 0);
    assert!(server.stop().success());
}
