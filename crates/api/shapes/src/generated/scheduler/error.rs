//! Generated from `models/scheduler.json` by `cargo xtask codegen`; do not edit.
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

pub static CONFLICT_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ConflictException",
    query_code: None,
    status: 409,
    fault: Fault::Client,
    shape: None,
};

pub static INTERNAL_SERVER_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "InternalServerException",
    query_code: None,
    status: 500,
    fault: Fault::Server,
    shape: None,
};

pub static RESOURCE_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ResourceNotFoundException",
    query_code: None,
    status: 404,
    fault: Fault::Client,
    shape: None,
};

pub static SERVICE_QUOTA_EXCEEDED_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ServiceQuotaExceededException",
    query_code: None,
    status: 402,
    fault: Fault::Client,
    shape: None,
};

pub static THROTTLING_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ThrottlingException",
    query_code: None,
    status: 429,
    fault: Fault::Client,
    shape: None,
};

pub static VALIDATION_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ValidationException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};
