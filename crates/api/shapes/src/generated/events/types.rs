//! Generated from `models/events.json` by `cargo xtask codegen`; do not edit.
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
pub struct ListRulesRequest {
    pub name_prefix: Option<String>,
    pub event_bus_name: Option<String>,
    pub next_token: Option<String>,
    pub limit: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListRulesResponse {
    pub rules: Option<Vec<Rule>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutRuleRequest {
    pub name: String,
    pub schedule_expression: Option<String>,
    pub event_pattern: Option<String>,
    pub state: Option<RuleState>,
    pub description: Option<String>,
    pub role_arn: Option<String>,
    pub tags: Option<Vec<Tag>>,
    pub event_bus_name: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PutRuleResponse {
    pub rule_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Rule {
    pub name: Option<String>,
    pub arn: Option<String>,
    pub event_pattern: Option<String>,
    pub state: Option<RuleState>,
    pub description: Option<String>,
    pub schedule_expression: Option<String>,
    pub role_arn: Option<String>,
    pub managed_by: Option<String>,
    pub event_bus_name: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Tag {
    pub key: String,
    pub value: String,
}

crate::structure_members! {
    ListRulesRequest, schemas::LIST_RULES_REQUEST { 0: name_prefix, 1: event_bus_name, 2: next_token, 3: limit }
    ListRulesResponse, schemas::LIST_RULES_RESPONSE { 0: rules, 1: next_token }
    PutRuleRequest, schemas::PUT_RULE_REQUEST { 0: name, 1: schedule_expression, 2: event_pattern, 3: state, 4: description, 5: role_arn, 6: tags, 7: event_bus_name }
    PutRuleResponse, schemas::PUT_RULE_RESPONSE { 0: rule_arn }
    Rule, schemas::RULE { 0: name, 1: arn, 2: event_pattern, 3: state, 4: description, 5: schedule_expression, 6: role_arn, 7: managed_by, 8: event_bus_name }
    Tag, schemas::TAG { 0: key, 1: value }
}

crate::members::generated_structures! {
    ListRulesRequest,
    ListRulesResponse,
    PutRuleRequest,
    PutRuleResponse,
    Rule,
    Tag,
}
