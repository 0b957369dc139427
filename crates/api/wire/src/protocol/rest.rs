//! restJson and restXml: methods, paths and headers of their own, and a body in JSON or XML.

use http::request::Parts;
use http::{HeaderMap, Method};
use longshore_shapes::value::{Structure, read_structure};
use longshore_shapes::{ApiError, OperationSchema, ReadContext, ReadError, ServiceSchema};

use super::aws_json;
use crate::client::RequestParts;
use crate::http_binding::{Bound, BoundReader, Format, Message, has_payload, partition};
use crate::path;
use crate::query::form;
use crate::response::{Answer, ERROR_TYPE};
use crate::route::Labels;

const JSON_TYPE: &str = "application/json";
const XML_TYPE: &str = "text/xml";

pub(super) fn read_request(
    parts: &Parts,
    labels: &Labels,
    body: &[u8],
    format: Format,
    input: &mut dyn Structure,
    context: &mut ReadContext,
) -> Result<(), ReadError> {
    let query = form::parse(parts.uri.query().unwrap_or_default())?;
    let message = Message { labels, query: &query, headers: &parts.headers, status: 200, body, format };
    let schema = input.schema();
    read_structure(input, schema, &mut BoundReader::new(&message, context))
}

pub(super) fn read_response(
    parts: &http::response::Parts,
    body: &[u8],
    format: Format,
    output: &mut dyn Structure,
    context: &mut ReadContext,
) -> Result<(), ReadError> {
    let status = parts.status.as_u16();
    let message = Message { labels: &[], query: &[], headers: &parts.headers, status, body, format };
    let schema = output.schema();
    read_structure(output, schema, &mut BoundReader::new(&message, context))
}

pub(super) fn write_request(
    service: &'static ServiceSchema,
    operation: &'static OperationSchema,
    format: Format,
    input: &dyn Structure,
) -> RequestParts {
    let bound = partition(input, format, service.xml_namespace);
    let label = |name: &str| {
        let found = bound.labels.iter().find(|(label, _)| *label == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let mut target = path::render(operation.http_path, &label);
    let (_, constants) = path::split(operation.http_path);
    for (mark, query) in [('?', constants), (if constants.is_empty() { '?' } else { '&' }, &bound.query)] {
        if !query.is_empty() {
            target.push(mark);
            target.push_str(query);
        }
    }
    let method = operation.http_method.parse().unwrap_or(Method::POST);
    RequestParts { method, target, headers: bound.headers, body: bound.body }
}

pub(super) fn write_response(
    service: &'static ServiceSchema,
    operation: &OperationSchema,
    format: Format,
    output: &dyn Structure,
) -> Answer {
    let Bound { status, headers, mut body, .. } = partition(output, format, service.xml_namespace);
    let status = status.unwrap_or(operation.http_status);
    // An answer without members is an empty object, where the status allows a body.
    if format == Format::Json && body.is_empty() && status != 204 && !has_payload(output.schema()) {
        body = b"{}".to_vec();
    }
    let content_type = if format == Format::Json { JSON_TYPE } else { XML_TYPE };
    Answer { status, content_type, headers, body }
}

/// restJson names the error in a header; its body is the error's members.
pub(super) fn write_json_error(error: &ApiError) -> Answer {
    let body = aws_json::error_body(error, None, true);
    let mut answer = Answer::new(error.schema.status, JSON_TYPE, body);
    let bound = error.details.as_ref().map(|details| partition(details.as_ref(), Format::Json, ""));
    answer.headers = bound.map_or_else(HeaderMap::new, |bound| bound.headers);
    answer.headers.remove(http::header::CONTENT_TYPE);
    answer.header(ERROR_TYPE, error.code());
    answer
}
