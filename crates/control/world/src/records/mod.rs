//! The rows, one file per noun: the name an operation has on the outside is the name of its record here.
//!
//! Table numbers are given once and never reused: 1-99 for what belongs to Longshore itself, 100-199 for
//! ECS, 200-299 for EC2, 300-399 for ECR.
//!
//! Must not know: how a row comes to be, or who reads it.

pub mod access_key;
pub mod account;
pub mod account_setting;
pub mod capacity_provider;
pub mod cluster;
pub mod container_instance;
pub mod ecr;
pub mod history;
pub mod idempotency;
pub mod installation;
pub mod launch;
pub mod network;
pub mod node;
pub mod occupancy;
pub mod pre_pull;
pub mod service;
pub mod task;
pub mod task_definition;

use longshore_shapes::schema::{Kind, Limits, Member, Names, Schema, TEXT};

/// A list of texts, for rows of our own.
pub static TEXTS: Schema = Schema {
    name: "Texts",
    kind: Kind::List {
        member: &Member { name: "member", target: &TEXT, required: false, names: Names::PLAIN },
    },
    limits: Limits::NONE,
};

/// Texts by name.
pub static TEXT_MAP: Schema = Schema {
    name: "TextMap",
    kind: Kind::Map {
        key: &Member { name: "key", target: &TEXT, required: false, names: Names::PLAIN },
        value: &Member { name: "value", target: &TEXT, required: false, names: Names::PLAIN },
    },
    limits: Limits::NONE,
};
