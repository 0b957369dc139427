//! Generated from `models/scheduler.json` by `cargo xtask codegen`; do not edit.
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
pub struct AwsVpcConfiguration {
    pub subnets: Vec<String>,
    pub security_groups: Option<Vec<String>>,
    pub assign_public_ip: Option<AssignPublicIp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CapacityProviderStrategyItem {
    pub capacity_provider: String,
    pub weight: Option<i32>,
    pub base: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateScheduleInput {
    pub name: String,
    pub group_name: Option<String>,
    pub schedule_expression: String,
    pub start_date: Option<crate::Timestamp>,
    pub end_date: Option<crate::Timestamp>,
    pub description: Option<String>,
    pub schedule_expression_timezone: Option<String>,
    pub state: Option<ScheduleState>,
    pub kms_key_arn: Option<String>,
    pub target: Target,
    pub flexible_time_window: FlexibleTimeWindow,
    pub client_token: Option<String>,
    pub action_after_completion: Option<ActionAfterCompletion>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateScheduleOutput {
    pub schedule_arn: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeadLetterConfig {
    pub arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct EcsParameters {
    pub task_definition_arn: String,
    pub task_count: Option<i32>,
    pub launch_type: Option<LaunchType>,
    pub network_configuration: Option<NetworkConfiguration>,
    pub platform_version: Option<String>,
    pub group: Option<String>,
    pub capacity_provider_strategy: Option<Vec<CapacityProviderStrategyItem>>,
    pub enable_ecs_managed_tags: Option<bool>,
    pub enable_execute_command: Option<bool>,
    pub placement_constraints: Option<Vec<PlacementConstraint>>,
    pub placement_strategy: Option<Vec<PlacementStrategy>>,
    pub propagate_tags: Option<PropagateTags>,
    pub reference_id: Option<String>,
    pub tags: Option<Vec<BTreeMap<String, String>>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct EventBridgeParameters {
    pub detail_type: String,
    pub source: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct EventBridgePutEventsV2Parameters {
    pub detail_type: String,
    pub source: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct EventBridgePutRawEventsParameters {
    pub metadata: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct FlexibleTimeWindow {
    pub mode: FlexibleTimeWindowMode,
    pub maximum_window_in_minutes: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetScheduleInput {
    pub name: String,
    pub group_name: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetScheduleOutput {
    pub arn: Option<String>,
    pub group_name: Option<String>,
    pub name: Option<String>,
    pub schedule_expression: Option<String>,
    pub start_date: Option<crate::Timestamp>,
    pub end_date: Option<crate::Timestamp>,
    pub description: Option<String>,
    pub schedule_expression_timezone: Option<String>,
    pub state: Option<ScheduleState>,
    pub creation_date: Option<crate::Timestamp>,
    pub last_modification_date: Option<crate::Timestamp>,
    pub kms_key_arn: Option<String>,
    pub target: Option<Target>,
    pub flexible_time_window: Option<FlexibleTimeWindow>,
    pub action_after_completion: Option<ActionAfterCompletion>,
}

#[derive(Clone, Default, PartialEq)]
pub struct KinesisParameters {
    pub partition_key: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListSchedulesInput {
    pub group_name: Option<String>,
    pub name_prefix: Option<String>,
    pub state: Option<ScheduleState>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListSchedulesOutput {
    pub next_token: Option<String>,
    pub schedules: Vec<ScheduleSummary>,
}

#[derive(Clone, Default, PartialEq)]
pub struct NetworkConfiguration {
    pub awsvpc_configuration: Option<AwsVpcConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PlacementConstraint {
    pub r#type: Option<PlacementConstraintType>,
    pub expression: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PlacementStrategy {
    pub r#type: Option<PlacementStrategyType>,
    pub field: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RetryPolicy {
    pub maximum_event_age_in_seconds: Option<i32>,
    pub maximum_retry_attempts: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SageMakerPipelineParameter {
    pub name: String,
    pub value: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct SageMakerPipelineParameters {
    pub pipeline_parameter_list: Option<Vec<SageMakerPipelineParameter>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ScheduleSummary {
    pub arn: Option<String>,
    pub name: Option<String>,
    pub group_name: Option<String>,
    pub state: Option<ScheduleState>,
    pub creation_date: Option<crate::Timestamp>,
    pub last_modification_date: Option<crate::Timestamp>,
    pub target: Option<TargetSummary>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SqsParameters {
    pub message_group_id: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Target {
    pub arn: String,
    pub role_arn: String,
    pub dead_letter_config: Option<DeadLetterConfig>,
    pub retry_policy: Option<RetryPolicy>,
    pub input: Option<String>,
    pub ecs_parameters: Option<EcsParameters>,
    pub event_bridge_parameters: Option<EventBridgeParameters>,
    pub event_bridge_put_events_v2_parameters: Option<EventBridgePutEventsV2Parameters>,
    pub event_bridge_put_raw_events_parameters: Option<EventBridgePutRawEventsParameters>,
    pub kinesis_parameters: Option<KinesisParameters>,
    pub sage_maker_pipeline_parameters: Option<SageMakerPipelineParameters>,
    pub sqs_parameters: Option<SqsParameters>,
}

#[derive(Clone, Default, PartialEq)]
pub struct TargetSummary {
    pub arn: String,
}

crate::structure_members! {
    AwsVpcConfiguration, schemas::AWS_VPC_CONFIGURATION { 0: subnets, 1: security_groups, 2: assign_public_ip }
    CapacityProviderStrategyItem, schemas::CAPACITY_PROVIDER_STRATEGY_ITEM { 0: capacity_provider, 1: weight, 2: base }
    CreateScheduleInput, schemas::CREATE_SCHEDULE_INPUT { 0: name, 1: group_name, 2: schedule_expression, 3: start_date, 4: end_date, 5: description, 6: schedule_expression_timezone, 7: state, 8: kms_key_arn, 9: target, 10: flexible_time_window, 11: client_token, 12: action_after_completion }
    CreateScheduleOutput, schemas::CREATE_SCHEDULE_OUTPUT { 0: schedule_arn }
    DeadLetterConfig, schemas::DEAD_LETTER_CONFIG { 0: arn }
    EcsParameters, schemas::ECS_PARAMETERS { 0: task_definition_arn, 1: task_count, 2: launch_type, 3: network_configuration, 4: platform_version, 5: group, 6: capacity_provider_strategy, 7: enable_ecs_managed_tags, 8: enable_execute_command, 9: placement_constraints, 10: placement_strategy, 11: propagate_tags, 12: reference_id, 13: tags }
    EventBridgeParameters, schemas::EVENT_BRIDGE_PARAMETERS { 0: detail_type, 1: source }
    EventBridgePutEventsV2Parameters, schemas::EVENT_BRIDGE_PUT_EVENTS_V2_PARAMETERS { 0: detail_type, 1: source }
    EventBridgePutRawEventsParameters, schemas::EVENT_BRIDGE_PUT_RAW_EVENTS_PARAMETERS { 0: metadata }
    FlexibleTimeWindow, schemas::FLEXIBLE_TIME_WINDOW { 0: mode, 1: maximum_window_in_minutes }
    GetScheduleInput, schemas::GET_SCHEDULE_INPUT { 0: name, 1: group_name }
    GetScheduleOutput, schemas::GET_SCHEDULE_OUTPUT { 0: arn, 1: group_name, 2: name, 3: schedule_expression, 4: start_date, 5: end_date, 6: description, 7: schedule_expression_timezone, 8: state, 9: creation_date, 10: last_modification_date, 11: kms_key_arn, 12: target, 13: flexible_time_window, 14: action_after_completion }
    KinesisParameters, schemas::KINESIS_PARAMETERS { 0: partition_key }
    ListSchedulesInput, schemas::LIST_SCHEDULES_INPUT { 0: group_name, 1: name_prefix, 2: state, 3: next_token, 4: max_results }
    ListSchedulesOutput, schemas::LIST_SCHEDULES_OUTPUT { 0: next_token, 1: schedules }
    NetworkConfiguration, schemas::NETWORK_CONFIGURATION { 0: awsvpc_configuration }
    PlacementConstraint, schemas::PLACEMENT_CONSTRAINT { 0: r#type, 1: expression }
    PlacementStrategy, schemas::PLACEMENT_STRATEGY { 0: r#type, 1: field }
    RetryPolicy, schemas::RETRY_POLICY { 0: maximum_event_age_in_seconds, 1: maximum_retry_attempts }
    SageMakerPipelineParameter, schemas::SAGE_MAKER_PIPELINE_PARAMETER { 0: name, 1: value }
    SageMakerPipelineParameters, schemas::SAGE_MAKER_PIPELINE_PARAMETERS { 0: pipeline_parameter_list }
    ScheduleSummary, schemas::SCHEDULE_SUMMARY { 0: arn, 1: name, 2: group_name, 3: state, 4: creation_date, 5: last_modification_date, 6: target }
    SqsParameters, schemas::SQS_PARAMETERS { 0: message_group_id }
    Target, schemas::TARGET { 0: arn, 1: role_arn, 2: dead_letter_config, 3: retry_policy, 4: input, 5: ecs_parameters, 6: event_bridge_parameters, 7: event_bridge_put_events_v2_parameters, 8: event_bridge_put_raw_events_parameters, 9: kinesis_parameters, 10: sage_maker_pipeline_parameters, 11: sqs_parameters }
    TargetSummary, schemas::TARGET_SUMMARY { 0: arn }
}

crate::members::generated_structures! {
    AwsVpcConfiguration,
    CapacityProviderStrategyItem,
    CreateScheduleInput,
    CreateScheduleOutput,
    DeadLetterConfig,
    EcsParameters,
    EventBridgeParameters,
    EventBridgePutEventsV2Parameters,
    EventBridgePutRawEventsParameters,
    FlexibleTimeWindow,
    GetScheduleInput,
    GetScheduleOutput,
    KinesisParameters,
    ListSchedulesInput,
    ListSchedulesOutput,
    NetworkConfiguration,
    PlacementConstraint,
    PlacementStrategy,
    RetryPolicy,
    SageMakerPipelineParameter,
    SageMakerPipelineParameters,
    ScheduleSummary,
    SqsParameters,
    Target,
    TargetSummary,
}
