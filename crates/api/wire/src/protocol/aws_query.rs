//! awsQuery: parameters in, XML out.
//!
//! An answer is `<OpResponse><OpResult>...</OpResult><ResponseMetadata>...`, an error `<ErrorResponse>`,
//! which restXml shares.

use longshore_shapes::value::{Structure, read_structure};
use longshore_shapes::{ApiError, OperationSchema, ReadContext, ReadError, ServiceSchema, Writer};

use super::envelope;
use crate::client::{RequestParts, ServiceError};
use crate::query::{Dialect, Parameters, QueryReader, QueryWriter};
use crate::response::Answer;
use crate::xml::{Element, XmlReader, XmlWriter, dom};

const FORM_TYPE: &str = "application/x-www-form-urlencoded; charset=utf-8";
pub(super) const XML_TYPE: &str = "text/xml";

/// Reads the parameters of a form body and of a query string.
pub(super) fn read_request(
    body: &[u8],
    query: &str,
    dialect: Dialect,
    input: &mut dyn Structure,
    context: &mut ReadContext,
) -> Result<(), ReadError> {
    let parameters = Parameters::parse(body, query)?;
    let schema = input.schema();
    read_structure(input, schema, &mut QueryReader::new(&parameters, dialect, context))
}

pub(super) fn write_request(
    service: &ServiceSchema,
    operation: &OperationSchema,
    dialect: Dialect,
    input: &dyn Structure,
) -> RequestParts {
    let mut writer = QueryWriter::new(dialect);
    writer.parameter("Action", operation.name);
    writer.parameter("Version", service.api_version);
    writer.structure(input.schema(), input);
    RequestParts::post("/", FORM_TYPE, writer.finish())
}

pub(super) fn write_response(
    service: &ServiceSchema,
    operation: &OperationSchema,
    output: &dyn Structure,
    request_id: &str,
) -> Answer {
    let mut writer = XmlWriter::new();
    writer.element(&[operation.name, "Response"], service.xml_namespace, |writer| {
        match operation.result_wrapper {
            Some(wrapper) => writer.element(&[wrapper], "", |writer| writer.members(output.schema(), output)),
            None => writer.members(output.schema(), output),
        }
        writer.element(&["ResponseMetadata"], "", |writer| writer.text_element("RequestId", request_id));
    });
    Answer::new(200, XML_TYPE, writer.finish())
}

pub(super) fn write_error(service: Option<&ServiceSchema>, error: &ApiError, request_id: &str) -> Answer {
    let mut writer = XmlWriter::new();
    let namespace = service.map_or("", |service| service.xml_namespace);
    writer.element(&["ErrorResponse"], namespace, |writer| {
        writer.element(&["Error"], "", |writer| {
            writer.text_element("Type", envelope::fault(error.schema));
            writer.text_element("Code", error.schema.query_code());
            writer.text_element("Message", &error.message);
            envelope::details(error, &mut |member, value| writer.member(member, value));
        });
        writer.text_element("RequestId", request_id);
    });
    Answer::new(error.schema.status, XML_TYPE, writer.finish())
}

pub(super) fn read_response(
    operation: &OperationSchema,
    body: &[u8],
    output: &mut dyn Structure,
    context: &mut ReadContext,
) -> Result<(), ReadError> {
    let root = dom::parse(body)?;
    let empty = Element::default();
    let result = match operation.result_wrapper {
        Some(wrapper) => root.child(wrapper).unwrap_or(&empty),
        None => &root,
    };
    let schema = output.schema();
    read_structure(output, schema, &mut XmlReader::new(result, context))
}

/// The code and the message of an error, in any of the envelopes that hold an `Error` element.
pub(super) fn read_error(operation: &OperationSchema, body: &[u8]) -> Result<ServiceError, ReadError> {
    let empty = Element::default();
    let root = if body.is_empty() { None } else { Some(dom::parse(body)?) };
    let error = root.as_ref().and_then(|root| root.find("Error")).unwrap_or(&empty);
    let code = error.text_of("Code").unwrap_or_default();
    let message = error.text_of("Message").or_else(|| error.text_of("message")).unwrap_or_default();
    Ok(ServiceError { schema: envelope::modelled(operation, &code), code, message })
}
