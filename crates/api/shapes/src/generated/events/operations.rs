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
        OperationName { name: "ActivateEventSource", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "CancelReplay", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "CreateApiDestination", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "CreateArchive", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "CreateConnection", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "CreateEndpoint", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "CreateEventBus", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "CreatePartnerEventSource", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeactivateEventSource", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeauthorizeConnection", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeleteApiDestination", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeleteArchive", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeleteConnection", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeleteEndpoint", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeleteEventBus", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeletePartnerEventSource", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeleteRule", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DescribeApiDestination", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DescribeArchive", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DescribeConnection", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DescribeEndpoint", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DescribeEventBus", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DescribeEventSource", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "DescribePartnerEventSource",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "DescribeReplay", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DescribeRule", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DisableRule", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "EnableRule", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "ListApiDestinations", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "ListArchives", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "ListConnections", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "ListEndpoints", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "ListEventBuses", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "ListEventSources", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "ListPartnerEventSourceAccounts",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "ListPartnerEventSources", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "ListReplays", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "ListRuleNamesByTarget", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "ListRules", http_method: "POST", http_path: "/", schema: Some(&LIST_RULES) },
        OperationName { name: "ListTagsForResource", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "ListTargetsByRule", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "PutEvents", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "PutPartnerEvents", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "PutPermission", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "PutRule", http_method: "POST", http_path: "/", schema: Some(&PUT_RULE) },
        OperationName { name: "PutTargets", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "RemovePermission", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "RemoveTargets", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "StartReplay", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "TagResource", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "TestEventPattern", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "UntagResource", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "UpdateApiDestination", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "UpdateArchive", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "UpdateConnection", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "UpdateEndpoint", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "UpdateEventBus", http_method: "POST", http_path: "/", schema: None },
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
