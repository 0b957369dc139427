//! Generated from `models/logs.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use crate::schema::{self, Kind, Limits, Location, Member, Names, Pattern, Schema, TimestampFormat};

static PATTERN_OF_ACCOUNT_ID: Pattern = Pattern::new("^\\d{12}$");

pub static ACCOUNT_ID: Schema = Schema {
    name: "AccountId",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_ACCOUNT_ID), values: &[] },
    limits: Limits { min: Some(12.0), max: Some(12.0) },
};

pub static ACCOUNT_IDS: Schema = Schema {
    name: "AccountIds",
    kind: Kind::List { member: &Member::required("member", &ACCOUNT_ID) },
    limits: Limits { min: Some(0.0), max: Some(20.0) },
};

pub static CREATE_LOG_GROUP_REQUEST: Schema = Schema {
    name: "CreateLogGroupRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("logGroupName", &LOG_GROUP_NAME),
            Member::optional("kmsKeyId", &KMS_KEY_ID),
            Member::optional("tags", &TAGS),
            Member::optional("logGroupClass", &LOG_GROUP_CLASS),
            Member::optional("deletionProtectionEnabled", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_LOG_GROUP_RESPONSE: Schema = Schema {
    name: "CreateLogGroupResponse",
    kind: Kind::Structure { members: &[], union: false },
    limits: Limits::NONE,
};

pub static DATA_ALREADY_ACCEPTED_EXCEPTION: Schema = Schema {
    name: "DataAlreadyAcceptedException",
    kind: Kind::Structure {
        members: &[Member::optional("expectedSequenceToken", &SEQUENCE_TOKEN)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DATA_PROTECTION_STATUS: Schema = Schema {
    name: "DataProtectionStatus",
    kind: Kind::Text { pattern: None, values: super::DataProtectionStatus::VALUES },
    limits: Limits::NONE,
};

pub static DESCRIBE_LIMIT: Schema =
    Schema { name: "DescribeLimit", kind: Kind::Integer, limits: Limits { min: Some(1.0), max: Some(50.0) } };

pub static DESCRIBE_LOG_GROUPS_LOG_GROUP_IDENTIFIERS: Schema = Schema {
    name: "DescribeLogGroupsLogGroupIdentifiers",
    kind: Kind::List { member: &Member::required("member", &LOG_GROUP_IDENTIFIER) },
    limits: Limits { min: Some(1.0), max: Some(50.0) },
};

pub static DESCRIBE_LOG_GROUPS_REQUEST: Schema = Schema {
    name: "DescribeLogGroupsRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("accountIdentifiers", &ACCOUNT_IDS),
            Member::optional("logGroupNamePrefix", &LOG_GROUP_NAME),
            Member::optional("logGroupNamePattern", &LOG_GROUP_NAME_PATTERN),
            Member::optional("nextToken", &NEXT_TOKEN),
            Member::optional("limit", &DESCRIBE_LIMIT),
            Member::optional("includeLinkedAccounts", &schema::BOOLEAN),
            Member::optional("logGroupClass", &LOG_GROUP_CLASS),
            Member::optional("logGroupIdentifiers", &DESCRIBE_LOG_GROUPS_LOG_GROUP_IDENTIFIERS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_LOG_GROUPS_RESPONSE: Schema = Schema {
    name: "DescribeLogGroupsResponse",
    kind: Kind::Structure {
        members: &[Member::optional("logGroups", &LOG_GROUPS), Member::optional("nextToken", &NEXT_TOKEN)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ENTITY: Schema = Schema {
    name: "Entity",
    kind: Kind::Structure {
        members: &[
            Member::optional("keyAttributes", &ENTITY_KEY_ATTRIBUTES),
            Member::optional("attributes", &ENTITY_ATTRIBUTES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ENTITY_ATTRIBUTES: Schema = Schema {
    name: "EntityAttributes",
    kind: Kind::Map {
        key: &Member::required("key", &ENTITY_ATTRIBUTES_KEY),
        value: &Member::required("value", &ENTITY_ATTRIBUTES_VALUE),
    },
    limits: Limits { min: Some(0.0), max: Some(10.0) },
};

pub static ENTITY_ATTRIBUTES_KEY: Schema = Schema {
    name: "EntityAttributesKey",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(256.0) },
};

pub static ENTITY_ATTRIBUTES_VALUE: Schema = Schema {
    name: "EntityAttributesValue",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(512.0) },
};

pub static ENTITY_KEY_ATTRIBUTES: Schema = Schema {
    name: "EntityKeyAttributes",
    kind: Kind::Map {
        key: &Member::required("key", &ENTITY_KEY_ATTRIBUTES_KEY),
        value: &Member::required("value", &ENTITY_KEY_ATTRIBUTES_VALUE),
    },
    limits: Limits { min: Some(2.0), max: Some(4.0) },
};

pub static ENTITY_KEY_ATTRIBUTES_KEY: Schema = Schema {
    name: "EntityKeyAttributesKey",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(32.0) },
};

pub static ENTITY_KEY_ATTRIBUTES_VALUE: Schema = Schema {
    name: "EntityKeyAttributesValue",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(512.0) },
};

pub static ENTITY_REJECTION_ERROR_TYPE: Schema = Schema {
    name: "EntityRejectionErrorType",
    kind: Kind::Text { pattern: None, values: super::EntityRejectionErrorType::VALUES },
    limits: Limits::NONE,
};

pub static EVENT_MESSAGE: Schema = Schema {
    name: "EventMessage",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: None },
};

pub static INHERITED_PROPERTIES: Schema = Schema {
    name: "InheritedProperties",
    kind: Kind::List { member: &Member::required("member", &INHERITED_PROPERTY) },
    limits: Limits::NONE,
};

pub static INHERITED_PROPERTY: Schema = Schema {
    name: "InheritedProperty",
    kind: Kind::Text { pattern: None, values: super::InheritedProperty::VALUES },
    limits: Limits::NONE,
};

pub static INPUT_LOG_EVENT: Schema = Schema {
    name: "InputLogEvent",
    kind: Kind::Structure {
        members: &[Member::required("timestamp", &TIMESTAMP), Member::required("message", &EVENT_MESSAGE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static INPUT_LOG_EVENTS: Schema = Schema {
    name: "InputLogEvents",
    kind: Kind::List { member: &Member::required("member", &INPUT_LOG_EVENT) },
    limits: Limits { min: Some(1.0), max: Some(10000.0) },
};

pub static INVALID_SEQUENCE_TOKEN_EXCEPTION: Schema = Schema {
    name: "InvalidSequenceTokenException",
    kind: Kind::Structure {
        members: &[Member::optional("expectedSequenceToken", &SEQUENCE_TOKEN)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static KMS_KEY_ID: Schema = Schema {
    name: "KmsKeyId",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: None, max: Some(256.0) },
};

pub static LOG_GROUP: Schema = Schema {
    name: "LogGroup",
    kind: Kind::Structure {
        members: &[
            Member::optional("logGroupName", &LOG_GROUP_NAME),
            Member::optional("creationTime", &TIMESTAMP),
            Member::optional("retentionInDays", &schema::INTEGER),
            Member::optional("metricFilterCount", &schema::INTEGER),
            Member::optional("arn", &schema::TEXT),
            Member::optional("storedBytes", &STORED_BYTES),
            Member::optional("kmsKeyId", &KMS_KEY_ID),
            Member::optional("dataProtectionStatus", &DATA_PROTECTION_STATUS),
            Member::optional("inheritedProperties", &INHERITED_PROPERTIES),
            Member::optional("logGroupClass", &LOG_GROUP_CLASS),
            Member::optional("logGroupArn", &schema::TEXT),
            Member::optional("deletionProtectionEnabled", &schema::BOOLEAN),
            Member::optional("bearerTokenAuthenticationEnabled", &schema::BOOLEAN),
            Member::optional("retentionPolicyName", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LOG_GROUP_CLASS: Schema = Schema {
    name: "LogGroupClass",
    kind: Kind::Text { pattern: None, values: super::LogGroupClass::VALUES },
    limits: Limits::NONE,
};

static PATTERN_OF_LOG_GROUP_IDENTIFIER: Pattern = Pattern::new("[\\w#+=/:,.@-]*");

pub static LOG_GROUP_IDENTIFIER: Schema = Schema {
    name: "LogGroupIdentifier",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_LOG_GROUP_IDENTIFIER), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(2048.0) },
};

static PATTERN_OF_LOG_GROUP_NAME: Pattern = Pattern::new("[\\.\\-_/#A-Za-z0-9]+");

pub static LOG_GROUP_NAME: Schema = Schema {
    name: "LogGroupName",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_LOG_GROUP_NAME), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(512.0) },
};

static PATTERN_OF_LOG_GROUP_NAME_PATTERN: Pattern = Pattern::new("[\\.\\-_/#A-Za-z0-9]*");

pub static LOG_GROUP_NAME_PATTERN: Schema = Schema {
    name: "LogGroupNamePattern",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_LOG_GROUP_NAME_PATTERN), values: &[] },
    limits: Limits { min: Some(0.0), max: Some(512.0) },
};

pub static LOG_GROUPS: Schema = Schema {
    name: "LogGroups",
    kind: Kind::List { member: &Member::required("member", &LOG_GROUP) },
    limits: Limits::NONE,
};

static PATTERN_OF_LOG_STREAM_NAME: Pattern = Pattern::new("[^:*]*");

pub static LOG_STREAM_NAME: Schema = Schema {
    name: "LogStreamName",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_LOG_STREAM_NAME), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(512.0) },
};

pub static NEXT_TOKEN: Schema = Schema {
    name: "NextToken",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: None },
};

pub static PUT_LOG_EVENTS_REQUEST: Schema = Schema {
    name: "PutLogEventsRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("logGroupName", &LOG_GROUP_NAME),
            Member::required("logStreamName", &LOG_STREAM_NAME),
            Member::required("logEvents", &INPUT_LOG_EVENTS),
            Member::optional("sequenceToken", &SEQUENCE_TOKEN),
            Member::optional("entity", &ENTITY),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_LOG_EVENTS_RESPONSE: Schema = Schema {
    name: "PutLogEventsResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("nextSequenceToken", &SEQUENCE_TOKEN),
            Member::optional("rejectedLogEventsInfo", &REJECTED_LOG_EVENTS_INFO),
            Member::optional("rejectedEntityInfo", &REJECTED_ENTITY_INFO),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REJECTED_ENTITY_INFO: Schema = Schema {
    name: "RejectedEntityInfo",
    kind: Kind::Structure {
        members: &[Member::required("errorType", &ENTITY_REJECTION_ERROR_TYPE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REJECTED_LOG_EVENTS_INFO: Schema = Schema {
    name: "RejectedLogEventsInfo",
    kind: Kind::Structure {
        members: &[
            Member::optional("tooNewLogEventStartIndex", &schema::INTEGER),
            Member::optional("tooOldLogEventEndIndex", &schema::INTEGER),
            Member::optional("expiredLogEventEndIndex", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SEQUENCE_TOKEN: Schema = Schema {
    name: "SequenceToken",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: None },
};

pub static STORED_BYTES: Schema =
    Schema { name: "StoredBytes", kind: Kind::Long, limits: Limits { min: Some(0.0), max: None } };

static PATTERN_OF_TAG_KEY: Pattern = Pattern::loosened(
    "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+)$",
    "^([A-Za-z\\u{80}-\\u{10FFFF} \\u{80}-\\u{10FFFF}0-9\\u{80}-\\u{10FFFF}_.:/=+\\-@]+)$",
);

pub static TAG_KEY: Schema = Schema {
    name: "TagKey",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_TAG_KEY), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(128.0) },
};

static PATTERN_OF_TAG_VALUE: Pattern = Pattern::loosened(
    "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$",
    "^([A-Za-z\\u{80}-\\u{10FFFF} \\u{80}-\\u{10FFFF}0-9\\u{80}-\\u{10FFFF}_.:/=+\\-@]*)$",
);

pub static TAG_VALUE: Schema = Schema {
    name: "TagValue",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_TAG_VALUE), values: &[] },
    limits: Limits { min: None, max: Some(256.0) },
};

pub static TAGS: Schema = Schema {
    name: "Tags",
    kind: Kind::Map {
        key: &Member::required("key", &TAG_KEY),
        value: &Member::required("value", &TAG_VALUE),
    },
    limits: Limits { min: Some(1.0), max: Some(50.0) },
};

pub static TIMESTAMP: Schema =
    Schema { name: "Timestamp", kind: Kind::Long, limits: Limits { min: Some(0.0), max: None } };
