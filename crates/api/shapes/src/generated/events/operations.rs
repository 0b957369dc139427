//! Generated from `models/events.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use super::{error, schemas};
use crate::operation::{OperationName, OperationSchema, Pagination, Protocol, ServiceSchema};

pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "events",
    signing_name: "events",
    endpoint_prefix: "events",
    api_version: "2015-10-07",
    protocols: &[Protocol::AwsJson11],
    target_prefix: "AWSEvents",
    xml_namespace: "",
    query_compatible: false,
    operations: &[
        OperationName::named("ActivateEventSource"),
        OperationName::named("CancelReplay"),
        OperationName::named("CreateApiDestination"),
        OperationName::named("CreateArchive"),
        OperationName::named("CreateConnection"),
        OperationName::named("CreateEndpoint"),
        OperationName::named("CreateEventBus"),
        OperationName::named("CreatePartnerEventSource"),
        OperationName::named("DeactivateEventSource"),
        OperationName::named("DeauthorizeConnection"),
        OperationName::named("DeleteApiDestination"),
        OperationName::named("DeleteArchive"),
        OperationName::named("DeleteConnection"),
        OperationName::named("DeleteEndpoint"),
        OperationName::named("DeleteEventBus"),
        OperationName::named("DeletePartnerEventSource"),
        OperationName::named("DeleteRule"),
        OperationName::named("DescribeApiDestination"),
        OperationName::named("DescribeArchive"),
        OperationName::named("DescribeConnection"),
        OperationName::named("DescribeEndpoint"),
        OperationName::named("DescribeEventBus"),
        OperationName::named("DescribeEventSource"),
        OperationName::named("DescribePartnerEventSource"),
        OperationName::named("DescribeReplay"),
        OperationName::named("DescribeRule"),
        OperationName::named("DisableRule"),
        OperationName::named("EnableRule"),
        OperationName::named("ListApiDestinations"),
        OperationName::named("ListArchives"),
        OperationName::named("ListConnections"),
        OperationName::named("ListEndpoints"),
        OperationName::named("ListEventBuses"),
        OperationName::named("ListEventSources"),
        OperationName::named("ListPartnerEventSourceAccounts"),
        OperationName::named("ListPartnerEventSources"),
        OperationName::named("ListReplays"),
        OperationName::named("ListRuleNamesByTarget"),
        OperationName { name: "ListRules", http_method: "POST", http_path: "/", schema: Some(&LIST_RULES) },
        OperationName::named("ListTagsForResource"),
        OperationName::named("ListTargetsByRule"),
        OperationName::named("PutEvents"),
        OperationName::named("PutPartnerEvents"),
        OperationName::named("PutPermission"),
        OperationName { name: "PutRule", http_method: "POST", http_path: "/", schema: Some(&PUT_RULE) },
        OperationName::named("PutTargets"),
        OperationName::named("RemovePermission"),
        OperationName::named("RemoveTargets"),
        OperationName::named("StartReplay"),
        OperationName::named("TagResource"),
        OperationName::named("TestEventPattern"),
        OperationName::named("UntagResource"),
        OperationName::named("UpdateApiDestination"),
        OperationName::named("UpdateArchive"),
        OperationName::named("UpdateConnection"),
        OperationName::named("UpdateEndpoint"),
        OperationName::named("UpdateEventBus"),
    ],
};

static LIST_RULES: OperationSchema = OperationSchema {
    name: "ListRules",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_RULES_REQUEST,
    output: &schemas::LIST_RULES_RESPONSE,
    result_wrapper: None,
    errors: &[&error::INTERNAL_EXCEPTION, &error::RESOURCE_NOT_FOUND_EXCEPTION],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "NextToken",
        output_token: "NextToken",
        limit: Some("Limit"),
        results: &["Rules"],
    }),
};

static PUT_RULE: OperationSchema = OperationSchema {
    name: "PutRule",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::PUT_RULE_REQUEST,
    output: &schemas::PUT_RULE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::INVALID_EVENT_PATTERN_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::CONCURRENT_MODIFICATION_EXCEPTION,
        &error::MANAGED_RULE_EXCEPTION,
        &error::INTERNAL_EXCEPTION,
        &error::RESOURCE_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

pub mod op {
    crate::members::operation_types! {
        super::SERVICE;
        ListRules: super::super::ListRulesRequest => super::super::ListRulesResponse, super::LIST_RULES;
        PutRule: super::super::PutRuleRequest => super::super::PutRuleResponse, super::PUT_RULE;
    }
}
