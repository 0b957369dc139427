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
pub struct ForecastAnswer {
    pub what: String,
    pub done: bool,
    pub answer: String,
    pub refusals: Vec<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ForecastCount {
    pub what: String,
    pub count: i32,
}

#[derive(Clone, Default, PartialEq)]
pub struct ForecastMachine {
    pub container_instance: String,
    pub cluster: String,
    pub status: String,
    pub before: ForecastRoom,
    pub after: ForecastRoom,
    pub placed: Vec<ForecastCount>,
    pub ended: Vec<ForecastCount>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ForecastMoment {
    pub at_millis: i64,
    pub about: String,
    pub what: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct ForecastRequest {
    pub requests: Option<Vec<PlannedRequest>>,
    pub cluster: Option<String>,
    pub drain: Option<Vec<String>>,
    pub lose: Option<Vec<String>>,
    pub start_millis: Option<i64>,
    pub failing: Option<Vec<String>>,
    pub horizon_seconds: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ForecastResponse {
    pub verdict: String,
    pub summary: String,
    pub played_millis: i64,
    pub steady_millis: Option<i64>,
    pub assumptions: Vec<String>,
    pub answers: Vec<ForecastAnswer>,
    pub machines: Vec<ForecastMachine>,
    pub services: Vec<ForecastService>,
    pub timeline: Vec<ForecastMoment>,
    pub surge: ForecastSurge,
    pub stopped: Vec<ForecastStop>,
    pub costs: Vec<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ForecastRoom {
    pub cpu: i32,
    pub memory: i32,
    pub tasks: i32,
}

#[derive(Clone, Default, PartialEq)]
pub struct ForecastService {
    pub service: String,
    pub cluster: String,
    pub desired: i32,
    pub running: i32,
    pub least_running: i32,
    pub steady: bool,
    pub concerned: bool,
    pub state: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct ForecastStop {
    pub what: String,
    pub count: i32,
    pub reason: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct ForecastSurge {
    pub at_millis: i64,
    pub tasks: i32,
    pub cpu: i32,
    pub memory: i32,
    pub held: bool,
    pub waited_millis: i64,
    pub summary: String,
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
pub struct PlannedRequest {
    pub operation: String,
    pub input: String,
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
    ForecastAnswer, schemas::FORECAST_ANSWER { 0: what, 1: done, 2: answer, 3: refusals }
    ForecastCount, schemas::FORECAST_COUNT { 0: what, 1: count }
    ForecastMachine, schemas::FORECAST_MACHINE { 0: container_instance, 1: cluster, 2: status, 3: before, 4: after, 5: placed, 6: ended }
    ForecastMoment, schemas::FORECAST_MOMENT { 0: at_millis, 1: about, 2: what }
    ForecastRequest, schemas::FORECAST_REQUEST { 0: requests, 1: cluster, 2: drain, 3: lose, 4: start_millis, 5: failing, 6: horizon_seconds }
    ForecastResponse, schemas::FORECAST_RESPONSE { 0: verdict, 1: summary, 2: played_millis, 3: steady_millis, 4: assumptions, 5: answers, 6: machines, 7: services, 8: timeline, 9: surge, 10: stopped, 11: costs }
    ForecastRoom, schemas::FORECAST_ROOM { 0: cpu, 1: memory, 2: tasks }
    ForecastService, schemas::FORECAST_SERVICE { 0: service, 1: cluster, 2: desired, 3: running, 4: least_running, 5: steady, 6: concerned, 7: state }
    ForecastStop, schemas::FORECAST_STOP { 0: what, 1: count, 2: reason }
    ForecastSurge, schemas::FORECAST_SURGE { 0: at_millis, 1: tasks, 2: cpu, 3: memory, 4: held, 5: waited_millis, 6: summary }
    JoinToken, schemas::JOIN_TOKEN { 0: token_id, 1: cluster, 2: created_at, 3: expires_at, 4: uses_left, 5: uses }
    ListEventsRequest, schemas::LIST_EVENTS_REQUEST { 0: after, 1: max_results, 2: detail_type }
    ListEventsResponse, schemas::LIST_EVENTS_RESPONSE { 0: events, 1: after }
    ListJoinTokensRequest, schemas::LIST_JOIN_TOKENS_REQUEST { }
    ListJoinTokensResponse, schemas::LIST_JOIN_TOKENS_RESPONSE { 0: join_tokens }
    ListNodesRequest, schemas::LIST_NODES_REQUEST { 0: cluster }
    ListNodesResponse, schemas::LIST_NODES_RESPONSE { 0: nodes }
    Node, schemas::NODE { 0: node_id, 1: cluster, 2: container_instance_arn, 3: machine_name, 4: connected, 5: joined_at, 6: certificate_expires_at }
    PlannedRequest, schemas::PLANNED_REQUEST { 0: operation, 1: input }
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
    ForecastAnswer,
    ForecastCount,
    ForecastMachine,
    ForecastMoment,
    ForecastRequest,
    ForecastResponse,
    ForecastRoom,
    ForecastService,
    ForecastStop,
    ForecastSurge,
    JoinToken,
    ListEventsRequest,
    ListEventsResponse,
    ListJoinTokensRequest,
    ListJoinTokensResponse,
    ListNodesRequest,
    ListNodesResponse,
    Node,
    PlannedRequest,
    RemoveNodeRequest,
    RemoveNodeResponse,
}
