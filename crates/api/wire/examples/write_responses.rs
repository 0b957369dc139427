//! Writes made-up answers and errors of every operation in every protocol, one JSON line each, for
//! `tests/oracle/check_responses.py` to read with another implementation.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a tool of the tests")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use common::fill;
use http::Response;
use longshore_shapes::{ApiError, ErrorSchema, OperationSchema, Protocol, Schema, ServiceSchema, cbor};
use longshore_wire::protocol::write_output;
use longshore_wire::{error, write_error};
use serde_json::{Value as Json, json};

fn main() {
    let mut out = std::io::stdout().lock();
    for (service, operation, protocol) in common::operations() {
        for fullness in fill::ALL {
            let output = fill::structure(operation.output, fullness);
            let response = write_output(service, operation, protocol, &output, "id-1");
            let mut line = line(service, operation, protocol, response);
            // By model name, and independent of the protocol.
            line["expected"] = STANDARD.encode(cbor::to_vec(&output)).into();
            writeln!(out, "{line}").unwrap();
        }
        let common: [&'static ErrorSchema; 3] =
            [error::validation_error(service), &error::INTERNAL_FAILURE, &error::UNKNOWN_OPERATION];
        for schema in operation.errors.iter().copied().chain(common) {
            let line = error_line(service, operation, protocol, schema);
            writeln!(out, "{line}").unwrap();
        }
    }
}

fn line(
    service: &ServiceSchema,
    operation: &OperationSchema,
    protocol: Protocol,
    response: Response<Bytes>,
) -> Json {
    let headers: serde_json::Map<String, Json> = response
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().into()))
        .collect();
    json!({
        "service": service.name,
        "operation": operation.name,
        "protocol": format!("{protocol:?}"),
        "status": response.status().as_u16(),
        "headers": headers,
        "body": STANDARD.encode(response.body()),
    })
}

fn error_line(
    service: &ServiceSchema,
    operation: &OperationSchema,
    protocol: Protocol,
    schema: &'static ErrorSchema,
) -> Json {
    let message = "what <went> wrong & \"why\"";
    let mut error = ApiError::new(schema, message);
    if let Some(shape) = schema.shape {
        error = error.with_details(fill::structure(shape, fill::Fullness::Full));
    }
    let mut line = line(service, operation, protocol, write_error(protocol, Some(service), &error, "id-2"));
    let by_query_code = matches!(protocol, Protocol::AwsQuery | Protocol::Ec2Query | Protocol::RestXml);
    let translated = service.query_compatible && protocol != Protocol::RestJson;
    let code = if by_query_code || translated { schema.query_code() } else { schema.name };
    line["error"] = json!({ "code": code, "message": message, "shape": schema.shape.map(member_names) });
    line
}

/// The members of an error beyond its message.
fn member_names(shape: &'static Schema) -> Vec<&'static str> {
    let names = shape.members().iter().map(|member| member.name);
    names.filter(|name| !name.eq_ignore_ascii_case("message")).collect()
}
