//! Generated from `models/longshore.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use crate::schema::{self, Kind, Limits, Location, Member, Names, Pattern, Schema, TimestampFormat};

pub static CHAPTER: Schema = Schema {
    name: "Chapter",
    kind: Kind::Structure {
        members: &[
            Member::optional("at", &schema::TIMESTAMP),
            Member::optional("who", &schema::TEXT),
            Member::optional("what", &schema::TEXT),
            Member::optional("why", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CHAPTERS: Schema = Schema {
    name: "Chapters",
    kind: Kind::List { member: &Member::required("member", &CHAPTER) },
    limits: Limits::NONE,
};

pub static CREATE_JOIN_TOKEN_REQUEST: Schema = Schema {
    name: "CreateJoinTokenRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("cluster", &schema::TEXT),
            Member::optional("expiresInSeconds", &schema::INTEGER),
            Member::optional("uses", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_JOIN_TOKEN_RESPONSE: Schema = Schema {
    name: "CreateJoinTokenResponse",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "token",
                target: &schema::TEXT,
                required: false,
                names: &Names { sensitive: true, ..*Names::PLAIN },
            },
            Member::optional("joinToken", &JOIN_TOKEN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_JOIN_TOKEN_REQUEST: Schema = Schema {
    name: "DeleteJoinTokenRequest",
    kind: Kind::Structure { members: &[Member::required("tokenId", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static DELETE_JOIN_TOKEN_RESPONSE: Schema = Schema {
    name: "DeleteJoinTokenResponse",
    kind: Kind::Structure { members: &[], union: false },
    limits: Limits::NONE,
};

pub static EVENT: Schema = Schema {
    name: "Event",
    kind: Kind::Structure {
        members: &[Member::optional("cursor", &schema::TEXT), Member::optional("event", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EVENTS: Schema = Schema {
    name: "Events",
    kind: Kind::List { member: &Member::required("member", &EVENT) },
    limits: Limits::NONE,
};

pub static EXPLAIN_REQUEST: Schema = Schema {
    name: "ExplainRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("resource", &schema::TEXT),
            Member::optional("cluster", &schema::TEXT),
            Member::optional("maxResults", &schema::INTEGER),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static EXPLAIN_RESPONSE: Schema = Schema {
    name: "ExplainResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("resourceArn", &schema::TEXT),
            Member::optional("kind", &schema::TEXT),
            Member::optional("summary", &schema::TEXT),
            Member::optional("chapters", &CHAPTERS),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static FORECAST_ANSWER: Schema = Schema {
    name: "ForecastAnswer",
    kind: Kind::Structure {
        members: &[
            Member::required("what", &schema::TEXT),
            Member::required("done", &schema::BOOLEAN),
            Member::required("answer", &schema::TEXT),
            Member::required("refusals", &STRINGS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static FORECAST_ANSWERS: Schema = Schema {
    name: "ForecastAnswers",
    kind: Kind::List { member: &Member::required("member", &FORECAST_ANSWER) },
    limits: Limits::NONE,
};

pub static FORECAST_COUNT: Schema = Schema {
    name: "ForecastCount",
    kind: Kind::Structure {
        members: &[Member::required("what", &schema::TEXT), Member::required("count", &schema::INTEGER)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static FORECAST_COUNTS: Schema = Schema {
    name: "ForecastCounts",
    kind: Kind::List { member: &Member::required("member", &FORECAST_COUNT) },
    limits: Limits::NONE,
};

pub static FORECAST_MACHINE: Schema = Schema {
    name: "ForecastMachine",
    kind: Kind::Structure {
        members: &[
            Member::required("containerInstance", &schema::TEXT),
            Member::required("cluster", &schema::TEXT),
            Member::required("status", &schema::TEXT),
            Member::required("before", &FORECAST_ROOM),
            Member::required("after", &FORECAST_ROOM),
            Member::required("placed", &FORECAST_COUNTS),
            Member::required("ended", &FORECAST_COUNTS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static FORECAST_MACHINES: Schema = Schema {
    name: "ForecastMachines",
    kind: Kind::List { member: &Member::required("member", &FORECAST_MACHINE) },
    limits: Limits::NONE,
};

pub static FORECAST_MOMENT: Schema = Schema {
    name: "ForecastMoment",
    kind: Kind::Structure {
        members: &[
            Member::required("atMillis", &schema::LONG),
            Member::required("about", &schema::TEXT),
            Member::required("what", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static FORECAST_MOMENTS: Schema = Schema {
    name: "ForecastMoments",
    kind: Kind::List { member: &Member::required("member", &FORECAST_MOMENT) },
    limits: Limits::NONE,
};

pub static FORECAST_REQUEST: Schema = Schema {
    name: "ForecastRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("requests", &PLANNED_REQUESTS),
            Member::optional("cluster", &schema::TEXT),
            Member::optional("drain", &STRINGS),
            Member::optional("lose", &STRINGS),
            Member::optional("startMillis", &schema::LONG),
            Member::optional("failing", &STRINGS),
            Member::optional("horizonSeconds", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static FORECAST_RESPONSE: Schema = Schema {
    name: "ForecastResponse",
    kind: Kind::Structure {
        members: &[
            Member::required("verdict", &schema::TEXT),
            Member::required("summary", &schema::TEXT),
            Member::required("playedMillis", &schema::LONG),
            Member::optional("steadyMillis", &schema::LONG),
            Member::required("assumptions", &STRINGS),
            Member::required("answers", &FORECAST_ANSWERS),
            Member::required("machines", &FORECAST_MACHINES),
            Member::required("services", &FORECAST_SERVICES),
            Member::required("timeline", &FORECAST_MOMENTS),
            Member::required("surge", &FORECAST_SURGE),
            Member::required("stopped", &FORECAST_STOPS),
            Member::required("costs", &STRINGS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static FORECAST_ROOM: Schema = Schema {
    name: "ForecastRoom",
    kind: Kind::Structure {
        members: &[
            Member::required("cpu", &schema::INTEGER),
            Member::required("memory", &schema::INTEGER),
            Member::required("tasks", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static FORECAST_SERVICE: Schema = Schema {
    name: "ForecastService",
    kind: Kind::Structure {
        members: &[
            Member::required("service", &schema::TEXT),
            Member::required("cluster", &schema::TEXT),
            Member::required("desired", &schema::INTEGER),
            Member::required("running", &schema::INTEGER),
            Member::required("leastRunning", &schema::INTEGER),
            Member::required("steady", &schema::BOOLEAN),
            Member::required("concerned", &schema::BOOLEAN),
            Member::required("state", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static FORECAST_SERVICES: Schema = Schema {
    name: "ForecastServices",
    kind: Kind::List { member: &Member::required("member", &FORECAST_SERVICE) },
    limits: Limits::NONE,
};

pub static FORECAST_STOP: Schema = Schema {
    name: "ForecastStop",
    kind: Kind::Structure {
        members: &[
            Member::required("what", &schema::TEXT),
            Member::required("count", &schema::INTEGER),
            Member::required("reason", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static FORECAST_STOPS: Schema = Schema {
    name: "ForecastStops",
    kind: Kind::List { member: &Member::required("member", &FORECAST_STOP) },
    limits: Limits::NONE,
};

pub static FORECAST_SURGE: Schema = Schema {
    name: "ForecastSurge",
    kind: Kind::Structure {
        members: &[
            Member::required("atMillis", &schema::LONG),
            Member::required("tasks", &schema::INTEGER),
            Member::required("cpu", &schema::INTEGER),
            Member::required("memory", &schema::INTEGER),
            Member::required("held", &schema::BOOLEAN),
            Member::required("waitedMillis", &schema::LONG),
            Member::required("summary", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static JOIN_TOKEN: Schema = Schema {
    name: "JoinToken",
    kind: Kind::Structure {
        members: &[
            Member::optional("tokenId", &schema::TEXT),
            Member::optional("cluster", &schema::TEXT),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("expiresAt", &schema::TIMESTAMP),
            Member::optional("usesLeft", &schema::INTEGER),
            Member::optional("uses", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static JOIN_TOKENS: Schema = Schema {
    name: "JoinTokens",
    kind: Kind::List { member: &Member::required("member", &JOIN_TOKEN) },
    limits: Limits::NONE,
};

pub static LIST_EVENTS_REQUEST: Schema = Schema {
    name: "ListEventsRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("after", &schema::TEXT),
            Member::optional("maxResults", &schema::INTEGER),
            Member::optional("detailType", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_EVENTS_RESPONSE: Schema = Schema {
    name: "ListEventsResponse",
    kind: Kind::Structure {
        members: &[Member::optional("events", &EVENTS), Member::optional("after", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_JOIN_TOKENS_REQUEST: Schema = Schema {
    name: "ListJoinTokensRequest",
    kind: Kind::Structure { members: &[], union: false },
    limits: Limits::NONE,
};

pub static LIST_JOIN_TOKENS_RESPONSE: Schema = Schema {
    name: "ListJoinTokensResponse",
    kind: Kind::Structure { members: &[Member::optional("joinTokens", &JOIN_TOKENS)], union: false },
    limits: Limits::NONE,
};

pub static LIST_NODES_REQUEST: Schema = Schema {
    name: "ListNodesRequest",
    kind: Kind::Structure { members: &[Member::optional("cluster", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static LIST_NODES_RESPONSE: Schema = Schema {
    name: "ListNodesResponse",
    kind: Kind::Structure { members: &[Member::optional("nodes", &NODES)], union: false },
    limits: Limits::NONE,
};

pub static NODE: Schema = Schema {
    name: "Node",
    kind: Kind::Structure {
        members: &[
            Member::optional("nodeId", &schema::TEXT),
            Member::optional("cluster", &schema::TEXT),
            Member::optional("containerInstanceArn", &schema::TEXT),
            Member::optional("machineName", &schema::TEXT),
            Member::optional("connected", &schema::BOOLEAN),
            Member::optional("joinedAt", &schema::TIMESTAMP),
            Member::optional("certificateExpiresAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static NODES: Schema = Schema {
    name: "Nodes",
    kind: Kind::List { member: &Member::required("member", &NODE) },
    limits: Limits::NONE,
};

pub static PLANNED_REQUEST: Schema = Schema {
    name: "PlannedRequest",
    kind: Kind::Structure {
        members: &[Member::required("operation", &schema::TEXT), Member::required("input", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PLANNED_REQUESTS: Schema = Schema {
    name: "PlannedRequests",
    kind: Kind::List { member: &Member::required("member", &PLANNED_REQUEST) },
    limits: Limits::NONE,
};

pub static REMOVE_NODE_REQUEST: Schema = Schema {
    name: "RemoveNodeRequest",
    kind: Kind::Structure { members: &[Member::required("nodeId", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static REMOVE_NODE_RESPONSE: Schema = Schema {
    name: "RemoveNodeResponse",
    kind: Kind::Structure { members: &[], union: false },
    limits: Limits::NONE,
};

pub static STRINGS: Schema = Schema {
    name: "Strings",
    kind: Kind::List { member: &Member::required("member", &schema::TEXT) },
    limits: Limits::NONE,
};
