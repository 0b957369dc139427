//! Generated from `models/elbv2.json` by `cargo xtask codegen`; do not edit.
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
pub struct CreateTargetGroupInput {
    pub name: String,
    pub protocol: Option<ProtocolEnum>,
    pub protocol_version: Option<String>,
    pub port: Option<i32>,
    pub vpc_id: Option<String>,
    pub health_check_protocol: Option<ProtocolEnum>,
    pub health_check_port: Option<String>,
    pub health_check_enabled: Option<bool>,
    pub health_check_path: Option<String>,
    pub health_check_interval_seconds: Option<i32>,
    pub health_check_timeout_seconds: Option<i32>,
    pub healthy_threshold_count: Option<i32>,
    pub unhealthy_threshold_count: Option<i32>,
    pub matcher: Option<Matcher>,
    pub target_type: Option<TargetTypeEnum>,
    pub tags: Option<Vec<Tag>>,
    pub ip_address_type: Option<TargetGroupIpAddressTypeEnum>,
    pub target_control_port: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateTargetGroupOutput {
    pub target_groups: Option<Vec<TargetGroup>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeTagsInput {
    pub resource_arns: Vec<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeTagsOutput {
    pub tag_descriptions: Option<Vec<TagDescription>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeTargetGroupsInput {
    pub load_balancer_arn: Option<String>,
    pub target_group_arns: Option<Vec<String>>,
    pub names: Option<Vec<String>>,
    pub marker: Option<String>,
    pub page_size: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeTargetGroupsOutput {
    pub target_groups: Option<Vec<TargetGroup>>,
    pub next_marker: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Matcher {
    pub http_code: Option<String>,
    pub grpc_code: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Tag {
    pub key: String,
    pub value: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct TagDescription {
    pub resource_arn: Option<String>,
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct TargetGroup {
    pub target_group_arn: Option<String>,
    pub target_group_name: Option<String>,
    pub protocol: Option<ProtocolEnum>,
    pub port: Option<i32>,
    pub vpc_id: Option<String>,
    pub health_check_protocol: Option<ProtocolEnum>,
    pub health_check_port: Option<String>,
    pub health_check_enabled: Option<bool>,
    pub health_check_interval_seconds: Option<i32>,
    pub health_check_timeout_seconds: Option<i32>,
    pub healthy_threshold_count: Option<i32>,
    pub unhealthy_threshold_count: Option<i32>,
    pub health_check_path: Option<String>,
    pub matcher: Option<Matcher>,
    pub load_balancer_arns: Option<Vec<String>>,
    pub target_type: Option<TargetTypeEnum>,
    pub protocol_version: Option<String>,
    pub ip_address_type: Option<TargetGroupIpAddressTypeEnum>,
    pub target_control_port: Option<i32>,
}

crate::structure_members! {
    CreateTargetGroupInput, schemas::CREATE_TARGET_GROUP_INPUT { 0: name, 1: protocol, 2: protocol_version, 3: port, 4: vpc_id, 5: health_check_protocol, 6: health_check_port, 7: health_check_enabled, 8: health_check_path, 9: health_check_interval_seconds, 10: health_check_timeout_seconds, 11: healthy_threshold_count, 12: unhealthy_threshold_count, 13: matcher, 14: target_type, 15: tags, 16: ip_address_type, 17: target_control_port }
    CreateTargetGroupOutput, schemas::CREATE_TARGET_GROUP_OUTPUT { 0: target_groups }
    DescribeTagsInput, schemas::DESCRIBE_TAGS_INPUT { 0: resource_arns }
    DescribeTagsOutput, schemas::DESCRIBE_TAGS_OUTPUT { 0: tag_descriptions }
    DescribeTargetGroupsInput, schemas::DESCRIBE_TARGET_GROUPS_INPUT { 0: load_balancer_arn, 1: target_group_arns, 2: names, 3: marker, 4: page_size }
    DescribeTargetGroupsOutput, schemas::DESCRIBE_TARGET_GROUPS_OUTPUT { 0: target_groups, 1: next_marker }
    Matcher, schemas::MATCHER { 0: http_code, 1: grpc_code }
    Tag, schemas::TAG { 0: key, 1: value }
    TagDescription, schemas::TAG_DESCRIPTION { 0: resource_arn, 1: tags }
    TargetGroup, schemas::TARGET_GROUP { 0: target_group_arn, 1: target_group_name, 2: protocol, 3: port, 4: vpc_id, 5: health_check_protocol, 6: health_check_port, 7: health_check_enabled, 8: health_check_interval_seconds, 9: health_check_timeout_seconds, 10: healthy_threshold_count, 11: unhealthy_threshold_count, 12: health_check_path, 13: matcher, 14: load_balancer_arns, 15: target_type, 16: protocol_version, 17: ip_address_type, 18: target_control_port }
}

crate::members::generated_structures! {
    CreateTargetGroupInput,
    CreateTargetGroupOutput,
    DescribeTagsInput,
    DescribeTagsOutput,
    DescribeTargetGroupsInput,
    DescribeTargetGroupsOutput,
    Matcher,
    Tag,
    TagDescription,
    TargetGroup,
}
