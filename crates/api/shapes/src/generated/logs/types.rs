//! Generated from `models/logs.json` by `cargo xtask codegen`; do not edit.
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
pub struct CreateLogGroupRequest {
    pub log_group_name: String,
    pub kms_key_id: Option<String>,
    pub tags: Option<BTreeMap<String, String>>,
    pub log_group_class: Option<LogGroupClass>,
    pub deletion_protection_enabled: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateLogGroupResponse {}

#[derive(Clone, Default, PartialEq)]
pub struct DataAlreadyAcceptedException {
    pub expected_sequence_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeLogGroupsRequest {
    pub account_identifiers: Option<Vec<String>>,
    pub log_group_name_prefix: Option<String>,
    pub log_group_name_pattern: Option<String>,
    pub next_token: Option<String>,
    pub limit: Option<i32>,
    pub include_linked_accounts: Option<bool>,
    pub log_group_class: Option<LogGroupClass>,
    pub log_group_identifiers: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeLogGroupsResponse {
    pub log_groups: Option<Vec<LogGroup>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Entity {
    pub key_attributes: Option<BTreeMap<String, String>>,
    pub attributes: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct InputLogEvent {
    pub timestamp: i64,
    pub message: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct InvalidSequenceTokenException {
    pub expected_sequence_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct LogGroup {
    pub log_group_name: Option<String>,
    pub creation_time: Option<i64>,
    pub retention_in_days: Option<i32>,
    pub metric_filter_count: Option<i32>,
    pub arn: Option<String>,
    pub stored_bytes: Option<i64>,
    pub kms_key_id: Option<String>,
    pub data_protection_status: Option<DataProtectionStatus>,
    pub inherited_properties: Option<Vec<InheritedProperty>>,
    pub log_group_class: Option<LogGroupClass>,
    pub log_group_arn: Option<String>,
    pub deletion_protection_enabled: Option<bool>,
    pub bearer_token_authentication_enabled: Option<bool>,
    pub retention_policy_name: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutLogEventsRequest {
    pub log_group_name: String,
    pub log_stream_name: String,
    pub log_events: Vec<InputLogEvent>,
    pub sequence_token: Option<String>,
    pub entity: Option<Entity>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutLogEventsResponse {
    pub next_sequence_token: Option<String>,
    pub rejected_log_events_info: Option<RejectedLogEventsInfo>,
    pub rejected_entity_info: Option<RejectedEntityInfo>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RejectedEntityInfo {
    pub error_type: EntityRejectionErrorType,
}

#[derive(Clone, Default, PartialEq)]
pub struct RejectedLogEventsInfo {
    pub too_new_log_event_start_index: Option<i32>,
    pub too_old_log_event_end_index: Option<i32>,
    pub expired_log_event_end_index: Option<i32>,
}

crate::structure_members! {
    CreateLogGroupRequest, schemas::CREATE_LOG_GROUP_REQUEST { 0: log_group_name, 1: kms_key_id, 2: tags, 3: log_group_class, 4: deletion_protection_enabled }
    CreateLogGroupResponse, schemas::CREATE_LOG_GROUP_RESPONSE { }
    DataAlreadyAcceptedException, schemas::DATA_ALREADY_ACCEPTED_EXCEPTION { 0: expected_sequence_token }
    DescribeLogGroupsRequest, schemas::DESCRIBE_LOG_GROUPS_REQUEST { 0: account_identifiers, 1: log_group_name_prefix, 2: log_group_name_pattern, 3: next_token, 4: limit, 5: include_linked_accounts, 6: log_group_class, 7: log_group_identifiers }
    DescribeLogGroupsResponse, schemas::DESCRIBE_LOG_GROUPS_RESPONSE { 0: log_groups, 1: next_token }
    Entity, schemas::ENTITY { 0: key_attributes, 1: attributes }
    InputLogEvent, schemas::INPUT_LOG_EVENT { 0: timestamp, 1: message }
    InvalidSequenceTokenException, schemas::INVALID_SEQUENCE_TOKEN_EXCEPTION { 0: expected_sequence_token }
    LogGroup, schemas::LOG_GROUP { 0: log_group_name, 1: creation_time, 2: retention_in_days, 3: metric_filter_count, 4: arn, 5: stored_bytes, 6: kms_key_id, 7: data_protection_status, 8: inherited_properties, 9: log_group_class, 10: log_group_arn, 11: deletion_protection_enabled, 12: bearer_token_authentication_enabled, 13: retention_policy_name }
    PutLogEventsRequest, schemas::PUT_LOG_EVENTS_REQUEST { 0: log_group_name, 1: log_stream_name, 2: log_events, 3: sequence_token, 4: entity }
    PutLogEventsResponse, schemas::PUT_LOG_EVENTS_RESPONSE { 0: next_sequence_token, 1: rejected_log_events_info, 2: rejected_entity_info }
    RejectedEntityInfo, schemas::REJECTED_ENTITY_INFO { 0: error_type }
    RejectedLogEventsInfo, schemas::REJECTED_LOG_EVENTS_INFO { 0: too_new_log_event_start_index, 1: too_old_log_event_end_index, 2: expired_log_event_end_index }
}

crate::members::generated_structures! {
    CreateLogGroupRequest,
    CreateLogGroupResponse,
    DataAlreadyAcceptedException,
    DescribeLogGroupsRequest,
    DescribeLogGroupsResponse,
    Entity,
    InputLogEvent,
    InvalidSequenceTokenException,
    LogGroup,
    PutLogEventsRequest,
    PutLogEventsResponse,
    RejectedEntityInfo,
    RejectedLogEventsInfo,
}
