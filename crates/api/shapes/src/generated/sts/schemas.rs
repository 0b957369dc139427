//! Generated from `models/sts.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use crate::schema::{self, Kind, Limits, Location, Member, Names, Pattern, Schema, TimestampFormat};

pub static ASSUME_ROLE_REQUEST: Schema = Schema {
    name: "AssumeRoleRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("RoleArn", &ARN_TYPE),
            Member::required("RoleSessionName", &ROLE_SESSION_NAME_TYPE),
            Member::optional("PolicyArns", &POLICY_DESCRIPTOR_LIST_TYPE),
            Member::optional("Policy", &UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE),
            Member::optional("DurationSeconds", &ROLE_DURATION_SECONDS_TYPE),
            Member::optional("Tags", &TAG_LIST_TYPE),
            Member::optional("TransitiveTagKeys", &TAG_KEY_LIST_TYPE),
            Member::optional("ExternalId", &EXTERNAL_ID_TYPE),
            Member::optional("SerialNumber", &SERIAL_NUMBER_TYPE),
            Member::optional("TokenCode", &TOKEN_CODE_TYPE),
            Member::optional("SourceIdentity", &SOURCE_IDENTITY_TYPE),
            Member::optional("ProvidedContexts", &PROVIDED_CONTEXTS_LIST_TYPE),
            Member::optional("MinimumSessionTokenSize", &MINIMUM_SESSION_TOKEN_SIZE_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ASSUME_ROLE_RESPONSE: Schema = Schema {
    name: "AssumeRoleResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("Credentials", &CREDENTIALS),
            Member::optional("AssumedRoleUser", &ASSUMED_ROLE_USER),
            Member::optional("PackedPolicySize", &NON_NEGATIVE_INTEGER_TYPE),
            Member::optional("SourceIdentity", &SOURCE_IDENTITY_TYPE),
            Member::optional("SessionTokenUtilization", &SESSION_TOKEN_UTILIZATION_TYPE),
            Member::optional("SessionTokenSize", &SESSION_TOKEN_SIZE_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ASSUME_ROLE_WITH_SAML_REQUEST: Schema = Schema {
    name: "AssumeRoleWithSAMLRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("RoleArn", &ARN_TYPE),
            Member::required("PrincipalArn", &ARN_TYPE),
            Member {
                name: "SAMLAssertion",
                target: &SAML_ASSERTION_TYPE,
                required: true,
                names: &Names { sensitive: true, ..*Names::PLAIN },
            },
            Member::optional("PolicyArns", &POLICY_DESCRIPTOR_LIST_TYPE),
            Member::optional("Policy", &SESSION_POLICY_DOCUMENT_TYPE),
            Member::optional("DurationSeconds", &ROLE_DURATION_SECONDS_TYPE),
            Member::optional("MinimumSessionTokenSize", &MINIMUM_SESSION_TOKEN_SIZE_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ASSUME_ROLE_WITH_SAML_RESPONSE: Schema = Schema {
    name: "AssumeRoleWithSAMLResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("Credentials", &CREDENTIALS),
            Member::optional("AssumedRoleUser", &ASSUMED_ROLE_USER),
            Member::optional("PackedPolicySize", &NON_NEGATIVE_INTEGER_TYPE),
            Member::optional("Subject", &schema::TEXT),
            Member::optional("SubjectType", &schema::TEXT),
            Member::optional("Issuer", &schema::TEXT),
            Member::optional("Audience", &schema::TEXT),
            Member::optional("NameQualifier", &schema::TEXT),
            Member::optional("SourceIdentity", &SOURCE_IDENTITY_TYPE),
            Member::optional("SessionTokenUtilization", &SESSION_TOKEN_UTILIZATION_TYPE),
            Member::optional("SessionTokenSize", &SESSION_TOKEN_SIZE_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ASSUME_ROLE_WITH_WEB_IDENTITY_REQUEST: Schema = Schema {
    name: "AssumeRoleWithWebIdentityRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("RoleArn", &ARN_TYPE),
            Member::required("RoleSessionName", &ROLE_SESSION_NAME_TYPE),
            Member {
                name: "WebIdentityToken",
                target: &CLIENT_TOKEN_TYPE,
                required: true,
                names: &Names { sensitive: true, ..*Names::PLAIN },
            },
            Member::optional("ProviderId", &URL_TYPE),
            Member::optional("PolicyArns", &POLICY_DESCRIPTOR_LIST_TYPE),
            Member::optional("Policy", &SESSION_POLICY_DOCUMENT_TYPE),
            Member::optional("DurationSeconds", &ROLE_DURATION_SECONDS_TYPE),
            Member::optional("MinimumSessionTokenSize", &MINIMUM_SESSION_TOKEN_SIZE_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ASSUME_ROLE_WITH_WEB_IDENTITY_RESPONSE: Schema = Schema {
    name: "AssumeRoleWithWebIdentityResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("Credentials", &CREDENTIALS),
            Member::optional("SubjectFromWebIdentityToken", &WEB_IDENTITY_SUBJECT_TYPE),
            Member::optional("AssumedRoleUser", &ASSUMED_ROLE_USER),
            Member::optional("PackedPolicySize", &NON_NEGATIVE_INTEGER_TYPE),
            Member::optional("Provider", &schema::TEXT),
            Member::optional("Audience", &schema::TEXT),
            Member::optional("SourceIdentity", &SOURCE_IDENTITY_TYPE),
            Member::optional("SessionTokenUtilization", &SESSION_TOKEN_UTILIZATION_TYPE),
            Member::optional("SessionTokenSize", &SESSION_TOKEN_SIZE_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ASSUME_ROOT_REQUEST: Schema = Schema {
    name: "AssumeRootRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("TargetPrincipal", &TARGET_PRINCIPAL_TYPE),
            Member::required("TaskPolicyArn", &POLICY_DESCRIPTOR_TYPE),
            Member::optional("DurationSeconds", &ROOT_DURATION_SECONDS_TYPE),
            Member::optional("MinimumSessionTokenSize", &MINIMUM_SESSION_TOKEN_SIZE_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ASSUME_ROOT_RESPONSE: Schema = Schema {
    name: "AssumeRootResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("Credentials", &CREDENTIALS),
            Member::optional("SourceIdentity", &SOURCE_IDENTITY_TYPE),
            Member::optional("SessionTokenUtilization", &SESSION_TOKEN_UTILIZATION_TYPE),
            Member::optional("SessionTokenSize", &SESSION_TOKEN_SIZE_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ASSUMED_ROLE_USER: Schema = Schema {
    name: "AssumedRoleUser",
    kind: Kind::Structure {
        members: &[
            Member::required("AssumedRoleId", &ASSUMED_ROLE_ID_TYPE),
            Member::required("Arn", &ARN_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREDENTIALS: Schema = Schema {
    name: "Credentials",
    kind: Kind::Structure {
        members: &[
            Member::required("AccessKeyId", &ACCESS_KEY_ID_TYPE),
            Member {
                name: "SecretAccessKey",
                target: &schema::TEXT,
                required: true,
                names: &Names { sensitive: true, ..*Names::PLAIN },
            },
            Member::required("SessionToken", &schema::TEXT),
            Member::required("Expiration", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DECODE_AUTHORIZATION_MESSAGE_REQUEST: Schema = Schema {
    name: "DecodeAuthorizationMessageRequest",
    kind: Kind::Structure {
        members: &[Member::required("EncodedMessage", &ENCODED_MESSAGE_TYPE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DECODE_AUTHORIZATION_MESSAGE_RESPONSE: Schema = Schema {
    name: "DecodeAuthorizationMessageResponse",
    kind: Kind::Structure { members: &[Member::optional("DecodedMessage", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static FEDERATED_USER: Schema = Schema {
    name: "FederatedUser",
    kind: Kind::Structure {
        members: &[
            Member::required("FederatedUserId", &FEDERATED_ID_TYPE),
            Member::required("Arn", &ARN_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_ACCESS_KEY_INFO_REQUEST: Schema = Schema {
    name: "GetAccessKeyInfoRequest",
    kind: Kind::Structure { members: &[Member::required("AccessKeyId", &ACCESS_KEY_ID_TYPE)], union: false },
    limits: Limits::NONE,
};

pub static GET_ACCESS_KEY_INFO_RESPONSE: Schema = Schema {
    name: "GetAccessKeyInfoResponse",
    kind: Kind::Structure { members: &[Member::optional("Account", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static GET_CALLER_IDENTITY_REQUEST: Schema = Schema {
    name: "GetCallerIdentityRequest",
    kind: Kind::Structure { members: &[], union: false },
    limits: Limits::NONE,
};

pub static GET_CALLER_IDENTITY_RESPONSE: Schema = Schema {
    name: "GetCallerIdentityResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("UserId", &schema::TEXT),
            Member::optional("Account", &schema::TEXT),
            Member::optional("Arn", &ARN_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_DELEGATED_ACCESS_TOKEN_REQUEST: Schema = Schema {
    name: "GetDelegatedAccessTokenRequest",
    kind: Kind::Structure {
        members: &[Member {
            name: "TradeInToken",
            target: &schema::TEXT,
            required: true,
            names: &Names { sensitive: true, ..*Names::PLAIN },
        }],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_DELEGATED_ACCESS_TOKEN_RESPONSE: Schema = Schema {
    name: "GetDelegatedAccessTokenResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("Credentials", &CREDENTIALS),
            Member::optional("PackedPolicySize", &NON_NEGATIVE_INTEGER_TYPE),
            Member::optional("AssumedPrincipal", &ARN_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_FEDERATION_TOKEN_REQUEST: Schema = Schema {
    name: "GetFederationTokenRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("Name", &USER_NAME_TYPE),
            Member::optional("Policy", &SESSION_POLICY_DOCUMENT_TYPE),
            Member::optional("PolicyArns", &POLICY_DESCRIPTOR_LIST_TYPE),
            Member::optional("DurationSeconds", &DURATION_SECONDS_TYPE),
            Member::optional("Tags", &TAG_LIST_TYPE),
            Member::optional("MinimumSessionTokenSize", &MINIMUM_SESSION_TOKEN_SIZE_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_FEDERATION_TOKEN_RESPONSE: Schema = Schema {
    name: "GetFederationTokenResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("Credentials", &CREDENTIALS),
            Member::optional("FederatedUser", &FEDERATED_USER),
            Member::optional("PackedPolicySize", &NON_NEGATIVE_INTEGER_TYPE),
            Member::optional("SessionTokenUtilization", &SESSION_TOKEN_UTILIZATION_TYPE),
            Member::optional("SessionTokenSize", &SESSION_TOKEN_SIZE_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_SESSION_TOKEN_REQUEST: Schema = Schema {
    name: "GetSessionTokenRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("DurationSeconds", &DURATION_SECONDS_TYPE),
            Member::optional("SerialNumber", &SERIAL_NUMBER_TYPE),
            Member::optional("TokenCode", &TOKEN_CODE_TYPE),
            Member::optional("MinimumSessionTokenSize", &MINIMUM_SESSION_TOKEN_SIZE_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_SESSION_TOKEN_RESPONSE: Schema = Schema {
    name: "GetSessionTokenResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("Credentials", &CREDENTIALS),
            Member::optional("SessionTokenUtilization", &SESSION_TOKEN_UTILIZATION_TYPE),
            Member::optional("SessionTokenSize", &SESSION_TOKEN_SIZE_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_WEB_IDENTITY_TOKEN_REQUEST: Schema = Schema {
    name: "GetWebIdentityTokenRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("Audience", &WEB_IDENTITY_TOKEN_AUDIENCE_LIST_TYPE),
            Member::optional("DurationSeconds", &WEB_IDENTITY_TOKEN_DURATION_SECONDS_TYPE),
            Member::required("SigningAlgorithm", &JWT_ALGORITHM_TYPE),
            Member::optional("Tags", &TAG_LIST_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_WEB_IDENTITY_TOKEN_RESPONSE: Schema = Schema {
    name: "GetWebIdentityTokenResponse",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "WebIdentityToken",
                target: &schema::TEXT,
                required: false,
                names: &Names { sensitive: true, ..*Names::PLAIN },
            },
            Member::optional("Expiration", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static POLICY_DESCRIPTOR_TYPE: Schema = Schema {
    name: "PolicyDescriptorType",
    kind: Kind::Structure { members: &[Member::optional("arn", &ARN_TYPE)], union: false },
    limits: Limits::NONE,
};

pub static PROVIDED_CONTEXT: Schema = Schema {
    name: "ProvidedContext",
    kind: Kind::Structure {
        members: &[
            Member::optional("ProviderArn", &ARN_TYPE),
            Member::optional("ContextAssertion", &CONTEXT_ASSERTION_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PROVIDED_CONTEXTS_LIST_TYPE: Schema = Schema {
    name: "ProvidedContextsListType",
    kind: Kind::List { member: &Member::required("member", &PROVIDED_CONTEXT) },
    limits: Limits { min: Some(1.0), max: Some(5.0) },
};

pub static ROOT_DURATION_SECONDS_TYPE: Schema = Schema {
    name: "RootDurationSecondsType",
    kind: Kind::Integer,
    limits: Limits { min: Some(0.0), max: Some(900.0) },
};

pub static SAML_ASSERTION_TYPE: Schema = Schema {
    name: "SAMLAssertionType",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(4.0), max: Some(100000.0) },
};

pub static TAG: Schema = Schema {
    name: "Tag",
    kind: Kind::Structure {
        members: &[Member::required("Key", &TAG_KEY_TYPE), Member::required("Value", &TAG_VALUE_TYPE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TARGET_PRINCIPAL_TYPE: Schema = Schema {
    name: "TargetPrincipalType",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(12.0), max: Some(2048.0) },
};

static PATTERN_OF_ACCESS_KEY_ID_TYPE: Pattern = Pattern::new("[\\w]*");

pub static ACCESS_KEY_ID_TYPE: Schema = Schema {
    name: "accessKeyIdType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_ACCESS_KEY_ID_TYPE), values: &[] },
    limits: Limits { min: Some(16.0), max: Some(128.0) },
};

static PATTERN_OF_ARN_TYPE: Pattern = Pattern::new(
    "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
);

pub static ARN_TYPE: Schema = Schema {
    name: "arnType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_ARN_TYPE), values: &[] },
    limits: Limits { min: Some(20.0), max: Some(2048.0) },
};

static PATTERN_OF_ASSUMED_ROLE_ID_TYPE: Pattern = Pattern::new("[\\w+=,.@:-]*");

pub static ASSUMED_ROLE_ID_TYPE: Schema = Schema {
    name: "assumedRoleIdType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_ASSUMED_ROLE_ID_TYPE), values: &[] },
    limits: Limits { min: Some(2.0), max: Some(193.0) },
};

pub static CLIENT_TOKEN_TYPE: Schema = Schema {
    name: "clientTokenType",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(4.0), max: Some(20000.0) },
};

pub static CONTEXT_ASSERTION_TYPE: Schema = Schema {
    name: "contextAssertionType",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(4.0), max: Some(2048.0) },
};

pub static DURATION_SECONDS_TYPE: Schema = Schema {
    name: "durationSecondsType",
    kind: Kind::Integer,
    limits: Limits { min: Some(900.0), max: Some(129600.0) },
};

pub static ENCODED_MESSAGE_TYPE: Schema = Schema {
    name: "encodedMessageType",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(10240.0) },
};

static PATTERN_OF_EXTERNAL_ID_TYPE: Pattern = Pattern::new("[\\w+=,.@:\\/-]*");

pub static EXTERNAL_ID_TYPE: Schema = Schema {
    name: "externalIdType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_EXTERNAL_ID_TYPE), values: &[] },
    limits: Limits { min: Some(2.0), max: Some(1224.0) },
};

static PATTERN_OF_FEDERATED_ID_TYPE: Pattern = Pattern::new("[\\w+=,.@\\:-]*");

pub static FEDERATED_ID_TYPE: Schema = Schema {
    name: "federatedIdType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_FEDERATED_ID_TYPE), values: &[] },
    limits: Limits { min: Some(2.0), max: Some(193.0) },
};

pub static JWT_ALGORITHM_TYPE: Schema = Schema {
    name: "jwtAlgorithmType",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(5.0), max: Some(5.0) },
};

pub static MINIMUM_SESSION_TOKEN_SIZE_TYPE: Schema = Schema {
    name: "minimumSessionTokenSizeType",
    kind: Kind::Integer,
    limits: Limits { min: Some(0.0), max: Some(4096.0) },
};

pub static NON_NEGATIVE_INTEGER_TYPE: Schema = Schema {
    name: "nonNegativeIntegerType",
    kind: Kind::Integer,
    limits: Limits { min: Some(0.0), max: None },
};

pub static POLICY_DESCRIPTOR_LIST_TYPE: Schema = Schema {
    name: "policyDescriptorListType",
    kind: Kind::List { member: &Member::required("member", &POLICY_DESCRIPTOR_TYPE) },
    limits: Limits::NONE,
};

pub static ROLE_DURATION_SECONDS_TYPE: Schema = Schema {
    name: "roleDurationSecondsType",
    kind: Kind::Integer,
    limits: Limits { min: Some(900.0), max: Some(43200.0) },
};

static PATTERN_OF_ROLE_SESSION_NAME_TYPE: Pattern = Pattern::new("[\\w+=,.@-]*");

pub static ROLE_SESSION_NAME_TYPE: Schema = Schema {
    name: "roleSessionNameType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_ROLE_SESSION_NAME_TYPE), values: &[] },
    limits: Limits { min: Some(2.0), max: Some(64.0) },
};

static PATTERN_OF_SERIAL_NUMBER_TYPE: Pattern = Pattern::new("[\\w+=/:,.@-]*");

pub static SERIAL_NUMBER_TYPE: Schema = Schema {
    name: "serialNumberType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_SERIAL_NUMBER_TYPE), values: &[] },
    limits: Limits { min: Some(9.0), max: Some(256.0) },
};

static PATTERN_OF_SESSION_POLICY_DOCUMENT_TYPE: Pattern =
    Pattern::new("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");

pub static SESSION_POLICY_DOCUMENT_TYPE: Schema = Schema {
    name: "sessionPolicyDocumentType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_SESSION_POLICY_DOCUMENT_TYPE), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(2048.0) },
};

pub static SESSION_TOKEN_SIZE_TYPE: Schema = Schema {
    name: "sessionTokenSizeType",
    kind: Kind::Integer,
    limits: Limits { min: Some(0.0), max: None },
};

pub static SESSION_TOKEN_UTILIZATION_TYPE: Schema = Schema {
    name: "sessionTokenUtilizationType",
    kind: Kind::Integer,
    limits: Limits { min: Some(0.0), max: None },
};

static PATTERN_OF_SOURCE_IDENTITY_TYPE: Pattern = Pattern::new("[\\w+=,.@-]*");

pub static SOURCE_IDENTITY_TYPE: Schema = Schema {
    name: "sourceIdentityType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_SOURCE_IDENTITY_TYPE), values: &[] },
    limits: Limits { min: Some(2.0), max: Some(64.0) },
};

pub static TAG_KEY_LIST_TYPE: Schema = Schema {
    name: "tagKeyListType",
    kind: Kind::List { member: &Member::required("member", &TAG_KEY_TYPE) },
    limits: Limits { min: None, max: Some(50.0) },
};

static PATTERN_OF_TAG_KEY_TYPE: Pattern = Pattern::loosened(
    "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+",
    "[A-Za-z\\u{80}-\\u{10FFFF} \\u{80}-\\u{10FFFF}0-9\\u{80}-\\u{10FFFF}_.:/=+\\-@]+",
);

pub static TAG_KEY_TYPE: Schema = Schema {
    name: "tagKeyType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_TAG_KEY_TYPE), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(128.0) },
};

pub static TAG_LIST_TYPE: Schema = Schema {
    name: "tagListType",
    kind: Kind::List { member: &Member::required("member", &TAG) },
    limits: Limits { min: None, max: Some(50.0) },
};

static PATTERN_OF_TAG_VALUE_TYPE: Pattern = Pattern::loosened(
    "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*",
    "[A-Za-z\\u{80}-\\u{10FFFF} \\u{80}-\\u{10FFFF}0-9\\u{80}-\\u{10FFFF}_.:/=+\\-@]*",
);

pub static TAG_VALUE_TYPE: Schema = Schema {
    name: "tagValueType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_TAG_VALUE_TYPE), values: &[] },
    limits: Limits { min: Some(0.0), max: Some(256.0) },
};

static PATTERN_OF_TOKEN_CODE_TYPE: Pattern = Pattern::new("[\\d]*");

pub static TOKEN_CODE_TYPE: Schema = Schema {
    name: "tokenCodeType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_TOKEN_CODE_TYPE), values: &[] },
    limits: Limits { min: Some(6.0), max: Some(6.0) },
};

static PATTERN_OF_UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE: Pattern =
    Pattern::new("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");

pub static UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE: Schema = Schema {
    name: "unrestrictedSessionPolicyDocumentType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE), values: &[] },
    limits: Limits { min: Some(1.0), max: None },
};

pub static URL_TYPE: Schema = Schema {
    name: "urlType",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(4.0), max: Some(2048.0) },
};

static PATTERN_OF_USER_NAME_TYPE: Pattern = Pattern::new("[\\w+=,.@-]*");

pub static USER_NAME_TYPE: Schema = Schema {
    name: "userNameType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_USER_NAME_TYPE), values: &[] },
    limits: Limits { min: Some(2.0), max: Some(32.0) },
};

pub static WEB_IDENTITY_SUBJECT_TYPE: Schema = Schema {
    name: "webIdentitySubjectType",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(6.0), max: Some(255.0) },
};

pub static WEB_IDENTITY_TOKEN_AUDIENCE_LIST_TYPE: Schema = Schema {
    name: "webIdentityTokenAudienceListType",
    kind: Kind::List { member: &Member::required("member", &WEB_IDENTITY_TOKEN_AUDIENCE_STRING_TYPE) },
    limits: Limits { min: Some(1.0), max: Some(10.0) },
};

pub static WEB_IDENTITY_TOKEN_AUDIENCE_STRING_TYPE: Schema = Schema {
    name: "webIdentityTokenAudienceStringType",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1000.0) },
};

pub static WEB_IDENTITY_TOKEN_DURATION_SECONDS_TYPE: Schema = Schema {
    name: "webIdentityTokenDurationSecondsType",
    kind: Kind::Integer,
    limits: Limits { min: Some(60.0), max: Some(3600.0) },
};
