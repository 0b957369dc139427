//! Generated from `models/ecs.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use super::schemas;
use crate::error::{ErrorSchema, Fault};

pub static ACCESS_DENIED_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "AccessDeniedException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static ATTRIBUTE_LIMIT_EXCEEDED_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "AttributeLimitExceededException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static BLOCKED_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "BlockedException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static CLIENT_EXCEPTION: ErrorSchema =
    ErrorSchema { name: "ClientException", query_code: None, status: 400, fault: Fault::Client, shape: None };

pub static CLUSTER_CONTAINS_CAPACITY_PROVIDER_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ClusterContainsCapacityProviderException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static CLUSTER_CONTAINS_CONTAINER_INSTANCES_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ClusterContainsContainerInstancesException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static CLUSTER_CONTAINS_SERVICES_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ClusterContainsServicesException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static CLUSTER_CONTAINS_TASKS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ClusterContainsTasksException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static CLUSTER_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ClusterNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static CONFLICT_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ConflictException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: Some(&schemas::CONFLICT_EXCEPTION),
};

pub static DAEMON_NOT_ACTIVE_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "DaemonNotActiveException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static DAEMON_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "DaemonNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static GATEWAY_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "GatewayNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static INVALID_PARAMETER_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "InvalidParameterException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static LIMIT_EXCEEDED_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "LimitExceededException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static MISSING_VERSION_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "MissingVersionException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static NAMESPACE_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "NamespaceNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static NO_UPDATE_AVAILABLE_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "NoUpdateAvailableException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static PLATFORM_TASK_DEFINITION_INCOMPATIBILITY_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "PlatformTaskDefinitionIncompatibilityException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static PLATFORM_UNKNOWN_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "PlatformUnknownException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static RESOURCE_IN_USE_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ResourceInUseException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static RESOURCE_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ResourceNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static SERVER_EXCEPTION: ErrorSchema =
    ErrorSchema { name: "ServerException", query_code: None, status: 500, fault: Fault::Server, shape: None };

pub static SERVICE_DEPLOYMENT_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ServiceDeploymentNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static SERVICE_NOT_ACTIVE_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ServiceNotActiveException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static SERVICE_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ServiceNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static TARGET_NOT_CONNECTED_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "TargetNotConnectedException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static TARGET_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "TargetNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static TASK_SET_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "TaskSetNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static UNSUPPORTED_FEATURE_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "UnsupportedFeatureException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static UPDATE_IN_PROGRESS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "UpdateInProgressException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};
