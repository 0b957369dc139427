//! Generated from `models/longshore.json` by `cargo xtask codegen`; do not edit.
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
pub struct Chapter {
    pub at: Option<crate::Timestamp>,
    pub who: Option<String>,
    pub what: Option<String>,
    pub why: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateJoinTokenRequest {
    pub cluster: Option<String>,
    pub expires_in_seconds: Option<i32>,
    pub uses: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateJoinTokenResponse {
    pub token: Option<String>,
    pub join_token: Option<JoinToken>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteJoinTokenRequest {
    pub token_id: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct DeleteJoinTokenResponse {}

#[derive(Clone, Default, PartialEq)]
pub struct Event {
    pub cursor: Option<String>,
    pub event: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ExplainRequest {
    pub resource: String,
    pub cluster: Option<String>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ExplainResponse {
    pub resource_arn: Option<String>,
    pub kind: Option<String>,
    pub summary: Option<String>,
    pub chapters: Option<Vec<Chapter>>,
    pub next_token: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct JoinToken {
    pub token_id: Option<String>,
    pub cluster: Option<String>,
    pub created_at: Option<crate::Timestamp>,
    pub expires_at: Option<crate::Timestamp>,
    pub uses_left: Option<i32>,
    pub uses: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListEventsRequest {
    pub after: Option<String>,
    pub max_results: Option<i32>,
    pub detail_type: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListEventsResponse {
    pub events: Option<Vec<Event>>,
    pub after: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListJoinTokensRequest {}

#[derive(Clone, Default, PartialEq)]
pub struct ListJoinTokensResponse {
    pub join_tokens: Option<Vec<JoinToken>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListNodesRequest {
    pub cluster: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListNodesResponse {
    pub nodes: Option<Vec<Node>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Node {
    pub node_id: Option<String>,
    pub cluster: Option<String>,
    pub container_instance_arn: Option<String>,
    pub machine_name: Option<String>,
    pub connected: Option<bool>,
    pub joined_at: Option<crate::Timestamp>,
    pub certificate_expires_at: Option<crate::Timestamp>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RemoveNodeRequest {
    pub node_id: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct RemoveNodeResponse {}

crate::structure_members! {
    Chapter, schemas::CHAPTER { 0: at, 1: who, 2: what, 3: why }
    CreateJoinTokenRequest, schemas::CREATE_JOIN_TOKEN_REQUEST { 0: cluster, 1: expires_in_seconds, 2: uses }
    CreateJoinTokenResponse, schemas::CREATE_JOIN_TOKEN_RESPONSE { 0: token, 1: join_token }
    DeleteJoinTokenRequest, schemas::DELETE_JOIN_TOKEN_REQUEST { 0: token_id }
    DeleteJoinTokenResponse, schemas::DELETE_JOIN_TOKEN_RESPONSE { }
    Event, schemas::EVENT { 0: cursor, 1: event }
    ExplainRequest, schemas::EXPLAIN_REQUEST { 0: resource, 1: cluster, 2: max_results, 3: next_token }
    ExplainResponse, schemas::EXPLAIN_RESPONSE { 0: resource_arn, 1: kind, 2: summary, 3: chapters, 4: next_token }
    JoinToken, schemas::JOIN_TOKEN { 0: token_id, 1: cluster, 2: created_at, 3: expires_at, 4: uses_left, 5: uses }
    ListEventsRequest, schemas::LIST_EVENTS_REQUEST { 0: after, 1: max_results, 2: detail_type }
    ListEventsResponse, schemas::LIST_EVENTS_RESPONSE { 0: events, 1: after }
    ListJoinTokensRequest, schemas::LIST_JOIN_TOKENS_REQUEST { }
    ListJoinTokensResponse, schemas::LIST_JOIN_TOKENS_RESPONSE { 0: join_tokens }
    ListNodesRequest, schemas::LIST_NODES_REQUEST { 0: cluster }
    ListNodesResponse, schemas::LIST_NODES_RESPONSE { 0: nodes }
    Node, schemas::NODE { 0: node_id, 1: cluster, 2: container_instance_arn, 3: machine_name, 4: connected, 5: joined_at, 6: certificate_expires_at }
    RemoveNodeRequest, schemas::REMOVE_NODE_REQUEST { 0: node_id }
    RemoveNodeResponse, schemas::REMOVE_NODE_RESPONSE { }
}

crate::members::generated_structures! {
    Chapter,
    CreateJoinTokenRequest,
    CreateJoinTokenResponse,
    DeleteJoinTokenRequest,
    DeleteJoinTokenResponse,
    Event,
    ExplainRequest,
    ExplainResponse,
    JoinToken,
    ListEventsRequest,
    ListEventsResponse,
    ListJoinTokensRequest,
    ListJoinTokensResponse,
    ListNodesRequest,
    ListNodesResponse,
    Node,
    RemoveNodeRequest,
    RemoveNodeResponse,
}
