//! Generated from `models/longshore.json` by `cargo xtask codegen`; do not edit.
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
    name: "longshore",
    signing_name: "longshore",
    endpoint_prefix: "longshore",
    api_version: "2026-01-01",
    protocols: &[Protocol::AwsJson11],
    target_prefix: "Longshore",
    xml_namespace: "",
    query_compatible: false,
    operations: &[
        OperationName {
            name: "CreateJoinToken",
            http_method: "POST",
            http_path: "/",
            schema: Some(&CREATE_JOIN_TOKEN),
        },
        OperationName {
            name: "DeleteJoinToken",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_JOIN_TOKEN),
        },
        OperationName { name: "Explain", http_method: "POST", http_path: "/", schema: Some(&EXPLAIN) },
        OperationName { name: "Forecast", http_method: "POST", http_path: "/", schema: Some(&FORECAST) },
        OperationName { name: "ListEvents", http_method: "POST", http_path: "/", schema: Some(&LIST_EVENTS) },
        OperationName {
            name: "ListJoinTokens",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_JOIN_TOKENS),
        },
        OperationName { name: "ListNodes", http_method: "POST", http_path: "/", schema: Some(&LIST_NODES) },
        OperationName { name: "RemoveNode", http_method: "POST", http_path: "/", schema: Some(&REMOVE_NODE) },
    ],
};

static CREATE_JOIN_TOKEN: OperationSchema = OperationSchema {
    name: "CreateJoinToken",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::CREATE_JOIN_TOKEN_REQUEST,
    output: &schemas::CREATE_JOIN_TOKEN_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DELETE_JOIN_TOKEN: OperationSchema = OperationSchema {
    name: "DeleteJoinToken",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_JOIN_TOKEN_REQUEST,
    output: &schemas::DELETE_JOIN_TOKEN_RESPONSE,
    result_wrapper: None,
    errors: &[&error::INVALID_PARAMETER_EXCEPTION, &error::RESOURCE_NOT_FOUND_EXCEPTION],
    idempotent: false,
    pagination: None,
};

static EXPLAIN: OperationSchema = OperationSchema {
    name: "Explain",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::EXPLAIN_REQUEST,
    output: &schemas::EXPLAIN_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::RESOURCE_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static FORECAST: OperationSchema = OperationSchema {
    name: "Forecast",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::FORECAST_REQUEST,
    output: &schemas::FORECAST_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::RESOURCE_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static LIST_EVENTS: OperationSchema = OperationSchema {
    name: "ListEvents",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_EVENTS_REQUEST,
    output: &schemas::LIST_EVENTS_RESPONSE,
    result_wrapper: None,
    errors: &[&error::INVALID_PARAMETER_EXCEPTION],
    idempotent: false,
    pagination: None,
};

static LIST_JOIN_TOKENS: OperationSchema = OperationSchema {
    name: "ListJoinTokens",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_JOIN_TOKENS_REQUEST,
    output: &schemas::LIST_JOIN_TOKENS_RESPONSE,
    result_wrapper: None,
    errors: &[&error::INVALID_PARAMETER_EXCEPTION],
    idempotent: false,
    pagination: None,
};

static LIST_NODES: OperationSchema = OperationSchema {
    name: "ListNodes",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_NODES_REQUEST,
    output: &schemas::LIST_NODES_RESPONSE,
    result_wrapper: None,
    errors: &[&error::CLUSTER_NOT_FOUND_EXCEPTION, &error::INVALID_PARAMETER_EXCEPTION],
    idempotent: false,
    pagination: None,
};

static REMOVE_NODE: OperationSchema = OperationSchema {
    name: "RemoveNode",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::REMOVE_NODE_REQUEST,
    output: &schemas::REMOVE_NODE_RESPONSE,
    result_wrapper: None,
    errors: &[&error::INVALID_PARAMETER_EXCEPTION, &error::RESOURCE_NOT_FOUND_EXCEPTION],
    idempotent: false,
    pagination: None,
};

pub mod op {
    crate::members::operation_types! {
        super::SERVICE;
        CreateJoinToken: super::super::CreateJoinTokenRequest => super::super::CreateJoinTokenResponse, super::CREATE_JOIN_TOKEN;
        DeleteJoinToken: super::super::DeleteJoinTokenRequest => super::super::DeleteJoinTokenResponse, super::DELETE_JOIN_TOKEN;
        Explain: super::super::ExplainRequest => super::super::ExplainResponse, super::EXPLAIN;
        Forecast: super::super::ForecastRequest => super::super::ForecastResponse, super::FORECAST;
        ListEvents: super::super::ListEventsRequest => super::super::ListEventsResponse, super::LIST_EVENTS;
        ListJoinTokens: super::super::ListJoinTokensRequest => super::super::ListJoinTokensResponse, super::LIST_JOIN_TOKENS;
        ListNodes: super::super::ListNodesRequest => super::super::ListNodesResponse, super::LIST_NODES;
        RemoveNode: super::super::RemoveNodeRequest => super::super::RemoveNodeResponse, super::REMOVE_NODE;
    }
}
