//! Generated from `models/longshore.json` by `cargo xtask codegen`; do not edit.
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

pub static CLIENT_EXCEPTION: ErrorSchema =
    ErrorSchema { name: "ClientException", query_code: None, status: 400, fault: Fault::Client, shape: None };

pub static CLUSTER_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ClusterNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static INVALID_PARAMETER_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "InvalidParameterException",
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
