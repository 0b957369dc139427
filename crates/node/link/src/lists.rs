//! Schemas of the lists in messages.
//!
//! Must not know: what the lists are for.

use longshore_shapes::schema::{Kind, Limits, Member, Names, Schema, TEXT};

use crate::message::{
    Assignment, ContainerReport, ImagePeer, NamedText, PrePull, RoleCredentials, TaskReport,
};

const fn list(name: &'static str, member: &'static Member) -> Schema {
    Schema { name, kind: Kind::List { member }, limits: Limits::NONE }
}

const fn member(target: &'static Schema) -> Member {
    Member { name: "member", target, required: false, names: Names::PLAIN }
}

pub(crate) static TEXTS: Schema = list("Texts", &member(&TEXT));
pub(crate) static NAMED_TEXTS: Schema = list("NamedTexts", &member(NamedText::SCHEMA));
pub(crate) static TASK_REPORT_LIST: Schema = list("TaskReports", &member(TaskReport::SCHEMA));
pub(crate) static CONTAINER_REPORT_LIST: Schema = list("ContainerReports", &member(ContainerReport::SCHEMA));
pub(crate) static ASSIGNMENT_LIST: Schema = list("Assignments", &member(Assignment::SCHEMA));
pub(crate) static IMAGE_PEER_LIST: Schema = list("ImagePeers", &member(ImagePeer::SCHEMA));
pub(crate) static PRE_PULL_LIST: Schema = list("PrePulls", &member(PrePull::SCHEMA));
pub(crate) static ROLE_CREDENTIALS_LIST: Schema =
    list("RoleCredentialsList", &member(RoleCredentials::SCHEMA));
