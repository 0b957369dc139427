//! Generated from `models/scheduler.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use crate::schema::{self, Kind, Limits, Location, Member, Names, Pattern, Schema, TimestampFormat};

pub static ACTION_AFTER_COMPLETION: Schema = Schema {
    name: "ActionAfterCompletion",
    kind: Kind::Text { pattern: None, values: super::ActionAfterCompletion::VALUES },
    limits: Limits::NONE,
};

pub static ASSIGN_PUBLIC_IP: Schema = Schema {
    name: "AssignPublicIp",
    kind: Kind::Text { pattern: None, values: super::AssignPublicIp::VALUES },
    limits: Limits::NONE,
};

pub static AWS_VPC_CONFIGURATION: Schema = Schema {
    name: "AwsVpcConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("Subnets", &SUBNETS),
            Member::optional("SecurityGroups", &SECURITY_GROUPS),
            Member::optional("AssignPublicIp", &ASSIGN_PUBLIC_IP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CAPACITY_PROVIDER: Schema = Schema {
    name: "CapacityProvider",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(255.0) },
};

pub static CAPACITY_PROVIDER_STRATEGY: Schema = Schema {
    name: "CapacityProviderStrategy",
    kind: Kind::List { member: &Member::required("member", &CAPACITY_PROVIDER_STRATEGY_ITEM) },
    limits: Limits { min: Some(0.0), max: Some(6.0) },
};

pub static CAPACITY_PROVIDER_STRATEGY_ITEM: Schema = Schema {
    name: "CapacityProviderStrategyItem",
    kind: Kind::Structure {
        members: &[
            Member::required("capacityProvider", &CAPACITY_PROVIDER),
            Member::optional("weight", &CAPACITY_PROVIDER_STRATEGY_ITEM_WEIGHT),
            Member::optional("base", &CAPACITY_PROVIDER_STRATEGY_ITEM_BASE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CAPACITY_PROVIDER_STRATEGY_ITEM_BASE: Schema = Schema {
    name: "CapacityProviderStrategyItemBase",
    kind: Kind::Integer,
    limits: Limits { min: Some(0.0), max: Some(100000.0) },
};

pub static CAPACITY_PROVIDER_STRATEGY_ITEM_WEIGHT: Schema = Schema {
    name: "CapacityProviderStrategyItemWeight",
    kind: Kind::Integer,
    limits: Limits { min: Some(0.0), max: Some(1000.0) },
};

static PATTERN_OF_CLIENT_TOKEN: Pattern = Pattern::new("[a-zA-Z0-9-_]+");

pub static CLIENT_TOKEN: Schema = Schema {
    name: "ClientToken",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_CLIENT_TOKEN), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(64.0) },
};

pub static CREATE_SCHEDULE_INPUT: Schema = Schema {
    name: "CreateScheduleInput",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "Name",
                target: &NAME,
                required: true,
                names: &Names { location: Location::Uri, wire: Some("Name"), ..*Names::PLAIN },
            },
            Member::optional("GroupName", &SCHEDULE_GROUP_NAME),
            Member::required("ScheduleExpression", &SCHEDULE_EXPRESSION),
            Member::optional("StartDate", &schema::TIMESTAMP),
            Member::optional("EndDate", &schema::TIMESTAMP),
            Member::optional("Description", &DESCRIPTION),
            Member::optional("ScheduleExpressionTimezone", &SCHEDULE_EXPRESSION_TIMEZONE),
            Member::optional("State", &SCHEDULE_STATE),
            Member::optional("KmsKeyArn", &KMS_KEY_ARN),
            Member::required("Target", &TARGET),
            Member::required("FlexibleTimeWindow", &FLEXIBLE_TIME_WINDOW),
            Member {
                name: "ClientToken",
                target: &CLIENT_TOKEN,
                required: false,
                names: &Names { idempotency_token: true, ..*Names::PLAIN },
            },
            Member::optional("ActionAfterCompletion", &ACTION_AFTER_COMPLETION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_SCHEDULE_OUTPUT: Schema = Schema {
    name: "CreateScheduleOutput",
    kind: Kind::Structure { members: &[Member::required("ScheduleArn", &SCHEDULE_ARN)], union: false },
    limits: Limits::NONE,
};

pub static DEAD_LETTER_CONFIG: Schema = Schema {
    name: "DeadLetterConfig",
    kind: Kind::Structure {
        members: &[Member::optional("Arn", &DEAD_LETTER_CONFIG_ARN_STRING)],
        union: false,
    },
    limits: Limits::NONE,
};

static PATTERN_OF_DEAD_LETTER_CONFIG_ARN_STRING: Pattern =
    Pattern::new("arn:aws[a-z-]*:sqs:[a-z0-9\\-]+:\\d{12}:[a-zA-Z0-9\\-_]+");

pub static DEAD_LETTER_CONFIG_ARN_STRING: Schema = Schema {
    name: "DeadLetterConfigArnString",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_DEAD_LETTER_CONFIG_ARN_STRING), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1600.0) },
};

pub static DESCRIPTION: Schema = Schema {
    name: "Description",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(0.0), max: Some(512.0) },
};

pub static DETAIL_TYPE: Schema = Schema {
    name: "DetailType",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(128.0) },
};

pub static ECS_PARAMETERS: Schema = Schema {
    name: "EcsParameters",
    kind: Kind::Structure {
        members: &[
            Member::required("TaskDefinitionArn", &TASK_DEFINITION_ARN),
            Member::optional("TaskCount", &TASK_COUNT),
            Member::optional("LaunchType", &LAUNCH_TYPE),
            Member::optional("NetworkConfiguration", &NETWORK_CONFIGURATION),
            Member::optional("PlatformVersion", &PLATFORM_VERSION),
            Member::optional("Group", &GROUP),
            Member::optional("CapacityProviderStrategy", &CAPACITY_PROVIDER_STRATEGY),
            Member::optional("EnableECSManagedTags", &schema::BOOLEAN),
            Member::optional("EnableExecuteCommand", &schema::BOOLEAN),
            Member::optional("PlacementConstraints", &PLACEMENT_CONSTRAINTS),
            Member::optional("PlacementStrategy", &PLACEMENT_STRATEGIES),
            Member::optional("PropagateTags", &PROPAGATE_TAGS),
            Member::optional("ReferenceId", &REFERENCE_ID),
            Member::optional("Tags", &TAGS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

static PATTERN_OF_EVENT_BRIDGE_METADATA_KEY: Pattern = Pattern::new("[^/]+");

pub static EVENT_BRIDGE_METADATA_KEY: Schema = Schema {
    name: "EventBridgeMetadataKey",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_EVENT_BRIDGE_METADATA_KEY), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(128.0) },
};

pub static EVENT_BRIDGE_METADATA_MAP: Schema = Schema {
    name: "EventBridgeMetadataMap",
    kind: Kind::Map {
        key: &Member::required("key", &EVENT_BRIDGE_METADATA_KEY),
        value: &Member::required("value", &EVENT_BRIDGE_METADATA_VALUE),
    },
    limits: Limits { min: Some(0.0), max: Some(100.0) },
};

pub static EVENT_BRIDGE_METADATA_VALUE: Schema = Schema {
    name: "EventBridgeMetadataValue",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: None },
};

pub static EVENT_BRIDGE_PARAMETERS: Schema = Schema {
    name: "EventBridgeParameters",
    kind: Kind::Structure {
        members: &[Member::required("DetailType", &DETAIL_TYPE), Member::required("Source", &SOURCE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EVENT_BRIDGE_PUT_EVENTS_V2_PARAMETERS: Schema = Schema {
    name: "EventBridgePutEventsV2Parameters",
    kind: Kind::Structure {
        members: &[Member::required("DetailType", &DETAIL_TYPE), Member::required("Source", &SOURCE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EVENT_BRIDGE_PUT_RAW_EVENTS_PARAMETERS: Schema = Schema {
    name: "EventBridgePutRawEventsParameters",
    kind: Kind::Structure {
        members: &[Member::optional("Metadata", &EVENT_BRIDGE_METADATA_MAP)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static FLEXIBLE_TIME_WINDOW: Schema = Schema {
    name: "FlexibleTimeWindow",
    kind: Kind::Structure {
        members: &[
            Member::required("Mode", &FLEXIBLE_TIME_WINDOW_MODE),
            Member::optional("MaximumWindowInMinutes", &MAXIMUM_WINDOW_IN_MINUTES),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static FLEXIBLE_TIME_WINDOW_MODE: Schema = Schema {
    name: "FlexibleTimeWindowMode",
    kind: Kind::Text { pattern: None, values: super::FlexibleTimeWindowMode::VALUES },
    limits: Limits::NONE,
};

pub static GET_SCHEDULE_INPUT: Schema = Schema {
    name: "GetScheduleInput",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "Name",
                target: &NAME,
                required: true,
                names: &Names { location: Location::Uri, wire: Some("Name"), ..*Names::PLAIN },
            },
            Member {
                name: "GroupName",
                target: &SCHEDULE_GROUP_NAME,
                required: false,
                names: &Names { location: Location::QueryString, wire: Some("groupName"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_SCHEDULE_OUTPUT: Schema = Schema {
    name: "GetScheduleOutput",
    kind: Kind::Structure {
        members: &[
            Member::optional("Arn", &SCHEDULE_ARN),
            Member::optional("GroupName", &SCHEDULE_GROUP_NAME),
            Member::optional("Name", &NAME),
            Member::optional("ScheduleExpression", &SCHEDULE_EXPRESSION),
            Member::optional("StartDate", &schema::TIMESTAMP),
            Member::optional("EndDate", &schema::TIMESTAMP),
            Member::optional("Description", &DESCRIPTION),
            Member::optional("ScheduleExpressionTimezone", &SCHEDULE_EXPRESSION_TIMEZONE),
            Member::optional("State", &SCHEDULE_STATE),
            Member::optional("CreationDate", &schema::TIMESTAMP),
            Member::optional("LastModificationDate", &schema::TIMESTAMP),
            Member::optional("KmsKeyArn", &KMS_KEY_ARN),
            Member::optional("Target", &TARGET),
            Member::optional("FlexibleTimeWindow", &FLEXIBLE_TIME_WINDOW),
            Member::optional("ActionAfterCompletion", &ACTION_AFTER_COMPLETION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GROUP: Schema = Schema {
    name: "Group",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(255.0) },
};

pub static KINESIS_PARAMETERS: Schema = Schema {
    name: "KinesisParameters",
    kind: Kind::Structure {
        members: &[Member::required("PartitionKey", &TARGET_PARTITION_KEY)],
        union: false,
    },
    limits: Limits::NONE,
};

static PATTERN_OF_KMS_KEY_ARN: Pattern =
    Pattern::new("arn:aws[a-z-]*:kms:[a-z0-9\\-]+:\\d{12}:(key|alias)\\/[0-9a-zA-Z-_]*");

pub static KMS_KEY_ARN: Schema = Schema {
    name: "KmsKeyArn",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_KMS_KEY_ARN), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(2048.0) },
};

pub static LAUNCH_TYPE: Schema = Schema {
    name: "LaunchType",
    kind: Kind::Text { pattern: None, values: super::LaunchType::VALUES },
    limits: Limits::NONE,
};

pub static LIST_SCHEDULES_INPUT: Schema = Schema {
    name: "ListSchedulesInput",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "GroupName",
                target: &SCHEDULE_GROUP_NAME,
                required: false,
                names: &Names {
                    location: Location::QueryString,
                    wire: Some("ScheduleGroup"),
                    ..*Names::PLAIN
                },
            },
            Member {
                name: "NamePrefix",
                target: &NAME_PREFIX,
                required: false,
                names: &Names { location: Location::QueryString, wire: Some("NamePrefix"), ..*Names::PLAIN },
            },
            Member {
                name: "State",
                target: &SCHEDULE_STATE,
                required: false,
                names: &Names { location: Location::QueryString, wire: Some("State"), ..*Names::PLAIN },
            },
            Member {
                name: "NextToken",
                target: &NEXT_TOKEN,
                required: false,
                names: &Names { location: Location::QueryString, wire: Some("NextToken"), ..*Names::PLAIN },
            },
            Member {
                name: "MaxResults",
                target: &MAX_RESULTS,
                required: false,
                names: &Names { location: Location::QueryString, wire: Some("MaxResults"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_SCHEDULES_OUTPUT: Schema = Schema {
    name: "ListSchedulesOutput",
    kind: Kind::Structure {
        members: &[Member::optional("NextToken", &NEXT_TOKEN), Member::required("Schedules", &SCHEDULE_LIST)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MAX_RESULTS: Schema =
    Schema { name: "MaxResults", kind: Kind::Integer, limits: Limits { min: Some(1.0), max: Some(100.0) } };

pub static MAXIMUM_EVENT_AGE_IN_SECONDS: Schema = Schema {
    name: "MaximumEventAgeInSeconds",
    kind: Kind::Integer,
    limits: Limits { min: Some(60.0), max: Some(86400.0) },
};

pub static MAXIMUM_RETRY_ATTEMPTS: Schema = Schema {
    name: "MaximumRetryAttempts",
    kind: Kind::Integer,
    limits: Limits { min: Some(0.0), max: Some(185.0) },
};

pub static MAXIMUM_WINDOW_IN_MINUTES: Schema = Schema {
    name: "MaximumWindowInMinutes",
    kind: Kind::Integer,
    limits: Limits { min: Some(1.0), max: Some(1440.0) },
};

pub static MESSAGE_GROUP_ID: Schema = Schema {
    name: "MessageGroupId",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(128.0) },
};

static PATTERN_OF_NAME: Pattern = Pattern::new("[0-9a-zA-Z-_.]+");

pub static NAME: Schema = Schema {
    name: "Name",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_NAME), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(64.0) },
};

static PATTERN_OF_NAME_PREFIX: Pattern = Pattern::new("[0-9a-zA-Z-_.]+");

pub static NAME_PREFIX: Schema = Schema {
    name: "NamePrefix",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_NAME_PREFIX), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(64.0) },
};

pub static NETWORK_CONFIGURATION: Schema = Schema {
    name: "NetworkConfiguration",
    kind: Kind::Structure {
        members: &[Member::optional("awsvpcConfiguration", &AWS_VPC_CONFIGURATION)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static NEXT_TOKEN: Schema = Schema {
    name: "NextToken",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(2048.0) },
};

pub static PLACEMENT_CONSTRAINT: Schema = Schema {
    name: "PlacementConstraint",
    kind: Kind::Structure {
        members: &[
            Member::optional("type", &PLACEMENT_CONSTRAINT_TYPE),
            Member::optional("expression", &PLACEMENT_CONSTRAINT_EXPRESSION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PLACEMENT_CONSTRAINT_EXPRESSION: Schema = Schema {
    name: "PlacementConstraintExpression",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(0.0), max: Some(2000.0) },
};

pub static PLACEMENT_CONSTRAINT_TYPE: Schema = Schema {
    name: "PlacementConstraintType",
    kind: Kind::Text { pattern: None, values: super::PlacementConstraintType::VALUES },
    limits: Limits::NONE,
};

pub static PLACEMENT_CONSTRAINTS: Schema = Schema {
    name: "PlacementConstraints",
    kind: Kind::List { member: &Member::required("member", &PLACEMENT_CONSTRAINT) },
    limits: Limits { min: Some(0.0), max: Some(10.0) },
};

pub static PLACEMENT_STRATEGIES: Schema = Schema {
    name: "PlacementStrategies",
    kind: Kind::List { member: &Member::required("member", &PLACEMENT_STRATEGY) },
    limits: Limits { min: Some(0.0), max: Some(5.0) },
};

pub static PLACEMENT_STRATEGY: Schema = Schema {
    name: "PlacementStrategy",
    kind: Kind::Structure {
        members: &[
            Member::optional("type", &PLACEMENT_STRATEGY_TYPE),
            Member::optional("field", &PLACEMENT_STRATEGY_FIELD),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PLACEMENT_STRATEGY_FIELD: Schema = Schema {
    name: "PlacementStrategyField",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(0.0), max: Some(255.0) },
};

pub static PLACEMENT_STRATEGY_TYPE: Schema = Schema {
    name: "PlacementStrategyType",
    kind: Kind::Text { pattern: None, values: super::PlacementStrategyType::VALUES },
    limits: Limits::NONE,
};

pub static PLATFORM_VERSION: Schema = Schema {
    name: "PlatformVersion",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(64.0) },
};

pub static PROPAGATE_TAGS: Schema = Schema {
    name: "PropagateTags",
    kind: Kind::Text { pattern: None, values: super::PropagateTags::VALUES },
    limits: Limits::NONE,
};

pub static REFERENCE_ID: Schema = Schema {
    name: "ReferenceId",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(0.0), max: Some(1024.0) },
};

pub static RETRY_POLICY: Schema = Schema {
    name: "RetryPolicy",
    kind: Kind::Structure {
        members: &[
            Member::optional("MaximumEventAgeInSeconds", &MAXIMUM_EVENT_AGE_IN_SECONDS),
            Member::optional("MaximumRetryAttempts", &MAXIMUM_RETRY_ATTEMPTS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

static PATTERN_OF_ROLE_ARN: Pattern = Pattern::new("arn:aws[a-z-]*:iam::\\d{12}:role\\/[\\w+=,.@\\/-]+");

pub static ROLE_ARN: Schema = Schema {
    name: "RoleArn",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_ROLE_ARN), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1600.0) },
};

pub static SAGE_MAKER_PIPELINE_PARAMETER: Schema = Schema {
    name: "SageMakerPipelineParameter",
    kind: Kind::Structure {
        members: &[
            Member::required("Name", &SAGE_MAKER_PIPELINE_PARAMETER_NAME),
            Member::required("Value", &SAGE_MAKER_PIPELINE_PARAMETER_VALUE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SAGE_MAKER_PIPELINE_PARAMETER_LIST: Schema = Schema {
    name: "SageMakerPipelineParameterList",
    kind: Kind::List { member: &Member::required("member", &SAGE_MAKER_PIPELINE_PARAMETER) },
    limits: Limits { min: Some(0.0), max: Some(200.0) },
};

static PATTERN_OF_SAGE_MAKER_PIPELINE_PARAMETER_NAME: Pattern = Pattern::new("[A-Za-z0-9\\-_]*");

pub static SAGE_MAKER_PIPELINE_PARAMETER_NAME: Schema = Schema {
    name: "SageMakerPipelineParameterName",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_SAGE_MAKER_PIPELINE_PARAMETER_NAME), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(256.0) },
};

pub static SAGE_MAKER_PIPELINE_PARAMETER_VALUE: Schema = Schema {
    name: "SageMakerPipelineParameterValue",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1024.0) },
};

pub static SAGE_MAKER_PIPELINE_PARAMETERS: Schema = Schema {
    name: "SageMakerPipelineParameters",
    kind: Kind::Structure {
        members: &[Member::optional("PipelineParameterList", &SAGE_MAKER_PIPELINE_PARAMETER_LIST)],
        union: false,
    },
    limits: Limits::NONE,
};

static PATTERN_OF_SCHEDULE_ARN: Pattern = Pattern::new(
    "arn:aws[a-z-]*:scheduler:[a-z0-9\\-]+:\\d{12}:schedule\\/[0-9a-zA-Z-_.]+\\/[0-9a-zA-Z-_.]+",
);

pub static SCHEDULE_ARN: Schema = Schema {
    name: "ScheduleArn",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_SCHEDULE_ARN), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1224.0) },
};

pub static SCHEDULE_EXPRESSION: Schema = Schema {
    name: "ScheduleExpression",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(256.0) },
};

pub static SCHEDULE_EXPRESSION_TIMEZONE: Schema = Schema {
    name: "ScheduleExpressionTimezone",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(50.0) },
};

static PATTERN_OF_SCHEDULE_GROUP_NAME: Pattern = Pattern::new("[0-9a-zA-Z-_.]+");

pub static SCHEDULE_GROUP_NAME: Schema = Schema {
    name: "ScheduleGroupName",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_SCHEDULE_GROUP_NAME), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(64.0) },
};

pub static SCHEDULE_LIST: Schema = Schema {
    name: "ScheduleList",
    kind: Kind::List { member: &Member::required("member", &SCHEDULE_SUMMARY) },
    limits: Limits::NONE,
};

pub static SCHEDULE_STATE: Schema = Schema {
    name: "ScheduleState",
    kind: Kind::Text { pattern: None, values: super::ScheduleState::VALUES },
    limits: Limits::NONE,
};

pub static SCHEDULE_SUMMARY: Schema = Schema {
    name: "ScheduleSummary",
    kind: Kind::Structure {
        members: &[
            Member::optional("Arn", &SCHEDULE_ARN),
            Member::optional("Name", &NAME),
            Member::optional("GroupName", &SCHEDULE_GROUP_NAME),
            Member::optional("State", &SCHEDULE_STATE),
            Member::optional("CreationDate", &schema::TIMESTAMP),
            Member::optional("LastModificationDate", &schema::TIMESTAMP),
            Member::optional("Target", &TARGET_SUMMARY),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SECURITY_GROUP: Schema = Schema {
    name: "SecurityGroup",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1000.0) },
};

pub static SECURITY_GROUPS: Schema = Schema {
    name: "SecurityGroups",
    kind: Kind::List { member: &Member::required("member", &SECURITY_GROUP) },
    limits: Limits { min: Some(1.0), max: Some(5.0) },
};

pub static SOURCE: Schema = Schema {
    name: "Source",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(256.0) },
};

pub static SQS_PARAMETERS: Schema = Schema {
    name: "SqsParameters",
    kind: Kind::Structure { members: &[Member::optional("MessageGroupId", &MESSAGE_GROUP_ID)], union: false },
    limits: Limits::NONE,
};

pub static SUBNET: Schema = Schema {
    name: "Subnet",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1000.0) },
};

pub static SUBNETS: Schema = Schema {
    name: "Subnets",
    kind: Kind::List { member: &Member::required("member", &SUBNET) },
    limits: Limits { min: Some(1.0), max: Some(16.0) },
};

pub static TAG_KEY: Schema = Schema {
    name: "TagKey",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(128.0) },
};

pub static TAG_MAP: Schema = Schema {
    name: "TagMap",
    kind: Kind::Map {
        key: &Member::required("key", &TAG_KEY),
        value: &Member::required("value", &TAG_VALUE),
    },
    limits: Limits::NONE,
};

pub static TAG_VALUE: Schema = Schema {
    name: "TagValue",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(256.0) },
};

pub static TAGS: Schema = Schema {
    name: "Tags",
    kind: Kind::List { member: &Member::required("member", &TAG_MAP) },
    limits: Limits { min: Some(0.0), max: Some(50.0) },
};

pub static TARGET: Schema = Schema {
    name: "Target",
    kind: Kind::Structure {
        members: &[
            Member::required("Arn", &TARGET_ARN),
            Member::required("RoleArn", &ROLE_ARN),
            Member::optional("DeadLetterConfig", &DEAD_LETTER_CONFIG),
            Member::optional("RetryPolicy", &RETRY_POLICY),
            Member::optional("Input", &TARGET_INPUT),
            Member::optional("EcsParameters", &ECS_PARAMETERS),
            Member::optional("EventBridgeParameters", &EVENT_BRIDGE_PARAMETERS),
            Member::optional("EventBridgePutEventsV2Parameters", &EVENT_BRIDGE_PUT_EVENTS_V2_PARAMETERS),
            Member::optional("EventBridgePutRawEventsParameters", &EVENT_BRIDGE_PUT_RAW_EVENTS_PARAMETERS),
            Member::optional("KinesisParameters", &KINESIS_PARAMETERS),
            Member::optional("SageMakerPipelineParameters", &SAGE_MAKER_PIPELINE_PARAMETERS),
            Member::optional("SqsParameters", &SQS_PARAMETERS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TARGET_ARN: Schema = Schema {
    name: "TargetArn",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1600.0) },
};

pub static TARGET_INPUT: Schema = Schema {
    name: "TargetInput",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: None },
};

pub static TARGET_PARTITION_KEY: Schema = Schema {
    name: "TargetPartitionKey",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(256.0) },
};

pub static TARGET_SUMMARY: Schema = Schema {
    name: "TargetSummary",
    kind: Kind::Structure { members: &[Member::required("Arn", &TARGET_ARN)], union: false },
    limits: Limits::NONE,
};

pub static TASK_COUNT: Schema =
    Schema { name: "TaskCount", kind: Kind::Integer, limits: Limits { min: Some(1.0), max: Some(10.0) } };

pub static TASK_DEFINITION_ARN: Schema = Schema {
    name: "TaskDefinitionArn",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1600.0) },
};
