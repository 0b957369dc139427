//! Generated from `models/logs.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use super::schemas;
use crate::error::{ErrorSchema, Fault};

pub static DATA_ALREADY_ACCEPTED_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "DataAlreadyAcceptedException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: Some(&schemas::DATA_ALREADY_ACCEPTED_EXCEPTION),
};

pub static INVALID_PARAMETER_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "InvalidParameterException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static INVALID_SEQUENCE_TOKEN_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "InvalidSequenceTokenException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: Some(&schemas::INVALID_SEQUENCE_TOKEN_EXCEPTION),
};

pub static LIMIT_EXCEEDED_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "LimitExceededException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static OPERATION_ABORTED_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "OperationAbortedException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static RESOURCE_ALREADY_EXISTS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ResourceAlreadyExistsException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static RESOURCE_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ResourceNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static SERVICE_UNAVAILABLE_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ServiceUnavailableException",
    query_code: None,
    status: 500,
    fault: Fault::Server,
    shape: None,
};

pub static UNRECOGNIZED_CLIENT_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "UnrecognizedClientException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};
