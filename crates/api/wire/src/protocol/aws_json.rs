//! awsJson 1.0 and 1.1: `POST /` with the operation in `X-Amz-Target` and the shape as the body.

use http::HeaderMap;
use longshore_shapes::value::{Structure, read_structure};
use longshore_shapes::{ApiError, OperationSchema, Protocol, ReadContext, ReadError, ServiceSchema, Writer};

use super::envelope;
use crate::client::{RequestParts, ServiceError};
use crate::json::{JsonReader, JsonWriter};
use crate::response::{Answer, ERROR_TYPE, QUERY_ERROR, QUERY_MODE, TARGET};

fn content_type(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::AwsJson10 => "application/x-amz-json-1.0",
        _ => "application/x-amz-json-1.1",
    }
}

/// Reads an input on the server and an output on the client; no body at all is an empty structure.
pub(crate) fn read_body(
    body: &[u8],
    target: &mut dyn Structure,
    context: &mut ReadContext,
) -> Result<(), ReadError> {
    let body = if body.is_empty() { b"{}" } else { body };
    let schema = target.schema();
    let mut reader = JsonReader::new(body, context)?;
    read_structure(target, schema, &mut reader)?;
    reader.end()
}

pub(crate) fn write_body(value: &dyn Structure) -> Vec<u8> {
    let mut writer = JsonWriter::new();
    writer.structure(value.schema(), value);
    writer.finish()
}

pub(super) fn write_response(protocol: Protocol, output: &dyn Structure) -> Answer {
    Answer::new(200, content_type(protocol), write_body(output))
}

pub(super) fn write_error(protocol: Protocol, service: Option<&ServiceSchema>, error: &ApiError) -> Answer {
    let unsure = service.is_some_and(|service| service.query_compatible);
    let body = error_body(error, Some(error.code()), unsure);
    let mut answer = Answer::new(error.schema.status, content_type(protocol), body);
    answer.header(ERROR_TYPE, error.code());
    envelope::add_query_error(&mut answer, service, error.schema);
    answer
}

/// `{"__type":"Code","message":"...", details}`; restJson leaves the type to a header.
pub(super) fn error_body(error: &ApiError, kind: Option<&str>, unsure: bool) -> Vec<u8> {
    let mut writer = JsonWriter::new();
    writer.open();
    if let Some(kind) = kind {
        writer.key("__type");
        writer.string(kind);
    }
    for name in envelope::message_names(error.schema, unsure) {
        writer.key(name);
        writer.string(&error.message);
    }
    envelope::details(error, &mut |member, value| writer.member(member, value));
    writer.close();
    writer.finish()
}

pub(super) fn write_request(
    service: &ServiceSchema,
    operation: &OperationSchema,
    protocol: Protocol,
    input: &dyn Structure,
) -> RequestParts {
    let mut request = RequestParts::post("/", content_type(protocol), write_body(input));
    request.header(TARGET, &format!("{}.{}", service.target_prefix, operation.name));
    if service.query_compatible {
        request.header(QUERY_MODE, "true");
    }
    request
}

/// The code and the message of an error; the header has the first word on the code.
pub(super) fn read_error(
    operation: &OperationSchema,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<ServiceError, ReadError> {
    let (mut code, mut message) = (None, String::new());
    let mut context = ReadContext::trusting();
    if !body.is_empty() {
        JsonReader::new(body, &mut context)?.entries(&mut |key, reader| {
            let text = reader.text_or_skip()?;
            match (key, text) {
                ("__type" | "code" | "Code", Some(text)) => code = Some(text),
                ("message" | "Message", Some(text)) => message = text,
                _ => {}
            }
            Ok(())
        })?;
    }
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let code = header(ERROR_TYPE).map(str::to_owned).or(code).unwrap_or_default();
    let code = envelope::bare_code(&code);
    let query_code = header(QUERY_ERROR).and_then(|value| value.split(';').next());
    let schema = envelope::modelled(operation, code)
        .or_else(|| query_code.and_then(|code| envelope::modelled(operation, code)));
    Ok(ServiceError { schema, code: code.to_owned(), message })
}
