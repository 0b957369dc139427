//! Generated from `models/iam.json` by `cargo xtask codegen`; do not edit.
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

pub static CONCURRENT_MODIFICATION_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ConcurrentModificationException",
    query_code: Some("ConcurrentModification"),
    status: 409,
    fault: Fault::Client,
    shape: None,
};

pub static ENTITY_ALREADY_EXISTS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "EntityAlreadyExistsException",
    query_code: Some("EntityAlreadyExists"),
    status: 409,
    fault: Fault::Client,
    shape: None,
};

pub static INVALID_INPUT_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "InvalidInputException",
    query_code: Some("InvalidInput"),
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static LIMIT_EXCEEDED_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "LimitExceededException",
    query_code: Some("LimitExceeded"),
    status: 409,
    fault: Fault::Client,
    shape: None,
};

pub static MALFORMED_POLICY_DOCUMENT_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "MalformedPolicyDocumentException",
    query_code: Some("MalformedPolicyDocument"),
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static NO_SUCH_ENTITY_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "NoSuchEntityException",
    query_code: Some("NoSuchEntity"),
    status: 404,
    fault: Fault::Client,
    shape: None,
};

pub static SERVICE_FAILURE_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ServiceFailureException",
    query_code: Some("ServiceFailure"),
    status: 500,
    fault: Fault::Server,
    shape: None,
};
