//! Generated from `models/events.json` by `cargo xtask codegen`; do not edit.
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
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static INTERNAL_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "InternalException",
    query_code: None,
    status: 500,
    fault: Fault::Server,
    shape: None,
};

pub static INVALID_EVENT_PATTERN_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "InvalidEventPatternException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static LIMIT_EXCEEDED_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "LimitExceededException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static MANAGED_RULE_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ManagedRuleException",
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
