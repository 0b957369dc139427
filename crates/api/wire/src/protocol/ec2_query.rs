//! ec2Query: awsQuery's elder, with names, lists and envelopes of its own.

use longshore_shapes::value::{Structure, read_structure};
use longshore_shapes::{ApiError, OperationSchema, ReadContext, ReadError, ServiceSchema};

use super::envelope;
use crate::response::Answer;
use crate::xml::{XmlReader, XmlWriter, dom};

const XML_TYPE: &str = "text/xml;charset=UTF-8";

pub(super) fn write_response(
    service: &ServiceSchema,
    operation: &OperationSchema,
    output: &dyn Structure,
    request_id: &str,
) -> Answer {
    let mut writer = XmlWriter::new();
    writer.declaration();
    writer.element(&[operation.name, "Response"], service.xml_namespace, |writer| {
        writer.text_element("requestId", request_id);
        writer.members(output.schema(), output);
    });
    Answer::new(200, XML_TYPE, writer.finish())
}

pub(super) fn write_error(error: &ApiError, request_id: &str) -> Answer {
    let mut writer = XmlWriter::new();
    writer.declaration();
    writer.element(&["Response"], "", |writer| {
        writer.element(&["Errors"], "", |writer| {
            writer.element(&["Error"], "", |writer| {
                writer.text_element("Code", error.schema.query_code());
                writer.text_element("Message", &error.message);
                envelope::details(error, &mut |member, value| writer.member(member, value));
            });
        });
        writer.text_element("RequestID", request_id);
    });
    Answer::new(error.schema.status, XML_TYPE, writer.finish())
}

pub(super) fn read_response(
    body: &[u8],
    output: &mut dyn Structure,
    context: &mut ReadContext,
) -> Result<(), ReadError> {
    let root = dom::parse(body)?;
    let schema = output.schema();
    read_structure(output, schema, &mut XmlReader::new(&root, context))
}
