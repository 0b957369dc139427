//! Generated from `models/ecr.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use crate::schema::{self, Kind, Limits, Location, Member, Names, Pattern, Schema, TimestampFormat};

pub static ACCOUNT_SETTING_NAME: Schema = Schema {
    name: "AccountSettingName",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(64.0) },
};

pub static ANNOTATIONS: Schema = Schema {
    name: "Annotations",
    kind: Kind::Map {
        key: &Member::required("key", &schema::TEXT),
        value: &Member::required("value", &schema::TEXT),
    },
    limits: Limits::NONE,
};

pub static ARTIFACT_STATUS: Schema = Schema {
    name: "ArtifactStatus",
    kind: Kind::Text { pattern: None, values: super::ArtifactStatus::VALUES },
    limits: Limits::NONE,
};

pub static ARTIFACT_STATUS_FILTER: Schema = Schema {
    name: "ArtifactStatusFilter",
    kind: Kind::Text { pattern: None, values: super::ArtifactStatusFilter::VALUES },
    limits: Limits::NONE,
};

pub static ARTIFACT_TYPE: Schema = Schema {
    name: "ArtifactType",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(255.0) },
};

pub static ARTIFACT_TYPE_LIST: Schema = Schema {
    name: "ArtifactTypeList",
    kind: Kind::List { member: &Member::required("member", &ARTIFACT_TYPE) },
    limits: Limits { min: Some(0.0), max: Some(5.0) },
};

pub static ATTRIBUTE: Schema = Schema {
    name: "Attribute",
    kind: Kind::Structure {
        members: &[Member::required("key", &ATTRIBUTE_KEY), Member::optional("value", &ATTRIBUTE_VALUE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ATTRIBUTE_KEY: Schema = Schema {
    name: "AttributeKey",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(128.0) },
};

pub static ATTRIBUTE_LIST: Schema = Schema {
    name: "AttributeList",
    kind: Kind::List { member: &Member::required("member", &ATTRIBUTE) },
    limits: Limits { min: Some(0.0), max: Some(50.0) },
};

pub static ATTRIBUTE_VALUE: Schema = Schema {
    name: "AttributeValue",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(256.0) },
};

pub static AUTHORIZATION_DATA: Schema = Schema {
    name: "AuthorizationData",
    kind: Kind::Structure {
        members: &[
            Member::optional("authorizationToken", &BASE64),
            Member::optional("expiresAt", &schema::TIMESTAMP),
            Member::optional("proxyEndpoint", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static AUTHORIZATION_DATA_LIST: Schema = Schema {
    name: "AuthorizationDataList",
    kind: Kind::List { member: &Member::required("member", &AUTHORIZATION_DATA) },
    limits: Limits::NONE,
};

pub static AWS_ECR_CONTAINER_IMAGE_DETAILS: Schema = Schema {
    name: "AwsEcrContainerImageDetails",
    kind: Kind::Structure {
        members: &[
            Member::optional("architecture", &schema::TEXT),
            Member::optional("author", &schema::TEXT),
            Member::optional("imageHash", &schema::TEXT),
            Member::optional("imageTags", &IMAGE_TAGS_LIST),
            Member::optional("platform", &schema::TEXT),
            Member::optional("pushedAt", &schema::TIMESTAMP),
            Member::optional("lastInUseAt", &schema::TIMESTAMP),
            Member::optional("inUseCount", &IN_USE_COUNT),
            Member::optional("registry", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

static PATTERN_OF_BASE64: Pattern = Pattern::new("^\\S+$");

pub static BASE64: Schema = Schema {
    name: "Base64",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_BASE64), values: &[] },
    limits: Limits::NONE,
};

pub static BATCH_CHECK_LAYER_AVAILABILITY_REQUEST: Schema = Schema {
    name: "BatchCheckLayerAvailabilityRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("layerDigests", &BATCHED_OPERATION_LAYER_DIGEST_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static BATCH_CHECK_LAYER_AVAILABILITY_RESPONSE: Schema = Schema {
    name: "BatchCheckLayerAvailabilityResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("layers", &LAYER_LIST),
            Member::optional("failures", &LAYER_FAILURE_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static BATCH_DELETE_IMAGE_REQUEST: Schema = Schema {
    name: "BatchDeleteImageRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("imageIds", &IMAGE_IDENTIFIER_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static BATCH_DELETE_IMAGE_RESPONSE: Schema = Schema {
    name: "BatchDeleteImageResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("imageIds", &IMAGE_IDENTIFIER_LIST),
            Member::optional("failures", &IMAGE_FAILURE_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static BATCH_GET_IMAGE_REQUEST: Schema = Schema {
    name: "BatchGetImageRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("imageIds", &IMAGE_IDENTIFIER_LIST),
            Member::optional("acceptedMediaTypes", &MEDIA_TYPE_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static BATCH_GET_IMAGE_RESPONSE: Schema = Schema {
    name: "BatchGetImageResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("images", &IMAGE_LIST),
            Member::optional("failures", &IMAGE_FAILURE_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static BATCH_GET_REPOSITORY_SCANNING_CONFIGURATION_REQUEST: Schema = Schema {
    name: "BatchGetRepositoryScanningConfigurationRequest",
    kind: Kind::Structure {
        members: &[Member::required("repositoryNames", &SCANNING_CONFIGURATION_REPOSITORY_NAME_LIST)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static BATCH_GET_REPOSITORY_SCANNING_CONFIGURATION_RESPONSE: Schema = Schema {
    name: "BatchGetRepositoryScanningConfigurationResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("scanningConfigurations", &REPOSITORY_SCANNING_CONFIGURATION_LIST),
            Member::optional("failures", &REPOSITORY_SCANNING_CONFIGURATION_FAILURE_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static BATCHED_OPERATION_LAYER_DIGEST: Schema = Schema {
    name: "BatchedOperationLayerDigest",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(0.0), max: Some(1000.0) },
};

pub static BATCHED_OPERATION_LAYER_DIGEST_LIST: Schema = Schema {
    name: "BatchedOperationLayerDigestList",
    kind: Kind::List { member: &Member::required("member", &BATCHED_OPERATION_LAYER_DIGEST) },
    limits: Limits { min: Some(1.0), max: Some(100.0) },
};

pub static COMPLETE_LAYER_UPLOAD_REQUEST: Schema = Schema {
    name: "CompleteLayerUploadRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("uploadId", &UPLOAD_ID),
            Member::required("layerDigests", &LAYER_DIGEST_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static COMPLETE_LAYER_UPLOAD_RESPONSE: Schema = Schema {
    name: "CompleteLayerUploadResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("uploadId", &UPLOAD_ID),
            Member::optional("layerDigest", &LAYER_DIGEST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_PULL_THROUGH_CACHE_RULE_REQUEST: Schema = Schema {
    name: "CreatePullThroughCacheRuleRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("ecrRepositoryPrefix", &PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX),
            Member::required("upstreamRegistryUrl", &schema::TEXT),
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("upstreamRegistry", &UPSTREAM_REGISTRY),
            Member::optional("credentialArn", &CREDENTIAL_ARN),
            Member::optional("customRoleArn", &CUSTOM_ROLE_ARN),
            Member::optional("upstreamRepositoryPrefix", &PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_PULL_THROUGH_CACHE_RULE_RESPONSE: Schema = Schema {
    name: "CreatePullThroughCacheRuleResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("ecrRepositoryPrefix", &PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX),
            Member::optional("upstreamRegistryUrl", &schema::TEXT),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("upstreamRegistry", &UPSTREAM_REGISTRY),
            Member::optional("credentialArn", &CREDENTIAL_ARN),
            Member::optional("customRoleArn", &CUSTOM_ROLE_ARN),
            Member::optional("upstreamRepositoryPrefix", &PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_REPOSITORY_CREATION_TEMPLATE_REQUEST: Schema = Schema {
    name: "CreateRepositoryCreationTemplateRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("prefix", &PREFIX),
            Member::optional("description", &REPOSITORY_TEMPLATE_DESCRIPTION),
            Member::optional(
                "encryptionConfiguration",
                &ENCRYPTION_CONFIGURATION_FOR_REPOSITORY_CREATION_TEMPLATE,
            ),
            Member::optional("resourceTags", &TAG_LIST),
            Member::optional("imageTagMutability", &IMAGE_TAG_MUTABILITY),
            Member::optional("imageTagMutabilityExclusionFilters", &IMAGE_TAG_MUTABILITY_EXCLUSION_FILTERS),
            Member::optional("repositoryPolicy", &REPOSITORY_POLICY_TEXT),
            Member::optional("lifecyclePolicy", &LIFECYCLE_POLICY_TEXT_FOR_REPOSITORY_CREATION_TEMPLATE),
            Member::required("appliedFor", &RCT_APPLIED_FOR_LIST),
            Member::optional("customRoleArn", &CUSTOM_ROLE_ARN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_REPOSITORY_CREATION_TEMPLATE_RESPONSE: Schema = Schema {
    name: "CreateRepositoryCreationTemplateResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryCreationTemplate", &REPOSITORY_CREATION_TEMPLATE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_REPOSITORY_REQUEST: Schema = Schema {
    name: "CreateRepositoryRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::optional("tags", &TAG_LIST),
            Member::optional("imageTagMutability", &IMAGE_TAG_MUTABILITY),
            Member::optional("imageTagMutabilityExclusionFilters", &IMAGE_TAG_MUTABILITY_EXCLUSION_FILTERS),
            Member::optional("imageScanningConfiguration", &IMAGE_SCANNING_CONFIGURATION),
            Member::optional("encryptionConfiguration", &ENCRYPTION_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CREATE_REPOSITORY_RESPONSE: Schema = Schema {
    name: "CreateRepositoryResponse",
    kind: Kind::Structure { members: &[Member::optional("repository", &REPOSITORY)], union: false },
    limits: Limits::NONE,
};

static PATTERN_OF_CREDENTIAL_ARN: Pattern = Pattern::new(
    "^arn:aws(-\\w+)*:secretsmanager:[a-zA-Z0-9-:]+:secret:ecr\\-pullthroughcache\\/[a-zA-Z0-9\\/_+=.@-]+$",
);

pub static CREDENTIAL_ARN: Schema = Schema {
    name: "CredentialArn",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_CREDENTIAL_ARN), values: &[] },
    limits: Limits { min: Some(50.0), max: Some(612.0) },
};

pub static CUSTOM_ROLE_ARN: Schema = Schema {
    name: "CustomRoleArn",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: None, max: Some(2048.0) },
};

pub static CVSS_SCORE: Schema = Schema {
    name: "CvssScore",
    kind: Kind::Structure {
        members: &[
            Member::optional("baseScore", &schema::DOUBLE),
            Member::optional("scoringVector", &schema::TEXT),
            Member::optional("source", &schema::TEXT),
            Member::optional("version", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CVSS_SCORE_ADJUSTMENT: Schema = Schema {
    name: "CvssScoreAdjustment",
    kind: Kind::Structure {
        members: &[Member::optional("metric", &schema::TEXT), Member::optional("reason", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CVSS_SCORE_ADJUSTMENT_LIST: Schema = Schema {
    name: "CvssScoreAdjustmentList",
    kind: Kind::List { member: &Member::required("member", &CVSS_SCORE_ADJUSTMENT) },
    limits: Limits::NONE,
};

pub static CVSS_SCORE_DETAILS: Schema = Schema {
    name: "CvssScoreDetails",
    kind: Kind::Structure {
        members: &[
            Member::optional("adjustments", &CVSS_SCORE_ADJUSTMENT_LIST),
            Member::optional("score", &schema::DOUBLE),
            Member::optional("scoreSource", &schema::TEXT),
            Member::optional("scoringVector", &schema::TEXT),
            Member::optional("version", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static CVSS_SCORE_LIST: Schema = Schema {
    name: "CvssScoreList",
    kind: Kind::List { member: &Member::required("member", &CVSS_SCORE) },
    limits: Limits::NONE,
};

pub static DELETE_LIFECYCLE_POLICY_REQUEST: Schema = Schema {
    name: "DeleteLifecyclePolicyRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_LIFECYCLE_POLICY_RESPONSE: Schema = Schema {
    name: "DeleteLifecyclePolicyResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("lifecyclePolicyText", &LIFECYCLE_POLICY_TEXT),
            Member::optional("lastEvaluatedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_PULL_THROUGH_CACHE_RULE_REQUEST: Schema = Schema {
    name: "DeletePullThroughCacheRuleRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("ecrRepositoryPrefix", &PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX),
            Member::optional("registryId", &REGISTRY_ID),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_PULL_THROUGH_CACHE_RULE_RESPONSE: Schema = Schema {
    name: "DeletePullThroughCacheRuleResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("ecrRepositoryPrefix", &PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX),
            Member::optional("upstreamRegistryUrl", &schema::TEXT),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("credentialArn", &CREDENTIAL_ARN),
            Member::optional("customRoleArn", &CUSTOM_ROLE_ARN),
            Member::optional("upstreamRepositoryPrefix", &PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_REGISTRY_POLICY_REQUEST: Schema = Schema {
    name: "DeleteRegistryPolicyRequest",
    kind: Kind::Structure { members: &[], union: false },
    limits: Limits::NONE,
};

pub static DELETE_REGISTRY_POLICY_RESPONSE: Schema = Schema {
    name: "DeleteRegistryPolicyResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("policyText", &REGISTRY_POLICY_TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_REPLICATION: Schema = Schema {
    name: "DeleteReplication",
    kind: Kind::Structure { members: &[Member::required("enabled", &schema::BOOLEAN)], union: false },
    limits: Limits::NONE,
};

pub static DELETE_REPOSITORY_CREATION_TEMPLATE_REQUEST: Schema = Schema {
    name: "DeleteRepositoryCreationTemplateRequest",
    kind: Kind::Structure { members: &[Member::required("prefix", &PREFIX)], union: false },
    limits: Limits::NONE,
};

pub static DELETE_REPOSITORY_CREATION_TEMPLATE_RESPONSE: Schema = Schema {
    name: "DeleteRepositoryCreationTemplateResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryCreationTemplate", &REPOSITORY_CREATION_TEMPLATE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_REPOSITORY_POLICY_REQUEST: Schema = Schema {
    name: "DeleteRepositoryPolicyRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_REPOSITORY_POLICY_RESPONSE: Schema = Schema {
    name: "DeleteRepositoryPolicyResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("policyText", &REPOSITORY_POLICY_TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_REPOSITORY_REQUEST: Schema = Schema {
    name: "DeleteRepositoryRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::optional("force", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DELETE_REPOSITORY_RESPONSE: Schema = Schema {
    name: "DeleteRepositoryResponse",
    kind: Kind::Structure { members: &[Member::optional("repository", &REPOSITORY)], union: false },
    limits: Limits::NONE,
};

pub static DELETE_SIGNING_CONFIGURATION_REQUEST: Schema = Schema {
    name: "DeleteSigningConfigurationRequest",
    kind: Kind::Structure { members: &[], union: false },
    limits: Limits::NONE,
};

pub static DELETE_SIGNING_CONFIGURATION_RESPONSE: Schema = Schema {
    name: "DeleteSigningConfigurationResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("signingConfiguration", &SIGNING_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DEREGISTER_PULL_TIME_UPDATE_EXCLUSION_REQUEST: Schema = Schema {
    name: "DeregisterPullTimeUpdateExclusionRequest",
    kind: Kind::Structure { members: &[Member::required("principalArn", &PRINCIPAL_ARN)], union: false },
    limits: Limits::NONE,
};

pub static DEREGISTER_PULL_TIME_UPDATE_EXCLUSION_RESPONSE: Schema = Schema {
    name: "DeregisterPullTimeUpdateExclusionResponse",
    kind: Kind::Structure { members: &[Member::optional("principalArn", &PRINCIPAL_ARN)], union: false },
    limits: Limits::NONE,
};

pub static DESCRIBE_IMAGE_REPLICATION_STATUS_REQUEST: Schema = Schema {
    name: "DescribeImageReplicationStatusRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("imageId", &IMAGE_IDENTIFIER),
            Member::optional("registryId", &REGISTRY_ID),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_IMAGE_REPLICATION_STATUS_RESPONSE: Schema = Schema {
    name: "DescribeImageReplicationStatusResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("imageId", &IMAGE_IDENTIFIER),
            Member::optional("replicationStatuses", &IMAGE_REPLICATION_STATUS_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_IMAGE_SCAN_FINDINGS_REQUEST: Schema = Schema {
    name: "DescribeImageScanFindingsRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("imageId", &IMAGE_IDENTIFIER),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &MAX_RESULTS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_IMAGE_SCAN_FINDINGS_RESPONSE: Schema = Schema {
    name: "DescribeImageScanFindingsResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("imageId", &IMAGE_IDENTIFIER),
            Member::optional("imageScanStatus", &IMAGE_SCAN_STATUS),
            Member::optional("imageScanFindings", &IMAGE_SCAN_FINDINGS),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_IMAGE_SIGNING_STATUS_REQUEST: Schema = Schema {
    name: "DescribeImageSigningStatusRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("imageId", &IMAGE_IDENTIFIER),
            Member::optional("registryId", &REGISTRY_ID),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_IMAGE_SIGNING_STATUS_RESPONSE: Schema = Schema {
    name: "DescribeImageSigningStatusResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("imageId", &IMAGE_IDENTIFIER),
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("signingStatuses", &IMAGE_SIGNING_STATUS_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_IMAGES_FILTER: Schema = Schema {
    name: "DescribeImagesFilter",
    kind: Kind::Structure {
        members: &[
            Member::optional("tagStatus", &TAG_STATUS),
            Member::optional("imageStatus", &IMAGE_STATUS_FILTER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_IMAGES_REQUEST: Schema = Schema {
    name: "DescribeImagesRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::optional("imageIds", &IMAGE_IDENTIFIER_LIST),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &MAX_RESULTS),
            Member::optional("filter", &DESCRIBE_IMAGES_FILTER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_IMAGES_RESPONSE: Schema = Schema {
    name: "DescribeImagesResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("imageDetails", &IMAGE_DETAIL_LIST),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_PULL_THROUGH_CACHE_RULES_REQUEST: Schema = Schema {
    name: "DescribePullThroughCacheRulesRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("ecrRepositoryPrefixes", &PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX_LIST),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &MAX_RESULTS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_PULL_THROUGH_CACHE_RULES_RESPONSE: Schema = Schema {
    name: "DescribePullThroughCacheRulesResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("pullThroughCacheRules", &PULL_THROUGH_CACHE_RULE_LIST),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_REGISTRY_REQUEST: Schema = Schema {
    name: "DescribeRegistryRequest",
    kind: Kind::Structure { members: &[], union: false },
    limits: Limits::NONE,
};

pub static DESCRIBE_REGISTRY_RESPONSE: Schema = Schema {
    name: "DescribeRegistryResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("replicationConfiguration", &REPLICATION_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_REPLICATION_BACKFILL_RESULTS_REQUEST: Schema = Schema {
    name: "DescribeReplicationBackfillResultsRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("replicationBackfillId", &REPLICATION_BACKFILL_ID),
            Member::optional("resultStatusFilter", &REPLICATION_BACKFILL_RESULT_STATUS),
            Member::optional("maxResults", &MAX_RESULTS),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_REPLICATION_BACKFILL_RESULTS_RESPONSE: Schema = Schema {
    name: "DescribeReplicationBackfillResultsResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("replicationBackfillId", &REPLICATION_BACKFILL_ID),
            Member::optional("destination", &REPLICATION_DESTINATION),
            Member::optional("status", &REPLICATION_BACKFILL_STATUS),
            Member::optional("failureCode", &schema::TEXT),
            Member::optional("progress", &REPLICATION_BACKFILL_PROGRESS),
            Member::optional("results", &REPLICATION_BACKFILL_RESULT_LIST),
            Member::optional("startedAt", &schema::TIMESTAMP),
            Member::optional("endedAt", &schema::TIMESTAMP),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_REPOSITORIES_REQUEST: Schema = Schema {
    name: "DescribeRepositoriesRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryNames", &REPOSITORY_NAME_LIST),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &MAX_RESULTS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_REPOSITORIES_RESPONSE: Schema = Schema {
    name: "DescribeRepositoriesResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("repositories", &REPOSITORY_LIST),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_REPOSITORY_CREATION_TEMPLATES_REQUEST: Schema = Schema {
    name: "DescribeRepositoryCreationTemplatesRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("prefixes", &PREFIX_LIST),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &MAX_RESULTS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_REPOSITORY_CREATION_TEMPLATES_RESPONSE: Schema = Schema {
    name: "DescribeRepositoryCreationTemplatesResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryCreationTemplates", &REPOSITORY_CREATION_TEMPLATE_LIST),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ENCRYPTION_CONFIGURATION: Schema = Schema {
    name: "EncryptionConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::required("encryptionType", &ENCRYPTION_TYPE),
            Member::optional("kmsKey", &KMS_KEY),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ENCRYPTION_CONFIGURATION_FOR_REPOSITORY_CREATION_TEMPLATE: Schema = Schema {
    name: "EncryptionConfigurationForRepositoryCreationTemplate",
    kind: Kind::Structure {
        members: &[
            Member::required("encryptionType", &ENCRYPTION_TYPE),
            Member::optional("kmsKey", &KMS_KEY_FOR_REPOSITORY_CREATION_TEMPLATE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ENCRYPTION_TYPE: Schema = Schema {
    name: "EncryptionType",
    kind: Kind::Text { pattern: None, values: super::EncryptionType::VALUES },
    limits: Limits::NONE,
};

pub static ENHANCED_IMAGE_SCAN_FINDING: Schema = Schema {
    name: "EnhancedImageScanFinding",
    kind: Kind::Structure {
        members: &[
            Member::optional("awsAccountId", &REGISTRY_ID),
            Member::optional("description", &schema::TEXT),
            Member::optional("findingArn", &schema::TEXT),
            Member::optional("firstObservedAt", &schema::TIMESTAMP),
            Member::optional("lastObservedAt", &schema::TIMESTAMP),
            Member::optional("packageVulnerabilityDetails", &PACKAGE_VULNERABILITY_DETAILS),
            Member::optional("remediation", &REMEDIATION),
            Member::optional("resources", &RESOURCE_LIST),
            Member::optional("score", &schema::DOUBLE),
            Member::optional("scoreDetails", &SCORE_DETAILS),
            Member::optional("severity", &schema::TEXT),
            Member::optional("status", &schema::TEXT),
            Member::optional("title", &schema::TEXT),
            Member::optional("type", &schema::TEXT),
            Member::optional("updatedAt", &schema::TIMESTAMP),
            Member::optional("fixAvailable", &schema::TEXT),
            Member::optional("exploitAvailable", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static ENHANCED_IMAGE_SCAN_FINDING_LIST: Schema = Schema {
    name: "EnhancedImageScanFindingList",
    kind: Kind::List { member: &Member::required("member", &ENHANCED_IMAGE_SCAN_FINDING) },
    limits: Limits::NONE,
};

pub static FIFTY_MAX_RESULTS: Schema = Schema {
    name: "FiftyMaxResults",
    kind: Kind::Integer,
    limits: Limits { min: Some(1.0), max: Some(50.0) },
};

pub static FINDING_SEVERITY: Schema = Schema {
    name: "FindingSeverity",
    kind: Kind::Text { pattern: None, values: super::FindingSeverity::VALUES },
    limits: Limits::NONE,
};

pub static FINDING_SEVERITY_COUNTS: Schema = Schema {
    name: "FindingSeverityCounts",
    kind: Kind::Map {
        key: &Member::required("key", &FINDING_SEVERITY),
        value: &Member::required("value", &SEVERITY_COUNT),
    },
    limits: Limits::NONE,
};

pub static GET_ACCOUNT_SETTING_REQUEST: Schema = Schema {
    name: "GetAccountSettingRequest",
    kind: Kind::Structure { members: &[Member::required("name", &ACCOUNT_SETTING_NAME)], union: false },
    limits: Limits::NONE,
};

pub static GET_ACCOUNT_SETTING_RESPONSE: Schema = Schema {
    name: "GetAccountSettingResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("name", &ACCOUNT_SETTING_NAME),
            Member::optional("value", &ACCOUNT_SETTING_NAME),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_AUTHORIZATION_TOKEN_REGISTRY_ID_LIST: Schema = Schema {
    name: "GetAuthorizationTokenRegistryIdList",
    kind: Kind::List { member: &Member::required("member", &REGISTRY_ID) },
    limits: Limits { min: Some(1.0), max: Some(10.0) },
};

pub static GET_AUTHORIZATION_TOKEN_REQUEST: Schema = Schema {
    name: "GetAuthorizationTokenRequest",
    kind: Kind::Structure {
        members: &[Member::optional("registryIds", &GET_AUTHORIZATION_TOKEN_REGISTRY_ID_LIST)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_AUTHORIZATION_TOKEN_RESPONSE: Schema = Schema {
    name: "GetAuthorizationTokenResponse",
    kind: Kind::Structure {
        members: &[Member::optional("authorizationData", &AUTHORIZATION_DATA_LIST)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_DOWNLOAD_URL_FOR_LAYER_REQUEST: Schema = Schema {
    name: "GetDownloadUrlForLayerRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("layerDigest", &LAYER_DIGEST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_DOWNLOAD_URL_FOR_LAYER_RESPONSE: Schema = Schema {
    name: "GetDownloadUrlForLayerResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("downloadUrl", &schema::TEXT),
            Member::optional("layerDigest", &LAYER_DIGEST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_LIFECYCLE_POLICY_PREVIEW_REQUEST: Schema = Schema {
    name: "GetLifecyclePolicyPreviewRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::optional("imageIds", &IMAGE_IDENTIFIER_LIST),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &LIFECYCLE_PREVIEW_MAX_RESULTS),
            Member::optional("filter", &LIFECYCLE_POLICY_PREVIEW_FILTER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_LIFECYCLE_POLICY_PREVIEW_RESPONSE: Schema = Schema {
    name: "GetLifecyclePolicyPreviewResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("lifecyclePolicyText", &LIFECYCLE_POLICY_TEXT),
            Member::optional("status", &LIFECYCLE_POLICY_PREVIEW_STATUS),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("previewResults", &LIFECYCLE_POLICY_PREVIEW_RESULT_LIST),
            Member::optional("summary", &LIFECYCLE_POLICY_PREVIEW_SUMMARY),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_LIFECYCLE_POLICY_REQUEST: Schema = Schema {
    name: "GetLifecyclePolicyRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_LIFECYCLE_POLICY_RESPONSE: Schema = Schema {
    name: "GetLifecyclePolicyResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("lifecyclePolicyText", &LIFECYCLE_POLICY_TEXT),
            Member::optional("lastEvaluatedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_REGISTRY_POLICY_REQUEST: Schema = Schema {
    name: "GetRegistryPolicyRequest",
    kind: Kind::Structure { members: &[], union: false },
    limits: Limits::NONE,
};

pub static GET_REGISTRY_POLICY_RESPONSE: Schema = Schema {
    name: "GetRegistryPolicyResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("policyText", &REGISTRY_POLICY_TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_REGISTRY_SCANNING_CONFIGURATION_REQUEST: Schema = Schema {
    name: "GetRegistryScanningConfigurationRequest",
    kind: Kind::Structure { members: &[], union: false },
    limits: Limits::NONE,
};

pub static GET_REGISTRY_SCANNING_CONFIGURATION_RESPONSE: Schema = Schema {
    name: "GetRegistryScanningConfigurationResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("scanningConfiguration", &REGISTRY_SCANNING_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_REPOSITORY_POLICY_REQUEST: Schema = Schema {
    name: "GetRepositoryPolicyRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_REPOSITORY_POLICY_RESPONSE: Schema = Schema {
    name: "GetRepositoryPolicyResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("policyText", &REPOSITORY_POLICY_TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static GET_SIGNING_CONFIGURATION_REQUEST: Schema = Schema {
    name: "GetSigningConfigurationRequest",
    kind: Kind::Structure { members: &[], union: false },
    limits: Limits::NONE,
};

pub static GET_SIGNING_CONFIGURATION_RESPONSE: Schema = Schema {
    name: "GetSigningConfigurationResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("signingConfiguration", &SIGNING_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static IMAGE: Schema = Schema {
    name: "Image",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("imageId", &IMAGE_IDENTIFIER),
            Member::optional("imageManifest", &IMAGE_MANIFEST),
            Member::optional("imageManifestMediaType", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static IMAGE_ACTION_TYPE: Schema = Schema {
    name: "ImageActionType",
    kind: Kind::Text { pattern: None, values: super::ImageActionType::VALUES },
    limits: Limits::NONE,
};

pub static IMAGE_COUNT: Schema =
    Schema { name: "ImageCount", kind: Kind::Integer, limits: Limits { min: Some(0.0), max: None } };

pub static IMAGE_DETAIL: Schema = Schema {
    name: "ImageDetail",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("imageDigest", &schema::TEXT),
            Member::optional("imageTags", &IMAGE_TAG_LIST),
            Member::optional("imageSizeInBytes", &schema::LONG),
            Member::optional("imagePushedAt", &schema::TIMESTAMP),
            Member::optional("imageScanStatus", &IMAGE_SCAN_STATUS),
            Member::optional("imageScanFindingsSummary", &IMAGE_SCAN_FINDINGS_SUMMARY),
            Member::optional("imageManifestMediaType", &schema::TEXT),
            Member::optional("artifactMediaType", &schema::TEXT),
            Member::optional("lastRecordedPullTime", &schema::TIMESTAMP),
            Member::optional("subjectManifestDigest", &schema::TEXT),
            Member::optional("imageStatus", &IMAGE_STATUS),
            Member::optional("lastArchivedAt", &schema::TIMESTAMP),
            Member::optional("lastActivatedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static IMAGE_DETAIL_LIST: Schema = Schema {
    name: "ImageDetailList",
    kind: Kind::List { member: &Member::required("member", &IMAGE_DETAIL) },
    limits: Limits::NONE,
};

pub static IMAGE_FAILURE: Schema = Schema {
    name: "ImageFailure",
    kind: Kind::Structure {
        members: &[
            Member::optional("imageId", &IMAGE_IDENTIFIER),
            Member::optional("failureCode", &IMAGE_FAILURE_CODE),
            Member::optional("failureReason", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static IMAGE_FAILURE_CODE: Schema = Schema {
    name: "ImageFailureCode",
    kind: Kind::Text { pattern: None, values: super::ImageFailureCode::VALUES },
    limits: Limits::NONE,
};

pub static IMAGE_FAILURE_LIST: Schema = Schema {
    name: "ImageFailureList",
    kind: Kind::List { member: &Member::required("member", &IMAGE_FAILURE) },
    limits: Limits::NONE,
};

pub static IMAGE_IDENTIFIER: Schema = Schema {
    name: "ImageIdentifier",
    kind: Kind::Structure {
        members: &[Member::optional("imageDigest", &schema::TEXT), Member::optional("imageTag", &IMAGE_TAG)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static IMAGE_IDENTIFIER_LIST: Schema = Schema {
    name: "ImageIdentifierList",
    kind: Kind::List { member: &Member::required("member", &IMAGE_IDENTIFIER) },
    limits: Limits { min: Some(1.0), max: Some(100.0) },
};

pub static IMAGE_LIST: Schema = Schema {
    name: "ImageList",
    kind: Kind::List { member: &Member::required("member", &IMAGE) },
    limits: Limits::NONE,
};

pub static IMAGE_MANIFEST: Schema = Schema {
    name: "ImageManifest",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(4194304.0) },
};

pub static IMAGE_REFERRER: Schema = Schema {
    name: "ImageReferrer",
    kind: Kind::Structure {
        members: &[
            Member::required("digest", &schema::TEXT),
            Member::required("mediaType", &schema::TEXT),
            Member::optional("artifactType", &ARTIFACT_TYPE),
            Member::required("size", &schema::LONG),
            Member::optional("annotations", &ANNOTATIONS),
            Member::optional("artifactStatus", &ARTIFACT_STATUS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static IMAGE_REFERRER_LIST: Schema = Schema {
    name: "ImageReferrerList",
    kind: Kind::List { member: &Member::required("member", &IMAGE_REFERRER) },
    limits: Limits::NONE,
};

pub static IMAGE_REPLICATION_STATUS: Schema = Schema {
    name: "ImageReplicationStatus",
    kind: Kind::Structure {
        members: &[
            Member::optional("region", &REGION),
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("status", &REPLICATION_STATUS),
            Member::optional("failureCode", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static IMAGE_REPLICATION_STATUS_LIST: Schema = Schema {
    name: "ImageReplicationStatusList",
    kind: Kind::List { member: &Member::required("member", &IMAGE_REPLICATION_STATUS) },
    limits: Limits::NONE,
};

pub static IMAGE_SCAN_FINDING: Schema = Schema {
    name: "ImageScanFinding",
    kind: Kind::Structure {
        members: &[
            Member::optional("name", &schema::TEXT),
            Member::optional("description", &schema::TEXT),
            Member::optional("uri", &schema::TEXT),
            Member::optional("severity", &FINDING_SEVERITY),
            Member::optional("attributes", &ATTRIBUTE_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static IMAGE_SCAN_FINDING_LIST: Schema = Schema {
    name: "ImageScanFindingList",
    kind: Kind::List { member: &Member::required("member", &IMAGE_SCAN_FINDING) },
    limits: Limits::NONE,
};

pub static IMAGE_SCAN_FINDINGS: Schema = Schema {
    name: "ImageScanFindings",
    kind: Kind::Structure {
        members: &[
            Member::optional("imageScanCompletedAt", &schema::TIMESTAMP),
            Member::optional("vulnerabilitySourceUpdatedAt", &schema::TIMESTAMP),
            Member::optional("findingSeverityCounts", &FINDING_SEVERITY_COUNTS),
            Member::optional("findings", &IMAGE_SCAN_FINDING_LIST),
            Member::optional("enhancedFindings", &ENHANCED_IMAGE_SCAN_FINDING_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static IMAGE_SCAN_FINDINGS_SUMMARY: Schema = Schema {
    name: "ImageScanFindingsSummary",
    kind: Kind::Structure {
        members: &[
            Member::optional("imageScanCompletedAt", &schema::TIMESTAMP),
            Member::optional("vulnerabilitySourceUpdatedAt", &schema::TIMESTAMP),
            Member::optional("findingSeverityCounts", &FINDING_SEVERITY_COUNTS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static IMAGE_SCAN_STATUS: Schema = Schema {
    name: "ImageScanStatus",
    kind: Kind::Structure {
        members: &[Member::optional("status", &SCAN_STATUS), Member::optional("description", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static IMAGE_SCANNING_CONFIGURATION: Schema = Schema {
    name: "ImageScanningConfiguration",
    kind: Kind::Structure { members: &[Member::optional("scanOnPush", &schema::BOOLEAN)], union: false },
    limits: Limits::NONE,
};

pub static IMAGE_SIGNING_STATUS: Schema = Schema {
    name: "ImageSigningStatus",
    kind: Kind::Structure {
        members: &[
            Member::optional("signingProfileArn", &SIGNING_PROFILE_ARN),
            Member::optional("failureCode", &schema::TEXT),
            Member::optional("failureReason", &schema::TEXT),
            Member::optional("status", &SIGNING_STATUS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static IMAGE_SIGNING_STATUS_LIST: Schema = Schema {
    name: "ImageSigningStatusList",
    kind: Kind::List { member: &Member::required("member", &IMAGE_SIGNING_STATUS) },
    limits: Limits::NONE,
};

pub static IMAGE_STATUS: Schema = Schema {
    name: "ImageStatus",
    kind: Kind::Text { pattern: None, values: super::ImageStatus::VALUES },
    limits: Limits::NONE,
};

pub static IMAGE_STATUS_FILTER: Schema = Schema {
    name: "ImageStatusFilter",
    kind: Kind::Text { pattern: None, values: super::ImageStatusFilter::VALUES },
    limits: Limits::NONE,
};

pub static IMAGE_TAG: Schema = Schema {
    name: "ImageTag",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(300.0) },
};

pub static IMAGE_TAG_LIST: Schema = Schema {
    name: "ImageTagList",
    kind: Kind::List { member: &Member::required("member", &IMAGE_TAG) },
    limits: Limits::NONE,
};

pub static IMAGE_TAG_MUTABILITY: Schema = Schema {
    name: "ImageTagMutability",
    kind: Kind::Text { pattern: None, values: super::ImageTagMutability::VALUES },
    limits: Limits::NONE,
};

pub static IMAGE_TAG_MUTABILITY_EXCLUSION_FILTER: Schema = Schema {
    name: "ImageTagMutabilityExclusionFilter",
    kind: Kind::Structure {
        members: &[
            Member::required("filterType", &IMAGE_TAG_MUTABILITY_EXCLUSION_FILTER_TYPE),
            Member::required("filter", &IMAGE_TAG_MUTABILITY_EXCLUSION_FILTER_VALUE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static IMAGE_TAG_MUTABILITY_EXCLUSION_FILTER_TYPE: Schema = Schema {
    name: "ImageTagMutabilityExclusionFilterType",
    kind: Kind::Text { pattern: None, values: super::ImageTagMutabilityExclusionFilterType::VALUES },
    limits: Limits::NONE,
};

static PATTERN_OF_IMAGE_TAG_MUTABILITY_EXCLUSION_FILTER_VALUE: Pattern =
    Pattern::new("^[0-9a-zA-Z._*-]{1,128}$");

pub static IMAGE_TAG_MUTABILITY_EXCLUSION_FILTER_VALUE: Schema = Schema {
    name: "ImageTagMutabilityExclusionFilterValue",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_IMAGE_TAG_MUTABILITY_EXCLUSION_FILTER_VALUE), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(128.0) },
};

pub static IMAGE_TAG_MUTABILITY_EXCLUSION_FILTERS: Schema = Schema {
    name: "ImageTagMutabilityExclusionFilters",
    kind: Kind::List { member: &Member::required("member", &IMAGE_TAG_MUTABILITY_EXCLUSION_FILTER) },
    limits: Limits { min: Some(1.0), max: Some(5.0) },
};

pub static IMAGE_TAGS_LIST: Schema = Schema {
    name: "ImageTagsList",
    kind: Kind::List { member: &Member::required("member", &IMAGE_TAG) },
    limits: Limits::NONE,
};

pub static IN_USE_COUNT: Schema =
    Schema { name: "InUseCount", kind: Kind::Long, limits: Limits { min: Some(0.0), max: None } };

pub static INITIATE_LAYER_UPLOAD_REQUEST: Schema = Schema {
    name: "InitiateLayerUploadRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static INITIATE_LAYER_UPLOAD_RESPONSE: Schema = Schema {
    name: "InitiateLayerUploadResponse",
    kind: Kind::Structure {
        members: &[Member::optional("uploadId", &UPLOAD_ID), Member::optional("partSize", &PART_SIZE)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static INVALID_LAYER_PART_EXCEPTION: Schema = Schema {
    name: "InvalidLayerPartException",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("uploadId", &UPLOAD_ID),
            Member::optional("lastValidByteReceived", &PART_SIZE),
            Member::optional("message", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static KMS_EXCEPTION: Schema = Schema {
    name: "KmsException",
    kind: Kind::Structure {
        members: &[Member::optional("message", &schema::TEXT), Member::optional("kmsError", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static KMS_KEY: Schema = Schema {
    name: "KmsKey",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(1.0), max: Some(2048.0) },
};

static PATTERN_OF_KMS_KEY_FOR_REPOSITORY_CREATION_TEMPLATE: Pattern =
    Pattern::new("^$|arn:aws[a-z0-9-]*:kms:[a-z0-9-]+:[0-9]{12}:key\\/[a-z0-9-]+");

pub static KMS_KEY_FOR_REPOSITORY_CREATION_TEMPLATE: Schema = Schema {
    name: "KmsKeyForRepositoryCreationTemplate",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_KMS_KEY_FOR_REPOSITORY_CREATION_TEMPLATE), values: &[] },
    limits: Limits { min: Some(0.0), max: Some(2048.0) },
};

pub static LAYER: Schema = Schema {
    name: "Layer",
    kind: Kind::Structure {
        members: &[
            Member::optional("layerDigest", &LAYER_DIGEST),
            Member::optional("layerAvailability", &LAYER_AVAILABILITY),
            Member::optional("layerSize", &schema::LONG),
            Member::optional("mediaType", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LAYER_AVAILABILITY: Schema = Schema {
    name: "LayerAvailability",
    kind: Kind::Text { pattern: None, values: super::LayerAvailability::VALUES },
    limits: Limits::NONE,
};

static PATTERN_OF_LAYER_DIGEST: Pattern = Pattern::new("[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+");

pub static LAYER_DIGEST: Schema = Schema {
    name: "LayerDigest",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_LAYER_DIGEST), values: &[] },
    limits: Limits::NONE,
};

pub static LAYER_DIGEST_LIST: Schema = Schema {
    name: "LayerDigestList",
    kind: Kind::List { member: &Member::required("member", &LAYER_DIGEST) },
    limits: Limits { min: Some(1.0), max: Some(100.0) },
};

pub static LAYER_FAILURE: Schema = Schema {
    name: "LayerFailure",
    kind: Kind::Structure {
        members: &[
            Member::optional("layerDigest", &BATCHED_OPERATION_LAYER_DIGEST),
            Member::optional("failureCode", &LAYER_FAILURE_CODE),
            Member::optional("failureReason", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LAYER_FAILURE_CODE: Schema = Schema {
    name: "LayerFailureCode",
    kind: Kind::Text { pattern: None, values: super::LayerFailureCode::VALUES },
    limits: Limits::NONE,
};

pub static LAYER_FAILURE_LIST: Schema = Schema {
    name: "LayerFailureList",
    kind: Kind::List { member: &Member::required("member", &LAYER_FAILURE) },
    limits: Limits::NONE,
};

pub static LAYER_LIST: Schema = Schema {
    name: "LayerList",
    kind: Kind::List { member: &Member::required("member", &LAYER) },
    limits: Limits::NONE,
};

pub static LAYER_PART_BLOB: Schema = Schema {
    name: "LayerPartBlob",
    kind: Kind::Blob,
    limits: Limits { min: Some(0.0), max: Some(20971520.0) },
};

pub static LIFECYCLE_POLICY_PREVIEW_FILTER: Schema = Schema {
    name: "LifecyclePolicyPreviewFilter",
    kind: Kind::Structure { members: &[Member::optional("tagStatus", &TAG_STATUS)], union: false },
    limits: Limits::NONE,
};

pub static LIFECYCLE_POLICY_PREVIEW_RESULT: Schema = Schema {
    name: "LifecyclePolicyPreviewResult",
    kind: Kind::Structure {
        members: &[
            Member::optional("imageTags", &IMAGE_TAG_LIST),
            Member::optional("imageDigest", &schema::TEXT),
            Member::optional("imagePushedAt", &schema::TIMESTAMP),
            Member::optional("action", &LIFECYCLE_POLICY_RULE_ACTION),
            Member::optional("appliedRulePriority", &LIFECYCLE_POLICY_RULE_PRIORITY),
            Member::optional("storageClass", &LIFECYCLE_POLICY_STORAGE_CLASS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIFECYCLE_POLICY_PREVIEW_RESULT_LIST: Schema = Schema {
    name: "LifecyclePolicyPreviewResultList",
    kind: Kind::List { member: &Member::required("member", &LIFECYCLE_POLICY_PREVIEW_RESULT) },
    limits: Limits::NONE,
};

pub static LIFECYCLE_POLICY_PREVIEW_STATUS: Schema = Schema {
    name: "LifecyclePolicyPreviewStatus",
    kind: Kind::Text { pattern: None, values: super::LifecyclePolicyPreviewStatus::VALUES },
    limits: Limits::NONE,
};

pub static LIFECYCLE_POLICY_PREVIEW_SUMMARY: Schema = Schema {
    name: "LifecyclePolicyPreviewSummary",
    kind: Kind::Structure {
        members: &[
            Member::optional("expiringImageTotalCount", &IMAGE_COUNT),
            Member::optional("transitioningImageTotalCounts", &TRANSITIONING_IMAGE_TOTAL_COUNTS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIFECYCLE_POLICY_RULE_ACTION: Schema = Schema {
    name: "LifecyclePolicyRuleAction",
    kind: Kind::Structure {
        members: &[
            Member::optional("type", &IMAGE_ACTION_TYPE),
            Member::optional("targetStorageClass", &LIFECYCLE_POLICY_TARGET_STORAGE_CLASS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIFECYCLE_POLICY_RULE_PRIORITY: Schema = Schema {
    name: "LifecyclePolicyRulePriority",
    kind: Kind::Integer,
    limits: Limits { min: Some(1.0), max: None },
};

pub static LIFECYCLE_POLICY_STORAGE_CLASS: Schema = Schema {
    name: "LifecyclePolicyStorageClass",
    kind: Kind::Text { pattern: None, values: super::LifecyclePolicyStorageClass::VALUES },
    limits: Limits::NONE,
};

pub static LIFECYCLE_POLICY_TARGET_STORAGE_CLASS: Schema = Schema {
    name: "LifecyclePolicyTargetStorageClass",
    kind: Kind::Text { pattern: None, values: super::LifecyclePolicyTargetStorageClass::VALUES },
    limits: Limits::NONE,
};

pub static LIFECYCLE_POLICY_TEXT: Schema = Schema {
    name: "LifecyclePolicyText",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(100.0), max: Some(30720.0) },
};

pub static LIFECYCLE_POLICY_TEXT_FOR_REPOSITORY_CREATION_TEMPLATE: Schema = Schema {
    name: "LifecyclePolicyTextForRepositoryCreationTemplate",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(0.0), max: Some(30720.0) },
};

pub static LIFECYCLE_PREVIEW_MAX_RESULTS: Schema = Schema {
    name: "LifecyclePreviewMaxResults",
    kind: Kind::Integer,
    limits: Limits { min: Some(1.0), max: Some(100.0) },
};

pub static LIST_IMAGE_REFERRERS_FILTER: Schema = Schema {
    name: "ListImageReferrersFilter",
    kind: Kind::Structure {
        members: &[
            Member::optional("artifactTypes", &ARTIFACT_TYPE_LIST),
            Member::optional("artifactStatus", &ARTIFACT_STATUS_FILTER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_IMAGE_REFERRERS_REQUEST: Schema = Schema {
    name: "ListImageReferrersRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("subjectId", &SUBJECT_IDENTIFIER),
            Member::optional("filter", &LIST_IMAGE_REFERRERS_FILTER),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &FIFTY_MAX_RESULTS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_IMAGE_REFERRERS_RESPONSE: Schema = Schema {
    name: "ListImageReferrersResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("referrers", &IMAGE_REFERRER_LIST),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_IMAGES_FILTER: Schema = Schema {
    name: "ListImagesFilter",
    kind: Kind::Structure {
        members: &[
            Member::optional("tagStatus", &TAG_STATUS),
            Member::optional("imageStatus", &IMAGE_STATUS_FILTER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_IMAGES_REQUEST: Schema = Schema {
    name: "ListImagesRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::optional("nextToken", &schema::TEXT),
            Member::optional("maxResults", &MAX_RESULTS),
            Member::optional("filter", &LIST_IMAGES_FILTER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_IMAGES_RESPONSE: Schema = Schema {
    name: "ListImagesResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("imageIds", &IMAGE_IDENTIFIER_LIST),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_PULL_TIME_UPDATE_EXCLUSIONS_REQUEST: Schema = Schema {
    name: "ListPullTimeUpdateExclusionsRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("maxResults", &MAX_RESULTS),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_PULL_TIME_UPDATE_EXCLUSIONS_RESPONSE: Schema = Schema {
    name: "ListPullTimeUpdateExclusionsResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("pullTimeUpdateExclusions", &PULL_TIME_UPDATE_EXCLUSION_LIST),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_REPLICATION_BACKFILLS_REQUEST: Schema = Schema {
    name: "ListReplicationBackfillsRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("maxResults", &FIFTY_MAX_RESULTS),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_REPLICATION_BACKFILLS_RESPONSE: Schema = Schema {
    name: "ListReplicationBackfillsResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("backfills", &REPLICATION_BACKFILL_SUMMARY_LIST),
            Member::optional("nextToken", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static LIST_TAGS_FOR_RESOURCE_REQUEST: Schema = Schema {
    name: "ListTagsForResourceRequest",
    kind: Kind::Structure { members: &[Member::required("resourceArn", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static LIST_TAGS_FOR_RESOURCE_RESPONSE: Schema = Schema {
    name: "ListTagsForResourceResponse",
    kind: Kind::Structure { members: &[Member::optional("tags", &TAG_LIST)], union: false },
    limits: Limits::NONE,
};

pub static MAX_RESULTS: Schema =
    Schema { name: "MaxResults", kind: Kind::Integer, limits: Limits { min: Some(1.0), max: Some(1000.0) } };

pub static MEDIA_TYPE_LIST: Schema = Schema {
    name: "MediaTypeList",
    kind: Kind::List { member: &Member::required("member", &schema::TEXT) },
    limits: Limits { min: Some(1.0), max: Some(100.0) },
};

pub static NON_NEGATIVE_INTEGER: Schema =
    Schema { name: "NonNegativeInteger", kind: Kind::Integer, limits: Limits { min: Some(0.0), max: None } };

pub static PACKAGE_VULNERABILITY_DETAILS: Schema = Schema {
    name: "PackageVulnerabilityDetails",
    kind: Kind::Structure {
        members: &[
            Member::optional("cvss", &CVSS_SCORE_LIST),
            Member::optional("referenceUrls", &REFERENCE_URLS_LIST),
            Member::optional("relatedVulnerabilities", &RELATED_VULNERABILITIES_LIST),
            Member::optional("source", &schema::TEXT),
            Member::optional("sourceUrl", &schema::TEXT),
            Member::optional("vendorCreatedAt", &schema::TIMESTAMP),
            Member::optional("vendorSeverity", &schema::TEXT),
            Member::optional("vendorUpdatedAt", &schema::TIMESTAMP),
            Member::optional("vulnerabilityId", &schema::TEXT),
            Member::optional("vulnerablePackages", &VULNERABLE_PACKAGES_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PART_SIZE: Schema =
    Schema { name: "PartSize", kind: Kind::Long, limits: Limits { min: Some(0.0), max: None } };

static PATTERN_OF_PREFIX: Pattern =
    Pattern::new("^([a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*\\/?|ROOT)$");

pub static PREFIX: Schema = Schema {
    name: "Prefix",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_PREFIX), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(256.0) },
};

pub static PREFIX_LIST: Schema = Schema {
    name: "PrefixList",
    kind: Kind::List { member: &Member::required("member", &PREFIX) },
    limits: Limits::NONE,
};

static PATTERN_OF_PRINCIPAL_ARN: Pattern =
    Pattern::new("^arn:aws(-[a-z]+)*:iam::[0-9]{12}:(role|user)/[\\w+=,.@-]+(/[\\w+=,.@-]+)*$");

pub static PRINCIPAL_ARN: Schema = Schema {
    name: "PrincipalArn",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_PRINCIPAL_ARN), values: &[] },
    limits: Limits { min: None, max: Some(200.0) },
};

pub static PULL_THROUGH_CACHE_RULE: Schema = Schema {
    name: "PullThroughCacheRule",
    kind: Kind::Structure {
        members: &[
            Member::optional("ecrRepositoryPrefix", &PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX),
            Member::optional("upstreamRegistryUrl", &schema::TEXT),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("credentialArn", &CREDENTIAL_ARN),
            Member::optional("customRoleArn", &CUSTOM_ROLE_ARN),
            Member::optional("upstreamRepositoryPrefix", &PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX),
            Member::optional("upstreamRegistry", &UPSTREAM_REGISTRY),
            Member::optional("updatedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PULL_THROUGH_CACHE_RULE_LIST: Schema = Schema {
    name: "PullThroughCacheRuleList",
    kind: Kind::List { member: &Member::required("member", &PULL_THROUGH_CACHE_RULE) },
    limits: Limits::NONE,
};

static PATTERN_OF_PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX: Pattern =
    Pattern::new("^([a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*\\/?|ROOT)$");

pub static PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX: Schema = Schema {
    name: "PullThroughCacheRuleRepositoryPrefix",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX), values: &[] },
    limits: Limits { min: Some(2.0), max: Some(30.0) },
};

pub static PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX_LIST: Schema = Schema {
    name: "PullThroughCacheRuleRepositoryPrefixList",
    kind: Kind::List { member: &Member::required("member", &PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX) },
    limits: Limits { min: Some(1.0), max: Some(100.0) },
};

pub static PULL_TIME_UPDATE_EXCLUSION_LIST: Schema = Schema {
    name: "PullTimeUpdateExclusionList",
    kind: Kind::List { member: &Member::required("member", &PRINCIPAL_ARN) },
    limits: Limits { min: Some(0.0), max: Some(100.0) },
};

pub static PUT_ACCOUNT_SETTING_REQUEST: Schema = Schema {
    name: "PutAccountSettingRequest",
    kind: Kind::Structure {
        members: &[Member::required("name", &ACCOUNT_SETTING_NAME), Member::required("value", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_ACCOUNT_SETTING_RESPONSE: Schema = Schema {
    name: "PutAccountSettingResponse",
    kind: Kind::Structure {
        members: &[Member::optional("name", &ACCOUNT_SETTING_NAME), Member::optional("value", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_IMAGE_REQUEST: Schema = Schema {
    name: "PutImageRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("imageManifest", &IMAGE_MANIFEST),
            Member::optional("imageManifestMediaType", &schema::TEXT),
            Member::optional("imageTag", &IMAGE_TAG),
            Member::optional("imageDigest", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_IMAGE_RESPONSE: Schema = Schema {
    name: "PutImageResponse",
    kind: Kind::Structure { members: &[Member::optional("image", &IMAGE)], union: false },
    limits: Limits::NONE,
};

pub static PUT_IMAGE_SCANNING_CONFIGURATION_REQUEST: Schema = Schema {
    name: "PutImageScanningConfigurationRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("imageScanningConfiguration", &IMAGE_SCANNING_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_IMAGE_SCANNING_CONFIGURATION_RESPONSE: Schema = Schema {
    name: "PutImageScanningConfigurationResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("imageScanningConfiguration", &IMAGE_SCANNING_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_IMAGE_TAG_MUTABILITY_REQUEST: Schema = Schema {
    name: "PutImageTagMutabilityRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("imageTagMutability", &IMAGE_TAG_MUTABILITY),
            Member::optional("imageTagMutabilityExclusionFilters", &IMAGE_TAG_MUTABILITY_EXCLUSION_FILTERS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_IMAGE_TAG_MUTABILITY_RESPONSE: Schema = Schema {
    name: "PutImageTagMutabilityResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("imageTagMutability", &IMAGE_TAG_MUTABILITY),
            Member::optional("imageTagMutabilityExclusionFilters", &IMAGE_TAG_MUTABILITY_EXCLUSION_FILTERS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_LIFECYCLE_POLICY_REQUEST: Schema = Schema {
    name: "PutLifecyclePolicyRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("lifecyclePolicyText", &LIFECYCLE_POLICY_TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_LIFECYCLE_POLICY_RESPONSE: Schema = Schema {
    name: "PutLifecyclePolicyResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("lifecyclePolicyText", &LIFECYCLE_POLICY_TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_REGISTRY_POLICY_REQUEST: Schema = Schema {
    name: "PutRegistryPolicyRequest",
    kind: Kind::Structure { members: &[Member::required("policyText", &REGISTRY_POLICY_TEXT)], union: false },
    limits: Limits::NONE,
};

pub static PUT_REGISTRY_POLICY_RESPONSE: Schema = Schema {
    name: "PutRegistryPolicyResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("policyText", &REGISTRY_POLICY_TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_REGISTRY_SCANNING_CONFIGURATION_REQUEST: Schema = Schema {
    name: "PutRegistryScanningConfigurationRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("scanType", &SCAN_TYPE),
            Member::optional("rules", &REGISTRY_SCANNING_RULE_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_REGISTRY_SCANNING_CONFIGURATION_RESPONSE: Schema = Schema {
    name: "PutRegistryScanningConfigurationResponse",
    kind: Kind::Structure {
        members: &[Member::optional("registryScanningConfiguration", &REGISTRY_SCANNING_CONFIGURATION)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_REPLICATION_CONFIGURATION_REQUEST: Schema = Schema {
    name: "PutReplicationConfigurationRequest",
    kind: Kind::Structure {
        members: &[Member::required("replicationConfiguration", &REPLICATION_CONFIGURATION)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_REPLICATION_CONFIGURATION_RESPONSE: Schema = Schema {
    name: "PutReplicationConfigurationResponse",
    kind: Kind::Structure {
        members: &[Member::optional("replicationConfiguration", &REPLICATION_CONFIGURATION)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_SIGNING_CONFIGURATION_REQUEST: Schema = Schema {
    name: "PutSigningConfigurationRequest",
    kind: Kind::Structure {
        members: &[Member::required("signingConfiguration", &SIGNING_CONFIGURATION)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PUT_SIGNING_CONFIGURATION_RESPONSE: Schema = Schema {
    name: "PutSigningConfigurationResponse",
    kind: Kind::Structure {
        members: &[Member::optional("signingConfiguration", &SIGNING_CONFIGURATION)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static RCT_APPLIED_FOR: Schema = Schema {
    name: "RCTAppliedFor",
    kind: Kind::Text { pattern: None, values: super::RCTAppliedFor::VALUES },
    limits: Limits::NONE,
};

pub static RCT_APPLIED_FOR_LIST: Schema = Schema {
    name: "RCTAppliedForList",
    kind: Kind::List { member: &Member::required("member", &RCT_APPLIED_FOR) },
    limits: Limits::NONE,
};

pub static RECOMMENDATION: Schema = Schema {
    name: "Recommendation",
    kind: Kind::Structure {
        members: &[Member::optional("url", &schema::TEXT), Member::optional("text", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REFERENCE_URLS_LIST: Schema = Schema {
    name: "ReferenceUrlsList",
    kind: Kind::List { member: &Member::required("member", &schema::TEXT) },
    limits: Limits::NONE,
};

static PATTERN_OF_REGION: Pattern = Pattern::new("[0-9a-z-]{2,25}");

pub static REGION: Schema = Schema {
    name: "Region",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_REGION), values: &[] },
    limits: Limits { min: Some(2.0), max: Some(25.0) },
};

pub static REGISTER_PULL_TIME_UPDATE_EXCLUSION_REQUEST: Schema = Schema {
    name: "RegisterPullTimeUpdateExclusionRequest",
    kind: Kind::Structure { members: &[Member::required("principalArn", &PRINCIPAL_ARN)], union: false },
    limits: Limits::NONE,
};

pub static REGISTER_PULL_TIME_UPDATE_EXCLUSION_RESPONSE: Schema = Schema {
    name: "RegisterPullTimeUpdateExclusionResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("principalArn", &PRINCIPAL_ARN),
            Member::optional("createdAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

static PATTERN_OF_REGISTRY_ID: Pattern = Pattern::new("[0-9]{12}");

pub static REGISTRY_ID: Schema = Schema {
    name: "RegistryId",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_REGISTRY_ID), values: &[] },
    limits: Limits::NONE,
};

pub static REGISTRY_POLICY_TEXT: Schema = Schema {
    name: "RegistryPolicyText",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(0.0), max: Some(10240.0) },
};

pub static REGISTRY_SCANNING_CONFIGURATION: Schema = Schema {
    name: "RegistryScanningConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("scanType", &SCAN_TYPE),
            Member::optional("rules", &REGISTRY_SCANNING_RULE_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REGISTRY_SCANNING_RULE: Schema = Schema {
    name: "RegistryScanningRule",
    kind: Kind::Structure {
        members: &[
            Member::required("scanFrequency", &SCAN_FREQUENCY),
            Member::required("repositoryFilters", &SCANNING_REPOSITORY_FILTER_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REGISTRY_SCANNING_RULE_LIST: Schema = Schema {
    name: "RegistryScanningRuleList",
    kind: Kind::List { member: &Member::required("member", &REGISTRY_SCANNING_RULE) },
    limits: Limits { min: Some(0.0), max: Some(2.0) },
};

pub static RELATED_VULNERABILITIES_LIST: Schema = Schema {
    name: "RelatedVulnerabilitiesList",
    kind: Kind::List { member: &Member::required("member", &schema::TEXT) },
    limits: Limits::NONE,
};

pub static REMEDIATION: Schema = Schema {
    name: "Remediation",
    kind: Kind::Structure { members: &[Member::optional("recommendation", &RECOMMENDATION)], union: false },
    limits: Limits::NONE,
};

static PATTERN_OF_REPLICATION_BACKFILL_ID: Pattern =
    Pattern::new("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

pub static REPLICATION_BACKFILL_ID: Schema = Schema {
    name: "ReplicationBackfillId",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_REPLICATION_BACKFILL_ID), values: &[] },
    limits: Limits::NONE,
};

pub static REPLICATION_BACKFILL_PROGRESS: Schema = Schema {
    name: "ReplicationBackfillProgress",
    kind: Kind::Structure {
        members: &[
            Member::required("totalReplicationCount", &NON_NEGATIVE_INTEGER),
            Member::required("completedReplicationCount", &NON_NEGATIVE_INTEGER),
            Member::required("failedReplicationCount", &NON_NEGATIVE_INTEGER),
            Member::required("failureCodes", &REPLICATION_ERROR_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REPLICATION_BACKFILL_RESULT: Schema = Schema {
    name: "ReplicationBackfillResult",
    kind: Kind::Structure {
        members: &[
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("imageId", &IMAGE_IDENTIFIER),
            Member::required("status", &REPLICATION_BACKFILL_RESULT_STATUS),
            Member::optional("failureCode", &schema::TEXT),
            Member::optional("subImageFailureCodes", &REPLICATION_ERROR_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REPLICATION_BACKFILL_RESULT_LIST: Schema = Schema {
    name: "ReplicationBackfillResultList",
    kind: Kind::List { member: &Member::required("member", &REPLICATION_BACKFILL_RESULT) },
    limits: Limits::NONE,
};

pub static REPLICATION_BACKFILL_RESULT_STATUS: Schema = Schema {
    name: "ReplicationBackfillResultStatus",
    kind: Kind::Text { pattern: None, values: super::ReplicationBackfillResultStatus::VALUES },
    limits: Limits::NONE,
};

pub static REPLICATION_BACKFILL_STATUS: Schema = Schema {
    name: "ReplicationBackfillStatus",
    kind: Kind::Text { pattern: None, values: super::ReplicationBackfillStatus::VALUES },
    limits: Limits::NONE,
};

pub static REPLICATION_BACKFILL_SUMMARY: Schema = Schema {
    name: "ReplicationBackfillSummary",
    kind: Kind::Structure {
        members: &[
            Member::required("replicationBackfillId", &REPLICATION_BACKFILL_ID),
            Member::required("destination", &REPLICATION_DESTINATION),
            Member::required("status", &REPLICATION_BACKFILL_STATUS),
            Member::optional("failureCode", &schema::TEXT),
            Member::optional("progress", &REPLICATION_BACKFILL_PROGRESS),
            Member::required("startedAt", &schema::TIMESTAMP),
            Member::optional("endedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REPLICATION_BACKFILL_SUMMARY_LIST: Schema = Schema {
    name: "ReplicationBackfillSummaryList",
    kind: Kind::List { member: &Member::required("member", &REPLICATION_BACKFILL_SUMMARY) },
    limits: Limits::NONE,
};

pub static REPLICATION_CONFIGURATION: Schema = Schema {
    name: "ReplicationConfiguration",
    kind: Kind::Structure { members: &[Member::required("rules", &REPLICATION_RULE_LIST)], union: false },
    limits: Limits::NONE,
};

pub static REPLICATION_DESTINATION: Schema = Schema {
    name: "ReplicationDestination",
    kind: Kind::Structure {
        members: &[Member::required("region", &REGION), Member::required("registryId", &REGISTRY_ID)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REPLICATION_DESTINATION_LIST: Schema = Schema {
    name: "ReplicationDestinationList",
    kind: Kind::List { member: &Member::required("member", &REPLICATION_DESTINATION) },
    limits: Limits { min: Some(0.0), max: Some(100.0) },
};

pub static REPLICATION_ERROR_LIST: Schema = Schema {
    name: "ReplicationErrorList",
    kind: Kind::List { member: &Member::required("member", &schema::TEXT) },
    limits: Limits::NONE,
};

pub static REPLICATION_RULE: Schema = Schema {
    name: "ReplicationRule",
    kind: Kind::Structure {
        members: &[
            Member::required("destinations", &REPLICATION_DESTINATION_LIST),
            Member::optional("repositoryFilters", &REPOSITORY_FILTER_LIST),
            Member::optional("deleteReplication", &DELETE_REPLICATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REPLICATION_RULE_LIST: Schema = Schema {
    name: "ReplicationRuleList",
    kind: Kind::List { member: &Member::required("member", &REPLICATION_RULE) },
    limits: Limits { min: Some(0.0), max: Some(25.0) },
};

pub static REPLICATION_STATUS: Schema = Schema {
    name: "ReplicationStatus",
    kind: Kind::Text { pattern: None, values: super::ReplicationStatus::VALUES },
    limits: Limits::NONE,
};

pub static REPOSITORY: Schema = Schema {
    name: "Repository",
    kind: Kind::Structure {
        members: &[
            Member::optional("repositoryArn", &schema::TEXT),
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("repositoryUri", &schema::TEXT),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("imageTagMutability", &IMAGE_TAG_MUTABILITY),
            Member::optional("imageTagMutabilityExclusionFilters", &IMAGE_TAG_MUTABILITY_EXCLUSION_FILTERS),
            Member::optional("imageScanningConfiguration", &IMAGE_SCANNING_CONFIGURATION),
            Member::optional("encryptionConfiguration", &ENCRYPTION_CONFIGURATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REPOSITORY_CREATION_TEMPLATE: Schema = Schema {
    name: "RepositoryCreationTemplate",
    kind: Kind::Structure {
        members: &[
            Member::optional("prefix", &PREFIX),
            Member::optional("description", &REPOSITORY_TEMPLATE_DESCRIPTION),
            Member::optional(
                "encryptionConfiguration",
                &ENCRYPTION_CONFIGURATION_FOR_REPOSITORY_CREATION_TEMPLATE,
            ),
            Member::optional("resourceTags", &TAG_LIST),
            Member::optional("imageTagMutability", &IMAGE_TAG_MUTABILITY),
            Member::optional("imageTagMutabilityExclusionFilters", &IMAGE_TAG_MUTABILITY_EXCLUSION_FILTERS),
            Member::optional("repositoryPolicy", &REPOSITORY_POLICY_TEXT),
            Member::optional("lifecyclePolicy", &LIFECYCLE_POLICY_TEXT_FOR_REPOSITORY_CREATION_TEMPLATE),
            Member::optional("appliedFor", &RCT_APPLIED_FOR_LIST),
            Member::optional("customRoleArn", &CUSTOM_ROLE_ARN),
            Member::optional("createdAt", &schema::TIMESTAMP),
            Member::optional("updatedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REPOSITORY_CREATION_TEMPLATE_LIST: Schema = Schema {
    name: "RepositoryCreationTemplateList",
    kind: Kind::List { member: &Member::required("member", &REPOSITORY_CREATION_TEMPLATE) },
    limits: Limits::NONE,
};

pub static REPOSITORY_FILTER: Schema = Schema {
    name: "RepositoryFilter",
    kind: Kind::Structure {
        members: &[
            Member::required("filter", &REPOSITORY_FILTER_VALUE),
            Member::required("filterType", &REPOSITORY_FILTER_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REPOSITORY_FILTER_LIST: Schema = Schema {
    name: "RepositoryFilterList",
    kind: Kind::List { member: &Member::required("member", &REPOSITORY_FILTER) },
    limits: Limits { min: Some(1.0), max: Some(100.0) },
};

pub static REPOSITORY_FILTER_TYPE: Schema = Schema {
    name: "RepositoryFilterType",
    kind: Kind::Text { pattern: None, values: super::RepositoryFilterType::VALUES },
    limits: Limits::NONE,
};

static PATTERN_OF_REPOSITORY_FILTER_VALUE: Pattern =
    Pattern::new("^(?:[a-z0-9]+(?:[._-][a-z0-9]*)*/)*[a-z0-9]*(?:[._-][a-z0-9]*)*$");

pub static REPOSITORY_FILTER_VALUE: Schema = Schema {
    name: "RepositoryFilterValue",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_REPOSITORY_FILTER_VALUE), values: &[] },
    limits: Limits { min: Some(2.0), max: Some(256.0) },
};

pub static REPOSITORY_LIST: Schema = Schema {
    name: "RepositoryList",
    kind: Kind::List { member: &Member::required("member", &REPOSITORY) },
    limits: Limits::NONE,
};

static PATTERN_OF_REPOSITORY_NAME: Pattern =
    Pattern::new("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");

pub static REPOSITORY_NAME: Schema = Schema {
    name: "RepositoryName",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_REPOSITORY_NAME), values: &[] },
    limits: Limits { min: Some(2.0), max: Some(256.0) },
};

pub static REPOSITORY_NAME_LIST: Schema = Schema {
    name: "RepositoryNameList",
    kind: Kind::List { member: &Member::required("member", &REPOSITORY_NAME) },
    limits: Limits { min: Some(1.0), max: Some(100.0) },
};

pub static REPOSITORY_POLICY_TEXT: Schema = Schema {
    name: "RepositoryPolicyText",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: Some(0.0), max: Some(10240.0) },
};

pub static REPOSITORY_SCANNING_CONFIGURATION: Schema = Schema {
    name: "RepositoryScanningConfiguration",
    kind: Kind::Structure {
        members: &[
            Member::optional("repositoryArn", &schema::TEXT),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("scanOnPush", &schema::BOOLEAN),
            Member::optional("scanFrequency", &SCAN_FREQUENCY),
            Member::optional("appliedScanFilters", &SCANNING_REPOSITORY_FILTER_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REPOSITORY_SCANNING_CONFIGURATION_FAILURE: Schema = Schema {
    name: "RepositoryScanningConfigurationFailure",
    kind: Kind::Structure {
        members: &[
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("failureCode", &SCANNING_CONFIGURATION_FAILURE_CODE),
            Member::optional("failureReason", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static REPOSITORY_SCANNING_CONFIGURATION_FAILURE_LIST: Schema = Schema {
    name: "RepositoryScanningConfigurationFailureList",
    kind: Kind::List { member: &Member::required("member", &REPOSITORY_SCANNING_CONFIGURATION_FAILURE) },
    limits: Limits::NONE,
};

pub static REPOSITORY_SCANNING_CONFIGURATION_LIST: Schema = Schema {
    name: "RepositoryScanningConfigurationList",
    kind: Kind::List { member: &Member::required("member", &REPOSITORY_SCANNING_CONFIGURATION) },
    limits: Limits::NONE,
};

pub static REPOSITORY_TEMPLATE_DESCRIPTION: Schema = Schema {
    name: "RepositoryTemplateDescription",
    kind: Kind::Text { pattern: None, values: &[] },
    limits: Limits { min: None, max: Some(256.0) },
};

pub static RESOURCE: Schema = Schema {
    name: "Resource",
    kind: Kind::Structure {
        members: &[
            Member::optional("details", &RESOURCE_DETAILS),
            Member::optional("id", &schema::TEXT),
            Member::optional("tags", &TAGS),
            Member::optional("type", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static RESOURCE_DETAILS: Schema = Schema {
    name: "ResourceDetails",
    kind: Kind::Structure {
        members: &[Member::optional("awsEcrContainerImage", &AWS_ECR_CONTAINER_IMAGE_DETAILS)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static RESOURCE_LIST: Schema = Schema {
    name: "ResourceList",
    kind: Kind::List { member: &Member::required("member", &RESOURCE) },
    limits: Limits::NONE,
};

pub static SCAN_FREQUENCY: Schema = Schema {
    name: "ScanFrequency",
    kind: Kind::Text { pattern: None, values: super::ScanFrequency::VALUES },
    limits: Limits::NONE,
};

pub static SCAN_STATUS: Schema = Schema {
    name: "ScanStatus",
    kind: Kind::Text { pattern: None, values: super::ScanStatus::VALUES },
    limits: Limits::NONE,
};

pub static SCAN_TYPE: Schema = Schema {
    name: "ScanType",
    kind: Kind::Text { pattern: None, values: super::ScanType::VALUES },
    limits: Limits::NONE,
};

pub static SCANNING_CONFIGURATION_FAILURE_CODE: Schema = Schema {
    name: "ScanningConfigurationFailureCode",
    kind: Kind::Text { pattern: None, values: super::ScanningConfigurationFailureCode::VALUES },
    limits: Limits::NONE,
};

pub static SCANNING_CONFIGURATION_REPOSITORY_NAME_LIST: Schema = Schema {
    name: "ScanningConfigurationRepositoryNameList",
    kind: Kind::List { member: &Member::required("member", &REPOSITORY_NAME) },
    limits: Limits { min: Some(1.0), max: Some(25.0) },
};

pub static SCANNING_REPOSITORY_FILTER: Schema = Schema {
    name: "ScanningRepositoryFilter",
    kind: Kind::Structure {
        members: &[
            Member::required("filter", &SCANNING_REPOSITORY_FILTER_VALUE),
            Member::required("filterType", &SCANNING_REPOSITORY_FILTER_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SCANNING_REPOSITORY_FILTER_LIST: Schema = Schema {
    name: "ScanningRepositoryFilterList",
    kind: Kind::List { member: &Member::required("member", &SCANNING_REPOSITORY_FILTER) },
    limits: Limits { min: Some(0.0), max: Some(100.0) },
};

pub static SCANNING_REPOSITORY_FILTER_TYPE: Schema = Schema {
    name: "ScanningRepositoryFilterType",
    kind: Kind::Text { pattern: None, values: super::ScanningRepositoryFilterType::VALUES },
    limits: Limits::NONE,
};

static PATTERN_OF_SCANNING_REPOSITORY_FILTER_VALUE: Pattern =
    Pattern::new("^[a-z0-9*](?:[._\\-/a-z0-9*]?[a-z0-9*]+)*$");

pub static SCANNING_REPOSITORY_FILTER_VALUE: Schema = Schema {
    name: "ScanningRepositoryFilterValue",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_SCANNING_REPOSITORY_FILTER_VALUE), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(255.0) },
};

pub static SCORE_DETAILS: Schema = Schema {
    name: "ScoreDetails",
    kind: Kind::Structure { members: &[Member::optional("cvss", &CVSS_SCORE_DETAILS)], union: false },
    limits: Limits::NONE,
};

pub static SET_REPOSITORY_POLICY_REQUEST: Schema = Schema {
    name: "SetRepositoryPolicyRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("policyText", &REPOSITORY_POLICY_TEXT),
            Member::optional("force", &schema::BOOLEAN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SET_REPOSITORY_POLICY_RESPONSE: Schema = Schema {
    name: "SetRepositoryPolicyResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("policyText", &REPOSITORY_POLICY_TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SEVERITY_COUNT: Schema =
    Schema { name: "SeverityCount", kind: Kind::Integer, limits: Limits { min: Some(0.0), max: None } };

pub static SIGNING_CONFIGURATION: Schema = Schema {
    name: "SigningConfiguration",
    kind: Kind::Structure { members: &[Member::required("rules", &SIGNING_RULE_LIST)], union: false },
    limits: Limits::NONE,
};

static PATTERN_OF_SIGNING_PROFILE_ARN: Pattern =
    Pattern::new("^arn:aws(-[a-z]+)*:signer:[a-z0-9-]+:[0-9]{12}:\\/signing-profiles\\/[a-zA-Z0-9_]{2,}$");

pub static SIGNING_PROFILE_ARN: Schema = Schema {
    name: "SigningProfileArn",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_SIGNING_PROFILE_ARN), values: &[] },
    limits: Limits { min: None, max: Some(200.0) },
};

pub static SIGNING_REPOSITORY_FILTER: Schema = Schema {
    name: "SigningRepositoryFilter",
    kind: Kind::Structure {
        members: &[
            Member::required("filter", &SIGNING_REPOSITORY_FILTER_VALUE),
            Member::required("filterType", &SIGNING_REPOSITORY_FILTER_TYPE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SIGNING_REPOSITORY_FILTER_LIST: Schema = Schema {
    name: "SigningRepositoryFilterList",
    kind: Kind::List { member: &Member::required("member", &SIGNING_REPOSITORY_FILTER) },
    limits: Limits { min: Some(1.0), max: Some(100.0) },
};

pub static SIGNING_REPOSITORY_FILTER_TYPE: Schema = Schema {
    name: "SigningRepositoryFilterType",
    kind: Kind::Text { pattern: None, values: super::SigningRepositoryFilterType::VALUES },
    limits: Limits::NONE,
};

static PATTERN_OF_SIGNING_REPOSITORY_FILTER_VALUE: Pattern =
    Pattern::new("^(?:[a-z0-9*]+(?:[._-][a-z0-9*]+)*/)*[a-z0-9*]+(?:[._-][a-z0-9*]+)*$");

pub static SIGNING_REPOSITORY_FILTER_VALUE: Schema = Schema {
    name: "SigningRepositoryFilterValue",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_SIGNING_REPOSITORY_FILTER_VALUE), values: &[] },
    limits: Limits { min: Some(1.0), max: Some(256.0) },
};

pub static SIGNING_RULE: Schema = Schema {
    name: "SigningRule",
    kind: Kind::Structure {
        members: &[
            Member::required("signingProfileArn", &SIGNING_PROFILE_ARN),
            Member::optional("repositoryFilters", &SIGNING_REPOSITORY_FILTER_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SIGNING_RULE_LIST: Schema = Schema {
    name: "SigningRuleList",
    kind: Kind::List { member: &Member::required("member", &SIGNING_RULE) },
    limits: Limits { min: Some(0.0), max: Some(10.0) },
};

pub static SIGNING_STATUS: Schema = Schema {
    name: "SigningStatus",
    kind: Kind::Text { pattern: None, values: super::SigningStatus::VALUES },
    limits: Limits::NONE,
};

pub static START_IMAGE_SCAN_REQUEST: Schema = Schema {
    name: "StartImageScanRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("imageId", &IMAGE_IDENTIFIER),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static START_IMAGE_SCAN_RESPONSE: Schema = Schema {
    name: "StartImageScanResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("imageId", &IMAGE_IDENTIFIER),
            Member::optional("imageScanStatus", &IMAGE_SCAN_STATUS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static START_LIFECYCLE_POLICY_PREVIEW_REQUEST: Schema = Schema {
    name: "StartLifecyclePolicyPreviewRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::optional("lifecyclePolicyText", &LIFECYCLE_POLICY_TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static START_LIFECYCLE_POLICY_PREVIEW_RESPONSE: Schema = Schema {
    name: "StartLifecyclePolicyPreviewResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("lifecyclePolicyText", &LIFECYCLE_POLICY_TEXT),
            Member::optional("status", &LIFECYCLE_POLICY_PREVIEW_STATUS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static START_REPLICATION_BACKFILL_REQUEST: Schema = Schema {
    name: "StartReplicationBackfillRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("destination", &REPLICATION_DESTINATION),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static START_REPLICATION_BACKFILL_RESPONSE: Schema = Schema {
    name: "StartReplicationBackfillResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("replicationBackfillId", &REPLICATION_BACKFILL_ID),
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("destination", &REPLICATION_DESTINATION),
            Member::optional("status", &REPLICATION_BACKFILL_STATUS),
            Member::optional("startedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static STOP_REPLICATION_BACKFILL_REQUEST: Schema = Schema {
    name: "StopReplicationBackfillRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("replicationBackfillId", &REPLICATION_BACKFILL_ID),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static STOP_REPLICATION_BACKFILL_RESPONSE: Schema = Schema {
    name: "StopReplicationBackfillResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("replicationBackfillId", &REPLICATION_BACKFILL_ID),
            Member::optional("destination", &REPLICATION_DESTINATION),
            Member::optional("status", &REPLICATION_BACKFILL_STATUS),
            Member::optional("startedAt", &schema::TIMESTAMP),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SUBJECT_IDENTIFIER: Schema = Schema {
    name: "SubjectIdentifier",
    kind: Kind::Structure { members: &[Member::required("imageDigest", &schema::TEXT)], union: false },
    limits: Limits::NONE,
};

pub static TAG: Schema = Schema {
    name: "Tag",
    kind: Kind::Structure {
        members: &[Member::required("Key", &schema::TEXT), Member::required("Value", &schema::TEXT)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TAG_KEY_LIST: Schema = Schema {
    name: "TagKeyList",
    kind: Kind::List { member: &Member::required("member", &schema::TEXT) },
    limits: Limits::NONE,
};

pub static TAG_LIST: Schema = Schema {
    name: "TagList",
    kind: Kind::List { member: &Member::required("member", &TAG) },
    limits: Limits::NONE,
};

pub static TAG_RESOURCE_REQUEST: Schema = Schema {
    name: "TagResourceRequest",
    kind: Kind::Structure {
        members: &[Member::required("resourceArn", &schema::TEXT), Member::required("tags", &TAG_LIST)],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TAG_RESOURCE_RESPONSE: Schema = Schema {
    name: "TagResourceResponse",
    kind: Kind::Structure { members: &[], union: false },
    limits: Limits::NONE,
};

pub static TAG_STATUS: Schema = Schema {
    name: "TagStatus",
    kind: Kind::Text { pattern: None, values: super::TagStatus::VALUES },
    limits: Limits::NONE,
};

pub static TAGS: Schema = Schema {
    name: "Tags",
    kind: Kind::Map {
        key: &Member::required("key", &schema::TEXT),
        value: &Member::required("value", &schema::TEXT),
    },
    limits: Limits::NONE,
};

pub static TARGET_STORAGE_CLASS: Schema = Schema {
    name: "TargetStorageClass",
    kind: Kind::Text { pattern: None, values: super::TargetStorageClass::VALUES },
    limits: Limits::NONE,
};

pub static TRANSITIONING_IMAGE_TOTAL_COUNT: Schema = Schema {
    name: "TransitioningImageTotalCount",
    kind: Kind::Structure {
        members: &[
            Member::optional("targetStorageClass", &LIFECYCLE_POLICY_TARGET_STORAGE_CLASS),
            Member::optional("imageTotalCount", &IMAGE_COUNT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TRANSITIONING_IMAGE_TOTAL_COUNTS: Schema = Schema {
    name: "TransitioningImageTotalCounts",
    kind: Kind::List { member: &Member::required("member", &TRANSITIONING_IMAGE_TOTAL_COUNT) },
    limits: Limits::NONE,
};

pub static UNTAG_RESOURCE_REQUEST: Schema = Schema {
    name: "UntagResourceRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("resourceArn", &schema::TEXT),
            Member::required("tagKeys", &TAG_KEY_LIST),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UNTAG_RESOURCE_RESPONSE: Schema = Schema {
    name: "UntagResourceResponse",
    kind: Kind::Structure { members: &[], union: false },
    limits: Limits::NONE,
};

pub static UPDATE_IMAGE_STORAGE_CLASS_REQUEST: Schema = Schema {
    name: "UpdateImageStorageClassRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("imageId", &IMAGE_IDENTIFIER),
            Member::required("targetStorageClass", &TARGET_STORAGE_CLASS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_IMAGE_STORAGE_CLASS_RESPONSE: Schema = Schema {
    name: "UpdateImageStorageClassResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("imageId", &IMAGE_IDENTIFIER),
            Member::optional("imageStatus", &IMAGE_STATUS),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_PULL_THROUGH_CACHE_RULE_REQUEST: Schema = Schema {
    name: "UpdatePullThroughCacheRuleRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("ecrRepositoryPrefix", &PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX),
            Member::optional("credentialArn", &CREDENTIAL_ARN),
            Member::optional("customRoleArn", &CUSTOM_ROLE_ARN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_PULL_THROUGH_CACHE_RULE_RESPONSE: Schema = Schema {
    name: "UpdatePullThroughCacheRuleResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("ecrRepositoryPrefix", &PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX),
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("updatedAt", &schema::TIMESTAMP),
            Member::optional("credentialArn", &CREDENTIAL_ARN),
            Member::optional("customRoleArn", &CUSTOM_ROLE_ARN),
            Member::optional("upstreamRepositoryPrefix", &PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_REPOSITORY_CREATION_TEMPLATE_REQUEST: Schema = Schema {
    name: "UpdateRepositoryCreationTemplateRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("prefix", &PREFIX),
            Member::optional("description", &REPOSITORY_TEMPLATE_DESCRIPTION),
            Member::optional(
                "encryptionConfiguration",
                &ENCRYPTION_CONFIGURATION_FOR_REPOSITORY_CREATION_TEMPLATE,
            ),
            Member::optional("resourceTags", &TAG_LIST),
            Member::optional("imageTagMutability", &IMAGE_TAG_MUTABILITY),
            Member::optional("imageTagMutabilityExclusionFilters", &IMAGE_TAG_MUTABILITY_EXCLUSION_FILTERS),
            Member::optional("repositoryPolicy", &REPOSITORY_POLICY_TEXT),
            Member::optional("lifecyclePolicy", &LIFECYCLE_POLICY_TEXT_FOR_REPOSITORY_CREATION_TEMPLATE),
            Member::optional("appliedFor", &RCT_APPLIED_FOR_LIST),
            Member::optional("customRoleArn", &CUSTOM_ROLE_ARN),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPDATE_REPOSITORY_CREATION_TEMPLATE_RESPONSE: Schema = Schema {
    name: "UpdateRepositoryCreationTemplateResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryCreationTemplate", &REPOSITORY_CREATION_TEMPLATE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

static PATTERN_OF_UPLOAD_ID: Pattern =
    Pattern::new("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

pub static UPLOAD_ID: Schema = Schema {
    name: "UploadId",
    kind: Kind::Text { pattern: Some(&PATTERN_OF_UPLOAD_ID), values: &[] },
    limits: Limits::NONE,
};

pub static UPLOAD_LAYER_PART_REQUEST: Schema = Schema {
    name: "UploadLayerPartRequest",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::required("repositoryName", &REPOSITORY_NAME),
            Member::required("uploadId", &UPLOAD_ID),
            Member::required("partFirstByte", &PART_SIZE),
            Member::required("partLastByte", &PART_SIZE),
            Member::required("layerPartBlob", &LAYER_PART_BLOB),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPLOAD_LAYER_PART_RESPONSE: Schema = Schema {
    name: "UploadLayerPartResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("repositoryName", &REPOSITORY_NAME),
            Member::optional("uploadId", &UPLOAD_ID),
            Member::optional("lastByteReceived", &PART_SIZE),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static UPSTREAM_REGISTRY: Schema = Schema {
    name: "UpstreamRegistry",
    kind: Kind::Text { pattern: None, values: super::UpstreamRegistry::VALUES },
    limits: Limits::NONE,
};

pub static VALIDATE_PULL_THROUGH_CACHE_RULE_REQUEST: Schema = Schema {
    name: "ValidatePullThroughCacheRuleRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("ecrRepositoryPrefix", &PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX),
            Member::optional("registryId", &REGISTRY_ID),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VALIDATE_PULL_THROUGH_CACHE_RULE_RESPONSE: Schema = Schema {
    name: "ValidatePullThroughCacheRuleResponse",
    kind: Kind::Structure {
        members: &[
            Member::optional("ecrRepositoryPrefix", &PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX),
            Member::optional("registryId", &REGISTRY_ID),
            Member::optional("upstreamRegistryUrl", &schema::TEXT),
            Member::optional("credentialArn", &CREDENTIAL_ARN),
            Member::optional("customRoleArn", &CUSTOM_ROLE_ARN),
            Member::optional("upstreamRepositoryPrefix", &PULL_THROUGH_CACHE_RULE_REPOSITORY_PREFIX),
            Member::optional("isValid", &schema::BOOLEAN),
            Member::optional("failure", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VULNERABLE_PACKAGE: Schema = Schema {
    name: "VulnerablePackage",
    kind: Kind::Structure {
        members: &[
            Member::optional("arch", &schema::TEXT),
            Member::optional("epoch", &schema::INTEGER),
            Member::optional("filePath", &schema::TEXT),
            Member::optional("name", &schema::TEXT),
            Member::optional("packageManager", &schema::TEXT),
            Member::optional("release", &schema::TEXT),
            Member::optional("sourceLayerHash", &schema::TEXT),
            Member::optional("version", &schema::TEXT),
            Member::optional("fixedInVersion", &schema::TEXT),
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VULNERABLE_PACKAGES_LIST: Schema = Schema {
    name: "VulnerablePackagesList",
    kind: Kind::List { member: &Member::required("member", &VULNERABLE_PACKAGE) },
    limits: Limits::NONE,
};
