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
