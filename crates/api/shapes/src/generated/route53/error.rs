//! Generated from `models/route53.json` by `cargo xtask codegen`; do not edit.
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

pub static CONFLICTING_DOMAIN_EXISTS: ErrorSchema = ErrorSchema {
    name: "ConflictingDomainExists",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static DELEGATION_SET_NOT_AVAILABLE: ErrorSchema = ErrorSchema {
    name: "DelegationSetNotAvailable",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static DELEGATION_SET_NOT_REUSABLE: ErrorSchema = ErrorSchema {
    name: "DelegationSetNotReusable",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static HOSTED_ZONE_ALREADY_EXISTS: ErrorSchema = ErrorSchema {
    name: "HostedZoneAlreadyExists",
    query_code: None,
    status: 409,
    fault: Fault::Client,
    shape: None,
};

pub static INVALID_CHANGE_BATCH: ErrorSchema = ErrorSchema {
    name: "InvalidChangeBatch",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: Some(&schemas::INVALID_CHANGE_BATCH),
};

pub static INVALID_DOMAIN_NAME: ErrorSchema = ErrorSchema {
    name: "InvalidDomainName",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static INVALID_INPUT: ErrorSchema =
    ErrorSchema { name: "InvalidInput", query_code: None, status: 400, fault: Fault::Client, shape: None };

pub static INVALID_VPC_ID: ErrorSchema =
    ErrorSchema { name: "InvalidVPCId", query_code: None, status: 400, fault: Fault::Client, shape: None };

pub static NO_SUCH_DELEGATION_SET: ErrorSchema = ErrorSchema {
    name: "NoSuchDelegationSet",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static NO_SUCH_HEALTH_CHECK: ErrorSchema = ErrorSchema {
    name: "NoSuchHealthCheck",
    query_code: None,
    status: 404,
    fault: Fault::Client,
    shape: None,
};

pub static NO_SUCH_HOSTED_ZONE: ErrorSchema = ErrorSchema {
    name: "NoSuchHostedZone",
    query_code: None,
    status: 404,
    fault: Fault::Client,
    shape: None,
};

pub static PRIOR_REQUEST_NOT_COMPLETE: ErrorSchema = ErrorSchema {
    name: "PriorRequestNotComplete",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static TOO_MANY_HOSTED_ZONES: ErrorSchema = ErrorSchema {
    name: "TooManyHostedZones",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};
