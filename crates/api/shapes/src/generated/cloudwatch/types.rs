//! Generated from `models/cloudwatch.json` by `cargo xtask codegen`; do not edit.
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
pub struct ActionConfiguration {
    pub alarm_tags_propagation: Option<AlarmTagsPropagation>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AlarmPromQLCriteria {
    pub query: String,
    pub pending_period: Option<i32>,
    pub recovery_period: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AlarmTagsPropagation {
    pub enabled: bool,
    pub included_tag_keys: Option<Vec<String>>,
    pub excluded_tag_keys: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CompositeAlarm {
    pub actions_enabled: Option<bool>,
    pub alarm_actions: Option<Vec<String>>,
    pub alarm_arn: Option<String>,
    pub alarm_configuration_updated_timestamp: Option<crate::Timestamp>,
    pub alarm_description: Option<String>,
    pub alarm_name: Option<String>,
    pub alarm_rule: Option<String>,
    pub insufficient_data_actions: Option<Vec<String>>,
    pub ok_actions: Option<Vec<String>>,
    pub state_reason: Option<String>,
    pub state_reason_data: Option<String>,
    pub state_updated_timestamp: Option<crate::Timestamp>,
    pub state_value: Option<StateValue>,
    pub state_transitioned_timestamp: Option<crate::Timestamp>,
    pub actions_suppressed_by: Option<ActionsSuppressedBy>,
    pub actions_suppressed_reason: Option<String>,
    pub actions_suppressor: Option<String>,
    pub actions_suppressor_wait_period: Option<i32>,
    pub actions_suppressor_extension_period: Option<i32>,
    pub action_configuration: Option<ActionConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeAlarmsInput {
    pub alarm_names: Option<Vec<String>>,
    pub alarm_name_prefix: Option<String>,
    pub alarm_types: Option<Vec<AlarmType>>,
    pub children_of_alarm_name: Option<String>,
    pub parents_of_alarm_name: Option<String>,
    pub state_value: Option<StateValue>,
    pub action_prefix: Option<String>,
    pub max_records: Option<i32>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeAlarmsOutput {
    pub composite_alarms: Option<Vec<CompositeAlarm>>,
    pub metric_alarms: Option<Vec<MetricAlarm>>,
    pub log_alarms: Option<Vec<LogAlarm>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Dimension {
    pub name: String,
    pub value: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct Entity {
    pub key_attributes: Option<BTreeMap<String, String>>,
    pub attributes: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct EntityMetricData {
    pub entity: Option<Entity>,
    pub metric_data: Option<Vec<MetricDatum>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct EvaluationCriteria {
    pub promql_criteria: Option<AlarmPromQLCriteria>,
}

#[derive(Clone, Default, PartialEq)]
pub struct EvaluationWindow {
    pub wall_clock_window: Option<WallClockWindow>,
    pub sliding_window: Option<SlidingWindow>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetMetricDataInput {
    pub metric_data_queries: Vec<MetricDataQuery>,
    pub start_time: crate::Timestamp,
    pub end_time: crate::Timestamp,
    pub next_token: Option<String>,
    pub scan_by: Option<ScanBy>,
    pub max_datapoints: Option<i32>,
    pub label_options: Option<LabelOptions>,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetMetricDataOutput {
    pub metric_data_results: Option<Vec<MetricDataResult>>,
    pub next_token: Option<String>,
    pub messages: Option<Vec<MessageData>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct LabelOptions {
    pub timezone: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct LogAlarm {
    pub alarm_name: Option<String>,
    pub alarm_arn: Option<String>,
    pub alarm_description: Option<String>,
    pub alarm_configuration_updated_timestamp: Option<crate::Timestamp>,
    pub actions_enabled: Option<bool>,
    pub ok_actions: Option<Vec<String>>,
    pub alarm_actions: Option<Vec<String>>,
    pub insufficient_data_actions: Option<Vec<String>>,
    pub state_value: Option<StateValue>,
    pub state_reason: Option<String>,
    pub state_reason_data: Option<String>,
    pub state_updated_timestamp: Option<crate::Timestamp>,
    pub scheduled_query_configuration: Option<ScheduledQueryConfiguration>,
    pub query_results_to_evaluate: Option<i32>,
    pub query_results_to_alarm: Option<i32>,
    pub threshold: Option<f64>,
    pub comparison_operator: Option<ComparisonOperator>,
    pub treat_missing_data: Option<String>,
    pub state_transitioned_timestamp: Option<crate::Timestamp>,
    pub evaluation_state: Option<EvaluationState>,
    pub action_log_line_count: Option<i32>,
    pub action_log_line_role_arn: Option<String>,
    pub warm_up_configuration: Option<WarmUpConfiguration>,
    pub action_configuration: Option<ActionConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct MessageData {
    pub code: Option<String>,
    pub value: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Metric {
    pub namespace: Option<String>,
    pub metric_name: Option<String>,
    pub dimensions: Option<Vec<Dimension>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct MetricAlarm {
    pub alarm_name: Option<String>,
    pub alarm_arn: Option<String>,
    pub alarm_description: Option<String>,
    pub alarm_configuration_updated_timestamp: Option<crate::Timestamp>,
    pub actions_enabled: Option<bool>,
    pub ok_actions: Option<Vec<String>>,
    pub alarm_actions: Option<Vec<String>>,
    pub insufficient_data_actions: Option<Vec<String>>,
    pub state_value: Option<StateValue>,
    pub state_reason: Option<String>,
    pub state_reason_data: Option<String>,
    pub state_updated_timestamp: Option<crate::Timestamp>,
    pub metric_name: Option<String>,
    pub namespace: Option<String>,
    pub statistic: Option<Statistic>,
    pub extended_statistic: Option<String>,
    pub dimensions: Option<Vec<Dimension>>,
    pub period: Option<i32>,
    pub unit: Option<StandardUnit>,
    pub evaluation_periods: Option<i32>,
    pub datapoints_to_alarm: Option<i32>,
    pub threshold: Option<f64>,
    pub comparison_operator: Option<ComparisonOperator>,
    pub treat_missing_data: Option<String>,
    pub evaluate_low_sample_count_percentile: Option<String>,
    pub metrics: Option<Vec<MetricDataQuery>>,
    pub threshold_metric_id: Option<String>,
    pub evaluation_state: Option<EvaluationState>,
    pub state_transitioned_timestamp: Option<crate::Timestamp>,
    pub evaluation_window: Option<EvaluationWindow>,
    pub warm_up_configuration: Option<WarmUpConfiguration>,
    pub evaluation_criteria: Option<EvaluationCriteria>,
    pub evaluation_interval: Option<i32>,
    pub action_configuration: Option<ActionConfiguration>,
}

#[derive(Clone, Default, PartialEq)]
pub struct MetricDataQuery {
    pub id: String,
    pub metric_stat: Option<MetricStat>,
    pub expression: Option<String>,
    pub label: Option<String>,
    pub return_data: Option<bool>,
    pub period: Option<i32>,
    pub account_id: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct MetricDataResult {
    pub id: Option<String>,
    pub label: Option<String>,
    pub timestamps: Option<Vec<crate::Timestamp>>,
    pub values: Option<Vec<f64>>,
    pub status_code: Option<StatusCode>,
    pub messages: Option<Vec<MessageData>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct MetricDatum {
    pub metric_name: String,
    pub dimensions: Option<Vec<Dimension>>,
    pub timestamp: Option<crate::Timestamp>,
    pub value: Option<f64>,
    pub statistic_values: Option<StatisticSet>,
    pub values: Option<Vec<f64>>,
    pub counts: Option<Vec<f64>>,
    pub unit: Option<StandardUnit>,
    pub storage_resolution: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct MetricStat {
    pub metric: Metric,
    pub period: i32,
    pub stat: String,
    pub unit: Option<StandardUnit>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutMetricDataInput {
    pub namespace: String,
    pub metric_data: Option<Vec<MetricDatum>>,
    pub entity_metric_data: Option<Vec<EntityMetricData>>,
    pub strict_entity_validation: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutMetricDataResponse {}

#[derive(Clone, Default, PartialEq)]
pub struct ScheduleConfiguration {
    pub schedule_expression: String,
    pub start_time_offset: i64,
    pub end_time_offset: Option<i64>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ScheduledQueryConfiguration {
    pub query_string: String,
    pub log_group_identifiers: Option<Vec<String>>,
    pub query_arn: Option<String>,
    pub scheduled_query_role_arn: String,
    pub schedule_configuration: ScheduleConfiguration,
    pub aggregation_expression: String,
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SlidingWindow {}

#[derive(Clone, Default, PartialEq)]
pub struct StatisticSet {
    pub sample_count: f64,
    pub sum: f64,
    pub minimum: f64,
    pub maximum: f64,
}

#[derive(Clone, Default, PartialEq)]
pub struct Tag {
    pub key: String,
    pub value: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct WallClockWindow {
    pub timezone: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct WarmUpConfiguration {
    pub warm_up_period_duration_in_minutes: i32,
    pub only_start_evaluating_after_warm_up_period_ends: Option<bool>,
}

crate::structure_members! {
    ActionConfiguration, schemas::ACTION_CONFIGURATION { 0: alarm_tags_propagation }
    AlarmPromQLCriteria, schemas::ALARM_PROMQL_CRITERIA { 0: query, 1: pending_period, 2: recovery_period }
    AlarmTagsPropagation, schemas::ALARM_TAGS_PROPAGATION { 0: enabled, 1: included_tag_keys, 2: excluded_tag_keys }
    CompositeAlarm, schemas::COMPOSITE_ALARM { 0: actions_enabled, 1: alarm_actions, 2: alarm_arn, 3: alarm_configuration_updated_timestamp, 4: alarm_description, 5: alarm_name, 6: alarm_rule, 7: insufficient_data_actions, 8: ok_actions, 9: state_reason, 10: state_reason_data, 11: state_updated_timestamp, 12: state_value, 13: state_transitioned_timestamp, 14: actions_suppressed_by, 15: actions_suppressed_reason, 16: actions_suppressor, 17: actions_suppressor_wait_period, 18: actions_suppressor_extension_period, 19: action_configuration }
    DescribeAlarmsInput, schemas::DESCRIBE_ALARMS_INPUT { 0: alarm_names, 1: alarm_name_prefix, 2: alarm_types, 3: children_of_alarm_name, 4: parents_of_alarm_name, 5: state_value, 6: action_prefix, 7: max_records, 8: next_token }
    DescribeAlarmsOutput, schemas::DESCRIBE_ALARMS_OUTPUT { 0: composite_alarms, 1: metric_alarms, 2: log_alarms, 3: next_token }
    Dimension, schemas::DIMENSION { 0: name, 1: value }
    Entity, schemas::ENTITY { 0: key_attributes, 1: attributes }
    EntityMetricData, schemas::ENTITY_METRIC_DATA { 0: entity, 1: metric_data }
    EvaluationCriteria, schemas::EVALUATION_CRITERIA { 0: promql_criteria }
    EvaluationWindow, schemas::EVALUATION_WINDOW { 0: wall_clock_window, 1: sliding_window }
    GetMetricDataInput, schemas::GET_METRIC_DATA_INPUT { 0: metric_data_queries, 1: start_time, 2: end_time, 3: next_token, 4: scan_by, 5: max_datapoints, 6: label_options }
    GetMetricDataOutput, schemas::GET_METRIC_DATA_OUTPUT { 0: metric_data_results, 1: next_token, 2: messages }
    LabelOptions, schemas::LABEL_OPTIONS { 0: timezone }
    LogAlarm, schemas::LOG_ALARM { 0: alarm_name, 1: alarm_arn, 2: alarm_description, 3: alarm_configuration_updated_timestamp, 4: actions_enabled, 5: ok_actions, 6: alarm_actions, 7: insufficient_data_actions, 8: state_value, 9: state_reason, 10: state_reason_data, 11: state_updated_timestamp, 12: scheduled_query_configuration, 13: query_results_to_evaluate, 14: query_results_to_alarm, 15: threshold, 16: comparison_operator, 17: treat_missing_data, 18: state_transitioned_timestamp, 19: evaluation_state, 20: action_log_line_count, 21: action_log_line_role_arn, 22: warm_up_configuration, 23: action_configuration }
    MessageData, schemas::MESSAGE_DATA { 0: code, 1: value }
    Metric, schemas::METRIC { 0: namespace, 1: metric_name, 2: dimensions }
    MetricAlarm, schemas::METRIC_ALARM { 0: alarm_name, 1: alarm_arn, 2: alarm_description, 3: alarm_configuration_updated_timestamp, 4: actions_enabled, 5: ok_actions, 6: alarm_actions, 7: insufficient_data_actions, 8: state_value, 9: state_reason, 10: state_reason_data, 11: state_updated_timestamp, 12: metric_name, 13: namespace, 14: statistic, 15: extended_statistic, 16: dimensions, 17: period, 18: unit, 19: evaluation_periods, 20: datapoints_to_alarm, 21: threshold, 22: comparison_operator, 23: treat_missing_data, 24: evaluate_low_sample_count_percentile, 25: metrics, 26: threshold_metric_id, 27: evaluation_state, 28: state_transitioned_timestamp, 29: evaluation_window, 30: warm_up_configuration, 31: evaluation_criteria, 32: evaluation_interval, 33: action_configuration }
    MetricDataQuery, schemas::METRIC_DATA_QUERY { 0: id, 1: metric_stat, 2: expression, 3: label, 4: return_data, 5: period, 6: account_id }
    MetricDataResult, schemas::METRIC_DATA_RESULT { 0: id, 1: label, 2: timestamps, 3: values, 4: status_code, 5: messages }
    MetricDatum, schemas::METRIC_DATUM { 0: metric_name, 1: dimensions, 2: timestamp, 3: value, 4: statistic_values, 5: values, 6: counts, 7: unit, 8: storage_resolution }
    MetricStat, schemas::METRIC_STAT { 0: metric, 1: period, 2: stat, 3: unit }
    PutMetricDataInput, schemas::PUT_METRIC_DATA_INPUT { 0: namespace, 1: metric_data, 2: entity_metric_data, 3: strict_entity_validation }
    PutMetricDataResponse, schemas::PUT_METRIC_DATA_RESPONSE { }
    ScheduleConfiguration, schemas::SCHEDULE_CONFIGURATION { 0: schedule_expression, 1: start_time_offset, 2: end_time_offset }
    ScheduledQueryConfiguration, schemas::SCHEDULED_QUERY_CONFIGURATION { 0: query_string, 1: log_group_identifiers, 2: query_arn, 3: scheduled_query_role_arn, 4: schedule_configuration, 5: aggregation_expression, 6: tags }
    SlidingWindow, schemas::SLIDING_WINDOW { }
    StatisticSet, schemas::STATISTIC_SET { 0: sample_count, 1: sum, 2: minimum, 3: maximum }
    Tag, schemas::TAG { 0: key, 1: value }
    WallClockWindow, schemas::WALL_CLOCK_WINDOW { 0: timezone }
    WarmUpConfiguration, schemas::WARM_UP_CONFIGURATION { 0: warm_up_period_duration_in_minutes, 1: only_start_evaluating_after_warm_up_period_ends }
}

crate::members::generated_structures! {
    ActionConfiguration,
    AlarmPromQLCriteria,
    AlarmTagsPropagation,
    CompositeAlarm,
    DescribeAlarmsInput,
    DescribeAlarmsOutput,
    Dimension,
    Entity,
    EntityMetricData,
    EvaluationCriteria,
    EvaluationWindow,
    GetMetricDataInput,
    GetMetricDataOutput,
    LabelOptions,
    LogAlarm,
    MessageData,
    Metric,
    MetricAlarm,
    MetricDataQuery,
    MetricDataResult,
    MetricDatum,
    MetricStat,
    PutMetricDataInput,
    PutMetricDataResponse,
    ScheduleConfiguration,
    ScheduledQueryConfiguration,
    SlidingWindow,
    StatisticSet,
    Tag,
    WallClockWindow,
    WarmUpConfiguration,
}
