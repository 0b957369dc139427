//! Generated from `models/elbv2.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use crate::schema::{self, Kind, Limits, Location, Member, Names, Pattern, Schema, TimestampFormat};

pub static CREATE_TARGET_GROUP_INPUT: Schema = Schema {
    name: "CreateTargetGroupInput",
    kind: Kind::Structure {
        members: &[
            Member::required("Name", &schema::TEXT),
            Member::optional("Protocol", &PROTOCOL_ENUM),
            Member::optional("ProtocolVersion", &schema::TEXT),
            Member::optional("Port", &PORT),
            Member::optional("VpcId", &schema::TEXT),
            Member::optional("HealthCheckProtocol", &PROTOCOL_ENUM),
            Member::optional("HealthCheckPort", &schema::TEXT),
            Member::optional("HealthCheckEnabled", &schema::BOOLEAN),
            Member::optional("HealthCheckPath", &PATH),
            Member::optional("HealthCheckIntervalSeconds", &HEALTH_CHECK_INTERVAL_SECONDS),
            Member::optional("HealthCheckTimeoutSeconds", &HEALTH_CHECK_TIMEOUT_SECONDS),
            Member::optional("HealthyThresholdCount", &HEALTH_CHECK_THRESHOLD_COUNT),
            Member::optional("UnhealthyThresholdCount", &HEALTH_CHECK_THRESHOLD_COUNT),
            Member::optional("Matcher", &MATCHER),
            Member::optional("TargetType", &TARGET_TYPE_ENUM),
            Member::optional("Tags", &TAG_LIST),
            Member::optional("IpAddressType", &TARGET_GROUP_IP_ADDRESS_TYPE_ENUM),
            Member::optional("TargetControlPort", &TARGET_CONTROL_PORT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_TARGET_GROUP_OUTPUT: Schema = Schema {
    name: "CreateTargetGroupOutput",
    kind: Kind::Structure { members: &[Member::optional("TargetGroups", &TARGET_GROUPS)], union: false },
    limits: Limits::NONE,
};

pub static DESCRIBE_TAGS_INPUT: Schema = Schema {
    name: "DescribeTagsInput",
    kind: Kind::Structure { members: &[Member::required("ResourceArns", &RESOURCE_ARNS)], union: false },
    limits: Limits::NONE,
};

pub static DESCRIBE_TAGS_OUTPUT: Schema = Schema {
    name: "DescribeTagsOutput",
    kind: Kind::Structure {
        members: &[Member::optional("TagDescriptions", &TAG_DESCRIPTIONS)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_TARGET_GROUPS_INPUT: Schema = Schema {
    name: "DescribeTargetGroupsInput",
    kind: Kind::Structure {
        members: &[
            Member::optional("LoadBalancerArn", &schema::TEXT),
            Member::optional("TargetGroupArns", &TARGET_GROUP_ARNS),
            Member::optional("Names", &TARGET_GROUP_NAMES),
            Member::optional("Marker", &schema::TEXT),
            Member::optional("PageSize", &PAGE_SIZE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_TARGET_GROUPS_OUTPUT: Schema = Schema {
    name: "DescribeTargetGroupsOutput",
    kind: Kind::Structure {
        members: &[
            Member::optional("TargetGroups", &TARGET_GROUPS),
            Member::optional("NextMarker", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static HEALTH_CHECK_INTERVAL_SECONDS: Schema = Schema {
    name: "HealthCheckIntervalSeconds",
    kind: Kind::Integer,
    limits: Limits { min: Some(5.0), max: Some(300.0) },
};

pub static HEALTH_CHECK_THRESHOLD_COUNT: Schema = Schema {
    name: "HealthCheckThresholdCount",
    kind: Kind::Integer,
    limits: Limits { min: Some(2.0), max: Some(10.0) },
};

pub static HEALTH_CHECK_TIMEOUT_SECONDS: Schema = Schema {
    name: "HealthCheckTimeoutSeconds",
    kind: Kind::Integer,
    limits: Limits { min: Some(2.0), max: Some(120.0) },
};

pub static LOAD_BALANCER_ARNS: Schema = Schema {
    name: "LoadBalancerArns",
    kind: Kind::List { member: &Member::required("member", &schema::TEXT) },
    limits: Limits::NONE,
};

pub static MATCHER: Schema = Schema {
    name: "Matcher",
    kind: Kind::Structure {
        members: &[Member::optional("HttpCode", &schema::TEXT), Member::optional("GrpcCode", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PAGE_SIZE: Schema =
    Schema { name: "PageSize", kind: Kind::Integer, limits: Limits { min: Some(1.0), max: Some(400.0) } };

pub static PATH: Schema = Schema {
    name: "Path",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1024.0) },
};

pub static PORT: Schema =
    Schema { name: "Port", kind: Kind::Integer, limits: Limits { min: Some(1.0), max: Some(65535.0) } };

pub static PROTOCOL_ENUM: Schema = Schema {
    name: "ProtocolEnum",
    kind: Kind::Text { pattern: None, values: super::ProtocolEnum::VALUES },
    limits: Limits::NONE,
};

pub static RESOURCE_ARNS: Schema = Schema {
    name: "ResourceArns",
    kind: Kind::List { member: &Member::required("member", &schema::TEXT) },
    limits: Limits::NONE,
};

pub static TAG: Schema = Schema {
    name: "Tag",
    kind: Kind::Structure {
        members: &[Member::required("Key", &TAG_KEY), Member::optional("Value", &TAG_VALUE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TAG_DESCRIPTION: Schema = Schema {
    name: "TagDescription",
    kind: Kind::Structure {
        members: &[Member::optional("ResourceArn", &schema::TEXT), Member::optional("Tags", &TAG_LIST)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TAG_DESCRIPTIONS: Schema = Schema {
    name: "TagDescriptions",
    kind: Kind::List { member: &Member::required("member", &TAG_DESCRIPTION) },
    limits: Limits::NONE,
};

static PATTERN_OF_TAG_KEY: Pattern = Pattern::loosened(
    "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$",
    "^([A-Za-z\\u{80}-\\u{10FFFF} \\u{80}-\\u{10FFFF}0-9\\u{80}-\\u{10FFFF}_.:/=+\\-@]*)$",
);

pub static TAG_KEY: Schema = Schema {
    name: "TagKey",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_TAG_KEY), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(128.0) },
};

pub static TAG_LIST: Schema = Schema {
    name: "TagList",
    kind: Kind::List { member: &Member::required("member", &TAG) },
    limits: Limits { min: Some(1.0), max: None },
};

static PATTERN_OF_TAG_VALUE: Pattern = Pattern::loosened(
    "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$",
    "^([A-Za-z\\u{80}-\\u{10FFFF} \\u{80}-\\u{10FFFF}0-9\\u{80}-\\u{10FFFF}_.:/=+\\-@]*)$",
);

pub static TAG_VALUE: Schema = Schema {
    name: "TagValue",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_TAG_VALUE), values: &[] },
    limits: Limits { min: Some(0.0), max: Some(256.0) },
};

pub static TARGET_CONTROL_PORT: Schema = Schema {
    name: "TargetControlPort",
    kind: Kind::Integer,
    limits: Limits { min: Some(1.0), max: Some(65535.0) },
};

pub static TARGET_GROUP: Schema = Schema {
    name: "TargetGroup",
    kind: Kind::Structure {
        members: &[
            Member::optional("TargetGroupArn", &schema::TEXT),
            Member::optional("TargetGroupName", &schema::TEXT),
            Member::optional("Protocol", &PROTOCOL_ENUM),
            Member::optional("Port", &PORT),
            Member::optional("VpcId", &schema::TEXT),
            Member::optional("HealthCheckProtocol", &PROTOCOL_ENUM),
            Member::optional("HealthCheckPort", &schema::TEXT),
            Member::optional("HealthCheckEnabled", &schema::BOOLEAN),
            Member::optional("HealthCheckIntervalSeconds", &HEALTH_CHECK_INTERVAL_SECONDS),
            Member::optional("HealthCheckTimeoutSeconds", &HEALTH_CHECK_TIMEOUT_SECONDS),
            Member::optional("HealthyThresholdCount", &HEALTH_CHECK_THRESHOLD_COUNT),
            Member::optional("UnhealthyThresholdCount", &HEALTH_CHECK_THRESHOLD_COUNT),
            Member::optional("HealthCheckPath", &PATH),
            Member::optional("Matcher", &MATCHER),
            Member::optional("LoadBalancerArns", &LOAD_BALANCER_ARNS),
            Member::optional("TargetType", &TARGET_TYPE_ENUM),
            Member::optional("ProtocolVersion", &schema::TEXT),
            Member::optional("IpAddressType", &TARGET_GROUP_IP_ADDRESS_TYPE_ENUM),
            Member::optional("TargetControlPort", &TARGET_CONTROL_PORT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TARGET_GROUP_ARNS: Schema = Schema {
    name: "TargetGroupArns",
    kind: Kind::List { member: &Member::required("member", &schema::TEXT) },
    limits: Limits::NONE,
};

pub static TARGET_GROUP_IP_ADDRESS_TYPE_ENUM: Schema = Schema {
    name: "TargetGroupIpAddressTypeEnum",
    kind: Kind::Text { pattern: None, values: super::TargetGroupIpAddressTypeEnum::VALUES },
    limits: Limits::NONE,
};

pub static TARGET_GROUP_NAMES: Schema = Schema {
    name: "TargetGroupNames",
    kind: Kind::List { member: &Member::required("member", &schema::TEXT) },
    limits: Limits::NONE,
};

pub static TARGET_GROUPS: Schema = Schema {
    name: "TargetGroups",
    kind: Kind::List { member: &Member::required("member", &TARGET_GROUP) },
    limits: Limits::NONE,
};

pub static TARGET_TYPE_ENUM: Schema = Schema {
    name: "TargetTypeEnum",
    kind: Kind::Text { pattern: None, values: super::TargetTypeEnum::VALUES },
    limits: Limits::NONE,
};
