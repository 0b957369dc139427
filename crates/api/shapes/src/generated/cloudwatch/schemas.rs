//! Generated from `models/cloudwatch.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use crate::schema::{self, Kind, Limits, Location, Member, Names, Pattern, Schema, TimestampFormat};

pub static ACCOUNT_ID: Schema = Schema {
    name: "AccountId",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(255.0) },
};

pub static ACTION_CONFIGURATION: Schema = Schema {
    name: "ActionConfiguration",
    kind: Kind::Structure {
        members: &[Member::optional("AlarmTagsPropagation", &ALARM_TAGS_PROPAGATION)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ACTION_PREFIX: Schema = Schema {
    name: "ActionPrefix",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1024.0) },
};

pub static ACTIONS_SUPPRESSED_BY: Schema = Schema {
    name: "ActionsSuppressedBy",
    kind: Kind::Text { pattern: None, values: super::ActionsSuppressedBy::VALUES },
    limits: Limits::NONE,
};

pub static ACTIONS_SUPPRESSED_REASON: Schema = Schema {
    name: "ActionsSuppressedReason",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(0.0), max: Some(1024.0) },
};

pub static AGGREGATION_EXPRESSION: Schema = Schema {
    name: "AggregationExpression",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(2048.0) },
};

pub static ALARM_ARN: Schema = Schema {
    name: "AlarmArn",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1600.0) },
};

pub static ALARM_DESCRIPTION: Schema = Schema {
    name: "AlarmDescription",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(0.0), max: Some(1024.0) },
};

pub static ALARM_NAME: Schema = Schema {
    name: "AlarmName",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(255.0) },
};

pub static ALARM_NAME_PREFIX: Schema = Schema {
    name: "AlarmNamePrefix",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(255.0) },
};

pub static ALARM_NAMES: Schema = Schema {
    name: "AlarmNames",
    kind: Kind::List { member: &Member::required("member", &ALARM_NAME) },
    limits: Limits { min: None, max: Some(100.0) },
};

pub static ALARM_PROMQL_CRITERIA: Schema = Schema {
    name: "AlarmPromQLCriteria",
    kind: Kind::Structure {
        members: &[
            Member::required("Query", &QUERY),
            Member::optional("PendingPeriod", &PENDING_PERIOD),
            Member::optional("RecoveryPeriod", &RECOVERY_PERIOD),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ALARM_RULE: Schema = Schema {
    name: "AlarmRule",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(10240.0) },
};

pub static ALARM_TAGS_PROPAGATION: Schema = Schema {
    name: "AlarmTagsPropagation",
    kind: Kind::Structure {
        members: &[
            Member::required("Enabled", &schema::BOOLEAN),
            Member::optional("IncludedTagKeys", &ALARM_TAGS_PROPAGATION_TAG_KEYS),
            Member::optional("ExcludedTagKeys", &ALARM_TAGS_PROPAGATION_TAG_KEYS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ALARM_TAGS_PROPAGATION_TAG_KEY: Schema = Schema {
    name: "AlarmTagsPropagationTagKey",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(128.0) },
};

pub static ALARM_TAGS_PROPAGATION_TAG_KEYS: Schema = Schema {
    name: "AlarmTagsPropagationTagKeys",
    kind: Kind::List { member: &Member::required("member", &ALARM_TAGS_PROPAGATION_TAG_KEY) },
    limits: Limits { min: Some(1.0), max: Some(50.0) },
};

pub static ALARM_TYPE: Schema = Schema {
    name: "AlarmType",
    kind: Kind::Text { pattern: None, values: super::AlarmType::VALUES },
    limits: Limits::NONE,
};

pub static ALARM_TYPES: Schema = Schema {
    name: "AlarmTypes",
    kind: Kind::List { member: &Member::required("member", &ALARM_TYPE) },
    limits: Limits::NONE,
};

pub static AMAZON_RESOURCE_NAME: Schema = Schema {
    name: "AmazonResourceName",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1024.0) },
};

pub static COMPARISON_OPERATOR: Schema = Schema {
    name: "ComparisonOperator",
    kind: Kind::Text { pattern: None, values: super::ComparisonOperator::VALUES },
    limits: Limits::NONE,
};

pub static COMPOSITE_ALARM: Schema = Schema {
    name: "CompositeAlarm",
    kind: Kind::Structure {
        members: &[
            Member::optional("ActionsEnabled", &schema::BOOLEAN),
            Member::optional("AlarmActions", &RESOURCE_LIST),
            Member::optional("AlarmArn", &ALARM_ARN),
            Member::optional("AlarmConfigurationUpdatedTimestamp", &schema::TIMESTAMP),
            Member::optional("AlarmDescription", &ALARM_DESCRIPTION),
            Member::optional("AlarmName", &ALARM_NAME),
            Member::optional("AlarmRule", &ALARM_RULE),
            Member::optional("InsufficientDataActions", &RESOURCE_LIST),
            Member::optional("OKActions", &RESOURCE_LIST),
            Member::optional("StateReason", &STATE_REASON),
            Member::optional("StateReasonData", &STATE_REASON_DATA),
            Member::optional("StateUpdatedTimestamp", &schema::TIMESTAMP),
            Member::optional("StateValue", &STATE_VALUE),
            Member::optional("StateTransitionedTimestamp", &schema::TIMESTAMP),
            Member::optional("ActionsSuppressedBy", &ACTIONS_SUPPRESSED_BY),
            Member::optional("ActionsSuppressedReason", &ACTIONS_SUPPRESSED_REASON),
            Member::optional("ActionsSuppressor", &ALARM_ARN),
            Member::optional("ActionsSuppressorWaitPeriod", &schema::INTEGER),
            Member::optional("ActionsSuppressorExtensionPeriod", &schema::INTEGER),
            Member::optional("ActionConfiguration", &ACTION_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static COMPOSITE_ALARMS: Schema = Schema {
    name: "CompositeAlarms",
    kind: Kind::List { member: &Member::required("member", &COMPOSITE_ALARM) },
    limits: Limits::NONE,
};

pub static COUNTS: Schema = Schema {
    name: "Counts",
    kind: Kind::List { member: &Member::required("member", &schema::DOUBLE) },
    limits: Limits::NONE,
};

pub static DATAPOINT_VALUES: Schema = Schema {
    name: "DatapointValues",
    kind: Kind::List { member: &Member::required("member", &schema::DOUBLE) },
    limits: Limits::NONE,
};

pub static DATAPOINTS_TO_ALARM: Schema =
    Schema { name: "DatapointsToAlarm", kind: Kind::Integer, limits: Limits { min: Some(1.0), max: None } };

pub static DESCRIBE_ALARMS_INPUT: Schema = Schema {
    name: "DescribeAlarmsInput",
    kind: Kind::Structure {
        members: &[
            Member::optional("AlarmNames", &ALARM_NAMES),
            Member::optional("AlarmNamePrefix", &ALARM_NAME_PREFIX),
            Member::optional("AlarmTypes", &ALARM_TYPES),
            Member::optional("ChildrenOfAlarmName", &ALARM_NAME),
            Member::optional("ParentsOfAlarmName", &ALARM_NAME),
            Member::optional("StateValue", &STATE_VALUE),
            Member::optional("ActionPrefix", &ACTION_PREFIX),
            Member::optional("MaxRecords", &MAX_RECORDS),
            Member::optional("NextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_ALARMS_OUTPUT: Schema = Schema {
    name: "DescribeAlarmsOutput",
    kind: Kind::Structure {
        members: &[
            Member::optional("CompositeAlarms", &COMPOSITE_ALARMS),
            Member::optional("MetricAlarms", &METRIC_ALARMS),
            Member::optional("LogAlarms", &LOG_ALARMS),
            Member::optional("NextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DIMENSION: Schema = Schema {
    name: "Dimension",
    kind: Kind::Structure {
        members: &[Member::required("Name", &DIMENSION_NAME), Member::required("Value", &DIMENSION_VALUE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DIMENSION_NAME: Schema = Schema {
    name: "DimensionName",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(255.0) },
};

pub static DIMENSION_VALUE: Schema = Schema {
    name: "DimensionValue",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1024.0) },
};

pub static DIMENSIONS: Schema = Schema {
    name: "Dimensions",
    kind: Kind::List { member: &Member::required("member", &DIMENSION) },
    limits: Limits { min: None, max: Some(30.0) },
};

pub static END_TIME_OFFSET: Schema = Schema {
    name: "EndTimeOffset",
    kind: Kind::Long,
    limits: Limits { min: Some(0.0), max: Some(2592000.0) },
};

pub static ENTITY: Schema = Schema {
    name: "Entity",
    kind: Kind::Structure {
        members: &[
            Member::optional("KeyAttributes", &ENTITY_KEY_ATTRIBUTES_MAP),
            Member::optional("Attributes", &ENTITY_ATTRIBUTES_MAP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ENTITY_ATTRIBUTES_MAP: Schema = Schema {
    name: "EntityAttributesMap",
    kind: Kind::Map {
        key: &Member::required("key", &ENTITY_ATTRIBUTES_MAP_KEY_STRING),
        value: &Member::required("value", &ENTITY_ATTRIBUTES_MAP_VALUE_STRING),
    },
    limits: Limits { min: Some(0.0), max: Some(10.0) },
};

pub static ENTITY_ATTRIBUTES_MAP_KEY_STRING: Schema = Schema {
    name: "EntityAttributesMapKeyString",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(256.0) },
};

pub static ENTITY_ATTRIBUTES_MAP_VALUE_STRING: Schema = Schema {
    name: "EntityAttributesMapValueString",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(2048.0) },
};

pub static ENTITY_KEY_ATTRIBUTES_MAP: Schema = Schema {
    name: "EntityKeyAttributesMap",
    kind: Kind::Map {
        key: &Member::required("key", &ENTITY_KEY_ATTRIBUTES_MAP_KEY_STRING),
        value: &Member::required("value", &ENTITY_KEY_ATTRIBUTES_MAP_VALUE_STRING),
    },
    limits: Limits { min: Some(2.0), max: Some(4.0) },
};

pub static ENTITY_KEY_ATTRIBUTES_MAP_KEY_STRING: Schema = Schema {
    name: "EntityKeyAttributesMapKeyString",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(32.0) },
};

pub static ENTITY_KEY_ATTRIBUTES_MAP_VALUE_STRING: Schema = Schema {
    name: "EntityKeyAttributesMapValueString",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(2048.0) },
};

pub static ENTITY_METRIC_DATA: Schema = Schema {
    name: "EntityMetricData",
    kind: Kind::Structure {
        members: &[Member::optional("Entity", &ENTITY), Member::optional("MetricData", &METRIC_DATA)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ENTITY_METRIC_DATA_LIST: Schema = Schema {
    name: "EntityMetricDataList",
    kind: Kind::List { member: &Member::required("member", &ENTITY_METRIC_DATA) },
    limits: Limits::NONE,
};

pub static EVALUATE_LOW_SAMPLE_COUNT_PERCENTILE: Schema = Schema {
    name: "EvaluateLowSampleCountPercentile",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(255.0) },
};

pub static EVALUATION_CRITERIA: Schema = Schema {
    name: "EvaluationCriteria",
    kind: Kind::Structure {
        members: &[Member::optional("PromQLCriteria", &ALARM_PROMQL_CRITERIA)],
        union: true,
    },
    limits: Limits::NONE,
};

pub static EVALUATION_INTERVAL: Schema = Schema {
    name: "EvaluationInterval",
    kind: Kind::Integer,
    limits: Limits { min: Some(10.0), max: Some(3600.0) },
};

pub static EVALUATION_PERIODS: Schema =
    Schema { name: "EvaluationPeriods", kind: Kind::Integer, limits: Limits { min: Some(1.0), max: None } };

pub static EVALUATION_STATE: Schema = Schema {
    name: "EvaluationState",
    kind: Kind::Text { pattern: None, values: super::EvaluationState::VALUES },
    limits: Limits::NONE,
};

pub static EVALUATION_WINDOW: Schema = Schema {
    name: "EvaluationWindow",
    kind: Kind::Structure {
        members: &[
            Member::optional("WallClockWindow", &WALL_CLOCK_WINDOW),
            Member::optional("SlidingWindow", &SLIDING_WINDOW),
        ],
        union: true,
    },
    limits: Limits::NONE,
};

pub static GET_METRIC_DATA_INPUT: Schema = Schema {
    name: "GetMetricDataInput",
    kind: Kind::Structure {
        members: &[
            Member::required("MetricDataQueries", &METRIC_DATA_QUERIES),
            Member::required("StartTime", &schema::TIMESTAMP),
            Member::required("EndTime", &schema::TIMESTAMP),
            Member::optional("NextToken", &schema::TEXT),
            Member::optional("ScanBy", &SCAN_BY),
            Member::optional("MaxDatapoints", &schema::INTEGER),
            Member::optional("LabelOptions", &LABEL_OPTIONS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_METRIC_DATA_OUTPUT: Schema = Schema {
    name: "GetMetricDataOutput",
    kind: Kind::Structure {
        members: &[
            Member::optional("MetricDataResults", &METRIC_DATA_RESULTS),
            Member::optional("NextToken", &schema::TEXT),
            Member::optional("Messages", &METRIC_DATA_RESULT_MESSAGES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LABEL_OPTIONS: Schema = Schema {
    name: "LabelOptions",
    kind: Kind::Structure { members: &[Member::optional("Timezone", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static LOG_ALARM: Schema = Schema {
    name: "LogAlarm",
    kind: Kind::Structure {
        members: &[
            Member::optional("AlarmName", &ALARM_NAME),
            Member::optional("AlarmArn", &ALARM_ARN),
            Member::optional("AlarmDescription", &ALARM_DESCRIPTION),
            Member::optional("AlarmConfigurationUpdatedTimestamp", &schema::TIMESTAMP),
            Member::optional("ActionsEnabled", &schema::BOOLEAN),
            Member::optional("OKActions", &RESOURCE_LIST),
            Member::optional("AlarmActions", &RESOURCE_LIST),
            Member::optional("InsufficientDataActions", &RESOURCE_LIST),
            Member::optional("StateValue", &STATE_VALUE),
            Member::optional("StateReason", &STATE_REASON),
            Member::optional("StateReasonData", &STATE_REASON_DATA),
            Member::optional("StateUpdatedTimestamp", &schema::TIMESTAMP),
            Member::optional("ScheduledQueryConfiguration", &SCHEDULED_QUERY_CONFIGURATION),
            Member::optional("QueryResultsToEvaluate", &QUERY_RESULTS_TO_EVALUATE),
            Member::optional("QueryResultsToAlarm", &QUERY_RESULTS_TO_ALARM),
            Member::optional("Threshold", &schema::DOUBLE),
            Member::optional("ComparisonOperator", &COMPARISON_OPERATOR),
            Member::optional("TreatMissingData", &TREAT_MISSING_DATA),
            Member::optional("StateTransitionedTimestamp", &schema::TIMESTAMP),
            Member::optional("EvaluationState", &EVALUATION_STATE),
            Member::optional("ActionLogLineCount", &schema::INTEGER),
            Member::optional("ActionLogLineRoleArn", &schema::TEXT),
            Member::optional("WarmUpConfiguration", &WARM_UP_CONFIGURATION),
            Member::optional("ActionConfiguration", &ACTION_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LOG_ALARMS: Schema = Schema {
    name: "LogAlarms",
    kind: Kind::List { member: &Member::required("member", &LOG_ALARM) },
    limits: Limits::NONE,
};

pub static LOG_GROUP_IDENTIFIERS: Schema = Schema {
    name: "LogGroupIdentifiers",
    kind: Kind::List { member: &Member::required("member", &AMAZON_RESOURCE_NAME) },
    limits: Limits { min: Some(1.0), max: Some(50.0) },
};

pub static MAX_RECORDS: Schema =
    Schema { name: "MaxRecords", kind: Kind::Integer, limits: Limits { min: Some(1.0), max: Some(100.0) } };

pub static MESSAGE_DATA: Schema = Schema {
    name: "MessageData",
    kind: Kind::Structure {
        members: &[Member::optional("Code", &schema::TEXT), Member::optional("Value", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static METRIC: Schema = Schema {
    name: "Metric",
    kind: Kind::Structure {
        members: &[
            Member::optional("Namespace", &NAMESPACE),
            Member::optional("MetricName", &METRIC_NAME),
            Member::optional("Dimensions", &DIMENSIONS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static METRIC_ALARM: Schema = Schema {
    name: "MetricAlarm",
    kind: Kind::Structure {
        members: &[
            Member::optional("AlarmName", &ALARM_NAME),
            Member::optional("AlarmArn", &ALARM_ARN),
            Member::optional("AlarmDescription", &ALARM_DESCRIPTION),
            Member::optional("AlarmConfigurationUpdatedTimestamp", &schema::TIMESTAMP),
            Member::optional("ActionsEnabled", &schema::BOOLEAN),
            Member::optional("OKActions", &RESOURCE_LIST),
            Member::optional("AlarmActions", &RESOURCE_LIST),
            Member::optional("InsufficientDataActions", &RESOURCE_LIST),
            Member::optional("StateValue", &STATE_VALUE),
            Member::optional("StateReason", &STATE_REASON),
            Member::optional("StateReasonData", &STATE_REASON_DATA),
            Member::optional("StateUpdatedTimestamp", &schema::TIMESTAMP),
            Member::optional("MetricName", &METRIC_NAME),
            Member::optional("Namespace", &NAMESPACE),
            Member::optional("Statistic", &STATISTIC),
            Member::optional("ExtendedStatistic", &schema::TEXT),
            Member::optional("Dimensions", &DIMENSIONS),
            Member::optional("Period", &PERIOD),
            Member::optional("Unit", &STANDARD_UNIT),
            Member::optional("EvaluationPeriods", &EVALUATION_PERIODS),
            Member::optional("DatapointsToAlarm", &DATAPOINTS_TO_ALARM),
            Member::optional("Threshold", &schema::DOUBLE),
            Member::optional("ComparisonOperator", &COMPARISON_OPERATOR),
            Member::optional("TreatMissingData", &TREAT_MISSING_DATA),
            Member::optional("EvaluateLowSampleCountPercentile", &EVALUATE_LOW_SAMPLE_COUNT_PERCENTILE),
            Member::optional("Metrics", &METRIC_DATA_QUERIES),
            Member::optional("ThresholdMetricId", &METRIC_ID),
            Member::optional("EvaluationState", &EVALUATION_STATE),
            Member::optional("StateTransitionedTimestamp", &schema::TIMESTAMP),
            Member::optional("EvaluationWindow", &EVALUATION_WINDOW),
            Member::optional("WarmUpConfiguration", &WARM_UP_CONFIGURATION),
            Member::optional("EvaluationCriteria", &EVALUATION_CRITERIA),
            Member::optional("EvaluationInterval", &EVALUATION_INTERVAL),
            Member::optional("ActionConfiguration", &ACTION_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static METRIC_ALARMS: Schema = Schema {
    name: "MetricAlarms",
    kind: Kind::List { member: &Member::required("member", &METRIC_ALARM) },
    limits: Limits::NONE,
};

pub static METRIC_DATA: Schema = Schema {
    name: "MetricData",
    kind: Kind::List { member: &Member::required("member", &METRIC_DATUM) },
    limits: Limits::NONE,
};

pub static METRIC_DATA_QUERIES: Schema = Schema {
    name: "MetricDataQueries",
    kind: Kind::List { member: &Member::required("member", &METRIC_DATA_QUERY) },
    limits: Limits::NONE,
};

pub static METRIC_DATA_QUERY: Schema = Schema {
    name: "MetricDataQuery",
    kind: Kind::Structure {
        members: &[
            Member::required("Id", &METRIC_ID),
            Member::optional("MetricStat", &METRIC_STAT),
            Member::optional("Expression", &METRIC_EXPRESSION),
            Member::optional("Label", &schema::TEXT),
            Member::optional("ReturnData", &schema::BOOLEAN),
            Member::optional("Period", &PERIOD),
            Member::optional("AccountId", &ACCOUNT_ID),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static METRIC_DATA_RESULT: Schema = Schema {
    name: "MetricDataResult",
    kind: Kind::Structure {
        members: &[
            Member::optional("Id", &METRIC_ID),
            Member::optional("Label", &schema::TEXT),
            Member::optional("Timestamps", &TIMESTAMPS),
            Member::optional("Values", &DATAPOINT_VALUES),
            Member::optional("StatusCode", &STATUS_CODE),
            Member::optional("Messages", &METRIC_DATA_RESULT_MESSAGES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static METRIC_DATA_RESULT_MESSAGES: Schema = Schema {
    name: "MetricDataResultMessages",
    kind: Kind::List { member: &Member::required("member", &MESSAGE_DATA) },
    limits: Limits::NONE,
};

pub static METRIC_DATA_RESULTS: Schema = Schema {
    name: "MetricDataResults",
    kind: Kind::List { member: &Member::required("member", &METRIC_DATA_RESULT) },
    limits: Limits::NONE,
};

pub static METRIC_DATUM: Schema = Schema {
    name: "MetricDatum",
    kind: Kind::Structure {
        members: &[
            Member::required("MetricName", &METRIC_NAME),
            Member::optional("Dimensions", &DIMENSIONS),
            Member::optional("Timestamp", &schema::TIMESTAMP),
            Member::optional("Value", &schema::DOUBLE),
            Member::optional("StatisticValues", &STATISTIC_SET),
            Member::optional("Values", &VALUES),
            Member::optional("Counts", &COUNTS),
            Member::optional("Unit", &STANDARD_UNIT),
            Member::optional("StorageResolution", &STORAGE_RESOLUTION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static METRIC_EXPRESSION: Schema = Schema {
    name: "MetricExpression",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(2048.0) },
};

pub static METRIC_ID: Schema = Schema {
    name: "MetricId",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(255.0) },
};

pub static METRIC_NAME: Schema = Schema {
    name: "MetricName",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(255.0) },
};

pub static METRIC_STAT: Schema = Schema {
    name: "MetricStat",
    kind: Kind::Structure {
        members: &[
            Member::required("Metric", &METRIC),
            Member::required("Period", &PERIOD),
            Member::required("Stat", &schema::TEXT),
            Member::optional("Unit", &STANDARD_UNIT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

static PATTERN_OF_NAMESPACE: Pattern = Pattern::new("[^:].*");

pub static NAMESPACE: Schema = Schema {
    name: "Namespace",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_NAMESPACE), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(255.0) },
};

pub static PENDING_PERIOD: Schema = Schema {
    name: "PendingPeriod",
    kind: Kind::Integer,
    limits: Limits { min: Some(0.0), max: Some(86400.0) },
};

pub static PERIOD: Schema =
    Schema { name: "Period", kind: Kind::Integer, limits: Limits { min: Some(1.0), max: None } };

pub static PUT_METRIC_DATA_INPUT: Schema = Schema {
    name: "PutMetricDataInput",
    kind: Kind::Structure {
        members: &[
            Member::required("Namespace", &NAMESPACE),
            Member::optional("MetricData", &METRIC_DATA),
            Member::optional("EntityMetricData", &ENTITY_METRIC_DATA_LIST),
            Member::optional("StrictEntityValidation", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_METRIC_DATA_RESPONSE: Schema = Schema {
    name: "PutMetricDataResponse",
    kind: Kind::Structure { members: &[], union: false },
    limits: Limits::NONE,
};

pub static QUERY: Schema = Schema {
    name: "Query",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(10000.0) },
};

pub static QUERY_RESULTS_TO_ALARM: Schema =
    Schema { name: "QueryResultsToAlarm", kind: Kind::Integer, limits: Limits { min: Some(1.0), max: None } };

pub static QUERY_RESULTS_TO_EVALUATE: Schema = Schema {
    name: "QueryResultsToEvaluate",
    kind: Kind::Integer,
    limits: Limits { min: Some(1.0), max: None },
};

pub static QUERY_STRING: Schema = Schema {
    name: "QueryString",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(0.0), max: Some(10000.0) },
};

pub static RECOVERY_PERIOD: Schema = Schema {
    name: "RecoveryPeriod",
    kind: Kind::Integer,
    limits: Limits { min: Some(0.0), max: Some(86400.0) },
};

pub static RESOURCE_LIST: Schema = Schema {
    name: "ResourceList",
    kind: Kind::List { member: &Member::required("member", &RESOURCE_NAME) },
    limits: Limits { min: None, max: Some(5.0) },
};

pub static RESOURCE_NAME: Schema = Schema {
    name: "ResourceName",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1024.0) },
};

pub static SCAN_BY: Schema = Schema {
    name: "ScanBy",
    kind: Kind::Text { pattern: None, values: super::ScanBy::VALUES },
    limits: Limits::NONE,
};

pub static SCHEDULE_CONFIGURATION: Schema = Schema {
    name: "ScheduleConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("ScheduleExpression", &SCHEDULE_EXPRESSION),
            Member::required("StartTimeOffset", &START_TIME_OFFSET),
            Member::optional("EndTimeOffset", &END_TIME_OFFSET),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SCHEDULE_EXPRESSION: Schema = Schema {
    name: "ScheduleExpression",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(256.0) },
};

pub static SCHEDULED_QUERY_CONFIGURATION: Schema = Schema {
    name: "ScheduledQueryConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("QueryString", &QUERY_STRING),
            Member::optional("LogGroupIdentifiers", &LOG_GROUP_IDENTIFIERS),
            Member::optional("QueryARN", &AMAZON_RESOURCE_NAME),
            Member::required("ScheduledQueryRoleARN", &AMAZON_RESOURCE_NAME),
            Member::required("ScheduleConfiguration", &SCHEDULE_CONFIGURATION),
            Member::required("AggregationExpression", &AGGREGATION_EXPRESSION),
            Member::optional("Tags", &TAG_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SLIDING_WINDOW: Schema = Schema {
    name: "SlidingWindow",
    kind: Kind::Structure { members: &[], union: false },
    limits: Limits::NONE,
};

pub static STANDARD_UNIT: Schema = Schema {
    name: "StandardUnit",
    kind: Kind::Text { pattern: None, values: super::StandardUnit::VALUES },
    limits: Limits::NONE,
};

pub static START_TIME_OFFSET: Schema = Schema {
    name: "StartTimeOffset",
    kind: Kind::Long,
    limits: Limits { min: Some(1.0), max: Some(2592000.0) },
};

pub static STATE_REASON: Schema = Schema {
    name: "StateReason",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(0.0), max: Some(1023.0) },
};

pub static STATE_REASON_DATA: Schema = Schema {
    name: "StateReasonData",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(0.0), max: Some(4000.0) },
};

pub static STATE_VALUE: Schema = Schema {
    name: "StateValue",
    kind: Kind::Text { pattern: None, values: super::StateValue::VALUES },
    limits: Limits::NONE,
};

pub static STATISTIC: Schema = Schema {
    name: "Statistic",
    kind: Kind::Text { pattern: None, values: super::Statistic::VALUES },
    limits: Limits::NONE,
};

pub static STATISTIC_SET: Schema = Schema {
    name: "StatisticSet",
    kind: Kind::Structure {
        members: &[
            Member::required("SampleCount", &schema::DOUBLE),
            Member::required("Sum", &schema::DOUBLE),
            Member::required("Minimum", &schema::DOUBLE),
            Member::required("Maximum", &schema::DOUBLE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static STATUS_CODE: Schema = Schema {
    name: "StatusCode",
    kind: Kind::Text { pattern: None, values: super::StatusCode::VALUES },
    limits: Limits::NONE,
};

pub static STORAGE_RESOLUTION: Schema =
    Schema { name: "StorageResolution", kind: Kind::Integer, limits: Limits { min: Some(1.0), max: None } };

pub static TAG: Schema = Schema {
    name: "Tag",
    kind: Kind::Structure {
        members: &[Member::required("Key", &TAG_KEY), Member::required("Value", &TAG_VALUE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TAG_KEY: Schema = Schema {
    name: "TagKey",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(128.0) },
};

pub static TAG_LIST: Schema = Schema {
    name: "TagList",
    kind: Kind::List { member: &Member::required("member", &TAG) },
    limits: Limits::NONE,
};

pub static TAG_VALUE: Schema = Schema {
    name: "TagValue",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(0.0), max: Some(256.0) },
};

pub static TIMESTAMPS: Schema = Schema {
    name: "Timestamps",
    kind: Kind::List { member: &Member::required("member", &schema::TIMESTAMP) },
    limits: Limits::NONE,
};

pub static TIMEZONE: Schema = Schema {
    name: "Timezone",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(50.0) },
};

pub static TREAT_MISSING_DATA: Schema = Schema {
    name: "TreatMissingData",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(255.0) },
};

pub static VALUES: Schema = Schema {
    name: "Values",
    kind: Kind::List { member: &Member::required("member", &schema::DOUBLE) },
    limits: Limits::NONE,
};

pub static WALL_CLOCK_WINDOW: Schema = Schema {
    name: "WallClockWindow",
    kind: Kind::Structure { members: &[Member::optional("Timezone", &TIMEZONE)], union: false },
    limits: Limits::NONE,
};

pub static WARM_UP_CONFIGURATION: Schema = Schema {
    name: "WarmUpConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("WarmUpPeriodDurationInMinutes", &WARM_UP_PERIOD_DURATION_IN_MINUTES),
            Member::optional("OnlyStartEvaluatingAfterWarmUpPeriodEnds", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static WARM_UP_PERIOD_DURATION_IN_MINUTES: Schema = Schema {
    name: "WarmUpPeriodDurationInMinutes",
    kind: Kind::Integer,
    limits: Limits { min: Some(1.0), max: Some(2880.0) },
};
