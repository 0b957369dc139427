//! Generated from `models/elbv2.json` by `cargo xtask codegen`; do not edit.
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

pub static DUPLICATE_TARGET_GROUP_NAME_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "DuplicateTargetGroupNameException",
    query_code: Some("DuplicateTargetGroupName"),
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static INVALID_CONFIGURATION_REQUEST_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "InvalidConfigurationRequestException",
    query_code: Some("InvalidConfigurationRequest"),
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static LISTENER_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ListenerNotFoundException",
    query_code: Some("ListenerNotFound"),
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static LOAD_BALANCER_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "LoadBalancerNotFoundException",
    query_code: Some("LoadBalancerNotFound"),
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static RULE_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "RuleNotFoundException",
    query_code: Some("RuleNotFound"),
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static TARGET_GROUP_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "TargetGroupNotFoundException",
    query_code: Some("TargetGroupNotFound"),
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static TOO_MANY_TAGS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "TooManyTagsException",
    query_code: Some("TooManyTags"),
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static TOO_MANY_TARGET_GROUPS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "TooManyTargetGroupsException",
    query_code: Some("TooManyTargetGroups"),
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static TRUST_STORE_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "TrustStoreNotFoundException",
    query_code: Some("TrustStoreNotFound"),
    status: 400,
    fault: Fault::Client,
    shape: None,
};
