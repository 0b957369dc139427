//! Generated from `models/sts.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use super::{error, schemas};
use crate::operation::{OperationName, OperationSchema, Pagination, Protocol, ServiceSchema};

pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "sts",
    signing_name: "sts",
    endpoint_prefix: "sts",
    api_version: "2011-06-15",
    protocols: &[Protocol::AwsQuery],
    target_prefix: "",
    xml_namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    query_compatible: false,
    operations: &[
        OperationName { name: "AssumeRole", http_method: "POST", http_path: "/", schema: Some(&ASSUME_ROLE) },
        OperationName {
            name: "AssumeRoleWithSAML",
            http_method: "POST",
            http_path: "/",
            schema: Some(&ASSUME_ROLE_WITH_SAML),
        },
        OperationName {
            name: "AssumeRoleWithWebIdentity",
            http_method: "POST",
            http_path: "/",
            schema: Some(&ASSUME_ROLE_WITH_WEB_IDENTITY),
        },
        OperationName { name: "AssumeRoot", http_method: "POST", http_path: "/", schema: Some(&ASSUME_ROOT) },
        OperationName {
            name: "DecodeAuthorizationMessage",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DECODE_AUTHORIZATION_MESSAGE),
        },
        OperationName {
            name: "GetAccessKeyInfo",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_ACCESS_KEY_INFO),
        },
        OperationName {
            name: "GetCallerIdentity",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_CALLER_IDENTITY),
        },
        OperationName {
            name: "GetDelegatedAccessToken",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_DELEGATED_ACCESS_TOKEN),
        },
        OperationName {
            name: "GetFederationToken",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_FEDERATION_TOKEN),
        },
        OperationName {
            name: "GetSessionToken",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_SESSION_TOKEN),
        },
        OperationName {
            name: "GetWebIdentityToken",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_WEB_IDENTITY_TOKEN),
        },
    ],
};

static ASSUME_ROLE: OperationSchema = OperationSchema {
    name: "AssumeRole",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::ASSUME_ROLE_REQUEST,
    output: &schemas::ASSUME_ROLE_RESPONSE,
    result_wrapper: Some("AssumeRoleResult"),
    errors: &[
        &error::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
        &error::PACKED_POLICY_TOO_LARGE_EXCEPTION,
        &error::REGION_DISABLED_EXCEPTION,
        &error::EXPIRED_TOKEN_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static ASSUME_ROLE_WITH_SAML: OperationSchema = OperationSchema {
    name: "AssumeRoleWithSAML",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::ASSUME_ROLE_WITH_SAML_REQUEST,
    output: &schemas::ASSUME_ROLE_WITH_SAML_RESPONSE,
    result_wrapper: Some("AssumeRoleWithSAMLResult"),
    errors: &[
        &error::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
        &error::PACKED_POLICY_TOO_LARGE_EXCEPTION,
        &error::IDP_REJECTED_CLAIM_EXCEPTION,
        &error::INVALID_IDENTITY_TOKEN_EXCEPTION,
        &error::EXPIRED_TOKEN_EXCEPTION,
        &error::REGION_DISABLED_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static ASSUME_ROLE_WITH_WEB_IDENTITY: OperationSchema = OperationSchema {
    name: "AssumeRoleWithWebIdentity",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::ASSUME_ROLE_WITH_WEB_IDENTITY_REQUEST,
    output: &schemas::ASSUME_ROLE_WITH_WEB_IDENTITY_RESPONSE,
    result_wrapper: Some("AssumeRoleWithWebIdentityResult"),
    errors: &[
        &error::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
        &error::PACKED_POLICY_TOO_LARGE_EXCEPTION,
        &error::IDP_REJECTED_CLAIM_EXCEPTION,
        &error::IDP_COMMUNICATION_ERROR_EXCEPTION,
        &error::INVALID_IDENTITY_TOKEN_EXCEPTION,
        &error::EXPIRED_TOKEN_EXCEPTION,
        &error::REGION_DISABLED_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static ASSUME_ROOT: OperationSchema = OperationSchema {
    name: "AssumeRoot",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::ASSUME_ROOT_REQUEST,
    output: &schemas::ASSUME_ROOT_RESPONSE,
    result_wrapper: Some("AssumeRootResult"),
    errors: &[&error::REGION_DISABLED_EXCEPTION, &error::EXPIRED_TOKEN_EXCEPTION],
    idempotent: false,
    pagination: None,
};

static DECODE_AUTHORIZATION_MESSAGE: OperationSchema = OperationSchema {
    name: "DecodeAuthorizationMessage",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DECODE_AUTHORIZATION_MESSAGE_REQUEST,
    output: &schemas::DECODE_AUTHORIZATION_MESSAGE_RESPONSE,
    result_wrapper: Some("DecodeAuthorizationMessageResult"),
    errors: &[&error::INVALID_AUTHORIZATION_MESSAGE_EXCEPTION],
    idempotent: false,
    pagination: None,
};

static GET_ACCESS_KEY_INFO: OperationSchema = OperationSchema {
    name: "GetAccessKeyInfo",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::GET_ACCESS_KEY_INFO_REQUEST,
    output: &schemas::GET_ACCESS_KEY_INFO_RESPONSE,
    result_wrapper: Some("GetAccessKeyInfoResult"),
    errors: &[],
    idempotent: false,
    pagination: None,
};

static GET_CALLER_IDENTITY: OperationSchema = OperationSchema {
    name: "GetCallerIdentity",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::GET_CALLER_IDENTITY_REQUEST,
    output: &schemas::GET_CALLER_IDENTITY_RESPONSE,
    result_wrapper: Some("GetCallerIdentityResult"),
    errors: &[],
    idempotent: false,
    pagination: None,
};

static GET_DELEGATED_ACCESS_TOKEN: OperationSchema = OperationSchema {
    name: "GetDelegatedAccessToken",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::GET_DELEGATED_ACCESS_TOKEN_REQUEST,
    output: &schemas::GET_DELEGATED_ACCESS_TOKEN_RESPONSE,
    result_wrapper: Some("GetDelegatedAccessTokenResult"),
    errors: &[
        &error::EXPIRED_TRADE_IN_TOKEN_EXCEPTION,
        &error::REGION_DISABLED_EXCEPTION,
        &error::PACKED_POLICY_TOO_LARGE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static GET_FEDERATION_TOKEN: OperationSchema = OperationSchema {
    name: "GetFederationToken",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::GET_FEDERATION_TOKEN_REQUEST,
    output: &schemas::GET_FEDERATION_TOKEN_RESPONSE,
    result_wrapper: Some("GetFederationTokenResult"),
    errors: &[
        &error::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
        &error::PACKED_POLICY_TOO_LARGE_EXCEPTION,
        &error::REGION_DISABLED_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static GET_SESSION_TOKEN: OperationSchema = OperationSchema {
    name: "GetSessionToken",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::GET_SESSION_TOKEN_REQUEST,
    output: &schemas::GET_SESSION_TOKEN_RESPONSE,
    result_wrapper: Some("GetSessionTokenResult"),
    errors: &[&error::REGION_DISABLED_EXCEPTION],
    idempotent: false,
    pagination: None,
};

static GET_WEB_IDENTITY_TOKEN: OperationSchema = OperationSchema {
    name: "GetWebIdentityToken",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::GET_WEB_IDENTITY_TOKEN_REQUEST,
    output: &schemas::GET_WEB_IDENTITY_TOKEN_RESPONSE,
    result_wrapper: Some("GetWebIdentityTokenResult"),
    errors: &[
        &error::SESSION_DURATION_ESCALATION_EXCEPTION,
        &error::OUTBOUND_WEB_IDENTITY_FEDERATION_DISABLED_EXCEPTION,
        &error::JWT_PAYLOAD_SIZE_EXCEEDED_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

pub mod op {
    crate::members::operation_types! {
        super::SERVICE;
        AssumeRole: super::super::AssumeRoleRequest => super::super::AssumeRoleResponse, super::ASSUME_ROLE;
        AssumeRoleWithSAML: super::super::AssumeRoleWithSAMLRequest => super::super::AssumeRoleWithSAMLResponse, super::ASSUME_ROLE_WITH_SAML;
        AssumeRoleWithWebIdentity: super::super::AssumeRoleWithWebIdentityRequest => super::super::AssumeRoleWithWebIdentityResponse, super::ASSUME_ROLE_WITH_WEB_IDENTITY;
        AssumeRoot: super::super::AssumeRootRequest => super::super::AssumeRootResponse, super::ASSUME_ROOT;
        DecodeAuthorizationMessage: super::super::DecodeAuthorizationMessageRequest => super::super::DecodeAuthorizationMessageResponse, super::DECODE_AUTHORIZATION_MESSAGE;
        GetAccessKeyInfo: super::super::GetAccessKeyInfoRequest => super::super::GetAccessKeyInfoResponse, super::GET_ACCESS_KEY_INFO;
        GetCallerIdentity: super::super::GetCallerIdentityRequest => super::super::GetCallerIdentityResponse, super::GET_CALLER_IDENTITY;
        GetDelegatedAccessToken: super::super::GetDelegatedAccessTokenRequest => super::super::GetDelegatedAccessTokenResponse, super::GET_DELEGATED_ACCESS_TOKEN;
        GetFederationToken: super::super::GetFederationTokenRequest => super::super::GetFederationTokenResponse, super::GET_FEDERATION_TOKEN;
        GetSessionToken: super::super::GetSessionTokenRequest => super::super::GetSessionTokenResponse, super::GET_SESSION_TOKEN;
        GetWebIdentityToken: super::super::GetWebIdentityTokenRequest => super::super::GetWebIdentityTokenResponse, super::GET_WEB_IDENTITY_TOKEN;
    }
}
