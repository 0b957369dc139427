//! What the protocols have in common around an error.

use longshore_shapes::error::Fault;
use longshore_shapes::write::present_members;
use longshore_shapes::{ApiError, ErrorSchema, Member, OperationSchema, ServiceSchema, Value};

use crate::response::{Answer, QUERY_ERROR};

/// The names of the member that holds the message: most models say `message`, some `Message`. Where the
/// error's shape is not there to tell and services differ (`unsure`), both go out.
pub(super) fn message_names(error: &ErrorSchema, unsure: bool) -> &'static [&'static str] {
    let members = error.shape.map(|shape| shape.members()).unwrap_or_default();
    match members.iter().find(|member| is_message(member)) {
        Some(member) if member.name == "Message" => &["Message"],
        None if unsure => &["message", "Message"],
        _ => &["message"],
    }
}

pub(super) fn is_message(member: &Member) -> bool {
    member.name.eq_ignore_ascii_case("message")
}

/// The error's members that are there, but its message.
pub(super) fn details(error: &ApiError, each: &mut dyn FnMut(&'static Member, &dyn Value)) {
    if let Some(details) = &error.details {
        present_members(details.schema(), details.as_ref(), &mut |member, value| {
            if !is_message(member) {
                each(member, value);
            }
        });
    }
}

/// Who is at fault, as the Query protocols call them.
pub(super) fn fault(error: &ErrorSchema) -> &'static str {
    match error.fault {
        Fault::Client => "Sender",
        Fault::Server => "Receiver",
    }
}

/// Services that once spoke Query tell JSON and CBOR clients the old code as well. Clients that did not
/// ask for it (`x-amzn-query-mode`) do not look at the header, so that it always goes out.
pub(super) fn add_query_error(answer: &mut Answer, service: Option<&ServiceSchema>, error: &ErrorSchema) {
    if service.is_some_and(|service| service.query_compatible) {
        answer.header(QUERY_ERROR, &format!("{};{}", error.query_code(), fault(error)));
    }
}

/// An error code without what some servers put around it: `aws.service#Code:http://...`.
pub(super) fn bare_code(code: &str) -> &str {
    let code = code.split(':').next().unwrap_or_default();
    code.rsplit('#').next().unwrap_or_default()
}

/// The modelled error of that code, by name or by its Query code.
pub(super) fn modelled(operation: &OperationSchema, code: &str) -> Option<&'static ErrorSchema> {
    operation.errors.iter().copied().find(|error| error.name == code || error.query_code() == code)
}
