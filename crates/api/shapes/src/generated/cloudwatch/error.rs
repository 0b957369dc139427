//! Generated from `models/cloudwatch.json` by `cargo xtask codegen`; do not edit.
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

pub static INTERNAL_SERVICE_FAULT: ErrorSchema = ErrorSchema {
    name: "InternalServiceFault",
    query_code: Some("InternalServiceError"),
    status: 500,
    fault: Fault::Server,
    shape: None,
};

pub static INVALID_NEXT_TOKEN: ErrorSchema = ErrorSchema {
    name: "InvalidNextToken",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static INVALID_PARAMETER_COMBINATION_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "InvalidParameterCombinationException",
    query_code: Some("InvalidParameterCombination"),
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static INVALID_PARAMETER_VALUE_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "InvalidParameterValueException",
    query_code: Some("InvalidParameterValue"),
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static MISSING_REQUIRED_PARAMETER_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "MissingRequiredParameterException",
    query_code: Some("MissingParameter"),
    status: 400,
    fault: Fault::Client,
    shape: None,
};
