//! The six protocols behind four verbs for each side.
//!
//! The server reads a request and writes a response or an error; the client writes a request and reads a
//! response or an error. Only this module chooses between protocols; the modules below it each know one,
//! or a family that differs in its body alone.

mod aws_json;
mod aws_query;
mod ec2_query;
mod envelope;
mod rest;
mod rpc_v2_cbor;

use bytes::Bytes;
use http::Response;
use http::request::Parts;
use longshore_shapes::value::Structure;
use longshore_shapes::{ApiError, OperationSchema, Protocol, ReadContext, ReadError, ServiceSchema};

use crate::client::{RequestParts, ServiceError};
use crate::error;
use crate::http_binding::Format;
use crate::query::Dialect;
use crate::route::Route;

/// The shapes of the route's operation; an error that can be answered where they are not generated.
pub fn shapes(route: &Route) -> Result<&'static OperationSchema, ApiError> {
    route.operation.schema.ok_or_else(|| error::not_built(route.service, route.operation.name))
}

/// Fills an input from a request whose content encoding is undone, and checks the modelled constraints.
pub fn read_request(
    route: &Route,
    parts: &Parts,
    body: &[u8],
    input: &mut dyn Structure,
) -> Result<(), ApiError> {
    let mut context = ReadContext::checking();
    read_input(route, parts, body, input, &mut context)
        .map_err(|problem| error::malformed(route.protocol, &problem))?;
    match error::invalid(route.service, route.protocol, &context) {
        Some(invalid) => Err(invalid),
        None => Ok(()),
    }
}

fn read_input(
    route: &Route,
    parts: &Parts,
    body: &[u8],
    input: &mut dyn Structure,
    context: &mut ReadContext,
) -> Result<(), ReadError> {
    let query = parts.uri.query().unwrap_or_default();
    let rest =
        |format, input, context| rest::read_request(parts, &route.labels, body, format, input, context);
    match route.protocol {
        Protocol::AwsJson10 | Protocol::AwsJson11 => aws_json::read_body(body, input, context),
        Protocol::AwsQuery => aws_query::read_request(body, query, Dialect::Aws, input, context),
        Protocol::Ec2Query => aws_query::read_request(body, query, Dialect::Ec2, input, context),
        Protocol::RestJson => rest(Format::Json, input, context),
        Protocol::RestXml => rest(Format::Xml, input, context),
        Protocol::RpcV2Cbor => rpc_v2_cbor::read_body(body, input, context),
    }
}

/// The answer to a request that was carried out.
pub fn write_response(route: &Route, output: &dyn Structure, request_id: &str) -> Response<Bytes> {
    let answer = match shapes(route) {
        Ok(operation) => return write_output(route.service, operation, route.protocol, output, request_id),
        Err(not_built) => not_built,
    };
    write_error(route.protocol, Some(route.service), &answer, request_id)
}

/// The answer to a request that was carried out, for a caller that has the operation's schema.
pub fn write_output(
    service: &'static ServiceSchema,
    operation: &'static OperationSchema,
    protocol: Protocol,
    output: &dyn Structure,
    request_id: &str,
) -> Response<Bytes> {
    let answer = match protocol {
        Protocol::AwsJson10 | Protocol::AwsJson11 => aws_json::write_response(protocol, output),
        Protocol::AwsQuery => aws_query::write_response(service, operation, output, request_id),
        Protocol::Ec2Query => ec2_query::write_response(service, operation, output, request_id),
        Protocol::RestJson => rest::write_response(service, operation, Format::Json, output),
        Protocol::RestXml => rest::write_response(service, operation, Format::Xml, output),
        Protocol::RpcV2Cbor => rpc_v2_cbor::write_response(output),
    };
    answer.into_response(request_id)
}

/// The answer to a request that was not carried out. The service is known unless routing failed early.
pub fn write_error(
    protocol: Protocol,
    service: Option<&ServiceSchema>,
    error: &ApiError,
    request_id: &str,
) -> Response<Bytes> {
    let answer = match protocol {
        Protocol::AwsJson10 | Protocol::AwsJson11 => aws_json::write_error(protocol, service, error),
        Protocol::AwsQuery | Protocol::RestXml => aws_query::write_error(service, error, request_id),
        Protocol::Ec2Query => ec2_query::write_error(error, request_id),
        Protocol::RestJson => rest::write_json_error(error),
        Protocol::RpcV2Cbor => rpc_v2_cbor::write_error(service, error),
    };
    answer.into_response(request_id)
}

/// The request for an input, without an endpoint.
pub fn write_request(
    service: &'static ServiceSchema,
    operation: &'static OperationSchema,
    protocol: Protocol,
    input: &dyn Structure,
) -> RequestParts {
    match protocol {
        Protocol::AwsJson10 | Protocol::AwsJson11 => {
            aws_json::write_request(service, operation, protocol, input)
        }
        Protocol::AwsQuery => aws_query::write_request(service, operation, Dialect::Aws, input),
        Protocol::Ec2Query => aws_query::write_request(service, operation, Dialect::Ec2, input),
        Protocol::RestJson => rest::write_request(service, operation, Format::Json, input),
        Protocol::RestXml => rest::write_request(service, operation, Format::Xml, input),
        Protocol::RpcV2Cbor => rpc_v2_cbor::write_request(service, operation, input),
    }
}

/// Fills an output from a successful response.
pub fn read_response(
    operation: &'static OperationSchema,
    protocol: Protocol,
    parts: &http::response::Parts,
    body: &[u8],
    output: &mut dyn Structure,
) -> Result<(), ReadError> {
    let context = &mut ReadContext::trusting();
    match protocol {
        Protocol::AwsJson10 | Protocol::AwsJson11 => aws_json::read_body(body, output, context),
        Protocol::AwsQuery => aws_query::read_response(operation, body, output, context),
        Protocol::Ec2Query => ec2_query::read_response(body, output, context),
        Protocol::RestJson => rest::read_response(parts, body, Format::Json, output, context),
        Protocol::RestXml => rest::read_response(parts, body, Format::Xml, output, context),
        Protocol::RpcV2Cbor => rpc_v2_cbor::read_body(body, output, context),
    }
}

/// The error in a response that is not a success.
pub fn read_error(
    operation: &'static OperationSchema,
    protocol: Protocol,
    parts: &http::response::Parts,
    body: &[u8],
) -> Result<ServiceError, ReadError> {
    match protocol {
        Protocol::AwsJson10 | Protocol::AwsJson11 | Protocol::RestJson => {
            aws_json::read_error(operation, &parts.headers, body)
        }
        Protocol::AwsQuery | Protocol::Ec2Query | Protocol::RestXml => aws_query::read_error(operation, body),
        Protocol::RpcV2Cbor => rpc_v2_cbor::read_error(operation, &parts.headers, body),
    }
}
