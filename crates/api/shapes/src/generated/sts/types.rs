//! Generated from `models/sts.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use std::collections::BTreeMap;

use super::*;

#[derive(Clone, Default, PartialEq)]
pub struct AssumeRoleRequest {
    pub role_arn: String,
    pub role_session_name: String,
    pub policy_arns: Option<Vec<PolicyDescriptorType>>,
    pub policy: Option<String>,
    pub duration_seconds: Option<i32>,
    pub tags: Option<Vec<Tag>>,
    pub transitive_tag_keys: Option<Vec<String>>,
    pub external_id: Option<String>,
    pub serial_number: Option<String>,
    pub token_code: Option<String>,
    pub source_identity: Option<String>,
    pub provided_contexts: Option<Vec<ProvidedContext>>,
    pub minimum_session_token_size: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AssumeRoleResponse {
    pub credentials: Option<Credentials>,
    pub assumed_role_user: Option<AssumedRoleUser>,
    pub packed_policy_size: Option<i32>,
    pub source_identity: Option<String>,
    pub session_token_utilization: Option<i32>,
    pub session_token_size: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AssumeRoleWithSAMLRequest {
    pub role_arn: String,
    pub principal_arn: String,
    pub saml_assertion: String,
    pub policy_arns: Option<Vec<PolicyDescriptorType>>,
    pub policy: Option<String>,
    pub duration_seconds: Option<i32>,
    pub minimum_session_token_size: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AssumeRoleWithSAMLResponse {
    pub credentials: Option<Credentials>,
    pub assumed_role_user: Option<AssumedRoleUser>,
    pub packed_policy_size: Option<i32>,
    pub subject: Option<String>,
    pub subject_type: Option<String>,
    pub issuer: Option<String>,
    pub audience: Option<String>,
    pub name_qualifier: Option<String>,
    pub source_identity: Option<String>,
    pub session_token_utilization: Option<i32>,
    pub session_token_size: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AssumeRoleWithWebIdentityRequest {
    pub role_arn: String,
    pub role_session_name: String,
    pub web_identity_token: String,
    pub provider_id: Option<String>,
    pub policy_arns: Option<Vec<PolicyDescriptorType>>,
    pub policy: Option<String>,
    pub duration_seconds: Option<i32>,
    pub minimum_session_token_size: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AssumeRoleWithWebIdentityResponse {
    pub credentials: Option<Credentials>,
    pub subject_from_web_identity_token: Option<String>,
    pub assumed_role_user: Option<AssumedRoleUser>,
    pub packed_policy_size: Option<i32>,
    pub provider: Option<String>,
    pub audience: Option<String>,
    pub source_identity: Option<String>,
    pub session_token_utilization: Option<i32>,
    pub session_token_size: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AssumeRootRequest {
    pub target_principal: String,
    pub task_policy_arn: PolicyDescriptorType,
    pub duration_seconds: Option<i32>,
    pub minimum_session_token_size: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AssumeRootResponse {
    pub credentials: Option<Credentials>,
    pub source_identity: Option<String>,
    pub session_token_utilization: Option<i32>,
    pub session_token_size: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AssumedRoleUser {
    pub assumed_role_id: String,
    pub arn: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct Credentials {
    pub access_key_id: String,
    pub secret_access_key: String,
    pub session_token: String,
    pub expiration: crate::Timestamp,
}

#[derive(Clone, Default, PartialEq)]
pub struct DecodeAuthorizationMessageRequest {
    pub encoded_message: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DecodeAuthorizationMessageResponse {
    pub decoded_message: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct FederatedUser {
    pub federated_user_id: String,
    pub arn: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetAccessKeyInfoRequest {
    pub access_key_id: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetAccessKeyInfoResponse {
    pub account: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetCallerIdentityRequest {}

#[derive(Clone, Default, PartialEq)]
pub struct GetCallerIdentityResponse {
    pub user_id: Option<String>,
    pub account: Option<String>,
    pub arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetDelegatedAccessTokenRequest {
    pub trade_in_token: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetDelegatedAccessTokenResponse {
    pub credentials: Option<Credentials>,
    pub packed_policy_size: Option<i32>,
    pub assumed_principal: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetFederationTokenRequest {
    pub name: String,
    pub policy: Option<String>,
    pub policy_arns: Option<Vec<PolicyDescriptorType>>,
    pub duration_seconds: Option<i32>,
    pub tags: Option<Vec<Tag>>,
    pub minimum_session_token_size: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetFederationTokenResponse {
    pub credentials: Option<Credentials>,
    pub federated_user: Option<FederatedUser>,
    pub packed_policy_size: Option<i32>,
    pub session_token_utilization: Option<i32>,
    pub session_token_size: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetSessionTokenRequest {
    pub duration_seconds: Option<i32>,
    pub serial_number: Option<String>,
    pub token_code: Option<String>,
    pub minimum_session_token_size: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetSessionTokenResponse {
    pub credentials: Option<Credentials>,
    pub session_token_utilization: Option<i32>,
    pub session_token_size: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetWebIdentityTokenRequest {
    pub audience: Vec<String>,
    pub duration_seconds: Option<i32>,
    pub signing_algorithm: String,
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetWebIdentityTokenResponse {
    pub web_identity_token: Option<String>,
    pub expiration: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PolicyDescriptorType {
    pub arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ProvidedContext {
    pub provider_arn: Option<String>,
    pub context_assertion: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Tag {
    pub key: String,
    pub value: String,
}

crate::structure_members! {
    AssumeRoleRequest, schemas::ASSUME_ROLE_REQUEST { 0: role_arn, 1: role_session_name, 2: policy_arns, 3: policy, 4: duration_seconds, 5: tags, 6: transitive_tag_keys, 7: external_id, 8: serial_number, 9: token_code, 10: source_identity, 11: provided_contexts, 12: minimum_session_token_size }
    AssumeRoleResponse, schemas::ASSUME_ROLE_RESPONSE { 0: credentials, 1: assumed_role_user, 2: packed_policy_size, 3: source_identity, 4: session_token_utilization, 5: session_token_size }
    AssumeRoleWithSAMLRequest, schemas::ASSUME_ROLE_WITH_SAML_REQUEST { 0: role_arn, 1: principal_arn, 2: saml_assertion, 3: policy_arns, 4: policy, 5: duration_seconds, 6: minimum_session_token_size }
    AssumeRoleWithSAMLResponse, schemas::ASSUME_ROLE_WITH_SAML_RESPONSE { 0: credentials, 1: assumed_role_user, 2: packed_policy_size, 3: subject, 4: subject_type, 5: issuer, 6: audience, 7: name_qualifier, 8: source_identity, 9: session_token_utilization, 10: session_token_size }
    AssumeRoleWithWebIdentityRequest, schemas::ASSUME_ROLE_WITH_WEB_IDENTITY_REQUEST { 0: role_arn, 1: role_session_name, 2: web_identity_token, 3: provider_id, 4: policy_arns, 5: policy, 6: duration_seconds, 7: minimum_session_token_size }
    AssumeRoleWithWebIdentityResponse, schemas::ASSUME_ROLE_WITH_WEB_IDENTITY_RESPONSE { 0: credentials, 1: subject_from_web_identity_token, 2: assumed_role_user, 3: packed_policy_size, 4: provider, 5: audience, 6: source_identity, 7: session_token_utilization, 8: session_token_size }
    AssumeRootRequest, schemas::ASSUME_ROOT_REQUEST { 0: target_principal, 1: task_policy_arn, 2: duration_seconds, 3: minimum_session_token_size }
    AssumeRootResponse, schemas::ASSUME_ROOT_RESPONSE { 0: credentials, 1: source_identity, 2: session_token_utilization, 3: session_token_size }
    AssumedRoleUser, schemas::ASSUMED_ROLE_USER { 0: assumed_role_id, 1: arn }
    Credentials, schemas::CREDENTIALS { 0: access_key_id, 1: secret_access_key, 2: session_token, 3: expiration }
    DecodeAuthorizationMessageRequest, schemas::DECODE_AUTHORIZATION_MESSAGE_REQUEST { 0: encoded_message }
    DecodeAuthorizationMessageResponse, schemas::DECODE_AUTHORIZATION_MESSAGE_RESPONSE { 0: decoded_message }
    FederatedUser, schemas::FEDERATED_USER { 0: federated_user_id, 1: arn }
    GetAccessKeyInfoRequest, schemas::GET_ACCESS_KEY_INFO_REQUEST { 0: access_key_id }
    GetAccessKeyInfoResponse, schemas::GET_ACCESS_KEY_INFO_RESPONSE { 0: account }
    GetCallerIdentityRequest, schemas::GET_CALLER_IDENTITY_REQUEST { }
    GetCallerIdentityResponse, schemas::GET_CALLER_IDENTITY_RESPONSE { 0: user_id, 1: account, 2: arn }
    GetDelegatedAccessTokenRequest, schemas::GET_DELEGATED_ACCESS_TOKEN_REQUEST { 0: trade_in_token }
    GetDelegatedAccessTokenResponse, schemas::GET_DELEGATED_ACCESS_TOKEN_RESPONSE { 0: credentials, 1: packed_policy_size, 2: assumed_principal }
    GetFederationTokenRequest, schemas::GET_FEDERATION_TOKEN_REQUEST { 0: name, 1: policy, 2: policy_arns, 3: duration_seconds, 4: tags, 5: minimum_session_token_size }
    GetFederationTokenResponse, schemas::GET_FEDERATION_TOKEN_RESPONSE { 0: credentials, 1: federated_user, 2: packed_policy_size, 3: session_token_utilization, 4: session_token_size }
    GetSessionTokenRequest, schemas::GET_SESSION_TOKEN_REQUEST { 0: duration_seconds, 1: serial_number, 2: token_code, 3: minimum_session_token_size }
    GetSessionTokenResponse, schemas::GET_SESSION_TOKEN_RESPONSE { 0: credentials, 1: session_token_utilization, 2: session_token_size }
    GetWebIdentityTokenRequest, schemas::GET_WEB_IDENTITY_TOKEN_REQUEST { 0: audience, 1: duration_seconds, 2: signing_algorithm, 3: tags }
    GetWebIdentityTokenResponse, schemas::GET_WEB_IDENTITY_TOKEN_RESPONSE { 0: web_identity_token, 1: expiration }
    PolicyDescriptorType, schemas::POLICY_DESCRIPTOR_TYPE { 0: arn }
    ProvidedContext, schemas::PROVIDED_CONTEXT { 0: provider_arn, 1: context_assertion }
    Tag, schemas::TAG { 0: key, 1: value }
}

crate::members::generated_structures! {
    AssumeRoleRequest,
    AssumeRoleResponse,
    AssumeRoleWithSAMLRequest,
    AssumeRoleWithSAMLResponse,
    AssumeRoleWithWebIdentityRequest,
    AssumeRoleWithWebIdentityResponse,
    AssumeRootRequest,
    AssumeRootResponse,
    AssumedRoleUser,
    Credentials,
    DecodeAuthorizationMessageRequest,
    DecodeAuthorizationMessageResponse,
    FederatedUser,
    GetAccessKeyInfoRequest,
    GetAccessKeyInfoResponse,
    GetCallerIdentityRequest,
    GetCallerIdentityResponse,
    GetDelegatedAccessTokenRequest,
    GetDelegatedAccessTokenResponse,
    GetFederationTokenRequest,
    GetFederationTokenResponse,
    GetSessionTokenRequest,
    GetSessionTokenResponse,
    GetWebIdentityTokenRequest,
    GetWebIdentityTokenResponse,
    PolicyDescriptorType,
    ProvidedContext,
    Tag,
}
