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
        OperationName::named("AddListenerCertificates"),
        OperationName::named("AddTags"),
        OperationName::named("AddTrustStoreRevocations"),
        OperationName::named("CreateListener"),
        OperationName::named("CreateLoadBalancer"),
        OperationName::named("CreateRule"),
        OperationName {
            name: "CreateTargetGroup",
            http_method: "POST",
            http_path: "/",
            schema: Some(&CREATE_TARGET_GROUP),
        },
        OperationName::named("CreateTrustStore"),
        OperationName::named("DeleteListener"),
        OperationName::named("DeleteLoadBalancer"),
        OperationName::named("DeleteRule"),
        OperationName::named("DeleteSharedTrustStoreAssociation"),
        OperationName::named("DeleteTargetGroup"),
        OperationName::named("DeleteTrustStore"),
        OperationName::named("DeregisterTargets"),
        OperationName::named("DescribeAccountLimits"),
        OperationName::named("DescribeCapacityReservation"),
        OperationName::named("DescribeListenerAttributes"),
        OperationName::named("DescribeListenerCertificates"),
        OperationName::named("DescribeListeners"),
        OperationName::named("DescribeLoadBalancerAttributes"),
        OperationName::named("DescribeLoadBalancers"),
        OperationName::named("DescribeRules"),
        OperationName::named("DescribeSSLPolicies"),
        OperationName {
            name: "DescribeTags",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_TAGS),
        },
        OperationName::named("DescribeTargetGroupAttributes"),
        OperationName {
            name: "DescribeTargetGroups",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_TARGET_GROUPS),
        },
        OperationName::named("DescribeTargetHealth"),
        OperationName::named("DescribeTrustStoreAssociations"),
        OperationName::named("DescribeTrustStoreRevocations"),
        OperationName::named("DescribeTrustStores"),
        OperationName::named("GetResourcePolicy"),
        OperationName::named("GetTrustStoreCaCertificatesBundle"),
        OperationName::named("GetTrustStoreRevocationContent"),
        OperationName::named("ModifyCapacityReservation"),
        OperationName::named("ModifyIpPools"),
        OperationName::named("ModifyListener"),
        OperationName::named("ModifyListenerAttributes"),
        OperationName::named("ModifyLoadBalancerAttributes"),
        OperationName::named("ModifyRule"),
        OperationName::named("ModifyTargetGroup"),
        OperationName::named("ModifyTargetGroupAttributes"),
        OperationName::named("ModifyTrustStore"),
        OperationName::named("RegisterTargets"),
        OperationName::named("RemoveListenerCertificates"),
        OperationName::named("RemoveTags"),
        OperationName::named("RemoveTrustStoreRevocations"),
        OperationName::named("SetIpAddressType"),
        OperationName::named("SetRulePriorities"),
        OperationName::named("SetSecurityGroups"),
        OperationName::named("SetSubnets"),
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
