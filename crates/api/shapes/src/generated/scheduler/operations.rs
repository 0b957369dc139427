//! Generated from `models/scheduler.json` by `cargo xtask codegen`; do not edit.
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
    name: "scheduler",
    signing_name: "scheduler",
    endpoint_prefix: "scheduler",
    api_version: "2021-06-30",
    protocols: &[Protocol::RestJson],
    target_prefix: "",
    xml_namespace: "",
    query_compatible: false,
    operations: &[
        OperationName {
            name: "CreateSchedule",
            http_method: "POST",
            http_path: "/schedules/{Name}",
            schema: Some(&CREATE_SCHEDULE),
        },
        OperationName {
            name: "CreateScheduleGroup",
            http_method: "POST",
            http_path: "/schedule-groups/{Name}",
            schema: None,
        },
        OperationName {
            name: "DeleteSchedule",
            http_method: "DELETE",
            http_path: "/schedules/{Name}",
            schema: None,
        },
        OperationName {
            name: "DeleteScheduleGroup",
            http_method: "DELETE",
            http_path: "/schedule-groups/{Name}",
            schema: None,
        },
        OperationName {
            name: "GetSchedule",
            http_method: "GET",
            http_path: "/schedules/{Name}",
            schema: Some(&GET_SCHEDULE),
        },
        OperationName {
            name: "GetScheduleGroup",
            http_method: "GET",
            http_path: "/schedule-groups/{Name}",
            schema: None,
        },
        OperationName {
            name: "ListScheduleGroups",
            http_method: "GET",
            http_path: "/schedule-groups",
            schema: None,
        },
        OperationName {
            name: "ListSchedules",
            http_method: "GET",
            http_path: "/schedules",
            schema: Some(&LIST_SCHEDULES),
        },
        OperationName {
            name: "ListTagsForResource",
            http_method: "GET",
            http_path: "/tags/{ResourceArn}",
            schema: None,
        },
        OperationName {
            name: "TagResource",
            http_method: "POST",
            http_path: "/tags/{ResourceArn}",
            schema: None,
        },
        OperationName {
            name: "UntagResource",
            http_method: "DELETE",
            http_path: "/tags/{ResourceArn}",
            schema: None,
        },
        OperationName {
            name: "UpdateSchedule",
            http_method: "PUT",
            http_path: "/schedules/{Name}",
            schema: None,
        },
    ],
};

static CREATE_SCHEDULE: OperationSchema = OperationSchema {
    name: "CreateSchedule",
    http_method: "POST",
    http_path: "/schedules/{Name}",
    http_status: 200,
    input: &schemas::CREATE_SCHEDULE_INPUT,
    output: &schemas::CREATE_SCHEDULE_OUTPUT,
    result_wrapper: None,
    errors: &[
        &error::SERVICE_QUOTA_EXCEEDED_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::INTERNAL_SERVER_EXCEPTION,
        &error::CONFLICT_EXCEPTION,
        &error::THROTTLING_EXCEPTION,
        &error::RESOURCE_NOT_FOUND_EXCEPTION,
    ],
    idempotent: true,
    pagination: None,
};

static GET_SCHEDULE: OperationSchema = OperationSchema {
    name: "GetSchedule",
    http_method: "GET",
    http_path: "/schedules/{Name}",
    http_status: 200,
    input: &schemas::GET_SCHEDULE_INPUT,
    output: &schemas::GET_SCHEDULE_OUTPUT,
    result_wrapper: None,
    errors: &[
        &error::SERVICE_QUOTA_EXCEEDED_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::INTERNAL_SERVER_EXCEPTION,
        &error::RESOURCE_NOT_FOUND_EXCEPTION,
        &error::THROTTLING_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static LIST_SCHEDULES: OperationSchema = OperationSchema {
    name: "ListSchedules",
    http_method: "GET",
    http_path: "/schedules",
    http_status: 200,
    input: &schemas::LIST_SCHEDULES_INPUT,
    output: &schemas::LIST_SCHEDULES_OUTPUT,
    result_wrapper: None,
    errors: &[
        &error::VALIDATION_EXCEPTION,
        &error::INTERNAL_SERVER_EXCEPTION,
        &error::RESOURCE_NOT_FOUND_EXCEPTION,
        &error::THROTTLING_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "NextToken",
        output_token: "NextToken",
        limit: Some("MaxResults"),
        results: &["Schedules"],
    }),
};

pub mod op {
    crate::members::operation_types! {
        super::SERVICE;
        CreateSchedule: super::super::CreateScheduleInput => super::super::CreateScheduleOutput, super::CREATE_SCHEDULE;
        GetSchedule: super::super::GetScheduleInput => super::super::GetScheduleOutput, super::GET_SCHEDULE;
        ListSchedules: super::super::ListSchedulesInput => super::super::ListSchedulesOutput, super::LIST_SCHEDULES;
    }
}
