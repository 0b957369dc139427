//! Generated from `models/ecs.json` by `cargo xtask codegen`; do not edit.
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
    name: "ecs",
    signing_name: "ecs",
    endpoint_prefix: "ecs",
    api_version: "2014-11-13",
    protocols: &[Protocol::AwsJson11],
    target_prefix: "AmazonEC2ContainerServiceV20141113",
    xml_namespace: "",
    query_compatible: false,
    operations: &[
        OperationName {
            name: "AssociateGatewayWithCluster",
            http_method: "POST",
            http_path: "/",
            schema: Some(&ASSOCIATE_GATEWAY_WITH_CLUSTER),
        },
        OperationName {
            name: "ContinueServiceDeployment",
            http_method: "POST",
            http_path: "/",
            schema: Some(&CONTINUE_SERVICE_DEPLOYMENT),
        },
        OperationName {
            name: "CreateCapacityProvider",
            http_method: "POST",
            http_path: "/",
            schema: Some(&CREATE_CAPACITY_PROVIDER),
        },
        OperationName {
            name: "CreateCluster",
            http_method: "POST",
            http_path: "/",
            schema: Some(&CREATE_CLUSTER),
        },
        OperationName {
            name: "CreateDaemon",
            http_method: "POST",
            http_path: "/",
            schema: Some(&CREATE_DAEMON),
        },
        OperationName {
            name: "CreateExpressGatewayService",
            http_method: "POST",
            http_path: "/",
            schema: Some(&CREATE_EXPRESS_GATEWAY_SERVICE),
        },
        OperationName {
            name: "CreateGateway",
            http_method: "POST",
            http_path: "/",
            schema: Some(&CREATE_GATEWAY),
        },
        OperationName {
            name: "CreateService",
            http_method: "POST",
            http_path: "/",
            schema: Some(&CREATE_SERVICE),
        },
        OperationName {
            name: "CreateTaskSet",
            http_method: "POST",
            http_path: "/",
            schema: Some(&CREATE_TASK_SET),
        },
        OperationName {
            name: "DeleteAccountSetting",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_ACCOUNT_SETTING),
        },
        OperationName {
            name: "DeleteAttributes",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_ATTRIBUTES),
        },
        OperationName {
            name: "DeleteCapacityProvider",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_CAPACITY_PROVIDER),
        },
        OperationName {
            name: "DeleteCluster",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_CLUSTER),
        },
        OperationName {
            name: "DeleteDaemon",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_DAEMON),
        },
        OperationName {
            name: "DeleteDaemonTaskDefinition",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_DAEMON_TASK_DEFINITION),
        },
        OperationName {
            name: "DeleteExpressGatewayService",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_EXPRESS_GATEWAY_SERVICE),
        },
        OperationName {
            name: "DeleteGateway",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_GATEWAY),
        },
        OperationName {
            name: "DeleteService",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_SERVICE),
        },
        OperationName {
            name: "DeleteTaskDefinitions",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_TASK_DEFINITIONS),
        },
        OperationName {
            name: "DeleteTaskSet",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_TASK_SET),
        },
        OperationName {
            name: "DeregisterContainerInstance",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DEREGISTER_CONTAINER_INSTANCE),
        },
        OperationName {
            name: "DeregisterTaskDefinition",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DEREGISTER_TASK_DEFINITION),
        },
        OperationName {
            name: "DescribeCapacityProviders",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_CAPACITY_PROVIDERS),
        },
        OperationName {
            name: "DescribeClusters",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_CLUSTERS),
        },
        OperationName {
            name: "DescribeContainerInstances",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_CONTAINER_INSTANCES),
        },
        OperationName {
            name: "DescribeDaemon",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_DAEMON),
        },
        OperationName {
            name: "DescribeDaemonDeployments",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_DAEMON_DEPLOYMENTS),
        },
        OperationName {
            name: "DescribeDaemonRevisions",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_DAEMON_REVISIONS),
        },
        OperationName {
            name: "DescribeDaemonTaskDefinition",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_DAEMON_TASK_DEFINITION),
        },
        OperationName {
            name: "DescribeExpressGatewayService",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_EXPRESS_GATEWAY_SERVICE),
        },
        OperationName {
            name: "DescribeGateway",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_GATEWAY),
        },
        OperationName {
            name: "DescribeGatewayResources",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_GATEWAY_RESOURCES),
        },
        OperationName {
            name: "DescribeGatewayRoute",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_GATEWAY_ROUTE),
        },
        OperationName {
            name: "DescribeServiceDeployments",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_SERVICE_DEPLOYMENTS),
        },
        OperationName {
            name: "DescribeServiceRevisions",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_SERVICE_REVISIONS),
        },
        OperationName {
            name: "DescribeServices",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_SERVICES),
        },
        OperationName {
            name: "DescribeTaskDefinition",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_TASK_DEFINITION),
        },
        OperationName {
            name: "DescribeTaskSets",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_TASK_SETS),
        },
        OperationName {
            name: "DescribeTasks",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_TASKS),
        },
        OperationName {
            name: "DisassociateGatewayFromCluster",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DISASSOCIATE_GATEWAY_FROM_CLUSTER),
        },
        OperationName {
            name: "DiscoverPollEndpoint",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DISCOVER_POLL_ENDPOINT),
        },
        OperationName {
            name: "ExecuteCommand",
            http_method: "POST",
            http_path: "/",
            schema: Some(&EXECUTE_COMMAND),
        },
        OperationName {
            name: "GetTaskProtection",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_TASK_PROTECTION),
        },
        OperationName {
            name: "ListAccountSettings",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_ACCOUNT_SETTINGS),
        },
        OperationName {
            name: "ListAttributes",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_ATTRIBUTES),
        },
        OperationName {
            name: "ListClusters",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_CLUSTERS),
        },
        OperationName {
            name: "ListContainerInstances",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_CONTAINER_INSTANCES),
        },
        OperationName {
            name: "ListDaemonDeployments",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_DAEMON_DEPLOYMENTS),
        },
        OperationName {
            name: "ListDaemonTaskDefinitions",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_DAEMON_TASK_DEFINITIONS),
        },
        OperationName {
            name: "ListDaemons",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_DAEMONS),
        },
        OperationName {
            name: "ListGatewayClusterAssociations",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_GATEWAY_CLUSTER_ASSOCIATIONS),
        },
        OperationName {
            name: "ListGatewayRoutes",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_GATEWAY_ROUTES),
        },
        OperationName {
            name: "ListGateways",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_GATEWAYS),
        },
        OperationName {
            name: "ListServiceDeployments",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_SERVICE_DEPLOYMENTS),
        },
        OperationName {
            name: "ListServices",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_SERVICES),
        },
        OperationName {
            name: "ListServicesByNamespace",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_SERVICES_BY_NAMESPACE),
        },
        OperationName {
            name: "ListTagsForResource",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_TAGS_FOR_RESOURCE),
        },
        OperationName {
            name: "ListTaskDefinitionFamilies",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_TASK_DEFINITION_FAMILIES),
        },
        OperationName {
            name: "ListTaskDefinitions",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_TASK_DEFINITIONS),
        },
        OperationName { name: "ListTasks", http_method: "POST", http_path: "/", schema: Some(&LIST_TASKS) },
        OperationName {
            name: "PutAccountSetting",
            http_method: "POST",
            http_path: "/",
            schema: Some(&PUT_ACCOUNT_SETTING),
        },
        OperationName {
            name: "PutAccountSettingDefault",
            http_method: "POST",
            http_path: "/",
            schema: Some(&PUT_ACCOUNT_SETTING_DEFAULT),
        },
        OperationName {
            name: "PutAttributes",
            http_method: "POST",
            http_path: "/",
            schema: Some(&PUT_ATTRIBUTES),
        },
        OperationName {
            name: "PutClusterCapacityProviders",
            http_method: "POST",
            http_path: "/",
            schema: Some(&PUT_CLUSTER_CAPACITY_PROVIDERS),
        },
        OperationName {
            name: "RegisterContainerInstance",
            http_method: "POST",
            http_path: "/",
            schema: Some(&REGISTER_CONTAINER_INSTANCE),
        },
        OperationName {
            name: "RegisterDaemonTaskDefinition",
            http_method: "POST",
            http_path: "/",
            schema: Some(&REGISTER_DAEMON_TASK_DEFINITION),
        },
        OperationName {
            name: "RegisterTaskDefinition",
            http_method: "POST",
            http_path: "/",
            schema: Some(&REGISTER_TASK_DEFINITION),
        },
        OperationName { name: "RunTask", http_method: "POST", http_path: "/", schema: Some(&RUN_TASK) },
        OperationName { name: "StartTask", http_method: "POST", http_path: "/", schema: Some(&START_TASK) },
        OperationName {
            name: "StopServiceDeployment",
            http_method: "POST",
            http_path: "/",
            schema: Some(&STOP_SERVICE_DEPLOYMENT),
        },
        OperationName { name: "StopTask", http_method: "POST", http_path: "/", schema: Some(&STOP_TASK) },
        OperationName {
            name: "SubmitAttachmentStateChanges",
            http_method: "POST",
            http_path: "/",
            schema: Some(&SUBMIT_ATTACHMENT_STATE_CHANGES),
        },
        OperationName {
            name: "SubmitContainerStateChange",
            http_method: "POST",
            http_path: "/",
            schema: Some(&SUBMIT_CONTAINER_STATE_CHANGE),
        },
        OperationName {
            name: "SubmitTaskStateChange",
            http_method: "POST",
            http_path: "/",
            schema: Some(&SUBMIT_TASK_STATE_CHANGE),
        },
        OperationName {
            name: "TagResource",
            http_method: "POST",
            http_path: "/",
            schema: Some(&TAG_RESOURCE),
        },
        OperationName {
            name: "UntagResource",
            http_method: "POST",
            http_path: "/",
            schema: Some(&UNTAG_RESOURCE),
        },
        OperationName {
            name: "UpdateCapacityProvider",
            http_method: "POST",
            http_path: "/",
            schema: Some(&UPDATE_CAPACITY_PROVIDER),
        },
        OperationName {
            name: "UpdateCluster",
            http_method: "POST",
            http_path: "/",
            schema: Some(&UPDATE_CLUSTER),
        },
        OperationName {
            name: "UpdateClusterSettings",
            http_method: "POST",
            http_path: "/",
            schema: Some(&UPDATE_CLUSTER_SETTINGS),
        },
        OperationName {
            name: "UpdateContainerAgent",
            http_method: "POST",
            http_path: "/",
            schema: Some(&UPDATE_CONTAINER_AGENT),
        },
        OperationName {
            name: "UpdateContainerInstancesState",
            http_method: "POST",
            http_path: "/",
            schema: Some(&UPDATE_CONTAINER_INSTANCES_STATE),
        },
        OperationName {
            name: "UpdateDaemon",
            http_method: "POST",
            http_path: "/",
            schema: Some(&UPDATE_DAEMON),
        },
        OperationName {
            name: "UpdateExpressGatewayService",
            http_method: "POST",
            http_path: "/",
            schema: Some(&UPDATE_EXPRESS_GATEWAY_SERVICE),
        },
        OperationName {
            name: "UpdateGateway",
            http_method: "POST",
            http_path: "/",
            schema: Some(&UPDATE_GATEWAY),
        },
        OperationName {
            name: "UpdateService",
            http_method: "POST",
            http_path: "/",
            schema: Some(&UPDATE_SERVICE),
        },
        OperationName {
            name: "UpdateServicePrimaryTaskSet",
            http_method: "POST",
            http_path: "/",
            schema: Some(&UPDATE_SERVICE_PRIMARY_TASK_SET),
        },
        OperationName {
            name: "UpdateTaskProtection",
            http_method: "POST",
            http_path: "/",
            schema: Some(&UPDATE_TASK_PROTECTION),
        },
        OperationName {
            name: "UpdateTaskSet",
            http_method: "POST",
            http_path: "/",
            schema: Some(&UPDATE_TASK_SET),
        },
    ],
};

static ASSOCIATE_GATEWAY_WITH_CLUSTER: OperationSchema = OperationSchema {
    name: "AssociateGatewayWithCluster",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::ASSOCIATE_GATEWAY_WITH_CLUSTER_REQUEST,
    output: &schemas::ASSOCIATE_GATEWAY_WITH_CLUSTER_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::GATEWAY_NOT_FOUND_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static CONTINUE_SERVICE_DEPLOYMENT: OperationSchema = OperationSchema {
    name: "ContinueServiceDeployment",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::CONTINUE_SERVICE_DEPLOYMENT_REQUEST,
    output: &schemas::CONTINUE_SERVICE_DEPLOYMENT_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::SERVICE_DEPLOYMENT_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static CREATE_CAPACITY_PROVIDER: OperationSchema = OperationSchema {
    name: "CreateCapacityProvider",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::CREATE_CAPACITY_PROVIDER_REQUEST,
    output: &schemas::CREATE_CAPACITY_PROVIDER_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::UPDATE_IN_PROGRESS_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: true,
    pagination: None,
};

static CREATE_CLUSTER: OperationSchema = OperationSchema {
    name: "CreateCluster",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::CREATE_CLUSTER_REQUEST,
    output: &schemas::CREATE_CLUSTER_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::NAMESPACE_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static CREATE_DAEMON: OperationSchema = OperationSchema {
    name: "CreateDaemon",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::CREATE_DAEMON_REQUEST,
    output: &schemas::CREATE_DAEMON_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::PLATFORM_UNKNOWN_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static CREATE_EXPRESS_GATEWAY_SERVICE: OperationSchema = OperationSchema {
    name: "CreateExpressGatewayService",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::CREATE_EXPRESS_GATEWAY_SERVICE_REQUEST,
    output: &schemas::CREATE_EXPRESS_GATEWAY_SERVICE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::PLATFORM_UNKNOWN_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::PLATFORM_TASK_DEFINITION_INCOMPATIBILITY_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static CREATE_GATEWAY: OperationSchema = OperationSchema {
    name: "CreateGateway",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::CREATE_GATEWAY_REQUEST,
    output: &schemas::CREATE_GATEWAY_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static CREATE_SERVICE: OperationSchema = OperationSchema {
    name: "CreateService",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::CREATE_SERVICE_REQUEST,
    output: &schemas::CREATE_SERVICE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::PLATFORM_UNKNOWN_EXCEPTION,
        &error::NAMESPACE_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::PLATFORM_TASK_DEFINITION_INCOMPATIBILITY_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static CREATE_TASK_SET: OperationSchema = OperationSchema {
    name: "CreateTaskSet",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::CREATE_TASK_SET_REQUEST,
    output: &schemas::CREATE_TASK_SET_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::PLATFORM_UNKNOWN_EXCEPTION,
        &error::NAMESPACE_NOT_FOUND_EXCEPTION,
        &error::SERVICE_NOT_ACTIVE_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::SERVICE_NOT_FOUND_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::PLATFORM_TASK_DEFINITION_INCOMPATIBILITY_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DELETE_ACCOUNT_SETTING: OperationSchema = OperationSchema {
    name: "DeleteAccountSetting",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_ACCOUNT_SETTING_REQUEST,
    output: &schemas::DELETE_ACCOUNT_SETTING_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DELETE_ATTRIBUTES: OperationSchema = OperationSchema {
    name: "DeleteAttributes",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_ATTRIBUTES_REQUEST,
    output: &schemas::DELETE_ATTRIBUTES_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::TARGET_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DELETE_CAPACITY_PROVIDER: OperationSchema = OperationSchema {
    name: "DeleteCapacityProvider",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_CAPACITY_PROVIDER_REQUEST,
    output: &schemas::DELETE_CAPACITY_PROVIDER_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::UPDATE_IN_PROGRESS_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: true,
    pagination: None,
};

static DELETE_CLUSTER: OperationSchema = OperationSchema {
    name: "DeleteCluster",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_CLUSTER_REQUEST,
    output: &schemas::DELETE_CLUSTER_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::CLUSTER_CONTAINS_CONTAINER_INSTANCES_EXCEPTION,
        &error::ACCESS_DENIED_EXCEPTION,
        &error::CLUSTER_CONTAINS_SERVICES_EXCEPTION,
        &error::CLUSTER_CONTAINS_CAPACITY_PROVIDER_EXCEPTION,
        &error::CLUSTER_CONTAINS_TASKS_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::UPDATE_IN_PROGRESS_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: true,
    pagination: None,
};

static DELETE_DAEMON: OperationSchema = OperationSchema {
    name: "DeleteDaemon",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_DAEMON_REQUEST,
    output: &schemas::DELETE_DAEMON_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::DAEMON_NOT_FOUND_EXCEPTION,
        &error::DAEMON_NOT_ACTIVE_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: true,
    pagination: None,
};

static DELETE_DAEMON_TASK_DEFINITION: OperationSchema = OperationSchema {
    name: "DeleteDaemonTaskDefinition",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_DAEMON_TASK_DEFINITION_REQUEST,
    output: &schemas::DELETE_DAEMON_TASK_DEFINITION_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DELETE_EXPRESS_GATEWAY_SERVICE: OperationSchema = OperationSchema {
    name: "DeleteExpressGatewayService",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_EXPRESS_GATEWAY_SERVICE_REQUEST,
    output: &schemas::DELETE_EXPRESS_GATEWAY_SERVICE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVICE_NOT_ACTIVE_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::SERVICE_NOT_FOUND_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DELETE_GATEWAY: OperationSchema = OperationSchema {
    name: "DeleteGateway",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_GATEWAY_REQUEST,
    output: &schemas::DELETE_GATEWAY_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::GATEWAY_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DELETE_SERVICE: OperationSchema = OperationSchema {
    name: "DeleteService",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_SERVICE_REQUEST,
    output: &schemas::DELETE_SERVICE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::SERVICE_NOT_FOUND_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: true,
    pagination: None,
};

static DELETE_TASK_DEFINITIONS: OperationSchema = OperationSchema {
    name: "DeleteTaskDefinitions",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_TASK_DEFINITIONS_REQUEST,
    output: &schemas::DELETE_TASK_DEFINITIONS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DELETE_TASK_SET: OperationSchema = OperationSchema {
    name: "DeleteTaskSet",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_TASK_SET_REQUEST,
    output: &schemas::DELETE_TASK_SET_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::SERVICE_NOT_ACTIVE_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::TASK_SET_NOT_FOUND_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::SERVICE_NOT_FOUND_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: true,
    pagination: None,
};

static DEREGISTER_CONTAINER_INSTANCE: OperationSchema = OperationSchema {
    name: "DeregisterContainerInstance",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DEREGISTER_CONTAINER_INSTANCE_REQUEST,
    output: &schemas::DEREGISTER_CONTAINER_INSTANCE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DEREGISTER_TASK_DEFINITION: OperationSchema = OperationSchema {
    name: "DeregisterTaskDefinition",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DEREGISTER_TASK_DEFINITION_REQUEST,
    output: &schemas::DEREGISTER_TASK_DEFINITION_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_CAPACITY_PROVIDERS: OperationSchema = OperationSchema {
    name: "DescribeCapacityProviders",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_CAPACITY_PROVIDERS_REQUEST,
    output: &schemas::DESCRIBE_CAPACITY_PROVIDERS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_CLUSTERS: OperationSchema = OperationSchema {
    name: "DescribeClusters",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_CLUSTERS_REQUEST,
    output: &schemas::DESCRIBE_CLUSTERS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_CONTAINER_INSTANCES: OperationSchema = OperationSchema {
    name: "DescribeContainerInstances",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_CONTAINER_INSTANCES_REQUEST,
    output: &schemas::DESCRIBE_CONTAINER_INSTANCES_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_DAEMON: OperationSchema = OperationSchema {
    name: "DescribeDaemon",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_DAEMON_REQUEST,
    output: &schemas::DESCRIBE_DAEMON_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::DAEMON_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_DAEMON_DEPLOYMENTS: OperationSchema = OperationSchema {
    name: "DescribeDaemonDeployments",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_DAEMON_DEPLOYMENTS_REQUEST,
    output: &schemas::DESCRIBE_DAEMON_DEPLOYMENTS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_DAEMON_REVISIONS: OperationSchema = OperationSchema {
    name: "DescribeDaemonRevisions",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_DAEMON_REVISIONS_REQUEST,
    output: &schemas::DESCRIBE_DAEMON_REVISIONS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_DAEMON_TASK_DEFINITION: OperationSchema = OperationSchema {
    name: "DescribeDaemonTaskDefinition",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_DAEMON_TASK_DEFINITION_REQUEST,
    output: &schemas::DESCRIBE_DAEMON_TASK_DEFINITION_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_EXPRESS_GATEWAY_SERVICE: OperationSchema = OperationSchema {
    name: "DescribeExpressGatewayService",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_EXPRESS_GATEWAY_SERVICE_REQUEST,
    output: &schemas::DESCRIBE_EXPRESS_GATEWAY_SERVICE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::RESOURCE_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_GATEWAY: OperationSchema = OperationSchema {
    name: "DescribeGateway",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_GATEWAY_REQUEST,
    output: &schemas::DESCRIBE_GATEWAY_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::GATEWAY_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_GATEWAY_RESOURCES: OperationSchema = OperationSchema {
    name: "DescribeGatewayResources",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_GATEWAY_RESOURCES_REQUEST,
    output: &schemas::DESCRIBE_GATEWAY_RESOURCES_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::GATEWAY_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_GATEWAY_ROUTE: OperationSchema = OperationSchema {
    name: "DescribeGatewayRoute",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_GATEWAY_ROUTE_REQUEST,
    output: &schemas::DESCRIBE_GATEWAY_ROUTE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::RESOURCE_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_SERVICE_DEPLOYMENTS: OperationSchema = OperationSchema {
    name: "DescribeServiceDeployments",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_SERVICE_DEPLOYMENTS_REQUEST,
    output: &schemas::DESCRIBE_SERVICE_DEPLOYMENTS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::SERVICE_NOT_FOUND_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_SERVICE_REVISIONS: OperationSchema = OperationSchema {
    name: "DescribeServiceRevisions",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_SERVICE_REVISIONS_REQUEST,
    output: &schemas::DESCRIBE_SERVICE_REVISIONS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::SERVICE_NOT_FOUND_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_SERVICES: OperationSchema = OperationSchema {
    name: "DescribeServices",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_SERVICES_REQUEST,
    output: &schemas::DESCRIBE_SERVICES_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_TASK_DEFINITION: OperationSchema = OperationSchema {
    name: "DescribeTaskDefinition",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_TASK_DEFINITION_REQUEST,
    output: &schemas::DESCRIBE_TASK_DEFINITION_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_TASK_SETS: OperationSchema = OperationSchema {
    name: "DescribeTaskSets",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_TASK_SETS_REQUEST,
    output: &schemas::DESCRIBE_TASK_SETS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVICE_NOT_ACTIVE_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::SERVICE_NOT_FOUND_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_TASKS: OperationSchema = OperationSchema {
    name: "DescribeTasks",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_TASKS_REQUEST,
    output: &schemas::DESCRIBE_TASKS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DISASSOCIATE_GATEWAY_FROM_CLUSTER: OperationSchema = OperationSchema {
    name: "DisassociateGatewayFromCluster",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DISASSOCIATE_GATEWAY_FROM_CLUSTER_REQUEST,
    output: &schemas::DISASSOCIATE_GATEWAY_FROM_CLUSTER_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::RESOURCE_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::GATEWAY_NOT_FOUND_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DISCOVER_POLL_ENDPOINT: OperationSchema = OperationSchema {
    name: "DiscoverPollEndpoint",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DISCOVER_POLL_ENDPOINT_REQUEST,
    output: &schemas::DISCOVER_POLL_ENDPOINT_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static EXECUTE_COMMAND: OperationSchema = OperationSchema {
    name: "ExecuteCommand",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::EXECUTE_COMMAND_REQUEST,
    output: &schemas::EXECUTE_COMMAND_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::TARGET_NOT_CONNECTED_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static GET_TASK_PROTECTION: OperationSchema = OperationSchema {
    name: "GetTaskProtection",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::GET_TASK_PROTECTION_REQUEST,
    output: &schemas::GET_TASK_PROTECTION_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::RESOURCE_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static LIST_ACCOUNT_SETTINGS: OperationSchema = OperationSchema {
    name: "ListAccountSettings",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_ACCOUNT_SETTINGS_REQUEST,
    output: &schemas::LIST_ACCOUNT_SETTINGS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["settings"],
    }),
};

static LIST_ATTRIBUTES: OperationSchema = OperationSchema {
    name: "ListAttributes",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_ATTRIBUTES_REQUEST,
    output: &schemas::LIST_ATTRIBUTES_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["attributes"],
    }),
};

static LIST_CLUSTERS: OperationSchema = OperationSchema {
    name: "ListClusters",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_CLUSTERS_REQUEST,
    output: &schemas::LIST_CLUSTERS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["clusterArns"],
    }),
};

static LIST_CONTAINER_INSTANCES: OperationSchema = OperationSchema {
    name: "ListContainerInstances",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_CONTAINER_INSTANCES_REQUEST,
    output: &schemas::LIST_CONTAINER_INSTANCES_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["containerInstanceArns"],
    }),
};

static LIST_DAEMON_DEPLOYMENTS: OperationSchema = OperationSchema {
    name: "ListDaemonDeployments",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_DAEMON_DEPLOYMENTS_REQUEST,
    output: &schemas::LIST_DAEMON_DEPLOYMENTS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static LIST_DAEMON_TASK_DEFINITIONS: OperationSchema = OperationSchema {
    name: "ListDaemonTaskDefinitions",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_DAEMON_TASK_DEFINITIONS_REQUEST,
    output: &schemas::LIST_DAEMON_TASK_DEFINITIONS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static LIST_DAEMONS: OperationSchema = OperationSchema {
    name: "ListDaemons",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_DAEMONS_REQUEST,
    output: &schemas::LIST_DAEMONS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static LIST_GATEWAY_CLUSTER_ASSOCIATIONS: OperationSchema = OperationSchema {
    name: "ListGatewayClusterAssociations",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_GATEWAY_CLUSTER_ASSOCIATIONS_REQUEST,
    output: &schemas::LIST_GATEWAY_CLUSTER_ASSOCIATIONS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["gatewayClusterAssociations"],
    }),
};

static LIST_GATEWAY_ROUTES: OperationSchema = OperationSchema {
    name: "ListGatewayRoutes",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_GATEWAY_ROUTES_REQUEST,
    output: &schemas::LIST_GATEWAY_ROUTES_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::GATEWAY_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["gatewayRoutes"],
    }),
};

static LIST_GATEWAYS: OperationSchema = OperationSchema {
    name: "ListGateways",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_GATEWAYS_REQUEST,
    output: &schemas::LIST_GATEWAYS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["gateways"],
    }),
};

static LIST_SERVICE_DEPLOYMENTS: OperationSchema = OperationSchema {
    name: "ListServiceDeployments",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_SERVICE_DEPLOYMENTS_REQUEST,
    output: &schemas::LIST_SERVICE_DEPLOYMENTS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::SERVICE_NOT_FOUND_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static LIST_SERVICES: OperationSchema = OperationSchema {
    name: "ListServices",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_SERVICES_REQUEST,
    output: &schemas::LIST_SERVICES_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["serviceArns"],
    }),
};

static LIST_SERVICES_BY_NAMESPACE: OperationSchema = OperationSchema {
    name: "ListServicesByNamespace",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_SERVICES_BY_NAMESPACE_REQUEST,
    output: &schemas::LIST_SERVICES_BY_NAMESPACE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::NAMESPACE_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["serviceArns"],
    }),
};

static LIST_TAGS_FOR_RESOURCE: OperationSchema = OperationSchema {
    name: "ListTagsForResource",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_TAGS_FOR_RESOURCE_REQUEST,
    output: &schemas::LIST_TAGS_FOR_RESOURCE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static LIST_TASK_DEFINITION_FAMILIES: OperationSchema = OperationSchema {
    name: "ListTaskDefinitionFamilies",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_TASK_DEFINITION_FAMILIES_REQUEST,
    output: &schemas::LIST_TASK_DEFINITION_FAMILIES_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["families"],
    }),
};

static LIST_TASK_DEFINITIONS: OperationSchema = OperationSchema {
    name: "ListTaskDefinitions",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_TASK_DEFINITIONS_REQUEST,
    output: &schemas::LIST_TASK_DEFINITIONS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["taskDefinitionArns"],
    }),
};

static LIST_TASKS: OperationSchema = OperationSchema {
    name: "ListTasks",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_TASKS_REQUEST,
    output: &schemas::LIST_TASKS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::SERVICE_NOT_FOUND_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["taskArns"],
    }),
};

static PUT_ACCOUNT_SETTING: OperationSchema = OperationSchema {
    name: "PutAccountSetting",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::PUT_ACCOUNT_SETTING_REQUEST,
    output: &schemas::PUT_ACCOUNT_SETTING_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static PUT_ACCOUNT_SETTING_DEFAULT: OperationSchema = OperationSchema {
    name: "PutAccountSettingDefault",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::PUT_ACCOUNT_SETTING_DEFAULT_REQUEST,
    output: &schemas::PUT_ACCOUNT_SETTING_DEFAULT_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static PUT_ATTRIBUTES: OperationSchema = OperationSchema {
    name: "PutAttributes",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::PUT_ATTRIBUTES_REQUEST,
    output: &schemas::PUT_ATTRIBUTES_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::TARGET_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::ATTRIBUTE_LIMIT_EXCEEDED_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static PUT_CLUSTER_CAPACITY_PROVIDERS: OperationSchema = OperationSchema {
    name: "PutClusterCapacityProviders",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::PUT_CLUSTER_CAPACITY_PROVIDERS_REQUEST,
    output: &schemas::PUT_CLUSTER_CAPACITY_PROVIDERS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::UPDATE_IN_PROGRESS_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::RESOURCE_IN_USE_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static REGISTER_CONTAINER_INSTANCE: OperationSchema = OperationSchema {
    name: "RegisterContainerInstance",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::REGISTER_CONTAINER_INSTANCE_REQUEST,
    output: &schemas::REGISTER_CONTAINER_INSTANCE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static REGISTER_DAEMON_TASK_DEFINITION: OperationSchema = OperationSchema {
    name: "RegisterDaemonTaskDefinition",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::REGISTER_DAEMON_TASK_DEFINITION_REQUEST,
    output: &schemas::REGISTER_DAEMON_TASK_DEFINITION_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static REGISTER_TASK_DEFINITION: OperationSchema = OperationSchema {
    name: "RegisterTaskDefinition",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::REGISTER_TASK_DEFINITION_REQUEST,
    output: &schemas::REGISTER_TASK_DEFINITION_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static RUN_TASK: OperationSchema = OperationSchema {
    name: "RunTask",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::RUN_TASK_REQUEST,
    output: &schemas::RUN_TASK_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::CONFLICT_EXCEPTION,
        &error::ACCESS_DENIED_EXCEPTION,
        &error::PLATFORM_UNKNOWN_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::BLOCKED_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::PLATFORM_TASK_DEFINITION_INCOMPATIBILITY_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static START_TASK: OperationSchema = OperationSchema {
    name: "StartTask",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::START_TASK_REQUEST,
    output: &schemas::START_TASK_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::NAMESPACE_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static STOP_SERVICE_DEPLOYMENT: OperationSchema = OperationSchema {
    name: "StopServiceDeployment",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::STOP_SERVICE_DEPLOYMENT_REQUEST,
    output: &schemas::STOP_SERVICE_DEPLOYMENT_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::CONFLICT_EXCEPTION,
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::SERVICE_DEPLOYMENT_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static STOP_TASK: OperationSchema = OperationSchema {
    name: "StopTask",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::STOP_TASK_REQUEST,
    output: &schemas::STOP_TASK_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static SUBMIT_ATTACHMENT_STATE_CHANGES: OperationSchema = OperationSchema {
    name: "SubmitAttachmentStateChanges",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::SUBMIT_ATTACHMENT_STATE_CHANGES_REQUEST,
    output: &schemas::SUBMIT_ATTACHMENT_STATE_CHANGES_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static SUBMIT_CONTAINER_STATE_CHANGE: OperationSchema = OperationSchema {
    name: "SubmitContainerStateChange",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::SUBMIT_CONTAINER_STATE_CHANGE_REQUEST,
    output: &schemas::SUBMIT_CONTAINER_STATE_CHANGE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static SUBMIT_TASK_STATE_CHANGE: OperationSchema = OperationSchema {
    name: "SubmitTaskStateChange",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::SUBMIT_TASK_STATE_CHANGE_REQUEST,
    output: &schemas::SUBMIT_TASK_STATE_CHANGE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static TAG_RESOURCE: OperationSchema = OperationSchema {
    name: "TagResource",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::TAG_RESOURCE_REQUEST,
    output: &schemas::TAG_RESOURCE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::RESOURCE_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static UNTAG_RESOURCE: OperationSchema = OperationSchema {
    name: "UntagResource",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::UNTAG_RESOURCE_REQUEST,
    output: &schemas::UNTAG_RESOURCE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::RESOURCE_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static UPDATE_CAPACITY_PROVIDER: OperationSchema = OperationSchema {
    name: "UpdateCapacityProvider",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::UPDATE_CAPACITY_PROVIDER_REQUEST,
    output: &schemas::UPDATE_CAPACITY_PROVIDER_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static UPDATE_CLUSTER: OperationSchema = OperationSchema {
    name: "UpdateCluster",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::UPDATE_CLUSTER_REQUEST,
    output: &schemas::UPDATE_CLUSTER_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::NAMESPACE_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static UPDATE_CLUSTER_SETTINGS: OperationSchema = OperationSchema {
    name: "UpdateClusterSettings",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::UPDATE_CLUSTER_SETTINGS_REQUEST,
    output: &schemas::UPDATE_CLUSTER_SETTINGS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::UPDATE_IN_PROGRESS_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static UPDATE_CONTAINER_AGENT: OperationSchema = OperationSchema {
    name: "UpdateContainerAgent",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::UPDATE_CONTAINER_AGENT_REQUEST,
    output: &schemas::UPDATE_CONTAINER_AGENT_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::NO_UPDATE_AVAILABLE_EXCEPTION,
        &error::MISSING_VERSION_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::UPDATE_IN_PROGRESS_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static UPDATE_CONTAINER_INSTANCES_STATE: OperationSchema = OperationSchema {
    name: "UpdateContainerInstancesState",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::UPDATE_CONTAINER_INSTANCES_STATE_REQUEST,
    output: &schemas::UPDATE_CONTAINER_INSTANCES_STATE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static UPDATE_DAEMON: OperationSchema = OperationSchema {
    name: "UpdateDaemon",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::UPDATE_DAEMON_REQUEST,
    output: &schemas::UPDATE_DAEMON_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::DAEMON_NOT_FOUND_EXCEPTION,
        &error::PLATFORM_UNKNOWN_EXCEPTION,
        &error::DAEMON_NOT_ACTIVE_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static UPDATE_EXPRESS_GATEWAY_SERVICE: OperationSchema = OperationSchema {
    name: "UpdateExpressGatewayService",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::UPDATE_EXPRESS_GATEWAY_SERVICE_REQUEST,
    output: &schemas::UPDATE_EXPRESS_GATEWAY_SERVICE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVICE_NOT_ACTIVE_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::SERVICE_NOT_FOUND_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static UPDATE_GATEWAY: OperationSchema = OperationSchema {
    name: "UpdateGateway",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::UPDATE_GATEWAY_REQUEST,
    output: &schemas::UPDATE_GATEWAY_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::GATEWAY_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static UPDATE_SERVICE: OperationSchema = OperationSchema {
    name: "UpdateService",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::UPDATE_SERVICE_REQUEST,
    output: &schemas::UPDATE_SERVICE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::PLATFORM_UNKNOWN_EXCEPTION,
        &error::NAMESPACE_NOT_FOUND_EXCEPTION,
        &error::SERVICE_NOT_ACTIVE_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::SERVICE_NOT_FOUND_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::PLATFORM_TASK_DEFINITION_INCOMPATIBILITY_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static UPDATE_SERVICE_PRIMARY_TASK_SET: OperationSchema = OperationSchema {
    name: "UpdateServicePrimaryTaskSet",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::UPDATE_SERVICE_PRIMARY_TASK_SET_REQUEST,
    output: &schemas::UPDATE_SERVICE_PRIMARY_TASK_SET_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::SERVICE_NOT_ACTIVE_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::TASK_SET_NOT_FOUND_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::SERVICE_NOT_FOUND_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static UPDATE_TASK_PROTECTION: OperationSchema = OperationSchema {
    name: "UpdateTaskProtection",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::UPDATE_TASK_PROTECTION_REQUEST,
    output: &schemas::UPDATE_TASK_PROTECTION_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::RESOURCE_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static UPDATE_TASK_SET: OperationSchema = OperationSchema {
    name: "UpdateTaskSet",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::UPDATE_TASK_SET_REQUEST,
    output: &schemas::UPDATE_TASK_SET_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::ACCESS_DENIED_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::SERVICE_NOT_ACTIVE_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::TASK_SET_NOT_FOUND_EXCEPTION,
        &error::CLIENT_EXCEPTION,
        &error::SERVICE_NOT_FOUND_EXCEPTION,
        &error::CLUSTER_NOT_FOUND_EXCEPTION,
        &error::UNSUPPORTED_FEATURE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

pub mod op {
    crate::members::operation_types! {
        super::SERVICE;
        AssociateGatewayWithCluster: super::super::AssociateGatewayWithClusterRequest => super::super::AssociateGatewayWithClusterResponse, super::ASSOCIATE_GATEWAY_WITH_CLUSTER;
        ContinueServiceDeployment: super::super::ContinueServiceDeploymentRequest => super::super::ContinueServiceDeploymentResponse, super::CONTINUE_SERVICE_DEPLOYMENT;
        CreateCapacityProvider: super::super::CreateCapacityProviderRequest => super::super::CreateCapacityProviderResponse, super::CREATE_CAPACITY_PROVIDER;
        CreateCluster: super::super::CreateClusterRequest => super::super::CreateClusterResponse, super::CREATE_CLUSTER;
        CreateDaemon: super::super::CreateDaemonRequest => super::super::CreateDaemonResponse, super::CREATE_DAEMON;
        CreateExpressGatewayService: super::super::CreateExpressGatewayServiceRequest => super::super::CreateExpressGatewayServiceResponse, super::CREATE_EXPRESS_GATEWAY_SERVICE;
        CreateGateway: super::super::CreateGatewayRequest => super::super::CreateGatewayResponse, super::CREATE_GATEWAY;
        CreateService: super::super::CreateServiceRequest => super::super::CreateServiceResponse, super::CREATE_SERVICE;
        CreateTaskSet: super::super::CreateTaskSetRequest => super::super::CreateTaskSetResponse, super::CREATE_TASK_SET;
        DeleteAccountSetting: super::super::DeleteAccountSettingRequest => super::super::DeleteAccountSettingResponse, super::DELETE_ACCOUNT_SETTING;
        DeleteAttributes: super::super::DeleteAttributesRequest => super::super::DeleteAttributesResponse, super::DELETE_ATTRIBUTES;
        DeleteCapacityProvider: super::super::DeleteCapacityProviderRequest => super::super::DeleteCapacityProviderResponse, super::DELETE_CAPACITY_PROVIDER;
        DeleteCluster: super::super::DeleteClusterRequest => super::super::DeleteClusterResponse, super::DELETE_CLUSTER;
        DeleteDaemon: super::super::DeleteDaemonRequest => super::super::DeleteDaemonResponse, super::DELETE_DAEMON;
        DeleteDaemonTaskDefinition: super::super::DeleteDaemonTaskDefinitionRequest => super::super::DeleteDaemonTaskDefinitionResponse, super::DELETE_DAEMON_TASK_DEFINITION;
        DeleteExpressGatewayService: super::super::DeleteExpressGatewayServiceRequest => super::super::DeleteExpressGatewayServiceResponse, super::DELETE_EXPRESS_GATEWAY_SERVICE;
        DeleteGateway: super::super::DeleteGatewayRequest => super::super::DeleteGatewayResponse, super::DELETE_GATEWAY;
        DeleteService: super::super::DeleteServiceRequest => super::super::DeleteServiceResponse, super::DELETE_SERVICE;
        DeleteTaskDefinitions: super::super::DeleteTaskDefinitionsRequest => super::super::DeleteTaskDefinitionsResponse, super::DELETE_TASK_DEFINITIONS;
        DeleteTaskSet: super::super::DeleteTaskSetRequest => super::super::DeleteTaskSetResponse, super::DELETE_TASK_SET;
        DeregisterContainerInstance: super::super::DeregisterContainerInstanceRequest => super::super::DeregisterContainerInstanceResponse, super::DEREGISTER_CONTAINER_INSTANCE;
        DeregisterTaskDefinition: super::super::DeregisterTaskDefinitionRequest => super::super::DeregisterTaskDefinitionResponse, super::DEREGISTER_TASK_DEFINITION;
        DescribeCapacityProviders: super::super::DescribeCapacityProvidersRequest => super::super::DescribeCapacityProvidersResponse, super::DESCRIBE_CAPACITY_PROVIDERS;
        DescribeClusters: super::super::DescribeClustersRequest => super::super::DescribeClustersResponse, super::DESCRIBE_CLUSTERS;
        DescribeContainerInstances: super::super::DescribeContainerInstancesRequest => super::super::DescribeContainerInstancesResponse, super::DESCRIBE_CONTAINER_INSTANCES;
        DescribeDaemon: super::super::DescribeDaemonRequest => super::super::DescribeDaemonResponse, super::DESCRIBE_DAEMON;
        DescribeDaemonDeployments: super::super::DescribeDaemonDeploymentsRequest => super::super::DescribeDaemonDeploymentsResponse, super::DESCRIBE_DAEMON_DEPLOYMENTS;
        DescribeDaemonRevisions: super::super::DescribeDaemonRevisionsRequest => super::super::DescribeDaemonRevisionsResponse, super::DESCRIBE_DAEMON_REVISIONS;
        DescribeDaemonTaskDefinition: super::super::DescribeDaemonTaskDefinitionRequest => super::super::DescribeDaemonTaskDefinitionResponse, super::DESCRIBE_DAEMON_TASK_DEFINITION;
        DescribeExpressGatewayService: super::super::DescribeExpressGatewayServiceRequest => super::super::DescribeExpressGatewayServiceResponse, super::DESCRIBE_EXPRESS_GATEWAY_SERVICE;
        DescribeGateway: super::super::DescribeGatewayRequest => super::super::DescribeGatewayResponse, super::DESCRIBE_GATEWAY;
        DescribeGatewayResources: super::super::DescribeGatewayResourcesRequest => super::super::DescribeGatewayResourcesResponse, super::DESCRIBE_GATEWAY_RESOURCES;
        DescribeGatewayRoute: super::super::DescribeGatewayRouteRequest => super::super::DescribeGatewayRouteResponse, super::DESCRIBE_GATEWAY_ROUTE;
        DescribeServiceDeployments: super::super::DescribeServiceDeploymentsRequest => super::super::DescribeServiceDeploymentsResponse, super::DESCRIBE_SERVICE_DEPLOYMENTS;
        DescribeServiceRevisions: super::super::DescribeServiceRevisionsRequest => super::super::DescribeServiceRevisionsResponse, super::DESCRIBE_SERVICE_REVISIONS;
        DescribeServices: super::super::DescribeServicesRequest => super::super::DescribeServicesResponse, super::DESCRIBE_SERVICES;
        DescribeTaskDefinition: super::super::DescribeTaskDefinitionRequest => super::super::DescribeTaskDefinitionResponse, super::DESCRIBE_TASK_DEFINITION;
        DescribeTaskSets: super::super::DescribeTaskSetsRequest => super::super::DescribeTaskSetsResponse, super::DESCRIBE_TASK_SETS;
        DescribeTasks: super::super::DescribeTasksRequest => super::super::DescribeTasksResponse, super::DESCRIBE_TASKS;
        DisassociateGatewayFromCluster: super::super::DisassociateGatewayFromClusterRequest => super::super::DisassociateGatewayFromClusterResponse, super::DISASSOCIATE_GATEWAY_FROM_CLUSTER;
        DiscoverPollEndpoint: super::super::DiscoverPollEndpointRequest => super::super::DiscoverPollEndpointResponse, super::DISCOVER_POLL_ENDPOINT;
        ExecuteCommand: super::super::ExecuteCommandRequest => super::super::ExecuteCommandResponse, super::EXECUTE_COMMAND;
        GetTaskProtection: super::super::GetTaskProtectionRequest => super::super::GetTaskProtectionResponse, super::GET_TASK_PROTECTION;
        ListAccountSettings: super::super::ListAccountSettingsRequest => super::super::ListAccountSettingsResponse, super::LIST_ACCOUNT_SETTINGS;
        ListAttributes: super::super::ListAttributesRequest => super::super::ListAttributesResponse, super::LIST_ATTRIBUTES;
        ListClusters: super::super::ListClustersRequest => super::super::ListClustersResponse, super::LIST_CLUSTERS;
        ListContainerInstances: super::super::ListContainerInstancesRequest => super::super::ListContainerInstancesResponse, super::LIST_CONTAINER_INSTANCES;
        ListDaemonDeployments: super::super::ListDaemonDeploymentsRequest => super::super::ListDaemonDeploymentsResponse, super::LIST_DAEMON_DEPLOYMENTS;
        ListDaemonTaskDefinitions: super::super::ListDaemonTaskDefinitionsRequest => super::super::ListDaemonTaskDefinitionsResponse, super::LIST_DAEMON_TASK_DEFINITIONS;
        ListDaemons: super::super::ListDaemonsRequest => super::super::ListDaemonsResponse, super::LIST_DAEMONS;
        ListGatewayClusterAssociations: super::super::ListGatewayClusterAssociationsRequest => super::super::ListGatewayClusterAssociationsResponse, super::LIST_GATEWAY_CLUSTER_ASSOCIATIONS;
        ListGatewayRoutes: super::super::ListGatewayRoutesRequest => super::super::ListGatewayRoutesResponse, super::LIST_GATEWAY_ROUTES;
        ListGateways: super::super::ListGatewaysRequest => super::super::ListGatewaysResponse, super::LIST_GATEWAYS;
        ListServiceDeployments: super::super::ListServiceDeploymentsRequest => super::super::ListServiceDeploymentsResponse, super::LIST_SERVICE_DEPLOYMENTS;
        ListServices: super::super::ListServicesRequest => super::super::ListServicesResponse, super::LIST_SERVICES;
        ListServicesByNamespace: super::super::ListServicesByNamespaceRequest => super::super::ListServicesByNamespaceResponse, super::LIST_SERVICES_BY_NAMESPACE;
        ListTagsForResource: super::super::ListTagsForResourceRequest => super::super::ListTagsForResourceResponse, super::LIST_TAGS_FOR_RESOURCE;
        ListTaskDefinitionFamilies: super::super::ListTaskDefinitionFamiliesRequest => super::super::ListTaskDefinitionFamiliesResponse, super::LIST_TASK_DEFINITION_FAMILIES;
        ListTaskDefinitions: super::super::ListTaskDefinitionsRequest => super::super::ListTaskDefinitionsResponse, super::LIST_TASK_DEFINITIONS;
        ListTasks: super::super::ListTasksRequest => super::super::ListTasksResponse, super::LIST_TASKS;
        PutAccountSetting: super::super::PutAccountSettingRequest => super::super::PutAccountSettingResponse, super::PUT_ACCOUNT_SETTING;
        PutAccountSettingDefault: super::super::PutAccountSettingDefaultRequest => super::super::PutAccountSettingDefaultResponse, super::PUT_ACCOUNT_SETTING_DEFAULT;
        PutAttributes: super::super::PutAttributesRequest => super::super::PutAttributesResponse, super::PUT_ATTRIBUTES;
        PutClusterCapacityProviders: super::super::PutClusterCapacityProvidersRequest => super::super::PutClusterCapacityProvidersResponse, super::PUT_CLUSTER_CAPACITY_PROVIDERS;
        RegisterContainerInstance: super::super::RegisterContainerInstanceRequest => super::super::RegisterContainerInstanceResponse, super::REGISTER_CONTAINER_INSTANCE;
        RegisterDaemonTaskDefinition: super::super::RegisterDaemonTaskDefinitionRequest => super::super::RegisterDaemonTaskDefinitionResponse, super::REGISTER_DAEMON_TASK_DEFINITION;
        RegisterTaskDefinition: super::super::RegisterTaskDefinitionRequest => super::super::RegisterTaskDefinitionResponse, super::REGISTER_TASK_DEFINITION;
        RunTask: super::super::RunTaskRequest => super::super::RunTaskResponse, super::RUN_TASK;
        StartTask: super::super::StartTaskRequest => super::super::StartTaskResponse, super::START_TASK;
        StopServiceDeployment: super::super::StopServiceDeploymentRequest => super::super::StopServiceDeploymentResponse, super::STOP_SERVICE_DEPLOYMENT;
        StopTask: super::super::StopTaskRequest => super::super::StopTaskResponse, super::STOP_TASK;
        SubmitAttachmentStateChanges: super::super::SubmitAttachmentStateChangesRequest => super::super::SubmitAttachmentStateChangesResponse, super::SUBMIT_ATTACHMENT_STATE_CHANGES;
        SubmitContainerStateChange: super::super::SubmitContainerStateChangeRequest => super::super::SubmitContainerStateChangeResponse, super::SUBMIT_CONTAINER_STATE_CHANGE;
        SubmitTaskStateChange: super::super::SubmitTaskStateChangeRequest => super::super::SubmitTaskStateChangeResponse, super::SUBMIT_TASK_STATE_CHANGE;
        TagResource: super::super::TagResourceRequest => super::super::TagResourceResponse, super::TAG_RESOURCE;
        UntagResource: super::super::UntagResourceRequest => super::super::UntagResourceResponse, super::UNTAG_RESOURCE;
        UpdateCapacityProvider: super::super::UpdateCapacityProviderRequest => super::super::UpdateCapacityProviderResponse, super::UPDATE_CAPACITY_PROVIDER;
        UpdateCluster: super::super::UpdateClusterRequest => super::super::UpdateClusterResponse, super::UPDATE_CLUSTER;
        UpdateClusterSettings: super::super::UpdateClusterSettingsRequest => super::super::UpdateClusterSettingsResponse, super::UPDATE_CLUSTER_SETTINGS;
        UpdateContainerAgent: super::super::UpdateContainerAgentRequest => super::super::UpdateContainerAgentResponse, super::UPDATE_CONTAINER_AGENT;
        UpdateContainerInstancesState: super::super::UpdateContainerInstancesStateRequest => super::super::UpdateContainerInstancesStateResponse, super::UPDATE_CONTAINER_INSTANCES_STATE;
        UpdateDaemon: super::super::UpdateDaemonRequest => super::super::UpdateDaemonResponse, super::UPDATE_DAEMON;
        UpdateExpressGatewayService: super::super::UpdateExpressGatewayServiceRequest => super::super::UpdateExpressGatewayServiceResponse, super::UPDATE_EXPRESS_GATEWAY_SERVICE;
        UpdateGateway: super::super::UpdateGatewayRequest => super::super::UpdateGatewayResponse, super::UPDATE_GATEWAY;
        UpdateService: super::super::UpdateServiceRequest => super::super::UpdateServiceResponse, super::UPDATE_SERVICE;
        UpdateServicePrimaryTaskSet: super::super::UpdateServicePrimaryTaskSetRequest => super::super::UpdateServicePrimaryTaskSetResponse, super::UPDATE_SERVICE_PRIMARY_TASK_SET;
        UpdateTaskProtection: super::super::UpdateTaskProtectionRequest => super::super::UpdateTaskProtectionResponse, super::UPDATE_TASK_PROTECTION;
        UpdateTaskSet: super::super::UpdateTaskSetRequest => super::super::UpdateTaskSetResponse, super::UPDATE_TASK_SET;
    }
}
