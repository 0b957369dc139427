//! Generated from `models/iam.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use crate::schema::{self, Kind, Limits, Location, Member, Names, Pattern, Schema, TimestampFormat};

pub static ATTACHED_PERMISSIONS_BOUNDARY: Schema = Schema {
    name: "AttachedPermissionsBoundary",
    kind: Kind::Structure {
        members: &[
            Member::optional("PermissionsBoundaryType", &PERMISSIONS_BOUNDARY_ATTACHMENT_TYPE),
            Member::optional("PermissionsBoundaryArn", &ARN_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_ROLE_REQUEST: Schema = Schema {
    name: "CreateRoleRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("Path", &PATH_TYPE),
            Member::required("RoleName", &ROLE_NAME_TYPE),
            Member::required("AssumeRolePolicyDocument", &POLICY_DOCUMENT_TYPE),
            Member::optional("Description", &ROLE_DESCRIPTION_TYPE),
            Member::optional("MaxSessionDuration", &ROLE_MAX_SESSION_DURATION_TYPE),
            Member::optional("PermissionsBoundary", &ARN_TYPE),
            Member::optional("Tags", &TAG_LIST_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_ROLE_RESPONSE: Schema = Schema {
    name: "CreateRoleResponse",
    kind: Kind::Structure { members: &[Member::required("Role", &ROLE)], union: false },
    limits: Limits::NONE,
};

pub static GET_ROLE_REQUEST: Schema = Schema {
    name: "GetRoleRequest",
    kind: Kind::Structure { members: &[Member::required("RoleName", &ROLE_NAME_TYPE)], union: false },
    limits: Limits::NONE,
};

pub static GET_ROLE_RESPONSE: Schema = Schema {
    name: "GetRoleResponse",
    kind: Kind::Structure { members: &[Member::required("Role", &ROLE)], union: false },
    limits: Limits::NONE,
};

pub static LIST_ROLES_REQUEST: Schema = Schema {
    name: "ListRolesRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("PathPrefix", &PATH_PREFIX_TYPE),
            Member::optional("Marker", &MARKER_TYPE),
            Member::optional("MaxItems", &MAX_ITEMS_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_ROLES_RESPONSE: Schema = Schema {
    name: "ListRolesResponse",
    kind: Kind::Structure {
        members: &[
            Member::required("Roles", &ROLE_LIST_TYPE),
            Member::optional("IsTruncated", &schema::BOOLEAN),
            Member::optional("Marker", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PERMISSIONS_BOUNDARY_ATTACHMENT_TYPE: Schema = Schema {
    name: "PermissionsBoundaryAttachmentType",
    kind: Kind::Text { pattern: None, values: super::PermissionsBoundaryAttachmentType::VALUES },
    limits: Limits::NONE,
};

pub static ROLE: Schema = Schema {
    name: "Role",
    kind: Kind::Structure {
        members: &[
            Member::required("Path", &PATH_TYPE),
            Member::required("RoleName", &ROLE_NAME_TYPE),
            Member::required("RoleId", &ID_TYPE),
            Member::required("Arn", &ARN_TYPE),
            Member::required("CreateDate", &schema::TIMESTAMP),
            Member::optional("AssumeRolePolicyDocument", &POLICY_DOCUMENT_TYPE),
            Member::optional("Description", &ROLE_DESCRIPTION_TYPE),
            Member::optional("MaxSessionDuration", &ROLE_MAX_SESSION_DURATION_TYPE),
            Member::optional("PermissionsBoundary", &ATTACHED_PERMISSIONS_BOUNDARY),
            Member::optional("Tags", &TAG_LIST_TYPE),
            Member::optional("RoleLastUsed", &ROLE_LAST_USED),
            Member::optional("SourceRoleTemplate", &SOURCE_ROLE_TEMPLATE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ROLE_LAST_USED: Schema = Schema {
    name: "RoleLastUsed",
    kind: Kind::Structure {
        members: &[
            Member::optional("LastUsedDate", &schema::TIMESTAMP),
            Member::optional("Region", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SOURCE_ROLE_TEMPLATE: Schema = Schema {
    name: "SourceRoleTemplate",
    kind: Kind::Structure {
        members: &[
            Member::required("TemplateArn", &ARN_TYPE),
            Member::required("TemplateMinorVersion", &schema::INTEGER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TAG: Schema = Schema {
    name: "Tag",
    kind: Kind::Structure {
        members: &[Member::required("Key", &TAG_KEY_TYPE), Member::required("Value", &TAG_VALUE_TYPE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ARN_TYPE: Schema = Schema {
    name: "arnType",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(20.0), max: Some(2048.0) },
};

static PATTERN_OF_ID_TYPE: Pattern = Pattern::new("[\\w]+");

pub static ID_TYPE: Schema = Schema {
    name: "idType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_ID_TYPE), values: &[] },
    limits: Limits { min: Some(16.0), max: Some(128.0) },
};

static PATTERN_OF_MARKER_TYPE: Pattern = Pattern::new("[\\u0020-\\u00FF]+");

pub static MARKER_TYPE: Schema = Schema {
    name: "markerType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_MARKER_TYPE), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(320.0) },
};

pub static MAX_ITEMS_TYPE: Schema = Schema {
    name: "maxItemsType",
    kind: Kind::Integer,
    limits: Limits { min: Some(1.0), max: Some(1000.0) },
};

static PATTERN_OF_PATH_PREFIX_TYPE: Pattern = Pattern::new("\\u002F[\\u0021-\\u007F]*");

pub static PATH_PREFIX_TYPE: Schema = Schema {
    name: "pathPrefixType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_PATH_PREFIX_TYPE), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(512.0) },
};

static PATTERN_OF_PATH_TYPE: Pattern = Pattern::new("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)");

pub static PATH_TYPE: Schema = Schema {
    name: "pathType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_PATH_TYPE), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(512.0) },
};

static PATTERN_OF_POLICY_DOCUMENT_TYPE: Pattern = Pattern::new("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");

pub static POLICY_DOCUMENT_TYPE: Schema = Schema {
    name: "policyDocumentType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_POLICY_DOCUMENT_TYPE), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(131072.0) },
};

static PATTERN_OF_ROLE_DESCRIPTION_TYPE: Pattern =
    Pattern::new("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*");

pub static ROLE_DESCRIPTION_TYPE: Schema = Schema {
    name: "roleDescriptionType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_ROLE_DESCRIPTION_TYPE), values: &[] },
    limits: Limits { min: None, max: Some(1000.0) },
};

pub static ROLE_LIST_TYPE: Schema = Schema {
    name: "roleListType",
    kind: Kind::List { member: &Member::required("member", &ROLE) },
    limits: Limits::NONE,
};

pub static ROLE_MAX_SESSION_DURATION_TYPE: Schema = Schema {
    name: "roleMaxSessionDurationType",
    kind: Kind::Integer,
    limits: Limits { min: Some(3600.0), max: Some(43200.0) },
};

static PATTERN_OF_ROLE_NAME_TYPE: Pattern = Pattern::new("[\\w+=,.@-]+");

pub static ROLE_NAME_TYPE: Schema = Schema {
    name: "roleNameType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_ROLE_NAME_TYPE), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(64.0) },
};

static PATTERN_OF_TAG_KEY_TYPE: Pattern = Pattern::loosened(
    "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+",
    "[A-Za-z\\u{80}-\\u{10FFFF} \\u{80}-\\u{10FFFF}0-9\\u{80}-\\u{10FFFF}_.:/=+\\-@]+",
);

pub static TAG_KEY_TYPE: Schema = Schema {
    name: "tagKeyType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_TAG_KEY_TYPE), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(128.0) },
};

pub static TAG_LIST_TYPE: Schema = Schema {
    name: "tagListType",
    kind: Kind::List { member: &Member::required("member", &TAG) },
    limits: Limits { min: None, max: Some(50.0) },
};

static PATTERN_OF_TAG_VALUE_TYPE: Pattern = Pattern::loosened(
    "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*",
    "[A-Za-z\\u{80}-\\u{10FFFF} \\u{80}-\\u{10FFFF}0-9\\u{80}-\\u{10FFFF}_.:/=+\\-@]*",
);

pub static TAG_VALUE_TYPE: Schema = Schema {
    name: "tagValueType",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_TAG_VALUE_TYPE), values: &[] },
    limits: Limits { min: Some(0.0), max: Some(256.0) },
};
