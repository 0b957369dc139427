//! Generated from `models/iam.json` by `cargo xtask codegen`; do not edit.
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
pub struct AttachedPermissionsBoundary {
    pub permissions_boundary_type: Option<PermissionsBoundaryAttachmentType>,
    pub permissions_boundary_arn: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateRoleRequest {
    pub path: Option<String>,
    pub role_name: String,
    pub assume_role_policy_document: String,
    pub description: Option<String>,
    pub max_session_duration: Option<i32>,
    pub permissions_boundary: Option<String>,
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct CreateRoleResponse {
    pub role: Role,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetRoleRequest {
    pub role_name: String,
}

#[derive(Clone, Default, PartialEq)]
pub struct GetRoleResponse {
    pub role: Role,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListRolesRequest {
    pub path_prefix: Option<String>,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Clone, Default, PartialEq)]
pub struct ListRolesResponse {
    pub roles: Vec<Role>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Role {
    pub path: String,
    pub role_name: String,
    pub role_id: String,
    pub arn: String,
    pub create_date: crate::Timestamp,
    pub assume_role_policy_document: Option<String>,
    pub description: Option<String>,
    pub max_session_duration: Option<i32>,
    pub permissions_boundary: Option<AttachedPermissionsBoundary>,
    pub tags: Option<Vec<Tag>>,
    pub role_last_used: Option<RoleLastUsed>,
    pub source_role_template: Option<SourceRoleTemplate>,
}

#[derive(Clone, Default, PartialEq)]
pub struct RoleLastUsed {
    pub last_used_date: Option<crate::Timestamp>,
    pub region: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SourceRoleTemplate {
    pub template_arn: String,
    pub template_minor_version: i32,
}

#[derive(Clone, Default, PartialEq)]
pub struct Tag {
    pub key: String,
    pub value: String,
}

crate::structure_members! {
    AttachedPermissionsBoundary, schemas::ATTACHED_PERMISSIONS_BOUNDARY { 0: permissions_boundary_type, 1: permissions_boundary_arn }
    CreateRoleRequest, schemas::CREATE_ROLE_REQUEST { 0: path, 1: role_name, 2: assume_role_policy_document, 3: description, 4: max_session_duration, 5: permissions_boundary, 6: tags }
    CreateRoleResponse, schemas::CREATE_ROLE_RESPONSE { 0: role }
    GetRoleRequest, schemas::GET_ROLE_REQUEST { 0: role_name }
    GetRoleResponse, schemas::GET_ROLE_RESPONSE { 0: role }
    ListRolesRequest, schemas::LIST_ROLES_REQUEST { 0: path_prefix, 1: marker, 2: max_items }
    ListRolesResponse, schemas::LIST_ROLES_RESPONSE { 0: roles, 1: is_truncated, 2: marker }
    Role, schemas::ROLE { 0: path, 1: role_name, 2: role_id, 3: arn, 4: create_date, 5: assume_role_policy_document, 6: description, 7: max_session_duration, 8: permissions_boundary, 9: tags, 10: role_last_used, 11: source_role_template }
    RoleLastUsed, schemas::ROLE_LAST_USED { 0: last_used_date, 1: region }
    SourceRoleTemplate, schemas::SOURCE_ROLE_TEMPLATE { 0: template_arn, 1: template_minor_version }
    Tag, schemas::TAG { 0: key, 1: value }
}

crate::members::generated_structures! {
    AttachedPermissionsBoundary,
    CreateRoleRequest,
    CreateRoleResponse,
    GetRoleRequest,
    GetRoleResponse,
    ListRolesRequest,
    ListRolesResponse,
    Role,
    RoleLastUsed,
    SourceRoleTemplate,
    Tag,
}
