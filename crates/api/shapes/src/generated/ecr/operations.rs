//! Generated from `models/ecr.json` by `cargo xtask codegen`; do not edit.
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
    name: "ecr",
    signing_name: "ecr",
    endpoint_prefix: "api.ecr",
    api_version: "2015-09-21",
    protocols: &[Protocol::AwsJson11],
    target_prefix: "AmazonEC2ContainerRegistry_V20150921",
    xml_namespace: "",
    query_compatible: false,
    operations: &[
        OperationName {
            name: "BatchCheckLayerAvailability",
            http_method: "POST",
            http_path: "/",
            schema: Some(&BATCH_CHECK_LAYER_AVAILABILITY),
        },
        OperationName {
            name: "BatchDeleteImage",
            http_method: "POST",
            http_path: "/",
            schema: Some(&BATCH_DELETE_IMAGE),
        },
        OperationName {
            name: "BatchGetImage",
            http_method: "POST",
            http_path: "/",
            schema: Some(&BATCH_GET_IMAGE),
        },
        OperationName {
            name: "BatchGetRepositoryScanningConfiguration",
            http_method: "POST",
            http_path: "/",
            schema: Some(&BATCH_GET_REPOSITORY_SCANNING_CONFIGURATION),
        },
        OperationName {
            name: "CompleteLayerUpload",
            http_method: "POST",
            http_path: "/",
            schema: Some(&COMPLETE_LAYER_UPLOAD),
        },
        OperationName {
            name: "CreatePullThroughCacheRule",
            http_method: "POST",
            http_path: "/",
            schema: Some(&CREATE_PULL_THROUGH_CACHE_RULE),
        },
        OperationName {
            name: "CreateRepository",
            http_method: "POST",
            http_path: "/",
            schema: Some(&CREATE_REPOSITORY),
        },
        OperationName {
            name: "CreateRepositoryCreationTemplate",
            http_method: "POST",
            http_path: "/",
            schema: Some(&CREATE_REPOSITORY_CREATION_TEMPLATE),
        },
        OperationName {
            name: "DeleteLifecyclePolicy",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_LIFECYCLE_POLICY),
        },
        OperationName {
            name: "DeletePullThroughCacheRule",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_PULL_THROUGH_CACHE_RULE),
        },
        OperationName {
            name: "DeleteRegistryPolicy",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_REGISTRY_POLICY),
        },
        OperationName {
            name: "DeleteRepository",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_REPOSITORY),
        },
        OperationName {
            name: "DeleteRepositoryCreationTemplate",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_REPOSITORY_CREATION_TEMPLATE),
        },
        OperationName {
            name: "DeleteRepositoryPolicy",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_REPOSITORY_POLICY),
        },
        OperationName {
            name: "DeleteSigningConfiguration",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DELETE_SIGNING_CONFIGURATION),
        },
        OperationName {
            name: "DeregisterPullTimeUpdateExclusion",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DEREGISTER_PULL_TIME_UPDATE_EXCLUSION),
        },
        OperationName {
            name: "DescribeImageReplicationStatus",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_IMAGE_REPLICATION_STATUS),
        },
        OperationName {
            name: "DescribeImageScanFindings",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_IMAGE_SCAN_FINDINGS),
        },
        OperationName {
            name: "DescribeImageSigningStatus",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_IMAGE_SIGNING_STATUS),
        },
        OperationName {
            name: "DescribeImages",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_IMAGES),
        },
        OperationName {
            name: "DescribePullThroughCacheRules",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_PULL_THROUGH_CACHE_RULES),
        },
        OperationName {
            name: "DescribeRegistry",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_REGISTRY),
        },
        OperationName {
            name: "DescribeReplicationBackfillResults",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_REPLICATION_BACKFILL_RESULTS),
        },
        OperationName {
            name: "DescribeRepositories",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_REPOSITORIES),
        },
        OperationName {
            name: "DescribeRepositoryCreationTemplates",
            http_method: "POST",
            http_path: "/",
            schema: Some(&DESCRIBE_REPOSITORY_CREATION_TEMPLATES),
        },
        OperationName {
            name: "GetAccountSetting",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_ACCOUNT_SETTING),
        },
        OperationName {
            name: "GetAuthorizationToken",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_AUTHORIZATION_TOKEN),
        },
        OperationName {
            name: "GetDownloadUrlForLayer",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_DOWNLOAD_URL_FOR_LAYER),
        },
        OperationName {
            name: "GetLifecyclePolicy",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_LIFECYCLE_POLICY),
        },
        OperationName {
            name: "GetLifecyclePolicyPreview",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_LIFECYCLE_POLICY_PREVIEW),
        },
        OperationName {
            name: "GetRegistryPolicy",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_REGISTRY_POLICY),
        },
        OperationName {
            name: "GetRegistryScanningConfiguration",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_REGISTRY_SCANNING_CONFIGURATION),
        },
        OperationName {
            name: "GetRepositoryPolicy",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_REPOSITORY_POLICY),
        },
        OperationName {
            name: "GetSigningConfiguration",
            http_method: "POST",
            http_path: "/",
            schema: Some(&GET_SIGNING_CONFIGURATION),
        },
        OperationName {
            name: "InitiateLayerUpload",
            http_method: "POST",
            http_path: "/",
            schema: Some(&INITIATE_LAYER_UPLOAD),
        },
        OperationName {
            name: "ListImageReferrers",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_IMAGE_REFERRERS),
        },
        OperationName { name: "ListImages", http_method: "POST", http_path: "/", schema: Some(&LIST_IMAGES) },
        OperationName {
            name: "ListPullTimeUpdateExclusions",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_PULL_TIME_UPDATE_EXCLUSIONS),
        },
        OperationName {
            name: "ListReplicationBackfills",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_REPLICATION_BACKFILLS),
        },
        OperationName {
            name: "ListTagsForResource",
            http_method: "POST",
            http_path: "/",
            schema: Some(&LIST_TAGS_FOR_RESOURCE),
        },
        OperationName {
            name: "PutAccountSetting",
            http_method: "POST",
            http_path: "/",
            schema: Some(&PUT_ACCOUNT_SETTING),
        },
        OperationName { name: "PutImage", http_method: "POST", http_path: "/", schema: Some(&PUT_IMAGE) },
        OperationName {
            name: "PutImageScanningConfiguration",
            http_method: "POST",
            http_path: "/",
            schema: Some(&PUT_IMAGE_SCANNING_CONFIGURATION),
        },
        OperationName {
            name: "PutImageTagMutability",
            http_method: "POST",
            http_path: "/",
            schema: Some(&PUT_IMAGE_TAG_MUTABILITY),
        },
        OperationName {
            name: "PutLifecyclePolicy",
            http_method: "POST",
            http_path: "/",
            schema: Some(&PUT_LIFECYCLE_POLICY),
        },
        OperationName {
            name: "PutRegistryPolicy",
            http_method: "POST",
            http_path: "/",
            schema: Some(&PUT_REGISTRY_POLICY),
        },
        OperationName {
            name: "PutRegistryScanningConfiguration",
            http_method: "POST",
            http_path: "/",
            schema: Some(&PUT_REGISTRY_SCANNING_CONFIGURATION),
        },
        OperationName {
            name: "PutReplicationConfiguration",
            http_method: "POST",
            http_path: "/",
            schema: Some(&PUT_REPLICATION_CONFIGURATION),
        },
        OperationName {
            name: "PutSigningConfiguration",
            http_method: "POST",
            http_path: "/",
            schema: Some(&PUT_SIGNING_CONFIGURATION),
        },
        OperationName {
            name: "RegisterPullTimeUpdateExclusion",
            http_method: "POST",
            http_path: "/",
            schema: Some(&REGISTER_PULL_TIME_UPDATE_EXCLUSION),
        },
        OperationName {
            name: "SetRepositoryPolicy",
            http_method: "POST",
            http_path: "/",
            schema: Some(&SET_REPOSITORY_POLICY),
        },
        OperationName {
            name: "StartImageScan",
            http_method: "POST",
            http_path: "/",
            schema: Some(&START_IMAGE_SCAN),
        },
        OperationName {
            name: "StartLifecyclePolicyPreview",
            http_method: "POST",
            http_path: "/",
            schema: Some(&START_LIFECYCLE_POLICY_PREVIEW),
        },
        OperationName {
            name: "StartReplicationBackfill",
            http_method: "POST",
            http_path: "/",
            schema: Some(&START_REPLICATION_BACKFILL),
        },
        OperationName {
            name: "StopReplicationBackfill",
            http_method: "POST",
            http_path: "/",
            schema: Some(&STOP_REPLICATION_BACKFILL),
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
            name: "UpdateImageStorageClass",
            http_method: "POST",
            http_path: "/",
            schema: Some(&UPDATE_IMAGE_STORAGE_CLASS),
        },
        OperationName {
            name: "UpdatePullThroughCacheRule",
            http_method: "POST",
            http_path: "/",
            schema: Some(&UPDATE_PULL_THROUGH_CACHE_RULE),
        },
        OperationName {
            name: "UpdateRepositoryCreationTemplate",
            http_method: "POST",
            http_path: "/",
            schema: Some(&UPDATE_REPOSITORY_CREATION_TEMPLATE),
        },
        OperationName {
            name: "UploadLayerPart",
            http_method: "POST",
            http_path: "/",
            schema: Some(&UPLOAD_LAYER_PART),
        },
        OperationName {
            name: "ValidatePullThroughCacheRule",
            http_method: "POST",
            http_path: "/",
            schema: Some(&VALIDATE_PULL_THROUGH_CACHE_RULE),
        },
    ],
};

static BATCH_CHECK_LAYER_AVAILABILITY: OperationSchema = OperationSchema {
    name: "BatchCheckLayerAvailability",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::BATCH_CHECK_LAYER_AVAILABILITY_REQUEST,
    output: &schemas::BATCH_CHECK_LAYER_AVAILABILITY_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::SERVER_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static BATCH_DELETE_IMAGE: OperationSchema = OperationSchema {
    name: "BatchDeleteImage",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::BATCH_DELETE_IMAGE_REQUEST,
    output: &schemas::BATCH_DELETE_IMAGE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static BATCH_GET_IMAGE: OperationSchema = OperationSchema {
    name: "BatchGetImage",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::BATCH_GET_IMAGE_REQUEST,
    output: &schemas::BATCH_GET_IMAGE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::UNABLE_TO_GET_UPSTREAM_IMAGE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static BATCH_GET_REPOSITORY_SCANNING_CONFIGURATION: OperationSchema = OperationSchema {
    name: "BatchGetRepositoryScanningConfiguration",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::BATCH_GET_REPOSITORY_SCANNING_CONFIGURATION_REQUEST,
    output: &schemas::BATCH_GET_REPOSITORY_SCANNING_CONFIGURATION_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static COMPLETE_LAYER_UPLOAD: OperationSchema = OperationSchema {
    name: "CompleteLayerUpload",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::COMPLETE_LAYER_UPLOAD_REQUEST,
    output: &schemas::COMPLETE_LAYER_UPLOAD_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::UPLOAD_NOT_FOUND_EXCEPTION,
        &error::INVALID_LAYER_EXCEPTION,
        &error::LAYER_PART_TOO_SMALL_EXCEPTION,
        &error::LAYER_ALREADY_EXISTS_EXCEPTION,
        &error::EMPTY_UPLOAD_EXCEPTION,
        &error::KMS_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static CREATE_PULL_THROUGH_CACHE_RULE: OperationSchema = OperationSchema {
    name: "CreatePullThroughCacheRule",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::CREATE_PULL_THROUGH_CACHE_RULE_REQUEST,
    output: &schemas::CREATE_PULL_THROUGH_CACHE_RULE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::PULL_THROUGH_CACHE_RULE_ALREADY_EXISTS_EXCEPTION,
        &error::UNSUPPORTED_UPSTREAM_REGISTRY_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::UNABLE_TO_ACCESS_SECRET_EXCEPTION,
        &error::SECRET_NOT_FOUND_EXCEPTION,
        &error::UNABLE_TO_DECRYPT_SECRET_VALUE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static CREATE_REPOSITORY: OperationSchema = OperationSchema {
    name: "CreateRepository",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::CREATE_REPOSITORY_REQUEST,
    output: &schemas::CREATE_REPOSITORY_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::INVALID_TAG_PARAMETER_EXCEPTION,
        &error::TOO_MANY_TAGS_EXCEPTION,
        &error::REPOSITORY_ALREADY_EXISTS_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::KMS_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static CREATE_REPOSITORY_CREATION_TEMPLATE: OperationSchema = OperationSchema {
    name: "CreateRepositoryCreationTemplate",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::CREATE_REPOSITORY_CREATION_TEMPLATE_REQUEST,
    output: &schemas::CREATE_REPOSITORY_CREATION_TEMPLATE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::TEMPLATE_ALREADY_EXISTS_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DELETE_LIFECYCLE_POLICY: OperationSchema = OperationSchema {
    name: "DeleteLifecyclePolicy",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_LIFECYCLE_POLICY_REQUEST,
    output: &schemas::DELETE_LIFECYCLE_POLICY_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::LIFECYCLE_POLICY_NOT_FOUND_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DELETE_PULL_THROUGH_CACHE_RULE: OperationSchema = OperationSchema {
    name: "DeletePullThroughCacheRule",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_PULL_THROUGH_CACHE_RULE_REQUEST,
    output: &schemas::DELETE_PULL_THROUGH_CACHE_RULE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::PULL_THROUGH_CACHE_RULE_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DELETE_REGISTRY_POLICY: OperationSchema = OperationSchema {
    name: "DeleteRegistryPolicy",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_REGISTRY_POLICY_REQUEST,
    output: &schemas::DELETE_REGISTRY_POLICY_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REGISTRY_POLICY_NOT_FOUND_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DELETE_REPOSITORY: OperationSchema = OperationSchema {
    name: "DeleteRepository",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_REPOSITORY_REQUEST,
    output: &schemas::DELETE_REPOSITORY_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::REPOSITORY_NOT_EMPTY_EXCEPTION,
        &error::KMS_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DELETE_REPOSITORY_CREATION_TEMPLATE: OperationSchema = OperationSchema {
    name: "DeleteRepositoryCreationTemplate",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_REPOSITORY_CREATION_TEMPLATE_REQUEST,
    output: &schemas::DELETE_REPOSITORY_CREATION_TEMPLATE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::TEMPLATE_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DELETE_REPOSITORY_POLICY: OperationSchema = OperationSchema {
    name: "DeleteRepositoryPolicy",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_REPOSITORY_POLICY_REQUEST,
    output: &schemas::DELETE_REPOSITORY_POLICY_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::REPOSITORY_POLICY_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DELETE_SIGNING_CONFIGURATION: OperationSchema = OperationSchema {
    name: "DeleteSigningConfiguration",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DELETE_SIGNING_CONFIGURATION_REQUEST,
    output: &schemas::DELETE_SIGNING_CONFIGURATION_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::SIGNING_CONFIGURATION_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DEREGISTER_PULL_TIME_UPDATE_EXCLUSION: OperationSchema = OperationSchema {
    name: "DeregisterPullTimeUpdateExclusion",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DEREGISTER_PULL_TIME_UPDATE_EXCLUSION_REQUEST,
    output: &schemas::DEREGISTER_PULL_TIME_UPDATE_EXCLUSION_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::EXCLUSION_NOT_FOUND_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::SERVER_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_IMAGE_REPLICATION_STATUS: OperationSchema = OperationSchema {
    name: "DescribeImageReplicationStatus",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_IMAGE_REPLICATION_STATUS_REQUEST,
    output: &schemas::DESCRIBE_IMAGE_REPLICATION_STATUS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::IMAGE_NOT_FOUND_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_IMAGE_SCAN_FINDINGS: OperationSchema = OperationSchema {
    name: "DescribeImageScanFindings",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_IMAGE_SCAN_FINDINGS_REQUEST,
    output: &schemas::DESCRIBE_IMAGE_SCAN_FINDINGS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::IMAGE_NOT_FOUND_EXCEPTION,
        &error::SCAN_NOT_FOUND_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["imageScanFindings.findings", "imageScanFindings.enhancedFindings"],
    }),
};

static DESCRIBE_IMAGE_SIGNING_STATUS: OperationSchema = OperationSchema {
    name: "DescribeImageSigningStatus",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_IMAGE_SIGNING_STATUS_REQUEST,
    output: &schemas::DESCRIBE_IMAGE_SIGNING_STATUS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::IMAGE_NOT_FOUND_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_IMAGES: OperationSchema = OperationSchema {
    name: "DescribeImages",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_IMAGES_REQUEST,
    output: &schemas::DESCRIBE_IMAGES_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::IMAGE_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["imageDetails"],
    }),
};

static DESCRIBE_PULL_THROUGH_CACHE_RULES: OperationSchema = OperationSchema {
    name: "DescribePullThroughCacheRules",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_PULL_THROUGH_CACHE_RULES_REQUEST,
    output: &schemas::DESCRIBE_PULL_THROUGH_CACHE_RULES_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::PULL_THROUGH_CACHE_RULE_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["pullThroughCacheRules"],
    }),
};

static DESCRIBE_REGISTRY: OperationSchema = OperationSchema {
    name: "DescribeRegistry",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_REGISTRY_REQUEST,
    output: &schemas::DESCRIBE_REGISTRY_RESPONSE,
    result_wrapper: None,
    errors: &[&error::SERVER_EXCEPTION, &error::INVALID_PARAMETER_EXCEPTION, &error::VALIDATION_EXCEPTION],
    idempotent: false,
    pagination: None,
};

static DESCRIBE_REPLICATION_BACKFILL_RESULTS: OperationSchema = OperationSchema {
    name: "DescribeReplicationBackfillResults",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_REPLICATION_BACKFILL_RESULTS_REQUEST,
    output: &schemas::DESCRIBE_REPLICATION_BACKFILL_RESULTS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::REPLICATION_BACKFILL_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["results"],
    }),
};

static DESCRIBE_REPOSITORIES: OperationSchema = OperationSchema {
    name: "DescribeRepositories",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_REPOSITORIES_REQUEST,
    output: &schemas::DESCRIBE_REPOSITORIES_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["repositories"],
    }),
};

static DESCRIBE_REPOSITORY_CREATION_TEMPLATES: OperationSchema = OperationSchema {
    name: "DescribeRepositoryCreationTemplates",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::DESCRIBE_REPOSITORY_CREATION_TEMPLATES_REQUEST,
    output: &schemas::DESCRIBE_REPOSITORY_CREATION_TEMPLATES_RESPONSE,
    result_wrapper: None,
    errors: &[&error::SERVER_EXCEPTION, &error::VALIDATION_EXCEPTION, &error::INVALID_PARAMETER_EXCEPTION],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["repositoryCreationTemplates"],
    }),
};

static GET_ACCOUNT_SETTING: OperationSchema = OperationSchema {
    name: "GetAccountSetting",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::GET_ACCOUNT_SETTING_REQUEST,
    output: &schemas::GET_ACCOUNT_SETTING_RESPONSE,
    result_wrapper: None,
    errors: &[&error::SERVER_EXCEPTION, &error::VALIDATION_EXCEPTION, &error::INVALID_PARAMETER_EXCEPTION],
    idempotent: false,
    pagination: None,
};

static GET_AUTHORIZATION_TOKEN: OperationSchema = OperationSchema {
    name: "GetAuthorizationToken",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::GET_AUTHORIZATION_TOKEN_REQUEST,
    output: &schemas::GET_AUTHORIZATION_TOKEN_RESPONSE,
    result_wrapper: None,
    errors: &[&error::SERVER_EXCEPTION, &error::INVALID_PARAMETER_EXCEPTION],
    idempotent: false,
    pagination: None,
};

static GET_DOWNLOAD_URL_FOR_LAYER: OperationSchema = OperationSchema {
    name: "GetDownloadUrlForLayer",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::GET_DOWNLOAD_URL_FOR_LAYER_REQUEST,
    output: &schemas::GET_DOWNLOAD_URL_FOR_LAYER_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::LAYERS_NOT_FOUND_EXCEPTION,
        &error::LAYER_INACCESSIBLE_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::UNABLE_TO_GET_UPSTREAM_LAYER_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static GET_LIFECYCLE_POLICY: OperationSchema = OperationSchema {
    name: "GetLifecyclePolicy",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::GET_LIFECYCLE_POLICY_REQUEST,
    output: &schemas::GET_LIFECYCLE_POLICY_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::LIFECYCLE_POLICY_NOT_FOUND_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static GET_LIFECYCLE_POLICY_PREVIEW: OperationSchema = OperationSchema {
    name: "GetLifecyclePolicyPreview",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::GET_LIFECYCLE_POLICY_PREVIEW_REQUEST,
    output: &schemas::GET_LIFECYCLE_POLICY_PREVIEW_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::LIFECYCLE_POLICY_PREVIEW_NOT_FOUND_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["previewResults"],
    }),
};

static GET_REGISTRY_POLICY: OperationSchema = OperationSchema {
    name: "GetRegistryPolicy",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::GET_REGISTRY_POLICY_REQUEST,
    output: &schemas::GET_REGISTRY_POLICY_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REGISTRY_POLICY_NOT_FOUND_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static GET_REGISTRY_SCANNING_CONFIGURATION: OperationSchema = OperationSchema {
    name: "GetRegistryScanningConfiguration",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::GET_REGISTRY_SCANNING_CONFIGURATION_REQUEST,
    output: &schemas::GET_REGISTRY_SCANNING_CONFIGURATION_RESPONSE,
    result_wrapper: None,
    errors: &[&error::SERVER_EXCEPTION, &error::INVALID_PARAMETER_EXCEPTION, &error::VALIDATION_EXCEPTION],
    idempotent: false,
    pagination: None,
};

static GET_REPOSITORY_POLICY: OperationSchema = OperationSchema {
    name: "GetRepositoryPolicy",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::GET_REPOSITORY_POLICY_REQUEST,
    output: &schemas::GET_REPOSITORY_POLICY_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::REPOSITORY_POLICY_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static GET_SIGNING_CONFIGURATION: OperationSchema = OperationSchema {
    name: "GetSigningConfiguration",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::GET_SIGNING_CONFIGURATION_REQUEST,
    output: &schemas::GET_SIGNING_CONFIGURATION_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::SIGNING_CONFIGURATION_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static INITIATE_LAYER_UPLOAD: OperationSchema = OperationSchema {
    name: "InitiateLayerUpload",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::INITIATE_LAYER_UPLOAD_REQUEST,
    output: &schemas::INITIATE_LAYER_UPLOAD_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::KMS_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static LIST_IMAGE_REFERRERS: OperationSchema = OperationSchema {
    name: "ListImageReferrers",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_IMAGE_REFERRERS_REQUEST,
    output: &schemas::LIST_IMAGE_REFERRERS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::UNABLE_TO_LIST_UPSTREAM_IMAGE_REFERRERS_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static LIST_IMAGES: OperationSchema = OperationSchema {
    name: "ListImages",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_IMAGES_REQUEST,
    output: &schemas::LIST_IMAGES_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["imageIds"],
    }),
};

static LIST_PULL_TIME_UPDATE_EXCLUSIONS: OperationSchema = OperationSchema {
    name: "ListPullTimeUpdateExclusions",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_PULL_TIME_UPDATE_EXCLUSIONS_REQUEST,
    output: &schemas::LIST_PULL_TIME_UPDATE_EXCLUSIONS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::SERVER_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static LIST_REPLICATION_BACKFILLS: OperationSchema = OperationSchema {
    name: "ListReplicationBackfills",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::LIST_REPLICATION_BACKFILLS_REQUEST,
    output: &schemas::LIST_REPLICATION_BACKFILLS_RESPONSE,
    result_wrapper: None,
    errors: &[&error::SERVER_EXCEPTION, &error::INVALID_PARAMETER_EXCEPTION, &error::VALIDATION_EXCEPTION],
    idempotent: false,
    pagination: Some(Pagination {
        input_token: "nextToken",
        output_token: "nextToken",
        limit: Some("maxResults"),
        results: &["backfills"],
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
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
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
        &error::SERVER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static PUT_IMAGE: OperationSchema = OperationSchema {
    name: "PutImage",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::PUT_IMAGE_REQUEST,
    output: &schemas::PUT_IMAGE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::IMAGE_ALREADY_EXISTS_EXCEPTION,
        &error::LAYERS_NOT_FOUND_EXCEPTION,
        &error::REFERENCED_IMAGES_NOT_FOUND_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::IMAGE_TAG_ALREADY_EXISTS_EXCEPTION,
        &error::IMAGE_DIGEST_DOES_NOT_MATCH_EXCEPTION,
        &error::KMS_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static PUT_IMAGE_SCANNING_CONFIGURATION: OperationSchema = OperationSchema {
    name: "PutImageScanningConfiguration",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::PUT_IMAGE_SCANNING_CONFIGURATION_REQUEST,
    output: &schemas::PUT_IMAGE_SCANNING_CONFIGURATION_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static PUT_IMAGE_TAG_MUTABILITY: OperationSchema = OperationSchema {
    name: "PutImageTagMutability",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::PUT_IMAGE_TAG_MUTABILITY_REQUEST,
    output: &schemas::PUT_IMAGE_TAG_MUTABILITY_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static PUT_LIFECYCLE_POLICY: OperationSchema = OperationSchema {
    name: "PutLifecyclePolicy",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::PUT_LIFECYCLE_POLICY_REQUEST,
    output: &schemas::PUT_LIFECYCLE_POLICY_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static PUT_REGISTRY_POLICY: OperationSchema = OperationSchema {
    name: "PutRegistryPolicy",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::PUT_REGISTRY_POLICY_REQUEST,
    output: &schemas::PUT_REGISTRY_POLICY_RESPONSE,
    result_wrapper: None,
    errors: &[&error::SERVER_EXCEPTION, &error::INVALID_PARAMETER_EXCEPTION, &error::VALIDATION_EXCEPTION],
    idempotent: false,
    pagination: None,
};

static PUT_REGISTRY_SCANNING_CONFIGURATION: OperationSchema = OperationSchema {
    name: "PutRegistryScanningConfiguration",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::PUT_REGISTRY_SCANNING_CONFIGURATION_REQUEST,
    output: &schemas::PUT_REGISTRY_SCANNING_CONFIGURATION_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::BLOCKED_BY_ORGANIZATION_POLICY_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static PUT_REPLICATION_CONFIGURATION: OperationSchema = OperationSchema {
    name: "PutReplicationConfiguration",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::PUT_REPLICATION_CONFIGURATION_REQUEST,
    output: &schemas::PUT_REPLICATION_CONFIGURATION_RESPONSE,
    result_wrapper: None,
    errors: &[&error::SERVER_EXCEPTION, &error::INVALID_PARAMETER_EXCEPTION, &error::VALIDATION_EXCEPTION],
    idempotent: false,
    pagination: None,
};

static PUT_SIGNING_CONFIGURATION: OperationSchema = OperationSchema {
    name: "PutSigningConfiguration",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::PUT_SIGNING_CONFIGURATION_REQUEST,
    output: &schemas::PUT_SIGNING_CONFIGURATION_RESPONSE,
    result_wrapper: None,
    errors: &[&error::SERVER_EXCEPTION, &error::INVALID_PARAMETER_EXCEPTION, &error::VALIDATION_EXCEPTION],
    idempotent: false,
    pagination: None,
};

static REGISTER_PULL_TIME_UPDATE_EXCLUSION: OperationSchema = OperationSchema {
    name: "RegisterPullTimeUpdateExclusion",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::REGISTER_PULL_TIME_UPDATE_EXCLUSION_REQUEST,
    output: &schemas::REGISTER_PULL_TIME_UPDATE_EXCLUSION_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::EXCLUSION_ALREADY_EXISTS_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::SERVER_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static SET_REPOSITORY_POLICY: OperationSchema = OperationSchema {
    name: "SetRepositoryPolicy",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::SET_REPOSITORY_POLICY_REQUEST,
    output: &schemas::SET_REPOSITORY_POLICY_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static START_IMAGE_SCAN: OperationSchema = OperationSchema {
    name: "StartImageScan",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::START_IMAGE_SCAN_REQUEST,
    output: &schemas::START_IMAGE_SCAN_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::UNSUPPORTED_IMAGE_TYPE_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::IMAGE_NOT_FOUND_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::IMAGE_ARCHIVED_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static START_LIFECYCLE_POLICY_PREVIEW: OperationSchema = OperationSchema {
    name: "StartLifecyclePolicyPreview",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::START_LIFECYCLE_POLICY_PREVIEW_REQUEST,
    output: &schemas::START_LIFECYCLE_POLICY_PREVIEW_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::LIFECYCLE_POLICY_NOT_FOUND_EXCEPTION,
        &error::LIFECYCLE_POLICY_PREVIEW_IN_PROGRESS_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static START_REPLICATION_BACKFILL: OperationSchema = OperationSchema {
    name: "StartReplicationBackfill",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::START_REPLICATION_BACKFILL_REQUEST,
    output: &schemas::START_REPLICATION_BACKFILL_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::REPLICATION_BACKFILL_IN_PROGRESS_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static STOP_REPLICATION_BACKFILL: OperationSchema = OperationSchema {
    name: "StopReplicationBackfill",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::STOP_REPLICATION_BACKFILL_REQUEST,
    output: &schemas::STOP_REPLICATION_BACKFILL_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::REPLICATION_BACKFILL_NOT_FOUND_EXCEPTION,
        &error::REPLICATION_BACKFILL_INVALID_STATUS_EXCEPTION,
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
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::INVALID_TAG_PARAMETER_EXCEPTION,
        &error::TOO_MANY_TAGS_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
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
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::INVALID_TAG_PARAMETER_EXCEPTION,
        &error::TOO_MANY_TAGS_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static UPDATE_IMAGE_STORAGE_CLASS: OperationSchema = OperationSchema {
    name: "UpdateImageStorageClass",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::UPDATE_IMAGE_STORAGE_CLASS_REQUEST,
    output: &schemas::UPDATE_IMAGE_STORAGE_CLASS_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::IMAGE_NOT_FOUND_EXCEPTION,
        &error::IMAGE_STORAGE_CLASS_UPDATE_NOT_SUPPORTED_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::SERVER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static UPDATE_PULL_THROUGH_CACHE_RULE: OperationSchema = OperationSchema {
    name: "UpdatePullThroughCacheRule",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::UPDATE_PULL_THROUGH_CACHE_RULE_REQUEST,
    output: &schemas::UPDATE_PULL_THROUGH_CACHE_RULE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::UNABLE_TO_ACCESS_SECRET_EXCEPTION,
        &error::PULL_THROUGH_CACHE_RULE_NOT_FOUND_EXCEPTION,
        &error::SECRET_NOT_FOUND_EXCEPTION,
        &error::UNABLE_TO_DECRYPT_SECRET_VALUE_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static UPDATE_REPOSITORY_CREATION_TEMPLATE: OperationSchema = OperationSchema {
    name: "UpdateRepositoryCreationTemplate",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::UPDATE_REPOSITORY_CREATION_TEMPLATE_REQUEST,
    output: &schemas::UPDATE_REPOSITORY_CREATION_TEMPLATE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::TEMPLATE_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static UPLOAD_LAYER_PART: OperationSchema = OperationSchema {
    name: "UploadLayerPart",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::UPLOAD_LAYER_PART_REQUEST,
    output: &schemas::UPLOAD_LAYER_PART_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::INVALID_LAYER_PART_EXCEPTION,
        &error::REPOSITORY_NOT_FOUND_EXCEPTION,
        &error::UPLOAD_NOT_FOUND_EXCEPTION,
        &error::LIMIT_EXCEEDED_EXCEPTION,
        &error::KMS_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

static VALIDATE_PULL_THROUGH_CACHE_RULE: OperationSchema = OperationSchema {
    name: "ValidatePullThroughCacheRule",
    http_method: "POST",
    http_path: "/",
    http_status: 200,
    input: &schemas::VALIDATE_PULL_THROUGH_CACHE_RULE_REQUEST,
    output: &schemas::VALIDATE_PULL_THROUGH_CACHE_RULE_RESPONSE,
    result_wrapper: None,
    errors: &[
        &error::SERVER_EXCEPTION,
        &error::INVALID_PARAMETER_EXCEPTION,
        &error::VALIDATION_EXCEPTION,
        &error::PULL_THROUGH_CACHE_RULE_NOT_FOUND_EXCEPTION,
    ],
    idempotent: false,
    pagination: None,
};

pub mod op {
    crate::members::operation_types! {
        super::SERVICE;
        BatchCheckLayerAvailability: super::super::BatchCheckLayerAvailabilityRequest => super::super::BatchCheckLayerAvailabilityResponse, super::BATCH_CHECK_LAYER_AVAILABILITY;
        BatchDeleteImage: super::super::BatchDeleteImageRequest => super::super::BatchDeleteImageResponse, super::BATCH_DELETE_IMAGE;
        BatchGetImage: super::super::BatchGetImageRequest => super::super::BatchGetImageResponse, super::BATCH_GET_IMAGE;
        BatchGetRepositoryScanningConfiguration: super::super::BatchGetRepositoryScanningConfigurationRequest => super::super::BatchGetRepositoryScanningConfigurationResponse, super::BATCH_GET_REPOSITORY_SCANNING_CONFIGURATION;
        CompleteLayerUpload: super::super::CompleteLayerUploadRequest => super::super::CompleteLayerUploadResponse, super::COMPLETE_LAYER_UPLOAD;
        CreatePullThroughCacheRule: super::super::CreatePullThroughCacheRuleRequest => super::super::CreatePullThroughCacheRuleResponse, super::CREATE_PULL_THROUGH_CACHE_RULE;
        CreateRepository: super::super::CreateRepositoryRequest => super::super::CreateRepositoryResponse, super::CREATE_REPOSITORY;
        CreateRepositoryCreationTemplate: super::super::CreateRepositoryCreationTemplateRequest => super::super::CreateRepositoryCreationTemplateResponse, super::CREATE_REPOSITORY_CREATION_TEMPLATE;
        DeleteLifecyclePolicy: super::super::DeleteLifecyclePolicyRequest => super::super::DeleteLifecyclePolicyResponse, super::DELETE_LIFECYCLE_POLICY;
        DeletePullThroughCacheRule: super::super::DeletePullThroughCacheRuleRequest => super::super::DeletePullThroughCacheRuleResponse, super::DELETE_PULL_THROUGH_CACHE_RULE;
        DeleteRegistryPolicy: super::super::DeleteRegistryPolicyRequest => super::super::DeleteRegistryPolicyResponse, super::DELETE_REGISTRY_POLICY;
        DeleteRepository: super::super::DeleteRepositoryRequest => super::super::DeleteRepositoryResponse, super::DELETE_REPOSITORY;
        DeleteRepositoryCreationTemplate: super::super::DeleteRepositoryCreationTemplateRequest => super::super::DeleteRepositoryCreationTemplateResponse, super::DELETE_REPOSITORY_CREATION_TEMPLATE;
        DeleteRepositoryPolicy: super::super::DeleteRepositoryPolicyRequest => super::super::DeleteRepositoryPolicyResponse, super::DELETE_REPOSITORY_POLICY;
        DeleteSigningConfiguration: super::super::DeleteSigningConfigurationRequest => super::super::DeleteSigningConfigurationResponse, super::DELETE_SIGNING_CONFIGURATION;
        DeregisterPullTimeUpdateExclusion: super::super::DeregisterPullTimeUpdateExclusionRequest => super::super::DeregisterPullTimeUpdateExclusionResponse, super::DEREGISTER_PULL_TIME_UPDATE_EXCLUSION;
        DescribeImageReplicationStatus: super::super::DescribeImageReplicationStatusRequest => super::super::DescribeImageReplicationStatusResponse, super::DESCRIBE_IMAGE_REPLICATION_STATUS;
        DescribeImageScanFindings: super::super::DescribeImageScanFindingsRequest => super::super::DescribeImageScanFindingsResponse, super::DESCRIBE_IMAGE_SCAN_FINDINGS;
        DescribeImageSigningStatus: super::super::DescribeImageSigningStatusRequest => super::super::DescribeImageSigningStatusResponse, super::DESCRIBE_IMAGE_SIGNING_STATUS;
        DescribeImages: super::super::DescribeImagesRequest => super::super::DescribeImagesResponse, super::DESCRIBE_IMAGES;
        DescribePullThroughCacheRules: super::super::DescribePullThroughCacheRulesRequest => super::super::DescribePullThroughCacheRulesResponse, super::DESCRIBE_PULL_THROUGH_CACHE_RULES;
        DescribeRegistry: super::super::DescribeRegistryRequest => super::super::DescribeRegistryResponse, super::DESCRIBE_REGISTRY;
        DescribeReplicationBackfillResults: super::super::DescribeReplicationBackfillResultsRequest => super::super::DescribeReplicationBackfillResultsResponse, super::DESCRIBE_REPLICATION_BACKFILL_RESULTS;
        DescribeRepositories: super::super::DescribeRepositoriesRequest => super::super::DescribeRepositoriesResponse, super::DESCRIBE_REPOSITORIES;
        DescribeRepositoryCreationTemplates: super::super::DescribeRepositoryCreationTemplatesRequest => super::super::DescribeRepositoryCreationTemplatesResponse, super::DESCRIBE_REPOSITORY_CREATION_TEMPLATES;
        GetAccountSetting: super::super::GetAccountSettingRequest => super::super::GetAccountSettingResponse, super::GET_ACCOUNT_SETTING;
        GetAuthorizationToken: super::super::GetAuthorizationTokenRequest => super::super::GetAuthorizationTokenResponse, super::GET_AUTHORIZATION_TOKEN;
        GetDownloadUrlForLayer: super::super::GetDownloadUrlForLayerRequest => super::super::GetDownloadUrlForLayerResponse, super::GET_DOWNLOAD_URL_FOR_LAYER;
        GetLifecyclePolicy: super::super::GetLifecyclePolicyRequest => super::super::GetLifecyclePolicyResponse, super::GET_LIFECYCLE_POLICY;
        GetLifecyclePolicyPreview: super::super::GetLifecyclePolicyPreviewRequest => super::super::GetLifecyclePolicyPreviewResponse, super::GET_LIFECYCLE_POLICY_PREVIEW;
        GetRegistryPolicy: super::super::GetRegistryPolicyRequest => super::super::GetRegistryPolicyResponse, super::GET_REGISTRY_POLICY;
        GetRegistryScanningConfiguration: super::super::GetRegistryScanningConfigurationRequest => super::super::GetRegistryScanningConfigurationResponse, super::GET_REGISTRY_SCANNING_CONFIGURATION;
        GetRepositoryPolicy: super::super::GetRepositoryPolicyRequest => super::super::GetRepositoryPolicyResponse, super::GET_REPOSITORY_POLICY;
        GetSigningConfiguration: super::super::GetSigningConfigurationRequest => super::super::GetSigningConfigurationResponse, super::GET_SIGNING_CONFIGURATION;
        InitiateLayerUpload: super::super::InitiateLayerUploadRequest => super::super::InitiateLayerUploadResponse, super::INITIATE_LAYER_UPLOAD;
        ListImageReferrers: super::super::ListImageReferrersRequest => super::super::ListImageReferrersResponse, super::LIST_IMAGE_REFERRERS;
        ListImages: super::super::ListImagesRequest => super::super::ListImagesResponse, super::LIST_IMAGES;
        ListPullTimeUpdateExclusions: super::super::ListPullTimeUpdateExclusionsRequest => super::super::ListPullTimeUpdateExclusionsResponse, super::LIST_PULL_TIME_UPDATE_EXCLUSIONS;
        ListReplicationBackfills: super::super::ListReplicationBackfillsRequest => super::super::ListReplicationBackfillsResponse, super::LIST_REPLICATION_BACKFILLS;
        ListTagsForResource: super::super::ListTagsForResourceRequest => super::super::ListTagsForResourceResponse, super::LIST_TAGS_FOR_RESOURCE;
        PutAccountSetting: super::super::PutAccountSettingRequest => super::super::PutAccountSettingResponse, super::PUT_ACCOUNT_SETTING;
        PutImage: super::super::PutImageRequest => super::super::PutImageResponse, super::PUT_IMAGE;
        PutImageScanningConfiguration: super::super::PutImageScanningConfigurationRequest => super::super::PutImageScanningConfigurationResponse, super::PUT_IMAGE_SCANNING_CONFIGURATION;
        PutImageTagMutability: super::super::PutImageTagMutabilityRequest => super::super::PutImageTagMutabilityResponse, super::PUT_IMAGE_TAG_MUTABILITY;
        PutLifecyclePolicy: super::super::PutLifecyclePolicyRequest => super::super::PutLifecyclePolicyResponse, super::PUT_LIFECYCLE_POLICY;
        PutRegistryPolicy: super::super::PutRegistryPolicyRequest => super::super::PutRegistryPolicyResponse, super::PUT_REGISTRY_POLICY;
        PutRegistryScanningConfiguration: super::super::PutRegistryScanningConfigurationRequest => super::super::PutRegistryScanningConfigurationResponse, super::PUT_REGISTRY_SCANNING_CONFIGURATION;
        PutReplicationConfiguration: super::super::PutReplicationConfigurationRequest => super::super::PutReplicationConfigurationResponse, super::PUT_REPLICATION_CONFIGURATION;
        PutSigningConfiguration: super::super::PutSigningConfigurationRequest => super::super::PutSigningConfigurationResponse, super::PUT_SIGNING_CONFIGURATION;
        RegisterPullTimeUpdateExclusion: super::super::RegisterPullTimeUpdateExclusionRequest => super::super::RegisterPullTimeUpdateExclusionResponse, super::REGISTER_PULL_TIME_UPDATE_EXCLUSION;
        SetRepositoryPolicy: super::super::SetRepositoryPolicyRequest => super::super::SetRepositoryPolicyResponse, super::SET_REPOSITORY_POLICY;
        StartImageScan: super::super::StartImageScanRequest => super::super::StartImageScanResponse, super::START_IMAGE_SCAN;
        StartLifecyclePolicyPreview: super::super::StartLifecyclePolicyPreviewRequest => super::super::StartLifecyclePolicyPreviewResponse, super::START_LIFECYCLE_POLICY_PREVIEW;
        StartReplicationBackfill: super::super::StartReplicationBackfillRequest => super::super::StartReplicationBackfillResponse, super::START_REPLICATION_BACKFILL;
        StopReplicationBackfill: super::super::StopReplicationBackfillRequest => super::super::StopReplicationBackfillResponse, super::STOP_REPLICATION_BACKFILL;
        TagResource: super::super::TagResourceRequest => super::super::TagResourceResponse, super::TAG_RESOURCE;
        UntagResource: super::super::UntagResourceRequest => super::super::UntagResourceResponse, super::UNTAG_RESOURCE;
        UpdateImageStorageClass: super::super::UpdateImageStorageClassRequest => super::super::UpdateImageStorageClassResponse, super::UPDATE_IMAGE_STORAGE_CLASS;
        UpdatePullThroughCacheRule: super::super::UpdatePullThroughCacheRuleRequest => super::super::UpdatePullThroughCacheRuleResponse, super::UPDATE_PULL_THROUGH_CACHE_RULE;
        UpdateRepositoryCreationTemplate: super::super::UpdateRepositoryCreationTemplateRequest => super::super::UpdateRepositoryCreationTemplateResponse, super::UPDATE_REPOSITORY_CREATION_TEMPLATE;
        UploadLayerPart: super::super::UploadLayerPartRequest => super::super::UploadLayerPartResponse, super::UPLOAD_LAYER_PART;
        ValidatePullThroughCacheRule: super::super::ValidatePullThroughCacheRuleRequest => super::super::ValidatePullThroughCacheRuleResponse, super::VALIDATE_PULL_THROUGH_CACHE_RULE;
    }
}
