//! rpcv2Cbor: `POST /service/Name/operation/Op` with the shape in CBOR.

use http::HeaderMap;
use http::header::{ACCEPT, HeaderName};
use longshore_shapes::cbor::{CborReader, CborWriter};
use longshore_shapes::schema::{self, Kind, Limits, Member};
use longshore_shapes::value::{Structure, read_structure};
use longshore_shapes::{
    ApiError, OperationSchema, ReadContext, ReadError, Schema, ServiceSchema, Writer, structure_members,
    structure_value,
};

use super::envelope;
use crate::client::{RequestParts, ServiceError};
use crate::response::{Answer, ERROR_TYPE, QUERY_ERROR, QUERY_MODE, RPC_V2_CBOR, SMITHY_PROTOCOL};

const CBOR_TYPE: &str = "application/cbor";

/// Reads an input on the server and an output on the client; no body at all is an empty structure.
pub(super) fn read_body(
    body: &[u8],
    target: &mut dyn Structure,
    context: &mut ReadContext,
) -> Result<(), ReadError> {
    const EMPTY_MAP: &[u8] = &[0xa0];
    let body = if body.is_empty() { EMPTY_MAP } else { body };
    let schema = target.schema();
    let mut reader = CborReader::new(body, std::mem::replace(context, ReadContext::trusting()));
    let read = read_structure(target, schema, &mut reader).and_then(|()| reader.end());
    *context = reader.into_context();
    read
}

pub(super) fn write_body(value: &dyn Structure) -> Vec<u8> {
    longshore_shapes::cbor::to_vec(value)
}

fn answer(status: u16, body: Vec<u8>) -> Answer {
    let mut answer = Answer::new(status, CBOR_TYPE, body);
    answer.header(SMITHY_PROTOCOL, RPC_V2_CBOR);
    answer
}

pub(super) fn write_response(output: &dyn Structure) -> Answer {
    answer(200, write_body(output))
}

pub(super) fn write_error(service: Option<&ServiceSchema>, error: &ApiError) -> Answer {
    let mut writer = CborWriter::new(Vec::with_capacity(128));
    writer.begin();
    writer.key("__type");
    writer.text(&schema::TEXT, error.code());
    for name in envelope::message_names(error.schema, true) {
        writer.key(name);
        writer.text(&schema::TEXT, &error.message);
    }
    envelope::details(error, &mut |member, value| {
        writer.key(member.name);
        value.write(member.target, &mut writer);
    });
    writer.end();
    let mut answer = answer(error.schema.status, writer.finish());
    answer.header(ERROR_TYPE, error.code());
    envelope::add_query_error(&mut answer, service, error.schema);
    answer
}

pub(super) fn write_request(
    service: &ServiceSchema,
    operation: &OperationSchema,
    input: &dyn Structure,
) -> RequestParts {
    let target = format!("/service/{}/operation/{}", service.target_prefix, operation.name);
    let mut request = RequestParts::post(&target, CBOR_TYPE, write_body(input));
    request.header(SMITHY_PROTOCOL, RPC_V2_CBOR);
    request.header(ACCEPT, CBOR_TYPE);
    if service.query_compatible {
        request.header(QUERY_MODE, "true");
    }
    request
}

/// The part of an error that every service has.
#[derive(Default)]
struct Envelope {
    kind: Option<String>,
    message: Option<String>,
    upper_message: Option<String>,
}

static ENVELOPE: Schema = Schema {
    name: "Envelope",
    kind: Kind::Structure {
        members: &[
            Member::optional("__type", &schema::TEXT),
            Member::optional("message", &schema::TEXT),
            Member::optional("Message", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

structure_members! { Envelope, ENVELOPE { 0: kind, 1: message, 2: upper_message } }
structure_value!(Envelope);

pub(super) fn read_error(
    operation: &OperationSchema,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<ServiceError, ReadError> {
    let mut envelope = Envelope::default();
    read_body(body, &mut envelope, &mut ReadContext::trusting())?;
    let header = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let kind = envelope.kind.or_else(|| header(ERROR_TYPE).map(str::to_owned)).unwrap_or_default();
    let code = envelope::bare_code(&kind);
    let query_code = header(QUERY_ERROR).and_then(|value| value.split(';').next());
    let schema = envelope::modelled(operation, code)
        .or_else(|| query_code.and_then(|code| envelope::modelled(operation, code)));
    let message = envelope.message.or(envelope.upper_message).unwrap_or_default();
    Ok(ServiceError { schema, code: code.to_owned(), message })
}
