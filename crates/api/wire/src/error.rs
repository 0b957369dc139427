//! Errors of the wire itself: what cannot be read, what the model does not allow, what is not there.
//!
//! AWS has no common code for these; each family of services has its own. The table of them is here and
//! nowhere else, so that handlers only ever raise modelled errors.
//!
//! Must not know: an envelope; the protocols write these errors as they write any other.

use longshore_shapes::read::{Constraint, Violation};
use longshore_shapes::{ApiError, ErrorSchema, Protocol, ReadContext, ReadError, ServiceSchema};

pub static SERIALIZATION_EXCEPTION: ErrorSchema = ErrorSchema::common("SerializationException", 400);
pub static MALFORMED_INPUT: ErrorSchema = ErrorSchema::common("MalformedInput", 400);
pub static MALFORMED_QUERY_STRING: ErrorSchema = ErrorSchema::common("MalformedQueryString", 400);
pub static UNKNOWN_OPERATION: ErrorSchema = ErrorSchema {
    query_code: Some("InvalidAction"),
    ..ErrorSchema::common("UnknownOperationException", 404)
};
pub static INVALID_ACTION: ErrorSchema = ErrorSchema::common("InvalidAction", 400);
pub static MISSING_ACTION: ErrorSchema = ErrorSchema::common("MissingAction", 400);
pub static NOT_IMPLEMENTED: ErrorSchema = ErrorSchema::common("NotImplemented", 501);
pub static INTERNAL_FAILURE: ErrorSchema = ErrorSchema::common("InternalFailure", 500);
pub static SERVICE_UNAVAILABLE: ErrorSchema = ErrorSchema::common("ServiceUnavailable", 503);
pub static REQUEST_TOO_LARGE: ErrorSchema = ErrorSchema::common("RequestEntityTooLargeException", 413);
pub static UNSUPPORTED_ENCODING: ErrorSchema = ErrorSchema::common("UnsupportedMediaTypeException", 415);

static VALIDATION_EXCEPTION: ErrorSchema =
    ErrorSchema { query_code: Some("ValidationError"), ..ErrorSchema::common("ValidationException", 400) };
static INVALID_PARAMETER_EXCEPTION: ErrorSchema = ErrorSchema::common("InvalidParameterException", 400);
static INVALID_INPUT: ErrorSchema = ErrorSchema::common("InvalidInput", 400);
static MISSING_PARAMETER: ErrorSchema = ErrorSchema::common("MissingParameter", 400);
static INVALID_PARAMETER_VALUE: ErrorSchema = ErrorSchema::common("InvalidParameterValue", 400);

/// The error that a service answers when an input breaks the modelled constraints. Services that are not
/// named answer ValidationException, which the Query protocols call ValidationError.
const VALIDATION_CODES: &[(&str, &ErrorSchema)] = &[
    ("ecr", &INVALID_PARAMETER_EXCEPTION),
    ("ecs", &INVALID_PARAMETER_EXCEPTION),
    ("logs", &INVALID_PARAMETER_EXCEPTION),
    ("route53", &INVALID_INPUT),
];

/// The error that `service` answers when an input breaks the modelled constraints.
pub fn validation_error(service: &ServiceSchema) -> &'static ErrorSchema {
    let named = VALIDATION_CODES.iter().find(|(name, _)| *name == service.signing_name);
    named.map_or(&VALIDATION_EXCEPTION, |(_, schema)| schema)
}

/// An input whose form cannot be read.
pub fn malformed(protocol: Protocol, problem: &ReadError) -> ApiError {
    let schema = match (protocol, problem) {
        (_, ReadError::Model { .. }) => &INTERNAL_FAILURE,
        (Protocol::AwsQuery | Protocol::Ec2Query, ReadError::Syntax { .. }) => &MALFORMED_QUERY_STRING,
        (Protocol::Ec2Query, ReadError::Type { .. }) => &INVALID_PARAMETER_VALUE,
        (Protocol::AwsQuery | Protocol::Ec2Query | Protocol::RestXml, _) => &MALFORMED_INPUT,
        _ => &SERIALIZATION_EXCEPTION,
    };
    ApiError::new(schema, problem.to_string())
}

/// The one error for every constraint that the input breaks; `None` if it breaks none.
pub fn invalid(service: &ServiceSchema, protocol: Protocol, context: &ReadContext) -> Option<ApiError> {
    let first = context.violations().first()?;
    if protocol == Protocol::Ec2Query {
        return Some(invalid_ec2(first));
    }
    let count = context.violation_count();
    let errors = if count == 1 { "error" } else { "errors" };
    let shown: Vec<String> =
        context.violations().iter().map(|violation| shown(violation).to_string()).collect();
    let message = format!("{count} validation {errors} detected: {}", shown.join("; "));
    Some(ApiError::new(validation_error(service), message))
}

/// EC2 tells of one parameter at a time.
fn invalid_ec2(violation: &Violation) -> ApiError {
    let path = violation.path.replace(".member", "");
    match (&violation.value, &violation.constraint) {
        (Some(value), constraint) => ApiError::new(
            &INVALID_PARAMETER_VALUE,
            format!("Value ({value}) for parameter {path} is invalid. It must {constraint}"),
        ),
        (None, Constraint::Required) => {
            ApiError::new(&MISSING_PARAMETER, format!("The request must contain the parameter {path}"))
        }
        (None, constraint) => {
            ApiError::new(&INVALID_PARAMETER_VALUE, format!("Parameter {path} must {constraint}"))
        }
    }
}

/// AWS names members in camel case in these messages, whatever their case in the model.
fn shown(violation: &Violation) -> Violation {
    let segments: Vec<String> = violation.path.split('.').map(camel_case).collect();
    Violation { path: segments.join("."), ..violation.clone() }
}

fn camel_case(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// An operation that the model knows and this server has not built.
pub fn not_built(service: &ServiceSchema, operation: &str) -> ApiError {
    ApiError::new(
        &NOT_IMPLEMENTED,
        format!(
            "{}:{operation} is not built yet. `longshore api coverage` lists the operations that are.",
            service.name
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn every_service_has_its_code() {
        for (name, code, query_code) in [
            ("ecs", "InvalidParameterException", "InvalidParameterException"),
            ("logs", "InvalidParameterException", "InvalidParameterException"),
            ("events", "ValidationException", "ValidationError"),
            ("sts", "ValidationException", "ValidationError"),
            ("route53", "InvalidInput", "InvalidInput"),
        ] {
            let service = ServiceSchema { signing_name: name, ..fixture::service(&[]) };
            let schema = validation_error(&service);
            assert_eq!((schema.name, schema.query_code()), (code, query_code), "{name}");
        }
    }

    #[test]
    fn syntax_and_types_have_the_codes_of_the_protocol() {
        let syntax = ReadError::Syntax { offset: 3, problem: "odd".to_owned() };
        let kind = ReadError::Type { path: "a.b".to_owned(), expected: "a String", found: "x".to_owned() };
        for (protocol, for_syntax, for_type) in [
            (Protocol::AwsJson11, "SerializationException", "SerializationException"),
            (Protocol::RpcV2Cbor, "SerializationException", "SerializationException"),
            (Protocol::AwsQuery, "MalformedQueryString", "MalformedInput"),
            (Protocol::Ec2Query, "MalformedQueryString", "InvalidParameterValue"),
            (Protocol::RestXml, "MalformedInput", "MalformedInput"),
        ] {
            assert_eq!(malformed(protocol, &syntax).code(), for_syntax);
            let error = malformed(protocol, &kind);
            assert_eq!(error.code(), for_type);
            assert!(error.message.contains("a.b"), "{error}");
        }
    }
}
