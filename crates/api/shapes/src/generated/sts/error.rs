//! Generated from `models/sts.json` by `cargo xtask codegen`; do not edit.
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

pub static EXPIRED_TOKEN_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ExpiredTokenException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static EXPIRED_TRADE_IN_TOKEN_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ExpiredTradeInTokenException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static IDP_COMMUNICATION_ERROR_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "IDPCommunicationErrorException",
    query_code: Some("IDPCommunicationError"),
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static IDP_REJECTED_CLAIM_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "IDPRejectedClaimException",
    query_code: Some("IDPRejectedClaim"),
    status: 403,
    fault: Fault::Client,
    shape: None,
};

pub static INVALID_AUTHORIZATION_MESSAGE_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "InvalidAuthorizationMessageException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static INVALID_IDENTITY_TOKEN_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "InvalidIdentityTokenException",
    query_code: Some("InvalidIdentityToken"),
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static JWT_PAYLOAD_SIZE_EXCEEDED_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "JWTPayloadSizeExceededException",
    query_code: None,
    status: 400,
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

pub static OUTBOUND_WEB_IDENTITY_FEDERATION_DISABLED_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "OutboundWebIdentityFederationDisabledException",
    query_code: None,
    status: 403,
    fault: Fault::Client,
    shape: None,
};

pub static PACKED_POLICY_TOO_LARGE_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "PackedPolicyTooLargeException",
    query_code: Some("PackedPolicyTooLarge"),
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static REGION_DISABLED_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "RegionDisabledException",
    query_code: None,
    status: 403,
    fault: Fault::Client,
    shape: None,
};

pub static SESSION_DURATION_ESCALATION_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "SessionDurationEscalationException",
    query_code: None,
    status: 403,
    fault: Fault::Client,
    shape: None,
};
