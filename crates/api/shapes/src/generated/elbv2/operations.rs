//! Generated from `models/elbv2.json` by `cargo xtask codegen`; do not edit.
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
    name: "elbv2",
    signing_name: "elasticloadbalancing",
    endpoint_prefix: "elasticloadbalancing",
    api_version: "2015-12-01",
    protocols: &[Protocol::AwsQuery],
    target_prefix: "",
    xml_namespace: "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
    query_compatible: false,
    operations: &[
        OperationName { name: "AddListenerCertificates", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "AddTags", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "AddTrustStoreRevocations", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "CreateListener", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "CreateLoadBalancer", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "CreateRule", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "CreateTargetGroup",
            http_method: "POST",
            http_path: "/",
            schema: Some(&CREATE_TARGET_GROUP),
        },
        OperationName { name: "CreateTrustStore", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeleteListener", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeleteLoadBalancer", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeleteRule", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "DeleteSharedTrustStoreAssociation",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "DeleteTargetGroup", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeleteTrustStore", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DeregisterTargets", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DescribeAccountLimits", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "DescribeCapacityReservation",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName {
            name: "DescribeListenerAttributes",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName {
            name: "DescribeListenerCertificates",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "DescribeListeners", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "DescribeLoadBalancerAttributes",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "DescribeLoadBalancers", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DescribeRules", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "DescribeSSLPolicies", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "DescribeTags",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_TAGS),
        },
        OperationName {
            name: "DescribeTargetGroupAttributes",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName {
            name: "DescribeTargetGroups",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_TARGET_GROUPS),
        },
        OperationName { name: "DescribeTargetHealth", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "DescribeTrustStoreAssociations",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName {
            name: "DescribeTrustStoreRevocations",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "DescribeTrustStores", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "GetResourcePolicy", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "GetTrustStoreCaCertificatesBundle",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName {
            name: "GetTrustStoreRevocationContent",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName {
            name: "ModifyCapacityReservation",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "ModifyIpPools", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "ModifyListener", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "ModifyListenerAttributes", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "ModifyLoadBalancerAttributes",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "ModifyRule", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "ModifyTargetGroup", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "ModifyTargetGroupAttributes",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "ModifyTrustStore", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "RegisterTargets", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "RemoveListenerCertificates",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "RemoveTags", http_method: "POST", http_path: "/", schema: None },
        OperationName {
            name: "RemoveTrustStoreRevocations",
            http_method: "POST",
            http_path: "/",
            schema: None,
        },
        OperationName { name: "SetIpAddressType", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "SetRulePriorities", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "SetSecurityGroups", http_method: "POST", http_path: "/", schema: None },
        OperationName { name: "SetSubnets", http_method: "POST", http_path: "/", schema: None },
    ],
};

static CREATE_TARGET_GROUP: OperationSchema = OperationSchema {
    name: "CreateTargetGroup",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::CREATE_TARGET_GROUP_INPUT,
    output: &schemas::CREATE_TARGET_GROUP_OUTPUT,
    result_wrapper: Some("CreateTargetGroupResult"),
    errors: &[
        &error::DUPLICATE_TARGET_GROUP_NAME_EXCEPTION,
        &error::TOO_MANY_TARGET_GROUPS_EXCEPTION,
        &error::INVALID_CONFIGURATION_REQUEST_EXCEPTION,
        &error::TOO_MANY_TAGS_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_TAGS: OperationSchema = OperationSchema {
    name: "DescribeTags",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_TAGS_INPUT,
    output: &schemas::DESCRIBE_TAGS_OUTPUT,
    result_wrapper: Some("DescribeTagsResult"),
    errors: &[
        &error::LOAD_BALANCER_NOT_FOUND_EXCEPTION,
        &error::TARGET_GROUP_NOT_FOUND_EXCEPTION,
        &error::LISTENER_NOT_FOUND_EXCEPTION,
        &error::RULE_NOT_FOUND_EXCEPTION,
        &error::TRUST_STORE_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_TARGET_GROUPS: OperationSchema = OperationSchema {
    name: "DescribeTargetGroups",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_TARGET_GROUPS_INPUT,
    output: &schemas::DESCRIBE_TARGET_GROUPS_OUTPUT,
    result_wrapper: Some("DescribeTargetGroupsResult"),
    errors: &[&error::LOAD_BALANCER_NOT_FOUND_EXCEPTION, &error::TARGET_GROUP_NOT_FOUND_EXCEPTION],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "Marker",
        output_token: "NextMarker",
        limit: Some("PageSize"),
        results: &["TargetGroups"],
    }),
};

pub mod op {
    crate::members::operation_types! {
        super::SERVICE;
        CreateTargetGroup: super::super::CreateTargetGroupInput => super::super::CreateTargetGroupOutput, super::CREATE_TARGET_GROUP;
        DescribeTags: super::super::DescribeTagsInput => super::super::DescribeTagsOutput, super::DESCRIBE_TAGS;
        DescribeTargetGroups: super::super::DescribeTargetGroupsInput => super::super::DescribeTargetGroupsOutput, super::DESCRIBE_TARGET_GROUPS;
    }
}
