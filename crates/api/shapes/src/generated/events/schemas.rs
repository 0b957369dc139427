//! Generated from `models/events.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use crate::schema::{self, Kind, Limits, Location, Member, Names, Pattern, Schema, TimestampFormat};

static PATTERN_OF_EVENT_BUS_NAME: Pattern = Pattern::new("[/\\.\\-_A-Za-z0-9]+");

pub static EVENT_BUS_NAME: Schema = Schema {
    name: "EventBusName",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_EVENT_BUS_NAME), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(256.0) },
};

static PATTERN_OF_EVENT_BUS_NAME_OR_ARN: Pattern =
    Pattern::new("(arn:aws[\\w-]*:events:[a-z]+-[a-z]+-[\\w-]+:[0-9]{12}:event-bus\\/)?[/\\.\\-_A-Za-z0-9]+");

pub static EVENT_BUS_NAME_OR_ARN: Schema = Schema {
    name: "EventBusNameOrArn",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_EVENT_BUS_NAME_OR_ARN), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1600.0) },
};

pub static EVENT_PATTERN: Schema = Schema {
    name: "EventPattern",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: None, max: Some(4096.0) },
};

pub static LIMIT_MAX100: Schema =
    Schema { name: "LimitMax100", kind: Kind::Integer, limits: Limits { min: Some(1.0), max: Some(100.0) } };

pub static LIST_RULES_REQUEST: Schema = Schema {
    name: "ListRulesRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("NamePrefix", &RULE_NAME),
            Member::optional("EventBusName", &EVENT_BUS_NAME_OR_ARN),
            Member::optional("NextToken", &NEXT_TOKEN),
            Member::optional("Limit", &LIMIT_MAX100),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_RULES_RESPONSE: Schema = Schema {
    name: "ListRulesResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("Rules", &RULE_RESPONSE_LIST),
            Member::optional("NextToken", &NEXT_TOKEN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static MANAGED_BY: Schema = Schema {
    name: "ManagedBy",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(128.0) },
};

pub static NEXT_TOKEN: Schema = Schema {
    name: "NextToken",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(2048.0) },
};

pub static PUT_RULE_REQUEST: Schema = Schema {
    name: "PutRuleRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("Name", &RULE_NAME),
            Member::optional("ScheduleExpression", &SCHEDULE_EXPRESSION),
            Member::optional("EventPattern", &EVENT_PATTERN),
            Member::optional("State", &RULE_STATE),
            Member::optional("Description", &RULE_DESCRIPTION),
            Member::optional("RoleArn", &ROLE_ARN),
            Member::optional("Tags", &TAG_LIST),
            Member::optional("EventBusName", &EVENT_BUS_NAME_OR_ARN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_RULE_RESPONSE: Schema = Schema {
    name: "PutRuleResponse",
    kind: Kind::Structure { members: &[Member::optional("RuleArn", &RULE_ARN)], union: false },
    limits: Limits::NONE,
};

pub static ROLE_ARN: Schema = Schema {
    name: "RoleArn",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1600.0) },
};

pub static RULE: Schema = Schema {
    name: "Rule",
    kind: Kind::Structure {
        members: &[
            Member::optional("Name", &RULE_NAME),
            Member::optional("Arn", &RULE_ARN),
            Member::optional("EventPattern", &EVENT_PATTERN),
            Member::optional("State", &RULE_STATE),
            Member::optional("Description", &RULE_DESCRIPTION),
            Member::optional("ScheduleExpression", &SCHEDULE_EXPRESSION),
            Member::optional("RoleArn", &ROLE_ARN),
            Member::optional("ManagedBy", &MANAGED_BY),
            Member::optional("EventBusName", &EVENT_BUS_NAME),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static RULE_ARN: Schema = Schema {
    name: "RuleArn",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(1600.0) },
};

pub static RULE_DESCRIPTION: Schema = Schema {
    name: "RuleDescription",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: None, max: Some(512.0) },
};

static PATTERN_OF_RULE_NAME: Pattern = Pattern::new("[\\.\\-_A-Za-z0-9]+");

pub static RULE_NAME: Schema = Schema {
    name: "RuleName",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_RULE_NAME), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(64.0) },
};

pub static RULE_RESPONSE_LIST: Schema = Schema {
    name: "RuleResponseList",
    kind: Kind::List { member: &Member::required("member", &RULE) },
    limits: Limits::NONE,
};

pub static RULE_STATE: Schema = Schema {
    name: "RuleState",
    kind: Kind::Text { pattern: None, values: super::RuleState::VALUES },
    limits: Limits::NONE,
};

pub static SCHEDULE_EXPRESSION: Schema = Schema {
    name: "ScheduleExpression",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: None, max: Some(256.0) },
};

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
