//! Generated from `models/ecr.json` by `cargo xtask codegen`; do not edit.
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

pub static BLOCKED_BY_ORGANIZATION_POLICY_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "BlockedByOrganizationPolicyException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static EMPTY_UPLOAD_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "EmptyUploadException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static EXCLUSION_ALREADY_EXISTS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ExclusionAlreadyExistsException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static EXCLUSION_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ExclusionNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static IMAGE_ALREADY_EXISTS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ImageAlreadyExistsException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static IMAGE_ARCHIVED_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ImageArchivedException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static IMAGE_DIGEST_DOES_NOT_MATCH_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ImageDigestDoesNotMatchException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static IMAGE_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ImageNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static IMAGE_STORAGE_CLASS_UPDATE_NOT_SUPPORTED_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ImageStorageClassUpdateNotSupportedException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static IMAGE_TAG_ALREADY_EXISTS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ImageTagAlreadyExistsException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static INVALID_LAYER_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "InvalidLayerException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static INVALID_LAYER_PART_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "InvalidLayerPartException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: Some(&schemas::INVALID_LAYER_PART_EXCEPTION),
};

pub static INVALID_PARAMETER_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "InvalidParameterException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static INVALID_TAG_PARAMETER_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "InvalidTagParameterException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static KMS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "KmsException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: Some(&schemas::KMS_EXCEPTION),
};

pub static LAYER_ALREADY_EXISTS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "LayerAlreadyExistsException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static LAYER_INACCESSIBLE_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "LayerInaccessibleException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static LAYER_PART_TOO_SMALL_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "LayerPartTooSmallException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static LAYERS_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "LayersNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static LIFECYCLE_POLICY_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "LifecyclePolicyNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static LIFECYCLE_POLICY_PREVIEW_IN_PROGRESS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "LifecyclePolicyPreviewInProgressException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static LIFECYCLE_POLICY_PREVIEW_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "LifecyclePolicyPreviewNotFoundException",
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

pub static PULL_THROUGH_CACHE_RULE_ALREADY_EXISTS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "PullThroughCacheRuleAlreadyExistsException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static PULL_THROUGH_CACHE_RULE_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "PullThroughCacheRuleNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static REFERENCED_IMAGES_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ReferencedImagesNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static REGISTRY_POLICY_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "RegistryPolicyNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static REPLICATION_BACKFILL_IN_PROGRESS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ReplicationBackfillInProgressException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static REPLICATION_BACKFILL_INVALID_STATUS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ReplicationBackfillInvalidStatusException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static REPLICATION_BACKFILL_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ReplicationBackfillNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static REPOSITORY_ALREADY_EXISTS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "RepositoryAlreadyExistsException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static REPOSITORY_NOT_EMPTY_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "RepositoryNotEmptyException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static REPOSITORY_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "RepositoryNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static REPOSITORY_POLICY_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "RepositoryPolicyNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static SCAN_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ScanNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static SECRET_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "SecretNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static SERVER_EXCEPTION: ErrorSchema =
    ErrorSchema { name: "ServerException", query_code: None, status: 500, fault: Fault::Server, shape: None };

pub static SIGNING_CONFIGURATION_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "SigningConfigurationNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static TEMPLATE_ALREADY_EXISTS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "TemplateAlreadyExistsException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static TEMPLATE_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "TemplateNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static TOO_MANY_TAGS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "TooManyTagsException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static UNABLE_TO_ACCESS_SECRET_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "UnableToAccessSecretException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static UNABLE_TO_DECRYPT_SECRET_VALUE_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "UnableToDecryptSecretValueException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static UNABLE_TO_GET_UPSTREAM_IMAGE_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "UnableToGetUpstreamImageException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static UNABLE_TO_GET_UPSTREAM_LAYER_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "UnableToGetUpstreamLayerException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static UNABLE_TO_LIST_UPSTREAM_IMAGE_REFERRERS_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "UnableToListUpstreamImageReferrersException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static UNSUPPORTED_IMAGE_TYPE_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "UnsupportedImageTypeException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static UNSUPPORTED_UPSTREAM_REGISTRY_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "UnsupportedUpstreamRegistryException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static UPLOAD_NOT_FOUND_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "UploadNotFoundException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};

pub static VALIDATION_EXCEPTION: ErrorSchema = ErrorSchema {
    name: "ValidationException",
    query_code: None,
    status: 400,
    fault: Fault::Client,
    shape: None,
};
